"""The scalar engine against PyTorch, nudges, closed forms, and the graph worked out by hand."""

import json
import math
import operator

import pytest

from deepcourse.nn.autodiff import Value, backward_graph, forward_graph, numerical_derivative, topological_order
from oracles import record_autodiff as recorded

SAID = json.loads(recorded.FIXTURE.read_text())["expressions"]
OF_VALUES = {name: operator.methodcaller(name) for name in ("exp", "log", "tanh", "relu")}
OF_NUMBERS = {"exp": math.exp, "log": math.log, "tanh": math.tanh, "relu": lambda x: max(0.0, x)}
every_expression = pytest.mark.parametrize("seed", recorded.SEEDS)


def by_engine(seed):
    numbers, steps = recorded.expression(seed)
    leaves = [Value(number) for number in numbers]
    total = recorded.run(leaves, steps, OF_VALUES)
    total.backward()
    return total.data, [leaf.grad for leaf in leaves]


@every_expression
def test_random_expressions_are_what_pytorch_recorded(seed):
    value, grads = by_engine(seed)
    assert value == pytest.approx(SAID[str(seed)]["value"], rel=1e-10)
    assert grads == pytest.approx(SAID[str(seed)]["grads"], rel=1e-10, abs=1e-12)


@every_expression
def test_random_expressions_are_what_pytorch_says_today(seed):
    pytest.importorskip("torch")
    said, (value, grads) = recorded.by_torch(seed), by_engine(seed)
    assert value == pytest.approx(said["value"], rel=1e-10)
    assert grads == pytest.approx(said["grads"], rel=1e-10, abs=1e-12)


@every_expression
def test_random_expressions_have_the_slopes_that_nudges_measure(seed):
    numbers, steps = recorded.expression(seed)
    _, grads = by_engine(seed)
    for i, grad in enumerate(grads):

        def moved(x, i=i):
            return recorded.run([*numbers[:i], x, *numbers[i + 1 :]], steps, OF_NUMBERS)

        assert grad == pytest.approx(numerical_derivative(moved, numbers[i], 1e-6), rel=1e-6, abs=1e-7)


@pytest.mark.parametrize("x", [-2.0, 0.3, 1.7])
def test_measured_slopes_are_the_true_ones(x):
    assert numerical_derivative(math.sin, x) == pytest.approx(math.cos(x), abs=1e-9)


@pytest.mark.parametrize("nudge", [0, -1e-3, math.nan])
def test_a_nudge_must_be_positive(nudge):
    with pytest.raises(ValueError, match="a nudge must be positive"):
        numerical_derivative(math.sin, 1.0, nudge)


def test_the_engine_agrees_with_the_graph_by_hand():
    a, b, c = Value(5.0), Value(3.0), Value(2.0)
    J = 3 * (a + b * c)
    J.backward()
    out, cache = forward_graph(5.0, 3.0, 2.0)
    assert (out, *backward_graph(1.0, cache)) == (33.0, 3.0, 6.0, 9.0)  # by the chain rule, on paper
    assert (J.data, a.grad, b.grad, c.grad) == (33.0, 3.0, 6.0, 9.0)


def test_a_value_that_is_used_twice_collects_both_slopes():
    x = Value(3.0)
    y = x * x + x
    y.backward()
    assert x.grad == 7.0


@pytest.mark.parametrize(
    ("expression", "value", "slope"),
    [
        (lambda x: 1 - x, -1.0, -1.0),
        (lambda x: 1 / x, 0.5, -0.25),
        (lambda x: 3 + x, 5.0, 1.0),
        (lambda x: 3 * x, 6.0, 3.0),
        (lambda x: -x, -2.0, -1.0),
        (lambda x: x**0, 1.0, 0.0),
        (lambda x: x / 4, 0.5, 0.25),
    ],
)
def test_numbers_stand_on_either_side(expression, value, slope):
    x = Value(2.0)
    y = expression(x)
    y.backward()
    assert (y.data, x.grad) == (value, slope)


def test_a_power_that_is_a_value_is_refused_with_the_way_around_it():
    with pytest.raises(TypeError, match="the power must be a number"):
        Value(2.0) ** Value(3.0)


def test_long_chains_do_not_hit_the_recursion_limit_and_a_second_call_changes_nothing():
    x = y = Value(1.0)
    for _ in range(20_000):
        y = y + x
    y.backward()
    y.backward()
    assert x.grad == 20_001


@every_expression
def test_every_value_stands_once_and_after_all_that_use_it(seed):
    numbers, steps = recorded.expression(seed)
    total = recorded.run([Value(number) for number in numbers], steps, OF_VALUES)
    ordered = topological_order(total)
    place = {id(node): i for i, node in enumerate(ordered)}
    assert ordered[0] is total
    assert len(place) == len(ordered)
    assert all(place[id(node)] < place[id(parent)] for node in ordered for parent in node.parents)
    assert len(place) == len(reached(total))


def reached(node, seen=None):
    """By recursion, plainly: every node that leads to this one."""
    seen = {} if seen is None else seen
    seen[id(node)] = node
    for parent in node.parents:
        reached(parent, seen)
    return seen


def test_a_value_that_doubles_sixty_times_takes_sixty_steps():
    x = y = Value(1.0)
    for _ in range(60):
        y = y + y
    y.backward()
    assert x.grad == 2.0**60
