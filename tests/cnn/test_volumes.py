"""Convolution over volumes against PyTorch's digests, and its cost against what the reference makes."""

import json

import numpy as np
import pytest

from deepcourse.cnn import volumes
from deepcourse.cnn.convolution import conv_forward
from oracles.record_dimensions import FIXTURE, VOLUMES, digest, gradient_of, volume_layer

SAID = json.loads(FIXTURE.read_text())


@pytest.mark.parametrize("place", range(len(VOLUMES)))
def test_three_dimensions_agree_with_pytorch(place):
    A_prev, W, b, options = volume_layer(*VOLUMES[place])
    Z, cache = volumes.conv3d_forward(A_prev, W, b, **options)
    dA_prev, dW, db = volumes.conv3d_backward(gradient_of(Z), cache)
    for name, array in {"Z": Z, "dA_prev": dA_prev, "dW": dW, "db": db}.items():
        np.testing.assert_allclose(digest(array), SAID["volumes"][place][name], rtol=1e-9, err_msg=name)


def test_float32_stays_float32():
    A_prev, W, b, options = volume_layer(*VOLUMES[0])
    Z, cache = volumes.conv3d_forward(*(array.astype(np.float32) for array in (A_prev, W, b)), **options)
    assert {Z.dtype, *(array.dtype for array in volumes.conv3d_backward(Z, cache))} == {np.dtype(np.float32)}


def test_the_cost_is_that_of_the_arrays():
    A_prev, W, b, options = volume_layer(*VOLUMES[1])
    Z, _ = volumes.conv3d_forward(A_prev, W, b, **options)
    size, parameters, work = volumes.convolution_cost(A_prev.shape[1:4], *W.shape[3:], len(W), **options)
    assert (size, parameters) == (Z.shape[1:4], W.size + b.size)
    assert work == W.size * np.prod(Z.shape[1:4])


def test_the_cost_of_pictures_is_that_of_conv_forward():
    W = np.zeros((3, 3, 2, 4))
    Z, _ = conv_forward(np.zeros((1, 9, 6, 2)), W, np.zeros((1, 1, 1, 4)), stride=2, pad=1)
    assert volumes.convolution_cost((9, 6), 2, 4, 3, stride=2, pad=1)[0] == Z.shape[1:3]
