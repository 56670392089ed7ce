"""Digits as patches: a short training reads most of them."""

import numpy as np

from deepcourse.experiments.course5 import patch_classifier as digits
from deepcourse.sequence.patches import patches


def test_pictures_are_those_of_the_data():
    (X, labels), (X_test, labels_test) = digits.data()
    assert X.shape == (4_000, 28, 28, 1)
    assert X_test.shape == (1_000, 28, 28, 1)
    assert labels[:10].tolist() == labels_test[:10].tolist() == list(range(10))


def test_a_short_training_reads_digits_better_than_chance():
    (X, labels), (X_test, labels_test) = digits.data()
    network = digits.trained(patches(X, digits.SIZE), labels, steps=80)
    assert digits.accuracy(network, patches(X_test, digits.SIZE), labels_test) > 0.5
    assert sum(value.size for value in network.parameters.values()) == 27_914


def test_another_order_of_patches_is_another_picture():
    (X, _), _ = digits.data()
    network = digits.classifier(0)
    columns = patches(X[:20], digits.SIZE).astype(np.float32)
    turned = network.forward(np.ascontiguousarray(columns[:, :, ::-1]))[0]
    assert abs(network.forward(columns)[0] - turned).max() > 1e-3
