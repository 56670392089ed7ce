"""Exercise 3: how large a vocabulary must be to cover a share of a corpus."""

import itertools

import numpy as np

from deepcourse.exercises.course5.notation_and_vocabulary.sentences import case
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import vocabulary as reference

smallest_size = FunctionExercise(
    __name__,
    reference=reference.smallest_size,
    name="smallest_size",
    minutes=6,
    points_visible=4,
    points_hidden=7,
    returns=("the size",),
    hints=(
        "Which words does a vocabulary of size 4 hold, and how many running tokens are they? And of size 5?",
        "Put the counts in descending order; their running sum says how many tokens the first word covers, the first "
        "two, the first three.",
        "Compare that sum with the share of all tokens. Then think of what else takes up room in a vocabulary.",
    ),
)


def counted(name, counts, share):
    """Return a case of counts."""
    made = {f"word {i}": int(count) for i, count in enumerate(counts)}
    return case(name, made, share)


def zipf(rng, number):
    """Return random counts, a few large and many small, in random order."""
    return rng.permutation(np.maximum(1, (rng.uniform(40, 200) / np.arange(1, number + 1)).astype(int)))


@smallest_size.visible
def visible():
    """Return counts whose share is met exactly, between two words, by one word and by all."""
    rng = np.random.default_rng(53)
    return [
        counted("three words", [3, 12, 1], 0.8),
        counted("met exactly", [2, 5, 1, 8], 0.8125),
        counted("just not met", [2, 5, 1, 8], 0.82),
        counted("one word is enough", [1, 2, 30, 4], 0.5),
        counted("all words", [4, 2, 1, 3, 1], 1.0),
        counted("equal counts", [3] * 8, 0.6),
        counted("30 words", zipf(rng, 30), 0.77),
        counted("60 words", zipf(rng, 60), 0.9),
    ]


@smallest_size.draw
def draw(rng):
    """Return random counts and a share."""
    number, share = int(rng.integers(15, 60)), float(rng.uniform(0.3, 0.98))
    return counted(f"{number} words", zipf(rng, number), share)


@smallest_size.edges
def edges(rng):
    """Return a single word, a tiny share, everything, a share met exactly."""
    return [
        counted("a single word", [7], 0.5),
        counted("a tiny share", [1, 6, 3], 1e-6),
        counted("everything", rng.integers(1, 9, size=12), 1.0),
        counted("met exactly", [1, 1, 4, 2], 0.75),
        counted("one token for each word", [1] * 10, 0.45),
    ]


@smallest_size.property("a word more never covers less")
def grows(f, rng):
    """Return a sentence unless a larger share needs at least as large a vocabulary, and all of it all words."""
    counts = {f"w{i}": int(n) for i, n in enumerate(rng.integers(1, 30, size=20))}
    sizes = [f(counts, share) for share in (0.2, 0.4, 0.6, 0.8, 1.0)]
    if any(one > other for one, other in itertools.pairwise(sizes)):
        return "a larger share needs a smaller vocabulary"
    return None if sizes[-1] == 23 else f"20 words and the special tokens are 23 entries, but share 1 gives {sizes[-1]}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def descending(counts):
    """Return the counts, large ones first."""
    return sorted(counts, reverse=True)


def by_rule(counts, share, *, order=descending, enough=lambda covered, wanted: covered >= wanted):
    """Return how many words, taken in some order, are enough by some rule; all of them where none are."""
    covered = 0
    for number, count in enumerate(order(list(counts.values())), 1):
        covered += count
        if enough(covered / sum(counts.values()), share):
            return number
    return len(counts)


@smallest_size.mistake
def specials_forgotten(counts, share):
    """the special tokens are forgotten: they take up three entries of the vocabulary"""
    return by_rule(counts, share)


@smallest_size.mistake
def one_special(counts, share):
    """only one special token is counted: there are three"""
    return by_rule(counts, share) + 1


@smallest_size.mistake
def two_specials(counts, share):
    """only two special tokens are counted, or the size is one too small: <PAD>, <UNK> and <EOS> are three"""
    return by_rule(counts, share) + 2


@smallest_size.mistake
def one_too_many(counts, share):
    """the size is one too large: the word that reaches the share is the last one"""
    return by_rule(counts, share) + 4


@smallest_size.mistake
def more_than_the_share(counts, share):
    """a share that is met exactly is not accepted: 'at least' includes equality"""
    return by_rule(counts, share, enough=lambda covered, wanted: covered > wanted) + 3


@smallest_size.mistake
def last_below(counts, share):
    """the words that stay at or below the share are counted: one more is needed, unless the share is met exactly"""
    totals = np.cumsum(sorted(counts.values(), reverse=True)) / sum(counts.values())
    return 3 + int(np.sum(totals <= share))


@smallest_size.mistake
def rare_words_first(counts, share):
    """the rarest words are taken first: the vocabulary holds the most frequent"""
    return by_rule(counts, share, order=sorted) + 3


@smallest_size.mistake
def unsorted(counts, share):
    """the words are taken in the order of the dictionary: the vocabulary holds the most frequent"""
    return by_rule(counts, share, order=list) + 3


@smallest_size.mistake
def share_of_types(counts, share):
    """the share is taken of the different words: it is a share of the running tokens, so frequent words cover more"""
    return int(np.ceil(share * len(counts))) + 3


@smallest_size.mistake
def share_of_the_largest(counts, share):
    """words at least `share` times as frequent as the most frequent one are counted: add up how much they cover"""
    return sum(count >= share * max(counts.values()) for count in counts.values()) + 3


@smallest_size.mistake
def tokens_returned(counts, share):
    """the number of covered tokens is returned: return the number of entries of the vocabulary"""
    return int(sum(sorted(counts.values(), reverse=True)[: by_rule(counts, share)]))


@smallest_size.mistake
def all_entries(counts, share):
    """the size of the vocabulary of all words is returned: stop as soon as the share is covered"""
    return len(counts) + 3


@smallest_size.mistake
def left_over(counts, share):
    """the covered share is compared with 1 - share: at least `share` is to be covered"""
    return by_rule(counts, 1 - share) + 3


@smallest_size.mistake
def whole_tokens(counts, share):
    """the number of tokens to cover is rounded down: covering less than the share is not enough"""
    total = sum(counts.values())
    return by_rule(counts, int(share * total) / total) + 3


@smallest_size.mistake
def index_for_number(counts, share):
    """the index of the last word, counted from 0, is used as the number of words: add 1, and the special tokens"""
    return by_rule(counts, share) - 1


# --- right, written differently -------------------------------------------------------------------------------------


@smallest_size.right
def by_a_loop(counts, share):
    """Return the same by a loop that adds words until there are enough."""
    left, size = sum(counts.values()) * share, 3
    for count in sorted(counts.values(), reverse=True):
        if left <= 1e-9:
            break
        left, size = left - count, size + 1
    return size


@smallest_size.right
def by_a_search(counts, share):
    """Return the same by a search in the running sum."""
    totals = np.cumsum(np.sort(list(counts.values()))[::-1])
    return np.searchsorted(totals, share * totals[-1] - 1e-9) + 4
