"""Exercise 8: which digits are confused."""

import numpy as np

from deepcourse.cnn import lenet as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

confusion = FunctionExercise(
    __name__,
    reference=reference.confusion,
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("the counts",),
    any_number_type=True,
    hints=(
        "Each picture adds 1 to one entry: the row is its true class, the column its predicted class.",
        "counts[labels, answers] += 1 adds 1 only once to an entry whose index occurs several times. A loop does not "
        "have this problem.",
        "Start with zeros of the right shape, and loop over zip(labels, answers).",
    ),
)


def case(name, labels, answers, classes):
    """Return labels and answers."""
    return Case(name, (np.array(labels), np.array(answers), classes))


@confusion.visible
def visible():
    """Return a few digits, a class that never comes, everything right, and many pictures."""
    rng = np.random.default_rng(8)
    labels = rng.integers(0, 4, size=60)
    answers = np.where(rng.uniform(size=60) < 0.6, labels, (labels + 1 + labels // 2) % 4)
    return [
        case("seven digits", [0, 2, 2, 1, 2, 2, 0], [0, 1, 2, 1, 1, 2, 2], 3),
        case("class 4 of 5 never occurs", [3, 0, 1, 3, 1, 3], [1, 0, 0, 1, 1, 3], 5),
        case("every answer correct", [1, 0, 1, 1, 2], [1, 0, 1, 1, 2], 3),
        case("60 pictures, 4 classes", labels, answers, 4),
    ]


@confusion.draw
def draw(rng):
    """Return many random answers."""
    m, classes = (int(n) for n in rng.integers((20, 3), (90, 8)))
    return case(f"{m} pictures, {classes} classes", *rng.integers(0, classes, size=(2, m)), classes)


@confusion.edges
def edges(rng):
    """Return one picture, one class, and the same mistake every time."""
    return [
        case("one picture", [2], [0], 4),
        case("one class", [0, 0, 0], [0, 0, 0], 1),
        case("the same mistake every time", [1] * 9, [3] * 9, 4),
    ]


@confusion.property("every picture counts once")
def every_picture_once(f, rng):
    """Return a sentence unless the counts add up to m, and rows to how often a class comes."""
    labels, answers = rng.integers(0, 5, size=(2, 40))
    counts = np.asarray(f(labels, answers, 5))
    if counts.sum() != 40:
        return f"40 pictures give counts that add up to {counts.sum():g}"
    comes = np.bincount(labels, minlength=5)
    return (
        None if np.array_equal(counts.sum(axis=1), comes) else f"the rows add up to {counts.sum(axis=1)}, not {comes}"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def counted(labels, answers, classes):
    """Return the right counts."""
    return reference.confusion(labels, answers, classes)


@confusion.mistake
def transposed(labels, answers, classes):
    """rows and columns are swapped: rows are the true classes, columns the predicted ones"""
    return counted(labels, answers, classes).T


@confusion.mistake
def counted_once(labels, answers, classes):
    """counts[labels, answers] += 1 is used: it adds 1 only once to an entry, however often its index occurs"""
    counts = np.zeros((classes, classes), int)
    counts[labels, answers] += 1
    return counts


@confusion.mistake
def mistakes_alone(labels, answers, classes):
    """the diagonal is left at 0: correct answers are counted, too"""
    counts = counted(labels, answers, classes)
    np.fill_diagonal(counts, 0)
    return counts


@confusion.mistake
def right_answers_alone(labels, answers, classes):
    """only correct answers are counted: the table must also count the mistakes"""
    return np.diag(np.diag(counted(labels, answers, classes)))


@confusion.mistake
def shares_of_rows(labels, answers, classes):
    """each row is divided by its sum: return counts, not proportions"""
    counts = counted(labels, answers, classes)
    with np.errstate(invalid="ignore"):
        return counts / counts.sum(axis=1, keepdims=True)


@confusion.mistake
def shares_of_rows_that_occur(labels, answers, classes):
    """each row that is not empty is divided by its sum: return counts, not proportions"""
    counts = counted(labels, answers, classes)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


@confusion.mistake
def shares_of_all(labels, answers, classes):
    """the counts are divided by the number of pictures: return the counts themselves"""
    return counted(labels, answers, classes) / len(labels)


@confusion.mistake
def as_large_as_needed(labels, answers, classes):
    """the table is only as large as the largest class that occurs: it must have `classes` rows and columns"""
    return counted(labels, answers, 1 + int(max(labels.max(), answers.max())))


@confusion.mistake
def counted_both_ways(labels, answers, classes):
    """each mistake is counted both ways: a 3 taken for a 5 is not a 5 taken for a 3"""
    counts = counted(labels, answers, classes)
    return counts + counts.T - np.diag(np.diag(counts))


@confusion.mistake
def begins_with_ones(labels, answers, classes):
    """the table starts with ones: start with zeros"""
    return counted(labels, answers, classes) + 1


@confusion.mistake
def last_one_missed(labels, answers, classes):
    """the last picture is not counted"""
    return counted(labels[:-1], answers[:-1], classes)


@confusion.mistake
def by_class_alone(labels, answers, classes):
    """only the correct answers for each class are returned: return a row and a column for each class"""
    return np.diag(counted(labels, answers, classes)).copy()


# --- right, written differently -------------------------------------------------------------------------------------


@confusion.right
def in_a_loop(labels, answers, classes):
    """Return the counts, picture by picture, as lists."""
    counts = [[0] * classes for _ in range(classes)]
    for label, answer in zip(labels, answers, strict=True):
        counts[label][answer] += 1
    return np.array(counts, dtype=float)


@confusion.right
def by_products(labels, answers, classes):
    """Return the counts as a product of one-hot tables."""
    return np.eye(classes)[labels].T @ np.eye(classes)[answers]
