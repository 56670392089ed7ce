"""Adam for millions of parameters: in place, in one walk through memory, with buffers that fit into the cache.

Adam    an optimiser that owns its averages and changes the parameters that it is given
"""

import math

import numpy as np

BLOCK = 1 << 14  # numbers that are worked on at a time: five arrays of them fit into a core's cache


class Adam:
    """The update of `optimizers.update_parameters_with_adam`, written into the parameters themselves.

    NumPy works through one operation after the other. For ten million numbers each of a dozen operations would fetch
    all of them from memory and bring a result back, often into a new array. Here all operations are done on a block of
    `BLOCK` numbers before the next block is touched: the block stays in the cache, the only temporary is one block
    long, and v, s and the parameters are changed where they are.

    learning_rate, beta1, beta2, epsilon : float    as in Kingma and Ba (2015), algorithm 1
    t : int                                         how many steps have been taken

    >>> parameters, adam = {"W1": np.array([[1.0, 1.0]])}, Adam(learning_rate=0.1)
    >>> adam.step(parameters, {"dW1": np.array([[3.0, -0.001]])})
    >>> parameters["W1"].round(3), adam.t
    (array([[0.9, 1.1]]), 1)
    """

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.learning_rate, self.beta1, self.beta2, self.epsilon = learning_rate, beta1, beta2, epsilon
        self.t, self.v, self.s, self._buffers = 0, {}, {}, {}

    def __repr__(self):
        sizes = f"t={self.t}, parameters={sum(v.size for v in self.v.values())}"
        return f"Adam(learning_rate={self.learning_rate}, beta1={self.beta1}, beta2={self.beta2}, {sizes})"

    def step(self, parameters, grads):
        """Change the parameters, in place, by one step. Their averages are made at the first one.

        parameters : {name: array}, C-contiguous, float32 or float64    grads : {"d" + name: array of the same shape}

        Raises ValueError, before anything is changed, where an array cannot be changed in place or does not fit.
        """
        for name, value in parameters.items():
            _check(name, value, grads["d" + name])
            if name not in self.v:
                self.v[name], self.s[name] = np.zeros(value.size, value.dtype), np.zeros(value.size, value.dtype)
            elif self.v[name].size != value.size or self.v[name].dtype != value.dtype:
                raise ValueError(f"{name} is {value.shape} {value.dtype}, which it was not in the step before")
        self.t += 1
        for name, value in parameters.items():
            self._walk(value.reshape(-1), grads["d" + name].reshape(-1), self.v[name], self.s[name])

    def _walk(self, w, g, v, s):
        """Take one step, block by block; all four arrays are flat and of one length."""
        root = math.sqrt(1 - self.beta2**self.t)  # both corrections, multiplied into two numbers
        pace, small = self.learning_rate * root / (1 - self.beta1**self.t), self.epsilon * root
        new1, new2 = 1 - self.beta1, 1 - self.beta2
        buffer = self._buffers.setdefault(w.dtype, np.empty(BLOCK, w.dtype))
        for start in range(0, w.size, BLOCK):
            block = slice(start, start + BLOCK)
            w_, g_, v_, s_ = w[block], g[block], v[block], s[block]
            x = buffer[: w_.size]
            np.subtract(g_, v_, out=x)  # v = v + (1 - beta1) (g - v)
            x *= new1
            v_ += x
            np.multiply(g_, g_, out=x)  # s = s + (1 - beta2) (g^2 - s)
            x -= s_
            x *= new2
            s_ += x
            np.sqrt(s_, out=x)  # w = w - pace v / (sqrt(s) + small)
            x += small
            np.divide(v_, x, out=x)
            x *= pace
            w_ -= x


def _check(name, value, gradient):
    """Raise ValueError unless a parameter can be changed in place by this gradient."""
    if not value.flags.c_contiguous or not value.flags.writeable or value.dtype.kind != "f":
        raise ValueError(f"{name} cannot be changed in place: it must be a writeable, contiguous array of floats")
    if gradient.shape != value.shape:
        raise ValueError(f"d{name} is {gradient.shape}, but {name} is {value.shape}")
