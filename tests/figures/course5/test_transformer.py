"""The figures of transformer: what each shows."""

import numpy as np

from deepcourse.datasets import load_dates_by_transformer
from deepcourse.experiments.course5 import stacked_blocks, transformer_dates
from deepcourse.experiments.course5.transformer_parts import PARTS, PLACES
from deepcourse.figures.course5 import transformer as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

READERS, _ = load_dates_by_transformer()
TEXT = "april 17, 1987"


def depth():
    measured = {norm: stacked_blocks.gradients_by_depth(6, norm) for norm in ("pre", "post")}
    return figures.draw_depth({k: v[0] for k, v in measured.items()}, {k: v[1] for k, v in measured.items()})


def race():
    ends = {(2, "pre"): 0.01, (2, "post"): 0.02, (6, "pre"): 0.1, (6, "post"): 2.0}
    return figures.draw_race({key: np.linspace(2.4, end, 200) for key, end in ends.items()})


def cross():
    answer, weights = transformer_dates.cross_weights(transformer_dates.recorded_network(), TEXT)
    return figures.draw_cross(weights, TEXT, answer)


def parts():
    _, axes = new_figure(1, 2, height=3.9, width_ratios=(1.1, 1))
    shares = dict(zip(PARTS, (0.99, 0.96, 0.94, 0.0, 0.0), strict=True))
    read = [(TEXT, "1987-04-17", "1987-04-17"), ("2 april 1987", "1987-04-09", "1987-04-02")]
    figures.draw_parts(axes, shares, PARTS[1], read, PLACES[1])
    return axes[0]


DRAWINGS = {
    "block": figures.draw_block,
    "depth": depth,
    "race": race,
    "reached": lambda: figures.draw_reached(READERS),
    "cross": cross,
    "parts": parts,
}

EXCUSED = {  # diagrams, bars with names, and maps that share their axes
    "block": {"xlabel", "ylabel"},
    "cross": {"xlabel", "ylabel"},
    "parts": {"ylabel"},
}


def test_a_race_tells_where_each_stack_ends():
    told = description(race().figure)
    assert "6 blocks, norm post: 2.39" in told
    assert "2.01 at the end" in told


def test_what_both_kinds_reach_is_told():
    told = description(DRAWINGS["reached"]().figure)
    assert "ransformer: 9" in told
    assert "recurrent: 99" in told


def test_an_answer_is_called_right_or_wrong():
    words = [text.get_text() for text in parts().figure.axes[1].texts]
    assert "1987-04-17  right" in words
    assert "1987-04-09  wrong" in words
