"""The explorations of what_convnets_learn say what the text says."""

import numpy as np

from deepcourse.cnn.pretrained import as_input, run
from deepcourse.datasets import load_pretrained
from deepcourse.experiments.course4 import inside_networks as inside
from deepcourse.explore.course4 import what_convnets_learn as explore
from quiet import SILENT

pytestmark = SILENT


def test_a_field_in_the_corner_is_clipped():
    draw = explore.explore_fields().draw
    assert "Position (0, 0) sees rows 0 to 116, columns 0 to 116: 10.6 % of the picture" in draw(37, 0, 0)[1]
    assert "size 203, jump 16, start -86" in draw(37, 50, 50)[1]
    assert draw(37, 50, 50)[1].endswith(f"{100 * 203**2 / (288 * 448):.1f} % of the picture")


def test_the_last_position_ends_at_the_border():
    assert "rows 285 to 287, columns 445 to 447" not in explore.explore_fields().draw(0, 100, 100)[1]
    assert "columns 446 to 447" in explore.explore_fields().draw(0, 100, 100)[1]


def test_a_unit_that_is_never_above_zero_is_said_to_be():
    pictures = inside.crops(every=30)
    outs, _ = run(load_pretrained().steps, as_input(pictures), 8)
    draw = explore.explore_units(pictures, outs, (4, 7)).draw
    assert "values from" in draw(7, 75)[1]
    dead = int(np.flatnonzero(outs[7].max(axis=(0, 1, 2)) == 0)[0])
    assert draw(7, dead)[1].endswith("0.00 in every picture: these are only the first ones")
