"""The graders are themselves proved: every known mistake fails and is named, every right solution passes.

Held for every exercise of every notebook that exists.
"""

import inspect
import warnings

import numpy as np
import pytest

from deepcourse.checking import Incorrect, NotAttempted, grade, session
from deepcourse.checking.judge import judge
from deepcourse.checking.run import same
from deepcourse.checking.verdict import CORRECT, INCORRECT
from deepcourse.exercises import exercises_of, notebooks

EXERCISES = [exercise for notebook in notebooks() for exercise in exercises_of(notebook)]
MISTAKES = [(exercise, mistake) for exercise in EXERCISES for mistake in exercise.misconceptions]
ALTERNATIVES = [(exercise, other) for exercise in EXERCISES for other in exercise.alternatives]
FUNCTIONS = [exercise for exercise in EXERCISES if exercise.kind == "function"]
SEEDS = (0, 1, 20263)


def named(pair):
    exercise, other = pair
    return f"{exercise.name}-{getattr(other, 'name', None) or other.__name__}"


def visible_report(exercise, f):
    return judge(exercise, f, exercise.visible_cases(), exercise.properties)


def hidden_report(exercise, f, seed):
    return judge(exercise, f, exercise.hidden_cases(seed), exercise.properties, seed)


every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
every_function = pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.name)
every_mistake = pytest.mark.parametrize("pair", MISTAKES, ids=named)


@every_mistake
def test_every_mistake_is_named_first_by_the_check(pair):
    exercise, mistake = pair
    report = visible_report(exercise, mistake.variant)
    assert report.state == INCORRECT
    if exercise.kind == "decision":
        assert any(mistake.sentence in problem for v in report.failures for problem in v.problems)
    else:
        assert report.misconceptions[0] == mistake


@every_mistake
@pytest.mark.parametrize("seed", SEEDS)
def test_every_mistake_fails_the_hidden_tests(pair, seed):
    exercise, mistake = pair
    if exercise.kind == "decision":
        assert hidden_report(exercise, mistake.variant, seed).state == INCORRECT
    else:
        with pytest.raises(Incorrect, match="tests fail") as caught:
            grade(renamed(mistake.variant, exercise.name), seed=seed, notebook=exercise.notebook)
        assert mistake.sentence in str(caught.value)
        assert "\n" not in str(caught.value)


def renamed(variant, name):
    def student(*arguments, **options):
        return variant(*arguments, **options)

    student.__name__, student.__signature__ = name, inspect.signature(variant)
    return student


@pytest.mark.parametrize("pair", ALTERNATIVES, ids=named)
@pytest.mark.parametrize("seed", SEEDS)
def test_right_solutions_written_differently_pass(pair, seed):
    exercise, other = pair
    assert problems(visible_report(exercise, other)) == []
    assert problems(hidden_report(exercise, other, seed)) == []


@every_exercise
@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_passes_silently(exercise, seed):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        reports = visible_report(exercise, exercise.reference), hidden_report(exercise, exercise.reference, seed)
    assert [problems(report) for report in reports] == [[], []]
    assert not [v.outcome.warned for report in reports for v in report.verdicts if v.outcome and v.outcome.warned]


def problems(report):
    return [(v.name, v.problems) for v in report.verdicts if v.state != CORRECT]


@every_exercise
def test_a_stub_is_not_attempted(exercise):
    def stub(*arguments):
        raise NotImplementedError(f"write {exercise.name}")

    stub.__name__, stub.__signature__ = exercise.name, inspect.signature(exercise.reference)
    with pytest.raises(NotAttempted, match="not attempted yet"):
        grade(stub, seed=1, notebook=exercise.notebook)


@every_function
def test_a_solution_that_warns_and_prints_passes(exercise):
    def noisy(*arguments):
        print("here I am")
        warnings.warn("careful", stacklevel=1)
        np.log(np.zeros(1))
        return exercise.reference(*arguments)

    noisy.__name__, noisy.__signature__ = exercise.name, inspect.signature(exercise.reference)
    assert grade(noisy, seed=3, notebook=exercise.notebook) is None


@every_exercise
def test_the_declaration_is_complete(exercise):
    assert len(exercise.misconceptions) >= 3
    assert len({m.sentence for m in exercise.misconceptions}) == len(exercise.misconceptions)
    assert len(exercise.hints) == 3
    assert exercise.alternatives or exercise.kind == "decision"
    assert 0.3 <= exercise.points_visible / exercise.points <= 0.5
    assert exercise.properties or exercise.kind == "decision"
    assert not any(m.sentence.endswith(".") for m in exercise.misconceptions)


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
