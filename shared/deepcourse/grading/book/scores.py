"""The points of submissions, read from the gradebook, where a person may have changed them.

Score           the points of one student for one exercise, or for a notebook
Entered         what the gradebook says of one submission
read_entries    that of many submissions
scores_of       the `Score`s of one submission
as_text         points as a person writes them
"""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nbgrader.api import Grade, Gradebook, MissingEntry

from deepcourse.grading.course import exercise_cells
from deepcourse.grading.intake.submissions import Submission
from deepcourse.grading.judging.verdicts import NOT_JUDGED

GRADED = "graded"
TOTAL = "total"


@dataclass(frozen=True)
class Score:
    """The points of one student for one exercise, or for a notebook: `exercise` is "total" then.

    `status` is GRADED or NOT_JUDGED, and `points` are None where they are not judged.
    """

    course: str
    week: str
    notebook: str
    student: str
    exercise: str
    points: float | None
    max_points: float | None
    status: str


@dataclass(frozen=True)
class Entered:
    """What the gradebook says of one submission, by the grade_ids of its cells.

    points      None for those that a person has yet to give
    comments    the text that a person wrote
    shown       pairs of a cell and what a feedback page shows of it: when they change, the page is made anew
    """

    points: dict[str, float | None]
    comments: dict[str, str]
    shown: list[list[Any]]


def read_entries(book: Gradebook, submissions: Iterable[Submission]) -> dict[Submission, Entered]:
    """Return {submission: `Entered`} of those that the gradebook knows."""
    cells, entries = CellNames(book), {}
    for submission in submissions:
        with contextlib.suppress(MissingEntry):
            entries[submission] = _entered(book, submission, cells.of(submission))
    return entries


class CellNames:
    """The names of cells by their ids in the database: asked for once a notebook, where nbgrader asks each time."""

    def __init__(self, book: Gradebook) -> None:
        self.book = book
        self.known: dict[tuple[str, str], dict[str, str]] = {}

    def of(self, submission: Submission) -> dict[str, str]:
        """Return {id: grade_id} of the cells of a submission's notebook; raises MissingEntry where it is unknown."""
        key = submission.notebook, submission.week
        if key not in self.known:
            notebook = self.book.find_notebook(*key)
            cells = [*notebook.grade_cells, *notebook.solution_cells, *notebook.task_cells]
            self.known[key] = {cell.id: cell.name for cell in cells}
        return self.known[key]


def _entered(book: Gradebook, submission: Submission, names: Mapping[str, str]) -> Entered:
    entry = book.find_submission_notebook(submission.notebook, submission.week, submission.student)
    grades = {names[grade.cell_id]: grade for grade in entry.grades}
    comments = {names[comment.cell_id]: comment for comment in entry.comments}
    shown = [[name, grade.score] for name, grade in grades.items()]
    shown += [[name, comment.comment] for name, comment in comments.items()]
    return Entered(
        points={name: None if _is_waiting(grade) else float(grade.score) for name, grade in grades.items()},
        comments={name: comment.manual_comment for name, comment in comments.items() if comment.manual_comment},
        shown=sorted(shown, key=str),
    )


def _is_waiting(grade: Grade) -> bool:
    """Return True where a person has yet to give the points."""
    return grade.needs_manual_grade and grade.manual_score is None


def scores_of(submission: Submission, entered: Entered | None) -> list[Score]:
    """Return a submission's `Score`s: one for each exercise, then the total of the notebook.

    entered     None for a submission that could not be judged
    """
    points = entered.points if entered else {}
    lines = [
        _score(submission, exercise, [points.get(cell) for cell in cells], sum(cells.values()))
        for exercise, cells in exercise_cells.released(submission.released).items()
    ]
    most = sum(line.max_points or 0.0 for line in lines) if lines else None
    return [*lines, _score(submission, TOTAL, [line.points for line in lines], most)]


def _score(submission: Submission, exercise: str, points: Sequence[float | None], most: float | None) -> Score:
    given = [number for number in points if number is not None]
    judged = bool(points) and len(given) == len(points)
    return Score(
        course=submission.course.name,
        week=submission.week,
        notebook=submission.notebook,
        student=submission.student,
        exercise=exercise,
        points=round(sum(given), 4) if judged else None,
        max_points=most,
        status=GRADED if judged else NOT_JUDGED,
    )


def as_text(points: float | None) -> str:
    """Return points as a person writes them.

    >>> as_text(10.0), as_text(7.25), as_text(None)
    ('10', '7.25', 'not judged')
    """
    return NOT_JUDGED if points is None else f"{round(points, 4):g}"
