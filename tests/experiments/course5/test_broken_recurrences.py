"""Every broken backward pass differs from the right one somewhere, and is right for some batches."""

import numpy as np
import pytest

from deepcourse.experiments.course5 import broken_recurrences as broken
from deepcourse.sequence import recurrent

ALL = broken.BROKEN | broken.MORE


def batch(m=2, T=3, n_a=2, a0=1.0, seed=0):
    rng = np.random.default_rng(seed)
    parameters = recurrent.random_parameters(rng, n_a, 1, 2, biases=1)
    caches = broken.caches_of(rng.normal(size=(1, m, T)), a0 * rng.normal(size=(n_a, m)), parameters)
    return rng.normal(size=(n_a, m, T)), caches


@pytest.mark.parametrize("which", ALL)
def test_each_differs_from_the_right_one_in_a_full_batch(which):
    arguments = batch()
    assert broken.differs(ALL[which](*arguments), broken.right(*arguments))


@pytest.mark.parametrize(
    ("which", "sizes"),
    [
        ("no arrow back", {"T": 1}),
        ("one arrow back", {"T": 2}),
        ("zeros for a0", {"a0": 0.0}),
        ("weights of the first step", {"T": 1}),
        ("mean over the examples", {"m": 1}),
        ("Waa not transposed", {"n_a": 1}),
        ("last prediction only", {"T": 1}),
        ("da0 of the last step", {"T": 1}),
        ("first example for all", {"m": 1}),
        ("steps in reverse", {"T": 1}),
    ],
)
def test_a_convenient_batch_hides_it(which, sizes):
    arguments = batch(**sizes)
    assert not broken.differs(ALL[which](*arguments), broken.right(*arguments))


def test_the_states_are_those_of_the_layer():
    rng = np.random.default_rng(3)
    parameters, x, a0 = recurrent.random_parameters(rng, 3, 2, 4, biases=1), rng.normal(size=(2, 5, 4)), np.ones((3, 5))
    expected = recurrent.rnn_forward(x, a0, parameters)[2]
    for one, other in zip(broken.caches_of(x, a0, parameters), expected, strict=True):
        for part, wanted in zip(one[:3], other[:3], strict=True):
            np.testing.assert_allclose(part, wanted)
