"""Exercise 5: how a gradient grows through many blocks, and by which paths it comes."""

import math

import numpy as np

from deepcourse.cnn import blocks as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def with_an_array(f, s, L):
    """Return the three results, the shares as an array: a list of them is as good."""
    plain, residual, shares = f(s, L)
    return plain, residual, np.asarray(shares, dtype=float)


gradient_by_paths = FunctionExercise(
    __name__,
    reference=reference.gradient_by_paths,
    use=with_an_array,
    minutes=9,
    points_visible=5,
    points_hidden=7,
    returns=("plain", "residual", "shares"),
    hints=(
        "Take L = 2 and list the four paths by the branches that each goes through. How much does each contribute "
        "to the mean square, as a power of s?",
        "The contributions of different paths point in unrelated directions, so their mean squares add up. math.comb "
        "counts the paths through exactly k of L branches.",
        "residual is the square root of the sum of all contributions; the shares are the contributions divided by that "
        "sum. For L = 1 the contributions are 1 and s squared.",
    ),
)


def case(s, L):
    """Return a chain of blocks."""
    return Case(f"s = {s:g}, L = {L}", (s, L))


@gradient_by_paths.visible
def visible():
    """Return one, two and more blocks, branches that shrink, keep and stretch, and branches of 0."""
    return [case(0.5, 2), case(1.0, 4), case(0.3, 15), case(1.5, 3), case(0.8, 1), case(0.0, 5), case(0.7, 40)]


@gradient_by_paths.draw
def draw(rng):
    """Return a random chain."""
    return case(round(float(rng.uniform(0.1, 1.6)), 2), int(rng.integers(2, 30)))


@gradient_by_paths.edges
def edges(rng):
    """Return one block, no block, branches of 0, many blocks."""
    return [case(1.2, 1), case(0.6, 0), case(0.0, 3), case(0.1, 100), case(1, 10)]


@gradient_by_paths.property("the shares add up to 1")
def shares_add_up(f, rng):
    """Return a sentence unless the shares add up to 1."""
    total = float(np.sum(f(0.6, 8)[2]))
    return None if abs(total - 1) < 1e-9 else f"for s = 0.6 and L = 8 the shares add up to {total:.4g}"


@gradient_by_paths.property("random matrices agree")
def measured(f, rng):
    """Return a sentence unless random matrices let a gradient grow as predicted."""
    s, L, n = 0.6, 5, 200
    grown = {}
    for shortcut in (0, 1):
        d = rng.normal(size=(n, 20))
        before = np.square(d).mean()
        for _ in range(L):
            d = shortcut * d + rng.normal(0, s / np.sqrt(n), size=(n, n)) @ d
        grown[shortcut] = float(np.sqrt(np.square(d).mean() / before))
    for name, said, shortcut in zip(("plain", "residual"), f(s, L)[:2], grown, strict=True):
        if not 0.8 < said / grown[shortcut] < 1.25:
            return f"for s = {s} and L = {L}, {name} is {said:.3g}, and random matrices give {grown[shortcut]:.3g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def squares(s, L):
    """Return the contributions to the mean square, (L + 1,)."""
    return np.array([math.comb(L, k) * float(s) ** (2 * k) for k in range(L + 1)])


def answer(s, L, *, plain=None, residual=None, shares=None):
    """Return the right answer with something changed."""
    right = reference.gradient_by_paths(float(s), L)
    return tuple(r if new is None else new for r, new in zip(right, (plain, residual, shares), strict=True))


@gradient_by_paths.mistake
def all_in_one_direction(s, L):
    """all contributions are added as if they pointed in one direction, (1 + s) ** L: add their mean squares"""
    return answer(s, L, residual=(1 + s) ** L)


@gradient_by_paths.mistake
def root_forgotten(s, L):
    """residual is the factor for the mean square: take its square root"""
    return answer(s, L, residual=(1 + s**2) ** L)


@gradient_by_paths.mistake
def two_paths_only(s, L):
    """only two paths are counted, through all branches and through none: each block offers a choice"""
    return answer(s, L, residual=float(np.sqrt(1 + s ** (2 * L))))


@gradient_by_paths.mistake
def one_branch_at_most(s, L):
    """only the paths through one branch or none are counted: a path may go through any number of branches"""
    return answer(s, L, residual=float(np.sqrt(1 + L * s**2)))


@gradient_by_paths.mistake
def shortcut_alone(s, L):
    """residual is 1: that is only the path through no branch, and the others add to it"""
    return answer(s, L, residual=1.0)


@gradient_by_paths.mistake
def plain_squared(s, L):
    """plain is the factor for the mean square: take its square root"""
    return answer(s, L, plain=float(s) ** (2 * L))


@gradient_by_paths.mistake
def plain_for_one_block(s, L):
    """plain is s, for a single block: each of the L blocks multiplies by s"""
    return answer(s, L, plain=float(s))


@gradient_by_paths.mistake
def plain_as_a_sum(s, L):
    """plain is L times s: the blocks follow one another, so their factors are multiplied"""
    return answer(s, L, plain=L * float(s))


@gradient_by_paths.mistake
def shares_of_the_number_of_paths(s, L):
    """the shares only count the paths: a path through k branches contributes s ** (2 k), not 1"""
    return answer(s, L, shares=np.array([math.comb(L, k) / 2**L for k in range(L + 1)]))


@gradient_by_paths.mistake
def shares_of_single_paths(s, L):
    """only one path is counted for each k: there are as many as there are ways to choose k of L branches"""
    weights = np.array([float(s) ** (2 * k) for k in range(L + 1)])
    return answer(s, L, shares=weights / weights.sum())


@gradient_by_paths.mistake
def shares_without_squares(s, L):
    """the shares are computed from s ** k: the mean square of a path through k branches is s ** (2 k)"""
    weights = np.array([math.comb(L, k) * float(s) ** k for k in range(L + 1)])
    return answer(s, L, shares=weights / weights.sum())


@gradient_by_paths.mistake
def shares_of_roots(s, L):
    """the shares are computed from the square roots of the contributions: use the mean squares themselves"""
    return answer(s, L, shares=np.sqrt(squares(s, L)) / np.sqrt(squares(s, L)).sum())


@gradient_by_paths.mistake
def contributions_for_shares(s, L):
    """the contributions are not divided by their sum: the shares must add up to 1"""
    return answer(s, L, shares=squares(s, L))


@gradient_by_paths.mistake
def path_around_all_missing(s, L):
    """the shares begin at k = 1: the path through no branch counts, too"""
    return answer(s, L, shares=answer(s, L)[2][1:])


@gradient_by_paths.mistake
def last_path_missing(s, L):
    """the shares end at k = L - 1: the path through all branches counts, too"""
    return answer(s, L, shares=answer(s, L)[2][:-1])


@gradient_by_paths.mistake
def shares_by_shortcuts(s, L):
    """the shares are in reverse order: k counts the branches that a path goes through, not the shortcuts"""
    return answer(s, L, shares=answer(s, L)[2][::-1])


@gradient_by_paths.mistake
def shares_up_to_k(s, L):
    """the shares are cumulative: entry k is for paths through exactly k branches"""
    return answer(s, L, shares=np.cumsum(answer(s, L)[2]))


# --- right, written differently -------------------------------------------------------------------------------------


@gradient_by_paths.right
def block_by_block(s, L):
    """Return the same: each block multiplies the polynomial of the paths by 1 + s^2 x."""
    contributions = [1.0]
    for _ in range(L):
        contributions = np.convolve(contributions, [1.0, s**2])
    total = (1 + s**2) ** L
    return [float(np.prod([s] * L)), total**0.5, list(np.asarray(contributions) / total)]


@gradient_by_paths.right
def by_the_binomial_distribution(s, L):
    """Return the same: the number of branches on a path is binomial."""
    p = s**2 / (1 + s**2)
    shares = np.array([math.comb(L, k) * p**k * (1 - p) ** (L - k) for k in range(L + 1)])
    return s**L, math.exp(L / 2 * math.log1p(s**2)), shares
