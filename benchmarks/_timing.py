"""What the benchmarks share: one thread, the median of many, a table.

Import it first: the number of threads is read when NumPy is loaded.
"""

import os
import platform
import statistics
import sys
import time

from rich.console import Console
from rich.table import Table

for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM"):
    os.environ[f"{library}_NUM_THREADS"] = "1"


def seconds_of(work, repeats):
    """Return how long each of `repeats` runs of `work` took, after one that does not count."""
    work()
    return [stopwatch(work)[0] for _ in range(repeats)]


def stopwatch(work, *arguments):
    """Return the seconds that one call of `work` takes, and what it returns."""
    start = time.perf_counter()
    result = work(*arguments)
    return time.perf_counter() - start, result


def shown(seconds):
    """Return a time as text, with three digits."""
    return f"{1000 * seconds:.3g} ms" if seconds < 1 else f"{seconds:.3g} s"


def median_of(seconds):
    """Return the median as text."""
    return shown(statistics.median(seconds))


def show(title, columns, rows, note=""):
    """Print a table; `columns` starts with the one that names a row."""
    table = Table(title=title, title_justify="left", caption=note, caption_justify="left")
    for i, column in enumerate(columns):
        table.add_column(column, justify="right" if i else "left", no_wrap=True)
    for row in rows:
        table.add_row(*map(str, row))
    console = Console(width=None if sys.stdout.isatty() else 110)
    console.print(table)
    console.print(f"Python {platform.python_version()}, {platform.machine()}, one thread\n")
