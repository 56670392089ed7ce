"""Exercises of course 5, week 1, notebook `character_language_model`: a module each, in the order of the notebook.

letters         names, tables and networks for the cases of several of them
"""

from deepcourse.exercises.course5.character_language_model.bigram_table import bigram_table
from deepcourse.exercises.course5.character_language_model.clip import clip
from deepcourse.exercises.course5.character_language_model.clip_by_norm import clip_by_norm
from deepcourse.exercises.course5.character_language_model.could_come_from import could_come_from
from deepcourse.exercises.course5.character_language_model.optimize import optimize
from deepcourse.exercises.course5.character_language_model.perplexity import perplexity
from deepcourse.exercises.course5.character_language_model.sample import sample
from deepcourse.exercises.course5.character_language_model.sequence_cost import sequence_cost
from deepcourse.exercises.course5.character_language_model.temper import temper
from deepcourse.exercises.decision import DecisionExercise

read_the_models = DecisionExercise.from_file(__name__, "read_the_models")

EXERCISES = (
    bigram_table,
    perplexity,
    sequence_cost,
    clip,
    clip_by_norm,
    optimize,
    sample,
    could_come_from,
    temper,
    read_the_models,
)
