"""Exercises of course 1, week 2, notebook `numpy_and_vectorization`: a module each, in the order of the notebook.

tables      random arrays for the cases of all of them
"""

from deepcourse.exercises.course1.numpy_and_vectorization.basic_sigmoid import basic_sigmoid
from deepcourse.exercises.course1.numpy_and_vectorization.distances import pairwise_squared_distances
from deepcourse.exercises.course1.numpy_and_vectorization.image2vector import image2vector
from deepcourse.exercises.course1.numpy_and_vectorization.losses import l1, l2
from deepcourse.exercises.course1.numpy_and_vectorization.normalize_rows import normalize_rows
from deepcourse.exercises.course1.numpy_and_vectorization.sigmoid import sigmoid
from deepcourse.exercises.course1.numpy_and_vectorization.sigmoid_derivative import sigmoid_derivative
from deepcourse.exercises.course1.numpy_and_vectorization.softmax import softmax

EXERCISES = (
    basic_sigmoid,
    sigmoid,
    sigmoid_derivative,
    image2vector,
    normalize_rows,
    softmax,
    l1,
    l2,
    pairwise_squared_distances,
)
