"""Exercises of course 4, week 2, notebook `classic_networks`: a module each, in the order of the notebook.

networks        architectures for the cases of several of them
"""

from deepcourse.exercises.course4.classic_networks.audit import audit
from deepcourse.exercises.course4.classic_networks.leaders import leaders
from deepcourse.exercises.course4.classic_networks.permutation_test import permutation_test
from deepcourse.exercises.course4.classic_networks.subsample_backward import subsample_backward
from deepcourse.exercises.course4.classic_networks.subsample_forward import subsample_forward
from deepcourse.exercises.course4.classic_networks.summarize import summarize
from deepcourse.exercises.course4.classic_networks.vgg import vgg
from deepcourse.exercises.course4.classic_networks.widest_stack import widest_stack
from deepcourse.exercises.decision import DecisionExercise

read_the_eras = DecisionExercise.from_file(__name__, "read_the_eras")

EXERCISES = (
    summarize,
    audit,
    leaders,
    vgg,
    widest_stack,
    subsample_forward,
    subsample_backward,
    permutation_test,
    read_the_eras,
)
