"""What excites a unit: pictures that it answers to, pixels that matter, and pictures made for it.

strongest           the pictures in which a unit is strongest, with the position
plant               a picture changed at one place, so that a first-layer filter answers there as strongly as possible
relu_signal         three rules for what a ReLU lets through on the way to the pixels
signal_to_pixels    a signal followed down to the pixels of a pretrained network by one of these rules
occlusion_map       how much a score falls when a part of the picture is covered
"""

import numpy as np

from deepcourse.cnn.filters import output_size
from deepcourse.cnn.pretrained import step_back

RULES = ("gradient", "deconvnet", "guided")


def strongest(A, unit, k):
    """Return [(i, h, w)] of the k pictures in which a unit is strongest: picture and position, strongest first.

    A : (m, n_H, n_W, n_C) outputs of a layer for m pictures    unit : a channel    k : at most m

    >>> A = np.zeros((3, 2, 2, 1))
    >>> A[0, 1, 0], A[2, 0, 1], A[2, 1, 1] = 5, 7, 6
    >>> strongest(A, 0, 2)
    [(2, 0, 1), (0, 1, 0)]
    """
    maps = A[..., unit].reshape(len(A), -1)
    order = np.argsort(-maps.max(axis=1), kind="stable")[:k]
    n_W = A.shape[2]
    return [(int(i), *divmod(int(maps[i].argmax()), n_W)) for i in order]


def plant(picture, W, h, w, *, stride, pad):
    """Return a copy of a picture, changed where filter W stands at position (h, w): its answer there is the largest
    that pixels from 0 to 1 allow.

    picture : (n_H, n_W, n_C) from 0 to 1    W : (f, f, n_C)    Pixels outside the window stay, and so do those with
    weight 0.
    """
    (n_H, n_W, _), f = picture.shape, len(W)
    top, left = h * stride - pad, w * stride - pad
    rows, columns = slice(max(top, 0), min(top + f, n_H)), slice(max(left, 0), min(left + f, n_W))
    weights = W[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    planted = picture.copy()
    planted[rows, columns] = np.where(weights == 0, picture[rows, columns], weights > 0)
    return planted


def relu_signal(dA, A, rule):
    """Return the signal below a ReLU, of the shape of dA.

    dA : the signal that arrives from above    A : the output of the ReLU; a unit is open where A > 0
    rule : "gradient" lets through where the unit is open, "deconvnet" what is positive, "guided" what is both

    The three: Simonyan and others (2014), Zeiler and Fergus (2014), Springenberg and others (2015).
    """
    open_units, positive = A > 0, dA > 0
    through = {"gradient": open_units, "deconvnet": positive, "guided": open_units & positive}
    return np.where(through[rule], dA, np.zeros_like(dA))


def signal_to_pixels(steps, caches, signals, rule, relu=relu_signal):
    """Return the signal at the pixels of a pretrained network, (m, n_H, n_W, 3); for "gradient" it is the gradient.

    caches : of `pretrained.run`    signals : {place of a step: signal at its output}    relu : as `relu_signal`
    """
    waiting = dict(signals)
    for place in range(max(signals), -1, -1):
        if place not in waiting:
            continue
        step, (cache, open_units), d = steps[place], caches[place], waiting.pop(place)
        if open_units is not None:
            d = relu(d, open_units.astype(d.dtype), rule)
        back = d if step.kind == "add" else step_back(step, d, cache)
        for source in step.inputs:
            waiting[source] = waiting[source] + back if source in waiting else back
    return waiting[-1]


def occlusion_map(score, picture, size, stride, fill):
    """Return (rows, columns): how much the score falls when a square of the picture is covered.

    score : function of one picture that returns a number    picture : (n_H, n_W, n_C)
    size, stride : of the square, which stays inside the picture    fill : its colour, a number or (n_C,)

    >>> occlusion_map(np.sum, np.ones((4, 6, 1)), 2, 2, 0)
    array([[4., 4., 4.],
           [4., 4., 4.]])
    """
    whole = score(picture)
    rows, columns = (output_size(n, size, 0, stride) for n in picture.shape[:2])
    falls = np.empty((rows, columns))
    for i, j in np.ndindex(rows, columns):
        covered = picture.copy()
        covered[i * stride : i * stride + size, j * stride : j * stride + size] = fill
        falls[i, j] = whole - score(covered)
    return falls
