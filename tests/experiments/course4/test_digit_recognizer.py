"""What stands behind digit_recognizer: designs are judged before they are trained, and digits move as they should."""

import numpy as np
import pytest
from scipy import ndimage

from deepcourse.cnn import lenet, training
from deepcourse.experiments.course4 import shifted_digits, small_networks

INPUT, FLATTEN, TEN = small_networks.INPUT, ("flatten",), ("dense", 10)
X = np.random.default_rng(0).uniform(size=(2, 5, 7, 3))
PROBLEMS = {
    "no layers": ((), "the first layer, and no other"),
    "unknown": (
        (INPUT, ("dropout", 2), FLATTEN, TEN),
        "layer 1 is ('dropout', 2), but the only kinds of layer are input, conv, pool, flatten, dense",
    ),
    "one shape": ((("input", (28, 28, 1)), FLATTEN, TEN), 'write it as ("input", n_H, n_W, n_C)'),
    "numbers of flatten": ((INPUT, ("flatten", 2), TEN), 'write it as ("flatten",)'),
    "a fraction": ((INPUT, ("pool", 2, 2.5), FLATTEN, TEN), "whole and positive"),
    "stride 0": ((INPUT, ("conv", 2, 3, 0, 1), FLATTEN, TEN), "whole and positive"),
    "pad below 0": ((INPUT, ("conv", 2, 3, 1, -1), FLATTEN, TEN), "whole and positive"),
    "two inputs": ((INPUT, INPUT, FLATTEN, TEN), "the first layer, and no other"),
    "no flatten": ((INPUT, TEN), "exactly one flatten"),
    "dense first": ((INPUT, ("dense", 3), FLATTEN, TEN), "must come before flatten"),
    "nine": ((INPUT, FLATTEN, ("dense", 9)), "the last layer"),
    "no room": ((INPUT, ("pool", 29, 1), FLATTEN, TEN), "does not fit"),
    "parameters": (lenet.LENET, "it has 61706 parameters"),
    "products": ((INPUT, ("conv", 9, 5, 1, 2), ("pool", 4, 4), FLATTEN, TEN), "it needs 180810 multiplications"),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_is_told_and_not_trained(name):
    architecture, told = PROBLEMS[name]
    assert told in small_networks.problem_with(architecture)
    with pytest.raises(ValueError, match=r"\w"):
        small_networks.try_out(architecture)


def test_a_built_network_has_the_parameters_and_scores_of_its_table():
    network = small_networks.build(lenet.LENET, np.random.default_rng(1))
    assert training.count(network) == 61706
    A = np.random.default_rng(2).uniform(size=(2, 28, 28, 1))
    arrays = list(network.parameters.values())
    parameters = {f"{name}{i // 2 + 1}": array for i, (name, array) in enumerate(zip("Wb" * 5, arrays, strict=True))}
    np.testing.assert_allclose(network.forward(A)[0], lenet.lenet_forward(A, parameters)[0])
    dense = sum(row[2] for row in lenet.layer_table(shifted_digits.DENSE))
    assert abs(dense - 61706) < 100


@pytest.mark.parametrize(("down", "right"), [(0, 0), (1, 0), (-2, 0), (0, 3), (0, -1), (2, -3)])
def test_digits_move_as_scipy_moves_them(down, right):
    np.testing.assert_allclose(shifted_digits.moved(X, down, right), ndimage.shift(X, (0, down, right, 0), order=0))


@pytest.mark.parametrize("degrees", [0, 30, 90, 180, -45])
def test_digits_turn_as_scipy_turns_them(degrees):
    picture = np.pad(np.random.default_rng(1).uniform(size=(10, 12)), 5)
    theirs = ndimage.rotate(picture, degrees, reshape=False, order=1)
    np.testing.assert_allclose(shifted_digits.turned(picture, degrees), theirs, atol=1e-9)


def test_the_accuracy_at_a_distance_is_the_mean_of_four_moves():
    labels = np.array([1, 0])
    found = shifted_digits.accuracies(lambda X: (X[:, 0, 0, 0] > 0).astype(int), X, labels, (0, 1))
    assert found == [0.5, 0.5]


def test_poolings_absorb_a_shift_that_a_stride_does_not():
    """Both designs are allowed, equally good on centred digits, and far apart at two pixels."""
    for shift, (least, most) in {0: (-0.05, 0.05), 2: (0.1, 0.4)}.items():
        pooled, strided = (
            small_networks.try_out(design, shift=shift) for design in (small_networks.POOLED, small_networks.STRIDED)
        )
        assert least < pooled - strided < most
