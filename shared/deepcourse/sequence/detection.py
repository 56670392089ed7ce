"""From probabilities, step by step, to alarms, and how good these are.

detections          the steps at which an alarm goes off
hits                how many alarms belong to a word, one to one
precision_recall    both, over many scenes
f1                  their harmonic mean
best_threshold      the threshold with the largest F1

All times are steps of a network's output.
"""

import numpy as np


def detections(probabilities, threshold, refractory):
    """Return the steps at which an alarm goes off, a list of int.

    probabilities : (T_y,)   An alarm goes off where the probability is at least `threshold`, except in the `refractory`
    steps after another alarm.

    >>> detections([0.1, 0.8, 0.9, 0.7, 0.2, 0.6], 0.6, 2)
    [1, 5]
    """
    found = []
    for step, p in enumerate(probabilities):
        if p >= threshold and (not found or step - found[-1] > refractory):
            found.append(step)
    return found


def hits(found, ends, tolerance):
    """Return the largest number of pairs of an alarm and a word that are at most `tolerance` steps apart, one to one.

    Both lists are walked through in time: if the earliest alarm and the earliest word are near enough, they are a pair;
    else the earlier of the two has no partner at all.

    >>> hits([4, 5, 20], [3, 7], 2)
    2
    """
    found, ends = sorted(found), sorted(ends)
    i = j = pairs = 0
    while i < len(found) and j < len(ends):
        if abs(found[i] - ends[j]) <= tolerance:
            i, j, pairs = i + 1, j + 1, pairs + 1
        elif found[i] < ends[j]:
            i += 1
        else:
            j += 1
    return pairs


def precision_recall(found, true_ends, tolerance):
    """Return (precision, recall) over all scenes together; 0 / 0 is 1.

    found, true_ends : lists of lists of steps, one for each scene: the alarms, and where the words end

    >>> precision_recall([[4, 9], []], [[3], [6]], 2)
    (0.5, 0.5)
    """
    if len(found) != len(true_ends):
        raise ValueError(f"alarms of {len(found)} scenes cannot be compared with the words of {len(true_ends)} scenes")
    pairs = sum(hits(ours, theirs, tolerance) for ours, theirs in zip(found, true_ends, strict=True))
    alarms, words = sum(map(len, found)), sum(map(len, true_ends))
    return (pairs / alarms if alarms else 1.0), (pairs / words if words else 1.0)


def f1(precision, recall):
    """Return the harmonic mean of precision and recall; 0 if both are 0.

    >>> f1(0.5, 1.0)
    0.6666666666666666
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def best_threshold(probabilities, true_ends, thresholds, refractory, tolerance):
    """Return the threshold with the largest F1 over all scenes together; of equally good ones, the largest.

    probabilities : list of arrays, one for each scene    true_ends : list of lists of steps
    thresholds : those to try, in any order

    >>> best_threshold([np.array([0.1, 0.9, 0.2, 0.5])], [[1]], [0.4, 0.6, 0.8], 0, 1)
    0.8
    """

    def score(threshold):
        found = [detections(p, threshold, refractory) for p in probabilities]
        return f1(*precision_recall(found, true_ends, tolerance))

    scores = [score(threshold) for threshold in thresholds]
    return max(t for t, s in zip(thresholds, scores, strict=True) if np.isclose(s, max(scores), rtol=0, atol=1e-12))
