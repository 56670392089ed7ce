"""Gradient checking: is a derived gradient the slope that nudging the parameters measures?

In the order of the notebook: measured_order, best_epsilon, numerical_gradient, relative_difference, gradient_check,
parameters_to_vector, vector_to_parameters, network_cost, network_gradients, gradient_check_n, differences_by_name,
locate_bug, gradient_check_l2, dropout_masks, dropout_pass.

Shapes: theta holds all n parameters of a model in one column, (n, 1). `parameters` is a dictionary W1, b1, ..., WL, bL
of a network of `building_blocks`, `gradients` one with the keys dW1, db1, ..., dWL, dbL. All are float64.
"""

import re

import numpy as np

from deepcourse.nn.building_blocks import L_model_backward, L_model_forward, compute_cost

SUSPICIOUS = (
    1e-5  # a relative difference above it means a mistake; right gradients stay far below, wrong ones far above
)


def measured_order(epsilons, errors):
    """Return the order p of a method whose error falls as epsilon^p: the slope of log error against log epsilon.

    A straight line is fitted by least squares through all points.

    epsilons, errors : (n,) positive numbers, n >= 2

    >>> round(measured_order(np.array([0.1, 0.01, 0.001]), np.array([3e-2, 3e-4, 3e-6])), 12)
    2.0
    """
    x, y = np.log(epsilons), np.log(errors)
    x = x - np.mean(x)
    return float(np.sum(x * (y - np.mean(y))) / np.sum(x * x))


def best_epsilon(order, precision):
    """Return the nudge at which truncation, epsilon^order, and round-off, precision / epsilon, are equal.

        epsilon = precision^(1 / (order + 1))

    For functions whose values and derivatives have a size of about 1 (Nocedal and Wright 2006, section 8.1).

    order : 1 for a difference to one side, 2 for one to both    precision : distance from 1 to the next larger number

    >>> f"{best_epsilon(1, 1e-16):.1e}, {best_epsilon(2, 1e-16):.1e}"
    '1.0e-08, 4.6e-06'
    """
    return precision ** (1 / (order + 1))


def numerical_gradient(J, theta, epsilon):
    """Return the measured gradient of J at theta: every entry nudged to both sides in turn, all others left alone.

        approx[i] = (J(theta + epsilon e_i) - J(theta - epsilon e_i)) / (2 epsilon)

    J : function of an array like theta that returns a number; called 2 n times    theta : any shape, n entries
    epsilon : positive number    Returns an array of the shape of theta, which is left as it was.

    >>> numerical_gradient(lambda t: float(t[0, 0] ** 2 + 3 * t[1, 0]), np.array([[1.0], [2.0]]), 0.5)
    array([[2.],
           [3.]])
    """
    approx = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        ahead, behind = theta.copy(), theta.copy()
        ahead[i] += epsilon
        behind[i] -= epsilon
        approx[i] = (J(ahead) - J(behind)) / (2 * epsilon)
    return approx


def relative_difference(grad, approx):
    """Return how far two gradients are apart, from 0 (equal) to 1 (opposite): a number without a unit.

        ||grad - approx|| / (||grad|| + ||approx||), Euclidean norms over all entries; 0 where both are zero

    grad, approx : arrays of one shape

    >>> relative_difference(np.array([[3.0], [0.0]]), np.array([[1.0], [0.0]]))
    0.5
    """
    size = np.linalg.norm(grad) + np.linalg.norm(approx)
    return float(np.linalg.norm(grad - approx) / size) if size > 0 else 0.0


def gradient_check(J, grad, theta, epsilon):
    """Return the relative difference between a claimed gradient of J at theta and the measured one.

    J : function of a column (n, 1) that returns a number    grad, theta : (n, 1)    epsilon : positive number

    >>> gradient_check(lambda t: float(t[0, 0] ** 2), np.array([[2.0]]), np.array([[1.0]]), 0.125)
    0.0
    """
    return relative_difference(grad, numerical_gradient(J, theta, epsilon))


def names_in_order(parameters):
    """Return the names of parameters in the order W1, b1, W2, b2, ...; layers are compared as numbers: W2 before W10.

    >>> names_in_order({"b10": 0, "W2": 0, "b2": 0, "W10": 0})
    ['W2', 'b2', 'W10', 'b10']
    """
    return sorted(parameters, key=lambda name: (int(re.sub(r"\D", "", name)), name))  # "W" sorts before "b"


def parameters_to_vector(parameters):
    """Return all parameters in one column (n, 1): W1, b1, W2, b2, ..., each array row by row.

    parameters : dict W1, b1, ..., WL, bL, in any order of its keys

    >>> parameters_to_vector({"b1": np.array([[5.0]]), "W1": np.array([[1.0, 2.0]])}).ravel()
    array([1., 2., 5.])
    """
    return np.concatenate([parameters[name].reshape(-1, 1) for name in names_in_order(parameters)])


def vector_to_parameters(theta, shapes):
    """Return the dictionary W1, b1, ..., WL, bL that `parameters_to_vector` makes theta from: its inverse.

    theta : (n, 1)    shapes : dict of a shape for each name, in any order of its keys

    >>> vector_to_parameters(np.array([[1.0], [2.0], [5.0]]), {"W1": (1, 2), "b1": (1, 1)})
    {'W1': array([[1., 2.]]), 'b1': array([[5.]])}
    """
    parameters, start = {}, 0
    for name in names_in_order(shapes):
        size = int(np.prod(shapes[name]))
        parameters[name] = theta[start : start + size].reshape(shapes[name]).copy()
        start += size
    return parameters


def network_cost(parameters, X, Y, lambd=0.0):
    """Return a network's cost: its log loss plus the L2 penalty lambd / (2 m) sum ||W||^2; biases are not penalised.

    parameters : dict    X : (n_x, m)    Y : (n_y, m) of 0 and 1    lambd : number >= 0
    """
    AL, _ = L_model_forward(X, parameters)
    squares = sum(np.sum(value**2) for name, value in parameters.items() if name.startswith("W"))
    return float(compute_cost(AL, Y) + lambd / (2 * X.shape[1]) * squares)


def network_gradients(parameters, X, Y, lambd=0.0):
    """Return the gradients of `network_cost`: those of backpropagation, plus lambd / m W for every weight matrix.

    parameters : dict    X : (n_x, m)    Y : (n_y, m) of 0 and 1    lambd : number >= 0
    """
    AL, caches = L_model_forward(X, parameters)
    decay = lambd / X.shape[1]
    return {
        name: grad + decay * parameters[name[1:]] if name.startswith("dW") else grad
        for name, grad in L_model_backward(AL, Y, caches).items()
    }


def gradient_check_n(parameters, gradients, X, Y, epsilon):
    """Return the relative difference of all gradients of a network together, against those measured by nudging.

    parameters : dict W1, b1, ...    gradients : dict dW1, db1, ...    X : (n_x, m)    Y : (n_y, m) of 0 and 1
    epsilon : positive number

    >>> parameters = {"W1": np.array([[1.0, -2.0]]), "b1": np.array([[0.5]])}
    >>> X, Y = np.array([[1.0, 2.0], [0.5, 2.0]]), np.array([[1.0, 0.0]])
    >>> gradient_check_n(parameters, network_gradients(parameters, X, Y), X, Y, 1e-5) < 1e-8
    True
    """
    return gradient_check_l2(parameters, gradients, X, Y, 0.0, epsilon)


def gradient_check_l2(parameters, gradients, X, Y, lambd, epsilon):
    """Return the relative difference as `gradient_check_n` does, for a cost with an L2 penalty: see `network_cost`.

    parameters, gradients : dicts    X : (n_x, m)    Y : (n_y, m)    lambd : number >= 0    epsilon : positive number
    """
    shapes = {name: value.shape for name, value in parameters.items()}
    grad = parameters_to_vector({name: gradients[f"d{name}"] for name in parameters})

    def J(theta):
        return network_cost(vector_to_parameters(theta, shapes), X, Y, lambd)

    return gradient_check(J, grad, parameters_to_vector(parameters), epsilon)


def measured_gradients(parameters, X, Y, epsilon, lambd=0.0):
    """Return the gradients of a network's cost as nudging measures them: {"dW1": ..., "db1": ..., ...}."""

    def cost_of(name):
        return lambda value: network_cost(parameters | {name: value}, X, Y, lambd)

    return {f"d{name}": numerical_gradient(cost_of(name), value, epsilon) for name, value in parameters.items()}


def differences_by_name(parameters, gradients, X, Y, epsilon):
    """Return the relative difference of each gradient by itself: {"dW1": number, "db1": number, ...}, layer by layer.

    parameters, gradients : dicts    X : (n_x, m)    Y : (n_y, m) of 0 and 1    epsilon : positive number
    """
    measured = measured_gradients(parameters, X, Y, epsilon)
    return {name: relative_difference(gradients[name], measured[name]) for name in names_in_order(gradients)}


def locate_bug(parameters, gradients, X, Y, epsilon):
    """Return the name of the first wrong gradient that the backward pass meets, or "" where none is wrong.

    From layer L down to layer 1, and in each layer dW before db: a mistake in dZ of a layer spoils everything below
    it, so the mistake was made where the first wrong gradient is. Wrong is what differs by more than `SUSPICIOUS`.

    parameters, gradients : dicts    X : (n_x, m)    Y : (n_y, m) of 0 and 1    epsilon : positive number

    >>> parameters = {"W1": np.array([[1.0, -2.0]]), "b1": np.array([[0.5]])}
    >>> X, Y = np.array([[1.0, 2.0], [0.5, 2.0]]), np.array([[1.0, 0.0]])
    >>> right = network_gradients(parameters, X, Y)
    >>> locate_bug(parameters, right, X, Y, 1e-5), locate_bug(parameters, right | {"db1": -right["db1"]}, X, Y, 1e-5)
    ('', 'db1')
    """
    differences = differences_by_name(parameters, gradients, X, Y, epsilon)
    for layer in range(len(parameters) // 2, 0, -1):
        for name in (f"dW{layer}", f"db{layer}"):
            if differences[name] > SUSPICIOUS:
                return name
    return ""


def dropout_masks(parameters, m, keep_prob, rng):
    """Return a mask for each hidden layer, (n[l], m): 1 / keep_prob where a unit is kept, and 0 where it is dropped.

    parameters : dict    m : number of examples    keep_prob : chance to be kept    rng : numpy.random.Generator
    """
    sizes = [parameters[f"b{layer}"].shape[0] for layer in range(1, len(parameters) // 2)]
    return [(rng.uniform(size=(n, m)) < keep_prob) / keep_prob for n in sizes]


def dropout_pass(parameters, X, Y, masks):
    """Return (cost, gradients) of a network whose hidden answers are multiplied by masks (inverted dropout).

    parameters : dict    X : (n_x, m)    Y : (n_y, m) of 0 and 1    masks : one (n[l], m) for each hidden layer
    """
    L, m, kept, sums, A = len(parameters) // 2, X.shape[1], [], [], X
    for layer in range(1, L):
        kept.append(A)
        sums.append(parameters[f"W{layer}"] @ A + parameters[f"b{layer}"])
        A = np.maximum(sums[-1], 0) * masks[layer - 1]
    last = {"W1": parameters[f"W{L}"], "b1": parameters[f"b{L}"]}
    AL, _ = L_model_forward(A, last)
    dZ, gradients, kept = AL - Y, {}, [*kept, A]
    for layer in range(L, 0, -1):
        gradients[f"dW{layer}"] = dZ @ kept[layer - 1].T / m
        gradients[f"db{layer}"] = dZ.sum(axis=1, keepdims=True) / m
        if layer > 1:
            dZ = parameters[f"W{layer}"].T @ dZ * masks[layer - 2] * (sums[layer - 2] > 0)
    return compute_cost(AL, Y), gradients
