"""Running notebooks: whatever keeps a cell from running to its end is noticed."""

import json

import nbformat
import pytest
from click.testing import CliRunner

from deepcourse.cli import main
from deepcourse.grading.course.execute import execute, faults, find_notebooks, problems
from samples import COURSE, TINY, WEEK, change, read

EXIT, KILL = "import sys\nsys.exit(0)", "import os\nos._exit(0)"
SECONDS = 20  # for the cell that never ends; the others are done long before, on a busy machine too
LEFT = "code cells did not run"
BROKEN = {  # name of the notebook: the cell that gets another source, and what must be told
    "exit": ("imports", EXIT, ["cell imports raised SystemExit: 0", f"5 of 8 {LEFT}, double the first of them"]),
    "exit_last": ("answers-check", EXIT, ["cell answers-check raised SystemExit: 0"]),
    "killed": ("double", KILL, ["cell double: Kernel died", LEFT]),
    "asked_to_end": ("answers-check", "exit()", ["a cell ends the kernel, as exit() does"]),
    "raises": ("answers", "1 / 0", ["cell answers raised ZeroDivisionError", f"1 of 8 {LEFT}"]),
    "stderr": ("double-check", "import sys\nprint('hm', file=sys.stderr)", ["cell double-check wrote to stderr: hm"]),
    "slow": ("answers-check", "import time\ntime.sleep(600)", ["cell answers-check: A cell timed out", "raised Keyb"]),
}


@pytest.fixture(scope="module")
def executions(tmp_path_factory):
    """What came of executing a notebook for each way to fail, and one that is right; four at once."""
    from rich.console import Console

    root = tmp_path_factory.mktemp("execute")
    paths = [root / COURSE / "source" / WEEK / f"{name}.ipynb" for name in ("right", *BROKEN)]
    paths[0].parent.mkdir(parents=True)
    for path in paths:
        path.write_text(TINY.read_text())
        if path.stem in BROKEN:
            cell, source, _ = BROKEN[path.stem]
            change(path, **{cell: source})
    done = execute(root, paths, Console(quiet=True), fast=True, jobs=4, timeout=SECONDS)
    return {one.source.stem: one for one in done}


def test_a_notebook_that_runs_is_kept_with_its_outputs(executions):
    one = executions["right"]
    assert one.faults == ()
    assert one.executed.parts[-5:] == ("build", "executed", COURSE, WEEK, "right.ipynb")
    cells = {cell["id"]: cell for cell in read(one.executed)["cells"]}
    assert cells["answers-check"]["outputs"][0]["data"]["text/plain"] == ["4.0"]
    assert any("FAST = True" in "".join(cell["source"]) for cell in cells.values())


@pytest.mark.parametrize("name", BROKEN)
def test_what_keeps_a_cell_from_its_end_is_noticed_and_named(executions, name):
    told, expected = executions[name].faults, BROKEN[name][2]
    assert len(told) == len(expected), told
    assert all(words in fault for words, fault in zip(expected, told, strict=True)), told


def test_faults_are_told_with_the_notebook(executions, tmp_path):
    [told] = problems([executions["stderr"]], executions["stderr"].source.parents[3])
    assert told == f"{COURSE}/source/{WEEK}/stderr.ipynb: cell double-check wrote to stderr: hm"


def test_empty_cells_need_not_run():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(" \n"), nbformat.v4.new_markdown_cell("a")])
    assert faults(notebook) == []


def test_sources_are_not_changed_and_nothing_half_done_stays(executions):
    folder = executions["right"].executed.parent
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.ipynb" for name in executions)
    assert read(executions["right"].source) == json.loads(TINY.read_text())


def test_courses_and_files_can_be_named(course):
    [source] = course.sources()
    assert find_notebooks(course.root, ()) == [source]
    assert find_notebooks(course.root, ("course1",)) == [source]
    assert find_notebooks(course.root, (str(source),)) == [source]


def test_the_command_ends_with_the_truth(course, monkeypatch):
    monkeypatch.chdir(course.root)
    done = CliRunner().invoke(main, ["execute", "--jobs", "1"])
    assert (done.exit_code, done.stderr) == (0, "")
    change(course.sources()[0], **{"answers-check": EXIT})
    done = CliRunner().invoke(main, ["execute"])
    assert done.exit_code == 1
    assert done.stderr == f"Error: {COURSE}/source/{WEEK}/tiny.ipynb: cell answers-check raised SystemExit: 0\n"


def test_a_notebook_that_is_not_there_is_named(course, monkeypatch):
    monkeypatch.chdir(course.root)
    done = CliRunner().invoke(main, ["execute", "nowhere.ipynb"])
    assert (done.exit_code, done.stderr) == (1, "Error: there is no notebook nowhere.ipynb\n")
