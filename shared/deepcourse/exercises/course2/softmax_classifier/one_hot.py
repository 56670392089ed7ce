"""Exercise 2: labels as columns with a single 1."""

import numpy as np

from deepcourse.exercises.course2.softmax_classifier.scores import by_hand, classes, size
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import softmax as reference

one_hot = FunctionExercise(
    __name__,
    reference=reference.one_hot,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("Y",),
    any_number_type=True,
    hints=(
        "Start from np.zeros((C, m)), where m is the number of labels.",
        "The 1 of example i belongs in row labels[i], column i.",
        "All at once: Y[labels, np.arange(m)] = 1. Or compare np.arange(C) as a column, (C, 1), with the labels.",
    ),
)


@one_hot.visible
def visible():
    """Return the text's example, other sizes, classes that do not occur, one example, and labels of type uint8."""
    rng = np.random.default_rng(2)
    return [
        Case("the example of the text", (by_hand()[1], 3)),
        Case("6 examples of 4 classes", (classes(rng, 4, 6), 4)),
        Case("3 examples of 3 classes", (np.array([1, 2, 0]), 3)),
        Case("10 classes, most of which do not occur", (np.array([3, 1, 3]), 10)),
        Case("one example", (np.array([2]), 4)),
        Case("labels of type uint8", (np.array([5, 0, 3, 5], dtype=np.uint8), 7)),
        Case("40 labels of type uint8", (classes(rng, 9, 40).astype(np.uint8), 9)),
    ]


@one_hot.draw
def draw(rng):
    """Return labels of random size."""
    C, m = size(rng)
    return Case(f"{m} examples of {C} classes", (classes(rng, C, m), C))


@one_hot.edges
def edges(rng):
    """Return one example, a class in the middle that is missing, all equal, and small whole numbers."""
    return [
        Case("one example", (np.array([int(rng.integers(0, 4))]), 5)),
        Case("the last class does not occur", (np.array([0, 2, 1, 0]), 4)),
        Case("all of one class", (np.full(5, 2), 3)),
        Case("labels of type uint8", (np.array([7, 0, 9, 9], dtype=np.uint8), 10)),
        Case("many labels of type uint8", (classes(rng, 9, int(rng.integers(40, 60))).astype(np.uint8), 9)),
    ]


@one_hot.property("argmax over the classes gives the labels back")
def one_in_every_column(f, rng):
    """Return a sentence unless argmax over the classes gives the labels back."""
    labels = classes(rng, 5, 9)
    back = np.argmax(f(labels, 5), axis=0)
    return None if np.array_equal(back, labels) else f"labels {labels} came back from the columns as {back}"


@one_hot.property("the entries are numbers")
def numbers_and_no_truth_values(f, rng):
    """Return a sentence if the entries are True and False."""
    kind = np.asarray(f(classes(rng, 4, 6), 4)).dtype.kind
    return (
        "Y holds True and False, not the numbers 1 and 0: .astype(float) makes numbers of them" if kind == "b" else None
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


@one_hot.mistake
def transposed(labels, C):
    """the examples are rows, (m, C): here they are columns, (C, m)"""
    return reference.one_hot(labels, C).T


@one_hot.mistake
def labels_from_one(labels, C):
    """the 1 stands a row too high, as if the labels began at 1: they begin at 0"""
    return np.roll(reference.one_hot(labels, C), -1, axis=0)


@one_hot.mistake
def classes_counted(labels, C):
    """the number of rows is taken from the labels: a class that does not occur in them still needs its row"""
    present = int(np.max(labels)) + 1
    return reference.one_hot(labels, present)


@one_hot.mistake
def zeros_and_ones_exchanged(labels, C):
    """zeros and ones have changed places"""
    return 1 - reference.one_hot(labels, C)


@one_hot.mistake
def labels_repeated(labels, C):
    """every row holds the labels themselves: a column needs a 1 in the row of its label, and 0 elsewhere"""
    return np.tile(np.asarray(labels, dtype=float), (C, 1))


@one_hot.mistake
def number_at_its_place(labels, C):
    """the label itself stands where a 1 belongs"""
    return reference.one_hot(labels, C) * labels


@one_hot.mistake
def whole_rows(labels, C):
    """Y[labels] = 1 fills whole rows: choose row and column together, Y[labels, np.arange(m)]"""
    Y = np.zeros((C, len(labels)))
    Y[labels] = 1
    return Y


@one_hot.mistake
def flat_index_of_the_type_of_the_labels(labels, C):
    """a place is computed in the type of the labels, labels * m, which overflows where that is a small one such
    as uint8: choose row and column apart, Y[labels, np.arange(m)]
    """
    m = len(labels)
    Y = np.zeros(C * m)
    place = labels * m + np.arange(m)
    np.put(Y, place.astype(int) % Y.size, 1.0)
    return Y.reshape(C, m)


@one_hot.mistake
def last_class_left_out(labels, C):
    """there is a row too few: the labels go from 0 to C - 1, which makes C rows"""
    return reference.one_hot(labels, C)[:-1]


@one_hot.mistake
def a_class_too_many(labels, C):
    """there is a row too many: the labels go from 0 to C - 1, which makes C rows"""
    return reference.one_hot(labels, C + 1)


@one_hot.mistake
def classes_from_below(labels, C):
    """the rows stand upside down: class 0 is the first row"""
    return reference.one_hot(labels, C)[::-1].copy()


@one_hot.mistake
def first_example_alone(labels, C):
    """only the first example has its 1: the `return` stands inside the loop, it belongs after it"""
    Y = np.zeros((C, len(labels)))
    Y[labels[0], 0] = 1.0
    return Y


@one_hot.mistake
def last_example_alone(labels, C):
    """only the last example has its 1: the table is begun inside the loop, it belongs before it"""
    Y = np.zeros((C, len(labels)))
    Y[labels[-1], -1] = 1.0
    return Y


@one_hot.mistake
def columns_of_the_identity(labels, C):
    """the identity of the size of the examples is used, and not that of the classes: np.eye(C)[:, labels]"""
    return np.eye(len(labels))[:, labels]


@one_hot.mistake
def rows_transposed_again(labels, C):
    """the table of (m, C) is reshaped to (C, m), which mixes rows and columns: transpose it, .T"""
    return reference.one_hot(labels, C).T.reshape(C, -1)


# --- right, written differently -------------------------------------------------------------------------------------


@one_hot.right
def by_comparison(labels, C):
    """Return the table of 'class k is the label of i'."""
    return (np.arange(C)[:, None] == labels).astype(float)


@one_hot.right
def from_the_identity(labels, C):
    """Return the columns of the identity matrix."""
    return np.eye(C, dtype=int)[:, labels]


@one_hot.right
def in_a_loop(labels, C):
    """Return the same, a column at a time, as whole numbers."""
    Y = np.zeros((C, len(labels)))
    for i, label in enumerate(labels):
        Y[label, i] = 1
    return Y
