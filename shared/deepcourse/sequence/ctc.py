"""Connectionist temporal classification: labels without their times, one symbol or none at every step.

collapse        what a path says: repeats joined, blanks removed
least_steps     how many steps a text needs
number_of_paths how many paths say a text
with_blanks     a text with a blank before, between and after its labels
forward_sums    for each place and step, all beginnings of paths that end there
backward_sums   ... and all ends of paths that go on from there
ctc_loss        minus the log-probability of all paths that say a text, and its gradient
ctc_cost        the mean over examples of different lengths, for trainings
greedy_decode   the text of the likeliest path
prefix_beam     the likeliest texts, whose paths are added up

`log_probs` are (K, T): for each of T steps the logarithms of K probabilities, of the blank and of K - 1 labels. Texts
are lists of labels. Source: Graves, Fernández, Gomez and Schmidhuber, 2006, "Connectionist Temporal Classification:
Labelling Unsegmented Sequence Data with Recurrent Neural Networks".
"""

import math
from itertools import pairwise

import numpy as np

from deepcourse.nn.softmax import log_softmax

BLANK = 0


def collapse(path, blank=BLANK):
    """Return the labels that a path says: equal neighbours are joined first, then blanks are removed.

    >>> collapse([0, 3, 3, 0, 3, 1, 1, 0])
    [3, 3, 1]
    """
    path = list(path)
    return [k for t, k in enumerate(path) if k != blank and (t == 0 or path[t - 1] != k)]


def least_steps(labels):
    """Return the length of the shortest path: a step for each label, and a blank between equal neighbours.

    >>> least_steps([3, 3, 1])
    4
    """
    labels = list(labels)
    return len(labels) + sum(one == other for one, other in pairwise(labels))


def number_of_paths(labels, T):
    """Return how many paths of T steps say the labels.

    A path is told by how long each label and each blank lasts. With r equal neighbours, T - r - L steps are left to be
    given to 2 L + 1 of them: a binomial coefficient.

    >>> number_of_paths([1, 2], 3), number_of_paths([1, 1], 3), number_of_paths([1, 1], 2)
    (5, 1, 0)
    """
    L, spare = len(list(labels)), T - least_steps(labels)
    return math.comb(spare + 2 * L, 2 * L) if spare >= 0 else 0


def with_blanks(labels, blank=BLANK):
    """Return the labels with a blank before, between and after them.

    >>> with_blanks([3, 1]).tolist()
    [0, 3, 0, 1, 0]
    """
    extended = np.full(2 * len(labels) + 1, blank)
    extended[1::2] = labels
    return extended


def forward_sums(log_probs, labels, *, blank=BLANK):
    """Return alpha, (2 L + 1, T): the logarithm of the sum over all beginnings that end at place s in step t.

    A place is one in the labels extended by blanks. A path starts at place 0 or 1. From a place it goes on to the same
    one, to the next, and past a blank to the next label if that is another one. Where no path gets, alpha is -inf.

    log_probs : (K, T), logarithms of probabilities, -inf among them   labels : list of L labels, which may be empty

    >>> print(np.exp(forward_sums(np.log(np.full((2, 2), 0.5)), [1])).round(2))
    [[0.5  0.25]
     [0.5  0.5 ]
     [0.   0.25]]
    """
    _checked(labels, len(log_probs), blank)
    extended = with_blanks(labels, blank)
    return sums(log_probs[extended], skips(extended, blank))


def backward_sums(log_probs, labels, *, blank=BLANK):
    """Return beta, (2 L + 1, T): the same sum over all ends that go on from place s in step t, step t included.

    Backwards is forwards with the text and the steps turned round.

    >>> print(np.exp(backward_sums(np.log(np.full((2, 2), 0.5)), [1])).round(2))
    [[0.25 0.  ]
     [0.5  0.5 ]
     [0.25 0.5 ]]
    """
    return forward_sums(log_probs[:, ::-1], list(labels)[::-1], blank=blank)[::-1, ::-1]


def ctc_loss(log_probs, labels, *, blank=BLANK):
    """Return minus the log-probability of the labels, in nats, and its gradient with respect to the scores, (K, T).

    The scores are what the logarithms are the log-softmax of, at every step. The loss is minus the logarithm of the
    sum over the last two places in the last step; of an empty text there is but one place. The gradient is, at every
    step, the probability of each symbol minus the share of the text's paths that have it there (equation 16). Where no
    path is long enough the loss is infinite and the gradient zero.

    >>> loss, gradient = ctc_loss(np.log(np.full((2, 2), 0.5)), [1])
    >>> print(round(float(np.exp(-loss)), 2))
    0.75
    >>> print(gradient.round(3)[1])
    [-0.167 -0.167]
    """
    alpha, beta = forward_sums(log_probs, labels, blank=blank), backward_sums(log_probs, labels, blank=blank)
    loss = -float(np.logaddexp.reduce(alpha[-2:, -1]))
    if not np.isfinite(loss):
        return math.inf, np.zeros_like(log_probs)
    extended, shares = with_blanks(labels, blank), np.zeros_like(log_probs)
    own = np.where(np.isneginf(log_probs), 0, log_probs)[extended]  # where it is -inf, alpha and beta are too
    np.add.at(shares, extended, np.exp(alpha + beta - own + loss))  # both hold the symbol of step t
    return loss, np.exp(log_probs) - shares


def skips(extended, blank=BLANK):
    """Return for each place whether a path may come from two places before: past a blank, from another label."""
    may = np.zeros(extended.shape, bool)
    may[2:] = (extended[2:] != blank) & (extended[2:] != extended[:-2])
    return may


def sums(log_p, may_skip):
    """Return alpha (S, T) from the log-probabilities of the places' own symbols; (S, m, T) of m examples at once."""
    alpha = np.full(log_p.shape, -np.inf)
    alpha[:2, ..., 0] = log_p[:2, ..., 0]  # a path begins with a blank or with the first label
    nothing = np.full((1, *log_p.shape[1:-1]), -np.inf)
    for t in range(1, log_p.shape[-1]):
        before = alpha[..., t - 1]
        from_before = np.concatenate([nothing, before[:-1]])
        past_a_blank = np.where(may_skip, np.concatenate([nothing, from_before[:-1]]), -np.inf)
        alpha[..., t] = np.logaddexp(np.logaddexp(before, from_before), past_a_blank) + log_p[..., t]
    return alpha


def _checked(labels, K, blank):
    """Raise ValueError for labels that are no symbols, or the blank itself."""
    wrong = [int(k) for k in labels if not 0 <= k < K or k == blank]
    if wrong:
        raise ValueError(f"labels are 0 ... {K - 1} without the blank, {blank}; there is {wrong[0]} among them")


def ctc_cost(Z, texts, lengths=None, *, blank=BLANK):
    """Return the mean loss of m examples, and the gradient of their scores Z (K, m, T): a cost for `training.fit`.

    texts : m lists of labels   lengths : (m,), the real steps of each example, None: all

    Raises ValueError where an example has fewer steps than its text needs.
    """
    _, m, T = Z.shape
    lengths = np.full(m, T) if lengths is None else np.asarray(lengths)
    short = [i for i in range(m) if lengths[i] < least_steps(texts[i])]
    if short:
        told = f"{lengths[short[0]]} steps, and its text needs {least_steps(texts[short[0]])}"
        raise ValueError(f"example {short[0]} has {told}; lengths count the steps of the scores")
    log_p = log_softmax(Z).astype(float)
    extended, places = _together(texts, blank)
    losses, shares = _losses_and_shares(log_p, extended, places, lengths, blank)
    real = np.arange(T) < lengths[:, None]
    return float(losses.mean()), (np.where(real, np.exp(log_p) - shares, 0) / m).astype(Z.dtype)


def _together(texts, blank):
    """Return the extended texts as columns (S, m), filled up with blanks, and how many places each has."""
    places = np.array([2 * len(text) + 1 for text in texts])
    extended = np.full((places.max(), len(texts)), blank)
    for i, text in enumerate(texts):
        extended[: places[i], i] = with_blanks(text, blank)
    return extended, places


def _losses_and_shares(log_p, extended, places, lengths, blank):
    """Return the loss of each example, (m,), and the shares of its paths, (K, m, T): `ctc_loss` for all at once."""
    s, each, t = np.arange(len(extended))[:, None], np.arange(len(places)), np.arange(log_p.shape[2])
    own = log_p[extended, each]
    alpha = sums(own, skips(extended, blank))
    ends = alpha[places - 1, each, lengths - 1], alpha[np.maximum(places - 2, 0), each, lengths - 1]
    losses = -np.where(places > 1, np.logaddexp(*ends), ends[0])
    # Backwards is forwards with places and steps turned round, those of each example on their own.
    place, step = np.where(s < places, places - 1 - s, s), np.where(t < lengths[:, None], lengths[:, None] - 1 - t, t)
    turned = place[:, :, None], each[:, None], step
    beta = sums(own[turned], skips(np.take_along_axis(extended, place, axis=0), blank))[turned] - own
    inside = (s < places)[:, :, None] & (t < lengths[:, None])
    shares = np.zeros_like(log_p)
    np.add.at(shares, (extended, each), np.exp(np.where(inside, alpha + beta + losses[:, None], -np.inf)))
    return losses, shares


def greedy_decode(log_probs, blank=BLANK):
    """Return the labels of the likeliest path, which need not be the likeliest labels.

    >>> greedy_decode(np.log([[0.1, 0.6, 0.1], [0.9, 0.4, 0.9]]))
    [1, 1]
    """
    return collapse(np.argmax(log_probs, axis=0).tolist(), blank)


def prefix_beam(log_probs, width, *, blank=BLANK):
    """Return up to `width` texts with the logarithms of their probabilities, the likeliest first.

    Paths that say the same are one beginning of a text, with two sums: of those that end with a blank, and of those
    that do not. Only a blank between them makes a label count twice. Beginnings of probability 0 are left out. With a
    width that keeps all others the sums are exact; else they are at most the true ones. Source: Hannun, Maas, Jurafsky
    and Ng, 2014, "First-Pass Large Vocabulary Continuous Speech Recognition using Bi-Directional Recurrent DNNs",
    algorithm 1, without its language model.

    >>> [(labels, round(float(np.exp(log_p)), 2)) for labels, log_p in prefix_beam(np.log(np.full((2, 2), 0.5)), 2)]
    [([1], 0.75), ([], 0.25)]
    """
    nothing = -np.inf
    beam = {(): (0.0, nothing)}  # a beginning: the logarithms of its paths with a blank at the end, and of the others
    for t in range(log_probs.shape[1]):
        longer: dict[tuple[int, ...], tuple[float, float]] = {}
        for text, (blank_last, label_last) in beam.items():
            every = np.logaddexp(blank_last, label_last)
            _add(longer, text, every + log_probs[blank, t], nothing)
            if text:
                _add(longer, text, nothing, label_last + log_probs[text[-1], t])
            for k in range(len(log_probs)):
                if k != blank:
                    before = blank_last if text and text[-1] == k else every
                    _add(longer, (*text, k), nothing, before + log_probs[k, t])
        kept = sorted(longer, key=lambda text: (-np.logaddexp(*longer[text]), text))[:width]
        beam = {text: longer[text] for text in kept if np.isfinite(np.logaddexp(*longer[text]))}
    return [(list(text), float(np.logaddexp(*beam[text]))) for text in beam]


def _add(beam, text, blank_last, label_last):
    """Add paths to a beginning of a text."""
    have = beam.get(text, (-np.inf, -np.inf))
    beam[text] = np.logaddexp(have[0], blank_last), np.logaddexp(have[1], label_last)
