"""The student edition: what is taken out, what takes its place, and what an error leaves behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click import ClickException

from deepcourse.grading.course.files import only_one
from deepcourse.grading.course.places import Course
from deepcourse.grading.edition.config import load
from deepcourse.grading.edition.preprocessors import stub
from deepcourse.grading.edition.release import release_week, stale_weeks
from samples import COURSE, RIGHT, ROOT, WEEK, change, read, scores_now, sources

COURSES = sorted(path.parent.name for path in ROOT.glob("*/nbgrader_config.py"))


def put(before, begun, *region):
    """Return the stub, as text, for a solution in a cell."""
    return "\n".join(stub(before.split("\n"), begun, list(region)))


def test_solutions_and_hidden_tests_are_gone(course):
    released = sources(read(course.release / WEEK / "tiny.ipynb"))
    assert released["double"].endswith('"""Return two times x."""\n    raise NotImplementedError("write double")')
    assert released["double-grade"] == "# Hidden tests run at grading: a number below zero."
    assert released["double-check"] == 'assert double(3) == 6, "double(3) is not 6"'
    text = (course.release / WEEK / "tiny.ipynb").read_text()
    assert [word for word in ("SOLUTION", "HIDDEN", "-42", "2 * x") if word in text] == []


def test_a_table_of_answers_keeps_its_questions(course):
    released = sources(read(course.release / WEEK / "tiny.ipynb"))
    assert released["answers"] == 'answers = {\n    "first": ...,\n    "second": ...,\n}'


def test_the_cells_and_their_ids_stay_as_they_are(course):
    source, released = (read(course.path / part / WEEK / "tiny.ipynb") for part in ("source", "release"))
    assert [cell["id"] for cell in released["cells"]] == [cell["id"] for cell in source["cells"]]
    assert released["metadata"]["title"] == "Double a number"


@pytest.mark.parametrize(
    ("before", "begun", "region", "expected"),
    [
        ("def f(x):", "    ### BEGIN SOLUTION", ["    return x"], '    raise NotImplementedError("write f")'),
        (
            "class Value:\n    def backward(self):",
            "        ### BEGIN SOLUTION",
            ["        pass"],
            '        raise NotImplementedError("write Value.backward")',
        ),
        (
            "class Value:\n    def __init__(self):\n        self.grad = 0.0\n",
            "    ### BEGIN SOLUTION",
            ["    def exp(self):", "        return 1"],
            '    raise NotImplementedError("write Value")',
        ),
        ("import math", "### BEGIN SOLUTION", ["my_rate = 0.1"], "my_rate = ...  # write my_rate"),
        ("", "### BEGIN SOLUTION", ["def g(x):", "    return x"], 'raise NotImplementedError("write g")'),
        ("def h(x):\n    return x\n", "### BEGIN SOLUTION", ["print(h(1))"], 'raise NotImplementedError("write h")'),
        ("", "### BEGIN SOLUTION", ["%timeit 1 + 1"], 'raise NotImplementedError("write this cell")'),
        (
            "def read_the_curves():",
            "    ### BEGIN SOLUTION",
            ['    return {"rate": "b"}'],
            '    return {\n        "rate": ...,\n    }',
        ),
    ],
    ids=["function", "method", "class", "number", "whole function", "after a function", "magic", "returned answers"],
)
def test_a_stub_names_what_is_to_be_written(before, begun, region, expected):
    assert put(before, begun, *region) == expected


def test_two_solutions_of_a_cell_get_two_stubs(course):
    methods = "class A:\n    def {}(self):\n        ### BEGIN SOLUTION\n        x\n        ### END SOLUTION\n"
    both = methods.format("one") + methods.format("two").partition("\n")[2]
    change(course.sources()[0], double=both)
    release_week(course, WEEK)
    released = sources(read(course.release / WEEK / "tiny.ipynb"))["double"]
    assert 'one(self):\n        raise NotImplementedError("write A.one")' in released
    assert 'two(self):\n        raise NotImplementedError("write A.two")' in released


def test_an_edition_is_stale_once_its_source_has_changed(course):
    assert stale_weeks(course) == []
    change(course.sources()[0], title="# Another title")
    assert stale_weeks(course) == [WEEK]
    release_week(course, WEEK)
    assert stale_weeks(course) == []


def test_a_notebook_that_cannot_be_released_leaves_everything_as_it_was(course):
    def state():
        return {path: path.read_bytes() for path in course.path.rglob("*") if path.is_file()}

    broken = course.path / "source" / WEEK / "zweite.ipynb"
    broken.write_text(course.sources()[0].read_text())
    change(broken, double="def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x")
    before = state()
    with pytest.raises(ClickException, match=f"{WEEK} could not be made.*cell 'double': BEGIN SOLUTION and END"):
        release_week(course, WEEK)
    assert state() == before


def test_new_cells_after_grading_are_refused_with_what_to_do(course, hand_in, console):
    from deepcourse.grading.grade import grade_course

    hand_in("ada", **RIGHT)
    grade_course(course, console)
    notebook = read(course.sources()[0])
    notebook["cells"] = [cell for cell in notebook["cells"] if not cell["id"].startswith("answers")]
    course.sources()[0].write_text(json.dumps(notebook))
    with pytest.raises(ClickException, match=r"hand out the changed notebook under another name.*gradebook\.db away"):
        release_week(course, WEEK)


def test_only_one_command_at_a_time_works_on_a_course(course):
    with only_one(course.path), pytest.raises(ClickException, match="another command is working on course1_nn"):
        release_week(course, WEEK)


@pytest.mark.parametrize("name", COURSES)
def test_every_course_has_a_valid_configuration(name):
    settings = load(Course(ROOT / name))
    assert settings.CourseDirectory.course_id == name
    assert Path(settings.CourseDirectory.root) == ROOT / name
    json.dumps(settings)  # formgrader shows it as JSON


PLAIN_NBGRADER = """
import contextlib, sys
from jupyter_core.application import NoStart
from nbgrader.apps.nbgraderapp import NbGraderApp

for command in ("generate_assignment", "autograde", "generate_feedback"):  # in one process: it takes seconds to load
    app = NbGraderApp.instance()
    app.initialize([command, *sys.argv[1:], "--force"])
    with contextlib.suppress(NoStart):  # says that the command has done the work
        app.start()
    app.reset()
"""


def test_plain_nbgrader_grades_as_our_own_command_does(course, hand_in):
    hand_in("ada", **RIGHT)
    hand_in("blank")
    (course.release / WEEK / "tiny.ipynb").write_text("to be made anew")
    plain = [sys.executable, "-c", PLAIN_NBGRADER, WEEK, f"--CourseDirectory.root={course.path}"]
    done = subprocess.run(plain, cwd=course.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    scores = scores_now(course)
    assert {s.student: s.points for s in scores if s.exercise == "total"} == {"ada": 10, "blank": 0}
    released = sources(read(course.release / WEEK / "tiny.ipynb"))
    assert 'raise NotImplementedError("write double")' in released["double"]
    page = (course.feedback / "blank" / WEEK / "tiny.html").read_text()
    assert "<p>The hidden tests were stopped by NotImplementedError.</p>" in page


def test_the_command_says_what_it_made_and_what_it_left_out(course, deepcourse):
    empty = course.root / "course2_improving"
    empty.mkdir()
    (empty / "nbgrader_config.py").write_text((course.path / "nbgrader_config.py").read_text())
    (course.path / "gradebook.db").unlink()  # nbgrader makes a new one with a program that is not on this PATH
    done = deepcourse("release", folder=course.path / "source", PATH=os.defpath)
    assert done.stdout == f"{COURSE}/release/{WEEK}: tiny\ncourse2_improving: no notebooks yet\n"
    assert (done.returncode, done.stderr) == (0, "")
