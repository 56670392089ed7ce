"""How fast is a class graded? By `nbgrader autograde` in one process, and by `deepcourse grade`, in its sandbox.

Both are called as an instructor calls them: the command, its start included. The class has solved everything, and both
run it with FAST. The cells' own time is what the cells and tests of one solved notebook compute in a warm kernel.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import _timing

from deepcourse.grading.course.places import CONFIG, Course
from deepcourse.grading.demo import COURSE, WEEK, solutions
from deepcourse.grading.edition.release import release_week
from deepcourse.grading.judging.batch import cores
from deepcourse.grading.sandbox import Limits, Pool, sandboxed_kernel

ROOT = Path(__file__).parents[1]
SOURCES = {
    "tiny": ROOT / "tests" / "notebooks" / "tiny.ipynb",
    "exemplar": ROOT / COURSE / "source" / WEEK / "logistic_regression.ipynb",
}
BIN = Path(sys.executable).parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=1, help="how often each is timed; the median counts")
    parser.add_argument("--submissions", type=int, default=40, help="the size of the class")
    parser.add_argument("--notebooks", nargs="+", choices=SOURCES, default=list(SOURCES))
    parser.add_argument(
        "--growth", type=int, nargs="*", default=(), help="sizes of classes for ours alone, as 100 1000"
    )
    asked = parser.parse_args()
    rows = [row for name in asked.notebooks for row in compare(name, asked.submissions, asked.repeats)]
    columns = (
        "submissions",
        "nbgrader autograde",
        "deepcourse grade",
        "times as many a minute",
        "of the cells' own time",
    )
    if rows:
        _timing.show(f"Grading, {cores()} workers", columns, rows)
    if asked.growth:
        rows = [
            (f"{size} tiny", *map(_timing.shown, (took := ours("tiny", size), took / size))) for size in asked.growth
        ]
        _timing.show("Growth", ("submissions", "deepcourse grade", "each"), rows)


def compare(name, size, repeats):
    """Return the row of a notebook: both ways, one after the other, so that a busy moment hits both."""
    own = cells_seconds(name)
    pairs = [(theirs(name, size), ours(name, size)) for _ in range(repeats)]
    usual, here = (sorted(times)[repeats // 2] for times in zip(*pairs, strict=True))
    least = f"{here / (size * own / cores()):.2f}" if own > 1 else "–"  # in a tiny notebook there is nothing to compute
    return [(f"{size} {name}", _timing.shown(usual), _timing.shown(here), f"{usual / here:.1f}", least)]


def theirs(name, size):
    """Return the seconds that `nbgrader autograde` takes for a class, in kernels without our sandbox."""
    own = "--Execute.kernel_name=python3"
    return timed(name, size, ["nbgrader", "autograde", WEEK, "--CourseDirectory.root={course}", own])


def ours(name, size):
    """Return the seconds that `deepcourse grade` takes for a class."""
    return timed(name, size, ["deepcourse", "grade", COURSE])


def timed(name, size, command):
    """Return the seconds that a command takes for a new class; shows what it said where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        course = make_class(Path(folder), SOURCES[name], size)
        command = [str(BIN / command[0]), *(part.format(course=course.path) for part in command[1:])]
        environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else both compile all that they import each time
        run = {"cwd": course.root, "env": environment, "capture_output": True, "text": True, "check": False}
        seconds, done = _timing.stopwatch(lambda: subprocess.run(command, **run))
        graded = len(list(course.path.glob(f"autograded/student*/{WEEK}/*.ipynb")))
        if done.returncode or graded != size:
            raise SystemExit(f"{graded} of {size} were graded; the command said:\n{done.stdout}\n{done.stderr}")
        return seconds


def make_class(folder, source, size):
    """Return a `Course` whose students have all handed in the notebook, solved."""
    course = Course(folder / COURSE)
    (course.path / "source" / WEEK).mkdir(parents=True)
    shutil.copy(ROOT / COURSE / CONFIG, course.path)
    shutil.copy(source, course.path / "source" / WEEK)
    release_week(course, WEEK)
    notebook = json.loads((course.release / WEEK / source.name).read_text(encoding="utf-8"))
    solved = solutions(course)
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = solved[cell["id"]]
    for number in range(size):
        place = course.submitted / f"student{number:04}" / WEEK / source.name
        place.parent.mkdir(parents=True)
        place.write_text(json.dumps(notebook), encoding="utf-8")
    return course


def cells_seconds(name):
    """Return the computing time of all code cells of a solved notebook, tests included, in a warm kernel.

    As many kernels compute at once as there are workers, for processors that share caches slow each other down.
    """
    with Pool() as pool, ThreadPoolExecutor() as threads:
        pool.ready()
        return max(threads.map(lambda _: kernel_seconds(name, pool), range(cores())))


def kernel_seconds(name, pool):
    """Return the computing time of all code cells in one kernel."""
    cells = json.loads(SOURCES[name].read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    clock = "import time as _time; print(_time.process_time())"
    with tempfile.TemporaryDirectory() as files, sandboxed_kernel(files, Limits(), pool) as kernel:
        read = [kernel.execute(clock)]
        for source in sources:
            kernel.execute(source.replace("FAST = False", "FAST = True"))
        read.append(kernel.execute(clock))
    before, after = (float(outputs[0]["text"]) for outputs in read)
    return after - before


if __name__ == "__main__":
    main()
