"""Grading: every submission gets its points or a reason, and nothing hidden gets out."""

import csv
import html
import json
import re
import shutil
from pathlib import Path

import pytest

from deepcourse.grading.book import database
from deepcourse.grading.book.record import is_graded
from deepcourse.grading.course import exercise_cells
from deepcourse.grading.edition.preprocessors import hidden_sentence
from deepcourse.grading.grade import grade_course
from deepcourse.grading.intake.submissions import damage, find_submissions
from samples import COURSE, RIGHT, WEEK, change, read, scores_now, sources

HIDDEN = ["-42", "double(-21)", "BEGIN HIDDEN"]  # what stands in the hidden tests, and nowhere else


def totals(graded):
    """Return {student: total points} of what `grade_course` returned."""
    return {score.student: score.points for score in graded.scores if score.exercise == "total"}


@pytest.fixture(scope="module")
def graded_class(_released, tmp_path_factory):
    """A graded class of students who are all different: the course, and what grading returned."""
    from rich.console import Console

    from deepcourse.grading.course.places import Course

    root = tmp_path_factory.mktemp("class") / "clone"
    shutil.copytree(_released, root)
    course = Course(root / COURSE)
    hand_in_class(course)
    return course, grade_course(course, Console(quiet=True))


def hand_in_class(course):
    text = (course.release / WEEK / "tiny.ipynb").read_text()
    warns = "import warnings\ndef double(x):\n    warnings.warn('careful')\n    return x + x"
    put(course, "all right", RIGHT)
    put(course, "half [1]", {"double": RIGHT["double"]})
    put(course, "blank", {})
    put(course, "only visible", {"double": "def double(x):\n    return abs(x + x)"})
    put(course, "one letter", {"answers": 'answers = {"first": "a", "second": "c"}'})
    put(course, "dead", {"double": "import os\nos._exit(0)"})
    put(course, "syntax", RIGHT | {"imports": "import math\npi = ("})
    put(course, "warns", RIGHT | {"double": warns})
    put(course, "deleted", RIGHT, without=("double-task", "double", "double-check", "double-grade"))
    put(course, "misnamed", RIGHT, name="tiny (1)")
    put(course, "astray", RIGHT, week=f"{WEEK}/{WEEK}")
    put(course, "early", RIGHT, week="week9_future")
    (course.submitted / "damaged" / WEEK).mkdir(parents=True)
    (course.submitted / "damaged" / WEEK / "tiny.ipynb").write_text(text[: len(text) // 2])


def put(course, student, answers, name="tiny", week=WEEK, without=()):
    path = course.submitted / student / week / f"{name}.ipynb"
    path.parent.mkdir(parents=True)
    notebook = read(course.release / WEEK / "tiny.ipynb")
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in without]
    path.write_text(json.dumps(notebook))
    change(path, **answers)


@pytest.mark.parametrize(
    ("student", "points"),
    [
        ("all right", 10),
        ("half [1]", 6),
        ("blank", 0),
        ("only visible", 2),
        ("one letter", 2),
        ("syntax", 10),
        ("deleted", 4),
        ("dead", 0),
        ("damaged", 0),
        ("misnamed", 10),
        ("warns", 10),
        ("astray", None),
        ("early", None),
    ],
)
def test_each_student_gets_the_points_of_the_right_answers(graded_class, student, points):
    assert totals(graded_class[1])[student] == points


@pytest.mark.parametrize(
    ("student", "told"),
    [
        ("astray", f"it lies in the wrong folder; notebooks are looked for in submitted/astray/{WEEK}/"),
        ("early", f"no notebooks for a week 'week9_future'; its weeks are: {WEEK}"),
    ],
)
def test_what_cannot_be_judged_is_named_with_student_file_and_reason(graded_class, student, told):
    [problem] = [problem for problem in graded_class[1].problems if problem.startswith(f"{student}: ")]
    assert f"{COURSE}/submitted/{student}/" in problem
    assert told in problem


def test_nobody_else_is_reported(graded_class):
    named = sorted(problem.partition(":")[0] for problem in graded_class[1].problems)
    assert named == ["astray", "early"]


def test_no_hidden_line_gets_into_what_students_get(graded_class):
    course, _ = graded_class
    pages = list(course.feedback.rglob("*.html"))
    assert len(pages) == 11
    texts = {page: words(page) for page in [*pages, *course.release.rglob("*.ipynb")]}
    assert [(page.parts[-3], word) for page, text in texts.items() for word in HIDDEN if word in text] == []
    assert all(word in words(course.sources()[0]) for word in HIDDEN)  # else this test would see nothing


def words(path):
    """Return the text of a page or a notebook as it is read, without the marks that colour it."""
    return html.unescape(re.sub(r"<[^>]*>", "", path.read_text()))


@pytest.mark.parametrize(
    ("student", "told"),
    [
        ("only visible", "two times a number below zero is not right"),
        ("blank", "The hidden tests were stopped by NotImplementedError."),
        ("deleted", "The hidden tests were stopped by NotImplementedError."),
    ],
)
def test_a_feedback_page_says_what_the_hidden_tests_found(graded_class, student, told):
    page = (graded_class[0].feedback / student / WEEK / "tiny.html").read_text()
    assert told in html.unescape(page)


def test_graded_notebooks_were_run_fast(graded_class):
    course, _ = graded_class
    graded = sources(read(course.autograded / "all right" / WEEK / "tiny.ipynb"))
    assert graded["parameters"].startswith("FAST = True")


def test_points_belong_to_exercises_and_sum_to_the_total(graded_class):
    scores = [score for score in graded_class[1].scores if score.student == "only visible"]
    assert [(s.exercise, s.points, s.max_points) for s in scores] == [
        ("double", 2, 6),
        ("answers", 0, 4),
        ("total", 2, 10),
    ]


def test_a_second_grading_runs_only_what_has_changed(course, hand_in, console):
    def times():
        return {one.student: one.graded.stat().st_mtime_ns for one in find_submissions(course)}

    hand_in("ada", **RIGHT)
    hand_in("bob")
    grade_course(course, console)
    before = times()
    hand_in("bob", double=RIGHT["double"])
    graded = grade_course(course, console)
    after = times()
    assert (before["ada"] == after["ada"], before["bob"] == after["bob"]) == (True, False)
    assert totals(graded) == {"ada": 10, "bob": 6}
    grade_course(course, console, student="ada", force=True)
    assert times()["ada"] != after["ada"]


def test_a_submission_that_is_damaged_now_has_no_points_from_before(course, hand_in, console):
    hand_in("ada", **RIGHT)
    grade_course(course, console, feedback=False)
    hand_in("ada", text="{")
    graded = grade_course(course, console)
    assert totals(graded) == {"ada": None}
    assert list(course.autograded.rglob("*.ipynb")) == []


def test_points_given_by_hand_reach_the_scores_and_the_page(course, hand_in, console):
    hand_in("ada")
    grade_course(course, console)
    with database.opened(course) as book:
        grade = book.find_grade("double-check", "tiny", WEEK, "ada")
        grade.manual_score = 1.5
        book.find_comment("double", "tiny", WEEK, "ada").manual_comment = "nearly, see me"
        book.db.commit()
    assert totals(grade_course(course, console)) == {"ada": 1.5}
    assert "nearly, see me" in (course.feedback / "ada" / WEEK / "tiny.html").read_text()


def test_points_that_a_person_must_give_are_no_zero(course, hand_in, console):
    hand_in("ada", **RIGHT)
    grade_course(course, console, feedback=False)
    with database.opened(course) as book:
        grade = book.find_grade("double-check", "tiny", WEEK, "ada")
        grade.auto_score, grade.needs_manual_grade = None, True
        book.db.commit()
    scores = {score.exercise: (score.points, score.status) for score in scores_now(course)}
    assert scores == {"double": (None, "not judged"), "answers": (4, "graded"), "total": (None, "not judged")}


def test_changed_sources_are_told_because_grading_uses_the_release(course, hand_in, console):
    hand_in("ada", **RIGHT)
    change(course.sources()[0], title="# Changed")
    [note] = grade_course(course, console, feedback=False).notes
    assert f"deepcourse release {COURSE} --week {WEEK}" in note


def test_a_week_without_a_student_edition_says_what_to_do(course, hand_in):
    hand_in("ada", **RIGHT)
    shutil.rmtree(course.release)
    [one] = find_submissions(course)
    assert f"say: deepcourse release {COURSE} --week {WEEK}" in one.problem


def test_a_new_release_is_a_reason_to_grade_again(course, hand_in, console):
    from deepcourse.grading.edition.release import release_week

    hand_in("ada", **RIGHT)
    [one] = grade_course(course, console, feedback=False).submissions
    assert is_graded(one)
    change(course.sources()[0], title="# Changed")
    release_week(course, WEEK)
    assert not is_graded(one)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b'{"cells": [\n  {"id": 1,,\n', "the file is damaged at line 2, column 12: "),
        (b'{"cells": [\n  {"id": "a', "the file was cut off"),
        (b'{"cells": [\n', "the file was cut off"),
        (b'{"cells": "\xff"}', "byte 12, in line 1, is not UTF-8"),
        (b"[1, 2]", "no notebook: it has no nbformat"),
        (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"id": "a"}]}', "no notebook: "),
        (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}', "the notebook has no cells"),
        (b"[" * 100_000, "damaged"),
    ],
    ids=["empty", "comma", "string", "cut", "encoding", "list", "cell", "no cells", "deep"],
)
def test_damage_is_told_with_its_place(tmp_path, content, told):
    path = tmp_path / "tiny.ipynb"
    path.write_bytes(content)
    assert told in damage(path)


def test_a_link_is_not_followed(tmp_path, course):
    link = tmp_path / "tiny.ipynb"
    link.symlink_to(course.sources()[0])
    assert "link" in damage(link)
    assert damage(course.sources()[0]) == ""


def test_a_cell_without_a_solution_is_an_exercise_of_its_own(course):
    released = course.release / WEEK / "tiny.ipynb"
    notebook = read(released)
    for cell in notebook["cells"]:
        if cell["id"] == "answers":
            cell["metadata"] = {}
    released.write_text(json.dumps(notebook))
    assert exercise_cells.released(released) == {
        "double": {"double-check": 2, "double-grade": 4},
        "answers-check": {"answers-check": 4},
    }


def error(name, told):
    from nbformat.v4 import new_output

    return [new_output("error", ename=name, evalue=told, traceback=["the hidden line: assert double(-21) == -42"])]


@pytest.mark.parametrize(
    ("outputs", "told"),
    [
        ([], "All hidden tests pass."),
        (error("Incorrect", "double: 2 of 5 tests fail."), "double: 2 of 5 tests fail."),
        (error("AssertionError", ""), "A hidden test failed."),
        (error("AssertionError", "\nNot equal\n DESIRED: -42"), "A hidden test failed."),
        (error("KeyError", "'the hidden key'"), "The hidden tests were stopped by KeyError."),
    ],
    ids=["passed", "sentence", "nothing", "numpy", "other"],
)
def test_of_hidden_tests_only_a_sentence_is_told(outputs, told):
    assert hidden_sentence(outputs) == told


def test_the_command_writes_a_table_a_csv_file_and_the_truth(course, hand_in, deepcourse):
    hand_in("ada", **RIGHT)
    hand_in("bob", text="{")
    done = deepcourse("grade", "1", "--no-feedback", folder=course.root)
    assert done.returncode == 1
    assert "Error: bob: course1_nn/submitted/bob/week1_numbers/tiny.ipynb: the file was cut off" in done.stderr
    assert "checksum" not in done.stdout + done.stderr
    assert "not judged" in done.stdout
    path = Path(course.root / "grades" / "course1_nn.csv")
    assert str(path) in done.stdout
    lines = list(csv.DictReader(path.open(newline="")))
    assert list(lines[0]) == ["course", "week", "notebook", "student", "exercise", "points", "max_points", "status"]
    shown = [(line["student"], line["exercise"], line["points"], line["max_points"], line["status"]) for line in lines]
    assert shown == [
        ("ada", "double", "6", "6", "graded"),
        ("ada", "answers", "4", "4", "graded"),
        ("ada", "total", "10", "10", "graded"),
        ("bob", "double", "", "6", "not judged"),
        ("bob", "answers", "", "4", "not judged"),
        ("bob", "total", "", "10", "not judged"),
    ]


def test_the_command_names_who_or_what_is_meant(course, hand_in, deepcourse):
    hand_in("ada", **RIGHT)
    wrong = [("--student", "eda"), ("--week", "week1_number"), ("course1_n",)]
    told = [deepcourse("grade", *arguments, folder=course.root).stderr for arguments in wrong]
    assert "did you mean 'ada'?" in told[0]
    assert f"did you mean {WEEK!r}?" in told[1]
    assert f"did you mean {COURSE!r}?" in told[2]
