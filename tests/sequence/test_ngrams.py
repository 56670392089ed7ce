"""Kneser-Ney models against the definition in counters and loops, and what must hold of probabilities."""

from collections import Counter, defaultdict

import numpy as np
import pytest

from deepcourse.sequence.ngrams import KneserNey, numbered


def by_definition(ids, V, N, discount, context, word):
    """The formulas of the docstring, with dictionaries: slow, and too plain to be wrong."""
    counts = Counter(tuple(ids[t : t + N]) for t in range(len(ids) - N + 1))

    def p(context, word):
        n = len(context) + 1
        if n == N:
            table = counts
        else:  # in how many different longer contexts was each n-gram seen?
            before = defaultdict(set)
            for t in range(len(ids) - n):
                before[tuple(ids[t + 1 : t + 1 + n])].add(ids[t])
            table = Counter({gram: len(seen) for gram, seen in before.items()})
        after = {gram[-1]: count for gram, count in table.items() if gram[:-1] == tuple(context)}
        shorter = p(context[1:], word) if context else 1 / V
        if not after:
            return shorter
        total = sum(after.values())
        return max(after.get(word, 0) - discount, 0) / total + discount * len(after) / total * shorter

    return p(tuple(context), word)


@pytest.mark.parametrize(("N", "discount"), [(1, 0.75), (2, 0.5), (3, 0.75), (4, 0.9)])
def test_probabilities_are_those_of_the_definition(N, discount):
    rng = np.random.default_rng(N)
    ids = rng.choice(5, p=[0.4, 0.3, 0.2, 0.05, 0.05], size=60).tolist()
    model = KneserNey(ids, 6, N, discount)
    for _ in range(8):
        context = rng.integers(6, size=N - 1).tolist()
        wanted = [by_definition(ids, 6, N, discount, context, word) for word in range(6)]
        np.testing.assert_allclose(model.probabilities(context), wanted, rtol=1e-12)


@pytest.mark.parametrize("N", [1, 2, 3, 5])
def test_probabilities_sum_to_1_after_every_context_and_none_is_0(N):
    rng = np.random.default_rng(7)
    model = KneserNey(rng.integers(7, size=300), 8, N)
    for _ in range(20):
        p = model.probabilities(rng.integers(8, size=N + 2))
        assert p.sum() == pytest.approx(1, abs=1e-12)
        assert p.min() > 0


def test_costs_are_those_of_the_ids_one_by_one():
    rng = np.random.default_rng(8)
    model, text = KneserNey(rng.integers(4, size=100), 4, 3), rng.integers(4, size=20)
    wanted = [-np.log(model.probabilities(text[t - 2 : t])[text[t]]) for t in range(2, 20)]
    np.testing.assert_allclose(model.costs(text), wanted, rtol=1e-12)


def test_longer_n_grams_are_better_where_there_is_something_to_know():
    ids = np.tile([0, 1, 0, 2, 0, 3], 200)
    costs = [KneserNey(ids, 4, N).costs(ids).mean() for N in (1, 2, 3, 4)]
    assert costs == sorted(costs, reverse=True)
    assert costs[2] < 0.02 < 0.3 < costs[1]


def test_numbers_tell_n_grams_apart():
    assert numbered([2, 0, 1], 3, 3).tolist() == [2 * 9 + 0 * 3 + 1]


def test_what_does_not_fit_is_said():
    with pytest.raises(ValueError, match=r"at least 3 ids, not \(2,\)"):
        KneserNey([0, 1], 2, 3)
    with pytest.raises(ValueError, match="no numbers of 64 bits"):
        KneserNey(np.arange(20), 5_000, 6)
    with pytest.raises(ValueError, match="a context of 2 ids, not 1"):
        KneserNey(np.arange(4), 4, 3).probabilities([1])
