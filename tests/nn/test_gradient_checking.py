"""Gradient checking against SciPy, PyTorch, a complex step, plain loops, and mistakes that are known to be there."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.differentiate import derivative
from scipy.optimize import approx_fprime, check_grad
from scipy.stats import linregress

from deepcourse.exercises.course2.gradient_checking.cases import Landscape, calm_network
from deepcourse.experiments.course2 import planted_bugs
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import gradient_checking as nn
from oracles import record_gradient_checking as recorded

SAID = json.loads(recorded.FIXTURE.read_text())["networks"]
networks = pytest.mark.parametrize("which", range(len(SAID)), ids=[str(sizes) for sizes, *_ in recorded.NETWORKS])
U = float(np.finfo(np.float64).eps)


def landscape(seed, n=5):
    rng = np.random.default_rng(seed)
    return Landscape(rng, n), rng.normal(size=(n, 1))


# --- orders and nudges ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [2, 3, 20])
def test_the_order_is_the_slope_of_scipys_regression(n):
    rng = np.random.default_rng(n)
    epsilons = 10 ** rng.uniform(-5, 0, size=n)
    errors = 3 * epsilons**1.7 * np.exp(rng.normal(size=n))
    expected = linregress(np.log(epsilons), np.log(errors)).slope
    assert nn.measured_order(epsilons, errors) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("f", [np.exp, np.sin, np.log1p], ids=["exp", "sin", "log1p"])
@pytest.mark.parametrize(("sides", "order"), [(1, 1), (2, 2)])
def test_one_side_is_of_order_1_and_two_sides_of_order_2(f, sides, order):
    epsilons, true = 10.0 ** -np.arange(1, 4, 0.25), derivative(f, 0.7).df
    behind = epsilons if sides == 2 else 0
    errors = np.abs((f(0.7 + epsilons) - f(0.7 - behind)) / (sides * epsilons) - true)
    assert nn.measured_order(epsilons, errors) == pytest.approx(order, abs=0.03)


@pytest.mark.parametrize(("order", "expected"), [(1, np.sqrt(U)), (2, np.cbrt(U))])
def test_the_best_nudge_is_a_root_of_the_precision_and_errors_are_nearly_least_there(order, expected):
    epsilon = nn.best_epsilon(order, U)
    assert epsilon == pytest.approx(expected, rel=1e-12)
    x, nudges = np.linspace(0.5, 1.5, 200), epsilon * 10.0 ** np.arange(-3, 4)

    def error(e):
        behind = e if order == 2 else 0
        return np.mean(np.abs((np.exp(x + e) - np.exp(x - behind)) / (order * e) - np.exp(x)))

    errors = [error(e) for e in nudges]
    assert np.argmin(errors) == 3
    assert error(epsilon) < 10 * epsilon**order


def test_scipy_takes_the_same_nudge_to_one_side():
    J, theta = landscape(1)
    epsilon = nn.best_epsilon(1, U)
    scipy_says = approx_fprime(theta.ravel(), lambda t: J(t.reshape(-1, 1)))  # its default nudge
    one_side = [(J(theta + epsilon * e[:, None]) - J(theta)) / epsilon for e in np.eye(theta.size)]
    np.testing.assert_allclose(scipy_says, one_side, atol=1e-6)


# --- gradients ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_the_measured_gradient_is_the_true_one_that_scipy_and_a_complex_step_find(seed):
    J, theta = landscape(seed)
    measured = nn.numerical_gradient(J, theta, 1e-5)
    np.testing.assert_allclose(measured, J.gradient(theta), rtol=1e-8, atol=1e-9)
    scipy_says = approx_fprime(theta.ravel(), lambda t: J(t.reshape(-1, 1)))
    np.testing.assert_allclose(measured.ravel(), scipy_says, atol=1e-5)

    def complex_height(t):
        return np.sum(J.height * np.sin(J.speed * t) + J.cubic * t**3) + np.sum(t[1:] * t[:-1])

    step = [np.imag(complex_height(theta + 1e-30j * e[:, None])) / 1e-30 for e in np.eye(theta.size)]
    np.testing.assert_allclose(J.gradient(theta).ravel(), step, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("epsilon", [1e-1, 1e-3])
def test_the_measured_gradient_is_the_definition_and_leaves_theta_alone(epsilon):
    J, theta = landscape(7, n=3)
    before = theta.copy()
    for i, slope in enumerate(nn.numerical_gradient(J, theta, epsilon)[:, 0]):
        one, other = [list(theta[:, 0]) for _ in range(2)]
        one[i], other[i] = one[i] + epsilon, other[i] - epsilon
        ends = [J(np.array(place).reshape(-1, 1)) for place in (one, other)]
        assert slope == pytest.approx((ends[0] - ends[1]) / (2 * epsilon), rel=1e-10)
    np.testing.assert_array_equal(theta, before)


def test_any_shape_can_be_nudged():
    W = np.arange(6.0).reshape(2, 3)
    np.testing.assert_allclose(nn.numerical_gradient(lambda w: float(np.sum(w**2)), W, 1e-4), 2 * W, atol=1e-9)


def test_the_distance_is_scipys_check_grad_over_both_norms():
    J, theta = landscape(3)
    grad = J.gradient(theta) * np.array([[1.0], [1.1], [1.0], [0.7], [1.0]])
    plain = check_grad(lambda t: J(t.reshape(-1, 1)), lambda _: grad.ravel(), theta.ravel())
    size = np.sqrt(np.sum(grad**2)) + np.sqrt(np.sum(J.gradient(theta) ** 2))
    assert nn.gradient_check(J, grad, theta, 1e-5) == pytest.approx(plain / size, rel=1e-5)


@given(seed=st.integers(0, 999), unit=st.sampled_from([1e-12, 1.0, 1e9]))
def test_the_relative_difference_is_symmetric_between_0_and_1_and_has_no_unit(seed, unit):
    one, other = np.random.default_rng(seed).normal(size=(2, 4, 3))
    found = nn.relative_difference(one, other)
    assert 0 <= found <= 1
    assert nn.relative_difference(unit * other, unit * one) == pytest.approx(found, rel=1e-12)
    assert nn.relative_difference(one, one) == 0
    assert nn.relative_difference(one, -one) == pytest.approx(1)
    assert nn.relative_difference(one, 0 * one) == 1
    assert nn.relative_difference(2 * one, one) == pytest.approx(1 / 3)


def test_two_gradients_that_are_zero_agree_without_a_warning():
    with np.errstate(all="raise"):
        assert nn.relative_difference(np.zeros((3, 1)), np.zeros((3, 1))) == 0.0


# --- columns and dictionaries ---------------------------------------------------------------------------------------


@given(layer_dims=st.lists(st.integers(1, 4), min_size=2, max_size=14), seed=st.integers(0, 999))
@settings(deadline=None)
def test_columns_and_dictionaries_are_inverse_whatever_the_order_of_the_dictionary(layer_dims, seed):
    rng = np.random.default_rng(seed)
    parameters = blocks.initialize_parameters_deep(layer_dims, seed)
    mixed = {name: parameters[name] for name in rng.permutation(list(parameters))}
    theta = nn.parameters_to_vector(mixed)
    by_definition = [x for layer in range(1, len(layer_dims)) for c in "Wb" for x in parameters[f"{c}{layer}"].flat]
    assert theta.shape == (len(by_definition), 1)
    np.testing.assert_array_equal(theta[:, 0], by_definition)
    back = nn.vector_to_parameters(theta, {name: value.shape for name, value in mixed.items()})
    assert list(back) == list(parameters)
    for name, value in parameters.items():
        np.testing.assert_array_equal(back[name], value)
        assert not np.shares_memory(back[name], theta)


# --- networks -------------------------------------------------------------------------------------------------------


@networks
def test_costs_and_gradients_are_those_that_pytorch_recorded(which):
    sizes, m, lambd = recorded.NETWORKS[which]
    compare_with_torch(recorded.network(sizes, m), lambd, SAID[which])


@networks
def test_costs_and_gradients_are_those_that_pytorch_says_today(which):
    pytest.importorskip("torch")
    sizes, m, lambd = recorded.NETWORKS[which]
    compare_with_torch(recorded.network(sizes, m), lambd, recorded.said(sizes, m, lambd))


def compare_with_torch(network, lambd, torch_says):
    parameters, X, Y, masks = network
    penalty, dropout = torch_says["penalty"], torch_says["dropout"]
    assert nn.network_cost(parameters, X, Y, lambd) == pytest.approx(penalty["cost"], rel=1e-10)
    same(nn.network_gradients(parameters, X, Y, lambd), penalty["grads"])
    cost, gradients = nn.dropout_pass(parameters, X, Y, masks)
    assert cost == pytest.approx(dropout["cost"], rel=1e-10)
    same(gradients, dropout["grads"])
    grads = {name: np.array(value) for name, value in penalty["grads"].items()}
    assert penalty["gradcheck"]
    assert nn.gradient_check_l2(parameters, grads, X, Y, lambd, 1e-5) < 1e-7  # what their check accepts, ours does


def same(got, expected):
    assert set(got) == set(expected)
    for name, value in expected.items():
        np.testing.assert_allclose(got[name], value, rtol=1e-10, atol=1e-12)


@pytest.fixture(scope="module")
def network():
    return calm_network(np.random.default_rng(5), [3, 4, 3, 1], 5)


def test_right_gradients_pass_and_each_by_itself(network):
    right = nn.network_gradients(*network)
    parameters, X, Y = network
    assert nn.gradient_check_n(parameters, right, X, Y, 1e-5) < 1e-8
    assert max(nn.differences_by_name(parameters, right, X, Y, 1e-5).values()) < 1e-7
    assert list(nn.differences_by_name(parameters, right, X, Y, 1e-5)) == ["dW1", "db1", "dW2", "db2", "dW3", "db3"]
    assert nn.locate_bug(parameters, right, X, Y, 1e-5) == ""


def test_all_gradients_together_are_the_sums_of_squares_of_each(network):
    parameters, X, Y = network
    wrong = planted_bugs.wrong_gradients(parameters, X, Y, "dW counted twice", 2)
    measured = nn.measured_gradients(parameters, X, Y, 1e-5)
    top, one, other = (
        np.sqrt(sum(np.sum(pick(name) ** 2) for name in wrong))
        for pick in (lambda n: wrong[n] - measured[n], lambda n: wrong[n], lambda n: measured[n])
    )
    assert nn.gradient_check_n(parameters, wrong, X, Y, 1e-5) == pytest.approx(top / (one + other), rel=1e-9)


@pytest.mark.parametrize("layer", [1, 2, 3])
@pytest.mark.parametrize("bug", planted_bugs.BUGS)
def test_every_planted_mistake_is_found_where_it_was_planted(network, bug, layer):
    parameters, X, Y = network
    right, wrong = nn.network_gradients(*network), planted_bugs.wrong_gradients(*network, bug, layer)
    if bug == "slope of ReLU left out" and layer == 3:  # there is none in the last layer
        assert nn.locate_bug(parameters, wrong, X, Y, 1e-5) == ""
        return
    name = planted_bugs.first_wrong(bug, layer)
    assert nn.locate_bug(parameters, wrong, X, Y, 1e-5) == name
    changed = {key for key in right if not np.array_equal(right[key], wrong[key])}
    if bug in planted_bugs.LOCAL:
        assert changed == {name}
    else:
        assert changed >= {f"dW{layer}", f"db{layer}", "dW1"}
        assert all(int(key[2:]) <= layer for key in changed)


def test_a_pass_without_a_mistake_is_backpropagation(network):
    same(planted_bugs.wrong_gradients(*network, "none", 1), nn.network_gradients(*network))
    with pytest.raises(ValueError, match="no bug 'typo'; known are dW counted twice"):
        planted_bugs.wrong_gradients(*network, "typo", 1)


def test_training_with_a_right_gradient_is_gradient_descent(network):
    _, X, Y = network
    options = {"num_iterations": 4, "learning_rate": 0.1, "seed": 1}
    trained, costs = planted_bugs.train_with_bug(X, Y, [3, 4, 1], "none", 1, **options)
    parameters = blocks.initialize_parameters_deep([3, 4, 1], 1)
    for cost in costs:
        assert cost == pytest.approx(nn.network_cost(parameters, X, Y), rel=1e-12)
        parameters = blocks.update_parameters(parameters, nn.network_gradients(parameters, X, Y), 0.1)
    same(trained, parameters)


def test_the_penalty_must_be_in_both(network):
    parameters, X, Y = network
    both, neither = (nn.network_gradients(parameters, X, Y, lambd) for lambd in (0.7, 0.0))
    assert nn.gradient_check_l2(parameters, both, X, Y, 0.7, 1e-5) < 1e-8
    assert nn.gradient_check_l2(parameters, neither, X, Y, 0.7, 1e-5) > 1e-2
    assert nn.gradient_check_n(parameters, both, X, Y, 1e-5) > 1e-2


def test_masks_keep_the_mean_and_must_be_held_fixed(network):
    parameters, X, Y = network
    rng = np.random.default_rng(0)
    masks = nn.dropout_masks(parameters, 20_000, 0.8, rng)
    assert [mask.shape for mask in masks] == [(4, 20_000), (3, 20_000)]
    assert all(set(np.unique(mask)) == {0.0, 1.25} for mask in masks)
    assert all(mask.mean() == pytest.approx(1, abs=0.01) for mask in masks)
    fixed = nn.dropout_masks(parameters, 5, 0.8, rng)
    _, gradients = nn.dropout_pass(parameters, X, Y, fixed)

    def difference(masks_of_a_call):
        def cost_of(name):
            return lambda value: nn.dropout_pass(parameters | {name: value}, X, Y, masks_of_a_call())[0]

        measured = [nn.numerical_gradient(cost_of(name), value, 1e-5) for name, value in parameters.items()]
        claimed = [gradients[f"d{name}"] for name in parameters]
        one, other = (np.concatenate([array.ravel() for array in arrays]) for arrays in (claimed, measured))
        return nn.relative_difference(one, other)

    assert difference(lambda: fixed) < 1e-8
    assert difference(lambda: nn.dropout_masks(parameters, 5, 0.8, rng)) > 0.9


def test_without_dropout_the_pass_is_the_usual_one(network):
    parameters, X, Y = network
    cost, gradients = nn.dropout_pass(parameters, X, Y, [np.ones((4, 5)), np.ones((3, 5))])
    assert cost == pytest.approx(nn.network_cost(parameters, X, Y), rel=1e-12)
    same(gradients, nn.network_gradients(parameters, X, Y))


def test_float32_and_corners_spoil_a_check_of_right_gradients(network):
    parameters, X, Y = network
    right = nn.network_gradients(*network)
    small = {name: value.astype(np.float32) for name, value in parameters.items()}
    assert nn.gradient_check_n(small, right, X.astype(np.float32), Y.astype(np.float32), 1e-7) > 0.1
    Z = parameters["W1"] @ X + parameters["b1"]
    near = parameters | {"b1": parameters["b1"] + (1e-4 - Z[0, 0]) * np.eye(4)[:, :1]}
    claimed = nn.network_gradients(near, X, Y)
    assert nn.gradient_check_n(near, claimed, X, Y, 1e-3) > 1e-4
    assert nn.gradient_check_n(near, claimed, X, Y, 1e-6) < 1e-7
