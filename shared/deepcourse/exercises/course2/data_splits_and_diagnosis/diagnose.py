"""Exercise 6: bias, variance, both, or neither."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import data_splits as reference

BIAS, VARIANCE = "high bias", "high variance"

diagnose = FunctionExercise(
    __name__,
    reference=reference.diagnose,
    minutes=5,
    points_visible=5,
    points_hidden=7,
    random_cases=8,
    returns=("the diagnosis",),
    hints=(
        "Two gaps, two questions: train_error - bayes_error, and dev_error - train_error.",
        "Start from an empty set, found = set(), and add a name with found.add(...) where a gap exceeds TOLERANCE.",
        'if train_error - bayes_error > TOLERANCE: found.add("high bias"), and a second `if` (no elif) for variance.',
    ),
)


def told(train, dev, bayes):
    """Return a case, with its errors in percent as its name."""
    name = f"train {100 * train:.3g} %, dev {100 * dev:.3g} %, Bayes {100 * bayes:.3g} %"
    return Case(name, (train, dev, bayes))


@diagnose.visible
def visible():
    """Return the text's five, what tells the mistakes apart, and gaps just above and just below the tolerance."""
    return [
        told(0.01, 0.11, 0.0),
        told(0.15, 0.16, 0.0),
        told(0.15, 0.30, 0.0),
        told(0.005, 0.01, 0.0),
        told(0.15, 0.16, 0.15),
        told(0.17, 0.25, 0.15),
        told(0.02, 0.20, 0.10),
        told(0.145, 0.147, 0.14),
        told(0.08, 0.07, 0.01),
        told(0.046, 0.063, 0.03),
        told(0.044, 0.058, 0.03),
    ]


@diagnose.draw
def draw(rng):
    """Return random errors, none of whose gaps is near the tolerance."""
    bayes = round(float(rng.uniform(0, 0.15)), 3)
    bias, variance = (float(rng.choice([rng.uniform(0, 0.01), rng.uniform(0.02, 0.2)])) for _ in range(2))
    return told(round(bayes + bias, 4), round(bayes + bias + variance, 4), bayes)


@diagnose.edges
def edges(rng):
    """Return no error at all, gaps just above and just below the tolerance, and errors that are lower than expected."""
    bayes = round(float(rng.uniform(0.02, 0.1)), 3)
    return [
        told(0.0, 0.0, 0.0),
        told(round(bayes + 0.016, 4), round(bayes + 0.033, 4), bayes),
        told(round(bayes + 0.014, 4), round(bayes + 0.028, 4), bayes),
        told(0.0, 0.09, 0.08),
        told(0.30, 0.25, 0.05),
        told(0.01, 0.11, 0.10),
    ]


@diagnose.property("only the gaps matter")
def shifted_together(f, rng):
    """Return a sentence unless only the gaps matter: the same on a problem whose every error is 20 points higher."""
    for train, dev, bayes in ((0.01, 0.11, 0.0), (0.15, 0.16, 0.0), (0.1, 0.3, 0.02), (0.05, 0.06, 0.05)):
        low, high = f(train, dev, bayes), f(train + 0.2, dev + 0.2, bayes + 0.2)
        if set(low) != set(high):
            return (
                f"({train}, {dev}, {bayes}) gives {sorted(low)}, but with all three errors 0.2 higher {sorted(high)}: "
                "only the gaps between them matter"
            )
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def _found(bias, variance):
    return {name for name, there in ((BIAS, bias), (VARIANCE, variance)) if there}


def _right(train_error, dev_error, bayes_error):
    return train_error - bayes_error > reference.TOLERANCE, dev_error - train_error > reference.TOLERANCE


@diagnose.mistake
def names_exchanged(train_error, dev_error, bayes_error):
    """bias and variance have changed places: train 1 %, dev 11 % is variance; what was learned does not carry over"""
    bias, variance = _right(train_error, dev_error, bayes_error)
    return _found(variance, bias)


@diagnose.mistake
def bias_from_dev(train_error, dev_error, bayes_error):
    """bias is read from the dev error: at train 1 %, dev 11 % the network can do it, the training error says so; the
    other ten points are variance
    """
    _, variance = _right(train_error, dev_error, bayes_error)
    return _found(dev_error - bayes_error > reference.TOLERANCE, variance)


@diagnose.mistake
def bayes_left_out(train_error, dev_error, bayes_error):
    """bias is measured against 0: 15 % is no bias where nobody can do better than 15 %"""
    return reference.diagnose(train_error, dev_error, 0.0)


@diagnose.mistake
def variance_from_bayes(train_error, dev_error, bayes_error):
    """variance is measured from the Bayes error: it is what is lost between training and dev examples"""
    bias, _ = _right(train_error, dev_error, bayes_error)
    return _found(bias, dev_error - bayes_error > reference.TOLERANCE)


@diagnose.mistake
def one_of_the_two(train_error, dev_error, bayes_error):
    """an elif follows the first if, so that both are never found together: they are separate questions"""
    bias, variance = _right(train_error, dev_error, bayes_error)
    return _found(bias, variance and not bias)


@diagnose.mistake
def larger_of_the_two(train_error, dev_error, bayes_error):
    """only the larger of the two gaps is named: each is compared with the tolerance on its own"""
    bias, variance = _right(train_error, dev_error, bayes_error)
    more_bias = train_error - bayes_error >= dev_error - train_error
    return _found(bias and more_bias, variance and not more_bias)


@diagnose.mistake
def sign_of_the_gap_lost(train_error, dev_error, bayes_error):
    """the sign of a gap is lost, as abs() does: a training error below the Bayes error is no bias (it is memory)"""
    gaps = abs(train_error - bayes_error), abs(dev_error - train_error)
    return _found(*(gap > reference.TOLERANCE for gap in gaps))


@diagnose.mistake
def no_tolerance(train_error, dev_error, bayes_error):
    """there is no tolerance: a gap of a fifth of a point is chance, not a diagnosis"""
    return _found(train_error > bayes_error, dev_error > train_error)


@diagnose.mistake
def tolerance_in_points(train_error, dev_error, bayes_error):
    """the tolerance is taken as 1.5 instead of 0.015: the errors are shares, and no gap of shares is larger than 1"""
    return set()


@diagnose.mistake
def as_a_list(train_error, dev_error, bayes_error):
    """the result is a list: return a set, {...}, or set() for an empty one, because there is no first and second"""
    return sorted(reference.diagnose(train_error, dev_error, bayes_error))


@diagnose.mistake
def set_of_letters(train_error, dev_error, bayes_error):
    """set("high bias") is taken for a set with that text: it holds its letters; write {"high bias"}, or use add"""
    return set().union(*(set(name) for name in reference.diagnose(train_error, dev_error, bayes_error)))


@diagnose.mistake
def braces_make_a_dictionary(train_error, dev_error, bayes_error):
    """{} is taken for an empty set: it is an empty dictionary, write set()"""
    found = {}
    for name in sorted(reference.diagnose(train_error, dev_error, bayes_error)):
        found.add(name)
    return found


@diagnose.mistake
def text_returned(train_error, dev_error, bayes_error):
    """one text comes back where there is a trouble: return a set, {"high bias"}, even of one"""
    found = sorted(reference.diagnose(train_error, dev_error, bayes_error))
    return found[0] if found else set()


@diagnose.mistake
def none_for_neither(train_error, dev_error, bayes_error):
    """nothing comes back where neither is there: return an empty set, set()"""
    return reference.diagnose(train_error, dev_error, bayes_error) or None


@diagnose.mistake
def dictionary_for_neither(train_error, dev_error, bayes_error):
    """{} comes back where neither is there: that is an empty dictionary, write set()"""
    return reference.diagnose(train_error, dev_error, bayes_error) or {}


@diagnose.mistake
def names_without_high(train_error, dev_error, bayes_error):
    """the names are "bias" and "variance": asked for are "high bias", "high variance" and no others"""
    return {name.split()[1] for name in reference.diagnose(train_error, dev_error, bayes_error)}


@diagnose.mistake
def names_with_an_underscore(train_error, dev_error, bayes_error):
    """the names are written with an underscore: asked for are "high bias" and "high variance", with a space"""
    return {name.replace(" ", "_") for name in reference.diagnose(train_error, dev_error, bayes_error)}


@diagnose.mistake
def differences_turned_round(train_error, dev_error, bayes_error):
    """the differences are turned round: bias is train - Bayes, variance dev - train"""
    return _found(bayes_error - train_error > reference.TOLERANCE, train_error - dev_error > reference.TOLERANCE)


@diagnose.mistake
def variance_turned_round(train_error, dev_error, bayes_error):
    """variance is read from train - dev: it is dev - train, what is lost on new examples"""
    bias, _ = _right(train_error, dev_error, bayes_error)
    return _found(bias, train_error - dev_error > reference.TOLERANCE)


@diagnose.mistake
def small_gaps_found(train_error, dev_error, bayes_error):
    """the comparison is turned round: a trouble is there where its gap is larger than the tolerance"""
    bias, variance = _right(train_error, dev_error, bayes_error)
    return _found(not bias, not variance)


@diagnose.mistake
def variance_is_the_dev_error(train_error, dev_error, bayes_error):
    """variance is read from the dev error alone: it is the gap between training and dev error"""
    bias, _ = _right(train_error, dev_error, bayes_error)
    return _found(bias, dev_error > reference.TOLERANCE)


@diagnose.mistake
def tolerance_of_one_point(train_error, dev_error, bayes_error):
    """the tolerance is 1 %: it is 1.5 %, reference.TOLERANCE"""
    return _found(train_error - bayes_error > 0.01, dev_error - train_error > 0.01)


@diagnose.mistake
def tolerance_of_two_points(train_error, dev_error, bayes_error):
    """the tolerance is 2 %: it is 1.5 %, reference.TOLERANCE"""
    return _found(train_error - bayes_error > 0.02, dev_error - train_error > 0.02)


@diagnose.mistake
def tolerance_of_five_points(train_error, dev_error, bayes_error):
    """the tolerance is 5 %: it is 1.5 %, reference.TOLERANCE"""
    return _found(train_error - bayes_error > 0.05, dev_error - train_error > 0.05)


@diagnose.mistake
def tolerance_of_fifteen_points(train_error, dev_error, bayes_error):
    """the tolerance is 15 %: it is 1.5 %, reference.TOLERANCE"""
    return _found(train_error - bayes_error > 0.15, dev_error - train_error > 0.15)


@diagnose.mistake
def bias_only_without_variance(train_error, dev_error, bayes_error):
    """bias is looked for only where there is no variance, as with an elif: they are separate questions"""
    bias, variance = _right(train_error, dev_error, bayes_error)
    return _found(bias and not variance, variance)


# --- right, written differently -------------------------------------------------------------------------------------


@diagnose.right
def by_comprehension(train_error, dev_error, bayes_error):
    """Return the set of the names whose gap is large."""
    gaps = np.diff([bayes_error, train_error, dev_error])
    return {name for name, gap in zip((BIAS, VARIANCE), gaps, strict=True) if gap > 0.015}
