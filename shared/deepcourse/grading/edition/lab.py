"""JupyterLab as the courses need it: for a student on a workspace, for an instructor on the courses themselves.

student_workspace   the student edition of a course, up to date in a workspace
server              the command that serves a folder
serve               become that command
"""

import os
import sys
from pathlib import Path
from typing import NoReturn

import zmq

from deepcourse.grading.course.places import Course, use_this_python
from deepcourse.grading.edition.config import HARMLESS
from deepcourse.grading.edition.release import release_week, stale_weeks
from deepcourse.grading.edition.workspace import Filled, fill

SETTINGS = Path(__file__).with_name("lab_settings")  # defaults of ours; what a user has set stays stronger
EXTENSIONS = "nbgrader.server_extensions"
STUDENT = {"formgrader": False, "assignment_list": False, "course_list": False, "validate_assignment": True}
INSTRUCTOR = STUDENT | {"formgrader": True}
KINDS = [  # of which an exported page shows the first: of an exploration the picture, which needs no network
    "application/javascript", "text/html", "text/markdown", "image/svg+xml", "text/vnd.mermaid", "text/latex",
    "image/png", "image/jpeg", "text/plain",
]  # fmt: skip
LAYOUTS = {False: ".jupyterlab", True: "build/.jupyterlab"}  # open tabs; else those of other projects would come back


def student_workspace(course: Course, workspace: Path) -> Filled:
    """Make a course's student edition where it is stale, and bring it into the workspace; return a `Filled`."""
    for week in stale_weeks(course):
        release_week(course, week)
    return fill(workspace, course)


def server(
    folder: Path, opened: str = "", instructor: bool = False, browser: bool = True, port: int | None = None
) -> list[str]:
    """Return the command line that serves `folder` with JupyterLab, showing the file or folder `opened` first.

    It looks nothing up in the network: no news, no updates, no list of extensions.
    """
    extensions = INSTRUCTOR if instructor else STUDENT
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}"]
    command += [f"--LabApp.default_url=/lab/tree/{opened}" if opened else "--LabApp.default_url=/lab"]
    command += [f"--LabApp.app_settings_dir={SETTINGS / ('instructor' if instructor else 'student')}"]
    command += ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    command += ["--LabApp.extension_manager=readonly"]
    command += [f"--LabApp.workspaces_dir={folder / LAYOUTS[instructor]}"]
    command += [f"--ServerApp.jpserver_extensions={EXTENSIONS}.{name}={on}" for name, on in extensions.items()]
    command += [f"--NbConvertBase.display_data_priority={KINDS}"]
    command += [f"--HTMLExporter.preprocessors={HARMLESS}"] if instructor else []  # formgrader shows strangers' work
    command += [] if browser else ["--no-browser"]
    command += [f"--ServerApp.port={port}"] if port else []
    command += ["--KernelManager.transport_encryption=auto"] if zmq.has("curve") else []  # this machine may be shared
    command += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # in a container
    return command


def serve(folder: Path, command: list[str]) -> NoReturn:
    """Become the server: this process ends when the server does.

    It works from `folder`, because formgrader takes the course that it is opened in relative to there.
    """
    use_this_python()
    os.chdir(folder)
    os.execv(command[0], command)
