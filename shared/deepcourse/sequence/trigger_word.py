"""Scenes with a trigger word: clips laid over a background, and labels in the steps of a network's output.

output_step         the first output of the network that has heard a sample
is_overlapping      whether a segment shares a sample with others
insert_clip         a clip added to a background where nothing else is
label_after         ones after the end of a word
scene_faults        what is wrong with a scene

A segment is a pair (start, end) of samples, and its end is inclusive: the last sample that belongs to it. Samples,
steps of a spectrogram and steps of the output are three different units; `output_step` leads from the first to the
third.
"""

import numpy as np

TRIES = 10


def output_step(sample, size, hop, width, stride):
    """Return the first output step whose window holds a sample, or ends after it: an int, at least 0.

    sample : counted from 0
    size, hop : of the spectrogram: its step t sees the samples from t * hop to t * hop + size - 1
    width, stride : of the convolution: its output u sees the steps from u * stride to u * stride + width - 1

    The last sample of output u is (u stride + width - 1) hop + size - 1; the result is the least u with a last sample
    that is not before `sample`.

    >>> [output_step(sample, 4, 2, 3, 2) for sample in (0, 7, 8, 11, 12)]
    [0, 0, 1, 1, 2]
    """
    beyond = sample - ((width - 1) * hop + size - 1)  # samples after the last one of output 0
    return max(0, -(-int(beyond) // (hop * stride)))


def is_overlapping(segment, previous_segments):
    """Return whether a segment shares at least one sample with one of the others; ends are inclusive.

    >>> is_overlapping((5, 9), [(0, 4), (10, 12)]), is_overlapping((5, 9), [(0, 5)])
    (False, True)
    """
    start, end = segment
    return any(start <= other_end and other_start <= end for other_start, other_end in previous_segments)


def insert_clip(background, clip, previous_segments, rng, tries=TRIES):
    """Return (sound, segment): the background with the clip added at a free place, and that place.

    background : (N,)   clip : (n,), n <= N   previous_segments : a list of segments; the new one is appended to it
    Every try draws a start, each of the N - n + 1 possible ones equally likely, by one call of `rng.integers`. Where
    no try of at most `tries` finds a free place, it returns an unchanged copy and None, and the list stays as it is.

    >>> used = [(0, 2)]
    >>> insert_clip(np.zeros(5), np.ones(2), used, np.random.default_rng(0))
    (array([0., 0., 0., 1., 1.]), (3, 4))
    >>> used
    [(0, 2), (3, 4)]
    """
    N, n = len(background), len(clip)
    if n > N:
        raise ValueError(f"a clip of {n} samples does not fit into a background of {N}")
    sound = background.copy()
    for _ in range(tries):
        start = int(rng.integers(0, N - n + 1))
        segment = (start, start + n - 1)
        if not is_overlapping(segment, previous_segments):
            sound[start : start + n] += clip
            previous_segments.append(segment)
            return sound, segment
    return sound, None


def label_after(y, end, length):
    """Return a copy of y with ones in the `length` steps after step `end`, as far as y goes.

    y : (T_y,) of 0 and 1, with the labels of other words    end : the output step in which the word ends

    >>> label_after(np.zeros(6, int), 3, 4)
    array([0, 0, 0, 0, 1, 1])
    """
    y = y.copy()
    y[end + 1 : end + 1 + length] = 1
    return y


def scene_faults(samples, segments, is_trigger, y, length, to_step):
    """Return the list of faults of a scene: "outside", "overlap", "labels", as far as they apply, in this order.

    samples : how many the scene has    segments : list of (start, end), ends inclusive
    is_trigger : for each segment, whether the trigger word is spoken in it    y : (T_y,) labels of 0 and 1
    length : of a label    to_step : `to_step(sample)` returns the output step that belongs to a sample

    "outside": a segment leaves the scene. "overlap": two of them share a sample. "labels": y is not what the ends of
    the trigger words give.

    >>> scene_faults(40, [(3, 9), (9, 12)], [True, False], np.array([0, 0, 1, 0]), 2, lambda sample: sample // 5)
    ['overlap', 'labels']
    """
    found = []
    if any(start < 0 or end >= samples for start, end in segments):
        found.append("outside")
    if any(is_overlapping(segment, segments[:i]) for i, segment in enumerate(segments)):
        found.append("overlap")
    right = np.zeros_like(y)
    for (_, end), trigger in zip(segments, is_trigger, strict=True):
        if trigger:
            right = label_after(right, to_step(end), length)
    if (np.asarray(y) != right).any():
        found.append("labels")
    return found
