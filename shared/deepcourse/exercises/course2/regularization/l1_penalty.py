"""Exercise 3: a price on the absolute weight."""

import numpy as np

from deepcourse.exercises.course2.regularization.networks import by_hand, dims, network, shown, weights
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import regularization as reference

l1_penalty = FunctionExercise(
    __name__,
    reference=reference.l1_penalty,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("penalty", "grads"),
    hints=(
        'Go through the layers l = 1, ..., L with L = len(parameters) // 2; W is parameters[f"W{l}"].',
        "np.abs(W).sum() goes into the penalty; np.sign(W) is 1, 0 or -1, just as the subgradient needs it.",
        'penalty = lambd / m * the sum; grads[f"dW{l}"] = lambd / m * np.sign(W). Return float(penalty), grads.',
    ),
)


def case(rng, layer_dims, lambd, m):
    """Return a case with a random network, some of whose weights are exactly zero."""
    parameters = network(rng, layer_dims)
    for W in weights(parameters):
        W.flat[::3] = 0.0
    return Case(f"{shown(layer_dims)}, lambd = {lambd:.3g}, m = {m}", (parameters, lambd, m))


@l1_penalty.visible
def visible():
    """Return the text's network, others with some weights of zero, one layer, no penalty, one example, tiny and huge
    weights.
    """
    rng = np.random.default_rng(3)
    sizes = {"W1": np.array([[1e-12, -2e-12, 2e6, -1e6]]), "b1": np.array([[3.0]])}
    return [
        Case("the network of the text, lambd = 0.4, m = 2", (by_hand(), 0.4, 2)),
        case(rng, [3, 4, 2, 1], 1.5, 5),
        case(rng, [4, 2], 0.3, 7),
        case(rng, [3, 4, 1], 0.0, 6),
        case(rng, [2, 3, 1], 0.7, 1),
        Case("tiny and huge weights", (sizes, 0.5, 8)),
    ]


@l1_penalty.draw
def draw(rng):
    """Return a case of random depth, size and lambd."""
    return case(rng, dims(rng), float(rng.uniform(0.1, 5)), int(rng.integers(2, 40)))


@l1_penalty.edges
def edges(rng):
    """Return weights that are all zero, one example, and tiny and huge weights."""
    zero = {name: np.zeros_like(value) for name, value in network(rng, [3, 2, 1]).items()}
    sizes = {"W1": np.array([[1e-12, -1e-12, 1e6, -1e6]]), "b1": np.array([[3.0]])}
    return [
        Case("every weight is zero", (zero, 0.8, 4)),
        case(rng, [3, 4, 1], 0.7, 1),
        Case("tiny and huge weights", (sizes, 0.5, 10)),
    ]


@l1_penalty.property("the subgradient is the slope of the penalty")
def subgradient_is_the_slope(f, rng):
    """Return a sentence unless the subgradient is the slope of the penalty where no weight is zero."""
    parameters = network(rng, [3, 4, 2])
    _, grads = f(parameters, 1.3, 5)
    for name, value in parameters.items():
        if name[0] == "W":
            direction = rng.normal(size=value.shape)
            ahead, behind = (f(parameters | {name: value + s * direction}, 1.3, 5)[0] for s in (1e-6, -1e-6))
            measured, told = (ahead - behind) / 2e-6, float(np.sum(grads[f"d{name}"] * direction))
            if abs(told - measured) > 1e-5 * max(1, abs(measured)):
                return f"nudging {name} changes the penalty by {measured:.4g} per unit, d{name} says {told:.4g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def penalised(parameters, lambd, m, of, slope, factor=1.0):
    """Return a penalty of another kind: `of` each W, with the subgradient `slope` of each W."""
    layers = list(enumerate(weights(parameters), 1))
    penalty = float(factor * lambd / m * sum(np.sum(of(W)) for _, W in layers))
    return penalty, {f"dW{layer}": factor * lambd / m * slope(W) for layer, W in layers}


@l1_penalty.mistake
def with_a_half(parameters, lambd, m):
    """the factor is lambd / (2 m): the 1/2 belongs to squares, here it is lambd / m"""
    return penalised(parameters, lambd, m, np.abs, np.sign, 0.5)


@l1_penalty.mistake
def m_forgotten(parameters, lambd, m):
    """the 1/m is missing: the factor is lambd / m, in the penalty and in its subgradient"""
    return penalised(parameters, lambd, m, np.abs, np.sign, m)


@l1_penalty.mistake
def signed_sum(parameters, lambd, m):
    """the weights are summed with their signs: take np.abs of each of them first"""
    return penalised(parameters, lambd, m, lambda W: W, np.sign)


@l1_penalty.mistake
def squared(parameters, lambd, m):
    """the weights are squared: that is the L2 penalty; here absolute values are summed"""
    return penalised(parameters, lambd, m, np.square, np.sign)


@l1_penalty.mistake
def weight_as_slope(parameters, lambd, m):
    """the subgradient is lambd / m * W: that is L2's; |w| has the slope 1 or -1, whatever the size of w: np.sign(W)"""
    return penalised(parameters, lambd, m, np.abs, lambda W: W)


@l1_penalty.mistake
def absolute_as_slope(parameters, lambd, m):
    """the subgradient is lambd / m * |W|: it is the sign of W, the slope of |w| left and right of zero"""
    return penalised(parameters, lambd, m, np.abs, np.abs)


@l1_penalty.mistake
def one_at_zero(parameters, lambd, m):
    """the subgradient is 1 where a weight is 0: choose 0 there, so that a weight of zero stays where it is"""
    return penalised(parameters, lambd, m, np.abs, lambda W: np.where(W >= 0, 1.0, -1.0))


@l1_penalty.mistake
def minus_one_at_zero(parameters, lambd, m):
    """the subgradient is -1 where a weight is 0: choose 0 there, so that a weight of zero stays where it is"""
    return penalised(parameters, lambd, m, np.abs, lambda W: np.where(W > 0, 1.0, -1.0))


@l1_penalty.mistake
def nan_at_zero(parameters, lambd, m):
    """the sign is computed as W / |W|, which is nan for a weight of 0: np.sign(W) is 0 there"""
    with np.errstate(invalid="ignore"):
        return penalised(parameters, lambd, m, np.abs, lambda W: W / np.abs(W))


@l1_penalty.mistake
def bias_regularised(parameters, lambd, m):
    """the biases are penalised as well: only the weights W[l] are"""
    penalty, grads = reference.l1_penalty(parameters, lambd, m)
    biases = [parameters[f"b{layer}"] for layer in range(1, len(grads) + 1)]
    grads |= {f"db{layer}": lambd / m * np.sign(b) for layer, b in enumerate(biases, 1)}
    return penalty + float(lambd / m * sum(np.abs(b).sum() for b in biases)), grads


@l1_penalty.mistake
def sum_begun_inside_the_loop(parameters, lambd, m):
    """the penalty is that of WL alone: the sum is set to 0 inside the loop, it begins before it"""
    penalty = float(lambd / m * np.abs(weights(parameters)[-1]).sum())
    return penalty, reference.l1_penalty(parameters, lambd, m)[1]


@l1_penalty.mistake
def first_layer_alone(parameters, lambd, m):
    """only W1 is penalised: go through all layers, L = len(parameters) // 2"""
    return penalised({name: parameters[name] for name in ("W1", "b1")}, lambd, m, np.abs, np.sign)


@l1_penalty.mistake
def largest_column_sum(parameters, lambd, m):
    """np.linalg.norm(W, 1) is used: for a matrix that is the largest column sum; add up all entries, np.abs(W).sum()"""
    return penalised(parameters, lambd, m, lambda W: np.abs(W).sum(axis=0).max(), np.sign)


@l1_penalty.mistake
def absolute_of_the_sum(parameters, lambd, m):
    """the absolute value of each sum is taken: take the absolute value of each weight, then sum"""
    return penalised(parameters, lambd, m, lambda W: np.abs(np.sum(W)), np.sign)


@l1_penalty.mistake
def frobenius_norm(parameters, lambd, m):
    """np.linalg.norm(W), the root of the sum of squares, is used: absolute values are summed, np.abs(W).sum()"""
    return penalised(parameters, lambd, m, np.linalg.norm, np.sign)


@l1_penalty.mistake
def mean_of_absolutes(parameters, lambd, m):
    """the absolute weights are averaged: they are summed, however many there are"""
    return penalised(parameters, lambd, m, lambda W: np.abs(W).mean(), np.sign)


@l1_penalty.mistake
def half_of_the_penalty(parameters, lambd, m):
    """the penalty has the factor lambd / (2 m), its subgradient has not: here both have lambd / m"""
    penalty, grads = reference.l1_penalty(parameters, lambd, m)
    return penalty / 2, grads


@l1_penalty.mistake
def half_of_the_slope(parameters, lambd, m):
    """the subgradient has the factor lambd / (2 m): it is lambd / m, as in the penalty"""
    penalty, grads = reference.l1_penalty(parameters, lambd, m)
    return penalty, {name: value / 2 for name, value in grads.items()}


@l1_penalty.mistake
def m_forgotten_in_the_penalty(parameters, lambd, m):
    """the 1/m is missing in the penalty: its factor is lambd / m"""
    penalty, grads = reference.l1_penalty(parameters, lambd, m)
    return penalty * m, grads


@l1_penalty.mistake
def m_forgotten_in_the_slope(parameters, lambd, m):
    """the 1/m is missing in the subgradient: its factor is lambd / m, as in the penalty"""
    penalty, grads = reference.l1_penalty(parameters, lambd, m)
    return penalty, {name: value * m for name, value in grads.items()}


@l1_penalty.mistake
def signs_alone(parameters, lambd, m):
    """the subgradient is the sign alone: it is lambd / m times the sign"""
    penalty = reference.l1_penalty(parameters, lambd, m)[0]
    return penalty, {f"dW{layer}": np.sign(W) for layer, W in enumerate(weights(parameters), 1)}


@l1_penalty.mistake
def sum_alone(parameters, lambd, m):
    """the penalty is the sum alone: it is lambd / m times the sum"""
    return float(sum(np.abs(W).sum() for W in weights(parameters))), reference.l1_penalty(parameters, lambd, m)[1]


@l1_penalty.mistake
def gradients_of_squares(parameters, lambd, m):
    """the penalty is that of L2, squares and their slopes: absolute values and signs are asked for"""
    return penalised(parameters, lambd, m, lambda W: W**2 / 2, lambda W: W)


@l1_penalty.mistake
def signs_turned(parameters, lambd, m):
    """the subgradient has the wrong sign: it is np.sign(W), and the update will subtract it"""
    penalty, grads = reference.l1_penalty(parameters, lambd, m)
    return penalty, {name: -value for name, value in grads.items()}


@l1_penalty.mistake
def last_layer_left_out(parameters, lambd, m):
    """WL is left out: range(1, L) ends at L - 1, range(1, L + 1) includes L"""
    L = len(parameters) // 2
    return penalised({n: v for n, v in parameters.items() if n not in (f"W{L}", f"b{L}")}, lambd, m, np.abs, np.sign)


@l1_penalty.mistake
def only_the_last_gradient(parameters, lambd, m):
    """only the last layer's subgradient comes back, as from a dictionary made inside the loop: make it before"""
    penalty, grads = reference.l1_penalty(parameters, lambd, m)
    return penalty, {f"dW{len(grads)}": grads[f"dW{len(grads)}"]}


@l1_penalty.mistake
def twice_as_deep(parameters, lambd, m):
    """L = len(parameters) is used: every layer has two entries there, W and b, so L = len(parameters) // 2"""
    return parameters[f"W{len(parameters) // 2 + 1}"]


@l1_penalty.mistake
def counted_from_zero(parameters, lambd, m):
    """the layers are counted from 0: there is no W0; range(1, L + 1) counts from 1 to L"""
    return parameters["W0"]


@l1_penalty.mistake
def one_slope_per_layer(parameters, lambd, m):
    """the subgradient is one number for each layer, the sum of the signs: each weight has its own"""
    penalty, grads = reference.l1_penalty(parameters, lambd, m)
    return penalty, {name: np.sum(value) for name, value in grads.items()}


@l1_penalty.mistake
def keys_without_d(parameters, lambd, m):
    """the keys of the subgradient are W1, W2 and so on: they are dW1, dW2 and so on"""
    penalty, grads = reference.l1_penalty(parameters, lambd, m)
    return penalty, {name[1:]: value for name, value in grads.items()}


# --- right, written differently -------------------------------------------------------------------------------------


@l1_penalty.right
def from_comparisons(parameters, lambd, m):
    """Return the same, the sign from two comparisons and the absolute value from the sign."""
    grads, penalty = {}, 0.0
    for name, W in parameters.items():
        if name[0] == "W":
            sign = (W > 0) * 1.0 - (W < 0) * 1.0
            penalty += np.sum(sign * W) * lambd / m
            grads["d" + name] = sign * lambd / m
    return penalty, grads
