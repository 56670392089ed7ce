"""More engines that are wrong in a known way: in the walk back, and in one operation or function after the other."""

import math

from deepcourse.exercises.course1.derivatives_and_computation_graphs.value_mistakes import engine, one, power, two, walk
from deepcourse.nn.autodiff import topological_order


def straight_down(last):
    """Return the nodes in the order in which a stack gives them back."""
    found, stack = {}, [last]
    while stack:
        node = stack.pop()
        if node not in found:
            found[node] = True
            stack += node.parents
    return list(found)


def by_pairs(self):
    """Walk back, each parent with one slope only."""
    pairs = dict.fromkeys(topological_order(self))
    for node in pairs:
        node.grad = 0.0
    self.grad = 1.0
    for node in pairs:
        for parent, slope in dict(zip(node.parents, node.slopes, strict=True)).items():
            parent.grad += slope * node.grad


def times_data(self):
    """Walk back, each slope multiplied by what the node holds."""
    ordered = topological_order(self)
    for node in ordered:
        node.grad = 0.0
    self.grad = 1.0
    for node in ordered:
        for parent, slope in zip(node.parents, node.slopes, strict=True):
            parent.grad += slope * node.data


def slopes_of_the_result(self):
    """Walk back, with the slopes of the result everywhere."""
    ordered = topological_order(self)
    for node in ordered:
        node.grad = 0.0
    self.grad = 1.0
    for node in ordered:
        for parent, slope in zip(node.parents, self.slopes, strict=False):
            parent.grad += slope * node.grad


def as_deep_as_it_goes(self):
    """Walk back, as deep as a function that calls itself can."""
    ordered = topological_order(self)
    if len(ordered) > 1000:
        raise RecursionError("maximum recursion depth exceeded")
    walk(self, ordered)


def unlifted(operation, slopes):
    """Return a method for an operation on two values that does not make a value of a plain number."""

    def method(self, other):
        return type(self)(operation(self.data, other.data), (self, other), slopes(self.data, other.data))

    return method


def bare(value, slope):
    """Return a method for a function of one number whose parents and slopes are no tuples."""

    def method(self):
        result = type(self)(value(self.data))
        result.parents, result.slopes = self, slope(self.data)
        return result

    return method


def repeated(self, k):
    """Return a power as a product of k factors."""
    result = type(self)(1.0)
    for _ in range(k):
        result = result * self
    return result


def tanh_by_exponentials(x):
    """Return tanh, which overflows far out."""
    return (math.exp(x) - math.exp(-x)) / (math.exp(x) + math.exp(-x))


SLIPS = (
    engine(
        "sent_when_found",
        "a value passes its gradient on as soon as a stack gives it back: go through "
        "reference.topological_order(self), where each stands after all that use it",
        backward=lambda self: walk(self, straight_down(self)),
    ),
    engine(
        "one_message_for_two_uses",
        "a value that an operation uses twice, x * x, gets one message, as where parents are keys of a dictionary: it "
        "gets two",
        backward=by_pairs,
    ),
    engine(
        "times_the_data",
        "the slope is multiplied by node.data: it is multiplied by the gradient that has arrived, node.grad",
        backward=times_data,
    ),
    engine(
        "slopes_of_the_result",
        "the slopes of the result, self.slopes, are used for every node: each has its own, node.slopes",
        backward=slopes_of_the_result,
    ),
    engine(
        "starts_with_the_data",
        "the walk starts with what the result holds, self.data: the slope of the result with respect to itself is 1",
        backward=lambda self: walk(self, topological_order(self), start=self.data),
    ),
    engine(
        "calls_itself",
        "backward calls itself on the parents: Python allows about 1 000 levels, and graphs can be deeper; go through "
        "reference.topological_order(self)",
        backward=as_deep_as_it_goes,
    ),
    engine(
        "difference_turned_round",
        "a difference is turned round, y - x: self comes first, x - y",
        __sub__=two(lambda x, y: y - x, lambda x, y: (-1.0, 1.0)),
    ),
    engine(
        "difference_slopes_exchanged",
        "in a difference x - y the slopes are (-1, 1): J rises with x and falls with y, (1, -1)",
        __sub__=two(lambda x, y: x - y, lambda x, y: (-1.0, 1.0)),
    ),
    engine(
        "whole_division",
        "// divides: it rounds down to whole numbers, and / does not",
        __truediv__=two(lambda x, y: x // y, lambda x, y: (1 / y, -x / y**2)),
    ),
    engine(
        "quotient_slope_without_x",
        "in a quotient x / y the slope for y is -1 / y**2: the x above the line belongs there too, -x / y**2",
        __truediv__=two(lambda x, y: x / y, lambda x, y: (1 / y, -1 / y**2)),
    ),
    engine(
        "quotient_slope_of_a_product",
        "in a quotient x / y the slope for x is y: it is 1 / y",
        __truediv__=two(lambda x, y: x / y, lambda x, y: (y, -x / y**2)),
    ),
    engine(
        "product_like_a_sum",
        "in a product both slopes are 1: each factor gets the other one",
        __mul__=two(lambda x, y: x * y, lambda x, y: (1.0, 1.0)),
    ),
    engine(
        "product_in_both",
        "in a product the slope for each factor is the whole product: it is the *other* factor alone",
        __mul__=two(lambda x, y: x * y, lambda x, y: (x * y, x * y)),
    ),
    engine(
        "product_of_values_only",
        "a plain number is not made a Value in a product: it has no .data; lift it first",
        __mul__=unlifted(lambda x, y: x * y, lambda x, y: (y, x)),
    ),
    engine(
        "sum_of_values_only",
        "a plain number is not made a Value in a sum: it has no .data; lift it first",
        __add__=unlifted(lambda x, y: x + y, lambda x, y: (1.0, 1.0)),
    ),
    engine(
        "power_over_x",
        "the slope of x**k is computed as k * x**k / x, which fails at x = 0: write it k * x**(k - 1)",
        __pow__=power(lambda x, k: k * x**k / x),
    ),
    engine(
        "power_of_two_only",
        "every power is a square, whatever k is: x**k has the slope k * x**(k - 1)",
        __pow__=lambda self, k: type(self)(self.data**2, (self,), (2 * self.data,)),
    ),
    engine(
        "power_by_products",
        "a power is made of k products: k may be negative or a fraction; write x**k and its slope",
        __pow__=repeated,
    ),
    engine(
        "power_factor_lowered",
        "the slope of x**k is (k - 1) * x**(k - 1): the factor in front is k",
        __pow__=power(lambda x, k: (k - 1) * x ** (k - 1)),
    ),
    engine(
        "exp_slope_of_one",
        "the slope of exp is 1: exp is its own slope",
        exp=one(math.exp, lambda x: 1.0),
    ),
    engine(
        "exp_slope_of_x",
        "the slope of exp is x: exp is its own slope",
        exp=one(math.exp, lambda x: x),
    ),
    engine(
        "log_over_the_result",
        "the slope of log is 1 over the result: it is 1 / x",
        log=one(math.log, lambda x: 1 / math.log(x)),
    ),
    engine(
        "logarithm_of_ten_with_the_other_slope",
        "log is math.log10, and its slope 1 / x: the natural logarithm is math.log",
        log=one(math.log10, lambda x: 1 / x),
    ),
    engine(
        "logarithm_of_two",
        "log is math.log2, and its slope 1 / x: the natural logarithm is math.log",
        log=one(math.log2, lambda x: 1 / x),
    ),
    engine(
        "tanh_like_a_sigmoid",
        "the slope of tanh is y (1 - y): that is the sigmoid's; it is 1 - y**2",
        tanh=one(math.tanh, lambda x: math.tanh(x) * (1 - math.tanh(x))),
    ),
    engine(
        "tanh_plus",
        "the slope of tanh is 1 + y**2: it is 1 - y**2",
        tanh=one(math.tanh, lambda x: 1 + math.tanh(x) ** 2),
    ),
    engine(
        "tanh_bracket_squared",
        "the slope of tanh is (1 - y)**2: only y is squared, 1 - y**2",
        tanh=one(math.tanh, lambda x: (1 - math.tanh(x)) ** 2),
    ),
    engine(
        "tanh_of_exponentials",
        "tanh is written with exp, which overflows far out: math.tanh does not",
        tanh=one(tanh_by_exponentials, lambda x: 1 - math.tanh(x) ** 2),
    ),
    engine(
        "relu_half_at_zero",
        "the slope of relu at 0 is 0.5: this course takes 0 there",
        relu=one(lambda x: max(0.0, x), lambda x: 0.5 if x == 0 else float(x > 0)),
    ),
    engine(
        "relu_slope_of_its_value",
        "the slope of relu is its value: it is 1 where x > 0, and 0 elsewhere",
        relu=one(lambda x: max(0.0, x), lambda x: max(0.0, x)),
    ),
    engine(
        "leaky_relu",
        "a hundredth of a negative number comes through relu: that is a leaky one; here it is 0",
        relu=one(lambda x: x if x > 0 else 0.01 * x, lambda x: 1.0 if x > 0 else 0.01),
    ),
    engine(
        "relu_slope_of_the_sign",
        "the slope of relu is -1 for negative numbers: nothing comes through there, so it is 0",
        relu=one(lambda x: max(0.0, x), lambda x: float((x > 0) - (x < 0))),
    ),
    engine(
        "commas_missing",
        "in exp, log, tanh and relu parents and slopes are no tuples: a tuple of one has a comma, (self,)",
        exp=bare(math.exp, math.exp),
        log=bare(math.log, lambda x: 1 / x),
        tanh=bare(math.tanh, lambda x: 1 - math.tanh(x) ** 2),
        relu=bare(lambda x: max(0.0, x), lambda x: float(x > 0)),
    ),
)
