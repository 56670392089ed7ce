"""The explorations of moving_averages say what the reference says, and the text's numbers are theirs."""

import numpy as np
import pytest

from deepcourse.datasets import load_temperatures
from deepcourse.explore.course2 import moving_averages as course2
from deepcourse.explore.course2 import moving_averages as explore
from deepcourse.nn import moving_averages as nn
from quiet import SILENT

pytestmark = SILENT

DAYS = load_temperatures().temp_max


def corrected(theta, beta):
    return nn.bias_corrected(nn.exponentially_weighted_average(theta, beta), beta)


def test_without_and_with_correction_the_sentence_tells_the_average():
    made = explore.explore_moving_average()
    assert made.first_sentence.startswith("day 200: 21.1 °C, average 22.89 °C; window 10 days;")
    made.controls["day"].value = 3
    assert "average 3.16 °C" in made.sentence.value
    assert "add up to 0.271" in made.sentence.value
    made.controls["corrected"].value = "with correction"
    assert f"corrected average {corrected(DAYS[:3], 0.9)[-1]:.2f} °C" in made.sentence.value


@pytest.mark.parametrize("name", ["explore_moving_average", "explore_cold_start", "explore_delay"])
@pytest.mark.parametrize("end", ["min", "max"])
def test_the_ends_of_all_sliders_are_drawn_in_silence(name, end):
    made = getattr(explore, name)()
    for control in made.controls.values():
        if hasattr(control, "min"):
            control.value = getattr(control, end)
    assert "could not be drawn" not in made.sentence.value
    assert made.first.png[:4] == b"\x89PNG"
    assert made.picture.value == made.render().picture


def test_a_start_in_summer_is_the_one_of_the_text():
    made = explore.explore_cold_start()
    made.controls["first"].value = 201
    assert made.sentence.value.startswith(
        "the first day is 25.0 °C: v = 1.25, corrected 25.00; on the tenth day v = 9.01"
    )
    assert f"corrected {corrected(DAYS[200:250], 0.95)[9]:.2f};" in made.sentence.value


def test_the_day_by_which_most_weight_is_in_is_the_first_such_day():
    made = explore.explore_cold_start()
    for beta in (0.5, 0.9, 0.98):
        made.controls["beta"].value = beta
        days = int(made.sentence.value.split("in after ")[1].split()[0])
        assert 1 - beta ** (days - 1) < 0.95 <= 1 - beta**days


def test_delay_and_noise_are_those_of_the_reference():
    made = explore.explore_delay()
    assert made.first_sentence == ("beta = 0.90: 9 days behind a steady rise; of the noise, 4 °C, 23% is left, 0.92 °C")


def test_the_made_up_rise_takes_the_slope_that_the_text_says():
    truth, noise = course2.made_up_rise()
    rise = np.diff(truth)
    assert truth[0] == 0
    assert truth[-1] == 25
    assert 5.5 < 9 * rise.max() < 6  # "almost 6 degrees"
    assert noise.shape == truth.shape
