"""The loss and its gradient with switches: for the mistakes of two exercises."""

import numpy as np

BOX = slice(1, 5)


def parts(y_hat, y):
    """Return the three parts of the loss, (m,) each, before any mask or weight: p_c, box, class."""
    p, there = y_hat[0], y[0]
    p_c = -there * np.log(p) - (1 - there) * np.log(1 - p)
    return p_c, np.sum((y_hat[BOX] - y[BOX]) ** 2, axis=0), -np.sum(y[5:] * np.log(y_hat[5:]), axis=0)


def loss(y_hat, y, box_weight, *, p_c=None, box=None, classes=None, box_mask=None, class_mask=None, mean=np.mean):
    """Return the loss with some parts, masks or the mean in another form."""
    usual = parts(y_hat, y)
    p_c, box, classes = (
        other if other is not None else part for other, part in zip((p_c, box, classes), usual, strict=True)
    )
    box_mask = y[0] if box_mask is None else box_mask
    class_mask = y[0] if class_mask is None else class_mask
    return float(mean(p_c + box_mask * box_weight * box + class_mask * classes))


def gradient(y_hat, y, box_weight, *, p_c=None, box=None, classes=None, box_mask=None, class_mask=None, m=None):
    """Return dZ with some parts, masks or the divisor in another form."""
    dZ = np.array(y_hat - y, float)
    for rows, other in (
        (slice(0, 1), p_c),
        (BOX, 2 * box_weight * dZ[BOX] if box is None else box),
        (slice(5, None), classes),
    ):
        if other is not None:
            dZ[rows] = other
    dZ[BOX] *= y[0] if box_mask is None else box_mask
    dZ[5:] *= y[0] if class_mask is None else class_mask
    return dZ / (y.shape[1] if m is None else m)
