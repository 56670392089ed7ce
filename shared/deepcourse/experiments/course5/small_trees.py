"""Models of four tokens whose sentences can all be listed, made by hand.

MODELS          {name: {prefix: probabilities}}
step_of         one of them as a `step`
walked          what a beam search keeps, step by step
"""

import numpy as np

from deepcourse.sequence.search import EOS, extend

SIGNS = (".", "a", "b", "c")  # the first one is EOS
LONGEST = 3
USUAL = (0.7, 0.12, 0.1, 0.08)  # after prefixes that are not listed
MODELS = {
    "model 1": {
        (): (0.02, 0.5, 0.4, 0.08),
        (1,): (0.1, 0.34, 0.29, 0.27),
        (2,): (0.05, 0.06, 0.85, 0.04),
        (2, 2): (0.9, 0.05, 0.03, 0.02),
    },
    "model 2": {
        (): (0.02, 0.4, 0.34, 0.24),
        (1,): (0.1, 0.34, 0.29, 0.27),
        (2,): (0.11, 0.32, 0.3, 0.27),
        (3,): (0.03, 0.02, 0.05, 0.9),
        (3, 3): (0.95, 0.02, 0.01, 0.02),
    },
    "model 3": {
        (): (0.01, 0.5, 0.47, 0.02),
        (1,): (0.05, 0.4, 0.3, 0.25),
        (2,): (0.02, 0.5, 0.47, 0.01),
        (1, 1): (0.96, 0.02, 0.01, 0.01),
        (2, 1): (0.26, 0.25, 0.25, 0.24),
        (2, 2): (0.27, 0.25, 0.24, 0.24),
    },
}


def step_of(model):
    """Return `step(prefix)` of one of `MODELS`."""
    return lambda prefix: np.log(model.get(tuple(prefix), USUAL))


def written(ids):
    """Return the signs of some ids, with spaces.

    >>> written([2, 2, 0])
    'b b .'
    """
    return " ".join(SIGNS[i] for i in ids)


def walked(step, B, max_len=LONGEST):
    """Return a list of what is kept at each step, [(ids, log_p), ...], and how often the model is asked."""
    beams, levels, asked = [([], 0.0)], [], 0
    while beams:
        asked += len(beams)
        levels.append(extend(beams, step, B))
        beams = [one for one in levels[-1] if one[0][-1] != EOS and len(one[0]) < max_len]
    return levels, asked
