"""Changed pictures against plain loops and NumPy's own tools, colour components against scikit-learn's PCA."""

import time

import numpy as np
import pytest
from scipy.special import softmax
from sklearn.decomposition import PCA

from deepcourse.cnn import augmentation

RNG = np.random.default_rng(1)
X = np.clip(RNG.normal(0.5, 0.3, size=(6, 8, 10, 1)) * [0.8, 1, 1.1] + RNG.normal(0, 0.1, size=(6, 8, 10, 3)), 0, 1)


def test_mirrored_pictures_are_numpy_s():
    coins = np.random.default_rng(3).random(6) < 0.4
    expected = [np.fliplr(x) if coin else x for x, coin in zip(X, coins, strict=True)]
    np.testing.assert_array_equal(augmentation.mirror(X, np.random.default_rng(3), 0.4), expected)


def test_crops_are_windows_and_all_places_occur():
    many = np.repeat(np.arange(20.0).reshape(1, 4, 5, 1), 500, axis=0)
    crops = augmentation.random_crop(many, 3, 4, np.random.default_rng(2))
    windows = np.lib.stride_tricks.sliding_window_view(many[0, :, :, 0], (3, 4)).reshape(-1, 3, 4)
    found = [int(np.flatnonzero((windows == crop[:, :, 0]).all(axis=(1, 2)))[0]) for crop in crops]
    counts = np.bincount(found, minlength=4)
    assert counts.min() > 80


def test_shifts_have_the_spread_and_results_the_range():
    grey = np.full((2000, 1, 2, 3), 0.5)
    moved = augmentation.color_shift(grey, 0.1, np.random.default_rng(4)) - grey
    assert moved.std() == pytest.approx(0.1, rel=0.05)
    np.testing.assert_array_equal(moved[:, :, 0], moved[:, :, 1])
    wild = augmentation.color_shift(X, 3.0, np.random.default_rng(4))
    assert (wild.min(), wild.max()) == (0, 1)


def test_components_are_those_of_scikit_learn():
    pixels = X.reshape(-1, 3)
    said = PCA().fit(pixels)
    variances, components = augmentation.color_components(X)
    np.testing.assert_allclose(variances, said.explained_variance_ * (len(pixels) - 1) / len(pixels))
    np.testing.assert_allclose(np.abs(components), np.abs(said.components_.T), atol=1e-9)


def test_colours_move_along_the_components_by_the_variances():
    variances, components = augmentation.color_components(X)
    grey = np.full((20_000, 1, 1, 3), 0.5)
    moved = augmentation.pca_color_augmentation(grey, variances, components, 0.1, np.random.default_rng(5)) - grey
    along = PCA().fit(moved.reshape(-1, 3))
    np.testing.assert_allclose(np.sqrt(along.explained_variance_), 0.1 * variances, rtol=0.03)


def test_an_epoch_holds_every_example_once_and_is_another_one_next_time():
    made = [
        augmentation.make_batch(np.zeros((12, 1, 1, 1)), np.arange(12), step, batch=4, seed=1, change=lambda A, rng: A)
        for step in range(6)
    ]
    first, second = (np.concatenate([labels for _, labels in made[i : i + 3]]) for i in (0, 3))
    assert sorted(first) == sorted(second) == list(range(12))
    assert first.tolist() != second.tolist()


@pytest.mark.parametrize("workers", [1, 3])
def test_batches_of_the_background_come_in_order(workers):
    def make(step):
        time.sleep(0.002 * (step % 3))
        return step

    assert list(augmentation.in_background(make, 12, workers=workers)) == list(range(12))


def test_what_a_worker_raises_comes_in_its_turn():
    batches = augmentation.in_background(lambda step: 1 // (2 - step), 5)
    assert [next(batches), next(batches)] == [0, 1]
    with pytest.raises(ZeroDivisionError):
        next(batches)


def test_ten_crops_are_averaged_as_probabilities():
    W = RNG.normal(size=(4, 6 * 8 * 3))

    def scores(crops):
        return W @ crops.reshape(len(crops), -1).T

    total = 0
    for top, left in ((0, 0), (0, 2), (2, 0), (2, 2), (1, 1)):
        crop = X[:, top : top + 6, left : left + 8]
        total = total + softmax(scores(crop), axis=0) + softmax(scores(np.flip(crop, axis=2)), axis=0)
    np.testing.assert_allclose(augmentation.ten_crop_predict(scores, X, 6, 8), total / 10)
