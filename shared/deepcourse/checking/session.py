"""What a notebook calls: begin, check, hint, grade; and `last_failure`, for the reader to look into."""

import contextlib
import copy
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

import numpy as np

from deepcourse.checking.judge import judge
from deepcourse.checking.key import key_to
from deepcourse.checking.present import hint_panel, report_panel, sentence_on, show_value
from deepcourse.checking.verdict import CORRECT, INCORRECT, NOT_ATTEMPTED, Report
from deepcourse.exercises import Exercise, exercises_of, notebooks


class Incorrect(AssertionError):  # noqa: N818  the reader sees this name: it is a verdict, not an error of the program
    """An answer is not right yet. Jupyter shows its one sentence, and not the checker's inside."""

    def _render_traceback_(self) -> list[str]:
        return [f"{type(self).__name__}: {self}"]


class NotAttempted(Incorrect):
    """An exercise has not been started."""


class LastFailure:
    """The first case that failed in the latest check: its name, what went in, what came out, what was expected."""

    exercise: str | None
    case: str | None
    arguments: dict[str, Any]
    got: Any
    expected: Any
    error: BaseException | None
    problems: list[str]

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget the case: the latest check found nothing wrong."""
        self.exercise = self.case = self.got = self.expected = self.error = None
        self.arguments = {}
        self.problems = []

    def keep(self, report: Report) -> None:
        """Remember the first verdict of the report that failed and belongs to a case.

        Arguments and expected result are copies: what the reader does with them must not change the answer key.
        """
        self.clear()
        for verdict in report.failures:
            if verdict.case is None or verdict.outcome is None or verdict.state != INCORRECT:
                continue
            self.exercise, self.case = report.exercise.name, verdict.name
            given = dict(zip(report.exercise.parameters, verdict.case.arguments, strict=False)) | verdict.case.options
            self.arguments, self.expected = copy.deepcopy((given, verdict.expected))
            self.got, self.error = verdict.outcome.value, verdict.outcome.error
            self.problems = list(verdict.problems)
            return

    def __bool__(self) -> bool:
        return self.case is not None

    def __repr__(self) -> str:
        if not self:
            return "last_failure: nothing has failed in the latest check"
        lines = [f"{self.exercise}, {self.case}"]
        lines += [f"  {name} = {show_value(value)}" for name, value in self.arguments.items()]
        lines += [f"  got       {show_value(self.got)}" if self.error is None else f"  raised    {self.error!r}"]
        return "\n".join([*lines, f"  expected  {show_value(self.expected)}"])


last_failure = LastFailure()
_opened: str | None = None  # the notebook that `begin` named
_hints_given: dict[tuple[str, str], int] = {}
_collected: ContextVar[list[Report] | None] = ContextVar("collected", default=None)


def begin(notebook: str | None) -> None:
    """Say which notebook this is, so that `check` finds its exercises; a notebook does it once, with its imports.

    None stands for a notebook without exercises of this package: nothing is known of an earlier one any more.
    """
    global _opened
    if notebook is not None:
        exercises_of(notebook)
    _opened = notebook
    _hints_given.clear()
    last_failure.clear()


def find(f: Any, notebook: str | None = None) -> Exercise:
    """Return the `Exercise` that a student's function or class (or a name) belongs to.

    Raises LookupError, with the names that would have been found, where there is none.
    """
    name = f if isinstance(f, str) else getattr(f, "__name__", type(f).__name__)
    asked = notebook or _opened
    places = [asked] if asked else list(notebooks())
    known = [exercise for place in places for exercise in exercises_of(place)]
    homonyms = [exercise for exercise in known if exercise.name == name]
    if len(homonyms) == 1:
        return homonyms[0]
    if homonyms:
        where = ", ".join(exercise.notebook for exercise in homonyms)
        raise LookupError(f"{name} is an exercise of several notebooks ({where}); say which with begin(...)")
    names = ", ".join(exercise.name for exercise in known)
    raise LookupError(f"there is no exercise called {name!r} in {', '.join(places)}; the exercises are {names}")


def verdict(f: Any, notebook: str | None = None, seed: int | None = None) -> Report:
    """Return the `Report` on `f`: on the visible cases, or on the hidden ones that `seed` draws. Nothing is shown."""
    report = judge(key_to(find(f, notebook), seed), f)
    collected = _collected.get()
    if collected is not None:
        collected.append(report)
    return report


@contextlib.contextmanager
def collected() -> Iterator[list[Report]]:
    """Yield a list that gets the report of every `check` and `grade` inside the block, in order.

    A grader keeps more than points. Each thread has lists of its own; of two blocks, one inside the other, the inner
    one gets the reports.
    """
    reports: list[Report] = []
    before = _collected.set(reports)
    try:
        yield reports
    finally:
        _collected.reset(before)


def check(f: Any, notebook: str | None = None) -> float | None:
    """Try `f` on the visible cases of its exercise and show what holds and what does not, mistakes by name.

    Returns None; for a table of answers of which some are right, the points that these give. Raises `Incorrect`, with
    one sentence, where the answer is not right, and `NotAttempted` where it has not been started.
    """
    report = verdict(f, notebook)
    last_failure.keep(report)
    report_panel(report).show()
    return settle(report, report.exercise.points_visible, shown=True)


def grade(f: Any, *, seed: int, notebook: str | None = None) -> float | None:
    """Try `f` on cases that nobody has seen: random ones from `seed`, rare ones, properties.

    Returns None, or points for a table of answers, as `check` does. Raises `Incorrect` with one sentence that explains
    one failure, or `NotAttempted`.
    """
    report = verdict(f, notebook, seed)
    return settle(report, report.exercise.points_hidden, shown=False)


def settle(report: Report, points: float, shown: bool) -> float | None:
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


def one_sentence(report: Report, shown: bool) -> str:
    """Return the failure that teaches most: a recognised misconception first, else the first thing that is wrong."""
    failed = report.failures
    named = next((v for v in failed if v.misconceptions), failed[0])
    sentence = f"{report.exercise.name}: {len(failed)} of {len(report.verdicts)} tests fail."
    if not (shown and named.misconceptions):
        problem = named.problems[0] if named.problems else named.state
        problem = problem.split("; ")[0] if problem.endswith("entries differ)") else problem  # one entry is enough
        sentence += f" In {named.name!r}: {problem}{'' if problem.endswith('?') else '.'}"
    return f"{sentence} {sentence_on(report, named.misconceptions[0])}" if named.misconceptions else sentence


def hint(f: Any, notebook: str | None = None) -> None:
    """Show the next of the exercise's three hints; after the last one, the last one again."""
    exercise = find(f, notebook)
    key = exercise.notebook, exercise.name
    _hints_given[key] = min(_hints_given.get(key, 0) + 1, len(exercise.hints))
    hint_panel(exercise, _hints_given[key]).show()
