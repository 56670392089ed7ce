"""More training pictures from those that there are, and several answers to one picture.

mirror                  some pictures mirrored, left to right
random_crop             a part of each picture, at a place of its own
color_shift             each channel of each picture a little brighter or darker
color_components        the directions in which the colours of a set vary, and how much
pca_color_augmentation  each picture moved along these directions
make_batch              the mini-batch of a step, from the number of the step alone
in_background           mini-batches made by other threads while the caller works
ten_crops               four corners, the middle, and all five mirrored
ten_crop_predict        the mean of the probabilities of all ten
mean_probability        the mean of the probabilities of several networks

Pictures are (m, n_H, n_W, n_C), from 0 to 1. Chance comes from a `numpy.random.Generator`; nothing is changed in place.
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from deepcourse.nn.softmax import softmax


def mirror(X, rng, p=0.5):
    """Return the pictures, each mirrored left to right with probability p: where `rng.random(m) < p`.

    >>> mirror(np.arange(6.0).reshape(1, 2, 3, 1), np.random.default_rng(1), p=1.0)[0, :, :, 0]
    array([[2., 1., 0.],
           [5., 4., 3.]])
    """
    chosen = rng.random(len(X)) < p
    out = X.copy()
    out[chosen] = X[chosen, :, ::-1]
    return out


def random_crop(X, n_H, n_W, rng):
    """Return a part of n_H by n_W pixels of each picture, (m, n_H, n_W, n_C), every place equally likely.

    First the top rows of all pictures are drawn, then their left columns: two calls of `rng.integers` of size m.

    >>> random_crop(np.ones((5, 8, 9, 3)), 6, 4, np.random.default_rng(1)).shape
    (5, 6, 4, 3)
    """
    m, n_H_prev, n_W_prev, _ = X.shape
    tops = rng.integers(0, n_H_prev - n_H + 1, size=m)
    lefts = rng.integers(0, n_W_prev - n_W + 1, size=m)
    return np.stack([x[i : i + n_H, j : j + n_W] for x, i, j in zip(X, tops, lefts, strict=True)])


def color_shift(X, spread, rng):
    """Return the pictures, each channel of each shifted by one number of `rng.normal(0, spread, ...)`, within 0 to 1.

    >>> color_shift(np.full((2, 4, 5, 3), 0.5), 0.1, np.random.default_rng(1)).std(axis=(1, 2)).max() < 1e-12
    np.True_
    """
    shifts = rng.normal(0, spread, size=(len(X), 1, 1, X.shape[3]))
    return np.clip(X + shifts, 0, 1)


def color_components(X):
    """Return (variances, components) of the colours of all pixels of all pictures: principal component analysis.

    variances : (n_C,) of the pixels along each component, the largest first (mean of squares, divided by the number)
    components : (n_C, n_C), in each column a direction of length 1; its sign is arbitrary

    >>> color_components(np.array([0.2, 0.8]).reshape(1, 1, 2, 1) * np.ones(3))[0][0].round(3)
    np.float64(0.27)
    """
    pixels = X.reshape(-1, X.shape[3])
    centred = pixels - pixels.mean(axis=0)
    variances, components = np.linalg.eigh(centred.T @ centred / len(pixels))
    return variances[::-1], components[:, ::-1]


def pca_color_augmentation(X, variances, components, spread, rng):
    """Return the pictures, each shifted by one colour: the sum over k of alpha_k variance_k component_k, within 0 to 1.

    The alphas of all pictures are `rng.normal(0, spread, size=(m, n_C))` (Krizhevsky, Sutskever and Hinton 2012, with
    spread 0.1).
    """
    alphas = rng.normal(0, spread, size=(len(X), len(variances)))
    shifts = (alphas * variances) @ components.T  # (m, n_C)
    return np.clip(X + shifts[:, None, None], 0, 1)


def make_batch(X, labels, step, *, batch, seed, change):
    """Return (pictures, labels) of a step, whoever asks for it, and whenever.

    In each epoch there are m // batch steps; what is left over waits for another epoch. The order of an epoch comes
    from `default_rng([seed, epoch])`, and `change(pictures, rng)` gets a generator of `[seed, epoch, place]`.
    """
    epoch, place = divmod(step, len(X) // batch)
    order = np.random.default_rng([seed, epoch]).permutation(len(X))
    chosen = order[place * batch : (place + 1) * batch]
    return change(X[chosen], np.random.default_rng([seed, epoch, place])), labels[chosen]


def in_background(make, steps, *, workers=1, ahead=4):
    """Yield make(0), make(1), ..., make(steps - 1), made by `workers` threads, up to `ahead` of them beforehand.

    What a worker raises is raised here, in its turn.

    >>> list(in_background(lambda step: step**2, 5, workers=2))
    [0, 1, 4, 9, 16]
    """
    waiting = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for step in range(steps):
                waiting.append(pool.submit(make, step))
                if len(waiting) > ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def ten_crops(X, n_H, n_W):
    """Return (10, m, n_H, n_W, n_C): upper left, upper right, lower left, lower right, middle; then these mirrored."""
    bottom, right = X.shape[1] - n_H, X.shape[2] - n_W
    corners = [(0, 0), (0, right), (bottom, 0), (bottom, right), (bottom // 2, right // 2)]
    crops = np.stack([X[:, i : i + n_H, j : j + n_W] for i, j in corners])
    return np.concatenate([crops, crops[:, :, :, ::-1]])


def mean_probability(scores):
    """Return (C, m): the mean over several answers of their probabilities. scores : list of (C, m), softmax follows.

    >>> mean_probability([np.log([[1.0], [3.0]]), np.log([[3.0], [1.0]])]).ravel()
    array([0.5, 0.5])
    """
    return np.mean([softmax(Z) for Z in scores], axis=0)


def ten_crop_predict(scores, X, n_H, n_W):
    """Return (C, m): the mean probability over `ten_crops`. scores : function of pictures, returns (C, m)."""
    return mean_probability([scores(crop) for crop in ten_crops(X, n_H, n_W)])
