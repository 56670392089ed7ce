"""Decoders for trainings: one that looks at the input by attention, and one that does not.

AttentionDecoder    the decoder of `deepcourse.sequence.attention`, arranged for speed
PlainDecoder        the same LSTM, which reads the encoder's last states at every step

Both turn the states of a bidirectional encoder, (n_a, m, T_x), into scores (n_y, m, T_y); `lengths` are the real steps
of the input. They are layers as in `deepcourse.sequence.layers`.
"""

import numpy as np

from deepcourse.sequence.recurrent_layers import Layer
from deepcourse.sequence.time_first import flat, public, scaled, sigmoid_in_place, time_first

GATES = "fioc"  # the order of the stacked gates: sigmoids first


class Decoder(Layer):
    """What both share: an LSTM of n_s units that reads a context, (n_a, m), at each of T_y steps, and its scores."""

    def __init__(self, rng, n_a, n_s, n_y, T_y, *, dtype=np.float32):
        self.n_s, self.T_y = n_s, T_y
        b = np.zeros((4 * n_s, 1), dtype)
        b[:n_s] = 1  # the forget gate starts half open
        self.parameters = {
            "W": scaled(rng, (4 * n_s, n_s + n_a), dtype),
            "b": b,
            "Wy": scaled(rng, (n_y, n_s), dtype),
            "by": np.zeros((n_y, 1), dtype),
        }

    def textbook(self):
        """Return the parameters under the names of the notebook, as copies."""
        names = ("Wy", "by")
        found = {name: value.copy() for name, value in self.parameters.items() if name not in ("W", "b")}
        for name in ("W", "b"):
            parts = np.split(self.parameters[name], 4)
            found |= {f"{name}{gate}": part.copy() for gate, part in zip(GATES, parts, strict=True)}
        return {name: found[name] for name in sorted(found, key=lambda name: (name in names, name))}

    def read(self, parameters):
        """Take over, in place, parameters that are named as in the notebook; returns the layer."""
        for name, value in self.parameters.items():
            value[...] = parameters[name] if name not in ("W", "b") else np.concatenate(
                [parameters[f"{name}{gate}"] for gate in GATES])  # fmt: skip
        return self

    def forward(self, x, training=False, lengths=None):
        """Return the scores, (n_y, m, T_y), and the cache."""
        x = time_first(x)
        T, _, m = x.shape
        looked = self._begin(x, np.full(m, T) if lengths is None else np.asarray(lengths))
        s, c = np.zeros((2, self.n_s, m), x.dtype)
        states, steps = np.empty((self.T_y, self.n_s, m), x.dtype), []
        for t in range(self.T_y):
            before, memory = s, c
            read, kept = self._look(s, looked)
            stack = np.concatenate([s, read])
            gates = self.parameters["W"] @ stack
            gates += self.parameters["b"]
            sigmoid_in_place(gates[: 3 * self.n_s])
            np.tanh(gates[3 * self.n_s :], out=gates[3 * self.n_s :])
            f, i, o, cct = np.split(gates, 4)
            c = f * memory + i * cct
            shown = np.tanh(c)
            s = o * shown
            states[t] = s
            steps.append((before, memory, stack, gates, shown, kept))
        out = self.parameters["Wy"] @ states
        out += self.parameters["by"]
        return public(out), {"x": x, "looked": looked, "states": states, "steps": steps}

    def backward(self, d_out, cache):
        """Return the gradient of the encoder's states, and the gradients of the parameters."""
        d, x, n = time_first(d_out), cache["x"], self.n_s
        grads = {"dWy": flat(d_out) @ flat(public(cache["states"])).T, "dby": flat(d_out).sum(axis=1, keepdims=True)}
        to_states, back = self.parameters["Wy"].T @ d, np.ascontiguousarray(self.parameters["W"].T)
        grads |= {f"d{name}": np.zeros_like(v) for name, v in self.parameters.items() if name not in ("Wy", "by")}
        sums = self._sums(x, cache["looked"])
        later, dc = np.zeros_like(to_states[0]), np.zeros_like(to_states[0])
        for t in reversed(range(self.T_y)):
            before, memory, stack, gates, shown, kept = cache["steps"][t]
            f, i, o, cct = np.split(gates, 4)
            ds = to_states[t] + later
            dc = dc + ds * o * (1 - shown * shown)
            dz = np.concatenate([dc * memory, dc * cct, ds * shown, dc * i])
            sigmoids = gates[: 3 * n]
            dz[: 3 * n] *= sigmoids * (1 - sigmoids)
            dz[3 * n :] *= 1 - cct * cct
            dc = dc * f
            grads["dW"] += dz @ stack.T
            grads["db"] += dz.sum(axis=1, keepdims=True)
            d_stack = back @ dz
            later = d_stack[:n] + self._look_back(d_stack[n:], before, kept, cache["looked"], sums, grads)
        return public(self._end(sums, cache, grads)), grads


class AttentionDecoder(Decoder):
    """A decoder with additive attention of n_e units; `weights(cache)` returns alphas, (m, T_y, T_x)."""

    def __init__(self, rng, n_a, n_s, n_e, n_y, T_y, *, dtype=np.float32):
        super().__init__(rng, n_a, n_s, n_y, T_y, dtype=dtype)
        self.parameters |= {
            "Wa": scaled(rng, (n_e, n_a), dtype),
            "Ws": scaled(rng, (n_e, n_s), dtype),
            "be": np.zeros((n_e, 1), dtype),
            "ve": scaled(rng, (1, n_e), dtype),
        }

    def weights(self, cache):
        """Return the weights of a forward pass, (m, T_y, T_x)."""
        return np.stack([kept[1].T for *_, kept in cache["steps"]], axis=1)

    def _begin(self, x, lengths):
        """Return what all steps share: the products of Wa, the penalty of padding, the states example by example."""
        keys = self.parameters["Wa"] @ x
        keys += self.parameters["be"]
        penalty = np.where(np.arange(len(x))[:, None] < lengths, 0, -np.inf).astype(x.dtype)  # (T_x, m)
        return keys, penalty, np.ascontiguousarray(x.transpose(2, 1, 0))  # the last: (m, n_a, T_x)

    def _look(self, s, looked):
        """Return the context, and what the backward pass needs: the tanh (T_x, n_e, m), and alpha (T_x, m)."""
        keys, penalty, states = looked
        hidden = keys + self.parameters["Ws"] @ s
        np.tanh(hidden, out=hidden)
        alpha = (self.parameters["ve"] @ hidden)[:, 0] + penalty
        alpha -= alpha.max(axis=0)
        np.exp(alpha, out=alpha)
        alpha /= alpha.sum(axis=0)
        read = np.matmul(states, np.ascontiguousarray(alpha.T)[:, :, None])[:, :, 0].T
        return read, (hidden, alpha)

    def _sums(self, x, looked):
        return np.zeros_like(looked[0]), np.zeros_like(looked[2])  # of keys, and of the states example by example

    def _look_back(self, d_read, before, kept, looked, sums, grads):
        """Return the gradient of the state that looked; add those of keys, states and parameters to their sums."""
        (hidden, alpha), (d_keys, d_states) = kept, sums
        d_read = np.ascontiguousarray(d_read.T)  # (m, n_a)
        d_alpha = np.matmul(d_read[:, None, :], looked[2])[:, 0].T  # (T_x, m)
        d_states += d_read[:, :, None] * alpha.T[:, None, :]
        d_scores = alpha * (d_alpha - (alpha * d_alpha).sum(axis=0))
        grads["dve"] += np.einsum("tem,tm->e", hidden, d_scores)[None]
        dZ = self.parameters["ve"].T * d_scores[:, None, :]
        np.multiply(hidden, hidden, out=hidden)  # hidden is not needed again
        np.subtract(1, hidden, out=hidden)
        dZ *= hidden
        d_keys += dZ
        summed = dZ.sum(axis=0)
        grads["dWs"] += summed @ before.T
        return self.parameters["Ws"].T @ summed

    def _end(self, sums, cache, grads):
        """Return the gradient of the encoder's states, time first."""
        d_keys, d_states = sums
        d = flat(public(d_keys))
        grads["dWa"] += d @ flat(public(cache["x"])).T
        grads["dbe"] += d.sum(axis=1, keepdims=True)
        return self.parameters["Wa"].T @ d_keys + d_states.transpose(2, 1, 0)


class PlainDecoder(Decoder):
    """A decoder without attention: it reads the last state of each direction of the encoder, the same at every step.

    The upper half of the encoder's states comes from its forward layer, the lower half from its backward layer.
    """

    def _begin(self, x, lengths):
        """Return the last states, (n_a, m), and where they are."""
        half, m = x.shape[1] // 2, np.arange(x.shape[2])
        return np.concatenate([x[lengths - 1, :half, m].T, x[0, half:]]), lengths

    def _look(self, s, looked):
        return looked[0], None

    def _sums(self, x, looked):
        return np.zeros_like(looked[0])

    def _look_back(self, d_read, before, kept, looked, sums, grads):
        sums += d_read
        return 0

    def _end(self, sums, cache, grads):
        """Return the gradient of the encoder's states: zeros but for the last ones."""
        dx, lengths = np.zeros_like(cache["x"]), cache["looked"][1]
        half, m = dx.shape[1] // 2, np.arange(dx.shape[2])
        dx[lengths - 1, :half, m] = sums[:half].T
        dx[0, half:] += sums[half:]
        return dx
