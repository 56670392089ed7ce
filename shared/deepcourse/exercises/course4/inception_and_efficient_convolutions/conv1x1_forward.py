"""Exercise 1: a dense layer at every pixel."""

import numpy as np

from deepcourse.cnn import efficient as reference
from deepcourse.exercises.course4.inception_and_efficient_convolutions.caches import trouble_in
from deepcourse.exercises.course4.residual_networks.pictures import first_of_two
from deepcourse.exercises.declaration import Case, FunctionExercise

SIZES = ((2, 3, 5, 3, 2), (3, 4, 2, 2, 4), (2, 3, 4, 3, 3), (1, 2, 5, 1, 4), (2, 4, 3, 4, 1))  # m, n_H, n_W, channels
EDGES = ((1, 1, 1, 1, 1), (1, 1, 6, 2, 3), (4, 3, 1, 3, 2), (1, 3, 4, 1, 1), (2, 2, 3, 5, 5))


def answered(f, A_prev, W, b):
    """Return Z of the pair that `f` returns."""
    return first_of_two(f(A_prev, W, b))


def layer(rng, m, n_H, n_W, n_C_prev, n_C):
    """Return (A_prev, W, b): normal numbers."""
    A_prev = rng.normal(size=(m, n_H, n_W, n_C_prev))
    return A_prev, rng.normal(size=(1, 1, n_C_prev, n_C)), rng.normal(size=(1, 1, 1, n_C))


conv1x1_forward = FunctionExercise(
    __name__,
    reference=reference.conv1x1_forward,
    use=answered,
    minutes=4,
    points_visible=2,
    points_hidden=2,
    returns=("Z",),
    hints=(
        "Take one pixel: n_C_prev numbers go in, n_C numbers come out. Which layer of course 1 does that?",
        "`dense_forward` wants examples as columns. Here each pixel of each picture is an example: how many are there?",
        "After `reshape(-1, n_C_prev)` each row is a pixel. Undo every step in reverse order.",
    ),
)


def case(arguments):
    """Return one layer as a case."""
    A_prev, W, _ = arguments
    return Case(f"A_prev {A_prev.shape}, W {W.shape}", arguments)


@conv1x1_forward.visible
def visible():
    """Return layers with fewer, with more and with equally many channels; one channel, and one filter."""
    rng = np.random.default_rng(61)
    return [case(layer(rng, *sizes)) for sizes in SIZES]


@conv1x1_forward.draw
def draw(rng):
    """Return a layer of random size."""
    height, (m, n_C_prev, n_C) = int(rng.integers(2, 6)), (int(n) for n in rng.integers(2, 6, size=3))
    return case(layer(rng, m, height, height + int(rng.integers(1, 4)), n_C_prev, n_C))


@conv1x1_forward.edges
def edges(rng):
    """Return one pixel, one row, one column, one channel."""
    return [case(layer(rng, *sizes)) for sizes in EDGES]


@conv1x1_forward.property("pixels do not mix")
def pixels_do_not_meet(f, rng):
    """Return a sentence unless a change of one pixel changes the same pixel of Z, and no other."""
    A_prev, W, b = layer(rng, 2, 3, 4, 3, 2)
    moved = A_prev.copy()
    moved[1, 2, 0] += 1
    changed = np.abs(np.asarray(answered(f, moved, W, b)) - np.asarray(answered(f, A_prev, W, b))).max(axis=-1) > 1e-9
    places = [tuple(int(n) for n in place) for place in np.argwhere(changed)]
    told = (
        f"{places[:3]}" + (f" and {len(places) - 3} more places" if len(places) > 3 else "") if places else "no place"
    )
    sentence = f"we changed A_prev at (1, 2, 0) alone; your Z then changed at {told}, expected (1, 2, 0) alone"
    return None if places == [(1, 2, 0)] else sentence


@conv1x1_forward.property("the cache is (A_prev, W, b)")
def cache_serves(f, rng):
    """Return a sentence unless the cache holds what was given."""
    given = layer(rng, 2, 4, 5, 3, 2)
    return trouble_in(f(*given), given, ("A_prev", "W", "b"))


# --- known mistakes -------------------------------------------------------------------------------------------------


@conv1x1_forward.mistake
def channels_scaled(A_prev, W, b):
    """each channel is only multiplied by a number: a 1 x 1 filter adds up all channels, each with its own weight"""
    places = np.arange(W.shape[3])
    return A_prev[..., places % A_prev.shape[3]] * W[0, 0, places % A_prev.shape[3], places] + b, None


@conv1x1_forward.mistake
def one_weight_a_filter(A_prev, W, b):
    """a filter uses one weight for all channels: it has a weight of its own for each channel"""
    return A_prev.sum(axis=3, keepdims=True) * W[:, :, 0] + b, None


@conv1x1_forward.mistake
def first_channel_alone(A_prev, W, b):
    """only the first channel is read: each filter reads all of them"""
    return A_prev[..., :1] @ W[0, 0, :1] + b, None


@conv1x1_forward.mistake
def last_channel_missing(A_prev, W, b):
    """the last channel is left out of the sum: each filter reads all of them"""
    return A_prev[..., :-1] @ W[0, 0, :-1] + b, None


@conv1x1_forward.mistake
def mean_over_the_channels(A_prev, W, b):
    """the products are averaged over the channels: add them up"""
    return A_prev @ W[0, 0] / A_prev.shape[3] + b, None


@conv1x1_forward.mistake
def filters_read_as_rows(A_prev, W, b):
    """the rows of the matrix are used as filters: W[0, 0] is (n_C_prev, n_C), a column for each filter"""
    return A_prev @ W[0, 0].reshape(W.shape[3], W.shape[2]).T + b, None


@conv1x1_forward.mistake
def weights_not_transposed(A_prev, W, b):
    """W[0, 0] is used as it is: `dense_forward` takes a row of weights for each filter, so transpose it"""
    Z = W[0, 0] @ A_prev.reshape(-1, A_prev.shape[3]).T + b.reshape(-1, 1)
    return Z.T.reshape(*A_prev.shape[:3], W.shape[3]), None


@conv1x1_forward.mistake
def reshaped_without_transposing(A_prev, W, b):
    """pixels and channels are mixed by reshaping to (n_C_prev, -1): reshape to (-1, n_C_prev), then transpose"""
    Z = W[0, 0].T @ A_prev.reshape(A_prev.shape[3], -1) + b.reshape(-1, 1)
    return Z.T.reshape(*A_prev.shape[:3], W.shape[3]), None


@conv1x1_forward.mistake
def not_transposed_at_the_end(A_prev, W, b):
    """the columns are reshaped to pictures directly: transpose first, so that each row is a pixel again"""
    Z = W[0, 0].T @ A_prev.reshape(-1, A_prev.shape[3]).T + b.reshape(-1, 1)
    return Z.reshape(*A_prev.shape[:3], W.shape[3]), None


@conv1x1_forward.mistake
def height_and_width_swapped(A_prev, W, b):
    """height and width are swapped: Z is (m, n_H, n_W, n_C)"""
    return (A_prev @ W[0, 0] + b).swapaxes(1, 2), None


@conv1x1_forward.mistake
def channels_first(A_prev, W, b):
    """the channels are on axis 1: they belong on the last axis, (m, n_H, n_W, n_C)"""
    return np.moveaxis(A_prev @ W[0, 0] + b, 3, 1), None


@conv1x1_forward.mistake
def left_as_columns(A_prev, W, b):
    """Z is left as columns, (n_C, m n_H n_W): turn the columns back into pictures"""
    return (A_prev.reshape(-1, A_prev.shape[3]) @ W[0, 0] + b.ravel()).T, None


@conv1x1_forward.mistake
def relu_at_the_end(A_prev, W, b):
    """a ReLU is applied: return Z without an activation"""
    return np.maximum(A_prev @ W[0, 0] + b, 0), None


@conv1x1_forward.mistake
def bias_left_out(A_prev, W, b):
    """the bias is left out: add b"""
    return A_prev @ W[0, 0], None


@conv1x1_forward.mistake
def bias_for_every_channel(A_prev, W, b):
    """the bias is added once for each input channel: add it once, to the sum"""
    return A_prev @ W[0, 0] + A_prev.shape[3] * b, None


@conv1x1_forward.mistake
def first_bias_for_all(A_prev, W, b):
    """all filters get the bias of the first: each has its own"""
    return A_prev @ W[0, 0] + b[..., :1], None


@conv1x1_forward.mistake
def first_picture_for_all(A_prev, W, b):
    """every picture gets the result of the first: compute Z for each picture"""
    return np.repeat(A_prev[:1] @ W[0, 0] + b, len(A_prev), axis=0), None


@conv1x1_forward.mistake
def cache_forgotten(A_prev, W, b):
    """Z is returned alone: return Z and the cache"""
    return A_prev @ W[0, 0] + b


# --- right, written differently -------------------------------------------------------------------------------------


@conv1x1_forward.right
def by_a_dense_layer(A_prev, W, b):
    """Return the same, pixels as columns."""
    Z = W[0, 0].T @ A_prev.reshape(-1, A_prev.shape[3]).T + b.reshape(-1, 1)
    return [Z.T.reshape(*A_prev.shape[:3], -1), [A_prev, W, b]]


@conv1x1_forward.right
def pixel_by_pixel(A_prev, W, b):
    """Return the same in loops."""
    Z = np.empty((*A_prev.shape[:3], W.shape[3]))
    for place in np.ndindex(A_prev.shape[:3]):
        Z[place] = [np.dot(A_prev[place], W[0, 0, :, k]) + b[0, 0, 0, k] for k in range(W.shape[3])]
    return Z, (A_prev, W, b)
