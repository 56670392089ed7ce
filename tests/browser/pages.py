"""JupyterLab in a real browser: a server of our own, a page, and what a reader does there.

Server          JupyterLab on a free port, started by our command or by another
open_page       a page of the browser at an address
run, type_into  run a cell; write something else into it first
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
PATIENCE = 300_000  # milliseconds, for what comes some time: the machine may be busy
IN_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM and not os.environ.get("CI"), reason="Chromium is missing; `deepcourse doctor` says how to get it"
    ),
]


class Server:
    """JupyterLab on a free port of this machine: started by our own command, or on one folder as that command does."""

    def __init__(self, folder, *arguments, command=("deepcourse", "lab", "--no-browser"), cwd=ROOT, served=None):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (folder / "config").mkdir(exist_ok=True)
        exposed = {"LabApp": {"expose_app_in_browser": True}}  # lets the tests go to a cell by its id
        (folder / "config" / "jupyter_lab_config.json").write_text(json.dumps(exposed))
        environment = os.environ | {"JUPYTER_TOKEN": "student", "JUPYTER_CONFIG_DIR": str(folder / "config")}
        environment |= {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"), "HOME": str(folder)}
        environment |= {"JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces")}
        program, *words = command
        command = [str(Path(sys.executable).with_name(program)), *words, f"--port={self.port}", *arguments]
        if served:
            from deepcourse.grading.edition.lab import server

            command = server(served, browser=False, port=self.port)
        self.log = (folder / "server.log").open("w")
        self.process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True
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
        for _ in range(3000):
            if self.process.poll() is not None:
                raise RuntimeError(f"the server stopped:\n{Path(self.log.name).read_text()}")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api", timeout=2).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the server is not there after five minutes:\n{Path(self.log.name).read_text()}")

    def address(self, path):
        """Return the address of a page."""
        return f"http://127.0.0.1:{self.port}/{path}?token=student"

    def __exit__(self, *error):
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.log.close()


def open_page(browser, address):
    """Return a new page, as large as a laptop's."""
    page = browser.new_page(viewport={"width": 1280, "height": 960})
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    return page


ACTIVATE = """id => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    const index = notebook.widgets.findIndex(cell => cell.model.id === id);
    notebook.activeCellIndex = index;
    notebook.deselectAll();
    return notebook.scrollToItem(index, 'start').then(() => index);
}"""


def activate(page, cell):
    """Make the cell of this id the active one and bring it into view."""
    assert page.evaluate(ACTIVATE, cell) >= 0, f"there is no cell {cell}"
    page.wait_for_timeout(300)
    return page.locator(".jp-Notebook .jp-Cell.jp-mod-active")


READY = """() => window.jupyterapp.shell.currentWidget.sessionContext.ready"""
COUNT = """id => window.jupyterapp.shell.currentWidget.content.widgets
    .find(cell => cell.model.id === id).model.executionCount"""


def run(page, cell):
    """Run a cell as Control+Enter does, wait until the kernel has done it, and return its place on the page."""
    page.evaluate(READY)  # a cell that runs before there is a kernel runs never
    place = activate(page, cell)
    before = page.evaluate(COUNT, cell)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        """([id, before]) => {
            const notebook = window.jupyterapp.shell.currentWidget.content;
            const cell = notebook.widgets.find(cell => cell.model.id === id);
            const count = cell.model.executionCount;
            return count !== null && count !== before && cell.model.executionState !== 'running'
                && !cell.node.querySelector('.jp-InputPrompt')?.textContent.includes('*');
        }""",
        arg=[cell, before],
    )
    page.wait_for_timeout(500)
    return place


def type_into(page, cell, code):
    """Replace what a cell holds by typing, and run it."""
    place = activate(page, cell)
    place.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code)
    return run(page, cell)


def screenshot(page, name):
    """Keep what a page looks like."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")
