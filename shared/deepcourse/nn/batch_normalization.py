"""Batch normalisation (Ioffe and Szegedy 2015): every hidden unit kept on one scale, in training and at test time.

In the order of the notebook: normalize_units, update_running, batchnorm_forward, backward_steps, batchnorm_backward,
layer_forward, fold_into_weights.

Shapes: Z and everything made from it (n, m), a row for each unit, a column for each example; gamma, beta, means and
variances (n, 1). Statistics run over the last axis, the examples, so a stack of layers (k, n, m) works as well.
`running` is a dictionary {"mean": (n, 1), "var": (n, 1)}, and never changed in place.
"""

import numpy as np

from deepcourse.nn.activations import relu

MODES = ("train", "test")


def normalize_units(Z, epsilon=1e-5):
    """Return Z_norm, (n, m), and the mean and variance of every unit over the examples, both (n, 1).

        Z_norm = (Z - mean) / sqrt(variance + epsilon)        variance = 1/m sum of (Z - mean)^2

    The variance is the one with 1/m (algorithm 1 of the paper), not 1/(m-1). A constant unit becomes 0, whatever m.

    Z : (n, m)    epsilon : float > 0

    >>> Z_norm, mean, variance = normalize_units(np.array([[1.0, 1.0, 5.0, 5.0]]), epsilon=1e-12)
    >>> Z_norm.round(6), mean, variance
    (array([[-1., -1.,  1.,  1.]]), array([[3.]]), array([[4.]]))
    """
    mean = Z.mean(axis=-1, keepdims=True)
    centred = Z - mean
    variance = np.square(centred).mean(axis=-1, keepdims=True)
    return centred / np.sqrt(variance + epsilon), mean, variance


def update_running(running, mean, variance, momentum=0.9):
    """Return new running statistics {"mean", "var"}: momentum times the old ones plus (1 - momentum) times the batch's.

    PyTorch calls the *other* share momentum (its 0.1 is 0.9 here) and, as the paper's
    algorithm 2, multiplies the variance by m / (m - 1) first.

    running : {"mean": (n, 1), "var": (n, 1)}, left as it is    mean, variance : (n, 1)    momentum : float in [0, 1]

    >>> update_running({"mean": np.zeros((1, 1)), "var": np.ones((1, 1))}, np.array([[3.0]]), np.array([[4.0]]), 0.5)
    {'mean': array([[1.5]]), 'var': array([[2.5]])}
    """
    return {
        "mean": momentum * running["mean"] + (1 - momentum) * mean,
        "var": momentum * running["var"] + (1 - momentum) * variance,
    }


def batchnorm_forward(Z, gamma, beta, running, mode="train", epsilon=1e-5, momentum=0.9):
    """Return Ztilde = gamma * Z_norm + beta, (n, m), the cache, and the running statistics afterwards.

    mode "train"   normalises with the mean and variance of this batch; cache (Z_norm, gamma, std), with
                   std = sqrt(variance + epsilon); the running statistics returned are new ones
    mode "test"    normalises with `running`, which comes back unchanged; the cache is None: nothing is learned

    Z : (n, m)    gamma, beta : (n, 1)    running : {"mean": (n, 1), "var": (n, 1)}, never changed in place
    epsilon : float > 0    momentum : float, the share of the old running statistics

    Raises ValueError for another mode.

    >>> running = {"mean": np.array([[3.0]]), "var": np.array([[4.0]])}
    >>> one = np.array([[7.0]])  # a single example
    >>> for mode in MODES:
    ...     batchnorm_forward(one, np.array([[2.0]]), np.array([[10.0]]), running, mode, 1e-12)[0].round(6)
    array([[10.]])
    array([[14.]])
    """
    if mode not in MODES:
        raise ValueError(f"mode is {mode!r}; it can be 'train' or 'test'")
    if mode == "test":
        Z_norm = (Z - running["mean"]) / np.sqrt(running["var"] + epsilon)
        return gamma * Z_norm + beta, None, running
    Z_norm, mean, variance = normalize_units(Z, epsilon)
    running = update_running(running, mean, variance, momentum)
    return gamma * Z_norm + beta, (Z_norm, gamma, np.sqrt(variance + epsilon)), running


def backward_steps(dZtilde, Z, gamma, epsilon=1e-5):
    """Return the slope at every node of the graph of batch normalisation, in the order of the way back.

    The graph: mean, centred = Z - mean, variance, Z_norm = centred / sqrt(variance + epsilon), Ztilde. Slopes are sums
    over the examples, because one mean, one gamma serve them all: no 1/m of their own.

    dZtilde, Z : (n, m)    gamma : (n, 1)    epsilon : float > 0

    Returns {"dbeta", "dgamma", "dZ_norm", "dvariance", "dcentred", "dmean", "dZ"}: (n, m) or (n, 1)

    >>> Z, gamma, dZtilde = np.array([[1.0, 1.0, 5.0, 5.0]]), np.array([[2.0]]), np.array([[1.0, 0.0, 0.0, 0.0]])
    >>> backward_steps(dZtilde, Z, gamma, 1e-12)["dZ"].round(6) + 0.0
    array([[ 0.5, -0.5,  0. ,  0. ]])
    """
    m = Z.shape[-1]
    Z_norm, mean, variance = normalize_units(Z, epsilon)
    centred, std = Z - mean, np.sqrt(variance + epsilon)
    dZ_norm = gamma * dZtilde
    dvariance = -0.5 * np.sum(dZ_norm * centred, axis=-1, keepdims=True) / std**3
    dcentred = dZ_norm / std + dvariance * 2 * centred / m  # its two ways on: to Z_norm, and to the variance
    dmean = -np.sum(dcentred, axis=-1, keepdims=True)
    return {
        "dbeta": np.sum(dZtilde, axis=-1, keepdims=True),
        "dgamma": np.sum(dZtilde * Z_norm, axis=-1, keepdims=True),
        "dZ_norm": dZ_norm,
        "dvariance": dvariance,
        "dcentred": dcentred,
        "dmean": dmean,
        "dZ": dcentred + dmean / m,
    }


def batchnorm_backward(dZtilde, cache):
    """Return (dZ, dgamma, dbeta): the slopes of whatever dZtilde are the slopes of.

        dbeta = sum of dZtilde      dgamma = sum of dZtilde * Z_norm      (over the examples)
        dZ = gamma / std * (dZtilde - dbeta / m - Z_norm * dgamma / m)

    Where dZ[l] is the slope of the *sum* of the losses, as in `building_blocks`, divide dgamma and dbeta by m, as dW.

    dZtilde : (n, m)    cache : (Z_norm, gamma, std) of a training step

    Raises ValueError for the cache of mode "test", which is None.

    >>> cache = np.array([[-1.0, -1.0, 1.0, 1.0]]), np.array([[2.0]]), np.array([[2.0]])
    >>> batchnorm_backward(np.array([[1.0, 0.0, 0.0, 0.0]]), cache)
    (array([[ 0.5, -0.5,  0. ,  0. ]]), array([[-1.]]), array([[1.]]))
    """
    if cache is None:
        raise ValueError("there is no way back through mode 'test': it keeps nothing")
    Z_norm, gamma, std = cache
    m = Z_norm.shape[-1]
    dbeta = dZtilde.sum(axis=-1, keepdims=True)
    dgamma = (dZtilde * Z_norm).sum(axis=-1, keepdims=True)
    return gamma / std * (dZtilde - dbeta / m - Z_norm * dgamma / m), dgamma, dbeta


def layer_forward(A_prev, W, gamma, beta, running, mode="train"):
    """Return A = relu(batch-normalised W A_prev), (n, m), and the running statistics afterwards.

    There is no b: the mean that is taken away takes it along. epsilon is 1e-5 and momentum 0.9.

    A_prev : (n_prev, m)    W : (n, n_prev)    gamma, beta : (n, 1)    running : {"mean": (n, 1), "var": (n, 1)}

    >>> running = {"mean": np.zeros((1, 1)), "var": np.ones((1, 1))}
    >>> A, _ = layer_forward(np.array([[1.0, 3.0]]), np.ones((1, 1)), np.ones((1, 1)), np.zeros((1, 1)), running)
    >>> A.round(3)
    array([[0., 1.]])
    """
    Ztilde, _, running = batchnorm_forward(W @ A_prev, gamma, beta, running, mode)
    return relu(Ztilde), running


def fold_into_weights(W, gamma, beta, running, epsilon=1e-5):
    """Return (W_folded, b_folded): one linear layer that answers what W and batch normalisation answer at test time.

        W_folded = scale * W      b_folded = beta - scale * mean      scale = gamma / sqrt(var + epsilon)

    W : (n, n_prev)    gamma, beta : (n, 1)    running : {"mean": (n, 1), "var": (n, 1)}    epsilon : float > 0

    >>> running = {"mean": np.array([[3.0]]), "var": np.array([[4.0]])}
    >>> W_folded, b_folded = fold_into_weights(np.array([[6.0]]), np.array([[2.0]]), np.array([[10.0]]), running, 1e-12)
    >>> W_folded.round(6), b_folded.round(6)
    (array([[6.]]), array([[7.]]))
    """
    scale = gamma / np.sqrt(running["var"] + epsilon)
    return scale * W, beta - scale * running["mean"]
