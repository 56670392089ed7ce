"""Which pixels a unit of a deep layer can see: computed from the layers, and measured from the outside.

receptive_field     size, jump and start of the fields of a whole layer
field_box           the pixels that one position sees, clipped at the border
measured_field      the same found by nudging pixels, without knowing the layers
small_network       a network of one channel that can be asked for one of its units
layers_to           the layers of a pretrained network up to a step, as `receptive_field` takes them
"""

import numpy as np

from deepcourse.cnn.filters import output_size


def receptive_field(layers):
    """Return (size, jump, start) of the fields of the last layer, in pixels of the picture.

    layers : list of (f, stride, pad), the first layer first; a pooling layer counts like a convolution

    Position h sees the pixels start + h * jump to start + h * jump + size - 1; a negative start reaches into the
    padding.

    >>> receptive_field([(5, 1, 2), (2, 2, 0), (3, 1, 1)])
    (10, 2, -4)
    """
    size, jump, start = 1, 1, 0
    for f, stride, pad in layers:
        start -= pad * jump
        size += (f - 1) * jump
        jump *= stride
    return size, jump, start


def field_box(h, w, field, shape):
    """Return (top, bottom, left, right): the field is picture[top:bottom, left:right].

    h, w : the position in the layer    field : (size, jump, start)    shape : (n_H, n_W) of the picture

    >>> field_box(0, 3, (10, 2, -4), (28, 12))
    (0, 6, 2, 12)
    """
    size, jump, start = field
    sides = [
        (max(start + place * jump, 0), min(start + place * jump + size, n))
        for place, n in zip((h, w), shape, strict=True)
    ]
    return (*sides[0], *sides[1])


def measured_field(unit, shape, *, tries=8, seed=0):
    """Return (top, bottom, left, right) of the pixels whose change can change a unit.

    unit : function of pictures (m, n_H, n_W) that returns m values    shape : (n_H, n_W)

    Every pixel is moved far up and far down, in several random pictures: in one picture alone a closed unit or a
    maximum elsewhere may hide it.

    >>> measured_field(lambda X: X[:, 1, 2] - 3 * X[:, 2, 2], (4, 5))
    (1, 3, 2, 3)
    """
    rng, n = np.random.default_rng(seed), shape[0] * shape[1]
    nudges = np.eye(n).reshape(n, *shape)
    seen = np.zeros(n, bool)
    for _ in range(tries):
        picture = rng.normal(size=shape)
        before = unit(picture[None])[0]
        for step in (-10, 10):
            seen |= unit(picture + step * nudges) != before
    rows, columns = np.nonzero(seen.reshape(shape))
    return int(rows.min()), int(rows.max()) + 1, int(columns.min()), int(columns.max()) + 1


def small_network(layers, h, w):
    """Return unit(X): what a network of one channel makes of pictures (m, n_H, n_W) at the position (h, w).

    layers : list of ("conv", W, stride, pad) with W (f, f), ("relu",) and ("max", f, stride)

    Every picture gets the same numbers in any company: sums are formed tap by tap.
    """

    def unit(X):
        A = np.asarray(X, dtype=float)
        if A.ndim != 3:
            raise ValueError(f"unit takes pictures (m, n_H, n_W), the shape here is {A.shape}")
        for kind, *settings in layers:
            A = np.maximum(A, 0) if kind == "relu" else LAYERS[kind](A, *settings)
        return A[:, h, w]

    return unit


def _convolved(A, W, stride, pad):
    A, f = np.pad(A, ((0, 0), (pad, pad), (pad, pad))), len(W)
    return sum(W[p, q] * part for (p, q), part in _shifts(A, f, stride))


def _largest(A, f, stride):
    return np.max([part for _, part in _shifts(A, f, stride)], axis=0)


def _shifts(A, f, stride):
    """Return [((p, q), the pixels below that place of a window, for all windows)]."""
    rows, columns = (stride * (output_size(n, f, 0, stride) - 1) + 1 for n in A.shape[1:])
    return [((p, q), A[:, p : p + rows : stride, q : q + columns : stride]) for p, q in np.ndindex(f, f)]


LAYERS = {"conv": _convolved, "max": _largest}


def layers_to(steps, place, n):
    """Return [(f, stride, pad)] of the steps of a pretrained network that lead to one of them, along its longest path.

    n : height of the picture, of which the padding depends: `pad` is the number of zeros before the first pixel

    >>> from deepcourse.datasets import load_pretrained
    >>> receptive_field(layers_to(load_pretrained().steps, 9, 96))
    (19, 4, -6)
    """
    path, layers = [], []
    while place >= 0:
        path.append(steps[place])
        place = steps[place].inputs[0]
    for step in path[::-1]:
        if step.W is not None:
            f, places = len(step.W), -(-n // step.stride)
            layers.append((f, step.stride, max((places - 1) * step.stride + f - n, 0) // 2))
            n = places
    return layers
