"""Averages that forget, against SciPy's filter, pandas, PyTorch's Adam, plain loops, and simulation."""

import json
from math import fsum, log, sqrt

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.signal import lfilter

from deepcourse.datasets import load_temperatures
from deepcourse.nn import moving_averages as nn
from oracles import record_moving_averages as recorded

SAID = json.loads(recorded.FIXTURE.read_text())
EXACT = {"rtol": 1e-10, "atol": 1e-12}
cases = pytest.mark.parametrize("which", range(len(recorded.CASES)), ids=[str(case) for case in recorded.CASES])
betas = pytest.mark.parametrize("beta", [0.0, 0.2, 0.5, 0.9, 0.98, 0.999])


def by_definition(theta, beta):
    """The weighted sum of the docstring, value by value: slow, and too plain to be wrong."""
    return [fsum((1 - beta) * beta**k * theta[t - k] for k in range(t + 1)) for t in range(len(theta))]


@pytest.fixture
def theta():
    return load_temperatures().temp_max


@betas
def test_the_average_is_that_of_a_recursive_filter(beta, theta):
    np.testing.assert_allclose(
        nn.exponentially_weighted_average(theta, beta), lfilter([1 - beta], [1, -beta], theta), **EXACT
    )


@betas
def test_the_average_is_the_weighted_sum_of_the_definition(beta, theta):
    few = theta[:60]
    np.testing.assert_allclose(nn.exponentially_weighted_average(few, beta), by_definition(few, beta), **EXACT)


@cases
def test_the_average_is_the_one_that_adam_keeps(which):
    beta, theta = recorded.CASES[which][0], recorded.series(*recorded.CASES[which])
    told = SAID["torch"][which]
    np.testing.assert_allclose(nn.exponentially_weighted_average(theta, beta), told["gradients"], **EXACT)
    np.testing.assert_allclose(nn.exponentially_weighted_average(theta**2, beta), told["squares"], **EXACT)


@cases
def test_batch_normalisation_runs_the_same_average_with_the_other_letter(which):
    beta, theta = recorded.CASES[which][0], recorded.series(*recorded.CASES[which])
    np.testing.assert_allclose(
        nn.exponentially_weighted_average(theta, beta), SAID["torch"][which]["running mean"], **EXACT
    )


@cases
def test_the_corrected_average_is_pandas_adjusted_one(which):
    beta, theta = recorded.CASES[which][0], recorded.series(*recorded.CASES[which])
    corrected = nn.bias_corrected(nn.exponentially_weighted_average(theta, beta), beta)
    np.testing.assert_allclose(corrected, SAID["pandas"][which]["adjusted"], **EXACT)
    streaming = nn.Smoother(beta)
    np.testing.assert_allclose([streaming.update(value) for value in theta], corrected, **EXACT)


@cases
def test_half_life_is_pandas_half_life(which):
    theta, beta = recorded.series(*recorded.CASES[which]), 0.5 ** (1 / 3)
    assert nn.half_life(beta) == pytest.approx(3, rel=1e-12)
    corrected = nn.bias_corrected(nn.exponentially_weighted_average(theta, beta), beta)
    np.testing.assert_allclose(corrected, SAID["pandas"][which]["half-life of 3"], **EXACT)


@cases
def test_starting_at_the_first_value_gives_it_the_weight_of_all_that_is_missing(which):
    """pandas' adjust=False, of which the text says that the first day then counts beta^(t-1)."""
    (beta, n), theta = recorded.CASES[which], recorded.series(*recorded.CASES[which])
    age = np.arange(n)[:, None] - np.arange(n)
    triangle = np.where(age >= 0, (1 - beta) * beta ** np.maximum(age, 0), 0.0)
    triangle[:, 0] = beta ** np.arange(n)
    np.testing.assert_allclose(triangle @ theta, SAID["pandas"][which]["from the first"], **EXACT)


def test_many_numbers_are_averaged_side_by_side():
    gradients = np.random.default_rng(1).normal(size=(20, 3, 2))
    v = nn.exponentially_weighted_average(gradients, 0.8)
    corrected = nn.bias_corrected(v, 0.8)
    for place in np.ndindex(3, 2):
        one = nn.exponentially_weighted_average(gradients[:, *place], 0.8)
        np.testing.assert_array_equal(v[:, *place], one)
        np.testing.assert_array_equal(corrected[:, *place], nn.bias_corrected(one, 0.8))


def test_whole_numbers_are_averaged_with_decimals_and_stay_what_they_were():
    theta = np.array([3, 4])
    v = nn.exponentially_weighted_average(theta, 0.5)
    np.testing.assert_array_equal(v, [1.5, 2.75])
    nn.bias_corrected(v, 0.5)
    np.testing.assert_array_equal(v, [1.5, 2.75])
    np.testing.assert_array_equal(theta, [3, 4])


@betas
@pytest.mark.parametrize("n", [1, 7, 200])
def test_weights_are_those_of_the_definition_and_sum_to_what_the_correction_divides_by(beta, n):
    weights = nn.weights(beta, n)
    np.testing.assert_allclose(weights, [(1 - beta) * beta**k for k in range(n)], **EXACT)
    assert fsum(weights) == pytest.approx(1 - beta**n, rel=1e-10)


@pytest.mark.parametrize(("beta", "window"), [(0.0, 1), (0.5, 2), (0.9, 10), (0.98, 50), (0.999, 1000)])
def test_windows_are_those_of_the_text(beta, window):
    assert nn.window_length(beta) == pytest.approx(window, rel=1e-12)


def test_one_window_back_a_weight_is_between_a_quarter_and_one_over_e():
    shares = [beta ** nn.window_length(beta) for beta in (0.5, 0.9, 0.99, 0.9999)]
    assert shares == sorted(shares)
    assert shares[0] == 0.25
    assert shares[-1] == pytest.approx(np.exp(-1), rel=1e-4)


@pytest.mark.parametrize("beta", [0.1, 0.5, 0.9, 0.999])
def test_half_life_is_the_root_of_its_equation(beta):
    root = brentq(lambda h: h * log(beta) + log(2), 0, 1e4, xtol=1e-13)
    assert nn.half_life(beta) == pytest.approx(root, rel=1e-10)


@betas
def test_the_delay_is_that_of_a_ramp_and_the_mean_age(beta):
    days = 40_000 if beta > 0.99 else 4_000
    v = lfilter([1 - beta], [1, -beta], np.arange(float(days)))
    assert nn.ramp_delay(beta) == pytest.approx(days - 1 - v[-1], rel=1e-9, abs=1e-9)
    assert nn.ramp_delay(beta) == pytest.approx(float(np.arange(days) @ nn.weights(beta, days)), rel=1e-10)


@betas
def test_noise_left_is_the_root_of_the_sum_of_squared_weights(beta):
    assert nn.noise_left(beta) == pytest.approx(sqrt(fsum(nn.weights(beta, 40_000) ** 2)), rel=1e-10)


@pytest.mark.parametrize("beta", [0.5, 0.9, 0.98])
def test_noise_left_is_what_a_simulation_measures(beta):
    noise = np.random.default_rng(3).normal(size=2_000_000)
    assert lfilter([1 - beta], [1, -beta], noise)[1000:].std() == pytest.approx(nn.noise_left(beta), rel=0.01)


@betas
def test_the_forecast_error_is_that_of_a_loop(beta, theta):
    readings, squares = theta[:200] + 1.0, []
    for t in range(1, 200):
        forecast = by_definition(readings[:t], beta)[-1] / (1 - beta**t)
        squares.append((theta[t] - forecast) ** 2)
    assert nn.forecast_error(readings, theta[:200], beta) == pytest.approx(sqrt(fsum(squares) / 199), rel=1e-10)


def test_the_corrected_average_of_a_constant_is_the_constant():
    v = nn.exponentially_weighted_average(np.full(50, 7.0), 0.97)
    np.testing.assert_allclose(nn.bias_corrected(v, 0.97), 7.0, **EXACT)


@pytest.mark.parametrize("beta", [-0.1, 1.0, 1.5])
@pytest.mark.parametrize(
    "f",
    [
        lambda beta: nn.exponentially_weighted_average(np.ones(3), beta),
        lambda beta: nn.bias_corrected(np.ones(3), beta),
        lambda beta: nn.weights(beta, 3),
        nn.window_length,
        nn.half_life,
        nn.ramp_delay,
        nn.noise_left,
        nn.Smoother,
    ],
)
def test_a_beta_that_averages_nothing_is_refused(f, beta):
    with pytest.raises(ValueError, match="at least 0 and below 1"):
        f(beta)
