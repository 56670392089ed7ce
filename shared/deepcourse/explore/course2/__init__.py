"""The explorations of course 2, a module for each notebook.

batch_normalization                 the sums of a hidden unit while it learns; cost against learning rate
"""
