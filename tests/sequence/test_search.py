"""Searches against SciPy's shortest paths: a sentence is a path whose length is minus its log-probability."""

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from deepcourse.sequence import search


def table(seed, V):
    """Return a random table, (V, V, V)."""
    return np.random.default_rng(seed).dirichlet(np.ones(V), size=(V, V))


def shortest(P, max_len):
    """Return {length: highest log-probability of a complete sentence of that length}, by Dijkstra's algorithm."""
    V = len(P)
    number = {(0, 0, 0): 0} | {
        (t, i, j): 1 + ((t - 1) * V + i) * V + j for t in range(1, max_len + 1) for i in range(V) for j in range(V)
    }
    rows, columns, lengths = [], [], []
    for (t, i, j), place in number.items():
        if t < max_len and (t == 0 or j != search.EOS):
            for k in range(V):
                rows.append(place)
                columns.append(number[t + 1, j, k])
                lengths.append(-np.log(P[i, j, k]))
    size = len(number)
    far = dijkstra(csr_array((lengths, (rows, columns)), shape=(size, size)), indices=0)
    best = {}
    for (t, _, j), place in number.items():
        if t and (j == search.EOS or t == max_len):
            best[t] = max(best.get(t, -np.inf), -far[place])
    return best


@pytest.mark.parametrize("alpha", [0, 0.6, 1, 1.5])
@pytest.mark.parametrize("seed", range(4))
def test_a_wide_beam_and_brute_force_find_the_shortest_path(seed, alpha):
    P = table(seed, 4)
    best = max(log_p / t**alpha for t, log_p in shortest(P, 5).items())
    step = search.table_step(P)
    ids, brute = search.brute_force(step, 5, alpha)
    assert brute == pytest.approx(best)
    assert search.beam_search(step, 10**4, 5, alpha) == (ids, pytest.approx(best))


def test_complete_sentences_have_probability_one_together():
    step = search.table_step(table(1, 3))
    every = list(search.sentences(3, 4))
    assert np.exp([search.sentence_log_prob(step, ids) for ids in every]).sum() == pytest.approx(1)
    assert len({tuple(ids) for ids in every}) == len(every) == 1 + 2 + 4 + 8 * 3


@pytest.mark.parametrize("max_len", [1, 3, 8])
def test_a_beam_of_one_is_greedy_search(max_len):
    for seed in range(10):
        step = search.table_step(table(seed, 5))
        ids, log_p = search.greedy(step, max_len)
        assert search.beam_search(step, 1, max_len, 0) == (ids, pytest.approx(log_p))
        assert log_p == pytest.approx(search.sentence_log_prob(step, ids))


def test_ended_sentences_are_never_extended():
    asked = []

    def step(prefix):
        asked.append(list(prefix))
        return np.log([0.5, 0.3, 0.2])

    search.beam_search(step, 3, 5, 0.5)
    assert all(search.EOS not in prefix and len(prefix) < 5 for prefix in asked)


@pytest.mark.parametrize(("n", "ratio"), [(2, 1.79), (3, 1.1), (20, 17.9)])
def test_the_trap_holds(n, ratio):
    first, second = search.trap(n, ratio)
    pairs = np.sort((first[:, None] * second).ravel())[::-1]
    found = first.max() * second[first.argmax()].max()
    assert pairs[0] >= ratio * found
    np.testing.assert_allclose([first.sum(), *second.sum(axis=1)], 1)


@pytest.mark.parametrize("T", [2, 3, 5, 8])
@pytest.mark.parametrize("alpha", [0.2, 0.5, 1, 2])
def test_a_wider_beam_loses_words_and_normalisation_brings_them_back(T, alpha):
    stop = search.stops_early(T, alpha)
    step = search.stop_step(stop)
    assert stop.shape == (T,)
    assert stop.min() >= 0.01
    assert stop.max() <= 0.49
    assert len(search.greedy(step, T + 2)[0]) == T + 1
    assert len(search.beam_search(step, 2, T + 2, 0)[0]) < T + 1
    assert len(search.beam_search(step, 2, T + 2, alpha)[0]) == T + 1


def test_scores_are_equal_at_the_tipping_point():
    alpha = search.tipping_alpha(-1.3, 2, -1.9, 4)
    assert search.score(-1.3, 2, alpha) == pytest.approx(search.score(-1.9, 4, alpha))
    assert search.score(-1.3, 2, alpha + 0.1) < search.score(-1.9, 4, alpha + 0.1)


def test_a_tie_is_the_fault_of_the_model():
    assert search.attribute_error([-1.0, -1.0, -2.0], [-1.0, -2.0, -1.0]) == ["model", "search", "model"]


def test_batches_of_a_decoder_are_padded_with_the_end():
    inputs, targets, lengths = search.decoder_batch([[5, 6, 7], []], 1, 2)
    assert inputs.tolist() == [[1, 5, 6, 7], [1, 2, 2, 2]]
    assert targets.tolist() == [[5, 6, 7, 2], [2, 2, 2, 2]]
    assert lengths.tolist() == [4, 1]
