"""Exercise 5: back, through the same masks."""

import numpy as np

from deepcourse.exercises.course2.regularization.networks import (
    by_hand,
    dims,
    examples,
    network,
    shown,
    slope_problem,
    two_examples,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import regularization as reference
from deepcourse.nn.activations import relu, sigmoid
from deepcourse.nn.building_blocks import compute_cost

backward_propagation_with_dropout = FunctionExercise(
    __name__,
    reference=reference.backward_propagation_with_dropout,
    minutes=9,
    points_visible=6,
    points_hidden=10,
    returns=("grads",),
    hints=(
        "The backward pass of building_blocks with one more line: dA goes through the mask, as A did.",
        'dZ = cache[f"A{L}"] - Y at first; for l = L, ..., 1 the linear part; A_prev is cache[f"A{l - 1}"], X for '
        "l = 1.",
        'For l > 1: dA = W.T @ dZ; dA = dA * cache[f"D{l - 1}"] / keep_prob; dZ = dA * (cache[f"Z{l - 1}"] > 0).',
    ),
)


def passed(parameters, X, Y, keep_prob, seed):
    """Return the arguments of the exercise, with the cache of the package's forward pass."""
    rng = np.random.default_rng(seed)
    cache = reference.forward_propagation_with_dropout(X, parameters, keep_prob, rng)[1]
    return X, Y, parameters, cache, keep_prob


def case(rng, layer_dims, m, keep_prob):
    """Return a case with a random network, random examples and random masks."""
    told = f"{shown(layer_dims)}, {m} example{'s' if m > 1 else ''}, keep_prob = {keep_prob:.2g}"
    X, Y = examples(rng, layer_dims[0], m, layer_dims[-1])
    return Case(told, passed(network(rng, layer_dims), X, Y, keep_prob, int(rng.integers(1000))))


@backward_propagation_with_dropout.visible
def visible():
    """Return the text's network, deeper ones, every unit kept, one example, no hidden layer, and whole labels."""
    rng = np.random.default_rng(5)
    parameters, (X, Y) = network(np.random.default_rng(15), [3, 5, 1]), examples(np.random.default_rng(16), 3, 6)
    return [
        Case("the network of the text, keep_prob = 0.5", passed(by_hand(), *two_examples(), 0.5, seed=1)),
        case(rng, [3, 6, 5, 1], 5, 0.8),
        case(rng, [4, 5, 5, 4, 2], 6, 0.6),
        case(rng, [3, 4, 1], 4, 1.0),
        case(rng, [4, 6, 6, 2], 7, 0.7),
        case(rng, [3, 5, 4, 1], 1, 0.75),
        case(rng, [4, 2], 5, 0.6),
        Case("labels as integers", passed(parameters, X, Y.astype(int), 0.65, 4)),
    ]


@backward_propagation_with_dropout.draw
def draw(rng):
    """Return a case of random depth, size and keep_prob."""
    return case(rng, dims(rng), int(rng.integers(3, 12)), float(rng.uniform(0.3, 0.95)))


@backward_propagation_with_dropout.edges
def edges(rng):
    """Return one example, no hidden layer, hardly any unit kept, two outputs, and integer labels."""
    X, Y = examples(rng, 3, 6)
    return [
        case(rng, [3, 6, 4, 1], 1, 0.7),
        case(rng, [3, 1], 5, 0.5),
        case(rng, [3, 6, 6, 1], 5, 0.1),
        case(rng, [3, 7, 2], 5, 0.7),
        case(rng, [3, 6, 6, 2], 9, 0.8),
        Case("labels as integers", passed(network(rng, [3, 5, 1]), X, Y.astype(int), 0.6, 3)),
    ]


@backward_propagation_with_dropout.property("gradients are slopes, the masks held fixed")
def gradients_are_slopes(f, rng):
    """Return a sentence unless every gradient is the slope of the cost with the masks held fixed."""
    parameters, (X, Y) = network(rng, [3, 6, 5, 1]), examples(rng, 3, 6)
    arguments = passed(parameters, X, Y, 0.7, seed=11)
    masks = arguments[3]

    def cost(moved):
        A = X
        for layer in (1, 2):
            A = relu(moved[f"W{layer}"] @ A + moved[f"b{layer}"]) * masks[f"D{layer}"] / 0.7
        return compute_cost(sigmoid(moved["W3"] @ A + moved["b3"]), Y)

    return slope_problem(cost, parameters, f(*arguments), rng)


# --- known mistakes -------------------------------------------------------------------------------------------------


def backward(X, Y, parameters, cache, to_the_sum, product=np.matmul):
    """Return the gradients of a backward pass with a way of one's own, `to_the_sum(dA, layer)`, from dA to dZ."""
    L, grads, m = len(parameters) // 2, {}, X.shape[1]
    dZ = cache[f"A{L}"] - Y
    for layer in range(L, 0, -1):
        A_prev = cache[f"A{layer - 1}"] if layer > 1 else X
        grads[f"dW{layer}"], grads[f"db{layer}"] = dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m
        if layer > 1:
            dZ = to_the_sum(product(parameters[f"W{layer}"].T, dZ), layer - 1)
    return grads


def gate(cache, layer):
    """Return where the relu of a layer is open."""
    return cache[f"Z{layer}"] > 0


@backward_propagation_with_dropout.mistake
def mask_not_reused(X, Y, parameters, cache, keep_prob):
    """the mask is left out on the way back: a unit that was silent gets no share of the blame, dA = dA * D"""
    return backward(X, Y, parameters, cache, lambda dA, layer: dA / keep_prob * gate(cache, layer))


@backward_propagation_with_dropout.mistake
def not_divided(X, Y, parameters, cache, keep_prob):
    """dA is not divided by keep_prob: the forward pass multiplied by D / keep_prob, so the way back does too"""
    return backward(X, Y, parameters, cache, lambda dA, layer: dA * cache[f"D{layer}"] * gate(cache, layer))


@backward_propagation_with_dropout.mistake
def dropout_forgotten(X, Y, parameters, cache, keep_prob):
    """mask and division are both left out on the way back: dA = dA * D / keep_prob in every hidden layer"""
    return backward(X, Y, parameters, cache, lambda dA, layer: dA * gate(cache, layer))


@backward_propagation_with_dropout.mistake
def multiplied(X, Y, parameters, cache, keep_prob):
    """dA is multiplied by keep_prob: it is divided, as A was"""
    return backward(X, Y, parameters, cache, lambda dA, layer: dA * cache[f"D{layer}"] * keep_prob * gate(cache, layer))


@backward_propagation_with_dropout.mistake
def divided_twice(X, Y, parameters, cache, keep_prob):
    """dA is divided by keep_prob twice: once, as A was"""
    return backward(
        X, Y, parameters, cache, lambda dA, layer: dA * cache[f"D{layer}"] / keep_prob**2 * gate(cache, layer)
    )


@backward_propagation_with_dropout.mistake
def new_masks(X, Y, parameters, cache, keep_prob):
    """new masks are drawn on the way back: the cache holds those of the forward pass, and only they fit"""
    rng = np.random.default_rng(0)
    drawn = {f"D{layer}": rng.random(cache[f"D{layer}"].shape) < keep_prob for layer in range(1, len(parameters) // 2)}
    return reference.backward_propagation_with_dropout(X, Y, parameters, cache | drawn, keep_prob)


@backward_propagation_with_dropout.mistake
def gate_left_out(X, Y, parameters, cache, keep_prob):
    """the slope of relu is left out: a unit with Z <= 0 passes nothing back, dropped or not"""
    return backward(X, Y, parameters, cache, lambda dA, layer: dA * cache[f"D{layer}"] / keep_prob)


@backward_propagation_with_dropout.mistake
def mask_of_the_first_layer(X, Y, parameters, cache, keep_prob):
    """the first layer's mask is used for every layer: dA of layer l goes through D of layer l"""
    first = lambda layer, like: cache["D1"] if cache["D1"].shape == like.shape else cache[f"D{layer}"]  # noqa: E731
    return backward(X, Y, parameters, cache, lambda dA, layer: dA * first(layer, dA) / keep_prob * gate(cache, layer))


@backward_propagation_with_dropout.mistake
def missing_one_over_m(X, Y, parameters, cache, keep_prob):
    """the 1/m is missing: dW and db are means over the m = X.shape[1] examples"""
    grads = reference.backward_propagation_with_dropout(X, Y, parameters, cache, keep_prob)
    return {name: g * X.shape[1] for name, g in grads.items()}


@backward_propagation_with_dropout.mistake
def sign_flipped(X, Y, parameters, cache, keep_prob):
    """dZ[L] is Y - A[L]: it is A[L] - Y, else every step climbs"""
    grads = reference.backward_propagation_with_dropout(X, Y, parameters, cache, keep_prob)
    return {name: -g for name, g in grads.items()}


@backward_propagation_with_dropout.mistake
def entry_by_entry(X, Y, parameters, cache, keep_prob):
    """W.T * dZ is multiplied entry by entry: it is the product of matrices, W.T @ dZ"""

    def to_the_sum(dA, layer):
        return dA * cache[f"D{layer}"] / keep_prob * gate(cache, layer)

    return backward(X, Y, parameters, cache, to_the_sum, product=np.multiply)


@backward_propagation_with_dropout.mistake
def a_without_dropout(X, Y, parameters, cache, keep_prob):
    """dW is taken with A as it was before the mask: the next layer saw A after it, as the cache holds it"""
    L = len(parameters) // 2
    whole = cache | {f"A{layer}": relu(cache[f"Z{layer}"]) for layer in range(1, L)}
    return reference.backward_propagation_with_dropout(X, Y, parameters, whole, keep_prob)


@backward_propagation_with_dropout.mistake
def masked_again(X, Y, parameters, cache, keep_prob):
    """A_prev is masked and divided once more in dW: the cache holds it as the next layer saw it"""
    L = len(parameters) // 2
    twice = {f"A{layer}": cache[f"A{layer}"] * cache[f"D{layer}"] / keep_prob for layer in range(1, L)}
    return reference.backward_propagation_with_dropout(X, Y, parameters, cache | twice, keep_prob)


@backward_propagation_with_dropout.mistake
def cache_changed(X, Y, parameters, cache, keep_prob):
    """the arrays of the cache are changed, as dZ = cache[...] and then dZ -= Y do: make a new array, A - Y"""
    grads = reference.backward_propagation_with_dropout(X, Y, parameters, cache, keep_prob)
    cache[f"A{len(parameters) // 2}"] -= Y
    return grads


@backward_propagation_with_dropout.mistake
def gate_of_the_last_hidden_layer_only(X, Y, parameters, cache, keep_prob):
    """the slope of relu is left out below the last hidden layer: every hidden layer has its own gate, Z > 0"""
    last = len(parameters) // 2 - 1

    def to_the_sum(dA, layer):
        return dA * cache[f"D{layer}"] / keep_prob * (gate(cache, layer) if layer == last else 1)

    return backward(X, Y, parameters, cache, to_the_sum)


@backward_propagation_with_dropout.mistake
def mask_of_the_last_hidden_layer_only(X, Y, parameters, cache, keep_prob):
    """only the last hidden layer's dA goes through its mask: every hidden layer has one"""
    last = len(parameters) // 2 - 1

    def to_the_sum(dA, layer):
        return dA * (cache[f"D{layer}"] / keep_prob if layer == last else 1) * gate(cache, layer)

    return backward(X, Y, parameters, cache, to_the_sum)


@backward_propagation_with_dropout.mistake
def mask_of_layer_one_only(X, Y, parameters, cache, keep_prob):
    """only dA of layer 1 goes through its mask: every hidden layer has one"""

    def to_the_sum(dA, layer):
        return dA * (cache[f"D{layer}"] / keep_prob if layer == 1 else 1) * gate(cache, layer)

    return backward(X, Y, parameters, cache, to_the_sum)


@backward_propagation_with_dropout.mistake
def divided_by_the_rest(X, Y, parameters, cache, keep_prob):
    """dA is divided by 1 - keep_prob: divide by keep_prob, as A was"""
    rest = np.float64(1 - keep_prob)
    return backward(X, Y, parameters, cache, lambda dA, layer: dA * cache[f"D{layer}"] / rest * gate(cache, layer))


@backward_propagation_with_dropout.mistake
def mask_the_wrong_way_round(X, Y, parameters, cache, keep_prob):
    """dA is kept where the mask is 0: what was dropped gets no blame, dA * D"""
    return backward(
        X, Y, parameters, cache, lambda dA, layer: dA * (1 - cache[f"D{layer}"]) / keep_prob * gate(cache, layer)
    )


@backward_propagation_with_dropout.mistake
def gate_from_da(X, Y, parameters, cache, keep_prob):
    """relu's gate is decided by the sign of dA: Z decides, dA only passes through"""
    return backward(X, Y, parameters, cache, lambda dA, layer: dA * cache[f"D{layer}"] / keep_prob * (dA > 0))


@backward_propagation_with_dropout.mistake
def times_the_answer(X, Y, parameters, cache, keep_prob):
    """dA is multiplied with A in place of the slope of relu, which is 1 where Z > 0, else 0"""
    return backward(X, Y, parameters, cache, lambda dA, layer: dA * cache[f"D{layer}"] / keep_prob * cache[f"A{layer}"])


@backward_propagation_with_dropout.mistake
def sigmoid_slope(X, Y, parameters, cache, keep_prob):
    """A (1 - A) is used in the hidden layers: that is the sigmoid's slope, and they are relu"""

    def to_the_sum(dA, layer):
        A = cache[f"A{layer}"]
        return dA * cache[f"D{layer}"] / keep_prob * A * (1 - A)

    return backward(X, Y, parameters, cache, to_the_sum)


@backward_propagation_with_dropout.mistake
def error_times_slope(X, Y, parameters, cache, keep_prob):
    """A[L] - Y is multiplied by A (1 - A) once more: it is dZ[L] already, the sigmoid's slope has cancelled"""
    AL = cache[f"A{len(parameters) // 2}"]
    error = cache | {f"A{len(parameters) // 2}": Y + (AL - Y) * AL * (1 - AL)}
    return reference.backward_propagation_with_dropout(X, Y, parameters, error, keep_prob)


@backward_propagation_with_dropout.mistake
def db_without_keepdims(X, Y, parameters, cache, keep_prob):
    """keepdims=True is missing in db: it must be (n, 1) like b; (n,) would broadcast as a row"""
    grads = reference.backward_propagation_with_dropout(X, Y, parameters, cache, keep_prob)
    return {name: value[:, 0] if name[1] == "b" else value for name, value in grads.items()}


@backward_propagation_with_dropout.mistake
def flat_sums_for_db(X, Y, parameters, cache, keep_prob):
    """db is a flat sum: it must be (n, 1) like b, so keepdims=True, and a mean over the m examples"""
    grads = reference.backward_propagation_with_dropout(X, Y, parameters, cache, keep_prob)
    return {name: X.shape[1] * value[:, 0] if name[1] == "b" else value for name, value in grads.items()}


@backward_propagation_with_dropout.mistake
def db_not_averaged(X, Y, parameters, cache, keep_prob):
    """the 1/m is missing in db: it is a mean over the examples, as dW is"""
    grads = reference.backward_propagation_with_dropout(X, Y, parameters, cache, keep_prob)
    return {name: X.shape[1] * value if name[1] == "b" else value for name, value in grads.items()}


@backward_propagation_with_dropout.mistake
def m_from_the_inputs(X, Y, parameters, cache, keep_prob):
    """m is taken from the rows, X.shape[0]: examples are columns, m = X.shape[1]"""
    grads = reference.backward_propagation_with_dropout(X, Y, parameters, cache, keep_prob)
    return {name: value * X.shape[1] / X.shape[0] for name, value in grads.items()}


@backward_propagation_with_dropout.mistake
def layer_one_left_out(X, Y, parameters, cache, keep_prob):
    """layer 1 is left out: the way back goes from L down to 1, range(L, 0, -1)"""
    grads = reference.backward_propagation_with_dropout(X, Y, parameters, cache, keep_prob)
    return {name: value for name, value in grads.items() if name[2:] != "1"}


@backward_propagation_with_dropout.mistake
def input_for_every_layer(X, Y, parameters, cache, keep_prob):
    """A_prev of layer 1 is looked for in the cache, as A0: it is X"""
    return cache["A0"]


# --- right, written differently -------------------------------------------------------------------------------------


@backward_propagation_with_dropout.right
def gate_from_a(X, Y, parameters, cache, keep_prob):
    """Return the same: where A after the mask is positive, its unit was open and kept."""
    last = len(parameters) // 2
    passed_on, grads = {0: X} | {i: cache[f"A{i}"] for i in range(1, last + 1)}, {}
    dZ = passed_on[last] - Y
    for i in reversed(range(1, last + 1)):
        grads[f"dW{i}"] = np.dot(dZ, passed_on[i - 1].T) / Y.shape[1]
        grads[f"db{i}"] = np.mean(dZ, axis=1, keepdims=True)
        dZ = np.where(passed_on[i - 1] > 0, parameters[f"W{i}"].T @ dZ / keep_prob, 0.0)
    return grads
