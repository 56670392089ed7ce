"""Exercise 7: a column, cut into the parameters of a network."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import dims, shown
from deepcourse.exercises.course2.gradient_checking.cases import column, many_shapes, shuffled
from deepcourse.exercises.course2.gradient_checking.parameters_to_vector import DEEP
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import gradient_checking as reference

vector_to_parameters = FunctionExercise(
    __name__,
    reference=reference.vector_to_parameters,
    minutes=5,
    points_visible=4,
    points_hidden=5,
    returns=("parameters",),
    hints=(
        "The same order of names as in exercise 6; keep a number `start` that says where the next array begins.",
        "An array of the shape (n, k) has n * k entries: theta[start : start + n * k].",
        "parameters[name] = theta[start : start + size].reshape(shapes[name]), then start += size.",
    ),
)


def numbered(layer_dims, rng=None):
    """Return (theta, shapes): 1, 2, 3, ... or random numbers; with a generator the shapes are in any order."""
    shapes = many_shapes(layer_dims)
    n = sum(int(np.prod(shape)) for shape in shapes.values())
    if rng is None:
        return column(*range(1, n + 1)), shapes
    return rng.normal(size=(n, 1)), shuffled(rng, shapes)


@vector_to_parameters.visible
def visible():
    """Return the text's column, shapes in any order, square matrices, 11 layers, and one."""
    rng = np.random.default_rng(15)
    return [
        Case("the column of the text, 1 to 9", numbered([2, 2, 1])),
        Case("3-2-4-1, shapes in any order", numbered([3, 2, 4, 1], rng)),
        Case("square matrices: 3-3-3", numbered([3, 3, 3])),
        Case("11 layers", numbered(DEEP)),
        Case("one layer", numbered([3, 2], rng)),
    ]


@vector_to_parameters.draw
def draw(rng):
    """Return a random column for a random network."""
    layer_dims = dims(rng)
    return Case(shown(layer_dims), numbered(layer_dims, rng))


@vector_to_parameters.edges
def edges(rng):
    """Return one layer, one unit everywhere, and 12 layers."""
    return [
        Case("one layer", numbered([3, 2], rng)),
        Case("two layers of one unit", numbered([1, 1, 1], rng)),
        Case("12 layers", numbered([*DEEP, 2], rng)),
    ]


@vector_to_parameters.property("parameters_to_vector makes the same column again")
def vector_comes_back(f, rng):
    """Return a sentence unless parameters_to_vector makes the same column again."""
    theta, shapes = numbered(dims(rng), rng)
    back = reference.parameters_to_vector(f(theta, shapes))
    return None if np.array_equal(back, theta) else "the package's parameters_to_vector makes another column of them"


# --- known mistakes -------------------------------------------------------------------------------------------------


def cut(theta, shapes, names, order="C"):
    """Return the parameters, cut from theta in this order of names."""
    parameters, start = {}, 0
    for name in names:
        size = int(np.prod(shapes[name]))
        parameters[name] = theta[start : start + size].reshape(shapes[name], order=order)
        start += size
    return parameters


@vector_to_parameters.mistake
def order_of_the_dictionary(theta, shapes):
    """theta is cut in the order of the dictionary: count the layers, W1, b1, W2, b2, ..., as they were stacked"""
    return cut(theta, shapes, shapes)


@vector_to_parameters.mistake
def sorted_as_text(theta, shapes):
    """the names are sorted as texts: all W come before all b, and "W10" before "W2"; count the layers instead"""
    return cut(theta, shapes, sorted(shapes))


@vector_to_parameters.mistake
def layers_sorted_as_text(theta, shapes):
    """the layer numbers are sorted as texts: "10" comes before "2"; count with range(1, L + 1)"""
    return cut(theta, shapes, sorted(shapes, key=lambda name: (name[1:], name)))


@vector_to_parameters.mistake
def biases_first(theta, shapes):
    """b is cut before W in each layer: W1 comes first"""
    return cut(theta, shapes, sorted(shapes, key=lambda name: (int(name[1:]), name[0] == "W")))


@vector_to_parameters.mistake
def column_by_column(theta, shapes):
    """the arrays are filled column by column: row by row is how they were stacked"""
    return cut(theta, shapes, reference.names_in_order(shapes), order="F")


@vector_to_parameters.mistake
def always_from_the_start(theta, shapes):
    """every array is cut from the start of theta: keep count of where the last one ended"""
    return {name: theta[: int(np.prod(shape))].reshape(shape) for name, shape in shapes.items()}


@vector_to_parameters.mistake
def shapes_forgotten(theta, shapes):
    """the pieces are still columns: give each its shape with reshape"""
    return {name: value.reshape(-1, 1) for name, value in reference.vector_to_parameters(theta, shapes).items()}


@vector_to_parameters.mistake
def transposed(theta, shapes):
    """the weights lie on their side: their shape is (n[l], n[l-1]), as `shapes` says"""
    return {name: value.T for name, value in reference.vector_to_parameters(theta, shapes).items()}


def cut_by_layers(theta, shapes, b_begins, layer_takes):
    """Return parameters cut with another count: where b begins behind W, and how far a layer moves the place."""
    parameters, start = {}, 0
    for layer in range(1, len(shapes) // 2 + 1):
        W, b = shapes[f"W{layer}"], shapes[f"b{layer}"]
        sizes = int(np.prod(W)), int(np.prod(b))
        parameters[f"W{layer}"] = theta[start : start + sizes[0]].reshape(W)
        begin = start + b_begins(*sizes)
        parameters[f"b{layer}"] = theta[begin : begin + sizes[1]].reshape(b)
        start += layer_takes(*sizes)
    return parameters


@vector_to_parameters.mistake
def biases_from_where_weights_began(theta, shapes):
    """b is cut from where W of its layer began, as the place moves on once a layer: move it on after W, and after b"""
    return cut_by_layers(theta, shapes, lambda W, b: 0, lambda W, b: W + b)


@vector_to_parameters.mistake
def place_moved_by_weights_alone(theta, shapes):
    """the place moves on by the size of W alone, so the next layer begins inside b: move it on after b too"""
    return cut_by_layers(theta, shapes, lambda W, b: W, lambda W, b: W)


@vector_to_parameters.mistake
def one_too_far(theta, shapes):
    """the place moves on by one too many after each array: a slice ends before its second number, so the next one
    begins with it
    """
    return cut_by_layers(theta, shapes, lambda W, b: W + 1, lambda W, b: W + b + 2)


@vector_to_parameters.mistake
def twice_as_deep(theta, shapes):
    """L = len(shapes) is used: every layer has two entries there, W and b, so L = len(shapes) // 2"""
    return shapes[f"W{len(shapes) // 2 + 1}"]


@vector_to_parameters.mistake
def counted_from_zero(theta, shapes):
    """the layers are counted from 0: there is no W0; range(1, L + 1) counts from 1 to L"""
    return shapes["W0"]


@vector_to_parameters.mistake
def three_layers(theta, shapes):
    """exactly three layers are assumed: there may be more or fewer, L = len(shapes) // 2"""
    return cut(theta, shapes, ("W1", "b1", "W2", "b2", "W3", "b3"))


@vector_to_parameters.mistake
def two_layers(theta, shapes):
    """exactly two layers are assumed: there may be more or fewer, L = len(shapes) // 2"""
    return cut(theta, shapes, ("W1", "b1", "W2", "b2"))


@vector_to_parameters.mistake
def weights_before_biases(theta, shapes):
    """all weights are cut before all biases: after W1 comes b1"""
    return cut(theta, shapes, sorted(shapes, key=lambda name: (name[0], int(name[1:]))))


@vector_to_parameters.mistake
def last_layer_left_out(theta, shapes):
    """the last layer is missing: range(1, L) stops before L"""
    last = str(len(shapes) // 2)
    return {n: v for n, v in reference.vector_to_parameters(theta, shapes).items() if n[1:] != last}


@vector_to_parameters.mistake
def only_the_last_layer(theta, shapes):
    """only the last layer is left: the empty dictionary is made inside the loop, it belongs before it"""
    last = str(len(shapes) // 2)
    return {n: v for n, v in reference.vector_to_parameters(theta, shapes).items() if n[1:] == last}


@vector_to_parameters.mistake
def only_the_first_layer(theta, shapes):
    """only layer 1 comes back, as from a return inside the loop: move it to the left"""
    return {n: v for n, v in reference.vector_to_parameters(theta, shapes).items() if n[1:] == "1"}


@vector_to_parameters.mistake
def flat_biases(theta, shapes):
    """the biases have lost an axis, (n,): give them their shape, (n, 1), with reshape"""
    right = reference.vector_to_parameters(theta, shapes)
    return {name: value[:, 0] if name[0] == "b" else value for name, value in right.items()}


@vector_to_parameters.mistake
def biases_missing(theta, shapes):
    """the biases are missing: every layer has a W and a b"""
    return {n: v for n, v in reference.vector_to_parameters(theta, shapes).items() if n[0] == "W"}


@vector_to_parameters.mistake
def last_layer_first(theta, shapes):
    """theta is cut for the last layer first: W1 was stacked first"""
    return cut(theta, shapes, [f"{c}{layer}" for layer in range(len(shapes) // 2, 0, -1) for c in "Wb"])


@vector_to_parameters.mistake
def last_digit_of_the_names(theta, shapes):
    """the number of layers is the last digit of a name, which is wrong from W10 on: there are len(shapes) // 2
    layers
    """
    layers = max(int(name[-1]) for name in shapes)
    return cut(theta, shapes, [f"{c}{layer}" for layer in range(1, layers + 1) for c in "Wb"])


# --- right, written differently -------------------------------------------------------------------------------------


@vector_to_parameters.right
def by_split(theta, shapes):
    """Return the same by cutting at sums of sizes."""
    names = [f"{letter}{layer}" for layer in range(1, len(shapes) // 2 + 1) for letter in "Wb"]
    ends = np.cumsum([shapes[name][0] * shapes[name][1] for name in names])
    return {n: part.reshape(shapes[n]) for n, part in zip(names, np.split(theta, ends[:-1]), strict=True)}


@vector_to_parameters.right
def from_the_end(theta, shapes):
    """Return the same, cut from the last layer to the first."""
    parameters, end = {}, theta.shape[0]
    for name in reversed(reference.names_in_order(shapes)):
        rows, columns = shapes[name]
        parameters[name] = theta[end - rows * columns : end, 0].copy().reshape(rows, columns)
        end -= rows * columns
    return parameters
