"""Grade what lies in a course's submitted/ folder: points, feedback pages, tables.

How             how it is to be done: the sandbox, limits, workers
grade_courses   all of it, with the tables and the CSV files
grade_course    one course
Graded          what came of it
show            the tables, and what could not be judged
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from click import ClickException
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from deepcourse.grading.book.export import write_csv, write_wide
from deepcourse.grading.book.feedback import write_page
from deepcourse.grading.book.fingerprint import fingerprints
from deepcourse.grading.book.record import forget, is_graded, keep, recall
from deepcourse.grading.book.report import Handled, show_report
from deepcourse.grading.book.scores import GRADED, TOTAL, Score, as_text, read_entries, scores_of
from deepcourse.grading.book.store import Store
from deepcourse.grading.course.places import Course
from deepcourse.grading.course.progress import bar
from deepcourse.grading.edition.locks import held
from deepcourse.grading.edition.release import stale_weeks
from deepcourse.grading.intake.reading import UnreadableError
from deepcourse.grading.intake.submissions import Submission, find_submissions
from deepcourse.grading.judging import batch
from deepcourse.grading.judging.jobs import job_of
from deepcourse.grading.judging.worker import Job
from deepcourse.grading.sandbox import Limits, why_not


@dataclass(frozen=True)
class How:
    """How submissions are judged: shut in or not, within which limits, by how many workers or by whose."""

    unsafe: bool = False
    limits: Limits = field(default_factory=Limits)
    workers: int = 1
    scheduler: str | None = None


@dataclass
class Graded:
    """What came of grading a course; `problems` are sentences that name the student and the file."""

    submissions: list[Submission] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    judged_now: int = 0


class Notebook(NamedTuple):
    """One notebook of one course, handed in by many."""

    course: str
    week: str
    name: str


def check_sandbox(how: How) -> None:
    """Raise ClickException, with what to do, where strangers' code would have to run with the rights of the user."""
    reason = "" if how.unsafe or how.scheduler else why_not()
    if reason:
        raise ClickException(
            f"{reason} Submissions are programs of strangers: without the sandbox they could read and change whatever "
            "you can. On a machine or account that holds nothing worth protecting, say --unsafe"
        )


def grade_courses(courses: Sequence[Course], console: Console, csv_path: Path, **choice: Any) -> list[str]:
    """Grade courses, print the tables and write the CSV files; return the problems. `choice` as for `grade_course`."""
    check_sandbox(choice.get("how", How()))
    graded = [grade_course(course, console, **choice) for course in courses]
    if not any(course.submissions for course in graded):
        console.print("nothing to grade: put notebooks into <course>/submitted/<student>/<week>/", markup=False)
        return []
    for course in graded:
        show(course, console)
    scores = [score for course in graded for score in course.scores]
    lines = [f"scores, a line for each exercise: {csv_path}"]
    lines += [f"scores, a row for each student: {path}" for path in _write_tables(csv_path, scores)]
    pages = [course.feedback for course, its in zip(courses, graded, strict=True) if its.submissions]
    lines += [f"feedback pages: {page}" for page in pages if choice.get("feedback", True)]
    console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
    return [problem for course in graded for problem in course.problems]


def _write_tables(path: Path, scores: Sequence[Score]) -> list[Path]:
    """Write all scores to a CSV file, and those of each notebook to one beside it; return the paths of the latter."""
    write_csv(path, scores)
    wide = {notebook: path.with_name(f"{path.stem}-{notebook.name}{path.suffix}") for notebook in _notebooks(scores)}
    for notebook, place in wide.items():
        write_wide(place, _of(notebook, scores))
    return list(wide.values())


def grade_course(
    course: Course,
    console: Console,
    week: str | None = None,
    student: str | None = None,
    notebook: str | None = None,
    force: bool = False,
    feedback: bool = True,
    how: How | None = None,
) -> Graded:
    """Grade a course's submissions, those that have not changed since their grading only if `force`.

    Returns a `Graded`. What cannot be judged is a problem in it; the rest is graded all the same.
    """
    submissions = _asked_for(course, week, student, notebook)
    if not submissions:
        return Graded()
    done = Graded(submissions, notes=_stale(course, submissions))
    with held(course), Store(course) as store:
        before = read_entries(store.book, [one for one in submissions if one.memory.exists() and not one.problem])
        earlier = [score for submission, entered in before.items() for score in scores_of(submission, entered)]
        unchanged = set() if force else {submission for submission in before if is_graded(submission)}
        judge(done, unchanged, how or How(), store, console)
        entries = read_entries(store.book, [one for one in done.submissions if not one.problem])
        for submission, entered in entries.items() if feedback else ():
            write_page(submission, entered)
    done.scores = [score for one in done.submissions for score in scores_of(one, entries.get(one))]
    done.notes += changes(earlier, done.scores)
    done.problems[:0] = [f"{one}: {one.problem}" for one in done.submissions if one.problem]
    return done


def _asked_for(course: Course, week: str | None, student: str | None, notebook: str | None) -> list[Submission]:
    submissions = find_submissions(course, week, student)
    return [submission for submission in submissions if notebook in (None, submission.notebook)]


def show_plan(
    courses: Sequence[Course],
    console: Console,
    force: bool = False,
    week: str | None = None,
    student: str | None = None,
    notebook: str | None = None,
) -> None:
    """Print what would be graded, and change nothing."""
    table = Table("course", "student", "notebook", "what would be done")
    for course in courses:
        for submission in _asked_for(course, week, student, notebook):
            table.add_row(
                *map(escape, (course.name, submission.student, submission.notebook, _plan(submission, force)))
            )
    console.print(table if table.row_count else "nothing to grade: put notebooks into <course>/submitted/")


def _plan(submission: Submission, force: bool) -> str:
    """Return what grading would do with a submission."""
    if submission.problem:
        return f"report it: {submission.problem}"
    unchanged = is_graded(submission) and not force
    return "; ".join(["nothing: it has not changed since" if unchanged else "grade it", *submission.repairs])


def changes(before: Sequence[Score], after: Sequence[Score]) -> list[str]:
    """Return a sentence for each student whose points are not those of an earlier grading."""

    def key(score: Score) -> tuple[str, ...]:
        return score.student, score.week, score.notebook, score.exercise

    earlier = {key(score): score.points for score in before}
    changed = [(score, earlier[key(score)]) for score in after if earlier.get(key(score), score.points) != score.points]
    return [
        f"{now.student}, {now.notebook}, {now.exercise}: {as_text(points)} before, {as_text(now.points)} now"
        for now, points in changed
    ]


class Waiting(NamedTuple):
    """A submission that is to be judged: its place among all, what a worker needs, and what its grade depends on."""

    place: int
    job: Job
    fingerprints: dict[str, str | None]


def judge(done: Graded, unchanged: Collection[Submission], how: How, store: Store, console: Console) -> None:
    """Judge all of `done.submissions` but the `unchanged`: each is replaced by one that has its problem and repairs.

    Each is stored as soon as it is judged, so that a killed run resumes.
    """
    submissions, waiting = done.submissions, []
    for place, submission in enumerate(submissions):
        if submission.problem:
            forget(submission)
        elif submission not in unchanged:
            try:
                job = job_of(submission, store.book, how.limits, not how.unsafe)
                waiting.append(Waiting(place, job, fingerprints(submission)))
            except UnreadableError as error:
                submissions[place] = replace(submission, problem=str(error))
    done.judged_now = len(waiting)
    with bar(console) as progress:
        task = progress.add_task(submissions[0].course.name, total=len(waiting))
        for number, result in batch.results([each.job for each in waiting], how.workers, how.scheduler):
            place, _, before = waiting[number]
            submission = submissions[place]
            progress.update(task, description=escape(f"{submission.student} · {submission.notebook}"))
            submissions[place] = keep(store, submission, before, result)
            progress.advance(task)


def _stale(course: Course, submissions: Sequence[Submission]) -> list[str]:
    """Return a note for each week whose tests have changed in the sources, but not in the gradebook."""
    weeks = sorted({one.week for one in submissions if not one.problem} & set(stale_weeks(course)))
    return [
        f"the student edition of {course.name}/{week} is older than its sources; grading used the tests it was made "
        f"with. To use the new ones: deepcourse release {course.name} --week {week}"
        for week in weeks
    ]


def show(graded: Graded, console: Console) -> None:
    """Print for each notebook a row for each student and a summary, and below them what to know about the grading."""
    for notebook in _notebooks(graded.scores):
        scores = _of(notebook, graded.scores)
        if all(score.max_points is None for score in scores):  # no notebook of ours: named among the problems
            continue
        same = [one for one in graded.submissions if (one.week, one.notebook) == (notebook.week, notebook.name)]
        show_report("/".join(notebook), scores, list(map(_handled, same)), console)
        console.print(table(scores))
        console.print()
    for note in graded.notes:
        console.print(f"Note: {note}", markup=False, highlight=False, soft_wrap=True)


def _notebooks(scores: Sequence[Score]) -> list[Notebook]:
    """Return all notebooks that were graded."""
    return list(dict.fromkeys(Notebook(score.course, score.week, score.notebook) for score in scores))


def _of(notebook: Notebook, scores: Sequence[Score]) -> list[Score]:
    return [score for score in scores if (score.course, score.week, score.notebook) == notebook]


def _handled(submission: Submission) -> Handled:
    record = recall(submission)
    return Handled(submission.student, record.judged, record.repairs)


def table(scores: Sequence[Score]) -> Table:
    """Return the table of one notebook's scores: students and their exercises."""
    most = {score.exercise: score.max_points for score in scores}
    exercises = [*(name for name in most if name != TOTAL), *([TOTAL] if TOTAL in most else [])]
    table = Table("student")
    for name in exercises:
        style = "bold" if name == TOTAL else None
        table.add_column(f"{escape(name.replace('-', ' '))}\n{most[name]:g}", justify="right", style=style)
    for student in dict.fromkeys(score.student for score in scores):
        mine = {score.exercise: score for score in scores if score.student == student}
        table.add_row(escape(student), *(_points(mine.get(name)) for name in exercises))
    return table


def _points(score: Score | None) -> str:
    if score is None:
        return ""
    if score.status == GRADED:
        return as_text(score.points)
    return score.status if score.exercise == TOTAL else "–"
