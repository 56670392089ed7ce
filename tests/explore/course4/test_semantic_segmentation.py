"""The explorations of semantic_segmentation say what the package says."""

import numpy as np
import pytest

from deepcourse.cnn.transposed import overlap_counts, transpose_conv_forward
from deepcourse.explore.course4 import semantic_segmentation as explore
from quiet import SILENT

pytestmark = SILENT


def test_all_patches_together_are_the_layer_of_the_package():
    A_prev, W = explore.A[None, :, :, None], explore.W[:, :, None, None]
    Z, _ = transpose_conv_forward(A_prev, W, np.zeros((1, 1, 1, 1)), stride=explore.STRIDE)
    np.testing.assert_array_equal(explore.patches(explore.A.size)[0], Z[0, :, :, 0])


def test_blocks_of_one_pixel_are_perfect_and_larger_ones_lose_most_of_the_small_classes():
    draw = explore.explore_coarse().draw
    assert draw(1, 1)[1].count("1.00") == 5
    words = draw(8, 2)[1].replace(",", "").split()
    background, pedestrian = (float(words[words.index(name) + 1]) for name in ("background", "pedestrian"))
    assert background > 0.85 > 0.6 > pedestrian


@pytest.mark.parametrize(("f", "stride"), [(3, 2), (4, 2), (7, 4), (1, 3)])
def test_the_strips_are_counted_as_the_package_counts(f, stride):
    counts = [int(word) for word in explore.explore_strips().draw(f, stride)[1].split("are ")[1].split()]
    assert counts == overlap_counts(explore.INPUTS, f, stride=stride).tolist()
