"""The figures of residual_networks: what each shows."""

import numpy as np
import pytest

from deepcourse.cnn.blocks import gradient_by_paths
from deepcourse.datasets.course4.depths import load_depths
from deepcourse.explore.course4.residual_networks import walked
from deepcourse.figures.course4 import residual_networks as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

NETWORKS, STEPS = load_depths()
DEEPEST = [one for one in NETWORKS if one.depth == 32]


def on(draw, *arguments, height=3.4):
    _, ax = new_figure(height=height)
    return draw(*arguments, ax)


def block(shortcut=True):
    values, gradients, _ = walked("some weights", shortcut)
    _, ax = new_figure(height=3.5)
    return figures.draw_block(ax, values, gradients, shortcut, "A_prev")


def growth():
    blocks, rng = np.arange(1, 16), np.random.default_rng(1)
    predicted = [gradient_by_paths(0.5, int(L)) for L in blocks]
    lines = {"plain": [p[0] for p in predicted], "residual": [p[1] for p in predicted]}
    measured = {kind: np.outer(line, [1, 1]) * rng.uniform(0.8, 1.2, size=(15, 2)) for kind, line in lines.items()}
    return on(figures.draw_growth, blocks, lines, measured)


def pair():
    falling = 2.3 * np.exp(-np.arange(60) / 40)
    return figures.draw_pair({"plain": falling + 0.3, "residual, your blocks": falling}, 32, 10)


DRAWINGS = {  # figure: how the notebook draws it
    "costs": lambda: on(figures.draw_costs, DEEPEST, STEPS),
    "norms": lambda: on(figures.draw_norms, [one for one in DEEPEST if one.seed == 0]),
    "errors": lambda: figures.draw_errors(NETWORKS),
    "block": block,
    "plain block": lambda: block(False),
    "growth": growth,
    "shares": lambda: on(figures.draw_shares, gradient_by_paths(0.5, 15)[2]),
    "pair": pair,
}


def test_the_errors_are_those_of_the_record():
    [plain, residual] = [line for line in figures.draw_errors(NETWORKS).lines if "mean" in str(line.get_label())]
    for line, kind in ((plain, "plain"), (residual, "residual")):
        errors = [np.mean([one.error for one in NETWORKS if (one.depth, one.kind) == (d, kind)]) for d in (8, 32)]
        np.testing.assert_allclose(line.get_ydata()[[0, -1]], 100 * np.array(errors))


@pytest.mark.parametrize("shortcut", [True, False])
def test_a_block_shows_all_its_numbers(shortcut):
    ax = block(shortcut)
    values, gradients, _ = walked("some weights", shortcut)
    shown = [text.get_text() for text in ax.texts]
    for numbers in (*values.values(), *gradients.values()):
        assert all(f"{number + 0.0:.1f}".replace("-", "−") in shown for number in numbers)
    assert ("shortcut: A_prev as it is" in shown) == shortcut
    assert f"gradient at A_prev: {figures.written(gradients['A_prev'])}".replace("-", "−") in description(
        ax.figure
    ).replace("-", "−")


def test_a_block_that_has_only_begun_shows_its_input_alone():
    _, ax = new_figure(height=3.5)
    figures.draw_block(ax, {"A_prev": np.array([1.0, 2.0])}, {}, True, "A_prev")
    assert [text.get_text() for text in ax.texts if text.get_text()[0].isdigit()] == ["1.0", "2.0"]


def test_the_shares_are_in_percent():
    ax = DRAWINGS["shares"]()
    assert sum(bar.get_height() for bar in ax.patches) == pytest.approx(100)


def test_the_mean_of_a_pair_runs_over_the_window():
    lines = [line for line in pair().lines if line.get_label() == "plain"]
    assert lines[0].get_xdata()[0] == 9
    assert len(lines[0].get_xdata()) == 51
