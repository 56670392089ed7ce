"""The figures of sliding_windows: what each shows."""

import numpy as np
import pytest

from deepcourse.cnn import sliding
from deepcourse.experiments.course4 import sliding as experiment
from deepcourse.figures.course4 import sliding_windows as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

SCENES = experiment.scenes(3, 8)
X, y = experiment.crops(1, 40)
RNG = np.random.default_rng(1)
P = RNG.dirichlet(np.ones(4), size=(11, 11))
FOUND = [sliding.detect(RNG.dirichlet(np.full(4, 0.3), size=(11, 11)), 0.97, 32, 4) for _ in range(8)]
LAYERS = [(3, 1), (2, 2), (2, 1)]


def on(draw, *arguments, **options):
    _, ax = new_figure(height=3.4)
    draw(*arguments, ax=ax, **options)
    return ax


def difference():
    far = np.minimum(np.arange(32), np.arange(32)[::-1])
    border = np.maximum(4 - np.minimum(far[:, None], far), 0) / 4
    return figures.draw_difference(border, np.zeros((24, 24)))


def regions():
    _, axes = new_figure(1, 2, height=4.3)
    labels = sliding.segment(SCENES.images[0], 0.1)
    return figures.draw_regions(SCENES.images[0], labels, sliding.propose_boxes(labels, 12, 2000, 1), axes, "boxes")


def coverage():
    shares = {"windows": np.array([0, 1, 0.1]), "single regions": np.array([0.8, 0.2, 0.7])}
    return figures.draw_coverage(shares, {"windows": 121, "single regions": 38})


DRAWINGS = {  # figure: how the notebook draws it
    "crops": lambda: figures.draw_crops(X, y),
    "window": lambda: on(figures.draw_window, SCENES.images[0], (4, 8, 36, 40), title="the window"),
    "probabilities": lambda: on(figures.draw_probabilities, P[0, 0]),
    "map": lambda: figures.draw_map(SCENES.images[1], P, SCENES.boxes[1]),
    "chain": lambda: on(figures.draw_chain, LAYERS, 24, 2),
    "detections": lambda: figures.draw_detections(SCENES.images, SCENES.boxes, SCENES.classes, FOUND),
    "difference": difference,
    "regions": regions,
    "coverage": coverage,
}


def test_a_chain_shows_what_a_number_of_the_last_map_sees():
    _, ax = new_figure(height=3.4)
    window, stride = sliding.sweep(LAYERS)
    for cell in (0, 3):
        first, last, count = figures.draw_chain(LAYERS, 24, cell, ax)
        assert (first, last) == (stride * cell, stride * cell + window - 1)
        assert count == (24 - window) // stride + 1


def test_a_chain_stands_above_the_middle_of_its_window():
    _, ax = new_figure(height=3.4)
    first, last, _ = figures.draw_chain(LAYERS, 24, 1, ax)
    filled = [patch for patch in ax.patches if patch.get_hatch()]
    assert filled[-1].get_x() + filled[-1].get_width() / 2 == pytest.approx((first + last) / 2)


def test_detections_say_what_is_there_and_what_was_found():
    text = description(DRAWINGS["detections"]()[0, 0].figure)
    assert f"there: {figures.counted([figures.NAMES[k] for k in SCENES.classes[0] + 1])}" in text.lower()
    assert figures.counted(["sign", "car", "sign"]) == "1 car, 2 signs"
    assert figures.counted([]) == "nothing"


def test_the_map_says_where_it_is_greatest():
    text = description(DRAWINGS["map"]()[0].figure)
    i, j = np.unravel_index(P[..., 1].argmax(), (11, 11))
    assert f"greatest {P[..., 1].max():.2f} at row {i}, column {j}" in text


def test_distances_are_counted_from_the_border():
    values = np.zeros((5, 5))
    values[2, 2], values[1, 1] = 1, 8
    assert figures.by_distance(values).tolist() == [0, 1, 1]


def test_the_shares_are_written_on_the_bars():
    assert {text.get_text() for text in coverage().texts} >= {"100", "80", "20", "70", "10"}
