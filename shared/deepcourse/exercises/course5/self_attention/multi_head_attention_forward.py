"""Exercise 5: several heads, each with rows of its own."""

import numpy as np

from deepcourse.exercises.course5.self_attention.looks import both, some_mask
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import self_attention as reference

HEADS = ((6, 2, 2, 4, 5), (6, 3, 4, 5, 2), (8, 4, 3, 2, 5))  # n, num_heads, m, T_q, T_k


def attended(f, X_q, X_kv, parameters, *, num_heads, mask=None):
    """Return what comes out and the weights of all heads."""
    return both(f(X_q, X_kv, parameters, num_heads=num_heads, mask=mask))


multi_head_attention_forward = FunctionExercise(
    __name__,
    reference=reference.multi_head_attention_forward,
    use=attended,
    minutes=9,
    points_visible=7,
    points_hidden=9,
    relative_tolerance=1e-5,  # float32 is among the cases, and several sums follow each other
    returns=("out", "the weights"),
    hints=(
        "First Q, K and V for all rows at once: np.einsum with the axes of examples and steps carried along. From "
        "which of the two inputs does each of them come?",
        "The rows of head h are those from h * n / num_heads on. A reshape that splits only the first axis "
        "separates them; scaled_dot_product_attention can be called once for each head.",
        "Stack the outputs of the heads, in their order, before Wo. The weights get an axis of heads in front.",
    ),
)


def case(rng, sizes, name="", *, mask=None, dtype=float, itself=False):
    """Return inputs, parameters and options of these sizes as a case; `itself`: both inputs are the same."""
    n, num_heads, m, T_q, T_k = sizes
    parameters = reference.attention_parameters(rng, n, scale=1.2 * n**-0.5, biases=0.7)
    X_q = rng.normal(size=(n, m, T_q)).astype(dtype)
    X_kv = X_q.copy() if itself else rng.normal(size=(n, m, T_k)).astype(dtype)
    options = {"num_heads": num_heads} | ({} if mask is None else {"mask": mask(rng, m, T_q, X_kv.shape[2])})
    told = f"n = {n}, {num_heads} heads, m = {m}, T_q = {T_q}, T_k = {X_kv.shape[2]}"
    return Case(name or told, (X_q, X_kv, {k: value.astype(dtype) for k, value in parameters.items()}), options)


@multi_head_attention_forward.visible
def visible():
    """Return several numbers of heads, masks, attention to itself, one head, one row a head, one step, float32."""
    rng = np.random.default_rng(405)
    return [
        *(case(rng, sizes) for sizes in HEADS),
        case(rng, (6, 2, 3, 5, 5), "as many queries as keys, some keys hidden", mask=some_mask),
        case(rng, (6, 3, 2, 5, 5), "attention to itself", itself=True),
        case(rng, (4, 1, 2, 5, 5), "one head"),
        case(rng, (3, 3, 2, 4, 4), "one row a head"),
        case(rng, (4, 2, 1, 1, 3), "one example, one query"),
        case(rng, (6, 2, 3, 4, 4), "float32", dtype=np.float32, mask=some_mask),
    ]


@multi_head_attention_forward.draw
def draw(rng):
    """Return random sizes, with a mask or without."""
    num_heads, rows = (int(n) for n in rng.integers(1, 4, size=2))
    m, T_q, T_k = (int(n) for n in rng.permutation(np.arange(2, 6))[:3])
    return case(rng, (num_heads * rows, num_heads, m, T_q, T_k), mask=some_mask if rng.random() < 0.5 else None)


@multi_head_attention_forward.edges
def edges(rng):
    """Return one head, one row a head, one key, float32."""
    return [
        case(rng, (5, 1, 3, 4, 2), "one head"),
        case(rng, (4, 4, 2, 3, 5), "one row a head"),
        case(rng, (6, 2, 3, 4, 1), "one key"),
        case(rng, (8, 2, 2, 5, 5), "attention to itself, some keys hidden", itself=True, mask=some_mask),
        case(rng, (6, 2, 3, 4, 4), "as many queries as keys"),
        case(rng, (6, 3, 2, 4, 5), "float32", dtype=np.float32),
    ]


@multi_head_attention_forward.property("a head sees its own rows alone")
def heads_apart(f, rng):
    """Return a sentence unless other weights of one head leave the weights of the others as they are."""
    X, parameters = rng.normal(size=(6, 2, 4)), reference.attention_parameters(rng, 6, biases=0.5)
    before = np.asarray(attended(f, X, X, parameters, num_heads=3)[1])
    if before.shape != (3, 2, 4, 4):
        return f"the weights have the shape {before.shape}, expected (3, 2, 4, 4)"
    parameters["Wq"][2:4] += 1.0
    after = np.asarray(attended(f, X, X, parameters, num_heads=3)[1])
    same = [bool(np.allclose(one, other)) for one, other in zip(before, after, strict=True)]
    return None if same == [True, False, True] else "rows 2 and 3 of Wq, those of head 1 of 3, move other heads"


# --- known mistakes -------------------------------------------------------------------------------------------------


def heads(X_q, X_kv, p, num_heads, mask, *, inputs=None, biases="qkvo", split=None, join=None, scale=None, ends=None):
    """Return (out, cache) with something changed: inputs, biases, the way rows are split and joined, scale and end."""
    n = len(X_q)
    split = split or (lambda x: x.reshape(num_heads, -1, *x.shape[1:]))
    join = join or (lambda x: x.reshape(n, *x.shape[2:]))
    given = dict(zip("qkv", inputs or (X_q, X_kv, X_kv), strict=True))
    Q, K, V = (split(dense(p, k, given[k], k in biases)) for k in "qkv")
    scores = np.einsum("hdmq,hdmk->hmqk", Q, K) / ((n // num_heads) ** 0.5 if scale is None else scale)
    scores = scores if mask is None else np.where(mask, scores, -np.inf)
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = e / e.sum(axis=-1, keepdims=True)
    said = join(np.einsum("hdmk,hmqk->hdmq", V, weights))
    return (dense(p, "o", said, "o" in biases) if ends is None else ends(said)), (Q, K, V, weights)


def looped(X_q, X_kv, p, num_heads, mask, inputs):
    """Return (out, cache) of a loop over the heads, with other inputs for queries, keys and values."""
    parts = [np.split(dense(p, k, x), num_heads) for k, x in zip("qkv", inputs, strict=True)]
    said = [reference.scaled_dot_product_attention(*part, mask=mask) for part in zip(*parts, strict=True)]
    out = dense(p, "o", np.concatenate([out for out, _ in said]))
    return out, (*parts, np.stack([cache[3] for _, cache in said]))


def dense(p, k, x, biased=True):
    """Return W x + b at every step, or without the bias."""
    return np.einsum("yx,xmt->ymt", p[f"W{k}"], x) + biased * p[f"b{k}"][:, :, None]


@multi_head_attention_forward.mistake
def inputs_swapped(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the roles of the two inputs are swapped: queries come from X_q, keys and values from X_kv"""
    return heads(X_kv, X_q, parameters, num_heads, None if mask is None else np.swapaxes(mask, 1, 2))


@multi_head_attention_forward.mistake
def all_from_the_queries(X_q, X_kv, parameters, *, num_heads, mask=None):
    """keys and values come from X_q, too: they come from X_kv"""
    usable = mask if np.shape(X_q) == np.shape(X_kv) else None
    return heads(X_q, X_kv, parameters, num_heads, usable, inputs=(X_q, X_q, X_q))


@multi_head_attention_forward.mistake
def values_from_the_queries(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the values come from X_q: keys and values both come from X_kv"""
    return looped(X_q, X_kv, parameters, num_heads, mask, (X_q, X_kv, X_q))


@multi_head_attention_forward.mistake
def keys_from_the_queries(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the keys come from X_q: keys and values both come from X_kv"""
    return looped(X_q, X_kv, parameters, num_heads, mask, (X_q, X_q, X_kv))


@multi_head_attention_forward.mistake
def keys_and_values_swapped(X_q, X_kv, parameters, *, num_heads, mask=None):
    """keys and values are swapped: queries are compared with keys, and values are summed"""
    names = {"k": "v", "v": "k"}
    swapped = {k[0] + names.get(k[1:], k[1:]): value for k, value in parameters.items()}
    return heads(X_q, X_kv, swapped, num_heads, mask)


@multi_head_attention_forward.mistake
def all_from_the_keys(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the queries come from X_kv: they come from X_q"""
    usable = mask if np.shape(X_q) == np.shape(X_kv) else None
    return heads(X_q, X_kv, parameters, num_heads, usable, inputs=(X_kv, X_kv, X_kv))


@multi_head_attention_forward.mistake
def interleaved(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the rows are dealt out to the heads in turn, and put back so: head 0 has the first n / num_heads rows"""
    return heads(X_q, X_kv, parameters, num_heads, mask,
                 split=lambda x: np.swapaxes(x.reshape(-1, num_heads, *x.shape[1:]), 0, 1),
                 join=lambda x: np.swapaxes(x, 0, 1).reshape(-1, *x.shape[2:]))  # fmt: skip


@multi_head_attention_forward.mistake
def dealt_out_and_stacked(X_q, X_kv, parameters, *, num_heads, mask=None):
    """head h gets every num_heads-th row, from row h on: head 0 has the first n / num_heads rows"""
    return heads(X_q, X_kv, parameters, num_heads, mask,
                 split=lambda x: np.swapaxes(x.reshape(-1, num_heads, *x.shape[1:]), 0, 1))  # fmt: skip


@multi_head_attention_forward.mistake
def joined_in_turn(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the outputs of the heads are interleaved row by row: all rows of head 0 come first"""
    return heads(X_q, X_kv, parameters, num_heads, mask,
                 join=lambda x: np.swapaxes(x, 0, 1).reshape(-1, *x.shape[2:]))  # fmt: skip


@multi_head_attention_forward.mistake
def root_of_n(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the scores are divided by the root of n: a head has n / num_heads rows, and d_k is that number"""
    return heads(X_q, X_kv, parameters, num_heads, mask, scale=len(X_q) ** 0.5)


@multi_head_attention_forward.mistake
def root_of_the_heads(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the scores are divided by the root of the number of heads: d_k is the number of rows of a head"""
    return heads(X_q, X_kv, parameters, num_heads, mask, scale=num_heads**0.5)


@multi_head_attention_forward.mistake
def not_scaled(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the scores are not divided by the root of d_k"""
    return heads(X_q, X_kv, parameters, num_heads, mask, scale=1.0)


@multi_head_attention_forward.mistake
def one_head(X_q, X_kv, parameters, *, num_heads, mask=None):
    """there is one head, with all rows: num_heads of them have n / num_heads rows each"""
    return heads(X_q, X_kv, parameters, 1, mask)


@multi_head_attention_forward.mistake
def output_layer_forgotten(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the last layer, Wo and bo, is missing"""
    return heads(X_q, X_kv, parameters, num_heads, mask, ends=lambda said: said)


@multi_head_attention_forward.mistake
def output_transposed(X_q, X_kv, parameters, *, num_heads, mask=None):
    """Wo is transposed"""
    return heads(X_q, X_kv, parameters | {"Wo": parameters["Wo"].T}, num_heads, mask)


@multi_head_attention_forward.mistake
def output_bias_left_out(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the bias bo is left out"""
    return heads(X_q, X_kv, parameters, num_heads, mask, biases="qkv")


@multi_head_attention_forward.mistake
def all_biases_left_out(X_q, X_kv, parameters, *, num_heads, mask=None):
    """all biases are left out"""
    return heads(X_q, X_kv, parameters, num_heads, mask, biases="")


@multi_head_attention_forward.mistake
def only_the_last_bias(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the biases bq, bk and bv are left out"""
    return heads(X_q, X_kv, parameters, num_heads, mask, biases="o")


@multi_head_attention_forward.mistake
def value_bias_left_out(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the bias bv is left out"""
    return heads(X_q, X_kv, parameters, num_heads, mask, biases="qko")


@multi_head_attention_forward.mistake
def query_bias_left_out(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the bias bq is left out"""
    return heads(X_q, X_kv, parameters, num_heads, mask, biases="kvo")


@multi_head_attention_forward.mistake
def mask_ignored(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the mask is not used"""
    return heads(X_q, X_kv, parameters, num_heads, None)


@multi_head_attention_forward.mistake
def weights_averaged(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the weights are averaged over the heads: return those of each head, (num_heads, m, T_q, T_k)"""
    out, (Q, K, V, weights) = heads(X_q, X_kv, parameters, num_heads, mask)
    return out, (Q, K, V, weights.mean(axis=0))


@multi_head_attention_forward.mistake
def heads_second(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the axis of the heads is the second one of the weights: it is the first one"""
    out, (Q, K, V, weights) = heads(X_q, X_kv, parameters, num_heads, mask)
    return out, (Q, K, V, np.swapaxes(weights, 0, 1))


@multi_head_attention_forward.mistake
def heads_summed(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the outputs of the heads are summed and repeated: stack them"""
    return heads(X_q, X_kv, parameters, num_heads, mask,
                 join=lambda x: np.concatenate([x.sum(axis=0)] * num_heads))  # fmt: skip


@multi_head_attention_forward.mistake
def input_added(X_q, X_kv, parameters, *, num_heads, mask=None):
    """the input is added to the output: that belongs to the block around attention, not to attention"""
    out, cache = heads(X_q, X_kv, parameters, num_heads, mask)
    return out + X_q, cache


# --- right, written differently -------------------------------------------------------------------------------------


@multi_head_attention_forward.right
def head_by_head(X_q, X_kv, parameters, *, num_heads, mask=None):
    """Return the same with a loop over heads and rows of the parameters."""
    p, rows = parameters, len(X_q) // num_heads
    said, weights, parts = [], [], []
    for h in range(num_heads):
        own = slice(h * rows, (h + 1) * rows)
        QKV = [
            np.tensordot(p[f"W{k}"][own], x, axes=1) + p[f"b{k}"][own, :, None]
            for k, x in (("q", X_q), ("k", X_kv), ("v", X_kv))
        ]
        out, cache = reference.scaled_dot_product_attention(*QKV, mask=mask)
        said.append(out)
        weights.append(cache[3])
        parts.append(QKV)
    out = np.tensordot(p["Wo"], np.concatenate(said), axes=1) + p["bo"][:, :, None]
    return out, (*zip(*parts, strict=True), np.stack(weights))


@multi_head_attention_forward.right
def all_heads_at_once(X_q, X_kv, parameters, *, num_heads, mask=None):
    """Return the same with one product for all heads, in a list."""
    return list(heads(X_q, X_kv, parameters, num_heads, mask))
