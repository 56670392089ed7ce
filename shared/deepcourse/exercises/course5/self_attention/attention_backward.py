"""Exercise 4: the gradients of queries, keys and values."""

import numpy as np

from deepcourse.exercises.course5.gated_units.cells import nudged
from deepcourse.exercises.course5.self_attention.looks import SIZES, looks, some_mask, some_sizes, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import self_attention as reference

attention_backward = FunctionExercise(
    __name__,
    reference=reference.attention_backward,
    minutes=12,
    points_visible=8,
    points_hidden=10,
    returns=("dQ", "dK", "dV"),
    hints=(
        "out is a sum of products of values and weights. Which gradient goes to the values, which one to the weights?",
        "The softmax of a row: dscore = weight * (dweight - sum over the row of weight * dweight). You derived it for "
        "classes; here every query has such a row.",
        "Each score is a product of a query and a key, divided by the root of d_k: its gradient goes to both of them, "
        "and keeps that factor.",
    ),
)


def case(rng, sizes, name="", *, mask=None, dtype=float):
    """Return the gradient of what came out, and the cache of the reference, as a case."""
    _, d_v, m, T_q, T_k = sizes
    allowed = None if mask is None else mask(rng, m, T_q, T_k)
    _, cache = reference.scaled_dot_product_attention(*looks(rng, *sizes, dtype=dtype), mask=allowed)
    cache = tuple(part.astype(dtype) for part in cache)
    return Case(name or told(*sizes), (rng.normal(size=(d_v, m, T_q)).astype(dtype), cache))


def one_row_empty(rng, m, T_q, T_k):
    """Return a mask in which the last query of the first example may look at nothing."""
    mask = some_mask(rng, m, T_q, T_k)
    mask[0, -1] = False
    return mask


@attention_backward.visible
def visible():
    """Return several sizes, a mask, a query that looks at nothing, one key, one row, float32."""
    rng = np.random.default_rng(404)
    return [
        *(case(rng, sizes) for sizes in SIZES),
        case(rng, (4, 3, 2, 5, 6), "some keys hidden", mask=some_mask),
        case(rng, (3, 4, 2, 3, 5), "a query that looks at nothing", mask=one_row_empty),
        case(rng, (4, 2, 3, 5, 1), "one key"),
        case(rng, (1, 1, 2, 3, 4), "one row of queries, keys and values"),
        case(rng, (3, 5, 1, 1, 4), "one example, one query"),
        case(rng, (3, 2, 2, 4, 5), "float32", dtype=np.float32),
    ]


@attention_backward.draw
def draw(rng):
    """Return random sizes, with a mask or without."""
    return case(rng, some_sizes(rng), mask=some_mask if rng.random() < 0.5 else None)


@attention_backward.edges
def edges(rng):
    """Return one key, one row, an empty row, one example, float32."""
    return [
        case(rng, (2, 3, 4, 6, 1), "one key"),
        case(rng, (1, 1, 3, 4, 5), "one row of queries, keys and values"),
        case(rng, (3, 2, 2, 4, 5), "a query that looks at nothing", mask=one_row_empty),
        case(rng, (4, 3, 1, 6, 2), "one example"),
        case(rng, (4, 2, 3, 5, 3), "float32", mask=some_mask, dtype=np.float32),
    ]


@attention_backward.property("each gradient is the slope that nudging measures")
def slopes(f, rng):
    """Return a sentence unless dQ, dK and dV are slopes."""
    parts = dict(zip("QKV", looks(rng, 4, 3, 2, 5, 6), strict=True))
    d_out = rng.normal(size=(3, 2, 5))

    def forward(parts):
        return (reference.scaled_dot_product_attention(*parts.values())[0],)

    found = f(d_out, reference.scaled_dot_product_attention(*parts.values())[1])
    if type(found) not in (tuple, list) or len(found) != 3:
        return "return three gradients: dQ, dK, dV"
    for name, gradient in zip("QKV", found, strict=True):
        trouble = nudged(rng, parts, name, forward, gradient, (d_out,))
        if trouble:
            return trouble
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def gradients(d_out, cache, *, scale=None, row=None, d_weights=None, d_values=None, to_q=None, to_k=None):
    """Return (dQ, dK, dV) with something changed."""
    Q, K, V, A = cache
    dA = np.einsum("dmq,dmk->mqk", d_out, V) if d_weights is None else d_weights(d_out, V, A)
    dS = A * (dA - (A * dA).sum(axis=-1, keepdims=True)) if row is None else row(A, dA)
    dS = dS * (len(Q) ** -0.5 if scale is None else scale)
    dQ = np.einsum("mqk,dmk->dmq", dS, K) if to_q is None else to_q(dS, Q, K)
    dK = np.einsum("mqk,dmq->dmk", dS, Q) if to_k is None else to_k(dS, Q, K)
    dV = np.einsum("dmq,mqk->dmk", d_out, A) if d_values is None else d_values(d_out, A)
    return dQ, dK, dV


@attention_backward.mistake
def scale_forgotten(d_out, cache):
    """dQ and dK lack the factor 1 / sqrt(d_k) of the scores"""
    return gradients(d_out, cache, scale=1.0)


@attention_backward.mistake
def scale_on_queries_alone(d_out, cache):
    """dK lacks the factor 1 / sqrt(d_k): a score passes it to its query and to its key"""
    return gradients(d_out, cache, to_k=lambda dS, Q, K: np.einsum("mqk,dmq->dmk", dS, Q) * len(Q) ** 0.5)


@attention_backward.mistake
def scale_on_keys_alone(d_out, cache):
    """dQ lacks the factor 1 / sqrt(d_k): a score passes it to its query and to its key"""
    return gradients(d_out, cache, to_q=lambda dS, Q, K: np.einsum("mqk,dmk->dmq", dS, K) * len(Q) ** 0.5)


@attention_backward.mistake
def scaled_twice(d_out, cache):
    """dQ and dK are divided by d_k: the factor is 1 / sqrt(d_k), once"""
    return gradients(d_out, cache, scale=1 / len(cache[0]))


@attention_backward.mistake
def multiplied_by_the_root(d_out, cache):
    """dQ and dK are multiplied by the root of d_k: the scores were divided by it, and so are their gradients"""
    return gradients(d_out, cache, scale=len(cache[0]) ** 0.5)


@attention_backward.mistake
def softmax_entry_by_entry(d_out, cache):
    """each weight is treated like a sigmoid, weight * (1 - weight): in a softmax, every score moves every weight"""
    return gradients(d_out, cache, row=lambda A, dA: A * (1 - A) * dA)


@attention_backward.mistake
def sum_left_out(d_out, cache):
    """the sum over the row is left out: dscore is weight * (dweight - sum of weight * dweight)"""
    return gradients(d_out, cache, row=lambda A, dA: A * dA)


@attention_backward.mistake
def mean_of_the_row(d_out, cache):
    """the plain mean of the dweights is subtracted: subtract their sum, weighted by the weights"""
    return gradients(d_out, cache, row=lambda A, dA: A * (dA - dA.mean(axis=-1, keepdims=True)))


@attention_backward.mistake
def sum_over_queries(d_out, cache):
    """the sum of the softmax runs over the queries: it runs over the keys of each query"""
    return gradients(d_out, cache, row=lambda A, dA: A * (dA - (A * dA).sum(axis=1, keepdims=True)))


@attention_backward.mistake
def sum_of_everything(d_out, cache):
    """one sum is subtracted from all scores of an example: each query has its own"""
    return gradients(d_out, cache, row=lambda A, dA: A * (dA - (A * dA).sum(axis=(1, 2), keepdims=True)))


@attention_backward.mistake
def softmax_left_out(d_out, cache):
    """the softmax is left out: the gradient of a weight is used as that of its score"""
    return gradients(d_out, cache, row=lambda A, dA: dA)


@attention_backward.mistake
def not_times_the_weights(d_out, cache):
    """the factor weight is missing in front of the bracket"""
    return gradients(d_out, cache, row=lambda A, dA: dA - (A * dA).sum(axis=-1, keepdims=True))


@attention_backward.mistake
def sign_turned(d_out, cache):
    """the bracket of the softmax has the wrong sign"""
    return gradients(d_out, cache, row=lambda A, dA: A * ((A * dA).sum(axis=-1, keepdims=True) - dA))


@attention_backward.mistake
def queries_and_keys_swapped(d_out, cache):
    """dQ and dK are returned in the wrong order: dQ comes first"""
    dQ, dK, dV = gradients(d_out, cache)
    return dK, dQ, dV


@attention_backward.mistake
def values_first(d_out, cache):
    """dV is returned first: the order is dQ, dK, dV"""
    dQ, dK, dV = gradients(d_out, cache)
    return dV, dQ, dK


@attention_backward.mistake
def d_values_unweighted(d_out, cache):
    """every value gets the whole gradient of every query: multiply each by its weight"""
    return gradients(d_out, cache, d_values=lambda d_out, A: np.einsum("dmq,mqk->dmk", d_out, np.ones_like(A)))


@attention_backward.mistake
def d_values_averaged(d_out, cache):
    """dV is averaged over the queries: their gradients are summed"""
    return gradients(d_out, cache, d_values=lambda d_out, A: np.einsum("dmq,mqk->dmk", d_out, A) / A.shape[1])


@attention_backward.mistake
def d_keys_averaged(d_out, cache):
    """dK is averaged over the queries: their gradients are summed"""
    return gradients(d_out, cache, to_k=lambda dS, Q, K: np.einsum("mqk,dmq->dmk", dS, Q) / Q.shape[2])


@attention_backward.mistake
def weights_in_place_of_scores(d_out, cache):
    """dQ is the weighted sum of the keys: take the gradients of the scores in place of the weights"""
    A = cache[3]
    return gradients(d_out, cache, to_q=lambda dS, Q, K: np.einsum("mqk,dmk->dmq", A, K) * len(Q) ** -0.5)


@attention_backward.mistake
def only_the_values(d_out, cache):
    """the weights are treated as constants: dQ and dK are not 0"""
    dQ, dK, dV = gradients(d_out, cache)
    return np.zeros_like(dQ), np.zeros_like(dK), dV


@attention_backward.mistake
def first_example_for_all(d_out, cache):
    """the values of the first example are used for all examples"""
    return gradients(d_out, cache, d_weights=lambda d, V, A: np.einsum("dmq,dmk->mqk", d, 0 * V + V[:, :1]))


# --- right, written differently -------------------------------------------------------------------------------------


@attention_backward.right
def through_jacobians(d_out, cache):
    """Return the same with the Jacobian of each row's softmax."""
    Q, K, V, A = cache
    dQ, dK, dV = np.zeros_like(Q), np.zeros_like(K), np.zeros_like(V)
    for i in range(A.shape[0]):
        for t in range(A.shape[1]):
            a = A[i, t]
            d_scores = (np.diag(a) - np.outer(a, a)) @ (V[:, i].T @ d_out[:, i, t]) / len(Q) ** 0.5
            dQ[:, i, t] = K[:, i] @ d_scores
            dK[:, i] += np.outer(Q[:, i, t], d_scores)
            dV[:, i] += np.outer(d_out[:, i, t], a)
    return dQ, dK, dV


@attention_backward.right
def with_matmul(d_out, cache):
    """Return the same with matrix products, in a list; the sum of a row from what came out."""
    Q, K, V, A = (np.moveaxis(part, 1, 0) if part.ndim == 3 and i < 3 else part for i, part in enumerate(cache))
    d = d_out.transpose(1, 0, 2)
    dA = d.transpose(0, 2, 1) @ V
    out = V @ A.transpose(0, 2, 1)
    dS = A * (dA - (d * out).sum(axis=1)[:, :, None]) / Q.shape[1] ** 0.5
    parts = K @ dS.transpose(0, 2, 1), Q @ dS, d @ A
    return [part.transpose(1, 0, 2) for part in parts]
