"""Exercise 1: one neuron, many houses."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import neurons

relu_neuron = FunctionExercise(
    __name__,
    reference=neurons.relu_neuron,
    minutes=5,
    points_visible=8,
    points_hidden=12,
    returns=("the outputs",),
    hints=(
        "Two steps: the line z = w * x + b first, for all inputs at once; then cut off what is below zero.",
        "Python's max cannot compare arrays entry by entry; np.maximum can.",
        "The whole body: return np.maximum(w * x + b, 0).",
    ),
)


@relu_neuron.visible
def visible():
    """Return the houses of the text, a row of inputs, a falling line, another bias, zeros, and one input."""
    return [
        Case("three houses", (np.array([10.0, 50.0, 100.0]), 3.0, -60.0)),
        Case("a row, shape (1, 4)", (np.array([[-2.0, -0.5, 1.0, 3.0]]), 2.0, 0.5)),
        Case("a line that falls", (np.array([0.0, 1.0, 2.0, 5.0]), -1.5, 4.0)),
        Case("everything below zero", (np.array([1.0, 2.0]), 1.0, -10.0)),
        Case("bias zero, and a sum of exactly zero", (np.array([[-1.5, 0.0, 2.5]]), -2.0, 0.0)),
        Case("weight zero", (np.array([-3.0, 4.0]), 0.0, 0.7)),
        Case("one input, shape (1, 1)", (np.array([[1.5]]), 3.0, -2.0)),
    ]


@relu_neuron.draw
def draw(rng):
    """Return a random number of inputs, as a vector or a row, and a neuron."""
    m = int(rng.integers(2, 12))
    shape = (m,) if rng.random() < 0.5 else (1, m)
    return Case(f"inputs of shape {shape}", (rng.normal(size=shape), rng.normal(scale=2), rng.normal()))


@relu_neuron.edges
def edges(rng):
    """Return one input, weight zero, bias zero, and a sum of exactly zero."""
    x = rng.normal(size=(1, 6))
    return [
        Case("one input", (rng.normal(size=(1, 1)), 1.5, 2.0)),
        Case("weight zero", (x, 0.0, 0.7)),
        Case("bias zero", (x, -2.0, 0.0)),
        Case("a sum of exactly zero", (np.array([1.0, 2.0, 3.0]), 1.0, -2.0)),
    ]


@relu_neuron.property("no output is below zero")
def never_negative(f, rng):
    """Return a sentence if the neuron answers below zero for some input."""
    lowest = float(np.min(f(rng.normal(size=20), float(rng.normal()), 0.1)))
    return f"an output is {lowest:.3g}; no output may be below zero" if lowest < 0 else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@relu_neuron.mistake
def relu_left_out(x, w, b):
    """max(0, ...) is missing: the line runs on below zero, and a small house has a negative price"""
    return w * x + b


@relu_neuron.mistake
def bias_after(x, w, b):
    """the bias is added after max(0, ...): it belongs to the sum inside, which is then cut at zero"""
    return np.maximum(w * x, 0) + b


@relu_neuron.mistake
def bias_forgotten(x, w, b):
    """the bias b is missing: the line then goes through the origin and bends there"""
    return np.maximum(w * x, 0)


@relu_neuron.mistake
def max_of_python(x, w, b):
    """Python's own `max` is called: it picks one of its arguments; `np.maximum` goes through an array entry by entry"""
    return max(0, w * x + b)


@relu_neuron.mistake
def absolute_value(x, w, b):
    """the absolute value is taken: that folds negative sums upwards; ReLU makes them zero"""
    return np.abs(w * x + b)


@relu_neuron.mistake
def largest_sum_only(x, w, b):
    """the larger of 0 and the *largest* sum is returned: max must compare entry by entry (np.maximum)"""
    return max(0.0, float(np.max(w * x + b)))


@relu_neuron.mistake
def one_if_positive(x, w, b):
    """the answer is only 0 or 1, whether the sum is positive; ReLU keeps the positive sum itself"""
    return (w * x + b > 0).astype(float)


# --- right, written differently -------------------------------------------------------------------------------------


@relu_neuron.right
def with_where(x, w, b):
    """Return the sum where it is positive, else zero."""
    z = w * x + b
    return np.where(z > 0, z, 0.0)


@relu_neuron.right
def with_a_mask(x, w, b):
    """Return the sum times 1 or 0."""
    z = w * x + b
    return z * (z > 0)
