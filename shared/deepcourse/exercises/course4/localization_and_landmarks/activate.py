"""Exercise 3: from scores to probabilities and boxes."""

import numpy as np

from deepcourse.cnn import localization as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

activate = FunctionExercise(
    __name__,
    reference=reference.activate,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("y_hat",),
    any_number_type=True,
    hints=(
        "Three groups of rows get three treatments: row 0, rows 1 to 4, and the rows from 5 on. Work on a copy.",
        "Each picture has its own probabilities: over which axis does the softmax sum? A column is a picture.",
        "exp(1000) overflows. The softmax stays the same if the largest class score of a column is subtracted.",
    ),
)


def case(name, Z):
    """Return a case with these scores."""
    return Case(name, (Z,))


def scores(rng, m, n_classes, scale=2.0):
    """Return scores of m pictures; the box is not far from a real one, but may lie outside the picture."""
    Z = rng.normal(size=(5 + n_classes, m)) * scale
    Z[1:5] = rng.normal(0.5, 0.5, (4, m))
    return Z


def large(rng, m, n_classes):
    """Return scores of up to some thousands."""
    Z = scores(rng, m, n_classes)
    Z[0] = rng.choice([-800.0, -30.0, 30.0, 800.0], m)
    Z[5:] *= 700
    return Z


@activate.visible
def visible():
    """Return scores of several pictures, of one, and large ones."""
    rng = np.random.default_rng(53)
    return [
        case("4 pictures, 3 classes", scores(rng, 4, 3)),
        case("1 picture, 2 classes", scores(rng, 1, 2)),
        case("5 pictures, 4 classes", scores(rng, 5, 4)),
        case("large scores", large(rng, 6, 3)),
    ]


@activate.draw
def draw(rng):
    """Return random scores."""
    m, n_classes = (int(n) for n in rng.integers((2, 2), (7, 6)))
    return case(f"{m} pictures, {n_classes} classes", scores(rng, m, n_classes))


@activate.edges
def edges(rng):
    """Return one class, equal scores, large scores, and scores of single precision."""
    return [
        case("one class", scores(rng, 3, 1)),
        case("all scores are 0", np.zeros((8, 2))),
        case("large scores", large(rng, 7, 4)),
        case("float32", scores(rng, 3, 3).astype(np.float32)),
    ]


@activate.property("class probabilities add up to 1 in each picture")
def adds_up(f, rng):
    """Return a sentence unless they do, and p_c lies between 0 and 1."""
    y_hat = np.asarray(f(scores(rng, 5, 3)))
    if not np.allclose(y_hat[5:].sum(axis=0), 1):
        return f"the class probabilities of the first picture add up to {y_hat[5:, 0].sum():.3g}"
    return None if np.all(np.abs(y_hat[0] - 0.5) <= 0.5) else "p_c is not between 0 and 1"


# --- known mistakes -------------------------------------------------------------------------------------------------


def sigmoid(z):
    """Return 1 / (1 + exp(-z))."""
    return (1 + np.tanh(z / 2)) / 2


def softmax(Z, axis=0):
    """Return the softmax along an axis."""
    powers = np.exp(Z - Z.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def changed(Z, **parts):
    """Return y_hat with other numbers in some parts: `p_c`, `box`, `classes`."""
    y_hat = reference.activate(np.asarray(Z, float))
    for name, value in parts.items():
        y_hat[{"p_c": slice(0, 1), "box": slice(1, 5), "classes": slice(5, None)}[name]] = value
    return y_hat


@activate.mistake
def p_c_as_it_is(Z):
    """p_c is left as a score: the sigmoid turns it into a probability"""
    return changed(Z, p_c=Z[:1])


@activate.mistake
def sigmoid_upside_down(Z):
    """the sigmoid has the wrong sign in its exponent: a large score must give a probability near 1"""
    return changed(Z, p_c=sigmoid(-Z[:1]))


@activate.mistake
def tanh_for_sigmoid(Z):
    """tanh is used instead of the sigmoid: a probability lies between 0 and 1"""
    return changed(Z, p_c=np.tanh(Z[:1]))


@activate.mistake
def p_c_is_decided(Z):
    """p_c is 0 or 1: the loss needs the probability itself"""
    return changed(Z, p_c=Z[:1] > 0)


@activate.mistake
def box_through_sigmoid(Z):
    """the box goes through the sigmoid: on this page it stays as it is"""
    return changed(Z, box=sigmoid(Z[1:5]))


@activate.mistake
def centre_through_sigmoid(Z):
    """b_x and b_y go through the sigmoid: on this page the box stays as it is"""
    return changed(Z, box=np.vstack([sigmoid(Z[1:3]), Z[3:5]]))


@activate.mistake
def box_through_relu(Z):
    """negative numbers of the box become 0: on this page the box stays as it is"""
    return changed(Z, box=np.maximum(Z[1:5], 0))


@activate.mistake
def box_clipped(Z):
    """the box is clipped to 0 and 1: on this page it stays as it is"""
    return changed(Z, box=np.clip(Z[1:5], 0, 1))


@activate.mistake
def classes_as_they_are(Z):
    """the class scores stay as they are: the softmax turns them into probabilities"""
    return changed(Z, classes=Z[5:])


@activate.mistake
def classes_through_sigmoid(Z):
    """each class goes through a sigmoid: an object has one class, so use the softmax, which adds up to 1"""
    return changed(Z, classes=sigmoid(Z[5:]))


@activate.mistake
def softmax_over_pictures(Z):
    """the softmax sums over the pictures: sum over the classes of each picture, along axis 0"""
    return changed(Z, classes=softmax(Z[5:], axis=1))


@activate.mistake
def softmax_over_all(Z):
    """the softmax sums over classes and pictures at once: each picture has its own sum"""
    return changed(Z, classes=softmax(Z[5:], axis=None))


@activate.mistake
def softmax_of_whole_column(Z):
    """the softmax runs over the whole column: only the rows from 5 on are class scores"""
    return changed(Z, classes=softmax(Z)[5:])


@activate.mistake
def softmax_with_p_c(Z):
    """p_c is part of the softmax: it is a separate question and gets a sigmoid"""
    part = softmax(Z[[0, *range(5, len(Z))]])
    return changed(Z, p_c=part[:1], classes=part[1:])


@activate.mistake
def powers_alone(Z):
    """the exponentials are not divided by their sum: class probabilities add up to 1"""
    part = Z[5:]
    return changed(Z, classes=np.exp(part - part.max(axis=0)))


@activate.mistake
def overflows(Z):
    """exp overflows for large class scores, and inf / inf is nan: subtract the largest score of each column first"""
    with np.errstate(all="ignore"):
        powers = np.exp(np.asarray(Z[5:], float))
        return changed(Z, classes=powers / powers.sum(axis=0))


@activate.mistake
def one_maximum_for_all(Z):
    """one maximum is subtracted from all columns, and smaller columns become 0 / 0: each column has its own maximum"""
    part = np.asarray(Z[5:], float)
    powers = np.exp(part - part.max())
    with np.errstate(all="ignore"):
        return changed(Z, classes=powers / powers.sum(axis=0))


@activate.mistake
def class_decided(Z):
    """the most likely class gets 1: the loss needs the probabilities themselves"""
    return changed(Z, classes=np.eye(len(Z) - 5)[Z[5:].argmax(axis=0)].T)


# --- right, written differently -------------------------------------------------------------------------------------


@activate.right
def stacked(Z):
    """Return the three parts, each made on its own and put together."""
    with np.errstate(over="ignore"):
        p_c = 1 / (1 + np.exp(-np.asarray(Z[:1], float)))
    return np.concatenate([p_c, Z[1:5], softmax(np.asarray(Z[5:], float))])


@activate.right
def by_columns(Z):
    """Return the same, picture by picture."""
    y_hat = np.array(Z, float)
    for i in range(Z.shape[1]):
        y_hat[0, i] = sigmoid(y_hat[0, i])
        y_hat[5:, i] = softmax(y_hat[5:, i])
    return y_hat
