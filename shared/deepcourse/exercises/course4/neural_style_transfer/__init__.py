"""Exercises of course 4, week 4, notebook `neural_style_transfer`: a module each, in the order of the notebook.

activations     activations for the cases of all of them
"""

from deepcourse.exercises.course4.neural_style_transfer.content_cost import content_cost
from deepcourse.exercises.course4.neural_style_transfer.gram_matrix import gram_matrix
from deepcourse.exercises.course4.neural_style_transfer.layer_style_cost import layer_style_cost
from deepcourse.exercises.course4.neural_style_transfer.layer_style_gradient import layer_style_gradient
from deepcourse.exercises.course4.neural_style_transfer.paint import paint
from deepcourse.exercises.course4.neural_style_transfer.same_gram import same_gram
from deepcourse.exercises.course4.neural_style_transfer.style_cost import style_cost
from deepcourse.exercises.course4.neural_style_transfer.total_cost import total_cost
from deepcourse.exercises.course4.neural_style_transfer.total_gradients import total_gradients
from deepcourse.exercises.decision import DecisionExercise

read_the_paintings = DecisionExercise.from_file(__name__, "read_the_paintings")

EXERCISES = (
    content_cost,
    gram_matrix,
    same_gram,
    layer_style_cost,
    layer_style_gradient,
    style_cost,
    paint,
    total_cost,
    total_gradients,
    read_the_paintings,
)
