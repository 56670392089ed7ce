"""Exercise 8: stop in time, and keep the best."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import regularization as reference

early_stopping = FunctionExercise(
    __name__,
    reference=reference.early_stopping,
    minutes=5,
    points_visible=3,
    points_hidden=5,
    returns=("the best iteration",),
    hints=(
        "Go through the costs in order and remember one index, best, that of the lowest cost so far; it starts at 0.",
        "If a cost is lower than costs_dev[best], best moves there. Else iteration - best is how long you waited.",
        "elif iteration - best >= patience: break. After the loop, return best.",
    ),
)


@early_stopping.visible
def visible():
    """Return the text's curve with two patiences, curves that stop or never stop, equal costs, other patiences."""
    told = [0.69, 0.52, 0.45, 0.47, 0.46, 0.49, 0.40]
    return [
        Case("the costs of the text, patience 3", (told, 3)),
        Case("the costs of the text, patience 5", (told, 5)),
        Case("better, worse, better, worse", ([0.6, 0.65, 0.5, 0.55, 0.4, 0.45, 0.3], 2)),
        Case("the best comes one too late", ([0.6, 0.5, 0.55, 0.58, 0.4, 0.42, 0.44, 0.46, 0.2], 2)),
        Case("a second valley, not as deep", ([0.6, 0.5, 0.62, 0.58, 0.55, 0.64, 0.2], 4)),
        Case("falling to the end", ([0.6, 0.5, 0.4, 0.35], 2)),
        Case("better just in time", ([0.6, 0.5, 0.55, 0.52, 0.3, 0.35], 3)),
        Case("an equal cost is no improvement", ([0.7, 0.6, 0.6, 0.6, 0.5], 2)),
        Case("patience 1", ([0.8, 0.6, 0.7, 0.5], 1)),
        Case("patience longer than the training", ([0.6, 0.7, 0.5, 0.8], 50)),
    ]


@early_stopping.draw
def draw(rng):
    """Return a noisy curve that falls and rises again, and a random patience."""
    steps, patience = int(rng.integers(8, 40)), int(rng.integers(1, 6))
    curve = 0.3 + 0.4 * (np.linspace(-1, 1, steps) ** 2) + 0.05 * rng.normal(size=steps)
    return Case(f"{steps} costs, patience {patience}", (curve.tolist(), patience))


@early_stopping.edges
def edges(rng):
    """Return one cost, equal costs, a patience of one, and a patience longer than the training."""
    return [
        Case("one cost", ([0.7], 3)),
        Case("all costs are equal", ([0.5] * 6, 2)),
        Case("an equal cost is no improvement", ([0.6, 0.5, 0.5, 0.5, 0.4], 3)),
        Case("the best comes one too late", ([0.7, 0.4, 0.5, 0.6, 0.55, 0.3], 3)),
        Case("falling again, but not below the best", ([0.6, 0.3, 0.5, 0.45, 0.42, 0.4, 0.1], 3)),
        Case("better and worse by turns", ([0.6, 0.65, 0.5, 0.55, 0.4, 0.45, 0.3], 2)),
        Case("patience 1", ([0.6, 0.4, 0.5, 0.1], 1)),
        Case("patience longer than the training", ([0.6, 0.7, 0.8, 0.5, 0.9], 100)),
        Case("rising from the start", ([0.1, 0.2, 0.3, 0.4, 0.05], 3)),
    ]


@early_stopping.property("what comes after the stop is not seen")
def future_unknown(f, rng):
    """Return a sentence where costs that come after the stop change the answer."""
    costs = [0.9, 0.5, 0.6, 0.7, 0.8]
    later = rng.uniform(0.0, 0.4, size=4).tolist()
    one, other = f(list(costs), 3), f(costs + later, 3)
    told = f"costs that come after the training was stopped change the answer from {one} to {other}"
    return None if one == other else told


# --- known mistakes -------------------------------------------------------------------------------------------------


def stop_at(costs_dev, patience):
    """Return (best, iteration at which the training is stopped)."""
    best = 0
    for iteration, cost in enumerate(costs_dev):
        if cost < costs_dev[best]:
            best = iteration
        elif iteration - best >= patience:
            return best, iteration
    return best, len(costs_dev) - 1


@early_stopping.mistake
def the_last_one(costs_dev, patience):
    """the iteration at which it is stopped is returned: the network to keep is the best one before it"""
    return stop_at(costs_dev, patience)[1]


@early_stopping.mistake
def looks_into_the_future(costs_dev, patience):
    """the lowest of all costs is taken: after `patience` iterations without progress nobody sees the later ones"""
    return int(np.argmin(costs_dev))


@early_stopping.mistake
def stops_too_early(costs_dev, patience):
    """it is stopped one iteration too early: `patience` iterations in a row must bring nothing, not one less"""
    return stop_at(costs_dev, max(patience - 1, 1))[0]


@early_stopping.mistake
def stops_too_late(costs_dev, patience):
    """it is stopped one iteration too late: after `patience` iterations in a row without progress, not one more"""
    return stop_at(costs_dev, patience + 1)[0]


@early_stopping.mistake
def equal_counts_as_better(costs_dev, patience):
    """a cost that only equals the lowest one counts as progress: it must be lower, `<` and not `<=`"""
    best = 0
    for iteration, cost in enumerate(costs_dev):
        if cost <= costs_dev[best]:
            best = iteration
        elif iteration - best >= patience:
            break
    return best


@early_stopping.mistake
def compares_with_the_one_before(costs_dev, patience):
    """each cost is compared with the one before: what counts is the best so far, falling again is not enough"""
    best, waited = 0, 0
    for iteration in range(1, len(costs_dev)):
        if costs_dev[iteration] < costs_dev[best]:
            best = iteration
        waited = 0 if costs_dev[iteration] < costs_dev[iteration - 1] else waited + 1
        if waited >= patience:
            break
    return best


@early_stopping.mistake
def count_not_reset(costs_dev, patience):
    """the count of idle iterations is not set back to 0 at a new best: they must be `patience` in a row"""
    best, waited = 0, 0
    for iteration in range(1, len(costs_dev)):
        if costs_dev[iteration] < costs_dev[best]:
            best = iteration
        else:
            waited += 1
        if waited >= patience:
            break
    return best


@early_stopping.mistake
def cost_instead_of_iteration(costs_dev, patience):
    """the lowest cost is returned: asked for is its iteration, an index that counts from 0"""
    return costs_dev[stop_at(costs_dev, patience)[0]]


@early_stopping.mistake
def counted_from_one(costs_dev, patience):
    """iterations are counted from 1: costs_dev[0] is iteration 0"""
    return stop_at(costs_dev, patience)[0] + 1


@early_stopping.mistake
def patience_subtracted(costs_dev, patience):
    """the last iteration minus the patience is returned, even where the training was never stopped: keep the index of
    the best as you go
    """
    return max(stop_at(costs_dev, patience)[1] - patience, 0)


@early_stopping.mistake
def nothing_without_a_stop(costs_dev, patience):
    """nothing comes back where the training is never stopped: return the best after the loop too"""
    best = 0
    for iteration, cost in enumerate(costs_dev):
        if cost < costs_dev[best]:
            best = iteration
        elif iteration - best >= patience:
            return best
    return None


@early_stopping.mistake
def last_without_a_stop(costs_dev, patience):
    """the last iteration is returned where the training is never stopped: it is the best one there too"""
    best = 0
    for iteration, cost in enumerate(costs_dev):
        if cost < costs_dev[best]:
            best = iteration
        elif iteration - best >= patience:
            return best
    return len(costs_dev) - 1


@early_stopping.mistake
def patience_from_the_start(costs_dev, patience):
    """the training is stopped once `patience` iterations have passed in all: count those since the best"""
    return int(np.argmin(costs_dev[: patience + 1]))


@early_stopping.mistake
def stops_at_the_first_rise(costs_dev, patience):
    """it is stopped at the first iteration that is no better, whatever the patience is"""
    return stop_at(costs_dev, 1)[0]


@early_stopping.mistake
def best_begins_at_zero(costs_dev, patience):
    """the lowest cost so far begins at 0, which no cost is below: begin with costs_dev[0], or np.inf"""
    return 0


@early_stopping.mistake
def highest_cost(costs_dev, patience):
    """the highest cost is kept: the best is the lowest"""
    return stop_at([-cost for cost in costs_dev], patience)[0]


@early_stopping.mistake
def one_behind_the_best(costs_dev, patience):
    """the iteration after the best is returned, as from a count that is increased before it is compared"""
    return min(stop_at(costs_dev, patience)[0] + 1, len(costs_dev) - 1)


@early_stopping.mistake
def best_and_cost(costs_dev, patience):
    """the iteration and its cost come back: the iteration alone is asked for"""
    best = stop_at(costs_dev, patience)[0]
    return best, costs_dev[best]


@early_stopping.mistake
def waited_returned(costs_dev, patience):
    """the number of iterations since the best is returned: the best iteration is asked for"""
    best, stopped = stop_at(costs_dev, patience)
    return stopped - best


@early_stopping.mistake
def too_late_and_not_reset(costs_dev, patience):
    """it is stopped one iteration too late, and the count of idle iterations is not set back to 0 at a new best"""
    return count_not_reset(costs_dev, patience + 1)


@early_stopping.mistake
def one_before_the_best(costs_dev, patience):
    """the iteration before the best is returned"""
    return max(stop_at(costs_dev, patience)[0] - 1, 0)


# --- right, written differently -------------------------------------------------------------------------------------


@early_stopping.right
def with_a_count(costs_dev, patience):
    """Return the same, with the lowest cost and a count of idle iterations."""
    lowest, where, waited = np.inf, 0, 0
    for iteration, cost in enumerate(costs_dev):
        waited += 1
        if cost < lowest:
            lowest, where, waited = cost, iteration, 0
        if waited == patience:
            return where
    return where
