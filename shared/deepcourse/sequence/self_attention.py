"""Attention between all steps at once: every step asks, and every step it may look at answers.

scaled_dot_product_attention   weights from products of queries and keys, and the weighted sums of values
attention_backward             the gradients of queries, keys and values
padding_mask, look_ahead_mask  which steps may be looked at
split_heads, join_heads        between n rows and heads of n / num_heads rows
attention_parameters           weights and biases of an attention with heads, small and random
multi_head_attention_forward   queries, keys and values from x, all heads, and what they say together
multi_head_attention_backward  its gradients
dense_gradients                those of a weight and a bias that serve every step
positional_encoding            sines and cosines that tell the steps apart
rotated                        rotary positions: queries and keys turned by an angle that grows with the step

Sequences are (n, m, T): queries (d_k, m, T_q), keys (d_k, m, T_k), values (d_v, m, T_k); weights are (m, T_q, T_k), and
those of each query sum to 1. Axes before these three, of heads, are carried along. In a mask, True means that a query
may look at a key; masks have any shape that broadcasts to (m, T_q, T_k).
"""

import numpy as np


def scaled_dot_product_attention(Q, K, V, *, mask=None):
    """Let every query look at all keys it may look at.

        scores  = q . k / sqrt(d_k)              for every query and every key
        weights = softmax(scores)                for each query, over the keys that its mask allows
        out     = sum of weights * values

    A query that may look at nothing gets weights of zero, and zeros come out. Source: Vaswani and others, 2017,
    "Attention Is All You Need", equation 1.

    Parameters
    ----------
    Q : (d_k, m, T_q)   K : (d_k, m, T_k)   V : (d_v, m, T_k)
    mask : bool, broadcasts to (m, T_q, T_k); True: may look

    Returns
    -------
    out : (d_v, m, T_q)
    cache : tuple       (Q, K, V, weights), with weights (m, T_q, T_k)

    Raises ValueError where the shapes do not fit, or the mask is not boolean.

    >>> Q, K, V = np.zeros((2, 1, 1)), np.zeros((2, 1, 4)), np.arange(4.0).reshape(1, 1, 4)
    >>> out, (*_, weights) = scaled_dot_product_attention(Q, K, V)
    >>> print(out.ravel(), weights.ravel())
    [1.5] [0.25 0.25 0.25 0.25]
    """
    _fitting(Q, K, V)
    scores = np.einsum("...dmq,...dmk->...mqk", Q, K) / Q.shape[-3] ** 0.5
    weights = masked_softmax(scores, mask)
    return np.einsum("...dmk,...mqk->...dmq", V, weights), (Q, K, V, weights)


def masked_softmax(scores, mask=None):
    """Return the softmax over the last axis, of the entries that the mask allows; all others are exactly 0."""
    if mask is None:
        mask = np.ones((), bool)
    if np.asarray(mask).dtype != bool:
        raise ValueError(f"a mask is boolean, True where a query may look; this one is {np.asarray(mask).dtype}")
    largest = np.where(mask, scores, -np.inf).max(axis=-1, keepdims=True)
    powers = np.exp(np.where(mask, scores - np.where(np.isfinite(largest), largest, 0), -np.inf))
    sums = powers.sum(axis=-1, keepdims=True)
    return powers / np.where(sums == 0, 1, sums)


def attention_backward(d_out, cache):
    """Return dQ, dK and dV, of the shapes of Q, K and V, from the gradient of what came out.

    What a mask has hidden has the weight 0, and gets the gradient 0.
    """
    Q, K, V, weights = cache
    dV = np.einsum("...dmq,...mqk->...dmk", d_out, weights)
    d_weights = np.einsum("...dmq,...dmk->...mqk", d_out, V)
    d_scores = weights * (d_weights - (weights * d_weights).sum(axis=-1, keepdims=True)) / Q.shape[-3] ** 0.5
    return np.einsum("...mqk,...dmk->...dmq", d_scores, K), np.einsum("...mqk,...dmq->...dmk", d_scores, Q), dV


def padding_mask(lengths, T):
    """Return (m, 1, T): True at the real steps of each example, for all queries.

    >>> print(padding_mask([2, 3], 3)[:, 0].astype(int))
    [[1 1 0]
     [1 1 1]]
    """
    lengths = np.asarray(lengths)
    if lengths.ndim != 1 or (lengths < 0).any() or (lengths > T).any():
        raise ValueError(f"lengths are one number for each example, between 0 and T = {T}; these are {lengths}")
    return np.arange(T) < lengths[:, None, None]


def look_ahead_mask(T):
    """Return (1, T, T): True where a query looks at its own step or an earlier one.

    >>> print(look_ahead_mask(3)[0].astype(int))
    [[1 0 0]
     [1 1 0]
     [1 1 1]]
    """
    return np.tri(T, dtype=bool)[None]


def split_heads(x, num_heads):
    """Return (num_heads, n / num_heads, m, T): the first rows belong to the first head.

    Raises ValueError where the rows cannot be shared equally.
    """
    if len(x) % num_heads:
        raise ValueError(f"{len(x)} rows cannot be shared equally by {num_heads} heads")
    return x.reshape(num_heads, len(x) // num_heads, *x.shape[1:])


def join_heads(x):
    """Return (n, m, T) of (num_heads, n / num_heads, m, T)."""
    return x.reshape(-1, *x.shape[2:])


def attention_parameters(rng, n, *, scale=None, biases=0.0):
    """Return a dict of Wq, Wk, Wv, Wo, (n, n), and bq, bk, bv, bo, (n, 1); weights have deviation 1 / sqrt(n)."""
    scale = n**-0.5 if scale is None else scale
    weights = {f"W{name}": rng.normal(size=(n, n)) * scale for name in "qkvo"}
    return weights | {f"b{name}": biases * rng.normal(size=(n, 1)) for name in "qkvo"}


def at_every_step(W, x, b):
    """Return W x + b at every step of every example: (n_y, m, T) of (n_x, m, T)."""
    return np.einsum("yx,xmt->ymt", W, x) + b[:, :, None]


def multi_head_attention_forward(X_q, X_kv, parameters, *, num_heads, mask=None):
    """Look with several heads at once, each with its own rows of queries, keys and values.

        Q = Wq X_q + bq,   K = Wk X_kv + bk,   V = Wv X_kv + bv      at every step
        out = Wo [what the heads say, one under the other] + bo

    Self-attention where X_kv is X_q. Source: Vaswani and others, 2017, section 3.2.2.

    Parameters
    ----------
    X_q : (n, m, T_q)   X_kv : (n, m, T_k)
    parameters : dict   Wq, Wk, Wv, Wo (n, n) and bq, bk, bv, bo (n, 1)
    num_heads : int     a divisor of n
    mask : bool         as for scaled_dot_product_attention, the same for all heads

    Returns out (n, m, T_q) and the cache; cache[3] are the weights of all heads, (num_heads, m, T_q, T_k).

    >>> parameters = attention_parameters(np.random.default_rng(0), 6)
    >>> out, cache = multi_head_attention_forward(np.ones((6, 2, 3)), np.ones((6, 2, 5)), parameters, num_heads=2)
    >>> out.shape, cache[3].shape
    ((6, 2, 3), (2, 2, 3, 5))
    """
    p = parameters
    Q, K, V = (
        split_heads(at_every_step(p[f"W{name}"], x, p[f"b{name}"]), num_heads)
        for name, x in (("q", X_q), ("k", X_kv), ("v", X_kv))
    )
    heads, (*_, weights) = scaled_dot_product_attention(Q, K, V, mask=mask)
    said = join_heads(heads)
    return at_every_step(p["Wo"], said, p["bo"]), (Q, K, V, weights, said, X_q, X_kv, parameters)


def multi_head_attention_backward(d_out, cache):
    """Return dX_q, dX_kv and a dict of dWq ... dbo.

    In self-attention, x is both X_q and X_kv: its gradient is the sum of the two.
    """
    *looked, said, X_q, X_kv, p = cache
    d_heads = split_heads(np.einsum("yx,ymt->xmt", p["Wo"], d_out), len(looked[0]))
    grads, d_inputs = dense_gradients("o", d_out, said), []
    for name, d, x in zip("qkv", attention_backward(d_heads, tuple(looked)), (X_q, X_kv, X_kv), strict=True):
        grads |= dense_gradients(name, join_heads(d), x)
        d_inputs.append(np.einsum("yx,ymt->xmt", p[f"W{name}"], join_heads(d)))
    return d_inputs[0], d_inputs[1] + d_inputs[2], grads


def dense_gradients(name, d_out, x):
    """Return the gradients of a weight and its bias: sums over examples and steps."""
    return {f"dW{name}": np.einsum("ymt,xmt->yx", d_out, x), f"db{name}": d_out.sum(axis=(1, 2))[:, None]}


def positional_encoding(T, d):
    """Return (d, T): a column of sines and cosines for each step, to be added to what stands there.

        row 2 i      sin(t / 10000 ** (2 i / d))
        row 2 i + 1  cos(t / 10000 ** (2 i / d))       for t = 0 ... T - 1

    For an odd d the last row is a sine. Source: Vaswani and others, 2017, section 3.5.

    >>> print(positional_encoding(2, 4).round(3))
    [[0.    0.841]
     [1.    0.54 ]
     [0.    0.01 ]
     [1.    1.   ]]
    """
    rows = np.arange(d)[:, None]
    angles = np.arange(T) / 10_000 ** (rows // 2 * 2 / d)
    return np.where(rows % 2 == 0, np.sin(angles), np.cos(angles))


def rotated(x, positions=None, *, base=10_000.0):
    """Return x with each pair of neighbouring rows, 2 i and 2 i + 1, turned by t * base ** (-2 i / d).

    The product of a query and a key that are turned so depends on how far apart they stand, and not on where. Source:
    Su and others, 2021, "RoFormer: Enhanced Transformer with Rotary Position Embedding", equation 15. Some programs
    pair row i with row i + d / 2 in place of its neighbour: the same, with the rows in another order.

    x : (..., d, m, T), d even   positions : (T,), 0 ... T - 1 where none are given

    Raises ValueError for an odd d.

    >>> print(rotated(np.ones((2, 1, 2)), [0, np.pi / 2])[:, 0].round(3))
    [[ 1. -1.]
     [ 1.  1.]]
    """
    d, T = x.shape[-3], x.shape[-1]
    if d % 2:
        raise ValueError(f"rows are turned in pairs; {d} rows leave one over")
    t = np.arange(T) if positions is None else np.asarray(positions)
    angles = base ** (-np.arange(0, d, 2) / d)[:, None, None] * t
    even, odd = x[..., 0::2, :, :], x[..., 1::2, :, :]
    turned = [even * np.cos(angles) - odd * np.sin(angles), even * np.sin(angles) + odd * np.cos(angles)]
    return np.stack(turned, axis=-3).reshape(x.shape)


def _fitting(Q, K, V):
    """Raise ValueError where queries, keys and values do not fit each other, with their shapes."""
    if Q.shape[-3] != K.shape[-3] or Q.shape[-2] != K.shape[-2] or K.shape[-2:] != V.shape[-2:]:
        shapes = f"queries {Q.shape}, keys {K.shape}, values {V.shape}"
        raise ValueError(f"they are (d_k, m, T_q), (d_k, m, T_k) and (d_v, m, T_k); here are {shapes}")
