"""Exercise 3: the receptive field, found from the outside."""

import re

import numpy as np

from deepcourse.cnn import receptive_fields as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

NOTHING_THERE = re.compile(r"with size 0|zero-size array|empty")  # what NumPy and Python say of a box around nothing


def asked(measured_field, layers, h, w, shape):
    """Return what comes out for one unit of a small network; no pixel at all is said in the words of the exercise."""
    try:
        box = measured_field(reference.small_network(layers, h, w), shape)
    except (IndexError, ValueError) as error:
        if not NOTHING_THERE.search(str(error)):
            raise
        raise LookupError("no pixel was found whose change changes the unit") from error
    return tuple(int(side) for side in box) if type(box) in (tuple, list) and len(box) == 4 else box


measured_field = FunctionExercise(
    __name__,
    reference=reference.measured_field,
    use=asked,
    minutes=16,
    random_cases=3,  # each of them is searched for until few tries find its field
    points_visible=7,
    points_hidden=11,
    returns=("top", "bottom", "left", "right"),
    any_number_type=True,
    hints=(
        "Change one pixel of a picture and ask the unit again: if its value changes, the pixel is seen. "
        "np.eye(n_H * n_W) holds one changed pixel in each row.",
        "A pixel may be in the field even if this change has no effect: a ReLU is closed, or another pixel of the "
        "window is the largest. How could you open the ReLU, or make your pixel the largest?",
        "A large step up opens some units, a large step down others. A pixel that has no effect in one picture may "
        "have one in another. Collect what you find over several random pictures.",
    ),
)


def conv(*rows, stride=1, pad=0):
    """Return a convolution with these weights."""
    return ("conv", np.array(rows, dtype=float), stride, pad)


RELU = ("relu",)
SMALL_AND_LARGE = [conv([0.02, 0.03, 3], [-0.02, -2.5, 0.03]), RELU]


def hard_to_open(top, rest, *, brighter=False, columns=False):
    """Return a network whose window of 6 x 6 is closed in almost every picture: only much darker pixels of its first
    row open it; much brighter ones if `brighter`, of its first column if `columns`.

    The last position of the padded layer sees the last pixels alone, and is nearly always open.
    """
    W = np.array([top, *[[rest] * len(top)] * (len(top) - 1)])
    first, stride = conv([1 if brighter else -1]), len(top) - 1
    return [first, RELU, ("conv", W.T if columns else W, stride, stride), RELU, conv([1, 2], [2, 1])]


FIRST, REST = [-0.5, 4, 0.5, 0.5, 0.5, 0.5], -2
OTHER_FIRST, OTHER_REST = [-0.5, 0.4, 4, 0.5, 0.6, 0.5], -1.9


def case(name, layers, h, w, shape):
    """Return a case."""
    return Case(f"{name}, position ({h}, {w}), picture {shape[0]} x {shape[1]}", (layers, h, w, shape))


def weights(rng, f, low=0.3):
    """Return random weights of both signs, none near 0."""
    return rng.uniform(low, 1, size=(f, f)) * rng.choice([-1, 1], size=(f, f))


def relu_network(rng):
    """Return two convolutions with a ReLU in between."""
    one, two = (int(n) for n in rng.integers(2, 4, size=2))
    stride, pad = int(rng.integers(1, 3)), int(rng.integers(0, 2))
    return [("conv", weights(rng, one), stride, pad), RELU, ("conv", weights(rng, two), 1, 0)]


def pooled_network(rng):
    """Return a convolution, ReLU, the maximum, another convolution."""
    return [("conv", weights(rng, 3), 1, 1), RELU, ("max", 2, 2), ("conv", weights(rng, 2), 1, 0)]


def clear(rng, make, name, h, w, shape):
    """Return a case whose field is found by few tries with any seed: nothing hangs on luck."""
    while True:
        layers = make(rng)
        unit = reference.small_network(layers, h, w)
        expected = reference.field_box(h, w, reference.receptive_field(sizes_of(layers)), shape)
        if all(box(unit, shape, seed) == expected for seed in range(3)):
            return case(name, layers, h, w, shape)


def box(unit, shape, seed):
    """Return the field that few tries find; None where they find nothing."""
    try:
        return reference.measured_field(unit, shape, tries=3, seed=seed)
    except ValueError:
        return None


def sizes_of(layers):
    """Return layers as (f, stride, pad)."""
    convolutions = [(len(layer[1]), layer[2], layer[3]) if layer[0] == "conv" else (layer[1], layer[2], 0)
                    for layer in layers if layer[0] != "relu"]  # fmt: skip
    return convolutions


@measured_field.visible
def visible():
    """Return a linear layer, strides, padding at the border, closed ReLUs, maxima, weights of both signs."""
    rng = np.random.default_rng(30)
    return [
        case("one convolution", [conv([1, -2, 1], [2, 3, -1], [-1, 1, 2])], 2, 4, (7, 9)),
        case("one convolution, stride 2, pad 1", [conv([2, -1], [1, 3], stride=2, pad=1)], 0, 3, (6, 8)),
        case("convolution and ReLU", [conv([-1, -2, -1], [-2, 3, -1], [-1, -1, -2]), RELU], 1, 2, (6, 7)),
        case("the maximum of 3 x 3", [("max", 3, 2)], 1, 2, (9, 8)),
        clear(rng, relu_network, "two convolutions with ReLU", 1, 2, (9, 10)),
        clear(rng, relu_network, "two convolutions with ReLU, again", 2, 1, (10, 9)),
        clear(rng, pooled_network, "convolution, ReLU, maximum, convolution", 0, 1, (9, 11)),
        case("the last position", [conv([1, 2, -1], [1, 1, 1], [2, -1, 1], stride=2, pad=1), RELU], 3, 4, (8, 10)),
        case("two maxima", [("max", 2, 2), ("max", 2, 1)], 1, 0, (8, 7)),
        *(
            case("small and large weights, ReLU", SMALL_AND_LARGE, h, w, shape)
            for h, w, shape in ((0, 1, (6, 8)), (1, 1, (7, 6)), (0, 2, (8, 7)))
        ),
        case("a unit that is hard to open", hard_to_open(FIRST, REST), 2, 2, (11, 11)),
        case("another one", hard_to_open(OTHER_FIRST, OTHER_REST, brighter=True, columns=True), 2, 2, (11, 11)),
    ]


@measured_field.draw
def draw(rng):
    """Return a random network."""
    make = pooled_network if rng.random() < 0.4 else relu_network
    h, w = (int(n) for n in rng.integers(0, 2, size=2))
    return clear(rng, make, "a network", h, w, (int(rng.integers(9, 11)), int(rng.integers(9, 12))))


@measured_field.edges
def edges(rng):
    """Return a filter of one pixel, a negative one with ReLU, a maximum alone, the whole picture, the last column."""
    return [
        case("a filter of one pixel", [conv([2])], 3, 1, (5, 4)),
        case("a negative filter of one pixel, ReLU", [conv([-1]), RELU], 1, 3, (4, 6)),
        case("the maximum of everything", [("max", 5, 1)], 0, 0, (5, 5)),
        case("one row of pixels", [conv([1.5], stride=2)], 0, 2, (1, 6)),
        case("convolution and ReLU", [("conv", -np.abs(weights(rng, 3)), 1, 1), RELU], 4, 6, (5, 7)),
        case("two maxima", [("max", 3, 1), ("max", 2, 2)], 1, 2, (7, 8)),
        case("small and large weights, ReLU", SMALL_AND_LARGE, 0, 1, (7, 6)),
        case("small and large weights, ReLU", SMALL_AND_LARGE, 1, 2, (6, 5)),
        case("a unit that is hard to open", hard_to_open(OTHER_FIRST, OTHER_REST, columns=True), 2, 3, (11, 16)),
        case("another one", hard_to_open(FIRST, REST, brighter=True), 3, 2, (16, 11)),
    ]


@measured_field.property("the field of a single convolution", draw=lambda rng: single(rng))
def of_one_convolution(result, layers, h, w, shape):
    """Return a sentence unless the box has at most f rows and columns, and some."""
    top, bottom, left, right = result
    f = len(layers[0][1])
    fits = 0 < bottom - top <= f and 0 < right - left <= f
    return None if fits else f"a filter of {f} x {f} sees at most {f} rows and columns, not {tuple(result)}"


def single(rng):
    """Return one convolution, somewhere in a picture."""
    layers = [("conv", weights(rng, int(rng.integers(2, 5))), 1, 0)]
    return case("one convolution", layers, int(rng.integers(0, 3)), int(rng.integers(0, 3)), (8, 9))


def found(unit, shape, *, pictures, steps, differs=lambda a, b: a != b):
    """Return the rows and columns of the pixels that are seen when `pictures` change by `steps`."""
    n = shape[0] * shape[1]
    nudges, seen = np.eye(n).reshape(n, *shape), np.zeros(n, bool)
    for picture in pictures:
        before = unit(picture[None])[0]
        for step in steps:
            seen |= differs(unit(picture + step * nudges), before)
    return np.nonzero(seen.reshape(shape))


def boxed(rows, columns):
    """Return the box around pixels; raise ValueError where there is none, as whoever takes a minimum of nothing."""
    return rows.min(), rows.max() + 1, columns.min(), columns.max() + 1


def at_random(shape, count=6, seed=5):
    """Return random pictures."""
    return np.random.default_rng(seed).normal(size=(count, *shape))


@measured_field.mistake
def a_black_picture(unit, shape):
    """only a black picture is tried: with all other pixels at 0, some units stay closed whichever pixel you change;
    try several random pictures"""
    return boxed(*found(unit, shape, pictures=[np.zeros(shape)], steps=(1,)))


@measured_field.mistake
def one_picture(unit, shape):
    """only one random picture is tried: a unit that is closed in it hides pixels; try several pictures"""
    return boxed(*found(unit, shape, pictures=at_random(shape, 1), steps=(-10, 10)))


@measured_field.mistake
def down_alone(unit, shape):
    """pixels are only decreased, so none can become the largest of its window: increase them as well"""
    return boxed(*found(unit, shape, pictures=at_random(shape, 2), steps=(-10,)))


@measured_field.mistake
def never_much_darker(unit, shape):
    """no pixel is decreased by a large step, so a unit that needs a much darker pixel stays closed: change every pixel
    far in both directions"""
    return boxed(*found(unit, shape, pictures=at_random(shape), steps=(1000,)))


@measured_field.mistake
def never_much_brighter(unit, shape):
    """no pixel is increased by a large step, so a unit that needs a much brighter pixel stays closed: change every
    pixel far in both directions"""
    return boxed(*found(unit, shape, pictures=at_random(shape), steps=(-1000,)))


@measured_field.mistake
def pictures_alike(unit, shape):
    """the pictures are too much alike (only one, or none with negative numbers), so a unit stays closed in all of them:
    draw several, with numbers of both signs"""
    pictures = np.random.default_rng(6).random((8, *shape))
    return boxed(*found(unit, shape, pictures=pictures, steps=(-10, 10)))


@measured_field.mistake
def tiny_steps(unit, shape):
    """the changes are tiny, as for a gradient: they open no closed unit and make no other pixel the largest; take
    large steps, in several pictures"""
    return boxed(*found(unit, shape, pictures=at_random(shape, 1), steps=(-1e-4, 1e-4)))


@measured_field.mistake
def bright_pictures_only(unit, shape):
    """a pixel counts only if it makes the unit's value grow: a decrease is a change, too"""
    grown = found(unit, shape, pictures=at_random(shape), steps=(10,), differs=lambda a, b: a > b)
    return boxed(*grown)


@measured_field.mistake
def last_included(unit, shape):
    """bottom and right are the last pixels themselves: for slicing, they must be one larger"""
    top, bottom, left, right = reference.measured_field(unit, shape)
    return top, bottom - 1, left, right - 1


@measured_field.mistake
def corners(unit, shape):
    """the order is top, left, bottom, right: return (top, bottom, left, right)"""
    top, bottom, left, right = reference.measured_field(unit, shape)
    return top, left, bottom, right


@measured_field.mistake
def columns_first(unit, shape):
    """rows and columns are swapped: np.nonzero returns the rows first"""
    top, bottom, left, right = reference.measured_field(unit, shape)
    return left, right, top, bottom


@measured_field.mistake
def sizes(unit, shape):
    """bottom and right are the numbers of rows and columns: return where the field ends"""
    top, bottom, left, right = reference.measured_field(unit, shape)
    return top, bottom - top, left, right - left


@measured_field.mistake
def counted_by_height(unit, shape):
    """the index of a pixel is divided by n_H: pixels are numbered row by row, so divide by n_W"""
    rows, columns = found(unit, shape, pictures=at_random(shape, 8), steps=(-10, 10))
    return boxed(*np.divmod(rows * shape[1] + columns, shape[0]))


@measured_field.mistake
def above_zero(unit, shape):
    """pixels count where the unit is above 0, not where its value changes: compare with the value before the change"""
    return boxed(*found(unit, shape, pictures=at_random(shape), steps=(-10, 10), differs=lambda a, b: a > 0))


@measured_field.mistake
def border_left_out(unit, shape):
    """the pixels at the border of the picture are never changed: they may belong to the field"""
    rows, columns = found(unit, shape, pictures=at_random(shape, 8), steps=(-10, 10))
    inside = (rows > 0) & (rows < shape[0] - 1) & (columns > 0) & (columns < shape[1] - 1)
    return boxed(rows[inside], columns[inside])


@measured_field.right
def row_by_row(unit, shape):
    """Return the same from loops over rows and pixels, with other pictures and values."""
    rng, rows, columns = np.random.default_rng(11), set(), set()
    for _ in range(8):
        picture = rng.uniform(-1, 1, size=shape)
        before = unit(picture[np.newaxis])[0]
        for i in range(shape[0]):
            changed = np.repeat(picture[np.newaxis], 2 * shape[1], axis=0)
            for j in range(shape[1]):
                changed[2 * j, i, j], changed[2 * j + 1, i, j] = 25, -25
            for place in np.flatnonzero(unit(changed) != before):
                rows.add(i)
                columns.add(int(place) // 2)
    return [min(rows), max(rows) + 1, min(columns), max(columns) + 1]


@measured_field.right
def by_sides(unit, shape):
    """Return the same from the largest change of each pixel, over pictures of several scales."""
    rng, n = np.random.default_rng(3), shape[0] * shape[1]
    change = np.zeros(shape)
    for scale in (1, 1, 2, 2, 5, 5, 1, 2):
        picture = scale * rng.normal(size=shape)
        for value in (-50.0, 50.0):
            others = np.where(np.eye(n, dtype=bool).reshape(n, *shape), value, picture)
            change = np.maximum(change, np.abs(unit(others) - unit(picture[None])).reshape(shape))
    rows, columns = (change.any(axis=axis).nonzero()[0] for axis in (1, 0))
    return rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
