"""The language model against PyTorch's digests, SciPy, and counting by hand."""

import json
from collections import Counter

import numpy as np
import pytest
from scipy.special import softmax as scipy_softmax
from scipy.stats import chisquare

from deepcourse.datasets import load_names
from deepcourse.sequence import language_model as lm
from oracles.record_language_model import FIXTURE, MAX_NORM, MODELS, digest, model

SAID = json.loads(FIXTURE.read_text())["models"]
LETTERS = lm.CHAR_TO_IX


def parameters_of(seed, n_a=4, n_y=5):
    """Return random parameters of a small network."""
    rng = np.random.default_rng(seed)
    shapes = {"Wax": (n_a, n_y), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


@pytest.mark.parametrize("place", range(len(MODELS)))
def test_scores_cost_and_gradients_agree_with_pytorch(place):
    X, Y, a_prev, parameters = model(*MODELS[place])
    Z, cache = lm.forward(X, a_prev, parameters)
    cost, dZ = lm.sequence_cost(Z, Y)
    gradients = lm.backward(dZ, cache)
    clipped = {f"clipped {name}": value for name, value in lm.clip_by_norm(gradients, MAX_NORM).items()}
    for name, array in {"Z": Z, "cost": np.asarray(cost), "dZ": dZ, **gradients, **clipped}.items():
        np.testing.assert_allclose(digest(array), SAID[place][name], rtol=2e-6, atol=1e-9, err_msg=name)


def test_the_table_is_what_counting_says():
    names = load_names().train[:500]
    pairs = Counter(pair for name in names for pair in zip("\n" + name, name + "\n", strict=True))
    P = lm.bigram_table(names, LETTERS, 0.5)
    np.testing.assert_allclose(P.sum(axis=1), 1)
    starts = sum(count for (first, _), count in pairs.items() if first == "a")
    for second in "\nnrz":
        expected = (pairs["a", second] + 0.5) / (starts + 0.5 * 27)
        assert P[LETTERS["a"], LETTERS[second]] == pytest.approx(expected)


def test_the_uniform_table_has_the_perplexity_of_its_size():
    assert lm.perplexity(["anna", "bo"], np.full((27, 27), 1 / 27), LETTERS) == pytest.approx(27)


def test_perplexity_is_e_to_the_cost_of_a_network_with_the_same_probabilities():
    """A table is a network whose scores are its logarithms."""
    names = load_names().test[:30]
    P = lm.bigram_table(load_names().train, LETTERS, 1)
    X, Y = lm.batch_of(names, LETTERS)
    cost, _ = lm.sequence_cost(np.log(P[X]).transpose(2, 0, 1), Y)
    assert np.exp(cost) == pytest.approx(lm.perplexity(names, P, LETTERS))


def test_a_step_goes_down_and_changes_the_arrays():
    X, Y, a_prev, parameters = model(*MODELS[0])
    before = {name: value.copy() for name, value in parameters.items()}
    cost, gradients = lm.optimize(X, Y, a_prev, parameters, 0.1)
    assert lm.sequence_cost(lm.forward(X, a_prev, parameters)[0], Y)[0] < cost
    for name, value in parameters.items():
        np.testing.assert_allclose(value, before[name] - 0.1 * gradients[f"d{name}"])
    assert sum(np.sum(g**2) for g in gradients.values()) <= 1 + 1e-9


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_number_types_are_kept(dtype):
    X, Y, a_prev, parameters = model(*MODELS[0])
    parameters = {name: value.astype(dtype) for name, value in parameters.items()}
    cost, gradients = lm.optimize(X, Y, a_prev.astype(dtype), parameters, 0.1)
    assert {cost.dtype, *(v.dtype for v in [*gradients.values(), *parameters.values()])} == {np.dtype(dtype)}


def test_names_are_drawn_with_the_probabilities_of_the_network():
    parameters, letters = parameters_of(3), {"\n": 2, "a": 0, "b": 1, "c": 3, "d": 4}
    rng, drawn = np.random.default_rng(0), Counter()
    for _ in range(4000):
        drawn[tuple(lm.sample(parameters, letters, rng)[:2])] += 1
    first = scipy_softmax(lm.forward(np.array([[2]]), np.zeros((4, 1)), parameters)[0][:, 0, 0])
    expected = {(2,): first[2]}
    for one in (0, 1, 3, 4):
        second = scipy_softmax(lm.forward(np.array([[2, one]]), np.zeros((4, 1)), parameters)[0][:, 0, 1])
        expected |= {(one, two): first[one] * second[two] for two in range(5)}
    assert set(drawn) <= set(expected)
    likely = [pair for pair in expected if expected[pair] > 0.002]
    rest = 1 - sum(expected[pair] for pair in likely)
    counts = [*(drawn[pair] for pair in likely), 4000 - sum(drawn[pair] for pair in likely)]
    assert chisquare(counts, 4000 * np.array([*(expected[pair] for pair in likely), rest])).pvalue > 1e-3


def test_a_name_ends_with_the_newline_or_after_twenty_characters():
    parameters, letters = parameters_of(1), {"\n": 4, "a": 0, "b": 1, "c": 2, "d": 3}
    rng = np.random.default_rng(1)
    for name in [lm.sample(parameters, letters, rng) for _ in range(200)]:
        assert 4 not in name[:-1]
        assert name[-1] == 4 or len(name) == 20


@pytest.mark.parametrize("temperature", [0.01, 0.5, 1, 3])
def test_tempered_probabilities_are_those_of_scaled_scores(temperature):
    z = np.random.default_rng(2).normal(size=7)
    p = lm.temper(scipy_softmax(z), temperature)
    np.testing.assert_allclose(p, scipy_softmax(z / temperature), rtol=1e-9, atol=1e-200)


def test_chi_square_is_that_of_scipy_and_honest_counts_fit():
    rng, fits = np.random.default_rng(4), []
    for _ in range(500):
        p = rng.dirichlet(np.ones(rng.integers(2, 27)))
        counts = rng.multinomial(2000, p)
        assert lm.chi_square(counts, p)[0] == pytest.approx(chisquare(counts, 2000 * p).statistic)
        fits.append(lm.could_come_from(counts, p))
    assert np.mean(fits) > 0.98
    assert not lm.could_come_from(np.array([1, 999]), np.array([0.0, 1.0]))


def test_value_clipping_turns_the_gradient_and_norm_clipping_does_not():
    gradients = {"dWaa": np.array([[6.0, 1.5]]), "dba": np.array([[-0.5]])}
    by_value, by_norm = lm.clip(gradients, 2), lm.clip_by_norm(gradients, 2)
    np.testing.assert_allclose(by_value["dWaa"], [[2, 1.5]])
    np.testing.assert_allclose(by_norm["dWaa"] / by_norm["dba"], gradients["dWaa"] / gradients["dba"])
    assert sum(np.sum(g**2) for g in by_norm.values()) == pytest.approx(4)
