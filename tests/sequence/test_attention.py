"""Attention agrees with PyTorch and with slopes; the layers for trainings agree with the textbook."""

import datetime
import json

import numpy as np
import pytest

from deepcourse.nn.gradient_checking import numerical_gradient, relative_difference
from deepcourse.sequence import attention
from deepcourse.sequence.attention_layers import AttentionDecoder, PlainDecoder
from deepcourse.sequence.training import step_cost
from oracles.record_attention import FIXTURE, SIZES, digest, example

RECORD = json.loads(FIXTURE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("sizes", "recorded"), list(zip(SIZES, RECORD, strict=True)), ids=str)
def test_a_decoder_is_that_of_pytorch(sizes, recorded):
    a, mask, labels, parameters = example(*sizes)
    y, alphas = attention.decode(a, mask, parameters, labels.shape[1])
    caches = [cache for *_, cache in attention.decode_steps(a, mask, parameters, labels.shape[1])]
    wanted = np.eye(len(y))[labels].transpose(2, 0, 1)
    told = {"y": y, "alphas": alphas} | attention.decode_backward((y - wanted) / labels.size, caches)
    assert set(told) | {"cost"} == set(recorded)
    assert -np.log(np.sum(y * wanted, axis=0)).mean() == pytest.approx(recorded["cost"], rel=1e-10)
    for name, value in told.items():
        assert digest(np.ascontiguousarray(value)) == pytest.approx(recorded[name], rel=1e-10, abs=1e-10), name


@pytest.mark.parametrize("name", ["a", "s_prev", "Wa", "Ws", "be", "ve"])
def test_gradients_of_attention_are_slopes(name):
    a, mask, _, parameters = example(3, 4, 5, 2, 6, 3, 2)
    rng = np.random.default_rng(1)
    arguments, dcontext = {"a": a, "s_prev": rng.normal(size=(4, 2)), **parameters}, rng.normal(size=(3, 2))

    def J(moved):
        now = arguments | {name: moved}
        alpha, _ = attention.attention_weights(now["s_prev"], now["a"], mask, now)
        return float(np.sum(dcontext * attention.context(alpha, now["a"])))

    _, cache = attention.attention_weights(arguments["s_prev"], a, mask, parameters)
    gradient = attention.attention_backward(dcontext, cache)[f"d{name}"]
    assert relative_difference(gradient, numerical_gradient(J, arguments[name], 1e-6)) < 1e-7


def test_weights_by_their_definition():
    a, mask, _, p = example(3, 4, 5, 2, 6, 3, 2)
    s = np.random.default_rng(2).normal(size=(4, 2))
    alpha, _ = attention.attention_weights(s, a, mask, p)
    for i in range(2):
        real = [t for t in range(6) if mask[i, t]]
        scores = [float(p["ve"][0] @ np.tanh(p["Wa"] @ a[:, i, t] + p["Ws"] @ s[:, i] + p["be"][:, 0])) for t in real]
        assert alpha[i, real] == pytest.approx(np.exp(scores) / np.sum(np.exp(scores)))
        assert alpha[i].sum() == pytest.approx(1)


def test_float32_stays_float32_and_large_scores_do_not_overflow():
    a, mask, _, p = example(3, 4, 5, 2, 6, 3, 2)
    small = {name: value.astype(np.float32) for name, value in p.items()} | {"ve": np.full((1, 5), 1e4, np.float32)}
    a = a.astype(np.float32)
    y, alphas = attention.decode(a, mask, small, 2)
    caches = [cache for *_, cache in attention.decode_steps(a, mask, small, 2)]
    grads = attention.decode_backward(y, caches)
    assert {value.dtype for value in (y, alphas, *grads.values())} == {np.dtype(np.float32)}
    assert np.isfinite(alphas).all()


def lengths_of(mask):
    """Return the number of real steps of each row."""
    return np.asarray(mask).sum(axis=1)


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_the_layer_for_trainings_is_the_textbook(sizes):
    n_a, n_s, n_e, _, _, T_y, n_y = sizes
    a, mask, labels, parameters = example(*sizes)
    layer = AttentionDecoder(np.random.default_rng(0), n_a, n_s, n_e, n_y, T_y, dtype=np.float64).read(parameters)
    out, cache = layer.forward(a, lengths=lengths_of(mask))
    _, d_out = step_cost(out, labels)
    alphas = layer.weights(cache)
    da, grads = layer.backward(d_out, cache)
    y, right = attention.decode(a, mask, layer.textbook(), T_y)
    caches = [cache for *_, cache in attention.decode_steps(a, mask, layer.textbook(), T_y)]
    wanted = attention.decode_backward((y - np.eye(n_y)[labels].transpose(2, 0, 1)) / labels.size, caches)
    assert np.allclose(alphas, right)
    assert np.allclose(da, wanted["da"])
    for name in ("Wa", "Ws", "be", "ve", "Wy", "by"):
        assert np.allclose(grads[f"d{name}"], wanted[f"d{name}"])
    for name in ("W", "b"):
        assert np.allclose(grads[f"d{name}"], np.concatenate([wanted[f"d{name}{gate}"] for gate in "fioc"]))


def test_gradients_of_a_decoder_without_attention_are_slopes():
    a, _, labels, _ = example(4, 3, 2, 3, 5, 2, 4)
    layer, lengths = PlainDecoder(np.random.default_rng(3), 4, 3, 4, 2, dtype=np.float64), np.array([5, 1, 3])
    out, cache = layer.forward(a, lengths=lengths)
    da, grads = layer.backward(step_cost(out, labels)[1], cache)

    def of_states(moved):
        return step_cost(layer.forward(moved, lengths=lengths)[0], labels)[0]

    assert relative_difference(da, numerical_gradient(of_states, a, 1e-6)) < 1e-7
    for name, value in layer.parameters.items():
        kept = value.copy()

        def J(moved, value=value):
            value[...] = moved
            return step_cost(layer.forward(a, lengths=lengths)[0], labels)[0]

        slope = numerical_gradient(J, kept.copy(), 1e-6)
        value[...] = kept
        assert relative_difference(grads[f"d{name}"], slope) < 1e-7


def test_readings_are_those_of_the_calendar():
    for day in (datetime.date(1999, 12, 31), datetime.date(2004, 2, 29), datetime.date(2031, 5, 6)):
        text = f"{day.month}/{day.day}/{day.year % 100}"
        assert day.isoformat() in attention.readings(text, ["mdy"])
        assert set(attention.readings(text, ["mdy"])) <= set(attention.readings(text, ["dmy", "mdy", "ymd"]))
    assert attention.readings("30/2/2001", ["dmy", "mdy"]) == []
    assert attention.readings("5/5/1990", ["dmy", "mdy"]) == ["1990-05-05"]


def test_accuracies_of_independent_errors():
    rng = np.random.default_rng(4)
    Y = rng.integers(0, 10, (20000, 10))
    Y_pred = np.where(rng.random(Y.shape) < 0.9, Y, Y + 1)
    characters, exact = attention.accuracies(Y_pred, Y)
    assert characters == pytest.approx(0.9, abs=0.01)
    assert exact == pytest.approx(0.9**10, abs=0.02)


@pytest.mark.parametrize(
    ("alphas", "mask", "wanted"),
    [
        ([[0.2, 0.8, 0], [0.5, 0.5, 0]], [1, 1, 0], []),
        ([[0.2, 0.7, 0.1], [0.5, 0.4, 0]], [1, 1, 0], ["sum", "padding"]),
        ([[0.5, 0.5, 0], [0.5, 0.5, 0]], [1, 1, 0], ["frozen"]),
        ([[1, 0], [1, 0]], [1, 0], []),  # one real step: nothing to choose
        ([[0.5, 0.5]], [1, 1], []),  # one output
    ],
)
def test_faults_of_maps(alphas, mask, wanted):
    assert attention.faults(np.array(alphas, dtype=float), np.array(mask)) == wanted
