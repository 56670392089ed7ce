"""Exercise 5: the whole network, back."""

import numpy as np

from deepcourse.cnn import lenet as reference
from deepcourse.exercises.course4.digit_recognizer.chains import gradients
from deepcourse.exercises.course4.digit_recognizer.networks import EDGES, SIZES, network, some_network, told
from deepcourse.exercises.declaration import Case, FunctionExercise


def its_gradients(f, X, parameters, dZ, *, left=False):
    """Return the gradients made of the package's caches, or with `left` why their list is no longer the same."""
    _, caches = reference.lenet_forward(X, parameters)
    given = list(caches)
    gradients = f(dZ, given)
    if not left:
        return gradients
    same = len(given) == len(caches) and all(one is other for one, other in zip(given, caches, strict=True))
    return (
        ""
        if same
        else f"the list of caches has changed, {len(given)} of 12 are left: read caches[11], not caches.pop()"
    )


lenet_backward = FunctionExercise(
    __name__,
    reference=reference.lenet_backward,
    use=its_gradients,
    minutes=8,
    points_visible=7,
    points_hidden=9,
    returns=("the gradients",),
    hints=(
        "Number the lines of your lenet_forward from 1 to 12, and write the backward pass from 12 to 1: caches[11] "
        "belongs to the last dense layer.",
        "Each line takes the gradient returned by the line before, and its own cache. Dense and conv layers return "
        "three results: pass the first on, and store the other two in grads.",
        "Before you reach the two convolutions, the columns must become pictures again: which of your functions does "
        "that, and what did flatten store in the caches?",
    ),
)


def case(rng, made):
    """Return one network, its pictures, and a gradient of its scores."""
    X, parameters = made
    return Case(told(X, parameters), (X, parameters, rng.normal(size=(len(parameters["W5"]), len(X)))))


@lenet_backward.visible
def visible():
    """Return networks of all kinds of sizes, and one in float32."""
    rng = np.random.default_rng(5)
    X, parameters, dZ = case(rng, network(rng, *SIZES[0])).arguments
    narrow = {name: value.astype(np.float32) for name, value in parameters.items()}
    small = Case("float32", (X.astype(np.float32), narrow, dZ.astype(np.float32)))
    return [*(case(rng, network(rng, *sizes)) for sizes in SIZES), small]


@lenet_backward.draw
def draw(rng):
    """Return a network of random size."""
    return case(rng, some_network(rng))


@lenet_backward.edges
def edges(rng):
    """Return one picture, filters of 1, ten digits, and a gradient of zeros."""
    X, parameters, dZ = case(rng, network(rng, *SIZES[1])).arguments
    return [*(case(rng, network(rng, *sizes)) for sizes in EDGES), Case("dZ = 0", (X, parameters, 0 * dZ))]


def drawn_caches(rng):
    """Return a network whose list of caches is looked at after the backward pass."""
    made = case(rng, network(rng, *SIZES[0]))
    return Case("the list of caches", made.arguments, {"left": True})


@lenet_backward.property("the list of caches stays as it was", draw=drawn_caches)
def caches_stay(result, X, parameters, dZ):
    """Return a sentence where caches were taken off the caller's list."""
    return result or None


def drawn_network(rng):
    """Return a network of which all parameters are nudged."""
    return case(rng, network(rng, *SIZES[0]))


@lenet_backward.property("the slope of the cost", draw=drawn_network)
def slope_of_the_cost(grads, X, parameters, dZ):
    """Return a sentence unless nudging all parameters moves sum(Z * dZ) as the gradients say."""
    step, rng = 1e-6, np.random.default_rng(1)
    for name, value in parameters.items():
        if f"d{name}" not in grads:
            return f"the gradients do not contain d{name}"
        way = rng.normal(size=value.shape)
        ahead, behind = (
            np.sum(reference.lenet_forward(X, parameters | {name: value + side * step * way})[0] * dZ)
            for side in (1, -1)
        )
        measured, said = (ahead - behind) / (2 * step), float(np.sum(grads[f"d{name}"] * way))
        if abs(measured - said) > 1e-4 * max(1, abs(measured)):
            return f"nudging {name} moves the cost with slope {measured:.5g}; d{name} says {said:.5g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@lenet_backward.mistake
def no_relu_anywhere(dZ, caches):
    """the ReLUs are left out of the backward pass: each has a slope of 0 where its input was negative"""
    return gradients(dZ, caches, relu=())


@lenet_backward.mistake
def no_relu_at_convolutions(dZ, caches):
    """the ReLUs of both convolutions are left out of the backward pass"""
    return gradients(dZ, caches, relu=(3, 4))


@lenet_backward.mistake
def no_relu_in_dense(dZ, caches):
    """the ReLUs between the dense layers are left out of the backward pass"""
    return gradients(dZ, caches, relu=(1, 2))


@lenet_backward.mistake
def no_relu_at_the_first(dZ, caches):
    """the ReLU of the first convolution is left out of the backward pass: it comes between pooling and convolution"""
    return gradients(dZ, caches, relu=(2, 3, 4))


@lenet_backward.mistake
def no_relu_at_the_second(dZ, caches):
    """the ReLU of the second convolution is left out of the backward pass: it comes between pooling and convolution"""
    return gradients(dZ, caches, relu=(1, 3, 4))


@lenet_backward.mistake
def pictures_mixed(dZ, caches):
    """the gradient of the columns is reshaped directly into pictures: m must come first, so use to_pictures"""
    return gradients(dZ, caches, unflat=lambda d, shape: d.reshape(shape))


@lenet_backward.mistake
def pictures_by_channel(dZ, caches):
    """the backward pass reads a column one channel after another: read it in the order in which flatten wrote it"""
    return gradients(dZ, caches, unflat=by_channel)


def by_channel(d, shape):
    """Return columns as pictures, read channel after channel."""
    m, n_H, n_W, n_C = shape
    return np.ascontiguousarray(d.T.reshape(m, n_C, n_H, n_W).transpose(0, 2, 3, 1))


@lenet_backward.mistake
def shared_by_pooling(dZ, caches):
    """pooling passes an equal share back to every pixel: all of it belongs to the largest number in the window"""
    return gradients(dZ, caches, pool=lambda d, cache: reference.pool_backward(d, (*cache[:2], None, *cache[3:])))


@lenet_backward.mistake
def divided_by_m(dZ, caches):
    """the gradients are divided by m: dZ is already the gradient of a mean"""
    return {name: value / dZ.shape[1] for name, value in gradients(dZ, caches).items()}


@lenet_backward.mistake
def summed_over_m(dZ, caches):
    """the gradients are multiplied by m: dZ is already the gradient of a mean"""
    return {name: value * dZ.shape[1] for name, value in gradients(dZ, caches).items()}


@lenet_backward.mistake
def names_of_the_parameters(dZ, caches):
    """the gradients are named W1, b1, ...: name them dW1, db1 and so on"""
    return {name[1:]: value for name, value in gradients(dZ, caches).items()}


@lenet_backward.mistake
def numbered_from_the_end(dZ, caches):
    """the layers are numbered from the end: dW1 belongs to the first convolution"""
    return {f"{name[:2]}{6 - int(name[2])}": value for name, value in gradients(dZ, caches).items()}


@lenet_backward.mistake
def no_bias_gradients(dZ, caches):
    """the gradients of the biases are missing: return db1 to db5, too"""
    return {name: value for name, value in gradients(dZ, caches).items() if name[1] == "W"}


@lenet_backward.mistake
def dense_alone(dZ, caches):
    """the backward pass stops at the dense layers: return the gradients of both convolutions, too"""
    return {name: value for name, value in gradients(dZ, caches).items() if name[2] in "345"}


@lenet_backward.mistake
def weights_and_biases_exchanged(dZ, caches):
    """dW and db of each layer are swapped: a layer's backward function returns dA, then dW, then db"""
    return {f"d{'b' if name[1] == 'W' else 'W'}{name[2]}": value for name, value in gradients(dZ, caches).items()}


@lenet_backward.mistake
def downhill_already(dZ, caches):
    """the gradients have the wrong sign: the optimiser already subtracts them"""
    return {name: -value for name, value in gradients(dZ, caches).items()}


# --- right, written differently -------------------------------------------------------------------------------------


@lenet_backward.right
def from_the_end(dZ, caches):
    """Return the same, with the caches taken off the end of a list, and gradients in the order of the network."""
    left, grads, d = list(caches), {}, dZ
    for layer in (5, 4, 3):
        d, dW, db = reference.dense_backward(d, left.pop())
        grads = {f"dW{layer}": dW, f"db{layer}": db} | grads
        if layer > 3:
            d = np.where(left.pop(), d, 0)
    d = np.moveaxis(d.reshape(*left[-1][1:], left[-1][0]), -1, 0)
    left.pop()
    for layer in (2, 1):
        d = np.where(left[-2], reference.pool_backward(d, left[-1]), 0)
        d, dW, db = reference.conv_backward(d, left[-3])
        grads = {f"dW{layer}": dW, f"db{layer}": db} | grads
        del left[-3:]
    return grads
