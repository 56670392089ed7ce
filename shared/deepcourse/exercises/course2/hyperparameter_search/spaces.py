"""Spaces, objectives and learning curves, for the cases of this notebook's exercises."""

import numpy as np

from deepcourse.nn import hyperparameter_search as reference

SCALES = ("linear", "whole", "log", "beta")
NAMES = ("learning_rate", "beta", "hidden_units", "keep_prob", "lambd")


def generator(seed):
    """Return a numpy Generator."""
    return np.random.default_rng(seed)


def rate_and_units():
    """Return the space of the text's networks."""
    return {"learning_rate": ("log", 1e-4, 100.0), "hidden_units": ("whole", 4, 64)}


def a_range(rng, scale):
    """Return random ends (low, high) that suit a scale."""
    if scale == "log":
        low = float(10.0 ** rng.uniform(-5, -1))
        return low, float(low * 10 ** rng.uniform(1, 4))
    if scale == "beta":
        return float(rng.uniform(0.5, 0.9)), float(1 - 10.0 ** rng.uniform(-4, -2))
    if scale == "whole":
        low = int(rng.integers(1, 20))
        return low, low + 8 * int(rng.integers(2, 9))
    low = float(rng.uniform(0.1, 1))
    return low, float(low + rng.uniform(0.5, 3))


def a_space(rng, parameters=None, scales=SCALES):
    """Return a space of so many hyperparameters, at least one of them on a scale that is not linear."""
    parameters = parameters or int(rng.integers(2, 5))
    first = str(rng.choice([scale for scale in scales if scale in ("log", "beta")]))
    chosen = [first, *(str(scale) for scale in rng.choice(scales, size=parameters - 1))]
    order = rng.permutation(parameters)
    return {NAMES[i]: (chosen[k], *a_range(rng, chosen[k])) for i, k in enumerate(order)}


class Hill:
    """A score with one summit, at a place of the space: the squared distance from it on the axes, taken from `top`."""

    def __init__(self, space, summit, top=0.0):
        self.space, self.summit, self.top = dict(space), dict(summit), top

    def __call__(self, setting):
        """Return the score of a setting; it is larger the nearer the summit is."""
        far = 0.0
        for name, (scale, low, high) in self.space.items():
            places = [float(reference.to_axis(scale, v)) for v in (low, high, setting[name], self.summit[name])]
            far += ((places[2] - places[3]) / (places[1] - places[0])) ** 2
        return float(self.top - far)


def a_hill(rng, space, top=None):
    """Return a `Hill` with its summit somewhere in the space."""
    return Hill(space, reference.sample_setting(space, rng), float(rng.uniform(-1, 1)) if top is None else top)


class Curves:
    """Learning curves: the score of a setting rises towards its own best, some quickly and some slowly.

    A setting is {"best": float, "speed": float}; its score after some steps is best * (1 - exp(-speed * steps)).
    """

    def __init__(self, offset=0.0):
        self.offset = offset

    def __call__(self, setting, steps):
        """Return the score after so many steps in all."""
        return float(self.offset + setting["best"] * (1 - np.exp(-setting["speed"] * steps)))


def candidates(rng, count):
    """Return settings for `Curves`: those that rise late may be the best in the end."""
    return [{"best": float(b), "speed": float(s)}
            for b, s in zip(rng.uniform(0.2, 1, count), 10 ** rng.uniform(-2, 0, count), strict=True)]  # fmt: skip
