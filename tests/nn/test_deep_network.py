"""Whole networks against PyTorch and scikit-learn; parity against counting."""

import json

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import deep_network as nn
from oracles.record_deep_network import FIXTURE, TRAININGS, by_torch, examples
from quiet import SILENT

pytestmark = SILENT

RECORDED = json.loads(FIXTURE.read_text(encoding="utf-8"))


def agree(ours, theirs):
    parameters, costs = ours
    np.testing.assert_allclose(costs, theirs["costs"], rtol=1e-10, atol=1e-12)
    assert parameters.keys() == theirs["parameters"].keys()
    for name, value in parameters.items():
        np.testing.assert_allclose(value, theirs["parameters"][name], rtol=1e-10, atol=1e-12)


def trained(model, training):
    layers_dims, m, rate, steps, seed = training
    return model(*examples(layers_dims, m), list(layers_dims), rate, steps, seed)


@pytest.mark.parametrize("number", range(len(TRAININGS)))
def test_a_training_is_that_of_pytorch(number):
    agree(trained(nn.L_layer_model, TRAININGS[number]), RECORDED[number])


def test_two_layers_are_those_of_pytorch():
    agree(trained(nn.two_layer_model, TRAININGS[0]), RECORDED[0])


@pytest.mark.parametrize("number", range(len(TRAININGS)))
def test_the_recorded_answers_are_those_of_the_pytorch_at_hand(number):
    pytest.importorskip("torch")
    now = by_torch(*TRAININGS[number])
    np.testing.assert_allclose(now["costs"], RECORDED[number]["costs"], rtol=1e-12)


def test_a_single_layer_finds_the_logistic_regression_of_scikit_learn():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(2, 60))
    Y = (X[:1] - X[1:] + rng.normal(size=(1, 60)) > 0).astype(float)
    parameters, _ = nn.L_layer_model(X, Y, [2, 1], 1.0, 4000, 0)
    theirs = LogisticRegression(C=1e12, tol=1e-12, max_iter=10_000).fit(X.T, Y[0])
    np.testing.assert_allclose(parameters["W1"], theirs.coef_, rtol=1e-4)
    np.testing.assert_allclose(parameters["b1"][:, 0], theirs.intercept_, rtol=1e-3, atol=1e-4)
    np.testing.assert_array_equal(nn.predict(X, parameters)[0], theirs.predict(X.T))


def test_one_step_goes_down_the_measured_slope():
    X, Y = examples((3, 4, 3, 1), 8)
    start = blocks.initialize_parameters_deep([3, 4, 3, 1], 5)
    moved, costs = nn.L_layer_model(X, Y, [3, 4, 3, 1], 1e-3, 1, 5)
    direction = np.random.default_rng(6).normal(size=start["W2"].shape)

    def cost(h):
        nudged = start | {"W2": start["W2"] + h * direction}
        return blocks.compute_cost(blocks.L_model_forward(X, nudged)[0], Y)

    assert costs == [cost(0)]
    slope = (cost(1e-6) - cost(-1e-6)) / 2e-6
    assert ((start["W2"] - moved["W2"]) / 1e-3 * direction).sum() == pytest.approx(slope, rel=1e-6)


def test_costs_are_those_that_the_steps_start_from():
    training = TRAININGS[3]
    layers_dims, m, rate, steps, seed = training
    X, Y = examples(layers_dims, m)
    _, costs = trained(nn.L_layer_model, training)
    for i in (0, 1, steps - 1):
        before, _ = nn.L_layer_model(X, Y, layers_dims, rate, i, seed)
        assert costs[i] == blocks.compute_cost(blocks.L_model_forward(X, before)[0], Y)


@pytest.mark.parametrize(("given", "expected"), [("float32", "float32"), ("float64", "float64"), ("int64", "float64")])
def test_parameters_have_the_type_of_the_examples(given, expected):
    X, Y = examples((3, 4, 1), 9)
    X = (10 * X).astype(given)
    parameters, costs = nn.L_layer_model(X, Y.astype(np.float32), [3, 4, 1], 0.01, 20, 1)
    assert {value.dtype for value in parameters.values()} == {np.dtype(expected)}
    wide, costs_wide = nn.L_layer_model(X.astype(float), Y, [3, 4, 1], 0.01, 20, 1)
    np.testing.assert_allclose(costs, costs_wide, rtol=1e-5)
    np.testing.assert_allclose(parameters["W1"], wide["W1"], rtol=1e-4, atol=1e-5)


def test_a_two_layer_model_has_three_sizes():
    with pytest.raises(ValueError, match="three sizes, n_x, n_h and n_y; 4 were given"):
        nn.two_layer_model(*examples((2, 1), 3), (2, 3, 3, 1), 0.1, 1, 0)


def test_predict_says_1_where_the_probability_is_at_least_one_half():
    rng = np.random.default_rng(3)
    X, parameters = rng.normal(size=(4, 200)), blocks.initialize_parameters_deep([4, 6, 3, 1], 8)
    AL, _ = blocks.L_model_forward(X, parameters)
    np.testing.assert_array_equal(nn.predict(X, parameters), AL >= 0.5)
    assert nn.predict(X, {name: 0 * value for name, value in parameters.items()}).all()


# --- parity ---------------------------------------------------------------------------------------------------------


def all_inputs(n):
    return np.array([[int(c) for c in f"{k:0{n}b}"] for k in range(2**n)]).T


@pytest.mark.parametrize("shape", nn.SHAPES)
@pytest.mark.parametrize("n", range(1, 11))
def test_parity_is_exact_for_all_inputs(n, shape):
    X = all_inputs(n)
    answers = nn.run_threshold_network(nn.parity_network(n, shape), X)
    np.testing.assert_array_equal(answers, [[sum(column) % 2 for column in X.T.tolist()]])


@pytest.mark.parametrize("n", range(1, 41))
def test_the_tree_has_few_layers_few_units_and_every_unit_listens_to_two_at_most(n):
    layers = nn.parity_network(n)
    depth, units = nn.network_size(layers)
    assert depth == max(1, 2 * int(np.ceil(np.log2(n))))
    assert units <= 5 * n
    assert max(np.count_nonzero(W, axis=1).max() for W, _ in layers) <= 2


@pytest.mark.parametrize("n", range(1, 11))
def test_the_shallow_network_has_a_hidden_unit_for_each_odd_pattern_and_at_most_one_says_1(n):
    (hidden, _) = layers = nn.parity_network(n, "shallow")
    assert nn.network_size(layers) == (2, 2 ** (n - 1) + 1)
    said = nn.run_threshold_network([hidden], all_inputs(n))
    np.testing.assert_array_equal(said.sum(axis=0), all_inputs(n).sum(axis=0) % 2)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [((0,), "n is 0"), ((3, "wide"), "no shape 'wide'; choose one of 'deep', 'shallow'"), ((21, "shallow"), "2\\^20")],
)
def test_parity_of_nothing_of_an_unknown_shape_or_of_too_many_bits_is_refused(arguments, told):
    with pytest.raises(ValueError, match=told):
        nn.parity_network(*arguments)


ONE = (np.ones((1, 2)), np.zeros((1, 1)))


@pytest.mark.parametrize(
    ("layers", "told"),
    [
        ([], "at least one"),
        (None, "a network is a list of layers"),
        ([np.ones((1, 2))], "layer 1 is no pair"),
        ([ONE, ONE], r"layer 2: W is \(1, 2\), but 1 inputs come in; it should be \(n, 1\)"),
        ([(np.ones((1, 2)), np.zeros(1))], r"layer 1: b is \(1,\), but there are 1 units; it should be \(1, 1\)"),
    ],
    ids=["empty", "None", "no pair", "W", "b"],
)
def test_a_threshold_network_that_does_not_fit_is_named(layers, told):
    with pytest.raises(ValueError, match=told):
        nn.run_threshold_network(layers, np.zeros((2, 3)))


def test_a_threshold_unit_says_1_above_zero_only():
    X = np.array([[-1.0, 0.0, 1.0]])
    np.testing.assert_array_equal(nn.run_threshold_network([([[1]], [[0]])], X), [[0, 0, 1]])
