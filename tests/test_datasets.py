"""The data are what their page says: shapes, labels, ranges, and no picture in both parts."""

import numpy as np
import pytest

from deepcourse.datasets import load_pullover_or_coat, pullover_or_coat, shoulder_brightness


@pytest.fixture(scope="module")
def data():
    return load_pullover_or_coat()


def test_shapes_and_types(data):
    assert [part.shape for part in data[:4]] == [(784, 2000), (1, 2000), (784, 1000), (1, 1000)]
    assert {part.dtype for part in data[:4]} == {np.dtype(np.float64)}


def test_brightness_goes_from_zero_to_one_in_256_steps(data):
    values = np.unique(data.X_train)
    assert values[0] == 0.0
    assert values[-1] == 1.0
    np.testing.assert_allclose(values * 255, np.round(values * 255), atol=1e-4)


def test_half_of_each_part_is_a_coat(data):
    assert data.Y_train.mean() == 0.5
    assert data.Y_test.mean() == 0.5
    assert set(np.unique(data.Y_train)) == {0.0, 1.0}


def test_no_test_picture_is_a_training_picture(data):
    train, test = ({column.tobytes() for column in np.ascontiguousarray(X.T)} for X in (data.X_train, data.X_test))
    assert len(train) == 2000
    assert not train & test


def test_a_picture_is_upright_and_on_black_ground(data):
    mean = data.X_train.mean(axis=1).reshape(28, 28)
    assert mean[:, 12:16].mean() > 4 * mean[:, :2].mean()  # cloth in the middle, black at the edge
    np.testing.assert_allclose(mean, mean[:, ::-1], atol=0.15)  # clothes are nearly symmetric from left to right


def test_shoulder_brightness_is_standardised(data):
    x = shoulder_brightness(data.X_train)
    assert x.shape == (1, 2000)
    assert x.mean() == pytest.approx(0, abs=1e-12)
    assert x.std() == pytest.approx(1)
    assert x[data.Y_train == 0].mean() > 0.3 > x[data.Y_train == 1].mean()  # bright shoulders speak for a pullover


def test_the_sheet_is_small():
    assert pullover_or_coat.SHEET.stat().st_size < 2_000_000
