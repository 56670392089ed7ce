"""What stands behind transfer_and_augmentation: records of the right form, and trainings that learn."""

import numpy as np

from deepcourse.cnn import training
from deepcourse.datasets import load_augmented, load_transfers
from deepcourse.experiments.course4 import augmentations, transfers


def test_the_records_hold_every_training_once():
    ways = ("from scratch", transfers.AVERAGES, *transfers.FROZEN)
    expected = {(way, size, seed) for way in ways for size in transfers.SIZES for seed in transfers.SEEDS}
    expected |= {(transfers.TOO_FAST, transfers.SIZES[1], seed) for seed in transfers.SEEDS}
    found = [one[:3] for one in load_transfers()]
    assert len(found) == len(expected)
    assert set(found) == expected
    changes = {(name, change, seed) for name in augmentations.DATA for change in augmentations.CHANGES
               for seed in augmentations.SEEDS}  # fmt: skip
    assert {one[:3] for one in load_augmented()} == changes


def test_digits_are_drawn_in_equal_numbers_and_prepared_as_the_network_wants_them():
    X, labels, _, _ = transfers.digits(3, seed=1)
    assert np.bincount(labels).tolist() == [3] * 10
    prepared = transfers.prepared(X[:, :4])
    assert (prepared.shape, prepared.dtype) == ((4, 32, 32, 3), np.float32)
    assert (prepared.min(), prepared[:, 0].max()) == (-1, -1)


def test_a_head_learns_on_cached_features():
    X, labels, _, _ = transfers.digits(2, seed=0)
    cached, top = transfers.features(transfers.prepared(X)), transfers.head(0)
    transfers.fine_tune(transfers.cnn.Chain(), top, cached, labels, steps=40, seed=0)
    assert training.accuracy(top, cached, labels) > 0.9


def test_a_network_learns_from_batches_of_the_background_and_can_be_repeated():
    X, labels, _, _ = augmentations.pictures("clothes", each=4, tested=10)
    costs = [augmentations.trained(X, labels, augmentations.cropped, 1, steps=12)[1] for _ in range(2)]
    np.testing.assert_array_equal(*costs)
    assert costs[0][-3:].mean() < costs[0][:3].mean()
