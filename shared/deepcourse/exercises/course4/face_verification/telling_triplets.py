"""Exercise 2: a few triplets that find eight wrong losses."""

import numpy as np

from deepcourse.cnn.faces import triplet_loss
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course4.broken_losses import BROKEN, MORE, differs, distances

MOST = 8  # numbers in each of the three matrices
FOUND = "found"


def found(f, which, alpha):
    """Return FOUND where the triplets that `f` returns tell one wrong loss from the right one, else what they are."""
    returned, again = f(alpha), f(alpha)
    if type(returned) not in (tuple, list) or len(returned) != 3:
        return "no test: return three matrices, anchor, positive and negative"
    batch = [np.asarray(E, dtype=float) for E in returned]
    problem = wrong_with(*batch)
    if problem:
        return f"no test: {problem}"
    if not all(np.array_equal(E, F) for E, F in zip(batch, again, strict=True)):
        return "no test: two calls return different triplets"
    if differs((BROKEN | MORE)[which](*batch, alpha), triplet_loss(*batch, alpha)):
        return FOUND
    return f"missed by {what_they_are(*batch, alpha)}"


def what_they_are(anchor, positive, negative, alpha):
    """Return in words how many triplets there are, how many of them cost something, and which distances are equal."""
    d_ap, d_an = distances(anchor, positive, negative)
    costly = d_ap - d_an + alpha > 0
    m, count = len(costly), np.count_nonzero(costly)
    told = f"{m} triplet{'' if m == 1 else 's'}, {count} of which cost{'s' if count == 1 else ''} something"
    if np.allclose([d_ap, d_an], 0):
        return f"{told}, all encodings equal"
    if np.allclose(d_ap, 0):
        return f"{told}, positives equal to anchors"
    return f"{told}, with d_ap = d_an" if count and np.allclose(d_ap[costly], d_an[costly]) else told


def wrong_with(anchor, positive, negative):
    """Return why these are no triplets of encodings, or too many; "" if they are."""
    shapes = [E.shape for E in (anchor, positive, negative)]
    if len(set(shapes)) > 1 or anchor.ndim != 2 or not anchor.size:
        return f"the shapes are {shapes[0]}, {shapes[1]} and {shapes[2]}, and all three must be (n, m)"
    if anchor.size > MOST:
        return f"each matrix holds {anchor.size} numbers, and {MOST} are allowed"
    lengths = np.sqrt(np.square([anchor, positive, negative]).sum(axis=1))
    if np.allclose(lengths, 1, atol=1e-6):
        return ""
    rows = np.allclose(np.square([anchor, positive, negative]).sum(axis=2), 1, atol=1e-6)
    return "the rows have length 1, not the columns" if rows else "a column has a length other than 1"


def on_circle(*degrees):
    """Return columns of length 1 in the plane, at these angles."""
    angles = np.radians(degrees)
    return np.stack([np.cos(angles), np.sin(angles)])


def reference(alpha):
    """Return (anchor, positive, negative): an easy triplet, one that costs something, and a hard one."""
    return on_circle(0, 10, 40), on_circle(20, 70, 200), on_circle(100, 80, 90)


telling_triplets = FunctionExercise(
    __name__,
    reference=reference,
    use=found,
    name="telling_triplets",
    minutes=7,
    points_visible=5,
    points_hidden=7,
    returns=("the result",),
    hints=(
        "Go through the table line by line and ask: for which triplets does this mistake make no difference? "
        "Avoid all of these.",
        "Some mistakes show only on triplets that cost nothing, others only on triplets that cost something. How many "
        "triplets do you need at least?",
        "Columns of length 1 are points on a circle: (cos, sin) of an angle. An easy triplet has its positive near and "
        "its negative opposite; in a hard one it is the other way round. No two distances should be equal.",
    ),
)


@telling_triplets.visible
def visible():
    """Return the eight mistakes of the page, with two margins."""
    return [Case(f"{name}, alpha = {alpha}", (name, alpha)) for name, alpha in zip(BROKEN, 4 * (0.2, 0.5), strict=True)]


@telling_triplets.edges
def edges(rng):
    """Return the eight again with other margins, and four more, in any order."""
    names = [str(name) for name in rng.permutation([*BROKEN, *MORE])]
    alphas = (0.2, 0.3, 0.5, 1.0)
    return [Case(f"{name}, alpha = {alphas[i % 4]}", (name, alphas[i % 4])) for i, name in enumerate(names)]


@telling_triplets.property("the same triplets every time")
def same_every_time(f, rng):
    """Return a sentence unless two calls return the same."""
    one, other = f(0.3), f(0.3)
    same = len(one) == len(other) and all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
    return None if same else "two calls return different triplets: a generator needs a seed"


# --- known mistakes -------------------------------------------------------------------------------------------------


@telling_triplets.mistake
def one_hard_triplet(alpha):
    """there is one triplet only: a sum and a mean of one number are the same"""
    return on_circle(0), on_circle(70), on_circle(30)


@telling_triplets.mistake
def all_cost_something(alpha):
    """every triplet costs something: then max(..., 0) changes nothing, wherever it is applied"""
    return on_circle(40, 10, 0), on_circle(200, 100, 60), on_circle(90, 60, 40)


@telling_triplets.mistake
def all_are_easy(alpha):
    """every triplet costs 0: then the sum, the mean and the maximum of the mean are all 0"""
    return on_circle(0, 10, 50), on_circle(20, 0, 60), on_circle(150, 190, 250)


@telling_triplets.mistake
def all_alike(alpha):
    """anchor, positive and negative are equal: all distances are 0, and every triplet costs alpha"""
    return on_circle(0, 0, 0), on_circle(0, 0, 0), on_circle(0, 0, 0)


@telling_triplets.mistake
def equal_distances(alpha):
    """in each triplet that costs something, both distances are equal: then roots cost the same as squares"""
    return on_circle(0, 0), on_circle(60, 5), on_circle(300, 180)


@telling_triplets.mistake
def positives_equal_to_anchors(alpha):
    """the positives are equal to the anchors: then d_pn is d_an"""
    return on_circle(0, 90), on_circle(0, 90), on_circle(10, 270)


@telling_triplets.mistake
def not_of_length_one(alpha):
    """a column has a length other than 1: divide each by its length"""
    return tuple(np.random.default_rng(seed).normal(size=(2, 3)) for seed in (1, 2, 3))


@telling_triplets.mistake
def another_test_at_every_call(alpha):
    """two calls return different triplets: a generator needs a seed, as in default_rng(1)"""
    E = np.random.default_rng().normal(size=(3, 2, 4))
    return tuple(E / np.sqrt(np.square(E).sum(axis=1, keepdims=True)))


@telling_triplets.mistake
def rows_of_length_one(alpha):
    """the rows have length 1: an encoding is a column, so scale the columns"""
    return tuple(on_circle(*angles).T for angles in ((0, 10, 40), (20, 70, 200), (100, 80, 90)))


@telling_triplets.mistake
def too_many(alpha):
    """there are more numbers than allowed: two or three triplets in the plane are enough"""
    return on_circle(*range(0, 60, 10)), on_circle(*range(5, 125, 20)), on_circle(*range(300, 0, -50))


@telling_triplets.mistake
def two_results(alpha):
    """only the anchors and the positives are returned: return three matrices"""
    return on_circle(0, 10, 40), on_circle(20, 70, 200)


# --- right, written differently -------------------------------------------------------------------------------------


@telling_triplets.right
def two_triplets(alpha):
    """Return two triplets in lists of rows."""
    batch = on_circle(0, 10), on_circle(25, 140), on_circle(130, 60)
    return [E.tolist() for E in batch]


@telling_triplets.right
def in_space(alpha):
    """Return random triplets in four dimensions, turned until one is easy."""
    anchor = np.array([[1.0, 0, 0, 0], [0, 1, 0, 0]]).T
    positive = np.array([[0.8, 0.6, 0, 0], [0.6, 0, 0.8, 0]]).T
    negative = np.array([[-0.6, 0, 0, 0.8], [0, 0.28, 0.96, 0]]).T
    return anchor, positive, negative
