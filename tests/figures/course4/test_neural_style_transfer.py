"""The figures of neural_style_transfer: what each shows."""

import numpy as np

from deepcourse.datasets import generated_painting
from deepcourse.figures.course4 import neural_style_transfer as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

PICTURES = {name: generated_painting(name, 48, 72) for name in ("glass", "hatching")}
MAPS = np.maximum(np.random.default_rng(1).normal(size=(2, 24, 36)), 0)
MEANS = {"glass": 0.8, "swirls": 2.4, "hatching": 0.02, "cat": 0.05}


def row():
    return figures.draw_pictures({"clouds": PICTURES["glass"], "clouds, 80 steps": PICTURES["hatching"]})


def rows():
    four = {f"after {step} steps": PICTURES["glass"] for step in (0, 60, 120, 180)}
    return figures.draw_pictures(four, columns=2)


def costs():
    layers = ("pixels", 0, 4, 7, 10, 13)
    names = {"shuffled pixels": 0.2, "another part": 0.01, "glass": 0.3}
    return figures.draw_costs({name: dict.fromkeys(layers, share) for name, share in names.items()})


def pair():
    _, axes = new_figure(1, 4, height=2.6)
    return figures.draw_pair(MAPS, (3, 14), MEANS, axes, pair="layer 4, pair 2")


DRAWINGS = {  # figure: how the notebook draws it
    "row": row,
    "rows": rows,
    "costs": costs,
    "descent": lambda: figures.draw_descent([0, 0.1, 0.2], [0.4, 0.05, 0.003], steps=[0, 4, 40], at=4),
    "pair": pair,
}


def test_costs_are_shown_in_percent():
    lines = costs().get_lines()
    np.testing.assert_allclose([line.get_ydata()[0] for line in lines], [20, 1, 30])


def test_a_cost_of_zero_is_left_out_of_a_logarithmic_scale():
    content, style = DRAWINGS["descent"]().get_lines()[:2]
    assert np.isnan(content.get_ydata()[0])
    np.testing.assert_allclose(style.get_ydata(), [0.4, 0.05, 0.003])


def test_the_shown_picture_has_another_bar():
    bars = pair()[3].patches
    assert len({bar.get_facecolor() for bar in bars}) == 2
    assert [bar.get_width() for bar in bars] == [MEANS[name] for name in sorted(MEANS)]


def test_pictures_are_described_by_their_colours():
    assert "% blue" in description(row()[0].figure)
