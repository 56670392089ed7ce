"""How far back gradients reach, measured; and layers whose caches are overwritten.

norms           the norm of the gradient of the last state, step by step backwards, for an untrained RNN, GRU or LSTM
LAYERS          LSTM layers with the right results: one is sound, the caches of the others are overwritten
damage          how far the gradients are from right ones that are made from the caches of each
"""

import math

import numpy as np

from deepcourse.nn.gradient_checking import relative_difference
from deepcourse.sequence import gated

N_X, N_A, BATCH = 4, 24, 8
KINDS = ("RNN", "GRU", "LSTM")


def norms(kind, T, *, scale=1.0, bias=0.0, seed=0, cells=None):
    """Return (T + 1,): the norm of the gradient with respect to the state, 0, 1, ..., T steps before the end.

    All are divided by the first, so the list begins with 1.

    kind : one of `KINDS`    scale : of the recurrent weights, 1 keeps the size of a random state
    bias : of the LSTM's forget gate; the GRU's update gate starts from -bias    cells : (forward, backward) to use
    """
    rng = np.random.default_rng(seed)
    x, last = rng.normal(size=(N_X, BATCH, T)), rng.normal(size=(N_A, BATCH))
    gates = {"RNN": "a", "GRU": "urc", "LSTM": "fico"}[kind]
    parameters = {f"b{gate}": np.zeros((N_A, 1)) for gate in gates}
    for gate in gates:
        recurrent = scale * rng.normal(size=(N_A, N_A)) / math.sqrt(N_A)
        parameters[f"W{gate}"] = np.hstack([recurrent, 0.5 * rng.normal(size=(N_A, N_X)) / math.sqrt(N_X)])
    walk = {"RNN": of_rnn, "GRU": of_gru, "LSTM": of_lstm}[kind]
    found = walk(x, last, parameters, bias, cells)
    return np.array(found) / found[0]


def of_rnn(x, d, p, bias, cells):
    """Return the norms for a plain recurrent layer."""
    a, states = np.zeros((N_A, x.shape[1])), []
    for t in range(x.shape[2]):
        a = np.tanh(p["Wa"] @ np.concatenate([a, x[:, :, t]]))
        states.append(a)
    found = [np.linalg.norm(d)]
    for state in reversed(states):
        d = p["Wa"][:, :N_A].T @ (d * (1 - state**2))
        found.append(np.linalg.norm(d))
    return found


def of_gru(x, d, p, bias, cells):
    """Return the norms for a gated recurrent layer."""
    forward, backward = cells or (gated.gru_cell_forward, gated.gru_cell_backward)
    p["bu"] = np.full((N_A, 1), -float(bias))
    c, caches = np.zeros((N_A, x.shape[1])), []
    for t in range(x.shape[2]):
        c, cache = forward(x[:, :, t], c, p)
        caches.append(cache)
    found = [np.linalg.norm(d)]
    for cache in reversed(caches):
        d = backward(d, cache)["dc_prev"]
        found.append(np.linalg.norm(d))
    return found


def of_lstm(x, d, p, bias, cells):
    """Return the norms for a layer with a cell: of the gradients of state and memory together."""
    forward, backward = cells or (gated.lstm_cell_forward, gated.lstm_cell_backward)
    p |= {"bf": np.full((N_A, 1), float(bias)), "Wy": np.zeros((2, N_A)), "by": np.zeros((2, 1))}
    a = c = np.zeros((N_A, x.shape[1]))
    caches = []
    for t in range(x.shape[2]):
        a, c, _, cache = forward(x[:, :, t], a, c, p)
        caches.append(cache)
    da, dc = d, np.zeros_like(d)
    found = [np.linalg.norm(d)]
    for cache in reversed(caches):
        grads = backward(da, dc, cache)
        da, dc = grads["da_prev"], grads["dc_prev"]
        found.append(math.hypot(np.linalg.norm(da), np.linalg.norm(dc)))
    return found


# --- caches that are overwritten --------------------------------------------------------------------------------------


def layer_a(x, a0, parameters):
    """Run an LSTM layer whose first memory is a view of its results."""
    a, c, y, caches = rooms(x, a0, parameters)
    a_now, c_now = a0, c[:, :, 0]
    for t in range(x.shape[2]):
        a_now, c_next, y[:, :, t], cache = gated.lstm_cell_forward(x[:, :, t], a_now, c_now, parameters)
        a[:, :, t], c[:, :, t] = a_now, c_next
        c_now = c_next
        caches.append(cache)
    return a, y, c, caches


def layer_b(x, a0, parameters):
    """Run an LSTM layer that writes its state into one array at every step."""
    a, c, y, caches = rooms(x, a0, parameters)
    a_now, c_now = a0.copy(), np.zeros_like(a0)
    for t in range(x.shape[2]):
        a_next, c_now, y[:, :, t], cache = gated.lstm_cell_forward(x[:, :, t], a_now, c_now, parameters)
        a[:, :, t], c[:, :, t] = a_next, c_now
        a_now[...] = a_next
        caches.append(cache)
    return a, y, c, caches


def layer_c(x, a0, parameters):
    """Run an LSTM layer that keeps its output gate in one array."""
    a, y, c, caches = gated.lstm_forward(x, a0, parameters)
    shared = np.empty_like(a0)
    for t, cache in enumerate(caches):
        shared[...] = cache[7]
        caches[t] = (*cache[:7], shared, *cache[8:])
    return a, y, c, caches


def rooms(x, a0, parameters):
    """Return arrays for a, c and y, and an empty list."""
    (_, m, T), n_a = x.shape, len(a0)
    return np.zeros((n_a, m, T)), np.zeros((n_a, m, T)), np.zeros((len(parameters["Wy"]), m, T)), []


LAYERS = {"sound": gated.lstm_forward, "A": layer_a, "B": layer_b, "C": layer_c}


def example(n_x=3, n_a=4, m=2, T=5, seed=3):
    """Return (x, a0, parameters) of a small LSTM layer."""
    rng = np.random.default_rng(seed)
    parameters = {f"b{gate}": rng.normal(size=(n_a, 1)) for gate in "fico"} | {"by": np.zeros((2, 1))}
    parameters |= {f"W{gate}": 0.6 * rng.normal(size=(n_a, n_a + n_x)) for gate in "fico"}
    parameters["Wy"] = rng.normal(size=(2, n_a))
    return rng.normal(size=(n_x, m, T)), rng.normal(size=(n_a, m)), parameters


def damage(layers, x, a0, parameters):
    """Return {layer: {gradient: its relative difference from the right one}}, of gradients made from their caches."""
    da = np.random.default_rng(5).normal(size=(len(a0), *x.shape[1:]))
    right = gated.lstm_backward(da, gated.lstm_forward(x, a0, parameters)[3])
    made = {name: gated.lstm_backward(da, layer(x, a0, parameters)[3]) for name, layer in layers.items()}
    return {
        layer: {name: float(relative_difference(grads[name], value)) for name, value in right.items()}
        for layer, grads in made.items()
    }
