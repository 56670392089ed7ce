"""The explorations of course 4, week 3: localization and landmarks.

explore_loss        a box of the reader's own over a scene: IoU, and the parts of the loss
explore_programs    programs that write boxes, four of five with a mistake
"""

import numpy as np

from deepcourse.cnn import localization
from deepcourse.datasets import traffic_scenes
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course4 import localization_and_landmarks as figures
from deepcourse.figures.style import new_figure

PICTURES = ("a car", "no object")
CLASS_PROBABILITY = 0.7  # of the right class, whatever the sliders say
PROGRAMS = {
    "program A": "h and w",
    "program B": "none",
    "program C": "shifted",
    "program D": "corner",
    "program E": "x and y",
}
MARGINS = {"left": 0.02, "right": 0.98, "bottom": 0.17, "top": 0.88, "wspace": 0.32}


def car():
    """Return a scene with a car, (64, 64, 3), and its box."""
    scenes = traffic_scenes(np.random.default_rng(12), 1, objects=(1, 1), kinds=("car",))
    return scenes.images[0], scenes.boxes[0][0]


def parts_of(box, answer, p_c, there, size, box_weight=localization.BOX_WEIGHT):
    """Return {part: (value, does it count?)} of the loss of one picture.

    box, answer : (4,): x1, y1, x2, y2 in pixels; without an object, the numbers that stand in y are 0
    """
    y, y_hat = (localization.encode_target([each[None]], [np.array([0])], size=size) for each in (box, answer))
    squared = box_weight * float(np.sum((y_hat[1:5] - y[1:5]) ** 2))
    return {
        "p_c": (-float(np.log(p_c if there else 1 - p_c)), True),
        "box": (squared, there),
        "class": (-float(np.log(CLASS_PROBABILITY)), there),
    }


def explore_loss():
    """Return an exploration: a box on sliders, and what the loss says of it, with an object and without."""
    image, box = car()
    empty = traffic_scenes(np.random.default_rng(12), 1, empty=1.0).images[0]
    size = image.shape[:2]

    def draw(picture, left, top, width, height, p_c):
        there = picture == PICTURES[0]
        answer = np.array([left, top, left + width, top + height], float)
        figure, (scene, bars) = new_figure(1, 2, height=3.5, pyplot=False, margins=MARGINS)
        if there:
            figures.draw_one(image, box, answer, scene, "true box solid, yours dashed")
        else:
            figures.draw_alone(empty, answer, scene, "no object; your box dashed")
        parts = parts_of(box if there else np.zeros(4), answer, p_c, there, size)
        figures.draw_parts(parts, bars)
        loss = sum(value for value, counts in parts.values() if counts)
        iou = f"IoU {localization.paired_iou([box], [answer])[0]:.2f}, " if there else ""
        return figure, f"{picture}, your box {figures.spoken(answer)}, p_c {p_c:.2f}: {iou}loss {loss:.2f}"

    return Exploration(
        draw,
        picture=choice("picture", PICTURES),
        left=slider("left edge x1", 0, -10, 60, 1),
        top=slider("upper edge y1", 0, -10, 60, 1),
        width=slider("width", 20, 4, 64, 1),
        height=slider("height", 30, 4, 64, 1),
        p_c=slider("p_c", 0.5, 0.05, 0.95, 0.05),
    )


def explore_programs():
    """Return an exploration: four scenes with their boxes, and the boxes that a program with a mistake draws."""
    scenes = traffic_scenes(np.random.default_rng(31), 4, objects=(1, 1))
    size = scenes.images.shape[1:3]
    true = localization.encode_target(scenes.boxes, scenes.classes, size=size)

    def draw(program):
        y = true.copy()
        y[1:5] = localization.broken(true[1:5].T, PROGRAMS[program]).T
        answers, _ = localization.decode_output(y, size=size)
        margins = {"left": 0.01, "right": 0.99, "bottom": 0.02, "top": 0.9, "wspace": 0.05}
        figure, axes = new_figure(1, 4, height=2.7, pyplot=False, margins=margins)
        for ax, image, box, answer in zip(axes, scenes.images, scenes.boxes, answers, strict=True):
            figures.draw_one(image, box[0], answer[0], ax)
        figure.suptitle("true boxes solid, the program's boxes dashed", fontsize=10)
        ious = [localization.paired_iou(*pair)[0] for pair in zip(scenes.boxes, answers, strict=True)]
        return figure, f"{program}: the IoU of the four boxes is {', '.join(f'{iou:.2f}' for iou in ious)}"

    return Exploration(draw, program=choice("program", PROGRAMS))
