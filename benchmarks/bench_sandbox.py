"""How long one submission's kernel takes, from its start to its end with one trivial cell: warm, cold, not shut in."""

import argparse
import statistics
import tempfile

import _timing  # isort: skip  (before NumPy)

from deepcourse.grading import sandbox

CELL = "import resource; used = resource.getrusage(resource.RUSAGE_SELF); used.ru_utime + used.ru_stime"


def one(open_kernel, used):
    """Run one kernel with one cell; the kernel's own computing time is appended to `used`."""
    with open_kernel() as kernel:
        used.append(float(kernel.execute(CELL)[0].data["text/plain"]))


def row(name, open_kernel, repeats):
    """Return a row of the table."""
    used = []
    seconds = _timing.seconds_of(lambda: one(open_kernel, used), repeats)
    return name, _timing.median_of(seconds), _timing.shown(statistics.median(used))


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=20, help="how many warm kernels are timed (default: 20)")
    repeats = parser.parse_args().repeats
    if problem := sandbox.why_not():
        raise SystemExit(problem)
    with tempfile.TemporaryDirectory() as folder, sandbox.Pool() as pool:
        rows = [
            row("forked from a warm pool", lambda: sandbox.sandboxed_kernel(folder, pool=pool), repeats),
            row("a pool for this kernel alone", lambda: sandbox.sandboxed_kernel(folder), max(2, repeats // 6)),
            row("not shut in, started anew", lambda: sandbox.plain_kernel(folder), max(2, repeats // 6)),
        ]
    columns = ["one kernel, one cell", "start to end, median", "computing time of the kernel"]
    _timing.show("Kernels for submissions", columns, rows, "a forked kernel's time does not hold the pool's start")


if __name__ == "__main__":
    main()
