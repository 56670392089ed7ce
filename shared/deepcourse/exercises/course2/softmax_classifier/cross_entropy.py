"""Exercise 3: the cost of probabilities."""

import numpy as np

from deepcourse.exercises.course2.softmax_classifier.scores import answered, by_hand, size
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import softmax as reference

cross_entropy = FunctionExercise(
    __name__,
    reference=reference.cross_entropy,
    minutes=6,
    points_visible=6,
    points_hidden=8,
    returns=("the cost",),
    hints=(
        "AL * Y keeps of each column only the probability of the right class; the rest becomes 0.",
        "np.sum(AL * Y, axis=0) has the shape (m,): one probability for each example. Only now take the logarithm.",
        "The cost is minus the mean of those logarithms, inside `with np.errstate(divide='ignore'):`.",
    ),
)


@cross_entropy.visible
def visible():
    """Return the text's example, two random ones, certain answers, whole labels, and a tiny probability."""
    rng = np.random.default_rng(3)
    Z, labels = by_hand()
    sure = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 0.0]])
    AL, Y = answered(np.random.default_rng(13), 3, 5)
    return [
        Case("the example of the text", (reference.softmax(Z), reference.one_hot(labels, 3))),
        Case("4 classes, 6 examples", answered(rng, 4, 6)),
        Case("10 classes, one example", answered(rng, 10, 1)),
        Case("certain and right", (sure, reference.one_hot(np.array([0, 1, 1]), 3))),
        Case("certain and wrong once", (sure, reference.one_hot(np.array([0, 2, 1]), 3))),
        Case("labels as integers", (AL, Y.astype(int))),
        Case("a probability of 1e-300", (np.array([[1e-300, 0.25], [1.0, 0.75]]), np.array([[1.0, 1.0], [0.0, 0.0]]))),
    ]


@cross_entropy.draw
def draw(rng):
    """Return a case of random size."""
    C, m = size(rng)
    return Case(f"{C} classes, {m} examples", answered(rng, C, m))


@cross_entropy.edges
def edges(rng):
    """Return one example, one class only, whole labels, certain answers, and a tiny probability."""
    AL, Y = answered(rng, 4, 6)
    certain = reference.one_hot(np.array([0, 2, 1]), 3)
    return [
        Case("one example", answered(rng, 5, 1)),
        Case("labels as integers", (AL, Y.astype(int))),
        Case("every answer certain and right", (certain, certain.copy())),
        Case("one answer certain and wrong", (certain, reference.one_hot(np.array([0, 1, 1]), 3))),
        Case("a probability of 1e-300", (np.array([[1e-300], [1.0]]), np.array([[1.0], [0.0]]))),
    ]


@cross_entropy.property("the order of the classes does not matter")
def order_of_classes(f, rng):
    """Return a sentence unless renumbered classes cost the same."""
    AL, Y = answered(rng, 5, 7)
    order = rng.permutation(5)
    one, other = f(AL, Y), f(AL[order], Y[order])
    return None if abs(one - other) <= 1e-9 else f"classes in another order: {other:.6g} instead of {one:.6g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@cross_entropy.mistake
def sum_instead_of_mean(AL, Y):
    """the sum over the examples is not divided by m: the cost is their mean"""
    return reference.cross_entropy(AL, Y) * Y.shape[1]


@cross_entropy.mistake
def mean_over_all_entries(AL, Y):
    """the mean is taken over all C times m entries: an example has C entries, but it is one example; divide by m"""
    return reference.cross_entropy(AL, Y) / Y.shape[0]


@cross_entropy.mistake
def divided_by_the_classes(AL, Y):
    """the sum is divided by the number of classes, as after len(Y) or Y.shape[0]: m is Y.shape[1]"""
    return reference.cross_entropy(AL, Y) * Y.shape[1] / Y.shape[0]


@cross_entropy.mistake
def binary_for_every_class(AL, Y):
    """the terms (1 - Y) log(1 - AL) of the two-class cost are added for every class: only the right class counts"""
    given = np.where(Y == 1, AL, 1 - AL)
    with np.errstate(divide="ignore"):
        return float(-np.sum(np.log(given)) / Y.shape[1]) + 0.0


@cross_entropy.mistake
def minus_missing(AL, Y):
    """the minus is missing: the logarithm of a probability is never positive, and a cost should be"""
    return -reference.cross_entropy(AL, Y)


@cross_entropy.mistake
def zero_times_infinity(AL, Y):
    """the logarithm is taken of every entry: where a wrong class has probability 0 that gives 0 * log(0), which is nan;
    pick the right class's probability first
    """
    with np.errstate(all="ignore"):
        return float(-np.sum(Y * np.log(AL)) / Y.shape[1])


@cross_entropy.mistake
def log_of_the_mean(AL, Y):
    """the logarithm is taken of the mean probability: first the logarithm of each example, then the mean"""
    with np.errstate(divide="ignore"):
        return float(-np.log(np.mean(np.sum(AL * Y, axis=0)))) + 0.0


@cross_entropy.mistake
def clipped(AL, Y):
    """probabilities are clipped away from 0: past the clip, being more wrong costs nothing; here 0 costs inf"""
    return reference.cross_entropy(np.clip(AL, 1e-15, 1), Y)


@cross_entropy.mistake
def tiny_number_added(AL, Y):
    """1e-8 is added inside the logarithm: that hides how wrong a certain answer is; here a 0 costs inf"""
    return float(-np.sum(Y * np.log(AL + 1e-8)) / Y.shape[1])


@cross_entropy.mistake
def not_averaged(AL, Y):
    """each example's own cost is given: asked for is one number, their mean"""
    with np.errstate(divide="ignore"):
        return -np.log(np.sum(AL * Y, axis=0))


@cross_entropy.mistake
def base_two(AL, Y):
    """the logarithm has base 2: that is a cost in bits; asked for is the natural logarithm, np.log"""
    return reference.cross_entropy(AL, Y) / np.log(2)


@cross_entropy.mistake
def base_ten(AL, Y):
    """the logarithm has base 10, np.log10: asked for is the natural one, np.log"""
    return reference.cross_entropy(AL, Y) / np.log(10)


@cross_entropy.mistake
def base_two_and_not_averaged(AL, Y):
    """the logarithm has base 2, and the sum is not divided by m: take np.log, and the mean over the examples"""
    return float(-np.sum(np.log2(np.sum(AL * Y, axis=0))))


@cross_entropy.mistake
def base_ten_and_not_averaged(AL, Y):
    """the logarithm has base 10, and the sum is not divided by m: take np.log, and the mean over the examples"""
    return float(-np.sum(np.log10(np.sum(AL * Y, axis=0))))


@cross_entropy.mistake
def class_read_off_the_probabilities(AL, Y):
    """the right class is taken for the most probable one, as by AL.argmax or AL.max: it stands in Y"""
    return float(-np.mean(np.log(np.max(AL, axis=0))))


@cross_entropy.mistake
def probability_in_place_of_its_logarithm(AL, Y):
    """the logarithm is missing: the cost of an example is -log of the right class's probability"""
    return float(-np.mean(np.sum(AL * Y, axis=0)))


@cross_entropy.mistake
def one_minus_the_probability(AL, Y):
    """the cost is 1 less the right class's probability: it is minus the logarithm of that probability"""
    return float(1 - np.mean(np.sum(AL * Y, axis=0)))


@cross_entropy.mistake
def squared_error(AL, Y):
    """the squared differences are averaged: that is another cost; asked for is -log of the right class's probability"""
    return float(np.mean(np.sum((AL - Y) ** 2, axis=0)))


@cross_entropy.mistake
def halved(AL, Y):
    """the cost is halved: the mean over the examples has no factor 1/2"""
    return reference.cross_entropy(AL, Y) / 2


@cross_entropy.mistake
def arguments_exchanged(AL, Y):
    """AL and Y have changed places, AL * log(Y): the logarithm is that of the probabilities"""
    return float(-np.sum(AL * np.log(Y)) / Y.shape[1])


@cross_entropy.mistake
def rows_for_examples(AL, Y):
    """the right probabilities are summed over axis 1, as if examples were rows: they are columns, axis=0"""
    return float(-np.mean(np.log(np.sum(AL * Y, axis=1))))


@cross_entropy.mistake
def wrong_classes_alone(AL, Y):
    """the terms are those of the wrong classes, log(1 - AL): only the right class counts, with log(AL)"""
    with np.errstate(all="ignore"):
        return float(-np.sum(np.log(1 - AL[Y == 0])) / Y.shape[1])


# --- right, written differently -------------------------------------------------------------------------------------


@cross_entropy.right
def chosen_by_label(AL, Y):
    """Return the same, the right class found by argmax."""
    right = AL[np.argmax(Y, axis=0), np.arange(Y.shape[1])]
    with np.errstate(divide="ignore"):
        return np.mean(-np.log(right))


@cross_entropy.right
def in_a_loop(AL, Y):
    """Return the same, example by example, with the entries where Y is 1."""
    total = 0.0
    for i in range(Y.shape[1]):
        p = float(AL[:, i][Y[:, i] == 1][0])
        total += np.inf if p == 0 else -np.log(p)
    return total / Y.shape[1]
