"""Exercise 7: recurrent layers on top of each other."""

import numpy as np

from deepcourse.exercises.course5.bidirectional_and_deep.sequences import layer, masked, parameters
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import bidirectional as reference
from deepcourse.sequence.bidirectional import bidirectional_forward

SIZES = (  # n_x, units of each level: a number or (forwards, backwards); T, lengths, m
    (3, (2, 4), 5, None, 2),
    (2, ((3, 2), (1, 4)), 6, (4, 6, 3), 3),
    (2, (3, (2, 4), 5), 5, (5, 2, 3, 4), 4),
    (4, ((2, 3), 4, (3, 1)), 4, None, 2),
    (3, ((2, 2),), 6, (5, 3), 2),
    (2, (4,), 3, None, 4),
    (3, (3, 3, 3), 5, (3, 5), 2),
    (2, ((2, 2), (2, 2)), 5, (4, 3), 2),
)
EDGES = (
    (2, (3, (1, 2)), 1, None, 2),
    (3, ((1, 1), (1, 1), (2, 3)), 5, (4,), 1),
    (2, (1, 1, 1, 1), 4, None, 3),
    (4, ((2, 3), (3, 2)), 6, (1, 6, 1), 3),
)


def all_states(f, x, levels, lengths):
    """Return the states of all levels, with 0 at the padding; words where there is no list of them."""
    layers = [tuple(layer(half) for half in level) if isinstance(level, list) else layer(level) for level in levels]
    result = f(x, layers, **({} if lengths is None else {"lengths": lengths}))
    if type(result) not in (tuple, list) or len(result) != 2:
        return "no pair: return two results"
    if type(result[0]) not in (tuple, list):
        return "no list of states"
    return [masked(a, lengths) for a in result[0]]


deep_rnn_forward = FunctionExercise(
    __name__,
    reference=reference.deep_rnn_forward,
    use=all_states,
    name="deep_rnn_forward",
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("A",),
    hints=(
        "What does the second layer read at step t? How many rows has this, if the first layer is a pair?",
        "Loop over `layers`; the result of one layer is the x of the next. isinstance(layer, tuple) tells a pair.",
        "For a pair, exercise 3 has done all the work: hand it the lengths, too. Keep the states of every layer.",
    ),
)


def case(rng, n_x, levels, T, lengths, m, dtype=np.float64):
    """Return sequences and a stack as a case."""
    x, n, made = rng.normal(size=(n_x, m, T)).astype(dtype), n_x, []
    for units in levels:
        pair = [parameters(rng, n, each) for each in np.atleast_1d(units)]
        pair = [{name: value.astype(dtype) for name, value in half.items()} for half in pair]
        made.append(pair if len(pair) == 2 else pair[0])
        n = int(np.sum(units))
    told = ", ".join(f"{u[0]} + {u[1]}" if np.ndim(u) else str(u) for u in levels)
    name = f"layers of {told} units, x {x.shape}, {'no padding' if lengths is None else f'lengths {list(lengths)}'}"
    return Case(name + (", float32" if dtype != np.float64 else ""),
                (x, made, None if lengths is None else np.array(lengths)))  # fmt: skip


@deep_rnn_forward.visible
def visible():
    """Return stacks of one to three layers, forwards and in both directions."""
    rng = np.random.default_rng(86)
    return [*(case(rng, *sizes) for sizes in SIZES), case(rng, 2, (3, (2, 1)), 4, (4, 2), 2, np.float32)]


@deep_rnn_forward.draw
def draw(rng):
    """Return a stack of random size."""
    T, m = int(rng.integers(5, 8)), int(rng.integers(2, 4))
    levels = []
    for _ in range(int(rng.integers(2, 4))):
        a, b = (int(n) for n in rng.permutation([2, 3, 4])[:2])
        levels.append((a, b) if rng.random() < 0.6 else a)
    return case(rng, 3, tuple(levels), T, [T, *(int(n) for n in rng.integers(2, T, size=m - 1))], m)


@deep_rnn_forward.edges
def edges(rng):
    """Return one step, one example, one unit, four layers, float32."""
    return [*(case(rng, *sizes) for sizes in EDGES), case(rng, 3, ((2, 3), 2), 4, None, 2, np.float32)]


@deep_rnn_forward.property(
    "the padding changes nothing", draw=lambda rng: case(rng, 2, ((2, 3), (3, 2)), 6, (4, 2, 6), 3)
)
def padding_changes_nothing(result, x, levels, lengths):
    """Return a sentence unless the last states are those of each example without its padding."""
    if not isinstance(result, list) or len(result) != 2 or np.shape(result[-1]) != (5, 3, 6):
        return "A must hold the states of both layers, the last of the shape (5, 3, 6)"
    stack = [tuple(layer(half) for half in level) for level in levels]
    for i, n in enumerate(lengths):
        alone = reference.deep_rnn_forward(x[:, i : i + 1, :n], stack)[0][-1]
        if not np.allclose(np.asarray(result[-1])[:, i, :n], alone[:, 0], atol=1e-6):
            return f"example {i}, without its padding, has other states"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def fitted(x, n):
    """Return x with n rows: repeated or cut, so that a layer of another input size can read it."""
    return x if len(x) == n else np.resize(x, (n, *x.shape[1:]))


def stacked(x, layers, lengths, between=lambda a, level: a):
    """Return the states of all layers, where `between(a, level)` is what the next one reads."""
    A = []
    for level, each in enumerate(layers):
        first = each[0] if isinstance(each, tuple) else each
        x = fitted(x, first.parameters["Wx"].shape[1])
        states = bidirectional_forward(x, *each, lengths=lengths)[0] if isinstance(each, tuple) else each.forward(x)[0]
        A.append(states)
        x = between(states, level)
    return A


@deep_rnn_forward.mistake
def last_state_alone(x, layers, *, lengths=None):
    """the next layer reads only the last state, at every step: it reads the state of each step at that step"""
    return stacked(x, layers, lengths, lambda a, _: np.repeat(a[:, :, -1:], a.shape[2], axis=2)), None


@deep_rnn_forward.mistake
def all_read_x(x, layers, *, lengths=None):
    """every layer reads x: a layer reads the states of the one below it"""
    return stacked(x, layers, lengths, lambda a, _: x), None


@deep_rnn_forward.mistake
def lengths_forgotten(x, layers, *, lengths=None):
    """`lengths` is not handed on to the pairs, which then begin with the padding"""
    return stacked(x, layers, None), None


@deep_rnn_forward.mistake
def lengths_for_the_first_alone(x, layers, *, lengths=None):
    """only the first layer gets the lengths: every pair needs them"""
    A = stacked(x, layers[:1], lengths)
    return A + stacked(A[0], layers[1:], None), None


@deep_rnn_forward.mistake
def last_layer_alone(x, layers, *, lengths=None):
    """only the states of the last layer are returned: A is the list of the states of all layers"""
    return stacked(x, layers, lengths)[-1], None


@deep_rnn_forward.mistake
def list_of_the_last_layer(x, layers, *, lengths=None):
    """the list holds the last layer only: append the states of every layer"""
    return stacked(x, layers, lengths)[-1:], None


@deep_rnn_forward.mistake
def x_in_the_list(x, layers, *, lengths=None):
    """x is the first entry of A: the first entry is what the first layer makes of it"""
    return [x, *stacked(x, layers, lengths)], None


@deep_rnn_forward.mistake
def last_layer_first(x, layers, *, lengths=None):
    """the states of the last layer come first in A: those of the first layer do"""
    return stacked(x, layers, lengths)[::-1], None


@deep_rnn_forward.mistake
def layers_from_the_end(x, layers, *, lengths=None):
    """x goes through the last layer first: layers[0] reads x"""
    return stacked(x, layers[::-1], lengths), None


@deep_rnn_forward.mistake
def last_layer_missing(x, layers, *, lengths=None):
    """the last layer is left out: A has an entry for every layer"""
    return stacked(x, layers, lengths)[:-1], None


@deep_rnn_forward.mistake
def forward_half_alone(x, layers, *, lengths=None):
    """only the forward half of a pair goes on to the next layer: both halves do"""

    def half(a, level):
        return a[: layers[level][0].n_a] if isinstance(layers[level], tuple) else a

    return stacked(x, layers, lengths, half), None


@deep_rnn_forward.mistake
def states_not_turned_between(x, layers, *, lengths=None):
    """the states are reversed between layers: `bidirectional_forward` has put them in order already"""
    return stacked(x, layers, lengths, lambda a, _: a[:, :, ::-1]), None


@deep_rnn_forward.mistake
def activation_added(x, layers, *, lengths=None):
    """tanh is applied once more between layers: the states have been through it already"""
    return stacked(x, layers, lengths, lambda a, _: np.tanh(a)), None


@deep_rnn_forward.mistake
def shortcut_added(x, layers, *, lengths=None):
    """what a layer reads is added to its states: this is a residual stack, here the states go on alone"""
    A, read = [], x
    for each in layers:
        [a] = stacked(read, [each], lengths)
        A.append(a)
        read = a + read if a.shape == read.shape else a
    return A, None


@deep_rnn_forward.mistake
def pairs_read_forwards(x, layers, *, lengths=None):
    """in a pair both layers read forwards: use `bidirectional_forward` for it"""
    A = []
    for each in layers:
        x = np.concatenate([half.forward(x)[0] for half in (each if isinstance(each, tuple) else (each,))])
        A.append(x)
    return A, None


@deep_rnn_forward.mistake
def caches_forgotten(x, layers, *, lengths=None):
    """A is returned alone: return A, caches"""
    return stacked(x, layers, lengths)


@deep_rnn_forward.mistake
def pairs_appended(x, layers, *, lengths=None):
    """A holds the pair (states, cache) of each layer: append the states alone, and keep the caches in a second list"""
    return [(a, None) for a in stacked(x, layers, lengths)], None


# --- right, written differently -------------------------------------------------------------------------------------


@deep_rnn_forward.right
def by_recursion(x, layers, *, lengths=None):
    """Return the same: the first layer, then the stack above it."""
    if not layers:
        return [], []
    first, *others = layers
    a, cache = bidirectional_forward(x, *first, lengths=lengths) if hasattr(first, "__len__") else first.forward(x)
    above, caches = by_recursion(a, others, lengths=lengths)
    return [a, *above], [cache, *caches]


@deep_rnn_forward.right
def with_a_tuple(x, layers, *, lengths=None):
    """Return the same, as tuples."""
    A = ()
    for each in layers:
        read = A[-1] if A else x
        if isinstance(each, tuple):
            a, _ = bidirectional_forward(read, each[0], each[1], lengths=lengths)
        else:
            a, _ = each.forward(read)
        A = (*A, a)
    return A, ()
