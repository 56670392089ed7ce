"""Softmax against SciPy, scikit-learn, PyTorch, finite differences, plain loops, and the one neuron of course 1."""

import json
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special
from sklearn import metrics
from sklearn.preprocessing import label_binarize

from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import logistic_regression, vectorization
from deepcourse.nn import softmax as nn
from deepcourse.nn.activations import sigmoid
from oracles import record_softmax as recorded
from quiet import SILENT

pytestmark = SILENT

SAID = json.loads(recorded.FIXTURE.read_text())["networks"]
networks = pytest.mark.parametrize("which", range(len(SAID)), ids=[str(sizes) for sizes in recorded.NETWORKS])
SIZES = pytest.mark.parametrize(("C", "m"), [(1, 3), (2, 1), (3, 3), (10, 7)])


def same(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-10, atol=1e-12)


def example(C, m, spread=3.0):
    rng = np.random.default_rng([C, m])
    labels = rng.integers(0, C, size=m)
    return spread * rng.normal(size=(C, m)), labels, nn.one_hot(labels, C)


# --- against other people's programs --------------------------------------------------------------------------------


@networks
def test_cost_gradients_and_descent_are_what_pytorch_recorded(which):
    compare_with_torch(recorded.network(*recorded.NETWORKS[which]), SAID[which])


@networks
def test_cost_gradients_and_descent_are_what_pytorch_says_today(which):
    pytest.importorskip("torch")
    network = recorded.network(*recorded.NETWORKS[which])
    compare_with_torch(network, recorded.by_torch(*network))


def compare_with_torch(network, torch_says):
    parameters, X, labels = network
    m, Y = len(labels), nn.one_hot(labels, parameters[f"b{len(parameters) // 2}"].size)
    AL, caches = nn.softmax_forward(X, parameters)
    same(AL, torch_says["AL"])
    same(nn.cross_entropy(AL, Y), torch_says["cost"])
    same(nn.cross_entropy_from_scores(caches[-1][1], Y), torch_says["cost"])
    same(nn.softmax_backward(AL, Y) / m, torch_says["dZ_mean"])  # PyTorch's cost is a mean, so is its gradient
    grads = blocks.L_model_backward(AL, Y, caches)
    for name, value in torch_says["grads"].items():
        same(grads[name], value)
    rng = np.random.default_rng(0)
    for _ in range(recorded.STEPS):
        parameters, cost = nn.one_epoch(parameters, X, Y, recorded.RATE, m, rng)
    same(cost, torch_says["last_cost"])
    for name, value in torch_says["parameters"].items():
        same(parameters[name], value)


@SIZES
@pytest.mark.parametrize("spread", [1.0, 1000.0])
def test_softmax_is_scipys(C, m, spread):
    Z, _, _ = example(C, m, spread)
    same(nn.softmax(Z), special.softmax(Z, axis=0))
    same(nn.softmax(Z), vectorization.softmax(Z.T).T)  # course 1's keeps an example in a row


@SIZES
@pytest.mark.parametrize("spread", [1.0, 1000.0])
def test_the_cost_from_scores_is_scipys_log_softmax(C, m, spread):
    Z, labels, Y = example(C, m, spread)
    same(nn.cross_entropy_from_scores(Z, Y), -special.log_softmax(Z, axis=0)[labels, np.arange(m)].mean())


@pytest.mark.parametrize(("C", "m"), [(2, 1), (3, 3), (10, 7)])
def test_the_cost_is_scikit_learns_log_loss(C, m):
    Z, labels, Y = example(C, m)
    AL = nn.softmax(Z)
    same(nn.cross_entropy(AL, Y), metrics.log_loss(labels, AL.T, labels=np.arange(C)))


@pytest.mark.parametrize(("C", "m"), [(3, 8), (10, 40)])
def test_labels_second_guesses_and_confusions_are_scikit_learns(C, m):
    Z, labels, Y = example(C, m)
    np.testing.assert_array_equal(Y, label_binarize(labels, classes=range(C)).T)
    for k in range(1, C):
        same(nn.top_k_accuracy(Z, labels, k), metrics.top_k_accuracy_score(labels, Z.T, k=k, labels=range(C)))
    answers = Z.argmax(axis=0)
    expected = metrics.confusion_matrix(labels, answers, labels=range(C))
    np.testing.assert_array_equal(nn.confusion_matrix(labels, answers, C), expected)


# --- against definitions and slopes ---------------------------------------------------------------------------------


def test_cost_and_probabilities_are_their_definitions_in_loops():
    Z, labels, Y = example(4, 6)
    total = 0.0
    for i in range(6):
        e = [np.exp(z) for z in Z[:, i]]
        same(nn.softmax(Z)[:, i], [one / sum(e) for one in e])
        total -= np.log(e[labels[i]] / sum(e))
    same(nn.cross_entropy(nn.softmax(Z), Y), total / 6)


@given(C=st.integers(1, 7), seed=st.integers(0, 999))
@settings(max_examples=40, deadline=None)
def test_the_jacobian_is_the_slope_and_sums_to_nothing(C, seed):
    z, step = np.random.default_rng(seed).normal(size=(C, 1)), 1e-5
    J = nn.softmax_jacobian(nn.softmax(z))
    assert np.abs(J.sum(axis=0)).max() < 1e-14
    np.testing.assert_array_equal(J, J.T)
    for j in range(C):
        nudge = step * (np.arange(C) == j)[:, None]
        slope = (nn.softmax(z + nudge) - nn.softmax(z - nudge))[:, 0] / (2 * step)
        np.testing.assert_allclose(J[:, j], slope, atol=1e-9)


@given(C=st.integers(1, 7), m=st.integers(1, 6), seed=st.integers(0, 999))
@settings(max_examples=40, deadline=None)
def test_dz_is_the_slope_of_the_summed_losses_and_the_product_of_the_two_parts(C, m, seed):
    rng = np.random.default_rng(seed)
    Z, Y, step = rng.normal(size=(C, m)), nn.one_hot(rng.integers(0, C, size=m), C), 1e-5
    AL = nn.softmax(Z)
    dZ, nudge = nn.softmax_backward(AL, Y), rng.normal(size=(C, m))
    ahead, behind = (m * nn.cross_entropy_from_scores(Z + s * nudge, Y) for s in (step, -step))
    assert np.sum(dZ * nudge) == pytest.approx((ahead - behind) / (2 * step), rel=1e-6, abs=1e-8)
    for i in range(m):
        same(dZ[:, [i]], nn.softmax_jacobian(AL[:, [i]]) @ (-Y[:, [i]] / AL[:, [i]]))


def test_two_classes_are_logistic_regression_at_twice_the_rate():
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=(5, 40)), rng.integers(0, 2, size=(1, 40))
    same(nn.softmax(X[:2])[1], sigmoid(X[1] - X[0]))
    w, b = logistic_regression.initialize_with_zeros(5)
    neuron, _, costs = logistic_regression.optimize(w, b, X, y, 60, 0.3)
    pair, costs_of_pair = nn.softmax_regression(X, y[0], 2, 60, 0.15)
    same(costs_of_pair, costs)
    same(pair["W1"][[1]] - pair["W1"][[0]], neuron["w"].T)
    same(pair["b1"][1, 0] - pair["b1"][0, 0], neuron["b"])


def test_rows_of_softmax_regression_always_sum_to_zero():
    Z, labels, _ = example(4, 30)
    parameters, costs = nn.softmax_regression(Z, labels, 4, 50, 0.2)
    assert np.abs(parameters["W1"].sum(axis=0)).max() < 1e-12
    assert costs[0] == pytest.approx(np.log(4), rel=1e-12)


# --- what is unusual ------------------------------------------------------------------------------------------------


def test_large_scores_neither_overflow_nor_warn():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Z, Y = np.array([[1000.0, -1000.0], [-1000.0, -1002.0]]), np.array([[0.0, 0.0], [1.0, 1.0]])
        same(nn.softmax(Z), [[1.0, 1 / (1 + np.exp(-2))], [0.0, 1 / (1 + np.exp(2))]])
        assert nn.cross_entropy(nn.softmax(Z), Y) == np.inf
        same(nn.cross_entropy_from_scores(Z, Y), (2000 + 2 + np.log(1 + np.exp(-2))) / 2)


def test_certain_and_right_costs_nothing_at_all():
    Y = nn.one_hot(np.array([0, 2]), 3)
    assert str(nn.cross_entropy(Y, Y)) == "0.0"


@pytest.mark.parametrize(("labels", "told"), [([0, 3], "label 3"), ([-1, 0], "label -1")])
def test_a_label_that_is_no_class_is_named(labels, told):
    with pytest.raises(ValueError, match=rf"{told} is none of the 3 classes 0 to 2"):
        nn.one_hot(np.array(labels), 3)


def test_an_epoch_uses_every_example_once_and_changes_nothing_of_the_callers():
    Z, _, Y = example(3, 10)
    parameters = blocks.initialize_parameters_deep([3, 4, 3], seed=2)
    before = {name: value.copy() for name, value in parameters.items()}
    _, cost = nn.one_epoch(parameters, Z, Y, 0.0, 4, np.random.default_rng(1))  # a rate of 0: the plain mean
    same(cost, nn.cross_entropy(nn.softmax_forward(Z, parameters)[0], Y))
    nn.one_epoch(parameters, Z, Y, 0.5, 4, np.random.default_rng(1))
    for name, value in parameters.items():
        np.testing.assert_array_equal(value, before[name])


def test_training_depends_on_the_seed_alone_and_keeps_float32():
    Z, labels, _ = example(3, 20)
    runs = [nn.softmax_network(Z.astype(np.float32), labels, [3, 5, 3], 0.3, 4, 8, seed) for seed in (1, 1, 2)]
    assert runs[0][1] == runs[1][1] != runs[2][1]
    assert {p.dtype for p in runs[0][0].values()} == {np.dtype(np.float32)}


def test_logarithms_of_a_softmax_are_those_of_scipy_for_scores_of_any_size():
    for scale in (1.0, 1e3, 1e6):
        Z = scale * np.random.default_rng(7).normal(size=(4, 3, 5))
        np.testing.assert_allclose(nn.log_softmax(Z), special.log_softmax(Z, axis=0), rtol=1e-12, atol=1e-12)
