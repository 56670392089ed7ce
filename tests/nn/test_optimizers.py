"""Optimisers, schedules and mini-batches against PyTorch, and against their definitions in plain sums."""

import inspect
import json
import math
import tracemalloc

import numpy as np
import pytest

from deepcourse.experiments.course2 import landscapes
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import learning_rates
from deepcourse.nn import optimizers as nn
from deepcourse.nn.adam_in_place import BLOCK
from oracles.record_optimizers import (
    BETA,
    BETA1,
    BETA2,
    DECAY,
    FIXTURE,
    KEPT,
    OPTIMIZERS,
    RATE,
    SCHEDULERS,
    START,
    STEPS,
    by_torch,
    rates_by_torch,
    slopes,
)
from quiet import SILENT

pytestmark = SILENT

RECORDED = json.loads(FIXTURE.read_text(encoding="utf-8"))
EXACT = {"rtol": 1e-10, "atol": 1e-12}


def rmsprop(p, g, memory, t, epsilon=1e-8):
    return nn.update_parameters_with_rmsprop(p, g, *memory, BETA, RATE, epsilon)


def adam(p, g, memory, t, epsilon=1e-8):
    return nn.update_parameters_with_adam(p, g, *memory, t, RATE, BETA1, BETA2, epsilon)


OURS = {  # name in the fixture: one step of ours, from how many averages
    "gd": (lambda p, g, memory, t: (nn.update_parameters_with_gd(p, g, RATE),), 0),
    "momentum": (lambda p, g, memory, t: nn.update_parameters_with_momentum(p, g, *memory, BETA, RATE), 1),
    "nesterov": (lambda p, g, memory, t: nn.nesterov(p, g, *memory, BETA, RATE), 1),
    "rmsprop": (rmsprop, 1),
    "rmsprop, large epsilon": (lambda *told: rmsprop(*told, epsilon=0.1), 1),
    "adam": (adam, 2),
    "adam, large epsilon": (lambda *told: adam(*told, epsilon=0.1), 2),
    "adamw": (lambda p, g, memory, t: nn.adamw(p, g, *memory, t, RATE, BETA1, BETA2, 1e-8, DECAY), 2),
}


def path_of(step, averages):
    """Return the points of 50 steps: the first one, and every tenth."""
    parameters, memory, path = START, [nn.initialize_velocity(START)] * averages, []
    for t in range(1, STEPS + 1):
        parameters, *memory = step(parameters, slopes(parameters), memory, t)
        if t == 1 or t % KEPT == 0:
            path.append(parameters)
    return path


def far_apart(ours, theirs):
    """Return the largest difference of each point."""
    return [
        max(np.abs(one[n] - np.array(other[n])).max() for n in one) for one, other in zip(ours, theirs, strict=True)
    ]


# --- PyTorch --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OURS)
def test_fifty_steps_are_those_of_pytorch(name):
    for one, other in zip(path_of(*OURS[name]), RECORDED["paths"][name], strict=True):
        assert one.keys() == other.keys()
        for parameter in one:
            np.testing.assert_allclose(one[parameter], other[parameter], **EXACT)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_recorded_paths_are_those_of_the_pytorch_at_hand(name):
    pytest.importorskip("torch")
    assert (
        max(far_apart([{n: np.array(v) for n, v in p.items()} for p in by_torch(name)], RECORDED["paths"][name]))
        < 1e-12
    )


RATES = {
    "inverse_time": (0.3,),
    "exponential": (0.93,),
    "inverse_sqrt": (0.7,),
    "staircase": (0.4, 7),
    "cosine": (50, 0.002),
}


@pytest.mark.parametrize("decay", learning_rates.DECAYS, ids=lambda f: f.__name__)
def test_fifty_epochs_have_the_rates_of_pytorch(decay):
    ours = [decay(0.1, epoch, *RATES[decay.__name__]) for epoch in range(STEPS)]
    np.testing.assert_allclose(ours, RECORDED["rates"][decay.__name__], **EXACT)


@pytest.mark.parametrize("name", SCHEDULERS)
def test_the_recorded_rates_are_those_of_the_pytorch_at_hand(name):
    pytest.importorskip("torch")
    np.testing.assert_allclose(rates_by_torch(name), RECORDED["rates"][name], rtol=1e-12)


@pytest.mark.parametrize("decay", learning_rates.DECAYS, ids=lambda f: f.__name__)
def test_a_decay_takes_the_first_rate_and_the_epoch_first_and_begins_with_that_rate(decay):
    assert list(inspect.signature(decay).parameters)[:2] == ["learning_rate", "epoch"]
    first = decay(0.3, 0, *RATES[decay.__name__])
    assert first == pytest.approx(0.3 * (0.7 if decay is learning_rates.inverse_sqrt else 1.0))


# --- where definitions differ, as the notebook says -----------------------------------------------------------------


def test_dampening_in_pytorch_is_our_average_but_for_the_first_gradient():
    ours, theirs = path_of(*OURS["momentum"]), RECORDED["paths"]["momentum, dampened"]
    first = {name: START[name] - RATE * slopes(START)[f"d{name}"] for name in START}  # the gradient in full
    assert far_apart([first], theirs[:1])[0] < 1e-12
    assert min(far_apart(ours, theirs)) > 1e-3

    def with_a_full_first_gradient(p, g, memory, t):
        v = [{name: gradient / (1 - BETA) for name, gradient in g.items()}] if t == 1 else g
        return nn.update_parameters_with_momentum(p, v[0] if t == 1 else g, *memory, BETA, RATE)

    assert max(far_apart(path_of(with_a_full_first_gradient, 1), theirs)) < 1e-10


def test_both_forms_of_momentum_walk_the_same_path_at_rates_that_differ_by_one_minus_beta():
    def summed(p, g, memory, t):
        return nn.momentum_without_averaging(p, g, *memory, BETA, RATE * (1 - BETA))

    assert max(far_apart(path_of(*OURS["momentum"]), path_of(summed, 1))) < 1e-13


def test_nesterov_is_his_own_form_seen_from_the_point_ahead():
    behind, v, ahead = START, nn.initialize_velocity(START), path_of(*OURS["nesterov"])
    for _ in range(STEPS):
        looked_at = {name: value - RATE * BETA * v[f"d{name}"] for name, value in behind.items()}
        v = {name: BETA * v[name] + (1 - BETA) * slope for name, slope in slopes(looked_at).items()}
        behind = {name: value - RATE * v[f"d{name}"] for name, value in behind.items()}
    seen = {name: value - RATE * BETA * v[f"d{name}"] for name, value in behind.items()}
    assert far_apart([ahead[-1]], [seen])[0] < 1e-12


def test_an_epsilon_under_the_root_counts_like_its_own_root():
    g, empty = {"dW1": np.array([[1e-6]])}, {"dW1": np.zeros((1, 1))}
    moved, s = nn.update_parameters_with_rmsprop({"W1": np.zeros((1, 1))}, g, empty, 0.0, 1.0, 1e-8)
    assert -moved["W1"].item() == pytest.approx(1e-6 / (1e-6 + 1e-8))
    assert 1e-6 / math.sqrt(s["dW1"].item() + 1e-8) == pytest.approx(0.01, rel=1e-2)


def test_the_short_form_of_adam_has_another_epsilon():
    def short(p, g, memory, t, epsilon):
        _, v, s = adam(p, g, memory, t)
        rate = RATE * math.sqrt(1 - BETA2**t) / (1 - BETA1**t)
        return {n: w - rate * v[f"d{n}"] / (np.sqrt(s[f"d{n}"]) + epsilon(t)) for n, w in p.items()}, v, s

    same = path_of(lambda *told: short(*told, epsilon=lambda t: 0.1 * math.sqrt(1 - BETA2**t)), 2)
    other = path_of(lambda *told: short(*told, epsilon=lambda t: 0.1), 2)
    ours = path_of(*OURS["adam, large epsilon"])
    assert max(far_apart(ours, same)) < 1e-12
    assert min(far_apart(ours, other)) > 1e-3


def test_adamw_of_pytorch_shrinks_biases_unless_they_are_a_group_of_their_own():
    ours, theirs = path_of(*OURS["adamw"])[0], RECORDED["paths"]["adamw, biases too"][0]
    np.testing.assert_allclose(ours["W1"], theirs["W1"], **EXACT)
    np.testing.assert_allclose(ours["b1"] - RATE * DECAY * START["b1"], theirs["b1"], **EXACT)


# --- definitions ----------------------------------------------------------------------------------------------------


def test_adams_averages_are_weighted_sums_of_gradients_and_of_their_squares():
    gradients = np.random.default_rng(1).normal(size=(9, 2, 3))
    parameters, memory = {"W1": np.zeros((2, 3))}, nn.initialize_adam({"W1": np.zeros((2, 3))})
    for t, gradient in enumerate(gradients, 1):
        parameters, *memory = nn.update_parameters_with_adam(parameters, {"dW1": gradient}, *memory, t, 0.1, 0.8, 0.95)
        for average, beta, power in zip(memory, (0.8, 0.95), (1, 2), strict=True):
            plain = sum(beta ** (t - i) * (1 - beta) * g**power for i, g in enumerate(gradients[:t], 1))
            np.testing.assert_allclose(average["dW1"], plain, rtol=1e-12)


@pytest.mark.parametrize("name", OURS)
def test_an_update_leaves_its_arguments_alone_and_keeps_the_type(name):
    step, averages = OURS[name]
    narrow = {n: value.astype(np.float32) for n, value in START.items()}
    grads = {n: value.astype(np.float32) for n, value in slopes(START).items()}
    memory = [nn.initialize_velocity(narrow) for _ in range(averages)]
    before = [{n: value.copy() for n, value in part.items()} for part in (narrow, grads, *memory)]
    results = step(narrow, grads, memory, 3)
    assert {value.dtype for part in results for value in part.values()} == {np.dtype(np.float32)}
    for old, now in zip(before, (narrow, grads, *memory), strict=True):
        assert all(np.array_equal(old[n], now[n]) for n in old)
    assert not any(np.shares_memory(results[0][n], narrow[n]) for n in narrow)


@pytest.mark.parametrize(("m", "size"), [(1, 1), (5, 2), (64, 64), (65, 64), (10, 100), (12, 3)])
def test_mini_batches_hold_every_example_once_with_its_label(m, size):
    X = np.arange(3 * m).reshape(3, m)
    batches = nn.random_mini_batches(X, 10 * X[:1], size, [m, size])
    assert [part.shape[1] for part, _ in batches] == [size] * (m // size) + [m % size] * (m % size > 0)
    np.testing.assert_array_equal(np.sort(np.hstack([part[0] for part, _ in batches])), X[0])
    for X_part, Y_part in batches:
        np.testing.assert_array_equal(Y_part, 10 * X_part[:1])
        np.testing.assert_array_equal(X_part - X_part[0], np.arange(3)[:, None] * m * np.ones(X_part.shape[1]))


def test_mini_batches_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="at least one"):
        nn.random_mini_batches(np.zeros((2, 3)), np.zeros((1, 3)), 0, 1)
    with pytest.raises(ValueError, match="X holds 3 examples and Y 4"):
        nn.random_mini_batches(np.zeros((2, 3)), np.zeros((1, 4)), 2, 1)


# --- the trainer ----------------------------------------------------------------------------------------------------


def data(m=30):
    rng = np.random.default_rng(3)
    X = rng.normal(size=(2, m))
    return X, (X[:1] * X[1:] > 0).astype(float)


def test_all_examples_at_once_is_the_training_of_course_1():
    from deepcourse.nn.deep_network import L_layer_model

    X, Y = data()
    order = np.random.default_rng([4, 0]).permutation(X.shape[1])
    ours, costs = nn.model(X, Y, [2, 5, 1], "gd", 0.3, 30, 25, 0.0, 4)
    theirs, costs_before = L_layer_model(X[:, order], Y[:, order], [2, 5, 1], 0.3, 25, 4)
    np.testing.assert_allclose(costs, costs_before, **EXACT)
    np.testing.assert_allclose(ours["W1"], theirs["W1"], rtol=1e-9)


@pytest.mark.parametrize("optimizer", nn.OPTIMIZERS)
def test_every_optimiser_learns_and_says_the_same_twice(optimizer):
    rate = {"gd": 0.5, "momentum": 0.5}.get(optimizer, 0.02)
    runs = [nn.model(*data(), [2, 8, 1], optimizer, rate, 8, 60, 0.01, 2) for _ in range(2)]
    assert runs[0][1] == runs[1][1]
    assert runs[0][1][-1] < 0.5 * runs[0][1][0]


def test_an_unknown_optimiser_is_refused():
    with pytest.raises(ValueError, match="no optimiser 'sgd'; choose one of gd, momentum, rmsprop, adam"):
        nn.model(*data(), [2, 1], "sgd", 0.1, 8, 1, 0.0, 1)


# --- in place -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, BLOCK - 1, BLOCK, 3 * BLOCK + 5])
def test_adam_in_place_takes_the_same_steps(size):
    rng = np.random.default_rng(size)
    ours = {"W1": rng.normal(size=(size, 1)), "b1": rng.normal(size=(2, 3))}
    plain, memory, adam_ = {n: p.copy() for n, p in ours.items()}, nn.initialize_adam(ours), nn.Adam(0.01)
    held = ours["W1"]
    for t in range(1, 51):
        grads = {f"d{n}": np.cos(t * p) for n, p in plain.items()}
        plain, *memory = nn.update_parameters_with_adam(plain, grads, *memory, t, 0.01)
        assert adam_.step(ours, grads) is None
    assert ours["W1"] is held
    for name, value in ours.items():
        np.testing.assert_allclose(value, plain[name], rtol=1e-10, atol=1e-12)
    assert repr(adam_).endswith(f"t=50, parameters={size + 6})")


def test_adam_in_place_needs_less_than_one_temporary_of_the_parameters_size():
    parameters, grads = {"W1": np.ones((2000, 500), np.float32)}, {"dW1": np.ones((2000, 500), np.float32)}
    adam_ = nn.Adam()
    adam_.step(parameters, grads)  # makes the averages
    tracemalloc.start()
    adam_.step(parameters, grads)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 0.1 * parameters["W1"].nbytes


@pytest.mark.parametrize(
    ("value", "gradient", "told"),
    [
        (np.ones((4, 4))[:, ::2], np.ones((4, 2)), "W1 cannot be changed in place"),
        (np.ones((4, 2), int), np.ones((4, 2)), "array of floats"),
        (np.ones((4, 2)), np.ones((2, 4)), r"dW1 is \(2, 4\), but W1 is \(4, 2\)"),
    ],
    ids=["strided", "whole numbers", "shape"],
)
def test_what_cannot_be_changed_in_place_is_refused_before_anything_is_changed(value, gradient, told):
    first = {"W0": np.ones((2, 2)), "W1": value}
    adam_ = nn.Adam()
    with pytest.raises(ValueError, match=told):
        adam_.step(first, {"dW0": np.ones((2, 2)), "dW1": gradient})
    assert (first["W0"] == 1).all()
    assert adam_.t == 0


def test_another_network_in_the_hands_of_the_same_adam_is_refused():
    adam_ = nn.Adam()
    adam_.step({"W1": np.ones((2, 2))}, {"dW1": np.ones((2, 2))})
    with pytest.raises(ValueError, match="which it was not in the step before"):
        adam_.step({"W1": np.ones((3, 2))}, {"dW1": np.ones((3, 2))})


# --- landscapes -----------------------------------------------------------------------------------------------------

each_landscape = pytest.mark.parametrize("land", landscapes.LANDSCAPES, ids=lambda land: land.name)


@each_landscape
def test_slopes_of_a_landscape_are_those_that_nudges_measure(land):
    x, y = np.random.default_rng(7).uniform(-2, 2, size=(2, 20))
    for which, slope in enumerate(land.slopes(x, y)):
        step = 1e-6 * np.eye(2)[which]
        measured = (land.cost(x + step[0], y + step[1]) - land.cost(x - step[0], y - step[1])) / 2e-6
        np.testing.assert_allclose(slope, measured, rtol=1e-5, atol=1e-9)


@each_landscape
def test_a_finish_is_level_and_lower_than_all_that_a_picture_shows(land):
    left, right, low, high = land.view
    x, y = np.meshgrid(np.linspace(left, right, 101), np.linspace(low, high, 101))
    for finish in land.finishes:
        np.testing.assert_allclose(land.slopes(*finish), 0, atol=1e-15)
        assert land.cost(*finish) <= land.cost(x, y).min() + 1e-12


@pytest.mark.parametrize("optimizer", nn.OPTIMIZERS)
def test_a_race_is_run_by_the_optimisers_of_the_notebook(optimizer):
    land = landscapes.LANDSCAPES[1]
    path = landscapes.race(land, optimizer, 5, 0.1, 0.8, 0.9)
    parameters, memory = {"W1": np.array(land.start)}, nn.start_of(optimizer, {"W1": np.array(land.start)})
    for t in range(1, 6):
        grads = {"dW1": np.array(land.slopes(*parameters["W1"]))}
        parameters, memory = nn.step_of(optimizer, parameters, grads, memory, t, 0.1, 0.8, 0.9)
        np.testing.assert_array_equal(path[t], parameters["W1"])


def test_who_is_thrown_far_out_stays_there():
    path = landscapes.race(landscapes.LANDSCAPES[0], "gd", 400, 9.0)
    assert np.isfinite(path).all()
    assert np.abs(path).max() < landscapes.FAR
    assert landscapes.finish_of(landscapes.LANDSCAPES[0], path) is None


def test_parameters_of_the_trainer_begin_where_those_of_course_1_do():
    parameters, costs = nn.model(*data(), [2, 3, 1], "adam", 0.1, 8, 0, 0.0, 6)
    assert costs == []
    np.testing.assert_array_equal(parameters["W1"], blocks.initialize_parameters_deep([2, 3, 1], 6)["W1"])
