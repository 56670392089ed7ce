"""The explorations of course 5, week 1: melodies.

explore_tunes       a tune as a piano roll, in any key
explore_next_note   the most likely next values along a tune, at a temperature
explore_copies      runs of a melody that stand in other tunes, by their least length
"""

import numpy as np

from deepcourse.datasets import load_tunes
from deepcourse.experiments.course5.tune_models import END, START, VALUES, ids_of, in_steps, step_of
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course5 import music_with_lstm as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn.softmax import softmax
from deepcourse.sequence.music import transpose

TEMPERATURES = (0.3, 0.5, 0.7, 1, 1.5, 2.5)
MARGINS = {"left": 0.1, "right": 0.98, "bottom": 0.17, "top": 0.88}
SHOWN = 48  # values of a melody that a roll can show


def explore_tunes():
    """Return an exploration: a tune of the collection, moved by semitones."""
    train, test = load_tunes()
    tunes = {tune.title: tune for tune in train + test}

    def draw(title, semitones):
        tune = tunes[title]
        melody = transpose(tune.melody, semitones)
        pitches = [pitch for pitch, _ in melody if pitch]
        figure, ax = new_figure(height=3.6, pyplot=False, margins=MARGINS)
        figures.draw_roll(ax, melody, f"{title} ({tune.origin}), moved by {semitones}", bar=tune.bar, low=47, high=83)
        low, high = (figures.name_of(end(pitches)) for end in (min, max))
        return figure, f"{len(melody)} values in bars of {tune.bar} eighths, from {low} to {high}"

    return Exploration(draw, title=choice("tune", tunes), semitones=slider("semitones", 0, -5, 6, 1))


def told(i):
    """Return the name of an id: a pitch and a length, or the end."""
    if i in (START, END):
        return "start" if i == START else "the end"
    pitch, length = VALUES[i - 2]
    return f"{figures.name_of(pitch)} · {length}"


def explore_next_note(network, number=24):
    """Return an exploration: what a trained network expects after the first values of a tune."""
    train, test = load_tunes()
    tunes = {tune.title: tune.melody for tune in (*test[:2], train[0], train[2])}
    step, scores = step_of(network), {}
    for title, melody in tunes.items():
        state, scores[title] = None, []
        for i in [START, *ids_of(melody[:number])]:
            z, state = step(i, state)
            scores[title].append(z)

    def draw(title, read, temperature):
        p = softmax(scores[title][read][:, None] / temperature).ravel()
        best = np.argsort(-p, kind="stable")[:7]
        came = ids_of(tunes[title])[read]
        figure, ax = new_figure(height=3.2, pyplot=False, margins=MARGINS | {"left": 0.12})
        heading = f"{title}: after {read} value{'' if read == 1 else 's'}, temperature {temperature:g}"
        figures.draw_next(ax, [told(i) for i in best], p[best], heading, marked=best == came)
        where = "orange, hatched" if came in best else "not among the bars"
        return figure, f"The tune goes on with {told(came)} ({where}), which gets a probability of {p[came]:.3f}."

    return Exploration(draw, title=choice("tune", tunes), read=slider("values read", 3, 0, number - 1, 1),
                       temperature=stops_slider("temperature", TEMPERATURES, 1))  # fmt: skip


def copied_values(melody, tunes, least):
    """Return the numbers of the values of a melody that lie in a run of `least` or more values of one of the tunes."""
    runs = {tuple(tune[j : j + least]) for tune in tunes for j in range(len(tune) - least + 1)}
    begins = [i for i in range(len(melody) - least + 1) if tuple(melody[i : i + least]) in runs]
    return sorted({i + k for i in begins for k in range(least)})


def explore_copies(melodies):
    """Return an exploration: which parts of melodies stand in a training tune, in any key.

    melodies : {title: melody}
    """
    train, _ = load_tunes()
    lines = [in_steps(tune.melody) for tune in train]
    shown = {title: melody[:SHOWN] for title, melody in melodies.items()}

    def draw(title, least):
        melody = shown[title]
        copied = copied_values(in_steps(melody), lines, least)
        figure, ax = new_figure(height=3.6, pyplot=False, margins=MARGINS)
        figures.draw_roll(ax, melody, f"{title}: in runs of {least} or more values", copied=copied)
        told = f"{len(copied)} of {len(melody)} values lie in runs of {least} or more that stand in a training tune."
        return figure, told

    return Exploration(draw, title=choice("melody", shown), least=slider("least length", 3, 2, 16, 1))
