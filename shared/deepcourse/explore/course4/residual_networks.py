"""The explorations of course 4, week 2: residual networks.

explore_depth       plain against residual networks of growing depth: costs, and gradients by layer
explore_block       a block, step by step: values forward, gradients backward, on both paths
"""

import numpy as np

from deepcourse.cnn.blocks import identity_block_parameters
from deepcourse.cnn.convolution import conv_backward, conv_forward
from deepcourse.datasets.course4.depths import load_depths
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course4 import residual_networks as figures
from deepcourse.figures.style import new_figure
from deepcourse.figures.wording import listed


def explore_depth():
    """Return an exploration: networks of 8 to 32 layers, with and without shortcuts, as recorded with three seeds."""
    networks, steps = load_depths()
    depths = sorted({one.depth for one in networks})

    def draw(depth):
        those = [one for one in networks if one.depth == depth]
        margins = {"left": 0.07, "right": 0.98, "bottom": 0.16, "top": 0.9, "wspace": 0.25}
        figure, (costs, norms) = new_figure(1, 2, height=3.4, pyplot=False, margins=margins)
        figures.draw_costs(those, steps, costs)
        figures.draw_norms([one for one in those if one.seed == 0], norms)
        told = [
            f"{kind} {listed([f'{100 * one.error:.0f} %' for one in those if one.kind == kind])}"
            for kind in ("plain", "residual")
        ]
        return figure, f"{depth} layers, training error of three seeds after {steps} steps: {'; '.join(told)}"

    return Exploration(draw, still={"depth": depths[-1]}, depth=stops_slider("layers", depths))


INPUT = np.array([2.0, 5.0, 2.0, 6.0])
FROM_ABOVE = np.array([1.0, -1.0, 2.0, 3.0])
WEIGHTS = {  # name: the middle columns of both filters
    "some weights": ((0.5, 1.0, -1.0), (1.0, -1.0, 1.0)),
    "all weights 0": ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)),
    "a gain of 0.5": None,
}
ROUTES = ("with the shortcut", "without the shortcut")
FORWARD = ("A_prev", "Z1", "A1", "Z2", "Z", "A")
BACK = ("A", "Z", "A1", "Z1", "A_prev", "A_prev")  # Z2 gets its gradient together with Z
STEPS = len(FORWARD) + len(BACK) - 1


def walked(weights, shortcut):
    """Return (values, gradients, the branch's share): {node: (4,)} of the whole way, and what comes down the branch."""
    if WEIGHTS[weights] is None:
        W1, b, W2, _ = identity_block_parameters(1, 3, 0.5)
    else:
        W1, W2, b = np.zeros((3, 3, 1, 1)), np.zeros((3, 3, 1, 1)), np.zeros((1, 1, 1, 1))
        W1[:, 1, 0, 0], W2[:, 1, 0, 0] = WEIGHTS[weights]
    A_prev = INPUT.reshape(1, 4, 1, 1)
    Z1, cache1 = conv_forward(A_prev, W1, b, pad=1)
    Z2, cache2 = conv_forward(np.maximum(Z1, 0), W2, b, pad=1)
    Z = Z2 + A_prev if shortcut else Z2
    values = {"A_prev": A_prev, "Z1": Z1, "A1": np.maximum(Z1, 0), "Z2": Z2, "Z": Z, "A": np.maximum(Z, 0)}
    dA = FROM_ABOVE.reshape(1, 4, 1, 1)
    dZ = dA * (Z > 0)
    dA1 = conv_backward(dZ, cache2)[0]
    branch = conv_backward(dA1 * (Z1 > 0), cache1)[0]
    gradients = {"A": dA, "Z": dZ, "Z2": dZ, "A1": dA1, "Z1": dA1 * (Z1 > 0)}
    gradients["A_prev"] = branch + dZ if shortcut else branch
    return *({name: array.ravel() for name, array in those.items()} for those in (values, gradients)), branch.ravel()


def explore_block(*, backward=False):
    """Return an exploration: a column of four pixels on its way through a block, and four gradients backward.

    backward : does it open where the forward pass has ended? Its still picture shows the end of the backward pass then,
               and the end of the forward pass otherwise
    """
    forward_done = len(FORWARD) - 1

    def draw(weights, route, step):
        shortcut = route == ROUTES[0]
        values, gradients, branch = walked(weights, shortcut)
        done = max(0, step - len(FORWARD) + 1)
        reached = {name: values[name] for name in FORWARD[: step + 1]}
        back = {name: gradients[name] for name in BACK[:done]}
        if "Z" in back:
            back["Z2"] = gradients["Z2"]
        if done == len(BACK) - 1:
            back["A_prev"] = branch
        marked = BACK[done - 1] if done else FORWARD[step]
        margins = {"left": 0.01, "right": 0.99, "bottom": 0.02, "top": 0.91}
        figure, ax = new_figure(height=3.5, pyplot=False, margins=margins)
        figures.draw_block(ax, reached, back, shortcut, marked)
        return figure, f"{weights}, {route}, step {step} of {STEPS}: {told(done, step, shortcut, reached, back)}"

    return Exploration(
        draw,
        still={"step": STEPS if backward else forward_done},
        weights=choice("weights", WEIGHTS),
        route=choice("route", ROUTES),
        step=slider("step", forward_done if backward else 0, 0, STEPS, 1),
    )


def told(done, step, shortcut, values, gradients):
    """Return what the last step did, in words."""
    if not done:
        name = FORWARD[step]
        return f"{name} = {figures.written(values[name])}"
    name = BACK[done - 1]
    if name == "A_prev":
        share = "through the branch" if done < len(BACK) else "in all, the shortcut's share included"
        share = share if shortcut else "through the branch, the only way"
        return f"at A_prev the gradient is {figures.written(gradients[name])} {share}"
    return f"the gradient at {'Z and at Z2' if name == 'Z' else name} is {figures.written(gradients[name])}"
