"""What one submission may use.

Limits      the numbers, with units
changed     some of them as a person names them
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from click import ClickException

MEBIBYTE = 2**20
GIBIBYTE = 2**30


@dataclass(frozen=True)
class Limits:
    """What one submission may use; bytes and seconds unless said otherwise.

    memory                  address space of each process (what all of them may hold is `processes` times as much)
    cpu_seconds             computing time of each process
    cell_seconds            wall clock of one cell
    notebook_seconds        wall clock of all cells together
    processes               number of processes and threads at once; an idle kernel has about ten
    file_bytes              size of one file
    folder_bytes            size of all files together; they are held in memory
    open_files              number of open files of each process
    output_bytes_per_cell   what is kept of one cell's output
    """

    memory: int = 2 * GIBIBYTE
    cpu_seconds: int = 600
    cell_seconds: float = 60
    notebook_seconds: float = 900
    processes: int = 48
    file_bytes: int = 64 * MEBIBYTE
    folder_bytes: int = 128 * MEBIBYTE
    open_files: int = 256
    output_bytes_per_cell: int = 1_000_000


def changed(named: Iterable[str]) -> Limits:
    """Return the `Limits` with those that are named as "memory=4e9"; raises ClickException, naming what there is.

    >>> changed(["cell_seconds=90"]).cell_seconds
    90
    """
    known = asdict(Limits())
    given = {}
    for name, _, value in (limit.partition("=") for limit in named):
        try:
            given[name] = type(known[name])(float(value))
            right = given[name] > 0
        except (KeyError, ValueError, OverflowError):
            right = False
        if not right:
            limits = ", ".join(f"{limit}={number}" for limit, number in known.items())
            raise ClickException(f"{name}={value} is no limit; these are, with what they are now: {limits}")
    return replace(Limits(), **given)
