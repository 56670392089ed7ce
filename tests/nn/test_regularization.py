"""Penalties, dropout, augmentation and early stopping against PyTorch, finite differences, SciPy and plain loops."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from deepcourse.exercises.course2.regularization.networks import examples, slope_problem
from deepcourse.exercises.course2.regularization.networks import network as drawn
from deepcourse.nn import regularization as nn
from deepcourse.nn.activations import relu, sigmoid
from deepcourse.nn.building_blocks import L_model_backward, L_model_forward, compute_cost, update_parameters
from deepcourse.nn.deep_network import L_layer_model
from oracles import record_regularization as recorded

SAID = json.loads(recorded.FIXTURE.read_text())["cases"]
cases = pytest.mark.parametrize("which", range(len(SAID)), ids=[str(case[0]) for case in recorded.CASES])


def same(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-10, atol=1e-12)


def compare_with_torch(which, said):
    parameters, X, Y, masks, lambd, keep_prob = recorded.network(*recorded.CASES[which])
    AL, caches = L_model_forward(X, parameters)
    same(nn.compute_cost_with_regularization(AL, Y, parameters, lambd), said["l2"]["cost"])
    for name, value in nn.backward_propagation_with_regularization(AL, Y, caches, lambd).items():
        same(value, said["l2"]["grads"][name])
    penalty, grads = nn.l1_penalty(parameters, lambd, Y.shape[1])
    same(penalty, said["l1"]["cost"])
    assert {name for name in said["l1"]["grads"] if name.startswith("dW")} == set(grads)
    for name, value in grads.items():
        same(value, said["l1"]["grads"][name])
    cache = with_masks(X, parameters, masks, keep_prob)
    same(compute_cost(cache[f"A{len(parameters) // 2}"], Y), said["dropout"]["cost"])
    for name, value in nn.backward_propagation_with_dropout(X, Y, parameters, cache, keep_prob).items():
        same(value, said["dropout"]["grads"][name])
    for _ in range(recorded.STEPS):
        AL, caches = L_model_forward(X, parameters)
        grads = nn.backward_propagation_with_regularization(AL, Y, caches, lambd)
        parameters = update_parameters(parameters, grads, recorded.RATE)
    for name, value in parameters.items():
        same(value, said["decayed"][name])


def with_masks(X, parameters, masks, keep_prob):
    """Return the cache of a forward pass through given masks, by the definition."""
    L, A, cache = len(parameters) // 2, X, {}
    for layer in range(1, L + 1):
        Z = cache[f"Z{layer}"] = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = sigmoid(Z) if layer == L else relu(Z) * masks[layer - 1] / keep_prob
        cache[f"A{layer}"] = A
        if layer < L:
            cache[f"D{layer}"] = masks[layer - 1]
    return cache


@cases
def test_penalties_dropout_and_weight_decay_are_what_pytorch_recorded(which):
    compare_with_torch(which, SAID[which])


@cases
def test_penalties_dropout_and_weight_decay_are_what_pytorch_says_today(which):
    pytest.importorskip("torch")
    compare_with_torch(which, recorded.by_torch(*recorded.network(*recorded.CASES[which])))


@given(dims=st.lists(st.integers(1, 6), min_size=2, max_size=5), lambd=st.floats(0, 5), seed=st.integers(0, 999))
@settings(max_examples=30, deadline=None)
def test_gradients_with_a_penalty_are_slopes(dims, lambd, seed):
    rng = np.random.default_rng(seed)
    parameters, (X, Y) = drawn(rng, dims), examples(rng, dims[0], 5, dims[-1])
    AL, caches = L_model_forward(X, parameters)
    grads = nn.backward_propagation_with_regularization(AL, Y, caches, lambd)

    def cost(moved):
        return nn.compute_cost_with_regularization(L_model_forward(X, moved)[0], Y, moved, lambd)

    assert min_problem(cost, parameters, grads, seed) is None


def min_problem(cost, parameters, grads, seed):
    """Return None where the gradients fit one of two widths: a kink of ReLU spoils at most one of them."""
    told = [slope_problem(cost, parameters, grads, np.random.default_rng(seed), step) for step in (1e-6, 1e-7)]
    return told[0] and told[1]


@given(dims=st.lists(st.integers(1, 6), min_size=2, max_size=5), keep_prob=st.floats(0.2, 1), seed=st.integers(0, 999))
@settings(max_examples=30, deadline=None)
def test_gradients_with_dropout_are_slopes_while_the_masks_are_held(dims, keep_prob, seed):
    rng = np.random.default_rng(seed)
    parameters, (X, Y) = drawn(rng, dims), examples(rng, dims[0], 5, dims[-1])
    _, cache = nn.forward_propagation_with_dropout(X, parameters, keep_prob, np.random.default_rng(seed))
    grads = nn.backward_propagation_with_dropout(X, Y, parameters, cache, keep_prob)

    def cost(moved):
        rng_again = np.random.default_rng(seed)  # the same masks
        return compute_cost(nn.forward_propagation_with_dropout(X, moved, keep_prob, rng_again)[0], Y)

    assert min_problem(cost, parameters, grads, seed) is None


def test_dropout_draws_masks_layer_by_layer_and_for_hidden_layers_only():
    rng = np.random.default_rng(3)
    parameters, X = drawn(rng, [3, 6, 5, 2]), rng.normal(size=(3, 7))
    AL, cache = nn.forward_propagation_with_dropout(X, parameters, 0.6, np.random.default_rng(8))
    again = np.random.default_rng(8)
    masks = [again.random((n, 7)) < 0.6 for n in (6, 5)]
    expected = with_masks(X, parameters, masks, 0.6)
    assert set(cache) == set(expected)
    for name, value in expected.items():
        np.testing.assert_array_equal(cache[name], value)
    np.testing.assert_array_equal(AL, expected["A3"])


def test_inverted_dropout_keeps_the_expected_value():
    parameters = {"W1": np.ones((4, 1)), "b1": np.array([[1.0], [2.0], [3.0], [4.0]]),
                  "W2": np.ones((1, 4)), "b2": np.zeros((1, 1))}  # fmt: skip
    X = np.zeros((1, 200_000))
    _, cache = nn.forward_propagation_with_dropout(X, parameters, 0.7, np.random.default_rng(4))
    np.testing.assert_allclose(cache["A1"].mean(axis=1), [1, 2, 3, 4], rtol=0.01)
    spread = cache["A1"].var(axis=1) / np.array([1, 4, 9, 16])
    np.testing.assert_allclose(spread, 0.3 / 0.7, rtol=0.02)  # (1 - p) / p, the noise that is left
    assert cache["Z2"].mean() == pytest.approx(10, rel=0.01)


def test_nothing_dropped_is_the_plain_network():
    rng = np.random.default_rng(5)
    parameters, (X, Y) = drawn(rng, [3, 5, 4, 1]), examples(rng, 3, 8)
    AL, cache = nn.forward_propagation_with_dropout(X, parameters, 1.0, rng)
    plain, caches = L_model_forward(X, parameters)
    same(AL, plain)
    grads = nn.backward_propagation_with_dropout(X, Y, parameters, cache, 1.0)
    for name, value in L_model_backward(plain, Y, caches).items():
        same(grads[name], value)
    assert nn.evaluate(X, Y, parameters, 3.0, 0.5) == pytest.approx(compute_cost(plain, Y))


@pytest.mark.parametrize("keep_prob", [0.0, -0.5, 1.5])
def test_a_keep_prob_that_is_no_probability_is_refused(keep_prob):
    with pytest.raises(ValueError, match="above 0 and at most 1"):
        nn.forward_propagation_with_dropout(np.ones((1, 1)), {}, keep_prob, np.random.default_rng(0))


@pytest.mark.parametrize("shape", [(1, 5, 5), (12, 7, 9), (30, 28, 28)], ids=str)
def test_new_images_are_mirrored_and_moved_as_scipy_does_it(shape):
    images = np.random.default_rng(1).uniform(size=shape)
    before = images.copy()
    got = nn.augment_flip_shift(images, np.random.default_rng(9))
    rng = np.random.default_rng(9)
    mirrored, shifts = rng.random(shape[0]) < 0.5, rng.integers(-2, 3, size=(shape[0], 2))
    for image, flip, shift, new in zip(images, mirrored, shifts, got, strict=True):
        same(new, ndimage.shift(np.fliplr(image) if flip else image, shift, order=0, cval=0.0))
    np.testing.assert_array_equal(images, before)
    assert not np.shares_memory(got, images)


@given(costs=st.lists(st.integers(0, 9), min_size=1, max_size=15), patience=st.integers(1, 5))
@settings(max_examples=300, deadline=None)
def test_early_stopping_is_its_definition(costs, patience):
    """The training runs as long as some cost of the last `patience` was a new lowest one."""
    lowest = [i for i in range(len(costs)) if all(costs[i] < c for c in costs[:i])]
    end = len(costs) - 1
    for i in range(patience, len(costs)):
        if not any(i - patience < best <= i for best in lowest):
            end = i
            break
    assert nn.early_stopping(costs, patience) == max(best for best in lowest if best <= end)


def test_a_training_without_remedies_is_that_of_course_1():
    rng = np.random.default_rng(2)
    X, Y = examples(rng, 3, 9)
    plain, _ = L_layer_model(X, Y, [3, 4, 1], 0.3, 25, seed=6)
    for name, value in nn.regularized_model(X, Y, [3, 4, 1], 0.3, 25, seed=6).items():
        np.testing.assert_array_equal(value, plain[name])


def test_a_training_can_be_watched_repeated_and_penalised():
    X, Y = examples(np.random.default_rng(3), 3, 9)
    seen = []
    options = {"keep_prob": 0.7, "augment": lambda X, rng: X + 0.1 * rng.normal(size=X.shape)}
    first = nn.regularized_model(X, Y, [3, 4, 1], 0.3, 30, 1, watch=lambda step, p: seen.append(step), **options)
    again = nn.regularized_model(X, Y, [3, 4, 1], 0.3, 30, 1, **options)
    assert seen == list(range(31))
    assert all(np.array_equal(first[name], again[name]) for name in first)
    sizes = [np.abs(nn.regularized_model(X, Y, [3, 4, 1], 0.3, 300, 1, **{kind: lambd})["W1"]).sum()
             for kind in ("lambd", "lambd_l1") for lambd in (0.0, 0.5, 2.0)]  # fmt: skip
    assert sizes[0] > sizes[1] > sizes[2]
    assert sizes[3] > sizes[4] > sizes[5]


def test_float32_stays_float32():
    X, Y = (part.astype(np.float32) for part in examples(np.random.default_rng(3), 3, 9))
    p = nn.regularized_model(X, Y, [3, 4, 1], 0.3, 5, 1, lambd=1.0, lambd_l1=0.1, keep_prob=0.8)
    assert {value.dtype for value in p.values()} == {np.dtype(np.float32)}
