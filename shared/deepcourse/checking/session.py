"""What a notebook calls: begin, check, hint, grade; and `last_failure`, for the reader to look into."""

import contextlib
import copy
import sys
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import Any

from deepcourse.checking import stand_in
from deepcourse.checking.judge import judge
from deepcourse.checking.key import key_to
from deepcourse.checking.points import points_for
from deepcourse.checking.present import hint_panel, note_panel, observed, report_panel, sentence_on, show_value
from deepcourse.checking.threads import limit_threads
from deepcourse.checking.verdict import CORRECT, INCORRECT, NOT_ATTEMPTED, Report
from deepcourse.exercises import Exercise, exercises_of, notebooks
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.exercises.declaration import Case


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
        self._again: tuple[Exercise, Case, Any] | None = None

    def again(self) -> Any:
        """Return what the reader's function, as it is now, makes of the case; what it prints and raises is shown.

        Raises LookupError where nothing has failed in the latest check.
        """
        if self._again is None:
            raise LookupError("nothing has failed in the latest check")
        exercise, case, f = self._again
        arguments, options = copy.deepcopy((case.arguments, case.options))
        return exercise.use(stand_in.in_use(exercise.name, f), *arguments, **options)

    def keep(self, report: Report, f: Any) -> None:
        """Remember the first verdict of the report on `f` that failed and belongs to a case.

        Arguments and expected result are copies: what the reader does with them must not change the answer key.
        """
        self.clear()
        for verdict in report.failures:
            if verdict.case is None or verdict.outcome is None or verdict.state != INCORRECT:
                continue
            self.exercise, self.case = report.exercise.name, verdict.name
            given = verdict.case.by_name(report.exercise.parameters)
            self.arguments, self.expected = copy.deepcopy((given, verdict.expected))
            self.got, self.error = verdict.outcome.value, verdict.outcome.error
            self.problems = list(verdict.problems)
            self._again = report.exercise, verdict.case, f
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
_told_blank = False  # whether a blank exercise has been told to Validate
_collected: ContextVar[list[Report] | None] = ContextVar("collected", default=None)


def begin(notebook: str | None) -> None:
    """Say which notebook this is, so that `check` finds its exercises; a notebook does it once, with its imports.

    From then on its matrix products are computed on one thread (`threads`). None stands for a notebook without
    exercises of this package: nothing is known of an earlier one any more.
    """
    global _opened, _told_blank
    limit_threads()
    if notebook is not None:
        exercises_of(notebook)
    _opened, _told_blank = notebook, False
    _hints_given.clear()
    last_failure.clear()


def find(f: Any, notebook: str | None = None, scope: Mapping[str, Any] | None = None) -> Exercise:
    """Return the `Exercise` that a student's function or class (or a name) belongs to.

    What is called otherwise, as a lambda, a partial or a decorated function is, is found by the variable of `scope`,
    the caller's, that holds it. Raises LookupError, with the names that would have been found, where there is none.
    """
    name = f if isinstance(f, str) else getattr(f, "__name__", type(f).__name__)
    asked = notebook or _opened
    places = [asked] if asked else list(notebooks())
    known = [exercise for place in places for exercise in exercises_of(place)]
    names = {exercise.name for exercise in known}
    if name not in names and not isinstance(f, str):
        name = next((variable for variable, value in (scope or {}).items() if value is f and variable in names), name)
    homonyms = [exercise for exercise in known if exercise.name == name]
    if len(homonyms) == 1:
        return homonyms[0]
    if homonyms:
        where = ", ".join(exercise.notebook for exercise in homonyms)
        raise LookupError(f"{name} is an exercise of several notebooks ({where}); say which with begin(...)")
    listed = ", ".join(exercise.name for exercise in known)
    raise LookupError(f"there is no exercise called {name!r} in {', '.join(places)}; the exercises are {listed}")


def caller() -> dict[str, Any]:
    """Return the variables of the cell that called what calls this."""
    return sys._getframe(2).f_globals


def verdict(
    f: Any, notebook: str | None = None, seed: int | None = None, scope: Mapping[str, Any] | None = None
) -> Report:
    """Return the `Report` on `f`: on the visible cases, or on the hidden ones that `seed` draws. Nothing is shown.

    Where the package's function stands in for the reader's, the reader's is judged.
    """
    report = judge(key_to(find(f, notebook, scope), seed), stand_in.own(f))
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
    one sentence, where the answer is not right. In a notebook, the cells below then use the package's function, until
    the check is green; and where an answer has not been started, nothing is raised. Elsewhere `NotAttempted` is, and at
    grading, too; when nbgrader validates a notebook, once.
    """
    report, f = verdict(f, notebook, scope=caller()), stand_in.own(f)
    last_failure.keep(report, f)
    reading = _collected.get() is None and stand_in.is_read()
    in_use = stand_in.replace(report.exercise, f, report.state == CORRECT) if reading else ""
    report_panel(report, in_use).show()
    if report.state == NOT_ATTEMPTED and (reading or blank_is_told()):
        return None
    return settle(report, report.exercise.points_visible, shown=True)


def blank_is_told() -> bool:
    """Return True where nbgrader's Validate has been told that an exercise is blank: once is enough."""
    global _told_blank
    told, _told_blank = _told_blank, stand_in.validated()
    return told and stand_in.validated()


def grade(f: Any, *, seed: int, notebook: str | None = None) -> float | None:
    """Try `f` on cases that nobody has seen: random ones from `seed`, rare ones, properties.

    Returns None, or points for an answer that is partly right (`points`); then one failure is explained beside them.
    Raises `Incorrect` with that explanation where the answer earns nothing, or `NotAttempted`.
    """
    report = verdict(f, notebook, seed, caller())
    return settle(report, report.exercise.points_hidden, shown=False)


def settle(report: Report, points: float, shown: bool) -> float | None:
    """Return None for a right answer, the points of a partly right one; raise where it earns none.

    `shown` says that the reader has the table of all cases above the message, so that it need not quote one. Of hidden
    tests, of which nobody sees a table, the sentence on a failure is shown beside the points.
    """
    exercise = report.exercise
    if report.state == CORRECT:
        return None
    if report.state == NOT_ATTEMPTED:
        others = "; other exercises may be blank, too: they are not told one by one" if stand_in.validated() else ""
        raise NotAttempted(f"{exercise.name}: not attempted yet{others}")
    earned = points_for(report, points, hidden=not shown)
    if not earned:
        raise Incorrect(one_sentence(report, shown))
    if not (shown or isinstance(exercise, DecisionExercise)):
        note_panel(one_sentence(report, shown)).show()
    return earned


def one_sentence(report: Report, shown: bool) -> str:
    """Return the failure that teaches most: a recognised misconception first, else the first thing that is wrong."""
    failed = report.failures
    named = report.misconceptions[0] if report.misconceptions else None
    verdict = next((v for v in failed if named in v.explained), failed[0])
    sentence = f"{report.exercise.name}: {len(failed)} of {len(report.verdicts)} tests fail."
    if not (shown and named):
        problem = verdict.problems[0] if verdict.problems else verdict.state
        problem = problem.split("; ")[0] if "entries differ)" in problem else problem  # one entry is enough
        sentence += f" In {verdict.name!r}: {problem}{'' if problem.endswith('?') else '.'}"
    known = [sentence_on(report, named)] if named else observed(report)[:1]
    return " ".join([sentence, *known]).replace("`", "")


def hint(f: Any, notebook: str | None = None) -> None:
    """Show the next of the exercise's three hints; after the last one, the last one again."""
    exercise = find(f, notebook, caller())
    key = exercise.notebook, exercise.name
    _hints_given[key] = min(_hints_given.get(key, 0) + 1, len(exercise.hints))
    hint_panel(exercise, _hints_given[key]).show()
