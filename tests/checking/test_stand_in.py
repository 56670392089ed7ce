"""A notebook run from top to bottom before all is solved: what `check` does then, and whose function the cells use."""

import IPython
import nbformat
import numpy as np
import pytest
from IPython.core.events import EventManager, available_events
from nbformat.v4 import new_code_cell
from nbgrader.validator import Validator
from rich.console import Console

from deepcourse import checking
from deepcourse.checking import Incorrect, NotAttempted, check, grade, hint, last_failure, session, stand_in
from deepcourse.exercises import exercises_of
from deepcourse.grading.course.execute import execute
from deepcourse.nn import autodiff
from samples import ROOT

EXEMPLAR = ROOT / "course1_nn/source/week2_logistic_regression/logistic_regression.ipynb"


class Shell:
    """What the package asks of the shell of a kernel: names, and events."""

    kernel = "a kernel"

    def __init__(self):
        self.user_ns = {}
        self.events = EventManager(self, available_events)

    def define(self, thing):
        """Return a function or class, which the notebook now has under its name."""
        self.user_ns[thing.__name__] = thing
        return thing

    def cell(self, run):
        """Return what `run`, called with the names of the notebook, returns: a cell."""
        self.events.trigger("pre_run_cell", None)
        try:
            return run(self.user_ns)
        finally:
            self.events.trigger("post_run_cell", None)


@pytest.fixture
def shell(monkeypatch):
    """The shell of a notebook that somebody reads in."""
    shell = Shell()
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)
    monkeypatch.setattr("deepcourse.checking.present.Panel.show", lambda panel: print(panel.text))
    for name in stand_in.FOR_A_GRADER:
        monkeypatch.delenv(name, raising=False)
    checking.begin("logistic_regression")
    return shell


def blank(*arguments):
    raise NotImplementedError("write predict")


def never(*arguments):
    return 1


def right(w, b, X):
    return w.T @ X + b >= 0


def named(name, f):
    f.__name__ = name
    return f


def answer(name, f):
    """Return a new function of that name that does what `f` does."""
    return named(name, lambda *arguments: f(*arguments))


def used(space):
    return space["predict"](np.ones((1, 1)), 0.0, np.array([[-1.0, 2.0]])).tolist()


# --- the reader's notebook ------------------------------------------------------------------------------------------


def test_a_blank_check_lets_the_notebook_go_on_with_the_packages_function_and_says_so(shell, capsys):
    shell.define(answer("predict", blank))
    assert shell.cell(lambda space: check(space["predict"])) is None
    told = capsys.readouterr().out
    assert "predict: not attempted yet" in told
    assert told.endswith("Until this check is green, the cells below use the package's predict.\n")
    assert shell.cell(used) == [[0, 1]]
    assert (
        capsys.readouterr().out == "This cell used the package's predict: your own is used once its check is green.\n"
    )
    shell.cell(lambda space: None)
    assert capsys.readouterr().out == ""


def test_a_wrong_answer_raises_and_is_replaced_until_it_is_right(shell, capsys):
    wrong = shell.define(answer("predict", never))
    with pytest.raises(Incorrect, match=r"predict: .* tests fail"):
        shell.cell(lambda space: check(space["predict"]))
    assert "Until this check is green, the cells below use the package's predict." in capsys.readouterr().out
    assert shell.cell(used) == [[0, 1]]
    assert last_failure.again() == 1
    assert stand_in.own(shell.user_ns["predict"]) is wrong
    mine = shell.define(answer("predict", right))
    shell.cell(lambda space: check(space["predict"]))
    assert capsys.readouterr().out.endswith("From now on the cells below use your own predict.\n")
    assert shell.user_ns["predict"] is mine
    shell.cell(lambda space: check(space["predict"]))
    assert "your own" not in capsys.readouterr().out


@pytest.mark.parametrize("f", [blank, never], ids=["blank", "wrong"])
def test_no_verdict_is_on_the_packages_function(shell, f, capsys):
    """The check cell is run again, and the cell with the definition is not."""
    shell.define(answer("predict", f))
    for _ in range(2):
        try:
            shell.cell(lambda space: check(space["predict"]))
        except Incorrect:
            assert f is never
        with pytest.raises(Incorrect):
            grade(shell.user_ns["predict"], seed=1)
    assert "all 4" not in capsys.readouterr().out
    hint(shell.user_ns["predict"])
    assert "Hint 1 of 3 for predict" in capsys.readouterr().out


def test_an_answer_that_becomes_right_by_another_one_is_given_back(shell):
    """Such as one that calls an earlier exercise by its name in the notebook."""
    helper = {"f": never}
    mine = shell.define(answer("predict", lambda *arguments: helper["f"](*arguments)))
    with pytest.raises(Incorrect):
        check(mine)
    assert shell.user_ns["predict"] is not mine
    helper["f"] = right
    check(shell.user_ns["predict"])
    assert shell.user_ns["predict"] is mine


def test_only_a_name_that_holds_what_was_checked_is_touched(shell, capsys):
    other = shell.define(answer("predict", right))
    check(answer("predict", blank))
    assert shell.user_ns == {"predict": other}
    assert "the package's" not in capsys.readouterr().out


def test_a_decision_is_never_answered_for_the_reader(shell):
    mine = shell.define(answer("read_the_curves", blank))
    check(mine)
    assert shell.user_ns["read_the_curves"] is mine


def test_a_class_is_replaced_by_one_that_makes_the_packages_objects(shell, capsys):
    checking.begin("derivatives_and_computation_graphs")
    mine = shell.define(named("Value", type("Value", (), {"__init__": blank})))
    check(mine)
    Value = shell.user_ns["Value"]
    v = shell.cell(lambda space: space["Value"](3) * 2)
    assert "This cell used the package's Value" in capsys.readouterr().out
    assert type(v) is autodiff.Value
    assert isinstance(v, Value)

    class Named(Value):
        """A class of the reader's own."""

    assert type(Named(1)) is Named
    assert not isinstance(v, Named)
    Value.exp = None
    assert autodiff.Value(0).exp().data == 1
    check(Value)
    assert "not attempted yet" in capsys.readouterr().out


def test_what_sliders_have_used_is_not_told_by_the_next_cell(shell, capsys):
    shell.define(answer("predict", blank))
    check(shell.user_ns["predict"])
    used(shell.user_ns)
    capsys.readouterr()
    shell.cell(lambda space: None)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["logistic_regression", "derivatives_and_computation_graphs", "deep_image_classifier"])
def test_what_stands_in_has_the_name_and_the_signature(shell, name):
    for exercise in exercises_of(name):
        if exercise.kind != "decision":
            made = stand_in._stand_in(exercise, blank)
            assert made.__name__ == exercise.name
            assert made.__doc__ == exercise.reference.__doc__


# --- at grading -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("variable", "value"), [("NBGRADER_EXECUTION", "autograde"), ("DEEPCOURSE_CHANNEL", "5")])
def test_in_a_graders_kernel_a_blank_answer_raises_and_nothing_is_replaced(shell, monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    for f in (blank, never):
        mine = shell.define(answer("predict", f))
        for _ in range(2):
            with pytest.raises(NotAttempted if f is blank else Incorrect):
                check(mine)
            assert shell.user_ns["predict"] is mine


def test_where_reports_are_collected_a_blank_answer_raises(shell):
    mine = shell.define(answer("predict", blank))
    with session.collected(), pytest.raises(NotAttempted):
        check(mine)
    assert shell.user_ns["predict"] is mine


def test_outside_of_notebooks_a_blank_answer_raises(shell, monkeypatch):
    monkeypatch.setattr(IPython, "get_ipython", lambda: None)
    with pytest.raises(NotAttempted):
        check(shell.define(answer("predict", blank)))


# --- whole notebooks, in kernels ------------------------------------------------------------------------------------


def exemplar(**answers):
    """The exemplar with all exercises blank but those that are answered here."""
    notebook = nbformat.read(EXEMPLAR, 4)
    names = {exercise.slug: exercise.name for exercise in exercises_of("logistic_regression")}
    for cell in notebook.cells:
        name = names.get(cell.id)
        if name:
            cell.source = answers.get(name, f"def {name}(*arguments):\n    raise NotImplementedError('write {name}')")
        if cell.id.endswith("-grade"):
            cell.source = "# Hidden tests run at grading."
    return notebook


@pytest.mark.slow
def test_run_all_with_one_wrong_answer_ends_at_its_check(tmp_path):
    wrong = "def log_likelihood(w, b, X, Y):\n    return 1.0"
    nbformat.write(exemplar(log_likelihood=wrong), tmp_path / "one.ipynb")
    [done] = execute(tmp_path, [tmp_path / "one.ipynb"], Console(quiet=True), fast=True, jobs=1, timeout=600)
    raised, unrun, *more = done.faults
    assert raised.startswith("cell log-likelihood-check raised Incorrect: log_likelihood: ")
    assert "tests fail" in raised
    assert "cells did not run, log-likelihood-grade the first" in unrun
    assert more == []


@pytest.mark.slow
def test_validate_tells_the_first_blank_exercise_and_every_wrong_answer(tmp_path):
    """Validate runs all cells, whatever they raise: a blank notebook is told once."""
    notebook = exemplar(predict="def predict(w, b, X):\n    return 1")
    parts = [f"{name}{part}" for name in ("propagate", "optimize", "predict") for part in ("", "-check")]
    notebook.cells = [cell for cell in notebook.cells if cell.id in ("imports", *parts)]
    notebook.cells.append(new_code_cell("pass", id="end"))
    nbformat.write(notebook, tmp_path / "one.ipynb")
    failed = Validator().validate(str(tmp_path / "one.ipynb"))["failed"]
    assert [cell["source"] for cell in failed] == ["check(propagate)", "check(predict)"]
    assert "propagate: not attempted yet" in failed[0]["raw_error"]
    assert "blank" in failed[0]["raw_error"]
