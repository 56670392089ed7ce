"""The explorations of course 4, week 4: pictures painted in the style of others.

explore_painting    a cat painted in another style, step by step, for some layers and weights of the style
explore_gram        two channels of a layer: where each is active, where both are, and how much for several pictures
"""

from functools import cache

import numpy as np

from deepcourse.cnn.style import features, gram_matrix
from deepcourse.datasets import generated_painting, load_photograph, load_pretrained, load_style_grid, resized
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course4 import neural_style_transfer as figures
from deepcourse.figures.style import new_figure

PICTURES = ("swirls", "glass", "hatching", "cat")
LAYERS = (0, 4, 10)
PAIRS = 6
FIRST_PAIR = 2  # at layer 0 two channels that are both active in the first picture, and hardly ever together
SIZE = 96, 144


def explore_painting():
    """Return an exploration: a photograph that is painted, with the layers and the weight of the style to choose."""
    grid = load_style_grid()
    betas, steps = sorted({beta for _, beta in grid}), next(iter(grid.values())).steps

    def draw(layers, beta, step):
        made = grid[layers, beta]
        place = made.steps.index(step)
        margins = {"left": 0.01, "right": 0.98, "bottom": 0.15, "top": 0.9, "wspace": 0.16}
        figure, (left, right) = new_figure(1, 2, height=3.6, pyplot=False, margins=margins, width_ratios=(1.25, 1))
        title = f"{layers} layers, beta = {beta:g}, after {step} steps"
        figures.draw_pictures({title: made.pictures[place]}, [left])
        figures.draw_descent(made.contents, made.styles, right, steps=made.steps, at=step)
        return figure, (
            f"{layers} layers, beta = {beta:g}, step {step} of {steps[-1]}: "
            f"content cost {made.contents[place]:.3f}, style cost {made.styles[place]:.4f}"
        )

    return Exploration(
        draw,
        still={"step": steps[-1]},
        layers=choice("style layers", ["all", "early", "late"]),
        beta=stops_slider("beta", betas, 8.0),
        step=stops_slider("step", steps),
    )


@cache
def activations(name):
    """Return {layer: activations (n_H, n_W, n_C)} of a painting or a photograph, at all layers to choose from."""
    picture = load_photograph(name) if name == "cat" else generated_painting(name, *SIZE)
    return features(load_pretrained().steps, resized(picture, *SIZE), LAYERS)[0]


@cache
def telling_pairs(layer):
    """Return pairs of channels whose mean products differ most between the pictures; no channel is in two of them."""
    means = np.stack([gram_matrix(activations(name)[layer]) for name in PICTURES])
    spread = np.triu(means.std(axis=0) / (means.mean(axis=0) + 0.1 * means.mean()), 1)
    found, used = [], set()
    for place in np.argsort(-spread, axis=None, kind="stable"):
        pair = tuple(int(i) for i in np.unravel_index(place, spread.shape))
        if not used & {*pair} and len(found) < PAIRS:
            found.append(pair)
            used.update(pair)
    return found


def explore_gram():
    """Return an exploration: two channels of a layer, their product, and its mean for four pictures."""

    def draw(picture, layer, pair):
        c, k = telling_pairs(layer)[pair - 1]
        A = activations(picture)[layer]
        names = (picture, *(name for name in PICTURES if name != picture))
        means = {
            name: float(np.mean(activations(name)[layer][..., c] * activations(name)[layer][..., k])) for name in names
        }
        margins = {"left": 0.01, "right": 0.96, "bottom": 0.22, "top": 0.88, "wspace": 0.1}
        figure, axes = new_figure(1, 4, height=2.5, pyplot=False, margins=margins)
        box = axes[3].get_position()
        axes[3].set_position((box.x0 + 0.115, box.y0, box.width - 0.115, box.height))
        figures.draw_pair((A[..., c], A[..., k]), (c, k), means, axes, pair=f"layer {layer}, pair {pair}")
        entry, (n_H, n_W) = means[picture] * A.shape[0] * A.shape[1], A.shape[:2]
        return figure, (
            f"{picture}, layer {layer}, channels {c} and {k}: G[{c}, {k}] = {entry:.0f}, "
            f"over {n_H} x {n_W} positions {means[picture]:.3f} on average"
        )

    return Exploration(
        draw,
        picture=choice("picture", list(PICTURES)),
        layer=choice("layer", list(LAYERS)),
        pair=slider("pair", FIRST_PAIR, 1, PAIRS, 1),
    )
