"""The next token drawn from scores: temperature, then the k likeliest, then the likeliest that hold a probability p.

next_probabilities      what is left after temperature, top_k and top_p
sample_next             one token, drawn from that
"""

import numpy as np


def next_probabilities(logits, *, temperature=1.0, top_k=None, top_p=None):
    """Return (V,), float64: the probabilities from which the next token is drawn.

    1. The scores are divided by the temperature, and a softmax makes them probabilities.
    2. `top_k`: the k largest are kept, the others become 0, and the sum is 1 again.
    3. `top_p`: tokens are added up from the likeliest on, until their sum reaches top_p. The token with which it does
       is kept, so one token is always left; the others become 0, and the sum is 1 again.

    Of equally likely tokens, the one with the smaller id counts as the likelier. Source of step 3: Holtzman and others,
    2020, "The Curious Case of Neural Text Degeneration".

    logits : (V,) scores    temperature : larger than 0    top_k : 1 or more; None: all    top_p : above 0; None: all

    >>> scores = np.log([0.4, 0.3, 0.2, 0.1])
    >>> next_probabilities(scores, top_k=3, top_p=0.5).round(4)
    array([0.5714, 0.4286, 0.    , 0.    ])

    Raises ValueError for a temperature, k or p that leaves nothing.
    """
    if temperature <= 0 or (top_k is not None and top_k < 1) or (top_p is not None and top_p <= 0):
        raise ValueError(f"nothing can be drawn with temperature {temperature}, top_k {top_k}, top_p {top_p}")
    scores = np.asarray(logits, dtype=float)
    scores = (scores - scores.max()) / temperature
    p = np.exp(scores)
    p /= p.sum()
    order = np.argsort(-p, kind="stable")
    if top_k is not None:
        p[order[top_k:]] = 0
        p /= p.sum()
    if top_p is not None:
        reached = np.cumsum(p[order]) >= top_p
        last = reached.argmax() if reached.any() else len(p) - 1
        p[order[last + 1 :]] = 0
        p /= p.sum()
    return p


def sample_next(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """Return the id of the next token, an int, drawn by one call `rng.choice(V, p=...)`; see `next_probabilities`.

    >>> sample_next(np.array([0.0, 5.0, 1.0]), top_k=1, rng=np.random.default_rng(0))
    1
    """
    p = next_probabilities(logits, temperature=temperature, top_k=top_k, top_p=top_p)
    return int(rng.choice(len(p), p=p))
