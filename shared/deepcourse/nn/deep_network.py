"""Whole networks, trained from their blocks, and networks of threshold units that are built by hand.

two_layer_model         one hidden layer, trained by gradient descent
L_layer_model           any number of layers, likewise
predict                 answers of either
parity_network          is the number of ones odd? By a deep network, and by a shallow one
run_threshold_network   what a network of threshold units answers
network_size            how many layers and units such a network has

Shapes: as in `building_blocks`. A threshold network is a list of layers (W, b), W (n[l], n[l-1]) and b (n[l], 1).
"""

import numpy as np

from deepcourse.nn.building_blocks import (
    L_model_backward,
    L_model_forward,
    compute_cost,
    initialize_parameters_deep,
    update_parameters,
)

SHAPES = ("deep", "shallow")


def two_layer_model(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """Return the parameters of a network with one hidden layer (ReLU) after training, and the cost of every step.

    The same as `L_layer_model` for three sizes, which are all that it takes.

    Parameters
    ----------
    X : (n_x, m)    Y : (n_y, m) of 0 and 1    layers_dims : n_x, n_h, n_y
    learning_rate : float > 0    num_iterations : int >= 1    seed : int

    Returns
    -------
    parameters : {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}    after the last step
    costs : list of num_iterations floats    costs[i] is the cost that step i started from

    Raises ValueError unless there are three sizes.

    >>> X, Y = np.array([[-1.0, 1.0, 2.0]]), np.array([[0, 1, 1]])
    >>> parameters, costs = two_layer_model(X, Y, (1, 4, 1), 0.5, 200, seed=1)
    >>> predict(X, parameters), len(costs)
    (array([[0., 1., 1.]]), 200)
    """
    if len(layers_dims) != 3:
        raise ValueError(f"a two-layer network has three sizes, n_x, n_h and n_y; {len(layers_dims)} were given")
    return L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, seed)


def L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """Return the parameters of a network of any depth after training, and the cost of every step.

    `num_iterations` times, on all examples: forward, cost, backward, update, from `initialize_parameters_deep`. The
    parameters have the type of X: float32 in, float32 out, in about half of the time.

    Parameters
    ----------
    X : (n_x, m)    Y : (n_y, m) of 0 and 1    layers_dims : n[0], n[1], ..., n[L]
    learning_rate : float > 0    num_iterations : int >= 1    seed : int

    Returns
    -------
    parameters : dict W1, b1, ..., WL, bL    after the last step
    costs : list of num_iterations floats    costs[i] is the cost that step i started from

    >>> X, Y = np.array([[-1.0, 1.0, 2.0]]), np.array([[0, 1, 1]])
    >>> _, costs = L_layer_model(X, Y, [1, 3, 2, 1], 0.5, 100, seed=0)
    >>> len(costs), costs[-1] < costs[0]
    (100, True)
    """
    kind = np.result_type(X, np.float32)  # float64 for whole numbers
    parameters = {name: p.astype(kind) for name, p in initialize_parameters_deep(layers_dims, seed).items()}
    costs = []
    for _ in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        costs.append(compute_cost(AL, Y))
        parameters = update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate)
    return parameters, costs


def predict(X, parameters):
    """Return an (n_y, m) array of 0 and 1: the answers to all columns of X; 1 where AL >= 0.5.

    X : (n_x, m)    parameters : dict W1, b1, ..., WL, bL

    >>> predict(np.ones((2, 3)), {"W1": np.zeros((1, 2)), "b1": np.zeros((1, 1))})  # undecided: 1
    array([[1., 1., 1.]])
    """
    _, caches = L_model_forward(X, parameters)
    return (caches[-1][1] >= 0).astype(np.float64)  # sigmoid(z) >= 0.5 where z >= 0


def run_threshold_network(layers, X):
    """Return the answers (n[L], m), of 0 and 1, of threshold units: layer after layer, 1 where W A + b > 0, else 0.

    layers : list of (W, b), at least one    X : (n, m) of 0 and 1

    Raises ValueError that names the first layer that does not fit.

    >>> run_threshold_network([(np.array([[1.0, 1.0]]), np.array([[-1.5]]))], np.array([[0, 1, 1], [1, 0, 1]]))  # and
    array([[0., 0., 1.]])
    """
    A = np.asarray(X, dtype=np.float64)
    for W, b in _arrays(layers, len(A)):
        A = (W @ A + b > 0).astype(np.float64)  # (n[l], m)
    return A


def _arrays(layers, n_prev):
    """Return the layers as pairs of arrays, once it is sure that they fit together."""
    if not isinstance(layers, (list, tuple)) or len(layers) == 0:
        raise ValueError("a network is a list of layers, [(W1, b1), (W2, b2), ...], with at least one in it")
    checked = []
    for number, layer in enumerate(layers, 1):
        if not isinstance(layer, (list, tuple)) or len(layer) != 2:
            raise ValueError(f"layer {number} is no pair (W, b)")
        W, b = (np.asarray(part, dtype=np.float64) for part in layer)
        if W.ndim != 2 or W.shape[1] != n_prev:
            raise ValueError(f"layer {number}: W is {W.shape}, but {n_prev} inputs come in; it should be (n, {n_prev})")
        if b.shape != (W.shape[0], 1):
            raise ValueError(
                f"layer {number}: b is {b.shape}, but there are {len(W)} units; it should be ({len(W)}, 1)"
            )
        checked.append((W, b))
        n_prev = len(W)
    return checked


def network_size(layers):
    """Return (how many layers, how many units) a network of `parity_network` has; inputs do not count.

    >>> network_size(parity_network(2))
    (2, 3)
    """
    return len(layers), sum(len(W) for W, _ in layers)


def parity_network(n, shape="deep"):
    """Return a threshold network that answers 1 where the number of ones among n bits is odd, exactly for all 2^n.

    "deep": a tree. Each level halves the bits, two by two, with x XOR y = (x or y) and not (x and y): two units, and
    one above them. A bit that has no partner is handed on. That makes 2 ceil(log2 n) layers and fewer than 5n units.

    "shallow": one hidden layer with a unit for each of the 2^(n-1) odd patterns, which says 1 to that pattern alone;
    the output says 1 if any of them does.

    n : int >= 1    shape : "deep" or "shallow"

    Returns
    -------
    layers : list of (W, b), for `run_threshold_network`

    Raises ValueError for n < 1, for more than 20 bits in a shallow network (2^19 units), and for an unknown shape.

    >>> bits = np.array([[0, 1, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1]])
    >>> run_threshold_network(parity_network(3), bits)
    array([[0., 1., 0., 1.]])
    >>> [network_size(parity_network(4, shape)) for shape in ("deep", "shallow")]
    [(4, 9), (2, 9)]
    """
    if shape not in SHAPES:
        raise ValueError(f"there is no shape {shape!r}; choose one of {', '.join(map(repr, SHAPES))}")
    if n < 1:
        raise ValueError(f"n is {n}; there must be at least one bit")
    return _tree(n) if shape == "deep" else _one_unit_for_each_odd_pattern(n)


def _tree(n):
    """Return the layers of a tree of XORs; for a single bit, one unit that hands it on."""
    layers = [] if n > 1 else [_layer([[1.0]], [-0.5])]
    while n > 1:
        pairs, single = divmod(n, 2)
        layers += [_or_and(pairs, single), _or_but_not_and(pairs, single)]
        n = pairs + single
    return layers


def _or_and(pairs, single):
    """Return a layer with two units for each pair of bits, `or` and `and`, and one that hands a single bit on."""
    W, b = np.zeros((2 * pairs + single, 2 * pairs + single)), np.full(2 * pairs + single, -0.5)
    for i in range(0, 2 * pairs, 2):
        W[i : i + 2, i : i + 2] = 1.0  # both units add the two bits up: 0, 1 or 2
        b[i + 1] = -1.5  # more than 0.5 is `or`, more than 1.5 is `and`
    W[2 * pairs :, 2 * pairs :] = 1.0
    return _layer(W, b)


def _or_but_not_and(pairs, single):
    """Return the layer above: one unit for each pair, `or` minus `and`, and one that hands a single bit on."""
    W = np.zeros((pairs + single, 2 * pairs + single))
    for i in range(pairs):
        W[i, 2 * i : 2 * i + 2] = 1.0, -1.0
    W[pairs:, 2 * pairs :] = 1.0
    return _layer(W, np.full(pairs + single, -0.5))


def _one_unit_for_each_odd_pattern(n):
    """Return two layers: a unit for each odd pattern, +1 where it has a one and -1 where it has a zero; then `or`."""
    if n > 20:
        raise ValueError(f"n is {n}: a shallow network would have 2^{n - 1} hidden units; at most 20 bits will do")
    patterns = np.arange(2**n)[:, None] >> np.arange(n) & 1  # (2^n, n)
    odd = patterns[patterns.sum(axis=1) % 2 == 1]  # (2^(n-1), n)
    hidden = _layer(2.0 * odd - 1, 0.5 - odd.sum(axis=1))  # the sum reaches the number of ones for this pattern alone
    return [hidden, _layer(np.ones((1, len(odd))), [-0.5])]


def _layer(W, b):
    return np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64).reshape(-1, 1)
