"""The explorations of what_a_framework_does say what the engine and the closed form of a descent say."""

import itertools

import numpy as np
import pytest

from deepcourse.explore.course2 import what_a_framework_does as course2
from deepcourse.explore.course2 import what_a_framework_does as explore
from quiet import SILENT
from seen import complaints

pytestmark = SILENT


def test_the_graph_tells_every_moment_and_the_stretched_bias():
    made = explore.explore_tensor_graph()
    told = [made.draw(moment)[1] for moment in made.controls["moment"].options]
    assert told[0] == "given: W (2, 3), X (3, 4), b (2, 1)"
    assert told[2] == "v = u + b has the shape (2, 4); b (2, 1) is stretched to (2, 4)"
    assert told[7] == "dv is complete; v sends (2, 4) to u and (2, 4) to b, summed to (2, 1)"
    assert told[8] == made.still_sentence == "du is complete; u sends (2, 3) to W and (3, 4) to X"


def test_the_readers_own_expression_is_drawn():
    made = explore.explore_tensor_graph(lambda w: (w - 5) ** 2, w=0.0)
    assert [made.draw(moment)[1] for moment in (0, 1, 4)] == [
        "given: w ()",
        "u = w − 5 has the shape ()",
        "du is complete; u sends () to w",
    ]


@pytest.mark.parametrize("a", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("rate", [0.01, 0.1, 0.5, 1.1])
def test_a_descent_shrinks_the_distance_by_the_same_factor(a, rate):
    path, lowest = course2.descend(a, -6.0, 7.0, rate, 12), 3.0 / a
    expected = lowest - lowest * (1 - 2 * a * rate) ** np.arange(13)
    np.testing.assert_allclose(path, expected, rtol=1e-9, atol=1e-9)


def test_c_changes_nothing_about_the_way():
    np.testing.assert_array_equal(course2.descend(1, -10, 0, 0.3, 9), course2.descend(1, -10, 50, 0.3, 9))


def test_axes_stay_and_everything_can_be_read_at_the_ends_of_all_sliders():
    made, shown = explore.explore_descent(), set()
    for a, b, c, rate, steps in itertools.product((0.5, 2.0), (-10.0, 10.0), (0.0, 50.0), (0.05, 1.2), (0, 50)):
        figure, _ = made.draw(a, b, c, rate, steps)
        assert complaints(figure) == []
        shown.add(tuple((ax.get_xlim(), ax.get_ylim()) for ax in figure.axes))
    assert len(shown) == 1


def test_the_descent_stands_first_where_the_text_describes_it():
    assert explore.explore_descent().first_sentence.endswith("w = 4.9424 after 20 steps; the lowest point is at 5")
