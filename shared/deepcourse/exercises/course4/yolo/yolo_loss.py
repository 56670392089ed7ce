"""Exercise 5: the loss of all places, and its gradient."""

import numpy as np

from deepcourse.cnn import yolo as reference
from deepcourse.exercises.course4.yolo.boxes import scores_of
from deepcourse.exercises.course4.yolo.loss_mistakes import MISTAKES, by_definition
from deepcourse.exercises.declaration import Case, FunctionExercise


def asked(yolo_loss, Z, Y, box_weight, no_object_weight):
    """Return loss and gradient; the weights are left out where they are None."""
    options = {} if box_weight is None else {"box_weight": box_weight, "no_object_weight": no_object_weight}
    return yolo_loss(Z, Y, **options)


yolo_loss = FunctionExercise(
    __name__,
    reference=reference.yolo_loss,
    use=asked,
    minutes=9,
    points_visible=6,
    points_hidden=8,
    returns=("loss", "dZ"),
    hints=(
        "Compute what the network answers first: sigmoids of the scores 0, 1, 2, the scores 3, 4 as they are, a "
        "softmax of the rest. Then make a mask of the places with an object, Y[..., 0] == 1.",
        "The three parts of the loss can be computed for all places and multiplied by the mask before they are added. "
        "For the classes, Y[..., 5:] * np.log(probabilities) picks the right one.",
        "The gradient of p_c and of the softmax is (answer - truth), times the weight or the mask. For b_x, the chain "
        "rule has two factors: the slope of the square, and that of the sigmoid. For b_h it has one.",
    ),
)


def target(rng, m, grid, k, n_classes, share, idle=0.0):
    """Return a target with an object at about `share` of the places; numbers up to `idle` stand elsewhere."""
    Y = rng.uniform(0, 1, (m, *grid, k, 5 + n_classes))
    Y[..., 3:5] -= 0.5
    Y[..., 5:] = np.eye(n_classes)[rng.integers(0, n_classes, Y.shape[:-1])]
    there = rng.random(Y.shape[:-1]) < share
    Y[~there] *= idle
    Y[..., 0] = there
    return Y


def case(rng, m, grid, k, n_classes, share, weights, idle=0.0, name=""):
    """Return scores, a target, and the two weights."""
    Y = target(rng, m, grid, k, n_classes, share, idle)
    Z = scores_of(rng, m, grid, k, n_classes)
    told = f"{m} picture{'s' * (m > 1)}, {grid[0]} x {grid[1]} cells, {k} anchor{'s' * (k > 1)}"
    told = f"{told}, {int(Y[..., 0].sum())} objects"
    return Case(name or told, (Z, Y, *weights))


@yolo_loss.visible
def visible():
    """Return few places and many, with other weights, empty pictures, full ones, numbers that do not count."""
    rng = np.random.default_rng(68)
    single = case(np.random.default_rng(69), 2, (1, 3), 2, 3, 0.5, (3.0, 0.2)).arguments
    return [
        case(rng, 1, (1, 1), 1, 3, 1.1, (2.0, 0.3), name="one place, with an object"),
        case(rng, 1, (1, 1), 1, 3, -1, (2.0, 0.3), name="one place, without an object"),
        case(rng, 2, (2, 3), 1, 3, 0.3, (3.0, 0.4)),
        case(rng, 3, (3, 2), 2, 2, 0.3, (0.7, 1.5)),
        case(rng, 2, (2, 2), 2, 4, 0.4, (None, None), name="the weights are left out"),
        case(rng, 3, (2, 1), 2, 3, 0.4, (4.0, 0.6), 0.9, "Y holds numbers at empty places"),
        case(rng, 4, (2, 2), 1, 3, -1, (2.5, 0.8), name="4 pictures without an object"),
        Case("float32", (single[0].astype(np.float32), single[1].astype(np.float32), *single[2:])),
    ]


@yolo_loss.draw
def draw(rng):
    """Return a random case."""
    m, rows, columns, k = (int(n) for n in rng.integers(1, 4, 4))
    weights = tuple(float(np.round(w, 2)) for w in rng.uniform((0.5, 0.1), (8, 2)))
    return case(rng, m + 1, (rows + 1, columns), k, int(rng.integers(2, 5)), 0.35, weights)


@yolo_loss.edges
def edges(rng):
    """Return one place, one class, no object, objects everywhere, numbers that do not count, float32."""
    single = case(rng, 3, (2, 3), 2, 3, 0.3, (5.0, 0.5)).arguments
    return [
        case(rng, 1, (1, 1), 1, 3, 1.1, (1.5, 0.2), name="one place, with an object"),
        case(rng, 2, (2, 3), 1, 1, 0.4, (2.0, 0.6), name="one class"),
        case(rng, 2, (2, 3), 2, 3, -1, (2.0, 0.6), name="no object"),
        case(rng, 2, (2, 3), 2, 3, 1.1, (2.0, 0.6), name="objects everywhere"),
        case(rng, 3, (3, 2), 1, 3, 0.4, (4.0, 0.6), 2.0, "Y holds numbers at empty places"),
        case(rng, 2, (2, 2), 2, 3, 0.4, (None, None), name="the weights are left out"),
        case(rng, 2, (2, 2), 2, 3, 0.4, (0.0, 0.0), name="both weights are 0"),
        Case("float32", (single[0].astype(np.float32), single[1].astype(np.float32), *single[2:])),
    ]


@yolo_loss.property("dZ is the slope of the loss")
def slope(f, rng):
    """Return a sentence unless nudging some scores changes the loss as dZ says, entry by entry of a place."""
    Z, Y, *_ = case(rng, 2, (2, 2), 1, 3, 0.5, (2.0, 0.7)).arguments
    weights = {"box_weight": 2.0, "no_object_weight": 0.7}
    _, dZ = f(Z.copy(), Y, **weights)
    names = ("p_c", "b_x", "b_y", "b_h", "b_w", "the first class", "the second class", "the third class")
    for entry, name in enumerate(names):
        step = np.zeros_like(Z)
        step[..., entry] = 1e-5 * rng.choice([-1, 1], Z.shape[:-1])
        nudged = (f(Z + step, Y, **weights)[0] - f(Z - step, Y, **weights)[0]) / 2
        told = float(np.sum(np.asarray(dZ) * step))
        if not np.isclose(nudged, told, rtol=1e-3, atol=1e-9):
            return (
                f"when the scores of {name} are nudged, the loss changes by {nudged:.4g}; by dZ it would be {told:.4g}"
            )
    return None


for variant in MISTAKES:
    yolo_loss.mistake(variant)


# --- right, written differently -------------------------------------------------------------------------------------


@yolo_loss.right
def place_by_place(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """Return the same in a loop over the places."""
    loss, dZ = 0.0, np.zeros(Z.shape)
    for place in np.ndindex(Z.shape[:-1]):
        z, y = Z[place].astype(float), Y[place].astype(float)
        sigmoids = 1 / (1 + np.exp(-z[:3]))
        if y[0] == 1:
            powers = np.exp(z[5:])
            answer = np.concatenate([sigmoids, z[3:5], powers / powers.sum()])
            far = answer - y
            loss += -np.log(answer[0]) + box_weight * np.sum(far[1:5] ** 2) - np.log(answer[5 + np.argmax(y[5:])])
            far[1:5] *= 2 * box_weight
            far[1:3] *= sigmoids[1:] * (1 - sigmoids[1:])
            dZ[place] = far
        else:
            loss -= no_object_weight * np.log(1 - sigmoids[0])
            dZ[place][0] = no_object_weight * sigmoids[0]
    return loss / len(Z), (dZ / len(Z)).astype(Z.dtype)


@yolo_loss.right
def all_at_once(Z, Y, *, box_weight=5.0, no_object_weight=0.5):
    """Return the same with masks for everything."""
    return by_definition(Z, Y, box_weight, no_object_weight)
