"""Exercise 2: small, and no two alike."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import shallow_network as reference

initialize_parameters = FunctionExercise(
    __name__,
    reference=reference.initialize_parameters,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("parameters",),
    hints=(
        "A weight matrix has a row for each unit of its own layer and a column for each unit of the layer before.",
        "rng = np.random.default_rng(seed) once, at the top; then rng.standard_normal((rows, columns)), W1 before W2.",
        "Weights are 0.01 * rng.standard_normal(...), biases np.zeros((n_h, 1)) and np.zeros((n_y, 1)).",
    ),
)


@initialize_parameters.visible
def visible():
    """Return networks of different sizes and seeds."""
    return [
        Case("2 inputs, 4 hidden units, 1 output, seed 1", (2, 4, 1, 1)),
        Case("3 inputs, 2 hidden units, 2 outputs, seed 7", (3, 2, 2, 7)),
        Case("5 inputs, 3 hidden units, 1 output, seed 1", (5, 3, 1, 1)),
        Case("one of each, seed 5", (1, 1, 1, 5)),
    ]


@initialize_parameters.draw
def draw(rng):
    """Return a case of random sizes and seed."""
    n_x, n_h, n_y = (int(n) for n in rng.integers(2, 9, size=3))
    return Case(f"{n_x} inputs, {n_h} hidden units, {n_y} outputs", (n_x, n_h, n_y, int(rng.integers(2, 10_000))))


@initialize_parameters.edges
def edges(rng):
    """Return one unit of each kind, and a large layer."""
    return [Case("one of each", (1, 1, 1, 5)), Case("784 inputs, 50 hidden units", (784, 50, 1, 0))]


@initialize_parameters.property("no two hidden units start alike")
def units_differ(f, rng):
    """Return a sentence if two hidden units start alike: they would stay alike for ever."""
    rows = f(2, 6, 1, int(rng.integers(1000)))["W1"]
    return "two hidden units have the same weights" if len(np.unique(rows, axis=0)) < 6 else None


@initialize_parameters.property("a seed promises the same numbers")
def same_seed_same_numbers(f, rng):
    """Return a sentence unless a seed determines the result, and another seed gives another one."""
    one, again, other = f(2, 3, 1, 11)["W1"], f(2, 3, 1, 11)["W1"], f(2, 3, 1, 12)["W1"]
    if not np.array_equal(one, again):
        return "two calls with the same seed gave different numbers; make the generator inside the function"
    return "two different seeds gave the same numbers" if np.array_equal(one, other) else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def built(n_x, n_h, n_y, first, second):
    """Return parameters whose weights come from two functions of a shape, with zero biases."""
    zeros = {"b1": np.zeros((n_h, 1)), "b2": np.zeros((n_y, 1))}
    return {"W1": first((n_h, n_x)), "b1": zeros["b1"], "W2": second((n_y, n_h)), "b2": zeros["b2"]}


@initialize_parameters.mistake
def all_zero(n_x, n_h, n_y, seed):
    """all weights are zero: the hidden units are then alike, get the same gradient, and stay alike for ever"""
    return built(n_x, n_h, n_y, np.zeros, np.zeros)


@initialize_parameters.mistake
def all_equal(n_x, n_h, n_y, seed):
    """all weights are the same number, 0.01: units that start alike stay alike; symmetry is broken by chance only"""
    return built(n_x, n_h, n_y, lambda s: np.full(s, 0.01), lambda s: np.full(s, 0.01))


@initialize_parameters.mistake
def not_small(n_x, n_h, n_y, seed):
    """the factor 0.01 is missing: large weights drive tanh to where it is flat, and the gradients to zero"""
    rng = np.random.default_rng(seed)
    return built(n_x, n_h, n_y, rng.standard_normal, rng.standard_normal)


@initialize_parameters.mistake
def second_weights_drawn_first(n_x, n_h, n_y, seed):
    """W2 is drawn before W1: the text draws W1 first, and a seed promises the same numbers to everybody"""
    rng = np.random.default_rng(seed)
    W2 = 0.01 * rng.standard_normal((n_y, n_h))
    return built(n_x, n_h, n_y, lambda s: 0.01 * rng.standard_normal(s), lambda s: W2)


@initialize_parameters.mistake
def generator_made_twice(n_x, n_h, n_y, seed):
    """a new generator is made for W2 as well: both layers then begin with the same numbers; one generator draws all"""

    def fresh(shape):
        return 0.01 * np.random.default_rng(seed).standard_normal(shape)

    return built(n_x, n_h, n_y, fresh, fresh)


@initialize_parameters.mistake
def uniform_weights(n_x, n_h, n_y, seed):
    """the numbers are drawn with rng.random: those are uniform from 0 to 1, never negative; use standard_normal"""
    rng = np.random.default_rng(seed)
    return built(n_x, n_h, n_y, lambda s: 0.01 * rng.random(s), lambda s: 0.01 * rng.random(s))


@initialize_parameters.mistake
def transposed(n_x, n_h, n_y, seed):
    """the weights lie on their side: W1 is (n_h, n_x) and W2 is (n_y, n_h), a row for each unit of its own layer"""
    rng = np.random.default_rng(seed)
    W1, W2 = 0.01 * rng.standard_normal((n_x, n_h)), 0.01 * rng.standard_normal((n_h, n_y))
    return built(n_x, n_h, n_y, lambda s: W1, lambda s: W2)


@initialize_parameters.mistake
def rank_one_biases(n_x, n_h, n_y, seed):
    """the biases have the shape (n,) instead of (n, 1): added to (n, m), such an array counts as a row"""
    parameters = reference.initialize_parameters(n_x, n_h, n_y, seed)
    return parameters | {"b1": np.zeros(n_h), "b2": np.zeros(n_y)}


@initialize_parameters.mistake
def biases_as_numbers(n_x, n_h, n_y, seed):
    """the biases are single numbers: every unit has a bias of its own, np.zeros((n_h, 1)) and np.zeros((n_y, 1))"""
    return reference.initialize_parameters(n_x, n_h, n_y, seed) | {"b1": 0.0, "b2": 0.0}


@initialize_parameters.mistake
def old_generator(n_x, n_h, n_y, seed):
    """np.random.seed and np.random.randn are used: another generator, other numbers; make one with default_rng(seed)"""
    rng = np.random.RandomState(seed)
    return built(n_x, n_h, n_y, lambda s: 0.01 * rng.standard_normal(s), lambda s: 0.01 * rng.standard_normal(s))


@initialize_parameters.mistake
def seed_ignored(n_x, n_h, n_y, seed):
    """the seed is fixed at 1: hand on the one that was given"""
    return reference.initialize_parameters(n_x, n_h, n_y, 1)


def drawn(n_x, n_h, n_y, seed, first=0.01, second=0.01):
    """Return parameters drawn as they should be, but of other sizes."""
    rng = np.random.default_rng(seed)
    return built(n_x, n_h, n_y, lambda s: first * rng.standard_normal(s), lambda s: second * rng.standard_normal(s))


@initialize_parameters.mistake
def first_not_small(n_x, n_h, n_y, seed):
    """the factor 0.01 is missing in W1: both weights start small"""
    return drawn(n_x, n_h, n_y, seed, first=1)


@initialize_parameters.mistake
def second_not_small(n_x, n_h, n_y, seed):
    """the factor 0.01 is missing in W2: both weights start small"""
    return drawn(n_x, n_h, n_y, seed, second=1)


@initialize_parameters.mistake
def a_tenth(n_x, n_h, n_y, seed):
    """the factor is 0.1: the text wants 0.01"""
    return drawn(n_x, n_h, n_y, seed, 0.1, 0.1)


@initialize_parameters.mistake
def a_thousandth(n_x, n_h, n_y, seed):
    """the factor is 0.001: the text wants 0.01"""
    return drawn(n_x, n_h, n_y, seed, 0.001, 0.001)


@initialize_parameters.mistake
def divided_by_a_hundredth(n_x, n_h, n_y, seed):
    """the numbers are divided by 0.01: multiply by it, so that they are small"""
    return drawn(n_x, n_h, n_y, seed, 100, 100)


@initialize_parameters.mistake
def by_the_inputs(n_x, n_h, n_y, seed):
    """the numbers are divided by the root of how many inputs a layer has: the text wants the factor 0.01"""
    return drawn(n_x, n_h, n_y, seed, 1 / np.sqrt(n_x), 1 / np.sqrt(n_h))


@initialize_parameters.mistake
def twice_by_the_inputs(n_x, n_h, n_y, seed):
    """the factor is the root of 2 / inputs, as He's is: the text wants 0.01"""
    return drawn(n_x, n_h, n_y, seed, np.sqrt(2 / n_x), np.sqrt(2 / n_h))


@initialize_parameters.mistake
def drawn_on_their_side(n_x, n_h, n_y, seed):
    """the weights are drawn on their side and transposed: the same numbers land in other places; draw (n_h, n_x) and
    (n_y, n_h)
    """
    rng = np.random.default_rng(seed)
    W1, W2 = 0.01 * rng.standard_normal((n_x, n_h)).T, 0.01 * rng.standard_normal((n_h, n_y)).T
    return built(n_x, n_h, n_y, lambda s: W1, lambda s: W2)


@initialize_parameters.mistake
def biases_drawn(n_x, n_h, n_y, seed):
    """the biases are drawn too: they are zero, and only the weights come from the generator"""
    rng = np.random.default_rng(seed)
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    return {name: 0.01 * rng.standard_normal(shape) for name, shape in shapes.items()}


@initialize_parameters.mistake
def biases_drawn_in_vain(n_x, n_h, n_y, seed):
    """something is drawn between W1 and W2, numbers for b1 perhaps: W2 then gets later ones; draw W1, then W2"""
    rng = np.random.default_rng(seed)
    W1, _, W2 = (0.01 * rng.standard_normal(shape) for shape in ((n_h, n_x), (n_h, 1), (n_y, n_h)))
    return built(n_x, n_h, n_y, lambda s: W1, lambda s: W2)


@initialize_parameters.mistake
def biases_of_one(n_x, n_h, n_y, seed):
    """the biases are 1: they start at 0"""
    return reference.initialize_parameters(n_x, n_h, n_y, seed) | {"b1": np.ones((n_h, 1)), "b2": np.ones((n_y, 1))}


@initialize_parameters.mistake
def biases_as_rows(n_x, n_h, n_y, seed):
    """the biases are rows, (1, n): they are columns, (n, 1)"""
    zeros = {"b1": np.zeros((1, n_h)), "b2": np.zeros((1, n_y))}
    return reference.initialize_parameters(n_x, n_h, n_y, seed) | zeros


@initialize_parameters.mistake
def second_generator_with_the_next_seed(n_x, n_h, n_y, seed):
    """W2 comes from a generator of its own, with seed + 1: one generator draws all"""
    W2 = reference.initialize_parameters(n_h, n_y, 1, seed + 1)["W1"]
    return reference.initialize_parameters(n_x, n_h, n_y, seed) | {"W2": W2}


@initialize_parameters.mistake
def old_generator_not_small(n_x, n_h, n_y, seed):
    """np.random.seed and np.random.randn are used, and the factor 0.01 is missing: make a generator with
    default_rng(seed), and keep the weights small
    """
    rng = np.random.RandomState(seed)
    return built(n_x, n_h, n_y, rng.standard_normal, rng.standard_normal)


@initialize_parameters.mistake
def seed_of_zero(n_x, n_h, n_y, seed):
    """the seed is fixed at 0: hand on the one that was given"""
    return reference.initialize_parameters(n_x, n_h, n_y, 0)


@initialize_parameters.mistake
def first_drawn_twice(n_x, n_h, n_y, seed):
    """the hidden layer has the shape (n_h, n_h): W1 is (n_h, n_x), with a column for each input"""
    return drawn(n_h, n_h, n_y, seed)


# --- right, written differently -------------------------------------------------------------------------------------


@initialize_parameters.right
def with_normal(n_x, n_h, n_y, seed):
    """Return the same, drawn with rng.normal from a distribution of width 0.01."""
    rng = np.random.default_rng(seed)
    W1 = rng.normal(0, 0.01, size=(n_h, n_x))
    W2 = rng.normal(0, 0.01, size=(n_y, n_h))
    return dict(W1=W1, W2=W2, b1=np.zeros_like(W1[:, :1]), b2=np.zeros_like(W2[:, :1]))
