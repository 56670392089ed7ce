"""The encoder and decoder: gradients against finite differences, log-probabilities against SciPy's softmax."""

import numpy as np
import pytest
from scipy.special import log_softmax

from deepcourse.sequence.encoder_decoder import EncoderDecoder
from deepcourse.sequence.training import step_cost

RNG = np.random.default_rng(3)
SOURCE, INPUTS, TARGETS = RNG.integers(0, 5, (3, 4)), RNG.integers(0, 7, (3, 6)), RNG.integers(0, 7, (3, 6))
LENGTHS = [6, 2, 4]


def network():
    """Return a small network in double precision."""
    return EncoderDecoder(np.random.default_rng(1), 5, 7, n_e=3, n_a=4, dtype=np.float64)


def cost_of(one):
    """Return the cost of a batch, and the gradients of all parameters."""
    Z, cache = one.forward((SOURCE, INPUTS))
    cost, dZ = step_cost(Z, TARGETS, LENGTHS)
    return cost, one.backward(dZ, cache)[1]


@pytest.mark.parametrize("name", list(network().parameters))
def test_gradients_are_slopes(name):
    one = network()
    gradient, parameter = cost_of(one)[1]["d" + name], one.parameters[name]
    direction, h = np.random.default_rng(2).normal(size=parameter.shape), 1e-6
    start, costs = parameter.copy(), []
    for move in (h, -h):
        parameter[...] = start + move * direction
        costs.append(cost_of(one)[0])
    assert gradient.shape == parameter.shape
    assert (gradient * direction).sum() == pytest.approx((costs[0] - costs[1]) / (2 * h), rel=1e-6, abs=1e-10)


def test_single_steps_give_what_the_whole_pass_gives():
    one = network()
    Z, _ = one.forward((SOURCE, INPUTS))
    for example in range(3):
        step = one.step_for(SOURCE[example], INPUTS[example, 0])
        for t in range(6):
            expected = log_softmax(Z[:, example, t])
            np.testing.assert_allclose(step(INPUTS[example, 1 : t + 1]), expected, rtol=1e-9)


def test_the_source_matters_at_every_step():
    one = network()
    Z, _ = one.forward((SOURCE, INPUTS))
    other, _ = one.forward(((SOURCE + 1) % 5, INPUTS))
    assert np.abs(Z - other).max(axis=(0, 1)).min() > 1e-6
