"""Exercise 7: answers, and how sure the network is of them."""

import numpy as np

from deepcourse.cnn import lenet as reference
from deepcourse.exercises.course4.digit_recognizer.networks import EDGES, SIZES, network, some_network, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.softmax import softmax


def answered(f, X, parameters, at_once):
    """Return what `f` says of some pictures, with the package's network."""
    return f(X, parameters, at_once, reference.lenet_forward)


predict = FunctionExercise(
    __name__,
    reference=reference.predict,
    use=answered,
    minutes=4,
    points_visible=2,
    points_hidden=4,
    returns=("the answers", "the probabilities"),
    hints=(
        "The scores of one picture are a column: along which axis do you look for the largest?",
        "The probability of the answer is the largest number of the same column after the softmax.",
        "Collect the results of the parts in two lists, and join each with np.concatenate. Mind the last part.",
    ),
)


def case(made, at_once):
    """Return one network, its pictures, and how many go through it at a time."""
    return Case(f"{told(*made)}, {at_once} at a time", (*made, at_once))


@predict.visible
def visible():
    """Return networks of all sizes: with a smaller last part, one picture at a time, all at once, one picture."""
    rng = np.random.default_rng(7)
    many = network(rng, 7, 8, 10, (1, 2, 3), (3, 2), (4, 5, 3))
    return [
        case(many, 3),
        *(case(network(rng, *sizes), at_once) for sizes, at_once in zip(SIZES, (2, 1, 9, 4), strict=True)),
    ]


@predict.draw
def draw(rng):
    """Return a network of random size."""
    return case(some_network(rng), int(rng.integers(1, 4)))


@predict.edges
def edges(rng):
    """Return one picture, filters of 1, ten digits."""
    return [case(network(rng, *sizes), 2) for sizes in EDGES]


def drawn_parts(rng):
    """Return three pictures, one at a time."""
    return case(network(rng, *SIZES[0]), 1)


@predict.property("the parts do not matter", draw=drawn_parts)
def parts_do_not_matter(result, X, parameters, at_once):
    """Return a sentence unless one at a time gives the same as all at once."""
    answers, sure = result
    P = softmax(reference.lenet_forward(X, parameters)[0])
    same = np.array_equal(answers, P.argmax(axis=0)) and np.allclose(sure, P.max(axis=0))
    return None if same else "one picture at a time gives other answers or probabilities than all at once"


# --- known mistakes -------------------------------------------------------------------------------------------------


def scores_of(X, parameters):
    """Return the scores of all pictures, (n, m)."""
    return reference.lenet_forward(X, parameters)[0]


@predict.mistake
def across_the_examples(X, parameters, at_once, forward):
    """the largest score is looked for along the examples: the scores of a picture are a column, axis 0"""
    P = softmax(scores_of(X, parameters))
    return P.argmax(axis=1), P.max(axis=1)


@predict.mistake
def softmax_across_the_examples(X, parameters, at_once, forward):
    """the softmax runs along the examples: the probabilities of one picture add up to 1, axis 0"""
    Z = scores_of(X, parameters)
    return Z.argmax(axis=0), softmax(Z.T).T[Z.argmax(axis=0), np.arange(len(X))]


@predict.mistake
def largest_score(X, parameters, at_once, forward):
    """the second result is the largest score: its probability is asked for"""
    Z = scores_of(X, parameters)
    return Z.argmax(axis=0), Z.max(axis=0)


@predict.mistake
def all_probabilities(X, parameters, at_once, forward):
    """the second result holds all probabilities: only that of the answer is asked for"""
    P = softmax(scores_of(X, parameters))
    return P.argmax(axis=0), P


@predict.mistake
def last_part_lost(X, parameters, at_once, forward):
    """the last part is left out where it is smaller: every picture needs an answer"""
    whole = len(X) // at_once * at_once or len(X)
    P = softmax(scores_of(X[:whole], parameters))
    return P.argmax(axis=0), P.max(axis=0)


@predict.mistake
def first_part_only(X, parameters, at_once, forward):
    """only the first part is answered: go on until all pictures are"""
    P = softmax(scores_of(X[:at_once], parameters))
    return P.argmax(axis=0), P.max(axis=0)


@predict.mistake
def last_part_only(X, parameters, at_once, forward):
    """only the last part is returned: collect the answers of all parts"""
    P = softmax(scores_of(X[(len(X) - 1) // at_once * at_once :], parameters))
    return P.argmax(axis=0), P.max(axis=0)


@predict.mistake
def lists_of_parts(X, parameters, at_once, forward):
    """the parts are not joined: one array for all pictures is asked for"""
    parts = [softmax(scores_of(X[first : first + at_once], parameters)) for first in range(0, len(X), at_once)]
    return [P.argmax(axis=0) for P in parts], [P.max(axis=0) for P in parts]


@predict.mistake
def smallest(X, parameters, at_once, forward):
    """the answer is the class of the smallest score"""
    P = softmax(scores_of(X, parameters))
    return P.argmin(axis=0), P.min(axis=0)


@predict.mistake
def counted_from_one(X, parameters, at_once, forward):
    """classes are counted from 1: the first is 0"""
    P = softmax(scores_of(X, parameters))
    return P.argmax(axis=0) + 1, P.max(axis=0)


@predict.mistake
def results_exchanged(X, parameters, at_once, forward):
    """the two results are exchanged: the answers come first"""
    P = softmax(scores_of(X, parameters))
    return P.max(axis=0), P.argmax(axis=0)


@predict.mistake
def not_normalised(X, parameters, at_once, forward):
    """the exponentials are not divided by their sum: probabilities of a picture add up to 1"""
    Z = scores_of(X, parameters)
    return Z.argmax(axis=0), np.exp(Z.max(axis=0))


@predict.mistake
def sigmoid_of_the_score(X, parameters, at_once, forward):
    """the probability is the sigmoid of the score: with several classes it is the softmax of all scores"""
    Z = scores_of(X, parameters)
    return Z.argmax(axis=0), 1 / (1 + np.exp(-Z.max(axis=0)))


@predict.mistake
def one_hot_answers(X, parameters, at_once, forward):
    """the answers are columns of zeros and a one: the number of the class is asked for"""
    P = softmax(scores_of(X, parameters))
    return (P.max(axis=0) == P).astype(int), P.max(axis=0)


# --- right, written differently -------------------------------------------------------------------------------------


@predict.right
def picture_by_picture(X, parameters, at_once, forward):
    """Return the same, one picture at a time, from lists."""
    answers, sure = [], []
    for i in range(len(X)):
        z = scores_of(X[i : i + 1], parameters)[:, 0]
        e = np.exp(z - z.max())
        answers.append(int(np.argmax(e)))
        sure.append(float(e.max() / e.sum()))
    return np.array(answers), np.array(sure)


@predict.right
def all_together(X, parameters, at_once, forward):
    """Return the same for all pictures together: fewer at a time only need less memory."""
    P = softmax(scores_of(X, parameters))
    return np.argmax(P, axis=0), np.max(P, axis=0)
