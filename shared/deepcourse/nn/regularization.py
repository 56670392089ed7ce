"""Against overfitting: a price on large weights, and stopping in time.

compute_cost_with_regularization            log loss plus the L2 penalty
backward_propagation_with_regularization    its gradients
l1_penalty                                  the sum of absolute weights, and its subgradient
early_stopping                              which of the networks along a training to keep
evaluate                                    what a regularised network costs on data it has not learned from
regularized_model                           a training with any of the remedies

Dropout and augmented pictures: `dropout`, `augmentation`; both are here under their names too. Shapes as in
`building_blocks`. Weights W1, ..., WL are penalised, biases b1, ..., bL never are.
"""

import numpy as np

from deepcourse.nn.augmentation import augment_flip_shift
from deepcourse.nn.building_blocks import (
    L_model_backward,
    L_model_forward,
    compute_cost,
    initialize_parameters_deep,
    update_parameters,
)
from deepcourse.nn.dropout import backward_propagation_with_dropout, forward_propagation_with_dropout

__all__ = [
    "augment_flip_shift",
    "backward_propagation_with_dropout",
    "backward_propagation_with_regularization",
    "compute_cost_with_regularization",
    "early_stopping",
    "evaluate",
    "forward_propagation_with_dropout",
    "l1_penalty",
    "regularized_model",
]


def weights_of(parameters):
    """Return {layer: W[l]} of a network: all its weights, and no bias."""
    return {layer: parameters[f"W{layer}"] for layer in range(1, len(parameters) // 2 + 1)}


def compute_cost_with_regularization(AL, Y, parameters, lambd):
    """Return the log loss plus the L2 penalty on all weights, a float, in nats per example.

        J = log loss(AL, Y) + lambd / (2 m) * sum over the layers of ||W[l]||_F^2

    ||W||_F^2 is the sum of all squared entries. The 1/2 is there for the gradient's sake: that of w^2 / 2 is w. Weight
    penalties in networks go back to Krogh and Hertz (1991, A simple weight decay can improve generalization, eq. 3).

    AL : (n_y, m)    Y : (n_y, m) of 0 and 1    parameters : dict W1, b1, ..., WL, bL    lambd : float >= 0

    >>> parameters = {"W1": np.array([[3.0, 4.0]]), "b1": np.array([[9.0]])}
    >>> AL, Y = np.array([[1.0, 0.0]]), np.array([[1, 0]])  # nothing wrong: only the penalty is left
    >>> compute_cost_with_regularization(AL, Y, parameters, lambd=0.2)  # 0.2 / (2 * 2) * 25
    1.25
    """
    squares = sum(np.sum(W**2) for W in weights_of(parameters).values())
    return compute_cost(AL, Y) + float(lambd / (2 * Y.shape[1]) * squares)


def backward_propagation_with_regularization(AL, Y, caches, lambd):
    """Return the gradients of `compute_cost_with_regularization`: dW[l] grows by lambd / m * W[l], db[l] stays.

    AL : (n_y, m)    Y : (n_y, m) of 0 and 1    caches : those of `L_model_forward`    lambd : float >= 0

    Returns {"dW1": (n[1], n[0]), "db1": (n[1], 1), ..., "dWL": ..., "dbL": ...}.

    >>> W, b, X = np.array([[2.0]]), np.array([[0.0]]), np.zeros((1, 4))
    >>> AL, caches = L_model_forward(X, {"W1": W, "b1": b})
    >>> backward_propagation_with_regularization(AL, np.array([[0, 1, 0, 1]]), caches, lambd=0.4)["dW1"]
    array([[0.2]])
    """
    grads = L_model_backward(AL, Y, caches)
    return add_penalty(grads, {layer: cache[0][1] for layer, cache in enumerate(caches, 1)}, lambd, Y.shape[1])


def add_penalty(grads, weights, lambd, m):
    """Return gradients with those of the L2 penalty added. weights : {layer: W[l]}    m : number of examples."""
    return grads | {f"dW{layer}": grads[f"dW{layer}"] + lambd / m * W for layer, W in weights.items()}


def l1_penalty(parameters, lambd, m):
    """Return the L1 penalty on all weights, a float, and its subgradient with a part for every W[l].

        penalty = lambd / m * sum over the layers of sum |w|        its subgradient = lambd / m * sign(W[l])

    |w| has no slope at 0: any number from -1 to 1 serves there as a *sub*gradient, and 0, the usual choice, lets a
    weight of zero rest. The lasso of Tibshirani (1996, Regression shrinkage and selection via the lasso).

    parameters : dict W1, b1, ..., WL, bL    lambd : float >= 0    m : number of examples

    Returns (penalty, {"dW1": (n[1], n[0]), ..., "dWL": ...}).

    >>> l1_penalty({"W1": np.array([[-3.0, 0.0, 1.0]]), "b1": np.array([[9.0]])}, lambd=0.5, m=2)
    (1.0, {'dW1': array([[-0.25,  0.  ,  0.25]])})
    """
    weights = weights_of(parameters)
    penalty = float(lambd / m * sum(np.abs(W).sum() for W in weights.values()))
    return penalty, {f"dW{layer}": lambd / m * np.sign(W) for layer, W in weights.items()}


def early_stopping(costs_dev, patience):
    """Return the iteration, an int, of the lowest dev cost that was seen before the training was stopped.

    It is stopped as soon as `patience` iterations in a row have not been lower than the best one so far; what would
    have come later is never seen. Of equal costs the first counts. Prechelt (1998, Early stopping: but
    when?) compares criteria of this kind.

    costs_dev : list of at least one float, in the order of the iterations    patience : int >= 1

    >>> early_stopping([0.7, 0.5, 0.6, 0.55, 0.2], patience=2)  # stopped at iteration 3
    1
    """
    best = 0
    for iteration, cost in enumerate(costs_dev):
        if cost < costs_dev[best]:
            best = iteration
        elif iteration - best >= patience:
            break
    return best


def evaluate(X, Y, parameters, lambd, keep_prob):
    """Return the cost, a float, with which a network is judged: plain log loss, every unit at work.

    Neither `lambd` nor `keep_prob`, with which the network was trained, plays a role: a penalty says nothing about the
    answers, and inverted dropout has nothing left to correct.

    X : (n_x, m)    Y : (n_y, m) of 0 and 1    parameters : dict W1, b1, ..., WL, bL    lambd, keep_prob : float

    >>> undecided = {"W1": np.zeros((1, 2)), "b1": np.zeros((1, 1))}
    >>> round(evaluate(np.ones((2, 3)), np.array([[0, 1, 1]]), undecided, lambd=9.0, keep_prob=0.5), 4)
    0.6931
    """
    return compute_cost(L_model_forward(X, parameters)[0], Y)


def regularized_model(
    X, Y, layers_dims, learning_rate, num_iterations, seed,
    *, lambd=0.0, lambd_l1=0.0, keep_prob=1.0, augment=None, watch=None,
):  # fmt: skip
    """Return the parameters of a network of any depth, trained with the remedies that are asked for.

    As `L_layer_model`: gradient descent on all examples, from `initialize_parameters_deep`, in the type of X. Masks and
    augmented inputs are drawn from `numpy.random.default_rng(seed)`, anew at every step.

    X : (n_x, m)    Y : (n_y, m) of 0 and 1    layers_dims : n[0], ..., n[L]    learning_rate : float > 0
    num_iterations : int >= 1    seed : int    lambd, lambd_l1 : float >= 0, of L2 and of L1    keep_prob : in (0, 1]
    augment : None, or a function (X, rng) to a changed X    watch : None, or called as watch(step, parameters) before
    each step and after the last one

    >>> X, Y = np.array([[-1.0, 1.0, 2.0]]), np.array([[0, 1, 1]])
    >>> free, tied = (regularized_model(X, Y, [1, 1], 0.5, 200, seed=1, lambd=lambd) for lambd in (0.0, 1.0))
    >>> bool(abs(tied["W1"]) < abs(free["W1"]))
    True
    """
    kind, rng = np.result_type(X, np.float32), np.random.default_rng(seed)
    parameters = {name: p.astype(kind) for name, p in initialize_parameters_deep(layers_dims, seed).items()}
    watch = watch or (lambda step, parameters: None)
    for step in range(num_iterations):
        watch(step, parameters)
        X_now = X if augment is None else augment(X, rng)
        grads = _gradients(X_now, Y, parameters, keep_prob, rng)
        grads = add_penalty(grads, weights_of(parameters), lambd, X.shape[1])
        if lambd_l1:
            grads |= {name: grads[name] + d for name, d in l1_penalty(parameters, lambd_l1, X.shape[1])[1].items()}
        parameters = update_parameters(parameters, grads, learning_rate)
    watch(num_iterations, parameters)
    return parameters


def _gradients(X, Y, parameters, keep_prob, rng):
    """Return the gradients of the log loss, with dropout where units are dropped at all."""
    if keep_prob == 1:
        AL, caches = L_model_forward(X, parameters)
        return L_model_backward(AL, Y, caches)
    _, cache = forward_propagation_with_dropout(X, parameters, keep_prob, rng)
    return backward_propagation_with_dropout(X, Y, parameters, cache, keep_prob)
