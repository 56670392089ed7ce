"""Exercise 5: two words that differ along one axis only."""

import numpy as np

from deepcourse.exercises.course5.debiasing.small_vectors import some_vectors, some_words, unit
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import debiasing as reference

equalize = FunctionExercise(
    __name__,
    reference=reference.equalize,
    minutes=8,
    points_visible=8,
    points_hidden=10,
    returns=("the first vector", "the second vector"),
    hints=(
        "The part of a vector v along the axis is (v . axis) / (axis . axis) times the axis. You need it three times: "
        "for both words and for their mean.",
        "nu is what the two words will have in common. It is at a right angle to the axis, so the part along the axis "
        "may be as long as sqrt(1 - |nu|^2), and the whole is 1 long.",
        "(e_B - mu_B) / |e_B - mu_B| is the axis with length 1, with the sign plus for one of the two words and minus "
        "for the other.",
    ),
)


def case(rng, name, n, *, length=1.0, apart=0.4, middle=0.3, swapped=False, others=2):
    """Return a pair of words of length 1; the first is farther along the axis, unless they are swapped.

    apart : how far each is from their middle along the axis    middle : how far that is along the axis
    """
    words, axis = some_words(rng, 2 + others), unit(rng.normal(size=n))
    vectors, common = some_vectors(rng, words, n), rng.normal(size=n)
    for word, along in zip(words[:2], (middle + apart, middle - apart), strict=True):
        rest = common + 0.6 * rng.normal(size=n)
        rest -= rest @ axis * axis
        vectors[word] = along * axis + np.sqrt(1 - along**2) * unit(rest)
    pair = (words[1], words[0]) if swapped else (words[0], words[1])
    return Case(name, (pair, length * axis, vectors))


@equalize.visible
def visible():
    """Return pairs around the middle, on one side of it, in both orders, and axes of several lengths."""
    rng = np.random.default_rng(65)
    return [
        case(rng, "one word on each side", 4, middle=0.1),
        case(rng, "both words on the positive side", 5, middle=0.5, apart=0.2),
        case(rng, "both words on the negative side", 6, middle=-0.6, apart=0.15),
        case(rng, "the second word is farther along the axis", 5, swapped=True),
        case(rng, "the axis is 2.5 long", 4, length=2.5),
        case(rng, "the axis is 0.3 long, both on one side", 7, length=0.3, middle=-0.4, apart=0.3, swapped=True),
        case(rng, "a long axis, both on one side", 3, length=4.0, middle=0.45, apart=0.25, others=0),
    ]


@equalize.draw
def draw(rng):
    """Return a random pair and axis."""
    n = int(rng.integers(3, 10))
    length = float(rng.choice([1.0, rng.uniform(0.2, 0.8), rng.uniform(1.3, 5)]))
    middle, swapped = rng.uniform(0.1, 0.45) * rng.choice([-1, 1]), bool(rng.random() < 0.5)
    return case(rng, f"{n} numbers, the axis is {length:.2g} long", n, length=length, middle=middle, swapped=swapped)


@equalize.edges
def edges(rng):
    """Return pairs on one side, nearly equal ones, opposite ones, long axes."""
    return [
        case(rng, "both words on the positive side", 5, middle=0.6, apart=0.2),
        case(rng, "both words on the negative side", 4, middle=-0.6, apart=0.2),
        case(rng, "both on the negative side, the second one farther along", 4, middle=-0.5, apart=0.2, swapped=True),
        case(rng, "the axis is 50 long", 6, length=50.0),
        case(rng, "the axis is 0.02 long", 6, length=0.02),
        case(rng, "the words are close along the axis", 5, middle=0.3, apart=0.02),
        case(rng, "the middle is 0", 5, middle=0.0, apart=0.5),
    ]


@equalize.property("both have length 1, and are equally near to every neutralised word")
def equally_near(f, rng):
    """Return a sentence unless lengths are 1 and the distances to words without a part along the axis are equal."""
    pair, axis, vectors = case(rng, "", 5, length=1.9, middle=0.3, swapped=True).arguments
    one, other = (np.asarray(e, float) for e in f(pair, axis, vectors))
    if one.shape != (5,) or other.shape != (5,):
        return f"the shapes are {one.shape} and {other.shape}, expected (5,) twice"
    for name, e in (("first", one), ("second", other)):
        if abs(np.linalg.norm(e) - 1) > 1e-9:
            return f"the {name} vector is {np.linalg.norm(e):.4g} long"
    word = rng.normal(size=5)
    word = word - (word @ axis) / (axis @ axis) * axis
    far = [float(np.linalg.norm(e - word)) for e in (one, other)]
    return (
        None
        if abs(far[0] - far[1]) < 1e-9
        else f"the distances to a neutralised word are {far[0]:.4g} and {far[1]:.4g}"
    )


def parts(pair, axis, vectors, *, square=True):
    """Return (words, their parts along the axis, the mean, its part along the axis)."""
    words = [np.asarray(vectors[word]) for word in pair]
    mean = (words[0] + words[1]) / 2

    def along(v):
        return (v @ axis) / (axis @ axis if square else np.linalg.norm(axis)) * axis

    return words, [along(e) for e in words], mean, along(mean)


def root(nu):
    """Return sqrt(1 - |nu|^2), and of the size of it where vectors are too long."""
    return np.sqrt(np.abs(1 - nu @ nu))


@equalize.mistake
def printed_denominator(pair, bias_axis, vectors):
    """the denominator is |(e - nu) - mu_B|, as a formula in many course notes has it: it should be |e_B - mu_B|"""
    words, biased, mean, mu_B = parts(pair, bias_axis, vectors)
    nu = mean - mu_B
    scale = root(nu)
    return tuple(
        nu + scale * (e_B - mu_B) / np.linalg.norm(e - nu - mu_B) for e, e_B in zip(words, biased, strict=True)
    )


@equalize.mistake
def middle_left_in(pair, bias_axis, vectors):
    """mu_B is not subtracted from e_B: words on one side of the middle then become one and the same"""
    _, biased, mean, mu_B = parts(pair, bias_axis, vectors)
    nu = mean - mu_B
    return tuple(nu + root(nu) * e_B / np.linalg.norm(e_B) for e_B in biased)


@equalize.mistake
def mean_instead_of_nu(pair, bias_axis, vectors):
    """the mean keeps its part along the axis: nu is the mean without it"""
    _, biased, mean, mu_B = parts(pair, bias_axis, vectors)
    nu = mean - mu_B
    return tuple(mean + root(nu) * (e_B - mu_B) / np.linalg.norm(e_B - mu_B) for e_B in biased)


@equalize.mistake
def mean_everywhere(pair, bias_axis, vectors):
    """the mean, with its part along the axis, is used instead of nu, under the root as well"""
    _, biased, mean, mu_B = parts(pair, bias_axis, vectors)
    return tuple(mean + root(mean) * (e_B - mu_B) / np.linalg.norm(e_B - mu_B) for e_B in biased)


@equalize.mistake
def root_of_the_mean(pair, bias_axis, vectors):
    """the root is taken of 1 - |mu|^2: take nu, the mean without its part along the axis"""
    _, biased, mean, mu_B = parts(pair, bias_axis, vectors)
    return tuple(mean - mu_B + root(mean) * (e_B - mu_B) / np.linalg.norm(e_B - mu_B) for e_B in biased)


@equalize.mistake
def no_root(pair, bias_axis, vectors):
    """the root is missing: the part along the axis is sqrt(1 - |nu|^2) long"""
    _, biased, mean, mu_B = parts(pair, bias_axis, vectors)
    nu = mean - mu_B
    return tuple(nu + (1 - nu @ nu) * (e_B - mu_B) / np.linalg.norm(e_B - mu_B) for e_B in biased)


@equalize.mistake
def length_under_the_root(pair, bias_axis, vectors):
    """the root is taken of 1 - |nu|: the length has to be squared"""
    _, biased, mean, mu_B = parts(pair, bias_axis, vectors)
    nu = mean - mu_B
    along = np.sqrt(1 - np.linalg.norm(nu))
    return tuple(nu + along * (e_B - mu_B) / np.linalg.norm(e_B - mu_B) for e_B in biased)


@equalize.mistake
def not_scaled(pair, bias_axis, vectors):
    """nothing is scaled: the two are equally far from neutralised words, but no longer of length 1"""
    _, biased, mean, mu_B = parts(pair, bias_axis, vectors)
    return tuple(mean - mu_B + e_B - mu_B for e_B in biased)


@equalize.mistake
def scaled_as_a_whole(pair, bias_axis, vectors):
    """nu plus the part along the axis is divided by its length: only the part along the axis is scaled"""
    _, biased, mean, mu_B = parts(pair, bias_axis, vectors)
    return tuple(unit(mean - mu_B + e_B - mu_B) for e_B in biased)


@equalize.mistake
def axis_not_squared(pair, bias_axis, vectors):
    """parts along the axis are divided by its length, and not by the square: the axis may have any length"""
    _, biased, mean, mu_B = parts(pair, bias_axis, vectors, square=False)
    nu = mean - mu_B
    return tuple(nu + root(nu) * (e_B - mu_B) / np.linalg.norm(e_B - mu_B) for e_B in biased)


@equalize.mistake
def axis_not_scaled(pair, bias_axis, vectors):
    """the root is multiplied by the axis as it is: the axis may have any length, so divide by it"""
    one, other = reference.equalize(pair, bias_axis, vectors)
    nu, half = (one + other) / 2, (one - other) / 2
    return nu + half * np.linalg.norm(bias_axis), nu - half * np.linalg.norm(bias_axis)


@equalize.mistake
def first_always_plus(pair, bias_axis, vectors):
    """the first word always gets the positive side: each word stays on the side of the other where it was"""
    one, other = reference.equalize(pair, bias_axis, vectors)
    return (one, other) if one @ bias_axis > 0 else (other, one)


@equalize.mistake
def sides_exchanged(pair, bias_axis, vectors):
    """the two words change sides: e_B - mu_B has the sign of the word's own side"""
    return reference.equalize(pair, bias_axis, vectors)[::-1]


@equalize.mistake
def both_neutralized(pair, bias_axis, vectors):
    """both words are neutralised: they should still differ along the axis"""
    return tuple(reference.neutralize(word, bias_axis, vectors) for word in pair)


@equalize.mistake
def own_rest_kept(pair, bias_axis, vectors):
    """each word keeps its own part across the axis: both get that of their mean, nu"""
    words, biased, _, mu_B = parts(pair, bias_axis, vectors)
    rest = [e - e_B for e, e_B in zip(words, biased, strict=True)]
    return tuple(r + root(r) * unit(e_B - mu_B) for r, e_B in zip(rest, biased, strict=True))


@equalize.right
def by_the_paper(pair, bias_axis, vectors):
    """Return the same, by the formula as it stands, in a list."""
    _, biased, mean, mu_B = parts(pair, bias_axis, vectors)
    nu = mean - mu_B
    return [nu + np.sqrt(1 - np.linalg.norm(nu) ** 2) * (e_B - mu_B) / np.linalg.norm(e_B - mu_B) for e_B in biased]


@equalize.right
def by_the_axis(pair, bias_axis, vectors):
    """Return the same, by the axis of length 1 and a sign."""
    axis, (a, b) = unit(bias_axis), (vectors[word] for word in pair)
    nu = 0.5 * (a + b) - 0.5 * ((a + b) @ axis) * axis
    step = np.sqrt(1 - nu @ nu) * axis
    return (nu + step, nu - step) if a @ axis > b @ axis else (nu - step, nu + step)
