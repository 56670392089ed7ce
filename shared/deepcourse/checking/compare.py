"""Compare what came back with what was expected, and say the difference as a person would.

nodes           take a result apart: every part of it, under the name that the text gives it
differences     all that is not as expected
equal_at        whether one part is as expected; no sentence is made for it
difference      one leaf against its expected twin: kind first, then shape, dtype, and the worst entries
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt

from deepcourse.exercises.declaration import Exercise

WORST = 3  # entries named in a message
WHOLE = "the result"
ROUNDINGS = 32  # of one operation, that a right answer in single precision may be away from another one
MOST_NAMED = 3  # places that a sentence names one by one
SHORT = 6  # entries of a list that is shown whole
ENTRY_OF = re.compile(r"\bthe (?!result\[)(\w+)\[")
DEEPEST = 12  # levels of containers that are looked into: a list may contain itself


@dataclass(frozen=True)
class Difference:
    """One thing that is not as expected: where, of which kind, and the sentence, or what makes it when it is read."""

    place: str
    kind: str  # "missing", "type", "shape", "dtype" or "value"
    words: str | Callable[[], str]

    @property
    def sentence(self) -> str:
        """Return the difference as a sentence; an entry of "the boxes" is called boxes[2]."""
        return ENTRY_OF.sub(r"\1[", self.words if isinstance(self.words, str) else self.words())


def nodes(value: Any, names: Sequence[str]) -> dict[str, Any]:
    """Return {place: node} of a result: all its parts, by `names` if these are several, then by key and position.

    >>> list(nodes(({"dw": 1.0, "db": 2.0}, 3.0), ("grads", "cost")))
    ['grads', 'grads["dw"]', 'grads["db"]', 'cost']
    """
    parts = zip(names, value, strict=True) if _fits(value, names) else [(names[0] if len(names) == 1 else WHOLE, value)]
    return {place: node for name, part in parts for place, node in _walk(part, name, 0)}


def nodes_and_whole(value: Any, names: Sequence[str]) -> dict[str, Any]:
    """Return {place: node} of a result, and the result itself under the name of the whole."""
    return nodes(value, names) | {WHOLE: value}


def _fits(value: Any, names: Sequence[str]) -> bool:
    """Return True for several results: in a tuple as Python makes it, or in a list or an array of that length."""
    several = type(value) in (tuple, list) or (type(value) is np.ndarray and value.ndim > 0)
    return len(names) > 1 and several and len(value) == len(names)


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
        return [Difference(WHOLE, "type", "the function returned None; is a return missing?")]
    if len(names) == 1:
        return _compare(names[0], got, expected, exercise)
    if not _fits(got, names):
        sentence = f"the function returned {describe(got)}, expected {len(names)} things: {listed(names)}"
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
    if not _alike(got, expected):
        return [Difference(place, "type", f"{place} {_is(place)} {describe(got)}, expected {describe(expected)}")]
    got_parts = dict(_parts(got))
    missing = [key for key in expected_parts if key not in got_parts]
    if missing and len(got_parts) == 0 < len(got) and not isinstance(got, dict):
        part = describe(next(iter(expected_parts.values())))
        return [Difference(place, "type", f"the entries of {place} are numbers, expected {part} in each place")]
    if missing or (len(got_parts) > len(expected_parts) and not isinstance(expected, dict)):
        return [Difference(place, "missing", _odd_keys(place, got, expected, missing))]
    both = ((_inside(place, key), got_parts[key], part) for key, part in expected_parts.items())
    return [d for p, part, expected_part in both for d in _compare(p, part, expected_part, exercise)]


def _alike(got: Any, expected: Any) -> bool:
    """Return True for containers of one kind; whether several things stand in a list or a tuple makes no difference."""
    sequences = (list, tuple)
    return type(got) is type(expected) or (type(got) in sequences and type(expected) in sequences)


def _odd_keys(place: str, got: Any, expected: Any, missing: list[Any]) -> str:
    """Return the sentence on a container that lacks keys, or whose length is not the expected one."""
    if not isinstance(expected, dict):
        return f"{place} {_has(place)} {counted(len(got), 'entry', 'entries')}, expected {len(expected)}"
    unasked = [key for key in got if key not in expected]
    instead = f", but {listed(map(repr, unasked))}" if unasked else ""
    sentence = f"{place} {_has(place)} no {listed(map(repr, missing))}{instead}"
    return f"{sentence}; expected are the keys {listed(map(repr, expected))}"


def unasked_keys(got: Any, expected: Any, names: Sequence[str]) -> list[str]:
    """Return sentences on keys of a result that nobody asked for: worth knowing, no mistake."""
    parts = nodes(got, names)
    found = []
    for place, part in nodes(expected, names).items():
        if isinstance(part, dict) and type(parts.get(place)) is dict:
            more = [repr(key) for key in parts[place] if key not in part]
            found += [f"{place} also {_has(place)} {listed(more)}, which the exercise does not ask for"] if more else []
    return found


def difference(place: str, got: Any, expected: Any, exercise: Exercise) -> Difference | None:
    """Return the `Difference` of one leaf, or None: type first, then shape, then dtype, then values."""
    if got is None and expected is not None:
        return Difference(place, "type", f"{place} {_is(place)} None; is a return missing?")
    if isinstance(expected, np.ndarray):
        return _array_difference(place, got, expected, exercise)
    if isinstance(expected, (bool, str, type(None), set, frozenset)) or not is_number(expected):
        return _exact_difference(place, got, expected, exercise)
    return _number_difference(place, got, expected, exercise)


def is_number(value: Any) -> bool:
    """Return True for real numbers: Python's, NumPy's, and arrays of shape ()."""
    if isinstance(value, np.ndarray):
        return value.shape == () and value.dtype.kind in "iufb"
    return type(value) in (float, int) or isinstance(value, Real)  # the common types first: the question is asked often


def _exact_difference(place: str, got: Any, expected: Any, exercise: Exercise) -> Difference | None:
    if isinstance(expected, (list, tuple)) and all(is_number(e) for e in expected):
        return _list_difference(place, got, expected, exercise)
    if isinstance(expected, bool) and type(got) is np.bool_:
        got = bool(got)
    if not _alike(got, expected):
        return Difference(place, "type", f"{place} {_is(place)} {describe(got)}, expected {describe(expected)}")
    if not plainly_equal(got, expected):
        return Difference(place, "value", f"{place} {_is(place)} {_shown(got)}, expected {_shown(expected)}")
    return None


def _shown(value: Any) -> str:
    """Return a value as Python shows it, sets in an order that is always the same."""
    if isinstance(value, (set, frozenset)) and value:
        return f"{{{', '.join(sorted(map(repr, value)))}}}"
    return repr(value)


def plainly_equal(got: Any, expected: Any) -> bool:
    """Return True for equal plain data of the very same types; an object that claims to be equal gains nothing."""
    if not _alike(got, expected):
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
        what = f"expected a {type(expected).__name__} of numbers"
        if isinstance(got, list) and got and isinstance(got[0], np.ndarray):
            what = f"its entries are arrays of shape {got[0].shape}, expected numbers"
        return Difference(place, "type", f"{place} {_is(place)} {describe(got)}; {what}")
    if len(got) != len(expected):
        entries = counted(len(got), "entry", "entries")
        return Difference(place, "shape", f"{place} {_has(place)} {entries}, expected {len(expected)}")
    kind = int if all(type(e) is int for e in (*got, *expected)) else float  # whole numbers are shown as such
    entries, wanted = np.asarray(got, kind), np.asarray(expected, kind)
    if kind is int and len(got) <= SHORT and np.sum(entries != wanted) > 1:
        return Difference(place, "value", f"{place} {_is(place)} {list(got)}, expected {list(expected)}")
    return _value_difference(place, entries, wanted, exercise)


def _number_difference(place: str, got: Any, expected: Any, exercise: Exercise) -> Difference | None:
    if isinstance(got, np.ndarray) and got.shape != ():
        return Difference(place, "shape", f"{place} {_is(place)} an array of shape {got.shape}, expected a number")
    if isinstance(got, (bool, np.bool_)) or not is_number(got):
        return Difference(place, "type", f"{place} {_is(place)} {describe(got)}, expected a number")
    return _value_difference(place, np.asarray(got), np.asarray(expected), exercise)


def _array_difference(place: str, got: Any, expected: Any, exercise: Exercise) -> Difference | None:
    if type(got) is not np.ndarray:  # np.matrix and other kinds of array multiply by rules of their own
        sentence = f"{place} {_is(place)} {describe(got)}, expected an array of shape {expected.shape}"
        return Difference(place, "type", sentence)
    if got.shape != expected.shape:
        return Difference(place, "shape", f"{place} {_has(place)} shape {got.shape}, expected {expected.shape}")
    if got.size == 0 and got.dtype.kind in "iufb":
        return None  # np.array([]) is of floats, whatever it stands for
    if got.dtype.kind not in "iufb" or (got.dtype != expected.dtype and not exercise.any_number_type):
        sentence = f"{place} {_has(place)} dtype {got.dtype}, expected {expected.dtype}{_why(got, expected)}"
        return Difference(place, "dtype", sentence)
    return _value_difference(place, got, expected, exercise)


def _why(got: npt.NDArray[Any], expected: npt.NDArray[Any]) -> str:
    """Return what a wrong dtype comes from, or leads to, where that is known; else an empty text."""
    if got.dtype.kind in "iub" and expected.dtype.kind == "f":
        return ": an array of whole numbers cuts off the fractions of all that is stored in it later"
    if expected.dtype == np.float32 and got.dtype == np.float64:
        return ": a NumPy number such as np.sqrt(2.0), or an array without dtype, turns float32 into float64"
    return ""


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
    with np.errstate(all="ignore"):
        if np.isnan(got[wrong].astype(float)).any() and not np.isnan(expected[wrong].astype(float)).all():
            tail += "; nan comes from 0 / 0, inf - inf, 0 * inf as in 0 * log(0), or the root or log of less than 0"
    return "; ".join(entries) + tail


def _entry(place: str, got: npt.NDArray[Any], expected: npt.NDArray[Any], index: tuple[np.intp, ...]) -> str:
    at = f"{place}[{', '.join(map(str, index))}]" if index else place
    shown, wanted = number(got[index]), number(expected[index])
    one, other = float(got[index]), float(expected[index])
    if one != other and (f"{one:.6g}" == f"{other:.6g}" or shown == wanted):  # too close for six digits
        shown, wanted = repr(one), repr(other)
    return f"{at} {_is(at)} {shown}, expected {wanted}"


def close(got: npt.ArrayLike, expected: npt.ArrayLike, relative: float) -> npt.NDArray[np.bool_]:
    """Return a boolean array: entries equal up to `relative` of their size, or of 1e-3 of the largest expected one.

    Of a half or single precision array entries are also equal up to its rounding at the size of the largest: a sum
    may cancel to almost nothing there, and what is left of it depends on the order of the terms.
    """
    entries, wanted = np.asarray(got, float), np.asarray(expected, float)
    size, finite = np.abs(wanted), np.isfinite(wanted)
    scale = size.max(initial=0.0, where=finite)
    with np.errstate(all="ignore"):
        least = max(1e-3 * relative, ROUNDINGS * precision(expected)) * scale
        near = np.abs(entries - wanted) <= np.maximum(relative * size, least) + 1e-13
    if finite.all():  # then no entry that is not finite can be near one
        return np.asarray(near)
    near &= np.isfinite(entries) & finite
    return np.asarray(near | (entries == wanted) | (np.isnan(entries) & np.isnan(wanted)))


def precision(value: Any) -> float:
    """Return the rounding of an array of half or single precision, relative to 1; 0 for all else."""
    dtype = getattr(value, "dtype", None)
    return float(np.finfo(dtype).eps) if dtype in (np.float16, np.float32) else 0.0


def number(value: Any) -> str:
    """Return a number as a person writes it: whole numbers whole, others with six significant digits at most.

    >>> number(400), number(2.0), number(1 / 3)
    ('400', '2.0', '0.333333')
    """
    if isinstance(value, (int, np.integer, bool, np.bool_)):
        return str(value)
    return f"{float(value):.6g}" if not float(value).is_integer() or abs(value) >= 1e6 else f"{float(value):.1f}"


SINGULAR = ("loss", "bias", "class", "axis", "basis", "radius", "diagnosis",
            "status", "gas", "pass", "focus", "address")  # fmt: skip
ADDED = re.compile(r" (of|after|afterwards|at|in|on|with|that|from|drawn)\b.*")  # what a name says beyond its noun


def is_plural(place: str) -> bool:
    """Return True where a place is called by a plural, as `costs` is and `costs[0]` is not.

    >>> [is_plural(place) for place in ("the probabilities", "the row of answers", "grads after it", "the loss")]
    [True, False, True, False]
    """
    if place.endswith("]") or place.startswith("what "):
        return False
    noun = re.split("[ _]", ADDED.sub("", place))[-1]
    return noun.islower() and len(noun) > 2 and noun.endswith("s") and not noun.endswith(SINGULAR)


def _is(place: str) -> str:
    return "are" if is_plural(place) else "is"


def _has(place: str) -> str:
    return "have" if is_plural(place) else "has"


def counted(count: int, one: str, several: str) -> str:
    """Return how many there are, in words that fit the number."""
    return f"{count} {one if count == 1 else several}"


def listed(words: Iterable[str]) -> str:
    """Return words as a list is written.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def in_words(places: Iterable[str]) -> str:
    """Return the names of places; of many, only what they are parts of.

    >>> in_words(["dw", "db"]), in_words([f"batches[{i}][0]" for i in range(8)])
    ('db and dw', 'batches (8 places in it)')
    """
    every = sorted(places)
    roots = dict.fromkeys(re.split(r"\[", place)[0] for place in every)
    if len(every) <= MOST_NAMED:
        return listed(every)
    parts = {root: sum(place.startswith(root) for place in every) for root in roots}
    return listed(f"{root} ({n} places in it)" if n > 1 else root for root, n in parts.items())


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
