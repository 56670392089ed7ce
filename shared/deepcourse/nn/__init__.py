"""Reference implementations of courses 1 and 2: the textbook in code.

activations             sigmoid, ReLU and others, and the ways back through them
logistic_regression     one neuron that answers yes or no
building_blocks         a network of any depth
"""
