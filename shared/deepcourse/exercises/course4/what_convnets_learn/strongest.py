"""Exercise 4: the pictures that a unit answers to most."""

import numpy as np

from deepcourse.cnn import units as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

strongest = FunctionExercise(
    __name__,
    reference=reference.strongest,
    minutes=6,
    points_visible=6,
    points_hidden=8,
    returns=("the list",),
    any_number_type=True,
    hints=(
        "Reduce each picture to one number first: how strong does the unit get in it?",
        "Sort the pictures by that number, largest first. np.argsort sorts in ascending order: what if you "
        'negate the numbers? With kind="stable", equal numbers stay in order.',
        "argmax of a map (n_H, n_W) counts the positions row by row. How many positions does a row have, and what do "
        "the quotient and remainder tell you?",
    ),
)


def layer(rng, m, n_H, n_W, n_C):
    """Return what a ReLU might return: different numbers, many zeros, every picture with something in each channel."""
    A = np.maximum(rng.normal(size=(m, n_H, n_W, n_C)), 0)
    for i in range(m):
        A[i, rng.integers(n_H), rng.integers(n_W)] += rng.uniform(0.5, 3, size=n_C)
    return A


def case(name, A, unit, k):
    """Return a case."""
    return Case(f"{name}: outputs {A.shape}, unit {unit}, k = {k}", (A, unit, k))


def crowded(rng):
    """Return outputs in which one picture has the four largest numbers of a unit."""
    A = layer(rng, 5, 4, 6, 2)
    A[3, 1, 1:5, 1] = 9.0, 8.0, 8.5, 7.5
    return A


def two_maxima(rng):
    """Return outputs whose pictures have their largest number twice."""
    A = layer(rng, 4, 3, 5, 3)
    A[1, 0, 4, 2] = A[1, 2, 1, 2] = 6.0
    A[2, 2, 0, 2] = A[2, 1, 3, 2] = 7.0
    return A


def equal_pictures(rng):
    """Return outputs in which a unit reaches its largest value in two pictures, and the next one in two more."""
    A = layer(rng, 6, 4, 3, 2)
    A[1, 2, 1, 0] = A[4, 0, 2, 0] = 8.0
    A[0, 3, 0, 0] = A[5, 1, 1, 0] = 6.5
    return A


def negative(rng):
    """Return outputs before a ReLU, with a large negative number in each picture, and one below zero everywhere."""
    A = rng.normal(size=(5, 4, 3, 2))
    A[:, 1, 2] = -7 - np.arange(5)[:, None]
    A[4] = -np.abs(A[4])
    return A


@strongest.visible
def visible():
    """Return layers of all shapes, a crowded picture, ties, negative numbers, k = 1 and k = m."""
    rng = np.random.default_rng(40)
    means = layer(rng, 6, 3, 4, 3)
    means[0, :, :, 1] = 1.1
    return [
        case("a layer", layer(rng, 7, 3, 5, 4), 2, 4),
        case("one picture with the four largest", crowded(rng), 1, 3),
        case("a large mean without a peak", means, 1, 4),
        case("all pictures", layer(rng, 4, 6, 3, 2), 0, 4),
        case("the largest number twice in a picture", two_maxima(rng), 2, 3),
        case("equal values in two pictures", equal_pictures(rng), 0, 4),
        case("before the ReLU", negative(rng), 1, 5),
        case("the first of all", layer(rng, 6, 5, 4, 3), 1, 1),
        case("maps of one position", layer(rng, 8, 1, 1, 3), 1, 3),
        case("one channel", layer(rng, 5, 2, 7, 1), 0, 3),
    ]


@strongest.draw
def draw(rng):
    """Return a random layer."""
    m, n_H, n_W, n_C = (int(n) for n in rng.integers((3, 2, 2, 2), (9, 7, 7, 5)))
    return case("a layer", layer(rng, m, n_H, n_W, n_C), int(rng.integers(n_C)), int(rng.integers(1, m + 1)))


@strongest.edges
def edges(rng):
    """Return one picture, one channel, one row, equal pictures, float32, a crowd."""
    A = layer(rng, 4, 3, 4, 2)
    A[2] = A[1]
    return [
        case("one picture", layer(rng, 1, 4, 3, 2), 1, 1),
        case("one row", layer(rng, 5, 1, 6, 2), 0, 3),
        case("two equal pictures", A, 1, 4),
        case("equal values in two pictures", equal_pictures(rng), 0, 3),
        case("float32", layer(rng, 6, 5, 3, 3).astype(np.float32), 2, 5),
        case("one picture with the four largest", crowded(rng), 1, 4),
        case("before the ReLU", negative(rng), 0, 5),
        case("the largest number twice in a picture", two_maxima(rng), 2, 4),
    ]


@strongest.property("every picture at most once")
def once(f, rng):
    """Return a sentence unless k different pictures come out."""
    A = crowded(rng)
    pictures = [place[0] for place in f(A, 1, 4)]
    return None if len(set(pictures)) == 4 else f"k = 4, but the pictures are {pictures}: all four must differ"


def ordered(A, unit, k, *, of=lambda maps: maps.max(axis=1), peak=np.argmax, columns=None, largest=True):
    """Return the list with another measure of a picture, another peak or another number of columns."""
    maps = A[..., unit].reshape(len(A), -1)
    values = of(maps)
    order = np.argsort(-values if largest else values, kind="stable")[:k]
    columns = A.shape[2] if columns is None else columns
    return [(int(i), *divmod(int(peak(maps[i])), columns)) for i in order]


@strongest.mistake
def same_picture_again(A, unit, k):
    """the k largest numbers of all pictures together are taken, so one picture may appear several times: take the
    largest of each picture first"""
    a = A[..., unit]
    order = np.argsort(-a.ravel(), kind="stable")[:k]
    return [tuple(int(n) for n in np.unravel_index(place, a.shape)) for place in order]


@strongest.mistake
def divided_by_height(A, unit, k):
    """the index from argmax is divided by n_H: it counts row by row, so divide by n_W"""
    return ordered(A, unit, k, columns=A.shape[1])


@strongest.mistake
def column_first(A, unit, k):
    """row and column are swapped: return (i, h, w)"""
    return [(i, w, h) for i, h, w in reference.strongest(A, unit, k)]


@strongest.mistake
def weakest_first(A, unit, k):
    """the weakest pictures are returned: argsort sorts in ascending order, so reverse it"""
    return ordered(A, unit, k, largest=False)


@strongest.mistake
def strongest_last(A, unit, k):
    """the k strongest pictures are right, but the strongest comes last: return it first"""
    return reference.strongest(A, unit, k)[::-1]


@strongest.mistake
def by_mean(A, unit, k):
    """pictures are ordered by the mean over all positions: order them by the largest value"""
    return ordered(A, unit, k, of=lambda maps: maps.mean(axis=1))


@strongest.mistake
def by_size(A, unit, k):
    """the sign is dropped: a large negative value does not mean that the unit is excited"""
    return ordered(np.abs(A), unit, k)


@strongest.mistake
def all_channels(A, unit, k):
    """pictures are ordered by the strongest of all units: use the channel `unit` only"""
    maps = A[..., unit].reshape(len(A), -1)
    order = np.argsort(-A.reshape(len(A), -1).max(axis=1), kind="stable")[:k]
    return [(int(i), *divmod(int(maps[i].argmax()), A.shape[2])) for i in order]


@strongest.mistake
def not_sorted(A, unit, k):
    """the first k pictures are returned, whatever their values: sort all pictures by the unit's largest value"""
    return ordered(A, unit, k, of=lambda maps: np.zeros(len(maps)))


@strongest.mistake
def sorted_by_number(A, unit, k):
    """the k pictures are right, but sorted by their index: the strongest comes first"""
    return sorted(reference.strongest(A, unit, k))


@strongest.mistake
def next_unit(A, unit, k):
    """the previous unit is used: units are counted from 0"""
    return reference.strongest(A, unit - 1, k)


@strongest.mistake
def position_of_the_best(A, unit, k):
    """all entries have the position of the strongest picture: find the position in each picture"""
    found = reference.strongest(A, unit, k)
    return [(i, *found[0][1:]) for i, _, _ in found]


@strongest.mistake
def last_of_equals(A, unit, k):
    """of equal values in a picture, the last is taken: take the first, as argmax does"""
    return ordered(A, unit, k, peak=lambda a: len(a) - 1 - np.argmax(a[::-1]))


@strongest.mistake
def later_of_equal_pictures(A, unit, k):
    """of pictures with equal values, the later comes first: an ascending order that is reversed turns them round;
    sort the negated numbers with kind="stable" instead"""
    values = A[..., unit].max(axis=(1, 2))
    order = np.argsort(values, kind="stable")[::-1][:k]
    return [(int(i), *divmod(int(A[i, ..., unit].argmax()), A.shape[2])) for i in order]


@strongest.mistake
def one_less(A, unit, k):
    """one picture too few is returned: return k"""
    return reference.strongest(A, unit, k - 1)


@strongest.mistake
def channels_in_the_count(A, unit, k):
    """the position is found in all channels together: select the channel `unit` before you look for it"""
    found = []
    for i, _, _ in reference.strongest(A, unit, k):
        h, w, _ = np.unravel_index(A[i].argmax(), A[i].shape)
        found.append((i, int(h), int(w)))
    return found


@strongest.right
def by_loops(A, unit, k):
    """Return the same from loops, as a list of lists."""
    found = []
    for i in range(len(A)):
        best = None
        for h, w in np.ndindex(*A.shape[1:3]):
            if best is None or A[i, h, w, unit] > best[0]:
                best = (A[i, h, w, unit], h, w)
        found.append((-best[0], i, best[1], best[2]))
    return [[i, h, w] for _, i, h, w in sorted(found)[:k]]


@strongest.right
def by_unravel_index(A, unit, k):
    """Return the same with np.unravel_index and NumPy's integers."""
    values = A[..., unit].max(axis=(1, 2))
    chosen = sorted(range(len(A)), key=lambda i: values[i], reverse=True)[:k]
    return [(np.int64(i), *np.unravel_index(A[i, ..., unit].argmax(), A.shape[1:3])) for i in chosen]
