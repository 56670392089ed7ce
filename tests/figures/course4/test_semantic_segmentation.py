"""The figures of semantic_segmentation: what each shows."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from deepcourse.cnn.segmentation import enlarged, shrink_masks
from deepcourse.cnn.transposed import overlap_counts
from deepcourse.datasets import traffic_scenes
from deepcourse.datasets.course4.scenes import PIXELS
from deepcourse.explore.course4 import semantic_segmentation as explore
from deepcourse.figures.course4 import semantic_segmentation as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

SCENES = traffic_scenes(np.random.default_rng(1), 6)
COARSE = enlarged(shrink_masks(SCENES.masks, 8, 5), 8)
IOUS = np.array([0.93, 0.87, 0.7, 0.5, np.nan])
RUNS = {
    name: np.clip(np.linspace(low, 0.9, 15).reshape(3, 5), 0, 1)
    for name, low in (("class weights", 0.5), ("no class weights", 0.3), ("no skips", 0.1))
}


def coarse():
    _, axes = new_figure(1, 3, height=3)
    return figures.draw_coarse(SCENES.images[0], SCENES.masks[0], COARSE[0], axes, ("scene", "mask", "blocks"))


def patches():
    figure, _ = new_figure(0, height=3.3)
    Z, place, patch = explore.patches(3)
    return figures.draw_patches(figure, explore.A, explore.W, Z, place, explore.STRIDE, patch)


def strips():
    _, axes = new_figure(2, 1, height=4.6)
    return figures.draw_strips(*axes, 5, 3, 2, overlap_counts(5, 3, stride=2))


DRAWINGS = {  # figure: how the notebook draws it
    "masks": lambda: figures.draw_masks(SCENES.images, SCENES.masks),
    "answers": lambda: figures.draw_masks(SCENES.images, SCENES.masks, COARSE),
    "coarse": coarse,
    "ious": lambda: figures.draw_class_ious({"one training": IOUS}),
    "two ious": lambda: figures.draw_class_ious({"trained": IOUS, "best in blocks": IOUS - 0.1}),
    "lying ious": lambda: figures.draw_lying_ious(np.nan_to_num(IOUS), new_figure(height=3)[1], "best IoUs"),
    "patches": patches,
    "strips": strips,
    "textures": lambda: figures.draw_textures(
        {"f = 3": np.random.default_rng(1).random((30, 30)), "f = 4": np.random.default_rng(2).random((30, 30))}
    ),
    "runs": lambda: figures.draw_runs(RUNS),
}
EXCUSED = {"strips": {"xlabel"}}


def test_a_mask_is_drawn_in_the_colours_of_the_legend():
    axes = DRAWINGS["masks"]()
    picture, mask = axes[1, 2].images[0].get_array(), SCENES.masks[2]
    for number, name in enumerate(PIXELS):
        assert np.allclose(picture[mask == number], to_rgb(figures.COLOURS[name]))
    patches = axes[0, 0].figure.legends[0].get_patches()
    assert [patch.get_label() for patch in patches] == list(PIXELS)


def test_answers_say_how_many_pixels_agree():
    text = description(DRAWINGS["answers"]()[0, 0].figure)
    assert f"{np.mean(COARSE[0] == SCENES.masks[0]):.0%} of its pixels agree" in text


def test_a_class_that_occurs_nowhere_has_no_bar():
    heights = [bar.get_height() for bar in DRAWINGS["ious"]().patches]
    assert heights == pytest.approx([0.93, 0.87, 0.7, 0.5, 0])


def test_strips_and_counts_tell_the_same():
    above, below = strips()
    covered = np.zeros(11, int)
    for strip in above.patches:
        covered[int(strip.get_x()) : int(strip.get_x() + strip.get_width())] += 1
    assert [bar.get_height() for bar in below.patches] == covered.tolist()


def test_every_seed_of_a_run_has_its_mark():
    lines = DRAWINGS["runs"]().lines
    assert [line.get_label() for line in lines] == list(RUNS)
    np.testing.assert_allclose(lines[0].get_ydata(), RUNS["class weights"].ravel())
