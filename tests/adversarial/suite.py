"""What the tricks have in common: a course to attack, with secrets in it, and how a trick becomes a submission.

A trick is a file in a folder of its family. Its first line says what is tried; the rest are constants:

CELLS       {cell id: source} in the released notebook; what is not named is solved already ("answers", or two of three)
edit        a function that changes the notebook;  content: one that changes the text of the file into bytes
BESIDE      {name: text} of files handed in with it;  LINK: where the notebook is a link to
POINTS      what it must get;  BASE: "tiny" (10 points, unless said) or "logistic" (30 points)
HONEST      the same idea used honestly: it gets all points
PROBLEM     words that say why the file is not read at all;  INTEGRITY: True where a person is told to look at it
NOT_PLAIN   why plain nbgrader does not get it for the record
SECONDS     what the whole notebook may take;  CELL_SECONDS: what a cell may, a few where the trick is never to end
"""

import json
import runpy
import shutil
from functools import cache
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WEEK, COURSE = "week1_numbers", "course1_nn"
SECRETS = {name: f"canary-of-the-{name}-5f1c" for name in ("tests", "gradebook", "others", "environment", "home")}
FULL = {"tiny": 10, "logistic": 30}
NOTEBOOK = {"tiny": "tiny", "logistic": "logistic_regression"}
LOGISTIC = ("initialize-with-zeros", "predict", "read-the-curves")
IMPORTS = """import numpy as np

from deepcourse import checking
from deepcourse.checking import check, hint, last_failure
from deepcourse.nn import logistic_regression as reference
from deepcourse.nn.activations import sigmoid

checking.begin("logistic_regression")"""
SOLVED = {
    "answers": 'answers = {"first": "a", "second": "b"}',
    "initialize-with-zeros": "def initialize_with_zeros(dim):\n    return np.zeros((dim, 1)), 0.0",
    "predict": "def predict(w, b, X):\n    return (sigmoid(w.T @ X + b) >= 0.5).astype(float)",
    "read-the-curves": "def read_the_curves():\n"
    "    return {'lowest_cost': 'c', 'largest_rate': 'b', 'train_and_test': 'a', 'shoulders': 'd'}",
}
TWICE = "def double(x):\n    return x + x"


def tricks():
    """Return the paths of all tricks, in order."""
    return sorted(path for path in HERE.glob("*/*.py") if not path.parent.name.startswith("_"))


def name_of(path):
    """Return a trick's name: its family and its own."""
    return path.relative_to(HERE).with_suffix("").as_posix()


@cache
def read(path):
    """Return the constants of a trick, with what holds where it does not say."""
    known = {
        "CELLS": {},
        "BASE": "tiny",
        "POINTS": 4,
        "PROBLEM": "",
        "INTEGRITY": False,
        "NOT_PLAIN": "",
        "SECONDS": 300,
        "CELL_SECONDS": 20,
    }
    return known | runpy.run_path(str(path))


def make_course(root):
    """Make a course with both notebooks, their student edition, a gradebook, and secrets; return its folder."""
    from deepcourse.grading.course.places import Course
    from deepcourse.grading.edition.release import release_week

    source = root / COURSE / "source" / WEEK
    source.mkdir(parents=True)
    shutil.copy(ROOT / COURSE / "nbgrader_config.py", root / COURSE)
    nbformat.write(with_secret(nbformat.read(ROOT / "tests/notebooks/tiny.ipynb", 4)), source / "tiny.ipynb")
    nbformat.write(with_secret(extract()), source / "logistic_regression.ipynb")
    release_week(Course(root / COURSE), WEEK)
    other = root / COURSE / "submitted" / "grace" / WEEK / "tiny.ipynb"
    other.parent.mkdir(parents=True)
    other.write_text(json.dumps({"of": SECRETS["others"]}))
    (root / COURSE / "gradebook.notes.db").write_text(SECRETS["gradebook"])
    return root / COURSE


def extract():
    """Return three exercises of the exemplar."""
    whole = nbformat.read(ROOT / COURSE / "source/week2_logistic_regression/logistic_regression.ipynb", 4)
    wanted = [f"{name}{end}" for name in LOGISTIC for end in ("", "-check", "-grade")]
    whole.cells = [new_code_cell(IMPORTS, id="imports"), *(cell for cell in whole.cells if cell.id in wanted)]
    return whole


def with_secret(notebook):
    """Return a notebook whose hidden tests hold a secret."""
    for cell in notebook.cells:
        begin = "### BEGIN HIDDEN TESTS\n"
        cell.source = cell.source.replace(begin, f'{begin}canary = "{SECRETS["tests"]}"\n')
    return notebook


def plant_secrets(home):
    """Put secrets into a home; return the environment of a grader who lives there."""
    home.mkdir(exist_ok=True)
    (home / "token.txt").write_text(SECRETS["home"])
    return {"HOME": str(home), "GRADER_TOKEN": SECRETS["environment"]}


def hand_in(trick, course, home, folder, honest=False):
    """Write a trick's submission, or its honest twin's, into a folder; return the path of the notebook."""
    base = trick["BASE"]
    text = (course / "release" / WEEK / f"{NOTEBOOK[base]}.ipynb").read_text(encoding="utf-8")
    notebook = json.loads(text)
    cells = SOLVED | ({"double": TWICE} | trick.get("HONEST", {}) if honest else trick["CELLS"])
    for cell in notebook["cells"]:
        source = cells.get(cell["id"], "".join(cell["source"]))
        cell["source"] = source.replace("@COURSE@", str(course)).replace("@HOME@", str(home))
    path = folder / f"{NOTEBOOK[base]}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    if "LINK" in trick and not honest:
        path.symlink_to(trick["LINK"].replace("@COURSE@", str(course)))
        return path
    if not honest:
        trick.get("edit", lambda notebook: None)(notebook)
        for name, beside in trick.get("BESIDE", {}).items():
            (folder / name).write_text(beside)
    text = json.dumps(notebook)
    path.write_bytes(text.encode() if honest else trick.get("content", str.encode)(text))
    return path
