"""The explorations of course 5, week 3: where a trained decoder looks, and what happens if its attention is broken.

explore_look        one output after the other: the weights of a trained network above the text
explore_faults      the same network, with a fault in its attention and padding after the text
"""

from functools import cache

from deepcourse.experiments.course5 import broken_attention, reading_dates
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course5 import attention_for_dates as figures
from deepcourse.figures.style import new_figure

TEXTS = ("april 17, 1987", "17 april 1987", "2 april 1987", "donnerstag, den 17. märz 2033", "12/4/2031", "12.4.2031",
         "20150309")  # fmt: skip
LAST, MOST = reading_dates.T_Y - 1, 24


@cache
def trained():
    """Return (encoder, parameters) of the recorded network."""
    network = reading_dates.recorded_network()
    weights = {name: value.astype(float) for name, value in network.layers[2].textbook().items()}
    return reading_dates.encoder_of(network), weights


@cache
def read(text, fault, pads):
    """Return what the recorded network makes of a text: its answer, and its weights (T_y, T_x)."""
    answers, alphas, _ = broken_attention.read_broken(*trained(), [text], broken_attention.FAULTS[fault], pads)
    return answers[0], alphas[0]


def explore_look():
    """Return an exploration: a text, and for one output after the other where a trained network looks."""

    def draw(text, output):
        answer, alphas = read(text, "nothing", 0)
        margins = {"left": 0.08, "right": 0.98, "bottom": 0.12, "top": 0.93, "hspace": 0.55}
        figure, axes = new_figure(2, 1, height=4.8, pyplot=False, margins=margins, height_ratios=(1, 2))
        figures.draw_look(axes, alphas, text, answer, output)
        best = [int(t) for t in alphas[output].argsort()[::-1][:2]]
        told = " and ".join(f'{100 * alphas[output, t]:.0f} % on "{text[t]}" (character {t})' for t in best)
        return figure, f'"{text}" is read as {answer}. Output {output} is "{answer[output]}"; its weights are {told}'

    return Exploration(draw, text=choice("text", TEXTS), output=slider("output", 4, 0, LAST, 1))


def explore_faults():
    """Return an exploration: a trained network with one fault in its attention, and padding after its text."""

    def draw(fault, text, pads):
        answer, alphas = read(text, fault, pads)
        right, _ = read(text, "nothing", 0)
        margins = {"left": 0.08, "right": 0.98, "bottom": 0.16, "top": 0.9}
        figure, ax = new_figure(height=3.6, pyplot=False, margins=margins)
        figures.draw_map(alphas, text, answer, ax, title=f"broken: {fault}; {pads} steps of padding")
        wasted = 100 * alphas[:, len(text) :].sum() / len(alphas)
        said = f"{answer}, as it should be" if answer == right else f"{answer} in place of {right}"
        steps = "1 step" if pads == 1 else f"{pads} steps"
        return figure, (f'broken: {fault}; "{text}" and {steps} of padding are read as {said}; {wasted:.0f} % of the '
                        f"weight is on padding")  # fmt: skip

    return Exploration(draw, fault=choice("broken", broken_attention.FAULTS), text=choice("text", TEXTS),
                       pads=slider("steps of padding", 0, 0, MOST, 1))  # fmt: skip
