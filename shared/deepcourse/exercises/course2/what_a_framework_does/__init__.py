"""Exercises of course 2, week 3, notebook `what_a_framework_does`: a module each, in order.

programs            expressions as text, for the cases of graphs and tensors
tensor_mistakes     engines that are wrong in a known way
"""

from deepcourse.exercises.course2.what_a_framework_does.backward import backward
from deepcourse.exercises.course2.what_a_framework_does.log_loss import log_loss
from deepcourse.exercises.course2.what_a_framework_does.matmul_backward import matmul_backward
from deepcourse.exercises.course2.what_a_framework_does.sgd import sgd
from deepcourse.exercises.course2.what_a_framework_does.sum_backward import sum_backward
from deepcourse.exercises.course2.what_a_framework_does.tensor import tensor
from deepcourse.exercises.course2.what_a_framework_does.train import train
from deepcourse.exercises.course2.what_a_framework_does.unbroadcast import unbroadcast
from deepcourse.exercises.decision import DecisionExercise

read_the_program = DecisionExercise.from_file(__name__, "read_the_program")

EXERCISES = (
    unbroadcast,
    matmul_backward,
    sum_backward,
    backward,
    tensor,
    sgd,
    log_loss,
    train,
    read_the_program,
)
