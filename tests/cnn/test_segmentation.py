"""Losses of pixels are PyTorch's; a U-Net's gradients are what nudging measures; masks are counted as by hand."""

import json

import numpy as np
import pytest

from deepcourse.cnn import segmentation
from deepcourse.cnn.segmentation import UNet, enlarged, iou_per_class, pixel_cross_entropy, shrink_masks, unet_forward
from deepcourse.cnn.training import predict
from deepcourse.cnn.transposed import transpose_conv_backward, transpose_conv_forward
from oracles import record_transposed as recorded
from oracles.record_convolution import digest

SAID = json.loads(recorded.FIXTURE.read_text())["losses"]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("which", range(len(SAID)))
def test_cost_and_gradient_are_what_pytorch_recorded(which, dtype):
    Z, masks, class_weights = recorded.pixels(*recorded.LOSSES[which])
    cost, dZ = pixel_cross_entropy(Z.astype(dtype), masks, class_weights)
    assert (type(cost), dZ.dtype) == (float, dtype)
    close = {"rtol": 1e-9, "atol": 1e-10} if dtype == np.float64 else {"rtol": 1e-4, "atol": 1e-5}
    np.testing.assert_allclose(digest(cost), SAID[which]["cost"], **close)
    np.testing.assert_allclose(digest(dZ), SAID[which]["dZ"], **close)


def test_a_sure_and_wrong_pixel_has_a_finite_cost():
    cost, dZ = pixel_cross_entropy(np.array([[[[900.0, -900.0]]]]), np.array([[[1]]]))
    assert cost == 1800
    np.testing.assert_array_equal(dZ, [[[[1.0, -1.0]]]])


def test_iou_is_counted_class_by_class():
    answers, masks = np.array([[[0, 0, 3], [1, 1, 1]]]), np.array([[[0, 1, 1], [1, 1, 0]]])
    np.testing.assert_allclose(iou_per_class(answers, masks, 5), [1 / 3, 2 / 5, np.nan, 0, np.nan])
    with pytest.raises(ValueError, match="one shape"):
        iou_per_class(answers, masks[:, :1], 5)


def test_masks_shrink_by_votes_and_grow_by_repetition():
    masks = np.random.default_rng(0).integers(4, size=(2, 3, 5))
    np.testing.assert_array_equal(shrink_masks(enlarged(masks, 4), 4, 4), masks)
    assert shrink_masks(np.array([[[3, 3, 1, 0], [1, 2, 0, 1]]]), 2, 4).tolist() == [[[3, 0]]]
    with pytest.raises(ValueError, match="whole blocks"):
        shrink_masks(masks, 2, 4)


def test_rare_classes_weigh_more():
    masks = np.array([[[0] * 16, [1] * 4 + [2] + [0] * 11]])
    np.testing.assert_allclose(segmentation.root_weights(masks, 4) ** 2, [1, 27 / 4, 27, 27])


def double(network):
    """The same network with float64 parameters, so that nudging is exact enough."""
    for part in network.parts.values():
        for layer in getattr(part, "layers", [part]):
            layer.parameters.update({name: value.astype(float) for name, value in layer.parameters.items()})
            if hasattr(layer, "no_bias"):
                layer.no_bias = layer.no_bias.astype(float)
    return network


@pytest.mark.parametrize("levels", [1, 2])
@pytest.mark.parametrize("skips", [True, False])
def test_the_gradients_of_a_unet_are_what_nudging_measures(levels, skips):
    rng = np.random.default_rng(levels)
    network = double(UNet(3, 3, width=2, levels=levels, skips=skips))
    X, masks = rng.normal(size=(2, 8, 4, 3)), rng.integers(3, size=(2, 8, 4))

    def cost():
        Z, cache = network.forward(X, training=True)
        return *pixel_cross_entropy(Z, masks), cache

    _, dZ, cache = cost()
    grads = network.backward(dZ, cache)[1]
    assert {name[1:] for name in grads} == set(network.parameters)
    for name, value in network.parameters.items():
        direction, step = rng.normal(size=value.shape), 1e-6
        kept, slopes = value.copy(), []
        for sign in (1, -1):
            value[...] = kept + sign * step * direction
            slopes.append(sign * cost()[0])
        value[...] = kept
        slope = sum(slopes) / (2 * step)
        assert np.sum(grads[f"d{name}"] * direction) == pytest.approx(slope, rel=1e-4, abs=1e-7), name


@pytest.mark.parametrize("levels", [1, 3])
def test_the_wiring_of_a_unet_is_that_of_the_function(levels):
    network, X = UNet(1, 5, width=2, levels=levels), np.random.default_rng(2).random((3, 16, 8, 3), np.float32)
    Z = predict(network, X)
    assert Z.shape == (3, 16, 8, 5)
    np.testing.assert_array_equal(unet_forward(X, network.functions()), Z)


def test_other_functions_may_do_the_work_of_the_transposed_convolutions():
    called = []

    def forward(*arguments, **options):
        called.append("forward")
        return transpose_conv_forward(*arguments, **options)

    network = UNet(1, 4, width=2, functions=(forward, transpose_conv_backward))
    Z, cache = network.forward(np.ones((1, 8, 8, 3), np.float32), training=True)
    network.backward(Z, cache)
    assert called == ["forward", "forward"]
