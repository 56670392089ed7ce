"""Exercise 6: one pass over all pictures, in mini-batches."""

import numpy as np

from deepcourse.cnn import lenet as reference
from deepcourse.cnn.training import class_cost
from deepcourse.exercises.course4.digit_recognizer.networks import network, some_network
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.adam_in_place import Adam


def two_epochs(f, X, labels, parameters, orders, batch, learning_rate):
    """Return the costs of two epochs, and the parameters after them: f is given copies, and one Adam for both."""
    parameters, adam = {name: value.copy() for name, value in parameters.items()}, Adam(learning_rate)
    ways = reference.lenet_forward, reference.lenet_backward
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
        "A loop over 0, batch, 2 batch, ...: each round takes the numbers of its pictures from `order`, and with them "
        "the pictures and their labels.",
        "In each round: forward, class_cost, backward, adam.step. The last part may be smaller; a slice that goes "
        "beyond the end takes care of that.",
        "The cost of the epoch is a mean over pictures: add each part's cost times the number of its pictures, and "
        "divide at the end.",
    ),
)

SIZES = (
    (7, 8, 10, (1, 2, 3), (3, 2), (4, 5, 3)),
    (6, 9, 8, (2, 2, 3), (1, 2), (3, 4, 2)),
)


def case(rng, made, batch, learning_rate):
    """Return two epochs of one network."""
    (X, parameters), m = made, len(made[0])
    labels, orders = rng.integers(0, len(parameters["W5"]), size=m), [rng.permutation(m) for _ in range(2)]
    return Case(f"{m} pictures, {batch} at a time", (X, labels, parameters, orders, batch, learning_rate))


@train_epoch.visible
def visible():
    """Return epochs with a smaller last part, without one, in float32, and of a single part."""
    rng = np.random.default_rng(6)
    cases = [case(rng, network(rng, *sizes), *rest) for sizes, *rest in zip(SIZES, (3, 2), (0.01, 0.03), strict=True)]
    X, labels, parameters, orders, batch, rate = cases[0].arguments
    narrow = {name: value.astype(np.float32) for name, value in parameters.items()}
    return [
        *cases,
        Case("float32", (X.astype(np.float32), labels, narrow, orders, batch, rate)),
        Case("all pictures at once", (X, labels, parameters, orders, 20, rate)),
    ]


@train_epoch.draw
def draw(rng):
    """Return two epochs of a network of random size."""
    (X, parameters), m = some_network(rng), int(rng.choice([5, 7]))
    pictures = rng.normal(size=(m, *X.shape[1:]))
    return case(rng, (pictures, parameters), int(rng.integers(2, 4)), float(rng.uniform(0.005, 0.03)))


@train_epoch.edges
def edges(rng):
    """Return one picture at a time, and all of them at once."""
    return [case(rng, network(rng, m, *SIZES[0][1:]), batch, 0.02) for m, batch in ((3, 1), (5, 50))]


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
    X, labels, parameters, adam, parts, *, sign=1, scale=lambda n: 1, mean=None, old_labels=False, old_pictures=False
):
    """Return the mean cost of an epoch of given parts, each (first, the numbers of its pictures)."""
    total, m = [], 0
    for first, chosen in parts:
        place = slice(first, first + len(chosen))
        A, right = X[place if old_pictures else chosen], labels[place if old_labels else chosen]
        Z, caches = reference.lenet_forward(A, parameters)
        cost, dZ = class_cost(Z, right)
        adam.step(parameters, reference.lenet_backward(sign * scale(len(right)) * dZ, caches))
        total.append(cost * len(right))
        m += len(right)
    return mean(total, m) if mean else sum(total) / m


def parts_of(order, batch):
    """Return (first, numbers) of each part."""
    return [(first, order[first : first + batch]) for first in range(0, len(order), batch)]


@train_epoch.mistake
def last_part_dropped(X, labels, parameters, adam, order, batch, forward, backward):
    """the last part is left out where it is smaller: every picture is seen once in an epoch"""
    whole = [part for part in parts_of(order, batch) if len(part[1]) == batch]
    return epoch(X, labels, parameters, adam, whole) if whole else float("nan")


@train_epoch.mistake
def order_ignored(X, labels, parameters, adam, order, batch, forward, backward):
    """`order` is ignored: the pictures come as they stand in X"""
    return epoch(X, labels, parameters, adam, parts_of(np.arange(len(X)), batch))


@train_epoch.mistake
def labels_in_the_old_order(X, labels, parameters, adam, order, batch, forward, backward):
    """the pictures follow `order`, the labels do not: take both with the same numbers"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), old_labels=True)


@train_epoch.mistake
def pictures_in_the_old_order(X, labels, parameters, adam, order, batch, forward, backward):
    """the labels follow `order`, the pictures do not: take both with the same numbers"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), old_pictures=True)


@train_epoch.mistake
def first_part_every_time(X, labels, parameters, adam, order, batch, forward, backward):
    """every part is the first: the slice of `order` must move on"""
    return epoch(X, labels, parameters, adam, [(0, order[:batch]) for _ in parts_of(order, batch)])


@train_epoch.mistake
def batch_ignored(X, labels, parameters, adam, order, batch, forward, backward):
    """all pictures are taken at once: one step an epoch, where there should be one for each part"""
    return epoch(X, labels, parameters, adam, parts_of(order, len(order)))


@train_epoch.mistake
def one_part(X, labels, parameters, adam, order, batch, forward, backward):
    """the function ends after the first part: the return stands inside the loop"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch)[:1])


@train_epoch.mistake
def parts_count_alike(X, labels, parameters, adam, order, batch, forward, backward):
    """the costs of the parts are averaged as they are: a smaller last part has less weight"""
    parts = parts_of(order, batch)
    sizes = [len(chosen) for _, chosen in parts]
    return epoch(X, labels, parameters, adam, parts, mean=lambda total, m: float(np.mean(np.divide(total, sizes))))


@train_epoch.mistake
def sum_of_costs(X, labels, parameters, adam, order, batch, forward, backward):
    """the costs of the parts are added up, and not averaged over the pictures"""
    parts = parts_of(order, batch)
    sizes = [len(chosen) for _, chosen in parts]
    return epoch(X, labels, parameters, adam, parts, mean=lambda total, m: float(np.sum(np.divide(total, sizes))))


@train_epoch.mistake
def not_divided(X, labels, parameters, adam, order, batch, forward, backward):
    """the cost is the sum over all pictures: divide it by their number"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), mean=lambda total, m: float(sum(total)))


@train_epoch.mistake
def cost_of_the_last_part(X, labels, parameters, adam, order, batch, forward, backward):
    """the cost is that of the last part: the mean over all pictures of the epoch is asked for"""
    parts = parts_of(order, batch)
    return epoch(X, labels, parameters, adam, parts, mean=lambda total, m: total[-1] / len(parts[-1][1]))


@train_epoch.mistake
def cost_afterwards(X, labels, parameters, adam, order, batch, forward, backward):
    """the cost is measured after the last step, on all pictures: each part's, before its step, is asked for"""
    epoch(X, labels, parameters, adam, parts_of(order, batch))
    return class_cost(reference.lenet_forward(X, parameters)[0], labels)[0]


@train_epoch.mistake
def uphill(X, labels, parameters, adam, order, batch, forward, backward):
    """the step goes uphill: adam.step takes the gradients as they are, and subtracts"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), sign=-1)


@train_epoch.mistake
def multiplied_by_size(X, labels, parameters, adam, order, batch, forward, backward):
    """dZ is multiplied by the number of pictures: class_cost returns the gradient of a mean, as it should be"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), scale=lambda n: n)


@train_epoch.mistake
def divided_again(X, labels, parameters, adam, order, batch, forward, backward):
    """dZ is divided by the number of pictures once more: class_cost returns the gradient of a mean already"""
    return epoch(X, labels, parameters, adam, parts_of(order, batch), scale=lambda n: 1 / n)


@train_epoch.mistake
def new_adam_each_time(X, labels, parameters, adam, order, batch, forward, backward):
    """a new Adam is made for each part: its averages must live on, so use the one that is given"""
    new = [Adam(adam.learning_rate) for _ in parts_of(order, batch)]
    costs = [epoch(X, labels, parameters, a, [p]) * len(p[1]) for a, p in zip(new, parts_of(order, batch), strict=True)]
    return sum(costs) / len(order)


@train_epoch.mistake
def copies_trained(X, labels, parameters, adam, order, batch, forward, backward):
    """copies of the parameters are trained: they are changed in place"""
    return epoch(X, labels, {name: value.copy() for name, value in parameters.items()}, adam, parts_of(order, batch))


@train_epoch.mistake
def never_trained(X, labels, parameters, adam, order, batch, forward, backward):
    """the parameters never change: adam.step is missing"""
    return class_cost(reference.lenet_forward(X[order], parameters)[0], labels[order])[0]


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
def shuffled_first(X, labels, parameters, adam, order, batch, forward, backward):
    """Return the same, with pictures and labels put in order before the loop."""
    return epoch(X[order], labels[order], parameters, adam, parts_of(np.arange(len(order)), batch))
