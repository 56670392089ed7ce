"""Exercise 3: a sum's gradient goes to every term."""

import numpy as np

from deepcourse.exercises.course2.what_a_framework_does.programs import table
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import tensor as reference

sum_backward = FunctionExercise(
    __name__,
    reference=reference.sum_backward,
    minutes=4,
    points_visible=4,
    points_hidden=6,
    random_cases=8,
    returns=("the gradient",),
    hints=(
        "Every term of a sum gets the sum's gradient, unchanged. So the work is to give dR the shape of x.",
        "If an axis was summed and not kept, it must come back first, at its place: np.expand_dims(dR, axis). With "
        "axis=None there is nothing to put back: a number can be stretched to any shape.",
        "Then dR * np.ones(shape) stretches it.",
    ),
)


def summed(rng, shape, axis, keepdims):
    """Return (dR, shape, axis, keepdims) with a gradient of the sum's shape."""
    return table(rng, *np.sum(np.zeros(shape), axis=axis, keepdims=keepdims).shape), shape, axis, keepdims


@sum_backward.visible
def visible():
    """Return sums over rows, columns and all, with and without the axis kept, a square, and one and three axes."""
    rng = np.random.default_rng(3)
    return [
        Case("each row summed, the axis is gone", (np.array([1.0, 10.0]), (2, 3), 1, False)),
        Case("each row summed, the axis is kept", (np.array([[1.0], [10.0]]), (2, 3), 1, True)),
        Case("each column summed, the axis is gone", (np.array([1.0, 10.0, 100.0]), (2, 3), 0, False)),
        Case("everything summed", (np.array(7.0), (2, 3), None, False)),
        Case("everything summed, both axes kept", (np.array([[7.0]]), (2, 3), None, True)),
        Case("a square, each row summed", summed(rng, (3, 3), 1, False)),
        Case("a vector summed", (np.array(-2.0), (4,), 0, False)),
        Case("three axes, the middle one summed", summed(rng, (2, 3, 4), 1, False)),
        Case("each row summed, the axis counted from the end", summed(rng, (2, 3), -1, False)),
        Case("an axis of length 1 summed", summed(rng, (3, 1), 1, False)),
    ]


@sum_backward.draw
def draw(rng):
    """Return a random sum."""
    shape = tuple(int(size) for size in rng.integers(2, 5, size=rng.integers(1, 4)))
    axis = [None, *range(len(shape))][rng.integers(len(shape) + 1)]
    keepdims = bool(rng.integers(2))
    return Case(f"{shape}, axis={axis}, keepdims={keepdims}", summed(rng, shape, axis, keepdims))


@sum_backward.edges
def edges(rng):
    """Return a vector, an axis counted from the end, axes of length 1, three axes, and squares."""
    return [
        Case("a vector", summed(rng, (5,), 0, False)),
        Case("an axis of length 1", summed(rng, (4, 1), 1, False)),
        Case("three axes, the middle one", summed(rng, (2, 3, 4), 1, False)),
        Case("a square, axis 1, gone", summed(rng, (4, 4), 1, False)),
        Case("a square, axis 0, gone", summed(rng, (4, 4), 0, False)),
        Case("a square, axis 1, kept", summed(rng, (4, 4), 1, True)),
        Case("the axis counted from the end", summed(rng, (2, 3), -1, False)),
    ]


@sum_backward.property("the gradient says how far a nudge moves the sum")
def one_nudge_each(f, rng):
    """Return a sentence unless a nudge of x moves the sum as much as the gradient of x says."""
    for shape, axis, keepdims in (((3, 4), 0, False), ((3, 4), 1, True), ((3, 3), 1, False), ((2, 3), None, False)):
        dR, *rest = summed(rng, shape, axis, keepdims)
        nudge = table(rng, *shape)
        moved, told = np.sum(dR * nudge.sum(axis=axis, keepdims=keepdims)), np.sum(f(dR, *rest) * nudge)
        if not abs(moved - told) <= 1e-9 * (1 + abs(moved)):
            return f"{shape}, axis={axis}: a nudge moves the result by {moved:.4g}, the gradient says {told:.4g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@sum_backward.mistake
def not_spread(dR, shape, axis, keepdims):
    """the gradient is not spread: every term of the sum gets it, so the result has the shape of x"""
    return dR.copy()


@sum_backward.mistake
def divided(dR, shape, axis, keepdims):
    """the gradient is divided among the terms, as in a mean: each term of a sum gets all of it"""
    return reference.sum_backward(dR, shape, axis, keepdims) * (dR.size / np.prod(shape))


@sum_backward.mistake
def ones_only(dR, shape, axis, keepdims):
    """what arrives is left out and everything is 1: multiply by dR"""
    return np.ones(shape)


@sum_backward.mistake
def axis_not_put_back(dR, shape, axis, keepdims):
    """the lost axis is not put back: without it NumPy lays a column's sums along the rows, or fails"""
    return dR * np.ones(shape)


@sum_backward.mistake
def always_put_back(dR, shape, axis, keepdims):
    """an axis is put back although keepdims=True has kept it: look at keepdims first"""
    return (dR if axis is None else np.expand_dims(dR, axis)) * np.ones(shape)


@sum_backward.mistake
def wrong_place(dR, shape, axis, keepdims):
    """the lost axis is always put back in front: it belongs where it was, np.expand_dims(dR, axis)"""
    if axis is not None and not keepdims:
        dR = dR[None]
    return dR * np.ones(shape)


@sum_backward.mistake
def filled_with_the_first(dR, shape, axis, keepdims):
    """the whole array is filled with the first number that arrives: that is right where everything is summed; else each
    sum hands its own number to its own terms
    """
    return np.full(shape, np.ravel(dR)[0])


@sum_backward.mistake
def put_back_at_the_end(dR, shape, axis, keepdims):
    """the lost axis is always put back at the end: it belongs where it was, np.expand_dims(dR, axis)"""
    lost = axis is not None and not keepdims
    return np.broadcast_to(np.expand_dims(dR, -1) if lost else dR, shape).copy()


@sum_backward.mistake
def put_back_at_the_end_and_stretched(dR, shape, axis, keepdims):
    """the lost axis is always put back at the end, and then + or * stretches it: it belongs where it was,
    np.expand_dims(dR, axis)
    """
    lost = axis is not None and not keepdims
    return np.ones(shape) * (np.expand_dims(dR, -1) if lost else dR)


@sum_backward.mistake
def multiplied_by_the_terms(dR, shape, axis, keepdims):
    """the gradient is multiplied by the number of terms: each term gets it once"""
    return reference.sum_backward(dR, shape, axis, keepdims) * (np.prod(shape) if axis is None else shape[axis])


@sum_backward.mistake
def divided_by_all(dR, shape, axis, keepdims):
    """the gradient is divided by the number of all entries: each term of a sum gets all of it"""
    return reference.sum_backward(dR, shape, axis, keepdims) / np.prod(shape)


@sum_backward.mistake
def summed_again(dR, shape, axis, keepdims):
    """what arrives is summed before it is spread: each sum hands its own number to its own terms"""
    return np.full(shape, np.sum(dR))


@sum_backward.mistake
def axis_put_back_at_the_end(dR, shape, axis, keepdims):
    """the lost axis is put back at the end, wherever it was: np.expand_dims(dR, axis) puts it back in its place"""
    if axis is not None and not keepdims:
        dR = dR[..., np.newaxis]
    return dR * np.ones(shape)


# --- right, written differently -------------------------------------------------------------------------------------


@sum_backward.right
def by_broadcast_to(dR, shape, axis, keepdims):
    """Return the gradient stretched by NumPy, as a copy."""
    kept = dR if keepdims or axis is None else dR.reshape(np.sum(np.zeros(shape), axis=axis, keepdims=True).shape)
    return np.broadcast_to(kept, shape).copy()


@sum_backward.right
def by_repeating(dR, shape, axis, keepdims):
    """Return the gradient repeated along the axis."""
    if axis is None:
        return np.full(shape, dR.item())
    return np.repeat(dR if keepdims else np.expand_dims(dR, axis), shape[axis], axis=axis)
