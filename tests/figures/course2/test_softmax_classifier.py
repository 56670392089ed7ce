"""The figures of softmax_classifier show the numbers that they were given, can be read, and leave nothing behind."""

import numpy as np
import pytest

from deepcourse.figures.course2 import class_regions
from deepcourse.figures.course2 import softmax_classifier as figures
from deepcourse.nn import softmax as nn
from deepcourse.nn.building_blocks import initialize_parameters_deep
from quiet import SILENT

pytestmark = SILENT

RNG = np.random.default_rng(1)
A = nn.softmax(np.array([[2.0, 0.0], [1.0, 3.0], [0.0, 1.0]]))
AL, LABELS, PICTURES = nn.softmax(4 * RNG.normal(size=(10, 40))), np.arange(40) % 10, RNG.random((784, 40))
COUNTS = RNG.integers(0, 12, size=(10, 10)) + 250 * np.eye(10, dtype=int)
BORDERS = initialize_parameters_deep([2, 8, 5], 1)

DRAWINGS = {  # figure: how the notebook draws it
    "steps": lambda: figures.draw_softmax_steps(np.array([2.0, 1.0, 0.0])),
    "price": lambda: figures.draw_price(10),
    "jacobian": lambda: figures.draw_jacobian(nn.softmax_jacobian(A[:, :1])),
    "push": lambda: figures.draw_push(A, np.array([0, 2])),
    "templates": lambda: figures.draw_templates(RNG.normal(size=(10, 784))),
    "confusions": lambda: figures.draw_confusions(COUNTS, tuple("0123456789")),
    "mistakes": lambda: figures.draw_mistakes(PICTURES, AL, LABELS, tuple("0123456789")),
    "regions": lambda: class_regions.draw_regions(BORDERS, *class_regions.pinwheel(5), 5),
}
EXCUSED = {"push": {"xlabel", "ylabel"}, "templates": {"xlabel", "ylabel"}, "mistakes": {"xlabel", "ylabel"}}


def numbers_on(ax):
    return [text.get_text() for text in ax.texts]


def test_the_numbers_worked_out_by_hand_stand_on_the_bars():
    assert [numbers_on(ax) for ax in DRAWINGS["steps"]()] == [
        ["2", "1", "0"],
        ["7.39", "2.72", "1"],
        ["0.665", "0.245", "0.090"],
    ]
    assert numbers_on(DRAWINGS["push"]()[1, 1]) == ["+0.042", "+0.844", "-0.886"]


def test_the_jacobian_has_its_own_numbers_in_its_cells():
    assert numbers_on(DRAWINGS["jacobian"]())[:3] == ["+0.223", "-0.163", "-0.060"]


def test_right_answers_take_no_part_in_the_colours_of_confusions():
    image = DRAWINGS["confusions"]().images[0]
    assert image.norm.vmax == (COUNTS - np.diag(np.diag(COUNTS))).max()
    assert np.diag(image.get_array()).max() == 0


def test_the_surest_mistakes_come_first():
    answers = AL.argmax(axis=0)
    surest = max(np.flatnonzero(answers != LABELS), key=lambda i: AL[:, i].max())
    first = DRAWINGS["mistakes"]()[:, 0]
    assert first[0].get_title() == f"a {LABELS[surest]}, read as {answers[surest]}"
    assert first[1].get_title().startswith(f"{answers[surest]}: {AL[:, surest].max():.1%}")


@pytest.mark.parametrize("points", [class_regions.clouds, class_regions.pinwheel])
@pytest.mark.parametrize("C", [2, 6])
def test_points_depend_on_the_seed_alone_and_fit_the_picture(points, C):
    (X, labels), (again, _), (other, _) = points(C), points(C), points(C, seed=2)
    np.testing.assert_array_equal(X, again)
    assert not np.array_equal(X, other)
    assert set(labels) == set(range(C))
    assert np.mean(np.abs(X).max(axis=0) < class_regions.REACH) > 0.97
