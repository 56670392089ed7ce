"""Exercise 3: the gradients of the triplet loss."""

import numpy as np

from deepcourse.cnn import faces as reference
from deepcourse.exercises.course4.face_verification.encodings import SIZES, size, triplets
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course4.broken_losses import distances
from deepcourse.nn.gradient_checking import numerical_gradient, relative_difference

triplet_loss_backward = FunctionExercise(
    __name__,
    reference=reference.triplet_loss_backward,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("d_anchor", "d_positive", "d_negative"),
    hints=(
        "Take one triplet with n = 1 that costs something: (a - p)^2 - (a - q)^2 + alpha. On paper, differentiate it "
        "with respect to a, p and q.",
        "In the derivative with respect to a, something cancels. What does a triplet that costs nothing contribute?",
        "The loss is a mean over m triplets. Which of them cost something is a row of m truth values, which multiplies "
        "the columns.",
    ),
)


def case(rng, n, m, alpha, costly=None):
    """Return triplets of random encodings."""
    return Case(f"n = {n}, m = {m}, alpha = {alpha:g}", (*triplets(rng, n, m, alpha, costly), alpha))


def at_the_corner():
    """Return three triplets: one exactly at 0, one that costs nothing, one that costs something."""
    anchor, positive = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]]), np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 1.0]])
    negative = np.array([[0.0, 0.0, -1.0], [1.0, -1.0, 0.0]])
    return Case("d_ap - d_an + alpha is exactly 0 in the first triplet", (anchor, positive, negative, 2.0))


@triplet_loss_backward.visible
def visible():
    """Return batches of several sizes and margins, one of them exactly at the corner, one all alike."""
    rng = np.random.default_rng(12)
    sizes = zip(SIZES, (0.2, 0.5, 0.3, 1.0), strict=True)
    same = np.repeat(triplets(rng, 3, 1, 0.4)[0], 2, axis=1)
    return [
        *(case(rng, n, m, alpha, n % 2 == 0) for (n, m), alpha in sizes),
        Case("n = 3, m = 4, columns of length 3", (*(3 * E for E in triplets(rng, 3, 4, 0.4)), 0.4)),
        Case("all encodings are equal, alpha = 0.7", (same, same.copy(), same.copy(), 0.7)),
        at_the_corner(),
    ]


@triplet_loss_backward.draw
def draw(rng):
    """Return a batch of random size."""
    return case(rng, *size(rng), round(float(rng.uniform(0.1, 1)), 2))


@triplet_loss_backward.edges
def edges(rng):
    """Return one triplet, n = m, no margin, all alike, all that cost nothing, the corner."""
    anchor, _, _ = triplets(rng, 4, 3, 0.2)
    return [
        case(rng, 6, 1, 0.4),
        *(case(rng, 4, 4, 0.25, costly) for costly in (True, False)),
        case(rng, 3, 5, 0),
        Case("all encodings are equal", (anchor, anchor.copy(), anchor.copy(), 0.3)),
        Case("no triplet costs anything", (anchor, anchor.copy(), -anchor, 0.5)),
        at_the_corner(),
    ]


@triplet_loss_backward.property("the gradients agree with numerical gradients")
def nudges_agree(f, rng):
    """Return a sentence unless the gradients are those that nudging measures."""
    names, alpha = ("anchor", "positive", "negative"), 0.4
    batch = dict(zip(names, triplets(rng, 3, 5, alpha), strict=True))
    for (name, E), gradient in zip(batch.items(), f(*batch.values(), alpha), strict=True):

        def J(moved, name=name):
            return reference.triplet_loss(*(batch | {name: moved}).values(), alpha)

        if np.shape(gradient) != E.shape:
            return f"d_{name} has the shape {np.shape(gradient)}, but {name} has {E.shape}"
        far = relative_difference(gradient, numerical_gradient(J, E, 1e-6))
        if not far < 1e-5:
            return f"d_{name} differs from the measured gradient by {far:.2g} (relative difference)"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def active(anchor, positive, negative, alpha):
    """Return which triplets cost something, (m,)."""
    d_ap, d_an = distances(anchor, positive, negative)
    return d_ap - d_an + alpha > 0


def back(anchor, positive, negative, alpha, *, on=None, factor=2.0):
    """Return the gradients, with other triplets `on`, or another factor."""
    on = active(anchor, positive, negative, alpha) if on is None else on
    share = factor * on / anchor.shape[1]
    return share * (negative - positive), share * (positive - anchor), share * (anchor - negative)


@triplet_loss_backward.mistake
def all_triplets(anchor, positive, negative, alpha):
    """every triplet has a gradient: for one that costs 0, the maximum is constant, so its gradient is 0"""
    return back(anchor, positive, negative, alpha, on=np.ones(anchor.shape[1]))


@triplet_loss_backward.mistake
def factor_lost(anchor, positive, negative, alpha):
    """the factor 2 is missing: the derivative of a square is twice the number"""
    return back(anchor, positive, negative, alpha, factor=1.0)


@triplet_loss_backward.mistake
def summed(anchor, positive, negative, alpha):
    """the gradient is not divided by m: the loss is a mean over m triplets"""
    return back(anchor, positive, negative, alpha, factor=2.0 * anchor.shape[1])


@triplet_loss_backward.mistake
def divided_by_the_active(anchor, positive, negative, alpha):
    """the gradient is divided by the number of triplets that cost something: the loss is the mean over all m"""
    on = active(anchor, positive, negative, alpha)
    return back(anchor, positive, negative, alpha, factor=2.0 * anchor.shape[1] / max(1, on.sum()))


@triplet_loss_backward.mistake
def divided_by_all_numbers(anchor, positive, negative, alpha):
    """the gradient is divided by n m: the squares are added up over n, and only the triplets are averaged"""
    return back(anchor, positive, negative, alpha, factor=2.0 / len(anchor))


@triplet_loss_backward.mistake
def on_at_the_corner(anchor, positive, negative, alpha):
    """a triplet at exactly 0 has a gradient: the exercise defines it as 0 there (> 0, not >= 0)"""
    d_ap, d_an = distances(anchor, positive, negative)
    return back(anchor, positive, negative, alpha, on=d_ap - d_an + alpha >= 0)


@triplet_loss_backward.mistake
def margin_forgotten(anchor, positive, negative, alpha):
    """the active triplets are found without alpha: those that are right by less than alpha cost something, too"""
    return back(anchor, positive, negative, alpha, on=active(anchor, positive, negative, 0))


@triplet_loss_backward.mistake
def whole_batch_on_or_off(anchor, positive, negative, alpha):
    """the whole batch is active if its loss is above 0: each triplet has its own maximum"""
    on = active(anchor, positive, negative, alpha).any()
    return back(anchor, positive, negative, alpha, on=np.full(anchor.shape[1], on))


@triplet_loss_backward.mistake
def easy_triplets(anchor, positive, negative, alpha):
    """the triplets that cost 0 are used: only those that cost something have a gradient"""
    return back(anchor, positive, negative, alpha, on=~active(anchor, positive, negative, alpha))


@triplet_loss_backward.mistake
def times_the_cost(anchor, positive, negative, alpha):
    """each gradient is multiplied by what its triplet costs: the slope of max(x, 0) is 1 or 0, not x"""
    d_ap, d_an = distances(anchor, positive, negative)
    return back(anchor, positive, negative, alpha, on=np.maximum(d_ap - d_an + alpha, 0))


@triplet_loss_backward.mistake
def anchor_without_the_negative(anchor, positive, negative, alpha):
    """d_anchor comes from the positive alone: the anchor is also in d_an"""
    _, d_positive, d_negative = back(anchor, positive, negative, alpha)
    return -d_positive, d_positive, d_negative


@triplet_loss_backward.mistake
def anchor_without_the_positive(anchor, positive, negative, alpha):
    """d_anchor comes from the negative alone: the anchor is also in d_ap"""
    _, d_positive, d_negative = back(anchor, positive, negative, alpha)
    return -d_negative, d_positive, d_negative


@triplet_loss_backward.mistake
def anchor_with_both_added(anchor, positive, negative, alpha):
    """in d_anchor, the part from d_an is added: subtract it, as in the loss"""
    _, d_positive, d_negative = back(anchor, positive, negative, alpha)
    return d_negative - d_positive, d_positive, d_negative


@triplet_loss_backward.mistake
def anchor_turned(anchor, positive, negative, alpha):
    """d_anchor has the wrong sign: check the signs where the two derivatives are added"""
    d_anchor, d_positive, d_negative = back(anchor, positive, negative, alpha)
    return -d_anchor, d_positive, d_negative


@triplet_loss_backward.mistake
def positive_turned(anchor, positive, negative, alpha):
    """d_positive has the wrong sign: the derivative of (a - p)^2 with respect to p is -2 (a - p)"""
    d_anchor, d_positive, d_negative = back(anchor, positive, negative, alpha)
    return d_anchor, -d_positive, d_negative


@triplet_loss_backward.mistake
def negative_turned(anchor, positive, negative, alpha):
    """d_negative has the wrong sign: there are two minus signs, that of d_an and that of the chain rule"""
    d_anchor, d_positive, d_negative = back(anchor, positive, negative, alpha)
    return d_anchor, d_positive, -d_negative


@triplet_loss_backward.mistake
def all_turned(anchor, positive, negative, alpha):
    """all signs are reversed: these are descent steps; return the gradients"""
    return tuple(-gradient for gradient in back(anchor, positive, negative, alpha))


@triplet_loss_backward.mistake
def of_the_roots(anchor, positive, negative, alpha):
    """these are gradients of distances that are not squared: there are no roots in this loss"""
    on = active(anchor, positive, negative, alpha) / anchor.shape[1]
    d_ap, d_an = (np.sqrt(np.maximum(d, 1e-12)) for d in distances(anchor, positive, negative))
    near, far = (anchor - positive) / d_ap, (anchor - negative) / d_an
    return on * (near - far), -on * near, on * far


@triplet_loss_backward.mistake
def active_only_and_two_signs(anchor, positive, negative, alpha):
    """d_positive and d_negative have the wrong sign, and all are divided by the number of active triplets, not by m"""
    d_anchor, d_positive, d_negative = divided_by_the_active(anchor, positive, negative, alpha)
    return d_anchor, -d_positive, -d_negative


@triplet_loss_backward.mistake
def two_signs(anchor, positive, negative, alpha):
    """d_positive and d_negative have the wrong sign: the positive is pulled to the anchor, the negative pushed away"""
    d_anchor, d_positive, d_negative = back(anchor, positive, negative, alpha)
    return d_anchor, -d_positive, -d_negative


@triplet_loss_backward.mistake
def exchanged(anchor, positive, negative, alpha):
    """d_positive and d_negative are exchanged: return them in the order of the arguments"""
    d_anchor, d_positive, d_negative = back(anchor, positive, negative, alpha)
    return d_anchor, d_negative, d_positive


# --- right, written differently -------------------------------------------------------------------------------------


@triplet_loss_backward.right
def triplet_by_triplet(anchor, positive, negative, alpha):
    """Return the same in a list, from a loop over the columns."""
    grads = [np.zeros(anchor.shape) for _ in range(3)]
    m = anchor.shape[1]
    for i in range(m):
        a, p, n = anchor[:, i], positive[:, i], negative[:, i]
        if ((a - p) ** 2).sum() - ((a - n) ** 2).sum() + alpha > 0:
            grads[0][:, i] = (2 * (a - p) - 2 * (a - n)) / m
            grads[1][:, i] = -2 * (a - p) / m
            grads[2][:, i] = 2 * (a - n) / m
    return grads


@triplet_loss_backward.right
def anchor_from_the_others(anchor, positive, negative, alpha):
    """Return the same: a shift of all three changes nothing, so the three gradients add up to 0."""
    on = np.where(active(anchor, positive, negative, alpha), 1.0, 0.0)[None, :]
    d_positive = (positive - anchor) * on * 2 / anchor.shape[1]
    d_negative = (anchor - negative) * on * 2 / anchor.shape[1]
    return -(d_positive + d_negative), d_positive, d_negative
