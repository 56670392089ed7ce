"""Language models of definitions: their text, and that the record says what the notebook says of it."""

import numpy as np
import pytest

from deepcourse.datasets import load_definition_models, load_definitions
from deepcourse.experiments.course5 import definition_models as models
from deepcourse.sequence.decoder_only import bits_per_byte, windows
from deepcourse.sequence.scaling import fit_power_law

RECORDED, PARAMETERS = load_definition_models()


def test_every_definition_can_be_written_and_read_back():
    data = load_definitions()
    assert models.text_of(models.ids_of(data.dev)) == "\n".join(data.dev).lower() + "\n"
    assert set(models.SYMBOLS) == set("\n".join(data.train).lower())


def test_the_two_kinds_have_about_as_many_parameters():
    sizes = [models.size_of(make(0)) for make in (models.transformer, models.lstm)]
    assert sizes == [156_014, 154_350]
    assert models.size_of(models.recorded_network()) == sum(value.size for value in PARAMETERS.values())


def test_batches_are_pieces_of_the_row_and_what_follows():
    ids = np.arange(1_000)
    x, y, lengths = models.batches(ids)(np.random.default_rng(0))
    assert x.shape == (models.BATCH, models.T)
    assert lengths is None
    np.testing.assert_array_equal(x + 1, y)
    assert (np.diff(x, axis=1) == 1).all()


def test_a_training_lowers_the_cost_and_is_watched():
    ids = models.ids_of(load_definitions().train[:500])
    some = tuple(part[:20] for part in windows(ids, models.T))
    reached = models.trained(models.transformer(0, 16, 1), ids, some, steps=60, seed=0, every=30)
    assert [step for step, _, _ in reached] == [0, 30, 60]
    assert reached[-1][2] < 3.0 < reached[0][2]


def test_the_recorded_network_costs_what_the_record_says():
    some = tuple(part[:100] for part in windows(models.ids_of(load_definitions().dev), models.T))
    cost = models.cost_of(models.recorded_network(), *some)
    assert cost == pytest.approx(RECORDED.runs[0].nats[-1], abs=0.05)
    assert models.cost_of(models.recorded_network(), *some, at_once=30) == pytest.approx(cost, rel=1e-4)


def test_a_definition_is_cut_at_the_newline_or_at_the_length_of_the_training():
    network, rng = models.recorded_network(), np.random.default_rng(1)
    texts = [models.definition(network, rng, temperature=0.8) for _ in range(6)]
    assert all(0 < len(text) < models.T and "\n" not in text for text in texts)


def test_what_the_page_says_of_the_long_runs():
    ends = {
        kind: [np.exp(run.nats[-1]) for run in RECORDED.runs if run.kind == kind] for kind in ("transformer", "LSTM")
    }
    assert max(ends["LSTM"]) < min(ends["transformer"])
    assert min(ends["LSTM"]) > 4.5
    assert max(ends["transformer"]) < 5.3
    for run in RECORDED.runs:
        early = run.seconds <= run.seconds[-1] / 2
        assert np.exp(run.nats[early]).min() < RECORDED.counted[3]
    counted = [RECORDED.counted[n] for n in models.ORDERS]
    np.testing.assert_allclose(counted, [19.8, 11.4, 7.5, 5.0, 3.9], atol=0.06)


def test_what_the_page_says_of_the_sizes():
    slope, error = fit_power_law(RECORDED.sizes.ravel(), RECORDED.nats.ravel())
    assert -slope > 10 * error
    assert 10**slope == pytest.approx(0.88, abs=0.006)
    assert RECORDED.sizes[:, 0].tolist() == [models.size_of(models.transformer(0, *size)) for size in models.SIZES]


def test_what_the_page_says_of_the_two_cuts():
    text = "\n".join(load_definitions().dev).lower() + "\n"
    found = {name: bits_per_byte(np.full(n, nats), text) for name, (n, nats) in RECORDED.cuts.items()}
    assert found == {"characters": pytest.approx(2.90, abs=0.006), "subwords": pytest.approx(1.83, abs=0.006)}
    assert {name: round(float(np.exp(nats)), 1) for name, (_, nats) in RECORDED.cuts.items()} == {
        "characters": 7.5,
        "subwords": 16.2,
    }


def test_n_grams_of_the_whole_text_are_those_of_the_record():
    data = load_definitions()
    found = models.counted(models.ids_of(data.train), models.ids_of(data.dev), (1, 2))
    assert found == {n: pytest.approx(RECORDED.counted[n]) for n in (1, 2)}


def test_keeping_keys_is_faster_for_long_texts():
    kept, anew = models.writing_times(models.transformer(0), 60)
    assert anew > 1.5 * kept
