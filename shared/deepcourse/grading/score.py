"""Grade submissions with nbgrader, and read from its gradebook what they scored.

grade_submission    run and score one notebook
write_page          its feedback page
read_scores         the points of submissions, exercise by exercise
Score               one line of that
"""

from dataclasses import dataclass, replace
from pathlib import Path

from deepcourse.grading.convert import Autograde, ConversionError, Feedback, convert
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
    known = read_json(submission.memory)
    return submission.graded.exists() and {key: known.get(key) for key in known.keys() & KEYS} == state(submission)


KEYS = {"submitted", "edition", "package"}


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
    """Write the feedback page of a graded submission; return "", or a sentence where that failed."""
    try:
        convert(Feedback, submission.course, **_named(submission))
    except ConversionError as error:
        return f"its feedback page could not be made: {error}"
    return ""


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
    from nbgrader.api import Gradebook

    scores = []
    database = course.path / "gradebook.db"
    with Gradebook(f"sqlite:///{database}", course.name) as gradebook:
        for submission in submissions:
            scores += _scores(submission, {} if submission.problem else _grades(gradebook, submission))
    return scores


def _grades(gradebook, submission):
    """Return {grade cell: points} of a submission; None for points that a person has yet to give."""
    found = gradebook.find_submission_notebook(submission.notebook, submission.week, submission.student)
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
