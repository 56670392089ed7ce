"""Exercise 1: count which character follows which."""

from collections import Counter

import numpy as np

from deepcourse.exercises.course5.character_language_model.letters import OTHER, SMALL, pairs_of, some_names, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import language_model as reference

bigram_table = FunctionExercise(
    __name__,
    reference=reference.bigram_table,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("P",),
    hints=(
        'Which pairs does the name "al" add? Write them down, with the newline on both sides: there are three.',
        "Count first, divide afterwards: each row has a sum of its own, and the row must be divided by it.",
        "P.sum(axis=1) has shape (V,), and dividing by it would divide columns: keepdims=True leaves shape (V, 1).",
    ),
)


@bigram_table.visible
def visible():
    """Return few and many names, two sets of letters, several k, repeated pairs and a repeated name."""
    rng = np.random.default_rng(51)
    return [
        Case("al, k 1", (["al"], SMALL, 1)),
        Case("ina, lia and an, k 0.5", (["ina", "lia", "an"], SMALL, 0.5)),
        Case("repeated pairs: lalala, k 2", (["lalala", "nan"], SMALL, 2)),
        Case("a name that is listed twice, k 1", (["rose", "otto", "rose"], OTHER, 1)),
        Case("30 names, k 0.1", (some_names(rng, 30, OTHER), OTHER, 0.1)),
        Case("no names, k 3", ([], SMALL, 3)),
    ]


@bigram_table.draw
def draw(rng):
    """Return random names."""
    letters = [SMALL, OTHER][int(rng.integers(2))]
    names, k = some_names(rng, int(rng.integers(2, 20)), letters), float(rng.uniform(0.1, 3))
    return Case(f"{told(names)}, k {k:.2f}", (names, letters, k))


@bigram_table.edges
def edges(rng):
    """Return a name of one letter, one name many times, another order of ids, no names."""
    names = some_names(rng, 200, OTHER, 9)
    return [
        Case("a name of one letter", (["i"], SMALL, 0.25)),
        Case("one name ten times", (["nila"] * 10, SMALL, 1)),
        Case("200 names", (names, OTHER, 0.01)),
        Case("two characters", (["aaa", "a"], {"a": 0, "\n": 1}, 0.5)),
        Case("no names", ([], OTHER, 1)),
    ]


@bigram_table.property("every row adds up to 1")
def rows_add_up(f, rng):
    """Return a sentence unless each row is a distribution."""
    sums = np.asarray(f(some_names(rng, 12, OTHER), dict(OTHER), 0.7)).sum(axis=1)
    return None if np.allclose(sums, 1) else f"a row adds up to {sums[np.argmax(np.abs(sums - 1))]:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def counted(names, char_to_ix, k=0.0, **ends):
    """Return the counts, (V, V), plus k."""
    counts = np.full((len(char_to_ix), len(char_to_ix)), float(k))
    for name in names:
        np.add.at(counts, pairs_of(name, char_to_ix, **ends), 1)
    return counts


def by_row(counts):
    """Return each row divided by its sum; a row without counts stays 0."""
    sums = counts.sum(axis=1, keepdims=True)
    return counts / np.where(sums == 0, 1, sums)


@bigram_table.mistake
def transposed(names, char_to_ix, k):
    """the table is transposed: the row is the character before, the column the one that follows"""
    return by_row(counted(names, char_to_ix, k)).T


@bigram_table.mistake
def columns_divided(names, char_to_ix, k):
    """the columns are divided by sums: divide each row by its own, P.sum(axis=1, keepdims=True)"""
    counts = counted(names, char_to_ix, k)
    return counts / counts.sum(axis=0, keepdims=True)


@bigram_table.mistake
def divided_by_all(names, char_to_ix, k):
    """the whole table is divided by one sum: divide each row by its own sum"""
    counts = counted(names, char_to_ix, k)
    return counts / counts.sum()


@bigram_table.mistake
def counts_themselves(names, char_to_ix, k):
    """the counts are returned: divide each row by its sum"""
    return counted(names, char_to_ix, k)


@bigram_table.mistake
def without_start(names, char_to_ix, k):
    """the pair of the newline and the first letter is not counted: a newline stands before each name, too"""
    return by_row(counted(names, char_to_ix, k, start=""))


@bigram_table.mistake
def without_end(names, char_to_ix, k):
    """the pair of the last letter and the newline is not counted: each name ends with a newline"""
    return by_row(counted(names, char_to_ix, k, end=""))


@bigram_table.mistake
def letters_alone(names, char_to_ix, k):
    """the newline is never counted: it stands before and after each name"""
    return by_row(counted(names, char_to_ix, k, start="", end=""))


@bigram_table.mistake
def joined(names, char_to_ix, k):
    """the names are joined, and the ends of the text have no newline: the first and the last name need theirs, too"""
    return by_row(counted(["\n".join(names)], char_to_ix, k, start="", end=""))


@bigram_table.mistake
def joined_without_the_first_newline(names, char_to_ix, k):
    """the names are joined without a newline in front of the first one: every name starts after a newline"""
    return by_row(counted(["\n".join(names)] if names else [], char_to_ix, k, start=""))


@bigram_table.mistake
def joined_without_the_last_newline(names, char_to_ix, k):
    """the names are joined without a newline behind the last one: every name ends with a newline"""
    return by_row(counted(["\n".join(names)] if names else [], char_to_ix, k, end=""))


@bigram_table.mistake
def two_newlines(names, char_to_ix, k):
    """newlines follow each other: count the pairs of each name on its own, not of one long text"""
    text = "".join(f"\n{name}\n" for name in names)
    return by_row(counted([text] if text else [], char_to_ix, k, start="", end=""))


@bigram_table.mistake
def names_run_together(names, char_to_ix, k):
    """the names are joined without newlines, so that a last letter is followed by another name's first letter"""
    return by_row(counted(["".join(names)], char_to_ix, k) if names else counted([], char_to_ix, k))


@bigram_table.mistake
def without_k(names, char_to_ix, k):
    """k is not added: pairs that were never seen get the probability 0"""
    return by_row(counted(names, char_to_ix))


@bigram_table.mistake
def one_in_place_of_k(names, char_to_ix, k):
    """1 is added to every count: add k"""
    return by_row(counted(names, char_to_ix, 1))


@bigram_table.mistake
def k_to_probabilities(names, char_to_ix, k):
    """k is added after the division: add it to the counts, then divide"""
    return by_row(counted(names, char_to_ix)) + k


@bigram_table.mistake
def k_once_below(names, char_to_ix, k):
    """the sum of a row grows by k only: k is added to each of its V counts, so that the sum grows by V k"""
    counts = counted(names, char_to_ix)
    return (counts + k) / (counts.sum(axis=1, keepdims=True) + k)


@bigram_table.mistake
def k_not_below(names, char_to_ix, k):
    """k is missing in the sum of the row: divide by the sum of the counts with k"""
    counts = counted(names, char_to_ix)
    sums = counts.sum(axis=1, keepdims=True)
    return (counts + k) / np.where(sums == 0, 1, sums)


@bigram_table.mistake
def k_for_unseen_pairs(names, char_to_ix, k):
    """k is given only to pairs that were never seen: add it to every count"""
    counts = counted(names, char_to_ix)
    return by_row(np.where(counts == 0, k, counts))


@bigram_table.mistake
def repeated_pairs_lost(names, char_to_ix, k):
    """a pair that a name holds twice counts once: counts[i, j] += 1 with arrays adds 1 only once; use np.add.at"""
    counts = np.full((len(char_to_ix), len(char_to_ix)), float(k))
    for name in names:
        counts[pairs_of(name, char_to_ix)] += 1
    return by_row(counts)


@bigram_table.mistake
def every_name_once(names, char_to_ix, k):
    """a name that is listed twice counts once: count every entry of the list"""
    return by_row(counted(dict.fromkeys(names), char_to_ix, k))


@bigram_table.mistake
def ids_in_order_of_alphabet(names, char_to_ix, k):
    """the characters are numbered anew, in alphabetical order: take their ids from char_to_ix"""
    return by_row(counted(names, {character: i for i, character in enumerate(sorted(char_to_ix))}, k))


# --- right, written differently -------------------------------------------------------------------------------------


@bigram_table.right
def by_counter(names, char_to_ix, k):
    """Return the same, from a Counter and two loops."""
    pairs = Counter(pair for name in names for pair in zip("\n" + name, name + "\n", strict=True))
    P = np.empty((len(char_to_ix), len(char_to_ix)))
    for one, i in char_to_ix.items():
        for two, j in char_to_ix.items():
            P[i, j] = pairs[one, two] + k
        P[i] /= P[i].sum()
    return P


@bigram_table.right
def by_one_hot(names, char_to_ix, k):
    """Return the same, as a product of one-hot vectors."""
    V, pairs = len(char_to_ix), [pairs_of(name, char_to_ix) for name in names]
    first = np.array([i for one, _ in pairs for i in one], dtype=int)
    second = np.array([j for _, two in pairs for j in two], dtype=int)
    counts = np.eye(V)[first].T @ np.eye(V)[second] + k
    return counts / counts.sum(1)[:, None]
