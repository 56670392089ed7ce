"""Queries, keys, values and masks for the cases of self_attention.

SIZES           d_k, d_v, m, T_q, T_k: all different
some_sizes      such sizes at random
looks           (Q, K, V)
some_mask       a mask in which every query may look at some key
told            sizes in words
both            what comes out and the weights, of the pair that an attention function returns
"""

import numpy as np

SIZES = ((3, 4, 2, 5, 6), (5, 2, 3, 4, 7), (2, 5, 4, 6, 3))


def some_sizes(rng):
    """Return sizes between 2 and 6 that differ from each other."""
    return tuple(int(n) for n in rng.permutation(np.arange(2, 7)))


def looks(rng, d_k, d_v, m, T_q, T_k, dtype=float):
    """Return queries (d_k, m, T_q), keys (d_k, m, T_k) and values (d_v, m, T_k)."""
    shapes = (d_k, m, T_q), (d_k, m, T_k), (d_v, m, T_k)
    return tuple(rng.normal(0, 1.3, size=shape).astype(dtype) for shape in shapes)


def some_mask(rng, m, T_q, T_k):
    """Return a mask (m, T_q, T_k), True where a query may look; about half of it is."""
    mask = rng.random((m, T_q, T_k)) < 0.5
    mask[np.arange(m)[:, None], np.arange(T_q), rng.integers(T_k, size=(m, T_q))] = True
    return mask


def told(d_k, d_v, m, T_q, T_k):
    """Return sizes in words."""
    return f"d_k = {d_k}, d_v = {d_v}, m = {m}, T_q = {T_q}, T_k = {T_k}"


def both(result):
    """Return (out, weights) of a result (out, cache), whose cache has the weights as its fourth part."""
    if type(result) not in (tuple, list) or len(result) != 2:
        return ("return out and the cache",) * 2
    out, cache = result
    if type(cache) not in (tuple, list) or len(cache) < 4:
        return out, "the cache is (Q, K, V, weights)"
    return out, cache[3]
