"""Batch normalisation against PyTorch, finite differences, plain loops and scikit-learn; networks made with it."""

import json
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.preprocessing import StandardScaler

from deepcourse.exercises.course2.batch_normalization.layers import running_of, scale_and_shift, sums
from deepcourse.experiments.course2 import batch_norm_networks as networks
from deepcourse.nn import batch_normalization as nn
from deepcourse.nn import building_blocks as blocks
from oracles import record_batch_normalization as recorded

SAID = json.loads(recorded.FIXTURE.read_text())["layers"]
layers = pytest.mark.parametrize("which", range(len(SAID)), ids=[str(sizes) for sizes in recorded.LAYERS])


def same(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-10, atol=1e-12)


@layers
def test_fifty_steps_forward_backward_and_running_are_what_pytorch_recorded(which):
    compare_with_torch(recorded.layer(*recorded.LAYERS[which]), SAID[which])


@layers
def test_fifty_steps_forward_backward_and_running_are_what_pytorch_says_today(which):
    pytest.importorskip("torch")
    layer = recorded.layer(*recorded.LAYERS[which])
    compare_with_torch(layer, recorded.by_torch(*layer))


def compare_with_torch(layer, torch_says):
    """Hold 50 steps against PyTorch; its running variance, and only that, is multiplied by m / (m - 1) first."""
    gamma, beta, batches, slopes, new = layer
    n, m = batches.shape[1:]
    running = {"mean": np.zeros((n, 1)), "var": np.ones((n, 1))}
    for step, (Z, dZtilde) in enumerate(zip(batches, slopes, strict=True)):
        Ztilde, cache, _ = nn.batchnorm_forward(Z, gamma, beta, running, "train", recorded.EPSILON, recorded.MOMENTUM)
        _, mean, variance = nn.normalize_units(Z, recorded.EPSILON)
        running = nn.update_running(running, mean, variance * m / (m - 1), recorded.MOMENTUM)
        dZ, dgamma, dbeta = nn.batchnorm_backward(dZtilde, cache)
        said = torch_says.get(str(step))
        if said:
            got = {"Ztilde": Ztilde, "dZ": dZ, "dgamma": dgamma, "dbeta": dbeta} | running
            for name, value in said.items():
                same(got[name], value)
        gamma, beta = gamma - recorded.RATE * dgamma, beta - recorded.RATE * dbeta
    same(nn.batchnorm_forward(new, gamma, beta, running, "test", recorded.EPSILON)[0], torch_says["test"])


def test_the_running_variance_differs_from_pytorchs_by_its_correction():
    _, _, batches, _, _ = recorded.layer(3, 5)
    start = {"mean": np.zeros((3, 1)), "var": np.zeros((3, 1))}
    ours = nn.batchnorm_forward(batches[0], np.ones((3, 1)), np.zeros((3, 1)), start)[2]["var"]
    theirs = np.array(SAID[1]["0"]["var"]) - recorded.MOMENTUM  # without the share of the first value, which is 1
    same(ours * 5 / 4, theirs)


def by_definition(Z, gamma, beta, epsilon):
    """Return Ztilde in plain loops."""
    (n, m), out = Z.shape, np.empty_like(Z)
    for i in range(n):
        mean = sum(Z[i, k] for k in range(m)) / m
        variance = sum((Z[i, k] - mean) ** 2 for k in range(m)) / m
        for k in range(m):
            out[i, k] = gamma[i, 0] * (Z[i, k] - mean) / (variance + epsilon) ** 0.5 + beta[i, 0]
    return out


@given(n=st.integers(1, 5), m=st.integers(1, 9), epsilon=st.floats(1e-8, 1), seed=st.integers(0, 999))
@settings(max_examples=40, deadline=None)
def test_forward_is_the_definition_and_backward_its_slope(n, m, epsilon, seed):
    rng = np.random.default_rng(seed)
    start = {"dZ": sums(rng, n, m)} | dict(zip(("dgamma", "dbeta"), scale_and_shift(rng, n), strict=True))
    running, dZtilde = running_of(rng, n), rng.normal(size=(n, m))
    Ztilde, cache, _ = nn.batchnorm_forward(*start.values(), running, "train", epsilon)
    np.testing.assert_allclose(Ztilde, by_definition(*start.values(), epsilon), rtol=1e-9, atol=1e-9)
    told = dict(zip(start, nn.batchnorm_backward(dZtilde, cache), strict=True))
    steps = nn.backward_steps(dZtilde, start["dZ"], start["dgamma"], epsilon)
    for name, gradient in told.items():
        assert gradient.shape == start[name].shape
        np.testing.assert_allclose(steps[name], gradient, rtol=1e-7, atol=1e-9)
        direction, step = rng.normal(size=gradient.shape), 1e-5 * (0.01 + min(1.0, float(cache[2].min())))
        ends = [
            np.sum(dZtilde * by_definition(*(start | {name: start[name] + s * direction}).values(), epsilon))
            for s in (step, -step)
        ]
        claimed = np.sum(gradient * direction)
        assert (ends[0] - ends[1]) / (2 * step) == pytest.approx(claimed, rel=1e-4, abs=1e-4 * np.abs(gradient).max())


def test_normalised_units_are_those_of_scikit_learn():
    Z = sums(np.random.default_rng(1), 4, 30)
    np.testing.assert_allclose(nn.normalize_units(Z, 1e-14)[0], StandardScaler().fit_transform(Z.T).T, rtol=1e-9)


@pytest.mark.parametrize(
    "Z", [np.full((2, 4), 0.1), np.array([[3.0], [-1e8]]), np.zeros((1, 1)), np.full((1, 3), 1e150)]
)
def test_constant_units_and_single_examples_warn_of_nothing(Z):
    with warnings.catch_warnings(), np.errstate(all="raise", under="ignore"):
        warnings.simplefilter("error")
        gamma, beta = np.full((len(Z), 1), 2.0), np.full((len(Z), 1), 0.5)
        start = {"mean": np.zeros_like(beta), "var": np.zeros_like(beta)}
        Ztilde, cache, _ = nn.batchnorm_forward(Z, gamma, beta, start)
        dZ, dgamma, dbeta = nn.batchnorm_backward(np.ones_like(Z), cache)
        nn.backward_steps(np.ones_like(Z), Z, gamma)
        if np.abs(Z).max() < 1e9:
            nn.batchnorm_forward(Z, gamma, beta, start, "test")
    np.testing.assert_allclose(Ztilde, 0.5, atol=1e-9)
    assert np.isfinite([*dZ.ravel(), *dgamma.ravel(), *dbeta.ravel()]).all()


def test_running_statistics_are_a_moving_average_and_the_old_ones_stay():
    rng, running, momentum = np.random.default_rng(3), running_of(np.random.default_rng(4), 2), 0.8
    first = {name: value.copy() for name, value in running.items()}
    batches, after = [sums(rng, 2, 6) for _ in range(5)], running
    for Z in batches:
        after = nn.batchnorm_forward(Z, np.ones((2, 1)), np.zeros((2, 1)), after, "train", 1e-5, momentum)[2]
    for name, statistic in (("mean", np.mean), ("var", np.var)):
        weighted = [0.2 * 0.8**k * statistic(Z, axis=1) for k, Z in enumerate(reversed(batches))]
        np.testing.assert_allclose(after[name][:, 0], sum(weighted) + 0.8**5 * first[name][:, 0], rtol=1e-12)
        np.testing.assert_array_equal(running[name], first[name])


def test_test_mode_changes_no_statistics_and_has_no_way_back():
    rng = np.random.default_rng(5)
    running = running_of(rng, 3)
    _, cache, after = nn.batchnorm_forward(sums(rng, 3, 4), *scale_and_shift(rng, 3), running, "test")
    assert after is running
    with pytest.raises(ValueError, match="no way back through mode 'test'"):
        nn.batchnorm_backward(np.ones((3, 4)), cache)


def test_another_mode_is_refused():
    with pytest.raises(ValueError, match="mode is 'eval'; it can be 'train' or 'test'"):
        nn.batchnorm_forward(np.ones((1, 2)), np.ones((1, 1)), np.ones((1, 1)), {}, "eval")


def test_a_bias_changes_nothing_and_gets_no_gradient():
    rng = np.random.default_rng(6)
    Z, (gamma, beta), running = sums(rng, 3, 7), scale_and_shift(rng, 3), running_of(rng, 3)
    plain, cache, _ = nn.batchnorm_forward(Z, gamma, beta, running)
    np.testing.assert_allclose(nn.batchnorm_forward(Z + rng.normal(size=(3, 1)), gamma, beta, running)[0], plain)
    dZ, _, _ = nn.batchnorm_backward(rng.normal(size=Z.shape), cache)
    np.testing.assert_allclose(dZ.sum(axis=1), 0, atol=1e-13)
    np.testing.assert_allclose((dZ * cache[0]).sum(axis=1), 0, atol=1e-3)  # not exactly: epsilon


def test_a_folded_layer_answers_as_the_layer_at_test_time():
    rng = np.random.default_rng(7)
    W, A, (gamma, beta), running = rng.normal(size=(3, 5)), rng.normal(size=(5, 9)), scale_and_shift(rng, 3), None
    running = running_of(rng, 3)
    W_folded, b_folded = nn.fold_into_weights(W, gamma, beta, running)
    wanted, _ = nn.layer_forward(A, W, gamma, beta, running, "test")
    same(np.maximum(W_folded @ A + b_folded, 0), wanted)


# --- whole networks -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("normalized", [False, True])
def test_gradients_of_a_network_are_slopes_of_its_cost(normalized):
    rng = np.random.default_rng(8)
    X, Y = rng.normal(size=(4, 9)), rng.integers(0, 2, size=(1, 9)).astype(float)
    parameters, running = networks.initialize([4, 5, 5, 1], [0], normalized)
    parameters = {name: p + 0.1 * rng.normal(size=p.shape) for name, p in parameters.items()}  # away from ReLU's corner
    ZL, caches, _ = networks.forward(X, parameters, running)
    grads = networks.backward(ZL, Y, parameters, caches)
    assert {name: g.shape for name, g in grads.items()} == {f"d{name}": p.shape for name, p in parameters.items()}
    for name, value in parameters.items():
        direction = rng.normal(size=value.shape)

        def cost(step, name=name, value=value, direction=direction):
            moved = parameters | {name: value + step * direction}
            return networks.cost_of(networks.forward(X, moved, running)[0], Y)[0]

        slope = (cost(1e-6) - cost(-1e-6)) / 2e-6
        assert (grads[f"d{name}"] * direction).sum() == pytest.approx(slope, rel=1e-5, abs=1e-8)


def test_without_normalisation_it_is_the_network_of_the_building_blocks():
    rng = np.random.default_rng(9)
    X, Y = rng.normal(size=(3, 8)), np.array([[0.0, 1.0] * 4])
    stack, running = networks.initialize([3, 4, 1], [5], normalized=False)
    parameters = {name: value[0] for name, value in stack.items()}
    AL, caches = blocks.L_model_forward(X, parameters)
    ZL, own, _ = networks.forward(X, stack, running)
    same(networks.cost_of(ZL, Y)[0], blocks.compute_cost(AL, Y))
    grads = networks.backward(ZL, Y, stack, own)
    for name, value in blocks.L_model_backward(AL, Y, caches).items():
        same(grads[name][0], value)


@pytest.mark.parametrize("normalized", [False, True])
def test_a_network_learns_the_same_alone_and_in_a_stack(normalized):
    rng = np.random.default_rng(10)
    X, Y = rng.normal(size=(5, 40)), (rng.normal(size=(1, 40)) > 0).astype(float)
    options = {"normalized": normalized, "batch_size": 16, "every": 5}
    _, _, together = networks.train(X, Y, [5, 6, 6, 1], [0.1, 0.3, 1e4], [0, 1, 2], 20, **options)
    for i, (rate, seed) in enumerate(((0.1, 0), (0.3, 1))):
        _, _, alone = networks.train(X, Y, [5, 6, 6, 1], [rate], [seed], 20, **options)
        np.testing.assert_allclose(together[:, i], alone[:, 0], rtol=1e-8)


def test_both_kinds_start_from_the_same_weights_of_variance_two_over_n():
    plain, _ = networks.initialize([200, 100, 1], [0, 1], normalized=False)
    other, running = networks.initialize([200, 100, 1], [0, 1], normalized=True)
    np.testing.assert_array_equal(plain["W1"], other["W1"])
    assert plain["W1"].var() == pytest.approx(2 / 200, rel=0.02)
    assert (set(running), "b1" in other, "b2" in other) == ({1}, False, True)
