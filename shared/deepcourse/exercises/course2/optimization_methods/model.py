"""Exercise 12: one trainer for all optimisers."""

import numpy as np

from deepcourse.exercises.course1.deep_image_classifier.trainings import cost_of, rings
from deepcourse.exercises.course2.optimization_methods import more_trainings, trainings
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import optimizers as reference

model = FunctionExercise(
    __name__,
    reference=reference.model,
    minutes=8,
    points_visible=4,
    points_hidden=7,
    random_cases=3,
    returns=("parameters", "costs"),
    hints=(
        "Two loops: over the epochs, and inside it over reference.random_mini_batches(X, Y, mini_batch_size, "
        "[seed, epoch]). What must live longer than an epoch, parameters, memory and t, begins before both.",
        "Per epoch: the rate, learning_rate / (1 + decay_rate * epoch). Per mini-batch: forward, cost, backward, t += 1"
        ", then parameters, memory = reference.step_of(optimizer, parameters, grads, memory, t, rate).",
        "total += compute_cost(AL, Y_part) * X_part.shape[1] for each mini-batch, and costs.append(total / X.shape[1]) "
        "after the last one of the epoch.",
    ),
)


@model.visible
def visible():
    """Return a training with each optimiser, two outputs, float32, and portions larger than the data."""
    rng = np.random.default_rng(12)
    X, Y = rings(np.random.default_rng(13), 3, 18)
    return [
        Case("gd, 3 epochs, decay 0.5", (*rings(rng, 2, 20), [2, 4, 1], "gd", 0.5, 8, 3, 0.5, 2)),
        Case("momentum, 4 epochs", (*rings(rng, 3, 23), [3, 5, 4, 1], "momentum", 0.8, 6, 4, 0.0, 5)),
        Case("rmsprop, 2 epochs", (*rings(rng, 2, 17), [2, 3, 1], "rmsprop", 0.01, 5, 2, 0.2, 7)),
        Case("adam, 3 epochs, decay 1", (*rings(rng, 2, 22), [2, 4, 2, 1], "adam", 0.05, 4, 3, 1.0, 3)),
        Case("two outputs", (X, np.vstack([Y, 1 - Y]), [3, 4, 2], "momentum", 0.4, 7, 2, 0.3, 8)),
        Case("float32", (X.astype(np.float32), Y.astype(np.float32), [3, 2, 1], "adam", 0.03, 5, 2, 0.6, 4)),
        Case("portions larger than the data", (X, Y, [3, 2, 1], "gd", 0.6, 40, 2, 0.4, 9)),
    ]


@model.draw
def draw(rng):
    """Return a training with a random optimiser and random settings."""
    optimizer = str(rng.choice(reference.OPTIMIZERS))
    m, size, epochs = (int(n) for n in rng.integers((12, 4, 2), (22, 9, 4)))
    dims = [2, *(int(n) for n in rng.integers(2, 6, size=rng.integers(1, 3))), 1]
    rate = float(rng.uniform(0.2, 1) * {"gd": 1, "momentum": 1}.get(optimizer, 0.05))
    chosen = (dims, optimizer, rate, size, epochs, float(rng.uniform(0.2, 1)), int(rng.integers(2, 10_000)))
    return Case(f"{optimizer}, {m} examples, {size} at a time, {epochs} epochs", (*rings(rng, 2, m), *chosen))


@model.edges
def edges(rng):
    """Return whole batches, portions larger than the data, two outputs, float32, and Adam over more epochs."""
    X, Y = rings(rng, 3, 19)
    narrow = X.astype(np.float32), Y.astype(np.float32)
    return [
        Case("all at once", (X, Y, [3, 4, 1], "momentum", 0.5, 19, 3, 0.3, 4)),
        Case("portions larger than the data", (X, Y, [3, 4, 1], "gd", 0.5, 64, 3, 0.3, 4)),
        Case("two outputs", (X, np.vstack([Y, 1 - Y]), [3, 4, 2], "rmsprop", 0.02, 8, 3, 0.3, 6)),
        Case("float32", (*narrow, [3, 4, 1], "adam", 0.02, 8, 2, 0.3, 6)),
        Case("adam, 4 epochs", (X, Y, [3, 4, 1], "adam", 0.02, 8, 4, 0.1, 11)),
        Case("gd, no decay", (X, Y, [3, 2, 1], "gd", 0.3, 8, 3, 0.0, 11)),
    ]


@model.property("many epochs, a lower cost")
def learns(f, rng):
    """Return a sentence unless a training lowers the cost, and returns the parameters that it ended with."""
    X, Y = rings(rng, 2, 32)
    parameters, costs = f(X, Y, [2, 6, 1], "adam", 0.1, 8, 15, 0.0, 3)
    last = cost_of(X, Y, parameters)
    if not last < costs[0] - 0.1:
        return f"the cost of the first epoch is {costs[0]:.4g}, that of the parameters returned {last:.4g}"
    return None


for mistake in more_trainings.MISTAKES:
    model.mistake(mistake)


@model.right
def memory_of_its_own(X, Y, layers_dims, optimizer, learning_rate, mini_batch_size, num_epochs, decay_rate, seed):
    """Return the same from a loop over all steps at once, with updates by name."""
    kind = np.result_type(X, np.float32)
    parameters = {n: p.astype(kind) for n, p in blocks.initialize_parameters_deep(layers_dims, seed).items()}
    memory, costs, m, t = list(reference.start_of(optimizer, parameters)), [0.0] * num_epochs, X.shape[1], 0
    plan = [(e, *part) for e in range(num_epochs) for part in trainings.parts(X, Y, mini_batch_size, [seed, e])]
    for t, (epoch, X_part, Y_part) in enumerate(plan, 1):
        AL, caches = blocks.L_model_forward(X_part, parameters)
        costs[epoch] += blocks.compute_cost(AL, Y_part) * X_part.shape[1] / m
        grads, rate = blocks.L_model_backward(AL, Y_part, caches), learning_rate / (1 + decay_rate * epoch)
        update = getattr(reference, f"update_parameters_with_{optimizer}")
        told = {"gd": (rate,), "momentum": (0.9, rate), "rmsprop": (0.99, rate), "adam": (t, rate)}[optimizer]
        result = update(parameters, grads, *memory, *told)
        parameters, *memory = (result,) if optimizer == "gd" else result
    return parameters, costs
