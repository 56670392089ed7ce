"""Exercise 4: the sums over all beginnings."""

import numpy as np

from deepcourse.exercises.course5.speech_and_ctc.columns import all_texts, columns, said, some_text
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import ctc as reference


def summed(f, log_probs, labels):
    """Return alpha."""
    return f(log_probs, labels)


forward_sums = FunctionExercise(
    __name__,
    reference=reference.forward_sums,
    use=summed,
    minutes=9,
    points_visible=7,
    points_hidden=9,
    returns=("alpha",),
    hints=(
        "Make the extended text first, and an alpha full of -inf. Which entries of the first column are not -inf? An "
        "empty text has only one place.",
        "In every other column, each place adds up to three entries of the column before. When may the third one be "
        "used? The symbol must not be the blank, and must differ from the symbol two places before.",
        "np.logaddexp adds two probabilities that are given as logarithms, and np.logaddexp(-np.inf, -np.inf) is -inf. "
        "Add the log-probability of the place's own symbol at the end.",
    ),
)


def case(rng, K, T, labels, name=""):
    """Return random log-probabilities and a text as a case."""
    return Case(name or f"{K} symbols, {T} steps, {said(labels)}", (columns(rng, K, T), labels))


def with_zeros(rng, K, T, labels):
    """Return a case in which some probabilities are 0 and their logarithms -inf."""
    p = np.exp(columns(rng, K, T)) * (rng.random((K, T)) < 0.7) + 0.05 * (np.arange(K) == rng.integers(K))[:, None]
    p[labels[0], 0] = 0.3
    with np.errstate(divide="ignore"):
        return Case("some probabilities are 0", (np.log(p / p.sum(axis=0)), labels))


@forward_sums.visible
def visible():
    """Return texts with and without equal neighbours, the empty one, one too long, one step, zeros, many steps."""
    rng = np.random.default_rng(541)
    return [
        case(rng, 3, 4, [1, 2]),
        case(rng, 5, 7, [4, 1, 4, 2]),
        case(rng, 4, 6, [3, 3, 1], "4 symbols, 6 steps, equal neighbours: [3, 3, 1]"),
        case(rng, 3, 8, [2, 2, 2, 1]),
        case(rng, 4, 5, [], "the empty text"),
        case(rng, 4, 2, [1, 3, 2], "3 labels in 2 steps"),
        case(rng, 5, 1, [2], "one step"),
        with_zeros(rng, 4, 6, [2, 1, 3]),
        case(rng, 3, 1200, [2, 1], "1 200 steps"),
    ]


@forward_sums.draw
def draw(rng):
    """Return random log-probabilities and a random text."""
    K, T = int(rng.integers(3, 7)), int(rng.integers(5, 12))
    return case(rng, K, T, some_text(rng, K, int(rng.integers(2, 5))))


@forward_sums.edges
def edges(rng):
    """Return the empty text, one too long, one step, a run, zeros, many steps."""
    return [
        case(rng, 3, 6, [], "the empty text"),
        case(rng, 4, 1, [], "the empty text in one step"),
        case(rng, 4, 3, [1, 1, 2], "3 labels with equal neighbours in 3 steps"),
        case(rng, 6, 1, [5], "one step"),
        case(rng, 3, 9, [2, 2, 2, 2], "a run of equal labels"),
        with_zeros(rng, 5, 7, [1, 4, 4]),
        case(rng, 4, 1500, [3, 1, 2], "1 500 steps"),
    ]


@forward_sums.property("the probabilities of all texts add up to 1")
def one_in_all(f, rng):
    """Return a sentence unless the last two places, over all texts, hold all paths."""
    log_probs = columns(rng, 3, 4)
    total = sum(np.exp(np.logaddexp.reduce(f(log_probs, list(text))[-2:, -1])) for text in all_texts(3, 4))
    return None if abs(total - 1) < 1e-9 else f"the probabilities of all texts of 4 steps add up to {total:.6g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def walked(log_p, may_skip, *, starts=2, stay=True, add=np.logaddexp, own=lambda log_p, t: log_p[:, t]):
    """Return alpha from the log-probabilities of the places, (S, T), with something changed."""
    alpha = np.full(log_p.shape, -np.inf)
    alpha[:starts, 0] = log_p[:starts, 0]
    for t in range(1, log_p.shape[1]):
        before = alpha[:, t - 1]
        one = np.concatenate([[-np.inf], before])[: len(before)]
        two = np.where(may_skip, np.concatenate([[-np.inf, -np.inf], before])[: len(before)], -np.inf)
        alpha[:, t] = add(add(before if stay else np.full(len(before), -np.inf), one), two) + own(log_p, t)
    return alpha


def places(log_probs, labels, blank=0):
    """Return the log-probabilities of the places, (S, T), and where a path may skip."""
    extended = reference.with_blanks(labels, blank)
    return log_probs[extended], reference.skips(extended, blank)


@forward_sums.mistake
def one_start(log_probs, labels):
    """every path begins with the blank: it may begin with the first label as well"""
    return walked(*places(log_probs, labels), starts=1)


@forward_sums.mistake
def starts_with_the_label(log_probs, labels):
    """every path begins with the first label: it may begin with the blank as well"""
    log_p, may_skip = places(log_probs, labels)
    if len(log_p) == 1:
        return walked(log_p, may_skip)
    first = log_p.copy()
    first[0, 0] = -np.inf
    return walked(first, may_skip)


@forward_sums.mistake
def starts_everywhere(log_probs, labels):
    """a path may begin at every place: it begins with the first blank or with the first label"""
    return walked(*places(log_probs, labels), starts=None)


@forward_sums.mistake
def skips_between_equal_labels(log_probs, labels):
    """the blank between equal labels is skipped: without it, the two would be joined"""
    log_p, may_skip = places(log_probs, labels)
    may_skip[3::2] = True
    return walked(log_p, may_skip)


@forward_sums.mistake
def never_skips(log_probs, labels):
    """no blank is ever skipped: a path may go from a label to another one directly"""
    log_p, may_skip = places(log_probs, labels)
    return walked(log_p, np.zeros_like(may_skip))


@forward_sums.mistake
def labels_skipped(log_probs, labels):
    """labels are skipped as well, from blank to blank: the text would lose them"""
    log_p, may_skip = places(log_probs, labels)
    may_skip[2::2] = True
    return walked(log_p, may_skip)


@forward_sums.mistake
def never_stays(log_probs, labels):
    """a path never stays at its place: a symbol may last for several steps"""
    return walked(*places(log_probs, labels), stay=False)


@forward_sums.mistake
def likeliest_alone(log_probs, labels):
    """the likeliest beginning is kept, with max: add all of them up"""
    return walked(*places(log_probs, labels), add=np.maximum)


@forward_sums.mistake
def probabilities(log_probs, labels):
    """alpha holds probabilities: return their logarithms"""
    return np.exp(walked(*places(log_probs, labels)))


@forward_sums.mistake
def underflows(log_probs, labels):
    """probabilities are added and multiplied, and the logarithm comes at the end: after many steps they are 0"""
    log_p, may_skip = places(log_probs, labels)
    p, alpha = np.exp(log_p), np.zeros(log_p.shape)
    alpha[:2, 0] = p[:2, 0]
    for t in range(1, p.shape[1]):
        before = np.concatenate([[0, 0], alpha[:, t - 1]])
        alpha[:, t] = (before[2:] + before[1:-1] + np.where(may_skip, before[:-2], 0)) * p[:, t]
    with np.errstate(divide="ignore"):
        return np.log(alpha)


@forward_sums.mistake
def symbol_of_the_step_before(log_probs, labels):
    """the log-probability of the step before is added: take that of the step that is reached"""
    return walked(*places(log_probs, labels), own=lambda log_p, t: log_p[:, t - 1])


@forward_sums.mistake
def own_symbol_forgotten(log_probs, labels):
    """the log-probability of the place's own symbol is added in the first step alone"""
    return walked(*places(log_probs, labels), own=lambda log_p, t: 0)


@forward_sums.mistake
def last_row_is_the_blank(log_probs, labels):
    """the last row of log_probs is taken for the blank: it is row 0"""
    extended = reference.with_blanks(labels)
    return walked(log_probs[np.where(extended == 0, len(log_probs) - 1, extended)], reference.skips(extended))


@forward_sums.mistake
def no_outer_blanks(log_probs, labels):
    """the text is extended between the labels alone: blanks belong before and after it, too"""
    log_p, may_skip = places(log_probs, labels)
    return walked(log_p[1:-1], may_skip[1:-1], starts=1)


@forward_sums.mistake
def nan_where_nothing_arrives(log_probs, labels):
    """where no path arrives, -inf minus -inf makes nan: alpha has to stay -inf there"""

    def add(one, other):
        largest = np.maximum(one, other)
        with np.errstate(invalid="ignore"):
            return largest + np.log(np.exp(one - largest) + np.exp(other - largest))

    return walked(*places(log_probs, labels), add=add)


def place_by_place(log_probs, labels, *, comes=lambda s, back: s >= back, same_column=False):
    """Return alpha from loops, with something changed; `comes` says whether anything comes from so many places before.

    same_column : whether a place reads what has been written in the column itself
    """
    log_p, may_skip = places(log_probs, labels)
    alpha = np.full(log_p.shape, -np.inf)
    alpha[:2, 0] = log_p[:2, 0]
    for t in range(1, log_p.shape[1]):
        before = alpha[:, t - 1].copy()
        for s, skip in enumerate(may_skip):
            terms = [before[s - back] for back in range(2 + int(skip)) if comes(s, back)]
            alpha[s, t] = np.logaddexp.reduce(terms) + log_p[s, t]
            if same_column:
                before[s] = alpha[s, t]
    return alpha


@forward_sums.mistake
def from_the_last_place(log_probs, labels):
    """place 0 reads place s - 1 = -1, which is the last one in NumPy: no place comes before place 0"""
    return place_by_place(log_probs, labels, comes=lambda s, back: s >= back or back == 1)


@forward_sums.mistake
def skips_from_the_end(log_probs, labels):
    """places 0 and 1 read the places -1 and s - 2 = -1, which is the last one in NumPy: nothing comes from there"""
    log_p, may_skip = places(log_probs, labels)
    may_skip[1:2] = True
    alpha = np.full(log_p.shape, -np.inf)
    alpha[:2, 0] = log_p[:2, 0]
    for t in range(1, log_p.shape[1]):
        before = alpha[:, t - 1]
        total = np.logaddexp(before, np.roll(before, 1))
        skipped = np.where(may_skip, np.roll(before, 2), -np.inf)
        alpha[:, t] = np.logaddexp(total, skipped) + log_p[:, t]
    return alpha


@forward_sums.mistake
def overwritten_as_it_goes(log_probs, labels):
    """one column is changed in place, from the top: place s then reads what place s - 1 has become, not what it was"""
    return place_by_place(log_probs, labels, same_column=True)


# --- right, written differently -------------------------------------------------------------------------------------


@forward_sums.right
def entry_by_entry(log_probs, labels):
    """Return the same with two loops."""
    extended = [0]
    for label in labels:
        extended += [label, 0]
    alpha = np.full((len(extended), log_probs.shape[1]), -np.inf)
    for t in range(log_probs.shape[1]):
        for s, symbol in enumerate(extended):
            if t == 0:
                total = 0.0 if s < 2 else -np.inf
            else:
                total = np.logaddexp(alpha[s, t - 1], alpha[s - 1, t - 1] if s > 0 else -np.inf)
                if s > 1 and symbol not in (0, extended[s - 2]):
                    total = np.logaddexp(total, alpha[s - 2, t - 1])
            alpha[s, t] = total + log_probs[symbol, t]
    return alpha


@forward_sums.right
def rescaled(log_probs, labels):
    """Return the same from probabilities whose largest is 1 in every step, and the logarithms of the scales."""
    log_p, may_skip = places(np.asarray(log_probs), labels)
    alpha, now = np.full(log_p.shape, -np.inf), np.zeros(len(log_p))
    now[:2] = 1
    scale = 0.0
    for t in range(log_p.shape[1]):
        if t:
            before = np.concatenate([[0, 0], now])
            now = before[2:] + before[1:-1] + np.where(may_skip, before[:-2], 0)
        with np.errstate(divide="ignore"):
            log_now = np.log(now) + log_p[:, t]
        alpha[:, t] = log_now + scale
        largest = log_now.max()
        if not np.isfinite(largest):
            break
        now, scale = np.exp(log_now - largest), scale + largest
    return alpha
