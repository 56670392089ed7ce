"""Power laws: a straight line through logarithms, and how sure its slope is.

fit_power_law       the exponent and its standard error
"""

import numpy as np


def fit_power_law(sizes, losses):
    """Return the exponent b of loss = a * size ** b, and its standard error, two floats.

    ln loss = ln a + b ln size is a straight line: b is its slope by least squares. With S the sum of the squared
    distances of the n values ln size from their mean, and r the residuals of ln loss,

        standard error = sqrt(sum of r^2 / (n - 2) / S)

    sizes, losses : n positive numbers each, n of 3 or more, not all sizes equal

    >>> slope, error = fit_power_law([1e3, 1e4, 1e5], [4.0, 3.1, 2.0])
    >>> round(slope, 4), round(error, 4)
    (-0.1505, 0.023)

    Raises ValueError for other shapes, and for fewer than three points.
    """
    sizes, losses = np.asarray(sizes, float), np.asarray(losses, float)
    if sizes.shape != losses.shape or sizes.ndim != 1 or len(sizes) < 3:
        raise ValueError(
            f"a line and its error need n sizes and n losses, n >= 3, not {sizes.shape} and {losses.shape}"
        )
    x, y = np.log(sizes), np.log(losses)
    x, y = x - x.mean(), y - y.mean()
    slope = (x @ y) / (x @ x)
    residuals = y - slope * x
    return float(slope), float(np.sqrt(residuals @ residuals / (len(x) - 2) / (x @ x)))
