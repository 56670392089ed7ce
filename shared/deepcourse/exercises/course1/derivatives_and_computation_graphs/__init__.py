"""Exercises of course 1, week 2, notebook `derivatives_and_computation_graphs`: a module each, in order.

programs            expressions as text, for the cases of `Value`
order_slips         more mistakes of `topological_order`
value_mistakes      engines that are wrong in a known way
value_slips         more of them
"""

from deepcourse.exercises.course1.derivatives_and_computation_graphs.backward_graph import backward_graph
from deepcourse.exercises.course1.derivatives_and_computation_graphs.forward_graph import forward_graph
from deepcourse.exercises.course1.derivatives_and_computation_graphs.numerical_derivative import numerical_derivative
from deepcourse.exercises.course1.derivatives_and_computation_graphs.topological_order import topological_order
from deepcourse.exercises.course1.derivatives_and_computation_graphs.value import value
from deepcourse.exercises.decision import DecisionExercise

read_the_slopes = DecisionExercise.from_file(__name__, "read_the_slopes")

EXERCISES = (numerical_derivative, forward_graph, backward_graph, read_the_slopes, topological_order, value)
