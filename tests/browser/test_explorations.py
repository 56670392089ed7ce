"""Every exploration in JupyterLab: its controls fit a narrow page, can be heard, and follow the keyboard.

One page shows them all: one browser, one kernel, one run.
"""

import json

import pytest

from browser.pages import IN_A_BROWSER, Server, open_page, screenshot
from explorations import EXPLORATIONS
from samples import ROOT

pytestmark = IN_A_BROWSER

NAMES = [name for _, name in EXPLORATIONS]
PAGES = {"800 px": (800, 960), "1280 px at 200 %": (640, 480)}  # zoom leaves half as many CSS pixels
SHOW_ALL = f"""import sys
sys.path.insert(0, {str(ROOT / "tests")!r})
from IPython.display import display
from explorations import EXPLORATIONS, make
for place in EXPLORATIONS:
    display(make(*place))
print("all are shown")
"""
RUN = """() => {
    const { content, context } = window.jupyterapp.shell.currentWidget;
    content.activeCellIndex = 0;
    return context.sessionContext.ready.then(() => { window.jupyterapp.commands.execute('notebook:run-cell'); });
}"""
ENDED = """() => {
    const cell = window.jupyterapp.shell.currentWidget.content.widgets[0];
    return cell.model.executionCount !== null && cell.model.executionState !== 'running';
}"""
WRITTEN = """() => [...document.querySelectorAll('.jp-OutputArea-output')].map(o => o.innerText).join('').trim()"""
BOX = ".deepcourse-exploration"
FAULTS = """names => [...document.querySelectorAll('.deepcourse-exploration')].flatMap((box, i) => {
    const edge = box.closest('.jp-OutputArea-output').getBoundingClientRect().right + 0.5, found = [];
    const row = '.widget-inline-hbox:not(:has(img))', controls = `${row}, ${row} *, .widget-play, .jupyter-button`;
    for (const node of box.querySelectorAll(controls)) {
        const place = node.getBoundingClientRect();
        if (place.width && place.right > edge) found.push(`${node.className} ends at ${place.right}, not ${edge}`);
    }
    for (const node of box.querySelectorAll('label, .widget-readout'))
        if (node.scrollWidth > node.clientWidth) found.push(`"${node.textContent}" is cut`);
    for (const node of box.querySelectorAll('.widget-readout, .noUi-target, select'))
        if (node.getBoundingClientRect().width < 40) found.push(`${node.className} is hardly there`);
    for (const picture of box.querySelectorAll('img')) {
        const width = picture.getBoundingClientRect().width;
        if (width < 679) found.push(`a picture of ${width} pixels`);
    }
    return found.map(fault => `${names[i]}: ${fault}`);
})"""
SET_THEME = "theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })"


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    """All explorations, one below the other, the output of a single cell."""
    folder = tmp_path_factory.mktemp("explorations")
    served = folder / "served"
    served.mkdir()
    cell = {"cell_type": "code", "id": "all", "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = {"cells": [cell | {"source": SHOW_ALL}], "metadata": {"kernelspec": kernel}}
    settings = folder / "settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text(json.dumps({"maxNumberOutputs": 1000}))  # else 50
    (served / "all.ipynb").write_text(json.dumps(notebook | {"nbformat": 4, "nbformat_minor": 5}))
    with Server(folder, served=served) as server:
        page = open_page(browser, server.address("lab/tree/all.ipynb"))
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
        page.evaluate(RUN)
        page.wait_for_function(ENDED, timeout=900_000)
        assert page.evaluate(WRITTEN).endswith("all are shown"), page.evaluate(WRITTEN)
        page.wait_for_function(f"n => document.querySelectorAll('{BOX}[data-named]').length === n", arg=len(NAMES))
        yield page
        page.close()


@pytest.mark.parametrize("size", PAGES.values(), ids=list(PAGES))
def test_controls_and_labels_fit_the_page(page, size):
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    page.wait_for_timeout(1000)
    assert page.evaluate(FAULTS, NAMES) == []
    screenshot(page, f"explorations_{size[0]}")


def test_every_control_can_be_heard(page):
    heard = page.evaluate(
        """() => [...document.querySelectorAll('.deepcourse-exploration')].map(box => [
            [...box.querySelectorAll('.widget-inline-hbox > label')].map(label => label.textContent).filter(Boolean),
            [...box.querySelectorAll('.widget-slider .widget-readout')].map(readout => readout.textContent)])"""
    )
    boxes = page.locator(BOX)
    assert len(heard) == len(NAMES)
    for i, (labels, _) in enumerate(heard):
        box = boxes.nth(i)
        named = sum(box.get_by_role(role, name=label, exact=True).count() for label in labels
                    for role in ("slider", "combobox"))  # fmt: skip
        assert named == len(labels), f"{NAMES[i]}: {labels}"
    told = [(n.get_attribute("aria-valuetext")) for n in page.locator(f"{BOX} [role=slider]").all()]
    assert told == [value for _, values in heard for value in values]


def test_a_key_moves_a_slider_and_what_is_heard_follows(page):
    box = page.locator(BOX).nth(NAMES.index("explore_class_regions"))
    handle, sentence = box.get_by_role("slider", name="step"), box.get_by_role("status")
    before = sentence.inner_text()
    assert "step 0" in before
    handle.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"before => ![...document.querySelectorAll('{BOX} [role=status]')]"
                           ".some(node => node.innerText === before)", arg=before)  # fmt: skip
    assert handle.get_attribute("aria-valuetext") == "2"  # the second stop, not its number
    assert "step 2" in sentence.inner_text()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_the_sentence_can_be_read_in_both_themes(page, theme):
    from colours import ENOUGH, contrast

    page.evaluate(SET_THEME, theme)
    page.wait_for_timeout(1500)
    colours = page.evaluate(
        """() => ['.deepcourse-sentence .widget-html-content', '.widget-label', '.widget-readout'].map(each => {
            const node = document.querySelector('.deepcourse-exploration ' + each);
            const behind = getComputedStyle(document.querySelector('.jp-NotebookPanel')).backgroundColor;
            return [getComputedStyle(node).color, behind].map(c => c.match(/\\d+/g).slice(0, 3).map(x => x / 255));
        })"""
    )
    assert [pair for pair in colours if contrast(*pair) < ENOUGH] == []
