"""Relations by one number: the factor or the difference that is the same in all entries, and what that number is.

factor        the sentence on the factor
difference    the sentence on the difference
"""

from collections.abc import Callable, Iterator, Sequence
from math import isclose, isfinite, log, sqrt

import numpy as np

from deepcourse.checking.relations.arguments import ROUNDING
from deepcourse.checking.relations.sample import Facts, near

Quantities = dict[str, float]  # {words: value}, in the order of preference

FACTORS = {
    "times -1": -1.0,
    "times 2": 2.0,
    "times 1/2": 0.5,
    "times ln 2 (0.693)": log(2),
    "divided by ln 2 (0.693)": 1 / log(2),
    "times ln 10 (2.303)": log(10),
    "divided by ln 10 (2.303)": 1 / log(10),
}
DIFFERENCES = {
    f"{sign} {words}": factor * value
    for sign, factor in (("plus", 1.0), ("minus", -1.0))
    for words, value in {"1": 1.0, "2": 2.0, "1/2": 0.5, "ln 2 (0.693)": log(2)}.items()
}
ACCIDENTAL = frozenset({2.0, 0.5, 1.0, -2.0, -0.5})  # a single case may have such numbers by accident


def factor(facts: Sequence[Facts]) -> str | None:
    """Return the words on the factor that makes what is expected into what came back, and which quantity it is."""
    return _said(facts, factor_of, factors_in, FACTORS)


def difference(facts: Sequence[Facts]) -> str | None:
    """Return the words on what was added to all entries, and which quantity that is."""
    return _said(facts, difference_of, differences_in, DIFFERENCES)


def factor_of(facts: Facts) -> float | None:
    """Return the number by which all expected entries have been multiplied, None where there is none."""
    if not facts.same_shape or not facts.expected.any():
        return None
    got, expected = facts.got.ravel(), facts.expected.ravel()
    largest = int(np.abs(expected).argmax())
    found = float(got[largest] / expected[largest])
    return found if isfinite(found) and found and near(got, found * expected, facts.relative) else None


def difference_of(facts: Facts) -> float | None:
    """Return the number that has been added to all expected entries, None where there is none."""
    if not facts.same_shape:
        return None
    differences = facts.got - facts.expected
    found = float(differences.flat[0])
    floor = ROUNDING * float(np.abs(facts.expected).max() + np.abs(facts.got).max())
    same = near(differences, np.full(differences.shape, found), facts.relative, floor)
    return found if same and abs(found) > 100 * floor else None


def factors_in(facts: Facts) -> Quantities:
    """Return all factors that a quantity of the case makes."""
    return dict(_factors_in(facts))


def _factors_in(facts: Facts) -> Iterator[tuple[str, float]]:
    yield from _simple_factors(facts)
    for name, array in facts.arguments.items():  # the examples were looked for along the wrong axis
        if array.ndim == 2 and 1 not in array.shape and array.shape[0] != array.shape[1]:
            rows, columns = array.shape
            yield f"times the length of axis 1 of {name} over that of axis 0", columns / rows
            yield f"times the length of axis 0 of {name} over that of axis 1", rows / columns
    steps = facts.numbers.get("t")
    if steps is not None and steps > 1:  # a correction of averages that began with 0
        for words, value in facts.numbers.items():
            if 0 < value < 1:
                yield f"times 1 - {words} ** t", 1 - value**steps
                yield f"divided by 1 - {words} ** t", 1 / (1 - value**steps)


def _simple_factors(facts: Facts) -> Iterator[tuple[str, float]]:
    for words, value in (facts.numbers | facts.lengths).items():
        if isfinite(value) and value not in (0.0, 1.0):
            yield f"times {words}", value
            yield f"divided by {words}", 1 / value
            if 0 < value < 1:
                yield f"times 1 - {words}", 1 - value
                yield f"divided by 1 - {words}", 1 / (1 - value)
            elif value > 1:
                yield f"times the square root of {words}", sqrt(value)
                yield f"divided by the square root of {words}", 1 / sqrt(value)


def differences_in(facts: Facts) -> Quantities:
    """Return all differences that a quantity of the case makes."""
    quantities = {w: v for w, v in (facts.numbers | facts.lengths).items() if isfinite(v) and v}
    return {f"plus {w}": v for w, v in quantities.items()} | {f"minus {w}": -v for w, v in quantities.items()}


def _said(
    facts: Sequence[Facts],
    measure: Callable[[Facts], float | None],
    quantities: Callable[[Facts], Quantities],
    constants: Quantities,
) -> str | None:
    """Return the words on a number that is a constant, or the same quantity in every case.

    The quantity must vary: where it does not, it may be another. A constant must not be a quantity as well.
    """
    measured = [measure(one) for one in facts]
    found = [value for value in measured if value is not None]
    if len(found) < len(measured):
        return None
    relative = 10 * facts[0].relative
    named = [_equal_to(value, quantities(one), relative) for value, one in zip(found, facts, strict=True)]
    common = [words for words in named[0] if all(words in others for others in named)]
    if not all(isclose(value, found[0], rel_tol=relative) for value in found):
        return f"is the expected value {common[0]}" if common else None
    constant = _equal_to(found[0], constants, relative)
    certain = len(facts) > 1 or found[0] not in ACCIDENTAL
    return f"is the expected value {constant[0]}" if constant and certain and not common else None


def _equal_to(value: float, quantities: Quantities, relative: float) -> list[str]:
    return [words for words, other in quantities.items() if isclose(value, other, rel_tol=relative)]
