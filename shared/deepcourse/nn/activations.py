"""Activation functions: what a unit makes of the number it has summed up.

sigmoid     squeezes any number into (0, 1)
"""

import numpy as np


def sigmoid(z):
    """Squeeze every entry of `z` into the open interval (0, 1): 1 / (1 + exp(-z)).

    Written so that no entry overflows, however large: log(1 + exp(-z)) is `logaddexp(0, -z)`.

    Parameters
    ----------
    z : number or array of any shape

    Returns
    -------
    a : number or array of the same shape

    >>> sigmoid(np.array([-1e4, 0.0, 1e4]))
    array([0. , 0.5, 1. ])
    """
    return np.exp(-np.logaddexp(0, -z))
