"""The page that a student gets for a notebook: points, reasons, known mistakes, hints; nothing else of hidden tests.

write_page          write it, unless it says already what the gradebook says
feedback_page       its text, one HTML file that needs nothing else
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from deepcourse.checking import present
from deepcourse.checking.legible import LONGEST
from deepcourse.checking.points import RULE
from deepcourse.checking.verdict import CORRECT, INCORRECT, NOT_ATTEMPTED
from deepcourse.exercises import Exercise, exercises_of, notebooks
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.grading.book.record import Record, recall, remember_page
from deepcourse.grading.book.scores import Entered, as_text
from deepcourse.grading.course import exercise_cells
from deepcourse.grading.course.files import replace_file
from deepcourse.grading.intake.submissions import Submission
from deepcourse.grading.judging.verdicts import PARTLY, Judged, Test

TEMPLATE = Path(__file__).with_name("feedback.html.jinja")
LOOKS = {CORRECT: "correct", INCORRECT: "incorrect", PARTLY: "partly"}
MARKS = present.MARKS | {PARTLY: "½"}
UNKNOWN = present.MARKS[NOT_ATTEMPTED]


def write_page(submission: Submission, entered: Entered) -> None:
    """Write the feedback page of a graded submission, unless it says already what the gradebook says now."""
    record = recall(submission)
    if submission.page.exists() and record.page == entered.shown:
        return
    exercises = exercise_cells.released(submission.released)
    page = feedback_page(
        record,
        exercises_of(submission.notebook) if submission.notebook in notebooks() else (),
        student=submission.student,
        comments=entered.comments,
        points={name: sum(entered.points[cell] or 0 for cell in cells) for name, cells in exercises.items()},
    )
    replace_file(submission.page, page)
    remember_page(submission, entered.shown)


def feedback_page(
    record: Record,
    exercises: Iterable[Exercise] = (),
    *,
    student: str = "",
    comments: Mapping[str, str] | None = None,
    points: Mapping[str, float] | None = None,
) -> str:
    """Return the HTML text of one student's page.

    record      what judging found, and the student's answers
    exercises   the declarations, for their hints
    comments    {exercise: text} by the instructor
    points      {exercise: points} from the gradebook, where a person may have given others
    """
    declared = {exercise.slug: exercise for exercise in exercises}
    cells_of: dict[str, list[Judged]] = {}
    for judged in record.judged:
        cells_of.setdefault(judged.exercise, []).append(judged)
    given = {name: sum(cell.points for cell in cells) for name, cells in cells_of.items()} | dict(points or {})
    shown = [
        _exercise(name, cells, declared.get(name))
        | {"points": as_text(given[name]), "code": record.answers.get(name, "")}
        | {"comment": (comments or {}).get(name, "")}
        for name, cells in cells_of.items()
    ]
    return _template().render(
        title=record.title,
        student=student,
        repairs=record.repairs,
        exercises=shown,
        total=as_text(sum(given[name] for name in cells_of)),
        largest=as_text(sum(judged.max_points for judged in record.judged)),
    )


@cache
def _template() -> Any:
    from jinja2 import Environment

    return Environment(autoescape=True, trim_blocks=True).from_string(TEMPLATE.read_text(encoding="utf-8"))


def _exercise(name: str, cells: Sequence[Judged], declared: Exercise | None) -> dict[str, Any]:
    """Return what a page says of an exercise, apart from what the gradebook and the student say."""
    states = {cell.state for cell in cells}
    wrong = any(cell.state != CORRECT for cell in cells)
    return {
        "title": name.replace("-", " ").replace("_", " "),
        "look": LOOKS.get(states.pop(), "other") if len(states) == 1 else "partly",
        "largest": as_text(sum(cell.max_points for cell in cells)),
        "mistakes": list(dict.fromkeys(sentence for cell in cells for sentence in cell.misconceptions)),
        "cells": [_cell(cell, declared) for cell in cells],
        "hints": declared.hints if declared and wrong else (),
    }


def _cell(cell: Judged, declared: Exercise | None) -> dict[str, Any]:
    """Return what a page says of a test cell; of a hidden one the sentence, and how many of its tests pass."""
    sentence = _shortened(cell.sentence, cell.hidden)
    return {
        "title": "Hidden tests" if cell.hidden else "Visible tests",
        "points": as_text(cell.points),
        "largest": as_text(cell.max_points),
        "sentence": sentence or ("" if cell.state == CORRECT or cell.tests else cell.state),
        "tests": _hidden_tests(cell, declared) if cell.hidden else [_test(test) for test in cell.tests],
    }


def _hidden_tests(cell: Judged, declared: Exercise | None) -> list[dict[str, Any]]:
    """Return the one line on the tests of a hidden cell, and what they give; none where it ran no test."""
    if not cell.tests:
        return []
    right = sum(test.state == CORRECT for test in cell.tests)
    state = CORRECT if right == len(cell.tests) else NOT_ATTEMPTED if cell.state == NOT_ATTEMPTED else INCORRECT
    names = dict.fromkeys(name.replace("_", " ") for test in cell.tests for name in test.misconceptions)
    known = [f"the mistake is known as: {', '.join(names)}"] if names else []
    rule = [f"they give {RULE}"] if state == INCORRECT and not isinstance(declared, DecisionExercise | None) else []
    return [_line(state, f"{right} of {len(cell.tests)} hidden tests pass", [*rule, *known])]


def _test(test: Test) -> dict[str, Any]:
    names = [f"→ {name.replace('_', ' ')}" for name in test.misconceptions]
    reasons = [] if test.state == NOT_ATTEMPTED else [*map(_shortened, test.problems), *names]
    return _line(test.state, test.name, reasons)


def _line(state: str, name: str, reasons: Sequence[str]) -> dict[str, Any]:
    return {"mark": MARKS.get(state, UNKNOWN), "look": LOOKS.get(state, "other"), "name": name, "reasons": reasons}


def _shortened(sentence: str, hidden: bool = False) -> str:
    """Return a sentence as it may be shown: one of several lines on a hidden test is NumPy's, and holds its values."""
    if hidden and "\n" in sentence.strip():
        return "A hidden test failed."
    return sentence if len(sentence) <= LONGEST else f"{sentence[:LONGEST]} …"
