"""The explorations of course 4, week 4: convolution over signals and over volumes.

explore_filter      a filter that slides along a heartbeat
explore_stack       causal layers with dilations: which samples an answer sees
"""

import numpy as np

from deepcourse.cnn.signals import beat_filter, conv1d_forward
from deepcourse.datasets.course4.heartbeat import RATE, load_heartbeat
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course4 import one_and_three_dimensions as figures
from deepcourse.figures.style import new_figure

STRETCH = slice(150 * RATE, 154 * RATE)  # four seconds with narrow and wide beats
FIRST = 35  # windows: where the slider stands first


def filters():
    """Return {name: (f,)}: three filters that a reader can understand by looking."""
    data, f = load_heartbeat(), 21
    early = data.beats[~data.wide & (data.beats > f) & (data.beats < 60 * RATE)]
    template = data.signal[early[:, None] + np.arange(f) - f // 2].mean(axis=0)
    step = np.repeat([-1 / 5, 0, 1 / 5], [5, 1, 5])
    return {
        "mean of 21 samples": np.full(21, 1 / 21),
        "later minus earlier": step,
        "a beat": beat_filter(template).ravel(),
    }


def explore_filter():
    """Return an exploration: a filter slides along four seconds of a heartbeat."""
    signal, made = load_heartbeat().signal[STRETCH], filters()
    last = len(signal) - max(len(W) for W in made.values())

    def draw(name, at):
        W = made[name]
        answers = conv1d_forward(signal.reshape(1, -1, 1), W.reshape(-1, 1, 1), np.zeros((1, 1, 1)))[0].ravel()
        margins = {"left": 0.08, "right": 0.98, "bottom": 0.1, "top": 0.94, "hspace": 0.5}
        figure, axes = new_figure(2, 1, height=5.2, pyplot=False, margins=margins)
        figures.draw_window(axes, signal, W, at, answers)
        return figure, f"{name}: the window from sample {at} to {at + len(W) - 1} has the answer {answers[at]:.2f}"

    return Exploration(draw, still={"name": "a beat", "at": last}, name=choice("filter", made),
                       at=slider("window", FIRST, 0, last, 1))  # fmt: skip


GROWTHS = {"all 1": 1, "doubled": 2, "tripled": 3, "times four": 4}
SAMPLES, LAYERS = 28, 3


def explore_stack():
    """Return an exploration: three causal layers whose dilations grow, and what their last answer depends on."""

    def draw(f, growth, shown):
        dilations = [GROWTHS[growth] ** layer for layer in range(LAYERS)]
        seen = [[SAMPLES - 1]]
        for dilation in reversed(dilations):
            below = {place - tap * dilation for place in seen[0] for tap in range(f)}
            seen.insert(0, sorted(place for place in below if place >= 0))
        figure, ax = new_figure(
            height=3.4, pyplot=False, margins={"left": 0.17, "right": 0.98, "bottom": 0.15, "top": 0.9}
        )
        figures.draw_stack(ax, SAMPLES, f, dilations, seen, shown)
        return figure, f"filters of {f} taps, dilations {dilations}: {shown} of {LAYERS} layers followed down"

    return Exploration(draw, still={"shown": LAYERS}, f=slider("taps", 2, 2, 3, 1), growth=choice("dilations", GROWTHS),
                       shown=slider("layers followed", 1, 1, LAYERS, 1))  # fmt: skip
