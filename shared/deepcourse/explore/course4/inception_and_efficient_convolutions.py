"""The explorations of course 4, week 2: inception modules and efficient convolutions.

explore_mixing          one filter of 1 x 1 over a photograph in colour
explore_reduction       the multiplications of large filters, with a reduction of any width in front of them
explore_linear_end      what a ReLU in few channels destroys
"""

from functools import cache

import numpy as np

from deepcourse.cnn.efficient import count_reduced
from deepcourse.datasets import load_photograph
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course4 import inception_and_efficient_convolutions as figures
from deepcourse.figures.style import new_figure

SHOWN = "coffee", "rocket", "astronaut", "palace", "cat"
POINTS, CHANNELS = 120, [2, 3, 5, 10, 20, 40]


@cache
def small(name):
    """Return a photograph, every second pixel of it, cut to 4 by 3, (n_H, n_W, 3)."""
    image = load_photograph(name)[::2, ::2]
    n_H, n_W, _ = image.shape
    height = min(n_H, n_W * 3 // 4)
    width = min(n_W, height * 4 // 3)
    top, left = (n_H - height) // 4, (n_W - width) // 2
    return image[top : top + height, left : left + width]


def explore_mixing():
    """Return an exploration: a filter of 1 x 1, three weights, over a photograph."""

    def draw(photograph, red, green, blue):
        margins = {"left": 0.01, "right": 0.91, "bottom": 0.02, "top": 0.91, "wspace": 0.03}
        figure, _ = new_figure(0, height=3.4, pyplot=False, margins=margins)
        answers = figures.draw_mixing(small(photograph), (red, green, blue), figure)
        return figure, (
            f"{photograph}, filter ({red:g}, {green:g}, {blue:g}): the weighted sums go from {answers.min():.2f} to "
            f"{answers.max():.2f}; {np.mean(answers > 0.1):.0%} of them are above 0.1"
        )

    weights = {name: slider(f"weight of {name}", value, -1.0, 1.0, 0.25)
               for name, value in (("red", 0.25), ("green", 0.25), ("blue", 0.25))}  # fmt: skip
    return Exploration(draw, photograph=choice("photograph", SHOWN), **weights)


def explore_reduction():
    """Return an exploration: large filters on 28 x 28 pixels, alone and after a reduction."""

    def draw(f, n_C_prev, n_C, width):
        margins = {"left": 0.12, "right": 0.73, "bottom": 0.24, "top": 0.87}
        figure, ax = new_figure(height=2.5, pyplot=False, margins=margins)
        direct, reduced = count_reduced(28, 28, n_C_prev, f, n_C, width)
        narrow = 28 * 28 * n_C_prev * width
        title = f"{n_C} filters of {f} × {f} on {n_C_prev} channels, width {width}"
        figures.draw_reduction(direct, narrow, reduced - narrow, title, ax)
        return figure, (
            f"alone {direct:,} multiplications, reduced to {width} channels {reduced:,}: "
            f"{direct / reduced:.2f} times fewer; {narrow / reduced:.0%} of what is left is in the 1 × 1 filters"
        )

    return Exploration(
        draw,
        f=stops_slider("f of the large filters", [1, 3, 5, 7], 5),
        n_C_prev=stops_slider("channels in", [16, 48, 96, 192, 384], 192),
        n_C=stops_slider("large filters", [8, 32, 128, 256], 32),
        width=slider("width of the reduction", 16, 4, 256, 4),
    )


@cache
def spiral():
    """Return points along a spiral, (2, POINTS)."""
    turn = np.linspace(0.6, 4.4 * np.pi, POINTS)
    return np.stack([np.cos(turn), np.sin(turn)]) * turn / turn.max()


def there_and_back(n, relu, seed):
    """Return (back, error, lost): the spiral after a random matrix to n channels, a ReLU or none, and a matrix back.

    back : (2, POINTS), by the matrix that comes nearest to the spiral    error : the root mean square of the distances,
    over that of the spiral    lost : the share of points of which all channels are 0
    """
    curve = spiral()
    Z = np.random.default_rng([seed, n]).normal(size=(n, 2)) @ curve
    Z = np.maximum(Z, 0) if relu else Z
    back = np.linalg.lstsq(Z.T, curve.T, rcond=None)[0].T @ Z
    return back, float(np.linalg.norm(back - curve) / np.linalg.norm(curve)), float((Z == 0).all(axis=0).mean())


def explore_linear_end():
    """Return an exploration: a spiral goes through n random channels, and back."""

    def draw(n, seed, activation):
        relu = activation == "ReLU"
        figure, _ = new_figure(0, height=4.2, pyplot=False, margins={"left": 0.08, "right": 0.97, "bottom": 0.13})
        back, error, lost = there_and_back(n, relu, seed)
        figures.draw_linear_end(spiral(), back, error, n, relu, figure)
        return figure, (
            f"{n} channels, {'with' if relu else 'without'} a ReLU: the points come back with an error of {error:.0%}"
            + (f"; of {lost:.0%} of them the ReLU leaves nothing" if relu else "")
        )

    return Exploration(
        draw,
        n=stops_slider("channels", CHANNELS, 40),
        seed=slider("random matrix", 0, 0, 5, 1),
        activation=choice("on the way", ("ReLU", "nothing")),
    )
