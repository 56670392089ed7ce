"""The explorations of course 4, week 4: faces told apart by their encodings.

explore_margin      six people on a circle while an encoder is trained: which margin, which negatives?
explore_threshold   both errors of verification follow the threshold
"""

import numpy as np

from deepcourse.cnn.faces import error_rates, squared_distances
from deepcourse.experiments.course4 import circle_trainings as circle
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course4 import face_verification as figures
from deepcourse.figures.style import BLUE, GREY, new_figure, plain, widened


def explore_margin():
    """Return an exploration: encodings of six people on a circle, step by step through a training."""
    labels = circle.labels()
    same = labels[:, None] == labels

    def draw(alpha, negatives, step):
        encodings, losses = circle.walk(alpha, negatives)
        margins = {"left": 0.01, "right": 0.98, "bottom": 0.17, "top": 0.9, "wspace": 0.12}
        figure, (start, left, right) = new_figure(1, 3, height=3.0, pyplot=False, margins=margins)
        figures.draw_circle(encodings[0], labels, start, title="step 0")
        figures.draw_circle(encodings[step], labels, left, title=f"step {step}", legend=False)
        right.plot(np.arange(step + 1), losses[: step + 1], color=BLUE, linewidth=1.8, label="loss")
        right.plot(step, losses[step], color=BLUE, marker="o", label="_now")
        right.axhline(alpha, color=GREY, linestyle=":", linewidth=1.2, label=f"alpha = {alpha:g}")
        plain(right).set(xlim=(0, circle.STEPS), ylim=widened((0, 1.5), losses), title="triplet loss", xlabel="step")
        right.legend(frameon=False, loc="upper right")
        D = squared_distances(encodings[step], encodings[step])
        told = f"one person {D[same & ~np.eye(len(D), dtype=bool)].mean():.2f}, two people {D[~same].mean():.2f}"
        return figure, (
            f"alpha = {alpha:g}, negative: {negatives}, step {step} of {circle.STEPS}: "
            f"loss {losses[step]:.3f}; mean squared distance of pictures of {told}"
        )

    return Exploration(
        draw,
        still={"step": circle.STEPS},
        alpha=stops_slider("alpha", circle.MARGINS),
        negatives=choice("negative", list(circle.NEGATIVES)),
        step=slider("step", 0, 0, circle.STEPS, 1),
    )


def explore_threshold(same, different):
    """Return an exploration: histograms of distances and both error rates, with a threshold to move.

    same, different : squared distances of pairs of one person and of two people
    """
    same, different = np.sort(same), np.sort(different)

    def draw(threshold):
        margins = {"left": 0.07, "right": 0.98, "bottom": 0.16, "top": 0.9, "wspace": 0.25}
        figure, (left, right) = new_figure(1, 2, height=3.4, pyplot=False, margins=margins)
        figures.draw_distances(same, different, left, title="pairs", threshold=threshold)
        figures.draw_rates(same, different, threshold, right)
        accepts, rejects = error_rates(same, different, threshold)
        return figure, (
            f"threshold {threshold:.2f}: {100 * accepts:.1f} % of the pairs of two people are accepted, "
            f"{100 * rejects:.1f} % of the pairs of one person rejected"
        )

    return Exploration(draw, still={"threshold": 0.5}, threshold=slider("threshold", 1.5, 0.05, 3.0, 0.05))
