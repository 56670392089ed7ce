"""The explorations of course 2, a module for each notebook.

softmax_classifier      regions of several classes in the plane; temperature on the scores of a digit
"""
