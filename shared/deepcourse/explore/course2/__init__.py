"""The explorations of course 2, a module for each notebook.

moving_averages     averages that forget: their weights, their cold start, noise against delay
"""
