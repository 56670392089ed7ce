"""Exercise 3: an average that has seen nothing yet."""

import numpy as np

from deepcourse.exercises.course2.optimization_methods.names import STARTS, first_alone, without_last_layer
from deepcourse.exercises.course2.optimization_methods.networks import changed, dims, narrow, network, shown
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import optimizers as reference

HINTS = (
    "One array of zeros for each parameter, of its shape; np.zeros_like makes it.",
    'The keys are those of the gradients: "d" + name.',
    'return {"d" + name: np.zeros_like(value) for name, value in parameters.items()}',
)

initialize_velocity = FunctionExercise(
    __name__,
    reference=reference.initialize_velocity,
    minutes=1,
    points_visible=1,
    points_hidden=2,
    random_cases=3,
    returns=("v",),
    hints=HINTS,
)


@initialize_velocity.visible
def visible():
    """Return networks of two, one, four and twelve layers, and one in float32."""
    rng = np.random.default_rng(3)
    several = [3, 4, 1], [2, 1], [2, 3, 3, 2, 1], [2] + [1] * 12
    cases = [Case(shown(sizes), (network(rng, sizes),)) for sizes in several]
    return [*cases, Case("float32", (narrow(network(rng, [3, 2, 1])),))]


@initialize_velocity.draw
def draw(rng):
    """Return a network of random depth and sizes."""
    sizes = dims(rng)
    return Case(shown(sizes), (network(rng, sizes),))


@initialize_velocity.edges
def edges(rng):
    """Return parameters in float32, and twelve layers."""
    return [
        Case("float32", (narrow(network(rng, [3, 2, 1])),)),
        Case("twelve layers", (network(rng, [2] * 12 + [1]),)),
    ]


@initialize_velocity.property("every entry is 0")
def the_first_average_is_empty(f, rng):
    """Return a sentence unless every entry is 0."""
    made = f(network(rng, [3, 2, 1]))
    return None if all(np.all(value == 0) for value in made.values()) else "an entry is not 0"


# --- known mistakes -------------------------------------------------------------------------------------------------


@initialize_velocity.mistake
def named_like_parameters(parameters):
    """the keys are those of the parameters: this is an average of gradients, so its keys are theirs, dW1 and so on"""
    return {name: np.zeros_like(value) for name, value in parameters.items()}


@initialize_velocity.mistake
def begins_with_parameters(parameters):
    """the average begins with the parameters: it has seen no gradient, so it begins with zeros"""
    return {f"d{name}": value.copy() for name, value in parameters.items()}


@initialize_velocity.mistake
def weights_alone(parameters):
    """the biases are left out: they have gradients, and so averages, too"""
    return {f"d{name}": np.zeros_like(value) for name, value in parameters.items() if name[0] == "W"}


@initialize_velocity.mistake
def begins_with_ones(parameters):
    """the average begins with ones instead of zeros"""
    return {f"d{name}": np.ones_like(value) for name, value in parameters.items()}


@initialize_velocity.mistake
def numbers_not_arrays(parameters):
    """there is a single number 0 for each name: every entry of a weight matrix has an average of its own"""
    return {f"d{name}": 0.0 for name in parameters}


@initialize_velocity.mistake
def dictionary_begun_inside_the_loop(parameters):
    """only the last array is left: the empty dictionary is made inside the loop, it belongs before it"""
    last = list(parameters)[-1]
    return {f"d{last}": np.zeros_like(parameters[last])}


@initialize_velocity.mistake
def parameters_zeroed(parameters):
    """the parameters of the caller are set to zero: make new arrays, with np.zeros_like"""
    changed(parameters, {name: 0.0 for name in parameters})
    return {f"d{name}": value for name, value in parameters.items()}


@initialize_velocity.mistake
def returned_inside_the_loop(parameters):
    """only the first array is there: the `return` stands inside the loop, it belongs after it"""
    return first_alone(reference.initialize_velocity(parameters))


@initialize_velocity.mistake
def last_layer_missing(parameters):
    """the last layer is missing: range(1, L) stops at L - 1"""
    return without_last_layer(reference.initialize_velocity(parameters))


@initialize_velocity.mistake
def named_like_the_average(parameters):
    """the keys are made of the average's name and the gradient's, vdW1 or sdW1: they are those of the gradients, dW1"""
    return {f"vd{name}": np.zeros_like(value) for name, value in parameters.items()}


@initialize_velocity.mistake
def biases_alone(parameters):
    """the weights are left out: they have gradients, and so averages, too"""
    return {f"d{name}": np.zeros_like(value) for name, value in parameters.items() if name[0] == "b"}


@initialize_velocity.mistake
def transposed(parameters):
    """the arrays are transposed: each has the shape of its parameter"""
    return {f"d{name}": np.zeros_like(value.T) for name, value in parameters.items()}


@initialize_velocity.mistake
def flat_biases(parameters):
    """the averages of the biases are flat, (n,): they have the shape of the biases, (n, 1)"""
    return {f"d{n}": np.zeros_like(value[:, 0] if n[0] == "b" else value) for n, value in parameters.items()}


for mistake in STARTS:
    initialize_velocity.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@initialize_velocity.right
def layer_by_layer(parameters):
    """Return the same from a loop over the layers."""
    v = {}
    for layer in range(1, len(parameters) // 2 + 1):
        for letter in "Wb":
            value = parameters[f"{letter}{layer}"]
            v[f"d{letter}{layer}"] = np.zeros(value.shape, value.dtype)
    return v
