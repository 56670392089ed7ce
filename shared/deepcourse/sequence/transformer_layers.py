"""The transformer's layers for trainings: what `self_attention` and `transformer` derive, arranged for speed.

Positions       a learned column for each step, added
Norm            layer norm
Attention       steps look at steps, with heads; `causal`: at none that comes later; `rotary`: positions as rotations
FeedForward     two dense layers at every step
Residual        x plus what layers make of it
block           attention and feed-forward, each behind its norm, each with its sum
Scores          a dense layer that ends a network
look, look_back what attention does between its dense layers, and back: to its own steps or to others
turn            queries or keys turned by the angles of their positions

They fit together as the layers of `layers` do. Inside, all steps of all examples are the columns of one matrix, so that
each dense layer is one product; a head of an example is a view of it that BLAS takes as it is. `step` reads one step
and keeps keys and values, so that the next one need not compute them again.
"""

import numpy as np

from deepcourse.sequence.layers import Chain
from deepcourse.sequence.recurrent_layers import Layer
from deepcourse.sequence.time_first import scaled
from deepcourse.sequence.transformer import EPSILON


def columns(x):
    """Return (n, m T) of (n, m, T), the steps of an example side by side; columns (n, m) stay as they are."""
    return x if x.ndim == 2 else np.ascontiguousarray(x).reshape(len(x), -1)


class Positions(Layer):
    """Add a column that belongs to the step: P (n, longest), which learns; new numbers have deviation 0.02."""

    def __init__(self, rng, n, longest, *, dtype=np.float32):
        self.parameters = {"P": (rng.normal(size=(n, longest)) * 0.02).astype(dtype)}

    def forward(self, x, training=False, lengths=None):
        """Return x + P at every step, and x's number of steps. Raises ValueError for more steps than there are."""
        T, longest = x.shape[2], self.parameters["P"].shape[1]
        if longest < T:
            raise ValueError(f"there are positions for {longest} steps, and the sequence has {T}")
        return x + self.parameters["P"][:, None, :T], T

    def backward(self, d_out, cache):
        """Return the gradient of x, and that of P, summed over examples."""
        dP = np.zeros_like(self.parameters["P"])
        dP[:, :cache] = d_out.sum(axis=1)
        return d_out, {"dP": dP}

    def step(self, xt, state=None):
        """Return (out, state): the state counts the steps."""
        t = state or 0
        return xt + self.parameters["P"][:, t : t + 1], t + 1


class Norm(Layer):
    """Layer norm: gamma and beta (n, 1)."""

    def __init__(self, n, *, dtype=np.float32):
        self.parameters = {"gamma": np.ones((n, 1), dtype), "beta": np.zeros((n, 1), dtype)}

    def forward(self, x, training=False, lengths=None):
        """Return every step normalised over its rows, and the cache."""
        X = columns(x)
        normal = X - X.mean(axis=0)
        deviation = np.sqrt(np.einsum("nc,nc->c", normal, normal) / len(X) + X.dtype.type(EPSILON))
        normal /= deviation
        out = self.parameters["gamma"] * normal
        out += self.parameters["beta"]
        return out.reshape(x.shape), (normal, deviation)

    def backward(self, d_out, cache):
        """Return the gradient of x, and those of gamma and beta."""
        normal, deviation = cache
        d = columns(d_out)
        dX = self.parameters["gamma"] * d
        means = dX.mean(axis=0), np.einsum("nc,nc->c", dX, normal) / len(dX)
        dX -= means[0]
        dX -= normal * means[1]
        dX /= deviation
        grads = {"dgamma": np.einsum("nc,nc->n", d, normal)[:, None], "dbeta": d.sum(axis=1, keepdims=True)}
        return dX.reshape(d_out.shape), grads


class Attention(Layer):
    """Steps look at steps: Wqkv (3 n, n), the rows of queries, keys and values in this order, bqkv, Wo (n, n), bo.

    Steps look at the real steps of their example, see `lengths`; with `causal` at none that comes later. With `rotary`,
    the queries and keys of each head are turned as `self_attention.rotated` does.
    """

    def __init__(self, rng, n, num_heads, *, causal=False, rotary=False, dtype=np.float32):
        if n % num_heads:
            raise ValueError(f"{n} rows cannot be shared equally by {num_heads} heads")
        if rotary and n // num_heads % 2:
            raise ValueError(f"rows are turned in pairs; heads of {n // num_heads} rows leave one over")
        self.num_heads, self.causal, self.rotary = num_heads, causal, rotary
        self.parameters = {
            "Wqkv": scaled(rng, (3 * n, n), dtype),
            "bqkv": np.zeros((3 * n, 1), dtype),
            "Wo": scaled(rng, (n, n), dtype),
            "bo": np.zeros((n, 1), dtype),
        }

    def read(self, parameters):
        """Take the parameters of `self_attention`: Wq, Wk, Wv, Wo, bq, bk, bv, bo."""
        self.parameters["Wqkv"][...] = np.vstack([parameters[f"W{k}"] for k in "qkv"])
        self.parameters["bqkv"][...] = np.vstack([parameters[f"b{k}"] for k in "qkv"])
        for name in ("Wo", "bo"):
            self.parameters[name][...] = parameters[name]

    def split(self, rows, m, T):
        """Return queries, keys and values, views of their rows (3 n, m T), of all heads."""
        return (of_heads(part, self.num_heads, m, T) for part in np.split(rows, 3))

    def forward(self, x, training=False, lengths=None):
        """Return what comes out (n, m, T), and the cache; cache[4] are the weights (num_heads, m, T, T)."""
        p, (_, m, T), X = self.parameters, x.shape, columns(x)
        QKV = p["Wqkv"] @ X
        QKV += p["bqkv"]
        Q, K, V = self.split(QKV, m, T)
        if self.rotary:
            turn((Q, K))
        weights, said = look(Q, K, V, self.causal, lengths)
        out = p["Wo"] @ said
        out += p["bo"]
        return out.reshape(x.shape), (X, Q, K, V, weights, said)

    def backward(self, d_out, cache):
        """Return the gradient of x, and those of the parameters."""
        X, Q, K, V, weights, said = cache
        p, (n, m, T), d = self.parameters, d_out.shape, columns(d_out)
        dQKV = np.empty((3 * n, m * T), d.dtype)
        dQ, dK, dV = self.split(dQKV, m, T)
        look_back(p["Wo"].T @ d, (Q, K, V, weights, said), (dQ, dK, dV))
        if self.rotary:
            turn((dQ, dK), back=True)
        grads = {"dWo": d @ said.T, "dbo": d.sum(axis=1, keepdims=True)}
        grads |= {"dWqkv": dQKV @ X.T, "dbqkv": dQKV.sum(axis=1, keepdims=True)}
        return (p["Wqkv"].T @ dQKV).reshape(d_out.shape), grads

    def step(self, xt, state=None):
        """Return (out, state): the state holds the keys, turned, and values of all steps so far, (num_heads, m, d, T).

        Raises TypeError for attention that is not causal: it would need the steps to come.
        """
        if not self.causal:
            raise TypeError("only causal attention reads step by step: the other kind looks at steps to come")
        p = self.parameters
        q, k, v = self.split(p["Wqkv"] @ xt + p["bqkv"], xt.shape[1], 1)
        if self.rotary:
            turn((q, k), 0 if state is None else state[0].shape[3])
        K, V = (k, v) if state is None else (np.concatenate(pair, axis=3) for pair in zip(state, (k, v), strict=True))
        return p["Wo"] @ look(q, K, V)[1] + p["bo"], (K, V)


def of_heads(X, num_heads, m, T):
    """Return (num_heads, m, d, T), a view of rows (n, m T): a head has d = n / num_heads of them."""
    return X.reshape(num_heads, -1, m, T).transpose(0, 2, 1, 3)


def turn(parts, first=0, *, back=False):
    """Turn each pair of neighbouring rows of (num_heads, m, d, T) in place, by the angles of positions from `first` on.

    With `back`, they are turned in the other direction: so the gradients of what was turned become those of what was
    there before.
    """
    d, T = parts[0].shape[2:]
    angles = 10_000.0 ** (-np.arange(0, d, 2) / d)[:, None] * np.arange(first, first + T)
    cos, sin = (table.astype(parts[0].dtype) for table in (np.cos(angles), np.sin(-angles if back else angles)))
    for part in parts:
        even, odd = part[:, :, 0::2], part[:, :, 1::2]
        new = even * cos - odd * sin
        odd *= cos
        odd += even * sin
        even[...] = new


def look(Q, K, V, causal=False, lengths=None):
    """Return the weights (num_heads, m, T_q, T_k), and what all heads say, (n, m T_q).

    Q : (num_heads, m, d, T_q)   K, V : (num_heads, m, d, T_k)   lengths : (m,), the real steps of keys and values
    """
    num_heads, m, d, T = Q.shape
    weights = np.matmul(Q.transpose(0, 1, 3, 2) * Q.dtype.type(d**-0.5), K)
    hide(weights, causal, lengths)
    softmax_in_place(weights)
    said = np.empty((num_heads * d, m * T), Q.dtype)
    np.matmul(V, weights.transpose(0, 1, 3, 2), out=of_heads(said, num_heads, m, T))
    return weights, said


def look_back(d_said, looked, gradients):
    """Write the gradients of queries, keys and values into the three arrays `gradients`, of their shapes.

    d_said : (n, m T_q)   looked : (Q, K, V, weights, said), as `look` takes and returns them
    """
    Q, K, V, weights, said = looked
    (num_heads, m, d, T), (dQ, dK, dV) = Q.shape, gradients
    d_heads = of_heads(d_said, num_heads, m, T)
    np.matmul(d_heads, weights, out=dV)
    d_scores = np.matmul(d_heads.transpose(0, 1, 3, 2), V)
    # The sum of weights times their gradients is, for each query, the product of what was said and its gradient:
    # d entries to add up in place of T_k.
    d_scores -= (d_heads * of_heads(said, num_heads, m, T)).sum(axis=2)[..., None]
    d_scores *= weights
    d_scores *= d_said.dtype.type(d**-0.5)
    np.matmul(K, d_scores.transpose(0, 1, 3, 2), out=dQ)
    np.matmul(Q, d_scores, out=dK)


def hide(scores, causal, lengths):
    """Put minus infinity into the scores (num_heads, m, T, T) of what may not be looked at."""
    T = scores.shape[-1]
    if causal:
        scores += np.triu(np.full((T, T), -np.inf, scores.dtype), 1)
    if lengths is not None:
        padding = np.arange(T) >= np.asarray(lengths)[:, None]
        scores += np.where(padding, -np.inf, 0).astype(scores.dtype)[:, None, :]


def softmax_in_place(scores):
    """Put the softmax over the last axis in the place of the scores."""
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)


class FeedForward(Layer):
    """Two dense layers at every step, with a ReLU between them: W1 (n_ff, n), b1, W2 (n, n_ff), b2."""

    def __init__(self, rng, n, n_ff, *, dtype=np.float32):
        self.parameters = {
            "W1": scaled(rng, (n_ff, n), dtype) * dtype(2**0.5),
            "b1": np.zeros((n_ff, 1), dtype),
            "W2": scaled(rng, (n, n_ff), dtype),
            "b2": np.zeros((n, 1), dtype),
        }

    def forward(self, x, training=False, lengths=None):
        """Return what comes out, and the cache."""
        p, X = self.parameters, columns(x)
        A = p["W1"] @ X
        A += p["b1"]
        np.maximum(A, 0, out=A)
        out = p["W2"] @ A
        out += p["b2"]
        return out.reshape(x.shape), (X, A)

    def backward(self, d_out, cache):
        """Return the gradient of x, and those of the parameters."""
        p, (X, A), d = self.parameters, cache, columns(d_out)
        dZ = p["W2"].T @ d
        dZ *= A > 0
        grads = {"dW1": dZ @ X.T, "db1": dZ.sum(axis=1, keepdims=True)}
        grads |= {"dW2": d @ A.T, "db2": d.sum(axis=1, keepdims=True)}
        return (p["W1"].T @ dZ).reshape(d_out.shape), grads


class Residual(Chain):
    """x plus what a chain of layers makes of it."""

    def forward(self, x, training=False, lengths=None):
        """Return the sum, and the caches of all layers."""
        out, caches = super().forward(x, training, lengths)
        out += x
        return out, caches

    def backward(self, d_out, cache):
        """Return the gradient of x, both ways together, and the gradients of all parameters."""
        dx, grads = super().backward(d_out, cache)
        return dx + d_out, grads

    def step(self, xt, state=None):
        """Return (out, state): one step."""
        out, states = super().step(xt, state)
        return out + xt, states


def block(rng, n, num_heads, n_ff, *, causal=False, rotary=False, dtype=np.float32):
    """Return attention and feed-forward as one layer, each behind its norm and with its sum ("pre-norm")."""
    looking = Attention(rng, n, num_heads, causal=causal, rotary=rotary, dtype=dtype)
    thinking = FeedForward(rng, n, n_ff, dtype=dtype)
    return Chain(Residual(Norm(n, dtype=dtype), looking), Residual(Norm(n, dtype=dtype), thinking))


class Scores(Layer):
    """The dense layer that ends a network: W (C, n), b (C, 1), the same at every step."""

    def __init__(self, rng, n, C, *, dtype=np.float32):
        self.parameters = {"W": scaled(rng, (C, n), dtype), "b": np.zeros((C, 1), dtype)}

    def forward(self, x, training=False, lengths=None):
        """Return scores (C, m, T), and the columns that they come from."""
        X = columns(x)
        Z = self.parameters["W"] @ X
        Z += self.parameters["b"]
        return Z.reshape(-1, *x.shape[1:]), X

    def backward(self, d_out, cache):
        """Return the gradient of x, and those of W and b."""
        d = columns(d_out)
        grads = {"dW": d @ cache.T, "db": d.sum(axis=1, keepdims=True)}
        return (self.parameters["W"].T @ d).reshape(-1, *d_out.shape[1:]), grads
