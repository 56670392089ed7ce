"""Feedback: every lost point has its reason on the page, and nothing hidden is on it."""

import html
import os
import re
import shutil

import nbformat
import pytest

from deepcourse.exercises import exercises_of
from deepcourse.grading.book.feedback import feedback_page
from deepcourse.grading.book.record import Record, answers_in
from deepcourse.grading.judging.verdicts import Judged
from deepcourse.grading.judging.verdicts import Test as OneTest
from samples import RIGHT, ROOT, TINY

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HIDDEN = ["-42", "double(-21)", "BEGIN HIDDEN", "random case", "calls reference"]
MISTAKE = "For dw the same comes out when the 1/m is missing in dw and db."


@pytest.fixture
def notebook():
    """The source notebook itself: all that must not be shown is in it."""
    made = nbformat.read(TINY, as_version=4)
    for cell in made.cells:
        cell.source = RIGHT.get(cell.id, cell.source)
        cell.id = cell.id.replace("double", "propagate")
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.grade_id = cell.id
    return made


JUDGED = (
    Judged(
        "propagate-check",
        "propagate",
        0,
        10,
        "incorrect",
        "3 of 6 tests fail",
        tests=(
            OneTest("two examples", "incorrect", ("dw[0, 0] is 4, expected 2 " * 5,), ("missing_one_over_m",)),
            OneTest("three <b>examples</b>", "correct"),
            OneTest("one example", "not attempted", ("a problem nobody needs",)),
        ),
        misconceptions=(MISTAKE,),
    ),
    Judged(
        "propagate-grade",
        "propagate",
        0,
        14,
        "incorrect",
        "propagate: one of the hidden tests fails, with 5 examples: dw[0, 0] is 4, expected 2",
        hidden=True,
        tests=(
            OneTest("random case 1", "incorrect", ("double(-21) is -42",), ("missing_one_over_m",)),
            OneTest("random case 2", "correct"),
        ),
        integrity=("calls reference.propagate",),
    ),
    Judged("answers-check", "answers", 2, 4, "partly right", "AssertionError:\n DESIRED: -42", hidden=True),
)


@pytest.fixture
def page(notebook):
    return feedback_page(
        Record(JUDGED, ("the cell propagate was missing; it was put back",), "A title", answers_in(notebook)),
        exercises_of("logistic_regression"),
        student="ada",
        comments={"propagate": "nearly, see <me>"},
    )


def words(page):
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", page, flags=re.DOTALL))


def test_a_page_says_all_that_helps(page):
    hints = next(e for e in exercises_of("logistic_regression") if e.name == "propagate").hints
    expected = [
        MISTAKE,
        "A title",
        "missing one over m",
        "1 of 2 hidden tests pass",
        "they give all points if all of them pass",
        "nearly, see <me>",
        "it was put back",
        *hints,
    ]
    expected += [
        "dw[0, 0] is 4",
        "three <b>examples</b>",
        RIGHT["double"],
        "2 of 28 points",
        "0 of 24",
        "with 5 examples",
    ]
    text = words(page)
    assert [one for one in expected if one not in text] == []


def test_nothing_hidden_is_on_a_page(page):
    text = words(page)
    assert [one for one in HIDDEN if one in text] == []
    assert "a problem nobody needs" not in text


def test_a_page_needs_nothing_else_and_runs_nothing(page):
    assert re.findall(r"<script|https?://|\bsrc=|<link|@import", page) == []


def test_points_of_a_person_count_on_the_page():
    assert "5.5 of 28 points" in feedback_page(Record(JUDGED), points={"propagate": 3.5})


def test_hints_are_not_on_the_page_of_who_needs_none():
    right = Record((Judged("propagate-check", "propagate", 10, 10, "correct"),))
    assert "Hint 1" not in feedback_page(right, exercises_of("logistic_regression"))


def test_comments_are_those_of_the_gradebook(course, hand_in, console):
    from deepcourse.grading.book import database
    from deepcourse.grading.book.scores import read_entries
    from deepcourse.grading.grade import grade_course

    def comments(book):
        return read_entries(book, [submission])[submission].comments

    hand_in("ada", **RIGHT)
    [submission] = grade_course(course, console, feedback=False).submissions
    with database.opened(course) as book:
        assert comments(book) == {}
        book.find_comment("double", "tiny", submission.week, "ada").manual_comment = "well done"
        book.db.commit()
        assert comments(book) == {"double": "well done"}


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="Chromium is missing")
def test_a_page_is_readable_on_a_phone(page, tmp_path):
    from pathlib import Path

    from playwright.sync_api import sync_playwright

    shots = Path(os.environ.get("DEEPCOURSE_SCREENSHOTS", ROOT / "build" / "screenshots"))
    shots.mkdir(parents=True, exist_ok=True)
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for name, width in (("phone", 360), ("desktop", 1280)):
            shown = browser.new_page(viewport={"width": width, "height": 800})
            shown.goto((tmp_path / "page.html").as_uri())
            shown.screenshot(path=shots / f"feedback_{name}.png", full_page=True)
            assert shown.evaluate("document.documentElement.scrollWidth") <= width
            shown.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
            assert shown.evaluate("document.documentElement.scrollWidth") <= width
            assert shown.locator("pre").first.is_visible()
        browser.close()
