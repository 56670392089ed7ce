"""What a decoder's block may depend on, found by changing its inputs and looking at what comes out.

find_faults     which of four faults a block has, without a look inside
"""

import numpy as np

NAMES = ("future", "memory", "order", "examples")
ROUNDING = 1e-6


def find_faults(block, n):
    """Return the list of faults of a decoder's block, in the order of `NAMES`, as far as they apply.

    "future"     an output of a step depends on a later step of y
    "memory"     no output depends on the memory
    "order"      outputs change where the steps of the memory change places
    "examples"   an output of an example depends on another example, of y or of the memory

    block : `block(y, memory)` returns (n, m, T); y and memory are (n, m, T)

    >>> find_faults(lambda y, memory: y + memory.mean(axis=2, keepdims=True), 4)
    []
    >>> find_faults(lambda y, memory: y - y.mean(), 4)
    ['future', 'memory', 'examples']
    """
    rng = np.random.default_rng(0)
    y, memory, other = rng.normal(size=(3, n, 2, 4))
    usual = block(y, memory)
    later, beside, memory_beside = y.copy(), y.copy(), memory.copy()
    later[:, :, -1] = other[:, :, -1]
    beside[:, 1], memory_beside[:, 1] = other[:, 1], other[::-1, 1]

    def moved(out, before=usual):
        return bool(np.abs(out - before).max() > ROUNDING)

    found = {
        "future": moved(block(later, memory)[:, :, :-1], usual[:, :, :-1]),
        "memory": not moved(block(y, other)),
        "order": moved(block(y, memory[:, :, ::-1])),
        "examples": moved(block(beside, memory_beside)[:, :1], usual[:, :1]),
    }
    return [name for name in NAMES if found[name]]
