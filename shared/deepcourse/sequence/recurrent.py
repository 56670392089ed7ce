"""A recurrent layer, one step at a time: forward, backward through time, and in every wiring.

random_parameters   weights and biases of a layer, small and random
rnn_cell_forward    one step: the next state, and a prediction from it
rnn_forward         all steps, one after the other
many_to_one         read a padded sequence, predict once, at its last real step
one_to_many         one input, then each prediction is the next input
encode_decode       one network reads a sequence, another writes one of another length
output_backward     the cost's gradient at the states, from the predictions of each step
rnn_cell_backward   the gradients of one step
rnn_backward        the gradients of all steps: backpropagation through time
parts_by_distance   the gradient of Waa, sorted by how many steps it came back in time

x is (n_x, m, T), a is (n_a, m, T); the parameters are Wax (n_a, n_x), Waa (n_a, n_a), Wya (n_y, n_a), ba (n_a, 1) and
by (n_y, 1).
"""

import numpy as np

from deepcourse.nn.softmax import softmax


def random_parameters(rng, n_a, n_x, n_y, *, scale=None, biases=0.0):
    """Return the parameters of a layer, a dict; weights have the standard deviation `scale`, or 1 / sqrt(inputs).

    >>> {name: value.shape for name, value in random_parameters(np.random.default_rng(0), 4, 3, 2).items()}
    {'Wax': (4, 3), 'Waa': (4, 4), 'Wya': (2, 4), 'ba': (4, 1), 'by': (2, 1)}
    """
    sizes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "Wya": (n_y, n_a)}
    made = {k: rng.normal(size=s) * (s[1] ** -0.5 if scale is None else scale) for k, s in sizes.items()}
    return made | {"ba": biases * rng.normal(size=(n_a, 1)), "by": biases * rng.normal(size=(n_y, 1))}


def rnn_cell_forward(xt, a_prev, parameters):
    """Take one step.

        a_next  = tanh(Wax xt + Waa a_prev + ba)
        yt_pred = softmax(Wya a_next + by)         for each example, over the n_y classes

    Parameters
    ----------
    xt : (n_x, m)       a_prev : (n_a, m)
    parameters : dict   Wax (n_a, n_x), Waa (n_a, n_a), Wya (n_y, n_a), ba (n_a, 1), by (n_y, 1)

    Returns
    -------
    a_next : (n_a, m)   yt_pred : (n_y, m)
    cache : tuple       (a_next, a_prev, xt, parameters), for rnn_cell_backward

    >>> ones = {"Wax": np.ones((1, 1)), "Waa": np.ones((1, 1)), "Wya": np.ones((2, 1)), "ba": 0, "by": 0}
    >>> a_next, yt_pred, _ = rnn_cell_forward(np.array([[0.5]]), np.array([[0.5]]), ones)
    >>> print(a_next.round(4), yt_pred.ravel())
    [[0.7616]] [0.5 0.5]
    """
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    yt_pred = softmax(parameters["Wya"] @ a_next + parameters["by"])
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)


def rnn_forward(x, a0, parameters):
    """Take all steps: the state after each of them goes into the next, and the parameters are the same in all.

    x : (n_x, m, T)   a0 : (n_a, m)   parameters : as for rnn_cell_forward

    Returns a (n_a, m, T), y_pred (n_y, m, T) and caches, the list of the T caches of the cells.

    >>> parameters = random_parameters(np.random.default_rng(0), 4, 3, 2)
    >>> a, y_pred, caches = rnn_forward(np.ones((3, 5, 6)), np.zeros((4, 5)), parameters)
    >>> a.shape, y_pred.shape, len(caches)
    ((4, 5, 6), (2, 5, 6), 6)
    """
    a, states, predictions, caches = a0, [], [], []
    for t in range(x.shape[2]):
        a, yt_pred, cache = rnn_cell_forward(x[:, :, t], a, parameters)
        states.append(a)
        predictions.append(yt_pred)
        caches.append(cache)
    return np.stack(states, axis=2), np.stack(predictions, axis=2), caches


def many_to_one(x, lengths, a0, parameters):
    """Return one prediction for each example, (n_y, m): that of its last real step.

    x : (n_x, m, T), padded   lengths : (m,) int, from 1 to T; what comes after them must not matter

    >>> parameters = random_parameters(np.random.default_rng(0), 4, 3, 2)
    >>> many_to_one(np.ones((3, 5, 6)), np.array([6, 1, 2, 3, 4]), np.zeros((4, 5)), parameters).shape
    (2, 5)
    """
    _, y_pred, _ = rnn_forward(x, a0, parameters)
    return y_pred[:, np.arange(x.shape[1]), np.asarray(lengths) - 1]


def one_to_many(x1, a0, parameters, T_y):
    """Return T_y predictions for one input, (n_y, m, T_y): each of them, as it is, is the input of the next step.

    x1 : (n_x, m)   a0 : (n_a, m)   parameters : with n_y = n_x

    >>> parameters = random_parameters(np.random.default_rng(0), 4, 3, 3)
    >>> one_to_many(np.ones((3, 5)), np.zeros((4, 5)), parameters, 7).shape
    (3, 5, 7)
    """
    xt, a, predictions = x1, a0, []
    for _ in range(T_y):
        a, xt, _ = rnn_cell_forward(xt, a, parameters)
        predictions.append(xt)
    return np.stack(predictions, axis=2)


def encode_decode(x, a0, encoder, decoder, T_y):
    """Return T_y predictions, (n_y, m, T_y), of a decoder that starts from the encoder's last state.

    x : (n_x, m, T_x)   a0 : (n_a, m), for the encoder   encoder, decoder : parameters; those of the decoder are for
    inputs of n_y numbers: its first input is zeros, every later one its last prediction.

    >>> rng = np.random.default_rng(0)
    >>> encoder, decoder = random_parameters(rng, 4, 3, 2), random_parameters(rng, 4, 6, 6)
    >>> encode_decode(np.ones((3, 5, 8)), np.zeros((4, 5)), encoder, decoder, 7).shape
    (6, 5, 7)
    """
    a, _, _ = rnn_forward(x, a0, encoder)
    first = np.zeros((decoder["Wax"].shape[1], x.shape[1]), dtype=a.dtype)
    return one_to_many(first, a[:, :, -1], decoder, T_y)


def output_backward(y_pred, y, a, parameters):
    """Return da, dWya and dby, the gradients of the mean cross-entropy of all m T predictions.

        dz = (y_pred - y) / (m T)     da = Wya^T dz at every step     dWya, dby: summed over examples and steps

    y_pred, y : (n_y, m, T), y one-hot   a : (n_a, m, T)

    `da` holds what reaches a state from the prediction of its own step, and nothing from later steps.

    >>> parameters, y = random_parameters(np.random.default_rng(0), 4, 3, 2), np.ones((2, 5, 6)) / 2
    >>> [array.shape for array in output_backward(y, y, np.ones((4, 5, 6)), parameters)]
    [(4, 5, 6), (2, 4), (2, 1)]
    """
    dz = (y_pred - y) / (y.shape[1] * y.shape[2])
    dWya = np.tensordot(dz, a, axes=((1, 2), (1, 2)))
    return np.tensordot(parameters["Wya"].T, dz, axes=1), dWya, dz.sum(axis=(1, 2))[:, np.newaxis]


def rnn_cell_backward(da_next, cache):
    """Return the gradients of one step, from that of the state it returned.

        dz = da_next * (1 - a_next^2)     dxt = Wax^T dz     da_prev = Waa^T dz
        dWax = dz xt^T     dWaa = dz a_prev^T     dba = the sum of dz over the examples

    da_next : (n_a, m)   cache : (a_next, a_prev, xt, parameters)

    Returns a dict with dxt (n_x, m), da_prev (n_a, m), dWax (n_a, n_x), dWaa (n_a, n_a), dba (n_a, 1).

    >>> parameters = random_parameters(np.random.default_rng(0), 4, 3, 2)
    >>> *_, cache = rnn_cell_forward(np.ones((3, 5)), np.zeros((4, 5)), parameters)
    >>> {name: gradient.shape for name, gradient in rnn_cell_backward(np.ones((4, 5)), cache).items()}
    {'dxt': (3, 5), 'da_prev': (4, 5), 'dWax': (4, 3), 'dWaa': (4, 4), 'dba': (4, 1)}
    """
    a_next, a_prev, xt, parameters = cache
    dz = da_next * (1 - a_next**2)
    return {
        "dxt": parameters["Wax"].T @ dz,
        "da_prev": parameters["Waa"].T @ dz,
        "dWax": dz @ xt.T,
        "dWaa": dz @ a_prev.T,
        "dba": dz.sum(axis=1, keepdims=True),
    }


def rnn_backward(da, caches):
    """Return the gradients of a layer: a state is used twice, by its own prediction and by the next step.

    da : (n_a, m, T), from the predictions only   caches : the list of the T caches, as rnn_forward returns it

    Returns a dict with dx (n_x, m, T), da0 (n_a, m), dWax (n_a, n_x), dWaa (n_a, n_a), dba (n_a, 1).

    >>> parameters = random_parameters(np.random.default_rng(0), 4, 3, 2)
    >>> a, _, caches = rnn_forward(np.ones((3, 5, 6)), np.zeros((4, 5)), parameters)
    >>> {name: gradient.shape for name, gradient in rnn_backward(np.ones(a.shape), caches).items()}
    {'dx': (3, 5, 6), 'da0': (4, 5), 'dWax': (4, 3), 'dWaa': (4, 4), 'dba': (4, 1)}
    """
    if da.shape[2] != len(caches):
        raise ValueError(f"da has {da.shape[2]} steps, but there are {len(caches)} caches")
    da_prev, dx, sums = 0, [], {}
    for t in reversed(range(len(caches))):
        step = rnn_cell_backward(da[:, :, t] + da_prev, caches[t])
        da_prev = step["da_prev"]
        dx.append(step["dxt"])
        sums = {name: sums.get(name, 0) + step[name] for name in ("dWax", "dWaa", "dba")}
    return {"dx": np.stack(dx[::-1], axis=2), "da0": da_prev} | sums


def parts_by_distance(da, caches):
    """Return the gradient of Waa in T parts, (T, n_a, n_a): part k came back over exactly k arrows between states.

    da : (n_a, m, T)   caches : the list of the T caches

    A prediction at step t says something about the use of Waa at step t - k: that belongs to part k. The sum of all
    parts is dWaa.

    >>> parameters = random_parameters(np.random.default_rng(0), 4, 3, 2)
    >>> a, _, caches = rnn_forward(np.ones((3, 5, 6)), np.ones((4, 5)), parameters)
    >>> parts, da = parts_by_distance(np.ones(a.shape), caches), np.ones(a.shape)
    >>> parts.shape, np.allclose(parts.sum(axis=0), rnn_backward(da, caches)["dWaa"])
    ((6, 4, 4), True)
    """
    T = len(caches)
    if da.shape[2] != T:
        raise ValueError(f"da has {da.shape[2]} steps, but there are {T} caches")
    parts = np.zeros((T, *caches[0][3]["Waa"].shape), dtype=np.result_type(da, caches[0][0]))
    for last in range(T):
        d = da[:, :, last]
        for k in range(last + 1):
            step = rnn_cell_backward(d, caches[last - k])
            parts[k] += step["dWaa"]
            d = step["da_prev"]
    return parts
