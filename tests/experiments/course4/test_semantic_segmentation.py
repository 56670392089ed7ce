"""What stands behind semantic_segmentation: a record of the right form, pictures and masks that stay together."""

import numpy as np
import pytest

from deepcourse.cnn import segmentation
from deepcourse.cnn.transposed import transpose_conv_forward
from deepcourse.datasets import load_segmented
from deepcourse.experiments.course4 import segmenting


def test_the_record_holds_every_training_once_and_says_what_the_notebook_says():
    runs = load_segmented()
    assert sorted(run[:2] for run in runs) == sorted(
        (way, seed) for way in segmenting.WAYS for seed in segmenting.SEEDS
    )
    ious = {way: np.array([run.ious for run in runs if run.way == way]) for way in segmenting.WAYS}
    assert ious[segmenting.WEIGHTS].mean(axis=1).min() > 0.75
    lost = (ious[segmenting.WEIGHTS] - ious[segmenting.NO_WEIGHTS]).mean(axis=0)
    assert segmenting.PIXELS[lost.argmax()] == "pedestrian"
    assert lost[:2].max() < 0 < lost[3:].min()


def test_masks_are_mirrored_with_their_pictures():
    X, masks = segmenting.scenes(3, 8, "train")
    assert (X.dtype, X.min() >= -0.5, X.max() <= 0.5) == (np.float32, True, True)
    marked = np.where(masks[..., None] == 1, np.float32(9), X)
    moved, moved_masks = segmenting.mirrored_masks(marked, masks, np.random.default_rng(1))
    np.testing.assert_array_equal(np.all(moved == 9, axis=3), moved_masks == 1)
    changed = np.any(moved_masks != masks, axis=(1, 2))
    assert 0 < changed.sum() < 8


def test_a_network_learns_in_a_few_steps():
    X, masks = segmenting.scenes(3, 4, "train")
    network, costs = segmenting.trained(X, masks, segmentation.pixel_cross_entropy, steps=6, width=2)
    assert costs[-1] < costs[0]
    assert segmenting.answered(network, X).shape == masks.shape


def test_perfect_answers_in_larger_blocks_are_worse():
    _, masks = segmenting.scenes(4, 6, "test")
    means = [np.nanmean(segmenting.ceilings(masks, factor)) for factor in (1, 2, 4, 8)]
    assert means == sorted(means, reverse=True)
    assert means[0] == 1


@pytest.mark.parametrize(("f", "flat"), [(2, True), (3, False), (4, True)])
def test_equal_weights_make_a_pattern_where_counts_differ(f, flat):
    Z = segmenting.textures(transpose_conv_forward, f, (f - 1) // 2)
    centre = Z[tuple(slice(n // 4, n - n // 4) for n in Z.shape)]
    assert np.isclose(centre.max(), centre.min()) == flat
