"""Exercise 4: parity, deep and shallow, by hand-set weights."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import deep_network as reference
from deepcourse.nn.deep_network import run_threshold_network

AS_ASKED = "as asked"


def answers_and_size(f, n, shape):
    """Build a network, run it on all 2^n inputs, and look at its size."""
    layers = f(n, shape)
    return run_threshold_network(layers, all_inputs(n)), size_told(layers, n, shape)


parity_network = FunctionExercise(
    __name__,
    reference=reference.parity_network,
    use=answers_and_size,
    minutes=14,
    points_visible=12,
    points_hidden=18,
    random_cases=4,
    returns=("the answers", "the size"),
    hints=(
        "Shallow: list all patterns, keep those with an odd number of ones. Weight +1 where the pattern has a one, -1 "
        "where it has a zero; then the sum is largest for the pattern itself, and equals its number of ones.",
        "Deep: while there is more than one bit, append two layers. Bits 2i and 2i + 1 feed the units `or` (bias -0.5) "
        "and `and` (bias -1.5); the unit above has the weights 1 and -1 and the bias -0.5.",
        "Deep: where the number of bits is odd, the last one gets a unit with the weight 1 and the bias -0.5 in both "
        "layers. For n = 1 the whole network is one such unit.",
    ),
)


def all_inputs(n):
    """Return all 2^n columns of n bits."""
    return (np.arange(2**n) >> np.arange(n)[:, None]) & 1


def allowed(n):
    """Return how many layers and units a deep network for n bits may have."""
    return max(2, 2 * (n - 1).bit_length()), 5 * n


def size_told(layers, n, shape):
    """Return "as asked", or what about the size of a network is not."""
    units = [len(W) for W, _ in layers]
    if shape == "shallow":
        if len(layers) != 2:
            return f"{len(layers)} layers; a shallow network has 2, one hidden layer and the output"
        if units[0] != 2 ** (n - 1):
            return f"{units[0]} hidden units; asked for are {2 ** (n - 1)}, one for each odd pattern of {n} bits"
        return AS_ASKED
    most_layers, most_units = allowed(n)
    widest = max(int(np.count_nonzero(np.asarray(W), axis=1).max()) for W, _ in layers)
    if widest > 2:
        return f"one unit listens to {widest} others; in the deep network 2 are allowed (weights that are not 0)"
    if len(layers) > most_layers:
        return f"{len(layers)} layers; at most {most_layers} are allowed for {n} bits"
    if sum(units) > most_units:
        return f"{sum(units)} units; at most {most_units} are allowed for {n} bits"
    return AS_ASKED


@parity_network.visible
def visible():
    """Return small networks of both shapes: an even number of bits, an odd one, no power of two, a single one."""
    chosen = (
        (2, "deep"),
        (2, "shallow"),
        (4, "shallow"),
        (5, "deep"),
        (8, "deep"),
        (3, "shallow"),
        (1, "deep"),
        (1, "shallow"),
        (6, "deep"),
    )
    return [Case(f"{n} bits, {shape}: all {2**n} inputs", (n, shape)) for n, shape in chosen]


@parity_network.draw
def draw(rng):
    """Return a case of 2 to 9 bits."""
    n, shape = int(rng.integers(2, 10)), reference.SHAPES[rng.integers(2)]
    return Case(f"{n} bits, {shape}", (n, shape))


@parity_network.edges
def edges(rng):
    """Return a single bit, three, six, seven and ten bits."""
    chosen = [(n, shape) for n in (1, 3, 6, 7, 10) for shape in reference.SHAPES]
    return [Case(f"{n} bits, {shape}", (n, shape)) for n, shape in chosen]


@parity_network.property("13 bits, deep: a thousand random inputs")
def thirteen_bits(f, rng):
    """Return a sentence unless a deep network for 13 bits is right on a thousand random inputs."""
    layers, bits = f(13, "deep"), rng.integers(0, 2, size=(13, 1000))
    wrong = int(np.sum(run_threshold_network(layers, bits)[0] != bits.sum(axis=0) % 2))
    if wrong:
        return f"with 13 bits, deep, {wrong} of 1000 random inputs are answered wrongly"
    told = size_told(layers, 13, "deep")
    return None if told == AS_ASKED else f"with 13 bits, deep: {told}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def spoilt(n, shape, row):
    """Return the right network, but with another row of weights above each pair of the tree."""
    layers = reference.parity_network(n, shape)
    if shape == "deep":
        for W, _ in layers[1::2]:
            for unit in W:
                if np.count_nonzero(unit) == 2:
                    unit[np.flatnonzero(unit)] = row
    return layers


@parity_network.mistake
def or_in_place_of_xor(n, shape):
    """the tree is made of `or`, not XOR: for two ones XOR must answer 0, so subtract the `and`"""
    return spoilt(n, shape, (1.0, 0.0))


@parity_network.mistake
def and_in_place_of_xor(n, shape):
    """the tree is made of `and`, not XOR: XOR is `or` but not `and`"""
    return spoilt(n, shape, (0.0, 1.0))


@parity_network.mistake
def even_parity(n, shape):
    """the answer is 1 where the number of ones is even: asked for is odd"""
    *layers, (W, b) = reference.parity_network(n, shape)
    return [*layers, (-W, -b)]


@parity_network.mistake
def odd_bit_dropped(n, shape):
    """a bit without a partner is dropped: where the number of bits is odd, hand the last one on to the next level"""
    layers = reference.parity_network(n, shape)
    if shape == "deep" and n > 1:
        for W, _ in layers:
            for unit in W:
                if np.count_nonzero(unit) == 1 and unit[-1] == 1:
                    unit[:] = 0.0
    return layers


@parity_network.mistake
def all_patterns(n, shape):
    """there is a hidden unit for every pattern: with the even ones among them, the answer is always 1"""
    if shape == "deep":
        return reference.parity_network(n, shape)
    patterns = all_inputs(n).T
    hidden = 2.0 * patterns - 1, 0.5 - patterns.sum(axis=1, keepdims=True)
    return [hidden, (np.ones((1, 2**n)), np.array([[-0.5]]))]


@parity_network.mistake
def chain_of_xors(n, shape):
    """the XORs stand in a chain, one bit after another, which takes n - 1 levels: pair the bits, so that each level
    halves them
    """
    if shape == "shallow" or n == 1:
        return reference.parity_network(n, shape)
    layers = []
    for width in range(n, 1, -1):
        lower, upper = np.zeros((width, width)), np.zeros((width - 1, width))
        lower[:2, :2] = 1.0
        lower[2:, 2:] = upper[1:, 2:] = np.eye(width - 2)
        upper[0, :2] = 1.0, -1.0
        thresholds = np.full((width, 1), -0.5)
        thresholds[1] = -1.5
        layers += [(lower, thresholds), (upper, np.full((width - 1, 1), -0.5))]
    return layers


@parity_network.mistake
def always_deep(n, shape):
    """`shape` is ignored, the network is always deep: for "shallow", one hidden layer"""
    return reference.parity_network(n, "deep")


@parity_network.mistake
def always_shallow(n, shape):
    """`shape` is ignored, the network is always shallow: for "deep", a tree"""
    return reference.parity_network(n, "shallow")


@parity_network.mistake
def counting_units(n, shape):
    """unit k asks whether at least k bits are one, which is right and needs only n units (see the end of the section);
    the exercise asks for a unit for each odd pattern
    """
    if shape == "deep":
        return reference.parity_network(n, shape)
    k = np.arange(1, n + 1)
    return [(np.ones((n, n)), (0.5 - k)[:, None]), (np.where(k % 2, 1.0, -1.0)[None], np.array([[-0.5]]))]


@parity_network.mistake
def zeros_not_looked_at(n, shape):
    """the hidden units look only at the ones of their pattern: with a weight of -1 for each zero they say no to
    patterns with more ones
    """
    layers = reference.parity_network(n, shape)
    return layers if shape == "deep" else [(np.maximum(layers[0][0], 0), layers[0][1]), layers[1]]


@parity_network.mistake
def threshold_never_reached(n, shape):
    """a hidden unit's sum only just reaches 0 for its own pattern, and a unit says 1 above 0: its bias is 0.5 minus
    the number of ones
    """
    layers = reference.parity_network(n, shape)
    return layers if shape == "deep" else [(layers[0][0], layers[0][1] - 0.5), layers[1]]


@parity_network.mistake
def counting_units_always(n, shape):
    """unit k asks whether at least k bits are one, whatever `shape` is, which is right and needs n units only: asked
    for are a tree, and a unit for each odd pattern
    """
    return counting_units(n, "shallow")


@parity_network.mistake
def even_patterns(n, shape):
    """the hidden units of the shallow network stand for the even patterns: 1 is to be answered for the odd ones"""
    if shape == "deep":
        return reference.parity_network(n, shape)
    even = np.array([bits for bits in all_inputs(n).T if sum(bits) % 2 == 0], float)
    return [(2 * even - 1, 0.5 - even.sum(axis=1, keepdims=True)), (np.ones((1, len(even))), np.array([[-0.5]]))]


@parity_network.mistake
def all_detectors_at_once(n, shape):
    """the output of the shallow network asks for all hidden units at once, an `and`: one is enough, bias -0.5"""
    layers = reference.parity_network(n, shape)
    return layers if shape == "deep" else [layers[0], (layers[1][0], 0.5 - layers[1][0].sum(axis=1, keepdims=True))]


@parity_network.mistake
def detectors_too_lenient(n, shape):
    """the hidden units of the shallow network also say 1 to neighbours of their pattern, with thresholds that are 1 too
    low: the bias is 0.5 minus the number of ones
    """
    layers = reference.parity_network(n, shape)
    return layers if shape == "deep" else [(layers[0][0], layers[0][1] + 1), layers[1]]


@parity_network.mistake
def number_of_bits_for_ones(n, shape):
    """the thresholds of the shallow network's hidden units are made with n, the number of bits: use the number of
    ones in the unit's own pattern
    """
    layers = reference.parity_network(n, shape)
    return layers if shape == "deep" else [(layers[0][0], np.full_like(layers[0][1], 0.5 - n)), layers[1]]


@parity_network.mistake
def patterns_with_a_single_one(n, shape):
    """only the patterns with a single one have a hidden unit: three ones, five and so on are odd too"""
    if shape == "deep":
        return reference.parity_network(n, shape)
    return [(2 * np.eye(n) - 1, np.full((n, 1), -0.5)), (np.ones((1, n)), np.array([[-0.5]]))]


@parity_network.mistake
def and_with_the_threshold_of_or(n, shape):
    """the `and` of each pair has the threshold of the `or`, 0.5: `and` asks for more than 1.5"""
    layers = reference.parity_network(n, shape)
    if shape == "deep" and n > 1:
        for _, b in layers[::2]:
            b[:] = -0.5
    return layers


@parity_network.mistake
def paired_by_reshape(n, shape):
    """the bits are paired by reshape(-1, 2): that fails for an odd number of them; hand the last one on by itself"""
    size = n
    while shape == "deep" and size > 1:
        size = len(np.arange(size).reshape(-1, 2))
    return reference.parity_network(n, shape)


@parity_network.mistake
def flat_biases(n, shape):
    """the biases have the shape (n,): each is a column, (n, 1)"""
    return [(W, b[:, 0]) for W, b in reference.parity_network(n, shape)]


@parity_network.mistake
def biases_left_out(n, shape):
    """the layers are weights without biases: each is a pair (W, b)"""
    return [W for W, _ in reference.parity_network(n, shape)]


@parity_network.mistake
def no_layers_for_one_bit(n, shape):
    """the list is empty for a single bit, deep: one unit hands it on, with the weight 1 and the bias -0.5"""
    return [] if shape == "deep" and n == 1 else reference.parity_network(n, shape)


@parity_network.mistake
def only_the_first_level(n, shape):
    """the tree has a single level of XORs: go on until one bit is left"""
    layers = reference.parity_network(n, shape)
    return layers[:2] if shape == "deep" else layers


# --- right, written differently -------------------------------------------------------------------------------------


@parity_network.right
def one_but_not_the_other(n, shape):
    """Return a tree of (x and not y) or (y and not x), in lists, and detectors from itertools' order of patterns."""
    if shape == "shallow":
        odd = [bits for bits in all_inputs(n).T.tolist() if sum(bits) % 2]
        hidden = [[1 if bit else -1 for bit in bits] for bits in odd], [[0.5 - sum(bits)] for bits in odd]
        return [hidden, ([[1] * len(odd)], [[-0.5]])]
    layers, size = [([[1]], [[-0.5]])] if n == 1 else [], n
    while size > 1:
        pairs, single = size // 2, size % 2
        lower = np.kron(np.eye(pairs), [[1, -1], [-1, 1]])
        upper = np.kron(np.eye(pairs), [[1, 1]])
        if single:
            lower, upper = (np.pad(W, ((0, 1), (0, 1))) for W in (lower, upper))
            lower[-1, -1] = upper[-1, -1] = 1
        layers += [(W.tolist(), np.full((len(W), 1), -0.5).tolist()) for W in (lower, upper)]
        size = pairs + single
    return layers


@parity_network.right
def or_and_nand(n, shape):
    """Return a tree of (x or y) and not (x and y), where the last unit is an `and`."""
    layers = reference.parity_network(n, shape)
    if shape == "shallow":
        return layers
    for (lower, b), (upper, c) in zip(layers[::2], layers[1::2], strict=False):
        for row in np.flatnonzero(b[:, 0] == -1.5):
            lower[row], b[row] = -lower[row], 1.5
        for row, unit in enumerate(upper):
            if np.count_nonzero(unit) == 2:
                upper[row], c[row] = np.abs(unit), -1.5
    return layers
