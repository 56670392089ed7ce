"""Exercise 4: labels after the end of a word."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import trigger_word as reference


def labeled(f, y, end, length):
    """Return the labels as an array, whatever kind of sequence `f` returns."""
    said = f(y, end, length)
    return said if said is None or isinstance(said, np.ndarray) else np.asarray(said)


label_after = FunctionExercise(
    __name__,
    reference=reference.label_after,
    use=labeled,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("y",),
    any_number_type=True,
    hints=(
        "Take end = 3 and length = 2, and write down by hand which steps get a 1.",
        "A slice of an array leaves its last index out, and it may go beyond the end of the array without an error.",
        "Assigning to a slice changes the array that was passed in: what do you have to do first?",
    ),
)


def case(name, ones, T_y, end, length, kind=int):
    """Return a case: y has ones at some steps."""
    y = np.zeros(T_y, kind)
    y[list(ones)] = 1
    return Case(name, (y, end, length))


@label_after.visible
def visible():
    """Return empty labels, labels of other words, and words near the end."""
    return [
        case("the first word", (), 10, 3, 4),
        case("a word at step 0", (), 8, 0, 3),
        case("an earlier word stays", (1, 2, 3), 12, 6, 3),
        case("a later word stays", (8, 9), 11, 2, 3),
        case("two labels that overlap", (4, 5, 6), 9, 4, 3),
        case("cut at the end of y", (), 7, 4, 5),
        case("cut at the end of y, another word stays", (1, 2), 9, 6, 4),
        case("ends in the last step", (1, 2), 6, 5, 3),
        case("ends beyond y", (2, 3), 7, 9, 2),
        case("a label of one step", (), 6, 2, 1),
        case("float", (0,), 9, 3, 2, float),
    ]


@label_after.draw
def draw(rng):
    """Return a word somewhere, and another one before or after it."""
    T_y, length = int(rng.integers(12, 20)), int(rng.integers(2, 6))
    other = int(rng.integers(0, T_y - 3))
    return case(f"{T_y} steps", (other, other + 1, other + 2), T_y, int(rng.integers(1, T_y - 2)), length)


@label_after.edges
def edges(rng):
    """Return words at both ends, and float32."""
    T_y = int(rng.integers(8, 14))
    return [
        case("a word at step 0", (T_y - 1,), T_y, 0, 4),
        case("cut at the end of y", (1,), T_y, T_y - 3, 6),
        case("ends in the last step", (0,), T_y, T_y - 1, 3),
        case("ends beyond y", (2,), T_y, T_y + 2, 5),
        case("longer than y", (), T_y, 1, 3 * T_y),
        case("two labels that overlap", (3, 4, 5, 6), T_y, 4, 3),
        case("float", (0, 1), T_y, 4, 2, float),
    ]


@label_after.property("y itself stays as it was, also where it is used twice")
def twice(f, rng):
    """Return a sentence unless two words give both labels, and y stays without any."""
    y = np.zeros(20, int)
    both = labeled(f, labeled(f, y, 2, 3), 10, 4)
    if y.any():
        return "the array that was passed in has been changed"
    wanted = [3, 4, 5, 11, 12, 13, 14]
    found = np.flatnonzero(both).tolist()
    return (
        None if found == wanted else f"words that end in steps 2 and 10 give ones in steps {found}, expected {wanted}"
    )


def marked(y, start, stop, value=1):
    """Return a copy of y with a value in a slice, as far as there are such steps."""
    y = y.copy()
    y[max(0, start) : max(0, stop)] = value
    return y


@label_after.mistake
def from_the_end(y, end, length):
    """the label starts in step `end` itself: it starts one step later"""
    return marked(y, end, end + length)


@label_after.mistake
def from_the_end_on(y, end, length):
    """step `end` gets a 1 besides the steps after it: the label starts at end + 1"""
    return marked(y, end, end + 1 + length)


@label_after.mistake
def one_too_many(y, end, length):
    """the label is one step too long: it has `length` ones"""
    return marked(y, end + 1, end + 2 + length)


@label_after.mistake
def one_too_few(y, end, length):
    """the label is one step too short: a slice leaves its upper end out, so it has to go to end + 1 + length"""
    return marked(y, end + 1, end + length)


@label_after.mistake
def two_late(y, end, length):
    """the label starts two steps after `end`: it starts at end + 1"""
    return marked(y, end + 2, end + 2 + length)


@label_after.mistake
def before_the_end(y, end, length):
    """the steps before `end` are labelled: the network has not heard the whole word there"""
    return marked(y, end - length, end)


@label_after.mistake
def one_step(y, end, length):
    """only the step after the end is labelled: label `length` steps"""
    return marked(y, end + 1, end + 2)


@label_after.mistake
def to_the_very_end(y, end, length):
    """every step after the word is labelled: the label has `length` steps"""
    return marked(y, end + 1, len(y))


@label_after.mistake
def others_lost(y, end, length):
    """the labels of other words are lost: start from a copy of y, not from zeros"""
    return marked(np.zeros_like(y), end + 1, end + 1 + length)


@label_after.mistake
def later_steps_cleared(y, end, length):
    """the steps after the label are set to 0: another word may be labelled there"""
    return marked(marked(y, end + 1, end + 1 + length), end + 1 + length, len(y), 0)


@label_after.mistake
def added(y, end, length):
    """where two labels overlap, there is a 2: set the steps to 1, do not add"""
    y = y.copy()
    y[end + 1 : end + 1 + length] += 1
    return y


@label_after.mistake
def wrapped(y, end, length):
    """a label that does not fit goes on at the beginning of y: it is cut at the end"""
    y = y.copy()
    y[np.arange(end + 1, end + 1 + length) % len(y)] = 1
    return y


@label_after.mistake
def only_whole_labels(y, end, length):
    """a label that does not fit as a whole is left out: set the steps that there are"""
    return marked(y, end + 1, end + 1 + length) if end + 1 + length <= len(y) else y.copy()


@label_after.mistake
def moved_back(y, end, length):
    """a label that does not fit as a whole is moved back until it does: it starts at end + 1, and is cut"""
    first = max(0, min(end + 1, len(y) - length))
    return marked(y, first, first + length)


@label_after.mistake
def in_y_itself(y, end, length):
    """the ones are written into the array that was passed in: work on a copy"""
    y[end + 1 : end + 1 + length] = 1
    return y


@label_after.right
def by_steps(y, end, length):
    """Return the same by comparing steps."""
    steps = np.arange(len(y))
    return np.where((steps > end) & (steps <= end + length), 1, y)


@label_after.right
def as_a_list(y, end, length):
    """Return the same as a list, step by step."""
    return [1 if 0 < step - end <= length else value for step, value in enumerate(y)]
