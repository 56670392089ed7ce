"""Exercises of course 5, week 4, notebook `small_language_model`: a module each, in the order of the notebook."""

from deepcourse.exercises.course5.small_language_model.attend_to_kept import attend_to_kept
from deepcourse.exercises.course5.small_language_model.bits_per_byte import bits_per_byte
from deepcourse.exercises.course5.small_language_model.fit_power_law import fit_power_law
from deepcourse.exercises.course5.small_language_model.multiply_adds import multiply_adds
from deepcourse.exercises.course5.small_language_model.patches import patches
from deepcourse.exercises.course5.small_language_model.sample_next import sample_next
from deepcourse.exercises.course5.small_language_model.windows import windows
from deepcourse.exercises.decision import DecisionExercise

read_the_model = DecisionExercise.from_file(__name__, "read_the_model")

EXERCISES = (
    windows,
    sample_next,
    attend_to_kept,
    multiply_adds,
    bits_per_byte,
    fit_power_law,
    patches,
    read_the_model,
)
