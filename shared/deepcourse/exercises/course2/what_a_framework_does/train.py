"""Exercise 8: the loop that trains anything."""

import numpy as np

from deepcourse.exercises.course2.what_a_framework_does.programs import table
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import tensor as reference
from deepcourse.nn.tensor import SGD, Tensor

BOWL, PARABOLA = "(w - 5) ** 2", "{} * w ** 2 + {} * w + {}"

THREE = "(u * v - 3) ** 2 + (w - u) ** 2"
LINE = "((W @ X + b - Y) ** 2).mean()"


def learned(f, expression, arrays, data, learning_rate, steps, *, walked=False):
    """Return (costs, parameters) after a training of f.

    f : the function train    expression : text of the cost    arrays : first parameters by name    data : constants
    walked : whether gradients are left over from a walk before
    """
    tensors = {name: Tensor(np.array(array)) for name, array in arrays.items()}
    code = compile(expression, "<cost>", "eval")

    def cost():
        return eval(code, {"__builtins__": {}}, tensors | data)

    if walked:
        cost().backward()
    costs = f(cost, list(tensors.values()), learning_rate, steps)
    if costs is None:
        return None
    if any(isinstance(cost, Tensor) for cost in costs):
        raise TypeError("the costs are Tensors, which keep their whole graphs alive: append float(J.data)")
    return list(costs), {name: np.array(tensor.data) for name, tensor in tensors.items()}


train = FunctionExercise(
    __name__,
    reference=reference.train,
    use=learned,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("the costs", "the parameters afterwards"),
    hints=(
        "Before the loop: optimizer = reference.SGD(parameters, learning_rate) and an empty list of costs.",
        "In the loop: clear, forward (J = cost()), backward, step, in this order; then append float(J.data).",
        "for _ in range(steps): optimizer.zero_grad(); J = cost(); J.backward(); optimizer.step(); "
        "costs.append(float(J.data))",
    ),
)


def line(rng, m=6):
    """Return (arrays, data) of a straight line through m points in three dimensions."""
    X = table(rng, 3, m)
    return {"W": table(rng, 1, 3), "b": np.zeros((1, 1))}, {"X": X, "Y": X[:1] - 2 * X[1:2] + 1}


@train.visible
def visible():
    """Return the text's bowl with one step and more, a parabola, and costs of two and of three parameters."""
    three = {"u": np.array(1.0), "v": np.array(-2.0), "w": np.array(0.5)}
    at_zero, (arrays, data) = {"w": np.array(0.0)}, line(np.random.default_rng(8))
    return [
        Case("(w - 5) ** 2, one step", (BOWL, at_zero, {}, 0.1, 1)),
        Case("(w - 5) ** 2, 4 steps", (BOWL, at_zero, {}, 0.1, 4)),
        Case("another learning rate", (BOWL, at_zero, {}, 0.3, 4)),
        Case("2 w ** 2 - 8 w + 3, 5 steps", (PARABOLA.format(2.0, -8.0, 3.0), at_zero, {}, 0.1, 5)),
        Case("a line, two parameters, 3 steps", (LINE, arrays, data, 0.15, 3)),
        Case("three parameters, u is used twice", (THREE, three, {}, 0.05, 4)),
        Case("a learning rate of 0", (LINE, arrays, data, 0.0, 3)),
        Case("a gradient is left over from a walk before", (BOWL, at_zero, {}, 0.1, 3), {"walked": True}),
    ]


@train.draw
def draw(rng):
    """Return a random parabola or line."""
    steps, rate = int(rng.integers(2, 9)), float(rng.uniform(0.02, 0.2))
    if rng.random() < 0.5:
        a, b, c = (round(float(number), 2) for number in (rng.uniform(0.5, 2), *rng.uniform(-5, 5, size=2)))
        start = {"w": np.array(rng.uniform(6, 9))}
        return Case(f"{steps} steps on a parabola", (PARABOLA.format(a, b, c), start, {}, rate, steps))
    return Case(f"{steps} steps on a line", (LINE, *line(rng), rate, steps))


@train.edges
def edges(rng):
    """Return no step, many steps, an expression that uses w twice, and one with three parameters."""
    start, (arrays, data) = {"w": np.array(rng.uniform(1, 2))}, line(rng)
    three = {"u": np.array(1.0), "v": np.array(-2.0), "w": np.array(rng.normal())}
    return [
        Case("no step", (BOWL, start, {}, 0.1, 0)),
        Case("50 steps", (BOWL, start, {}, 0.1, 50)),
        Case("w is used twice", ("w * w + w.exp()", start, {}, 0.1, 4)),
        Case("a rate of 0", (LINE, arrays, data, 0.0, 3)),
        Case("three parameters", (THREE, three, {}, 0.05, 5)),
        Case("gradients are left over from a walk before", (LINE, arrays, data, 0.1, 4), {"walked": True}),
    ]


def slowly(rng):
    """Return a line with a small learning rate."""
    return Case("slowly", (LINE, *line(rng), 0.02, 12))


@train.property("costs never rise at a small learning rate", draw=slowly)
def never_uphill(result, expression, arrays, data, learning_rate, steps):
    """Return a sentence unless the costs of a small learning rate fall."""
    costs = result[0]
    rising = next((i for i in range(1, len(costs)) if costs[i] > costs[i - 1] + 1e-12), None)
    return (
        None
        if rising is None
        else f"the cost rose at step {rising}, from {costs[rising - 1]:.4g} to {costs[rising]:.4g}"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def trained(cost, parameters, learning_rate, steps, order):
    """Train with the moves of `order`: z for zero_grad, c for the cost, b for backward, s for step, n to note it."""
    optimizer, costs, J = SGD(parameters, learning_rate), [], None
    for _ in range(steps):
        for move in order:
            if move == "c":
                J = cost()
            elif move == "b" and J is not None:
                J.backward()
            elif move == "n":
                costs.append(float(J.data))
            elif move in "zs":
                (optimizer.zero_grad if move == "z" else optimizer.step)()
    return costs


@train.mistake
def never_cleared(cost, parameters, learning_rate, steps):
    """the gradients are never cleared: every walk adds to the old ones, so call zero_grad in each step"""
    return trained(cost, parameters, learning_rate, steps, "cbsn")


@train.mistake
def nothing_moves(cost, parameters, learning_rate, steps):
    """nothing moves: clear, walk back, then step, in each step; a zero_grad between backward and step leaves nothing to
    step along
    """
    return trained(cost, parameters, learning_rate, steps, "cbzsn")


@train.mistake
def cost_computed_once(cost, parameters, learning_rate, steps):
    """the cost is computed once, before the loop: its graph holds the first parameters, so call cost() in each step"""
    optimizer, J, costs = SGD(parameters, learning_rate), cost(), []
    for _ in range(steps):
        optimizer.zero_grad()
        J.backward()
        optimizer.step()
        costs.append(float(J.data))
    return costs


@train.mistake
def stepped_before_walking(cost, parameters, learning_rate, steps):
    """the step comes before backward, along the gradients of the step before: walk back first"""
    optimizer, costs = SGD(parameters, learning_rate), []
    for _ in range(steps):
        J = cost()
        optimizer.step()
        optimizer.zero_grad()
        J.backward()
        costs.append(float(J.data))
    return costs


@train.mistake
def costs_afterwards(cost, parameters, learning_rate, steps):
    """the costs are those *after* each step: note the cost that the gradient was taken of"""
    return trained(cost, parameters, learning_rate, steps, "zcbscn")


@train.mistake
def last_cost_only(cost, parameters, learning_rate, steps):
    """only the last cost is returned: asked for is the list of all"""
    return reference.train(cost, parameters, learning_rate, steps)[-1:]


@train.mistake
def returned_inside_the_loop(cost, parameters, learning_rate, steps):
    """the training ends after its first step: the `return` stands inside the loop, it belongs after it"""
    return reference.train(cost, parameters, learning_rate, min(steps, 1))


@train.mistake
def rate_fixed(cost, parameters, learning_rate, steps):
    """the learning rate is fixed at 0.1: hand on the one that is given"""
    return reference.train(cost, parameters, 0.1, steps)


@train.mistake
def one_step_more(cost, parameters, learning_rate, steps):
    """there is one step too many: range(steps) already makes `steps` of them"""
    return reference.train(cost, parameters, learning_rate, steps + 1)


@train.mistake
def cleared_after_the_step(cost, parameters, learning_rate, steps):
    """the gradients are cleared at the end of each step: what is left over from before enters the first step, so clear
    before the walk
    """
    return trained(cost, parameters, learning_rate, steps, "cbsnz")


@train.mistake
def stops_where_the_cost_does_not_fall(cost, parameters, learning_rate, steps):
    """the training stops as soon as the cost does not fall: it makes as many steps as are asked for"""
    optimizer, costs = SGD(parameters, learning_rate), []
    for _ in range(steps):
        optimizer.zero_grad()
        J = cost()
        if costs and float(J.data) >= costs[-1]:
            break
        costs.append(float(J.data))
        J.backward()
        optimizer.step()
    return costs


@train.mistake
def one_step_less(cost, parameters, learning_rate, steps):
    """there is one step too few: range(steps) makes `steps` of them, range(1, steps) does not"""
    return reference.train(cost, parameters, learning_rate, max(steps - 1, 0))


@train.mistake
def costs_are_tensors(cost, parameters, learning_rate, steps):
    """the costs are tensors, which keep their whole graphs alive: append float(J.data)"""
    optimizer, costs = SGD(parameters, learning_rate), []
    for _ in range(steps):
        optimizer.zero_grad()
        costs.append(cost())
        costs[-1].backward()
        optimizer.step()
    return costs


@train.mistake
def cleared_once(cost, parameters, learning_rate, steps):
    """the gradients are cleared once, before the loop: every walk adds to the old ones, so clear in each step"""
    for parameter in parameters:
        parameter.zero_grad()
    return trained(cost, parameters, learning_rate, steps, "cbsn")


@train.mistake
def never_cleared_and_costs_afterwards(cost, parameters, learning_rate, steps):
    """the gradients are never cleared, and the costs are those after each step: clear in each step, and note the cost
    that the gradient was taken of
    """
    return trained(cost, parameters, learning_rate, steps, "cbscn")


@train.mistake
def gradients_count_twice(cost, parameters, learning_rate, steps):
    """each gradient counts twice, as it does after two walks, or with two steps: one walk, one step"""
    return trained(cost, parameters, learning_rate, steps, "zcbssn")


@train.mistake
def first_cost_only(cost, parameters, learning_rate, steps):
    """only the first cost is there: append one in each step"""
    return reference.train(cost, parameters, learning_rate, steps)[:1]


@train.mistake
def mean_cost(cost, parameters, learning_rate, steps):
    """the costs are averaged over the steps: asked for is the list of all"""
    costs = reference.train(cost, parameters, learning_rate, steps)
    return [sum(costs) / len(costs)] if costs else []


# --- right, written differently -------------------------------------------------------------------------------------


@train.right
def clear_at_the_end(cost, parameters, learning_rate, steps):
    """Clear after every step, and once before the first."""
    optimizer = SGD(parameters, learning_rate)
    optimizer.zero_grad()
    costs = []
    while len(costs) < steps:
        J = cost()
        costs.append(J.data.item())
        J.backward()
        optimizer.step()
        optimizer.zero_grad()
    return costs


@train.right
def without_an_optimizer(cost, parameters, learning_rate, steps):
    """Write the step out."""
    costs = []
    for _ in range(steps):
        for p in parameters:
            p.zero_grad()
        J = cost()
        J.backward()
        for p in parameters:
            p.data = p.data - learning_rate * p.grad
        costs.append(float(J.data))
    return costs
