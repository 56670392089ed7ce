"""What trains and what is measured in gated_units: a few steps, and tasks that are what the text says."""

import json
import math

import numpy as np
import pytest

from deepcourse.datasets import load_marked_letter
from deepcourse.datasets.course5 import marked_letter as data
from deepcourse.experiments.course5 import marked_letter as task
from deepcourse.experiments.course5 import reaching_back
from deepcourse.sequence import gated
from deepcourse.sequence.training import fit


def test_a_sequence_holds_one_mark_among_its_first_ten_steps():
    x, y = task.sequences(np.random.default_rng(1), 200)
    assert x.shape == (9, 200, 50)
    np.testing.assert_array_equal(x[:8].sum(axis=0), 1)
    np.testing.assert_array_equal(x[8].sum(axis=1), 1)
    marks = x[8].argmax(axis=1)
    assert set(marks) == set(range(10))
    np.testing.assert_array_equal(x[:8, np.arange(200), marks].argmax(axis=0), y)


def test_own_cells_are_the_fast_layer():
    fast = task.network("GRU", 2, -1.0, 5)
    own = task.own_network(2, -1.0, gated.gru_cell_forward, gated.gru_cell_backward, 5)
    (x, y), costs = task.sequences(np.random.default_rng(3), 4, 12), []
    np.testing.assert_allclose(own.forward(x)[0], fast.forward(x)[0], atol=1e-5)
    for network in (fast, own):
        costs.append(fit(network, task.batches(12, 8), steps=8, learning_rate=0.02, seed=1))
    np.testing.assert_allclose(costs[0], costs[1], rtol=1e-3)
    assert len(y) == 4


def test_a_record_of_a_few_steps_has_the_form_of_the_data(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(task, "FILE", tmp_path / "course5" / "marked_letter.json")
    monkeypatch.setattr(task, "WEIGHTS", tmp_path / "course5" / "marked_letter.npz")
    (tmp_path / "course5").mkdir()
    task.record(dict.fromkeys(task.STEPS, 2), seeds=(4,))
    written = json.loads(task.FILE.read_text(encoding="utf-8"))
    kept = json.loads(data.FILE.read_text(encoding="utf-8"))
    assert list(written) == list(kept)
    assert [list(run) for run in written["runs"]] == [list(kept["runs"][0])] * 5
    with np.load(task.WEIGHTS) as new, np.load(data.WEIGHTS) as old:
        assert {name: new[name].shape for name in new.files} == {name: old[name].shape for name in old.files}
    assert "LSTM, bias ln 50 4" in capsys.readouterr().out


def test_the_record_holds_what_the_text_says():
    runs, _ = load_marked_letter()
    for run in runs:
        solved = run.name.endswith("ln 50")
        assert (run.accuracies[-1] > 0.99) == solved
        assert solved or run.accuracies.max() < 0.2


@pytest.mark.parametrize("kind", ["GRU", "LSTM"])
def test_the_recorded_weights_are_those_of_a_network_that_solves_the_task(kind):
    weights = load_marked_letter()[1][kind]
    network = task.network(kind, 0, 0.0)
    network.layers[0].read(weights)
    network.layers[2].parameters["W"][...] = weights["Wy"]
    network.layers[2].parameters["b"][...] = weights["by"]
    assert task.accuracy(network, 200) > 0.98


def test_what_happens_inside_is_what_the_layer_does_and_a_held_gate_is_held():
    weights = load_marked_letter()[1]["LSTM"]
    x, _ = task.sequences(np.random.default_rng(5), 1)
    seen, scores = task.inside(weights, x[:, 0])
    a, y, c, _ = gated.lstm_forward(x, np.zeros((32, 1)), weights)
    np.testing.assert_allclose(seen["c"], c[:, 0], atol=1e-9)
    np.testing.assert_allclose(np.exp(scores) / np.exp(scores).sum(), y[:, 0, -1], atol=1e-9)
    mark = int(x[8, 0].argmax())
    for clamp in task.CLAMPS.values():
        if clamp:
            gate, first, last, value = clamp
            held = task.inside(weights, x[:, 0], clamp)[0][gate]
            assert np.all(held[:, mark if first == "mark" else first] == value)
            assert np.all(held[:, mark if last == "mark" else last] == value)
    assert a.shape == (32, 1, 50)


@pytest.mark.parametrize("kind", reaching_back.KINDS)
def test_gradients_fade_with_small_weights_and_closed_gates_carry_them(kind):
    small, large = (reaching_back.norms(kind, 30, scale=scale) for scale in (0.5, 2))
    assert small[0] == large[0] == 1
    assert small[-1] < 1e-6 < large[-1]
    if kind != "RNN":
        assert reaching_back.norms(kind, 30, bias=6)[-1] > 0.5


def test_four_layers_have_the_same_results_and_three_have_stale_caches():
    x, a0, parameters = reaching_back.example()
    right = gated.lstm_forward(x, a0, parameters)
    found = {}
    for name, layer in reaching_back.LAYERS.items():
        *results, caches = layer(x, a0, parameters)
        for one, other in zip(results, right, strict=False):
            np.testing.assert_allclose(one, other)
        found[name] = {part for _, part in gated.stale_caches(x, a0, caches)}
    assert found == {"sound": set(), "A": {"c_prev"}, "B": {"a_prev"}, "C": {"o"}}


def test_layer_b_is_wrong_in_the_weights_alone():
    table = reaching_back.damage(reaching_back.LAYERS, *reaching_back.example())
    wrong = {layer: {name for name, far in row.items() if far > 1e-9} for layer, row in table.items()}
    assert wrong["sound"] == set()
    assert wrong["B"] == {f"dW{gate}" for gate in "fico"}
    assert wrong["A"] == {"dx", "da0", "dWf", "dbf"}
    assert len(wrong["C"]) == 10


def test_the_bias_of_the_task_is_the_logarithm_of_its_length():
    assert task.STARTS["LSTM, bias ln 50"][1] == math.log(task.T)
