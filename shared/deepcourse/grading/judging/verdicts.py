"""What judging a test cell found: points, and the sentences that say why.

Test        one test of a cell: its name, what it says, and why
Judged      one test cell of one submission
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PARTLY, NOT_JUDGED = "partly right", "not judged"  # states of a cell, besides those in `checking.verdict`


@dataclass(frozen=True)
class Test:
    """One test: `state` is CORRECT, INCORRECT or NOT_ATTEMPTED; `problems` are sentences, none where it is right."""

    name: str
    state: str
    problems: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()  # names, as the exercise declares them


@dataclass(frozen=True)
class Judged:
    """The verdict on one test cell; `sentence` says why points were not given, "" where all were."""

    cell: str  # its grade_id: "propagate-check", "propagate-grade"
    exercise: str  # the id of the solution cell that it belongs to: "propagate"
    points: float
    max_points: float
    state: str
    sentence: str = ""
    hidden: bool = False  # of a hidden test, a student learns the sentence and the one case that it explains
    tests: tuple[Test, ...] = ()
    misconceptions: tuple[str, ...] = ()  # sentences, the one that explains most first
    integrity: tuple[str, ...] = ()  # what a person should look at: the reference was called instead of written


def from_data(data: Mapping[str, Any]) -> Judged:
    """Return the `Judged` that was written to JSON as a dictionary."""
    tests = tuple(Test(**_with_tuples(test)) for test in data["tests"])
    return Judged(**_with_tuples(data) | {"tests": tests})


def _with_tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return data with tuples for the lists that JSON makes of them."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
