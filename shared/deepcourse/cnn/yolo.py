"""One answer for each cell of a grid and each anchor: targets, boxes, scores and the loss.

encode_grid         the target of some pictures
decode_grid         probabilities and boxes from what the network says
yolo_filter_boxes   the boxes of one picture with a score that is high enough, and their classes
yolo_loss           the loss and its gradient

The last axis of a target is p_c, b_x, b_y, b_h, b_w, c_0, ..., c_n: is there an object; the centre of its box in the
cell, from 0 at the left or upper edge to 1 at the right or lower one; the logarithms of its height and width, divided
by those of the anchor; its class. Sizes, grids and anchors have the height first.
"""

import numpy as np

from deepcourse.cnn.anchors import assign_anchors

SIZE, GRID, N_CLASSES = (64, 64), (8, 8), 3


def encode_grid(boxes, classes, anchors, *, size=SIZE, grid=GRID, n_classes=N_CLASSES):
    """Return the target Y, (m, rows, columns, k, 5 + n_classes); all numbers of a place without an object are 0.

    boxes : m arrays (n, 4) in pixels    classes : m arrays (n,) int    anchors : (k, 2): height, width in pixels
    size : height and width of the pictures    grid : rows and columns of cells

    An object belongs to the cell that its centre is in, and there to the anchor that fits its size best. If two
    belong to the same place, only the later one is kept.

    >>> Y = encode_grid([np.array([[8, 2, 24, 10]])], [np.array([1])], [[8, 8], [8, 16]], size=(32, 64), grid=(4, 4))
    >>> np.argwhere(Y[..., 0]), Y[0, 0, 1, 1]
    (array([[0, 0, 1, 1]]), array([1.  , 0.  , 0.75, 0.  , 0.  , 0.  , 1.  , 0.  ]))
    """
    anchors = np.asarray(anchors, float)
    Y = np.zeros((len(boxes), *grid, len(anchors), 5 + n_classes))
    for picture, those, numbers in zip(Y, boxes, classes, strict=True):
        x1, y1, x2, y2 = np.asarray(those, float).reshape(-1, 4).T
        sizes = np.stack([y2 - y1, x2 - x1], axis=1)
        x, y = (x1 + x2) / 2 / size[1] * grid[1], (y1 + y2) / 2 / size[0] * grid[0]
        columns, rows = (np.minimum(at.astype(int), n - 1) for at, n in ((x, grid[1]), (y, grid[0])))
        nearest = assign_anchors(sizes, anchors)
        for i, number in enumerate(numbers):
            place = np.zeros(5 + n_classes)
            place[:5] = 1, x[i] - columns[i], y[i] - rows[i], *np.log(sizes[i] / anchors[nearest[i]])
            place[5 + number] = 1
            picture[rows[i], columns[i], nearest[i]] = place
    return Y


def activated(Z):
    """Return (p_c, offsets, class probabilities) of scores: sigmoids and a softmax that cannot overflow."""
    sigmoids = (1 + np.tanh(Z[..., :3] / 2)) / 2
    powers = np.exp(Z[..., 5:] - Z[..., 5:].max(axis=-1, keepdims=True))
    return sigmoids[..., 0], sigmoids[..., 1:], powers / powers.sum(axis=-1, keepdims=True)


def decode_grid(Z, anchors, *, size=SIZE):
    """Return (p_c, boxes, probabilities): (m, rows, columns, k), the same with 4 and with n_classes behind.

    Z : (m, rows, columns, k, 5 + n_classes), scores of any size    anchors : (k, 2)    size : height, width in pixels

    >>> p_c, boxes, probabilities = decode_grid(np.zeros((1, 2, 4, 1, 7)), [[10, 6]], size=(32, 64))
    >>> p_c[0, 0, 0], boxes[0, 1, 2, 0], probabilities[0, 0, 0, 0]
    (array([0.5]), array([37., 19., 43., 29.]), array([0.5, 0.5]))
    """
    rows, columns = Z.shape[1:3]
    p_c, offsets, probabilities = activated(Z)
    x = (np.arange(columns)[:, None] + offsets[..., 0]) * size[1] / columns
    y = (np.arange(rows)[:, None, None] + offsets[..., 1]) * size[0] / rows
    half = np.asarray(anchors, float) * np.exp(Z[..., 3:5]) / 2
    h, w = half[..., 0], half[..., 1]
    return p_c, np.stack([x - w, y - h, x + w, y + h], axis=-1), probabilities


def yolo_filter_boxes(p_c, boxes, probabilities, *, threshold=0.5):
    """Return (scores, boxes, classes), (n,), (n, 4), (n,), of the places with a score of at least `threshold`.

    p_c : (rows, columns, k)    boxes : (rows, columns, k, 4)    probabilities : (rows, columns, k, n_classes)

    The score of a place is p_c times the probability of its likeliest class. Places keep their order.

    >>> p_c, boxes = np.array([[[0.9, 0.9]]]), np.array([[[[0, 0, 2, 2], [1, 1, 5, 5]]]])
    >>> yolo_filter_boxes(p_c, boxes, np.array([[[[0.5, 0.5], [0.1, 0.9]]]]), threshold=0.6)
    (array([0.81]), array([[1, 1, 5, 5]]), array([1]))
    """
    scores, classes = p_c * probabilities.max(axis=-1), probabilities.argmax(axis=-1)
    enough = scores >= threshold
    return scores[enough], boxes[enough], classes[enough]


def yolo_loss(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """Return the mean over m of the loss of a picture, a float, and its gradient dZ, of the shape of Z.

    The loss of a picture is the sum over all places. Where there is an object: -log p_c, box_weight times the squared
    errors of b_x, b_y, b_h, b_w, and -log of the right class's probability. Elsewhere: no_object_weight times
    -log(1 - p_c).

    Z, Y : (m, rows, columns, k, 5 + n_classes), scores and target

    >>> Y = np.array([1, 0.5, 0.5, 0, 0, 1, 0]).reshape(1, 1, 1, 1, 7)
    >>> loss, dZ = yolo_loss(np.zeros((1, 1, 1, 1, 7)), Y)
    >>> round(loss, 4), dZ.ravel()
    (1.3863, array([-0.5,  0. ,  0. ,  0. ,  0. , -0.5,  0.5]))
    """
    there, m = Y[..., 0] == 1, len(Z)
    p_c, offsets, probabilities = activated(Z)
    weight = np.where(there, 1, no_object_weight).astype(Z.dtype)
    tiny = np.finfo(Z.dtype).tiny  # log(0) would end a training that was wrong once, and sure
    right = np.maximum(np.where(there, p_c, 1 - p_c), tiny)
    far = np.concatenate([offsets, Z[..., 3:5]], axis=-1)[there] - Y[there][:, 1:5]
    named = np.maximum(probabilities[there][Y[there][:, 5:] == 1], tiny)
    loss = -np.sum(weight * np.log(right)) + box_weight * np.sum(far**2) - np.sum(np.log(named))
    dZ = np.zeros_like(Z)
    dZ[..., 0] = weight * (p_c - there)
    dZ[there, 1:5] = 2 * box_weight * far
    dZ[there, 1:3] *= (offsets * (1 - offsets))[there]
    dZ[there, 5:] = probabilities[there] - Y[there][:, 5:]
    return float(loss / m), dZ / Z.dtype.type(m)
