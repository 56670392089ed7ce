"""The loss of a grid with switches, and its mistakes: for the exercise `yolo_loss`."""

import numpy as np

from deepcourse.exercises.declaration import Shared

MISTAKES = Shared()


def sigmoid(z):
    """Return 1 / (1 + exp(-z))."""
    return (1 + np.tanh(z / 2)) / 2


def by_definition(Z, Y, box_weight, no_object_weight, **other):
    """Return loss and gradient; `other` puts something else in place of a mask, a weight, a part or a slope.

    there, empty    masks of p_c    box, named    masks of the box and the classes
    offsets         what entries 1 and 2 are of their scores    sides    of the loss: what is made of the differences
    slope           of the gradient: that of the sigmoid at b_x, b_y    two    the factor of the square
    m               what both are divided by; m_loss, m_dZ for one of them alone
    """
    there = Y[..., 0]
    options = {
        "there": there, "empty": no_object_weight * (1 - there), "box": there, "named": there, "offsets": sigmoid,
        "squared": np.square, "two": 2, "m": len(Z), "loss_sign": 1,
    } | other  # fmt: skip
    p, b = sigmoid(Z[..., 0]), options["offsets"](Z[..., 1:3])
    powers = np.exp(Z[..., 5:] - Z[..., 5:].max(axis=-1, keepdims=True))
    c = powers / powers.sum(axis=-1, keepdims=True)
    far = np.concatenate([b, Z[..., 3:5]], axis=-1) - Y[..., 1:5]
    box, named = options["box"], options["named"]
    loss = -np.sum(options["there"] * np.log(p)) - np.sum(options["empty"] * np.log(1 - p))
    loss += box_weight * np.sum(box * options["squared"](far).sum(axis=-1))
    loss -= np.sum(named * np.sum(Y[..., 5:] * np.log(c), axis=-1))
    dZ = np.zeros_like(Z)
    dZ[..., 0] = options["empty"] * p - options["there"] * (1 - p)
    dZ[..., 1:5] = options["two"] * box_weight * box[..., None] * far
    dZ[..., 1:3] *= options["slope"](b) if "slope" in options else b * (1 - b)
    dZ[..., 5:] = named[..., None] * (c * Y[..., 5:].sum(axis=-1, keepdims=True) - Y[..., 5:])
    m = options["m"]
    return float(options["loss_sign"] * loss / options.get("m_loss", m)), dZ / Z.dtype.type(options.get("m_dZ", m))


def weights(Y, no_object_weight):
    """Return the mask of the objects and the weights of empty places."""
    return Y[..., 0], no_object_weight * (1 - Y[..., 0])


@MISTAKES.add
def box_everywhere(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the box counts at empty places, too: it counts only where there is an object"""
    return by_definition(Z, Y, box_weight, no_object_weight, box=np.ones(Y.shape[:-1]))


@MISTAKES.add
def class_everywhere(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the class counts wherever Y holds a number: it counts only where there is an object"""
    return by_definition(Z, Y, box_weight, no_object_weight, named=np.ones(Y.shape[:-1]))


@MISTAKES.add
def nothing_masked(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """box and class count at all places: they count only where there is an object"""
    ones = np.ones(Y.shape[:-1])
    return by_definition(Z, Y, box_weight, no_object_weight, box=ones, named=ones)


@MISTAKES.add
def masked_by_the_answer(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the box and class terms are multiplied by the network's p_c: multiply by the true one, Y[..., 0]"""
    p = sigmoid(Z[..., 0])
    return by_definition(Z, Y, box_weight, no_object_weight, box=p, named=p)


@MISTAKES.add
def empty_weight_left_out(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """no_object_weight is left out: it multiplies -log(1 - p_c) at empty places"""
    return by_definition(Z, Y, box_weight, 1.0)


@MISTAKES.add
def empty_weight_on_objects(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """no_object_weight multiplies the p_c term at places with an object: it belongs at the empty ones"""
    there, _ = weights(Y, 1)
    return by_definition(Z, Y, box_weight, no_object_weight, there=no_object_weight * there, empty=1 - there)


@MISTAKES.add
def empty_weight_on_both(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """no_object_weight multiplies the p_c term everywhere: it belongs only at empty places"""
    return by_definition(Z, Y, box_weight, no_object_weight, there=no_object_weight * Y[..., 0])


@MISTAKES.add
def empty_everywhere(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """-log(1 - p_c) is added at places with an object as well: it belongs only at empty ones"""
    return by_definition(Z, Y, box_weight, no_object_weight, empty=no_object_weight * np.ones(Y.shape[:-1]))


@MISTAKES.add
def empty_left_out(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """empty places are left out: p_c has to become small there"""
    return by_definition(Z, Y, box_weight, 0.0)


@MISTAKES.add
def box_weight_left_out(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """box_weight is left out: it multiplies the squared errors of the box"""
    return by_definition(Z, Y, 1.0, no_object_weight)


@MISTAKES.add
def usual_weights(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the weights are always 5 and 0.5: they are arguments"""
    return by_definition(Z, Y, 5.0, 0.5)


@MISTAKES.add
def weights_swapped(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the two weights are swapped: box_weight belongs to the box"""
    return by_definition(Z, Y, no_object_weight, box_weight)


@MISTAKES.add
def offsets_without_sigmoid(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the scores of b_x and b_y are compared with the truth: take their sigmoids first"""
    return by_definition(Z, Y, box_weight, no_object_weight, offsets=lambda z: z, slope=np.ones_like)


@MISTAKES.add
def slope_left_out(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the slope of the sigmoid is missing from the gradient of b_x and b_y: multiply by b (1 - b)"""
    return by_definition(Z, Y, box_weight, no_object_weight, slope=np.ones_like)


@MISTAKES.add
def slope_of_scores(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the slope is computed as z (1 - z) from the scores of b_x and b_y: use b (1 - b), with b the sigmoid of z"""
    z = Z[..., 1:3]
    return by_definition(Z, Y, box_weight, no_object_weight, slope=lambda b: z * (1 - z))


@MISTAKES.add
def slope_for_the_sides(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the slope of a sigmoid multiplies the gradient of b_h and b_w as well: these scores have no sigmoid"""
    loss, dZ = by_definition(Z, Y, box_weight, no_object_weight)
    b = sigmoid(Z[..., 3:5])
    dZ[..., 3:5] *= b * (1 - b)
    return loss, dZ


@MISTAKES.add
def slope_for_p_c(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the gradient of p_c is multiplied by p (1 - p): with -log p it cancels, and p - y is left"""
    loss, dZ = by_definition(Z, Y, box_weight, no_object_weight)
    p = sigmoid(Z[..., 0])
    dZ[..., 0] *= p * (1 - p)
    return loss, dZ


@MISTAKES.add
def factor_two_left_out(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the factor 2 of the square is missing from the gradient of the box"""
    return by_definition(Z, Y, box_weight, no_object_weight, two=1)


@MISTAKES.add
def box_weight_missing_in_the_gradient(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """box_weight is missing from the gradient of the box: it multiplies this part of the loss and its gradient"""
    loss, _ = by_definition(Z, Y, box_weight, no_object_weight)
    return loss, by_definition(Z, Y, 1.0, no_object_weight)[1]


@MISTAKES.add
def empty_weight_missing_in_the_gradient(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """no_object_weight is missing from the gradient: it multiplies the gradient of p_c at empty places, too"""
    loss, _ = by_definition(Z, Y, box_weight, no_object_weight)
    return loss, by_definition(Z, Y, box_weight, 1.0)[1]


@MISTAKES.add
def usual_weights_in_the_gradient(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the loss uses both weights, but the gradient always 5 and 0.5: use the arguments in the gradient as well"""
    loss, _ = by_definition(Z, Y, box_weight, no_object_weight)
    return loss, by_definition(Z, Y, 5.0, 0.5)[1]


@MISTAKES.add
def box_weight_on_the_class(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """box_weight multiplies the class as well: it belongs to the four squared errors of the box only"""
    return by_definition(Z, Y, box_weight, no_object_weight, named=box_weight * Y[..., 0])


@MISTAKES.add
def gradient_not_masked(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the gradient of the box is not 0 at empty places: apply the mask of the loss to the gradient as well"""
    loss, _ = by_definition(Z, Y, box_weight, no_object_weight)
    return loss, by_definition(Z, Y, box_weight, no_object_weight, box=np.ones(Y.shape[:-1]))[1]


@MISTAKES.add
def gradient_upside_down(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the gradient has the wrong sign: it is answer minus truth"""
    loss, dZ = by_definition(Z, Y, box_weight, no_object_weight)
    return loss, -dZ


@MISTAKES.add
def gradient_not_divided(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the gradient is not divided by m: the loss is a mean over m"""
    return by_definition(Z, Y, box_weight, no_object_weight, m_dZ=1)


@MISTAKES.add
def sum_over_pictures(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the loss and the gradient are sums over the pictures: divide both by m"""
    return by_definition(Z, Y, box_weight, no_object_weight, m=1)


@MISTAKES.add
def mean_over_places(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the mean over all places is taken: sum over the places, and divide only by m"""
    return by_definition(Z, Y, box_weight, no_object_weight, m=Y[..., 0].size)


@MISTAKES.add
def mean_over_objects(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """everything is divided by the number of objects: divide by m, the number of pictures"""
    return by_definition(Z, Y, box_weight, no_object_weight, m=max(1.0, float(Y[..., 0].sum())))


@MISTAKES.add
def absolute_errors(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """absolute errors of the box are added: square them"""
    return by_definition(Z, Y, box_weight, no_object_weight, squared=np.abs)


@MISTAKES.add
def half_of_the_square(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the squared errors are halved: there is no 1/2 in this formula"""
    return by_definition(Z, Y, box_weight / 2, no_object_weight)


@MISTAKES.add
def sign_forgotten(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the loss has the wrong sign: subtract the logarithms of the probabilities, and add the squared errors"""
    return by_definition(Z, Y, box_weight, no_object_weight, loss_sign=-1)


@MISTAKES.add
def another_dtype(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """dZ is always float64: give it the dtype of Z, which training needs"""
    loss, dZ = by_definition(Z.astype(np.float64), Y.astype(np.float64), box_weight, no_object_weight)
    return loss, dZ


@MISTAKES.add
def class_left_out(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """the class is left out: add -log of its probability where there is an object"""
    return by_definition(Z, Y, box_weight, no_object_weight, named=np.zeros(Y.shape[:-1]))
