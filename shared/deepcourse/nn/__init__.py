"""Reference implementations of courses 1 and 2: the textbook in code.

activations             sigmoid
logistic_regression     one neuron that answers yes or no
"""
