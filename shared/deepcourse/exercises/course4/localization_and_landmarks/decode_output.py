"""Exercise 4: from answers to boxes."""

import numpy as np

from deepcourse.cnn import localization as reference
from deepcourse.exercises.course4.localization_and_landmarks.pictures import some, targets, told
from deepcourse.exercises.declaration import Case, FunctionExercise


def asked(decode_output, y_hat, size, threshold):
    """Return boxes and classes as lists of arrays; size and threshold are left out where they are None."""
    options = {"size": size, "threshold": threshold} if size else {}
    result = decode_output(y_hat, **options)
    if not isinstance(result, (tuple, list)) or not all(isinstance(part, (tuple, list)) for part in result):
        return result
    return tuple([np.asarray(one) for one in part] for part in result)  # a number becomes an array of shape ()


decode_output = FunctionExercise(
    __name__,
    reference=reference.decode_output,
    use=asked,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("boxes", "classes"),
    any_number_type=True,
    hints=(
        "Loop over the columns. What do you append to both lists for a picture whose p_c is too small?",
        "How far is it from the centre of the box to its left edge, in pixels? Then find the other three edges.",
        "np.empty((0, 4)) is an array of no boxes. The class is the index of the largest of the rows from 5 on.",
    ),
)


def case(rng, size, threshold, there, n_classes, name=""):
    """Return answers of a network for some pictures."""
    y_hat, _ = targets(rng, n_classes, there)
    m = len(there)
    name = (
        name or f"{m} picture{'s' * (m > 1)}, {n_classes} classes, {size[0]} x {size[1]} pixels, from p_c = {threshold}"
    )
    y_hat[0] = np.where(there, rng.uniform(threshold, 1, m), rng.uniform(0, threshold, m))
    return Case(name, (y_hat, size, threshold))


def at_threshold(rng):
    """Return two pictures whose p_c is the threshold itself."""
    one = case(rng, (32, 48), 0.75, [True, False, True], 3, "p_c is the threshold itself")
    one.arguments[0][0, :2] = 0.75
    return one


def usual(rng):
    """Return three pictures of the usual size and threshold, both left out."""
    return Case(
        "size and threshold are left out", (case(rng, (64, 64), 0.5, [True, False, True], 3).arguments[0], None, None)
    )


@decode_output.visible
def visible():
    """Return answers for pictures of several sizes, with several thresholds."""
    rng = np.random.default_rng(54)
    return [
        case(rng, (40, 80), 0.5, [True], 3),
        usual(rng),
        case(rng, (48, 72), 0.3, [False, True, True, False, True], 4),
        case(rng, (90, 50), 0.8, [True, False, True], 2),
        case(rng, (30, 50), 0.6, [False, False], 3),
        at_threshold(rng),
    ]


@decode_output.draw
def draw(rng):
    """Return answers for some pictures of random size."""
    there, n_classes = some(rng)
    n_H, n_W = (int(n) for n in rng.permutation(range(24, 100))[:2])
    return case(rng, (n_H, n_W), float(np.round(rng.uniform(0.2, 0.8), 2)), there, n_classes)


@decode_output.edges
def edges(rng):
    """Return one empty picture, one class, p_c at the threshold, defaults, and a box outside the picture."""
    outside = case(rng, (30, 40), 0.4, [True, True], 3, "boxes that extend beyond the picture")
    outside.arguments[0][1:5] += 0.6
    return [
        case(rng, (20, 30), 0.5, [False], 2),
        case(rng, (20, 30), 0.5, [True, False], 1, told([True, False], n_classes=1)),
        at_threshold(rng),
        usual(rng),
        outside,
    ]


@decode_output.property("encoding brings the answers back")
def comes_back(f, rng):
    """Return a sentence unless the boxes, encoded again, are those of the answers."""
    size, there = (40, 72), np.array([True, False, True])
    y_hat = case(rng, size, 0.5, there, 3).arguments[0]
    again = reference.encode_target(*f(y_hat, size=size, threshold=0.5), size=size, n_classes=3)
    if again.shape != y_hat.shape or not np.array_equal(again[0] == 1, there):
        return "after encoding again, the pictures with an object are not those whose p_c reaches the threshold"
    return None if np.allclose(again[1:5, there], y_hat[1:5, there]) else "encoded again, the boxes differ from y_hat"


# --- known mistakes -------------------------------------------------------------------------------------------------


def decoded(y_hat, size, threshold, box=None, number=None, found=None):
    """Return boxes and classes with something changed: how a box, a class or the decision is made of a column."""
    n_H, n_W = size
    boxes, classes = [], []
    for column in y_hat.T:
        if (column[0] >= threshold) if found is None else found(column):
            boxes.append(np.array([(box or corners)(*column[1:5], n_H, n_W)], float))
            classes.append(np.array([np.argmax(column[5:]) if number is None else number(column)]))
        else:
            boxes.append(np.empty((0, 4)))
            classes.append(np.empty(0, int))
    return boxes, classes


def corners(b_x, b_y, b_h, b_w, n_H, n_W):
    """Return the corners in pixels."""
    return (b_x - b_w / 2) * n_W, (b_y - b_h / 2) * n_H, (b_x + b_w / 2) * n_W, (b_y + b_h / 2) * n_H


@decode_output.mistake
def left_as_fractions(y_hat, *, size=(64, 64), threshold=0.5):
    """the box is left as fractions of the picture: return pixels"""
    return decoded(y_hat, (1, 1), threshold)


@decode_output.mistake
def size_exchanged(y_hat, *, size=(64, 64), threshold=0.5):
    """n_H and n_W are swapped: multiply x by the width n_W, which comes second in `size`"""
    return decoded(y_hat, size[::-1], threshold)


@decode_output.mistake
def all_by_height(y_hat, *, size=(64, 64), threshold=0.5):
    """everything is multiplied by the height: b_x and b_w belong to the width"""
    return decoded(y_hat, (size[0], size[0]), threshold)


@decode_output.mistake
def all_by_width(y_hat, *, size=(64, 64), threshold=0.5):
    """everything is multiplied by the width: b_y and b_h belong to the height"""
    return decoded(y_hat, (size[1], size[1]), threshold)


@decode_output.mistake
def size_ignored(y_hat, *, size=(64, 64), threshold=0.5):
    """pictures of 64 by 64 pixels are assumed: `size` says how large they are"""
    return decoded(y_hat, (64, 64), threshold)


@decode_output.mistake
def middle_as_corner(y_hat, *, size=(64, 64), threshold=0.5):
    """b_x and b_y are used as the upper left corner: they are the centre"""
    return decoded(y_hat, size, threshold, lambda x, y, h, w, H, W: (x * W, y * H, (x + w) * W, (y + h) * H))


@decode_output.mistake
def twice_as_large(y_hat, *, size=(64, 64), threshold=0.5):
    """the box extends by its whole width and height on each side of the centre: use half of each"""
    return decoded(y_hat, size, threshold, lambda x, y, h, w, H, W: corners(x, y, 2 * h, 2 * w, H, W))


@decode_output.mistake
def height_as_width(y_hat, *, size=(64, 64), threshold=0.5):
    """height and width are swapped: row 3 is the height, row 4 the width"""
    return decoded(y_hat, size, threshold, lambda x, y, h, w, H, W: corners(x, y, w, h, H, W))


@decode_output.mistake
def y_as_x(y_hat, *, size=(64, 64), threshold=0.5):
    """b_x and b_y are swapped: row 1 is x, row 2 is y"""
    return decoded(y_hat, size, threshold, lambda x, y, h, w, H, W: corners(y, x, h, w, H, W))


@decode_output.mistake
def rows_before_columns(y_hat, *, size=(64, 64), threshold=0.5):
    """the corners come as y1, x1, y2, x2: return x1, y1, x2, y2"""

    def turned(*numbers):
        x1, y1, x2, y2 = corners(*numbers)
        return y1, x1, y2, x2

    return decoded(y_hat, size, threshold, turned)


@decode_output.mistake
def middle_and_size(y_hat, *, size=(64, 64), threshold=0.5):
    """the box is its centre, height and width, in pixels: return its four edges"""
    return decoded(y_hat, size, threshold, lambda x, y, h, w, H, W: (x * W, y * H, h * H, w * W))


@decode_output.mistake
def corner_and_size(y_hat, *, size=(64, 64), threshold=0.5):
    """the box ends with its width and height: return the positions of the right and lower edges"""
    return decoded(y_hat, size, threshold, lambda x, y, h, w, H, W: ((x - w / 2) * W, (y - h / 2) * H, w * W, h * H))


@decode_output.mistake
def threshold_ignored(y_hat, *, size=(64, 64), threshold=0.5):
    """the threshold is always 0.5: it is an argument"""
    return decoded(y_hat, size, 0.5)


@decode_output.mistake
def above_the_threshold_only(y_hat, *, size=(64, 64), threshold=0.5):
    """p_c has to exceed the threshold: equal is enough"""
    return decoded(y_hat, size, threshold, found=lambda column: column[0] > threshold)


@decode_output.mistake
def always_a_box(y_hat, *, size=(64, 64), threshold=0.5):
    """every picture gets a box: where p_c is below the threshold, there is none"""
    return decoded(y_hat, size, -1)


@decode_output.mistake
def times_the_class(y_hat, *, size=(64, 64), threshold=0.5):
    """p_c times the class probability has to reach the threshold: on this page p_c decides alone"""
    return decoded(y_hat, size, threshold, found=lambda column: column[0] * column[5:].max() >= threshold)


@decode_output.mistake
def empty_left_out(y_hat, *, size=(64, 64), threshold=0.5):
    """pictures without an object are left out of the lists: every picture needs an entry"""
    return tuple([one for one in part if len(one)] for part in decoded(y_hat, size, threshold))


@decode_output.mistake
def no_axis_of_objects(y_hat, *, size=(64, 64), threshold=0.5):
    """boxes and classes lack the axis of objects: use shapes (1, 4) and (1,), or (0, 4) and (0,) without an object"""
    boxes, classes = decoded(y_hat, size, threshold)
    return [box[0] if len(box) else [] for box in boxes], [one[0] if len(one) else [] for one in classes]


@decode_output.mistake
def flat_boxes(y_hat, *, size=(64, 64), threshold=0.5):
    """a box is a flat array of four numbers: it is one row, of shape (1, 4)"""
    boxes, classes = decoded(y_hat, size, threshold)
    return [box[0] if len(box) else box for box in boxes], classes


@decode_output.mistake
def class_counted_as_a_row(y_hat, *, size=(64, 64), threshold=0.5):
    """the class is the index of its row: classes are counted from 0, and row 5 is class 0"""
    return decoded(y_hat, size, threshold, number=lambda column: 5 + np.argmax(column[5:]))


@decode_output.mistake
def box_among_the_classes(y_hat, *, size=(64, 64), threshold=0.5):
    """the largest number of the whole column is used: class probabilities start at row 5"""
    return decoded(y_hat, size, threshold, number=lambda column: np.argmax(column))


@decode_output.mistake
def rounded(y_hat, *, size=(64, 64), threshold=0.5):
    """edges are rounded to whole pixels: keep fractions of a pixel"""
    return decoded(y_hat, size, threshold, lambda *numbers: np.round(corners(*numbers)))


# --- right, written differently -------------------------------------------------------------------------------------


@decode_output.right
def all_at_once(y_hat, *, size=(64, 64), threshold=0.5):
    """Return the same from arrays of all pictures."""
    middle, half = y_hat[1:3].T * size[::-1], y_hat[[4, 3]].T * size[::-1] / 2
    boxes, numbers = np.hstack([middle - half, middle + half]), y_hat[5:].argmax(axis=0)
    found = y_hat[0] >= threshold
    return [boxes[i : i + 1][found[i : i + 1]] for i in range(len(boxes))], [
        numbers[i : i + 1][found[i : i + 1]] for i in range(len(boxes))
    ]
