"""Keys and values that are kept from step to step, and what that saves.

attend_to_kept      causal attention of new steps to all steps so far, with rotary positions
multiply_adds       the multiply-adds of writing T tokens, with keys and values kept and without
"""

import numpy as np

from deepcourse.sequence.self_attention import rotated, scaled_dot_product_attention


def attend_to_kept(q, k, v, kept=None):
    """Return what new steps hear, (d_v, m, t), and all keys and values so far, ((d, m, T), (d_v, m, T)).

    The new steps stand at the positions past, ..., past + t - 1 = T - 1, where past is the number of steps that are
    kept. Their queries and keys are turned by these positions; keys are kept as they are after that. A step looks at
    itself and at all steps before it.

    q, k : (d, m, t), before they are turned, d even    v : (d_v, m, t)    kept : what the last call returned, or None

    >>> x = np.random.default_rng(0).normal(size=(4, 1, 3))
    >>> whole, _ = attend_to_kept(x, x, x)
    >>> _, kept = attend_to_kept(x[..., :2], x[..., :2], x[..., :2])
    >>> out, (keys, values) = attend_to_kept(x[..., 2:], x[..., 2:], x[..., 2:], kept)
    >>> bool(np.allclose(out, whole[..., 2:])), keys.shape, values.shape
    (True, (4, 1, 3), (4, 1, 3))
    """
    past = 0 if kept is None else kept[0].shape[2]
    positions = past + np.arange(q.shape[2])
    keys, values = rotated(k, positions), v
    if kept is not None:
        keys, values = (np.concatenate(pair, axis=2) for pair in zip(kept, (keys, values), strict=True))
    mask = (np.arange(keys.shape[2]) <= positions[:, None])[None]  # (1, t, T)
    out, _ = scaled_dot_product_attention(rotated(q, positions), keys, values, mask=mask)
    return out, (keys, values)


def multiply_adds(T, n):
    """Return (kept, anew): the multiply-adds of one block for writing T tokens, two whole numbers.

    A token costs 12 n^2 in the matrices of a block: 4 n^2 in the attention (queries, keys, values, output) and 8 n^2
    in the feed-forward part, whose hidden layer has 4 n rows. A query that looks at t tokens costs 2 t n: t products of
    n rows, and a weighted sum of t values. With keys and values kept, each token is computed once. Anew, all tokens so
    far are computed for each new one; queries look at themselves and at what stands before them, in both cases.

    >>> multiply_adds(2, 10)
    (2460, 3680)
    """
    per_token, looks = 12 * n * n, n * T * (T + 1)  # 2 n (1 + 2 + ... + T)
    anew = per_token * T * (T + 1) // 2 + n * T * (T + 1) * (T + 2) // 3
    return per_token * T + looks, anew
