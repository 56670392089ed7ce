"""What the tests of the commands share: a small course in a folder of its own, and a Jupyter that is nobody's."""

import os

# Tests run side by side, one a processor. A BLAS with threads of its own waits for them in a loop: on two busy
# processors the trainings of one exploration took 37 CPU seconds in place of 4. It must be said before NumPy is loaded.
os.environ.update(OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", OMP_NUM_THREADS="1")

import json
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from rich.console import Console

import deepcourse.grading  # before all that reads notebooks: it makes their import ten times as fast
from samples import COURSE, ROOT, TINY, WEEK, read

# Hundreds of processes import the same modules. Where an environment forbids Python to keep what it has compiled, each
# of them compiles it anew: 15 of 22 seconds of a collection.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

TOGETHER = {  # a group: the files whose tests one process runs
    "the graded demo": {"tests/grading/test_demo.py", "tests/browser/test_browser.py"},
    "all explorations in a browser": {"tests/browser/test_explorations.py"},
    "a saved notebook in a browser": {"tests/browser/test_next_day.py"},
    "a hostile notebook in a browser": {"tests/browser/test_hostile.py"},
    "hostile submissions": {"tests/grading/test_adversarial.py"},
    "sandboxes": {"tests/grading/sandbox/test_sandbox.py"},
    "a PostgreSQL server": {"tests/grading/book/test_database.py"},
    "a graded course": {"tests/grading/test_grade.py"},
}


def pytest_xdist_make_scheduler(config, log):
    """Let one process run what shares something dear, where `make test` asks for groups (`--dist loadscope`).

    The tests of an exercise share its key, those of some files a browser or a graded class: each process that got one
    of them would make it again.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return group_of(nodeid)

    return Together(config, log) if config.getvalue("dist") == "loadscope" else None


def pytest_collection_modifyitems(items):
    """Let the tests of a group run one after the other in one process, too: what they share is not kept for long."""
    order = {}
    for item in items:
        order.setdefault(group_of(item.nodeid), len(order))
    items.sort(key=lambda item: order[group_of(item.nodeid)])


def group_of(test):
    """Return the name of the group of a test: its exercise, the files that share something dear, or its own id."""
    file, _, name = test.partition("::")
    exercise = re.search(r"\[(\w+\.\w+)\]$", name)
    if exercise:
        return exercise[1]
    return next((group for group, files in TOGETHER.items() if file in files), test)


@pytest.fixture(scope="session", autouse=True)
def _nobodys_jupyter(tmp_path_factory):
    """Keep the settings of whoever runs the tests out of them, and the tests out of those settings."""
    home = tmp_path_factory.mktemp("jupyter")
    folders = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in folders.items():
            patch.setenv(name, str(home / folder))
        for name in ("JUPYTER_PATH", "JUPYTER_CONFIG_PATH"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def alembic_asked_once():
    """Let nbgrader ask for the version of its tables once a process, and not in another process for each gradebook.

    That is a whole nbgrader loaded, only to be told a constant.
    """
    from nbgrader import api

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "get_alembic_version", cache(api.get_alembic_version))
        yield


@pytest.fixture(scope="session")
def _released(tmp_path_factory, alembic_asked_once):
    """A folder with one course of one small notebook, its student edition made; tests get copies of it."""
    from deepcourse.grading.course.places import Course
    from deepcourse.grading.edition.release import release_week

    root = tmp_path_factory.mktemp("released")
    source = root / COURSE / "source" / WEEK
    source.mkdir(parents=True)
    shutil.copy(TINY, source)
    shutil.copy(ROOT / COURSE / "nbgrader_config.py", root / COURSE)
    release_week(Course(root / COURSE), WEEK)
    return root


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory):
    """(its folder, what the command said): the invented class of `deepcourse demo`, graded once for all tests."""
    folder = tmp_path_factory.mktemp("demo")
    command = [str(Path(sys.executable).with_name("deepcourse")), "demo", "--keep", str(folder / "demo")]
    return folder / "demo", subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def course(_released, tmp_path):
    """A course with one small notebook, and its student edition, to do with as the test likes."""
    from deepcourse.grading.course.places import Course

    shutil.copytree(_released, tmp_path / "clone")
    return Course(tmp_path / "clone" / COURSE)


@pytest.fixture
def console():
    """A console that says nothing."""
    return Console(quiet=True)


@pytest.fixture
def hand_in(course):
    """A function that hands in the released notebook for a student, with other sources for some of its cells."""

    def hand_in(student, name="tiny", week=WEEK, without=(), text=None, **sources):
        notebook = read(course.release / WEEK / "tiny.ipynb")
        notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in without]
        for cell in notebook["cells"]:
            cell["source"] = sources.get(cell["id"], cell["source"])
        path = course.submitted / student / week / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(notebook) if text is None else text, encoding="utf-8")
        return path

    return hand_in


@pytest.fixture
def deepcourse(tmp_path):
    """A function that runs the command `deepcourse` in a folder, and returns how that ended."""

    def deepcourse(*arguments, folder, **environment):
        command = [str(Path(sys.executable).with_name("deepcourse")), *map(str, arguments)]
        return subprocess.run(
            command, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False
        )

    return deepcourse
