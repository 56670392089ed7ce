"""Exercise 1: the triplet loss."""

from functools import wraps

import numpy as np

from deepcourse.cnn import faces as reference
from deepcourse.exercises.course4.face_verification.encodings import SIZES, size, triplets
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course4.broken_losses import BROKEN, MORE, distances, hinge

triplet_loss = FunctionExercise(
    __name__,
    reference=reference.triplet_loss,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("the loss",),
    hints=(
        "anchor - positive is a matrix. Along which axis do you sum its squares, so that each triplet keeps a "
        "number of its own?",
        "You now have d_ap and d_an, (m,) each. What does a single triplet cost, and what if that is negative?",
        "np.maximum compares entry by entry; np.max looks for the largest of all entries. The mean comes last.",
    ),
)


def case(rng, n, m, alpha, costly=None):
    """Return triplets of random encodings."""
    return Case(f"n = {n}, m = {m}, alpha = {alpha:g}", (*triplets(rng, n, m, alpha, costly), alpha))


@triplet_loss.visible
def visible():
    """Return batches of several sizes and margins, all encodings alike, and encodings of another length."""
    rng = np.random.default_rng(11)
    sizes = zip(SIZES, (0.2, 0.5, 0.3, 1.0), strict=True)
    longer = tuple(3 * E for E in triplets(rng, 3, 4, 0.4))
    same = np.repeat(triplets(rng, 3, 1, 0.4)[0], 5, axis=1)
    return [
        *(case(rng, n, m, alpha, n % 2 == 0) for (n, m), alpha in sizes),
        case(rng, 3, 6, 0.0),
        Case("n = 3, m = 4, columns of length 3", (*longer, 0.4)),
        Case("all encodings are equal, alpha = 0.7", (same, same.copy(), same.copy(), 0.7)),
    ]


@triplet_loss.draw
def draw(rng):
    """Return a batch of random size."""
    return case(rng, *size(rng), round(float(rng.uniform(0.1, 1)), 2))


@triplet_loss.edges
def edges(rng):
    """Return one triplet, n = m, no margin, all alike, all that cost nothing, columns of another length."""
    anchor, _, _ = triplets(rng, 4, 3, 0.2)
    return [
        case(rng, 6, 1, 0.4),
        *(case(rng, 4, 4, 0.25, costly) for costly in (True, False)),
        case(rng, 3, 5, 0),
        Case("all encodings are equal", (anchor, anchor.copy(), anchor.copy(), 0.3)),
        Case("no triplet costs anything", (anchor, anchor.copy(), -anchor, 0.5)),
        Case("n = 4, m = 5, columns of length 2", (*(2 * E for E in triplets(rng, 4, 5, 0.6)), 0.6)),
    ]


@triplet_loss.property("the order of the triplets makes no difference")
def order_is_free(f, rng):
    """Return a sentence unless exchanged columns give the same loss."""
    batch, order = triplets(rng, 3, 5, 0.3), rng.permutation(5)
    one, other = f(*batch, 0.3), f(*(E[:, order] for E in batch), 0.3)
    return (
        None
        if abs(one - other) < 1e-9
        else f"with its columns in another order, a batch costs {other:.4g}, not {one:.4g}"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def as_the_end_of_a_sentence(wrong):
    """Return a wrong loss whose docstring begins with a small letter."""

    @wraps(wrong)
    def variant(anchor, positive, negative, alpha):
        return wrong(anchor, positive, negative, alpha)

    variant.__doc__ = wrong.__doc__[0].lower() + wrong.__doc__[1:]
    return variant


for wrong in (*BROKEN.values(), *MORE.values()):
    triplet_loss.mistake(as_the_end_of_a_sentence(wrong))


@triplet_loss.mistake
def rows_for_triplets(anchor, positive, negative, alpha):
    """the squares are added up along axis 1: a triplet is a column, so add up along axis 0"""
    return float(
        np.mean(hinge(np.square(anchor - positive).sum(axis=1) - np.square(anchor - negative).sum(axis=1) + alpha))
    )


@triplet_loss.mistake
def absolute_differences(anchor, positive, negative, alpha):
    """absolute differences are added up: add up squares"""
    d_ap, d_an = (np.abs(anchor - E).sum(axis=0) for E in (positive, negative))
    return float(np.mean(hinge(d_ap - d_an + alpha)))


@triplet_loss.mistake
def halved_distances(anchor, positive, negative, alpha):
    """the squared distances are halved: there is no 1/2 in this loss"""
    d_ap, d_an = distances(anchor, positive, negative)
    return float(np.mean(hinge((d_ap - d_an) / 2 + alpha)))


@triplet_loss.mistake
def margin_forgotten(anchor, positive, negative, alpha):
    """alpha is left out: it is added inside the maximum"""
    d_ap, d_an = distances(anchor, positive, negative)
    return float(np.mean(hinge(d_ap - d_an)))


@triplet_loss.mistake
def maximum_with_alpha(anchor, positive, negative, alpha):
    """the maximum is taken with alpha, max(d_ap - d_an, alpha): it is max(d_ap - d_an + alpha, 0)"""
    d_ap, d_an = distances(anchor, positive, negative)
    return float(np.mean(np.maximum(d_ap - d_an, alpha)))


@triplet_loss.mistake
def minimum(anchor, positive, negative, alpha):
    """the minimum is taken: max(..., 0) keeps what is positive"""
    d_ap, d_an = distances(anchor, positive, negative)
    return float(np.mean(np.minimum(d_ap - d_an + alpha, 0)))


@triplet_loss.mistake
def maximum_forgotten(anchor, positive, negative, alpha):
    """max(..., 0) is left out: triplets that are right by more than alpha then lower the loss of the others"""
    d_ap, d_an = distances(anchor, positive, negative)
    return float(np.mean(d_ap - d_an + alpha))


@triplet_loss.mistake
def hardest_triplet(anchor, positive, negative, alpha):
    """the largest cost is returned: np.maximum compares entry by entry, and the mean comes last"""
    d_ap, d_an = distances(anchor, positive, negative)
    return float(max(0, np.max(d_ap - d_an + alpha)))


@triplet_loss.mistake
def largest_along_axis_0(anchor, positive, negative, alpha):
    """np.max(..., 0) looks for the largest along axis 0: np.maximum(..., 0) compares each entry with 0"""
    d_ap, d_an = distances(anchor, positive, negative)
    return float(np.mean(np.max(d_ap - d_an + alpha, 0)))


@triplet_loss.mistake
def negative_not_squared(anchor, positive, negative, alpha):
    """d_an is not squared, but d_ap is: both are sums of squares, without a root"""
    d_ap, d_an = distances(anchor, positive, negative)
    return float(np.mean(hinge(d_ap - np.sqrt(d_an) + alpha)))


@triplet_loss.mistake
def positive_not_squared(anchor, positive, negative, alpha):
    """d_ap is not squared, but d_an is: both are sums of squares, without a root"""
    d_ap, d_an = distances(anchor, positive, negative)
    return float(np.mean(hinge(np.sqrt(d_ap) - d_an + alpha)))


@triplet_loss.mistake
def sum_and_mean_exchanged(anchor, positive, negative, alpha):
    """the squares are averaged and the triplets added up: add up the squares, and average the triplets"""
    d_ap, d_an = distances(anchor, positive, negative)
    return float(np.sum(hinge((d_ap - d_an) / len(anchor) + alpha)))


@triplet_loss.mistake
def columns_divided_by_their_lengths(anchor, positive, negative, alpha):
    """the columns are divided by their lengths first: take them as they are"""
    batch = [E / np.sqrt(np.square(E).sum(axis=0)) for E in (anchor, positive, negative)]
    d_ap, d_an = distances(*batch)
    return float(np.mean(hinge(d_ap - d_an + alpha)))


@triplet_loss.mistake
def each_triplet(anchor, positive, negative, alpha):
    """the cost of each triplet is returned: the loss is their mean, one number"""
    d_ap, d_an = distances(anchor, positive, negative)
    return hinge(d_ap - d_an + alpha)


@triplet_loss.mistake
def margin_for_each_distance(anchor, positive, negative, alpha):
    """alpha is added twice: once inside the maximum is enough"""
    d_ap, d_an = distances(anchor, positive, negative)
    return float(np.mean(hinge(d_ap - d_an + 2 * alpha)))


# --- right, written differently -------------------------------------------------------------------------------------


@triplet_loss.right
def triplet_by_triplet(anchor, positive, negative, alpha):
    """Return the same from a loop over the columns."""
    total = 0.0
    for a, p, n in zip(anchor.T, positive.T, negative.T, strict=True):
        total += max((a - p) @ (a - p) - (a - n) @ (a - n) + alpha, 0)
    return total / anchor.shape[1]


@triplet_loss.right
def by_norms(anchor, positive, negative, alpha):
    """Return the same from norms, squared again."""
    d_ap, d_an = (np.linalg.norm(anchor - E, axis=0) ** 2 for E in (positive, negative))
    return np.where(d_ap + alpha > d_an, d_ap - d_an + alpha, 0).mean()
