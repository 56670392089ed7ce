"""The failing cases that a relation is looked for in, made safe to compute with.

Sample      one failing case, at one place of the result
Facts       the same in arrays of float, with the quantities of the case
facts_of    the facts of all samples, or None where one holds something that is not looked at
enough      whether a relation that holds in these facts can hardly be an accident
near        whether two arrays are equal up to rounding
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]

NUMBERS = frozenset({bool, int, float} | {t for t in np.sctypeDict.values() if np.dtype(t).kind in "iufb"})
LARGEST = 50_000  # entries of an array that is looked at
LARGEST_INTEGER_BITS = 1_000  # above, a Python number is no float
DEEPEST, MOST_LEAVES, LONGEST_NAME = 3, 60, 40  # of the arguments
LONGEST_LIST = 8  # numbers: each of them may be a quantity, such as the width of a layer
FLOOR = 1e-3  # of the largest entry: below, an entry's own size says little about its rounding
PROBED = 200  # entries: of larger arrays, some are compared first
DIGITS = 6  # that an entry tells at most
ENOUGH_DIGITS = 6  # that all entries together must tell
COUNTED = 12  # distinct entries of an array whose digits are counted
ENTRIES_OF_ONE = 6  # distinct entries that a sample must have where it is the only one


@dataclass(frozen=True)
class Sample:
    """One failing case, at one place of the result."""

    got: Any  # what came back there: an array, a number, or another leaf
    expected: Any
    arguments: dict[str, Any]  # the case's arguments by parameter name
    parts: dict[str, tuple[Any, Any]]  # the other places of the result: {place: (got, expected)}


@dataclass(frozen=True)
class Facts:
    """A sample whose arrays and numbers are all arrays of float; what is neither is left out."""

    got: Array
    expected: Array
    sample: Sample
    relative: float
    cases: int  # how many samples there are

    @cached_property
    def leaves(self) -> dict[str, Array]:
        """Return the arrays and numbers among the arguments, by the name that the text gives them."""
        return dict(_leaves(self.sample.arguments))

    @cached_property
    def arguments(self) -> dict[str, Array]:
        """Return the arrays among the arguments that have more than one entry, or an axis."""
        return {name: leaf for name, leaf in self.leaves.items() if leaf.shape != ()}

    @cached_property
    def numbers(self) -> dict[str, float]:
        """Return the numbers among the arguments."""
        return {name: float(leaf) for name, leaf in self.leaves.items() if leaf.shape == ()}

    @cached_property
    def lengths(self) -> dict[str, float]:
        """Return the lengths of all axes of the arguments, and how many entries they have, in words."""
        found = {f"the length of {axis}": float(n) for axis, n in self._axes()}
        whole = {f"the number of entries of {name}": float(a.size) for name, a in self.arguments.items() if a.ndim > 1}
        return found | whole

    def _axes(self) -> Iterator[tuple[str, int]]:
        for name, array in self.arguments.items():
            for axis, length in enumerate(array.shape):
                yield (f"axis {axis} of {name}" if array.ndim > 1 else name), length

    @cached_property
    def parts(self) -> dict[str, tuple[Array | None, Array | None]]:
        """Return what came back and what was expected at the other places of the result."""
        return {place: (array_of(got), array_of(right)) for place, (got, right) in self.sample.parts.items()}

    @cached_property
    def same_shape(self) -> bool:
        """Return True where the result has the expected shape."""
        return self.got.shape == self.expected.shape

    @cached_property
    def finite(self) -> bool:
        """Return True where all entries are finite numbers, and there are some."""
        return all(a.size and bool(np.isfinite(a).all()) for a in (self.got, self.expected))

    @cached_property
    def degenerate(self) -> bool:
        """Return True where the entries can tell nothing: they are all equal, or a single zero."""
        return not all(map(varied, (self.got, self.expected)))


def varied(array: Array) -> bool:
    """Return True where not all entries of an array are equal; a single number counts unless it is zero."""
    return bool(array.any()) if array.size == 1 else bool(array.min() < array.max())


def array_of(value: Any) -> Array | None:
    """Return an array, a number or a list of numbers as an array of float; None for all else, and what is too large.

    Only the exact types are looked at: anything else might be an object with methods of its own.
    """
    kind = type(value)
    if kind is np.ndarray:
        plain = value.dtype.kind in "iufb" and value.size <= LARGEST
        return np.asarray(value, dtype=float) if plain else None
    if kind in NUMBERS:
        return None if kind is int and value.bit_length() > LARGEST_INTEGER_BITS else np.asarray(float(value))
    if kind in (list, tuple) and 0 < len(value) <= LARGEST and all(type(entry) in NUMBERS for entry in value):
        numbers = [array_of(entry) for entry in value]
        return None if any(n is None for n in numbers) else np.array([float(n) for n in numbers if n is not None])
    return None


def _leaves(arguments: dict[str, Any]) -> Iterator[tuple[str, Array]]:
    """Yield (name, array) for the first arrays and numbers in the arguments."""
    found = 0
    for name, value in _walk(arguments):
        leaf = array_of(value)
        if leaf is not None and leaf.size:
            yield name, leaf
            found += 1
            if found == MOST_LEAVES:
                return


def _walk(arguments: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    waiting = [(name, value, 0) for name, value in arguments.items() if type(name) is str]
    looked = 0
    while waiting and looked < 10 * MOST_LEAVES:
        name, value, depth = waiting.pop(0)
        looked += 1
        yield name, value
        if depth < DEEPEST and type(value) in (dict, list, tuple) and len(value) <= MOST_LEAVES:
            waiting += [(inside, part, depth + 1) for inside, part in _inside(name, value)]


def _inside(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if type(value) is not dict:
        if len(value) <= LONGEST_LIST or not all(type(part) in NUMBERS for part in value):
            yield from ((f"{name}[{position}]", part) for position, part in enumerate(value))
        return
    for key, part in value.items():
        if type(key) is str and len(key) <= LONGEST_NAME:
            yield f'{name}["{key}"]', part
        elif type(key) is int:
            yield f"{name}[{key}]", part


def facts_of(samples: Sequence[Sample], relative: float) -> list[Facts] | None:
    """Return the facts of all samples that are finite, in order.

    Returns None where a sample holds what is not looked at, or values that are right: then something else is wrong.
    """
    found: list[Facts] = []
    for sample in samples:
        got, expected = array_of(sample.got), array_of(sample.expected)
        if got is None or expected is None:
            return None
        facts = Facts(got, expected, sample, relative, len(samples))
        if facts.finite:
            if near(got, expected, relative):
                return None
            found.append(facts)
    return found


def enough(facts: Sequence[Facts]) -> bool:
    """Return True where a relation that holds in all the facts says something about the result.

    That takes two that differ, or one with several entries, and entries with enough digits: between small whole
    numbers there is always some relation.
    """
    telling = [one for one in facts if not one.degenerate]
    if not telling or (len(telling) == 1 and telling[0].expected.size < ENTRIES_OF_ONE):
        return False
    if sum(digits_of(one) for one in telling) < ENOUGH_DIGITS:
        return False
    if len(telling) == 1 or not differ(telling):
        return min(np.unique(telling[0].got).size, np.unique(telling[0].expected).size) >= ENTRIES_OF_ONE
    return True


def differ(facts: Sequence[Facts]) -> bool:
    """Return True where not all samples are the same, neither in what came back nor in what was expected."""
    first = facts[0]
    got = any(not np.array_equal(one.got, first.got) for one in facts)
    return got and any(not np.array_equal(one.expected, first.expected) for one in facts)


def digits_of(facts: Facts) -> int:
    """Return how many digits the entries tell: 6 for a number such as 0.7310585, 1 for 2 or 0.5."""
    return min(_digits(facts.got), _digits(facts.expected))


def _digits(array: Array) -> int:
    distinct = np.unique(array.ravel()[:PROBED])[:COUNTED]
    return sum(len(f"{abs(entry):.{DIGITS - 1}e}"[: DIGITS + 1].replace(".", "").rstrip("0")) for entry in distinct)


def near(one: Array, other: Array, relative: float, floor: float | None = None) -> bool:
    """Return True where two arrays have the same shape and entries equal up to `relative` of the second's size.

    Below `floor`, by default a small part of the largest entry, differences do not count.
    """
    if one.shape != other.shape or not one.size:
        return False
    if one.size == 1:
        a, b = one.item(), other.item()
        return bool(abs(a - b) <= relative * abs(b) + (floor or 0.0))
    if floor is None:
        floor = relative * FLOOR * float(max(other.max(), -other.min()))
    if one.size > PROBED:  # most comparisons end here
        step = one.size // 7
        if not _near(one.flat[::step], other.flat[::step], relative, floor):
            return False
    return _near(one, other, relative, floor)


def _near(one: Array, other: Array, relative: float, floor: float) -> bool:
    return bool((np.abs(one - other) <= relative * np.abs(other) + floor).all())
