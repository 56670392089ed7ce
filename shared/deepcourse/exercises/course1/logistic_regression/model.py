"""Exercise 6: put it together."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import logistic_regression as reference

model = FunctionExercise(
    __name__,
    reference=reference.model,
    minutes=8,
    points_visible=5,
    points_hidden=7,
    random_cases=3,
    returns=("result",),
    any_number_type=True,
    hints=(
        "Three calls: reference.initialize_with_zeros for the start, reference.optimize on the training part, "
        "reference.predict on both parts.",
        "How many inputs there are stands in X_train.shape[0].",
        "The share of right answers is np.mean(answers == labels).",
    ),
)


def clouds(rng, n_x, m_train, m_test):
    """Return (X_train, Y_train, X_test, Y_test): two overlapping clouds of points, one for each label."""
    centre = rng.normal(size=(n_x, 1))

    def part(m):
        Y = (np.arange(m) % 3 == 0).astype(float).reshape(1, m)  # a third of them: the labels are not balanced
        return centre * (2 * Y - 1) + 1.5 * rng.normal(size=(n_x, m)), Y

    return *part(m_train), *part(m_test)


@model.visible
def visible():
    """Return a small and a larger data set, trained for different times at different rates, and a single step."""
    rng = np.random.default_rng(6)
    return [
        Case("14 examples to learn from, 9 to test on", (*clouds(rng, 2, 14, 9), 60, 0.5)),
        Case("30 examples to learn from, 16 to test on", (*clouds(rng, 3, 30, 16), 3, 0.1)),
        Case("12 examples to learn from, one to test on, a single step", (*clouds(rng, 4, 12, 1), 1, 0.2)),
    ]


@model.draw
def draw(rng):
    """Return a case of random size."""
    m_train, m_test = int(rng.integers(10, 40)), int(rng.integers(5, 30))
    steps, rate = int(rng.integers(2, 60)), float(rng.uniform(0.05, 0.5))
    data = clouds(rng, int(rng.integers(1, 6)), m_train, m_test)
    return Case(f"{m_train} and {m_test} examples", (*data, steps, rate))


@model.edges
def edges(rng):
    """Return a single test example, and a single step."""
    return [
        Case("one example to test on", (*clouds(rng, 2, 10, 1), 20, 0.3)),
        Case("a single step", (*clouds(rng, 4, 12, 12), 1, 0.2)),
    ]


@model.property("the test part teaches nothing")
def test_part_teaches_nothing(f, rng):
    """Return a sentence unless the parameters stay the same when the test part changes."""
    X_train, Y_train, X_test, Y_test = clouds(rng, 2, 12, 8)
    one = f(X_train, Y_train, X_test, Y_test, 10, 0.3)["w"]
    other = f(X_train, Y_train, X_test + 1, 1 - Y_test, 10, 0.3)["w"]
    return None if np.array_equal(one, other) else "other test data gave other weights: the neuron saw them in training"


# --- known mistakes -------------------------------------------------------------------------------------------------


@model.mistake
def trained_on_everything(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the neuron is trained on the test part too: its test accuracy then says nothing about new pictures"""
    X, Y = np.hstack([X_train, X_test]), np.hstack([Y_train, Y_test])
    learned = reference.model(X, Y, X_test, Y_test, num_iterations, learning_rate)
    answers = reference.predict(learned["w"], learned["b"], X_train)
    return learned | {"Y_prediction_train": answers, "train_accuracy": reference.accuracy(answers, Y_train)}


@model.mistake
def accuracies_swapped(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """train_accuracy and test_accuracy have changed places"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return result | {"train_accuracy": result["test_accuracy"], "test_accuracy": result["train_accuracy"]}


@model.mistake
def error_instead_of_accuracy(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the share of wrong answers is given: accuracy is the share of right ones"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return result | {part: 1 - result[part] for part in ("train_accuracy", "test_accuracy")}


@model.mistake
def percent(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the accuracies are in percent: asked for are shares, from 0 to 1"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return result | {part: 100 * result[part] for part in ("train_accuracy", "test_accuracy")}


@model.mistake
def untrained_answers(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the answers are those of the starting parameters: predict needs the ones that optimize returned"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    w, b = reference.initialize_with_zeros(X_train.shape[0])
    train, test = reference.predict(w, b, X_train), reference.predict(w, b, X_test)
    return result | {
        "Y_prediction_train": train,
        "Y_prediction_test": test,
        "train_accuracy": reference.accuracy(train, Y_train),
        "test_accuracy": reference.accuracy(test, Y_test),
    }


@model.mistake
def fixed_learning_rate(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the learning rate is fixed at 0.005: hand on the one that was given"""
    return reference.model(X_train, Y_train, X_test, Y_test, num_iterations, 0.005)


@model.mistake
def trained_on_the_test_part(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the neuron is trained on the test part instead of the training part"""
    learned = reference.model(X_test, Y_test, X_test, Y_test, num_iterations, learning_rate)
    answers = reference.predict(learned["w"], learned["b"], X_train)
    return learned | {"Y_prediction_train": answers, "train_accuracy": reference.accuracy(answers, Y_train)}


# --- right, written differently -------------------------------------------------------------------------------------


@model.right
def with_absolute_differences(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Return the same, the accuracy as one minus the mean distance of answer and label."""
    w, b = np.zeros((len(X_train), 1)), 0.0
    params, _, costs = reference.optimize(w, b, X_train, Y_train, num_iterations, learning_rate)
    result = dict(costs=costs, **params)
    for part, X, Y in (("train", X_train, Y_train), ("test", X_test, Y_test)):
        answers = reference.predict(params["w"], params["b"], X)
        result[f"Y_prediction_{part}"] = answers
        result[f"{part}_accuracy"] = 1 - np.mean(np.abs(answers - Y))
    return result
