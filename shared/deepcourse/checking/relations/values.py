"""Relations entry by entry: a function of what is expected, or what is expected up to rounding or signs.

function     the square, the root, the logarithm ... of what is expected
rounded      whole numbers, or a few decimals
signs        right but for the sign of some entries
imprecise    right to some digits
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from deepcourse.checking.relations.sample import FLOOR, Array, Facts, near

FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "the absolute value of": np.abs,
    "1 minus": lambda x: 1 - x,
    "1 divided by": lambda x: 1 / x,
    "the square of": np.square,
    "the square root of": np.sqrt,
    "the exponential of": np.exp,
    "the logarithm of": np.log,
}
DECIMALS = (1, 2, 3, 4)
ROUGHEST, FEWEST_ENTRIES = 1e-4, 6
SMALL_STEP = 1e3  # times the error
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def function(facts: Facts) -> Iterator[str]:
    """Yield of which function of what is expected the entries are the values."""
    if not facts.same_shape:
        return
    for words, apply in FUNCTIONS.items():
        values = apply(facts.expected)
        if np.isfinite(values).all() and near(facts.got, values, facts.relative):
            yield f"is {words} what is expected"


def rounded(facts: Facts) -> Iterator[str]:
    """Yield to which whole numbers, or to how many decimals, the entries are rounded."""
    if not facts.same_shape:
        return
    whole = {"to the nearest one": np.rint, "downwards": np.floor, "towards zero": np.trunc}
    for words, apply in whole.items():
        if facts.got.size >= FEWEST_ENTRIES and np.array_equal(facts.got, apply(facts.expected)):
            yield f"is what is expected, rounded to whole numbers, {words}"
    for decimals in DECIMALS:
        if near(facts.got, np.round(facts.expected, decimals), 1e-12):
            yield f"is what is expected, rounded to {WORDS[decimals]} decimal{'s' * (decimals > 1)}"


def signs(facts: Facts) -> Iterator[str]:
    """Yield a word where only signs are wrong, and not all of them."""
    if facts.same_shape and facts.got.size > 1 and near(np.abs(facts.got), np.abs(facts.expected), facts.relative):
        yield "is right but for the sign of some entries"


def imprecise(facts: Sequence[Facts]) -> str | None:
    """Return the words on a result that is right to some digits in every case, and no further."""
    if not all(one.same_shape for one in facts):
        return None
    worst = max(map(_error, facts))
    if not 0 < worst < ROUGHEST:
        return None
    if any(map(_has_hardly_moved, facts)):
        return None
    words = f"agrees with what is expected to about {WORDS[int(-np.log10(worst))]} digits, no further"
    single = all(np.array_equal(one.got, one.got.astype(np.float32)) for one in facts)
    return words + (": its numbers are those that float32 can hold" if single else "")


def _error(facts: Facts) -> float:
    """Return the largest error of an entry, in parts of its size."""
    size = np.abs(facts.expected)
    return float((np.abs(facts.got - facts.expected) / np.maximum(size, FLOOR * size.max())).max())


def _has_hardly_moved(facts: Facts) -> bool:
    """Return True where an argument agrees as well: what is expected is that argument after a small step, say."""
    alike = [argument for argument in facts.leaves.values() if argument.shape == facts.expected.shape]
    error = float(np.abs(facts.got - facts.expected).max())
    return any(float(np.abs(argument - facts.expected).max()) < SMALL_STEP * error for argument in alike)
