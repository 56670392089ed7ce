"""The sandbox as Jupyter's own programs get it: plain nbgrader, and papermill."""

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from deepcourse.grading.book import database
from deepcourse.grading.edition.convert import convert
from deepcourse.grading.sandbox import Limits, warm, why_not
from deepcourse.grading.sandbox.provisioner import KERNEL, offer
from nbgraders import Autograde
from samples import RIGHT, WEEK

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "-")
LOOK = """import os, socket
try:
    socket.create_connection(("127.0.0.1", 1), 1)
except OSError as error:
    print("network:", error.errno)
print("home:", os.environ["HOME"], "course:", os.path.exists({course!r}))"""


def test_papermill_runs_a_notebook_shut_in(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", "")
    offer()
    source, executed = tmp_path / "in.ipynb", tmp_path / "out.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(LOOK.format(course=str(tmp_path)))]), source)
    papermill.execute_notebook(str(source), str(executed), kernel_name=KERNEL, cwd=str(tmp_path), progress_bar=False)
    [output] = nbformat.read(executed, 4).cells[-1].outputs
    assert "home: /tmp/home course: False" in output.text


def test_a_folder_that_is_too_large_is_not_copied(tmp_path):
    with open(tmp_path / "huge", "wb") as file:
        file.truncate(2 * Limits().folder_bytes)
    with pytest.raises(OSError, match="start its kernel in a folder of its own"):
        warm.pool().fork(tmp_path, Limits())


def test_plain_nbgrader_grades_in_the_sandbox(course, hand_in):
    spy = LOOK.format(course=str(course.path))
    path = hand_in("ada", **RIGHT | {"double": f"{RIGHT['double']}\n{spy}"})
    convert(Autograde, course, assignment_id=WEEK, student_id="ada", notebook_id="tiny")
    with database.opened(course) as book:
        assert book.find_submission_notebook("tiny", WEEK, "ada").score == 10
    graded = nbformat.read(course.autograded / "ada" / WEEK / path.name, 4)
    shown = [output.text for cell in graded.cells for output in cell.get("outputs", []) if output.get("text")]
    assert any("home: /tmp/home course: False" in text for text in shown)


def test_a_cell_that_never_ends_is_interrupted(course, hand_in, monkeypatch):
    monkeypatch.setattr("deepcourse.grading.edition.config.CELL_SECONDS", 2)
    hand_in("ada", **RIGHT | {"imports": "while True:\n    pass"})
    convert(Autograde, course, assignment_id=WEEK, student_id="ada", notebook_id="tiny")
    with database.opened(course) as book:
        assert book.find_submission_notebook("tiny", WEEK, "ada").score == 10
