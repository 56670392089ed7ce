"""Exercise 3: filters that do not see the future, with a dilation."""

import numpy as np

from deepcourse.cnn import signals as reference
from deepcourse.exercises.course4.one_and_three_dimensions.signals import first_of_two, own_example, signal_layer, told
from deepcourse.exercises.declaration import Case, FunctionExercise

SIZES = (  # m, T, n_C_prev, n_C, f, dilation
    (2, 7, 3, 2, 3, 1),
    (3, 8, 2, 4, 2, 2),
    (2, 11, 2, 3, 3, 3),
    (2, 13, 3, 2, 4, 2),
    (1, 9, 1, 1, 3, 2),
    (2, 5, 2, 3, 3, 4),
)
EDGES = ((1, 1, 1, 1, 1, 1), (2, 3, 2, 2, 2, 5), (3, 12, 1, 2, 5, 2), (2, 10, 2, 1, 1, 3), (1, 16, 2, 3, 2, 8))


def answers(f, A_prev, W, b, dilation):
    """Return Z of the pair that a layer returns; the dilation is left out where it is 1."""
    return first_of_two(f(A_prev, W, b, **({"dilation": dilation} if dilation != 1 else {})))


causal_conv1d_forward = FunctionExercise(
    __name__,
    reference=reference.causal_conv1d_forward,
    use=answers,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("Z",),
    hints=(
        "How far back does the first tap look from the present? Before the first sample the signal is 0.",
        "With that many zeros in front, tap 0 of output t meets the padded sample t. Which does tap p meet?",
        "A loop over the f taps is enough: for each, one slice of T samples for all examples and times.",
    ),
)


def case(rng, *sizes, dilation):
    """Return one layer as a case."""
    layer = signal_layer(rng, *sizes)
    return Case(told(*layer[:2], dilation=dilation), (*layer, dilation))


@causal_conv1d_forward.visible
def visible():
    """Return layers of all kinds of sizes, one that looks back further than its signal is long."""
    rng = np.random.default_rng(53)
    return [case(rng, *sizes, dilation=dilation) for *sizes, dilation in SIZES]


@causal_conv1d_forward.draw
def draw(rng):
    """Return a layer of random size."""
    f, m, n_C_prev, n_C = (int(n) for n in rng.integers(2, 5, size=4))
    return case(rng, m, int(rng.integers(8, 15)), n_C_prev, n_C, f, dilation=int(rng.integers(1, 4)))


@causal_conv1d_forward.edges
def edges(rng):
    """Return a single sample, a signal shorter than the filter's reach, one tap, large dilations."""
    return [case(rng, *sizes, dilation=dilation) for *sizes, dilation in EDGES]


@causal_conv1d_forward.property("the past is not changed by the future")
def future_changes_nothing(f, rng):
    """Return a sentence unless answers stay the same when all later samples change."""
    A_prev, W, b = signal_layer(rng, 2, 9, 2, 2, 3)
    before = answers(f, A_prev, W, b, 2)
    other = A_prev.copy()
    other[:, 5:] = rng.normal(size=other[:, 5:].shape)
    after = answers(f, other, W, b, 2)
    if np.ndim(before) == 3 and np.shape(before) == np.shape(after) and np.allclose(before[:, :5], after[:, :5]):
        return None
    return "changing samples from time 5 on changes answers before time 5"


@causal_conv1d_forward.property("signals do not mix")
def signals_do_not_meet(f, rng):
    """Return a sentence unless each signal gets the same answers alone."""
    return own_example(lambda *layer: answers(f, *layer), signal_layer(rng, 3, 9, 2, 3, 3), 2)


# --- known mistakes -------------------------------------------------------------------------------------------------


def on(wide, W, b, dilation, T):
    """Return the first T answers on signals that are padded already."""
    need = T + (len(W) - 1) * dilation - wide.shape[1]
    wide = np.pad(wide, ((0, 0), (0, max(0, need)), (0, 0)))
    return sum(wide[:, p * dilation :][:, :T] @ W[p] for p in range(len(W))) + b


def padded(A_prev, before, after=0, **how):
    """Return signals with something before and after them."""
    return np.pad(A_prev, ((0, 0), (before, after), (0, 0)), **how)


def right_one(A_prev, W, b, dilation):
    """Return the right answers."""
    return reference.causal_conv1d_forward(A_prev, W, b, dilation=dilation)[0]


@causal_conv1d_forward.mistake
def padded_on_both_sides(A_prev, W, b, *, dilation=1):
    """half of the zeros are put after the signal: all of them belong before it, or each answer sees the future"""
    reach = (len(W) - 1) * dilation
    return on(padded(A_prev, reach // 2, reach - reach // 2), W, b, dilation, A_prev.shape[1]), None


@causal_conv1d_forward.mistake
def padded_after(A_prev, W, b, *, dilation=1):
    """the zeros are put after the signal, so that every answer looks ahead: put them before it"""
    return on(A_prev, W, b, dilation, A_prev.shape[1]), None


@causal_conv1d_forward.mistake
def not_padded(A_prev, W, b, *, dilation=1):
    """nothing is padded, and Z is too short: return an answer for every sample"""
    T = A_prev.shape[1] - (len(W) - 1) * dilation
    return (on(A_prev, W, b, dilation, T) if T > 0 else np.zeros((len(A_prev), 0, W.shape[2]))), None


@causal_conv1d_forward.mistake
def answers_at_both_ends_too_many(A_prev, W, b, *, dilation=1):
    """zeros are put on both sides, and Z is too long: one answer for every sample is enough"""
    reach = (len(W) - 1) * dilation
    return on(padded(A_prev, reach, reach), W, b, dilation, A_prev.shape[1] + reach), None


@causal_conv1d_forward.mistake
def padding_without_dilation(A_prev, W, b, *, dilation=1):
    """only f - 1 zeros are put before the signal: the first tap looks back (f - 1) * dilation samples"""
    return on(padded(A_prev, len(W) - 1), W, b, dilation, A_prev.shape[1]), None


@causal_conv1d_forward.mistake
def padding_of_f_times_dilation(A_prev, W, b, *, dilation=1):
    """f * dilation zeros are put before the signal, so that the present is not seen: use (f - 1) * dilation"""
    return on(padded(A_prev, len(W) * dilation), W, b, dilation, A_prev.shape[1]), None


@causal_conv1d_forward.mistake
def present_not_seen(A_prev, W, b, *, dilation=1):
    """every answer is one step late: the last tap meets the present sample"""
    return on(padded(A_prev, (len(W) - 1) * dilation + 1), W, b, dilation, A_prev.shape[1]), None


@causal_conv1d_forward.mistake
def dilation_ignored(A_prev, W, b, *, dilation=1):
    """`dilation` is ignored: neighbouring taps are `dilation` samples apart"""
    return right_one(A_prev, W, b, 1), None


@causal_conv1d_forward.mistake
def holes_counted(A_prev, W, b, *, dilation=1):
    """there are `dilation` samples between two taps: leave dilation - 1, since dilation 1 is the usual filter"""
    return right_one(A_prev, W, b, dilation + 1), None


@causal_conv1d_forward.mistake
def dilation_as_stride(A_prev, W, b, *, dilation=1):
    """`dilation` is used as a stride: it spreads the taps, and does not change the number of answers"""
    return right_one(A_prev, W, b, 1)[:, ::dilation], None


@causal_conv1d_forward.mistake
def taps_reversed(A_prev, W, b, *, dilation=1):
    """the first tap meets the present: the last tap, W[f - 1], must meet it"""
    return right_one(A_prev, W[::-1], b, dilation), None


@causal_conv1d_forward.mistake
def samples_in_a_circle(A_prev, W, b, *, dilation=1):
    """before its start, the signal continues with its end, as with np.roll: it is 0 there"""
    return on(padded(A_prev, (len(W) - 1) * dilation, mode="wrap"), W, b, dilation, A_prev.shape[1]), None


@causal_conv1d_forward.mistake
def first_sample_repeated(A_prev, W, b, *, dilation=1):
    """before its start, the signal repeats its first value: it is 0 there"""
    return on(padded(A_prev, (len(W) - 1) * dilation, mode="edge"), W, b, dilation, A_prev.shape[1]), None


@causal_conv1d_forward.mistake
def bias_left_out(A_prev, W, b, *, dilation=1):
    """the bias is left out: add b[0, 0, k] to every answer of filter k"""
    return right_one(A_prev, W, 0 * b, dilation), None


@causal_conv1d_forward.mistake
def bias_for_every_tap(A_prev, W, b, *, dilation=1):
    """the bias is added once for every tap: add it once, after the loop"""
    return right_one(A_prev, W, len(W) * b, dilation), None


@causal_conv1d_forward.mistake
def first_bias_for_all(A_prev, W, b, *, dilation=1):
    """all filters get the bias of the first: filter k has b[0, 0, k]"""
    return right_one(A_prev, W, 0 * b + b[..., :1], dilation), None


@causal_conv1d_forward.mistake
def first_channel_alone(A_prev, W, b, *, dilation=1):
    """only the first input channel is used: every filter covers all of them"""
    return right_one(A_prev[..., :1], W[:, :1], b, dilation), None


@causal_conv1d_forward.mistake
def first_signal_for_all(A_prev, W, b, *, dilation=1):
    """every signal gets the answers of the first: example i is A_prev[i]"""
    return np.repeat(right_one(A_prev[:1], W, b, dilation), len(A_prev), axis=0), None


@causal_conv1d_forward.mistake
def channels_before_time(A_prev, W, b, *, dilation=1):
    """the channels of Z come before time: here time comes first, (m, T, n_C)"""
    return right_one(A_prev, W, b, dilation).swapaxes(1, 2), None


@causal_conv1d_forward.mistake
def negative_answers_cut_off(A_prev, W, b, *, dilation=1):
    """negative answers are set to 0: Z comes before the activation"""
    return np.maximum(right_one(A_prev, W, b, dilation), 0), None


@causal_conv1d_forward.mistake
def cache_forgotten(A_prev, W, b, *, dilation=1):
    """Z is returned alone: return Z, cache"""
    return right_one(A_prev, W, b, dilation)


@causal_conv1d_forward.mistake
def negative_index(A_prev, W, b, *, dilation=1):
    """the time before the signal is a negative index, which counts from the end: the signal is 0 there"""
    (m, T, _), f = A_prev.shape, len(W)
    Z = np.zeros((m, T, W.shape[2]))
    for t, p in np.ndindex(T, f):
        Z[:, t] += A_prev[:, t - (f - 1 - p) * dilation] @ W[p]
    return Z + b, None


@causal_conv1d_forward.mistake
def last_tap_alone(A_prev, W, b, *, dilation=1):
    """only the products of the last tap are left: add up those of all taps, with += in place of ="""
    return right_one(A_prev, W[-1:], b, 1), None


# --- right, written differently -------------------------------------------------------------------------------------


@causal_conv1d_forward.right
def by_a_filter_with_holes(A_prev, W, b, *, dilation=1):
    """Return the same with a long filter that is 0 between its taps."""
    long = np.zeros(((len(W) - 1) * dilation + 1, *W.shape[1:]))
    long[::dilation] = W
    return reference.conv1d_forward(padded(A_prev, len(long) - 1), long, b)


@causal_conv1d_forward.right
def sample_by_sample(A_prev, W, b, *, dilation=1):
    """Return the same, sample by sample; what lies before the signal is skipped."""
    (m, T, _), f = A_prev.shape, len(W)
    Z = np.zeros((m, T, W.shape[2]))
    for t in range(T):
        for p in range(f):
            seen = t - (f - 1 - p) * dilation
            if seen >= 0:
                Z[:, t] += A_prev[:, seen] @ W[p]
    return [Z + b, [A_prev, W, b, dilation]]
