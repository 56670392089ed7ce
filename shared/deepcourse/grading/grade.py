"""Grade what lies in a course's submitted/ folder: points, feedback pages, tables.

How             how it is to be done: the sandbox, limits, workers
grade_courses   all of it, with the tables and the CSV files
grade_course    one course
Graded          what came of it
show            the tables, and what could not be judged
"""

from dataclasses import dataclass, field, replace

from click import ClickException
from rich.markup import escape
from rich.table import Table

from deepcourse.grading.book.export import write_csv, write_wide
from deepcourse.grading.book.report import Handled, show_report
from deepcourse.grading.book.score import (
    GRADED,
    TOTAL,
    Score,
    forget,
    is_graded,
    job_of,
    judged_of,
    keep,
    read_scores,
    state,
    write_page,
)
from deepcourse.grading.book.store import Store
from deepcourse.grading.course.progress import bar
from deepcourse.grading.edition.locks import held
from deepcourse.grading.edition.release import stale_weeks
from deepcourse.grading.intake.submissions import Submission, find_submissions
from deepcourse.grading.judging import batch
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


def check_sandbox(how):
    """Raise ClickException, with what to do, where strangers' code would have to run with the rights of the user."""
    reason = "" if how.unsafe or how.scheduler else why_not()
    if reason:
        raise ClickException(
            f"{reason} Submissions are programs of strangers: without the sandbox they could read and change whatever "
            "you can. On a machine or account that holds nothing worth protecting, say --unsafe"
        )


def grade_courses(courses, console, csv_path, **choice):
    """Grade courses, print the tables and write the CSV files; return the problems. `choice` as for `grade_course`."""
    check_sandbox(choice.get("how", How()))
    graded = [grade_course(course, console, **choice) for course in courses]
    if not any(one.submissions for one in graded):
        console.print("nothing to grade: put notebooks into <course>/submitted/<student>/<week>/", markup=False)
        return []
    for one in graded:
        show(one, console)
    scores = [score for one in graded for score in one.scores]
    write_csv(csv_path, scores)
    wide = {one: csv_path.with_name(f"{csv_path.stem}-{one[-1]}{csv_path.suffix}") for one in _notebooks(scores)}
    for notebook, path in wide.items():
        write_wide(path, _of(notebook, scores))
    pages = [course.feedback for course, one in zip(courses, graded, strict=True) if one.submissions]
    told = [f"scores, a line for each exercise: {csv_path}"]
    told += [f"scores, a row for each student: {path}" for path in wide.values()]
    told += [f"feedback pages: {page}" for page in pages if choice.get("feedback", True)]
    console.print("\n".join(told), markup=False, highlight=False, soft_wrap=True)
    return [problem for one in graded for problem in one.problems]


def grade_course(course, console, week=None, student=None, notebook=None, force=False, feedback=True, how=None):
    """Grade a course's submissions, those that have not changed since their grading only if `force`.

    Returns a `Graded`. What cannot be judged is a problem in it; the rest is graded all the same.
    """
    found = _found(course, week, student, notebook)
    if not found:
        return Graded()
    with held(course), Store(course) as store:
        done = Graded(notes=_stale(course, found))
        before = read_scores(course, [one for one in found if one.memory.exists() and not one.problem])
        done.submissions = judge_all(course, found, force, how or How(), store, console, done)
        for one in (one for one in done.submissions if feedback and not one.problem):
            write_page(one, store.book)
    done.scores = read_scores(course, done.submissions)
    done.notes += changes(before, done.scores)
    done.problems[:0] = [f"{one}: {one.problem}" for one in done.submissions if one.problem]
    return done


def _found(course, week, student, notebook):
    found = find_submissions(course, week, student)
    return [one for one in found if notebook in (None, one.notebook)]


def show_plan(courses, console, force=False, week=None, student=None, notebook=None):
    """Print what would be graded, and change nothing."""
    table = Table("course", "student", "notebook", "what would be done")
    for course in courses:
        for one in _found(course, week, student, notebook):
            done = "nothing: it has not changed since" if is_graded(one) and not force else "grade it"
            told = f"report it: {one.problem}" if one.problem else "; ".join([done, *one.repairs])
            table.add_row(*map(escape, (course.name, one.student, one.notebook, told)))
    console.print(table if table.row_count else "nothing to grade: put notebooks into <course>/submitted/")


def changes(before, after):
    """Return a sentence for each student whose points are not those of an earlier grading."""

    def key(score):
        return score.student, score.week, score.notebook, score.exercise

    earlier = {key(one): one.points for one in before}
    changed = [(one, earlier[key(one)]) for one in after if earlier.get(key(one), one.points) != one.points]
    return [
        f"{one.student}, {one.notebook}, {one.exercise}: {_number(was)} before, {_number(one.points)} now"
        for one, was in changed
    ]


def _number(points):
    return "not judged" if points is None else f"{points:g}"


def judge_all(course, found, force, how, store, console, done):
    """Return the submissions, all of them judged; each is stored as soon as it is, so that a killed run resumes."""
    jobs, states, out = {}, {}, list(found)
    for number, one in enumerate(found):
        if one.problem:
            forget(one)
        elif force or not is_graded(one):
            job, problem = job_of(one, store.book, how.limits, not how.unsafe)
            out[number] = replace(one, problem=problem)
            if job:
                jobs[number], states[number] = job, state(one)
    numbers = list(jobs)
    done.judged_now = len(numbers)
    with bar(console) as progress:
        task = progress.add_task(course.name, total=len(numbers))
        for place, result in batch.results(list(jobs.values()), how.workers, how.scheduler):
            number = numbers[place]
            progress.update(task, description=escape(f"{found[number].student} · {found[number].notebook}"))
            out[number] = keep(store, found[number], states[number], result)
            progress.advance(task)
    return out


def _stale(course, submissions):
    """Return a note for each week whose tests have changed in the sources, but not in the gradebook."""
    weeks = sorted({one.week for one in submissions if not one.problem} & set(stale_weeks(course)))
    return [
        f"the student edition of {course.name}/{week} is older than its sources; grading used the tests it was made "
        f"with. To use the new ones: deepcourse release {course.name} --week {week}"
        for week in weeks
    ]


def show(graded, console):
    """Print for each notebook a row for each student and a summary, and below them what to know about the grading."""
    for notebook in _notebooks(graded.scores):
        scores = _of(notebook, graded.scores)
        if all(score.max_points is None for score in scores):  # no notebook of ours: named among the problems
            continue
        handled = [_handled(one) for one in graded.submissions if (one.week, one.notebook) == notebook[1:]]
        show_report("/".join(notebook), scores, handled, console)
        console.print(table(scores))
        console.print()
    for note in graded.notes:
        console.print(f"Note: {note}", markup=False, highlight=False, soft_wrap=True)


def _notebooks(scores):
    """Return (course, week, notebook) of all that was graded."""
    return list(dict.fromkeys((score.course, score.week, score.notebook) for score in scores))


def _of(notebook, scores):
    return [score for score in scores if (score.course, score.week, score.notebook) == notebook]


def _handled(submission):
    judged, repairs = judged_of(submission)
    return Handled(submission.student, tuple(judged), repairs)


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
