"""The explorations of derivatives_and_computation_graphs say what nudges and the engine say."""

import pytest

from deepcourse.explore.course1 import derivatives_and_computation_graphs as explore
from deepcourse.nn.autodiff import Value
from quiet import SILENT
from seen import complaints

pytestmark = SILENT


def test_the_nudge_says_the_three_slopes_of_the_text():
    made = explore.explore_nudge()
    assert made.first_sentence == "a² at a = 2, nudge 1: slope 4; one side 5, two sides 4"
    made.controls["function"].value = "a³"
    assert made.sentence.value == "a³ at a = 2, nudge 1: slope 12; one side 19, two sides 13"


def test_axes_do_not_move_with_point_and_nudge():
    made = explore.explore_nudge()
    for function in made.controls["function"].options:
        shown = [made.draw(function, point, nudge)[0].axes[0] for point in (1.2, 3.0) for nudge in (0.001, 1.0)]
        assert len({(ax.get_xlim(), ax.get_ylim()) for ax in shown}) == 1


def test_the_walk_is_told_step_by_step():
    made = explore.explore_backward(lambda a, b, c: 3 * (a + b * c), a=5, b=3, c=2)
    told = [made.draw(step)[1] for step in range(4)]
    assert told == [
        "all values are known, J = 33; no gradient is known yet",
        "dJ = 1 is complete; J sends 3 × 1 = 3 to v",
        "dv = 3 is complete; v sends 1 × 3 = 3 to a and 1 × 3 = 3 to u",
        "du = 3 is complete; u sends 2 × 3 = 6 to b and 3 × 3 = 9 to c. Done: da = 3, db = 6, dc = 9",
    ]


class Mine(Value):
    """An engine that somebody else wrote: other attributes besides, and a mistake that one can see."""

    def backward(self):
        super().backward()
        for parent in self.parents:
            parent.grad = 77.0


class Unfinished:
    """An engine that is a stub."""

    def __init__(self, data):
        self.data = float(data)

    def __mul__(self, other):
        return Unfinished(self.data * getattr(other, "data", other))

    def backward(self):
        raise NotImplementedError("write Value.backward")


class Blank:
    """An engine that can do nothing at all."""

    def __init__(self, data):
        self.data = float(data)

    def __mul__(self, other):
        raise NotImplementedError("write Value.__mul__")


def test_the_readers_own_engine_is_drawn_mistakes_and_all():
    made = explore.explore_backward(lambda a, b: a * b, engine=Mine, a=2, b=3)
    assert made.still_sentence.endswith("Done: da = 77, db = 77")


@pytest.mark.parametrize("engine", [Unfinished, Blank])
def test_an_unfinished_engine_is_replaced_by_the_packages(engine):
    made = explore.explore_backward(lambda a, b: a * b, engine=engine, a=2, b=3)
    assert "Done: da = 3, db = 2 (computed by the package: your" in made.still_sentence


def test_all_steps_have_one_size():
    made = explore.explore_backward(lambda x: (x * x + 1).log() - x.tanh(), x=0.5)
    figures = [made.draw(step)[0] for step in made.controls["step"].options]
    assert len({tuple(figure.get_size_inches()) for figure in figures}) == 1
    assert [complaints(figure) for figure in figures] == [[]] * len(figures)
