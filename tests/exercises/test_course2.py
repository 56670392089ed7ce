"""Wrong answers of course 2 that nearly pass: each fails the check and the hidden tests, and its right twin passes."""

import numpy as np
import pytest

from deepcourse.checking.judge import judge
from deepcourse.checking.key import Key
from deepcourse.checking.verdict import CORRECT, INCORRECT
from deepcourse.exercises import exercises_of
from deepcourse.nn import optimizers

SEEDS = (None, 0, 1, 20263)  # None: the visible tests


def reports(notebook, name, answer):
    """Return the reports on an answer: of the check, and of hidden tests of several seeds."""
    [exercise] = [exercise for exercise in exercises_of(notebook) if exercise.name == name]
    return [judge(Key(exercise, seed), answer, seconds=600.0) for seed in SEEDS]


def failed(report):
    """Return the names of the cases and properties that fail."""
    return [verdict.name for verdict in report.verdicts if verdict.state != CORRECT]


# --- batch normalisation: the variance of numbers far from zero -----------------------------------------------------


def normalized(Z, epsilon, variance_of):
    mean = np.sum(Z, axis=1, keepdims=True) / Z.shape[1]
    variance = variance_of(Z, mean)
    return (Z - mean) / np.sqrt(variance + epsilon), mean, variance


FROM_SQUARES = [
    lambda Z, mean: np.mean(Z**2, axis=1, keepdims=True) - mean**2,
    lambda Z, mean: (np.sum(Z * Z, axis=1, keepdims=True) - Z.shape[1] * mean**2) / Z.shape[1],
    lambda Z, mean: np.abs(np.einsum("ij,ij->i", Z, Z)[:, None] / Z.shape[1] - mean * mean),
]
FROM_DIFFERENCES = [
    lambda Z, mean: np.mean((Z - mean) ** 2, axis=1, keepdims=True),
    lambda Z, mean: np.var(Z, axis=1).reshape(-1, 1),
    lambda Z, mean: np.std(Z, axis=1, keepdims=True) ** 2,
    lambda Z, mean: np.mean((Z - Z[:, :1]) ** 2, axis=1, keepdims=True) - (mean - Z[:, :1]) ** 2,
]


@pytest.mark.parametrize("variance_of", FROM_SQUARES)
def test_the_mean_of_squares_less_the_squared_mean_fails_far_from_zero_batch_normalization(variance_of):
    with np.errstate(invalid="ignore"):
        found = reports(
            "batch_normalization", "normalize_units", lambda Z, epsilon: normalized(Z, epsilon, variance_of)
        )
    assert [report.state for report in found] == [INCORRECT] * len(SEEDS)
    assert all("million" in name for report in found for name in failed(report))


@pytest.mark.parametrize("variance_of", FROM_DIFFERENCES)
def test_squared_differences_pass_far_from_zero_batch_normalization(variance_of):
    found = reports("batch_normalization", "normalize_units", lambda Z, epsilon: normalized(Z, epsilon, variance_of))
    assert [failed(report) for report in found] == [[]] * len(SEEDS)


# --- Adam: v and s are two ------------------------------------------------------------------------------------------


def same_dictionary_twice(parameters):
    zeros = optimizers.initialize_velocity(parameters)
    return zeros, zeros


def same_arrays_in_two_dictionaries(parameters):
    zeros = optimizers.initialize_velocity(parameters)
    return zeros, dict(zeros)


def copies(parameters):
    zeros = optimizers.initialize_velocity(parameters)
    return zeros, {name: value.copy() for name, value in zeros.items()}


@pytest.mark.parametrize("answer", [same_dictionary_twice, same_arrays_in_two_dictionaries])
def test_v_and_s_that_share_something_fail_optimization_methods(answer):
    found = reports("optimization_methods", "initialize_adam", answer)
    assert [failed(report) for report in found] == [["v and s are two"]] * len(SEEDS)


def test_v_and_s_that_share_nothing_pass_optimization_methods():
    found = reports("optimization_methods", "initialize_adam", copies)
    assert [failed(report) for report in found] == [[]] * len(SEEDS)


# --- dropout: a product that is right for one output only -----------------------------------------------------------


def backward_of(into_the_last_hidden_layer):
    """Return a backward pass with dropout that goes through the last weights in a way of its own."""

    def backward(X, Y, parameters, cache, keep_prob):
        L, m, grads = len(parameters) // 2, X.shape[1], {}
        dZ = cache[f"A{L}"] - Y
        for layer in range(L, 0, -1):
            A_prev = cache[f"A{layer - 1}"] if layer > 1 else X
            grads[f"dW{layer}"], grads[f"db{layer}"] = dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m
            if layer > 1:
                W = parameters[f"W{layer}"]
                dA = into_the_last_hidden_layer(W, dZ) if layer == L else W.T @ dZ
                dZ = dA * cache[f"D{layer - 1}"] / keep_prob * (cache[f"Z{layer - 1}"] > 0)
        return grads

    return backward


def test_a_product_entry_by_entry_fails_where_there_are_two_outputs_regularization():
    found = reports("regularization", "backward_propagation_with_dropout", backward_of(lambda W, dZ: W.T * dZ))
    assert [report.state for report in found] == [INCORRECT] * len(SEEDS)


def test_a_product_of_matrices_passes_regularization():
    found = reports("regularization", "backward_propagation_with_dropout", backward_of(lambda W, dZ: W.T @ dZ))
    assert [failed(report) for report in found] == [[]] * len(SEEDS)
