"""Exercise 1: a residual block."""

import numpy as np

from deepcourse.cnn import blocks as reference
from deepcourse.exercises.course4.residual_networks.pictures import (
    EDGES,
    SIZES,
    block,
    first_of_two,
    some_sizes,
    told,
    trouble_with,
    zero,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course4 import broken_blocks as broken
from deepcourse.experiments.course4.broken_blocks import branch, conv, relu


def activations(f, A_prev, W1, b1, W2, b2):
    """Return A of the pair that a block returns."""
    return first_of_two(f(A_prev, W1, b1, W2, b2))


residual_block_forward = FunctionExercise(
    __name__,
    reference=reference.residual_block_forward,
    use=activations,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("A",),
    hints=(
        "Follow the figure box by box: convolution, ReLU, convolution. Keep A_prev as it is; you need it again.",
        "The plus sign is between the second convolution and the last ReLU.",
        "There are four intermediate results, Z1, A1, Z2 and Z; A is computed from the last. Each filter bank has its "
        "own f, and therefore its own padding.",
    ),
)


def case(arguments, name=""):
    """Return one block as a case."""
    A_prev, W1, _, W2, _ = arguments
    return Case(name or told(A_prev, W1, W2), arguments)


@residual_block_forward.visible
def visible():
    """Return blocks of all kinds of sizes, and one whose parameters are 0."""
    rng = np.random.default_rng(41)
    blocks = [block(rng, *sizes) for sizes in SIZES]
    at_zero = zero(block(rng, 2, 2, 3, 2, 2, 3, 3))
    return [*map(case, blocks), case(at_zero, "all parameters are 0, inputs of both signs")]


@residual_block_forward.draw
def draw(rng):
    """Return a block of random size."""
    return case(block(rng, *some_sizes(rng)))


@residual_block_forward.edges
def edges(rng):
    """Return single pixels, one picture, filters larger than the pictures, zero parameters."""
    blocks = [block(rng, *sizes) for sizes in EDGES]
    return [*map(case, blocks), case(zero(block(rng, 1, 3, 2, 2, 3, 3, 3)), "all parameters are 0")]


@residual_block_forward.property("zero parameters leave pictures without negative numbers as they are")
def identity_at_zero(f, rng):
    """Return a sentence unless the block is the identity for zero parameters and pictures that are not negative."""
    A_prev, *parameters = zero(block(rng, 2, 3, 4, 2, 3, 3, 3))
    A = activations(f, np.abs(A_prev), *parameters)
    if np.shape(A) != A_prev.shape:
        return f"A has the shape {np.shape(A)}, A_prev {A_prev.shape}"
    far = np.abs(A - np.abs(A_prev)).max()
    return None if far < 1e-12 else f"with all parameters 0, an entry of A is {far:.3g} away from that of A_prev"


@residual_block_forward.property("the package's backward pass can use the cache")
def cache_serves(f, rng):
    """Return a sentence unless the cache gives the right gradients."""
    arguments = block(rng, 2, 3, 4, 2, 3, 3, 1)
    A, cache = reference.residual_block_forward(*arguments)
    dA = rng.normal(size=A.shape)
    return trouble_with(f(*arguments), lambda cache: reference.residual_block_backward(dA, cache), cache)


# --- known mistakes -------------------------------------------------------------------------------------------------


@residual_block_forward.mistake
def added_after_the_last_relu(A_prev, W1, b1, W2, b2):
    """the shortcut is added after the last ReLU: add it to Z2, and take the ReLU of the sum"""
    return broken.sum_after_relu(A_prev, W1, b1, W2, b2), None


@residual_block_forward.mistake
def shortcut_from_the_first_activation(A_prev, W1, b1, W2, b2):
    """the shortcut carries what the first layer returns, not A_prev: save the input before you overwrite its name"""
    return broken.shortcut_too_late(A_prev, W1, b1, W2, b2), None


@residual_block_forward.mistake
def shortcut_from_the_first_sums(A_prev, W1, b1, W2, b2):
    """the shortcut carries Z1, not A_prev: it starts before the first convolution"""
    Z1 = conv(A_prev, W1, b1)
    return relu(conv(relu(Z1), W2, b2) + Z1), None


@residual_block_forward.mistake
def no_shortcut(A_prev, W1, b1, W2, b2):
    """nothing is added to Z2: that is the plain block, without its shortcut"""
    return broken.no_shortcut(A_prev, W1, b1, W2, b2), None


@residual_block_forward.mistake
def no_first_relu(A_prev, W1, b1, W2, b2):
    """there is no ReLU between the two convolutions: A1 = relu(Z1) goes into the second"""
    return relu(conv(conv(A_prev, W1, b1), W2, b2) + A_prev), None


@residual_block_forward.mistake
def no_last_relu(A_prev, W1, b1, W2, b2):
    """the last ReLU is missing: Z is returned, but A is the ReLU of Z"""
    return broken.no_last_relu(A_prev, W1, b1, W2, b2), None


@residual_block_forward.mistake
def no_relu(A_prev, W1, b1, W2, b2):
    """there is no ReLU at all: one follows the first convolution, one the sum"""
    return conv(conv(A_prev, W1, b1), W2, b2) + A_prev, None


@residual_block_forward.mistake
def relu_before_the_sum_too(A_prev, W1, b1, W2, b2):
    """Z2 goes through a ReLU before the shortcut is added: then the branch could only add, never subtract"""
    return relu(relu(branch(A_prev, W1, b1, W2, b2)) + A_prev), None


@residual_block_forward.mistake
def relu_on_the_shortcut(A_prev, W1, b1, W2, b2):
    """the shortcut goes through a ReLU: it carries A_prev as it is"""
    return relu(branch(A_prev, W1, b1, W2, b2) + relu(A_prev)), None


@residual_block_forward.mistake
def a_relu_for_each_way(A_prev, W1, b1, W2, b2):
    """each path goes through its own ReLU before they are added: add first, and take one ReLU of the sum"""
    return relu(branch(A_prev, W1, b1, W2, b2)) + relu(A_prev), None


@residual_block_forward.mistake
def relu_of_the_input(A_prev, W1, b1, W2, b2):
    """A_prev goes through a ReLU first, for both paths: use it as it is"""
    return broken.right(relu(A_prev), W1, b1, W2, b2), None


@residual_block_forward.mistake
def mean_for_sum(A_prev, W1, b1, W2, b2):
    """the mean of the two paths is taken: add them"""
    return broken.halved(A_prev, W1, b1, W2, b2), None


@residual_block_forward.mistake
def product_for_sum(A_prev, W1, b1, W2, b2):
    """the two paths are multiplied: add them"""
    return relu(branch(A_prev, W1, b1, W2, b2) * A_prev), None


@residual_block_forward.mistake
def shortcut_subtracted(A_prev, W1, b1, W2, b2):
    """the shortcut is subtracted from Z2: add it"""
    return relu(branch(A_prev, W1, b1, W2, b2) - A_prev), None


@residual_block_forward.mistake
def branch_subtracted(A_prev, W1, b1, W2, b2):
    """Z2 is subtracted from the shortcut: add them"""
    return relu(A_prev - branch(A_prev, W1, b1, W2, b2)), None


@residual_block_forward.mistake
def closed_where_the_branch_is_negative(A_prev, W1, b1, W2, b2):
    """the last ReLU gives 0 where Z2 is negative: its input is the sum Z2 + A_prev"""
    Z2 = branch(A_prev, W1, b1, W2, b2)
    return (Z2 > 0) * (Z2 + A_prev), None


@residual_block_forward.mistake
def larger_of_both(A_prev, W1, b1, W2, b2):
    """the larger of the two paths is taken: add them"""
    return relu(np.maximum(branch(A_prev, W1, b1, W2, b2), A_prev)), None


@residual_block_forward.mistake
def no_first_bias(A_prev, W1, b1, W2, b2):
    """b1 is left out: the first convolution has a bias, too"""
    return broken.right(A_prev, W1, 0 * b1, W2, b2), None


@residual_block_forward.mistake
def no_second_bias(A_prev, W1, b1, W2, b2):
    """b2 is left out: the second convolution has a bias, too"""
    return broken.right(A_prev, W1, b1, W2, 0 * b2), None


@residual_block_forward.mistake
def no_biases(A_prev, W1, b1, W2, b2):
    """both biases are left out: each convolution has one"""
    return broken.biases_left_out(A_prev, W1, b1, W2, b2), None


@residual_block_forward.mistake
def shortcut_of_the_first_picture(A_prev, W1, b1, W2, b2):
    """all pictures get the shortcut of the first: add A_prev as a whole"""
    return broken.first_picture_for_all(A_prev, W1, b1, W2, b2), None


@residual_block_forward.mistake
def padding_of_one(A_prev, W1, b1, W2, b2):
    """filters with f = 5 and f = 1 are padded by 1, like those with f = 3: pad each by its own (f - 1) // 2"""
    Z1 = reference.conv_forward(A_prev, W1, b1, pad=1)[0]
    return relu(reference.conv_forward(relu(Z1), W2, b2, pad=1)[0] + A_prev), None


@residual_block_forward.mistake
def not_padded(A_prev, W1, b1, W2, b2):
    """neither convolution is padded, so Z2 is smaller than A_prev: pad each by its own (f - 1) // 2"""
    Z1 = reference.conv_forward(A_prev, W1, b1)[0]
    return relu(reference.conv_forward(relu(Z1), W2, b2)[0] + A_prev), None


@residual_block_forward.mistake
def padding_of_the_first_filters(A_prev, W1, b1, W2, b2):
    """both convolutions get the padding of W1: pad the second by the (f - 1) // 2 of W2"""
    pad = (len(W1) - 1) // 2
    Z1 = reference.conv_forward(A_prev, W1, b1, pad=pad)[0]
    return relu(reference.conv_forward(relu(Z1), W2, b2, pad=pad)[0] + A_prev), None


@residual_block_forward.mistake
def padding_with_a_slash(A_prev, W1, b1, W2, b2):
    """the padding is (f - 1) / 2, a float: a number of zeros is an int, so divide with //"""
    reference.conv_forward(A_prev, W1, b1, pad=(len(W1) - 1) / 2)


@residual_block_forward.mistake
def cache_forgotten(A_prev, W1, b1, W2, b2):
    """A is returned alone: return A, cache"""
    return broken.right(A_prev, W1, b1, W2, b2)


# --- right, written differently -------------------------------------------------------------------------------------


@residual_block_forward.right
def with_masks(A_prev, W1, b1, W2, b2):
    """Return the same in a list, with ReLUs as masks and the sum begun with the shortcut."""
    Z1 = conv(A_prev, W1, b1)
    Z = A_prev.copy()
    Z += conv(Z1 * (Z1 > 0), W2, b2)
    caches = reference.residual_block_forward(A_prev, W1, b1, W2, b2)[1]
    return [np.where(Z > 0, Z, 0.0), [caches[0], Z1, caches[2], Z]]


@residual_block_forward.right
def picture_by_picture(A_prev, W1, b1, W2, b2):
    """Return the same, one picture after the other."""
    A = np.concatenate([broken.right(one[np.newaxis], W1, b1, W2, b2) for one in A_prev])
    return A, reference.residual_block_forward(A_prev, W1, b1, W2, b2)[1]
