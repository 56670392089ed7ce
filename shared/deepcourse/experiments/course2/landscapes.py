"""Hills for two parameters on which optimisers race: the difficulties of large networks, small enough to be drawn.

Landscape       a cost of two parameters, its slopes, a start and a finish
LANDSCAPES      a ravine along an axis, the same ravine turned, a saddle, a plateau
race            the path of one optimiser on a landscape
finish_of       at which step a path has arrived
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from deepcourse.nn.optimizers import start_of, step_of

FAR = 1e6  # who is further away has left the landscape, and stays where it is
NEAR = 0.05  # who is that close to the finish has arrived


class Landscape(NamedTuple):
    """A cost of two parameters x and y, arrays of any shape; everything about it that a race needs."""

    name: str
    cost: Callable  # (x, y) -> cost
    slopes: Callable  # (x, y) -> the derivatives by x and by y
    start: tuple
    finishes: tuple  # the points of lowest cost
    view: tuple  # lowest and highest x, lowest and highest y, that a picture shows


STEEP, FLAT = 1.0, 0.005  # the curvatures of the ravine, across and along
GENTLE = 0.05  # how strongly the saddle bends down, and up again


def _ravine(x, y):
    return (FLAT * x**2 + STEEP * y**2) / 2


def _ravine_slopes(x, y):
    return FLAT * x, STEEP * y


def _turned(x, y):
    return _ravine((x + y) / np.sqrt(2), (y - x) / np.sqrt(2))


def _turned_slopes(x, y):
    along, across = FLAT * (x + y) / 2, STEEP * (y - x) / 2
    return along - across, along + across


def _saddle(x, y):
    return x**2 / 2 + GENTLE * (y**2 - 1) ** 2 / 4


def _saddle_slopes(x, y):
    return x, GENTLE * (y**3 - y)


def _plateau(x, y):
    return 1 - np.exp(-(x**2 + y**2) / 2)


def _plateau_slopes(x, y):
    well = np.exp(-(x**2 + y**2) / 2)
    return x * well, y * well


LANDSCAPES = (
    Landscape("ravine", _ravine, _ravine_slopes, (-4.0, 1.5), ((0.0, 0.0),), (-5.0, 1.5, -2.6, 2.6)),
    Landscape("turned ravine", _turned, _turned_slopes, (-3.9, -1.8), ((0.0, 0.0),), (-4.8, 1.7, -3.6, 1.6)),
    Landscape("saddle", _saddle, _saddle_slopes, (1.5, 0.001), ((0.0, -1.0), (0.0, 1.0)), (-2.125, 2.125, -1.7, 1.7)),
    Landscape("plateau", _plateau, _plateau_slopes, (-3.9, 1.6), ((0.0, 0.0),), (-4.8, 2.2, -2.8, 2.8)),
)


def race(landscape, optimizer, steps, learning_rate, beta1=0.9, beta2=0.99):
    """Return the (steps + 1, 2) points of an optimiser's path, the start first.

    Whoever is carried further than FAR from the origin stays there.

    >>> race(LANDSCAPES[0], "gd", 2, 1.0)
    array([[-4.    ,  1.5   ],
           [-3.98  ,  0.    ],
           [-3.9601,  0.    ]])
    """
    parameters = {"W1": np.array(landscape.start)}
    memory, path = start_of(optimizer, parameters), [parameters["W1"]]
    for t in range(1, steps + 1):
        grads = {"dW1": np.array(landscape.slopes(*path[-1]))}
        moved, memory = step_of(optimizer, parameters, grads, memory, t, learning_rate, beta1, beta2)
        if np.abs(moved["W1"]).max() < FAR:
            parameters = moved
        path.append(parameters["W1"])
    return np.array(path)


def finish_of(landscape, path):
    """Return the first step from which on a path stays within NEAR of a finish, or None.

    >>> finish_of(LANDSCAPES[0], np.array([[-4.0, 1.5], [0.01, 0.0], [0.0, 1.0], [0.0, 0.02], [0.0, 0.0]]))
    3
    """
    distances = [np.hypot(*(path - np.array(finish)).T) for finish in landscape.finishes]
    away = np.flatnonzero(np.min(distances, axis=0) > NEAR)
    first = int(away[-1]) + 1 if away.size else 0
    return first if first < len(path) else None
