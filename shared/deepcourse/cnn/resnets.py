"""What residual networks for photographs of 224 pixels cost: numbers to learn, and multiply-adds for one picture.

conv_cost           one convolution with batch normalisation
basic_cost          a block of two 3 x 3 convolutions (ResNet-18 and 34)
bottleneck_cost     a block of 1 x 1, 3 x 3 and 1 x 1 (ResNet-50)
resnet_table        a whole network, stage by stage

A multiply-add is one, not two; biases, normalisation, activations and pooling are not counted among them. Convolutions
have no bias: batch normalisation has gamma and beta, two numbers a channel, which are learned and counted.
"""

from deepcourse.cnn.filters import output_size, same_padding
from deepcourse.cnn.summary import layer_cost

ARCHITECTURES = {  # name: (blocks in each stage, is a block a bottleneck?) (He and others 2015, table 1)
    "ResNet-18": ((2, 2, 2, 2), False),
    "ResNet-34": ((3, 4, 6, 3), False),
    "ResNet-50": ((3, 4, 6, 3), True),
}
EXPANSION = 4  # a bottleneck returns four times as many channels as its 3 x 3 has


def conv_cost(n, n_C_prev, n_C, f, *, stride=1):
    """Return (n_out, parameters, multiply_adds) of n_C filters on pictures of n by n pixels, padded by (f - 1) / 2.

    >>> conv_cost(56, 64, 128, 3, stride=2)
    (28, 73984, 57802752)
    """
    layer = ("conv", n_C, f, stride, same_padding(f), 1, False)
    (n_out, _, _), weights, multiply_adds = layer_cost(layer, (n, n, n_C_prev))
    return n_out, weights + 2 * n_C, multiply_adds


def basic_cost(n, n_C_prev, width, *, stride=1):
    """Return (n_out, parameters, multiply_adds) of two 3 x 3 convolutions, and of the projection where shapes differ.

    >>> basic_cost(56, 64, 64)
    (56, 73984, 231211008)
    """
    parts = [conv_cost(n, n_C_prev, width, 3, stride=stride)]
    parts.append(conv_cost(parts[0][0], width, width, 3))
    if stride != 1 or n_C_prev != width:
        parts.append(conv_cost(n, n_C_prev, width, 1, stride=stride))
    return parts[0][0], sum(part[1] for part in parts), sum(part[2] for part in parts)


def bottleneck_cost(n, n_C_prev, width, *, stride=1, stride_first=False):
    """Return (n_out, parameters, multiply_adds) of 1 x 1 to `width`, 3 x 3, 1 x 1 to 4 `width`, and of the projection.

    The stride is the 3 x 3 convolution's; with `stride_first` the first 1 x 1's.

    >>> bottleneck_cost(56, 64, 64)
    (56, 75008, 231211008)
    """
    first, second = (stride, 1) if stride_first else (1, stride)
    n_mid, *one = conv_cost(n, n_C_prev, width, 1, stride=first)
    n_out, *two = conv_cost(n_mid, width, width, 3, stride=second)
    _, *three = conv_cost(n_out, width, EXPANSION * width, 1)
    parts = [one, two, three]
    if stride != 1 or n_C_prev != EXPANSION * width:
        parts.append(conv_cost(n, n_C_prev, EXPANSION * width, 1, stride=stride)[1:])
    return n_out, sum(part[0] for part in parts), sum(part[1] for part in parts)


def resnet_table(counts, bottleneck=False, cost=None, classes=1000, size=224):
    """Return a list of (name, n_out, n_C, parameters, multiply_adds): the first convolution, four stages, the end.

    counts : blocks in each stage    cost : what a block costs, as `basic_cost`; the function for its kind where None

    >>> table = resnet_table((2, 2, 2, 2))
    >>> sum(row[3] for row in table)
    11689512
    """
    cost, expansion = cost or (bottleneck_cost if bottleneck else basic_cost), EXPANSION if bottleneck else 1
    n, *counted = conv_cost(size, 3, 64, 7, stride=2)
    rows, n, n_C = (
        [("7 x 7, stride 2", n, 64, *counted)],
        output_size(n, 3, 1, 2),
        64,
    )  # a pooling of 3 x 3 and stride 2 follows
    for stage, count in enumerate(counts):
        parameters = products = 0
        for block in range(count):
            n, more, times = cost(n, n_C, 64 * 2**stage, stride=2 if stage and not block else 1)
            n_C, parameters, products = expansion * 64 * 2**stage, parameters + more, products + times
        rows.append((f"stage {stage + 1}: {count} blocks", n, n_C, parameters, products))
    return [*rows, ("mean and dense layer", 1, classes, (n_C + 1) * classes, n_C * classes)]
