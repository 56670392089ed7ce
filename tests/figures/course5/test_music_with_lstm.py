"""The figures of music_with_lstm: what each shows."""

import numpy as np
import pytest

from deepcourse.datasets import load_tunes
from deepcourse.figures.course5 import music_with_lstm as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from deepcourse.sequence.music import harmonize, melody_wave
from quiet import SILENT

pytestmark = SILENT

TRAIN, TEST = load_tunes()
CHORDS = {"C": (48, 52, 55), "F": (53, 57, 60), "G": (55, 59, 62)}
PERPLEXITIES = {
    "training tunes, C": {"learned in C": 1.4, "learned in 12 keys": 2.4},
    "test tunes, 12 keys": {"learned in C": 900.0, "learned in 12 keys": 9.5},
}


def roll():
    _, ax = new_figure(height=3.4)
    tune = TEST[2]
    return figures.draw_roll(ax, tune.melody, tune.title, copied=(2, 3), chords=harmonize(tune.melody, 8, CHORDS))


def rests():
    _, ax = new_figure(height=3.4)
    return figures.draw_roll(ax, TRAIN[13].melody, "Kuckuck", bar=6)


def following():
    _, ax = new_figure(height=3.2)
    names, p = ["G4 · 2", "rest · 4", "the end"], np.array([0.7, 0.2, 0.03])
    return figures.draw_next(ax, names, p, "Twinkle: after 2 values", marked=[False, True, False])


def costs():
    falling = 1 + 4 * np.exp(-np.arange(60) / 15)
    return figures.draw_costs({"learned in C": falling, "learned in 12 keys": falling + 0.3})


DRAWINGS = {  # figure: how the notebook draws it
    "roll": roll,
    "roll with rests": rests,
    "tone": lambda: figures.draw_tone(melody_wave(TRAIN[1].melody[:16], 0.2, 8000), 8000),
    "next value": following,
    "costs": costs,
    "perplexities": lambda: figures.draw_perplexities(PERPLEXITIES),
    "runs": lambda: figures.draw_runs([2000.0, 140.0, 10.0, 0.8, 0.05]),
    "copying": lambda: figures.draw_copying({0.5: [30, 12, 9], 1: [5, 6, 4], 2: [2, 3, 2]}, [3, 6, 3, 4]),
}


def test_pitches_have_names():
    assert [figures.name_of(pitch) for pitch in (60, 61, 59, 69, 0)] == ["C4", "C♯4", "B3", "A4", "rest"]


def test_the_roll_names_its_range_copies_and_chords():
    told = description(roll().figure)
    assert "32 values, 96 eighths, from C4 to G4" in told
    assert "2 of them are marked as copied" in told
    assert "chords C C G C" in told


def test_an_empty_melody_is_drawn():
    _, ax = new_figure(height=3.4)
    figures.draw_roll(ax, [], "nothing")
    assert ax.get_xlim()[1] > 0


def test_perplexities_are_drawn_where_they_are():
    ax = figures.draw_perplexities(PERPLEXITIES)
    assert ax.lines[0].get_xdata() == pytest.approx([1.4, 900])
