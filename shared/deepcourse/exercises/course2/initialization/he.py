"""Exercise 7: weights of variance 2/n, for ReLU."""

import numpy as np

from deepcourse.exercises.course2.initialization import scaled_mistakes as mistakes
from deepcourse.exercises.course2.initialization.starts import case, dims, looks_drawn
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.nn import initialization as reference

initialize_parameters_he = FunctionExercise(
    __name__,
    name="initialize_parameters_he",
    reference=reference.initialize_parameters_he,
    minutes=5,
    points_visible=6,
    points_hidden=8,
    returns=("parameters",),
    hints=(
        "Only the variance changes: 2/n[l-1] in place of 1/n[l-1].",
        "Standard normal numbers have the variance 1; times c they have c^2. Which c gives 2/n[l-1]?",
        "parameters[f'W{l}'] = np.sqrt(2 / n_prev) * rng.standard_normal((n, n_prev)); the biases are zeros.",
    ),
)


@initialize_parameters_he.visible
def visible():
    """Return the card's sizes, another seed, networks of one and of four layers, and equal layers."""
    return [case([5, 6, 3, 1], 0), case([5, 6, 3, 1], 5), case([9, 2], 1), case([3, 7, 5, 4, 2], 2), case([4, 4, 4], 3)]


@initialize_parameters_he.draw
def draw(rng):
    """Return a case of random sizes and seed."""
    return case(dims(rng), int(rng.integers(6, 10_000)))


@initialize_parameters_he.edges
def edges(rng):
    """Return one unit everywhere, equal layers, two inputs, and photographs."""
    return [case([1, 1, 1], 31), case([5, 5, 5, 5], 32), case([2, 3, 1], 33), case([784, 20, 7, 1], 34)]


def deviation(n, n_prev):
    """Return the right standard deviation."""
    return np.sqrt(2 / n_prev)


for name, problem in looks_drawn(lambda f, layers_dims, rng: f(layers_dims, rng), lambda n_prev, n: 2 / n_prev):
    initialize_parameters_he.property(name)(problem)


@initialize_parameters_he.property("signals survive twenty layers of ReLU")
def twenty_layers_deep(f, rng):
    """Return a sentence unless signals keep their mean square through twenty ReLU layers, on an average of networks."""
    X, kept = rng.standard_normal((100, 20)), []
    for _ in range(12):
        parameters = f([100] * 21, np.random.default_rng(int(rng.integers(10**6))))
        A, _, _ = reference.layer_signals(X, np.zeros((100, 20)), parameters)
        kept.append(np.mean(A[-1] ** 2))
    middle = float(np.median(kept))
    return None if 0.2 < middle < 3 else f"after twenty ReLU layers the mean square is {middle:.2g} of what it was"


# --- known mistakes -------------------------------------------------------------------------------------------------


@initialize_parameters_he.mistake
def root_forgotten(layers_dims, rng):
    """the numbers are multiplied by 2/n[l-1], the variance: to get that variance, multiply by its square root"""
    return mistakes.root_forgotten(layers_dims, rng, deviation)


@initialize_parameters_he.mistake
def width_of_its_own_layer(layers_dims, rng):
    """n[l] is used in place of n[l-1]: what a unit adds up are its inputs, n[l-1] of them"""
    return mistakes.normal(layers_dims, rng, lambda n, p: np.sqrt(2 / n))


@initialize_parameters_he.mistake
def xavier_instead(layers_dims, rng):
    """the variance is 1/n[l-1], which keeps a linear signal: ReLU silences half of it, so twice as much is needed"""
    return mistakes.normal(layers_dims, rng, lambda n, p: np.sqrt(1 / p))


@initialize_parameters_he.mistake
def glorot_instead(layers_dims, rng):
    """the variance is 2/(n[l-1] + n[l]), Glorot's average: He divides by n[l-1] alone"""
    return mistakes.normal(layers_dims, rng, lambda n, p: np.sqrt(2 / (p + n)))


@initialize_parameters_he.mistake
def two_outside_the_root(layers_dims, rng):
    """the factor is 2/sqrt(n[l-1]): the 2 belongs under the root as well, else the variance is 4/n[l-1]"""
    return mistakes.normal(layers_dims, rng, lambda n, p: 2 / np.sqrt(p))


@initialize_parameters_he.mistake
def width_squared(layers_dims, rng):
    """the factor is sqrt(2)/n[l-1], so the variance is 2/n[l-1]^2: only the 2 has been put under the root"""
    return mistakes.normal(layers_dims, rng, lambda n, p: np.sqrt(2) / p)


@initialize_parameters_he.mistake
def multiplied(layers_dims, rng):
    """the weights are multiplied by sqrt(n[l-1] / 2): divide, wide layers need smaller weights"""
    return mistakes.normal(layers_dims, rng, lambda n, p: np.sqrt(p / 2))


@initialize_parameters_he.mistake
def uniform_within(layers_dims, rng):
    """the numbers are uniform between plus and minus sqrt(2/n[l-1]): their variance is only a third of 2/n[l-1]"""
    return mistakes.uniform_within(layers_dims, rng, deviation)


@initialize_parameters_he.mistake
def uniform_right_variance(layers_dims, rng):
    """the numbers are uniform between plus and minus sqrt(6/n[l-1]): that has the right variance and trains as well
    (PyTorch calls it kaiming_uniform_), but normal numbers are asked for
    """
    return mistakes.uniform_right_variance(layers_dims, rng, deviation)


@initialize_parameters_he.mistake
def random_biases(layers_dims, rng):
    """the biases are drawn too: they are zero and use up no random numbers"""
    return mistakes.random_biases(layers_dims, rng, deviation)


@initialize_parameters_he.mistake
def own_generator(layers_dims, rng):
    """a generator is made inside the function: draw from the one that was handed in"""
    return mistakes.own_generator(layers_dims, rng, deviation)


@initialize_parameters_he.mistake
def drawn_and_transposed(layers_dims, rng):
    """each array is drawn as (n[l-1], n[l]) and turned over: good weights, but not the numbers of one call with
    (n[l], n[l-1]), so that nobody can repeat your run
    """
    return mistakes.drawn_and_transposed(layers_dims, rng, deviation)


@initialize_parameters_he.mistake
def input_width_everywhere(layers_dims, rng):
    """layers_dims[0] is used in every layer: each layer has its own number of inputs, n[l-1]"""
    return mistakes.input_width_everywhere(layers_dims, rng, deviation)


@initialize_parameters_he.mistake
def counted_from_zero(layers_dims, rng):
    """the layers are counted from 0: layer 0 is the input and has no weights; the keys begin with W1 and b1"""
    return mistakes.counted_from_zero(layers_dims, rng, deviation)


@initialize_parameters_he.mistake
def drawn_from_the_back(layers_dims, rng):
    """the layers are drawn from the last to the first: good weights, but W1 is to be drawn first, then W2 and so on"""
    return mistakes.drawn_from_the_back(layers_dims, rng, deviation)


@initialize_parameters_he.mistake
def small_biases(layers_dims, rng):
    """the biases are 0.01: they are zero, the weights alone tell units apart"""
    return mistakes.small_biases(layers_dims, rng, deviation)


@initialize_parameters_he.mistake
def last_layer_left_out(layers_dims, rng):
    """the last layer is left out: there are L = len(layers_dims) - 1 layers, and range(1, L) stops one before L"""
    return mistakes.normal(layers_dims[:-1], rng, deviation)


@initialize_parameters_he.mistake
def dictionary_begun_inside_the_loop(layers_dims, rng):
    """only the last layer is left: the empty dictionary is made inside the loop, it belongs before it"""
    return dict(list(mistakes.normal(layers_dims, rng, deviation).items())[-2:])


@initialize_parameters_he.mistake
def rank_one_biases(layers_dims, rng):
    """the biases have the shape (n,) instead of (n, 1): added to (n, m), such an array counts as a row"""
    parameters = mistakes.normal(layers_dims, rng, deviation)
    return {name: value[:, 0] if name[0] == "b" else value for name, value in parameters.items()}


@initialize_parameters_he.mistake
def on_their_side(layers_dims, rng):
    """the weights lie on their side: W[l] is (n[l], n[l-1]), a row for each unit of its own layer"""
    parameters = mistakes.normal(layers_dims, rng, deviation)
    return {name: value.T if name[0] == "W" else value for name, value in parameters.items()}


@initialize_parameters_he.mistake
def hundredth(layers_dims, rng):
    """the numbers are multiplied by 0.01 whatever the widths: that lets the signal vanish layer by layer"""
    return mistakes.normal(layers_dims, rng, lambda n, p: 0.01)


@initialize_parameters_he.mistake
def not_scaled(layers_dims, rng):
    """the numbers are left as they are drawn, with the variance 1: the widths of the layers play a role"""
    return mistakes.normal(layers_dims, rng, lambda n, p: 1.0)


@initialize_parameters_he.mistake
def whole_number_division(layers_dims, rng):
    """all weights are zero, as // or int() makes the variance 0: divide with /"""
    return mistakes.normal(layers_dims, rng, lambda n, p: 0.0)


@initialize_parameters_he.mistake
def number_of_layers(layers_dims, rng):
    """the number of layers is taken for n: it is the width of the layer before, n[l-1]"""
    return mistakes.normal(layers_dims, rng, lambda n, p: np.sqrt(2 / (len(layers_dims) - 1)))


@initialize_parameters_he.mistake
def standardised(layers_dims, rng):
    """what was drawn is standardised, to a variance of exactly 1: take the numbers as they are drawn"""
    right = mistakes.normal(layers_dims, rng, lambda n, p: np.sqrt(2 / p))
    for name in [name for name in right if name[0] == "W"]:
        p = right[name].shape[1]
        right[name] = (right[name] - right[name].mean()) / (right[name].std() or 1.0) * np.sqrt(2 / p)
    return right


# --- right, written differently -------------------------------------------------------------------------------------


@initialize_parameters_he.right
def one_by_one(layers_dims, rng):
    """Return the same, the weights of each unit drawn by themselves with rng.normal."""
    return mistakes.one_by_one(layers_dims, rng, deviation)


@initialize_parameters_he.right
def divided(layers_dims, rng):
    """Return the same, divided by the root of half the width."""
    parameters = {}
    for i in range(1, len(layers_dims)):
        W = rng.normal(size=(layers_dims[i], layers_dims[i - 1]))
        parameters["W" + str(i)] = W / (layers_dims[i - 1] / 2) ** 0.5
        parameters["b" + str(i)] = np.zeros((layers_dims[i], 1))
    return parameters
