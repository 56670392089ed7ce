"""Exercise 1: first parameters for a network of any depth."""

from itertools import pairwise

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import dims, shown
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import building_blocks as reference

initialize_parameters_deep = FunctionExercise(
    __name__,
    reference=reference.initialize_parameters_deep,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("parameters",),
    hints=(
        "Layers 1 to L = len(layer_dims) - 1: a loop, and before it one generator for all of them.",
        "In the loop: n_prev = layer_dims[l - 1] and n = layer_dims[l]; the keys are f'W{l}' and f'b{l}'.",
        "W is rng.standard_normal((n, n_prev)) / np.sqrt(n_prev), b is np.zeros((n, 1)).",
    ),
)


def case(layer_dims, seed):
    """Return a case named by its sizes."""
    return Case(f"{shown(layer_dims)}, seed {seed}", (layer_dims, seed))


@initialize_parameters_deep.visible
def visible():
    """Return the text's network, another seed, networks of one and of four layers, several outputs, equal layers."""
    return [
        case([3, 4, 2, 1], 0),
        case([3, 4, 2, 1], 7),
        case([5, 1], 1),
        case([2, 5, 4, 3, 1], 2),
        case([3, 2, 5], 8),
        case([4, 4, 4, 4], 6),
    ]


@initialize_parameters_deep.draw
def draw(rng):
    """Return a case of random depth, sizes and seed."""
    return case(dims(rng), int(rng.integers(3, 10_000)))


@initialize_parameters_deep.edges
def edges(rng):
    """Return one unit everywhere, equal layers, several outputs, and the pictures' size."""
    return [case([1, 1, 1], 5), case([4, 4, 4, 4], 6), case([3, 2, 5], 8), case([784, 20, 7, 1], 0)]


@initialize_parameters_deep.property("no two units of a layer start alike")
def units_differ(f, rng):
    """Return a sentence if two units of a layer start alike: they would stay alike for ever."""
    parameters = f([4, 6, 5, 1], int(rng.integers(1000)))
    alike = [name for name in ("W1", "W2") if len(np.unique(parameters[name], axis=0)) < len(parameters[name])]
    return f"two units have the same weights in {alike[0]}" if alike else None


@initialize_parameters_deep.property("layers differ, and a seed promises the same numbers")
def layers_are_independent(f, rng):
    """Return a sentence unless two layers of one size start differently, and a seed promises the same numbers."""
    seed = int(rng.integers(1000))
    one, again = f([5, 5, 5, 1], seed), f([5, 5, 5, 1], seed)
    if not np.array_equal(one["W1"], again["W1"]):
        return "two calls with the same seed gave different numbers; make the generator inside the function"
    if np.allclose(one["W1"], one["W2"]):
        return "W1 and W2 of a 5-5-5-1 network are the same numbers; one generator must draw all layers"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def built(layer_dims, weights):
    """Return parameters whose weights are weights(n, n_prev), with zero biases."""
    parameters = {}
    for layer, (n_prev, n) in enumerate(pairwise(layer_dims), 1):
        parameters |= {f"W{layer}": weights(n, n_prev), f"b{layer}": np.zeros((n, 1))}
    return parameters


@initialize_parameters_deep.mistake
def all_zero(layer_dims, seed):
    """all weights are zero: the units of a layer are then alike and stay alike, and nothing flows through them"""
    return built(layer_dims, lambda n, n_prev: np.zeros((n, n_prev)))


@initialize_parameters_deep.mistake
def not_scaled(layer_dims, seed):
    """the division by sqrt(n[l-1]) is missing: the sums then grow with the number of inputs, from layer to layer"""
    rng = np.random.default_rng(seed)
    return built(layer_dims, lambda n, n_prev: rng.standard_normal((n, n_prev)))


@initialize_parameters_deep.mistake
def scaled_by_a_hundredth(layer_dims, seed):
    """the weights are multiplied by 0.01 as in week 3: in a deep network that makes the signal vanish layer by layer;
    divide by sqrt(n[l-1])
    """
    rng = np.random.default_rng(seed)
    return built(layer_dims, lambda n, n_prev: 0.01 * rng.standard_normal((n, n_prev)))


@initialize_parameters_deep.mistake
def divided_by_own_size(layer_dims, seed):
    """it is divided by sqrt(n[l]), the units of the layer itself: what is added up are its n[l-1] inputs"""
    rng = np.random.default_rng(seed)
    return built(layer_dims, lambda n, n_prev: rng.standard_normal((n, n_prev)) / np.sqrt(n))


@initialize_parameters_deep.mistake
def divided_without_root(layer_dims, seed):
    """it is divided by n[l-1], without the square root"""
    rng = np.random.default_rng(seed)
    return built(layer_dims, lambda n, n_prev: rng.standard_normal((n, n_prev)) / n_prev)


@initialize_parameters_deep.mistake
def generator_made_in_the_loop(layer_dims, seed):
    """a new generator is made for every layer: each begins with the same numbers, so the layers are copies of each
    other; make one before the loop
    """
    return built(
        layer_dims, lambda n, n_prev: np.random.default_rng(seed).standard_normal((n, n_prev)) / np.sqrt(n_prev)
    )


@initialize_parameters_deep.mistake
def transposed(layer_dims, seed):
    """the weights lie on their side: W[l] is (n[l], n[l-1]), a row for each unit of its own layer"""
    rng = np.random.default_rng(seed)
    return built(layer_dims, lambda n, n_prev: rng.standard_normal((n_prev, n)) / np.sqrt(n_prev))


@initialize_parameters_deep.mistake
def last_layer_left_out(layer_dims, seed):
    """the last layer is left out: L = len(layer_dims) - 1 layers, and range(1, L) stops one before L"""
    return reference.initialize_parameters_deep(layer_dims[:-1], seed)


@initialize_parameters_deep.mistake
def counted_from_zero(layer_dims, seed):
    """the layers are counted from 0: layer 0 is the input and has no weights; the keys begin with W1 and b1"""
    one_off = {}
    for name, value in reference.initialize_parameters_deep(layer_dims, seed).items():
        one_off[f"{name[0]}{int(name[1:]) - 1}"] = value
    return one_off


@initialize_parameters_deep.mistake
def rank_one_biases(layer_dims, seed):
    """the biases have the shape (n,) instead of (n, 1): added to (n, m), such an array counts as a row"""
    parameters = reference.initialize_parameters_deep(layer_dims, seed)
    return {name: value[:, 0] if name[0] == "b" else value for name, value in parameters.items()}


@initialize_parameters_deep.mistake
def seed_ignored(layer_dims, seed):
    """the seed is fixed at 1: hand on the one that was given"""
    return reference.initialize_parameters_deep(layer_dims, 1)


@initialize_parameters_deep.mistake
def with_root_of_two(layer_dims, seed):
    """the weights are sqrt(2) times too large, sqrt(2 / n[l-1]): a good scale for ReLU that course 2 will derive, but
    this card asks for 1 / sqrt(n[l-1])
    """
    return {name: np.sqrt(2) * v for name, v in reference.initialize_parameters_deep(layer_dims, seed).items()}


@initialize_parameters_deep.mistake
def old_generator(layer_dims, seed):
    """np.random.seed and np.random.randn are used: another generator, other numbers; make one with default_rng(seed)"""
    rng = np.random.RandomState(seed)
    return built(layer_dims, lambda n, n_prev: rng.standard_normal((n, n_prev)) / np.sqrt(n_prev))


@initialize_parameters_deep.mistake
def divided_by_half(layer_dims, seed):
    """it is divided by n[l-1] / 2, as (n ** 1/2) means to Python, which takes the power first: write np.sqrt(n[l-1])"""
    rng = np.random.default_rng(seed)
    return built(layer_dims, lambda n, n_prev: rng.standard_normal((n, n_prev)) / (n_prev / 2))


@initialize_parameters_deep.mistake
def multiplied_by_the_root(layer_dims, seed):
    """the numbers are multiplied by sqrt(n[l-1]): divide by it, the more inputs, the smaller the weights"""
    rng = np.random.default_rng(seed)
    return built(layer_dims, lambda n, n_prev: rng.standard_normal((n, n_prev)) * np.sqrt(n_prev))


@initialize_parameters_deep.mistake
def divided_by_the_first_size(layer_dims, seed):
    """every layer is divided by sqrt(n[0]), the inputs of the network: layer l adds up n[l-1] inputs of its own"""
    rng = np.random.default_rng(seed)
    return built(layer_dims, lambda n, n_prev: rng.standard_normal((n, n_prev)) / np.sqrt(layer_dims[0]))


@initialize_parameters_deep.mistake
def average_of_both_sizes(layer_dims, seed):
    """the scale is sqrt(2 / (n[l-1] + n[l])), the average of both sizes: this card asks for 1 / sqrt(n[l-1])"""
    rng = np.random.default_rng(seed)
    return built(layer_dims, lambda n, n_prev: rng.standard_normal((n, n_prev)) * np.sqrt(2 / (n_prev + n)))


@initialize_parameters_deep.mistake
def uniform_numbers(layer_dims, seed):
    """the numbers are uniform between 0 and 1, as rng.random gives them: draw normal ones, which have both signs"""
    rng = np.random.default_rng(seed)
    return built(layer_dims, lambda n, n_prev: rng.random((n, n_prev)) / np.sqrt(n_prev))


@initialize_parameters_deep.mistake
def drawn_and_turned_over(layer_dims, seed):
    """each array is drawn as (n[l-1], n[l]) and turned over: good weights, but other numbers than those of one call
    with (n[l], n[l-1])
    """
    rng = np.random.default_rng(seed)
    return built(layer_dims, lambda n, n_prev: rng.standard_normal((n_prev, n)).T / np.sqrt(n_prev))


@initialize_parameters_deep.mistake
def drawn_from_the_back(layer_dims, seed):
    """the layers are drawn from the last to the first: good weights, but W1 is to be drawn first, then W2 and so on"""
    rng, parameters = np.random.default_rng(seed), {}
    for layer in range(len(layer_dims) - 1, 0, -1):
        n_prev, n = layer_dims[layer - 1 : layer + 1]
        parameters[f"W{layer}"] = rng.standard_normal((n, n_prev)) / np.sqrt(n_prev)
        parameters[f"b{layer}"] = np.zeros((n, 1))
    return parameters


@initialize_parameters_deep.mistake
def biases_drawn(layer_dims, seed):
    """the biases are drawn too: they are zero and use up no random numbers; the weights alone tell units apart"""
    rng, parameters = np.random.default_rng(seed), {}
    for layer, (n_prev, n) in enumerate(pairwise(layer_dims), 1):
        parameters[f"W{layer}"] = rng.standard_normal((n, n_prev)) / np.sqrt(n_prev)
        parameters[f"b{layer}"] = rng.standard_normal((n, 1))
    return parameters


@initialize_parameters_deep.mistake
def only_the_last_layer(layer_dims, seed):
    """only the last layer comes back, as from a dictionary that is made inside the loop: make one before the loop"""
    last = str(len(layer_dims) - 1)
    parameters = reference.initialize_parameters_deep(layer_dims, seed)
    return {name: value for name, value in parameters.items() if name[1:] == last}


@initialize_parameters_deep.mistake
def returned_inside_the_loop(layer_dims, seed):
    """the return stands inside the loop: it ends the function after layer 1; move it to the left"""
    return reference.initialize_parameters_deep(layer_dims[:2], seed)


@initialize_parameters_deep.mistake
def biases_of_the_layer_before(layer_dims, seed):
    """b[l] has an entry for each input: it needs one for each unit of the layer itself, (n[l], 1)"""
    parameters = reference.initialize_parameters_deep(layer_dims, seed)
    return {n: np.zeros((layer_dims[int(n[1:]) - 1], 1)) if n[0] == "b" else v for n, v in parameters.items()}


@initialize_parameters_deep.mistake
def biases_as_rows(layer_dims, seed):
    """the biases are rows, (1, n): they must be columns, (n, 1), one entry for each row of Z"""
    parameters = reference.initialize_parameters_deep(layer_dims, seed)
    return {name: value.T if name[0] == "b" else value for name, value in parameters.items()}


@initialize_parameters_deep.mistake
def divided_by_n_and_two(layer_dims, seed):
    """it is divided by n[l-1] and by 2, as / n ** 1/2 means to Python, which takes the power first: write
    np.sqrt(n[l-1])
    """
    rng = np.random.default_rng(seed)
    return built(layer_dims, lambda n, n_prev: rng.standard_normal((n, n_prev)) / n_prev / 2)


# --- right, written differently -------------------------------------------------------------------------------------


@initialize_parameters_deep.right
def with_normal(layer_dims, seed):
    """Return the same, counted by index and drawn with rng.normal."""
    rng, parameters = np.random.default_rng(seed), {}
    for layer in range(1, len(layer_dims)):
        width = 1 / np.sqrt(layer_dims[layer - 1])
        parameters[f"W{layer}"] = rng.normal(0, width, size=(layer_dims[layer], layer_dims[layer - 1]))
        parameters[f"b{layer}"] = np.zeros((layer_dims[layer], 1))
    return parameters
