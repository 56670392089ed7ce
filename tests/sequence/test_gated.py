"""Gated units agree with PyTorch and with slopes, and work at every size and number type."""

import json

import numpy as np
import pytest

from deepcourse.nn.gradient_checking import numerical_gradient, relative_difference
from deepcourse.sequence import gated
from oracles.record_gated import FIXTURE, SIZES, digest, sequence

RECORD = json.loads(FIXTURE.read_text(encoding="utf-8"))


def agrees(told, recorded):
    """Assert that each array has the recorded digest."""
    for name, numbers in recorded.items():
        assert digest(np.ascontiguousarray(told[name])) == pytest.approx(numbers, rel=1e-9, abs=1e-9), name


def with_outputs(parameters, n_a):
    """Return parameters of an LSTM with its output layer."""
    rng = np.random.default_rng(n_a)
    return parameters | {"Wy": rng.normal(size=(n_a + 1, n_a)), "by": rng.normal(size=(n_a + 1, 1))}


@pytest.mark.parametrize(("sizes", "recorded"), list(zip(SIZES, RECORD["lstm"], strict=True)), ids=str)
def test_an_lstm_is_that_of_pytorch(sizes, recorded):
    x, a0, da, parameters = sequence(*sizes, "fico")
    a, y, c, caches = gated.lstm_forward(x, a0, with_outputs(parameters, sizes[1]))
    assert y.sum(axis=0) == pytest.approx(np.ones(y.shape[1:]))
    agrees({"a": a, "c_last": c[:, :, -1]} | gated.lstm_backward(da, caches), recorded)


@pytest.mark.parametrize(
    ("gates", "sizes", "recorded"),
    [
        (gates, sizes, one)
        for gates, name in (("urc", "gru"), ("uc", "simple gru"))
        for sizes, one in zip(SIZES, RECORD[name], strict=True)
    ],
    ids=str,
)
def test_a_gru_is_its_formulas_differentiated_by_pytorch(gates, sizes, recorded):
    x, c0, dc, parameters = sequence(*sizes, gates)
    c, caches = gated.gru_forward(x, c0, parameters)
    agrees({"c": c} | gated.gru_backward(dc, caches), recorded)
    assert ("dWr" in gated.gru_backward(dc, caches)) == ("r" in gates)


@pytest.mark.parametrize("name", ["x", "c0", "Wu", "br", "Wc"])
def test_gradients_of_a_gru_are_slopes(name):
    x, c0, dc, parameters = sequence(2, 3, 2, 4, "urc")
    _, caches = gated.gru_forward(x, c0, parameters)
    arguments = {"x": x, "c0": c0, **parameters}

    def J(moved):
        changed = arguments | {name: moved}
        weights = {key: changed[key] for key in parameters}
        return float(np.sum(dc * gated.gru_forward(changed["x"], changed["c0"], weights)[0]))

    gradient = gated.gru_backward(dc, caches)[f"d{name}"]
    assert relative_difference(gradient, numerical_gradient(J, arguments[name], 1e-6)) < 1e-7


def test_peepholes_of_zero_change_nothing_and_the_output_gate_sees_the_new_memory():
    x, a_prev, _, parameters = sequence(3, 4, 2, 1, "fico")
    c_prev, none = a_prev[::-1] + 1, {f"P{name}": np.zeros((4, 1)) for name in "fio"}
    a, c, _, cache = gated.lstm_cell_forward(x[:, :, 0], a_prev, c_prev, with_outputs(parameters, 4))
    same = gated.peephole_cell_forward(x[:, :, 0], a_prev, c_prev, parameters | none)
    assert np.allclose(same, (a, c))
    seen = gated.peephole_cell_forward(x[:, :, 0], a_prev, c_prev, parameters | none | {"Po": np.full((4, 1), 1.5)})
    o = cache[7]
    assert seen[0] == pytest.approx(o * np.exp(1.5 * c) / (1 - o + o * np.exp(1.5 * c)) * np.tanh(c))


@pytest.mark.parametrize("gates", ["urc", "fico"])
def test_float32_stays_float32(gates):
    x, start, d_out, parameters = sequence(2, 3, 2, 4, gates)
    small = {name: value.astype(np.float32) for name, value in with_outputs(parameters, 3).items()}
    x, start, d_out = (array.astype(np.float32) for array in (x, start, d_out))
    forward, backward = (gated.gru_forward, gated.gru_backward) if gates == "urc" else (
        gated.lstm_forward, gated.lstm_backward)  # fmt: skip
    out = forward(x, start, small)
    gradients = backward(d_out, out[-1])
    assert {value.dtype for value in (out[0], *gradients.values())} == {np.dtype(np.float32)}


@pytest.mark.parametrize(("steps", "share"), [(1, 0.5), (50, 0.5), (7.5, 0.9), (1e6, 0.1), (0.2, 0.3)])
def test_the_bias_leaves_the_share(steps, share):
    f = 1 / (1 + np.exp(-gated.forget_bias(steps, share)))
    assert f**steps == pytest.approx(share, rel=1e-6)


def test_the_logarithm_of_the_length_leaves_about_a_third():
    assert gated.forget_bias(50, np.exp(-1)) == pytest.approx(np.log(50), abs=0.02)


def test_what_was_overwritten_is_found():
    x, a0, _, parameters = sequence(3, 4, 2, 5, "fico")
    _, _, _, caches = gated.lstm_forward(x, a0, with_outputs(parameters, 4))
    assert gated.stale_caches(x, a0, caches) == []
    for t, name in ((0, "c_prev"), (3, "o"), (4, "xt")):
        parts = list(caches[t])
        parts[gated.PARTS.index(name)] = parts[gated.PARTS.index(name)] + 0.01
        caches[t] = tuple(parts)
    assert gated.stale_caches(x, a0, caches) == [(0, "c_prev"), (3, "o"), (4, "xt")]
