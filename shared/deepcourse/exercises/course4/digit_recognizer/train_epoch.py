"""Exercise 6: one pass over all pictures, in mini-batches."""

import numpy as np

from deepcourse.cnn import lenet as reference
from deepcourse.cnn.training import class_cost
from deepcourse.exercises.course4.digit_recognizer.networks import network, some_network
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.adam_in_place import Adam

ANOTHER = "another network"


def other_forward(A, parameters):
    """Return the scores of another network, and its caches: LeNet, with its scores in reverse order."""
    Z, caches = reference.lenet_forward(A, parameters)
    return Z[::-1], caches


def other_backward(dZ, caches):
    """Return the gradients of the other network."""
    return reference.lenet_backward(dZ[::-1], caches)


def two_epochs(f, X, labels, parameters, orders, batch, learning_rate, *, network=""):
    """Return the costs of two epochs, and the parameters after them: f is given copies, and one Adam for both."""
    parameters, adam = {name: value.copy() for name, value in parameters.items()}, Adam(learning_rate)
    ways = (other_forward, other_backward) if network else (reference.lenet_forward, reference.lenet_backward)
    return [f(X, labels, parameters, adam, order.copy(), batch, *ways) for order in orders], parameters


train_epoch = FunctionExercise(
    __name__,
    reference=reference.train_epoch,
    use=two_epochs,
    minutes=7,
    points_visible=6,
    points_hidden=8,
    random_cases=2,
    returns=("the costs of two epochs", "the parameters after them"),
    hints=(
        "Loop over 0, batch, 2 batch, ...: each round takes the indices of its pictures from `order`, and with them "
        "the pictures and their labels.",
        "In each round: forward, class_cost, backward, adam.step. The last mini-batch may be smaller; a slice that "
        "goes beyond the end takes care of that.",
        "The cost of the epoch is a mean over pictures: add each mini-batch's cost times the number of its pictures, "
        "and divide at the end.",
    ),
)

SIZES = (
    (7, 8, 10, (1, 2, 3), (3, 2), (4, 5, 3)),
    (6, 9, 8, (2, 2, 3), (1, 2), (3, 4, 2)),
)


def case(rng, made, batch, learning_rate, some=None, network=None):
    """Return two epochs of one network, of `some` of the pictures where that is given."""
    (X, parameters), m = made, len(made[0])
    labels, orders = rng.integers(0, len(parameters["W5"]), size=m), [rng.permutation(m)[:some] for _ in range(2)]
    name = f"{m if some is None else f'{some} of {m}'} pictures, {batch} at a time"
    options = {"network": network} if network else {}
    return Case(
        f"{name}, {network}" if network else name, (X, labels, parameters, orders, batch, learning_rate), options
    )


@train_epoch.visible
def visible():
    """Return epochs with a smaller last part, without one, in float32, all at once, of some pictures; other ways."""
    rng = np.random.default_rng(6)
    cases = [case(rng, network(rng, *sizes), *rest) for sizes, *rest in zip(SIZES, (3, 2), (0.01, 0.03), strict=True)]
    X, labels, parameters, orders, batch, rate = cases[0].arguments
    narrow = {name: value.astype(np.float32) for name, value in parameters.items()}
    return [
        *cases,
        Case("float32", (X.astype(np.float32), labels, narrow, orders, batch, rate)),
        Case("all pictures at once", (X, labels, parameters, orders, 20, rate)),
        case(rng, network(rng, *SIZES[0]), 2, 0.02, some=5),
        case(rng, network(rng, *SIZES[0]), 4, 0.02, network=ANOTHER),
    ]


@train_epoch.draw
def draw(rng):
    """Return two epochs of a network of random size."""
    (X, parameters), m = some_network(rng), int(rng.choice([5, 7]))
    pictures = rng.normal(size=(m, *X.shape[1:]))
    some = None if rng.random() < 0.5 else m - 1
    return case(rng, (pictures, parameters), int(rng.integers(2, 4)), float(rng.uniform(0.005, 0.03)), some)


@train_epoch.edges
def edges(rng):
    """Return one picture at a time, all of them at once, some of them, another network."""
    made = [network(rng, m, *SIZES[0][1:]) for m in (3, 5, 6, 4)]
    return [
        case(rng, made[0], 1, 0.02),
        case(rng, made[1], 50, 0.02),
        case(rng, made[2], 3, 0.02, some=4),
        case(rng, made[3], 3, 0.02, network=ANOTHER),
    ]


def drawn_epochs(rng):
    """Return three epochs with a larger learning rate."""
    X, parameters = network(rng, *SIZES[0])
    orders = [rng.permutation(len(X)) for _ in range(3)]
    return Case("three epochs", (X, np.arange(len(X)) % 3, parameters, orders, 3, 0.03))


@train_epoch.property("three epochs, a lower cost", draw=drawn_epochs)
def learns(result, X, labels, parameters, orders, batch, learning_rate):
    """Return a sentence unless the cost falls."""
    costs = result[0]
    return None if costs[-1] < costs[0] else f"the first epoch costs {costs[0]:.4g}, the third {costs[-1]:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def epoch(
    X, labels, parameters, adam, parts, ways, *, sign=1, scale=lambda n: 1, mean=None, old_labels=False,
    old_pictures=False, afterwards=False, weight=len
):  # fmt: skip
    """Return the mean cost of an epoch of given parts, each (first, the numbers of its pictures).

    ways : (forward, backward)    afterwards : is each part's cost measured after its step?    weight : of a part's cost
    """
    total, m = [], 0
    for first, chosen in parts:
        place = slice(first, first + len(chosen))
        A, right = X[place if old_pictures else chosen], labels[place if old_labels else chosen]
        Z, caches = ways[0](A, parameters)
        cost, dZ = class_cost(Z, right)
        adam.step(parameters, ways[1](sign * scale(len(right)) * dZ, caches))
        cost = class_cost(ways[0](A, parameters)[0], right)[0] if afterwards else cost
        total.append(cost * weight(right))
        m += len(right)
    return mean(total, m) if mean else sum(total) / m


def parts_of(order, batch):
    """Return (first, numbers) of each part."""
    return [(first, order[first : first + batch]) for first in range(0, len(order), batch)]


@train_epoch.mistake
def last_part_dropped(X, labels, parameters, adam, order, batch, *ways):
    """the last mini-batch is left out if it is smaller: every picture must be seen once in an epoch"""
    whole = [part for part in parts_of(order, batch) if len(part[1]) == batch]
    return epoch(X, labels, parameters, adam, whole, ways) if whole else float("nan")


@train_epoch.mistake
def order_ignored(X, labels, parameters, adam, order, batch, *ways):
    """`order` is ignored: take the pictures in that order, not in the order of X"""
    return epoch(X, labels, parameters, adam, parts_of(np.arange(len(order)), batch), ways)


@train_epoch.mistake
def labels_in_the_old_order(X, labels, parameters, adam, order, batch, *ways):
    """the pictures follow `order`, but the labels do not: use the same indices for both"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), ways, old_labels=True)


@train_epoch.mistake
def pictures_in_the_old_order(X, labels, parameters, adam, order, batch, *ways):
    """the labels follow `order`, but the pictures do not: use the same indices for both"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), ways, old_pictures=True)


@train_epoch.mistake
def first_part_every_time(X, labels, parameters, adam, order, batch, *ways):
    """every mini-batch is the first one: the slice of `order` must move forward"""
    return epoch(X, labels, parameters, adam, [(0, order[:batch]) for _ in parts_of(order, batch)], ways)


@train_epoch.mistake
def batch_ignored(X, labels, parameters, adam, order, batch, *ways):
    """all pictures are taken at once, with one step for the epoch: take one step for each mini-batch"""
    return epoch(X, labels, parameters, adam, parts_of(order, len(order)), ways)


@train_epoch.mistake
def one_part(X, labels, parameters, adam, order, batch, *ways):
    """the function ends after the first mini-batch: the return is inside the loop"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch)[:1], ways)


@train_epoch.mistake
def parts_count_alike(X, labels, parameters, adam, order, batch, *ways):
    """the costs of the mini-batches are averaged without weights: a smaller last one must count for less"""
    parts = parts_of(order, batch)
    sizes = [len(chosen) for _, chosen in parts]
    return epoch(X, labels, parameters, adam, parts, ways, mean=lambda total, m: np.mean(np.divide(total, sizes)))


@train_epoch.mistake
def sum_of_costs(X, labels, parameters, adam, order, batch, *ways):
    """the costs of the mini-batches are added up: average them over the pictures"""
    parts = parts_of(order, batch)
    sizes = [len(chosen) for _, chosen in parts]
    return epoch(X, labels, parameters, adam, parts, ways, mean=lambda total, m: np.sum(np.divide(total, sizes)))


@train_epoch.mistake
def not_divided(X, labels, parameters, adam, order, batch, *ways):
    """the cost is the sum over all pictures: divide it by their number"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), ways, mean=lambda total, m: float(sum(total)))


@train_epoch.mistake
def cost_of_the_last_part(X, labels, parameters, adam, order, batch, *ways):
    """the cost is that of the last mini-batch: return the mean over all pictures of the epoch"""
    parts = parts_of(order, batch)
    return epoch(X, labels, parameters, adam, parts, ways, mean=lambda total, m: total[-1] / len(parts[-1][1]))


@train_epoch.mistake
def cost_afterwards(X, labels, parameters, adam, order, batch, *ways):
    """the cost is measured on all pictures after the last step: measure each mini-batch's before its step"""
    epoch(X, labels, parameters, adam, parts_of(order, batch), ways)
    return class_cost(ways[0](X[order], parameters)[0], labels[order])[0]


@train_epoch.mistake
def costs_after_their_steps(X, labels, parameters, adam, order, batch, *ways):
    """each mini-batch's cost is measured after its step: use the cost from before the step"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), ways, afterwards=True)


@train_epoch.mistake
def multiplied_by_batch(X, labels, parameters, adam, order, batch, *ways):
    """each cost is multiplied by `batch`: the last mini-batch may have fewer pictures, so multiply by their number"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), ways, weight=lambda right: batch)


@train_epoch.mistake
def divided_by_all(X, labels, parameters, adam, order, batch, *ways):
    """the sum is divided by the number of pictures in X: `order` may hold fewer, so divide by len(order)"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), ways, mean=lambda total, m: sum(total) / len(X))


@train_epoch.mistake
def own_network(X, labels, parameters, adam, order, batch, forward, backward):
    """lenet_forward is called: call the arguments forward and backward, which may be another network"""
    ways = reference.lenet_forward, reference.lenet_backward
    return epoch(X, labels, parameters, adam, parts_of(order, batch), ways)


@train_epoch.mistake
def uphill(X, labels, parameters, adam, order, batch, *ways):
    """the step goes uphill: give adam.step the gradients as they are, because it subtracts"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), ways, sign=-1)


@train_epoch.mistake
def multiplied_by_size(X, labels, parameters, adam, order, batch, *ways):
    """dZ is multiplied by the number of pictures: class_cost returns the gradient of a mean, as required"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), ways, scale=lambda n: n)


@train_epoch.mistake
def divided_again(X, labels, parameters, adam, order, batch, *ways):
    """dZ is divided by the number of pictures again: class_cost already returns the gradient of a mean"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), ways, scale=lambda n: 1 / n)


@train_epoch.mistake
def new_adam_each_time(X, labels, parameters, adam, order, batch, *ways):
    """a new Adam is created for each mini-batch: its averages must carry over, so use the one that is given"""
    new = [Adam(adam.learning_rate) for _ in parts_of(order, batch)]
    parts = parts_of(order, batch)
    costs = [epoch(X, labels, parameters, a, [p], ways) * len(p[1]) for a, p in zip(new, parts, strict=True)]
    return sum(costs) / len(order)


@train_epoch.mistake
def copies_trained(X, labels, parameters, adam, order, batch, *ways):
    """copies of the parameters are trained: change the given ones in place"""
    copies = {name: value.copy() for name, value in parameters.items()}
    return epoch(X, labels, copies, adam, parts_of(order, batch), ways)


@train_epoch.mistake
def never_trained(X, labels, parameters, adam, order, batch, forward, backward):
    """the parameters never change: adam.step is missing"""
    return class_cost(forward(X[order], parameters)[0], labels[order])[0]


# --- right, written differently -------------------------------------------------------------------------------------


@train_epoch.right
def split(X, labels, parameters, adam, order, batch, forward, backward):
    """Return the same from the parts that np.split makes, with a weighted mean."""
    parts = np.split(order, range(batch, len(order), batch))
    costs = []
    for chosen in parts:
        Z, caches = forward(X[chosen], parameters)
        cost, dZ = class_cost(Z, labels[chosen])
        adam.step(parameters, backward(dZ, caches))
        costs.append(cost)
    return np.average(costs, weights=[len(chosen) for chosen in parts])


@train_epoch.right
def shuffled_first(X, labels, parameters, adam, order, batch, *ways):
    """Return the same, with pictures and labels put in order before the loop."""
    return epoch(X[order], labels[order], parameters, adam, parts_of(np.arange(len(order)), batch), ways)
