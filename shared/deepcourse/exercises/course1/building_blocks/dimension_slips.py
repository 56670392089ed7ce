"""More of what is easily got wrong in the check of dimensions: half of a comparison, the error, the list itself."""

import numpy as np

from deepcourse.exercises.declaration import Shared
from deepcourse.nn import building_blocks as reference

SLIPS = Shared()


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


@SLIPS.add
def only_the_rows_of_the_bias(parameters, X):
    """of the bias only the first size is compared, so that a flat (n,) or a square one passes: compare the whole shape
    with (n, 1)
    """
    return looked_at(parameters, X, bias=lambda b, W: b[0] == W[0])


@SLIPS.add
def only_the_number_of_entries(parameters, X):
    """of the bias only the number of entries is compared, so that a flat (n,) or a row (1, n) passes: compare the whole
    shape with (n, 1)
    """
    return looked_at(parameters, X, bias=lambda b, W: np.prod(b) == W[0])


@SLIPS.add
def flat_bias_expected(parameters, X):
    """the bias is compared with (n,): it is a column, (n, 1)"""
    return looked_at(parameters, X, bias=lambda b, W: b == W[:1])


@SLIPS.add
def flat_weights_not_foreseen(parameters, X):
    """W.shape[1] is asked of weights that have one axis only: see first whether there are two"""
    return looked_at(parameters, X, weights=lambda W, n_prev: W[1] == n_prev)


@SLIPS.add
def rows_compared(parameters, X):
    """the rows of W are compared with what comes in: W is (n[l], n[l-1]), so the inputs are W.shape[1], and the units
    W.shape[0]
    """
    return looked_at(parameters, X, weights=lambda W, n_prev: len(W) == 2 and W[0] == n_prev)


@SLIPS.add
def weights_not_checked(parameters, X):
    """the weights are not checked: W must take as many inputs as come in, W.shape[1] == n[l-1]"""
    return looked_at(parameters, X, weights=lambda W, n_prev: True)


@SLIPS.add
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


@SLIPS.add
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


@SLIPS.add
def nothing_raised(parameters, X):
    """nothing comes back where a layer does not fit, as from a print or a bare return: raise ValueError(...)"""
    try:
        return reference.check_dimensions(parameters, X)
    except ValueError:
        return None


@SLIPS.add
def false_in_place_of_an_error(parameters, X):
    """False comes back where a layer does not fit: raise ValueError(...)"""
    try:
        return reference.check_dimensions(parameters, X)
    except ValueError:
        return False


@SLIPS.add
def another_error(parameters, X):
    """another kind of error is raised, one that is no ValueError: write raise ValueError(...)"""
    try:
        return reference.check_dimensions(parameters, X)
    except ValueError as error:
        raise Exception(str(error)) from None


@SLIPS.add
def z_left_out(parameters, X):
    """the entries of Z are left out: after W and b of each layer comes ("Z1", (n, m))"""
    return [entry for entry in reference.check_dimensions(parameters, X) if entry[0][0] != "Z"]


@SLIPS.add
def only_the_parameters(parameters, X):
    """only the parameters' shapes are listed: X comes first, and Z after W and b of each layer"""
    return [entry for entry in reference.check_dimensions(parameters, X) if entry[0][0] in "Wb"]


@SLIPS.add
def z_on_its_side(parameters, X):
    """the shape of Z is (m, n[l]): it has a row for each unit and a column for each example, (n[l], m)"""
    return [
        (name, shape[::-1] if name[0] == "Z" else shape) for name, shape in reference.check_dimensions(parameters, X)
    ]


@SLIPS.add
def shapes_without_names(parameters, X):
    """the shapes come back without their names: each entry is a pair such as ("W1", (4, 3))"""
    return [shape for _, shape in reference.check_dimensions(parameters, X)]


@SLIPS.add
def names_without_numbers(parameters, X):
    """the names have no number: ("W1", (4, 3)), not ("W", (4, 3))"""
    return [(name[0], shape) for name, shape in reference.check_dimensions(parameters, X)]


@SLIPS.add
def in_a_dictionary(parameters, X):
    """a dictionary comes back: a list of pairs is asked for"""
    return dict(reference.check_dimensions(parameters, X))


@SLIPS.add
def names_from_zero(parameters, X):
    """the names count the layers from 0: the first weights are W1"""
    shapes = reference.check_dimensions(parameters, X)
    return [(name if name == "X" else f"{name[0]}{int(name[1:]) - 1}", shape) for name, shape in shapes]


@SLIPS.add
def twice_as_deep(parameters, X):
    """L = len(parameters) is used: every layer has two entries there, W and b, so L = len(parameters) // 2"""
    shapes = reference.check_dimensions(parameters, X)
    return [*shapes, parameters[f"W{len(parameters) // 2 + 1}"].shape]


@SLIPS.add
def layers_from_zero(parameters, X):
    """the layers are counted from 0: there is no W0; range(1, L + 1) counts from 1 to L"""
    return parameters["W0"].shape


@SLIPS.add
def returned_inside_the_loop(parameters, X):
    """the return stands inside the loop: it ends the function after layer 1; move it to the left"""
    return reference.check_dimensions({name: parameters[name] for name in ("W1", "b1")}, X)
