"""What trains and what is measured in attention_for_dates: dates that are what they say, networks that agree."""

import json

import numpy as np
import pytest

from deepcourse.datasets import generated_dates, load_read_dates
from deepcourse.datasets.course5 import dates as data
from deepcourse.experiments.course5 import broken_attention, reading_dates
from deepcourse.sequence import attention


def test_names_are_those_of_the_unicode_consortium():
    babel = pytest.importorskip("babel.dates", reason="names of months are compared with Babel's where it is installed")
    for language in data.MONTHS:
        for told, names in ((data.MONTHS, babel.get_month_names), (data.DAYS, babel.get_day_names)):
            found = [name.lower() for _, name in sorted(names("wide", "format", language).items())]
            assert told[language].split() == found


def test_test_days_are_not_trained_on_and_texts_can_be_read():
    train, test = generated_dates(500, 0), generated_dates(300, 1, held_out=True)
    assert {date.iso for date in train} & {date.iso for date in test} == set()
    assert {date.kind for date in train} == set(data.KINDS)
    assert 0.08 < np.mean([date.slip for date in train]) < 0.22
    orders = {"numbers, month first": "mdy", "numbers, year first": "ymd"}
    for date in train:
        if "/" in date.text and date.kind in orders:
            assert attention.readings(date.text, [orders[date.kind]]) == [date.iso]


def test_ids_are_padded_and_unknown_characters_are_one_sign():
    ids, lengths = reading_dates.ids_of(["7.4.2031", "día 7"])
    assert lengths.tolist() == [8, 5]
    assert (ids[1, 5:] == 0).all()
    assert reading_dates.CHARACTERS[ids[1, 1]] == "+"
    assert reading_dates.written([[2, 0, 3, 1, 10]]) == ["2031-"]


def test_own_functions_train_like_the_fast_decoder():
    own = reading_dates.own_network(
        0, attention.attention_weights, attention.context, attention.attention_backward, 3, 4, 5
    )
    x, targets, lengths = reading_dates.batches(reading_dates.encoded(generated_dates(100, 2)))(
        np.random.default_rng(0)
    )
    fast = reading_dates.AttentionDecoder(np.random.default_rng(1), 6, 5, 4, 11, 10).read(own.layers[2].parameters)
    a, _ = reading_dates.Chain(*own.layers[:2]).forward(x, lengths=lengths)
    outs = []
    for decoder in (own.layers[2], fast):
        out, cache = decoder.forward(a, lengths=lengths)
        _, d_out = reading_dates.cost(out, targets, lengths)
        da, grads = decoder.backward(d_out, cache)
        outs.append((out, da, grads["dWa"], grads["dWs"], grads["dve"], grads["dby"]))
    for one, other in zip(*outs, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5)


def test_a_sound_decoder_is_the_textbook_whatever_the_padding():
    trained = reading_dates.recorded_network()
    encode, weights = reading_dates.encoder_of(trained), trained.layers[2].textbook()
    texts = ["7. dezember 2024", "01/02/03"]
    y, alphas = attention.decode(*encode(texts), weights, 10)
    for pads in (0, 9):
        answers, seen, _ = broken_attention.read_broken(encode, weights, texts, pads=pads)
        assert answers == reading_dates.written(y.argmax(axis=0)) == ["2024-12-07", "2003-01-02"]
        np.testing.assert_allclose(seen[:, :, : alphas.shape[2]], alphas, atol=1e-9)


def test_each_fault_shows_in_the_weights():
    trained = reading_dates.recorded_network()
    encode, weights = reading_dates.encoder_of(trained), trained.layers[2].textbook()
    found = {}
    for name, attend in broken_attention.FAULTS.items():
        _, alphas, mask = broken_attention.read_broken(encode, weights, ["7. dezember 2024", "01/02/03"], attend)
        found[name] = attention.faults(alphas[1], mask[1])
    assert list(found.values()) == [[], ["padding"], ["frozen"], []]


def test_the_recorded_networks_read_what_the_page_says():
    readers, _ = load_read_dates()
    exact = {kind: [one.exact[-1] for one in readers if one.attention == kind] for kind in (True, False)}
    assert min(exact[True]) > 0.99
    assert max(exact[False]) < min(exact[True])
    assert min(one.seconds[-1] for one in readers if not one.attention) > max(
        one.seconds[-1] for one in readers if one.attention
    )


def test_a_record_of_a_few_steps_has_the_form_of_the_data(tmp_path, monkeypatch, capsys):
    for name, file in (("FILE", "read_dates.json"), ("WEIGHTS", "read_dates.npz")):
        monkeypatch.setattr(reading_dates, name, tmp_path / file)
    monkeypatch.setattr(reading_dates, "TRAIN", 200)
    monkeypatch.setattr(reading_dates, "TEST", 60)
    reading_dates.record({True: 2, False: 2}, seeds=(0,))
    runs = json.loads((tmp_path / "read_dates.json").read_text(encoding="utf-8"))
    with np.load(tmp_path / "read_dates.npz") as kept:
        assert set(kept.files) == set(reading_dates.network(0).parameters)
    assert [one["attention"] for one in runs] == [True, False]
    assert len(runs[0]["reached"]) == 2
    assert "True 0" in capsys.readouterr().out
