"""The answer key: made once, the same for everybody, bounded, and out of the reach of what students do."""

import time

import numpy as np
import pytest

from deepcourse import checking
from deepcourse.checking import Incorrect, check, compare, grade, last_failure, session
from deepcourse.checking.judge import judge
from deepcourse.checking.key import (
    KEPT,
    KEPT_BYTES,
    Key,
    Keys,
    effects,
    key_to,
    mark_of,
    same_at,
    size_of,
    surely_differ,
)
from deepcourse.checking.run import Outcome, remote_function, run
from deepcourse.checking.verdict import CORRECT, INCORRECT, NOT_ATTEMPTED
from deepcourse.exercises import exercises_of
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.exercises.declaration import Case, FunctionExercise


def toy(reference, visible, mistakes=(), **declared):
    """An exercise; `visible` are its cases, or a function that makes them."""
    declared = {
        "returns": ("the result",),
        "hints": ("one", "two", "three"),
        "minutes": 1,
        "points_visible": 4,
        "points_hidden": 6,
    } | declared
    exercise = FunctionExercise(f"toy.{reference.__name__}", reference=reference, **declared)
    exercise.visible(visible if callable(visible) else lambda: visible)
    for mistake in mistakes:
        exercise.mistake(mistake)
    return exercise


class Counted:
    """Functions that count their calls."""

    def __init__(self):
        self.calls = {"double": 0, "triple": 0, "cases": 0}

    def exercise(self):
        def double(x):
            self.calls["double"] += 1
            return 2 * x

        def triple(x):
            """it is tripled"""
            self.calls["triple"] += 1
            return 3 * x

        def visible():
            self.calls["cases"] += 1
            return [Case("three", (np.arange(3.0),)), Case("one", (np.array([4.0]),))]

        return toy(double, visible, mistakes=(triple,))


@pytest.fixture
def counted():
    return Counted()


def right(x):
    return x + x


def wrong(x):
    return x * 3


def unlike_any(x):
    return x * 7


def test_reference_and_mistakes_run_once_for_a_whole_class(counted):
    key = Key(counted.exercise())
    reports = [judge(key, f) for f in (right, wrong, unlike_any, wrong, right) * 3]
    assert [report.state for report in reports[:3]] == [CORRECT, INCORRECT, INCORRECT]
    assert [m.name for m in reports[3].misconceptions] == ["triple"]
    assert counted.calls == {"double": 2, "triple": 2, "cases": 1}


def test_mistakes_do_not_run_for_right_answers_nor_anything_for_a_stub(counted):
    def stub(x):
        raise NotImplementedError

    key = Key(counted.exercise())
    assert judge(key, stub).state == NOT_ATTEMPTED
    assert counted.calls == {"double": 0, "triple": 0, "cases": 1}
    assert judge(key, right).state == CORRECT
    assert counted.calls == {"double": 2, "triple": 0, "cases": 1}


def test_one_process_has_one_key_for_the_same_tests():
    exercise, other = exercises_of("logistic_regression")[:2]
    assert key_to(exercise) is key_to(exercise)
    assert key_to(exercise, 5) is key_to(exercise, 5)
    assert len({id(key) for key in (key_to(exercise), key_to(exercise, 5), key_to(exercise, 0), key_to(other))}) == 4


def test_keys_are_bounded_in_number_and_the_last_ones_stay():
    exercise, keys = exercises_of("logistic_regression")[0], Keys(most=3)
    first = keys.key_to(exercise, 1)
    for seed in (2, 3, 1, 4):
        keys.key_to(exercise, seed)
    assert len(keys) == 3
    assert keys.key_to(exercise, 1) is first
    assert KEPT >= 2 * 14


def large(x):
    return np.concatenate([x, x])


def large_twice(x):
    """it is twice as large"""
    return np.concatenate([x, x, x, x])


def test_keys_with_large_arrays_are_bounded_in_bytes():
    keys = Keys(most=100, most_bytes=2_000_000)
    for _ in range(20):
        case = Case("large", (np.zeros(10_000),))
        key = keys.key_to(toy(large, [case], mistakes=(large_twice,)))
        judge(key, lambda x: x)
        assert key.bytes >= (1 + 2 + 4) * 80_000
        assert keys.bytes - key.bytes <= 2_000_000
    assert 1 < len(keys) < 20
    assert KEPT_BYTES <= 2**30


def test_the_keys_of_the_largest_notebooks_stay_small():
    sizes = {e.name: judge_all(Key(e)).bytes for e in exercises_of("logistic_regression")}
    assert max(sizes.values()) < KEPT_BYTES / 2


def judge_all(key):
    for mistake in key.exercise.misconceptions if not isinstance(key.exercise, DecisionExercise) else ():
        key.effects_of(mistake)
    return key


def test_sizes_count_arrays_wherever_they_are():
    assert size_of({"a": [np.zeros(1000), (np.zeros(1000),)]}) > 16_000
    assert size_of("a" * 5000) > 5000
    assert size_of(7) > 0


# --- nothing a student does changes a key ---------------------------------------------------------------------------


def propagate(w, b, X, Y):
    w[:], X[:], Y[:] = 7.0, 7.0, 7.0
    return {"dw": w, "db": b}, 7.0


def test_what_is_done_with_the_last_failure_changes_no_key(capsys):
    checking.begin("logistic_regression")
    shown = []
    for _ in range(2):
        with pytest.raises(Incorrect):
            check(propagate)
        shown.append((capsys.readouterr().out, repr(last_failure)))
        for array in (last_failure.arguments["X"], last_failure.arguments["w"], last_failure.expected[0]["dw"]):
            array[...] = 99.0
        last_failure.expected[0].clear()
    assert shown[0] == shown[1]
    reference = exercises_of("logistic_regression")[2].reference
    assert check(reference) is None


def draws(rng, n):
    return rng.normal(size=n)


def draws_twice(rng, n):
    """the generator is used before"""
    rng.normal(size=n)
    return rng.normal(size=n)


def test_a_generator_among_the_arguments_is_where_it_was_for_everybody():
    exercise = toy(draws, [Case("a", (np.random.default_rng(1), 3)), Case("b", (np.random.default_rng(2), 5))],
                   mistakes=(draws_twice,))  # fmt: skip
    key = Key(exercise)
    for _ in range(2):
        assert judge(key, draws).state == CORRECT
        report = judge(key, draws_twice)
        assert [m.name for m in report.misconceptions] == ["draws_twice"]
        kept = session.LastFailure()
        kept.keep(report, draws_twice)
        kept.arguments["rng"].normal(size=100)
    expected = np.random.default_rng(1).normal(size=3)
    np.testing.assert_array_equal(key.expected[0].value, expected)


def sort_in_place(values):
    values.sort()


def sorted_copy(values):
    """a sorted copy is made and the argument stays as it was"""
    np.sort(values)


def test_a_function_that_changes_its_argument_changes_no_key():
    cases = [Case("three", (np.array([3.0, 1.0, 2.0]),))]
    key = Key(toy(sort_in_place, cases, in_place=("values",), mistakes=(sorted_copy,)))
    for _ in range(2):
        assert judge(key, sort_in_place).state == CORRECT
        report = judge(key, sorted_copy)
        assert [m.name for m in report.misconceptions] == ["sorted_copy"]
        report.verdicts[0].outcome.value[1][:] = 99.0  # what the student's function left behind is the student's
    assert key.cases[0].arguments[0].tolist() == [3.0, 1.0, 2.0]


# --- mistakes that are not the same each time -----------------------------------------------------------------------


def seven(x):
    return 7.0


def test_a_mistake_that_ran_out_of_time_is_tried_again(monkeypatch):
    from deepcourse.checking import key as module

    pauses = [30.0, 0.0]

    def eight_after_a_while(x):
        """it is one more"""
        time.sleep(pauses.pop(0) if pauses else 0.0)
        return 8.0

    monkeypatch.setattr(module, "MISTAKE_SECONDS", 0.1)
    key = Key(toy(seven, [Case("1", (1,))], mistakes=(eight_after_a_while,)))
    assert judge(key, lambda x: 8.0).misconceptions == []
    monkeypatch.setattr(module, "MISTAKE_SECONDS", 60.0)
    assert [m.name for m in judge(key, lambda x: 8.0).misconceptions] == ["eight_after_a_while"]


def test_of_a_mistake_without_a_seed_one_draw_is_kept():
    def unseeded(x):
        """the seed is left out"""
        return np.random.default_rng().normal(size=3)

    key = Key(toy(lambda x: np.zeros(3), [Case("1", (1,))], mistakes=(unseeded,)))
    [mistake] = key.exercise.misconceptions
    assert key.effects_of(mistake) is key.effects_of(mistake)
    assert judge(key, unseeded).state == INCORRECT


# --- places ---------------------------------------------------------------------------------------------------------


def test_matching_makes_no_sentences(monkeypatch):
    def loud(*_):
        raise AssertionError("a sentence was made")

    exercise = toy(seven, [], returns=("a", "b"))
    one, other = (Outcome((np.ones(3), n)) for n in (2.0, 3.0))
    expected = (np.zeros(3), 1.0)
    sentences = [d.sentence for d in compare.differences(one.value, expected, exercise)]
    assert sentences[0].startswith("a[0] is 1.0, expected 0.0; a[1] is 1.0")
    monkeypatch.setattr(compare, "_worst_entries", loud)
    mine, theirs = effects(exercise, one, expected), effects(exercise, other, expected)
    assert [same_at(place, mine, theirs, exercise) for place in ("a", "b")] == [True, False]
    with pytest.raises(AssertionError, match="a sentence was made"):
        compare.differences(one.value, expected, exercise)[0].sentence  # noqa: B018


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (np.array([1.0, 2.0]), np.array([1.0, 2.1]), True),
        (np.array([1.0, 2.0]), np.array([1.0, 2.0 + 1e-7]), False),
        (np.array([1.0, 2.0]), np.array([2.0, 1.0]), False),  # marks cannot tell; a comparison of entries does
        (np.array([1.0, 2.0]), np.array([[1.0, 2.0]]), True),
        (np.array([1.0, -2.0]), np.array([1.0, 2.0]), True),
        (np.array([1.0, np.nan]), np.array([5.0, np.nan]), False),
        (np.array([1.0, 2.0], np.float16), np.array([1.01, 2.0], np.float16), False),
        (np.zeros(3), np.full(3, 1e-14), False),
        (2.0, 3, True),
        (2.0, 2, False),
        (2.0, "2", False),
        ([1.0], [2.0], False),
        (np.zeros((0, 2)), np.zeros((0, 3)), False),
    ],
)
def test_marks_differ_only_where_a_comparison_surely_does(one, other, differ):
    assert surely_differ(mark_of(one), mark_of(other), 1e-6) == differ


# --- who is remote, and who gets the reports ------------------------------------------------------------------------


class HasAnOutcome:
    """A student's own object with a method that is called as the protocol's."""

    def __call__(self, x):
        return 7.0

    def outcome(self, *_):
        return Outcome(8.0)


def test_a_function_is_remote_by_its_type_and_not_by_an_attribute():
    assert remote_function(HasAnOutcome()) is None
    assert run(toy(seven, []), HasAnOutcome(), Case("1", (1,))).value == 7.0


def test_reports_are_collected_inside_the_block_alone():
    checking.begin("logistic_regression")
    reference = exercises_of("logistic_regression")[0].reference
    with session.collected() as outer:
        grade(reference, seed=1)
        with session.collected() as inner:
            grade(reference, seed=2)
        grade(reference, seed=3)
    grade(reference, seed=4)
    assert [len(outer), len(inner)] == [2, 1]
    assert {report.state for report in outer + inner} == {CORRECT}
