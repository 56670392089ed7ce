"""The first parameters of a deep network: zeros, random, Xavier's, He's, and what each does to signals.

initialize_parameters_zeros, initialize_parameters_random     the two that fail
initialize_parameters_xavier, initialize_parameters_he        a variance that fits the width: 1/n and 2/n
effective_gain          what a chain of equal linear layers does to the size of a signal
mean_square_out         the size of a layer's answers, from that of its inputs
activation_statistics   mean and standard deviation of A[1], ..., A[L]
network_forward, network_backward   a network with any activation in its hidden layers
layer_signals           the activations and the gradients of every hidden layer
train                   plain gradient descent from given first parameters

Shapes: W[l] (n[l], n[l-1]), b[l] (n[l], 1), A[l] and dZ[l] (n[l], m). All weights are normal numbers from a generator
that is handed in: W1 first, then W2, and so on, each with one call for the whole array; biases draw nothing.
"""

from itertools import pairwise

import numpy as np

from deepcourse.nn.activations import ACTIVATIONS
from deepcourse.nn.building_blocks import linear_activation_forward, linear_backward

FANS = ("in", "average")


def initialize_parameters_zeros(layers_dims):
    """Return {"W1": (n[1], n[0]), "b1": (n[1], 1), ...}, all zero: a start from which no unit can differ from another.

    layers_dims : list of n[0], n[1], ..., n[L]

    >>> initialize_parameters_zeros([2, 1])
    {'W1': array([[0., 0.]]), 'b1': array([[0.]])}
    """
    return _built(layers_dims, lambda n, n_prev: np.zeros((n, n_prev)))


def initialize_parameters_random(layers_dims, scale, rng):
    """Return parameters with normal weights of standard deviation `scale`, whatever the width, and zero biases.

    layers_dims : list of n[0], ..., n[L]    scale : number    rng : numpy Generator, which draws W1, W2, ..., WL

    >>> parameters = initialize_parameters_random([400, 300, 1], 0.01, np.random.default_rng(0))
    >>> parameters["W1"].shape, round(parameters["W1"].std(), 4)
    ((300, 400), np.float64(0.01))
    """
    return _built(layers_dims, lambda n, n_prev: scale * rng.standard_normal((n, n_prev)))


def initialize_parameters_xavier(layers_dims, rng, fan="in"):
    """Return parameters whose weights have the variance that keeps the sums of one size, and zero biases.

    fan="in"         Var(w) = 1 / n[l-1]: signals keep their size on the way forward (LeCun and others 1998, Efficient
                     BackProp; this syllabus calls it Xavier's)
    fan="average"    Var(w) = 2 / (n[l-1] + n[l]): a compromise between both ways (Glorot and Bengio 2010, equation 12;
                     PyTorch's `xavier_normal_`)

    layers_dims : list of n[0], ..., n[L]    rng : numpy Generator, which draws W1, W2, ..., WL

    Raises ValueError for any other `fan`.

    >>> parameters = initialize_parameters_xavier([400, 300, 1], np.random.default_rng(0))
    >>> round(400 * parameters["W1"].var(), 2)
    np.float64(1.0)
    """
    if fan not in FANS:
        raise ValueError(f"there is no fan {fan!r}; choose one of {', '.join(map(repr, FANS))}")

    def drawn(n, n_prev):
        variance = 1 / n_prev if fan == "in" else 2 / (n_prev + n)
        return np.sqrt(variance) * rng.standard_normal((n, n_prev))

    return _built(layers_dims, drawn)


def initialize_parameters_he(layers_dims, rng):
    """Return parameters with weights of variance 2 / n[l-1], which makes up for the half that ReLU silences.

    He, Zhang, Ren and Sun (2015), Delving deep into rectifiers, equation 10; PyTorch's `kaiming_normal_`.

    layers_dims : list of n[0], ..., n[L]    rng : numpy Generator, which draws W1, W2, ..., WL

    >>> parameters = initialize_parameters_he([400, 300, 1], np.random.default_rng(0))
    >>> round(400 * parameters["W1"].var(), 1), parameters["b2"]
    (np.float64(2.0), array([[0.]]))
    """
    return _built(layers_dims, lambda n, n_prev: np.sqrt(2 / n_prev) * rng.standard_normal((n, n_prev)))


def _built(layers_dims, weights):
    """Return parameters with W[l] = weights(n[l], n[l-1]) and zero biases."""
    parameters = {}
    for layer, (n_prev, n) in enumerate(pairwise(layers_dims), 1):
        parameters[f"W{layer}"], parameters[f"b{layer}"] = weights(n, n_prev), np.zeros((n, 1))
    return parameters


def effective_gain(W_scale, depth):
    """Return by which number `depth` linear layers multiply their input, if each has the weights W_scale * identity.

    W_scale : number    depth : int >= 0

    >>> effective_gain(1.5, 10), effective_gain(0.5, 10)
    (57.6650390625, 0.0009765625)
    """
    return float(W_scale) ** depth


def mean_square_out(mean_square_in, n_in, weight_variance, activation):
    """Return the mean square of a layer's answers, to be expected from that of its inputs.

        Var(z) = n_in Var(w) E[x^2]        E[a^2] = Var(z) for a = z,  Var(z) / 2 for a = relu(z)

    Weights independent, with mean 0; ReLU halves because z is as often negative as positive.

    mean_square_in : E[x^2], number    n_in : int    weight_variance : Var(w), number    activation : "linear" or "relu"

    Raises ValueError for another activation.

    >>> mean_square_out(1.0, 100, 0.02, "linear"), mean_square_out(1.0, 100, 0.02, "relu")
    (2.0, 1.0)
    """
    if activation not in ("linear", "relu"):
        raise ValueError(f"there is no rule for the activation {activation!r}; choose 'linear' or 'relu'")
    variance = n_in * weight_variance * mean_square_in
    return variance / 2 if activation == "relu" else variance


def network_forward(X, parameters, activation="relu"):
    """Return AL, (n_y, m), and L caches: `activation` in the hidden layers, a sigmoid at the end.

    X : (n_x, m)    parameters : dict W1, b1, ..., WL, bL    activation : a name in `activations.ACTIVATIONS`

    >>> network_forward(np.ones((3, 2)), initialize_parameters_zeros([3, 4, 1]), "tanh")[0]
    array([[0.5, 0.5]])
    """
    L, A, caches = len(parameters) // 2, X, []
    for layer in range(1, L + 1):
        kind = "sigmoid" if layer == L else activation
        A, cache = linear_activation_forward(A, parameters[f"W{layer}"], parameters[f"b{layer}"], kind)
        caches.append(cache)
    return A, caches


def activation_statistics(X, parameters, activation="relu"):
    """Return the means and the standard deviations of all entries of A[1], ..., A[L]: two lists of L floats.

    X : (n_x, m)    parameters : dict W1, b1, ..., WL, bL    activation : of the hidden layers; a sigmoid ends it

    >>> activation_statistics(np.ones((3, 2)), initialize_parameters_zeros([3, 4, 1]))
    ([0.0, 0.5], [0.0, 0.0])
    """
    AL, caches = network_forward(X, parameters, activation)
    answers = [cache[0][0] for cache in caches[1:]] + [AL]  # A[1], ..., A[L]: what comes into the layer above
    return [float(A.mean()) for A in answers], [float(A.std()) for A in answers]


def network_backward(AL, Y, caches, activation="relu"):
    """Return the gradients {"dW1": ..., "db1": ..., ...} of the log loss, and the list dZ[1], ..., dZ[L].

    AL, Y : (n_y, m)    caches, activation : those of `network_forward`

    >>> AL, caches = network_forward(np.ones((3, 2)), initialize_parameters_zeros([3, 4, 1]))
    >>> grads, dZ = network_backward(AL, np.ones((1, 2)), caches)
    >>> grads["db2"], dZ[1]
    (array([[-0.5]]), array([[-0.5, -0.5]]))
    """
    L, dZ = len(caches), AL - Y
    grads, errors = {}, [dZ]
    for layer in range(L, 0, -1):
        dA, grads[f"dW{layer}"], grads[f"db{layer}"] = linear_backward(dZ, caches[layer - 1][0])
        if layer > 1:
            dZ = ACTIVATIONS[activation][1](dA, caches[layer - 2][1])
            errors.insert(0, dZ)
    return grads, errors


def layer_signals(X, Y, parameters, activation="relu"):
    """Return three lists over the hidden layers 1, ..., L-1: the activations A, the errors dZ, the gradients dW.

    X : (n_x, m)    Y : (n_y, m)    parameters : dict W1, b1, ..., WL, bL

    >>> A, dZ, dW = layer_signals(np.ones((3, 2)), np.ones((1, 2)), initialize_parameters_zeros([3, 4, 1]))
    >>> A[0].shape, dZ[0].shape, dW[0].shape
    ((4, 2), (4, 2), (4, 3))
    """
    AL, caches = network_forward(X, parameters, activation)
    grads, errors = network_backward(AL, Y, caches, activation)
    hidden = range(1, len(caches))
    return [caches[layer][0][0] for layer in hidden], errors[:-1], [grads[f"dW{layer}"] for layer in hidden]


def train(X, Y, parameters, learning_rate, num_iterations, activation="relu"):
    """Return the parameters after gradient descent on the log loss, and the cost of every step, a list.

    The cost is taken from the sums Z[L], so that it stays finite for a network that is sure, and wrong.

    X : (n_x, m)    Y : (1, m) of 0 and 1    parameters : dict, left as they are    learning_rate : number

    >>> X, Y = np.array([[-1.0, 1.0]]), np.array([[0.0, 1.0]])
    >>> _, costs = train(X, Y, {"W1": np.array([[0.1]]), "b1": np.zeros((1, 1))}, 1.0, 50)
    >>> costs[-1] < costs[0]
    True
    """
    parameters, costs = dict(parameters), []
    for _ in range(num_iterations):
        AL, caches = network_forward(X, parameters, activation)
        Z = caches[-1][1]
        costs.append(float(np.mean(np.logaddexp(0, Z) - Y * Z)))
        grads, _ = network_backward(AL, Y, caches, activation)
        parameters = {name: value - learning_rate * grads["d" + name] for name, value in parameters.items()}
    return parameters, costs
