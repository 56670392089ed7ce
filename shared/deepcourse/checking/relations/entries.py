"""Relations of single entries: where the wrong ones are, or how the right ones are mixed up.

one_end    only the first or last row, column or entry is wrong, or only the border
mixed      the right entries, rows or columns in another order
"""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from deepcourse.checking.relations.sample import FLOOR, Array, Facts, near, varied
from deepcourse.checking.relations.shapes import SHORTEST, part, unit

Slice: TypeAlias = tuple[int | None, int | None]  # start and stop

MOST_SORTED = 20_000  # entries
LONGEST_LIST = 4  # entries below which one of them is always at an end


def one_end(facts: Facts) -> Iterator[str]:
    """Yield which row, column or entry holds all that is wrong; a single case may have it there by accident."""
    if not facts.same_shape or not facts.got.ndim or facts.cases < 2:
        return
    wrong, axes = _wrong(facts), facts.got.ndim
    for axis in range(axes):
        if facts.got.shape[axis] < (SHORTEST if axes > 1 else LONGEST_LIST):
            continue
        for name, end, rest in (("first", (None, 1), (1, None)), ("last", (-1, None), (None, -1))):
            if _only_in(wrong, facts.expected, axis, end, rest):
                yield f"is right but for its {name} {unit(axis, facts.got.shape)}"
    if axes > 1 and _only_at_border(wrong):
        yield "is right inside, and wrong only at its border"


def _wrong(facts: Facts) -> Array:
    """Return which entries are wrong."""
    size = np.abs(facts.expected)
    limit: Array = facts.relative * np.maximum(size, FLOOR * size.max())
    return np.asarray(np.abs(facts.got - facts.expected) > limit)


def _only_in(wrong: Array, expected: Array, axis: int, end: Slice, rest: Slice) -> bool:
    """Return True where the end holds all that is wrong, most of it is wrong, and the rest tells something."""
    here = part(wrong, axis, *end)
    others = part(expected, axis, *rest)
    return not part(wrong, axis, *rest).any() and 2 * int(here.sum()) > here.size and varied(others)


def _only_at_border(wrong: Array) -> bool:
    """Return True where the entries inside are right and most of those around are wrong; the two longest axes count."""
    axes = tuple(sorted(np.argsort(wrong.shape, kind="stable")[-2:]))
    if min(wrong.shape[axis] for axis in axes) < LONGEST_LIST:
        return False
    inside = np.zeros(wrong.shape, dtype=bool)
    inside[tuple(slice(1, -1) if axis in axes else slice(None) for axis in range(wrong.ndim))] = True
    return not wrong[inside].any() and 2 * int(wrong.sum()) > int((~inside).sum())


def mixed(facts: Facts) -> Iterator[str]:
    """Yield what stands in another order: rows, columns, or all entries."""
    got, expected = facts.got, facts.expected
    if not facts.same_shape or not 2 < got.size <= MOST_SORTED or np.unique(expected).size < max(3, got.size // 2):
        return
    if got.ndim > 1:
        for axis in range(got.ndim):
            if _same_slices(got, expected, axis, facts.relative):
                yield f"has the expected {unit(axis, got.shape, many=True)} in another order"
    if near(np.sort(got, axis=None), np.sort(expected, axis=None), facts.relative):
        yield "has the expected entries in another order"


def _same_slices(got: Array, expected: Array, axis: int, relative: float) -> bool:
    """Return True where both have the same slices along an axis: each gets a number, and these are put in order."""
    ours, theirs = (np.moveaxis(array, axis, 0).reshape(array.shape[axis], -1) for array in (got, expected))
    weights = np.cos(1.0 + np.arange(ours.shape[1]))
    return near(ours[np.argsort(ours @ weights)], theirs[np.argsort(theirs @ weights)], relative)
