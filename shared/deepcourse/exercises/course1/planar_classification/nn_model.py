"""Exercise 11: put it together."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import shallow_network as reference

nn_model = FunctionExercise(
    __name__,
    reference=reference.nn_model,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    random_cases=4,
    returns=("parameters",),
    hints=(
        "Before the loop: the sizes from reference.layer_sizes, the first parameters from "
        "reference.initialize_parameters.",
        "In the loop three calls, each with what the one before returned: forward, backward, update.",
        "Two small traps: forward_propagation returns two things, A2 and cache; and update_parameters returns the new "
        "parameters, which must replace the old ones.",
    ),
)


def rings(rng, m, n_x=2):
    """Return (X, Y): m points, the label 1 for those within the distance 1 of the middle."""
    X = rng.normal(size=(n_x, m))
    X[:, 0], X[:, 1] = 0.1, 1.5
    return X, (np.linalg.norm(X, axis=0, keepdims=True) < 1).astype(float)


def two_outputs(X, Y):
    """Return the examples with a second label, the opposite of the first."""
    return X, np.vstack([Y, 1 - Y])


@nn_model.visible
def visible():
    """Return a single step, trainings that differ in data, units, steps, rate and seed, two outputs, one unit."""
    rng = np.random.default_rng(11)
    return [
        Case("one step, 6 hidden units, rate 0.7, seed 3", (*rings(rng, 12), 6, 1, 0.7, 3)),
        Case("40 steps, 3 hidden units, rate 0.5, seed 2", (*rings(rng, 20), 3, 40, 0.5, 2)),
        Case("60 steps, 5 hidden units, rate 1.5, seed 5", (*rings(rng, 30, 3), 5, 60, 1.5, 5)),
        Case("2 steps, 3 hidden units, 2 outputs, rate 0.4, seed 6", (*two_outputs(*rings(rng, 14)), 3, 2, 0.4, 6)),
        Case("20 steps, one hidden unit, rate 0.8, seed 3", (*rings(rng, 10), 1, 20, 0.8, 3)),
    ]


@nn_model.draw
def draw(rng):
    """Return a case of random size, rate and number of steps."""
    m, n_h, steps = int(rng.integers(8, 40)), int(rng.integers(2, 7)), int(rng.integers(2, 25))
    chosen = (n_h, steps, float(rng.uniform(0.1, 1.5)), int(rng.integers(3, 10_000)))
    return Case(f"{steps} steps, {n_h} hidden units", (*rings(rng, m), *chosen))


@nn_model.edges
def edges(rng):
    """Return one hidden unit, a long training, and two outputs."""
    return [
        Case("one hidden unit", (*rings(rng, 10), 1, 20, 0.8, 3)),
        Case("60 steps", (*rings(rng, 15), 4, 60, 0.5, 4)),
        Case("two outputs", (*two_outputs(*rings(rng, 12)), 3, 15, 0.6, 7)),
    ]


@nn_model.property("more steps, a lower cost")
def cost_falls(f, rng):
    """Return a sentence unless more steps lead to a lower cost."""
    X, Y = rings(rng, 40)
    first, last = (
        reference.compute_cost(reference.forward_propagation(X, f(X, Y, 4, steps, 1.0, 3))[0], Y) for steps in (1, 200)
    )
    if last < first - 0.02:
        return None
    return f"the cost is {first:.4g} after 1 step and {last:.4g} after 200: it does not learn"


# --- known mistakes -------------------------------------------------------------------------------------------------


def trained(parameters, X, Y, steps, learning_rate, answer_of=None):
    """Return parameters after some steps; `answer_of` may replace the parameters that gradients are computed at."""
    for _ in range(steps):
        place = answer_of or parameters
        _, cache = reference.forward_propagation(X, place)
        grads = reference.backward_propagation(place, cache, X, Y)
        parameters = reference.update_parameters(parameters, grads, learning_rate)
    return parameters


def start_of(X, Y, n_h, seed):
    """Return the first parameters."""
    return reference.initialize_parameters(*reference.layer_sizes(X, Y, n_h), seed)


@nn_model.mistake
def symmetric_start(X, Y, n_h, num_iterations, learning_rate, seed):
    """the training starts from all-zero weights: the hidden units stay alike; start from initialize_parameters"""
    zero = {name: np.zeros_like(value) for name, value in start_of(X, Y, n_h, seed).items()}
    return trained(zero, X, Y, num_iterations, learning_rate)


@nn_model.mistake
def one_step_too_few(X, Y, n_h, num_iterations, learning_rate, seed):
    """one step is missing: range(n) makes n steps, from 0 to n - 1"""
    return trained(start_of(X, Y, n_h, seed), X, Y, num_iterations - 1, learning_rate)


@nn_model.mistake
def one_step_too_many(X, Y, n_h, num_iterations, learning_rate, seed):
    """there is one step too many: range(n) makes n steps, range(n + 1) one more"""
    return trained(start_of(X, Y, n_h, seed), X, Y, num_iterations + 1, learning_rate)


@nn_model.mistake
def gradient_of_the_start(X, Y, n_h, num_iterations, learning_rate, seed):
    """forward and backward stand before the loop: every step needs the gradients of the place where it starts"""
    start = start_of(X, Y, n_h, seed)
    return trained(start, X, Y, num_iterations, learning_rate, answer_of=start)


@nn_model.mistake
def learning_rate_fixed(X, Y, n_h, num_iterations, learning_rate, seed):
    """the learning rate is fixed at 1.2: hand on the one that was given"""
    return reference.nn_model(X, Y, n_h, num_iterations, 1.2, seed)


@nn_model.mistake
def seed_fixed(X, Y, n_h, num_iterations, learning_rate, seed):
    """the seed is fixed at 1: hand on the one that was given"""
    return reference.nn_model(X, Y, n_h, num_iterations, learning_rate, 1)


@nn_model.mistake
def hidden_units_fixed(X, Y, n_h, num_iterations, learning_rate, seed):
    """the number of hidden units is fixed at 4: hand on the one that was given"""
    return reference.nn_model(X, Y, 4, num_iterations, learning_rate, seed)


@nn_model.mistake
def update_forgotten(X, Y, n_h, num_iterations, learning_rate, seed):
    """the parameters never change: keep what update_parameters returns, parameters = update_parameters(...)"""
    return start_of(X, Y, n_h, seed)


@nn_model.mistake
def a_single_step(X, Y, n_h, num_iterations, learning_rate, seed):
    """the parameters are those after a single step: they are initialised anew inside the loop, or the return stands
    inside it; initialise before the loop, and return after it
    """
    return trained(start_of(X, Y, n_h, seed), X, Y, 1, learning_rate)


@nn_model.mistake
def forward_before_the_loop(X, Y, n_h, num_iterations, learning_rate, seed):
    """the forward pass stands before the loop, and its cache grows stale: every step needs a new one"""
    parameters = start_of(X, Y, n_h, seed)
    _, cache = reference.forward_propagation(X, parameters)
    for _ in range(num_iterations):
        grads = reference.backward_propagation(parameters, cache, X, Y)
        parameters = reference.update_parameters(parameters, grads, learning_rate)
    return parameters


@nn_model.mistake
def one_example_a_step(X, Y, n_h, num_iterations, learning_rate, seed):
    """each step looks at one example only, one after the other: the gradient is taken over all of them"""
    parameters = start_of(X, Y, n_h, seed)
    for i in range(num_iterations):
        j = i % X.shape[1]
        parameters = trained(parameters, X[:, j : j + 1], Y[:, j : j + 1], 1, learning_rate)
    return parameters


@nn_model.mistake
def every_example_a_step(X, Y, n_h, num_iterations, learning_rate, seed):
    """a step is taken for each example in turn: a step takes the gradient over all of them"""
    parameters = start_of(X, Y, n_h, seed)
    for _ in range(num_iterations):
        for j in range(X.shape[1]):
            parameters = trained(parameters, X[:, j : j + 1], Y[:, j : j + 1], 1, learning_rate)
    return parameters


@nn_model.mistake
def uphill(X, Y, n_h, num_iterations, learning_rate, seed):
    """the training climbs: the learning rate is handed on with a minus, or the gradients are"""
    return reference.nn_model(X, Y, n_h, num_iterations, -learning_rate, seed)


@nn_model.mistake
def divided_by_m_again(X, Y, n_h, num_iterations, learning_rate, seed):
    """the learning rate, or the gradients, are divided by m: backward_propagation has done that already"""
    return reference.nn_model(X, Y, n_h, num_iterations, learning_rate / X.shape[1], seed)


@nn_model.mistake
def rate_divided_by_the_step(X, Y, n_h, num_iterations, learning_rate, seed):
    """the learning rate is divided by the number of the step: it stays the same for all steps"""
    parameters = start_of(X, Y, n_h, seed)
    for i in range(num_iterations):
        parameters = trained(parameters, X, Y, 1, learning_rate / (1 + i))
    return parameters


@nn_model.mistake
def steps_counted_to_the_examples(X, Y, n_h, num_iterations, learning_rate, seed):
    """the loop makes as many steps as there are examples: num_iterations says how many"""
    return reference.nn_model(X, Y, n_h, X.shape[1], learning_rate, seed)


@nn_model.mistake
def gradients_returned(X, Y, n_h, num_iterations, learning_rate, seed):
    """the gradients of the last step are returned: asked for are the parameters"""
    place = trained(start_of(X, Y, n_h, seed), X, Y, num_iterations - 1, learning_rate)
    return reference.backward_propagation(place, reference.forward_propagation(X, place)[1], X, Y)


@nn_model.mistake
def answers_returned(X, Y, n_h, num_iterations, learning_rate, seed):
    """the answers A2 are returned: asked for are the parameters"""
    return reference.forward_propagation(X, reference.nn_model(X, Y, n_h, num_iterations, learning_rate, seed))[0]


@nn_model.mistake
def inputs_counted_wrongly(X, Y, n_h, num_iterations, learning_rate, seed):
    """the inputs are counted in X.shape[1], where the examples are: the sizes come from layer_sizes"""
    start = reference.initialize_parameters(X.shape[1], n_h, Y.shape[0], seed)
    return reference.forward_propagation(X, start)


@nn_model.mistake
def one_output(X, Y, n_h, num_iterations, learning_rate, seed):
    """the network has one output, whatever Y is: the sizes come from layer_sizes"""
    start = reference.initialize_parameters(X.shape[0], n_h, 1, seed)
    return trained(start, X, Y, num_iterations, learning_rate)


@nn_model.mistake
def next_seed(X, Y, n_h, num_iterations, learning_rate, seed):
    """the seed is not the one that was given, but one more: hand it on as it is"""
    return reference.nn_model(X, Y, n_h, num_iterations, learning_rate, seed + 1)


@nn_model.mistake
def last_step_at_the_start(X, Y, n_h, num_iterations, learning_rate, seed):
    """the gradients are those of the parameters before, one step late: each step needs those of the place where it
    starts
    """
    before = now = start_of(X, Y, n_h, seed)
    for _ in range(num_iterations):
        before, now = now, trained(now, X, Y, 1, learning_rate, answer_of=before)
    return now


def layers_kept(name, sentence, names):
    """Return the mistake of parameters that never move."""

    def mistake(X, Y, n_h, num_iterations, learning_rate, seed):
        parameters = start = start_of(X, Y, n_h, seed)
        for _ in range(num_iterations):
            parameters = trained(parameters, X, Y, 1, learning_rate) | {each: start[each] for each in names}
        return parameters

    mistake.__name__, mistake.__doc__ = name, sentence
    return mistake


for wrong in (
    ("biases_stay", "b1 and b2 keep their first values: they learn too", ("b1", "b2")),
    ("first_layer_stays", "W1 and b1 keep their first values: they learn too", ("W1", "b1")),
    ("second_layer_stays", "W2 and b2 keep their first values: they learn too", ("W2", "b2")),
):
    nn_model.mistake(layers_kept(*wrong))


def fixed(name, what, **value):
    """Return the mistake of a fixed argument."""

    def mistake(X, Y, n_h, num_iterations, learning_rate, seed):
        given = {"n_h": n_h, "num_iterations": num_iterations, "learning_rate": learning_rate, "seed": seed}
        return reference.nn_model(X, Y, **(given | value))

    mistake.__name__ = f"{name}_{next(iter(value.values())):g}".replace(".", "_")
    mistake.__doc__ = f"the {what} is fixed at {next(iter(value.values())):g}: hand on the one that was given"
    return mistake


for rate in (0.01, 0.1, 0.5, 1.0):
    nn_model.mistake(fixed("rate", "learning rate", learning_rate=rate))
for seed in (0, 2, 3, 42):
    nn_model.mistake(fixed("seed", "seed", seed=seed))
for units in (2, 3, 5):
    nn_model.mistake(fixed("units", "number of hidden units", n_h=units))
for steps in (50, 100):
    nn_model.mistake(fixed("steps", "number of steps", num_iterations=steps))


@nn_model.mistake
def seed_of_three_and_a_step_too_few(X, Y, n_h, num_iterations, learning_rate, seed):
    """the seed is fixed at 3 and one step is missing: hand on the seed, and range(n) makes n steps"""
    return trained(start_of(X, Y, n_h, 3), X, Y, num_iterations - 1, learning_rate)


# --- right, written differently -------------------------------------------------------------------------------------


@nn_model.right
def with_while(X, Y, n_h, num_iterations, learning_rate, seed):
    """Return the same from a while loop that writes the four updates itself."""
    parameters = reference.initialize_parameters(len(X), n_h, len(Y), seed)
    while num_iterations > 0:
        cache = reference.forward_propagation(X, parameters)[1]
        grads = reference.backward_propagation(parameters, cache, X, Y)
        parameters = {name: parameters[name] - learning_rate * grads["d" + name] for name in ("W1", "b1", "W2", "b2")}
        num_iterations -= 1
    return parameters
