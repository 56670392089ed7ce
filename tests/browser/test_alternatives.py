"""Pictures in JupyterLab speak to readers who do not see them: figures, and explorations at each position."""

from browser.test_browser import browser, pytestmark, run, student

__all__ = ["browser", "pytestmark", "student"]  # the fixtures and marks of the other tests in a browser

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
