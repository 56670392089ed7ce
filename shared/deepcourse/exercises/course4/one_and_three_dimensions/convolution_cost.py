"""Exercise 8: what a convolution costs in any number of dimensions."""

import math

import numpy as np

from deepcourse.cnn import volumes as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

LAYERS = (  # size, n_C_prev, n_C, f, stride, pad
    ((100,), 2, 5, 7, 1, 0),
    ((21, 34), 3, 8, 3, 1, 1),
    ((6, 20, 15), 1, 12, 3, 1, 0),
    ((9, 33, 24), 4, 6, 4, 2, 1),
    ((50,), 6, 3, 5, 3, 2),
    ((13, 18), 5, 2, 5, 4, 0),
    ((4, 6, 7, 5), 2, 3, 2, 1, 0),
)


def parts(cost, size, n_C_prev, n_C, f, stride, pad):
    """Return the size as a tuple, and the two counts."""
    options = ({"stride": stride} if stride != 1 else {}) | ({"pad": pad} if pad else {})
    made = cost(size, n_C_prev, n_C, f, **options)
    if not isinstance(made, (tuple, list)) or len(made) != 3:
        return "return three results: the size of the output, the parameters, the multiply-adds"
    return tuple(np.atleast_1d(made[0]).tolist()), made[1], made[2]


convolution_cost = FunctionExercise(
    __name__,
    reference=reference.convolution_cost,
    use=parts,
    name="convolution_cost",
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the size of the output", "the parameters", "the multiply-adds"),
    hints=(
        "Each axis of the output follows from the same axis of the input, by the formula for one axis.",
        "How many taps does a filter have along one axis, along two, along three? How many weights for each tap?",
        "Each output position uses every weight of every filter once. math.prod multiplies the entries of a tuple.",
    ),
)


def case(*layer):
    """Return one layer as a case."""
    size, n_C_prev, n_C, f, stride, pad = layer
    return Case(f"size {size}, n_C_prev {n_C_prev}, n_C {n_C}, f {f}, stride {stride}, pad {pad}", layer)


@convolution_cost.visible
def visible():
    """Return layers of one to four dimensions."""
    return [case(*layer) for layer in LAYERS]


@convolution_cost.draw
def draw(rng):
    """Return a layer of one to three dimensions."""
    f = int(rng.integers(2, 6))
    size = tuple(int(n) for n in rng.integers(f + 2, 40, size=int(rng.integers(1, 4))))
    channels = (int(n) for n in rng.integers(2, 20, size=2))
    return case(size, *channels, f, int(rng.integers(1, 4)), int(rng.integers(0, 3)))


@convolution_cost.edges
def edges(rng):
    """Return one window, filters of 1, single channels, four dimensions, a large volume."""
    return [
        case((5, 5, 5), 2, 3, 5, 1, 0),
        case((7, 4), 3, 4, 1, 2, 0),
        case((30,), 1, 1, 4, 1, 0),
        case((3, 5, 4, 6), 3, 2, 3, 2, 1),
        case((64, 256, 256), 32, 64, 3, 1, 1),
    ]


@convolution_cost.property("parameters do not depend on the size")
def size_does_not_matter(f, rng):
    """Return a sentence unless a larger volume takes as many parameters."""
    small, large = (f((n, n + 2, n + 5), 2, 3, 3)[1] for n in (5, 9))
    return None if small == large else f"a larger volume has {large} parameters and a smaller one {small}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def counted(size, n_C_prev, n_C, f, stride, pad, *, taps=None, biases=None, out=None, places=None, work=None):
    """Return the three results with something changed."""
    right = tuple((n + 2 * pad - f) // stride + 1 for n in size)
    out = right if out is None else out
    weights = (f ** len(size) if taps is None else taps) * n_C_prev * n_C
    work = weights if work is None else work
    return out, weights + (n_C if biases is None else biases), work * (math.prod(out) if places is None else places)


@convolution_cost.mistake
def kernel_of_two_dimensions(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """f * f taps are counted in any dimension: a filter has f along every axis"""
    return counted(size, n_C_prev, n_C, f, stride, pad, taps=f * f)


@convolution_cost.mistake
def taps_multiplied(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """the taps are f times the number of axes: they are f to that power"""
    return counted(size, n_C_prev, n_C, f, stride, pad, taps=f * len(size))


@convolution_cost.mistake
def biases_left_out(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """the biases are not counted: every filter has one"""
    return counted(size, n_C_prev, n_C, f, stride, pad, biases=0)


@convolution_cost.mistake
def one_bias(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """one bias is counted: every filter has its own"""
    return counted(size, n_C_prev, n_C, f, stride, pad, biases=1)


@convolution_cost.mistake
def biases_for_input_channels(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """there is a bias for every pair of channels: there is one for each filter"""
    return counted(size, n_C_prev, n_C, f, stride, pad, biases=n_C_prev * n_C)


@convolution_cost.mistake
def biases_in_the_work(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """biases are counted as multiply-adds: only weights multiply"""
    return counted(size, n_C_prev, n_C, f, stride, pad, work=(f ** len(size) * n_C_prev + 1) * n_C)


@convolution_cost.mistake
def places_of_the_input(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """the work is counted at every position of the input: count the positions of the output"""
    return counted(size, n_C_prev, n_C, f, stride, pad, places=math.prod(size))


@convolution_cost.mistake
def places_of_two_axes(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """the depth is left out of the work: multiply by the output's size along every axis"""
    out = tuple((n + 2 * pad - f) // stride + 1 for n in size)
    return counted(size, n_C_prev, n_C, f, stride, pad, places=math.prod(out[-2:]))


@convolution_cost.mistake
def places_added(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """the sizes of the output are added: multiply them"""
    out = tuple((n + 2 * pad - f) // stride + 1 for n in size)
    return counted(size, n_C_prev, n_C, f, stride, pad, places=sum(out))


@convolution_cost.mistake
def work_of_one_filter(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """the work of one filter is counted: there are n_C of them"""
    return counted(size, n_C_prev, n_C, f, stride, pad, work=f ** len(size) * n_C_prev)


@convolution_cost.mistake
def work_of_one_channel(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """the work on one input channel is counted: every filter covers all n_C_prev of them"""
    return counted(size, n_C_prev, n_C, f, stride, pad, work=f ** len(size) * n_C)


@convolution_cost.mistake
def two_for_each(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """a multiply-add is counted as two operations: here it is one"""
    return counted(size, n_C_prev, n_C, f, stride, pad, work=2 * f ** len(size) * n_C_prev * n_C)


@convolution_cost.mistake
def stride_ignored(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """`stride` is ignored: it divides the size of the output"""
    return counted(size, n_C_prev, n_C, f, 1, pad)


@convolution_cost.mistake
def padding_ignored(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """`pad` is ignored: it makes the input larger on both sides"""
    return counted(size, n_C_prev, n_C, f, stride, 0)


@convolution_cost.mistake
def padded_once(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """the padding is counted once: it is on both sides, so 2 * pad"""
    return counted(size, n_C_prev, n_C, f, stride, pad, out=tuple((n + pad - f) // stride + 1 for n in size))


@convolution_cost.mistake
def no_one_added(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """the sizes are one too small: the formula ends with + 1"""
    return counted(size, n_C_prev, n_C, f, stride, pad, out=tuple((n + 2 * pad - f) // stride for n in size))


@convolution_cost.mistake
def rounded_up(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """the sizes are rounded up: a window that does not fit is not counted"""
    return counted(size, n_C_prev, n_C, f, stride, pad, out=tuple(-(-(n + 2 * pad - f) // stride) + 1 for n in size))


@convolution_cost.mistake
def divided_by_slash(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """the sizes are divided by `/` and are no whole numbers: divide by `//`, which rounds down"""
    return counted(size, n_C_prev, n_C, f, stride, pad, out=tuple((n + 2 * pad - f) / stride + 1 for n in size))


@convolution_cost.mistake
def channels_in_the_size(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """the channels are part of the size of the output: it is as long as `size`"""
    out, *counts = counted(size, n_C_prev, n_C, f, stride, pad)
    return ((*out, n_C), *counts)


# --- right, written differently -------------------------------------------------------------------------------------


@convolution_cost.right
def in_a_loop(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """Return the same in a loop over the axes, the size as a list."""
    out, weights, places = [], n_C_prev * n_C, 1
    for n in size:
        out.append(int((n + 2 * pad - f) / stride) + 1)
        weights *= f
        places *= out[-1]
    return [out, weights + n_C, weights * places]
