"""Exercise 3: a word as a path of decisions."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import huffman as reference

hierarchical_softmax = FunctionExercise(
    __name__,
    reference=reference.hierarchical_softmax,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("the cost",),
    any_number_type=True,
    hints=(
        "The word is reached if all turns of its path are taken. What happens to the probabilities of the turns, and "
        "to their logarithms?",
        "1 - sigmoid(z) = sigmoid(-z), so one formula serves both bits: only the sign of z changes.",
        "-ln sigmoid(z) = ln(1 + e^-z). np.logaddexp computes ln(e^a + e^b) without overflow: what are a and b?",
    ),
)


def path(rng, n, inner, L, scale=1.0):
    """Return (e, theta, nodes, bits): a path through L of the inner nodes, with both bits where L is above 1."""
    nodes = np.concatenate([[0], 1 + rng.choice(inner - 1, size=L - 1, replace=False)])[:L]
    bits = rng.integers(2, size=L)
    if L > 1 and len(set(bits)) == 1:
        bits[-1] = 1 - bits[0]
    return scale * rng.normal(size=n), rng.normal(size=(n, inner)), nodes, bits


def sure(sign):
    """Return a path of scores that are large: all turns right (+1), or one of them wrong (-1)."""
    return (
        np.array([90.0, 30.0]),
        np.array([[9.0, 25.0, -20.0], [1.0, 2.0, -1.0]]),
        np.array([0, 2]),
        np.array([0, (1 + sign) // 2]),
    )


@hierarchical_softmax.visible
def visible():
    """Return paths of several lengths, nodes in no order, large scores of both signs, the empty path, float32."""
    rng = np.random.default_rng(63)
    e, theta, nodes, bits = path(rng, 3, 6, 4)
    return [
        Case(
            "one turn, bit 0", (np.array([0.5, -1.0]), np.array([[2.0, 1.0], [0.5, 3.0]]), np.array([0]), np.array([0]))
        ),
        Case("3 turns of 5 nodes", path(rng, 4, 5, 3)),
        Case("5 turns of 9 nodes", path(rng, 2, 9, 5)),
        Case("a turn that is almost impossible", sure(-1)),
        Case("turns that are almost certain", sure(1)),
        Case("no turns: the only word", (rng.normal(size=2), np.zeros((2, 0)), np.zeros(0, int), np.zeros(0, int))),
        Case("single precision", (e.astype(np.float32), theta.astype(np.float32), nodes, bits)),
    ]


@hierarchical_softmax.draw
def draw(rng):
    """Return a random path."""
    n, inner = int(rng.integers(2, 6)), int(rng.integers(5, 12))
    L = int(rng.integers(3, inner))
    return Case(f"{L} turns of {inner} nodes, {n} numbers a vector", path(rng, n, inner, L))


@hierarchical_softmax.edges
def edges(rng):
    """Return one turn, vectors of one number, large scores, no turns, single precision."""
    e, theta, nodes, bits = path(rng, 4, 7, 3)
    return [
        Case("one turn, bit 1", (rng.normal(size=3), rng.normal(size=(3, 4)), np.array([0]), np.array([1]))),
        Case("vectors of one number", path(rng, 1, 5, 3)),
        Case("a turn that is almost impossible", sure(-1)),
        Case("no turns", (rng.normal(size=3), np.zeros((3, 0)), np.zeros(0, int), np.zeros(0, int))),
        Case("single precision", (e.astype(np.float32), theta.astype(np.float32), nodes, bits)),
    ]


@hierarchical_softmax.property("the probabilities of all words of a tree add up to 1")
def adds_up(f, rng):
    """Return a sentence unless e to minus the costs of five words add up to 1."""
    paths = reference.tree_paths(reference.huffman_codes([7, 2, 1, 4, 5]))
    e, theta = rng.normal(size=3), rng.normal(size=(3, 4))
    total = float(sum(np.exp(-f(e.copy(), theta.copy(), nodes.copy(), bits.copy())) for nodes, bits in paths))
    return None if abs(total - 1) < 1e-8 else f"the probabilities of 5 words add up to {total:.6g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def turns(e, theta, nodes, bits, cost=lambda z: np.logaddexp(0, -z)):
    """Return the cost of each turn, (L,)."""
    z = theta[:, nodes].T.astype(float) @ e
    return cost(np.where(bits == 0, z, -z))


@hierarchical_softmax.mistake
def bits_swapped(e, theta, nodes, bits):
    """the bits are swapped: bit 0 has the probability sigmoid(theta . e), and bit 1 has the rest"""
    return turns(e, theta, nodes, 1 - bits).sum()


@hierarchical_softmax.mistake
def probability_returned(e, theta, nodes, bits):
    """the probability is returned: the cost is minus its logarithm"""
    return np.exp(-turns(e, theta, nodes, bits).sum())


@hierarchical_softmax.mistake
def negative_cost(e, theta, nodes, bits):
    """the sign is wrong: a cost is -ln p, which is at least 0"""
    return -turns(e, theta, nodes, bits).sum()


@hierarchical_softmax.mistake
def mean_of_turns(e, theta, nodes, bits):
    """the mean over the turns is taken: the probabilities are multiplied, so their logarithms are added"""
    return turns(e, theta, nodes, bits).sum() / max(1, len(nodes))


@hierarchical_softmax.mistake
def sum_of_probabilities(e, theta, nodes, bits):
    """the probabilities of the turns are added before the logarithm: multiply them"""
    with np.errstate(divide="ignore"):
        return -np.log(np.exp(-turns(e, theta, nodes, bits)).sum())


@hierarchical_softmax.mistake
def bits_ignored(e, theta, nodes, bits):
    """the bits are not used, as if every turn were 0: bit 1 has the probability 1 - sigmoid(theta . e)"""
    return turns(e, theta, nodes, 0 * bits).sum()


@hierarchical_softmax.mistake
def ones_left_out(e, theta, nodes, bits):
    """turns with the bit 1 are left out: they cost -ln(1 - sigmoid(theta . e))"""
    return turns(e, theta, nodes[bits == 0], bits[bits == 0]).sum()


@hierarchical_softmax.mistake
def zeros_left_out(e, theta, nodes, bits):
    """turns with the bit 0 are left out: they cost -ln sigmoid(theta . e)"""
    return turns(e, theta, nodes[bits == 1], bits[bits == 1]).sum()


@hierarchical_softmax.mistake
def nodes_ignored(e, theta, nodes, bits):
    """the first columns of theta are used, in order: the path names its nodes"""
    return turns(e, theta, np.arange(len(nodes)), bits).sum()


@hierarchical_softmax.mistake
def root_left_out(e, theta, nodes, bits):
    """the turn at the root is left out: all turns of the path count"""
    return turns(e, theta, nodes[1:], bits[1:]).sum()


@hierarchical_softmax.mistake
def last_turn_left_out(e, theta, nodes, bits):
    """the last turn is left out: it decides between two words"""
    return turns(e, theta, nodes[:-1], bits[:-1]).sum()


@hierarchical_softmax.mistake
def bits_from_the_end(e, theta, nodes, bits):
    """the bits are read from the end: bits[0] is the turn at the root, nodes[0]"""
    return turns(e, theta, nodes, bits[::-1]).sum()


@hierarchical_softmax.mistake
def in_bits(e, theta, nodes, bits):
    """the cost is in bits: take natural logarithms"""
    return turns(e, theta, nodes, bits).sum() / np.log(2)


@hierarchical_softmax.mistake
def logarithm_of_zero(e, theta, nodes, bits):
    """ln is taken of a probability that was rounded to 0: use ln(1 + e^-z), for instance by np.logaddexp"""
    with np.errstate(divide="ignore", over="ignore"):
        return turns(e, theta, nodes, bits, lambda z: -np.log(1 / (1 + np.exp(-z)))).sum()


@hierarchical_softmax.mistake
def small_number_added(e, theta, nodes, bits):
    """a small number is added inside the logarithm, which limits the cost: use ln(1 + e^-z) without it"""
    with np.errstate(over="ignore"):
        return turns(e, theta, nodes, bits, lambda z: -np.log(1 / (1 + np.exp(-z)) + 1e-10)).sum()


@hierarchical_softmax.mistake
def squared_errors(e, theta, nodes, bits):
    """squared errors are added: a turn of probability p costs -ln p"""
    return turns(e, theta, nodes, bits, lambda z: (1 - np.exp(-np.logaddexp(0, -z))) ** 2).sum()


@hierarchical_softmax.mistake
def softmax_over_nodes(e, theta, nodes, bits):
    """a softmax runs over the nodes: each turn is a decision of its own, with a sigmoid"""
    z = theta[:, nodes].T.astype(float) @ e
    return -np.sum(z - np.log(np.sum(np.exp(z - z.max(initial=0)))) - z.max(initial=0)) if len(z) else 0.0


@hierarchical_softmax.mistake
def unit_vectors(e, theta, nodes, bits):
    """the vectors are scaled to length 1 first: the score is the plain product theta . e"""
    unit = theta / np.linalg.norm(theta, axis=0)
    return turns(e / np.linalg.norm(e), unit, nodes, bits).sum()


# --- right, written differently -------------------------------------------------------------------------------------


@hierarchical_softmax.right
def by_loop(e, theta, nodes, bits):
    """Return the same, turn by turn."""
    cost = 0.0
    for node, bit in zip(nodes, bits, strict=True):
        z = float(theta[:, node] @ e) * (1 - 2 * int(bit))
        cost += np.log1p(np.exp(-z)) if z > 0 else np.log1p(np.exp(z)) - z
    return cost


@hierarchical_softmax.right
def by_signs(e, theta, nodes, bits):
    """Return the same, with signs in place of bits."""
    return float(np.logaddexp(0, (2 * bits - 1) * (e @ theta[:, nodes])).sum())
