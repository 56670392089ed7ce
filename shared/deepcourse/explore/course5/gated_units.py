"""The explorations of course 5, week 1: gated units.

explore_reach   how far back the gradient reaches, by the size of the weights and the bias of the gates
explore_gates   a trained LSTM that reads a sequence, and a gate that the reader holds
"""

import numpy as np

from deepcourse.datasets.course5.marked_letter import load_marked_letter
from deepcourse.experiments.course5 import marked_letter as task
from deepcourse.experiments.course5 import reaching_back
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course5 import gated_units as figures
from deepcourse.figures.style import new_figure

BACK = 50  # steps


def explore_reach():
    """Return an exploration: the gradients of an RNN, a GRU and an LSTM, step by step backwards."""

    def draw(scale, bias):
        curves = {kind: reaching_back.norms(kind, BACK, scale=scale, bias=bias) for kind in reaching_back.KINDS}
        figure, ax = new_figure(
            height=3.6, pyplot=False, margins={"left": 0.09, "right": 0.98, "bottom": 0.15, "top": 0.9}
        )
        title = f"recurrent weights times {scale:g}, bias {bias:g} for f and {-bias:g} for u"
        figures.draw_reach(curves, ax, title)
        told = ", ".join(f"{kind} {curve[-1]:.1e}" for kind, curve in curves.items())
        return (
            figure,
            f"weights times {scale:g}, bias {bias:g}: of the gradient, {BACK} steps back, this is left: {told}",
        )

    return Exploration(draw, scale=slider("size of weights", 1.0, 0.5, 2.0, 0.25), bias=slider("bias", 0, 0, 6, 1))


PARTS = {"forget gate f": "f", "input gate i": "i", "output gate o": "o", "memory c": "c"}


def explore_gates():
    """Return an exploration: the gates of a trained LSTM over time, with one of them held."""
    parameters = load_marked_letter()[1]["LSTM"]
    x, _ = task.sequences(np.random.default_rng(7), 1)
    letters = x[: task.LETTERS, 0]

    def draw(part, mark, clamp):
        marks = (np.arange(task.T) == mark).astype(x.dtype)
        sequence = np.vstack([letters, marks])
        seen, scores = task.inside(parameters, sequence, task.CLAMPS[clamp])
        text, _ = task.written(sequence)
        margins = {"left": 0.07, "right": 0.98, "bottom": 0.15, "top": 0.9, "wspace": 0.13}
        figure, axes = new_figure(1, 2, height=3.8, pyplot=False, margins=margins, width_ratios=(4, 1))
        figures.draw_gates(axes, seen, text, mark, PARTS[part], scores)
        named = chr(ord("A") + int(scores.argmax()))
        chance = float(np.exp(scores.max() - np.logaddexp.reduce(scores)))
        told = f"held: {clamp}; {part}, mean {seen[PARTS[part]].mean():.2f}"
        return figure, f"{told}. Marked is {text[mark]}, the network says {named} ({chance:.0%})"

    return Exploration(draw, part=choice("show", PARTS), mark=slider("marked step", 4, 0, task.EARLY - 1, 1),
                       clamp=choice("hold", task.CLAMPS))  # fmt: skip
