"""What a grade depends on: what was handed in, the edition that it is judged by, and the code that judges it.

fingerprints    all three of a submission, as texts that change when it does
code_behind     the files of the package that a notebook's grades depend on
"""

import json
from functools import cache
from pathlib import Path

from deepcourse.grading.book.imports import PACKAGE, Followed, Import, imports_of
from deepcourse.grading.course.files import read_json, sha256
from deepcourse.grading.edition.release import MADE_FROM
from deepcourse.grading.intake.submissions import Submission

JUDGE = (  # what runs and judges a submission: these, and all that they import
    "deepcourse.grading.judging.worker",
    "deepcourse.checking.remote.serve",  # imported by the kernel
    "deepcourse.grading.sandbox.inside",  # run as a program
)
CARRY = (  # what brings it there and its points back: what these import finds folders and databases
    "deepcourse.grading.judging.jobs",
    "deepcourse.grading.book.store",
)
USED_BY_ANSWERS = {"nn", "cnn", "sequence", "strategy", "experiments"}  # of what a notebook itself imports
NO_DATA = {".py", ".pyc", ".md"}


def fingerprints(submission: Submission) -> dict[str, str | None]:
    """Return {what a grade depends on: its fingerprint}; None for an edition that is not there."""
    edition = read_json(submission.course.release / MADE_FROM).get(submission.week)
    return {
        "submitted": sha256(submission.path),
        "edition": edition,
        "code": _code(submission.notebook, submission.released, edition),
    }


@cache  # a whole class hands in one notebook
def _code(notebook: str, released: Path, edition: str | None) -> str:
    return sha256(*code_behind(notebook, released.read_text(encoding="utf-8") if released.exists() else ""))


def code_behind(notebook: str, text: str = "", package: Path = PACKAGE) -> list[Path]:
    """Return the sorted paths of the package's files that can change a grade of a notebook, data files included.

    notebook    its name, by which its exercises are found
    text        its file: answers may call what its cells import, except what only draws
    package     the folder of `deepcourse`
    """
    followed = Followed(package)
    for module in JUDGE:
        followed.follow(Import(module))
    for wanted in _imports_of_answers(text):
        followed.follow(wanted)
    for folder in package.glob(f"exercises/*/{notebook}"):
        followed.follow(Import(f"deepcourse.exercises.{folder.parent.name}.{notebook}"))
        followed.files.update(path for path in folder.rglob("*") if path.is_file() and path.suffix not in NO_DATA)
    carry = {file for module in CARRY if (file := followed.file_of(module))}
    return sorted(followed.files | carry)


def _imports_of_answers(text: str) -> list[Import]:
    """Return what a notebook imports from the parts that its answers may use."""
    cells = json.loads(text)["cells"] if text else []
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    imports = [wanted for source in code for wanted in imports_of(source)]
    return [wanted for wanted in imports if USED_BY_ANSWERS.intersection(wanted.path.split(".")[1:2])]
