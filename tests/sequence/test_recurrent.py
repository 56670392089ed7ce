"""The recurrent layer against PyTorch, plain loops, finite differences; the wirings against their definition."""

import json

import numpy as np
import pytest

from deepcourse.nn.softmax import softmax
from deepcourse.sequence import recurrent
from oracles import record_recurrent as recorded

SAID = json.loads(recorded.FIXTURE.read_text())["layers"]
layers = pytest.mark.parametrize("which", range(len(SAID)), ids=[str(sizes) for sizes in recorded.LAYERS])


def forward_and_back(x, a0, parameters, y):
    """{name: array} of one layer: what it says, and its gradients."""
    a, y_pred, caches = recurrent.rnn_forward(x, a0, parameters)
    da, dWya, dby = recurrent.output_backward(y_pred, y, a, parameters)
    return {"a": a, "y_pred": y_pred, "dWya": dWya, "dby": dby} | recurrent.rnn_backward(da, caches)


@layers
def test_forward_and_backward_are_what_pytorch_recorded(which):
    got = forward_and_back(*recorded.layer(*recorded.LAYERS[which]))
    assert got.keys() == SAID[which].keys()
    for name, array in got.items():
        np.testing.assert_allclose(recorded.digest(array), SAID[which][name], rtol=1e-9, atol=1e-12)


@layers
def test_forward_and_backward_are_what_pytorch_says_today(which):
    pytest.importorskip("torch")
    arguments = recorded.layer(*recorded.LAYERS[which])
    got, said = forward_and_back(*arguments), recorded.by_torch(*arguments)
    for name, array in got.items():
        np.testing.assert_allclose(array, said[name], rtol=1e-9, atol=1e-12)


def state_by_definition(x, a0, parameters, i, t):
    """Return the state of example i after step t, unit by unit."""
    if t < 0:
        return a0[:, i]
    before, n_a = state_by_definition(x, a0, parameters, i, t - 1), len(a0)
    Wax, Waa, ba = (parameters[name] for name in ("Wax", "Waa", "ba"))
    sums = [ba[u, 0] + Wax[u] @ x[:, i, t] + sum(Waa[u, v] * before[v] for v in range(n_a)) for u in range(n_a)]
    return np.tanh(sums)


def test_every_state_is_that_of_the_definition():
    x, a0, parameters, _ = recorded.layer(5, 3, 4, 6, 2)
    a, y_pred, _ = recurrent.rnn_forward(x, a0, parameters)
    for i, t in np.ndindex(4, 6):
        state = state_by_definition(x, a0, parameters, i, t)
        np.testing.assert_allclose(a[:, i, t], state)
        scores = parameters["Wya"] @ state + parameters["by"].ravel()
        np.testing.assert_allclose(y_pred[:, i, t], softmax(scores[:, np.newaxis])[:, 0])


@pytest.mark.parametrize("name", ["xt", "a_prev", "Wax", "Waa", "ba"])
def test_the_cell_backward_is_the_slope_of_the_cell(name):
    x, a0, parameters, _ = recorded.layer(5, 3, 4, 6, 2)
    rng, step = np.random.default_rng(1), 1e-6
    values = parameters | {"xt": x[:, :, 0], "a_prev": a0}
    direction, da_next = rng.normal(size=values[name].shape), rng.normal(size=a0.shape)

    def cost(h):
        moved = values | {name: values[name] + h * direction}
        return np.sum(recurrent.rnn_cell_forward(moved["xt"], moved["a_prev"], moved)[0] * da_next)

    gradients = recurrent.rnn_cell_backward(da_next, (recurrent.rnn_cell_forward(values["xt"], a0, values)[2]))
    slope = (cost(step) - cost(-step)) / (2 * step)
    assert np.sum(gradients[f"d{name}"] * direction) == pytest.approx(slope, rel=1e-6)


def test_many_to_one_reads_no_padding():
    x, a0, parameters, _ = recorded.layer(5, 3, 4, 6, 2)
    lengths = np.array([6, 1, 3, 2])
    got = recurrent.many_to_one(x, lengths, a0, parameters)
    for i, n in enumerate(lengths):
        _, alone, _ = recurrent.rnn_forward(x[:, i : i + 1, :n], a0[:, i : i + 1], parameters)
        np.testing.assert_allclose(got[:, i], alone[:, 0, -1])


def test_one_to_many_is_a_layer_that_reads_its_own_predictions():
    x, a0, parameters, _ = recorded.layer(5, 3, 4, 6, 3)
    y_pred = recurrent.one_to_many(x[:, :, 0], a0, parameters, 7)
    fed = np.concatenate([x[:, :, :1], y_pred[:, :, :-1]], axis=2)
    np.testing.assert_allclose(recurrent.rnn_forward(fed, a0, parameters)[1], y_pred)


def test_a_decoder_starts_where_the_encoder_ends():
    x, a0, encoder, _ = recorded.layer(5, 3, 4, 6, 2)
    decoder = recorded.layer(5, 7, 4, 6, 7)[2]
    y_pred = recurrent.encode_decode(x, a0, encoder, decoder, 3)
    a, _, _ = recurrent.rnn_forward(x, a0, encoder)
    fed = np.concatenate([np.zeros((7, 4, 1)), y_pred[:, :, :-1]], axis=2)
    np.testing.assert_allclose(recurrent.rnn_forward(fed, a[:, :, -1], decoder)[1], y_pred)


def test_parts_are_those_of_a_network_that_forgets_to_go_back_further():
    """Up to k arrows: the same network with its states frozen k + 1 steps before each prediction."""
    x, a0, parameters, _ = recorded.layer(3, 2, 4, 5, 2)
    a, _, caches = recurrent.rnn_forward(x, a0, parameters)
    da = np.random.default_rng(2).normal(size=a.shape)
    parts = recurrent.parts_by_distance(da, caches)
    states = np.concatenate([a0[:, :, np.newaxis], a], axis=2)
    for k in range(5):
        shortened = np.zeros((3, 3))
        for last in range(5):
            first = max(0, last - k)
            _, _, some = recurrent.rnn_forward(x[:, :, first : last + 1], states[:, :, first], parameters)
            only_last = np.zeros((3, 4, last + 1 - first))
            only_last[:, :, -1] = da[:, :, last]
            shortened += recurrent.rnn_backward(only_last, some)["dWaa"]
        np.testing.assert_allclose(parts[: k + 1].sum(axis=0), shortened)


def test_steps_that_do_not_match_are_refused():
    x, a0, parameters, _ = recorded.layer(3, 2, 4, 5, 2)
    a, _, caches = recurrent.rnn_forward(x, a0, parameters)
    for backward in (recurrent.rnn_backward, recurrent.parts_by_distance):
        with pytest.raises(ValueError, match="4 steps, but there are 5"):
            backward(a[:, :, :4], caches)


def test_single_precision_stays_single():
    x, a0, parameters, y = recorded.layer(3, 2, 4, 5, 2)
    narrow = {name: value.astype(np.float32) for name, value in parameters.items()}
    got = forward_and_back(x.astype(np.float32), a0.astype(np.float32), narrow, y.astype(np.float32))
    assert {array.dtype for array in got.values()} == {np.dtype(np.float32)}
