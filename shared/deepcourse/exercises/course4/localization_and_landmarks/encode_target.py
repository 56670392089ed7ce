"""Exercise 2: what the network has to answer."""

import numpy as np

from deepcourse.cnn import localization as reference
from deepcourse.exercises.course4.localization_and_landmarks.pictures import objects, some, told
from deepcourse.exercises.declaration import Case, FunctionExercise


def asked(encode_target, boxes, classes, size, n_classes):
    """Return the targets; size and number of classes are left out where they are None."""
    options = {"size": size, "n_classes": n_classes} if size else {}
    return encode_target(boxes, classes, **options)


encode_target = FunctionExercise(
    __name__,
    reference=reference.encode_target,
    use=asked,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("y",),
    any_number_type=True,
    hints=(
        "Start with zeros of the right shape, a column for each picture. An empty picture needs nothing more.",
        "Compute the centre, the height and the width in pixels first. Then ask of each number whether it is measured "
        "along the height of the picture or along its width.",
        "The class is an index, from 0, into the last n_classes rows. Which row of y belongs to class 0?",
    ),
)


def case(rng, size, n_classes, there, name=""):
    """Return a case with these pictures."""
    name = name or f"{told(there, n_classes=n_classes)}, {size[0]} x {size[1]} pixels"
    return Case(name, (*objects(rng, size, n_classes, there), size, n_classes))


def usual(rng):
    """Return three pictures of the usual size; size and number of classes are left out."""
    return Case("3 pictures of the usual size", (*objects(rng, (64, 64), 3, [True, False, True]), None, None))


@encode_target.visible
def visible():
    """Return pictures of several sizes, with and without objects."""
    rng = np.random.default_rng(52)
    one = Case(
        "a sign in 40 x 80 pixels",
        ([np.array([[20.0, 10.0, 36.0, 20.0]])], [np.array([2])], (40, 80), 3),
    )
    return [
        one,
        usual(rng),
        case(rng, (48, 72), 4, [False, True, True, False]),
        case(rng, (96, 60), 2, [True, True, True]),
        case(rng, (30, 50), 3, [False, False]),
        case(rng, (50, 20), 1, [True, False]),
    ]


@encode_target.draw
def draw(rng):
    """Return some pictures of random size."""
    there, n_classes = some(rng)
    n_H, n_W = (int(n) for n in rng.permutation(range(24, 100))[:2])
    return case(rng, (n_H, n_W), n_classes, there)


@encode_target.edges
def edges(rng):
    """Return one picture, an empty one, one class, the usual size, and boxes as whole numbers and as lists."""
    whole = case(rng, (36, 52), 3, [True, False, True], "boxes are whole numbers")
    boxes, classes, *options = whole.arguments
    return [
        case(rng, (64, 32), 3, [True]),
        case(rng, (20, 40), 2, [False]),
        case(rng, (25, 40), 1, [True, True]),
        usual(rng),
        Case(whole.name, ([box.astype(int) for box in boxes], classes, *options)),
    ]


@encode_target.property("decoding brings the boxes back")
def comes_back(f, rng):
    """Return a sentence unless the boxes come back from the target."""
    size = (40, 72)
    boxes, classes = objects(rng, size, 4, [True, False, True, True])
    again, numbers = reference.decode_output(np.asarray(f(boxes, classes, size=size, n_classes=4)), size=size)
    for i, (box, other) in enumerate(zip(boxes, again, strict=True)):
        if box.shape != other.shape:
            return f"picture {i} has {len(box)} object(s), but {len(other)} when decoded from y"
        if not np.allclose(box, other):
            return f"the box of picture {i} is {box[0]}, but {np.round(other[0], 2)} when decoded from y"
        if not np.array_equal(classes[i], numbers[i]):
            return f"the class of picture {i} is {classes[i][0]}, but {numbers[i][0]} when decoded from y"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def right(boxes, classes, size, n_classes):
    """Return the right target, which may be changed."""
    return reference.encode_target(boxes, classes, size=size, n_classes=n_classes)


def with_box(boxes, classes, size, n_classes, entries):
    """Return the target with other numbers for the box: `entries(x1, y1, x2, y2, n_H, n_W)`."""
    y = right(boxes, classes, size, n_classes)
    for i, box in enumerate(boxes):
        if len(box):
            y[1:5, i] = entries(*np.asarray(box[0], float), *size)
    return y


@encode_target.mistake
def left_in_pixels(boxes, classes, *, size=(64, 64), n_classes=3):
    """the box is left in pixels: divide by the size of the picture"""
    return with_box(boxes, classes, size, n_classes, lambda x1, y1, x2, y2, H, W: (
        (x1 + x2) / 2, (y1 + y2) / 2, y2 - y1, x2 - x1))  # fmt: skip


@encode_target.mistake
def size_exchanged(boxes, classes, *, size=(64, 64), n_classes=3):
    """n_H and n_W are swapped: divide b_x and b_w by the width n_W, which comes second in `size`"""
    return right(boxes, classes, size[::-1], n_classes)


@encode_target.mistake
def all_by_height(boxes, classes, *, size=(64, 64), n_classes=3):
    """everything is divided by the height: divide b_x and b_w by the width"""
    return right(boxes, classes, (size[0], size[0]), n_classes)


@encode_target.mistake
def all_by_width(boxes, classes, *, size=(64, 64), n_classes=3):
    """everything is divided by the width: divide b_y and b_h by the height"""
    return right(boxes, classes, (size[1], size[1]), n_classes)


@encode_target.mistake
def size_ignored(boxes, classes, *, size=(64, 64), n_classes=3):
    """pictures of 64 by 64 pixels are assumed: `size` says how large they are"""
    return right(boxes, classes, (64, 64), n_classes)


@encode_target.mistake
def corner_for_middle(boxes, classes, *, size=(64, 64), n_classes=3):
    """b_x and b_y are the upper left corner: use the centre of the box"""
    return with_box(boxes, classes, size, n_classes, lambda x1, y1, x2, y2, H, W: (
        x1 / W, y1 / H, (y2 - y1) / H, (x2 - x1) / W))  # fmt: skip


@encode_target.mistake
def corners(boxes, classes, *, size=(64, 64), n_classes=3):
    """the four numbers are the corners x1, y1, x2, y2: use the centre, the height and the width"""
    return with_box(boxes, classes, size, n_classes, lambda x1, y1, x2, y2, H, W: (x1 / W, y1 / H, x2 / W, y2 / H))


@encode_target.mistake
def half_extents(boxes, classes, *, size=(64, 64), n_classes=3):
    """b_h and b_w reach only from the centre to an edge: use the whole height and width"""
    y = right(boxes, classes, size, n_classes)
    y[3:5] /= 2
    return y


@encode_target.mistake
def width_before_height(boxes, classes, *, size=(64, 64), n_classes=3):
    """the width comes before the height: the order is b_x, b_y, b_h, b_w"""
    return right(boxes, classes, size, n_classes)[[0, 1, 2, 4, 3, *range(5, 5 + n_classes)]]


@encode_target.mistake
def y_before_x(boxes, classes, *, size=(64, 64), n_classes=3):
    """b_y comes before b_x: the order is b_x, b_y, b_h, b_w"""
    return right(boxes, classes, size, n_classes)[[0, 2, 1, 3, 4, *range(5, 5 + n_classes)]]


@encode_target.mistake
def no_p_c(boxes, classes, *, size=(64, 64), n_classes=3):
    """p_c stays 0: it is 1 if there is an object"""
    y = right(boxes, classes, size, n_classes)
    y[0] = 0
    return y


@encode_target.mistake
def p_c_always(boxes, classes, *, size=(64, 64), n_classes=3):
    """p_c is 1 for empty pictures, too: it says whether there is an object"""
    y = right(boxes, classes, size, n_classes)
    y[0] = 1
    return y


@encode_target.mistake
def p_c_is_a_count_of_classes(boxes, classes, *, size=(64, 64), n_classes=3):
    """p_c is 1 only where the class is not 0: class 0 is a class like the others"""
    y = right(boxes, classes, size, n_classes)
    y[0] *= 1 - y[5]
    return y


@encode_target.mistake
def class_in_one_row(boxes, classes, *, size=(64, 64), n_classes=3):
    """the class is written as its number: write 1 in its row, and 0 in the other rows"""
    y = right(boxes, classes, size, n_classes)
    y[5] = [number[0] if len(number) else 0 for number in classes]
    y[6:] = 0
    return y


@encode_target.mistake
def class_counted_from_one(boxes, classes, *, size=(64, 64), n_classes=3):
    """classes are counted from 1: class 0 has its 1 in row 5, directly after the box"""
    y = right(boxes, classes, size, n_classes)
    y[5:] = np.roll(y[5:], -1, axis=0)
    return y


@encode_target.mistake
def empty_is_class_zero(boxes, classes, *, size=(64, 64), n_classes=3):
    """empty pictures get class 0: all their numbers are 0"""
    y = right(boxes, classes, size, n_classes)
    y[5, y[0] == 0] = 1
    return y


@encode_target.mistake
def empty_left_out(boxes, classes, *, size=(64, 64), n_classes=3):
    """empty pictures have no column: y has one for each picture"""
    y = right(boxes, classes, size, n_classes)
    return y[:, y[0] == 1]


@encode_target.mistake
def stopped_at_an_empty_picture(boxes, classes, *, size=(64, 64), n_classes=3):
    """the loop ends at the first empty picture: go on with the next picture"""
    y = right(boxes, classes, size, n_classes)
    return y * np.cumprod(y[0])


@encode_target.mistake
def rows_for_columns(boxes, classes, *, size=(64, 64), n_classes=3):
    """each picture has a row: examples are columns, so y is (5 + n_classes, m)"""
    return right(boxes, classes, size, n_classes).T


@encode_target.mistake
def classes_before_the_box(boxes, classes, *, size=(64, 64), n_classes=3):
    """the classes come before the box: the order is p_c, box, classes"""
    return right(boxes, classes, size, n_classes)[[0, *range(5, 5 + n_classes), 1, 2, 3, 4]]


@encode_target.mistake
def whole_numbers(boxes, classes, *, size=(64, 64), n_classes=3):
    """y holds integers, so fractions become 0: start with zeros of type float"""
    return right(boxes, classes, size, n_classes).astype(int)


@encode_target.mistake
def always_three_classes(boxes, classes, *, size=(64, 64), n_classes=3):
    """there are always three rows for classes: n_classes says how many"""
    y = np.zeros((8, len(boxes)))
    rows = min(8, 5 + n_classes)
    y[:rows] = right(boxes, classes, size, n_classes)[:rows]
    return y


# --- right, written differently -------------------------------------------------------------------------------------


@encode_target.right
def columns_side_by_side(boxes, classes, *, size=(64, 64), n_classes=3):
    """Return columns, each made on its own."""
    columns = []
    for box, number in zip(boxes, classes, strict=True):
        if len(box) == 0:
            columns.append([0] * (5 + n_classes))
            continue
        x1, y1, x2, y2 = box[0]
        height, width = (y2 - y1) / size[0], (x2 - x1) / size[1]
        one_hot = [float(number[0] == c) for c in range(n_classes)]
        columns.append([1, x1 / size[1] + width / 2, y1 / size[0] + height / 2, height, width, *one_hot])
    return np.array(columns).T
