"""A small course, and notebooks as plain data: what many tests of the commands need."""

import json
from pathlib import Path

ROOT = Path(__file__).parents[1]
TINY = ROOT / "tests" / "notebooks" / "tiny.ipynb"
COURSE, WEEK = "course1_nn", "week1_numbers"
RIGHT = {"double": "def double(x):\n    return x + x", "answers": 'answers = {"first": "a", "second": "b"}'}


def name_of(exercise):
    """Return the id of an exercise in tests; the notebook is part of it, so that `-k logistic_regression` selects."""
    return f"{exercise.notebook}.{exercise.name}"


def read(path):
    """Return a notebook as plain data."""
    return json.loads(path.read_text(encoding="utf-8"))


def sources(notebook):
    """Return {cell id: source} of a notebook as plain data."""
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}


def scores_now(course):
    """Return the `Score`s that a course's gradebook holds, of all that was handed in."""
    from deepcourse.grading.book import database
    from deepcourse.grading.book.scores import read_entries, scores_of
    from deepcourse.grading.intake.submissions import find_submissions

    with database.opened(course) as book:
        entries = read_entries(book, find_submissions(course))
    return [score for submission, entered in entries.items() for score in scores_of(submission, entered)]


def change(path, **new):
    """Give cells of a notebook file other sources."""
    notebook = read(path)
    for cell in notebook["cells"]:
        cell["source"] = new.get(cell["id"], cell["source"])
    path.write_text(json.dumps(notebook), encoding="utf-8")
