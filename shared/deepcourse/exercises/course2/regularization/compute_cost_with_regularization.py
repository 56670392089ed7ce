"""Exercise 1: a price on large weights."""

import numpy as np

from deepcourse.exercises.course2.regularization.networks import by_hand, dims, network, shown, weights
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import regularization as reference
from deepcourse.nn.building_blocks import compute_cost

compute_cost_with_regularization = FunctionExercise(
    __name__,
    reference=reference.compute_cost_with_regularization,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("the cost",),
    hints=(
        "compute_cost(AL, Y) is the first half. For the second, L = len(parameters) // 2 says how many layers there "
        "are.",
        'In a loop over l = 1, ..., L add np.sum(parameters[f"W{l}"] ** 2) to a running sum; leave the biases alone.',
        "return compute_cost(AL, Y) + float(lambd / (2 * m) * squares), with m = Y.shape[1]: mind the brackets "
        "around 2 * m.",
    ),
)


def answers(rng, m, n_y=1):
    """Return (AL, Y): random answers and labels."""
    return rng.uniform(0.05, 0.95, size=(n_y, m)), rng.integers(0, 2, size=(n_y, m)).astype(float)


def case(rng, layer_dims, m, lambd):
    """Return a case with random answers and a random network."""
    told = f"{shown(layer_dims)}, {m} example{'s' if m > 1 else ''}, lambd = {lambd:.3g}"
    return Case(told, (*answers(rng, m, layer_dims[-1]), network(rng, layer_dims), lambd))


@compute_cost_with_regularization.visible
def visible():
    """Return the text's network, deeper ones, two outputs, no penalty, one layer, one example, and odd answers."""
    rng = np.random.default_rng(1)
    (AL, Y), sure = answers(np.random.default_rng(11), 4), np.array([[1.0, 0.0]])
    hand = np.array([[0.5, 0.5]]), np.array([[1.0, 0.0]]), by_hand(), 0.4
    return [
        Case("the network of the text, lambd = 0.4", hand),
        case(rng, [3, 4, 2, 1], 5, 1.5),
        case(rng, [4, 5, 4, 3, 2], 7, 0.3),
        case(rng, [3, 4, 1], 6, 0.0),
        case(rng, [4, 1], 5, 2.5),
        case(rng, [3, 2, 1], 1, 0.8),
        Case("labels as integers", (AL, Y.astype(int), network(rng, [2, 4, 1]), 0.7)),
        Case("answers of exactly 1 and 0, both right", (sure, sure.copy(), network(rng, [2, 3, 1]), 0.6)),
    ]


@compute_cost_with_regularization.draw
def draw(rng):
    """Return a case of random depth, size and lambd."""
    return case(rng, dims(rng), int(rng.integers(2, 30)), float(rng.uniform(0.1, 5)))


@compute_cost_with_regularization.edges
def edges(rng):
    """Return one layer, one example, no penalty, several outputs, integer labels, and sure and right answers."""
    AL, Y = answers(rng, 6)
    sure = np.array([[1.0, 0.0]]), np.array([[1.0, 0.0]])
    return [
        case(rng, [3, 1], 4, 2.0),
        case(rng, [3, 4, 1], 1, 0.7),
        case(rng, [3, 4, 1], 9, 0.0),
        case(rng, [3, 4, 3], 7, 1.2),
        Case("labels as integers", (AL, Y.astype(int), network(rng, [2, 3, 1]), 0.6)),
        Case("answers of exactly 1 and 0, both right", (*sure, network(rng, [2, 3, 1]), 0.6)),
    ]


@compute_cost_with_regularization.property("weights doubled, four times the penalty")
def weights_doubled(f, rng):
    """Return a sentence unless twice the weights have four times the penalty, whatever the biases are."""
    (AL, Y), parameters = answers(rng, 7), network(rng, [3, 4, 2, 1])
    plain = compute_cost(AL, Y)
    doubled = {name: (2 if name[0] == "W" else -5) * value for name, value in parameters.items()}
    once, twice = (float(f(AL, Y, p, 0.9)) - plain for p in (parameters, doubled))
    told = f"the penalty is {once:.4g}; with every weight doubled, and other biases, {twice:.4g}: expected 4 times that"
    return None if np.isclose(twice, 4 * once) else told


# --- known mistakes -------------------------------------------------------------------------------------------------


def with_penalty(AL, Y, penalty):
    """Return the log loss plus a penalty."""
    return compute_cost(AL, Y) + float(penalty)


def squares(arrays):
    """Return the sum of all squared entries."""
    return sum(np.sum(a**2) for a in arrays)


@compute_cost_with_regularization.mistake
def bias_regularised(AL, Y, parameters, lambd):
    """the biases are penalised as well: only the weights W[l] are"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * squares(parameters.values()))


@compute_cost_with_regularization.mistake
def half_forgotten(AL, Y, parameters, lambd):
    """the factor is lambd / m: it is lambd / (2 m), whose slope is lambd / m * W"""
    return with_penalty(AL, Y, lambd / Y.shape[1] * squares(weights(parameters)))


@compute_cost_with_regularization.mistake
def m_forgotten(AL, Y, parameters, lambd):
    """the penalty is not divided by m: its factor is lambd / (2 m), and m = Y.shape[1]"""
    return with_penalty(AL, Y, lambd / 2 * squares(weights(parameters)))


@compute_cost_with_regularization.mistake
def m_from_the_wrong_axis(AL, Y, parameters, lambd):
    """m is the number of outputs, as in len(Y) or Y.shape[0]: the examples are the columns, so it is Y.shape[1]"""
    return with_penalty(AL, Y, lambd / (2 * len(Y)) * squares(weights(parameters)))


@compute_cost_with_regularization.mistake
def brackets_missing(AL, Y, parameters, lambd):
    """lambd / 2 * m multiplies by m: Python goes from left to right, so brackets are needed, lambd / (2 * m)"""
    return with_penalty(AL, Y, lambd / 2 * Y.shape[1] * squares(weights(parameters)))


@compute_cost_with_regularization.mistake
def absolute_values(AL, Y, parameters, lambd):
    """absolute weights are summed: that is the L1 penalty; here the entries are squared"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * sum(np.abs(W).sum() for W in weights(parameters)))


@compute_cost_with_regularization.mistake
def norms_not_squared(AL, Y, parameters, lambd):
    """the norms ||W[l]||_F are summed: their squares are, and no square root is needed"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * sum(np.linalg.norm(W) for W in weights(parameters)))


@compute_cost_with_regularization.mistake
def sum_then_square(AL, Y, parameters, lambd):
    """the entries are summed first and the sum is squared: square each entry, then sum"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * sum(np.sum(W) ** 2 for W in weights(parameters)))


@compute_cost_with_regularization.mistake
def first_two_layers(AL, Y, parameters, lambd):
    """only W1 and W2 are penalised: there may be more layers, L = len(parameters) // 2"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * squares(weights(parameters)[:2]))


@compute_cost_with_regularization.mistake
def returned_inside_the_loop(AL, Y, parameters, lambd):
    """only W1 is penalised: the `return` stands inside the loop, it belongs after it"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * squares(weights(parameters)[:1]))


@compute_cost_with_regularization.mistake
def sum_begun_inside_the_loop(AL, Y, parameters, lambd):
    """only WL is penalised: the sum is set to 0 inside the loop, it begins before it"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * squares(weights(parameters)[-1:]))


@compute_cost_with_regularization.mistake
def last_layer_left_out(AL, Y, parameters, lambd):
    """WL is left out: range(1, L) ends at L - 1, range(1, L + 1) includes L"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * squares(weights(parameters)[:-1]))


@compute_cost_with_regularization.mistake
def mean_of_squares(AL, Y, parameters, lambd):
    """the squared weights are averaged: they are summed, however many there are"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * sum(np.mean(W**2) for W in weights(parameters)))


@compute_cost_with_regularization.mistake
def penalty_alone(AL, Y, parameters, lambd):
    """the log loss is left out: the cost is the log loss plus the penalty"""
    return float(lambd / (2 * Y.shape[1]) * squares(weights(parameters)))


@compute_cost_with_regularization.mistake
def penalty_subtracted(AL, Y, parameters, lambd):
    """the penalty is subtracted: large weights must cost more, not less"""
    return with_penalty(AL, Y, -lambd / (2 * Y.shape[1]) * squares(weights(parameters)))


@compute_cost_with_regularization.mistake
def three_layers(AL, Y, parameters, lambd):
    """exactly three layers are assumed, W1, W2 and W3: there may be more or fewer, L = len(parameters) // 2"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * squares(parameters[f"W{layer}"] for layer in (1, 2, 3)))


@compute_cost_with_regularization.mistake
def twice_as_deep(AL, Y, parameters, lambd):
    """L = len(parameters) is used: every layer has two entries there, W and b, so L = len(parameters) // 2"""
    return parameters[f"W{len(parameters) // 2 + 1}"]


@compute_cost_with_regularization.mistake
def counted_from_zero(AL, Y, parameters, lambd):
    """the layers are counted from 0: there is no W0; range(1, L + 1) counts from 1 to L"""
    return parameters["W0"]


@compute_cost_with_regularization.mistake
def first_layer_left_out(AL, Y, parameters, lambd):
    """W1 is left out: every layer's weights are penalised, the first one's too"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * squares(weights(parameters)[1:]))


@compute_cost_with_regularization.mistake
def products_of_matrices(AL, Y, parameters, lambd):
    """W is multiplied with W.T as a matrix: each entry is squared, W ** 2"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * sum(np.sum(W @ W.T) for W in weights(parameters)))


@compute_cost_with_regularization.mistake
def products_the_other_way(AL, Y, parameters, lambd):
    """W.T is multiplied with W as a matrix: each entry is squared, W ** 2"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * sum(np.sum(W.T @ W) for W in weights(parameters)))


@compute_cost_with_regularization.mistake
def twice_the_factor(AL, Y, parameters, lambd):
    """the factor is 2 lambd / m: it is lambd / (2 m)"""
    return with_penalty(AL, Y, 2 * lambd / Y.shape[1] * squares(weights(parameters)))


@compute_cost_with_regularization.mistake
def bare_factor(AL, Y, parameters, lambd):
    """the factor is lambd alone: it is lambd / (2 m)"""
    return with_penalty(AL, Y, lambd * squares(weights(parameters)))


@compute_cost_with_regularization.mistake
def lambd_left_out(AL, Y, parameters, lambd):
    """lambd is left out: the factor is lambd / (2 m)"""
    return with_penalty(AL, Y, 1 / (2 * Y.shape[1]) * squares(weights(parameters)))


@compute_cost_with_regularization.mistake
def divided_by_m_twice(AL, Y, parameters, lambd):
    """the penalty is divided by m twice: its factor is lambd / (2 m)"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1] ** 2) * squares(weights(parameters)))


@compute_cost_with_regularization.mistake
def averaged_with_the_layers(AL, Y, parameters, lambd):
    """the penalty is divided by the number of weights in place of m: m = Y.shape[1], the number of examples"""
    count = sum(W.size for W in weights(parameters))
    return with_penalty(AL, Y, lambd / (2 * count) * squares(weights(parameters)))


@compute_cost_with_regularization.mistake
def root_of_the_squares(AL, Y, parameters, lambd):
    """the root of the sum of all squares is taken: the sum itself is the penalty"""
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * np.sqrt(squares(weights(parameters))))


@compute_cost_with_regularization.mistake
def penalty_left_out(AL, Y, parameters, lambd):
    """the penalty is left out: the cost is the log loss plus the penalty"""
    return compute_cost(AL, Y)


@compute_cost_with_regularization.mistake
def penalty_multiplied(AL, Y, parameters, lambd):
    """the log loss is multiplied by the penalty: it is added"""
    return compute_cost(AL, Y) * float(lambd / (2 * Y.shape[1]) * squares(weights(parameters)))


@compute_cost_with_regularization.mistake
def only_biases(AL, Y, parameters, lambd):
    """the biases are penalised in place of the weights"""
    biases = [value for name, value in parameters.items() if name[0] == "b"]
    return with_penalty(AL, Y, lambd / (2 * Y.shape[1]) * squares(biases))


@compute_cost_with_regularization.mistake
def not_added_up(AL, Y, parameters, lambd):
    """both come back, log loss and penalty: the cost is their sum, one number"""
    return compute_cost(AL, Y), float(lambd / (2 * Y.shape[1]) * squares(weights(parameters)))


@compute_cost_with_regularization.mistake
def largest_singular_value(AL, Y, parameters, lambd):
    """np.linalg.norm(W, 2) of a matrix is its largest singular value: sum the squares of all entries, np.sum(W**2)"""
    largest = sum(np.linalg.norm(W, 2) ** 2 for W in weights(parameters))
    return float(compute_cost(AL, Y) + lambd / (2 * Y.shape[1]) * largest)


# --- right, written differently -------------------------------------------------------------------------------------


@compute_cost_with_regularization.right
def by_name(AL, Y, parameters, lambd):
    """Return the same: the weights found by their names, all in one long vector."""
    long = np.concatenate([value.ravel() for name, value in parameters.items() if name.startswith("W")])
    return compute_cost(AL, Y) + 0.5 * lambd * (long @ long) / AL.shape[1]
