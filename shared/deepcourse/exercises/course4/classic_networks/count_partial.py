"""Exercise 2: filters that see some of the maps."""

import numpy as np

from deepcourse.cnn import lenet_1998 as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

count_partial = FunctionExercise(
    __name__,
    reference=reference.count_partial,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("parameters", "connections"),
    hints=(
        "Each True in the table is a map that a filter looks at. How many weights does it need for this one map?",
        "Count the True in the whole table. Biases do not depend on what a filter sees.",
        "A place that comes out uses all parameters of its filter once, the bias included. How many places are there?",
    ),
)


def case(sees, f, n_H, n_W):
    """Return one layer."""
    sees = np.array(sees, bool)
    return Case(f"{sees.shape[0]} maps, {sees.shape[1]} filters of {f} by {f}, {n_H} by {n_W} places",
                (sees, f, n_H, n_W))  # fmt: skip


def some(rng, maps, filters):
    """Return a table in which every filter sees some maps, and not all see equally many."""
    sees = rng.random((maps, filters)) < 0.5
    sees[rng.integers(maps, size=filters), np.arange(filters)] = True
    return sees


@count_partial.visible
def visible():
    """Return C3, a small table, a layer that sees everything, and one filter."""
    return [
        case(reference.C3, 5, 10, 10),
        case([[1, 0, 1, 1], [0, 1, 1, 0], [0, 0, 1, 1]], 3, 4, 7),
        case(np.ones((2, 3)), 4, 6, 5),
        case([[1], [0], [1], [1], [0]], 2, 3, 8),
    ]


@count_partial.draw
def draw(rng):
    """Return a random layer."""
    maps, filters, f, n_H, n_W = (int(n) for n in rng.integers((2, 3, 2, 2, 2), (9, 12, 8, 20, 20)))
    return case(some(rng, maps, filters), f, n_H, n_W)


@count_partial.edges
def edges(rng):
    """Return filters of 1, one place, and as many groups as maps."""
    return [case(some(rng, 4, 6), 1, 5, 9), case(some(rng, 7, 3), 3, 1, 1), case(np.eye(5), 3, 6, 4)]


@count_partial.property("one more map for one filter")
def one_more(f, rng):
    """Return a sentence unless a filter that sees one map more has f * f parameters more."""
    sees = np.array([[True, False, True], [True, True, False]])
    more = sees.copy()
    more[0, 1] = True
    few, many = f(sees, 4, 3, 5)[0], f(more, 4, 3, 5)[0]
    return None if many - few == 16 else f"a filter of 4 by 4 sees one map more, and has {many - few} parameters more"


# --- known mistakes -------------------------------------------------------------------------------------------------


def declare(name, sentence, parameters=None, connections=None):
    """Declare a mistake: rules for (seen, maps, filters, f), and for (parameters, seen, filters, f, n_H, n_W)."""

    def mistake(sees, f, n_H, n_W):
        seen, (maps, filters) = int(np.count_nonzero(sees)), np.shape(sees)
        learned = parameters(seen, maps, filters, f) if parameters else seen * f * f + filters
        used = connections(learned, seen, filters, f, n_H, n_W) if connections else learned * n_H * n_W
        return learned, used

    mistake.__name__, mistake.__doc__ = name, sentence
    count_partial.mistake(mistake)


declare(
    "all_maps", "every filter sees all maps: the table says which ones it sees", lambda s, m, n, f: (m * f * f + 1) * n
)
declare("no_biases", "the biases are left out: each filter has one", lambda s, m, n, f: s * f * f)
declare("one_bias", "there is one bias: each filter has its own", lambda s, m, n, f: s * f * f + 1)
declare("bias_for_each_pair", "there is a bias for each map that a filter sees: each filter has one",
        lambda s, m, n, f: s * (f * f + 1))  # fmt: skip
declare("bias_for_each_map", "there is a bias for each map that comes in: there is one for each filter, a column",
        lambda s, m, n, f: s * f * f + m)  # fmt: skip
declare("not_seen", "the maps that a filter does not see are counted: count the True",
        lambda s, m, n, f: (m * n - s) * f * f + n)  # fmt: skip
declare("side_not_squared", "a filter has f weights for each map that it sees: it is f by f",
        lambda s, m, n, f: s * f + n)  # fmt: skip
declare("one_window", "a filter has f * f weights in all: it has as many for each map that it sees",
        lambda s, m, n, f: n * (f * f + 1))  # fmt: skip
declare("pairs_alone", "each map that a filter sees counts as one weight: it takes f * f",
        lambda s, m, n, f: s + n)  # fmt: skip
declare("biases_not_connected", "the biases are no connections: here every use of a parameter is one, the bias "
        "included", None, lambda p, s, n, f, h, w: s * f * f * h * w)  # fmt: skip
declare("biases_once", "each bias is connected once: it is used at every place", None,
        lambda p, s, n, f, h, w: s * f * f * h * w + n)  # fmt: skip
declare("used_once", "each parameter is used once: it is used at every place", None, lambda p, s, n, f, h, w: p)
declare("one_row", "the parameters are used in one row of places: there are n_H times n_W", None,
        lambda p, s, n, f, h, w: p * w)  # fmt: skip
declare("one_column", "the parameters are used in one column of places: there are n_H times n_W", None,
        lambda p, s, n, f, h, w: p * h)  # fmt: skip
declare("window_twice", "the connections are multiplied by f * f once more: the parameters contain it", None,
        lambda p, s, n, f, h, w: p * f * f * h * w)  # fmt: skip
declare("filters_twice", "the connections are multiplied by the filters once more: the parameters are those of all "
        "filters", None, lambda p, s, n, f, h, w: p * n * h * w)  # fmt: skip
declare("two_for_one", "multiplications and additions are counted apart: a connection is one", None,
        lambda p, s, n, f, h, w: 2 * p * h * w)  # fmt: skip
declare("n_h_squared", "the places are n_H times n_H: they are n_H times n_W", None,
        lambda p, s, n, f, h, w: p * h * h)  # fmt: skip


@count_partial.mistake
def exchanged(sees, f, n_H, n_W):
    """parameters and connections are exchanged: the parameters come first"""
    return reference.count_partial(sees, f, n_H, n_W)[::-1]


# --- right, written differently -------------------------------------------------------------------------------------


@count_partial.right
def filter_by_filter(sees, f, n_H, n_W):
    """Return the same in a list, by a loop over the filters."""
    learned = 0
    for filter_sees in np.transpose(sees):
        learned += sum(f**2 for one in filter_sees if one) + 1
    return [learned, n_H * learned * n_W]
