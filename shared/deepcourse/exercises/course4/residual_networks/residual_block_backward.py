"""Exercise 4: the gradients of a residual block."""

import numpy as np

from deepcourse.cnn import blocks as reference
from deepcourse.cnn.convolution import conv_backward
from deepcourse.exercises.course4.residual_networks.pictures import EDGES, SIZES, block, some_sizes, told, zero
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.gradient_checking import numerical_gradient, relative_difference

residual_block_backward = FunctionExercise(
    __name__,
    reference=reference.residual_block_backward,
    minutes=9,
    points_visible=7,
    points_hidden=9,
    returns=("dA_prev", "dW1", "db1", "dW2", "db2"),
    hints=(
        "Go through the figure from right to left. The first thing you meet is the last ReLU: which of the four parts "
        "of the cache tells you where it was active?",
        "At the plus sign the gradient takes two paths. Along the branch: conv_backward, the first ReLU, conv_backward "
        "again.",
        "Two gradients arrive at A_prev, because two paths start there. Each step of the forward pass appears once.",
    ),
)


def case(rng, arguments, name=""):
    """Return a case with a random dA."""
    A_prev, W1, _, W2, _ = arguments
    A, cache = reference.residual_block_forward(*arguments)
    return Case(name or told(A_prev, W1, W2), (rng.normal(size=A.shape), cache))


@residual_block_backward.visible
def visible():
    """Return blocks of all kinds of sizes, and one whose ReLUs stand at 0."""
    rng = np.random.default_rng(42)
    return [*(case(rng, block(rng, *sizes)) for sizes in SIZES), at_zero(rng)]


def at_zero(rng):
    """Return a block whose ReLUs stand at 0: W1, b1 and b2 are 0, and so is a picture."""
    arguments = zero(block(rng, 2, 2, 3, 2, 3, 3, 3))
    arguments[0][0] = 0
    arguments[3][...] = rng.normal(size=arguments[3].shape)
    return case(rng, arguments, "W1, b1, b2 and a picture are 0")


@residual_block_backward.draw
def draw(rng):
    """Return a block of random size."""
    return case(rng, block(rng, *some_sizes(rng)))


@residual_block_backward.edges
def edges(rng):
    """Return single pixels, one picture, filters larger than the pictures, zero parameters, ReLUs at 0."""
    zeros = case(rng, zero(block(rng, 2, 3, 2, 2, 3, 3, 3)), "all parameters are 0")
    return [*(case(rng, block(rng, *sizes)) for sizes in EDGES), zeros, at_zero(rng)]


@residual_block_backward.property("nudging each argument gives the same gradients")
def nudges_agree(f, rng):
    """Return a sentence unless the gradients are those that nudging measures."""
    names = ("A_prev", "W1", "b1", "W2", "b2")
    arguments = dict(zip(names, block(rng, 2, 2, 3, 2, 3, 3, 1), strict=True))
    A, cache = reference.residual_block_forward(**arguments)
    dA = rng.normal(size=A.shape)
    for (name, theta), gradient in zip(arguments.items(), f(dA, cache), strict=True):

        def J(moved, name=name):
            return float(np.sum(dA * reference.residual_block_forward(**(arguments | {name: moved}))[0]))

        if np.shape(gradient) != theta.shape:
            return f"d{name} has the shape {np.shape(gradient)}, {name} has {theta.shape}"
        far = relative_difference(gradient, numerical_gradient(J, theta, 1e-6))
        if not far < 1e-5:
            return f"d{name} differs from the measured gradient by {far:.2g} (relative difference)"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def back(dA, cache, *, dZ=None, into_branch=None, share=None, first=lambda dA1, Z1: dA1 * (Z1 > 0)):
    """Return the gradients with something changed: dZ, what enters the branch, the shortcut's share, the first ReLU."""
    cache1, Z1, cache2, Z = cache
    dZ = dA * (Z > 0) if dZ is None else dZ
    dA1, dW2, db2 = conv_backward(dZ if into_branch is None else into_branch, cache2)
    dA_branch, dW1, db1 = conv_backward(first(dA1, Z1), cache1)
    return dA_branch + (dZ if share is None else share), dW1, db1, dW2, db2


def of_branch(cache):
    """Return Z2, what the branch alone has returned."""
    return cache[3] - cache[0][0]


@residual_block_backward.mistake
def share_of_the_shortcut_missing(dA, cache):
    """dA_prev lacks the shortcut's share: what comes back through the branch is only one of two parts"""
    return back(dA, cache, share=0)


@residual_block_backward.mistake
def share_without_the_last_relu(dA, cache):
    """the shortcut passes back dA: it joins before the last ReLU, so its share is dZ"""
    return back(dA, cache, share=dA)


@residual_block_backward.mistake
def branch_without_the_last_relu(dA, cache):
    """dA goes into the branch: the last ReLU comes first, so the branch gets dZ"""
    return back(dA, cache, into_branch=dA)


@residual_block_backward.mistake
def last_relu_forgotten(dA, cache):
    """the last ReLU is skipped on both paths: dZ is dA where Z > 0, and 0 elsewhere"""
    return back(dA, cache, dZ=dA)


@residual_block_backward.mistake
def mask_from_the_branch(dA, cache):
    """the last ReLU is taken as active where Z2 > 0: its input was the sum of both paths, Z"""
    return back(dA, cache, dZ=dA * (of_branch(cache) > 0))


@residual_block_backward.mistake
def mask_from_the_shortcut(dA, cache):
    """the last ReLU is taken as active where A_prev > 0: its input was the sum of both paths, Z"""
    return back(dA, cache, dZ=dA * (cache[0][0] > 0))


@residual_block_backward.mistake
def mask_from_the_gradient(dA, cache):
    """the last ReLU passes dA back where dA > 0: what counts is where Z > 0"""
    return back(dA, cache, dZ=dA * (dA > 0))


@residual_block_backward.mistake
def last_relu_for_its_slope(dA, cache):
    """dA is multiplied by A, not by the slope of ReLU: the slope is 1 where Z > 0"""
    return back(dA, cache, dZ=dA * np.maximum(cache[3], 0))


@residual_block_backward.mistake
def slope_one_at_zero(dA, cache):
    """the slope of the ReLUs at 0 is taken as 1: here it is 0 (Z > 0, not Z >= 0)"""
    return back(dA, cache, dZ=dA * (cache[3] >= 0), first=lambda dA1, Z1: dA1 * (Z1 >= 0))


@residual_block_backward.mistake
def first_relu_forgotten(dA, cache):
    """the first ReLU is skipped: dZ1 is dA1 where Z1 > 0, and 0 elsewhere"""
    return back(dA, cache, first=lambda dA1, Z1: dA1)


@residual_block_backward.mistake
def first_mask_from_the_gradient(dA, cache):
    """the first ReLU passes dA1 back where dA1 > 0: what counts is where Z1 > 0"""
    return back(dA, cache, first=lambda dA1, Z1: dA1 * (dA1 > 0))


@residual_block_backward.mistake
def first_relu_for_its_slope(dA, cache):
    """dA1 is multiplied by relu(Z1), not by the slope of ReLU: the slope is 1 where Z1 > 0"""
    return back(dA, cache, first=lambda dA1, Z1: dA1 * np.maximum(Z1, 0))


@residual_block_backward.mistake
def both_relus_forgotten(dA, cache):
    """both ReLUs are skipped: each sets the gradient to 0 where its input was not positive"""
    return back(dA, cache, dZ=dA, first=lambda dA1, Z1: dA1)


@residual_block_backward.mistake
def share_closed_again(dA, cache):
    """the shortcut's share is 0 where A_prev is negative: the shortcut has no ReLU"""
    return back(dA, cache, share=dA * (cache[3] > 0) * (cache[0][0] > 0))


@residual_block_backward.mistake
def joined_at_the_first_sums(dA, cache):
    """the shortcut's share joins at Z1: the shortcut starts before the first convolution, so it joins at A_prev"""
    dZ = dA * (cache[3] > 0)
    return back(dA, cache, first=lambda dA1, Z1: dA1 * (Z1 > 0) + dZ, share=0)


@residual_block_backward.mistake
def share_counted_twice(dA, cache):
    """the shortcut's share is counted twice: it is dZ, once"""
    return back(dA, cache, share=2 * dA * (cache[3] > 0))


@residual_block_backward.mistake
def share_subtracted(dA, cache):
    """the shortcut's share is subtracted: the two paths were added, so both shares are added"""
    return back(dA, cache, share=-dA * (cache[3] > 0))


@residual_block_backward.mistake
def gradient_halved(dA, cache):
    """each path gets half of dZ: a sum passes its whole gradient to each term"""
    dZ = dA * (cache[3] > 0)
    return back(dA, cache, into_branch=dZ / 2, share=dZ / 2)


@residual_block_backward.mistake
def shortcut_alone(dA, cache):
    """dA_prev is the shortcut's share alone: what comes back through the branch is missing"""
    _, *grads = back(dA, cache)
    return dA * (cache[3] > 0), *grads


@residual_block_backward.mistake
def last_relu_over_the_branch_alone(dA, cache):
    """the block is taken as relu(Z2) + A_prev: the shortcut is added before the last ReLU, not after it"""
    return back(dA, cache, dZ=dA * (of_branch(cache) > 0), share=dA)


@residual_block_backward.mistake
def means_over_the_pictures(dA, cache):
    """the gradients of the parameters are divided by m: dA already includes the 1/m of the cost, so add up"""
    dA_prev, *grads = back(dA, cache)
    return dA_prev, *(gradient / len(dA) for gradient in grads)


@residual_block_backward.mistake
def second_layer_first(dA, cache):
    """the gradients are in the order in which they are computed: return them in the order of the arguments"""
    dA_prev, dW1, db1, dW2, db2 = back(dA, cache)
    return dA_prev, dW2, db2, dW1, db1


# --- right, written differently -------------------------------------------------------------------------------------


@residual_block_backward.right
def by_masks_that_are_set(dA, cache):
    """Return the same in a list, with zeros written where a ReLU was closed, and the sum done in place."""
    cache1, Z1, cache2, Z = cache
    dZ = dA.copy()
    dZ[Z <= 0] = 0
    dZ1, dW2, db2 = conv_backward(dZ, cache2)
    dZ1 = np.where(Z1 > 0, dZ1, 0)
    back_here, dW1, db1 = conv_backward(dZ1, cache1)
    total = dZ.copy()
    total += back_here
    return [total, dW1, db1, dW2, db2]
