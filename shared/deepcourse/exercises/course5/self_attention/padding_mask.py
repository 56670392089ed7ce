"""Exercise 2: which steps are real."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import self_attention as reference

padding_mask = FunctionExercise(
    __name__,
    reference=reference.padding_mask,
    minutes=3,
    points_visible=2,
    points_hidden=3,
    returns=("the mask",),
    hints=(
        "Compare the numbers of the steps, np.arange(T), with the lengths: one comparison gives the whole table.",
        "Steps are counted from 0: with 2 real steps, steps 0 and 1 are real.",
        "The comparison of (T,) with (m, 1) gives (m, T). Where does the axis of the queries belong?",
    ),
)


def case(lengths, T, name=""):
    """Return lengths and a number of steps as a case."""
    shown = ", ".join(str(int(n)) for n in lengths)
    return Case(name or f"lengths {shown}; T = {T}", (lengths, T))


@padding_mask.visible
def visible():
    """Return several lengths, full examples, empty ones, arrays, one step."""
    return [
        case([2, 4, 1], 5),
        case([3, 1, 2, 4], 6),
        case([4, 4], 4, "no padding"),
        case([0, 3], 4, "an example without steps"),
        case(np.array([5, 2, 6]), 7, "an array of lengths"),
        case([1, 0], 1, "one step"),
        case([3], 5, "one example"),
    ]


@padding_mask.draw
def draw(rng):
    """Return random lengths."""
    T = int(rng.integers(3, 9))
    return case([int(n) for n in rng.integers(0, T + 1, size=int(rng.integers(2, 6)))], T)


@padding_mask.edges
def edges(rng):
    """Return one step, one example, an array."""
    return [
        case([0, 1, 1], 1, "one step"),
        case([4], 9, "one example"),
        case(np.array([3, 0, 7]), 8, "an array of lengths"),
        case([6, 6, 6], 6, "no padding"),
    ]


@padding_mask.property("as many steps are real as the lengths say")
def counted(f, rng):
    """Return a sentence unless the mask counts the lengths, and real steps come first."""
    lengths = rng.integers(0, 7, size=4)
    mask = np.asarray(f(lengths, 6))
    if mask.shape != (4, 1, 6):
        return f"the mask has the shape {mask.shape}, expected (4, 1, 6)"
    if mask.dtype != bool:
        return f"the mask is an array of {mask.dtype}: it has to be of True and False"
    found = mask.sum(axis=2)[:, 0].tolist()
    return None if found == lengths.tolist() else f"of lengths {lengths.tolist()}, {found} steps are real"


def table(lengths, T):
    """Return (m, T), True at real steps."""
    return np.arange(T) < np.asarray(lengths)[:, None]


@padding_mask.mistake
def one_step_too_many(lengths, T):
    """one step too many is real: steps are counted from 0, so step number `length` is padding"""
    return (np.arange(T) <= np.asarray(lengths)[:, None])[:, None]


@padding_mask.mistake
def one_step_too_few(lengths, T):
    """the last real step is hidden: a length of 2 means that steps 0 and 1 are real"""
    return (np.arange(T) < np.asarray(lengths)[:, None] - 1)[:, None]


@padding_mask.mistake
def padding_is_true(lengths, T):
    """the padding is True: True marks what a query may look at"""
    return ~table(lengths, T)[:, None]


@padding_mask.mistake
def padding_in_front(lengths, T):
    """the real steps come last: sequences are padded at their end"""
    return table(lengths, T)[:, None, ::-1]


@padding_mask.mistake
def no_axis_for_queries(lengths, T):
    """the axis of the queries is missing: the shape is (m, 1, T)"""
    return table(lengths, T)


@padding_mask.mistake
def axis_of_the_queries_last(lengths, T):
    """the axis of length 1 is the last one: that of the queries comes before that of the keys"""
    return table(lengths, T)[:, :, None]


@padding_mask.mistake
def axis_of_the_queries_first(lengths, T):
    """the axis of length 1 is the first one: that is the axis of the examples"""
    return table(lengths, T)[None]


@padding_mask.mistake
def queries_hidden_too(lengths, T):
    """queries at the padding are hidden as well, in a table of T x T: hide only the keys, from all queries"""
    real = table(lengths, T)
    return real[:, None] & real[:, :, None]


@padding_mask.mistake
def longest_for_all(lengths, T):
    """the longest length is used for every example: each has its own"""
    return np.repeat(np.arange(T)[None, None] < np.max(lengths), len(lengths), axis=0)


@padding_mask.mistake
def first_for_all(lengths, T):
    """the first length is used for every example: each has its own"""
    return np.repeat(np.arange(T)[None, None] < lengths[0], len(lengths), axis=0)


@padding_mask.right
def row_by_row(lengths, T):
    """Return the same, row by row."""
    mask = np.zeros((len(lengths), 1, T), bool)
    for i, length in enumerate(lengths):
        mask[i, 0, :length] = True
    return mask


@padding_mask.right
def from_a_list(lengths, T):
    """Return the same from a list of lists."""
    return np.array([[[t < length for t in range(T)]] for length in lengths])
