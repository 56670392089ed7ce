"""Points in the plane whose best possible error is known, because they are generated: a wave, with labels flipped.

noisy_wave      (X, Y): above the wave is 1, below it 0, and one label in ten is turned over
WAVE_BAYES_ERROR    the error that no classifier can get below
"""

import numpy as np

WAVE_BAYES_ERROR = 0.1


def wave(x):
    """Return the height of the true border at x."""
    return 0.6 * np.sin(4.5 * x)


def noisy_wave(m=60, seed=1):
    """Return (X, Y): m points, evenly spread over a square, with the label of their side of a wave.

    Each label is turned over with the probability `WAVE_BAYES_ERROR`, independently of everything: even somebody who
    knows the wave errs that often, so this is the Bayes error, exactly.

    X : (2, m) float64 from -1 to 1    Y : (1, m) of 0.0 and 1.0

    >>> X, Y = noisy_wave(4, seed=3)
    >>> X.shape, Y.shape
    ((2, 4), (1, 4))
    """
    rng = np.random.default_rng(seed)
    X = rng.uniform(-1, 1, size=(2, m))
    turned = rng.random(m) < WAVE_BAYES_ERROR
    return X, ((X[1] > wave(X[0])) != turned).astype(np.float64).reshape(1, m)
