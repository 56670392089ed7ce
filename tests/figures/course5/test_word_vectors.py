"""The figures of word_vectors: what each shows."""

import numpy as np

from deepcourse.datasets import load_glove
from deepcourse.experiments.course5.word_relations import RELATIONS
from deepcourse.explore.course5.word_vectors import words_on_the_map
from deepcourse.figures.course5 import word_vectors as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from deepcourse.sequence import word_vectors as reference
from quiet import SILENT

pytestmark = SILENT

WORDS, E = load_glove()


def columns(words):
    return E[:, [WORDS.index(word) for word in words]]


def neighbours():
    _, ax = new_figure(height=3.5)
    return figures.draw_neighbours(
        ax, ["tea", "milk", "bread"], np.array([0.9, 0.8, 0.7]), "nearest", "cosine similarity"
    )


def pairs():
    chosen = RELATIONS["female"][:8]
    return figures.draw_pairs(chosen, reference.pca_map(columns([a for a, _ in chosen] + [b for _, b in chosen])))


def words_in_the_plane():
    words, kinds, X = words_on_the_map(8)
    _, ax = new_figure(height=4.4)
    return figures.draw_map(ax, reference.pca_map(X), kinds, "PCA", words)


def audit():
    return figures.draw_audit(
        {"capital": (0.73, 0.64, 0.06), "plural": (0.66, 0.34, 0.5), "opposite": (0.15, 0.02, 0.25)}
    )


def few():
    rng = np.random.default_rng(1)
    return figures.draw_few_labels((1, 2, 5), 0.8 + 0.1 * rng.uniform(size=(3, 4)), np.full((3, 4), 1 / 3))


DRAWINGS = {  # figure: how the notebook draws it
    "rows": lambda: figures.draw_rows(["king", "queen", "water"], columns(["king", "queen", "water"])),
    "neighbours": neighbours,
    "pairs": pairs,
    "audit": audit,
    "map": words_in_the_plane,
    "few labels": few,
}

EXCUSED = {"rows": {"ylabel"}}


def test_the_audit_tells_its_numbers():
    assert "opposite 15, 2, 25" in description(audit().figure)


def test_neighbours_of_one_kind_are_counted():
    Y = np.array([[0.0, 1, 5, 6], [0, 0, 0, 0]])
    assert figures.neighbour_share(Y, ["a", "a", "b", "b"]) == 1
    assert figures.neighbour_share(Y, ["a", "b", "b", "a"]) == 0
