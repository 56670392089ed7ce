"""Pictures and parameters of inception modules, for the cases.

SIZES, EDGES    sizes of the visible cases, and rare ones: m, n_H, n_W, n_C_prev, widths
module          (A_prev, parameters) of given sizes
some_sizes      sizes at random
told            a module as the name of a case
"""

import numpy as np

from deepcourse.experiments.course4.efficient_trainings import module_parameters

SIZES = (
    (2, 4, 5, 3, (2, 3, 4, 1, 2, 3)),
    (3, 3, 6, 2, (1, 2, 3, 2, 4, 2)),
    (2, 5, 3, 4, (3, 3, 3, 3, 3, 3)),
    (1, 3, 4, 1, (2, 1, 2, 3, 1, 4)),
)
EDGES = (
    (1, 1, 1, 1, (1, 1, 1, 1, 1, 1)),
    (2, 1, 7, 2, (3, 2, 1, 1, 2, 2)),
    (1, 6, 2, 5, (1, 4, 2, 3, 1, 1)),
)


def module(rng, m, n_H, n_W, n_C_prev, widths):
    """Return (A_prev, parameters): pictures of mostly negative numbers, so that 0 around them would win a maximum."""
    parameters = module_parameters(rng, n_C_prev, widths, dtype=np.float64)
    for name, array in parameters.items():
        if name[0] == "b":
            array += rng.normal(0.5, 1, size=array.shape)
    return rng.normal(-1, 1, size=(m, n_H, n_W, n_C_prev)), parameters


def some_sizes(rng):
    """Return sizes at random: sides that differ, several pictures and channels."""
    height, (m, n_C_prev) = int(rng.integers(2, 5)), (int(n) for n in rng.integers(2, 4, size=2))
    return m, height, height + int(rng.integers(1, 4)), n_C_prev, tuple(int(n) for n in rng.integers(1, 5, size=6))


def told(A_prev, parameters):
    """Return a module in words."""
    widths = [str(array.shape[3]) for name, array in parameters.items() if name[0] == "W"]
    return f"A_prev {A_prev.shape}, filters {', '.join(widths)}"
