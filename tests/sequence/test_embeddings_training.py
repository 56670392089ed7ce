"""Word vectors trained on text: the costs against PyTorch's digests, trees against all trees, the rest by hand."""

import json
from functools import cache

import numpy as np
import pytest

from deepcourse.sequence import glove, huffman, word2vec
from oracles.record_embeddings_training import FIXTURE, SIZES, digest, inputs

SAID = json.loads(FIXTURE.read_text())["sizes"]


def close(found, said):
    np.testing.assert_allclose(digest(np.asarray(found)), said, rtol=2e-6, atol=1e-9)


@pytest.mark.parametrize("place", range(len(SIZES)))
def test_skip_gram_softmax_agrees_with_pytorch(place):
    given = inputs(*SIZES[place])
    found = word2vec.skip_gram_softmax(*(given[name] for name in ("E", "C", "centers", "contexts")))
    for name, value in zip(("softmax", "softmax dE", "softmax dC"), found, strict=True):
        close(value, SAID[place][name])


@pytest.mark.parametrize("place", range(len(SIZES)))
def test_negative_sampling_agrees_with_pytorch(place):
    given = inputs(*SIZES[place])
    e, c, N = given["E"][:, given["centers"]], given["C"][:, given["contexts"]], given["C"][:, given["negatives"]]
    found = word2vec.negative_sampling_loss(e, c, N)
    for name, value in zip(("negative", "negative de", "negative dc", "negative dN"), found, strict=True):
        close(value, SAID[place][name])


@pytest.mark.parametrize("place", range(len(SIZES)))
def test_a_path_costs_what_pytorch_says(place):
    given = inputs(*SIZES[place])
    e = given["E"][:, given["centers"][0]]
    close(huffman.hierarchical_softmax(e, given["C"], given["nodes"], given["bits"]), SAID[place]["path"])


@pytest.mark.parametrize("place", range(len(SIZES)))
def test_glove_agrees_with_pytorch(place):
    given = inputs(*SIZES[place])
    found = glove.glove_loss(*(given[name] for name in ("E", "C", "bE", "bC", "X")))
    for name, value in zip(("glove", "glove dE", "glove dC", "glove dbE", "glove dbC"), found, strict=True):
        close(value, SAID[place][name])


def least_bits(counts):
    """Return the least weighted path length of all binary trees, by trying every way to split the words in two."""

    @cache
    def best(members):
        if len(members) == 1:
            return 0
        splits = range(1, 2 ** (len(members) - 1))
        parts = (
            [[w for n, w in enumerate(members) if (split >> n & 1) == side] for side in (0, 1)] for split in splits
        )
        return sum(counts[w] for w in members) + min(best(tuple(a)) + best(tuple(b)) for a, b in parts)

    return best(tuple(range(len(counts))))


@pytest.mark.parametrize("seed", range(6))
def test_no_tree_is_shorter_than_huffmans(seed):
    rng = np.random.default_rng(seed)
    counts = rng.integers(1, 40, size=2 + seed).tolist()
    codes = huffman.huffman_codes(counts)
    assert np.dot(counts, [len(code) for code in codes]) == least_bits(counts)
    assert not any(b.startswith(a) for i, a in enumerate(codes) for j, b in enumerate(codes) if i != j)


def test_a_single_word_has_the_empty_code():
    assert huffman.huffman_codes([4]) == [""]
    assert [part.tolist() for part in huffman.tree_paths([""])[0]] == [[], []]


def test_the_words_of_a_tree_have_probabilities_that_add_up_to_one():
    rng = np.random.default_rng(1)
    paths = huffman.tree_paths(huffman.huffman_codes(rng.integers(1, 99, size=12).tolist()))
    e, theta = rng.normal(size=3), rng.normal(size=(3, 11))
    assert sum(np.exp(-huffman.hierarchical_softmax(e, theta, *path)) for path in paths) == pytest.approx(1)


def test_pairs_are_those_of_plain_loops():
    corpus = [[3, 1, 4, 1, 5], [], [2], [6, 5]]
    expected = [(a, b) for ids in corpus for t, a in enumerate(ids) for s, b in enumerate(ids) if 0 < abs(s - t) <= 2]
    assert list(zip(*(part.tolist() for part in word2vec.skip_gram_pairs(corpus, 2)), strict=True)) == expected
    assert [len(part) for part in word2vec.skip_gram_pairs([[1], []], 2)] == [0, 0]


def test_counts_are_those_of_plain_loops():
    rng = np.random.default_rng(2)
    corpus = [rng.integers(6, size=length).tolist() for length in (7, 1, 0, 12)] + [[5]]
    X = np.zeros((6, 6))
    for ids in corpus:
        for t, s in np.ndindex(len(ids), len(ids)):
            if 0 < abs(t - s) <= 3:
                X[ids[t], ids[s]] += 1 / abs(t - s)
    np.testing.assert_allclose(glove.cooccurrence(corpus, 3), X)


def test_the_table_of_gradients_is_a_product_with_one_hot_vectors():
    rng = np.random.default_rng(3)
    de, ids = rng.normal(size=(3, 20)), rng.integers(6, size=20)
    np.testing.assert_allclose(word2vec.embedding_backward(de, ids, 7), de @ np.eye(7)[ids])
    assert word2vec.embedding_backward(de.astype(np.float32), ids, 7).dtype == np.float32


def test_noise_leaves_out_the_context_and_absent_words():
    np.testing.assert_allclose(word2vec.noise_distribution([0, 1, 4, 16], 0.5, 3), [0, 1 / 3, 2 / 3, 0])
    np.testing.assert_allclose(word2vec.noise_distribution([0, 7, 4, 16], 0, 1), [0, 0, 0.5, 0.5])


def test_a_word_a_hundred_times_too_frequent_is_kept_a_tenth_of_the_time():
    np.testing.assert_allclose(word2vec.keep_probability([990, 10], 0.0099), [0.1, 0.995], atol=1e-3)


def test_the_derived_scores_have_no_gradient():
    """At the optimum the derivative of each pair's expected cost is 0: true pairs pull as much as drawn ones push."""
    rng = np.random.default_rng(4)
    X, q = rng.uniform(1, 30, size=(4, 4)), rng.dirichlet(np.ones(4))
    s = 1 / (1 + np.exp(-word2vec.optimal_scores(X, q, 7)))
    np.testing.assert_allclose(X * (1 - s), 7 * X.sum(axis=1, keepdims=True) * q * s)


def test_large_scores_stay_finite():
    e, c, N = np.full((1, 1), 900.0), np.full((1, 1), -2.0), np.full((1, 1, 1), 3.0)
    assert word2vec.negative_sampling_loss(e, c, N)[0] == pytest.approx(4500)
    assert huffman.hierarchical_softmax(np.array([900.0]), np.array([[2.0]]), np.array([0]), np.array([1])) == 1800
