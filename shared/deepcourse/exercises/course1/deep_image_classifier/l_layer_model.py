"""Exercise 2: a whole network of any depth."""

import numpy as np

from deepcourse.exercises.course1.deep_image_classifier.trainings import (
    MISTAKES,
    learns,
    rings,
    start_of,
    trained,
    trained_in_part,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import deep_network as reference

l_layer_model = FunctionExercise(
    __name__,
    name="L_layer_model",
    reference=reference.L_layer_model,
    minutes=7,
    points_visible=9,
    points_hidden=13,
    random_cases=4,
    returns=("parameters", "costs"),
    hints=(
        "It is the loop of two_layer_model; the package's L_model_forward and L_model_backward do all layers at once.",
        "In the loop: AL, caches = blocks.L_model_forward(X, parameters); the cost of AL; grads from "
        "blocks.L_model_backward(AL, Y, caches); the update.",
        "Append the cost before the update, keep what update_parameters returns, and return two things: "
        "parameters, costs.",
    ),
)


@l_layer_model.visible
def visible():
    """Return a single step, trainings that differ in everything, two outputs, one example, a single layer."""
    rng = np.random.default_rng(42)
    X, Y = rings(np.random.default_rng(40), 3, 10)
    return [
        Case("one step, sizes 2-4-3-1, rate 0.5, seed 2", (*rings(rng, 2, 12), [2, 4, 3, 1], 0.5, 1, 2)),
        Case("25 steps, sizes 3-5-4-2-1, rate 0.3, seed 4", (*rings(rng, 3, 20), [3, 5, 4, 2, 1], 0.3, 25, 4)),
        Case("120 steps, sizes 2-6-3-1, rate 0.6, seed 7", (*rings(rng, 2, 30), [2, 6, 3, 1], 0.6, 120, 7)),
        Case("6 steps, two outputs, sizes 3-4-5-2", (X, np.vstack([Y, 1 - Y]), [3, 4, 5, 2], 0.4, 6, 6)),
        Case("4 steps, one example, sizes 3-4-2-1", (X[:, :1], Y[:, :1], [3, 4, 2, 1], 0.5, 4, 5)),
        Case("20 steps, a single layer", (X, Y, [3, 1], 0.5, 20, 3)),
    ]


@l_layer_model.draw
def draw(rng):
    """Return a case of random depth, sizes, rate and number of steps."""
    dims = [int(n) for n in rng.integers(2, 7, size=rng.integers(2, 5))] + [1]
    m, steps = (int(n) for n in rng.integers((8, 2), (30, 25)))
    chosen = (dims, float(rng.uniform(0.1, 0.6)), steps, int(rng.integers(2, 10_000)))
    return Case(f"{steps} steps, sizes {'-'.join(map(str, dims))}", (*rings(rng, dims[0], m), *chosen))


@l_layer_model.edges
def edges(rng):
    """Return a single layer (logistic regression), five hidden layers, a single example, and two outputs."""
    X, Y = rings(rng, 3, 10)
    return [
        Case("a single layer", (X, Y, [3, 1], 0.5, 10, 3)),
        Case("six layers", (X, Y, [3, 5, 5, 4, 4, 3, 1], 0.3, 15, 9)),
        Case("one example", (X[:, :1], Y[:, :1], [3, 4, 2, 1], 0.5, 10, 5)),
        Case("two outputs", (X, np.vstack([Y, 1 - Y]), [3, 4, 4, 2], 0.5, 20, 6)),
    ]


l_layer_model.property("many steps, a lower cost")(learns((2, 6, 4, 1), 0.6))


# --- known mistakes -------------------------------------------------------------------------------------------------

for mistake in MISTAKES:
    l_layer_model.mistake(mistake)


@l_layer_model.mistake
def only_the_last_layer_learns(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """only the last layer learns: all layers are updated"""
    last = str(len(layers_dims) - 1)

    def update(parameters, grads, rate):
        return {name: p - rate * grads["d" + name] if name[1:] == last else p for name, p in parameters.items()}

    return trained(start_of(layers_dims, seed), X, Y, learning_rate, num_iterations, update=update)


@l_layer_model.mistake
def inner_layers_dropped(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the network has two layers only: hand all of layers_dims to initialize_parameters_deep"""
    first, second, *_, last = [*layers_dims, layers_dims[-1]] if len(layers_dims) == 2 else layers_dims
    return reference.L_layer_model(X, Y, [first, second, last], learning_rate, num_iterations, seed)


@l_layer_model.mistake
def forward_not_unpacked(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """L_model_forward's whole result is taken for AL: it is two things, so write AL, caches = ... first"""
    AL = blocks.L_model_forward(X, start_of(layers_dims, seed))
    return blocks.compute_cost(AL, Y)


@l_layer_model.mistake
def first_and_last_layer_learn(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """only the first and the last layer learn: loop over all names in `parameters`, or call update_parameters"""
    ends = "1", str(len(layers_dims) - 1)
    return trained_in_part(lambda name: name[1:] in ends, X, Y, layers_dims, learning_rate, num_iterations, seed)


@l_layer_model.mistake
def two_layers_learn(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """only layers 1 and 2 learn, by the names of the two-layer model: all layers are updated"""
    return trained_in_part(lambda name: name[1:] in "12", X, Y, layers_dims, learning_rate, num_iterations, seed)


@l_layer_model.mistake
def last_layer_stays(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the last layer never changes: range(1, L) stops at L - 1"""
    last = str(len(layers_dims) - 1)
    return trained_in_part(lambda name: name[1:] != last, X, Y, layers_dims, learning_rate, num_iterations, seed)


@l_layer_model.mistake
def arguments_exchanged(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """L_model_forward is given the parameters first: it takes the pictures first, L_model_forward(X, parameters)"""
    return blocks.L_model_forward(start_of(layers_dims, seed), X)


# --- right, written differently -------------------------------------------------------------------------------------


@l_layer_model.right
def layer_by_layer(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """Return the same from lists of arrays and plain formulas."""
    first, L, m = start_of(layers_dims, seed), len(layers_dims) - 1, X.shape[1]
    W, b = ([first[f"{letter}{layer}"] for layer in range(1, L + 1)] for letter in "Wb")
    costs = []
    for _ in range(num_iterations):
        A = [X]
        for layer in range(L):
            Z = W[layer] @ A[-1] + b[layer]
            A.append(np.maximum(Z, 0) if layer < L - 1 else 1 / (1 + np.exp(-Z)))
        costs.append(float(-np.sum(np.log(np.where(Y == 1, A[-1], 1 - A[-1]))) / m))
        dZ = A[-1] - Y
        for layer in reversed(range(L)):
            dA = W[layer].T @ dZ
            W[layer] = W[layer] - learning_rate * dZ @ A[layer].T / m
            b[layer] = b[layer] - learning_rate * dZ.mean(axis=1, keepdims=True)
            dZ = dA * (A[layer] > 0)
    return {f"W{i}": w for i, w in enumerate(W, 1)} | {f"b{i}": c for i, c in enumerate(b, 1)}, costs


@l_layer_model.right
def with_while(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """Return the same from a while loop over the blocks."""
    parameters, costs = start_of(layers_dims, seed), []
    while len(costs) < num_iterations:
        AL, caches = blocks.L_model_forward(X, parameters)
        costs += [blocks.compute_cost(AL, Y)]
        parameters = blocks.update_parameters(parameters, blocks.L_model_backward(AL, Y, caches), learning_rate)
    return parameters, costs
