"""Run nbgrader's converters from Python: quietly, with the reason of a failure.

course_directory    nbgrader's idea of a course
Remembering         what a converter needs so that it says what went wrong
Release             the converter that makes the student edition
convert             run one
"""

import contextlib
import logging
import warnings
from collections.abc import Iterator

from nbgrader import converters
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from deepcourse.grading.course.places import Course, use_this_python
from deepcourse.grading.edition import config

# nbgrader tells of every step, and for each cell with hidden tests of each submission that its checksum changed, which
# it must: the release is signed before the tests are taken out. What matters reaches the caller as an exception.
QUIET = logging.getLogger("deepcourse.nbgrader")
QUIET.addHandler(logging.NullHandler())
QUIET.propagate = False


class ConversionError(Exception):
    """nbgrader could not convert a notebook; the message is a sentence."""


def course_directory(course: Course, settings: Config, **chosen: str) -> CourseDirectory:
    """Return nbgrader's CourseDirectory for a `Course`; `chosen` are its traits: assignment_id, student_id, ..."""
    use_this_python()  # whoever names a course to nbgrader is about to use it
    directory = CourseDirectory(config=settings, log=QUIET)
    directory.db_url = config.database(course.name) or config.driven(directory.db_url)
    for trait, value in chosen.items():
        setattr(directory, trait, value)
    return directory


class Remembering(BaseConverter):
    """Keeps the error of a conversion, of which nbgrader itself only logs the traceback."""

    error: Exception | None = None

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Prepare for the notebooks; remember what went wrong."""
        with self.remembering():
            super().init_assignment(assignment_id, student_id)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Convert one notebook; remember what went wrong."""
        with self.remembering():
            super().convert_single_notebook(notebook_filename)

    @contextlib.contextmanager
    def remembering(self) -> Iterator[None]:
        """Remember what the block raises."""
        try:
            yield
        except Exception as error:
            self.error = error
            raise


class Release(Remembering, converters.GenerateAssignment):
    """Makes the student edition of a week."""


def convert(converter: type[Remembering], course: Course, **chosen: str) -> None:
    """Run a converter on what `chosen` names, whatever was there before.

    Raises ConversionError, with a sentence that says why, where it fails.
    """
    settings = config.load(course)
    running = converter(coursedir=course_directory(course, settings, **chosen), config=settings, log=QUIET)
    running.force = True
    try:
        with warnings.catch_warnings():  # SQLAlchemy and nbformat warn of what nbgrader does
            warnings.simplefilter("ignore")
            running.start()
    except Exception as error:
        raise ConversionError(sentence(running.error or error)) from error


def sentence(error: Exception) -> str:
    """Return what an error of nbgrader or of the kernel means, in a sentence.

    >>> sentence(RuntimeError("no end solution statement found"))
    'RuntimeError: no end solution statement found'
    """
    kind, first_line = type(error).__name__, str(error).strip().split("\n")[0]
    known = {
        "DeadKernelError": "the kernel died: a cell ended the process, or used more memory than there is",
        "UnresponsiveKernelError": "the kernel could not be interrupted: a cell never ends",
    }
    return known.get(kind, f"{kind}: {first_line}" if first_line else kind)
