"""Ways to walk downhill: what to make of a gradient, and of the gradients before it.

In the order of the notebook: random_mini_batches, update_parameters_with_gd, initialize_velocity,
update_parameters_with_momentum, nesterov, initialize_rmsprop, update_parameters_with_rmsprop, initialize_adam,
update_parameters_with_adam, adamw, model.

momentum_without_averaging   the other way to write momentum
OPTIMIZERS                   the names that `model` knows
Adam                         the same update in place, for millions of parameters

Every update returns new dictionaries of new arrays and leaves its arguments as they were; only `Adam` works in place.
Parameters are {"W1": ..., "b1": ..., ...}, gradients and their averages {"dW1": ..., "db1": ..., ...} of the same
shapes. Numbers keep their type: float32 in, float32 out.
"""

import numpy as np

from deepcourse.nn.adam_in_place import Adam
from deepcourse.nn.building_blocks import (
    L_model_backward,
    L_model_forward,
    compute_cost,
    initialize_parameters_deep,
    update_parameters,
)
from deepcourse.nn.learning_rates import inverse_time
from deepcourse.nn.mini_batches import random_mini_batches

OPTIMIZERS = ("gd", "momentum", "rmsprop", "adam")
BETA2 = {"rmsprop": 0.99, "adam": 0.999}  # PyTorch's defaults

__all__ = [
    "OPTIMIZERS",
    "Adam",
    "adamw",
    "initialize_adam",
    "initialize_rmsprop",
    "initialize_velocity",
    "model",
    "momentum_without_averaging",
    "nesterov",
    "random_mini_batches",
    "update_parameters_with_adam",
    "update_parameters_with_gd",
    "update_parameters_with_momentum",
    "update_parameters_with_rmsprop",
]


def update_parameters_with_gd(parameters, grads, learning_rate):
    """Return new parameters, one step of gradient descent further: W := W - learning_rate * dW, and b likewise.

    >>> update_parameters_with_gd({"W1": np.array([[1.0]])}, {"dW1": np.array([[2.0]])}, 0.25)
    {'W1': array([[0.5]])}
    """
    return update_parameters(parameters, grads, learning_rate)


def initialize_velocity(parameters):
    """Return {"dW1": zeros, "db1": zeros, ...}: an average of gradients that has seen none.

    >>> initialize_velocity({"W1": np.ones((1, 2))})
    {'dW1': array([[0., 0.]])}
    """
    return {f"d{name}": np.zeros_like(value) for name, value in parameters.items()}


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    """Return (parameters, v): a step along the exponentially weighted average of the gradients.

        v := beta v + (1 - beta) dW        W := W - learning_rate * v

    Polyak (1964) wrote it without (1 - beta): see `momentum_without_averaging`. The average is not corrected for its
    cold start, so the first steps are short.

    parameters : dict    grads, v : dict "d" + name    beta : float, 0 <= beta < 1    learning_rate : float

    >>> parameters, grads = {"W1": np.array([[1.0]])}, {"dW1": np.array([[2.0]])}
    >>> update_parameters_with_momentum(parameters, grads, {"dW1": np.array([[1.0]])}, 0.5, 0.1)
    ({'W1': array([[0.85]])}, {'dW1': array([[1.5]])})
    """
    v = _averaged(v, grads, beta)
    return update_parameters(parameters, v, learning_rate), v


def _averaged(old, new, beta):
    """Return beta old + (1 - beta) new, name by name."""
    return {name: beta * old[name] + (1 - beta) * new[name] for name in old}


def momentum_without_averaging(parameters, grads, v, beta, learning_rate):
    """Return (parameters, v) of momentum as PyTorch and Polyak (1964) write it: v := beta v + dW, W := W - rate * v.

    The same method: this v is 1 / (1 - beta) times the average, so the rate alpha (1 - beta), with the same beta, walks
    the same path.
    """
    v = {name: beta * v[name] + grads[name] for name in v}
    return update_parameters(parameters, v, learning_rate), v


def nesterov(parameters, grads, v, beta, learning_rate):
    """Return (parameters, v): momentum that looks ahead to where the average is about to carry it.

        v := beta v + (1 - beta) dW        W := W - learning_rate * (beta v + (1 - beta) dW)

    Nesterov (1983) measures the slope at the point ahead, W - learning_rate * beta * v. Here W is that point itself, as
    in every framework: then no second point is needed (Sutskever and others 2013; Bengio and others 2013).

    >>> parameters, grads = {"W1": np.array([[1.0]])}, {"dW1": np.array([[2.0]])}
    >>> nesterov(parameters, grads, {"dW1": np.array([[1.0]])}, 0.5, 0.1)
    ({'W1': array([[0.825]])}, {'dW1': array([[1.5]])})
    """
    v = _averaged(v, grads, beta)
    return update_parameters(parameters, _averaged(v, grads, beta), learning_rate), v


def initialize_rmsprop(parameters):
    """Return {"dW1": zeros, "db1": zeros, ...}: an average of squared gradients that has seen none."""
    return initialize_velocity(parameters)


def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """Return (parameters, s): a step in which every gradient is divided by its own recent size.

        s := beta s + (1 - beta) dW^2        W := W - learning_rate * dW / (sqrt(s) + epsilon)

    Squares, root and quotient are taken entry by entry. Tieleman and Hinton (2012), lecture 6.5. PyTorch has epsilon
    outside the root too; TensorFlow has it inside, sqrt(s + epsilon), where the same number does far more.

    >>> parameters, grads = {"W1": np.array([[1.0, 1.0]])}, {"dW1": np.array([[2.0, 0.002]])}
    >>> parameters, s = update_parameters_with_rmsprop(parameters, grads, initialize_rmsprop(parameters), 0.75, 0.1, 0)
    >>> parameters  # a step of the same length for both
    {'W1': array([[0.8, 0.8]])}
    """
    s = _averaged(s, {name: gradient**2 for name, gradient in grads.items()}, beta)
    scaled = {name: grads[name] / (np.sqrt(s[name]) + epsilon) for name in s}
    return update_parameters(parameters, scaled, learning_rate), s


def initialize_adam(parameters):
    """Return (v, s), both {"dW1": zeros, "db1": zeros, ...}: averages of gradients and of their squares."""
    return initialize_velocity(parameters), initialize_velocity(parameters)


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Return (parameters, v, s): the averaged gradient, divided by its recent size, both corrected for a cold start.

        v := beta1 v + (1 - beta1) dW        s := beta2 s + (1 - beta2) dW^2
        W := W - learning_rate * v / (1 - beta1^t) / (sqrt(s / (1 - beta2^t)) + epsilon)

    Kingma and Ba (2015), algorithm 1. The v and s that are returned are not corrected: the next step goes on from them.

    Parameters
    ----------
    parameters : dict    grads, v, s : dict "d" + name    t : int >= 1, the number of this step
    learning_rate : float    beta1, beta2 : float, 0 <= beta < 1    epsilon : float

    >>> parameters, grads = {"W1": np.array([[1.0, 1.0]])}, {"dW1": np.array([[2.0, -0.002]])}
    >>> v, s = initialize_adam(parameters)
    >>> update_parameters_with_adam(parameters, grads, v, s, 1, learning_rate=0.1)[0]["W1"].round(4)
    array([[0.9, 1.1]])
    """
    v = _averaged(v, grads, beta1)
    s = _averaged(s, {name: gradient**2 for name, gradient in grads.items()}, beta2)
    step = {}
    for name in v:
        v_corrected, s_corrected = v[name] / (1 - beta1**t), s[name] / (1 - beta2**t)
        step[name] = v_corrected / (np.sqrt(s_corrected) + epsilon)
    return update_parameters(parameters, step, learning_rate), v, s


def adamw(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01):
    """Return (parameters, v, s) of Adam with decoupled decay: the weights shrink, whatever their gradients are.

        W := W - learning_rate * weight_decay * W - (Adam's step from the gradients alone)

    The biases do not shrink. Loshchilov and Hutter (2019), algorithm 2. PyTorch shrinks whatever it is given; there the
    biases form a group of their own, with a weight decay of 0.

    >>> parameters, grads = {"W1": np.array([[10.0]])}, {"dW1": np.array([[3.0]])}
    >>> v, s = initialize_adam(parameters)
    >>> adamw(parameters, grads, v, s, 1, learning_rate=0.1, weight_decay=0.5)[0]["W1"].round(4)
    array([[9.4]])
    """
    moved, v, s = update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    shrunk = {name: learning_rate * weight_decay * value for name, value in parameters.items() if name[0] == "W"}
    return {name: value - shrunk[name] if name in shrunk else value for name, value in moved.items()}, v, s


def start_of(optimizer, parameters):
    """Return what an optimiser remembers before its first step: a tuple of averages.

    Raises ValueError for a name that is not in OPTIMIZERS.
    """
    if optimizer not in OPTIMIZERS:
        raise ValueError(f"there is no optimiser {optimizer!r}; choose one of {', '.join(OPTIMIZERS)}")
    if optimizer == "adam":
        return initialize_adam(parameters)
    return () if optimizer == "gd" else (initialize_velocity(parameters),)


def step_of(optimizer, parameters, grads, memory, t, learning_rate, beta1=0.9, beta2=None, epsilon=1e-8):
    """Return (parameters, memory) after step number t of an optimiser, t = 1, 2, ...

    beta1 is momentum's beta and Adam's first, beta2 that of RMSprop (0.99 if none is given) and Adam's second (0.999).
    """
    if optimizer == "gd":
        return update_parameters_with_gd(parameters, grads, learning_rate), ()
    if optimizer == "momentum":
        parameters, *memory = update_parameters_with_momentum(parameters, grads, *memory, beta1, learning_rate)
        return parameters, tuple(memory)
    beta2 = BETA2[optimizer] if beta2 is None else beta2
    if optimizer == "rmsprop":
        parameters, *memory = update_parameters_with_rmsprop(parameters, grads, *memory, beta2, learning_rate, epsilon)
    else:
        told = t, learning_rate, beta1, beta2, epsilon
        parameters, *memory = update_parameters_with_adam(parameters, grads, *memory, *told)
    return parameters, tuple(memory)


def model(X, Y, layers_dims, optimizer, learning_rate, mini_batch_size, num_epochs, decay_rate, seed):
    """Return the parameters of a network after training with an optimiser, and the cost of every epoch.

    The first parameters are `initialize_parameters_deep(layers_dims, seed)`. Epoch e = 0, 1, ... walks through
    `random_mini_batches(X, Y, mini_batch_size, [seed, e])` with the rate `inverse_time(learning_rate, e, decay_rate)`:
    forward, cost, backward, update. Adam's t counts the steps of all epochs, from 1. The betas are 0.9 for momentum,
    0.99 for RMSprop, 0.9 and 0.999 for Adam; epsilon is 1e-8. The parameters have the type of X, float32 or float64.

    Parameters
    ----------
    X : (n_x, m)    Y : (n_y, m) of 0 and 1    layers_dims : n[0], ..., n[L]    optimizer : a name in OPTIMIZERS
    learning_rate : float    mini_batch_size, num_epochs : int    decay_rate : float >= 0    seed : int

    Returns
    -------
    parameters : dict W1, b1, ..., WL, bL
    costs : list of num_epochs floats    the mean, over all m examples, of the cost at which their mini-batch was met

    Raises ValueError for an unknown optimiser.

    >>> X, Y = np.array([[-1.0, 1.0, 2.0]]), np.array([[0, 1, 1]])
    >>> _, costs = model(X, Y, [1, 4, 1], "adam", 0.05, 2, 50, 0.0, seed=1)
    >>> len(costs), costs[-1] < costs[0] / 2
    (50, True)
    """
    kind, t, costs = np.result_type(X, np.float32), 0, []  # float64 for whole numbers
    parameters = {name: p.astype(kind) for name, p in initialize_parameters_deep(layers_dims, seed).items()}
    memory = start_of(optimizer, parameters)
    for epoch in range(num_epochs):
        rate, total = inverse_time(learning_rate, epoch, decay_rate), 0.0
        for X_part, Y_part in random_mini_batches(X, Y, mini_batch_size, [seed, epoch]):
            AL, caches = L_model_forward(X_part, parameters)
            total += compute_cost(AL, Y_part) * X_part.shape[1]
            t += 1
            grads = L_model_backward(AL, Y_part, caches)
            parameters, memory = step_of(optimizer, parameters, grads, memory, t, rate)
        costs.append(total / X.shape[1])
    return parameters, costs
