"""Exercise 2: one filter at one place."""

import numpy as np

from deepcourse.cnn import convolution as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

conv_single_step = FunctionExercise(
    __name__,
    reference=reference.conv_single_step,
    minutes=2,
    points_visible=2,
    points_hidden=3,
    returns=("the answer",),
    hints=(
        "Window and filter have the same shape: multiply them entry by entry.",
        "One sum over all axes, rows, columns and channels together. The bias is added to that sum.",
        "b is an array of shape (1, 1, 1); its only number is b.item(), or b[0, 0, 0].",
    ),
)


def case(rng, f, n_C_prev):
    """Return a random window, filter and bias."""
    shape = (f, f, n_C_prev)
    return Case(
        f"f {f}, {n_C_prev} channels", (rng.normal(size=shape), rng.normal(size=shape), rng.normal(size=(1, 1, 1)))
    )


@conv_single_step.visible
def visible():
    """Return the text's window, several sizes, and a single number."""
    rng = np.random.default_rng(12)
    a_slice, W = (
        np.array([[[1.0, 2.0], [0.0, 1.0]], [[3.0, 0.0], [1.0, 2.0]]]),
        np.array([[[1.0, 0.0], [2.0, -1.0]], [[-1.0, 3.0], [0.0, 2.0]]]),
    )
    return [
        Case("the window of the text", (a_slice, W, np.array([[[0.5]]]))),
        case(rng, 3, 2),
        case(rng, 2, 4),
        case(rng, 4, 1),
        case(rng, 1, 1),
    ]


@conv_single_step.draw
def draw(rng):
    """Return a window of random size."""
    return case(rng, int(rng.integers(2, 6)), int(rng.integers(2, 6)))


@conv_single_step.edges
def edges(rng):
    """Return a single number, a single pixel of several channels, one channel."""
    return [case(rng, 1, 1), case(rng, 1, 5), case(rng, 3, 1)]


@conv_single_step.property("a window of zeros answers with the bias")
def zeros_answer_with_the_bias(f, rng):
    """Return a sentence unless a window of zeros gives b."""
    b = rng.normal(size=(1, 1, 1))
    answer = f(np.zeros((3, 3, 2)), rng.normal(size=(3, 3, 2)), b)
    return None if np.isclose(answer, b.item()) else f"a window of zeros gives {float(answer):.4g}; b is {b.item():.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@conv_single_step.mistake
def bias_in_every_product(a_slice_prev, W, b):
    """the bias is added to every product, before the sum: add it once, to the sum"""
    return float(np.sum(a_slice_prev * W + b))


@conv_single_step.mistake
def bias_left_out(a_slice_prev, W, b):
    """the bias is left out: add b to the sum of the products"""
    return float(np.sum(a_slice_prev * W))


@conv_single_step.mistake
def bias_subtracted(a_slice_prev, W, b):
    """the bias is subtracted: add it"""
    return float(np.sum(a_slice_prev * W) - b.item())


@conv_single_step.mistake
def filter_turned(a_slice_prev, W, b):
    """the filter is turned by 180 degrees: each number of the window meets the weight at its own place"""
    return float(np.sum(a_slice_prev * W[::-1, ::-1]) + b.item())


@conv_single_step.mistake
def filter_transposed(a_slice_prev, W, b):
    """rows and columns of the filter are exchanged: each number of the window meets the weight at its own place"""
    return float(np.sum(a_slice_prev * W.swapaxes(0, 1)) + b.item())


@conv_single_step.mistake
def first_channel_only(a_slice_prev, W, b):
    """only the first channel is summed: sum over all channels"""
    return float(np.sum(a_slice_prev[..., 0] * W[..., 0]) + b.item())


@conv_single_step.mistake
def mean_of_the_products(a_slice_prev, W, b):
    """the products are averaged: they are summed"""
    return float(np.mean(a_slice_prev * W) + b.item())


@conv_single_step.mistake
def product_of_the_sums(a_slice_prev, W, b):
    """window and filter are summed first: multiply entry by entry, then sum"""
    return float(np.sum(a_slice_prev) * np.sum(W) + b.item())


@conv_single_step.mistake
def matrix_products(a_slice_prev, W, b):
    """matrix products are taken, channel by channel: * multiplies entry by entry"""
    return float(sum(np.sum(a_slice_prev[..., c] @ W[..., c]) for c in range(W.shape[2])) + b.item())


@conv_single_step.mistake
def number_for_each_channel(a_slice_prev, W, b):
    """the sum runs over rows and columns only and leaves a number for each channel: sum over all three axes"""
    return np.sum(a_slice_prev * W, axis=(0, 1)) + b.item()


@conv_single_step.mistake
def array_of_one(a_slice_prev, W, b):
    """the answer is an array of shape (1, 1, 1), because b is one: take its number with b.item()"""
    return np.sum(a_slice_prev * W) + b


@conv_single_step.mistake
def negative_answers_cut_off(a_slice_prev, W, b):
    """a negative answer is set to 0: ReLU is another step"""
    return max(0.0, reference.conv_single_step(a_slice_prev, W, b))


@conv_single_step.mistake
def channels_mixed(a_slice_prev, W, b):
    """window and filter are each summed over their channels first: a channel meets its own channel of the other only"""
    return float((a_slice_prev.sum(axis=2) * W.sum(axis=2)).sum() + b.item())


# --- right, written differently -------------------------------------------------------------------------------------


@conv_single_step.right
def as_vectors(a_slice_prev, W, b):
    """Return a product of two vectors, plus b."""
    return a_slice_prev.ravel() @ W.ravel() + b[0, 0, 0]


@conv_single_step.right
def in_loops(a_slice_prev, W, b):
    """Return the sum in plain loops, started with b."""
    total = float(b[0][0][0])
    for place in np.ndindex(W.shape):
        total += a_slice_prev[place] * W[place]
    return total
