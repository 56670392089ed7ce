"""Sentences for the cases of several exercises."""

from deepcourse.exercises.declaration import Case

WORDS = ("the", "cat", "a", "sat", "on", "mat", "old", "dog", "saw", "red", "house", "by")


def words(text):
    """Return the words of a sentence."""
    return text.split()


def some_words(rng, number, different=8):
    """Return random words, each one of the first few."""
    return [WORDS[i] for i in rng.integers(different, size=number)]


def near(rng, sentence, errors):
    """Return a copy of a sentence in which some words are others."""
    copy = list(sentence)
    for place in rng.permutation(len(copy))[:errors]:
        copy[place] = WORDS[rng.integers(len(WORDS))]
    return copy


def some_sentence(rng, lengths, errors):
    """Return a candidate near the first of some references of these lengths, and the references."""
    references = [some_words(rng, length) for length in lengths]
    return near(rng, references[0], errors), references


def case(name, *arguments, **options):
    """Return a case."""
    return Case(name, arguments, options)
