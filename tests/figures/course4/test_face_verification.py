"""The figures of face_verification: what each shows."""

import numpy as np
import pytest

from deepcourse.datasets.course4.faces import generated_faces
from deepcourse.experiments.course4 import circle_trainings as circle
from deepcourse.figures.course4 import face_verification as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

RNG = np.random.default_rng(1)
SAME, DIFFERENT = RNG.uniform(0, 0.8, size=300), RNG.uniform(0.2, 4, size=900)
CROWDS = [1, 2, 5, 10, 20, 50, 100, 150]


def on(draw, *arguments, height=3.4):
    _, ax = new_figure(height=height)
    return draw(*arguments, ax)


def training():
    steps = np.arange(60)
    runs = {
        "alpha = 0, nearest": (0.6 * np.exp(-steps / 5), 1.3 * np.exp(-steps / 5)),
        "alpha = 0.4, nearest": (0.4 + 0.5 * np.exp(-steps / 5), 1.3 * np.exp(-steps / 5)),
        "alpha = 0.4, beyond the positive": (0.4 * np.exp(-steps / 50), 2 - np.exp(-steps / 20)),
    }
    return figures.draw_training(runs, 0.4)


def crowd():
    let_in = 1 - 0.97 ** np.array(CROWDS)
    computed = 1 - 0.96 ** np.array(CROWDS)
    return figures.draw_crowd(
        CROWDS,
        {"strangers let in": let_in, "stored people not named correctly": let_in / 3},
        {"strangers let in": computed},
    )


DRAWINGS = {  # figure: how the notebook draws it
    "people": lambda: figures.draw_people(generated_faces(4, 8, np.random.default_rng(1))),
    "pixels": lambda: figures.draw_distances(
        200 * SAME, 200 * DIFFERENT, title="distances of pixels", bins=np.linspace(0, 900, 46)
    ),
    "distances": lambda: figures.draw_distances(SAME, DIFFERENT, title="pairs", threshold=0.5),
    "circle": lambda: on(figures.draw_circle, circle.walk(0.5, "the nearest")[0][-1], circle.labels()),
    "training": training,
    "rates": lambda: on(figures.draw_rates, SAME, DIFFERENT, 0.5),
    "crowd": crowd,
}


def test_shares_of_pairs_add_up_to_100():
    for patch in DRAWINGS["distances"]().patches:
        values, _, _ = patch.get_data()
        assert values.sum() == pytest.approx(100)


def test_pairs_beyond_the_last_bin_stand_in_it():
    ax = figures.draw_distances(np.array([5.0]), np.array([1.0]))
    assert ax.patches[0].get_data()[0][-1] == 100


def test_both_rates_go_their_ways():
    rejects, accepts = [line.get_ydata() for line in DRAWINGS["rates"]().lines[:2]]
    assert (rejects[0], accepts[0], rejects[-1]) == (100, 0, 0)
    assert accepts[-1] == pytest.approx(100, abs=1)
    assert (np.diff(rejects) <= 0).all()
    assert (np.diff(accepts) >= 0).all()


def test_the_circle_says_where_everybody_is():
    said = description(DRAWINGS["circle"]().figure).lower()
    assert all(f"person {who} at" in said for who in range(1, 7))
