"""A network that others trained, run step by step, and its gradients down to the pixels.

as_input        a photograph as the network wants it
run             what each step makes of it
to_pixels       the gradient of the picture, from gradients at any steps
detections      what the heads say: encoded boxes and scores
step_back       one convolution of it, backward
depthwise       one filter for each channel, forward and back

The steps are those of `deepcourse.datasets.load_pretrained`. Their layers pad so that n pixels at stride s give
ceil(n / s) places, on the right and at the bottom one more zero where the sum is odd: TensorFlow's "same".
"""

import numpy as np

from deepcourse.cnn.convolution import conv_backward, conv_forward
from deepcourse.cnn.filters import output_size
from deepcourse.cnn.pooling import places


def as_input(image):
    """Return photographs as the network wants them: float32 from -1 (black) to 1, (m, n_H, n_W, 3).

    image : (n_H, n_W, 3) or (m, n_H, n_W, 3), from 0 to 1
    """
    return (2 * np.asarray(image, np.float32) - 1).reshape(-1, *np.shape(image)[-3:])


def run(steps, X, upto=None):
    """Return (outs, caches): what each of the first `upto` steps makes of the pictures, and what `to_pixels` needs.

    X : (m, n_H, n_W, 3), see `as_input`; any size, the network has no dense layer
    """
    outs, caches = [], []
    for step in steps[:upto]:
        parts = [outs[place] if place >= 0 else X for place in step.inputs]
        Z, cache = (parts[0] + parts[1], None) if step.kind == "add" else _convolved(step, parts[0])
        out = np.clip(Z, 0, 6) if step.relu6 else Z
        outs.append(out)
        caches.append((cache, (Z > 0) & (Z < 6) if step.relu6 else None))
    return outs, caches


def to_pixels(steps, caches, gradients):
    """Return the gradient of the cost with respect to the pictures, (m, n_H, n_W, 3).

    caches : what `run` returned    gradients : {place of a step: gradient at its output}
    """
    waiting = dict(gradients)
    for place in range(max(gradients), -1, -1):
        if place not in waiting:
            continue
        step, (cache, open_units), d = steps[place], caches[place], waiting.pop(place)
        d = d if open_units is None else d * open_units
        back = d if step.kind == "add" else step_back(step, d, cache)
        for source in step.inputs:
            waiting[source] = waiting[source] + back if source in waiting else back
    return waiting[-1]


def detections(steps, outs, classes):
    """Return (encodings, scores): of each of a picture's anchors the encoded box, (n, 4), and scores, (n, classes).

    outs : of all steps, for one picture    scores : a probability for each class, independent of the others

    Heads are the steps that no other step works on: for each of six maps one for boxes, one for classes.
    """
    used = {place for step in steps for place in step.inputs}
    heads = [outs[place] for place in range(len(steps)) if place not in used]
    boxes, scores = heads[::2], heads[1::2]
    scores = np.concatenate([head.reshape(-1, classes) for head in scores])
    return np.concatenate([head.reshape(-1, 4) for head in boxes]), (1 + np.tanh(scores / 2)) / 2


def _convolved(step, A):
    frame = [_same(n, len(step.W), step.stride) for n in A.shape[1:3]]
    padded = np.pad(A, ((0, 0), *frame, (0, 0))) if any(map(any, frame)) else A
    if step.kind == "depthwise":
        return depthwise(padded, step.W, step.stride) + step.b, (padded, frame)
    Z, cache = conv_forward(padded, step.W, step.b.reshape(1, 1, 1, -1), stride=step.stride)
    return Z, (cache, frame)


def step_back(step, dZ, cache):
    """Return the gradient at the input of a convolution, from that at its output before the ReLU."""
    inner, ((top, bottom), (left, right)) = cache
    if step.kind == "depthwise":
        d = depthwise_to_pictures(dZ, step.W, step.stride, inner.shape)
    else:
        d, _, _ = conv_backward(dZ, inner)
    return d[:, top : d.shape[1] - bottom, left : d.shape[2] - right]


def _same(n, f, stride):
    """Return how many zeros stand before and after n pixels."""
    zeros = max((-(-n // stride) - 1) * stride + f - n, 0)
    return zeros // 2, zeros - zeros // 2


def depthwise(A, W, stride):
    """Return the answers of one filter for each channel, (m, n_H', n_W', n_C): channels do not meet.

    A : (m, n_H, n_W, n_C)    W : (f, f, n_C)
    """
    return sum(A[place] * weights for place, weights in _taps(W, stride, A.shape))


def depthwise_to_pictures(dZ, W, stride, shape):
    """Return dA, of the given shape: each window of a channel gets back dZ times its filter."""
    dA = np.zeros(shape, dZ.dtype)
    for place, weights in _taps(W, stride, shape):
        dA[place] += dZ * weights
    return dA


def depthwise_to_weights(dZ, A, W, stride):
    """Return dW, (f, f, n_C), of depthwise filters: at each place of a filter, dZ times the pixels that stood there."""
    dW = [np.einsum("ihwc,ihwc->c", A[place], dZ) for place, _ in _taps(W, stride, A.shape)]
    return np.stack(dW).reshape(W.shape)


def _taps(W, stride, shape):
    """Return pairs (index of the pixels below one place of the filter, for all windows; the weights there)."""
    f = len(W)
    n_H, n_W = (output_size(n, f, 0, stride) for n in shape[1:3])
    return zip(places(f, stride, n_H, n_W), W.reshape(f * f, -1), strict=True)
