"""Exercise 4: walk downhill."""

import numpy as np

from deepcourse.exercises.course1.logistic_regression.neurons import by_hand, neuron, size
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


def walked(w, b, X, Y, num_iterations, step):
    """Return what gradient descent gives if `step(i, w, b, grads)` makes the new w and b."""
    costs = []
    for i in range(num_iterations):
        grads, cost = reference.propagate(w, b, X, Y)
        w, b = step(i, w, b, grads)
        costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@optimize.mistake
def last_step_not_taken(w, b, X, Y, num_iterations, learning_rate):
    """one step is missing: costs and gradients are those of all rounds, but the last round takes no step"""
    _, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    if num_iterations == 1:
        return {"w": w, "b": b}, grads, costs
    return reference.optimize(w, b, X, Y, num_iterations - 1, learning_rate)[0], grads, costs


@optimize.mistake
def one_step_too_many(w, b, X, Y, num_iterations, learning_rate):
    """one step too many is taken: range(n) makes n steps, from 0 to n - 1"""
    return reference.optimize(w, b, X, Y, num_iterations + 1, learning_rate)


@optimize.mistake
def one_cost_too_many(w, b, X, Y, num_iterations, learning_rate):
    """costs holds one more than there are steps, that of the end: asked for is the cost before each step"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, [*costs, reference.propagate(params["w"], params["b"], X, Y)[1]]


@optimize.mistake
def rate_divided_by_the_step(w, b, X, Y, num_iterations, learning_rate):
    """the learning rate is divided by the number of the step: it stays the same for all steps"""

    def step(i, w, b, grads):
        return w - learning_rate / (1 + i) * grads["dw"], b - learning_rate / (1 + i) * grads["db"]

    return walked(w, b, X, Y, num_iterations, step)


@optimize.mistake
def bias_from_the_new_weights(w, b, X, Y, num_iterations, learning_rate):
    """b is moved by a gradient taken at the new w: both gradients of a step belong to the place where it starts"""
    costs = []
    for _ in range(num_iterations):
        grads, cost = reference.propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        grads, _ = reference.propagate(w, b, X, Y)
        b = b - learning_rate * grads["db"]
        costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@optimize.mistake
def starts_from_zero(w, b, X, Y, num_iterations, learning_rate):
    """the walk starts from zeros: it must start from the w and b that were given"""
    return reference.optimize(np.zeros_like(w), 0.0, X, Y, num_iterations, learning_rate)


@optimize.mistake
def weights_start_from_zero(w, b, X, Y, num_iterations, learning_rate):
    """w starts from zeros: it must start from the w that was given"""
    return reference.optimize(np.zeros_like(w), b, X, Y, num_iterations, learning_rate)


@optimize.mistake
def bias_starts_from_zero(w, b, X, Y, num_iterations, learning_rate):
    """b starts from zero: it must start from the b that was given"""
    return reference.optimize(w, 0.0, X, Y, num_iterations, learning_rate)


@optimize.mistake
def one_example_a_step(w, b, X, Y, num_iterations, learning_rate):
    """each step looks at one example only, one after the other: the gradient is taken over all of them"""
    costs = []
    for i in range(num_iterations):
        j = i % X.shape[1]
        costs.append(reference.propagate(w, b, X, Y)[1])
        grads, _ = reference.propagate(w, b, X[:, j : j + 1], Y[:, j : j + 1])
        w, b = w - learning_rate * grads["dw"], b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs


@optimize.mistake
def old_gradient_with_new_costs(w, b, X, Y, num_iterations, learning_rate):
    """the gradient is computed once, before the loop, and the cost after each step: every step needs the gradient and
    the cost of the place where it starts
    """
    grads, _ = reference.propagate(w, b, X, Y)
    costs = []
    for _ in range(num_iterations):
        w, b = w - learning_rate * grads["dw"], b - learning_rate * grads["db"]
        costs.append(reference.propagate(w, b, X, Y)[1])
    return {"w": w, "b": b}, grads, costs


@optimize.mistake
def stays_where_it_is(w, b, X, Y, num_iterations, learning_rate):
    """w and b stay where they are: the new values must take the place of the old ones, under the same names"""
    grads, cost = reference.propagate(w, b, X, Y)
    return {"w": w, "b": b}, grads, [cost] * num_iterations


@optimize.mistake
def starts_anew_in_every_step(w, b, X, Y, num_iterations, learning_rate):
    """every step starts from the first w and b again, so only one step counts: each starts where the last one ended"""
    params, grads, costs = reference.optimize(w, b, X, Y, 1, learning_rate)
    return params, grads, costs * num_iterations


@optimize.mistake
def weights_never_move(w, b, X, Y, num_iterations, learning_rate):
    """w keeps its first value: both w and b learn"""
    return walked(w, b, X, Y, num_iterations, lambda i, w, b, grads: (w, b - learning_rate * grads["db"]))


@optimize.mistake
def bias_uphill(w, b, X, Y, num_iterations, learning_rate):
    """db is added to b instead of subtracted: that climbs the cost"""

    def step(i, w, b, grads):
        return w - learning_rate * grads["dw"], b + learning_rate * grads["db"]

    return walked(w, b, X, Y, num_iterations, step)


@optimize.mistake
def weights_uphill(w, b, X, Y, num_iterations, learning_rate):
    """dw is added to w instead of subtracted: that climbs the cost"""

    def step(i, w, b, grads):
        return w + learning_rate * grads["dw"], b - learning_rate * grads["db"]

    return walked(w, b, X, Y, num_iterations, step)


@optimize.mistake
def bias_by_dw(w, b, X, Y, num_iterations, learning_rate):
    """b is moved by dw: its own gradient is db"""

    def step(i, w, b, grads):
        return w - learning_rate * grads["dw"], b - learning_rate * grads["dw"]

    return walked(w, b, X, Y, num_iterations, step)


@optimize.mistake
def weights_by_db(w, b, X, Y, num_iterations, learning_rate):
    """w is moved by db: its own gradient is dw"""

    def step(i, w, b, grads):
        return w - learning_rate * grads["db"], b - learning_rate * grads["db"]

    return walked(w, b, X, Y, num_iterations, step)


@optimize.mistake
def bias_without_the_rate(w, b, X, Y, num_iterations, learning_rate):
    """the learning rate is left out for b: both steps are scaled by it"""
    return walked(w, b, X, Y, num_iterations, lambda i, w, b, grads: (w - learning_rate * grads["dw"], b - grads["db"]))


@optimize.mistake
def weights_without_the_rate(w, b, X, Y, num_iterations, learning_rate):
    """the learning rate is left out for w: both steps are scaled by it"""
    return walked(w, b, X, Y, num_iterations, lambda i, w, b, grads: (w - grads["dw"], b - learning_rate * grads["db"]))


@optimize.mistake
def gradients_for_the_parameters(w, b, X, Y, num_iterations, learning_rate):
    """w and b become the step itself, the learning rate times the gradient: it must be subtracted from the old value"""
    return walked(
        w, b, X, Y, num_iterations, lambda i, w, b, grads: (learning_rate * grads["dw"], learning_rate * grads["db"])
    )


@optimize.mistake
def learning_rate_divides(w, b, X, Y, num_iterations, learning_rate):
    """the gradient is divided by the learning rate: it is multiplied by it"""
    return reference.optimize(w, b, X, Y, num_iterations, 1 / learning_rate)


@optimize.mistake
def multiplied_by_m(w, b, X, Y, num_iterations, learning_rate):
    """the gradients are multiplied by m, or summed anew: the means that propagate returns are what a step takes"""
    return reference.optimize(w, b, X, Y, num_iterations, learning_rate * X.shape[1])


@optimize.mistake
def first_gradients(w, b, X, Y, num_iterations, learning_rate):
    """the gradients are those of the first step: asked for are those of the last"""
    params, _, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, reference.propagate(w, b, X, Y)[0], costs


@optimize.mistake
def parameters_of_the_start(w, b, X, Y, num_iterations, learning_rate):
    """params holds the w and b of the start: asked for are those after the last step"""
    _, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return {"w": w, "b": b}, grads, costs


@optimize.mistake
def last_cost_alone(w, b, X, Y, num_iterations, learning_rate):
    """costs is the last cost alone, a number: asked for is a list, with one cost for each step"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, costs[-1]


@optimize.mistake
def no_costs(w, b, X, Y, num_iterations, learning_rate):
    """the list of costs stays empty: append the cost in every step"""
    params, grads, _ = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, []


@optimize.mistake
def every_tenth_cost(w, b, X, Y, num_iterations, learning_rate):
    """only every 10th cost is kept: here all of them are asked for, one for each step"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, costs[::10]


@optimize.mistake
def log_likelihoods_for_costs(w, b, X, Y, num_iterations, learning_rate):
    """the costs have the wrong sign: propagate returns what is to fall, minus the log-likelihood by m"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, [-cost for cost in costs]


@optimize.mistake
def gradients_not_unpacked(w, b, X, Y, num_iterations, learning_rate):
    """dw is used, but never taken out of the dictionary: grads holds it, under its name"""
    raise NameError("name 'dw' is not defined")


@optimize.mistake
def keys_of_the_parameters(w, b, X, Y, num_iterations, learning_rate):
    """the gradients are asked for under the keys of the parameters: in grads they are called `dw` and `db`"""
    return walked(w, b, X, Y, num_iterations, lambda i, w, b, grads: (w - learning_rate * grads["w"], b))


@optimize.mistake
def results_in_another_order(w, b, X, Y, num_iterations, learning_rate):
    """the results come in another order: it is params, grads, costs"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return grads, params, costs


@optimize.mistake
def costs_second(w, b, X, Y, num_iterations, learning_rate):
    """costs come before grads: the order is params, grads, costs"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, costs, grads


@optimize.mistake
def parameters_without_a_dictionary(w, b, X, Y, num_iterations, learning_rate):
    """w and b come in a tuple: they belong in a dictionary, under the keys `w` and `b`"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return (params["w"], params["b"]), grads, costs


def at_rate(rate):
    """Return the mistake of a fixed learning rate."""

    def learning_rate_fixed(w, b, X, Y, num_iterations, learning_rate):
        return reference.optimize(w, b, X, Y, num_iterations, rate)

    learning_rate_fixed.__name__ += f"_{rate:g}".replace(".", "_")
    learning_rate_fixed.__doc__ = f"the learning rate is fixed at {rate:g}: take the one that was given"
    return learning_rate_fixed


for fixed in (0.001, 0.005, 0.01):
    optimize.mistake(at_rate(fixed))


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
