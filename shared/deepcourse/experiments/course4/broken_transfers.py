"""Style transfers that fail: the same program four times, each time with one mistake.

PROGRAMS    what is wrong with each: {letter: sentence}
run         one of them, or the right one: the picture, and what it says of itself
Report      what that returns
"""

from typing import NamedTuple

import numpy as np

from deepcourse.cnn import style as reference
from deepcourse.datasets import load_pretrained, resized
from deepcourse.experiments.course4.style_transfers import LAYERS, PLACE, softened
from deepcourse.nn.adam_in_place import Adam

PROGRAMS = {
    "A": "the two pictures are swapped",
    "B": "the content is compared with the picture of the step itself, not with the photograph",
    "C": "the steps go up",
    "D": "the numbers are not clipped",
}
SIZE = 64, 96
RATE = 0.03


class Report(NamedTuple):
    """The picture that a program leaves, and what it measured: costs of the first and the last step, the range."""

    picture: np.ndarray
    contents: np.ndarray
    styles: np.ndarray
    lowest: float
    highest: float


def run(program, content, style, *, steps=40, beta=20.0):
    """Return the `Report` of a program: a letter of PROGRAMS, or "right".

    content, style : pictures
    """
    network = load_pretrained().steps
    X = np.ascontiguousarray(resized(content, *SIZE))
    pictures = [resized(picture, *SIZE) for picture in (content, style)]
    target, painting = reversed(pictures) if program == "A" else pictures
    S, _ = reference.features(network, painting, LAYERS)
    weights, a_C = reference.balanced_weights(S), reference.features(network, target, [PLACE])[0][PLACE]
    adam, measured = Adam(RATE, beta1=0.9, beta2=0.99, epsilon=1e-10), []
    for _ in range(steps):
        A, caches = reference.features(network, X, LAYERS)
        content_pair = (A[PLACE] if program == "B" else a_C, A[PLACE])
        pairs = {layer: (S[layer], A[layer]) for layer in LAYERS}
        measured.append((reference.content_cost(*content_pair), reference.style_cost(pairs, weights)))
        found = reference.total_gradients(PLACE, content_pair, pairs, weights, alpha=1.0, beta=beta)
        dX = np.ascontiguousarray(softened(reference.picture_gradient(network, caches, found)), dtype=np.float32)
        adam.step({"X": X}, {"dX": -dX if program == "C" else dX})
        if program != "D":
            np.clip(X, 0, 1, out=X)
    return Report(X, *np.array(measured).T, float(X.min()), float(X.max()))
