"""Exercise 6: a test of associations, by all divisions of the words."""

from itertools import combinations

import numpy as np

from deepcourse.exercises.course5.debiasing.small_vectors import some_vectors, some_words, unit
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import debiasing as reference

association_test = FunctionExercise(
    __name__,
    reference=reference.association_test,
    minutes=9,
    points_visible=7,
    points_hidden=9,
    returns=("the effect", "p"),
    hints=(
        "First compute s for every word of X and Y, in one array. The rest needs only these numbers.",
        "itertools.combinations(range(len(s)), len(X)) lists all choices of the first set; the others are the second. "
        "The choice 0, 1, 2, ... is X itself.",
        "The sum over the second set is the total minus the sum over the first. Compare with >= and 1e-9 of tolerance, "
        "and take the mean of the answers.",
    ),
)


def case(rng, name, n, half, of_A, of_B, *, lean=0.5, lengths=True):
    """Return words of which those of X lean to A and those of Y to B, by `lean`."""
    words = some_words(rng, 2 * half + of_A + of_B)
    vectors, axis = some_vectors(rng, words, n), unit(rng.normal(size=n))
    ends = np.cumsum([half, half, of_A, of_B])
    X, Y, A, B = (words[end - size : end] for end, size in zip(ends, (half, half, of_A, of_B), strict=True))
    for group, sign in ((X, lean), (Y, -lean), (A, 0.7), (B, -0.7)):
        for word in group:
            vectors[word] = unit(vectors[word] + sign * axis) * (rng.uniform(0.4, 2.5) if lengths else 1)
    return Case(name, (X, Y, A, B, vectors))


def tied(rng):
    """Return a case in which two words have the same vector, so that several divisions are equal, and it counts."""
    while True:
        X, Y, A, B, vectors = case(rng, "", 4, 3, 3, 2, lean=0.1).arguments
        vectors[Y[0]] = vectors[X[1]].copy()
        given = X, Y, A, B, vectors
        if not np.isclose(found_by_value(*given)[1], answer(scores(*given))[1]):
            return Case("two words with the same vector", given)


@association_test.visible
def visible():
    """Return clear associations, none, reversed ones, ties, groups of several sizes."""
    rng = np.random.default_rng(67)
    return [
        case(rng, "3 and 3 words, a weak association", 4, 3, 3, 3, lean=0.15, lengths=False),
        case(rng, "4 and 4 words, groups of 2 and 4", 5, 4, 2, 4, lean=0.2),
        case(rng, "a clear association", 6, 4, 4, 2, lean=1.5),
        case(rng, "hardly any association", 5, 4, 3, 2, lean=0.0),
        case(rng, "an association the other way around", 4, 3, 2, 3, lean=-0.4),
        tied(rng),
        case(rng, "5 and 5 words", 3, 5, 3, 4, lean=0.1),
        case(rng, "one word each", 4, 1, 2, 3),
    ]


@association_test.draw
def draw(rng):
    """Return random words."""
    n, half, of_A, of_B = (int(i) for i in rng.integers((3, 2, 2, 2), (8, 6, 5, 5)))
    return case(rng, f"{half} and {half} words", n, half, of_A, of_B, lean=rng.uniform(-0.1, 0.5))


@association_test.edges
def edges(rng):
    """Return ties, one word each, one word in a group, many words."""
    return [
        tied(rng),
        case(rng, "one word each", 5, 1, 3, 2),
        case(rng, "one word in A", 4, 3, 1, 3),
        case(rng, "6 and 6 words", 5, 6, 2, 3, lean=0.2),
        case(rng, "an association the other way around", 4, 4, 3, 2, lean=-0.5),
        case(rng, "lengths of 1", 6, 3, 2, 4, lean=0.2, lengths=False),
    ]


@association_test.property("X and Y exchanged turn the effect around")
def exchanged(f, rng):
    """Return a sentence unless the effect changes its sign, and p becomes the share on the other side."""
    X, Y, A, B, vectors = case(rng, "", 5, 3, 3, 2, lean=0.1).arguments
    (effect, p), (other, q) = f(X, Y, A, B, vectors), f(Y, X, A, B, vectors)
    if not np.isclose(effect, -other):
        return f"the effect is {effect:.4g}, and {other:.4g} with X and Y exchanged"
    return (
        None if p + q > 1 and 0 < p <= 1 else f"p is {p:.4g}, and {q:.4g} with X and Y exchanged: they overlap in one"
    )


@association_test.property("p counts all divisions: with 2 and 2 words, there are 6")
def counted(f, rng):
    """Return a sentence unless p is a number of sixths."""
    for lean in (0.1, -0.2):
        p = float(f(*case(rng, "", 5, 2, 2, 3, lean=lean).arguments)[1])
        if not np.isclose(6 * p, round(6 * p)):
            return f"with 2 and 2 words, p is {p:.4g}, which is no number of sixths"
    return None


def cosines(words, others, vectors, *, scaled=True):
    """Return the cosines, or the products, of each word with each other one."""
    M, N = (np.stack([vectors[word] for word in group]) for group in (words, others))
    if scaled:
        M, N = (V / np.linalg.norm(V, axis=1, keepdims=True) for V in (M, N))
    return M @ N.T


def scores(X, Y, A, B, vectors, *, scaled=True, put_together=np.mean):
    """Return s for all words of X and Y."""
    both = [*X, *Y]
    to_A, to_B = (cosines(both, group, vectors, scaled=scaled) for group in (A, B))
    return put_together(to_A, axis=1) - put_together(to_B, axis=1)


def size(s, *, spread=np.std):
    """Return the effect."""
    half = len(s) // 2
    return float((s[:half].mean() - s[half:].mean()) / spread(s))


def over(s, spread):
    """Return the difference of the means over a spread, which is 0 where X and Y have one word each."""
    half = len(s) // 2
    with np.errstate(divide="ignore"):
        return float((s[:half].mean() - s[half:].mean()) / spread)


def share(s, reached):
    """Return the share of divisions for which `reached(their difference, the one of X and Y)` holds."""
    half = len(s) // 2
    differences = [2 * s[list(chosen)].sum() - s.sum() for chosen in combinations(range(len(s)), half)]
    return float(np.mean([reached(d, differences[0]) for d in differences]))


def at_least(d, own):
    """Return whether a difference is as large as the given one."""
    return d >= own - 1e-9


def answer(s):
    """Return (effect, p)."""
    return size(s), share(s, at_least)


@association_test.mistake
def products_instead_of_cosines(X, Y, A, B, vectors):
    """plain products are taken: divide by the lengths of both words"""
    return answer(scores(X, Y, A, B, vectors, scaled=False))


@association_test.mistake
def lengths_of_groups_left_in(X, Y, A, B, vectors):
    """only the words of X and Y are divided by their lengths: those of A and B have other lengths, too"""
    one = vectors | {word: unit(vectors[word]) for word in [*X, *Y]}
    return answer(scores(X, Y, A, B, one, scaled=False))


@association_test.mistake
def cosine_with_the_mean(X, Y, A, B, vectors):
    """the cosine to the mean vector of a group is taken: take the mean of the cosines to its words"""
    means = {name: np.mean([vectors[word] for word in group], axis=0) for name, group in (("A", A), ("B", B))}
    return answer(scores(X, Y, ["A"], ["B"], vectors | means))


@association_test.mistake
def groups_exchanged(X, Y, A, B, vectors):
    """A and B are exchanged: s is the mean cosine to A minus that to B"""
    return answer(-scores(X, Y, A, B, vectors))


@association_test.mistake
def sums_to_groups(X, Y, A, B, vectors):
    """cosines to A and B are added up instead of averaged: the larger group then counts for more"""
    return answer(scores(X, Y, A, B, vectors, put_together=np.sum))


@association_test.mistake
def only_A(X, Y, A, B, vectors):
    """the cosines to B are left out: subtract their mean"""
    return answer(cosines([*X, *Y], A, vectors).mean(axis=1))


@association_test.mistake
def largest_cosine(X, Y, A, B, vectors):
    """the largest cosines to A and to B are compared: take the means"""
    return answer(scores(X, Y, A, B, vectors, put_together=np.max))


@association_test.mistake
def deviation_of_a_sample(X, Y, A, B, vectors):
    """the standard deviation is divided by the number of words minus 1 (ddof=1): here by their number"""
    s = scores(X, Y, A, B, vectors)
    return float((s[: len(X)].mean() - s[len(X) :].mean()) / s.std(ddof=1)), share(s, at_least)


@association_test.mistake
def deviation_within_the_sets(X, Y, A, B, vectors):
    """the standard deviation is taken within X and within Y: take that of all these words together"""
    s = scores(X, Y, A, B, vectors)
    half = len(X)
    return over(s, np.sqrt((s[:half].var() + s[half:].var()) / 2)), share(s, at_least)


@association_test.mistake
def mean_of_two_deviations(X, Y, A, B, vectors):
    """the standard deviations of X and of Y are averaged: take that of all these words together"""
    s = scores(X, Y, A, B, vectors)
    half = len(X)
    return over(s, (s[:half].std() + s[half:].std()) / 2), share(s, at_least)


@association_test.mistake
def variance(X, Y, A, B, vectors):
    """the difference is divided by the variance: take its root, the standard deviation"""
    s = scores(X, Y, A, B, vectors)
    return size(s, spread=np.var), share(s, at_least)


@association_test.mistake
def effect_not_scaled(X, Y, A, B, vectors):
    """the effect is the difference of the means: divide it by the standard deviation"""
    s = scores(X, Y, A, B, vectors)
    return size(s, spread=lambda s: 1.0), share(s, at_least)


@association_test.mistake
def given_division_left_out(X, Y, A, B, vectors):
    """only larger differences are counted: those that are as large count, too, and so the given division"""
    s = scores(X, Y, A, B, vectors)
    return size(s), share(s, lambda d, own: d > own + 1e-9)


@association_test.mistake
def smaller_counted(X, Y, A, B, vectors):
    """p is the share of divisions whose difference is smaller or equal: count those that are at least as large"""
    s = scores(X, Y, A, B, vectors)
    return size(s), share(s, lambda d, own: d <= own + 1e-9)


@association_test.mistake
def both_sides(X, Y, A, B, vectors):
    """sizes of differences are compared: a difference the other way around is none"""
    s = scores(X, Y, A, B, vectors)
    return size(s), share(s, lambda d, own: abs(d) >= abs(own) - 1e-9)


@association_test.mistake
def counted_not_divided(X, Y, A, B, vectors):
    """p is a number of divisions: divide it by the number of all divisions"""
    s = scores(X, Y, A, B, vectors)
    return size(s), float(sum(1 for _ in combinations(s, len(X)))) * share(s, at_least)


@association_test.mistake
def found_by_value(X, Y, A, B, vectors):
    """the second set is what is not in the first by value: two words with equal s are then one; choose by position"""
    s = scores(X, Y, A, B, vectors).round(12)
    half = len(X)
    differences = [sum(first) - sum(v for v in s if v not in first) for first in combinations(s, half)]
    return size(s), float(np.mean([d >= s[:half].sum() - s[half:].sum() - 1e-9 for d in differences]))


@association_test.mistake
def every_size(X, Y, A, B, vectors):
    """divisions into sets of all sizes are counted: the first set has as many words as X"""
    s = scores(X, Y, A, B, vectors)
    signs = np.array([[1 if i >> j & 1 else -1 for j in range(len(s))] for i in range(2 ** len(s))])
    own = s[: len(X)].sum() - s[len(X) :].sum()
    return size(s), float((signs @ s >= own - 1e-9).mean())


@association_test.right
def word_by_word(X, Y, A, B, vectors):
    """Return the same, in plain loops."""

    def cosine(one, other):
        u, v = vectors[one], vectors[other]
        return u @ v / np.sqrt((u @ u) * (v @ v))

    s = {w: np.mean([cosine(w, a) for a in A]) - np.mean([cosine(w, b) for b in B]) for w in [*X, *Y]}
    own, total, count, every = sum(s[w] for w in X), sum(s.values()), 0, 0
    for chosen in combinations(s, len(X)):
        first = sum(s[w] for w in chosen)
        count += first - (total - first) >= own - (total - own) - 1e-9
        every += 1
    return (own / len(X) - (total - own) / len(Y)) / np.std(list(s.values())), count / every


@association_test.right
def by_means(X, Y, A, B, vectors):
    """Return the same, by means instead of sums."""
    s, half = scores(X, Y, A, B, vectors), len(X)
    chosen = np.array([[i in c for i in range(2 * half)] for c in combinations(range(2 * half), half)])
    means = np.where(chosen, s, 0).sum(axis=1) / half - np.where(chosen, 0, s).sum(axis=1) / half
    return [means[0] / np.sqrt(np.mean((s - s.mean()) ** 2)), np.mean(means > means[0] - 1e-9)]
