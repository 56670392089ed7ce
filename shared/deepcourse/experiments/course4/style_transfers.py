"""Style transfers: pictures painted by gradient descent on their pixels, from coarse to fine.

LAYERS, PLACE   steps of the pretrained network that give the style, and the content
sizes_for       sizes of a photograph, from coarse to fine
transfer        a picture painted, with what was measured on the way
random_network  the pretrained network with random weights
Painted         what a transfer returns
"""

from typing import NamedTuple

import numpy as np

from deepcourse.cnn import style as reference
from deepcourse.datasets import load_pretrained, resized
from deepcourse.nn.adam_in_place import Adam

LAYERS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 13)
PLACE = 10  # of the content cost
SHIFTS = tuple((k, 3 * k % 8) for k in range(8))  # pixels; the deepest layers have one position for 8 by 8 pixels
SMOOTH = 3.0  # weight of the variation of neighbouring pixels
RATE = 0.025


class Painted(NamedTuple):
    """What a transfer leaves: the picture, some on the way, and both costs before each step, unweighted."""

    picture: np.ndarray
    frames: dict  # {steps taken: picture}, in the size of that time
    contents: np.ndarray
    styles: np.ndarray


def sizes_for(picture, *widths):
    """Return [(n_H, n_W)] for some widths, multiples of 8, with about the proportions of the picture."""
    return [(8 * round(width * picture.shape[0] / picture.shape[1] / 8), width) for width in widths]


def transfer(content, style, sizes, *, beta, steps, alpha=1.0, layers=LAYERS, place=PLACE, gradients=None,
             style_cost=None, network=None, tricks=True, keep=()):  # fmt: skip
    """Return `Painted`; the picture starts as the content photograph in the first size.

    content, style : pictures    sizes : [(n_H, n_W)], from coarse to fine    steps : of Adam, at each size
    gradients, style_cost : the reader's `total_gradients` and `style_cost`, or else the package's
    tricks : shifts and a blur of the gradient    keep : after how many steps of all a picture is kept
    """
    network = load_pretrained().steps if network is None else network
    gradients, style_cost = gradients or reference.total_gradients, style_cost or reference.style_cost
    shifts = SHIFTS if tricks else SHIFTS[:1]
    X, frames, measured = resized(content, *sizes[0]), {}, []
    for size in sizes:
        X, target = np.ascontiguousarray(resized(X, *size)), resized(content, *size)
        S, _ = reference.features(network, resized(style, *size), layers)
        weights = reference.balanced_weights(S)
        contents = [reference.features(network, np.roll(target, shift, (0, 1)), [place])[0][place] for shift in shifts]
        adam = Adam(beta1=0.9, beta2=0.99, epsilon=1e-10)
        for step in range(steps):
            if len(measured) in keep:
                frames[len(measured)] = X.copy()
            shift, a_C = shifts[step % len(shifts)], contents[step % len(shifts)]
            A, caches = reference.features(network, np.roll(X, shift, (0, 1)), {*layers, place})
            pairs = {layer: (S[layer], A[layer]) for layer in layers}
            measured.append((reference.content_cost(a_C, A[place]), style_cost(pairs, weights)))
            found = gradients(place, (a_C, A[place]), pairs, weights, alpha=alpha, beta=beta)
            dX = np.roll(reference.picture_gradient(network, caches, found), (-shift[0], -shift[1]), (0, 1))
            if tricks:
                dX = softened(dX + SMOOTH * reference.variation(X)[1])
            adam.learning_rate = RATE * min(1, 2 * (steps - step) / steps)
            adam.step({"X": X}, {"dX": np.ascontiguousarray(dX, dtype=np.float32)})
            np.clip(X, 0, 1, out=X)
    if len(measured) in keep:
        frames[len(measured)] = X.copy()
    return Painted(X, frames, *np.array(measured).T)


def softened(dX):
    """Return a gradient blurred over 3 by 3 pixels: noise of single pixels goes, everything larger stays."""
    for _ in range(2):
        wide = np.pad(dX, ((1, 1), (0, 0), (0, 0)), mode="edge")
        dX = ((wide[:-2] + 2 * wide[1:-1] + wide[2:]) / 4).swapaxes(0, 1)
    return dX


def random_network(seed, upto=14):
    """Return the first steps of the pretrained network with random weights, no biases, filters of the same lengths."""
    rng, steps = np.random.default_rng(seed), []
    for step in load_pretrained().steps[:upto]:
        if step.W is None:
            steps.append(step)
            continue
        W = rng.normal(size=step.W.shape).astype(np.float32)
        axes = (0, 1) if step.kind == "depthwise" else (0, 1, 2)
        W *= np.sqrt(np.sum(step.W**2, axis=axes) / np.sum(W**2, axis=axes))
        steps.append(step._replace(W=W, b=np.zeros_like(step.b)))
    return tuple(steps)
