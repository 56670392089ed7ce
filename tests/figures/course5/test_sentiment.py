"""The figures of sentiment: what each shows."""

import numpy as np

from deepcourse.figures.course5 import sentiment as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

WORDS = ["the", "film", "was", "good", "PAD", "PAD"]


def words():
    _, ax = new_figure(height=3.6)
    return figures.draw_words(ax, WORDS, [0, 0.1, -0.3, 0.8, 0, 0], 0.1, "the sum 0.60 is divided by 6")


def labels():
    shares = np.linspace(0.5, 0.99, 18).reshape(3, 3, 2)
    return figures.draw_labels((8, 32, 128), {"GloVe, frozen": shares, "random, trained": 0.9 * shares})[0]


def batches():
    lengths = [4, 12, 5, 9, 4, 6]
    return figures.draw_batches(lengths, {"as they come": [[0, 1, 2], [3, 4, 5]], "by length": [[0, 4, 2], [5, 3, 1]]})[
        0
    ]


def states():
    a = np.array([[0.0, 0.9, 1.0], [-1.0, -1.0, 1.0]])
    return figures.draw_states({"very not good": (a, np.array([0.1, 0.1, 0.9])), "so very bad": (-a, np.full(3, 0.2))})[
        0
    ]


def slices():
    found = {"average": {"plain": [0.7, 0.71], "denied: not bad": [0.3, 0.31]},
             "LSTM": {"plain": [0.95, 0.96], "denied: not bad": [0.9, 0.93]}}  # fmt: skip
    return figures.draw_slices(found, "new opinion words, known patterns")


def padding():
    return figures.draw_padding((0, 2, 4), {"LSTM, last real step": [0.9] * 3, "LSTM, last column": [0.9, 0.6, 0.3]})


DRAWINGS = {  # figure: how the notebook draws it
    "words": words,
    "labels": labels,
    "batches": batches,
    "states": states,
    "slices": slices,
    "padding": padding,
}

EXCUSED = {  # what words at the ticks say already
    "words": {"xlabel"},
    "states": {"ylabel"},
    "slices": {"ylabel"},
}


def test_words_tell_their_scores():
    told = description(words().figure)
    assert "film 0.10" in told
    assert "mean 0.100" in told


def test_batches_tell_their_pads():
    told = description(batches().figure)
    assert "12, 9 columns wide" in told
    assert "5, 12 columns wide" in told
    assert f"{100 * (1 - 40 / 63):.0f} % are pads" in told


def test_states_tell_the_probabilities():
    assert "after good: states 1.0, 1.0, good 90 %" in description(states().figure)


def test_slices_tell_their_range():
    assert "LSTM, denied: not bad: 90 to 93 %" in description(slices().figure)
