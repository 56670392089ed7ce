"""The figures of character_language_model: what each shows."""

import numpy as np
import pytest

from deepcourse.datasets import load_names
from deepcourse.figures.course5 import character_language_model as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from deepcourse.sequence.language_model import CHAR_TO_IX, bigram_table
from quiet import SILENT

pytestmark = SILENT

P = bigram_table(load_names().train, CHAR_TO_IX, 0.1)
LADDER = {"uniform": (27, 27), "pairs": (10.6, 10.7), "counts of 6": (3.7, 7.5), "LSTM": (5.8, 7.2)}


def next_letter():
    _, ax = new_figure(height=3.4)
    return figures.draw_next(ax, P[1], 'next character after "a"')


def surprise():
    _, ax = new_figure(height=3.4)
    return figures.draw_surprise(ax, "zoe", np.array([5.2, 2.2, 4.2, 1.3]), "zoe, predicted by: pairs")


def training():
    costs = 2 + np.exp(-np.arange(300) / 60) + 0.05 * np.random.default_rng(1).normal(size=300)
    return figures.draw_training(costs, {"pairs": 10.7, "counts of 3": 8.4})


def temperatures():
    return figures.draw_temperatures({0.3: (0.59, 0.67), 1: (0.12, 0.99), 1.5: (0.05, 1.0)})


DRAWINGS = {  # figure: how the notebook draws it
    "next letter": next_letter,
    "surprise": surprise,
    "table": lambda: figures.draw_table(P),
    "ladder": lambda: figures.draw_ladder(LADDER),
    "training": training,
    "clipping": lambda: figures.draw_clipping((6, 1.5), 2),
    "temperatures": temperatures,
}

EXCUSED = {"ladder": {"ylabel"}, "table": {"width"}}


def test_the_likeliest_letters_are_told():
    assert "the four highest are ↵" in description(next_letter().figure)


def test_the_table_names_its_darkest_cells():
    assert "q by u (95 %)" in description(figures.draw_table(P).figure)


def test_clipping_by_norm_keeps_the_direction():
    ends = {line.get_label(): np.array(line.get_xydata()[1]) for line in figures.draw_clipping((6, 1.5), 2).lines[1:]}
    assert ends["clipped by norm"] == pytest.approx(np.array([6, 1.5]) * 2 / np.hypot(6, 1.5))
    assert ends["clipped by value"] == pytest.approx([2, 1.5])


def test_a_short_training_is_drawn():
    line = figures.draw_training(np.full(10, 2.0), {"pairs": 10.7}).lines[0]
    assert line.get_ydata() == pytest.approx([np.exp(2)])
