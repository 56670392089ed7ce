"""Engines of tensors that are wrong in a known way, and engines that are right and written differently."""

import numpy as np

from deepcourse.nn import tensor as reference
from deepcourse.nn.activations import sigmoid
from deepcourse.nn.tensor import Tensor


def one(value, slope):
    """Return a method for a function of every entry: its value and its slope, each computed from x."""

    def method(self):
        x = self.data
        return type(self)(value(x), (self,), (lambda g: g * slope(x),))

    return method


def two(value, left, right):
    """Return a method for an operation on two tensors: its value, and what g becomes for either side."""

    def method(self, other):
        other = self._lift(other)
        x, y = self.data, other.data
        return type(self)(value(x, y), (self, other), (lambda g: left(g, x, y), lambda g: right(g, x, y)))

    return method


def power(pull):
    """Return a method for x ** k with a pull of its own."""

    def method(self, k):
        x = self.data
        return type(self)(x**k, (self,), (lambda g: pull(g, x, k),))

    return method


def total(spread):
    """Return a method for the sum, with a pull of its own."""

    def method(self, axis=None, keepdims=False):
        x = self.data
        return type(self)(x.sum(axis=axis, keepdims=keepdims), (self,), (lambda g: spread(g, x, axis, keepdims),))

    return method


def average(count, back):
    """Return a method for the mean; by what the sum is divided, forward and back."""

    def method(self, axis=None, keepdims=False):
        x = self.data
        r = x.sum(axis=axis, keepdims=keepdims) / count(x, axis)
        spread = reference.sum_backward
        return type(self)(r, (self,), (lambda g: spread(g, x.shape, axis, keepdims) / back(x, axis),))

    return method


def terms(x, axis):
    """Return how many terms each sum has."""
    return x.size if axis is None else x.shape[axis]


def sums_that_keep_no_axis(self, axis=None, keepdims=False):
    """Return the sum without its axis, whatever keepdims says."""
    return Tensor.sum(self, axis, False)


def engine(name, sentence, **methods):
    """Return an engine in which some methods are replaced; `sentence` says what is wrong with them."""
    return type(name, (Tensor,), methods | {"__doc__": sentence})


class Direct(Tensor):
    """Means, differences and quotients by other ways."""

    mean = average(terms, terms)
    __truediv__ = two(lambda x, y: x / y, lambda g, x, y: g / y, lambda g, x, y: -g / y * (x / y))
    relu = one(lambda x: x * (x > 0), lambda x: np.where(x > 0, 1.0, 0.0))
    softplus = one(lambda x: np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x))), sigmoid)
    sum = total(lambda g, x, axis, keepdims: g if keepdims or axis is None else np.expand_dims(g, axis))

    def backward(self):
        """Walk back; what a sum has not stretched is stretched here."""
        pulls, self_ = {}, self
        for node in reference.topological_order(self_):
            pulls[node] = node.pulls
            node.pulls = tuple(stretched(pull, parent) for pull, parent in zip(node.pulls, node.parents, strict=True))
        reference.backward(self_)


def stretched(pull, parent):
    """Return a pull whose result has at least the shape of the parent."""
    return lambda g: pull(g) * np.ones(parent.data.shape)


class ThroughPowers(Tensor):
    """Division through a power, a sigmoid through tanh, a mean through a product."""

    def __truediv__(self, other):
        return self * self._lift(other) ** -1.0

    def sigmoid(self):
        """Return the sigmoid as a stretched tanh."""
        return (self * 0.5).tanh() * 0.5 + 0.5

    def mean(self, axis=None, keepdims=False):
        """Return the sum of shares."""
        return (self * (1 / terms(self.data, axis))).sum(axis, keepdims)


def without_a_comma(name):
    """Return a method whose pulls are one function."""

    def method(self, *arguments, **options):
        right = getattr(Tensor, name)(self, *arguments, **options)
        return type(self)(right.data, (self,), lambda g: g)

    return method


def without_g(name):
    """Return a method whose pull pays no attention to what arrives."""

    def method(self):
        right = getattr(Tensor, name)(self)
        return type(self)(right.data, (self,), (lambda g: right.pulls[0](np.ones(self.data.shape)),))

    return method


def relu_that_changes_its_input(self):
    """Return relu, written into the parent."""
    self.data[self.data < 0] = 0
    return Tensor.relu(self)


MISTAKES = (
    engine(
        "each_factor_takes_itself",
        "in a product the gradient of each factor takes that factor itself: it is the *other* one",
        __mul__=two(lambda x, y: x * y, lambda g, x, y: g * x, lambda g, x, y: g * y),
    ),
    engine(
        "division_sign",
        "in a quotient x / y the gradient of y is g x / y**2, without the minus: the quotient falls when y grows",
        __truediv__=two(lambda x, y: x / y, lambda g, x, y: g / y, lambda g, x, y: g * x / y**2),
    ),
    engine(
        "division_not_squared",
        "in a quotient x / y the gradient of y is -g x / y: the y must be squared",
        __truediv__=two(lambda x, y: x / y, lambda g, x, y: g / y, lambda g, x, y: -g * x / y),
    ),
    engine(
        "power_not_lowered",
        "the slope of x**k is k x**k: the power goes down by one",
        __pow__=power(lambda g, x, k: g * k * x**k),
    ),
    engine(
        "matmul_pulls_exchanged",
        "the two pulls of @ have changed places: the first one makes the gradient of the left factor",
        __matmul__=two(
            lambda A, B: A @ B,
            lambda g, A, B: reference.matmul_backward(g, A, B)[1],
            lambda g, A, B: reference.matmul_backward(g, A, B)[0],
        ),
    ),
    engine(
        "matmul_without_transposes",
        "the gradients of @ are g @ B and A @ g: the other factor must be transposed",
        __matmul__=two(lambda A, B: A @ B, lambda g, A, B: g @ B, lambda g, A, B: A @ g),
    ),
    engine(
        "entry_by_entry",
        "@ multiplies entry by entry: a product of matrices is self.data @ other.data",
        __matmul__=Tensor.__mul__,
    ),
    engine(
        "sum_not_spread",
        "the gradient of a sum is not spread over the terms: let reference.sum_backward do it",
        sum=total(lambda g, x, axis, keepdims: g),
    ),
    engine("keepdims_ignored", "sum and mean pay no attention to keepdims: hand it on to NumPy and to sum_backward",
           sum=sums_that_keep_no_axis),
    engine(
        "mean_not_divided_back",
        "the gradient of a mean is that of a sum: each of the n terms counts for 1/n, on the way back too",
        mean=average(terms, lambda x, axis: 1),
    ),
    engine(
        "mean_of_all",
        "a mean over one axis is divided by the number of all entries: divide by how many terms each sum has",
        mean=average(lambda x, axis: x.size, lambda x, axis: x.size),
    ),
    engine(
        "exp_without_g",
        "the pull of exp returns the slope alone: multiply it by g, which has come all the way from the result",
        exp=lambda self: type(self)(np.exp(self.data), (self,), (lambda g: np.exp(self.data),)),
    ),
    engine(
        "exp_like_a_power", "the slope of exp is x exp(x - 1), the rule for powers: exp is its own slope",
        exp=one(np.exp, lambda x: x * np.exp(x - 1)),
    ),
    engine("slope_of_log_upside_down", "the slope of log is x: it is 1 / x", log=one(np.log, lambda x: x)),
    engine(
        "slope_of_tanh_from_x",
        "the slope of tanh is 1 - x**2: it is 1 - y**2, of the result",
        tanh=one(np.tanh, lambda x: 1 - x**2),
    ),
    engine(
        "slope_of_sigmoid_from_x",
        "the slope of sigmoid is x (1 - x): it is y (1 - y), of the result",
        sigmoid=one(sigmoid, lambda x: x * (1 - x)),
    ),
    engine(
        "slope_of_relu_is_its_output",
        "the slope of relu is its output: where the output is positive the slope is 1, elsewhere 0",
        relu=one(lambda x: np.maximum(0, x), lambda x: np.maximum(0, x)),
    ),
    engine(
        "relu_open_at_zero",
        "the slope of relu at 0 is 1: this course and PyTorch take 0 there, so `> 0` and not `>= 0`",
        relu=one(lambda x: np.maximum(0, x), lambda x: (x >= 0) * 1.0),
    ),
    engine(
        "relu_always_open",
        "the slope of relu is 1 everywhere: for negative entries it is 0",
        relu=one(lambda x: np.maximum(0, x), np.ones_like),
    ),
    engine(
        "relu_of_the_largest",
        "relu takes the largest entry of all, as x.max() does: np.maximum(0, x) works entry by entry",
        relu=one(lambda x: np.maximum(0, x.max()), lambda x: (x > 0) * 1.0),
    ),
    engine(
        "softplus_overflows",
        "softplus is np.log(1 + np.exp(x)): exp(800) overflows; np.logaddexp(0, x) does not",
        softplus=one(lambda x: np.log(1 + np.exp(x)), sigmoid),
    ),
    engine(
        "softplus_slope_of_itself",
        "the slope of softplus is its own sigmoid's slope, y (1 - y): it is sigmoid(x) itself",
        softplus=one(lambda x: np.logaddexp(0, x), lambda x: sigmoid(x) * (1 - sigmoid(x))),
    ),
    engine(
        "factors_take_themselves_in_quotients_too",
        "in a product the gradient of each factor takes that factor itself, and quotients are "
        "made of such products: it "
        "is the *other* one",
        __mul__=two(lambda x, y: x * y, lambda g, x, y: g * x, lambda g, x, y: g * y),
        __truediv__=lambda self, other: self * self._lift(other) ** -1.0,
    ),
    engine(
        "relu_in_place",
        "relu writes zeros into the data of its parent: np.maximum(0, x) makes a new array",
        relu=relu_that_changes_its_input,
    ),
    engine(
        "mean_divided_back_by_all",
        "on the way back a mean over one axis is divided by the number of all entries: divide by "
        "how many terms each sum "
        "has",
        mean=average(terms, lambda x, axis: x.size),
    ),
    engine(
        "matmul_pulls_at_once",
        "the gradients of @ are computed from ones when it is called: each pull waits for g, which arrives "
        "on the way back",
        __matmul__=two(
            lambda A, B: A @ B,
            lambda g, A, B: reference.matmul_backward(np.ones((len(A), B.shape[1])), A, B)[0],
            lambda g, A, B: reference.matmul_backward(np.ones((len(A), B.shape[1])), A, B)[1],
        ),
    ),
    engine(
        "sum_of_all_alone",
        "sum takes everything, whatever axis is: hand axis and keepdims on to NumPy and to sum_backward",
        sum=lambda self, axis=None, keepdims=False: Tensor.sum(self),
    ),
    engine(
        "matmul_gradients_of_left_transposed_alone",
        "the gradients of @ are g @ B and A.T @ g: B must be transposed too",
        __matmul__=two(lambda A, B: A @ B, lambda g, A, B: g @ B, lambda g, A, B: A.T @ g),
    ),
    engine(
        "division_by_one_side",
        "in a quotient x / y the gradient of x is g: it is g / y",
        __truediv__=two(lambda x, y: x / y, lambda g, x, y: g, lambda g, x, y: -g * x / y**2),
    ),
    engine(
        "power_without_its_factor",
        "the slope of x**k is x**(k - 1): the factor k is missing",
        __pow__=power(lambda g, x, k: g * x ** (k - 1)),
    ),
    engine(
        "slope_of_sigmoid_of_y_alone",
        "the slope of sigmoid is its output y: it is y (1 - y)",
        sigmoid=one(sigmoid, sigmoid),
    ),
    engine(
        "slope_of_tanh_not_squared",
        "the slope of tanh is 1 - y: it is 1 - y**2",
        tanh=one(np.tanh, lambda x: 1 - np.tanh(x)),
    ),
    engine(
        "slope_of_softplus_is_its_output",
        "the slope of softplus is its output: it is sigmoid(x)",
        softplus=one(lambda x: np.logaddexp(0, x), lambda x: np.logaddexp(0, x)),
    ),
    *(
        engine(
            f"comma_of_{name}_missing",
            f"the pull of {name} is not in a tuple: a tuple of one has a comma, (pull,)",
            **{name: without_a_comma(name)},
        )
        for name in ("exp", "log", "tanh", "sigmoid", "relu", "softplus", "sum", "mean", "__pow__")
    ),
    *(
        engine(
            f"{name}_without_g",
            f"the pull of {name} returns the slope alone: multiply it by g, which has come all the way from the result",
            **{name: without_g(name)},
        )
        for name in ("log", "tanh", "sigmoid", "relu", "softplus")
    ),
)  # fmt: skip
