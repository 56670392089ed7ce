"""What a network costs, layer by layer, from its architecture alone: shapes, parameters, multiply-adds.

layer_cost          one layer
summarize           a whole architecture
totals              the sums of a table
leaders             which layers have the most parameters, multiply-adds, numbers to keep
audit               the wrong rows in a table that someone states
vgg                 the architecture of a VGG network
widest_stack        how wide a stack of 3 x 3 filters may be that replaces one large filter

An architecture is a list of tuples:

    ("input", n_H, n_W, n_C)
    ("conv", n_C, f, stride, pad)           with groups, bias (1, True) behind them where they are not the usual ones
    ("depthwise", f, stride, pad)           one filter for each channel; bias (True) may follow
    ("norm",)                               batch normalisation: gamma and beta for each channel
    ("pool", f, stride)                     pad (0) may follow
    ("flatten",)
    ("dense", n)
    ("branches", [layers], [layers], ...)   side by side on the same input; their channels stand one after the other

A multiply-add is one, not two. Biases, normalisation, activations and pooling are not counted among them. Sizes are
rounded down.
"""

import math

import numpy as np

from deepcourse.cnn.filters import output_size


def layer_cost(layer, shape):
    """Return (shape, parameters, multiply_adds) of one layer, from the shape of one picture or column in front of it.

    >>> layer_cost(("conv", 256, 5, 1, 2, 2), (27, 27, 96))
    ((27, 27, 256), 307456, 223948800)
    """
    name, *numbers = layer
    if name not in COSTS:
        raise ValueError(f"there is no layer {name!r}; known are {', '.join(COSTS)}")
    return COSTS[name](shape, *numbers)


def summarize(architecture):
    """Return [(name, shape, parameters, multiply_adds), ...], a row for each layer: what leaves it, what it costs.

    >>> for row in summarize([("input", 9, 6, 4), ("conv", 6, 3, 2, 0, 2), ("pool", 2, 2), ("flatten",), ("dense", 5)]):
    ...     print(*row)
    input (9, 6, 4) 0 0
    conv (4, 2, 6) 114 864
    pool (2, 1, 6) 0 0
    flatten (12,) 0 0
    dense (5,) 65 60
    """
    table, shape = [], ()
    for layer in architecture:
        shape, parameters, multiply_adds = layer_cost(layer, shape)
        table.append((layer[0], shape, parameters, multiply_adds))
    return table


def _sides(shape, f, stride, pad):
    return tuple(output_size(n, f, pad, stride) for n in shape[:2])


def _conv(shape, n_C, f, stride, pad, groups=1, bias=True):
    if shape[2] % groups or n_C % groups:
        raise ValueError(f"{groups} groups: {shape[2]} channels and {n_C} filters must be multiples of it")
    sides, weights = _sides(shape, f, stride, pad), f * f * (shape[2] // groups) * n_C
    return (*sides, n_C), weights + bias * n_C, math.prod(sides) * weights


def _depthwise(shape, f, stride, pad, bias=True):
    return _conv(shape, shape[2], f, stride, pad, shape[2], bias)


def _branches(shape, *branches):
    parts = [(shape, 0, 0)]
    for branch in branches:
        rows = summarize([("input", *shape), *branch])
        parts.append((rows[-1][1], *totals(rows)))
    sides = {part[0][:2] for part in parts[1:]}
    if len(sides) != 1:
        raise ValueError(f"branches must have the same height and width, they have {sorted(sides)}")
    channels, learned, work = (sum(numbers) for numbers in zip(*((s[2], p, w) for s, p, w in parts[1:]), strict=True))
    return (*sides.pop(), channels), learned, work


COSTS = {
    "input": lambda shape, *numbers: (numbers, 0, 0),
    "conv": _conv,
    "depthwise": _depthwise,
    "norm": lambda shape: (shape, 2 * shape[-1], 0),
    "pool": lambda shape, f, stride, pad=0: ((*_sides(shape, f, stride, pad), shape[2]), 0, 0),
    "flatten": lambda shape: ((math.prod(shape),), 0, 0),
    "dense": lambda shape, n: ((n,), (shape[0] + 1) * n, shape[0] * n),
    "branches": _branches,
}


def totals(table):
    """Return (parameters, multiply_adds) of all rows together.

    >>> totals(summarize(LENET_5))
    (61706, 416520)
    """
    return sum(row[2] for row in table), sum(row[3] for row in table)


def leaders(table):
    """Return the indices of three rows: the most parameters, the most multiply-adds, the most numbers to keep.

    table : of `summarize`    Rows are counted from 0; the input, row 0, is not a layer. If rows are equal, the first
    counts.

    The numbers to keep are the outputs of a layer: training stores them for the backward pass.

    >>> leaders(summarize(LENET_5))
    (6, 3, 1)
    """
    rows = table[1:]
    columns = ([row[2] for row in rows], [row[3] for row in rows], [math.prod(row[1]) for row in rows])
    return tuple(1 + int(np.argmax(column)) for column in columns)


def audit(architecture, stated):
    """Return the indices of the rows that do not follow from the rows before them, as stated.

    stated : a list of (name, shape, parameters, multiply_adds), a row for each layer

    A row is judged by the shape that the row before *states*: a mistake is reported where it is made, and not again
    in the rows that follow from it.

    >>> layers = [("input", 8, 8, 1), ("conv", 2, 3, 1, 0), ("conv", 3, 3, 1, 0)]
    >>> audit(layers, [("input", (8, 8, 1), 0, 0), ("conv", (8, 8, 2), 20, 648), ("conv", (6, 6, 3), 57, 1944)])
    [1]
    """
    wrong, before = [], ()
    for number, (layer, (_, *row)) in enumerate(zip(architecture, stated, strict=True)):
        shape, *costs = row
        if (*layer_cost(layer, before),) != (tuple(shape), *costs):
            wrong.append(number)
        before = shape
    return wrong


def vgg(counts, *, size=224, width=64, classes=1000):
    """Return the architecture of a VGG network with `counts` convolutions in its five stages, or in fewer.

    All filters are 3 x 3, with stride 1 and pad 1. Each stage ends in a pooling of 2 x 2; the next has twice the
    filters, but never more than 8 times those of the first. Then come two dense layers of 64 times the width, and one
    with a unit for each class.

    size : of the pictures, which have 3 channels    width : filters in the first stage

    >>> table = summarize(vgg((2, 2, 3, 3, 3)))
    >>> len(table), totals(table)
    (23, (138357544, 15470264320))
    """
    layers = [("input", size, size, 3)]
    for stage, count in enumerate(counts):
        layers += [("conv", width * min(2**stage, 8), 3, 1, 1)] * count + [("pool", 2, 2)]
    return [*layers, ("flatten",), ("dense", 64 * width), ("dense", 64 * width), ("dense", classes)]


def widest_stack(f, n_C_prev, n_C):
    """Return the largest width at which a stack of 3 x 3 layers has no more weights than one layer of f x f filters.

    f : odd, 5 or more    n_C_prev, n_C : input and output channels of both

    (f - 1) / 2 layers of 3 x 3 see as much as one of f x f. All but the last have `width` filters; the last has n_C.
    Biases are not counted.

    >>> widest_stack(7, 64, 64), widest_stack(5, 3, 64)
    (98, 7)
    """
    between, both = (f - 1) // 2 - 2, n_C_prev + n_C  # 9 (between w² + both w) <= f² n_C_prev n_C
    most = f * f * n_C_prev * n_C // 9
    if not between:
        return most // both
    return (math.isqrt(both * both + 4 * between * most) - both) // (2 * between)


LENET_5 = [
    ("input", 28, 28, 1),
    ("conv", 6, 5, 1, 2),
    ("pool", 2, 2),
    ("conv", 16, 5, 1, 0),
    ("pool", 2, 2),
    ("flatten",),
    ("dense", 120),
    ("dense", 84),
    ("dense", 10),
]
ALEXNET = [  # Krizhevsky, Sutskever and Hinton 2012: two groups, as the network was spread over two GPUs
    ("input", 227, 227, 3),
    ("conv", 96, 11, 4, 0),
    ("pool", 3, 2),
    ("conv", 256, 5, 1, 2, 2),
    ("pool", 3, 2),
    ("conv", 384, 3, 1, 1),
    ("conv", 384, 3, 1, 1, 2),
    ("conv", 256, 3, 1, 1, 2),
    ("pool", 3, 2),
    ("flatten",),
    ("dense", 4096),
    ("dense", 4096),
    ("dense", 1000),
]
VGG_COUNTS = {"A": (1, 1, 2, 2, 2), "B": (2, 2, 2, 2, 2), "D": (2, 2, 3, 3, 3), "E": (2, 2, 4, 4, 4)}


def _inception(n_1, n_3_before, n_3, n_5_before, n_5, n_pool):
    return (
        "branches",
        [("conv", n_1, 1, 1, 0)],
        [("conv", n_3_before, 1, 1, 0), ("conv", n_3, 3, 1, 1)],
        [("conv", n_5_before, 1, 1, 0), ("conv", n_5, 5, 1, 2)],
        [("pool", 3, 1, 1), ("conv", n_pool, 1, 1, 0)],
    )


GOOGLENET = [  # Szegedy and others 2014, table 1; without the side heads, which are used in training alone
    ("input", 224, 224, 3),
    ("conv", 64, 7, 2, 3),
    ("pool", 3, 2, 1),
    ("conv", 64, 1, 1, 0),
    ("conv", 192, 3, 1, 1),
    ("pool", 3, 2, 1),
    _inception(64, 96, 128, 16, 32, 32),
    _inception(128, 128, 192, 32, 96, 64),
    ("pool", 3, 2, 1),
    _inception(192, 96, 208, 16, 48, 64),
    _inception(160, 112, 224, 24, 64, 64),
    _inception(128, 128, 256, 24, 64, 64),
    _inception(112, 144, 288, 32, 64, 64),
    _inception(256, 160, 320, 32, 128, 128),
    ("pool", 3, 2, 1),
    _inception(256, 160, 320, 32, 128, 128),
    _inception(384, 192, 384, 48, 128, 128),
    ("pool", 7, 1),
    ("flatten",),
    ("dense", 1000),
]


def _separable(n_C, stride):
    depthwise = ("depthwise", 3, stride, 1, False), ("norm",)
    return [*depthwise, ("conv", n_C, 1, 1, 0, 1, False), ("norm",)]


MOBILENET = [  # Howard and others 2017, table 1
    ("input", 224, 224, 3),
    ("conv", 32, 3, 2, 1, 1, False),
    ("norm",),
    *(
        layer
        for n_C, stride in (
            (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1)
        )
        for layer in _separable(n_C, stride)
    ),
    ("pool", 7, 7),
    ("flatten",),
    ("dense", 1000),
]  # fmt: skip
NETWORKS = {
    "LeNet-5": LENET_5,
    "AlexNet": ALEXNET,
    "VGG-16": vgg(VGG_COUNTS["D"]),
    "GoogLeNet": GOOGLENET,
    "MobileNet": MOBILENET,
}
