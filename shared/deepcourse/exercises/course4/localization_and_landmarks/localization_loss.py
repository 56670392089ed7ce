"""Exercise 5: a loss that asks for a box only where an object is."""

import numpy as np

from deepcourse.cnn import localization as reference
from deepcourse.exercises.course4.localization_and_landmarks.losses import BOX, loss, parts
from deepcourse.exercises.course4.localization_and_landmarks.pictures import some, targets, told
from deepcourse.exercises.declaration import Case, FunctionExercise


def asked(f, y_hat, y, box_weight):
    """Return the loss, or the gradient; box_weight is left out where it is None."""
    return f(y_hat, y) if box_weight is None else f(y_hat, y, box_weight=box_weight)


localization_loss = FunctionExercise(
    __name__,
    reference=reference.localization_loss,
    use=asked,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("the loss",),
    any_number_type=True,
    hints=(
        "Compute the three parts for all pictures first: three arrays of m numbers. Nothing is left out yet.",
        "Row 0 of y is 1 where two of the parts count, and 0 where they do not. What does multiplying by it do?",
        "The mean comes last, over all m pictures: empty ones count as pictures, too.",
    ),
)


def case(rng, there, n_classes, box_weight, idle=0.0, name=""):
    """Return a case; numbers up to `idle` stand where no object is."""
    weight = "5, left out" if box_weight is None else f"{box_weight}"
    name = name or f"{told(there, n_classes=n_classes)}, box_weight {weight}"
    return Case(name, (*targets(rng, n_classes, there, idle), box_weight))


@localization_loss.visible
def visible():
    """Return pictures with and without objects, several weights, and a target with numbers that do not count."""
    rng = np.random.default_rng(55)
    return [
        case(rng, [True], 3, 2.0),
        case(rng, [False], 3, 3.0),
        case(rng, [True, False, True, False, False], 3, 0.7),
        case(rng, [True, True, True], 2, None),
        case(rng, [False, True, False, True], 4, 1.5, 0.9, "y holds numbers that do not count"),
        case(rng, [False, False, True, False], 3, 0.0, name="box_weight 0"),
    ]


@localization_loss.draw
def draw(rng):
    """Return some pictures and a weight."""
    there, n_classes = some(rng)
    return case(rng, there, n_classes, float(np.round(rng.uniform(0.3, 9), 2)))


@localization_loss.edges
def edges(rng):
    """Return one picture of each kind, one class, the usual weight, no object at all, numbers that do not count."""
    return [
        case(rng, [True], 4, 0.3),
        case(rng, [False, False], 2, 4.0),
        case(rng, [True, False], 1, 2.5),
        case(rng, [True, False, True], 3, None),
        case(rng, [False, True, False], 3, 6.0, 2.0, "y holds numbers that do not count"),
    ]


@localization_loss.property("without an object, only p_c counts")
def only_p_c(f, rng):
    """Return a sentence unless the loss stays as it is when everything but p_c changes in empty pictures."""
    there = np.array([True, False, False])
    y_hat, y = targets(rng, 3, there)
    other, _ = targets(rng, 3, there)
    changed = np.where(there | (np.arange(8) == 0)[:, None], y_hat, other)
    before, after = f(y_hat, y, box_weight=2.0), f(changed, y, box_weight=2.0)
    return (
        None
        if np.isclose(before, after)
        else f"another box in an empty picture changes the loss from {before:.4g} to {after:.4g}"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


@localization_loss.mistake
def box_everywhere(y_hat, y, *, box_weight=5.0):
    """the box counts in empty pictures, too: it counts only if there is an object"""
    return loss(y_hat, y, box_weight, box_mask=1)


@localization_loss.mistake
def class_everywhere(y_hat, y, *, box_weight=5.0):
    """the class counts wherever y holds a number: it counts only if there is an object, whatever y holds otherwise"""
    return loss(y_hat, y, box_weight, class_mask=1)


@localization_loss.mistake
def nothing_masked(y_hat, y, *, box_weight=5.0):
    """box and class count in all pictures: they count only if there is an object"""
    return loss(y_hat, y, box_weight, box_mask=1, class_mask=1)


@localization_loss.mistake
def masked_by_the_answer(y_hat, y, *, box_weight=5.0):
    """box and class are multiplied by the network's p_c: the truth decides whether they count"""
    return loss(y_hat, y, box_weight, box_mask=y_hat[0], class_mask=y_hat[0])


@localization_loss.mistake
def masked_by_the_decision(y_hat, y, *, box_weight=5.0):
    """box and class count where the network finds an object: the truth decides, y[0]"""
    return loss(y_hat, y, box_weight, box_mask=y_hat[0] >= 0.5, class_mask=y_hat[0] >= 0.5)


@localization_loss.mistake
def mask_upside_down(y_hat, y, *, box_weight=5.0):
    """box and class count only in empty pictures: it is the other way round"""
    return loss(y_hat, y, box_weight, box_mask=1 - y[0], class_mask=1 - y[0])


@localization_loss.mistake
def p_c_of_objects_alone(y_hat, y, *, box_weight=5.0):
    """p_c counts only if there is an object: it counts in every picture"""
    return loss(y_hat, y, box_weight, p_c=y[0] * parts(y_hat, y)[0])


@localization_loss.mistake
def p_c_squared(y_hat, y, *, box_weight=5.0):
    """p_c has a squared error: use -log of the probability given to the truth"""
    return loss(y_hat, y, box_weight, p_c=(y_hat[0] - y[0]) ** 2)


@localization_loss.mistake
def p_c_always_true(y_hat, y, *, box_weight=5.0):
    """-log p_c is used for empty pictures, too: there the truth has the probability 1 - p_c"""
    return loss(y_hat, y, box_weight, p_c=-np.log(y_hat[0]))


@localization_loss.mistake
def p_c_left_out(y_hat, y, *, box_weight=5.0):
    """p_c is left out of the loss: it counts in every picture"""
    return loss(y_hat, y, box_weight, p_c=0)


@localization_loss.mistake
def box_left_out(y_hat, y, *, box_weight=5.0):
    """the box is left out of the loss: it counts if there is an object"""
    return loss(y_hat, y, 0)


@localization_loss.mistake
def class_left_out(y_hat, y, *, box_weight=5.0):
    """the class is left out of the loss: it counts if there is an object"""
    return loss(y_hat, y, box_weight, classes=0)


@localization_loss.mistake
def weight_ignored(y_hat, y, *, box_weight=5.0):
    """box_weight is left out: it multiplies the squared errors of the box"""
    return loss(y_hat, y, 1)


@localization_loss.mistake
def always_weight_five(y_hat, y, *, box_weight=5.0):
    """the box always has the weight 5: box_weight is an argument"""
    return loss(y_hat, y, 5)


@localization_loss.mistake
def class_weighted_too(y_hat, y, *, box_weight=5.0):
    """box_weight multiplies the class, too: it belongs to the box alone"""
    return loss(y_hat, y, box_weight, class_mask=box_weight * y[0])


@localization_loss.mistake
def box_mean_of_four(y_hat, y, *, box_weight=5.0):
    """the mean of the four squared errors is taken: use their sum"""
    return loss(y_hat, y, box_weight / 4)


@localization_loss.mistake
def half_of_the_box(y_hat, y, *, box_weight=5.0):
    """the squared errors are halved: the formula has no factor of one half"""
    return loss(y_hat, y, box_weight / 2)


@localization_loss.mistake
def box_absolute(y_hat, y, *, box_weight=5.0):
    """absolute errors of the box are added: add the squared errors"""
    return loss(y_hat, y, box_weight, box=np.abs(y_hat[BOX] - y[BOX]).sum(axis=0))


@localization_loss.mistake
def box_rooted(y_hat, y, *, box_weight=5.0):
    """the root of the squared errors is taken: use their sum itself"""
    return loss(y_hat, y, box_weight, box=np.sqrt(parts(y_hat, y)[1]))


@localization_loss.mistake
def box_without_its_last_row(y_hat, y, *, box_weight=5.0):
    """the box ends before its last row: rows 1 to 4 are the slice 1:5"""
    return loss(y_hat, y, box_weight, box=np.sum((y_hat[1:4] - y[1:4]) ** 2, axis=0))


@localization_loss.mistake
def box_with_p_c(y_hat, y, *, box_weight=5.0):
    """row 0 is among the squared errors: the box starts at row 1"""
    return loss(y_hat, y, box_weight, box=np.sum((y_hat[:5] - y[:5]) ** 2, axis=0))


@localization_loss.mistake
def class_squared(y_hat, y, *, box_weight=5.0):
    """the classes have squared errors: use -log of the correct class's probability"""
    return loss(y_hat, y, box_weight, classes=np.sum((y_hat[5:] - y[5:]) ** 2, axis=0))


@localization_loss.mistake
def class_by_class(y_hat, y, *, box_weight=5.0):
    """each class has a yes-or-no loss: after a softmax, use only -log of the correct class's probability"""
    wrong = -np.sum((1 - y[5:]) * np.log(np.maximum(1 - y_hat[5:], 1e-300)), axis=0)
    return loss(y_hat, y, box_weight, classes=parts(y_hat, y)[2] + wrong)


@localization_loss.mistake
def class_mean(y_hat, y, *, box_weight=5.0):
    """the mean over the classes is taken: use their sum, of which only one term is not 0"""
    return loss(y_hat, y, box_weight, class_mask=y[0] / (len(y) - 5))


@localization_loss.mistake
def sum_over_pictures(y_hat, y, *, box_weight=5.0):
    """the loss is summed over the pictures: take the mean over m"""
    return loss(y_hat, y, box_weight, mean=np.sum)


@localization_loss.mistake
def mean_over_objects(y_hat, y, *, box_weight=5.0):
    """box and class are divided by the number of objects: everything is divided by m"""
    share = max(float(np.mean(y[0])), 1e-12)
    return loss(y_hat, y, box_weight, box_mask=y[0] / share, class_mask=y[0] / share)


@localization_loss.mistake
def mean_over_rows(y_hat, y, *, box_weight=5.0):
    """the mean is taken over all entries of y: take it over the m pictures only"""
    return loss(y_hat, y, box_weight) / len(y)


@localization_loss.mistake
def sign_forgotten(y_hat, y, *, box_weight=5.0):
    """the logarithms have no minus sign: the loss is -log of a probability"""
    p_c, _, classes = parts(y_hat, y)
    return loss(y_hat, y, box_weight, p_c=-p_c, classes=-classes)


# --- right, written differently -------------------------------------------------------------------------------------


@localization_loss.right
def picture_by_picture(y_hat, y, *, box_weight=5.0):
    """Return the same in a loop over the pictures."""
    total = 0.0
    for answer, truth in zip(y_hat.T, y.T, strict=True):
        if truth[0] == 1:
            total -= np.log(answer[0]) + np.log(answer[5 + int(np.argmax(truth[5:]))])
            total += box_weight * sum((answer[k] - truth[k]) ** 2 for k in range(1, 5))
        else:
            total -= np.log(1 - answer[0])
    return total / y.shape[1]


@localization_loss.right
def with_an_index(y_hat, y, *, box_weight=5.0):
    """Return the same with an array of the pictures that have an object."""
    there = np.flatnonzero(y[0])
    p_c = np.where(y[0] == 1, y_hat[0], 1 - y_hat[0])
    box = np.linalg.norm(y_hat[1:5, there] - y[1:5, there]) ** 2
    named = y_hat[5:, there][y[5:, there] == 1]
    return (box_weight * box - np.log(named).sum() - np.log(p_c).sum()) / y.shape[1]
