"""What the outputs of a test cell, and the reports of its checks, amount to.

verdict_on      the `Judged` of one executed test cell
points_of       the points that a test cell ends with
"""

import logging
import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from nbformat import NotebookNode
from nbgrader.utils import determine_grade

from deepcourse.checking.legible import legible
from deepcourse.checking.session import one_sentence
from deepcourse.checking.verdict import CORRECT, INCORRECT, NOT_ATTEMPTED, Report
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.grading.edition.preprocessors import hidden_sentence
from deepcourse.grading.judging.verdicts import NOT_JUDGED, PARTLY, Judged, Test

QUIET = logging.getLogger("deepcourse.nbgrader")


class NoPoints(Exception):  # noqa: N818  the student reads this name
    """A test cell ended with something that is no number of points; the message says what."""


def verdict_on(
    cell: NotebookNode, exercise: str, hidden: bool, reports: Sequence[Report], integrity: Iterable[str]
) -> Judged:
    """Return the `Judged` of an executed test cell: its points are those that nbgrader reads from the outputs.

    exercise    the grade_id of the solution that it tests
    hidden      whether students do not see its tests
    reports     what its calls of `check` and `grade` found
    integrity   sentences on what a person should look at
    """
    points, most = determine_grade(cell, QUIET)
    errors = [output for output in cell.outputs if output.output_type == "error"]
    return Judged(
        cell=cell.metadata.nbgrader.grade_id,
        exercise=exercise,
        points=float(points),
        max_points=float(most),
        state=_state(points, most, errors),
        sentence=_error_sentence(cell, errors, hidden) if errors else _points_sentence(points, most, reports),
        hidden=hidden,
        tests=tuple(test for report in reports for test in _tests(report)),
        misconceptions=tuple(dict.fromkeys(m.sentence for report in reports for m in report.misconceptions)),
        integrity=tuple(integrity),
    )


def _state(points: float, most: float, errors: Sequence[NotebookNode]) -> str:
    if errors and errors[-1].ename in ("NotAttempted", "NotJudged"):
        return NOT_ATTEMPTED if errors[-1].ename == "NotAttempted" else NOT_JUDGED
    if points == most:
        return CORRECT
    return PARTLY if points else INCORRECT


def _error_sentence(cell: NotebookNode, errors: Sequence[NotebookNode], hidden: bool) -> str:
    """Return what the last error says; of hidden tests, only what cannot quote them."""
    name = errors[-1].ename
    quoted = not hidden or name == "NameError"  # a name that the student did not define
    return (errors[-1].evalue if quoted else hidden_sentence(cell.outputs)) or f"The tests were stopped by {name}."


def _points_sentence(points: float, most: float, reports: Sequence[Report]) -> str:
    """Return "" for all points, else the sentence on what is wrong: each answer of a table, one test of a function."""
    if points == most:
        return ""
    wrong = [sentence for report in reports for sentence in _wrong(report)]
    return legible("; ".join(wrong)) or f"{points:g} of {most:g} points"


def _wrong(report: Report) -> list[str]:
    if not isinstance(report.exercise, DecisionExercise):
        return [one_sentence(report, shown=False)] if report.failures else []
    return [f"{v.name}: {v.problems[0] if v.problems else v.state}" for v in report.failures]


def _tests(report: Report) -> list[Test]:
    """Return the tests of a report; of the mistakes that explain one, those that explain the whole answer as well."""
    named = [tuple(m.name for m in v.misconceptions if m in report.misconceptions) for v in report.verdicts]
    return [Test(v.name, v.state, tuple(v.problems), n) for v, n in zip(report.verdicts, named, strict=True)]


def points_of(value: Any) -> float | None:
    """Return the points that a test cell ends with, or None; raises NoPoints where the answers made them no number.

    nbgrader reads points from how they are written, and gives all of them for what is none: True, an array, nan.
    """
    number = value.item() if isinstance(value, np.number) else value
    if number is None or (type(number) in (int, float) and math.isfinite(number) and number >= 0):
        return number
    raise NoPoints(f"with these answers the points are no number, but {type(value).__name__}")
