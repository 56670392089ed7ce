"""Exercise 3: two layers over one sequence, one in each direction."""

import numpy as np

from deepcourse.exercises.course5.bidirectional_and_deep.sequences import (
    first_of_two,
    layer,
    masked,
    parameters,
    some_sizes,
    told,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import bidirectional as reference
from deepcourse.sequence.bidirectional import reverse_by_length

SIZES = (  # n_x, units forwards, units backwards, T, lengths, m
    (3, 2, 4, 5, None, 2),
    (2, 4, 3, 6, [6, 3, 4, 5, 2], 5),
    (4, 3, 2, 5, [2, 5, 4], 3),
    (2, 3, 5, 4, [4, 1], 2),
    (3, 4, 4, 6, [4, 3, 5], 3),
    (5, 1, 2, 3, None, 4),
)
EDGES = (
    (2, 3, 4, 1, None, 3),
    (3, 2, 4, 6, None, 1),
    (2, 1, 1, 5, [3], 1),
    (4, 2, 3, 5, [1, 1, 5], 3),
    (2, 3, 3, 7, [6, 4], 2),
)


def states(f, x, forwards, backwards, lengths):
    """Return the states that `f` gives for two layers, with 0 at the padding."""
    options = {} if lengths is None else {"lengths": lengths}
    return masked(first_of_two(f(x, layer(forwards), layer(backwards), **options)), lengths)


bidirectional_forward = FunctionExercise(
    __name__,
    reference=reference.bidirectional_forward,
    use=states,
    name="bidirectional_forward",
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("a",),
    hints=(
        "`forwards` reads x as it is. What must x look like so that a layer which always starts at step 0 reads it "
        "from its last real step?",
        "The first state of `backwards` belongs to the last word. Which two states belong together at step t?",
        "Your function from exercise 2 is needed twice: before `backwards` reads, and once more with its states.",
    ),
)


def case(rng, n_x, n_a, n_b, T, lengths, m, dtype=np.float64):
    """Return sequences and two layers as a case; the padding is not 0."""
    x = rng.normal(size=(n_x, m, T)).astype(dtype)
    forwards, backwards = (
        {name: value.astype(dtype) for name, value in parameters(rng, n_x, n).items()} for n in (n_a, n_b)
    )
    name = told(n_x, n_a, n_b, T, lengths, m) + (", float32" if dtype != np.float64 else "")
    return Case(name, (x, forwards, backwards, None if lengths is None else np.array(lengths)))


@bidirectional_forward.visible
def visible():
    """Return layers of all kinds of sizes, with and without padding, and one step."""
    rng = np.random.default_rng(82)
    cases = [case(rng, *sizes) for sizes in SIZES]
    return [*cases, case(rng, 3, 2, 4, 4, [4, 2], 2, np.float32), case(rng, 2, 3, 1, 1, None, 2)]


@bidirectional_forward.draw
def draw(rng):
    """Return sequences and layers of random sizes."""
    return case(rng, *some_sizes(rng))


@bidirectional_forward.edges
def edges(rng):
    """Return one step, one example, one unit, lengths of 1, float32."""
    return [*(case(rng, *sizes) for sizes in EDGES), case(rng, 2, 3, 4, 5, [5, 3, 2], 3, np.float32)]


@bidirectional_forward.property("the padding changes nothing", draw=lambda rng: case(rng, 3, 2, 4, 6, [4, 2, 6], 3))
def padding_changes_nothing(result, x, forwards, backwards, lengths):
    """Return a sentence unless the states are those of each example without its padding."""
    if np.shape(result) != (6, 3, 6):
        return f"a has the shape {np.shape(result)}, expected (6, 3, 6)"
    for i, n in enumerate(lengths):
        alone, _ = reference.bidirectional_forward(x[:, i : i + 1, :n], layer(forwards), layer(backwards))
        if not np.allclose(np.asarray(result)[:, i, :n], alone[:, 0], atol=1e-6):
            return f"example {i}, without its padding, has other states"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def halves(x, forwards, backwards, lengths):
    """Return the states of both layers at each step, and a cache that nobody reads."""
    there = forwards.forward(x)[0]
    return there, reverse_by_length(backwards.forward(reverse_by_length(x, lengths))[0], lengths)


@bidirectional_forward.mistake
def not_turned_again(x, forwards, backwards, *, lengths=None):
    """the states of `backwards` are not reversed again: its first state belongs to the last word"""
    back = backwards.forward(reverse_by_length(x, lengths))[0]
    return np.concatenate([forwards.forward(x)[0], back]), None


@bidirectional_forward.mistake
def reads_forwards(x, forwards, backwards, *, lengths=None):
    """`backwards` reads x as it is: reverse x before it reads"""
    return np.concatenate([forwards.forward(x)[0], backwards.forward(x)[0]]), None


@bidirectional_forward.mistake
def only_states_turned(x, forwards, backwards, *, lengths=None):
    """`backwards` reads x as it is, and only its states are reversed: reverse x before it reads, too"""
    back = reverse_by_length(backwards.forward(x)[0], lengths)
    return np.concatenate([forwards.forward(x)[0], back]), None


@bidirectional_forward.mistake
def padding_turned_too(x, forwards, backwards, *, lengths=None):
    """`lengths` is not used, so that `backwards` begins with the padding: reverse by length"""
    return np.concatenate(halves(x, forwards, backwards, None)), None


@bidirectional_forward.mistake
def padding_turned_when_reading(x, forwards, backwards, *, lengths=None):
    """x is reversed with its padding, but the states by length: reverse both by length"""
    back = reverse_by_length(backwards.forward(x[:, :, ::-1])[0], lengths)
    return np.concatenate([forwards.forward(x)[0], back]), None


@bidirectional_forward.mistake
def states_turned_with_padding(x, forwards, backwards, *, lengths=None):
    """x is reversed by length, but the states with their padding: reverse both by length"""
    back = backwards.forward(reverse_by_length(x, lengths))[0][:, :, ::-1]
    return np.concatenate([forwards.forward(x)[0], back]), None


@bidirectional_forward.mistake
def longest_for_all(x, forwards, backwards, *, lengths=None):
    """all examples are reversed by the largest length: each has its own"""
    n = None if lengths is None else np.full(len(lengths), max(lengths))
    return np.concatenate(halves(x, forwards, backwards, n)), None


@bidirectional_forward.mistake
def halves_swapped(x, forwards, backwards, *, lengths=None):
    """the states of `backwards` come first: those of `forwards` do"""
    return np.concatenate(halves(x, forwards, backwards, lengths)[::-1]), None


@bidirectional_forward.mistake
def halves_added(x, forwards, backwards, *, lengths=None):
    """the states of the two layers are added: stack them, n_a + n_a' rows"""
    there, back = halves(x, forwards, backwards, lengths)
    n = max(len(there), len(back))
    return sum(np.pad(half, ((0, n - len(half)), (0, 0), (0, 0))) for half in (there, back)), None


@bidirectional_forward.mistake
def forwards_for_both(x, forwards, backwards, *, lengths=None):
    """`forwards` reads in both directions: the second half belongs to `backwards`, which has its own parameters"""
    return np.concatenate(halves(x, forwards, forwards, lengths)), None


@bidirectional_forward.mistake
def backwards_for_both(x, forwards, backwards, *, lengths=None):
    """`backwards` reads in both directions: the first half belongs to `forwards`"""
    return np.concatenate(halves(x, backwards, backwards, lengths)), None


@bidirectional_forward.mistake
def layers_swapped(x, forwards, backwards, *, lengths=None):
    """`forwards` reads from the end and `backwards` from the start: it must be the other way round"""
    return np.concatenate(halves(x, backwards, forwards, lengths)), None


@bidirectional_forward.mistake
def forwards_alone(x, forwards, backwards, *, lengths=None):
    """only the states of `forwards` are returned: stack those of `backwards` below"""
    return forwards.forward(x)[0], None


@bidirectional_forward.mistake
def backwards_alone(x, forwards, backwards, *, lengths=None):
    """only the states of `backwards` are returned: those of `forwards` come first"""
    return halves(x, forwards, backwards, lengths)[1], None


@bidirectional_forward.mistake
def examples_side_by_side(x, forwards, backwards, *, lengths=None):
    """the two results are joined along another axis than the first: the units are axis 0"""
    there, back = halves(x, forwards, backwards, lengths)
    n = min(len(there), len(back))
    return np.concatenate([there[:n], back[:n]], axis=1), None


@bidirectional_forward.mistake
def last_state_for_all(x, forwards, backwards, *, lengths=None):
    """every step gets the state that `backwards` has after the whole example: step t gets its state at step t"""
    there, back = halves(x, forwards, backwards, lengths)
    return np.concatenate([there, np.repeat(back[:, :, :1], back.shape[2], axis=2)]), None


@bidirectional_forward.mistake
def backwards_reads_the_states(x, forwards, backwards, *, lengths=None):
    """`backwards` reads the states of `forwards` instead of x: both layers read x"""
    there = forwards.forward(x)[0]
    rows = np.resize(there, x.shape)
    return np.concatenate([there, halves(rows, forwards, backwards, lengths)[1]]), None


@bidirectional_forward.mistake
def neighbour_from_the_right(x, forwards, backwards, *, lengths=None):
    """the second half at step t is the state at step t + 1: at step t, `backwards` has read word t as well"""
    there, back = halves(x, forwards, backwards, lengths)
    later = np.concatenate([back[:, :, 1:], np.zeros_like(back[:, :, :1])], axis=2)
    n = np.full(x.shape[1], x.shape[2]) if lengths is None else np.asarray(lengths)
    later[:, np.arange(x.shape[1]), n - 1] = 0
    return np.concatenate([there, later]), None


@bidirectional_forward.mistake
def cache_forgotten(x, forwards, backwards, *, lengths=None):
    """a is returned alone: return a, cache"""
    return np.concatenate(halves(x, forwards, backwards, lengths))


# --- right, written differently -------------------------------------------------------------------------------------


@bidirectional_forward.right
def one_example_at_a_time(x, forwards, backwards, *, lengths=None):
    """Return the same, an example after the other and without its padding."""
    (_, m, T), rows = x.shape, []
    for i in range(m):
        alone = x[:, i : i + 1, : T if lengths is None else int(lengths[i])]
        there, back = forwards.forward(alone)[0], backwards.forward(alone[:, :, ::-1])[0][:, :, ::-1]
        both = np.vstack([there, back])
        rows.append(np.pad(both, ((0, 0), (0, 0), (0, T - both.shape[2]))))
    return [np.concatenate(rows, axis=1), None]


@bidirectional_forward.right
def written_into_an_array(x, forwards, backwards, *, lengths=None):
    """Return the same, written into an array that is empty at first."""
    there, first = forwards.forward(x)
    back, second = backwards.forward(reverse_by_length(x, lengths))
    a = np.empty((len(there) + len(back), *x.shape[1:]), x.dtype)
    a[: len(there)], a[len(there) :] = there, reverse_by_length(back, lengths)
    return a, (forwards, backwards, first, second, lengths)
