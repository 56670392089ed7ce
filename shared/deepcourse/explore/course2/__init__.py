"""The explorations of course 2, a module for each notebook.

data_splits_and_diagnosis           bias and variance as the border bends; the bowl with and without normalised inputs
"""
