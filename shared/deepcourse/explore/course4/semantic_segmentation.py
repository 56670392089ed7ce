"""The explorations of course 4, week 3: semantic segmentation.

explore_coarse      answers in blocks: what those of a majority vote look like, and the IoU of each class
explore_patches     a transposed convolution, pixel by pixel
explore_strips      which positions the inputs of a row write, for any filter and stride
"""

from functools import cache

import numpy as np

from deepcourse.cnn.segmentation import enlarged, shrink_masks
from deepcourse.cnn.transposed import overlap_counts
from deepcourse.datasets import traffic_scenes
from deepcourse.datasets.course4.scenes import PIXELS
from deepcourse.experiments.course4.segmenting import N_CLASSES, ceilings
from deepcourse.explore.exploration import Exploration, slider, stops_slider
from deepcourse.figures.course4 import semantic_segmentation as figures
from deepcourse.figures.style import new_figure
from deepcourse.figures.wording import listed

SCENES = 60
SHOWN = 1, 4, 7, 9  # of them, those that the slider walks through
FACTORS = (1, 2, 4, 8, 16)
A = np.array([[1.0, 2], [0, -1], [3, 1]])
W = np.array([[1.0, 2, 1], [0, 1, 0], [2, 0, -1]])
STRIDE = 2
INPUTS = 6


@cache
def scenes():
    """Return images and masks of some test scenes."""
    made = traffic_scenes(np.random.default_rng(5), SCENES, part="test")
    return made.images, made.masks


def explore_coarse():
    """Return an exploration: the majority's answer in blocks of a factor, for a scene, and the IoUs over all scenes."""
    images, masks = scenes()
    voted = {factor: ceilings(masks, factor) for factor in FACTORS}

    def draw(block, scene):
        margins = {"left": 0.01, "right": 0.99, "bottom": 0.2, "top": 0.9, "wspace": 0.05}
        figure, axes = new_figure(1, 5, height=3.1, pyplot=False, margins=margins, width_ratios=(1, 1, 1, 0.72, 1.3))
        axes[3].remove()
        place = SHOWN[scene - 1]
        coarse = enlarged(shrink_masks(masks[place : place + 1], block, N_CLASSES), block)[0]
        titles = (f"scene {scene}", "mask", f"voted, {block} × {block} blocks")
        figures.draw_coarse(images[place], masks[place], coarse, axes[:3], titles)
        figures.draw_lying_ious(voted[block], axes[4], f"IoUs, {SCENES} scenes")
        figures.legend(figure, "lower left")
        told = listed([f"{name} {iou:.2f}" for name, iou in zip(PIXELS, voted[block], strict=True)])
        return figure, f"scene {scene}; in blocks of {block} by {block} pixels, the IoU of a perfect vote is {told}"

    controls = {"block": stops_slider("block size", FACTORS), "scene": slider("scene", 1, 1, len(SHOWN), 1)}
    return Exploration(draw, still={"block": 8}, **controls)


def patches(step):
    """Return (Z, place, patch) after so many pixels of `A`: Z so far, the last pixel, and what it added."""
    Z = np.zeros([(n - 1) * STRIDE + len(W) for n in A.shape])
    place = patch = None
    for place in list(np.ndindex(*A.shape))[:step]:
        patch = A[place] * W
        top, left = (STRIDE * n for n in place)
        Z[top : top + len(W), left : left + len(W)] += patch
    return Z, place, patch


def explore_patches():
    """Return an exploration: pixels of a small picture write their patches, one after the other."""

    def draw(step):
        margins = {"left": 0.01, "right": 0.99, "bottom": 0.03, "top": 0.88, "wspace": 0.12}
        figure, _ = new_figure(0, height=3.3, pyplot=False, margins=margins)
        Z, place, patch = patches(step)
        figures.draw_patches(figure, A, W, Z, place, STRIDE, patch)
        if place is None:
            return figure, "nothing is written yet: Z has 7 rows and 5 columns of 0"
        top, left = (STRIDE * n for n in place)
        where = f"rows {top} to {top + 2}, columns {left} to {left + 2}"
        return figure, f"pixel {place} holds {A[place]:.0f}: it adds {A[place]:.0f} times the filter to {where} of Z"

    return Exploration(draw, still={"step": A.size}, step=slider("pixels done", 0, 0, A.size, 1))


def explore_strips():
    """Return an exploration: strips of length f, stride apart, and how many of them meet."""

    def draw(f, stride):
        counts = overlap_counts(INPUTS, f, stride=stride)
        margins = {"left": 0.07, "right": 0.98, "bottom": 0.13, "top": 0.92, "hspace": 0.32}
        figure, (above, below) = new_figure(2, 1, height=4.6, pyplot=False, margins=margins)
        figures.draw_strips(above, below, INPUTS, f, stride, counts)
        return figure, f"f {f}, stride {stride}: {len(counts)} positions, the counts are {' '.join(map(str, counts))}"

    return Exploration(draw, f=slider("filter f", 3, 1, 7, 1), stride=slider("stride", 2, 1, 4, 1))
