"""Exercise 7: connected regions of similar colour."""

import numpy as np

from deepcourse.cnn import sliding as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

segment = FunctionExercise(
    __name__,
    reference=reference.segment,
    minutes=9,
    points_visible=5,
    points_hidden=7,
    returns=("labels",),
    any_number_type=True,
    hints=(
        "Read the picture row by row, with -1 for a pixel that has no region yet. What does it mean if you meet a -1? "
        "And what has to be done before you read on, if the region winds back to the left or up?",
        "Keep a list of pixels that have a number, but whose neighbours you have not looked at. When is a region "
        "complete?",
        "Which three things have to hold before a neighbour joins the list? And when must it get its number, so that "
        "it joins only once?",
    ),
)


def blocks(rng, n_H, n_W, n_C=2, levels=3, step=0.4, noise=0.05):
    """Return a picture of random blocks whose levels are `step` apart, with noise."""
    coarse = rng.integers(0, levels, (-(-n_H // 2), -(-n_W // 2), n_C))
    fine = np.kron(coarse, np.ones((2, 2, 1)))[:n_H, :n_W]
    return step * fine + rng.uniform(-noise, noise, (n_H, n_W, n_C))


def case(name, image, tolerance):
    """Return a case."""
    return Case(name, (np.asarray(image, float), tolerance))


def grey(*rows):
    """Return a picture of one channel from rows of whole numbers: exact values, in eighths."""
    return np.array(rows)[..., None] / 8


def snake():
    """Return a region that winds: it is met in the middle of a row before its beginning is known."""
    return grey([0, 8, 0, 0, 0, 8], [0, 8, 0, 8, 0, 8], [0, 8, 0, 8, 0, 8], [0, 0, 0, 8, 0, 0], [8, 8, 8, 8, 8, 0])


def one_channel_differs(up, down, n_C=3):
    """Return a picture whose last channel rises at a column by `up`, and whose first falls at one pixel by `down`."""
    image = np.zeros((3, 4, n_C))
    image[:, 2:, -1] = up
    image[2, 0, 0] = -down
    return image


def all_channels_differ(by, n_C=2):
    """Return a picture in which all channels rise at a column, and later the first alone."""
    image = np.zeros((2, 5, n_C))
    image[:, 1:] += by
    image[:, 3:, 0] += by
    return image


def opposite_channels(by):
    """Return a picture in which one channel rises at a column by as much as the other falls."""
    image = np.zeros((3, 4, 2))
    image[:, 2:] += (by, -by)
    return image


@segment.visible
def visible():
    """Return a slope, a diagonal, a winding region, channels that differ alone, borders, and random blocks."""
    rng = np.random.default_rng(67)
    return [
        case("a slope from dark to bright", grey([0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 8]), 0.125),
        case("two squares that touch at a corner", grey([0, 0, 8, 8], [0, 0, 8, 8], [8, 8, 0, 0]), 0.25),
        case("a winding region", snake(), 0.5),
        case("one channel differs", one_channel_differs(0.5, 0.25), 0.2),
        case("both channels differ by 0.2", all_channels_differ(0.2), 0.25),
        case("both channels differ by 0.15", all_channels_differ(0.15), 0.25),
        case("one channel rises and the other falls", opposite_channels(0.4), 0.25),
        case("the right border is like the next row's left one", grey([8, 8, 0], [0, 8, 8], [8, 0, 0]), 0.25),
        case("the first row is like the last", grey([0, 0], [8, 8], [4, 0], [0, 0]), 0.25),
        case("blocks of 7 x 10 pixels", blocks(rng, 7, 10), 0.2),
        case("blocks of 9 x 6 pixels, 3 channels", blocks(rng, 9, 6, 3, 2), 0.25),
        case("noise", rng.normal(size=(6, 8, 1)), 0.6),
    ]


@segment.draw
def draw(rng):
    """Return random blocks or noise."""
    n_H, n_W = (int(n) for n in rng.permutation(range(4, 13))[:2])
    if rng.random() < 0.3:
        return case(f"noise, {n_H} x {n_W}", rng.normal(size=(n_H, n_W, 1)), float(rng.uniform(0.4, 0.9)))
    n_C = int(rng.integers(1, 4))
    return case(f"blocks of {n_H} x {n_W} pixels, {n_C} channels", blocks(rng, n_H, n_W, n_C, 2 if n_C > 1 else 3), 0.2)


@segment.edges
def edges(rng):
    """Return one pixel, one row, one column, one region, each pixel alone, and a tolerance of 0."""
    return [
        case("one pixel", np.full((1, 1, 3), 0.5), 0.1),
        case("one row", grey([0, 1, 4, 4, 0]), 0.125),
        case("one column", grey([0], [1], [4], [4], [0]), 0.125),
        case("one channel differs by far", np.array([[[0.0, 0.0], [0.0, 1.0], [1.0, 1.0]]]), 0.2),
        case("one region of 30 x 40", 0.01 * rng.random((30, 40, 3)), 0.1),
        case("each pixel alone", np.indices((4, 5)).sum(axis=0)[..., None], 0.5),
        case("a slope from bright to dark", grey([7, 6, 5, 4], [7, 6, 5, 0], [0, 0, 6, 7]), 0.125),
        case("squares that touch at a corner", grey([8, 8, 0], [8, 8, 0], [0, 0, 8], [0, 0, 8]), 0.5),
        case("one channel differs", one_channel_differs(0.3, 0.4, 2), 0.25),
        case("three channels differ by 0.1", all_channels_differ(0.1, 3), 0.18),
        case("three channels differ by 0.1, a little more is allowed", all_channels_differ(0.1, 3), 0.15),
        case("one channel rises and the other falls", opposite_channels(0.3), 0.2),
        case("the first row is like the last", grey([0, 0, 0], [8, 8, 8], [0, 4, 0]), 0.25),
        case("the right border is like the left one", grey([0, 8, 0], [4, 8, 0]), 0.25),
        case("a winding region in colour", np.repeat(snake(), 3, axis=2), 0.5),
        case("tolerance 0", grey([2, 2, 3], [2, 3, 3]), 0.0),
        case("a winding region", snake()[:, ::-1], 0.5),
    ]


@segment.property("a mirrored picture has the same regions")
def mirrored(f, rng):
    """Return a sentence unless the regions of the mirrored picture are the mirrored regions, whatever their numbers."""
    for _ in range(3):
        image = blocks(rng, 8, 7)
        one, two = np.asarray(f(image, 0.2)), np.asarray(f(image[:, ::-1].copy(), 0.2))[:, ::-1]
        pairs = {*zip(one.ravel().tolist(), two.ravel().tolist(), strict=True)}
        if not len(pairs) == len(np.unique(one)) == len(np.unique(two)):
            return f"a picture has {len(np.unique(one))} regions; mirrored left to right, it has {len(np.unique(two))}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------

FOUR = ((0, 1), (0, -1), (1, 0), (-1, 0))


def joined(one, other, tolerance):
    """Return whether two pixels belong together."""
    return bool(np.all(np.abs(one - other) <= tolerance))


def filled(image, tolerance, similar=joined, steps=FOUR, wrap=False, seeded=False, order=None):
    """Return labels, with switches: which pixels are similar, what neighbours are, and the order of the starts.

    wrap : whether the picture goes on at the other border    seeded : whether pixels are compared with the first one
    """
    n_H, n_W = image.shape[:2]
    labels, number = np.full((n_H, n_W), -1), -1
    for start in order or np.ndindex(n_H, n_W):
        if labels[start] >= 0:
            continue
        number += 1
        labels[start], waiting = number, [start]
        while waiting:
            i, j = waiting.pop()
            for down, right in steps:
                k, n = i + down, j + right
                if wrap:
                    k, n = k % n_H, n % n_W
                if 0 <= k < n_H and 0 <= n < n_W and labels[k, n] < 0:
                    from_pixel = image[start] if seeded else image[i, j]
                    if similar(from_pixel, image[k, n], tolerance):
                        labels[k, n] = number
                        waiting.append((k, n))
    return labels


def by(similar):
    """Return a mistake that differs in what similar pixels are."""
    return lambda image, tolerance: filled(image, tolerance, similar)


@segment.mistake
def corners_touch(image, tolerance):
    """pixels that touch at a corner are joined: neighbours lie side by side or one above the other"""
    return filled(image, tolerance, steps=(*FOUR, (1, 1), (1, -1), (-1, 1), (-1, -1)))


@segment.mistake
def compared_with_the_first(image, tolerance):
    """pixels are compared with the first pixel of the region: compare neighbours with each other"""
    return filled(image, tolerance, seeded=True)


@segment.mistake
def right_and_down_alone(image, tolerance):
    """a region grows only to the right and down: it may also grow to the left and up"""
    return filled(image, tolerance, steps=((0, 1), (1, 0)))


@segment.mistake
def never_up(image, tolerance):
    """a region never grows upwards: it may grow in all four directions"""
    return filled(image, tolerance, steps=((0, 1), (0, -1), (1, 0)))


@segment.mistake
def never_left(image, tolerance):
    """a region never grows to the left: it may grow in all four directions"""
    return filled(image, tolerance, steps=((0, 1), (1, 0), (-1, 0)))


@segment.mistake
def rows_alone(image, tolerance):
    """only neighbours in a row are joined: those above and below are neighbours, too"""
    return filled(image, tolerance, steps=((0, 1), (0, -1)))


@segment.mistake
def around_the_border(image, tolerance):
    """the index -1 wraps around to the opposite border: check that a neighbour lies inside before you use it"""
    return filled(image, tolerance, wrap=True)


@segment.mistake
def no_absolute_value(image, tolerance):
    """the difference keeps its sign, so a much darker neighbour counts as similar: take its absolute value"""
    return by(lambda one, other, tolerance: bool(np.all(other - one <= tolerance)))(image, tolerance)


@segment.mistake
def less_than(image, tolerance):
    """a difference equal to the tolerance is too large: at most the tolerance means <="""
    return by(lambda one, other, tolerance: bool(np.all(np.abs(one - other) < tolerance)))(image, tolerance)


@segment.mistake
def any_channel(image, tolerance):
    """one similar channel is enough: every channel has to be similar"""
    return by(lambda one, other, tolerance: bool(np.any(np.abs(one - other) <= tolerance)))(image, tolerance)


@segment.mistake
def summed_channels(image, tolerance):
    """the differences of the channels are added up: compare each with the tolerance"""
    return by(lambda one, other, tolerance: np.abs(one - other).sum() <= tolerance)(image, tolerance)


@segment.mistake
def mean_of_channels(image, tolerance):
    """the mean difference of the channels is compared: the limit applies to every channel"""
    return by(lambda one, other, tolerance: np.abs(one - other).mean() <= tolerance)(image, tolerance)


@segment.mistake
def brightness_alone(image, tolerance):
    """the channels are averaged first: different colours may have the same brightness"""
    return by(lambda one, other, tolerance: abs(one.mean() - other.mean()) <= tolerance)(image, tolerance)


@segment.mistake
def distance_of_colours(image, tolerance):
    """the Euclidean distance between the colours is compared: compare each channel on its own"""
    return by(lambda one, other, tolerance: np.sqrt(((one - other) ** 2).sum()) <= tolerance)(image, tolerance)


@segment.mistake
def first_channel(image, tolerance):
    """only the first channel is compared: every channel has to be similar"""
    return by(lambda one, other, tolerance: abs(one[0] - other[0]) <= tolerance)(image, tolerance)


@segment.mistake
def numbered_from_one(image, tolerance):
    """the regions are numbered from 1: the first one has number 0"""
    return reference.segment(image, tolerance) + 1


@segment.mistake
def columns_first(image, tolerance):
    """the regions are numbered column by column: use an outer loop over rows"""
    n_H, n_W = image.shape[:2]
    return filled(image, tolerance, order=[(i, j) for j in range(n_W) for i in range(n_H)])


@segment.mistake
def by_size(image, tolerance):
    """the largest region has number 0: they are numbered in the order of their first pixels"""
    labels = reference.segment(image, tolerance)
    order = np.argsort(-np.bincount(labels.ravel()), kind="stable")
    return np.argsort(order)[labels]


@segment.mistake
def first_pixel_as_number(image, tolerance):
    """a region is numbered by its first pixel: number the regions 0, 1, 2 and so on"""
    labels = reference.segment(image, tolerance)
    _, first = np.unique(labels, return_index=True)
    return first[labels]


@segment.mistake
def one_scan(image, tolerance):
    """a pixel takes the number of the pixel above or to its left: two numbers may later turn out to be one region"""
    n_H, n_W = image.shape[:2]
    labels, number = np.zeros((n_H, n_W), int), 0
    for i, j in np.ndindex(n_H, n_W):
        if i and joined(image[i, j], image[i - 1, j], tolerance):
            labels[i, j] = labels[i - 1, j]
        elif j and joined(image[i, j], image[i, j - 1], tolerance):
            labels[i, j] = labels[i, j - 1]
        else:
            labels[i, j], number = number, number + 1
    return labels


@segment.mistake
def one_scan_left_first(image, tolerance):
    """a pixel takes the number of its left neighbour, or else of the upper: two numbers may later meet in one region"""
    n_H, n_W = image.shape[:2]
    labels, number = np.zeros((n_H, n_W), int), 0
    for i, j in np.ndindex(n_H, n_W):
        if j and joined(image[i, j], image[i, j - 1], tolerance):
            labels[i, j] = labels[i, j - 1]
        elif i and joined(image[i, j], image[i - 1, j], tolerance):
            labels[i, j] = labels[i - 1, j]
        else:
            labels[i, j], number = number, number + 1
    return labels


@segment.mistake
def one_step_alone(image, tolerance):
    """only the neighbours of a region's first pixel join it: look at the neighbours of those pixels, too"""
    n_H, n_W = image.shape[:2]
    labels, number = np.full((n_H, n_W), -1), -1
    for i, j in np.ndindex(n_H, n_W):
        if labels[i, j] < 0:
            number += 1
            labels[i, j] = number
            for down, right in FOUR:
                k, n = i + down, j + right
                if 0 <= k < n_H and 0 <= n < n_W and labels[k, n] < 0 and joined(image[i, j], image[k, n], tolerance):
                    labels[k, n] = number
    return labels


@segment.mistake
def colours_not_regions(image, tolerance):
    """all regions of the same colour share one number: only connected pixels form a region"""
    labels = reference.segment(image, tolerance)
    colours = [image[labels == number].mean(axis=0) for number in range(labels.max() + 1)]
    same = [next(k for k, one in enumerate(colours) if joined(one, each, tolerance)) for each in colours]
    _, numbers = np.unique(same, return_inverse=True)
    return numbers[labels]


# --- right, written differently -------------------------------------------------------------------------------------


@segment.right
def first_in_first_out(image, tolerance):
    """Return the same with a queue, pixel by pixel."""
    return filled(image, tolerance)


@segment.right
def by_merging(image, tolerance):
    """Return the same: each pixel begins alone, similar neighbours merge, and the numbers are given at the end."""
    n_H, n_W = image.shape[:2]
    labels = np.arange(n_H * n_W).reshape(n_H, n_W)
    for i, j in np.ndindex(n_H, n_W):
        for k, n in ((i, j + 1), (i + 1, j)):
            if k < n_H and n < n_W and labels[k, n] != labels[i, j] and joined(image[i, j], image[k, n], tolerance):
                low, high = sorted((labels[i, j], labels[k, n]))
                labels[labels == high] = low
    return np.unique(labels, return_inverse=True)[1].reshape(n_H, n_W)
