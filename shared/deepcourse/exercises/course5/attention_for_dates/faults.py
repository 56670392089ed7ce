"""Exercise 7: a broken attention, found by its weights."""

import numpy as np

from deepcourse.exercises.course5.attention_for_dates.changed_weights import (
    a_little_heavier,
    cancelling,
    ends_alike,
    first_two_alike,
    frozen,
    frozen_but_rounded,
    grown,
    hardly_frozen,
    heavier,
    lost,
    nearly_frozen,
    one_row_short,
    over_outputs,
    rounded_off,
    sharpened,
    sound,
    spilled,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import attention as reference


def in_words(f, alphas, mask):
    """Return the list that `f` returns as a text: names of another length can be compared then."""
    found = f(alphas, mask)
    if not isinstance(found, (list, tuple)):
        return f"{type(found).__name__}, not a list"
    return ", ".join(str(name) for name in found) or "no fault"


faults = FunctionExercise(
    __name__,
    reference=reference.faults,
    use=in_words,
    minutes=7,
    points_visible=5,
    points_hidden=7,
    returns=("the faults",),
    hints=(
        "Handle the three faults one after the other; each needs one number that is compared with 1e-6.",
        "A weight can be wrong in both directions, and errors can cancel in a sum: compare sizes, entry by entry or "
        "row by row.",
        "Rows may be equal without any fault: with a single output, or if there is only one real step to look at.",
    ),
)


def case(rng, name, T_y=4, T_x=6, length=4, *, change=None):
    """Return weights that were changed by `change(alphas, mask)`, which returns new ones."""
    alphas, mask = sound(rng, T_y, T_x, length)
    return Case(name, (alphas if change is None else change(alphas, mask), mask))


@faults.visible
def visible():
    """Return sound weights, each fault alone, several, and weights that only look faulty."""
    rng = np.random.default_rng(376)
    return [
        case(rng, "sound"),
        case(rng, "sound, no padding", 3, 5, 5),
        case(rng, "sound up to rounding", 5, 4, 3, change=rounded_off),
        case(rng, "one row for all", change=frozen),
        case(rng, "normalised over the outputs", 3, 7, 5, change=over_outputs),
        case(rng, "some weight at the padding", 5, 6, 3, change=spilled),
        case(rng, "all rows sum to 0.9", 3, 5, 4, change=lost),
        case(rng, "all rows sum to 1.1", 4, 6, 5, change=heavier),
        case(rng, "all rows but the first sum to 1.2", 4, 5, 4, change=grown),
        case(rng, "a row of 0.7, another of 1.3", 4, 5, 3, change=one_row_short),
        case(rng, "weights at the padding that cancel", 3, 6, 4, change=cancelling),
        case(rng, "the last row is a little different", 4, 5, 5, change=nearly_frozen),
        case(rng, "the first two rows are equal", 5, 6, 5, change=first_two_alike),
        case(rng, "the first and the last row are equal", 5, 6, 4, change=ends_alike),
        case(rng, "one output", 1, 6, 4),
        case(rng, "one real step", 4, 5, 1),
        case(rng, "one row for all, up to rounding", 4, 5, 4, change=frozen_but_rounded),
        case(rng, "all rows sum to 1.000005", 3, 6, 5, change=a_little_heavier),
        case(rng, "the last row differs by 0.000005", 4, 6, 5, change=hardly_frozen),
        case(rng, "equal at real steps alone", 3, 6, 4, change=lambda *both: cancelling(frozen(*both), both[1])),
        case(rng, "the same step is always the largest", 3, 5, 4, change=sharpened),
        case(rng, "all three", 4, 6, 4, change=lambda *both: 0.8 * spilled(frozen(*both), both[1])),
    ]


@faults.draw
def draw(rng):
    """Return weights with no, one or two faults."""
    kinds = (None, frozen, over_outputs, spilled, lost, nearly_frozen, first_two_alike, ends_alike)
    change = kinds[int(rng.integers(len(kinds)))]
    T_x = int(rng.integers(5, 8))
    return case(rng, "weights of some decoder", int(rng.integers(3, 6)), T_x, int(rng.integers(2, T_x)), change=change)


@faults.edges
def edges(rng):
    """Return what only looks faulty, and each fault once."""
    return [
        case(rng, "sound", 5, 7, 4),
        case(rng, "one output, no padding", 1, 4, 4),
        case(rng, "one real step", 3, 6, 1),
        case(rng, "one output, weight at the padding", 1, 5, 3, change=spilled),
        case(rng, "one row for all", 3, 4, 4, change=frozen),
        case(rng, "rounding", 4, 5, 5, change=rounded_off),
        case(rng, "a row of 0.7, another of 1.3", 3, 6, 5, change=one_row_short),
        case(rng, "cancelling", 4, 5, 3, change=cancelling),
        case(rng, "all rows of 1.1", 4, 6, 3, change=heavier),
        case(rng, "some rows of 1.2", 3, 5, 5, change=grown),
        case(rng, "frozen, and sums of 0.9", 3, 5, 4, change=lambda *both: lost(frozen(*both), both[1])),
        case(rng, "frozen, and weight at the padding", 5, 7, 4, change=lambda *both: spilled(frozen(*both), both[1])),
        case(rng, "nearly frozen", 3, 6, 4, change=nearly_frozen),
        case(rng, "the first two rows are equal", 4, 6, 4, change=first_two_alike),
        case(rng, "the ends are equal", 4, 6, 3, change=ends_alike),
        case(rng, "frozen up to rounding", 3, 6, 4, change=frozen_but_rounded),
        case(rng, "all rows of 1.000005", 4, 5, 4, change=a_little_heavier),
        case(rng, "the last row differs by 0.000005", 5, 6, 4, change=hardly_frozen),
        case(rng, "equal at real steps alone", 4, 5, 3, change=lambda *both: cancelling(frozen(*both), both[1])),
        case(rng, "the same step is always the largest", 4, 6, 5, change=sharpened),
    ]


@faults.property("sound weights have no fault")
def nothing_in_sound_weights(f, rng):
    """Return a sentence unless a sound decoder passes."""
    said = in_words(f, *sound(rng, 5, 7, 5))
    return None if said == "no fault" else f"in a sound decoder it finds: {said}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def total_off(alphas, real):
    """Return how far a row is from a sum of 1."""
    return np.abs(alphas.sum(axis=1) - 1).max()


def at_padding(alphas, real):
    """Return the largest weight at the padding."""
    return np.abs(alphas[:, ~real]).max(initial=0)


def rows_apart(alphas, real):
    """Return how much the rows differ."""
    return np.abs(alphas - alphas[0]).max()


def found(alphas, mask, *, total=total_off, padding=at_padding, apart=rows_apart, limit=1e-6, several=True,
          choices=True):  # fmt: skip
    """Return the faults with something changed: a measure, the limit, an exception from the rule for equal rows."""
    real, names = np.asarray(mask, bool), []
    if total(alphas, real) > limit:
        names.append("sum")
    if padding(alphas, real) > limit:
        names.append("padding")
    may = (len(alphas) > 1 or not several) and (real.sum() > 1 or not choices)
    if may and apart(alphas, real) <= limit:
        names.append("frozen")
    return names


@faults.mistake
def columns_summed(alphas, mask):
    """the columns are summed: a row holds the weights of one output, and a row must sum to 1"""
    return found(alphas, mask, total=lambda alphas, real: np.abs(alphas[:, real].sum(axis=0) - 1).max())


@faults.mistake
def only_the_first_row_summed(alphas, mask):
    """only the first row is summed: every row must sum to 1"""
    return found(alphas, mask, total=lambda alphas, real: abs(alphas[0].sum() - 1))


@faults.mistake
def mean_of_the_sums(alphas, mask):
    """only the mean of the sums is compared with 1: errors of two rows can cancel"""
    return found(alphas, mask, total=lambda alphas, real: abs(alphas.sum(axis=1).mean() - 1))


@faults.mistake
def sums_above_one_alone(alphas, mask):
    """only sums above 1 are reported: those below 1 are wrong as well"""
    return found(alphas, mask, total=lambda alphas, real: (alphas.sum(axis=1) - 1).max())


@faults.mistake
def sums_below_one_alone(alphas, mask):
    """only sums below 1 are reported: those above 1 are wrong as well"""
    return found(alphas, mask, total=lambda alphas, real: (1 - alphas.sum(axis=1)).max())


@faults.mistake
def real_steps_summed(alphas, mask):
    """only the weights of the real steps are summed: sum over the whole row"""
    return found(alphas, mask, total=lambda alphas, real: np.abs(alphas[:, real].sum(axis=1) - 1).max())


@faults.mistake
def no_tolerance(alphas, mask):
    """the numbers are compared exactly: allow differences up to 1e-6, since numbers are rounded"""
    return found(alphas, mask, limit=0)


@faults.mistake
def generous(alphas, mask):
    """differences of up to 0.15 are let through: the limit is 1e-6"""
    return found(alphas, mask, limit=0.15)


@faults.mistake
def relative_tolerance(alphas, mask):
    """sums may be off by about 1e-5: np.isclose and np.allclose add rtol = 1e-5 to the limit, so set rtol=0"""
    return found(alphas, mask, total=lambda alphas, real: total_off(alphas, real) - 1e-5)


@faults.mistake
def a_thousandth(alphas, mask):
    """differences of up to 0.001 are let through: the limit is 1e-6"""
    return found(alphas, mask, limit=1e-3)


@faults.mistake
def real_steps_compared(alphas, mask):
    """rows are compared at the real steps alone: `frozen` is about the whole row"""
    return found(alphas, mask, apart=lambda alphas, real: rows_apart(alphas[:, real], real))


@faults.mistake
def largest_steps_compared(alphas, mask):
    """rows with the largest weight at the same step count as equal: compare all weights"""
    return found(alphas, mask, apart=lambda alphas, real: np.ptp(alphas.argmax(axis=1)))


@faults.mistake
def one_equal_weight(alphas, mask):
    """rows that agree at some step count as equal: they must agree at every step"""
    return found(alphas, mask, apart=lambda alphas, real: np.abs(alphas[1:] - alphas[0]).min(initial=1))


@faults.mistake
def mean_difference(alphas, mask):
    """the mean difference of the rows is compared with 1e-6: one large difference is enough"""
    return found(alphas, mask, apart=lambda alphas, real: alphas.std(axis=0).mean())


@faults.mistake
def once_for_each_row(alphas, mask):
    """a fault is listed once for each row that has it: list each name once"""
    real, names = np.asarray(mask, bool), []
    for name, off in (("sum", np.abs(alphas.sum(axis=1) - 1)), ("padding", np.abs(alphas[:, ~real]).max(1, initial=0))):
        names += [name] * int((off > 1e-6).sum())
    return names + [name for name in found(alphas, mask) if name == "frozen"]


@faults.mistake
def nearly_equal_rows(alphas, mask):
    """rows that differ by a few hundredths count as equal: the limit is 1e-6"""
    return found(alphas, mask, apart=lambda alphas, real: rows_apart(alphas, real) - 0.05)


@faults.mistake
def padding_summed(alphas, mask):
    """the weights at the padding are summed, and cancel: look at each of them"""
    return found(alphas, mask, padding=lambda alphas, real: np.abs(alphas[:, ~real].sum(axis=1)).max(initial=0))


@faults.mistake
def mask_turned_round(alphas, mask):
    """weights at the real steps are reported: 1 in the mask marks a real step, 0 the padding"""
    return found(alphas, mask, padding=lambda alphas, real: np.abs(alphas[:, real]).max())


@faults.mistake
def padding_ignored(alphas, mask):
    """weights at the padding are never reported"""
    return found(alphas, mask, padding=lambda alphas, real: 0)


@faults.mistake
def frozen_ignored(alphas, mask):
    """equal rows are never reported"""
    return found(alphas, mask, apart=lambda alphas, real: 1)


@faults.mistake
def first_two_rows(alphas, mask):
    """only the first two rows are compared: all rows must be equal for `frozen`"""
    return found(alphas, mask, apart=lambda alphas, real: np.abs(alphas[:2] - alphas[0]).max())


@faults.mistake
def first_and_last_row(alphas, mask):
    """only the first and the last row are compared: all rows must be equal for `frozen`"""
    return found(alphas, mask, apart=lambda alphas, real: np.abs(alphas[-1] - alphas[0]).max())


@faults.mistake
def some_two_rows(alphas, mask):
    """two equal rows are enough to be reported: all rows must be equal for `frozen`"""

    def closest(alphas, real):
        pairs = [np.abs(alphas[i] - alphas[j]).max() for i in range(len(alphas)) for j in range(i)]
        return min(pairs, default=1)

    return found(alphas, mask, apart=closest)


@faults.mistake
def one_output_frozen(alphas, mask):
    """a single output is reported as `frozen`: there is nothing to compare it with"""
    return found(alphas, mask, several=False)


@faults.mistake
def one_real_step_frozen(alphas, mask):
    """an input of one real step is reported as `frozen`: its weight is always 1"""
    return found(alphas, mask, choices=False)


@faults.mistake
def first_fault_alone(alphas, mask):
    """only the first fault is returned: list all of them"""
    return found(alphas, mask)[:1]


@faults.mistake
def other_order(alphas, mask):
    """the faults are in another order: "sum", "padding", "frozen\""""
    return found(alphas, mask)[::-1]


# --- right, written differently -------------------------------------------------------------------------------------


@faults.right
def with_loops(alphas, mask):
    """Return the same, row by row."""
    names = []
    if any(abs(sum(row) - 1) > 1e-6 for row in alphas):
        names.append("sum")
    if any(abs(weight) > 1e-6 for row in alphas for weight, real in zip(row, mask, strict=True) if not real):
        names.append("padding")
    same = all(np.allclose(row, alphas[0], rtol=0, atol=1e-6) for row in alphas[1:])
    if len(alphas) > 1 and sum(mask) > 1 and same:
        names.append("frozen")
    return names
