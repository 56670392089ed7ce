"""What an answer earns: hidden tests give the share that passes, from a floor on that no fixed result reaches."""

import numpy as np
import pytest

from deepcourse.checking import Incorrect
from deepcourse.checking.judge import judge
from deepcourse.checking.key import Key
from deepcourse.checking.points import needed_tests, points_for
from deepcourse.checking.present import kept
from deepcourse.checking.session import settle
from deepcourse.exercises.declaration import Case, FunctionExercise

DECLARED = {"minutes": 3, "points_visible": 4, "points_hidden": 6, "hints": ("one", "two", "three"), "returns": ("y",)}


def sign(x):
    return float(np.sign(x))


def exercise(inputs, properties=0):
    toy = FunctionExercise("toy.sign", reference=sign, **DECLARED)
    toy.visible(lambda: [Case(f"x = {x}", (x,)) for x in inputs])
    for number in range(properties):
        toy.property(f"general rule {number + 1}")(lambda f, rng: None if f(2.0) == 1 else "f(2) is not 1")
    return toy


def right_up_to(largest):
    """A function that is wrong for inputs above `largest`."""

    def answer(x):
        return sign(x) if x <= largest else 7.0

    return answer


TEN = [*range(-5, 0), *range(1, 6)]


@pytest.mark.parametrize(("largest", "points"), [(5, 6), (4, 5.4), (2, 4.2), (1, 3.6), (-1, 0), (-4, 0), (-9, 0)])
def test_hidden_tests_give_their_share_once_more_than_half_pass(largest, points):
    report = judge(Key(exercise(TEN)), right_up_to(largest))
    assert points_for(report, 6, hidden=True) == points


def test_a_broken_general_rule_leaves_no_share():
    def breaks_it(x):
        return 7.0 if type(x) is float else sign(x)  # the rule asks for 2.0, the cases for whole numbers

    report = judge(Key(exercise(TEN, properties=1)), breaks_it)
    assert [verdict.state for verdict in report.verdicts].count("correct") == 10
    assert points_for(report, 6, hidden=True) == 0


def test_visible_tests_are_all_or_nothing():
    report = judge(Key(exercise(TEN)), right_up_to(4))
    assert points_for(report, 6, hidden=False) == 0


@pytest.mark.parametrize(
    ("inputs", "properties", "needed"),
    [
        (TEN, 0, 6),  # a fixed 1 passes five of ten: more than half is more than that
        ([-1, *range(1, 10)], 0, 10),  # a fixed 1 passes nine of ten
        ([-1, -2, 1, 2], 2, 5),  # a fixed result passes two cases, and may pass both rules
        ([-1, -2, -3, 1, 2], 0, 4),
    ],
)
def test_a_fixed_result_passes_fewer_tests_than_are_needed(inputs, properties, needed):
    key = Key(exercise(inputs, properties))
    report = judge(key, sign)
    assert needed_tests(report) == needed
    for fixed in (-1.0, 1.0):
        assert points_for(judge(key, lambda x, fixed=fixed: fixed), 6, hidden=True) == 0


def test_what_fails_before_any_case_earns_nothing():
    assert points_for(judge(Key(exercise(TEN)), lambda: 1), 6, hidden=True) == 0


def test_one_failure_is_explained_beside_a_part_of_the_points():
    report = judge(Key(exercise(TEN)), right_up_to(4))
    with kept() as panels:
        points = settle(report, 6, shown=False)
    assert (type(points), points) == (float, 5.4)
    assert "sign: 1 of 10 tests fail" in panels[0].text
    assert "x = 5" in panels[0].text


def test_an_answer_that_earns_nothing_raises():
    with pytest.raises(Incorrect, match="5 of 10 tests fail"):
        settle(judge(Key(exercise(TEN)), right_up_to(-1)), 6, shown=False)
