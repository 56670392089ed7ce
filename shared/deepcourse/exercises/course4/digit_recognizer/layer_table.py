"""Exercise 1: the shapes and parameters of a network, layer by layer."""

import math

import numpy as np

from deepcourse.cnn import lenet as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

layer_table = FunctionExercise(
    __name__,
    reference=reference.layer_table,
    minutes=7,
    points_visible=6,
    points_hidden=8,
    returns=("the table",),
    hints=(
        "Carry the shape along in a loop: each layer reads the shape left by the layer before it, and replaces it.",
        "Heights and widths follow the same rule for conv and pool; pooling has no padding and keeps the channels. "
        "Only conv and dense layers have parameters.",
        "Write a parameter count as (inputs of one unit + 1) times the number of units: for a filter, the inputs are "
        "one window through all channels.",
    ),
)

WIDE = [("input", 9, 14, 3), ("conv", 4, 4, 3, 1), ("pool", 3, 1), ("conv", 5, 2, 1, 2), ("flatten",), ("dense", 7)]
HIGH = [("input", 17, 10, 2), ("pool", 3, 2), ("conv", 6, 3, 2, 0), ("flatten",), ("dense", 5), ("dense", 4)]
ONE = [("input", 6, 8, 1), ("conv", 3, 5, 2, 2), ("pool", 2, 3)]


@layer_table.visible
def visible():
    """Return LeNet, a wide network, a high one, one that ends in pictures, and one without convolution."""
    return [
        Case("LeNet", (list(reference.LENET),)),
        Case("pictures 9 by 14, 3 channels", (WIDE,)),
        Case("pictures 17 by 10, pooling first", (HIGH,)),
        Case("no dense layer", (ONE,)),
        Case("no convolution", ([("input", 5, 7, 2), ("flatten",), ("dense", 6), ("dense", 3)],)),
    ]


@layer_table.draw
def draw(rng):
    """Return a network of random layers on pictures that are not square."""
    height, n_C = (int(n) for n in rng.integers((16, 2), (26, 5)))
    width = height + int(rng.integers(2, 9))
    f, g = (int(n) for n in rng.integers(2, 5, size=2))
    layers = [
        ("input", height, width, n_C),
        ("conv", int(rng.integers(5, 12)), f, int(rng.integers(1, 4)), int(rng.integers(0, 3))),
        ("pool", 3, int(rng.integers(1, 3))),
        ("conv", int(rng.integers(12, 20)), g - 1, 1, 1),
        ("flatten",),
        *(("dense", int(n)) for n in rng.integers(3, 60, size=rng.integers(1, 4))),
    ]
    return Case(f"pictures {height} by {width}, {len(layers)} layers", (layers,))


@layer_table.edges
def edges(rng):
    """Return the input alone, filters of 1, a window over everything, and the first layers of a large network."""
    large = [("input", 227, 227, 3), ("conv", 96, 11, 4, 0), ("pool", 3, 2), ("conv", 256, 5, 1, 2), ("pool", 3, 2)]
    return [
        Case("the input alone", ([("input", 4, 9, 2)],)),
        Case("filters of 1", ([("input", 4, 9, 3), ("conv", 7, 1, 2, 0), ("flatten",), ("dense", 2)],)),
        Case("a window over everything", ([("input", 5, 5, 2), ("conv", 3, 5, 1, 0), ("flatten",), ("dense", 4)],)),
        Case("the beginning of a large network", (large,)),
    ]


@layer_table.property("twice the units, twice the parameters")
def twice_the_units(f, rng):
    """Return a sentence unless a last layer of twice the units has twice the parameters."""
    last = [f([("input", 3, 4, 2), ("flatten",), ("dense", n)])[-1][2] for n in (5, 10)]
    return None if last[1] == 2 * last[0] else f"5 units have {last[0]} parameters, 10 such units {last[1]}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def floor_size(n, f, pad, stride):
    """Return the number of places, rounded down."""
    return (n + 2 * pad - f) // stride + 1


def table(
    architecture, *, size=floor_size, pool_size=None, conv=None, pool=None, flat=math.prod, dense=None, swap=False
):
    """Return the table with the rules given: the size of a side, parameters, what flatten gives.

    conv : (f, n_C_prev, n_C) to parameters    pool : (f, n_C) to parameters    dense : (n_prev, n) to parameters
    """
    rows, shape = [], ()
    for name, *numbers in architecture:
        learned = 0
        if name == "input":
            shape = tuple(numbers)
        elif name == "conv":
            n_C, f, stride, pad = numbers
            learned = conv(f, shape[2], n_C) if conv else (f * f * shape[2] + 1) * n_C
            sides = [size(n, f, pad, stride) for n in shape[:2]]
            shape = (*(sides[::-1] if swap else sides), n_C)
        elif name == "pool":
            f, stride = numbers
            learned = pool(f, shape[2]) if pool else 0
            shape = (*((pool_size or size)(n, f, 0, stride) for n in shape[:2]), shape[2])
        elif name == "flatten":
            shape = (flat(shape),)
        else:
            learned = dense(shape[0], numbers[0]) if dense else (shape[0] + 1) * numbers[0]
            shape = (numbers[0],)
        rows.append((name, shape, learned))
    return rows


@layer_table.mistake
def no_biases(architecture):
    """the biases are left out: each filter and each unit of a dense layer has one"""
    return table(architecture, conv=lambda f, c, n: f * f * c * n, dense=lambda p, n: p * n)


@layer_table.mistake
def no_biases_in_conv(architecture):
    """the biases of the filters are left out: each filter has one, just as each dense unit does"""
    return table(architecture, conv=lambda f, c, n: f * f * c * n)


@layer_table.mistake
def no_biases_in_dense(architecture):
    """the biases of the dense layers are left out: each unit has one, just as each filter does"""
    return table(architecture, dense=lambda p, n: p * n)


@layer_table.mistake
def one_bias_a_layer(architecture):
    """only one bias is counted for each layer: each filter and each unit has its own"""
    return table(architecture, conv=lambda f, c, n: f * f * c * n + 1, dense=lambda p, n: p * n + 1)


@layer_table.mistake
def one_bias_a_convolution(architecture):
    """only one bias is counted for each convolution: each of its n_C filters has its own"""
    return table(architecture, conv=lambda f, c, n: f * f * c * n + 1)


@layer_table.mistake
def bias_for_each_input(architecture):
    """a dense layer has a bias for each input: there is one for each unit"""
    return table(architecture, dense=lambda p, n: p * n + p)


@layer_table.mistake
def flat_filters(architecture):
    """a filter is given f * f weights in all: it has that many for each input channel"""
    return table(architecture, conv=lambda f, c, n: (f * f + 1) * n)


@layer_table.mistake
def side_not_squared(architecture):
    """a filter is given f weights for each channel: it is f by f, so it has f * f"""
    return table(architecture, conv=lambda f, c, n: (f * c + 1) * n)


@layer_table.mistake
def one_filter(architecture):
    """the parameters of only one filter are counted: there are n_C filters"""
    return table(architecture, conv=lambda f, c, n: f * f * c + 1)


@layer_table.mistake
def pool_learns(architecture):
    """pooling layers are given parameters: a maximum has nothing to learn"""
    return table(architecture, pool=lambda f, c: f * f * c)


@layer_table.mistake
def rounded_up(architecture):
    """sizes are rounded up: a window that does not fit is not used, so round down"""
    return table(architecture, size=lambda n, f, pad, stride: -(-(n + 2 * pad - f) // stride) + 1)


@layer_table.mistake
def not_rounded(architecture):
    """sizes are not rounded: a window that does not fit is not used, so divide with //"""
    return table(architecture, size=lambda n, f, pad, stride: (n + 2 * pad - f) / stride + 1)


@layer_table.mistake
def pool_divides(architecture):
    """pooling only divides height and width by the stride: its windows must fit, just as a filter's must"""
    return table(architecture, pool_size=lambda n, f, pad, stride: n // stride)


@layer_table.mistake
def plain_numbers(architecture):
    """the shapes of columns are plain numbers: return a tuple such as (400,)"""
    rows = table(architecture)
    return [(name, shape[0] if len(shape) == 1 else shape, learned) for name, shape, learned in rows]


@layer_table.mistake
def one_too_few(architecture):
    """the + 1 in the size is missing: the first window is at 0, before any step"""
    return table(architecture, size=lambda n, f, pad, stride: (n + 2 * pad - f) // stride)


@layer_table.mistake
def padded_once(architecture):
    """the padding is counted on one side only: it is on both sides, so add 2 pad"""
    return table(architecture, size=lambda n, f, pad, stride: (n + pad - f) // stride + 1)


@layer_table.mistake
def padding_ignored(architecture):
    """the padding is ignored: it adds 2 pad to the height and to the width"""
    return table(architecture, size=lambda n, f, pad, stride: (n - f) // stride + 1)


@layer_table.mistake
def stride_ignored(architecture):
    """the stride is ignored: it divides height and width by about `stride`"""
    return table(architecture, size=lambda n, f, pad, stride: n + 2 * pad - f + 1)


@layer_table.mistake
def divided_by_f(architecture):
    """height and width are divided by f: windows are `stride` apart, which need not be f"""
    return table(architecture, size=lambda n, f, pad, stride: (n + 2 * pad - f) // f + 1)


@layer_table.mistake
def sides_exchanged(architecture):
    """height and width are swapped after a convolution: n_H comes first"""
    return table(architecture, swap=True)


@layer_table.mistake
def flatten_one_channel(architecture):
    """flatten counts only n_H * n_W numbers: it keeps those of all channels"""
    return table(architecture, flat=lambda shape: shape[0] * shape[1])


@layer_table.mistake
def channels_only(architecture):
    """flatten counts only one number for each channel: it keeps all of them"""
    return table(architecture, flat=lambda shape: shape[-1])


@layer_table.mistake
def without_the_input(architecture):
    """the input's row is missing: it has a shape, and 0 parameters"""
    return table(architecture)[1:]


@layer_table.mistake
def shape_that_comes_in(architecture):
    """each row gives the shape of the layer's input: give the shape of its output"""
    rows = table(architecture)
    return [(name, rows[max(at - 1, 0)][1], learned) for at, (name, _, learned) in enumerate(rows)]


@layer_table.mistake
def running_total(architecture):
    """the parameters are a running total: each row gives those of its own layer"""
    rows = table(architecture)
    total = np.cumsum([learned for _, _, learned in rows])
    return [(name, shape, int(n)) for (name, shape, _), n in zip(rows, total, strict=True)]


@layer_table.mistake
def row_of_the_total(architecture):
    """there is an extra row with the total: return one row for each layer"""
    rows = table(architecture)
    return [*rows, ("total", (), sum(row[2] for row in rows))]


# --- right, written differently -------------------------------------------------------------------------------------


@layer_table.right
def by_rules(architecture):
    """Return the table, from rules given as functions."""
    return table(architecture)


@layer_table.right
def with_arrays(architecture):
    """Return the table with NumPy's numbers, and lists for tuples."""
    rows, sides, n = [], np.zeros(2, int), 0
    for name, *numbers in architecture:
        learned = np.int64(0)
        if name == "input":
            sides, n = np.array(numbers[:2]), numbers[2]
        elif name == "conv":
            learned = np.int64(numbers[1] ** 2 * n * numbers[0] + numbers[0])
            sides, n = (sides + 2 * numbers[3] - numbers[1]) // numbers[2] + 1, numbers[0]
        elif name == "pool":
            sides = (sides - numbers[0]) // numbers[1] + 1
        elif name == "flatten":
            sides, n = None, int(np.prod(sides)) * n
        else:
            learned, n = np.int64(n * numbers[0] + numbers[0]), numbers[0]
        rows.append([name, [n] if sides is None else [*map(int, sides), n], learned])
    return rows
