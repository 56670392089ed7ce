"""The figures of one_and_three_dimensions: what each shows."""

import numpy as np
import pytest

from deepcourse.datasets.course4.heartbeat import load_heartbeat
from deepcourse.experiments.course4.moving_clips import MOTIONS, moving_clips
from deepcourse.figures.course4 import one_and_three_dimensions as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

DATA = load_heartbeat()
COUNTS = np.eye(6, dtype=int)[[1, 0, 3, 2, 5, 4]] * 40 + 2


def window():
    _, axes = new_figure(2, 1, height=5.2)
    signal, W = DATA.signal[18000:18480], np.repeat([-0.2, 0.0, 0.2], [5, 1, 5])
    return figures.draw_window(axes, signal, W, 150, np.correlate(signal, W, "valid"))[1]


def separation():
    rng = np.random.default_rng(1)
    groups = {"narrow": rng.normal(0.4, 0.1, size=40), "wide": rng.normal(1.1, 0.1, size=20)}
    return figures.draw_separation({"filter from narrow beats": groups, "filter from wide beats": groups})


def stack(shown=2):
    _, ax = new_figure(height=3.4)
    return figures.draw_stack(ax, 12, 2, [1, 2], [[8, 9, 10, 11], [9, 11], [11]], shown)


def tosses():
    runs = {1: [0.5, 0.52], 4: [0.66, 0.7], 8: [0.77, 0.75]}
    return figures.draw_tosses(
        {"split window by window": runs, "windows of a beat together": {key: [0.5, 0.48] for key in runs}}
    )


def reading():
    centres = 32 + 4 * np.arange(8970)
    classes = np.zeros(len(centres), int)
    for wide in (False, True):
        near = np.abs(centres[:, None] - DATA.beats[DATA.wide == wide]).min(axis=1) < 4
        classes[near] = 1 + wide
    return figures.draw_reading(DATA, centres, classes, 26400, 28080)[0]


def tricks():
    return figures.draw_tricks({"as they were made": 0.9, "frames shuffled": 0.26, "played backward": 0.02}, 1 / 6)


DRAWINGS = {  # figure: how the notebook draws it
    "window": window,
    "separation": separation,
    "stack": stack,
    "tosses": tosses,
    "reading": reading,
    "clips": lambda: figures.draw_clips(moving_clips(6, 1, testing=True)[0][..., 0], MOTIONS),
    "tricks": tricks,
    "confusion": lambda: figures.draw_confusion(COUNTS, MOTIONS),
}


EXCUSED = {  # what words at the ticks say already, and pictures that are not as wide as the page
    "separation": {"ylabel"},
    "stack": {"ylabel"},
    "reading": {"xlabel", "ylabel"},
    "clips": {"xlabel", "ylabel", "width"},
    "tricks": {"ylabel"},
    "confusion": {"width"},
}


def test_the_medians_are_told():
    ax = separation()
    assert "median 0.41 at narrow beats, 1.09 at wide ones" in description(ax.figure)


@pytest.mark.parametrize(("shown", "told"), [(2, "it depends on 4 of 12 samples"), (1, "not reached yet")])
def test_a_stack_tells_what_it_sees(shown, told):
    assert told in description(stack(shown).figure)


def test_a_confusion_matrix_has_the_shares_of_its_rows():
    shown = [text.get_text() for text in figures.draw_confusion(COUNTS, MOTIONS).texts]
    assert len(shown) == 36
    assert shown[1] == "81"


def test_beats_are_marked_by_their_kind():
    lines = {line.get_label(): line for line in reading().lines}
    inside = (DATA.beats >= 26400) & (DATA.beats < 28080)
    assert len(lines["wide"].get_xdata()) == DATA.wide[inside].sum()
