"""The student's lab: the workspace never loses work, and JupyterLab is what the courses need."""

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from deepcourse.cli import main
from deepcourse.grading.edition.lab import server, student_workspace
from deepcourse.grading.edition.workspace import MANIFEST, fill, first_notebook
from deepcourse.grading.machine.doctor import kernel
from samples import COURSE, WEEK, change

NOTEBOOK = f"{COURSE}/{WEEK}/tiny.ipynb"
TODAY = date(2026, 11, 21)


@pytest.fixture
def workspace(course):
    """A workspace, just filled."""
    folder = course.root / "workspace"
    fill(folder, course, TODAY)
    return folder


def new_edition(course, title="# A new edition"):
    change(course.release / WEEK / "tiny.ipynb", title=title)


def work_on(workspace, text="# my work"):
    change(workspace / NOTEBOOK, double=text)
    return (workspace / NOTEBOOK).read_bytes()


def test_a_workspace_gets_the_student_edition(course, workspace):
    assert (workspace / NOTEBOOK).read_bytes() == (course.release / WEEK / "tiny.ipynb").read_bytes()
    assert first_notebook(workspace, course) == NOTEBOOK


def test_filling_again_does_nothing(course, workspace):
    filled = fill(workspace, course, TODAY)
    assert (filled.put, filled.beside) == ([], {})


def test_an_untouched_file_is_brought_up_to_date(course, workspace):
    new_edition(course)
    assert fill(workspace, course, TODAY).put == [NOTEBOOK]
    assert "A new edition" in (workspace / NOTEBOOK).read_text()


def test_a_touched_file_stays_and_the_new_version_is_beside_it(course, workspace):
    mine = work_on(workspace)
    new_edition(course)
    filled = fill(workspace, course, TODAY)
    beside = f"{COURSE}/{WEEK}/tiny (new version 2026-11-21).ipynb"
    assert (filled.put, filled.beside) == ([], {NOTEBOOK: beside})
    assert (workspace / NOTEBOOK).read_bytes() == mine
    assert "A new edition" in (workspace / beside).read_text()


def test_the_same_new_version_is_put_beside_only_once(course, workspace):
    work_on(workspace)
    new_edition(course)
    fill(workspace, course, TODAY)
    assert fill(workspace, course, TODAY).beside == {}


def test_versions_of_one_day_do_not_collide(course, workspace):
    mine = work_on(workspace)
    for title in ("# One", "# Two"):
        new_edition(course, title)
        fill(workspace, course, TODAY)
    names = sorted(path.name for path in (workspace / COURSE / WEEK).iterdir())
    assert names == ["tiny (new version 2026-11-21).ipynb", "tiny (new version 2026-11-21, 2).ipynb", "tiny.ipynb"]
    assert (workspace / NOTEBOOK).read_bytes() == mine


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_text("{")], ids=["gone", "cut"])
def test_without_its_manifest_everything_counts_as_touched(course, workspace, damage):
    mine = work_on(workspace)
    damage(workspace / MANIFEST)
    assert list(fill(workspace, course, TODAY).beside) == [NOTEBOOK]
    assert (workspace / NOTEBOOK).read_bytes() == mine


def test_a_deleted_file_comes_back(course, workspace):
    (workspace / NOTEBOOK).unlink()
    assert fill(workspace, course, TODAY).put == [NOTEBOOK]


def test_data_beside_a_notebook_comes_along_and_nothing_hidden(course):
    (course.release / WEEK / "data.csv").write_text("1,2\n")
    (course.release / WEEK / ".ipynb_checkpoints").mkdir()
    (course.release / WEEK / ".ipynb_checkpoints" / "tiny-checkpoint.ipynb").write_text("{}")
    assert fill(course.root / "workspace", course, TODAY).put == [f"{COURSE}/{WEEK}/data.csv", NOTEBOOK]


def test_a_stale_student_edition_is_made_anew(course):
    change(course.sources()[0], title="# Written a minute ago")
    student_workspace(course, course.root / "workspace")
    assert "Written a minute ago" in (course.root / "workspace" / NOTEBOOK).read_text()


def test_the_command_prepares_and_names_what_it_did(course, monkeypatch):
    monkeypatch.chdir(course.root)
    done = CliRunner().invoke(main, ["lab", "--prepare"])
    assert (done.exit_code, done.stderr, done.stdout) == (0, "", f"new in your workspace: {NOTEBOOK}\n")
    work_on(course.root / "workspace")
    change(course.sources()[0], title="# Changed")
    done = CliRunner().invoke(main, ["lab", "--prepare"])
    assert re.search(r"stays as it is; its new version is beside it: tiny \(new version [\d-]+\)\.ipynb", done.stdout)


@pytest.mark.parametrize("instructor", [False, True], ids=["student", "instructor"])
def test_a_lab_asks_nobody_for_news(instructor):
    command = server(Path("somewhere"), instructor=instructor)
    settings = Path(next(word for word in command if "app_settings_dir" in word).partition("=")[2])
    disabled = json.loads((settings / "page_config.json").read_text())["disabledExtensions"]
    assert disabled["@jupyterlab/apputils-extension:announcements"]
    assert "--LabApp.news_url=None" in command
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in command


class Lab:
    """JupyterLab, started from a command line, with its answers."""

    def __init__(self, command, folder, environment):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
        command = [*command, f"--ServerApp.port={self.address.rpartition(':')[2]}"]
        self.log = (folder / "server.log").open("w")
        environment = os.environ | environment | {"JUPYTER_TOKEN": "secret"}
        self.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=self.log, stderr=self.log)

    def __enter__(self):
        for _ in range(3000):  # five minutes: the machine may be busy
            if self.process.poll() is None:
                with contextlib.suppress(OSError):
                    self.get("api")
                    return self
                time.sleep(0.1)
        self.__exit__()
        raise RuntimeError(f"the server is not there:\n{Path(self.log.name).read_text()}")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(60)
        self.log.close()

    def get(self, path, data=None):
        body = None if data is None else json.dumps(data).encode()
        request = urllib.request.Request(f"{self.address}/{path}", body, {"Authorization": "token secret"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()


def test_a_student_can_validate_and_has_nothing_of_the_instructor(course, workspace):
    with Lab(server(workspace, NOTEBOOK, browser=False), course.root, {"PATH": os.defpath}) as lab:
        page = lab.get("lab")
        assert "@jupyter/nbgrader:formgrader" in re.search(r'"disabledExtensions": \[[^]]*\]', page)[0]
        [found] = json.loads(lab.get(f"api/contents/{COURSE}/{WEEK}"))["content"]
        assert found["name"] == "tiny.ipynb"
        with pytest.raises(urllib.error.HTTPError, match="404"):
            lab.get("formgrader")
        told = json.loads(lab.get("assignments/validate", {"path": NOTEBOOK}))
        assert told["success"]
        assert "write double" in json.dumps(told["value"])


def test_an_instructor_has_formgrader_for_the_course_that_is_open(course):
    with Lab(server(course.root, instructor=True, browser=False), course.root, {}) as lab:
        setting = json.loads(lab.get("lab/api/settings/@jupyter/nbgrader:formgrader"))
        assert setting["schema"]["properties"]["local_config"]["default"] is True
        assert "Manage Assignments" in lab.get(f"formgrader?path={COURSE}")
        assert [one["name"] for one in json.loads(lab.get("formgrader/api/assignments"))] == [WEEK]


def test_the_kernel_is_the_python_that_serves(workspace):
    assert server(workspace)[0] == sys.executable
    assert not kernel().missing
