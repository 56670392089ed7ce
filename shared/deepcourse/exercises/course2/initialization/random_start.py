"""Exercise 2: normal weights of one standard deviation, whatever the width."""

import numpy as np

from deepcourse.exercises.course2.initialization.starts import (
    built,
    case,
    counted_one_less,
    dims,
    looks_drawn,
)
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.nn import initialization as reference

initialize_parameters_random = FunctionExercise(
    __name__,
    name="initialize_parameters_random",
    reference=reference.initialize_parameters_random,
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("parameters",),
    hints=(
        "The loop is that of exercise 1; only the line with W changes.",
        "rng.standard_normal(shape) gives numbers with mean 0 and standard deviation 1; multiply them.",
        "parameters[f'W{l}'] = scale * rng.standard_normal((layers_dims[l], layers_dims[l - 1])); zero biases.",
    ),
)


@initialize_parameters_random.visible
def visible():
    """Return two scales, another seed, a single layer, the scales 1 and 0, and equal layers."""
    return [
        case([2, 4, 1], 0.01, 0),
        case([2, 4, 1], 0.01, 7),
        case([3, 5, 4, 2], 10.0, 1),
        case([6, 1], 0.5, 2),
        case([4, 3, 1], 1.0, 3),
        case([3, 2, 1], 0.0, 4),
        case([3, 3, 3], 0.2, 6),
    ]


@initialize_parameters_random.draw
def draw(rng):
    """Return a case of random sizes, scale and seed."""
    return case(dims(rng), float(rng.choice([0.02, 0.3, 2.0, 5.0])), int(rng.integers(4, 10_000)))


@initialize_parameters_random.edges
def edges(rng):
    """Return one unit everywhere, equal layers, and photographs."""
    return [
        case([1, 1, 1], 0.1, 5),
        case([4, 4, 4, 4], 2.0, 7),
        case([784, 20, 1], 0.01, 8),
    ]


for name, problem in looks_drawn(lambda f, layers_dims, rng: f(layers_dims, 0.3, rng), lambda n_prev, n: 0.3**2):
    initialize_parameters_random.property(name)(problem)


# --- known mistakes -------------------------------------------------------------------------------------------------


@initialize_parameters_random.mistake
def scale_as_variance(layers_dims, scale, rng):
    """the numbers are multiplied by sqrt(scale), as if scale were a variance: it is a standard deviation here"""
    return built(layers_dims, lambda n, n_prev: np.sqrt(scale) * rng.standard_normal((n, n_prev)))


@initialize_parameters_random.mistake
def scale_squared(layers_dims, scale, rng):
    """the numbers are multiplied by scale twice: a standard deviation of scale needs it once"""
    return built(layers_dims, lambda n, n_prev: scale**2 * rng.standard_normal((n, n_prev)))


@initialize_parameters_random.mistake
def scale_ignored(layers_dims, scale, rng):
    """the scale is fixed at 0.01: use the argument"""
    return built(layers_dims, lambda n, n_prev: 0.01 * rng.standard_normal((n, n_prev)))


@initialize_parameters_random.mistake
def divided_by_root(layers_dims, scale, rng):
    """the weights are divided by sqrt(n[l-1]) as well: a good idea that comes later, here the width plays no role"""
    return built(layers_dims, lambda n, n_prev: scale * rng.standard_normal((n, n_prev)) / np.sqrt(n_prev))


@initialize_parameters_random.mistake
def uniform(layers_dims, scale, rng):
    """the numbers are uniform between -scale and scale: asked for are normal ones, rng.standard_normal"""
    return built(layers_dims, lambda n, n_prev: rng.uniform(-scale, scale, (n, n_prev)))


@initialize_parameters_random.mistake
def all_positive(layers_dims, scale, rng):
    """rng.random is used: its numbers lie between 0 and 1, so all weights are positive and their mean is not 0"""
    return built(layers_dims, lambda n, n_prev: scale * rng.random((n, n_prev)))


@initialize_parameters_random.mistake
def random_biases(layers_dims, scale, rng):
    """the biases are drawn too: they are zero and use up no random numbers; the weights alone tell units apart"""
    draw = rng.standard_normal
    return built(layers_dims, lambda n, n_prev: scale * draw((n, n_prev)), lambda n: scale * draw((n, 1)))


@initialize_parameters_random.mistake
def own_generator(layers_dims, scale, rng):
    """a generator is made inside the function: draw from the one that was handed in, whatever its seed"""
    return reference.initialize_parameters_random(layers_dims, scale, np.random.default_rng(0))


@initialize_parameters_random.mistake
def drawn_and_transposed(layers_dims, scale, rng):
    """each array is drawn as (n[l-1], n[l]) and turned over: good weights, but other numbers than those of one call
    with (n[l], n[l-1]), so that nobody can repeat your run
    """
    return built(layers_dims, lambda n, n_prev: scale * rng.standard_normal((n_prev, n)).T)


@initialize_parameters_random.mistake
def last_layer_left_out(layers_dims, scale, rng):
    """the last layer is left out: there are L = len(layers_dims) - 1 layers, and range(1, L) stops one before L"""
    return reference.initialize_parameters_random(layers_dims[:-1], scale, rng)


@initialize_parameters_random.mistake
def counted_from_zero(layers_dims, scale, rng):
    """the layers are counted from 0: layer 0 is the input and has no weights; the keys begin with W1 and b1"""
    return counted_one_less(reference.initialize_parameters_random(layers_dims, scale, rng))


@initialize_parameters_random.mistake
def dictionary_begun_inside_the_loop(layers_dims, scale, rng):
    """only the last layer is left: the empty dictionary is made inside the loop, it belongs before it"""
    return dict(list(reference.initialize_parameters_random(layers_dims, scale, rng).items())[-2:])


@initialize_parameters_random.mistake
def rank_one_biases(layers_dims, scale, rng):
    """the biases have the shape (n,) instead of (n, 1): added to (n, m), such an array counts as a row"""
    return built(layers_dims, lambda n, n_prev: scale * rng.standard_normal((n, n_prev)), lambda n: np.zeros(n))


@initialize_parameters_random.mistake
def on_their_side(layers_dims, scale, rng):
    """the weights lie on their side: W[l] is (n[l], n[l-1]), a row for each unit of its own layer"""
    return built(layers_dims, lambda n, n_prev: scale * rng.standard_normal((n_prev, n)))


@initialize_parameters_random.mistake
def scale_left_out(layers_dims, scale, rng):
    """the numbers are not multiplied by scale: their standard deviation is 1 then"""
    return built(layers_dims, lambda n, n_prev: rng.standard_normal((n, n_prev)))


@initialize_parameters_random.mistake
def divided_by_scale(layers_dims, scale, rng):
    """the numbers are divided by scale: multiply, scale is their standard deviation"""
    return built(layers_dims, lambda n, n_prev: rng.standard_normal((n, n_prev)) / scale)


@initialize_parameters_random.mistake
def drawn_from_the_back(layers_dims, scale, rng):
    """the layers are drawn from the last to the first: good weights, but W1 is to be drawn first, then W2 and so on"""
    parameters = {}
    for layer in range(len(layers_dims) - 1, 0, -1):
        p, n = layers_dims[layer - 1 : layer + 1]
        parameters[f"W{layer}"], parameters[f"b{layer}"] = scale * rng.standard_normal((n, p)), np.zeros((n, 1))
    return parameters


@initialize_parameters_random.mistake
def one_generator_state_for_all(layers_dims, scale, rng):
    """a new generator is made for every layer: draw all layers from the one that was handed in"""
    return built(layers_dims, lambda n, p: scale * np.random.default_rng(0).standard_normal((n, p)))


@initialize_parameters_random.mistake
def hundredth_without_the_last_layer(layers_dims, scale, rng):
    """the scale is fixed at 0.01, and the last layer is left out: use the argument, and range(1, L + 1)"""
    return scale_ignored(layers_dims[:-1], scale, rng)


@initialize_parameters_random.mistake
def random_biases_unscaled(layers_dims, scale, rng):
    """the biases are drawn too, without the scale: they are zero and use up no random numbers"""
    draw = rng.standard_normal
    return built(layers_dims, lambda n, n_prev: scale * draw((n, n_prev)), lambda n: draw((n, 1)))


@initialize_parameters_random.mistake
def biases_of_scale(layers_dims, scale, rng):
    """the biases are all scale: they are zero"""
    return built(layers_dims, lambda n, p: scale * rng.standard_normal((n, p)), lambda n: np.full((n, 1), scale))


# --- right, written differently -------------------------------------------------------------------------------------


@initialize_parameters_random.right
def with_normal(layers_dims, scale, rng):
    """Return the same, drawn with rng.normal."""
    parameters = {}
    for layer in range(1, len(layers_dims)):
        parameters[f"W{layer}"] = rng.normal(0, scale, size=(layers_dims[layer], layers_dims[layer - 1]))
        parameters[f"b{layer}"] = np.zeros((layers_dims[layer], 1))
    return parameters


@initialize_parameters_random.right
def one_by_one(layers_dims, scale, rng):
    """Return the same, every weight drawn by itself, row after row."""
    return built(
        layers_dims,
        lambda n, n_prev: np.array([[scale * rng.standard_normal() for _ in range(n_prev)] for _ in range(n)]),
    )
