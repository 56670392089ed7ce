"""Overfitted networks in the plane, trained with many settings at once: what the figures of regularization show.

noisy_moons     points of two kinds, some with the wrong label: made up, from a seed
train_all       networks with two hidden layers, one for each pair of lambd and keep_prob, in one training
answers_at      what one of them says at any points
train_tanh      networks with one hidden layer of tanh, one for each lambd
"""

from itertools import product

import numpy as np

from deepcourse.datasets.course1.planar import moons
from deepcourse.nn.activations import sigmoid
from deepcourse.nn.building_blocks import L_model_forward, initialize_parameters_deep

NOISE = 0.16  # standard deviation that is added to both coordinates


def noisy_moons(m, seed, wrong=0.08):
    """Return (X, Y): two half-moons, blurred, with a share of the labels wrong. X : (2, m)    Y : (1, m)."""
    X, Y = moons(m, seed)
    rng = np.random.default_rng([seed, 1])
    X = X + NOISE * rng.normal(size=X.shape)
    return X, np.where(rng.random(m) < wrong, 1 - Y, Y)


def train_all(X, Y, layers_dims, lambdas, keep_probs, steps, learning_rate, seed):
    """Return {(lambd, keep_prob): parameters}: each network as `regularized_model` trains it, but all of them together.

    The parameters of K networks are stacked, (K, n[l], n[l-1]), so that one product serves them all. Each has the same
    first weights and draws the same random numbers for its masks.
    """
    pairs = list(product(lambdas, keep_probs))
    lambd, keep = (np.array(column, dtype=X.dtype).reshape(-1, 1, 1) for column in zip(*pairs, strict=True))
    first, rng = initialize_parameters_deep(layers_dims, seed), np.random.default_rng(seed)
    stacked = {name: np.repeat(p[None].astype(X.dtype), len(pairs), axis=0) for name, p in first.items()}
    for _ in range(steps):
        grads = _gradients(X, Y, stacked, keep, rng)
        for layer in range(1, len(layers_dims)):
            W = stacked[f"W{layer}"]
            W -= learning_rate * (grads[f"dW{layer}"] + lambd / X.shape[1] * W)
            stacked[f"b{layer}"] -= learning_rate * grads[f"db{layer}"]
    return {pair: {name: p[k] for name, p in stacked.items()} for k, pair in enumerate(pairs)}


def _gradients(X, Y, stacked, keep, rng):
    """Return the gradients of all networks, (K, ...) each, with masks from the same random numbers."""
    L, A, passed, grads = len(stacked) // 2, X, [], {}
    for layer in range(1, L + 1):
        Z = stacked[f"W{layer}"] @ A + stacked[f"b{layer}"]  # (K, n[l], m)
        passed.append(A)
        if layer < L:
            gate = (Z > 0) & (rng.random(Z.shape[1:]) < keep)
            A = Z * gate / keep
    dZ = (0.5 + 0.5 * np.tanh(0.5 * Z) - Y) / X.shape[1]  # the sigmoid as a stretched tanh: faster
    for layer in range(L, 0, -1):
        A_prev = passed[layer - 1]
        grads[f"dW{layer}"] = dZ @ A_prev.swapaxes(-1, -2)
        grads[f"db{layer}"] = dZ.sum(axis=2, keepdims=True)
        if layer > 1:
            dZ = stacked[f"W{layer}"].swapaxes(1, 2) @ dZ * (A_prev > 0) / keep
    return grads


def answers_at(parameters, points):
    """Return the answers (m,) of one network at points (2, m)."""
    return L_model_forward(points, parameters)[0][0]


def train_tanh(X, Y, n_h, lambdas, steps, learning_rate, seed):
    """Return {lambd: parameters}: networks with one hidden layer of tanh, trained together with an L2 penalty each."""
    lambd, m = np.array(lambdas, dtype=float).reshape(-1, 1, 1), X.shape[1]
    first = initialize_parameters_deep([2, n_h, 1], seed)
    W1, b1, W2, b2 = (np.repeat(first[name][None], len(lambdas), axis=0) for name in ("W1", "b1", "W2", "b2"))
    for _ in range(steps):
        A1 = np.tanh(W1 @ X + b1)  # (K, n_h, m)
        dZ2 = (sigmoid(W2 @ A1 + b2) - Y) / m
        dZ1 = W2.swapaxes(1, 2) @ dZ2 * (1 - A1**2)
        W2 = W2 - learning_rate * (dZ2 @ A1.swapaxes(1, 2) + lambd / m * W2)
        b2 = b2 - learning_rate * dZ2.sum(axis=2, keepdims=True)
        W1 = W1 - learning_rate * (dZ1 @ X.T + lambd / m * W1)
        b1 = b1 - learning_rate * dZ1.sum(axis=2, keepdims=True)
    return {value: {"W1": W1[k], "b1": b1[k], "W2": W2[k], "b2": b2[k]} for k, value in enumerate(lambdas)}
