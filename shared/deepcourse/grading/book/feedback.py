"""The page that a student gets for a notebook: points, reasons, known mistakes, hints; nothing else of hidden tests.

feedback_page       the page, one HTML file that needs nothing else
manual_comments     what a person wrote in formgrader
"""

from functools import cache
from pathlib import Path

from deepcourse.grading.judging.verdicts import CORRECT, INCORRECT, NOT_ATTEMPTED, PARTLY

TEMPLATE = Path(__file__).with_name("feedback.html.jinja")
LOOKS = {CORRECT: "correct", INCORRECT: "incorrect", PARTLY: "partly"}
MARKS = {CORRECT: "✓", INCORRECT: "✗", PARTLY: "½"}
LONGEST = 2_000  # characters of a sentence: the student's own values may be in it
LONGEST_CODE = 20_000


def feedback_page(judged, notebook, exercises=(), *, title="", student="", repairs=(), comments=None, points=None):
    """Return the HTML text of one student's page.

    judged      the list of `Judged` of the notebook
    notebook    the graded notebook: of it, the student's answers are shown
    exercises   the declarations, for their hints
    comments    {exercise: text} by the instructor
    points      {exercise: points} from the gradebook, where a person may have given others
    """
    declared = {exercise.name: exercise for exercise in exercises}
    groups = {}
    for one in judged:
        groups.setdefault(one.exercise, []).append(one)
    answers, given = _answers(notebook), points or {}
    shown = [
        _exercise(name, cells, declared.get(name.replace("-", "_")), answers.get(name, ""), given.get(name))
        | {"comment": (comments or {}).get(name, "")}
        for name, cells in groups.items()
    ]
    return _template().render(
        title=title or notebook.metadata.get("title", "Feedback"),
        student=student,
        repairs=repairs,
        exercises=shown,
        total=_number(sum(one["value"] for one in shown)),
        largest=_number(sum(one.max_points for one in judged)),
    )


@cache
def _template():
    from jinja2 import Environment

    return Environment(autoescape=True, trim_blocks=True).from_string(TEMPLATE.read_text(encoding="utf-8"))


def manual_comments(book, submission):
    """Return {exercise: what a person wrote on it} from nbgrader's gradebook."""
    found = book.find_submission_notebook(submission.notebook, submission.week, submission.student)
    return {comment.name: comment.manual_comment for comment in found.comments if comment.manual_comment}


def _answers(notebook):
    """Return {grade_id: source} of the cells that the student wrote."""
    marks = ((cell.metadata.get("nbgrader", {}), cell.source) for cell in notebook.cells)
    return {mark["grade_id"]: source[:LONGEST_CODE] for mark, source in marks if mark.get("solution")}


def _exercise(name, cells, declared, code, points):
    states = {cell.state for cell in cells}
    value = sum(cell.points for cell in cells) if points is None else points
    wrong = [cell for cell in cells if cell.state != CORRECT]
    return {
        "title": name.replace("-", " ").replace("_", " "),
        "look": LOOKS.get(states.pop(), "other") if len(states) == 1 else "partly",
        "value": value,
        "points": _number(value),
        "largest": _number(sum(cell.max_points for cell in cells)),
        "mistakes": list(dict.fromkeys(told for cell in cells for told in cell.misconceptions)),
        "cells": [_cell(cell) for cell in cells],
        "hints": declared.hints if declared and wrong else (),
        "code": code,
    }


def _cell(cell):
    """Return what a page says of a test cell; of a hidden one the sentence, and how many of its tests pass."""
    right = sum(test.state == CORRECT for test in cell.tests)
    sentence = _told(cell.sentence, cell.hidden)
    tests = [] if cell.hidden else [_test(test) for test in cell.tests]
    if cell.hidden and cell.tests:
        names = dict.fromkeys(name.replace("_", " ") for test in cell.tests for name in test.misconceptions)
        told = [f"the mistake is known as: {', '.join(names)}"] if names else []
        state = CORRECT if right == len(cell.tests) else NOT_ATTEMPTED if cell.state == NOT_ATTEMPTED else INCORRECT
        tests = [_line(state, f"{right} of {len(cell.tests)} hidden tests pass", told)]
    return {
        "title": "Hidden tests" if cell.hidden else "Visible tests",
        "points": _number(cell.points),
        "largest": _number(cell.max_points),
        "sentence": sentence or ("" if cell.state == CORRECT or cell.tests else cell.state),
        "tests": tests,
    }


def _test(test):
    names = [f"→ {name.replace('_', ' ')}" for name in test.misconceptions]
    told = [] if test.state == NOT_ATTEMPTED else [*(_told(problem) for problem in test.problems), *names]
    return _line(test.state, test.name, told)


def _line(state, name, told):
    return {"mark": MARKS.get(state, "–"), "look": LOOKS.get(state, "other"), "name": name, "told": told}


def _told(sentence, hidden=False):
    """Return a sentence as it may be shown: one of several lines on a hidden test is NumPy's, and holds its values."""
    if hidden and "\n" in sentence.strip():
        return "A hidden test failed."
    return sentence if len(sentence) <= LONGEST else f"{sentence[:LONGEST]} …"


def _number(value):
    return f"{round(value, 4):g}"
