"""Exercise 3: from pictures to answers."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import deep_network as reference
from deepcourse.nn.activations import sigmoid

predict = FunctionExercise(
    __name__,
    reference=reference.predict,
    minutes=2,
    points_visible=3,
    points_hidden=5,
    random_cases=4,
    returns=("the answers",),
    any_number_type=True,
    hints=(
        "blocks.L_model_forward(X, parameters) returns AL and the caches; only AL is needed.",
        "AL >= 0.5 is an array of True and False, of the shape of AL.",
        "(AL >= 0.5).astype(float) makes zeros and ones of it.",
    ),
)


def network(rng, dims):
    """Return random parameters of a network of any depth; the biases are not zero."""
    parameters = blocks.initialize_parameters_deep(dims, int(rng.integers(10_000)))
    return {name: rng.normal(size=p.shape) if name[0] == "b" else 1.5 * p for name, p in parameters.items()}


def on_the_fence():
    """Return (X, parameters) of three layers with z = -1, 0, 0.25 and 2 at the output: A is exactly 0.5 once."""
    one = np.eye(2), np.zeros((2, 1))
    parameters = dict(zip(("W1", "b1", "W2", "b2"), one + one, strict=True))
    parameters |= {"W3": np.array([[1.0, -1.0]]), "b3": np.zeros((1, 1))}
    return np.array([[0.0, 0.5, 0.5, 2.0], [1.0, 0.5, 0.25, 0.0]]), parameters


@predict.visible
def visible():
    """Return the undecided network, two layers, and four, two outputs, a sure and an untrained network, one picture."""
    rng, X = np.random.default_rng(43), np.random.default_rng(44).normal(size=(3, 6))
    return [
        Case("three layers, undecided at the second picture", on_the_fence()),
        Case("two layers, 12 pictures", (rng.normal(size=(3, 12)), network(rng, [3, 5, 1]))),
        Case("four layers, 15 pictures", (rng.normal(size=(4, 15)), network(rng, [4, 6, 5, 3, 1]))),
        Case("two outputs, 8 pictures", (rng.normal(size=(3, 8)), network(rng, [3, 4, 2]))),
        Case("a very sure network", (X, {name: 1000 * p for name, p in network(rng, [3, 4, 3, 1]).items()})),
        Case("all weights zero", (X[:, :3], {name: 0 * p for name, p in network(rng, [3, 4, 1]).items()})),
        Case("a single picture", (X[:, :1], network(rng, [3, 4, 1]))),
    ]


@predict.draw
def draw(rng):
    """Return a case of random depth and sizes."""
    dims = [int(n) for n in rng.integers(2, 7, size=rng.integers(1, 5))] + [1]
    X = rng.normal(size=(dims[0], int(rng.integers(4, 30))))
    return Case(f"{X.shape[1]} pictures, sizes {'-'.join(map(str, dims))}", (X, network(rng, dims)))


@predict.edges
def edges(rng):
    """Return a single picture, an undecided network, a very sure one, and two outputs."""
    zero = {name: np.zeros_like(p) for name, p in network(rng, [3, 4, 1]).items()}
    sure = {name: 1000 * p for name, p in network(rng, [3, 4, 3, 1]).items()}
    X = rng.normal(size=(3, 9))
    return [
        Case("a single picture", (X[:, :1], network(rng, [3, 4, 1]))),
        Case("all weights zero", (X, zero)),
        Case("on the fence", on_the_fence()),
        Case("a very sure network", (X, sure)),
        Case("two outputs", (X, network(rng, [3, 4, 2]))),
    ]


@predict.property("every answer is 0 or 1")
def only_zero_and_one(f, rng):
    """Return a sentence unless every answer is 0 or 1."""
    answers = np.asarray(f(rng.normal(size=(3, 50)), network(rng, [3, 5, 4, 1])), float)
    other = answers[(answers != 0) & (answers != 1)]
    return f"one of the answers is {other[0]:.6g}; an answer is 0 or 1" if other.size else None


@predict.mistake
def strictly_greater(X, parameters):
    """a probability of exactly 0.5 is answered with 0: the text decides such a tie for 1 (>=); np.round rounds it
    down too
    """
    return (blocks.L_model_forward(X, parameters)[1][-1][1] > 0).astype(float)


@predict.mistake
def probabilities(X, parameters):
    """the probabilities themselves are returned: compare them with 0.5"""
    return blocks.L_model_forward(X, parameters)[0]


@predict.mistake
def threshold_on_z(X, parameters):
    """the last sums are compared with 0.5 instead of the probabilities: the sigmoid comes first"""
    return (blocks.L_model_forward(X, parameters)[1][-1][1] >= 0.5).astype(float)


@predict.mistake
def answers_swapped(X, parameters):
    """0 and 1 have changed places"""
    return 1 - reference.predict(X, parameters)


@predict.mistake
def rank_one_answers(X, parameters):
    """the answers have the shape (m,) instead of (1, m): compared with Y, that can broadcast to something else"""
    return reference.predict(X, parameters)[0]


@predict.mistake
def nothing_bends(X, parameters):
    """the ReLU of the hidden layers is missing: L_model_forward has it"""
    A = X
    for layer in range(1, len(parameters) // 2 + 1):
        A = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
    return (A >= 0).astype(float)


@predict.mistake
def caches_compared_too(X, parameters):
    """the whole result of L_model_forward is compared with 0.5: it is two things, so write AL, caches = ... first"""
    return blocks.L_model_forward(X, parameters) >= 0.5


@predict.mistake
def arguments_exchanged(X, parameters):
    """L_model_forward is given the parameters first: it takes the pictures first, L_model_forward(X, parameters)"""
    return blocks.L_model_forward(parameters, X)[0] >= 0.5


@predict.right
def picture_by_picture(X, parameters):
    """Return the answers of a loop over pictures, by formulas."""
    L, answers = len(parameters) // 2, []
    for x in X.T:
        a = x[:, None]
        for layer in range(1, L):
            a = np.maximum(parameters[f"W{layer}"] @ a + parameters[f"b{layer}"], 0)
        answers.append(sigmoid(parameters[f"W{L}"] @ a + parameters[f"b{L}"]) >= 0.5)
    return np.hstack(answers).astype(int)


@predict.right
def truth_values(X, parameters):
    """Return booleans: True counts as 1."""
    return blocks.L_model_forward(X, parameters)[0] >= 0.5
