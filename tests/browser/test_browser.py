"""JupyterLab in a real browser, as a student and as an instructor meet it."""

import re

import pytest

from browser.pages import IN_A_BROWSER, PATIENCE, Server, open_page, run, screenshot, type_into

NOTEBOOK = "course1_nn/week2_logistic_regression/logistic_regression.ipynb"
MISTAKE = "The same result comes out when the 1/m is missing in dw and db"

WRONG = """def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    dZ = A - Y
    cost = -reference.log_likelihood(w, b, X, Y) / m
    return {"dw": X @ dZ.T, "db": np.sum(dZ)}, cost
"""
RIGHT = WRONG.replace("X @ dZ.T,", "X @ dZ.T / m,").replace("np.sum(dZ)}", "np.mean(dZ)}")

FRAMES = """place => {
    const seen = { waits: 0, sizes: new Set(), texts: new Set() };
    const look = () => {
        const image = place.querySelector('img');
        if (!image || !image.complete || !image.naturalWidth) seen.waits += 1;
        else { seen.sizes.add(`${image.width} x ${image.height}`); seen.texts.add(image.alt); }
        if (!window.looked) requestAnimationFrame(look);
    };
    window.looked = false;
    window.seen = () => { window.looked = true; return [seen.waits, [...seen.sizes], [...seen.texts]]; };
    look();
}"""

pytestmark = IN_A_BROWSER


@pytest.fixture(scope="module")
def student(browser, tmp_path_factory):
    """The exemplar of a fresh workspace, open in JupyterLab, its imports run."""
    folder = tmp_path_factory.mktemp("student")
    with Server(folder, "course1_nn", "--workspace", str(folder / "workspace")) as server:
        page = open_page(browser, server.address(f"lab/tree/{NOTEBOOK}"))
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        page.wait_for_selector('.jp-Notebook h1:has-text("Teach one neuron")')
        page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
        for cell in ("parameters", "imports"):
            run(page, cell)
        yield page
        page.close()


def test_a_blank_exercise_is_not_attempted_yet(student):
    run(student, "propagate")
    assert "propagate: not attempted yet" in run(student, "propagate-check").inner_text()


def test_a_wrong_answer_shows_the_misconception_by_name(student):
    type_into(student, "propagate", WRONG)
    shown = run(student, "propagate-check")
    assert MISTAKE in shown.inner_text()
    assert "dw" in shown.inner_text()
    assert "Traceback" not in shown.inner_text()
    screenshot(student, "check")


def test_the_right_answer_turns_the_check_green(student):
    type_into(student, "propagate", RIGHT)
    shown = run(student, "propagate-check")
    assert "propagate: correct, all 8 visible tests pass" in shown.inner_text()
    assert MISTAKE not in shown.inner_text()
    colour = shown.locator("b").first.evaluate("node => getComputedStyle(node).backgroundColor")
    red, green, _ = map(int, re.findall(r"\d+", colour)[:3])
    assert green > 100 > red
    screenshot(student, "check_green")


def test_a_slider_moves_and_its_figure_changes(student):
    place = run(student, "descent-exploration")
    picture = place.locator("img").first
    picture.wait_for()
    before = picture.get_attribute("src")
    slider = place.locator(".noUi-handle").first
    slider.focus()
    for _ in range(3):
        student.keyboard.press("ArrowRight")
    student.wait_for_function(
        "before => [...document.querySelectorAll('.jp-Cell.jp-mod-active img')][0].src !== before",
        arg=before,
    )
    screenshot(student, "exploration")


def test_a_figure_has_its_description_as_alternative_text(student):
    image = run(student, "losses-figure").locator("img").first
    image.wait_for()
    assert image.get_attribute("alt").startswith("Two panels. Panel 1: How wrong, if the label is 1?")


def test_an_exploration_describes_each_position_and_shows_no_blank_frame_between_them(student):
    place = run(student, "descent-exploration")
    image = place.locator("img").first
    image.wait_for()
    sentence = place.locator(".deepcourse-sentence").inner_text()
    before = image.get_attribute("alt")
    assert before.startswith(sentence)
    assert "Two panels. Panel 1: Log loss: the path, from above." in before
    place.evaluate(FRAMES)
    place.locator(".noUi-handle").first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowRight"):
        student.keyboard.press(key)
        student.wait_for_timeout(300)
    student.wait_for_function(
        "before => document.querySelector('.jp-Cell.jp-mod-active img').alt !== before", arg=before
    )
    waits, sizes, texts = student.evaluate("() => window.seen()")
    assert (waits, len(sizes)) == (0, 1)
    assert len(texts) >= 2
    assert image.get_attribute("alt").startswith(place.locator(".deepcourse-sentence").inner_text())


def test_validate_says_what_is_missing(student):
    student.get_by_role("button", name="Validate").first.click()
    dialog = student.locator(".jp-Dialog")
    dialog.wait_for(timeout=PATIENCE)
    told = dialog.inner_text()
    assert "failed" in told.lower()  # the other exercises are still blank
    assert told.count("not attempted yet") == 1
    assert "check(initialize_with_zeros)" in told  # the first of them
    assert "check(predict)" not in told
    assert "check(propagate)" not in told  # this one is right
    screenshot(student, "validate")
    dialog.get_by_role("button").last.click()


@pytest.fixture(scope="module")
def instructor(browser, demonstrated, tmp_path_factory):
    """Formgrader on the demo's course, open in JupyterLab."""
    folder, (graded, _) = tmp_path_factory.mktemp("instructor"), demonstrated
    with Server(folder, "course1_nn", "--instructor", "--root", str(graded)) as server:
        page = open_page(browser, server.address("lab"))
        page.wait_for_selector(".jp-DirListing-item")
        yield page, server
        page.close()


def test_formgrader_opens_in_jupyterlab(instructor):
    page, _ = instructor
    page.get_by_text("course1_nn").first.dblclick()
    page.locator(".lm-MenuBar-itemLabel", has_text="Nbgrader").click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("Formgrader.*local")).click()
    frame = page.frame_locator("iframe")
    frame.get_by_text("week2_logistic_regression").first.wait_for()
    screenshot(page, "formgrader")


def test_formgrader_shows_the_scores_of_the_demo(instructor):
    page, server = instructor
    page.goto(server.address("formgrader/gradebook/week2_logistic_regression/logistic_regression"))
    page.locator("table tbody tr", has_text="/ 100").first.wait_for()
    shown = page.locator("table tbody tr").all_inner_texts()
    screenshot(page, "formgrader_scores")
    scores = sorted(float(re.search(r"([\d.]+) / 100", row)[1]) for row in shown if "/ 100" in row)
    assert scores == [0.0, 13.72, 46.0, 46.0, 100.0, 100.0, 100.0]
