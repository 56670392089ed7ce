"""Receptive fields against nudged pixels and NaN."""

import numpy as np
import pytest

from deepcourse.cnn import receptive_fields as cnn
from deepcourse.cnn.pooling import pool_forward
from deepcourse.cnn.pretrained import as_input, run
from deepcourse.datasets import load_pretrained

STEPS = load_pretrained().steps


def random_network(rng):
    """Return layers of one channel, and the same as (f, stride, pad)."""
    layers, sizes = [], []
    for _ in range(int(rng.integers(1, 4))):
        f, stride, pad = int(rng.integers(2, 4)), int(rng.integers(1, 3)), int(rng.integers(0, 2))
        layers.append(("conv", rng.uniform(0.2, 1, size=(f, f)), stride, pad))
        sizes.append((f, stride, pad))
    return layers, sizes


@pytest.mark.parametrize("seed", range(12))
def test_the_computed_field_is_where_a_nan_can_be_seen(seed):
    """NaN in one pixel reaches exactly the positions whose field holds it."""
    rng = np.random.default_rng(seed)
    layers, sizes = random_network(rng)
    field, shape = cnn.receptive_field(sizes), (19, 23)
    h, w = (int(n) for n in rng.integers(0, 3, size=2))
    n = shape[0] * shape[1]
    X = np.where(np.eye(n) > 0, np.nan, 1.0).reshape(n, *shape)
    rows, columns = np.nonzero(np.isnan(cnn.small_network(layers, h, w)(X)).reshape(shape))
    assert cnn.field_box(h, w, field, shape) == (rows.min(), rows.max() + 1, columns.min(), columns.max() + 1)


@pytest.mark.parametrize("seed", range(6))
def test_the_measured_field_is_the_computed_one(seed):
    rng = np.random.default_rng(seed)
    layers, sizes = random_network(rng)
    layers.insert(1, ("relu",))
    expected = cnn.field_box(1, 2, cnn.receptive_field(sizes), (19, 23))
    assert cnn.measured_field(cnn.small_network(layers, 1, 2), (19, 23)) == expected


def test_maxima_are_those_of_the_package():
    X = np.random.default_rng(1).normal(size=(3, 9, 8))
    got = cnn.small_network([("max", 3, 2)], 1, 2)(X)
    np.testing.assert_array_equal(got, pool_forward(X[..., None], f=3, stride=2, mode="max")[0][:, 1, 2, 0])


@pytest.mark.parametrize("place", [0, 4, 9, 14, 22])
def test_fields_of_the_pretrained_network_hold_all_that_a_pixel_can_change(place):
    picture = np.random.default_rng(2).uniform(size=(96, 128, 3))
    field = cnn.receptive_field(cnn.layers_to(STEPS, place, 96))
    before = run(STEPS, as_input(picture), place + 1)[0][-1]
    h, w = before.shape[1] // 2, before.shape[2] // 3
    top, bottom, left, right = cnn.field_box(h, w, field, picture.shape[:2])
    outside = np.random.default_rng(3).uniform(size=picture.shape)
    outside[top:bottom, left:right] = picture[top:bottom, left:right]
    after = run(STEPS, as_input(outside), place + 1)[0][-1]
    np.testing.assert_allclose(after[0, h, w], before[0, h, w], atol=1e-5)
    outside[top:bottom, left] = 1 - outside[top:bottom, left]
    assert np.abs(run(STEPS, as_input(outside), place + 1)[0][-1][0, h, w] - before[0, h, w]).max() > 1e-5
