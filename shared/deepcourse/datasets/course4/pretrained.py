"""A network that others trained: the weights of a detector of everyday things (SSD with MobileNetV2, Open Images).

load_pretrained     its steps, in order, and the names of its classes
"""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("pretrained.npz")


class Step(NamedTuple):
    """One step of the network: a convolution, a depthwise one, or a sum of two earlier results."""

    kind: str  # "conv", "depthwise" or "add"
    inputs: tuple  # places of the steps that it works on; -1 is the picture
    W: np.ndarray | None  # (f, f, n_C_prev, n_C), of a depthwise step (f, f, n_C)
    b: np.ndarray | None  # (n_C,)
    stride: int
    relu6: bool  # whether min(max(Z, 0), 6) follows


class Pretrained(NamedTuple):
    """The steps of a network in order, and the names of its classes; class 0 is "none of them"."""

    steps: tuple
    classes: tuple


@cache
def load_pretrained():
    """Return `Pretrained`: 4.9 million weights that were trained on Open Images V4; they are shared, so leave them be.

    The first 44 steps are a MobileNetV2 up to 19 × 19 places; the last ones are the heads of the detector.

    Source: npm's package @mediapipe/objectron 0.4, Google, Apache License 2.0; the weights are kept here as int8 with a
    scale for each output channel. Architecture: Sandler and others (2018), MobileNetV2; Liu and others (2016), SSD.

    >>> network = load_pretrained()
    >>> network.steps[0].W.shape, network.classes[8]
    ((3, 3, 3, 32), 'Cat')
    """
    with np.load(present(FILE)) as stored:
        plan = json.loads(str(stored["plan"]))
        steps = tuple(_step(stored, place, *row) for place, row in enumerate(plan["steps"]))
    return Pretrained(steps, tuple(plan["classes"]))


def _step(stored, place, kind, inputs, stride, relu6):
    if f"W{place}" not in stored:
        return Step(kind, tuple(inputs), None, None, stride, relu6)
    W = (stored[f"W{place}"] * stored[f"scale{place}"]).astype(np.float16)  # what the original runtime can hold
    return Step(kind, tuple(inputs), W.astype(np.float32), stored[f"b{place}"], stride, relu6)
