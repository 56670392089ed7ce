"""Reference implementations of courses 1 and 2: the textbook in code.

activations             sigmoid
vectorization           small functions on whole arrays: rows, shares, distances
logistic_regression     one neuron that answers yes or no
"""
