"""Windows around boxes, and objects that a box fits."""

import numpy as np

from deepcourse.cnn import sliding as cnn
from deepcourse.experiments.course4 import sliding

SCENES = sliding.scenes(3, 4)


def test_a_centred_window_is_cut_out_where_the_picture_holds_it():
    image = SCENES.images[0]
    windows, boxes = cnn.crop_windows(image, sliding.WINDOW, 8)
    np.testing.assert_array_equal(sliding.centred(image, boxes), windows)
    smaller = boxes + np.array([9, 5, -9, -5])  # the same centres
    np.testing.assert_array_equal(sliding.centred(image, smaller), windows)


def test_beyond_the_border_the_picture_repeats_its_own():
    image = SCENES.images[0]
    [window] = sliding.centred(image, np.array([[0, 0, 2, 2]]))
    assert (window[:16, :16] == image[0, 0]).all()
    np.testing.assert_array_equal(window[15:, 15:], image[:17, :17])
    assert sliding.centred(image, np.zeros((0, 4), int)).shape == (0, 32, 32, 3)


def test_true_boxes_fit_all_objects():
    objects = sum(map(len, SCENES.boxes))
    found = [(boxes, 1 + classes, None) for boxes, classes in zip(SCENES.boxes, SCENES.classes, strict=True)]
    assert sliding.fitting(SCENES, found) == (objects, objects, 0)


def test_boxes_of_the_wrong_class_or_place_fit_none():
    objects = sum(map(len, SCENES.boxes))
    wrong = [(boxes, 1 + (classes + 1) % 3, None) for boxes, classes in zip(SCENES.boxes, SCENES.classes, strict=True)]
    assert sliding.fitting(SCENES, wrong) == (0, objects, objects)
    away = [(boxes + 99, 1 + classes, None) for boxes, classes in zip(SCENES.boxes, SCENES.classes, strict=True)]
    assert sliding.fitting(SCENES, away) == (0, objects, objects)
    nothing = [(np.zeros((0, 4)), np.zeros(0, int), np.zeros(0))] * len(SCENES.boxes)
    assert sliding.fitting(SCENES, nothing) == (0, objects, 0)
