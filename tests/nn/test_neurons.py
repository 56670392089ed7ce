"""Neurons, saturation and the two experiments against loops, SciPy, PyTorch, and the numbers of the notebook."""

import json
import warnings

import numpy as np
import pytest
from scipy.special import expit

from deepcourse.datasets import house_prices, load_pullover_or_coat
from deepcourse.experiments.course1 import data_and_size
from deepcourse.figures.course1.what_is_a_neural_network import error
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import neurons
from oracles import record_neurons as recorded

FIXTURE = json.loads(recorded.FIXTURE.read_text())["shapes"]
DATA = load_pullover_or_coat()
CENTRE, SPREAD = DATA.X_train.mean(), DATA.X_train.std()
STANDARDISED = ((DATA.X_train - CENTRE) / SPREAD, DATA.Y_train, (DATA.X_test - CENTRE) / SPREAD, DATA.Y_test)
shapes = pytest.mark.parametrize("shape", recorded.SHAPES, ids=str)


@pytest.fixture(autouse=True)
def silence():
    """Nothing of the reference may warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def layer_by_definition(X, W, b):
    """The definition as loops: slow, and too plain to be wrong."""
    A = np.zeros((len(W), X.shape[1]))
    for i, j in np.ndindex(A.shape):
        A[i, j] = max(0.0, sum(W[i, k] * X[k, j] for k in range(len(X))) + b[i, 0])
    return A


@shapes
def test_a_layer_is_its_definition_and_a_neuron_its_smallest_case(shape):
    X, W, b = recorded.layer(*shape)
    np.testing.assert_allclose(neurons.layer_of_neurons(X, W, b), layer_by_definition(X, W, b), rtol=1e-12, atol=1e-12)
    one = neurons.layer_of_neurons(X[:1], W[:1, :1], b[:1])
    np.testing.assert_array_equal(neurons.relu_neuron(X[:1], W[0, 0], b[0, 0]), one)
    assert neurons.relu_neuron(X[0], 1.0, 0.0).shape == X[0].shape


def test_a_layer_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="X has 2 inputs for each example, the neurons expect 3"):
        neurons.layer_of_neurons(np.ones((2, 4)), np.ones((5, 3)), np.zeros((5, 1)))


@shapes
def test_a_layer_and_the_share_are_what_pytorch_recorded(shape):
    compare(shape, FIXTURE["{},{},{}".format(*shape)])


@shapes
def test_a_layer_and_the_share_are_what_pytorch_says_today(shape):
    pytest.importorskip("torch")
    compare(shape, recorded.by_torch(*recorded.layer(*shape)))


def compare(shape, torch_says):
    X, W, b = recorded.layer(*shape)
    np.testing.assert_allclose(neurons.layer_of_neurons(X, W, b), torch_says["layer"], rtol=1e-10, atol=1e-12)
    assert neurons.saturation_ratio(recorded.SPREAD * X) == pytest.approx(torch_says["saturated"], abs=1e-12)


def test_the_share_is_that_of_scipys_sigmoid_and_survives_far_out():
    z = np.random.default_rng(1).normal(scale=6, size=(40, 50))
    slopes = expit(z) * expit(-z)
    share = neurons.saturation_ratio(z)
    assert type(share) is float
    assert share == sum(slope < 0.01 for slope in slopes.ravel()) / z.size
    assert neurons.saturation_ratio(np.array([-1e4, 1e4, 0.0, 1.0])) == 0.5


def test_shares_by_spread_are_those_of_the_notebook():
    draws = (np.random.default_rng(1).normal(scale=spread, size=10_000) for spread in (1, 4, 16))
    assert [neurons.saturation_ratio(z) for z in draws] == [0.0, 0.2484, 0.7793]


def test_no_function_changes_its_arguments():
    X, W, b = recorded.layer(3, 4, 5)
    before = X.copy(), W.copy(), b.copy()
    neurons.layer_of_neurons(X, W, b), neurons.relu_neuron(X, 2.0, 1.0), neurons.saturation_ratio(X)
    for now, then in zip((X, W, b), before, strict=True):
        np.testing.assert_array_equal(now, then)


def test_one_full_batch_step_is_that_of_the_building_blocks():
    X, Y = DATA.X_train[:, :30], DATA.Y_train[:, :30]
    start = blocks.initialize_parameters_deep([784, 5, 3, 1], seed=2)
    AL, caches = blocks.L_model_forward(X, start)
    expected = blocks.update_parameters(start, blocks.L_model_backward(AL, Y, caches), 0.1)
    trained = data_and_size.train_network(X, Y, [784, 5, 3, 1], steps=1, seed=2, batch=30)
    for name, value in expected.items():
        np.testing.assert_allclose(trained[name], value, rtol=1e-10, atol=1e-12)
    costs = data_and_size.costs_by_activation(X, Y, [784, 5, 3, 1], "relu", 2, 0.1, seed=2)
    after = blocks.compute_cost(blocks.L_model_forward(X, expected)[0], Y)
    assert costs == pytest.approx([blocks.compute_cost(AL, Y), after], rel=1e-12)


@pytest.mark.parametrize("seeds", [(0, 1, 2)])
def test_the_short_experiment_gives_the_answers_that_the_notebook_grades(seeds):
    out = data_and_size.data_and_size(STANDARDISED, ((), (16,), (128, 64)), (20, 200, 2000), seeds, 300)
    mean, spread = out.mean(axis=2), out.std(axis=2)
    assert np.all(mean[:, 2] - mean[:, 0] > 0.12)
    assert abs(mean[2, 2] - mean[0, 2]) < 0.02
    assert np.all(spread[:, 0] > 2 * spread[:, 2])
    assert np.all(mean[:, 1] - mean[:, 0] > mean[:, 2] - mean[:, 1])
    again = data_and_size.data_and_size(STANDARDISED, ((),), (20,), seeds[:1], 300)
    assert again[0, 0, 0] == out[0, 0, 0]


def test_relu_needs_the_steps_that_the_notebook_states():
    def best(activation, rates):
        layers, (X, Y) = [784, 32, 32, 32, 32, 1], (STANDARDISED[0][:, :200], DATA.Y_train[:, :200])
        curves = [data_and_size.costs_by_activation(X, Y, layers, activation, 300, rate, 1) for rate in rates]
        return [data_and_size.steps_to(curve, 0.3) for curve in curves]

    assert best("sigmoid", (0.1, 1.0, 3.0)) == [None, pytest.approx(250, abs=20), pytest.approx(223, abs=20)]
    assert best("relu", (0.1, 3.0)) == [pytest.approx(41, abs=8), None]


def test_houses_are_reproducible_never_below_zero_and_as_the_notebook_says():
    x, y = house_prices(seed=1)
    assert (x.shape, y.shape) == ((1, 60), (1, 60))
    np.testing.assert_array_equal(house_prices(seed=1)[1], y)
    assert not np.array_equal(house_prices(seed=2)[1], y)
    assert (y.min(), (y == 0).sum()) == (0, 4)
    told = [round(float(error(x, y, *wb)), 1) for wb in ((1, 0), (3, -60), (3.1, -60))]
    assert told == [132.4, 17.1, 15.4]
