"""Exercises of course 1, week 2, notebook `derivatives_and_computation_graphs`: a module each, in order.

programs            expressions as text, for the cases of `Value`
value_mistakes      engines that are wrong in a known way
"""

from deepcourse.exercises.course1.derivatives_and_computation_graphs.backward_graph import BACKWARD_GRAPH
from deepcourse.exercises.course1.derivatives_and_computation_graphs.forward_graph import FORWARD_GRAPH
from deepcourse.exercises.course1.derivatives_and_computation_graphs.numerical_derivative import NUMERICAL_DERIVATIVE
from deepcourse.exercises.course1.derivatives_and_computation_graphs.read_the_slopes import READ_THE_SLOPES
from deepcourse.exercises.course1.derivatives_and_computation_graphs.topological_order import TOPOLOGICAL_ORDER
from deepcourse.exercises.course1.derivatives_and_computation_graphs.value import VALUE

EXERCISES = (NUMERICAL_DERIVATIVE, FORWARD_GRAPH, BACKWARD_GRAPH, READ_THE_SLOPES, TOPOLOGICAL_ORDER, VALUE)
