"""The figures of learning_embeddings: what each shows."""

import numpy as np
import pytest

from deepcourse.figures.course5 import learning_embeddings as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import ORANGE, new_figure
from deepcourse.sequence.huffman import huffman_codes
from quiet import SILENT

pytestmark = SILENT

WORDS, COUNTS = ("of", "the", "poet", "bread"), [900, 700, 45, 30]
GROUPS = {"colours": "red blue green", "food": "bread milk", "numbers": "one two three", "sports": "golf tennis"}
KINDS = {"random, 32 numbers": 0.494, "counts, 2000 numbers": 0.881, "GloVe, 32 numbers": 0.93}


def window():
    _, ax = new_figure(height=3.2)
    return figures.draw_window(ax, ["a", "small", "bird", "with", "a", "tail"], 2, 2)


def tree():
    _, ax = new_figure(height=4.6)
    return figures.draw_tree(ax, WORDS, COUNTS, huffman_codes(COUNTS), "poet")


def sampling():
    _, axes = new_figure(1, 2, height=3.7)
    shares = {"text": [0.1, 0.08, 2e-4, 1e-4], "negatives": [0.04, 0.03, 3e-4, 2e-4], "kept": [0.1, 0.11, 1, 1]}
    return figures.draw_sampling(axes, WORDS, {name: np.array(values) for name, values in shares.items()}, "poet")[0]


def optimum():
    derived = np.random.default_rng(1).normal(size=(5, 5))
    return figures.draw_optimum(derived, derived + 0.05, 3)


def words_in_the_plane():
    words = tuple(" ".join(GROUPS.values()).split())
    return figures.draw_map(np.random.default_rng(2).normal(size=(8, len(words))), words, GROUPS)


DRAWINGS = {  # figure: how the notebook draws it
    "window": window,
    "tree": tree,
    "costs": lambda: figures.draw_costs([10, 200, 2000], {"softmax": [10, 200, 2000], "tree": [3.1, 5.7, 8.1]}),
    "sampling": sampling,
    "optimum": optimum,
    "separation": lambda: figures.draw_separation(KINDS),
    "map": words_in_the_plane,
}

EXCUSED = {"tree": {"ylabel"}, "separation": {"ylabel"}, "sampling": {"ylabel"}, "optimum": {"width"}}


def test_the_weights_are_told():
    assert "weights: a 0.50, small 1.00, with 1.00, a 0.50" in description(window().figure)


def test_leaves_are_one_apart_and_parents_between_their_children():
    places = figures.tree_layout(["0", "10", "11"])
    assert places == {"0": (0, 1), "10": (1, 2), "11": (2, 2), "1": (1.5, 1), "": (0.75, 0)}


def test_the_path_is_marked():
    code = huffman_codes(COUNTS)[WORDS.index("poet")]
    marked = [line for line in tree().lines if line.get_color() == ORANGE]
    assert len(marked) == len(code)


def test_bars_grow_from_chance():
    bars = figures.draw_separation(KINDS).patches
    assert [bar.get_width() for bar in bars] == pytest.approx([value - 0.5 for value in KINDS.values()])
    assert all(bar.get_x() == 0.5 or bar.get_width() < 0 for bar in bars)


def test_names_of_points_that_are_close_get_places_of_their_own():
    places = figures.free_places(
        np.array([[0.5, 0.5], [0.51, 0.5], [0.5, 0.51]]), ["north", "south", "east"], (400, 300)
    )
    assert len(set(places)) == 3
    assert figures.free_places(np.array([[0.1, 0.1], [0.9, 0.9]]), ["a", "b"], (400, 300)) == [(5, 3), (5, 3)]
