"""Houses and their prices, generated from a seed: made up, to have a first thing to fit a line to.

house_prices    sizes in square metres, prices in thousands of euros
"""

import numpy as np

PRICE_PER_SQUARE_METRE, OFFSET, NOISE = 3.2, -70.0, 28.0  # thousands of euros


def house_prices(seed=1, m=60):
    """Return (sizes, prices) of `m` made-up houses, each (1, m): m² from 10 to 160, thousands of euros, never below 0.

    The rule is max(0, 3.2 size - 70 + noise): what is too small to live in fetches nothing, and nobody pays less.

    >>> sizes, prices = house_prices(seed=1, m=4)
    >>> sizes.shape, prices.shape, bool(prices.min() >= 0)
    ((1, 4), (1, 4), True)
    """
    rng = np.random.default_rng(seed)
    sizes = np.round(rng.uniform(10, 160, size=(1, m)))
    prices = PRICE_PER_SQUARE_METRE * sizes + OFFSET + rng.normal(scale=NOISE, size=(1, m))
    return sizes, np.round(np.maximum(prices, 0))
