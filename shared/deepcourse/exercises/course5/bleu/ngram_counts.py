"""Exercise 1: runs of n tokens, counted."""

from collections import Counter

from deepcourse.exercises.course5.bleu.sentences import case, some_words, words
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import bleu as reference


def counted(f, tokens, n):
    """Return {n-gram in words: count} and how many there are; a sentence where the keys are no tuples.

    Words alone would hide what the keys are, and a key too many is no mistake in a dictionary.
    """
    made = f(tokens, n)
    if not isinstance(made, dict):
        different = len(set(map(str, made))) if isinstance(made, (list, tuple, set)) else 0
        return f"not a dictionary but {type(made).__name__}", different
    for key in made:
        if not isinstance(key, tuple):
            return f"a key is not a tuple but {type(key).__name__}", len(made)
    return {" ".join(map(str, key)): count for key, count in made.items()}, len(made)


ngram_counts = FunctionExercise(
    __name__,
    reference=reference.ngram_counts,
    use=counted,
    name="ngram_counts",
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("the counts", "the number of different n-grams"),
    hints=(
        "At which positions can a run of n tokens begin? Write them down for 5 tokens and n = 3.",
        "A slice of a list is a list, which cannot be a key of a dictionary; `tuple(...)` makes one that can.",
        "For each run, raise its count by 1, starting from 0 if it is new: `dict.get` has a second argument.",
    ),
)

RHYME = words("the cat sat on the mat and the cat sat on the dog")


@ngram_counts.visible
def visible():
    """Return sentences with repeated runs, all orders, short and empty ones."""
    return [
        case("single tokens", ["to", "be", "or", "not", "to", "be"], 1),
        case("pairs", ["to", "be", "or", "not", "to", "be"], 2),
        case("triples of a rhyme", list(RHYME), 3),
        case("4-grams of a rhyme", list(RHYME), 4),
        case("overlapping runs", ["ha", "ha", "ha", "!", "ha", "Ha"], 2),
        case("exactly one run", ["a", "red", "house"], 3),
        case("too short", ["a", "dog"], 3),
        case("no token", [], 1),
    ]


@ngram_counts.draw
def draw(rng):
    """Return random words and an order."""
    number, n = int(rng.integers(6, 20)), int(rng.integers(1, 5))
    return case(f"{number} words, n = {n}", some_words(rng, number, 4), n)


@ngram_counts.edges
def edges(rng):
    """Return no token, as many as n, fewer than n, five at a time."""
    return [
        case("no token, pairs", [], 2),
        case("one token", ["yes"], 1),
        case("one token, pairs", ["yes"], 2),
        case("as many as n", ["a", "b", "a", "b"], 4),
        case("five at a time", some_words(rng, 12, 2), 5),
        case("signs and digits", [",", "3", ".", ",", "3"], 2),
        case("capitals", ["The", "dog", "saw", "the", "dog", "saw", "The", "dog"], 2),
    ]


@ngram_counts.property("the counts add up")
def adds_up(f, rng):
    """Return a sentence unless 11 tokens have 11 - n + 1 runs."""
    for n in (1, 2, 3, 4):
        total = sum(f(some_words(rng, 11, 3), n).values())
        if total != 12 - n:
            return f"11 tokens have {12 - n} runs of {n}, but the counts add up to {total}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def runs(tokens, n, starts):
    """Return the counts of the slices that begin at some positions."""
    return dict(Counter(tuple(tokens[i : i + n]) for i in starts))


@ngram_counts.mistake
def last_run_missing(tokens, n):
    """the last run is missing: T tokens have T - n + 1 runs"""
    return runs(tokens, n, range(len(tokens) - n))


@ngram_counts.mistake
def short_runs_at_the_end(tokens, n):
    """the slices at the end, which have fewer than n tokens, are counted too: stop at the last full run"""
    return runs(tokens, n, range(len(tokens)))


@ngram_counts.mistake
def without_overlap(tokens, n):
    """the next run begins where the last one ended: a run begins at every position"""
    return runs(tokens, n, range(0, len(tokens) - n + 1, n))


@ngram_counts.mistake
def each_once(tokens, n):
    """every run has the count 1: count how often it occurs"""
    return dict.fromkeys(reference.ngram_counts(tokens, n), 1)


@ngram_counts.mistake
def counts_from_zero(tokens, n):
    """the counts are one too small: the first occurrence counts as 1"""
    return {key: count - 1 for key, count in reference.ngram_counts(tokens, n).items()}


@ngram_counts.mistake
def all_orders(tokens, n):
    """shorter runs are counted as well: count runs of exactly n tokens"""
    made = {}
    for k in range(1, n + 1):
        made |= reference.ngram_counts(tokens, k)
    return made


@ngram_counts.mistake
def order_ignored(tokens, n):
    """the tokens of a run are sorted: their order matters"""
    return dict(Counter(tuple(sorted(tokens[i : i + n])) for i in range(len(tokens) - n + 1)))


@ngram_counts.mistake
def joined(tokens, n):
    """the keys are strings: a key is a tuple of n tokens"""
    return {" ".join(key): count for key, count in reference.ngram_counts(tokens, n).items()}


@ngram_counts.mistake
def single_tokens_as_keys(tokens, n):
    """for n = 1 the tokens themselves are the keys: every key is a tuple, such as ("to",)"""
    return {key if n > 1 else key[0]: count for key, count in reference.ngram_counts(tokens, n).items()}


@ngram_counts.mistake
def list_of_pairs(tokens, n):
    """a list is returned: return a dictionary"""
    return list(reference.ngram_counts(tokens, n).items())


@ngram_counts.mistake
def signs_dropped(tokens, n):
    """punctuation is left out: take the tokens as they are"""
    return reference.ngram_counts([token for token in tokens if token.isalnum()], n)


@ngram_counts.mistake
def letters(tokens, n):
    """runs of letters are counted: an n-gram has n tokens"""
    return reference.ngram_counts("".join(tokens), n)


@ngram_counts.mistake
def lower_case(tokens, n):
    """the tokens are changed to lower case: take them as they are"""
    return reference.ngram_counts([token.lower() for token in tokens], n)


@ngram_counts.mistake
def one_longer(tokens, n):
    """the runs have n + 1 tokens: the end of a slice is not part of it"""
    return reference.ngram_counts(tokens, n + 1)


@ngram_counts.mistake
def shares(tokens, n):
    """the counts are divided by their sum: return whole numbers"""
    made = reference.ngram_counts(tokens, n)
    return {key: count / sum(made.values()) for key, count in made.items()}


# --- right, written differently -------------------------------------------------------------------------------------


@ngram_counts.right
def by_zip(tokens, n):
    """Return the same by zip of shifted lists, as a Counter."""
    return Counter(zip(*(tokens[k:] for k in range(n)), strict=False))


@ngram_counts.right
def by_get(tokens, n):
    """Return the same by a plain loop."""
    counts = {}
    for end in range(n, len(tokens) + 1):
        key = tuple(tokens[end - n : end])
        counts[key] = counts.get(key, 0) + 1
    return counts
