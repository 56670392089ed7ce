"""The figures of notation_and_vocabulary: what each shows."""

import numpy as np
import pytest

from deepcourse.figures.course5 import notation_and_vocabulary as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from deepcourse.sequence.vocabulary import one_hot_sequence
from quiet import SILENT

pytestmark = SILENT

NAMES = ["<PAD>", "<UNK>", "<EOS>", "a", "river", "in"]
SENTENCES = [["a", "city", "in", "new", "mexico"], ["the", "capital", "of", "peru"]]
TRUE = [[0, 0, 0, 1, 2], [0, 0, 0, 1]]
SAID = [[0, 1, 0, 1, 2], [0, 0, 0, 0]]


def vocabulary():
    counts = (30_000 / np.arange(1, 20_001)).astype(int)
    shares = np.cumsum(counts) / counts.sum()
    _, axes = new_figure(1, 2, height=3.7)
    return figures.draw_vocabulary(axes, counts, {"train definitions": shares, "dev definitions": 0.9 * shares}, 300)


def batch():
    mask = np.arange(24) < np.array([[20], [7], [12]])
    _, axes = new_figure(1, 2, height=3.3, width_ratios=(3, 1))
    return figures.draw_batch(axes, np.where(mask, 5.0, 0.0), mask, 0.0)


def one_hot():
    ids = np.array([[3, 4, 2, 0], [3, 1, 5, 2]])
    return figures.draw_one_hot(one_hot_sequence(ids, 6), [[NAMES[i] for i in row] for row in ids], NAMES)


def accuracies():
    kinds = {"all columns": 0.96, "real steps": 0.9, "tokens of names": 0.0}
    return figures.draw_accuracies({"always O": kinds, "the word alone": kinds | {"tokens of names": 0.5}})


DRAWINGS = {  # figure: how the notebook draws it
    "vocabulary": vocabulary,
    "batch": batch,
    "unknown": lambda: figures.draw_unknown([1000, 4000, 16000], {"one": [0.4, 0.35, 0.3], "two": [0.2, 0.2, 0.2]}),
    "one hot": one_hot,
    "costs": lambda: figures.draw_costs({"one": np.geomspace(1, 0.2, 40), "two": np.geomspace(1, 0.3, 40)}),
    "accuracies": accuracies,
    "tags": lambda: figures.draw_tags(SENTENCES, TRUE, SAID),
}

EXCUSED = {  # what words at the ticks say already
    "one hot": {"ylabel"},
    "batch": {"xlabel"},
    "accuracies": {"ylabel"},
    "tags": {"xlabel", "ylabel"},
}


def test_the_means_differ_by_the_share_of_pads():
    written = [text.get_text() for text in batch()[1].texts]
    assert written == [f"{5 * 39 / 72:.2f}", "5.00"]


def test_a_one_is_drawn_at_each_id():
    text = description(one_hot()[0].figure)
    assert "row 3 at step 0, row 4 at step 1, row 2 at step 2, row 0 at step 3" in text


def test_found_missed_and_invented_names_are_counted():
    text = description(figures.draw_tags(SENTENCES, TRUE, SAID).figure)
    assert "2 tokens of names found, 1 missed, 1 others taken for names" in text


def test_costs_are_averaged_over_ten_steps():
    (line,) = figures.draw_costs({"one": np.arange(20.0), "two": np.arange(20.0)}).lines[:1]
    assert line.get_ydata()[0] == pytest.approx(4.5)
