"""Exercise 4: walk downhill."""

import numpy as np

from deepcourse.exercises.course1.logistic_regression.neurons import by_hand, neuron, size
from deepcourse.exercises.course1.logistic_regression.optimize_slips import SLIPS
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import logistic_regression as reference

optimize = FunctionExercise(
    __name__,
    reference=reference.optimize,
    minutes=10,
    points_visible=8,
    points_hidden=12,
    returns=("params", "grads", "costs"),
    hints=(
        "A loop of num_iterations rounds; each round calls reference.propagate(w, b, X, Y) at the place reached.",
        "Inside the loop: keep the cost, then w = w - learning_rate * grads['dw'], and b likewise.",
        'After the loop return three things: {"w": w, "b": b}, the grads of the last round, and the list of costs.',
    ),
)


@optimize.visible
def visible():
    """Return one step, a few steps, enough steps to come down, at different rates, and a single example."""
    rng = np.random.default_rng(4)
    return [
        Case("one step from the example of the text", (*by_hand(), 1, 0.1)),
        Case("3 steps, 5 examples", (*neuron(rng, 4, 5), 3, 0.5)),
        Case("150 steps, 20 examples", (*neuron(rng, 2, 20), 150, 0.05)),
        Case("one example, 2 steps", (*neuron(rng, 3, 1), 2, 0.8)),
    ]


@optimize.draw
def draw(rng):
    """Return a case of random size, rate and number of steps."""
    n_x, m = size(rng)
    steps, rate = int(rng.integers(2, 40)), float(rng.uniform(0.01, 0.5))
    return Case(f"{steps} steps, {m} examples", (*neuron(rng, n_x, m), steps, rate))


@optimize.edges
def edges(rng):
    """Return a single example, and a number of steps past every round number."""
    return [
        Case("one example, 2 steps", (*neuron(rng, 3, 1), 2, 0.7)),
        Case("203 steps", (*neuron(rng, 2, 8), 203, 0.1)),
    ]


@optimize.property("2 steps and 3 steps make 5")
def steps_add_up(f, rng):
    """Return a sentence unless 2 steps and then 3 steps lead where 5 steps lead."""
    w, b, X, Y = neuron(rng, 3, 6)
    whole = f(w, b, X, Y, 5, 0.2)[0]
    half = f(w, b, X, Y, 2, 0.2)[0]
    rest = f(half["w"], half["b"], X, Y, 3, 0.2)[0]
    same = np.allclose(whole["w"], rest["w"]) and np.allclose(whole["b"], rest["b"])
    return None if same else "2 steps and then 3 more do not lead where 5 steps lead"


@optimize.property("short steps always lower the cost")
def cost_falls(f, rng):
    """Return a sentence unless short steps lower the cost every time."""
    costs = f(*neuron(rng, 3, 10), 20, 0.01)[2]
    rises = [i for i in range(1, len(costs)) if costs[i] > costs[i - 1]]
    return f"at a learning rate of 0.01 the cost rose at step {rises[0]}" if rises else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@optimize.mistake
def uphill(w, b, X, Y, num_iterations, learning_rate):
    """the gradient is added instead of subtracted: that climbs the cost"""
    return reference.optimize(w, b, X, Y, num_iterations, -learning_rate)


@optimize.mistake
def changes_w_in_place(w, b, X, Y, num_iterations, learning_rate):
    """w -= ... is used: it changes the caller's own array; w = w - ... makes a new one"""
    costs = []
    for _ in range(num_iterations):
        grads, cost = reference.propagate(w, b, X, Y)
        w -= learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@optimize.mistake
def gradient_of_the_start(w, b, X, Y, num_iterations, learning_rate):
    """the gradient is computed once, before the loop: every step needs that of the place where it starts"""
    grads, cost = reference.propagate(w, b, X, Y)
    costs = []
    for _ in range(num_iterations):
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@optimize.mistake
def cost_after_the_step(w, b, X, Y, num_iterations, learning_rate):
    """the cost is recorded after the step instead of before it, so costs[0] is not that of the start"""
    costs = []
    for _ in range(num_iterations):
        grads, _ = reference.propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        costs.append(reference.propagate(w, b, X, Y)[1])
    return {"w": w, "b": b}, grads, costs


@optimize.mistake
def one_step_too_few(w, b, X, Y, num_iterations, learning_rate):
    """one step is missing: range(n) makes n steps, from 0 to n - 1"""
    if num_iterations == 1:
        return {"w": w, "b": b}, {}, []
    return reference.optimize(w, b, X, Y, num_iterations - 1, learning_rate)


@optimize.mistake
def returns_inside_the_loop(w, b, X, Y, num_iterations, learning_rate):
    """the return stands inside the loop: it ends the function after the first step; move it to the left"""
    return reference.optimize(w, b, X, Y, 1, learning_rate)


@optimize.mistake
def bias_never_moves(w, b, X, Y, num_iterations, learning_rate):
    """b keeps its first value: it is a parameter like w, and learns too"""
    costs = []
    for _ in range(num_iterations):
        grads, cost = reference.propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@optimize.mistake
def learning_rate_left_out(w, b, X, Y, num_iterations, learning_rate):
    """the learning rate is left out: the step is the whole gradient"""
    return reference.optimize(w, b, X, Y, num_iterations, 1.0)


@optimize.mistake
def divided_by_m_again(w, b, X, Y, num_iterations, learning_rate):
    """the gradients are divided by m a second time: propagate has done that already"""
    return reference.optimize(w, b, X, Y, num_iterations, learning_rate / X.shape[1])


@optimize.mistake
def every_hundredth_cost(w, b, X, Y, num_iterations, learning_rate):
    """only every 100th cost is kept: here all of them are asked for, one for each step"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, costs[::100]


@optimize.mistake
def gradients_of_the_end(w, b, X, Y, num_iterations, learning_rate):
    """the gradients are those of the place reached: asked for are those of the last step, taken before it"""
    params, _, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, reference.propagate(params["w"], params["b"], X, Y)[0], costs


@optimize.mistake
def learning_rate_fixed(w, b, X, Y, num_iterations, learning_rate):
    """the learning rate is fixed at 0.009: take the one that was given"""
    return reference.optimize(w, b, X, Y, num_iterations, 0.009)


@optimize.mistake
def costs_emptied_in_every_step(w, b, X, Y, num_iterations, learning_rate):
    """the list of costs is made inside the loop, so the last cost alone is left: make it once, before the loop"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, costs[-1:]


for mistake in SLIPS:
    optimize.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@optimize.right
def on_a_copy(w, b, X, Y, num_iterations, learning_rate):
    """Return the same from a copy that is changed in place, with a while loop."""
    w, costs = w.copy(), []
    while len(costs) < num_iterations:
        grads, cost = reference.propagate(w, b, X, Y)
        costs += [cost]
        w -= learning_rate * grads["dw"]
        b -= learning_rate * grads["db"]
    return dict(w=w, b=b), grads, costs
