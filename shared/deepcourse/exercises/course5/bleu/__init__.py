"""Exercises of course 5, week 3, notebook `bleu`: a module each, in the order of the notebook.

sentences       sentences for the cases of several of them
"""

from deepcourse.exercises.course5.bleu.best_reordering import best_reordering
from deepcourse.exercises.course5.bleu.bleu import bleu
from deepcourse.exercises.course5.bleu.bootstrap_differences import bootstrap_differences
from deepcourse.exercises.course5.bleu.brevity_penalty import brevity_penalty
from deepcourse.exercises.course5.bleu.closest_length import closest_length
from deepcourse.exercises.course5.bleu.disagree import disagree
from deepcourse.exercises.course5.bleu.modified_precision import modified_precision
from deepcourse.exercises.course5.bleu.ngram_counts import ngram_counts
from deepcourse.exercises.decision import DecisionExercise

read_the_scores = DecisionExercise.from_file(__name__, "read_the_scores")

EXERCISES = (
    ngram_counts,
    modified_precision,
    closest_length,
    brevity_penalty,
    bleu,
    best_reordering,
    disagree,
    bootstrap_differences,
    read_the_scores,
)
