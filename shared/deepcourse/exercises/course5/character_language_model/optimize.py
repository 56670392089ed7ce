"""Exercise 6: one step of gradient descent on names."""

import numpy as np

from deepcourse.exercises.course5.character_language_model.letters import network
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import language_model as reference

optimize = FunctionExercise(
    __name__,
    reference=reference.optimize,
    minutes=5,
    points_visible=4,
    points_hidden=7,
    returns=("the cost", "the gradients"),
    in_place=("parameters",),
    any_number_type=True,
    hints=(
        "Four functions do the work, one after the other. What does each of them return, and which of that does the "
        "next one need?",
        'The gradient of parameters["Wax"] is called "dWax", and so on: a loop over the names changes all five.',
        "Which gradients change the parameters: those of the backward pass, or those after clipping? Which do you "
        "return?",
    ),
)


def batch(rng, n_a, n_y, m, T, scale=1.0, steep=1.0):
    """Return (X, Y, a_prev, parameters): random ids, some of the targets padded, and a state that is not 0.

    steep : a factor of Wya, which makes gradients long
    """
    X, Y = rng.integers(n_y, size=(2, m, T))
    Y[np.arange(T) >= rng.integers(1, T + 1, size=m)[:, None]] = -1
    Y[0] = rng.integers(n_y, size=T)
    parameters = network(rng, n_a, n_y, scale)
    parameters["Wya"] *= steep
    return X, Y, rng.normal(size=(n_a, m)), parameters


def in_single(X, Y, a_prev, parameters):
    """Return the same in single precision."""
    return X, Y, a_prev.astype(np.float32), {name: value.astype(np.float32) for name, value in parameters.items()}


@optimize.visible
def visible():
    """Return gradients that are long, that are short, one name, one step, other rates, single precision."""
    rng = np.random.default_rng(56)
    return [
        Case("3 names of up to 5 steps, rate 0.1", (*batch(rng, 3, 5, 3, 5, 1.5, 20), 0.1)),
        Case("short gradients, rate 0.5", (*batch(rng, 4, 3, 6, 4, 0.1), 0.5)),
        Case("one name of 6 steps, rate 0.2", (*batch(rng, 2, 4, 1, 6, 3.0), 0.2)),
        Case("one step, rate 1", (*batch(rng, 3, 4, 2, 1, 2.5), 1)),
        Case("single precision, rate 0.3", (*in_single(*batch(rng, 3, 6, 2, 4, 2.0)), 0.3)),
    ]


@optimize.draw
def draw(rng):
    """Return a random batch."""
    n_a, n_y, m, T = (int(n) for n in rng.integers(2, 7, size=4))
    rate = float(rng.uniform(0.05, 1))
    given = batch(rng, n_a, n_y, m, T, float(rng.uniform(0.2, 3)))
    return Case(f"{m} names of up to {T} steps, rate {rate:.2f}", (*given, rate))


@optimize.edges
def edges(rng):
    """Return one unit, one name of one step, a rate of 0, single precision."""
    return [
        Case("one unit", (*batch(rng, 1, 3, 2, 4, 2.0), 0.4)),
        Case("long gradients", (*batch(rng, 4, 6, 3, 5, 1.5, 30), 0.2)),
        Case("one name, one step", (*batch(rng, 3, 4, 1, 1), 0.1)),
        Case("rate 0", (*batch(rng, 2, 4, 3, 3), 0.0)),
        Case("single precision", (*in_single(*batch(rng, 4, 5, 3, 2, 2.0)), 0.7)),
    ]


@optimize.property("the common norm of the gradients is at most 1")
def norm_at_most_one(f, rng):
    """Return a sentence unless the gradients that are returned are clipped."""
    gradients = f(*batch(rng, 4, 5, 3, 4, 4.0), 0.1)[1]
    norm = np.sqrt(sum(np.sum(np.square(gradient)) for gradient in gradients.values()))
    return None if norm < 1 + 1e-6 else f"it is {norm:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def passes(X, Y, a_prev, parameters):
    """Return (cost, gradients) before clipping."""
    Z, cache = reference.forward(X, a_prev, parameters)
    cost, dZ = reference.sequence_cost(Z, Y)
    return cost, reference.backward(dZ, cache)


def stepped(parameters, gradients, factor, names=None):
    """Change parameters in place."""
    for name in names or parameters:
        parameters[name] -= (factor * gradients[f"d{name}"]).astype(parameters[name].dtype)


@optimize.mistake
def not_clipped(X, Y, a_prev, parameters, learning_rate):
    """the gradients are not clipped: scale them by their common norm to at most 1"""
    cost, gradients = passes(X, Y, a_prev, parameters)
    stepped(parameters, gradients, learning_rate)
    return cost, gradients


@optimize.mistake
def clipped_by_value(X, Y, a_prev, parameters, learning_rate):
    """single entries are cut at 1: clip by the common norm"""
    cost, gradients = passes(X, Y, a_prev, parameters)
    gradients = reference.clip(gradients, 1)
    stepped(parameters, gradients, learning_rate)
    return cost, gradients


@optimize.mistake
def clipped_one_by_one(X, Y, a_prev, parameters, learning_rate):
    """each gradient is clipped by its own norm: hand all of them to clip_by_norm together"""
    cost, gradients = passes(X, Y, a_prev, parameters)
    gradients = {n: reference.clip_by_norm({n: g}, 1.0)[n] for n, g in gradients.items()}
    stepped(parameters, gradients, learning_rate)
    return cost, gradients


@optimize.mistake
def clipped_to_five(X, Y, a_prev, parameters, learning_rate):
    """the gradients are clipped to another norm than 1: max_norm is 1 here"""
    cost, gradients = passes(X, Y, a_prev, parameters)
    gradients = reference.clip_by_norm(gradients, 5.0)
    stepped(parameters, gradients, learning_rate)
    return cost, gradients


@optimize.mistake
def unclipped_returned(X, Y, a_prev, parameters, learning_rate):
    """the gradients are returned as they were before clipping: return the clipped ones"""
    cost, gradients = passes(X, Y, a_prev, parameters)
    stepped(parameters, reference.clip_by_norm(gradients, 1.0), learning_rate)
    return cost, gradients


@optimize.mistake
def unclipped_used(X, Y, a_prev, parameters, learning_rate):
    """the step is taken with the gradients before clipping: keep what clip_by_norm returns, and use it"""
    cost, gradients = passes(X, Y, a_prev, parameters)
    stepped(parameters, gradients, learning_rate)
    return cost, reference.clip_by_norm(gradients, 1.0)


@optimize.mistake
def clipped_after_the_rate(X, Y, a_prev, parameters, learning_rate):
    """the gradients are multiplied by the learning rate before they are clipped: clip first"""
    cost, gradients = passes(X, Y, a_prev, parameters)
    gradients = reference.clip_by_norm({n: learning_rate * g for n, g in gradients.items()}, 1.0)
    stepped(parameters, gradients, 1)
    return cost, gradients


@optimize.mistake
def step_clipped(X, Y, a_prev, parameters, learning_rate):
    """the step is clipped, with the learning rate in it: clip the gradients, then multiply by the learning rate"""
    cost, gradients = passes(X, Y, a_prev, parameters)
    steps = reference.clip_by_norm({n: learning_rate * g for n, g in gradients.items()}, 1.0)
    stepped(parameters, steps, 1)
    return cost, reference.clip_by_norm(gradients, 1.0)


@optimize.mistake
def uphill(X, Y, a_prev, parameters, learning_rate):
    """the step goes uphill: subtract the gradients"""
    cost, gradients = reference.optimize(X, Y, a_prev, parameters, -learning_rate)
    return cost, gradients


@optimize.mistake
def rate_forgotten(X, Y, a_prev, parameters, learning_rate):
    """the learning rate is not used: subtract learning_rate times the gradient"""
    return reference.optimize(X, Y, a_prev, parameters, 1)


@optimize.mistake
def on_copies(X, Y, a_prev, parameters, learning_rate):
    """copies are changed, and the parameters stay as they were: change the dictionary that was handed in"""
    copies = {name: value.copy() for name, value in parameters.items()}
    return reference.optimize(X, Y, a_prev, copies, learning_rate)


@optimize.mistake
def biases_left(X, Y, a_prev, parameters, learning_rate):
    """only the weights change: the biases need their step, too"""
    cost, gradients = passes(X, Y, a_prev, parameters)
    gradients = reference.clip_by_norm(gradients, 1.0)
    stepped(parameters, gradients, learning_rate, ("Wax", "Waa", "Wya"))
    return cost, gradients


@optimize.mistake
def cost_after_the_step(X, Y, a_prev, parameters, learning_rate):
    """the cost is that after the step: return the one that the gradients belong to"""
    _, gradients = reference.optimize(X, Y, a_prev, parameters, learning_rate)
    return passes(X, Y, a_prev, parameters)[0], gradients


@optimize.mistake
def state_of_zeros(X, Y, a_prev, parameters, learning_rate):
    """the state starts at 0: start from a_prev"""
    return reference.optimize(X, Y, np.zeros_like(a_prev), parameters, learning_rate)


@optimize.mistake
def inputs_as_targets(X, Y, a_prev, parameters, learning_rate):
    """X is predicted from X: the targets are Y"""
    return reference.optimize(X, np.where(Y < 0, -1, X), a_prev, parameters, learning_rate)


@optimize.mistake
def padding_predicted(X, Y, a_prev, parameters, learning_rate):
    """the padded steps count as well: leave the -1 in Y as it is"""
    return reference.optimize(X, np.maximum(Y, 0), a_prev, parameters, learning_rate)


@optimize.mistake
def two_steps(X, Y, a_prev, parameters, learning_rate):
    """the parameters change twice: take one step"""
    cost, gradients = reference.optimize(X, Y, a_prev, parameters, learning_rate)
    stepped(parameters, gradients, learning_rate)
    return cost, gradients


@optimize.mistake
def divided_by_names(X, Y, a_prev, parameters, learning_rate):
    """the gradients are divided by m once more: the cost is a mean already"""
    cost, gradients = passes(X, Y, a_prev, parameters)
    gradients = reference.clip_by_norm({n: g / len(X) for n, g in gradients.items()}, 1.0)
    stepped(parameters, gradients, learning_rate)
    return cost, gradients


@optimize.mistake
def scores_as_gradient(X, Y, a_prev, parameters, learning_rate):
    """the scores Z go through the backward pass: it needs dZ, which sequence_cost returns"""
    Z, cache = reference.forward(X, a_prev, parameters)
    gradients = reference.clip_by_norm(reference.backward(Z, cache), 1.0)
    stepped(parameters, gradients, learning_rate)
    return reference.sequence_cost(Z, Y)[0], gradients


# --- right, written differently -------------------------------------------------------------------------------------


@optimize.right
def new_arrays(X, Y, a_prev, parameters, learning_rate):
    """Return the same; the dictionary gets new arrays."""
    cost, gradients = passes(X, Y, a_prev, parameters)
    gradients = reference.clip_by_norm(gradients, 1)
    for name in ("Wax", "Waa", "Wya", "ba", "by"):
        parameters[name] = parameters[name] - learning_rate * gradients["d" + name]
    return cost, gradients


@optimize.right
def by_update(X, Y, a_prev, parameters, learning_rate):
    """Return the same; the dictionary is updated at once."""
    cost, gradients = passes(X, Y, a_prev, parameters)
    gradients = reference.clip_by_norm(gradients, 1.0)
    parameters.update({name: value - learning_rate * gradients[f"d{name}"] for name, value in parameters.items()})
    return float(cost), gradients
