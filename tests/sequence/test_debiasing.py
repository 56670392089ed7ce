"""A direction of bias: against SciPy, brute force, and what the papers say must hold."""

import numpy as np
import pytest
from scipy import linalg, stats
from scipy.spatial import distance

from deepcourse.sequence import debiasing

WORDS = ("tea", "river", "coin", "lamp", "stone", "violin", "cloud", "bread", "wheel", "salt", "moon", "fern")


def some_vectors(seed, n=6, *, lengths=False):
    rng = np.random.default_rng(seed)
    E = rng.normal(size=(n, len(WORDS)))
    vectors = debiasing.unit_vectors(WORDS, E)
    return {word: rng.uniform(0.5, 3) * v for word, v in vectors.items()} if lengths else vectors


def rows(words, vectors):
    return np.stack([vectors[word] for word in words])


def pairs():
    return list(zip(WORDS[0:8:2], WORDS[1:8:2], strict=True))


def test_unit_vectors_have_length_one_and_the_old_direction():
    E = np.random.default_rng(1).normal(size=(4, 3)).astype(np.float32)
    vectors = debiasing.unit_vectors(["a", "b", "c"], E)
    assert [v.dtype for v in vectors.values()] == [np.float64] * 3
    for v, column in zip(vectors.values(), E.T, strict=True):
        assert np.linalg.norm(v) == pytest.approx(1)
        assert distance.cosine(v, column) == pytest.approx(0, abs=1e-6)


def test_cosines_are_those_of_scipy():
    vectors, g = some_vectors(2, lengths=True), np.random.default_rng(3).normal(size=6)
    expected = 1 - distance.cdist(rows(WORDS, vectors), g[None], metric="cosine")[:, 0]
    np.testing.assert_allclose(debiasing.bias_along(WORDS, g, vectors), expected)


@pytest.mark.parametrize("seed", range(5))
def test_the_direction_is_the_eigenvector_of_the_differences(seed):
    vectors = some_vectors(seed)
    D = np.array([vectors[a] - vectors[b] for a, b in pairs()])
    values, directions = linalg.eigh(D.T @ D)
    g = debiasing.bias_direction(pairs(), vectors)
    np.testing.assert_allclose(g * np.sign(g @ directions[:, -1]), directions[:, -1], atol=1e-10)
    assert (D @ g).sum() > 0
    shares = debiasing.component_shares(pairs(), vectors)
    np.testing.assert_allclose(shares[:4], values[::-1][:4] / values.sum(), atol=1e-12)


def test_the_direction_of_one_pair_is_its_difference():
    vectors = some_vectors(4)
    difference = vectors["tea"] - vectors["river"]
    g = debiasing.bias_direction([("tea", "river")], vectors)
    np.testing.assert_allclose(g, difference / np.linalg.norm(difference))


@pytest.mark.parametrize("length", [0.01, 1, 7.5])
def test_a_neutralized_word_is_the_residual_of_least_squares(length):
    vectors, g = some_vectors(5, lengths=True), np.random.default_rng(6).normal(size=6)
    g *= length / np.linalg.norm(g)
    e = debiasing.neutralize("coin", g, vectors)
    part = linalg.lstsq(g[:, None], vectors["coin"])[0]
    np.testing.assert_allclose(e, vectors["coin"] - part[0] * g)
    assert e @ g == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_an_equalized_pair_is_what_the_paper_promises(seed):
    vectors, axis = some_vectors(seed), 3 * np.random.default_rng(seed + 50).normal(size=6)
    one, other = debiasing.equalize(("lamp", "moon"), axis, vectors)
    plane = linalg.null_space(axis[None])  # (6, 5): all directions across the axis
    np.testing.assert_allclose(plane.T @ one, plane.T @ other, atol=1e-12)
    np.testing.assert_allclose(plane.T @ one, plane.T @ (vectors["lamp"] + vectors["moon"]) / 2, atol=1e-12)
    assert one @ axis == pytest.approx(-other @ axis)
    assert [np.linalg.norm(e) for e in (one, other)] == pytest.approx([1, 1])
    assert ((one - other) @ axis > 0) == ((vectors["lamp"] - vectors["moon"]) @ axis > 0)
    word = debiasing.neutralize("fern", axis, vectors)
    assert np.linalg.norm(one - word) == pytest.approx(np.linalg.norm(other - word))


@pytest.mark.parametrize(("gamma", "length"), [(0.3, 0.2), (-0.7, 2.5), (0.5, 1.0), (0.0, 3.0)])
def test_what_the_slip_leaves_is_what_vectors_show(gamma, length):
    rng = np.random.default_rng(8)
    axis, across = linalg.qr(rng.normal(size=(5, 2)), mode="economic")[0].T
    e, g = gamma * axis + np.sqrt(1 - gamma**2) * across, length * axis
    left = e - e @ g / np.linalg.norm(g) * g
    assert debiasing.cosine_left(gamma, length) == pytest.approx(1 - distance.cosine(left, g), abs=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_the_p_value_is_that_of_scipys_permutation_test(seed):
    vectors = some_vectors(seed, lengths=True)
    X, Y, A, B = WORDS[:4], WORDS[4:8], WORDS[8:10], WORDS[10:]
    effect, p = debiasing.association_test(X, Y, A, B, vectors)
    s = 1 - distance.cdist(rows(WORDS[:8], vectors), rows(WORDS[8:], vectors), metric="cosine")
    s = s[:, :2].mean(axis=1) - s[:, 2:].mean(axis=1)
    assert effect == pytest.approx((s[:4].mean() - s[4:].mean()) / s.std())
    said = stats.permutation_test(
        (s[:4], s[4:]), lambda x, y: x.sum() - y.sum(), vectorized=False, n_resamples=np.inf, alternative="greater"
    )
    assert p == pytest.approx(said.pvalue)


def test_sides_are_those_of_a_vote_counted_by_hand():
    vectors, sides = some_vectors(9, lengths=True), np.array([1, -1, 1, 1, -1, -1, -1])
    said = debiasing.guess_sides(WORDS[:7], sides, WORDS[7:], vectors, k=3)
    apart = distance.cdist(rows(WORDS[7:], vectors), rows(WORDS[:7], vectors), metric="cosine")
    assert said.tolist() == [int(np.sign(sides[np.argsort(row)[:3]].sum())) for row in apart]


@pytest.mark.parametrize(
    ("call", "sizes"),
    [
        (lambda v: debiasing.bias_along(["tea"], np.ones(5), v), ("6", "5")),
        (lambda v: debiasing.neutralize("tea", np.ones(5), v), (r"\(6,\)", r"\(5,\)")),
        (lambda v: debiasing.equalize(("tea", "coin"), np.ones(5), v), (r"\(6,\)", r"\(5,\)")),
        (lambda v: debiasing.association_test(["tea"], ["coin", "lamp"], ["moon"], ["fern"], v), ("1", "2")),
    ],
    ids=["bias_along", "neutralize", "equalize", "association_test"],
)
def test_sizes_that_do_not_fit_are_both_named(call, sizes):
    with pytest.raises(ValueError, match=".*".join(sizes)):
        call(some_vectors(10))
