"""What a worker needs to judge a submission, read from where it lies.

job_of      the `Job` of a submission
"""

from nbgrader.api import Gradebook

from deepcourse.grading.intake.reading import read_bounded
from deepcourse.grading.intake.submissions import Submission
from deepcourse.grading.judging.worker import Job
from deepcourse.grading.sandbox import Limits


def job_of(submission: Submission, book: Gradebook, limits: Limits, sandboxed: bool) -> Job:
    """Return the `Job` that judges a submission; raises UnreadableError, with a sentence, where its file is not read.

    book        the course's gradebook: it has the cells with their hidden tests
    """
    content = read_bounded(submission.path)
    cells = book.find_notebook(submission.notebook, submission.week).source_cells
    tests = {cell.name: cell.source for cell in cells if cell.locked}
    released = submission.released.read_text(encoding="utf-8")
    return Job(submission.notebook, content, released, tests, limits, sandboxed)
