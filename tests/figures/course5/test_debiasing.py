"""The figures of debiasing: what each shows."""

import numpy as np
import pytest

from deepcourse.figures.course5 import debiasing as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

JOBS = ["captain", "engineer", "doctor", "nurse"]


def axis():
    return figures.draw_axis(JOBS, [-0.4, -0.22, 0.0, 0.3], "jobs along an axis")


def components():
    return figures.draw_components([0.7, 0.2, 0.1], [[0.4, 0.35, 0.25], [0.5, 0.3, 0.2]])


def agreement():
    return figures.draw_agreement((1, 3, 10), [[0.1, 0.8, 0.9], [0.6, 0.85, 0.9], [0.88, 0.93, 0.95]])


def equalized():
    before, after = np.array([[0.3, 0.1], [0.9, 0.95]]), np.array([[0.3, -0.3], [0.95, 0.95]])
    return figures.draw_equalized(("girl", "boy"), before, after)


def similarities():
    rng = np.random.default_rng(1)
    before = rng.uniform(0.1, 0.9, size=40)
    pairs = [(f"one {i}", f"other {i}") for i in range(40)]
    return figures.draw_similarities(pairs, before, before + 0.05 * rng.normal(size=40))


def sides():
    return figures.draw_sides({"as they were": [1, 1], "neutralised": [0.9, 0.96], "shuffled": [0.4, 0.6]})


def leanings():
    rng = np.random.default_rng(2)
    _, ax = new_figure(height=4.6)
    words = [f"word{i}" for i in range(20)]
    return figures.draw_leanings(ax, rng.normal(size=(2, 20)), np.tile([1, -1], 10), words, "20 words")


DRAWINGS = {  # figure: how the notebook draws it
    "axis": axis,
    "components": components,
    "agreement": agreement,
    "equalized": equalized,
    "similarities": similarities,
    "sides": sides,
    "leanings": leanings,
}


def test_the_axis_tells_its_ends_and_its_mean():
    said = description(axis().figure)
    assert "captain with −0.40 and nurse with 0.30" in said
    assert "leans to she, 1 of them" in said
    assert "leans to neither, 1 of them" in said
    assert "absolute cosine is 0.23" in said


def test_the_sides_tell_medians_and_ranges():
    assert "neutralised: median 93, from 90 to 96" in description(sides().figure)


def test_points_of_one_side_are_counted():
    Y = np.array([[0.0, 1, 5, 6], [0, 0, 0, 0]])
    assert figures.own_side(Y, [1, 1, -1, -1]) == 1
    assert figures.own_side(Y, [1, -1, -1, 1]) == 0


@pytest.mark.parametrize("shift", [0.3, -0.3])
def test_the_pairs_that_change_most_are_named(shift):
    before = np.linspace(0.2, 0.8, 12)
    after = before.copy()
    after[5] += shift
    ax = figures.draw_similarities([(f"a{i}", f"b{i}") for i in range(12)], before, after, named=1)
    assert "a5, b5" in [text.get_text() for text in ax.texts]
