"""Which places of a result are wrong: the last layer, the first entry, all biases.

observe_places    the sentence on it, or None
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_PLACES = 500
NAMED = re.compile(r"""(?P<root>[\w ]+)(?:\["(?P<key>\w+)"\]|\[(?P<position>\d+)\](?P<rest>.*))?""", re.DOTALL)
KEY = re.compile(r"(?P<letters>[A-Za-z_]+?)(?P<number>\d+)")


@dataclass(frozen=True)
class Place:
    """A place taken apart: `parameters["W3"]` is the W of number 3, `caches[0]["A"]` is in entry 0 of caches."""

    name: str  # how a sentence names it
    family: str  # W, or caches
    number: int
    layered: bool  # True where it is one of several families, False where it is an entry of a list


def observe_places(wrong: Sequence[set[str]], right: Sequence[set[str]]) -> str | None:
    """Return the sentence on where a result is wrong, in every failing case, or None; it never raises.

    `wrong` and `right` hold for each failing case the places that are wrong and those that are right.
    """
    try:
        return _observed(wrong, right)
    except Exception:  # a stranger's data: nothing is worth an error in the report
        return None


def _observed(wrong: Sequence[set[str]], right: Sequence[set[str]]) -> str | None:
    if not wrong or len(wrong) != len(right) or not all(wrong) or not any(right):
        return None
    if any(len(w) + len(r) > MOST_PLACES for w, r in zip(wrong, right, strict=True)):
        return None
    cases = [(_numbered(w), _numbered(r)) for w, r in zip(wrong, right, strict=True)]
    if any(len(numbered) < len(places) for (numbered, _), places in zip(cases, wrong, strict=True)):
        return None
    for say in (_families, _ends, _list_ends):
        words = {say(w, r) for w, r in cases}
        if len(words) == 1 and None not in words:
            return words.pop()
    return _ends_without_names(cases)


def _numbered(places: set[str]) -> list[Place]:
    """Return the places that have a number."""
    found = [_place(place) for place in sorted(places)]
    return [place for place in found if place is not None]


def _place(place: str) -> Place | None:
    match = NAMED.fullmatch(place)
    if match is None:
        return None
    if match["position"] is not None:
        return Place(place, match["root"], int(match["position"]), False)
    key = KEY.fullmatch(match["key"] or match["root"])
    return Place(key[0], key["letters"], int(key["number"]), True) if key else None


def _families(wrong: list[Place], right: list[Place]) -> str | None:
    """Return "all b's are wrong, all W's right" where that is so."""
    if not right or not all(place.layered for place in wrong + right):
        return None
    bad, good = {place.family for place in wrong}, {place.family for place in right}
    if bad & good or len(wrong) <= len(bad):
        return None
    return f"all {_listed(bad)} are wrong, all {_listed(good)} right"


def _listed(families: set[str]) -> str:
    names = [f"{family}'s" for family in sorted(families)]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _ends(wrong: list[Place], right: list[Place]) -> str | None:
    """Return "only the last layer (W3, b3) is wrong" where that is so."""
    end = _end(wrong, right)
    if end is None or not all(place.layered for place in wrong + right):
        return None
    names = ", ".join(sorted({place.name for place in wrong}))
    whole = {place.number for place in wrong}.isdisjoint(place.number for place in right)
    several = len({place.name for place in wrong}) > 1
    return f"only the {end} layer ({names}) is wrong" if whole and several else f"only {names} is wrong"


def _end(wrong: list[Place], right: list[Place]) -> str | None:
    numbers = sorted({place.number for place in wrong + right})
    bad = {place.number for place in wrong}
    if len(numbers) < 2 or len(bad) != 1:
        return None
    return {numbers[0]: "first", numbers[-1]: "last"}.get(bad.pop())


def _list_ends(wrong: list[Place], right: list[Place]) -> str | None:
    """Return "only the last entry of caches is wrong" where that is so."""
    families = {place.family for place in wrong + right}
    if len(families) != 1 or any(place.layered for place in wrong + right):
        return None
    end = _end(wrong, right)
    return f"only the {end} entry of {families.pop()} is wrong" if end else None


def _ends_without_names(cases: list[tuple[list[Place], list[Place]]]) -> str | None:
    """Return the sentence on the last layer where the layers differ in number from case to case."""
    ends = {_end(wrong, right) for wrong, right in cases}
    families = {frozenset(place.family for place in wrong) for wrong, _ in cases}
    if len(ends) != 1 or None in ends or len(families) != 1:
        return None
    if not all(place.layered for wrong, right in cases for place in wrong + right):
        return None
    names = sorted(families.pop())
    return f"only the {ends.pop()} {' and '.join(names)} {'are' if len(names) > 1 else 'is'} wrong, in every case"
