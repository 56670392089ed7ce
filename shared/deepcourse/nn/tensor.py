"""A small engine that differentiates programs of arrays, and what trains with it: a framework in one module.

unbroadcast         a gradient summed back to the shape of what was stretched
matmul_backward     the gradients of both factors of a matrix product
sum_backward        the gradient of a sum, spread over the terms
backward            one walk back through a graph of tensors
Tensor              an array that remembers where it came from
SGD                 the optimiser: gradient descent
log_loss            the cost of yes-or-no questions, from the scores
train               step after step
scores              a network with one hidden layer, up to its scores

It does for arrays what `autodiff.Value` of course 1 does for single numbers, in the same topological order. A slope is
now a function, because the gradient has to change its shape on the way: `pulls` holds one for each parent.
"""

import numpy as np

from deepcourse.nn.activations import sigmoid
from deepcourse.nn.autodiff import topological_order


def unbroadcast(dR, shape):
    """Return the gradient of an array of this shape, from the gradient of what broadcasting stretched it to.

    An entry that was copied into many places gets the sum of what comes back from all of them.

    dR : array    shape : tuple, one that NumPy's rules stretch to dR.shape

    Raises ValueError where they do not.

    >>> unbroadcast(np.ones((3, 4)), (3, 1))
    array([[4.],
           [4.],
           [4.]])
    """
    if dR.shape == shape:
        return dR
    if np.broadcast_shapes(dR.shape, shape) != dR.shape:
        raise ValueError(f"an array of shape {shape} is not stretched to {dR.shape}")
    dR = dR.sum(axis=tuple(range(dR.ndim - len(shape))))  # axes that were put in front
    return dR.sum(axis=tuple(i for i, n in enumerate(shape) if n == 1), keepdims=True)  # axes of length 1


def matmul_backward(dC, A, B):
    """Return (dA, dB), the gradients of the factors of C = A @ B.

        dA = dC B^T        dB = A^T dC

    dC : (n, m)    A : (n, k)    B : (k, m)

    >>> dA, dB = matmul_backward(np.ones((2, 4)), np.ones((2, 3)), np.ones((3, 4)))
    >>> dA.shape, dB.shape
    ((2, 3), (3, 4))
    """
    return dC @ B.T, A.T @ dC


def sum_backward(dR, shape, axis, keepdims):
    """Return the gradient of an array of this shape, from that of its sum: every term of a sum gets the sum's gradient.

    dR : gradient of x.sum(axis, keepdims=keepdims)    shape : tuple, of x    axis : int or None for all

    >>> sum_backward(np.array([1.0, 2.0]), (2, 3), 1, False)
    array([[1., 1., 1.],
           [2., 2., 2.]])
    """
    if axis is not None and not keepdims:
        dR = np.expand_dims(dR, axis)
    return dR * np.ones(shape)


def backward(last):
    """Add to `grad` of every tensor that leads to `last` the gradient of `last` with respect to it.

    A tensor's gradient is complete when all that use it have sent their share; the topological order sees to that. What
    was in `grad` before stays there and is added to, as in PyTorch, until somebody sets it to zero.

    last : Tensor; where it has several entries, the gradient is that of their sum

    >>> x = Tensor(3.0)
    >>> backward(x * x + x)
    >>> float(x.grad)
    7.0
    """
    arrived = {last: np.ones(last.data.shape)}  # of this walk alone
    for node in topological_order(last):
        gradient = arrived.pop(node)
        node.grad = node.grad + gradient
        for parent, pull in zip(node.parents, node.pulls, strict=True):
            message = unbroadcast(pull(gradient), parent.data.shape)
            arrived[parent] = arrived[parent] + message if parent in arrived else message


class Tensor:
    """An array of float64 that remembers what it was computed from; `backward` fills in `grad`.

    data : array    parents : tuple of Tensor    pulls : tuple of functions, one for each parent

    A pull takes the gradient of this tensor and returns that of the parent, in a shape that `unbroadcast` can finish.
    Arithmetic follows NumPy's rules of broadcasting; plain numbers and arrays take part as constants.

    >>> W, x = Tensor([[1.0, 2.0]]), Tensor([[3.0], [4.0]])
    >>> J = (W @ x - 10).relu().sum()
    >>> J.backward()
    >>> float(J.data), W.grad
    (1.0, array([[3., 4.]]))
    """

    __array_ufunc__ = None  # NumPy leaves `array * tensor` to the tensor

    def __init__(self, data, parents=(), pulls=()):
        self.data = np.asarray(data, dtype=np.float64)
        self.grad = np.zeros(self.data.shape)
        self.parents, self.pulls = parents, pulls

    def __repr__(self):
        """Return data and gradient, readable."""
        return f"Tensor(data={self.data}, grad={self.grad})"

    @property
    def shape(self):
        """Return the shape of the data."""
        return self.data.shape

    def zero_grad(self):
        """Forget the gradient."""
        self.grad = np.zeros(self.data.shape)

    def backward(self):
        """Add to `grad` of every tensor that leads to this one; see the function of that name."""
        backward(self)

    def _lift(self, other):
        return other if isinstance(other, Tensor) else type(self)(other)

    def __add__(self, other):
        """Return self + other: a sum passes on what it gets."""
        other = self._lift(other)
        return type(self)(self.data + other.data, (self, other), (lambda g: g, lambda g: g))

    def __sub__(self, other):
        """Return self - other."""
        other = self._lift(other)
        return type(self)(self.data - other.data, (self, other), (lambda g: g, lambda g: -g))

    def __mul__(self, other):
        """Return self * other, entry by entry: each factor gets the other one."""
        other = self._lift(other)
        x, y = self.data, other.data
        return type(self)(x * y, (self, other), (lambda g: g * y, lambda g: g * x))

    def __truediv__(self, other):
        """Return self / other, entry by entry."""
        other = self._lift(other)
        x, y = self.data, other.data
        return type(self)(x / y, (self, other), (lambda g: g / y, lambda g: -g * x / y**2))

    def __pow__(self, power):
        """Return self ** power for a power that is a plain number."""
        if not np.isscalar(power):
            raise TypeError("the power must be a number; for a Tensor, write (x.log() * power).exp()")
        x = self.data
        pull = (lambda g: g * power * x ** (power - 1)) if power else np.zeros_like
        return type(self)(x**power, (self,), (pull,))

    def __matmul__(self, other):
        """Return the matrix product of two tensors with two axes each."""
        other = self._lift(other)
        A, B = self.data, other.data
        if (A.ndim, B.ndim) != (2, 2):
            raise ValueError(f"a product of matrices needs two axes on both sides, not {A.shape} @ {B.shape}")
        pulls = lambda g: matmul_backward(g, A, B)[0], lambda g: matmul_backward(g, A, B)[1]
        return type(self)(A @ B, (self, other), pulls)

    def sum(self, axis=None, keepdims=False):
        """Return the sum over an axis, or over all."""
        shape = self.data.shape
        total = self.data.sum(axis=axis, keepdims=keepdims)
        return type(self)(total, (self,), (lambda g: sum_backward(g, shape, axis, keepdims),))

    def mean(self, axis=None, keepdims=False):
        """Return the mean over an axis, or over all: the sum divided by how many terms it has."""
        total = self.sum(axis, keepdims)
        return total * (total.data.size / self.data.size)

    def exp(self):
        """Return e to the power of self, its own slope."""
        y = np.exp(self.data)
        return type(self)(y, (self,), (lambda g: g * y,))

    def log(self):
        """Return the natural logarithm; raises ValueError where there is none."""
        x = self.data
        if np.any(x <= 0):
            raise ValueError("the logarithm of 0 or less is no number; a cost is safe if it is taken from the scores")
        return type(self)(np.log(x), (self,), (lambda g: g / x,))

    def tanh(self):
        """Return the hyperbolic tangent y; the slope is 1 - y**2."""
        y = np.tanh(self.data)
        return type(self)(y, (self,), (lambda g: g * (1 - y**2),))

    def sigmoid(self):
        """Return y = 1 / (1 + e^-x); the slope is y (1 - y)."""
        y = sigmoid(self.data)
        return type(self)(y, (self,), (lambda g: g * y * (1 - y),))

    def relu(self):
        """Return max(0, x), entry by entry; the slope is 1 where x > 0, else 0."""
        x = self.data
        return type(self)(np.maximum(0, x), (self,), (lambda g: g * (x > 0),))

    def softplus(self):
        """Return log(1 + e^x) without overflow; the slope is sigmoid(x)."""
        x = self.data
        return type(self)(np.logaddexp(0, x), (self,), (lambda g: g * sigmoid(x),))

    def reshape(self, *shape):
        """Return the same entries in another shape."""
        return type(self)(self.data.reshape(*shape), (self,), (lambda g: g.reshape(self.data.shape),))

    @property
    def T(self):
        """Return the transpose."""
        return type(self)(self.data.T, (self,), (lambda g: g.T,))

    def __neg__(self):
        """Return -self."""
        return type(self)(-self.data, (self,), (lambda g: -g,))

    def __radd__(self, other):
        """Return other + self."""
        return self._lift(other) + self

    def __rsub__(self, other):
        """Return other - self."""
        return self._lift(other) - self

    def __rmul__(self, other):
        """Return other * self."""
        return self._lift(other) * self

    def __rtruediv__(self, other):
        """Return other / self."""
        return self._lift(other) / self

    def __rmatmul__(self, other):
        """Return other @ self."""
        return self._lift(other) @ self


class SGD:
    """Gradient descent on a list of tensors, in the two words that frameworks have for it.

    parameters : list of Tensor    learning_rate : number

    >>> w = Tensor(0.0)
    >>> ((w - 5) ** 2).backward()
    >>> SGD([w], 0.1).step()
    >>> float(w.data)
    1.0
    """

    def __init__(self, parameters, learning_rate):
        self.parameters, self.learning_rate = list(parameters), learning_rate

    def zero_grad(self):
        """Set the gradients of all parameters to zero."""
        for parameter in self.parameters:
            parameter.zero_grad()

    def step(self):
        """Move every parameter against its gradient; the graph hears nothing of it."""
        for parameter in self.parameters:
            parameter.data = parameter.data - self.learning_rate * parameter.grad


def log_loss(Z, Y):
    """Return the cost of scores Z, a Tensor of shape (): summed over the outputs, averaged over the examples.

        J = 1/m sum( log(1 + e^Z) - Y Z )

    The same as -1/m sum(Y log A + (1 - Y) log(1 - A)) with A = sigmoid(Z), and right where A is rounded to 0 or 1.

    Z : Tensor (n_y, m)    Y : array (n_y, m) of 0 and 1

    >>> round(float(log_loss(Tensor([[0.0, 0.0]]), np.array([[0.0, 1.0]])).data), 4)
    0.6931
    """
    return (Z.softplus() - Y * Z).sum() / Y.shape[1]


def train(cost, parameters, learning_rate, steps):
    """Return the list of costs before each of some steps of gradient descent; the parameters are changed.

    cost : function without arguments that computes a Tensor of shape () from the parameters, anew at each call
    parameters : list of Tensor    learning_rate : number    steps : int >= 0

    >>> w = Tensor(0.0)
    >>> train(lambda: (w - 5) ** 2, [w], 0.1, 3)
    [25.0, 16.0, 10.240000000000002]
    """
    optimizer, costs = SGD(parameters, learning_rate), []
    for _ in range(steps):
        optimizer.zero_grad()
        J = cost()
        J.backward()
        optimizer.step()
        costs.append(float(J.data))
    return costs


def scores(X, parameters):
    """Return the scores Z2 of a network with one hidden layer of tanh units, a Tensor (n_y, m).

        A1 = tanh(W1 X + b1)        Z2 = W2 A1 + b2

    X : (n_x, m)    parameters : {"W1": Tensor (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}

    >>> parameters = {"W1": np.eye(2), "b1": np.zeros((2, 1)), "W2": np.ones((1, 2)), "b2": np.ones((1, 1))}
    >>> scores(np.zeros((2, 3)), {name: Tensor(value) for name, value in parameters.items()}).data
    array([[1., 1., 1.]])
    """
    A1 = (parameters["W1"] @ X + parameters["b1"]).tanh()
    return parameters["W2"] @ A1 + parameters["b2"]
