"""Relations to the arguments of the case, and to the other parts of its result.

unchanged    the result is an argument as it came in
exchanged    ... or another part of what is expected
added        ... or what is expected, with an argument added or subtracted
multiplied   ... or what is expected, with an argument multiplied in or left out
"""

import re
from collections.abc import Iterator

import numpy as np

from deepcourse.checking.relations.sample import Array, Facts, digits_of, near, varied

POSITION = re.compile(r"\d+")
CROWD, CASES_FOR_CROWD, DIGITS_FOR_CROWD = (
    3,
    4,
    4,
)  # entries of a list; the cases, and digits in each, to tell them apart
ROUNDING = 1e-12  # of the larger of two numbers: what their difference may be off


def unchanged(facts: Facts) -> Iterator[str]:
    """Yield which argument came back as it was."""
    for name, argument in facts.leaves.items():
        if near(facts.got, argument, facts.relative):
            yield f"is {called(name)} as it came in"


def called(name: str) -> str:
    """Return how a sentence names an argument, or an entry of one."""
    return f"the argument {name}" if name.isidentifier() else name


def exchanged(facts: Facts) -> Iterator[str]:
    """Yield which other part of the expected result came back, and whether that one came back here."""
    here = [place for place, (_, right) in facts.parts.items() if right is not None and _came_back(right, place, facts)]
    for place in here:
        got = facts.parts[place][0]
        if got is not None and near(got, facts.expected, facts.relative):
            yield f"and {place} are exchanged"
    for place in here:
        yield f"is what is expected as {place}"


def _came_back(right: Array, place: str, facts: Facts) -> bool:
    return near(facts.got, right, facts.relative) and not _lost_in_crowd(place, facts)


def _lost_in_crowd(place: str, facts: Facts) -> bool:
    """Return True where a place is one of many entries of a list: in few cases, one of them always fits."""
    alike = sum(POSITION.sub("", other) == POSITION.sub("", place) for other in facts.parts)
    return alike > CROWD and (facts.cases < CASES_FOR_CROWD or digits_of(facts) < DIGITS_FOR_CROWD)


def added(facts: Facts) -> Iterator[str]:
    """Yield which argument, an array, is the difference of what came back and what is expected."""
    if not facts.same_shape:
        return
    difference = facts.got - facts.expected
    floor = ROUNDING * float(np.abs(facts.expected).max() + np.abs(facts.got).max())
    for name, argument in _fitting(facts):
        if near(difference, argument, facts.relative, floor):
            yield f"is what is expected plus {called(name)}"
        if near(difference, -argument, facts.relative, floor):
            yield f"is what is expected minus {called(name)}"


def multiplied(facts: Facts) -> Iterator[str]:
    """Yield which argument, an array, makes one of the two into the other when the entries are multiplied."""
    if not facts.same_shape:
        return
    for name, argument in _fitting(facts):
        if argument.min() == argument.max():
            continue
        if near(facts.got, facts.expected * argument, facts.relative):
            yield f"is what is expected times {called(name)}, entry by entry"
        if near(facts.got * argument, facts.expected, facts.relative):
            yield f"times {called(name)}, entry by entry, is what is expected"


def _fitting(facts: Facts) -> Iterator[tuple[str, Array]]:
    """Yield the arguments that can be broadcast to the result and tell something, in its shape."""
    shape = facts.expected.shape
    for name, argument in facts.arguments.items():
        padded = (1,) * (len(shape) - argument.ndim) + argument.shape
        fits = len(padded) == len(shape) and all(n in (1, m) for n, m in zip(padded, shape, strict=True))
        if fits and varied(argument):
            yield name, np.broadcast_to(argument, shape)
