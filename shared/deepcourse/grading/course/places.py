"""Where things are: the repository, its courses, and what is generated in them.

repository      the folder that holds the courses
Course          one course's folder, and the folders in it
find_courses    courses by the names that a person types
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from click import ClickException

from deepcourse.grading.course.notebooks import source_notebooks
from deepcourse.nearest import did_you_mean

STARTUP_SECONDS = 120  # a kernel on a busy machine
QUIET_KERNEL = (
    "--IPKernelApp.log_level=ERROR",
)  # else each says that its messages, to this machine, are not encrypted
CONFIG = "nbgrader_config.py"  # what makes a folder a course


@dataclass(frozen=True)
class Course:
    """One course: the folder that nbgrader calls its root."""

    path: Path

    @property
    def name(self):
        """Return the folder's name, which is the course's id in nbgrader too."""
        return self.path.name

    @property
    def root(self):
        """Return the folder that holds the courses."""
        return self.path.parent

    @property
    def release(self):
        """Return the folder of the student edition."""
        return self.path / "release"

    @property
    def submitted(self):
        """Return the folder of what students handed in: submitted/<student>/<week>/<notebook>.ipynb."""
        return self.path / "submitted"

    @property
    def autograded(self):
        """Return the folder of the graded notebooks."""
        return self.path / "autograded"

    @property
    def feedback(self):
        """Return the folder of the feedback pages."""
        return self.path / "feedback"

    def sources(self, week=None):
        """Return the paths of the source notebooks, of one week or of all, in teaching order."""
        found = [path for path in source_notebooks(self.path) if week in (None, path.parent.name)]
        return sorted(found, key=lambda path: (_place_in_plan(self.name, path), path))

    def weeks(self):
        """Return the names of the weeks that have source notebooks, in teaching order."""
        return list(dict.fromkeys(path.parent.name for path in self.sources()))


def _place_in_plan(course, path):
    """Return the position of a notebook in the curriculum; a notebook that is not planned comes last."""
    from deepcourse import curriculum

    planned = [(n.course, n.week, n.name) for n in curriculum.load().notebooks]
    this = (course, path.parent.name, path.stem)
    return planned.index(this) if this in planned else len(planned)


def repository(start=None):
    """Return the nearest folder, from `start` (else the working directory, else this package) upwards, with courses.

    Raises ClickException, with what to do, where there is none.
    """
    starts = [Path(start)] if start else [Path.cwd(), Path(__file__)]
    for folder in (folder for one in starts for folder in (one.resolve(), *one.resolve().parents)):
        if any(folder.glob(f"*/{CONFIG}")):
            return folder
    raise ClickException(
        f"there are no courses in {starts[0]} or above it: no folder there holds a <course>/{CONFIG}. "
        "Change into the folder that you cloned, and say it again."
    )


def find_courses(root, names=()):
    """Return the `Course`s under `root` that `names` ask for, all of them where there are no names.

    A name is the folder ("course1_nn"), its first part ("course1"), or its number ("1").
    """
    known = {path.parent.name: Course(path.parent) for path in sorted(Path(root).glob(f"*/{CONFIG}"))}
    return [_find_course(name, known) for name in names] or list(known.values())


def _find_course(name, known):
    wanted = Path(name.rstrip("/")).name
    found = [folder for folder in known if wanted in (folder, folder.split("_")[0])]
    found = found or [folder for folder in known if wanted.isdigit() and folder.startswith(f"course{wanted}_")]
    if len(found) == 1:
        return known[found[0]]
    question = did_you_mean(wanted, known, likeness=0.4)
    sentences = (f"there is no course {name!r};", question, f"the courses are: {', '.join(known)}")
    raise ClickException(" ".join(filter(None, sentences)))


def check_week(courses, week):
    """Raise ClickException, naming the weeks that there are, where `week` is given and no course has it."""
    known = [(course.name, name) for course in courses for name in course.weeks()]
    if week is None or week in (name for _, name in known):
        return
    weeks = [name for _, name in known]
    sentences = (
        f"there is no week {week!r};",
        did_you_mean(week, weeks),
        f"the weeks with notebooks are: {', '.join(weeks) or 'none'}",
    )
    raise ClickException(" ".join(filter(None, sentences)))


def use_this_python():
    """Let Jupyter and nbgrader, and all that they start, find the Python that runs now and the programs beside it.

    nbgrader calls `alembic` by its bare name, and a kernel installed in the user's own folder would hide this one.
    """
    here = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", "").split(os.pathsep)
    os.environ["PATH"] = os.pathsep.join([here, *(entry for entry in path if entry != here)])
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    one_thread_each()


def one_thread_each():
    """Let kernels that are started from here compute on one thread, unless the user has said how many they may use.

    A course's matrices are small. On a busy machine several threads wait for each other, and busily: a training that
    takes 5 s on one thread has taken 90 s on two.
    """
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
