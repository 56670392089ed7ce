"""Layer norm, blocks and smoothed costs against PyTorch and nudges, and the counts of the paper."""

import json

import numpy as np
import pytest

from deepcourse.sequence import self_attention as sa
from deepcourse.sequence import transformer as tr
from oracles import record_transformer as recorded
from oracles.record_convolution import digest

SAID = json.loads(recorded.FIXTURE.read_text())
rng_of = np.random.default_rng


def block(kind, n, heads, n_ff, m, T, norm, activation):
    """Return {name: array}, as `recorded.block_by_torch`, of ours."""
    given = recorded.block_inputs(n, heads, n_ff, m, T, norm, activation)
    wanted = tr.block_parameters(rng_of(0), n, n_ff, memory=kind == "decoder")
    parameters, options = {name: given[name] for name in wanted}, {"norm": norm, "activation": activation}
    if kind == "encoder":
        out, cache = tr.encoder_block_forward(given["x"], parameters, num_heads=heads, **options)
        dx, grads = tr.encoder_block_backward(given["d_out"], cache)
        return {"out": out, "dx": dx} | grads
    options["mask"] = sa.look_ahead_mask(T)
    out, cache = tr.decoder_block_forward(given["x"], given["memory"], parameters, num_heads=heads, **options)
    dx, d_memory, grads = tr.decoder_block_backward(given["d_out"], cache)
    return {"out": out, "dx": dx, "dmemory": d_memory} | grads


BLOCKS = [
    (kind, sizes, said)
    for kind in SAID["blocks"]
    for sizes, said in zip(recorded.BLOCKS, SAID["blocks"][kind], strict=True)
]


@pytest.mark.parametrize(("kind", "sizes", "said"), BLOCKS)
def test_a_block_is_what_pytorch_recorded(kind, sizes, said):
    got = block(kind, *sizes)
    assert set(got) == set(said)
    for name, array in got.items():
        np.testing.assert_allclose(digest(array), said[name], rtol=1e-10, atol=1e-10, err_msg=name)


@pytest.mark.parametrize("kind", ["encoder", "decoder"])
def test_a_block_is_what_pytorch_says_today(kind):
    pytest.importorskip("torch")
    sizes = (4, 2, 6, 3, 5, "pre", "gelu")
    got, said = block(kind, *sizes), recorded.block_by_torch(kind, *sizes)
    for name, array in got.items():
        np.testing.assert_allclose(array, said[name], rtol=1e-10, atol=1e-10, err_msg=name)


@pytest.mark.parametrize(("sizes", "said"), [*zip(recorded.COSTS, SAID["costs"], strict=True)])
def test_a_smoothed_cost_is_what_pytorch_recorded(sizes, said):
    Z, targets, lengths = recorded.cost_inputs(*sizes)
    cost, dZ = tr.smoothed_cost(Z, targets, smoothing=sizes[3], lengths=lengths)
    np.testing.assert_allclose(digest(cost), said["cost"], rtol=1e-12)
    np.testing.assert_allclose(digest(dZ), said["dZ"], rtol=1e-10, atol=1e-12)
    padded = np.arange(sizes[2]) >= lengths[:, None]
    assert (dZ[:, padded] == 0).all()


def test_layer_norm_leaves_every_step_with_mean_0_and_variance_1():
    x = rng_of(1).normal(3, 5, size=(50, 2, 3))
    out, _ = tr.layer_norm_forward(x, np.ones((50, 1)), np.zeros((50, 1)))
    np.testing.assert_allclose(out.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(out.var(axis=0), 1, rtol=1e-5)
    alone, _ = tr.layer_norm_forward(x[:, 1:, 2:], np.ones((50, 1)), np.zeros((50, 1)))
    np.testing.assert_allclose(alone, out[:, 1:, 2:], rtol=1e-12)


def test_the_gradient_of_layer_norm_is_orthogonal_to_what_it_ignores():
    """Adding a constant to a step, or stretching it, changes nothing: so the gradient has no such part."""
    rng = rng_of(2)
    x, d_out = rng.normal(size=(8, 2, 3)), rng.normal(size=(8, 2, 3))
    _, cache = tr.layer_norm_forward(x, rng.normal(size=(8, 1)), rng.normal(size=(8, 1)), epsilon=0)
    dx, _, _ = tr.layer_norm_backward(d_out, cache)
    np.testing.assert_allclose(dx.sum(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose((dx * (x - x.mean(axis=0))).sum(axis=0), 0, atol=1e-12)


def test_the_gelu_is_near_its_exact_form():
    import math

    z = np.linspace(-5, 5, 101)
    exact = [v * 0.5 * (1 + math.erf(v / 2**0.5)) for v in z]
    np.testing.assert_allclose(tr.gelu(z), exact, atol=5e-4)
    h = 1e-6
    np.testing.assert_allclose(tr.gelu_backward(1.0, z), (tr.gelu(z + h) - tr.gelu(z - h)) / (2 * h), atol=1e-8)


@pytest.mark.parametrize("activation", ["relu", "gelu"])
def test_feed_forward_layers_keep_float32(activation):
    rng = rng_of(5)
    named = {name: rng.normal(size=shape).astype(np.float32) for name, shape in
             {"W1": (5, 3), "b1": (5, 1), "W2": (3, 5), "b2": (3, 1)}.items()}  # fmt: skip
    out, cache = tr.feed_forward_forward(rng.normal(size=(3, 2, 4)).astype(np.float32), named, activation=activation)
    dx, _ = tr.feed_forward_backward(out, cache)
    assert out.dtype == dx.dtype == np.float32


def test_the_rate_rises_in_a_line_and_falls_with_the_root():
    steps = np.arange(1, 20_001)
    rates = tr.warm_up_rate(steps, 512)
    assert steps[rates.argmax()] == 4_000
    np.testing.assert_allclose(np.diff(rates[:3_999]), rates[0], rtol=1e-9)
    np.testing.assert_allclose(rates[15_999], rates[3_999] / 2, rtol=1e-12)
    with pytest.raises(ValueError, match="counted from 1"):
        tr.warm_up_rate(0, 512)


def test_the_parameters_of_the_base_model_are_those_of_its_blocks_and_its_table():
    rng = rng_of(3)
    blocks = [tr.block_parameters(rng, 512, 2_048), tr.block_parameters(rng, 512, 2_048, memory=True)]
    counted = 6 * sum(value.size for made in blocks for value in made.values()) + 37_000 * 512
    assert tr.base_parameters() == counted
    assert abs(counted / 65e6 - 1) < 0.03  # the paper's table 3 says 65 million


def test_what_is_unknown_is_said():
    parameters, x = tr.block_parameters(rng_of(4), 4, 8), np.ones((4, 1, 2))
    with pytest.raises(ValueError, match="'pre' or 'post', not 'both'"):
        tr.encoder_block_forward(x, parameters, num_heads=2, norm="both")
    with pytest.raises(ValueError, match="'relu' or 'gelu', not 'tanh'"):
        tr.encoder_block_forward(x, parameters, num_heads=2, activation="tanh")
