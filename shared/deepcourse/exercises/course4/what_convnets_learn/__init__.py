"""Exercises of course 4, week 4, notebook `what_convnets_learn`: a module each, in the order of the notebook."""

from deepcourse.exercises.course4.what_convnets_learn.field_box import field_box
from deepcourse.exercises.course4.what_convnets_learn.measured_field import measured_field
from deepcourse.exercises.course4.what_convnets_learn.occlusion_map import occlusion_map
from deepcourse.exercises.course4.what_convnets_learn.plant import plant
from deepcourse.exercises.course4.what_convnets_learn.receptive_field import receptive_field
from deepcourse.exercises.course4.what_convnets_learn.relu_signal import relu_signal
from deepcourse.exercises.course4.what_convnets_learn.strongest import strongest
from deepcourse.exercises.decision import DecisionExercise

read_the_units = DecisionExercise.from_file(__name__, "read_the_units")

EXERCISES = (
    receptive_field,
    field_box,
    measured_field,
    strongest,
    plant,
    relu_signal,
    occlusion_map,
    read_the_units,
)
