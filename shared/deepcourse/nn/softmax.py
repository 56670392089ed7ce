"""Softmax: a network's answer to a question with C possible answers. Examples stand in columns, as everywhere in `nn`.

softmax                     scores to probabilities, column by column
log_softmax                 their logarithms, which never overflow
one_hot                     labels 0 ... C-1 to columns with a single 1
cross_entropy               the cost of probabilities
cross_entropy_from_scores   the same cost from the scores: never infinite, however sure the network is
softmax_jacobian            the slope of every probability by every score
softmax_backward            dZ = AL - Y
softmax_regression          scores that are linear in the inputs, trained on all examples at once
softmax_forward             the probabilities of a network of any depth: ReLU, and softmax at the end
one_epoch                   a pass of such a network over its examples, in mini-batches
softmax_network             such a network, trained
top_k_accuracy              how often the right class is among the k most probable ones
confusion_matrix            which class was taken for which

`deepcourse.nn.vectorization` has a softmax too. There every ROW is a list of scores; here every COLUMN is.
"""

import numpy as np

from deepcourse.nn import building_blocks as blocks


def softmax(Z):
    """Return probabilities of the shape of Z: every column is positive and sums to 1.

        A[k, i] = exp(Z[k, i]) / sum over j of exp(Z[j, i])

    The largest score of each column is subtracted first: no probability changes by it, and no exponent is positive.

    Z : (C, m)    scores; column i belongs to example i

    Source: J. S. Bridle (1990), Probabilistic interpretation of feedforward classification network outputs.

    >>> softmax(np.array([[0.0, 1e4], [0.0, 0.0]]))
    array([[0.5, 1. ],
           [0.5, 0. ]])
    """
    E = np.exp(Z - np.max(Z, axis=0, keepdims=True))  # (C, m), the largest of each column is 1
    return E / np.sum(E, axis=0, keepdims=True)


def log_softmax(Z):
    """Return the logarithms of the softmax over the first axis, of the shape of Z: any scores, none of them infinite.

    >>> log_softmax(np.array([[0.0, 1e4], [0.0, 0.0]])).round(3)
    array([[-6.93e-01,  0.00e+00],
           [-6.93e-01, -1.00e+04]])
    """
    Z = Z - Z.max(axis=0)
    return Z - np.log(np.exp(Z).sum(axis=0))


def one_hot(labels, C):
    """Return Y (C, m), float64: column i has a 1 in row labels[i], and 0 elsewhere.

    labels : (m,) int, from 0 to C - 1    C : int, the number of classes

    Raises ValueError, naming it, for a label that is no class.

    >>> one_hot(np.array([2, 0]), 3)
    array([[0., 1.],
           [0., 0.],
           [1., 0.]])
    """
    labels = np.asarray(labels)
    unknown = labels[(labels < 0) | (labels >= C)]
    if unknown.size:
        raise ValueError(f"the label {unknown[0]} is none of the {C} classes 0 to {C - 1}")
    Y = np.zeros((C, labels.size))
    Y[labels, np.arange(labels.size)] = 1.0
    return Y


def cross_entropy(AL, Y):
    """Return the mean over the examples of -log(the probability of the right class), a float, in nats.

        J = -1/m sum over i of log AL[right class of i, i]

    A right class of probability exactly 0 makes the cost infinite, without a warning. What the other classes got
    does not matter, not even a 0. `cross_entropy_from_scores` never becomes infinite.

    AL : (C, m)    probabilities    Y : (C, m)    one-hot columns

    >>> round(cross_entropy(np.array([[0.5, 1.0], [0.5, 0.0]]), np.array([[1, 1], [0, 0]])), 4)  # log(2) / 2
    0.3466
    """
    right = np.sum(AL * Y, axis=0)  # (m,), one probability of each column
    with np.errstate(divide="ignore"):
        return float(-np.mean(np.log(right))) + 0.0  # + 0.0: a cost of -0.0 would look odd


def cross_entropy_from_scores(Z, Y):
    """Return `cross_entropy(softmax(Z), Y)`, a float, without ever taking the logarithm of a rounded 0.

        J = 1/m sum over i of ( log sum over j of exp(Z[j, i])  -  Z[right class of i, i] )

    Z : (C, m)    scores    Y : (C, m)    one-hot columns

    >>> cross_entropy_from_scores(np.array([[0.0], [1000.0]]), np.array([[1], [0]]))
    1000.0
    """
    largest = np.max(Z, axis=0)  # (m,)
    log_sum = largest + np.log(np.sum(np.exp(Z - largest), axis=0))
    return float(np.mean(log_sum - np.sum(Z * Y, axis=0)))


def softmax_jacobian(a):
    """Return J (C, C), J[k, j] = the slope of probability k by score j, for one column of probabilities.

        J = diag(a) - a a^T,   that is  a_k (1 - a_k) on the diagonal and  -a_k a_j  beside it

    a : (C, 1)

    >>> softmax_jacobian(np.array([[0.5], [0.5]]))
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])
    """
    return np.diagflat(a) - a @ a.T


def softmax_backward(AL, Y):
    """Return dZ = AL - Y, (C, m): the slope of each example's own loss by its scores; `dW` and `db` divide by m.

    The Jacobian of softmax times the slope of -log cancels to this difference, which needs no division.

    AL : (C, m)    probabilities    Y : (C, m)    one-hot columns

    >>> softmax_backward(np.array([[0.75], [0.25]]), np.array([[1.0], [0.0]]))
    array([[-0.25],
           [ 0.25]])
    """
    return AL - Y


def softmax_regression(X, labels, C, num_iterations, learning_rate):
    """Return the parameters of softmax(W1 X + b1) after training from zeros, and the cost before every step.

    X : (n_x, m)    labels : (m,) int    C : int    num_iterations : int >= 1    learning_rate : float > 0

    Returns
    -------
    parameters : {"W1": (C, n_x), "b1": (C, 1)}
    costs : list of num_iterations floats    costs[0] is log C: nothing is known yet

    >>> parameters, costs = softmax_regression(np.array([[-1.0, 0.0, 1.0]]), np.array([0, 1, 2]), 3, 50, 0.5)
    >>> round(costs[0], 4), costs[-1] < 0.8
    (1.0986, True)
    """
    Y = one_hot(labels, C)
    parameters, costs = {"W1": np.zeros((C, len(X))), "b1": np.zeros((C, 1))}, []
    for _ in range(num_iterations):
        Z, cache = blocks.linear_forward(X, parameters["W1"], parameters["b1"])
        costs.append(cross_entropy_from_scores(Z, Y))
        _, dW, db = blocks.linear_backward(softmax_backward(softmax(Z), Y), cache)
        parameters = blocks.update_parameters(parameters, {"dW1": dW, "db1": db}, learning_rate)
    return parameters, costs


def softmax_forward(X, parameters):
    """Return the probabilities AL (C, m) and the caches of all layers: ReLU in the hidden ones, softmax at the end.

    X : (n_x, m)    parameters : dict W1, b1, ..., WL, bL    caches : those that `L_model_backward` takes

    >>> AL, _ = softmax_forward(np.zeros((3, 1)), blocks.initialize_parameters_deep([3, 5, 4], seed=0))
    >>> AL.T
    array([[0.25, 0.25, 0.25, 0.25]])
    """
    L, A, caches = len(parameters) // 2, X, []
    for layer in range(1, L):
        A, cache = blocks.linear_activation_forward(A, parameters[f"W{layer}"], parameters[f"b{layer}"], "relu")
        caches.append(cache)
    Z, cache = blocks.linear_forward(A, parameters[f"W{L}"], parameters[f"b{L}"])
    return softmax(Z), [*caches, (cache, Z)]


def one_epoch(parameters, X, Y, learning_rate, mini_batch_size, rng):
    """Return new parameters after one pass over all examples in a new order, and the mean cost on the way.

    X : (n_x, m)    Y : (C, m)    mini_batch_size : int; the last one may be smaller    rng : numpy Generator
    """
    m, total = X.shape[1], 0.0
    order = rng.permutation(m)
    for start in range(0, m, mini_batch_size):
        chosen = order[start : start + mini_batch_size]
        AL, caches = softmax_forward(X[:, chosen], parameters)
        total += cross_entropy_from_scores(caches[-1][1], Y[:, chosen]) * chosen.size
        grads = blocks.L_model_backward(AL, Y[:, chosen], caches)  # starts from dZ = AL - Y: the same as here
        parameters = blocks.update_parameters(parameters, grads, learning_rate)
    return parameters, total / m


def softmax_network(X, labels, layer_dims, learning_rate, epochs, mini_batch_size, seed):
    """Return the parameters of a network that ends in softmax, after training, and the mean cost of every epoch.

    The parameters have the type of X: float32 in, float32 out. The seed decides on first weights and order.

    X : (n_x, m)    labels : (m,) int    layer_dims : n[0], ..., n[L] = C    epochs, mini_batch_size, seed : int

    >>> X = np.array([[-1.0, 0.0, 1.0]])
    >>> parameters, costs = softmax_network(X, np.array([0, 1, 0]), [1, 8, 2], 0.5, 200, 3, seed=1)
    >>> softmax_forward(X, parameters)[0].argmax(axis=0)
    array([0, 1, 0])
    """
    kind, rng, costs = np.result_type(X, np.float32), np.random.default_rng(seed), []
    Y = one_hot(labels, layer_dims[-1]).astype(kind)
    parameters = {n: p.astype(kind) for n, p in blocks.initialize_parameters_deep(layer_dims, seed).items()}
    for _ in range(epochs):
        parameters, cost = one_epoch(parameters, X, Y, learning_rate, mini_batch_size, rng)
        costs.append(cost)
    return parameters, costs


def top_k_accuracy(AL, labels, k):
    """Return the share of examples whose right class is among the k most probable ones, a float from 0 to 1.

    AL : (C, m)    labels : (m,) int    k : int, 1 to C. Of equal probabilities the lower class counts as ahead.

    >>> AL = np.array([[0.6, 0.3], [0.3, 0.6], [0.1, 0.1]])
    >>> [top_k_accuracy(AL, np.array([0, 0]), k) for k in (1, 2)]
    [0.5, 1.0]
    """
    best = np.argsort(-AL, axis=0, kind="stable")[:k]  # (k, m), classes
    return float(np.mean(np.any(best == labels, axis=0)))


def confusion_matrix(labels, answers, C):
    """Return counts (C, C): entry [k, j] says how many examples of class k were answered with j.

    labels, answers : (m,) int    C : int

    >>> confusion_matrix(np.array([0, 0, 1]), np.array([0, 1, 1]), 2)
    array([[1, 1],
           [0, 1]])
    """
    counts = np.zeros((C, C), dtype=int)
    np.add.at(counts, (labels, answers), 1)
    return counts
