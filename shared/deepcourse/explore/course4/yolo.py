"""The explorations of course 4, week 3: a detector with a grid and anchors.

explore_two_boxes       two boxes to move, and their intersection over union
explore_thresholds      a detector's boxes, with both thresholds on sliders
"""

import numpy as np

from deepcourse.cnn import detection
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course4 import yolo as figures
from deepcourse.figures.style import new_figure

FIRST = (4.0, 3.0, 10.0, 7.0)
SIZE = (12, 20)  # height and width of the drawing of two boxes


def explore_two_boxes():
    """Return an exploration: a box that stays and one on sliders, their areas and IoU."""

    def draw(left, top, width, height):
        other = np.array([left, top, left + width, top + height], float)
        figure, ax = new_figure(
            height=3.6, pyplot=False, margins={"left": 0.07, "right": 0.72, "bottom": 0.13, "top": 0.92}
        )
        figures.draw_pair(ax, np.array(FIRST), other, SIZE)
        ratio = detection.iou(FIRST, other)
        ax.set_title(f"two boxes, IoU {ratio:.2f}")
        areas = 24.0, float(width * height)
        shared = ratio * sum(areas) / (1 + ratio)
        told = f"areas {areas[0]:g} and {areas[1]:g}, shared {shared:.4g}, covered {sum(areas) - shared:.4g}"
        return figure, f"second box {', '.join(f'{edge:g}' for edge in other)}; {told}: IoU {ratio:.2f}"

    return Exploration(
        draw,
        left=slider("left edge x1", 8, 0, 15, 1),
        top=slider("upper edge y1", 3, 0, 11, 1),
        width=slider("width", 6, 1, 15, 1),
        height=slider("height", 4, 1, 11, 1),
    )


def explore_thresholds(images, raw, truths):
    """Return an exploration: scenes with a detector's boxes before and after suppression, both thresholds on sliders.

    images : (m, n_H, n_W, 3)    raw : for each scene scores, boxes, classes    truths : m arrays of true boxes
    """
    names = [f"scene {i + 1}" for i in range(len(images))]

    def draw(scene, score_threshold, iou_threshold, per_class):
        i = names.index(scene)
        enough = raw[i][0] >= score_threshold
        before = [part[enough] for part in raw[i]]
        scores, boxes, classes = before
        options = {"classes": classes} if per_class == "for each class" else {}
        places = detection.non_max_suppression(scores, boxes, iou_threshold, **options)
        margins = {"left": 0.02, "right": 0.98, "bottom": 0.1, "top": 0.92, "wspace": 0.05}
        figure, axes = new_figure(1, 2, height=4.4, pyplot=False, margins=margins)
        figures.draw_raw(images[i], before, [part[places] for part in before], axes, truths[i])
        figures.class_legend(figure)
        told = f"{scene}, scores from {score_threshold:.2f}, IoU up to {iou_threshold:.2f}, {per_class}"
        return figure, f"{told}: {figures.how_many(boxes)}, {len(places)} stay, {figures.objects(truths[i])}"

    return Exploration(
        draw,
        scene=choice("scene", names),
        score_threshold=slider("score threshold", 0.1, 0.05, 0.95, 0.05),
        iou_threshold=slider("IoU threshold", 0.5, 0.0, 1.0, 0.05),
        per_class=choice("suppression", ("for each class", "over all classes")),
    )
