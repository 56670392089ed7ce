"""Gated units, step by step: cells and layers of GRU and LSTM, forward and back, as in the notebook gated_units.

gru_cell_forward, gru_cell_backward         one step of a gated recurrent unit, with or without its relevance gate
gru_forward, gru_backward                   a whole sequence of such steps
lstm_cell_forward, lstm_cell_backward       one step of a long short-term memory
lstm_forward, lstm_backward                 a whole sequence of such steps
peephole_cell_forward                       an LSTM step whose gates also see the memory
forget_bias                                 the bias of a gate that keeps a given share over a given time
stale_caches                                what was overwritten in the caches of a layer

The letters: stack is [a_prev; xt], the state above the input, (n_a + n_x, m).
"""

import numpy as np

from deepcourse.nn.activations import sigmoid
from deepcourse.nn.softmax import softmax


def gate(name, stack, parameters):
    """Return the gate `name` of a stack, numbers between 0 and 1: sigmoid(W stack + b)."""
    return sigmoid(parameters[f"W{name}"] @ stack + parameters[f"b{name}"])


def gru_cell_forward(xt, c_prev, parameters):
    """Take one step of a gated recurrent unit; its state c is its output, too.

        u   = sigmoid(Wu [c_prev; xt] + bu)          how much of the state is replaced
        r   = sigmoid(Wr [c_prev; xt] + br)          which parts of the old state the candidate sees; 1 without Wr
        cct = tanh(Wc [r * c_prev; xt] + bc)         the candidate
        c_next = u * cct + (1 - u) * c_prev

    Parameters
    ----------
    xt : (n_x, m)    c_prev : (n_a, m)
    parameters : dict    Wu, Wr, Wc of shape (n_a, n_a + n_x), bu, br, bc of shape (n_a, 1); Wr and br may be missing

    Returns
    -------
    c_next : (n_a, m)
    cache : (c_prev, u, r, cct, xt, parameters), for `gru_cell_backward`

    >>> parameters = {"Wu": np.zeros((1, 2)), "bu": np.zeros((1, 1)), "Wc": np.ones((1, 2)), "bc": np.zeros((1, 1))}
    >>> gru_cell_forward(np.zeros((1, 1)), np.ones((1, 1)), parameters)[0].round(3)
    array([[0.881]])
    """
    stack = np.concatenate([c_prev, xt])
    u = gate("u", stack, parameters)
    r = gate("r", stack, parameters) if "Wr" in parameters else np.ones_like(u)
    cct = np.tanh(parameters["Wc"] @ np.concatenate([r * c_prev, xt]) + parameters["bc"])
    return u * cct + (1 - u) * c_prev, (c_prev, u, r, cct, xt, parameters)


def gru_cell_backward(dc_next, cache):
    """Return the gradients of a step of `gru_cell_forward`: a dict with dxt, dc_prev, dWu, dbu, dWr, dbr, dWc, dbc.

    dc_next : (n_a, m)    cache : of the forward pass; without a relevance gate, dWr and dbr are missing
    """
    c_prev, u, r, cct, xt, parameters = cache
    n_a = len(c_prev)
    dZc = dc_next * u * (1 - cct**2)
    dZu = dc_next * (cct - c_prev) * u * (1 - u)
    back_c = parameters["Wc"].T @ dZc  # (n_a + n_x, m), to [r * c_prev; xt]
    back = parameters["Wu"].T @ dZu  # to [c_prev; xt]
    grads = weights("u", dZu, np.concatenate([c_prev, xt])) | weights("c", dZc, np.concatenate([r * c_prev, xt]))
    if "Wr" in parameters:
        dZr = back_c[:n_a] * c_prev * r * (1 - r)
        back = back + parameters["Wr"].T @ dZr
        grads |= weights("r", dZr, np.concatenate([c_prev, xt]))
    dc_prev = dc_next * (1 - u) + back_c[:n_a] * r + back[:n_a]
    return {"dxt": back_c[n_a:] + back[n_a:], "dc_prev": dc_prev, **grads}


def weights(name, dZ, stack):
    """Return the gradients of W and b of one gate: {"dW...": dZ stack^T, "db...": the sum of dZ over the examples}."""
    return {f"dW{name}": dZ @ stack.T, f"db{name}": dZ.sum(axis=1, keepdims=True)}


def gru_forward(x, c0, parameters):
    """Run `gru_cell_forward` along x, (n_x, m, T), from c0; return c, (n_a, m, T), and the list of T caches.

    >>> parameters = {"Wu": np.zeros((1, 2)), "bu": np.zeros((1, 1)), "Wc": np.ones((1, 2)), "bc": np.zeros((1, 1))}
    >>> gru_forward(np.zeros((1, 1, 2)), np.ones((1, 1)), parameters)[0].round(3)
    array([[[0.881, 0.794]]])
    """
    c, caches, c_now = np.empty((*c0.shape, x.shape[2]), dtype=np.result_type(x, c0)), [], c0
    for t in range(x.shape[2]):
        c_now, cache = gru_cell_forward(x[:, :, t], c_now, parameters)
        c[:, :, t] = c_now
        caches.append(cache)
    return c, caches


def gru_backward(dc, caches):
    """Return the gradients of `gru_forward`: a dict with dx, dc0 and those of the parameters.

    dc : (n_a, m, T)    what comes from the outputs of each step, and from there alone
    """
    dx, summed, dc_now = [], {}, np.zeros_like(dc[:, :, 0])
    for t in reversed(range(len(caches))):
        step = gru_cell_backward(dc[:, :, t] + dc_now, caches[t])
        dx.append(step.pop("dxt"))
        dc_now = step.pop("dc_prev")
        summed = {name: summed.get(name, 0) + value for name, value in step.items()}
    return {"dx": np.stack(dx[::-1], axis=2), "dc0": dc_now, **summed}


def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    """Take one step of a long short-term memory.

        f = sigmoid(Wf stack + bf)    i = sigmoid(Wi stack + bi)    o = sigmoid(Wo stack + bo)
        cct = tanh(Wc stack + bc)     c_next = f * c_prev + i * cct
        a_next = o * tanh(c_next)     yt_pred = softmax(Wy a_next + by)

    Parameters
    ----------
    xt : (n_x, m)    a_prev, c_prev : (n_a, m)
    parameters : dict    Wf, Wi, Wc, Wo of shape (n_a, n_a + n_x), Wy (n_y, n_a), bf, bi, bc, bo (n_a, 1), by (n_y, 1)

    Returns
    -------
    a_next, c_next : (n_a, m)    yt_pred : (n_y, m)
    cache : (a_next, c_next, a_prev, c_prev, f, i, cct, o, xt, parameters), for `lstm_cell_backward`

    >>> parameters = {f"W{gate}": np.zeros((1, 2)) for gate in "fico"}
    >>> parameters |= {f"b{gate}": np.zeros((1, 1)) for gate in "fico"}
    >>> parameters |= {"Wy": np.ones((2, 1)), "by": np.zeros((2, 1))}
    >>> a, c, y, _ = lstm_cell_forward(np.zeros((1, 1)), np.zeros((1, 1)), np.ones((1, 1)), parameters)
    >>> c, a.round(3)
    (array([[0.5]]), array([[0.231]]))
    """
    stack = np.concatenate([a_prev, xt])
    f, i, o = (gate(name, stack, parameters) for name in "fio")
    cct = np.tanh(parameters["Wc"] @ stack + parameters["bc"])
    c_next = f * c_prev + i * cct
    a_next = o * np.tanh(c_next)
    yt_pred = softmax(parameters["Wy"] @ a_next + parameters["by"])
    return a_next, c_next, yt_pred, (a_next, c_next, a_prev, c_prev, f, i, cct, o, xt, parameters)


def lstm_forward(x, a0, parameters):
    """Run `lstm_cell_forward` along x, (n_x, m, T), from a0 and a memory of zeros.

    Returns
    -------
    a : (n_a, m, T)    y : (n_y, m, T)    c : (n_a, m, T)
    caches : the list of the T caches
    """
    a_now, c_now, steps = a0, np.zeros_like(a0), []
    for t in range(x.shape[2]):
        a_now, c_now, y_now, cache = lstm_cell_forward(x[:, :, t], a_now, c_now, parameters)
        steps.append((a_now, y_now, c_now, cache))
    a, y, c, caches = zip(*steps, strict=True)
    return np.stack(a, axis=2), np.stack(y, axis=2), np.stack(c, axis=2), list(caches)


def lstm_cell_backward(da_next, dc_next, cache):
    """Return the gradients of a step of `lstm_cell_forward`.

    da_next, dc_next : (n_a, m)    of everything that follows; what came from yt_pred is in da_next already

    Returns a dict with dxt (n_x, m), da_prev, dc_prev (n_a, m), and dWf, dbf, dWi, dbi, dWc, dbc, dWo, dbo.
    """
    _, c_next, a_prev, c_prev, f, i, cct, o, xt, parameters = cache
    n_a, stack, tanh_c = len(a_prev), np.concatenate([a_prev, xt]), np.tanh(c_next)
    dc = dc_next + da_next * o * (1 - tanh_c**2)
    dZ = {
        "f": dc * c_prev * f * (1 - f),
        "i": dc * cct * i * (1 - i),
        "c": dc * i * (1 - cct**2),
        "o": da_next * tanh_c * o * (1 - o),
    }
    back = sum(parameters[f"W{name}"].T @ dZ[name] for name in dZ)  # (n_a + n_x, m)
    grads = {"dxt": back[n_a:], "da_prev": back[:n_a], "dc_prev": dc * f}
    for name in dZ:
        grads |= weights(name, dZ[name], stack)
    return grads


def lstm_backward(da, caches):
    """Return the gradients of `lstm_forward`: a dict with dx (n_x, m, T), da0 (n_a, m), dWf, dbf, ..., dWo, dbo.

    da : (n_a, m, T)    what comes from the outputs of each step, and from there alone
    """
    dx, summed = [], {}
    da_now = dc_now = np.zeros_like(da[:, :, 0])
    for t in reversed(range(len(caches))):
        step = lstm_cell_backward(da[:, :, t] + da_now, dc_now, caches[t])
        dx.append(step.pop("dxt"))
        da_now, dc_now = step.pop("da_prev"), step.pop("dc_prev")
        summed = {name: summed.get(name, 0) + value for name, value in step.items()}
    return {"dx": np.stack(dx[::-1], axis=2), "da0": da_now, **summed}


def peephole_cell_forward(xt, a_prev, c_prev, parameters):
    """Take a step of an LSTM whose gates see the memory: f and i see c_prev, o sees c_next; return (a_next, c_next).

    parameters : as for `lstm_cell_forward`, and Pf, Pi, Po of shape (n_a, 1): each unit sees its own memory alone
    """
    stack, p = np.concatenate([a_prev, xt]), parameters
    f = sigmoid(p["Wf"] @ stack + p["Pf"] * c_prev + p["bf"])
    i = sigmoid(p["Wi"] @ stack + p["Pi"] * c_prev + p["bi"])
    c_next = f * c_prev + i * np.tanh(p["Wc"] @ stack + p["bc"])
    o = sigmoid(p["Wo"] @ stack + p["Po"] * c_next + p["bo"])
    return o * np.tanh(c_next), c_next


def forget_bias(steps, share):
    """Return the bias b of a forget gate sigmoid(b) that leaves a share of the memory after so many steps.

    sigmoid(b)^steps = share, so 1 / sigmoid(b) = 1 + exp(-b) = share^(-1 / steps).

    steps : a number > 0    share : between 0 and 1, without both

    >>> round(float(forget_bias(50, 0.5)), 3), round(float(forget_bias(50, 0.9)), 3)
    (4.272, 6.161)
    """
    return -np.log(np.expm1(-np.log(share) / steps))


PARTS = ("a_next", "c_next", "a_prev", "c_prev", "f", "i", "cct", "o", "xt")


def stale_caches(x, a0, caches):
    """Return what was overwritten in the caches of a layer: a list of (step, part), in the order of steps and `PARTS`.

    The layer is run again, from a0 and a memory of zeros; a part is stale where it differs from the same part then.

    x : (n_x, m, T)    a0 : (n_a, m)    caches : of an LSTM layer; its parameters, in each cache, are sound

    >>> stale_caches(np.zeros((1, 1, 0)), np.zeros((1, 1)), [])
    []
    """
    found, a_now, c_now = [], a0, np.zeros_like(a0)
    for t, cache in enumerate(caches):
        a_now, c_now, _, right = lstm_cell_forward(x[:, :, t], a_now, c_now, cache[-1])
        names = [name for name, one, other in zip(PARTS, cache, right, strict=False) if not np.allclose(one, other)]
        found += [(t, name) for name in names]
    return found
