"""Exercise 10: one step downhill."""

import numpy as np

from deepcourse.exercises.course1.planar_classification.networks import network
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import shallow_network as reference

update_parameters = FunctionExercise(
    __name__,
    reference=reference.update_parameters,
    minutes=3,
    points_visible=2,
    points_hidden=3,
    random_cases=3,
    returns=("parameters",),
    hints=(
        "Four updates of one form: new = old - learning_rate * gradient.",
        'The gradient of parameters["W1"] is grads["dW1"]; f"d{name}" makes the one name from the other.',
        'return {name: parameters[name] - learning_rate * grads["d" + name] for name in parameters}',
    ),
)


def step_of(rng, n_x, n_h, learning_rate, n_y=1):
    """Return the arguments for a random network, random gradients and a rate."""
    grads = {f"d{name}": value for name, value in network(rng, n_x, n_h, n_y).items()}
    return network(rng, n_x, n_h, n_y), grads, learning_rate


@update_parameters.visible
def visible():
    """Return networks of several sizes and rates, a rate of 0, and gradients of 0."""
    rng, parameters = np.random.default_rng(10), network(np.random.default_rng(11), 2, 3)
    nothing = {f"d{name}": np.zeros_like(value) for name, value in parameters.items()}
    return [
        Case("2 inputs, 2 hidden units, rate 0.5", step_of(rng, 2, 2, 0.5)),
        Case("3 inputs, 4 hidden units, rate 1.2", step_of(rng, 3, 4, 1.2)),
        Case("2 inputs, 5 hidden units, rate 0.01", step_of(rng, 2, 5, 0.01)),
        Case("3 inputs, 2 hidden units, 2 outputs, rate 0.3", step_of(rng, 3, 2, 0.3, 2)),
        Case("a learning rate of 0", step_of(rng, 2, 3, 0.0)),
        Case("at the bottom: all gradients 0", (parameters, nothing, 0.7)),
        Case("one of everything", step_of(rng, 1, 1, 0.1)),
    ]


@update_parameters.draw
def draw(rng):
    """Return a case of random size and rate."""
    n_x, n_h = (int(n) for n in rng.integers(1, 7, size=2))
    return Case(f"{n_x} inputs, {n_h} hidden units", step_of(rng, n_x, n_h, float(rng.uniform(0.05, 3))))


@update_parameters.edges
def edges(rng):
    """Return a rate of 0, and gradients of 0."""
    parameters, grads, _ = step_of(rng, 2, 3, 1.0)
    nothing = {name: np.zeros_like(value) for name, value in grads.items()}
    return [
        Case("a learning rate of 0", (parameters, grads, 0.0)),
        Case("at the bottom: all gradients 0", (parameters, nothing, 0.7)),
        Case("one of everything", step_of(rng, 1, 1, 0.1)),
    ]


@update_parameters.property("a step forth and back")
def there_and_back(f, rng):
    """Return a sentence unless a step and the same step backwards lead to where it began."""
    parameters, grads, rate = step_of(rng, 3, 2, 0.3)
    back = f(f(parameters, grads, rate), {name: -value for name, value in grads.items()}, rate)
    far = [name for name in parameters if not np.allclose(back[name], parameters[name])]
    return f"a step forth and the same step back do not return {far[0]} to where it was" if far else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@update_parameters.mistake
def uphill(parameters, grads, learning_rate):
    """the gradient is added instead of subtracted: that climbs the cost"""
    return reference.update_parameters(parameters, grads, -learning_rate)


@update_parameters.mistake
def learning_rate_left_out(parameters, grads, learning_rate):
    """the learning rate is left out: the step is the whole gradient"""
    return reference.update_parameters(parameters, grads, 1.0)


@update_parameters.mistake
def changed_in_place(parameters, grads, learning_rate):
    """the parameters of the caller are changed, by -= or by writing into their dictionary: make new arrays, in a new
    dictionary, and the old parameters live on
    """
    for name in parameters:
        parameters[name] -= learning_rate * grads[f"d{name}"]
    return parameters


@update_parameters.mistake
def biases_stay(parameters, grads, learning_rate):
    """b1 and b2 keep their old values: they are parameters like the weights, and learn too"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return moved | {name: parameters[name] for name in ("b1", "b2")}


@update_parameters.mistake
def first_layer_stays(parameters, grads, learning_rate):
    """W1 and b1 keep their old values: then the hidden units never learn"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return moved | {name: parameters[name] for name in ("W1", "b1")}


@update_parameters.mistake
def rate_times_parameter(parameters, grads, learning_rate):
    """the learning rate is multiplied with the parameter: it is the gradient that it shortens"""
    return {name: value * learning_rate - grads[f"d{name}"] for name, value in parameters.items()}


@update_parameters.mistake
def learning_rate_fixed(parameters, grads, learning_rate):
    """the learning rate is fixed at 1.2: take the one that was given"""
    return reference.update_parameters(parameters, grads, 1.2)


def moved_by(name, sentence, step):
    """Return the mistake of updating each parameter by `step(value, gradient, learning_rate)`."""

    def mistake(parameters, grads, learning_rate):
        with np.errstate(all="ignore"):
            return {each: step(value, grads[f"d{each}"], learning_rate) for each, value in parameters.items()}

    mistake.__name__, mistake.__doc__ = name, sentence
    return mistake


for wrong in (
    (
        "rate_times_difference",
        "the learning rate multiplies the whole difference, parameter minus gradient: it belongs to the gradient alone",
        lambda p, g, a: a * (p - g),
    ),
    (
        "step_returned",
        "the step is returned, the learning rate times the gradient: it must be subtracted from the parameter",
        lambda p, g, a: a * g,
    ),
    ("minus_the_step", "minus the step is returned: it must be added to the parameter", lambda p, g, a: -a * g),
    (
        "from_gradient",
        "the parameter is subtracted from the step: it is the other way round, parameter minus learning rate "
        "times gradient",
        lambda p, g, a: a * g - p,
    ),
    (
        "rate_subtracted",
        "the learning rate is subtracted as a number: it multiplies the gradient",
        lambda p, g, a: p - g - a,
    ),
    ("rate_divides", "the gradient is divided by the learning rate: it is multiplied by it", lambda p, g, a: p - g / a),
    ("in_proportion", "the step is multiplied with the parameter: it is subtracted from it", lambda p, g, a: p * a * g),
    (
        "step_in_proportion",
        "the parameter stands in the step as well: the step is learning rate times gradient, nothing else",
        lambda p, g, a: p - a * g * p,
    ),
    (
        "only_the_sign",
        "only the sign of the gradient counts: the step is as long as learning rate times gradient",
        lambda p, g, a: p - a * np.sign(g),
    ),
    (
        "uphill_by_the_gradient",
        "the whole gradient is added, without the learning rate: learning rate times gradient is subtracted",
        lambda p, g, a: p + g,
    ),
    ("rate_squared", "the learning rate is multiplied twice: once is enough", lambda p, g, a: p - a * a * g),
):
    update_parameters.mistake(moved_by(*wrong))


def kept(name, sentence, names):
    """Return the mistake of leaving some parameters as they were."""

    def mistake(parameters, grads, learning_rate):
        moved = reference.update_parameters(parameters, grads, learning_rate)
        return moved | {each: parameters[each] for each in names}

    mistake.__name__, mistake.__doc__ = name, sentence
    return mistake


update_parameters.mistake(kept("weights_stay", "W1 and W2 keep their old values: they learn too", ("W1", "W2")))
update_parameters.mistake(kept("second_layer_stays", "W2 and b2 keep their old values: they learn too", ("W2", "b2")))
update_parameters.mistake(
    kept("nothing_moves", "all parameters are returned as they were: the new values must go into the result",
         ("W1", "b1", "W2", "b2"))
)  # fmt: skip


def only(name):
    """Return the mistakes of one parameter: it stays, climbs, or is missing."""

    def stays(parameters, grads, learning_rate):
        return reference.update_parameters(parameters, grads, learning_rate) | {name: parameters[name]}

    def climbs(parameters, grads, learning_rate):
        moved = reference.update_parameters(parameters, grads, learning_rate)
        return moved | {name: parameters[name] + learning_rate * grads[f"d{name}"]}

    def missing(parameters, grads, learning_rate):
        moved = reference.update_parameters(parameters, grads, learning_rate)
        return {each: value for each, value in moved.items() if each != name}

    stays.__doc__ = f"{name} alone keeps its old value: it learns like the others"
    climbs.__doc__ = f"the gradient of {name} is added: it is subtracted, as for the others"
    missing.__doc__ = f"{name} is missing in the result: all four parameters belong there"
    for each in (stays, climbs, missing):
        each.__name__ = f"{name}_{each.__name__}"
    return stays, climbs, missing


for parameter in ("W1", "b1", "W2", "b2"):
    for mistake in only(parameter):
        update_parameters.mistake(mistake)


@update_parameters.mistake
def second_bias_by_the_first_gradient(parameters, grads, learning_rate):
    """b2 is moved by db1: every parameter is moved by its own gradient"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return moved | {"b2": parameters["b2"] - learning_rate * grads["db1"]}


@update_parameters.mistake
def first_bias_by_the_second_gradient(parameters, grads, learning_rate):
    """b1 is moved by db2: every parameter is moved by its own gradient"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return moved | {"b1": parameters["b1"] - learning_rate * grads["db2"]}


@update_parameters.mistake
def second_bias_from_the_first(parameters, grads, learning_rate):
    """b2 is made of b1 and its gradient: every parameter is made of its own old value"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return moved | {"b2": moved["b1"].copy()}


@update_parameters.mistake
def second_weights_by_the_first_gradient(parameters, grads, learning_rate):
    """W2 is moved by dW1: every parameter is moved by its own gradient"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return moved | {"W2": parameters["W2"] - learning_rate * grads["dW1"]}


@update_parameters.mistake
def keys_of_the_gradients(parameters, grads, learning_rate):
    """the result has the keys of the gradients, `dW1`, ...: the parameters are called `W1`, `b1`, `W2`, `b2`"""
    return {f"d{name}": value for name, value in reference.update_parameters(parameters, grads, learning_rate).items()}


@update_parameters.mistake
def gradients_by_the_wrong_key(parameters, grads, learning_rate):
    """the gradient is asked for under the name of the parameter: in grads it has a d before it, as in `dW1`"""
    return {name: value - learning_rate * grads[name] for name, value in parameters.items()}


def at_rate(rate):
    """Return the mistake of a fixed learning rate."""

    def fixed(parameters, grads, learning_rate):
        return reference.update_parameters(parameters, grads, rate)

    fixed.__name__ += f"_{rate:g}".replace(".", "_")
    fixed.__doc__ = f"the learning rate is fixed at {rate:g}: take the one that was given"
    return fixed


for rate in (0.001, 0.01, 0.1, 0.5):
    update_parameters.mistake(at_rate(rate))


# --- right, written differently -------------------------------------------------------------------------------------


@update_parameters.right
def line_by_line(parameters, grads, learning_rate):
    """Return a copy that is changed array by array."""
    new = {name: value.copy() for name, value in parameters.items()}
    for name in ("b2", "W2", "b1", "W1"):
        new[name] += -learning_rate * grads["d" + name]
    return new
