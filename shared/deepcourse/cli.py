"""The command `deepcourse`: what students, instructors and authors say; each command's work is done in `grading`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:  # --help is quick: a command imports what it needs when it is given
    from rich.console import Console

    from deepcourse.grading.course.places import Course

COURSES = click.argument("courses", nargs=-1, metavar="[COURSE]...")
WEEK = click.option("--week", metavar="WEEK", help="Only this week: its folder, as week2_logistic_regression.")
DATABASE = click.option(
    "--db",
    metavar="URL",
    envvar="DEEPCOURSE_DB",
    help="The gradebook's database, as postgresql://user@host/name; also the variable DEEPCOURSE_DB, or "
    "c.CourseDirectory.db_url in the course's nbgrader_config.py. Else gradebook.db in the course's folder.",
)
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
COUNT = click.IntRange(min=1)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="deepcourse")
def main() -> None:
    """Five courses of interactive, auto-graded notebooks that teach deep learning in NumPy.

    A student needs `deepcourse lab`. An instructor: release, grade, lab --instructor. An author: execute, tidy,
    syllabus, demo. Where something does not work: doctor.

    A COURSE is the name of its folder (course1_nn), the first part of that (course1) or its number (1).
    """


@main.command()
@COURSES
@WEEK
@DATABASE
def release(courses: tuple[str, ...], week: str | None, db: str | None) -> None:
    """Make the student edition: solutions and hidden tests taken out.

    It is written to <course>/release/<week>/ from <course>/source/<week>/, and the cells are entered in the course's
    gradebook. Without COURSE: all courses that have notebooks.
    """
    from deepcourse.grading.course.places import check_week
    from deepcourse.grading.edition.release import release_week

    chosen = _courses(courses)
    check_week(chosen, week)
    _use_database(db, chosen)
    for course in chosen:
        if not course.weeks():
            click.echo(f"{course.name}: no notebooks yet")
        for folder in (name for name in course.weeks() if week in (None, name)):
            release_week(course, folder)
            names = ", ".join(path.stem for path in course.sources(folder))
            click.echo(f"{course.name}/release/{folder}: {names}")


@main.command()
@click.argument("course", required=False)
@click.option("--no-browser", is_flag=True, help="Do not open a browser; the address is printed.")
@click.option("--port", type=click.IntRange(1, 65535), help="Where to listen; else the first free port from 8888.")
@click.option("--workspace", type=FOLDER, help="Where to work; else workspace/.")
@click.option("--instructor", is_flag=True, help="Serve the courses themselves, with formgrader, instead.")
@click.option("--root", type=FOLDER, help="With --instructor: the folder with the courses to serve, as build/demo.")
@click.option("--prepare", is_flag=True, help="Bring the workspace up to date, and start nothing.")
def lab(
    course: str | None,
    no_browser: bool,
    port: int | None,
    workspace: Path | None,
    instructor: bool,
    root: Path | None,
    prepare: bool,
) -> None:
    """Work on a course in JupyterLab.

    Without COURSE: the first one that has notebooks. The student edition is made, and copied to
    workspace/<course>/<week>/. A file there that you have changed is never overwritten: a new version is put beside it,
    and named here. To start a notebook anew, rename or delete your copy.

    With --instructor, JupyterLab shows the sources instead. Open the folder of a course in its file browser, then
    choose Nbgrader > Formgrader (local).
    """
    from deepcourse.grading.edition.lab import serve, server

    browser = not no_browser
    if instructor:
        root = (root or _root()).resolve()
        opened = _courses([course], root)[0].name if course else ""
        serve(root, server(root, opened, instructor=True, browser=browser, port=port))
    if root:
        raise click.UsageError("--root goes with --instructor; a student's folder is chosen by --workspace")
    workspace = (workspace or _root() / "workspace").resolve()
    opened = _fill(course, workspace)
    if not prepare:
        serve(workspace, server(workspace, opened, browser=browser, port=port))


def _fill(name: str | None, workspace: Path) -> str:
    """Bring a course into a workspace, and say what that did; return the notebook to open."""
    from deepcourse.grading.edition.lab import student_workspace
    from deepcourse.grading.edition.workspace import first_notebook

    course = _course(name)
    filled = student_workspace(course, workspace)
    for file in filled.put:
        click.echo(f"new in your workspace: {file}")
    for file, beside in filled.beside.items():
        click.echo(f"{file} has your work in it and stays as it is; its new version is beside it: {Path(beside).name}")
    return first_notebook(workspace, course)


@main.command()
@click.argument("notebooks", nargs=-1, metavar="[COURSE|NOTEBOOK]...")
@click.option("--fast/--full", default=True, show_default=True, help="Leave the long experiments out, or run them.")
@click.option("--jobs", type=COUNT, default=min(4, os.cpu_count() or 1), show_default=True, help="How many at once.")
@click.option("--timeout", type=COUNT, default=300, show_default=True, help="Seconds that one cell may take.")
def execute(notebooks: tuple[str, ...], fast: bool, jobs: int, timeout: int) -> None:
    """Run source notebooks from the first cell to the last.

    NOTEBOOK is the path of an .ipynb file. Without any, all notebooks of all courses are run. The executed copies, with
    all outputs, lie in build/executed/. A cell that raises, that writes to stderr, or that does not run because an
    earlier one ended the process, is named, and the exit code is 1.
    """
    from deepcourse.grading.course import execute as work

    root = _root()
    paths = work.find_notebooks(root, notebooks)
    if not paths:
        raise click.ClickException("there are no notebooks to run")
    executions = work.execute(root, paths, _console(), fast, jobs, timeout)
    work.show(executions, root, _console())
    _fail_for(work.problems(executions, root))


@main.command()
@COURSES
@WEEK
@click.option("--student", metavar="NAME", help="Only this student: the name of the folder in submitted/.")
@click.option("--notebook", metavar="NAME", help="Only this notebook, as logistic_regression.")
@click.option("--csv", "csv_path", type=FILE, help="Where the scores go; else a file in grades/.")
@click.option("--force", is_flag=True, help="Grade all again, not only what has changed since it was graded.")
@click.option("--dry-run", is_flag=True, help="Change nothing; say what would be graded.")
@click.option("--feedback/--no-feedback", default=True, show_default=True, help="Make the feedback pages, too.")
@click.option("--workers", type=COUNT, help="How many submissions at once; else as many as there are processors.")
@click.option("--scheduler", metavar="ADDRESS", help="Let the workers of this Dask cluster do it, as tcp://host:8786.")
@DATABASE
@click.option("--limit", "limits", multiple=True, metavar="NAME=NUMBER", help="Another limit, as cell_seconds=90.")
@click.option("--unsafe", is_flag=True, help="Grade without a sandbox: submissions run with all your rights.")
def grade(
    courses: tuple[str, ...],
    week: str | None,
    student: str | None,
    notebook: str | None,
    csv_path: Path | None,
    force: bool,
    dry_run: bool,
    feedback: bool,
    workers: int | None,
    scheduler: str | None,
    db: str | None,
    limits: tuple[str, ...],
    unsafe: bool,
) -> None:
    """Grade what students handed in.

    Submissions lie in <course>/submitted/<student>/<week>/<notebook>.ipynb. What is damaged or misnamed is repaired,
    and each repair told. Students' cells run in a sandbox; the tests run outside of it. The scores are shown in a
    table, with a summary of the class, and written to CSV files. The points are entered in the course's gradebook, so
    that formgrader shows the same; the pages are in <course>/feedback/. Said again, it grades what is new or has
    changed: so a run that was stopped goes on where it was.

    What cannot be judged at all is named with the reason, and counts as "not judged", not as zero points; the others
    are graded, and the exit code is 1.
    """
    from deepcourse.grading.course.places import check_week
    from deepcourse.grading.intake.submissions import check_student

    chosen = _courses(courses)
    check_week(chosen, week)
    check_student(chosen, student)
    _use_database(db, chosen)
    from deepcourse.grading.sandbox.limits import changed

    allowed = changed(limits)
    if not (unsafe or scheduler or dry_run):
        from deepcourse.grading.sandbox import warm

        warm.start()
    from deepcourse.grading.grade import How, grade_courses, show_plan  # seconds, which a wrong name need not cost
    from deepcourse.grading.judging.batch import cores

    only = {"week": week, "student": student, "notebook": notebook}
    if dry_run:
        return show_plan(chosen, _console(), force=force, **only)
    selected = [*(course.name for course in chosen if courses), *filter(None, only.values())]
    csv_path = csv_path or _root() / "grades" / f"{'-'.join(selected) or 'all-courses'}.csv"
    how = How(unsafe=unsafe, limits=allowed, workers=workers or cores(), scheduler=scheduler)
    return _fail_for(grade_courses(chosen, _console(), csv_path, force=force, feedback=feedback, how=how, **only))


@main.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--roster", "roster_path", type=FILE, required=True, help="The students: a CSV file with a header.")
@click.option("--course", help="The course; else the first one that has notebooks.")
@WEEK
@click.option("--force", is_flag=True, help="Replace other submissions that are there; they are kept beside.")
@click.option("--dry-run", is_flag=True, help="Change nothing; show what would be done.")
def collect(source: Path, roster_path: Path, course: str | None, week: str | None, force: bool, dry_run: bool) -> None:
    """Take over submissions from a learning platform.

    SOURCE is the archive that Moodle or Canvas makes, or a folder of downloaded files. Each notebook is put into
    <course>/submitted/<student>/<week>/. Who is not in the roster gets a folder named after the file.
    """
    from deepcourse.grading.course.places import check_week
    from deepcourse.grading.intake import collect as work
    from deepcourse.grading.intake.roster import read_roster

    chosen = _course(course)
    check_week([chosen], week)
    collected = work.collect(source, read_roster(roster_path), chosen, week, force=force, dry_run=dry_run)
    work.show(collected, chosen, _console())
    _fail_for([f"{attempt.file}: {attempt.note}" for attempt in collected if attempt.done == work.REFUSED])


@main.command()
@click.option("--keep", type=FOLDER, help="The folder to make it in; else build/demo.")
def demo(keep: Path | None) -> None:
    """Grade a small invented class and check its scores.

    The class hands in the first course's notebook on logistic regression: solved, half solved, blank, with known
    misconceptions, solved in other ways, damaged, and with a broken cell. The exit code is 1 if a score is not the
    expected one.
    """
    from deepcourse.grading import demo as work

    root = _root()
    _fail_for(work.demonstrate(root, (keep or root / "build" / "demo").resolve(), _console()))


@main.command()
def doctor() -> None:
    """Say what is missing on this machine, and how to get it."""
    from deepcourse.grading.machine import doctor as work

    findings = work.examine(_root())
    work.show(findings, _console())
    _fail_for([f"{finding.what}: {finding.remedy}" for finding in findings if finding.missing and finding.needed])


@main.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--write", is_flag=True, help="Bring the tables in the READMEs up to date.")
@click.option("--check", is_flag=True, help="With --write: change nothing, fail where a table is out of date.")
def syllabus(as_json: bool, write: bool, check: bool) -> None:
    """Show what is taught where.

    Courses and their notebooks, with lessons, minutes, points, exercises and explorations.
    """
    from deepcourse.grading.course import syllabus as work

    root = _root()
    if write:
        stale = work.write_tables(root, check=check)
        _report(stale, check, "its table is out of date; say: deepcourse syllabus --write")
    elif as_json:
        click.echo(work.as_json(work.syllabus(root)))
    else:
        work.show(work.syllabus(root), _console())


@main.command()
@click.argument("notebooks", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; fail where a notebook is not tidy.")
def tidy(notebooks: tuple[Path, ...], check: bool) -> None:
    """Bring source notebooks into the form that git keeps.

    No outputs, stable ids, code laid out by ruff. Without NOTEBOOKS: all of all courses.
    """
    from deepcourse.grading.course.notebooks import tidy as work
    from deepcourse.grading.course.places import find_courses

    paths = list(notebooks) or [path for course in find_courses(_root()) for path in course.sources()]
    return _report(work(paths, check=check), check, "it is not tidy; say: deepcourse tidy")


def _root() -> Path:
    """Return the folder that holds the courses."""
    from deepcourse.grading.course.places import repository

    return repository()


def _courses(names: Iterable[str], root: Path | None = None) -> list[Course]:
    """Return the courses that were asked for, all where none was."""
    from deepcourse.grading.course.places import find_courses

    return find_courses(root or _root(), names)


def _course(name: str | None) -> Course:
    """Return the course that was asked for, the first one with notebooks where none was."""
    if name:
        return _courses([name])[0]
    written = [course for course in _courses([]) if course.weeks()]
    if not written:
        raise click.ClickException("no course has notebooks yet")
    return written[0]


def _use_database(url: str | None, courses: list[Course]) -> None:
    """Use the database that was named for the gradebooks of courses; those without notebooks need none."""
    if url:
        from deepcourse.grading.book.database import choose

        choose(url, [course for course in courses if course.weeks()])


def _console() -> Console:
    """Return where tables and progress bars go; wide enough for a table where the output is no terminal."""
    from rich.console import Console

    return Console(width=None if Console().is_terminal else 160)


def _report(paths: list[Path], check: bool, complaint: str) -> None:
    """Say which files were changed; where they only had to be checked, fail if there are any."""
    if check:
        _fail_for([f"{path}: {complaint}" for path in paths])
    else:
        for path in paths:
            click.echo(f"changed: {path}")


def _fail_for(problems: list[str]) -> None:
    """End with exit code 1 after telling the problems, if there are any."""
    for problem in problems:
        click.echo(f"Error: {problem}", err=True)
    if problems:
        raise SystemExit(1)
