"""Grade submissions with nbgrader, and read from its gradebook what they scored.

grade_submission    run and score one notebook
write_page          its feedback page
read_scores         the points of submissions, exercise by exercise
Score               one line of that
"""

from dataclasses import dataclass, replace
from pathlib import Path

from nbgrader.api import Gradebook

from deepcourse.grading import config
from deepcourse.grading.convert import Autograde, ConversionError, Feedback, convert, course_directory
from deepcourse.grading.files import read_json, sha256, write_json
from deepcourse.grading.release import MADE_FROM
from deepcourse.grading.stage import exercises_in

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


def state(submission):
    """Return what a grade depends on: the submission, the released edition, and the package that checks it."""
    package = Path(__file__).parents[1]
    checking = [path for path in sorted(package.rglob("*.py")) if path.parent != Path(__file__).parent]
    edition = read_json(submission.course.release / MADE_FROM).get(submission.week)
    return {"submitted": sha256(submission.path), "edition": edition, "package": sha256(*checking)}


def is_graded(submission):
    """Return True where the submission has been graded as it is now, by the tests as they are now."""
    return submission.graded.exists() and state(submission).items() <= read_json(submission.memory).items()


def grade_submission(submission):
    """Run and score a submission; return it, with its problem where it could not be judged."""
    before = state(submission)
    forget(submission)
    try:
        convert(Autograde, submission.course, **_named(submission))
    except ConversionError as error:
        return replace(submission, problem=f"its cells could not be run: {error}")
    write_json(submission.memory, before)
    return submission


def write_page(submission):
    """Write the feedback page of a graded submission, unless it says already what the gradebook says now.

    Raises ConversionError where that fails.
    """
    with gradebook(submission.course) as book:
        shown = _shown(book, submission)
    known = read_json(submission.memory)
    if not submission.page.exists() or known.get("page") != shown:
        convert(Feedback, submission.course, **_named(submission))
        write_json(submission.memory, known | {"page": shown})


def _shown(book, submission):
    """Return what a page shows of the gradebook: points and comments, those that a person gave included."""
    found = book.find_submission_notebook(submission.notebook, submission.week, submission.student)
    points = [[grade.name, grade.score] for grade in found.grades]
    return sorted(points + [[comment.name, comment.comment] for comment in found.comments], key=str)


def _named(submission):
    return {
        "assignment_id": submission.week,
        "student_id": submission.student,
        "notebook_id": submission.notebook,
    }


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
    return Gradebook(course_directory(course, config.load(course)).db_url, course.name)


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
