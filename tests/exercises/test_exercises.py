"""The graders are themselves proved: every known mistake fails and is named, every right solution passes.

Held for every exercise of every notebook that exists: one test for each exercise and rule, which reports everything
that breaks the rule.
"""

import copy
import inspect
import warnings

import numpy as np
import pytest

from answers import PATIENCE, SEEDS, answer_judged, is_wrong_somewhere, judge, right_answers, seed_of, wrong_answers
from deepcourse.checking import Incorrect, NotAttempted, grade, session
from deepcourse.checking import key as keys
from deepcourse.checking.key import Key, key_to
from deepcourse.checking.points import points_for
from deepcourse.checking.present import kept
from deepcourse.checking.run import same
from deepcourse.checking.verdict import CORRECT, INCORRECT
from deepcourse.exercises import exercises_of, notebooks
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.exercises.declaration import FunctionExercise, Misconception, call
from samples import name_of

EXERCISES = [exercise for notebook in notebooks() for exercise in exercises_of(notebook)]
FUNCTIONS = [exercise for exercise in EXERCISES if isinstance(exercise, FunctionExercise)]


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    """Give students' functions and known mistakes time, in `grade` too; of a known answer it takes the kept report."""

    def judged(key, f):
        known = getattr(f, "known_answer", None)
        return answer_judged(key.exercise, known, key.seed) if known else judge(key, f)

    monkeypatch.setattr(session, "judge", judged)
    monkeypatch.setattr(keys, "MISTAKE_SECONDS", PATIENCE)


every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=name_of)
every_function = pytest.mark.parametrize("exercise", FUNCTIONS, ids=name_of)


def breaking(rule, exercise, *choices):
    """Return a sentence for each of the choices, tuples of arguments, for which a rule does not hold."""
    broken = []
    for choice in choices:
        try:
            rule(exercise, *choice)
        except (Exception, pytest.fail.Exception) as error:
            names = [getattr(part, "name", None) or getattr(part, "__name__", None) or str(part) for part in choice]
            broken.append(f"{', '.join(names)}: {type(error).__name__}: {error}")
    return broken


def named_first_by_the_check(exercise, mistake):
    report = answer_judged(exercise, mistake.variant)
    assert report.state == INCORRECT
    if isinstance(exercise, DecisionExercise):
        assert any(mistake.sentence in problem for v in report.failures for problem in v.problems)
    else:
        assert report.misconceptions[0] == mistake


@every_exercise
def test_every_mistake_is_named_first_by_the_check(exercise):
    assert breaking(named_first_by_the_check, exercise, *((mistake,) for mistake in exercise.misconceptions)) == []


def graded(exercise, f, seed):
    """Return (points, what is told) of a wrong answer's hidden tests."""
    with kept() as panels:
        try:
            return grade(f, seed=seed, notebook=exercise.notebook), panels[-1].text
        except Incorrect as error:
            return 0, str(error)


def fails_the_hidden_tests(exercise, seed, mistake):
    if isinstance(exercise, DecisionExercise):
        assert judge(key_to(exercise, seed), mistake.variant).state == INCORRECT
    else:
        points, told = graded(exercise, renamed(mistake.variant, exercise.name), seed)
        assert points < exercise.points_hidden
        assert mistake.sentence.replace("`", "") in told
        assert "tests fail" in told or "test fails" in told
        assert "\n" not in told


def fails_some_hidden_test(exercise, seed, mistake):
    assert is_wrong_somewhere(exercise, mistake.variant, seed)


@every_exercise
def test_every_mistake_fails_the_hidden_tests(exercise):
    """With every seed; what is said is looked at for one of them."""
    said = [(seed_of(exercise), mistake) for mistake in exercise.misconceptions]
    seen = [(seed, mistake) for _, mistake in said for seed in SEEDS if seed != seed_of(exercise)]
    broken = breaking(fails_the_hidden_tests, exercise, *said)
    assert broken + breaking(fails_some_hidden_test, exercise, *seen) == []


def renamed(variant, name):
    def student(*arguments, **options):
        return variant(*arguments, **options)

    student.__name__, student.__signature__, student.known_answer = name, inspect.signature(variant), variant
    return student


def passes(exercise, seed, other):
    """The visible tests for None, else the hidden ones."""
    assert problems(answer_judged(exercise, other, seed)) == []


@every_exercise
def test_right_solutions_written_differently_pass(exercise):
    choices = [(seed, other) for seed in (None, *SEEDS) for other in exercise.alternatives]
    assert breaking(passes, exercise, *choices) == []


SEVERAL = [exercise for exercise in FUNCTIONS if len(exercise.returns) > 1 and exercise.use is call]


@pytest.mark.parametrize("exercise", SEVERAL, ids=name_of)
def test_several_results_may_come_in_a_list_and_one_more_key_is_no_mistake(exercise):
    def listed(*arguments, **options):
        parts = [more(part) for part in exercise.reference(*arguments, **options)]
        return tuple(parts) if exercise.in_place else parts

    def more(part):
        return part | {"for me": 1} if type(part) is dict and exercise.name in EXTRA_KEYS else part

    listed.__name__, listed.__signature__ = exercise.name, inspect.signature(exercise.reference)
    assert breaking(passes, exercise, *((seed, listed) for seed in (None, SEEDS[0]))) == []


EXTRA_KEYS = {"propagate", "forward_propagation"}  # whose results hold a dictionary with keys of the reader's choice


def passes_silently(exercise, seed):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        report = judge(Key(exercise, seed), exercise.reference)  # a new key: its cases are made in silence too
    assert problems(report) == []
    assert not [v.outcome.warned for v in report.verdicts if v.outcome and v.outcome.warned]


@every_exercise
def test_the_reference_passes_silently(exercise):
    assert breaking(passes_silently, exercise, *((seed,) for seed in (None, *SEEDS))) == []


def problems(report):
    return [(v.name, v.problems) for v in report.verdicts if v.state != CORRECT]


def contents(key):
    """All that a key has from the exercise, in a form that `same` compares."""
    cases = [(drawn_by(case.arguments), drawn_by(case.options)) for case in key.cases]
    return cases, [outcome.value for outcome in key.expected]


def drawn_by(value):
    """The state of generators of random numbers in the place of those that are arguments."""
    if isinstance(value, np.random.Generator):
        return repr(value.bit_generator.state)
    parts = list(value.items()) if isinstance(value, dict) else value
    return [drawn_by(part) for part in parts] if isinstance(parts, (list, tuple)) else value


@every_exercise
def test_no_answer_changes_the_key(exercise):
    key = key_to(exercise)
    effects = [key.effects_of(mistake) for mistake in exercise.misconceptions]
    before = copy.deepcopy((contents(key), effects))
    for f in (*right_answers(exercise), *wrong_answers(exercise)):
        session.LastFailure().keep(answer_judged(exercise, f), f)
    assert same((contents(key), effects), before)
    assert same(contents(key), contents(Key(exercise)))


def test_everything_that_breaks_a_rule_is_reported():
    exercise = exercises_of("logistic_regression")[2]
    mistake, other = exercise.misconceptions[:2]
    right = Misconception("nothing", "nothing is wrong", exercise.reference)
    swapped = Misconception("swapped", mistake.sentence, other.variant)
    choices = [(right,), (mistake,), (swapped,)]
    assert names_in(breaking(named_first_by_the_check, exercise, *choices)) == ["nothing", "swapped"]
    hidden = [(1, *choice) for choice in choices]
    assert names_in(breaking(fails_the_hidden_tests, exercise, *hidden)) == ["1, nothing", "1, swapped"]
    answers = [(1, mistake.variant), (1, exercise.reference), (None, other.variant)]
    assert names_in(breaking(passes, exercise, *answers)) == [f"1, {mistake.name}", f"None, {other.name}"]


def names_in(broken):
    return [line.split(":")[0] for line in broken]


@every_exercise
def test_a_stub_is_not_attempted(exercise):
    def stub(*arguments, **options):
        raise NotImplementedError(f"write {exercise.name}")

    stub.__name__, stub.__signature__ = exercise.name, inspect.signature(exercise.reference)
    with pytest.raises(NotAttempted, match="not attempted yet"):
        grade(stub, seed=1, notebook=exercise.notebook)


@every_function
def test_a_solution_that_warns_and_prints_passes(exercise):
    def noisy(*arguments, **options):
        print("here I am")
        warnings.warn("careful", stacklevel=1)
        np.log(np.zeros(1))
        return exercise.reference(*arguments, **options)

    noisy.__name__, noisy.__signature__ = exercise.name, inspect.signature(exercise.reference)
    assert grade(noisy, seed=seed_of(exercise), notebook=exercise.notebook) is None


@every_function
def test_one_fixed_result_for_all_inputs_earns_nothing(exercise):
    key = key_to(exercise, SEEDS[0])
    results = [outcome.value for outcome in key.expected]
    commonest = max(results, key=lambda one: sum(same(one, other) for other in results))
    assert (
        points_for(judge(key, renamed(lambda *_, **__: copy.deepcopy(commonest), exercise.name)), 10, hidden=True) == 0
    )


@every_exercise
def test_the_declaration_is_complete(exercise):
    sentences = [m.sentence for m in exercise.misconceptions]
    assert len(sentences) >= 3, f"{len(sentences)} known mistakes; declare at least three"
    assert len(set(sentences)) == len(sentences)
    assert len(exercise.hints) == 3, f"{len(exercise.hints)} hints; write three"
    assert exercise.alternatives or isinstance(exercise, DecisionExercise)
    assert 0.3 <= exercise.points_visible / exercise.points <= 0.5
    assert exercise.properties or isinstance(exercise, DecisionExercise)
    stops = [f"{m.name}: {m.sentence}" for m in exercise.misconceptions if m.sentence.endswith(".")]
    assert stops == [], "the docstring of a mistake is the end of a sentence, without a full stop"


@every_function
def test_every_argument_varies_in_the_visible_cases(exercise):
    columns = zip(*(case.arguments for case in exercise.visible_cases()), strict=True)
    for parameter, values in zip(exercise.parameters, columns, strict=True):
        assert any(differ(values[0], other) for other in values[1:]), f"{parameter} never varies"


def differ(one, other):
    """Return True for arguments that are not the same; two generators of random numbers by what they would draw."""
    if isinstance(one, np.random.Generator) and isinstance(other, np.random.Generator):
        return one.bit_generator.state != other.bit_generator.state
    return not same(one, other)


@every_function
def test_hidden_cases_depend_on_the_seed_and_on_nothing_else(exercise):
    def inputs(seed):
        return [case.arguments for case in exercise.hidden_cases(seed)]

    assert same(inputs(5), inputs(5))
    assert not same(inputs(5), inputs(6))


@pytest.mark.parametrize("notebook", notebooks())
def test_points_of_a_notebook_sum_to_100(notebook):
    assert sum(exercise.points for exercise in exercises_of(notebook)) == 100


@pytest.mark.parametrize("notebook", ["planar_classification", "building_blocks"])
@pytest.mark.parametrize("name", ["compute_cost", "update_parameters"])
def test_a_name_of_two_notebooks_finds_the_exercise_of_the_one_that_was_begun(notebook, name, monkeypatch):
    monkeypatch.setattr(session, "_opened", None)
    with pytest.raises(LookupError, match="several notebooks"):
        session.find(name)
    session.begin(notebook)
    assert session.find(name).notebook == notebook
    assert grade(renamed(session.find(name).reference, name), seed=4) is None


def test_an_unknown_notebook_is_answered_with_the_nearest():
    with pytest.raises(LookupError, match="did you mean 'logistic_regression'"):
        exercises_of("logistic_regresion")
