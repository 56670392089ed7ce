"""The explorations of attention_for_dates: what their text says is what they show, and what the decision asks."""

import pytest

from deepcourse.explore.course5 import attention_for_dates as explore


@pytest.mark.parametrize("text", explore.TEXTS)
def test_the_recorded_network_reads_every_text(text):
    wanted = {"1": "1987-04-17", "a": "1987-04-17", "2 ": "1987-04-02", "d": "2033-03-17", "12/": "2031-12-04",
              "12.": "2031-04-12", "20": "2015-03-09"}  # fmt: skip
    starts = [start for start in sorted(wanted, key=len, reverse=True) if text.startswith(start)]
    assert explore.read(text, "nothing", 0)[0] == wanted[starts[0]]


@pytest.mark.parametrize("pads", [0, explore.MOST])
def test_padding_does_not_matter_if_it_is_masked(pads):
    for text in explore.TEXTS:
        answer, alphas = explore.read(text, "nothing", pads)
        assert answer == explore.read(text, "nothing", 0)[0]
        assert alphas[:, len(text) :].sum() == 0


@pytest.mark.parametrize(("text", "character"), [("april 17, 1987", 7), ("17 april 1987", 1)])
def test_the_last_output_looks_at_the_second_digit_of_the_day(text, character):
    alphas = explore.read(text, "nothing", 0)[1]
    assert alphas[9].argmax() == character
    assert alphas[9, character] > 0.9
    assert f"(character {character})" in explore.explore_look().draw(text, 9)[1]


@pytest.mark.parametrize(("text", "character"), [("april 17, 1987", 12), ("17 april 1987", 11), ("2 april 1987", 10)])
def test_the_first_output_looks_at_the_decade(text, character):
    assert text[character] == "8"
    alphas = explore.read(text, "nothing", 0)[1]
    assert alphas[0].argmax() == character
    assert alphas[0, character] > 0.8


@pytest.mark.parametrize("text", ["april 17, 1987", "17 april 1987"])
def test_without_its_mask_it_misreads_the_month_first(text):
    answer, alphas = explore.read(text, "the mask is forgotten", explore.MOST)
    assert answer == "1987-06-17"
    wasted = alphas[:, len(text) :].sum(axis=1)
    assert min(wasted[5:7]) > max(wasted[[2, 3, 8, 9]])
    assert "1987-06-17 in place of 1987-04-17" in explore.explore_faults().draw("the mask is forgotten", text, 24)[1]
