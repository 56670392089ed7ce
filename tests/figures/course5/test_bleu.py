"""The figures of bleu: what each shows."""

import numpy as np

from deepcourse.experiments.course5 import simulated_translations as sentences
from deepcourse.figures.course5 import bleu as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from deepcourse.sequence import bleu
from quiet import SILENT

pytestmark = SILENT

SCORES = {"the first candidate": [0.94, 0.59, 0.44, 0.27, 1, 0.5], "the second candidate": [0.57, 0.08, 0, 0, 0.87, 0]}
RATED = {
    name: {"1 reference": one, "3 references": three}
    for name, one, three in (("close translation", 0.42, 0.8), ("'not' added", 0.76, 0.76), ("free", 0, 0))
}


def matches(name="the first candidate", n=2):
    return figures.draw_matches(*sentences.example(name, 3), n)


def words():
    _, ax = new_figure(height=1.6)
    return figures.draw_words(sentences.words(sentences.SENTENCE), {3, 19}, ax, "20 words")


def differences():
    rng = np.random.default_rng(1)
    return figures.draw_differences({n: rng.normal(0.02, 0.8 / n**0.5, size=50) for n in (25, 100, 400)})


DRAWINGS = {  # figure: how the notebook draws it
    "matches": matches,
    "precisions": lambda: figures.draw_precisions(SCORES),
    "penalty": lambda: figures.draw_penalty(np.array([0.1, 0.5, 1, 1.5]), [0.0001, 0.37, 1, 1]),
    "rated": lambda: figures.draw_rated(RATED),
    "sentences": lambda: figures.draw_sentences(np.array([0, 0, 0.3, 0.8, 1]), 0.5),
    "differences": differences,
    "words": words,
}

EXCUSED = {  # what words at the ticks say already
    "matches": {"xlabel", "ylabel"},
    "precisions": {"xlabel"},
    "rated": {"ylabel"},
    "differences": {"ylabel"},
    "words": {"xlabel", "ylabel"},
}


def test_the_states_of_ngrams_are_those_that_count():
    for name in sentences.EXAMPLES:
        for references in (1, 2, 3):
            candidate, people = sentences.example(name, references)
            for n in (1, 2, 3, 4):
                found = figures.states(candidate, people, n)
                assert (found.count("counted"), len(found)) == bleu.clipped_counts(candidate, people, n)


def test_clipped_words_are_told():
    assert "3 counted, 4 clipped, 0 in no reference" in description(matches("one word seven times", 1).figure)


def test_the_intervals_are_told():
    assert "400 sentences: mean +0.0" in description(differences().figure)
