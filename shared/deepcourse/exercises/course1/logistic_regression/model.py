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


def with_parameters(data, w, b, costs):
    """Return the result of a model with these parameters, tried on both parts of the data."""
    X_train, Y_train, X_test, Y_test = data
    train, test = reference.predict(w, b, X_train), reference.predict(w, b, X_test)
    return {
        "w": w,
        "b": b,
        "costs": costs,
        "Y_prediction_train": train,
        "Y_prediction_test": test,
        "train_accuracy": reference.accuracy(train, Y_train),
        "test_accuracy": reference.accuracy(test, Y_test),
    }


@model.mistake
def trained_further_on_the_test_part(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the training goes on with the test part before that is answered: the neuron must never learn from it"""
    first = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    params, _, _ = reference.optimize(first["w"], first["b"], X_test, Y_test, num_iterations, learning_rate)
    answers = reference.predict(params["w"], params["b"], X_test)
    return first | params | {"Y_prediction_test": answers, "test_accuracy": reference.accuracy(answers, Y_test)}


@model.mistake
def size_from_the_examples(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """w gets a weight for every example, X_train.shape[1]: there is one for every input, X_train.shape[0]"""
    w, b = reference.initialize_with_zeros(X_train.shape[1])
    return reference.optimize(w, b, X_train, Y_train, num_iterations, learning_rate)


@model.mistake
def steps_and_rate_exchanged(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the learning rate is handed on as the number of steps: num_iterations comes first, then learning_rate"""
    w, b = reference.initialize_with_zeros(X_train.shape[0])
    return reference.optimize(w, b, X_train, Y_train, learning_rate, num_iterations)


@model.mistake
def steps_and_rate_of_the_text(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the steps are fixed at 2000 and the learning rate at 0.05: hand on the numbers that were given"""
    return reference.model(X_train, Y_train, X_test, Y_test, 2000, 0.05)


@model.mistake
def everything_of_the_start(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """w, b and all answers are those of the start: take w and b from what optimize returned"""
    w, b = reference.initialize_with_zeros(X_train.shape[0])
    costs = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)["costs"]
    return with_parameters((X_train, Y_train, X_test, Y_test), w, b, costs)


@model.mistake
def bias_of_the_start(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """b is that of the start, 0: take it from what optimize returned, like w"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return with_parameters((X_train, Y_train, X_test, Y_test), result["w"], 0.0, result["costs"])


@model.mistake
def answers_without_the_bias(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """predict gets the b of the start, 0: it needs the one that optimize returned"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    other = with_parameters((X_train, Y_train, X_test, Y_test), result["w"], 0.0, result["costs"])
    return other | {"b": result["b"]}


@model.mistake
def test_answers_of_the_training_part(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Y_prediction_test holds the answers to the training part: predict must be asked about X_test too"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return result | {"Y_prediction_test": result["Y_prediction_train"]}


@model.mistake
def answers_swapped(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Y_prediction_train and Y_prediction_test have changed places"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    train, test = result["Y_prediction_train"], result["Y_prediction_test"]
    return result | {"Y_prediction_train": test, "Y_prediction_test": train}


@model.mistake
def test_accuracy_by_training_size(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the right test answers are divided by the number of training examples: divide by that of the test examples"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return result | {"test_accuracy": result["test_accuracy"] * Y_test.shape[1] / Y_train.shape[1]}


@model.mistake
def test_accuracy_of_the_training_part(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """test_accuracy is that of the training part: compare the answers to the test part with Y_test"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return result | {"test_accuracy": result["train_accuracy"]}


@model.mistake
def right_answers_counted(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the right answers are counted: accuracy is their share, the number divided by how many examples there are"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    train, test = result["train_accuracy"] * Y_train.size, result["test_accuracy"] * Y_test.size
    return result | {"train_accuracy": train, "test_accuracy": test}


@model.mistake
def error_in_percent(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the accuracies are the share of wrong answers, in percent: asked for is the share of right ones, from 0 to 1"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return result | {part: 100 - 100 * result[part] for part in ("train_accuracy", "test_accuracy")}


@model.mistake
def parts_centred_on_their_own(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the mean of each part is subtracted from its inputs: take X_train and X_test as they are"""
    train, test = (X - X.mean(axis=1, keepdims=True) for X in (X_train, X_test))
    return reference.model(train, Y_train, test, Y_test, num_iterations, learning_rate)


@model.mistake
def parts_standardised_on_their_own(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """each part is standardised by its own mean and spread: take X_train and X_test as they are"""
    train, test = (
        (X - X.mean(axis=1, keepdims=True)) / (X.std(axis=1, keepdims=True) + 1e-12) for X in (X_train, X_test)
    )
    return reference.model(train, Y_train, test, Y_test, num_iterations, learning_rate)


@model.mistake
def standardised_by_the_training_part(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the inputs are standardised by mean and spread of the training part: take X_train and X_test as they are"""
    mean, spread = X_train.mean(axis=1, keepdims=True), X_train.std(axis=1, keepdims=True)
    train, test = (X_train - mean) / spread, (X_test - mean) / spread
    return reference.model(train, Y_train, test, Y_test, num_iterations, learning_rate)


@model.mistake
def divided_by_255(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the inputs are divided by 255: take X_train and X_test as they are"""
    return reference.model(X_train / 255, Y_train, X_test / 255, Y_test, num_iterations, learning_rate)


@model.mistake
def accuracies_missing(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the keys `train_accuracy` and `test_accuracy` are missing, and num_iterations and learning_rate stand there: the
    page lists all seven keys
    """
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    kept = {key: part for key, part in result.items() if not key.endswith("accuracy")}
    return kept | {"learning_rate": learning_rate, "num_iterations": num_iterations}


@model.mistake
def accuracies_left_out(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the keys `train_accuracy` and `test_accuracy` are missing: compare the answers of each part with its labels"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {key: part for key, part in result.items() if not key.endswith("accuracy")}


@model.mistake
def every_hundredth_cost(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """only every 100th cost is kept: hand on the whole list that optimize returned"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return result | {"costs": result["costs"][::100]}


@model.mistake
def last_cost_alone(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """costs is the last cost alone: hand on the whole list that optimize returned"""
    result = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return result | {"costs": result["costs"][-1]}


@model.mistake
def gradients_for_parameters(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """the gradients dw and db stand where w and b belong: optimize returns the parameters first"""
    w, b = reference.initialize_with_zeros(X_train.shape[0])
    _, grads, costs = reference.optimize(w, b, X_train, Y_train, num_iterations, learning_rate)
    return with_parameters((X_train, Y_train, X_test, Y_test), grads["dw"], grads["db"], costs)


def fixed(steps=None, rate=None):
    """Return the mistake of a fixed number of steps, or a fixed learning rate."""

    def mistake(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
        return reference.model(X_train, Y_train, X_test, Y_test, steps or num_iterations, rate or learning_rate)

    what = f"the learning rate is fixed at {rate:g}" if rate else f"the number of steps is fixed at {steps}"
    mistake.__name__ = f"fixed_{rate or steps:g}".replace(".", "_")
    mistake.__doc__ = f"{what}: hand on the one that was given"
    return mistake


for rate in (0.001, 0.009, 0.01, 0.05, 0.1, 0.5):
    model.mistake(fixed(rate=rate))
for steps in (100, 1000):
    model.mistake(fixed(steps=steps))


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
