"""The explorations of course 5, week 4: the next character of a recorded model, and what keeping keys saves.

explore_next        temperature, top_k and top_p: what is left of the next character's probabilities, and texts
explore_kept        multiply-adds of writing, by tokens and rows
"""

import functools

import numpy as np

from deepcourse.experiments.course5 import definition_models as models
from deepcourse.explore.exploration import Exploration, choice, stops_slider
from deepcourse.figures.course5 import small_language_model as figures
from deepcourse.figures.style import new_figure
from deepcourse.sequence.kept_keys import multiply_adds
from deepcourse.sequence.sampling import next_probabilities, sample_next

BEGINNINGS = ("a person who ", "relating to the ", "the q", "make a", "in a ")
TEMPERATURES = (0.1, 0.3, 0.5, 0.8, 1, 1.5, 3)
KS = (2, 3, 5, 10, 20, 46)
PS = (0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 1)
LENGTHS = (4, 16, 64, 256, 1024, 4096)
ROWS = (16, 64, 256, 1024)
CHARACTERS, TEXTS = 46, 3


@functools.cache
def read(beginning):
    """Return the recorded network's scores, (V, 1), after a newline and a beginning, and its state."""
    network, state = models.recorded_network(), None
    for k in [0, *models.ids_of([beginning])[:-1]]:
        scores, state = network.step(np.array([k]), state)
    return network, scores, state


def continued(beginning, seed, options):
    """Return a beginning and what the recorded network writes after it, up to 46 characters or the newline."""
    network, scores, state = read(beginning)
    rng, written = np.random.default_rng(seed), []
    while len(written) < CHARACTERS - len(beginning):
        k = sample_next(scores[:, 0], rng=rng, **options)
        if k == 0:
            break
        written.append(k)
        scores, state = network.step(np.array([k]), state)
    return beginning + models.text_of(written)


def explore_next():
    """Return an exploration: a beginning and the three options; the next character, and three texts."""

    def draw(beginning, temperature, top_k, top_p):
        options = {"temperature": temperature, "top_k": top_k, "top_p": top_p}
        scores = read(beginning)[1][:, 0]
        before, after = next_probabilities(scores), next_probabilities(scores, **options)
        texts = [continued(beginning, seed, options) for seed in range(TEXTS)]
        margins = {"left": 0.09, "right": 0.98, "bottom": 0.02, "top": 0.92, "hspace": 0.45}
        figure, axes = new_figure(2, 1, height=4.8, pyplot=False, margins=margins, height_ratios=(5, 2))
        figures.draw_next(axes, models.SYMBOLS, before, after, f'after "{beginning}"', texts)
        best = int(after.argmax())
        left = int((after > 0).sum())
        return figure, (f'after "{beginning}", temperature {temperature:g}, top_k {top_k}, top_p {top_p:g}: {left} of '
                        f"{len(after)} characters left; the likeliest, {figures.seen(models.SYMBOLS[best])}, has "
                        f"a probability of {100 * after[best]:.0f} %; text 1 goes on as {texts[0]}")  # fmt: skip

    return Exploration(draw, beginning=choice("beginning", BEGINNINGS),
                       temperature=stops_slider("temperature", TEMPERATURES, 1), top_k=stops_slider("top_k", KS, 46),
                       top_p=stops_slider("top_p", PS, 1))  # fmt: skip


def explore_kept():
    """Return an exploration: tokens and rows; what one block computes with keys and values kept, and anew."""

    def draw(tokens, rows):
        kept, anew = zip(*(multiply_adds(T, rows) for T in LENGTHS), strict=True)
        margins = {"left": 0.09, "right": 0.98, "bottom": 0.14, "top": 0.92}
        figure, ax = new_figure(height=4.0, pyplot=False, margins=margins)
        figures.draw_counts(LENGTHS, kept, anew, tokens, ax)
        ax.set_ylim(5e3, 1e15)
        here, fresh = multiply_adds(tokens, rows)
        looks = 100 * rows * tokens * (tokens + 1) / here
        return figure, (f"{tokens} tokens, {rows} rows: {here:,} multiply-adds with keys and values kept, {looks:.0f} "
                        f"% of them in looks; anew {fresh:,}, which is {fresh / here:.1f} times as many")  # fmt: skip

    return Exploration(draw, tokens=stops_slider("tokens", LENGTHS, 64), rows=stops_slider("rows", ROWS, 64))
