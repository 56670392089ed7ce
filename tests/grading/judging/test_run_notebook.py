"""A notebook whose tests run in the grader's process: points, sentences, and what a hostile answer gains."""

from functools import partial

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from nbgrader.utils import determine_grade

from deepcourse.checking.verdict import CORRECT, NOT_ATTEMPTED
from deepcourse.exercises import exercises_of
from deepcourse.grading.judging.run_notebook import run_notebook
from deepcourse.grading.judging.verdicts import PARTLY
from deepcourse.grading.sandbox.kernel import plain_kernel
from samples import ROOT

EXEMPLAR = ROOT / "course1_nn/source/week2_logistic_regression/logistic_regression.ipynb"


def small(*names, **answers):
    """The exemplar with its imports and some of its exercises only, some of them answered in another way."""
    notebook = nbformat.read(EXEMPLAR, 4)
    parts = [name.replace("_", "-") + end for name in names for end in ("", "-check", "-grade")]
    notebook.cells = [cell for cell in notebook.cells if cell.id in ("imports", *parts)]
    for cell in notebook.cells:
        cell.source = answers.get(cell.id.replace("-", "_"), cell.source)
    return notebook


def graded(notebook, folder, source=None):
    source = source or nbformat.read(EXEMPLAR, 4)
    return run_notebook(notebook, partial(plain_kernel, folder), source, "logistic_regression", cell_seconds=60)


def points(found):
    return {one.cell: one.points for one in found}


def stub(exercise):
    return f"def {exercise.name}(*arguments):\n    raise NotImplementedError('write {exercise.name}')"


@pytest.mark.slow
@pytest.mark.parametrize(("solved", "total"), [(True, 100), (False, 0)], ids=["solved", "blank"])
def test_the_exemplar_solved_has_all_points_and_blank_none(tmp_path, solved, total):
    notebook = nbformat.read(EXEMPLAR, 4)
    stubs = {} if solved else {e.name: stub(e) for e in exercises_of("logistic_regression")}
    for cell in notebook.cells:
        cell.source = stubs.get(cell.id.replace("-", "_"), cell.source).replace("FAST = False", "FAST = True")
    executed, found = graded(notebook, tmp_path)
    assert sum(one.points for one in found) == total
    tests = [cell for cell in executed.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert [determine_grade(cell)[0] for cell in tests] == [one.points for one in found]
    assert {one.state for one in found} == {CORRECT if solved else NOT_ATTEMPTED}
    assert [one.integrity for one in found if one.integrity] == []
    nbformat.validate(executed)


def test_a_mistake_is_told_with_its_name_and_costs_its_points(tmp_path):
    wrong = "def initialize_with_zeros(dim):\n    return np.zeros(dim), 0.0"
    executed, found = graded(small("initialize_with_zeros", initialize_with_zeros=wrong), tmp_path)
    assert points(found) == {"initialize-with-zeros-check": 0, "initialize-with-zeros-grade": 0}
    assert all("has shape" in one.sentence or "comes out when" in one.sentence for one in found)
    assert all("such an array has no transpose" in one.misconceptions[0] for one in found)
    check = next(cell for cell in executed.cells if cell.id == "initialize-with-zeros-check")
    assert "text/html" in check.outputs[0].data


def test_an_answer_that_ends_its_process_costs_its_exercise_alone(tmp_path):
    deadly = "def initialize_with_zeros(dim):\n    import os\n    os._exit(0)"
    notebook = small("initialize_with_zeros", "predict", initialize_with_zeros=deadly)
    _, found = graded(notebook, tmp_path)
    assert [one.points for one in found] == [0, 0, 5, 7]
    assert all(one.sentence.startswith("the kernel died") for one in found[:2])


def test_a_cell_that_ends_its_process_is_left_out_the_next_time(tmp_path):
    notebook = small("predict")
    notebook.cells.insert(1, new_code_cell("import os; os._exit(1)", id="own"))
    executed, found = graded(notebook, tmp_path)
    assert [one.points for one in found] == [5, 7]
    assert executed.cells[1].outputs[0].ename == "KernelDied"


def test_tests_come_from_the_source_and_not_from_the_submission(tmp_path):
    blank = "def predict(w, b, X):\n    raise NotImplementedError"
    notebook = small("predict", predict=blank, predict_check="'nothing to see'", predict_grade="7.0")
    assert points(graded(notebook, tmp_path)[1]) == {"predict-check": 0, "predict-grade": 0}


def test_another_exercise_under_this_name_gains_nothing(tmp_path):
    other = "def predict(w, b, X):\n    return 1\npredict = type(predict)(predict.__code__, globals(), 'sigmoid')"
    assert points(graded(small("predict", predict=other), tmp_path)[1]) == {"predict-check": 0, "predict-grade": 0}


def test_a_name_that_is_not_there_is_told(tmp_path):
    _, found = graded(small("predict", predict="1 / 0"), tmp_path)
    assert all("was the cell that defines it run" in one.sentence and not one.points for one in found)


def test_a_table_of_answers_gives_the_points_of_the_right_ones(tmp_path):
    some = "def read_the_curves():\n    return {'lowest_cost': 'c', 'largest_rate': 'b'}"
    _, found = graded(small("read_the_curves", read_the_curves=some), tmp_path)
    assert [(one.points, one.state) for one in found] == [(2, PARTLY), (3, PARTLY)]


@pytest.mark.parametrize(
    "answer",
    [
        "def predict(w, b, X):\n    return reference.predict(w, b, X)",
        "def predict(w, b, X):\n    return getattr(reference, 'pre' + 'dict')(w, b, X)",
        "import importlib as i\ndef predict(w, b, X):\n"
        "    return i.import_module('deepcourse.nn.logistic_regression').predict(w, b, X)",
        "def predict(w, b, X):\n    return vars(reference)['predict'](w, b, X)",
    ],
    ids=["named", "getattr", "importlib", "only seen"],
)
def test_the_reference_in_the_place_of_an_answer_is_reported(tmp_path, answer):
    _, found = graded(small("predict", predict=answer), tmp_path)
    assert [one.points for one in found] == [5, 7]  # a person decides
    assert "predict" in " ".join(found[0].integrity)
    assert found[1].integrity == ()  # told once


def test_the_time_of_all_cells_together_is_limited_too(tmp_path):
    notebook = small("initialize_with_zeros", "predict")
    slow = [new_code_cell("import time; time.sleep(0.7)", id=f"slow-{number}") for number in range(4)]
    notebook.cells[1:1] = slow
    kernels = partial(plain_kernel, tmp_path)
    source = nbformat.read(EXEMPLAR, 4)
    executed, found = run_notebook(notebook, kernels, source, "logistic_regression", 60, notebook_seconds=1.2)
    told = [output.evalue for cell in executed.cells[2:5] for output in cell.outputs]
    assert any("used up the 1.2 seconds" in one for one in told)
    assert [one.points for one in found] == [0, 0, 0, 0]
    assert all(one.sentence for one in found)


CHECKED = """import os
channel = os.environ.pop("DEEPCOURSE_CHANNEL")
from deepcourse.checking import begin, check
begin("logistic_regression")
try:
    check(predict)
finally:
    os.environ["DEEPCOURSE_CHANNEL"] = channel"""
BLANK = "def predict(w, b, X):\n    raise NotImplementedError"


@pytest.mark.parametrize(
    "own", ["from deepcourse.checking import check\ncheck(predict)", CHECKED], ids=["check", "trick"]
)
def test_the_packages_function_in_the_place_of_a_blank_one_earns_nothing(tmp_path, own):
    """A cell of the student's calls `check`; in the second one, as if nobody graded."""
    notebook = small("predict", predict=BLANK)
    notebook.cells.insert(2, new_code_cell(own + "\nshown = predict", id="own"))
    _, found = graded(notebook, tmp_path)
    assert [(one.points, one.state) for one in found] == [(0, NOT_ATTEMPTED)] * 2


def test_the_packages_function_under_another_name_is_told(tmp_path):
    """It earns what a call of the package's own earns, and is reported as such a call."""
    notebook = small("predict", predict=BLANK)
    wrapped = "\nreplaced = predict\ndef predict(w, b, X):\n    return replaced(w, b, X)"
    notebook.cells.insert(2, new_code_cell(CHECKED + wrapped, id="own"))
    _, found = graded(notebook, tmp_path)
    assert any("the package's own predict was called" in sentence for one in found for sentence in one.integrity)
