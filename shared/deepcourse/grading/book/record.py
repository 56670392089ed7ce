"""What is remembered of a graded submission, in a file beside the graded notebooks.

Record      the verdicts, and what the feedback page needs besides them
is_graded   whether a submission has been graded as it is now
keep        enter a worker's result in the gradebook, and remember it
recall      what is remembered
forget      remove it, with all else that an earlier grading left
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import nbformat
from nbformat import NotebookNode

from deepcourse.checking.legible import legible
from deepcourse.grading.book.fingerprint import fingerprints
from deepcourse.grading.book.store import Store
from deepcourse.grading.course.files import read_json, write_json
from deepcourse.grading.intake.submissions import Submission
from deepcourse.grading.judging import verdicts
from deepcourse.grading.judging.verdicts import Judged
from deepcourse.grading.judging.worker import Result

LONGEST_ANSWER = 20_000  # characters of a cell


@dataclass(frozen=True)
class Record:
    """What is remembered of a graded submission.

    title       what the notebook calls itself
    answers     {grade_id: source} of the cells that the student wrote
    page        what the feedback page shows of the gradebook; None before there is one
    """

    judged: tuple[Judged, ...] = ()
    repairs: tuple[str, ...] = ()
    title: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    page: list[Any] | None = None


def is_graded(submission: Submission) -> bool:
    """Return True where the submission has been graded as it is now, by the tests as they are now."""
    return submission.graded.exists() and fingerprints(submission).items() <= read_json(submission.memory).items()


def keep(store: Store, submission: Submission, before: Mapping[str, str | None], result: Result) -> Submission:
    """Enter a worker's result in the gradebook, and remember it; return the submission, with its problem and repairs.

    before : `fingerprints` of the submission when it was given to the worker
    """
    forget(submission)
    submission = replace(submission, repairs=(*submission.repairs, *result.repairs), problem=result.problem)
    if submission.problem:
        return submission
    try:
        notebook = nbformat.reads(result.notebook, as_version=4)
        store.put(submission, notebook)
    except Exception as error:  # one notebook that cannot be kept does not stop the others
        forget(submission)
        sentence = legible(str(error)).split("\n")[0]
        return replace(submission, problem=f"its points could not be stored: {type(error).__name__}: {sentence}")
    title = notebook.metadata.get("title", submission.notebook)
    record = Record(result.judged, submission.repairs, title, answers_in(notebook))
    write_json(submission.memory, {**before, **asdict(record)})
    return submission


def answers_in(notebook: NotebookNode) -> dict[str, str]:
    """Return {grade_id: source} of the cells that the student wrote."""
    marks = ((cell.metadata.get("nbgrader", {}), cell.source) for cell in notebook.cells)
    return {mark["grade_id"]: source[:LONGEST_ANSWER] for mark, source in marks if mark.get("solution")}


def recall(submission: Submission) -> Record:
    """Return the `Record` of a graded submission; an empty one where nothing is remembered."""
    known = read_json(submission.memory)
    return Record(
        judged=tuple(verdicts.from_data(judged) for judged in known.get("judged", ())),
        repairs=tuple(known.get("repairs", ())),
        title=known.get("title", submission.notebook),
        answers=known.get("answers", {}),
        page=known.get("page"),
    )


def remember_page(submission: Submission, shown: list[Any]) -> None:
    """Remember what the feedback page shows of the gradebook."""
    write_json(submission.memory, read_json(submission.memory) | {"page": shown})


def forget(submission: Submission) -> None:
    """Remove what an earlier grading left: it belongs to another submission."""
    for path in (submission.memory, submission.graded, submission.page):
        path.unlink(missing_ok=True)
