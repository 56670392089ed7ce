"""An exploration is there the next day: run, saved, its kernel ended, the notebook opened again without one."""

import json
import re

import pytest
from rich.console import Console

from browser.pages import IN_A_BROWSER, PATIENCE, Server, activate, open_page, run, screenshot
from deepcourse.grading.grade import grade_course
from samples import RIGHT, read
from samples import WEEK as TINY_WEEK

NOTEBOOK = "course1_nn/week2_logistic_regression/logistic_regression.ipynb"
EXPLORATION = "descent-exploration"
SAVE = """async () => {
    const context = window.jupyterapp.shell.currentWidget.context;
    await context.save();
    return context.model.dirty;
}"""
END = """async () => {
    const session = window.jupyterapp.shell.currentWidget.sessionContext;
    await session.shutdown();
    return session.session === null || session.hasNoKernel;
}"""
pytestmark = IN_A_BROWSER


@pytest.fixture(scope="module")
def saved(browser, tmp_path_factory):
    """(page, path): the exemplar, in which an exploration was run yesterday, open again; and its file."""
    folder = tmp_path_factory.mktemp("student")
    workspace = folder / "workspace"
    with Server(folder, "course1_nn", "--workspace", str(workspace)) as server:
        page = opened(browser, server)
        for cell in ("parameters", "imports", EXPLORATION):
            run(page, cell)
        page.evaluate(SAVE)
        page.evaluate(END)
        page.close()
        page = opened(browser, server)
        yield page, workspace / NOTEBOOK
        page.close()


def opened(browser, server):
    page = open_page(browser, server.address(f"lab/tree/{NOTEBOOK}"))
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.wait_for_selector('.jp-Notebook h1:has-text("Teach one neuron")')
    return page


def test_an_exploration_stands_where_it_stood(saved):
    page, _ = saved
    place = activate(page, EXPLORATION)
    place.locator("img").first.wait_for(timeout=PATIENCE)
    place.locator(".noUi-handle").first.wait_for(timeout=PATIENCE)
    assert "Error displaying widget" not in place.inner_text()
    screenshot(page, "next_day")


def test_a_page_that_is_exported_shows_the_picture(saved):
    page, path = saved
    [cell] = [cell for cell in read(path)["cells"] if cell["id"] == EXPLORATION]
    picture = re.search(r'src="([^"]+)"', "".join(cell["outputs"][0]["data"]["text/html"]))[1]
    exported = page.request.get(
        page.url.partition("/lab/")[0] + f"/nbconvert/html/{NOTEBOOK}?token=student", timeout=PATIENCE
    ).text()
    assert f'src="{picture[:1000]}' in exported.replace("\n", "")


def test_a_saved_exploration_changes_no_score(saved, course, hand_in):
    """The state of widgets is in the file that a student hands in; its widgets are of no concern to grading."""
    widgets = read(saved[1])["metadata"]["widgets"]
    path = hand_in("ada", **RIGHT)
    notebook = read(path)
    notebook["metadata"]["widgets"] = widgets
    path.write_text(json.dumps(notebook), encoding="utf-8")
    graded = grade_course(course, Console(quiet=True))
    assert [one.points for one in graded.scores if one.exercise == "total"] == [10]
    assert "widgets" not in read(course.autograded / "ada" / TINY_WEEK / "tiny.ipynb")["metadata"]
