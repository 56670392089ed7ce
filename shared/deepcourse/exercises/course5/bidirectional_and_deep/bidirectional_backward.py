"""Exercise 4: the gradients of two layers over one sequence."""

import numpy as np

from deepcourse.exercises.course5.bidirectional_and_deep.bidirectional_forward import case as forward_case
from deepcourse.exercises.course5.bidirectional_and_deep.sequences import layer, masked, some_sizes
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import bidirectional as reference
from deepcourse.sequence.bidirectional import reverse_by_length

SIZES = (  # n_x, units forwards, units backwards, T, lengths, m
    (3, 2, 4, 5, None, 2),
    (2, 4, 3, 6, [6, 3, 4, 5, 2], 5),
    (4, 3, 2, 5, [2, 5, 4], 3),
    (2, 3, 5, 4, [4, 1], 2),
    (2, 3, 3, 6, [4, 3, 5, 5], 4),
    (3, 3, 3, 4, None, 2),
)
EDGES = (
    (2, 3, 4, 1, None, 3),
    (3, 2, 4, 6, None, 1),
    (2, 1, 1, 5, [3], 1),
    (4, 2, 3, 5, [1, 1, 5], 3),
)


def gradients(f, da, x, forwards, backwards, lengths):
    """Return what `f` makes of da and of the cache of the forward pass; words where these are not three results."""
    _, cache = reference.bidirectional_forward(x, layer(forwards), layer(backwards), lengths=lengths)
    result = f(da, cache)
    return result if type(result) in (tuple, list) and len(result) == 3 else ("no three results",) * 3


bidirectional_backward = FunctionExercise(
    __name__,
    reference=reference.bidirectional_backward,
    use=gradients,
    name="bidirectional_backward",
    minutes=9,
    points_visible=6,
    points_hidden=10,
    returns=("dx", "the gradients of forwards", "the gradients of backwards"),
    hints=(
        "Go through your forward pass from its last line to its first, and undo one line after the other. Which rows "
        "of da belong to which layer?",
        "The states of `backwards` were reversed after it had read. So in which order does it need its rows of da?",
        "Each layer's `backward` returns a dx. Both layers read the same x, but `backwards` read it reversed.",
    ),
)


def case(rng, *sizes, dtype=np.float64):
    """Return a gradient, sequences and two layers as a case; da is 0 at the padding."""
    made = forward_case(rng, *sizes, dtype=dtype)
    x, forwards, backwards, lengths = made.arguments
    rows = len(forwards["ba"]) + len(backwards["ba"])
    da = masked(rng.normal(size=(rows, *x.shape[1:])), lengths).astype(dtype)
    return Case(made.name, (da, x, forwards, backwards, lengths))


@bidirectional_backward.visible
def visible():
    """Return layers of all kinds of sizes, with and without padding, and one step."""
    rng = np.random.default_rng(83)
    cases = [case(rng, *sizes) for sizes in SIZES]
    return [*cases, case(rng, 3, 2, 4, 4, [4, 2], 2, dtype=np.float32), case(rng, 2, 3, 1, 1, None, 2)]


@bidirectional_backward.draw
def draw(rng):
    """Return sequences and layers of random sizes."""
    return case(rng, *some_sizes(rng))


@bidirectional_backward.edges
def edges(rng):
    """Return one step, one example, one unit, lengths of 1, float32."""
    return [*(case(rng, *sizes) for sizes in EDGES), case(rng, 2, 3, 4, 5, [5, 3, 2], 3, dtype=np.float32)]


def cost_of(x, forwards, backwards, lengths, da):
    """Return the cost whose gradient with respect to the states is da."""
    a, _ = reference.bidirectional_forward(x, layer(forwards), layer(backwards), lengths=lengths)
    return float((a * da).sum())


@bidirectional_backward.property("dx is the slope of the cost", draw=lambda rng: case(rng, 3, 2, 4, 5, [5, 3], 2))
def slope_of_the_cost(result, da, x, forwards, backwards, lengths):
    """Return a sentence unless dx agrees with a nudge of x in a random direction."""
    if not isinstance(result, (tuple, list)) or len(result) != 3 or np.shape(result[0]) != x.shape:
        return f"three results are expected, the first of the shape of x, {x.shape}"
    nudge = 1e-5 * np.random.default_rng(1).normal(size=x.shape)
    up, down = (cost_of(x + sign * nudge, forwards, backwards, lengths, da) for sign in (1, -1))
    said = float((np.asarray(result[0]) * nudge).sum())
    if np.isclose(said, (up - down) / 2, rtol=1e-4, atol=1e-9):
        return None
    return f"a small change of x changes the cost by {(up - down) / 2:.4g}, dx says {said:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def parts(da, cache, *, rows=None, turn_da=True, turn_dx=True, by_length=True):
    """Return (dx of forwards, dx of backwards, both gradients), with some steps left out."""
    forwards, backwards, there, back, lengths = cache
    n, lengths = forwards.n_a if rows is None else rows, lengths if by_length else None
    lower = da[n:] if rows is None else da[n : n + backwards.n_a]
    dx, grads = forwards.backward(da[: forwards.n_a], there)
    dx_back, grads_back = backwards.backward(reverse_by_length(lower, lengths) if turn_da else lower, back)
    return dx, reverse_by_length(dx_back, lengths) if turn_dx else dx_back, grads, grads_back


def summed(da, cache, **options):
    """Return the three results, with some steps left out."""
    dx, dx_back, *grads = parts(da, cache, **options)
    return dx + dx_back, *grads


@bidirectional_backward.mistake
def da_not_turned(da, cache):
    """the rows of da for `backwards` are not reversed: it read from the end, so its gradients come in that order"""
    return summed(da, cache, turn_da=False)


@bidirectional_backward.mistake
def dx_not_turned(da, cache):
    """the dx of `backwards` is not reversed again: its first step belongs to the last word"""
    return summed(da, cache, turn_dx=False)


@bidirectional_backward.mistake
def nothing_turned(da, cache):
    """nothing is reversed: reverse the rows of da before `backwards`, and its dx afterwards"""
    return summed(da, cache, turn_da=False, turn_dx=False)


@bidirectional_backward.mistake
def padding_turned_too(da, cache):
    """`lengths` is not used, and the padding is reversed, too: reverse by length, as in the forward pass"""
    return summed(da, cache, by_length=False)


@bidirectional_backward.mistake
def dx_of_forwards_alone(da, cache):
    """dx is that of `forwards` alone: both layers read x, so add the dx of `backwards`"""
    dx, _, *grads = parts(da, cache)
    return dx, *grads


@bidirectional_backward.mistake
def dx_of_backwards_alone(da, cache):
    """dx is that of `backwards` alone: both layers read x, so add the dx of `forwards`"""
    _, dx, *grads = parts(da, cache)
    return dx, *grads


@bidirectional_backward.mistake
def mean_of_both(da, cache):
    """the two dx are averaged: they add up"""
    dx, dx_back, *grads = parts(da, cache)
    return (dx + dx_back) / 2, *grads


@bidirectional_backward.mistake
def joined_not_added(da, cache):
    """the two dx are stacked: x was not split but read twice, so add them"""
    dx, dx_back, *grads = parts(da, cache)
    return np.concatenate([dx, dx_back]), *grads


@bidirectional_backward.mistake
def halves_swapped(da, cache):
    """the first rows of da go to `backwards`, and the last ones to `forwards`: it must be the other way round"""
    n = cache[1].n_a
    return summed(np.concatenate([da[n:], da[:n]]), cache)


@bidirectional_backward.mistake
def split_in_the_centre(da, cache):
    """da is split into equal halves: the first forwards.n_a rows belong to `forwards`, the others to `backwards`"""
    forwards, backwards, *_ = cache
    n = len(da) // 2
    upper, lower = da[:n], da[n:]
    upper = np.resize(upper, (forwards.n_a, *da.shape[1:]))
    return summed(np.concatenate([upper, np.resize(lower, (backwards.n_a, *da.shape[1:]))]), cache)


@bidirectional_backward.mistake
def gradients_swapped(da, cache):
    """the gradients of `backwards` come before those of `forwards`: return dx, forwards', backwards'"""
    dx, grads, grads_back = summed(da, cache)
    return dx, grads_back, grads


@bidirectional_backward.mistake
def gradients_first(da, cache):
    """dx is returned last: it comes first"""
    dx, *grads = summed(da, cache)
    return *grads, dx


@bidirectional_backward.mistake
def dx_subtracted(da, cache):
    """the dx of `backwards` is subtracted: add it"""
    dx, dx_back, *grads = parts(da, cache)
    return dx - dx_back, *grads


@bidirectional_backward.mistake
def divided_by_m(da, cache):
    """the results are divided by the number of examples: da holds this factor already"""
    m = da.shape[1]
    dx, *grads = summed(da, cache)
    return dx / m, *({name: value / m for name, value in each.items()} for each in grads)


@bidirectional_backward.mistake
def forwards_turned(da, cache):
    """the rows of da for `forwards` are reversed as well: it read x as it is"""
    forwards, *_, lengths = cache
    turned = np.concatenate([reverse_by_length(da[: forwards.n_a], lengths), da[forwards.n_a :]])
    return summed(turned, cache)


@bidirectional_backward.mistake
def parameters_forgotten(da, cache):
    """only dx is returned: return dx, the gradients of `forwards`, the gradients of `backwards`"""
    return summed(da, cache)[0]


@bidirectional_backward.mistake
def whole_dx_turned(da, cache):
    """the sum of both dx is reversed: only the part of `backwards` has to be reversed"""
    dx, dx_back, *grads = parts(da, cache, turn_dx=False)
    return reverse_by_length(dx + dx_back, cache[-1]), *grads


# --- right, written differently -------------------------------------------------------------------------------------


@bidirectional_backward.right
def with_split(da, cache):
    """Return the same, with np.split, as a list."""
    forwards, backwards, there, back, lengths = cache
    upper, lower = np.split(da, [forwards.n_a])
    second, grads_back = backwards.backward(reverse_by_length(lower, lengths), back)
    dx, grads = forwards.backward(upper, there)
    dx = dx.copy()
    dx += reverse_by_length(second, lengths)
    return [dx, grads, grads_back]


@bidirectional_backward.right
def counted_from_the_end(da, cache):
    """Return the same; the rows of `backwards` are the last ones."""
    forwards, backwards, there, back, lengths = cache
    n = backwards.n_a
    second, grads_back = backwards.backward(reverse_by_length(da[-n:], lengths), back)
    first, grads = forwards.backward(da[:-n], there)
    return np.add(first, reverse_by_length(second, lengths)), dict(grads), dict(grads_back)
