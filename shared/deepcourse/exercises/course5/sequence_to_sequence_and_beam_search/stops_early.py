"""Exercise 7: a model with which a wider beam gives a worse sentence."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import search as reference
from deepcourse.sequence.search import beam_search, stop_step

WORKS = "it works"
LEAST, MOST = 0.01, 0.49


def judged(f, T, alpha):
    """Return whether the model that `f` returns loses words with a wider beam, and gets them back, or why not."""
    stop = np.asarray(f(T, alpha), dtype=float)
    if stop.shape != (T,):
        return f"stop has the shape {stop.shape}, expected ({T},)"
    if not (np.isfinite(stop).all() and stop.min() >= LEAST and stop.max() <= MOST):
        return f"the entries of stop are from {stop.min():.4g} to {stop.max():.4g}, expected from {LEAST} to {MOST}"
    step = stop_step(stop)
    plain, normal = (beam_search(step, 2, T + 2, power)[0] for power in (0, alpha))
    if len(plain) - 1 >= T:
        p = f"their probability is {np.prod(1 - stop):.4g}, that of the empty sentence {stop[0]:.4g}"
        return f"alpha = 0: the beam of two writes all {T} words; {p}"
    if len(normal) - 1 != T:
        all_words, its = reference.sentence_log_prob(step, [1] * T + [0]), reference.sentence_log_prob(step, normal)
        scores = [reference.score(p, n, alpha) for p, n in ((its, len(normal)), (all_words, T + 1))]
        told = f"with the score {scores[0]:.4g}; that of all words is {scores[1]:.4g}"
        return f"alpha = {alpha:g}: the beam of two writes {len(normal) - 1} of {T} words, {told}"
    return WORKS


stops_early = FunctionExercise(
    __name__,
    reference=reference.stops_early,
    use=judged,
    name="stops_early",
    minutes=10,
    points_visible=5,
    points_hidden=7,
    returns=("the verdict",),
    hints=(
        "What are the log-probabilities of the empty sentence, EOS alone, and of all T words? Write both with the "
        "entries of stop.",
        "With alpha = 0, the first must be higher; with the given alpha, the second, divided by a power of its length. "
        "That gives two limits for the quotient of the two log-probabilities. What are they?",
        "Choose stop[0] first, then a quotient between both limits: it gives you the product of all 1 - stop[k]. "
        "Share what is left evenly among the other entries. Sentences of one word must not win either.",
    ),
)


@stops_early.visible
def visible():
    """Return short and long sentences, weak and strong normalisation."""
    return [
        Case("2 words, alpha = 0.2", (2, 0.2)),
        Case("4 words, alpha = 1", (4, 1.0)),
        Case("3 words, alpha = 0.25", (3, 0.25)),
        Case("8 words, alpha = 0.22", (8, 0.22)),
        Case("6 words, alpha = 0.3", (6, 0.3)),
    ]


@stops_early.draw
def draw(rng):
    """Return a random number of words, and a power."""
    T, alpha = int(rng.integers(2, 9)), round(float(rng.uniform(0.21, 1.2)), 2)
    return Case(f"{T} words, alpha = {alpha}", (T, alpha))


@stops_early.edges
def edges(rng):
    """Return two and eight words, with the weakest and a strong normalisation."""
    return [
        Case("2 words, alpha = 0.2", (2, 0.2)),
        Case("8 words, alpha = 0.2", (8, 0.2)),
        Case("2 words, alpha = 1.5", (2, 1.5)),
        Case("5 words, alpha = 0.5", (5, 0.5)),
    ]


@stops_early.property("greedy search writes all words", draw=lambda rng: Case("3 words", (3, 0.6)))
def greedy_writes_all(verdict, T, alpha):
    """Return a sentence unless the model works."""
    return None if verdict == WORKS else f"3 words, alpha = 0.6: {verdict}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@stops_early.mistake
def always_045(T, alpha):
    """stop is 0.45 everywhere: with many words or a small alpha, normalisation then cannot bring the words back"""
    return np.full(T, 0.45)


@stops_early.mistake
def always_049(T, alpha):
    """stop is 0.49 everywhere: with many words or a small alpha, normalisation then cannot bring the words back"""
    return np.full(T, 0.49)


@stops_early.mistake
def always_04(T, alpha):
    """stop is 0.4 everywhere: choose it for the given T and alpha"""
    return np.full(T, 0.4)


@stops_early.mistake
def always_a_third(T, alpha):
    """stop is 1/3 everywhere: choose it for the given T and alpha"""
    return np.full(T, 1 / 3)


@stops_early.mistake
def always_small(T, alpha):
    """stop is 0.05 everywhere: then all T words are more probable than the empty sentence for most T"""
    return np.full(T, 0.05)


@stops_early.mistake
def first_alone(T, alpha):
    """only stop[0] is large: 1 - stop[0] is larger still, so the other entries must not be too small"""
    return np.r_[0.48, np.full(T - 1, LEAST)]


@stops_early.mistake
def tenths_after_the_first(T, alpha):
    """every entry after stop[0] is 0.1: with many words, the full sentence then becomes too improbable"""
    return np.r_[0.49, np.full(T - 1, 0.1)]


@stops_early.mistake
def last_alone(T, alpha):
    """only the last entry is large: a sentence that ends at the last word is nearly as long; end the sentence early"""
    return np.r_[np.full(T - 1, LEAST), 0.48]


@stops_early.mistake
def rising(T, alpha):
    """stop rises from word to word: the large entry has to come first"""
    return np.linspace(0.1, 0.48, T)


@stops_early.mistake
def falling(T, alpha):
    """stop falls evenly from 0.48 to 0.01: compute what the entries have to be for the given T and alpha"""
    return np.linspace(0.48, 0.01, T)


@stops_early.mistake
def greedy_stops(T, alpha):
    """stop[0] is above 0.49, so that greedy search stops, too"""
    return np.r_[0.6, np.full(T - 1, 0.1)]


@stops_early.mistake
def words_in_place_of_ends(T, alpha):
    """the probabilities of the word are returned: return those of the end, 1 minus them"""
    return 1 - reference.stops_early(T, alpha)


@stops_early.mistake
def one_too_many(T, alpha):
    """there are T + 1 entries: after T words, the sentence ends anyway"""
    return np.r_[reference.stops_early(T, alpha), 0.4]


@stops_early.mistake
def one_too_few(T, alpha):
    """there are T - 1 entries: the first one belongs to the empty sentence"""
    return reference.stops_early(T, alpha)[1:]


@stops_early.mistake
def alpha_ignored(T, alpha):
    """the numbers suit alpha = 1, whatever alpha is: the smaller alpha is, the closer the two probabilities must be"""
    first = 0.48
    rest = (first ** (1 + 0.45 * T) / (1 - first)) ** (1 / (T - 1))
    return np.clip(np.r_[first, np.full(T - 1, 1 - rest)], LEAST, MOST)


@stops_early.mistake
def just_above(T, alpha):
    """all words are a little more probable than none: make the empty sentence the more probable one"""
    return np.r_[0.48, np.full(T - 1, 1 - (0.481 / 0.52) ** (1 / (T - 1)))]


# --- right, written differently -------------------------------------------------------------------------------------


@stops_early.right
def by_trying(T, alpha):
    """Return numbers that were found by trying."""
    for first in (0.49, 0.48, 0.46):
        for rest in np.geomspace(0.012, 0.45, 120):
            stop = [first] + [float(rest)] * (T - 1)
            words = [len(beam_search(stop_step(stop), 2, T + 2, power)[0]) - 1 for power in (0, alpha)]
            if words[0] < T == words[1]:
                return stop
    return None


@stops_early.right
def just_below(T, alpha):
    """Return numbers with which all words are a little less probable than none."""
    product = 0.49 ** (1 + 0.4 * min(0.2, (T + 1) ** alpha - 1)) / 0.51
    return np.r_[0.49, np.full(T - 1, 1 - product ** (1 / (T - 1)))]
