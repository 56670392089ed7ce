"""The adder's sums are sums; a backward pass over enough arrows is the whole one; it learns."""

import numpy as np
import pytest

from deepcourse.experiments.course5 import late_adder as adder
from deepcourse.sequence import recurrent


def test_targets_are_the_bits_of_the_sum_two_steps_late():
    x, y, s = adder.problems(np.random.default_rng(0), 50, 6)
    assert x.shape == y.shape == (2, 50, 6 + adder.DELAY)
    powers = 2 ** np.arange(6)
    numbers = ((x[:, :, :6] + 1) / 2) @ powers
    np.testing.assert_array_equal(s[:, adder.DELAY :] @ powers, numbers.sum(axis=0))
    np.testing.assert_array_equal(y.argmax(axis=0), s)
    assert not s[:, : adder.DELAY].any()


@pytest.mark.parametrize("arrows", [0, 1, 3, 20])
def test_a_backward_pass_over_so_many_arrows_adds_so_many_parts(arrows):
    rng = np.random.default_rng(1)
    parameters = recurrent.random_parameters(rng, 4, 2, 2)
    a, _, caches = recurrent.rnn_forward(rng.normal(size=(2, 3, 6)), rng.normal(size=(4, 3)), parameters)
    da = rng.normal(size=a.shape)
    expected = recurrent.parts_by_distance(da, caches)[: arrows + 1].sum(axis=0)
    np.testing.assert_allclose(adder.backward_over(arrows)(da, caches)["dWaa"], expected)


def test_a_perfect_network_adds():
    def perfect(x, a0, parameters):
        bits = ((x[:, :, : -adder.DELAY] + 1) / 2).astype(int)
        return None, adder.steps_of(bits)[1], None

    parameters = {"Waa": np.zeros((1, 1))}
    assert adder.add(perfect, parameters, 1969, 57) == 2026
    assert adder.add(perfect, parameters, 0, 0) == 0
    assert adder.share_right(perfect, parameters, 9, m=20) == 1


def test_the_cost_falls():
    _, costs = adder.train(recurrent.rnn_forward, recurrent.rnn_backward, steps=60)
    assert np.mean(costs[-5:]) < 0.9 * np.mean(costs[:5])


def test_the_parts_of_a_gradient_have_sizes():
    sizes = adder.gradient_sizes(recurrent.parts_by_distance, 1, bits=4)
    assert sizes.shape == (4 + adder.DELAY,)
    assert sizes[-1] == 0 < sizes[-2] < sizes[0]
