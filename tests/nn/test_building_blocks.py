"""The deep network against PyTorch, finite differences, scikit-learn's forward pass, and plain loops."""

import json
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import log_loss

from deepcourse.nn import building_blocks as nn
from deepcourse.nn.activations import ACTIVATIONS
from oracles import record_building_blocks as recorded

SAID = json.loads(recorded.FIXTURE.read_text())["networks"]
networks = pytest.mark.parametrize("which", range(len(SAID)), ids=[str(sizes) for sizes in recorded.NETWORKS])


@networks
def test_forward_backward_and_descent_are_what_pytorch_recorded(which):
    compare_with_torch(recorded.network(*recorded.NETWORKS[which]), SAID[which])


@networks
def test_forward_backward_and_descent_are_what_pytorch_says_today(which):
    pytest.importorskip("torch")
    network = recorded.network(*recorded.NETWORKS[which])
    compare_with_torch(network, recorded.by_torch(*network))


def compare_with_torch(network, torch_says):
    parameters, X, Y = network
    AL, caches = nn.L_model_forward(X, parameters)
    grads = nn.L_model_backward(AL, Y, caches)
    same(AL, torch_says["AL"])
    same(nn.compute_cost(AL, Y), torch_says["cost"])
    for name, value in torch_says["grads"].items():
        same(grads[name], value)
    for _ in range(recorded.STEPS):
        AL, caches = nn.L_model_forward(X, parameters)
        parameters = nn.update_parameters(parameters, nn.L_model_backward(AL, Y, caches), recorded.RATE)
    for name, value in torch_says["parameters"].items():
        same(parameters[name], value)


def same(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-10, atol=1e-12)


@networks
def test_float32_agrees_with_pytorch_to_its_own_precision(which):
    parameters, X, Y = recorded.network(*recorded.NETWORKS[which])
    parameters = {name: value.astype(np.float32) for name, value in parameters.items()}
    AL, caches = nn.L_model_forward(X.astype(np.float32), parameters)
    grads = nn.L_model_backward(AL, Y.astype(np.float32), caches)
    said = SAID[which]
    for got, expected in [(AL, said["AL"])] + [(grads[name], value) for name, value in said["grads"].items()]:
        assert got.dtype == np.float32
        assert np.abs(got - expected).max() <= 1e-5 * np.abs(expected).max()
    assert nn.compute_cost(AL, Y) == pytest.approx(said["cost"], rel=1e-5)


def test_one_example_is_among_the_recorded_networks():
    assert {m for _, m in recorded.NETWORKS} >= {1}


@given(layer_dims=st.lists(st.integers(1, 6), min_size=2, max_size=5), m=st.integers(1, 7), seed=st.integers(0, 999))
@settings(max_examples=40, deadline=None)
def test_gradients_are_slopes_of_the_cost(layer_dims, m, seed):
    rng = np.random.default_rng(seed)
    parameters = nn.initialize_parameters_deep(layer_dims, seed)
    parameters |= {f"b{layer}": rng.normal(size=(n, 1)) for layer, n in enumerate(layer_dims[1:], 1)}
    X, Y = rng.normal(size=(layer_dims[0], m)), rng.integers(0, 2, size=(layer_dims[-1], m))
    AL, caches = nn.L_model_forward(X, parameters)
    grads = nn.L_model_backward(AL, Y, caches)
    assert {name: g.shape for name, g in grads.items()} == {f"d{name}": p.shape for name, p in parameters.items()}
    direction = {name: rng.normal(size=p.shape) for name, p in parameters.items()}

    def cost(step):
        moved = {name: p + step * direction[name] for name, p in parameters.items()}
        return nn.compute_cost(nn.L_model_forward(X, moved)[0], Y)

    slopes = [(cost(h) - cost(-h)) / (2 * h) for h in (1e-6, 1e-7)]  # two widths: a kink of ReLU fits one of them
    claimed = sum((grads[f"d{name}"] * d).sum() for name, d in direction.items())
    assert min(abs(claimed - slope) for slope in slopes) <= 1e-5 * max(1.0, abs(claimed))


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_one_layer_is_the_definition_and_its_slope(activation):
    rng = np.random.default_rng(1)
    A_prev, W, b, dA = (rng.normal(size=shape) for shape in ((3, 5), (2, 3), (2, 1), (2, 5)))
    A, cache = nn.linear_activation_forward(A_prev, W, b, activation)
    for i, k in np.ndindex(A.shape):
        z = sum(W[i, j] * A_prev[j, k] for j in range(3)) + b[i, 0]
        assert A[i, k] == pytest.approx(by_definition(activation, z), rel=1e-12)
    claimed = nn.linear_activation_backward(dA, cache, activation)
    for which, gradient in enumerate(claimed):
        direction, step = rng.normal(size=gradient.shape), 1e-6

        def objective(h, which=which, direction=direction):
            moved = [a + h * direction if i == which else a for i, a in enumerate((A_prev, W, b))]
            return (nn.linear_activation_forward(*moved, activation)[0] * dA).sum()

        slope = (objective(step) - objective(-step)) / (2 * step)
        mean = 1 if which == 0 else 5  # dW and db are means over the five examples
        assert (gradient * direction).sum() * mean == pytest.approx(slope, rel=1e-7)


def by_definition(activation, z):
    if activation == "sigmoid":
        return 1 / (1 + np.exp(-z))
    if activation == "tanh":
        return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
    return z if z > 0 else {"relu": 0.0, "leaky_relu": 0.01 * z}[activation]


def test_cost_is_scikit_learns_log_loss():
    rng = np.random.default_rng(2)
    AL, Y = rng.uniform(0.01, 0.99, size=(1, 50)), rng.integers(0, 2, size=(1, 50))
    assert nn.compute_cost(AL, Y) == pytest.approx(log_loss(Y[0], AL[0]), rel=1e-12)


def test_sure_answers_cost_nothing_or_infinitely_much_and_warn_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert nn.compute_cost(np.array([[1.0, 0.0]]), np.array([[1, 0]])) == 0.0
        assert nn.compute_cost(np.array([[1.0, 0.0]]), np.array([[0, 0]])) == np.inf


def test_sums_keep_their_size_through_many_layers():
    parameters = nn.initialize_parameters_deep([400] * 4, seed=5)
    A = np.random.default_rng(6).normal(size=(400, 300))
    for layer in (1, 2, 3):
        A, _ = nn.linear_forward(A, parameters[f"W{layer}"], parameters[f"b{layer}"])
        assert A.std() == pytest.approx(1.0, rel=0.1)


def test_float32_stays_float32():
    parameters = {n: p.astype(np.float32) for n, p in nn.initialize_parameters_deep([4, 3, 2], seed=0).items()}
    X, Y = np.ones((4, 5), np.float32), np.ones((2, 5), np.float32)
    AL, caches = nn.L_model_forward(X, parameters)
    updated = nn.update_parameters(parameters, nn.L_model_backward(AL, Y, caches), 0.1)
    assert {AL.dtype, *(p.dtype for p in updated.values())} == {np.dtype(np.float32)}


def test_update_leaves_the_old_parameters_alone():
    parameters, X, Y = recorded.network((2, 4, 1), 6)
    before = {name: value.copy() for name, value in parameters.items()}
    AL, caches = nn.L_model_forward(X, parameters)
    nn.update_parameters(parameters, nn.L_model_backward(AL, Y, caches), 0.5)
    for name, value in parameters.items():
        np.testing.assert_array_equal(value, before[name])


@pytest.mark.parametrize(
    ("name", "shape", "told"),
    [
        ("W2", (3, 5), r"layer 2: W2 is \(3, 5\), but 4 inputs come in; it should be \(n, 4\)"),
        ("b1", (4,), r"layer 1: b1 is \(4,\), but there are 4 units; it should be \(4, 1\)"),
        ("W1", (4,), r"layer 1: W1 is \(4,\), but 2 inputs come in"),
    ],
)
def test_the_first_layer_that_does_not_fit_is_named(name, shape, told):
    parameters = nn.initialize_parameters_deep([2, 4, 3], seed=0) | {name: np.zeros(shape)}
    with pytest.raises(ValueError, match=told):
        nn.check_dimensions(parameters, np.zeros((2, 5)))


def test_an_unknown_activation_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match="known are relu, leaky_relu, tanh, sigmoid"):
        nn.linear_activation_forward(np.ones((1, 1)), np.ones((1, 1)), np.zeros((1, 1)), "swish")
