"""Experiments of course 4.

broken_convolutions     convolutional layers with a mistake made on purpose
"""
