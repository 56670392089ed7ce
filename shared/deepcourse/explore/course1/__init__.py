"""The explorations of course 1, a module for each notebook.

what_is_a_neural_network    one neuron over houses, and slopes of sigmoid and ReLU
numpy_and_vectorization what a loop costs, and which shapes fit
logistic_regression     one neuron: its likelihood, its cost, its weights, its mistakes
planar_classification   one hidden layer: its border, its units
"""
