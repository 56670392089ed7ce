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
        Case("150 steps, 5 hidden units, rate 1.5, seed 5", (*rings(rng, 30, 3), 5, 150, 1.5, 5)),
        Case("2 steps, 3 hidden units, 2 outputs, rate 0.4, seed 6", (*two_outputs(*rings(rng, 14)), 3, 2, 0.4, 6)),
        Case("20 steps, one hidden unit, rate 0.8, seed 3", (*rings(rng, 10), 1, 20, 0.8, 3)),
    ]


@nn_model.draw
def draw(rng):
    """Return a case of random size, rate and number of steps."""
    m, n_h, steps = int(rng.integers(8, 40)), int(rng.integers(2, 7)), int(rng.integers(2, 80))
    chosen = (n_h, steps, float(rng.uniform(0.1, 1.5)), int(rng.integers(3, 10_000)))
    return Case(f"{steps} steps, {n_h} hidden units", (*rings(rng, m), *chosen))


@nn_model.edges
def edges(rng):
    """Return one hidden unit, a long training, and two outputs."""
    return [
        Case("one hidden unit", (*rings(rng, 10), 1, 20, 0.8, 3)),
        Case("300 steps", (*rings(rng, 15), 4, 300, 0.5, 4)),
        Case("two outputs", (*two_outputs(*rings(rng, 12)), 3, 15, 0.6, 7)),
    ]


@nn_model.property("more steps, a lower cost")
def cost_falls(f, rng):
    """Return a sentence unless more steps lead to a lower cost."""
    X, Y = rings(rng, 40)
    first, last = (
        reference.compute_cost(reference.forward_propagation(X, f(X, Y, 4, steps, 1.0, 3))[0], Y) for steps in (1, 800)
    )
    if last < first - 0.02:
        return None
    return f"the cost is {first:.4g} after 1 step and {last:.4g} after 800: it does not learn"


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
