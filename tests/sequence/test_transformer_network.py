"""An encoder and a decoder together against the blocks of the textbook and nudges; written step by step and at once."""

import numpy as np
import pytest

from deepcourse.sequence import self_attention as sa
from deepcourse.sequence import training
from deepcourse.sequence import transformer as tr
from deepcourse.sequence.transformer_network import CrossAttention, DecoderBlock, Transformer

DOUBLE = {"dtype": np.float64}
LENGTHS = (4, 1, 3)
rng_of = np.random.default_rng


def textbook(block):
    """Return a decoder block's parameters under the names of `transformer`."""
    found = {}
    for part, attention in (("attention", block.own.layers[1]), ("cross", block.cross)):
        p = attention.parameters
        for kind in "Wb":
            rows = p[f"{kind}qkv"] if part == "attention" else np.vstack([p[f"{kind}q"], p[f"{kind}kv"]])
            q, k, v = np.split(rows, 3)
            found |= {
                f"{part}.{kind}q": q,
                f"{part}.{kind}k": k,
                f"{part}.{kind}v": v,
                f"{part}.{kind}o": p[f"{kind}o"],
            }
    for number, norm in enumerate((block.own.layers[0], block.norm, block.feed.layers[0]), 1):
        found |= {f"norm{number}.{name}": value for name, value in norm.parameters.items()}
    return found | {f"feed.{name}": value for name, value in block.feed.layers[1].parameters.items()}


@pytest.mark.parametrize("lengths", [None, LENGTHS])
def test_a_decoder_block_is_that_of_the_textbook(lengths):
    rng = rng_of(1)
    block = DecoderBlock(rng, 6, 3, 8, **DOUBLE)
    for value in block.parameters.values():
        value += 0.3 * rng.normal(size=value.shape)
    y, memory, d_out = rng.normal(size=(6, 3, 5)), rng.normal(size=(6, 3, 4)), rng.normal(size=(6, 3, 5))
    out, cache = block.forward_with(y, memory, lengths)
    dy, d_memory, grads = block.backward_with(d_out, cache)
    masks = {
        "mask": sa.look_ahead_mask(5),
        "memory_mask": None if lengths is None else sa.padding_mask(lengths, 4),
    }
    wanted, kept = tr.decoder_block_forward(y, memory, textbook(block), num_heads=3, **masks)
    back, back_memory, theirs = tr.decoder_block_backward(d_out, kept)
    np.testing.assert_allclose(out, wanted, rtol=1e-11)
    np.testing.assert_allclose(dy, back, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(d_memory, back_memory, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(grads["dcross.Wq"], theirs["dcross.Wq"], rtol=1e-10, atol=1e-12)
    keys_and_values = np.vstack([theirs["dcross.Wk"], theirs["dcross.Wv"]])
    np.testing.assert_allclose(grads["dcross.Wkv"], keys_and_values, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(grads["dnorm.gamma"], theirs["dnorm2.gamma"], rtol=1e-10, atol=1e-12)


def network(rng):
    """Return a small transformer of doubles for 5 and 4 symbols."""
    return Transformer(rng, 5, 4, n=6, num_heads=2, n_ff=7, layers=(2, 2), longest=6, **DOUBLE)


@pytest.mark.parametrize("lengths", [None, LENGTHS])
def test_gradients_are_slopes(lengths):
    rng, h = rng_of(2), 1e-6
    made = network(rng)
    for value in made.parameters.values():
        value += 0.1 * rng.normal(size=value.shape)
    ids, written, targets = rng.integers(5, size=(3, 4)), rng.integers(4, size=(3, 5)), rng.integers(4, size=(3, 5))

    def cost():
        scores, cache = made.forward((ids, written, lengths), True)
        return *training.step_cost(scores, targets, [5, 2, 3]), cache

    _, d_out, cache = cost()
    grads = made.backward(d_out, cache)[1]
    assert {f"d{name}" for name in made.parameters} == set(grads)
    for name, value in made.parameters.items():
        for at in [tuple(rng.integers(value.shape)) for _ in range(2)]:
            costs = []
            for step in (h, -h):
                value[at] += step
                costs.append(cost()[0])
                value[at] -= step
            assert grads[f"d{name}"][at] == pytest.approx((costs[0] - costs[1]) / (2 * h), abs=1e-7), name


def test_what_is_written_step_by_step_is_what_all_steps_at_once_say():
    made, ids = network(rng_of(3)), rng_of(4).integers(5, size=(3, 4))
    out = made.write(ids, 0, 6, LENGTHS)
    read = np.concatenate([np.zeros((3, 1), int), out[:, :-1]], axis=1)
    scores, _ = made.forward((ids, read, LENGTHS))
    np.testing.assert_array_equal(scores.argmax(axis=0), out)


def test_padding_of_the_source_changes_nothing():
    made, ids = network(rng_of(5)), rng_of(6).integers(5, size=(3, 4))
    written = np.zeros((3, 2), int)
    before, _ = made.forward((ids, written, LENGTHS))
    ids[1, 1:] = 4 - ids[1, 1:]
    after, _ = made.forward((ids, written, LENGTHS))
    np.testing.assert_array_equal(before, after)


def test_it_learns_to_write_a_sequence_backwards():
    rng = rng_of(7)
    made = Transformer(rng, 6, 7, n=24, num_heads=2, n_ff=48, layers=(1, 1), longest=6)

    def batch(rng):
        ids = rng.integers(6, size=(32, 5))
        targets = ids[:, ::-1]
        written = np.concatenate([np.full((32, 1), 6), targets[:, :-1]], axis=1)
        return (ids, written, None), targets, None

    costs = training.fit(made, batch, steps=400, learning_rate=0.01, seed=1)
    assert costs[-20:].mean() < 0.05
    ids = rng.integers(6, size=(50, 5))
    assert (made.write(ids, 6, 5) == ids[:, ::-1]).mean() > 0.97


def test_heads_that_do_not_fit_are_told():
    with pytest.raises(ValueError, match="6 rows cannot be shared equally by 4 heads"):
        CrossAttention(rng_of(8), 6, 4)
