"""Counted models of the next symbol: interpolated Kneser-Ney.

KneserNey       probabilities of the next id after the ids before it, and what a text costs
"""

import numpy as np


class KneserNey:
    """An N-gram model with interpolated Kneser-Ney smoothing, counted from one row of ids.

    For the longest context h, of N - 1 ids, with c(h w) the times that w follows it:

        p(w | h) = max(c(h w) - D, 0) / c(h) + D * types(h) / c(h) * p(w | h without its first id)

    where types(h) is the number of different ids that follow h. The shorter contexts count, in place of occurrences, in
    how many different contexts one id longer each n-gram was seen. A context that was never seen passes the question on
    to the shorter one; below the shortest, all V ids are equally likely. Source: Kneser and Ney, 1995; the interpolated
    form is that of Chen and Goodman, 1999.

    ids : (T,) int, from 0 to V - 1    N : how many ids an n-gram has, 1 or more    discount : D, from 0 to 1

    >>> model = KneserNey(np.array([0, 1, 0, 1, 0, 2]), 3, 2, discount=0.5)
    >>> model.probabilities([0]).round(3)
    array([0.111, 0.611, 0.278])
    """

    def __init__(self, ids, V, N, discount=0.75):
        ids = np.asarray(ids, dtype=np.int64)
        if ids.ndim != 1 or len(ids) < N:
            raise ValueError(f"an n-gram model of {N} ids needs one row of at least {N} ids, not {ids.shape}")
        if N * np.log2(V) > 62:
            raise ValueError(f"n-grams of {N} ids out of {V} have no numbers of 64 bits")
        self.V, self.N, self.discount = V, N, discount
        self.tables = [_table(self._counted(ids, n), V) for n in range(1, N + 1)]

    def _counted(self, ids, n):
        """Return the n-grams, numbered and in order, and their counts; below N, those of different longer contexts."""
        if n == self.N:
            return np.unique(numbered(ids, n, self.V), return_counts=True)
        longer = np.unique(numbered(ids, n + 1, self.V))
        return np.unique(longer % self.V**n, return_counts=True)

    def probability(self, numbers):
        """Return the probability of the last id of N-grams, given as numbers, after the others."""
        p = np.full(np.shape(numbers), 1 / self.V)
        for n, (grams, counts, contexts, totals, types) in enumerate(self.tables, 1):
            asked = numbers % self.V**n
            count = _found(grams, counts, asked)
            total, kinds = (_found(contexts, values, asked // self.V) for values in (totals, types))
            seen = np.maximum(count - self.discount, 0) + self.discount * kinds * p
            p = np.where(total > 0, seen / np.maximum(total, 1), p)
        return p

    def probabilities(self, context):
        """Return (V,): the probabilities of all ids after a context of at least N - 1 ids."""
        context = np.asarray(context, dtype=np.int64)
        if len(context) < self.N - 1:
            raise ValueError(f"n-grams of {self.N} ids need a context of {self.N - 1} ids, not {len(context)}")
        before = int(numbered(context[len(context) - self.N + 1 :], self.N - 1, self.V)[0]) if self.N > 1 else 0
        return self.probability(before * self.V + np.arange(self.V))

    def costs(self, ids):
        """Return (T - N + 1,): the cost, in nats, of each id of a row that has N - 1 ids before it."""
        return -np.log(self.probability(numbered(ids, self.N, self.V)))


def numbered(ids, n, V):
    """Return (T - n + 1,): every n ids in a row as one number, in base V.

    >>> numbered([1, 2, 0, 2], 2, 3)
    array([5, 6, 2])
    """
    ids = np.asarray(ids, dtype=np.int64)
    numbers = np.zeros(len(ids) - n + 1, np.int64)
    for place in range(n):
        numbers = numbers * V + ids[place : len(ids) - n + 1 + place]
    return numbers


def _table(counted, V):
    """Return n-grams and counts, and their contexts, with the sum of their counts and the number of their n-grams."""
    grams, counts = counted
    contexts, place = np.unique(grams // V, return_inverse=True)
    return grams, counts, contexts, np.bincount(place, counts).astype(np.int64), np.bincount(place)


def _found(keys, values, asked):
    """Return the values of what is asked, 0 where it is not among the sorted keys."""
    place = np.searchsorted(keys, asked).clip(0, len(keys) - 1)
    return np.where(keys[place] == asked, values[place], 0)
