"""Parts of U-Nets for the cases of unet_forward: functions of pictures, made from plain numbers.

some_parts      numbers that parts are made from
network_of      a network, as `unet_forward` takes it

A part must tell what it got: it mixes channels with weights that differ, and pixels with their neighbours. Any number
of channels is fine, so that a wrong order of parts gives wrong numbers and not an error.
"""

import numpy as np


def some_parts(rng, levels):
    """Return {name: list of (channels out, seed)} for a network with so many levels."""
    kinds = {"downs": levels, "bottom": 1, "ups": levels, "joins": levels, "head": 1}
    return {
        kind: [(int(rng.integers(2, 4)), int(rng.integers(10_000))) for _ in range(number)]
        for kind, number in kinds.items()
    }


def network_of(parts, pool_mode="max"):
    """Return the network: lists of functions for downs, ups and joins; functions for pool, bottom and head."""
    made = {kind: [part(*numbers, grow=kind == "ups") for numbers in each] for kind, each in parts.items()}
    made |= {"bottom": made["bottom"][0], "head": made["head"][0]}
    return made | {"pool": pool_of(pool_mode)}


def part(n_C, seed, grow=False):
    """Return a function of pictures: n_C channels, each a mixture; with `grow` twice as high and wide."""
    weights = np.random.default_rng(seed).normal(size=(2, 64, n_C))

    def apply(A):
        n = A.shape[3]
        A = np.tanh((A @ weights[0, :n] + np.roll(A, 1, axis=2) @ weights[1, :n]) / np.sqrt(n))
        return A.repeat(2, axis=1).repeat(2, axis=2) if grow else A

    return apply


def pool_of(mode):
    """Return a function that halves height and width by the maximum or the mean."""

    def pool(A):
        m, n_H, n_W, n_C = A.shape
        return getattr(A.reshape(m, n_H // 2, 2, n_W // 2, 2, n_C), mode)(axis=(2, 4))

    return pool
