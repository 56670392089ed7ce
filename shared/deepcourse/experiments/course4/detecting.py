"""A small detector on a grid: built, mirrored scenes for its training, and all that it finds.

detector            an untrained network with an answer for each cell and anchor
mirrored_grids      half of a mini-batch mirrored, with its targets
answers             what it says of pictures, by cell and anchor
duplicates          how many boxes find an object that another has found already
"""

import numpy as np

from deepcourse.cnn.detection import iou_matrix
from deepcourse.cnn.layers import BatchNorm, Chain, Conv, LeakyReLU
from deepcourse.cnn.training import predict
from deepcourse.experiments.course4.localizing import FILTERS

FEW = -3.0  # the first score of p_c: most places are empty


def detector(seed, k, n_classes=3):
    """Return an untrained network: from (m, 8 rows, 8 columns, 3) to (m, rows, columns, k (5 + n_classes))."""
    rng, layers, n_C_prev = np.random.default_rng(seed), [], 3
    for n_C, stride in FILTERS:
        layers += [Conv(rng, n_C_prev, n_C, 3, stride=stride, bias=False), BatchNorm(n_C), LeakyReLU()]
        n_C_prev = n_C
    last = Conv(rng, n_C_prev, k * (5 + n_classes), 1)
    last.parameters["W"] *= np.float32(0.3)
    last.parameters["b"].reshape(k, -1)[:, 0] = FEW
    return Chain(*layers, last)


def mirrored_grids(X, Y, rng):
    """Return a mini-batch of which about half is mirrored left to right, and its targets.

    X : (m, n_H, n_W, 3)    Y : (m, rows, columns, k, 5 + n)
    """
    chosen = rng.random(len(X)) < 0.5
    X, Y = X.copy(), Y.copy()
    X[chosen], Y[chosen] = X[chosen, :, ::-1], Y[chosen, :, ::-1]
    there = Y[chosen][..., 0] == 1
    turned = Y[chosen]
    turned[there, 1] = 1 - turned[there, 1]
    Y[chosen] = turned
    return X, Y


def answers(network, X, k):
    """Return the scores Z, (m, rows, columns, k, 5 + n), of all pictures as float64."""
    Z = predict(network, X)
    return Z.reshape(*Z.shape[:3], k, -1).astype(float)


def duplicates(found, boxes, classes):
    """Return how many boxes have an IoU of at least 0.5 with an object of their class that another box has found.

    found : for each picture scores, boxes, classes    boxes, classes : the truth, picture by picture

    >>> box, sign = np.array([[0, 0, 4, 4]]), np.array([2])
    >>> duplicates([(np.array([0.9, 0.8]), np.repeat(box, 2, axis=0), np.array([2, 2]))], [box], [sign])
    1
    """
    count = 0
    for (_, answers, named), truth, its in zip(found, boxes, classes, strict=True):
        if len(answers) and len(truth):
            ious = iou_matrix(answers, truth) * np.equal.outer(named, its)
            best = ious.argmax(axis=1)[ious.max(axis=1) >= 0.5]
            count += len(best) - len(np.unique(best))
    return count
