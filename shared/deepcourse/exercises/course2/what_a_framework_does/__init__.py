"""Exercises of course 2, week 3, notebook `what_a_framework_does`: a module each, in order.

programs            expressions as text, for the cases of graphs and tensors
tensor_mistakes     engines that are wrong in a known way
"""

from deepcourse.exercises.course2.what_a_framework_does.backward import BACKWARD
from deepcourse.exercises.course2.what_a_framework_does.log_loss import LOG_LOSS
from deepcourse.exercises.course2.what_a_framework_does.matmul_backward import MATMUL_BACKWARD
from deepcourse.exercises.course2.what_a_framework_does.read_the_program import READ_THE_PROGRAM
from deepcourse.exercises.course2.what_a_framework_does.sgd import SGD_CLASS
from deepcourse.exercises.course2.what_a_framework_does.sum_backward import SUM_BACKWARD
from deepcourse.exercises.course2.what_a_framework_does.tensor import TENSOR
from deepcourse.exercises.course2.what_a_framework_does.train import TRAIN
from deepcourse.exercises.course2.what_a_framework_does.unbroadcast import UNBROADCAST

EXERCISES = (
    UNBROADCAST,
    MATMUL_BACKWARD,
    SUM_BACKWARD,
    BACKWARD,
    TENSOR,
    SGD_CLASS,
    LOG_LOSS,
    TRAIN,
    READ_THE_PROGRAM,
)
