"""Exercise 4: a test that finds layers which see the future."""

import functools
import itertools

import numpy as np

from deepcourse.cnn import signals as reference
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course4.layers_in_time import LAYERS


def told_ahead(f, which, T, n_C):
    """Return what `f` says about one of the `LAYERS`; words in place of a float, which is no whole number."""
    said = f(LAYERS[which], T, n_C)
    return "no whole number but a float" if isinstance(said, (float, np.floating)) else said


lookahead = FunctionExercise(
    __name__,
    reference=reference.lookahead,
    use=told_ahead,
    name="lookahead",
    minutes=7,
    points_visible=5,
    points_hidden=8,
    random_cases=2,
    returns=("the samples ahead",),
    hints=(
        "Change one sample s of one channel and compare the answers before and after. Which answers must not move if "
        "the layer is causal? How far ahead does an answer that moved look?",
        "A small change can hide: a maximum ignores a sample that gets smaller, a ReLU one that stays below 0. What if "
        "you try a large change in both directions?",
        "Rounding moves answers by tiny amounts, so compare with a tolerance. The largest s - t over all samples, "
        "channels and answers that moved is what you return; start from 0.",
    ),
)

SIZES = ((5, 2), (6, 1), (5, 2))


@lookahead.visible
def visible():
    """Return all layers, and some of them for one channel."""
    cases = [(which, *SIZES[place % 3]) for place, which in enumerate(LAYERS)]
    cases += [("pad on both sides", 6, 1), ("the last channel three samples early", 6, 1), ("played backward", 5, 1)]
    return [Case(f"{which}, T {T}, n_C {n_C}", (which, T, n_C)) for which, T, n_C in cases]


@lookahead.draw
def draw(rng):
    """Return any layer, for a random length."""
    which, T, n_C = str(rng.choice(list(LAYERS))), int(rng.integers(5, 9)), int(rng.integers(1, 3))
    return Case(f"{which}, T {T}, n_C {n_C}", (which, T, n_C))


@lookahead.edges
def edges(rng):
    """Return all layers in any order, for another length, and a signal of one sample."""
    cases = [(str(which), 5, 2) for which in rng.permutation(list(LAYERS))]
    cases += [("causal convolution", 1, 1), ("pad on both sides", 2, 1)]
    return [Case(f"{which}, T {T}, n_C {n_C}", (which, T, n_C)) for which, T, n_C in cases]


@lookahead.property("the same number every time")
def same_every_time(f, rng):
    """Return a sentence unless five calls say the same of a causal layer."""
    said = [told_ahead(f, "causal convolution", 8, 2) for _ in range(5)]
    whole = all(isinstance(one, (int, np.integer)) and one == 0 for one in said)
    return None if whole else "five calls with the causal convolution do not all return 0"


# --- known mistakes -------------------------------------------------------------------------------------------------

FAR = (1000.0, -1000.0)


@functools.lru_cache(maxsize=512)
def gaps(layer, T, n_C, jump, zeros):
    """Return how far answers move when one entry of a signal is changed by `jump`, (T, n_C, T, n).

    Most mistakes only look at these numbers in another way.
    """
    A = np.zeros((1, T, n_C)) if zeros else np.random.default_rng(3).normal(size=(1, T, n_C))
    changed = [A + jump * (np.arange(T * n_C) == place).reshape(1, T, n_C) for place in range(T * n_C)]
    Z = layer(A.copy())
    moved = np.array([np.abs(layer(other) - Z)[0] for other in changed]).reshape(T, n_C, T, -1)
    moved.setflags(write=False)
    return moved


def tried(layer, T, n_C, *, jumps=FAR, at=None, channels=None, seen=None, zeros=False, tolerance=1e-6, of=max, start=0):
    """Return the samples ahead, with something changed: which samples and channels are changed, and what is compared.

    at : samples that are changed    seen : a slice of the answers' channels    zeros : is the signal 0 before
    of : which of all distances counts
    """
    found = [start]
    for jump in jumps:
        gap = gaps(layer, T, n_C, jump, zeros)[..., slice(None) if seen is None else seen]
        for s in range(T) if at is None else at:
            for c in range(n_C) if channels is None else channels:
                moved = np.flatnonzero(np.any(gap[s, c] > tolerance, axis=-1))
                found += [of(s - moved)] if len(moved) else []
    return int(max(found))


@lookahead.mistake
def how_far_back(layer, T, n_C):
    """the result is how far back the layer looks: look for answers that moved before the changed sample, t < s"""
    return tried(layer, T, n_C, of=lambda away: max(-away))


@lookahead.mistake
def either_direction(layer, T, n_C):
    """the distance counts in both directions: only samples after the answer are the future, s - t > 0"""
    return tried(layer, T, n_C, of=lambda away: max(np.abs(away)))


@lookahead.mistake
def last_answer_that_moved(layer, T, n_C):
    """the last answer that moved is taken: the first one looks furthest ahead"""
    return tried(layer, T, n_C, of=min)


@lookahead.mistake
def how_many_moved(layer, T, n_C):
    """the answers that moved too early are counted: return how far ahead the earliest of them looks"""
    return tried(layer, T, n_C, of=lambda away: np.sum(away > 0))


@lookahead.mistake
def yes_or_no(layer, T, n_C):
    """the result is 1 for every layer that looks ahead: return how many samples ahead it looks"""
    return min(1, tried(layer, T, n_C))


@lookahead.mistake
def one_too_many(layer, T, n_C):
    """the present is counted as one sample ahead: return s - t"""
    return tried(layer, T, n_C) + 1


@lookahead.mistake
def negative_where_it_looks_back(layer, T, n_C):
    """the result is negative for layers that never see the present: start from 0"""
    return tried(layer, T, n_C, start=-T)


@lookahead.mistake
def last_sample_alone(layer, T, n_C):
    """only the last sample is changed: some layers look ahead only at other times, so change every sample"""
    return tried(layer, T, n_C, at=[T - 1])


@lookahead.mistake
def first_sample_alone(layer, T, n_C):
    """only the first sample is changed, which is in no answer's future: change every sample"""
    return tried(layer, T, n_C, at=[0])


@lookahead.mistake
def sample_in_the_centre_alone(layer, T, n_C):
    """only a sample in the centre is changed: the layer may look furthest ahead at another one"""
    return tried(layer, T, n_C, at=[T // 2])


@lookahead.mistake
def first_channel_changed(layer, T, n_C):
    """only the first channel is changed: another may be seen too early"""
    return tried(layer, T, n_C, channels=[0])


@lookahead.mistake
def first_channel_compared(layer, T, n_C):
    """only the first channel of the answers is compared: look at all of them"""
    return tried(layer, T, n_C, seen=slice(0, 1))


@lookahead.mistake
def small_change(layer, T, n_C):
    """the changes are small: a threshold or a maximum hides them, so make them large, up and down"""
    return tried(layer, T, n_C, jumps=(1e-3, -1e-3), tolerance=1e-9)


@lookahead.mistake
def change_downward_alone(layer, T, n_C):
    """samples are only made smaller: where a layer takes a maximum, nothing moves then, so try both directions"""
    return tried(layer, T, n_C, jumps=(-1000.0,))


@lookahead.mistake
def exact_comparison(layer, T, n_C):
    """answers are compared to the last digit: rounding moves them a little, so compare with a tolerance"""
    return tried(layer, T, n_C, tolerance=0)


@lookahead.mistake
def nan_as_a_change(layer, T, n_C):
    """the changed sample is nan: 0 times nan is nan, so that taps of 0 seem to look ahead"""
    A, ahead = np.random.default_rng(3).normal(size=(1, T, n_C)), 0
    for s in range(T):
        other = A.copy()
        other[:, s] = np.nan
        moved = np.flatnonzero(np.isnan(layer(other)).any(axis=(0, 2)))
        ahead = max([ahead, *(s - moved)])
    return int(ahead)


@lookahead.mistake
def true_or_false(layer, T, n_C):
    """the result is True or False: return how many samples ahead the layer looks"""
    return tried(layer, T, n_C) > 0


@lookahead.mistake
def change_upward_alone(layer, T, n_C):
    """samples are only made larger: a layer may see only small ones, so try both directions"""
    return tried(layer, T, n_C, jumps=(1000.0,))


@lookahead.mistake
def signal_of_zeros(layer, T, n_C):
    """samples are changed in a signal of zeros: a minimum with 0 hides the change, so start from random numbers"""
    return tried(layer, T, n_C, zeros=True)


def not_zero(layer, T, n_C, pulses):
    """Return the samples ahead, if all answers to a pulse count that are not 0."""
    ahead = 0
    for (s, c), pulse in itertools.product(np.ndindex(T, n_C), pulses):
        A = np.zeros((1, T, n_C))
        A[0, s, c] = pulse
        ahead = max([ahead, *(s - np.flatnonzero(np.any(np.abs(layer(A)) > 1e-6, axis=(0, 2))))])
    return int(ahead)


@lookahead.mistake
def not_compared(layer, T, n_C):
    """every answer that is not 0 counts, so that a bias seems to look ahead: compare with the answers before"""
    return not_zero(layer, T, n_C, FAR)


@lookahead.mistake
def pulse_of_one(layer, T, n_C):
    """every answer to a pulse of 1 counts that is not 0: compare with the answers before, and make large changes"""
    return not_zero(layer, T, n_C, (1.0,))


def in_place(layer, T, n_C, undo):
    """Return the samples ahead, if the only signal is changed and the answers before are kept; `undo` a change or not.

    The answers of a layer that returns a view of its signal change with it.
    """
    A = np.random.default_rng(3).normal(size=(1, T, n_C))
    ahead, Z = 0, layer(A)
    for (s, c), jump in itertools.product(np.ndindex(T, n_C), FAR):
        old, A[0, s, c] = A[0, s, c], A[0, s, c] + jump
        ahead = max([ahead, *(s - np.flatnonzero(np.any(np.abs(layer(A) - Z) > 1e-6, axis=(0, 2))))])
        A[0, s, c] = old if undo else A[0, s, c]
    return int(ahead)


@lookahead.mistake
def answers_change_too(layer, T, n_C):
    """the signal is changed in place, and answers that are a view of it change as well: change a copy, A.copy()"""
    return in_place(layer, T, n_C, undo=True)


@lookahead.mistake
def same_array_changed(layer, T, n_C):
    """B = A is no copy, so each change upward is taken back by the one downward: change a copy, A.copy()"""
    return in_place(layer, T, n_C, undo=False)


def left_in(layer, A):
    """Return the samples ahead, if the samples of A are changed one after the other, and none is changed back."""
    Z, ahead, T = layer(A.copy()), 0, A.shape[1]
    for s in range(T):
        A[0, s] = 1000.0
        ahead = max([ahead, *(s - np.flatnonzero(np.any(np.abs(layer(A.copy()) - Z) > 1e-6, axis=(0, 2))))])
    return int(ahead)


@lookahead.mistake
def change_left_in(layer, T, n_C):
    """a change is still in the signal when the next sample is changed: start from a fresh copy each time"""
    return left_in(layer, np.random.default_rng(3).normal(size=(1, T, n_C)))


@lookahead.mistake
def zeros_changed_for_good(layer, T, n_C):
    """in a signal of zeros, one sample after the other is changed for good: start from a fresh copy each time"""
    return left_in(layer, np.zeros((1, T, n_C)))


# --- right, written differently -------------------------------------------------------------------------------------


@lookahead.right
def over_distances(layer, T, n_C):
    """Return the same: for each distance, from the largest down, is there an answer that sees so far?"""
    A = np.linspace(-1, 1, T * n_C).reshape(1, T, n_C)
    sees = np.zeros((T, T), bool)  # answer, sample
    for s in range(T):
        for c in range(n_C):
            for jump in (500, -500):
                other = A.copy()
                other[0, s, c] = jump
                sees[:, s] |= ~np.isclose(layer(other), layer(A.copy()), atol=1e-7).all(axis=(0, 2))
    for ahead in range(T - 1, 0, -1):
        if np.diagonal(sees, ahead).any():
            return np.int64(ahead)
    return 0
