"""The explorations of course 1, week 4: layers as blocks.

explore_blocks          any block of a small network opened, forward or backward: shapes and live numbers
explore_signal_size     how large signals are in each layer, by depth, width and scale of the first weights
"""

from functools import cache

import numpy as np

from deepcourse.datasets import load_pullover_or_coat
from deepcourse.experiments.course1.signal_sizes import signal_sizes
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course1 import building_blocks as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn import building_blocks as nn
from deepcourse.nn.activations import relu_backward

LAYER_DIMS, SEED = [3, 4, 2, 1], 15
OTHER_INPUTS = np.array([[-1.0, 0.5], [1.0, 2.0], [0.5, -1.0]])  # columns 2 and 3 of X; the slider moves column 1
LABELS = np.array([[1.0, 0.0, 1.0]])
PICTURES = 60
SCALES = (0.1, 0.2, 0.5, 0.8, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 3.0, 5.0, 10.0)
LIMITS = 1e-10, 1e18  # of a typical entry: what twenty layers of any scale reach, but for the smallest


def blocks_at(x1):
    """Return (AL, caches) of the small network for three examples, the first of which begins with x1."""
    X = np.hstack([[[x1], [1.0], [-0.5]], OTHER_INPUTS])
    return nn.L_model_forward(X, nn.initialize_parameters_deep(LAYER_DIMS, SEED))


def inside_forward(layer, AL, caches):
    """Return the arrays of a forward block and its formula."""
    (A_prev, W, b), Z = caches[layer - 1]
    A = AL if layer == len(caches) else caches[layer][0][0]
    name = "X" if layer == 1 else f"A[{layer - 1}]"
    arrays = {name: A_prev, f"W[{layer}]": W, f"b[{layer}]": b, f"Z[{layer}]": Z, f"A[{layer}]": A}
    kind = "sigmoid" if layer == len(caches) else "relu"
    return arrays, f"Z[{layer}] = W[{layer}] {name} + b[{layer}]     A[{layer}] = {kind}(Z[{layer}])"


def inside_backward(layer, AL, caches):
    """Return the arrays of a backward block and its formula."""
    L, dZ, dA = len(caches), AL - LABELS, None
    for number in range(L, layer - 1, -1):
        if number < L:
            dZ = relu_backward(dA, caches[number - 1][1])
        came, (dA, dW, db) = dA, nn.linear_backward(dZ, caches[number - 1][0])
    arrays = ({} if layer == L else {f"dA[{layer}]": came}) | {
        f"dZ[{layer}]": dZ,
        f"dW[{layer}]": dW,
        f"db[{layer}]": db,
    }
    first = f"dZ[{layer}] = A[{layer}] - Y" if layer == L else f"dZ[{layer}] = dA[{layer}] * relu'(Z[{layer}])"
    if layer == 1:
        return arrays, f"{first}     dW[1] = dZ[1] X^T / m     db[1] = row sums / m"
    told = f"{first}     dW[{layer}] = dZ[{layer}] A[{layer - 1}]^T / m     dA[{layer - 1}] = W[{layer}]^T dZ[{layer}]"
    return arrays | {f"dA[{layer - 1}]": dA}, told


def explore_blocks():
    """Return an exploration: the blocks of a 3-4-2-1 network, one of them opened, with three examples in it."""

    def draw(direction, layer, x1):
        AL, caches = blocks_at(x1)
        inside = inside_forward if direction == "forward" else inside_backward
        arrays, formula = inside(layer, AL, caches)
        margins = {"left": 0.01, "right": 0.99, "bottom": 0.01, "top": 0.94, "hspace": 0.16}
        figure, axes = new_figure(2, 1, height=5.6, pyplot=False, margins=margins, height_ratios=(1.35, 1))
        figures.draw_opened(len(caches), (direction, layer), arrays, formula, axes)
        shapes = ", ".join(f"{name} {values.shape}" for name, values in arrays.items())
        return figure, f"layer {layer}, {direction}: {shapes}; cost {nn.compute_cost(AL, LABELS):.3f}"

    return Exploration(
        draw,
        direction=choice("direction", ("forward", "backward")),
        layer=slider("layer", 1, 1, len(LAYER_DIMS) - 1, 1),
        x1=slider("first input", 2.0, -3.0, 3.0, 0.5),
    )


@cache
def pictures():
    """Return (X, Y): a few photographs, standardised."""
    data = load_pullover_or_coat()
    X = data.X_train[:, :PICTURES]
    return (X - data.X_train.mean()) / data.X_train.std(), data.Y_train[:, :PICTURES]


@cache
def sizes_at(depth, width, scale):
    """Return the sizes forward and backward of a network, computed once."""
    return signal_sizes(*pictures(), [784] + [width] * (depth - 1) + [1], scale)


def explore_signal_size():
    """Return an exploration: typical entries of activations and of what comes back, in every layer of a network."""

    def draw(depth, width, scale):
        forward, backward = sizes_at(depth, width, scale)
        margins = {"left": 0.08, "right": 0.985, "bottom": 0.15, "top": 0.91, "wspace": 0.22}
        figure, axes = new_figure(1, 2, height=3.5, pyplot=False, margins=margins)
        figures.draw_sizes({"1/√n": (forward, backward)}, axes, limits=LIMITS)
        for ax in axes:
            ax.set_xlim(-0.5, 20.5)
        told = f"{depth} layers of {width} units, weights {scale:.3g}/√n: "
        return figure, told + f"A[{depth - 1}] is about {forward[-1]:.2g}, dZ[1] about {backward[0]:.2g}"

    return Exploration(
        draw,
        depth=slider("layers", 10, 2, 20, 1),
        width=slider("units in each", 100, 20, 200, 20),
        scale=stops_slider("weight scale", SCALES, 1.0),
    )
