"""Exercise 6: three rules for the way through a ReLU."""

import numpy as np

from deepcourse.cnn import units as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

relu_signal = FunctionExercise(
    __name__,
    reference=reference.relu_signal,
    minutes=3,
    points_visible=4,
    points_hidden=6,
    returns=("the signal below the ReLU",),
    hints=(
        "All three rules return dA with some entries set to 0. Write down for each rule which entries stay.",
        "One rule looks at A only, one at dA only, and one at both.",
        "A comparison such as A > 0 gives an array of True and False, and these count as 1 and 0 in a product.",
    ),
)


def numbers(rng, shape, dtype=float):
    """Return (dA, A): signals of both signs, outputs of a ReLU with about half zeros."""
    return rng.normal(size=shape).astype(dtype), np.maximum(rng.normal(size=shape), 0).astype(dtype)


def case(rng, shape, rule, dtype=float):
    """Return a case with a rule."""
    return Case(f"{rule}, shape {shape}{', float32' * (dtype == np.float32)}", (*numbers(rng, shape, dtype), rule))


@relu_signal.visible
def visible():
    """Return all rules: four corners, a layer, float32, zeros in the signal."""
    rng = np.random.default_rng(60)
    corners = np.array([[-2.0, -1.5, 3.0, 2.5, 0.0]]), np.array([[0.0, 4.0, 0.0, 5.0, 1.5]])
    return [
        *(Case(f"{rule}, the corners", (*(one.copy() for one in corners), rule)) for rule in reference.RULES),
        case(rng, (2, 3, 4, 2), "gradient"),
        case(rng, (1, 4, 3, 3), "deconvnet"),
        case(rng, (3, 2, 3, 2), "guided"),
        case(rng, (2, 2, 5, 1), "guided", np.float32),
    ]


@relu_signal.draw
def draw(rng):
    """Return a random layer and rule."""
    return case(rng, tuple(int(n) for n in rng.integers(1, 6, size=4)), str(rng.choice(reference.RULES)))


@relu_signal.edges
def edges(rng):
    """Return closed units only, one number, float32, all rules again."""
    dA, _ = numbers(rng, (2, 3, 3, 2))
    return [
        *(case(rng, (2, 4, 3, 2), rule) for rule in reference.RULES),
        *(case(rng, (3, 2, 2, 4), rule, np.float32) for rule in reference.RULES),
        *(Case(f"{rule}, every unit closed", (dA.copy(), np.zeros(dA.shape), rule)) for rule in reference.RULES),
        *(Case(f"{rule}, every unit open", (dA.copy(), np.ones(dA.shape), rule)) for rule in reference.RULES),
        Case("gradient, one number", (np.array([-3.0]), np.array([0.5]), "gradient")),
    ]


@relu_signal.property("guided is both of the others")
def both(f, rng):
    """Return a sentence unless guided lets through where gradient and deconvnet do."""
    dA, A = numbers(rng, (3, 4, 2, 3))
    gradient, deconvnet, guided = (np.asarray(f(dA.copy(), A.copy(), rule)) for rule in reference.RULES)
    same = np.array_equal(guided != 0, (gradient != 0) & (deconvnet != 0))
    return None if same else "guided must let through exactly what the two other rules both let through"


def ruled(dA, A, rule, **other):
    """Return the signal with other masks for some rules."""
    return dA * other[rule] if rule in other else reference.relu_signal(dA, A, rule)


@relu_signal.mistake
def deconvnet_looks_at_A(dA, A, rule):
    """deconvnet depends on A: it must let through positive signals whether the unit is open or not"""
    return ruled(dA, A, rule, deconvnet=A > 0)


@relu_signal.mistake
def gradient_looks_at_dA(dA, A, rule):
    """the gradient depends on the sign of dA: it must depend only on whether the unit is open"""
    return ruled(dA, A, rule, gradient=dA > 0)


@relu_signal.mistake
def gradient_and_deconvnet_swapped(dA, A, rule):
    """gradient and deconvnet are swapped: the gradient tests A, deconvnet tests dA"""
    return ruled(dA, A, rule, gradient=dA > 0, deconvnet=A > 0)


@relu_signal.mistake
def guided_is_either(dA, A, rule):
    """guided lets the signal through where either condition holds: both must hold"""
    return ruled(dA, A, rule, guided=(A > 0) | (dA > 0))


@relu_signal.mistake
def guided_is_the_gradient(dA, A, rule):
    """guided lets negative signals through: it must stop them, even where the unit is open"""
    return ruled(dA, A, rule, guided=A > 0)


@relu_signal.mistake
def guided_is_deconvnet(dA, A, rule):
    """guided ignores A: closed units stop the signal, too"""
    return ruled(dA, A, rule, guided=dA > 0)


@relu_signal.mistake
def always_the_gradient(dA, A, rule):
    """the rule is ignored: all three return the gradient"""
    return dA * (A > 0)


@relu_signal.mistake
def times_the_output(dA, A, rule):
    """the signal is multiplied by A: A only decides whether the signal goes through"""
    return ruled(dA, A, rule, gradient=A, guided=A * (dA > 0))


@relu_signal.mistake
def masks_alone(dA, A, rule):
    """the result is 1 where the signal goes through: return dA there"""
    return (reference.relu_signal(dA, A, rule) != 0).astype(dA.dtype)


@relu_signal.mistake
def zero_is_open(dA, A, rule):
    """units with A = 0 are treated as open: closed units have exactly A = 0, so use >"""
    return ruled(dA, A, rule, gradient=A >= 0, guided=(A >= 0) & (dA > 0))


@relu_signal.mistake
def negative_let_through(dA, A, rule):
    """the negative signals are let through and the positive ones stopped: it is the other way round"""
    return ruled(dA, A, rule, deconvnet=dA < 0, guided=(A > 0) & (dA < 0))


@relu_signal.mistake
def closed_let_through(dA, A, rule):
    """closed units let the signal through and open ones stop it: it is the other way round"""
    return ruled(dA, A, rule, gradient=A == 0, guided=(A == 0) & (dA > 0))


@relu_signal.mistake
def absolute(dA, A, rule):
    """negative signals are made positive: set them to 0"""
    through = reference.relu_signal(np.abs(dA), A, rule)
    return reference.relu_signal(dA, A, rule) if rule == "gradient" else through


@relu_signal.mistake
def in_place(dA, A, rule):
    """dA is changed: it still belongs to the layer above, so work on a copy"""
    dA *= reference.relu_signal(np.ones_like(dA), A, "gradient") if rule == "gradient" else dA > 0
    if rule == "guided":
        dA *= A > 0
    return dA


@relu_signal.mistake
def relu_of_the_output(dA, A, rule):
    """deconvnet and guided return A where the signal is positive: let through dA, not A"""
    return dA * (A > 0) if rule == "gradient" else A * (dA > 0)


@relu_signal.mistake
def gradient_is_the_output(dA, A, rule):
    """the gradient returns A, the output of the forward pass: return dA where A > 0"""
    return A.copy() if rule == "gradient" else reference.relu_signal(dA, A, rule)


@relu_signal.right
def by_where(dA, A, rule):
    """Return the same with np.where and if."""
    if rule == "gradient":
        return np.where(A > 0, dA, np.zeros_like(dA))
    positive = np.maximum(dA, 0)
    return positive if rule == "deconvnet" else np.where(A > 0, positive, np.zeros_like(dA))


@relu_signal.right
def on_a_copy(dA, A, rule):
    """Return the same from a copy with zeros."""
    result = dA.copy()
    if rule != "deconvnet":
        result[A <= 0] = 0
    if rule != "gradient":
        result[result < 0] = 0
    return result
