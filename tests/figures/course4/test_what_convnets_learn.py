"""The figures of what_convnets_learn: what each shows."""

import numpy as np
import pytest

from deepcourse.datasets import load_pretrained
from deepcourse.experiments.course4 import inside_networks as inside
from deepcourse.figures.course4 import what_convnets_learn as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

RNG = np.random.default_rng(1)
PICTURE = RNG.uniform(size=(24, 32, 3))
PLANTED = PICTURE.copy()
PLANTED[9:12, 14:17] = 1
BOXES = {"step 4": (2, 9, 3, 11), "step 14": (0, 20, 5, 30)}


def patches(*sizes, colours=3):
    return [[RNG.uniform(size=(size, size, *[3] * (colours == 3))) for _ in range(9)] for size in sizes]


def on_new(draw, *arguments, **options):
    _, ax = new_figure(height=3.4)
    return draw(*arguments, ax, **options)


NINE = [f"step {place}, {unit}" for place, units in inside.SHOWN.items() for unit in units]
MADE = [f"step {place}, {unit}" for place, units in inside.MADE.items() for unit in units]
DRAWINGS = {  # figure: how the notebook draws it
    "filters": lambda: figures.draw_filters(load_pretrained().steps[0].W),
    "one field": lambda: on_new(figures.draw_fields, PICTURE, {"field": (2, 9, 3, 11)}, title="step 4"),
    "fields": lambda: on_new(figures.draw_fields, PICTURE, BOXES),
    "influence": lambda: figures.draw_influence(
        {f"step {place}: {size} pixels": RNG.random((size, size)) for place, size in ((4, 11), (14, 43), (22, 75))}
    ),
    "digits": lambda: figures.draw_patches(
        patches(*[14] * 8, colours=1), title="digits", names=[f"unit {unit}" for unit in range(8)]
    ),
    "patches": lambda: figures.draw_patches(patches(*[19] * 3, *[43] * 3, *[139] * 3), title="nine", names=NINE),
    "planted": lambda: figures.draw_planted((PICTURE, PLANTED), RNG.random((2, 12, 16))),
    "made": lambda: figures.draw_made(
        RNG.random((9, 64, 64, 3)), [row[:7] for row in patches(*[19] * 3, *[43] * 3, *[75] * 3)], MADE, "made"
    ),
    "maps": lambda: figures.draw_maps(
        {"the picture": PICTURE, **{rule: RNG.random((24, 32)) for rule in ("gradient", "deconvnet", "guided")}}
    ),
    "scrambled": lambda: figures.draw_maps(
        {
            f"{rule}, {state}": RNG.random((24, 32))
            for rule in ("gradient", "guided")
            for state in ("trained", "scrambled")
        }
    ),
    "occlusion": lambda: figures.draw_occlusion(PICTURE, PICTURE, RNG.normal(size=(3, 5)), 8, 4),
}

EXCUSED = {name: {"xlabel", "ylabel"} for name in DRAWINGS if name != "filters"}  # pictures: nothing is measured


def test_the_box_in_the_picture_is_the_field():
    ax = DRAWINGS["one field"]()
    frame = ax.patches[-1]
    assert (frame.get_x(), frame.get_y(), frame.get_width(), frame.get_height()) == (2.5, 1.5, 8, 7)
    assert "rows 2 to 8, columns 3 to 10" in description(ax.figure)


def test_patches_of_all_sizes_are_shown_in_one():
    shown = figures.same_size([np.eye(3), np.ones((96, 96)), np.zeros((7, 7))])
    assert shown.shape == (3, 48, 48)
    np.testing.assert_array_equal(shown[0], np.eye(3).repeat(16, axis=0).repeat(16, axis=1))


def test_what_was_planted_is_shown_enlarged():
    [inset] = DRAWINGS["planted"]()[2].child_axes
    assert (inset.get_xlim(), inset.get_ylim()) == ((11.5, 18.5), (13.5, 6.5))
    assert not figures.draw_planted((PICTURE, PICTURE), RNG.random((2, 12, 16)))[2].child_axes


def test_a_fall_stands_where_its_square_is():
    ax = figures.draw_occlusion(PICTURE, PICTURE, RNG.normal(size=(3, 5)), 8, 4)[2]
    left, right, bottom, top = ax.images[0].get_extent()
    assert (left, right, bottom, top) == (1.5, 21.5, 13.5, 1.5)  # the first square ends at 7.5: its centre is at 3.5
    assert (ax.get_xlim(), ax.get_ylim()) == ((-0.5, 31.5), (23.5, -0.5))


def test_the_deepest_fall_is_told_with_its_place():
    falls = np.zeros((3, 5))
    falls[1, 4] = 0.25
    said = description(figures.draw_occlusion(PICTURE, PICTURE, falls, 8, 4)[0].figure)
    assert "the deepest fall is 0.250, for the square from row 4, column 16" in said


def test_half_of_an_even_influence_comes_from_half_of_the_pixels():
    said = description(figures.draw_influence({"one": np.ones((10, 10)), "two": np.eye(10) + 1e-9})[0].figure).lower()
    assert "half of the influence comes from 49 % of the pixels" in said
    assert "from 5 % of the pixels" in said


def test_filters_keep_their_place():
    W = np.zeros((3, 3, 3, 4))
    W[0, 0, :, 2], W[1, 1] = 1, -1
    W[..., 1] = 1e-6
    ax = figures.draw_filters(W)
    assert ax.get_title().startswith("3 of the 4 filters")
    assert ax.images[0].get_array()[3, 45].tolist() == pytest.approx([1, 1, 1])  # the third of them comes second
