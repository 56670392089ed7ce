"""The temperature of every day in Seattle, 2012 to 2015, as measured (NOAA).

load_temperatures    dates, and the highest and lowest temperature of each of 1 461 days
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from deepcourse.datasets.files import present

TABLE = Path(__file__).with_name("seattle_temperatures.csv")


class Temperatures(NamedTuple):
    """One entry for each day, no day missing; degrees Celsius."""

    dates: np.ndarray  # (1461,) datetime64[D]
    temp_max: np.ndarray  # (1461,) float64, the highest temperature of the day
    temp_min: np.ndarray  # (1461,) float64, the lowest


def load_temperatures():
    """Return `Temperatures`: Seattle's highest and lowest temperature of every day from 2012 to 2015.

    Source: NOAA, public domain, as the package vega_datasets ships it.

    >>> data = load_temperatures()
    >>> print(data.dates[0], data.temp_max[0], data.temp_min[0], data.dates.size)
    2012-01-01 12.8 5.0 1461
    """
    rows = [line.split(",") for line in present(TABLE).read_text(encoding="utf-8").splitlines()[1:]]
    dates, highest, lowest = zip(*rows, strict=True)
    return Temperatures(np.array(dates, "datetime64[D]"), np.array(highest, float), np.array(lowest, float))
