"""One filter over one picture: against SciPy, plain loops, and the layer that does the same."""

import numpy as np
import pytest
from scipy import signal

from deepcourse.cnn import filters as cnn
from deepcourse.cnn.convolution import conv_forward, zero_pad


def picture(*shape):
    return np.random.default_rng(shape).normal(size=shape)


@pytest.mark.parametrize(
    ("n", "f", "p", "s"), [(n, f, p, s) for n in (5, 6, 9) for f in (1, 2, 3, 5) for p in (0, 2) for s in (1, 2, 4)]
)
def test_output_size_counts_the_steps_that_stay_inside(n, f, p, s):
    assert cnn.output_size(n, f, p, s) == len([first for first in range(0, n + 2 * p, s) if first + f <= n + 2 * p])


@pytest.mark.parametrize("f", [1, 3, 5, 11])
def test_same_padding_keeps_the_size(f):
    assert all(cnn.output_size(n, f, cnn.same_padding(f), 1) == n for n in (1, 2, 10))


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: cnn.same_padding(4), "even width 4"),
        (
            lambda: cnn.output_size(4, 7, 1, 1),
            r"a filter of 7 does not fit into 4 pixels padded by 1 on both sides \(6\)",
        ),
        (lambda: cnn.output_size(4, 3, 0, 0), "the stride is 0"),
        (lambda: cnn.convolve2d(picture(2, 9), picture(3, 3)), "does not fit into 2 pixels"),
        (
            lambda: cnn.convolve_volume(picture(5, 5, 3), picture(3, 3, 2)),
            r"picture \(5, 5, 3\) and of the filter \(3, 3, 2\) differ",
        ),
        (
            lambda: cnn.learn_filter(picture(5, 5), picture(5, 5), 3, learning_rate=1, steps=1),
            r"makes \(3, 3\) of a picture",
        ),
    ],
)
def test_what_cannot_be_is_named(call, told):
    with pytest.raises(ValueError, match=told):
        call()


def test_a_kernel_answers_as_scipy_correlates():
    image, kernel = picture(8, 11), picture(3, 3)
    expected = signal.correlate2d(image, kernel, mode="valid")
    np.testing.assert_allclose(cnn.convolve2d(image, kernel), expected, atol=1e-12)
    np.testing.assert_allclose(cnn.convolve2d(image, kernel, stride=2), expected[::2, ::2], atol=1e-12)
    padded = signal.correlate2d(np.pad(image, 2), kernel, mode="valid")
    np.testing.assert_allclose(cnn.convolve2d(image, kernel, padding=2, stride=3), padded[::3, ::3], atol=1e-12)


def test_a_flipped_kernel_makes_the_convolution_of_mathematics():
    image, kernel = picture(8, 11), picture(3, 3)
    expected = signal.convolve2d(image, kernel, mode="valid")
    np.testing.assert_allclose(cnn.convolve2d(image, cnn.flip(kernel)), expected, atol=1e-12)


@pytest.mark.parametrize(("padding", "stride"), [(0, 1), (2, 1), (1, 3)])
def test_filters_on_a_volume_are_a_layer_without_biases(padding, stride):
    image, kernels = picture(7, 9, 3), picture(3, 3, 3, 4)
    expected, _ = conv_forward(image[None], kernels, np.zeros((1, 1, 1, 4)), stride=stride, pad=padding)
    np.testing.assert_allclose(cnn.convolve_filters(image, kernels, padding, stride), expected[0], atol=1e-12)
    one = cnn.convolve_volume(image, kernels[..., 2], padding, stride)
    np.testing.assert_allclose(one, expected[0, ..., 2], atol=1e-12)


@pytest.mark.parametrize(("name", "scipy_name"), [("Sobel", "sobel")])
def test_sobel_is_that_of_scipy_turned_round(name, scipy_name):
    from scipy import ndimage

    image = picture(9, 10)
    expected = -getattr(ndimage, scipy_name)(image, axis=1)[1:-1, 1:-1]  # SciPy's: right minus left
    np.testing.assert_allclose(cnn.convolve2d(image, cnn.KERNELS[name]), expected, atol=1e-12)


def test_an_edge_from_bright_to_dark_gives_a_positive_answer():
    vertical = np.tile([1.0, 1.0, 1.0, 0.0, 0.0, 0.0], (6, 1))
    for name in ("vertical edges", "Sobel", "Scharr"):
        assert (
            cnn.convolve2d(vertical, cnn.KERNELS[name]).min() == 0 < cnn.convolve2d(vertical, cnn.KERNELS[name]).max()
        )
    assert cnn.convolve2d(vertical.T, cnn.KERNELS["horizontal edges"]).max() == 3
    assert np.allclose(cnn.convolve2d(vertical, cnn.KERNELS["horizontal edges"]), 0)


def test_the_learned_filter_is_the_hidden_one_and_its_gradient_a_slope():
    image, hidden = picture(14, 16), picture(3, 3)
    target = cnn.convolve2d(image, hidden)
    kernel, costs = cnn.learn_filter(image, target, 3, learning_rate=0.3, steps=80)
    np.testing.assert_allclose(kernel, hidden, atol=1e-6)
    assert costs[0] == pytest.approx(np.mean(target**2))
    first, _ = cnn.learn_filter(image, target, 3, learning_rate=1.0, steps=1)
    for place in np.ndindex(3, 3):
        step = np.zeros((3, 3))
        step[place] = 1e-6
        ahead, behind = (np.mean((cnn.convolve2d(image, h * step) - target) ** 2) for h in (1, -1))
        assert -first[place] == pytest.approx((ahead - behind) / 2e-6, rel=1e-5, abs=1e-7)


SETTINGS = [(flipped, p, s) for flipped in (False, True) for p in (0, 1, 2) for s in (1, 2, 3, 4)]


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_settings_are_found_in_what_scipy_makes(settings):
    flipped, padding, stride = settings
    image, kernel = picture(11, 12), picture(3, 3)
    made = (signal.convolve2d if flipped else signal.correlate2d)(np.pad(image, padding), kernel, mode="valid")
    assert cnn.find_settings(image, kernel, made[::stride, ::stride]) == settings


def test_of_settings_that_fit_equally_the_first_is_found():
    image, symmetric = np.ones((5, 5)), cnn.KERNELS["blur"]
    assert cnn.find_settings(image, symmetric, np.ones((3, 3))) == (False, 0, 1)
    assert cnn.find_settings(image, symmetric, np.ones((1, 1))) == (False, 0, 3)
    with pytest.raises(ValueError, match="no padding below 3"):
        cnn.find_settings(image, symmetric, np.full((3, 3), 2.0))


@pytest.mark.parametrize("name", ["vertical edges", "Sobel", "Scharr", "horizontal edges", "blur"])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_kernel_of_rank_one_is_its_column_times_its_row(name, sign):
    kernel, image = sign * cnn.KERNELS[name], picture(9, 12)
    column, row = cnn.outer_factors(kernel)
    assert column.shape == row.shape == (3,)
    np.testing.assert_allclose(np.outer(column, row), kernel, atol=1e-12)
    passes = cnn.correlate(cnn.correlate(image, column[:, None]), row[None])
    np.testing.assert_allclose(passes, signal.correlate2d(image, kernel, mode="valid"), atol=1e-12)


def test_a_kernel_of_higher_rank_has_no_factors():
    for kernel in (cnn.KERNELS["sharpen"], np.eye(3), picture(4, 4)):
        assert np.linalg.matrix_rank(kernel) > 1
        with pytest.raises(ValueError, match="no column times row"):
            cnn.outer_factors(kernel)


@pytest.mark.parametrize(("n_H", "n_W", "f"), [(6, 8, 3), (9, 5, 5), (4, 7, 1)])
def test_multiplications_are_those_of_loops(n_H, n_W, f):
    at_once = sum(f * f for _ in range(n_H - f + 1) for _ in range(n_W - f + 1))
    first = sum(f for _ in range(n_H - f + 1) for _ in range(n_W))
    second = sum(f for _ in range(n_H - f + 1) for _ in range(n_W - f + 1))
    assert cnn.multiplications(n_H, n_W, f) == (at_once, first + second)


def test_zero_pad_frames_height_and_width_only():
    X = picture(2, 3, 4, 2)
    padded = zero_pad(X, 2)
    assert padded.shape == (2, 7, 8, 2)
    np.testing.assert_array_equal(padded[:, 2:-2, 2:-2], X)
    assert np.abs(padded).sum() == pytest.approx(np.abs(X).sum())
    np.testing.assert_array_equal(zero_pad(X, 0), X)
