"""The figures on arrays show the numbers that they were given, can be read, and leave nothing behind."""

import itertools

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from deepcourse.explore.course1.numpy_and_vectorization import SHAPES
from deepcourse.figures.course1 import numpy_and_vectorization as figures
from deepcourse.nn.vectorization import softmax
from quiet import SILENT

pytestmark = SILENT

SCORES = np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 3.0]])
SIZES, LOOP, VECTOR = (10, 1000, 100_000), (1e-6, 1e-4, 1e-2), (2e-6, 2e-6, 4e-5)
DRAWINGS = {
    "broadcast": lambda: figures.draw_broadcast(np.array([[10], [20], [30]]), np.arange(4)),
    "no broadcast": lambda: figures.draw_broadcast(np.ones((3, 4), int), np.arange(3)),
    "times": lambda: figures.draw_times(SIZES, LOOP, VECTOR),
    "sigmoid": figures.draw_sigmoid,
    "shares": lambda: figures.draw_shares(SCORES, softmax(SCORES), ["0", "1", "2"]),
}


@pytest.mark.parametrize("pair", list(itertools.product(SHAPES.values(), repeat=2)), ids=str)
def test_the_rule_of_broadcasting_is_numpys(pair):
    try:
        expected = np.broadcast_shapes(*pair)
    except ValueError:
        expected = None
    shape, told = figures.stretched(*pair)
    assert shape == expected
    assert len(told) == max(map(len, pair))
    assert any("cannot be matched" in sentence for sentence in told) == (expected is None)


def test_boxes_hold_the_entries_and_their_sum():
    one, other = np.array([[10], [20], [30]]), np.arange(4)
    for ax, array in zip(figures.draw_broadcast(one, other), (one, other, one + other), strict=True):
        written = [text.get_text() for text in ax.texts]
        assert written == [str(entry) for entry in np.broadcast_to(array, (3, 4)).flat]
        dashed = [p for p in ax.patches if isinstance(p, Rectangle) and p.get_linestyle() != "solid"]
        assert len(ax.patches) - len(dashed) == array.size


def test_an_impossible_sum_says_so():
    last = DRAWINGS["no broadcast"]()[2]
    assert last.get_title() == "A + B: an error"
    assert last.patches[:] == []


def test_times_are_those_given_and_the_gain_is_their_ratio():
    ax = DRAWINGS["times"]()
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), LOOP)
    np.testing.assert_array_equal(ax.lines[1].get_ydata(), VECTOR)
    assert "250 times" in [text.get_text() for text in ax.texts]


def test_bars_are_scores_above_and_shares_below():
    axes = DRAWINGS["shares"]()
    for row in range(2):
        assert [bar.get_height() for bar in axes[0, row].patches] == SCORES[row].tolist()
        assert [bar.get_height() for bar in axes[1, row].patches] == softmax(SCORES)[row].tolist()
