"""nbgrader's own grading of one notebook, for tests that compare with it or use its kernel."""

from pathlib import Path

from nbgrader import converters

from deepcourse.grading.edition.convert import Remembering


class Autograde(Remembering, converters.Autograde):
    """Grades the one notebook that the course directory names: not by pattern, so that any name will do."""

    def init_notebooks(self):
        """Name the notebook that will be graded."""
        where = self.coursedir
        folder = self._format_source(where.assignment_id, where.student_id)
        self.assignments = {folder: [str(Path(folder, f"{where.notebook_id}.ipynb"))]}
