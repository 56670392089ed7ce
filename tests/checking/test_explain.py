"""A name stands above all cases only where it is true of all of them; what else is known is told where it is seen."""

import numpy as np
import pytest

from deepcourse.checking.compare import differences, in_words
from deepcourse.checking.errors import what_it_means
from deepcourse.checking.explain import telling
from deepcourse.checking.judge import judge
from deepcourse.checking.key import Key
from deepcourse.checking.present import report_panel
from deepcourse.checking.verdict import CORRECT, INCORRECT
from deepcourse.exercises.declaration import Case, FunctionExercise

POINTS = {"minutes": 3, "points_visible": 4, "points_hidden": 6, "hints": ("one", "two", "three")}


def both(x, y):
    return x + y, x * y


def exercise():
    """Return sum and product of two arrays, with known mistakes."""
    made = FunctionExercise("toy.both", reference=both, returns=("total", "product"), **POINTS)
    made.visible(
        lambda: [
            Case("two", (np.array([1.5, 2.5]), np.array([4.0, 7.0]))),
            Case("three", (np.array([0.5, 3.0, -2.0]), np.array([1.0, 5.0, 6.0]))),
            Case("zeros", (np.zeros(3), np.zeros(3))),
        ]
    )

    @made.mistake
    def subtracted(x, y):
        """y is subtracted"""
        return x - y, x * y

    @made.mistake
    def divided(x, y):
        """x is divided by y"""
        with np.errstate(all="ignore"):
            return x + y, x / y

    @made.mistake
    def everything(x, y):
        """everything is taken twice"""
        return 2 * (x + y), 2 * x * y

    return made


def told(f):
    """Return (the names on top, what is observed) of an answer."""
    report = judge(Key(exercise()), f)
    return [m.name for m in report.misconceptions], report.observations


def test_a_mistake_is_named_and_two_are_named_together():
    assert told(lambda x, y: (x - y, x * y)) == (["subtracted"], [])
    with np.errstate(all="ignore"):
        assert sorted(told(lambda x, y: (x - y, x / y))[0]) == ["divided", "subtracted"]


def test_a_mistake_that_agrees_in_one_case_alone_is_told_there_and_not_on_top():
    report = judge(Key(exercise()), lambda x, y: (x - y, x * y) if len(x) == 2 else (x + 7.25 * y**3, x * y))
    assert report.misconceptions == []
    assert [[m.name for m in v.misconceptions] for v in report.verdicts] == [["subtracted"], [], []]
    text = report_panel(report).text
    assert "The same result" not in text
    assert text.count("in this case the same comes out when y is subtracted") == 1


def test_a_mistake_that_is_wrong_where_the_answer_is_right_is_no_name():
    """Its total is that of `everything`, whose product is wrong as well."""
    names, observed = told(lambda x, y: (2 * (x + y), x * y))
    assert names == []
    assert observed[0].startswith("total is 2 times") or "twice" in observed[0] or "2" in observed[0]


def test_a_mistake_that_disagrees_at_most_places_is_no_name():
    names, _ = told(lambda x, y: (2 * (x + y), x * y + 1.37 * x**2 * y))
    assert names == []


def test_what_one_mistake_explains_in_part_is_told_as_a_part():
    _, observed = told(lambda x, y: (x - y, x * y + 1.37 * x**2 * np.sin(y)))
    assert observed[-1] == "for total the same comes out when y is subtracted; something else is wrong, too"


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (np.zeros(4), np.ones(4)),
        (np.full(4, 2.5), np.ones(4)),
        (np.full(4, np.nan), np.ones(4)),
        (np.array([0.0, 1.0, 1.0]), np.ones(3)),
        (0.0, 2.0),
        (1.0, 2.0),
        (float("nan"), 2.0),
    ],
)
def test_zeros_nan_and_equal_numbers_are_no_evidence(got, expected):
    assert not telling("place", got, expected)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (np.array([1.5, 2.0]), np.ones(2)),
        (np.zeros((1, 4)), np.ones((4, 1))),
        (np.zeros(3, int), np.ones(3)),
        (np.array([0, 1, 1, 0, 1, 0.0]), np.ones(6)),
        (np.zeros(3), 1.0),
        (0.25, 2.0),
        (0, 3),
        ("text", "another"),
        (None, 1.0),
    ],
)
def test_other_numbers_and_other_kinds_of_results_are_evidence(got, expected):
    assert telling("place", got, expected)


# --- what a fair teacher accepts ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [tuple, list, np.array])
def test_several_results_may_come_in_a_list_a_tuple_or_an_array(kind):
    assert judge(Key(exercise()), lambda x, y: kind((x + y, x * y))).state == CORRECT


def test_too_few_results_are_wrong_in_a_list_too():
    assert judge(Key(exercise()), lambda x, y: [x + y]).state == INCORRECT


def test_a_key_that_nobody_asked_for_is_a_note():
    made = FunctionExercise("toy.grads", reference=lambda x: {"dw": 2 * x}, returns=("grads",), **POINTS)
    made.visible(lambda: [Case("one", (1.5,)), Case("two", (2.5,))])
    report = judge(Key(made), lambda x: {"dw": 2 * x, "dA": x})
    assert report.state == CORRECT
    assert report.verdicts[0].notes == ["grads also have 'dA', which the exercise does not ask for"]


def test_single_precision_is_compared_at_its_own_rounding():
    """A moving average may be written in two ways, whose float32 results differ by a rounding of the larger term."""
    made = exercise()
    rng = np.random.default_rng(0)
    v, g = (rng.standard_normal(1000).astype(np.float32) * 10 for _ in range(2))
    beta = np.float32(0.9)
    one, other = v + (1 - beta) * (g - v), beta * v + (1 - beta) * g
    made.returns = ("the result",)
    assert one.dtype == np.float32
    assert differences(one, other, made) == []
    assert differences(one + np.float32(1e-3), other, made) != []
    assert differences(one.astype(float) + 1e-6 * np.abs(one).max(), one.astype(float), made) != []


# --- what to do -----------------------------------------------------------------------------------------------------


def run(function, *arguments):
    """Return the error that a function raises."""
    with pytest.raises(Exception) as caught:  # noqa: PT011  every kind of error is told
        function(*arguments)
    return caught.value


def unbound(x):
    if x > 0:
        answer = x
    return answer


class Counter:
    def count():
        return 1


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (lambda: unbound(-1), "was not run"),
        (lambda: np.array([[1, 2], [3]]), "rows of one length"),
        (lambda: np.zeros(2, 3), "one pair of brackets"),
        (lambda: Counter().count(), "self"),
        (lambda: dict(a=1)["b"], "print the keys"),
        (lambda: [1, 2][2], "counted from 0"),
        (lambda: [a for a, b in [(1, 2, 3)]], "left of the ="),
        (lambda: np.zeros((2, 3)) @ np.zeros((2, 3)), "inner sizes"),
        (lambda: (1.5).T, "one number"),
        (lambda: np.nonzero(np.zeros(3))[0][0], "empty"),
        (lambda: np.zeros(0).min(), "empty"),
        (lambda: max([]), "empty"),
        (lambda: np.ones((3, 3)) * np.ones((9, 9))[-1:2], "slice start below 0"),
        (lambda: np.zeros((9, 9))[-1:2].__setitem__(..., np.ones((3, 9))), "slice start below 0"),
    ],
)
def test_a_common_error_comes_with_its_likely_cause(error, word):
    assert word in what_it_means(run(error))


def test_a_stub_that_was_left_above_the_answer_is_spoken_of():
    def left(x, y):
        raise NotImplementedError("write both")
        return x + y, x * y

    report = judge(Key(exercise()), left)
    assert report.state == "not attempted"
    assert "in place of the line raise NotImplementedError(...)" in report_panel(report).text


def test_of_many_places_the_roots_are_named():
    assert in_words(["b", "a"]) == "a and b"
    assert in_words([f"batches[{i}][{j}]" for i in range(4) for j in range(2)]) == "batches (8 places in it)"


@pytest.mark.parametrize(("got", "expected"), [(2.0000001, 2), (1.0000001, 1.0), (0.3333334, 1 / 3)])
def test_as_many_digits_are_shown_as_tell_the_numbers_apart(got, expected):
    made = FunctionExercise("toy.number", reference=float, relative_tolerance=1e-9, **POINTS)
    [sentence] = [d.sentence for d in differences(got, expected, made)]
    shown, wanted = sentence.removeprefix("the result is ").split(", expected ")
    assert float(shown) != float(wanted)
