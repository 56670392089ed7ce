"""The explorations of course 4, a module for each notebook.

convolution_step_by_step    a window that moves over channels; a gradient that flows back through windows
"""
