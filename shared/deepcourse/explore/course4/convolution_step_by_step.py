"""The explorations of course 4, week 1: convolution step by step.

explore_windows     a window that moves over all channels of a padded picture, and Z as it is filled
explore_shares      what each window gives back on the way back, and how overlapping windows add up
"""

import numpy as np

from deepcourse.cnn import convolution, step_by_step
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course4 import convolution_step_by_step as figures
from deepcourse.figures.style import new_figure

PICTURE = np.array(  # (4, 5, 2)
    [[[1, 0], [2, 1], [0, 3], [1, 1], [3, 0]], [[0, 2], [1, 0], [3, 1], [2, 2], [1, 1]],
     [[2, 1], [0, 1], [1, 0], [0, 2], [2, 3]], [[1, 3], [3, 0], [2, 1], [1, 0], [0, 2]]], dtype=float
)  # fmt: skip
FILTERS = np.stack(  # (3, 3, 2, 2): the last axis numbers the filters
    [np.array([[[1, 0], [0, 1], [-1, 0]], [[2, -1], [0, 0], [-2, 1]], [[1, 0], [0, -1], [-1, 0]]]),
     np.array([[[0, 1], [1, 1], [0, 1]], [[1, -1], [-2, 0], [1, -1]], [[0, 0], [1, -2], [0, 0]]])], axis=3
).astype(float)  # fmt: skip
BIASES = np.array([2.0, -1.0]).reshape(1, 1, 1, 2)
PLACES = 20  # of stride 1 with a frame: no other setting has more


def explore_windows():
    """Return an exploration: a window steps through a padded picture of two channels, and fills one channel of Z."""

    def draw(place, stride, pad, k):
        Z, _ = convolution.conv_forward(PICTURE[np.newaxis], FILTERS, BIASES, stride=stride, pad=pad)
        Z = Z[0, :, :, k]
        here = min(place, Z.size) - 1
        h, w = divmod(here, Z.shape[1])
        filled = np.where(np.arange(Z.size).reshape(Z.shape) <= here, Z, np.nan)
        padded, b = convolution.zero_pad(PICTURE[np.newaxis], pad)[0], float(BIASES[0, 0, 0, k])
        margins = {"left": 0.02, "right": 0.98, "bottom": 0.02, "top": 0.93, "hspace": 0.16, "wspace": 0.08}
        figure, _ = new_figure(0, height=5.6, pyplot=False, margins=margins)
        figures.draw_place(figure, padded, FILTERS[..., k], b, filled, (h, w), pad, stride, k)
        top, left = h * stride, w * stride
        told = f"place {here + 1} of {Z.size}: Z[0, {h}, {w}, {k}] = {Z[h, w]:.0f}, from rows {top} to {top + 2} and "
        return figure, f"{told}columns {left} to {left + 2} of both channels of the padded picture; Z is {Z.shape}"

    return Exploration(
        draw,
        still={"place": PLACES},
        place=slider("place", 1, 1, PLACES, 1),
        stride=slider("stride", 1, 1, 3, 1),
        pad=slider("pad", 0, 0, 1, 1),
        k=slider("filter", 0, 0, 1, 1),
    )


GIVEN = np.array(  # (5, 6), with equal numbers in many windows
    [[1, 3, 0, 2, 2, 1], [0, 2, 4, 1, 2, 0], [5, 1, 4, 0, 3, 1], [2, 5, 1, 2, 0, 3], [1, 0, 2, 6, 1, 2]], dtype=float
)  # fmt: skip
FLAT = {2: np.array([[1.0, -1.0], [2.0, 1.0]]), 3: np.array([[1.0, 0.0, -1.0], [2.0, 1.0, -2.0], [1.0, 3.0, -1.0]])}
LAYERS = ("convolution", "max pooling", "average pooling")
STEPS = 20  # windows of 2 at stride 1: no other setting has more


def gradient_of_answers(f, stride):
    """Return what comes from above, (n_H, n_W): 1, 2, 3, 1, 2, 3, ..."""
    n_H, n_W = ((n - f) // stride + 1 for n in GIVEN.shape)
    return (1 + np.arange(n_H * n_W) % 3).reshape(n_H, n_W).astype(float)


def given_back(layer, f, stride, dZ):
    """Return the gradient of the numbers that a layer was given, (5, 6)."""
    X = GIVEN[np.newaxis, :, :, np.newaxis]
    if layer == "convolution":
        cache = X, FLAT[f][:, :, np.newaxis, np.newaxis], np.zeros((1, 1, 1, 1)), stride, 0
        return convolution.conv_backward(dZ[np.newaxis, :, :, np.newaxis], cache)[0][0, :, :, 0]
    cache = X, f, stride, layer.split()[0]
    return step_by_step.pool_backward(dZ[np.newaxis, :, :, np.newaxis], cache)[0, :, :, 0]


def explore_shares():
    """Return an exploration: window by window, the gradient of what a layer was given comes together."""

    def draw(layer, f, stride, step):
        dZ = gradient_of_answers(f, stride)
        done = min(step, dZ.size)
        number = np.arange(dZ.size).reshape(dZ.shape)
        shares, inside = np.zeros(GIVEN.shape, int), np.zeros(GIVEN.shape, bool)
        places = [divmod(i, dZ.shape[1]) for i in range(done)]
        for h, w in places:
            shares[h * stride : h * stride + f, w * stride : w * stride + f] += 1
        place, window = None, None
        if places:
            place = h, w = places[-1]
            window = (h * stride, w * stride, f, f)
            inside[h * stride : h * stride + f, w * stride : w * stride + f] = True
        margins = {"left": 0.01, "right": 0.99, "bottom": 0.02, "top": 0.88, "wspace": 0.06}
        figure, axes = new_figure(1, 4, height=2.5, pyplot=False, margins=margins, width_ratios=(6, 5, 6, 6))
        share = given_back(layer, f, stride, np.where(number == done - 1, dZ, 0))
        tables = {
            "A_prev": GIVEN,
            "dZ, from above" if layer == "convolution" else "dA, from above": dZ,
            "from this window": np.where(inside, share, np.nan),
            "dA_prev, so far": given_back(layer, f, stride, np.where(number < done, dZ, 0)),
        }
        figures.draw_shares(axes, tables, window, place, decimals=2 if layer == "average pooling" else 0)
        most = int(shares.max())
        told = f"{layer}, f = {f}, stride = {stride}: {done} of {dZ.size} windows have given back"
        nothing = int((shares == 0).sum())
        return figure, f"{told}; a pixel lies in {most} of these at most, and {nothing} pixels lie in none of them"

    return Exploration(
        draw,
        still={"step": STEPS},
        layer=choice("layer", LAYERS),
        f=slider("f", 2, 2, 3, 1),
        stride=slider("stride", 1, 1, 3, 1),
        step=slider("step", 0, 0, STEPS, 1),
    )
