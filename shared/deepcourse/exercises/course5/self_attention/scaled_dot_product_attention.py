"""Exercise 1: every query looks at all keys."""

import numpy as np

from deepcourse.exercises.course5.gated_units.cells import trouble_with
from deepcourse.exercises.course5.self_attention.looks import SIZES, both, looks, some_mask, some_sizes, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import self_attention as reference


def attended(f, Q, K, V, *, mask=None):
    """Return what comes out and the weights."""
    return both(f(Q, K, V, mask=mask))


scaled_dot_product_attention = FunctionExercise(
    __name__,
    reference=reference.scaled_dot_product_attention,
    use=attended,
    minutes=9,
    points_visible=7,
    points_hidden=9,
    returns=("out", "the weights"),
    hints=(
        "Write the shapes down: queries (d_k, m, T_q), keys (d_k, m, T_k), scores (m, T_q, T_k). Which axis is summed, "
        "and which one is in both?",
        "np.einsum takes such a sum from its letters: the axis that is summed is missing after the arrow.",
        "With the mask, the scores that are not allowed become -inf. A row of nothing but -inf has no largest finite "
        "score, and its exponentials sum to 0: divide by 1 there.",
    ),
)


def case(rng, sizes, name="", *, mask=None, dtype=float, scale=1.0):
    """Return queries, keys and values of these sizes as a case; `mask` is a function of rng and the sizes, or None."""
    Q, K, V = looks(rng, *sizes, dtype=dtype)
    options = {} if mask is None else {"mask": mask(rng, *sizes[2:])}
    return Case(name or told(*sizes), ((scale * Q).astype(dtype), K, V), options)


def hidden_giant(rng):
    """Return a case in which a hidden key has a score of thousands, for the first query of each example."""
    Q, K, V = looks(rng, 4, 3, 2, 5, 6)
    mask = some_mask(rng, 2, 5, 6)
    K[:, :, 2] = 2000 * Q[:, :, 0]
    mask[:, :, 2] = False
    mask[:, :, 4] = True
    return Case("a hidden key with a score of thousands", (Q, K, V), {"mask": mask})


def one_row_empty(rng, m, T_q, T_k):
    """Return a mask in which the last query of the first example may look at nothing."""
    mask = some_mask(rng, m, T_q, T_k)
    mask[0, -1] = False
    return mask


def for_all_queries(rng, m, T_q, T_k):
    """Return a mask (m, 1, T_k): the same keys for all queries."""
    return some_mask(rng, m, 1, T_k)


def for_all_examples(rng, m, T_q, T_k):
    """Return a mask (1, T_q, T_k): the same for all examples."""
    return some_mask(rng, 1, T_q, T_k)


@scaled_dot_product_attention.visible
def visible():
    """Return several sizes, masks of several shapes, a query that may look at nothing, large scores, float32."""
    rng = np.random.default_rng(401)
    return [
        *(case(rng, sizes) for sizes in SIZES),
        case(rng, (4, 3, 2, 5, 6), "a mask of its own for each query", mask=some_mask),
        case(rng, (3, 2, 4, 5, 6), "a mask for all queries, (m, 1, T_k)", mask=for_all_queries),
        case(rng, (2, 3, 4, 5, 6), "a mask for all examples, (1, T_q, T_k)", mask=for_all_examples),
        case(rng, (3, 4, 2, 3, 5), "a query that may look at nothing", mask=one_row_empty),
        case(rng, (4, 2, 3, 5, 1), "one key"),
        case(rng, (3, 5, 1, 1, 4), "one example, one query"),
        case(rng, (4, 3, 2, 3, 5), "scores of thousands", mask=some_mask, scale=2000.0),
        hidden_giant(rng),
        case(rng, (3, 2, 2, 4, 5), "float32", mask=some_mask, dtype=np.float32),
    ]


@scaled_dot_product_attention.draw
def draw(rng):
    """Return random sizes, with a mask or without."""
    return case(rng, some_sizes(rng), mask=some_mask if rng.random() < 0.6 else None)


@scaled_dot_product_attention.edges
def edges(rng):
    """Return one key, one row, masks that broadcast, an empty row, large scores, float32."""
    return [
        case(rng, (2, 3, 4, 6, 1), "one key"),
        case(rng, (1, 1, 2, 3, 4), "one row of queries, keys and values"),
        case(rng, (3, 2, 4, 5, 6), "a mask for all queries, (m, 1, T_k)", mask=for_all_queries),
        case(rng, (2, 3, 4, 5, 6), "a mask for all examples, (1, T_q, T_k)", mask=for_all_examples),
        case(rng, (3, 2, 2, 4, 5), "a query that may look at nothing", mask=one_row_empty),
        case(rng, (4, 3, 2, 3, 5), "scores of thousands", scale=2000.0),
        hidden_giant(rng),
        case(rng, (4, 2, 3, 5, 3), "float32", dtype=np.float32),
        case(rng, (3, 4, 2, 6, 5), "as many queries as keys and more", mask=some_mask),
    ]


@scaled_dot_product_attention.property("what is hidden changes nothing, and the weights of each query sum to 1")
def hidden_is_hidden(f, rng):
    """Return a sentence unless other keys and values where nobody may look leave everything as it is."""
    Q, K, V = looks(rng, 3, 2, 2, 4, 5)
    mask = np.ones((2, 1, 5), bool)
    mask[:, :, 3] = False
    out, weights = attended(f, Q, K, V, mask=mask)
    if np.shape(weights) != (2, 4, 5):
        return f"the weights have the shape {np.shape(weights)}, expected (2, 4, 5)"
    if np.abs(np.asarray(weights).sum(axis=2) - 1).max() > 1e-9:
        return "the weights of some query do not sum to 1"
    K[:, :, 3], V[:, :, 3] = 50.0, -50.0
    return None if np.allclose(out, attended(f, Q, K, V, mask=mask)[0]) else "a hidden key changes what comes out"


@scaled_dot_product_attention.property("the package's backward pass can use the cache")
def cache_serves(f, rng):
    """Return a sentence unless the cache gives the right gradients."""
    arguments, d_out = looks(rng, 4, 3, 2, 5, 6), rng.normal(size=(3, 2, 5))

    def gradients(cache):
        return dict(zip("QKV", reference.attention_backward(d_out, cache), strict=True))

    right = reference.scaled_dot_product_attention(*arguments)[1]
    return trouble_with(f(*arguments), 2, gradients, right)


# --- known mistakes -------------------------------------------------------------------------------------------------


def attention(Q, K, V, mask=None, *, scale=None, axis=-1, masked=None, after=None, weigh=None, total=None):
    """Return (out, cache) with something changed: the scale, the axis of the softmax, the mask, the weighted sum."""
    scores = np.einsum("dmq,dmk->mqk", Q, K)
    scores = scores / (len(Q) ** 0.5 if scale is None else scale)
    allowed = np.ones(scores.shape, bool) if mask is None else np.broadcast_to(mask, scores.shape)
    scores = np.where(allowed, scores, -np.inf) if masked is None else masked(scores, allowed)
    weights = softmax(scores, axis) if total is None else total(scores)
    weights = weights if after is None else after(weights, allowed)
    out = np.einsum("dmk,mqk->dmq", V, weights) if weigh is None else weigh(V, weights)
    return out, (Q, K, V, weights)


def softmax(scores, axis=-1):
    """Return the softmax along an axis; where all scores are minus infinity, zeros."""
    largest = scores.max(axis=axis, keepdims=True)
    e = np.exp(scores - np.where(np.isfinite(largest), largest, 0))
    sums = e.sum(axis=axis, keepdims=True)
    return e / np.where(sums == 0, 1, sums)


@scaled_dot_product_attention.mistake
def not_scaled(Q, K, V, *, mask=None):
    """the scores are not divided by the root of d_k"""
    return attention(Q, K, V, mask, scale=1.0)


@scaled_dot_product_attention.mistake
def divided_by_d_k(Q, K, V, *, mask=None):
    """the scores are divided by d_k: divide them by its root"""
    return attention(Q, K, V, mask, scale=len(Q))


@scaled_dot_product_attention.mistake
def root_of_the_keys(Q, K, V, *, mask=None):
    """the scores are divided by the root of the number of keys: d_k is the number of rows of a key"""
    return attention(Q, K, V, mask, scale=K.shape[2] ** 0.5)


@scaled_dot_product_attention.mistake
def root_of_the_queries(Q, K, V, *, mask=None):
    """the scores are divided by the root of the number of queries: d_k is the number of rows of a query"""
    return attention(Q, K, V, mask, scale=Q.shape[2] ** 0.5)


@scaled_dot_product_attention.mistake
def root_of_d_v(Q, K, V, *, mask=None):
    """the scores are divided by the root of d_v: d_k counts the rows of the keys"""
    return attention(Q, K, V, mask, scale=len(V) ** 0.5)


@scaled_dot_product_attention.mistake
def multiplied_by_the_root(Q, K, V, *, mask=None):
    """the scores are multiplied by the root of d_k: divide by it"""
    return attention(Q, K, V, mask, scale=len(Q) ** -0.5)


@scaled_dot_product_attention.mistake
def softmax_over_queries(Q, K, V, *, mask=None):
    """the softmax runs over the queries: the weights of each query have to sum to 1 over the keys"""
    return attention(Q, K, V, mask, axis=1)


@scaled_dot_product_attention.mistake
def softmax_over_examples(Q, K, V, *, mask=None):
    """the softmax runs over the examples: it runs over the keys"""
    return attention(Q, K, V, mask, axis=0)


@scaled_dot_product_attention.mistake
def mask_ignored(Q, K, V, *, mask=None):
    """the mask is not used"""
    return attention(Q, K, V, None)


@scaled_dot_product_attention.mistake
def mask_turned_round(Q, K, V, *, mask=None):
    """the mask is read in reverse: True means that a query may look"""
    return attention(Q, K, V, None if mask is None else ~np.asarray(mask))


@scaled_dot_product_attention.mistake
def scores_times_mask(Q, K, V, *, mask=None):
    """the scores are multiplied by the mask: a score of 0 still gets weight, so set it to -inf"""
    return attention(Q, K, V, mask, masked=lambda scores, allowed: scores * allowed)


@scaled_dot_product_attention.mistake
def masked_after_the_softmax(Q, K, V, *, mask=None):
    """the weights are set to 0 after the softmax: the others then sum to less than 1"""
    return attention(Q, K, V, mask, masked=lambda scores, allowed: scores, after=lambda w, allowed: w * allowed)


@scaled_dot_product_attention.mistake
def empty_row_shares(Q, K, V, *, mask=None):
    """a query that may look at nothing looks at everything: its weights have to be 0"""
    return attention(Q, K, V, mask, masked=lambda scores, allowed: np.where(allowed, scores, -1e9))


@scaled_dot_product_attention.mistake
def empty_row_is_nan(Q, K, V, *, mask=None):
    """a query that may look at nothing gets 0 divided by 0, which is nan: its weights have to be 0"""

    def total(scores):
        with np.errstate(invalid="ignore"):
            e = np.exp(scores - scores.max(axis=-1, keepdims=True))
            return e / e.sum(axis=-1, keepdims=True)

    return attention(Q, K, V, mask, total=total)


@scaled_dot_product_attention.mistake
def overflows(Q, K, V, *, mask=None):
    """exp overflows at large scores: subtract the largest score of each query first"""

    def total(scores):
        with np.errstate(over="ignore", invalid="ignore"):
            e = np.exp(scores)
            sums = e.sum(axis=-1, keepdims=True)
            return e / np.where(sums == 0, 1, sums)

    return attention(Q, K, V, mask, total=total)


@scaled_dot_product_attention.mistake
def one_largest_score(Q, K, V, *, mask=None):
    """the largest of all scores is subtracted everywhere: each query needs its own, or all its exponentials may be 0"""

    def total(scores):
        e = np.exp(scores - scores.max())
        sums = e.sum(axis=-1, keepdims=True)
        return e / np.where(sums == 0, 1, sums)

    return attention(Q, K, V, mask, total=total)


@scaled_dot_product_attention.mistake
def largest_of_hidden_scores_too(Q, K, V, *, mask=None):
    """the largest score of a query is taken over hidden keys as well: all its allowed exponentials may be 0 then"""

    def total(scores, allowed):
        e = np.exp(scores - scores.max(axis=-1, keepdims=True)) * allowed
        sums = e.sum(axis=-1, keepdims=True)
        return e / np.where(sums == 0, 1, sums)

    return attention(Q, K, V, mask, masked=total, total=lambda weights: weights)


@scaled_dot_product_attention.mistake
def no_softmax(Q, K, V, *, mask=None):
    """the softmax is missing: the scores are used as weights"""
    return attention(Q, K, V, mask, total=lambda scores: np.where(np.isfinite(scores), scores, 0))


@scaled_dot_product_attention.mistake
def largest_takes_all(Q, K, V, *, mask=None):
    """the key with the largest score gets all the weight: a softmax shares it"""
    return attention(Q, K, V, mask, total=lambda scores: np.eye(scores.shape[-1])[scores.argmax(axis=-1)])


@scaled_dot_product_attention.mistake
def mean_in_place_of_the_sum(Q, K, V, *, mask=None):
    """the weighted values are averaged: the weights already sum to 1, so add the values up"""
    return attention(Q, K, V, mask, weigh=lambda V, w: np.einsum("dmk,mqk->dmq", V, w) / w.shape[-1])


@scaled_dot_product_attention.mistake
def keys_in_place_of_values(Q, K, V, *, mask=None):
    """the keys are summed: sum the values, with the same weights"""
    _, cache = attention(Q, K, V, mask)
    return np.einsum("dmk,mqk->dmq", K, cache[3]), cache


@scaled_dot_product_attention.mistake
def first_example_for_all(Q, K, V, *, mask=None):
    """the keys of the first example are used for all examples"""
    return attention(Q, np.repeat(K[:, :1], K.shape[1], axis=1), V, mask)


# --- right, written differently -------------------------------------------------------------------------------------


@scaled_dot_product_attention.right
def query_by_query(Q, K, V, *, mask=None):
    """Return the same with loops over examples and queries, and only the keys that are allowed."""
    (d_k, m, T_q), T_k = Q.shape, K.shape[2]
    allowed = np.broadcast_to(True if mask is None else mask, (m, T_q, T_k))
    weights, out = np.zeros((m, T_q, T_k), Q.dtype), np.zeros((len(V), m, T_q), Q.dtype)
    for i in range(m):
        for t in range(T_q):
            seen = np.flatnonzero(allowed[i, t])
            if seen.size:
                scores = Q[:, i, t] @ K[:, i, seen] / d_k**0.5
                e = np.exp(scores - scores.max())
                weights[i, t, seen] = e / e.sum()
                out[:, i, t] = V[:, i, seen] @ weights[i, t, seen]
    return out, (Q, K, V, weights)


@scaled_dot_product_attention.right
def with_matmul(Q, K, V, *, mask=None):
    """Return the same with matrix products; a list as the result."""
    scores = Q.transpose(1, 2, 0) @ K.transpose(1, 0, 2) * len(Q) ** -0.5
    weights = softmax(scores if mask is None else np.where(mask, scores, -np.inf)).astype(Q.dtype)
    return [(V.transpose(1, 0, 2) @ weights.transpose(0, 2, 1)).transpose(1, 0, 2), (Q, K, V, weights)]
