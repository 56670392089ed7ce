"""Anchors: box sizes that a detector starts from, and which object belongs to which.

size_iou            IoU of sizes, as boxes that share a centre
assign_anchors      for each size the anchor that fits best
kmeans_anchors      anchors that fit given sizes, by k-means with IoU

A size is (height, width), height first, as in a shape.
"""

import numpy as np


def size_iou(sizes, anchors):
    """Return the IoU of each size with each anchor, (n, k), of boxes that share their centre.

    sizes : (n, 2)    anchors : (k, 2)

    >>> size_iou([[2, 4]], [[4, 2], [2, 8]]).round(2)
    array([[0.33, 0.5 ]])
    """
    sizes, anchors = (np.asarray(each, float).reshape(-1, 2) for each in (sizes, anchors))
    common = np.minimum(sizes[:, None], anchors).prod(axis=2)
    union = sizes.prod(axis=1)[:, None] + anchors.prod(axis=1) - common
    return np.divide(common, union, out=np.zeros_like(common), where=union > 0)


def assign_anchors(sizes, anchors):
    """Return for each size the place of the anchor with the greatest IoU, (n,) int; of equal ones the first.

    sizes : (n, 2)    anchors : (k, 2)

    >>> assign_anchors([[10, 20], [30, 9]], [[30, 10], [8, 18]])
    array([1, 0])
    """
    return np.argmax(size_iou(sizes, anchors), axis=1)


def kmeans_anchors(sizes, start, *, steps=100):
    """Return the anchors, (k, 2), to which k-means comes from `start`, with 1 - IoU as the distance.

    sizes : (n, 2)    start : (k, 2)    In each step every anchor becomes the mean of the sizes assigned to it; an
    anchor without any stays. It ends when the assignment does not change, or after `steps` steps.

    >>> kmeans_anchors([[10, 20], [12, 22], [30, 10]], [[10, 10], [40, 10]])
    array([[11., 21.],
           [30., 10.]])
    """
    sizes, anchors, before = np.asarray(sizes, float), np.array(start, float), None
    for _ in range(steps):
        nearest = assign_anchors(sizes, anchors)
        if before is not None and np.array_equal(nearest, before):
            break
        for place in np.unique(nearest):
            anchors[place] = sizes[nearest == place].mean(axis=0)
        before = nearest
    return anchors
