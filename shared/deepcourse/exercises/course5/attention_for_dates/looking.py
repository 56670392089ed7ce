"""States, masks and parameters for the cases of attention_for_dates.

SIZES           n_a, n_s, n_e, m, T_x: all different
some_sizes      such sizes at random
attention       parameters of attention
looking         (s_prev, a, mask, parameters) of one look at the input
decoder         parameters of attention and of the LSTM cell that follows
told            sizes in words
"""

import numpy as np

SIZES = ((4, 3, 5, 2, 6), (2, 5, 3, 4, 7), (5, 2, 4, 3, 4))


def some_sizes(rng):
    """Return sizes between 2 and 6 that differ from each other."""
    return tuple(int(n) for n in rng.permutation(np.arange(2, 7)))


def attention(rng, n_a, n_s, n_e):
    """Return Wa, Ws, be and ve, of a size at which the weights differ clearly."""
    return {
        "Wa": rng.normal(0, 0.8, size=(n_e, n_a)),
        "Ws": rng.normal(0, 0.8, size=(n_e, n_s)),
        "be": rng.normal(0, 0.6, size=(n_e, 1)),
        "ve": rng.normal(0, 1.2, size=(1, n_e)),
    }


def mask_of(rng, m, T_x, lengths=None):
    """Return a mask (m, T_x) of 0 and 1; if no lengths are given, one example is full and others are not."""
    if lengths is None:
        lengths = rng.integers(1, T_x + 1, m)
        lengths[0] = T_x
        if m > 1:
            lengths[-1] = max(1, T_x - 2)
    return (np.arange(T_x) < np.asarray(lengths)[:, None]).astype(int)


def looking(rng, n_a, n_s, n_e, m, T_x, lengths=None):
    """Return (s_prev, a, mask, parameters); the states at the padding are not 0."""
    mask = mask_of(rng, m, T_x, lengths)
    return rng.normal(size=(n_s, m)), rng.normal(size=(n_a, m, T_x)), mask, attention(rng, n_a, n_s, n_e)


def decoder(rng, n_a, n_s, n_e, n_y):
    """Return the parameters of attention, of an LSTM cell with n_s units that reads the context, and of its outputs."""
    parameters = attention(rng, n_a, n_s, n_e)
    for gate in "fico":
        parameters[f"W{gate}"] = rng.normal(0, 1.2, size=(n_s, n_s + n_a))
        parameters[f"b{gate}"] = rng.normal(0, 0.7, size=(n_s, 1))
    return parameters | {"Wy": rng.normal(0, 1.5, size=(n_y, n_s)), "by": rng.normal(size=(n_y, 1))}


def told(n_a, n_s, n_e, m, T_x, *rest):
    """Return sizes in words."""
    return f"n_a = {n_a}, n_s = {n_s}, n_e = {n_e}, m = {m}, T_x = {T_x}" + (f", T_y = {rest[0]}" if rest else "")
