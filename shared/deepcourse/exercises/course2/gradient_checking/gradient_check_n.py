"""Exercise 8: all gradients of a network, checked at once."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import shown
from deepcourse.exercises.course2.gradient_checking import relative_difference as distances
from deepcourse.exercises.course2.gradient_checking.cases import calm_network, dims, spoiled
from deepcourse.exercises.course2.gradient_checking.nudges import all_at_once, epsilon_once, one_sided, own_epsilon
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import gradient_checking as reference

gradient_check_n = FunctionExercise(
    __name__,
    reference=reference.gradient_check_n,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("the relative difference",),
    hints=(
        "Write J(theta) inside: vector_to_parameters, then blocks.L_model_forward, then blocks.compute_cost.",
        'Stack the gradients by the same function, under the names of the parameters: {"W1": gradients["dW1"], ...}.',
        "return reference.gradient_check(J, grad, reference.parameters_to_vector(parameters), epsilon)",
    ),
)


def case(rng, layer_dims, m, epsilon, bug=None, layer=None):
    """Return a case with a planted mistake, or with the right gradients for the bug "none"."""
    if bug == "none":
        parameters, X, Y = calm_network(rng, layer_dims, m)
        gradients, told = reference.network_gradients(parameters, X, Y), "right gradients"
    else:
        parameters, gradients, X, Y, name = spoiled(rng, layer_dims, m, bug, layer)
        told = f"a mistake in {name}"
    return Case(f"{shown(layer_dims)}, {told}, epsilon {epsilon:.3g}", (parameters, gradients, X, Y, epsilon))


@gradient_check_n.visible
def visible():
    """Return wrong gradients in several layers, right ones, one layer, another order, and whole labels."""
    rng = np.random.default_rng(16)
    parameters, gradients, X, Y, _ = spoiled(np.random.default_rng(26), [2, 3, 1], 4, "dW counted twice", 1)
    return [
        case(rng, [2, 3, 1], 4, 1e-4, "dW counted twice", 2),
        case(rng, [3, 2, 3, 1], 5, 1e-2, "db with the wrong sign", 1),
        case(rng, [2, 2, 2], 3, 0.3, "none"),
        case(rng, [3, 2, 2], 4, 0.05, "dW not divided by m", 1),
        case(rng, [3, 1], 4, 1e-3, "db not divided by m", 1),
        Case("the gradients come in another order", (parameters, dict(sorted(gradients.items())), X, Y, 0.02)),
        Case("labels as integers", (parameters, gradients, X, Y.astype(int), 0.02)),
    ]


@gradient_check_n.draw
def draw(rng):
    """Return a random network with a random mistake."""
    return case(rng, dims(rng), int(rng.integers(3, 6)), float(10 ** rng.uniform(-4, -1)))


@gradient_check_n.edges
def edges(rng):
    """Return one layer, four layers, gradients whose dictionary starts with the first layer, and labels as integers."""
    parameters, gradients, X, Y, _ = spoiled(rng, [2, 3, 1], 4)
    ordered = dict(sorted(gradients.items()))
    return [
        case(rng, [3, 1], 4, 1e-3, "dW counted twice", 1),
        case(rng, [2, 2, 3, 2, 1], 5, 1e-2, "dZ with the wrong sign", 2),
        Case("gradients in another order", (parameters, ordered, X, Y, 0.01)),
        Case("labels as integers", (parameters, gradients, X, Y.astype(int), 0.01)),
    ]


@gradient_check_n.property("right gradients pass, wrong ones do not")
def right_gradients_pass(f, rng):
    """Return a sentence unless right gradients get less than 1e-7 with a nudge of 1e-5, and wrong ones more."""
    parameters, X, Y = calm_network(rng, [2, 3, 1], 4)
    right = f(parameters, reference.network_gradients(parameters, X, Y), X, Y, 1e-5)
    if not right < 1e-7:
        return f"right gradients get {right:.2g} with epsilon 1e-5, more than 1e-7"
    parameters, gradients, X, Y, name = spoiled(rng, [2, 3, 1], 4)
    wrong = f(parameters, gradients, X, Y, 1e-5)
    return None if wrong > 1e-5 else f"gradients with a mistake in {name} get {wrong:.2g} only"


# --- known mistakes -------------------------------------------------------------------------------------------------


def columns(parameters, gradients, X, Y, names=None):
    """Return (J, grad, theta) for the check of a network; names : of the gradients, in the order that they are put."""
    shapes = {name: value.shape for name, value in parameters.items()}
    names = names or [f"d{name}" for name in reference.names_in_order(parameters)]
    grad = np.concatenate([gradients[name].reshape(-1, 1) for name in names])

    def J(theta):
        return reference.network_cost(reference.vector_to_parameters(theta, shapes), X, Y)

    return J, grad, reference.parameters_to_vector(parameters)


def with_this_nudge(measure):
    """Return the check that measures in a way of its own."""

    def variant(parameters, gradients, X, Y, epsilon):
        J, grad, theta = columns(parameters, gradients, X, Y)
        return reference.relative_difference(grad, measure(J, theta, epsilon))

    variant.__name__, variant.__doc__ = measure.__name__, measure.__doc__
    return variant


def with_this_distance(distance):
    """Return the check that compares in a way of its own."""

    def variant(parameters, gradients, X, Y, epsilon):
        J, grad, theta = columns(parameters, gradients, X, Y)
        return distance(grad, reference.numerical_gradient(J, theta, epsilon))

    variant.__name__, variant.__doc__ = distance.__name__, distance.__doc__
    return variant


for nudge in (one_sided, epsilon_once, all_at_once, own_epsilon):
    gradient_check_n.mistake(with_this_nudge(nudge))
for distance in (distances.not_divided_by_the_size, distances.by_the_larger, distances.roots_missing):
    gradient_check_n.mistake(with_this_distance(distance))


@gradient_check_n.mistake
def order_of_the_dictionary(parameters, gradients, X, Y, epsilon):
    """the gradients are stacked in the order of their dictionary, which begins with the last layer; stack them as the
    parameters: dW1, db1, dW2 and so on
    """
    J, grad, theta = columns(parameters, gradients, X, Y, list(gradients))
    return reference.gradient_check(J, grad, theta, epsilon)


@gradient_check_n.mistake
def biases_left_out(parameters, gradients, X, Y, epsilon):
    """the biases were left out: their gradients can be wrong as well"""
    measured = reference.measured_gradients(parameters, X, Y, epsilon)
    names = [name for name in reference.names_in_order(gradients) if name.startswith("dW")]
    one, other = (np.concatenate([given[name].ravel() for name in names]) for given in (gradients, measured))
    return reference.relative_difference(one, other)


@gradient_check_n.mistake
def mean_over_the_arrays(parameters, gradients, X, Y, epsilon):
    """the mean of the arrays' own relative differences is returned: put all gradients in one column first"""
    return float(np.mean(list(reference.differences_by_name(parameters, gradients, X, Y, epsilon).values())))


@gradient_check_n.mistake
def largest_of_the_arrays(parameters, gradients, X, Y, epsilon):
    """the largest of the arrays' own relative differences is returned: put all gradients in one column first"""
    return max(reference.differences_by_name(parameters, gradients, X, Y, epsilon).values())


@gradient_check_n.mistake
def cost_not_a_mean(parameters, gradients, X, Y, epsilon):
    """the cost is a sum over the examples, the gradients are means: both must belong to the same J"""
    J, grad, theta = columns(parameters, gradients, X, Y)
    return reference.gradient_check(lambda place: X.shape[1] * J(place), grad, theta, epsilon)


@gradient_check_n.mistake
def parameters_compared(parameters, gradients, X, Y, epsilon):
    """the parameters are compared with the measured gradients: compare `gradients`"""
    J, _, theta = columns(parameters, gradients, X, Y)
    return reference.gradient_check(J, theta, theta, epsilon)


@gradient_check_n.mistake
def weights_before_biases(parameters, gradients, X, Y, epsilon):
    """the gradients are stacked with all dW before all db, and the parameters are not: stack dW1, db1, dW2 and so on"""
    names = [f"d{letter}{layer}" for letter in "Wb" for layer in range(1, len(parameters) // 2 + 1)]
    J, grad, theta = columns(parameters, gradients, X, Y, names)
    return reference.gradient_check(J, grad, theta, epsilon)


@gradient_check_n.mistake
def first_layer_alone(parameters, gradients, X, Y, epsilon):
    """only layer 1 is compared: put the gradients of all layers in one column"""
    measured = reference.measured_gradients(parameters, X, Y, epsilon)
    one, other = (np.concatenate([given[name].ravel() for name in ("dW1", "db1")]) for given in (gradients, measured))
    return reference.relative_difference(one, other)


@gradient_check_n.mistake
def last_layer_alone(parameters, gradients, X, Y, epsilon):
    """only the last layer is compared, as from a list that is made inside the loop: put all gradients in one column"""
    measured, last = reference.measured_gradients(parameters, X, Y, epsilon), len(parameters) // 2
    names = f"dW{last}", f"db{last}"
    one, other = (np.concatenate([given[name].ravel() for name in names]) for given in (gradients, measured))
    return reference.relative_difference(one, other)


@gradient_check_n.mistake
def column_by_column(parameters, gradients, X, Y, epsilon):
    """the gradients are read column by column, the parameters row by row: read both row by row, reshape(-1, 1)"""
    turned = {name: value.ravel(order="F").reshape(value.shape) for name, value in gradients.items()}
    return reference.gradient_check_n(parameters, turned, X, Y, epsilon)


@gradient_check_n.mistake
def theta_for_grad(parameters, gradients, X, Y, epsilon):
    """theta and grad have changed places in gradient_check: it takes J, grad, theta, epsilon"""
    J, grad, theta = columns(parameters, gradients, X, Y)
    return reference.gradient_check(J, theta, grad, epsilon)


@gradient_check_n.mistake
def gradients_under_their_own_names(parameters, gradients, X, Y, epsilon):
    """a gradient is looked for under its parameter's name: that of W1 is gradients["dW1"]"""
    return gradients["W1"]


@gradient_check_n.mistake
def true_or_false_returned(parameters, gradients, X, Y, epsilon):
    """a verdict, True or False, is returned: return the relative difference itself, a number"""
    return bool(reference.gradient_check_n(parameters, gradients, X, Y, epsilon) < 1e-7)


@gradient_check_n.mistake
def sum_over_the_arrays(parameters, gradients, X, Y, epsilon):
    """the arrays' own relative differences are added up: put all gradients in one column first"""
    return float(sum(reference.differences_by_name(parameters, gradients, X, Y, epsilon).values()))


# --- right, written differently -------------------------------------------------------------------------------------


@gradient_check_n.right
def array_by_array(parameters, gradients, X, Y, epsilon):
    """Return the same from sums of squares, gathered array by array."""
    measured = reference.measured_gradients(parameters, X, Y, epsilon)
    top = sum(np.sum((gradients[name] - measured[name]) ** 2) for name in measured)
    one, other = (sum(np.sum(given[name] ** 2) for name in measured) for given in (gradients, measured))
    return np.sqrt(top) / (np.sqrt(one) + np.sqrt(other))
