"""Sampling against plain loops over the sorted tokens, and against the frequencies of many draws."""

import numpy as np
import pytest

from deepcourse.sequence.sampling import next_probabilities, sample_next


def by_definition(logits, temperature, top_k, top_p):
    """The three steps, token by token: slow, and too plain to be wrong."""
    tokens = sorted(enumerate(np.exp(np.asarray(logits) / temperature)), key=lambda pair: (-pair[1], pair[0]))
    tokens = tokens[:top_k]
    whole, kept, total = sum(weight for _, weight in tokens), {}, 0.0
    for token, weight in tokens:
        kept[token] = weight
        total += weight / whole
        if top_p is not None and total >= top_p:
            break
    return [kept.get(token, 0) / sum(kept.values()) for token in range(len(logits))]


@pytest.mark.parametrize("top_k", [None, 1, 3, 50])
@pytest.mark.parametrize("top_p", [None, 1e-6, 0.4, 0.9, 1.0])
@pytest.mark.parametrize("temperature", [0.3, 1.0, 2.5])
def test_what_is_left_is_what_the_definition_leaves(temperature, top_k, top_p):
    logits = np.random.default_rng(1).normal(size=9)
    p = next_probabilities(logits, temperature=temperature, top_k=top_k, top_p=top_p)
    np.testing.assert_allclose(p, by_definition(logits, temperature, top_k, top_p), atol=1e-12)


def test_the_crossing_token_is_kept_so_the_sum_reaches_top_p():
    rng = np.random.default_rng(2)
    for _ in range(50):
        logits, top_p = rng.normal(size=12), rng.uniform(0.05, 0.99)
        whole, left = next_probabilities(logits), next_probabilities(logits, top_p=top_p) > 0
        assert whole[left].sum() >= top_p > whole[left].sum() - whole[left].min()


def test_equal_scores_leave_the_smaller_ids():
    assert np.flatnonzero(next_probabilities(np.zeros(5), top_k=2)).tolist() == [0, 1]
    assert np.flatnonzero(next_probabilities(np.zeros(5), top_p=0.5)).tolist() == [0, 1, 2]


def test_draws_are_as_frequent_as_their_probabilities():
    logits, rng = np.array([1.0, 2.0, 0.0, 1.5, -1.0]), np.random.default_rng(3)
    options = {"temperature": 1.3, "top_k": 4, "top_p": 0.85}
    counts = np.bincount([sample_next(logits, rng=rng, **options) for _ in range(4_000)], minlength=5) / 4_000
    p = next_probabilities(logits, **options)
    assert abs(counts - p).max() < 0.03
    assert (counts[p == 0] == 0).all()


def test_single_precision_and_huge_scores_can_be_drawn_from():
    rng = np.random.default_rng(4)
    scores = rng.normal(size=5_000).astype(np.float32)
    assert 0 <= sample_next(scores, temperature=1.7, rng=rng) < 5_000
    assert sample_next(np.array([-1e4, 1e4, 0.0]), rng=rng) == 1


@pytest.mark.parametrize("options", [{"temperature": 0}, {"top_k": 0}, {"top_p": 0}, {"temperature": -1}])
def test_options_that_leave_nothing_are_said(options):
    with pytest.raises(ValueError, match="nothing can be drawn"):
        sample_next(np.zeros(3), rng=np.random.default_rng(0), **options)
