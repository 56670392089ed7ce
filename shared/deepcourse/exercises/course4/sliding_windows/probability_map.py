"""Exercise 4: all windows of a picture in one convolutional pass."""

import numpy as np

from deepcourse.cnn import sliding as reference
from deepcourse.cnn.convolution import conv_forward
from deepcourse.cnn.pooling import pool_forward
from deepcourse.exercises.course4.sliding_windows.classifiers import (
    classifier,
    one_pass,
    pictures,
    relu,
    softmax,
    window_of,
)
from deepcourse.exercises.declaration import Case, FunctionExercise

probability_map = FunctionExercise(
    __name__,
    reference=reference.probability_map,
    minutes=10,
    points_visible=6,
    points_hidden=8,
    returns=("P",),
    relative_tolerance=1e-5,
    hints=(
        "The first half of the table is the classifier as it is: conv, ReLU, pool, twice. Print the shape after each "
        "line. Which shape would a single window have there?",
        "W3 has a column for each number of the map that was flattened, and the filters of W2 tell how many channels "
        "that map had. It was square: what was its side?",
        "Biases of dense layers are columns; conv_forward adds biases along the last axis. At the end, each position "
        "of the map has its own softmax: on which axis are the classes?",
    ),
)

SIDES = {"3, 3 and 2": (3, 3, 2), "4, 2 and 3": (4, 2, 3), "3, 2 and 1": (3, 2, 1), "2, 3 and 2": (2, 3, 2)}


def case(rng, sides, m, more, counts=(2, 3, 4, 5), n_C=2, size=1.0, note=""):
    """Return a case of pictures that are larger than a window by `more` rows and columns."""
    n_H, n_W = window_of(sides) + np.array(more)
    name = f"{m} picture{'s' * (m > 1)} of {n_H} x {n_W} x {n_C}, windows of {window_of(sides)}{note}"
    return Case(name, (pictures(rng, m, n_H, n_W, n_C), classifier(rng, sides, counts, n_C, size)))


@probability_map.visible
def visible():
    """Return several networks and sizes, one window alone, sizes that the stride does not divide, large scores."""
    rng = np.random.default_rng(64)
    return [
        case(rng, (3, 3, 2), 2, (4, 8)),
        case(rng, (4, 2, 3), 1, (9, 5), (3, 2, 6, 4), 3),
        case(rng, (3, 3, 2), 3, (0, 0), (2, 4, 3, 3)),
        case(rng, (3, 2, 1), 2, (7, 4), (3, 2, 3, 2), 1),
        case(rng, (3, 3, 2), 2, (4, 12), size=3000.0, note=", large scores"),
    ]


@probability_map.draw
def draw(rng):
    """Return a random network and pictures of a random size."""
    sides = list(SIDES.values())[rng.integers(len(SIDES))]
    counts = tuple(int(n) for n in rng.integers(2, 6, 4))
    more = tuple(int(n) for n in rng.permutation(14)[:2])
    return case(rng, sides, int(rng.integers(1, 4)), more, counts, int(rng.integers(1, 4)))


@probability_map.edges
def edges(rng):
    """Return one window, one row of windows, a picture one pixel too small for a second window, single precision."""
    X, parameters = case(rng, (3, 3, 2), 2, (4, 9)).arguments
    single = {name: value.astype(np.float32) for name, value in parameters.items()}
    return [
        case(rng, (2, 3, 2), 1, (0, 0), (2, 2, 2, 2), 1),
        case(rng, (3, 2, 1), 2, (0, 17)),
        case(rng, (4, 2, 3), 1, (3, 3)),
        case(rng, (3, 3, 2), 1, (8, 4), size=2000.0, note=", large scores"),
        Case("float32", (X.astype(np.float32), single)),
    ]


@probability_map.property("each number is the classifier's answer for its window")
def equals_windows(f, rng):
    """Return a sentence unless the map holds the answers to all windows, cropped one by one."""
    sides = (3, 3, 2)
    X, parameters = case(rng, sides, 1, (8, 4)).arguments
    windows, _ = reference.crop_windows(X[0], window_of(sides), 4)
    P = np.asarray(f(X, parameters))
    expected = reference.classify(windows, parameters).reshape(3, 2, 5)
    if P.shape != (1, 3, 2, 5):
        return f"for 3 by 2 windows and 5 classes the map is {P.shape}, expected (1, 3, 2, 5)"
    far = np.abs(P[0] - expected).max()
    return f"the map and the single windows differ by up to {far:.3g}" if far > 1e-6 else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def ending(function):
    """Return a variant of the pass whose last step is `function` of the scores."""
    return lambda X, parameters: one_pass(X, parameters, end=function)


def dropped(*names):
    """Return a variant of the pass without some of its steps."""
    return lambda X, parameters: one_pass(X, parameters, without=names)


for name, sentence, variant in (
    ("no_softmax", "the scores are returned: the softmax turns them into probabilities", ending(lambda A: A)),
    (
        "softmax_over_rows",
        "the softmax runs over the rows of the map: it should run over the classes of each position, the last axis",
        ending(lambda A: softmax(A, 1)),
    ),
    (
        "softmax_over_columns",
        "the softmax runs over the columns of the map: it should run over the classes of each position, the last axis",
        ending(lambda A: softmax(A, 2)),
    ),
    (
        "softmax_over_pictures",
        "the softmax runs over the pictures: it should run over the classes of each position, the last axis",
        ending(lambda A: softmax(A, 0)),
    ),
    (
        "softmax_over_positions",
        "each class has one softmax over all positions: each position needs one over its classes, the last axis",
        ending(lambda A: softmax(A, (1, 2))),
    ),
    (
        "softmax_over_all",
        "the probabilities of a whole picture add up to 1: those of each position should",
        ending(lambda A: softmax(A, (1, 2, 3))),
    ),
    (
        "relu_before_softmax",
        "the scores go through ReLU before the softmax: negative scores count, too",
        ending(lambda A: softmax(relu(A), 3)),
    ),
    (
        "powers_alone",
        "the exponentials are not divided by their sum: the probabilities of a position add up to 1",
        ending(lambda A: np.exp(A - A.max(axis=3, keepdims=True))),
    ),
    (
        "one_greatest_score",
        "the largest score of the whole map is subtracted: at other positions, all exponentials may become 0, and "
        "0 / 0 is nan; subtract the largest score of each position",
        ending(lambda A: np.exp(A - A.max()) / np.exp(A - A.max()).sum(axis=3, keepdims=True)),
    ),
    (
        "overflows",
        "exp overflows for large scores, and inf / inf is nan: subtract the largest score of each position first",
        ending(lambda A: np.exp(A) / np.exp(A).sum(axis=3, keepdims=True)),
    ),
    (
        "answers_alone",
        "the likeliest classes are returned: the probabilities of all classes are needed",
        ending(lambda A: A.argmax(axis=3)),
    ),
    (
        "classes_second",
        "the classes are on the second axis: they belong on the last axis, as channels do",
        ending(lambda A: np.moveaxis(softmax(A, 3), 3, 1)),
    ),
    (
        "averaged_positions",
        "the probabilities are averaged over the map: every position keeps its own",
        ending(lambda A: softmax(A, 3).mean(axis=(1, 2))),
    ),
    (
        "first_picture",
        "only the first picture is classified: the result has an axis for the pictures",
        ending(lambda A: softmax(A, 3)[:1]),
    ),
    ("no_relu_after_dense", "the ReLU between the two dense layers is missing", dropped("relu3")),
    (
        "no_relu_at_all",
        "every ReLU is missing: one follows each layer but the last",
        dropped("relu1", "relu2", "relu3"),
    ),
    (
        "no_relu_after_convolutions",
        "the ReLU after the two convolutions is missing: it comes before the pooling",
        dropped("relu1", "relu2"),
    ),
    ("no_dense_biases", "b3 and b4 are left out: the dense layers had biases", dropped("b3", "b4")),
    (
        "no_relu_and_no_biases_after_dense",
        "the ReLU between the two dense layers is missing, and so are b3 and b4",
        dropped("relu3", "b3", "b4"),
    ),
    (
        "biases_as_columns",
        "b3 and b4 are given to conv_forward as columns, (n, 1): it takes biases of shape (1, 1, 1, n), so reshape "
        "them first",
        lambda X, parameters: one_pass(X, parameters, bias=lambda b: b),
    ),
    (
        "side_of_this_map",
        "the side of the flattened map is read from the map of this picture: it belongs to the classifier, and follows "
        "from the shapes of W3 and W2",
        lambda X, parameters: one_pass(X, parameters, side=lambda A, p: A.shape[1]),
    ),
    (
        "width_of_this_map",
        "the side of the flattened map is taken to be the width of this picture's map: it belongs to the classifier, "
        "and follows from the shapes of W3 and W2",
        lambda X, parameters: one_pass(X, parameters, side=lambda A, p: A.shape[2]),
    ),
    (
        "side_of_five",
        "the side of the flattened map is always 5, as in our classifier: here it follows from the shapes of W3 and W2",
        lambda X, parameters: one_pass(X, parameters, side=lambda A, p: 5),
    ),
    (
        "side_as_a_float",
        "the side of the flattened map is a float, as roots are: a shape needs an int",
        lambda X, parameters: one_pass(X, parameters, side=lambda A, p: np.sqrt(p["W3"].shape[1] / A.shape[3])),
    ),
    ("no_last_bias", "b4 is left out: the last dense layer has a bias, too", dropped("b4")),
    ("no_hidden_bias", "b3 is left out: the first dense layer has a bias, too", dropped("b3")),
    ("no_filter_biases", "b1 and b2 are left out: the convolutions have biases", dropped("b1", "b2")),
    (
        "mean_pooling",
        "average pooling is used: the classifier was trained with max pooling",
        lambda X, parameters: one_pass(X, parameters, pool={"mode": "average"}),
    ),
    (
        "filters_not_transposed",
        "W3 is reshaped without being transposed: use dense_to_conv",
        lambda X, parameters: one_pass(
            X, parameters, filters=lambda W, f: W.reshape(f, f, -1, len(W)) if f > 1 else W.T[None, None]
        ),
    ),
    (
        "channels_before_pixels",
        "the columns of W3 are read as channel, row, column: they are row, column, channel; use dense_to_conv",
        lambda X, parameters: one_pass(
            X, parameters, filters=lambda W, f: W.reshape(len(W), -1, f, f).transpose(2, 3, 1, 0)
        ),
    ),
):

    def told(X, parameters, variant=variant):
        """Return the wrong map."""
        with np.errstate(all="ignore"):
            return variant(X, parameters)

    told.__name__, told.__doc__ = name, sentence
    probability_map.mistake(told)


@probability_map.mistake
def padded(X, parameters):
    """the convolutions are padded: the classifier's are not, so the map becomes larger and its numbers differ"""
    return one_pass(X, parameters, pad="same")


@probability_map.mistake
def small_steps_of_pooling(X, parameters):
    """the poolings move by one pixel: their stride is 2"""
    return one_pass(X, parameters, pool={"stride": 1})


# --- right, written differently -------------------------------------------------------------------------------------


@probability_map.right
def window_by_window(X, parameters):
    """Return the same numbers the slow way: every window is cropped and classified."""
    f3 = round((parameters["W3"].shape[1] / parameters["W2"].shape[3]) ** 0.5)
    f = window_of((len(parameters["W1"]), len(parameters["W2"]), f3))
    rows, columns = ((n - f) // 4 + 1 for n in X.shape[1:3])
    answers = [reference.classify(reference.crop_windows(image, f, 4)[0], parameters) for image in X]
    return np.array(answers).reshape(len(X), rows, columns, -1)


@probability_map.right
def one_step_a_line(X, parameters):
    """Return the same, with the last layer as a matrix product."""
    A = X
    for W, b in ((parameters["W1"], parameters["b1"]), (parameters["W2"], parameters["b2"])):
        A = pool_forward(np.maximum(0, conv_forward(A, W, b)[0]), f=2, stride=2)[0]
    f = int(np.sqrt(parameters["W3"].shape[1] // A.shape[3]))
    W3 = np.moveaxis(parameters["W3"].reshape(-1, f, f, A.shape[3]), 0, 3)
    A = np.maximum(0, conv_forward(A, W3, parameters["b3"].T[None, None])[0])
    Z = A @ parameters["W4"].T + parameters["b4"].ravel()
    return softmax(Z, -1)
