"""Exercise 4: how many patches meet at each position?"""

import numpy as np

from deepcourse.cnn import transposed as reference
from deepcourse.exercises.course4.semantic_segmentation.layers import options
from deepcourse.exercises.declaration import Case, FunctionExercise


def counted(answer, n_prev, f, stride, pad):
    """Return the counts that the function `answer` returns; options are left out where they are the usual ones.

    A list becomes an array.
    """
    counts = answer(n_prev, f, **options(stride, pad))
    return np.array(counts) if isinstance(counts, list) else counts


overlap_counts = FunctionExercise(
    __name__,
    reference=reference.overlap_counts,
    use=counted,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the counts",),
    any_number_type=True,
    hints=(
        "Draw it for n_prev 3, f 3, stride 2: three strips of length 3, each 2 positions further right. "
        "How many strips cover each position?",
        "The strip of input i covers positions i * stride to i * stride + f - 1, before anything is cut.",
        "Count in an array of zeros for the whole row, and finally cut pad positions off each end.",
    ),
)

SIZES = ((3, 3, 2, 0), (4, 4, 2, 1), (5, 3, 1, 0), (4, 2, 3, 0), (3, 5, 2, 2), (4, 5, 3, 1), (6, 4, 1, 2))


def case(n_prev, width, stride, pad):
    """Return one row."""
    return Case(f"n_prev {n_prev}, f {width}, stride {stride}, pad {pad}", (n_prev, width, stride, pad))


@overlap_counts.visible
def visible():
    """Return rows with and without overlaps and gaps."""
    return [case(*sizes) for sizes in SIZES]


@overlap_counts.draw
def draw(rng):
    """Return a random row in which patches overlap."""
    stride = int(rng.integers(2, 4))
    width = stride + int(rng.integers(1, 5))
    width += width % stride == 0
    return case(int(rng.integers(4, 8)), width, stride, int(rng.integers(1, 3)))


@overlap_counts.edges
def edges(rng):
    """Return a single input, filters of 1, gaps, and a filter as wide as the stride."""
    return [case(1, 4, 2, 1), case(4, 1, 2, 0), case(3, 2, 4, 0), case(3, 3, 3, 0), case(8, 2, 1, 1), case(5, 7, 3, 2)]


@overlap_counts.property("without padding, the counts add up to n_prev * f")
def all_are_counted(f, rng):
    """Return a sentence unless the counts add up."""
    n_prev, width, stride = (int(rng.integers(*bounds)) for bounds in ((2, 9), (2, 7), (2, 5)))
    total = np.sum(f(n_prev, width, stride=stride))
    if total == n_prev * width:
        return None
    return f"n_prev {n_prev}, f {width}, stride {stride}: the sum is {total}, expected {n_prev * width}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def strips(n_prev, f, stride, *, length=None, cover=None, write=None):
    """Return the counts of the whole row with something changed: its length, how far a strip covers, how it counts."""
    counts = np.zeros(length or (n_prev - 1) * stride + f, int)
    for i in range(n_prev):
        window = counts[i * stride : i * stride + (f if cover is None else cover)]
        if write:
            write(window)
        else:
            window += 1
    return counts


def cut(counts, first, last):
    """Return the counts without the first and the last ones."""
    return counts[first : len(counts) - last].copy()


@overlap_counts.mistake
def length_times_stride(n_prev, f, *, stride=1, pad=0):
    """the row has n_prev * stride positions: it needs (n_prev - 1) * stride + f, less 2 * pad"""
    return strips(n_prev, f, stride, length=n_prev * stride)


@overlap_counts.mistake
def one_where_covered(n_prev, f, *, stride=1, pad=0):
    """covered positions get 1, however many strips cover them: add 1 for each strip"""

    def write(window):
        window[:] = 1

    return cut(strips(n_prev, f, stride, write=write), pad, pad)


@overlap_counts.mistake
def two_at_most(n_prev, f, *, stride=1, pad=0):
    """no position counts more than two strips: with a wide filter, three or more can meet"""
    return np.minimum(cut(strips(n_prev, f, stride), pad, pad), 2)


@overlap_counts.mistake
def stride_ignored(n_prev, f, *, stride=1, pad=0):
    """a strip begins at every position: they begin stride apart"""
    return cut(strips(n_prev, f, 1), pad, pad)


@overlap_counts.mistake
def starts_one_apart(n_prev, f, *, stride=1, pad=0):
    """the strip of input i begins at position i: it begins at i * stride"""
    counts = np.zeros((n_prev - 1) * stride + f, int)
    for i in range(n_prev):
        counts[i : i + f] += 1
    return cut(counts, pad, pad)


@overlap_counts.mistake
def one_in_the_gaps(n_prev, f, *, stride=1, pad=0):
    """positions in the gaps, where no strip lies, are counted as 1: they are 0"""
    return np.maximum(cut(strips(n_prev, f, stride), pad, pad), 1)


@overlap_counts.mistake
def f_and_stride_exchanged(n_prev, f, *, stride=1, pad=0):
    """f and stride are swapped: strips are f long and begin stride apart"""
    return cut(strips(n_prev, stride, f), pad, pad)


@overlap_counts.mistake
def pad_ignored(n_prev, f, *, stride=1, pad=0):
    """pad is ignored: cut pad positions from both ends"""
    return strips(n_prev, f, stride)


@overlap_counts.mistake
def pad_at_the_start(n_prev, f, *, stride=1, pad=0):
    """pad positions are cut from the left end only: cut them from both"""
    return cut(strips(n_prev, f, stride), pad, 0)


@overlap_counts.mistake
def pad_at_the_end(n_prev, f, *, stride=1, pad=0):
    """all 2 * pad positions are cut from the right end: cut pad from each end"""
    return cut(strips(n_prev, f, stride), 0, 2 * pad)


@overlap_counts.mistake
def all_pad_at_the_start(n_prev, f, *, stride=1, pad=0):
    """all 2 * pad positions are cut from the left end: cut pad from each"""
    return cut(strips(n_prev, f, stride), 2 * pad, 0)


@overlap_counts.mistake
def pad_added(n_prev, f, *, stride=1, pad=0):
    """pad adds zeros at both ends: in a transposed convolution it cuts positions off"""
    return np.pad(strips(n_prev, f, stride), pad)


@overlap_counts.mistake
def cut_to_nothing(n_prev, f, *, stride=1, pad=0):
    """the slice pad:-pad is empty for pad = 0: let it end at length - pad"""
    return strips(n_prev, f, stride)[pad:-pad].copy()


@overlap_counts.mistake
def negative_starts(n_prev, f, *, stride=1, pad=0):
    """a strip begins at i * stride - pad: a negative start counts from the end, so cut pad after counting"""
    counts = np.zeros((n_prev - 1) * stride + f - 2 * pad, int)
    for i in range(n_prev):
        counts[i * stride - pad : i * stride - pad + f] += 1
    return counts


@overlap_counts.mistake
def strip_too_short(n_prev, f, *, stride=1, pad=0):
    """a strip is f - 1 long: the end of a slice is not part of it"""
    return cut(strips(n_prev, f, stride, cover=f - 1), pad, pad)


@overlap_counts.mistake
def strip_too_long(n_prev, f, *, stride=1, pad=0):
    """a strip is f + 1 long: it covers f positions"""
    return cut(strips(n_prev, f, stride, cover=f + 1), pad, pad)


@overlap_counts.mistake
def last_input_lost(n_prev, f, *, stride=1, pad=0):
    """the last input is left out: i runs from 0 to n_prev - 1"""
    return cut(strips(n_prev - 1, f, stride, length=(n_prev - 1) * stride + f), pad, pad)


@overlap_counts.mistake
def inside_everywhere(n_prev, f, *, stride=1, pad=0):
    """every position gets ceil(f / stride): counts are lower at the ends and may vary in between, so count each"""
    return np.full((n_prev - 1) * stride + f - 2 * pad, -(-f // stride))


@overlap_counts.mistake
def which_is_last(n_prev, f, *, stride=1, pad=0):
    """each position holds the number of its last strip: count its strips instead"""
    counts = np.zeros((n_prev - 1) * stride + f, int)
    for i in range(n_prev):
        counts[i * stride : i * stride + f] = i + 1
    return cut(counts, pad, pad)


@overlap_counts.mistake
def squares(n_prev, f, *, stride=1, pad=0):
    """the counts are squared, as in two dimensions: this is a single row"""
    return cut(strips(n_prev, f, stride), pad, pad) ** 2


# --- right, written differently -------------------------------------------------------------------------------------


@overlap_counts.right
def by_a_layer(n_prev, f, *, stride=1, pad=0):
    """Return the same from a transposed convolution of ones with ones."""
    zero = np.zeros((1, 1, 1, 1))
    Z, _ = reference.transpose_conv_forward(np.ones((1, 1, n_prev, 1)), np.ones((f, f, 1, 1)), zero, stride=stride)
    return Z[0, 0, pad : Z.shape[2] - pad, 0].astype(int)


@overlap_counts.right
def place_by_place(n_prev, f, *, stride=1, pad=0):
    """Return the same as a list: for each position, the strips that hold it."""
    places = range(pad, (n_prev - 1) * stride + f - pad)
    return [sum(0 <= place - i * stride < f for i in range(n_prev)) for place in places]
