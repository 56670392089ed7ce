"""Faces told apart by their encodings, as the notebook face_verification writes it.

Encodings are columns of length 1, E (n, m): picture i is E[:, i].

squared_distances       between the columns of two matrices, each with each
triplet_loss            mean of max(d_positive - d_negative + alpha, 0), squared distances
triplet_loss_backward   its gradients
hard_triplets           for each anchor of a batch the farthest positive and the nearest negative
verify                  one to one: is it the same person?
recognize               one to K: who of those stored is it, if anybody?
error_rates             how often strangers are accepted, and the same person rejected
equal_error             the rate at which both errors are equal, and its threshold
threshold_for           the threshold at which a stranger gets past K stored people with a given probability
positive_parts          encodings without negative numbers
siamese_head            the probability that two encodings are of one person
UnitLength              a layer that gives columns the length 1
"""

import numpy as np

from deepcourse.cnn.layers import Layer
from deepcourse.nn.activations import sigmoid

FORMS = ("difference", "chi-square")


def squared_distances(E, F):
    """Return D, (m_E, m_F): D[i, j] is the squared distance of column i of E and column j of F.

    E : (n, m_E)    F : (n, m_F)

    >>> squared_distances(np.array([[0.0, 3.0], [0.0, 4.0]]), np.array([[0.0], [1.0]]))
    array([[ 1.],
           [18.]])
    """
    same_rows(E, F)
    return np.maximum(np.square(E).sum(axis=0)[:, None] + np.square(F).sum(axis=0) - 2 * E.T @ F, 0)


def triplet_loss(anchor, positive, negative, alpha):
    """Return the triplet loss, a float: the mean over m triplets of max(d_ap - d_an + alpha, 0).

    anchor, positive, negative : (n, m)    alpha : the margin    d_ap, d_an : squared distances of the columns

    >>> one, other = np.array([[1.0, 1.0], [0.0, 0.0]]), np.array([[0.0, 1.0], [1.0, 0.0]])
    >>> triplet_loss(one, other, one, 0.5), triplet_loss(one, one, other, 0.5)
    (1.5, 0.25)
    """
    return float(np.mean(np.maximum(excess(anchor, positive, negative, alpha), 0)))


def triplet_loss_backward(anchor, positive, negative, alpha):
    """Return (d_anchor, d_positive, d_negative), the gradients of the triplet loss, each (n, m).

    A triplet whose part of the loss is 0 has the gradient 0.

    >>> one, other = np.array([[1.0, 1.0], [0.0, 0.0]]), np.array([[0.0, 1.0], [1.0, 0.0]])
    >>> triplet_loss_backward(one, other, one, 0.5)[0]
    array([[ 1.,  0.],
           [-1.,  0.]])
    """
    active = excess(anchor, positive, negative, alpha) > 0
    share = 2 * active.astype(anchor.dtype) / anchor.dtype.type(anchor.shape[1])
    return share * (negative - positive), share * (positive - anchor), share * (anchor - negative)


def excess(anchor, positive, negative, alpha):
    """Return d_ap - d_an + alpha of each triplet, (m,)."""
    if not anchor.shape == positive.shape == negative.shape or anchor.ndim != 2:
        raise ValueError(f"anchor {anchor.shape}, positive {positive.shape} and negative {negative.shape} must be "
                         "(n, m), all three")  # fmt: skip
    return np.square(anchor - positive).sum(axis=0) - np.square(anchor - negative).sum(axis=0) + alpha


def hard_triplets(E, labels, *, farther=False):
    """Return (anchors, positives, negatives), places of columns: the hardest triplet of each anchor, in their order.

    E : (n, m)    labels : (m,) int, who it is

    The positive is the farthest other picture of the anchor's person, the negative the nearest picture of another
    person; with `farther`, the nearest of those that are farther than the positive ("semi-hard" if it is
    within the margin). Pictures for which there is no positive or no negative are no anchors.

    >>> E = np.array([[0.0, 1.0, 5.0, 7.0, 20.0]])
    >>> hard_triplets(E, np.array([3, 3, 3, 8, 8]))
    (array([0, 1, 2, 3, 4]), array([2, 2, 0, 4, 3]), array([3, 3, 3, 2, 2]))
    >>> hard_triplets(E, np.array([3, 3, 3, 8, 8]), farther=True)
    (array([0, 1, 2, 4]), array([2, 2, 0, 3]), array([3, 3, 4, 2]))
    """
    D, same = squared_distances(E, E), np.equal.outer(labels, labels)
    positives = np.where(same & ~np.eye(len(D), dtype=bool), D, -np.inf).argmax(axis=1)
    allowed = ~same & (D[np.arange(len(D)), positives][:, None] < D) if farther else ~same
    negatives = np.where(allowed, D, np.inf).argmin(axis=1)
    anchors = np.flatnonzero((same.sum(axis=1) > 1) & allowed.any(axis=1))
    return anchors, positives[anchors], negatives[anchors]


def verify(E1, E2, threshold):
    """Return (m,) of True and False: is column i of E1 the person of column i of E2?

    E1, E2 : (n, m)    It is where the squared distance is below the threshold.

    >>> verify(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[0.8, 1.0], [0.6, 0.0]]), 0.5)
    array([ True, False])
    """
    same_rows(E1, E2)
    return np.square(E1 - E2).sum(axis=0) < threshold


def recognize(E, stored, names, threshold):
    """Return a list of m names: the name of the nearest stored encoding, None where it is not below the threshold.

    E : (n, m)    stored : (n, K)    names : K names, some of them perhaps more than once

    >>> stored = np.array([[1.0, 0.0], [0.0, 1.0]])
    >>> recognize(np.array([[0.8, -1.0], [0.6, 0.0]]), stored, ["Ada", "Emil"], 0.5)
    ['Ada', None]
    """
    D = squared_distances(E, stored)  # (m, K)
    nearest = D.argmin(axis=1)
    return [names[k] if row[k] < threshold else None for k, row in zip(nearest, D, strict=True)]


def error_rates(same, different, threshold):
    """Return (false_accepts, false_rejects): shares of the pairs of two people, and of the pairs of one person.

    same, different : squared distances of pairs    A pair is accepted where its distance is below the threshold.

    >>> error_rates(np.array([0.1, 0.2, 0.6, 0.3]), np.array([0.4, 1.2]), 0.5)
    (0.5, 0.25)
    """
    return float(np.mean(np.asarray(different) < threshold)), float(np.mean(np.asarray(same) >= threshold))


def equal_error(same, different):
    """Return (rate, threshold), where both error rates are nearest to each other; the rate is their mean.

    >>> equal_error(np.array([0.1, 0.2, 0.3, 0.9]), np.array([0.25, 1.0, 1.1, 1.2]))
    (0.25, 0.9)
    """
    same, different = np.sort(same, axis=None), np.sort(different, axis=None)
    stops = np.unique(np.concatenate([same, different]))
    accepts = np.searchsorted(different, stops, side="left") / different.size
    rejects = 1 - np.searchsorted(same, stops, side="left") / same.size
    best = int(np.abs(accepts - rejects).argmin())
    return float(accepts[best] + rejects[best]) / 2, float(stops[best])


def threshold_for(different, K, rate):
    """Return the largest of the distances in `different` at which a stranger gets past K people with at most `rate`.

    different : (N,) squared distances of pairs of different people    0 < rate < 1

    One comparison accepts a stranger with the share p of `different` below the threshold. K comparisons that are
    independent let the stranger pass with 1 - (1 - p)^K.

    >>> threshold_for(np.arange(100) / 100, 1, 0.055), threshold_for(np.arange(100) / 100, 10, 0.1)
    (0.05, 0.01)
    """
    different = np.sort(np.asarray(different), axis=None)
    below = np.searchsorted(different, different, side="left") / different.size  # below each of them
    return float(different[1 - (1 - below) ** K <= rate].max())


def positive_parts(E):
    """Return H, (2n, m): the positive parts of the rows of E, and below them the negative parts without their sign.

    >>> positive_parts(np.array([[0.6], [-0.8]]))
    array([[0.6],
           [0. ],
           [0. ],
           [0.8]])
    """
    return np.concatenate([np.maximum(E, 0), np.maximum(-E, 0)])


def pair_features(H1, H2, form="difference"):
    """Return what a Siamese head looks at, (n, m): |H1 - H2|, or (H1 - H2)^2 / (H1 + H2), which is 0 where both are 0.

    >>> pair_features(np.array([[0.5], [0.0]]), np.array([[0.3], [0.0]]), "chi-square").round(3)
    array([[0.05],
           [0.  ]])
    """
    if form not in FORMS:
        raise ValueError(f'form is {form!r}; it must be "difference" or "chi-square"')
    same_rows(H1, H2)
    if form == "difference":
        return np.abs(H1 - H2)
    total = H1 + H2
    return np.square(H1 - H2) / np.where(total == 0, 1, total)


def siamese_head(H1, H2, W, b, *, form="difference"):
    """Return the probability that columns i of H1 and H2 are of one person, (1, m): a logistic regression on the pair.

    H1, H2 : (n, m), not negative    W : (1, n)    b : (1, 1)    form : "difference" or "chi-square"

    >>> H1, H2 = np.array([[0.6], [0.8]]), np.array([[0.8], [0.6]])
    >>> siamese_head(H1, H2, np.array([[-2.0, -3.0]]), np.array([[1.0]])).round(3)
    array([[0.5]])
    """
    return sigmoid(W @ pair_features(H1, H2, form) + b)


class UnitLength(Layer):
    """Columns divided by their lengths."""

    def forward(self, A, training=False):
        """Return columns of length 1, and what `backward` needs."""
        length = np.maximum(np.sqrt(np.square(A).sum(axis=0, keepdims=True)), A.dtype.type(1e-12))
        return A / length, (A / length, length)

    def backward(self, dA, cache):
        """Return what of dA goes across the column, divided by its length: along it, nothing changes."""
        E, length = cache
        return (dA - E * (dA * E).sum(axis=0, keepdims=True)) / length, {}


def same_rows(E, F):
    """Raise ValueError unless two matrices have columns of one length."""
    if np.ndim(E) != 2 or np.ndim(F) != 2 or len(E) != len(F):
        raise ValueError(f"encodings are columns of one length, (n, m): these are {np.shape(E)} and {np.shape(F)}")
