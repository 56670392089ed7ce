"""Tokenisers with a mistake made on purpose, and a list of merges to try them with.

some_merges     six merges, learned from a few short words
BROKEN          {name: tokeniser}, those of the page
MORE            {name: tokeniser}, those that the page does not name
differs         whether a text tells a broken tokeniser from the right one
"""

import re
from itertools import pairwise

from deepcourse.sequence.subwords import (
    as_bytes,
    learn_merges,
    longest_match,
    merge_word,
    ranks_of,
    split_words,
    tokenize,
)

CORPUS = (*["bc"] * 9, *["ab"] * 8, *["cd"] * 7, *["bce"] * 6, *["aa"] * 5, *["a   b"] * 2)
NUMBER = 6


def some_merges():
    """Return six merges, learned from `CORPUS`: the third and the second overlap with the first, one is of two spaces.

    >>> [left + right for left, right in some_merges()]
    [b'bc', b'ab', b'cd', b'bce', b'aa', b'  ']
    """
    return learn_merges(CORPUS, NUMBER)


def by_word(text, cut, split=split_words):
    """Return the tokens of a text, each word of which is cut by a function."""
    return [token for word in split(text) for token in cut(word)]


def chosen(word, merges, choose, merge=merge_word):
    """Return a word in which the pair that `choose` takes from the known ones is merged until none is known."""
    ranks, tokens = ranks_of(merges), as_bytes(word)
    while known := [pair for pair in pairwise(tokens) if pair in ranks]:
        tokens = tuple(merge(tokens, choose(known, ranks)))
    return tokens


def leftmost_pair(text, merges):
    """Return tokens, made by merging the first known pair from the left."""
    return by_word(text, lambda word: chosen(word, merges, lambda known, ranks: known[0]))


def last_merge_first(text, merges):
    """Return tokens, made by merging the pair that was learned last."""
    return by_word(text, lambda word: chosen(word, merges, lambda known, ranks: max(known, key=ranks.get)))


def once_a_word(text, merges):
    """Return tokens, made by merging only the first occurrence of each pair in a word."""

    def cut(word):
        tokens = as_bytes(word)
        for pair in merges:
            places = [i for i in range(len(tokens) - 1) if tokens[i : i + 2] == pair][:1]
            for i in places:
                tokens = (*tokens[:i], pair[0] + pair[1], *tokens[i + 2 :])
        return tokens

    return by_word(text, cut)


def runs_from_the_right(text, merges):
    """Return tokens, made by merging from the right of a word."""

    def merge(tokens, pair):
        done, i = [], len(tokens) - 1
        while i >= 0:
            here = i > 0 and tokens[i - 1 : i + 1] == pair
            done.append(pair[0] + pair[1] if here else tokens[i])
            i -= 2 if here else 1
        return done[::-1]

    return by_word(text, lambda word: chosen(word, merges, lambda known, ranks: min(known, key=ranks.get), merge))


def letters_whole(text, merges):
    """Return tokens in which a letter of several bytes is never cut."""

    def cut(word):
        tokens = tuple(letter.encode() for letter in word)
        for pair in merges:
            tokens = merge_word(tokens, pair)
        return tokens

    return by_word(text, cut)


def not_split(text, merges):
    """Return the tokens of a text that was not split into words."""
    return by_word(
        text, lambda word: chosen(word, merges, lambda known, ranks: min(known, key=ranks.get)), lambda t: [t]
    )


BROKEN = {
    "longest token from the left": longest_match,
    "leftmost pair first": leftmost_pair,
    "last merge first": last_merge_first,
    "each merge once in a word": once_a_word,
    "runs from the right": runs_from_the_right,
    "letters are never cut": letters_whole,
    "split at white space": lambda text, merges: [t for word in text.split() for t in tokenize(word, merges)],
    "several spaces become one": lambda text, merges: tokenize(re.sub(" +", " ", text), merges),
    "lower case": lambda text, merges: tokenize(text.lower(), merges),
}
MORE = {
    "not split into words": not_split,
    "spaces at the end dropped": lambda text, merges: tokenize(text.rstrip(" "), merges),
}


def differs(name, text):
    """Return whether the tokens of a text by a broken tokeniser differ from the right ones, for `some_merges`."""
    merges = some_merges()
    return list((BROKEN | MORE)[name](text, merges)) != tokenize(text, merges)
