"""The explorations of course 4, week 1, on edges and filters.

explore_filter_editor   nine numbers over a photograph: what they answer everywhere, and the products at one place
explore_stepper         a window walks over a small picture with its padding, and the output fills
"""

from functools import cache

import numpy as np

from deepcourse.cnn import filters as cnn
from deepcourse.datasets import load_photograph
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.explore.number_grid import NumberGrid
from deepcourse.figures.course4 import edges_and_filters as figures
from deepcourse.figures.style import new_figure
from deepcourse.figures.wording import number

SHOWN = "cat", "coffee", "palace", "rocket", "astronaut", "cameraman", "brick"
SIGNED, PICTURE = "signed map: white is 0", "picture: black is 0 or less"
TABLES = {
    "vertical edges": cnn.KERNELS["vertical edges"],
    "horizontal edges": cnn.KERNELS["horizontal edges"],
    "Sobel": cnn.KERNELS["Sobel"],
    "Scharr": cnn.KERNELS["Scharr"],
    "edges of all directions": np.array([[-1.0, -1.0, -1.0], [-1.0, 8.0, -1.0], [-1.0, -1.0, -1.0]]),
    "sharpen": cnn.KERNELS["sharpen"],
    "blur": np.round(cnn.KERNELS["blur"], 3),
    "emboss": np.array([[-2.0, -1.0, 0.0], [-1.0, 1.0, 1.0], [0.0, 1.0, 2.0]]),
    "nothing but the middle": np.array([[0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]),
}
SMALL = np.array(
    [[8, 7, 1, 1, 2, 6, 7], [9, 8, 2, 0, 1, 7, 8], [9, 7, 1, 1, 0, 8, 9], [8, 9, 1, 2, 1, 6, 8], [9, 8, 0, 1, 1, 7, 7]]
)
MOST_STEPS = 60


@cache
def wide(name):
    """Return a photograph in grey, cut to 3 by 2 around its middle, (n_H, n_W)."""
    image = load_photograph(name, grey=True)
    n_H, n_W = image.shape
    height = min(n_H, n_W * 2 // 3)
    width = min(n_W, height * 3 // 2)
    top, left = (n_H - height) // 4, (n_W - width) // 2
    return image[top : top + height, left : left + width]


def explore_filter_editor():
    """Return an exploration: a filter of nine numbers over a photograph, everywhere and at one place."""

    def draw(photograph, kernel, across, down, shown):
        image, nine = wide(photograph), np.reshape(kernel, (3, 3))
        place = [1 + round(share / 100 * (n - 3)) for share, n in zip((down, across), image.shape, strict=True)]
        figure, _ = new_figure(0, height=5.6, pyplot=False, margins={"left": 0.01})
        answer = figures.draw_editor(image, nine, place, shown == PICTURE, figure)
        answers = cnn.convolve2d(image, nine)
        total = number(nine.sum()) if abs(nine.sum()) > 1e-9 else "0"
        told = (
            f"{photograph}, a filter whose numbers sum to {total}, {'as a picture' if shown == PICTURE else 'signed'}: "
        )
        told += f"the window at row {place[0]}, column {place[1]} answers {answer + 0.0:.3f}; over the photograph "
        return figure, told + f"{figures.shares(answers)}"

    return Exploration(
        draw,
        photograph=choice("photograph", SHOWN),
        kernel=NumberGrid("filter", {name: kernel.ravel() for name, kernel in TABLES.items()}, low=-20, high=20, by=1),
        across=slider("window, across (%)", 41, 0, 100, 1),
        down=slider("window, down (%)", 35, 0, 100, 1),
        shown=choice("shown as", (SIGNED, PICTURE)),
    )


def compare_sides(f):
    """Return a kernel that compares its left column with its right one, (f, f)."""
    kernel = np.zeros((f, f), dtype=int)
    kernel[:, 0] += 1
    kernel[:, -1] -= f > 1
    return kernel


def explore_stepper():
    """Return an exploration: a window walks over a picture of 5 by 7 pixels, and the output fills."""

    def draw(f, padding, stride, step):
        kernel = compare_sides(f)
        answers = cnn.convolve2d(SMALL, kernel, padding, stride)
        at = min(step, answers.size)
        figure, axes = new_figure(
            1, 3, height=3.9, pyplot=False, margins={"left": 0.01, "right": 0.99, "bottom": 0.02, "top": 0.92},
            width_ratios=(1.35, 0.6, 1.35),
        )  # fmt: skip
        figures.draw_window(SMALL, kernel, padding, stride, at - 1, axes)
        unseen = int((~figures.covered([n + 2 * padding for n in SMALL.shape], f, stride)).sum())
        i, j = np.unravel_index(at - 1, answers.shape)
        told = (
            f"5 x 7 pixels, f = {f}, padding {padding}, stride {stride}: window {at} of {answers.size} starts at row "
        )
        told += f"{i * stride}, column {j * stride} and answers {number(answers[i, j])}; the output is "
        told += f"{answers.shape[0]} x {answers.shape[1]}, and {unseen or 'no'} cells are in no window"
        return figure, told

    return Exploration(
        draw,
        still={"step": MOST_STEPS},
        f=slider("filter f", 3, 1, 5, 1),
        padding=slider("padding p", 0, 0, 2, 1),
        stride=slider("stride s", 1, 1, 4, 1),
        step=slider("window number", 1, 1, MOST_STEPS, 1),
    )
