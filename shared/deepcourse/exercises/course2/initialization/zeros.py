"""Exercise 1: all parameters zero."""

import numpy as np

from deepcourse.exercises.course2.initialization.starts import built, counted_one_less, dims, shown
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import initialization as reference

initialize_parameters_zeros = FunctionExercise(
    __name__,
    name="initialize_parameters_zeros",
    reference=reference.initialize_parameters_zeros,
    minutes=3,
    points_visible=2,
    points_hidden=3,
    returns=("parameters",),
    hints=(
        "A network of len(layers_dims) sizes has len(layers_dims) - 1 layers: the first size is that of the input.",
        "for l in range(1, len(layers_dims)): the keys are f'W{l}' and f'b{l}'.",
        "W is np.zeros((layers_dims[l], layers_dims[l - 1])), b is np.zeros((layers_dims[l], 1)).",
    ),
)


def case(layers_dims):
    """Return a case named by its sizes."""
    return Case(shown(layers_dims), (layers_dims,))


@initialize_parameters_zeros.visible
def visible():
    """Return the text's network, one of a single layer, a deeper one, and one of equal layers."""
    return [case([2, 4, 1]), case([5, 1]), case([3, 6, 4, 2]), case([3, 3, 3])]


@initialize_parameters_zeros.draw
def draw(rng):
    """Return a case of random sizes."""
    return case(dims(rng))


@initialize_parameters_zeros.edges
def edges(rng):
    """Return one unit everywhere, equal layers, and the size of photographs."""
    return [case([1, 1, 1]), case([3, 3, 3, 3]), case([784, 20, 1])]


@initialize_parameters_zeros.property("in ten steps nothing moves but the last bias")
def only_the_last_bias_moves(f, rng):
    """Return a sentence if, in ten steps from this start, anything but the last bias changes."""
    X, Y = rng.normal(size=(3, 20)), (rng.random((1, 20)) < 0.8).astype(float)
    first = f([3, 5, 4, 1])
    last, _ = reference.train(X, Y, first, 0.5, 10)
    moved = [name for name in last if np.any(last[name] != first[name]) and name != "b3"]
    return f"{moved[0]} has moved in ten steps; from zeros nothing but the last bias can" if moved else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@initialize_parameters_zeros.mistake
def ones_for_zeros(layers_dims):
    """the weights are ones: equal, as zeros are, but asked for are zeros"""
    return built(layers_dims, lambda n, n_prev: np.ones((n, n_prev)))


@initialize_parameters_zeros.mistake
def transposed(layers_dims):
    """the weights lie on their side: W[l] is (n[l], n[l-1]), a row for each unit of its own layer"""
    return built(layers_dims, lambda n, n_prev: np.zeros((n_prev, n)))


@initialize_parameters_zeros.mistake
def rank_one_biases(layers_dims):
    """the biases have the shape (n,) instead of (n, 1): added to (n, m), such an array counts as a row"""
    return built(layers_dims, lambda n, n_prev: np.zeros((n, n_prev)), lambda n: np.zeros(n))


@initialize_parameters_zeros.mistake
def last_layer_left_out(layers_dims):
    """the last layer is left out: there are L = len(layers_dims) - 1 layers, and range(1, L) stops one before L"""
    return reference.initialize_parameters_zeros(layers_dims[:-1])


@initialize_parameters_zeros.mistake
def counted_from_zero(layers_dims):
    """the layers are counted from 0: layer 0 is the input and has no weights; the keys begin with W1 and b1"""
    return counted_one_less(reference.initialize_parameters_zeros(layers_dims))


@initialize_parameters_zeros.mistake
def dictionary_begun_inside_the_loop(layers_dims):
    """only the last layer is left: the empty dictionary is made inside the loop, it belongs before it"""
    return dict(list(reference.initialize_parameters_zeros(layers_dims).items())[-2:])


@initialize_parameters_zeros.mistake
def weights_alone(layers_dims):
    """the biases are missing: every layer has a W and a b"""
    return {n: v for n, v in reference.initialize_parameters_zeros(layers_dims).items() if n[0] == "W"}


@initialize_parameters_zeros.mistake
def sizes_as_two_arguments(layers_dims):
    """np.zeros is given the two sizes as two arguments: the shape is one pair, in brackets of its own"""
    return np.zeros(layers_dims[1], layers_dims[0])


@initialize_parameters_zeros.mistake
def zeros_of_layer_zero_alone(layers_dims):
    """only the last layer is left, and counted from 0: make the dictionary before the loop, and count from 1 to L"""
    return counted_one_less(dictionary_begun_inside_the_loop(layers_dims))


@initialize_parameters_zeros.mistake
def biases_as_rows(layers_dims):
    """the biases are rows, (1, n): they are columns, (n, 1), an entry for each row of Z"""
    return built(layers_dims, lambda n, n_prev: np.zeros((n, n_prev)), lambda n: np.zeros((1, n)))


@initialize_parameters_zeros.mistake
def biases_of_the_inputs(layers_dims):
    """b[l] has an entry for each input: it needs one for each unit of the layer itself, (n[l], 1)"""
    right = reference.initialize_parameters_zeros(layers_dims)
    return {n: np.zeros((layers_dims[int(n[1:]) - 1], 1)) if n[0] == "b" else v for n, v in right.items()}


@initialize_parameters_zeros.mistake
def only_the_first_layer(layers_dims):
    """only layer 1 comes back, as from a return inside the loop: move it to the left"""
    return reference.initialize_parameters_zeros(layers_dims[:2])


@initialize_parameters_zeros.mistake
def square_weights(layers_dims):
    """the weights are (n[l], n[l]): they are (n[l], n[l-1]), a column for each input"""
    return built(layers_dims, lambda n, n_prev: np.zeros((n, n)))


@initialize_parameters_zeros.mistake
def ones_for_biases(layers_dims):
    """the biases are ones: asked for are zeros"""
    return built(layers_dims, lambda n, n_prev: np.zeros((n, n_prev)), lambda n: np.ones((n, 1)))


# --- right, written differently -------------------------------------------------------------------------------------


@initialize_parameters_zeros.right
def by_index(layers_dims):
    """Return the same, counted by index, the biases first."""
    L = len(layers_dims) - 1
    parameters = {f"b{i}": np.zeros(shape=(layers_dims[i], 1)) for i in range(1, L + 1)}
    parameters.update({f"W{i}": 0.0 * np.ones((layers_dims[i], layers_dims[i - 1])) for i in range(1, L + 1)})
    return parameters
