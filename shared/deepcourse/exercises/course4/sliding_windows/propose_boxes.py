"""Exercise 8: boxes around regions, and around pairs of them."""

import numpy as np

from deepcourse.cnn import sliding as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def as_array(propose_boxes, labels, least, most, gap):
    """Return the boxes as an array; a list of them is as right."""
    return np.asarray(propose_boxes(labels, least, most, gap), float)


propose_boxes = FunctionExercise(
    __name__,
    reference=reference.propose_boxes,
    use=as_array,
    minutes=7,
    points_visible=5,
    points_hidden=7,
    returns=("boxes",),
    any_number_type=True,
    hints=(
        "One region first: labels == number is a mask. Count its pixels, and find the box around them, as in "
        "localization_and_landmarks.",
        "near_pairs knows nothing of least and most. How can you keep the boxes of the regions that take part, so that "
        "you can look up the box of a number, or see that it has none?",
        "Draw two boxes on paper, and one box around both. Of which corner does it take the smaller x and y, and of "
        "which the larger?",
    ),
)

PARTS = np.array(
    [
        [0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 1, 1, 1, 0, 0, 2, 2, 0],
        [0, 1, 1, 1, 3, 4, 2, 2, 0],
        [0, 0, 0, 0, 0, 0, 2, 2, 0],
        [0, 5, 5, 0, 6, 0, 0, 0, 0],
        [0, 5, 5, 0, 0, 0, 7, 7, 7],
    ]
)


ANGLE = np.array([[0, 1, 1, 1, 1], [0, 1, 1, 1, 1], [0, 1, 1, 2, 1], [0, 1, 1, 1, 1], [0, 0, 0, 0, 0]])
VALLEY = np.array([[0, 1, 0, 0, 0, 1], [0, 1, 0, 2, 0, 1], [0, 1, 0, 2, 0, 1], [0, 1, 0, 0, 0, 1], [0, 1, 1, 1, 1, 1]])
STRIPES = np.array([[0, 1, 2], [0, 1, 2]])


def case(labels, least, most, gap, name):
    """Return a case."""
    return Case(f"{name}, {least} to {most} pixels, gap {gap}", (np.array(labels), least, most, gap))


def regions(rng, n_H, n_W):
    """Return random labels: rectangles on a background, numbered by their first pixels."""
    labels = np.zeros((n_H, n_W), int)
    for number in range(1, 7):
        (y1, x1), (h, w) = (rng.integers(0, n) for n in ((n_H, n_W), (4, 4)))
        labels[y1 : y1 + 1 + h, x1 : x1 + 1 + w] = number
    numbers, first, places = np.unique(labels, return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first))
    return order[places].reshape(n_H, n_W) if len(numbers) else labels


@propose_boxes.visible
def visible():
    """Return regions that touch, with a gap, at a corner only; limits of size that they just meet; no pair; nothing."""
    corner = [[0, 0, 1, 1], [0, 0, 1, 1], [2, 2, 3, 3], [2, 2, 3, 3]]
    apart = [[0, 0, 1, 2, 3, 4, 4]]
    return [
        case(PARTS, 4, 9, 1, "eight regions"),
        case(PARTS, 4, 9, 3, "eight regions"),
        case(PARTS, 1, 6, 1, "eight regions"),
        case(PARTS[:, ::-1], 2, 100, 2, "mirrored regions"),
        case(corner, 4, 4, 1, "four squares"),
        case(apart, 2, 5, 3, "one row"),
        case(apart, 2, 5, 4, "one row"),
        case(np.transpose(apart), 2, 5, 4, "one column"),
        case(ANGLE, 1, 9, 1, "an L-shaped region and a pixel"),
        case(VALLEY, 2, 12, 1, "a U-shaped region and one inside"),
        case(VALLEY, 2, 12, 3, "a U-shaped region and one inside"),
        case(STRIPES, 2, 3, 2, "three stripes"),
        case(PARTS, 90, 99, 1, "all regions too small"),
        case(regions(np.random.default_rng(68), 9, 14), 3, 40, 2, "random regions"),
    ]


@propose_boxes.draw
def draw(rng):
    """Return random regions and limits."""
    n_H, n_W = (int(n) for n in rng.permutation(range(6, 14))[:2])
    least, gap = (int(n) for n in rng.integers((1, 1), (6, 5)))
    return case(regions(rng, n_H, n_W), least, int(rng.integers(8, 60)), gap, f"{n_H} x {n_W} pixels")


@propose_boxes.edges
def edges(rng):
    """Return one region, single pixels, a gap as wide as the picture, and limits that one region meets exactly."""
    return [
        case(np.zeros((3, 5), int), 1, 99, 2, "one region"),
        case([[0, 1], [2, 3]], 1, 1, 1, "four pixels"),
        case(PARTS, 4, 6, 9, "eight regions"),
        case(PARTS, 6, 6, 4, "regions of one size"),
        case(ANGLE.T[:, ::-1], 1, 12, 1, "an L-shaped region and a pixel"),
        case(np.repeat(STRIPES.T, 2, axis=1), 3, 4, 2, "three stripes"),
        case(PARTS, 7, 8, 1, "no region"),
        case(PARTS[::-1], 1, 9, 2, "regions upside down"),
    ]


@propose_boxes.property("a mirrored picture has mirrored boxes")
def mirrored(f, rng):
    """Return a sentence unless the boxes of mirrored labels are the mirrored boxes."""
    for _ in range(4):
        labels = regions(rng, 8, 11)
        one, two = (np.reshape(f(each.copy(), 2, 30, 2), (-1, 4)) for each in (labels, labels[:, ::-1]))
        back = np.stack([11 - two[:, 2], two[:, 1], 11 - two[:, 0], two[:, 3]], axis=1)
        if not np.array_equal(one, back):
            return "the labels were mirrored left to right; their boxes, mirrored back, are not the same"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def kept(labels, least, most):
    """Return {number: its box} of the regions of the right size."""
    found = {}
    for number in np.unique(labels).tolist():
        rows, columns = np.nonzero(labels == number)
        if least <= len(rows) <= most:
            found[number] = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    return found


def near(labels, apart, axes=(0, 1)):
    """Return pairs (smaller, larger) of numbers that meet at some distances along rows, columns or both."""
    pairs = set()
    for d in apart:
        for axis in axes:
            if d < labels.shape[axis]:
                moved = np.moveaxis(labels, axis, 0)
                one, other = moved[d:], moved[:-d]
                pairs |= {(min(p), max(p)) for p in zip(one.ravel().tolist(), other.ravel().tolist(), strict=True)}
    return sorted(pair for pair in pairs if pair[0] != pair[1])


def around(one, other):
    """Return the box around two boxes."""
    return (*np.minimum(one[:2], other[:2]), *np.maximum(one[2:], other[2:]))


def proposed(boxes, pairs, join=around):
    """Return the boxes of regions, then those of the pairs of which both are there."""
    both = [join(boxes[i], boxes[j]) for i, j in pairs if i in boxes and j in boxes]
    return np.array([*boxes.values(), *both], int).reshape(-1, 4)


@propose_boxes.mistake
def regions_alone(labels, least, most, gap):
    """the pairs are missing: the boxes around pairs of near regions follow those of single regions"""
    return proposed(kept(labels, least, most), [])


@propose_boxes.mistake
def pairs_alone(labels, least, most, gap):
    """only the pairs have boxes: the single regions come first"""
    boxes = kept(labels, least, most)
    return proposed(boxes, near(labels, range(1, gap + 1)))[len(boxes) :]


@propose_boxes.mistake
def all_pairs(labels, least, most, gap):
    """all regions are paired with each other: pair only those that are near"""
    boxes = kept(labels, least, most)
    return proposed(boxes, [(i, j) for i in boxes for j in boxes if i < j])


@propose_boxes.mistake
def touching_alone(labels, least, most, gap):
    """only regions that touch are paired: they may be up to `gap` pixels apart"""
    return proposed(kept(labels, least, most), near(labels, [1]))


@propose_boxes.mistake
def exactly_the_gap(labels, least, most, gap):
    """only pixels exactly `gap` apart are compared: every distance from 1 to `gap` counts"""
    return proposed(kept(labels, least, most), near(labels, [gap]))


@propose_boxes.mistake
def gap_excluded(labels, least, most, gap):
    """the distance `gap` itself is missed: range(1, gap) ends before it"""
    return proposed(kept(labels, least, most), near(labels, range(1, gap)))


@propose_boxes.mistake
def gap_between(labels, least, most, gap):
    """the pixels in between are counted: pixels that touch are 1 apart, not 0"""
    return proposed(kept(labels, least, most), near(labels, range(1, gap + 2)))


@propose_boxes.mistake
def side_by_side_alone(labels, least, most, gap):
    """only pixels in one row are compared: regions may also be near in a column"""
    return proposed(kept(labels, least, most), near(labels, range(1, gap + 1), (1,)))


@propose_boxes.mistake
def one_above_the_other_alone(labels, least, most, gap):
    """only pixels in one column are compared: regions may also be near in a row"""
    return proposed(kept(labels, least, most), near(labels, range(1, gap + 1), (0,)))


@propose_boxes.mistake
def near_boxes(labels, least, most, gap):
    """the distance is measured between boxes: two boxes may overlap although no pixels of the regions are near"""
    boxes, pairs = kept(labels, least, most), []
    for i, one in boxes.items():
        for j, other in boxes.items():
            across = max(one[0], other[0]) - min(one[2], other[2])
            along = max(one[1], other[1]) - min(one[3], other[3])
            if i < j and min(across, along) < 0 and max(across, along) < gap:
                pairs.append((i, j))
    return proposed(boxes, pairs)


@propose_boxes.mistake
def more_than_least(labels, least, most, gap):
    """regions of exactly `least` pixels are left out: they are large enough"""
    return reference.propose_boxes(labels, least + 1, most, gap)


@propose_boxes.mistake
def less_than_most(labels, least, most, gap):
    """regions of exactly `most` pixels are left out: they are small enough"""
    return reference.propose_boxes(labels, least, most - 1, gap)


@propose_boxes.mistake
def limits_excluded(labels, least, most, gap):
    """regions of exactly `least` or `most` pixels are left out: they take part"""
    return reference.propose_boxes(labels, least + 1, most - 1, gap)


@propose_boxes.mistake
def no_upper_limit(labels, least, most, gap):
    """large regions are kept: leave out those with more than `most` pixels"""
    return reference.propose_boxes(labels, least, labels.size, gap)


@propose_boxes.mistake
def no_lower_limit(labels, least, most, gap):
    """small regions are kept: leave out those with fewer than `least` pixels"""
    return reference.propose_boxes(labels, 0, most, gap)


@propose_boxes.mistake
def limits_of_the_box(labels, least, most, gap):
    """the area of the box is compared with the limits: count the pixels of the region"""
    every = kept(labels, 1, labels.size)
    right = {k: box for k, box in every.items() if least <= (box[2] - box[0]) * (box[3] - box[1]) <= most}
    return proposed(right, near(labels, range(1, gap + 1)))


@propose_boxes.mistake
def limits_for_singles_alone(labels, least, most, gap):
    """regions of any size are paired: those that are too small or too large are left out of the pairs, too"""
    every = kept(labels, 1, labels.size)
    pairs = near(labels, range(1, gap + 1))
    single = kept(labels, least, most).values()
    return np.array([*single, *(around(every[i], every[j]) for i, j in pairs)], int).reshape(-1, 4)


@propose_boxes.mistake
def dropped_ones_looked_up(labels, least, most, gap):
    """the box of a region that takes no part is looked up: near_pairs returns pairs of all regions"""
    boxes = kept(labels, least, most)
    return np.array([*boxes.values(), *(around(boxes[i], boxes[j]) for i, j in near(labels, range(1, gap + 1)))])


@propose_boxes.mistake
def looked_up_by_position(labels, least, most, gap):
    """a pair's numbers are taken for positions in the list of boxes: some regions have none, so the others move up"""
    boxes = list(kept(labels, least, most).values())
    return np.array([*boxes, *(around(boxes[i], boxes[j]) for i, j in near(labels, range(1, gap + 1)))])


@propose_boxes.mistake
def pairs_must_fit(labels, least, most, gap):
    """a pair with more than `most` pixels together is left out: the limits are for single regions"""
    boxes, counts = kept(labels, least, most), np.bincount(labels.ravel())
    pairs = [(i, j) for i, j in near(labels, range(1, gap + 1)) if counts[i] + counts[j] <= most]
    return proposed(boxes, pairs)


@propose_boxes.mistake
def each_pair_twice(labels, least, most, gap):
    """each pair comes twice, as (i, j) and as (j, i): once is enough"""
    pairs = near(labels, range(1, gap + 1))
    return proposed(kept(labels, least, most), sorted([*pairs, *((j, i) for i, j in pairs)]))


@propose_boxes.mistake
def paired_with_itself(labels, least, most, gap):
    """each region is paired with itself, too: a pair has two regions"""
    pairs = near(labels, range(1, gap + 1))
    return proposed(kept(labels, least, most), sorted([*pairs, *((k, k) for k in np.unique(labels).tolist())]))


@propose_boxes.mistake
def no_columns(labels, least, most, gap):
    """an array of no boxes has shape (0,): keep its four columns, (0, 4)"""
    boxes = reference.propose_boxes(labels, least, most, gap)
    return boxes if len(boxes) else np.array([])


@propose_boxes.mistake
def common_part(labels, least, most, gap):
    """the box of a pair is what the two boxes share: it has to hold both"""
    return proposed(
        kept(labels, least, most),
        near(labels, range(1, gap + 1)),
        lambda one, other: (*np.maximum(one[:2], other[:2]), *np.minimum(one[2:], other[2:])),
    )


@propose_boxes.mistake
def last_pixels(labels, least, most, gap):
    """x2 and y2 are the last pixels of a region: its right and lower edges are one pixel further"""
    boxes = np.array(reference.propose_boxes(labels, least, most, gap), int)
    return boxes - np.array([0, 0, 1, 1])


@propose_boxes.mistake
def rows_as_x(labels, least, most, gap):
    """x and y are swapped: columns are x, and x comes first"""
    return reference.propose_boxes(labels, least, most, gap)[:, [1, 0, 3, 2]]


@propose_boxes.mistake
def number_zero_left_out(labels, least, most, gap):
    """region 0 is left out: it is a region like the others"""
    boxes = {number: box for number, box in kept(labels, least, most).items() if number}
    return proposed(boxes, near(labels, range(1, gap + 1)))


# --- right, written differently -------------------------------------------------------------------------------------


@propose_boxes.right
def pixel_by_pixel(labels, least, most, gap):
    """Return the same in plain loops, as a list where there are any."""
    n_H, n_W = labels.shape
    boxes, pairs = kept(labels, least, most), set()
    for i in range(n_H):
        for j in range(n_W):
            for d in range(1, gap + 1):
                if i + d < n_H:
                    pairs.add(tuple(sorted((int(labels[i, j]), int(labels[i + d, j])))))
                if j + d < n_W:
                    pairs.add(tuple(sorted((int(labels[i, j]), int(labels[i, j + d])))))
    return proposed(boxes, sorted(pair for pair in pairs if pair[0] < pair[1])).tolist() or np.zeros((0, 4))


@propose_boxes.right
def by_masks(labels, least, most, gap):
    """Return the same: a region is near another if it meets it after being shifted."""
    boxes, pairs = kept(labels, least, most), []
    for i in boxes:
        grown = labels == i
        wide = grown.copy()
        for d in range(1, gap + 1):
            wide[d:] |= grown[:-d]
            wide[:-d] |= grown[d:]
            wide[:, d:] |= grown[:, :-d]
            wide[:, :-d] |= grown[:, d:]
        pairs += [(i, j) for j in boxes if j > i and np.any(wide & (labels == j))]
    return proposed(boxes, pairs)
