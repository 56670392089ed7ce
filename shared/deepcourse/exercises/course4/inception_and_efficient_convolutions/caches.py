"""What is wrong with a cache, part by part.

NO_PAIR         the sentence on a result without a cache
the_same        whether two caches hold the same
trouble_in      the first part of a cache that is not as expected, in a sentence
"""

import numpy as np

NO_PAIR = "not two results: return the array and the cache"


def the_same(one, other):
    """Return whether two parts of caches hold the same numbers, in tuples or lists; types of numbers do not matter."""
    if isinstance(other, (tuple, list)):
        alike = isinstance(one, (tuple, list)) and len(one) == len(other)
        return alike and all(the_same(*parts) for parts in zip(one, other, strict=True))
    if isinstance(other, np.ndarray):
        return isinstance(one, np.ndarray) and one.shape == other.shape and np.allclose(one, other)
    numbers = isinstance(other, (int, np.integer)) and isinstance(one, (int, np.integer))
    return one == other if numbers else not isinstance(one, (np.ndarray, tuple, list))


def shown(part):
    """Return a part of a cache in a few words."""
    if isinstance(part, np.ndarray):
        return f"an array of shape {part.shape}"
    return f"{part}" if isinstance(part, (int, float, np.number)) else f"a {type(part).__name__}"


def trouble_in(result, cache, names):
    """Return a sentence on the first part of the cache in `result`, a pair, that is not as in `cache`, or None.

    names : of the parts; a part that holds what belongs to another place is called by that name
    """
    if type(result) not in (tuple, list) or len(result) != 2:
        return NO_PAIR
    got = result[1]
    if not isinstance(got, (tuple, list)) or len(got) != len(cache):
        found = f"{len(got)} parts" if isinstance(got, (tuple, list)) else shown(got)
        return f"the cache is {found}, expected are {len(cache)} parts: {', '.join(names)}"
    for number, (part, right, name) in enumerate(zip(got, cache, names, strict=True), 1):
        if not the_same(part, right):
            others = [other for other, one in zip(names, cache, strict=True) if the_same(part, one)]
            if others:
                order = ", ".join(names).replace("the cache of ", "")
                return f"part {number} of the cache is {others[0]}, expected {name}: the order is {order}"
            if shown(part) != shown(right):
                return f"part {number} of the cache is {shown(part)}, expected {name}, {shown(right)}"
            return f"part {number} of the cache is not {name}: it holds other numbers"
    return None
