"""Exercise 5: the loss and its gradient."""

import math

import numpy as np

from deepcourse.exercises.course5.speech_and_ctc.columns import columns, said, some_text
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.softmax import log_softmax
from deepcourse.sequence import ctc as reference


def loss_and_gradient(f, log_probs, labels):
    """Return both."""
    return f(log_probs, labels)


ctc_loss = FunctionExercise(
    __name__,
    reference=reference.ctc_loss,
    use=loss_and_gradient,
    minutes=10,
    points_visible=7,
    points_hidden=9,
    returns=("the loss", "the gradient"),
    hints=(
        "alpha[-2:, -1] holds the last two places in the last step, and np.logaddexp.reduce adds them up, also where "
        "there is only one. If the result is -inf, you are done.",
        "beta comes from forward_sums of the reversed columns and the reversed labels; turn both axes of the result "
        "round. alpha + beta holds the symbol of step t twice: take it away once.",
        "The share of place s at step t is exp(alpha + beta - own + loss). A symbol can be at several places: "
        "np.add.at(shares, extended, ...) adds to a row as often as it is named; shares[extended] += ... does not.",
    ),
)


def case(rng, K, T, labels, name="", sharp=1.0):
    """Return random log-probabilities and a text as a case."""
    return Case(name or f"{K} symbols, {T} steps, {said(labels)}", (columns(rng, K, T, sharp), labels))


@ctc_loss.visible
def visible():
    """Return texts with and without equal neighbours, the empty one, one too long, one step, many steps."""
    rng = np.random.default_rng(542)
    return [
        case(rng, 4, 5, [1, 3]),
        case(rng, 5, 8, [4, 1, 4, 2]),
        case(rng, 3, 7, [2, 2, 1], "3 symbols, 7 steps, equal neighbours: [2, 2, 1]"),
        case(rng, 6, 5, [5, 2, 3], sharp=3.0),
        case(rng, 4, 6, [], "the empty text"),
        case(rng, 5, 2, [1, 1], "too few steps: [1, 1] in 2 steps"),
        case(rng, 4, 1, [3], "one step"),
        case(rng, 3, 900, [1, 2, 1], "900 steps"),
    ]


@ctc_loss.draw
def draw(rng):
    """Return random log-probabilities and a random text that fits."""
    K, labels = int(rng.integers(3, 7)), some_text(rng, 3, int(rng.integers(2, 5)))
    return case(rng, K, reference.least_steps(labels) + int(rng.integers(1, 6)), labels)


@ctc_loss.edges
def edges(rng):
    """Return exactly enough steps, too few, no labels, one step, a run, many steps."""
    return [
        case(rng, 4, 5, [3, 1, 1, 2], "exactly enough steps"),
        case(rng, 4, 4, [3, 1, 1, 2], "one step too few"),
        case(rng, 3, 4, [], "the empty text"),
        case(rng, 5, 1, [], "the empty text in one step"),
        case(rng, 5, 1, [4], "one step"),
        case(rng, 3, 9, [2, 2, 2], "a run of equal labels"),
        case(rng, 4, 1100, [2, 3], "1 100 steps"),
    ]


@ctc_loss.property("the gradient is the slope of the loss with respect to the scores")
def is_the_slope(f, rng):
    """Return a sentence unless nudging the scores changes the loss as the gradient says."""
    Z, labels, h = rng.normal(size=(4, 7)), [2, 2, 3], 1e-5
    gradient = np.asarray(f(log_softmax(Z), labels)[1])
    if gradient.shape != Z.shape:
        return f"the gradient has the shape {gradient.shape}, and the scores {Z.shape}"
    direction = rng.normal(size=Z.shape)
    there, back = (f(log_softmax(Z + sign * h * direction), labels)[0] for sign in (1, -1))
    slope, told = (there - back) / (2 * h), (gradient * direction).sum()
    return None if abs(slope - told) < 1e-5 else f"a nudge of the scores has the slope {slope:.6g}, expected {told:.6g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def sums_of(log_probs, labels):
    """Return alpha, beta, the log-probabilities of the places, and the extended text."""
    extended = reference.with_blanks(labels)
    alpha, beta = (sums(log_probs, labels) for sums in (reference.forward_sums, reference.backward_sums))
    return alpha, beta, log_probs[extended], extended


def wrong(log_probs, labels, *, share=None, gather=None, ends=-2, loss_times=1.0, gradient=None, short=None):
    """Return (loss, gradient) with something changed."""
    alpha, beta, own, extended = sums_of(log_probs, labels)
    loss = -float(np.logaddexp.reduce(np.atleast_1d(alpha[ends:, -1])))
    if not np.isfinite(loss):
        return (math.inf, np.zeros_like(log_probs)) if short is None else short(log_probs)
    logs = alpha + beta - own + loss if share is None else share(alpha, beta, own, loss)
    shares = np.zeros_like(log_probs)
    if gather is None:
        np.add.at(shares, extended, np.exp(logs))
    else:
        gather(shares, extended, np.exp(logs))
    both = np.exp(log_probs) - shares if gradient is None else gradient(np.exp(log_probs), shares)
    return loss_times * loss, both


@ctc_loss.mistake
def of_the_log_probabilities(log_probs, labels):
    """the gradient is that of the log-probabilities, minus the shares: the scores come before the log-softmax"""
    return wrong(log_probs, labels, gradient=lambda p, shares: -shares)


@ctc_loss.mistake
def of_the_probabilities(log_probs, labels):
    """the gradient is that of the probabilities, minus the shares divided by them: the scores come first"""
    return wrong(log_probs, labels, gradient=lambda p, shares: -shares / p)


@ctc_loss.mistake
def other_sign(log_probs, labels):
    """the gradient has the other sign: it is the probability minus the share"""
    return wrong(log_probs, labels, gradient=lambda p, shares: shares - p)


@ctc_loss.mistake
def own_symbol_twice(log_probs, labels):
    """the symbol of step t counts twice, in alpha and in beta: take it away once"""
    return wrong(log_probs, labels, share=lambda alpha, beta, own, loss: alpha + beta + loss)


@ctc_loss.mistake
def not_divided(log_probs, labels):
    """the sums over paths are not divided by the probability of the text: shares add up to 1 in every step"""
    return wrong(log_probs, labels, share=lambda alpha, beta, own, loss: alpha + beta - own)


@ctc_loss.mistake
def multiplied_by_the_probability(log_probs, labels):
    """the sums over paths are multiplied by the probability of the text: divide by it, loss is minus its logarithm"""
    return wrong(log_probs, labels, share=lambda alpha, beta, own, loss: alpha + beta - own - loss)


@ctc_loss.mistake
def one_place_for_each_symbol(log_probs, labels):
    """of several places with one symbol, only one counts: np.add.at adds them all"""

    def gather(shares, extended, values):
        shares[extended] += values

    return wrong(log_probs, labels, gather=gather)


@ctc_loss.mistake
def ends_with_the_blank(log_probs, labels):
    """only paths that end with the blank are counted in the loss: they may end with the last label, too"""
    return wrong(log_probs, labels, ends=-1)


@ctc_loss.mistake
def ends_with_the_label(log_probs, labels):
    """only paths that end with the last label are counted in the loss: they may end with the blank, too"""
    alpha, beta, own, extended = sums_of(log_probs, labels)
    loss = -float(alpha[-2 if labels else -1, -1])
    if not np.isfinite(loss):
        return math.inf, np.zeros_like(log_probs)
    shares = np.zeros_like(log_probs)
    np.add.at(shares, extended, np.exp(alpha + beta - own + loss))
    return loss, np.exp(log_probs) - shares


@ctc_loss.mistake
def divided_by_the_steps(log_probs, labels):
    """the loss is divided by the number of steps: it is that of the whole text"""
    return wrong(log_probs, labels, loss_times=1 / log_probs.shape[1])


@ctc_loss.mistake
def divided_by_the_labels(log_probs, labels):
    """the loss is divided by the number of labels, as a framework's mean does: here it is that of the whole text"""
    return wrong(log_probs, labels, loss_times=1 / max(len(labels), 1))


@ctc_loss.mistake
def log_probability(log_probs, labels):
    """the loss is the log-probability of the text: put a minus in front of it"""
    return wrong(log_probs, labels, loss_times=-1.0, short=lambda p: (-math.inf, np.zeros_like(p)))


@ctc_loss.mistake
def pulls_where_nothing_fits(log_probs, labels):
    """where the text does not fit, the gradient is that of the probabilities alone: it has to be 0"""
    return wrong(log_probs, labels, short=lambda log_probs: (math.inf, np.exp(log_probs)))


@ctc_loss.mistake
def nan_where_nothing_fits(log_probs, labels):
    """where the text does not fit, inf minus inf makes the gradient nan: it has to be 0"""
    return wrong(log_probs, labels, short=lambda log_probs: (math.inf, np.full_like(log_probs, np.nan)))


@ctc_loss.mistake
def labels_not_turned_round(log_probs, labels):
    """for beta, the steps are turned round and the labels are not"""
    _, _, own, extended = sums_of(log_probs, labels)
    alpha = reference.forward_sums(log_probs, labels)
    beta = reference.forward_sums(log_probs[:, ::-1], labels)[::-1, ::-1]
    return shared(log_probs, alpha, beta, own, extended)


@ctc_loss.mistake
def steps_not_turned_round(log_probs, labels):
    """for beta, the labels are turned round and the steps are not"""
    _, _, own, extended = sums_of(log_probs, labels)
    alpha = reference.forward_sums(log_probs, labels)
    return shared(log_probs, alpha, reference.forward_sums(log_probs, labels[::-1])[::-1], own, extended)


@ctc_loss.mistake
def alpha_alone(log_probs, labels):
    """the shares are made of alpha alone: what comes after step t counts as well"""
    alpha, _, own, extended = sums_of(log_probs, labels)
    return shared(log_probs, alpha, own, own, extended)


def shared(log_probs, alpha, beta, own, extended):
    """Return (loss, gradient) from some alpha and beta."""
    loss = -float(np.logaddexp.reduce(alpha[-2:, -1]))
    if not np.isfinite(loss):
        return math.inf, np.zeros_like(log_probs)
    shares = np.zeros_like(log_probs)
    np.add.at(shares, extended, np.exp(alpha + beta - own + loss))
    return loss, np.exp(log_probs) - shares


@ctc_loss.mistake
def only_place_twice(log_probs, labels):
    """the only place of an empty text is added twice: it is the first and the last one"""
    if labels:
        return reference.ctc_loss(log_probs, labels)
    loss = -float(log_probs[0].sum()) - math.log(2)
    return loss, np.exp(log_probs) - 0.5 * (np.arange(len(log_probs)) == 0)[:, None]


# --- right, written differently -------------------------------------------------------------------------------------


@ctc_loss.right
def by_masks(log_probs, labels):
    """Return the same, with a loop over symbols."""
    alpha, beta, own, extended = sums_of(log_probs, labels)
    log_p = np.logaddexp.reduce(alpha[max(len(alpha) - 2, 0) :, -1])
    if log_p == -np.inf:
        return float("inf"), np.zeros(log_probs.shape)
    through = np.exp(alpha + beta - own - log_p)
    gradient = np.exp(log_probs)
    for k in range(len(log_probs)):
        gradient[k] -= through[extended == k].sum(axis=0)
    return -log_p, gradient


@ctc_loss.right
def every_step_adds_up_to_the_probability(log_probs, labels):
    """Return the same, with the sum over all places in place of the loss, as a list."""
    alpha, beta, own, extended = sums_of(log_probs, labels)
    joined = alpha + beta - own
    totals = np.logaddexp.reduce(joined, axis=0)
    if not np.isfinite(totals[0]):
        return [np.inf, 0 * log_probs]
    one_hot = np.eye(len(log_probs))[:, extended]
    return [-totals[0], np.exp(log_probs) - one_hot @ np.exp(joined - totals)]
