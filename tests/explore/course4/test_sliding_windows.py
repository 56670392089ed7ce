"""The explorations of sliding_windows say what the package says."""

import numpy as np
import pytest

from deepcourse.cnn import sliding
from deepcourse.experiments.course4 import sliding as experiment
from deepcourse.explore.course4 import sliding_windows as explore
from explorations import untrained_windows
from quiet import SILENT

pytestmark = SILENT


def test_a_position_has_the_window_and_the_answer_of_the_package():
    [parameters] = untrained_windows()
    draw = explore.explore_window_map(parameters).draw
    sentence = draw(2, "sign", 3, 5)[1]
    windows, boxes = sliding.crop_windows(experiment.scenes(8, 3).images[1], 32, 4)
    x1, y1, x2, y2 = boxes[3 * 11 + 5]
    answer = sliding.classify(windows, parameters)[3 * 11 + 5, 3]
    assert f"x {x1} to {x2}, y {y1} to {y2}" in sentence
    assert sentence.endswith(f"sign has probability {answer:.2f}")


@pytest.mark.parametrize("pooling", [1, 2, 3])
def test_a_chain_of_ones_choice_has_the_window_of_sweep(pooling):
    draw = explore.explore_chain().draw
    window, stride = sliding.sweep([(5, 1), (2, pooling), (4, 1)])
    for cell in (0, 3):
        sentence = draw(5, pooling, 4, cell)[1]
        assert sentence.endswith(f"sees pixels {stride * cell} to {stride * cell + window - 1}")


def test_the_cars_body_is_lost_at_the_tolerance_that_the_notebook_asks_for():
    those = experiment.scenes(5, 2)
    image, which = those.images[0], those.objects[0]
    body = np.isin(which, 1 + np.flatnonzero(those.classes[0] == 0))
    lost = []
    for tolerance in np.arange(0.02, 0.31, 0.02):
        labels = sliding.segment(image, float(tolerance))
        background = np.bincount(labels[which == 0]).argmax()
        lost.append(np.mean(labels[body] == background) > 0.25)
    assert lost.index(True) == 6  # 0.14
    assert all(lost[6:])


def test_near_pairs_add_boxes():
    draw = explore.explore_regions().draw
    alone, paired = (int(draw(kind, "scene 1", 0.1)[1].split(": ")[2].split()[0]) for kind in explore.BOXES)
    assert 0 < alone < paired
