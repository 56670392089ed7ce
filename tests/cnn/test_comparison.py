"""The permutation test is SciPy's."""

import numpy as np
import pytest
from scipy import stats

from deepcourse.cnn.comparison import permutation_test


def apart(one, other, axis):
    return np.abs(np.mean(one, axis=axis) - np.mean(other, axis=axis))


@pytest.mark.parametrize("n", [2, 3, 4, 6])
def test_the_share_is_scipys(n):
    rng = np.random.default_rng(n)
    for shift in (0, 3):
        one, other = rng.integers(20, 30, n), rng.integers(20 + shift, 30 + shift, n)
        said = stats.permutation_test((one, other), apart, n_resamples=np.inf, alternative="greater", vectorized=True)
        assert permutation_test(one, other) == pytest.approx(said.pvalue)


def test_groups_that_are_equal_differ_by_luck():
    assert permutation_test([4, 4, 7], [7, 4, 4]) == 1


def test_groups_of_different_sizes_are_refused():
    with pytest.raises(ValueError, match="2 and 3"):
        permutation_test([1, 2], [1, 2, 3])
