"""Series of values and numbers beta, for the cases of all exercises of the notebook."""

import numpy as np

FIRST_DAYS = (12.8, 10.6, 11.7, 12.2, 8.9)  # the first days of 2012 in Seattle, °C: the example of the text


def first_days():
    """Return the example of the text, (5,)."""
    return np.array(FIRST_DAYS)


def temperatures(rng, days):
    """Return made-up temperatures of some days, (days,): some level, and ups and downs around it."""
    return rng.uniform(5, 25) + np.round(rng.normal(scale=4, size=days), 1)


def some_beta(rng, low=0.3, high=0.97):
    """Return a number beta with three decimals."""
    return round(float(rng.uniform(low, high)), 3)
