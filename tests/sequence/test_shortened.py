"""Chains that shorten their sequences: padding changes nothing, and gradients are slopes."""

import numpy as np
import pytest

from deepcourse.sequence.convolution_layers import TimeConvolution
from deepcourse.sequence.layers import GRU, Bidirectional, Dense
from deepcourse.sequence.shortened import Shortened


def network(rng):
    """Return a convolution, a GRU in both directions and a dense layer, of doubles."""
    double = {"dtype": np.float64}
    both = Bidirectional(GRU(rng, 4, 3, **double), GRU(rng, 4, 3, **double))
    return Shortened(TimeConvolution(rng, 2, 4, 3, 2, **double), both, Dense(rng, 6, 5, **double))


def test_what_comes_out_of_the_real_steps_does_not_depend_on_padding():
    rng = np.random.default_rng(5)
    chain, x, lengths = network(rng), rng.normal(size=(2, 3, 14)), [14, 9, 6]
    out, _ = chain.forward(x, lengths=lengths)
    after = chain.lengths_after(lengths)
    assert after.tolist() == [6, 4, 2]
    for i, (length, steps) in enumerate(zip(lengths, after, strict=True)):
        alone, _ = chain.forward(x[:, i : i + 1, :length])
        assert alone.shape[2] == steps
        np.testing.assert_allclose(out[:, i, :steps], alone[:, 0], rtol=1e-10, atol=1e-12)


def test_gradients_are_slopes():
    rng, h = np.random.default_rng(6), 1e-6
    chain, x, lengths = network(rng), rng.normal(size=(2, 2, 9)), [9, 6]
    out, cache = chain.forward(x, lengths=lengths)
    d_out = rng.normal(size=out.shape) * (np.arange(out.shape[2]) < chain.lengths_after(lengths)[:, None])
    dx, grads = chain.backward(d_out, cache)
    for values, gradient in ((x, dx), *((value, grads[f"d{name}"]) for name, value in chain.parameters.items())):
        direction, costs = rng.normal(size=values.shape), []
        for sign in (h, -h):
            values += sign * direction
            costs.append((chain.forward(x, lengths=lengths)[0] * d_out).sum())
            values -= sign * direction
        assert (gradient * direction).sum() == pytest.approx((costs[0] - costs[1]) / (2 * h), rel=1e-5, abs=1e-8)


@pytest.mark.parametrize(("lengths", "left"), [([3, 2, 0, 4], [1, 0, 0, 1]), (None, None)])
def test_lengths_are_never_negative(lengths, left):
    found = network(np.random.default_rng(7)).lengths_after(lengths)
    assert found is left if left is None else found.tolist() == left
