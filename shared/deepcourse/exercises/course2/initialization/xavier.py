"""Exercise 6: weights of variance 1/n, or 2/(n_in + n_out)."""

import numpy as np

from deepcourse.exercises.course2.initialization import scaled_mistakes as mistakes
from deepcourse.exercises.course2.initialization.starts import case, dims, looks_drawn
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.nn import initialization as reference

initialize_parameters_xavier = FunctionExercise(
    __name__,
    name="initialize_parameters_xavier",
    reference=reference.initialize_parameters_xavier,
    minutes=6,
    points_visible=6,
    points_hidden=9,
    returns=("parameters",),
    hints=(
        "First the variance of layer l as a number, from fan, n[l-1] and n[l]; then the weights.",
        'variance = 1 / n_prev if fan == "in" else 2 / (n_prev + n). Numbers times c have c^2 times the variance.',
        "parameters[f'W{l}'] = np.sqrt(variance) * rng.standard_normal((n, n_prev)); the biases are zeros.",
    ),
)


@initialize_parameters_xavier.visible
def visible():
    """Return both definitions on the same sizes, another seed, deeper and shallow networks, and equal layers."""
    return [
        case([5, 6, 3, 1], "in", 0),
        case([5, 6, 3, 1], "average", 0),
        case([5, 6, 3, 1], "in", 5),
        case([3, 7, 5, 4, 2], "average", 1),
        case([9, 2], "in", 2),
        case([4, 4, 4], "average", 3),
    ]


@initialize_parameters_xavier.draw
def draw(rng):
    """Return a case of random sizes, definition and seed."""
    return case(dims(rng), str(rng.choice(["in", "average"])), int(rng.integers(6, 10_000)))


@initialize_parameters_xavier.edges
def edges(rng):
    """Return equal layers, one unit everywhere, and photographs, in both definitions."""
    return [
        case(sizes, fan, seed)
        for seed, sizes in enumerate(([5, 5, 5, 5], [1, 1, 1], [784, 20, 7, 1]), 30)
        for fan in ("in", "average")
    ]


def deviation(fan):
    """Return the function from (n, n_prev) to the right standard deviation."""
    return lambda n, n_prev: np.sqrt(1 / n_prev if fan == "in" else 2 / (n_prev + n))


def measured(fan):
    """Return what drawn weights of one definition must look like."""

    def start(f, layers_dims, rng):
        return f(layers_dims, rng, fan)

    return looks_drawn(start, lambda n_prev, n: deviation(fan)(n, n_prev) ** 2, f", fan={fan!r}")


for name, problem in (*measured("in"), measured("average")[1]):
    initialize_parameters_xavier.property(name)(problem)


# --- known mistakes -------------------------------------------------------------------------------------------------


@initialize_parameters_xavier.mistake
def root_forgotten(layers_dims, rng, fan="in"):
    """the numbers are multiplied by the variance: to get that variance, multiply by its square root"""
    return mistakes.root_forgotten(layers_dims, rng, deviation(fan))


@initialize_parameters_xavier.mistake
def width_of_its_own_layer(layers_dims, rng, fan="in"):
    """1/n[l] is used where 1/n[l-1] is right: what a unit adds up are its inputs, n[l-1] of them"""
    return mistakes.normal(layers_dims, rng, lambda n, p: np.sqrt(1 / n) if fan == "in" else np.sqrt(2 / (p + n)))


@initialize_parameters_xavier.mistake
def fan_ignored(layers_dims, rng, fan="in"):
    """the variance is 1/n[l-1] whatever fan says: "average" asks for 2/(n[l-1] + n[l])"""
    return mistakes.normal(layers_dims, rng, deviation("in"))


@initialize_parameters_xavier.mistake
def always_average(layers_dims, rng, fan="in"):
    """the variance is 2/(n[l-1] + n[l]) whatever fan says: that is PyTorch's; "in" asks for 1/n[l-1]"""
    return mistakes.normal(layers_dims, rng, deviation("average"))


@initialize_parameters_xavier.mistake
def sum_for_average(layers_dims, rng, fan="in"):
    """for "average" the 2 is missing: the average of both widths is (n[l-1] + n[l]) / 2, so Var(w) is 2 over the sum"""
    return mistakes.normal(layers_dims, rng, lambda n, p: np.sqrt(1 / p) if fan == "in" else np.sqrt(1 / (p + n)))


@initialize_parameters_xavier.mistake
def six_for_two(layers_dims, rng, fan="in"):
    """for "average" there is a 6 in place of the 2: sqrt(6/(n_in + n_out)) is the limit of *uniform* numbers of that
    variance
    """
    return mistakes.normal(layers_dims, rng, lambda n, p: np.sqrt(1 / p) if fan == "in" else np.sqrt(6 / (p + n)))


@initialize_parameters_xavier.mistake
def he_instead(layers_dims, rng, fan="in"):
    """the factor 2 of He is in it, 2/n[l-1]: Xavier's rule for "in" is 1/n[l-1]"""
    return mistakes.normal(layers_dims, rng, lambda n, p: np.sqrt(2 / p) if fan == "in" else np.sqrt(2 / (p + n)))


@initialize_parameters_xavier.mistake
def uniform_within(layers_dims, rng, fan="in"):
    """the numbers are uniform between plus and minus sqrt(Var(w)): their variance is only a third of it, and normal
    ones are asked for
    """
    return mistakes.uniform_within(layers_dims, rng, deviation(fan))


@initialize_parameters_xavier.mistake
def uniform_right_variance(layers_dims, rng, fan="in"):
    """the numbers are uniform between plus and minus sqrt(3 Var(w)): that has the right variance and trains as well,
    but normal numbers are asked for
    """
    return mistakes.uniform_right_variance(layers_dims, rng, deviation(fan))


@initialize_parameters_xavier.mistake
def random_biases(layers_dims, rng, fan="in"):
    """the biases are drawn too: they are zero and use up no random numbers"""
    return mistakes.random_biases(layers_dims, rng, deviation(fan))


@initialize_parameters_xavier.mistake
def own_generator(layers_dims, rng, fan="in"):
    """a generator is made inside the function: draw from the one that was handed in"""
    return mistakes.own_generator(layers_dims, rng, deviation(fan))


@initialize_parameters_xavier.mistake
def drawn_and_transposed(layers_dims, rng, fan="in"):
    """each array is drawn as (n[l-1], n[l]) and turned over: good weights, but not the numbers of one call with
    (n[l], n[l-1]), so that nobody can repeat your run
    """
    return mistakes.drawn_and_transposed(layers_dims, rng, deviation(fan))


@initialize_parameters_xavier.mistake
def input_width_everywhere(layers_dims, rng, fan="in"):
    """layers_dims[0] is used in every layer: each layer has its own number of inputs, n[l-1]"""
    return mistakes.input_width_everywhere(layers_dims, rng, deviation(fan))


@initialize_parameters_xavier.mistake
def drawn_from_the_back(layers_dims, rng, fan="in"):
    """the layers are drawn from the last to the first: good weights, but W1 is to be drawn first, then W2 and so on"""
    return mistakes.drawn_from_the_back(layers_dims, rng, deviation(fan))


@initialize_parameters_xavier.mistake
def small_biases(layers_dims, rng, fan="in"):
    """the biases are 0.01: they are zero, the weights alone tell units apart"""
    return mistakes.small_biases(layers_dims, rng, deviation(fan))


@initialize_parameters_xavier.mistake
def last_layer_left_out(layers_dims, rng, fan="in"):
    """the last layer is left out: there are L = len(layers_dims) - 1 layers, and range(1, L) stops one before L"""
    return mistakes.normal(layers_dims[:-1], rng, deviation(fan))


@initialize_parameters_xavier.mistake
def dictionary_begun_inside_the_loop(layers_dims, rng, fan="in"):
    """only the last layer is left: the empty dictionary is made inside the loop, it belongs before it"""
    return dict(list(mistakes.normal(layers_dims, rng, deviation(fan)).items())[-2:])


@initialize_parameters_xavier.mistake
def rank_one_biases(layers_dims, rng, fan="in"):
    """the biases have the shape (n,) instead of (n, 1): added to (n, m), such an array counts as a row"""
    parameters = mistakes.normal(layers_dims, rng, deviation(fan))
    return {name: value[:, 0] if name[0] == "b" else value for name, value in parameters.items()}


@initialize_parameters_xavier.mistake
def on_their_side(layers_dims, rng, fan="in"):
    """the weights lie on their side: W[l] is (n[l], n[l-1]), a row for each unit of its own layer"""
    parameters = mistakes.normal(layers_dims, rng, deviation(fan))
    return {name: value.T if name[0] == "W" else value for name, value in parameters.items()}


@initialize_parameters_xavier.mistake
def hundredth(layers_dims, rng, fan="in"):
    """the numbers are multiplied by 0.01 whatever the widths: that lets the signal vanish layer by layer"""
    return mistakes.normal(layers_dims, rng, lambda n, p: 0.01)


@initialize_parameters_xavier.mistake
def not_scaled(layers_dims, rng, fan="in"):
    """the numbers are left as they are drawn, with the variance 1: the widths of the layers play a role"""
    return mistakes.normal(layers_dims, rng, lambda n, p: 1.0)


@initialize_parameters_xavier.mistake
def whole_number_division(layers_dims, rng, fan="in"):
    """all weights are zero, as // or int() makes the variance 0: divide with /"""
    return mistakes.normal(layers_dims, rng, lambda n, p: 0.0)


@initialize_parameters_xavier.mistake
def number_of_layers(layers_dims, rng, fan="in"):
    """the number of layers is taken for n: it is the width of the layer before, n[l-1]"""
    return mistakes.normal(layers_dims, rng, lambda n, p: np.sqrt(1 / (len(layers_dims) - 1)))


def for_average(layers_dims, rng, fan, of_both):
    """Return right weights for "in", and others for "average": of_both(n, n_prev) is their deviation."""
    return mistakes.normal(layers_dims, rng, deviation("in") if fan == "in" else of_both)


@initialize_parameters_xavier.mistake
def brackets_missing(layers_dims, rng, fan="in"):
    """for "average" brackets are missing: 2 / n_in + n_out divides by n_in alone; Var(w) is 2 / (n_in + n_out)"""
    return for_average(layers_dims, rng, fan, lambda n, p: np.sqrt(2 / p + n))


@initialize_parameters_xavier.mistake
def half_for_twice(layers_dims, rng, fan="in"):
    """for "average" the 2 is below the line: Var(w) is 2 over the sum of both widths"""
    return for_average(layers_dims, rng, fan, lambda n, p: np.sqrt(1 / (2 * (p + n))))


@initialize_parameters_xavier.mistake
def product_of_the_widths(layers_dims, rng, fan="in"):
    """for "average" the widths are multiplied: Var(w) is 2 over their sum"""
    return for_average(layers_dims, rng, fan, lambda n, p: np.sqrt(2 / (p * n)))


@initialize_parameters_xavier.mistake
def two_outside_the_root(layers_dims, rng, fan="in"):
    """for "average" the 2 stands outside the root: Var(w) is 2 over the sum of both widths, its root the factor"""
    return for_average(layers_dims, rng, fan, lambda n, p: 2 / np.sqrt(p + n))


@initialize_parameters_xavier.mistake
def outputs_for_average(layers_dims, rng, fan="in"):
    """for "average" the variance is 1/n[l]: it is 2/(n[l-1] + n[l])"""
    return for_average(layers_dims, rng, fan, lambda n, p: np.sqrt(1 / n))


@initialize_parameters_xavier.mistake
def fans_exchanged(layers_dims, rng, fan="in"):
    """the fans "average" and "in" have changed places: "in" is 1/n[l-1], "average" 2/(n[l-1] + n[l])"""
    return mistakes.normal(layers_dims, rng, deviation("average" if fan == "in" else "in"))


# --- right, written differently -------------------------------------------------------------------------------------


@initialize_parameters_xavier.right
def one_by_one(layers_dims, rng, fan="in"):
    """Return the same, every weight drawn by itself."""
    return mistakes.one_by_one(layers_dims, rng, deviation(fan))


@initialize_parameters_xavier.right
def divided(layers_dims, rng, fan="in"):
    """Return the same, divided by the root of the width or of the mean of both widths."""
    parameters = {}
    for i in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[i - 1], layers_dims[i]
        width = n_in if fan == "in" else (n_in + n_out) / 2
        parameters["W" + str(i)] = rng.standard_normal(size=(n_out, n_in)) / width**0.5
        parameters["b" + str(i)] = np.zeros((n_out, 1))
    return parameters
