"""Ask for all relations in turn, the simplest first.

observe    the sentence on the relation that holds in every sample, or None
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from deepcourse.checking.relations import arguments, entries, factors, reductions, shapes, values
from deepcourse.checking.relations.sample import Facts, Sample, enough, facts_of

Relation = Callable[[Facts], Iterator[str]]  # yields the words on all that holds in one case
Joint = Callable[[Sequence[Facts]], str | None]  # returns the words on what holds in all cases


def in_each(relation: Relation) -> Joint:
    """Return the relation of all cases that holds where one holds in each of them, with the same words."""

    def joint(facts: Sequence[Facts]) -> str | None:
        common = list(relation(facts[0]))
        for one in facts[1:]:
            if not common:
                return None
            found = set(relation(one))
            common = [words for words in common if words in found]
        return common[0] if common else None

    return joint


RELATIONS: tuple[Joint, ...] = (
    in_each(arguments.unchanged),
    in_each(arguments.exchanged),
    factors.factor,
    in_each(shapes.transposed),
    in_each(shapes.reversed_),
    in_each(shapes.shifted),
    in_each(shapes.longer),
    in_each(shapes.reshaped),
    in_each(reductions.reduced),
    in_each(reductions.unreduced),
    in_each(values.function),
    factors.difference,
    in_each(values.rounded),
    values.imprecise,
    in_each(arguments.added),
    in_each(arguments.multiplied),
    in_each(values.signs),
    in_each(entries.one_end),
    in_each(entries.mixed),
)
BY_NUMBER = (factors.factor, factors.difference)  # whose sentences say that the number is the same everywhere


def observe(place: str, samples: Sequence[Sample], relative: float = 1e-6) -> str | None:
    """Return the sentence on the relation that holds in every sample, or None.

    It never raises: what came back is a stranger's, and an observation is a courtesy.
    """
    try:
        return observed(place, samples, relative)
    except Exception:  # a stranger's data: nothing is worth an error in the report
        return None


def observed(place: str, samples: Sequence[Sample], relative: float) -> str | None:
    """Return what `observe` does, but let errors through."""
    with np.errstate(all="ignore"):
        facts = facts_of(samples, relative)
        if not facts or not enough(facts):
            return None
        for relation in RELATIONS:
            words = relation(facts)
            if words:
                everywhere = relation in BY_NUMBER and len(facts) == len(samples) > 1
                return f"{place} {words}" + " in every case" * everywhere
    return None
