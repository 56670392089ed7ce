"""Exercise 1: from scores to probabilities, column by column."""

import numpy as np

from deepcourse.exercises.course2.softmax_classifier.scores import by_hand, scores, size
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import softmax as reference
from deepcourse.nn.activations import sigmoid

softmax = FunctionExercise(
    __name__,
    reference=reference.softmax,
    minutes=7,
    points_visible=6,
    points_hidden=10,
    returns=("the probabilities",),
    hints=(
        "First make the scores harmless: Z minus the maximum of each column, np.max(Z, axis=0, keepdims=True).",
        "E = np.exp(of that); the sums of the columns, as a row (1, m), are np.sum(E, axis=0, keepdims=True).",
        "The probabilities are E divided by those sums: (C, m) / (1, m) stretches the row over the classes.",
    ),
)


@softmax.visible
def visible():
    """Return the text's example, a wide and a square table, large, far and whole scores, and one example."""
    rng = np.random.default_rng(1)
    return [
        Case("the example of the text", (by_hand()[0],)),
        Case("4 classes, 6 examples", (scores(rng, 4, 6),)),
        Case("3 classes, 3 examples", (scores(rng, 3, 3),)),
        Case("scores of 1000 and -1000", (np.array([[1000.0, -1000.0], [999.0, -1000.0], [-1000.0, -998.0]]),)),
        Case("scores of 3000 and -3000", (np.array([[3000.0, -3000.0], [-3000.0, -2999.0], [2999.0, 2000.0]]),)),
        Case("columns far from each other", (np.array([[1.0, 1e4, -1e4], [0.0, 1e4 + 1, -1e4 + 2]]),)),
        Case("columns 740 apart", (np.array([[741.0, 0.0], [740.0, 1.0], [742.0, 2.0]]),)),
        Case("whole numbers", (np.array([[2, -1], [0, 3], [1, -2], [-3, 1]]),)),
        Case("5 classes, one example", (scores(rng, 5, 1),)),
    ]


@softmax.draw
def draw(rng):
    """Return scores of random size, square in one case of three."""
    C, m = size(rng)
    m = C if rng.random() < 1 / 3 else m
    return Case(f"{C} classes, {m} examples", (scores(rng, C, m),))


@softmax.edges
def edges(rng):
    """Return one example, one class, a square, equal and whole scores, and columns far apart."""
    return [
        Case(
            "scores far above and far below",
            (np.array([[4000.0, -10.0], [-4000.0, 10.0], [3999.0, 0.0]]) + rng.normal(),),
        ),
        Case("scores of 700 and -700", (np.array([[700.0, 1.0], [-700.0, 2.0], [699.0, 0.0]]) + rng.uniform(),)),
        Case("one example", (scores(rng, 5, 1),)),
        Case("a single class", (scores(rng, 1, 4),)),
        Case("whole numbers", (rng.integers(-4, 5, size=(4, 3)),)),
        Case("equal scores", (np.full((10, 3), rng.normal()),)),
        Case("scores of 1000 and -1000", (1000.0 * rng.choice([-1, 1], size=(4, 6)),)),
        Case("columns far from each other", (scores(rng, 4, 3) + np.array([[-1e4, 0.0, 1e4]]),)),
    ]


@softmax.property("every column sums to 1")
def columns_sum_to_one(f, rng):
    """Return a sentence unless every column sums to 1."""
    sums = np.asarray(f(scores(rng, 5, 3))).sum(axis=0)
    worst = sums[np.argmax(np.abs(sums - 1))]
    return f"a column sums to {worst:.6g}, and must sum to 1" if abs(worst - 1) > 1e-9 else None


@softmax.property("a shift of all scores of an example changes nothing")
def shift_changes_nothing(f, rng):
    """Return a sentence unless adding a number to all scores of an example leaves its probabilities as they were."""
    Z = scores(rng, 4, 3)
    if np.abs(f(Z + rng.normal(size=(1, 3))) - f(Z)).max() > 1e-9:
        return "adding the same number to all scores of an example changed its probabilities; it must not"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@softmax.mistake
def wrong_axis(Z):
    """each row sums to 1 (axis=1): here the examples are the columns, so sum over the classes, axis=0"""
    return reference.softmax(Z.T).T


@softmax.mistake
def over_the_whole_array(Z):
    """the sum runs over the whole array: all probabilities together sum to 1, not those of each example; axis=0 is
    missing
    """
    E = np.exp(Z - np.max(Z))
    return E / np.sum(E)


@softmax.mistake
def shifted_in_the_numerator_only(Z):
    """the largest score is subtracted in the numerator only: the same shifted exponentials belong under the fraction"""
    with np.errstate(over="ignore"):
        return np.exp(Z - Z.max(axis=0, keepdims=True)) / np.exp(Z).sum(axis=0, keepdims=True)


@softmax.mistake
def softmax_twice(Z):
    """softmax is taken of the probabilities once more: it is taken once, of the scores"""
    return reference.softmax(reference.softmax(Z))


@softmax.mistake
def overflow(Z):
    """exp is taken of scores that are too large for it: inf / inf is nan; subtract each column's largest score first"""
    E = np.exp(Z)
    return E / E.sum(axis=0, keepdims=True)


@softmax.mistake
def one_maximum_for_all(Z):
    """the largest score of the whole array is subtracted: columns far below it become 0 / 0, which is nan; each column
    needs its own
    """
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=0, keepdims=True)


@softmax.mistake
def hard_max(Z):
    """the largest score gets 1 and all others 0: that is a hard max; softmax leaves every class a share"""
    return (np.max(Z, axis=0, keepdims=True) == Z).astype(float)


@softmax.mistake
def without_exponentials(Z):
    """the scores themselves are divided by their sum: the exponentials are forgotten, and shares can be negative"""
    return Z / Z.sum(axis=0, keepdims=True)


@softmax.mistake
def not_divided(Z):
    """the exponentials are not divided by their sum"""
    return np.exp(Z - Z.max(axis=0, keepdims=True))


@softmax.mistake
def sigmoid_per_class(Z):
    """each score goes through a sigmoid of its own: the classes do not compete, and a column need not sum to 1"""
    return sigmoid(Z)


@softmax.mistake
def in_place(Z):
    """Z itself is changed, as `Z -= ...` does: `Z - ...` makes a new array"""
    A = reference.softmax(Z)
    Z += 1
    return A


@softmax.mistake
def signs_flipped(Z):
    """the scores enter with a minus: the largest score must get the largest probability"""
    return reference.softmax(-Z)


@softmax.mistake
def logarithms(Z):
    """these are the logarithms of the probabilities: they are negative; asked for are the probabilities"""
    return Z - np.logaddexp.reduce(Z, axis=0)


@softmax.mistake
def maximum_of_each_row_and_one_sum(Z):
    """the largest of each row is subtracted, and everything is divided by the sum of the whole array: both belong to an
    example, which is a column, axis=0
    """
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / np.sum(E)


@softmax.mistake
def maximum_of_each_row(Z):
    """the largest of each row is subtracted, which shifts the classes of an example by different numbers: subtract the
    largest of each column, axis=0
    """
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / np.sum(E, axis=0, keepdims=True)


@softmax.mistake
def mean_subtracted(Z):
    """each column's mean is subtracted and not its largest score: a score far above the mean still overflows, and inf /
    inf is nan
    """
    E = np.exp(Z - np.mean(Z, axis=0, keepdims=True))
    return E / np.sum(E, axis=0, keepdims=True)


@softmax.mistake
def largest_size_subtracted(Z):
    """the largest |Z| of each column is subtracted and not its largest score: columns far below zero become 0 /
    0, which is nan
    """
    E = np.exp(Z - np.max(np.abs(Z), axis=0, keepdims=True))
    return E / np.sum(E, axis=0, keepdims=True)


@softmax.mistake
def smallest_subtracted(Z):
    """each column's smallest score is subtracted and not its largest: large scores still overflow, and inf /
    inf is nan
    """
    E = np.exp(Z - np.min(Z, axis=0, keepdims=True))
    return E / np.sum(E, axis=0, keepdims=True)


@softmax.mistake
def one_example_flat(Z):
    """a single example loses its second axis: it stays a column, (C, 1)"""
    told = reference.softmax(Z)
    return told[:, 0] if told.shape[1] == 1 else told


@softmax.mistake
def row_axis_and_its_maximum(Z):
    """each row sums to 1, without the subtraction of the largest score: the examples are the columns, axis=0, and
    subtract each column's largest first
    """
    E = np.exp(Z)
    return E / np.sum(E, axis=1, keepdims=True)


@softmax.mistake
def powers_of_two(Z):
    """the powers are those of 2 and not of e: take np.exp"""
    E = 2.0 ** (Z - np.max(Z, axis=0, keepdims=True))
    return E / np.sum(E, axis=0, keepdims=True)


@softmax.mistake
def divided_by_the_scores(Z):
    """the exponentials are divided by the sum of the scores: divide them by the sum of the exponentials"""
    E = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return E / np.sum(Z, axis=0, keepdims=True)


@softmax.mistake
def averaged_instead_of_summed(Z):
    """the exponentials are divided by their mean: divide them by their sum"""
    return reference.softmax(Z) * len(Z)


# --- right, written differently -------------------------------------------------------------------------------------


@softmax.right
def column_by_column(Z):
    """Return the columns of a loop."""
    A = np.zeros(Z.shape)
    for i in range(Z.shape[1]):
        e = np.exp(Z[:, i] - max(Z[:, i]))
        A[:, i] = e / sum(e)
    return A


@softmax.right
def through_logarithms(Z):
    """Return exp(Z - log sum exp), with NumPy's own safe sum of exponentials."""
    return np.exp(Z - np.logaddexp.reduce(Z, axis=0))
