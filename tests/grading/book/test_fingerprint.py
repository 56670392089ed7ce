"""What makes a grade stale: the code that judges that notebook, and nothing else of the package."""

import json
import shutil
from pathlib import Path

import pytest

from deepcourse.grading.book import fingerprint
from deepcourse.grading.book.fingerprint import PACKAGE, code_behind
from deepcourse.grading.book.imports import Followed, Import
from deepcourse.grading.book.record import is_graded
from deepcourse.grading.course.files import sha256
from deepcourse.grading.grade import grade_course
from samples import RIGHT, ROOT

NOTEBOOK = "logistic_regression"
SOURCE = ROOT / "course1_nn/source/week2_logistic_regression" / f"{NOTEBOOK}.ipynb"
EXERCISES = "exercises/course1/logistic_regression"


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """A copy of the package whose files can be changed: links to the files, each replaced before it is written."""
    place = tmp_path_factory.mktemp("package") / "deepcourse"
    return shutil.copytree(PACKAGE, place, copy_function=lambda source, target: Path(target).symlink_to(source))


@pytest.fixture
def code(package):
    """A function that returns the fingerprint of the code behind the notebook's grades, in the copy."""
    text = SOURCE.read_text(encoding="utf-8")
    return lambda: sha256(*code_behind(NOTEBOOK, text, package))


def change(path):
    """Add a line to a file of the copy, or make it; the package itself stays as it is."""
    content = path.read_bytes() if path.exists() else b""
    path.unlink(missing_ok=True)
    path.write_bytes(content + b"\n# changed\n")


@pytest.mark.parametrize(
    "name",
    [
        "nn/logistic_regression.py",  # the reference
        "nn/activations.py",  # what the reference uses
        f"{EXERCISES}/propagate.py",
        f"{EXERCISES}/neurons.py",  # a helper that the exercises share
        f"{EXERCISES}/read_the_curves.toml",  # data that a module names in no text of its own
        "exercises/declaration.py",
        "checking/compare.py",
        "checking/remote/watch.py",  # runs in the student's process
        "grading/sandbox/limits.py",
        "grading/sandbox/inside.py",
        "grading/intake/repair.py",
        "grading/judging/cell_verdict.py",
        "grading/judging/jobs.py",
        "grading/book/store.py",
        "grading/course/exercise_cells.py",
    ],
)
def test_a_change_in_what_judges_makes_a_grade_stale(package, code, name):
    before = code()
    change(package / name)
    assert code() != before


@pytest.mark.parametrize(
    "name",
    [
        "__init__.py",
        "cli.py",
        "curriculum.py",
        "curriculum.toml",
        "figures/course1/logistic_regression.py",
        "explore/course1/logistic_regression.py",
        "exercises/course1/building_blocks/networks.py",
        "exercises/course2/softmax_classifier/__init__.py",
        f"{EXERCISES}/README.md",
        "datasets/__init__.py",
        "datasets/course2/digits.png",
        "nn/softmax.py",
        "grading/demo.py",
        "grading/book/feedback.py",
        "grading/edition/lab.py",
        "grading/sandbox/provisioner.py",
    ],
)
def test_a_change_elsewhere_makes_no_grade_stale(package, code, name):
    assert (package / name).exists() or name.endswith("README.md"), "else this test would see nothing"
    before = code()
    change(package / name)
    assert code() == before


def test_what_answers_may_call_is_found_in_the_notebooks_own_imports():
    cell = {"cell_type": "code", "source": ["from deepcourse import datasets\n", "from deepcourse.nn import softmax"]}
    text = json.dumps({"cells": [cell, {"cell_type": "markdown", "source": "from deepcourse import nn"}]})
    more = set(code_behind("a notebook without exercises", text)) - set(code_behind("a notebook without exercises"))
    assert PACKAGE / "nn/softmax.py" in more
    assert not [path for path in more if "datasets" in path.parts]


def small_package(folder, **files):
    """Return the folder of a package with the files given as {path: source}."""
    for name, source in files.items():
        path = folder / "deepcourse" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
    return folder / "deepcourse"


def reached(package, module):
    followed = Followed(package)
    followed.follow(Import(module))
    return {path.relative_to(package).as_posix() for path in followed.files}


def test_imports_are_followed_wherever_they_stand_and_packages_are_passed_through(tmp_path):
    files = {
        "__init__.py": "from deepcourse import elsewhere",
        "elsewhere.py": "x = 1",
        "exercise.py": "def draw():\n    from deepcourse.data import flower\n\n\nimport deepcourse.helper as h",
        "helper.py": '"""A helper."""\nfrom deepcourse.only_words import nothing\nimport numpy',
        "only_words.py": '"""No code."""',
        "data/__init__.py": "from deepcourse.data.plants import flower\nfrom deepcourse.data.stars import sun",
        "data/plants.py": "TABLE = 'petals.csv'",
        "data/plants.png": "",
        "data/petals.csv": "",
        "data/other.csv": "",
        "data/stars.py": "sun = 1",
    }
    package = small_package(tmp_path, **files)
    assert reached(package, "deepcourse.exercise") == {
        "exercise.py",
        "helper.py",
        "data/plants.py",
        "data/plants.png",
        "data/petals.csv",
    }
    assert "data/stars.py" in reached(package, "deepcourse.data")  # who takes all of a package may use all of it


def test_a_package_counts_where_something_is_defined_in_it(tmp_path):
    files = {
        "user.py": "from deepcourse.rooms import door",
        "rooms/__init__.py": "def door():\n    from deepcourse.rooms import key",
        "rooms/key.py": "x = 1",
    }
    assert reached(small_package(tmp_path, **files), "deepcourse.user") == {
        "user.py",
        "rooms/__init__.py",
        "rooms/key.py",
    }


def test_a_submission_is_graded_again_when_the_code_that_judged_it_has_changed(
    course, hand_in, console, monkeypatch, tmp_path
):
    judge = tmp_path / "judge.py"
    judge.write_text("strict = True")
    monkeypatch.setattr(fingerprint, "code_behind", lambda *_: [judge])
    fingerprint._code.cache_clear()
    hand_in("ada", **RIGHT)
    [submission] = grade_course(course, console, feedback=False).submissions
    assert is_graded(submission)
    assert grade_course(course, console, feedback=False).judged_now == 0
    judge.write_text("strict = False")
    fingerprint._code.cache_clear()
    assert not is_graded(submission)
    assert grade_course(course, console, feedback=False).judged_now == 1
    fingerprint._code.cache_clear()
