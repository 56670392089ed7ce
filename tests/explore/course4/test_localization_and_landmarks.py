"""The explorations of localization_and_landmarks say what the package says."""

import numpy as np
import pytest

from deepcourse.cnn import localization
from deepcourse.explore.course4 import localization_and_landmarks as explore
from quiet import SILENT

pytestmark = SILENT


@pytest.fixture(scope="module")
def draw():
    return explore.explore_loss().draw


def test_the_true_box_has_an_iou_of_one_and_no_loss_of_its_own(draw):
    _, (x1, y1, x2, y2) = explore.car()
    sentence = draw(explore.PICTURES[0], int(x1), int(y1), int(x2 - x1), int(y2 - y1), 0.5)[1]
    assert sentence.endswith("p_c 0.50: IoU 1.00, loss 1.05")
    assert -np.log(0.5) - np.log(0.7) == pytest.approx(1.05, abs=0.005)


def test_iou_falls_below_a_half_after_a_third_of_the_width(draw):
    _, (x1, y1, x2, y2) = explore.car()
    width, height = int(x2 - x1), int(y2 - y1)
    ious = [
        float(draw(explore.PICTURES[0], int(x1) + shift, int(y1), width, height, 0.5)[1].split("IoU ")[1][:4])
        for shift in range(width // 2 + 1)
    ]
    first = next(shift for shift, iou in enumerate(ious) if iou < 0.5)
    assert first / width == pytest.approx(1 / 3, abs=0.06)
    assert x1 + first + width <= 70


def test_the_loss_is_the_one_of_the_package():
    image, box = explore.car()
    answer = box + np.array([3, -2, 5, 1])
    parts = explore.parts_of(box, answer, 0.8, True, image.shape[:2])
    y, y_hat = (localization.encode_target([each[None]], [np.array([0])]) for each in (box, answer))
    y_hat[0], y_hat[5:, 0] = 0.8, (0.7, 0.2, 0.1)
    assert sum(value for value, _ in parts.values()) == pytest.approx(localization.localization_loss(y_hat, y))


def test_without_an_object_only_p_c_counts(draw):
    told = [draw(explore.PICTURES[1], left, 5, 20, 30, 0.9)[1] for left in (0, 20, 40)]
    assert all(sentence.endswith("p_c 0.90: loss 2.30") for sentence in told)
    assert told[1].startswith("no object, your box from x 20, y 5 to x 40, y 35")


def test_the_right_program_draws_the_true_boxes_and_the_others_do_not():
    draw = explore.explore_programs().draw
    for program, bug in explore.PROGRAMS.items():
        ious = [float(word) for word in draw(program)[1].split("is ")[1].split(", ")]
        assert (min(ious) > 0.99) == (bug == "none")
    assert sorted(explore.PROGRAMS.values()) == sorted(localization.BUGS)
