"""Exercise 6: all parameters of a network in one column."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import dims, network, shown
from deepcourse.exercises.course2.gradient_checking.cases import shuffled
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import gradient_checking as reference

DEEP = [2, 3, 1, 2, 2, 1, 3, 2, 2, 1, 2, 1]  # 11 layers

parameters_to_vector = FunctionExercise(
    __name__,
    reference=reference.parameters_to_vector,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("theta",),
    hints=(
        "There are len(parameters) // 2 layers, whatever the order of the dictionary.",
        "For each layer, 1 to L: first W, then b, each made a column by reshape(-1, 1).",
        "np.concatenate(list_of_columns) puts them under each other.",
    ),
)


def small():
    """Return the parameters of the text: W1 (2, 2), b1, W2 (1, 2), b2, numbered from 1 to 9."""
    one_to_nine = np.arange(1.0, 10.0)
    W1, b1, W2, b2 = np.split(one_to_nine, [4, 6, 8])
    return {"W1": W1.reshape(2, 2), "b1": b1.reshape(2, 1), "W2": W2.reshape(1, 2), "b2": b2.reshape(1, 1)}


@parameters_to_vector.visible
def visible():
    """Return the text's parameters, dictionaries in other orders, 11 layers, and one."""
    rng = np.random.default_rng(14)
    backward = network(rng, [3, 2, 4, 1])
    return [
        Case("the parameters of the text, 1 to 9", (small(),)),
        Case("filled from the last layer to the first", (dict(reversed(backward.items())),)),
        Case("all W before all b", (dict(sorted(network(rng, [2, 3, 2, 1]).items())),)),
        Case("11 layers", (network(rng, DEEP),)),
        Case("one layer", (network(rng, [3, 2]),)),
    ]


@parameters_to_vector.draw
def draw(rng):
    """Return a random network whose dictionary is in a random order."""
    layer_dims = dims(rng)
    return Case(shown(layer_dims), (shuffled(rng, network(rng, layer_dims)),))


@parameters_to_vector.edges
def edges(rng):
    """Return one layer, one unit everywhere, and 12 layers in any order."""
    return [
        Case("one layer", (network(rng, [3, 2]),)),
        Case("two layers of one unit", (network(rng, [1, 1, 1]),)),
        Case("12 layers in any order", (shuffled(rng, network(rng, [*DEEP, 2])),)),
    ]


@parameters_to_vector.property("vector_to_parameters gives them back")
def inverse_gives_them_back(f, rng):
    """Return a sentence unless the package's vector_to_parameters gives the parameters back."""
    parameters = shuffled(rng, network(rng, dims(rng)))
    theta = f(parameters)
    back = reference.vector_to_parameters(theta, {name: value.shape for name, value in parameters.items()})
    wrong = [name for name in parameters if not np.array_equal(back[name], parameters[name])]
    return f"the package's vector_to_parameters does not find {', '.join(wrong)} again" if wrong else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def stacked(parameters, names, order="C"):
    """Return the arrays of these names in one column."""
    return np.concatenate([parameters[name].ravel(order=order)[:, None] for name in names])


@parameters_to_vector.mistake
def order_of_the_dictionary(parameters):
    """the arrays are stacked in the order of the dictionary, which depends on who filled it: count the layers, W1, b1,
    W2, b2 and so on
    """
    return stacked(parameters, parameters)


@parameters_to_vector.mistake
def sorted_as_text(parameters):
    """the names are sorted as texts: all W come before all b, and "W10" before "W2"; count the layers instead"""
    return stacked(parameters, sorted(parameters))


@parameters_to_vector.mistake
def layers_sorted_as_text(parameters):
    """the layer numbers are sorted as texts: "10" comes before "2"; count with range(1, L + 1)"""
    return stacked(parameters, sorted(parameters, key=lambda name: (name[1:], name)))


@parameters_to_vector.mistake
def weights_before_biases(parameters):
    """all weights come before all biases: after W1 comes b1"""
    return stacked(parameters, sorted(parameters, key=lambda name: (name[0], int(name[1:]))))


@parameters_to_vector.mistake
def biases_first(parameters):
    """b comes before W in each layer: W1 first, then b1"""
    return stacked(parameters, sorted(parameters, key=lambda name: (int(name[1:]), name[0] == "W")))


@parameters_to_vector.mistake
def column_by_column(parameters):
    """each array is read column by column: row by row is asked for, as reshape and ravel do it"""
    return stacked(parameters, reference.names_in_order(parameters), order="F")


@parameters_to_vector.mistake
def biases_forgotten(parameters):
    """the biases are missing: every parameter is to be nudged, theirs too"""
    return stacked(parameters, [name for name in reference.names_in_order(parameters) if name.startswith("W")])


@parameters_to_vector.mistake
def axis_lost(parameters):
    """theta has lost an axis, (n,): a column, (n, 1), is asked for; reshape(-1, 1) makes one"""
    return reference.parameters_to_vector(parameters)[:, 0]


@parameters_to_vector.mistake
def list_begun_inside_the_loop(parameters):
    """only the last layer is left: the empty list is made inside the loop, it belongs before it"""
    return stacked(parameters, reference.names_in_order(parameters)[-2:])


@parameters_to_vector.mistake
def last_layer_left_out(parameters):
    """the last layer is missing: range(1, L) stops before L"""
    last = len(parameters) // 2
    return stacked(parameters, [n for n in reference.names_in_order(parameters) if int(n[1:]) < last or last == 1])


@parameters_to_vector.mistake
def three_layers(parameters):
    """exactly three layers are assumed: there may be more or fewer, L = len(parameters) // 2"""
    return stacked(parameters, ("W1", "b1", "W2", "b2", "W3", "b3"))


@parameters_to_vector.mistake
def two_layers(parameters):
    """exactly two layers are assumed: there may be more or fewer, L = len(parameters) // 2"""
    return stacked(parameters, ("W1", "b1", "W2", "b2"))


@parameters_to_vector.mistake
def twice_as_deep(parameters):
    """L = len(parameters) is used: every layer has two entries there, W and b, so L = len(parameters) // 2"""
    return parameters[f"W{len(parameters) // 2 + 1}"]


@parameters_to_vector.mistake
def counted_from_zero(parameters):
    """the layers are counted from 0: there is no W0; range(1, L + 1) counts from 1 to L"""
    return parameters["W0"]


@parameters_to_vector.mistake
def as_a_row(parameters):
    """theta is a row, (1, n): a column, (n, 1), is asked for; reshape(-1, 1) makes one"""
    return reference.parameters_to_vector(parameters).T


@parameters_to_vector.mistake
def flat_without_the_last_layer(parameters):
    """the last layer is missing, and theta has lost an axis: range(1, L) stops before L, and a column, (n, 1), is asked
    for
    """
    return last_layer_left_out(parameters)[:, 0]


@parameters_to_vector.mistake
def first_layer_alone(parameters):
    """only layer 1 is there, as from a return inside the loop: move it to the left"""
    return stacked(parameters, ("W1", "b1"))


@parameters_to_vector.mistake
def first_layer_left_out(parameters):
    """layer 1 is missing: range(1, L + 1) counts from 1 to L"""
    return stacked(parameters, reference.names_in_order(parameters)[2:] or ("W1", "b1"))


@parameters_to_vector.mistake
def last_layer_first(parameters):
    """the layers are stacked from the last to the first: W1 comes first, then b1, W2 and so on"""
    names = [f"{letter}{layer}" for layer in range(len(parameters) // 2, 0, -1) for letter in "Wb"]
    return stacked(parameters, names)


@parameters_to_vector.mistake
def list_of_columns(parameters):
    """a list of columns comes back: put them under each other with np.concatenate"""
    return [parameters[name].reshape(-1, 1) for name in reference.names_in_order(parameters)]


# --- right, written differently -------------------------------------------------------------------------------------


@parameters_to_vector.right
def layer_by_layer(parameters):
    """Return the same by counting layers."""
    L = len(parameters) // 2
    names = [f"{letter}{layer}" for layer in range(1, L + 1) for letter in "Wb"]
    return np.vstack([parameters[name].reshape(-1, 1) for name in names])
