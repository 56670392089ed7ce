"""Clips made of photographs that move, and the networks that tell how they move.

MOTIONS         the six of them
moving_clips    clips of photographs kept for training or for testing
Conv3, Pool3, Average3      layers over volumes
clip_network    a small network of them, untrained
trained_on_clips            ... and trained
with_convolution            ... with another function that convolves

A clip is a window that moves over a real photograph: made, not filmed, and nothing in it moves by itself.
"""

import numpy as np

from deepcourse.cnn.layers import Chain, Dense, Layer, ReLU
from deepcourse.cnn.plain_layers import he
from deepcourse.cnn.training import fit
from deepcourse.cnn.volumes import conv3d_backward, conv3d_forward
from deepcourse.datasets.course4.photographs import load_photograph

MOTIONS = ("left", "right", "up", "down", "nearer", "farther")  # of what is in the picture
SHIFTS = np.array([[0, 1], [0, -1], [1, 0], [-1, 0], [0, 0], [0, 0]])  # of the window, a frame: rows, columns
ZOOMS = np.array([0, 0, 0, 0, -0.09, 0.09])  # growth of the window, a frame
TRAINING = ("cat", "coffee", "rocket", "brick", "grass", "cameraman")
TESTING = ("palace", "astronaut", "gravel")
FRAMES, SIDE, NOISE = 6, 20, 0.05


def moving_clips(m, seed, *, testing=False):
    """Return (X, y): clips (m, 6, 20, 20, 1) float32, each of mean 0 and deviation about 1, and motions (m,) int.

    testing : of photographs that no training clip shows
    """
    rng, y = np.random.default_rng(seed), np.arange(m) % len(MOTIONS)
    pictures = [load_photograph(name, grey=True) for name in (TESTING if testing else TRAINING)]
    X = np.empty((m, FRAMES, SIDE, SIDE, 1), np.float32)
    for i in range(m):
        clip = one_clip(rng, pictures[rng.integers(len(pictures))], y[i])
        clip = (clip - clip.mean()) / (clip.std() + 0.05) + rng.normal(0, NOISE, clip.shape)
        X[i, ..., 0] = clip
    return X, y


def one_clip(rng, picture, motion):
    """Return the frames that a window sees which moves over a picture, (6, 20, 20)."""
    scale, speed = rng.uniform(0.9, 1.5), rng.uniform(0.8, 1.6)
    centre = np.array([rng.uniform(30, n - 30) for n in picture.shape])
    offsets = np.arange(SIDE) - (SIDE - 1) / 2
    frames = []
    for t in np.arange(FRAMES) - (FRAMES - 1) / 2:
        wide = scale * (1 + ZOOMS[motion] * t * speed)
        rows, columns = (middle + wide * offsets for middle in centre + SHIFTS[motion] * t * speed * scale)
        frames.append(between_pixels(picture, rows, columns))
    return np.array(frames)


def between_pixels(picture, rows, columns):
    """Return a picture at places between its pixels, (rows, columns): the mean of four of them, by distance."""
    for places, axis in ((rows, 0), (columns, 1)):
        last = picture.shape[axis] - 1
        places = np.clip(places, 0, last)
        low = np.minimum(places.astype(int), last - 1)
        part = (places - low).reshape((-1, 1) if axis == 0 else (1, -1))
        picture = np.take(picture, low, axis) * (1 - part) + np.take(picture, low + 1, axis) * part
    return picture


class Conv3(Layer):
    """A convolutional layer over volumes, without padding."""

    def __init__(self, rng, n_C_prev, n_C, f, forward=conv3d_forward):
        self.parameters = {
            "W": he(rng, (f, f, f, n_C_prev, n_C), f**3 * n_C_prev, np.float32),
            "b": np.zeros((1, 1, 1, 1, n_C), np.float32),
        }
        self.convolve = forward

    def forward(self, A, training=False):
        """Return the answers of all filters at all places, and the cache."""
        W, b = self.parameters["W"], self.parameters["b"]
        return self.convolve(A, W, b)[0], (A, W, b, 1, 0)

    def backward(self, dA, cache):
        """Return the gradient of the volumes, and those of the filters."""
        dA_prev, dW, db = conv3d_backward(dA, cache)
        return dA_prev, {"dW": dW, "db": db}


class Pool3(Layer):
    """The mean of each 2 by 2 pixels of a frame; the frames stay apart."""

    def forward(self, A, training=False):
        """Return the smaller frames, and the larger ones' shape."""
        m, D, H, W, C = A.shape
        return A.reshape(m, D, H // 2, 2, W // 2, 2, C).mean(axis=(3, 5)), A.shape

    def backward(self, dA, cache):
        """Return the gradient shared out over the pixels."""
        return np.repeat(np.repeat(dA / dA.dtype.type(4), 2, axis=2), 2, axis=3), {}


class Average3(Layer):
    """The mean of every channel over the whole volume, as columns: (m, n_D, n_H, n_W, n_C) becomes (n_C, m)."""

    def forward(self, A, training=False):
        """Return the means, and the volumes' shape."""
        return A.mean(axis=(1, 2, 3)).T, A.shape

    def backward(self, dA, cache):
        """Return the gradient shared out over all pixels."""
        return np.broadcast_to((dA.T / dA.dtype.type(np.prod(cache[1:4])))[:, None, None, None], cache).copy(), {}


def clip_network(seed, forward=conv3d_forward):
    """Return an untrained network for clips; `forward` is the convolution that it uses."""
    rng = np.random.default_rng(seed)
    return Chain(
        Conv3(rng, 1, 12, 3, forward), ReLU(), Pool3(), Conv3(rng, 12, 24, 3, forward), ReLU(), Average3(),
        Dense(rng, 24, len(MOTIONS)),
    )  # fmt: skip


def trained_on_clips(X, y, *, steps, seed=0, learning_rate=0.01):
    """Return a trained network, and its costs, (steps,)."""
    network = clip_network(seed)
    return network, fit(network, X, y, steps=steps, learning_rate=learning_rate, seed=seed)


def with_convolution(network, forward):
    """Return the network, whose convolutions from now on are `forward`."""
    for layer in network.layers:
        if isinstance(layer, Conv3):
            layer.convolve = forward
    return network
