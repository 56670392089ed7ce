"""JupyterLab in a real browser: what tests of pages share.

CHROMIUM        the browser, if this machine has one
WITH_BROWSER    marks of the tests that need it
Server          JupyterLab on a free port of this machine
open_page       a new page of the browser, at an address
screenshot      keep what a page looks like
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from samples import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SCREENSHOTS = Path(os.environ.get("DEEPCOURSE_SCREENSHOTS", ROOT / "build" / "screenshots"))
WITH_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM and not os.environ.get("CI"), reason="Chromium is missing; `deepcourse doctor` says how to get it"
    ),
]


class Server:
    """JupyterLab on a free port of this machine: started by our own command, or on one folder as that command does."""

    def __init__(self, folder, *arguments, served=None):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (folder / "config").mkdir(exist_ok=True)
        exposed = {"LabApp": {"expose_app_in_browser": True}}  # lets the tests go to a cell by its id
        (folder / "config" / "jupyter_lab_config.json").write_text(json.dumps(exposed))
        environment = os.environ | {"JUPYTER_TOKEN": "student", "JUPYTER_CONFIG_DIR": str(folder / "config")}
        environment |= {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"), "HOME": str(folder)}
        environment |= {"JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces")}
        program = str(Path(sys.executable).with_name("deepcourse"))
        command = [program, "lab", "--no-browser", "--port", str(self.port), *arguments]
        if served:
            from deepcourse.grading.edition.lab import server

            command = server(served, browser=False, port=self.port)
        self.log = (folder / "server.log").open("w")
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True
        )

    def __enter__(self):
        try:
            self.wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def wait(self):
        """Wait until the server answers."""
        for _ in range(600):
            if self.process.poll() is not None:
                raise RuntimeError(f"the server stopped:\n{Path(self.log.name).read_text()}")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api", timeout=2).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the server is not there after a minute:\n{Path(self.log.name).read_text()}")

    def address(self, path):
        """Return the address of a page."""
        return f"http://127.0.0.1:{self.port}/{path}?token=student"

    def __exit__(self, *error):
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.log.close()


def open_page(browser, address):
    """Return a new page, as large as a laptop's."""
    page = browser.new_page(viewport={"width": 1280, "height": 960})
    page.set_default_timeout(90_000)
    page.goto(address)
    return page


def screenshot(page, name):
    """Keep what a page looks like."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")
