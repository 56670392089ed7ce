"""The figures of yolo: what each shows."""

import numpy as np
import pytest

from deepcourse.datasets import traffic_scenes
from deepcourse.figures.course4 import yolo as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

SCENES = traffic_scenes(np.random.default_rng(1), 12)
FOUND = [
    (np.linspace(0.9, 0.4, len(boxes)), boxes + 2, classes)
    for boxes, classes in zip(SCENES.boxes, SCENES.classes, strict=True)
]
FULL = int(np.argmax([len(boxes) for boxes in SCENES.boxes]))
AT = np.linspace(0.05, 0.95, 7)


def cells():
    return figures.draw_cells(SCENES.images[:5], SCENES.boxes[:5], SCENES.classes[:5])


def sizes():
    boxes = np.concatenate(SCENES.boxes)
    return figures.draw_sizes(
        boxes[:, [3, 2]] - boxes[:, [1, 0]], np.concatenate(SCENES.classes), np.array([[12, 14], [34, 27]])
    )


def pair(one=(4.0, 3, 10, 7), other=(7.0, 5, 13, 9)):
    _, ax = new_figure(height=3.6)
    return figures.draw_pair(ax, np.array(one), np.array(other))


def raw():
    figure, axes = new_figure(1, 2, height=4.4)
    scores, boxes, classes = FOUND[FULL]
    twice = (np.tile(scores, 2), np.concatenate([boxes, boxes + 1]), np.tile(classes, 2))
    figures.draw_raw(SCENES.images[FULL], twice, FOUND[FULL], axes, SCENES.boxes[FULL])
    figures.class_legend(figure)
    return axes


def curves():
    recall = np.array([0.1, 0.1, 0.3, 0.5])
    return figures.draw_curves({name: (recall, 1 - recall**2, 0.4) for name in ("car", "pedestrian", "sign")})


DRAWINGS = {  # figure: how the notebook draws it
    "cells": cells,
    "sizes": sizes,
    "pair": pair,
    "pair apart": lambda: pair(other=(11.0, 3, 15, 7)),
    "found": lambda: figures.draw_found(SCENES.images, FOUND, SCENES.boxes),
    "nothing found": lambda: figures.draw_found(
        SCENES.images[:6], [(np.empty(0), np.empty((0, 4)), np.empty(0, int))] * 6, SCENES.boxes[:6]
    ),
    "raw": raw,
    "curves": curves,
    "score thresholds": lambda: figures.draw_score_thresholds(AT, AT**0.2, 1 - AT**2, 0.9 - AT**2 / 2),
    "suppression": lambda: figures.draw_sweeps(
        AT, {"for each class": 0.9 - AT**2 / 2, "over all classes": 0.8 - AT / 4}, "IoU threshold", "overlap"
    ),
    "tight": lambda: figures.draw_sweeps(AT, {"your detector": 1 - AT**4}, "IoU that a right box needs", "tight?"),
}


def test_the_cells_with_a_centre_are_named():
    text = description(cells()[0].figure)
    for x1, y1, x2, y2 in SCENES.boxes[0]:
        assert f"row {int((y1 + y2) / 16)}, column {int((x1 + x2) / 16)}" in text


def test_the_shared_area_is_drawn_where_there_is_one():
    assert (7, 5, 3, 2) in {(*patch.get_xy(), patch.get_width(), patch.get_height()) for patch in pair().patches}
    assert len(DRAWINGS["pair apart"]().patches) == 2


def test_what_is_found_is_told_with_its_score():
    text = description(DRAWINGS["found"]()[0, 0].figure)
    assert f"{len(SCENES.boxes[0])} objects" in text
    assert "0.90" in text
    assert "found: none" in description(DRAWINGS["nothing found"]()[0, 0].figure)


def test_the_suppression_tells_both_numbers_of_boxes():
    titles = [ax.get_title() for ax in raw()]
    n = len(FOUND[FULL][0])
    assert titles == [f"before the suppression: {2 * n} boxes", f"after the suppression: {n} boxes"]


def test_the_average_precision_is_in_the_legend():
    assert [text.get_text() for text in curves().get_legend().get_texts()] == [
        "car: 0.40",
        "pedestrian: 0.40",
        "sign: 0.40",
    ]


def test_a_class_has_one_hue_and_one_dash_in_all_figures():
    lines = curves().get_lines()
    assert [line.get_color() for line in lines] == list(figures.DARK)
    assert len(set(figures.DASHES)) == 3


def test_the_curve_is_the_one_whose_area_is_the_average_precision():
    right = np.array([1, 0, 0, 1, 1])
    recall, precision = np.cumsum(right) / 3, np.cumsum(right) / np.arange(1, 6)
    x, y = figures.draw_curves({"car": (recall, precision, 0.73)}).get_lines()[0].get_data()
    assert np.isclose(np.sum(np.diff(x) * y[1:]), (1 + 0.6 + 0.6) / 3)


@pytest.mark.parametrize("name", ["suppression", "score thresholds"])
def test_lines_differ_by_more_than_colour(name):
    lines = DRAWINGS[name]().lines
    assert len({(line.get_marker(), line.get_linestyle()) for line in lines}) == len(lines)
