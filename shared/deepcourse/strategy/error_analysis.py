"""Mistakes counted by cause, what mending each could gain, and wrong labels.

ceiling               the error that is left when one cause of mistakes is gone
error_table           causes, how many mistakes each has, and its ceiling
estimate_label_noise  the share of wrong labels, with an interval
worth_fixing_labels   whether wrong labels could change which of two systems is better
"""

import math
from collections import Counter
from statistics import NormalDist
from typing import NamedTuple


class Cause(NamedTuple):
    """One row of a table of errors: mistakes, their share of all mistakes, and the error that is left without them."""

    count: int
    share: float
    ceiling: float


def ceiling(current_error, share):
    """Return the error that is left when this share of the mistakes is mended, and no new one is made.

    share : of the mistakes, not of all examples

    >>> ceiling(0.10, 0.05)
    0.095
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share of the mistakes is between 0 and 1, not {share}")
    return current_error * (1 - share)


def error_table(tags, current_error):
    """Return {cause: Cause}, the most frequent cause first, then by name.

    tags : for each mistake that was looked at, its causes: none, one or several, so shares need not sum to 1

    >>> table = error_table([{"dark"}, {"dark", "blurred"}, set(), {"dark"}], 0.10)
    >>> table["dark"]
    Cause(count=3, share=0.75, ceiling=0.025)
    """
    counts = Counter(cause for causes in tags for cause in set(causes))
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shares = {cause: (count, count / len(tags)) for cause, count in ordered}
    return {cause: Cause(count, share, ceiling(current_error, share)) for cause, (count, share) in shares.items()}


def estimate_label_noise(wrong, checked, confidence=0.95):
    """Return (share, low, high): the share of wrong labels among those that were checked, and an interval for all.

    The interval is Wilson's (1927, "Probable Inference, the Law of Succession, and Statistical Inference"): it stays
    between 0 and 1, and has a width even where no wrong label was found.

    >>> [round(number, 4) for number in estimate_label_noise(6, 100)]
    [0.06, 0.0278, 0.1248]
    """
    if not 0 <= wrong <= checked or checked == 0:
        raise ValueError(f"{wrong} wrong labels among {checked} that were checked: at least one has to be checked")
    z, share = NormalDist().inv_cdf((1 + confidence) / 2), wrong / checked
    centre = (share + z * z / (2 * checked)) / (1 + z * z / checked)
    half = z / (1 + z * z / checked) * math.sqrt(share * (1 - share) / checked + z * z / (4 * checked**2))
    return share, max(0.0, centre - half), min(1.0, centre + half)


def worth_fixing_labels(error, other_error, noise):
    """Return whether this share of wrong labels could change which of two systems is better.

    error, other_error : of two systems, on the same labels, wrong ones included    noise : the share of wrong labels

    Where the two answer an example differently, correcting its label takes a mistake from one and gives it to the
    other: of m examples, it moves the difference of their errors by 2 / m. Elsewhere it moves nothing.

    >>> worth_fixing_labels(0.10, 0.09, 0.006), worth_fixing_labels(0.10, 0.09, 0.004)
    (True, False)
    """
    difference = abs(error - other_error)
    return 2 * noise > difference or math.isclose(2 * noise, difference)  # of shares, sums are rounded
