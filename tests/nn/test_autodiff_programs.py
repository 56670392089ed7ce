"""The engine against PyTorch, on the very kind of expressions that the hidden tests draw."""

import json

import pytest

from deepcourse.exercises.course1.derivatives_and_computation_graphs.programs import run_program
from deepcourse.exercises.course1.derivatives_and_computation_graphs.value_mistakes import ByAge, Direct
from deepcourse.nn.autodiff import Value
from oracles import record_programs as recorded

SAID = json.loads(recorded.FIXTURE.read_text())["programs"]


@pytest.mark.parametrize("engine", [Value, Direct, ByAge], ids=lambda engine: engine.__name__)
@pytest.mark.parametrize("said", SAID, ids=range(len(SAID)))
def test_values_and_slopes_are_what_pytorch_recorded(said, engine):
    result = run_program(engine, said["program"], said["numbers"], walk=True)
    assert result == pytest.approx(said["result"], rel=1e-10, abs=1e-12)


def test_every_operation_is_among_the_programs():
    text = " ".join(said["program"] for said in SAID)
    for sign in (" + ", " - ", " * ", " / ", " ** ", ".exp()", ".log()", ".tanh()", ".relu()", "= -"):
        assert sign in text


def test_the_programs_are_those_that_the_grader_draws_today():
    assert [(said["program"], said["numbers"]) for said in SAID] == recorded.programs()
