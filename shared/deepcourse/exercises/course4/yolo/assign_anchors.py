"""Exercise 2: which anchor fits an object best."""

import numpy as np

from deepcourse.cnn import anchors as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def places(f, sizes, anchors):
    """Return the places as an array, also where they come as a list."""
    returned = f(sizes, anchors)
    return np.array(returned, int if not returned else None) if isinstance(returned, list | tuple) else returned


assign_anchors = FunctionExercise(
    __name__,
    reference=reference.assign_anchors,
    use=places,
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("the indices",),
    any_number_type=True,
    hints=(
        "Draw two boxes with the same centre: 10 by 30 and 20 by 20. How high and wide is the part that they share?",
        "np.minimum(sizes[:, None], anchors) has the shape (n, k, 2): the sides of the shared part, for all pairs.",
        "In an (n, k) array of IoUs, along which axis do you look for the largest?",
    ),
)

THREE = np.array([[14.0, 12], [26, 14], [24, 40]])


def crossing(name="sizes that are wider than one anchor and lower than it"):
    """Return sizes of which products of ratios, distances of logarithms and IoU choose different anchors."""
    return Case(name, (np.array([[21.0, 14], [6, 39], [5, 25]]), np.array([[34.0, 22], [6, 11], [13, 23]])))


@assign_anchors.visible
def visible():
    """Return sizes near the borders between anchors, flat and high ones, equal fits, one anchor."""
    rng = np.random.default_rng(64)
    return [
        Case(
            "three anchors, five sizes", (np.array([[10.0, 11], [30, 12], [20, 35], [15, 22], [40, 20]]), THREE.copy())
        ),
        Case("long shapes", (np.array([[30.0, 4], [4, 30], [12, 10]]), np.array([[26.0, 5], [6, 26], [11, 11]]))),
        Case("one size, four anchors", (np.array([[12.0, 20]]), np.array([[30.0, 30], [20, 12], [12, 26], [11, 9]]))),
        Case("one anchor", (np.array([[5.0, 8], [9, 2]]), np.array([[7.0, 7]]))),
        Case("two anchors fit equally well", (np.array([[8.0, 8], [20, 5]]), np.array([[4.0, 8], [16, 8], [8, 4]]))),
        Case("20 sizes", (rng.uniform(5, 40, (20, 2)), rng.uniform(5, 40, (4, 2)))),
        Case(
            "a large anchor and a small one",
            (np.array([[10.0, 10], [18, 18], [21, 20]]), np.array([[30.0, 30], [9, 8]])),
        ),
        crossing(),
    ]


@assign_anchors.draw
def draw(rng):
    """Return random sizes and anchors."""
    n, k = int(rng.integers(3, 20)), int(rng.integers(2, 7))
    return Case(f"{n} sizes, {k} anchors", (rng.uniform(3, 50, (n, 2)), rng.uniform(3, 50, (k, 2))))


@assign_anchors.edges
def edges(rng):
    """Return one size, fractions, whole numbers, no sizes, equal fits."""
    return [
        Case("one size", (rng.uniform(5, 40, (1, 2)), rng.uniform(5, 40, (5, 2)))),
        Case("fractions of a picture", (rng.uniform(0.05, 0.6, (9, 2)), rng.uniform(0.05, 0.6, (3, 2)))),
        Case("whole numbers", (rng.integers(3, 40, (12, 2)), rng.integers(3, 40, (4, 2)))),
        Case("no sizes", (np.empty((0, 2)), THREE.copy())),
        crossing(),
        Case("two anchors fit equally well", (np.array([[6.0, 6]]), np.array([[9.0, 1], [3, 6], [6, 3]]))),
    ]


@assign_anchors.property("any unit gives the same indices")
def any_unit(f, rng):
    """Return a sentence unless pixels and fractions give the same places."""
    sizes, anchors = rng.uniform(3, 50, (12, 2)), rng.uniform(3, 50, (4, 2))
    same = np.array_equal(f(sizes, anchors), f(sizes / 64, anchors / 64))
    return None if same else "pixels and fractions of the picture give different anchors"


# --- known mistakes -------------------------------------------------------------------------------------------------


def parts(sizes, anchors):
    """Return the shared areas, (n, k), the areas of the sizes, (n, 1), and those of the anchors, (k,)."""
    common = np.minimum(sizes[:, None], anchors).prod(axis=2)
    return common, sizes.prod(axis=1)[:, None], anchors.prod(axis=1)


def nearest(far):
    """Return the places of the smallest distances."""
    return np.argmin(far, axis=1)


@assign_anchors.mistake
def by_euclid(sizes, anchors):
    """the anchor at the smallest Euclidean distance is taken: use IoU, where 5 pixels matter more for a small box"""
    return nearest(np.sum((sizes[:, None] - anchors) ** 2, axis=2))


@assign_anchors.mistake
def by_absolute_differences(sizes, anchors):
    """the anchor with the smallest sum of differences in height and width is taken: use IoU"""
    return nearest(np.abs(sizes[:, None] - anchors).sum(axis=2))


@assign_anchors.mistake
def by_area(sizes, anchors):
    """the anchor with the closest area is taken: a wide box and a tall one can have the same area, so use IoU"""
    _, one, other = parts(sizes, anchors)
    return nearest(np.abs(one - other))


@assign_anchors.mistake
def by_shape(sizes, anchors):
    """the anchor with the closest ratio of height to width is taken: the size counts as well, so use IoU"""
    return nearest(np.abs(np.log(sizes[:, :1] / sizes[:, 1:]) - np.log(anchors[:, 0] / anchors[:, 1])))


@assign_anchors.mistake
def by_ratios(sizes, anchors):
    """the ratios of the sides, smaller by larger, are multiplied: use the shared area divided by the union"""
    return nearest(np.abs(np.log(sizes[:, None] / anchors)).sum(axis=2))


@assign_anchors.mistake
def by_logarithms(sizes, anchors):
    """the anchor at the smallest distance of the logarithms of the sides is taken: use IoU"""
    return nearest(np.sum(np.log(sizes[:, None] / anchors) ** 2, axis=2))


@assign_anchors.mistake
def by_shared_area(sizes, anchors):
    """the shared area, or its fraction of the object, is compared, which favours large anchors: divide by the union"""
    return np.argmax(parts(sizes, anchors)[0], axis=1)


@assign_anchors.mistake
def shared_area_over_anchor(sizes, anchors):
    """the shared area is divided by the area of the anchor alone: divide it by the union"""
    common, _, other = parts(sizes, anchors)
    return np.argmax(common / other, axis=1)


@assign_anchors.mistake
def worst_fit(sizes, anchors):
    """the anchor with the smallest IoU is taken: the largest IoU is the best fit"""
    return nearest(reference.size_iou(sizes, anchors))


@assign_anchors.mistake
def turned(sizes, anchors):
    """the height and width of the anchors are swapped: sizes and anchors both have the height first"""
    return np.argmax(reference.size_iou(sizes, anchors[:, ::-1]), axis=1)


@assign_anchors.mistake
def best_size_for_each_anchor(sizes, anchors):
    """the best object for each anchor is returned: return the best anchor for each object"""
    if not len(sizes):
        return np.zeros(0, int)
    return np.argmax(reference.size_iou(sizes, anchors), axis=0)


@assign_anchors.mistake
def last_of_equals(sizes, anchors):
    """the last of several equally good anchors is taken: take the first"""
    return len(anchors) - 1 - np.argmax(reference.size_iou(sizes, anchors)[:, ::-1], axis=1)


@assign_anchors.mistake
def fits_themselves(sizes, anchors):
    """the largest IoU itself is returned: return the index of its anchor"""
    return reference.size_iou(sizes, anchors).max(axis=1)


@assign_anchors.mistake
def counted_from_one(sizes, anchors):
    """anchors are counted from 1: indices begin at 0"""
    return reference.assign_anchors(sizes, anchors) + 1


@assign_anchors.mistake
def anchors_from_the_end(sizes, anchors):
    """anchors are counted from the last to the first: index 0 is the first anchor"""
    return len(anchors) - 1 - reference.assign_anchors(sizes, anchors)


@assign_anchors.mistake
def height_alone(sizes, anchors):
    """only the heights are compared: the width counts as well"""
    return nearest(np.abs(sizes[:, :1] - anchors[:, 0]))


# --- right, written differently -------------------------------------------------------------------------------------


@assign_anchors.right
def in_loops(sizes, anchors):
    """Return the same as a list, from loops."""
    found = []
    for h, w in sizes:
        shared = [min(h, a) * min(w, b) for a, b in anchors]
        ious = [s / (h * w + a * b - s) for s, (a, b) in zip(shared, anchors, strict=True)]
        found.append(ious.index(max(ious)))
    return found


@assign_anchors.right
def shared_over_sum(sizes, anchors):
    """Return the same by the shared area over the sum of both: it grows where IoU grows."""
    common, one, other = parts(np.asarray(sizes, float), np.asarray(anchors, float))
    return np.argmax(common / (one + other), axis=1)
