"""The transformer's parts: layer norm, feed-forward layers, residual blocks of encoder and decoder, and their training.

layer_norm_forward, layer_norm_backward          every step normalised over its own rows
gelu, gelu_backward                              a ReLU with a smooth corner
feed_forward_forward, feed_forward_backward      two dense layers, the same at every step
named_by_part                                    gradients of several parts, by their names
block_parameters                                 weights of a block, small and random
encoder_block_forward, encoder_block_backward    attention to itself, then feed-forward
decoder_block_forward, decoder_block_backward    attention to itself and to a memory, then feed-forward
smoothed_cost                                    cross-entropy with softened targets, and its gradient
warm_up_rate                                     the learning rate of the paper, step by step
base_parameters                                  how many numbers a transformer of given sizes learns

x is (n, m, T). Norms stand before what they serve, inside the residual branch ("pre"), or after the sum ("post"), as in
the paper. Source: Vaswani and others, 2017, "Attention Is All You Need".
"""

import numpy as np

from deepcourse.nn.softmax import log_softmax
from deepcourse.sequence.self_attention import (
    at_every_step,
    attention_parameters,
    dense_gradients,
    multi_head_attention_backward,
    multi_head_attention_forward,
)

EPSILON = 1e-5
GELU = (2 / np.pi) ** 0.5, 0.044715


def layer_norm_forward(x, gamma, beta, *, epsilon=EPSILON):
    """Return x with mean 0 and variance 1 over the rows of each step, times gamma plus beta; and the cache.

    The variance is the mean square, divided by n and not by n - 1; epsilon stands under the root. No step sees another
    one, and no example: it is the same in training and in use. Source: Ba, Kiros and Hinton, 2016, "Layer
    Normalisation", equations 3 and 4.

    x : (n, m, T)   gamma, beta : (n, 1)

    >>> out, _ = layer_norm_forward(np.array([1.0, 3.0]).reshape(2, 1, 1), np.ones((2, 1)), np.zeros((2, 1)), epsilon=0)
    >>> print(out.ravel())
    [-1.  1.]
    """
    centred = x - x.mean(axis=0)
    deviation = np.sqrt((centred**2).mean(axis=0) + epsilon)
    normal = centred / deviation
    return gamma[:, :, None] * normal + beta[:, :, None], (normal, deviation, gamma)


def layer_norm_backward(d_out, cache):
    """Return dx, dgamma and dbeta.

    A step's mean and variance depend on all its rows: two means of the gradient are taken off.
    """
    normal, deviation, gamma = cache
    d_normal = gamma[:, :, None] * d_out
    dx = (d_normal - d_normal.mean(axis=0) - normal * (d_normal * normal).mean(axis=0)) / deviation
    return dx, (d_out * normal).sum(axis=(1, 2))[:, None], d_out.sum(axis=(1, 2))[:, None]


def gelu(z):
    """Return z times the probability that a standard normal number is below z, by the tanh formula.

    Source: Hendrycks and Gimpel, 2016, "Gaussian Error Linear Units", section 2.

    >>> print(gelu(np.array([-10.0, 0.0, 10.0])))
    [-0.  0. 10.]
    """
    return 0.5 * z * (1 + np.tanh(GELU[0] * (z + GELU[1] * z**3)))


def gelu_backward(d_out, z):
    """Return the gradient of z."""
    t = np.tanh(GELU[0] * (z + GELU[1] * z**3))
    return d_out * 0.5 * (1 + t + z * (1 - t**2) * GELU[0] * (1 + 3 * GELU[1] * z**2))


def feed_forward_forward(x, parameters, *, activation="relu"):
    """Return W2 g(W1 x + b1) + b2 at every step, and the cache; g is "relu" or "gelu".

    x : (n, m, T)   parameters : W1 (n_ff, n), b1 (n_ff, 1), W2 (n, n_ff), b2 (n, 1)
    """
    if activation not in ("relu", "gelu"):
        raise ValueError(f"the activation is 'relu' or 'gelu', not {activation!r}")
    Z = at_every_step(parameters["W1"], x, parameters["b1"])
    A = np.maximum(Z, 0) if activation == "relu" else gelu(Z)
    return at_every_step(parameters["W2"], A, parameters["b2"]), (x, Z, A, parameters, activation)


def feed_forward_backward(d_out, cache):
    """Return dx and a dict of dW1, db1, dW2, db2."""
    x, Z, A, parameters, activation = cache
    dA = np.einsum("yx,ymt->xmt", parameters["W2"], d_out)
    dZ = dA * (Z > 0) if activation == "relu" else gelu_backward(dA, Z)
    grads = dense_gradients("1", dZ, x) | dense_gradients("2", d_out, A)
    return np.einsum("yx,ymt->xmt", parameters["W1"], dZ), grads


# --- blocks ---------------------------------------------------------------------------------------------------------


def block_parameters(rng, n, n_ff, *, memory=False):
    """Return the parameters of a block, named by their part: "attention.Wq", "norm1.gamma", "feed.W1", and so on.

    With `memory`, those of a decoder's block: it looks at the memory between the two others.
    """
    attentions = ["attention", *(["cross"] if memory else [])]
    parts = {name: attention_parameters(rng, n) for name in attentions}
    parts["feed"] = {
        "W1": rng.normal(size=(n_ff, n)) * n**-0.5,
        "b1": np.zeros((n_ff, 1)),
        "W2": rng.normal(size=(n, n_ff)) * n_ff**-0.5,
        "b2": np.zeros((n, 1)),
    }
    for number in range(1, len(attentions) + 2):
        parts[f"norm{number}"] = {"gamma": np.ones((n, 1)), "beta": np.zeros((n, 1))}
    return {f"{part}.{name}": value for part, named in parts.items() for name, value in named.items()}


def part_of(parameters, part):
    """Return the parameters of one part of a block, under their own names."""
    return {name.removeprefix(f"{part}."): v for name, v in parameters.items() if name.startswith(f"{part}.")}


def residual_forward(x, branch, norm_parameters, *, norm):
    """Return x + branch(norm(x)) for norm "pre", norm(x + branch(x)) for "post"; and what the backward pass needs."""
    gamma, beta = norm_parameters["gamma"], norm_parameters["beta"]
    if norm == "pre":
        normal, norm_cache = layer_norm_forward(x, gamma, beta)
        said, cache = branch(normal)
        return x + said, (cache, norm_cache, norm)
    if norm == "post":
        said, cache = branch(x)
        out, norm_cache = layer_norm_forward(x + said, gamma, beta)
        return out, (cache, norm_cache, norm)
    raise ValueError(f"norm is 'pre' or 'post', not {norm!r}")


def residual_backward(d_out, branch_backward, cache):
    """Return dx, what the branch's backward pass tells besides its input's gradient, and the gradients of the norm."""
    branch_cache, norm_cache, norm = cache
    if norm == "pre":
        d_normal, *besides = branch_backward(d_out, branch_cache)
        dx, dgamma, dbeta = layer_norm_backward(d_normal, norm_cache)
        return d_out + dx, besides, {"dgamma": dgamma, "dbeta": dbeta}
    d_sum, dgamma, dbeta = layer_norm_backward(d_out, norm_cache)
    dx, *besides = branch_backward(d_sum, branch_cache)
    return d_sum + dx, besides, {"dgamma": dgamma, "dbeta": dbeta}


def encoder_block_forward(x, parameters, *, num_heads, mask=None, norm="pre", activation="relu"):
    """Return x (n, m, T) after attention to itself and feed-forward layers, each with its residual sum; and the cache.

    parameters : as `block_parameters` makes them   mask : as for `scaled_dot_product_attention`

    >>> parameters = block_parameters(np.random.default_rng(0), 4, 8)
    >>> out, _ = encoder_block_forward(np.ones((4, 2, 3)), parameters, num_heads=2)
    >>> out.shape
    (4, 2, 3)
    """
    p = {part: part_of(parameters, part) for part in ("attention", "feed", "norm1", "norm2")}

    def attend(z):
        return multi_head_attention_forward(z, z, p["attention"], num_heads=num_heads, mask=mask)

    def feed(z):
        return feed_forward_forward(z, p["feed"], activation=activation)

    x, first = residual_forward(x, attend, p["norm1"], norm=norm)
    x, second = residual_forward(x, feed, p["norm2"], norm=norm)
    return x, (first, second)


def encoder_block_backward(d_out, cache):
    """Return dx and a dict of the gradients of all parameters: "dattention.Wq", "dnorm1.gamma" and so on."""
    first, second = cache
    d, [feed], norm2 = residual_backward(d_out, feed_forward_backward, second)
    dx, [attention], norm1 = residual_backward(d, _self_attention_backward, first)
    return dx, named_by_part({"attention": attention, "norm1": norm1, "feed": feed, "norm2": norm2})


def decoder_block_forward(
    y, memory, parameters, *, num_heads, mask=None, memory_mask=None, norm="pre", activation="relu"
):
    """Return y (n, m, T_y) after attention to itself, to the memory (n, m, T_x), and feed-forward; and the cache.

    Queries come from y, keys and values from the memory. `mask` says which steps of y a step of y may look at, usually
    `look_ahead_mask`; `memory_mask` which steps of the memory.
    """
    p = {part: part_of(parameters, part) for part in ("attention", "cross", "feed", "norm1", "norm2", "norm3")}

    def attend(z):
        return multi_head_attention_forward(z, z, p["attention"], num_heads=num_heads, mask=mask)

    def look(z):
        return multi_head_attention_forward(z, memory, p["cross"], num_heads=num_heads, mask=memory_mask)

    def feed(z):
        return feed_forward_forward(z, p["feed"], activation=activation)

    y, first = residual_forward(y, attend, p["norm1"], norm=norm)
    y, second = residual_forward(y, look, p["norm2"], norm=norm)
    y, third = residual_forward(y, feed, p["norm3"], norm=norm)
    return y, (first, second, third)


def decoder_block_backward(d_out, cache):
    """Return dy, d_memory and a dict of the gradients of all parameters."""
    first, second, third = cache
    d, [feed], norm3 = residual_backward(d_out, feed_forward_backward, third)
    d, [d_memory, cross], norm2 = residual_backward(d, multi_head_attention_backward, second)
    dy, [attention], norm1 = residual_backward(d, _self_attention_backward, first)
    named = {"attention": attention, "norm1": norm1, "cross": cross, "norm2": norm2, "feed": feed, "norm3": norm3}
    return dy, d_memory, named_by_part(named)


def _self_attention_backward(d_out, cache):
    """Return the gradient of the one input of self-attention, and those of its parameters."""
    dX_q, dX_kv, grads = multi_head_attention_backward(d_out, cache)
    return dX_q + dX_kv, grads


def named_by_part(parts):
    """Return {"d" + part + "." + name: gradient} of {part: {"d" + name: gradient}}."""
    return {f"d{part}.{name[1:]}": gradient for part, grads in parts.items() for name, gradient in grads.items()}


# --- training -------------------------------------------------------------------------------------------------------


def smoothed_cost(Z, targets, *, smoothing=0.1, lengths=None):
    """Return the mean cross-entropy with softened targets over all real steps, in nats, and dZ.

    The right class is asked to have the probability 1 - smoothing + smoothing / C, every other one smoothing / C.
    Source: Szegedy and others, 2016, "Rethinking the Inception Architecture for Computer Vision", section 7.

    Z : (C, m, T)   targets : (m, T) ids   lengths : (m,), the real steps of each example; padding costs nothing

    >>> cost, _ = smoothed_cost(np.zeros((4, 1, 2)), np.zeros((1, 2), int))
    >>> print(round(cost, 4), round(np.log(4), 4))
    1.3863 1.3863
    """
    C, m, T = Z.shape
    log_p = log_softmax(Z)
    wanted = np.full_like(log_p, smoothing / C)
    wanted[targets, np.arange(m)[:, None], np.arange(T)] += 1 - smoothing
    real = np.ones((m, T)) if lengths is None else np.arange(T) < np.asarray(lengths)[:, None]
    share = real / real.sum()
    return float((-(wanted * log_p).sum(axis=0) * share).sum()), (np.exp(log_p) - wanted) * share


def warm_up_rate(step, n, *, warm_up=4_000):
    """Return the learning rate of a step, counted from 1: it rises in a line, then falls with the root of the step.

        n ** -0.5 * min(step ** -0.5, step * warm_up ** -1.5)

    Source: Vaswani and others, 2017, equation 3. Raises ValueError for a step below 1.

    >>> print(round(warm_up_rate(4_000, 512), 6))
    0.000699
    """
    if np.any(np.asarray(step) < 1):
        raise ValueError(f"steps are counted from 1; this one is {step}")
    return n**-0.5 * np.minimum(np.asarray(step, float) ** -0.5, step * warm_up**-1.5)


def base_parameters(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """Return how many numbers an encoder and a decoder of so many blocks learn, with one table of V vectors for all.

    Inputs, outputs and the last layer share the table, and positions are not learned, as in the paper; there are no
    biases beside those here, and post-norm blocks need no further norm. For the sizes of the base model it is 63.1
    million; the paper's table 3 says 65 million.

    >>> print(f"{base_parameters():,}")
    63,082,496
    """
    attention, feed, norm = 4 * (n * n + n), 2 * n * n_ff + n_ff + n, 2 * n
    encoder, decoder = attention + feed + 2 * norm, 2 * attention + feed + 3 * norm
    return V * n + layers * (encoder + decoder)
