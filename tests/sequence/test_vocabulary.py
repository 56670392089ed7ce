"""Text as numbers, against plain loops, the standard library and finite differences."""

import collections
import itertools
import string

import numpy as np
import pytest

from deepcourse.datasets import load_definitions
from deepcourse.nn.softmax import softmax
from deepcourse.sequence import vocabulary as v

CORPUS = [v.tokenize(text) for text in load_definitions().dev[:300]]
KEPT = set(string.ascii_lowercase + string.digits + "'-")


def tokens_by_letters(text):
    """Return the tokens by a walk through the letters: slow, and too plain to be wrong."""
    tokens, run = [], ""
    for letter in text.lower() + " ":
        if letter in KEPT:
            run += letter
        else:
            tokens += ([run] if run else []) + ([] if letter.isspace() else [letter])
            run = ""
    return tokens


@pytest.mark.parametrize("text", [*load_definitions().dev[:200], "", " \t\n", "a\tb\n c--d  (e)?! 3.5"])
def test_tokens_are_those_of_a_walk_through_the_letters(text):
    assert v.tokenize(text) == tokens_by_letters(text)


def test_letters_of_other_alphabets_are_letters():
    assert v.tokenize("Café Größe") == ["café", "größe"]


@pytest.mark.parametrize("size", [3, 4, 50, 10_000])
def test_a_vocabulary_holds_the_most_frequent_tokens(size):
    counts = collections.Counter(token for tokens in CORPUS for token in tokens)
    made = v.build_vocabulary(CORPUS, size)
    assert list(made.values()) == list(range(min(size, 3 + len(counts))))
    inside = [token for token in made if token not in v.SPECIALS]
    assert [counts[token] for token in inside] == sorted(counts.values(), reverse=True)[: len(inside)]
    for one, other in itertools.pairwise(inside):
        assert counts[one] > counts[other] or one < other


def test_counts_are_those_of_a_counter():
    assert v.count_tokens(CORPUS) == collections.Counter(token for tokens in CORPUS for token in tokens)


@pytest.mark.parametrize("share", [0.01, 0.5, 0.8, 1.0])
def test_the_smallest_size_covers_the_share_and_one_less_does_not(share):
    counts = v.count_tokens(CORPUS)

    def covered(size):
        made = v.build_vocabulary(CORPUS, size)
        return sum(counts[token] for token in made if token in counts) / sum(counts.values())

    size = v.smallest_size(counts, share)
    assert covered(size) >= share > covered(size - 1)


def test_known_tokens_come_back():
    made = v.build_vocabulary(CORPUS, 10_000)
    for tokens in CORPUS:
        assert v.decode(v.encode(tokens, made), made) == tokens
    assert v.decode([*v.encode(["zzz", *CORPUS[0]], made), 7, 8], made) == ["<UNK>", *CORPUS[0]]


@pytest.mark.parametrize("T", [None, 1, 6, 60])
def test_a_batch_holds_every_sequence_and_the_mask_says_where(T):
    made = v.build_vocabulary(CORPUS, 10_000)
    sequences = [v.encode(tokens, made) for tokens in CORPUS[:20]]
    ids, mask = v.pad(sequences, T=T)
    assert ids.shape == mask.shape == (20, T or max(map(len, sequences)))
    for row, real, sequence in zip(ids, mask, sequences, strict=True):
        assert row[real].tolist() == sequence[: len(row)]
        assert not row[~real].any()
        assert np.all(np.diff(real.astype(int)) <= 0)


def test_one_hot_columns_hold_a_single_one_at_the_id():
    ids = np.random.default_rng(1).integers(7, size=(3, 4))
    x = v.one_hot_sequence(ids, 7)
    assert (x.shape, x.dtype) == ((7, 3, 4), np.float64)
    np.testing.assert_array_equal(x.argmax(axis=0), ids)
    np.testing.assert_array_equal(x.sum(axis=0), 1)


def a_batch():
    rng = np.random.default_rng(2)
    mask = np.arange(5) < np.array([[5], [2], [1]])
    return rng.normal(size=(4, 3, 5)), rng.integers(4, size=(3, 5)), mask


def test_the_cost_is_the_mean_over_the_real_steps():
    Z, targets, mask = a_batch()
    y_pred = softmax(Z)
    steps = [-np.log(y_pred[targets[i, t], i, t]) for i in range(3) for t in range(5) if mask[i, t]]
    assert v.masked_cost(y_pred, targets, mask)[0] == pytest.approx(np.mean(steps))
    assert v.masked_cost(y_pred, targets, mask.astype(float))[0] == pytest.approx(np.mean(steps))


def test_the_gradient_is_the_slope_of_the_cost():
    Z, targets, mask = a_batch()
    dZ, step = v.masked_cost(softmax(Z), targets, mask)[1], 1e-6
    direction = np.random.default_rng(3).normal(size=Z.shape)
    above, below = (v.masked_cost(softmax(Z + h * direction), targets, mask)[0] for h in (step, -step))
    assert np.sum(dZ * direction) == pytest.approx((above - below) / (2 * step), rel=1e-6)


def test_what_is_at_a_pad_does_not_matter():
    Z, targets, mask = a_batch()
    y_pred = softmax(Z)
    changed = np.where(mask, y_pred, np.nan)
    cost, dZ = v.masked_cost(changed, np.where(mask, targets, 0), mask)
    expected = v.masked_cost(y_pred, targets, mask)
    assert cost == pytest.approx(expected[0])
    np.testing.assert_allclose(dZ, expected[1])


def test_the_mean_over_real_steps():
    values = np.arange(6.0).reshape(2, 3)
    mask = np.array([[1, 1, 0], [1, 0, 0]])
    assert v.masked_mean(values, mask) == pytest.approx(4 / 3)


def test_a_model_that_reads_pads_is_found_and_one_that_does_not_is_not():
    ids, mask = v.pad([[4, 3, 2], [5, 2], [7, 8, 9, 2]])

    def mean_of_all(ids, mask):
        return ids.mean(axis=1, keepdims=True)

    def mean_of_real(ids, mask):
        return np.where(mask, ids, 0).sum(axis=1, keepdims=True) / mask.sum(axis=1, keepdims=True)

    assert v.padding_error(mean_of_all, ids, mask) == pytest.approx(1.75)  # 7 / 2 against 7 / 4
    assert v.padding_error(mean_of_real, ids, mask) == 0


def test_names_begin_at_b_and_at_an_i_after_o():
    assert v.spans([2, 2, 0, 1, 2, 1]) == [(0, 1), (3, 4), (5, 5)]
    assert v.spans([0, 0]) == []
