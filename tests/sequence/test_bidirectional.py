"""Both directions against PyTorch's digests and finite differences; ceilings and sums against plain search."""

import itertools
import json

import numpy as np
import pytest

from deepcourse.experiments.course5 import ambiguous_words as words
from deepcourse.sequence import bidirectional
from deepcourse.sequence.layers import GRU, RNN
from oracles.record_bidirectional import FIXTURE, SIZES, digest, gradient_of, pair

SAID = json.loads(FIXTURE.read_text())


def layers_of(parameters):
    """Return RNN layers with given parameters."""
    made = []
    for theirs in parameters:
        n_a, n_x = theirs["Wax"].shape
        made.append(RNN(np.random.default_rng(0), n_x, n_a, dtype=np.float64).read(theirs))
    return made


def masked(a, lengths):
    """Return states with 0 at the padding."""
    return a * (np.arange(a.shape[2]) < np.asarray(lengths)[:, None])


@pytest.mark.parametrize("place", range(len(SIZES)))
def test_both_directions_agree_with_pytorch(place):
    x, parameters, lengths = pair(*SIZES[place])
    a, cache = bidirectional.bidirectional_forward(x, *layers_of(parameters), lengths=lengths)
    a = masked(a, lengths)
    dx, *grads = bidirectional.bidirectional_backward(masked(gradient_of(a), lengths), cache)
    found = {"a": a, "dx": dx, "final": bidirectional.final_states(a, len(parameters[0]["ba"]), lengths=lengths)}
    found |= {f"{name}{half}": grads[half][name] for half in (0, 1) for name in ("dWx", "dWa", "db")}
    for name, array in found.items():
        np.testing.assert_allclose(digest(array), SAID["bidirectional"][place][name], rtol=1e-9, err_msg=name)


def test_a_stack_agrees_with_pytorch():
    x, parameters, lengths = pair(*SIZES[0], levels=3)
    stack = [layers_of(parameters[level : level + 2]) for level in (0, 2, 4)]
    A, _ = bidirectional.deep_rnn_forward(x, stack, lengths=lengths)
    assert len(A) == 3
    np.testing.assert_allclose(digest(masked(A[-1], lengths)), SAID["stack"], rtol=1e-9)


def test_a_stack_of_forward_layers_is_one_after_the_other():
    rng = np.random.default_rng(3)
    layers = [RNN(rng, 3, 4, dtype=np.float64), GRU(rng, 4, 2, dtype=np.float64)]
    x = rng.normal(size=(3, 2, 5))
    A, _ = bidirectional.deep_rnn_forward(x, layers)
    np.testing.assert_array_equal(A[1], layers[1].forward(layers[0].forward(x)[0])[0])


@pytest.mark.parametrize("lengths", [None, [4, 1, 3], [5, 5, 5]])
def test_turning_twice_changes_nothing(lengths):
    x = np.random.default_rng(2).normal(size=(2, 3, 5))
    there = bidirectional.reverse_by_length(x, lengths)
    np.testing.assert_array_equal(bidirectional.reverse_by_length(there, lengths), x)
    expected = x.copy()
    for i, n in enumerate(lengths or [5] * 3):
        expected[:, i, :n] = x[:, i, :n][:, ::-1]
    np.testing.assert_array_equal(there, expected)


@pytest.mark.parametrize("ahead", [0, 1, 2, 9])
def test_no_rule_beats_the_best_accuracy(ahead):
    sentences = [["he", "b", "c"], ["he", "b"], ["he", "b", "d", "e"], ["b", "c"], ["he", "b", "d", "f"]]
    places, tags, weights = [1, 1, 1, 0, 1], ["p", "t", "p", "t", "t"], [3, 1, 2, 2, 5]
    views = [(place, tuple(s[: place + ahead + 1])) for s, place in zip(sentences, places, strict=True)]
    kinds = sorted(set(views))
    best = 0
    for rule in itertools.product("pt", repeat=len(kinds)):
        said = dict(zip(kinds, rule, strict=True))
        best = max(best, sum(w for v, t, w in zip(views, tags, weights, strict=True) if said[v] == t))
    assert bidirectional.best_accuracy(sentences, places, tags, weights, ahead=ahead) == pytest.approx(best / 13)


def test_the_grammar_has_the_ceiling_of_its_chances():
    found = words.ambiguous_sentences()
    hinted = sum(chance for _, (chance, tag) in words.OPENINGS.items() if tag)
    plain = np.mean([max(p, 1 - p) for p in words.PERSON.values()])
    low = bidirectional.best_accuracy(found.sentences, found.places, found.tags, found.weights)
    assert low == pytest.approx(hinted + (1 - hinted) * plain)
    assert bidirectional.best_accuracy(found.sentences, found.places, found.tags, found.weights, ahead=9) == 1


def additive_by_search(tags):
    """Return whether small whole numbers f and g do it: enough for tables of this size."""
    values = np.arange(-4, 5)
    for f in itertools.product(values, repeat=len(tags)):
        sums = np.array(f)[:, None, None] + (values + 0.5)[None, None]  # rows, 1, choices of g
        fits = ((sums > 0) == tags[:, :, None].astype(bool)).all(axis=0)  # columns, choices
        if fits.any(axis=1).all():
            return True
    return False


@pytest.mark.parametrize("shape", [(2, 2), (2, 3), (3, 3), (3, 2)])
def test_sums_suffice_where_a_search_finds_numbers(shape):
    for bits in itertools.product((0, 1), repeat=shape[0] * shape[1]):
        tags = np.array(bits).reshape(shape)
        assert bidirectional.sums_suffice(tags) == additive_by_search(tags)
