"""Where an object is: boxes, a target for a network, its loss, and landmarks in a fixed order.

box_from_mask           the tight box around the pixels of an object
encode_target           the target of a network for some pictures
activate                scores as probabilities and boxes
decode_output           answers as boxes and classes again
localization_loss       p_c everywhere, box and class only if there is an object
localization_gradient   its gradient with respect to the scores
find_bug                the mistake in a program that best explains wrong boxes
mirror_landmarks        the landmarks of mirrored pictures, in the same order
paired_iou              how well boxes agree, pair by pair
object_ious             ... for all pictures with an object
mean_iou                the mean of these
squared_cost            the mean squared distance of columns, for landmarks

Coordinates are pixels from the upper left corner, x to the right first, then y down; pixel (row, column) reaches from
column to column + 1. A box is x1, y1, x2, y2: its left, upper, right, lower edge. A target is a column p_c, b_x, b_y,
b_h, b_w, c_1, ..., c_n: is there an object, the box's centre, height and width as fractions of the picture, the class.
"""

import numpy as np

SIZE = (64, 64)  # n_H, n_W
BOX = slice(1, 5)  # the rows of b_x, b_y, b_h, b_w
N_CLASSES = 3
BOX_WEIGHT = 5.0
BUGS = ("none", "x and y", "h and w", "corner", "shifted")


def box_from_mask(mask):
    """Return (x1, y1, x2, y2), int, of the smallest box that covers all pixels of a mask with at least one.

    mask : (n_H, n_W) bool

    >>> box_from_mask(np.array([[False, False, False], [False, True, True]]))
    (1, 1, 3, 2)
    """
    mask = np.asarray(mask) != 0
    if mask.ndim != 2 or not mask.any():
        raise ValueError(f"a mask has rows and columns, and at least one pixel; this one has the shape {mask.shape}")
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def encode_target(boxes, classes, *, size=SIZE, n_classes=N_CLASSES):
    """Return the target y, (5 + n_classes, m), of pictures with one object or none.

    boxes : m arrays (k, 4), k = 0 or 1: x1, y1, x2, y2 in pixels    classes : m arrays (k,) int
    size : (n_H, n_W)    Without an object all numbers are 0.

    >>> encode_target([np.array([[16, 8, 48, 16]])], [np.array([2])], size=(32, 64)).ravel()
    array([1.   , 0.5  , 0.375, 0.25 , 0.5  , 0.   , 0.   , 1.   ])
    """
    if len(boxes) != len(classes):
        raise ValueError(f"there are boxes of {len(boxes)} pictures, and classes of {len(classes)}")
    n_H, n_W = size
    y = np.zeros((5 + n_classes, len(boxes)))
    for i, (box, number) in enumerate(zip(boxes, classes, strict=True)):
        if len(box) > 1:
            raise ValueError(f"picture {i} has {len(box)} objects; a target describes one at most")
        if len(box):
            x1, y1, x2, y2 = np.asarray(box[0], float)
            y[0, i] = 1
            y[BOX, i] = (x1 + x2) / 2 / n_W, (y1 + y2) / 2 / n_H, (y2 - y1) / n_H, (x2 - x1) / n_W
            y[5 + int(number[0]), i] = 1
    return y


def activate(Z):
    """Return y_hat, (5 + n, m): the sigmoid of the first row, the box as it is, the softmax of the class scores.

    Z : (5 + n, m) scores of any size

    >>> activate(np.array([[0.0], [0.4], [0.6], [0.2], [0.3], [1.0], [1.0]])).ravel()
    array([0.5, 0.4, 0.6, 0.2, 0.3, 0.5, 0.5])
    """
    y_hat = np.array(Z, dtype=np.result_type(Z, np.float16))
    y_hat[0] = (1 + np.tanh(y_hat[0] / 2)) / 2  # the sigmoid, which cannot overflow in this form
    powers = np.exp(y_hat[5:] - y_hat[5:].max(axis=0))
    y_hat[5:] = powers / powers.sum(axis=0)
    return y_hat


def decode_output(y_hat, *, size=SIZE, threshold=0.5):
    """Return (boxes, classes) in the form that `encode_target` takes: one object where p_c >= threshold, else none.

    y_hat : (5 + n, m)    size : (n_H, n_W)

    >>> boxes, classes = decode_output(np.array([[0.9, 0.5, 0.375, 0.25, 0.5, 0.1, 0.2, 0.7]]).T, size=(32, 64))
    >>> boxes[0], classes[0]
    (array([[16.,  8., 48., 16.]]), array([2]))
    """
    n_H, n_W = size
    boxes, classes = [], []
    for p_c, b_x, b_y, b_h, b_w, *c in np.asarray(y_hat).T:
        box = (b_x - b_w / 2) * n_W, (b_y - b_h / 2) * n_H, (b_x + b_w / 2) * n_W, (b_y + b_h / 2) * n_H
        found = p_c >= threshold
        boxes.append(np.array([box] if found else [], float).reshape(-1, 4))
        classes.append(np.array([np.argmax(c)] if found else [], int))
    return boxes, classes


def localization_loss(y_hat, y, *, box_weight=BOX_WEIGHT):
    """Return the mean over all m pictures of the loss, in nats but for the box's part; a float.

    Everywhere: -log of the probability that p_c gives to the truth. Where y has an object: box_weight times the sum
    of the four squared errors of the box, and -log of the right class's probability.

    y_hat, y : (5 + n, m)

    >>> y = np.array([[1, 0.5, 0.5, 0.25, 0.5, 0, 1]]).T
    >>> y_hat = np.array([[0.5, 0.5, 0.6, 0.25, 0.5, 0.5, 0.5]]).T
    >>> round(localization_loss(y_hat, y), 4), round(localization_loss(y_hat, 0 * y), 4)
    (1.4363, 0.6931)
    """
    there = y[0] == 1
    right = np.where(there, y_hat[0], 1 - y_hat[0])
    named = np.where(y[5:] == 1, y_hat[5:], 1).prod(axis=0)  # the probability of the right class
    box = np.sum((y_hat[BOX] - y[BOX]) ** 2, axis=0)
    tiny = np.finfo(y_hat.dtype).tiny  # log(0) would end a training that was wrong once, and sure
    per_picture = -np.log(np.maximum(right, tiny)) + there * (box_weight * box - np.log(np.maximum(named, tiny)))
    return float(per_picture.mean())


def localization_gradient(y_hat, y, *, box_weight=BOX_WEIGHT):
    """Return dZ, (5 + n, m): the gradient of `localization_loss(activate(Z), y)` with respect to Z.

    y_hat : (5 + n, m), what `activate` made of Z    y : (5 + n, m)

    >>> y = np.array([[1, 0.5, 0.5, 0.25, 0.5, 0, 1], [0] * 7]).T
    >>> localization_gradient(np.full((7, 2), 0.5), y, box_weight=2.0)[:, 0]
    array([-0.25,  0.  ,  0.  ,  0.5 ,  0.  ,  0.25, -0.25])
    """
    dZ = y_hat - y
    dZ[BOX] *= 2 * box_weight
    dZ[1:] *= y[0]
    return (dZ / y.shape[1] + 0.0).astype(y_hat.dtype, copy=False)  # 0.0, where it would be -0.0


def broken(boxes, bug):
    """Return boxes b_x, b_y, b_h, b_w, (m, 4), as a program with one of `BUGS` writes them."""
    b_x, b_y, b_h, b_w = np.asarray(boxes).T
    return np.stack(
        {
            "none": (b_x, b_y, b_h, b_w),
            "x and y": (b_y, b_x, b_h, b_w),
            "h and w": (b_x, b_y, b_w, b_h),
            "corner": (b_x - b_w / 2, b_y - b_h / 2, b_h, b_w),
            "shifted": (b_y, b_h, b_w, b_x),
        }[bug],
        axis=1,
    )


def find_bug(boxes, answers):
    """Return which of `BUGS` best explains the answers: its sum of squared differences is the smallest.

    boxes, answers : (m, 4): b_x, b_y, b_h, b_w

    >>> find_bug(np.array([[0.5, 0.3, 0.2, 0.4]]), np.array([[0.31, 0.52, 0.2, 0.4]]))
    'x and y'
    """
    return min(BUGS, key=lambda bug: np.sum((broken(boxes, bug) - answers) ** 2))


def mirror_landmarks(points, width, pairs):
    """Return the landmarks of pictures mirrored left to right, in the same order; left and right partners are swapped.

    points : (m, n, 2): x and y    width : of the pictures, in the unit of x    pairs : (left, right) of partners

    >>> mirror_landmarks(np.array([[[10.0, 5.0], [4.0, 9.0], [20.0, 8.0]]]), 64, [(1, 2)])[0]
    array([[54.,  5.],
           [44.,  8.],
           [60.,  9.]])
    """
    order = np.arange(points.shape[1])
    for left, right in pairs:
        order[[left, right]] = right, left
    mirrored = points[:, order]
    mirrored[..., 0] = width - mirrored[..., 0]
    return mirrored


def paired_iou(boxes, others):
    """Return intersection over union of each pair, (m,); 0 where both are empty.

    boxes, others : (m, 4): x1, y1, x2, y2

    >>> paired_iou(np.array([[0, 0, 4, 2]]), np.array([[2, 0, 6, 2]]))
    array([0.33333333])
    """
    one, two = np.asarray(boxes, float), np.asarray(others, float)
    sides = np.minimum(one[:, 2:], two[:, 2:]) - np.maximum(one[:, :2], two[:, :2])
    common = np.prod(np.maximum(sides, 0), axis=1)
    union = sum(np.prod(np.maximum(each[:, 2:] - each[:, :2], 0), axis=1) for each in (one, two)) - common
    return np.divide(common, union, out=np.zeros(len(one)), where=union > 0)


def object_ious(boxes, answers):
    """Return the IoU of box and answer for each picture with an object; it is 0 if the object was missed.

    boxes, answers : m arrays (k, 4), k = 0 or 1
    """
    values = [
        paired_iou(box, answer)[0] if len(answer) else 0.0
        for box, answer in zip(boxes, answers, strict=True)
        if len(box)
    ]
    return np.array(values)


def mean_iou(boxes, answers):
    """Return the mean of `object_ious`."""
    return float(object_ious(boxes, answers).mean())


def squared_cost(out, targets):
    """Return the mean over m of the summed squared differences, and its gradient (n, m).

    out : (n, m)    targets : (m, n)

    >>> cost, gradient = squared_cost(np.array([[1.0, 3.0]]), np.array([[0.0], [1.0]]))
    >>> cost, gradient.ravel()
    (2.5, array([1., 2.]))
    """
    far = out - targets.T.astype(out.dtype)
    m = out.dtype.type(out.shape[1])
    return float(np.sum(far * far) / m), 2 * far / m
