"""Patches against squares that are cut out one by one."""

import numpy as np
import pytest

from deepcourse.sequence.patches import patches


@pytest.mark.parametrize(
    ("shape", "size"), [((2, 4, 6, 1), 2), ((3, 9, 6, 3), 3), ((1, 5, 5, 2), 5), ((2, 2, 3, 4), 1)]
)
def test_each_column_is_the_square_at_its_place(shape, size):
    images = np.random.default_rng(1).normal(size=shape)
    found, (m, n_H, n_W, n_C) = patches(images, size), shape
    assert found.shape == (size * size * n_C, m, n_H * n_W // size**2)
    for example in range(m):
        for t in range(found.shape[2]):
            row, column = divmod(t, n_W // size)
            square = images[example, row * size : (row + 1) * size, column * size : (column + 1) * size]
            np.testing.assert_array_equal(found[:, example, t], square.ravel())


def test_of_patches_of_one_pixel_the_picture_can_be_put_together():
    images = np.random.default_rng(2).normal(size=(3, 4, 5, 2))
    np.testing.assert_array_equal(patches(images, 1).transpose(1, 2, 0).reshape(images.shape), images)


def test_what_does_not_fit_is_said():
    with pytest.raises(ValueError, match="pictures of 6 x 4 pixels cannot be cut into patches of 4 x 4"):
        patches(np.zeros((1, 6, 4, 1)), 4)
