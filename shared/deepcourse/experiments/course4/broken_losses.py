"""Triplet losses with one mistake each, made on purpose: for those who design triplets that find them all.

BROKEN          what each mistake is called, and the loss that makes it
MORE            further ones, for the hidden tests
differs         whether two losses are not the same
"""

import numpy as np


def distances(anchor, positive, negative):
    """Return (d_ap, d_an), the squared distances of each triplet."""
    return np.square(anchor - positive).sum(axis=0), np.square(anchor - negative).sum(axis=0)


def hinge(x):
    """Return max(x, 0)."""
    return np.maximum(x, 0)


def maximum_of_the_mean(anchor, positive, negative, alpha):
    """The maximum is taken once, of the mean: max(..., 0) belongs to each triplet, and the mean comes last"""
    d_ap, d_an = distances(anchor, positive, negative)
    return hinge(np.mean(d_ap - d_an + alpha))


def distances_not_squared(anchor, positive, negative, alpha):
    """The distances are not squared: d_ap and d_an are sums of squares, without a root"""
    d_ap, d_an = distances(anchor, positive, negative)
    return np.mean(hinge(np.sqrt(d_ap) - np.sqrt(d_an) + alpha))


def margin_outside(anchor, positive, negative, alpha):
    """Alpha is added after the maximum: it belongs inside, or no triplet would ever cost 0"""
    d_ap, d_an = distances(anchor, positive, negative)
    return np.mean(hinge(d_ap - d_an)) + alpha


def distances_exchanged(anchor, positive, negative, alpha):
    """It is d_an - d_ap: the distance to the positive counts as cost, that to the negative is subtracted"""
    d_ap, d_an = distances(anchor, positive, negative)
    return np.mean(hinge(d_an - d_ap + alpha))


def absolute_value(anchor, positive, negative, alpha):
    """The absolute value is taken, not max(..., 0): a triplet that is right by more than alpha costs nothing"""
    d_ap, d_an = distances(anchor, positive, negative)
    return np.mean(np.abs(d_ap - d_an + alpha))


def sum_of_the_triplets(anchor, positive, negative, alpha):
    """The triplets are added up: the loss is their mean"""
    d_ap, d_an = distances(anchor, positive, negative)
    return np.sum(hinge(d_ap - d_an + alpha))


def one_distance_for_all(anchor, positive, negative, alpha):
    """The squares of the whole matrices are added up: each column has a distance of its own, so sum along axis 0"""
    d_ap, d_an = distances(anchor, positive, negative)
    return hinge(np.sum(d_ap) - np.sum(d_an) + alpha)


def negative_from_the_positive(anchor, positive, negative, alpha):
    """The negative's distance is measured from the positive: both distances start at the anchor"""
    d_ap, _ = distances(anchor, positive, negative)
    return np.mean(hinge(d_ap - np.square(positive - negative).sum(axis=0) + alpha))


def mean_of_the_active(anchor, positive, negative, alpha):
    """The mean is over the triplets that cost something: divide by m, the number of all"""
    d_ap, d_an = distances(anchor, positive, negative)
    costs = hinge(d_ap - d_an + alpha)
    return costs.sum() / max(1, np.count_nonzero(costs))


def first_triplet_only(anchor, positive, negative, alpha):
    """The first triplet alone counts: all m columns do"""
    return maximum_of_the_mean(anchor[:, :1], positive[:, :1], negative[:, :1], alpha)


def mean_over_the_rows(anchor, positive, negative, alpha):
    """The squares are averaged over the n rows: a squared distance is their sum"""
    d_ap, d_an = distances(anchor, positive, negative)
    return np.mean(hinge((d_ap - d_an) / len(anchor) + alpha))


def margin_subtracted(anchor, positive, negative, alpha):
    """Alpha is subtracted: it is added, so that being right by a little is not enough"""
    d_ap, d_an = distances(anchor, positive, negative)
    return np.mean(hinge(d_ap - d_an - alpha))


BROKEN = {
    "the maximum of the mean": maximum_of_the_mean,
    "distances not squared": distances_not_squared,
    "alpha outside the maximum": margin_outside,
    "d_an - d_ap": distances_exchanged,
    "the absolute value": absolute_value,
    "the sum over the triplets": sum_of_the_triplets,
    "one distance for the whole batch": one_distance_for_all,
    "d_pn in place of d_an": negative_from_the_positive,
}
MORE = {
    "the mean of the active triplets": mean_of_the_active,
    "the first triplet only": first_triplet_only,
    "the mean over the rows": mean_over_the_rows,
    "alpha subtracted": margin_subtracted,
}


def differs(one, other):
    """Return True where two losses are not the same, beyond rounding."""
    return not abs(one - other) <= 1e-6
