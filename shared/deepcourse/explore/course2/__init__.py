"""The explorations of course 2, a module for each notebook.

regularization      a border under penalty and dropout, the linear zone of tanh, units that are dropped
"""
