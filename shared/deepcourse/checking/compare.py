"""Compare what came back with what was expected, and say the difference as a person would.

nodes           take a result apart: every part of it, under the name that the text gives it
differences     all that is not as expected
equal_at        whether one part is as expected; no sentence is made for it
difference      one leaf against its expected twin: kind first, then shape, dtype, and the worst entries
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt

from deepcourse.exercises.declaration import Exercise

WORST = 3  # entries named in a message
WHOLE = "the result"
DEEPEST = 12  # levels of containers that are looked into: a list may contain itself


@dataclass(frozen=True)
class Difference:
    """One thing that is not as expected: where, of which kind, and the sentence, or what makes it when it is read."""

    place: str
    kind: str  # "missing", "type", "shape", "dtype" or "value"
    words: str | Callable[[], str]

    @property
    def sentence(self) -> str:
        """Return the difference as a sentence."""
        return self.words if isinstance(self.words, str) else self.words()


def nodes(value: Any, names: Sequence[str]) -> dict[str, Any]:
    """Return {place: node} of a result: all its parts, by `names` if these are several, then by key and position.

    >>> list(nodes(({"dw": 1.0, "db": 2.0}, 3.0), ("grads", "cost")))
    ['grads', 'grads["dw"]', 'grads["db"]', 'cost']
    """
    parts = zip(names, value, strict=True) if _fits(value, names) else [(names[0] if len(names) == 1 else WHOLE, value)]
    return {place: node for name, part in parts for place, node in _walk(part, name, 0)}


def _fits(value: Any, names: Sequence[str]) -> bool:
    return len(names) > 1 and type(value) is tuple and len(value) == len(names)


def _walk(value: Any, place: str, depth: int) -> Iterator[tuple[str, Any]]:
    yield place, value
    if depth < DEEPEST:
        for key, part in _parts(value):
            yield from _walk(part, _inside(place, key), depth + 1)


def _parts(value: Any) -> list[tuple[Any, Any]]:
    """Return (key, part) of a container that is looked into; lists of numbers are compared whole, and so have none."""
    if isinstance(value, dict):
        return list(value.items())
    if isinstance(value, (list, tuple)) and not all(map(is_number, value)):
        return list(enumerate(value))
    return []


def _inside(place: str, key: Any) -> str:
    return f'{place}["{key}"]' if isinstance(key, str) else f"{place}[{key}]"


def differences(got: Any, expected: Any, exercise: Exercise) -> list[Difference]:
    """Return the list of `Difference`s between two results of an exercise; empty where the answer is right."""
    names = exercise.result_names
    if got is None and expected is not None:
        return [Difference(WHOLE, "type", "the function returned None; is a `return` missing?")]
    if len(names) == 1:
        return _compare(names[0], got, expected, exercise)
    if not _fits(got, names):
        sentence = f"the function returned {describe(got)}, expected {len(names)} things: {', '.join(names)}"
        return [Difference(WHOLE, "type", sentence)]
    triples = zip(names, got, expected, strict=True)
    return [d for name, part, expected_part in triples for d in _compare(name, part, expected_part, exercise)]


def equal_at(place: str, got: Any, expected: Any, exercise: Exercise) -> bool:
    """Return True where the part of a result at a place is as expected."""
    return not _compare(place, got, expected, exercise)


def _compare(place: str, got: Any, expected: Any, exercise: Exercise) -> list[Difference]:
    """Return the differences of two nodes and of all their parts."""
    expected_parts = dict(_parts(expected))
    if not expected_parts:
        leaf = difference(place, got, expected, exercise)
        return [leaf] if leaf else []
    if type(got) is not type(expected):
        return [Difference(place, "type", f"{place} is {describe(got)}, expected {describe(expected)}")]
    got_parts = dict(_parts(got))
    odd = [k for k in expected_parts if k not in got_parts], [k for k in got_parts if k not in expected_parts]
    if any(odd):
        return [Difference(place, "missing", _odd_keys(place, got, expected, *odd))]
    both = ((_inside(place, key), got_parts[key], part) for key, part in expected_parts.items())
    return [d for p, part, expected_part in both for d in _compare(p, part, expected_part, exercise)]


def _odd_keys(place: str, got: Any, expected: Any, missing: list[Any], unasked: list[Any]) -> str:
    """Return the sentence on a container whose keys, or whose length, are not the expected ones."""
    if not isinstance(expected, dict):
        return f"{place} has {len(got)} entries, expected {len(expected)}"
    odd = [f"has no {key!r}" for key in missing] + [f"has {key!r}, which is not asked for" for key in unasked]
    return f"{place} {', '.join(odd)}; expected are the keys {', '.join(map(repr, expected))}"


def difference(place: str, got: Any, expected: Any, exercise: Exercise) -> Difference | None:
    """Return the `Difference` of one leaf, or None: type first, then shape, then dtype, then values."""
    if got is None and expected is not None:
        return Difference(place, "type", f"{place} is None; is a `return` missing?")
    if isinstance(expected, np.ndarray):
        return _array_difference(place, got, expected, exercise)
    if isinstance(expected, (bool, str, type(None), set, frozenset)) or not is_number(expected):
        return _exact_difference(place, got, expected, exercise)
    return _number_difference(place, got, expected, exercise)


def is_number(value: Any) -> bool:
    """Return True for real numbers: Python's, NumPy's, and arrays of shape ()."""
    if isinstance(value, np.ndarray):
        return value.shape == () and value.dtype.kind in "iufb"
    return isinstance(value, Real)


def _exact_difference(place: str, got: Any, expected: Any, exercise: Exercise) -> Difference | None:
    if isinstance(expected, list) and all(is_number(e) for e in expected):
        return _list_difference(place, got, expected, exercise)
    if isinstance(expected, bool) and type(got) is np.bool_:
        got = bool(got)
    if type(got) is not type(expected):
        return Difference(place, "type", f"{place} is {describe(got)}, expected {describe(expected)}")
    if not plainly_equal(got, expected):
        return Difference(place, "value", f"{place} is {got!r}, expected {expected!r}")
    return None


def plainly_equal(got: Any, expected: Any) -> bool:
    """Return True for equal plain data of the very same types; an object that claims to be equal gains nothing."""
    if type(got) is not type(expected):
        return False
    if isinstance(expected, (list, tuple)):
        return len(got) == len(expected) and all(map(plainly_equal, got, expected))
    if isinstance(expected, dict):
        return plainly_equal(list(got), list(expected)) and all(plainly_equal(got[k], expected[k]) for k in expected)
    if isinstance(expected, (set, frozenset)):
        return {(type(e), e) for e in got} == {(type(e), e) for e in expected}
    return bool(got == expected)


def _list_difference(place: str, got: Any, expected: Any, exercise: Exercise) -> Difference | None:
    """Compare a list of numbers; a one-dimensional array of numbers does as well."""
    numbers = isinstance(got, (list, tuple, np.ndarray)) and all(is_number(g) for g in got)
    if not numbers:
        what = "expected a list of numbers"
        if isinstance(got, list) and got and isinstance(got[0], np.ndarray):
            what = f"its entries are arrays of shape {got[0].shape}, expected numbers"
        return Difference(place, "type", f"{place} is {describe(got)}; {what}")
    if len(got) != len(expected):
        entries = "1 entry" if len(got) == 1 else f"{len(got)} entries"
        return Difference(place, "shape", f"{place} has {entries}, expected {len(expected)}")
    return _value_difference(place, np.asarray(got, float), np.asarray(expected, float), exercise)


def _number_difference(place: str, got: Any, expected: Any, exercise: Exercise) -> Difference | None:
    if isinstance(got, np.ndarray) and got.shape != ():
        return Difference(place, "shape", f"{place} is an array of shape {got.shape}, expected a number")
    if isinstance(got, (bool, np.bool_)) or not is_number(got):
        return Difference(place, "type", f"{place} is {describe(got)}, expected a number")
    return _value_difference(place, np.asarray(got), np.asarray(expected), exercise)


def _array_difference(place: str, got: Any, expected: Any, exercise: Exercise) -> Difference | None:
    if type(got) is not np.ndarray:  # np.matrix and other kinds of array multiply by rules of their own
        return Difference(place, "type", f"{place} is {describe(got)}, expected an array of shape {expected.shape}")
    if got.shape != expected.shape:
        return Difference(place, "shape", f"{place} has shape {got.shape}, expected {expected.shape}")
    if got.dtype.kind not in "iufb" or (got.dtype != expected.dtype and not exercise.any_number_type):
        return Difference(place, "dtype", f"{place} has dtype {got.dtype}, expected {expected.dtype}")
    return _value_difference(place, got, expected, exercise)


def _value_difference(place: str, got: Any, expected: Any, exercise: Exercise) -> Difference | None:
    """Compare entries; the sentence names the worst ones first."""
    wrong = ~close(got, expected, exercise.relative_tolerance)
    return Difference(place, "value", partial(_worst_entries, place, got, expected, wrong)) if wrong.any() else None


def _worst_entries(place: str, got: npt.NDArray[Any], expected: npt.NDArray[Any], wrong: npt.NDArray[np.bool_]) -> str:
    """Return the sentence on wrong entries: the largest errors, and how many there are."""
    count = int(wrong.sum())
    with np.errstate(all="ignore"):
        error = np.where(wrong, np.abs(got.astype(float) - expected.astype(float)), -1.0)
    error = np.where(np.isnan(error), np.inf, error)
    worst = np.argsort(-error, axis=None, kind="stable")[: min(WORST, count)]
    entries = [_entry(place, got, expected, np.unravel_index(i, got.shape)) for i in worst]
    tail = f" ({count} of {got.size} entries differ)" if got.size > 1 else ""
    return "; ".join(entries) + tail


def _entry(place: str, got: npt.NDArray[Any], expected: npt.NDArray[Any], index: tuple[np.intp, ...]) -> str:
    at = f"{place}[{', '.join(map(str, index))}]" if index else place
    shown, wanted = number(got[index]), number(expected[index])
    if shown == wanted:  # too close for six digits
        shown, wanted = repr(float(got[index])), repr(float(expected[index]))
    return f"{at} is {shown}, expected {wanted}"


def close(got: npt.ArrayLike, expected: npt.ArrayLike, relative: float) -> npt.NDArray[np.bool_]:
    """Return a boolean array: entries equal up to `relative` of their size, or of 1e-3 of the largest expected one."""
    entries, wanted = np.asarray(got, float), np.asarray(expected, float)
    scale = np.abs(wanted[np.isfinite(wanted)]).max(initial=0.0)
    with np.errstate(all="ignore"):
        near = np.abs(entries - wanted) <= relative * np.maximum(np.abs(wanted), 1e-3 * scale) + 1e-13
    near &= np.isfinite(entries) & np.isfinite(wanted)
    return np.asarray(near | (entries == wanted) | (np.isnan(entries) & np.isnan(wanted)))


def number(value: Any) -> str:
    """Return a number as a person writes it: whole numbers whole, others with six significant digits at most.

    >>> number(400), number(2.0), number(1 / 3)
    ('400', '2.0', '0.333333')
    """
    if isinstance(value, (int, np.integer, bool, np.bool_)):
        return str(value)
    return f"{float(value):.6g}" if not float(value).is_integer() or abs(value) >= 1e6 else f"{float(value):.1f}"


def describe(value: Any) -> str:
    """Return a value in a few words: what it is, and how large.

    >>> describe([1, 2]), describe(None), describe(np.zeros((2, 3)))
    ('a list of 2', 'None', 'an array of shape (2, 3)')
    """
    if value is None or value is Ellipsis:
        return repr(value)
    if type(value) is np.ndarray:
        return f"an array of shape {value.shape}"
    if isinstance(value, dict):
        keys = ", ".join(map(repr, list(value)[:6]))
        return f"a dictionary with {keys}" if value else "an empty dictionary"
    if isinstance(value, (list, tuple, set)):
        return f"a {type(value).__name__} of {len(value)}"
    if isinstance(value, (bool, np.bool_)):
        return f"the truth value {bool(value)}"
    if is_number(value):
        return f"the number {number(value)}"
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    if callable(value):
        return f"the function {getattr(value, '__name__', type(value).__name__)}"
    kind = type(value).__name__
    return f"{'an' if kind[0] in 'aeiouAEIOU' else 'a'} {kind}"
