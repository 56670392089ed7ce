"""Exercise 5: the size of a layer's answers, predicted."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import initialization as reference

mean_square_out = FunctionExercise(
    __name__,
    reference=reference.mean_square_out,
    minutes=5,
    points_visible=5,
    points_hidden=8,
    returns=("mean square",),
    hints=(
        "First the sum: n_in independent terms w x, each with the variance Var(w) times the mean square of x.",
        "Then the bend: a linear unit hands the sum on, ReLU keeps the half of the squares whose z is positive.",
        "variance = n_in * weight_variance * mean_square_in; for relu return variance / 2.",
    ),
)


def case(*arguments):
    """Return a case named by its numbers."""
    mean_square, n_in, variance, activation = arguments
    return Case(f"{activation}, {n_in} inputs of mean square {mean_square:g}, Var(w) {variance:g}", arguments)


@mean_square_out.visible
def visible():
    """Return the two layers of the text, other sizes of inputs, three inputs only, and weights of zero."""
    return [
        case(1.0, 100, 0.02, "linear"),
        case(1.0, 100, 0.02, "relu"),
        case(4.0, 50, 0.1, "relu"),
        case(0.25, 784, 0.0001, "linear"),
        case(3.0, 3, 0.5, "relu"),
        case(2.0, 10, 0.0, "linear"),
    ]


@mean_square_out.draw
def draw(rng):
    """Return a case of random numbers."""
    numbers = round(float(rng.uniform(0.1, 5)), 3), int(rng.integers(2, 900)), round(float(rng.uniform(0.001, 0.5)), 4)
    return case(*numbers, str(rng.choice(["linear", "relu"])))


@mean_square_out.edges
def edges(rng):
    """Return silent inputs, weights that are all zero, and both activations on the same numbers."""
    return [
        case(0.0, 10, 0.1, "relu"),
        case(2.0, 10, 0.0, "linear"),
        case(1.7, 30, 0.3, "linear"),
        case(1.7, 30, 0.3, "relu"),
    ]


@mean_square_out.property("a simulation finds what was predicted, within 4%")
def agrees_with_simulation(f, rng):
    """Return a sentence unless the prediction is what drawn weights and inputs give, within 4%."""
    n, mean_square, variance = 200, 2.0, 0.013
    for activation in ("linear", "relu"):
        W = np.sqrt(variance) * rng.standard_normal((600, n))
        Z = W @ (np.sqrt(mean_square) * rng.standard_normal((n, 1000)))
        found = float(np.mean(np.square(np.maximum(Z, 0) if activation == "relu" else Z)))
        told = f(mean_square, n, variance, activation)
        if abs(told / found - 1) > 0.04:
            return f"{activation}, {n} inputs: a simulation finds {found:.3f}, the function says {told:.3f}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@mean_square_out.mistake
def never_halved(mean_square_in, n_in, weight_variance, activation):
    """ReLU's half is forgotten: where z is negative the answer is 0, and that is every other time"""
    return n_in * weight_variance * mean_square_in


@mean_square_out.mistake
def always_halved(mean_square_in, n_in, weight_variance, activation):
    """the half is taken for every activation: it belongs to ReLU alone, a linear unit silences nothing"""
    return n_in * weight_variance * mean_square_in / 2


@mean_square_out.mistake
def a_quarter_for_relu(mean_square_in, n_in, weight_variance, activation):
    """ReLU's share is taken as 1/4, the square of a half: half of the squares are lost, not half of each value"""
    variance = n_in * weight_variance * mean_square_in
    return variance / 4 if activation == "relu" else variance


@mean_square_out.mistake
def width_forgotten(mean_square_in, n_in, weight_variance, activation):
    """the number of inputs is missing: a sum of n_in terms has n_in times the variance of one"""
    return reference.mean_square_out(mean_square_in, 1, weight_variance, activation)


@mean_square_out.mistake
def width_squared(mean_square_in, n_in, weight_variance, activation):
    """n_in enters squared: variances of independent terms add up to n_in times one; n_in^2 would hold if all terms
    were the same number
    """
    return reference.mean_square_out(mean_square_in, n_in**2, weight_variance, activation)


@mean_square_out.mistake
def standard_deviation(mean_square_in, n_in, weight_variance, activation):
    """the root is returned: asked for is the mean square, not the typical size"""
    return np.sqrt(reference.mean_square_out(mean_square_in, n_in, weight_variance, activation))


@mean_square_out.mistake
def divided_by_width(mean_square_in, n_in, weight_variance, activation):
    """it is divided by the number of inputs: each input adds its share, so multiply"""
    return reference.mean_square_out(mean_square_in, 1, weight_variance / n_in, activation)


@mean_square_out.mistake
def variance_of_the_answers(mean_square_in, n_in, weight_variance, activation):
    """the variance of ReLU's answers is returned: it is smaller than their mean square, because they have a mean"""
    told = reference.mean_square_out(mean_square_in, n_in, weight_variance, activation)
    return told * (1 - 1 / np.pi) if activation == "relu" else told


@mean_square_out.mistake
def inputs_squared_again(mean_square_in, n_in, weight_variance, activation):
    """mean_square_in is squared again: it is a mean of squares already"""
    return reference.mean_square_out(mean_square_in**2, n_in, weight_variance, activation)


@mean_square_out.mistake
def variance_squared_again(mean_square_in, n_in, weight_variance, activation):
    """weight_variance is squared, as if it were a standard deviation: it is the square already"""
    return reference.mean_square_out(mean_square_in, n_in, weight_variance**2, activation)


@mean_square_out.mistake
def root_of_a_half(mean_square_in, n_in, weight_variance, activation):
    """ReLU's share is taken as the root of a half: that is its share of the size, not of the mean square"""
    variance = n_in * weight_variance * mean_square_in
    return variance * np.sqrt(0.5) if activation == "relu" else variance


@mean_square_out.mistake
def doubled_for_relu(mean_square_in, n_in, weight_variance, activation):
    """ReLU doubles it: half of the squares are lost, so halve it; the weights would have to make up for that"""
    variance = n_in * weight_variance * mean_square_in
    return 2 * variance if activation == "relu" else variance


@mean_square_out.mistake
def linear_halved(mean_square_in, n_in, weight_variance, activation):
    """the half is taken for the linear layer in place of ReLU's: a linear unit silences nothing"""
    variance = n_in * weight_variance * mean_square_in
    return variance if activation == "relu" else variance / 2


@mean_square_out.mistake
def root_and_linear_halved(mean_square_in, n_in, weight_variance, activation):
    """the root is returned, and the linear layer is halved: asked for is the mean square, halved for ReLU"""
    return np.sqrt(linear_halved(mean_square_in, n_in, weight_variance, activation))


@mean_square_out.mistake
def root_of_the_inputs(mean_square_in, n_in, weight_variance, activation):
    """sqrt(n_in) is used: variances add up, so it is n_in times one; the typical size grows with its root"""
    return reference.mean_square_out(mean_square_in, np.sqrt(n_in), weight_variance, activation)


@mean_square_out.mistake
def input_forgotten(mean_square_in, n_in, weight_variance, activation):
    """mean_square_in is missing: larger inputs make larger sums"""
    return reference.mean_square_out(1.0, n_in, weight_variance, activation)


@mean_square_out.mistake
def variance_forgotten(mean_square_in, n_in, weight_variance, activation):
    """weight_variance is missing: larger weights make larger sums"""
    return reference.mean_square_out(mean_square_in, n_in, 1.0, activation)


@mean_square_out.mistake
def added_up(mean_square_in, n_in, weight_variance, activation):
    """the variances of input and weight are added: a product's variance is their product"""
    told = n_in * (weight_variance + mean_square_in)
    return told / 2 if activation == "relu" else told


@mean_square_out.mistake
def root_of_the_variance(mean_square_in, n_in, weight_variance, activation):
    """the root of weight_variance is used, the standard deviation: squares are multiplied here"""
    return reference.mean_square_out(mean_square_in, n_in, np.sqrt(weight_variance), activation)


@mean_square_out.mistake
def one_input_less(mean_square_in, n_in, weight_variance, activation):
    """one input less is counted, n_in - 1: all n_in inputs are added up"""
    return reference.mean_square_out(mean_square_in, n_in - 1, weight_variance, activation)


@mean_square_out.mistake
def nothing_for_linear(mean_square_in, n_in, weight_variance, activation):
    """nothing comes back for a linear layer: return its mean square too"""
    return None if activation == "linear" else n_in * weight_variance * mean_square_in / 2


# --- right, written differently -------------------------------------------------------------------------------------


@mean_square_out.right
def term_by_term(mean_square_in, n_in, weight_variance, activation):
    """Return the same: the variances of the terms added up one by one, then a share."""
    variance = sum(weight_variance * mean_square_in for _ in range(n_in))
    return variance * {"linear": 1.0, "relu": 0.5}[activation]
