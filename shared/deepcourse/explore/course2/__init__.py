"""The explorations of course 2, a module for each notebook.

gradient_checking       secants and their errors, and the hunt for a wrong gradient
"""
