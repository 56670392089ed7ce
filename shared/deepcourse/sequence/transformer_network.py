"""A transformer with an encoder and a decoder: it reads one sequence and writes another.

CrossAttention   steps of one sequence look at the steps of another, with heads
DecoderBlock     attention to earlier steps, attention to the memory, feed-forward
Transformer      embeddings, positions, blocks of both sides and scores
"""

import numpy as np

from deepcourse.sequence.layers import Chain, Embedding
from deepcourse.sequence.recurrent_layers import Layer
from deepcourse.sequence.time_first import scaled
from deepcourse.sequence.transformer import named_by_part
from deepcourse.sequence.transformer_layers import (
    Attention,
    FeedForward,
    Norm,
    Positions,
    Residual,
    Scores,
    block,
    columns,
    look,
    look_back,
    of_heads,
)


class CrossAttention(Layer):
    """Steps of y look at the steps of a memory: Wq (n, n), bq, Wkv (2 n, n), bkv, Wo (n, n), bo."""

    def __init__(self, rng, n, num_heads, *, dtype=np.float32):
        if n % num_heads:
            raise ValueError(f"{n} rows cannot be shared equally by {num_heads} heads")
        self.num_heads = num_heads
        self.parameters = {
            "Wq": scaled(rng, (n, n), dtype),
            "bq": np.zeros((n, 1), dtype),
            "Wkv": scaled(rng, (2 * n, n), dtype),
            "bkv": np.zeros((2 * n, 1), dtype),
            "Wo": scaled(rng, (n, n), dtype),
            "bo": np.zeros((n, 1), dtype),
        }

    def keys_and_values(self, memory):
        """Return keys and values of a memory (n, m, T), both (num_heads, m, d, T): of all steps to be written."""
        _, m, T = memory.shape
        KV = self.parameters["Wkv"] @ columns(memory)
        KV += self.parameters["bkv"]
        return tuple(of_heads(part, self.num_heads, m, T) for part in np.split(KV, 2))

    def look(self, y, keys_and_values, lengths=None):
        """Return what comes out, like y, and what the backward pass needs; `lengths` are those of the memory."""
        p, m, Y = self.parameters, y.shape[1], columns(y)
        Q = of_heads(p["Wq"] @ Y + p["bq"], self.num_heads, m, Y.shape[1] // m)
        K, V = keys_and_values
        weights, said = look(Q, K, V, lengths=lengths)
        return (p["Wo"] @ said + p["bo"]).reshape(y.shape), (Y, Q, K, V, weights, said)

    def backward_of(self, d_out, cache, memory):
        """Return the gradients of y and of the memory, and those of the parameters."""
        Y, *looked, said = cache
        p, M, d = self.parameters, columns(memory), columns(d_out)
        dQ, dKV = np.empty_like(Y), np.empty((2 * len(Y), M.shape[1]), d.dtype)
        parts = ((dQ, d_out.shape[2]), *((half, memory.shape[2]) for half in np.split(dKV, 2)))
        gradients = [of_heads(part, self.num_heads, d_out.shape[1], T) for part, T in parts]
        look_back(p["Wo"].T @ d, (*looked, said), gradients)
        grads = {"dWo": d @ said.T, "dbo": d.sum(axis=1, keepdims=True)}
        grads |= {"dWq": dQ @ Y.T, "dbq": dQ.sum(axis=1, keepdims=True)}
        grads |= {"dWkv": dKV @ M.T, "dbkv": dKV.sum(axis=1, keepdims=True)}
        return (p["Wq"].T @ dQ).reshape(d_out.shape), (p["Wkv"].T @ dKV).reshape(memory.shape), grads


class DecoderBlock(Layer):
    """y after attention to its earlier steps, attention to the memory, and feed-forward; norms stand inside ("pre")."""

    def __init__(self, rng, n, num_heads, n_ff, *, dtype=np.float32):
        self.own = Residual(Norm(n, dtype=dtype), Attention(rng, n, num_heads, causal=True, dtype=dtype))
        self.norm, self.cross = Norm(n, dtype=dtype), CrossAttention(rng, n, num_heads, dtype=dtype)
        self.feed = Residual(Norm(n, dtype=dtype), FeedForward(rng, n, n_ff, dtype=dtype))

    @property
    def parameters(self):
        """The parameters of all parts, by "own.", "norm.", "cross." and "feed."."""
        return gathered({name: getattr(self, name) for name in ("own", "norm", "cross", "feed")})

    def forward_with(self, y, memory, lengths=None):
        """Return y (n, m, T_y), and the cache; `lengths` are those of the memory."""
        y, own = self.own.forward(y)
        normal, norm = self.norm.forward(y)
        said, cross = self.cross.look(normal, self.cross.keys_and_values(memory), lengths)
        y, feed = self.feed.forward(y + said)
        return y, (own, norm, cross, feed, memory)

    def backward_with(self, d_out, cache):
        """Return the gradients of y and of the memory, and those of the parameters."""
        own, norm, cross, feed, memory = cache
        d, feed_grads = self.feed.backward(d_out, feed)
        d_normal, d_memory, cross_grads = self.cross.backward_of(d, cross, memory)
        d_looked, norm_grads = self.norm.backward(d_normal, norm)
        dy, own_grads = self.own.backward(d + d_looked, own)
        grads = {"own": own_grads, "norm": norm_grads, "cross": cross_grads, "feed": feed_grads}
        return dy, d_memory, named_by_part(grads)

    def step_with(self, yt, keys_and_values, state, lengths=None):
        """Return (out, state): one step, (n, m), with the keys and values of the memory."""
        yt, state = self.own.step(yt, state)
        normal = self.norm.forward(yt)[0]
        said = self.cross.look(normal, keys_and_values, lengths)[0]
        return self.feed.step(yt + said)[0], state


class Transformer(Layer):
    """An encoder and a decoder: ids (m, T_x) and the ids (m, T_y) that were written before give scores (V_y, m, T_y).

    n : rows   num_heads : a divisor of n   n_ff : rows between the two layers of feed-forward   longest : steps, both
    layers : (blocks of the encoder, blocks of the decoder)
    """

    def __init__(self, rng, V_x, V_y, *, n, num_heads, n_ff, layers, longest, dtype=np.float32):
        encoders, decoders = layers
        blocks = [block(rng, n, num_heads, n_ff, dtype=dtype) for _ in range(encoders)]
        ends = Norm(n, dtype=dtype), Scores(rng, n, V_y, dtype=dtype)
        made = Embedding(rng, n, V_x, dtype=dtype), Positions(rng, n, longest, dtype=dtype)
        self.encoder = Chain(*made, *blocks, Norm(n, dtype=dtype))
        self.begin = Chain(Embedding(rng, n, V_y, dtype=dtype), Positions(rng, n, longest, dtype=dtype))
        self.blocks = [DecoderBlock(rng, n, num_heads, n_ff, dtype=dtype) for _ in range(decoders)]
        self.end = Chain(*ends)

    @property
    def parameters(self):
        """The parameters of all parts, by "encoder.", "begin.", "block0." ... and "end."."""
        blocks = {f"block{i}": part for i, part in enumerate(self.blocks)}
        return gathered({"encoder": self.encoder, "begin": self.begin} | blocks | {"end": self.end})

    def forward(self, x, training=False, lengths=None):
        """Return scores (V_y, m, T_y) and the cache; x is (ids, written, lengths of the ids or None)."""
        ids, written, real = x
        memory, read = self.encoder.forward(ids, training, real)
        y, begun = self.begin.forward(written, training)
        caches = []
        for part in self.blocks:
            y, cache = part.forward_with(y, memory, real)
            caches.append(cache)
        scores, ended = self.end.forward(y, training)
        return scores, (read, begun, caches, ended)

    def backward(self, d_out, cache):
        """Return (None, gradients of all parameters): ids have none."""
        read, begun, caches, ended = cache
        dy, grads = self.end.backward(d_out, ended)
        found, d_memory = {"end": grads}, 0
        for i in reversed(range(len(self.blocks))):
            dy, d, found[f"block{i}"] = self.blocks[i].backward_with(dy, caches[i])
            d_memory = d_memory + d
        found["begin"] = self.begin.backward(dy, begun)[1]
        found["encoder"] = self.encoder.backward(d_memory, read)[1]
        return None, named_by_part(found)

    def write(self, ids, start, steps, lengths=None):
        """Return (m, steps) ids: at each step the likeliest, after those that were written before; `start` is first."""
        memory = self.encoder.forward(ids, False, lengths)[0]
        kept = [part.cross.keys_and_values(memory) for part in self.blocks]
        begun, states = None, [None] * len(self.blocks)
        last, out = np.full(len(ids), start), np.empty((len(ids), steps), int)
        for t in range(steps):
            y, begun = self.begin.step(last, begun)
            for i, part in enumerate(self.blocks):
                y, states[i] = part.step_with(y, kept[i], states[i], lengths)
            last = out[:, t] = self.end.step(y)[0].argmax(axis=0)
        return out


def gathered(parts):
    """Return {"part.name": array} of the parameters of several layers."""
    return {f"{part}.{name}": value for part, layer in parts.items() for name, value in layer.parameters.items()}
