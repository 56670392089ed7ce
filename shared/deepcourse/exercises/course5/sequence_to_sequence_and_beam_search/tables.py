"""Models of a few words, for the cases of sequence_to_sequence_and_beam_search.

some_table      a random table of probabilities
rare_end        one in which EOS is unlikely
tied            one with exact ties
told            its size in words
"""

import numpy as np


def some_table(rng, V, skew=0.7):
    """Return P, (V, V, V): random probabilities of the next token, after every two tokens."""
    P = rng.dirichlet(np.full(V, skew), size=(V, V)) + 0.02
    return P / P.sum(axis=-1, keepdims=True)


def rare_end(rng, V, factor=0.1, skew=0.7):
    """Return P, (V, V, V), in which `EOS` is less likely than in `some_table` by a factor."""
    P = some_table(rng, V, skew)
    P[..., 0] *= factor
    return P / P.sum(axis=-1, keepdims=True)


def tied(rng, V):
    """Return P, (V, V, V), in which the last two of the likeliest tokens are equally likely after every prefix."""
    P = np.full((V, V, V), 0.2 / (V - 2))
    P[..., 1:3] = 0.4
    if V > 3:
        P[..., 0], P[..., 3:] = 0.05, 0.15 / (V - 3)
    P[:, 1] = P[:, 1, ::-1]
    return P


def told(P, max_len):
    """Return a table and a length in words."""
    return f"{len(P)} tokens, max_len {max_len}"
