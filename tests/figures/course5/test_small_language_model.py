"""The figures of small_language_model: what each shows."""

import numpy as np

from deepcourse.datasets import load_definition_models
from deepcourse.experiments.course5 import definition_models as models
from deepcourse.experiments.course5 import patch_classifier
from deepcourse.explore.course5.small_language_model import LENGTHS
from deepcourse.figures.course5 import small_language_model as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from deepcourse.sequence.kept_keys import multiply_adds
from deepcourse.sequence.patches import patches
from deepcourse.sequence.sampling import next_probabilities
from deepcourse.sequence.scaling import fit_power_law
from quiet import SILENT

pytestmark = SILENT

RECORDED, _ = load_definition_models()
REACHED = [(0, 0.0, 3.9), (250, 6.0, 2.2), (500, 12.0, 1.9), (1500, 36.0, 1.71)]


def next_one():
    _, axes = new_figure(2, 1, height=4.8, height_ratios=(5, 2))
    scores = np.random.default_rng(1).normal(size=len(models.SYMBOLS)) * 2
    before, after = next_probabilities(scores), next_probabilities(scores, top_k=6, top_p=0.8)
    figures.draw_next(axes, models.SYMBOLS, before, after, 'after "a cat"', ["a cat that", "a cat of the", "a cat in"])
    return axes[0]


def counts():
    kept, anew = zip(*(multiply_adds(T, 64) for T in LENGTHS), strict=True)
    return figures.draw_counts(LENGTHS, kept, anew, 256)


def scaling():
    line = fit_power_law(RECORDED.sizes.ravel(), RECORDED.nats.ravel())
    return figures.draw_scaling(RECORDED.sizes, RECORDED.nats, *line)


def cut(way=patches):
    X = patch_classifier.data()[0][0]
    return figures.draw_patches(X[7, :, :, 0], way(X[7:8], 7)[:, 0], 7)


DRAWINGS = {
    "next": next_one,
    "training": lambda: figures.draw_training(REACHED, RECORDED.counted),
    "training of a few steps": lambda: figures.draw_training([(0, 0.0, 4.2), (10, 0.3, 3.2)], RECORDED.counted),
    "long": lambda: figures.draw_long(RECORDED.runs, RECORDED.counted),
    "counts": counts,
    "scaling": scaling,
    "patches": cut,
}

EXCUSED = {"patches": {"xlabel", "ylabel"}}  # pictures


def test_the_words_name_the_ends_of_a_training():
    told = description(figures.draw_training(REACHED, RECORDED.counted).figure)
    assert "falls from 49.4 to 5.53 in 1500 steps" in told
    assert "trigram 7.5, 4-gram 5.0" in told


def test_a_wrong_cut_is_said():
    assert "each column is a square of the picture" in description(cut()[0].figure).lower()
    wrong = cut(lambda images, size: images.reshape(1, 16, 49).transpose(2, 0, 1))
    assert "the columns are not squares of the picture" in description(wrong[0].figure).lower()
