"""Exercise 4: mean and standard deviation of every layer's answers."""

import numpy as np

from deepcourse.exercises.course2.initialization.starts import built, dims, shown
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import initialization as reference
from deepcourse.nn.activations import ACTIVATIONS, sigmoid

activation_statistics = FunctionExercise(
    __name__,
    reference=reference.activation_statistics,
    minutes=8,
    points_visible=7,
    points_hidden=10,
    returns=("means", "stds"),
    hints=(
        "A forward pass as in course 1, and after each layer two numbers are kept: A.mean() and A.std().",
        "L = len(parameters) // 2. In layer L the activation is the sigmoid, before it ACTIVATIONS[activation][0].",
        "for l in range(1, L + 1): Z = W @ A + b; A = sigmoid(Z) if l == L else ACTIVATIONS[activation][0](Z); append.",
    ),
)


def case(rng, layers_dims, m, activation):
    """Return a case with a random network, whose biases are not zero, and m random examples."""
    weights = built(
        layers_dims, lambda n, p: 1.3 * rng.normal(size=(n, p)) / np.sqrt(p), lambda n: rng.normal(size=(n, 1))
    )
    X = rng.normal(size=(layers_dims[0], m)) + 0.3
    return Case(f"{shown(layers_dims)}, {activation}, {m} example{'s' * (m > 1)}", (X, weights, activation))


@activation_statistics.visible
def visible():
    """Return both activations, one layer, equal ones, many, a single example, large weights, and zeros."""
    rng, weights = np.random.default_rng(21), np.random.default_rng(22)
    large = {name: 50 * value for name, value in built([2, 4, 1], lambda n, p: weights.normal(size=(n, p))).items()}
    return [
        case(rng, [3, 5, 4, 1], 6, "relu"),
        case(rng, [3, 5, 4, 1], 6, "tanh"),
        case(rng, [4, 4, 4, 4, 1], 5, "relu"),
        case(rng, [3, 6, 2], 1, "tanh"),
        case(rng, [4, 1], 7, "relu"),
        case(rng, [3] + [2] * 11 + [1], 4, "tanh"),
        Case("large weights", (rng.normal(size=(2, 6)), large, "tanh")),
        Case(
            "all parameters zero", (rng.normal(size=(3, 5)), reference.initialize_parameters_zeros([3, 4, 1]), "relu")
        ),
    ]


@activation_statistics.draw
def draw(rng):
    """Return a case of random sizes."""
    return case(rng, dims(rng), int(rng.integers(2, 9)), str(rng.choice(["relu", "tanh"])))


@activation_statistics.edges
def edges(rng):
    """Return twelve layers, one unit everywhere, a start from zeros, and large sums."""
    zeros = reference.initialize_parameters_zeros([3, 4, 1])
    large = {name: 50 * value for name, value in built([2, 4, 1], lambda n, p: rng.normal(size=(n, p))).items()}
    return [
        case(rng, [3] * 12 + [1], 4, "relu"),
        case(rng, [1, 1, 1], 2, "tanh"),
        Case("all parameters zero", (rng.normal(size=(3, 5)), zeros, "relu")),
        Case("large weights", (rng.normal(size=(2, 6)), large, "tanh")),
    ]


@activation_statistics.property("twice the input, twice the answers of ReLU")
def twice_the_input(f, rng):
    """Return a sentence unless, without biases, ReLU layers answer an input twice as large with twice the numbers."""
    X, parameters = rng.normal(size=(4, 30)), reference.initialize_parameters_he([4, 6, 5, 1], rng)
    one, two = f(X, parameters, "relu"), f(2 * X, parameters, "relu")
    for part, name in enumerate(("mean", "standard deviation")):
        if not np.allclose(np.array(two[part][:2]), 2 * np.array(one[part][:2])):
            return f"X twice as large does not double the {name}s of the hidden ReLU layers, though all biases are zero"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def answers(X, parameters, activation, last="sigmoid", feed=lambda A, X: A):
    """Return [A[1], ..., A[L]] and [Z[1], ..., Z[L]] of a forward pass that may go its own way."""
    A, found, sums = X, [], []
    for layer in range(1, len(parameters) // 2 + 1):
        kind = last if layer == len(parameters) // 2 else activation
        Z = parameters[f"W{layer}"] @ feed(A, X) + parameters[f"b{layer}"]
        A = ACTIVATIONS[kind][0](Z)
        found.append(A)
        sums.append(Z)
    return found, sums


def told(arrays, spread=np.std):
    """Return the two lists: means, and what `spread` says."""
    return [float(np.mean(A)) for A in arrays], [float(spread(A)) for A in arrays]


@activation_statistics.mistake
def of_the_sums(X, parameters, activation="relu"):
    """they are those of the sums Z: asked for are the answers A, after the activation"""
    return told(answers(X, parameters, activation)[1])


@activation_statistics.mistake
def variances(X, parameters, activation="relu"):
    """the variance is returned: the standard deviation is its square root"""
    return told(answers(X, parameters, activation)[0], np.var)


@activation_statistics.mistake
def root_mean_squares(X, parameters, activation="relu"):
    """the root of the mean square is returned: the standard deviation takes the mean away first, and ReLU's answers
    have one
    """
    return told(answers(X, parameters, activation)[0], lambda A: np.sqrt(np.mean(A**2)))


@activation_statistics.mistake
def one_degree_less(X, parameters, activation="relu"):
    """it is divided by one less than the number of entries (ddof=1): np.std divides by the number itself"""
    found = answers(X, parameters, activation)[0]
    return told(found, lambda A: np.std(A, ddof=1) if A.size > 1 else 0.0)


@activation_statistics.mistake
def with_the_input(X, parameters, activation="relu"):
    """the input X is counted as well: L layers make L entries, the first of them for A[1]"""
    return told([X, *answers(X, parameters, activation)[0]])


@activation_statistics.mistake
def last_left_out(X, parameters, activation="relu"):
    """the last layer is left out: its answers A[L] count as well"""
    return told(answers(X, parameters, activation)[0][:-1])


@activation_statistics.mistake
def activation_ignored(X, parameters, activation="relu"):
    """the hidden layers use ReLU whatever is asked for: use the argument"""
    return told(answers(X, parameters, "relu")[0])


@activation_statistics.mistake
def no_sigmoid(X, parameters, activation="relu"):
    """the last layer uses the activation of the hidden ones: it ends in a sigmoid"""
    return told(answers(X, parameters, activation, last=activation)[0])


@activation_statistics.mistake
def spread_over_examples(X, parameters, activation="relu"):
    """the spread is taken unit by unit and then averaged: take all entries of A at once"""
    return told(answers(X, parameters, activation)[0], lambda A: np.mean(np.std(A, axis=1)))


@activation_statistics.mistake
def sizes_of_answers(X, parameters, activation="relu"):
    """the mean is taken of |A|: take that of the entries themselves, negative ones too"""
    found = answers(X, parameters, activation)[0]
    return [float(np.mean(np.abs(A))) for A in found], told(found)[1]


@activation_statistics.mistake
def unit_by_unit(X, parameters, activation="relu"):
    """there is a mean and a spread for each unit, as with axis=1: take all entries of a layer at once"""
    found = answers(X, parameters, activation)[0]
    return [A.mean(axis=1) for A in found], [A.std(axis=1) for A in found]


@activation_statistics.mistake
def example_by_example(X, parameters, activation="relu"):
    """there is a mean and a spread for each example, as with axis=0: one of each is asked for, over all entries of a
    layer
    """
    found = answers(X, parameters, activation)[0]
    return [A.mean(axis=0) for A in found], [A.std(axis=0) for A in found]


@activation_statistics.mistake
def sorted_as_texts(X, parameters, activation="relu"):
    """the layers are taken in the order of their sorted names, where W10 comes before W2: count from 1 to L"""
    numbers, A, found = sorted(name[1:] for name in parameters if name[0] == "W"), X, []
    for number in numbers:
        Z = parameters[f"W{number}"] @ A + parameters[f"b{number}"]
        A = ACTIVATIONS["sigmoid" if number == numbers[-1] else activation][0](Z)
        found.append(A)
    return told(found)


@activation_statistics.mistake
def x_fed_again(X, parameters, activation="relu"):
    """X is fed to every layer: layer l takes A[l-1], what the layer before has answered"""
    return told(answers(X, parameters, activation, feed=lambda A, X: X)[0])


@activation_statistics.mistake
def sums_handed_on(X, parameters, activation="relu"):
    """the sums Z are handed on to the next layer: it takes the answers A"""
    Z, found = X, []
    for layer in range(1, len(parameters) // 2 + 1):
        Z = parameters[f"W{layer}"] @ Z + parameters[f"b{layer}"]
        found.append(ACTIVATIONS["sigmoid" if layer == len(parameters) // 2 else activation][0](Z))
    return told(found)


@activation_statistics.mistake
def biases_left_out(X, parameters, activation="relu"):
    """the biases are left out: Z = W A + b"""
    bare = {name: value if name[0] == "W" else 0 * value for name, value in parameters.items()}
    return told(answers(X, bare, activation)[0])


@activation_statistics.mistake
def biases_left_out_with_the_input(X, parameters, activation="relu"):
    """the biases are left out, and the input X is counted: Z = W A + b, and the first entry is for A[1]"""
    bare = {name: value if name[0] == "W" else 0 * value for name, value in parameters.items()}
    return told([X, *answers(X, bare, activation)[0]])


@activation_statistics.mistake
def always_tanh(X, parameters, activation="relu"):
    """the hidden layers use tanh whatever is asked for: use the argument"""
    return told(answers(X, parameters, "tanh")[0])


@activation_statistics.mistake
def always_sigmoid(X, parameters, activation="relu"):
    """every layer uses the sigmoid: it belongs to the last one alone"""
    return told(answers(X, parameters, "sigmoid")[0])


@activation_statistics.mistake
def spreads_first(X, parameters, activation="relu"):
    """the standard deviations come back first: it is means, then standard deviations"""
    return told(answers(X, parameters, activation)[0])[::-1]


@activation_statistics.mistake
def only_the_last_layer(X, parameters, activation="relu"):
    """only the last layer is there, as from lists that are made inside the loop: make them before the loop"""
    return told(answers(X, parameters, activation)[0][-1:])


@activation_statistics.mistake
def only_the_first_layer(X, parameters, activation="relu"):
    """only the first layer is there, as from a return inside the loop: move it to the left"""
    return told(answers(X, parameters, activation)[0][:1])


@activation_statistics.mistake
def hidden_layers_do_not_bend(X, parameters, activation="relu"):
    """the hidden layers do not bend: apply their activation"""
    A, found, L = X, [], len(parameters) // 2
    for layer in range(1, L + 1):
        A = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = ACTIVATIONS["sigmoid"][0](A) if layer == L else A
        found.append(A)
    return told(found)


# --- right, written differently -------------------------------------------------------------------------------------


@activation_statistics.right
def with_arrays(X, parameters, activation="relu"):
    """Return the same as two arrays, the standard deviation from its definition."""
    A, L, means, stds = X, len(parameters) // 2, [], []
    for i in range(L):
        Z = parameters[f"W{i + 1}"] @ A + parameters[f"b{i + 1}"]
        A = sigmoid(Z) if i == L - 1 else np.tanh(Z) if activation == "tanh" else Z * (Z > 0)
        means.append(A.mean())
        stds.append(np.sqrt(((A - means[-1]) ** 2).mean()))
    return np.array(means), np.array(stds)
