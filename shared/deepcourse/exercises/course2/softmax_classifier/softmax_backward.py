"""Exercise 6: the way back through cost and softmax together."""

import numpy as np

from deepcourse.exercises.course2.softmax_classifier.scores import answered, by_hand, classes, scores, size
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import softmax as reference

softmax_backward = FunctionExercise(
    __name__,
    reference=reference.softmax_backward,
    minutes=4,
    points_visible=4,
    points_hidden=6,
    returns=("dZ",),
    hints=(
        "The derivation ends in one subtraction; both arrays have the shape (C, m).",
        "A right class has y = 1 and a <= 1: its entry of dZ must not be positive, so that its score goes up.",
        "dZ is AL - Y. Nothing is divided here: the 1/m stands in dW and db.",
    ),
)


@softmax_backward.visible
def visible():
    """Return the text's example, random ones, certain answers, one of them wrong, and whole labels."""
    rng = np.random.default_rng(6)
    Z, labels = by_hand()
    sure = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    AL, Y = answered(np.random.default_rng(16), 4, 5)
    return [
        Case("the example of the text", (reference.softmax(Z), reference.one_hot(labels, 3))),
        Case("4 classes, 6 examples", answered(rng, 4, 6)),
        Case("5 classes, one example", answered(rng, 5, 1)),
        Case("certain, once wrongly", (sure, reference.one_hot(np.array([0, 2]), 3))),
        Case("labels as integers", (AL, Y.astype(int))),
    ]


@softmax_backward.draw
def draw(rng):
    """Return a case of random size."""
    C, m = size(rng)
    return Case(f"{C} classes, {m} examples", answered(rng, C, m))


@softmax_backward.edges
def edges(rng):
    """Return one example, whole labels, and answers that are certain and wrong."""
    AL, Y = answered(rng, 4, 6)
    certain = reference.one_hot(np.array([1, 1, 0]), 3)
    return [
        Case("one example", answered(rng, 3, 1)),
        Case("labels as integers", (AL, Y.astype(int))),
        Case("certain and wrong", (certain, reference.one_hot(np.array([0, 2, 2]), 3))),
    ]


@softmax_backward.property("dZ is the slope of the summed losses")
def it_is_the_slope(f, rng):
    """Return a sentence unless dZ is the slope of the summed loss, measured by nudging the scores."""
    Z, Y = scores(rng, 4, 5), reference.one_hot(classes(rng, 4, 5), 4)
    nudge, step = rng.normal(size=Z.shape), 1e-5
    ahead, behind = (5 * reference.cross_entropy_from_scores(Z + s * nudge, Y) for s in (step, -step))
    measured, claimed = (ahead - behind) / (2 * step), float(np.sum(f(reference.softmax(Z), Y) * nudge))
    if abs(claimed - measured) > 1e-6 * max(1.0, abs(measured)):
        return f"nudged scores change the sum of the losses at a rate of {measured:.6g}, but dZ says {claimed:.6g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@softmax_backward.mistake
def sign_flipped(AL, Y):
    """it is Y - AL instead of AL - Y: following it would raise the cost"""
    return Y - AL


@softmax_backward.mistake
def extra_one_over_m(AL, Y):
    """it is divided by m: the 1/m comes later, in dW and db, and would then be there twice"""
    return (AL - Y) / Y.shape[1]


@softmax_backward.mistake
def extra_slope(AL, Y):
    """it carries an extra AL (1 - AL): that factor belongs to sigmoids with squared error; here it has cancelled"""
    return (AL - Y) * AL * (1 - AL)


@softmax_backward.mistake
def slope_of_the_logarithm(AL, Y):
    """it is -Y / AL, the slope of the cost by the probabilities: the way back through softmax is still missing"""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(Y == 1, -1 / AL, 0.0)


@softmax_backward.mistake
def only_the_right_class(AL, Y):
    """only the right class is pushed: the wrong classes got probability too, and each is pushed down by it"""
    return np.where(Y == 1, AL - Y, 0.0)


@softmax_backward.mistake
def summed_over_the_examples(AL, Y):
    """it is summed over the examples: dZ has a column for each; db is where they are summed"""
    return np.sum(AL - Y, axis=1, keepdims=True)


@softmax_backward.mistake
def hard_answers(AL, Y):
    """the probabilities were rounded to a hard answer first: dZ would be 0 for every right answer, however unsure"""
    return (np.max(AL, axis=0, keepdims=True) == AL) - Y


@softmax_backward.mistake
def divided_by_the_classes(AL, Y):
    """it is divided by C: ten classes do not make a mistake ten times smaller"""
    return (AL - Y) / Y.shape[0]


@softmax_backward.mistake
def softmax_twice(AL, Y):
    """softmax is taken of AL once more: AL holds probabilities already, so it is AL - Y"""
    return reference.softmax(AL) - Y


@softmax_backward.mistake
def in_place(AL, Y):
    """AL itself is changed, as `AL -= Y` does: `AL - Y` makes a new array"""
    dZ = AL - Y
    AL += 1
    return dZ


@softmax_backward.mistake
def through_jacobians(AL, Y):
    """it goes through the Jacobian and -Y / AL: where a right class has probability 0 that is 0 / 0 or 0 * inf,
    which is nan; written out, the division cancels
    """
    dA = -Y / AL
    return np.hstack([reference.softmax_jacobian(AL[:, [i]]) @ dA[:, [i]] for i in range(AL.shape[1])])


@softmax_backward.mistake
def sign_flipped_and_slope(AL, Y):
    """it is Y - AL, and carries an extra AL (1 - AL): it is AL - Y alone"""
    return (Y - AL) * AL * (1 - AL)


@softmax_backward.mistake
def sign_flipped_and_averaged(AL, Y):
    """it is Y - AL, divided by m: it is AL - Y, and the 1/m comes later, in dW and db"""
    return (Y - AL) / Y.shape[1]


@softmax_backward.mistake
def doubled(AL, Y):
    """it is doubled, as the slope of a squared error is: it is AL - Y"""
    return 2 * (AL - Y)


@softmax_backward.mistake
def added(AL, Y):
    """AL and Y are added: it is AL - Y"""
    return AL + Y


@softmax_backward.mistake
def transposed(AL, Y):
    """it is transposed: it has the shape of the scores, (C, m)"""
    return (AL - Y).T


@softmax_backward.mistake
def absolute(AL, Y):
    """the signs are lost: the right class is pushed up, the others down"""
    return np.abs(AL - Y)


@softmax_backward.mistake
def probabilities_alone(AL, Y):
    """the labels are left out: it is AL - Y"""
    return AL.copy()


@softmax_backward.mistake
def slope_alone(AL, Y):
    """it is AL (1 - AL), the slope of a sigmoid: the labels are left out; it is AL - Y"""
    return AL * (1 - AL)


@softmax_backward.mistake
def two_class_slope(AL, Y):
    """it is the slope of the two-class cost by the probabilities, (AL - Y) / (AL (1 - AL)): that has cancelled here"""
    return (AL - Y) / (AL * (1 - AL))


@softmax_backward.mistake
def squared_difference(AL, Y):
    """the difference is squared: it is AL - Y itself"""
    return (AL - Y) ** 2


@softmax_backward.mistake
def wrong_classes_alone(AL, Y):
    """only the wrong classes are pushed: the right one is too, by AL - 1"""
    return AL * (1 - Y)


# --- right, written differently -------------------------------------------------------------------------------------


@softmax_backward.right
def one_off_the_right_class(AL, Y):
    """Return a copy of the probabilities, less 1 at the right class."""
    dZ = AL.copy()
    dZ[np.argmax(Y, axis=0), np.arange(Y.shape[1])] -= 1
    return dZ


@softmax_backward.right
def example_by_example(AL, Y):
    """Return the columns of a loop."""
    return np.stack([AL[:, i] - Y[:, i] for i in range(Y.shape[1])], axis=1)
