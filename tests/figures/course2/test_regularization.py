"""The figures of regularization show the numbers that they were given, can be read, and leave nothing behind."""

import numpy as np
import pytest

from deepcourse.experiments.course2.regularized_planar import noisy_moons, train_all, train_tanh
from deepcourse.figures.course2 import regularization as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn.regularization import regularized_model
from quiet import SILENT

pytestmark = SILENT

X, Y = noisy_moons(40, 3)
LAMBDAS, KEEP_PROBS = (0.0, 0.3), (1.0, 0.6)
NETWORKS = train_all(X, Y, [2, 5, 4, 1], LAMBDAS, KEEP_PROBS, 60, 0.5, 2)
SHARES = {pair: (0.9 + pair[0] / 10, 0.8 + pair[1] / 20) for pair in NETWORKS}
RNG = np.random.default_rng(1)
IMAGES = RNG.uniform(size=(3, 28, 28))
RESULTS = {name: RNG.uniform(0.75, 0.85, size=(3, 2)) for name in ("none", "L2", "new pictures + L2")}


def panels(columns, height=4.1, **options):
    return new_figure(1, columns, height=height, **options)[1]


def dropped():
    masks = [np.array([True, False, True]), np.array([False, True])]
    return figures.draw_dropped((2, 3, 2, 1), masks, [np.array([1.0, 0.5, 0.0]), np.array([0.2, 0.3])], *panels(2))


DRAWINGS = {  # figure: how the notebook or the exploration draws it
    "regularized": lambda: figures.draw_regularized(NETWORKS, (0.3, 0.6), X, Y, SHARES, panels(2)),
    "pull": lambda: figures.draw_pull(),
    "neuron weights": lambda: figures.draw_neuron_weights({"no penalty": RNG.normal(size=(1, 784)),
                                                           "L1": np.zeros((1, 784))}),
    "linear zone": lambda: figures.draw_linear_zone(
        train_tanh(X, Y, 4, (0.1,), 20, 1.0, 2)[0.1], X, Y, "border at 0.1", panels(2)),
    "dropped": dropped,
    "expectation": lambda: figures.draw_expectation({"divided": RNG.normal(5, 1, 500)}, whole=5.0),
    "augmented": lambda: figures.draw_augmented(IMAGES, [IMAGES, IMAGES]),
    "stopping": lambda: figures.draw_stopping(
        25 * np.arange(4), {"training pictures": [3, 2, 1, 0], "dev pictures": [3, 2, 2.5, 3]}, 1, 3),
    "spread": lambda: figures.draw_spread(RESULTS, {"Test cost": ("nats", 0.7, 0.9), "Right": ("share", 0.7, 0.9)}),
}  # fmt: skip
EXCUSED = {"neuron weights": {"ylabel"}, "augmented": {"title"}, "spread": {"ylabel"}}


@pytest.mark.parametrize("pair", NETWORKS, ids=str)
def test_networks_trained_together_are_those_trained_alone(pair):
    alone = regularized_model(X, Y, [2, 5, 4, 1], 0.5, 60, 2, lambd=pair[0], keep_prob=pair[1])
    for name, value in alone.items():
        np.testing.assert_allclose(NETWORKS[pair][name], value, rtol=1e-7, atol=1e-9)


def test_tanh_networks_are_trained_by_the_slope_of_their_cost():
    first, lambd, step = train_tanh(X, Y, 3, (0.7,), 0, 1.0, 2)[0.7], 0.7, 1e-6
    moved = train_tanh(X, Y, 3, (0.7,), 1, 1.0, 2)[0.7]

    def cost(p):
        Z = p["W2"] @ np.tanh(p["W1"] @ X + p["b1"]) + p["b2"]
        penalty = lambd / 2 * sum(np.sum(p[name] ** 2) for name in ("W1", "W2"))
        return float((np.sum(np.logaddexp(0, Z) - Y * Z) + penalty) / X.shape[1])

    for name, value in first.items():
        direction = RNG.normal(size=value.shape)
        ahead, behind = (cost(first | {name: value + s * direction}) for s in (step, -step))
        assert np.sum((value - moved[name]) * direction) == pytest.approx((ahead - behind) / (2 * step), rel=1e-6)


def test_wrong_labels_are_few_and_can_be_switched_off():
    (X_one, Y_one), (X_other, Y_other) = noisy_moons(1000, 5), noisy_moons(1000, 5, wrong=0.0)
    np.testing.assert_array_equal(X_one, X_other)
    assert 0.05 < np.mean(Y_one != Y_other) < 0.11


def test_a_pull_of_l2_never_ends_and_one_of_l1_does():
    left, right = figures.draw_pull()
    for line, other, start in zip(left.lines, right.lines, (1.0, 0.5, 0.1), strict=True):
        np.testing.assert_allclose(line.get_ydata(), start * 0.95 ** np.arange(61))
        assert (other.get_ydata() == 0).argmax() == round(start / 0.05)


def test_the_spread_shows_every_seed_and_the_mean():
    axes = DRAWINGS["spread"]()
    dots = [line for line in axes[0].lines if line.get_marker() == "o"]
    for line, values in zip(dots, RESULTS.values(), strict=True):
        np.testing.assert_allclose(line.get_xdata(), values[:, 0])


def test_dropped_units_are_counted_in_the_title():
    assert dropped()[0].get_title() == "3 of 5 hidden units at work"
