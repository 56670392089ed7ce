"""The figures of gated_units: what each shows."""

import numpy as np
import pytest

from deepcourse.datasets import load_marked_letter
from deepcourse.experiments.course5 import marked_letter as task
from deepcourse.experiments.course5 import reaching_back
from deepcourse.figures.course5 import gated_units as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

RUNS, TRAINED = load_marked_letter()
TEXT = "HFFHEGGBACDABDEFGHAB"


def gates(part="c"):
    _, axes = new_figure(1, 2, height=3.8, width_ratios=(4, 1))
    rng = np.random.default_rng(1)
    seen = {name: rng.uniform(size=(6, len(TEXT))) for name in "fioc"}
    figures.draw_gates(axes, seen, TEXT, 4, part, np.arange(8.0))
    return axes[0]


def reach():
    return figures.draw_reach({kind: reaching_back.norms(kind, 12) for kind in reaching_back.KINDS})


def reach_of_sizes():
    return figures.draw_reach({f"RNN, weights times {size:g}": np.full(51, size) for size in (0.5, 1, 2)})


DRAWINGS = {  # figure: how the notebook draws it
    "sequences": lambda: figures.draw_sequences([TEXT, TEXT[::-1]], [4, 0]),
    "accuracies": lambda: figures.draw_accuracies(RUNS),
    "one kind": lambda: figures.draw_accuracies([run for run in RUNS if run.name == "RNN"]),
    "reach": reach,
    "reach of sizes": reach_of_sizes,
    "GRU": lambda: figures.draw_cell("GRU"),
    "LSTM": lambda: figures.draw_cell("LSTM"),
    "left": lambda: figures.draw_left({"b = 0": 0, "b = 1": 1, "b = ln 50": np.log(50)}),
    "damage": lambda: figures.draw_damage(reaching_back.damage(reaching_back.LAYERS, *reaching_back.example())),
    "gates": gates,
}


EXCUSED = {  # what words say already, and diagrams
    "sequences": {"ylabel"},
    "GRU": {"xlabel", "ylabel"},
    "LSTM": {"xlabel", "ylabel"},
    "damage": {"xlabel", "ylabel"},
    "gates": {"ylabel"},
}


def test_the_marked_letters_are_told():
    assert "marked letters E at step 4, B at step 0" in description(DRAWINGS["sequences"]().figure)


def test_the_end_of_every_training_is_told():
    told = description(figures.draw_accuracies(RUNS).figure)
    assert "GRU, bias -ln 50: 100 %, 100 %, 100 %" in told


def test_what_is_right_is_told_apart_from_what_is_wrong():
    shown = [text.get_text() for text in DRAWINGS["damage"]().texts]
    assert shown[:10] == ["right"] * 10
    assert shown[20:26].count("right") == 4


@pytest.mark.parametrize(
    ("part", "told"), [("f", "forget gate f of 6 units"), ("c", "memory c of 6 units over 20 steps")]
)
def test_a_map_of_gates_says_which(part, told):
    assert told in description(gates(part).figure).lower()


def test_what_is_left_is_told():
    assert "b = ln 50: 37 %" in description(DRAWINGS["left"]().figure)


def test_a_recorded_sequence_is_read():
    x, _ = task.sequences(np.random.default_rng(2), 1)
    seen, scores = task.inside(TRAINED["LSTM"], x[:, 0])
    assert seen["c"].shape == (32, 50)
    assert scores.shape == (8,)
