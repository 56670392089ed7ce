"""Exercise 4: the whole network, forward."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import (
    by_hand,
    dims,
    examples,
    network,
    shown,
    two_examples,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import building_blocks as reference
from deepcourse.nn.activations import sigmoid

l_model_forward = FunctionExercise(
    __name__,
    name="L_model_forward",
    reference=reference.L_model_forward,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("AL", "caches"),
    hints=(
        "L = len(parameters) // 2. A variable A starts as X and is replaced by every layer's answer.",
        'In the loop over 1, ..., L the activation is "sigmoid" if l == L else "relu".',
        'A, cache = reference.linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], activation), then '
        "caches.append(cache).",
    ),
)


def case(rng, layer_dims, m):
    """Return a case with a random network and m random examples."""
    told = f"{shown(layer_dims)}, {m} example{'s' if m > 1 else ''}"
    return Case(told, (examples(rng, layer_dims[0], m)[0], network(rng, layer_dims)))


@l_model_forward.visible
def visible():
    """Return the text's network, a deep one, equal layers, a single one, several outputs, large weights, twelve."""
    rng = np.random.default_rng(4)
    return [
        Case("the network of the text: 2-2-1", (two_examples()[0], by_hand())),
        case(rng, [3, 4, 2, 1], 5),
        case(rng, [3, 3, 3, 3, 1], 4),
        case(rng, [4, 1], 1),
        case(rng, [3, 4, 2], 5),
        case(rng, [2, 3, 3, 3], 4),
        Case("large weights", (examples(rng, 2, 6)[0], {n: 60 * p for n, p in network(rng, [2, 4, 1]).items()})),
        case(rng, [1, 1, 1], 1),
        case(rng, [2] * 12 + [1], 3),
    ]


@l_model_forward.draw
def draw(rng):
    """Return a case of random depth and sizes."""
    return case(rng, dims(rng), int(rng.integers(2, 9)))


@l_model_forward.edges
def edges(rng):
    """Return one unit everywhere, twelve layers, several outputs, and a network that is sure."""
    large = {name: 60 * value for name, value in network(rng, [2, 4, 1]).items()}
    return [
        case(rng, [1, 1, 1], 1),
        case(rng, [3] * 12 + [1], 4),
        case(rng, [3, 4, 2], 5),
        Case("large weights", (examples(rng, 2, 6)[0], large)),
    ]


@l_model_forward.property("a network of one layer is logistic regression")
def first_layer_alone(f, rng):
    """Return a sentence unless a network of one layer is logistic regression."""
    X, parameters = examples(rng, 3, 4)[0], network(rng, [3, 1])
    AL, caches = f(X, parameters)
    if not np.allclose(AL, sigmoid(parameters["W1"] @ X + parameters["b1"])):
        return "with a single layer the answer is not sigmoid(W1 X + b1)"
    return None if len(caches) == 1 else f"with a single layer there are {len(caches)} caches"


# --- known mistakes -------------------------------------------------------------------------------------------------


def through(X, parameters, layers, activation_of, feed=lambda A, X: A):
    """Return (AL, caches) of a forward pass that goes its own way."""
    A, caches = X, []
    for layer in layers:
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = reference.linear_activation_forward(feed(A, X), W, b, activation_of(layer))
        caches.append(cache)
    return A, caches


def depth(parameters):
    """Return L."""
    return len(parameters) // 2


def usual(parameters):
    """Return the function from a layer's number to the name of its activation."""
    return lambda layer: "sigmoid" if layer == depth(parameters) else "relu"


@l_model_forward.mistake
def relu_at_the_end(X, parameters):
    """the last layer uses relu as well: its answer is a probability and needs the sigmoid"""
    return through(X, parameters, range(1, depth(parameters) + 1), lambda layer: "relu")


@l_model_forward.mistake
def sigmoid_everywhere(X, parameters):
    """every layer uses the sigmoid: it belongs to layer L alone, the hidden layers are relu"""
    return through(X, parameters, range(1, depth(parameters) + 1), lambda layer: "sigmoid")


@l_model_forward.mistake
def sigmoid_one_layer_early(X, parameters):
    """the sigmoid stands in layer L - 1, and relu at the end: an off-by-one in the condition"""
    L = depth(parameters)
    return through(X, parameters, range(1, L + 1), lambda layer: "sigmoid" if layer == L - 1 else "relu")


@l_model_forward.mistake
def x_fed_again(X, parameters):
    """X is fed to every layer: layer l takes A[l-1], what the layer before has answered"""
    return through(X, parameters, range(1, depth(parameters) + 1), usual(parameters), feed=lambda A, X: X)


@l_model_forward.mistake
def twice_as_deep(X, parameters):
    """L = len(parameters) is used: every layer has two entries there, W and b, so L = len(parameters) // 2"""
    return through(X, parameters, range(1, len(parameters) + 1), usual(parameters))


@l_model_forward.mistake
def last_layer_left_out(X, parameters):
    """the last layer is never run: range(1, L) stops at L - 1"""
    return through(X, parameters, range(1, depth(parameters)), usual(parameters))


@l_model_forward.mistake
def counted_from_zero(X, parameters):
    """the layers are counted from 0: there is no W0; range(1, L + 1) counts from 1 to L"""
    return through(X, parameters, range(depth(parameters)), usual(parameters))


@l_model_forward.mistake
def last_cache_forgotten(X, parameters):
    """the cache of the last layer is not appended: there is one for each of the L layers"""
    AL, caches = reference.L_model_forward(X, parameters)
    return AL, caches[:-1]


@l_model_forward.mistake
def caches_of_linear_parts(X, parameters):
    """only the linear half of each cache is kept: append the whole cache of the layer, (linear_cache, Z)"""
    AL, caches = reference.L_model_forward(X, parameters)
    return AL, [linear_cache for linear_cache, _ in caches]


@l_model_forward.mistake
def returned_inside_the_loop(X, parameters):
    """the return stands inside the loop: it ends the function after layer 1; move it to the left"""
    return through(X, parameters, range(1, 2), usual(parameters))


@l_model_forward.mistake
def first_parameters_in_every_layer(X, parameters):
    """every layer is given W1 and b1: layer l takes parameters[f"W{l}"] and parameters[f"b{l}"]"""
    same = {name: parameters[f"{name[0]}1"] for name in parameters}
    return through(X, same, range(1, depth(parameters) + 1), usual(parameters))


@l_model_forward.mistake
def x_fed_to_hidden_layers(X, parameters):
    """X is fed to every hidden layer, and only the last one takes an answer: layer l takes A[l-1]"""
    L, A, caches = depth(parameters), X, []
    for layer in range(1, L + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = reference.linear_activation_forward(A if layer == L else X, W, b, usual(parameters)(layer))
        caches.append(cache)
    return A, caches


@l_model_forward.mistake
def names_sorted_as_texts(X, parameters):
    """the layers are taken in the order of their sorted names, where W10 comes before W2: count from 1 to L"""
    order = [int(name[1:]) for name in sorted(parameters) if name[0] == "W"]
    return through(X, parameters, order, lambda layer: "sigmoid" if layer == order[-1] else "relu")


@l_model_forward.mistake
def list_made_in_the_loop(X, parameters):
    """only the last cache is left, as from a list that is made inside the loop: make one before the loop"""
    AL, caches = reference.L_model_forward(X, parameters)
    return AL, caches[-1:]


@l_model_forward.mistake
def list_made_in_the_hidden_loop(X, parameters):
    """only the last two caches are left, as from a list that is made inside the loop over the hidden layers: make one
    before the loop
    """
    AL, caches = reference.L_model_forward(X, parameters)
    return AL, caches[-2:]


@l_model_forward.mistake
def last_cache_alone(X, parameters):
    """the last layer's cache comes back in place of the list of all caches: append each to a list"""
    AL, caches = reference.L_model_forward(X, parameters)
    return AL, caches[-1]


@l_model_forward.mistake
def caches_from_the_back(X, parameters):
    """the caches stand in the list from the last layer to the first: append each at the end, layer 1 comes first"""
    AL, caches = reference.L_model_forward(X, parameters)
    return AL, caches[::-1]


@l_model_forward.mistake
def every_cache_twice(X, parameters):
    """each cache stands in the list twice: append it once a layer"""
    AL, caches = reference.L_model_forward(X, parameters)
    return AL, [cache for cache in caches for _ in range(2)]


@l_model_forward.mistake
def only_the_sums_kept(X, parameters):
    """only Z of each cache is kept: append the whole cache of the layer, (linear_cache, Z)"""
    AL, caches = reference.L_model_forward(X, parameters)
    return AL, [Z for _, Z in caches]


@l_model_forward.mistake
def caches_first(X, parameters):
    """the caches come back first: it is AL, then the caches"""
    return reference.L_model_forward(X, parameters)[::-1]


@l_model_forward.mistake
def sigmoid_on_top_of_relu(X, parameters):
    """the last layer is a relu layer with a sigmoid on top: "relu" is for the hidden ones"""
    A, caches = through(X, parameters, range(1, depth(parameters) + 1), lambda layer: "relu")
    return sigmoid(A), caches


@l_model_forward.mistake
def sigmoid_twice(X, parameters):
    """the sigmoid is applied to AL once more: the last layer has done so already"""
    AL, caches = reference.L_model_forward(X, parameters)
    return sigmoid(AL), caches


@l_model_forward.mistake
def activations_exchanged(X, parameters):
    """relu and the sigmoid have changed places: relu in the hidden layers, the sigmoid in layer L"""
    return through(
        X,
        parameters,
        range(1, depth(parameters) + 1),
        lambda layer: "relu" if layer == depth(parameters) else "sigmoid",
    )


@l_model_forward.mistake
def sigmoid_first(X, parameters):
    """the sigmoid stands in layer 1 and relu in all others: it belongs to layer L"""
    return through(X, parameters, range(1, depth(parameters) + 1), lambda layer: "sigmoid" if layer == 1 else "relu")


@l_model_forward.mistake
def two_layers_only(X, parameters):
    """exactly two layers are assumed, as in week 3: loop over the L = len(parameters) // 2 layers"""
    return through(X, parameters, (1, 2), lambda layer: "sigmoid" if layer == 2 else "relu")


@l_model_forward.mistake
def last_layer_run_twice(X, parameters):
    """layer L is run twice, once as a relu layer in the loop: let the loop over the hidden layers stop at L - 1"""
    L = depth(parameters)
    A, caches = through(X, parameters, range(1, L + 1), lambda layer: "relu")
    AL, cache = reference.linear_activation_forward(A, parameters[f"W{L}"], parameters[f"b{L}"], "sigmoid")
    return AL, [*caches, cache]


@l_model_forward.mistake
def hidden_layers_do_not_bend(X, parameters):
    """the hidden layers do not bend: each is a relu layer, A = relu(Z)"""
    A, caches, L = X, [], depth(parameters)
    for layer in range(1, L + 1):
        A_prev, W, b = A, parameters[f"W{layer}"], parameters[f"b{layer}"]
        A = W @ A_prev + b
        caches.append(((A_prev, W, b), A))
    return sigmoid(A), caches


@l_model_forward.mistake
def cached_answer_of_the_layer(X, parameters):
    """the linear caches hold A[l] in place of A[l-1]: the way back needs what came into the layer"""
    AL, caches = reference.L_model_forward(X, parameters)
    answers = [linear_cache[0] for linear_cache, _ in caches[1:]] + [AL]
    return AL, [((A, W, b), Z) for A, ((_, W, b), Z) in zip(answers, caches, strict=True)]


# --- right, written differently -------------------------------------------------------------------------------------


@l_model_forward.right
def hidden_layers_then_the_last(X, parameters):
    """Return the same: a loop over the hidden layers, and the last layer after it."""
    L, A, caches = len([name for name in parameters if name.startswith("W")]), X, []
    for i in range(L - 1):
        Z = parameters[f"W{i + 1}"] @ A + parameters[f"b{i + 1}"]
        caches.append(((A, parameters[f"W{i + 1}"], parameters[f"b{i + 1}"]), Z))
        A = np.where(Z > 0, Z, 0)
    Z = parameters[f"W{L}"] @ A + parameters[f"b{L}"]
    return sigmoid(Z), [*caches, ((A, parameters[f"W{L}"], parameters[f"b{L}"]), Z)]
