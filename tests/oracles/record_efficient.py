"""Record what PyTorch says about 1 x 1, inception and separable convolutions: `efficient.json`.

pip install torch==2.13.0
python tests/oracles/record_efficient.py

The fixture keeps sums with random weights in place of whole arrays, as `convolution.json` does. The modules are built
from PyTorch's own layers; MobileNet with full filters, MobileNetV2 (its tables 1 and 2) and the side heads of GoogLeNet
are counted while they run.
"""

import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from oracles.record_blocks import of_weights, weights
from oracles.record_convolution import digest, first, gradient_of, last

FIXTURE = Path(__file__).with_name("efficient.json")
MODULES = (  # m, n_H, n_W, n_C_prev, widths
    (2, 5, 6, 3, (2, 3, 4, 1, 2, 3)),
    (1, 4, 7, 2, (3, 1, 2, 2, 1, 4)),
    (3, 1, 2, 1, (1, 2, 1, 2, 3, 1)),
)
SEPARABLE = (  # m, n_H, n_W, n_C_prev, n_C, f, stride, pad
    (2, 5, 6, 3, 4, 3, 1, 1),
    (1, 7, 4, 2, 5, 3, 2, 1),
    (3, 6, 9, 4, 2, 2, 3, 0),
    (2, 5, 5, 1, 3, 5, 1, 2),
)
BANKS = ((3, 2, 4), (1, 3, 2), (5, 1, 6))  # f, n_C_prev, n_C
WIDTHS_V2 = ((16, 1, 1, 1), (24, 2, 2, 6), (32, 3, 2, 6), (64, 4, 2, 6), (96, 3, 1, 6), (160, 3, 2, 6), (320, 1, 1, 6))
CONVOLUTIONS = ("1", "3_before", "3", "5_before", "5", "_pool")


def module(m, n_H, n_W, n_C_prev, widths):
    """Return (A_prev, parameters) of an inception module, the same every time."""
    rng = np.random.default_rng([m, n_H, n_W, n_C_prev, *widths])
    comes_in = dict(zip(CONVOLUTIONS, (n_C_prev, n_C_prev, widths[1], n_C_prev, widths[3], n_C_prev), strict=True))
    parameters = {}
    for name, n_C in zip(CONVOLUTIONS, widths, strict=True):
        f = int(name) if name.isdigit() else 1
        parameters[f"W{name}"] = rng.normal(size=(f, f, comes_in[name], n_C)) / f
        parameters[f"b{name}"] = rng.normal(size=(1, 1, 1, n_C))
    return rng.normal(-0.5, 1, size=(m, n_H, n_W, n_C_prev)), parameters


def separable(m, n_H, n_W, n_C_prev, n_C, f, stride, pad):
    """Return (arrays, options) of a depthwise separable convolution, the same every time."""
    rng = np.random.default_rng([m, n_H, n_W, n_C_prev, n_C, f, stride, pad])
    shapes = (m, n_H, n_W, n_C_prev), (f, f, n_C_prev), (1, 1, 1, n_C_prev), (1, 1, n_C_prev, n_C), (1, 1, 1, n_C)
    return [rng.normal(size=shape) for shape in shapes], {"stride": stride, "pad": pad}


def bank(f, n_C_prev, n_C):
    """Return full filters, the same every time."""
    return np.random.default_rng([f, n_C_prev, n_C]).normal(size=(f, f, n_C_prev, n_C))


def back(out):
    """Send the gradient that belongs to an output back through everything."""
    import torch

    out.backward(torch.tensor(np.ascontiguousarray(np.moveaxis(gradient_of(last(out)), 3, 1))))


def module_by_torch(A_prev, parameters):
    """Return {name: array} of A and all gradients."""
    import torch
    from torch.nn.functional import conv2d, max_pool2d, relu

    A, made = first(A_prev), {name: weights(parameters[f"W{name}"], parameters[f"b{name}"]) for name in CONVOLUTIONS}

    def conv(X, name):
        return relu(conv2d(X, *made[name], padding=made[name][0].shape[2] // 2))

    branches = conv(A, "1"), conv(conv(A, "3_before"), "3"), conv(conv(A, "5_before"), "5")
    out = torch.cat([*branches, conv(max_pool2d(A, 3, 1, 1), "_pool")], dim=1)
    back(out)
    said = {"A": last(out), "dA_prev": last(A.grad)}
    for name, pair in made.items():
        said[f"dW{name}"], said[f"db{name}"] = of_weights(*pair, parameters[f"b{name}"].shape)
    return said


def separable_by_torch(A_prev, W_depth, b_depth, W_point, b_point, stride, pad):
    """Return {name: array} of Z and all gradients."""
    from torch.nn.functional import conv2d, relu

    A, depth, point = first(A_prev), weights(W_depth[:, :, None], b_depth), weights(W_point, b_point)
    Z = conv2d(relu(conv2d(A, *depth, stride=stride, padding=pad, groups=len(depth[0]))), *point)
    back(Z)
    (dW_depth, db_depth), (dW_point, db_point) = of_weights(*depth, b_depth.shape), of_weights(*point, b_point.shape)
    said = {"Z": last(Z), "dA_prev": last(A.grad), "dW_depth": dW_depth[:, :, 0], "db_depth": db_depth}
    return said | {"dW_point": dW_point, "db_point": db_point}


def left_by_torch(W):
    """Return the share of the norm of W that matrices of rank 1, one for each channel, leave."""
    import torch

    values = torch.linalg.svdvals(torch.tensor(W.transpose(2, 0, 1, 3).reshape(W.shape[2], -1, W.shape[3]).copy()))
    return float((values[:, 1:].square().sum() / values.square().sum()).sqrt())


def networks():
    """Return {name: (network, side and channels of its pictures)}."""
    from torch import nn

    from oracles.record_summary import MOBILE

    full = [nn.Conv2d(3, 32, 3, 2, 1)] + [nn.Conv2d(n, k, 3, stride, 1) for n, k, stride in MOBILE]
    second, n_C = [nn.Conv2d(3, 32, 3, 2, 1)], 32
    for width, count, stride, expansion in WIDTHS_V2:
        for number in range(count):
            wide = expansion * n_C
            second += [nn.Conv2d(n_C, wide, 1)] if expansion > 1 else []
            second += [nn.Conv2d(wide, wide, 3, 1 if number else stride, 1, groups=wide), nn.Conv2d(wide, width, 1)]
            n_C = width
    second.append(nn.Conv2d(n_C, 1280, 1))

    def head(n):
        return nn.Sequential(nn.AvgPool2d(5, 3), nn.Conv2d(n, 128, 1), nn.Flatten(), nn.Linear(2048, 1024),
                             nn.Linear(1024, 1000))  # fmt: skip

    full = nn.Sequential(*full, nn.AvgPool2d(7), nn.Flatten(), nn.Linear(1024, 1000))
    made = {"MobileNet, full filters": (full, 224, 3), "MobileNetV2, no classes": (nn.Sequential(*second), 224, 3)}
    return made | {"side head 512": (head(512), 14, 512), "side head 528": (head(528), 14, 528)}


def main():
    """Write the fixture."""
    import torch

    from oracles.record_summary import counted

    def digests(said):
        return {name: digest(array) for name, array in said.items()}

    told = {"torch": torch.__version__, "modules": [digests(module_by_torch(*module(*sizes))) for sizes in MODULES]}
    made = [separable(*sizes) for sizes in SEPARABLE]
    told["separable"] = [digests(separable_by_torch(*arrays, **options)) for arrays, options in made]
    told["left"] = [left_by_torch(bank(*sizes)) for sizes in BANKS]
    with torch.device("meta"), torch.no_grad():
        said = {name: counted(network.eval(), *sizes) for name, (network, *sizes) in networks().items()}
    told["networks"] = {name: [one["parameters"], one["multiply_adds"]] for name, one in said.items()}
    FIXTURE.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
