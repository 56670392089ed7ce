"""Running notebooks: whatever keeps a cell from running to its end is noticed."""

import json

import nbformat
import pytest

from conftest import COURSE, TINY, WEEK, change, read
from deepcourse.grading.execute import execute, faults, find_notebooks, problems

BROKEN = {
    "exit": (
        {"imports": "import sys\nsys.exit(0)"},
        ["cell imports raised SystemExit", "did not run, double the first"],
    ),
    "exit_last": ({"answers-check": "import sys\nsys.exit(0)"}, ["cell answers-check raised SystemExit"]),
    "killed": (
        {"double": "import os\nos._exit(0)"},
        ["cell double: Kernel died", "did not run, double-check the first"],
    ),
    "killed_last": ({"answers-check": "import os\nos._exit(0)"}, ["cell answers-check: Kernel died"]),
    "raises": ({"double": "1 / 0"}, ["cell double raised ZeroDivisionError", "did not run, double-check the first"]),
    "stderr": ({"double-check": "import sys\nprint('hm', file=sys.stderr)"}, ["cell double-check wrote to stderr: hm"]),
    "slow": ({"answers": "import time\ntime.sleep(60)"}, ["cell answers: A cell timed out", "cell answers raised"]),
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
        change(path, **BROKEN.get(path.stem, ({},))[0])
    done = execute(root, paths, Console(quiet=True), fast=True, jobs=4, timeout=8)
    return {one.source.stem: one for one in done}


def test_a_notebook_that_runs_is_kept_with_its_outputs(executions):
    one = executions["right"]
    assert one.faults == ()
    assert one.executed.parts[-5:] == ("build", "executed", COURSE, WEEK, "right.ipynb")
    cells = {cell["id"]: cell for cell in read(one.executed)["cells"]}
    assert cells["answers-check"]["outputs"][0]["data"]["text/plain"] == ["4.0"]
    assert any(cell["source"] == ["# Parameters\n", "FAST = True"] for cell in cells.values())


@pytest.mark.parametrize("name", BROKEN)
def test_what_keeps_a_cell_from_its_end_is_noticed_and_named(executions, name):
    told = executions[name].faults
    assert len(told) == len(BROKEN[name][1])
    assert all(expected in fault for expected, fault in zip(BROKEN[name][1], told, strict=True)), told


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


def test_the_command_ends_with_the_truth(course, deepcourse):
    done = deepcourse("execute", "--jobs", "1", folder=course.root)
    assert (done.returncode, done.stderr) == (0, "")
    change(course.sources()[0], **{"answers-check": "import sys\nsys.exit(0)"})
    done = deepcourse("execute", folder=course.root)
    assert done.returncode == 1
    assert done.stderr == f"Error: {COURSE}/source/{WEEK}/tiny.ipynb: cell answers-check raised SystemExit: 0\n"


def test_a_notebook_that_is_not_there_is_named(course, deepcourse):
    done = deepcourse("execute", "nowhere.ipynb", folder=course.root)
    assert (done.returncode, done.stderr) == (1, "Error: there is no notebook nowhere.ipynb\n")
