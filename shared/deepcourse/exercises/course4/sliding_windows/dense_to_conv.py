"""Exercise 3: the weights of a dense layer as filters."""

import numpy as np

from deepcourse.cnn import sliding as reference
from deepcourse.cnn.convolution import conv_forward
from deepcourse.exercises.declaration import Case, FunctionExercise

dense_to_conv = FunctionExercise(
    __name__,
    reference=reference.dense_to_conv,
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("filters",),
    hints=(
        "Row k of W holds the weights of unit k. A unit becomes a filter: which axis of (f, f, n_C_prev, n_C) counts "
        "the filters?",
        "In which order does flattening list the numbers of a map (f, f, n_C)? Which of the three indices changes "
        "fastest?",
        "reshape keeps exactly this order when it splits the axis of the inputs. Is the axis of the units where you "
        "need it before you reshape?",
    ),
)


def case(rng, n, f, n_C, dtype=float):
    """Return a case whose name is its sizes."""
    W = (rng.integers(-90, 91, (n, f * f * n_C)) / 10).astype(dtype)
    return Case(f"{n} unit{'s' * (n > 1)}, maps of {f} x {f} x {n_C}", (W, f))


@dense_to_conv.visible
def visible():
    """Return several sizes, a layer after a dense one, as many units as inputs, one channel, and single precision."""
    rng = np.random.default_rng(63)
    return [
        case(rng, 3, 2, 4),
        case(rng, 4, 3, 2),
        case(rng, 2, 1, 5),
        case(rng, 9, 3, 1),
        case(rng, 3, 2, 3, dtype=np.float32),
        case(rng, 1, 2, 2),
    ]


@dense_to_conv.draw
def draw(rng):
    """Return a layer of random sizes."""
    n, f, n_C = (int(k) for k in rng.integers((2, 2, 2), (7, 5, 6)))
    return case(rng, n, f, n_C)


@dense_to_conv.edges
def edges(rng):
    """Return one unit, one channel, one input, as many units as channels, and single precision."""
    sizes = [(1, 3, 2), (5, 2, 1), (1, 1, 1), (3, 3, 3), (6, 1, 6)]
    return [*(case(rng, *each) for each in sizes), case(rng, 4, 2, 3, dtype=np.float32)]


@dense_to_conv.property("the filters give the same answers as the dense layer")
def same_answers(f, rng):
    """Return a sentence unless a convolution with the filters gives W times the flattened map."""
    maps = rng.normal(size=(4, 3, 3, 2))
    W = rng.normal(size=(5, 18))
    filters = np.asarray(f(W, 3))
    if filters.shape != (3, 3, 2, 5):
        return f"for W (5, 18) and f = 3 the filters are {filters.shape}, expected (3, 3, 2, 5)"
    answers = conv_forward(maps, filters, np.zeros((1, 1, 1, 5)))[0][:, 0, 0]
    far = np.abs(answers - maps.reshape(4, -1) @ W.T).max()
    return f"the answers for four maps differ by up to {far:.3g}" if far > 1e-9 else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def sides(W, f):
    """Return n, f, n_C."""
    return len(W), f, W.shape[1] // (f * f)


@dense_to_conv.mistake
def not_transposed(W, f):
    """W is reshaped as it is: its first axis counts the units, and the units have to come last before you reshape"""
    n, f, n_C = sides(W, f)
    return W.reshape(f, f, n_C, n)


@dense_to_conv.mistake
def units_first(W, f):
    """the units stay on the first axis: filters are (f, f, n_C, n), with the units last"""
    n, f, n_C = sides(W, f)
    return W.reshape(n, f, f, n_C)


@dense_to_conv.mistake
def channels_before_pixels(W, f):
    """the inputs are read as channel, row, column: flattening goes through rows, then columns, then channels"""
    n, f, n_C = sides(W, f)
    return W.reshape(n, n_C, f, f).transpose(2, 3, 1, 0)


@dense_to_conv.mistake
def rows_and_columns(W, f):
    """rows and columns of the filters are swapped: the row is the first index of a map"""
    return reference.dense_to_conv(W, f).swapaxes(0, 1)


@dense_to_conv.mistake
def flipped(W, f):
    """the filters are rotated by 180 degrees: conv_forward does not flip them, so neither should you"""
    return reference.dense_to_conv(W, f)[::-1, ::-1]


@dense_to_conv.mistake
def channels_last(W, f):
    """the last two axes are swapped: the channels of the map come third, the units last"""
    return reference.dense_to_conv(W, f).swapaxes(2, 3)


@dense_to_conv.mistake
def column_order(W, f):
    """the weights are reshaped with order="F": flattening used the default, where the last index changes fastest"""
    n, f, n_C = sides(W, f)
    return W.T.reshape((f, f, n_C, n), order="F")


@dense_to_conv.mistake
def always_one_pixel(W, f):
    """f is ignored: the inputs are f by f pixels with n_C channels"""
    return W.T[None, None]


@dense_to_conv.mistake
def transposed_twice(W, f):
    """all axes are reversed at the end, W.reshape(n, f, f, n_C).T: that swaps rows, columns and channels as well"""
    n, f, n_C = sides(W, f)
    return W.reshape(n, f, f, n_C).T


@dense_to_conv.mistake
def averaged(W, f):
    """the weights are divided by f * f: a filter adds up its products, as the unit did"""
    return reference.dense_to_conv(W, f) / W.dtype.type(f * f)


@dense_to_conv.mistake
def lying_filters(W, f):
    """all pixels lie in one row, (1, f * f, n_C, n): the filters are f by f"""
    n, f, n_C = sides(W, f)
    return W.T.reshape(1, f * f, n_C, n)


@dense_to_conv.mistake
def pixels_not_split(W, f):
    """rows and columns share one axis, (f * f, n_C, n): the filters have four axes"""
    n, f, n_C = sides(W, f)
    return W.T.reshape(f * f, n_C, n)


@dense_to_conv.mistake
def units_reversed(W, f):
    """the units come in reverse order: filter k is unit k"""
    return reference.dense_to_conv(W, f)[..., ::-1]


@dense_to_conv.mistake
def double(W, f):
    """the numbers have become float64: keep the type of W"""
    return reference.dense_to_conv(W, f).astype(float)


# --- right, written differently -------------------------------------------------------------------------------------


@dense_to_conv.right
def split_then_moved(W, f):
    """Return the same: first split the inputs, then move the units to the end."""
    return np.moveaxis(W.reshape(len(W), f, f, -1), 0, -1)


@dense_to_conv.right
def by_loops(W, f):
    """Return the same, unit by unit."""
    filters = np.empty((f, f, W.shape[1] // (f * f), len(W)), W.dtype)
    for k, row in enumerate(W):
        filters[:, :, :, k] = row.reshape(f, f, -1)
    return filters
