"""The figures of recurrent_network_step_by_step show the numbers that they were given, and say them."""

import numpy as np
import pytest
from matplotlib.patches import FancyArrowPatch

from deepcourse.figures.course5 import recurrent_network_step_by_step as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

RNG = np.random.default_rng(0)
SHARES = np.tril(RNG.normal(size=(4, 4)))
COSTS = {name: np.linspace(0.7, end, 40) for name, end in (("no arrow", 0.5), ("one arrow", 0.4), ("all arrows", 0.01))}
SIZES = {f"c = {c}": np.append(0.3 * c ** np.arange(1.0, 6.0), 0) for c in (0.5, 1, 1.5)}


def memory():
    _, axes = new_figure(2, 1, height=4.2)
    return figures.draw_memory(axes, np.eye(12)[0], 0.5 ** np.arange(13.0))


def graph(prediction=4, use=2, arrows=1):
    _, ax = new_figure(height=3.7)
    return figures.draw_graph(ax, 4, prediction, use, arrows)


def shares(arrows=1):
    _, ax = new_figure(height=3.7)
    return figures.draw_shares(ax, SHARES, 4, 2, arrows)


DRAWINGS = {  # figure: how the notebook draws it
    "memory": memory,
    "graph": graph,
    "shares": shares,
    "wirings": figures.draw_wirings,
    "costs": lambda: figures.draw_costs(COSTS),
    "parts": lambda: figures.draw_parts(SIZES),
}

EXCUSED = {"memory": {"xlabel"}}  # the panel below has it


def wide(ax):
    return [patch for patch in ax.patches if isinstance(patch, FancyArrowPatch) and patch.get_linewidth() > 2]


@pytest.mark.parametrize(
    ("prediction", "use", "arrows", "drawn"), [(4, 2, 4, 3), (4, 2, 1, 3), (4, 2, 0, 2), (3, 3, 0, 1), (1, 3, 4, 0)]
)
def test_a_path_is_drawn_as_far_as_it_leads_and_the_arrow_that_is_missing(prediction, use, arrows, drawn):
    ax = graph(prediction, use, arrows)
    assert len(wide(ax)) == drawn
    cut = "×" in [text.get_text() for text in ax.texts]
    assert cut == (prediction - use > arrows)


@pytest.mark.parametrize(
    ("prediction", "use", "arrows", "told"),
    [(4, 2, 4, "crosses 2 arrows"), (2, 2, 0, "crosses no arrow"), (1, 2, 4, "no path"), (4, 1, 0, "cut at the first")],
)
def test_a_path_is_said_in_words(prediction, use, arrows, told):
    assert told in figures.path(prediction, use, arrows)


@pytest.mark.parametrize(("arrows", "lost"), [(4, 0), (2, 1), (1, 3), (0, 6)])
def test_lost_shares_are_crossed_out(arrows, lost):
    ax = shares(arrows)
    assert len(ax.lines) == lost
    assert description(ax.figure).count(" lost") == lost


def test_parts_are_compared_with_the_first():
    ax = figures.draw_parts(SIZES)
    assert [bars[0].get_height() for bars in ax.containers] == [1, 1, 1]
    assert ax.containers[1][5].get_height() == 0


def test_costs_are_means_over_some_steps():
    ax = figures.draw_costs(COSTS)
    assert [len(line.get_ydata()) for line in ax.lines[:3]] == [4, 4, 4]
    assert ax.lines[2].get_ydata()[-1] == pytest.approx(np.mean(COSTS["all arrows"][30:]))
