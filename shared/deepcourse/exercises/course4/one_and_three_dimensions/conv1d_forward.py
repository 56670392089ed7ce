"""Exercise 1: filters that slide along time."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from deepcourse.cnn import signals as reference
from deepcourse.exercises.course4.one_and_three_dimensions.signals import answers, own_example, signal_layer, told
from deepcourse.exercises.declaration import Case, FunctionExercise

SIZES = (  # m, T_prev, n_C_prev, n_C, f, stride, pad
    (2, 7, 3, 2, 3, 1, 0),
    (3, 6, 2, 4, 2, 1, 1),
    (2, 9, 2, 3, 3, 2, 0),
    (2, 10, 4, 3, 4, 3, 2),
    (3, 8, 2, 2, 5, 2, 1),
    (1, 11, 1, 1, 4, 3, 2),
)
EDGES = (
    (1, 1, 1, 1, 1, 1, 0),
    (2, 4, 3, 2, 4, 2, 0),
    (2, 3, 2, 3, 5, 1, 2),
    (3, 9, 1, 4, 1, 4, 0),
    (2, 2, 2, 1, 2, 3, 4),
)


conv1d_forward = FunctionExercise(
    __name__,
    reference=reference.conv1d_forward,
    use=answers,
    minutes=7,
    points_visible=6,
    points_hidden=8,
    returns=("Z",),
    hints=(
        "Write down the shape of Z first. How many windows fit into T_prev + 2 * pad samples?",
        "Which samples of the padded signal does output t see? It starts at t * stride. All examples can be treated "
        "at once: the slice has the shape (m, f, n_C_prev).",
        "Both the taps and the input channels are summed over: np.tensordot sums over as many axes as you name.",
    ),
)


def case(rng, *sizes, stride, pad):
    """Return one layer as a case."""
    layer = signal_layer(rng, *sizes)
    return Case(told(*layer[:2], stride=stride, pad=pad), (*layer, stride, pad))


@conv1d_forward.visible
def visible():
    """Return layers of all kinds of sizes."""
    rng = np.random.default_rng(51)
    return [case(rng, *sizes, stride=stride, pad=pad) for *sizes, stride, pad in SIZES]


@conv1d_forward.draw
def draw(rng):
    """Return a layer of random size."""
    f, m, n_C_prev, n_C = (int(n) for n in rng.integers(2, 5, size=4))
    stride, pad = int(rng.integers(1, 4)), int(rng.integers(0, 3))
    return case(rng, m, f + int(rng.integers(3, 9)), n_C_prev, n_C, f, stride=stride, pad=pad)


@conv1d_forward.edges
def edges(rng):
    """Return a single sample, one window, filters longer than the signal, filters of 1, wide padding."""
    return [case(rng, *sizes, stride=stride, pad=pad) for *sizes, stride, pad in EDGES]


@conv1d_forward.property("signals do not mix")
def signals_do_not_meet(f, rng):
    """Return a sentence unless each signal gets the same answers alone."""
    return own_example(lambda *layer: answers(f, *layer), signal_layer(rng, 3, 9, 2, 3, 3), 2, 1)


# --- known mistakes -------------------------------------------------------------------------------------------------


def Z_of(A_prev, W, b, stride=1, pad=0):
    """Return the right answers."""
    return reference.conv1d_forward(A_prev, W, b, stride=stride, pad=pad)[0]


def padded(A_prev, before, after, **how):
    """Return signals with something before their first and after their last sample."""
    return np.pad(A_prev, ((0, 0), (before, after), (0, 0)), **how)


@conv1d_forward.mistake
def stride_ignored(A_prev, W, b, *, stride=1, pad=0):
    """`stride` is ignored: the window moves on by `stride` samples"""
    return Z_of(A_prev, W, b, 1, pad), None


@conv1d_forward.mistake
def start_without_stride(A_prev, W, b, *, stride=1, pad=0):
    """output t looks at the window that starts at sample t: it starts at t * stride"""
    T = Z_of(A_prev, W, b, stride, pad).shape[1]
    return Z_of(A_prev, W, b, 1, pad)[:, :T], None


@conv1d_forward.mistake
def padding_ignored(A_prev, W, b, *, stride=1, pad=0):
    """`pad` is ignored: put `pad` zeros before the signal and `pad` after it"""
    return Z_of(A_prev, W, b, stride), None


@conv1d_forward.mistake
def padded_before(A_prev, W, b, *, stride=1, pad=0):
    """all zeros are put before the signal: `pad` of them belong on each side"""
    return Z_of(padded(A_prev, 2 * pad, 0), W, b, stride), None


@conv1d_forward.mistake
def padded_after(A_prev, W, b, *, stride=1, pad=0):
    """the windows start as if there were no zeros before the signal: put `pad` there, and slice the padded array"""
    return Z_of(padded(A_prev, 0, 2 * pad), W, b, stride), None


@conv1d_forward.mistake
def padded_with_the_ends(A_prev, W, b, *, stride=1, pad=0):
    """the first and last samples are repeated as padding: pad with zeros"""
    return Z_of(padded(A_prev, pad, pad, mode="edge"), W, b, stride), None


@conv1d_forward.mistake
def padded_in_a_circle(A_prev, W, b, *, stride=1, pad=0):
    """the signal wraps around at its ends: pad with zeros"""
    return Z_of(padded(A_prev, pad, pad, mode="wrap"), W, b, stride), None


@conv1d_forward.mistake
def padded_once(A_prev, W, b, *, stride=1, pad=0):
    """the length counts the padding once: it is on both sides, so 2 * pad"""
    T = max(0, (A_prev.shape[1] + pad - len(W)) // stride + 1)
    return Z_of(A_prev, W, b, stride, pad)[:, :T], None


@conv1d_forward.mistake
def one_window_too_few(A_prev, W, b, *, stride=1, pad=0):
    """the last window is missing: the formula for the length ends with + 1"""
    return Z_of(A_prev, W, b, stride, pad)[:, :-1], None


@conv1d_forward.mistake
def length_rounded_up(A_prev, W, b, *, stride=1, pad=0):
    """the length is rounded up: a window that does not fit is not counted"""
    T = -(-(A_prev.shape[1] + 2 * pad - len(W)) // stride) + 1
    return Z_of(padded(A_prev, pad, pad + stride), W, b, stride)[:, :T], None


@conv1d_forward.mistake
def filters_reversed(A_prev, W, b, *, stride=1, pad=0):
    """the filters are reversed in time: tap 0 meets the first sample of the window"""
    return Z_of(A_prev, W[::-1], b, stride, pad), None


@conv1d_forward.mistake
def first_channel_alone(A_prev, W, b, *, stride=1, pad=0):
    """only the first input channel is used: every filter covers all of them"""
    return Z_of(A_prev[..., :1], W[:, :1], b, stride, pad), None


@conv1d_forward.mistake
def channel_for_each_filter(A_prev, W, b, *, stride=1, pad=0):
    """filter k looks at input channel k alone: every filter covers all input channels"""
    C = A_prev.shape[2]
    parts = [Z_of(A_prev[..., [k % C]], W[:, [k % C]][..., [k]], b[..., [k]], stride, pad) for k in range(W.shape[2])]
    return np.concatenate(parts, axis=2), None


@conv1d_forward.mistake
def mean_over_channels(A_prev, W, b, *, stride=1, pad=0):
    """the input channels are averaged: add them up"""
    return (Z_of(A_prev, W, b, stride, pad) - b) / A_prev.shape[2] + b, None


@conv1d_forward.mistake
def mean_over_the_window(A_prev, W, b, *, stride=1, pad=0):
    """the products are averaged over the window: add them up"""
    return (Z_of(A_prev, W, b, stride, pad) - b) / len(W) + b, None


@conv1d_forward.mistake
def bias_left_out(A_prev, W, b, *, stride=1, pad=0):
    """the bias is left out: add b[0, 0, k] to every answer of filter k"""
    return Z_of(A_prev, W, 0 * b, stride, pad), None


@conv1d_forward.mistake
def bias_in_every_product(A_prev, W, b, *, stride=1, pad=0):
    """the bias is added to every product: add it once, to the sum"""
    return Z_of(A_prev, W, b * W[..., 0].size, stride, pad), None


@conv1d_forward.mistake
def bias_for_every_tap(A_prev, W, b, *, stride=1, pad=0):
    """the bias is added once for every tap: add it once, after the loop"""
    return Z_of(A_prev, W, b * len(W), stride, pad), None


@conv1d_forward.mistake
def first_bias_for_all(A_prev, W, b, *, stride=1, pad=0):
    """all filters get the bias of the first: filter k has b[0, 0, k]"""
    return Z_of(A_prev, W, 0 * b + b[..., :1], stride, pad), None


@conv1d_forward.mistake
def first_filter_for_all(A_prev, W, b, *, stride=1, pad=0):
    """all output channels use the first filter: channel k uses W[:, :, k]"""
    return Z_of(A_prev, np.repeat(W[..., :1], W.shape[2], axis=2), b, stride, pad), None


@conv1d_forward.mistake
def first_signal_for_all(A_prev, W, b, *, stride=1, pad=0):
    """every signal gets the answers of the first: example i is A_prev[i]"""
    return np.repeat(Z_of(A_prev[:1], W, b, stride, pad), len(A_prev), axis=0), None


@conv1d_forward.mistake
def channels_before_time(A_prev, W, b, *, stride=1, pad=0):
    """the channels of Z come before time: here time comes first, (m, T, n_C)"""
    return Z_of(A_prev, W, b, stride, pad).swapaxes(1, 2), None


@conv1d_forward.mistake
def time_before_examples(A_prev, W, b, *, stride=1, pad=0):
    """time comes before the examples: Z is (m, T, n_C)"""
    return Z_of(A_prev, W, b, stride, pad).swapaxes(0, 1), None


@conv1d_forward.mistake
def negative_answers_cut_off(A_prev, W, b, *, stride=1, pad=0):
    """negative answers are set to 0: Z comes before the activation"""
    return np.maximum(Z_of(A_prev, W, b, stride, pad), 0), None


@conv1d_forward.mistake
def cache_forgotten(A_prev, W, b, *, stride=1, pad=0):
    """Z is returned alone: return Z, cache"""
    return Z_of(A_prev, W, b, stride, pad)


@conv1d_forward.mistake
def length_without_padding(A_prev, W, b, *, stride=1, pad=0):
    """the length is computed without the padding: the padded signal has T_prev + 2 * pad samples"""
    T = max(0, (A_prev.shape[1] - len(W)) // stride + 1)
    return Z_of(A_prev, W, b, stride, pad)[:, :T], None


@conv1d_forward.mistake
def last_tap_alone(A_prev, W, b, *, stride=1, pad=0):
    """only the products of the last tap are left: add up those of all taps, with += in place of ="""
    alone = np.zeros_like(W)
    alone[-1] = W[-1]
    return Z_of(A_prev, alone, b, stride, pad), None


@conv1d_forward.mistake
def channels_padded(A_prev, W, b, *, stride=1, pad=0):
    """the channels are padded as well as the time: put zeros before and after in time only"""
    wide, f = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad))), len(W)
    T = (wide.shape[1] - f) // stride + 1
    return np.stack([np.tensordot(wide[:, t * stride : t * stride + f], W, 2) for t in range(T)], axis=1) + b, None


# --- right, written differently -------------------------------------------------------------------------------------


@conv1d_forward.right
def four_loops(A_prev, W, b, *, stride=1, pad=0):
    """Return the same with a loop over everything."""
    (m, T_prev, _), (f, _, n_C) = A_prev.shape, W.shape
    wide, T = padded(A_prev, pad, pad), int((T_prev + 2 * pad - f) / stride) + 1
    Z = np.zeros((m, T, n_C))
    for i in range(m):
        for t in range(T):
            for k in range(n_C):
                Z[i, t, k] = np.sum(wide[i, t * stride : t * stride + f] * W[:, :, k]) + b[0, 0, k]
    return Z, (A_prev, W, b, stride, pad)


@conv1d_forward.right
def by_np_convolve(A_prev, W, b, *, stride=1, pad=0):
    """Return the same by np.convolve, which reverses the filter, channel by channel."""
    wide = padded(A_prev, pad, pad)
    Z = [[sum(np.convolve(a[:, c], W[::-1, c, k], "full")[len(W) - 1 : len(a)] for c in range(len(W[0]))) + b[0, 0, k]
          for k in range(W.shape[2])] for a in wide]  # fmt: skip
    return [np.swapaxes(Z, 1, 2)[:, ::stride], None]


@conv1d_forward.right
def in_one_sum(A_prev, W, b, *, stride=1, pad=0):
    """Return the same as one sum over windows."""
    return np.einsum(
        "itcp,pck->itk", sliding_window_view(padded(A_prev, pad, pad), len(W), 1)[:, ::stride], W
    ) + b, None
