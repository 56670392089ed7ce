"""Exercise 3: a word without its part along a direction."""

import numpy as np

from deepcourse.exercises.course5.debiasing.small_vectors import some_vectors, some_words, unit
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import debiasing as reference

neutralize = FunctionExercise(
    __name__,
    reference=reference.neutralize,
    minutes=4,
    points_visible=4,
    points_hidden=6,
    returns=("the vector",),
    hints=(
        "The part of e along g is a number times g. Which number k makes e - k g orthogonal to g?",
        "Write (e - k g) . g = 0 and solve for k: the product g . g appears, the squared length of g.",
        "Subtract the part; do not scale what remains.",
    ),
)


def case(rng, name, n, *, length=1.0, lengths=False, count=4, side=0, number_type=float):
    """Return one word of several, and a direction of some length; side : +1 or -1 where the word's side matters."""
    words = some_words(rng, count)
    vectors = some_vectors(rng, words, n, lengths=lengths)
    g = length * unit(rng.normal(size=n))
    g = (-g if side * (vectors[words[2 % count]] @ g) < 0 else g).astype(number_type)
    return Case(name, (words[2 % count], g, {word: v.astype(number_type) for word, v in vectors.items()}))


@neutralize.visible
def visible():
    """Return directions of several lengths, a word along g, one at a right angle, float32."""
    rng = np.random.default_rng(63)
    word, g, vectors = case(rng, "", 4, length=2.0).arguments
    return [
        case(rng, "g is 1 long, the word is on its side", 5, side=1),
        case(rng, "the word is on the other side", 4, length=1.4, side=-1),
        case(rng, "g is 3 long", 4, length=3.0),
        case(rng, "g is 0.4 long", 6, length=0.4),
        case(rng, "the word is 2 or so long", 5, length=1.6, lengths=True),
        Case("the word points along g", (word, g, vectors | {word: 0.5 * g})),
        Case(
            "the word is at a right angle to g",
            (word, g, vectors | {word: unit(reference.neutralize(word, g, vectors))}),
        ),
        case(rng, "float32", 7, length=1.3, number_type=np.float32),
    ]


@neutralize.draw
def draw(rng):
    """Return a random word and direction."""
    n = int(rng.integers(2, 10))
    length = rng.uniform(1.3, 4) if rng.random() < 0.5 else rng.uniform(0.2, 0.8)
    return case(rng, f"{n} numbers, g is {length:.2g} long", n, length=length, count=int(rng.integers(3, 7)))


@neutralize.edges
def edges(rng):
    """Return long and short directions, words of other lengths, float32."""
    word, g, vectors = case(rng, "", 5, length=0.7).arguments
    return [
        case(rng, "g is 1 long", 8, side=1),
        case(rng, "the word is on the other side", 5, length=0.6, side=-1),
        case(rng, "g is 1000 long", 5, length=1000.0),
        case(rng, "g is 0.01 long", 5, length=0.01),
        case(rng, "the word is not 1 long", 4, length=2.2, lengths=True),
        Case("the word points against g", (word, g, vectors | {word: -2 * g})),
        case(rng, "float32", 6, length=1.8, number_type=np.float32),
    ]


@neutralize.property("nothing is left along g, and nothing else changes")
def orthogonal(f, rng):
    """Return a sentence unless the product with g is 0, and the change points along g."""
    g = 2.7 * unit(rng.normal(size=6))
    vectors = some_vectors(rng, ["word"], 6)
    e = np.asarray(f("word", g, vectors))
    if e.shape != (6,):
        return f"the shape is {e.shape}, expected (6,)"
    if abs(e @ g) > 1e-9:
        return f"for g of length 2.7, the product with g is {e @ g:.4g}"
    change = vectors["word"] - e
    cosine = change @ g / np.linalg.norm(change) / np.linalg.norm(g)
    return None if abs(abs(cosine) - 1) < 1e-9 else f"the change has the cosine {cosine:.4g} with g, expected 1 or -1"


@neutralize.mistake
def divided_by_the_length(word, g, vectors):
    """the product is divided by the length of g, and not by its square: that is right only if g is 1 long"""
    e = vectors[word]
    return e - (e @ g) / np.linalg.norm(g) * g


@neutralize.mistake
def divided_by_nothing(word, g, vectors):
    """the product is not divided by g . g: that is right only if g is 1 long"""
    e = vectors[word]
    return e - (e @ g) * g


@neutralize.mistake
def divided_by_the_length_of_the_word(word, g, vectors):
    """the product is divided by e . e: the projection on g is divided by g . g"""
    e = vectors[word]
    return e - (e @ g) / (e @ e) * g


@neutralize.mistake
def cosine_times_g(word, g, vectors):
    """the cosine of e and g is multiplied by g: divide e . g by g . g instead"""
    e = vectors[word]
    return e - (e @ g) / (np.linalg.norm(e) * np.linalg.norm(g)) * g


@neutralize.mistake
def number_subtracted(word, g, vectors):
    """one number is subtracted from all entries: multiply it by g first"""
    e = vectors[word]
    return e - (e @ g) / (g @ g)


@neutralize.mistake
def entries_multiplied(word, g, vectors):
    """e and g are multiplied entry by entry: their product e . g is the sum of that"""
    e = vectors[word]
    return e - e * g * g / (g @ g)


@neutralize.mistake
def part_along_g(word, g, vectors):
    """the part along g is returned: subtract it from e"""
    e = vectors[word]
    return (e @ g) / (g @ g) * g


@neutralize.mistake
def part_added(word, g, vectors):
    """the part along g is added: subtract it"""
    e = vectors[word]
    return e + (e @ g) / (g @ g) * g


@neutralize.mistake
def reflected(word, g, vectors):
    """the part along g is subtracted twice: the word is then reflected to the other side"""
    e = vectors[word]
    return e - 2 * (e @ g) / (g @ g) * g


@neutralize.mistake
def size_of_the_product(word, g, vectors):
    """the absolute value of e . g is used: words that point against g move farther away"""
    e = vectors[word]
    return e - abs(e @ g) / (g @ g) * g


@neutralize.mistake
def g_itself_subtracted(word, g, vectors):
    """g itself is subtracted: subtract only the part of e along g"""
    return vectors[word] - g


@neutralize.mistake
def part_of_g_along_e(word, g, vectors):
    """the part of g along e is subtracted: the part of e along g is a number times g"""
    e = vectors[word]
    return e - (e @ g) / (e @ e) * e


@neutralize.mistake
def scaled_to_length_one(word, g, vectors):
    """the result is divided by its length: here it stays as it is, shorter than before"""
    e = reference.neutralize(word, g, vectors)
    length = np.linalg.norm(e)
    return e / length if length > 1e-6 else e


@neutralize.right
def by_a_matrix(word, g, vectors):
    """Return the same, by a matrix that projects."""
    return (np.eye(len(g), dtype=g.dtype) - np.outer(g, g) / (g @ g)) @ vectors[word]


@neutralize.right
def by_a_unit_vector(word, g, vectors):
    """Return the same, by g of length 1."""
    axis = g / np.sqrt(np.sum(g**2))
    return vectors[word] - axis * np.dot(axis, vectors[word])
