"""More of what is easily got wrong on the way back: single gradients, the error of each layer, the slope of tanh."""

import numpy as np

from deepcourse.exercises.declaration import Shared
from deepcourse.nn import shallow_network as reference

SLIPS = Shared()


def backward(parameters, cache, X, Y, *, slope=None, dZ2=None, W2=None):
    """Return the gradients, with something else in the place of the slope of tanh, of dZ2, or of W2."""
    m, A1 = X.shape[1], cache["A1"]
    dZ2 = cache["A2"] - Y if dZ2 is None else dZ2
    W2 = parameters["W2"] if W2 is None else W2
    dZ1 = W2.T @ dZ2 * (1 - A1**2 if slope is None else slope)
    db1, db2 = (dZ.sum(axis=1, keepdims=True) / m for dZ in (dZ1, dZ2))
    return {"dW1": dZ1 @ X.T / m, "db1": db1, "dW2": dZ2 @ A1.T / m, "db2": db2}


def but_for(parameters, cache, X, Y, **other):
    """Return the right gradients, but for those given."""
    return reference.backward_propagation(parameters, cache, X, Y) | other


def from_dz1(parameters, cache, X, Y, dZ1):
    """Return the gradients with another dZ1."""
    m = X.shape[1]
    return but_for(parameters, cache, X, Y, dW1=dZ1 @ X.T / m, db1=dZ1.sum(axis=1, keepdims=True) / m)


def rescaled(name, sentence, names, factor):
    """Return the mistake of multiplying some gradients by a factor of m."""

    def mistake(parameters, cache, X, Y):
        grads = reference.backward_propagation(parameters, cache, X, Y)
        return grads | {each: factor(X.shape[1]) * grads[each] for each in names}

    mistake.__name__, mistake.__doc__ = name, sentence
    return mistake


for layer, names in (("1", ("dW1", "db1")), ("2", ("dW2", "db2"))):
    told = f"the 1/m is missing in dW{layer} and db{layer}: all gradients are means over the examples"
    SLIPS.add(rescaled(f"missing_one_over_m_in_layer_{layer}", told, names, lambda m: m))
    told = f"the sign of dW{layer} and db{layer} is flipped: all gradients start from A2 - Y"
    SLIPS.add(rescaled(f"wrong_sign_in_layer_{layer}", told, names, lambda m: -1))
for each in ("dW1", "db1", "dW2", "db2"):
    told = f"the 1/m is missing in {each}: all gradients are means over the examples"
    SLIPS.add(rescaled(f"missing_one_over_m_in_{each}", told, (each,), lambda m: m))
told = "the 1/m is missing in dW1 and dW2: all gradients are means over the examples"
SLIPS.add(rescaled("missing_one_over_m_in_weights", told, ("dW1", "dW2"), lambda m: m))
told = "all gradients are divided by m twice: they are means over the examples, divided once"
SLIPS.add(rescaled("one_over_m_twice_everywhere", told, ("dW1", "db1", "dW2", "db2"), lambda m: 1 / m))


@SLIPS.add
def error_without_the_weights(parameters, cache, X, Y):
    """dZ1 is dZ2 times the slope of tanh, without W2: the error comes back through the weights, W2.T @ dZ2"""
    return from_dz1(parameters, cache, X, Y, (cache["A2"] - Y) * (1 - cache["A1"] ** 2))


@SLIPS.add
def second_weights_not_transposed(parameters, cache, X, Y):
    """W2 is not transposed in W2 @ dZ2: W2 is (n_y, n_h), so it is W2.T @ dZ2, an error for each hidden unit"""
    return from_dz1(parameters, cache, X, Y, parameters["W2"] @ (cache["A2"] - Y) * (1 - cache["A1"] ** 2))


@SLIPS.add
def second_weights_not_transposed_in_dot(parameters, cache, X, Y):
    """W2 is not transposed in np.dot(W2, dZ2): W2 is (n_y, n_h), so it is np.dot(W2.T, dZ2), an error for each
    hidden unit
    """
    return from_dz1(parameters, cache, X, Y, np.dot(parameters["W2"], cache["A2"] - Y) * (1 - cache["A1"] ** 2))


@SLIPS.add
def inputs_not_transposed(parameters, cache, X, Y):
    """A1 is not transposed in dZ2 @ A1: it is dZ2 @ A1.T, which sums over the examples"""
    return but_for(parameters, cache, X, Y, dW2=(cache["A2"] - Y) @ cache["A1"] / X.shape[1])


@SLIPS.add
def inputs_not_transposed_in_dot(parameters, cache, X, Y):
    """A1 is not transposed in np.dot(dZ2, A1): it is np.dot(dZ2, A1.T), which sums over the examples"""
    return but_for(parameters, cache, X, Y, dW2=np.dot(cache["A2"] - Y, cache["A1"]) / X.shape[1])


@SLIPS.add
def slope_of_the_output(parameters, cache, X, Y):
    """the slope is made of A2, 1 - A2**2: dZ1 takes the slope of the hidden layer, 1 - A1**2"""
    return backward(parameters, cache, X, Y, slope=1 - cache["A2"] ** 2)


@SLIPS.add
def sigmoid_slope_of_the_output(parameters, cache, X, Y):
    """the hidden layer is led back through A2 (1 - A2): dZ1 takes the slope of tanh, 1 - A1**2"""
    return backward(parameters, cache, X, Y, slope=cache["A2"] * (1 - cache["A2"]))


@SLIPS.add
def relu_slope(parameters, cache, X, Y):
    """the slope of ReLU is used, 1 or 0: the hidden layer has tanh, with the slope 1 - A1**2"""
    return backward(parameters, cache, X, Y, slope=(cache["Z1"] > 0).astype(float))


@SLIPS.add
def plus_in_the_slope(parameters, cache, X, Y):
    """1 + A1**2 is used: the slope of tanh is 1 - A1**2, at most 1"""
    return backward(parameters, cache, X, Y, slope=1 + cache["A1"] ** 2)


@SLIPS.add
def bracket_squared(parameters, cache, X, Y):
    """the whole bracket is squared, (1 - A1)**2: only A1 is, 1 - A1**2"""
    return backward(parameters, cache, X, Y, slope=(1 - cache["A1"]) ** 2)


@SLIPS.add
def a1_itself(parameters, cache, X, Y):
    """W2.T @ dZ2 is multiplied with A1 itself: it is the slope of tanh, 1 - A1**2"""
    return backward(parameters, cache, X, Y, slope=cache["A1"])


@SLIPS.add
def a1_squared(parameters, cache, X, Y):
    """W2.T @ dZ2 is multiplied with A1**2: the slope of tanh is 1 - A1**2"""
    return backward(parameters, cache, X, Y, slope=cache["A1"] ** 2)


@SLIPS.add
def brackets_forgotten(parameters, cache, X, Y):
    """the brackets around 1 - A1**2 are missing: W2.T @ dZ2 is multiplied with the whole slope"""
    return from_dz1(parameters, cache, X, Y, parameters["W2"].T @ (cache["A2"] - Y) * 1 - cache["A1"] ** 2)


@SLIPS.add
def errors_of_z2(parameters, cache, X, Y):
    """dZ2 is Z2 - Y, without the sigmoid: it is A2 - Y"""
    return backward(parameters, cache, X, Y, dZ2=cache["Z2"] - Y)


@SLIPS.add
def labels_left_out(parameters, cache, X, Y):
    """dZ2 is A2 alone: it is the error, A2 - Y"""
    return backward(parameters, cache, X, Y, dZ2=cache["A2"])


@SLIPS.add
def errors_of_rounded_answers(parameters, cache, X, Y):
    """A2 is rounded to 0 and 1 before the error is taken: dZ2 = A2 - Y needs the probabilities themselves"""
    return backward(parameters, cache, X, Y, dZ2=(cache["A2"] >= 0.5) - Y)


@SLIPS.add
def slope_of_the_answers(parameters, cache, X, Y):
    """dA2 = -Y / A2 + (1 - Y) / (1 - A2) is used as dZ2: by the chain rule A2 (1 - A2) comes on top, which leaves A2 -
    Y
    """
    A2 = cache["A2"]
    return backward(parameters, cache, X, Y, dZ2=-Y / A2 + (1 - Y) / (1 - A2))


@SLIPS.add
def slope_at_the_output(parameters, cache, X, Y):
    """dZ2 carries the slope of tanh, 1 - A2**2: with a sigmoid and log loss it is A2 - Y alone"""
    return backward(parameters, cache, X, Y, dZ2=(cache["A2"] - Y) * (1 - cache["A2"] ** 2))


@SLIPS.add
def dw1_made_from_a1(parameters, cache, X, Y):
    """dW1 is made from A1: layer 1 was fed with X"""
    dZ1 = parameters["W2"].T @ (cache["A2"] - Y) * (1 - cache["A1"] ** 2)
    return but_for(parameters, cache, X, Y, dW1=dZ1 @ cache["A1"].T / X.shape[1])


@SLIPS.add
def dw2_made_from_a2(parameters, cache, X, Y):
    """dW2 is made from A2: layer 2 was fed with A1"""
    dZ2 = cache["A2"] - Y
    return but_for(parameters, cache, X, Y, dW2=dZ2 @ cache["A2"].T / X.shape[1])


@SLIPS.add
def dw1_from_dz2(parameters, cache, X, Y):
    """dW1 is made from dZ2: it is made from dZ1, the error of its own layer"""
    return but_for(parameters, cache, X, Y, dW1=(cache["A2"] - Y) @ X.T / X.shape[1])


@SLIPS.add
def db1_from_dz2(parameters, cache, X, Y):
    """db1 is made from dZ2: it is made from dZ1, the error of its own layer"""
    db2 = reference.backward_propagation(parameters, cache, X, Y)["db2"]
    return but_for(parameters, cache, X, Y, db1=db2.copy())


@SLIPS.add
def db_over_the_units(parameters, cache, X, Y):
    """the biases' gradients are summed over the units (axis=0): sum over the examples (axis=1)"""
    dZ2, m = cache["A2"] - Y, X.shape[1]
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    db1, db2 = (dZ.sum(axis=0, keepdims=True) / m for dZ in (dZ1, dZ2))
    return but_for(parameters, cache, X, Y, db1=db1, db2=db2)


@SLIPS.add
def db_for_every_example(parameters, cache, X, Y):
    """db1 and db2 have a column for every example: the examples share the biases, so their shares are summed"""
    dZ2, m = cache["A2"] - Y, X.shape[1]
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    return but_for(parameters, cache, X, Y, db1=dZ1 / m, db2=dZ2 / m)


@SLIPS.add
def db_as_numbers(parameters, cache, X, Y):
    """db1 and db2 are single numbers, summed over units and examples: each unit has its own, so sum along axis=1 with
    keepdims=True
    """
    grads = reference.backward_propagation(parameters, cache, X, Y)
    return grads | {name: float(np.sum(grads[name])) for name in ("db1", "db2")}


@SLIPS.add
def keys_of_the_parameters(parameters, cache, X, Y):
    """the gradients have the keys of the parameters, `W1` for `dW1` and so on: each has a d before it"""
    return {name[1:]: grad for name, grad in reference.backward_propagation(parameters, cache, X, Y).items()}


@SLIPS.add
def slope_first(parameters, cache, X, Y):
    """the slope is multiplied before W2.T is, on dZ2: first the error comes back, W2.T @ dZ2, then it meets
    the slope
    """
    A2 = cache["A2"]
    return from_dz1(parameters, cache, X, Y, parameters["W2"].T @ ((A2 - Y) * (1 - A2**2)))
