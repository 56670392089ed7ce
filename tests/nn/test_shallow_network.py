"""The reference network with one hidden layer against SciPy, scikit-learn, PyTorch, and plain loops."""

import json
import math
import warnings

import numpy as np
import pytest
from scipy.optimize import approx_fprime
from scipy.special import expit
from sklearn.metrics import accuracy_score, log_loss
from sklearn.neural_network import MLPClassifier

from deepcourse import datasets
from deepcourse.experiments.course1.planar_networks import train
from deepcourse.nn import activations
from deepcourse.nn import logistic_regression as neuron
from deepcourse.nn import shallow_network as nn
from oracles import record_shallow_network as recorded

FIXTURE = json.loads(recorded.FIXTURE.read_text())
shapes = pytest.mark.parametrize("shape", recorded.SHAPES, ids=str)
each_slope = pytest.mark.parametrize("name", recorded.SLOPES)
FORWARD = {"tanh": np.tanh, **{name: getattr(activations, name) for name in recorded.SLOPES[1:]}}


def answer_by_definition(parameters, x):
    """The formulas of the text as plain Python numbers, for one example: slow, and too plain to be wrong."""
    W1, b1, W2, b2 = (parameters[name].tolist() for name in ("W1", "b1", "W2", "b2"))
    z2 = b2[0][0]
    for k, row in enumerate(W1):
        z1 = b1[k][0] + sum(weight * float(number) for weight, number in zip(row, x, strict=True))
        z2 += W2[0][k] * math.tanh(z1)
    return 1 / (1 + math.exp(-z2))


@shapes
def test_forward_is_the_definition(shape):
    parameters, X, _ = recorded.network(*shape)
    A2, cache = nn.forward_propagation(X, parameters)
    np.testing.assert_allclose(A2[0], [answer_by_definition(parameters, x) for x in X.T], rtol=1e-12)
    np.testing.assert_array_equal(cache["A2"], A2)
    np.testing.assert_allclose(cache["A1"], np.tanh(cache["Z1"]), rtol=1e-15)
    np.testing.assert_allclose(A2, expit(cache["Z2"]), rtol=1e-12)


@shapes
def test_cost_is_scikit_learns_log_loss(shape):
    parameters, X, Y = recorded.network(*shape)
    A2, _ = nn.forward_propagation(X, parameters)
    cost = nn.compute_cost(A2, Y)
    assert type(cost) is float
    assert cost == pytest.approx(log_loss(Y[0], A2[0], labels=[0, 1]), rel=1e-12)


def test_sure_answers_cost_nothing_where_right_and_without_end_where_wrong_and_silently():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert nn.compute_cost(np.array([[1.0, 0.0]]), np.array([[1, 0]])) == 0.0
        assert nn.compute_cost(np.array([[1.0, 0.0]]), np.array([[1, 1]])) == math.inf


def test_forward_stays_finite_and_silent_far_out():
    parameters = {name: 1e4 * value for name, value in recorded.network(2, 4, 30)[0].items()}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert np.isfinite(nn.forward_propagation(np.eye(2), parameters)[0]).all()


@shapes
def test_gradients_are_slopes_measured_by_scipy(shape):
    parameters, X, Y = recorded.network(*shape)
    grads = nn.backward_propagation(parameters, nn.forward_propagation(X, parameters)[1], X, Y)
    for name, value in parameters.items():

        def cost(flat, name=name, value=value):
            moved = parameters | {name: flat.reshape(value.shape)}
            return nn.compute_cost(nn.forward_propagation(X, moved)[0], Y)

        measured = approx_fprime(value.ravel(), cost, 1e-7)
        assert grads[f"d{name}"].shape == value.shape
        np.testing.assert_allclose(grads[f"d{name}"].ravel(), measured, atol=2e-6)


@shapes
def test_cost_gradients_and_training_are_what_pytorch_recorded(shape):
    compare_with_torch(recorded.network(*shape), FIXTURE["shapes"][",".join(map(str, shape))])


@shapes
def test_cost_gradients_and_training_are_what_pytorch_says_today(shape):
    pytest.importorskip("torch")
    compare_with_torch(recorded.network(*shape), recorded.by_torch(*recorded.network(*shape)))


def compare_with_torch(network, torch_says):
    parameters, X, Y = network
    grads, costs = None, []
    for _ in range(recorded.STEPS):
        A2, cache = nn.forward_propagation(X, parameters)
        costs.append(nn.compute_cost(A2, Y))
        step = nn.backward_propagation(parameters, cache, X, Y)
        grads = grads or step
        parameters = nn.update_parameters(parameters, step, recorded.RATE)
    for name, value in {"cost": costs[0], "costs": costs, **grads, **parameters}.items():
        np.testing.assert_allclose(value, torch_says[name], rtol=1e-10, atol=1e-12, err_msg=name)


@each_slope
def test_slopes_are_what_pytorch_recorded(name):
    dZ = getattr(activations, f"{name}_backward")(*recorded.layer())
    np.testing.assert_allclose(dZ, FIXTURE["slopes"][name], rtol=1e-10, atol=1e-12)


@each_slope
def test_slopes_stay_finite_and_silent_far_out(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        dZ = getattr(activations, f"{name}_backward")(np.ones(2), np.array([-1e4, 1e4]))
    assert np.isfinite(dZ).all()


@each_slope
def test_slopes_are_measured_ones(name):
    dA, Z = recorded.layer()
    Z = Z[1:]  # without the corner at zero
    measured = dA[1:] * (FORWARD[name](Z + 1e-6) - FORWARD[name](Z - 1e-6)) / 2e-6
    np.testing.assert_allclose(getattr(activations, f"{name}_backward")(dA[1:], Z), measured, atol=1e-8)


def test_gradients_keep_float32():
    parameters, X, Y = recorded.network(5, 7, 12)
    exact = nn.backward_propagation(parameters, nn.forward_propagation(X, parameters)[1], X, Y)
    small, X, Y = {k: v.astype(np.float32) for k, v in parameters.items()}, X.astype(np.float32), Y.astype(np.float32)
    grads = nn.backward_propagation(small, nn.forward_propagation(X, small)[1], X, Y)
    assert {grad.dtype for grad in grads.values()} == {np.dtype(np.float32)}
    for name, grad in grads.items():
        np.testing.assert_allclose(grad, exact[name], rtol=1e-4, atol=1e-5)


def test_first_weights_are_small_normal_and_drawn_in_the_promised_order():
    parameters = nn.initialize_parameters(300, 200, 1, seed=5)
    numbers = 0.01 * np.random.default_rng(5).standard_normal(300 * 200 + 200)
    np.testing.assert_array_equal(parameters["W1"].ravel(), numbers[: 300 * 200])
    np.testing.assert_array_equal(parameters["W2"].ravel(), numbers[300 * 200 :])
    assert parameters["W1"].std() == pytest.approx(0.01, rel=0.02)
    assert not parameters["b1"].any()
    assert not parameters["b2"].any()


def test_update_leaves_its_arguments_alone():
    parameters, X, Y = recorded.network(2, 4, 30)
    grads = nn.backward_propagation(parameters, nn.forward_propagation(X, parameters)[1], X, Y)
    before = {name: value.copy() for name, value in parameters.items()}
    nn.update_parameters(parameters, grads, 0.5)
    for name, value in before.items():
        np.testing.assert_array_equal(parameters[name], value)


def test_predict_is_scikit_learns_network_with_the_same_weights():
    parameters, X, Y = recorded.network(5, 7, 12)
    theirs = MLPClassifier((7,), activation="tanh", max_iter=1, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs.fit(X.T, Y[0])
    theirs.coefs_ = [parameters["W1"].T, parameters["W2"].T]
    theirs.intercepts_ = [parameters["b1"][:, 0], parameters["b2"][:, 0]]
    np.testing.assert_array_equal(nn.predict(parameters, X)[0], theirs.predict(X.T))


def test_a_linear_network_collapses_to_the_one_neuron():
    X, Y = datasets.flower()
    last = train(X, Y, nn.initialize_parameters(2, 20, 1, 3), 2000, 1.0, "none (linear)").parameters[2000]
    W, b = nn.collapse_linear(last)
    one, _, _ = neuron.optimize(np.zeros((2, 1)), 0.0, X, Y, 2000, 1.0)
    np.testing.assert_allclose(W, one["w"].T, rtol=1e-5)
    assert b.item() == pytest.approx(one["b"], rel=1e-5)


def test_recorded_trainings_are_those_of_the_model():
    X, Y = datasets.moons(60)
    ours = nn.nn_model(X, Y, 3, 50, 0.7, seed=2)
    record = train(X, Y, nn.initialize_parameters(2, 3, 1, 2), 50, 0.7, "tanh", (10,))
    assert record.stops == (0, 10, 50)
    for name, value in ours.items():
        np.testing.assert_allclose(record.parameters[50][name], value, rtol=1e-9)


@pytest.mark.parametrize(
    ("n_h", "learned", "unseen"), [(1, 0.67, 0.6925), (2, 0.655, 0.6425), (3, 0.9675, 0.9875), (4, 0.965, 0.9875)]
)
def test_the_model_reaches_the_accuracy_that_the_notebook_states(n_h, learned, unseen):
    (X, Y), (X_new, Y_new) = datasets.flower(), datasets.flower(seed=2)
    parameters = nn.nn_model(X, Y, n_h, 2000, 1.0, seed=3)
    assert accuracy_score(Y[0], nn.predict(parameters, X)[0]) == pytest.approx(learned, abs=0.006)
    assert accuracy_score(Y_new[0], nn.predict(parameters, X_new)[0]) == pytest.approx(unseen, abs=0.006)


def test_zero_weights_stay_zero_and_equal_units_stay_equal():
    X, Y = datasets.flower()
    start = nn.initialize_parameters(2, 4, 1, 3)
    zero = {name: np.zeros_like(value) for name, value in start.items()}
    equal = zero | {name: np.full_like(start[name], 0.5) for name in ("W1", "W2")}
    assert np.abs(train(X, Y, zero, 200, 1.0).parameters[200]["W1"]).max() < 1e-12
    rows = train(X, Y, equal, 200, 1.0).parameters[200]["W1"]
    np.testing.assert_allclose(rows, np.tile(rows[:1], (4, 1)), rtol=1e-12)


@pytest.mark.parametrize(("times", "first_cost", "steps"), [(1, 0.693, 878), (50, 0.679, 106), (1000, 14.2, 36)])
def test_the_first_weights_decide_how_long_the_cost_lies_still(times, first_cost, steps):
    X, Y = datasets.flower()
    start = {name: times * value for name, value in nn.initialize_parameters(2, 4, 1, 3).items()}
    costs = train(X, Y, start, 1000, 1.0).costs
    assert costs[0] == pytest.approx(first_cost, rel=0.002)
    assert np.argmax(costs < 0.2) == pytest.approx(steps, rel=0.03)


@pytest.mark.parametrize("name", list(datasets.PLANAR))
def test_generated_points_are_the_same_for_a_seed_balanced_and_within_the_figures(name):
    make = datasets.PLANAR[name]
    X, Y = make()
    assert (X.shape, Y.shape, X.dtype, Y.dtype) == ((2, 400), (1, 400), np.float64, np.float64)
    assert Y.mean() == 0.5
    assert np.abs(X).max() < 1.4
    np.testing.assert_array_equal(make(m=400, seed=1)[0], X)
    assert not np.array_equal(make(seed=2)[0], X)
    assert make(m=1, seed=4)[0].shape == (2, 1)
