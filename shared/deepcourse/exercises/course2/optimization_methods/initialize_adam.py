"""Exercise 8: two averages that have seen nothing yet."""

import numpy as np

from deepcourse.exercises.course2.optimization_methods.initialize_velocity import draw, edges, layer_by_layer, visible
from deepcourse.exercises.course2.optimization_methods.names import STARTS, first_alone, without_last_layer
from deepcourse.exercises.course2.optimization_methods.networks import network
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.nn import optimizers as reference

initialize_adam = FunctionExercise(
    __name__,
    reference=reference.initialize_adam,
    minutes=1,
    points_visible=1,
    points_hidden=2,
    random_cases=3,
    returns=("v", "s"),
    hints=(
        "Adam keeps what momentum keeps, and what RMSprop keeps.",
        "Two dictionaries of zeros, with the keys of the gradients: np.zeros_like, twice.",
        "return reference.initialize_velocity(parameters), reference.initialize_rmsprop(parameters)",
    ),
)

initialize_adam.visible(visible)
initialize_adam.draw(draw)
initialize_adam.edges(edges)


@initialize_adam.property("every entry is 0")
def both_are_empty(f, rng):
    """Return a sentence unless every entry of both is 0."""
    v, s = f(network(rng, [3, 2, 1]))
    full = [name for average in (v, s) for name, value in average.items() if np.any(value != 0)]
    return f"an entry of {full[0]} is not 0" if full else None


@initialize_adam.property("v and s are two")
def two_dictionaries(f, rng):
    """Return a sentence unless v can be changed, its dictionary and its arrays, and s stays as it was."""
    v, s = f(network(rng, [3, 2, 1]))
    if v is s:
        return "v and s are one and the same dictionary: what is written into v stands in s too; make two"
    if any(np.may_share_memory(one, other) for one in v.values() for other in s.values()):
        return "v and s hold the same arrays: what is written into those of v stands in s too; make each its own"
    return None


@initialize_adam.mistake
def squares_begin_with_ones(parameters):
    """s begins with ones, perhaps so that nothing is divided by zero: epsilon sees to that, and the correction for the
    cold start counts on zeros
    """
    v, s = reference.initialize_adam(parameters)
    return v, {name: value + 1 for name, value in s.items()}


@initialize_adam.mistake
def named_like_parameters(parameters):
    """the keys are those of the parameters: these are averages of gradients, so the keys are dW1, db1 and so on"""
    return tuple({name: np.zeros_like(value) for name, value in parameters.items()} for _ in range(2))


@initialize_adam.mistake
def averages_of_weights_alone(parameters):
    """the biases are left out: they have gradients, and so averages, too"""
    zeros = {name: value for name, value in reference.initialize_velocity(parameters).items() if name[1] == "W"}
    return zeros, dict(zeros)


@initialize_adam.mistake
def v_begins_with_parameters(parameters):
    """v begins with the parameters: it has seen no gradient, so it begins with zeros"""
    v, s = reference.initialize_adam(parameters)
    return {name: parameters[name[1:]].copy() for name in v}, s


@initialize_adam.right
def layer_by_layer_twice(parameters):
    """Return the same from loops over the layers."""
    return layer_by_layer(parameters), layer_by_layer(parameters)


@initialize_adam.mistake
def returned_inside_the_loop(parameters):
    """only the first array of each is there: the `return` stands inside the loop, it belongs after it"""
    return tuple(first_alone(part) for part in reference.initialize_adam(parameters))


@initialize_adam.mistake
def dictionaries_begun_inside_the_loop(parameters):
    """only the last array of each is left: the empty dictionaries are made inside the loop, they belong before it"""
    return tuple(dict([list(part.items())[-1]]) for part in reference.initialize_adam(parameters))


@initialize_adam.mistake
def last_layer_missing(parameters):
    """the last layer is missing in both: range(1, L) stops at L - 1"""
    return tuple(without_last_layer(part) for part in reference.initialize_adam(parameters))


@initialize_adam.mistake
def numbers_not_arrays(parameters):
    """there is a single number 0 for each name: every entry of a weight matrix has averages of its own"""
    return tuple({f"d{name}": 0.0 for name in parameters} for _ in range(2))


@initialize_adam.mistake
def s_begins_with_parameters(parameters):
    """s begins with the parameters: it has seen no gradient, so it begins with zeros"""
    v, s = reference.initialize_adam(parameters)
    return v, {name: parameters[name[1:]].copy() for name in s}


@initialize_adam.mistake
def both_begin_with_ones(parameters):
    """both averages begin with ones: they have seen no gradient, so they begin with zeros"""
    return tuple({f"d{name}": np.ones_like(value) for name, value in parameters.items()} for _ in range(2))


@initialize_adam.mistake
def v_begins_with_ones(parameters):
    """v begins with ones: it has seen no gradient, so it begins with zeros"""
    v, s = reference.initialize_adam(parameters)
    return {name: value + 1 for name, value in v.items()}, s


@initialize_adam.mistake
def named_like_the_averages(parameters):
    """the keys are made of the averages' names and the gradients', vdW1 and sdW1: they are those of the
    gradients, dW1
    """
    v, s = reference.initialize_adam(parameters)
    return {f"v{name}": value for name, value in v.items()}, {f"s{name}": value for name, value in s.items()}


@initialize_adam.mistake
def s_is_empty(parameters):
    """s is left empty: it needs an array of zeros for each parameter, as v does"""
    return reference.initialize_adam(parameters)[0], {}


for mistake in STARTS:
    initialize_adam.mistake(mistake)
