"""First parameters against PyTorch and the definitions; the derived variances against simulations, within 2 %."""

import json
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import initialization as nn
from oracles import record_initialization as recorded

SAID = json.loads(recorded.FIXTURE.read_text())
networks = pytest.mark.parametrize("which", range(len(recorded.NETWORKS)), ids=[str(n) for n in recorded.NETWORKS])
DIMS = [400, 300, 500, 200, 1]
DEVIATIONS = {  # start: how to call it, and the standard deviation from the definition
    "random": (lambda dims, rng: nn.initialize_parameters_random(dims, 0.3, rng), lambda n_in, n_out: 0.3),
    "xavier, in": (nn.initialize_parameters_xavier, lambda n_in, n_out: n_in**-0.5),
    "xavier, average": (
        lambda dims, rng: nn.initialize_parameters_xavier(dims, rng, fan="average"),
        lambda n_in, n_out: (2 / (n_in + n_out)) ** 0.5,
    ),
    "he": (nn.initialize_parameters_he, lambda n_in, n_out: (2 / n_in) ** 0.5),
}
each_start = pytest.mark.parametrize("start", DEVIATIONS)


def close(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-10, atol=1e-12)


@each_start
@pytest.mark.parametrize("dims", [[1, 1], [3, 4, 2], DIMS])
def test_weights_are_drawn_in_the_order_that_is_told(start, dims):
    make, deviation = DEVIATIONS[start]
    parameters, rng = make(dims, np.random.default_rng(5)), np.random.default_rng(5)
    assert list(parameters) == [f"{letter}{layer}" for layer in range(1, len(dims)) for letter in "Wb"]
    for layer, (n_in, n_out) in enumerate(pairwise(dims), 1):
        close(parameters[f"W{layer}"], rng.normal(0, deviation(n_in, n_out), (n_out, n_in)))
        assert parameters[f"b{layer}"].shape == (n_out, 1)
        assert not parameters[f"b{layer}"].any()
        assert parameters[f"W{layer}"].dtype == parameters[f"b{layer}"].dtype == np.float64


@each_start
def test_weights_are_normal_numbers_of_the_promised_variance(start):
    make, deviation = DEVIATIONS[start]
    parameters = make(DIMS, np.random.default_rng(6))
    for layer, (n_in, n_out) in enumerate(pairwise(DIMS[:-1]), 1):
        W = parameters[f"W{layer}"].ravel() / deviation(n_in, n_out)
        assert W.var() == pytest.approx(1, rel=0.02)
        assert stats.kstest(W, "norm").statistic < 0.01  # uniform numbers of this variance are 0.06 away


@pytest.mark.parametrize("which", range(len(recorded.SHAPES)), ids=[str(shape) for shape in recorded.SHAPES])
def test_deviations_are_those_of_pytorch(which):
    n, n_prev = recorded.SHAPES[which]
    said, standard = SAID["deviations"][which], np.random.default_rng(7).standard_normal((n, n_prev))

    def deviation(make, *options):
        return (make([n_prev, n], np.random.default_rng(7), *options)["W1"] / standard).mean()

    assert deviation(nn.initialize_parameters_he) == pytest.approx(said["he"], rel=1e-10)
    assert deviation(nn.initialize_parameters_xavier, "average") == pytest.approx(said["xavier"], rel=1e-10)
    assert deviation(nn.initialize_parameters_xavier) == pytest.approx(said["lecun"], rel=1e-10)
    assert said["he, fan_out"] == pytest.approx((2 / n) ** 0.5, rel=1e-10)


def test_what_the_text_says_of_pytorch_is_true():
    for (_, n_prev), variance in zip(recorded.SHAPES, SAID["linear"], strict=True):
        assert variance == pytest.approx(1 / (3 * n_prev), rel=0.02)
    assert SAID["gain of tanh"] == pytest.approx(5 / 3)


def test_pytorch_says_today_what_it_said():
    pytest.importorskip("torch")
    for which, shape in enumerate(recorded.SHAPES):
        assert recorded.deviations_by_torch(shape) == pytest.approx(SAID["deviations"][which], rel=1e-10)
    for which, each in enumerate(recorded.NETWORKS):
        close(recorded.signals_by_torch(*each)["means"], SAID["networks"][which]["means"])


@networks
def test_statistics_and_gradients_are_what_pytorch_recorded(which):
    (dims, m, activation), said = recorded.NETWORKS[which], SAID["networks"][which]
    parameters, X, Y = recorded.network(dims, m)
    means, stds = nn.activation_statistics(X, parameters, activation)
    close(means, said["means"])
    close(stds, said["stds"])
    AL, caches = nn.network_forward(X, parameters, activation)
    grads, errors = nn.network_backward(AL, Y, caches, activation)
    for name, value in said["grads"].items():
        close(grads[name], value)
    for dZ, wanted in zip(errors, said["dZ"], strict=True):
        close(dZ, wanted)
    close(nn.train(X, Y, parameters, 0.1, 1, activation)[1], [said["cost"]])


def test_with_relu_the_network_is_that_of_course_1():
    parameters, X, Y = recorded.network((5, 4, 3, 1), 6)
    AL, caches = nn.network_forward(X, parameters)
    close(AL, blocks.L_model_forward(X, parameters)[0])
    for name, value in blocks.L_model_backward(AL, Y, caches).items():
        close(nn.network_backward(AL, Y, caches)[0][name], value)


@pytest.mark.parametrize("activation", ["relu", "tanh", "leaky_relu", "sigmoid"])
def test_gradients_are_slopes_of_the_cost(activation):
    parameters, X, Y = recorded.network((4, 5, 3, 1), 8)
    rng, step = np.random.default_rng(8), 1e-6
    direction = {name: rng.normal(size=value.shape) for name, value in parameters.items()}
    AL, caches = nn.network_forward(X, parameters, activation)
    claimed = sum((nn.network_backward(AL, Y, caches, activation)[0]["d" + n] * d).sum() for n, d in direction.items())
    ahead, behind = (
        nn.train(X, Y, {n: v + s * direction[n] for n, v in parameters.items()}, 0.1, 1, activation)[1][0]
        for s in (step, -step)
    )
    assert claimed == pytest.approx((ahead - behind) / (2 * step), rel=1e-6)


def test_layer_signals_are_those_of_the_hidden_layers():
    parameters, X, Y = recorded.network((4, 5, 3, 1), 8)
    A, dZ, dW = nn.layer_signals(X, Y, parameters, "tanh")
    close(A[0], np.tanh(parameters["W1"] @ X + parameters["b1"]))
    close(dW[1], dZ[1] @ A[0].T / 8)
    close(dZ[0], parameters["W2"].T @ dZ[1] * (1 - A[0] ** 2))
    assert len(A) == len(dZ) == len(dW) == 2


# --- the derivation, step by step, by simulation --------------------------------------------------------------------


@pytest.mark.parametrize("activation", ["linear", "relu"])
@pytest.mark.parametrize("n", [100, 784])
@pytest.mark.parametrize("rule", ["1/n", "2/n"])
def test_a_layer_does_what_was_derived_within_two_percent(n, rule, activation):
    rng, variance = np.random.default_rng(9), float(rule[0]) / n
    inputs = rng.normal(0.3, 1.2, size=(n, 2000))  # the mean need not be zero
    Z = np.sqrt(variance) * rng.standard_normal((4000, n)) @ inputs
    found = np.mean(np.square(np.maximum(Z, 0) if activation == "relu" else Z))
    predicted = nn.mean_square_out(np.mean(inputs**2), n, variance, activation)
    assert found == pytest.approx(predicted, rel=0.02)


@pytest.mark.parametrize("variance", [0.01, 1.0, 7.0])
def test_relu_keeps_half_of_the_mean_square(variance):
    z = np.sqrt(variance) * np.random.default_rng(10).standard_normal(400_000)
    assert np.mean(np.maximum(z, 0) ** 2) / variance == pytest.approx(0.5, rel=0.02)


def test_the_variance_of_relu_answers_is_not_their_mean_square():
    z = np.random.default_rng(11).standard_normal(400_000)
    a = np.maximum(z, 0)
    assert np.mean(a**2) / a.var() == pytest.approx(1 / (1 - 1 / np.pi), rel=0.02)  # 1.47, says the text


@pytest.mark.parametrize(("fan", "wanted"), [("in", (1, 0.5)), ("average", (2 / 1.5, 1 / 1.5))])
def test_xaviers_definitions_keep_the_way_forward_or_a_compromise(fan, wanted):
    n_in, n_out, rng = 800, 400, np.random.default_rng(12)
    W = nn.initialize_parameters_xavier([n_in, n_out], rng, fan)["W1"]
    forward = np.mean(np.square(W @ rng.standard_normal((n_in, 1500))))
    backward = np.mean(np.square(W.T @ rng.standard_normal((n_out, 1500))))
    assert (forward, backward) == pytest.approx(wanted, rel=0.02)


def test_he_keeps_and_xavier_halves_what_passes_relu_layers():
    for start, factor in ((nn.initialize_parameters_he, 1.0), (nn.initialize_parameters_xavier, 0.5)):
        found = []
        for seed in range(40):
            rng = np.random.default_rng(seed)
            A, _, _ = nn.layer_signals(rng.standard_normal((200, 20)), np.zeros((1, 20)), start([200] * 6 + [1], rng))
            found.append(np.mean(A[-1] ** 2))
        assert np.mean(found) == pytest.approx(factor**5, rel=0.1)


def test_effective_gain_is_the_product_of_matrices():
    for scale, depth in ((1.5, 10), (-0.7, 5), (0.0, 3), (2.0, 0)):
        product = np.linalg.matrix_power(scale * np.eye(3), depth)
        close(nn.effective_gain(scale, depth) * np.eye(3), product)


# --- starts that cannot learn ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_from_zeros_only_the_last_bias_moves(activation):
    _, X, Y = recorded.network((4, 5, 3, 1), 9)
    first = nn.initialize_parameters_zeros([4, 5, 3, 1])
    last, costs = nn.train(X, Y, first, 0.5, 20, activation)
    assert [name for name in last if not np.array_equal(first[name], last[name])] == ["b3"]
    assert costs[0] == pytest.approx(np.log(2))


def test_equal_units_stay_equal():
    _, X, Y = recorded.network((4, 5, 1), 9)
    equal = {name: np.full_like(value, 0.5) for name, value in nn.initialize_parameters_zeros([4, 5, 1]).items()}
    last, costs = nn.train(X, Y, equal, 0.5, 20, "tanh")
    assert np.ptp(last["W1"], axis=0).max() < 1e-12
    assert costs[-1] < costs[0]


def test_training_leaves_its_parameters_and_their_type_alone():
    parameters, X, Y = recorded.network((4, 5, 1), 9)
    kept = {name: value.copy() for name, value in parameters.items()}
    nn.train(X, Y, parameters, 0.5, 3)
    assert all(np.array_equal(kept[name], parameters[name]) for name in kept)
    single = {name: value.astype(np.float32) for name, value in parameters.items()}
    last, _ = nn.train(X.astype(np.float32), Y.astype(np.float32), single, 0.5, 3)
    assert {value.dtype for value in last.values()} == {np.dtype(np.float32)}


def test_unknown_options_are_named():
    with pytest.raises(ValueError, match="no fan 'out'; choose one of 'in', 'average'"):
        nn.initialize_parameters_xavier([2, 1], np.random.default_rng(0), fan="out")
    with pytest.raises(ValueError, match="no rule for the activation 'tanh'"):
        nn.mean_square_out(1.0, 2, 0.5, "tanh")
    with pytest.raises(ValueError, match="no activation 'rleu'"):
        nn.activation_statistics(np.ones((2, 1)), nn.initialize_parameters_zeros([2, 3, 1]), "rleu")
