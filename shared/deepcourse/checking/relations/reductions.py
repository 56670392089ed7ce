"""Relations by an axis that is gone, or that should be: sums, means, single rows.

reduced      what came back is a sum, a mean or a row of what is expected
unreduced    what is expected is a sum, a mean or a row of what came back
"""

from collections.abc import Iterator

import numpy as np

from deepcourse.checking.relations.sample import Array, Facts, near
from deepcourse.checking.relations.shapes import unit


def reduced(facts: Facts) -> Iterator[str]:
    """Yield which sum, mean or row of what is expected came back."""
    for words in _from(facts.expected, facts.got, facts.relative):
        yield f"is {words} of what is expected"


def unreduced(facts: Facts) -> Iterator[str]:
    """Yield which sum, mean or row of what came back is expected."""
    for words in _from(facts.got, facts.expected, facts.relative):
        yield f"has too many entries: {words} of it is what is expected"


def _from(large: Array, small: Array, relative: float) -> Iterator[str]:
    """Yield what makes the large array into the small one, whatever axes of length 1 are kept."""
    if large.size <= small.size:
        return
    flat = small.ravel()
    for axis in range(large.ndim):
        if large.size // large.shape[axis] == small.size:
            for name, reduce in (("sum", np.sum), ("mean", np.mean)):
                if near(flat, reduce(large, axis=axis).ravel(), relative):
                    yield f"the {name} over axis {axis}"
            for name, position in (("first", 0), ("last", -1)):
                if near(flat, large.take(position, axis=axis).ravel(), relative):
                    yield f"the {name} {unit(axis, large.shape)}"
    if small.size == 1 and large.ndim > 1:
        for name, reduce in (("sum", np.sum), ("mean", np.mean)):
            if near(flat, reduce(large).ravel(), relative):
                yield f"the {name} over all entries"
