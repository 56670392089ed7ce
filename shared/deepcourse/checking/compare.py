"""Compare what came back with what was expected, and say the difference as a person would.

leaves          take a result apart: every array and number in it, under the name that the text gives it
difference      one leaf against its expected twin: kind first, then shape, dtype, and the worst entries
"""

from dataclasses import dataclass
from numbers import Number

import numpy as np

WORST = 3  # entries named in a message
DEEPEST = 12  # levels of containers that are looked into: a list may contain itself


@dataclass(frozen=True)
class Difference:
    """One thing that is not as expected: where, of which kind, and the sentence."""

    place: str
    kind: str  # "missing", "type", "shape", "dtype" or "value"
    sentence: str


def leaves(value, names):
    """Return {place: leaf} of a result: its parts by `names` if these are several, then by key and position.

    >>> leaves(({"dw": 1.0, "db": 2.0}, 3.0), ("grads", "cost"))
    {'grads["dw"]': 1.0, 'grads["db"]': 2.0, 'cost': 3.0}
    """
    if len(names) > 1 and isinstance(value, tuple) and len(value) == len(names):
        return {place: leaf for name, part in zip(names, value, strict=True) for place, leaf in _walk(part, name)}
    return dict(_walk(value, names[0] if len(names) == 1 else "the result"))


def _walk(value, place, depth=0):
    if isinstance(value, dict) and value and depth < DEEPEST:
        for key, part in value.items():
            yield from _walk(part, f'{place}["{key}"]' if isinstance(key, str) else f"{place}[{key}]", depth + 1)
    elif isinstance(value, (list, tuple)) and any(map(_has_parts, value)) and depth < DEEPEST:
        for i, part in enumerate(value):
            yield from _walk(part, f"{place}[{i}]", depth + 1)
    else:
        yield place, value


def _has_parts(value):
    return value.ndim > 0 if isinstance(value, np.ndarray) else isinstance(value, (dict, list, tuple))


def differences(got, expected, exercise):
    """Return the list of `Difference`s between two results of an exercise; empty where the answer is right."""
    names = exercise.result_names
    if got is None and expected is not None:
        return [Difference("the result", "type", "the function returned None; is a `return` missing?")]
    if len(names) > 1 and not (type(got) is tuple and len(got) == len(names)):
        told = f"the function returned {describe(got)}, expected ({', '.join(names)})"
        return [Difference("the result", "type", told)]
    got, expected = leaves(got, names), leaves(expected, names)
    found = [Difference(p, "missing", f"{p} is missing{_instead(got)}") for p in expected if p not in got]
    found += [Difference(p, "missing", f"{p} is not asked for") for p in got if p not in expected]
    pairs = ((place, got[place], expected[place]) for place in expected if place in got)
    return found + [d for place, one, other in pairs if (d := difference(place, one, other, exercise))]


def _instead(got):
    return f"; there is {', '.join(map(str, got))}" if 0 < len(got) <= 4 else ""


def difference(place, got, expected, exercise):
    """Return the `Difference` of one leaf, or None: type first, then shape, then dtype, then values."""
    if got is None and expected is not None:
        return Difference(place, "type", f"{place} is None; is a `return` missing?")
    if isinstance(expected, np.ndarray):
        return _array_difference(place, got, expected, exercise)
    if isinstance(expected, (bool, str, type(None), set, frozenset)) or not is_number(expected):
        return _exact_difference(place, got, expected, exercise)
    return _number_difference(place, got, expected, exercise)


def is_number(value):
    """Return True for numbers: Python's, NumPy's, and arrays of shape ()."""
    if isinstance(value, np.ndarray):
        return value.shape == () and value.dtype.kind in "iufb"
    return isinstance(value, (Number, np.number))


def _exact_difference(place, got, expected, exercise):
    if isinstance(expected, list) and all(is_number(e) for e in expected):
        return _list_difference(place, got, expected, exercise)
    if isinstance(expected, bool) and type(got) is np.bool_:
        got = bool(got)
    if type(got) is not type(expected):
        return Difference(place, "type", f"{place} is {describe(got)}, expected {describe(expected)}")
    if not plainly_equal(got, expected):
        return Difference(place, "value", f"{place} is {got!r}, expected {expected!r}")
    return None


def plainly_equal(got, expected):
    """Return True for equal plain data of the very same types; an object that claims to equal anything gains nothing."""
    if type(got) is not type(expected):
        return False
    if isinstance(expected, (list, tuple)):
        return len(got) == len(expected) and all(map(plainly_equal, got, expected))
    if isinstance(expected, dict):
        return plainly_equal(list(got), list(expected)) and all(plainly_equal(got[k], expected[k]) for k in expected)
    if isinstance(expected, (set, frozenset)):
        return {(type(e), e) for e in got} == {(type(e), e) for e in expected}
    return bool(got == expected)


def _list_difference(place, got, expected, exercise):
    """Compare a list of numbers; a one-dimensional array of numbers does as well."""
    numbers = isinstance(got, (list, tuple, np.ndarray)) and all(is_number(g) for g in got)
    if not numbers:
        what = "expected a list of numbers"
        if isinstance(got, list) and got and isinstance(got[0], np.ndarray):
            what = f"its entries are arrays of shape {got[0].shape}, expected numbers"
        return Difference(place, "type", f"{place} is {describe(got)}; {what}")
    if len(got) != len(expected):
        return Difference(place, "shape", f"{place} has {len(got)} entries, expected {len(expected)}")
    return _value_difference(place, np.asarray(got, float), np.asarray(expected, float), exercise)


def _number_difference(place, got, expected, exercise):
    if isinstance(got, np.ndarray) and got.shape != ():
        return Difference(place, "shape", f"{place} is an array of shape {got.shape}, expected a number")
    if isinstance(got, (bool, np.bool_)) or not is_number(got):
        return Difference(place, "type", f"{place} is {describe(got)}, expected a number")
    return _value_difference(place, np.asarray(got), np.asarray(expected), exercise)


def _array_difference(place, got, expected, exercise):
    if type(got) is not np.ndarray:  # np.matrix and other kinds of array multiply by rules of their own
        return Difference(place, "type", f"{place} is {describe(got)}, expected an array of shape {expected.shape}")
    if got.shape != expected.shape:
        return Difference(place, "shape", f"{place} has shape {got.shape}, expected {expected.shape}")
    if got.dtype.kind not in "iufb" or (got.dtype != expected.dtype and not exercise.any_number_type):
        return Difference(place, "dtype", f"{place} has dtype {got.dtype}, expected {expected.dtype}")
    return _value_difference(place, got, expected, exercise)


def _value_difference(place, got, expected, exercise):
    """Compare entries; name the worst ones first."""
    wrong = ~close(got, expected, exercise.relative_tolerance)
    count = int(wrong.sum())
    if not count:
        return None
    with np.errstate(all="ignore"):
        error = np.where(wrong, np.abs(got.astype(float) - expected.astype(float)), -1.0)
    error = np.where(np.isnan(error), np.inf, error)
    worst = np.argsort(-error, axis=None, kind="stable")[: min(WORST, count)]
    told = [_entry(place, got, expected, np.unravel_index(i, got.shape)) for i in worst]
    tail = f" ({count} of {got.size} entries differ)" if got.size > 1 else ""
    return Difference(place, "value", "; ".join(told) + tail)


def _entry(place, got, expected, index):
    at = f"{place}[{', '.join(map(str, index))}]" if index else place
    one, other = number(got[index]), number(expected[index])
    if one == other:  # too close for six digits
        one, other = repr(float(got[index])), repr(float(expected[index]))
    return f"{at} is {one}, expected {other}"


def close(got, expected, relative):
    """Return a boolean array: entries equal up to `relative` of their size, or of 1e-3 of the largest expected one."""
    got, expected = np.asarray(got, float), np.asarray(expected, float)
    finite = np.abs(expected[np.isfinite(expected)])
    scale = finite.max(initial=0.0)
    with np.errstate(all="ignore"):
        near = np.abs(got - expected) <= relative * np.maximum(np.abs(expected), 1e-3 * scale) + 1e-13
    near &= np.isfinite(got) & np.isfinite(expected)
    return near | (got == expected) | (np.isnan(got) & np.isnan(expected))


def number(value):
    """Return a number as a person writes it: six significant digits at most."""
    return f"{float(value):.6g}" if not float(value).is_integer() or abs(value) >= 1e6 else f"{float(value):.1f}"


def describe(value):
    """Return a value in a few words: what it is, and how large.

    >>> describe([1, 2]), describe(None), describe(np.zeros((2, 3)))
    ('a list of 2', 'None', 'an array of shape (2, 3)')
    """
    if value is None or value is Ellipsis:
        return repr(value)
    if type(value) is np.ndarray:
        return f"an array of shape {value.shape}"
    if isinstance(value, (list, tuple, dict, set)):
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
