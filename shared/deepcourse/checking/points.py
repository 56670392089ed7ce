"""What a report is worth: the points of a test cell.

points_for       the report, and the points of its cell, in; the points that it earns out
needed_tests     how many hidden tests an answer must pass before they give points
"""

from typing import Any

from deepcourse.checking.compare import differences
from deepcourse.checking.verdict import CORRECT, NOT_ATTEMPTED, Report
from deepcourse.exercises.decision import DecisionExercise

RULE = "all points if all of them pass, and their share if more than half do and none of the general kind fails"


def points_for(report: Report, most: float, hidden: bool) -> float:
    """Return the points of a report, of `most` that its cell can give.

    Each right answer of a table counts. Of a function or class the visible tests are all or nothing: the reader sees
    them. Hidden tests give the share that passes, from `needed_tests` on and if no general property is broken: what
    was taken from elsewhere may be right in every case, and shows there.
    """
    if report.state == CORRECT:
        return float(most)
    if report.state == NOT_ATTEMPTED:
        return 0.0
    enough = isinstance(report.exercise, DecisionExercise) or (hidden and mostly_right(report))
    return round(most * passed(report) / len(report.verdicts), 2) if enough else 0.0


def mostly_right(report: Report) -> bool:
    """Return True where enough hidden tests pass for a share of the points, those of general properties among them."""
    if passed(report) <= len(report.verdicts) // 2:  # never enough: nothing need be compared
        return False
    general = [verdict for verdict in report.verdicts if verdict.case is None]
    return all(verdict.state == CORRECT for verdict in general) and passed(report) >= needed_tests(report)


def passed(report: Report) -> int:
    """Return how many tests of a report pass."""
    return sum(verdict.state == CORRECT for verdict in report.verdicts)


def needed_tests(report: Report) -> int:
    """Return how many tests must pass: more than half, and more than one fixed result for all inputs could.

    A fixed result is right in each case that expects it, and may have every general property.
    """

    def same(one: Any, other: Any) -> bool:
        return not differences(one, other, report.exercise)

    expected = [verdict.expected for verdict in report.verdicts if verdict.case is not None]
    commonest = max((sum(same(one, other) for other in expected) for one in expected), default=0)
    properties = len(report.verdicts) - len(expected)
    return max(len(report.verdicts) // 2, commonest + properties) + 1
