"""Exercises of course 1, week 2, notebook `numpy_and_vectorization`: a module each, in the order of the notebook.

tables      random arrays for the cases of all of them, and the notebook's name
"""

from deepcourse.exercises.course1.numpy_and_vectorization.basic_sigmoid import BASIC_SIGMOID
from deepcourse.exercises.course1.numpy_and_vectorization.distances import PAIRWISE_SQUARED_DISTANCES
from deepcourse.exercises.course1.numpy_and_vectorization.image2vector import IMAGE2VECTOR
from deepcourse.exercises.course1.numpy_and_vectorization.losses import L1_EXERCISE, L2_EXERCISE
from deepcourse.exercises.course1.numpy_and_vectorization.normalize_rows import NORMALIZE_ROWS
from deepcourse.exercises.course1.numpy_and_vectorization.sigmoid import SIGMOID
from deepcourse.exercises.course1.numpy_and_vectorization.sigmoid_derivative import SIGMOID_DERIVATIVE
from deepcourse.exercises.course1.numpy_and_vectorization.softmax import SOFTMAX

EXERCISES = (
    BASIC_SIGMOID,
    SIGMOID,
    SIGMOID_DERIVATIVE,
    IMAGE2VECTOR,
    NORMALIZE_ROWS,
    SOFTMAX,
    L1_EXERCISE,
    L2_EXERCISE,
    PAIRWISE_SQUARED_DISTANCES,
)
