"""The figures of localization_and_landmarks: what each shows."""

import numpy as np
import pytest

from deepcourse.datasets import traffic_scenes
from deepcourse.figures.course4 import localization_and_landmarks as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

SCENES = traffic_scenes(np.random.default_rng(1), 12, objects=(1, 1), empty=0.25)
ANSWERS = [boxes + 3 for boxes in SCENES.boxes], [(number + 1) % 3 for number in SCENES.classes]
PEOPLE = traffic_scenes(np.random.default_rng(2), 6, objects=(1, 1), kinds=("pedestrian",))
POINTS = np.concatenate(PEOPLE.landmarks)
PARTS = {"p_c": (0.69, True), "box": (1.2, False), "class": (0.36, False)}
WITH = next(i for i, boxes in enumerate(SCENES.boxes) if len(boxes))


def on(draw, *arguments, **options):
    _, ax = new_figure(height=3.4)
    return draw(*arguments, ax, **options)


def far():
    return figures.draw_far({"pairs swapped": np.arange(1.0, 6), "pairs forgotten": np.arange(3.0, 8)})


DRAWINGS = {  # figure: how the notebook draws it
    "scenes": lambda: figures.draw_scenes(SCENES.images),
    "boxes": lambda: figures.draw_scenes(SCENES.images, SCENES.boxes, SCENES.classes),
    "answers": lambda: figures.draw_scenes(SCENES.images, SCENES.boxes, SCENES.classes, ANSWERS),
    "one": lambda: on(figures.draw_one, SCENES.images[WITH], SCENES.boxes[WITH][0], ANSWERS[0][WITH][0], title="a car"),
    "alone": lambda: on(figures.draw_alone, SCENES.images[0], np.array([3, 4, 30, 40])),
    "parts": lambda: on(figures.draw_parts, PARTS),
    "ious": lambda: figures.draw_ious(np.linspace(0, 1, 40) ** 0.7),
    "people": lambda: figures.draw_people(PEOPLE.images, POINTS),
    "answered people": lambda: figures.draw_people(PEOPLE.images, POINTS, POINTS + 4),
    "far": far,
}


def test_the_scenes_say_what_they_hold():
    text = description(DRAWINGS["answers"]()[0, 0].figure)
    x1, y1, x2, y2 = SCENES.boxes[WITH][0]
    assert f"box from x {x1:.0f}, y {y1:.0f} to x {x2:.0f}, y {y2:.0f}" in text.lower()
    assert "no object" in text.lower()
    assert f"answer: {figures.named(ANSWERS[1][WITH])}" in text


def test_a_box_stands_where_it_says():
    ax = DRAWINGS["one"]()
    corners = {(*patch.get_xy(), patch.get_width(), patch.get_height()) for patch in ax.patches}
    x1, y1, x2, y2 = SCENES.boxes[WITH][0]
    assert (x1, y1, x2 - x1, y2 - y1) in corners
    assert ax.images[0].get_extent() == [0, 64, 64, 0]


def test_the_bars_of_the_ious_add_up_to_all():
    bars = [patch for patch in DRAWINGS["ious"]().patches if patch.get_height()]
    assert sum(bar.get_height() for bar in bars) == pytest.approx(100)


def test_parts_that_do_not_count_say_so():
    words = [text.get_text() for text in DRAWINGS["parts"]().texts]
    assert [("does not count" in word) for word in words] == [False, True, True]


def test_the_distances_are_written_on_the_bars():
    assert {text.get_text() for text in far().texts} >= {"1.0", "5.0", "7.0"}
