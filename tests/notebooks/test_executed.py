"""Every source notebook runs from its first cell to its last, as `make execute` runs it, and no cell has a fault.

executed      a notebook that was run with FAST = True: what went wrong, and the notebook with its outputs
RULES         functions from an executed notebook to a list of complaints; write another, and all notebooks obey it
"""

import copy
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
import pytest
from rich.console import Console

from deepcourse.grading.course.execute import execute, faults
from samples import ROOT, TINY
from seen import complaints_about_images

NOTEBOOKS = sorted(ROOT.glob("course*/source/*/*.ipynb"))
CELL_SECONDS = 1200  # against a cell that never ends; on a busy machine a slow one may take minutes
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Executed:
    """What came of running a notebook: sentences on what broke the run off, and the notebook with its outputs."""

    faults: tuple[str, ...]
    notebook: nbformat.NotebookNode


@cache
def executed(path):
    """Return the `Executed` notebook of a path; it is run once in each process of the tests."""
    with tempfile.TemporaryDirectory() as folder:
        quiet = Console(quiet=True)
        [done] = execute(Path(folder), [path], quiet, fast=True, jobs=1, timeout=CELL_SECONDS)
        notebook = nbformat.read(done.executed, as_version=4) if done.executed.exists() else nbformat.v4.new_notebook()
    return Executed(done.faults, notebook)


def every_code_cell_ran_and_none_complained(notebook):
    """Return what cells raised or wrote to stderr, and which did not run."""
    return faults(notebook)


def some_cell_shows_a_picture(notebook):
    """Return a complaint where no cell shows a picture: then what was run is not what was meant."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    pages = ["".join(output.get("data", {}).get("text/html", "")) for output in outputs]
    return [] if any("<img" in page for page in pages) else ["no cell shows a picture"]


RULES = [every_code_cell_ran_and_none_complained, some_cell_shows_a_picture, complaints_about_images]


def complaints(path):
    """Return all that is wrong with an executed notebook, each sentence once."""
    one = executed(path)
    return list(dict.fromkeys([*one.faults, *(told for rule in RULES for told in rule(one.notebook))]))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_source_notebook_runs_and_obeys_all_rules(path):
    told = complaints(path)
    assert not told, "\n".join(told)


# --- the proof that these tests see what they are to see ------------------------------------------------------------

FIGURE = "import matplotlib.pyplot as plt\nimport deepcourse.figures\nfigure, axes = plt.subplots()\naxes.plot([0, 1])"
PLANTED = {  # name: (sources of the cells after the first, what must be told)
    "nothing": ([FIGURE, "1 + 1"], ""),
    "figure": ([f"{FIGURE}\naxes.plott([0, 1])", "1 + 1"], "cell two raised AttributeError"),
    "exit": ([FIGURE, "exit()"], "a cell ends the kernel"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_into_a_running_notebook_is_told(name, tmp_path):
    sources, expected = PLANTED[name]
    cells = [nbformat.v4.new_code_cell(s, id=n) for n, s in zip(["one", "two", "three"], ["2", *sources], strict=True)]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=nbformat.read(TINY, as_version=4).metadata)
    nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    told = complaints(tmp_path / f"{name}.ipynb")
    assert any(one.startswith(expected) for one in told) if expected else told == []


def error():
    return nbformat.v4.new_output("error", ename="NameError", evalue="no such name", traceback=[])


def warning():
    return nbformat.v4.new_output("stream", name="stderr", text="hm")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_fault_in_any_cell_is_told_with_the_cells_name(path):
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for count, cell in enumerate(cells, 1):
        cell.execution_count = count
    assert every_code_cell_ran_and_none_complained(notebook) == []
    for cell in cells:
        before = copy.deepcopy(cell)
        for broken in ({"outputs": [error()]}, {"outputs": [warning()]}, {"execution_count": None}):
            cell.update(broken)
            [told] = every_code_cell_ran_and_none_complained(notebook)
            assert cell.id in told
            cell.update(before)
