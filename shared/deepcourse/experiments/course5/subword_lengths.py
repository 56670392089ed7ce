"""Texts cut into subwords: how many tokens they take, by the number of merges, the frequency of a word, the language.

EXAMPLE         a text of four words, each as often as in the paper of Sennrich, Haddow and Birch (2016)
three_ways      one sentence as words, as subwords and as characters
states          the words of a text after 0, 1, 2, ... merges
by_rank         the mean number of tokens of a word, by how frequent it is
by_language     the tokens of the same sentences in two languages, with merges from one or from both
"""

from collections import Counter
from typing import NamedTuple

import numpy as np

from deepcourse.datasets import load_sentence_pairs
from deepcourse.sequence.subwords import (
    count_pairs,
    count_words,
    learn_merges,
    merge_pair,
    ranks_of,
    tokenize,
    tokens_of,
)
from deepcourse.sequence.vocabulary import UNK
from deepcourse.sequence.vocabulary import tokenize as words_of

EXAMPLE = " low" * 5 + " lower" * 2 + " newest" * 6 + " widest" * 3


def three_ways(sentence, merges, vocabulary):
    """Return {name: tokens} of a sentence: words of a vocabulary, subwords, and characters."""
    words = [word if word in vocabulary else UNK for word in words_of(sentence)]
    return {
        "words": words,
        "subwords": [shown(token) for token in tokenize(sentence, merges)],
        "characters": [shown(letter.encode()) for letter in sentence],
    }


def shown(token):
    """Return a token, bytes, as a text that every font has: a dot for each space, the numbers of bytes beyond ASCII.

    >>> shown(b" low"), shown("é".encode())
    ('·low', 'c3a9')
    """
    if all(32 <= number < 127 for number in token):
        return token.decode("ascii").replace(" ", "·")
    return token.hex()


class State(NamedTuple):
    """A text after some merges."""

    merged: tuple  # the pairs that have been merged, in order
    words: dict  # {tuple of tokens: count}
    pairs: list  # of (pair, count), the next merge first; empty where no pair is left


def states(text, most):
    """Return a list of `State`: a text after 0, 1, 2, ... merges, at most `most`, fewer where no pair is left."""
    words, merged, found = count_words([text]), (), []
    while len(found) <= most:
        counts = count_pairs(words)
        pairs = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
        found.append(State(merged, words, pairs))
        if not pairs:
            break
        merged = (*merged, pairs[0][0])
        words = merge_pair(words, pairs[0][0])
    return found


def by_rank(texts, merges, numbers, groups):
    """Return {number of merges: mean tokens of a word in each group}, words taken as often as they occur.

    groups : (first, last) ranks of words, by how frequent they are in the texts; the most frequent one has rank 1
    """
    counts = Counter(f" {word}" for text in texts for word in words_of(text) if word.isalpha())
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    means = {}
    for number in numbers:
        ranks = ranks_of(merges[:number])
        sizes = {word: len(tokens_of(word, ranks)) for first, last in groups for word in ordered[first - 1 : last]}
        means[number] = [
            float(np.average([sizes[w] for w in chosen], weights=[counts[w] for w in chosen]))
            for chosen in (ordered[first - 1 : last] for first, last in groups)
        ]
    return means


def by_language(texts, number, times=4):
    """Return {where the merges come from: {language: tokens}} of the test sentences of both languages, and their bytes.

    texts : English, to learn from besides the sentences    times : how often the Chinese sentences are counted
    """
    train, test = load_sentence_pairs()
    english = [*texts, *train.english]
    lists = {"no merges": [], "English": learn_merges(english, number)}
    lists["English and Chinese"] = learn_merges([*english, *(train.chinese * times)], number)
    parts = {"English": test.english, "Chinese": test.chinese}
    return {
        name: {language: sum(len(tokenize(text, merges)) for text in part) for language, part in parts.items()}
        for name, merges in lists.items()
    }
