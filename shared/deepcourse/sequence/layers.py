"""Layers over sequences that fit together, each with its parameters: what this course's trained networks are made of.

OneHot, Embedding       from ids to columns
RNN, GRU, LSTM          layers that remember (from `recurrent_layers`)
Dense                   the same weights at every step
Last                    what stands at the last real step
Bidirectional           one layer that reads forwards and one that reads backwards
Chain                   layers one after the other

A layer has `forward(x, training=False, lengths=None) -> (out, cache)` and `backward(d_out, cache) -> (dx, grads)`;
`parameters` is {name: array} and `grads` {"d" + name: array}, as an optimiser wants them. Sequences are (n, m, T), ids
(m, T). `lengths` are the real steps of each example, (m,); what follows is padding. `step(xt, state)` reads one step.
"""

import numpy as np

from deepcourse.sequence.recurrent_layers import GRU, LSTM, RNN, Layer
from deepcourse.sequence.time_first import flat, public, scaled, time_first, turned

__all__ = ["GRU", "LSTM", "RNN", "Bidirectional", "Chain", "Dense", "Embedding", "Last", "Layer", "OneHot"]


class OneHot(Layer):
    """Ids (m, T) as columns (n, m, T): a 1 in the row of the id, 0 elsewhere."""

    def __init__(self, n, dtype=np.float32):
        super().__init__()
        self.rows = np.eye(n, dtype=dtype)

    def forward(self, x, training=False, lengths=None):
        """Return the columns; nothing has to be remembered."""
        return public(self.rows[x.T].transpose(0, 2, 1)), None

    def backward(self, d_out, cache):
        """Return (None, {}): ids have no gradient."""
        return None, {}


class Embedding(Layer):
    """Ids (m, T) as columns (n, m, T) of E, (n, V), which learns; new numbers are normal, with deviation 0.1."""

    def __init__(self, rng, n, V, *, dtype=np.float32):
        self.parameters = {"E": (rng.normal(size=(n, V)) * 0.1).astype(dtype)}

    def forward(self, x, training=False, lengths=None):
        """Return the columns, and the ids."""
        return public(np.ascontiguousarray(self.parameters["E"].T[x.T].transpose(0, 2, 1))), x

    def backward(self, d_out, cache):
        """Return (None, {"dE": ...}): each column gets the sum of the gradients of all places that used it."""
        ids, flat = cache.T.ravel(), time_first(d_out).transpose(0, 2, 1).reshape(-1, len(d_out))
        order = np.argsort(ids, kind="stable")
        used, starts = np.unique(ids[order], return_index=True)
        dE = np.zeros_like(self.parameters["E"])
        dE[:, used] = np.add.reduceat(flat[order], starts, axis=0).T
        return None, {"dE": dE}


class Dense(Layer):
    """The same dense layer at every step: W (n_y, n), b (n_y, 1); also for columns (n, m)."""

    def __init__(self, rng, n, n_y, *, dtype=np.float32):
        self.parameters = {"W": scaled(rng, (n_y, n), dtype), "b": np.zeros((n_y, 1), dtype)}

    def forward(self, x, training=False, lengths=None):
        """Return W x + b at every step, and x."""
        W, b = self.parameters["W"], self.parameters["b"]
        return (W @ x + b, x) if x.ndim == 2 else (public(W @ time_first(x) + b), x)

    def backward(self, d_out, cache):
        """Return the gradient of x, and those of W and b, summed over examples and steps."""
        W, d, x = self.parameters["W"], flat(d_out), flat(cache)
        dx = W.T @ d_out if d_out.ndim == 2 else public(W.T @ time_first(d_out))
        return dx, {"dW": d @ x.T, "db": d.sum(axis=1, keepdims=True)}


class Last(Layer):
    """From (n, m, T) to (n, m): the last real step of each example."""

    def forward(self, x, training=False, lengths=None):
        """Return the columns at steps lengths - 1, and where they were."""
        m, T = x.shape[1:]
        places = np.full(m, T - 1) if lengths is None else np.asarray(lengths) - 1
        return x[:, np.arange(m), places], (x.shape, places)

    def backward(self, d_out, cache):
        """Return zeros, and d_out at the steps that were read."""
        (n, m, T), places = cache
        dx = np.zeros((T, n, m), d_out.dtype)
        dx[places, :, np.arange(m)] = d_out.T
        return public(dx), {}


class Bidirectional(Layer):
    """Two layers over the same x, one forwards and one backwards; their results stacked, the forward one on top.

    With `lengths`, only the real steps of each example are turned round; its padding stays at the end.
    """

    def __init__(self, forwards: Layer, backwards: Layer):
        self.forwards, self.backwards = forwards, backwards

    @property
    def parameters(self):
        """The parameters of both, by "forwards." and "backwards."."""
        parts = {"forwards": self.forwards, "backwards": self.backwards}
        return {f"{part}.{name}": value for part, layer in parts.items() for name, value in layer.parameters.items()}

    def forward(self, x, training=False, lengths=None):
        """Return both results, (n_a + n_a', m, T), and both caches."""
        there, cache = self.forwards.forward(x, training)
        back, back_cache = self.backwards.forward(turned(x, lengths), training)
        both = np.concatenate([time_first(there), time_first(turned(back, lengths))], axis=1)
        return public(both), (cache, back_cache, len(there), lengths)

    def backward(self, d_out, cache):
        """Return the sum of the gradients of x, and the gradients of both layers."""
        there, back, n, lengths = cache
        dx, grads = self.forwards.backward(d_out[:n], there)
        dx_back, grads_back = self.backwards.backward(turned(d_out[n:], lengths), back)
        found = {f"dforwards.{name[1:]}": value for name, value in grads.items()}
        found |= {f"dbackwards.{name[1:]}": value for name, value in grads_back.items()}
        return None if dx is None else dx + turned(dx_back, lengths), found

    def step(self, xt, state=None):
        """Raise TypeError: the layer that reads backwards would need the future."""
        raise TypeError("a bidirectional layer cannot read step by step: its second half begins at the end")


class Chain(Layer):
    """Layers one after the other; their parameters are named by their places: "1.W" is W of the second layer."""

    def __init__(self, *layers: Layer):
        self.layers = layers

    @property
    def parameters(self):
        """{"place.name": array}: the layers' own arrays, not copies."""
        return {f"{i}.{name}": value for i, layer in enumerate(self.layers) for name, value in layer.parameters.items()}

    def forward(self, x, training=False, lengths=None):
        """Return what the last layer makes of it, and the caches of all; each is told the lengths that are left."""
        caches = []
        for layer in self.layers:
            x, cache = layer.forward(x, training, lengths)
            caches.append(cache)
            lengths = layer.lengths_after(lengths)
        return x, caches

    def lengths_after(self, lengths):
        """Return how many steps all layers leave of so many; None stays None."""
        for layer in self.layers:
            lengths = layer.lengths_after(lengths)
        return lengths

    def backward(self, d_out, cache):
        """Return the gradient of the first layer's input, and the gradients of all parameters."""
        grads = {}
        for place in reversed(range(len(self.layers))):
            d_out, its_grads = self.layers[place].backward(d_out, cache[place])
            grads |= {f"d{place}.{name[1:]}": value for name, value in its_grads.items()}
        return d_out, grads

    def step(self, xt, state=None):
        """Return (out, state): one step through all layers; the state is a list of theirs."""
        states = []
        for layer, its_state in zip(self.layers, state or [None] * len(self.layers), strict=True):
            xt, new = layer.step(xt, its_state)
            states.append(new)
        return xt, states

    def __repr__(self):
        return "\n".join(f"{place:3}  {layer!r}" for place, layer in enumerate(self.layers))
