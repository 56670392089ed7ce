"""Which cells of a notebook belong to which exercise: the one rule, for points, verdicts and feedback.

exercise_of     the exercise of one test cell
exercises_in    the exercises of a notebook, and the cells that grade them
released        the same of a notebook's file, which is read once
"""

import json
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any


def exercise_of(test: str, solutions: Collection[str]) -> str:
    """Return the grade_id of the solution that a test cell belongs to; its own, where it belongs to none.

    test        the grade_id of the test cell
    solutions   the grade_ids of the notebook's solution cells

    >>> exercise_of("propagate-check", ["propagate"]), exercise_of("essay-grade", ["propagate"])
    ('propagate', 'essay-grade')
    """
    name = test.removesuffix("-check").removesuffix("-grade")
    return name if name in solutions else test


def exercises_in(notebook: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Return {exercise: {test cell: points}} of a notebook in the order of its cells, all named by their grade_ids."""
    marks = [cell["metadata"]["nbgrader"] for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]
    solutions = {mark["grade_id"] for mark in marks if mark.get("solution")}
    exercises: dict[str, dict[str, float]] = {}
    for mark in (mark for mark in marks if mark.get("grade")):
        exercises.setdefault(exercise_of(mark["grade_id"], solutions), {})[mark["grade_id"]] = float(mark["points"])
    return exercises


def released(path: Path) -> dict[str, dict[str, float]]:
    """Return `exercises_in` of a notebook's file, not to be changed; no exercises where there is no such file.

    A whole class hands in one notebook: the file is read again only when it has changed.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return {}
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=256)
def _read(path: Path, changed_at: int, size: int) -> dict[str, dict[str, float]]:
    return exercises_in(json.loads(path.read_text(encoding="utf-8")))
