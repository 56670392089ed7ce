"""The command `deepcourse`: what students, instructors and authors say; each command's work is done in `grading`."""

import os
import sys
from pathlib import Path

import click

COURSES = click.argument("courses", nargs=-1, metavar="[COURSE]...")
WEEK = click.option("--week", metavar="WEEK", help="Only this week: the name of its folder, as week2_logistic_regression.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="deepcourse")
def main():
    """Five courses of interactive, auto-graded notebooks that teach deep learning in NumPy.

    A student needs `deepcourse lab`. An instructor: release, grade, lab --instructor. An author: execute, tidy,
    syllabus, demo. Where something does not work: doctor.

    A COURSE is the name of its folder (course1_nn), the first part of that (course1) or its number (1).
    """


@main.command()
@COURSES
@WEEK
def release(courses, week):
    """Make the student edition: solutions and hidden tests taken out.

    It is written to <course>/release/<week>/ from <course>/source/<week>/, and the cells are entered in the course's
    gradebook. Without COURSE: all courses that have notebooks.
    """
    from deepcourse.grading.places import check_week
    from deepcourse.grading.release import release_week

    chosen = _courses(courses)
    check_week(chosen, week)
    for course in chosen:
        weeks = [one for one in course.weeks() if week in (None, one)]
        if not course.weeks():
            click.echo(f"{course.name}: no notebooks yet")
        for one in weeks:
            release_week(course, one)
            names = ", ".join(path.stem for path in course.sources(one))
            click.echo(f"{course.name}/release/{one}: {names}")


@main.command()
@click.argument("course", required=False)
@click.option("--no-browser", is_flag=True, help="Do not open a browser; the address is printed.")
@click.option("--port", type=click.IntRange(1, 65535), help="Where to listen; else the first free port from 8888.")
@click.option("--workspace", type=click.Path(file_okay=False, path_type=Path), help="Where to work; else workspace/.")
@click.option("--instructor", is_flag=True, help="Serve the courses themselves, with formgrader, instead.")
@click.option(
    "--root",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="With --instructor: the folder that holds the courses to serve, as build/demo.",
)
@click.option("--prepare", is_flag=True, help="Bring the workspace up to date, and start nothing.")
def lab(course, no_browser, port, workspace, instructor, root, prepare):
    """Work on a course in JupyterLab: the first one that has notebooks, where no COURSE is named.

    The student edition is made, and copied to workspace/<course>/<week>/. A file there that you have changed is never
    overwritten: a new version is put beside it, and named here. To start a notebook anew, rename or delete your copy.

    With --instructor, JupyterLab shows the sources instead. Open the folder of a course in its file browser, then
    choose Nbgrader > Formgrader (local).
    """
    from deepcourse.grading.lab import serve, server

    options = {"browser": not no_browser, "port": port}
    if instructor:
        root = (root or _root()).resolve()
        return serve(root, server(root, _course(course).name if course else "", instructor=True, **options))
    if root:
        raise click.UsageError("--root goes with --instructor; a student's folder is chosen by --workspace")
    workspace = (workspace or _root() / "workspace").resolve()
    opened = _fill(course, workspace)
    return None if prepare else serve(workspace, server(workspace, opened, **options))


def _fill(name, workspace):
    """Bring a course into a workspace, and say what that did; return the notebook to open."""
    from deepcourse.grading.lab import student_workspace
    from deepcourse.grading.workspace import first_notebook

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
@click.option("--jobs", type=click.IntRange(1), default=min(4, os.cpu_count() or 1), show_default=True, help="How many at once.")
@click.option("--timeout", type=click.IntRange(1), default=300, show_default=True, help="Seconds that one cell may take.")
def execute(notebooks, fast, jobs, timeout):
    """Run source notebooks from first cell to last; fail unless every cell ran and none complained.

    NOTEBOOK is the path of an .ipynb file. Without any, all notebooks of all courses are run. The executed copies, with
    all outputs, lie in build/executed/. A cell that raises, that writes to stderr, or that does not run because an
    earlier one ended the process, is named, and the exit code is 1.
    """
    from deepcourse.grading import execute as work

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
@click.option("--csv", "csv_path", type=click.Path(dir_okay=False, path_type=Path), help="Where the scores go; else grades/.")
@click.option("--force", is_flag=True, help="Grade all again, not only what has changed since it was graded.")
@click.option("--feedback/--no-feedback", default=True, show_default=True, help="Make the feedback pages, too.")
def grade(courses, week, student, csv_path, force, feedback):
    """Grade what students handed in: points, feedback pages, a table and a CSV file.

    Submissions lie in <course>/submitted/<student>/<week>/<notebook>.ipynb. The points are entered in the course's
    gradebook, so that formgrader shows the same; the pages are in <course>/feedback/.

    A file that cannot be judged (damaged, misnamed, a cell that ends the process) is named with the reason, and counts
    as "not judged", not as zero points; the others are graded, and the exit code is 1.
    """
    from deepcourse.grading import grade as work
    from deepcourse.grading.export import write_csv
    from deepcourse.grading.places import check_week
    from deepcourse.grading.stage import check_student

    chosen, console = _courses(courses), _console()
    check_week(chosen, week)
    check_student(chosen, student)
    graded = [work.grade_course(course, console, week, student, force, feedback) for course in chosen]
    scores = [score for one in graded for score in one.scores]
    if not any(one.submissions for one in graded):
        click.echo("nothing to grade: put notebooks in <course>/submitted/<student>/<week>/")
        return
    for one in graded:
        work.show(one, console)
    name = "-".join([*(course.name for course in chosen if courses), *filter(None, (week, student))]) or "all-courses"
    csv_path = csv_path or _root() / "grades" / f"{name}.csv"
    write_csv(csv_path, scores)
    click.echo(f"scores: {csv_path}")
    for course in chosen if feedback else []:
        click.echo(f"feedback pages: {course.feedback}")
    _fail_for([problem for one in graded for problem in one.problems])


@main.command()
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="The folder to make it in; else build/demo.")
def demo(keep):
    """Grade a small invented class, and compare the scores with what is expected.

    The class hands in the first course's notebook on logistic regression: solved, half solved, blank, with known
    misconceptions, solved in other ways, damaged, and with a broken cell. The exit code is 1 if a score is not the
    expected one.
    """
    from deepcourse.grading import demo as work

    root = _root()
    _fail_for(work.demonstrate(root, (keep or root / "build" / "demo").resolve(), _console()))


@main.command()
def doctor():
    """Say what is there on this machine and what is missing, and how to get it."""
    from deepcourse.grading import doctor as work

    findings = work.examine(_root())
    work.show(findings, _console())
    _fail_for([f"{one.what}: {one.remedy}" for one in findings if one.missing and one.needed])


@main.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--write", is_flag=True, help="Bring the tables in the READMEs up to date.")
@click.option("--check", is_flag=True, help="With --write: change nothing, fail where a table is out of date.")
def syllabus(as_json, write, check):
    """Show what is taught where: courses, notebooks, lessons, minutes, points, exercises, explorations."""
    from deepcourse.grading import syllabus as work

    root = _root()
    if write:
        stale = work.write_tables(root, check=check)
        return _report(stale, check, "its table is out of date; say: deepcourse syllabus --write")
    data = work.syllabus(root)
    return click.echo(work.as_json(data)) if as_json else work.show(data, _console())


@main.command()
@click.argument("notebooks", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; fail where a notebook is not tidy.")
def tidy(notebooks, check):
    """Bring source notebooks into the form that git keeps: no outputs, stable ids, code laid out by ruff.

    Without NOTEBOOKS, all of all courses.
    """
    from deepcourse.grading.notebooks import tidy as work
    from deepcourse.grading.places import find_courses

    paths = list(notebooks) or [path for course in find_courses(_root()) for path in course.sources()]
    return _report(work(paths, check=check), check, "it is not tidy; say: deepcourse tidy")
