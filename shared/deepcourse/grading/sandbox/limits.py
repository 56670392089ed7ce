"""What one submission may use.

Limits      the numbers, with units
"""

from dataclasses import dataclass

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
