"""A classifier that moves over a picture, all of its windows in one convolutional pass, and proposals of regions.

crop_windows        all windows of a picture, and their boxes
sweep               which window one number of the last map sees, and by how many pixels windows differ
dense_to_conv       a dense layer as filters
classify            what the classifier answers to single windows
probability_map     ... to all windows of whole pictures, in one pass
detect              which windows hold an object
break_equality      a picture for which one pass and a window disagree, where convolutions are padded
segment             connected regions of similar colour
near_pairs          pairs of regions that are near each other
propose_boxes       boxes around regions, and around pairs of them
best_ious           how well the best of some boxes fits each object

The classifier has two convolutions without padding, each followed by ReLU and a pooling of 2 by 2 with stride 2, and
two dense layers with a ReLU between: W1, b1, W2, b2 (filters), W3, b3, W4, b4 (dense). Class 0 is the background.
A box is x1, y1, x2, y2 in pixels: its left, upper, right and lower edge.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from deepcourse.cnn.convolution import conv_forward
from deepcourse.cnn.detection import iou_matrix
from deepcourse.cnn.filters import output_size
from deepcourse.cnn.plain_layers import dense_forward, flatten, relu_forward
from deepcourse.cnn.pooling import pool_forward
from deepcourse.nn.softmax import softmax

POOLED = {"f": 2, "stride": 2}


def crop_windows(image, f, stride):
    """Return all f by f windows that lie inside a picture, (n, f, f, n_C), and their boxes, (n, 4) int, row by row.

    image : (n_H, n_W, n_C)

    >>> windows, boxes = crop_windows(np.zeros((5, 8, 3)), 4, 2)
    >>> windows.shape, boxes.tolist()
    ((3, 4, 4, 3), [[0, 0, 4, 4], [2, 0, 6, 4], [4, 0, 8, 4]])
    """
    rows, columns = (output_size(n, f, 0, stride) for n in image.shape[:2])
    view = sliding_window_view(image, (f, f), axis=(0, 1))[::stride, ::stride]  # (rows, columns, n_C, f, f)
    windows = view.transpose(0, 1, 3, 4, 2).reshape(-1, f, f, image.shape[2])
    corners = np.array([(stride * j, stride * i) for i, j in np.ndindex(rows, columns)])
    return windows, np.hstack([corners, corners + f])


def sweep(layers):
    """Return (window, stride) of a chain of convolutions and poolings without padding.

    layers : list of (f, stride), from the picture on
    window : the side of the smallest picture of which a map of 1 by 1 is left
    stride : by how many pixels the window moves from one number of the last map to the next

    >>> sweep([(3, 1), (2, 2), (3, 1)])
    (8, 2)
    """
    window, stride = 1, 1
    for f, step in layers:
        window += (f - 1) * stride
        stride *= step
    return window, stride


def dense_to_conv(W, f):
    """Return the weights of a dense layer as filters, (f, f, n_C, n), for maps that were flattened row by row.

    W : (n, f f n_C)

    >>> dense_to_conv(np.arange(8).reshape(2, 4), 2)[:, :, 0, 1]
    array([[4, 5],
           [6, 7]])
    """
    n, inputs = W.shape
    if inputs % (f * f):
        raise ValueError(f"W has {inputs} columns: they are no map of {f} by {f} pixels with any number of channels")
    return W.T.reshape(f, f, inputs // (f * f), n)


def features(X, parameters):
    """Return the maps before the dense layers, (m, n_H', n_W', n_C')."""
    for layer in "12":
        Z, _ = conv_forward(X, parameters[f"W{layer}"], parameters[f"b{layer}"])
        X, _ = pool_forward(relu_forward(Z)[0], **POOLED)
    return X


def classify(windows, parameters):
    """Return the probabilities of all classes for each window, (m, n).

    windows : (m, f, f, n_C)    parameters : see the top of the module
    """
    columns, _ = flatten(features(windows, parameters))
    hidden, _ = relu_forward(dense_forward(columns, parameters["W3"], parameters["b3"])[0])
    return softmax(dense_forward(hidden, parameters["W4"], parameters["b4"])[0]).T


def probability_map(X, parameters):
    """Return the probabilities of all classes for all windows of some pictures, (m, n_H', n_W', n), in one pass.

    X : (m, n_H, n_W, n_C)    parameters : see the top of the module
    """
    A = features(X, parameters)
    f = round((parameters["W3"].shape[1] / A.shape[3]) ** 0.5)
    for layer, side in (("3", f), ("4", 1)):
        A = relu_forward(A)[0]  # nothing is below 0 in the first of the two
        A, _ = conv_forward(
            A, dense_to_conv(parameters[f"W{layer}"], side), parameters[f"b{layer}"].reshape(1, 1, 1, -1)
        )
    powers = np.exp(A - A.max(axis=3, keepdims=True))
    return powers / powers.sum(axis=3, keepdims=True)


def detect(P, threshold, f, stride):
    """Return boxes (k, 4) int, classes (k,) int and probabilities (k,) of the windows with an object, row by row.

    P : (n_H', n_W', n), of one picture; class 0 is the background    f, stride : of the windows

    A window holds an object if its likeliest class is not the background and has a probability of at least `threshold`.

    >>> detect(np.array([[[0.9, 0.1], [0.3, 0.7]]]), 0.6, 8, 2)
    (array([[ 2,  0, 10,  8]]), array([1]), array([0.7]))
    """
    classes, best = P.argmax(axis=2), P.max(axis=2)
    rows, columns = np.nonzero((classes > 0) & (best >= threshold))
    corners = stride * np.stack([columns, rows], axis=1)
    return np.hstack([corners, corners + f]), classes[rows, columns], best[rows, columns]


def break_equality(shape, window, depth):
    """Return a picture, (n_H, n_W), all 0 but for a 1 outside a window, as far from it as still changes answers.

    shape : (n_H, n_W)    window : x1, y1, x2, y2    depth : how many 3 by 3 convolutions, each padded by 1, follow
    each other. Where the window is the whole picture, None is returned: there is no such pixel.

    >>> break_equality((3, 6), (3, 0, 6, 3), 2)
    array([[0., 1., 0., 0., 0., 0.],
           [0., 0., 0., 0., 0., 0.],
           [0., 0., 0., 0., 0., 0.]])
    """
    (n_H, n_W), (x1, y1, x2, y2) = shape, window
    room = {"left": x1, "top": y1, "right": n_W - x2, "bottom": n_H - y2}
    side = max(room, key=room.get)
    far = min(depth, room[side])
    if far == 0:
        return None
    row, column = {
        "left": (y1, x1 - far), "right": (y1, x2 - 1 + far), "top": (y1 - far, x1), "bottom": (y2 - 1 + far, x1)
    }[side]  # fmt: skip
    picture = np.zeros(shape)
    picture[row, column] = 1
    return picture


def segment(image, tolerance):
    """Return the number of the region of each pixel, (n_H, n_W) int.

    image : (n_H, n_W, n_C)

    Two pixels side by side or one above the other are joined if no channel differs by more than `tolerance`; pixels
    that a chain of joined ones connects form a region. Regions are numbered from 0, in the order of their first pixels
    row by row.

    >>> segment(np.array([[0.0, 0.1, 0.2, 0.9], [0.9, 0.9, 0.9, 0.9]])[..., None], 0.15)
    array([[0, 0, 0, 1],
           [1, 1, 1, 1]])
    """
    n_H, n_W = image.shape[:2]
    right, down = (np.all(np.abs(np.diff(image, axis=axis)) <= tolerance, axis=2).tolist() for axis in (1, 0))
    labels, number = [[-1] * n_W for _ in range(n_H)], -1
    for top, left in np.ndindex(n_H, n_W):
        if labels[top][left] >= 0:
            continue
        number += 1
        labels[top][left], waiting = number, [(top, left)]
        while waiting:
            i, j = waiting.pop()
            for row, column, joined in (
                (i, j + 1, j + 1 < n_W and right[i][j]),
                (i, j - 1, j > 0 and right[i][j - 1]),
                (i + 1, j, i + 1 < n_H and down[i][j]),
                (i - 1, j, i > 0 and down[i - 1][j]),
            ):
                if joined and labels[row][column] < 0:
                    labels[row][column] = number
                    waiting.append((row, column))
    return np.array(labels)


def near_pairs(labels, gap):
    """Return the pairs (i, j) of near regions, i < j, as a sorted list.

    labels : (n_H, n_W) int    gap : two regions are near if a pixel of one and a pixel of the other lie in the same row
    or column, at most `gap` pixels apart; pixels that touch are 1 apart. What lies between them makes no difference.

    >>> near_pairs(np.array([[0, 0, 1, 2, 2]]), 1), near_pairs(np.array([[0, 0, 1, 2, 2]]), 2)
    ([(0, 1), (1, 2)], [(0, 1), (0, 2), (1, 2)])
    """
    pairs = set()
    for apart in range(1, gap + 1):
        for one, other in ((labels[:, apart:], labels[:, :-apart]), (labels[apart:], labels[:-apart])):
            low, high = np.minimum(one, other).ravel().tolist(), np.maximum(one, other).ravel().tolist()
            pairs |= set(zip(low, high, strict=True))
    return sorted((i, j) for i, j in pairs if i != j)


def propose_boxes(labels, least, most, gap):
    """Return boxes, (k, 4) int: one around each region, in the order of the numbers, then one around each near pair.

    labels : (n_H, n_W) int, as `segment` returns them    least, most : how many pixels a region may have; others are
    left out    gap : see `near_pairs`, which also gives the order of the pairs

    >>> propose_boxes(np.array([[0, 0, 1, 2, 2]]), 2, 9, 2).tolist()
    [[0, 0, 2, 1], [3, 0, 5, 1], [0, 0, 5, 1]]
    """
    counts = np.bincount(labels.ravel())
    kept = [number for number in np.unique(labels).tolist() if least <= counts[number] <= most]
    boxes = {}
    for number in kept:
        rows, columns = np.nonzero(labels == number)
        boxes[number] = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
    pairs = [(i, j) for i, j in near_pairs(labels, gap) if i in boxes and j in boxes]
    both = [np.array([boxes[i], boxes[j]]) for i, j in pairs]
    around = [[*pair[:, :2].min(axis=0), *pair[:, 2:].max(axis=0)] for pair in both]
    return np.array([*boxes.values(), *around], int).reshape(-1, 4)


def best_ious(boxes, proposals):
    """Return the greatest IoU of each box with any of the proposals, (k,); 0 where there are none.

    boxes : (k, 4)    proposals : (n, 4)

    >>> best_ious(np.array([[0, 0, 4, 2]]), np.array([[0, 0, 4, 4], [0, 0, 4, 3]])).round(3)
    array([0.667])
    """
    return iou_matrix(boxes, proposals).max(axis=1, initial=0)
