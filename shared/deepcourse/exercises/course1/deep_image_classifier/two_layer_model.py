"""Exercise 1: a whole network with one hidden layer."""

import numpy as np

from deepcourse.exercises.course1.deep_image_classifier.trainings import MISTAKES, learns, rings, start_of, trained
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import deep_network as reference
from deepcourse.nn.activations import ACTIVATIONS

two_layer_model = FunctionExercise(
    __name__,
    reference=reference.two_layer_model,
    minutes=8,
    points_visible=8,
    points_hidden=12,
    random_cases=4,
    returns=("parameters", "costs"),
    hints=(
        "Before the loop: blocks.initialize_parameters_deep(layers_dims, seed) and an empty list of costs.",
        "In the loop, in this order: A1 and cache1 (relu), A2 and cache2 (sigmoid), the cost, the gradients, the "
        "update. Each backward block takes the cache of its own forward block.",
        "The last layer starts from dZ2 = A2 - Y: dA1, dW2, db2 = blocks.linear_backward(A2 - Y, cache2[0]); then "
        'dA1 goes back through blocks.linear_activation_backward(dA1, cache1, "relu").',
    ),
)


@two_layer_model.visible
def visible():
    """Return a single step, trainings that differ in everything, two outputs, one example, one hidden unit."""
    rng = np.random.default_rng(41)
    X, Y = rings(np.random.default_rng(40), 3, 10)
    return [
        Case("one step, sizes 2-4-1, rate 0.5, seed 2", (*rings(rng, 2, 12), (2, 4, 1), 0.5, 1, 2)),
        Case("25 steps, sizes 3-5-1, rate 0.3, seed 4", (*rings(rng, 3, 20), (3, 5, 1), 0.3, 25, 4)),
        Case("120 steps, sizes 2-3-1, rate 0.8, seed 7", (*rings(rng, 2, 30), (2, 3, 1), 0.8, 120, 7)),
        Case("6 steps, two outputs, sizes in a list", (X, np.vstack([Y, 1 - Y]), [3, 4, 2], 0.4, 6, 6)),
        Case("4 steps, one example, sizes 3-4-1", (X[:, :1], Y[:, :1], (3, 4, 1), 0.5, 4, 5)),
        Case("20 steps, one hidden unit", (*rings(rng, 2, 10), (2, 1, 1), 0.5, 20, 3)),
    ]


@two_layer_model.draw
def draw(rng):
    """Return a case of random sizes, rate and number of steps."""
    n_x, n_h, m, steps = (int(n) for n in rng.integers((2, 2, 8, 2), (6, 8, 30, 25)))
    chosen = ((n_x, n_h, 1), float(rng.uniform(0.1, 0.8)), steps, int(rng.integers(2, 10_000)))
    return Case(f"{steps} steps, sizes {n_x}-{n_h}-1", (*rings(rng, n_x, m), *chosen))


@two_layer_model.edges
def edges(rng):
    """Return a single hidden unit, a single example, two outputs, and sizes in a list."""
    X, Y = rings(rng, 3, 10)
    return [
        Case("one hidden unit", (*rings(rng, 2, 10), (2, 1, 1), 0.5, 10, 3)),
        Case("one example", (X[:, :1], Y[:, :1], (3, 4, 1), 0.5, 10, 5)),
        Case("two outputs", (X, np.vstack([Y, 1 - Y]), (3, 4, 2), 0.5, 10, 6)),
        Case("sizes in a list", (X, Y, [3, 4, 1], 0.2, 30, 8)),
    ]


two_layer_model.property("many steps, a lower cost")(learns((2, 5, 1), 0.8))


# --- known mistakes -------------------------------------------------------------------------------------------------


def hidden_activation(name):
    """Return a training whose hidden layer bends with another function."""
    forward, backward = ACTIVATIONS[name]

    def model(X, Y, layers_dims, learning_rate, num_iterations, seed):
        p, costs, m = start_of(layers_dims, seed), [], X.shape[1]
        for _ in range(num_iterations):
            Z1 = p["W1"] @ X + p["b1"]
            A1 = forward(Z1)
            A2 = ACTIVATIONS["sigmoid"][0](p["W2"] @ A1 + p["b2"])
            costs.append(blocks.compute_cost(A2, Y))
            dZ2 = A2 - Y
            dZ1 = backward(p["W2"].T @ dZ2, Z1)
            grads = {"dW1": dZ1 @ X.T / m, "db1": dZ1.sum(axis=1, keepdims=True) / m}
            grads |= {"dW2": dZ2 @ A1.T / m, "db2": dZ2.sum(axis=1, keepdims=True) / m}
            p = blocks.update_parameters(p, grads, learning_rate)
        return p, costs

    return model


for mistake in MISTAKES:
    two_layer_model.mistake(mistake)


@two_layer_model.mistake
def sigmoid_hidden(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the hidden layer bends with the sigmoid: ReLU there, the sigmoid at the output only"""
    return hidden_activation("sigmoid")(X, Y, layers_dims, learning_rate, num_iterations, seed)


@two_layer_model.mistake
def tanh_hidden(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the hidden layer bends with tanh, as in week 3: here it is ReLU"""
    return hidden_activation("tanh")(X, Y, layers_dims, learning_rate, num_iterations, seed)


def step_by_step(X, Y, layers_dims, learning_rate, num_iterations, seed, renamed):
    """Return a training whose gradients pass through `renamed`."""

    def gradients(p):
        AL, caches = blocks.L_model_forward(X, p)
        return renamed(blocks.L_model_backward(AL, Y, caches))

    return trained(start_of(layers_dims, seed), X, Y, learning_rate, num_iterations, gradients)


@two_layer_model.mistake
def biases_exchanged(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """db1 and db2 have changed places: each layer's bias is moved by its own gradient"""
    return step_by_step(
        X, Y, layers_dims, learning_rate, num_iterations, seed, lambda g: g | {"db1": g["db2"], "db2": g["db1"]}
    )


@two_layer_model.mistake
def layers_exchanged(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the gradients of the two layers have changed places: what comes back from layer 2's block is dW2 and db2"""
    return step_by_step(
        X,
        Y,
        layers_dims,
        learning_rate,
        num_iterations,
        seed,
        lambda g: {"dW1": g["dW2"], "db1": g["db2"], "dW2": g["dW1"], "db2": g["db1"]},
    )


@two_layer_model.mistake
def whole_cache_handed_on(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the whole of cache2 is handed to linear_backward: it takes the first half, cache2[0]"""
    AL, caches = blocks.L_model_forward(X, start_of(layers_dims, seed))
    return blocks.linear_backward(AL - Y, caches[-1])


# --- right, written differently -------------------------------------------------------------------------------------


by_formulas = two_layer_model.right(hidden_activation("relu"))
by_formulas.__name__ = "by_formulas"


@two_layer_model.right
def with_blocks_one_by_one(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """Return the same from the blocks of single layers."""
    parameters, costs = start_of(layers_dims, seed), []
    while len(costs) < num_iterations:
        W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
        A1, cache1 = blocks.linear_activation_forward(X, W1, b1, "relu")
        A2, cache2 = blocks.linear_activation_forward(A1, W2, b2, "sigmoid")
        costs.append(blocks.compute_cost(A2, Y))
        grads = {}
        dA1, grads["dW2"], grads["db2"] = blocks.linear_backward(A2 - Y, cache2[0])
        _, grads["dW1"], grads["db1"] = blocks.linear_activation_backward(dA1, cache1, "relu")
        parameters = {name: p - learning_rate * grads["d" + name] for name, p in parameters.items()}
    return parameters, costs
