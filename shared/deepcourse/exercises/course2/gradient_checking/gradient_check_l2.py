"""Exercise 10: the check with an L2 penalty in the cost."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import shown
from deepcourse.exercises.course2.gradient_checking.cases import calm_network, dims
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import gradient_checking as reference
from deepcourse.nn.building_blocks import L_model_forward, compute_cost

gradient_check_l2 = FunctionExercise(
    __name__,
    reference=reference.gradient_check_l2,
    minutes=4,
    points_visible=3,
    points_hidden=4,
    returns=("the relative difference",),
    hints=(
        "It is gradient_check_n with one more term in J. m is X.shape[1].",
        "The penalty must be computed inside J, from the nudged parameters: their names begin with W.",
        'lambd / (2 * m) * sum(np.sum(value**2) for name, value in moved.items() if name.startswith("W"))',
    ),
)


def case(rng, layer_dims, m, lambd, epsilon, claimed=None):
    """Return a case whose gradients have the penalty of `claimed`; by default of lambd, so that they are right."""
    parameters, X, Y = calm_network(rng, layer_dims, m)
    claimed = lambd if claimed is None else claimed
    told = f"{shown(layer_dims)}, lambd {lambd:.3g}" + ("" if claimed == lambd else f", gradients for {claimed:.3g}")
    return Case(told, (parameters, reference.network_gradients(parameters, X, Y, claimed), X, Y, lambd, epsilon))


@gradient_check_l2.visible
def visible():
    """Return right gradients, gradients without the penalty, a lambd of 0, one layer, and a large penalty."""
    rng = np.random.default_rng(18)
    return [
        case(rng, [2, 3, 1], 4, 0.7, 0.05),
        case(rng, [2, 2, 1], 5, 2.0, 0.3),
        case(rng, [3, 2, 2, 1], 4, 1.0, 0.02, claimed=0.0),
        case(rng, [2, 3, 1], 3, 0.0, 0.1),
        case(rng, [3, 1], 4, 0.5, 0.1),
        case(rng, [2, 2, 1], 4, 40.0, 0.02, claimed=0.0),
    ]


@gradient_check_l2.draw
def draw(rng):
    """Return a random network, with right gradients or with those of another lambd."""
    lambd = float(rng.uniform(0.2, 2.0))
    claimed = lambd if rng.uniform() < 0.5 else 2 * lambd
    return case(rng, dims(rng), int(rng.integers(3, 6)), lambd, float(10 ** rng.uniform(-2, -0.5)), claimed)


@gradient_check_l2.edges
def edges(rng):
    """Return one layer, a penalty that outweighs the loss, and no penalty."""
    return [
        case(rng, [3, 1], 4, 0.5, 0.1),
        case(rng, [2, 3, 1], 4, 50.0, 0.01, claimed=0.0),
        case(rng, [2, 2, 2, 1], 5, 0.0, 0.1),
    ]


@gradient_check_l2.property("cost and gradients belong together")
def cost_and_gradient_match(f, rng):
    """Return a sentence unless right gradients get less than 1e-7, and gradients without the penalty more."""
    parameters, X, Y = calm_network(rng, [2, 3, 1], 4)
    right, without = (f(parameters, reference.network_gradients(parameters, X, Y, given), X, Y, 0.8, 1e-5)
                      for given in (0.8, 0.0))  # fmt: skip
    if not right < 1e-7:
        return f"right gradients, penalty and all, get {right:.2g} with epsilon 1e-5, more than 1e-7"
    return None if without > 1e-3 else f"gradients without the penalty get {without:.2g} only"


# --- known mistakes -------------------------------------------------------------------------------------------------


def with_penalty(penalty):
    """Return the relative difference for a penalty of one's own: penalty(parameters, lambd, m) to a number."""

    def check(parameters, gradients, X, Y, lambd, epsilon):
        shapes = {name: value.shape for name, value in parameters.items()}

        def J(theta):
            moved = reference.vector_to_parameters(theta, shapes)
            return compute_cost(L_model_forward(X, moved)[0], Y) + penalty(moved, lambd, X.shape[1])

        grad = reference.parameters_to_vector({name: gradients[f"d{name}"] for name in parameters})
        return reference.gradient_check(J, grad, reference.parameters_to_vector(parameters), epsilon)

    return check


def squares(parameters, letters="W"):
    """Return the sum of the squares of all parameters whose names begin with one of these letters."""
    return sum(float(np.sum(value**2)) for name, value in parameters.items() if name[0] in letters)


@gradient_check_l2.mistake
def penalty_left_out(parameters, gradients, X, Y, lambd, epsilon):
    """the penalty is missing in J, or computed once from parameters that are not nudged, so that it never changes:
    compute it inside J, of the nudged weights
    """
    return with_penalty(lambda moved, lambd, m: 0.0)(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def half_forgotten(parameters, gradients, X, Y, lambd, epsilon):
    """the penalty is lambd / m instead of lambd / (2 m): the 2 cancels when W**2 is differentiated, to lambd / m W"""
    check = with_penalty(lambda moved, lambd, m: lambd / m * squares(moved))
    return check(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def not_divided_by_m(parameters, gradients, X, Y, lambd, epsilon):
    """the penalty is lambd / 2 instead of lambd / (2 m)"""
    check = with_penalty(lambda moved, lambd, m: lambd / 2 * squares(moved))
    return check(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def brackets_missing(parameters, gradients, X, Y, lambd, epsilon):
    """the brackets around 2 * m are missing: `lambd / 2 * m` multiplies by m"""
    check = with_penalty(lambda moved, lambd, m: lambd / 2 * m * squares(moved))
    return check(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def biases_penalised(parameters, gradients, X, Y, lambd, epsilon):
    """the biases are penalised too: the sum is over the weights W alone"""
    check = with_penalty(lambda moved, lambd, m: lambd / (2 * m) * squares(moved, "Wb"))
    return check(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def norm_not_squared(parameters, gradients, X, Y, lambd, epsilon):
    """the norms of the weights are summed: their squares are asked for"""

    def norms(moved, lambd, m):
        return lambd / (2 * m) * sum(float(np.linalg.norm(v)) for name, v in moved.items() if name[0] == "W")

    return with_penalty(norms)(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def first_layer_only(parameters, gradients, X, Y, lambd, epsilon):
    """only W1 is penalised: the sum is over the weights of all layers"""
    check = with_penalty(lambda moved, lambd, m: lambd / (2 * m) * float(np.sum(moved["W1"] ** 2)))
    return check(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def penalty_added_to_the_result(parameters, gradients, X, Y, lambd, epsilon):
    """the penalty is added to the relative difference: it belongs to the cost that is nudged, inside J"""
    without = reference.gradient_check_n(parameters, gradients, X, Y, epsilon)
    return without + lambd / (2 * X.shape[1]) * squares(parameters)


def letting(change):
    """Return the right check of changed gradients: change(name, gradient, parameter, lambd, m)."""

    def check(parameters, gradients, X, Y, lambd, epsilon):
        given = {
            f"d{name}": change(name, gradients[f"d{name}"], value, lambd, X.shape[1])
            for name, value in parameters.items()
        }
        return reference.gradient_check_l2(parameters, given, X, Y, lambd, epsilon)

    return check


@gradient_check_l2.mistake
def added_to_the_gradients(parameters, gradients, X, Y, lambd, epsilon):
    """lambd / m W is added to the gradients: they come with the penalty's share already; only J needs the penalty"""
    check = letting(lambda name, g, value, lambd, m: g + lambd / m * value if name[0] == "W" else g)
    return check(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def added_to_the_gradients_alone(parameters, gradients, X, Y, lambd, epsilon):
    """lambd / m W is added to the gradients, and J is left without the penalty: the gradients come with it already, J
    needs it
    """
    share = lambd / X.shape[1]
    given = {f"d{n}": gradients[f"d{n}"] + (share * v if n[0] == "W" else 0) for n, v in parameters.items()}
    return reference.gradient_check_n(parameters, given, X, Y, epsilon)


@gradient_check_l2.mistake
def m_from_the_inputs(parameters, gradients, X, Y, lambd, epsilon):
    """m is the number of inputs, as len(X) or X.shape[0]: the examples are the columns, so it is X.shape[1]"""
    check = with_penalty(lambda moved, lambd, m: lambd / (2 * len(X)) * squares(moved))
    return check(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def no_half_and_no_square(parameters, gradients, X, Y, lambd, epsilon):
    """the penalty is lambd / m times the norms: it is lambd / (2 m) times their squares"""

    def norms(moved, lambd, m):
        return lambd / m * sum(float(np.linalg.norm(v)) for name, v in moved.items() if name[0] == "W")

    return with_penalty(norms)(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def absolute_values(parameters, gradients, X, Y, lambd, epsilon):
    """absolute weights are summed: that is the L1 penalty; here the entries are squared"""

    def absolutes(moved, lambd, m):
        return lambd / (2 * m) * sum(float(np.abs(v).sum()) for name, v in moved.items() if name[0] == "W")

    return with_penalty(absolutes)(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def sum_squared(parameters, gradients, X, Y, lambd, epsilon):
    """the entries are summed first and the sum is squared: square each entry, then sum"""

    def sums(moved, lambd, m):
        return lambd / (2 * m) * sum(float(np.sum(v)) ** 2 for name, v in moved.items() if name[0] == "W")

    return with_penalty(sums)(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def last_layer_left_out(parameters, gradients, X, Y, lambd, epsilon):
    """WL is left out: the sum is over the weights of all layers"""
    last = f"W{len(parameters) // 2}"
    check = with_penalty(lambda moved, lambd, m: lambd / (2 * m) * (squares(moved) - float(np.sum(moved[last] ** 2))))
    return check(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def penalty_subtracted(parameters, gradients, X, Y, lambd, epsilon):
    """the penalty is subtracted in J: it is added"""
    check = with_penalty(lambda moved, lambd, m: -lambd / (2 * m) * squares(moved))
    return check(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def lambd_left_out(parameters, gradients, X, Y, lambd, epsilon):
    """lambd is left out: the factor is lambd / (2 m)"""
    check = with_penalty(lambda moved, lambd, m: 1 / (2 * m) * squares(moved))
    return check(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def bare_factor(parameters, gradients, X, Y, lambd, epsilon):
    """the factor is lambd alone: it is lambd / (2 m)"""
    check = with_penalty(lambda moved, lambd, m: lambd * squares(moved))
    return check(parameters, gradients, X, Y, lambd, epsilon)


@gradient_check_l2.mistake
def twice_the_factor(parameters, gradients, X, Y, lambd, epsilon):
    """the factor is 2 lambd / m: it is lambd / (2 m)"""
    check = with_penalty(lambda moved, lambd, m: 2 * lambd / m * squares(moved))
    return check(parameters, gradients, X, Y, lambd, epsilon)


# --- right, written differently -------------------------------------------------------------------------------------


@gradient_check_l2.right
def by_the_norm(parameters, gradients, X, Y, lambd, epsilon):
    """Return the same with squared Frobenius norms, layer by layer."""

    def penalty(moved, lambd, m):
        norms = [np.linalg.norm(moved[f"W{layer}"]) for layer in range(1, len(moved) // 2 + 1)]
        return lambd * sum(norm**2 for norm in norms) / 2 / m

    return with_penalty(penalty)(parameters, gradients, X, Y, lambd, epsilon)
