"""Vocabularies of definitions: what they cover, and how surprising a token is.

token_lists     definitions as lists of tokens
coverage        the share of running tokens that the first words of a vocabulary cover, for each number of them
unknown_shares  how many tokens of new definitions are unknown, by the number of definitions that were counted
surprises       the loss of each token of some definitions, if only the frequency of the token is known
"""

import functools
import math

import numpy as np

from deepcourse.datasets import load_definitions
from deepcourse.sequence.vocabulary import build_vocabulary, count_tokens, encode, tokenize


@functools.cache
def token_lists(part="train", number=None):
    """Return a tuple of token lists: the first definitions of a part of the data, or all of them."""
    return tuple(tuple(tokenize(text)) for text in getattr(load_definitions(), part)[:number])


@functools.cache
def ordered(number):
    """Return {token: count} of the first training definitions, in the order in which a vocabulary takes them."""
    counts = count_tokens(token_lists(number=number))
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


@functools.cache
def coverage(number, part="dev"):
    """Return the share of a part's running tokens that the first 1, 2, ... words cover, an array.

    number : of training definitions that were counted    part : "dev", or "train" for the same definitions
    """
    found = ordered(number) if part == "train" else count_tokens(token_lists(part))
    return np.cumsum([found.get(token, 0) for token in ordered(number)]) / sum(found.values())


def unknown_shares(numbers, size):
    """Return the share of the dev part's tokens that are unknown: counted honestly, and with the dev part counted too.

    numbers : of training definitions    size : of the vocabularies, special tokens included
    """
    dev, shares = token_lists("dev"), {"counted on training": [], "counted on training and dev": []}
    for number in numbers:
        train = token_lists(number=number)
        for name, corpus in zip(shares, (train, train + dev), strict=True):
            made = build_vocabulary(corpus, size)
            shares[name].append(float(np.mean([token not in made for tokens in dev for token in tokens])))
    return shares


def surprises(texts, size=1000):
    """Return for each text its tokens as a vocabulary reads them, <EOS> included, and their losses in nats.

    The loss of a token is minus the logarithm of its share of the training tokens; unknown ones share theirs.
    """
    made = build_vocabulary(token_lists(), size)
    ids = [encode(tokens, made) for tokens in token_lists()]
    shares = np.bincount(np.concatenate(ids), minlength=size) / sum(map(len, ids))
    names = list(made)
    found = [encode(tokenize(text), made) for text in texts]
    return [([names[i] for i in row], [-math.log(shares[i]) for i in row]) for row in found]
