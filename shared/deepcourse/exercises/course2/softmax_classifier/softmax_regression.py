"""Exercise 7: put it together."""

import numpy as np

from deepcourse.exercises.course2.softmax_classifier.scores import classes
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import softmax as reference
from deepcourse.nn.activations import sigmoid

softmax_regression = FunctionExercise(
    __name__,
    reference=reference.softmax_regression,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    random_cases=4,
    returns=("parameters", "costs"),
    hints=(
        "Before the loop: Y = reference.one_hot(labels, C), W = zeros (C, n_x), b = zeros (C, 1), an empty list.",
        "In the loop: Z = W @ X + b; append reference.cross_entropy_from_scores(Z, Y); "
        "dZ = reference.softmax_backward(reference.softmax(Z), Y).",
        "dW = dZ @ X.T / m and db = np.sum(dZ, axis=1, keepdims=True) / m; then one step down for W and for b.",
    ),
)


def clouds(rng, n_x, C, m):
    """Return (X, labels, C): overlapping clouds, one for each class."""
    labels = classes(rng, C, m)
    return 1.5 * rng.normal(size=(n_x, C))[:, labels] + rng.normal(size=(n_x, m)), labels, C


def too_large_for_probabilities():
    """Return (X, labels, C): after one step the third example is so wrong that softmax rounds its class to 0."""
    return np.array([[1000.0, 1000.0, 1000.0, -1000.0]]), np.array([0, 0, 1, 2]), 3


@softmax_regression.visible
def visible():
    """Return one step, several, more classes than occur, inputs too large for probabilities, and one example."""
    rng = np.random.default_rng(7)
    X, labels, _ = clouds(rng, 3, 2, 7)
    return [
        Case("8 examples of 3 classes, a single step", (*clouds(rng, 2, 3, 8), 1, 0.5)),
        Case("12 examples of 4 classes, 20 steps", (*clouds(rng, 3, 4, 12), 20, 0.2)),
        Case("5 classes, of which 2 occur", (X, labels, 5, 6, 0.3)),
        Case("very large inputs", (*too_large_for_probabilities(), 4, 0.5)),
        Case("one example", (*clouds(rng, 3, 4, 1), 3, 0.4)),
    ]


@softmax_regression.draw
def draw(rng):
    """Return a case of random size."""
    n_x, C = int(rng.integers(1, 6)), int(rng.integers(2, 6))
    m, steps, rate = int(rng.integers(C, 25)), int(rng.integers(2, 40)), float(rng.uniform(0.05, 0.5))
    return Case(f"{m} examples of {C} classes, {steps} steps", (*clouds(rng, n_x, C, m), steps, rate))


@softmax_regression.edges
def edges(rng):
    """Return one example, a class that does not occur, and inputs so large that probabilities are rounded to 0."""
    X, labels, C = too_large_for_probabilities()
    return [
        Case("one example", (*clouds(rng, 4, 3, 1), 5, 0.3)),
        Case("the last class does not occur", (*clouds(rng, 3, 3, 8)[:2], 4, 6, 0.2)),
        Case("very large inputs", (X + rng.normal(size=X.shape), labels, C, 4, 0.5)),
    ]


@softmax_regression.property("it starts undecided, and small steps lower the cost")
def starts_undecided(f, rng):
    """Return a sentence unless the first cost is log C, and the cost falls at a small rate."""
    _, costs = f(*clouds(rng, 3, 4, 20), 30, 0.05)
    if abs(costs[0] - np.log(4)) > 1e-9:
        return f"the first cost is {costs[0]:.6g}; zeros give 4 classes 1/4 each, so it is log 4 = {np.log(4):.6g}"
    return None if all(np.diff(costs) < 0) else "at a small learning rate the cost went up"


def trained(step_of, cost_of=reference.cross_entropy_from_scores, X=None, labels=None, C=0, steps=0, rate=0.0):
    """Return (parameters, costs) with a step and a cost of the caller's own."""
    Y, W, b, costs = reference.one_hot(labels, C), np.zeros((C, len(X))), np.zeros((C, 1)), []
    for _ in range(steps):
        Z = W @ X + b
        costs.append(cost_of(Z, Y))
        dW, db = step_of(Z, X, Y)
        W, b = W - rate * dW, b - rate * db
    return {"W1": W, "b1": b}, costs


def gradients(dZ, X):
    """Return dW and db, means over the examples."""
    return dZ @ X.T / X.shape[1], dZ.sum(axis=1, keepdims=True) / X.shape[1]


# --- known mistakes -------------------------------------------------------------------------------------------------


@softmax_regression.mistake
def missing_one_over_m(X, labels, C, num_iterations, learning_rate):
    """the 1/m is missing in dW and db: they are means over the examples, else the step grows with the data"""
    return reference.softmax_regression(X, labels, C, num_iterations, learning_rate * X.shape[1])


@softmax_regression.mistake
def extra_one_over_m(X, labels, C, num_iterations, learning_rate):
    """the 1/m is there twice: once in dW and db is right, dZ itself is not divided"""
    return reference.softmax_regression(X, labels, C, num_iterations, learning_rate / X.shape[1])


@softmax_regression.mistake
def uphill(X, labels, C, num_iterations, learning_rate):
    """the steps go uphill: the cost rises; check the sign of dZ and of the update"""
    return reference.softmax_regression(X, labels, C, num_iterations, -learning_rate)


@softmax_regression.mistake
def cost_after_the_step(X, labels, C, num_iterations, learning_rate):
    """each cost is taken after its step: costs[0] belongs to the zeros that training starts from"""
    parameters, _ = reference.softmax_regression(X, labels, C, num_iterations, learning_rate)
    _, costs = reference.softmax_regression(X, labels, C, num_iterations + 1, learning_rate)
    return parameters, costs[1:]


@softmax_regression.mistake
def sigmoid_per_class(X, labels, C, num_iterations, learning_rate):
    """each class has a sigmoid of its own: the probabilities of an example need not sum to 1"""

    def step(Z, X, Y):
        return gradients(sigmoid(Z) - Y, X)

    def cost(Z, Y):
        return float(np.mean(np.sum(Y * np.logaddexp(0, -Z), axis=0)))

    return trained(step, cost, X, labels, C, num_iterations, learning_rate)


@softmax_regression.mistake
def bias_never_learns(X, labels, C, num_iterations, learning_rate):
    """the biases stay at zero: they are updated like the weights"""

    def step(Z, X, Y):
        dW, db = gradients(reference.softmax(Z) - Y, X)
        return dW, 0 * db

    return trained(step, X=X, labels=labels, C=C, steps=num_iterations, rate=learning_rate)


@softmax_regression.mistake
def softmax_over_the_examples(X, labels, C, num_iterations, learning_rate):
    """softmax runs over the examples (axis=1): the classes of one example compete, axis=0"""

    def step(Z, X, Y):
        return gradients(reference.softmax(Z.T).T - Y, X)

    return trained(step, X=X, labels=labels, C=C, steps=num_iterations, rate=learning_rate)


@softmax_regression.mistake
def cost_through_probabilities(X, labels, C, num_iterations, learning_rate):
    """the cost is taken from rounded probabilities, and becomes inf: take it from the scores, as in exercise 4"""

    def step(Z, X, Y):
        return gradients(reference.softmax(Z) - Y, X)

    def cost(Z, Y):
        return reference.cross_entropy(reference.softmax(Z), Y)

    return trained(step, cost, X, labels, C, num_iterations, learning_rate)


@softmax_regression.mistake
def begun_inside_the_loop(X, labels, C, num_iterations, learning_rate):
    """W and b are set to zeros inside the loop, so that every step starts from nothing: they begin before it"""
    parameters, costs = reference.softmax_regression(X, labels, C, 1, learning_rate)
    return parameters, costs * num_iterations


@softmax_regression.mistake
def returned_inside_the_loop(X, labels, C, num_iterations, learning_rate):
    """the training ends after its first step: the `return` stands inside the loop, it belongs after it"""
    return reference.softmax_regression(X, labels, C, 1, learning_rate)


@softmax_regression.mistake
def rate_fixed(X, labels, C, num_iterations, learning_rate):
    """the learning rate is fixed at 0.1: take the one that is given"""
    return reference.softmax_regression(X, labels, C, num_iterations, 0.1)


@softmax_regression.mistake
def classes_counted(X, labels, C, num_iterations, learning_rate):
    """the number of classes is taken from the labels: a class that does not occur in them still needs its row"""
    return reference.softmax_regression(X, labels, int(np.max(labels)) + 1, num_iterations, learning_rate)


def _right_step(Z, X, Y):
    return gradients(reference.softmax(Z) - Y, X)


@softmax_regression.mistake
def classes_counted_and_every_tenth_cost(X, labels, C, num_iterations, learning_rate):
    """the number of classes is taken from the labels, and only every tenth cost is kept: a class that does not occur
    needs its row, and every step its cost
    """
    parameters, costs = classes_counted(X, labels, C, num_iterations, learning_rate)
    return parameters, costs[::10]


@softmax_regression.mistake
def every_tenth_cost(X, labels, C, num_iterations, learning_rate):
    """only every tenth cost is kept: there is one for each step"""
    parameters, costs = reference.softmax_regression(X, labels, C, num_iterations, learning_rate)
    return parameters, costs[::10]


@softmax_regression.mistake
def every_hundredth_cost(X, labels, C, num_iterations, learning_rate):
    """only every hundredth cost is kept: there is one for each step"""
    parameters, costs = reference.softmax_regression(X, labels, C, num_iterations, learning_rate)
    return parameters, costs[::100]


@softmax_regression.mistake
def last_cost_alone(X, labels, C, num_iterations, learning_rate):
    """only the last cost is there: the list is begun inside the loop, it belongs before it"""
    parameters, costs = reference.softmax_regression(X, labels, C, num_iterations, learning_rate)
    return parameters, costs[-1:]


def _from_weights(W, X, labels, C, num_iterations, learning_rate):
    """Return a training that begins with other weights."""
    Y, b, costs = reference.one_hot(labels, C), np.zeros((C, 1)), []
    for _ in range(num_iterations):
        Z = W @ X + b
        costs.append(reference.cross_entropy_from_scores(Z, Y))
        dW, db = _right_step(Z, X, Y)
        W, b = W - learning_rate * dW, b - learning_rate * db
    return {"W1": W, "b1": b}, costs


@softmax_regression.mistake
def small_random_weights(X, labels, C, num_iterations, learning_rate):
    """training starts from small random weights, 0.01 * randn with the seed 1: it starts from zeros, one layer has no
    symmetry to break
    """
    W = np.random.RandomState(1).randn(C, len(X)) * 0.01
    return _from_weights(W, X, labels, C, num_iterations, learning_rate)


@softmax_regression.mistake
def small_random_weights_of_seed_0(X, labels, C, num_iterations, learning_rate):
    """training starts from small random weights, 0.01 * randn with the seed 0: it starts from zeros, one layer has no
    symmetry to break
    """
    W = np.random.RandomState(0).randn(C, len(X)) * 0.01
    return _from_weights(W, X, labels, C, num_iterations, learning_rate)


@softmax_regression.mistake
def weights_begin_with_ones(X, labels, C, num_iterations, learning_rate):
    """the weights begin with ones: training starts from zeros"""
    return _from_weights(np.ones((C, len(X))), X, labels, C, num_iterations, learning_rate)


@softmax_regression.mistake
def slopes_taken_anew_for_the_bias(X, labels, C, num_iterations, learning_rate):
    """the slopes of b are computed from the new W: both slopes belong to the same scores, compute them before either is
    updated
    """
    Y, W, b, costs = reference.one_hot(labels, C), np.zeros((C, len(X))), np.zeros((C, 1)), []
    for _ in range(num_iterations):
        costs.append(reference.cross_entropy_from_scores(W @ X + b, Y))
        W = W - learning_rate * _right_step(W @ X + b, X, Y)[0]
        b = b - learning_rate * _right_step(W @ X + b, X, Y)[1]
    return {"W1": W, "b1": b}, costs


@softmax_regression.mistake
def weights_never_learn(X, labels, C, num_iterations, learning_rate):
    """the weights stay at zero: they are updated like the biases"""
    return trained(
        lambda Z, X, Y: (0.0, _right_step(Z, X, Y)[1]),
        X=X,
        labels=labels,
        C=C,
        steps=num_iterations,
        rate=learning_rate,
    )


@softmax_regression.mistake
def one_over_m_missing_in_the_weights(X, labels, C, num_iterations, learning_rate):
    """the 1/m is missing in dW: it is a mean over the examples, as db is"""

    def step(Z, X, Y):
        dW, db = _right_step(Z, X, Y)
        return dW * X.shape[1], db

    return trained(step, X=X, labels=labels, C=C, steps=num_iterations, rate=learning_rate)


@softmax_regression.mistake
def one_over_m_missing_in_the_biases(X, labels, C, num_iterations, learning_rate):
    """the 1/m is missing in db: it is a mean over the examples, as dW is"""

    def step(Z, X, Y):
        dW, db = _right_step(Z, X, Y)
        return dW, db * X.shape[1]

    return trained(step, X=X, labels=labels, C=C, steps=num_iterations, rate=learning_rate)


@softmax_regression.mistake
def one_step_too_few(X, labels, C, num_iterations, learning_rate):
    """there is one step too few: range(num_iterations) has them all"""
    return reference.softmax_regression(X, labels, C, num_iterations - 1, learning_rate)


@softmax_regression.mistake
def one_step_too_many(X, labels, C, num_iterations, learning_rate):
    """there is one step too many: range(num_iterations) has them all"""
    return reference.softmax_regression(X, labels, C, num_iterations + 1, learning_rate)


@softmax_regression.mistake
def named_without_a_number(X, labels, C, num_iterations, learning_rate):
    """the parameters are called W and b: their names are W1 and b1"""
    parameters, costs = reference.softmax_regression(X, labels, C, num_iterations, learning_rate)
    return {"W": parameters["W1"], "b": parameters["b1"]}, costs


@softmax_regression.mistake
def sums_for_costs(X, labels, C, num_iterations, learning_rate):
    """the costs are sums over the examples: they are means"""
    parameters, costs = reference.softmax_regression(X, labels, C, num_iterations, learning_rate)
    return parameters, [cost * X.shape[1] for cost in costs]


@softmax_regression.mistake
def parameters_never_change(X, labels, C, num_iterations, learning_rate):
    """the parameters stay at zero: keep what the update returns"""
    return trained(lambda Z, X, Y: (0.0, 0.0), X=X, labels=labels, C=C, steps=num_iterations, rate=learning_rate)


# --- right, written differently -------------------------------------------------------------------------------------


@softmax_regression.right
def with_one_matrix(X, labels, C, num_iterations, learning_rate):
    """Return the same, the bias as the weight of an input that is always 1."""
    X1, Y, W, costs = np.vstack([X, np.ones((1, X.shape[1]))]), np.eye(C)[:, labels], np.zeros((C, len(X) + 1)), []
    for _ in range(num_iterations):
        Z = W @ X1
        log_sum = np.logaddexp.reduce(Z, axis=0)
        costs.append(np.mean(log_sum - np.sum(Z * Y, axis=0)))
        W = W - learning_rate * (np.exp(Z - log_sum) - Y) @ X1.T / X.shape[1]
    return {"W1": W[:, :-1], "b1": W[:, -1:]}, costs
