"""Record what PyTorch says about the costs of style transfer and their gradients: `style.json`.

pip install torch==2.13.0
python tests/oracles/record_style.py
"""

import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from oracles.record_convolution import digest

FIXTURE = Path(__file__).with_name("style.json")
LAYERS = {4: (6, 8, 5), 10: (3, 4, 7), 13: (2, 2, 9)}  # {layer: shape}
WEIGHTS = {13: 0.5, 4: 0.2, 10: 0.3}
PLACES, ALPHA, BETA = (10, 7), 2.0, 30.0  # the content at a layer of the style, and at one of its own
CONTENT = (5, 3, 4)  # shape at layer 7


def activations(place):
    """Return (a_C, a_G) at the place of the content, and {layer: (a_S, a_G)}, the same every time."""
    rng = np.random.default_rng(place)
    layers = {layer: (rng.normal(size=shape), rng.normal(size=shape)) for layer, shape in LAYERS.items()}
    a_C = rng.normal(size=LAYERS.get(place, CONTENT))
    a_G = layers[place][1] if place in layers else rng.normal(size=CONTENT)
    return (a_C, a_G), layers


def by_torch(place):
    """Return (total cost, {layer: gradient with respect to a_G}), written with PyTorch's own mean squared error."""
    import torch
    from torch.nn import functional

    (a_C, content_G), layers = activations(place)
    G = {layer: torch.tensor(pair[1], requires_grad=True) for layer, pair in layers.items()}
    G.setdefault(place, torch.tensor(content_G, requires_grad=True))

    def gram(A):
        return torch.einsum("hwc,hwk->ck", A, A) / (A.shape[0] * A.shape[1])

    J = ALPHA * functional.mse_loss(G[place], torch.tensor(a_C)) / 4
    for layer, weight in WEIGHTS.items():
        S = gram(torch.tensor(layers[layer][0]))
        J = J + BETA * weight * functional.mse_loss(gram(G[layer]), S) / 4
    J.backward()
    return J.item(), {layer: A.grad.numpy() for layer, A in G.items()}


def main():
    """Write the fixture."""
    import torch

    said = []
    for place in PLACES:
        cost, gradients = by_torch(place)
        said.append({"cost": cost, "gradients": {str(layer): digest(d) for layer, d in gradients.items()}})
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "places": said}, indent=1) + "\n")


if __name__ == "__main__":
    main()
