"""Exercise 5: do the layers fit together?"""

import re

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import dims, network, shown
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import building_blocks as reference


def asked(check_dimensions, parameters, X):
    """Return the shapes, or which layer an error names: a ValueError, or another one that people raise here."""
    try:
        return check_dimensions(parameters, X)
    except (ValueError, AssertionError) as error:
        kind = "ValueError" if isinstance(error, ValueError) else type(error).__name__  # a subclass of it is one
        named = re.search(r"layer\s*(\d+)", str(error), re.IGNORECASE)
        return f"{kind} that names {f'layer {named[1]}' if named else 'no layer'}"


check_dimensions = FunctionExercise(
    __name__,
    reference=reference.check_dimensions,
    use=asked,
    minutes=7,
    points_visible=5,
    points_hidden=7,
    returns=("the outcome",),
    hints=(
        "Keep the number of inputs that come in, n_prev: X.shape[0] at first, then the units of the layer before.",
        "Layer l fits if W.shape == (n, n_prev) and b.shape == (n, 1), with n = W.shape[0].",
        'raise ValueError(f"layer {l}: W{l} is {W.shape}, but {n_prev} inputs come in") where it does not; else append '
        '(f"W{l}", W.shape), (f"b{l}", b.shape), (f"Z{l}", (n, m)).',
    ),
)


def fitting(rng, layer_dims, m):
    """Return a case of a network that fits."""
    return Case(f"{shown(layer_dims)}, m = {m}", (network(rng, layer_dims), np.zeros((layer_dims[0], m))))


def spoilt(rng, layer_dims, m, name, shape):
    """Return a case of a network one of whose parameters has another shape."""
    parameters = network(rng, layer_dims) | {name: np.zeros(shape)}
    told = f"{shown(layer_dims)}, m = {m}, but {name} is {shape}"
    return Case(told, (parameters, np.zeros((layer_dims[0], m))))


def two_misfits(rng):
    """Return a 3-4-4-1 network whose layers 2 and 3 do not fit."""
    return network(rng, [3, 4, 4, 1]) | {"W3": np.zeros((1, 9)), "b2": np.zeros((3, 1))}


@check_dimensions.visible
def visible():
    """Return the text's network, others that fit, and many that do not."""
    rng = np.random.default_rng(5)
    return [
        fitting(rng, [3, 4, 2, 1], 7),
        fitting(rng, [5, 3], 1),
        spoilt(rng, [3, 4, 2, 1], 7, "W2", (2, 5)),
        spoilt(rng, [3, 4, 2, 1], 7, "b2", (2,)),
        spoilt(rng, [3, 4, 2, 1], 7, "b1", (1, 4)),
        spoilt(rng, [3, 4, 2, 1], 7, "W1", (4, 7)),
        spoilt(rng, [3, 5, 1], 4, "W1", (3, 5)),
        spoilt(rng, [3, 5, 1], 4, "W2", (5,)),
        spoilt(rng, [3, 5, 2], 4, "b2", (1, 2)),
        Case("3-4-4-1, m = 6, but layers 2 and 3 do not fit", (two_misfits(rng), np.zeros((3, 6)))),
        fitting(rng, [1, 1, 1], 1),
    ]


@check_dimensions.draw
def draw(rng):
    """Return a network that fits, or one whose weights or bias in a random layer do not."""
    layer_dims, m = dims(rng), int(rng.integers(8, 12))
    layer = int(rng.integers(1, len(layer_dims)))
    n_prev, n = layer_dims[layer - 1], layer_dims[layer]
    return [
        fitting(rng, layer_dims, m),
        spoilt(rng, layer_dims, m, f"W{layer}", (n, n_prev + 1)),
        spoilt(rng, layer_dims, m, f"b{layer}", (n + 1, 1)),
    ][int(rng.integers(3))]


@check_dimensions.edges
def edges(rng):
    """Return one of everything, W on its side, flat arrays, two layers that do not fit, and the last layer."""
    return [
        fitting(rng, [1, 1, 1], 1),
        fitting(rng, [4, 4, 4, 4], 4),
        fitting(rng, [3, 4, 2, 1], 3),
        spoilt(rng, [3, 5, 1], 4, "W1", (3, 5)),
        spoilt(rng, [3, 5, 1], 4, "W2", (5,)),
        spoilt(rng, [3, 5, 2], 4, "b1", (5,)),
        spoilt(rng, [3, 5, 2], 4, "b2", (1, 2)),
        Case("layers 2 and 3 do not fit", (two_misfits(rng), np.zeros((3, 6)))),
    ]


@check_dimensions.property("the error shows the shape that does not fit")
def said_clearly(f, rng):
    """Return a sentence unless the error shows the shape that does not fit."""
    parameters = network(rng, [3, 4, 2, 1]) | {"W3": np.zeros((1, 5))}
    try:
        f(parameters, np.zeros((3, 6)))
    except ValueError as error:
        return None if "5" in str(error) else f"the error {str(error)!r} does not say that W3 has the shape (1, 5)"
    return "there is no ValueError where W3 takes 5 inputs and 2 come in"


# --- known mistakes -------------------------------------------------------------------------------------------------


def shapes_of(parameters, X):
    """Return the list of shapes without any check; what does not fit goes on with the units that it says it has."""
    shapes = [("X", X.shape)]
    for layer in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{layer}"].shape, parameters[f"b{layer}"].shape
        shapes += [(f"W{layer}", W), (f"b{layer}", b), (f"Z{layer}", (W[0], X.shape[1]))]
    return shapes


def looked_at(
    parameters, X, weights=lambda W, n_prev: len(W) == 2 and W[1] == n_prev, bias=lambda b, W: b == (W[0], 1)
):
    """Return the shapes, or raise the error; `weights` and `bias` say whether shapes fit, and may hold a mistake."""
    n_prev = X.shape[0]
    for layer in range(1, len(parameters) // 2 + 1):
        W, b = (parameters[f"{letter}{layer}"].shape for letter in "Wb")
        if not (weights(W, n_prev) and bias(b, W)):
            raise ValueError(f"layer {layer}: W is {W}, b is {b}")
        n_prev = W[0]
    return shapes_of(parameters, X)


@check_dimensions.mistake
def never_checked(parameters, X):
    """nothing is compared: the shapes are listed, and no ValueError is raised where a layer does not fit"""
    return shapes_of(parameters, X)


@check_dimensions.mistake
def bias_not_checked(parameters, X):
    """the bias is not checked: it must be (n[l], 1), and (n[l],) or (1, n[l]) would broadcast to something else"""
    fixed = {f"b{name[1:]}": np.zeros((len(value), 1)) for name, value in parameters.items() if name[0] == "W"}
    reference.check_dimensions(parameters | fixed, X)
    return shapes_of(parameters, X)


@check_dimensions.mistake
def every_layer_against_x(parameters, X):
    """every W is compared with the n_x rows of X: layer l takes n[l-1] inputs, the units of the layer before"""
    return looked_at(parameters, X, weights=lambda W, n_prev: len(W) == 2 and W[1] == X.shape[0])


@check_dimensions.mistake
def compared_with_m(parameters, X):
    """W1 is compared with X.shape[1], the number of examples: what comes in are its rows, X.shape[0]"""
    if parameters["W1"].shape[1] != X.shape[1]:
        raise ValueError("layer 1 does not fit")
    return shapes_of(parameters, X)


@check_dimensions.mistake
def layer_not_named(parameters, X):
    """the error does not say which layer: its text must contain "layer 2", or whichever it is"""
    try:
        return reference.check_dimensions(parameters, X)
    except ValueError:
        raise ValueError("the shapes do not fit") from None


@check_dimensions.mistake
def asserted(parameters, X):
    """the check is an assert, which raises AssertionError, and which python -O leaves out: write if ...: raise
    ValueError(...)
    """
    try:
        return reference.check_dimensions(parameters, X)
    except ValueError as error:
        raise AssertionError(str(error)) from None


@check_dimensions.mistake
def counted_from_zero(parameters, X):
    """the error counts the layers from 0: the first layer with weights is layer 1"""
    try:
        return reference.check_dimensions(parameters, X)
    except ValueError as error:
        layer = int(re.search(r"layer (\d+)", str(error))[1])
        raise ValueError(f"layer {layer - 1} does not fit, shapes {error}") from None


@check_dimensions.mistake
def columns_of_z_are_units(parameters, X):
    """the shape of Z is (n[l], n[l-1]), that of W: Z has a column for each example, so it is (n[l], m)"""
    shapes = reference.check_dimensions(parameters, X)
    return [(name, dict(shapes)[f"W{name[1:]}"] if name[0] == "Z" else shape) for name, shape in shapes]


@check_dimensions.mistake
def last_layer_left_out(parameters, X):
    """the last layer is left out: range(1, L) stops at L - 1"""
    last = len(parameters) // 2
    return reference.check_dimensions({n: v for n, v in parameters.items() if n not in (f"W{last}", f"b{last}")}, X)


@check_dimensions.mistake
def x_left_out(parameters, X):
    """the first entry, ("X", X.shape), is left out"""
    return reference.check_dimensions(parameters, X)[1:]


@check_dimensions.mistake
def only_the_rows_of_the_bias(parameters, X):
    """of the bias only the first size is compared, so that a flat (n,) or a square one passes: compare the whole shape
    with (n, 1)
    """
    return looked_at(parameters, X, bias=lambda b, W: b[0] == W[0])


@check_dimensions.mistake
def only_the_number_of_entries(parameters, X):
    """of the bias only the number of entries is compared, so that a flat (n,) or a row (1, n) passes: compare the whole
    shape with (n, 1)
    """
    return looked_at(parameters, X, bias=lambda b, W: np.prod(b) == W[0])


@check_dimensions.mistake
def flat_bias_expected(parameters, X):
    """the bias is compared with (n,): it is a column, (n, 1)"""
    return looked_at(parameters, X, bias=lambda b, W: b == W[:1])


@check_dimensions.mistake
def flat_weights_not_foreseen(parameters, X):
    """W.shape[1] is asked of weights that have one axis only: see first whether there are two"""
    return looked_at(parameters, X, weights=lambda W, n_prev: W[1] == n_prev)


@check_dimensions.mistake
def rows_compared(parameters, X):
    """the rows of W are compared with what comes in: W is (n[l], n[l-1]), so the inputs are W.shape[1], and the units
    W.shape[0]
    """
    return looked_at(parameters, X, weights=lambda W, n_prev: len(W) == 2 and W[0] == n_prev)


@check_dimensions.mistake
def weights_not_checked(parameters, X):
    """the weights are not checked: W must take as many inputs as come in, W.shape[1] == n[l-1]"""
    return looked_at(parameters, X, weights=lambda W, n_prev: True)


@check_dimensions.mistake
def tried_out(parameters, X):
    """the layers are tried out, and NumPy raises the error: it names no layer, and a bias that broadcasts passes;
    compare the shapes, and raise a ValueError of your own
    """
    A, shapes = X, [("X", X.shape)]
    for layer in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A = W @ A + b
        shapes += [(f"W{layer}", W.shape), (f"b{layer}", b.shape), (f"Z{layer}", A.shape)]
    return shapes


@check_dimensions.mistake
def last_misfit_named(parameters, X):
    """the last layer that does not fit is named: the first is asked for, so raise as soon as one is found"""
    problem = None
    n_prev = X.shape[0]
    for layer in range(1, len(parameters) // 2 + 1):
        W, b = (parameters[f"{letter}{layer}"].shape for letter in "Wb")
        if len(W) != 2 or W[1] != n_prev or b != (W[0], 1):
            problem = f"layer {layer}: W is {W}, b is {b}"
        n_prev = W[0]
    if problem:
        raise ValueError(problem)
    return shapes_of(parameters, X)


@check_dimensions.mistake
def nothing_raised(parameters, X):
    """nothing comes back where a layer does not fit, as from a print or a bare return: raise ValueError(...)"""
    try:
        return reference.check_dimensions(parameters, X)
    except ValueError:
        return None


@check_dimensions.mistake
def false_in_place_of_an_error(parameters, X):
    """False comes back where a layer does not fit: raise ValueError(...)"""
    try:
        return reference.check_dimensions(parameters, X)
    except ValueError:
        return False


@check_dimensions.mistake
def another_error(parameters, X):
    """another kind of error is raised, one that is no ValueError: write raise ValueError(...)"""
    try:
        return reference.check_dimensions(parameters, X)
    except ValueError as error:
        raise Exception(str(error)) from None


@check_dimensions.mistake
def z_left_out(parameters, X):
    """the entries of Z are left out: after W and b of each layer comes ("Z1", (n, m))"""
    return [entry for entry in reference.check_dimensions(parameters, X) if entry[0][0] != "Z"]


@check_dimensions.mistake
def only_the_parameters(parameters, X):
    """only the parameters' shapes are listed: X comes first, and Z after W and b of each layer"""
    return [entry for entry in reference.check_dimensions(parameters, X) if entry[0][0] in "Wb"]


@check_dimensions.mistake
def z_on_its_side(parameters, X):
    """the shape of Z is (m, n[l]): it has a row for each unit and a column for each example, (n[l], m)"""
    return [
        (name, shape[::-1] if name[0] == "Z" else shape) for name, shape in reference.check_dimensions(parameters, X)
    ]


@check_dimensions.mistake
def shapes_without_names(parameters, X):
    """the shapes come back without their names: each entry is a pair such as ("W1", (4, 3))"""
    return [shape for _, shape in reference.check_dimensions(parameters, X)]


@check_dimensions.mistake
def names_without_numbers(parameters, X):
    """the names have no number: ("W1", (4, 3)), not ("W", (4, 3))"""
    return [(name[0], shape) for name, shape in reference.check_dimensions(parameters, X)]


@check_dimensions.mistake
def in_a_dictionary(parameters, X):
    """a dictionary comes back: a list of pairs is asked for"""
    return dict(reference.check_dimensions(parameters, X))


@check_dimensions.mistake
def names_from_zero(parameters, X):
    """the names count the layers from 0: the first weights are W1"""
    shapes = reference.check_dimensions(parameters, X)
    return [(name if name == "X" else f"{name[0]}{int(name[1:]) - 1}", shape) for name, shape in shapes]


@check_dimensions.mistake
def twice_as_deep(parameters, X):
    """L = len(parameters) is used: every layer has two entries there, W and b, so L = len(parameters) // 2"""
    shapes = reference.check_dimensions(parameters, X)
    return [*shapes, parameters[f"W{len(parameters) // 2 + 1}"].shape]


@check_dimensions.mistake
def layers_from_zero(parameters, X):
    """the layers are counted from 0: there is no W0; range(1, L + 1) counts from 1 to L"""
    return parameters["W0"].shape


@check_dimensions.mistake
def returned_inside_the_loop(parameters, X):
    """the return stands inside the loop: it ends the function after layer 1; move it to the left"""
    return reference.check_dimensions({name: parameters[name] for name in ("W1", "b1")}, X)


# --- right, written differently -------------------------------------------------------------------------------------


@check_dimensions.right
def by_expectation(parameters, X):
    """Return the same: what must be is worked out first, then compared."""
    inputs, m = X.shape
    found = [("X", (inputs, m))]
    for layer, name in enumerate([name for name in parameters if name.startswith("W")], 1):
        W, b = parameters[name], parameters[f"b{layer}"]
        units = W.shape[0]
        if W.shape != (units, inputs) or b.shape != (units, 1):
            raise ValueError(f"Layer {layer}: W {W.shape}, b {b.shape}, expected (., {inputs}) and ({units}, 1)")
        found.extend([(f"W{layer}", W.shape), (f"b{layer}", b.shape), (f"Z{layer}", (units, m))])
        inputs = units
    return found


class MisfitError(ValueError):
    """Layers that do not fit together."""


@check_dimensions.right
def with_an_error_of_its_own(parameters, X):
    """Return the same; a layer that does not fit raises a subclass of ValueError."""
    try:
        return reference.check_dimensions(parameters, X)
    except ValueError as error:
        raise MisfitError(*error.args) from None
