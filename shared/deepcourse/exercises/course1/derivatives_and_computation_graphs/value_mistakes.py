"""Engines that are wrong in a known way, and engines that are right and written differently."""

import itertools
import math

from deepcourse.nn.autodiff import Value, topological_order


def one(value, slope):
    """Return a method for a function of one number: its value and its slope, each computed from x."""

    def method(self):
        return type(self)(value(self.data), (self,), (slope(self.data),))

    return method


def two(value, slopes):
    """Return a method for an operation on two numbers x and y: its value, and the slope for each."""

    def method(self, other):
        other = self._lift(other)
        return type(self)(value(self.data, other.data), (self, other), slopes(self.data, other.data))

    return method


def power(slope):
    """Return a method for x ** k with a slope of its own."""
    return lambda self, k: type(self)(self.data**k, (self,), (slope(self.data, k),))


class Direct(Value):
    """Subtraction and division with slopes of their own, instead of through sums, products and powers."""

    __sub__ = two(lambda x, y: x - y, lambda x, y: (1.0, -1.0))
    __truediv__ = two(lambda x, y: x / y, lambda x, y: (1 / y, -x / y**2))
    __neg__ = one(lambda x: -x, lambda x: -1.0)


class ByAge(Direct):
    """Values that know in which order they were made: the youngest first is a right order too."""

    ages = itertools.count()

    def __init__(self, data, parents=(), slopes=()):
        super().__init__(data, parents, slopes)
        self.age = next(self.ages)

    def backward(self):
        """Walk from the youngest value to the oldest."""
        found = {self: True}
        stack = [self]
        while stack:
            new = [parent for parent in stack.pop().parents if parent not in found]
            found |= dict.fromkeys(new, True)
            stack += new
        walk(self, sorted(found, key=lambda node: -node.age))


def walk(last, ordered, *, start=1.0, reset=True, add=True, times=True):
    """Pass the slopes on in a given order; the options make the mistakes."""
    for node in ordered if reset else ():
        node.grad = 0.0
    last.grad = start
    for node in ordered:
        for parent, slope in zip(node.parents, node.slopes, strict=True):
            parent.grad = (parent.grad if add else 0.0) + slope * (node.grad if times else 1.0)


def in_the_order_found(last):
    """Return the nodes layer by layer, whether or not all that use them stand before them."""
    found = {last: True}
    todo = [last]
    for node in todo:
        new = [parent for parent in dict.fromkeys(node.parents) if parent not in found]
        found |= dict.fromkeys(new, True)
        todo += new
    return todo


def engine(name, sentence, **methods):
    """Return an engine in which some methods are replaced; `sentence` says what is wrong with them."""
    return type(name, (Direct,), methods | {"__doc__": sentence})


MISTAKES = (
    engine(
        "gradient_overwritten",
        "a gradient is overwritten where a value is used twice: the messages add up, so write += instead of =",
        backward=lambda self: walk(self, topological_order(self), add=False),
    ),
    engine(
        "passed_on_too_early",
        "a value passes its gradient on before all that use it have sent theirs: go through "
        "reference.topological_order(self)",
        backward=lambda self: walk(self, in_the_order_found(self)),
    ),
    engine(
        "inputs_first",
        "only what went straight into the result gets a message: start at the result, and go on to all inputs",
        backward=lambda self: walk(self, topological_order(self)[::-1]),
    ),
    engine(
        "parents_only",
        "only the parents of the result get a gradient: walk on, to the parents of the parents, back to the inputs",
        backward=lambda self: walk(self, [self]),
    ),
    engine(
        "never_reset",
        "gradients of an earlier walk are still there: set all of them to 0 before a new one",
        backward=lambda self: walk(self, topological_order(self), reset=False),
    ),
    engine(
        "starts_at_zero",
        "every gradient is 0: the walk starts with the slope of the result with respect to itself, which is 1, and is "
        "set after all others have been set to 0",
        backward=lambda self: walk(self, topological_order(self), start=0.0),
    ),
    engine(
        "message_not_multiplied",
        "the slopes of the steps are added as they are: each is multiplied by the gradient that has arrived, "
        "slope * node.grad",
        backward=lambda self: walk(self, topological_order(self), times=False),
    ),
    engine(
        "own_factor",
        "in a product the slope for each factor is that factor itself: it is the *other* one",
        __mul__=two(lambda x, y: x * y, lambda x, y: (x, y)),
    ),
    engine(
        "sum_of_terms",
        "in a sum the slope for each term is that term: it is 1",
        __add__=two(lambda x, y: x + y, lambda x, y: (x, y)),
    ),
    engine(
        "minus_forgotten",
        "in a difference x - y the slope for y is 1: it is -1, because J falls when y grows",
        __sub__=two(lambda x, y: x - y, lambda x, y: (1.0, 1.0)),
    ),
    engine(
        "division_sign",
        "in a quotient x / y the slope for y is x / y**2, without the minus: the quotient falls when y grows",
        __truediv__=two(lambda x, y: x / y, lambda x, y: (1 / y, x / y**2)),
    ),
    engine(
        "division_not_squared",
        "in a quotient x / y the slope for y is -x / y: the y must be squared, -x / y**2",
        __truediv__=two(lambda x, y: x / y, lambda x, y: (1 / y, -x / y)),
    ),
    engine(
        "power_not_lowered",
        "the slope of x**k is k * x**k: the power goes down by one, k * x**(k - 1)",
        __pow__=power(lambda x, k: k * x**k),
    ),
    engine(
        "power_without_factor",
        "the slope of x**k is x**(k - 1): the factor k in front is missing",
        __pow__=power(lambda x, k: x ** (k - 1)),
    ),
    engine(
        "exp_like_a_power",
        "the slope of exp is x * exp(x - 1): that is the rule for x**k; exp is its own slope",
        exp=one(math.exp, lambda x: x * math.exp(x - 1)),
    ),
    engine(
        "slope_of_log_is_x",
        "the slope of log is x: it is 1 / x",
        log=one(math.log, lambda x: x),
    ),
    engine(
        "logarithm_of_ten",
        "log is the logarithm to the base 10, math.log10: the natural one is math.log",
        log=one(math.log10, lambda x: 1 / (x * math.log(10))),
    ),
    engine(
        "tanh_of_x",
        "the slope of tanh is 1 - x**2: it is 1 - y**2, with y = tanh(x)",
        tanh=one(math.tanh, lambda x: 1 - x**2),
    ),
    engine(
        "tanh_not_squared",
        "the slope of tanh is 1 - y: y must be squared, 1 - y**2",
        tanh=one(math.tanh, lambda x: 1 - math.tanh(x)),
    ),
    engine(
        "relu_open_at_zero",
        "the slope of relu at 0 is 1: this course takes 0 there, so `> 0` and not `>= 0`",
        relu=one(lambda x: max(0.0, x), lambda x: float(x >= 0)),
    ),
    engine(
        "relu_always_open",
        "the slope of relu is 1 everywhere: for negative numbers it is 0, nothing comes through",
        relu=one(lambda x: max(0.0, x), lambda x: 1.0),
    ),
)
