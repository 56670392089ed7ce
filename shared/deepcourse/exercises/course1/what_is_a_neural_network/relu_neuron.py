"""Exercise 1: one neuron, many houses."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import neurons
from deepcourse.nn.activations import sigmoid

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


def other(name, sentence, answer):
    """Return the mistake of another answer to (x, w, b)."""

    def mistake(x, w, b):
        return answer(x, w, b)

    mistake.__name__, mistake.__doc__ = name, sentence
    return mistake


for wrong in (
    (
        "largest_along_the_axis",
        "np.max(z, 0) is called: its 0 is an axis, and the largest sum along it is left; "
        "np.maximum compares with 0 entry by entry",
        lambda x, w, b: np.max(w * x + b, 0),
    ),
    (
        "bias_multiplied",
        "the bias is added before the multiplication, w * (x + b): it is w * x + b",
        lambda x, w, b: np.maximum(w * (x + b), 0),
    ),
    (
        "leaky",
        "a hundredth of a negative sum comes through: that is a leaky ReLU; here it is zero",
        lambda x, w, b: np.where(w * x + b > 0, w * x + b, 0.01 * (w * x + b)),
    ),
    (
        "leaky_tenth",
        "a tenth of a negative sum comes through: that is a leaky ReLU; here it is zero",
        lambda x, w, b: np.where(w * x + b > 0, w * x + b, 0.1 * (w * x + b)),
    ),
    (
        "always_a_row",
        "the result is always a row (1, m): it has the shape of x",
        lambda x, w, b: np.maximum(w * np.reshape(x, (1, -1)) + b, 0),
    ),
    (
        "always_a_vector",
        "the result is always rank-1, (m,): it has the shape of x",
        lambda x, w, b: np.maximum(w * np.ravel(x) + b, 0),
    ),
    (
        "cut_at_one",
        "the outputs are cut off above 1 too: ReLU has no upper end",
        lambda x, w, b: np.clip(w * x + b, 0, 1),
    ),
    (
        "positive_ones_kept",
        "the negative sums are dropped: they become zero, and every input keeps its output",
        lambda x, w, b: (w * x + b)[w * x + b > 0],
    ),
    (
        "sign_of_x",
        "x is compared with zero instead of the sum: it is the sum w * x + b that is cut at zero",
        lambda x, w, b: np.where(x > 0, w * x + b, 0),
    ),
    (
        "x_cut",
        "x is cut at zero before it is multiplied: it is the sum w * x + b that is cut",
        lambda x, w, b: w * np.maximum(x, 0) + b,
    ),
    ("bias_subtracted", "the bias is subtracted: it is added", lambda x, w, b: np.maximum(w * x - b, 0)),
    (
        "bias_subtracted_and_folded",
        "the bias is subtracted, and the absolute value taken: b is added, and negative sums become zero",
        lambda x, w, b: np.abs(w * x - b),
    ),
    (
        "minimum",
        "the smaller of 0 and the sum is taken: it is the larger one",
        lambda x, w, b: np.minimum(w * x + b, 0),
    ),
    (
        "turned_round",
        "the sum has the wrong sign before it is cut: it is w * x + b",
        lambda x, w, b: np.maximum(-w * x - b, 0),
    ),
    (
        "sigmoid_instead",
        "the sigmoid is taken of the sum: this neuron cuts it at zero",
        lambda x, w, b: sigmoid(w * x + b),
    ),
    ("tanh_instead", "tanh is taken of the sum: this neuron cuts it at zero", lambda x, w, b: np.tanh(w * x + b)),
    (
        "softplus_instead",
        "the bend is rounded off, log(1 + exp(z)): this neuron cuts the sum at zero",
        lambda x, w, b: np.logaddexp(0, w * x + b),
    ),
    (
        "added_up",
        "the outputs are added up: every input has an output of its own",
        lambda x, w, b: float(np.sum(np.maximum(w * x + b, 0))),
    ),
    (
        "in_a_list",
        "the outputs are a Python list: asked for is an array of the shape of x",
        lambda x, w, b: np.maximum(w * x + b, 0).tolist(),
    ),
    (
        "weight_added",
        "w is added instead of multiplied: the sum is w * x + b",
        lambda x, w, b: np.maximum(w + x + b, 0),
    ),
    (
        "weight_and_bias_exchanged",
        "w and b have changed places: the sum is w * x + b",
        lambda x, w, b: np.maximum(b * x + w, 0),
    ),
    ("weight_left_out", "w is left out: the sum is w * x + b", lambda x, w, b: np.maximum(x + b, 0)),
    (
        "not_below_the_bias",
        "w * x is compared with b: the bias is added, and the sum compared with zero",
        lambda x, w, b: np.maximum(w * x, b),
    ),
    (
        "one_below_zero",
        "the outputs are cut at 1 from below: they are cut at zero",
        lambda x, w, b: np.maximum(w * x + b, 1),
    ),
    (
        "squared",
        "the outputs are squared: ReLU keeps the positive sum itself",
        lambda x, w, b: np.maximum(w * x + b, 0) ** 2,
    ),
):
    relu_neuron.mistake(other(*wrong))


@relu_neuron.mistake
def whole_numbers(x, w, b):
    """the outputs are stored in an array of whole numbers, which cuts off their fractions: make it of floats"""
    return np.maximum(w * x + b, 0).astype(int)


@relu_neuron.mistake
def if_in_a_loop(x, w, b):
    """a loop goes along the first axis and an `if` asks about what it finds: in a row, (1, m), that is the whole row"""
    outputs = []
    for each in x:
        z = w * each + b
        outputs.append(z if z > 0 else 0.0)
    return np.array(outputs)


@relu_neuron.mistake
def first_only(x, w, b):
    """only the first input gets an output, as where a return stands inside the loop: all of them have one"""
    outputs = np.zeros(x.shape)
    outputs.flat[0] = max(0, w * x.flat[0] + b)
    return outputs


@relu_neuron.mistake
def last_only(x, w, b):
    """only the last input gets an output: all of them have one"""
    outputs = np.zeros(x.shape)
    outputs.flat[-1] = max(0, w * x.flat[-1] + b)
    return outputs


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
