"""Exercises of course 4, week 2, notebook `inception_and_efficient_convolutions`, in the order of the notebook.

caches              what is wrong with a cache, part by part
modules             parameters of inception modules, and pictures, for the cases of several of them
module_mistakes     known mistakes in an inception module
separable           depthwise separable convolutions, for the cases of two of them
"""

from deepcourse.exercises.course4.inception_and_efficient_convolutions.conv1x1_forward import conv1x1_forward
from deepcourse.exercises.course4.inception_and_efficient_convolutions.count_reduced import count_reduced
from deepcourse.exercises.course4.inception_and_efficient_convolutions.depthwise_separable_backward import (
    depthwise_separable_backward,
)
from deepcourse.exercises.course4.inception_and_efficient_convolutions.depthwise_separable_forward import (
    depthwise_separable_forward,
)
from deepcourse.exercises.course4.inception_and_efficient_convolutions.inception_module_forward import (
    inception_module_forward,
)
from deepcourse.exercises.course4.inception_and_efficient_convolutions.make_separable import make_separable
from deepcourse.exercises.course4.inception_and_efficient_convolutions.separate_filters import separate_filters
from deepcourse.exercises.course4.inception_and_efficient_convolutions.widest_reduction import widest_reduction
from deepcourse.exercises.decision import DecisionExercise

read_the_savings = DecisionExercise.from_file(__name__, "read_the_savings")

EXERCISES = (
    conv1x1_forward,
    count_reduced,
    widest_reduction,
    inception_module_forward,
    depthwise_separable_forward,
    depthwise_separable_backward,
    make_separable,
    separate_filters,
    read_the_savings,
)
