"""Words, sentences and vocabularies for the cases of several exercises."""

from deepcourse.exercises.declaration import Case
from deepcourse.sequence.vocabulary import SPECIALS

WORDS = ("pear", "the", "of", "a", "river", "small", "tree", "blue", "north", "in", "with", "old", "city", "green",
         "tall", "bird", "stone", "and", "sea", "light")  # fmt: skip


def some_words(rng, number):
    """Return random words, often the first ones of a shuffled list."""
    order = rng.permutation(len(WORDS))
    return [WORDS[order[int(len(WORDS) * rng.random() ** 2)]] for _ in range(number)]


def some_sentences(rng, m, longest):
    """Return m random sentences of 1 to `longest` words."""
    return [some_words(rng, int(rng.integers(1, longest + 1))) for _ in range(m)]


def vocabulary_of(words):
    """Return {token: id} with the special tokens and some words, in this order."""
    return {token: i for i, token in enumerate([*SPECIALS, *words])}


def some_vocabulary(rng, number):
    """Return a vocabulary of random words, whose entries are not in the order of their ids."""
    made = vocabulary_of(str(word) for word in rng.permutation(WORDS)[:number])
    return dict(sorted(made.items()))


def case(name, *arguments, **options):
    """Return a case."""
    return Case(name, arguments, options)
