"""`pytest -k <notebook>` selects what is tested about one notebook, whatever kind of test it is."""

import re

import pytest

from samples import ROOT

NOTEBOOKS = sorted(path.stem for path in ROOT.glob("course*/source/*/*.ipynb"))
KINDS = {  # kind of test: the file that tests it, of every notebook
    "form": r"tests/notebooks/test_form\.py",
    "its cells run": r"tests/notebooks/test_executed\.py",
    "release and grading": r"tests/notebooks/test_graded\.py",
    "exercises": r"tests/exercises/test_\w+\.py",
    "rules for all figures": r"tests/figures/test_figures\.py",
    "its figures": r"tests/figures/course\d/test_{notebook}\.py",
    "rules for all explorations": r"tests/explore/test_explore\.py",
    "its explorations": r"tests/explore/course\d/test_{notebook}\.py",
}


def unanswered(notebook, ids):
    """Return the kinds of test that a notebook's name does not select from the ids of all tests."""
    files = {test.partition("::")[0] for test in ids if notebook in test}
    patterns = {kind: pattern.replace("{notebook}", notebook) for kind, pattern in KINDS.items()}
    return [kind for kind, pattern in patterns.items() if not any(re.fullmatch(pattern, file) for file in files)]


def test_the_name_of_a_notebook_selects_every_kind_of_its_tests(request):
    config = request.config
    if config.option.keyword or config.option.markexpr or config.args != config.getini("testpaths"):
        pytest.skip("only a part of the suite was collected")
    ids = [item.nodeid for item in request.session.items]
    assert {notebook: kinds for notebook in NOTEBOOKS if (kinds := unanswered(notebook, ids))} == {}


def test_a_kind_that_does_not_name_the_notebook_is_noticed():
    ids = ["tests/notebooks/test_form.py::test_ids[softmax]", "tests/exercises/test_exercises.py::test_all[softmax-f]"]
    assert "form" not in unanswered("softmax", ids)
    assert "release and grading" in unanswered("softmax", ids)
    assert "exercises" in unanswered("softmax", [*ids[:1], "tests/exercises/test_exercises.py::test_all[f]"])
