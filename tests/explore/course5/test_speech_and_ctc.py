"""The explorations of speech_and_ctc: what their text says is what they show, and what the decision asks."""

import numpy as np
import pytest

from deepcourse.explore.course5 import speech_and_ctc as explore
from deepcourse.sequence import ctc


@pytest.mark.parametrize(("text", "count"), [("ab", 15), ("aa", 5), ("a", 10), ("aba", 7)])
def test_the_listed_paths_are_all_that_say_the_text(text, count):
    p = explore.probabilities(0.3, 0.5)
    np.testing.assert_allclose(p.sum(axis=0), 1)
    paths, chances = explore.paths_of(text, p)
    labels = [explore.SYMBOLS.index(letter) for letter in text]
    assert len(set(paths)) == count == ctc.number_of_paths(labels, explore.STEPS)
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(np.exp(-ctc.ctc_loss(np.log(p), labels)[0]), rel=1e-12)


def test_the_sentence_counts_the_paths():
    assert '5 of the 81 paths say "aa"' in explore.explore_all_paths().draw("aa", 0.4, 0.6)[1]
    told = explore.explore_all_paths().draw("a", 0.6, 0.0)[1]
    assert "the likeliest of all paths, ----, says nothing" in told


def test_in_the_first_exploration_the_text_is_likelier_than_any_path_that_says_it():
    for blank in (0.3, 0.4, 0.5):
        p = explore.probabilities(blank, 0.6)
        assert sum(explore.paths_of("ab", p)[1]) > 2 * p.max(axis=0).prod()


def test_the_last_of_two_equal_letters_is_reached_a_step_later():
    made = explore.explore_trellis()
    assert "5 (e)" not in made.draw("see", 2)[1]
    assert "5 (e)" in made.draw("see", 3)[1]
    assert "5 (a)" in made.draw("sea", 2)[1]
