"""Exercise 8: one whole layer, backward."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.linear_forward import layer
from deepcourse.exercises.course1.building_blocks.networks import by_hand, two_examples
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import building_blocks as reference
from deepcourse.nn.activations import relu, relu_backward, sigmoid, sigmoid_backward

linear_activation_backward = FunctionExercise(
    __name__,
    reference=reference.linear_activation_backward,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("dA_prev", "dW", "db"),
    hints=(
        "In the reverse order of the forward pass: first the activation, then the linear half.",
        "linear_cache, Z = cache; then dZ = relu_backward(dA, Z) or sigmoid_backward(dA, Z).",
        "return reference.linear_backward(dZ, linear_cache)",
    ),
)


def drawn(rng, n_prev, n, m, activation):
    """Return the arguments for a random layer: dA, its cache ((A_prev, W, b), Z), and the activation."""
    _, cache = reference.linear_activation_forward(*layer(rng, n_prev, n, m), activation)
    return rng.normal(size=(n, m)), cache, activation


@linear_activation_backward.visible
def visible():
    """Return the first layer of the text, random layers of both kinds, sums of 0, and sums far out."""
    rng, first = np.random.default_rng(8), by_hand()
    dA, (linear_cache, Z), _ = drawn(np.random.default_rng(9), 3, 2, 4, "relu")
    _, cache = reference.linear_activation_forward(two_examples()[0], first["W1"], first["b1"], "relu")
    return [
        Case("the first layer of the text, relu", (np.array([[-1.0, 1.0], [0.5, -0.5]]), cache, "relu")),
        Case("4 inputs, 3 units, 5 examples, sigmoid", drawn(rng, 4, 3, 5, "sigmoid")),
        Case("3 inputs, 3 units, 4 examples, relu", drawn(rng, 3, 3, 4, "relu")),
        Case("2 inputs, 4 units, one example, sigmoid", drawn(rng, 2, 4, 1, "sigmoid")),
        Case("Z is 0 everywhere, relu", (dA, (linear_cache, np.zeros_like(Z)), "relu")),
        Case("all units silent, relu", (dA, (linear_cache, -np.abs(Z)), "relu")),
        Case("large sums, sigmoid", (dA, (linear_cache, 20 * Z), "sigmoid")),
        Case("one of everything, relu", drawn(rng, 1, 1, 1, "relu")),
    ]


@linear_activation_backward.draw
def draw(rng):
    """Return a layer of random size and kind."""
    n_prev, n, m = (int(size) for size in rng.integers(2, 8, size=3))
    activation = str(rng.choice(["relu", "sigmoid"]))
    return Case(f"{n_prev} inputs, {n} units, {m} examples, {activation}", drawn(rng, n_prev, n, m, activation))


@linear_activation_backward.edges
def edges(rng):
    """Return one of everything, sums of exactly 0 in a relu layer, and sums of both kinds far out."""
    dA, (linear_cache, Z), _ = drawn(rng, 3, 2, 4, "relu")
    return [
        Case("one of everything, relu", drawn(rng, 1, 1, 1, "relu")),
        Case("3 inputs, 4 units, 6 examples, relu", drawn(rng, 3, 4, 6, "relu")),
        Case("square, sigmoid", drawn(rng, 4, 4, 4, "sigmoid")),
        Case("Z is 0 everywhere, relu", (dA, (linear_cache, np.zeros_like(Z)), "relu")),
        Case("all units silent, relu", (dA, (linear_cache, -np.abs(Z)), "relu")),
        Case("large sums, sigmoid", (dA, (linear_cache, 20 * Z), "sigmoid")),
    ]


@linear_activation_backward.property("dW is the measured slope, for both activations")
def weights_are_slopes(f, rng):
    """Return a sentence unless dW is the slope of the mean of sum(dA * A), measured by nudging W."""
    A_prev, W, b = layer(rng, 4, 3, 6)
    for activation, function in (("relu", relu), ("sigmoid", sigmoid)):
        dA, direction, step = rng.normal(size=(3, 6)), rng.normal(size=W.shape), 1e-6
        _, cache = reference.linear_activation_forward(A_prev, W, b, activation)
        ahead, behind = (np.sum(dA * function((W + s * direction) @ A_prev + b)) / 6 for s in (step, -step))
        measured, told = (ahead - behind) / (2 * step), float(np.sum(f(dA, cache, activation)[1] * direction))
        if abs(told - measured) > 1e-5 * max(1, abs(measured)):
            return f"{activation}: along a random direction nudging W measures {measured:.4g}, dW says {told:.4g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def back_from(dZ, cache):
    """Return the way back of the linear half from another dZ."""
    return reference.linear_backward(dZ, cache[0])


@linear_activation_backward.mistake
def activation_left_out(dA, cache, activation):
    """dA is handed to the linear half as it is: first back through the activation, dZ = dA * g'(Z)"""
    return back_from(dA, cache)


@linear_activation_backward.mistake
def times_the_answer(dA, cache, activation):
    """dA is multiplied with the answer A = g(Z) itself: it is the slope g'(Z) that says how much comes through"""
    return back_from(dA * (relu if activation == "relu" else sigmoid)(cache[1]), cache)


@linear_activation_backward.mistake
def slope_without_da(dA, cache, activation):
    """the slope g'(Z) alone is taken for dZ: what comes from above, dA, is multiplied with it"""
    ones = np.ones_like(dA)
    return back_from((relu_backward if activation == "relu" else sigmoid_backward)(ones, cache[1]), cache)


@linear_activation_backward.mistake
def always_relu(dA, cache, activation):
    """relu's slope is used whatever `activation` says"""
    return back_from(relu_backward(dA, cache[1]), cache)


@linear_activation_backward.mistake
def always_sigmoid(dA, cache, activation):
    """the sigmoid's slope is used whatever `activation` says"""
    return back_from(sigmoid_backward(dA, cache[1]), cache)


@linear_activation_backward.mistake
def gate_decided_by_da(dA, cache, activation):
    """relu's gate is decided by the sign of dA: Z decides, dA only passes through"""
    return back_from(relu(dA) if activation == "relu" else sigmoid_backward(dA, cache[1]), cache)


@linear_activation_backward.mistake
def z_times_one_minus_z(dA, cache, activation):
    """Z (1 - Z) is used for the sigmoid: its slope is A (1 - A), with A = sigmoid(Z)"""
    Z = cache[1]
    return back_from(relu_backward(dA, Z) if activation == "relu" else dA * Z * (1 - Z), cache)


@linear_activation_backward.mistake
def sigmoid_formula_on_relu(dA, cache, activation):
    """A (1 - A) is used for relu as well: that is the sigmoid's slope; relu's is 1 where Z > 0, else 0"""
    A = (relu if activation == "relu" else sigmoid)(cache[1])
    return back_from(dA * A * (1 - A), cache)


@linear_activation_backward.mistake
def times_the_sum(dA, cache, activation):
    """dA is multiplied with Z itself: it is the slope g'(Z) that says how much comes through"""
    return back_from(dA * cache[1], cache)


@linear_activation_backward.mistake
def dz_in_place_of_da_prev(dA, cache, activation):
    """dZ is returned in place of dA_prev: the first gradient belongs to what came in, W.T @ dZ"""
    dZ = (relu_backward if activation == "relu" else sigmoid_backward)(dA, cache[1])
    return dZ, *back_from(dZ, cache)[1:]


@linear_activation_backward.mistake
def cache_halves_swapped(dA, cache, activation):
    """the halves of the cache are unpacked in the wrong order: it is linear_cache, Z = cache"""
    Z, linear_cache = cache
    return reference.linear_backward(relu_backward(dA, Z), linear_cache)


@linear_activation_backward.mistake
def sigmoid_taken_twice(dA, cache, activation):
    """the activation is applied to Z before it is handed to sigmoid_backward: that takes the sigmoid itself, so it
    wants Z
    """
    Z = cache[1]
    return back_from(relu_backward(dA, relu(Z)) if activation == "relu" else sigmoid_backward(dA, sigmoid(Z)), cache)


def slope_of(dA, Z, activation):
    """Return dZ."""
    return (relu_backward if activation == "relu" else sigmoid_backward)(dA, Z)


@linear_activation_backward.mistake
def slopes_exchanged(dA, cache, activation):
    """relu's slope and the sigmoid's have changed places"""
    return back_from((sigmoid_backward if activation == "relu" else relu_backward)(dA, cache[1]), cache)


@linear_activation_backward.mistake
def sums_without_the_bias(dA, cache, activation):
    """the sums are computed anew without the bias: Z is the second half of the cache"""
    (A_prev, W, _), _ = cache
    return back_from(slope_of(dA, W @ A_prev, activation), cache)


@linear_activation_backward.mistake
def gate_open_at_zero(dA, cache, activation):
    """relu lets through where Z is exactly 0: here its slope there is 0, so the gate is Z > 0"""
    Z = cache[1]
    return back_from(np.where(Z >= 0, dA, 0.0) if activation == "relu" else sigmoid_backward(dA, Z), cache)


@linear_activation_backward.mistake
def gate_the_wrong_way_round(dA, cache, activation):
    """relu's gate is open where Z is negative: it lets through where Z > 0"""
    Z = cache[1]
    return back_from(np.where(Z < 0, dA, 0.0) if activation == "relu" else sigmoid_backward(dA, Z), cache)


@linear_activation_backward.mistake
def relu_passes_everything(dA, cache, activation):
    """relu lets everything through, dZ = dA: its slope is 0 where Z is not positive"""
    return back_from(dA if activation == "relu" else sigmoid_backward(dA, cache[1]), cache)


@linear_activation_backward.mistake
def relu_slope_without_da(dA, cache, activation):
    """for relu the gate alone is taken for dZ, 1 or 0: what comes from above, dA, is multiplied with it"""
    Z = cache[1]
    return back_from((Z > 0).astype(float) if activation == "relu" else sigmoid_backward(dA, Z), cache)


@linear_activation_backward.mistake
def da_changed_in_place(dA, cache, activation):
    """relu's gate is written into dA itself: the caller still needs it; make a copy, or multiply"""
    if activation == "relu":
        dA[cache[1] <= 0] = 0
    return back_from(slope_of(dA, cache[1], activation), cache)


@linear_activation_backward.mistake
def slope_taken_at_da(dA, cache, activation):
    """the slope is taken at dA: it is g'(Z), at the sums of the forward pass"""
    return back_from(slope_of(dA, dA, activation), cache)


@linear_activation_backward.mistake
def half_of_the_slope(dA, cache, activation):
    """for the sigmoid dA is multiplied with A alone: its slope is A (1 - A)"""
    Z = cache[1]
    return back_from(relu_backward(dA, Z) if activation == "relu" else dA * sigmoid(Z), cache)


@linear_activation_backward.mistake
def tanh_slope(dA, cache, activation):
    """for the sigmoid the slope 1 - A^2 is used, which is that of tanh: the sigmoid's is A (1 - A)"""
    Z = cache[1]
    return back_from(relu_backward(dA, Z) if activation == "relu" else dA * (1 - sigmoid(Z) ** 2), cache)


@linear_activation_backward.mistake
def both_slopes(dA, cache, activation):
    """dA goes back through relu and through the sigmoid: it is one of them, as `activation` says"""
    return back_from(sigmoid_backward(relu_backward(dA, cache[1]), cache[1]), cache)


@linear_activation_backward.mistake
def slope_taken_twice(dA, cache, activation):
    """the slope is multiplied twice: relu_backward and sigmoid_backward take dA and return dZ, with the slope in it"""
    Z = cache[1]
    return back_from(slope_of(slope_of(dA, Z, activation), Z, activation), cache)


@linear_activation_backward.mistake
def whole_cache_handed_on(dA, cache, activation):
    """the whole cache is handed to linear_backward: it takes the first half, linear_cache"""
    return reference.linear_backward(slope_of(dA, cache[1], activation), cache)


@linear_activation_backward.mistake
def slope_of_the_whole_cache(dA, cache, activation):
    """the linear cache is handed to relu_backward and sigmoid_backward: they take Z, the second half of the cache"""
    return back_from(slope_of(dA, cache[0], activation), cache)


@linear_activation_backward.mistake
def linear_half_first(dA, cache, activation):
    """the linear half comes before the activation: on the way back it is the other way round, dZ first"""
    (A_prev, _, _), _ = cache
    dA_prev, dW, db = back_from(dA, cache)
    return slope_of(dA_prev, A_prev, activation), dW, db


@linear_activation_backward.mistake
def averaged_once_more(dA, cache, activation):
    """dW and db are divided by m once more: linear_backward has taken the mean"""
    dA_prev, dW, db = reference.linear_activation_backward(dA, cache, activation)
    return dA_prev, dW / dA.shape[1], db / dA.shape[1]


# --- right, written differently -------------------------------------------------------------------------------------


@linear_activation_backward.right
def written_out(dA, cache, activation):
    """Return the same without any helper."""
    (A_prev, W, _), Z = cache
    A = 1 / (1 + np.exp(-Z))
    dZ = np.where(Z > 0, dA, 0.0) if activation == "relu" else dA * A * (1 - A)
    return np.dot(W.T, dZ), np.dot(dZ, A_prev.T) / len(dZ[0]), dZ.mean(axis=1)[:, None]
