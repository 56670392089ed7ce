"""Exercise 10: one step downhill, for any number of layers."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import dims, network, shown
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import building_blocks as reference

update_parameters = FunctionExercise(
    __name__,
    reference=reference.update_parameters,
    minutes=2,
    points_visible=2,
    points_hidden=3,
    random_cases=3,
    returns=("parameters",),
    hints=(
        "The names in `parameters` say how many layers there are: loop over them.",
        'The gradient of parameters["W3"] is grads["dW3"]; "d" + name makes the one name from the other.',
        'return {name: parameters[name] - learning_rate * grads["d" + name] for name in parameters}',
    ),
)


def step_of(rng, layer_dims, learning_rate):
    """Return the arguments for a random network, random gradients and a rate."""
    grads = {f"d{name}": value for name, value in network(rng, layer_dims).items()}
    return network(rng, layer_dims), grads, learning_rate


def case(rng, layer_dims, learning_rate):
    """Return a case named by its sizes."""
    return Case(f"{shown(layer_dims)}, rate {learning_rate:.3g}", step_of(rng, layer_dims, learning_rate))


@update_parameters.visible
def visible():
    """Return networks of one to four layers and several rates, two outputs, a rate of 0, gradients in another order."""
    rng = np.random.default_rng(10)
    parameters, grads, rate = step_of(np.random.default_rng(11), [3, 4, 1], 0.3)
    return [
        case(rng, [3, 4, 2, 1], 0.5),
        case(rng, [2, 1], 1.2),
        case(rng, [2, 3, 3, 2, 1], 0.01),
        case(rng, [3, 4, 2], 0.2),
        case(rng, [2, 3, 1], 0.0),
        Case("the gradients come last layer first", (parameters, dict(reversed(grads.items())), rate)),
    ]


@update_parameters.draw
def draw(rng):
    """Return a case of random depth, sizes and rate."""
    return case(rng, dims(rng), float(rng.uniform(0.05, 3)))


@update_parameters.edges
def edges(rng):
    """Return a rate of 0, twelve layers, and gradients in another order."""
    parameters, grads, rate = step_of(rng, [3, 4, 1], 0.3)
    return [
        case(rng, [2, 3, 1], 0.0),
        case(rng, [2] * 12 + [1], 0.1),
        Case("the gradients come last layer first", (parameters, dict(reversed(grads.items())), rate)),
    ]


@update_parameters.property("a step forth and back")
def there_and_back(f, rng):
    """Return a sentence unless a step and the same step backwards lead to where it began."""
    parameters, grads, rate = step_of(rng, [3, 2, 4, 1], 0.3)
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
def two_layers_only(parameters, grads, learning_rate):
    """only W1, b1, W2 and b2 are updated, as in week 3: loop over all names in `parameters`"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return {name: moved[name] if int(name[1:]) <= 2 else value for name, value in parameters.items()}


@update_parameters.mistake
def last_layer_stays(parameters, grads, learning_rate):
    """the last layer keeps its old values: range(1, L) stops at L - 1"""
    L = len(parameters) // 2
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return moved | {name: parameters[name] for name in (f"W{L}", f"b{L}")}


@update_parameters.mistake
def biases_stay(parameters, grads, learning_rate):
    """the biases keep their old values: they are parameters like the weights, and learn too"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return moved | {name: value for name, value in parameters.items() if name[0] == "b"}


@update_parameters.mistake
def learning_rate_fixed(parameters, grads, learning_rate):
    """the learning rate is fixed at 0.0075: take the one that was given"""
    return reference.update_parameters(parameters, grads, 0.0075)


@update_parameters.mistake
def returned_inside_the_loop(parameters, grads, learning_rate):
    """the return stands inside the loop: layer 1 alone has been updated then; move it to the left"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return {name: moved[name] if name[1:] == "1" else value for name, value in parameters.items()}


@update_parameters.mistake
def paired_by_order(parameters, grads, learning_rate):
    """values and gradients are paired by their places in the two dictionaries: pair them by name, grads["d" + name]"""
    pairs = zip(parameters.items(), grads.values(), strict=False)
    return {name: value - learning_rate * gradient for (name, value), gradient in pairs}


@update_parameters.mistake
def twice_as_many_layers(parameters, grads, learning_rate):
    """L = len(parameters) is used: every layer has two entries there, W and b, so L = len(parameters) // 2"""
    return parameters[f"W{len(parameters) // 2 + 1}"]


@update_parameters.mistake
def counted_from_zero(parameters, grads, learning_rate):
    """the layers are counted from 0: there is no W0; range(1, L + 1) counts from 1 to L"""
    return parameters["W0"]


@update_parameters.mistake
def names_without_d(parameters, grads, learning_rate):
    """a gradient is looked for under its parameter's name: that of W1 is grads["dW1"]"""
    return {name: value - learning_rate * grads[name] for name, value in parameters.items()}


@update_parameters.mistake
def keys_of_the_gradients(parameters, grads, learning_rate):
    """the new values stand under the gradients' names: what comes back are parameters, W1, b1 and so on"""
    return {f"d{n}": value for n, value in reference.update_parameters(parameters, grads, learning_rate).items()}


@update_parameters.mistake
def step_alone(parameters, grads, learning_rate):
    """only the step comes back, learning_rate times the gradient: subtract it from the old value"""
    return {name: learning_rate * grads[f"d{name}"] for name in parameters}


@update_parameters.mistake
def negative_step_alone(parameters, grads, learning_rate):
    """only the step comes back, minus learning_rate times the gradient: add it to the old value"""
    return {name: -learning_rate * grads[f"d{name}"] for name in parameters}


@update_parameters.mistake
def learning_rate_on_everything(parameters, grads, learning_rate):
    """the learning rate multiplies the old value as well: only the gradient is multiplied by it"""
    return {name: learning_rate * (value - grads[f"d{name}"]) for name, value in parameters.items()}


@update_parameters.mistake
def nothing_stored(parameters, grads, learning_rate):
    """the old values come back: keep each new value, under its name"""
    return {name: value.copy() for name, value in parameters.items()}


@update_parameters.mistake
def weights_stay(parameters, grads, learning_rate):
    """the weights keep their old values: only the biases learn"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return moved | {name: value for name, value in parameters.items() if name[0] == "W"}


@update_parameters.mistake
def first_layer_stays(parameters, grads, learning_rate):
    """layer 1 keeps its old values: start at layer 1, as range(1, L + 1) does"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return moved | {name: parameters[name] for name in ("W1", "b1")}


@update_parameters.mistake
def only_the_last_layer_moves(parameters, grads, learning_rate):
    """only the last layer has moved: all layers learn"""
    last = str(len(parameters) // 2)
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return {name: moved[name] if name[1:] == last else value for name, value in parameters.items()}


@update_parameters.mistake
def only_the_last_layer_returned(parameters, grads, learning_rate):
    """only the last layer comes back, as from a dictionary that is made inside the loop: make one before the loop"""
    last = str(len(parameters) // 2)
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return {name: value for name, value in moved.items() if name[1:] == last}


@update_parameters.mistake
def last_layer_not_returned(parameters, grads, learning_rate):
    """the last layer is missing in what comes back: range(1, L) stops at L - 1"""
    last = str(len(parameters) // 2)
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return {name: value for name, value in moved.items() if name[1:] != last}


@update_parameters.mistake
def only_layer_one_returned(parameters, grads, learning_rate):
    """layer 1 alone comes back, as from a return inside the loop: move it to the left"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return {name: moved[name] for name in ("W1", "b1")}


@update_parameters.mistake
def only_weights_returned(parameters, grads, learning_rate):
    """only the weights come back: the biases are parameters too, and learn"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return {name: value for name, value in moved.items() if name[0] == "W"}


@update_parameters.mistake
def gradient_of_the_weights_for_biases(parameters, grads, learning_rate):
    """the biases are moved by the gradient of the weights: b1 has its own, grads["db1"]"""
    return {name: value - learning_rate * grads[f"dW{name[1:]}"] for name, value in parameters.items()}


@update_parameters.mistake
def gradient_of_layer_one(parameters, grads, learning_rate):
    """every layer is moved by the gradients of layer 1: that of W2 is grads["dW2"]"""
    return {name: value - learning_rate * grads[f"d{name[0]}1"] for name, value in parameters.items()}


# --- right, written differently -------------------------------------------------------------------------------------


@update_parameters.right
def layer_by_layer(parameters, grads, learning_rate):
    """Return a copy that is changed layer by layer."""
    new = {name: value.copy() for name, value in parameters.items()}
    for layer in range(1, len(parameters) // 2 + 1):
        new[f"W{layer}"] -= learning_rate * grads[f"dW{layer}"]
        new[f"b{layer}"] -= learning_rate * grads[f"db{layer}"]
    return new
