"""Exercise 4: forward, with some units silent."""

import numpy as np

from deepcourse.exercises.course2.regularization.networks import (
    by_hand,
    dims,
    examples,
    network,
    shown,
    two_examples,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import regularization as reference
from deepcourse.nn.activations import relu, sigmoid

forward_propagation_with_dropout = FunctionExercise(
    __name__,
    reference=reference.forward_propagation_with_dropout,
    minutes=9,
    points_visible=6,
    points_hidden=10,
    returns=("AL", "cache"),
    any_number_type=True,
    hints=(
        "A loop over l = 1, ..., L with A = X at first; Z = W A + b in each round. relu and mask for l < L, sigmoid "
        "where l is L.",
        "Three steps for a hidden layer: A = relu(Z); D = rng.random(A.shape) < keep_prob; A = A * D / keep_prob.",
        'Keep cache[f"Z{l}"], cache[f"D{l}"] and cache[f"A{l}"] (the A after the division); the last layer has no D.',
    ),
)


def case(rng, layer_dims, m, keep_prob):
    """Return a case with a random network, random inputs and a generator of its own."""
    told = f"{shown(layer_dims)}, {m} example{'s' if m > 1 else ''}, keep_prob = {keep_prob:.2g}"
    X, generator = examples(rng, layer_dims[0], m)[0], np.random.default_rng(int(rng.integers(1000)))
    return Case(told, (X, network(rng, layer_dims), keep_prob, generator))


@forward_propagation_with_dropout.visible
def visible():
    """Return the text's network, deeper ones, every unit kept, one example, no hidden layer, and hardly any kept."""
    rng = np.random.default_rng(4)
    hand = two_examples()[0], by_hand(), 0.5, np.random.default_rng(1)
    return [
        Case("the network of the text, keep_prob = 0.5", hand),
        case(rng, [3, 6, 5, 1], 5, 0.8),
        case(rng, [4, 5, 5, 4, 2], 6, 0.6),
        case(rng, [3, 4, 1], 4, 1.0),
        case(rng, [3, 5, 4, 1], 1, 0.75),
        case(rng, [4, 2], 5, 0.6),
        case(rng, [2, 6, 5, 1], 4, 0.1),
    ]


@forward_propagation_with_dropout.draw
def draw(rng):
    """Return a case of random depth, size and keep_prob."""
    return case(rng, dims(rng), int(rng.integers(3, 12)), float(rng.uniform(0.3, 0.95)))


@forward_propagation_with_dropout.edges
def edges(rng):
    """Return one example, a network without hidden layers, hardly any unit kept, and all of them."""
    return [
        case(rng, [3, 6, 4, 1], 1, 0.7),
        case(rng, [3, 1], 5, 0.5),
        case(rng, [3, 6, 6, 1], 5, 0.05),
        case(rng, [3, 5, 4, 1], 7, 1.0),
    ]


@forward_propagation_with_dropout.property("dropout keeps the mean of every unit")
def expectation_is_kept(f, rng):
    """Return a sentence unless the mean of A1 over many examples is the same with and without dropout."""
    parameters = network(rng, [3, 4, 1])
    X = np.repeat(rng.normal(size=(3, 1)), 4000, axis=1)
    whole = relu(parameters["W1"] @ X[:, :1] + parameters["b1"])
    mean = f(X, parameters, 0.5, rng)[1]["A1"].mean(axis=1, keepdims=True)
    far = np.abs(mean - whole).max() > 0.15 * max(whole.max(), 0.1)
    told = "the mean of A1 over 4000 masks differs by more than 15 % from what A1 is without dropout"
    return told if far else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def propagate(X, parameters, keep_prob, mask, drop):
    """Return AL and cache of a forward pass with masks `mask(layer, shape)`, used as `drop(A, D)`."""
    L, A, cache = len(parameters) // 2, X, {}
    for layer in range(1, L + 1):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        cache[f"Z{layer}"] = Z
        A = sigmoid(Z) if layer == L else relu(Z)
        if layer < L:
            cache[f"D{layer}"] = mask(layer, A.shape)
            A = drop(A, cache[f"D{layer}"])
        cache[f"A{layer}"] = A
    return A, cache


@forward_propagation_with_dropout.mistake
def not_divided(X, parameters, keep_prob, rng):
    """what is kept is not divided by keep_prob: then every sum of the next layer shrinks by that factor"""
    return propagate(X, parameters, keep_prob, lambda _, shape: rng.random(shape) < keep_prob, lambda A, D: A * D)


@forward_propagation_with_dropout.mistake
def multiplied(X, parameters, keep_prob, rng):
    """what is kept is multiplied by keep_prob: divide, for what is left must stand for what is gone"""
    drawn = lambda _, shape: rng.random(shape) < keep_prob  # noqa: E731
    return propagate(X, parameters, keep_prob, drawn, lambda A, D: A * D * keep_prob)


@forward_propagation_with_dropout.mistake
def divided_twice(X, parameters, keep_prob, rng):
    """what is kept is divided by keep_prob twice: once keeps the expected value"""
    drawn = lambda _, shape: rng.random(shape) < keep_prob  # noqa: E731
    return propagate(X, parameters, keep_prob, drawn, lambda A, D: A * D / keep_prob**2)


@forward_propagation_with_dropout.mistake
def dropped_instead_of_kept(X, parameters, keep_prob, rng):
    """the mask is the wrong way round: a unit is kept where rng.random is *below* keep_prob"""
    drawn = lambda _, shape: rng.random(shape) > keep_prob  # noqa: E731
    return propagate(X, parameters, keep_prob, drawn, lambda A, D: A * D / keep_prob)


@forward_propagation_with_dropout.mistake
def one_mask_for_all_examples(X, parameters, keep_prob, rng):
    """one mask of shape (n, 1) serves all examples: every example has a mask of its own, rng.random(A.shape)"""
    drawn = lambda _, shape: rng.random((shape[0], 1)) < keep_prob  # noqa: E731
    return propagate(X, parameters, keep_prob, drawn, lambda A, D: A * D / keep_prob)


@forward_propagation_with_dropout.mistake
def mask_not_applied(X, parameters, keep_prob, rng):
    """the mask is drawn and never multiplied: A = A * D comes before the division"""
    drawn = lambda _, shape: rng.random(shape) < keep_prob  # noqa: E731
    return propagate(X, parameters, keep_prob, drawn, lambda A, D: A / keep_prob)


@forward_propagation_with_dropout.mistake
def normal_numbers(X, parameters, keep_prob, rng):
    """the mask is drawn from a bell curve: rng.random gives numbers from 0 to 1, all equally likely"""
    drawn = lambda _, shape: rng.standard_normal(shape) < keep_prob  # noqa: E731
    return propagate(X, parameters, keep_prob, drawn, lambda A, D: A * D / keep_prob)


@forward_propagation_with_dropout.mistake
def own_generator(X, parameters, keep_prob, rng):
    """a generator is made inside the function, with a seed of its own: draw from the `rng` that is handed in"""
    return reference.forward_propagation_with_dropout(X, parameters, keep_prob, np.random.default_rng(0))


@forward_propagation_with_dropout.mistake
def output_dropped(X, parameters, keep_prob, rng):
    """units of the output layer are dropped too: the answer itself is never silenced, only hidden layers are"""
    AL, cache = reference.forward_propagation_with_dropout(X, parameters, keep_prob, rng)
    L = len(parameters) // 2
    D = rng.random(AL.shape) < keep_prob
    return AL * D / keep_prob, cache | {f"D{L}": D, f"A{L}": AL * D / keep_prob}


@forward_propagation_with_dropout.mistake
def inputs_dropped(X, parameters, keep_prob, rng):
    """the inputs are dropped as well: only the hidden layers 1, ..., L - 1 are"""
    X = X * (rng.random(X.shape) < keep_prob) / keep_prob
    return reference.forward_propagation_with_dropout(X, parameters, keep_prob, rng)


@forward_propagation_with_dropout.mistake
def first_layer_alone(X, parameters, keep_prob, rng):
    """only layer 1 is dropped from: every hidden layer, 1, ..., L - 1, has a mask"""
    L = len(parameters) // 2
    drawn = lambda layer, shape: rng.random(shape) < (keep_prob if layer == 1 or L == 2 else 1)  # noqa: E731
    return propagate(X, parameters, keep_prob, drawn, lambda A, D: A * D / (1 if D.all() else keep_prob))


@forward_propagation_with_dropout.mistake
def a_before_the_mask(X, parameters, keep_prob, rng):
    """the cache holds A as it was before the mask: keep what was handed on, after mask and division"""
    AL, cache = reference.forward_propagation_with_dropout(X, parameters, keep_prob, rng)
    L = len(parameters) // 2
    return AL, cache | {f"A{layer}": relu(cache[f"Z{layer}"]) for layer in range(1, L)}


@forward_propagation_with_dropout.mistake
def probability_to_drop(X, parameters, keep_prob, rng):
    """keep_prob is read as the probability to drop, as other libraries count: it is the probability to keep a unit"""
    return propagate(
        X,
        parameters,
        keep_prob,
        lambda _, shape: rng.random(shape) >= keep_prob,
        lambda A, D: A * D / np.float64(1 - keep_prob),
    )


@forward_propagation_with_dropout.mistake
def kept_with_the_other_probability(X, parameters, keep_prob, rng):
    """a unit is kept where rng.random is below 1 - keep_prob: it is kept with the probability keep_prob"""
    drawn = lambda _, shape: rng.random(shape) < 1 - keep_prob  # noqa: E731
    return propagate(X, parameters, keep_prob, drawn, lambda A, D: A * D / keep_prob)


@forward_propagation_with_dropout.mistake
def divided_by_the_rest(X, parameters, keep_prob, rng):
    """what is kept is divided by 1 - keep_prob: divide by keep_prob, the share that is left"""
    drawn = lambda _, shape: rng.random(shape) < keep_prob  # noqa: E731
    return propagate(X, parameters, keep_prob, drawn, lambda A, D: A * D / np.float64(1 - keep_prob))


@forward_propagation_with_dropout.mistake
def one_half_whatever_is_asked(X, parameters, keep_prob, rng):
    """the mask is drawn with 0.5 whatever keep_prob is: compare with keep_prob"""
    drawn = lambda _, shape: rng.random(shape) < 0.5  # noqa: E731
    return propagate(X, parameters, keep_prob, drawn, lambda A, D: A * D / keep_prob)


@forward_propagation_with_dropout.mistake
def one_mask_for_all_units(X, parameters, keep_prob, rng):
    """one mask of shape (1, m) serves all units of a layer: every unit has one of its own, rng.random(A.shape)"""
    drawn = lambda _, shape: rng.random((1, shape[1])) < keep_prob  # noqa: E731
    return propagate(X, parameters, keep_prob, drawn, lambda A, D: A * D / keep_prob)


@forward_propagation_with_dropout.mistake
def numbers_in_place_of_a_mask(X, parameters, keep_prob, rng):
    """the random numbers themselves are multiplied: compare them with keep_prob first, which makes a mask of 0 and 1"""
    return propagate(X, parameters, keep_prob, lambda _, shape: rng.random(shape), lambda A, D: A * D / keep_prob)


@forward_propagation_with_dropout.mistake
def no_dropout(X, parameters, keep_prob, rng):
    """nothing is dropped: every hidden layer has a mask, rng.random(A.shape) < keep_prob"""
    return propagate(X, parameters, keep_prob, lambda _, shape: np.ones(shape, bool), lambda A, D: A)


@forward_propagation_with_dropout.mistake
def masks_turned_over(X, parameters, keep_prob, rng):
    """the mask is drawn as (m, n) and turned over: other numbers than those of one call with A.shape"""
    drawn = lambda _, shape: (rng.random(shape[::-1]) < keep_prob).T  # noqa: E731
    return propagate(X, parameters, keep_prob, drawn, lambda A, D: A * D / keep_prob)


@forward_propagation_with_dropout.mistake
def masked_sums_in_the_cache(X, parameters, keep_prob, rng):
    """Z itself is masked and divided in the cache: it keeps the sums, before relu and mask"""
    AL, cache = reference.forward_propagation_with_dropout(X, parameters, keep_prob, rng)
    L = len(parameters) // 2
    dropped = {f"Z{layer}": cache[f"Z{layer}"] * cache[f"D{layer}"] / keep_prob for layer in range(1, L)}
    return AL, cache | dropped


@forward_propagation_with_dropout.mistake
def one_hidden_layer(X, parameters, keep_prob, rng):
    """exactly one hidden layer is assumed: there may be more, or none, L = len(parameters) // 2"""
    two = {name: parameters[name] for name in ("W1", "b1", "W2", "b2")}
    return reference.forward_propagation_with_dropout(X, two, keep_prob, rng)


@forward_propagation_with_dropout.mistake
def relu_at_the_end(X, parameters, keep_prob, rng):
    """the last layer uses relu as well: its answer is a probability and needs the sigmoid"""
    cache = reference.forward_propagation_with_dropout(X, parameters, keep_prob, rng)[1]
    L = len(parameters) // 2
    return relu(cache[f"Z{L}"]), cache | {f"A{L}": relu(cache[f"Z{L}"])}


@forward_propagation_with_dropout.mistake
def not_handed_on(X, parameters, keep_prob, rng):
    """the next layer takes A as it was before the mask: it takes what the mask has left"""
    L, A, cache = len(parameters) // 2, X, {}
    for layer in range(1, L + 1):
        cache[f"Z{layer}"] = Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        cache[f"A{layer}"] = A = sigmoid(Z) if layer == L else relu(Z)
        if layer < L:
            cache[f"D{layer}"] = D = rng.random(A.shape) < keep_prob
            cache[f"A{layer}"] = A * D / keep_prob
    return A, cache


@forward_propagation_with_dropout.mistake
def a_before_the_division(X, parameters, keep_prob, rng):
    """the cache keeps A after the mask but before the division: keep what was handed on, after both"""
    AL, cache = reference.forward_propagation_with_dropout(X, parameters, keep_prob, rng)
    L = len(parameters) // 2
    return AL, cache | {f"A{layer}": cache[f"A{layer}"] * keep_prob for layer in range(1, L)}


@forward_propagation_with_dropout.mistake
def bias_left_out(X, parameters, keep_prob, rng):
    """the biases are left out: Z = W A + b"""
    bare = {name: 0 * value if name[0] == "b" else value for name, value in parameters.items()}
    return reference.forward_propagation_with_dropout(X, bare, keep_prob, rng)


# --- right, written differently -------------------------------------------------------------------------------------


@forward_propagation_with_dropout.right
def with_where(X, parameters, keep_prob, rng):
    """Return the same, zeros put in place by np.where, the last layer after the loop."""
    cache, A, last = {}, X, len(parameters) // 2
    for i in range(1, last):
        Z = np.dot(parameters[f"W{i}"], A) + parameters[f"b{i}"]
        D = (rng.random(Z.shape) < keep_prob).astype(int)
        A = np.where(D == 1, np.maximum(0, Z) / keep_prob, 0.0)
        cache.update({f"Z{i}": Z, f"D{i}": D, f"A{i}": A})
    Z = np.dot(parameters[f"W{last}"], A) + parameters[f"b{last}"]
    cache.update({f"Z{last}": Z, f"A{last}": sigmoid(Z)})
    return cache[f"A{last}"], cache
