"""Exercise 2: a block that multiplies by a given number."""

import numpy as np

from deepcourse.cnn import blocks as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def returned_by_the_block(f, n_C, size, gain):
    """Return what a residual block with the parameters of `f` makes of pictures without negative numbers."""
    return applied(f(n_C, size, gain), n_C, size, np.random.default_rng([n_C, size]))


def applied(returned, n_C, size, rng):
    """Return what a block with these parameters makes of random pictures >= 0, or why it can do nothing."""
    if type(returned) not in (tuple, list) or len(returned) != 4:
        return "not four results: return W1, b1, W2, b2"
    W1, b1, W2, b2 = (np.asarray(array, dtype=float) for array in returned)
    if W1.ndim != 4 or W1.shape[:3] != (size, size, n_C) or W2.shape != (*W1.shape[:2], W1.shape[3], n_C):
        return f"W1 has the shape {W1.shape} and W2 {W2.shape}"
    if b1.shape != (1, 1, 1, W1.shape[3]) or b2.shape != (1, 1, 1, n_C):
        return f"b1 has the shape {b1.shape} and b2 {b2.shape}"
    A_prev = np.abs(rng.normal(size=(2, 3, 4, n_C)))
    return reference.residual_block_forward(A_prev, W1, b1, W2, b2)[0]


identity_block_parameters = FunctionExercise(
    __name__,
    reference=reference.identity_block_parameters,
    use=returned_by_the_block,
    minutes=7,
    points_visible=5,
    points_hidden=7,
    returns=("what the block returns",),
    hints=(
        "The shortcut adds the input once. What multiple of the input must the branch add, and what sign does it have?",
        "The first ReLU changes only negative numbers, and the input has none. Which filter returns just its middle "
        "pixel, of one channel, and nothing else?",
        "W1[f // 2, f // 2] is a matrix from channels to channels. Only one of the two filter banks may hold a "
        "negative number.",
    ),
)


def case(n_C, f, gain):
    """Return one block to be made."""
    return Case(f"{n_C} channels, f {f}, gain {gain:g}", (n_C, f, gain))


@identity_block_parameters.visible
def visible():
    """Return the identity, gains above and below 1, 0, several sizes."""
    return [case(3, 3, 1.0), case(2, 3, 2.5), case(3, 5, 0.4), case(2, 1, 0.0), case(1, 3, 1.75), case(4, 3, 3.0)]


@identity_block_parameters.draw
def draw(rng):
    """Return a random block."""
    return case(int(rng.integers(2, 6)), int(rng.choice((1, 3, 5))), round(float(rng.uniform(0, 4)), 2))


@identity_block_parameters.edges
def edges(rng):
    """Return one channel and one pixel, a gain of 0, a whole number."""
    return [case(1, 1, 1.0), case(3, 3, 0.0), case(2, 5, 2), case(1, 3, 0.5), case(5, 7, 10.0)]


@identity_block_parameters.property("other pictures, too")
def other_pictures(f, rng):
    """Return a sentence unless pictures of another size and scale are multiplied as well."""
    returned = f(2, 3, 0.25)
    A = applied(returned, 2, 3, rng)
    if isinstance(A, str):
        return A
    if not all(np.isfinite(np.asarray(array, float)).all() for array in returned):
        return "for a gain of 0.25, the parameters are not all finite numbers"
    A_prev = 1000 * np.abs(rng.normal(size=(1, 5, 2, 2)))
    made, _ = reference.residual_block_forward(A_prev, *(np.asarray(array, float) for array in returned))
    far = np.abs(made - A_prev / 4).max()
    return None if far < 1e-6 else f"for large pictures and a gain of 0.25, an entry is {far:.3g} off"


# --- known mistakes -------------------------------------------------------------------------------------------------


def parts(n_C, f, first, second, matrix=None, at=None):
    """Return (W1, b1, W2, b2): both filter banks with a matrix at one place, times `first` and `second`."""
    W, b = np.zeros((f, f, n_C, n_C)), np.zeros((1, 1, 1, n_C))
    W[at or (f // 2, f // 2)] = np.eye(n_C) if matrix is None else matrix
    return first * W, b, second * W, b.copy()


@identity_block_parameters.mistake
def gain_in_the_branch(n_C, f, gain):
    """the branch adds `gain` times the input: the shortcut has already added it once"""
    return parts(n_C, f, 1, gain)


@identity_block_parameters.mistake
def other_sign(n_C, f, gain):
    """the branch adds 1 - gain times the input: reverse the sign"""
    return parts(n_C, f, 1, 1 - gain)


@identity_block_parameters.mistake
def always_the_identity(n_C, f, gain):
    """the branch adds nothing, whatever the gain is: that is the block for a gain of 1"""
    return parts(n_C, f, 0, 0)


@identity_block_parameters.mistake
def factor_before_the_relu(n_C, f, gain):
    """the factor is in W1: if it is negative, the first ReLU sets everything to 0"""
    return parts(n_C, f, gain - 1, 1)


@identity_block_parameters.mistake
def factor_in_both(n_C, f, gain):
    """the factor is in W1 and in W2: it then counts twice, and the first ReLU sets everything to 0 if it is negative"""
    return parts(n_C, f, gain - 1, gain - 1)


@identity_block_parameters.mistake
def roots_without_the_sign(n_C, f, gain):
    """both filter banks hold the square root of |gain - 1|: below a gain of 1, the branch has to subtract"""
    root = np.sqrt(abs(gain - 1))
    return parts(n_C, f, root, root)


@identity_block_parameters.mistake
def roots(n_C, f, gain):
    """both filter banks hold the square root of gain - 1, which is nan below a gain of 1: put gain - 1 into W2 alone"""
    with np.errstate(invalid="ignore"):
        root = np.sqrt(gain - 1)
    return parts(n_C, f, root, root)


@identity_block_parameters.mistake
def in_the_corner(n_C, f, gain):
    """the weights are in the top left corner of the filters, which moves the pixels: the middle is f // 2"""
    return parts(n_C, f, 1, gain - 1, at=(0, 0))


@identity_block_parameters.mistake
def at_one_and_one(n_C, f, gain):
    """the weights are at row 1 and column 1: that is the middle only if f is 3; in general it is f // 2"""
    return parts(n_C, f, 1, gain - 1, at=(1, 1))


@identity_block_parameters.mistake
def channels_mixed(n_C, f, gain):
    """every channel goes into every channel: the matrix in the middle must be the identity, not all ones"""
    return parts(n_C, f, 1, gain - 1, matrix=np.ones((n_C, n_C)))


@identity_block_parameters.mistake
def first_channel_alone(n_C, f, gain):
    """only the first channel is multiplied: the others need an entry on the diagonal as well"""
    return parts(n_C, f, 1, gain - 1, matrix=np.diag(np.arange(n_C) == 0).astype(float))


@identity_block_parameters.mistake
def channels_reversed(n_C, f, gain):
    """the channels are reversed in W1 alone: the diagonal runs from the first channel to the last"""
    W1, b1, W2, b2 = parts(n_C, f, 1, gain - 1)
    return W1[..., ::-1], b1, W2, b2


@identity_block_parameters.mistake
def everywhere(n_C, f, gain):
    """the whole filters are filled, not only their middle: then neighbouring pixels are added, too"""
    return parts(n_C, f, 1, gain - 1, at=(slice(None), slice(None)))


@identity_block_parameters.mistake
def in_the_biases(n_C, f, gain):
    """gain - 1 is in the biases: they add a constant, but the branch must add a multiple of its input"""
    W1, b1, W2, b2 = parts(n_C, f, 0, 0)
    return W1, b1, W2, b2 + gain - 1


# --- right, written differently -------------------------------------------------------------------------------------


@identity_block_parameters.right
def factors_shared_out(n_C, f, gain):
    """Return the same block with other factors, channels in another order in between, and lists."""
    W1, W2 = np.zeros((f, f, n_C, n_C)), np.zeros((f, f, n_C, n_C))
    for channel in range(n_C):
        W1[f // 2, f // 2, channel, (channel + 1) % n_C] = 4
        W2[f // 2, f // 2, (channel + 1) % n_C, channel] = (gain - 1) / 4
    return [W1.tolist(), np.zeros((1, 1, 1, n_C)).tolist(), W2.tolist(), np.zeros((1, 1, 1, n_C)).tolist()]


@identity_block_parameters.right
def through_wider_layers(n_C, f, gain):
    """Return a block with twice as many channels in between."""
    W1, b1, W2, b2 = parts(n_C, f, 1, (gain - 1) / 2)
    return np.concatenate([W1, W1], axis=3), np.concatenate([b1, b1], axis=3), np.concatenate([W2, W2], axis=2), b2
