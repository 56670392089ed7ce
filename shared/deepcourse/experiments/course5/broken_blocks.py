"""Blocks of a decoder that are broken on purpose: their shapes are right, and they compute something else.

FAULTS          what can be wrong, and what a reader may see of it
made_block      a block with some of these faults, as a function of y and the memory
"""

import numpy as np

from deepcourse.sequence import transformer as tr
from deepcourse.sequence.self_attention import look_ahead_mask, multi_head_attention_forward

FAULTS = {  # what was done: which of the four faults it causes
    "the look-ahead mask is forgotten": ["future"],
    "attention to the memory reads y in its place": ["memory", "future"],
    "attention to the memory is left out": ["memory"],
    "queries from the memory, keys and values from y": ["future", "order"],
    "positions are added to the memory inside the block": ["order"],
    "the norms run over rows and examples": ["examples"],
    "each example looks at the memory of the next one": ["examples"],
}


def made_block(seed, n=6, num_heads=2, n_ff=8, faults=()):
    """Return `block(y, memory)`: a decoder's block with weights of its own, pre-norm, and some of `FAULTS`.

    y : (n, m, T)   memory : (n, m, T), as many steps: with some faults, other numbers raise ValueError
    """
    rng = np.random.default_rng(seed)
    parameters = {
        name: v + rng.normal(0, 0.3, v.shape) for name, v in tr.block_parameters(rng, n, n_ff, memory=True).items()
    }
    parts = {name: tr.part_of(parameters, name) for name in ("attention", "cross", "feed", "norm1", "norm2", "norm3")}

    def norm(number, x):
        p = parts[f"norm{number}"]
        if "the norms run over rows and examples" in faults:
            normal = (x - x.mean(axis=(0, 1))) / (x.std(axis=(0, 1)) + 0.01)
            return p["gamma"][:, :, None] * normal + p["beta"][:, :, None]
        return tr.layer_norm_forward(x, p["gamma"], p["beta"])[0]

    def attend(name, queries, others, mask=None):
        return multi_head_attention_forward(queries, others, parts[name], num_heads=num_heads, mask=mask)[0]

    def look(normal, memory):
        if "attention to the memory is left out" in faults:
            return 0
        if "attention to the memory reads y in its place" in faults:
            return attend("cross", normal, normal)
        if "queries from the memory, keys and values from y" in faults:
            return attend("cross", memory, normal)
        if "positions are added to the memory inside the block" in faults:
            memory = memory + np.sin(np.arange(memory.shape[2]) + np.arange(len(memory))[:, None])[:, None]
        if "each example looks at the memory of the next one" in faults:
            memory = np.roll(memory, -1, axis=1)
        return attend("cross", normal, memory)

    def block(y, memory):
        y, memory = np.asarray(y, float), np.asarray(memory, float)
        normal = norm(1, y)
        mask = None if "the look-ahead mask is forgotten" in faults else look_ahead_mask(y.shape[2])
        y = y + attend("attention", normal, normal, mask)
        y = y + look(norm(2, y), memory)
        return y + tr.feed_forward_forward(norm(3, y), parts["feed"])[0]

    return block
