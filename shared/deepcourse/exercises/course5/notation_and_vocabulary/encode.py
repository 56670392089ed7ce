"""Exercise 4: tokens as ids."""

import numpy as np

from deepcourse.exercises.course5.notation_and_vocabulary.sentences import (
    case,
    some_vocabulary,
    some_words,
    vocabulary_of,
)
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import vocabulary as reference
from deepcourse.sequence.vocabulary import EOS, PAD, UNK

encode = FunctionExercise(
    __name__,
    reference=reference.encode,
    name="encode",
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("the ids",),
    hints=(
        "Look up every token in the dictionary; what happens with a token that it does not contain?",
        "`d[key]` raises KeyError for an unknown key. `d.get(key, other)` does not.",
        "The result has one id more than there are tokens.",
    ),
)

SMALL = vocabulary_of(["the", "river", "a", "old", "tree"])
SHUFFLED = {"sea": 4, "<EOS>": 2, "blue": 6, "<PAD>": 0, "light": 3, "<UNK>": 1, "the": 5}


@encode.visible
def visible():
    """Return known and unknown tokens, tokens that come again, capitals, and no token."""
    return [
        case("known words", ["a", "river", "the", "tree"], SMALL),
        case("an unknown word inside", ["the", "quick", "river", "old"], SMALL),
        case("unknown words at both ends", ["quick", "old", "a", "fox"], SMALL),
        case("words that come again", ["a", "tree", "a", "river", "a", "tree"], SMALL),
        case("a dictionary in another order", ["blue", "light", "the", "sun", "sea"], SHUFFLED),
        case("a capital letter", ["The", "old", "Tree"], SMALL),
        case("no token", [], SMALL),
    ]


@encode.draw
def draw(rng):
    """Return random words, of which some are unknown."""
    T, number = int(rng.integers(4, 12)), int(rng.integers(5, 12))
    return case(f"{T} words, {number} known", some_words(rng, T), some_vocabulary(rng, number))


@encode.edges
def edges(rng):
    """Return one word, only unknown words, no token, a vocabulary without words."""
    return [
        case("one word", ["river"], SMALL),
        case("only unknown words", ["x", "y", "x"], SMALL),
        case("a capital letter", ["River", "a", "OLD"], SMALL),
        case("no token", [], SHUFFLED),
        case("a vocabulary without words", ["a", "b"], vocabulary_of([])),
    ]


@encode.property("the vocabulary does not grow")
def same_vocabulary(f, rng):
    """Return a sentence unless every id is one of the vocabulary."""
    ids = f(["zebra", "the", "yak"], SMALL)
    outside = [i for i in ids if i not in SMALL.values()]
    return f"the id {outside[0]!r} is not one of the vocabulary" if outside else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@encode.mistake
def no_end(tokens, vocabulary):
    """<EOS> is missing at the end: add its id, even after an empty list of tokens"""
    return [vocabulary.get(token, vocabulary[UNK]) for token in tokens]


@encode.mistake
def end_first(tokens, vocabulary):
    """<EOS> comes first: it ends the sequence"""
    return [vocabulary[EOS]] + [vocabulary.get(token, vocabulary[UNK]) for token in tokens]


@encode.mistake
def end_on_both_sides(tokens, vocabulary):
    """<EOS> is at both ends: it comes at the end only"""
    return [vocabulary[EOS], *reference.encode(tokens, vocabulary)]


@encode.mistake
def pad_at_the_end(tokens, vocabulary):
    """the sequence ends with <PAD>: it ends with <EOS>"""
    return [*reference.encode(tokens, vocabulary)[:-1], vocabulary[PAD]]


@encode.mistake
def end_unknown(tokens, vocabulary):
    """the sequence ends with <UNK>: look up "<EOS>" with its brackets"""
    return [vocabulary.get(token, vocabulary[UNK]) for token in [*tokens, "EOS"]]


@encode.mistake
def pad_after_the_end(tokens, vocabulary):
    """<PAD> follows <EOS>: padding comes later, with a whole batch"""
    return [*reference.encode(tokens, vocabulary), vocabulary[PAD]]


@encode.mistake
def end_beyond(tokens, vocabulary):
    """the sequence ends with an id beyond the vocabulary: look up that of <EOS>"""
    return [*reference.encode(tokens, vocabulary)[:-1], len(vocabulary)]


@encode.mistake
def unknown_dropped(tokens, vocabulary):
    """unknown tokens are left out: each gets the id of <UNK>"""
    return [vocabulary[token] for token in tokens if token in vocabulary] + [vocabulary[EOS]]


@encode.mistake
def unknown_as_pad(tokens, vocabulary):
    """unknown tokens get the id 0, that of <PAD>: they get that of <UNK>"""
    return [vocabulary.get(token, vocabulary[PAD]) for token in tokens] + [vocabulary[EOS]]


@encode.mistake
def unknown_as_end(tokens, vocabulary):
    """unknown tokens get the id of <EOS>: they get that of <UNK>"""
    return [vocabulary.get(token, vocabulary[EOS]) for token in tokens] + [vocabulary[EOS]]


@encode.mistake
def unknown_beyond(tokens, vocabulary):
    """unknown tokens get an id beyond the vocabulary: they share that of <UNK>"""
    return [vocabulary.get(token, len(vocabulary)) for token in tokens] + [vocabulary[EOS]]


@encode.mistake
def new_ids(tokens, vocabulary):
    """every unknown token gets a new id of its own: the vocabulary stays as it is, and they share the id of <UNK>"""
    grown = dict(vocabulary)
    return [grown.setdefault(token, len(grown)) for token in tokens] + [vocabulary[EOS]]


@encode.mistake
def stops_at_unknown(tokens, vocabulary):
    """the sequence ends at the first unknown token: go on after it"""
    known = [token in vocabulary for token in tokens]
    return reference.encode(tokens[: known.index(False)] if False in known else tokens, vocabulary)


@encode.mistake
def lower_case(tokens, vocabulary):
    """the tokens are changed to lower case: look them up as they are"""
    return reference.encode([token.lower() for token in tokens], vocabulary)


@encode.mistake
def each_once(tokens, vocabulary):
    """repeated tokens are dropped: every occurrence gets its id"""
    return reference.encode(list(dict.fromkeys(tokens)), vocabulary)


@encode.mistake
def position_in_the_dictionary(tokens, vocabulary):
    """the ids are positions in the order of the dictionary: its values are the ids"""
    order = list(vocabulary)
    return [order.index(token) if token in order else order.index(UNK) for token in tokens] + [order.index(EOS)]


@encode.mistake
def one_too_large(tokens, vocabulary):
    """every id is one too large: take the values of the dictionary as they are"""
    return [i + 1 for i in reference.encode(tokens, vocabulary)]


@encode.mistake
def positions_in_the_sentence(tokens, vocabulary):
    """the ids are positions in the sentence: look up each token in the vocabulary"""
    return [t if token in vocabulary else vocabulary[UNK] for t, token in enumerate(tokens)] + [vocabulary[EOS]]


@encode.mistake
def backwards(tokens, vocabulary):
    """the sequence runs backwards: keep the order of the tokens"""
    return reference.encode(tokens[::-1], vocabulary)


@encode.mistake
def in_the_order_of_ids(tokens, vocabulary):
    """the ids are sorted: keep the order of the tokens"""
    return [*sorted(reference.encode(tokens, vocabulary)[:-1]), vocabulary[EOS]]


@encode.mistake
def letters(tokens, vocabulary):
    """letters are looked up: look up whole tokens"""
    return reference.encode(list("".join(tokens)), vocabulary)


# --- right, written differently -------------------------------------------------------------------------------------


@encode.right
def by_a_loop(tokens, vocabulary):
    """Return the same by a loop, as an array."""
    ids = np.ones(len(tokens) + 1, dtype=int)
    for t, token in enumerate(tokens):
        if token in vocabulary:
            ids[t] = vocabulary[token]
    ids[-1] = 2
    return ids


@encode.right
def with_the_end_as_a_token(tokens, vocabulary):
    """Return the same with <EOS> as one more token."""
    unknown = vocabulary["<UNK>"]
    return [vocabulary.get(token, unknown) for token in [*tokens, "<EOS>"]]
