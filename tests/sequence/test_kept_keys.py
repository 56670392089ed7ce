"""Kept keys and values against attention to the whole sequence, and counts against a block that counts its products."""

import numpy as np
import pytest

from deepcourse.sequence.kept_keys import attend_to_kept, multiply_adds
from deepcourse.sequence.self_attention import rotated


def step_by_definition(q, k, v, t):
    """What step t hears, with a loop over the keys before it."""
    at = np.arange(q.shape[2])
    q, k, out = rotated(q, at), rotated(k, at), np.zeros(v.shape[:2])
    for example in range(q.shape[1]):
        scores = [q[:, example, t] @ k[:, example, s] / np.sqrt(len(q)) for s in range(t + 1)]
        weights = np.exp(scores) / np.exp(scores).sum()
        out[:, example] = sum(w * v[:, example, s] for s, w in enumerate(weights))
    return out


@pytest.mark.parametrize("pieces", [(7,), (1,) * 7, (3, 1, 3), (2, 5)])
def test_in_any_pieces_each_step_hears_what_the_definition_says(pieces):
    rng = np.random.default_rng(1)
    q, k, v = rng.normal(size=(4, 2, 7)), rng.normal(size=(4, 2, 7)), rng.normal(size=(3, 2, 7))
    kept, heard, first = None, [], 0
    for length in pieces:
        part = slice(first, first + length)
        out, kept = attend_to_kept(q[..., part], k[..., part], v[..., part], kept)
        heard.append(out)
        first += length
    found = np.concatenate(heard, axis=2)
    for t in range(7):
        np.testing.assert_allclose(found[..., t], step_by_definition(q, k, v, t), rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(kept[0], rotated(k), rtol=1e-12)
    np.testing.assert_array_equal(kept[1], v)


class Counting:
    """Matrices of which only the shape is known; a product is counted."""

    total = 0

    def __init__(self, *shape):
        self.shape = shape

    def __matmul__(self, other):
        """Return the shape of the product, and add its multiply-adds."""
        (rows, inner), (same, columns) = self.shape, other.shape
        assert inner == same
        Counting.total += rows * inner * columns
        return Counting(rows, columns)


def one_token(n, t):
    """Multiply with every matrix of a block for the token at place t."""
    x = Counting(n, 1)
    for _ in "qkv":
        Counting(n, n) @ x
    Counting(1, n) @ Counting(n, t)  # scores
    Counting(n, n) @ (Counting(n, t) @ Counting(t, 1))  # values, then the output
    Counting(n, 4 * n) @ (Counting(4 * n, n) @ x)


@pytest.mark.parametrize(("T", "n"), [(1, 5), (4, 3), (9, 16), (20, 2)])
def test_multiply_adds_are_those_of_products_counted_one_by_one(T, n):
    Counting.total = 0
    for t in range(1, T + 1):
        one_token(n, t)
    kept, Counting.total = Counting.total, 0
    for length in range(1, T + 1):
        for t in range(1, length + 1):
            one_token(n, t)
    assert multiply_adds(T, n) == (kept, Counting.total)


def test_looks_overtake_the_matrices_at_six_times_the_rows():
    n = 64
    once = [multiply_adds(T, n)[0] - multiply_adds(T - 1, n)[0] for T in (6 * n, 6 * n + 1)]
    assert once[0] == 24 * n * n < once[1]
