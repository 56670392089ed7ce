"""What trains and what is measured in transformer: stacks, dates, a network taken apart, blocks that are broken."""

import json

import numpy as np
import pytest

from deepcourse.datasets import generated_dates, load_dates_by_transformer
from deepcourse.experiments.course5 import broken_blocks, reading_dates, stacked_blocks, transformer_dates
from deepcourse.experiments.course5.transformer_parts import PARTS, PLACES, exact, without
from deepcourse.sequence import transformer as tr
from deepcourse.sequence.block_faults import find_faults


@pytest.mark.parametrize("norm", ["pre", "post"])
def test_the_gradient_at_the_input_is_the_slope_of_the_whole_stack(norm):
    """A nudge of the first input, through all blocks, measures what the backward pass says."""
    rng, step, n = np.random.default_rng(3), 1e-6, stacked_blocks.N
    x = rng.normal(size=(n, 4, stacked_blocks.T))
    made = [tr.block_parameters(rng, n, stacked_blocks.N_FF) for _ in range(3)]

    def through(x):
        caches = []
        for parameters in made:
            x, cache = tr.encoder_block_forward(x, parameters, num_heads=stacked_blocks.HEADS, norm=norm)
            caches.append(cache)
        return x, caches

    d = rng.normal(size=x.shape)
    direction, d_out = rng.normal(size=x.shape), d
    for cache in reversed(through(x)[1]):
        d, _ = tr.encoder_block_backward(d, cache)
    slope = ((through(x + step * direction)[0] - through(x - step * direction)[0]) * d_out).sum() / (2 * step)
    assert (d * direction).sum() == pytest.approx(slope, rel=1e-5)


def test_pre_norm_grows_with_depth_and_post_norm_does_not():
    for seed in range(3):
        sizes, gradients = stacked_blocks.gradients_by_depth(24, "pre", seed=seed)
        assert len(sizes) == len(gradients) == 25
        assert sizes[-1] > 4 * sizes[0]
        assert gradients[-1] < 0.25
        sizes, gradients = stacked_blocks.gradients_by_depth(24, "post", seed=seed)
        np.testing.assert_allclose(sizes[1:], 1, atol=1e-3)
        assert 0.3 < gradients[0] < 3


def test_a_post_norm_stack_computes_what_the_textbook_says():
    network = stacked_blocks.stack(0, 1, "post")
    ids = np.random.default_rng(1).integers(0, 10, (3, stacked_blocks.T))
    p = {name: value.astype(float) for name, value in network.parameters.items()}
    x = p["0.E"].T[ids.T].transpose(2, 1, 0) + p["1.P"][:, None]
    named = {f"attention.W{k}": part for k, part in zip("qkv", np.split(p["2.0.Wqkv"], 3), strict=True)}
    named |= {f"attention.b{k}": part for k, part in zip("qkv", np.split(p["2.0.bqkv"], 3), strict=True)}
    named |= {f"attention.{k}": p[f"2.0.{k}"] for k in ("Wo", "bo")}
    named |= {f"feed.{k}": p[f"3.0.{k}"] for k in ("W1", "b1", "W2", "b2")}
    named |= {f"norm{i}.{k}": p[f"{i + 1}.1.{k}"] for i in (1, 2) for k in ("gamma", "beta")}
    out, _ = tr.encoder_block_forward(x, named, num_heads=stacked_blocks.HEADS, norm="post")
    scores = np.einsum("yx,xmt->ymt", p["4.W"], out) + p["4.b"][:, :, None]
    np.testing.assert_allclose(network.forward(ids)[0], scores, atol=1e-4)


@pytest.mark.parametrize("norm", ["pre", "post"])
def test_a_stack_learns_the_slope_of_its_cost(norm):
    network, rng = stacked_blocks.stack(0, 2, norm), np.random.default_rng(0)
    ids, targets = stacked_blocks.reversed_digits(rng)
    np.testing.assert_array_equal(ids[:, ::-1], targets)
    for value in network.parameters.values():
        assert value.dtype == np.float32
    out, cache = network.forward(ids, True)
    d_out = stacked_blocks.step_cost(out, targets)[1]
    grads = network.backward(d_out, cache)[1]
    assert {name[1:] for name in grads} == set(network.parameters)
    name = "2.0.Wqkv" if norm == "post" else "2.0.1.Wqkv"
    direction = rng.normal(size=network.parameters[name].shape).astype(np.float32)
    costs = []
    for sign in (1, -1):
        network.parameters[name] += sign * np.float32(1e-2) * direction
        costs.append(stacked_blocks.step_cost(network.forward(ids)[0], targets)[0])
        network.parameters[name] -= sign * np.float32(1e-2) * direction
    told = float((grads["d" + name] * direction).sum())
    assert (costs[0] - costs[1]) / 2e-2 == pytest.approx(told, rel=0.05, abs=1e-3)


def test_two_blocks_learn_a_little_in_a_few_steps():
    costs = stacked_blocks.trained(2, "pre", steps=40)
    assert costs[-5:].mean() < costs[:5].mean() - 0.2
    slow = stacked_blocks.trained(2, "pre", steps=10, warm_up=1000)
    assert np.ptp(slow) < 0.3


def test_a_transformer_for_dates_learns_with_the_textbooks_cost_and_rate():
    data = reading_dates.encoded(generated_dates(300, 0))
    seen, made = [], transformer_dates.network(0)

    def rate(step, n, *, warm_up):
        seen.append((step, n, warm_up))
        return tr.warm_up_rate(step, n, warm_up=warm_up)

    costs = transformer_dates.train(made, data, steps=8, rate=rate)
    assert seen == [(step, transformer_dates.N, transformer_dates.WARM_UP) for step in range(1, 9)]
    assert costs[-1] < costs[0]
    (ids, written, lengths), targets = transformer_dates.batches(data)(np.random.default_rng(0))
    assert (written[:, 0] == transformer_dates.START).all()
    np.testing.assert_array_equal(written[:, 1:], targets[:, :-1])
    assert ids.shape == (transformer_dates.BATCH, lengths.max())


def test_the_recorded_network_reads_and_its_weights_are_shares():
    network = transformer_dates.recorded_network()
    answer, weights = transformer_dates.cross_weights(network, "april 17, 1987")
    assert answer == "1987-04-17"
    assert weights.shape == (4, 10, 14)
    np.testing.assert_allclose(weights.sum(axis=2), 1, atol=1e-5)
    assert np.sum(weights[:, 3].argmax(axis=1) == 13) >= 3  # the last digit of the year


def test_the_records_say_what_the_page_says():
    readers, _ = load_dates_by_transformer()
    when = {kind: [one.seconds[np.argmax(one.exact >= 0.9)] for one in readers if one.kind == kind]
            for kind in ("transformer", "recurrent")}  # fmt: skip
    assert max(when["recurrent"]) < min(when["transformer"])
    assert min(one.exact.max() for one in readers) >= 0.9
    made = transformer_dates.network(0), reading_dates.network(0)
    sizes = [sum(p.size for p in network.parameters.values()) for network in made]
    assert sizes == [74_748, 36_091]


def test_a_record_of_a_few_steps_has_the_form_of_the_data(tmp_path, monkeypatch, capsys):
    for name, file in (("FILE", "dates_by_transformer.json"), ("WEIGHTS", "dates_by_transformer.npz")):
        monkeypatch.setattr(transformer_dates, name, tmp_path / file)
    monkeypatch.setattr(reading_dates, "TRAIN", 200)
    monkeypatch.setattr(reading_dates, "TEST", 60)
    monkeypatch.setattr(transformer_dates, "EVERY", 2)
    transformer_dates.record(steps=2, recurrent_steps=2, seeds=(0,))
    runs = json.loads((tmp_path / "dates_by_transformer.json").read_text(encoding="utf-8"))
    with np.load(tmp_path / "dates_by_transformer.npz") as kept:
        assert set(kept.files) == set(transformer_dates.network(0).parameters)
    assert [one["kind"] for one in runs] == ["transformer", "recurrent"]
    assert "recurrent 0" in capsys.readouterr().out


def test_a_part_that_is_switched_off_leaves_the_network_as_it_was():
    network = transformer_dates.recorded_network()
    test = reading_dates.encoded(generated_dates(300, 1, held_out=True))
    before = transformer_dates.answers(network, *test[:2])
    for place in PLACES:
        assert exact(without(network, place, "nothing"), test) == exact(network, test)
        for part in PARTS[1:]:
            assert (transformer_dates.answers(without(network, place, part), *test[:2]) != before).any()
    np.testing.assert_array_equal(transformer_dates.answers(network, *test[:2]), before)
    first, second, decoder = (exact(without(network, place, "the feed-forward layers"), test) for place in PLACES)
    assert decoder + 0.1 < first < second - 0.2


@pytest.mark.parametrize("fault", broken_blocks.FAULTS)
def test_a_broken_block_shows_what_the_table_says(fault):
    for seed in range(3):
        found = find_faults(broken_blocks.made_block(seed, faults=[fault]), 6)
        assert set(found) == set(broken_blocks.FAULTS[fault])
    assert find_faults(broken_blocks.made_block(5), 6) == []


def test_a_sound_block_is_that_of_the_textbook():
    rng = np.random.default_rng(4)
    parameters = {k: v + rng.normal(0, 0.3, v.shape) for k, v in tr.block_parameters(rng, 6, 8, memory=True).items()}
    y, memory = np.random.default_rng(0).normal(size=(2, 6, 2, 4))
    mask = np.tri(4, dtype=bool)[None]
    wanted = tr.decoder_block_forward(y, memory, parameters, num_heads=2, mask=mask)[0]
    np.testing.assert_allclose(broken_blocks.made_block(4)(y, memory), wanted, rtol=1e-12)
