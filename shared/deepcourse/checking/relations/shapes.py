"""Relations of order and shape: the entries are right, and stand elsewhere.

transposed   the axes are exchanged
reversed_    an axis runs backwards
shifted      everything stands one further along an axis
longer       one row too many, or too few
reshaped     the right entries in another shape
"""

from collections.abc import Iterator
from itertools import permutations

import numpy as np

from deepcourse.checking.relations.sample import Array, Facts, near, varied

MOST_AXES = 4  # of an array whose axes are exchanged in all ways
SHORTEST = 3  # length of an axis along which something can be shifted


def unit(axis: int, shape: tuple[int, ...], many: bool = False) -> str:
    """Return what stands one behind the other along an axis: in a column, the entries.

    >>> unit(0, (3,)), unit(0, (3, 2)), unit(1, (3, 2), many=True), unit(0, (3, 1)), unit(1, (2, 3, 4))
    ('entry', 'row', 'columns', 'entry', 'slice along axis 1')
    """
    if all(n == 1 for other, n in enumerate(shape) if other != axis):
        return "entries" if many else "entry"
    if len(shape) == 2:
        return ("row", "column")[axis] + "s" * many
    return f"slice{'s' * many} along axis {axis}"


def part(array: Array, axis: int, start: int | None, stop: int | None) -> Array:
    """Return a part of an array along an axis."""
    return array[(slice(None),) * axis + (slice(start, stop),)]


def transposed(facts: Facts) -> Iterator[str]:
    """Yield in which order the axes stand."""
    got, expected = facts.got, facts.expected
    if got.ndim != expected.ndim or not 2 <= got.ndim <= MOST_AXES or sorted(got.shape) != sorted(expected.shape):
        return
    for order in permutations(range(got.ndim)):
        if order != tuple(range(got.ndim)) and near(got, expected.transpose(order), facts.relative):
            yield "is what is expected, transposed" + ("" if got.ndim == 2 else f" to the order {order} of its axes")


def reversed_(facts: Facts) -> Iterator[str]:
    """Yield along which axis the entries run backwards."""
    axes = facts.got.ndim
    if not facts.same_shape:
        return
    for axis in range(axes):
        if near(facts.got, np.flip(facts.expected, axis), facts.relative):
            yield f"has the expected {unit(axis, facts.got.shape, many=True)} in reverse order"
    if axes > 1 and near(facts.got, np.flip(facts.expected), facts.relative):
        yield "is what is expected, with all axes in reverse order"


def shifted(facts: Facts) -> Iterator[str]:
    """Yield along which axis everything stands one further, or one before."""
    axes = facts.got.ndim
    if not facts.same_shape:
        return
    for axis in range(axes):
        if facts.got.shape[axis] < SHORTEST:
            continue
        for step, where in ((1, "later"), (-1, "earlier")):
            words = f"is what is expected, one {unit(axis, facts.got.shape)} {where}"
            if near(facts.got, np.roll(facts.expected, step, axis), facts.relative):
                yield f"{words}, rolled around the end"
            if _moved(facts, axis, step):
                yield words


def _moved(facts: Facts, axis: int, step: int) -> bool:
    """Return True where all entries but the first or last along an axis are their neighbours."""
    tail, head = (1, None), (None, -1)
    here, there = (tail, head) if step == 1 else (head, tail)
    got, neighbours = part(facts.got, axis, *here), part(facts.expected, axis, *there)
    if not near(got, neighbours, facts.relative) or not varied(neighbours):
        return False
    return not near(got, part(facts.expected, axis, *here), facts.relative)


def longer(facts: Facts) -> Iterator[str]:
    """Yield which row is too much, or missing, where all others are right."""
    got, expected = facts.got, facts.expected
    if got.ndim != expected.ndim:
        return
    steps = [g - e for g, e in zip(got.shape, expected.shape, strict=True)]
    if sorted(map(abs, steps)) != [0] * (got.ndim - 1) + [1]:
        return
    axis = int(np.argmax(np.abs(steps)))
    long, short = (got, expected) if steps[axis] == 1 else (expected, got)
    words = "has one {} too many, its {}" if steps[axis] == 1 else "lacks one {}, the {}"
    for which, start, stop in (("first", 1, None), ("last", None, -1)):
        if near(part(long, axis, start, stop), short, facts.relative):
            yield words.format(unit(axis, long.shape), which) + "; all others are right"


def reshaped(facts: Facts) -> Iterator[str]:
    """Yield what is odd about the shape where all entries are right."""
    got, expected = facts.got, facts.expected
    if got.size != expected.size or got.size == 1:
        return
    if near(got.ravel(), expected.ravel(), facts.relative):
        yield f"has the right entries, {_oddity(got.shape, expected.shape)}"
    elif near(got.ravel(), expected.ravel("F"), facts.relative) or near(
        got.ravel("F"), expected.ravel(), facts.relative
    ):
        yield "has the right entries, but filled in column by column where it is row by row"


def _oddity(got: tuple[int, ...], expected: tuple[int, ...]) -> str:
    if [n for n in got if n != 1] == [n for n in expected if n != 1]:
        return "but an axis of length 1 is " + ("missing" if len(got) < len(expected) else "too many")
    return "but all in one axis" if len(got) == 1 else "but in another shape"
