"""What is counted, what is maximised, and how many examples it takes to tell two systems apart.

confusion_counts      true and false positives, false and true negatives
precision, recall     the share of alarms that are right, the share of positives that are found
f_beta, f1_score      both in one number
macro_average         the mean over groups, large and small alike
weighted_error        an error in which some mistakes weigh more than others
pick_model            the best of those that keep every limit
metric_ranks_wrongly  pairs of systems that a metric does not rank as people do
dev_set_size          examples that it takes to tell two systems apart

Labels are 0 and 1, and 1 is the positive class. A share of nothing is 0, as in scikit-learn.
"""

import math
import operator
from itertools import combinations
from statistics import NormalDist

import numpy as np

COMPARISONS = {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt}


def confusion_counts(y_true, y_pred):
    """Return (true positives, false positives, false negatives, true negatives), four whole numbers.

    y_true, y_pred : 0 and 1, or False and True, of one shape. Raises ValueError for two shapes, or other labels.

    >>> confusion_counts([1, 1, 1, 0, 0], [1, 1, 0, 1, 0])
    (2, 1, 1, 1)
    """
    y_true, y_pred = _binary("y_true", y_true), _binary("y_pred", y_pred)
    if y_true.shape != y_pred.shape:
        raise ValueError(f"there are labels of shape {y_true.shape}, but predictions of shape {y_pred.shape}")
    pairs = [(y_true & y_pred), (~y_true & y_pred), (y_true & ~y_pred), (~y_true & ~y_pred)]
    return tuple(int(pair.sum()) for pair in pairs)


def _binary(name, labels):
    """Return labels as an array of bool. Raises ValueError for a label that is neither 0 nor 1; NaN is none."""
    labels = np.asarray(labels)
    other = labels[(labels != 0) & (labels != 1)]
    if other.size:
        raise ValueError(f"{name} holds {other.flat[0]}: labels are 0 and 1")
    return labels.astype(bool)


def _share(part, whole):
    return part / whole if whole else 0.0


def precision(y_true, y_pred):
    """Return the share of predicted positives that are positive; 0 where nothing was predicted positive.

    >>> round(precision([1, 1, 1, 0, 0], [1, 1, 0, 1, 0]), 4)
    0.6667
    """
    tp, fp, _, _ = confusion_counts(y_true, y_pred)
    return _share(tp, tp + fp)


def recall(y_true, y_pred):
    """Return the share of positives that were predicted positive; 0 where there are no positives.

    >>> recall([1, 1, 0, 0], [1, 0, 0, 0])
    0.5
    """
    tp, _, fn, _ = confusion_counts(y_true, y_pred)
    return _share(tp, tp + fn)


def f_beta(y_true, y_pred, beta):
    """Return the weighted harmonic mean of precision and recall; 0 where no positive was found.

        (1 + beta^2) P R / (beta^2 P + R)

    beta > 0: recall counts beta times as much as precision. Source: van Rijsbergen, 1979, "Information Retrieval".

    >>> round(f_beta([1, 1, 1, 0, 0], [1, 0, 0, 1, 0], 2), 4)
    0.3571
    """
    tp, fp, fn, _ = confusion_counts(y_true, y_pred)
    return _share((1 + beta**2) * tp, (1 + beta**2) * tp + beta**2 * fn + fp)


def f1_score(y_true, y_pred):
    """Return the harmonic mean of precision and recall, `f_beta` with beta = 1.

    >>> round(f1_score([1, 1, 1, 0, 0], [1, 0, 0, 1, 0]), 4)
    0.4
    """
    return f_beta(y_true, y_pred, 1)


def macro_average(per_group_errors):
    """Return the mean of the errors of groups: each group counts once, however many examples it has.

    per_group_errors : {group: error}. Raises ValueError where there is no group.

    >>> macro_average({"day": 0.25, "night": 0.75})
    0.5
    """
    if not per_group_errors:
        raise ValueError("there is no group to take the mean of")
    return sum(per_group_errors.values()) / len(per_group_errors)


def weighted_error(y_true, y_pred, weights):
    """Return the share of the weight that lies on wrong predictions.

    y_true, y_pred, weights : of one shape; weights are not negative, and not all 0

    >>> weighted_error([1, 0, 0, 0], [1, 1, 0, 0], [1, 10, 1, 8])
    0.5
    """
    y_true, y_pred, weights = np.asarray(y_true), np.asarray(y_pred), np.asarray(weights, float)
    if not y_true.shape == y_pred.shape == weights.shape:
        raise ValueError(
            f"labels, predictions and weights have the shapes {y_true.shape}, {y_pred.shape} and {weights.shape}"
        )
    if not (weights >= 0).all() or not 0 < weights.sum() < math.inf:
        raise ValueError("weights are finite, none is negative, and at least one is not 0")
    return float(weights[y_true != y_pred].sum() / weights.sum())


def pick_model(candidates, optimizing, satisficing):
    """Return the name of the candidate with the largest value of one metric among those that keep every limit.

    candidates : {name: {metric: value}}    optimizing : the metric to maximise
    satisficing : {metric: (comparison, limit)}, with "<=", ">=", "<" or ">"

    None where no candidate keeps all limits. Of equally good candidates, the first one is picked.

    >>> table = {"A": {"accuracy": 0.95, "ms": 120}, "B": {"accuracy": 0.92, "ms": 80}, "C": {"accuracy": 0.9, "ms": 9}}
    >>> pick_model(table, "accuracy", {"ms": ("<=", 100)})
    'B'
    """
    fine = [
        name
        for name, has in candidates.items()
        if all(COMPARISONS[comparison](has[metric], limit) for metric, (comparison, limit) in satisficing.items())
    ]
    return max(fine, key=lambda name: candidates[name][optimizing], default=None)


def metric_ranks_wrongly(errors, preferred):
    """Return the pairs (better, worse) that an error does not rank as people do: the better one's is not lower.

    errors : {name: error}    preferred : the names, the best one first

    >>> metric_ranks_wrongly({"A": 0.03, "B": 0.05, "C": 0.09}, ["B", "A", "C"])
    [('B', 'A')]
    """
    return [(better, worse) for better, worse in combinations(preferred, 2) if not errors[better] < errors[worse]]


def dev_set_size(error, difference, confidence=0.95, *, power=0.8, shared=None):
    """Return how many examples it takes to tell a system with this error from one whose error is smaller.

    error, difference : shares; the other system's error is error - difference
    confidence : 1 minus the probability that two equal systems are told apart, two-sided
    power : the probability that these two are told apart
    shared : None where each system is tested on examples of its own, the number is that of each set; else both are
    tested on the same examples, and this is the share of the better system's mistakes that the other one makes too

    With examples of their own, the variances of two shares are added; on the same examples, only those count on which
    one system alone is wrong (Connor, 1987, "Sample size for testing differences in proportions for the
    paired-sample design").

    >>> dev_set_size(0.10, 0.02), dev_set_size(0.10, 0.02, shared=0.8)
    (3211, 1018)
    """
    better = error - difference
    if not 0 <= better < error <= 1:
        raise ValueError(f"an error of {error} and a difference of {difference} leave {better} for the other system")
    z_confidence, z_power = NormalDist().inv_cdf((1 + confidence) / 2), NormalDist().inv_cdf(power)
    if shared is None:
        spread = (z_confidence + z_power) * math.sqrt(error * (1 - error) + better * (1 - better))
    else:
        alone = error + better - 2 * shared * better  # the share of examples on which one system alone is wrong
        spread = z_confidence * math.sqrt(alone) + z_power * math.sqrt(alone - difference**2)
    return math.ceil((spread / difference) ** 2)
