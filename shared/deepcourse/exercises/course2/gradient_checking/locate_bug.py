"""Exercise 9: which gradient is wrong?"""

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import shown
from deepcourse.exercises.course2.gradient_checking.cases import calm_network, dims, spoiled
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course2.planted_bugs import wrong_gradients
from deepcourse.nn import gradient_checking as reference

TEN_LAYERS = [2] * 10 + [1]

locate_bug = FunctionExercise(
    __name__,
    reference=reference.locate_bug,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("the name",),
    hints=(
        "reference.differences_by_name(...) gives the relative difference of each gradient by its name.",
        "Walk as the backward pass walks: for layer in range(len(parameters) // 2, 0, -1), and in it dW, then db.",
        'Return the first name whose difference is above 1e-5; after the loop, return "".',
    ),
)


def case(rng, layer_dims, m, epsilon, bug=None, layer=None):
    """Return a case with one planted mistake, or with right gradients for the bug "none"; its name tells nothing."""
    if bug == "none":
        parameters, X, Y = calm_network(rng, layer_dims, m)
        gradients = reference.network_gradients(parameters, X, Y)
    else:
        parameters, gradients, X, Y, _ = spoiled(rng, layer_dims, m, bug, layer)
    return Case(f"{shown(layer_dims)}, {m} examples, epsilon {epsilon:g}", (parameters, gradients, X, Y, epsilon))


def faint(rng):
    """Return a case whose gradients in layer 1 are tiny, one of them with a wrong sign."""
    parameters, X, Y = calm_network(rng, [3, 3, 1], 4)
    parameters["W2"] = 1e-5 * parameters["W2"]
    gradients = wrong_gradients(parameters, X, Y, "db with the wrong sign", 1)
    return Case("a last layer with tiny weights, epsilon 0.0001", (parameters, gradients, X, Y, 1e-4))


def ten_layers():
    """Return a case of ten layers with a mistake in dZ of the tenth: everything is wrong, and dW10 is met first."""
    ones = {
        name: value for k in range(1, 11) for name, value in ((f"W{k}", np.eye(2)), (f"b{k}", np.full((2, 1), 0.1)))
    }
    parameters = ones | {"W10": np.array([[1.0, -0.5]]), "b10": np.array([[0.2]])}
    X, Y = np.array([[0.5, 1.0, 0.2], [0.3, 0.1, 0.9]]), np.array([[1.0, 0.0, 1.0]])
    gradients = wrong_gradients(parameters, X, Y, "dZ with the wrong sign", 10)
    return Case("10 layers, epsilon 1e-05", (parameters, gradients, X, Y, 1e-5))


@locate_bug.visible
def visible():
    """Return a mistake in one gradient, one that spreads, none, tiny gradients, and ten layers."""
    rng = np.random.default_rng(17)
    networks = [
        case(rng, [3, 4, 3, 1], 5, 1e-5, "dW counted twice", 2),
        case(rng, [3, 4, 3, 1], 5, 1e-5, "slope of ReLU left out", 2),
        case(rng, [3, 3, 2], 4, 1e-4, "db with the wrong sign", 1),
        case(rng, [2, 4, 3, 1], 4, 1e-3, "none"),
        case(rng, [2, 3, 2, 1], 4, 1e-5, "dZ with the wrong sign", 2),
        faint(rng),
        ten_layers(),
        case(rng, [2, 3, 1], 4, 1e-5, "dW counted twice", 1),
    ]
    return [Case(f"network {i}: {one.name}", one.arguments) for i, one in enumerate(networks, 1)]


@locate_bug.draw
def draw(rng):
    """Return a random network with a random mistake, or with none."""
    bug = "none" if rng.uniform() < 0.2 else None
    return case(rng, dims(rng, 2), int(rng.integers(3, 6)), float(10.0 ** rng.integers(-6, -3)), bug)


@locate_bug.edges
def edges(rng):
    """Return one of each kind, one layer, none at all, tiny gradients, and ten layers."""
    return [
        case(rng, [3, 1], 4, 1e-5, "db not divided by m", 1),
        case(rng, [2, 3, 3, 1], 5, 1e-5, "slope of ReLU left out", 1),
        case(rng, [2, 3, 3, 2], 4, 1e-5, "one entry of dW left at 0", 3),
        case(rng, [2, 3, 1], 4, 1e-3, "none"),
        case(rng, [3, 3, 3, 1], 4, 1e-5, "dZ with the wrong sign", 2),
        faint(rng),
        ten_layers(),
    ]


@locate_bug.property("a mistake in any layer is found")
def many_networks(f, rng):
    """Return a sentence unless planted mistakes are found, one in each layer, and none where there is none."""
    for layer in (1, 2, 3):
        parameters, gradients, X, Y, name = spoiled(rng, [2, 3, 2, 1], 4, "dW counted twice", layer)
        found = f(parameters, gradients, X, Y, 1e-5)
        if found != name:
            return f"a mistake in {name} was planted, {found!r} was named"
        found = f(parameters, reference.network_gradients(parameters, X, Y), X, Y, 1e-5)
        if found != "":
            return f"all gradients are right, but {found!r} was named"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def backward_names(parameters):
    """Return dWL, dbL, ..., dW1, db1: the order of the way back."""
    return [f"d{letter}{layer}" for layer in range(len(parameters) // 2, 0, -1) for letter in "Wb"]


def first_above(differences, names, threshold=reference.SUSPICIOUS):
    """Return the first of these names whose difference is above the threshold, or ""."""
    return next((name for name in names if differences[name] > threshold), "")


@locate_bug.mistake
def largest_difference(parameters, gradients, X, Y, epsilon):
    """the gradient with the largest difference is named: a mistake in dZ spoils all layers below, some of them more;
    the first one on the way back is where it was made
    """
    differences = reference.differences_by_name(parameters, gradients, X, Y, epsilon)
    worst = max(differences, key=differences.get)
    return worst if differences[worst] > reference.SUSPICIOUS else ""


@locate_bug.mistake
def from_the_front(parameters, gradients, X, Y, epsilon):
    """the search goes from layer 1 upwards: the backward pass goes down from layer L, so does a mistake's trace"""
    differences = reference.differences_by_name(parameters, gradients, X, Y, epsilon)
    return first_above(differences, reference.names_in_order(differences))


@locate_bug.mistake
def layers_as_texts(parameters, gradients, X, Y, epsilon):
    """the layers are sorted as texts, where "9" comes after "10": count with range(L, 0, -1)"""
    differences = reference.differences_by_name(parameters, gradients, X, Y, epsilon)
    names = sorted(sorted(differences), key=lambda name: name[2:], reverse=True)
    return first_above(differences, names)


@locate_bug.mistake
def biases_first(parameters, gradients, X, Y, epsilon):
    """db is looked at before dW in each layer: where both are wrong, dW is to be named"""
    differences = reference.differences_by_name(parameters, gradients, X, Y, epsilon)
    return first_above(differences, [f"d{c}{layer}" for layer in range(len(parameters) // 2, 0, -1) for c in "bW"])


@locate_bug.mistake
def weights_only(parameters, gradients, X, Y, epsilon):
    """the biases are not looked at: db can be wrong by itself"""
    differences = reference.differences_by_name(parameters, gradients, X, Y, epsilon)
    return first_above(differences, [name for name in backward_names(parameters) if name.startswith("dW")])


@locate_bug.mistake
def always_names_one(parameters, gradients, X, Y, epsilon):
    """some gradient is always named: return "" where no difference is above 1e-5"""
    return locate(parameters, gradients, X, Y, epsilon) or "dW1"


def locate(parameters, gradients, X, Y, epsilon):
    """Return the right answer."""
    return reference.locate_bug(parameters, gradients, X, Y, epsilon)


@locate_bug.mistake
def absolute_differences(parameters, gradients, X, Y, epsilon):
    """absolute differences are compared with 1e-5: tiny gradients hide their mistakes there; take relative ones"""
    measured = reference.measured_gradients(parameters, X, Y, epsilon)
    differences = {name: float(np.linalg.norm(gradients[name] - measured[name])) for name in gradients}
    return first_above(differences, backward_names(parameters))


@locate_bug.mistake
def one_sided(parameters, gradients, X, Y, epsilon):
    """one-sided slopes are compared: their own error is larger than 1e-5, so right gradients are accused"""
    here, measured = reference.network_cost(parameters, X, Y), {}
    for name, value in parameters.items():
        slopes = np.zeros(value.shape)
        for i in np.ndindex(value.shape):
            ahead = value.copy()
            ahead[i] += epsilon
            slopes[i] = (reference.network_cost(parameters | {name: ahead}, X, Y) - here) / epsilon
        measured[f"d{name}"] = slopes
    differences = {name: reference.relative_difference(gradients[name], measured[name]) for name in gradients}
    return first_above(differences, backward_names(parameters))


@locate_bug.mistake
def threshold_too_strict(parameters, gradients, X, Y, epsilon):
    """every difference is taken for a mistake: truncation and round-off leave some in right gradients; 1e-5 and more
    is a mistake
    """
    differences = reference.differences_by_name(parameters, gradients, X, Y, epsilon)
    return first_above(differences, backward_names(parameters), 0.0)


@locate_bug.mistake
def without_the_d(parameters, gradients, X, Y, epsilon):
    """the parameter is named, W2, instead of its gradient, dW2"""
    return locate(parameters, gradients, X, Y, epsilon)[1:]


@locate_bug.mistake
def none_for_none(parameters, gradients, X, Y, epsilon):
    """None is returned where nothing is wrong: return "", the text without letters"""
    return locate(parameters, gradients, X, Y, epsilon) or None


@locate_bug.mistake
def all_of_them(parameters, gradients, X, Y, epsilon):
    """a list of all wrong gradients is returned: return one name, the first on the way back"""
    differences = reference.differences_by_name(parameters, gradients, X, Y, epsilon)
    return [name for name in differences if differences[name] > reference.SUSPICIOUS]


@locate_bug.mistake
def gives_up_after_the_first(parameters, gradients, X, Y, epsilon):
    """only dWL, or only layer L, is looked at, as the function returns in the first round in any case: return ""
    after the loop
    """
    differences = reference.differences_by_name(parameters, gradients, X, Y, epsilon)
    return first_above(differences, backward_names(parameters)[:1])


@locate_bug.mistake
def layer_one_left_out(parameters, gradients, X, Y, epsilon):
    """layer 1 is not looked at: range(L, 1, -1) stops at 2; range(L, 0, -1) reaches 1"""
    differences = reference.differences_by_name(parameters, gradients, X, Y, epsilon)
    return first_above(differences, backward_names(parameters)[:-2])


@locate_bug.mistake
def last_one_named(parameters, gradients, X, Y, epsilon):
    """the last wrong gradient on the way back is named, as from a search that goes on: return at the first"""
    differences = reference.differences_by_name(parameters, gradients, X, Y, epsilon)
    return first_above(differences, backward_names(parameters)[::-1])


@locate_bug.mistake
def first_right_one(parameters, gradients, X, Y, epsilon):
    """the first right gradient is named: the comparison is turned round, a mistake is above 1e-5"""
    differences = reference.differences_by_name(parameters, gradients, X, Y, epsilon)
    return next((name for name in backward_names(parameters) if differences[name] < reference.SUSPICIOUS), "")


@locate_bug.mistake
def layer_number(parameters, gradients, X, Y, epsilon):
    """the number of the layer is returned: the name of the gradient is asked for, such as dW2"""
    name = locate(parameters, gradients, X, Y, epsilon)
    return int(name[2:]) if name else ""


# --- right, written differently -------------------------------------------------------------------------------------


@locate_bug.right
def array_by_array(parameters, gradients, X, Y, epsilon):
    """Return the same, measuring one array at a time and stopping at the first that is wrong."""
    for layer in reversed(range(1, len(parameters) // 2 + 1)):
        for letter in "Wb":
            name = f"{letter}{layer}"

            def J(value, name=name):
                return reference.network_cost(parameters | {name: value}, X, Y)

            if reference.gradient_check(J, gradients[f"d{name}"], parameters[name], epsilon) > 1e-5:
                return f"d{name}"
    return ""
