"""Residual blocks: two convolutions and a way around them, forward and back.

In the order of the notebook: residual_block_forward, identity_block_parameters, breaks_identity,
residual_block_backward, gradient_by_paths, projection_shortcut, projection_shortcut_backward.

Shapes: pictures (m, n_H, n_W, n_C). The block is the one of He and others (2015): the shortcut is added before the
second ReLU. Its convolutions keep height and width, so f is odd.
"""

import math

import numpy as np

from deepcourse.cnn.convolution import conv_backward, conv_forward
from deepcourse.cnn.filters import output_size, same_padding


def residual_block_forward(A_prev, W1, b1, W2, b2):
    """Return A = relu(Z), (m, n_H, n_W, n_C), and the cache (cache1, Z1, cache2, Z), with

        Z1 = conv(A_prev, W1, b1)    Z = conv(relu(Z1), W2, b2) + A_prev

    A_prev : (m, n_H, n_W, n_C)    W1 : (f, f, n_C, n_mid)    W2 : (f, f, n_mid, n_C)    b1, b2 : (1, 1, 1, .)
    cache1, cache2 : of the two convolutions

    Raises ValueError where the branch returns other channels than the shortcut brings.

    >>> zero = np.zeros((3, 3, 2, 2)), np.zeros((1, 1, 1, 2))
    >>> A_prev = np.arange(8.0).reshape(1, 2, 2, 2)
    >>> A, cache = residual_block_forward(A_prev, *zero, *zero)
    >>> np.array_equal(A, A_prev)
    True
    """
    if W2.shape[3] != A_prev.shape[3]:
        raise ValueError(f"the branch returns {W2.shape[3]} channels, the shortcut brings {A_prev.shape[3]}")
    Z1, cache1 = conv_forward(A_prev, W1, b1, pad=same_padding(len(W1)))
    Z2, cache2 = conv_forward(np.maximum(Z1, 0), W2, b2, pad=same_padding(len(W2)))
    Z = Z2 + A_prev
    return np.maximum(Z, 0), (cache1, Z1, cache2, Z)


def identity_block_parameters(n_C, f, gain):
    """Return (W1, b1, W2, b2) with which a residual block returns `gain` times its input, wherever that is >= 0.

    gain : 0 or more    W1, W2 : (f, f, n_C, n_C)    b1, b2 : (1, 1, 1, n_C)

    The branch must add gain - 1 times the input: W1 lets it through, and W2 multiplies.

    >>> W1, b1, W2, b2 = identity_block_parameters(2, 3, 1.5)
    >>> float(residual_block_forward(np.full((1, 4, 4, 2), 2.0), W1, b1, W2, b2)[0].min())
    3.0
    """
    W, b = np.zeros((f, f, n_C, n_C)), np.zeros((1, 1, 1, n_C))
    W[f // 2, f // 2] = np.eye(n_C)
    return W, b, (gain - 1) * W, b.copy()


def breaks_identity(block, shape):
    """Return whether a block is not the identity when its weights and biases are 0, for pictures of this shape.

    block : `block(A_prev, W1, b1, W2, b2)` returns A    shape : (m, n_H, n_W, n_C)

    The pictures hold positive numbers, no two of them alike: nothing that is exchanged looks the same.

    >>> breaks_identity(lambda *arguments: residual_block_forward(*arguments)[0], (2, 3, 4, 2))
    False
    >>> breaks_identity(lambda A_prev, W1, b1, W2, b2: A_prev[..., ::-1], (2, 3, 4, 2))
    True
    """
    A_prev = np.arange(1.0, 1 + math.prod(shape)).reshape(shape)
    W, b = np.zeros((3, 3, shape[3], shape[3])), np.zeros((1, 1, 1, shape[3]))
    return not np.array_equal(block(A_prev.copy(), W, b, W.copy(), b.copy()), A_prev)


def residual_block_backward(dA, cache):
    """Return (dA_prev, dW1, db1, dW2, db2), from the gradient of a residual block's output and its cache.

    dA : (m, n_H, n_W, n_C)    cache : (cache1, Z1, cache2, Z), of `residual_block_forward`

    The sum hands its gradient to both ways: dA_prev is what comes back through the branch, plus dZ itself.
    """
    cache1, Z1, cache2, Z = cache
    dZ = dA * (Z > 0)
    dA1, dW2, db2 = conv_backward(dZ, cache2)
    dA_branch, dW1, db1 = conv_backward(dA1 * (Z1 > 0), cache1)
    return dA_branch + dZ, dW1, db1, dW2, db2


def gradient_by_paths(s, L):
    """Return (plain, residual, shares): how a gradient grows on its way back through L blocks, and by which paths.

    s : what a random branch multiplies the root mean square of a gradient by    L : number of blocks

    plain and residual are factors for the root mean square, without and with shortcuts: s ** L and
    (1 + s**2) ** (L / 2). shares, (L + 1,): the share of the mean square that comes by the paths through exactly
    k branches, of which there are L over k.

    >>> plain, residual, shares = gradient_by_paths(0.5, 2)
    >>> plain, residual, shares
    (0.25, 1.25, array([0.64, 0.32, 0.04]))
    """
    squares = np.array([math.comb(L, k) * s ** (2 * k) for k in range(L + 1)])
    return s**L, float(np.sqrt(squares.sum())), squares / squares.sum()


def projection_shortcut(A_prev, Ws, bs, *, stride=1):
    """Return S, (m, n_H, n_W, n_C), and the cache (A_prev, Ws, bs, stride): a convolution of one pixel, no activation.

    A_prev : (m, n_H_prev, n_W_prev, n_C_prev)    Ws : (1, 1, n_C_prev, n_C)    bs : (1, 1, 1, n_C)
    n_H = floor((n_H_prev - 1) / stride) + 1, and n_W likewise

    >>> S, cache = projection_shortcut(np.ones((1, 5, 4, 2)), np.ones((1, 1, 2, 3)), np.zeros((1, 1, 1, 3)), stride=2)
    >>> S.shape, float(S[0, 0, 0, 0])
    ((1, 3, 2, 3), 2.0)
    """
    if Ws.shape[:2] != (1, 1) or Ws.shape[2] != A_prev.shape[3]:
        raise ValueError(f"Ws {Ws.shape} must be (1, 1, {A_prev.shape[3]}, n_C) for A_prev {A_prev.shape}")
    output_size(min(A_prev.shape[1:3]), 1, 0, stride)
    return A_prev[:, ::stride, ::stride] @ Ws[0, 0] + bs, (A_prev, Ws, bs, stride)


def projection_shortcut_backward(dS, cache):
    """Return (dA_prev, dWs, dbs), from the gradient of a projection and its cache.

    dS : (m, n_H, n_W, n_C)    cache : (A_prev, Ws, bs, stride)

    A pixel that the stride skips gets 0.
    """
    A_prev, Ws, bs, stride = cache
    dA_prev, seen = np.zeros(A_prev.shape, dS.dtype), A_prev[:, ::stride, ::stride]
    dA_prev[:, ::stride, ::stride] = dS @ Ws[0, 0].T
    dWs = np.tensordot(seen, dS, axes=((0, 1, 2), (0, 1, 2))).reshape(Ws.shape)
    return dA_prev, dWs, dS.sum(axis=(0, 1, 2)).reshape(bs.shape)
