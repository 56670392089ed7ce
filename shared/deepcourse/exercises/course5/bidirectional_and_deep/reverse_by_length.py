"""Exercise 2: sequences of different lengths, reversed."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import bidirectional as reference


def turned(f, x, lengths):
    """Return what `f` makes of x; the lengths are left out where there are none."""
    return f(x) if lengths is None else f(x, lengths)


reverse_by_length = FunctionExercise(
    __name__,
    reference=reference.reverse_by_length,
    use=turned,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the reversed array",),
    may_share_memory=False,
    hints=(
        "Example i has its own number of real steps. Which part of x[:, i] must be reversed, and which must stay?",
        "Start from a copy of x and loop over the examples.",
        "Within one example, take the real part first and reverse that: a slice of a slice.",
    ),
)


def case(rng, n, T, lengths, dtype=np.float64, m=3):
    """Return random sequences as a case; their padding is not 0."""
    lengths = None if lengths is None else np.array(lengths)
    x = rng.normal(size=(n, m if lengths is None else len(lengths), T)).astype(dtype)
    told = "no lengths" if lengths is None else f"lengths {lengths.tolist()}"
    return Case(f"x {x.shape}, {told}" + (", float32" if dtype != np.float64 else ""), (x, lengths))


@reverse_by_length.visible
def visible():
    """Return sequences of different lengths, without padding, of one step, of float32."""
    rng = np.random.default_rng(81)
    return [
        case(rng, 2, 5, [5, 3, 4]),
        case(rng, 3, 6, [2, 6, 5, 3]),
        case(rng, 1, 7, [4, 3]),
        case(rng, 4, 5, None),
        case(rng, 2, 4, [1, 4, 2], np.float32),
        case(rng, 3, 1, [1, 1]),
        case(rng, 3, 6, [4]),
    ]


@reverse_by_length.draw
def draw(rng):
    """Return sequences of random lengths."""
    T = int(rng.integers(5, 9))
    return case(rng, int(rng.integers(1, 5)), T, rng.integers(1, T + 1, size=int(rng.integers(3, 6))))


@reverse_by_length.edges
def edges(rng):
    """Return one step, one example, no lengths, float32, all equally long and shorter than T."""
    return [
        case(rng, 2, 1, [1, 1, 1]),
        case(rng, 3, 6, [4]),
        case(rng, 2, 5, None, np.float32),
        case(rng, 1, 6, [4, 4, 4]),
        case(rng, 2, 6, [1, 6]),
    ]


@reverse_by_length.property("reversing twice changes nothing")
def twice(f, rng):
    """Return a sentence unless the second call undoes the first."""
    x, lengths = rng.normal(size=(2, 3, 6)), np.array([6, 2, 5])
    back = f(f(x.copy(), lengths.copy()), lengths.copy())
    return None if np.shape(back) == x.shape and np.array_equal(back, x) else "the second call does not undo the first"


# --- known mistakes -------------------------------------------------------------------------------------------------


def each(x, lengths, change):
    """Return a copy in which `change(part, n)` stands for the sequence (n_x, T) of each example of n steps."""
    out = x.copy()
    for i, n in enumerate([x.shape[2]] * x.shape[1] if lengths is None else lengths):
        out[:, i] = change(x[:, i], n)
    return out


def joined(*parts):
    """Return parts one after the other in time."""
    return np.concatenate(parts, axis=1)


@reverse_by_length.mistake
def padding_turned_too(x, lengths=None):
    """the padding is reversed, too, and comes first: only the first lengths[i] steps are reversed"""
    return x[:, :, ::-1].copy()


@reverse_by_length.mistake
def padding_in_front(x, lengths=None):
    """the padding is moved in front of the real steps: it stays at the end"""
    return each(x, lengths, lambda part, n: joined(part[:, n:], part[:, :n][:, ::-1]))


@reverse_by_length.mistake
def examples_reversed(x, lengths=None):
    """the examples are reversed instead of the steps: time is the last axis"""
    return x[:, ::-1].copy()


@reverse_by_length.mistake
def features_reversed(x, lengths=None):
    """the entries of each column are reversed instead of the steps: time is the last axis"""
    return x[::-1].copy()


@reverse_by_length.mistake
def padding_emptied(x, lengths=None):
    """the padding becomes 0: it stays as it is"""
    return each(x, lengths, lambda part, n: joined(part[:, :n][:, ::-1], 0 * part[:, n:]))


@reverse_by_length.mistake
def longest_for_all(x, lengths=None):
    """all examples are reversed by the largest length: example i has lengths[i] real steps"""
    n = x.shape[2] if lengths is None else max(lengths)
    return each(x, [n] * x.shape[1], lambda part, n: joined(part[:, :n][:, ::-1], part[:, n:]))


@reverse_by_length.mistake
def first_length_for_all(x, lengths=None):
    """all examples are reversed by the first length: example i has lengths[i] real steps"""
    n = x.shape[2] if lengths is None else lengths[0]
    return each(x, [n] * x.shape[1], lambda part, n: joined(part[:, :n][:, ::-1], part[:, n:]))


@reverse_by_length.mistake
def one_step_short(x, lengths=None):
    """the last real step stays where it is: it becomes the first one, since :n ends before n"""
    return each(x, lengths, lambda part, n: joined(part[:, : n - 1][:, ::-1], part[:, n - 1 :]))


@reverse_by_length.mistake
def one_step_too_many(x, lengths=None):
    """the first step of the padding is reversed, too: there are lengths[i] real steps, from 0 to lengths[i] - 1"""
    return each(x, lengths, lambda part, n: joined(part[:, : n + 1][:, ::-1], part[:, n + 1 :]))


@reverse_by_length.mistake
def first_step_left(x, lengths=None):
    """the first step stays where it is, as with [n-1:0:-1]: it becomes the last real one"""
    return each(x, lengths, lambda part, n: joined(part[:, :1], part[:, 1:n][:, ::-1], part[:, n:]))


@reverse_by_length.mistake
def end_of_the_array(x, lengths=None):
    """the last lengths[i] steps are reversed: the real steps are the first ones"""
    T = x.shape[2]
    return each(x, lengths, lambda part, n: joined(part[:, : T - n], part[:, T - n :][:, ::-1]))


@reverse_by_length.mistake
def padding_repeats_a_step(x, lengths=None):
    """the padding is filled with the step that comes last: it stays as it is"""
    T = x.shape[2]
    return each(x, lengths, lambda part, n: part[:, np.maximum(n - 1 - np.arange(T), 0)])


@reverse_by_length.mistake
def indices_run_below_zero(x, lengths=None):
    """the indices run below 0, where they count from the end of the array: only the first lengths[i] steps change"""
    T = x.shape[2]
    return each(x, lengths, lambda part, n: part[:, (n - 1 - np.arange(T)) % T])


@reverse_by_length.mistake
def half_turned(x, lengths=None):
    """steps are overwritten before they are read, so the second half mirrors the first: read from x, write to a copy"""

    def change(part, n):
        part = part.copy()
        for t in range(n):
            part[:, t] = part[:, n - 1 - t]
        return part

    return each(x, lengths, change)


@reverse_by_length.mistake
def cut_to_the_longest(x, lengths=None):
    """the array is cut to the largest length: it keeps its T steps"""
    out = reference.reverse_by_length(x, lengths)
    return out if lengths is None else out[:, :, : max(lengths)].copy()


@reverse_by_length.mistake
def not_turned(x, lengths=None):
    """nothing is reversed: a slice [::-1] changes nothing by itself, so assign it"""
    return x.copy()


@reverse_by_length.mistake
def changed_in_place(x, lengths=None):
    """x itself is changed: start from x.copy()"""
    x[...] = reference.reverse_by_length(x, lengths)
    return x


# --- right, written differently -------------------------------------------------------------------------------------


@reverse_by_length.right
def loop_over_examples(x, lengths=None):
    """Return the same, an example after the other."""
    out = np.array(x)
    for i in range(x.shape[1]):
        n = x.shape[2] if lengths is None else int(lengths[i])
        out[:, i, :n] = x[:, i, :n][:, ::-1]
    return out


@reverse_by_length.right
def step_by_step(x, lengths=None):
    """Return the same, a step after the other."""
    out, (_, m, T) = np.empty_like(x), x.shape
    for i in range(m):
        n = T if lengths is None else lengths[i]
        for t in range(T):
            out[:, i, t] = x[:, i, n - 1 - t if t < n else t]
    return out
