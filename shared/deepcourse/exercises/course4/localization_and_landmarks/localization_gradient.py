"""Exercise 6: the gradient, derived by the reader."""

import numpy as np

from deepcourse.cnn import localization as reference
from deepcourse.exercises.course4.localization_and_landmarks.localization_loss import asked, case
from deepcourse.exercises.course4.localization_and_landmarks.losses import BOX, gradient
from deepcourse.exercises.course4.localization_and_landmarks.pictures import some
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.nn.gradient_checking import numerical_gradient, relative_difference

localization_gradient = FunctionExercise(
    __name__,
    reference=reference.localization_gradient,
    use=asked,
    minutes=9,
    points_visible=6,
    points_hidden=8,
    returns=("dZ",),
    any_number_type=True,
    hints=(
        "Take one picture and one row at a time. You know two of the three results from earlier courses: a sigmoid "
        "followed by its cross-entropy, and a softmax followed by its cross-entropy.",
        "The box has no activation, so what is left is the derivative of box_weight (b_hat - b)²: mind its factor.",
        "In an empty picture the loss does not change when the box or the class scores change. What does that say "
        "about its column in dZ?",
    ),
)


@localization_gradient.visible
def visible():
    """Return pictures with and without objects, several weights, and a target with numbers that do not count."""
    rng = np.random.default_rng(56)
    return [
        case(rng, [True], 3, 2.0),
        case(rng, [False], 3, 3.0),
        case(rng, [True, False, True, False, False], 3, 0.7),
        case(rng, [True, True, True], 2, None),
        case(rng, [False, True, False, True], 4, 1.5, 0.9, "y holds numbers that do not count"),
    ]


@localization_gradient.draw
def draw(rng):
    """Return some pictures and a weight."""
    there, n_classes = some(rng)
    return case(rng, there, n_classes, float(np.round(rng.uniform(0.3, 9), 2)))


@localization_gradient.edges
def edges(rng):
    """Return one picture of each kind, one class, the usual weight, no object at all, numbers that do not count."""
    return [
        case(rng, [True], 4, 0.3),
        case(rng, [False, False], 2, 4.0),
        case(rng, [True, False], 1, 2.5),
        case(rng, [True, False, True], 3, None),
        case(rng, [False, True, False], 3, 6.0, 2.0, "y holds numbers that do not count"),
    ]


@localization_gradient.property("a nudge of every score agrees")
def nudges_agree(f, rng):
    """Return a sentence unless dZ is what nudging the scores measures."""
    there = np.array([True, False, True, False])
    Z = rng.normal(size=(8, 4))
    _, y, _ = case(rng, there, 3, 2.0).arguments

    def J(moved):
        return reference.localization_loss(reference.activate(moved), y, box_weight=2.0)

    dZ = np.asarray(f(reference.activate(Z), y, box_weight=2.0))
    if dZ.shape != Z.shape:
        return f"dZ has the shape {dZ.shape}, Z has {Z.shape}"
    measured = numerical_gradient(J, Z, 1e-5)
    for name, rows in (("p_c", slice(0, 1)), ("the box", BOX), ("the classes", slice(5, None))):
        far = relative_difference(dZ[rows], measured[rows])
        if not far < 1e-5:
            return f"the rows of {name} differ from the measured gradient by {far:.2g} (relative difference)"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@localization_gradient.mistake
def nothing_masked(y_hat, y, *, box_weight=5.0):
    """box and classes have a gradient in empty pictures, too: the loss does not depend on them there, so it is 0"""
    return gradient(y_hat, y, box_weight, box_mask=1, class_mask=1)


@localization_gradient.mistake
def box_not_masked(y_hat, y, *, box_weight=5.0):
    """the box has a gradient in empty pictures, too: the loss does not depend on it there, so it is 0"""
    return gradient(y_hat, y, box_weight, box_mask=1)


@localization_gradient.mistake
def classes_not_masked(y_hat, y, *, box_weight=5.0):
    """the classes have a gradient in empty pictures, too: y_hat - y is not 0 there, but the gradient is"""
    return gradient(y_hat, y, box_weight, class_mask=1)


@localization_gradient.mistake
def p_c_masked_too(y_hat, y, *, box_weight=5.0):
    """p_c has no gradient in empty pictures: their loss depends on p_c alone"""
    return gradient(y_hat, y, box_weight, p_c=(y_hat[:1] - y[:1]) * y[:1])


@localization_gradient.mistake
def masked_by_the_answer(y_hat, y, *, box_weight=5.0):
    """box and classes are multiplied by the network's p_c: the truth decides, y[0]"""
    return gradient(y_hat, y, box_weight, box_mask=y_hat[0], class_mask=y_hat[0])


@localization_gradient.mistake
def masked_by_the_decision(y_hat, y, *, box_weight=5.0):
    """box and classes have a gradient where the network finds an object: the truth decides, y[0]"""
    return gradient(y_hat, y, box_weight, box_mask=y_hat[0] >= 0.5, class_mask=y_hat[0] >= 0.5)


@localization_gradient.mistake
def factor_two_missing(y_hat, y, *, box_weight=5.0):
    """the box lacks the factor 2: it comes from the derivative of the square"""
    return gradient(y_hat, y, box_weight / 2)


@localization_gradient.mistake
def weight_missing(y_hat, y, *, box_weight=5.0):
    """box_weight is missing: it multiplies the box in the loss, and therefore in the gradient"""
    return gradient(y_hat, y, 1)


@localization_gradient.mistake
def weight_and_two_missing(y_hat, y, *, box_weight=5.0):
    """the gradient of the box is only y_hat - y: in the loss, the box has box_weight times a square"""
    return gradient(y_hat, y, 0.5)


@localization_gradient.mistake
def always_weight_five(y_hat, y, *, box_weight=5.0):
    """the box always has the weight 5: box_weight is an argument"""
    return gradient(y_hat, y, 5)


@localization_gradient.mistake
def weight_on_everything(y_hat, y, *, box_weight=5.0):
    """the classes are multiplied by box_weight, too: it belongs to the box alone"""
    return gradient(y_hat, y, box_weight, class_mask=box_weight * y[0])


@localization_gradient.mistake
def treated_alike(y_hat, y, *, box_weight=5.0):
    """all rows are treated like the box: p_c and the classes have cross-entropies, so use just y_hat - y"""
    far = 2 * box_weight * (y_hat - y)
    return gradient(y_hat, y, box_weight, p_c=far[:1], classes=far[5:])


@localization_gradient.mistake
def not_divided(y_hat, y, *, box_weight=5.0):
    """the division by m is missing: the loss is a mean over m pictures"""
    return gradient(y_hat, y, box_weight, m=1)


@localization_gradient.mistake
def neither_two_nor_m(y_hat, y, *, box_weight=5.0):
    """the factor 2 of the square and the division by m are both missing: the loss is a mean of squares"""
    return gradient(y_hat, y, box_weight / 2, m=1)


@localization_gradient.mistake
def divided_by_objects(y_hat, y, *, box_weight=5.0):
    """the gradient is divided by the number of objects: the loss is a mean over all m pictures"""
    return gradient(y_hat, y, box_weight, m=max(1, int(y[0].sum())))


@localization_gradient.mistake
def divided_by_rows(y_hat, y, *, box_weight=5.0):
    """the gradient is divided by len(y), the number of rows: m is the number of columns"""
    return gradient(y_hat, y, box_weight, m=len(y))


@localization_gradient.mistake
def divided_by_all(y_hat, y, *, box_weight=5.0):
    """the gradient is divided by the number of all entries: the loss is a mean over m pictures"""
    return gradient(y_hat, y, box_weight, m=y.size)


@localization_gradient.mistake
def sign_exchanged(y_hat, y, *, box_weight=5.0):
    """the sign is wrong: a p_c that is too large has a positive gradient"""
    return -gradient(y_hat, y, box_weight)


@localization_gradient.mistake
def slope_of_the_sigmoid_again(y_hat, y, *, box_weight=5.0):
    """p_c is multiplied by the sigmoid's slope: with its cross-entropy the slope cancels"""
    p = y_hat[:1]
    return gradient(y_hat, y, box_weight, p_c=(p - y[:1]) * p * (1 - p))


@localization_gradient.mistake
def of_the_probability(y_hat, y, *, box_weight=5.0):
    """for p_c, the derivative is with respect to the probability: for the score, multiply by the sigmoid's slope"""
    p = y_hat[:1]
    return gradient(y_hat, y, box_weight, p_c=(p - y[:1]) / (p * (1 - p)))


@localization_gradient.mistake
def slope_of_a_sigmoid_on_the_box(y_hat, y, *, box_weight=5.0):
    """the box is multiplied by a sigmoid's slope: it has no activation"""
    b = y_hat[BOX]
    return gradient(y_hat, y, box_weight, box=2 * box_weight * (b - y[BOX]) * b * (1 - b))


@localization_gradient.mistake
def of_class_probabilities(y_hat, y, *, box_weight=5.0):
    """for the classes, the derivative is with respect to the probabilities: take it with respect to the scores"""
    return gradient(y_hat, y, box_weight, classes=-y[5:] / y_hat[5:])


@localization_gradient.mistake
def of_all_probabilities(y_hat, y, *, box_weight=5.0):
    """p_c and the classes have derivatives with respect to the probabilities: take them with respect to the scores"""
    p = y_hat[:1]
    return gradient(y_hat, y, box_weight, p_c=(p - y[:1]) / (p * (1 - p)), classes=-y[5:] / y_hat[5:])


@localization_gradient.mistake
def right_class_alone(y_hat, y, *, box_weight=5.0):
    """only the right class has a gradient: its softmax depends on the scores of all classes"""
    return gradient(y_hat, y, box_weight, classes=(y_hat - y)[5:] * y[5:])


@localization_gradient.mistake
def classes_left_out(y_hat, y, *, box_weight=5.0):
    """the classes have no gradient: they count if there is an object"""
    return gradient(y_hat, y, box_weight, classes=0)


@localization_gradient.mistake
def transposed(y_hat, y, *, box_weight=5.0):
    """dZ is transposed: it must have the shape of y_hat"""
    return gradient(y_hat, y, box_weight).T


# --- right, written differently -------------------------------------------------------------------------------------


@localization_gradient.right
def picture_by_picture(y_hat, y, *, box_weight=5.0):
    """Return the same in a loop over the pictures."""
    dZ, m = np.zeros(y.shape), y.shape[1]
    for i in range(m):
        dZ[0, i] = (y_hat[0, i] - y[0, i]) / m
        if y[0, i]:
            dZ[1:5, i] = 2 * box_weight * (y_hat[1:5, i] - y[1:5, i]) / m
            dZ[5:, i] = (y_hat[5:, i] - y[5:, i]) / m
    return dZ


@localization_gradient.right
def by_factors(y_hat, y, *, box_weight=5.0):
    """Return the same with a factor for each row."""
    factors = np.array([1.0] + [2 * box_weight] * 4 + [1.0] * (len(y) - 5))[:, None]
    counts = np.vstack([np.ones_like(y[:1]), np.repeat(y[:1], len(y) - 1, axis=0)])
    return np.where(counts > 0, factors * (y_hat - y), 0) / y.shape[1]
