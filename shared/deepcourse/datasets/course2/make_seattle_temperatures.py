"""Make `seattle_temperatures.csv` from PyPI's package `vega_datasets`, which holds `_data/seattle-weather.csv`.

    python -m deepcourse.datasets.course2.make_seattle_temperatures SEATTLE_WEATHER_CSV

Users never need this: the table is committed. It is here so that anyone can see where every number comes from.
"""

import csv
import sys
from pathlib import Path

from deepcourse.datasets.course2.seattle_temperatures import TABLE

COLUMNS = ("date", "temp_max", "temp_min")


def main(source):
    """Write the table: the date as 2012-01-31, and two temperatures as they were."""
    with Path(source).open(encoding="utf-8", newline="") as file:
        rows = [[row[name] for name in COLUMNS] for row in csv.DictReader(file)]
    lines = [",".join(COLUMNS)] + [",".join([date.replace("/", "-"), *degrees]) for date, *degrees in rows]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
