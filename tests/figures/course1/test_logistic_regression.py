"""The figures of logistic_regression show the numbers that they were given."""

import itertools
import math
import warnings

import numpy as np
import pytest
from scipy.optimize import approx_fprime, minimize
from sklearn.metrics import brier_score_loss, log_loss

from deepcourse.datasets import load_pullover_or_coat, shoulder_brightness
from deepcourse.experiments.course1.cost_surfaces import LOSSES, POINTS, RANGE, Surface, cost_surface, descend
from deepcourse.figures import images, style
from deepcourse.figures.course1 import logistic_regression as figures
from deepcourse.nn import logistic_regression as nn
from deepcourse.nn.activations import sigmoid
from quiet import SILENT
from seen import complaints

pytestmark = SILENT

DATA = load_pullover_or_coat()
X, Y = DATA.X_train[:, :20], DATA.Y_train[:, :20]
x = shoulder_brightness(DATA.X_train)[:, :20]
w = (X[:, 1:2] - X[:, 0:1]) / 20
SURFACES = {loss: cost_surface(x, Y, loss) for loss in LOSSES}
WILD = [0.69, *(1.0 + 0.9 * (-1) ** i for i in range(199))]  # costs that jump up and down
FALLING = {rate: (0.69 * np.exp(-rate * np.arange(200)) + 0.2).tolist() for rate in (0.001, 0.004, 0.016, 0.017)}

DRAWINGS = {  # figure: how the notebook draws it
    "images": lambda: figures.draw_images(X[:, :16], [DATA.classes[int(y)] for y in Y[0, :16]], title="clothes"),
    "neuron": lambda: figures.draw_neuron(X[:, 1:2], w, b=-0.25),
    "blank neuron": lambda: figures.draw_neuron(X[:, 1:2]),
    "losses": figures.draw_losses,
    "cost surfaces": lambda: figures.draw_cost_surfaces(x, Y),
    "likelihood": lambda: figures.draw_likelihood(-3.0, -1.0, x, Y),
    "descent": lambda: figures.draw_descent(SURFACES["log loss"], *descend(x, Y, "log loss", 1.0, 40, (8.0, 8.0))),
    "weights": lambda: figures.draw_weights(w, np.linspace(0.69, 0.31, 11), 5, 0.05),
    "gallery": lambda: figures.draw_gallery(X, Y, sigmoid(w.T @ X), range(10), DATA.classes),
    "cost curves": lambda: figures.draw_cost_curves(FALLING | {0.2: WILD}),
    "timing": lambda: figures.draw_timing(0.53, 0.0004, 2000),
}
EXCUSED = {"neuron": {"ylabel"}, "blank neuron": {"ylabel"}, "gallery": {"title"}, "timing": {"ylabel"}}
each_loss = pytest.mark.parametrize("loss", list(LOSSES))


# --- single figures -------------------------------------------------------------------------------------------------


def test_pictures_are_the_columns_upright_and_as_bright_as_they_are():
    dim = 0.2 + 0.5 * X[:, :3]
    axes = images.draw_images(dim, ["a", "b", "c"], columns=2)
    assert axes.shape == (2, 2)
    for i, ax in enumerate(axes.flat[:3]):
        np.testing.assert_array_equal(ax.images[0].get_array(), dim[:, i].reshape(28, 28))
        assert ax.images[0].get_clim() == (0, 1)
    assert [ax.get_title() for ax in axes.flat] == ["a", "b", "c", ""]
    assert not axes[1, 1].images


def test_captions_must_fit_the_pictures():
    with pytest.raises(ValueError, match="2 captions were given for 3 pictures"):
        images.draw_images(X[:, :3], ["a", "b"])


def test_a_neuron_shows_each_product_and_their_sum():
    axes = figures.draw_neuron(X[:, 1:2], w, b=0.5)
    z = float((w.T @ X[:, 1:2]).item()) + 0.5
    np.testing.assert_allclose(axes[2].images[0].get_array(), (w * X[:, 1:2]).reshape(28, 28))
    assert axes[3].get_title() == f"z = {z:.2f},  a = {1 / (1 + math.exp(-z)):.2f}"
    assert axes[1].images[0].get_clim() == axes[2].images[0].get_clim() == (-abs(w).max(), abs(w).max())


def test_the_losses_are_those_of_the_text():
    left, right = figures.draw_losses()
    log, squared = left.lines[0].get_xydata(), left.lines[1].get_xydata()
    np.testing.assert_allclose(log[:, 1], -np.log(log[:, 0]), rtol=1e-9)
    np.testing.assert_allclose(squared[:, 1], (squared[:, 0] - 1) ** 2 / 2, rtol=1e-9)
    assert log[0, 1] > left.get_ylim()[1]  # it leaves the picture: it has no largest value
    (_, log_slope), (_, squared_slope) = (line.get_xydata()[0] for line in right.lines[:2])
    assert log_slope == pytest.approx(-1, abs=1e-3)
    assert squared_slope == pytest.approx(0, abs=1e-3)


def test_each_bar_is_the_probability_of_the_label():
    ax = figures.draw_likelihood(-3.0, -1.0, x, Y)
    coats, pullovers = ([abs(s[1, 1] - s[0, 1]) for s in bars.get_segments()] for bars in ax.collections)
    a = sigmoid(-3.0 * x[0] - 1.0)
    np.testing.assert_allclose(coats, a[Y[0] == 1])
    np.testing.assert_allclose(pullovers, 1 - a[Y[0] == 0])
    product = math.prod([*coats, *pullovers])
    assert f"{product:.2e}" in ax.get_title()
    assert f"log-likelihood {math.log(product):.2f}" in ax.get_title()


def test_both_surfaces_are_drawn_with_their_lowest_points_and_cuts():
    tops, cuts = figures.draw_cost_surfaces(x, Y)
    for top, cut, surface in zip(tops, cuts, SURFACES.values(), strict=True):
        assert len(top.collections) == 1
        np.testing.assert_allclose(np.ravel(top.lines[1].get_data_3d()), surface.lowest)
        np.testing.assert_array_equal(cut.lines[0].get_xdata(), surface.w)
        row = int(np.flatnonzero(np.isclose(surface.b, 8))[0])
        np.testing.assert_array_equal(cut.lines[0].get_ydata(), surface.cost[row])
        assert top.get_zlim()[1] >= surface.cost.max() >= 0


@each_loss
def test_the_surfaces_fit_into_the_fixed_colours(loss):
    low, high = figures.COST_LIMITS[loss]
    assert low <= SURFACES[loss].cost.min()
    assert 0.8 * high < SURFACES[loss].cost.max() <= high


def test_a_path_that_leaves_the_picture_is_still_marked():
    path, costs = descend(x, Y, "log loss", 100.0, 100, (8.0, 8.0))
    left, right = figures.draw_descent(SURFACES["log loss"], path, costs)
    labels = {line.get_label(): line.get_xydata()[0] for line in left.lines}
    assert abs(path[-1]).max() > RANGE
    np.testing.assert_array_equal(labels["now, outside"], np.clip(path[-1], -RANGE, RANGE))
    np.testing.assert_array_equal(labels["start"], (8, 8))
    assert right.get_title() == f"cost after 100 steps: {costs[-1]:.3f}"
    assert right.get_ylim()[1] > costs.max()


def test_weights_have_the_same_colours_at_every_step():
    costs = np.linspace(0.69, 0.3, 5)
    drawn = [figures.draw_weights(share * w, costs, step, 0.05) for step, share in ((1, 0.01), (4, 1.0))]
    for (left, right), step in zip(drawn, (1, 4), strict=True):
        assert left.images[0].get_clim() == (-0.05, 0.05)
        assert right.lines[1].get_xydata().tolist() == [[step, costs[step]]]
    faint = drawn[0][0].images[0]
    assert faint.norm(0.0) == pytest.approx(0.5)
    assert faint.norm(0.0005) == pytest.approx(0.55)  # a hundredth of the limit is a tenth of the way to full colour
    assert faint.norm(-0.05) == pytest.approx(0)


def test_the_strongest_weights_carry_their_sign():
    weights = np.zeros((784, 1))
    weights[[0, 30]], weights[783] = 0.5, -0.5
    left, _ = figures.draw_weights(weights, [0.69, 0.68], 1, 0.5)
    marks = {line.get_marker(): line.get_xydata().tolist() for line in left.lines}
    assert sorted(marks["+"]) == [[0, 0], [2, 1]]
    assert marks["_"] == [[27, 27]]


def test_the_gallery_says_answer_and_truth():
    A = np.array([[0.93, 0.2, 0.9999]])
    ax = figures.draw_gallery(X[:, :3] / 2, np.array([[0.0, 0.0, 1.0]]), A, [2, 0, 1], DATA.classes)
    captions = ["says coat, over 99%\nis a coat", "says coat, 93%\nis a pullover", "says pullover, 80%\nis a pullover"]
    assert [text.get_text() for text in ax.texts] == captions
    assert [text.get_color() for text in ax.texts] == [style.INK, style.legible(style.RED), style.INK]
    for image, i in zip(ax.images, (2, 0, 1), strict=True):
        np.testing.assert_array_equal(image.get_array(), X[:, i].reshape(28, 28) / 2)
        assert image.get_clim() == (0, 1)


def test_an_empty_gallery_says_so():
    ax = figures.draw_gallery(X, Y, sigmoid(w.T @ X), [], DATA.classes)
    assert ax.texts[0].get_text() == "no such picture"
    assert complaints(ax.figure) == []


def test_cost_curves_are_told_apart_and_named_at_their_ends():
    ax = figures.draw_cost_curves(FALLING)
    looks = [(line.get_color(), line.get_linestyle()) for line in ax.lines[: len(FALLING)]]
    assert len(set(looks)) == len({colour for colour, _ in looks}) == len({line for _, line in looks}) == len(FALLING)
    assert ax.get_yscale() == "log"
    assert [text.get_text() for text in ax.texts] == ["0.017", "0.016", "0.004", "0.001"]  # from the lowest end upwards
    assert ax.get_legend().get_texts()[0].get_text() == f"0.001: ends at {FALLING[0.001][-1]:.3f}"


def test_a_curve_that_jumps_stays_behind_the_others():
    ax = figures.draw_cost_curves({0.005: FALLING[0.001], 0.2: WILD})
    calm, wild = ax.lines[:2]
    assert wild.get_zorder() < calm.get_zorder()
    assert wild.get_linewidth() < calm.get_linewidth()


def test_more_curves_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="7 curves were given; at most 6"):
        figures.draw_cost_curves({rate: [0.7, 0.6] for rate in range(7)})


def test_the_bars_of_the_timing_are_milliseconds():
    ax = figures.draw_timing(0.53, 0.0004, 2000)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([0.4, 530])
    assert ax.get_title() == "Without loops: 1325 times as fast"
    assert ax.get_xscale() == "log"


# --- what the surfaces are made of ----------------------------------------------------------------------------------


def cost_by_definition(loss, w, b):
    """The mean of the text's formula as plain Python numbers: slow, and too plain to be wrong."""
    total = 0.0
    for x_i, y_i in zip(x[0].tolist(), Y[0].tolist(), strict=True):
        z = w * x_i + b
        a = 1 / (1 + math.exp(-z))
        p = a if y_i == 1 else 1 / (1 + math.exp(z))  # of the label; 1 - a would lose digits
        total += (a - y_i) ** 2 / 2 if loss == "squared error" else -math.log(p)
    return total / x.size


@each_loss
def test_a_surface_is_the_definition(loss):
    surface = SURFACES[loss]
    assert surface.cost.shape == (POINTS, POINTS)
    for i, j in itertools.product((0, 17, 60, 101, 120), repeat=2):
        by_hand = cost_by_definition(loss, surface.w[j], surface.b[i])
        assert surface.cost[i, j] == pytest.approx(by_hand, rel=1e-10)


@pytest.mark.parametrize(("i", "j"), [(60, 60), (56, 44), (70, 90)])
def test_surfaces_agree_with_scikit_learn(i, j):
    surface = SURFACES["log loss"]
    a = sigmoid(surface.w[j] * x[0] + surface.b[i])
    assert surface.cost[i, j] == pytest.approx(log_loss(Y[0], a), rel=1e-9)
    assert SURFACES["squared error"].cost[i, j] == pytest.approx(brier_score_loss(Y[0], a) / 2, rel=1e-9)


@each_loss
def test_the_lowest_point_is_where_scipy_finds_it(loss):
    def cost(p):
        return LOSSES[loss][0](p[0] * x[0] + p[1], Y[0]).mean()

    surface = SURFACES[loss]
    found = minimize(cost, surface.lowest[:2], tol=1e-10)
    assert surface.lowest[2] == pytest.approx(found.fun, abs=2e-4)
    assert surface.lowest[:2] == pytest.approx(found.x, abs=0.11)  # half a step of the grid


def curvature_at_random(surface: Surface, rng, trials=4000):
    """Return, for random pairs of grid points with a midpoint on the grid, mean height of the ends - midpoint."""
    ends = rng.integers(0, POINTS, size=(trials, 2, 2))
    ends[:, 1] += (ends[:, 0] + ends[:, 1]) % 2 * np.where(ends[:, 1] > 0, -1, 1)  # same parity: the middle exists
    middles = ends.sum(axis=1) // 2
    heights = surface.cost[ends[..., 0], ends[..., 1]].mean(axis=1)
    return heights - surface.cost[middles[:, 0], middles[:, 1]]


def test_the_log_loss_is_convex_and_the_squared_error_is_not():
    bent = {loss: curvature_at_random(s, np.random.default_rng(1)) for loss, s in SURFACES.items()}
    assert bent["log loss"].min() > -1e-12
    assert (bent["squared error"] < -0.01).mean() > 0.1


def test_the_text_cites_what_the_surfaces_show():
    log, squared = SURFACES.values()
    assert log.lowest == pytest.approx((-3.2, -0.8, 0.321), abs=5e-4)
    assert squared.lowest[2] == pytest.approx(0.053, abs=5e-4)
    row = int(np.flatnonzero(np.isclose(squared.b, 8))[0])
    terrace = squared.cost[row, (squared.w >= -2 - 1e-9) & (squared.w <= 5 + 1e-9)]
    np.testing.assert_allclose(terrace, 0.25, atol=0.005)


def test_downhill_on_the_log_loss_is_what_optimize_does():
    path, costs = descend(x, Y, "log loss", 0.7, 25, (8.0, -3.0))
    params, _, expected = nn.optimize(np.array([[8.0]]), -3.0, x, Y, 25, 0.7)
    np.testing.assert_allclose(path[-1], (params["w"].item(), params["b"]), rtol=1e-10)
    np.testing.assert_allclose(costs[:-1], expected, rtol=1e-10)


@each_loss
def test_the_slope_of_a_loss_is_what_scipy_measures(loss):
    value, slope = LOSSES[loss]
    for z, y in itertools.product((-4.0, -0.3, 0.0, 2.5), (0, 1)):
        assert slope(z, y) == pytest.approx(approx_fprime([z], lambda p, y=y: value(p[0], y), 1e-7)[0], abs=1e-6)


def test_losses_stay_finite_and_silent_far_out():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for value, slope in LOSSES.values():
            assert np.isfinite([value(z, y) + slope(z, y) for z in (-1e4, 1e4) for y in (0, 1)]).all()


@pytest.mark.parametrize("rate", np.logspace(-1, 2, 7))
def test_no_rate_brings_the_squared_error_down_from_the_far_start(rate):
    _, costs = descend(x, Y, "squared error", rate, 100, (8.0, 8.0))
    assert costs.min() > 0.249


def test_an_unknown_loss_is_named():
    with pytest.raises(ValueError, match="no loss 'hinge'; choose one of 'log loss', 'squared error'"):
        cost_surface(x, Y, "hinge")
