"""What a notebook calls: begin, check, hint, grade; and `last_failure`, for the reader to look into."""

import contextlib

import numpy as np

from deepcourse.checking.judge import CORRECT, INCORRECT, NOT_ATTEMPTED, judge
from deepcourse.checking.present import hint_panel, report_panel, sentence_on, show_value
from deepcourse.checking.threads import limit_threads
from deepcourse.exercises import exercises_of, notebooks

VISIBLE_SEED = 0  # properties draw their inputs from it in `check`, so that a check says the same every time


class Incorrect(AssertionError):  # noqa: N818  the reader sees this name: it is a verdict, not an error of the program
    """An answer is not right yet. Jupyter shows its one sentence, and not the checker's inside."""

    def _render_traceback_(self):
        return [f"{type(self).__name__}: {self}"]


class NotAttempted(Incorrect):
    """An exercise has not been started."""


class LastFailure:
    """The first case that failed in the latest check: its name, what went in, what came out, what was expected."""

    def __init__(self):
        self.clear()

    def clear(self):
        """Forget the case: the latest check found nothing wrong."""
        self.exercise = self.case = self.got = self.expected = self.error = None
        self.arguments = {}
        self.problems = []

    def keep(self, report):
        """Remember the first verdict of the report that failed and belongs to a case."""
        self.clear()
        for verdict in (v for v in report.failures if v.case and v.state == INCORRECT and v.outcome):
            self.exercise, self.case = report.exercise.name, verdict.name
            names = report.exercise.parameters
            self.arguments = dict(zip(names, verdict.case.arguments, strict=False)) | verdict.case.options
            self.got, self.error, self.expected = verdict.outcome.value, verdict.outcome.error, verdict.expected
            self.problems = list(verdict.problems)
            return

    def __bool__(self):
        return self.case is not None

    def __repr__(self):
        if not self:
            return "last_failure: nothing has failed in the latest check"
        lines = [f"{self.exercise}, {self.case}"]
        lines += [f"  {name} = {show_value(value)}" for name, value in self.arguments.items()]
        lines += [f"  got       {show_value(self.got)}" if self.error is None else f"  raised    {self.error!r}"]
        return "\n".join([*lines, f"  expected  {show_value(self.expected)}"])


last_failure = LastFailure()
_opened = None  # the notebook that `begin` named
_hints_given = {}
_listeners = []


def begin(notebook):
    """Say which notebook this is, so that `check` finds its exercises; a notebook does it once, with its imports.

    From then on its matrix products are computed on one thread (`threads`). None stands for a notebook without
    exercises of this package: nothing is known of an earlier one any more.
    """
    global _opened
    limit_threads()
    if notebook is not None:
        exercises_of(notebook)
    _opened = notebook
    _hints_given.clear()
    last_failure.clear()


def find(f, notebook=None):
    """Return the `Exercise` that a student's function or class (or a name) belongs to.

    Raises LookupError, with the names that would have been found, where there is none.
    """
    name = f if isinstance(f, str) else getattr(f, "__name__", type(f).__name__)
    places = [notebook or _opened] if notebook or _opened else list(notebooks())
    known = [exercise for place in places for exercise in exercises_of(place)]
    found = [exercise for exercise in known if exercise.name == name]
    if len(found) == 1:
        return found[0]
    if found:
        where = ", ".join(exercise.notebook for exercise in found)
        raise LookupError(f"{name} is an exercise of several notebooks ({where}); say which with begin(...)")
    names = ", ".join(exercise.name for exercise in known)
    raise LookupError(f"there is no exercise called {name!r} in {', '.join(places)}; the exercises are {names}")


def verdict(f, notebook=None, seed=None):
    """Return the `Report` on `f`: on the visible cases, or on the hidden ones that `seed` draws. Nothing is shown."""
    exercise = find(f, notebook)
    if seed is not None:
        report = judge(exercise, f, exercise.hidden_cases(seed), exercise.properties, seed)
    else:
        cases = exercise.visible_cases() if exercise.kind != "decision" else ()
        report = judge(exercise, f, cases, exercise.properties, VISIBLE_SEED)
    for listener in _listeners:
        listener(report)
    return report


@contextlib.contextmanager
def listening(listener):
    """Give the report of every `check` and `grade` inside the block to `listener`: a grader keeps more than points."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def check(f, notebook=None):
    """Try `f` on the visible cases of its exercise and show what holds and what does not, mistakes by name.

    Returns None; for a table of answers of which some are right, the points that these give. Raises `Incorrect`, with
    one sentence, where the answer is not right, and `NotAttempted` where it has not been started.
    """
    report = verdict(f, notebook)
    last_failure.keep(report)
    report_panel(report).show()
    return settle(report, report.exercise.points_visible, shown=True)


def grade(f, *, seed, notebook=None):
    """Try `f` on cases that nobody has seen: random ones from `seed`, rare ones, properties.

    Returns None, or points for a table of answers, as `check` does. Raises `Incorrect` with one sentence that explains
    one failure, or `NotAttempted`.
    """
    report = verdict(f, notebook, seed)
    return settle(report, report.exercise.points_hidden, shown=False)


def settle(report, points, shown):
    """Return None for a right answer or the points of a partly right table of answers; raise for everything else.

    `shown` says that the reader has the table of all cases above the message, so that it need not quote one.
    """
    exercise = report.exercise
    if report.state == CORRECT:
        return None
    if report.state == NOT_ATTEMPTED:
        raise NotAttempted(f"{exercise.name}: not attempted yet")
    right = sum(v.state == CORRECT for v in report.verdicts)
    if exercise.kind == "decision" and right:
        return float(np.round(points * right / len(report.verdicts), 2))
    raise Incorrect(one_sentence(report, shown))


def one_sentence(report, shown):
    """Return the failure that teaches most: a recognised misconception first, else the first thing that is wrong."""
    failed = report.failures
    named = next((v for v in failed if v.misconceptions), failed[0])
    told = f"{report.exercise.name}: {len(failed)} of {len(report.verdicts)} tests fail."
    if not (shown and named.misconceptions):
        problem = named.problems[0] if named.problems else named.state
        problem = problem.split("; ")[0] if problem.endswith("entries differ)") else problem  # one entry is enough
        told += f" In {named.name!r}: {problem}{'' if problem.endswith('?') else '.'}"
    return f"{told} {sentence_on(report, named.misconceptions[0])}" if named.misconceptions else told


def hint(f, notebook=None):
    """Show the next of the exercise's three hints; after the last one, the last one again."""
    exercise = find(f, notebook)
    key = exercise.notebook, exercise.name
    _hints_given[key] = min(_hints_given.get(key, 0) + 1, len(exercise.hints))
    hint_panel(exercise, _hints_given[key]).show()
