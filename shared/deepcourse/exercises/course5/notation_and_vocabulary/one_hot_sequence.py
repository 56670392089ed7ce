"""Exercise 7: ids as columns with a single 1."""

import numpy as np

from deepcourse.exercises.course5.notation_and_vocabulary.sentences import case
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import vocabulary as reference

one_hot_sequence = FunctionExercise(
    __name__,
    reference=reference.one_hot_sequence,
    name="one_hot_sequence",
    minutes=5,
    points_visible=3,
    points_hidden=5,
    returns=("x",),
    hints=(
        "Which entry of x is 1 for example i at step t? Write its three indices down.",
        "Two loops over i and t are right. Without loops: an array of ids can be an index, or be compared with all "
        "possible ids at once.",
        "If your array comes out as (m, T, n_x), its axes are in the wrong order; `reshape` does not reorder them.",
    ),
)


@one_hot_sequence.visible
def visible():
    """Return batches whose three sizes differ, with pads, repeated ids, and ids that do not reach n_x."""
    rng = np.random.default_rng(57)
    return [
        case("2 examples, 4 steps, 6 ids", np.array([[3, 5, 2, 0], [4, 1, 1, 2]]), 6),
        case("3 examples, 2 steps, 8 ids", np.array([[7, 2], [4, 2], [2, 0]]), 8),
        case("an id that comes again", np.array([[3, 3, 4, 3, 2], [4, 4, 3, 2, 0]]), 5),
        case("ids far below n_x", np.array([[3, 2, 0], [4, 3, 2]]), 9),
        case("5 examples, 3 steps, 7 ids", rng.integers(7, size=(5, 3)), 7),
        case("one example", np.array([[5, 3, 2]]), 6),
    ]


@one_hot_sequence.draw
def draw(rng):
    """Return a random batch, whose sizes differ."""
    m, T, n_x = (int(n) for n in rng.permutation([2, 3, 4, 5, 6, 7, 8, 9])[:3])
    return case(f"{m} examples, {T} steps, {n_x} ids", rng.integers(n_x, size=(m, T)), n_x)


@one_hot_sequence.edges
def edges(rng):
    """Return one step, one example, only pads, ids of another integer type."""
    return [
        case("one step", rng.integers(6, size=(4, 1)), 6),
        case("one example of one step", np.array([[3]]), 5),
        case("only pads", np.zeros((2, 3), int), 4),
        case("ids of 16 bits", rng.integers(9, size=(2, 5)).astype(np.int16), 9),
        case("an id that is the last", np.array([[4, 0, 4]]), 5),
    ]


@one_hot_sequence.property("the largest entry of a column is at the id")
def largest(f, rng):
    """Return a sentence unless argmax gives the ids back."""
    ids = rng.integers(7, size=(3, 4))
    x = f(ids, 7)
    if getattr(x, "shape", None) != (7, 3, 4):
        return None  # told by the cases
    return None if np.array_equal(x.argmax(axis=0), ids) else "the largest entry of a column is not at its id"


# --- known mistakes -------------------------------------------------------------------------------------------------


@one_hot_sequence.mistake
def ids_last(ids, n_x):
    """x has the shape (m, T, n_x): the axis of the ids comes first"""
    return np.eye(n_x)[ids]


@one_hot_sequence.mistake
def time_before_examples(ids, n_x):
    """x has the shape (n_x, T, m): examples come before time"""
    return np.eye(n_x)[ids].T


@one_hot_sequence.mistake
def reshaped(ids, n_x):
    """the axes are moved by reshape, which keeps the order in memory: use np.moveaxis, transpose or another index"""
    return np.eye(n_x)[ids].reshape(n_x, *ids.shape)


@one_hot_sequence.mistake
def reshaped_after_transpose(ids, n_x):
    """time and examples are swapped by reshape, which keeps the order in memory: transpose instead"""
    return np.eye(n_x)[ids].T.reshape(n_x, *ids.shape)


@one_hot_sequence.mistake
def flat(ids, n_x):
    """x has two axes, (n_x, m * T): keep examples and time apart"""
    return np.eye(n_x)[:, ids.ravel()]


@one_hot_sequence.mistake
def pads_empty(ids, n_x):
    """the columns of pads are all 0: a pad is an id like any other here, and the mask takes it out later"""
    return reference.one_hot_sequence(ids, n_x) * (ids > 0)


@one_hot_sequence.mistake
def ids_from_one(ids, n_x):
    """the 1 is one row too high, as if ids began with 1: id 0 has row 0"""
    return np.roll(reference.one_hot_sequence(ids, n_x), -1, axis=0)


@one_hot_sequence.mistake
def one_row_down(ids, n_x):
    """the 1 is one row too low: the id is the row"""
    return np.roll(reference.one_hot_sequence(ids, n_x), 1, axis=0)


@one_hot_sequence.mistake
def rows_for_the_largest(ids, n_x):
    """n_x is ignored, and the largest id sets the number of rows: x has n_x rows in every batch"""
    return reference.one_hot_sequence(ids, int(ids.max()) + 1)


@one_hot_sequence.mistake
def seen_so_far(ids, n_x):
    """the 1 stays for all later steps: every column has a single 1"""
    return np.maximum.accumulate(reference.one_hot_sequence(ids, n_x), axis=2)


@one_hot_sequence.mistake
def counted(ids, n_x):
    """the columns are cumulative sums: every column shows its own step alone"""
    return np.cumsum(reference.one_hot_sequence(ids, n_x), axis=2)


@one_hot_sequence.mistake
def ids_as_values(ids, n_x):
    """the entry is the id in place of 1: an id is a name, not an amount"""
    return reference.one_hot_sequence(ids, n_x) * ids


@one_hot_sequence.mistake
def turned_around(ids, n_x):
    """0 and 1 are swapped: the entry at the id is 1"""
    return 1 - reference.one_hot_sequence(ids, n_x)


@one_hot_sequence.mistake
def first_example_only(ids, n_x):
    """only the first example is filled in: every example has its columns"""
    x = reference.one_hot_sequence(ids, n_x)
    x[:, 1:] = 0
    return x


@one_hot_sequence.mistake
def first_example_for_all(ids, n_x):
    """all examples get the columns of the first: use ids[i, t] for example i"""
    return reference.one_hot_sequence(np.repeat(ids[:1], len(ids), axis=0), n_x)


@one_hot_sequence.mistake
def last_step_missing(ids, n_x):
    """the last step is left at 0: the loop over time goes to T - 1 inclusive"""
    x = reference.one_hot_sequence(ids, n_x)
    x[:, :, -1] = 0
    return x


@one_hot_sequence.mistake
def all_pairs(ids, n_x):
    """x[ids] = 1 sets whole rows: give an index for each axis, the example and the step as well"""
    x = np.zeros((n_x, *ids.shape))
    x[ids] = 1
    return x


@one_hot_sequence.mistake
def boolean(ids, n_x):
    """the entries are True and False: make them floats"""
    return np.arange(n_x)[:, None, None] == ids


@one_hot_sequence.mistake
def integers(ids, n_x):
    """the entries are whole numbers: make them floats, since a network multiplies them by weights"""
    return reference.one_hot_sequence(ids, n_x).astype(int)


# --- right, written differently -------------------------------------------------------------------------------------


@one_hot_sequence.right
def by_columns(ids, n_x):
    """Return the same by columns of the identity."""
    return np.eye(n_x)[:, ids]


@one_hot_sequence.right
def by_loops(ids, n_x):
    """Return the same in two loops."""
    m, T = ids.shape
    x = np.zeros((n_x, m, T))
    for i in range(m):
        for t in range(T):
            x[ids[i, t], i, t] = 1
    return x


@one_hot_sequence.right
def by_comparison(ids, n_x):
    """Return the same by a comparison with all ids."""
    return (np.arange(n_x).reshape(-1, 1, 1) == ids).astype(float)
