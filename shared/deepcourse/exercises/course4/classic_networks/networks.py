"""Architectures for the cases of classic_networks.

wide, high, deep, flat      networks that differ in everything; a new list at each call
some_network                one of random layers
"""


def wide():
    """Return a network for pictures 9 by 14, with groups in its second convolution."""
    return [
        ("input", 9, 14, 3),
        ("conv", 4, 4, 3, 1),
        ("pool", 2, 1),
        ("conv", 6, 2, 1, 2, 2),
        ("flatten",),
        ("dense", 7),
    ]


def high():
    """Return a network for pictures 23 by 12: pooling first, windows that overlap, sizes that leave a remainder."""
    return [
        ("input", 23, 12, 2),
        ("pool", 3, 2),
        ("conv", 9, 3, 2, 1),
        ("conv", 12, 3, 1, 1, 3),
        ("flatten",),
        ("dense", 5),
        ("dense", 4),
    ]


def deep():
    """Return a network that ends in pictures."""
    return [("input", 8, 11, 4), ("conv", 6, 5, 2, 2), ("conv", 8, 1, 1, 0), ("pool", 2, 3)]


def flat():
    """Return a network without convolutions."""
    return [("input", 5, 7, 2), ("flatten",), ("dense", 6), ("dense", 3)]


def some_network(rng):
    """Return random layers for pictures that are not square."""
    height, groups = (int(n) for n in rng.integers((16, 2), (26, 4)))
    n_C, f = int(rng.integers(1, 5)), int(rng.integers(2, 5))
    return [
        ("input", height, height + int(rng.integers(2, 9)), n_C),
        ("conv", groups * int(rng.integers(2, 6)), f, int(rng.integers(1, 4)), int(rng.integers(0, 3))),
        ("pool", 3, int(rng.integers(1, 3))),
        ("conv", groups * int(rng.integers(6, 9)), f - 1, 1, 1, groups),
        ("flatten",),
        *(("dense", int(n)) for n in rng.integers(3, 60, size=rng.integers(1, 4))),
    ]
