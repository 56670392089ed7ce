"""The reference implementation of logistic regression against SciPy, scikit-learn, PyTorch, and plain loops."""

import json
import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import approx_fprime
from scipy.special import expit
from scipy.stats import bernoulli
from sklearn.linear_model import LogisticRegression

from deepcourse.datasets import load_pullover_or_coat, shoulder_brightness
from deepcourse.nn import logistic_regression as nn
from deepcourse.nn.activations import sigmoid
from oracles import record_logistic_regression as recorded

FIXTURE = json.loads(recorded.FIXTURE.read_text())["shapes"]
shapes = pytest.mark.parametrize("shape", recorded.SHAPES, ids=str)


def cost_by_definition(w, b, X, Y):
    """The formula of the text as plain Python numbers: slow, and too plain to be wrong."""
    total = 0.0
    for i in range(X.shape[1]):
        z = b + sum(float(w[j, 0]) * float(X[j, i]) for j in range(X.shape[0]))
        a = 1 / (1 + math.exp(-z))
        total -= math.log(a) if Y[0, i] == 1 else math.log(1 - a)
    return total / X.shape[1]


def test_sigmoid_is_scipys_expit():
    z = np.linspace(-700, 700, 100_001)
    np.testing.assert_allclose(sigmoid(z), expit(z), rtol=1e-12)


def test_sigmoid_stays_finite_and_silent_far_out():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        np.testing.assert_array_equal(sigmoid(np.array([-1e4, 0.0, 1e4])), [0.0, 0.5, 1.0])


@shapes
def test_cost_is_the_definition(shape):
    w, b, X, Y = recorded.neuron(*shape)
    assert nn.propagate(w, b, X, Y)[1] == pytest.approx(cost_by_definition(w, b, X, Y), rel=1e-12)


@shapes
def test_log_likelihood_is_scipys(shape):
    w, b, X, Y = recorded.neuron(*shape)
    expected = bernoulli.logpmf(Y, expit(w.T @ X + b)).sum()
    assert nn.log_likelihood(w, b, X, Y) == pytest.approx(expected, rel=1e-12)


@shapes
def test_gradients_are_slopes_measured_by_scipy(shape):
    w, b, X, Y = recorded.neuron(*shape)
    grads, _ = nn.propagate(w, b, X, Y)

    def cost(flat):
        return nn.propagate(flat[:-1, None], flat[-1], X, Y)[1]

    measured = approx_fprime(np.append(w, b), cost, 1e-7)
    np.testing.assert_allclose(np.append(grads["dw"], grads["db"]), measured, atol=2e-6)


@shapes
def test_propagate_and_optimize_are_what_pytorch_recorded(shape):
    compare_with_torch(recorded.neuron(*shape), FIXTURE["{},{}".format(*shape)])


@shapes
def test_propagate_and_optimize_are_what_pytorch_says_today(shape):
    pytest.importorskip("torch")
    compare_with_torch(recorded.neuron(*shape), recorded.by_torch(*recorded.neuron(*shape)))


def compare_with_torch(neuron, torch_says):
    grads, cost = nn.propagate(*neuron)
    params, _, costs = nn.optimize(*neuron, recorded.STEPS, recorded.RATE)
    ours = {"cost": cost, **grads, "costs": costs, **params}
    for name, value in ours.items():
        np.testing.assert_allclose(value, torch_says[name], rtol=1e-10, atol=1e-12, err_msg=name)


@given(
    n_x=st.integers(1, 9), m=st.integers(1, 9), dtype=st.sampled_from([np.float64, np.float32]), seed=st.integers(0, 99)
)
@settings(max_examples=60, deadline=None)
def test_shapes_and_cost_hold_for_any_size(n_x, m, dtype, seed):
    rng = np.random.default_rng(seed)
    w, X = rng.normal(size=(n_x, 1)).astype(dtype), rng.normal(size=(n_x, m)).astype(dtype)
    Y = rng.integers(0, 2, size=(1, m))
    grads, cost = nn.propagate(w, 0.25, X, Y)
    assert grads["dw"].shape == (n_x, 1)
    assert type(grads["db"]) is float
    assert type(cost) is float
    assert cost == pytest.approx(cost_by_definition(w, 0.25, X, Y), rel=1e-12 if dtype is np.float64 else 1e-5)


def test_cost_stays_finite_and_silent_where_answers_are_rounded():
    w, X = np.array([[1.0]]), np.array([[1e4, -1e4, 40.0]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _, cost = nn.propagate(w, 0.0, X, np.array([[0, 1, 0]]))
    assert cost == pytest.approx((1e4 + 1e4 + 40) / 3)


def test_descent_comes_to_the_bottom_that_scikit_learn_finds():
    data = load_pullover_or_coat()
    x, Y = shoulder_brightness(data.X_train), data.Y_train
    params, _, _ = nn.optimize(np.zeros((1, 1)), 0.0, x, Y, 3000, 1.0)
    theirs = LogisticRegression(C=np.inf, tol=1e-10).fit(x.T, Y[0])
    assert params["w"].item() == pytest.approx(theirs.coef_.item(), rel=1e-5)
    assert params["b"] == pytest.approx(theirs.intercept_.item(), rel=1e-3)
    np.testing.assert_array_equal(nn.predict(params["w"], params["b"], x)[0], theirs.predict(x.T))


def test_optimize_leaves_its_arguments_alone():
    w, b, X, Y = recorded.neuron(4, 7)
    before = [a.copy() for a in (w, X, Y)]
    nn.optimize(w, b, X, Y, 5, 0.1)
    for array, copy in zip((w, X, Y), before, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_an_undecided_neuron_answers_one():
    assert nn.predict(np.zeros((3, 1)), 0.0, np.ones((3, 2))).tolist() == [[1.0, 1.0]]


def test_the_model_reaches_the_accuracy_that_the_notebook_states():
    data = load_pullover_or_coat()
    result = nn.model(*data[:4], num_iterations=2000, learning_rate=0.05)
    assert result["train_accuracy"] == pytest.approx(0.8785, abs=0.002)
    assert result["test_accuracy"] == pytest.approx(0.865, abs=0.003)
    assert result["costs"][0] == pytest.approx(math.log(2), rel=1e-12)
    assert result["costs"][-1] == pytest.approx(0.311, abs=0.001)
