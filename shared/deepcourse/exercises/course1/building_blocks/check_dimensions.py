"""Exercise 5: do the layers fit together?"""

import re

import numpy as np

from deepcourse.exercises.course1.building_blocks.dimension_slips import SLIPS, looked_at, shapes_of
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


for mistake in SLIPS:
    check_dimensions.mistake(mistake)


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
