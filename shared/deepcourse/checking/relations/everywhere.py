"""Relations that need no telling entries: one number everywhere, and a beginning that is right.

observe_constant     the sentence where the same number came back everywhere, in every case
observe_beginning    the sentence where a list is right at first and wrong from some entry on
observe_cases        the sentence on what the cases that fail have and the others have not
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from deepcourse.checking.relations.sample import Array, Sample, array_of, near

FEWEST = 2  # cases
SINGLE_CASE = 4  # entries of a single case that are enough


def observe_constant(place: str, samples: Sequence[Sample]) -> str | None:
    """Return the sentence where all entries of all cases are the same number, and others were expected; else None."""
    got, expected = ([array_of(value) for value in values] for values in _columns(samples))
    if any(array is None or not array.size or not np.isfinite(array).all() for array in (*got, *expected)):
        return None
    every = np.concatenate([np.ravel(array) for array in got if array is not None])
    wanted = np.concatenate([np.ravel(array) for array in expected if array is not None])
    if (every.size < SINGLE_CASE and len(samples) < FEWEST) or (every != every[0]).any():
        return None
    one = f"{every[0]:.6g}"
    if (wanted == wanted[0]).all():
        return f"{place} is {one} everywhere, where {wanted[0]:.6g} is expected" if every.size > 1 else None
    return f"{place} is {one} everywhere, whatever goes in"


def _columns(samples: Sequence[Sample]) -> tuple[list[Any], list[Any]]:
    return [sample.got for sample in samples], [sample.expected for sample in samples]


def observe_beginning(place: str, samples: Sequence[Sample], relative: float = 1e-6) -> str | None:
    """Return the sentence where the first entries of a list are right in every case and those after them are not."""
    firsts = [_first_wrong(array_of(s.got), array_of(s.expected), relative) for s in samples]
    if len(samples) < FEWEST or any(first is None or first < 1 for first in firsts):
        return None
    first = {n for n in firsts if n is not None}
    if len(first) != 1:
        return f"{place} is right at first, and wrong from some entry on"
    right = first.pop()
    return f"{place} is right at the first {'entry' if right == 1 else f'{right} entries'}, and wrong from there on"


def _first_wrong(got: Array | None, expected: Array | None, relative: float) -> int | None:
    """Return the position of the first wrong entry, where all after it are wrong as well; None for all else."""
    if got is None or expected is None or got.ndim != 1 or expected.ndim != 1 or min(got.size, expected.size) < 3:
        return None
    size = min(got.size, expected.size)
    wrong = [not near(got[i : i + 1], expected[i : i + 1], relative) for i in range(min(size, 1000))]
    first = wrong.index(True) if True in wrong else None
    return first if first is not None and first < size - 1 and all(wrong[first:]) else None


def observe_cases(failing: Sequence[Mapping[str, Any]], passing: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the sentence on a property of the arguments that all failing cases have and no passing one; else None."""
    if len(failing) < FEWEST or len(passing) < FEWEST:
        return None
    common = set.intersection(*(_properties(case) for case in failing))
    others = set.union(*(_properties(case) for case in passing))
    found = sorted(common - others)
    return f"these are the cases in which {found[0]}; all others are right" if len(found) == 1 else None


def _properties(arguments: Mapping[str, Any]) -> set[str]:
    """Return words on what is special about the arguments of a case."""
    found = set()
    for name, value in arguments.items():
        if type(value) in (str, bool):
            found.add(f"{name} is {value!r}")
        array = value if type(value) is np.ndarray and value.dtype.kind in "iuf" else None
        if array is None or not array.size:
            continue
        if array.dtype == np.float32:
            found.add(f"{name} is of single precision, float32")
        if array.ndim == 2 and (array.shape[0] > 1):
            found.add(f"{name} has several rows")
        if array.ndim == 2 and (array.shape[1] > 1):
            found.add(f"{name} has several columns")
        if array.dtype.kind in "iu":
            found.add(f"{name} holds whole numbers")
        with np.errstate(all="ignore"):
            found |= {f"{name} has negative entries"} if (array < 0).any() else set()
            found |= {f"{name} has entries above 500"} if (np.abs(array) > 500).any() else set()
    return found
