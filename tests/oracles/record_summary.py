"""Record what PyTorch counts in whole networks, written here as its modules, while one picture runs: `summary.json`.

pip install torch==2.13.0
python tests/oracles/record_summary.py

The networks run on PyTorch's "meta" device: shapes and counts without numbers.
"""

import json
from pathlib import Path

FIXTURE = Path(__file__).with_name("summary.json")
VGG = {  # name: filters, 0 for a pooling (Simonyan and Zisserman 2014, table 1; C has filters of 1 x 1, not here)
    "A": (64, 0, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0),
    "B": (64, 64, 0, 128, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0),
    "D": (64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0),
    "E": (64, 64, 0, 128, 128, 0, *[256] * 4, 0, *[512] * 4, 0, *[512] * 4, 0),
}
INCEPTION = (  # 0 for a pooling (Szegedy and others 2014, table 1)
    (192, 64, 96, 128, 16, 32, 32), (256, 128, 128, 192, 32, 96, 64), 0,
    (480, 192, 96, 208, 16, 48, 64), (512, 160, 112, 224, 24, 64, 64), (512, 128, 128, 256, 24, 64, 64),
    (512, 112, 144, 288, 32, 64, 64), (528, 256, 160, 320, 32, 128, 128), 0,
    (832, 256, 160, 320, 32, 128, 128), (832, 384, 192, 384, 48, 128, 128),
)  # fmt: skip
MOBILE = ((32, 64, 1), (64, 128, 2), (128, 128, 1), (128, 256, 2), (256, 256, 1), (256, 512, 2),
          *[(512, 512, 1)] * 5, (512, 1024, 2), (1024, 1024, 1))  # fmt: skip


def googlenet(dense):
    """Return GoogLeNet without its side heads; `dense(n, *sizes)` returns flatten and dense layers."""
    import torch
    from torch import nn

    class Inception(nn.Module):
        def __init__(self, n, one, three_before, three, five_before, five, pooled):
            super().__init__()
            self.one = nn.Conv2d(n, one, 1)
            self.three = nn.Sequential(nn.Conv2d(n, three_before, 1), nn.Conv2d(three_before, three, 3, padding=1))
            self.five = nn.Sequential(nn.Conv2d(n, five_before, 1), nn.Conv2d(five_before, five, 5, padding=2))
            self.pooled = nn.Sequential(nn.MaxPool2d(3, 1, 1), nn.Conv2d(n, pooled, 1))

        def forward(self, A):
            return torch.cat([branch(A) for branch in (self.one, self.three, self.five, self.pooled)], 1)

    pool = nn.MaxPool2d(3, 2, ceil_mode=True)
    modules = [Inception(*numbers) if numbers else pool for numbers in INCEPTION]
    stem = [nn.Conv2d(3, 64, 7, 2, 3), pool, nn.Conv2d(64, 64, 1), nn.Conv2d(64, 192, 3, padding=1), pool]
    return nn.Sequential(*stem, *modules, nn.AdaptiveAvgPool2d(1), *dense(1024, 1000))


def networks():
    """Return {name: (network, side of the pictures, channels)}."""
    from torch import nn

    def dense(n, *sizes):
        return [nn.Flatten(), *(nn.Linear(a, b) for a, b in zip((n, *sizes), sizes, strict=False))]

    def alexnet(groups):
        pool = nn.MaxPool2d(3, 2)
        return nn.Sequential(
            nn.Conv2d(3, 96, 11, 4), pool, nn.Conv2d(96, 256, 5, padding=2, groups=groups), pool,
            nn.Conv2d(256, 384, 3, padding=1), nn.Conv2d(384, 384, 3, padding=1, groups=groups),
            nn.Conv2d(384, 256, 3, padding=1, groups=groups), pool, *dense(9216, 4096, 4096, 1000),
        )  # fmt: skip

    def vgg(filters):
        layers, before = [], 3
        for n in filters:
            layers.append(nn.Conv2d(before, n, 3, padding=1) if n else nn.MaxPool2d(2))
            before = n or before
        return nn.Sequential(*layers, *dense(25088, 4096, 4096, 1000))

    def mobilenet():
        layers = [nn.Conv2d(3, 32, 3, 2, 1, bias=False), nn.BatchNorm2d(32)]
        for before, n, stride in MOBILE:
            layers += [nn.Conv2d(before, before, 3, stride, 1, groups=before, bias=False), nn.BatchNorm2d(before)]
            layers += [nn.Conv2d(before, n, 1, bias=False), nn.BatchNorm2d(n)]
        return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), *dense(1024, 1000))

    lenet = nn.Sequential(nn.Conv2d(1, 6, 5, padding=2), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.AvgPool2d(2),
                          *dense(400, 120, 84, 10))  # fmt: skip
    made = {"LeNet-5": (lenet, 28, 1), "AlexNet": (alexnet(2), 227, 3), "AlexNet, one group": (alexnet(1), 227, 3)}
    made |= {f"VGG {name}": (vgg(filters), 224, 3) for name, filters in VGG.items()}
    return made | {"GoogLeNet": (googlenet(dense), 224, 3), "MobileNet": (mobilenet(), 224, 3)}


def counted(network, side, channels):
    """Return {"parameters", "multiply_adds", "shapes"}: the last of convolutions and dense layers, channels last."""
    import torch
    from torch import nn

    work, shapes = [], []

    def seen(layer, given, out):
        work.append(out[0].numel() * layer.weight[0].numel())
        shapes.append([*out.shape[2:], out.shape[1]])

    for layer in network.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            layer.register_forward_hook(seen)
    network(torch.zeros(1, channels, side, side))
    return {"parameters": sum(p.numel() for p in network.parameters()), "multiply_adds": sum(work), "shapes": shapes}


def main():
    """Write the fixture."""
    import torch

    with torch.device("meta"), torch.no_grad():
        said = {name: counted(network.eval(), *sizes) for name, (network, *sizes) in networks().items()}
    lines = ",\n".join(f' "{name}": {json.dumps(told)}' for name, told in said.items())
    FIXTURE.write_text(f'{{"torch": "{torch.__version__}", "networks": {{\n{lines}\n}}}}\n')


if __name__ == "__main__":
    main()
