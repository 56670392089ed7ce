"""What check() and grade() say: every kind of exercise, every kind of bad answer, in a notebook and in a terminal."""

import contextlib
import sys
import time

import numpy as np
import pytest

from deepcourse import checking
from deepcourse.checking import Incorrect, NotAttempted, check, grade, hint, last_failure
from deepcourse.checking.compare import close, describe, differences
from deepcourse.checking.errors import what_it_means
from deepcourse.checking.judge import judge
from deepcourse.checking.key import Key
from deepcourse.checking.present import report_panel
from deepcourse.checking.run import PRINTED_LIMIT, run
from deepcourse.checking.session import settle
from deepcourse.checking.verdict import CORRECT, INCORRECT, NOT_ATTEMPTED
from deepcourse.exercises import exercises_of
from deepcourse.exercises.decision import DecisionExercise, Option, Question
from deepcourse.exercises.declaration import Case, ClassExercise, FunctionExercise, Property

HINTS = ("one", "two", "three")


@pytest.fixture(autouse=True)
def opened():
    checking.begin("logistic_regression")


def exercise(reference, cases, kind=FunctionExercise, mistakes=(), **declared):
    declared = {
        "returns": ("the result",),
        "hints": HINTS,
        "minutes": 1,
        "points_visible": 4,
        "points_hidden": 6,
    } | declared
    toy = kind(f"toy.{reference.__name__}", reference=reference, **declared)
    toy.visible(lambda: cases)
    for mistake in mistakes:
        toy.mistake(mistake)
    return toy


def problems_of(toy, f, seconds=60.0):
    report = judge(Key(toy), f, seconds=seconds)
    return [problem for verdict in report.verdicts for problem in verdict.problems]


def double(x):
    return 2 * x


DOUBLE = exercise(double, [Case("three numbers", (np.array([1.0, 2.0, 3.0]),)), Case("one", (np.array([4.0]),))])


# --- the kinds of exercise ------------------------------------------------------------------------------------------


def slope(f, x):
    return (f(x + 1e-6) - f(x - 1e-6)) / 2e-6


def one_sided(f, x):
    """only one side is measured"""
    return (f(x + 1e-3) - f(x)) / 1e-3


def test_a_function_that_takes_functions():
    toy = exercise(slope, [Case("cube", (lambda x: x**3, 2.0)), Case("exp", (np.exp, 0.5))],
                   mistakes=(one_sided,))  # fmt: skip
    assert problems_of(toy, slope) == []
    report = judge(Key(toy), one_sided)
    assert [m.name for m in report.misconceptions] == ["one_sided"]


class Counter:
    def __init__(self, start):
        self.count = start

    def up(self, by=1):
        self.count += by
        return self


class Forgetful(Counter):
    """every call starts again from the beginning"""

    def up(self, by=1):
        self.count = by
        return self


def count_twice(cls, start, by):
    counter = cls(start)
    return {"after one": counter.up().count, "after two": counter.up(by).count}


def test_a_class_is_used_by_a_program():
    toy = exercise(Counter, [Case("from 3", (3, 5)), Case("from 0", (0, 2))], kind=ClassExercise, use=count_twice,
                   mistakes=(Forgetful,))  # fmt: skip
    assert problems_of(toy, Counter) == []
    report = judge(Key(toy), Forgetful)
    assert report.verdicts[0].problems == ['the result["after one"] is 1, expected 4',
                                           'the result["after two"] is 5, expected 9']  # fmt: skip
    assert [m.name for m in report.misconceptions] == ["Forgetful"]


def test_a_class_whose_methods_are_stubs_is_not_attempted():
    class Stub:
        def __init__(self, start):
            raise NotImplementedError("write Counter.__init__")

    toy = exercise(Counter, [Case("from 3", (3, 5))], kind=ClassExercise, use=count_twice)
    assert judge(Key(toy), Stub).state == NOT_ATTEMPTED


def sort_in_place(values):
    values.sort()


def sorted_copy(values):
    """a sorted copy is made and the argument stays as it was"""
    np.sort(values)


def test_a_function_that_must_change_its_argument():
    toy = exercise(sort_in_place, [Case("three", (np.array([3.0, 1.0, 2.0]),))], in_place=("values",),
                   mistakes=(sorted_copy,))  # fmt: skip
    assert problems_of(toy, sort_in_place) == []
    report = judge(Key(toy), sorted_copy)
    assert "values afterwards[0] is 3.0, expected 1.0" in report.verdicts[0].problems[0]
    assert [m.name for m in report.misconceptions] == ["sorted_copy"]


def in_place(x):
    """x itself is changed"""
    x *= 2
    return x


def test_a_function_that_must_not_change_its_argument():
    toy = exercise(double, DOUBLE.visible_cases(), mistakes=(in_place,))
    report = judge(Key(toy), in_place)
    assert report.verdicts[0].problems == ["the argument x was changed; the caller still needs it as it was"]
    assert [m.name for m in report.misconceptions] == ["in_place"]


def test_the_next_case_gets_fresh_arguments_whatever_the_last_one_did():
    array = np.array([1.0, 2.0])
    toy = exercise(double, [Case("first", (array,)), Case("second", (array,))])
    assert len(problems_of(toy, in_place)) == 2
    assert array.tolist() == [1.0, 2.0]


ONE = Question("one", "which?", "a", {"a": Option("this", "yes"), "b": Option("that", "no, because")})
TWO = Question("two", "and then?", "b", {"a": Option("this", "never"), "b": Option("that", "right")})
DECLARED = {"questions": (ONE, TWO), "hints": HINTS, "minutes": 1, "points_visible": 4, "points_hidden": 6}
DECISION = DecisionExercise("toy.answers", **DECLARED)


@pytest.mark.parametrize(
    ("given", "states", "state"),
    [
        ({"one": "a", "two": "b"}, [CORRECT, CORRECT], CORRECT),
        ({"one": " A", "two": "a"}, [CORRECT, INCORRECT], INCORRECT),
        ({"one": ..., "two": None}, [NOT_ATTEMPTED, NOT_ATTEMPTED], NOT_ATTEMPTED),
        ({"one": "a"}, [CORRECT, NOT_ATTEMPTED], INCORRECT),
        ({"one": "z", "two": 3}, [INCORRECT, INCORRECT], INCORRECT),
    ],
)
def test_a_table_of_answers(given, states, state):
    report = judge(Key(DECISION), lambda: given)
    assert [v.state for v in report.verdicts] == states
    assert report.state == state


def kind_of(name):
    return {"one": "a", "two": "b"}[name]


ONE_BY_ONE = DecisionExercise("toy.kind_of", asked="name", **DECLARED)


def stub(name):
    raise NotImplementedError("write kind_of")


def half_written(name):
    return "A " if name == "one" else stub(name)


@pytest.mark.parametrize(
    ("f", "states", "state", "points"),
    [
        (kind_of, [CORRECT, CORRECT], CORRECT, None),
        (lambda name: "a", [CORRECT, INCORRECT], INCORRECT, 3.0),
        (lambda name: {"one": "a"}[name], [CORRECT, INCORRECT], INCORRECT, 3.0),
        (half_written, [CORRECT, NOT_ATTEMPTED], INCORRECT, 3.0),
        (lambda name: None, [NOT_ATTEMPTED, NOT_ATTEMPTED], NOT_ATTEMPTED, NotAttempted),
        (stub, [NOT_ATTEMPTED, NOT_ATTEMPTED], NOT_ATTEMPTED, NotAttempted),
        (lambda name: name, [INCORRECT, INCORRECT], INCORRECT, Incorrect),
        (lambda: "a", [INCORRECT], INCORRECT, Incorrect),
        ("a", [INCORRECT], INCORRECT, Incorrect),
    ],
)
def test_a_function_that_is_asked_each_question(f, states, state, points):
    report = judge(Key(ONE_BY_ONE), f)
    assert [v.state for v in report.verdicts] == states
    assert report.state == state
    if isinstance(points, type):
        with pytest.raises(points):
            settle(report, 6, shown=True)
    else:
        assert settle(report, 6, shown=True) == points


def test_wrong_answers_of_a_function_are_its_mistakes():
    assert [(m.name, m.sentence, m.variant("one")) for m in ONE_BY_ONE.misconceptions] == [
        ("one_b", "no, because", "b"),
        ("two_a", "never", "a"),
    ]


def test_the_word_on_a_wrong_option_does_not_give_the_right_one():
    report = judge(Key(DECISION), lambda: {"one": "b", "two": "b"})
    assert report.verdicts[0].problems == ["b: no, because"]


@pytest.mark.parametrize("bad", [None, ["a", "b"], "ab"])
def test_answers_that_are_no_table(bad):
    report = judge(Key(DECISION), lambda: bad)
    assert report.state == INCORRECT
    assert "expected a dictionary" in report.verdicts[0].problems[0]


class EqualsEverything(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


def test_an_answer_that_claims_to_equal_anything_gains_nothing():
    report = judge(Key(DECISION), lambda: {"one": EqualsEverything("b"), "two": EqualsEverything("a")})
    assert [v.state for v in report.verdicts] == [INCORRECT, INCORRECT]


def test_partly_right_answers_give_a_plain_float_and_never_all_points():
    def read_the_curves():
        return {"lowest_cost": "c", "largest_rate": "a", "train_and_test": "a"}

    points = check(read_the_curves)
    assert type(points) is float
    assert points == 2.0
    assert grade(read_the_curves, seed=1) == 3.0


# --- bad answers ----------------------------------------------------------------------------------------------------


def never_ends(x):
    while True:
        with contextlib.suppress(Exception):
            time.sleep(0.01)


def view_of_the_input(x):
    return x[:]


@pytest.mark.parametrize(
    ("f", "sentence"),
    [
        (lambda x: None, "the function returned None; is a return missing?"),
        (lambda x: list(2 * x), "the result is a list of 3, expected an array of shape (3,)"),
        (lambda x: (2 * x).astype(int), "the result has dtype int64, expected float64"),
        (lambda x: (2 * x).reshape(-1, 1), "the result has shape (3, 1), expected (3,)"),
        (lambda x: np.where(x == 2, np.nan, 2 * x), "the result[1] is nan, expected 4.0 (1 of 3 entries differ)"),
        (lambda x: np.matrix(2 * x), "the result is a matrix, expected an array of shape (3,)"),
        (lambda x: "6", "the result is the text '6', expected an array of shape (3,)"),
        (lambda x: 2 * y, "raised NameError: name 'y' is not defined, in the line"),  # noqa: F821
        (lambda x: sys.exit(0), "raised SystemExit: 0"),
        (lambda x: x @ np.ones((2, 2)), "the two inner sizes must be equal"),
        (never_ends, "no answer after 0.3 s, so it was stopped"),
        (view_of_the_input, "the result[2] is 3.0, expected 6.0; "),
    ],
    ids=["None", "list", "integers", "shape", "nan", "matrix", "text", "name", "exit", "matmul", "endless", "view"],
)  # fmt: skip
def test_a_bad_answer_is_told_in_a_sentence_and_every_case_is_tried(f, sentence):
    report = judge(Key(DOUBLE), f, seconds=0.3 if f is never_ends else 60.0)
    assert len(report.verdicts) == 2
    assert sentence in report.verdicts[0].problems[0]


def test_a_view_of_the_input_is_told_where_it_matters():
    toy = exercise(lambda x: x.copy(), DOUBLE.visible_cases(), may_share_memory=False)
    assert problems_of(toy, view_of_the_input)[0] == "the result uses the memory of the argument x; return a copy"
    tolerant = exercise(lambda x: x.copy(), DOUBLE.visible_cases())
    report = judge(Key(tolerant), view_of_the_input)
    assert report.state == CORRECT
    assert report.verdicts[0].notes == ["the result is a view of the argument x: to change one is to change the other"]


def test_short_lists_of_whole_numbers_are_shown_whole_and_entries_lose_the_article():
    toy = exercise(lambda x: [[x, x + 1], [x, 3]], [Case("one", (4,))], returns=("the places",))
    [whole] = judge(Key(toy), lambda x: [[x + 1, x], [x, 3]]).verdicts[0].problems
    assert whole == "places[0] is [5, 4], expected [4, 5]"
    [entry] = judge(Key(toy), lambda x: [[x, x + 1], [x, 2]]).verdicts[0].problems
    assert entry == "places[1][1] is 2, expected 3 (1 of 2 entries differ)"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("1 units, 2 channels", "1 unit, 2 channels"),
        ("m = 3, 1 steps", "m = 3, 1 step"),
        ("21 units, 0.1 units, 5 x 1 rows, 3 by 1 columns", "21 units, 0.1 units, 5 x 1 rows, 3 by 1 columns"),
    ],
)
def test_one_is_no_plural(given, read):
    assert Case(given).name == read


def test_a_headline_is_not_repeated_at_each_case():
    def doubled(x):
        return 2 * x

    def shifted(x):
        "one is added"
        return 2 * x + 1

    toy = exercise(doubled, [Case("1", (1.0,)), Case("2", (2.0,))], mistakes=[shifted])
    text = report_panel(judge(Key(toy), shifted)).text
    assert "→ The same result comes out when one is added." in text
    assert text.count("→") == 1


def test_a_wrong_signature_is_told_once():
    report = judge(Key(DOUBLE), lambda: 1)
    assert len(report.verdicts) == 1
    assert "the exercise asks for double(x)" in report.verdicts[0].problems[0]


def scale(x, *, factor=2):
    return factor * x


SCALE = exercise(scale, [Case("3 times", (np.array([1.0, 2.0]), 3))], use=lambda f, x, factor: f(x, factor=factor))


@pytest.mark.parametrize("right", [scale, lambda x, factor: factor * x, lambda x, **options: options["factor"] * x])
def test_options_are_given_by_their_names(right):
    assert judge(Key(SCALE), right).state == CORRECT


@pytest.mark.parametrize("wrong", [lambda x: 2 * x, lambda x, by=2: by * x, lambda x, factor, /: factor * x])
def test_a_missing_option_is_told_as_a_wrong_signature(wrong):
    assert "the exercise asks for scale(x, *, factor=2)" in judge(Key(SCALE), wrong).verdicts[0].problems[0]


@pytest.mark.parametrize("thing", [None, 3, "text", np.zeros(2)], ids=repr)
def test_something_that_is_no_function(thing):
    assert "is not a function but" in problems_of(DOUBLE, thing)[0]


def test_a_result_that_contains_itself_ends():
    loop = []
    loop.append(loop)
    assert problems_of(DOUBLE, lambda x: loop)


def test_prints_and_warnings_are_kept_and_nothing_reaches_the_reader(capfd):
    def chatty(x):
        print("a" * 10_000)
        print("to stderr", file=sys.stderr)
        np.log(np.zeros(1))
        return 2 * x

    outcome = run(DOUBLE, chatty, DOUBLE.visible_cases()[0])
    assert outcome.warned == ("RuntimeWarning: divide by zero encountered in log",)
    assert len(outcome.printed) < PRINTED_LIMIT + 100
    assert "characters more" in outcome.printed
    assert capfd.readouterr() == ("", "")


def test_a_property_that_fails_says_its_sentence():
    toy = exercise(double, DOUBLE.visible_cases(), properties=(Property("is even", lambda f, rng: "it is odd"),))
    assert problems_of(toy, double) == ["it is odd"]


# --- comparing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("got", "expected", "equal"),
    [
        (1.0, 1.0 + 1e-9, True),
        (1.0, 1.0 + 1e-4, False),
        (np.inf, np.inf, True),
        (np.inf, -np.inf, False),
        (5.0, np.inf, False),
        (np.inf, 5.0, False),
        (np.nan, 5.0, False),
        (np.nan, np.nan, True),
        (np.nan, 0.0, False),
        (0.0, 1e-15, True),
        (1e-9, 2e-9, False),
    ],
)
def test_close(got, expected, equal):
    assert bool(close(got, expected, 1e-6)) is equal


def test_entries_that_are_no_numbers_are_compared_one_by_one():
    got = np.array([1.0, np.inf, np.nan, np.inf, np.nan, 2.0])
    expected = np.array([1.0, np.inf, np.nan, 1.0, np.inf, -np.inf])
    assert close(got, expected, 1e-6).tolist() == [True, True, True, False, False, False]
    assert close(got, np.ones(6), 1e-6).tolist() == [True, False, False, False, False, False]


def test_small_entries_beside_large_ones_may_carry_their_rounding():
    assert close(np.array([1e6, 1e-4]), np.array([1e6, 0.0]), 1e-6).all()
    assert not close(np.array([1e6, 1e-2]), np.array([1e6, 0.0]), 1e-6).all()


@pytest.mark.parametrize("number", [2, 2.0, np.float64(2), np.float32(2), np.int64(2), np.array(2.0)], ids=repr)
def test_any_number_will_do_for_a_number(number):
    assert differences(number, 2.0, DOUBLE) == []


@pytest.mark.parametrize("other", [True, "2", [2.0], np.array([2.0]), np.array([[2.0]]), 2j, None], ids=repr)
def test_what_is_no_number_is_told_so(other):
    assert len(differences(other, 2.0, DOUBLE)) == 1


def test_missing_and_unasked_keys_are_named():
    found = differences({"dW": np.zeros(1)}, {"dw": np.zeros(1)}, DOUBLE)
    told = "the result has no 'dw', but 'dW'; expected are the keys 'dw'"
    assert [d.sentence for d in found] == [told]


def test_the_worst_entries_are_named_first():
    got = np.array([[1.0, 5.0], [1.1, 1.0]])
    (found,) = differences(got, np.ones((2, 2)), DOUBLE)
    assert found.sentence == (
        "the result[0, 1] is 5.0, expected 1.0; the result[1, 0] is 1.1, expected 1.0 (2 of 4 entries differ)"
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "None"),
        (np.zeros((2, 3)), "an array of shape (2, 3)"),
        ([1, 2], "a list of 2"),
        ({"a": 1}, "a dictionary with 'a'"),
        ({}, "an empty dictionary"),
        (True, "the truth value True"),
        (0.5, "the number 0.5"),
        (len, "the function len"),
        pytest.param(object(), "an object", id="object"),
    ],
    ids=str,
)
def test_describe(value, words):
    assert describe(value) == words


# --- what the reader sees -------------------------------------------------------------------------------------------


def propagate(w, b, X, Y):
    A = 1 / (1 + np.exp(-(w.T @ X + b)))
    cost = np.mean(Y * np.logaddexp(0, -(w.T @ X + b)) + (1 - Y) * np.logaddexp(0, w.T @ X + b))
    return {"dw": X @ (A - Y).T, "db": np.sum(A - Y)}, cost


def test_check_names_the_mistake_keeps_the_case_and_raises_one_line(capsys):
    with pytest.raises(Incorrect) as caught:
        check(propagate)
    assert "when the 1/m is missing in dw and db" in str(caught.value)
    assert "\n" not in str(caught.value)
    printed = capsys.readouterr()
    assert "→ The same result comes out when the 1/m is missing" in printed.out
    assert "Grading runs 11 more tests, hidden ones" in printed.out
    assert printed.err == ""
    assert last_failure.exercise == "propagate"
    again = propagate(**last_failure.arguments)
    np.testing.assert_array_equal(again[0]["dw"], last_failure.got[0]["dw"])
    assert "expected" in repr(last_failure)


def test_two_mistakes_at_once_are_both_named(capsys):
    def propagate(w, b, X, Y):
        A = 1 / (1 + np.exp(-np.clip(w.T @ X + b, -700, 700)))
        _, cost = exercises_of("logistic_regression")[2].reference(w, b, X, Y)
        return {"dw": X @ (A - Y).T, "db": float(np.sum(A - Y))}, np.array([[cost]])

    with pytest.raises(Incorrect):
        check(propagate)
    told = capsys.readouterr().out
    assert "the 1/m is missing in dw and db" in told
    assert "the cost is an array of shape (1, 1)" in told


def test_a_green_check_returns_none_and_forgets_the_failure(capsys):
    with pytest.raises(Incorrect):
        check(propagate)

    def predict(w, b, X):
        return w.T @ X + b >= 0

    assert check(predict) is None
    assert not last_failure
    assert "✓ predict: correct, all 7 visible tests pass" in capsys.readouterr().out


def test_the_exception_shows_one_line_in_jupyter():
    assert Incorrect("not so")._render_traceback_() == ["Incorrect: not so"]
    assert NotAttempted("later")._render_traceback_() == ["NotAttempted: later"]


def test_the_table_escapes_what_came_from_the_student():
    toy = exercise(double, DOUBLE.visible_cases())
    panel = report_panel(judge(Key(toy), lambda x: "<script>alert(1)</script>"))
    assert "<script>" not in panel.html
    assert "&lt;script&gt;" in panel.html
    assert panel._repr_mimebundle_()["text/plain"] == repr(panel)


def test_hints_come_one_after_another_and_stay_at_the_last(capsys):
    for _ in range(4):
        hint(propagate)
    told = capsys.readouterr().out
    assert [told.count(f"Hint {i} of 3") for i in (1, 2, 3)] == [1, 1, 2]


def test_an_unknown_name_is_answered_with_the_known_ones():
    def propagat():
        return None

    with pytest.raises(LookupError, match="the exercises are initialize_with_zeros"):
        check(propagat)


def test_a_check_says_the_same_every_time(capsys):
    told = []
    for _ in range(2):
        with pytest.raises(Incorrect):
            check(propagate)
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]


def takes_two(a, b, *, stride=1):
    return a + b


class Neuron:
    def fire():
        return 1


@pytest.mark.parametrize(
    ("call", "meaning"),
    [
        (lambda x: takes_two(x, x, 2), "give the others by name, as in stride=2"),
        (lambda x: (lambda a: a)(x, 2), "give the others by name, as in stride=2"),
        (lambda x: Neuron().fire(), "is self missing in its brackets"),
    ],
)
def test_too_many_arguments_mean_one_thing_in_a_function_and_another_in_a_method(call, meaning):
    [problem] = judge(Key(DOUBLE), call).verdicts[0].problems
    assert meaning in problem


def test_a_changed_argument_is_told_first():
    def spoils(x):
        x[:] = 0
        return np.arange(12.0).reshape(3, 4) + x.sum()

    toy = exercise(lambda x: 2.0 * x, [Case("a table", (np.ones((3, 4)),))])
    problems = judge(Key(toy), spoils).verdicts[0].problems
    assert problems[0] == "the argument x was changed; the caller still needs it as it was"
    assert len(problems) == 2


LISTS = [Case("three", (np.array([3.0, 1.0, 2.0]),))]


@pytest.mark.parametrize(
    ("reference", "answer", "problem"),
    [
        (lambda x: [1, 0, 2], lambda x: [1, 0, 3], "the result[2] is 3, expected 2 (1 of 3 entries differ)"),
        (lambda x: [x[:1], x[1:]], lambda x: [1, 2], "the entries of the result are numbers, expected an array of"),
        (lambda x: (1, 2), lambda x: 7, "the result is the number 7; expected a tuple of numbers"),
    ],
)
def test_lists_are_told_in_their_own_terms(reference, answer, problem):
    toy = exercise(reference, LISTS, returns=("the result",))
    [told] = judge(Key(toy), answer).verdicts[0].problems
    assert told.startswith(problem)


def test_an_empty_array_has_no_type():
    toy = exercise(lambda x: np.zeros(0, int), LISTS, returns=("the places",))
    assert judge(Key(toy), lambda x: np.array([])).state == CORRECT


@pytest.mark.parametrize(
    ("line", "meaning"), [("Z = W @ X", "the two inner sizes"), ("Z = scores(X)", "print the shapes of its arguments")]
)
def test_an_error_of_a_product_is_explained_by_the_line_that_multiplies(line, meaning):
    assert meaning in what_it_means(ValueError("matmul: Input operand 1 has a mismatch in its core dimension 0"), line)
