"""Word vectors, against definitions, finite differences, and what scikit-learn and SciPy recorded."""

import json

import numpy as np
import pytest
from scipy.spatial.distance import squareform

from deepcourse.datasets import load_glove
from deepcourse.experiments.course5 import word_relations
from deepcourse.sequence import word_vectors as wv
from oracles import record_word_vectors as recorded

FIXTURE = json.loads(recorded.FIXTURE.read_text())


def points(n=4, m=9, perplexity=3.0):
    rng = np.random.default_rng(1)
    return wv.affinities(rng.normal(size=(n, m)), perplexity), rng.normal(size=(2, m))


def test_a_lookup_is_a_product_with_one_hot_columns():
    rng = np.random.default_rng(2)
    E, ids = rng.normal(size=(3, 5)), rng.integers(0, 5, size=(2, 4))
    np.testing.assert_allclose(wv.embedding_lookup(E, ids), np.einsum("nv,vmt->nmt", E, np.eye(5)[:, ids]))


def test_the_zero_vector_is_similar_to_nothing():
    assert wv.cosine_similarity(np.zeros(3), np.ones(3)) == 0
    assert wv.cosines(np.zeros((3, 2)), np.ones(3)).tolist() == [0, 0]


def of_the_pairs(M):
    """Return the entries above the diagonal, row by row."""
    return M[np.triu_indices(len(M), 1)]


def by_us(X, Y, said):
    """Return {name: array}: what the package computes where the fixture has what others did."""
    Y_pca, theirs = wv.pca_map(X), np.array(said["components"])
    signs = np.sign((Y_pca * theirs).sum(axis=1, keepdims=True))  # scikit-learn settles them otherwise
    P = squareform(said["affinities"])  # theirs is made from distances of single precision
    return {
        "cosines": of_the_pairs(np.array([wv.cosines(X, u) for u in X.T])),
        "components": signs * Y_pca,
        "cost": wv.tsne_cost(P, Y),
        "cost by SciPy": wv.tsne_cost(P, Y),
        "gradient": wv.tsne_gradient(P, Y),
    }


def compare(said, which):
    """Compare the package with what others say about one cloud."""
    *sizes, perplexity = recorded.CLOUDS[which]
    X, Y = recorded.cloud(*sizes)
    got = by_us(X, Y, said)
    assert {*got, "affinities"} == set(said)
    for name, value in got.items():
        np.testing.assert_allclose(value, said[name], rtol=1e-7, atol=1e-9, err_msg=name)
    ours = of_the_pairs(wv.affinities(X, perplexity))
    np.testing.assert_allclose(ours, said["affinities"], rtol=1e-3, atol=1e-6)


clouds = pytest.mark.parametrize("which", range(len(recorded.CLOUDS)), ids=[str(sizes) for sizes in recorded.CLOUDS])


@clouds
def test_maps_are_those_that_scikit_learn_and_scipy_recorded(which):
    compare(FIXTURE["clouds"][which], which)


@clouds
def test_maps_are_those_of_scikit_learn_and_scipy_today(which):
    sklearn = pytest.importorskip("sklearn")
    if sklearn.__version__ != FIXTURE["scikit-learn"]:
        pytest.skip(f"its private functions are those of scikit-learn {FIXTURE['scikit-learn']}")
    *sizes, perplexity = recorded.CLOUDS[which]
    compare(recorded.by_others(*recorded.cloud(*sizes), perplexity), which)


def test_affinities_are_symmetric_and_add_up_to_one():
    X = np.random.default_rng(4).normal(size=(4, 10))
    P = wv.affinities(X, 3.0)
    assert P.sum() == pytest.approx(1)
    np.testing.assert_array_equal(P, P.T)
    assert not P.diagonal().any()


def test_the_gradient_is_the_slope():
    P, Y = points()
    direction = np.random.default_rng(5).normal(size=Y.shape)
    slope = (wv.tsne_cost(P, Y + 1e-6 * direction) - wv.tsne_cost(P, Y - 1e-6 * direction)) / 2e-6
    assert np.sum(wv.tsne_gradient(P, Y) * direction) == pytest.approx(slope, rel=1e-5)


def test_a_map_gets_better():
    rng = np.random.default_rng(6)
    X = rng.normal(size=(5, 30)) + 6 * np.repeat(np.eye(5)[:, :3], 10, axis=1)
    _, costs = wv.tsne(wv.affinities(X, 5.0), seed=0, steps=150)
    assert costs[-1] < 0.7 * costs[0]


def test_words_with_vectors():
    words, E = load_glove()
    vectors = dict(zip(words, E.T, strict=True))
    assert wv.complete_analogy("man", "king", "woman", vectors) == "queen"
    assert wv.nearest("monday", words, E, 1) == ["tuesday"]
    named = {word for pair in sum(word_relations.RELATIONS.values(), ()) for word in pair}
    assert (named | set(sum(word_relations.CLASSES.values(), ()))) <= set(words)
    assert len(set(words)) == len(words) == 10_000


def test_few_labels_are_enough_for_vectors():
    words, E = load_glove()
    chosen = [(word, i) for i, some in enumerate(word_relations.CLASSES.values()) for word in some]
    labels = np.array([i for _, i in chosen])
    columns = E[:, [words.index(word) for word, _ in chosen]]
    assert word_relations.few_labels(columns, labels, each=5, seed=0, steps=50) > 0.75
    assert word_relations.few_labels(np.eye(len(labels)), labels, each=5, seed=0, steps=50) == pytest.approx(1 / 3)


def test_the_decision_about_few_labels_can_be_read():
    words, E = load_glove()
    chosen = [(word, i) for i, some in enumerate(word_relations.CLASSES.values()) for word in some]
    columns = E[:, [words.index(word) for word, _ in chosen]]
    labels = np.array([i for _, i in chosen])
    worst = {
        k: min(word_relations.few_labels(columns, labels, each=k, seed=s) for s in range(10)) for k in (1, 2, 5, 20)
    }
    assert max(worst[1], worst[2]) < 0.75
    assert worst[5] == pytest.approx(0.89, abs=0.04)
    assert worst[20] > 0.9


def test_the_decisions_about_analogies_can_be_read():
    words, E = load_glove()
    said = {
        name: wv.analogy_audit(word_relations.questions_of(name)[::5], words, E) for name in word_relations.RELATIONS
    }
    falls = {name: rule - anything for name, (rule, anything, _) in said.items()}
    assert max(falls, key=falls.get) == "comparative"
    assert [name for name, (rule, _, alone) in said.items() if alone > rule] == ["opposite"]
