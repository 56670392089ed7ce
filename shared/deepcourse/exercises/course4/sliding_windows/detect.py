"""Exercise 5: which windows hold an object."""

import numpy as np

from deepcourse.cnn import sliding as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def as_arrays(detect, P, threshold, f, stride):
    """Return boxes, classes and probabilities as arrays; lists are as right."""
    boxes, classes, scores = (np.asarray(each, float) for each in detect(P, threshold, f, stride))
    return boxes, classes, scores


detect = FunctionExercise(
    __name__,
    reference=reference.detect,
    use=as_arrays,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("boxes", "classes", "probabilities"),
    any_number_type=True,
    hints=(
        "Take one position (i, j). Which class is the likeliest there, and how likely is it? When do you keep it?",
        "Where in the picture does the window of position (i, j) begin? Use the first exploration: move one row down, "
        "and see in the title which numbers of the box change, and by how much.",
        "Two loops, or np.nonzero of a map of True and False: it returns rows, then columns, and goes row by row.",
    ),
)


def likely(rng, n_H, n_W, n, sharp=2.5):
    """Return random probabilities, (n_H, n_W, n), with three decimals, no two of one position alike."""
    powers = np.exp(sharp * rng.normal(size=(n_H, n_W, n)))
    return np.round(powers / powers.sum(axis=2, keepdims=True), 3)


def case(rng, n_H, n_W, n, threshold, f, stride):
    """Return a case whose name is its numbers."""
    name = f"{n_H} x {n_W} positions, {n} classes, f = {f}, stride {stride}, threshold {threshold}"
    return Case(name, (likely(rng, n_H, n_W, n), threshold, f, stride))


def at_the_threshold():
    """Return a map in which probabilities are exactly at the threshold."""
    first = [[0.25, 0.75, 0.0], [0.75, 0.25, 0.0], [0.0, 0.25, 0.75]]
    P = np.array([first, [[0.5, 0.25, 0.25], [0.0, 0.5, 0.5], [0.25, 0.0, 0.75]]])
    return Case("probabilities exactly at the threshold", (P, 0.75, 8, 3))


def background_everywhere(rng, n_H, n_W):
    """Return a map in which the background is the likeliest class everywhere, once by a little."""
    P = np.full((n_H, n_W, 3), (0.9, 0.06, 0.04))
    P[-1, 0] = 0.45, 0.4, 0.15
    return Case("background everywhere", (P, 0.3, 6, 2))


@detect.visible
def visible():
    """Return maps of several sizes, with high and low thresholds, and without any object."""
    rng = np.random.default_rng(65)
    return [
        case(rng, 3, 4, 4, 0.6, 12, 4),
        case(rng, 5, 2, 3, 0.3, 8, 3),
        case(rng, 2, 6, 4, 0.0, 10, 2),
        case(rng, 4, 5, 2, 0.9, 32, 4),
        at_the_threshold(),
        background_everywhere(rng, 2, 3),
    ]


@detect.draw
def draw(rng):
    """Return a random map."""
    n_H, n_W = (int(n) for n in rng.permutation(range(2, 9))[:2])
    f, stride = int(rng.integers(5, 40)), int(rng.integers(2, 5))
    return case(rng, n_H, n_W, int(rng.integers(2, 6)), float(rng.choice([0.2, 0.4, 0.6, 0.8])), f, stride)


@detect.edges
def edges(rng):
    """Return one position, one row, one column, nothing found, and probabilities at the threshold."""
    sure = np.array([[[0.1, 0.2, 0.7]]])
    return [
        Case("one position", (sure, 0.5, 7, 3)),
        case(rng, 1, 7, 3, 0.4, 9, 1),
        case(rng, 6, 1, 4, 0.4, 9, 5),
        background_everywhere(rng, 4, 2),
        Case("no probability is high enough", (sure, 0.8, 7, 3)),
        at_the_threshold(),
    ]


@detect.property("a higher threshold finds no new windows")
def fewer_with_a_higher_threshold(f, rng):
    """Return a sentence unless the boxes at a high threshold are among those at a low one."""
    P = likely(rng, 5, 7, 4)
    low, high = ({tuple(np.ravel(box).tolist()) for box in f(P, threshold, 11, 3)[0]} for threshold in (0.3, 0.7))
    return f"{len(high - low)} boxes at threshold 0.7 are missing at 0.3" if high - low else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def found(P, keep, f, stride, classes=None, scores=None, order=None):
    """Return boxes, classes and probabilities where `keep` is True."""
    rows, columns = np.nonzero(keep)
    corners = stride * np.stack([columns, rows], axis=1)
    classes = P.argmax(axis=2) if classes is None else classes
    scores = P.max(axis=2) if scores is None else scores
    those = np.hstack([corners, corners + f]), classes[rows, columns], scores[rows, columns]
    return those if order is None else tuple(each[order(*those)] for each in those)


def kept(P, threshold):
    """Return where an object is: (n_H', n_W') bool."""
    return (P.argmax(axis=2) > 0) & (P.max(axis=2) >= threshold)


@detect.mistake
def background_too(P, threshold, f, stride):
    """windows whose likeliest class is the background are returned, too: class 0 is not an object"""
    return found(P, P.max(axis=2) >= threshold, f, stride)


@detect.mistake
def best_of_the_objects(P, threshold, f, stride):
    """the background is left out before the likeliest class is chosen: where it is the likeliest, there is no object"""
    best = P[..., 1:].max(axis=2)
    return found(P, best >= threshold, f, stride, 1 + P[..., 1:].argmax(axis=2), best)


@detect.mistake
def not_background(P, threshold, f, stride):
    """1 minus the background's probability is compared with the threshold: the likeliest class's probability counts"""
    return found(P, (P.argmax(axis=2) > 0) & (1 - P[..., 0] >= threshold), f, stride)


@detect.mistake
def probability_of_any_object(P, threshold, f, stride):
    """the probability is 1 minus that of the background: return that of the likeliest class"""
    return found(P, kept(P, threshold), f, stride, scores=1 - P[..., 0])


@detect.mistake
def above_the_threshold(P, threshold, f, stride):
    """a probability equal to the threshold is rejected: at least the threshold means >="""
    return found(P, kept(P, threshold) & (P.max(axis=2) > threshold), f, stride)


@detect.mistake
def below_the_threshold(P, threshold, f, stride):
    """probabilities below the threshold are kept: keep those that are at least the threshold"""
    return found(P, (P.argmax(axis=2) > 0) & (P.max(axis=2) < threshold), f, stride)


@detect.mistake
def no_threshold(P, threshold, f, stride):
    """the threshold is left out: the probability has to be at least as large"""
    return found(P, P.argmax(axis=2) > 0, f, stride)


@detect.mistake
def rows_as_x(P, threshold, f, stride):
    """x and y are swapped in the boxes: x is stride times the column, and comes first"""
    boxes, classes, scores = reference.detect(P, threshold, f, stride)
    return boxes[:, [1, 0, 3, 2]], classes, scores


@detect.mistake
def stride_left_out(P, threshold, f, stride):
    """the stride is left out: neighbouring windows begin `stride` pixels apart"""
    return found(P, kept(P, threshold), f, 1)


@detect.mistake
def f_apart(P, threshold, f, stride):
    """windows are taken to lie side by side, f pixels apart: neighbours begin `stride` pixels apart"""
    return found(P, kept(P, threshold), f, f)


@detect.mistake
def whole_box_times_stride(P, threshold, f, stride):
    """f is multiplied by the stride: it is in pixels already, only the position is not"""
    return found(P, kept(P, threshold), f * stride, stride)


@detect.mistake
def as_wide_as_the_stride(P, threshold, f, stride):
    """the boxes are as wide as the stride: a window is f pixels wide"""
    return found(P, kept(P, threshold), stride, stride)


@detect.mistake
def corner_for_centre(P, threshold, f, stride):
    """the window is centred at (stride * j, stride * i): put its upper left corner there"""
    boxes, classes, scores = reference.detect(P, threshold, f, stride)
    return boxes - f / 2, classes, scores


@detect.mistake
def width_and_height(P, threshold, f, stride):
    """the boxes hold width and height: return x1, y1, x2, y2"""
    boxes, classes, scores = reference.detect(P, threshold, f, stride)
    return np.hstack([boxes[:, :2], 0 * boxes[:, :2] + f]), classes, scores


@detect.mistake
def last_pixel(P, threshold, f, stride):
    """x2 and y2 are the last pixels of the window: its right and lower edges are one pixel further"""
    boxes, classes, scores = reference.detect(P, threshold, f, stride)
    return boxes - np.array([0, 0, 1, 1]), classes, scores


@detect.mistake
def classes_from_zero(P, threshold, f, stride):
    """the classes are counted without the background: the first object class is 1"""
    boxes, classes, scores = reference.detect(P, threshold, f, stride)
    return boxes, classes - 1, scores


@detect.mistake
def no_columns(P, threshold, f, stride):
    """an array of no boxes has shape (0,): keep its four columns, (0, 4), also where nothing is found"""
    boxes, classes, scores = reference.detect(P, threshold, f, stride)
    return boxes if len(boxes) else np.array([]), classes, scores


@detect.mistake
def columns_first(P, threshold, f, stride):
    """the boxes come column by column: go through the map row by row"""
    return found(P, kept(P, threshold), f, stride, order=lambda boxes, *_: np.lexsort((boxes[:, 1], boxes[:, 0])))


@detect.mistake
def surest_first(P, threshold, f, stride):
    """the boxes are sorted by probability: keep them in the order of the map"""
    return found(P, kept(P, threshold), f, stride, order=lambda *those: np.argsort(-those[2], kind="stable"))


@detect.mistake
def surest_alone(P, threshold, f, stride):
    """only the window with the highest probability is returned: return all that hold an object"""
    return tuple(each[:1] for each in surest_first(P, threshold, f, stride))


@detect.mistake
def a_class_above(P, threshold, f, stride):
    """each class that reaches the threshold gives a box: a window gives at most one, for its likeliest class"""
    rows, columns, numbers = np.nonzero(P[..., 1:] >= threshold)
    corners = stride * np.stack([columns, rows], axis=1)
    return np.hstack([corners, corners + f]), numbers + 1, P[rows, columns, numbers + 1]


# --- right, written differently -------------------------------------------------------------------------------------


@detect.right
def by_loops(P, threshold, f, stride):
    """Return the boxes from a list, made in two loops, and two lists."""
    boxes, classes, scores = [], [], []
    for i in range(P.shape[0]):
        for j in range(P.shape[1]):
            c = int(np.argmax(P[i, j]))
            if c != 0 and P[i, j, c] >= threshold:
                boxes.append([j * stride, i * stride, j * stride + f, i * stride + f])
                classes.append(c)
                scores.append(P[i, j, c])
    return np.reshape(boxes, (-1, 4)), classes, scores


@detect.right
def flattened(P, threshold, f, stride):
    """Return the same from a list of positions."""
    flat = P.reshape(-1, P.shape[2])
    those = [k for k, row in enumerate(flat) if row[1:].max() > row[0] and row.max() >= threshold]
    y, x = np.divmod(those, P.shape[1]) if those else np.zeros((2, 0))
    boxes = np.stack([stride * x, stride * y, stride * x + f, stride * y + f], axis=1)
    return boxes, flat[those].argmax(axis=1), flat[those].max(axis=1)
