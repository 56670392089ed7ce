"""Exercise 4: the hardest triplet of each anchor of a batch."""

import numpy as np

from deepcourse.cnn import faces as reference
from deepcourse.cnn.faces import squared_distances
from deepcourse.exercises.course4.face_verification.encodings import crowd, unit
from deepcourse.exercises.declaration import Case, FunctionExercise


def in_arrays(f, E, labels, *, farther):
    """Return the three results as arrays of whole numbers: lists are as good, and empty ones of any type."""
    said = f(E, labels, farther=farther)
    if type(said) not in (tuple, list):
        return said
    return tuple(np.asarray(part, dtype=int if np.shape(part) == (0,) else None) for part in said)


hard_triplets = FunctionExercise(
    __name__,
    reference=reference.hard_triplets,
    use=in_arrays,
    name="hard_triplets",
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("anchors", "positives", "negatives"),
    hints=(
        "Begin with one anchor i and a loop. Which columns may be its positive, and which its negative? Use "
        "two rows of truth values; i itself is in neither.",
        "Among the allowed columns you want the farthest or the nearest, but its index among all m columns. Give the "
        "forbidden ones a distance that can never win.",
        "With farther=True, fewer negatives are allowed. When no column is allowed, the anchor is left out: test that "
        "before you search.",
    ),
)


def case(rng, n, counts, farther):
    """Return a batch of people with several pictures each."""
    E, labels = crowd(rng, n, counts)
    return Case(told(n, counts, farther), (E, labels), {"farther": farther})


def told(n, counts, farther):
    """Return the name of a case."""
    return f"n = {n}, pictures of each person: {', '.join(map(str, counts))}{'; farther' if farther else ''}"


@hard_triplets.visible
def visible():
    """Return batches with and without `farther`, single pictures, anchors without a negative, one person alone."""
    rng = np.random.default_rng(31)
    E = np.array([[0.0, 1.0, 5.0, 7.0, 20.0]])
    return [
        Case("five points on a line", (E, np.array([3, 3, 3, 8, 8])), {"farther": False}),
        Case("five points on a line; farther", (E, np.array([3, 3, 3, 8, 8])), {"farther": True}),
        case(rng, 3, (4, 3, 2), False),
        case(rng, 4, (3, 4, 3), True),
        case(rng, 5, (3, 1, 2, 3), False),
        case(rng, 2, (4, 2, 1, 3), True),
        case(rng, 3, (4,), False),
    ]


@hard_triplets.draw
def draw(rng):
    """Return a batch of random size."""
    counts = tuple(int(k) for k in rng.integers(2, 5, size=int(rng.integers(2, 5))))
    return case(rng, int(rng.integers(2, 6)), counts, bool(rng.integers(2)))


@hard_triplets.edges
def edges(rng):
    """Return single pictures, one person alone, nobody with two pictures, two people far apart, many."""
    one, other = unit(rng, 3, 1), np.array([0, 0, 1, 1, 0])
    line, order = float(rng.uniform(0.5, 2)) * np.array([[0.0, 1.0, 5.0, 7.0, 20.0]]), rng.permutation(5)
    return [
        Case("five points on a line; farther", (line[:, order], np.array([4, 4, 4, 1, 1])[order]), {"farther": True}),
        case(rng, 4, (1, 3, 1), False),
        case(rng, 3, (1, 2, 3, 1), True),
        case(rng, 3, (3,), True),
        case(rng, 3, (1, 1, 1), False),
        Case(
            "two people far apart; farther",
            (np.where(other, one, -one) + 0.1 * unit(rng, 3, 5), other),
            {"farther": True},
        ),
        case(rng, 8, (4, 4, 4, 4), False),
        case(rng, 8, (4, 4, 4, 4), True),
    ]


@hard_triplets.property("a positive is another picture of the anchor's person")
def positives_are_others(f, rng):
    """Return a sentence unless positives are of the anchor's person, negatives of another, and no picture is both."""
    E, labels = crowd(rng, 3, (3, 1, 4, 2))
    for farther in (False, True):
        for a, p, n in zip(*f(E, labels, farther=farther), strict=True):
            if a == p or labels[a] != labels[p]:
                return f"the positive of picture {a} is picture {p}: it must be another picture of the same person"
            if labels[a] == labels[n]:
                return f"the negative of picture {a} is picture {n}, which is of the same person"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def found(E, labels, farther=False, *, D=None, positive_D=None, self_allowed=False, beyond=np.greater, nearest=None,
          alone=False):  # fmt: skip
    """Return the triplets, with something changed."""
    D = squared_distances(E, E) if D is None else D
    same, m = labels[:, None] == labels, len(labels)
    others = same if self_allowed else same & ~np.eye(m, dtype=bool)
    positives = np.where(others, D if positive_D is None else positive_D, -np.inf).argmax(axis=1)
    allowed = ~same & beyond(D, D[np.arange(m), positives][:, None]) if farther else ~same
    negatives = np.where(allowed, D if nearest is None else nearest, np.inf).argmin(axis=1)
    anchors = np.flatnonzero((others.any(axis=1) | alone) & allowed.any(axis=1))
    return anchors, positives[anchors], negatives[anchors]


@hard_triplets.mistake
def nearest_positive(E, labels, *, farther=False):
    """the positive is the nearest picture of the person: that is the easiest one; take the farthest"""
    return found(E, labels, farther, positive_D=-squared_distances(E, E))


@hard_triplets.mistake
def farthest_negative(E, labels, *, farther=False):
    """the negative is the farthest picture of another person: that is the easiest one; take the nearest"""
    return found(E, labels, farther, nearest=-squared_distances(E, E))


@hard_triplets.mistake
def own_positive(E, labels, *, farther=False):
    """a person's only picture is its own positive: leave out anchors without another picture of the person"""
    return found(E, labels, farther, self_allowed=True)


@hard_triplets.mistake
def nearest_of_all(E, labels, *, farther=False):
    """the negative is the nearest of all other pictures: it must be of another person"""
    anchors, positives, _ = found(E, labels, farther)
    D = squared_distances(E, E) + np.diag(np.full(len(labels), np.inf))
    if farther:
        D[anchors] = np.where(D[anchors] > D[anchors, positives][:, None], D[anchors], np.inf)
    return anchors, positives, D[anchors].argmin(axis=1)


@hard_triplets.mistake
def farthest_of_all(E, labels, *, farther=False):
    """the positive is the farthest of all pictures: it must be of the anchor's person"""
    anchors, _, negatives = found(E, labels, farther)
    return anchors, squared_distances(E, E).argmax(axis=1)[anchors], negatives


@hard_triplets.mistake
def negative_near_the_positive(E, labels, *, farther=False):
    """the negative is the one nearest to the positive: measure from the anchor"""
    D = squared_distances(E, E)
    positives = np.where((labels[:, None] == labels) & ~np.eye(len(labels), dtype=bool), D, -np.inf).argmax(axis=1)
    return found(E, labels, farther, nearest=D[positives])


@hard_triplets.mistake
def farther_ignored(E, labels, *, farther=False):
    """`farther` is ignored: with it, allow only negatives that are farther than the positive"""
    return found(E, labels, False)


@hard_triplets.mistake
def always_farther(E, labels, *, farther=False):
    """only negatives farther than the positive are ever allowed: without `farther`, all of other people are"""
    return found(E, labels, True)


@hard_triplets.mistake
def nearer_not_farther(E, labels, *, farther=False):
    """with `farther`, the negatives *nearer* than the positive are kept: keep those that are farther"""
    return found(E, labels, farther, beyond=np.less)


@hard_triplets.mistake
def hardest_or_none(E, labels, *, farther=False):
    """with `farther`, an anchor is left out if its nearest negative is too near: take the next nearest"""
    anchors, positives, negatives = found(E, labels)
    if farther:
        D = squared_distances(E, E)
        kept = D[anchors, negatives] > D[anchors, positives]
        anchors, positives, negatives = anchors[kept], positives[kept], negatives[kept]
    return anchors, positives, negatives


@hard_triplets.mistake
def hardest_where_none_is_farther(E, labels, *, farther=False):
    """with `farther`, an anchor without such a negative gets its nearest one: leave it out"""
    anchors, positives, negatives = found(E, labels)
    negatives = negatives.copy()
    if farther:
        kept, _, better = found(E, labels, True)
        negatives[np.isin(anchors, kept)] = better
    return anchors, positives, negatives


@hard_triplets.mistake
def first_where_none_is_farther(E, labels, *, farther=False):
    """an anchor for which no negative is allowed gets picture 0, the argmin of infinities only: leave it out"""
    anchors, positives, _ = found(E, labels)
    if len(set(labels.tolist())) == 1:
        anchors = np.arange(len(labels))
        positives = squared_distances(E, E).argmax(axis=1)
    D, same = squared_distances(E, E), labels[:, None] == labels
    allowed = ~same[anchors] & ((D[anchors] > D[anchors, positives][:, None]) | (not farther))
    return anchors, positives, np.where(allowed, D[anchors], np.inf).argmin(axis=1)


@hard_triplets.mistake
def single_pictures_kept(E, labels, *, farther=False):
    """a person's only picture is an anchor with picture 0 as its positive: leave it out"""
    return found(E, labels, farther, alone=True)


def counted(E, labels, farther, own):
    """Return the triplets with places that count chosen columns only: of `own`, and of the allowed negatives."""
    D, (anchors, positives, negatives) = squared_distances(E, E), found(E, labels, farther)
    strange = (labels[:, None] != labels)[anchors]
    if farther:
        strange &= D[anchors] > D[anchors, positives][:, None]
    chosen = ((own[anchors], positives), (strange, negatives))
    return anchors, *(np.array([row[:k].sum() for row, k in zip(rows, at, strict=True)], int) for rows, at in chosen)


@hard_triplets.mistake
def places_among_the_others(E, labels, *, farther=False):
    """the indices count the allowed columns only: return indices among all m columns"""
    own = (labels[:, None] == labels) & ~np.eye(len(labels), dtype=bool)
    return counted(E, labels, farther, own)


@hard_triplets.mistake
def places_among_the_person_s(E, labels, *, farther=False):
    """the index counts only the person's own pictures, or the allowed negatives: return indices among all m columns"""
    return counted(E, labels, farther, labels[:, None] == labels)


@hard_triplets.mistake
def beyond_the_nearest_positive(E, labels, *, farther=False):
    """with `farther`, negatives are compared with the *nearest* positive: compare with the chosen, farthest one"""
    D, m = squared_distances(E, E), len(labels)
    own = (labels[:, None] == labels) & ~np.eye(m, dtype=bool)
    reach = np.where(own, D, np.inf).min(axis=1)[:, None]
    return found(E, labels, farther, beyond=lambda D, _: reach < D)


@hard_triplets.mistake
def one_for_each_person(E, labels, *, farther=False):
    """each person has only one anchor: every picture with a positive and a negative is an anchor"""
    anchors, positives, negatives = found(E, labels, farther)
    _, first = np.unique(labels[anchors], return_index=True)
    first = np.sort(first)
    return anchors[first], positives[first], negatives[first]


@hard_triplets.mistake
def labels_for_places(E, labels, *, farther=False):
    """the labels are returned: return column indices"""
    return tuple(labels[places] for places in found(E, labels, farther))


@hard_triplets.mistake
def exchanged(E, labels, *, farther=False):
    """positives and negatives are exchanged: return anchors, positives, negatives"""
    anchors, positives, negatives = found(E, labels, farther)
    return anchors, negatives, positives


@hard_triplets.mistake
def dot_products_for_distances(E, labels, *, farther=False):
    """a large product of two columns is taken for a large distance: columns that point the same way are near"""
    return found(E, labels, farther, D=E.T @ E)


@hard_triplets.mistake
def columns_of_pictures(E, labels, *, farther=False):
    """the encodings themselves are returned: return their column indices, three arrays of integers"""
    return tuple(E[:, places] for places in found(E, labels, farther))


# --- right, written differently -------------------------------------------------------------------------------------


@hard_triplets.right
def anchor_by_anchor(E, labels, *, farther=False):
    """Return the same in lists, from loops."""
    chosen = []
    for i, who in enumerate(labels):
        far = [float(((E[:, i] - E[:, j]) ** 2).sum()) for j in range(E.shape[1])]
        own = [j for j in range(len(labels)) if labels[j] == who and j != i]
        if not own:
            continue
        p = max(own, key=far.__getitem__)
        strangers = [j for j in range(len(labels)) if labels[j] != who and (not farther or far[j] > far[p])]
        if strangers:
            chosen.append((i, p, min(strangers, key=far.__getitem__)))
    return tuple([triplet[k] for triplet in chosen] for k in range(3))


@hard_triplets.right
def by_masks(E, labels, *, farther=False):
    """Return the same from three axes: every difference at once."""
    D = np.linalg.norm(E[:, :, None] - E[:, None, :], axis=0)
    m = len(labels)
    anchors, positives, negatives = [], [], []
    for i in range(m):
        own = (labels == labels[i]) & (np.arange(m) != i)
        if own.any():
            p = int(np.argmax(np.where(own, D[i], -1)))
            others = (labels != labels[i]) & (D[i] > D[i, p] if farther else True)
            if others.any():
                anchors.append(i)
                positives.append(p)
                negatives.append(int(np.where(others, D[i], 1e9).argmin()))
    return np.array(anchors, dtype=int), np.array(positives, dtype=int), np.array(negatives, dtype=int)
