"""The fast layers of a transformer against those that the notebooks derive, nudges, and what holds step by step."""

import numpy as np
import pytest

from deepcourse.sequence import layers, training
from deepcourse.sequence import self_attention as sa
from deepcourse.sequence import transformer as tr
from deepcourse.sequence import transformer_layers as fast

DOUBLE = {"dtype": np.float64}
LENGTHS = (5, 1, 3)
rng_of = np.random.default_rng


def mask_of(causal, lengths, T):
    mask = sa.look_ahead_mask(T) if causal else np.ones((1, T, T), bool)
    return mask if lengths is None else mask & sa.padding_mask(lengths, T)


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("lengths", [None, LENGTHS])
def test_attention_is_that_of_the_textbook(causal, lengths):
    rng = rng_of(1)
    layer, parameters = fast.Attention(rng, 6, 3, causal=causal, **DOUBLE), sa.attention_parameters(rng, 6, biases=1.0)
    layer.read(parameters)
    x, d_out = rng.normal(size=(6, 3, 5)), rng.normal(size=(6, 3, 5))
    out, cache = layer.forward(x, lengths=lengths)
    dx, grads = layer.backward(d_out, cache)
    mask = mask_of(causal, lengths, 5)
    wanted, kept = sa.multi_head_attention_forward(x, x, parameters, num_heads=3, mask=mask)
    dX_q, dX_kv, theirs = sa.multi_head_attention_backward(d_out, kept)
    np.testing.assert_allclose(out, wanted, rtol=1e-12)
    np.testing.assert_allclose(cache[4], kept[3], rtol=1e-12)
    np.testing.assert_allclose(dx, dX_q + dX_kv, rtol=1e-11, atol=1e-13)
    for kind in "Wb":
        stacked = np.vstack([theirs[f"d{kind}{k}"] for k in "qkv"])
        np.testing.assert_allclose(grads[f"d{kind}qkv"], stacked, rtol=1e-11, atol=1e-13)
        np.testing.assert_allclose(grads[f"d{kind}o"], theirs[f"d{kind}o"], rtol=1e-12)


def test_rotary_attention_looks_with_the_turned_queries_and_keys_of_the_textbook():
    rng = rng_of(11)
    layer = fast.Attention(rng, 8, 2, causal=True, rotary=True, **DOUBLE)
    layer.parameters["bqkv"][...] = rng.normal(size=(24, 1))
    x = rng.normal(size=(8, 3, 5))
    rows = np.einsum("yx,xmt->ymt", layer.parameters["Wqkv"], x) + layer.parameters["bqkv"][:, :, None]
    Q, K, V = (sa.split_heads(part, 2) for part in np.split(rows, 3))
    said, _ = sa.scaled_dot_product_attention(sa.rotated(Q), sa.rotated(K), V, mask=sa.look_ahead_mask(5))
    wanted = np.einsum("yx,xmt->ymt", layer.parameters["Wo"], sa.join_heads(said))
    np.testing.assert_allclose(layer.forward(x)[0], wanted, rtol=1e-11, atol=1e-13)


def test_norm_and_feed_forward_are_those_of_the_textbook():
    rng = rng_of(2)
    x, d_out = rng.normal(2, 3, size=(4, 2, 3)), rng.normal(size=(4, 2, 3))
    norm, feed = fast.Norm(4, **DOUBLE), fast.FeedForward(rng, 4, 7, **DOUBLE)
    norm.parameters["gamma"][...], norm.parameters["beta"][...] = rng.normal(size=(2, 4, 1))
    feed.parameters["b1"][...] = rng.normal(size=(7, 1))
    out, cache = norm.forward(x)
    dx, grads = norm.backward(d_out, cache)
    wanted, kept = tr.layer_norm_forward(x, **norm.parameters)
    for got, said in zip((out, dx, *grads.values()), (wanted, *tr.layer_norm_backward(d_out, kept)), strict=True):
        np.testing.assert_allclose(got, said, rtol=1e-11, atol=1e-13)
    out, cache = feed.forward(x)
    dx, grads = feed.backward(d_out, cache)
    wanted, kept = tr.feed_forward_forward(x, feed.parameters)
    back, said = tr.feed_forward_backward(d_out, kept)
    np.testing.assert_allclose(out, wanted, rtol=1e-12)
    np.testing.assert_allclose(dx, back, rtol=1e-11, atol=1e-13)
    for name, gradient in grads.items():
        np.testing.assert_allclose(gradient, said[name], rtol=1e-11, atol=1e-13)


def model(rng, *, causal=True, rotary=False):
    """Return a small language model of doubles, with every layer in it; with `rotary`, its second block is."""
    return layers.Chain(
        layers.Embedding(rng, 6, 5, **DOUBLE),
        fast.Positions(rng, 6, 8, **DOUBLE),
        fast.block(rng, 6, 2, 9, causal=causal, **DOUBLE),
        fast.block(rng, 6, 3, 4, causal=causal, rotary=rotary, **DOUBLE),
        fast.Norm(6, **DOUBLE),
        fast.Scores(rng, 6, 5, **DOUBLE),
    )


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("lengths", [None, LENGTHS])
@pytest.mark.parametrize("rotary", [False, True])
def test_gradients_are_slopes(causal, lengths, rotary):
    rng, h = rng_of(3), 1e-6
    network = model(rng, causal=causal, rotary=rotary)
    for value in network.parameters.values():
        value += 0.1 * rng.normal(size=value.shape)
    ids, targets = rng.integers(5, size=(3, 5)), rng.integers(5, size=(3, 5))

    def cost():
        out, cache = network.forward(ids, True, lengths)
        return *training.step_cost(out, targets, lengths), cache

    _, d_out, cache = cost()
    grads = network.backward(d_out, cache)[1]
    assert {f"d{name}" for name in network.parameters} == set(grads)
    for name, value in network.parameters.items():
        for at in [tuple(rng.integers(value.shape)) for _ in range(4)]:
            costs = []
            for step in (h, -h):
                value[at] += step
                costs.append(cost()[0])
                value[at] -= step
            assert grads[f"d{name}"][at] == pytest.approx((costs[0] - costs[1]) / (2 * h), abs=1e-7), name


@pytest.mark.parametrize("rotary", [False, True])
def test_step_by_step_with_kept_keys_and_values_the_same_comes_out(rotary):
    network, ids = model(rng_of(4), rotary=rotary), rng_of(5).integers(5, size=(3, 7))
    whole, state = network.forward(ids)[0], None
    for t in range(7):
        scores, state = network.step(ids[:, t], state)
        np.testing.assert_allclose(scores, whole[:, :, t], rtol=1e-10, atol=1e-12)


def test_a_later_step_changes_no_earlier_one():
    network, ids = model(rng_of(6)), rng_of(7).integers(5, size=(3, 7))
    before = network.forward(ids)[0]
    ids[:, 4] = (ids[:, 4] + 1) % 5
    after = network.forward(ids)[0]
    np.testing.assert_array_equal(before[:, :, :4], after[:, :, :4])
    assert abs(before[:, :, 4:] - after[:, :, 4:]).max(axis=(0, 1)).min() > 1e-6


def test_it_learns_to_repeat_what_stood_three_steps_before():
    rng = rng_of(8)
    network = layers.Chain(
        layers.Embedding(rng, 16, 6),
        fast.Positions(rng, 16, 12),
        fast.block(rng, 16, 2, 32, causal=True),
        fast.Norm(16),
        fast.Scores(rng, 16, 6),
    )

    def batch(rng):
        ids = rng.integers(6, size=(32, 12))
        return ids, np.roll(ids, 3, axis=1), None

    def late(out, targets, lengths):  # of the first three steps nothing can be known
        cost, d = training.step_cost(out[:, :, 3:], targets[:, 3:])
        return cost, np.concatenate([np.zeros_like(out[:, :, :3]), d], axis=2)

    costs = training.fit(network, batch, steps=300, learning_rate=0.01, seed=1, cost=late)
    assert costs[-10:].mean() < 0.1 < 1.5 < costs[:3].mean()


def test_what_does_not_fit_is_said():
    with pytest.raises(ValueError, match="positions for 8 steps, and the sequence has 9"):
        model(rng_of(9)).forward(np.zeros((1, 9), int))
    with pytest.raises(ValueError, match="6 rows cannot be shared equally by 4 heads"):
        fast.Attention(rng_of(9), 6, 4)
    with pytest.raises(ValueError, match="heads of 3 rows leave one over"):
        fast.Attention(rng_of(9), 6, 2, rotary=True)
    with pytest.raises(TypeError, match="only causal attention reads step by step"):
        model(rng_of(9), causal=False).step(np.zeros(1, int))
