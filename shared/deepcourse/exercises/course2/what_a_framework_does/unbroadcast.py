"""Exercise 1: a gradient comes home in the shape of what was stretched."""

import numpy as np

from deepcourse.exercises.course2.what_a_framework_does.programs import table
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import tensor as reference

TARGETS = {(3, 4): [(3, 4), (3, 1), (1, 4), (4,), (1, 1), (1,), ()], (2, 3, 4): [(3, 4), (2, 1, 4), (3, 1), (1,), ()],
           (4, 4): [(4, 1), (1, 4), (4,)], (5,): [(1,), ()]}  # fmt: skip

unbroadcast = FunctionExercise(
    __name__,
    reference=reference.unbroadcast,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    random_cases=8,
    returns=("the gradient",),
    hints=(
        "Two kinds of axes were stretched: those that broadcasting put in front (dR has dR.ndim - len(shape) more axes "
        "than shape), and those whose length in shape is 1.",
        "First the ones in front: dR = dR.sum(axis=tuple(range(dR.ndim - len(shape)))). A sum over the empty tuple of "
        "axes changes nothing.",
        "Then the others, which stay as axes of length 1: dR.sum(axis=(all i where shape[i] == 1), keepdims=True).",
    ),
)


@unbroadcast.visible
def visible():
    """Return the text's examples: a column, a row, an axis in front, a number, nothing stretched, and both at once."""
    rng = np.random.default_rng(1)
    by_hand = np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]])
    return [
        Case("the column b of the text: (2, 3) back to (2, 1)", (by_hand, (2, 1))),
        Case("a row: (2, 3) back to (1, 3)", (by_hand, (1, 3))),
        Case("an axis was put in front: (2, 3) back to (3,)", (by_hand, (3,))),
        Case("a number: (2, 3) back to ()", (by_hand, ())),
        Case("nothing was stretched: (2, 3)", (by_hand, (2, 3))),
        Case("a square: (3, 3) back to (3, 1)", (table(rng, 3, 3), (3, 1))),
        Case("in front and inside: (2, 3, 4) back to (3, 1)", (table(rng, 2, 3, 4), (3, 1))),
        Case("two axes in front: (2, 4, 3) back to (3,)", (table(rng, 2, 4, 3), (3,))),
        Case("one of two axes of length 1: (1, 4) back to (1, 1)", (table(rng, 1, 4), (1, 1))),
    ]


@unbroadcast.draw
def draw(rng):
    """Return a random gradient and one of the shapes that can be stretched to it."""
    shape = list(TARGETS)[rng.integers(len(TARGETS))]
    target = TARGETS[shape][rng.integers(len(TARGETS[shape]))]
    return Case(f"{shape} back to {target}", (table(rng, *shape), target))


@unbroadcast.edges
def edges(rng):
    """Return axes of length 1 that were not stretched, one entry, several axes in front, and a square."""
    return [
        Case("(1, 4) back to (1, 1)", (table(rng, 1, 4), (1, 1))),
        Case("(1, 1) stays", (table(rng, 1, 1), (1, 1))),
        Case("(2, 5, 3) back to (3,)", (table(rng, 2, 5, 3), (3,))),
        Case("(2, 5, 3) back to (5, 1)", (table(rng, 2, 5, 3), (5, 1))),
        Case("(4, 4) back to (4,)", (table(rng, 4, 4), (4,))),
        Case("(4, 4) back to (4, 1)", (table(rng, 4, 4), (4, 1))),
    ]


@unbroadcast.property("the gradient says how far a nudge moves the result")
def stretched_and_back(f, rng):
    """Return a sentence unless a nudge of x, stretched, moves the result as much as x's gradient says."""
    for shape, targets in TARGETS.items():
        for target in targets:
            dR, nudge = table(rng, *shape), np.asarray(table(rng, *target))
            there, here = np.sum(dR * nudge), np.sum(np.asarray(f(dR, target)) * nudge)
            if not abs(there - here) <= 1e-9 * (1 + abs(there)):
                return (
                    f"{shape} back to {target}: a nudge moves the result by {there:.4g}, the gradient says {here:.4g}"
                )
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@unbroadcast.mistake
def left_as_it_is(dR, shape):
    """the gradient is returned as it came: it must have the shape of what was stretched, or no step can use it"""
    return dR.copy()


@unbroadcast.mistake
def keepdims_lost(dR, shape):
    """an axis of length 1 is lost in the sum: keepdims=True keeps it, so that (3, 1) does not become (3,)"""
    dR = dR.sum(axis=tuple(range(dR.ndim - len(shape))))
    return dR.sum(axis=tuple(i for i, n in enumerate(shape) if n == 1))


@unbroadcast.mistake
def mean_of_copies(dR, shape):
    """the copies are averaged: every copy moves the result, so their gradients are summed"""
    whole = reference.unbroadcast(dR, shape)
    return whole * (whole.size / dR.size)


@unbroadcast.mistake
def first_copy(dR, shape):
    """only the first copy's gradient is taken: all copies send one, and they are summed"""
    dR = dR[(0,) * (dR.ndim - len(shape))]
    return np.array(dR[tuple(slice(0, 1) if n == 1 else slice(None) for n in shape)])


@unbroadcast.mistake
def axes_in_front_forgotten(dR, shape):
    """the axes that were put in front are still there: sum over them too, the first dR.ndim - len(shape) axes"""
    ones = tuple(i + dR.ndim - len(shape) for i, n in enumerate(shape) if n == 1)
    return dR.sum(axis=ones, keepdims=True)


@unbroadcast.mistake
def axes_inside_forgotten(dR, shape):
    """only the axes in front are summed: those whose length is 1 in `shape` were stretched as well"""
    return dR.sum(axis=tuple(range(dR.ndim - len(shape))))


@unbroadcast.mistake
def always_over_rows(dR, shape):
    """the sum always runs over axis 0: it must run over the axes in which `shape` has a 1, and those in front"""
    if dR.shape == shape:
        return dR
    return dR.sum(axis=0, keepdims=len(shape) == dR.ndim)


@unbroadcast.mistake
def the_other_axes(dR, shape):
    """the sum runs over the axes that were *not* stretched: sum where `shape` has a 1"""
    dR = dR.sum(axis=tuple(range(dR.ndim - len(shape))))
    return dR.sum(axis=tuple(i for i, n in enumerate(shape) if n != 1), keepdims=True)


@unbroadcast.mistake
def sum_of_everything(dR, shape):
    """everything is summed, whatever the shape: entries that stand for themselves keep a gradient of their own"""
    return np.full(shape, dR.sum())


@unbroadcast.mistake
def cut_off(dR, shape):
    """the first entries are taken and the rest is cut off, as np.resize does: copies are summed"""
    return np.resize(dR, shape)


@unbroadcast.mistake
def first_axes_with_a_one(dR, shape):
    """the axes with a 1 in `shape` are summed where they would lie without the axes in front, and those stay:
    sum over the first dR.ndim - len(shape) axes first
    """
    for axis, length in enumerate(shape):
        if length == 1:
            dR = np.sum(dR, axis=axis, keepdims=True)
    return dR


@unbroadcast.mistake
def one_axis_at_most(dR, shape):
    """one axis is summed at most: all that were stretched or put in front are"""
    if dR.shape == shape:
        return dR
    if shape == ():
        return dR.sum()
    if len(shape) == 1:
        return dR.sum(axis=0)
    return dR.sum(axis=1, keepdims=True) if shape[1] == 1 else dR.sum(axis=0, keepdims=True)


@unbroadcast.mistake
def axes_from_the_end(dR, shape):
    """the axes too many are taken from the end: NumPy puts new ones in front"""
    for _ in range(dR.ndim - len(shape)):
        dR = dR.sum(axis=-1)
    return dR.sum(axis=tuple(i for i, n in enumerate(shape) if n == 1 and i < dR.ndim), keepdims=True)


@unbroadcast.mistake
def axes_from_the_end_keepdims_lost(dR, shape):
    """the axes too many are taken from the end, and an axis of length 1 is lost in the sum: NumPy puts new ones
    in front, and keepdims=True keeps the 1
    """
    while dR.ndim > len(shape):
        dR = dR.sum(axis=-1)
    for axis, length in enumerate(shape):
        if length == 1:
            dR = dR.sum(axis=axis)
    return dR


@unbroadcast.mistake
def reshaped(dR, shape):
    """the gradient is only reshaped: where something was stretched it has too many entries, which are summed"""
    return dR.reshape(shape)


@unbroadcast.mistake
def axes_by_their_lengths(dR, shape):
    """the axes to sum are those whose length does not occur in shape, which fails for squares: compare place by
    place
    """
    axes = tuple(i for i, length in enumerate(dR.shape) if length not in shape)
    return np.sum(dR, axis=axes, keepdims=True).reshape(shape)


# --- right, written differently -------------------------------------------------------------------------------------


@unbroadcast.right
def axis_by_axis(dR, shape):
    """Return the gradient, summed over one axis after the other."""
    while np.ndim(dR) > len(shape):
        dR = dR.sum(axis=0)
    for axis, length in enumerate(shape):
        if length == 1:
            dR = dR.sum(axis=axis, keepdims=True)
    return np.array(dR)


@unbroadcast.right
def summed_and_reshaped(dR, shape):
    """Return the sum over all stretched axes at once, in the shape that is asked for."""
    padded = (1,) * (dR.ndim - len(shape)) + shape
    return dR.sum(axis=tuple(i for i, n in enumerate(padded) if n == 1)).reshape(shape)
