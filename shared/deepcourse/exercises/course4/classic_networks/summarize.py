"""Exercise 1: shapes, parameters and multiply-adds of a network, layer by layer."""

import itertools
import math

import numpy as np

from deepcourse.cnn import summary as reference
from deepcourse.exercises.course4.classic_networks.networks import deep, flat, high, some_network, wide
from deepcourse.exercises.declaration import Case, FunctionExercise

summarize = FunctionExercise(
    __name__,
    reference=reference.summarize,
    minutes=8,
    points_visible=6,
    points_hidden=10,
    returns=("the table",),
    random_cases=3,
    hints=(
        "For each layer with weights, first count the weights alone. Parameters and multiply-adds both follow from "
        "that number. How often is each weight used for one picture?",
        "With groups, a filter does not see all the input channels. How many does it see? There are still n_C filters "
        "in all.",
        "A weight of a filter is used once at each position of the output map, a weight of a dense layer only once. "
        "Biases are parameters, but they add no multiply-adds.",
    ),
)


@summarize.visible
def visible():
    """Return LeNet, networks with groups, one that ends in pictures, and one without convolution."""
    return [
        Case("LeNet", (list(reference.LENET_5),)),
        Case("pictures 9 by 14, 2 groups", (wide(),)),
        Case("pictures 23 by 12, 3 groups", (high(),)),
        Case("no dense layer", (deep(),)),
        Case("no convolution", (flat(),)),
        Case("the input alone", ([("input", 4, 9, 2)],)),
    ]


@summarize.draw
def draw(rng):
    """Return a network of random layers."""
    layers = some_network(rng)
    return Case(f"pictures {layers[0][1]} by {layers[0][2]}, {len(layers)} layers", (layers,))


@summarize.edges
def edges(rng):
    """Return a large network, filters of 1, as many groups as channels, and a window over everything."""
    whole = [("input", 5, 5, 2), ("conv", 3, 5, 1, 0), ("flatten",), ("dense", 4)]
    return [
        Case("a large network", (list(reference.ALEXNET),)),
        Case("1 by 1 filters", ([("input", 4, 9, 3), ("conv", 7, 1, 2, 0), ("flatten",), ("dense", 2)],)),
        Case("as many groups as channels", ([("input", 9, 6, 4), ("conv", 8, 3, 1, 1, 4), ("pool", 2, 2)],)),
        Case("a window over everything", (whole,)),
    ]


@summarize.property("more groups, fewer weights")
def more_groups(f, rng):
    """Return a sentence unless g groups divide the multiply-adds by g and leave the shape as it is."""
    rows = [f([("input", 7, 5, 12), ("conv", 24, 3, 2, 1, groups)])[-1] for groups in (1, 4)]
    if tuple(rows[0][1]) != tuple(rows[1][1]):
        return f"with 4 groups the shape is {rows[1][1]}, with 1 group {rows[0][1]}"
    return None if rows[0][3] == 4 * rows[1][3] else f"1 group: {rows[0][3]} multiply-adds, 4 groups: {rows[1][3]}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def floor_size(n, f, pad, stride):
    """Return the number of places, rounded down."""
    return (n + 2 * pad - f) // stride + 1


def grouped(f, n_C_prev, n_C, groups):
    """Return the weights of a convolution."""
    return f * f * (n_C_prev // groups) * n_C


def conv_work(weights, before, after, n_C, f):
    """Return the multiply-adds of a convolution."""
    return weights * after[0] * after[1]


def table(architecture, *, size=floor_size, weights=grouped, work=conv_work, conv_bias=None, dense_bias=None,
          dense_work=None, pool=None, pool_work=None, pool_size=None, swap=False, flat=math.prod):  # fmt: skip
    """Return the table with the rules given.

    weights : (f, n_C_prev, n_C, groups)    work : (weights, shape before, shape after, n_C, f)
    conv_bias, dense_bias : n to biases    dense_work : (n_prev, n)    pool : (f, n_C) to parameters
    pool_work : (f, shape after)
    """
    rows, shape = [], ()
    for name, *numbers in architecture:
        before, learned, products = shape, 0, 0
        if name == "input":
            shape = tuple(numbers)
        elif name == "conv":
            n_C, f, stride, pad, *groups = numbers
            sides = [size(n, f, pad, stride) for n in shape[:2]]
            shape = (*(sides[::-1] if swap else sides), n_C)
            held = weights(f, before[2], n_C, *groups or (1,))
            learned = held + (conv_bias(n_C) if conv_bias else n_C)
            products = work(held, before, shape, n_C, f)
        elif name == "pool":
            f, stride = numbers
            shape = (*((pool_size or size)(n, f, 0, stride) for n in shape[:2]), shape[2])
            learned = pool(f, shape[2]) if pool else 0
            products = pool_work(f, shape) if pool_work else 0
        elif name == "flatten":
            shape = (flat(shape),)
        else:
            n_prev, n = shape[0], numbers[0]
            learned = n_prev * n + (dense_bias(n) if dense_bias else n)
            products, shape = dense_work(n_prev, n) if dense_work else n_prev * n, (n,)
        rows.append((name, shape, learned, products))
    return rows


def of_rows(name, sentence, change):
    """Declare a mistake that changes a right table, row by row."""

    def mistake(architecture):
        return [change(row) for row in table(architecture)]

    mistake.__name__, mistake.__doc__ = name, sentence
    summarize.mistake(mistake)


def with_rules(name, sentence, **rules):
    """Declare a mistake in one of the rules."""

    def mistake(architecture):
        return table(architecture, **rules)

    mistake.__name__, mistake.__doc__ = name, sentence
    summarize.mistake(mistake)


of_rows("two_for_one", "multiplications and additions are counted separately: together they are one multiply-add",
        lambda row: (*row[:3], 2 * row[3]))  # fmt: skip
of_rows("columns_exchanged", "parameters and multiply-adds are swapped: the parameters come first",
        lambda row: (*row[:2], row[3], row[2]))  # fmt: skip
of_rows("no_work", "the multiply-adds are missing: a row has four entries", lambda row: row[:3])
of_rows("plain_numbers", "the shapes of columns are plain numbers: return a tuple, (400,)",
        lambda row: (row[0], row[1][0] if len(row[1]) == 1 else row[1], *row[2:]))  # fmt: skip
with_rules("at_places_of_the_input", "multiply-adds are counted for each input position: a filter is applied once at "
           "each output position", work=lambda w, before, after, n, f: w * before[0] * before[1])  # fmt: skip
with_rules("conv_used_once", "each weight of a filter counts as one multiply-add: it is used at every output "
           "position", work=lambda w, before, after, n, f: w)  # fmt: skip
with_rules("filters_counted_twice", "the multiply-adds are multiplied by n_C twice: the weights of all filters "
           "already include it", work=lambda w, before, after, n, f: w * math.prod(after))  # fmt: skip
with_rules("biases_in_the_work", "biases are counted among the multiply-adds: they are only added",
           work=lambda w, before, after, n, f: (w + n) * after[0] * after[1],
           dense_work=lambda p, n: (p + 1) * n)  # fmt: skip
with_rules("conv_biases_in_the_work", "the biases of convolutions are counted among the multiply-adds: they are "
           "only added",
           work=lambda w, before, after, n, f: (w + n) * after[0] * after[1])  # fmt: skip
with_rules("dense_biases_in_the_work", "the biases of dense layers are counted among the multiply-adds: they are "
           "only added", dense_work=lambda p, n: (p + 1) * n)  # fmt: skip
with_rules("dense_costs_nothing", "dense layers have no multiply-adds: they use each weight once",
           dense_work=lambda p, n: 0)  # fmt: skip
with_rules("groups_ignored", "the groups are ignored: a filter sees n_C_prev / groups channels",
           weights=lambda f, p, n, g: f * f * p * n)  # fmt: skip
with_rules("groups_twice", "both n_C_prev and n_C are divided by the groups: a filter sees fewer channels, but there "
           "are n_C filters in all", weights=lambda f, p, n, g: f * f * (p // g) * (n // g))  # fmt: skip
with_rules("no_biases", "the biases are left out: each filter has one, and each unit of a dense layer",
           conv_bias=lambda n: 0, dense_bias=lambda n: 0)  # fmt: skip
with_rules("no_biases_in_conv", "the biases of the filters are left out: each filter has one, as each dense unit has",
           conv_bias=lambda n: 0)  # fmt: skip
with_rules("no_biases_in_dense", "the biases of the dense layers are left out: each unit has one, as each filter has",
           dense_bias=lambda n: 0)  # fmt: skip
with_rules("one_bias_a_layer", "each layer has one bias: each filter has its own, and each unit",
           conv_bias=lambda n: 1, dense_bias=lambda n: 1)  # fmt: skip
with_rules("flat_filters", "a filter has f * f weights: it has f * f for each channel that it sees",
           weights=lambda f, p, n, g: f * f * n)  # fmt: skip
with_rules("side_not_squared", "a filter has f weights for each channel: it is f by f",
           weights=lambda f, p, n, g: f * (p // g) * n)  # fmt: skip
with_rules("pool_learns", "pooling layers have parameters: a maximum has nothing to learn",
           pool=lambda f, n: f * f * n)  # fmt: skip
with_rules("pool_works", "pooling layers have multiply-adds: a maximum multiplies nothing",
           pool_work=lambda f, shape: f * f * math.prod(shape))  # fmt: skip
with_rules("pool_by_stride", "pooling divides height and width by the stride: the size of the window counts, too",
           pool_size=lambda n, f, pad, stride: n // stride)  # fmt: skip
with_rules("rounded_up", "sizes are rounded up: a window that does not fit is not used, so round down",
           size=lambda n, f, pad, stride: -(-(n + 2 * pad - f) // stride) + 1)  # fmt: skip
with_rules("padded_once", "the padding is counted on one side: it is on both, so add 2 pad",
           size=lambda n, f, pad, stride: (n + pad - f) // stride + 1)  # fmt: skip
with_rules("padding_ignored", "the padding is ignored: it makes each side 2 pad longer",
           size=lambda n, f, pad, stride: (n - f) // stride + 1)  # fmt: skip
with_rules("stride_ignored", "the stride is ignored: windows start only every stride pixels",
           size=lambda n, f, pad, stride: n + 2 * pad - f + 1)  # fmt: skip
with_rules("sides_exchanged", "height and width are swapped after a convolution: n_H comes first", swap=True)
with_rules("flatten_one_channel", "flatten counts only n_H n_W: it keeps the numbers of all channels",
           flat=lambda shape: shape[0] * shape[1])  # fmt: skip


@summarize.mistake
def running_totals(architecture):
    """the numbers are accumulated from row to row: each row has only those of its own layer"""
    rows = table(architecture)
    learned, work = ([*itertools.accumulate(row[at] for row in rows)] for at in (2, 3))
    return [(name, shape, p, w) for (name, shape, _, _), p, w in zip(rows, learned, work, strict=True)]


@summarize.mistake
def without_the_input(architecture):
    """the input's row is missing: it has a shape, and costs 0"""
    return table(architecture)[1:]


@summarize.mistake
def row_of_the_totals(architecture):
    """there is an extra row with the totals: return a row for each layer only"""
    rows = table(architecture)
    return [*rows, ("total", (), *reference.totals(rows))]


# --- right, written differently -------------------------------------------------------------------------------------


@summarize.right
def by_rules(architecture):
    """Return the table, from rules given as functions."""
    return table(architecture)


@summarize.right
def with_arrays(architecture):
    """Return the table with NumPy's numbers, and lists for tuples."""
    return [[name, list(shape), np.int64(p), np.int64(w)] for name, shape, p, w in table(architecture)]
