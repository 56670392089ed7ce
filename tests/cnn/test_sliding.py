"""One pass equals all windows; sweeps are what trying finds; regions are SciPy's components; the rest by hand."""

import numpy as np
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from deepcourse.cnn import sliding
from deepcourse.cnn.convolution import conv_forward
from deepcourse.experiments.course4 import sliding as experiment


def classifier(rng, f1=3, f2=3, f3=2, dtype=np.float64):
    shapes = {"W1": (f1, f1, 3, 4), "b1": (1, 1, 1, 4), "W2": (f2, f2, 4, 5), "b2": (1, 1, 1, 5)}
    shapes |= {"W3": (6, f3 * f3 * 5), "b3": (6, 1), "W4": (4, 6), "b4": (4, 1)}
    return {name: (rng.normal(size=shape) * 0.4).astype(dtype) for name, shape in shapes.items()}


@pytest.mark.parametrize("sides", [(3, 3, 2), (5, 2, 3), (2, 4, 1)])
@pytest.mark.parametrize("more", [(0, 0), (3, 11), (9, 4)])
def test_one_pass_gives_the_answers_to_all_windows(sides, more):
    rng = np.random.default_rng(1)
    parameters = classifier(rng, *sides)
    window, stride = sliding.sweep([(sides[0], 1), (2, 2), (sides[1], 1), (2, 2), (sides[2], 1), (1, 1)])
    X = rng.normal(size=(2, window + more[0], window + more[1], 3))
    P = sliding.probability_map(X, parameters)
    for image, one in zip(X, P, strict=True):
        windows, _ = sliding.crop_windows(image, window, stride)
        np.testing.assert_allclose(one.reshape(-1, 4), sliding.classify(windows, parameters), rtol=1e-9)


def test_one_pass_keeps_single_precision():
    rng = np.random.default_rng(2)
    X = rng.normal(size=(1, 30, 34, 3)).astype(np.float32)
    assert sliding.probability_map(X, classifier(rng, dtype=np.float32)).dtype == np.float32


def numbers_left(n, layers):
    for f, stride in layers:
        n = (n - f) // stride + 1 if n >= f else 0
    return n


def test_window_and_stride_are_what_trying_finds():
    rng = np.random.default_rng(3)
    for _ in range(50):
        layers = [(int(f), int(s)) for f, s in rng.integers((1, 1), (6, 4), (rng.integers(0, 5), 2))]
        window, stride = sliding.sweep(layers)
        for n in range(1, window + 3 * stride):
            assert numbers_left(n, layers) == (0 if n < window else (n - window) // stride + 1)


@pytest.mark.parametrize(("n", "f", "n_C"), [(4, 3, 2), (1, 2, 5), (6, 1, 3)])
def test_filters_answer_what_the_dense_layer_answers(n, f, n_C):
    rng = np.random.default_rng(4)
    W, maps = rng.normal(size=(n, f * f * n_C)), rng.normal(size=(3, f, f, n_C))
    Z, _ = conv_forward(maps, sliding.dense_to_conv(W, f), np.zeros((1, 1, 1, n)))
    np.testing.assert_allclose(Z[:, 0, 0], maps.reshape(3, -1) @ W.T)


def test_a_layer_that_saw_no_square_is_refused():
    with pytest.raises(ValueError, match="no map of 3 by 3"):
        sliding.dense_to_conv(np.zeros((2, 10)), 3)


@pytest.mark.parametrize("tolerance", [0.0, 0.3, 0.7])
@pytest.mark.parametrize("shape", [(7, 9, 3), (1, 8, 1), (8, 1, 2)])
def test_regions_are_connected_components(shape, tolerance):
    image = np.random.default_rng(5).uniform(0, 1, shape).round(1)
    n_H, n_W, _ = shape
    places = np.arange(n_H * n_W).reshape(n_H, n_W)
    edges = [
        (places[i, j], places[k, n])
        for i, j in np.ndindex(n_H, n_W)
        for k, n in ((i, j + 1), (i + 1, j))
        if k < n_H and n < n_W and np.abs(image[i, j] - image[k, n]).max() <= tolerance
    ]
    one, other = np.array(edges, int).reshape(-1, 2).T
    graph = coo_array((np.ones(len(edges)), (one, other)), shape=(n_H * n_W,) * 2)
    _, expected = connected_components(graph, directed=False)
    labels = sliding.segment(image, tolerance).ravel()
    np.testing.assert_array_equal(labels[:, None] == labels, expected[:, None] == expected)
    _, first = np.unique(labels, return_index=True)
    assert first.tolist() == sorted(first)


def test_no_region_no_box_and_no_box_no_overlap():
    assert sliding.propose_boxes(np.zeros((3, 3), int), 10, 20, 1).shape == (0, 4)
    assert sliding.best_ious(np.array([[0, 0, 2, 2]]), np.empty((0, 4))).tolist() == [0]


def test_a_window_that_is_the_whole_picture_cannot_be_broken():
    assert sliding.break_equality((4, 6), (0, 0, 6, 4), 3) is None


# --- the experiments ------------------------------------------------------------------------------------------------


def test_windows_of_objects_have_their_centre_in_the_middle():
    X, y = experiment.crops(1, 12)
    assert X.shape[1:] == (32, 32, 3)
    assert set(y) <= {0, 1, 2, 3}
    assert len(X) == len(y)


def test_padding_changes_the_border_of_a_window_and_nothing_else():
    X, y = experiment.crops(1, 6)
    parameters, costs = experiment.trained(X, y, 2)
    assert costs.shape == (2,)
    image, box = experiment.scenes(3, 1).images[0], (20, 20, 52, 52)
    assert np.abs(experiment.difference(image, box, parameters, 0)).max() < 1e-5
    padded = experiment.difference(image, box, parameters, 2)
    assert np.abs(padded[4:-4, 4:-4]).max() < 1e-5
    assert padded[:4].mean() > 1e-3


def test_coverage_counts_objects_by_class():
    those = experiment.scenes(3, 4)
    shares, number = experiment.coverage(those, those.boxes)
    there = np.isin(np.arange(3), np.concatenate(those.classes))
    np.testing.assert_array_equal(shares, there.astype(float))
    assert number == np.mean([len(boxes) for boxes in those.boxes])
    assert not experiment.coverage(those, [np.empty((0, 4))] * 4)[0].any()


def test_near_pairs_are_those_of_the_definition():
    rng = np.random.default_rng(8)
    for gap in (0, 1, 2, 4):
        labels = rng.integers(0, 9, (5, 7))
        places = list(np.ndindex(labels.shape))
        near = {
            (int(labels[one]), int(labels[other]))
            for one in places
            for other in places
            if labels[one] < labels[other]
            and sorted(abs(a - b) for a, b in zip(one, other, strict=True)) in [[0, d] for d in range(1, gap + 1)]
        }
        assert sliding.near_pairs(labels, gap) == sorted(near)
