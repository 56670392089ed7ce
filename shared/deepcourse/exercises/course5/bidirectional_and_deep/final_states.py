"""Exercise 5: the two states that have read the whole sequence."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import bidirectional as reference


def summary(f, a, n_a, lengths):
    """Return what `f` takes from the states; the lengths are left out where there are none."""
    return f(a, n_a, **({} if lengths is None else {"lengths": lengths}))


final_states = FunctionExercise(
    __name__,
    reference=reference.final_states,
    use=summary,
    name="final_states",
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the states",),
    hints=(
        "At which step has `forwards` read every word of example i? At which step has `backwards`?",
        "Treat the two halves of a separately: the first n_a rows, and the others.",
        "One of the two steps is the same for all examples. For the other, a loop over examples is enough.",
    ),
)


def case(rng, n_a, n_b, T, lengths, m=3, dtype=np.float64):
    """Return random states as a case; those at the padding are not 0."""
    lengths = None if lengths is None else np.array(lengths)
    a = rng.normal(size=(n_a + n_b, m if lengths is None else len(lengths), T)).astype(dtype)
    told = "no padding" if lengths is None else f"lengths {lengths.tolist()}"
    return Case(f"a {a.shape}, n_a {n_a}, {told}" + (", float32" if dtype != np.float64 else ""), (a, n_a, lengths))


@final_states.visible
def visible():
    """Return states of all kinds of sizes, with and without padding."""
    rng = np.random.default_rng(85)
    return [
        case(rng, 2, 3, 5, None),
        case(rng, 3, 1, 6, [4, 6, 2, 5]),
        case(rng, 1, 4, 5, [3, 2, 4]),
        case(rng, 2, 2, 7, [7, 5]),
        case(rng, 4, 2, 1, None, m=2),
        case(rng, 2, 3, 4, [1, 4, 3], dtype=np.float32),
        case(rng, 3, 2, 6, [4]),
    ]


@final_states.draw
def draw(rng):
    """Return states of random size."""
    n_a, n_b = (int(n) for n in rng.permutation([1, 2, 3, 4])[:2])
    T = int(rng.integers(5, 9))
    return case(rng, n_a, n_b, T, rng.integers(1, T + 1, size=int(rng.integers(3, 6))))


@final_states.edges
def edges(rng):
    """Return one step, one example, one unit, no lengths, float32."""
    return [
        case(rng, 2, 3, 1, [1, 1]),
        case(rng, 3, 2, 6, [4]),
        case(rng, 1, 1, 5, [2, 5]),
        case(rng, 2, 4, 5, None, dtype=np.float32),
        case(rng, 4, 1, 6, [3, 3, 3]),
    ]


@final_states.property("the padding changes nothing")
def padding_changes_nothing(f, rng):
    """Return a sentence unless other numbers at the padding give the same states."""
    a, lengths = rng.normal(size=(5, 3, 6)), np.array([4, 2, 5])
    other = np.where(np.arange(6) < lengths[:, None], a, 99.0)
    same = np.array_equal(np.asarray(f(a, 2, lengths=lengths)), np.asarray(f(other, 2, lengths=lengths)))
    return None if same else "other numbers at the padding change the result"


# --- known mistakes -------------------------------------------------------------------------------------------------


def taken(a, n_a, forwards, backwards):
    """Return the states of both halves at given steps, (m,) each or one number."""
    i = np.arange(a.shape[1])
    return np.concatenate([a[:n_a, i, forwards], a[n_a:, i, backwards]])


def ends(a, lengths):
    """Return the last real steps, (m,)."""
    m, T = a.shape[1:]
    return np.full(m, T - 1) if lengths is None else np.asarray(lengths) - 1


@final_states.mistake
def last_step_for_both(a, n_a, *, lengths=None):
    """both halves are taken at the last real step, where `backwards` has read one word: take it at step 0"""
    return taken(a, n_a, ends(a, lengths), ends(a, lengths))


@final_states.mistake
def first_step_for_both(a, n_a, *, lengths=None):
    """both halves are taken at step 0, where `forwards` has read one word: take it at the last real step"""
    return taken(a, n_a, 0, 0)


@final_states.mistake
def last_of_the_array_for_both(a, n_a, *, lengths=None):
    """everything is taken at the last step of the array: that is padding, or the first word that `backwards` read"""
    return taken(a, n_a, -1, -1)


@final_states.mistake
def read_at_the_padding(a, n_a, *, lengths=None):
    """`forwards` is taken at the last step of the array, which may be padding: take the last real step"""
    return taken(a, n_a, -1, 0)


@final_states.mistake
def one_step_late(a, n_a, *, lengths=None):
    """`forwards` is taken one step too late: the last of n steps is n - 1"""
    return taken(a, n_a, np.minimum(ends(a, lengths) + 1, a.shape[2] - 1), 0)


@final_states.mistake
def one_step_early(a, n_a, *, lengths=None):
    """`forwards` is taken one step too early: the last of n steps is n - 1"""
    return taken(a, n_a, np.maximum(ends(a, lengths) - 1, 0), 0)


@final_states.mistake
def steps_swapped(a, n_a, *, lengths=None):
    """`forwards` is taken at step 0 and `backwards` at the end: each is taken where it has read everything"""
    return taken(a, n_a, 0, ends(a, lengths))


@final_states.mistake
def first_length_for_all(a, n_a, *, lengths=None):
    """all examples are read at the end of the first: each has its own length"""
    return taken(a, n_a, ends(a, lengths)[0], 0)


@final_states.mistake
def longest_for_all(a, n_a, *, lengths=None):
    """all examples are read at the end of the longest: each has its own length"""
    return taken(a, n_a, ends(a, lengths).max(), 0)


@final_states.mistake
def halves_of_equal_size(a, n_a, *, lengths=None):
    """the rows are split in the middle: the first n_a rows belong to `forwards`"""
    return taken(a, len(a) // 2, ends(a, lengths), 0)


@final_states.mistake
def split_from_the_end(a, n_a, *, lengths=None):
    """the last n_a rows are taken for `forwards`: the first ones are"""
    return taken(a, len(a) - n_a, ends(a, lengths), 0)


@final_states.mistake
def halves_swapped(a, n_a, *, lengths=None):
    """the state of `backwards` comes first: that of `forwards` does"""
    both = taken(a, n_a, ends(a, lengths), 0)
    return np.concatenate([both[n_a:], both[:n_a]])


@final_states.mistake
def examples_as_rows(a, n_a, *, lengths=None):
    """the result is (m, units): examples are columns, (units, m)"""
    return taken(a, n_a, ends(a, lengths), 0).T


@final_states.mistake
def forwards_alone(a, n_a, *, lengths=None):
    """only the state of `forwards` is returned: stack that of `backwards` below"""
    return taken(a, n_a, ends(a, lengths), 0)[:n_a]


@final_states.mistake
def mean_over_time(a, n_a, *, lengths=None):
    """the states are averaged over time: take each half at the step where it has read everything"""
    return a.mean(axis=2)


@final_states.mistake
def time_axis_kept(a, n_a, *, lengths=None):
    """a time axis of length 1 is kept: the result is (units, m)"""
    return taken(a, n_a, ends(a, lengths), 0)[:, :, None]


@final_states.mistake
def backwards_at_the_step_after(a, n_a, *, lengths=None):
    """`backwards` is taken at step T - n, where it would be with its padding in front: its last state is at step 0"""
    return taken(a, n_a, ends(a, lengths), a.shape[2] - 1 - ends(a, lengths))


# --- right, written differently -------------------------------------------------------------------------------------


@final_states.right
def example_by_example(a, n_a, *, lengths=None):
    """Return the same, a column after the other."""
    columns = []
    for i in range(a.shape[1]):
        n = a.shape[2] if lengths is None else int(lengths[i])
        columns.append(np.hstack([a[:n_a, i, n - 1], a[n_a:, i, 0]]))
    return np.array(columns).T


@final_states.right
def by_a_product(a, n_a, *, lengths=None):
    """Return the same, with a mask that is 1 at the last real step."""
    mask = (np.arange(a.shape[2]) == ends(a, lengths)[:, None]).astype(a.dtype)
    return np.concatenate([np.einsum("nmt,mt->nm", a[:n_a], mask), a[n_a:, :, 0]])
