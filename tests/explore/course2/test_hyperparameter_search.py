"""The explorations of hyperparameter_search say what the reference says, and the text's numbers are theirs."""

import numpy as np
import pytest

from deepcourse.explore.course2 import hyperparameter_search as course2
from deepcourse.explore.course2 import hyperparameter_search as explore
from deepcourse.nn import hyperparameter_search as nn
from quiet import SILENT

pytestmark = SILENT


def counts(values, *edges):
    return np.histogram(values, edges)[0].tolist()


def test_the_counts_of_the_text_are_those_of_the_first_figure():
    drawn = np.random.default_rng(1).uniform(1e-4, 1, 100)
    assert counts(drawn, 1e-4, 1e-3, 1e-2, 0.1, 1) == [0, 2, 6, 92]
    drawn = nn.sample_log_uniform(1e-4, 1, np.random.default_rng(1), 100)
    assert counts(drawn, 1e-4, 1e-3, 1e-2, 0.1, 1) == [23, 24, 23, 30]
    assert "2% lie below 0.01" in explore.explore_scales().first_sentence


def test_the_counts_of_shares_are_those_of_the_text():
    drawn = np.random.default_rng(1).uniform(0.9, 0.9999, 100)
    assert counts(drawn, 0.9, 0.99, 0.999, 0.9999) == [92, 8, 0]
    drawn = nn.sample_beta(0.9, 0.9999, np.random.default_rng(1), 100)
    assert counts(drawn, 0.9, 0.99, 0.999, 0.9999) == [36, 30, 34]
    made = explore.explore_scales()
    made.controls["kind"].value, made.controls["high"].value = course2.KINDS[1], -1
    assert made.sentence.value.startswith("100 shares from 0.9 to 0.9999, uniform on the linear scale: 98% lie below")


def test_the_grid_and_the_random_settings_score_as_the_text_says():
    made = explore.explore_grid_and_random()
    assert made.first_sentence == (
        "best score here: grid 0.23, random 0.92; mean over 400 places of the summit: grid 0.64, random 0.73; "
        "values of x tried: 3 and 9"
    )
    made.controls["seed"].value = 0
    assert "random 0.04" in made.sentence.value
    for matters, told in ((0.2, "grid 0.63, random 0.63"), (1.0, "grid 0.42, random 0.28")):
        made.controls["matters"].value = matters
        assert told in made.sentence.value


@pytest.mark.parametrize("name", ["explore_scales", "explore_grid_and_random"])
@pytest.mark.parametrize("end", ["min", "max"])
def test_the_ends_of_all_sliders_are_drawn_in_silence(name, end):
    made = getattr(explore, name)()
    for control in made.controls.values():
        if hasattr(control, "min"):
            control.value = getattr(control, end)
        elif end == "max":
            control.value = control.options[-1]
    assert "could not be drawn" not in made.sentence.value
    assert made.first.png[:4] == b"\x89PNG"
    assert made.picture.value == made.render().picture


def test_limits_stay_at_every_position():
    made = explore.explore_scales()
    limits = set()
    for how in course2.SCALES:
        for low in (-4, -2):
            figure, _ = made.draw(**made.values | {"how": how, "low": low})
            limits.add(tuple((ax.get_xlim(), ax.get_ylim()) for ax in figure.axes))
    assert len(limits) == 1
