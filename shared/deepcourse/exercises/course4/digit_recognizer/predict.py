"""Exercise 7: answers, and how sure the network is of them."""

import numpy as np

from deepcourse.cnn import lenet as reference
from deepcourse.exercises.course4.digit_recognizer.networks import EDGES, SIZES, network, some_network, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.softmax import softmax


def answered(f, X, parameters, at_once, *, counted=False):
    """Return what `f` says of some pictures, with the package's network; with `counted` whether too many went in."""
    most = 0

    def forward(A, parameters):
        nonlocal most
        most = max(most, len(A))
        return reference.lenet_forward(A, parameters)

    result = f(X, parameters, at_once, forward)
    if not counted:
        return result
    return f"forward was given {most} pictures at a time, but at_once is {at_once}" if most > at_once else ""


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
        "Collect the results of the batches in two lists, and join each with np.concatenate. Mind the last batch.",
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


@predict.property("the batch size does not matter", draw=drawn_parts)
def parts_do_not_matter(result, X, parameters, at_once):
    """Return a sentence unless one at a time gives the same as all at once."""
    answers, sure = result
    P = softmax(reference.lenet_forward(X, parameters)[0])
    same = np.array_equal(answers, P.argmax(axis=0)) and np.allclose(sure, P.max(axis=0))
    return None if same else "one picture at a time gives different answers or probabilities from all at once"


def drawn_count(rng):
    """Return seven pictures, of which at most three go in at a time."""
    return Case("at most at_once pictures", (*network(rng, 7, *SIZES[0][1:]), 3), {"counted": True})


@predict.property("at most at_once pictures at a time", draw=drawn_count)
def at_most(result, X, parameters, at_once):
    """Return a sentence where more pictures went through the network at a time."""
    return result or None


# --- known mistakes -------------------------------------------------------------------------------------------------


def joined(X, parameters, at_once, forward, said):
    """Return what `said` makes of the scores of each part, joined: two arrays."""
    parts = [said(forward(X[first : first + at_once], parameters)[0]) for first in range(0, len(X), at_once)]
    return tuple(np.concatenate([np.atleast_1d(part[k]) for part in parts]) for k in range(2))


def chances(Z):
    """Return the answers to a part of the pictures, and their probabilities."""
    P = softmax(Z)
    return P.argmax(axis=0), P.max(axis=0)


@predict.mistake
def across_the_examples(X, parameters, at_once, forward):
    """the largest score is taken across the examples: the scores of a picture form a column, so use axis 0"""

    def said(Z):
        P = softmax(Z)
        return P.argmax(axis=1), P.max(axis=1)

    return joined(X, parameters, at_once, forward, said)


@predict.mistake
def softmax_across_the_examples(X, parameters, at_once, forward):
    """the softmax runs across the examples: the probabilities of each picture must add up to 1, along axis 0"""

    def said(Z):
        answers = Z.argmax(axis=0)
        return answers, softmax(Z.T).T[answers, np.arange(Z.shape[1])]

    return joined(X, parameters, at_once, forward, said)


@predict.mistake
def largest_score(X, parameters, at_once, forward):
    """the second result is the largest score: return its probability"""
    return joined(X, parameters, at_once, forward, lambda Z: (Z.argmax(axis=0), Z.max(axis=0)))


@predict.mistake
def all_probabilities(X, parameters, at_once, forward):
    """the second result holds all probabilities: return only that of the answer"""
    P = softmax(forward(X, parameters)[0])
    return P.argmax(axis=0), P


@predict.mistake
def last_part_lost(X, parameters, at_once, forward):
    """the last batch is left out if it is smaller: every picture needs an answer"""
    whole = len(X) // at_once * at_once
    return joined(X[:whole], parameters, at_once, forward, chances)


@predict.mistake
def first_part_only(X, parameters, at_once, forward):
    """only the first batch gets answers: continue until every picture has one"""
    return joined(X[:at_once], parameters, at_once, forward, chances)


@predict.mistake
def last_part_only(X, parameters, at_once, forward):
    """only the last batch is returned: collect the answers of all batches"""
    return joined(X[(len(X) - 1) // at_once * at_once :], parameters, at_once, forward, chances)


@predict.mistake
def lists_of_parts(X, parameters, at_once, forward):
    """the batches are not joined: return one array for all pictures"""
    parts = [chances(forward(X[first : first + at_once], parameters)[0]) for first in range(0, len(X), at_once)]
    return [answers for answers, _ in parts], [sure for _, sure in parts]


@predict.mistake
def smallest(X, parameters, at_once, forward):
    """the answer is the class with the smallest score: take the largest"""
    return joined(X, parameters, at_once, forward, lambda Z: (softmax(Z).argmin(axis=0), softmax(Z).min(axis=0)))


@predict.mistake
def counted_from_one(X, parameters, at_once, forward):
    """classes are counted from 1: the first is 0"""
    answers, sure = joined(X, parameters, at_once, forward, chances)
    return answers + 1, sure


@predict.mistake
def results_exchanged(X, parameters, at_once, forward):
    """the two results are swapped: the answers come first"""
    return joined(X, parameters, at_once, forward, chances)[::-1]


@predict.mistake
def not_normalised(X, parameters, at_once, forward):
    """the exponentials are not divided by their sum: the probabilities of a picture must add up to 1"""
    return joined(X, parameters, at_once, forward, lambda Z: (Z.argmax(axis=0), np.exp(Z.max(axis=0))))


@predict.mistake
def sigmoid_of_the_score(X, parameters, at_once, forward):
    """the probability is the sigmoid of the score: with several classes it is the softmax of all scores"""
    return joined(X, parameters, at_once, forward, lambda Z: (Z.argmax(axis=0), 1 / (1 + np.exp(-Z.max(axis=0)))))


@predict.mistake
def one_hot_answers(X, parameters, at_once, forward):
    """the answers are one-hot columns: return the number of the class"""
    P = softmax(forward(X, parameters)[0])
    return (P.max(axis=0) == P).astype(int), P.max(axis=0)


# --- right, written differently -------------------------------------------------------------------------------------


@predict.right
def picture_by_picture(X, parameters, at_once, forward):
    """Return the same, one picture at a time, from lists."""
    answers, sure = [], []
    for i in range(len(X)):
        z = forward(X[i : i + 1], parameters)[0][:, 0]
        e = np.exp(z - z.max())
        answers.append(int(np.argmax(e)))
        sure.append(float(e.max() / e.sum()))
    return np.array(answers), np.array(sure)


@predict.right
def filled_in(X, parameters, at_once, forward):
    """Return the same, filled into arrays of floats, the answers as well."""
    answers, sure = np.zeros((2, len(X)))
    for first in range(0, len(X), at_once):
        place = slice(first, first + at_once)
        answers[place], sure[place] = chances(forward(X[place], parameters)[0])
    return answers.astype(int), sure
