"""Exercises 5 to 8: the way back through tanh, ReLU, leaky ReLU and the sigmoid."""

import numpy as np

from deepcourse.exercises.course1.planar_classification.slope_slips import LEAKY_RELU, RELU, SIGMOID, TANH
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import activations as reference


def visible():
    """Return numbers around zero, random layers, numbers far out, zeros, and a single number."""
    rng = np.random.default_rng(5)
    around = np.array([[-2.0, -0.5, 0.0, 0.5, 2.0]])
    return [
        Case("Z = -2, -0.5, 0, 0.5, 2; dA = 1", (np.ones((1, 5)), around)),
        Case("the same Z; dA = 3, -1, 2, 0.5, -4", (np.array([[3.0, -1.0, 2.0, 0.5, -4.0]]), around)),
        Case("3 units, 4 examples", (rng.normal(size=(3, 4)), rng.normal(size=(3, 4)))),
        Case("3 units, 3 examples", (rng.normal(size=(3, 3)), rng.normal(size=(3, 3)))),
        Case("Z = -30 and 30", (np.array([[1.5, -2.5]]), np.array([[-30.0, 30.0]]))),
        Case("Z = -800 and 800", (np.array([[2.0, -0.5]]), np.array([[-800.0, 800.0]]))),
        Case("Z is 0 everywhere", (np.array([[3.0, -1.5], [0.5, 2.0]]), np.zeros((2, 2)))),
        Case("one unit, one example", (np.array([[1.5]]), np.array([[-0.7]]))),
    ]


def draw(rng):
    """Return a case of random size."""
    shape = tuple(int(n) for n in rng.integers(2, 9, size=2))
    return Case(f"{shape[0]} units, {shape[1]} examples", (rng.normal(size=shape), 2 * rng.normal(size=shape)))


def edges(rng):
    """Return one number, zeros, and units far out where most activations are flat."""
    dA = rng.normal(size=(2, 3))
    return [
        Case("one unit, one example", (dA[:1, :1], np.array([[-0.7]]))),
        Case("Z is 0 everywhere", (dA, np.zeros((2, 3)))),
        Case("Z = -30 and 30", (dA[:1, :2], np.array([[-30.0, 30.0]]))),
        Case("Z = -800 and 800", (dA[:1, 1:], np.array([[-800.0, 800.0]]))),
    ]


def slope_of(activation):
    """Return the problem of a property: dZ is dA times the slope of an activation, measured by nudging Z."""

    def problem(f, rng):
        Z = rng.uniform(0.2, 2, size=(3, 4)) * rng.choice([-1.0, 1.0], size=(3, 4))  # not at the corner of a ReLU
        dA, step = rng.normal(size=(3, 4)), 1e-6
        measured = dA * (activation(Z + step) - activation(Z - step)) / (2 * step)
        worst = np.unravel_index(np.abs(f(dA, Z) - measured).argmax(), Z.shape)
        told, true = f(dA, Z)[worst], measured[worst]
        if abs(told - true) <= 1e-6 * max(1, abs(true)):
            return None
        return f"at z = {Z[worst]:.4g}, da = {dA[worst]:.4g} nudging measures dz = {true:.4g}, the answer is {told:.4g}"

    return problem


def slope_exercise(name, activation, hints):
    """Return the exercise on one slope; the four differ in these and in their mistakes only."""
    exercise = FunctionExercise(
        __name__,
        name=name,
        reference=getattr(reference, name),
        minutes=2,
        points_visible=2,
        points_hidden=3,
        random_cases=3,
        returns=("dZ",),
        hints=hints,
    )
    exercise.visible(visible)
    exercise.draw(draw)
    exercise.edges(edges)
    exercise.property("dZ is dA times the measured slope")(slope_of(activation))
    return exercise


tanh_backward = slope_exercise(
    "tanh_backward",
    np.tanh,
    (
        "dZ has the shape of Z: every entry of dA times the slope at the same entry of Z.",
        "The slope of tanh is 1 - A**2, where A = np.tanh(Z).",
        "return dA * (1 - np.tanh(Z) ** 2)",
    ),
)
relu_backward = slope_exercise(
    "relu_backward",
    reference.relu,
    (
        "The slope of ReLU is 1 where Z > 0, and 0 elsewhere.",
        "Z > 0 is an array of True and False, which count as 1 and 0 in a product.",
        "return dA * (Z > 0)",
    ),
)
leaky_relu_backward = slope_exercise(
    "leaky_relu_backward",
    reference.leaky_relu,
    (
        "Two slopes: 1 where Z > 0, and 0.01 elsewhere.",
        "np.where(condition, this, that) picks one of two numbers, entry by entry.",
        "return dA * np.where(Z > 0, 1.0, 0.01)",
    ),
)
sigmoid_backward = slope_exercise(
    "sigmoid_backward",
    reference.sigmoid,
    (
        "First A = sigmoid(Z); the slope is made from A.",
        "The slope of the sigmoid is A * (1 - A): 0.25 at most, at Z = 0.",
        "return dA * A * (1 - A)",
    ),
)


# --- known mistakes: tanh -------------------------------------------------------------------------------------------


@tanh_backward.mistake
def one_minus_z_squared(dA, Z):
    """1 - Z**2 is used: the slope is 1 - A**2, with A = np.tanh(Z)"""
    return dA * (1 - Z**2)


@tanh_backward.mistake
def tanh_taken_twice(dA, Z):
    """tanh is taken twice: the argument is Z, before the activation, so A = np.tanh(Z) once"""
    return dA * (1 - np.tanh(np.tanh(Z)) ** 2)


@tanh_backward.mistake
def square_forgotten(dA, Z):
    """the square is missing: the slope is 1 - A**2, not 1 - A"""
    return dA * (1 - np.tanh(Z))


@tanh_backward.mistake
def sigmoid_slope_of_tanh(dA, Z):
    """A (1 - A) is used with A = tanh(Z): that is the slope of the sigmoid"""
    return dA * np.tanh(Z) * (1 - np.tanh(Z))


@tanh_backward.mistake
def tanh_slope_alone(dA, Z):
    """dA is left out: the slope alone is not yet dZ; what comes from above is multiplied with it"""
    return 1 - np.tanh(Z) ** 2


@tanh_backward.mistake
def tanh_forward(dA, Z):
    """dA is multiplied with tanh(Z) itself instead of its slope"""
    return dA * np.tanh(Z)


# --- known mistakes: ReLU -------------------------------------------------------------------------------------------


@relu_backward.mistake
def slope_one_at_zero(dA, Z):
    """the slope at Z = 0 is taken as 1: the text settles it as 0 (Z > 0, not Z >= 0)"""
    return dA * (Z >= 0)


@relu_backward.mistake
def relu_slope_alone(dA, Z):
    """dA is left out: the slope alone is not yet dZ; what comes from above is multiplied with it"""
    return (Z > 0).astype(float)


@relu_backward.mistake
def gate_decided_by_da(dA, Z):
    """dA decides what is let through: Z does; a negative dA passes where Z is positive"""
    return np.maximum(dA, 0)


@relu_backward.mistake
def relu_forward(dA, Z):
    """dA is multiplied with relu(Z) itself instead of its slope, which is 1 wherever Z > 0"""
    return dA * np.maximum(Z, 0)


@relu_backward.mistake
def let_through_everywhere(dA, Z):
    """dA is let through everywhere: where Z is negative, ReLU is flat and its slope 0"""
    return dA.copy()


@relu_backward.mistake
def changed_in_place(dA, Z):
    """dA itself is changed, as dA[Z <= 0] = 0 does: work on a copy, the caller still needs dA"""
    dA[Z <= 0] = 0
    return dA


# --- known mistakes: leaky ReLU -------------------------------------------------------------------------------------


@leaky_relu_backward.mistake
def no_leak(dA, Z):
    """the slope left of zero is 0: that is ReLU; a leaky one lets 0.01 through"""
    return reference.relu_backward(dA, Z)


@leaky_relu_backward.mistake
def leaky_slope_one_at_zero(dA, Z):
    """the slope at Z = 0 is taken as 1: the text settles it as 0.01 (Z > 0, not Z >= 0)"""
    return dA * np.where(Z >= 0, 1.0, 0.01)


@leaky_relu_backward.mistake
def leaky_slope_alone(dA, Z):
    """dA is left out: the slope alone is not yet dZ; what comes from above is multiplied with it"""
    return np.where(Z > 0, 1.0, 0.01)


@leaky_relu_backward.mistake
def leak_of_a_tenth(dA, Z):
    """the leak is 0.1: here it is 0.01"""
    return dA * np.where(Z > 0, 1.0, 0.1)


@leaky_relu_backward.mistake
def leak_with_wrong_sign(dA, Z):
    """the leak is -0.01: left of zero leaky ReLU still rises, so its slope is +0.01"""
    return dA * np.where(Z > 0, 1.0, -0.01)


@leaky_relu_backward.mistake
def leaky_forward(dA, Z):
    """dA is multiplied with leaky_relu(Z) itself instead of its slope, which is 1 or 0.01"""
    return dA * reference.leaky_relu(Z)


@leaky_relu_backward.mistake
def leak_without_da(dA, Z):
    """dA is left out on the left side, as in np.where(Z > 0, dA, 0.01): there dZ is 0.01 * dA"""
    return np.where(Z > 0, dA, 0.01)


@leaky_relu_backward.mistake
def leak_decided_by_da(dA, Z):
    """dA decides which slope it gets: Z does"""
    return reference.leaky_relu(dA)


# --- known mistakes: sigmoid ----------------------------------------------------------------------------------------


@sigmoid_backward.mistake
def z_times_one_minus_z(dA, Z):
    """Z (1 - Z) is used: the slope is A (1 - A), with A = sigmoid(Z)"""
    return dA * Z * (1 - Z)


@sigmoid_backward.mistake
def sigmoid_taken_twice(dA, Z):
    """the sigmoid is taken twice: the argument is Z, before the activation, so A = sigmoid(Z) once"""
    A = reference.sigmoid(reference.sigmoid(Z))
    return dA * A * (1 - A)


@sigmoid_backward.mistake
def tanh_slope_of_sigmoid(dA, Z):
    """1 - A**2 is used with A = sigmoid(Z): that is the slope of tanh"""
    return dA * (1 - reference.sigmoid(Z) ** 2)


@sigmoid_backward.mistake
def sigmoid_slope_alone(dA, Z):
    """dA is left out: the slope alone is not yet dZ; what comes from above is multiplied with it"""
    return reference.sigmoid_backward(np.ones_like(dA), Z)


@sigmoid_backward.mistake
def sigmoid_forward(dA, Z):
    """dA is multiplied with sigmoid(Z) itself instead of its slope"""
    return dA * reference.sigmoid(Z)


@tanh_backward.mistake
def tanh_matrix_product(dA, Z):
    """dA and the slope are multiplied by @: each entry of dA meets the slope at the same entry of Z, so use *"""
    return dA @ (1 - np.tanh(Z) ** 2)


@relu_backward.mistake
def relu_matrix_product(dA, Z):
    """dA and the slope are multiplied by @: each entry of dA meets the slope at the same entry of Z, so use *"""
    return dA @ (Z > 0)


@leaky_relu_backward.mistake
def leaky_matrix_product(dA, Z):
    """dA and the slope are multiplied by @: each entry of dA meets the slope at the same entry of Z, so use *"""
    return dA @ np.where(Z > 0, 1.0, 0.01)


@sigmoid_backward.mistake
def sigmoid_matrix_product(dA, Z):
    """dA and the slope are multiplied by @: each entry of dA meets the slope at the same entry of Z, so use *"""
    return dA @ (reference.sigmoid(Z) * (1 - reference.sigmoid(Z)))


# --- known mistakes: more of each -----------------------------------------------------------------------------------


for exercise, slips in (
    (tanh_backward, TANH),
    (relu_backward, RELU),
    (leaky_relu_backward, LEAKY_RELU),
    (sigmoid_backward, SIGMOID),
):
    for mistake in slips:
        exercise.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@tanh_backward.right
def tanh_by_cosh(dA, Z):
    """Return dA over the square of cosh."""
    return dA / np.cosh(Z) ** 2


@relu_backward.right
def relu_on_a_copy(dA, Z):
    """Return a copy with zeros where Z is not positive."""
    dZ = dA.copy()
    dZ[Z <= 0] = 0
    return dZ


@leaky_relu_backward.right
def leaky_in_two_parts(dA, Z):
    """Return the positive side and a hundredth of the other one, added."""
    return (Z > 0) * dA + 0.01 * (Z <= 0) * dA


@sigmoid_backward.right
def sigmoid_by_a(dA, Z):
    """Return dA A (1 - A)."""
    A = 1 / (1 + np.exp(-Z))
    return np.multiply(dA, A * (1 - A))
