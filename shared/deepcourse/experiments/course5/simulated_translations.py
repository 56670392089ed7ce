"""Sentences to score: examples with several references, edits of a sentence, and two simulated systems.

EXAMPLES        {name: (candidate, references)}: two candidates of the paper, and a word seven times
RATED           {name: candidate}, translations of one sentence, good and bad ones, for `RATED_REFERENCES`
EDITS           {name: edit(tokens, k)}: a sentence changed in k places
simulated       references, and what two systems with a given rate of errors make of them
"""

import functools

import numpy as np

from deepcourse.datasets import load_definitions
from deepcourse.sequence.vocabulary import tokenize

PARTY = [  # the candidates and references of Papineni et al. (2002), example 1
    "it is a guide to action that ensures that the military will forever heed party commands",
    "it is the guiding principle which guarantees the military forces always being under the command of the party",
    "it is the practical guide for the army always to heed the directions of the party",
]
CATS = ["the cat is on the mat", "there is a cat on the mat", "the cat sits on the rug by the door"]
EXAMPLES = {
    "the first candidate": (
        "it is a guide to action which ensures that the military always obeys the commands of the party", PARTY),
    "the second candidate": (
        "it is to insure the troops forever hearing the activity guidebook that party direct", PARTY),
    "one word seven times": ("the the the the the the the", CATS),
}  # fmt: skip

RATED_REFERENCES = [
    "the committee will decide tomorrow whether the old bridge must be closed",
    "tomorrow the council is going to decide if the old bridge has to be shut",
    "whether to close the old bridge is what the committee decides on the next day",
]
RATED = {
    "close translation": "the committee will decide tomorrow if the old bridge has to be closed",
    "free translation": "a day from now the panel will rule on shutting that crossing",
    "'not' added": "the committee will not decide tomorrow whether the old bridge must be closed",
    "pieces swapped": "whether the old bridge must be closed the committee will decide tomorrow",
    "scrambled": "old bridge must be closed the committee will decide tomorrow whether the",
    "one word wrong": "the committee will decide tomorrow whether the old bridge must be painted",
    "cut short": "the committee will decide tomorrow",
}
SENTENCE = "the night train to the coast was late again because fresh snow had covered the tracks near the last station"


def words(text):
    """Return the words of a sentence."""
    return text.split()


def example(name, references):
    """Return the candidate of an example and its first few references, as lists of tokens."""
    candidate, people = EXAMPLES[name]
    return words(candidate), [words(person) for person in people[:references]]


def spread_out(tokens, k):
    """Replace k words, evenly spread."""
    places = {int((i + 0.5) * len(tokens) / k) for i in range(k)}
    return ["???" if i in places else token for i, token in enumerate(tokens)]


def side_by_side(tokens, k):
    """Replace k words in a row, in the centre of the sentence."""
    first = (len(tokens) - k) // 2
    return ["???" if first <= i < first + k else token for i, token in enumerate(tokens)]


def cut(tokens, k):
    """Remove the last k words."""
    return tokens[: len(tokens) - k]


def extended(tokens, k):
    """Repeat the last word k times."""
    return [*tokens, *tokens[-1:] * k]


EDITS = {
    "replace words, evenly spread": spread_out,
    "replace words side by side": side_by_side,
    "remove the last words": cut,
    "repeat the last word": extended,
}


@functools.cache
def people(number):
    """Return definitions of 8 to 24 tokens, which serve as references, as tuples."""
    made = (tuple(tokenize(text)) for text in load_definitions().dev)
    return tuple(tokens for tokens in made if 8 <= len(tokens) <= 24)[:number]


def translated(tokens, rate, vocabulary, rng):
    """Return a copy with errors: a token is lost, replaced or swapped with the next, each with a third of `rate`."""
    copy = []
    for token in tokens:
        kind = rng.random() / rate * 3
        if kind < 1:
            continue
        if kind < 2:
            copy.append(vocabulary[rng.integers(len(vocabulary))])
        elif kind < 3 and copy:
            copy.insert(-1, token)
        else:
            copy.append(token)
    return copy


def simulated(number, rates=(0.20, 0.22), seed=7):
    """Return references, a list of one for each sentence, and a list of candidates for each rate of errors.

    A sentence has a difficulty, from 0 to 2, for all systems: their rates in it are that times `rates`.
    """
    chosen = people(number)
    vocabulary = sorted({token for tokens in chosen for token in tokens})
    rng = np.random.default_rng(seed)
    hard = 2 * rng.random(len(chosen))
    systems = [[translated(tokens, rate * times, vocabulary, rng) for tokens, times in zip(chosen, hard, strict=True)]
               for rate in rates]  # fmt: skip
    return [[list(tokens)] for tokens in chosen], systems
