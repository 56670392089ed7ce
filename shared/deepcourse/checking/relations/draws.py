"""A random draw that is valid, but another one than the page's generator gives.

observe_draw    the sentence on it, or None
"""

from collections.abc import Sequence

import numpy as np

from deepcourse.checking.relations.sample import Array, Facts, Sample, enough, facts_of, near

NAMES = frozenset({"seed", "rng", "random_state"})
SENTENCE = "a valid draw by the look of it, but other numbers than the page's generator gives"
PLAUSIBLE = 2.5  # standard deviations
FEWEST = 6  # entries


def observe_draw(samples: Sequence[Sample], relative: float = 1e-6) -> str | None:
    """Return the sentence where every sample came back with a random draw that is not the expected one, else None.

    That is asked only where an argument is a generator, or called as seeds and generators are.
    """
    try:
        return _observed(samples, relative)
    except Exception:  # a stranger's data: nothing is worth an error in the report
        return None


def _observed(samples: Sequence[Sample], relative: float) -> str | None:
    if not samples or not all(map(is_random, samples)):
        return None
    with np.errstate(all="ignore"):
        facts = facts_of(samples, relative)
        if not facts or len(facts) < len(samples) or not all(one.same_shape for one in facts):
            return None
        valid = (all(map(reordered, facts)) and enough(facts)) or all(map(remasked, facts))
    return SENTENCE if valid else None


def is_random(sample: Sample) -> bool:
    """Return True where the case has a seed or a generator among its arguments."""
    return any(name in NAMES or type(value) is np.random.Generator for name, value in sample.arguments.items())


def reordered(facts: Facts) -> bool:
    """Return True where the expected entries came back in another order."""
    several = facts.got.size > 2 and not facts.degenerate
    return several and near(np.sort(facts.got, axis=None), np.sort(facts.expected, axis=None), facts.relative)


def remasked(facts: Facts) -> bool:
    """Return True where other entries are zero than expected, about as many, and the rest is right."""
    got, expected = facts.got != 0, facts.expected != 0
    both, size = got & expected, got.size
    if size < FEWEST or not both.any() or got.all() or expected.all() or np.array_equal(got, expected):
        return False
    if any(_repeats(got, axis) and not _repeats(expected, axis) for axis in range(got.ndim)):
        return False
    share = (int(got.sum()) + int(expected.sum())) / (2 * size)
    spread = float(np.sqrt(2 * size * share * (1 - share)))
    plausible = abs(int(got.sum()) - int(expected.sum())) <= PLAUSIBLE * spread
    return plausible and near(facts.got[both], facts.expected[both], facts.relative)


def _repeats(mask: Array, axis: int) -> bool:
    """Return True where a mask is the same all along an axis: one draw for all."""
    return mask.shape[axis] > 1 and bool((mask == mask.take([0], axis=axis)).all())
