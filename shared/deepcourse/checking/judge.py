"""Judge an answer: every case, every property, and the misconception that explains what went wrong.

judge       an exercise, a student's object, cases and properties in; a `Report` out
"""

import inspect
from dataclasses import replace

import numpy as np

from deepcourse.checking.compare import WHOLE, differences, nodes
from deepcourse.checking.errors import what_it_means
from deepcourse.checking.run import run
from deepcourse.checking.verdict import CORRECT, INCORRECT, NOT_ATTEMPTED, Report, Verdict
from deepcourse.exercises.declaration import Case

CHANGED = "the change of "  # the place of a mistake that is no number: an argument that was changed
RAISED = "the error"


def judge(exercise, f, cases, properties=(), seed=0, seconds=5.0):
    """Return the `Report` on `f`: each case against the reference, each property, the mistakes by name."""
    if exercise.kind == "decision":
        return judge_decision(exercise, f, seconds)
    problem = unusable(exercise, f)
    if problem:
        return Report(exercise, INCORRECT, [Verdict("before any case", INCORRECT, [problem])])
    verdicts = judge_cases(exercise, f, cases, seconds)
    if verdicts and all(isinstance(v.outcome.error, NotImplementedError) for v in verdicts):
        return Report(exercise, NOT_ATTEMPTED, [Verdict(v.name, NOT_ATTEMPTED) for v in verdicts])
    explain(exercise, verdicts, seconds)
    verdicts += judge_properties(exercise, f, properties, seed, seconds, any(v.state == CORRECT for v in verdicts))
    state = CORRECT if all(v.state == CORRECT for v in verdicts) else INCORRECT
    return Report(exercise, state, verdicts)


def unusable(exercise, f):
    """Return a sentence where `f` cannot be judged at all, else None."""
    wanted = "class" if exercise.kind == "class" else "function"
    if not callable(f):
        return f"{exercise.name} is not a {wanted} but {type(f).__name__}; run the cell that defines it again"
    if exercise.kind != "class" and not inspect.isclass(f):
        return wrong_signature(exercise, f)
    return None


def wrong_signature(exercise, f):
    """Return a sentence where a function cannot take the arguments that the exercise gives, else None."""
    try:
        given = inspect.signature(f)
    except (TypeError, ValueError):
        return None  # built-in functions and the like tell nothing: let the cases speak
    wanted = inspect.signature(exercise.reference)
    try:
        given.bind(*wanted.parameters) if exercise.parameters == tuple(wanted.parameters) else None
    except TypeError:
        return f"the function is {exercise.name}{given}, the exercise asks for {exercise.name}{wanted}"
    return None


def judge_cases(exercise, f, cases, seconds):
    """Return a verdict for each case. Once a case has run out of time, the others get a fifth of it."""
    verdicts = []
    for case in cases:
        slow = any(v.outcome.timed_out for v in verdicts)
        verdicts.append(judge_case(exercise, f, case, seconds / 5 if slow else seconds))
    return verdicts


def judge_properties(exercise, f, properties, seed, seconds, ready):
    """Return a verdict for each property; they wait where no case at all is right, for they would only say it again."""
    if not ready:
        return [Verdict(p.name, NOT_ATTEMPTED, notes=["waits until a case above is right"]) for p in properties]
    return [judge_property(exercise, f, p, np.random.default_rng([seed, i]), seconds) for i, p in enumerate(properties)]


def judge_case(exercise, f, case, seconds):
    """Return the verdict of one case: what the student's function did, against what the reference does."""
    outcome = run(exercise, f, case, seconds)
    truth = run(exercise, exercise.reference, case, seconds=60.0)
    if truth.failed:
        raise RuntimeError(f"the reference of {exercise.name} failed on {case.name!r}") from truth.error
    problems = case_problems(exercise, outcome, truth, seconds)
    state = INCORRECT if problems else CORRECT
    notes = notes_on(exercise, outcome, truth)
    return Verdict(case.name, state, problems, notes, case=case, outcome=outcome, expected=truth.value)


def case_problems(exercise, outcome, truth, seconds):
    """Return the sentences for everything that is wrong with an outcome; the list is empty where it is right."""
    if outcome.timed_out:
        return [f"no answer after {seconds:g} s, so it was stopped; is there a loop that never ends?"]
    if outcome.refused:
        return [outcome.refused]
    if outcome.error is not None:
        return [raised_sentence(outcome)]
    problems = [d.sentence for d in differences(outcome.value, truth.value, exercise)]
    problems += [f"the argument {name} was changed; the caller still needs it as it was" for name in outcome.changed]
    if not exercise.may_share_memory:
        problems += [
            f"the result uses the memory of the argument {name}; return a copy" for name in views(outcome, truth)
        ]
    return problems


def views(outcome, truth):
    """Return the arguments that the result is a view of, where the reference's is not."""
    return [name for name in outcome.shared if name not in truth.shared]


def raised_sentence(outcome):
    """Return what was raised, and by which line."""
    text = str(outcome.error).strip()
    where = f", in the line `{outcome.line}`" if outcome.line else ""
    meaning = what_it_means(outcome.error)
    told = f"raised {type(outcome.error).__name__}{': ' + text if text else ''}{where}"
    return f"{told}; {meaning}" if meaning else told


def notes_on(exercise, outcome, truth):
    """Return sentences about what is no mistake but worth knowing: warnings, prints, views of arguments."""
    notes = [f"it warned: {warning}" for warning in outcome.warned]
    if exercise.may_share_memory:
        notes += [f"the result is a view of the argument {name}: to change one is to change the other"
                  for name in views(outcome, truth)]  # fmt: skip
    if outcome.printed.strip():
        notes.append(f"it printed: {outcome.printed.strip()}")
    return notes


def judge_property(exercise, f, declared, rng, seconds):
    """Return the verdict of one property."""
    outcome = property_outcome(exercise, f, declared, rng, seconds)
    if outcome.refused:
        problems = [outcome.refused]
    elif outcome.timed_out:
        problems = [f"no answer after {seconds:g} s"]
    elif outcome.error is not None:
        problems = [raised_sentence(outcome)]
    else:
        problems = [outcome.value] if outcome.value else []
    return Verdict(declared.name, INCORRECT if problems else CORRECT, problems, outcome=outcome)


def property_outcome(exercise, f, declared, rng, seconds):
    """Return the `Outcome` whose value is what is wrong with a property, or None."""
    if declared.draw is None:
        ask = replace(exercise, use=lambda g: declared.problem(g, rng), in_place=())
        return run(ask, f, Case(declared.name), seconds)
    case = declared.draw(rng)
    outcome = run(exercise, f, case, seconds)
    if outcome.failed:
        return outcome
    ask = replace(exercise, use=lambda g: declared.problem(outcome.value, *case.arguments), in_place=())
    return run(ask, f, Case(declared.name), seconds)


def explain(exercise, verdicts, seconds):
    """Write into the failed verdicts which misconceptions give the very same result, place by place.

    A place (an array or number of the result) is explained once, by the misconception that fits best over all cases:
    a place where the student's result and the misconception's agree counts for it, a place where the misconception
    would be wrong and the student is right counts against it.
    """
    if all(v.state == CORRECT for v in verdicts):
        return
    for verdict in verdicts:
        verdict.wrong = wrong_places(exercise, verdict.outcome, verdict)
    matches, fit = {}, {}
    for misconception in exercise.misconceptions:
        outcomes = [run(exercise, misconception.variant, v.case, seconds) for v in verdicts]
        theirs = [wrong_places(exercise, o, v) for o, v in zip(outcomes, verdicts, strict=True)]
        matches[misconception] = same = [
            {place for place in v.wrong & wrong if same_at(place, v.outcome, o, exercise)}
            for wrong, o, v in zip(theirs, outcomes, verdicts, strict=True)
        ]
        fit[misconception] = sum(2 * len(s) - len(t) for s, t in zip(same, theirs, strict=True))
    for misconception in sorted(fit, key=lambda each: -fit[each]):
        for verdict, same in zip(verdicts, matches[misconception], strict=True):
            new = same.difference(*verdict.explained.values())
            if new:
                verdict.explained[misconception] = new


def wrong_places(exercise, outcome, verdict):
    """Return the set of places where an outcome is not as expected, in a form that can be matched."""
    if outcome.timed_out or outcome.refused:
        return set()
    if outcome.error is not None:
        return {RAISED}
    wrong = {d.place for d in differences(outcome.value, verdict.expected, exercise)}
    return wrong | {CHANGED + name for name in outcome.changed}


def same_at(place, one, other, exercise):
    """Return True where two outcomes agree at a place: the same error, the same change, or the same part."""
    if place == RAISED:
        return type(one.error) is type(other.error) and str(one.error) == str(other.error)
    if place.startswith(CHANGED):
        return True
    if place == WHOLE:
        return not differences(one.value, other.value, exercise)
    mine, theirs = nodes(one.value, exercise.result_names), nodes(other.value, exercise.result_names)
    part = replace(exercise, returns=(place,), in_place=())
    return place in mine and place in theirs and not differences(mine[place], theirs[place], part)


def judge_decision(exercise, f, seconds):
    """Return the report on a table of answers: a verdict for each question, with a word on the option chosen."""
    if exercise.asked_one_by_one:
        return judge_one_by_one(exercise, f, seconds)
    outcome = run(exercise, f, Case("your answers"), seconds)
    if isinstance(outcome.error, NotImplementedError):
        return Report(exercise, NOT_ATTEMPTED, [Verdict(q.name, NOT_ATTEMPTED) for q in exercise.questions])
    if outcome.failed:
        problem = case_problems(exercise, outcome, outcome, seconds)
        return Report(exercise, INCORRECT, [Verdict("your answers", INCORRECT, problem)])
    if not isinstance(outcome.value, dict):
        problem = f"the answers are {type(outcome.value).__name__}, expected a dictionary {{question: letter}}"
        return Report(exercise, INCORRECT, [Verdict("your answers", INCORRECT, [problem])])
    return decided(
        exercise, [judge_question(question, outcome.value.get(question.name)) for question in exercise.questions]
    )


def decided(exercise, verdicts):
    """Return the report of a decision: the state that all its verdicts share, else incorrect."""
    states = {v.state for v in verdicts}
    return Report(exercise, states.pop() if len(states) == 1 else INCORRECT, verdicts)


def judge_one_by_one(exercise, f, seconds):
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


def judge_question(question, chosen):
    """Return the verdict on one answer; the explanation belongs to the option chosen and never names the right one."""
    if chosen is None or chosen is Ellipsis or (type(chosen) is str and not chosen.strip()):
        return Verdict(question.name, NOT_ATTEMPTED, notes=["not answered yet"])
    letter = chosen.strip().lower() if type(chosen) is str else chosen
    if type(letter) is not str or letter not in question.options:
        options = ", ".join(question.options)
        return Verdict(question.name, INCORRECT, [f"{chosen!r} is none of the options {options}"])
    word = question.options[letter]
    if letter == question.answer:
        return Verdict(question.name, CORRECT, notes=[f"{letter}: {word}"])
    return Verdict(question.name, INCORRECT, [f"{letter}: {word}"])
