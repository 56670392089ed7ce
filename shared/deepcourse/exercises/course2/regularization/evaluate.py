"""Exercise 6: how a regularised network is judged."""

import numpy as np

from deepcourse.exercises.course2.regularization.networks import (
    by_hand,
    dims,
    examples,
    network,
    shown,
    two_examples,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import regularization as reference
from deepcourse.nn.activations import relu, sigmoid
from deepcourse.nn.building_blocks import compute_cost

evaluate = FunctionExercise(
    __name__,
    reference=reference.evaluate,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the cost",),
    hints=(
        "Which of the two arguments lambd and keep_prob do you need once the training is over?",
        "L_model_forward(X, parameters) is the forward pass with every unit at work; its first result is AL.",
        "return compute_cost(AL, Y): two arguments of the signature remain unused, and that is the point.",
    ),
)


def case(rng, layer_dims, m, lambd, keep_prob):
    """Return a case with a random network and random examples."""
    told = f"{shown(layer_dims)}, {m} example{'s' if m > 1 else ''}, lambd = {lambd:.2g}, keep_prob = {keep_prob:.2g}"
    return Case(told, (*examples(rng, layer_dims[0], m), network(rng, layer_dims), lambd, keep_prob))


@evaluate.visible
def visible():
    """Return the text's network, others trained with both remedies or with one, one example, and whole labels."""
    rng = np.random.default_rng(6)
    X, Y = examples(np.random.default_rng(16), 3, 5)
    return [
        Case("the network of the text", (*two_examples(), by_hand(), 0.4, 0.5)),
        case(rng, [3, 6, 5, 1], 8, 2.0, 0.7),
        case(rng, [4, 5, 1], 6, 0.0, 0.5),
        case(rng, [4, 5, 1], 6, 1.5, 1.0),
        case(rng, [3, 5, 1], 1, 0.8, 0.6),
        Case("labels as integers", (X, Y.astype(int), network(rng, [3, 4, 1]), 0.9, 0.7)),
    ]


@evaluate.draw
def draw(rng):
    """Return a case of random depth, size, lambd and keep_prob."""
    return case(rng, dims(rng), int(rng.integers(2, 20)), float(rng.uniform(0.1, 5)), float(rng.uniform(0.3, 0.9)))


@evaluate.edges
def edges(rng):
    """Return one example, and integer labels."""
    X, Y = examples(rng, 3, 6)
    whole = Case("labels as integers", (X, Y.astype(int), network(rng, [3, 5, 1]), 1.0, 0.6))
    return [case(rng, [3, 6, 1], 1, 0.7, 0.5), whole]


@evaluate.property("the remedies of training change nothing")
def same_every_time(f, rng):
    """Return a sentence unless two calls agree, and unless lambd and keep_prob leave the result as it is."""
    X, Y, parameters = *examples(rng, 3, 6), network(rng, [3, 8, 8, 1])
    costs = [float(f(X, Y, parameters, *remedies)) for remedies in ((0.0, 1.0), (3.0, 0.5), (3.0, 0.5))]
    if costs[1] != costs[2]:
        return f"two calls with the same arguments gave {costs[1]:.4g} and {costs[2]:.4g}: is anything drawn at random?"
    told = f"the same network costs {costs[0]:.4g}, or {costs[1]:.4g} if it was trained with both remedies"
    return None if np.isclose(*costs[:2]) else f"{told}: is a unit dropped or the penalty added?"


# --- known mistakes -------------------------------------------------------------------------------------------------


@evaluate.mistake
def dropout_at_test_time(X, Y, parameters, lambd, keep_prob):
    """units are dropped while the network is judged: dropout belongs to training, here every unit works"""
    AL, _ = reference.forward_propagation_with_dropout(X, parameters, keep_prob, np.random.default_rng(0))
    return compute_cost(AL, Y)


@evaluate.mistake
def penalty_included(X, Y, parameters, lambd, keep_prob):
    """the penalty is included: it steers the training; how wrong the answers are is the log loss alone"""
    AL = layers(X, parameters, 1.0)
    return reference.compute_cost_with_regularization(AL, Y, parameters, lambd)


def layers(X, parameters, factor):
    """Return the answers with every hidden A multiplied by a factor."""
    L, A = len(parameters) // 2, X
    for layer in range(1, L + 1):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = sigmoid(Z) if layer == L else relu(Z) * factor
    return A


@evaluate.mistake
def shrunk_at_test_time(X, Y, parameters, lambd, keep_prob):
    """hidden units are multiplied by keep_prob at test time: inverted dropout divided in training, so nothing is left
    to correct
    """
    return compute_cost(layers(X, parameters, keep_prob), Y)


@evaluate.mistake
def grown_at_test_time(X, Y, parameters, lambd, keep_prob):
    """hidden units are divided by keep_prob at test time: all of them work, none has to stand for another"""
    return compute_cost(layers(X, parameters, 1 / keep_prob), Y)


@evaluate.mistake
def share_of_errors(X, Y, parameters, lambd, keep_prob):
    """the share of wrong answers is returned: asked for is the log loss"""
    return float(np.mean((layers(X, parameters, 1.0) >= 0.5) != Y))


@evaluate.mistake
def weights_shrunk(X, Y, parameters, lambd, keep_prob):
    """the weights are multiplied by keep_prob at test time: inverted dropout divided in training, so nothing is left to
    correct
    """
    return compute_cost(layers(X, shrunk(parameters, keep_prob), 1.0), Y)


def shrunk(parameters, factor):
    """Return parameters whose weights are multiplied by a factor."""
    return {name: factor * value if name[0] == "W" else value for name, value in parameters.items()}


@evaluate.mistake
def weights_grown(X, Y, parameters, lambd, keep_prob):
    """the weights are divided by keep_prob at test time: all units work, none has to stand for another"""
    return compute_cost(layers(X, shrunk(parameters, 1 / keep_prob), 1.0), Y)


@evaluate.mistake
def all_parameters_shrunk(X, Y, parameters, lambd, keep_prob):
    """weights and biases are multiplied by keep_prob at test time: inverted dropout leaves nothing to correct"""
    return compute_cost(layers(X, {name: keep_prob * value for name, value in parameters.items()}, 1.0), Y)


@evaluate.mistake
def answers_shrunk(X, Y, parameters, lambd, keep_prob):
    """the answers AL are multiplied by keep_prob: inverted dropout leaves nothing to correct"""
    return compute_cost(keep_prob * layers(X, parameters, 1.0), Y)


@evaluate.mistake
def share_of_right_answers(X, Y, parameters, lambd, keep_prob):
    """the share of right answers is returned: asked for is the log loss"""
    return float(np.mean((layers(X, parameters, 1.0) >= 0.5) == Y))


@evaluate.mistake
def penalty_subtracted(X, Y, parameters, lambd, keep_prob):
    """the penalty is subtracted: it has no part in how wrong the answers are"""
    plain = compute_cost(layers(X, parameters, 1.0), Y)
    return 2 * plain - reference.compute_cost_with_regularization(layers(X, parameters, 1.0), Y, parameters, lambd)


@evaluate.mistake
def both_remedies(X, Y, parameters, lambd, keep_prob):
    """units are dropped and the penalty is included: both belong to training; here every unit works"""
    AL, _ = reference.forward_propagation_with_dropout(X, parameters, keep_prob, np.random.default_rng(0))
    return reference.compute_cost_with_regularization(AL, Y, parameters, lambd)


@evaluate.mistake
def penalty_alone(X, Y, parameters, lambd, keep_prob):
    """the penalty alone is returned: asked for is the log loss"""
    return reference.compute_cost_with_regularization(layers(X, parameters, 1.0), Y, parameters, lambd) - compute_cost(
        layers(X, parameters, 1.0), Y
    )


@evaluate.mistake
def squared_error(X, Y, parameters, lambd, keep_prob):
    """the squared differences of AL and Y are averaged: the cost is the log loss"""
    return float(np.mean((layers(X, parameters, 1.0) - Y) ** 2))


@evaluate.mistake
def answers_returned(X, Y, parameters, lambd, keep_prob):
    """the answers AL come back: asked for is their log loss, one number"""
    return layers(X, parameters, 1.0)


@evaluate.mistake
def hidden_layers_do_not_bend(X, Y, parameters, lambd, keep_prob):
    """the relu of the hidden layers is missing: L_model_forward has it"""
    A = X
    for layer in range(1, len(parameters) // 2 + 1):
        A = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
    return compute_cost(sigmoid(A), Y)


@evaluate.mistake
def sum_of_losses(X, Y, parameters, lambd, keep_prob):
    """the losses are summed: the cost is their mean, as compute_cost gives it"""
    return compute_cost(layers(X, parameters, 1.0), Y) * Y.shape[1]


# --- right, written differently -------------------------------------------------------------------------------------


@evaluate.right
def nothing_dropped(X, Y, parameters, lambd, keep_prob):
    """Return the same from the functions of training, with every unit kept and no penalty."""
    AL, _ = reference.forward_propagation_with_dropout(X, parameters, 1.0, np.random.default_rng(0))
    return reference.compute_cost_with_regularization(AL, Y, parameters, 0.0)
