"""Exercise 3: the length that a candidate is measured against."""

import numpy as np

from deepcourse.exercises.course5.bleu.sentences import case
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import bleu as reference

closest_length = FunctionExercise(
    __name__,
    reference=reference.closest_length,
    name="closest_length",
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("the length",),
    any_number_type=True,
    hints=(
        "For c = 10 and the lengths 15, 12 and 8, write down how far each is from c. Two are equally far.",
        "`min` takes a `key`. What does it compare if the key is a tuple of two numbers?",
        "The first number of that tuple is a distance, so it has no sign. The second one decides ties.",
    ),
)


@closest_length.visible
def visible():
    """Return lengths on both sides, ties in both orders, exact ones."""
    return [
        case("a tie, the longer one first", 10, [15, 12, 8]),
        case("a tie, the shorter one first", 10, [7, 13, 21]),
        case("closest is longer", 10, [6, 11, 30]),
        case("closest is shorter", 17, [25, 4, 15]),
        case("all shorter", 19, [5, 16, 9]),
        case("all longer", 3, [14, 6, 8]),
        case("one is exact", 9, [8, 9, 10, 4]),
        case("one reference", 6, [13]),
        case("an empty candidate", 0, [7, 4]),
    ]


@closest_length.draw
def draw(rng):
    """Return a length and some others."""
    lengths = [int(length) for length in rng.integers(1, 25, size=rng.integers(2, 6))]
    c = int(rng.integers(3, 22))
    return case(f"c = {c}, {len(lengths)} references", c, lengths)


@closest_length.edges
def edges(rng):
    """Return ties, equal lengths, one reference, and an empty candidate."""
    c = int(rng.integers(6, 12))
    return [
        case("a tie", c, [c + 2, c - 2]),
        case("a tie among others", c, [c + 9, c - 1, c - 5, c + 1]),
        case("equal lengths", c, [c + 3, c + 3]),
        case("one reference", c, [2 * c]),
        case("a longer one is closest", c, [c - 4, c + 1, c + 6]),
        case("a shorter one is closest", c, [c + 5, c - 1, c - 6 + 1]),
        case("an empty candidate", 0, [c, c + 1]),
    ]


@closest_length.property("the result is one of the lengths")
def one_of_them(f, rng):
    """Return a sentence unless the result is a length of a reference, in any order of them."""
    lengths = [int(length) for length in rng.permutation(np.arange(2, 30))[:4]]
    first = f(12, list(lengths))
    if first not in lengths:
        return f"{first} is not the length of any reference"
    return None if f(12, sorted(lengths)) == first else "the order of the references changes the result"


# --- known mistakes -------------------------------------------------------------------------------------------------


@closest_length.mistake
def ties_to_the_longer(c, lengths):
    """a tie goes to the longer reference: it goes to the shorter one"""
    return min(lengths, key=lambda length: (abs(length - c), -length))


@closest_length.mistake
def ties_to_the_first(c, lengths):
    """a tie goes to the reference that comes first: it goes to the shorter one"""
    return min(lengths, key=lambda length: abs(length - c))


@closest_length.mistake
def ties_to_the_last(c, lengths):
    """a tie goes to the reference that comes last: it goes to the shorter one"""
    return min(lengths[::-1], key=lambda length: abs(length - c))


@closest_length.mistake
def the_difference(c, lengths):
    """the difference of the lengths is returned: return the length itself"""
    return abs(reference.closest_length(c, lengths) - c)


@closest_length.mistake
def the_shortest(c, lengths):
    """the shortest reference is returned: return the closest one"""
    return min(lengths)


@closest_length.mistake
def the_longest(c, lengths):
    """the longest reference is returned, perhaps because c - length keeps its sign: compare absolute differences"""
    return max(lengths)


@closest_length.mistake
def the_mean(c, lengths):
    """the mean of the lengths is returned: return one of the lengths"""
    return float(np.mean(lengths))


@closest_length.mistake
def the_first(c, lengths):
    """the first reference is used: return the closest length of all"""
    return lengths[0]


@closest_length.mistake
def position_returned(c, lengths):
    """the position of the closest reference is returned: return its length"""
    return lengths.index(reference.closest_length(c, lengths))


@closest_length.mistake
def not_longer(c, lengths):
    """the longest reference that is not longer than the candidate is taken: a longer one may be closer"""
    return max((length for length in lengths if length <= c), default=min(lengths))


@closest_length.mistake
def not_shorter(c, lengths):
    """the shortest reference that is not shorter than the candidate is taken: a shorter one may be closer"""
    return min((length for length in lengths if length >= c), default=max(lengths))


# --- right, written differently -------------------------------------------------------------------------------------


@closest_length.right
def by_sorting(c, lengths):
    """Return the same: the first of the sorted lengths that is closest."""
    return min(sorted(lengths), key=lambda length: abs(length - c))


@closest_length.right
def by_numpy(c, lengths):
    """Return the same by argmin."""
    ordered = np.sort(lengths)
    return ordered[np.argmin(np.abs(ordered - c))]
