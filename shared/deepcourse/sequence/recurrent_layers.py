"""Recurrent layers for trainings: RNN, GRU and LSTM, with their gates stacked in one matrix.

Layer       what all layers have in common
Recurrent   what these three share
RNN, GRU, LSTM

The equations are those of the notebooks; the work is arranged for speed. Inside, arrays lie in memory time first, and
the products of all gates with x are one product for all steps.
"""

import numpy as np

from deepcourse.sequence.time_first import flat, public, scaled, sigmoid_in_place, time_first


class Layer:
    """What all layers have in common: no parameters and no memory, unless they say so."""

    def __init__(self):
        self.parameters = {}

    def forward(self, x, training=False, lengths=None):
        """Return what the layer makes of x, and a cache for `backward`."""
        raise NotImplementedError

    def backward(self, d_out, cache):
        """Return the gradient of the cost with respect to x, and {"d" + name: gradient}."""
        raise NotImplementedError

    def step(self, xt, state=None):
        """Return (out, state): what the layer makes of one step, (n, m) or ids (m,), and what it has to remember."""
        return self.forward(xt[..., None])[0][..., 0], state

    def lengths_after(self, lengths):
        """Return how many steps are left of so many; None, where all steps are real, stays None."""
        return lengths

    def __repr__(self):
        shapes = ", ".join(f"{name} {value.shape}" for name, value in self.parameters.items())
        return f"{type(self).__name__}({shapes})"


class Recurrent(Layer):
    """What RNN, GRU and LSTM share: weights Wx (k n_a, n_x) and Wa (k n_a, n_a), a bias b (k n_a, 1), k gates."""

    gates = ("",)  # the letters of the stacked parts, as the notebooks name them

    def __init__(self, rng, n_x, n_a, *, dtype=np.float32):
        k = len(self.gates)
        self.n_a = n_a
        self.parameters = {
            "Wx": scaled(rng, (k * n_a, n_x), dtype),
            "Wa": scaled(rng, (k * n_a, n_a), dtype),
            "b": np.zeros((k * n_a, 1), dtype),
        }

    def textbook(self):
        """Return the parameters under the names of the notebooks, as copies."""
        Wx, Wa, b = (np.split(self.parameters[name], len(self.gates)) for name in ("Wx", "Wa", "b"))
        found = {}
        for gate, x, a, bias in zip(self.gates, Wx, Wa, b, strict=True):
            found |= {f"W{gate}": np.hstack([a, x]), f"b{gate}": bias.copy()}
        return found

    def read(self, parameters):
        """Take over, in place, parameters that are named as in the notebooks; returns the layer."""
        n_a = self.n_a
        for k, gate in enumerate(self.gates):
            rows = slice(k * n_a, (k + 1) * n_a)
            W = parameters[f"W{gate}"]
            self.parameters["Wa"][rows], self.parameters["Wx"][rows] = W[:, :n_a], W[:, n_a:]
            self.parameters["b"][rows] = parameters[f"b{gate}"]
        return self

    def step(self, xt, state=None):
        """Return (a, state) after one step; a state of None is all zeros."""
        a, cache = self.forward(xt[..., None], start=state)
        return a[..., 0], self.last_state(cache)

    def last_state(self, cache):
        """Return the state after the last step of a forward pass: what `start` and `step` go on from."""
        return cache["a"][-1]

    def _begin(self, x, start):
        """Return time-first x, the products of all steps with it, and room for a, whose first entry is the start."""
        x = time_first(x)
        gates = self.parameters["Wx"] @ x
        gates += self.parameters["b"]
        a = np.empty((len(x) + 1, self.n_a, x.shape[2]), x.dtype)
        a[0] = 0 if start is None else start
        return x, gates, a

    def _end(self, dz, x, before):
        """Return dx and the gradients of Wx, Wa and b; `before` is what Wa was multiplied by, for all steps."""
        d = flat(public(dz))
        grads = {"dWx": d @ flat(public(x)).T, "dWa": d @ flat(public(before)).T, "db": d.sum(axis=1, keepdims=True)}
        return public(self.parameters["Wx"].T @ dz), grads


class RNN(Recurrent):
    """A plain recurrent layer: a = tanh(Wa a_prev + Wx x + b)."""

    gates = ("a",)

    def textbook(self):
        """Return {"Wax", "Waa", "ba"}, as copies."""
        Wx, Wa, b = (self.parameters[name].copy() for name in ("Wx", "Wa", "b"))
        return {"Wax": Wx, "Waa": Wa, "ba": b}

    def read(self, parameters):
        """Take over Wax, Waa and ba, in place; returns the layer."""
        for name, theirs in (("Wx", "Wax"), ("Wa", "Waa"), ("b", "ba")):
            self.parameters[name][...] = parameters[theirs]
        return self

    def forward(self, x, training=False, lengths=None, start=None):
        """Return a, (n_a, m, T), and the cache."""
        x, z, a = self._begin(x, start)
        for t in range(len(x)):
            z[t] += self.parameters["Wa"] @ a[t]
            np.tanh(z[t], out=a[t + 1])
        return public(a[1:]), {"x": x, "a": a}

    def backward(self, d_out, cache):
        """Return dx and the gradients of the parameters."""
        a, da = cache["a"], time_first(d_out)
        back, later, dz = np.ascontiguousarray(self.parameters["Wa"].T), 0, np.empty_like(a[1:])
        for t in reversed(range(len(dz))):
            np.multiply(da[t] + later, 1 - a[t + 1] * a[t + 1], out=dz[t])
            later = back @ dz[t]
        return self._end(dz, cache["x"], a[:-1])


class GRU(Recurrent):
    """A gated layer: u and r are sigmoids, cct = tanh(Wc [r a_prev; x] + bc), a = u cct + (1 - u) a_prev.

    As in Cho and others (2014), equations 5 to 8, with u for their 1 - z. `update_bias` is what bu starts from: a
    negative one keeps the memory for long.
    """

    gates = ("u", "r", "c")

    def __init__(self, rng, n_x, n_a, *, update_bias=0.0, dtype=np.float32):
        super().__init__(rng, n_x, n_a, dtype=dtype)
        self.parameters["b"][:n_a] = update_bias

    def forward(self, x, training=False, lengths=None, start=None):
        """Return a, (n_a, m, T), and the cache."""
        x, z, a = self._begin(x, start)
        n, Wa, reset = self.n_a, self.parameters["Wa"], np.empty_like(a[1:])
        for t in range(len(x)):
            gates, candidate = z[t, : 2 * n], z[t, 2 * n :]
            gates += Wa[: 2 * n] @ a[t]
            sigmoid_in_place(gates)
            np.multiply(gates[n:], a[t], out=reset[t])
            candidate += Wa[2 * n :] @ reset[t]
            np.tanh(candidate, out=candidate)
            np.subtract(candidate, a[t], out=a[t + 1])
            a[t + 1] *= gates[:n]
            a[t + 1] += a[t]
        return public(a[1:]), {"x": x, "a": a, "z": z, "reset": reset}

    def backward(self, d_out, cache):
        """Return dx and the gradients of the parameters."""
        n, Wa, a, z, da = self.n_a, self.parameters["Wa"], cache["a"], cache["z"], time_first(d_out)
        to_gates, to_candidate = np.ascontiguousarray(Wa[: 2 * n].T), np.ascontiguousarray(Wa[2 * n :].T)
        dz, later = np.empty_like(z), 0
        for t in reversed(range(len(z))):
            u, r, candidate, before, d = z[t, :n], z[t, n : 2 * n], z[t, 2 * n :], a[t], da[t] + later
            np.multiply(d * u, 1 - candidate * candidate, out=dz[t, 2 * n :])
            d_reset = to_candidate @ dz[t, 2 * n :]
            np.multiply(d * (candidate - before), u * (1 - u), out=dz[t, :n])
            np.multiply(d_reset * before, r * (1 - r), out=dz[t, n : 2 * n])
            later = to_gates @ dz[t, : 2 * n]
            later += d * (1 - u)
            later += d_reset * r
        dx, grads = self._end(dz, cache["x"], a[:-1])
        grads["dWa"][2 * n :] = flat(public(dz[:, 2 * n :])) @ flat(public(cache["reset"])).T
        return dx, grads


class LSTM(Recurrent):
    """A layer with a cell: f, i, o are sigmoids, c = f c_prev + i cct, a = o tanh(c).

    As in Hochreiter and Schmidhuber (1997), with the forget gate of Gers, Schmidhuber and Cummins (2000).
    `forget_bias` is what bf starts from: a positive one keeps the memory for long. The state is a pair (a, c).
    """

    gates = ("f", "i", "o", "c")

    def __init__(self, rng, n_x, n_a, *, forget_bias=1.0, dtype=np.float32):
        super().__init__(rng, n_x, n_a, dtype=dtype)
        self.parameters["b"][:n_a] = forget_bias

    def last_state(self, cache):
        """Return (a, c) after the last step."""
        return cache["a"][-1], cache["c"][-1]

    def forward(self, x, training=False, lengths=None, start=None):
        """Return a, (n_a, m, T), and the cache."""
        x, z, a = self._begin(x, start[0] if start else None)
        n, Wa, c, bent = self.n_a, self.parameters["Wa"], np.empty_like(a), np.empty_like(a[1:])
        c[0] = start[1] if start else 0
        for t in range(len(x)):
            z[t] += Wa @ a[t]
            sigmoid_in_place(z[t, : 3 * n])
            f, i, o, candidate = (z[t, k * n : (k + 1) * n] for k in range(4))
            np.tanh(candidate, out=candidate)
            np.multiply(f, c[t], out=c[t + 1])
            c[t + 1] += i * candidate
            np.tanh(c[t + 1], out=bent[t])
            np.multiply(o, bent[t], out=a[t + 1])
        return public(a[1:]), {"x": x, "a": a, "z": z, "c": c, "bent": bent}

    def backward(self, d_out, cache):
        """Return dx and the gradients of the parameters."""
        n, z, c, da = self.n_a, cache["z"], cache["c"], time_first(d_out)
        back, dz, later, dc = np.ascontiguousarray(self.parameters["Wa"].T), np.empty_like(z), 0, 0
        for t in reversed(range(len(z))):
            (f, i, o, candidate), gates, bent = (
                (z[t, k * n : (k + 1) * n] for k in range(4)),
                z[t, : 3 * n],
                cache["bent"][t],
            )
            d = da[t] + later
            dc = dc + d * o * (1 - bent * bent)
            np.multiply(gates, 1 - gates, out=dz[t, : 3 * n])
            dz[t, :n] *= dc * c[t]
            dz[t, n : 2 * n] *= dc * candidate
            dz[t, 2 * n : 3 * n] *= d * bent
            np.multiply(dc * i, 1 - candidate * candidate, out=dz[t, 3 * n :])
            later = back @ dz[t]
            dc = dc * f
        return self._end(dz, cache["x"], cache["a"][:-1])
