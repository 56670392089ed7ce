"""The chain of layers and its backward pass, with switches: for the mistakes of several exercises.

scores          what a chain makes of pictures, with layers left out or changed
gradients       what a backward pass makes of the gradient of the scores, with steps left out or changed
"""

import numpy as np

from deepcourse.cnn import lenet
from deepcourse.cnn.convolution import conv_backward, conv_forward
from deepcourse.cnn.pooling import pool_forward


def scores(A, p, *, pads=(None, 0), relu=(1, 2, 3, 4), modes=("max", "max"), flat=lenet.flatten, biases=True, scale=1):
    """Return the scores of a chain, (n, m).

    pads : of both convolutions, None for "same"    relu : the layers that are followed by one
    modes : of both poolings    flat : returns columns and a shape    biases : False leaves them out
    """
    A, p = A * scale, p if biases else {name: value * (name[0] == "W") for name, value in p.items()}
    for layer, pad, mode in zip((1, 2), pads, modes, strict=True):
        W, b = p[f"W{layer}"], p[f"b{layer}"]
        A, _ = conv_forward(A, W, b, pad=(len(W) - 1) // 2 if pad is None else pad)
        A = np.maximum(A, 0) if layer in relu else A
        A, _ = pool_forward(A, f=2, stride=2, mode=mode)
    A, _ = flat(A)
    for layer in lenet.DENSE:
        A = p[f"W{layer}"] @ A + p[f"b{layer}"]
        A = np.maximum(A, 0) if layer in relu else A
    return A


def gradients(dZ, caches, *, relu=(1, 2, 3, 4), unflat=lenet.to_pictures, pool=lenet.pool_backward):
    """Return all gradients of a backward pass.

    relu : the layers whose ReLU is gone through    unflat : makes pictures of columns    pool : pooling, backward
    """
    grads, (*pictures, shape, dense3, relu3, dense4, relu4, dense5) = {}, caches
    d = dZ
    for layer, cache, above in ((5, dense5, None), (4, dense4, relu4), (3, dense3, relu3)):
        d = lenet.relu_backward(d, above) if layer in relu and above is not None else d
        d, grads[f"dW{layer}"], grads[f"db{layer}"] = lenet.dense_backward(d, cache)
    d = unflat(d, shape)
    for layer in (2, 1):
        conv, above, pooled = pictures[3 * layer - 3 : 3 * layer]
        d = pool(d, pooled)
        d = lenet.relu_backward(d, above) if layer in relu else d
        d, grads[f"dW{layer}"], grads[f"db{layer}"] = conv_backward(d, conv)
    return grads
