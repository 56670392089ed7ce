"""The explorations of music_with_lstm: what their text says is what they show."""

import numpy as np
import pytest

from deepcourse.datasets import load_tunes
from deepcourse.experiments.course5 import tune_models
from deepcourse.explore.course5 import music_with_lstm as explore


def test_the_range_in_the_decision_can_be_read():
    assert "from C4 to F5" in explore.explore_tunes().draw("Silent night", 0)[1]
    assert "from G3 to C5" in explore.explore_tunes().draw("Silent night", -5)[1]


@pytest.mark.parametrize(
    ("least", "copied"), [(2, [0, 1, 3, 4, 5]), (3, [3, 4, 5]), (4, [])], ids=["two", "three", "four"]
)
def test_copied_values_lie_in_runs(least, copied):
    assert explore.copied_values([1, 2, 9, 3, 4, 5], [[7, 1, 2], [3, 4, 5, 6]], least) == copied


def test_the_shared_run_in_the_decision_can_be_read():
    _, test = load_tunes()
    made = explore.explore_copies({tune.title: tune.melody for tune in test})
    assert made.draw("Good King Wenceslas", 5)[1].startswith("0 of 48")
    assert not made.draw("Good King Wenceslas", 4)[1].startswith("0 of")


@pytest.mark.parametrize(
    ("favourite", "said"),
    [((65, 2), "(orange, hatched)"), ((60, 1), "(orange, hatched)"), (None, "(not among the bars)")],
)
def test_the_value_that_comes_is_marked(favourite, said):
    class Network:
        def step(self, ids, state):
            Z = np.zeros((tune_models.V, 1))
            Z[explore.ids_of([favourite] if favourite else [])] = 3
            Z[explore.ids_of([(65, 2)] if favourite else [])] += 2
            return Z, state

    figure, told = explore.explore_next_note(Network()).draw("London Bridge", 3, 1)
    assert f"goes on with F4 · 2 {said}" in told
    hatched = [k for k, bar in enumerate(figure.axes[0].patches) if bar.get_hatch()]
    assert hatched == {None: [], (65, 2): [0], (60, 1): [1]}[favourite]


def test_ids_have_names():
    assert explore.told(explore.ids_of([(60, 2)])[0]) == "C4 · 2"
    assert [explore.told(0), explore.told(1)] == ["start", "the end"]
