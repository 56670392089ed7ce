"""The explorations of course 2, a module for each notebook.

optimization_methods    the race of four optimisers; what the size of a mini-batch does
"""
