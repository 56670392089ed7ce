"""Power laws against SciPy's straight lines."""

import numpy as np
import pytest
from scipy.stats import linregress

from deepcourse.sequence.scaling import fit_power_law


@pytest.mark.parametrize("n", [3, 5, 40])
def test_exponent_and_error_are_those_of_scipy(n):
    rng = np.random.default_rng(n)
    sizes = 10 ** rng.uniform(3, 7, size=n)
    losses = 5 * sizes**-0.07 * np.exp(0.05 * rng.normal(size=n))
    wanted = linregress(np.log(sizes), np.log(losses))
    np.testing.assert_allclose(fit_power_law(sizes, losses), (wanted.slope, wanted.stderr), rtol=1e-9)


def test_points_on_a_power_law_have_no_error():
    slope, error = fit_power_law([10, 100, 1000, 7], [3 * s**-0.25 for s in (10, 100, 1000, 7)])
    assert slope == pytest.approx(-0.25)
    assert error == pytest.approx(0, abs=1e-9)


def test_two_standard_errors_hold_the_true_exponent_about_19_times_in_20():
    rng, sizes, held = np.random.default_rng(5), np.logspace(3, 6, 15), []
    for _ in range(400):
        slope, error = fit_power_law(sizes, sizes**-0.1 * np.exp(0.1 * rng.normal(size=15)))
        held.append(abs(slope + 0.1) < 2 * error)
    assert 0.90 < np.mean(held) < 0.97


@pytest.mark.parametrize("arguments", [([1, 2], [3, 4]), ([1, 2, 3], [1, 2]), ([[1, 2, 3]], [[1, 2, 3]])])
def test_what_does_not_fit_is_said(arguments):
    with pytest.raises(ValueError, match="n sizes and n losses, n >= 3, not"):
        fit_power_law(*arguments)
