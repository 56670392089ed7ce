"""The explorations of face_verification say what the text says."""

import numpy as np
import pytest

from deepcourse.cnn.faces import error_rates, squared_distances
from deepcourse.experiments.course4 import circle_trainings as circle
from deepcourse.explore.course4 import face_verification as explore
from quiet import SILENT

pytestmark = SILENT


def apart(alpha, negatives, step=-1):
    E, labels = circle.walk(alpha, negatives)[0][step], circle.labels()
    return squared_distances(E, E)[labels[:, None] != labels].mean()


def test_what_the_text_says_of_the_circle():
    near, beyond = circle.NEGATIVES
    losses = {alpha: circle.walk(alpha, near)[1] for alpha in circle.MARGINS}
    assert losses[0.0][-1] < 5e-4
    assert 10 <= np.flatnonzero(losses[0.0] < 0.01)[0] <= 30
    assert losses[0.0][9] > 0.02
    assert losses[0.2][-1] > 0.1
    assert apart(0.0, near, 0) == pytest.approx(1.66, abs=0.01)
    assert apart(0.0, near) < 0.15
    assert not circle.walk(0.0, beyond)[1].any()
    assert all(apart(alpha, beyond) > 2 for alpha in circle.MARGINS[1:])


def test_the_sentence_of_the_circle_ends_with_its_distances():
    sentence = explore.explore_margin().draw(0.0, "the nearest", 0)[1]
    assert "loss 2.657; mean squared distance of pictures of one person" in sentence
    assert sentence.endswith("two people 1.66")


def test_the_threshold_tells_the_rates_of_the_package():
    rng = np.random.default_rng(1)
    same, different = rng.uniform(0, 1, size=50), rng.uniform(0, 4, size=300)
    accepts, rejects = error_rates(same, different, 0.5)
    sentence = explore.explore_threshold(same, different).draw(0.5)[1]
    assert f"{100 * accepts:.1f} % of the pairs of two people are accepted, {100 * rejects:.1f} %" in sentence
