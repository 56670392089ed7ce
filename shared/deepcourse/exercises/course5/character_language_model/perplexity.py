"""Exercise 2: how well a table predicts names."""

import math

import numpy as np

from deepcourse.exercises.course5.character_language_model.letters import (
    OTHER,
    SMALL,
    pairs_of,
    some_names,
    some_table,
    told,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import language_model as reference

perplexity = FunctionExercise(
    __name__,
    reference=reference.perplexity,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("the perplexity",),
    hints=(
        'How many probabilities does the name "al" contribute? One for each character that has to be predicted.',
        "A product of a thousand probabilities is too small for a float. What does the logarithm make of a product?",
        "Put the -ln p of all characters of all names into one list, then take one mean, and one exponential.",
    ),
)


@perplexity.visible
def visible():
    """Return one and several names of different lengths, a uniform table, an unlikely name, many names."""
    rng = np.random.default_rng(52)
    small, other = some_table(rng, 5), some_table(rng, 6)
    return [
        Case("al", (["al"], small, SMALL)),
        Case("every character is equally likely", (["ina", "i"], np.full((5, 5), 0.2), SMALL)),
        Case("a short and a long name", (["o", "rosettetrees"], other, OTHER)),
        Case("three names", (["lia", "nina", "al"], some_table(rng, 5), SMALL)),
        Case("a pair that is hardly ever seen", (["tor", "es"], np.where(other < 0.05, 1e-9, other), OTHER)),
        Case("300 names", (some_names(rng, 300, OTHER), other, OTHER)),
    ]


@perplexity.draw
def draw(rng):
    """Return random names and a random table."""
    letters = [SMALL, OTHER][int(rng.integers(2))]
    names = some_names(rng, int(rng.integers(2, 9)), letters, 8)
    return Case(told(names), (names, some_table(rng, len(letters)), letters))


@perplexity.edges
def edges(rng):
    """Return a name of one letter, a certain table, two characters, many long names."""
    certain = np.full((2, 2), 1e-12)
    certain[[0, 1], [1, 0]] = 1 - 1e-12
    return [
        Case("a name of one letter", (["s"], some_table(rng, 6), OTHER)),
        Case("a table that is certain", (["a", "a"], certain, {"a": 0, "\n": 1})),
        Case("an unlikely pair", (["to", "sere"], np.where(some_table(rng, 6) < 0.1, 1e-9, 0.3), OTHER)),
        Case("1 000 long names", (some_names(rng, 1000, SMALL, 12), some_table(rng, 5), SMALL)),
    ]


@perplexity.property("a uniform table has the perplexity of its size")
def as_large_as_the_table(f, rng):
    """Return a sentence unless the perplexity of a uniform table of 6 characters is 6."""
    said = f(some_names(rng, 5, OTHER), np.full((6, 6), 1 / 6), dict(OTHER))
    return None if abs(said - 6) < 1e-9 else f"with 6 characters of probability 1/6 each, it is {said:.6g}"


@perplexity.property("a list twice as long, with every name twice, changes nothing")
def twice_the_same(f, rng):
    """Return a sentence unless the perplexity of names that are listed twice is that of the names."""
    names, P = some_names(rng, 4, SMALL), some_table(rng, 5)
    once, twice = f(list(names), P.copy(), dict(SMALL)), f(names + names, P.copy(), dict(SMALL))
    return None if math.isclose(once, twice, rel_tol=1e-9) else f"once it is {once:.6g}, twice {twice:.6g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def nats(names, P, char_to_ix, **ends):
    """Return -ln p of all characters, a list of arrays, one for each name."""
    return [-np.log(P[pairs_of(name, char_to_ix, **ends)]) for name in names]


def together(parts):
    """Return e to the mean of all numbers in a list of arrays."""
    return np.exp(np.mean(np.concatenate(parts)))


@perplexity.mistake
def newline_at_the_end_left_out(names, P, char_to_ix):
    """the newline that ends a name is not counted: that the name ends has to be predicted, too"""
    return together(nats(names, P, char_to_ix, end=""))


@perplexity.mistake
def first_letter_left_out(names, P, char_to_ix):
    """the first letter is not counted: it follows the newline, and has to be predicted, too"""
    return together(nats(names, P, char_to_ix, start=""))


@perplexity.mistake
def sum_over_letters(names, P, char_to_ix):
    """the sum holds the newlines but is divided by the number of letters: each newline counts as a character"""
    return np.exp(sum(map(np.sum, nats(names, P, char_to_ix))) / sum(map(len, names)))


@perplexity.mistake
def sum_for_mean(names, P, char_to_ix):
    """the exponential of the sum is taken: take the mean over all characters first"""
    with np.errstate(over="ignore"):
        return np.exp(sum(map(np.sum, nats(names, P, char_to_ix))))


@perplexity.mistake
def per_name(names, P, char_to_ix):
    """the sum is divided by the number of names: divide by the number of characters"""
    with np.errstate(over="ignore"):
        return np.exp(sum(map(np.sum, nats(names, P, char_to_ix))) / len(names))


@perplexity.mistake
def mean_of_perplexities(names, P, char_to_ix):
    """each name gets a perplexity, and their mean is taken: take one mean over the characters of all names"""
    return np.mean([np.exp(np.mean(part)) for part in nats(names, P, char_to_ix)])


@perplexity.mistake
def mean_of_means(names, P, char_to_ix):
    """each name counts equally, however long it is: take one mean over the characters of all names"""
    return np.exp(np.mean([np.mean(part) for part in nats(names, P, char_to_ix)]))


@perplexity.mistake
def mean_of_nats(names, P, char_to_ix):
    """the mean of -ln p is returned: the perplexity is e to that mean"""
    return np.mean(np.concatenate(nats(names, P, char_to_ix)))


@perplexity.mistake
def sign_forgotten(names, P, char_to_ix):
    """the minus sign is missing: ln p is negative, and a perplexity is at least 1"""
    return 1 / together(nats(names, P, char_to_ix))


@perplexity.mistake
def two_to_the_nats(names, P, char_to_ix):
    """2 is raised to a mean of natural logarithms: take e, or logarithms to base 2"""
    return 2 ** np.mean(np.concatenate(nats(names, P, char_to_ix)))


@perplexity.mistake
def e_to_the_bits(names, P, char_to_ix):
    """e is raised to a mean of logarithms to base 2: take natural logarithms"""
    return np.exp(np.mean(np.concatenate(nats(names, P, char_to_ix))) / np.log(2))


@perplexity.mistake
def table_turned(names, P, char_to_ix):
    """P[next, before] is read: the row is the character before"""
    return together(nats(names, P.T, char_to_ix))


@perplexity.mistake
def one_over_mean(names, P, char_to_ix):
    """1 over the mean probability is taken: average the logarithms, not the probabilities"""
    return 1 / np.mean(np.exp(-np.concatenate(nats(names, P, char_to_ix))))


@perplexity.mistake
def mean_of_inverses(names, P, char_to_ix):
    """the mean of 1 / p is taken: average the logarithms, then take the exponential"""
    return np.mean(np.exp(np.concatenate(nats(names, P, char_to_ix))))


@perplexity.mistake
def product_of_probabilities(names, P, char_to_ix):
    """the probabilities are multiplied, and the product of many is 0 in floating point: add logarithms"""
    p = np.exp(-np.concatenate(nats(names, P, char_to_ix)))
    with np.errstate(all="ignore"):
        return np.prod(p) ** (-1 / len(p))


@perplexity.mistake
def product_by_name(names, P, char_to_ix):
    """the probability of a whole name is averaged: average the logarithms of single characters"""
    whole = [np.exp(-np.sum(part)) for part in nats(names, P, char_to_ix)]
    return np.mean(whole) ** (-1 / np.mean([len(name) + 1 for name in names]))


@perplexity.mistake
def name_follows_name(names, P, char_to_ix):
    """a first letter is predicted from the last letter of the name before: every name starts after a newline"""
    fronts = ["\n", *(name[-1] for name in names[:-1])]
    return together([nats([name], P, char_to_ix, start=front)[0] for name, front in zip(names, fronts, strict=True)])


@perplexity.mistake
def newline_after_newline(names, P, char_to_ix):
    """from one name to the next, the pair of two newlines is counted: take each name on its own"""
    return together(nats(["\n\n".join(names)], P, char_to_ix))


@perplexity.mistake
def small_number_added(names, P, char_to_ix):
    """a small number is added to the probabilities, which hides unlikely pairs: P has no zeros, so take ln of P"""
    return together([-np.log(np.exp(-part) + 1e-8) for part in nats(names, P, char_to_ix)])


@perplexity.mistake
def id_zero_first(names, P, char_to_ix):
    """the id of the newline is taken as 0: it is char_to_ix["\\n"]"""
    first = next(character for character, i in char_to_ix.items() if i == 0)
    return together(nats(names, P, char_to_ix, start=first))


@perplexity.mistake
def both_newlines_counted(names, P, char_to_ix):
    """the sum is divided by the letters and both newlines: the one in front is given, so it does not count"""
    return np.exp(sum(map(np.sum, nats(names, P, char_to_ix))) / sum(len(name) + 2 for name in names))


@perplexity.mistake
def ids_in_order_of_alphabet(names, P, char_to_ix):
    """the characters are numbered anew, in alphabetical order: take their ids from char_to_ix"""
    return together(nats(names, P, {character: i for i, character in enumerate(sorted(char_to_ix))}))


# --- right, written differently -------------------------------------------------------------------------------------


@perplexity.right
def by_loops(names, P, char_to_ix):
    """Return the same, one character at a time."""
    total, count = 0.0, 0
    for name in names:
        before = char_to_ix["\n"]
        for character in name + "\n":
            after = char_to_ix[character]
            total, count, before = total - math.log(P[before, after]), count + 1, after
    return math.exp(total / count)


@perplexity.right
def by_bits(names, P, char_to_ix):
    """Return the same, as 2 to a mean of bits, over one text."""
    text = [char_to_ix[character] for character in "\n" + "\n".join(names) + "\n"]
    return 2.0 ** -np.log2(P[text[:-1], text[1:]]).mean()
