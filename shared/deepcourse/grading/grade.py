"""Grade what lies in a course's submitted/ folder: points, feedback pages, tables.

grade_courses   all of it, with the tables and the CSV file
grade_course    one course
Graded          what came of it
show            the tables, and what could not be judged
"""

from dataclasses import dataclass, field

from rich.markup import escape
from rich.table import Table

from deepcourse.grading.convert import ConversionError
from deepcourse.grading.export import write_csv
from deepcourse.grading.files import only_one
from deepcourse.grading.progress import bar
from deepcourse.grading.release import stale_weeks
from deepcourse.grading.score import (
    GRADED,
    TOTAL,
    Score,
    forget,
    grade_submission,
    is_graded,
    read_scores,
    write_page,
)
from deepcourse.grading.stage import Submission, find_submissions


@dataclass
class Graded:
    """What came of grading a course; `problems` are sentences that name the student and the file."""

    submissions: list[Submission] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def grade_courses(courses, console, csv_path, **choice):
    """Grade courses, print the tables and write the CSV file; return the problems. `choice` as for `grade_course`."""
    graded = [grade_course(course, console, **choice) for course in courses]
    if not any(one.submissions for one in graded):
        console.print("nothing to grade: put notebooks into <course>/submitted/<student>/<week>/", markup=False)
        return []
    for one in graded:
        show(one, console)
    write_csv(csv_path, [score for one in graded for score in one.scores])
    pages = [course.feedback for course, one in zip(courses, graded, strict=True) if one.submissions]
    told = [f"scores: {csv_path}", *(f"feedback pages: {page}" for page in pages if choice.get("feedback", True))]
    console.print("\n".join(told), markup=False, highlight=False, soft_wrap=True)
    return [problem for one in graded for problem in one.problems]


def grade_course(course, console, week=None, student=None, force=False, feedback=True):
    """Grade a course's submissions, those that have not changed since their grading only if `force`.

    Returns a `Graded`. What cannot be judged is a problem in it; the rest is graded all the same.
    """
    found = find_submissions(course, week, student)
    if not found:
        return Graded()
    with only_one(course), bar(console) as progress:
        task = progress.add_task(course.name, total=len(found))
        done = Graded(notes=_stale(course, found))
        for submission in found:
            progress.update(task, description=escape(f"{submission.student} · {submission.notebook}"))
            done.submissions.append(_grade(submission, force, feedback, done))
            progress.advance(task)
        done.scores = read_scores(course, done.submissions)
    done.problems[:0] = [f"{one}: {one.problem}" for one in done.submissions if one.problem]
    return done


def _stale(course, submissions):
    """Return a note for each week whose tests have changed in the sources, but not in the gradebook."""
    weeks = sorted({one.week for one in submissions if not one.problem} & set(stale_weeks(course)))
    return [
        f"the student edition of {course.name}/{week} is older than its sources; grading used the tests it was made "
        f"with. To use the new ones: deepcourse release {course.name} --week {week}"
        for week in weeks
    ]


def _grade(submission, force, feedback, done):
    """Return the submission, graded where it can be and need be; add to `done` what went wrong with its page."""
    if not submission.problem and (force or not is_graded(submission)):
        submission = grade_submission(submission)
    if submission.problem:
        forget(submission)
        return submission
    try:
        if feedback:
            write_page(submission)
    except ConversionError as error:
        done.problems.append(f"{submission}: it is graded, but its feedback page could not be made: {error}")
    return submission


def show(graded, console):
    """Print a table for each notebook, a row for each student, and below them what to know about the grading."""
    notebooks = dict.fromkeys((score.course, score.week, score.notebook) for score in graded.scores)
    for notebook in notebooks:
        scores = [score for score in graded.scores if (score.course, score.week, score.notebook) == notebook]
        if all(score.max_points is None for score in scores):  # no notebook of ours: named among the problems
            continue
        console.print("/".join(notebook), style="bold", markup=False, highlight=False)
        console.print(table(scores))
        console.print()
    for note in graded.notes:
        console.print(f"Note: {note}", markup=False, highlight=False, soft_wrap=True)


def table(scores):
    """Return the table of one notebook's scores: students and their exercises."""
    exercises = {score.exercise: score.max_points for score in scores}
    exercises = {name: exercises[name] for name in [*(n for n in exercises if n != TOTAL), TOTAL] if name in exercises}
    shown = Table("student")
    for name, points in exercises.items():
        style = "bold" if name == TOTAL else None
        shown.add_column(f"{escape(name.replace('-', ' '))}\n{points:g}", justify="right", style=style)
    for student in dict.fromkeys(score.student for score in scores):
        found = {score.exercise: score for score in scores if score.student == student}
        shown.add_row(escape(student), *(_points(found.get(name)) for name in exercises))
    return shown


def _points(score):
    if score is None:
        return ""
    if score.status == GRADED:
        return f"{score.points:g}"
    return "not judged" if score.exercise == TOTAL else "–"
