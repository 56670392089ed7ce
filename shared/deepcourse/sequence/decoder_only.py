"""A language model that is a decoder alone: its text, its network, its writing, and costs that can be compared.

windows         one row of ids cut into inputs and targets
decoder         embedding, causal blocks with rotary positions, scores
write           tokens drawn one by one, with keys and values kept
bits_per_byte   what a text costs, whatever it was cut into
"""

import numpy as np

from deepcourse.sequence.layers import Chain, Embedding
from deepcourse.sequence.sampling import sample_next
from deepcourse.sequence.transformer_layers import Norm, Scores, block


def windows(ids, T):
    """Return X and Y, both (m, T): windows of a row of ids that follow each other, and the id after each of theirs.

    Windows do not overlap. What is left over at the end, too short for a window and its last target, is dropped.

    ids : (n,) int, n of T + 1 or more

    >>> X, Y = windows(np.arange(10, 18), 3)
    >>> X.tolist(), Y.tolist()
    ([[10, 11, 12], [13, 14, 15]], [[11, 12, 13], [14, 15, 16]])

    Raises ValueError where there is not one window.
    """
    ids = np.asarray(ids)
    m = (len(ids) - 1) // T
    if m < 1:
        raise ValueError(f"a window of {T} steps and its targets need {T + 1} ids, not {len(ids)}")
    return ids[: m * T].reshape(m, T), ids[1 : m * T + 1].reshape(m, T)


def decoder(rng, V, n, layers, *, num_heads=None, dtype=np.float32):
    """Return an untrained network: ids (m, T) give scores (V, m, T), each step from itself and the steps before it.

    n : rows    layers : blocks, with feed-forward parts of 4 n rows    num_heads : None: one for each 16 rows
    """
    heads = num_heads or max(1, n // 16)
    blocks = [block(rng, n, heads, 4 * n, causal=True, rotary=True, dtype=dtype) for _ in range(layers)]
    table = Embedding(rng, n, V, dtype=dtype)
    table.parameters["E"] *= 10  # to deviation 1: as large as what the blocks add
    return Chain(table, *blocks, Norm(n, dtype=dtype), Scores(rng, n, V, dtype=dtype))


def write(network, ids, number, rng, *, choose=sample_next, **options):
    """Return the ids that a network writes after `ids`, a list of int: `number` of them.

    network : with `step(xt, state)`, which keeps keys and values    choose : with the options of `sample_next`
    """
    state, scores, written = None, None, []
    for known in ids:
        scores, state = network.step(np.array([known]), state)
    for _ in range(number):
        written.append(int(choose(scores[:, 0], rng=rng, **options)))
        scores, state = network.step(np.array(written[-1:]), state)
    return written


def bits_per_byte(costs, text):
    """Return the bits that a model needs for each byte of a text, a float.

    costs : the cost of each token of the text, in nats    text : str, whose bytes are those of UTF-8

    >>> round(bits_per_byte([np.log(4), np.log(2)], "abc"), 9)
    1.0
    """
    return float(np.sum(costs) / np.log(2) / len(text.encode("utf-8")))
