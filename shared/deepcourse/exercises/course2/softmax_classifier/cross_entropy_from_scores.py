"""Exercise 4: the same cost, straight from the scores."""

import numpy as np

from deepcourse.exercises.course2.softmax_classifier.scores import by_hand, classes, scores, size
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import softmax as reference

cross_entropy_from_scores = FunctionExercise(
    __name__,
    reference=reference.cross_entropy_from_scores,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("the cost",),
    hints=(
        "The right class's score of each example is np.sum(Z * Y, axis=0), of shape (m,).",
        "With M = np.max(Z, axis=0): log sum exp(z) = M + log sum exp(z - M). "
        "Or let np.logaddexp.reduce(Z, axis=0) do it.",
        "The cost is the mean over the examples of (log sum exp - right score).",
    ),
)


def labelled(rng, C, m):
    """Return (Z, Y): random scores and one-hot labels."""
    return scores(rng, C, m), reference.one_hot(classes(rng, C, m), C)


@cross_entropy_from_scores.visible
def visible():
    """Return the text's example, two random ones, sure and wrong scores, columns far apart, whole and low scores."""
    rng = np.random.default_rng(4)
    Z, labels = by_hand()
    lower = np.array([[-1001.0, -1000.5], [-1000.0, -1003.0], [-1002.0, -1001.0]])
    far = np.array([[1000.0, -1000.0, 0.0], [0.0, -1001.0, 1.0], [-1000.0, -1003.0, 2.0]])
    return [
        Case("the example of the text", (Z, reference.one_hot(labels, 3))),
        Case("4 classes, 6 examples", labelled(rng, 4, 6)),
        Case("5 classes, one example", labelled(rng, 5, 1)),
        Case("sure and wrong: 1000 too high", (np.array([[0.0], [1000.0]]), np.array([[1.0], [0.0]]))),
        Case("columns far from each other", (far, reference.one_hot(np.array([0, 2, 1]), 3))),
        Case("whole numbers", (np.array([[2, -1, 0], [0, 3, 1]]), np.array([[1, 1, 0], [0, 0, 1]]))),
        Case("wrong by 800, which softmax rounds to 0", (np.array([[400.0], [-400.0]]), np.array([[0.0], [1.0]]))),
        Case("every score 1000 lower", (lower, reference.one_hot(np.array([1, 0]), 3))),
    ]


@cross_entropy_from_scores.draw
def draw(rng):
    """Return a case of random size."""
    C, m = size(rng)
    return Case(f"{C} classes, {m} examples", labelled(rng, C, m))


@cross_entropy_from_scores.edges
def edges(rng):
    """Return whole scores, a probability that softmax rounds to 0, and columns far apart."""
    Z, Y = labelled(rng, 4, 5)
    return [
        Case("one example", labelled(rng, 3, 1)),
        Case("whole numbers", (rng.integers(-4, 5, size=(4, 5)), Y.astype(int))),
        Case("wrong by 800, which softmax rounds to 0", (np.array([[800.0], [0.0]]), np.array([[0.0], [1.0]]))),
        Case("every score 1000 lower", (Z - 1000, Y)),
        Case("columns far from each other", (Z + np.array([[-1e4, 0.0, 1e4, 5e3, -5e3]]), Y)),
    ]


@cross_entropy_from_scores.property("a shift of all scores of an example changes nothing")
def shift_changes_nothing(f, rng):
    """Return a sentence unless adding a number to all scores of an example leaves the cost as it was."""
    Z, Y = labelled(rng, 4, 5)
    one, other = f(Z, Y), f(Z + rng.normal(size=(1, 5)), Y)
    return None if abs(one - other) <= 1e-9 else f"a shift of the scores changed the cost from {one:.6g} to {other:.6g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@cross_entropy_from_scores.mistake
def through_probabilities(Z, Y):
    """it goes through softmax: a probability that is rounded to 0 costs inf, where the true cost is a plain number"""
    return reference.cross_entropy(reference.softmax(Z), Y)


@cross_entropy_from_scores.mistake
def overflow(Z, Y):
    """exp is taken of scores that are too large or too small for it, so the sum is inf or 0: subtract each column's
    maximum first, and add it again outside the logarithm
    """
    with np.errstate(all="ignore"):
        return float(np.mean(np.log(np.sum(np.exp(Z), axis=0)) - np.sum(Z * Y, axis=0)))


@cross_entropy_from_scores.mistake
def maximum_not_added_again(Z, Y):
    """each column's maximum was subtracted inside, and not added again outside the logarithm"""
    return float(reference.cross_entropy_from_scores(Z, Y) - np.mean(np.max(Z, axis=0)))


@cross_entropy_from_scores.mistake
def sign_flipped(Z, Y):
    """the sign is flipped: the right score should lower the cost"""
    return -reference.cross_entropy_from_scores(Z, Y)


@cross_entropy_from_scores.mistake
def sum_instead_of_mean(Z, Y):
    """the sum over the examples is not divided by m: the cost is their mean"""
    return reference.cross_entropy_from_scores(Z, Y) * Y.shape[1]


@cross_entropy_from_scores.mistake
def hard_maximum(Z, Y):
    """the logarithm of the sum is replaced by the largest score: close where one class leads by far, not elsewhere"""
    return float(np.mean(np.max(Z, axis=0) - np.sum(Z * Y, axis=0)))


@cross_entropy_from_scores.mistake
def summed_over_examples(Z, Y):
    """the exponentials are summed over the examples (axis=1): sum over the classes, axis=0, for each example"""
    largest = np.max(Z, axis=1, keepdims=True)
    log_sum = largest + np.log(np.sum(np.exp(Z - largest), axis=1, keepdims=True))  # (C, 1)
    return float(np.sum(log_sum * Y - Z * Y) / Y.shape[1])


@cross_entropy_from_scores.mistake
def one_maximum_for_all(Z, Y):
    """the largest score of the whole array is subtracted: in columns far below it the sum becomes 0, and its logarithm
    -inf; each column needs its own
    """
    M = np.max(Z)
    with np.errstate(divide="ignore"):
        return float(np.mean(M + np.log(np.sum(np.exp(Z - M), axis=0)) - np.sum(Z * Y, axis=0)))


@cross_entropy_from_scores.mistake
def right_score_left_out(Z, Y):
    """the right class's score is not subtracted: that is log-sum-exp alone, which does not know the labels"""
    return float(np.mean(np.logaddexp.reduce(Z, axis=0)))


@cross_entropy_from_scores.mistake
def base_ten(Z, Y):
    """the logarithm has base 10, np.log10: it must undo exp, so it is the natural one, np.log"""
    M = np.max(Z, axis=0)
    return float(np.mean(M + np.log10(np.sum(np.exp(Z - M), axis=0)) - np.sum(Z * Y, axis=0)))


@cross_entropy_from_scores.mistake
def largest_product(Z, Y):
    """the right score is taken as the maximum of Z * Y: where it is negative that is 0; add Z * Y over the classes"""
    return float(np.mean(_log_sum(Z) - np.max(Z * Y, axis=0)))


def _log_sum(Z):
    largest = np.max(Z, axis=0)
    return largest + np.log(np.sum(np.exp(Z - largest), axis=0))


@cross_entropy_from_scores.mistake
def over_the_examples_and_all_entries(Z, Y):
    """the exponentials are summed over the examples (axis=1), and the mean is taken over all entries: sum over the
    classes, axis=0, and take one number for each example
    """
    log_sum = np.logaddexp.reduce(Z, axis=1, keepdims=True)
    return float(np.mean(Y * (log_sum - Z)))


@cross_entropy_from_scores.mistake
def not_averaged(Z, Y):
    """each example's own cost is given: asked for is one number, their mean"""
    return _log_sum(Z) - np.sum(Z * Y, axis=0)


@cross_entropy_from_scores.mistake
def mean_over_all_entries(Z, Y):
    """the mean is taken over all C times m entries: an example has C entries, but it is one example; divide by m"""
    return reference.cross_entropy_from_scores(Z, Y) / len(Z)


@cross_entropy_from_scores.mistake
def divided_by_the_classes(Z, Y):
    """the sum is divided by the number of classes, as after len(Y) or Y.shape[0]: m is Y.shape[1]"""
    return float(np.sum(_log_sum(Z) - np.sum(Z * Y, axis=0)) / len(Z))


@cross_entropy_from_scores.mistake
def all_scores_subtracted(Z, Y):
    """all scores of an example are subtracted: only the right class's is, which Y picks out"""
    return float(np.mean(_log_sum(Z) - np.sum(Z, axis=0)))


@cross_entropy_from_scores.mistake
def scores_added(Z, Y):
    """the right class's score is added: it is subtracted, a higher one costs less"""
    return float(np.mean(_log_sum(Z) + np.sum(Z * Y, axis=0)))


@cross_entropy_from_scores.mistake
def maximum_subtracted_twice(Z, Y):
    """the largest score is subtracted again outside the logarithm: it is added there"""
    largest = np.max(Z, axis=0)
    return float(np.mean(_log_sum(Z) - 2 * largest - np.sum(Z * Y, axis=0)))


@cross_entropy_from_scores.mistake
def logarithm_left_out(Z, Y):
    """the logarithm is left out: it is the logarithm of the sum of the exponentials"""
    return float(np.mean(np.sum(np.exp(Z), axis=0) - np.sum(Z * Y, axis=0)))


@cross_entropy_from_scores.mistake
def base_two(Z, Y):
    """the logarithm has base 2, np.log2: it must undo exp, so it is the natural one, np.log"""
    largest = np.max(Z, axis=0)
    return float(np.mean(largest + np.log2(np.sum(np.exp(Z - largest), axis=0)) - np.sum(Z * Y, axis=0)))


@cross_entropy_from_scores.mistake
def clipped(Z, Y):
    """it goes through softmax, and probabilities are clipped away from 0: past the clip, being more wrong costs
    nothing; from the scores the true cost is a plain number
    """
    return float(-np.mean(np.log(np.maximum(np.sum(reference.softmax(Z) * Y, axis=0), 1e-15))))


@cross_entropy_from_scores.mistake
def largest_score_of_all_classes(Z, Y):
    """the largest score stands for the right class's: that is found by Y"""
    return float(np.mean(_log_sum(Z) - np.max(Z, axis=0)))


# --- right, written differently -------------------------------------------------------------------------------------


@cross_entropy_from_scores.right
def with_logaddexp(Z, Y):
    """Return the same with NumPy's own safe sum of exponentials."""
    return np.mean(np.logaddexp.reduce(Z, axis=0) - Z[np.argmax(Y, axis=0), np.arange(Z.shape[1])])


@cross_entropy_from_scores.right
def in_a_loop(Z, Y):
    """Return the same, example by example, relative to the right score."""
    total = 0.0
    for z, y in zip(Z.T, Y.T, strict=True):
        total += np.logaddexp.reduce(z - z[np.argmax(y)])
    return float(total / Z.shape[1])
