"""The figures of data_splits_and_diagnosis show the numbers that they were given, and can be read."""

import numpy as np
import pytest

from deepcourse.explore.course2.data_splits_and_diagnosis import START, fits, two_inputs
from deepcourse.figures.course2 import data_splits_and_diagnosis as figures
from deepcourse.nn import data_splits, normalization
from quiet import SILENT

pytestmark = SILENT

CASES = {"A": (0.01, 0.11, 0.0), "C": (0.15, 0.3, 0.0), "E": (0.15, 0.16, 0.14)}
N, Y = two_inputs()
BOWLS = {name: (s * N, Y, normalization.descend(s * N, Y, START, 0.3, 40)) for name, s in (("raw", 3.0), ("one", 1.0))}
FOUND = fits(60, 1)
DRAWN = {m: np.random.default_rng(m).binomial(m, 0.17, 500) / m for m in (100, 1000, 10_000)}
CURVES = np.linspace(0.3, 0.05, 24).reshape(4, 3, 2)
SIZES = (1000, 10_000, 100_000, 1_000_000)
FLATS = np.array([[30.0, 50.0, 70.0, 90.0], [1.0, 2.0, 2.0, 3.0]])

DRAWINGS = {  # figure: how the notebook draws it
    "border": lambda: figures.draw_border(FOUND.weights[14], 15, FOUND.X, FOUND.Y, FOUND.errors),
    "parts": lambda: figures.draw_parts(SIZES, data_splits.recommended_fractions),
    "dev errors": lambda: figures.draw_dev_errors(DRAWN, 0.17),
    "diagnoses": lambda: figures.draw_diagnoses(CASES, 0.015),
    "recipe": figures.draw_recipe,
    "clouds": lambda: figures.draw_clouds(FLATS, *normalization.fit_normalizer(FLATS), ("size (m²)", "rooms")),
    "bowls": lambda: figures.draw_bowls(BOWLS, 0.3),
    "costs": lambda: figures.draw_costs({"raw": [0.69, 0.5], "centred": [0.69, 0.4], "normalised": [0.69, 0.35]}),
    "curves": lambda: figures.draw_learning_curves({"a": CURVES, "b": CURVES}, (100, 400, 1600, 8000), 0.033),
}
EXCUSED = {"dev errors": {"ylabel"}, "diagnoses": {"ylabel"}, "clouds": {"ylabel"}, "curves": {"ylabel"}}


def test_the_marks_stand_at_the_errors_of_the_degree():
    marks = [line for line in DRAWINGS["border"]()[1].lines if line.get_marker() in "so" and len(line.get_xdata()) == 1]
    assert [(m.get_xdata()[0], m.get_ydata()[0]) for m in marks] == [(15, 100 * e) for e in FOUND.errors[14]]


def test_bars_take_the_dev_error_apart_and_name_the_diagnosis():
    ax = DRAWINGS["diagnoses"]()
    widths = [round(patch.get_width(), 6) for patch in ax.patches]
    assert widths == [0, 1, 10, 0, 15, 15, 14, 1, 1]
    told = [text.get_text() for text in ax.texts]
    assert told == ["high variance", "high bias and high variance", "neither"]


def test_parts_tell_the_size_of_the_dev_part():
    assert [t.get_text() for t in DRAWINGS["parts"]().texts] == ["dev: 200", "dev: 2 000", "dev: 2 000", "dev: 10 000"]


def test_heaps_hold_every_dev_set():
    for ax, errors in zip(DRAWINGS["dev errors"](), DRAWN.values(), strict=True):
        stairs = ax.patches[0].get_data()
        assert stairs.values.sum() == pytest.approx(100)
        assert stairs.edges[0] < 100 * errors.min() <= 100 * errors.max() < stairs.edges[-1]


def test_a_path_that_diverges_stays_on_the_paper():
    axes = DRAWINGS["bowls"]()
    assert axes[0].get_xlim() == axes[1].get_xlim() == figures.REACH
    assert max(line.get_ydata().max() for line in axes[2].lines) <= 4  # powers of ten
