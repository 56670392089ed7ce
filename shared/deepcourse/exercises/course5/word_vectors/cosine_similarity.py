"""Exercise 2: compare the directions of two vectors."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import word_vectors as reference

cosine_similarity = FunctionExercise(
    __name__,
    reference=reference.cosine_similarity,
    minutes=4,
    points_visible=4,
    points_hidden=6,
    returns=("the cosine",),
    hints=(
        "Which two lengths does the inner product contain that the angle does not depend on?",
        "The length of a vector is the square root of the sum of its squares; np.linalg.norm computes it.",
        "With a zero vector you would divide by 0: find out before you divide.",
    ),
)


@cosine_similarity.visible
def visible():
    """Return acute and obtuse angles, different lengths, equal and opposite directions, zeros."""
    rng = np.random.default_rng(72)
    u = rng.normal(size=6)
    return [
        Case("(3, 4) and (5, 0)", (np.array([3.0, 4]), np.array([5.0, 0]))),
        Case("an obtuse angle", (np.array([1.0, 2, -2]), np.array([-4.0, 1, 3]))),
        Case("5 numbers", (rng.normal(size=5) * 3, rng.normal(size=5) + 1)),
        Case("one direction, different lengths", (u, 2.5 * u)),
        Case("opposite directions", (u, -0.4 * u)),
        Case("the first vector is 0", (np.zeros(3), np.array([1.0, 2, 3]))),
        Case("the second vector is 0", (np.array([2.0, -1]), np.zeros(2))),
        Case("short vectors", (np.array([3e-6, 1e-6]), np.array([1e-6, 4e-6]))),
        Case("very short vectors", (np.array([3e-14, 1e-14]), np.array([1e-14, 4e-14]))),
        Case("single precision", (rng.normal(size=4).astype(np.float32), rng.normal(size=4).astype(np.float32))),
    ]


@cosine_similarity.draw
def draw(rng):
    """Return random vectors."""
    n = int(rng.integers(2, 9))
    return Case(f"{n} numbers", (rng.normal(size=n) * rng.uniform(0.1, 5), rng.normal(size=n) + 0.5))


@cosine_similarity.edges
def edges(rng):
    """Return one number, zeros, long and short vectors."""
    return [
        Case("one number", (np.array([-2.0]), np.array([3.0]))),
        Case("both are 0", (np.zeros(4), np.zeros(4))),
        Case("two short vectors", (1e-5 * rng.normal(size=4), 1e-5 * rng.normal(size=4))),
        Case("two very short vectors", (1e-15 * rng.normal(size=4), 1e-15 * rng.normal(size=4))),
        Case("a long and a short vector", (1e6 * rng.normal(size=3), 1e-6 * rng.normal(size=3))),
    ]


@cosine_similarity.property("the length of a vector does not matter")
def length_does_not_matter(f, rng):
    """Return a sentence unless a longer vector has the same cosine."""
    u, v = rng.normal(size=(2, 5))
    one, two = float(f(u.copy(), v.copy())), float(f(3 * u, v))
    return None if np.isclose(one, two) else f"it is {one:.4g} for u and v, but {two:.4g} for 3 u and v"


def by(u, v, length):
    """Return u @ v over some length; 0 where that is 0."""
    return float(u @ v / length) if length else 0.0


@cosine_similarity.mistake
def inner_product(u, v):
    """the inner product is returned: divide it by both lengths"""
    return float(u @ v)


@cosine_similarity.mistake
def one_length_missing(u, v):
    """the length of v is missing in the denominator: divide by both lengths"""
    return by(u, v, np.linalg.norm(u))


@cosine_similarity.mistake
def first_length_missing(u, v):
    """the length of u is missing in the denominator: divide by both lengths"""
    return by(u, v, np.linalg.norm(v))


@cosine_similarity.mistake
def no_roots(u, v):
    """the square roots are missing: a length is the square root of the sum of squares"""
    return by(u, v, (u @ u) * (v @ v))


@cosine_similarity.mistake
def lengths_added(u, v):
    """the two lengths are added in the denominator: multiply them"""
    return by(u, v, np.linalg.norm(u) + np.linalg.norm(v))


@cosine_similarity.mistake
def sizes_for_lengths(u, v):
    """absolute values are added up for a length: add the squares, and take the square root"""
    return by(u, v, np.abs(u).sum() * np.abs(v).sum())


@cosine_similarity.mistake
def euclidean_distance(u, v):
    """the Euclidean distance is returned: you need the cosine of the angle"""
    return float(np.linalg.norm(u - v))


@cosine_similarity.mistake
def sign_lost(u, v):
    """the sign is lost: the cosine of an obtuse angle is negative"""
    return abs(reference.cosine_similarity(u, v))


@cosine_similarity.mistake
def angle(u, v):
    """the angle is returned: leave the arc cosine out"""
    return float(np.arccos(np.clip(reference.cosine_similarity(u, v), -1, 1)))


@cosine_similarity.mistake
def one_minus_cosine(u, v):
    """1 minus the cosine is returned: that is a distance"""
    return 1 - reference.cosine_similarity(u, v)


@cosine_similarity.mistake
def zero_not_handled(u, v):
    """the vector 0 gives nan: return 0 for it"""
    with np.errstate(all="ignore"):
        return float(u @ v / np.float64(np.linalg.norm(u) * np.linalg.norm(v)))


@cosine_similarity.mistake
def something_added_below(u, v):
    """a small number is added to the lengths: that changes the cosine of short vectors; handle 0 on its own"""
    return float(u @ v / (np.linalg.norm(u) * np.linalg.norm(v) + 1e-8))


@cosine_similarity.mistake
def at_least_something_below(u, v):
    """the product of the lengths is at least a small number: that changes the cosine of short vectors"""
    return float(u @ v / max(np.linalg.norm(u) * np.linalg.norm(v), 1e-8))


@cosine_similarity.mistake
def short_is_zero(u, v):
    """a very short vector counts as 0: test whether all its numbers are exactly 0"""
    return 0.0 if np.allclose(u, 0) or np.allclose(v, 0) else reference.cosine_similarity(u, v)


@cosine_similarity.mistake
def one_for_zero(u, v):
    """a vector of zeros gets similarity 1: it is 0"""
    return by(u, v, np.linalg.norm(u) * np.linalg.norm(v)) if u.any() and v.any() else 1.0


@cosine_similarity.right
def unit_vectors_first(u, v):
    """Return the same, from unit vectors."""
    if not u.any() or not v.any():
        return 0.0
    return float(np.dot(u / np.sqrt(np.sum(u**2)), v / np.sqrt(np.sum(v**2))))


@cosine_similarity.right
def by_loop(u, v):
    """Return the same, entry by entry."""
    product = squares_u = squares_v = 0.0
    for a, b in zip(u.tolist(), v.tolist(), strict=True):
        product, squares_u, squares_v = product + a * b, squares_u + a * a, squares_v + b * b
    return product / (squares_u**0.5 * squares_v**0.5) if squares_u and squares_v else 0.0
