"""The explorations of trigger_word: what their text says is what they show, and what the decision asks."""

import numpy as np
import pytest

from deepcourse.experiments.course5 import trigger_scenes as scenes
from deepcourse.explore.course5 import trigger_word as explore


def test_the_label_in_the_decision_is_cut_off():
    said = explore.explore_scene().draw(1_900, "none", 0)[1]
    assert "labelled 1: output steps 36 to 42" in said
    assert explore.put(1_900, 0, "none").y.sum() == 7
    assert "output steps 10 to 17 and 29 to 36" in explore.explore_scene().draw(200, "activate", 1_400)[1]
    assert explore.put(1_600, 0, "none").y.sum() == scenes.LABEL


def test_labels_of_two_trigger_words_merge_only_if_the_words_overlap():
    for second in range(200, 1_500, 20):
        made = explore.put(200, second, "activate")
        ones = np.flatnonzero(made.y)
        if "no two words overlap" in explore.explore_scene().draw(200, "activate", second)[1]:
            assert len(ones) == 2 * scenes.LABEL
            assert np.diff(ones).max() > 1


def test_a_move_of_twenty_milliseconds_often_changes_no_label():
    labels = [tuple(explore.put(at, 0, "none").y) for at in range(200, 520, 20)]
    assert 4 <= len(set(labels)) <= 7


@pytest.mark.parametrize(("silent", "least", "most"), [(0, 0.1, 0.2), (4, 0.5, 0.6), (6, 0.55, 0.65), (8, 0.96, 0.99)])
def test_the_precision_in_the_decision_can_be_read(silent, least, most):
    assert least < explore.rates(0.5, silent)[0] < most


def test_silent_steps_below_eight_leave_the_precision_below_the_one_asked_for():
    assert max(explore.rates(0.5, silent)[0] for silent in range(8)) < 0.9


@pytest.mark.parametrize(("silent", "recall"), [(8, 0.99), (20, 0.88), (30, 0.70)])
def test_the_recall_in_the_decision_can_be_read(silent, recall):
    assert explore.rates(0.5, silent)[1] == pytest.approx(recall, abs=0.015)


def test_the_sentence_has_the_numbers_of_the_figure():
    said = explore.explore_alarms().draw(0.5, 8, 1)[1]
    precision, recall, count = explore.rates(0.5, 8)
    assert f"{count} chimes for" in said
    assert f"precision {precision:.3f}, recall {recall:.3f}" in said
    assert "silent for 8 steps (512 ms)" in said
