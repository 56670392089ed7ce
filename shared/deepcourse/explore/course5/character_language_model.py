"""The explorations of course 5, week 1: a language model of letters.

explore_context         counts of the next letter, after as many letters as you like
explore_surprise        how surprising each letter of a name is, for several models
explore_boldness        the next letter's probabilities at a temperature
"""

import numpy as np

from deepcourse.datasets import load_names
from deepcourse.experiments.course5.name_models import nats_of
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course5 import character_language_model as figures
from deepcourse.figures.style import new_figure
from deepcourse.sequence.language_model import CHAR_TO_IX, END, temper

STARTS = ("mar", "eli", "jos", "ann", "kat")
TEMPERATURES = (0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3)
MARGINS = {"left": 0.08, "right": 0.98, "bottom": 0.17, "top": 0.9}


def counts_after(names, context):
    """Return how often each character follows a context in a list of names, (27,); a newline may start the context."""
    counts = np.zeros(len(CHAR_TO_IX))
    for name in names:
        text = END + name + END
        at = text.find(context)
        while 0 <= at < len(text) - len(context):
            if at + len(context) > 0:  # the newline in front is given, not predicted
                counts[CHAR_TO_IX[text[at + len(context)]]] += 1
            at = text.find(context, at + 1)
    return counts


def explore_context(starts=STARTS):
    """Return an exploration: what follows in the training list, after the last letters of the beginning of a name."""
    names = load_names().train

    def draw(start, letters):
        context = start[len(start) - letters :]
        counts = counts_after(names, context)
        total = counts.sum()
        figure, ax = new_figure(height=3.4, pyplot=False, margins=MARGINS)
        p = counts / max(total, 1)
        figures.draw_next(ax, p, f'next character after "{context}", counted in {len(names)} names', top=0.7)
        return figure, f"{start}_: the model sees the last {letters}. The names have {total:.0f} such contexts."

    return Exploration(draw, still={"letters": 3}, start=choice("beginning", starts),
                       letters=slider("letters it sees", 1, 1, 3, 1))  # fmt: skip


def explore_surprise(models, names):
    """Return an exploration: -ln p of each letter of a name.

    models : {name of a model: next_letter}    names : several, a to z
    """

    def draw(name, model):
        nats = nats_of(models[model], name)
        figure, ax = new_figure(height=3.4, pyplot=False, margins=MARGINS)
        figures.draw_surprise(ax, name, nats, f"{name}, predicted by: {model}", top=8.0)
        return figure, f"{model}: the perplexity of {name} is {np.exp(nats.mean()):.1f}"

    return Exploration(draw, name=choice("name", names), model=choice("model", models))


def explore_boldness(next_letter, starts):
    """Return an exploration: the probabilities of the next letter after some beginnings, at several temperatures.

    next_letter : a model    starts : several beginnings of names, a to z
    """

    def draw(start, temperature):
        p = temper(next_letter(start), temperature)
        figure, ax = new_figure(height=3.4, pyplot=False, margins=MARGINS)
        figures.draw_next(ax, p, f'next character after "{start}", temperature {temperature:g}')
        choices = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        return figure, f"temperature {temperature:g}: as uncertain as a choice among {choices:.1f} equal letters"

    return Exploration(draw, start=choice("beginning", starts),
                       temperature=stops_slider("temperature", TEMPERATURES, 1))  # fmt: skip
