"""The explorations of course 1, week 2: arrays.

explore_timing          what a loop costs, for as many entries as you like
explore_broadcasting    which shapes fit, and what NumPy makes of them
"""

import math
import time
from functools import cache

import numpy as np

from deepcourse.explore.exploration import Exploration, choice, stops_slider
from deepcourse.figures.course1 import numpy_and_vectorization as figures
from deepcourse.figures.style import new_figure

SIZES = (10, 100, 1_000, 10_000, 100_000, 1_000_000)
SECONDS = (1e-7, 10.0)  # the time axis, the same at every position
SHAPES = {str(shape): shape for shape in ((3, 1), (1, 4), (3,), (4,), (), (1,), (3, 4), (1, 3), (4, 1), (2, 3))}
ENOUGH = 0.03  # seconds of measuring one thing; the first runs only wake the machine


def dot_loop(a, b):
    """Return the sum of a_i b_i, collected by a loop."""
    total = 0.0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


def sum_loop(a, b):
    """Return the entries of a + b, computed one after the other."""
    out = np.empty(len(a))
    for i in range(len(a)):
        out[i] = a[i] + b[i]
    return out


def exp_loop(a, b):
    """Return exp of the entries of a, computed one after the other."""
    out = np.empty(len(a))
    for i in range(len(a)):
        out[i] = math.exp(a[i])
    return out


OPERATIONS = {  # name: the loop, and NumPy's way
    "dot product": (dot_loop, lambda a, b: np.sum(a * b)),  # one thread: np.dot may wait for busy cores
    "sum of two arrays": (sum_loop, np.add),
    "exponential": (exp_loop, lambda a, b: np.exp(a)),
}


def seconds_of(f, a, b):
    """Return how long f(a, b) takes, the best of a few runs, of more where it is short."""
    best, spent = math.inf, 0.0
    for _ in range(25):
        start = time.perf_counter()
        f(a, b)
        once = time.perf_counter() - start
        best, spent = min(best, once), spent + once
        if spent > ENOUGH:
            break
    return max(best, SECONDS[0])


@cache
def measured(operation, size):
    """Return seconds of the loop and of NumPy on arrays with `size` entries, measured once."""
    a, b = np.random.default_rng(size).random((2, size))
    loop, vector = OPERATIONS[operation]
    return seconds_of(loop, a, b), seconds_of(vector, a, b)


def explore_timing():
    """Return an exploration: an operation, in a loop and by NumPy, on up to a million entries of this machine.

    Everything is measured before the first figure, which takes a second; then no slider has to wait.
    """
    for operation in OPERATIONS:
        for size in SIZES:
            measured(operation, size)

    def draw(operation, size):
        sizes = SIZES[: SIZES.index(size) + 1]
        loop, vector = zip(*(measured(operation, each) for each in sizes), strict=True)
        figure, ax = new_figure(height=3.6, pyplot=False, margins={"left": 0.09, "right": 0.98, "bottom": 0.15})
        figures.draw_times(sizes, loop, vector, operation, ax, SECONDS)
        told = f"{operation} of {size:,} entries: loop {loop[-1] * 1e3:.4g} ms, NumPy {vector[-1] * 1e3:.4g} ms; "
        return figure, told + f"NumPy is {figures.gain(loop[-1], vector[-1])} times as fast"

    return Exploration(
        draw,
        still={"size": SIZES[-1]},
        operation=choice("operation", OPERATIONS),
        size=stops_slider("entries", SIZES),
    )


def explore_broadcasting():
    """Return an exploration: two shapes, their arrays as boxes, and the sum, or why there is none."""

    def draw(first, second):
        one, other = SHAPES[first], SHAPES[second]
        A = (10 * np.arange(1, 1 + math.prod(one))).reshape(one)
        B = np.arange(1, 1 + math.prod(other)).reshape(other)
        margins = {"left": 0.01, "right": 0.99, "top": 0.88, "bottom": 0.02}
        figure, _ = new_figure(0, height=3.2, pyplot=False, margins=margins)
        figures.draw_broadcast(A, B, figure)
        shape, told = figures.stretched(one, other)
        result = f"the result has the shape {shape}" if shape is not None else "ValueError: the shapes do not fit"
        return figure, f"{one} + {other}: {'; '.join([*told, result])}"

    seconds = [*list(SHAPES)[1:], next(iter(SHAPES))]
    return Exploration(draw, first=choice("shape of A", SHAPES), second=choice("shape of B", seconds))
