"""Exercise 2: the gradient of that price."""

import numpy as np

from deepcourse.exercises.course2.regularization.networks import (
    by_hand,
    dims,
    examples,
    network,
    shown,
    slope_problem,
    two_examples,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import regularization as reference
from deepcourse.nn.building_blocks import L_model_backward, L_model_forward

backward_propagation_with_regularization = FunctionExercise(
    __name__,
    reference=reference.backward_propagation_with_regularization,
    minutes=6,
    points_visible=6,
    points_hidden=8,
    returns=("grads",),
    hints=(
        "grads = L_model_backward(AL, Y, caches) has the gradients of the log loss; only its dW entries change.",
        "for l, ((A_prev, W, b), Z) in enumerate(caches, 1): goes through the layers, and W is what you need.",
        'Inside the loop: grads[f"dW{l}"] = grads[f"dW{l}"] + lambd / m * W, with m = Y.shape[1]. Return grads.',
    ),
)


def passed(parameters, X, Y, lambd):
    """Return the arguments of the exercise: AL, Y, the caches of the forward pass, and lambd."""
    AL, caches = L_model_forward(X, parameters)
    return AL, Y, caches, lambd


def case(rng, layer_dims, m, lambd):
    """Return a case with a random network and random examples."""
    told = f"{shown(layer_dims)}, {m} example{'s' if m > 1 else ''}, lambd = {lambd:.3g}"
    return Case(told, passed(network(rng, layer_dims), *examples(rng, layer_dims[0], m, layer_dims[-1]), lambd))


@backward_propagation_with_regularization.visible
def visible():
    """Return the text's network, deep ones, one layer, no penalty, two outputs, one example, and whole labels."""
    rng = np.random.default_rng(2)
    parameters, (X, Y) = network(np.random.default_rng(12), [3, 4, 1]), examples(np.random.default_rng(13), 3, 5)
    return [
        Case("the network of the text, lambd = 0.4", passed(by_hand(), *two_examples(), 0.4)),
        case(rng, [3, 4, 2, 1], 5, 1.5),
        case(rng, [3, 3, 3, 3, 1], 7, 0.3),
        case(rng, [4, 1], 3, 2.0),
        case(rng, [3, 4, 1], 6, 0.0),
        case(rng, [3, 5, 2], 4, 0.9),
        case(rng, [2, 3, 1], 1, 0.6),
        Case("labels as integers", passed(parameters, X, Y.astype(int), 0.8)),
    ]


@backward_propagation_with_regularization.draw
def draw(rng):
    """Return a case of random depth, size and lambd."""
    return case(rng, dims(rng), int(rng.integers(3, 20)), float(rng.uniform(0.1, 5)))


@backward_propagation_with_regularization.edges
def edges(rng):
    """Return one example, several outputs, many layers, and integer labels."""
    parameters, (X, Y) = network(rng, [2, 4, 1]), examples(rng, 2, 6)
    return [
        case(rng, [3, 4, 1], 1, 0.7),
        case(rng, [3, 4, 2], 5, 1.1),
        case(rng, [3] * 8 + [1], 6, 0.9),
        Case("labels as integers", passed(parameters, X, Y.astype(int), 0.5)),
    ]


@backward_propagation_with_regularization.property("gradients are the slopes of the regularised cost")
def gradients_are_slopes(f, rng):
    """Return a sentence unless every gradient is the slope of the regularised cost, measured by nudging."""
    parameters, (X, Y), lambd = network(rng, [3, 5, 4, 1]), examples(rng, 3, 6), 1.7

    def cost(moved):
        return reference.compute_cost_with_regularization(L_model_forward(X, moved)[0], Y, moved, lambd)

    return slope_problem(cost, parameters, f(*passed(parameters, X, Y, lambd)), rng)


# --- known mistakes -------------------------------------------------------------------------------------------------


def added(AL, Y, caches, to_weights, to_biases=None):
    """Return the plain gradients with a function of each W, and of each b, added."""
    grads = L_model_backward(AL, Y, caches)
    for layer, ((_, W, b), _) in enumerate(caches, 1):
        grads[f"dW{layer}"] = grads[f"dW{layer}"] + to_weights(W)
        if to_biases:
            grads[f"db{layer}"] = grads[f"db{layer}"] + to_biases(b)
    return grads


@backward_propagation_with_regularization.mistake
def half_left_in(AL, Y, caches, lambd):
    """lambd / (2 m) is used: the slope of w^2 is 2 w, which cancels the 2, and leaves lambd / m * W"""
    return added(AL, Y, caches, lambda W: lambd / (2 * Y.shape[1]) * W)


@backward_propagation_with_regularization.mistake
def twice_too_much(AL, Y, caches, lambd):
    """2 lambd / m * W is added: the 1/2 of the cost has cancelled the 2 of the slope, and lambd / m * W is left"""
    return added(AL, Y, caches, lambda W: 2 * lambd / Y.shape[1] * W)


@backward_propagation_with_regularization.mistake
def m_forgotten(AL, Y, caches, lambd):
    """lambd * W is added: the 1/m of the cost stays in its slope, lambd / m * W"""
    return added(AL, Y, caches, lambda W: lambd * W)


@backward_propagation_with_regularization.mistake
def m_from_the_wrong_axis(AL, Y, caches, lambd):
    """m is the number of outputs, as in len(Y) or Y.shape[0]: the examples are the columns, so it is Y.shape[1]"""
    return added(AL, Y, caches, lambda W: lambd / len(Y) * W)


@backward_propagation_with_regularization.mistake
def bias_regularised(AL, Y, caches, lambd):
    """db grows by lambd / m * b: the biases are not in the penalty, their gradients stay as they are"""
    m = Y.shape[1]
    return added(AL, Y, caches, lambda W: lambd / m * W, lambda b: lambd / m * b)


@backward_propagation_with_regularization.mistake
def subtracted(AL, Y, caches, lambd):
    """lambd / m * W is subtracted: the gradient gets a plus; it is the update that subtracts it from W"""
    return added(AL, Y, caches, lambda W: -lambd / Y.shape[1] * W)


@backward_propagation_with_regularization.mistake
def signs_for_weights(AL, Y, caches, lambd):
    """sign(W) is added: that is the slope of |w|, the L1 penalty; the slope of w^2 / 2 is w itself"""
    return added(AL, Y, caches, lambda W: lambd / Y.shape[1] * np.sign(W))


@backward_propagation_with_regularization.mistake
def weights_squared(AL, Y, caches, lambd):
    """W squared is added: the cost has the squares, its slope has W itself"""
    return added(AL, Y, caches, lambda W: lambd / Y.shape[1] * W**2)


@backward_propagation_with_regularization.mistake
def one_number_for_all(AL, Y, caches, lambd):
    """one number is added to all of dW, the sum of W: every entry gets lambd / m times its own weight"""
    return added(AL, Y, caches, lambda W: lambd / Y.shape[1] * np.sum(W))


@backward_propagation_with_regularization.mistake
def last_layer_left_out(AL, Y, caches, lambd):
    """WL is left out: every layer's weights are penalised, the last one's too"""
    right = added(AL, Y, caches, lambda W: lambd / Y.shape[1] * W)
    return right | {f"dW{len(caches)}": L_model_backward(AL, Y, caches)[f"dW{len(caches)}"]}


@backward_propagation_with_regularization.mistake
def penalty_alone(AL, Y, caches, lambd):
    """dW is lambd / m * W alone: it is added to the gradient of the log loss"""
    grads = L_model_backward(AL, Y, caches)
    return grads | {f"dW{layer}": lambd / Y.shape[1] * cache[0][1] for layer, cache in enumerate(caches, 1)}


@backward_propagation_with_regularization.mistake
def caches_one_too_high(AL, Y, caches, lambd):
    """layer l is given the W of caches[l]: Python counts from 0, so layer l has caches[l - 1]"""
    grads = L_model_backward(AL, Y, caches)
    for layer in range(1, len(caches)):
        grads[f"dW{layer}"] += lambd / Y.shape[1] * caches[layer][0][1]
    return grads


def with_share(AL, Y, caches, lambd, layers, sign=1):
    """Return the plain gradients with the share of the penalty in some layers only."""
    grads = L_model_backward(AL, Y, caches)
    for layer in layers:
        grads[f"dW{layer}"] = grads[f"dW{layer}"] + sign * lambd / Y.shape[1] * caches[layer - 1][0][1]
    return grads


@backward_propagation_with_regularization.mistake
def inputs_for_weights(AL, Y, caches, lambd):
    """A_prev is taken for W and added in place, with +=: a cache is ((A_prev, W, b), Z), so W is its second"""
    grads = L_model_backward(AL, Y, caches)
    for layer, ((A_prev, _, _), _) in enumerate(caches, 1):
        grads[f"dW{layer}"] += lambd / Y.shape[1] * A_prev
    return grads


@backward_propagation_with_regularization.mistake
def inputs_added(AL, Y, caches, lambd):
    """A_prev is taken for W and added: a cache is ((A_prev, W, b), Z), so W is its second"""
    grads = L_model_backward(AL, Y, caches)
    for layer, ((A_prev, _, _), _) in enumerate(caches, 1):
        grads[f"dW{layer}"] = grads[f"dW{layer}"] + lambd / Y.shape[1] * A_prev
    return grads


@backward_propagation_with_regularization.mistake
def cache_of_the_layer_above(AL, Y, caches, lambd):
    """layer l is given the W of the layer above, and the last one that of layer 1: layer l has caches[l - 1]"""
    grads = L_model_backward(AL, Y, caches)
    for layer in range(1, len(caches) + 1):
        W = caches[layer % len(caches)][0][1]
        grads[f"dW{layer}"] = grads[f"dW{layer}"] + lambd / Y.shape[1] * W
    return grads


@backward_propagation_with_regularization.mistake
def too_far_by_one(AL, Y, caches, lambd):
    """the caches are read beyond the last, caches[l] for l up to L: layer l has caches[l - 1]"""
    return caches[len(caches)]


@backward_propagation_with_regularization.mistake
def caches_from_the_back(AL, Y, caches, lambd):
    """the caches are taken from the last to the first: layer l has caches[l - 1]"""
    grads = L_model_backward(AL, Y, caches)
    for layer, ((_, W, _), _) in enumerate(reversed(caches), 1):
        grads[f"dW{layer}"] = grads[f"dW{layer}"] + lambd / Y.shape[1] * W
    return grads


@backward_propagation_with_regularization.mistake
def first_layer_left_out(AL, Y, caches, lambd):
    """W1 is left out: every layer's weights are penalised, the first one's too"""
    return with_share(AL, Y, caches, lambd, range(2, len(caches) + 1))


@backward_propagation_with_regularization.mistake
def only_the_first_layer(AL, Y, caches, lambd):
    """only dW1 has its share, as from a return inside the loop: every layer's weights are penalised"""
    return with_share(AL, Y, caches, lambd, (1,))


@backward_propagation_with_regularization.mistake
def only_the_last_layer(AL, Y, caches, lambd):
    """only dWL has its share: every layer's weights are penalised"""
    return with_share(AL, Y, caches, lambd, (len(caches),))


@backward_propagation_with_regularization.mistake
def subtracted_from_the_last_layer(AL, Y, caches, lambd):
    """the share of the penalty is subtracted, and from dWL only: it is added, in every layer"""
    return with_share(AL, Y, caches, lambd, (len(caches),), sign=-1)


@backward_propagation_with_regularization.mistake
def nothing_added(AL, Y, caches, lambd):
    """the share of the penalty is left out, or not kept: dW grows by lambd / m * W in every layer"""
    return L_model_backward(AL, Y, caches)


@backward_propagation_with_regularization.mistake
def gradient_for_weight(AL, Y, caches, lambd):
    """lambd / m times dW is added in place of lambd / m times W"""
    grads, share = L_model_backward(AL, Y, caches), lambd / Y.shape[1]
    return {name: (1 + share) * value if name[1] == "W" else value for name, value in grads.items()}


@backward_propagation_with_regularization.mistake
def lambd_left_out(AL, Y, caches, lambd):
    """lambd is left out: dW grows by lambd / m * W"""
    return with_share(AL, Y, caches, 1, range(1, len(caches) + 1))


@backward_propagation_with_regularization.mistake
def divided_by_m_twice(AL, Y, caches, lambd):
    """the share of the penalty is divided by m twice: it is lambd / m * W"""
    return with_share(AL, Y, caches, lambd / Y.shape[1], range(1, len(caches) + 1))


@backward_propagation_with_regularization.mistake
def gradient_divided_too(AL, Y, caches, lambd):
    """dW is divided by m once more, together with lambd * W: L_model_backward has taken the mean of the log loss"""
    right = added(AL, Y, caches, lambda W: lambd * W)
    return {name: value / Y.shape[1] if name[1] == "W" else value for name, value in right.items()}


@backward_propagation_with_regularization.mistake
def biases_alone(AL, Y, caches, lambd):
    """db grows by lambd / m * b, and dW does not: the weights are penalised, the biases are not"""
    return added(AL, Y, caches, lambda W: 0, lambda b: lambd / Y.shape[1] * b)


@backward_propagation_with_regularization.mistake
def only_weights_returned(AL, Y, caches, lambd):
    """the gradients of the biases are missing: they come back too, as L_model_backward gives them"""
    right = with_share(AL, Y, caches, lambd, range(1, len(caches) + 1))
    return {name: value for name, value in right.items() if name[1] == "W"}


@backward_propagation_with_regularization.mistake
def divided_by_the_inputs(AL, Y, caches, lambd):
    """the penalty's share is divided by the columns of W, a layer's inputs: m is the number of examples, Y.shape[1]"""
    grads = L_model_backward(AL, Y, caches)
    for layer, ((_, W, _), _) in enumerate(caches, 1):
        grads[f"dW{layer}"] = grads[f"dW{layer}"] + lambd / W.shape[1] * W
    return grads


# --- right, written differently -------------------------------------------------------------------------------------


@backward_propagation_with_regularization.right
def from_the_front(AL, Y, caches, lambd):
    """Return the same in a new dictionary, layer after layer, with a reciprocal."""
    plain, share = L_model_backward(AL, Y, caches), lambd / AL.shape[1]
    grads = {}
    for layer in reversed(range(len(caches))):
        (_, W, _), _ = caches[layer]
        grads[f"dW{layer + 1}"] = share * W + plain[f"dW{layer + 1}"]
        grads[f"db{layer + 1}"] = plain[f"db{layer + 1}"]
    return grads
