"""Parameters and inputs for the cases of gated_units.

weights         matrices and biases of some gates
gru_cell        (xt, c_prev, parameters) of one step of a GRU
lstm_cell       (xt, a_prev, c_prev, parameters) of one step of an LSTM
lstm_layer      (x, a0, parameters) of a whole sequence
some_sizes      sizes at random
told            sizes in words
with_type       the same numbers as float32, say
first_parts     the first results of several, or a sentence where there are not so many
trouble_with    what is wrong with a cache, if anything
nudged          whether a gradient is the slope that nudging measures
"""

import numpy as np

CELLS = ((3, 4, 2), (2, 5, 3), (4, 2, 3), (1, 3, 4))  # n_x, n_a, m
LAYERS = ((3, 4, 2, 5), (2, 3, 4, 6), (4, 2, 3, 3))  # n_x, n_a, m, T


def weights(rng, n_x, n_a, gates):
    """Return {"W...", "b..."} of some gates: numbers at which no gate is quite open or closed."""
    scale, parameters = 1.5 / np.sqrt(n_a + n_x), {}
    for gate in gates:
        parameters[f"W{gate}"] = rng.normal(0, scale, size=(n_a, n_a + n_x))
        parameters[f"b{gate}"] = rng.normal(0, 0.7, size=(n_a, 1))
    return parameters


def gru_cell(rng, n_x, n_a, m, gates="urc"):
    """Return (xt, c_prev, parameters); without r among the gates, the unit is the simple one."""
    return rng.normal(size=(n_x, m)), rng.normal(size=(n_a, m)), weights(rng, n_x, n_a, gates)


def output(rng, n_a):
    """Return Wy and by for n_a + 2 classes."""
    return {"Wy": rng.normal(size=(n_a + 2, n_a)), "by": rng.normal(size=(n_a + 2, 1))}


def lstm_cell(rng, n_x, n_a, m):
    """Return (xt, a_prev, c_prev, parameters) of one step."""
    state = rng.uniform(-1, 1, size=(n_a, m)), rng.normal(0, 1.2, size=(n_a, m))
    return rng.normal(size=(n_x, m)), *state, weights(rng, n_x, n_a, "fico") | output(rng, n_a)


def lstm_layer(rng, n_x, n_a, m, T):
    """Return (x, a0, parameters) of a sequence of T steps."""
    start = rng.uniform(-1, 1, size=(n_a, m))
    return rng.normal(size=(n_x, m, T)), start, weights(rng, n_x, n_a, "fico") | output(rng, n_a)


def some_sizes(rng, count):
    """Return sizes between 2 and 5 that differ from each other."""
    return tuple(int(n) for n in rng.permutation(np.arange(2, 6))[:count])


def with_type(arguments, dtype=np.float32):
    """Return the same arguments with another number type."""
    *arrays, parameters = arguments
    return *(array.astype(dtype) for array in arrays), {name: value.astype(dtype) for name, value in parameters.items()}


def told(n_x, n_a, m, *rest):
    """Return sizes in words."""
    sizes = f"n_x = {n_x}, n_a = {n_a}, m = {m}"
    return sizes + (f", T = {rest[0]}" if rest else "")


def first_parts(result, count, of):
    """Return the first parts of a tuple or list of `of` results, alone if it is one; else a sentence."""
    if type(result) not in (tuple, list) or len(result) != of:
        return f"not {of} results, as the docstring says" if count == 1 else (f"return {of} results",) * count
    return result[0] if count == 1 else tuple(result[:count])


def trouble_with(result, of, back, right):
    """Return why the cache, the last of `of` results, does not give the gradients of `right`, or None if it does."""
    if type(result) not in (tuple, list) or len(result) != of:
        return f"return {of} results, the cache last"
    try:
        gradients = back(result[-1])
    except Exception as error:
        return f"with this cache the package's backward pass raises {type(error).__name__}: check its parts and order"
    wanted = back(right)
    if all(
        np.shape(gradients[name]) == np.shape(wanted[name]) and np.allclose(gradients[name], wanted[name])
        for name in wanted
    ):
        return None
    return "with this cache the package's backward pass gives wrong gradients"


def nudged(rng, parts, name, forward, gradient, d_out):
    """Return a sentence unless a gradient is the slope that nudging along a random direction measures, else None.

    parts : {name: array}    forward : of such a dict, returns a tuple of arrays as long as d_out
    """
    theta = parts[name]
    if np.shape(gradient) != theta.shape:
        return f"d{name} has the shape {np.shape(gradient)}, {name} has {theta.shape}"
    direction, step = rng.normal(size=theta.shape), 1e-5

    def J(h):
        moved = forward(parts | {name: theta + h * direction})
        return sum(float(np.sum(d * out)) for d, out in zip(d_out, moved, strict=True))

    measured, told = (J(step) - J(-step)) / (2 * step), float(np.sum(gradient * direction))
    if abs(measured - told) <= 1e-6 * max(1.0, abs(measured)):
        return None
    return f"along a random direction, nudging {name} measures {measured:.6g}, d{name} says {told:.6g}"
