"""Exercise 6: one to K, who is it?"""

import numpy as np

from deepcourse.cnn import faces as reference
from deepcourse.cnn.faces import squared_distances
from deepcourse.exercises.course4.face_verification.encodings import near, unit
from deepcourse.exercises.declaration import Case, FunctionExercise

NAMES = ("Ada", "Emil", "Ines", "Kofi", "Lena", "Mato", "Noor", "Olga", "Pia", "Ravi")
OTHER = "a text that is none of the names"


def in_words(f, E, stored, names, threshold):
    """Return the list of names and None: a name may be of any kind of string, the list an array."""
    said = f(E, stored, list(names), threshold)
    if not isinstance(said, (list, tuple, np.ndarray)):
        return said
    return [(str(who) if who in names else OTHER) if isinstance(who, str) else who for who in said]


recognize = FunctionExercise(
    __name__,
    reference=reference.recognize,
    use=in_words,
    name="recognize",
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("the names",),
    hints=(
        "Take one column of E: its squared distances to all columns of stored are K numbers. Two things about them "
        "matter: which is the smallest, and is it small enough?",
        "squared_distances(E, stored) of the package has a row for each column of E. argmin with an axis finds the "
        "place of the smallest in each row.",
        "A place leads to a name by names[k]. Decide between the name and None for each column, in a loop.",
    ),
)


def case(rng, n, m, names, threshold):
    """Return queries: some of stored people, some of strangers, some in doubt."""
    stored = unit(rng, n, len(names))
    known = near(rng, stored[:, rng.integers(len(names), size=m)], 0.8 * np.sqrt(threshold / n))
    E = np.where(rng.random(m) < 0.7, known, unit(rng, n, m))
    told = f"n = {n}, {m} pictures, {len(names)} stored, threshold {threshold:g}"
    return Case(told, (E, stored, tuple(names), threshold))


def at_the_threshold():
    """Return two stored encodings, and pictures at distances of exactly the threshold, below and above."""
    stored = np.array([[1.0, 0.0], [0.0, 1.0]])
    E = np.array([[-1.0, 0.0, 0.8, -0.6], [0.0, -1.0, 0.6, 0.8]])
    return Case("two pictures at exactly the threshold", (E, stored, ("Ada", "Emil"), 2.0))


@recognize.visible
def visible():
    """Return crowds of several sizes, people stored twice, distances at exactly the threshold, one who is stored."""
    rng = np.random.default_rng(61)
    stored = np.abs(unit(rng, 3, 4))
    twice = ("Kofi", "Ada", "Kofi", "Emil", "Ada")
    return [
        case(rng, 3, 8, NAMES[:5], 0.5),
        case(rng, 5, 6, NAMES[4:8], 1.2),
        case(rng, 4, 18, twice, 0.3),
        case(rng, 2, 6, ("Ines",), 0.3),
        case(rng, 8, 10, NAMES[::-1], 0.7),
        Case("four strangers, threshold 0.3", (-stored, stored, NAMES[2:6], 0.3)),
        at_the_threshold(),
    ]


@recognize.draw
def draw(rng):
    """Return a random crowd."""
    names = [str(name) for name in rng.choice(NAMES, size=int(rng.integers(2, 9)))]
    return case(rng, int(rng.integers(2, 8)), int(rng.integers(3, 12)), names, round(float(rng.uniform(0.3, 1.4)), 2))


@recognize.edges
def edges(rng):
    """Return one picture, one stored, nobody near enough, everybody near enough, n = m = K, the threshold."""
    E, stored = unit(rng, 3, 5), unit(rng, 3, 4)
    return [
        case(rng, 4, 1, NAMES[:6], 0.6),
        case(rng, 5, 18, ("Pia", "Pia", "Ravi", "Pia", "Ravi"), 0.35),
        case(rng, 3, 5, ("Olga",), 0.7),
        Case("threshold 0", (E, stored, NAMES[:4], 0.0)),
        Case("threshold 5", (E, stored, NAMES[2:6], 5.0)),
        Case("the stored pictures themselves", (stored.copy(), stored, NAMES[:4], 0.01)),
        case(rng, 4, 4, NAMES[:4], 0.9),
        at_the_threshold(),
    ]


@recognize.property("the order of the stored encodings makes no difference")
def order_is_free(f, rng):
    """Return a sentence unless storing people in another order gives the same names."""
    E, stored, names, threshold = case(rng, 4, 9, NAMES[:6], 0.9).arguments
    order = rng.permutation(6)
    other = in_words(f, E, stored[:, order], [names[k] for k in order], threshold)
    same = other == in_words(f, E, stored, names, threshold)
    return None if same else "with the stored people in another order, other names come out"


# --- known mistakes -------------------------------------------------------------------------------------------------


def named(E, stored, names, threshold, *, D=None, places=None, at=None):
    """Return the names, with something changed: the distances, the places chosen, the distance that is compared."""
    D = squared_distances(E, stored) if D is None else D
    places = D.argmin(axis=1) if places is None else places
    at = D[np.arange(len(D)), places] if at is None else at
    return [names[k] if d < threshold else None for k, d in zip(places, at, strict=True)]


@recognize.mistake
def threshold_ignored(E, stored, names, threshold):
    """the nearest name is returned however far away it is: return None if it is not below the threshold"""
    return named(E, stored, names, np.inf)


@recognize.mistake
def accepted_at_the_threshold(E, stored, names, threshold):
    """a distance exactly at the threshold is accepted: it must be below the threshold"""
    return named(E, stored, names, np.nextafter(threshold, 9))


@recognize.mistake
def first_below(E, stored, names, threshold):
    """the first person below the threshold is returned: look for the nearest of all"""
    D = squared_distances(E, stored)
    return named(E, stored, names, threshold, places=(threshold > D).argmax(axis=1))


@recognize.mistake
def last_below(E, stored, names, threshold):
    """the last person below the threshold is returned: look for the nearest of all"""
    D = squared_distances(E, stored)
    return named(E, stored, names, threshold, places=D.shape[1] - 1 - (threshold > D)[:, ::-1].argmax(axis=1))


@recognize.mistake
def farthest(E, stored, names, threshold):
    """the farthest is taken: argmin finds the nearest"""
    return named(E, stored, names, threshold, places=squared_distances(E, stored).argmax(axis=1))


@recognize.mistake
def not_squared(E, stored, names, threshold):
    """the distances are not squared: this threshold belongs to squared distances"""
    return named(E, stored, names, threshold, D=np.sqrt(squared_distances(E, stored)))


@recognize.mistake
def absolute_differences(E, stored, names, threshold):
    """absolute differences are added up: add up squares"""
    return named(E, stored, names, threshold, D=np.abs(E[:, :, None] - stored[:, None]).sum(axis=0))


@recognize.mistake
def mean_of_the_squares(E, stored, names, threshold):
    """the squares are averaged over n: the squared distance is their sum"""
    return named(E, stored, names, threshold, D=squared_distances(E, stored) / len(E))


@recognize.mistake
def one_name_for_all(E, stored, names, threshold):
    """argmin searches all distances at once: with an axis, it finds the nearest for each picture"""
    D = squared_distances(E, stored)
    return named(E, stored, names, threshold, places=np.full(len(D), D.argmin() % D.shape[1]))


@recognize.mistake
def smallest_distance_of_all(E, stored, names, threshold):
    """the smallest of all distances is compared with the threshold: each picture has its own"""
    D = squared_distances(E, stored)
    return named(E, stored, names, threshold, at=np.full(len(D), D.min()))


@recognize.mistake
def places_for_names(E, stored, names, threshold):
    """the indices are returned: names[k] is the name at index k"""
    return [None if who is None else int(k) for who, k in zip(
        named(E, stored, names, threshold), squared_distances(E, stored).argmin(axis=1), strict=True)]  # fmt: skip


@recognize.mistake
def strangers_left_out(E, stored, names, threshold):
    """strangers are left out of the list: give them None, so that the list has m entries"""
    return [who for who in named(E, stored, names, threshold) if who is not None]


@recognize.mistake
def text_for_none(E, stored, names, threshold):
    """strangers get a text, such as "nobody" or "None": return None itself, without quotes"""
    return ["nobody" if who is None else who for who in named(E, stored, names, threshold)]


@recognize.mistake
def nearest_picture_of_each_stored(E, stored, names, threshold):
    """argmin runs along axis 0, over the m pictures: each picture needs the nearest of the K stored, axis 1"""
    D = squared_distances(E, stored)
    return [names[k] if D[i, k] < threshold else None for i, k in enumerate(D.argmin(axis=0))]


@recognize.mistake
def stored_and_pictures_exchanged(E, stored, names, threshold):
    """`E` and `stored` are exchanged in squared_distances: then there is a row for each stored encoding"""
    D = squared_distances(stored, E)
    return [names[k] if D[i, k] < threshold else None for i, k in enumerate(D.argmin(axis=1))]


@recognize.mistake
def first_picture_only(E, stored, names, threshold):
    """only the first picture gets an answer: return a list of m names"""
    return named(E, stored, names, threshold)[0] or ""


@recognize.mistake
def names_without_repeats(E, stored, names, threshold):
    """the index is looked up among the names without repeats: `names` has an entry for each stored encoding"""
    once = sorted(set(names), key=names.index)
    return named(E, stored, [*once, *once[-1:] * len(names)], threshold)


@recognize.mistake
def mean_of_a_person(E, stored, names, threshold):
    """the distance is measured to the mean of a person's encodings: take the nearest stored encoding"""
    once = sorted(set(names), key=names.index)
    means = [stored[:, [name == who for name in names]].mean(axis=1) for who in once]
    return named(E, np.stack(means, axis=1), once, threshold)


@recognize.mistake
def known_and_strangers_exchanged(E, stored, names, threshold):
    """None and the name are exchanged: the name belongs to a distance below the threshold"""
    D = squared_distances(E, stored)
    return [names[k] if d >= threshold else None for k, d in zip(D.argmin(axis=1), D.min(axis=1), strict=True)]


@recognize.mistake
def everybody_below(E, stored, names, threshold):
    """all names below the threshold are returned: return only the nearest"""
    return [[names[k] for k in np.flatnonzero(row < threshold)] for row in squared_distances(E, stored)]


# --- right, written differently -------------------------------------------------------------------------------------


@recognize.right
def picture_by_picture(E, stored, names, threshold):
    """Return the same from two loops."""
    said = []
    for e in E.T:
        best, who = threshold, None
        for k in range(stored.shape[1]):
            d = np.sum((e - stored[:, k]) ** 2)
            if d < best:
                best, who = d, names[k]
        said.append(who)
    return said


@recognize.right
def by_broadcasting(E, stored, names, threshold):
    """Return the same from three axes and an array of names."""
    D = np.square(E[:, :, None] - stored[:, None, :]).sum(axis=0)
    said = np.array(names, dtype=object)[D.argmin(axis=1)]
    said[D.min(axis=1) >= threshold] = None
    return said
