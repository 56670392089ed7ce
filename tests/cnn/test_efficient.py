"""1 x 1, inception and separable convolutions against PyTorch, nudges, and what papers state."""

import json

import numpy as np
import pytest

from deepcourse.cnn import efficient, summary
from deepcourse.cnn import layers as cnn
from deepcourse.cnn.convolution import conv_forward
from deepcourse.cnn.pretrained import as_input, run
from deepcourse.datasets import load_photograph, load_pretrained
from deepcourse.experiments.course4.efficient_trainings import OwnInception
from oracles import record_efficient as recorded
from oracles.record_convolution import digest, gradient_of

SAID = json.loads(recorded.FIXTURE.read_text())
NAMES = ("dA_prev", "dW_depth", "db_depth", "dW_point", "db_point")


def same(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("which", range(len(recorded.MODULES)))
def test_a_module_and_its_gradients_are_what_pytorch_recorded(which):
    A, cache = efficient.inception_module_forward(*recorded.module(*recorded.MODULES[which]))
    dA_prev, gradients = efficient.inception_module_backward(gradient_of(A), cache)
    got = {"A": A, "dA_prev": dA_prev} | gradients
    assert got.keys() == SAID["modules"][which].keys()
    for name, array in got.items():
        same(digest(array), SAID["modules"][which][name])


@pytest.mark.parametrize("which", range(len(recorded.SEPARABLE)))
def test_a_separable_convolution_and_its_gradients_are_what_pytorch_recorded(which):
    arrays, options = recorded.separable(*recorded.SEPARABLE[which])
    Z, cache = efficient.depthwise_separable_forward(*arrays, **options)
    gradients = efficient.depthwise_separable_backward(gradient_of(Z), cache)
    got = {"Z": Z} | dict(zip(NAMES, gradients, strict=True))
    for name, array in got.items():
        same(digest(array), SAID["separable"][which][name])


def test_a_filter_of_one_pixel_is_a_dense_layer_and_a_convolution():
    rng = np.random.default_rng(0)
    A_prev, W, b = rng.normal(size=(2, 3, 5, 4)), rng.normal(size=(1, 1, 4, 2)), rng.normal(size=(1, 1, 1, 2))
    Z, cache = efficient.conv1x1_forward(A_prev, W, b)
    same(Z, conv_forward(A_prev, W, b)[0])
    same(Z.reshape(-1, 2), A_prev.reshape(-1, 4) @ W[0, 0] + b.ravel())
    assert all(one is other for one, other in zip(cache, (A_prev, W, b), strict=True))


@pytest.mark.parametrize("which", range(len(recorded.BANKS)))
def test_what_separable_filters_leave_is_what_pytorch_leaves(which):
    W = recorded.bank(*recorded.BANKS[which])
    W_depth, W_point, error = efficient.separate_filters(W)
    assert (W_depth.shape, W_point.shape) == (W.shape[:3], (1, 1, *W.shape[2:]))
    assert error == pytest.approx(SAID["left"][which], abs=1e-9)


def test_separable_filters_do_what_the_full_ones_do():
    rng = np.random.default_rng(1)
    W_depth, W_point = rng.normal(size=(3, 3, 4)), rng.normal(size=(1, 1, 4, 5))
    W, b = W_depth[..., None] * W_point, rng.normal(size=(1, 1, 1, 5))
    depth, point, error = efficient.separate_filters(W)
    assert error < 1e-12
    A_prev = rng.uniform(0, 1, size=(2, 5, 6, 4))
    layer = cnn.Depthwise(rng, 4, 3, dtype=np.float64)
    layer.parameters["W"] = depth
    same(efficient.conv1x1_forward(layer.forward(A_prev)[0], point, b)[0], conv_forward(A_prev, W, b, pad=1)[0])


def test_the_examples_of_the_syllabus():
    assert efficient.count_reduced(28, 28, 192, 5, 32, 16) == (120_422_400, 12_443_648)


@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("saving", [1, 3, 10])
def test_one_more_filter_than_the_widest_is_too_many(stride, saving):
    sizes = (7, 10, 24, 3, 36)
    width = efficient.widest_reduction(*sizes, saving, stride=stride)
    for one_more, fits in ((0, True), (1, False)):
        direct, reduced = efficient.count_reduced(*sizes, width + one_more, stride=stride)
        assert (saving * reduced <= direct) == fits


@pytest.mark.parametrize("stride", [1, 2])
def test_counts_are_those_of_a_summary(stride):
    narrow = [("input", 9, 14, 12), ("conv", 5, 1, 1, 0), ("conv", 8, 3, stride, 1)]
    direct, reduced = (summary.totals(summary.summarize([narrow[0], *rest]))[1] for rest in (narrow[2:], narrow[1:]))
    assert efficient.count_reduced(9, 14, 12, 3, 8, 5, stride=stride) == (direct, reduced)


@pytest.mark.parametrize(("n_C", "ratio"), [(64, 1 / 64 + 1 / 9), (512, 1 / 512 + 1 / 9)])
def test_the_ratio_of_separable_to_full(n_C, ratio):
    full = [("input", 14, 10, 32), ("conv", 1, 3, 1, 1), ("conv", n_C, 3, 2, 1)]
    full[1] = ("conv", 32, 1, 1, 0)
    work = [summary.summarize(layers)[2:] for layers in (full, efficient.make_separable(full))]
    assert sum(row[3] for row in work[1]) / sum(row[3] for row in work[0]) == pytest.approx(ratio)


def totals_of(layers):
    return list(summary.totals(summary.summarize(layers)))


def test_networks_cost_what_pytorch_counted():
    steps = load_pretrained().steps
    second = [step for place, step in enumerate(steps[:64]) if place not in (48, 49)]
    assert totals_of(efficient.FULL_MOBILENET) == SAID["networks"]["MobileNet, full filters"]
    assert totals_of(efficient.layers_of(second)) == SAID["networks"]["MobileNetV2, no classes"]
    for n_C in (512, 528):
        assert totals_of(efficient.side_head(n_C)) == SAID["networks"][f"side head {n_C}"]


def test_what_the_papers_state():
    full, separable = totals_of(efficient.FULL_MOBILENET), totals_of(efficient.make_separable(efficient.FULL_MOBILENET))
    assert round(full[0] / 1e6, 1) == 29.3  # Howard and others 2017, table 4
    assert full[1] - 1024 * 1000 == pytest.approx(4866e6, abs=0.5e6)  # ... without the dense layer
    assert separable[1] == totals_of(summary.MOBILENET)[1]
    table = [round(row[3] / 1e6) for row in summary.summarize(summary.GOOGLENET) if row[0] == "branches"]
    assert table == [128, 304, 74, 88, 100, 119, 170, 51, 71]  # their table 1: 73 for 74, 54 for 51


def test_a_maximum_over_the_border_takes_pixels_alone():
    A_prev = -np.random.default_rng(2).uniform(1, 2, size=(2, 3, 4, 2))
    A, cache = efficient.pool_same_forward(A_prev)
    same(A[:, 0, 0], A_prev[:, :2, :2].max(axis=(1, 2)))
    assert efficient.pool_same_backward(np.ones_like(A), cache).sum() == A.size


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_the_type_of_the_numbers_is_kept(kind):
    A_prev, parameters = recorded.module(*recorded.MODULES[0])
    A, cache = efficient.inception_module_forward(
        A_prev.astype(kind), {name: array.astype(kind) for name, array in parameters.items()}
    )
    dA_prev, gradients = efficient.inception_module_backward(A, cache)
    arrays, options = recorded.separable(*recorded.SEPARABLE[0])
    Z, cache = efficient.depthwise_separable_forward(*(array.astype(kind) for array in arrays), **options)
    more = efficient.depthwise_separable_backward(Z, cache)
    assert {array.dtype for array in (A, dA_prev, *gradients.values(), Z, *more)} == {np.dtype(kind)}


def test_an_other_number_of_channels_is_told():
    arrays, _ = recorded.separable(*recorded.SEPARABLE[0])
    with pytest.raises(ValueError, match="must have the same channels"):
        efficient.depthwise_separable_forward(arrays[0], arrays[1][..., :2], *arrays[2:])


def test_a_depthwise_layer_has_the_gradients_of_its_nudges():
    rng = np.random.default_rng(3)
    layer, A_prev = cnn.Depthwise(rng, 3, 3, stride=2, dtype=np.float64), rng.normal(size=(2, 5, 6, 3))
    Z, cache = layer.forward(A_prev)
    d, grads = layer.backward(gradient_of(Z), cache)
    for array, gradient in ((A_prev, d), (layer.parameters["W"], grads["dW"])):
        direction, step = rng.normal(size=array.shape), 1e-6
        array += step * direction
        ahead = (layer.forward(A_prev)[0] * gradient_of(Z)).sum()
        array -= 2 * step * direction
        behind = (layer.forward(A_prev)[0] * gradient_of(Z)).sum()
        array += step * direction
        assert (gradient * direction).sum() == pytest.approx((ahead - behind) / (2 * step), rel=1e-6)


def test_a_module_is_that_of_the_layers():
    _, parameters = recorded.module(*recorded.MODULES[0])
    layer = OwnInception(np.random.default_rng(0), 3, (2, 3, 4, 1, 2, 3), efficient.inception_module_forward)
    assert {name: array.shape for name, array in layer.parameters.items()} == {
        name: array.shape for name, array in parameters.items()
    }


def test_ones_own_filters_of_one_pixel_run_a_pretrained_network():
    steps = load_pretrained().steps[:9]
    X = as_input(load_photograph("cat")[:40, :50])
    outs, _ = run(steps, X)
    mine, done = efficient.run_with(steps, X, lambda A, W, b: efficient.conv1x1_forward(A, W, b)[0])
    np.testing.assert_allclose(mine[-1], outs[-1], atol=1e-4)
    assert done == 5
