"""Attention: a decoder that looks at the states of an encoder, as in the notebook attention_for_dates.

readings                which dates three numbers can be
accuracies              the share of right characters, and of sequences that are right as a whole
attention_weights       how much each step of the input counts for the next output
context                 the mean of the states of the input, by these weights
attention_backward      the gradients of both together
decode_step, decode_step_backward       one output: attention, then a step of an LSTM
decode, decode_steps, decode_backward   a whole output sequence
faults                  what is wrong with attention, as far as its weights show it

Shapes: states of the encoder a (n_a, m, T_x), its real steps mask (m, T_x), state of the decoder s (n_s, m), weights
alpha (m, T_x), of all outputs alphas (m, T_y, T_x). Parameters: Wa (n_e, n_a), Ws (n_e, n_s), be (n_e, 1),
ve (1, n_e), and those of an LSTM cell with n_s units that reads the context: Wf, ..., bo, Wy (n_y, n_s), by.
"""

import datetime

import numpy as np

from deepcourse.sequence.gated import lstm_cell_backward, lstm_cell_forward


def readings(text, orders):
    """Return the different dates that three numbers can be, as a sorted list of "year-month-day".

    text : three numbers with "/" between them, such as "3/4/05"
    orders : what the numbers may be: strings of the letters d, m and y, such as "dmy"

    A year of one or two digits lies between 1950 and 2049. Dates that no calendar has are left out.

    >>> readings("3/4/05", ["dmy", "mdy"])
    ['2005-03-04', '2005-04-03']
    >>> readings("13/4/2005", ["dmy", "mdy", "ymd"])
    ['2005-04-13']
    """
    found = set()
    for order in orders:
        part = dict(zip(order, text.split("/"), strict=True))
        year = int(part["y"])
        if len(part["y"]) <= 2:
            year += 1900 if year >= 50 else 2000
        try:
            found.add(datetime.date(year, int(part["m"]), int(part["d"])).isoformat())
        except ValueError:
            continue
    return sorted(found)


def accuracies(Y_pred, Y):
    """Return the share of characters that are right, and the share of rows that are right in every character.

    Y_pred, Y : (m, T_y) int

    >>> accuracies(np.array([[1, 2], [3, 4]]), np.array([[1, 2], [3, 9]]))
    (0.75, 0.5)
    """
    right = np.asarray(Y_pred) == np.asarray(Y)
    return float(right.mean()), float(right.all(axis=1).mean())


def attention_weights(s_prev, a, mask, parameters):
    """Score every step of the input and turn the scores into weights: a softmax over the real steps.

        score[i, t] = ve tanh(Wa a[:, i, t] + Ws s_prev[:, i] + be)      (Bahdanau, Cho and Bengio 2015)

    Parameters
    ----------
    s_prev : (n_s, m)    a : (n_a, m, T_x)    mask : (m, T_x), 1 or True at real steps, at least one in each row
    parameters : dict    Wa (n_e, n_a), Ws (n_e, n_s), be (n_e, 1), ve (1, n_e)

    Returns
    -------
    alpha : (m, T_x)    not negative, 0 at the padding, sums of 1
    cache : (alpha, hidden, s_prev, a, parameters), for `attention_backward`; hidden is the tanh, (n_e, m, T_x)

    >>> zeros = {"Wa": np.zeros((1, 2)), "Ws": np.zeros((1, 1)), "be": np.zeros((1, 1)), "ve": np.zeros((1, 1))}
    >>> attention_weights(np.zeros((1, 1)), np.ones((2, 1, 3)), np.array([[1, 1, 0]]), zeros)[0]
    array([[0.5, 0.5, 0. ]])
    """
    p = parameters
    from_input = np.tensordot(p["Wa"], a, axes=1)  # (n_e, m, T_x)
    hidden = np.tanh(from_input + (p["Ws"] @ s_prev + p["be"])[:, :, None])
    scores = np.tensordot(p["ve"], hidden, axes=1)[0]
    scores = np.where(np.asarray(mask, bool), scores, -np.inf)
    alpha = np.exp(scores - scores.max(axis=1, keepdims=True))
    alpha /= alpha.sum(axis=1, keepdims=True)
    return alpha, (alpha, hidden, s_prev, a, parameters)


def context(alpha, a):
    """Return the context, (n_a, m): for each example, the sum over the input of weight times state.

    alpha : (m, T_x)    a : (n_a, m, T_x)

    >>> context(np.array([[0.25, 0.75]]), np.array([[[8.0, 4.0]]]))
    array([[5.]])
    """
    return np.einsum("mt,nmt->nm", alpha, a)


def attention_backward(dcontext, cache):
    """Return the gradients of `attention_weights` followed by `context`, a dict.

    dcontext : (n_a, m)    cache : of `attention_weights`

    Returns a dict with da (n_a, m, T_x), ds_prev (n_s, m), dWa, dWs, dbe, dve. States have two ways to the context:
    they are what is averaged, and they decide about the weights.
    """
    alpha, hidden, s_prev, a, p = cache
    dalpha = np.einsum("nm,nmt->mt", dcontext, a)
    dscores = alpha * (dalpha - np.sum(alpha * dalpha, axis=1, keepdims=True))
    dZ = p["ve"].T[:, :, None] * dscores * (1 - hidden**2)  # (n_e, m, T_x)
    summed = dZ.sum(axis=2)  # s_prev and be are the same at every step of the input
    return {
        "da": dcontext[:, :, None] * alpha + np.tensordot(p["Wa"].T, dZ, axes=1),
        "ds_prev": p["Ws"].T @ summed,
        "dWa": np.tensordot(dZ, a, axes=((1, 2), (1, 2))),
        "dWs": summed @ s_prev.T,
        "dbe": summed.sum(axis=1, keepdims=True),
        "dve": np.einsum("mt,emt->e", dscores, hidden)[None],
    }


def decode_step(s_prev, c_prev, a, mask, parameters):
    """Make one output: look at the input, then take a step of an LSTM that reads the context.

    s_prev, c_prev : (n_s, m)    a : (n_a, m, T_x)    mask : (m, T_x)

    Returns s, c (n_s, m), y (n_y, m), alpha (m, T_x) and a cache.
    """
    alpha, looked = attention_weights(s_prev, a, mask, parameters)
    s, c, y, cache = lstm_cell_forward(context(alpha, a), s_prev, c_prev, parameters)
    return s, c, y, alpha, (looked, cache)


def decode_step_backward(ds, dc, cache):
    """Return the gradients of `decode_step`: a dict with da, ds_prev, dc_prev and those of the parameters.

    ds, dc : (n_s, m)    of everything that follows; what came from y is in ds already
    """
    looked, cache = cache
    grads = lstm_cell_backward(ds, dc, cache)
    back = attention_backward(grads.pop("dxt"), looked)
    back["ds_prev"] = back["ds_prev"] + grads.pop("da_prev")
    return grads | back


def decode(a, mask, parameters, T_y):
    """Write T_y outputs, from a state and a memory of zeros.

    a : (n_a, m, T_x)    mask : (m, T_x)    T_y : how many outputs

    Returns y (n_y, m, T_y), the probabilities of each output, and alphas (m, T_y, T_x), where it looked.
    """
    y, alphas, _ = zip(*decode_steps(a, mask, parameters, T_y), strict=True)
    return np.stack(y, axis=2), np.stack(alphas, axis=1)


def decode_steps(a, mask, parameters, T_y):
    """Return the list of T_y triples (y, alpha, cache) of the steps of `decode`; `decode_backward` needs the caches."""
    s = c = np.zeros((parameters["Ws"].shape[1], a.shape[1]), a.dtype)
    steps = []
    for _ in range(T_y):
        s, c, y, alpha, cache = decode_step(s, c, a, mask, parameters)
        steps.append((y, alpha, cache))
    return steps


def decode_backward(dz, caches):
    """Return the gradients of `decode`: a dict with da, dWy, dby and those of all other parameters.

    dz : (n_y, m, T_y)    the gradient of the scores Wy s + by, that is y - y_true divided as the cost is
    """
    summed, ds, dc = {}, 0, 0
    for t in reversed(range(len(caches))):
        s, *_, parameters = caches[t][1]
        step = decode_step_backward(ds + parameters["Wy"].T @ dz[:, :, t], dc, caches[t])
        ds, dc = step.pop("ds_prev"), step.pop("dc_prev")
        step |= {"dWy": dz[:, :, t] @ s.T, "dby": dz[:, :, t].sum(axis=1, keepdims=True)}
        summed = {name: summed.get(name, 0) + value for name, value in step.items()}
    return summed


def faults(alphas, mask):
    """Return what is wrong with the weights of one example: a list of "sum", "padding", "frozen", in this order.

    alphas : (T_y, T_x)    a row for each output    mask : (T_x,)    1 at real steps

    "sum": a row does not sum to 1    "padding": a weight at the padding is not 0
    "frozen": at least two rows, all of them equal, although the input has more than one real step

    All up to a difference of 1e-6.

    >>> faults(np.array([[0.5, 0.5], [0.5, 0.5]]), np.array([1, 1]))
    ['frozen']
    """
    real = np.asarray(mask, bool)
    found = []
    if np.abs(alphas.sum(axis=1) - 1).max() > 1e-6:
        found.append("sum")
    if np.abs(alphas[:, ~real]).max(initial=0) > 1e-6:
        found.append("padding")
    if len(alphas) > 1 and real.sum() > 1 and np.abs(alphas - alphas[0]).max() <= 1e-6:
        found.append("frozen")
    return found
