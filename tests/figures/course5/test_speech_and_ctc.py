"""The figures of speech_and_ctc: what each shows."""

import numpy as np

from deepcourse.explore.course5 import speech_and_ctc as explore
from deepcourse.figures.course5 import speech_and_ctc as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from deepcourse.nn.softmax import log_softmax
from deepcourse.sequence import ctc
from quiet import SILENT

pytestmark = SILENT

ALPHABET = ("-", "a", "e", "n", "o")
RATE = 8_000


def of_a_path(path, sharp=4.0):
    """Return log-probabilities (5, T) that follow a path."""
    return log_softmax(sharp * np.eye(5)[:, path])


def some_sound():
    rng = np.random.default_rng(1)
    sound, bands = 0.3 * rng.normal(size=9_600), rng.normal(size=(24, 74))
    return sound, bands, ("one", "one"), ((800, 4_000), (5_000, 9_000)), RATE


def paths():
    _, axes = new_figure(1, 2, height=4.6, width_ratios=(1, 2.6))
    found, chances = explore.paths_of("ab", explore.probabilities(0.4, 0.6))
    return figures.draw_paths(axes, found, chances, 'together they say "ab"')


def trellis(step=5):
    log_probs = log_softmax(np.random.default_rng(2).normal(size=(4, 6)))
    return figures.draw_trellis(ctc.forward_sums(log_probs, [3, 2, 2]), list("-s-e-e-"), step)


def learning():
    path = [0, 4, 0, 3, 3, 0, 2, 0, 0]
    return figures.draw_learning({0: of_a_path(path, 0.1), 20: of_a_path(path, 1), 300: of_a_path(path)}, ALPHABET)


def noise():
    curves = {"greedy": [0.01, 0.02, 0.4, 1.3], "prefix beam": [0.01, 0.01, 0.3, 1.1]}
    return figures.draw_noise((0.001, 0.01, 0.03, 0.1), curves, (0.0005, 0.01))


DRAWINGS = {
    "paths": lambda: paths()[0],
    "sound": lambda: figures.draw_sound(*some_sound())[0],
    "trellis": trellis,
    "letters": lambda: figures.draw_letters(of_a_path([0, 4, 4, 0, 3, 0, 0, 2, 0]), ALPHABET),
    "learning": lambda: learning()[0],
    "hearing": lambda: figures.draw_hearing(*some_sound(), of_a_path([0, 4, 3, 2, 0, 0] * 5), ALPHABET, 2, 5)[0],
    "noise": noise,
}


def test_letters_are_named_once_for_each_run_in_which_they_are_likeliest():
    ax = figures.draw_letters(of_a_path([0, 4, 4, 4, 0, 3, 3, 2, 0, 2]), ALPHABET)
    assert [text.get_text() for text in ax.texts] == ["o", "n", "e", "e"]
    assert "in order: onee" in description(ax.figure)
    assert "likeliest in 30 % of 10 steps" in description(ax.figure)


def test_the_trellis_has_no_way_between_equal_letters():
    ends = [(line.get_xdata().tolist(), line.get_ydata().tolist()) for line in trellis().lines]
    assert ([2, 3], [3, 4]) in ends
    assert ([2, 3], [3, 5]) not in ends
    assert ([0, 1], [1, 3]) in ends


def test_the_trellis_says_where_paths_can_be():
    told = description(trellis(0).figure)
    assert "place 0" in told
    assert "place 1" in told
    assert "place 2" not in told
