"""Exercise 1: all windows of a picture, and their boxes."""

import numpy as np

from deepcourse.cnn import sliding as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def as_arrays(crop_windows, image, f, stride):
    """Return windows and boxes as arrays: lists of them are as right."""
    windows, boxes = crop_windows(image, f, stride)
    return np.asarray(windows), np.asarray(boxes)


crop_windows = FunctionExercise(
    __name__,
    reference=reference.crop_windows,
    use=as_arrays,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("windows", "boxes"),
    any_number_type=True,
    hints=(
        "Where may the upper left corner of a window be? Write down its rows for a picture of 9 rows, f = 4, stride 2.",
        "range(start, stop, step) gives these rows. Which is the last row at which a window still ends inside the "
        "picture, and which `stop` just includes it?",
        "Two loops, rows outside. In each pass, one slice of the image and four numbers. Does x belong to the row or "
        "to the column?",
    ),
)


def picture(rng, n_H, n_W, n_C=3):
    """Return a random picture."""
    return rng.integers(1, 100, (n_H, n_W, n_C)) / 100


def case(rng, n_H, n_W, f, stride, n_C=3):
    """Return a case whose name is its sizes."""
    return Case(f"{n_H} x {n_W} x {n_C} pixels, f = {f}, stride {stride}", (picture(rng, n_H, n_W, n_C), f, stride))


@crop_windows.visible
def visible():
    """Return sizes that the stride divides and others, several and single rows, columns and windows."""
    rng = np.random.default_rng(61)
    sizes = [(6, 8, 4, 2), (7, 10, 3, 2, 1), (9, 7, 4, 3, 2), (5, 5, 5, 2), (4, 9, 4, 1), (8, 3, 2, 3)]
    return [case(rng, *each) for each in sizes]


@crop_windows.draw
def draw(rng):
    """Return a picture and a window of random sizes."""
    f, stride, n_C = (int(n) for n in rng.integers((2, 1, 1), (6, 5, 4)))
    n_H, n_W = (int(n) for n in f + rng.permutation(9)[:2])
    return case(rng, n_H, n_W, f, stride, n_C)


@crop_windows.edges
def edges(rng):
    """Return one window, one row, one column, windows of one pixel, and a stride above f."""
    sizes = [(6, 6, 6, 4), (3, 11, 3, 2), (12, 3, 3, 4), (3, 4, 1, 1), (9, 10, 2, 4), (8, 6, 3, 9)]
    return [case(rng, *each) for each in sizes]


@crop_windows.property("each box holds its window")
def boxes_hold(f, rng):
    """Return a sentence unless the pixels inside each box are those of the window."""
    image = picture(rng, 9, 13)
    windows, boxes = f(image, 4, 3)
    for number, (window, box) in enumerate(zip(windows, boxes, strict=True)):
        x1, y1, x2, y2 = (int(each) for each in box)
        inside = image[max(y1, 0) : y2, max(x1, 0) : x2]
        if inside.shape != np.shape(window) or not np.array_equal(inside, window):
            return f"the pixels inside boxes[{number}] are not windows[{number}]"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def cropped(image, rows, columns, f):
    """Return the windows whose upper left corners are at these rows and columns, and their boxes, row by row."""
    corners = [(i, j) for i in rows for j in columns]
    windows = [image[i : i + f, j : j + f] for i, j in corners]
    boxes = [(j, i, j + f, i + f) for i, j in corners]
    return np.array(windows), np.array(boxes)


def starts(image, f, stride, extra=1):
    """Return the rows and the columns at which windows begin."""
    return tuple(range(0, n - f + extra, stride) for n in image.shape[:2])


@crop_windows.mistake
def last_missed(image, f, stride):
    """the last window of each row and column is missed: range leaves out its end, so add 1"""
    return cropped(image, *starts(image, f, stride, 0), f)


@crop_windows.mistake
def steps_counted(image, f, stride):
    """the steps in each row and column are counted, not the windows: there is one more window than there are steps"""
    rows, columns = starts(image, f, stride)
    return cropped(image, rows[:-1], columns[:-1], f)


@crop_windows.mistake
def first_row_alone(image, f, stride):
    """only the first row of windows is returned: go on with the next rows before you return"""
    rows, columns = starts(image, f, stride)
    return cropped(image, rows[:1], columns, f)


@crop_windows.mistake
def last_row_missed(image, f, stride):
    """the bottom row of windows is missed: range leaves out its end, so add 1"""
    return cropped(image, starts(image, f, stride, 0)[0], starts(image, f, stride)[1], f)


@crop_windows.mistake
def last_column_missed(image, f, stride):
    """the rightmost column of windows is missed: range leaves out its end, so add 1"""
    return cropped(image, starts(image, f, stride)[0], starts(image, f, stride, 0)[1], f)


@crop_windows.mistake
def stride_one(image, f, stride):
    """the stride is left out: the window moves by `stride` pixels, not by one"""
    return cropped(image, *starts(image, f, 1), f)


@crop_windows.mistake
def side_by_side(image, f, stride):
    """the window moves by its own side f: move it by `stride`"""
    return cropped(image, *starts(image, f, f), f)


@crop_windows.mistake
def stride_for_rows_alone(image, f, stride):
    """the stride is used for the rows only: it applies to the columns, too"""
    return cropped(image, starts(image, f, stride)[0], starts(image, f, 1)[1], f)


@crop_windows.mistake
def beside_the_picture(image, f, stride):
    """windows that extend beyond the picture are kept, filled with zeros: each has to lie inside the picture"""
    n_H, n_W = image.shape[:2]
    padded = np.pad(image, ((0, f), (0, f), (0, 0)))
    return cropped(padded, range(0, n_H, stride), range(0, n_W, stride), f)


@crop_windows.mistake
def last_moved_back(image, f, stride):
    """an extra window is added at a border that the stride does not reach: every step is `stride` pixels"""
    rows, columns = starts(image, f, stride)
    more = [sorted({*each, n - f}) for each, n in zip((rows, columns), image.shape[:2], strict=True)]
    return cropped(image, *more, f)


@crop_windows.mistake
def columns_first(image, f, stride):
    """the windows come column by column: use an outer loop over rows and an inner loop over columns"""
    rows, columns = starts(image, f, stride)
    windows, boxes = cropped(image, rows, columns, f)
    order = np.arange(len(windows)).reshape(len(rows), len(columns)).T.ravel()
    return windows[order], boxes[order]


@crop_windows.mistake
def windows_alone_by_columns(image, f, stride):
    """the windows come column by column and the boxes row by row: both go through the picture row by row"""
    return columns_first(image, f, stride)[0], reference.crop_windows(image, f, stride)[1]


@crop_windows.mistake
def boxes_alone_by_columns(image, f, stride):
    """the boxes come column by column and the windows row by row: both go through the picture row by row"""
    return reference.crop_windows(image, f, stride)[0], columns_first(image, f, stride)[1]


@crop_windows.mistake
def rows_as_x(image, f, stride):
    """x and y are swapped in the boxes: x is the column, y the row, and x comes first"""
    windows, boxes = reference.crop_windows(image, f, stride)
    return windows, boxes[:, [1, 0, 3, 2]]


@crop_windows.mistake
def last_pixel(image, f, stride):
    """x2 and y2 are the last pixels of a window: its right and lower edges are one pixel further"""
    windows, boxes = reference.crop_windows(image, f, stride)
    return windows, boxes - np.array([0, 0, 1, 1])


@crop_windows.mistake
def size_in_the_box(image, f, stride):
    """the boxes hold width and height: return x1, y1, x2, y2"""
    windows, boxes = reference.crop_windows(image, f, stride)
    return windows, np.hstack([boxes[:, :2], 0 * boxes[:, :2] + f])


@crop_windows.mistake
def counted_not_measured(image, f, stride):
    """the boxes are counted in windows, not pixels: multiply the number of a window by the stride"""
    windows, boxes = reference.crop_windows(image, f, stride)
    corners = boxes[:, :2] // stride
    return windows, np.hstack([corners, corners + f])


@crop_windows.mistake
def stride_wide(image, f, stride):
    """the boxes are as wide and high as the stride: a window has f by f pixels"""
    windows, boxes = reference.crop_windows(image, f, stride)
    return windows, np.hstack([boxes[:, :2], boxes[:, :2] + stride])


@crop_windows.mistake
def sizes_swapped(image, f, stride):
    """the rows are counted along the width and the columns along the height: shape is (n_H, n_W, n_C)"""
    rows, columns = starts(image, f, stride)
    square = np.pad(image, ((0, max(image.shape)), (0, max(image.shape)), (0, 0)))
    return cropped(square, columns, rows, f)


@crop_windows.mistake
def as_a_map(image, f, stride):
    """rows and columns of windows are two axes: put all windows on one axis, (n, f, f, n_C)"""
    windows, boxes = reference.crop_windows(image, f, stride)
    rows, columns = map(len, starts(image, f, stride))
    return windows.reshape(rows, columns, *windows.shape[1:]), boxes.reshape(rows, columns, 4)


@crop_windows.mistake
def channels_first(image, f, stride):
    """the channels of a window come first: they are its last axis, as in the picture"""
    windows, boxes = reference.crop_windows(image, f, stride)
    return windows.transpose(0, 3, 1, 2), boxes


@crop_windows.mistake
def window_transposed(image, f, stride):
    """rows and columns of each window are swapped: the row is the first index of the image"""
    windows, boxes = reference.crop_windows(image, f, stride)
    return windows.swapaxes(1, 2), boxes


# --- right, written differently -------------------------------------------------------------------------------------


@crop_windows.right
def by_loops(image, f, stride):
    """Return two lists, made in two loops."""
    windows, boxes = [], []
    for y in range(0, image.shape[0] - f + 1, stride):
        for x in range(0, image.shape[1] - f + 1, stride):
            windows.append(image[y : y + f, x : x + f])
            boxes.append([x, y, x + f, y + f])
    return windows, boxes


@crop_windows.right
def by_counting(image, f, stride):
    """Return the same from the number of windows."""
    rows, columns = ((n - f) // stride + 1 for n in image.shape[:2])
    where = [(stride * (k // columns), stride * (k % columns)) for k in range(rows * columns)]
    windows = np.stack([image[i : i + f, j : j + f] for i, j in where])
    return windows, np.array([(j, i, j + f, i + f) for i, j in where], float)
