"""Anchors fit by counted squares, and k-means ends where nothing moves: at the best partition of small sets."""

from itertools import product

import numpy as np
import pytest

from deepcourse.cnn import anchors, detection


def test_sizes_have_the_iou_of_boxes_with_one_centre():
    rng = np.random.default_rng(0)
    sizes, those = rng.uniform(2, 40, (15, 2)), rng.uniform(2, 40, (4, 2))
    centred = [np.stack([-s[:, 1], -s[:, 0], s[:, 1], s[:, 0]], axis=1) / 2 for s in (sizes, those)]
    np.testing.assert_allclose(anchors.size_iou(sizes, those), detection.iou_matrix(*centred))
    np.testing.assert_array_equal(anchors.assign_anchors(sizes, those), detection.iou_matrix(*centred).argmax(axis=1))


def test_of_equal_fits_the_first_anchor_is_taken():
    assert anchors.assign_anchors([[8, 8]], [[16, 8], [4, 8], [8, 16]]).tolist() == [0]
    assert anchors.assign_anchors(np.empty((0, 2)), [[3, 4]]).tolist() == []


@pytest.mark.parametrize("seed", range(4))
def test_kmeans_ends_where_nothing_moves(seed):
    rng = np.random.default_rng(seed)
    sizes = rng.uniform(4, 40, (60, 2))
    found = anchors.kmeans_anchors(sizes, sizes[:4])
    nearest = [max(range(4), key=lambda k: anchors.size_iou([size], found)[0, k]) for size in sizes]
    for k in range(4):
        np.testing.assert_allclose(
            found[k], np.mean([s for s, n in zip(sizes, nearest, strict=True) if n == k], axis=0)
        )
    assert anchors.size_iou(sizes, found).max(axis=1).mean() > anchors.size_iou(sizes, sizes[:4]).max(axis=1).mean()


def test_kmeans_finds_the_best_partition_of_a_small_set():
    rng = np.random.default_rng(5)
    sizes = np.concatenate([rng.normal(middle, 1.0, (3, 2)) for middle in ((10, 30), (30, 12), (9, 9))])

    def fit(partition):
        groups = np.array(partition)
        if len(set(partition)) < 3:
            return -1.0
        means = np.array([sizes[groups == k].mean(axis=0) for k in range(3)])
        return np.mean([anchors.size_iou([size], [means[k]])[0, 0] for size, k in zip(sizes, groups, strict=True)])

    best = max(product(range(3), repeat=5), key=lambda tail: fit((0, 0, 0, 1, *tail)))
    best_fit = fit((0, 0, 0, 1, *best))
    found = anchors.kmeans_anchors(sizes, sizes[[0, 3, 6]])
    assert anchors.size_iou(sizes, found).max(axis=1).mean() == pytest.approx(best_fit)


def test_an_anchor_without_sizes_stays_and_the_start_is_not_changed():
    start = np.array([[10.0, 10], [1, 90]])
    found = anchors.kmeans_anchors([[11, 9], [12, 10]], start)
    np.testing.assert_allclose(found, [[11.5, 9.5], [1, 90]])
    assert start[0, 0] == 10
