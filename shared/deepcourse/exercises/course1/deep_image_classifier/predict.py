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


@predict.mistake
def first_output_as_a_row(X, parameters):
    """only the first output is answered: with several outputs there is a row for each"""
    return reference.predict(X, parameters)[:1]


@predict.mistake
def largest_output(X, parameters):
    """the position of the largest output is answered, as argmax gives it: every output is compared with 0.5"""
    return np.argmax(blocks.L_model_forward(X, parameters)[0], axis=0)


@predict.mistake
def largest_output_in_a_row(X, parameters):
    """the position of the largest output is answered, in a row: every output is compared with 0.5"""
    return np.argmax(blocks.L_model_forward(X, parameters)[0], axis=0)[None]


@predict.mistake
def plus_and_minus_one(X, parameters):
    """the answers are -1 and 1: they are 0 and 1, like the labels"""
    return 2 * reference.predict(X, parameters) - 1


@predict.mistake
def cut_off(X, parameters):
    """the probabilities are cut off to whole numbers: that makes 0 of all below 1; compare with 0.5 first"""
    return blocks.L_model_forward(X, parameters)[0].astype(int)


@predict.mistake
def two_layers_only(X, parameters):
    """only layers 1 and 2 are run, as if the network had no more: L_model_forward runs all"""
    A1 = np.maximum(parameters["W1"] @ X + parameters["b1"], 0)
    return (parameters["W2"] @ A1 + parameters["b2"] >= 0).astype(float)


def bending(X, parameters, bend):
    """Return the answers of a network whose hidden layers bend in another way."""
    A, L = X, len(parameters) // 2
    for layer in range(1, L + 1):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = bend(Z) if layer < L else Z
    return (A >= 0).astype(float)


@predict.mistake
def tanh_hidden(X, parameters):
    """the hidden layers bend with tanh, as in week 3: they are ReLU, as in L_model_forward"""
    return bending(X, parameters, np.tanh)


@predict.mistake
def sigmoid_hidden(X, parameters):
    """the hidden layers bend with the sigmoid: they are ReLU, as in L_model_forward"""
    return bending(X, parameters, sigmoid)


@predict.mistake
def on_their_side(X, parameters):
    """the answers lie on their side: a column for each picture, as AL has it"""
    return reference.predict(X, parameters).T


@predict.mistake
def share_of_ones(X, parameters):
    """the mean of the answers comes back: an answer for each picture is asked for"""
    return np.mean(reference.predict(X, parameters))


@predict.mistake
def above_the_average(X, parameters):
    """1 is answered for the pictures that lie above the average probability: the line is 0.5"""
    AL = blocks.L_model_forward(X, parameters)[0]
    return (AL.mean() <= AL).astype(float)


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
