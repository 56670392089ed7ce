"""A binary tree of words, in which frequent words are near the top, and the softmax along its paths.

huffman_codes           a string of 0 and 1 for each word, shortest on average
tree_paths              the inner nodes and the turns on the way to each word
hierarchical_softmax    the cost of a word: a yes or no at each node of its path
"""

import heapq

import numpy as np

from deepcourse.sequence.word2vec import log_sigmoid


def huffman_codes(counts):
    """Return a code for each word, a list of str of "0" and "1": no code begins another, and the mean length is least.

    counts : list of V numbers above 0    Of equal counts, any order is fine. A single word gets the empty code.

    >>> huffman_codes([5, 1, 1, 3])
    ['0', '100', '101', '11']
    """
    codes = [""] * len(counts)
    heap = [(count, i, [i]) for i, count in enumerate(counts)]
    heapq.heapify(heap)
    for step in range(len(counts) - 1):
        (first, _, left), (second, _, right) = heapq.heappop(heap), heapq.heappop(heap)
        for i in left:
            codes[i] = "0" + codes[i]
        for i in right:
            codes[i] = "1" + codes[i]
        heapq.heappush(heap, (first + second, len(counts) + step, left + right))
    return codes


def tree_paths(codes):
    """Return for each code (nodes, bits), both (L,) int: the inner nodes that its path passes, and the turns there.

    The root is node 0; the others get the next number when a path first passes them.

    >>> [(nodes.tolist(), bits.tolist()) for nodes, bits in tree_paths(["0", "10", "11"])]
    [([0], [0]), ([0, 1], [1, 0]), ([0, 1], [1, 1])]
    """
    number, paths = {}, []
    for code in codes:
        nodes = [number.setdefault(code[:depth], len(number)) for depth in range(len(code))]
        paths.append((np.array(nodes, int), np.array([int(bit) for bit in code], int)))
    return paths


def hierarchical_softmax(e, theta, nodes, bits):
    """Return -ln p of a word, a float: at each node of its path, the bit 0 has the probability s(theta . e).

    e : (n,), the centre word    theta : (n, inner nodes)    nodes, bits : (L,) int, the path; L = 0 costs 0

    >>> round(float(hierarchical_softmax(np.ones(2), np.zeros((2, 3)), np.array([0, 2]), np.array([1, 0]))), 4)
    1.3863
    """
    z = theta[:, nodes].T @ e
    return np.sum(-log_sigmoid(np.where(bits == 0, z, -z)))
