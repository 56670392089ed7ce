"""Averages of vectors agree with PyTorch and with slopes; what else classifies opinions does what it says."""

import itertools
import json

import numpy as np
import pytest

from deepcourse.nn.gradient_checking import numerical_gradient, relative_difference
from deepcourse.sequence import sentiment
from deepcourse.sequence.layers import LSTM, Chain, Last
from oracles.record_sentiment import FIXTURE, PACKED, SIZES, batch, digest, sentences

RECORD = json.loads(FIXTURE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("sizes", "recorded"), list(zip(SIZES, RECORD["bags"], strict=True)), ids=str)
def test_averages_are_those_of_pytorch(sizes, recorded):
    E, ids, mask, da = batch(*sizes)
    told = {"a": sentiment.average_vectors(E, ids, mask), "dE": sentiment.average_backward(da, ids, mask, sizes[1])}
    for name, numbers in recorded.items():
        assert digest(np.ascontiguousarray(told[name])) == pytest.approx(numbers, rel=1e-9, abs=1e-9), name


def test_the_last_real_state_is_that_of_a_packed_sequence():
    x, lengths, parameters = sentences()
    n_x, n_a, _, _ = PACKED
    layer = LSTM(np.random.default_rng(0), n_x, n_a, dtype=np.float64)
    for name, value in parameters.items():
        i, f, c, o = np.split(value, 4)
        layer.parameters[name][...] = np.concatenate([f, i, o, c])
    last, _ = Chain(layer, Last()).forward(x, lengths=lengths)
    assert digest(np.ascontiguousarray(last)) == pytest.approx(RECORD["packed"], rel=1e-9)


def test_the_gradient_is_a_slope():
    E, ids, mask, da = batch(3, 6, 4, 5)
    slope = numerical_gradient(lambda moved: float(np.sum(da * sentiment.average_vectors(moved, ids, mask))), E, 1e-6)
    assert relative_difference(sentiment.average_backward(da, ids, mask, 6), slope) < 1e-7


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_number_types_stay(dtype):
    E, ids, mask, da = batch(3, 6, 4, 5)
    assert sentiment.average_vectors(E.astype(dtype), ids, mask.astype(int)).dtype == dtype
    assert sentiment.average_backward(da.astype(dtype), ids, mask, 6).dtype == dtype


def test_a_ceiling_is_that_of_the_best_of_all_answers():
    """By trying every answer to every distinct average of random vectors."""
    rng = np.random.default_rng(0)
    vectors = {word: rng.normal(size=4) for word in "ab"}
    for _ in range(20):
        texts = [[str(w) for w in rng.choice(list("ab"), size=rng.integers(1, 4))] for _ in range(7)]
        labels = [int(y) for y in rng.integers(2, size=7)]
        averages = [tuple(np.round(np.mean([vectors[w] for w in words], axis=0), 9)) for words in texts]
        distinct = sorted(set(averages))
        best = max(
            np.mean([said[distinct.index(one)] == label for one, label in zip(averages, labels, strict=True)])
            for said in itertools.product((0, 1), repeat=len(distinct))
        )
        assert sentiment.average_ceiling(texts, labels) == pytest.approx(best)


def test_the_reader_minds_every_not():
    for before, denied, between in itertools.product((0, 1, 5, 60), (0, 1), (0, 1, 5, 60)):
        front = ["very"] * before + ["not"] * denied + ["very"] * between
        assert sentiment.read_signs(sentiment.negation_reader(), [*front, "good"]) == 1 - denied
        assert sentiment.read_signs(sentiment.negation_reader(), [*front, "bad"]) == denied


def test_a_wrong_shape_is_named():
    with pytest.raises(ValueError, match=r"ba has the shape \(3,\), not \(3, 1\)"):
        sentiment.read_signs(sentiment.negation_reader() | {"ba": np.zeros(3)}, ["good"])


def test_sorted_batches_need_no_more_columns():
    rng = np.random.default_rng(1)
    for _ in range(20):
        lengths = rng.integers(1, 15, size=40)
        batches = sentiment.length_batches(lengths, 8)
        columns = sum(max(lengths[batch]) for batch in batches)
        assert columns <= sum(max(lengths[start : start + 8]) for start in range(0, 40, 8))
