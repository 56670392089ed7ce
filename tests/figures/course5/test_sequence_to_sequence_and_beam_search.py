"""The figures of sequence_to_sequence_and_beam_search: what each shows."""

import numpy as np

from deepcourse.experiments.course5 import small_trees as trees
from deepcourse.figures.course5 import sequence_to_sequence_and_beam_search as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

COUNTS = {
    1: {"right": 290, "search": 21, "model": 49},
    2: {"right": 298, "search": 3, "model": 59},
    3: {"right": 300, "search": 0, "model": 60},
}
THREE = {"no": (-1.3, 2), "no, thank you": (-1.9, 4), "no, thank you, not at the moment": (-3.4, 9)}


def tree():
    _, ax = new_figure(height=5.0)
    levels, _ = trees.walked(trees.step_of(trees.MODELS["model 1"]), 2)
    return figures.draw_tree(ax, trees.SIGNS, levels, [2, 2, 0], trees.LONGEST)


def sentences():
    _, ax = new_figure(height=3.6)
    said, kinds = (
        ["seven twenty", "twenty past seven", "seven twenty pm"],
        ["found and returned", "most usual", "found"],
    )
    return figures.draw_sentences(ax, said, [0.16, 0.36, 0.11], kinds, "19:20, B = 1")


DRAWINGS = {  # figure: how the notebook draws it
    "encoder and decoder": lambda: figures.draw_encoder_decoder("19:20", ["twenty", "past", "seven"]),
    "tree": tree,
    "sentences": sentences,
    "scores": lambda: figures.draw_scores(THREE),
    "errors": lambda: figures.draw_errors(COUNTS, "B", "alpha = 0, four beam widths"),
}

EXCUSED = {
    "encoder and decoder": {"xlabel", "ylabel"},
    "tree": {"ylabel"},
    "sentences": {"ylabel"},
}


def test_the_tree_holds_all_sentences():
    leaves = [ids for ids in figures.tree_of(4, 3) if ids and (ids[-1] == 0 or len(ids) == 3)]
    assert len(leaves) == 40
    heights = [figures.tree_of(4, 3)[ids][1] for ids in leaves]
    assert len(set(heights)) == 40


def test_the_tree_tells_what_is_kept():
    assert "after step 1: a 0.500, b 0.400" in description(tree().figure)


def test_scores_cross_where_they_are_equal():
    lines = figures.draw_scores({"short": (-1.0, 2), "long": (-2.0, 8)}).lines
    alpha = np.array(lines[0].get_xdata())
    gap = np.array(lines[0].get_ydata()) - np.array(lines[1].get_ydata())
    assert alpha[np.argmin(np.abs(gap))] == 0.5


def test_errors_are_told():
    assert "B 2: 298 correct, 3 search errors, 59 model errors" in description(
        figures.draw_errors(COUNTS, "B", "widths").figure
    )
