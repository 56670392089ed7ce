"""Layers over sequences against PyTorch, nudges, and what must hold of padding, steps and directions."""

import json

import numpy as np
import pytest

from deepcourse.cnn.training import class_cost
from deepcourse.sequence import layers, training
from oracles import record_recurrent_layers as recorded
from oracles.record_convolution import digest

KINDS = {"RNN": layers.RNN, "GRU": layers.GRU, "LSTM": layers.LSTM}
SAID = [
    (entry["kind"], entry["sizes"], entry["digests"]) for entry in json.loads(recorded.FIXTURE.read_text())["layers"]
]
each_kind = pytest.mark.parametrize("kind", KINDS)


def forward_and_back(kind, n_x, n_a, m, T):
    """Return {name: array}, as `recorded.by_torch`, of our layer."""
    given = recorded.inputs(kind, n_x, n_a, m, T)
    layer = KINDS[kind](np.random.default_rng(0), n_x, n_a, dtype=np.float64)
    for name in ("Wx", "Wa", "b"):
        layer.parameters[name][...] = given[name]
    start = (given["a0"], given["c0"]) if kind == "LSTM" else given["a0"]
    a, cache = layer.forward(given["x"], start=start)
    dx, grads = layer.backward(given["da"], cache)
    cell = {"c": layer.last_state(cache)[1]} if kind == "LSTM" else {}
    return {"a": a, "dx": dx} | cell | grads


@pytest.mark.parametrize(("kind", "sizes", "said"), SAID)
def test_forward_and_backward_are_what_pytorch_recorded(kind, sizes, said):
    got = forward_and_back(kind, *sizes)
    assert set(got) == set(said)
    for name, array in got.items():
        np.testing.assert_allclose(digest(array), said[name], rtol=1e-10, atol=1e-10, err_msg=name)


@pytest.mark.parametrize("kind", KINDS)
def test_forward_and_backward_are_what_pytorch_says_today(kind):
    pytest.importorskip("torch")
    got, said = forward_and_back(kind, 3, 2, 4, 7), recorded.by_torch(kind, 3, 2, 4, 7)
    for name, array in got.items():
        np.testing.assert_allclose(array, said[name], rtol=1e-10, atol=1e-10, err_msg=name)


def networks():
    """Return {name: (network of doubles, whether it answers once)}: every layer in one of them."""
    rng, double = np.random.default_rng(1), {"dtype": np.float64}
    both = layers.Bidirectional(layers.GRU(rng, 3, 2, **double), layers.LSTM(rng, 3, 4, **double))
    return {
        "embedded": layers.Chain(
            layers.Embedding(rng, 3, 5, **double),
            both,
            layers.RNN(rng, 6, 3, **double),
            layers.Dense(rng, 3, 4, **double),
        ),
        "once": layers.Chain(
            layers.OneHot(5, np.float64),
            layers.LSTM(rng, 5, 3, **double),
            layers.Last(),
            layers.Dense(rng, 3, 4, **double),
        ),
    }


@pytest.mark.parametrize("name", ["embedded", "once"])
@pytest.mark.parametrize("lengths", [None, (7, 1, 4)])
def test_gradients_are_slopes(name, lengths):
    network, rng = networks()[name], np.random.default_rng(2)
    ids, h = rng.integers(5, size=(3, 7)), 1e-6

    def cost():
        out, cache = network.forward(ids, True, lengths)
        if out.ndim == 2:
            return *class_cost(out, ids[:, 0] % 4), cache
        return *training.step_cost(out, (ids * 2 + 1) % 4, lengths), cache

    _, d, cache = cost()
    grads = network.backward(d, cache)[1]
    assert {key[1:] for key in grads} == set(network.parameters)
    for key, value in network.parameters.items():
        direction, kept = rng.normal(size=value.shape), value.copy()
        value[...] = kept + h * direction
        ahead = cost()[0]
        value[...] = kept - h * direction
        slope = (ahead - cost()[0]) / (2 * h)
        value[...] = kept
        assert np.sum(grads[f"d{key}"] * direction) == pytest.approx(slope, rel=1e-5, abs=1e-8), key


@pytest.mark.parametrize("name", ["embedded", "once"])
def test_padding_changes_nothing(name):
    network, rng, lengths = networks()[name], np.random.default_rng(3), np.array([4, 2, 5])
    ids, real = rng.integers(5, size=(3, 5)), np.arange(5) < lengths[:, None]
    out = network.forward(ids, lengths=lengths)[0]
    longer = np.pad(np.where(real, ids, 4), ((0, 0), (0, 3)), constant_values=2)
    padded = network.forward(longer, lengths=lengths)[0]
    if name == "once":
        np.testing.assert_allclose(padded, out, rtol=1e-12)
    else:
        np.testing.assert_allclose(padded[:, :, :5][:, real], out[:, real], rtol=1e-12)
    for i, length in enumerate(lengths):
        alone = network.forward(ids[i : i + 1, :length])[0]
        np.testing.assert_allclose(alone[:, 0], out[:, i] if name == "once" else out[:, i, :length], rtol=1e-10)


@each_kind
def test_steps_give_what_the_whole_sequence_gives(kind):
    rng = np.random.default_rng(4)
    network = layers.Chain(layers.OneHot(6), KINDS[kind](rng, 6, 5), layers.Dense(rng, 5, 3))
    ids, state, outs = rng.integers(6, size=(2, 9)), None, []
    for t in range(9):
        out, state = network.step(ids[:, t], state)
        outs.append(out)
    np.testing.assert_allclose(np.stack(outs, axis=2), network.forward(ids)[0], rtol=1e-5, atol=1e-6)


@each_kind
def test_parameters_go_to_the_textbook_and_back(kind):
    rng = np.random.default_rng(5)
    layer, other = KINDS[kind](rng, 3, 2), KINDS[kind](rng, 3, 2)
    other.read(layer.textbook())
    for name, value in layer.parameters.items():
        np.testing.assert_array_equal(other.parameters[name], value)


def test_a_bidirectional_layer_needs_the_whole_sequence():
    both = layers.Bidirectional(layers.RNN(np.random.default_rng(0), 3, 2), layers.RNN(np.random.default_rng(1), 3, 2))
    with pytest.raises(TypeError, match="begins at the end"):
        both.step(np.zeros((3, 1), np.float32))


@each_kind
def test_layers_keep_single_precision(kind):
    layer, x = KINDS[kind](np.random.default_rng(0), 3, 2), np.ones((3, 2, 4), np.float32)
    a, cache = layer.forward(x)
    dx, grads = layer.backward(np.ones_like(a), cache)
    assert {array.dtype for array in (a, dx, *grads.values())} == {np.dtype(np.float32)}


def test_fit_remembers_the_first_letter():
    def batch(rng):
        ids = rng.integers(3, size=(16, 5))
        return ids, ids[:, 0], None

    rng = np.random.default_rng(0)
    network = layers.Chain(layers.OneHot(3), layers.LSTM(rng, 3, 8), layers.Last(), layers.Dense(rng, 8, 3))
    costs = training.fit(network, batch, steps=150, learning_rate=0.03, seed=0)
    assert costs[:5].mean() > 1
    assert costs[-5:].mean() < 0.1


def test_clipping_keeps_the_direction_and_small_gradients():
    grads = {"dW": np.array([[3.0, 0.0]]), "db": np.array([[-4.0]])}
    clipped = training.clipped(grads, 2.5)
    np.testing.assert_allclose(clipped["dW"], [[1.5, 0]])
    np.testing.assert_allclose(clipped["db"], [[-2]])
    assert training.clipped(grads, 5.1) is grads


def test_targets_of_another_shape_are_refused():
    with pytest.raises(ValueError, match=r"targets of shape \(2, 3\), not \(3, 2\)"):
        training.step_cost(np.zeros((4, 2, 3)), np.zeros((3, 2), int))
