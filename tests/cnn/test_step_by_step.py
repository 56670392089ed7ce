"""The layers as the notebook writes them are those of the package, and so of PyTorch; broken ones are broken."""

import numpy as np
import pytest
from hypothesis import given, settings

from cnn.by_definition import conv_by_definition, pool_by_definition
from cnn.test_convolution import geometries
from deepcourse.cnn import convolution, pooling
from deepcourse.cnn import step_by_step as cnn
from deepcourse.experiments.course4.broken_convolutions import BROKEN, MORE, differs, right
from oracles import record_convolution as recorded

modes = pytest.mark.parametrize("mode", pooling.MODES)
EVERY = BROKEN | MORE


def same(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-10, atol=1e-12)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(geometries())
def test_one_product_is_the_definition(made):
    A_prev, W, b, options = made
    Z, cache = cnn.conv_forward_fast(A_prev, W, b, **options)
    same(Z, conv_by_definition(A_prev, W, b, **options))
    assert all(one is other for one, other in zip(cache[:3], (A_prev, W, b), strict=True))
    assert cache[3:] == (options["stride"], options["pad"])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(geometries())
def test_the_gradient_of_the_pictures_is_a_convolution(made):
    A_prev, W, b, options = made
    Z, cache = convolution.conv_forward(A_prev, W, b, **options)
    dZ = recorded.gradient_of(Z)
    D, V = cnn.backward_as_convolution(dZ, W, A_prev.shape, **options)
    dA_prev, _ = convolution.conv_forward(D, V, np.zeros((1, 1, 1, A_prev.shape[3])))
    same(dA_prev, convolution.conv_backward(dZ, cache)[0])


@modes
@pytest.mark.parametrize("which", range(len(recorded.POOLS)), ids=[str(sizes) for sizes in recorded.POOLS])
def test_pooling_is_the_definition_and_goes_back_as_the_fast_one_does(which, mode):
    """Whole numbers: of several equal ones both give the gradient to the first."""
    A_prev, options = recorded.pooled(*recorded.POOLS[which])
    A, cache = cnn.pool_forward(A_prev, **options, mode=mode)
    same(A, pool_by_definition(A_prev, **options, mode=mode))
    fast, fast_cache = pooling.pool_forward(A_prev, **options, mode=mode)
    same(A, fast)
    dA = recorded.gradient_of(A)
    same(cnn.pool_backward(dA, cache), pooling.pool_backward(dA, fast_cache))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"f": 2, "stride": 2, "mode": "mean"}, "mode is 'mean'; it must be one of 'max', 'average'"),
        ({"f": 5, "stride": 1}, "a filter of 5 does not fit into 4 pixels"),
    ],
)
def test_what_cannot_be_is_named(options, told):
    with pytest.raises(ValueError, match=told):
        cnn.pool_forward(np.zeros((1, 4, 3, 1)), **options)


# --- broken on purpose ----------------------------------------------------------------------------------------------

HARMLESS = {  # sizes and options for which a broken layer is right: (m, height, width, n_C_prev), stride, pad
    "the corner ignores the stride": ((2, 5, 6, 2), 1, 1),
    "all zeros below and right": ((2, 5, 8, 2), 2, 0),
    "n_H and n_W exchanged": ((2, 5, 5, 2), 2, 1),
    "first channel only": ((2, 5, 8, 1), 2, 1),
    "sizes rounded up": ((2, 5, 7, 2), 2, 1),
    "first picture for all": ((1, 5, 8, 2), 2, 1),
    "last channel only": ((2, 5, 8, 1), 2, 1),
    "last picture for all": ((1, 5, 8, 2), 2, 1),
}


def made(shape, f=3):
    rng = np.random.default_rng(0)
    return rng.normal(size=shape), rng.normal(size=(f, f, shape[3], 2)), rng.normal(size=(1, 1, 1, 2))


@pytest.mark.parametrize("name", EVERY)
def test_a_broken_layer_is_wrong_where_everything_counts(name):
    arguments = *made((2, 5, 8, 2)), 2, 1
    assert differs(EVERY[name](*arguments), right(*arguments))


@pytest.mark.parametrize("name", HARMLESS)
def test_and_right_where_its_mistake_cannot_show(name):
    shape, stride, pad = HARMLESS[name]
    arguments = *made(shape), stride, pad
    assert not differs(EVERY[name](*arguments), right(*arguments))


def test_a_bias_of_zero_and_a_symmetric_filter_hide_the_others():
    A_prev, W, b = made((2, 5, 8, 2))
    for name in ("bias in every product", "bias left out"):
        assert not differs(EVERY[name](A_prev, W, 0 * b, 2, 1), right(A_prev, W, 0 * b, 2, 1))
    symmetric = W + W[::-1, ::-1]
    assert not differs(BROKEN["filters turned"](A_prev, symmetric, b, 2, 1), right(A_prev, symmetric, b, 2, 1))
