"""Exercise 5: one to one, is it the same person?"""

import numpy as np

from deepcourse.cnn import faces as reference
from deepcourse.exercises.course4.face_verification.encodings import SIZES, near, size, unit
from deepcourse.exercises.declaration import Case, FunctionExercise

verify = FunctionExercise(
    __name__,
    reference=reference.verify,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("the answers",),
    any_number_type=True,
    hints=(
        "Column i of E1 is compared with column i of E2: m pairs, m distances. It is the same sum of squares as d_ap.",
        "Compare the distances with the threshold: NumPy compares a whole array at once. What should it return at "
        "exactly the threshold?",
        "For E1 and E2 of shape (n, m), the answer has shape (m,). Which axis is gone?",
    ),
)


def case(rng, n, m, threshold):
    """Return pairs, some of them near, whose distances lie around the threshold."""
    E1 = unit(rng, n, m)
    E2 = np.where(rng.random(m) < 0.6, near(rng, E1, 0.7 * np.sqrt(threshold / n)), unit(rng, n, m))
    return Case(f"n = {n}, m = {m}, threshold {threshold:g}", (E1, E2, threshold))


def at_the_threshold():
    """Return pairs at exactly the threshold, below and above it."""
    E1, E2 = np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0]]), np.array([[0.0, 0.8, -1.0], [1.0, 0.6, 0.0]])
    return Case("distances 2, 0.4 and 4, threshold 2", (E1, E2, 2.0))


@verify.visible
def visible():
    """Return pairs of several sizes and thresholds, below 1 and above it, and a distance of exactly the threshold."""
    rng = np.random.default_rng(51)
    thresholds = (0.4, 1.3, 0.7, 0.25)
    return [
        *(case(rng, n, 3 * m, tau) for (n, m), tau in zip(SIZES, thresholds, strict=True)),
        at_the_threshold(),
    ]


@verify.draw
def draw(rng):
    """Return random pairs."""
    n, m = size(rng)
    return case(rng, n, 2 * m, round(float(rng.uniform(0.2, 1.5)), 2))


@verify.edges
def edges(rng):
    """Return one pair, n = m, equal encodings, opposite ones, exactly the threshold."""
    E = unit(rng, 3, 4)
    return [
        case(rng, 5, 1, 0.5),
        case(rng, 6, 6, 0.8),
        Case("equal encodings", (E, E.copy(), 0.1)),
        Case("opposite encodings, threshold 3.9", (E, -E, 3.9)),
        Case("equal encodings, threshold 0", (E, E.copy(), 0.0)),
        at_the_threshold(),
    ]


@verify.property("swapping the pictures does not change the answer")
def symmetric(f, rng):
    """Return a sentence unless exchanging the two pictures changes nothing."""
    E1 = unit(rng, 3, 8)
    E2 = near(rng, E1, 0.4)
    one, other = np.asarray(f(E1, E2, 0.3)), np.asarray(f(E2, E1, 0.3))
    return None if np.array_equal(one, other) else "with E1 and E2 swapped, the answer is different"


# --- known mistakes -------------------------------------------------------------------------------------------------


def squares(E1, E2):
    """Return the squared distances, (m,)."""
    return np.square(E1 - E2).sum(axis=0)


@verify.mistake
def not_squared(E1, E2, threshold):
    """the root of the distance is compared: this threshold belongs to squared distances"""
    return np.sqrt(squares(E1, E2)) < threshold


@verify.mistake
def accepted_at_the_threshold(E1, E2, threshold):
    """a pair at exactly the threshold is accepted: its distance must be below it"""
    return squares(E1, E2) <= threshold


@verify.mistake
def far_ones_accepted(E1, E2, threshold):
    """pairs that are far apart are accepted: encodings of one person are close together"""
    return squares(E1, E2) > threshold


@verify.mistake
def one_answer(E1, E2, threshold):
    """there is one answer for all pairs: return one for each column"""
    return bool(squares(E1, E2).sum() < threshold)


@verify.mistake
def first_pair_only(E1, E2, threshold):
    """only the first pair gets an answer: there are m pairs"""
    return bool(squares(E1, E2)[0] < threshold)


@verify.mistake
def along_the_rows(E1, E2, threshold):
    """the squares are added up along axis 1: an encoding is a column, so use axis 0"""
    return np.square(E1 - E2).sum(axis=1) < threshold


@verify.mistake
def distances_returned(E1, E2, threshold):
    """the distances are returned: compare them with the threshold"""
    return squares(E1, E2)


@verify.mistake
def products(E1, E2, threshold):
    """the product of the columns is compared: it is large where they are close"""
    return (E1 * E2).sum(axis=0) < threshold


@verify.mistake
def products_above(E1, E2, threshold):
    """the product of the columns is accepted above the threshold: the threshold is for squared distances"""
    return (E1 * E2).sum(axis=0) > threshold


@verify.mistake
def cosine_without_the_two(E1, E2, threshold):
    """the cosine is compared with 1 - threshold: d = 2 - 2 cos, so cos must be above 1 - threshold / 2"""
    return (E1 * E2).sum(axis=0) > 1 - threshold


@verify.mistake
def mean_of_the_squares(E1, E2, threshold):
    """the squares are averaged over n: the squared distance is their sum"""
    return np.square(E1 - E2).mean(axis=0) < threshold


@verify.mistake
def absolute_differences(E1, E2, threshold):
    """absolute differences are added up: add up squares"""
    return np.abs(E1 - E2).sum(axis=0) < threshold


@verify.mistake
def each_row_below(E1, E2, threshold):
    """each row is compared separately: add up the squares of a column first"""
    return (np.square(E1 - E2) < threshold).all(axis=0)


@verify.mistake
def every_pair(E1, E2, threshold):
    """each column of E1 is compared with each of E2: compare only column i with column i"""
    return reference.squared_distances(E1, E2) < threshold


# --- right, written differently -------------------------------------------------------------------------------------


@verify.right
def pair_by_pair(E1, E2, threshold):
    """Return the same as an array made in a loop."""
    return np.array([(one - other) @ (one - other) < threshold for one, other in zip(E1.T, E2.T, strict=True)])


@verify.right
def by_norms(E1, E2, threshold):
    """Return the same by norms."""
    return np.logical_not(np.linalg.norm(E1 - E2, axis=0) ** 2 >= threshold)
