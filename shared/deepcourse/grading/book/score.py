"""What is known of submissions: whether they are graded, and what they scored.

job_of          a submission as a worker needs it
keep            enter a worker's result in the gradebook
write_page      the feedback page
read_scores     the points of submissions, exercise by exercise
Score           one line of that
"""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import nbformat

from deepcourse.checking.legible import legible
from deepcourse.exercises import exercises_of, notebooks
from deepcourse.grading.book import database
from deepcourse.grading.book.feedback import feedback_page, manual_comments
from deepcourse.grading.course.files import read_json, replace_file, sha256, write_json
from deepcourse.grading.edition.release import MADE_FROM
from deepcourse.grading.intake.reading import UnreadableError, read_bounded
from deepcourse.grading.intake.submissions import exercises_in
from deepcourse.grading.judging import verdicts as judged
from deepcourse.grading.judging.worker import Job

GRADED, NOT_JUDGED = "graded", "not judged"
TOTAL = "total"


@dataclass(frozen=True)
class Score:
    """The points of one student for one exercise, or for a notebook: `exercise` is "total" then."""

    course: str
    week: str
    notebook: str
    student: str
    exercise: str
    points: float | None
    max_points: float | None
    status: str


@cache
def _package():
    """Return the fingerprint of all code that a grade depends on."""
    return sha256(*sorted(Path(__file__).parents[2].rglob("*.py")))


def state(submission):
    """Return what a grade depends on: the submission, the released edition, and the package that judges it."""
    edition = read_json(submission.course.release / MADE_FROM).get(submission.week)
    return {"submitted": sha256(submission.path), "edition": edition, "package": _package()}


def is_graded(submission):
    """Return True where the submission has been graded as it is now, by the tests as they are now."""
    return submission.graded.exists() and state(submission).items() <= read_json(submission.memory).items()


def job_of(submission, book, limits, sandboxed):
    """Return (the `Job` that judges a submission, ""), or (None, a sentence that says why its file is not read)."""
    try:
        content = read_bounded(submission.path)
    except UnreadableError as error:
        return None, str(error)
    cells = book.find_notebook(submission.notebook, submission.week).source_cells
    tests = {cell.name: cell.source for cell in cells if cell.locked}
    released = submission.released.read_text(encoding="utf-8")
    return Job(submission.notebook, content, released, tests, limits, sandboxed), ""


def keep(store, submission, before, result):
    """Enter a worker's result in the gradebook; return the submission, with its problem and repairs.

    before : `state` of the submission when it was given to the worker
    """
    forget(submission)
    submission = replace(submission, repairs=(*submission.repairs, *result.repairs), problem=result.problem)
    if not submission.problem:
        try:
            store.put(submission, nbformat.reads(result.notebook, as_version=4))
        except Exception as error:  # one notebook that cannot be kept does not stop the others
            forget(submission)
            told = legible(str(error)).split("\n")[0]
            return replace(submission, problem=f"its points could not be stored: {type(error).__name__}: {told}")
        found = {"judged": [one.as_data() for one in result.judged], "repairs": list(submission.repairs)}
        write_json(submission.memory, before | found)
    return submission


def judged_of(submission):
    """Return the `Judged` of a graded submission, and the sentences on its repair."""
    known = read_json(submission.memory)
    return [judged.from_data(one) for one in known.get("judged", ())], tuple(known.get("repairs", ()))


def write_page(submission, book):
    """Write the feedback page of a graded submission, unless it says already what the gradebook says now."""
    shown, known = _shown(book, submission), read_json(submission.memory)
    if submission.page.exists() and known.get("page") == shown:
        return
    found, repairs = judged_of(submission)
    notebook = nbformat.read(submission.graded, as_version=4)
    given = _grades(book, submission)
    page = feedback_page(
        found,
        notebook,
        exercises_of(submission.notebook) if submission.notebook in notebooks() else (),
        title=notebook.metadata.get("title", submission.notebook),
        student=submission.student,
        repairs=repairs,
        comments=manual_comments(book, submission),
        points={name: sum(given[cell] or 0 for cell in cells) for name, cells in _cells(submission).items()},
    )
    replace_file(submission.page, page)
    write_json(submission.memory, known | {"page": shown})


def _cells(submission):
    """Return {exercise: its grade cells} of a submission's notebook."""
    return {name: list(cells) for name, cells in exercises_in(submission.released).items()}


def _shown(book, submission):
    """Return what a page shows of the gradebook: points and comments, those that a person gave included."""
    found = book.find_submission_notebook(submission.notebook, submission.week, submission.student)
    points = [[grade.name, grade.score] for grade in found.grades]
    return sorted(points + [[comment.name, comment.comment] for comment in found.comments], key=str)


def forget(submission):
    """Remove what an earlier grading left: it belongs to another submission."""
    for path in (submission.memory, submission.graded, submission.page):
        path.unlink(missing_ok=True)


def read_scores(course, submissions):
    """Return the `Score`s of a course's submissions: a line for each exercise, then the total of the notebook."""
    with gradebook(course) as book:
        grades = [{} if one.problem else _grades(book, one) for one in submissions]
    return [score for one, points in zip(submissions, grades, strict=True) for score in _scores(one, points)]


def gradebook(course):
    """Return nbgrader's gradebook of a course, open, to be used in a `with`."""
    return database.opened(course)


def _grades(book, submission):
    """Return {grade cell: points} of a submission; None for points that a person has yet to give."""
    found = book.find_submission_notebook(submission.notebook, submission.week, submission.student)
    waiting = {grade.name for grade in found.grades if grade.needs_manual_grade and grade.manual_score is None}
    return {grade.name: None if grade.name in waiting else float(grade.score) for grade in found.grades}


def _scores(submission, grades):
    exercises = exercises_in(submission.released) if submission.released.exists() else {}
    lines = [
        _score(submission, exercise, [grades.get(cell) for cell in cells], sum(cells.values()))
        for exercise, cells in exercises.items()
    ]
    largest = sum(line.max_points for line in lines) if lines else None
    return [*lines, _score(submission, TOTAL, [line.points for line in lines], largest)]


def _score(submission, exercise, points, largest):
    judged = bool(points) and None not in points
    return Score(
        course=submission.course.name,
        week=submission.week,
        notebook=submission.notebook,
        student=submission.student,
        exercise=exercise,
        points=round(sum(points), 4) if judged else None,
        max_points=largest,
        status=GRADED if judged else NOT_JUDGED,
    )
