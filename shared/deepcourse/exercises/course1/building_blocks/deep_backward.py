"""Exercise 9: the whole network, backward."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import (
    by_hand,
    dims,
    examples,
    moved_slope,
    network,
    shown,
    two_examples,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import building_blocks as reference
from deepcourse.nn.activations import relu, sigmoid_backward

l_model_backward = FunctionExercise(
    __name__,
    name="L_model_backward",
    reference=reference.L_model_backward,
    minutes=9,
    points_visible=7,
    points_hidden=11,
    returns=("grads",),
    hints=(
        "The last layer first: dA, dW, db = reference.linear_backward(AL - Y, caches[-1][0]), and L = len(caches).",
        "Then for l in range(L - 1, 0, -1): the cache of layer l is caches[l - 1], its activation is relu.",
        'dA, grads[f"dW{l}"], grads[f"db{l}"] = reference.linear_activation_backward(dA, caches[l - 1], "relu")',
    ),
)


def passed(parameters, X, Y):
    """Return the arguments of the exercise: AL, Y and the caches of the package's forward pass."""
    AL, caches = reference.L_model_forward(X, parameters)
    return AL, Y, caches


def case(rng, layer_dims, m):
    """Return a case with a random network and m random examples."""
    told = f"{shown(layer_dims)}, {m} example{'s' if m > 1 else ''}"
    X, Y = examples(rng, layer_dims[0], m, layer_dims[-1])
    return Case(told, passed(network(rng, layer_dims), X, Y))


@l_model_backward.visible
def visible():
    """Return the text's network, a deep one, equal layers, a single one, several outputs, and sure answers."""
    rng, other = np.random.default_rng(9), np.random.default_rng(8)
    parameters, (X, Y) = network(other, [2, 4, 1]), examples(other, 2, 6)
    return [
        Case("the network of the text: 2-2-1", passed(by_hand(), *two_examples())),
        case(rng, [3, 4, 2, 1], 5),
        case(rng, [3, 3, 3, 3, 1], 6),
        case(rng, [4, 1], 3),
        case(rng, [3, 4, 2], 5),
        case(rng, [2, 4, 3, 3], 4),
        Case("2-4-1, whole-number labels", passed(parameters, X, Y.astype(int))),
        Case("2-4-1, answers of exactly 0 and 1", passed({n: 200 * p for n, p in parameters.items()}, X, Y)),
        case(rng, [1, 1, 1], 2),
    ]


@l_model_backward.draw
def draw(rng):
    """Return a case of random depth and sizes."""
    return case(rng, dims(rng), int(rng.integers(3, 9)))


@l_model_backward.edges
def edges(rng):
    """Return one unit everywhere, eight layers, several outputs, integer labels, and a network that is sure."""
    parameters, (X, Y) = network(rng, [2, 4, 1]), examples(rng, 2, 6)
    large = {name: 200 * value for name, value in parameters.items()}
    return [
        case(rng, [1, 1, 1], 2),
        case(rng, [4] * 8 + [1], 6),
        case(rng, [3, 4, 2], 5),
        case(rng, [2, 3, 4, 3], 4),
        Case("labels as integers", passed(parameters, X, Y.astype(int))),
        Case("answers of exactly 0 and 1", passed(large, X, Y)),
    ]


@l_model_backward.property("gradients are the slopes of the cost")
def gradients_are_slopes(f, rng):
    """Return a sentence unless every gradient is the slope of the cost, measured by nudging its parameter."""
    parameters, (X, Y) = network(rng, [3, 5, 4, 1]), examples(rng, 3, 6)
    grads = f(*passed(parameters, X, Y))

    def cost(moved):
        return reference.compute_cost(reference.L_model_forward(X, moved)[0], Y)

    for name, value in parameters.items():
        direction = rng.normal(size=value.shape)
        measured = moved_slope(cost, parameters, name, direction)
        told = float(np.sum(grads[f"d{name}"] * direction))
        if abs(told - measured) > 1e-5 * max(1, abs(measured)):
            return f"along a random direction nudging {name} measures {measured:.4g}, d{name} says {told:.4g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def backward(dZ, caches, to_the_sum):
    """Return the gradients from dZ of the last layer, with a way of one's own from dA to dZ: (dA, cache) to dZ."""
    grads, L = {}, len(caches)
    for layer in range(L, 0, -1):
        (_, W, _), _ = caches[layer - 1]
        _, grads[f"dW{layer}"], grads[f"db{layer}"] = reference.linear_backward(dZ, caches[layer - 1][0])
        if layer > 1:
            dZ = to_the_sum(W.T @ dZ, caches[layer - 2][1])
    return grads


def gate(dA, Z):
    """Return dZ of relu."""
    return dA * (Z > 0)


@l_model_backward.mistake
def last_dz_with_the_wrong_sign(AL, Y, caches):
    """dZ[L] is Y - AL: it is AL - Y, else every step climbs"""
    return backward(Y - AL, caches, gate)


@l_model_backward.mistake
def gates_left_out(AL, Y, caches):
    """the slopes g'(Z[l]) of the hidden layers are left out: dZ[l] = W[l+1]^T dZ[l+1] * g'(Z[l])"""
    return backward(AL - Y, caches, lambda dA, Z: dA)


@l_model_backward.mistake
def times_the_answer(AL, Y, caches):
    """dA[l] is multiplied with the answer A[l] instead of the slope g'(Z[l])"""
    return backward(AL - Y, caches, lambda dA, Z: dA * relu(Z))


@l_model_backward.mistake
def sigmoid_in_every_layer(AL, Y, caches):
    """the sigmoid's slope is used in the hidden layers: they are relu"""
    return backward(AL - Y, caches, sigmoid_backward)


@l_model_backward.mistake
def relu_at_the_end(AL, Y, caches):
    """layer L is sent back through relu as well: it ends in a sigmoid, and dZ[L] = AL - Y holds its slope already"""
    dAL = np.where(Y == 1, -1 / np.maximum(AL, 1e-300), 1 / np.maximum(1 - AL, 1e-300))
    return backward(gate(dAL, caches[-1][1]), caches, gate)


@l_model_backward.mistake
def slope_taken_twice(AL, Y, caches):
    """AL - Y is multiplied by AL (1 - AL) once more: it is dZ[L] already, the sigmoid's slope has cancelled"""
    return backward((AL - Y) * AL * (1 - AL), caches, gate)


@l_model_backward.mistake
def divided_twice(AL, Y, caches):
    """dZ[L] is divided by m, and dW and db once more: the mean is taken in linear_backward alone"""
    return backward((AL - Y) / Y.shape[1], caches, gate)


@l_model_backward.mistake
def caches_from_the_front(AL, Y, caches):
    """the caches are used from the first to the last: the way back begins with caches[L - 1], layer l has
    caches[l - 1]
    """
    turned = caches[::-1]
    return backward(AL - Y, turned, gate)


@l_model_backward.mistake
def caches_one_too_high(AL, Y, caches):
    """layer l is given caches[l]: Python counts from 0, so layer l has caches[l - 1]"""
    return hidden_layers(AL, Y, caches, range(len(caches) - 1, 0, -1), shift=0)


@l_model_backward.mistake
def hidden_layers_from_the_front(AL, Y, caches):
    """the hidden layers are visited from 1 upwards: the way back goes from L - 1 down to 1, range(L - 1, 0, -1)"""
    return hidden_layers(AL, Y, caches, range(1, len(caches)), shift=1)


@l_model_backward.mistake
def keys_one_too_low(AL, Y, caches):
    """the keys are one too low: layer 1's gradients belong under dW1 and db1, there is no dW0"""
    right = reference.L_model_backward(AL, Y, caches)
    return {f"{name[:2]}{int(name[2:]) - 1}": value for name, value in right.items()}


@l_model_backward.mistake
def only_the_last_layer(AL, Y, caches):
    """the way back stops after layer L: a loop over L - 1, ..., 1 takes it to the first layer, range(L - 1, 0, -1)"""
    L = len(caches)
    _, dW, db = reference.linear_backward(AL - Y, caches[-1][0])
    return {f"dW{L}": dW, f"db{L}": db}


@l_model_backward.mistake
def first_layer_left_out(AL, Y, caches):
    """layer 1 is left out: range(L - 1, 1, -1) stops at 2; range(L - 1, 0, -1) reaches 1"""
    right = reference.L_model_backward(AL, Y, caches)
    return {n: v for n, v in right.items() if n not in ("dW1", "db1")} if len(caches) > 1 else right


def hidden_layers(AL, Y, caches, order, shift):
    """Return gradients of a backward pass that visits the hidden layers in some order, with caches[layer - shift]."""
    L, grads = len(caches), {}
    dA, grads[f"dW{L}"], grads[f"db{L}"] = reference.linear_backward(AL - Y, caches[-1][0])
    for layer in order:
        dA, grads[f"dW{layer}"], grads[f"db{layer}"] = reference.linear_activation_backward(
            dA, caches[layer - shift], "relu"
        )
    return grads


@l_model_backward.mistake
def returned_inside_the_loop(AL, Y, caches):
    """the return stands inside the loop: it ends the function after layer L - 1; move it to the left"""
    L = len(caches)
    return hidden_layers(AL, Y, caches, range(L - 1, max(L - 2, 0), -1), shift=1)


@l_model_backward.mistake
def weights_entry_by_entry(AL, Y, caches):
    """W.T * dZ multiplies entry by entry: with more than one unit the blame of all is summed, W.T @ dZ"""
    grads, dZ = {}, AL - Y
    for layer in range(len(caches), 0, -1):
        linear_cache = caches[layer - 1][0]
        _, grads[f"dW{layer}"], grads[f"db{layer}"] = reference.linear_backward(dZ, linear_cache)
        if layer > 1:
            dZ = gate(linear_cache[1].T * dZ, caches[layer - 2][1])
    return grads


@l_model_backward.mistake
def factor_by_factor(AL, Y, caches):
    """the way back starts with -Y/AL + (1-Y)/(1-AL) and multiplies the sigmoid's slope: right by algebra, but 0 times
    infinity, which is nan, where an answer is exactly 0 or 1; start with AL - Y, their product
    """
    dAL = (1 - Y) / (1 - AL) - Y / AL
    return backward(sigmoid_backward(dAL, caches[-1][1]), caches, gate)


@l_model_backward.mistake
def dal_taken_for_dz(AL, Y, caches):
    """the slope of the loss, -Y/AL + (1-Y)/(1-AL), is taken for dZ[L]: that is dA[L]; with the sigmoid's slope it
    becomes AL - Y
    """
    return backward((1 - Y) / (1 - AL) - Y / AL, caches, gate)


@l_model_backward.mistake
def two_layers_only(AL, Y, caches):
    """exactly two layers are assumed, as in week 3: loop over the L - 1 hidden layers, L = len(caches)"""
    dA, dW2, db2 = reference.linear_backward(AL - Y, caches[1][0])
    _, dW1, db1 = reference.linear_activation_backward(dA, caches[0], "relu")
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@l_model_backward.mistake
def blame_not_handed_on(AL, Y, caches):
    """every hidden layer is given the dA that came out of layer L: layer l takes the one that layer l + 1 returns"""
    L, grads = len(caches), {}
    dA, grads[f"dW{L}"], grads[f"db{L}"] = reference.linear_backward(AL - Y, caches[-1][0])
    for layer in range(L - 1, 0, -1):
        cache = caches[layer - 1]
        _, grads[f"dW{layer}"], grads[f"db{layer}"] = reference.linear_activation_backward(dA, cache, "relu")
    return grads


@l_model_backward.mistake
def keys_one_too_high(AL, Y, caches):
    """the keys of the hidden layers are one too high: what the cache of layer l gives belongs under dW and db of l"""
    right, L = reference.L_model_backward(AL, Y, caches), len(caches)
    moved = {f"{n[:2]}{int(n[2:]) + 1}": v for n, v in right.items() if int(n[2:]) < L}
    return {n: v for n, v in right.items() if int(n[2:]) == L} | moved


@l_model_backward.mistake
def all_keys_one_too_high(AL, Y, caches):
    """the keys are one too high: the last layer's gradients belong under dWL and dbL, L = len(caches)"""
    right = reference.L_model_backward(AL, Y, caches)
    return {f"{name[:2]}{int(name[2:]) + 1}": value for name, value in right.items()}


@l_model_backward.mistake
def keys_without_d(AL, Y, caches):
    """the keys are W1, b1 and so on: the gradients are called dW1, db1 and so on"""
    return {name[1:]: value for name, value in reference.L_model_backward(AL, Y, caches).items()}


@l_model_backward.mistake
def keys_turned_round(AL, Y, caches):
    """the keys count the layers from the last: layer 1's gradients belong under dW1 and db1"""
    L = len(caches)
    return {f"{n[:2]}{L + 1 - int(n[2:])}": v for n, v in reference.L_model_backward(AL, Y, caches).items()}


@l_model_backward.mistake
def only_layer_one_left(AL, Y, caches):
    """only the gradients of layer 1 come back, as from a dictionary that is made inside the loop: make one before it"""
    right = reference.L_model_backward(AL, Y, caches)
    return {name: right[name] for name in ("dW1", "db1")}


@l_model_backward.mistake
def last_layer_left_out(AL, Y, caches):
    """the gradients of the last layer are left out: linear_backward has given them, before the loop"""
    right, L = reference.L_model_backward(AL, Y, caches), len(caches)
    return {name: value for name, value in right.items() if int(name[2:]) < L}


@l_model_backward.mistake
def whole_cache_handed_on(AL, Y, caches):
    """the whole cache of layer L is handed to linear_backward: it takes the first half, caches[-1][0]"""
    return reference.linear_backward(AL - Y, caches[-1])


@l_model_backward.mistake
def last_layer_twice(AL, Y, caches):
    """layer L is visited again in the loop: that goes over the hidden layers only, from L - 1 down to 1"""
    return hidden_layers(AL, Y, caches, range(len(caches), 0, -1), shift=1)


@l_model_backward.mistake
def first_cache_for_the_last_layer(AL, Y, caches):
    """layer L is given caches[0], which is layer 1's: its cache is the last one, caches[-1]"""
    return backward(AL - Y, [*caches[:-1], caches[0]], gate)


@l_model_backward.mistake
def answer_taken_for_the_error(AL, Y, caches):
    """dZ[L] is AL itself: it is the error, AL - Y"""
    return backward(AL, caches, gate)


@l_model_backward.mistake
def not_averaged(AL, Y, caches):
    """the 1/m is missing: dW and db are means over the examples, in every layer"""
    return {name: Y.shape[1] * value for name, value in reference.L_model_backward(AL, Y, caches).items()}


@l_model_backward.mistake
def weights_turned(AL, Y, caches):
    """W is not transposed on the way back: dA[l-1] = W[l]^T dZ[l]"""
    grads, dZ = {}, AL - Y
    for layer in range(len(caches), 0, -1):
        linear_cache = caches[layer - 1][0]
        _, grads[f"dW{layer}"], grads[f"db{layer}"] = reference.linear_backward(dZ, linear_cache)
        if layer > 1:
            dZ = gate(linear_cache[1] @ dZ, caches[layer - 2][1])
    return grads


# --- right, written differently -------------------------------------------------------------------------------------


@l_model_backward.right
def in_one_loop(AL, Y, caches):
    """Return the same: one loop for all layers, dZ handed on."""
    grads, dZ, m = {}, AL - Y, Y.shape[1]
    for number, ((A_prev, W, _), _) in reversed(list(enumerate(caches, 1))):
        grads |= {f"dW{number}": dZ @ A_prev.T / m, f"db{number}": dZ.mean(axis=1, keepdims=True)}
        dZ = (W.T @ dZ) * (A_prev > 0)  # where the answer of a relu is positive its sum was
    return grads
