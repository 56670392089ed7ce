"""The figures of course 4, week 3: localization and landmarks.

draw_scenes     scenes with their boxes, and with those that a network answers
draw_one        a scene with two boxes, large
draw_alone      a scene without an object, and a box all the same
draw_parts      the three parts of the loss of one picture
draw_ious       how well the boxes of many scenes agree
draw_people     pedestrians with their landmarks, and with those that a network answers
draw_far        how far the landmarks are from the truth, one by one
"""

import numpy as np
from matplotlib.patches import Rectangle

from deepcourse.datasets.course4.scene_objects import CLASSES, LANDMARKS
from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, SKY, WIDTH, new_figure, plain
from deepcourse.figures.wording import listed

TRUTH, ANSWER = {"color": "white", "linewidth": 1.6}, {"color": ORANGE, "linewidth": 1.9, "linestyle": (0, (3, 1.5))}
SHADOW = {"color": "black", "linewidth": 3.0, "alpha": 0.6}
MARKS = ("o", "<", ">", "v", "^")  # one for each landmark
COLOURS = (GREEN, ORANGE, SKY, ORANGE, SKY)  # of answered landmarks: the head, left ones, right ones
BINS = np.linspace(0, 1, 11)


def show(ax, image):
    """Show a scene so that the point (x, y) is x pixels from its left and y pixels from its upper edge."""
    n_H, n_W = image.shape[:2]
    ax.imshow(image, extent=(0, n_W, n_H, 0), interpolation="nearest")
    ax.set(xticks=[], yticks=[])
    ax.axis("off")


def outline(ax, box, look):
    """Draw the box x1, y1, x2, y2 with a dark line under it."""
    x1, y1, x2, y2 = box
    for style in (SHADOW, look):
        line = {name: value for name, value in style.items() if name != "color"}
        ax.add_patch(Rectangle((x1, y1), x2 - x1, y2 - y1, fill=False, edgecolor=style["color"], **line))


def draw_scenes(images, boxes=None, classes=None, answers=None, columns=6):
    """Draw scenes, with true boxes (solid) and answers (dashed) where they are given; return the array of Axes.

    images : (m, n_H, n_W, 3)    boxes, classes : m arrays, as `traffic_scenes` returns them
    answers : (boxes, classes), both in the same form
    """
    rows, lines = -(-len(images) // columns), 1 + (answers is not None)
    height = rows * (WIDTH / columns + 0.2 * lines) + 0.1 + 0.25 * (boxes is not None)
    figure, axes = new_figure(rows, columns, height=height, squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for i, (ax, image) in enumerate(zip(axes.flat, images, strict=False)):
        show(ax, image)
        title, words = f"scene {i + 1}", ["a generated scene"]
        if boxes is not None:
            title = named(classes[i])
            words = [f"box {spoken(box)}" for box in boxes[i]]
            for box in boxes[i]:
                outline(ax, box, TRUTH)
        if answers is not None:
            title += f"\nanswer: {named(answers[1][i])}"
            words += [f"answer {spoken(box)}" for box in answers[0][i]]
            for box in answers[0][i]:
                outline(ax, box, ANSWER)
        ax.set_title(title, fontsize=9)
        describe(ax, ", ".join(words) or "no box")
    if boxes is not None:
        figure.suptitle(
            "true boxes solid" + (", the network's boxes dashed" if answers is not None else ""), fontsize=10
        )
    return axes


def named(classes):
    """Return the classes of a scene in words."""
    return listed([CLASSES[number] for number in classes]) if len(classes) else "no object"


def spoken(box):
    """Return a box in words."""
    return "from x {:.0f}, y {:.0f} to x {:.0f}, y {:.0f}".format(*box)


def draw_one(image, box, answer, ax, title=""):
    """Draw a scene with its box (solid) and another one (dashed); return the Axes.

    box, answer : (4,): x1, y1, x2, y2
    """
    show(ax, image)
    outline(ax, box, TRUTH)
    outline(ax, answer, ANSWER)
    ax.set_title(title, fontsize=10)
    n_H, n_W = image.shape[:2]
    ax.set(xlim=(-0.15 * n_W, 1.15 * n_W), ylim=(1.15 * n_H, -0.15 * n_H))
    describe(ax, f"the true box (solid) reaches {spoken(box)}, the other (dashed) {spoken(answer)}")
    return ax


def draw_alone(image, answer, ax, title="no object"):
    """Draw a scene without an object, and a box that an answer puts there all the same; return the Axes."""
    show(ax, image)
    outline(ax, answer, ANSWER)
    ax.set_title(title, fontsize=10)
    n_H, n_W = image.shape[:2]
    ax.set(xlim=(-0.15 * n_W, 1.15 * n_W), ylim=(1.15 * n_H, -0.15 * n_H))
    describe(ax, f"a scene without an object; the answered box (dashed) reaches {spoken(answer)}")
    return ax


def draw_parts(parts, ax):
    """Draw the parts of the loss of one picture as bars, those that do not count in grey; return the Axes.

    parts : {name: (value, does it count?)}
    """
    colours = [BLUE if counts else "0.8" for _, counts in parts.values()]
    values = [value for value, _ in parts.values()]
    bars = plain(ax).barh(list(parts), values, color=colours, edgecolor=INK, linewidth=0.6)
    ax.bar_label(
        bars, [f" {value:.2f}{'' if counts else ' (does not count)'}" for value, counts in parts.values()], fontsize=9
    )
    ax.invert_yaxis()
    room = max(5.0, 1.9 * max(values))  # for the words behind the longest bar
    ax.set(xlim=(0, room), title="parts of the loss", ylabel="part")
    ax.set_xlabel("nats; for the box: box_weight × squared errors")
    return ax


def draw_ious(values, ax=None):
    """Draw how many scenes have boxes of which IoU, as shares, with the mean; return the Axes.

    values : (m,) from 0 to 1
    """
    if ax is None:
        _, ax = new_figure(height=2.9)
    values = np.asarray(values)
    counts, _ = np.histogram(values, BINS)
    plain(ax).bar(BINS[:-1] + 0.05, 100 * counts / len(values), width=0.094, color=BLUE, label="test scenes")
    ax.axvline(values.mean(), color=INK, linestyle="--", linewidth=1.4, label=f"mean: {values.mean():.2f}")
    ax.set(title="how well do the boxes agree?", xlabel="IoU of true and answered box", xlim=(0, 1), xticks=BINS)
    ax.set_ylabel("scenes (%)")
    ax.legend(frameon=False)
    return ax


def draw_people(images, points, answers=None, columns=6):
    """Draw pedestrians with landmarks: true ones small and white, answered ones coloured; return the array of Axes.

    images : (m, n_H, n_W, 3)    points, answers : (m, 5, 2)
    """
    rows = -(-len(images) // columns)
    figure, axes = new_figure(rows, columns, height=rows * (WIDTH / columns + 0.2) + 0.6, squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for i, (ax, image) in enumerate(zip(axes.flat, images, strict=False)):
        show(ax, image)
        words = [f"{name} {x:.0f}, {y:.0f}" for name, (x, y) in zip(LANDMARKS, points[i], strict=True)]
        mark_points(ax, points[i], ["white"] * len(MARKS), 4.5)
        if answers is not None:
            n_H, n_W = image.shape[:2]
            mark_points(ax, np.clip(answers[i], 0, (n_W, n_H)), COLOURS, 7.5)  # outside the picture: at its edge
            apart = np.sqrt(np.sum((answers[i] - points[i]) ** 2, axis=1))
            words = [f"{name} {distance:.0f} pixels off" for name, distance in zip(LANDMARKS, apart, strict=True)]
        ax.set_title(f"pedestrian {i + 1}", fontsize=9)
        ax.set(xlim=(0, image.shape[1]), ylim=(image.shape[0], 0))
        describe(ax, ", ".join(words))
    if answers is not None:
        figure.suptitle("the truth small and white, the network's answers large and coloured", fontsize=10)
    colours = COLOURS if answers is not None else [GREY] * len(MARKS)
    handles = [
        axes[0, 0].plot([], [], mark, color=colour, markeredgecolor="black", label=name)[0]
        for mark, colour, name in zip(MARKS, colours, LANDMARKS, strict=True)
    ]
    figure.legend(handles=handles, ncols=5, frameon=False, loc="outside lower center", fontsize=9)
    return axes


def mark_points(ax, points, colours, size):
    """Draw the landmarks of one pedestrian, each with its own mark and colour."""
    for mark, colour, (x, y) in zip(MARKS, colours, points, strict=True):
        look = {"color": colour, "markeredgecolor": "black", "markeredgewidth": 0.8, "markersize": size}
        ax.plot(x, y, mark, clip_on=False, **look)


def draw_far(far, ax=None):
    """Draw the mean distance of each landmark from the truth, for some trainings; return the Axes.

    far : {training: (5,) in pixels}
    """
    if ax is None:
        _, ax = new_figure(height=3.0)
    width, at = 0.8 / len(far), np.arange(len(LANDMARKS))
    looks = ((BLUE, ""), (ORANGE, "//"), (GREY, ".."))
    for place, ((name, values), (colour, hatch)) in enumerate(zip(far.items(), looks, strict=False)):
        where = at + (place - (len(far) - 1) / 2) * width
        bars = ax.bar(where, values, 0.94 * width, color=colour, hatch=hatch, edgecolor="white", label=name)
        ax.bar_label(bars, [f"{value:.1f}" for value in values], fontsize=9)
    plain(ax).set(title="how far are the landmarks from the truth?", ylabel="mean distance (pixels)")
    ax.set_xticks(at, LANDMARKS)
    ax.set_xlabel("landmark")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax
