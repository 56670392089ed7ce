"""Judge an answer: every case, every property, and the misconception that explains what went wrong.

judge       the key to a set of tests and a student's object in; a `Report` out
"""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from deepcourse.checking import untouched
from deepcourse.checking.compare import differences, unasked_keys
from deepcourse.checking.errors import what_it_means
from deepcourse.checking.explain import explain
from deepcourse.checking.key import Key
from deepcourse.checking.run import Outcome, Usage, remote_function, run
from deepcourse.checking.verdict import CORRECT, INCORRECT, NOT_ATTEMPTED, Report, Verdict
from deepcourse.exercises.decision import DecisionExercise, Question
from deepcourse.exercises.declaration import Case, ClassExercise, Exercise, Property

SECONDS = 5.0  # that a student's function has in one case
DECISION_CASE = "your answers"


def judge(key: Key, f: Any, seconds: float = SECONDS) -> Report:
    """Return the `Report` on `f`: each case of the key, each property, the mistakes by name."""
    exercise = key.exercise
    if isinstance(exercise, DecisionExercise):
        return judge_decision(exercise, f, seconds)
    problem = unusable(exercise, f)
    if problem:
        return Report(exercise, INCORRECT, [Verdict("before any case", INCORRECT, [problem])])
    outcomes = run_cases(key, f, seconds)
    if outcomes and all(isinstance(outcome.error, NotImplementedError) for outcome, _ in outcomes):
        return Report(exercise, NOT_ATTEMPTED, [Verdict(case.name, NOT_ATTEMPTED) for case in key.cases])
    cases = zip(key.cases, outcomes, key.expected, strict=True)
    verdicts = [judge_case(exercise, case, outcome, right, limit) for case, (outcome, limit), right in cases]
    explanation = explain(key, verdicts)
    verdicts += judge_properties(key, f, seconds, any(v.state == CORRECT for v in verdicts))
    state = CORRECT if all(v.state == CORRECT for v in verdicts) else INCORRECT
    return Report(exercise, state, verdicts, explanation.names, explanation.observations)


def unusable(exercise: Exercise, f: Any) -> str | None:
    """Return a sentence where `f` cannot be judged at all, else None."""
    is_class = isinstance(exercise, ClassExercise)
    wanted = "class" if is_class else "function"
    if not callable(f):
        return f"{exercise.name} is not a {wanted} but {type(f).__name__}; run the cell that defines it again"
    if not is_class and not inspect.isclass(f):
        return wrong_signature(exercise, f)
    return None


def wrong_signature(exercise: Exercise, f: Callable[..., Any]) -> str | None:
    """Return a sentence where a function cannot take the arguments that the exercise gives, else None."""
    try:
        given = inspect.signature(f)
    except (TypeError, ValueError):
        return None  # built-in functions and the like tell nothing: let the cases speak
    wanted = inspect.signature(exercise.reference)
    try:
        if exercise.parameters == tuple(wanted.parameters):
            options = [name for name, p in wanted.parameters.items() if p.kind is p.KEYWORD_ONLY]
            given.bind(*(name for name in wanted.parameters if name not in options), **dict.fromkeys(options))
    except TypeError:
        return f"the function is {exercise.name}{given}, the exercise asks for {exercise.name}{wanted}"
    return None


def run_cases(key: Key, f: Any, seconds: float) -> list[tuple[Outcome, float]]:
    """Return the outcome of each case, and the seconds that it had: once one has run out of time, a fifth."""
    outcomes: list[tuple[Outcome, float]] = []
    for case in key.cases:
        limit = seconds / 5 if any(outcome.timed_out for outcome, _ in outcomes) else seconds
        outcomes.append((run(key.exercise, f, case, limit), limit))
    return outcomes


def judge_properties(key: Key, f: Any, seconds: float, ready: bool) -> list[Verdict]:
    """Return a verdict for each property; they wait where no case at all is right, for they would only say it again."""
    properties = key.exercise.properties
    if not ready:
        return [Verdict(p.name, NOT_ATTEMPTED, notes=["waits until a case above is right"]) for p in properties]
    generators = [np.random.default_rng([key.properties_seed, i]) for i in range(len(properties))]
    return [judge_property(key.exercise, f, p, g, seconds) for p, g in zip(properties, generators, strict=True)]


def judge_case(exercise: Exercise, case: Case, outcome: Outcome, expected: Outcome, seconds: float) -> Verdict:
    """Return the verdict of one case: what the student's function did, against what the reference does."""
    problems = case_problems(exercise, outcome, expected, seconds)
    state = INCORRECT if problems else CORRECT
    notes = notes_on(exercise, outcome, expected)
    return Verdict(case.name, state, problems, notes, case=case, outcome=outcome, expected=expected.value)


def case_problems(exercise: Exercise, outcome: Outcome, expected: Outcome, seconds: float) -> list[str]:
    """Return the sentences for everything that is wrong with an outcome; the list is empty where it is right."""
    if outcome.timed_out:
        return [late_sentence(outcome, seconds)]
    if outcome.refused:
        return [outcome.refused]
    if outcome.error is not None:
        return [raised_sentence(outcome)]
    problems = [f"the argument {name} was changed; the caller still needs it as it was" for name in outcome.changed]
    problems += [d.sentence for d in differences(outcome.value, expected.value, exercise)]
    if not exercise.may_share_memory:
        shared = views(outcome, expected)
        problems += [f"the result uses the memory of the argument {name}; return a copy" for name in shared]
    return problems


def late_sentence(outcome: Outcome, seconds: float) -> str:
    """Return what to think of an answer that did not come in time."""
    if outcome.starved:
        return "the machine is too busy: other programs kept your function from running; run this cell again later"
    return f"no answer after {seconds:g} s, so it was stopped; is there a loop that never ends?"


def views(outcome: Outcome, expected: Outcome) -> list[str]:
    """Return the arguments that the result is a view of, where the reference's is not."""
    return [name for name in outcome.shared if name not in expected.shared]


def raised_sentence(outcome: Outcome) -> str:
    """Return what was raised, on one line, and by which line."""
    text = " ".join(str(outcome.error).split())
    where = f", in the line `{outcome.line}`" if outcome.line else ""
    meaning = what_it_means(outcome.error, outcome.line)
    sentence = f"raised {type(outcome.error).__name__}{': ' + text if text else ''}{where}"
    return f"{sentence}; {meaning}" if meaning else sentence


def notes_on(exercise: Exercise, outcome: Outcome, expected: Outcome) -> list[str]:
    """Return sentences about what is no mistake but worth knowing: warnings, prints, views of arguments."""
    notes = [f"it warned: {warning}" for warning in outcome.warned]
    if not outcome.failed:
        notes += unasked_keys(outcome.value, expected.value, exercise.result_names)
    if exercise.may_share_memory:
        notes += [f"the result is a view of the argument {name}: to change one is to change the other"
                  for name in views(outcome, expected)]  # fmt: skip
    if outcome.printed.strip():
        notes.append(f"it printed: {outcome.printed.strip()}")
    return notes


def judge_property(exercise: Exercise, f: Any, tested: Property, rng: np.random.Generator, seconds: float) -> Verdict:
    """Return the verdict of one property."""
    outcome = property_outcome(exercise, f, tested, rng, seconds)
    if outcome.refused:
        problems = [outcome.refused]
    elif outcome.timed_out:
        problems = [late_sentence(outcome, seconds)]
    elif outcome.error is not None:
        problems = [raised_sentence(outcome)]
    else:
        problems = [outcome.value] if outcome.value else []
    return Verdict(tested.name, INCORRECT if problems else CORRECT, problems, outcome=outcome)


def property_outcome(exercise: Exercise, f: Any, tested: Property, rng: np.random.Generator, seconds: float) -> Outcome:
    """Return the `Outcome` whose value is what is wrong with a property, or None."""
    if tested.draw is None:
        with untouched.kept():
            return run(Usage(lambda g: tested.problem(_noting(g, tested), rng)), f, Case(tested.name), seconds)
    case = tested.draw(rng)
    outcome = run(exercise, f, case, seconds)
    if outcome.failed:
        return outcome
    return run(Usage(lambda g: tested.problem(outcome.value, *case.arguments)), f, Case(tested.name), seconds)


def _noting(f: Any, tested: Property) -> Any:
    """Return what a property may call: what it hands out is noted, so that it can be given its contents back."""
    if remote_function(f) is not None:
        return f  # it notes what it changes
    if inspect.isclass(f):
        untouched.handed_out(*untouched.constants_of(tested.problem))
    return untouched.noting(f)


def judge_decision(exercise: Exercise, f: Any, seconds: float) -> Report:
    """Return the report on a table of answers: a verdict for each question, with a word on the option chosen."""
    if exercise.asked_one_by_one:
        return judge_one_by_one(exercise, f, seconds)
    outcome = run(exercise, f, Case(DECISION_CASE), seconds)
    if isinstance(outcome.error, NotImplementedError):
        return Report(exercise, NOT_ATTEMPTED, [Verdict(q.name, NOT_ATTEMPTED) for q in exercise.questions])
    if outcome.failed:
        problems = case_problems(exercise, outcome, outcome, seconds)
        return Report(exercise, INCORRECT, [Verdict(DECISION_CASE, INCORRECT, problems)])
    if not isinstance(outcome.value, dict):
        problem = f"the answers are {type(outcome.value).__name__}, expected a dictionary {{question: letter}}"
        return Report(exercise, INCORRECT, [Verdict(DECISION_CASE, INCORRECT, [problem])])
    return decided(
        exercise, [judge_question(question, outcome.value.get(question.name)) for question in exercise.questions]
    )


def decided(exercise: Exercise, verdicts: list[Verdict]) -> Report:
    """Return the report of a decision: the state that all its verdicts share, else incorrect."""
    states = {v.state for v in verdicts}
    return Report(exercise, states.pop() if len(states) == 1 else INCORRECT, verdicts)


def judge_one_by_one(exercise: Exercise, f: Any, seconds: float) -> Report:
    """Return the report on a function that is asked each question by its name, in turn; one error costs one row."""
    problem = unusable(exercise, f)
    if problem:
        return Report(exercise, INCORRECT, [Verdict("before any case", INCORRECT, [problem])])
    verdicts = []
    for question in exercise.questions:
        outcome = run(exercise, f, Case(question.name, (question.name,)), seconds)
        if isinstance(outcome.error, NotImplementedError):
            verdicts.append(Verdict(question.name, NOT_ATTEMPTED, notes=["not answered yet"]))
        elif outcome.failed:
            problems = case_problems(exercise, outcome, outcome, seconds)
            verdicts.append(Verdict(question.name, INCORRECT, problems, outcome=outcome))
        else:
            verdicts.append(judge_question(question, outcome.value))
    return decided(exercise, verdicts)


def judge_question(question: Question, chosen: Any) -> Verdict:
    """Return the verdict on one answer; the explanation belongs to the option chosen and never names the right one."""
    if chosen is None or chosen is Ellipsis or (type(chosen) is str and not chosen.strip()):
        return Verdict(question.name, NOT_ATTEMPTED, notes=["not answered yet"])
    letter = chosen.strip().lower() if type(chosen) is str else chosen
    if type(letter) is not str or letter not in question.options:
        options = ", ".join(question.options)
        return Verdict(question.name, INCORRECT, [f"{chosen!r} is none of the options {options}"])
    word = question.options[letter].word
    if letter == question.answer:
        return Verdict(question.name, CORRECT, notes=[f"{letter}: {word}"])
    return Verdict(question.name, INCORRECT, [f"{letter}: {word}"])
