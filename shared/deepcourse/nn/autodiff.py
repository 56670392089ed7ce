"""Derivatives: by nudging, by the chain rule on a drawn graph, and by an engine that walks any graph backwards.

numerical_derivative    the slope between two nudges
forward_graph           J = 3 (a + b c), step by step
backward_graph          its slopes, from right to left
topological_order       the values that lead to a result, each after all that use it
Value                   a number that remembers where it came from
"""

import math


def numerical_derivative(f, x, eps=1e-5):
    """Return the slope of f at x, measured by a nudge of eps to either side: a number.

        (f(x + eps) - f(x - eps)) / (2 eps)

    f : function of one number    x : number    eps : positive number

    Raises ValueError where eps is not positive.

    >>> round(numerical_derivative(lambda x: x**2, 3.0), 6)
    6.0
    """
    if not eps > 0:
        raise ValueError(f"eps is {eps}; a nudge must be positive")
    return (f(x + eps) - f(x - eps)) / (2 * eps)


def forward_graph(a, b, c):
    """Return J = 3 (a + b c) and the cache {"a", "b", "c", "u", "v"} with u = b c and v = a + u; all numbers.

    >>> forward_graph(5.0, 3.0, 2.0)
    (33.0, {'a': 5.0, 'b': 3.0, 'c': 2.0, 'u': 6.0, 'v': 11.0})
    """
    u = b * c
    v = a + u
    return 3 * v, {"a": a, "b": b, "c": c, "u": u, "v": v}


def backward_graph(dJ, cache):
    """Return (da, db, dc), the slopes of the final output: dJ is its slope with respect to J, 1 if J itself is final.

    cache : dictionary from `forward_graph`

    >>> backward_graph(1.0, forward_graph(5.0, 3.0, 2.0)[1])
    (3.0, 6.0, 9.0)
    """
    dv = 3 * dJ
    da, du = dv, dv
    return da, du * cache["c"], du * cache["b"]


def topological_order(last):
    """Return the list of all nodes that lead to `last`, each once: `last` first, every node after all that use it.

    last : a node; its `parents`, a tuple, are the nodes that it was computed from, and so on

    No recursion, so any depth will do.

    >>> x = Value(3.0)
    >>> y = x * x
    >>> [node.data for node in topological_order(y + x)]
    [12.0, 9.0, 3.0]
    """
    waiting, found = {last: 0}, [last]  # how many uses of a node have not been walked yet
    for node in found:  # grows while it is walked
        for parent in node.parents:
            if parent not in waiting:
                found.append(parent)
            waiting[parent] = waiting.get(parent, 0) + 1
    ordered = [last]
    for node in ordered:
        for parent in node.parents:
            waiting[parent] -= 1
            if waiting[parent] == 0:
                ordered.append(parent)
    return ordered


class Value:
    """A number, the values it was computed from, and the slope with respect to each; `backward` fills in `grad`.

    data : float    parents : tuple of Value    slopes : tuple of float, one for each parent

    >>> a, b = Value(2.0), Value(3.0)
    >>> J = a * b + a
    >>> J.backward()
    >>> J.data, a.grad, b.grad
    (8.0, 4.0, 2.0)
    """

    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __repr__(self):
        """Return both numbers, readable."""
        return f"Value(data={self.data:.6g}, grad={self.grad:.6g})"

    def _lift(self, other):
        return other if isinstance(other, Value) else type(self)(other)

    def __add__(self, other):
        """Return self + other; both slopes are 1."""
        other = self._lift(other)
        return type(self)(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        """Return self * other; the slope of each factor is the other factor."""
        other = self._lift(other)
        return type(self)(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, power):
        """Return self ** power for a power that is a number, not a Value."""
        if isinstance(power, Value):
            raise TypeError("the power must be a number; for a Value, write (log(x) * power).exp()")
        slope = power * self.data ** (power - 1) if power else 0.0
        return type(self)(self.data**power, (self,), (slope,))

    def exp(self):
        """Return e to the power of self; the slope is the result itself."""
        y = math.exp(self.data)
        return type(self)(y, (self,), (y,))

    def log(self):
        """Return the natural logarithm; the slope is 1 / self."""
        return type(self)(math.log(self.data), (self,), (1 / self.data,))

    def tanh(self):
        """Return the hyperbolic tangent y; the slope is 1 - y**2."""
        y = math.tanh(self.data)
        return type(self)(y, (self,), (1 - y**2,))

    def relu(self):
        """Return max(0, self); the slope is 1 above zero, else 0."""
        return type(self)(max(0.0, self.data), (self,), (float(self.data > 0),))

    def __neg__(self):
        """Return -self."""
        return self * -1.0

    def __sub__(self, other):
        """Return self - other."""
        return self + self._lift(other) * -1.0

    def __truediv__(self, other):
        """Return self / other."""
        return self * self._lift(other) ** -1.0

    def __radd__(self, other):
        """Return other + self."""
        return self + other

    def __rmul__(self, other):
        """Return other * self."""
        return self * other

    def __rsub__(self, other):
        """Return other - self."""
        return self._lift(other) - self

    def __rtruediv__(self, other):
        """Return other / self."""
        return self._lift(other) / self

    def backward(self):
        """Set `grad` of every value that leads to this one to the slope of this one with respect to it."""
        ordered = topological_order(self)
        for node in ordered:
            node.grad = 0.0
        self.grad = 1.0
        for node in ordered:
            for parent, slope in zip(node.parents, node.slopes, strict=True):
                parent.grad += slope * node.grad
