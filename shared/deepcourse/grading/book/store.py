"""Enter judged notebooks in a course's gradebook: with nbgrader's own steps, by one writer, each in one step.

Store       an open gradebook, and who writes to it
"""

import contextlib
import warnings
from collections.abc import Iterator
from typing import Any

import nbformat
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades

from deepcourse.grading.book import database
from deepcourse.grading.course.files import replace_file
from deepcourse.grading.course.places import Course
from deepcourse.grading.edition import config
from deepcourse.grading.edition.convert import QUIET, course_directory
from deepcourse.grading.intake.submissions import Submission


class Store:
    """The gradebook of a course, open for the whole run; to be used in a `with`."""

    def __init__(self, course: Course) -> None:
        self.settings = config.load(course)
        self.directory = course_directory(course, self.settings)
        self.book = database.opened(course)

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *raised: object) -> None:
        self.book.close()

    def put(self, submission: Submission, notebook: NotebookNode) -> None:
        """Enter the points of an executed notebook, and keep the notebook where nbgrader looks for it.

        All of it, or, after an error, nothing: a run that is killed leaves the gradebook as it was before.
        """
        with warnings.catch_warnings():  # SQLAlchemy warns of what nbgrader does
            warnings.simplefilter("ignore")
            self._put(submission, notebook)

    def _put(self, submission: Submission, notebook: NotebookNode) -> None:
        names = {"student": submission.student, "assignment": submission.week, "notebook": submission.notebook}
        resources: dict[str, Any] = {
            "unique_key": submission.notebook,
            "nbgrader": names | {"db_url": self.directory.db_url},
        }
        with self.one_transaction():
            late = self._register(submission)
            self._save_points(notebook, resources)
            replace_file(submission.graded, nbformat.writes(notebook) + "\n")
        if late:
            self._step(AssignLatePenalties).preprocess(notebook, resources)

    def _save_points(self, notebook: NotebookNode, resources: dict[str, Any]) -> None:
        """Let nbgrader read the points from the outputs of each cell, and enter them."""
        saving = self._step(SaveAutoGrades)
        saving.gradebook = self.book  # its own `preprocess` would open the gradebook once more
        for name, value in resources["nbgrader"].items():
            setattr(saving, f"{name}_id", value)
        Preprocessor.preprocess(saving, notebook, resources)

    def _step(self, kind: type[Preprocessor]) -> Any:
        step = kind(config=self.settings)
        step.log = QUIET
        return step

    def _register(self, submission: Submission) -> bool:
        """Enter the student and what was handed in; what was not has no points. Return True where it may be late."""
        handed_in = self.directory.get_existing_timestamp(str(submission.path.parent))
        self.book.update_or_create_student(submission.student)
        when = {"timestamp": handed_in} if handed_in else {}
        entry = self.book.update_or_create_submission(submission.week, submission.student, **when)
        for notebook in self.book.find_assignment(submission.week).notebooks:
            if not submission.path.with_name(f"{notebook.name}.ipynb").exists():
                self._nothing_handed_in(submission, notebook.name)
        penalised = self.book.find_submission_notebook(submission.notebook, submission.week, submission.student)
        return entry.total_seconds_late > 0 or penalised.late_submission_penalty

    def _nothing_handed_in(self, submission: Submission, notebook: str) -> None:
        for grade in self.book.find_submission_notebook(notebook, submission.week, submission.student).grades:
            grade.auto_score, grade.needs_manual_grade = 0, False

    @contextlib.contextmanager
    def one_transaction(self) -> Iterator[None]:
        """Write to disk once, at the end of the block: nbgrader itself does it after each cell."""
        session = self.book.db()
        commit, session.commit = session.commit, session.flush
        try:
            yield
            commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.commit = commit
