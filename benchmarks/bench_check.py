"""How long a reader waits for a check: a right answer, and the slowest of the known mistakes, for every exercise."""

import argparse
import contextlib
import io

import _timing  # isort: skip  (before NumPy)

import numpy as np

from deepcourse.checking.judge import judge
from deepcourse.checking.key import key_to
from deepcourse.checking.present import report_panel
from deepcourse.exercises import exercises_of, notebooks


def seconds_of_check(exercise, f, repeats):
    """Return how long each of `repeats` checks took, the table included."""

    def check():
        with contextlib.redirect_stdout(io.StringIO()):
            report_panel(judge(key_to(exercise), f))

    return _timing.seconds_of(check, repeats)


def row(exercise, repeats):
    """Return a row of the table: the exercise, a right answer, the slowest mistake and its name."""
    right = seconds_of_check(exercise, exercise.reference, repeats)
    mistakes = {m.name: np.median(seconds_of_check(exercise, m.variant, repeats)) for m in exercise.misconceptions}
    slowest = max(mistakes, key=mistakes.get)
    return exercise.name, _timing.median_of(right), _timing.shown(mistakes[slowest]), slowest.replace("_", " ")


def main():
    """Print a table for each notebook."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=9, help="how many checks are timed (default: 9)")
    repeats = parser.parse_args().repeats
    for notebook in notebooks():
        rows = [row(exercise, repeats) for exercise in exercises_of(notebook)]
        _timing.show(f"check(...) in {notebook}", ["exercise", "right", "slowest mistake", "which"], rows)


if __name__ == "__main__":
    main()
