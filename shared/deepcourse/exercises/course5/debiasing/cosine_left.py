"""Exercise 4: derive what a slip leaves."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import debiasing as reference

cosine_left = FunctionExercise(
    __name__,
    reference=reference.cosine_left,
    minutes=8,
    points_visible=5,
    points_hidden=7,
    returns=("the cosine",),
    hints=(
        "Draw e as a sum of two parts: one along g, of size gamma, and one at a right angle, of size "
        "sqrt(1 - gamma^2). Only the first changes.",
        "e . g is gamma times the length of g. The slip subtracts that, divided by the length, times g: what is the "
        "size of the part along g afterwards?",
        "The cosine is the new part along g, with its sign, divided by the new length: by Pythagoras, from both parts.",
    ),
)


def case(gamma, length):
    """Return a cosine and a length as a case."""
    return Case(f"gamma = {gamma:.4g}, g is {length:.4g} long", (gamma, length))


@cosine_left.visible
def visible():
    """Return long and short directions, words on both sides and in the middle, and the length at which all is well."""
    given = ((0.6, 3.0), (0.3, 0.4), (-0.5, 2.0), (-0.8, 0.7), (0.45, 1.0), (0.0, 2.5), (0.28, 5.0), (-0.2, 1.3))
    return [case(*one) for one in given]


@cosine_left.draw
def draw(rng):
    """Return a random cosine and length."""
    return case(
        float(rng.uniform(0.1, 0.95) * rng.choice([-1, 1])),
        float(rng.choice([rng.uniform(0.1, 0.9), rng.uniform(1.2, 6)])),
    )


@cosine_left.edges
def edges(rng):
    """Return directions of length 1, very long and very short, and words close to g."""
    return [case(-0.35, 1.0), case(0.1, 1000.0), case(0.5, 1e-4), case(0.999, 1.5), case(0.0, 4.0), case(-0.3, 2.0)]


@cosine_left.property("it is what a program with the slip measures")
def measured(f, rng):
    """Return a sentence unless real vectors show the same cosine."""
    for length in (0.5, 1.8):
        e, g = rng.normal(size=(2, 5))
        e, g = e / np.linalg.norm(e), length * g / np.linalg.norm(g)
        slip = e - (e @ g) / np.linalg.norm(g) * g
        real = slip @ g / np.linalg.norm(slip) / length
        said = f(float(e @ g / length), length)
        if not np.allclose(said, real):
            return f"for g of length {length}, vectors show {real:.4f}, the formula says {float(said):.4f}"
    return None


@cosine_left.mistake
def nothing_left(gamma, length):
    """nothing is left: that holds only for g of length 1"""
    return 0.0


@cosine_left.mistake
def not_divided(gamma, length):
    """the new part along g is returned: divide it by the new length of the word"""
    return gamma * (1 - length)


@cosine_left.mistake
def only_the_rest_counts(gamma, length):
    """the new length is taken as sqrt(1 - gamma^2), that of a right removal: the part that is left counts, too"""
    return gamma * (1 - length) / np.sqrt(1 - gamma**2)


@cosine_left.mistake
def divided_by_the_old_length(gamma, length):
    """the product with g is returned, without any division: a cosine is divided by both lengths"""
    return gamma * (1 - length) * length


@cosine_left.mistake
def slip_of_the_square(gamma, length):
    """the slip divides by nothing: here it divides by the length of g once"""
    along = gamma * (1 - length**2)
    return along / np.sqrt(along**2 + 1 - gamma**2)


@cosine_left.mistake
def sign_reversed(gamma, length):
    """the sign is reversed: for g longer than 1, too much is subtracted, and the word goes to the other side"""
    return -reference.cosine_left(gamma, length)


@cosine_left.mistake
def size_alone(gamma, length):
    """the sign is lost: with g longer than 1, the word changes sides"""
    return abs(reference.cosine_left(gamma, length))


@cosine_left.mistake
def rest_not_squared(gamma, length):
    """the part at a right angle is taken as 1 - gamma: by Pythagoras, its square is 1 - gamma^2"""
    along = gamma * (1 - length)
    return along / np.sqrt(along**2 + (1 - gamma) ** 2)


@cosine_left.mistake
def rest_left_at_one(gamma, length):
    """the part at a right angle is taken as 1: e itself has length 1, and gamma of that is along g"""
    along = gamma * (1 - length)
    return along / np.sqrt(along**2 + 1)


@cosine_left.mistake
def too_little_subtracted(gamma, length):
    """what is subtracted along g is gamma / |g|: e . g is gamma |g|, and g is |g| long itself"""
    along = gamma * (1 - 1 / length)
    return along / np.sqrt(along**2 + 1 - gamma**2)


@cosine_left.right
def by_vectors(gamma, length):
    """Return the same, measured in the plane."""
    e, g = np.array([gamma, np.sqrt(1 - gamma**2)]), np.array([length, 0.0])
    left = e - (e @ g) / np.linalg.norm(g) * g
    return left @ g / (np.linalg.norm(left) * np.linalg.norm(g))


@cosine_left.right
def by_the_tangent(gamma, length):
    """Return the same, by an angle."""
    return np.sin(np.arctan(gamma / np.sqrt(1 - gamma**2) * (1 - length)))
