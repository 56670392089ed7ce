"""nbgrader's configuration that all courses share; each `nbgrader_config.py` calls `configure` and may add to it.

configure   fill in a course's configuration
load        the configuration of a course, as our own commands use it
"""

import os
from pathlib import Path
from shutil import which
from typing import Any

from traitlets.config import Config

from deepcourse.grading.course.places import QUIET_KERNEL, STARTUP_SECONDS, Course, one_thread_each

CELL_SECONDS = 120  # a check stops each of its cases by itself; this is for cells that never end
OUTPUT_SECONDS = 30  # nbclient waits 4 s for late output, and gives the submission up after that
HARMLESS = "deepcourse.grading.edition.preprocessors.MakeHarmless"
DATABASE = "DEEPCOURSE_DB"  # the environment variable with the URL of the gradebook's database


def configure(c: Config, file: str | Path) -> None:
    """Fill in `c`, the configuration of the course whose `nbgrader_config.py` is `file`.

    It serves `deepcourse`, the plain `nbgrader` commands with `--CourseDirectory.root=<course>`, and formgrader, which
    reads this file and no other: so the course's id and root are said here.
    """
    one_thread_each()
    root = Path(file).resolve().parent
    c.CourseDirectory.course_id = root.name
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.ignore = [".*", "*.pyc", "__pycache__", "feedback"]
    _shut_in(c)
    if database():
        c.CourseDirectory.db_url = database(root.name)
    c.Execute.timeout = CELL_SECONDS
    c.Execute.startup_timeout = STARTUP_SECONDS
    c.Execute.iopub_timeout = OUTPUT_SECONDS
    c.Execute.store_widget_state = False  # feedback then shows the figure, and needs no network
    c.Execute.extra_arguments = list(QUIET_KERNEL)
    c.ClearSolutions.code_stub = {"python": 'raise NotImplementedError("write this cell")'}
    c.ClearSolutions.text_stub = "*Write your answer here.*"
    c.OverwriteCells.add_missing_cells = True
    c.HTMLExporter.preprocessors = [HARMLESS]  # formgrader's pages, of notebooks that were graded before too
    _list_preprocessors(c)


def _shut_in(c: Config) -> None:
    """Let nbgrader's own grading, by command or by formgrader's button, run submissions in the sandbox where it is.

    Its tests still run in the student's process there: of what `deepcourse grade` defends, that defends the machine,
    not the score.
    """
    if not which("bwrap"):  # a full probe takes a second, and this file is read by every command
        return
    from deepcourse.grading.sandbox.provisioner import KERNEL, offer

    offer()
    c.Execute.kernel_name = KERNEL


def database(course: str = "") -> str:
    """Return the URL of the database that the environment names, for a course; "" where it names none."""
    return driven(os.environ.get(DATABASE, "").replace("{course}", course))


def driven(url: str) -> str:
    """Return the URL of a database with the driver that is installed with this package, where it names none.

    >>> driven("postgresql://ada@host/grades")
    'postgresql+psycopg://ada@host/grades'
    """
    kind, _, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if kind in ("postgres", "postgresql") else url


def _list_preprocessors(c: Config) -> None:
    """Name the steps of nbgrader's three conversions: its own, with ours in their places.

    By name, not as classes: formgrader shows the configuration as JSON.
    """
    from nbgrader import converters
    from nbgrader.preprocessors import ClearHiddenTests

    from deepcourse.grading.edition import preprocessors as ours

    def steps(converter: Any, trait: str = "preprocessors", **added: list[type]) -> list[str]:
        own = getattr(converter, trait).default()  # a copy of nbgrader's own list
        wanted = [step for each in own for step in (ours.REPLACED.get(each, each), *added.get(each.__name__, ()))]
        return [f"{step.__module__}.{step.__name__}" for step in wanted]

    c.GenerateAssignment.preprocessors = steps(converters.GenerateAssignment)
    c.Autograde.sanitize_preprocessors = steps(
        converters.Autograde, "sanitize_preprocessors", OverwriteCells=[ours.RunFast]
    )
    c.Autograde.autograde_preprocessors = steps(
        converters.Autograde, "autograde_preprocessors", SaveAutoGrades=[ours.MakeHarmless]
    )
    c.GenerateFeedback.preprocessors = steps(
        converters.GenerateFeedback, GetGrades=[ours.TellHiddenTests, ClearHiddenTests]
    )


def load(course: Course) -> Config:
    """Return the configuration that a `Course` has in its `nbgrader_config.py`, and nothing from anywhere else."""
    from traitlets.config import PyFileConfigLoader

    return PyFileConfigLoader("nbgrader_config.py", path=str(course.path)).load_config()
