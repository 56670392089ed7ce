"""Names that are not there: what Python raises where layers are counted wrongly or a name lacks its d."""

from deepcourse.exercises.declaration import Shared

UPDATES, STARTS = Shared(), Shared()  # for steps, whose gradients have names too, and for averages that begin


@UPDATES.add
@STARTS.add
def layers_from_zero(parameters, *others):
    """the layers are counted from 0: the first one is W1, so they go over range(1, L + 1)"""
    raise KeyError("W0")


@UPDATES.add
def gradients_from_zero(parameters, *others):
    """the layers are counted from 0, and dW0 is asked for: the first one is dW1, so they go over range(1, L + 1)"""
    raise KeyError("dW0")


@UPDATES.add
@STARTS.add
def one_layer_too_many(parameters, *others):
    """the loop over the layers goes one layer too far: `parameters` holds two arrays for each layer, so there are
    len(parameters) // 2 of them
    """
    raise KeyError(f"W{len(parameters) // 2 + 1}")


@UPDATES.add
def d_forgotten(parameters, *others):
    """the name of a parameter is looked up among the gradients or their averages: there it has a d before it, dW1"""
    raise KeyError(next(iter(parameters)))


@UPDATES.add
@STARTS.add
def d_too_much(parameters, *others):
    """the name of a gradient is looked up among the parameters: without its d, it is the name of the parameter"""
    raise KeyError(f"d{next(iter(parameters))}")


def first_alone(part):
    """Return a dictionary with the first name of another one."""
    return dict([next(iter(part.items()))])


def without_last_layer(part):
    """Return a dictionary without the two arrays of the last layer."""
    last = str(len(part) // 2)
    return {name: value for name, value in part.items() if name.lstrip("dWb") != last}
