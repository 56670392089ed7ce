"""Exercise 3: what a chain of equal linear layers does to a signal."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import initialization as reference

effective_gain = FunctionExercise(
    __name__,
    reference=reference.effective_gain,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("gain",),
    hints=(
        "Send the number 1 through: after the first layer it is W_scale, after the second W_scale times that.",
        "A loop over the layers will do; Python has an operator for it, too.",
        "W_scale ** depth.",
    ),
)


def case(W_scale, depth):
    """Return a case named by its numbers."""
    return Case(f"{depth} layer{'s' * (depth != 1)} of {W_scale:g}", (W_scale, depth))


@effective_gain.visible
def visible():
    """Return growth, decay, a level chain, a change of sign, no layer at all, a scale of 0, and a whole number."""
    return [
        case(1.5, 10),
        case(0.5, 10),
        case(1.0, 50),
        case(-1.1, 3),
        case(3.0, 1),
        case(0.9, 0),
        case(0.0, 4),
        case(2, 6),
    ]


@effective_gain.draw
def draw(rng):
    """Return a case with a random scale and depth."""
    return case(round(float(rng.uniform(0.6, 1.6)), 3), int(rng.integers(2, 60)))


@effective_gain.edges
def edges(rng):
    """Return scales of 0, a whole number, a negative one, and a deep chain."""
    return [case(0.0, 4), case(2, 12), case(-0.5, 6), case(-1.2, 7), case(1.01, 1000), case(0.9, 2000), case(1.3, 0)]


@effective_gain.property("the gains of two chains in a row multiply")
def parts_multiply(f, rng):
    """Return a sentence unless the gain of a chain is the product of those of its two parts."""
    scale, first, second = float(rng.uniform(0.7, 1.4)), int(rng.integers(1, 9)), int(rng.integers(1, 9))
    whole, parts = f(scale, first + second), f(scale, first) * f(scale, second)
    if np.isclose(whole, parts, rtol=1e-6):
        return None
    told = f"{first} layers of {scale:.3g} and then {second} more: the gains multiply to {parts:.6g}"
    return f"{told}, but {first + second} layers give {whole:.6g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@effective_gain.mistake
def added_up(W_scale, depth):
    """the scales are added, W_scale * depth: each layer multiplies what the one before has left"""
    return W_scale * depth


@effective_gain.mistake
def excess_added_up(W_scale, depth):
    """what each layer adds is taken from the first input, 1 + depth (W_scale - 1), like simple interest: it is
    compound interest, every layer multiplies
    """
    return 1 + depth * (W_scale - 1)


@effective_gain.mistake
def one_layer_less(W_scale, depth):
    """one layer too few multiplies, W_scale ** (depth - 1): every one of the depth layers has weights"""
    return W_scale * 1.0 if depth == 0 else float(W_scale) ** (depth - 1)


@effective_gain.mistake
def one_layer_more(W_scale, depth):
    """one layer too many multiplies, W_scale ** (depth + 1)"""
    return float(W_scale) ** (depth + 1)


@effective_gain.mistake
def the_other_way_round(W_scale, depth):
    """depth is raised to the power W_scale: it is W_scale that is multiplied with itself"""
    return float(max(depth, 1e-9)) ** W_scale


@effective_gain.mistake
def as_a_size(W_scale, depth):
    """the sign is lost: an odd number of negative factors turns the input over"""
    return abs(W_scale) ** depth


@effective_gain.mistake
def as_a_variance(W_scale, depth):
    """it is the gain of the mean square, W_scale ** (2 depth): asked for is that of the values themselves"""
    return float(W_scale) ** (2 * depth)


@effective_gain.mistake
def by_logarithms(W_scale, depth):
    """it goes by way of the logarithm, which is nan for a negative scale: multiply, or use **"""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.exp(depth * np.log(W_scale))


@effective_gain.mistake
def returned_inside_the_loop(W_scale, depth):
    """the return stands inside the loop, so that one layer is passed at most: move it to the left"""
    return W_scale if depth else None


@effective_gain.mistake
def zero_for_no_layers(W_scale, depth):
    """0 is returned where there are no layers: the input comes out as it was, so the gain is 1"""
    return W_scale**depth if depth else 0


@effective_gain.mistake
def sum_of_powers(W_scale, depth):
    """the answers of all layers are added up: asked for is that of the last"""
    return float(sum(float(W_scale) ** layer for layer in range(1, depth + 1)))


@effective_gain.mistake
def relu_in_between(W_scale, depth):
    """a negative scale gives 0, as ReLU would make it: these layers are linear"""
    return max(W_scale, 0) ** depth


# --- right, written differently -------------------------------------------------------------------------------------


@effective_gain.right
def layer_by_layer(W_scale, depth):
    """Return the same: a signal of size 1, sent through every layer."""
    signal = 1.0
    for _ in range(depth):
        signal = W_scale * signal
    return signal


@effective_gain.right
def with_matrices(W_scale, depth):
    """Return the same: the product of the weight matrices, and what it does to the first input."""
    return np.linalg.matrix_power(W_scale * np.eye(2), depth)[0, 0]
