"""Word vectors trained on definitions: what is drawn, trained and measured is what it says."""

import numpy as np
import pytest
from scipy.stats import mannwhitneyu

from deepcourse.experiments.course5 import trained_vectors as vectors
from deepcourse.sequence import glove, word2vec

TOY = np.array([[6, 30, 2], [4, 3, 25], [40, 2, 5]])


def test_the_corpus_is_ordered_by_frequency_and_holds_every_group():
    corpus = vectors.corpus_of(2000)
    assert list(corpus.counts) == sorted(corpus.counts, reverse=True)
    assert sum(map(len, corpus.sentences)) == corpus.counts.sum()
    assert set(" ".join(vectors.GROUPS.values()).split()) <= set(corpus.words)


def test_no_word_is_in_a_group_twice():
    words = " ".join(vectors.GROUPS.values()).split()
    assert len(set(words)) == len(words)


def test_negatives_follow_the_noise_and_never_equal_their_context():
    rng, p = np.random.default_rng(1), np.array([4.0, 2.0, 1.0, 1.0])
    drawn = vectors.draw_negatives(np.full(4000, 1), p, 3, rng)
    assert not (drawn == 1).any()
    shares = np.bincount(drawn.ravel(), minlength=4) / drawn.size
    np.testing.assert_allclose(shares, word2vec.noise_distribution([4, 2, 1, 1], 1, 1), atol=0.02)


def test_subsampling_keeps_the_wished_share():
    corpus = vectors.Corpus(([0] * 3000 + [1] * 500,), ("a", "b"), np.array([3000, 500]))
    [kept] = vectors.subsampled(corpus, np.array([0.25, 1]), np.random.default_rng(2))
    assert kept.count(1) == 500
    assert kept.count(0) == pytest.approx(750, abs=100)


def test_learned_scores_are_the_derived_ones():
    q = TOY.sum(axis=0) / TOY.sum()
    learned = vectors.learn_scores(TOY, q, 2, word2vec.negative_sampling_loss, steps=600)
    np.testing.assert_allclose(learned, word2vec.optimal_scores(TOY, q, 2), atol=0.25)


def test_both_trainings_lower_their_cost():
    corpus = vectors.corpus_of(60, 400)
    pairs = word2vec.skip_gram_pairs(corpus.sentences, 2)
    *_, costs = vectors.train_skip_gram(pairs, corpus.counts, word2vec.negative_sampling_loss, 20, n=8, m=256)
    assert np.mean(costs[-5:]) < costs[0]
    *_, costs = vectors.train_glove(glove.cooccurrence(corpus.sentences, 3), glove.glove_loss, 20, n=8)
    assert costs[-1] < costs[0] / 2


def test_the_window_network_learns_and_its_gradients_are_slopes():
    corpus = vectors.corpus_of(30, 400)
    examples = vectors.windows_of(corpus.sentences, 2)
    measure, costs = vectors.train_window_model(examples, 30, word2vec.embedding_backward, 30, n=4, hidden=6, m=64)
    assert measure(*examples) < costs[0]
    rng = np.random.default_rng(3)
    arrays = [rng.normal(size=shape) for shape in ((4, 30), (6, 8), (6, 1), (30, 6), (30, 1))]
    windows, targets = examples[0][:9], examples[1][:9]
    _, gradients = vectors.window_model(arrays, windows, targets, word2vec.embedding_backward)
    directions = [rng.normal(size=array.shape) for array in arrays]
    ends = [
        vectors.window_model([a + h * d for a, d in zip(arrays, directions, strict=True)], windows, targets, None)[0]
        for h in (1e-5, -1e-5)
    ]
    told = sum(np.sum(g * d) for g, d in zip(gradients, directions, strict=True))
    assert (ends[0] - ends[1]) / 2e-5 == pytest.approx(told, rel=1e-6)


def test_separation_is_the_statistic_of_mann_and_whitney():
    groups = {"one": "a b c", "two": "d e", "three": "f g h"}
    made = np.random.default_rng(4).normal(size=(5, 8))
    label = np.array([0, 0, 0, 1, 1, 2, 2, 2])
    first, second = np.triu_indices(8, 1)
    values, same = vectors.cosines(made)[first, second], label[first] == label[second]
    said = mannwhitneyu(values[same], values[~same]).statistic / same.sum() / (~same).sum()
    assert vectors.separation(made, tuple("abcdefgh"), groups) == pytest.approx(said)


def test_compressing_keeps_the_largest_directions():
    rng = np.random.default_rng(5)
    table = rng.normal(size=(40, 3)) @ rng.normal(size=(3, 40))
    found = vectors.compressed(table, 3)
    _, values, V = np.linalg.svd(table)
    expected = np.sqrt(values[:3, None]) * V[:3]
    np.testing.assert_allclose(found.T @ found, expected.T @ expected, atol=1e-8)
    assert vectors.compressed(table, 2).shape == (2, 40)


def test_mean_paths_grow_with_the_vocabulary():
    counts = np.ceil(1000 / np.arange(1, 41))
    means = vectors.mean_paths(counts, [2, 10, 40], lambda found: ["0" * 3] * len(found))
    assert means == [3, 3, 3]
