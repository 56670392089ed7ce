"""Exercise 6: mini-batches of sentences of similar lengths."""

import numpy as np

from deepcourse.exercises.course5.sentiment.batches import case
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import sentiment as reference


def numbers(f, lengths, size):
    """Return the batches as a tuple of tuples of whole numbers."""
    return tuple(tuple(int(i) for i in batch) for batch in f(lengths, size))


length_batches = FunctionExercise(
    __name__,
    reference=reference.length_batches,
    use=numbers,
    name="length_batches",
    minutes=4,
    points_visible=4,
    points_hidden=6,
    returns=("the batches",),
    random_cases=8,
    hints=(
        "First put the numbers of the sentences in order, then cut that order into parts.",
        "np.argsort tells which sentence comes first, second and so on. Equal lengths need kind='stable'.",
        "A slice of a list may reach beyond its end: order[4:7] of five entries has one. So no case is special.",
    ),
)


@length_batches.visible
def visible():
    """Return lengths with ties, with a rest and without, as a list and as an array."""
    rng = np.random.default_rng(525)
    return [
        case("six lengths, batches of 2", np.array([5, 2, 9, 3, 7, 4]), 2),
        case("seven lengths, batches of 3", np.array([5, 2, 9, 3, 7, 4, 8]), 3),
        case("equal lengths", np.array([4, 2, 4, 2, 4]), 2),
        case("a list", [6, 3, 8, 1], 3),
        case("one batch is enough", np.array([3, 1, 2]), 8),
        case("batches of 1", np.array([3, 1, 2]), 1),
        case("23 lengths, batches of 5", rng.integers(1, 9, size=23), 5),
        case("24 lengths, batches of 4", rng.integers(1, 30, size=24), 4),
    ]


@length_batches.draw
def draw(rng):
    """Return random lengths, many of them equal."""
    m, size = int(rng.integers(10, 40)), int(rng.integers(2, 8))
    return case(f"{m} lengths, batches of {size}", rng.integers(1, 12, size=m), size)


@length_batches.edges
def edges(rng):
    """Return one sentence, equal lengths, a batch for all, many sentences."""
    return [
        case("one sentence", np.array([7]), 3),
        case("all lengths are equal", np.full(40, 6), 7),
        case("as many as one batch holds", rng.integers(1, 20, size=6), 6),
        case("one more than one batch holds", rng.integers(1, 20, size=7), 6),
        case("200 lengths", rng.integers(1, 15, size=200), 32),
    ]


@length_batches.property("every sentence is in one batch")
def every_sentence(f, rng):
    """Return a sentence unless each number occurs once."""
    lengths = rng.integers(1, 9, size=17)
    found = sorted(int(i) for batch in f(lengths, 5) for i in batch)
    missing = sorted(set(range(17)) - set(found))
    if missing:
        return f"sentence {missing[0]} of 17 is in no batch"
    return None if found == list(range(17)) else "a sentence is in several batches, or there are too many"


# --- known mistakes -------------------------------------------------------------------------------------------------


def cut(order, size):
    """Return an order cut into parts."""
    return [list(order[start : start + size]) for start in range(0, len(order), size)]


@length_batches.mistake
def as_they_come(lengths, size):
    """the sentences are not sorted: group those of similar lengths"""
    return cut(range(len(lengths)), size)


@length_batches.mistake
def longest_first(lengths, size):
    """the longest sentences come first: begin with the shortest"""
    return cut(np.argsort(-np.asarray(lengths), kind="stable"), size)


@length_batches.mistake
def order_reversed(lengths, size):
    """the whole order is reversed, and so are sentences of equal length: begin with the shortest"""
    return cut(np.argsort(lengths, kind="stable")[::-1], size)


@length_batches.mistake
def sorted_lengths(lengths, size):
    """the lengths are returned, sorted: return the numbers of the sentences"""
    return cut(np.sort(lengths), size)


@length_batches.mistake
def ranks(lengths, size):
    """the ranks are cut into parts, that is, the position of each sentence in the order: cut the order itself"""
    return cut(np.argsort(np.argsort(lengths, kind="stable"), kind="stable"), size)


@length_batches.mistake
def rest_dropped(lengths, size):
    """the rest that does not fill a batch is left out: the last batch may be smaller"""
    batches = reference.length_batches(lengths, size)
    return [batch for batch in batches if len(batch) == size]


@length_batches.mistake
def rest_first(lengths, size):
    """the first batch is the smaller one: only the last may be"""
    order = np.argsort(lengths, kind="stable")
    rest = len(order) % size
    return ([list(order[:rest])] if rest else []) + cut(order[rest:], size)


@length_batches.mistake
def rest_joined(lengths, size):
    """the rest is joined to the batch before it, which gets too large: it is a batch of its own"""
    *batches, last = reference.length_batches(lengths, size)
    if len(last) < size and batches:
        return [*batches[:-1], batches[-1] + last]
    return [*batches, last]


@length_batches.mistake
def so_many_batches(lengths, size):
    """there are `size` batches: each batch has `size` sentences"""
    order = np.argsort(lengths, kind="stable")
    return [list(part) for part in np.array_split(order, size) if len(part)]


@length_batches.mistake
def even_parts(lengths, size):
    """the batches are made about equally large: all but the last have exactly `size` sentences"""
    order = np.argsort(lengths, kind="stable")
    return [list(part) for part in np.array_split(order, -(-len(order) // size))]


@length_batches.mistake
def dealt_like_cards(lengths, size):
    """the sorted sentences are dealt out in turn, so every batch has all lengths: cut the order into parts"""
    order, parts = np.argsort(lengths, kind="stable"), -(-len(lengths) // size)
    return [list(order[start::parts]) for start in range(parts)]


@length_batches.mistake
def ties_reversed(lengths, size):
    """sentences of equal length are in reverse order: they keep their order"""
    m = len(lengths)
    return cut([m - 1 - i for i in np.argsort(np.asarray(lengths)[::-1], kind="stable")], size)


@length_batches.mistake
def ties_mixed(lengths, size):
    """np.argsort is used without kind="stable", which mixes up sentences of equal length: they keep their order"""
    return cut(np.argsort(lengths), size)


@length_batches.mistake
def ties_by_index(lengths, size):
    """each length is looked up with .index(), so a sentence is repeated where lengths are equal: sort the numbers"""
    return cut([list(lengths).index(n) for n in sorted(lengths)], size)


@length_batches.mistake
def only_equal_lengths(lengths, size):
    """a batch ends wherever the length changes: sentences of different lengths may share one"""
    batches, lengths = [], np.asarray(lengths)
    for n in np.unique(lengths):
        batches += cut(np.flatnonzero(lengths == n), size)
    return batches


@length_batches.mistake
def counted_from_1(lengths, size):
    """the sentences are counted from 1: the first one is number 0"""
    return [[i + 1 for i in batch] for batch in reference.length_batches(lengths, size)]


@length_batches.mistake
def overlapping(lengths, size):
    """each batch begins with the last sentence of the one before: begin with the next one"""
    order = list(np.argsort(lengths, kind="stable"))
    return [order[max(start - 1, 0) : start + size] for start in range(0, len(order), size)]


@length_batches.mistake
def sorted_within(lengths, size):
    """only the sentences of each batch are sorted, after cutting: sort all of them first"""
    lengths = np.asarray(lengths)
    return [sorted(part, key=lambda i: lengths[i]) for part in cut(range(len(lengths)), size)]


# --- right, written differently -------------------------------------------------------------------------------------


@length_batches.right
def by_sorted(lengths, size):
    """Return the same by sorted(), which is stable."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    batches = []
    while order:
        batches.append(order[:size])
        order = order[size:]
    return batches


@length_batches.right
def by_pairs(lengths, size):
    """Return the same as arrays, from pairs of length and number."""
    order = np.array([i for _, i in sorted((int(n), i) for i, n in enumerate(lengths))])
    return np.split(order, range(size, len(order), size))
