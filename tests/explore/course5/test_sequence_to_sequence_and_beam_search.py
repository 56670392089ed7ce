"""The explorations of sequence_to_sequence_and_beam_search: what their text says is what they show."""

import numpy as np
import pytest

from deepcourse.experiments.course5 import spoken_times as times
from deepcourse.explore.course5 import sequence_to_sequence_and_beam_search as explore


def flat_step(prefix):
    """Return the log-probabilities of a model that knows nothing, but likes to end."""
    p = np.linspace(2, 1, len(times.WORDS))
    p[0] = 10
    return np.log(p / p.sum())


@pytest.mark.parametrize(
    ("model", "B", "told"),
    [("model 1", 1, "asks the model 3 times and finds \"a a .\", probability 0.119, but \"b b .\" has 0.306"),
     ("model 1", 2, "asks the model 5 times and finds \"b b .\", probability 0.306, which is the most probable of all"),
     ("model 2", 2, "finds \"a a .\""), ("model 2", 3, "finds \"c c .\""),
     ("model 3", 1, "finds \"a a .\", probability 0.192"), ("model 3", 2, "finds \"b a .\", probability 0.061")],
)  # fmt: skip
def test_the_tree_of_sequence_to_sequence_and_beam_search_tells_what_is_found(model, B, told):
    assert told in explore.explore_tree().draw(model, B)[1]


def test_answers_are_told_with_their_scores():
    made = explore.explore_answers({"19:20": flat_step, "07:07": flat_step})
    p = np.exp(flat_step([])[0])
    assert f'returned: "", score {np.log(p):.3f}' in made.first_sentence
    assert 'most usual: "twenty past seven"' in made.first_sentence
