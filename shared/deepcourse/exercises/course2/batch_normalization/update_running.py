"""Exercise 2: running statistics, for the day when there is no batch."""

import numpy as np

from deepcourse.exercises.course2.batch_normalization.layers import running_of
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import batch_normalization as reference

update_running = FunctionExercise(
    __name__,
    reference=reference.update_running,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("running",),
    hints=(
        "Two weighted means, one for the mean and one for the variance; the weights are momentum and 1 - momentum.",
        'Build a new dictionary: {"mean": ..., "var": ...}. Do not write into running.',
        'return {"mean": momentum * running["mean"] + (1 - momentum) * mean, and "var" likewise with variance}.',
    ),
)


def arguments(rng, n, momentum):
    """Return (running, mean, variance, momentum) for n units."""
    batch = running_of(rng, n)
    return running_of(rng, n), batch["mean"], batch["var"], momentum


@update_running.visible
def visible():
    """Return the first batch of the text, random statistics with other momenta, and constant units."""
    rng = np.random.default_rng(2)
    start = {"mean": np.zeros((2, 1)), "var": np.ones((2, 1))}
    running, mean, *_ = arguments(np.random.default_rng(12), 2, 0.5)
    return [
        Case("the first batch of the text", (start, np.array([[3.0], [0.0]]), np.array([[4.0], [400.0]]), 0.9)),
        Case("3 units, momentum 0.8", arguments(rng, 3, 0.8)),
        Case("one unit, momentum 0.99", arguments(rng, 1, 0.99)),
        Case("constant units in the batch", (running, mean, np.zeros_like(mean), 0.7)),
    ]


@update_running.draw
def draw(rng):
    """Return random statistics of a few units with a random momentum."""
    n = int(rng.integers(1, 7))
    return Case(f"{n} units", arguments(rng, n, float(rng.uniform(0.6, 0.99))))


@update_running.edges
def edges(rng):
    """Return what remembers nothing, what learns nothing, and constant units."""
    running, mean, variance, _ = arguments(rng, 3, 0.5)
    return [
        Case("momentum 0: only the latest batch counts", arguments(rng, 3, 0.0)),
        Case("momentum 1: nothing is learned", arguments(rng, 3, 1.0)),
        Case("constant units in the batch", (running, mean, np.zeros_like(variance), 0.7)),
        Case("the first batch", ({"mean": np.zeros_like(mean), "var": np.ones_like(mean)}, mean, variance, 0.8)),
    ]


@update_running.property("they arrive at a batch that keeps coming")
def arrives(f, rng):
    """Return a sentence unless the running statistics arrive at a batch that comes again and again."""
    running, mean, variance, momentum = arguments(rng, 3, 0.5)
    for _ in range(60):
        running = f(running, mean, variance, momentum)
    for name, wanted in (("mean", mean), ("var", variance)):
        far = float(np.abs(running[name] - wanted).max())
        if far > 1e-6:
            return f"after 60 times the same batch, running[{name!r}] is still {far:.3g} away from the batch's"
    return None


@update_running.property("the old ones are left alone")
def leaves_the_old_ones_alone(f, rng):
    """Return a sentence unless what goes in is still the same afterwards."""
    running, mean, variance, _ = arguments(rng, 2, 0.5)
    before = {name: value.copy() for name, value in running.items()}
    f(running, mean, variance, 0.5)
    changed = [name for name in before if not np.array_equal(before[name], running[name])]
    return f"the old running[{changed[0]!r}] was changed in place: return a new dictionary" if changed else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@update_running.mistake
def roles_swapped(running, mean, variance, momentum):
    """momentum is the share of the *batch* (so it is in PyTorch): here it is the share of the old running statistics"""
    return reference.update_running(running, mean, variance, 1 - momentum)


@update_running.mistake
def only_the_batch(running, mean, variance, momentum):
    """the batch replaces the running statistics: most of the old ones is kept, the share `momentum`"""
    return {"mean": mean, "var": variance}


@update_running.mistake
def without_one_minus(running, mean, variance, momentum):
    """the batch enters in full: its share is 1 - momentum, so that both shares make 1"""
    return {"mean": momentum * running["mean"] + mean, "var": momentum * running["var"] + variance}


@update_running.mistake
def variance_forgotten(running, mean, variance, momentum):
    """the running variance stays as it was: it moves towards the batch's variance as the mean does"""
    return reference.update_running(running, mean, variance, momentum) | {"var": running["var"]}


@update_running.mistake
def deviations_averaged(running, mean, variance, momentum):
    """the standard deviation of the batch enters the running variance: no root here, average variances"""
    return reference.update_running(running, mean, np.sqrt(variance), momentum)


@update_running.mistake
def momentum_fixed(running, mean, variance, momentum):
    """momentum is fixed at 0.9: take the one that is given"""
    return reference.update_running(running, mean, variance, 0.9)


@update_running.mistake
def changed_in_place(running, mean, variance, momentum):
    """the old dictionary is changed in place: build a new one, others may still need the old"""
    for name, value in (("mean", mean), ("var", variance)):
        running[name] = momentum * running[name] + (1 - momentum) * value
    return running


@update_running.mistake
def key_called_variance(running, mean, variance, momentum):
    """the new variance stands under the key variance: the keys are those of `running`, mean and var"""
    new = reference.update_running(running, mean, variance, momentum)
    return {"mean": new["mean"], "variance": new["var"]}


@update_running.mistake
def first_batch_in_full(running, mean, variance, momentum):
    """where the running mean is still 0, the batch's statistics are taken over whole: they enter with 1 - momentum from
    the first batch on
    """
    if not np.any(running["mean"]):
        return {"mean": mean, "var": variance}
    return reference.update_running(running, mean, variance, momentum)


@update_running.mistake
def mean_forgotten(running, mean, variance, momentum):
    """the running mean stays as it was: it moves towards the batch's mean as the variance does"""
    return reference.update_running(running, mean, variance, momentum) | {"mean": running["mean"]}


@update_running.mistake
def nothing_moves(running, mean, variance, momentum):
    """the running statistics come back as they were: they move towards the batch's"""
    return {"mean": running["mean"], "var": running["var"]}


@update_running.mistake
def old_ones_in_full(running, mean, variance, momentum):
    """the old ones are kept in full, and the batch's share is added: they are multiplied by momentum"""
    return {
        "mean": running["mean"] + (1 - momentum) * mean,
        "var": running["var"] + (1 - momentum) * variance,
    }


@update_running.mistake
def mean_and_variance_exchanged(running, mean, variance, momentum):
    """mean and variance have changed places: each goes on from its own"""
    return reference.update_running(running, variance, mean, momentum)


@update_running.mistake
def variance_of_the_running_mean(running, mean, variance, momentum):
    """the new variance goes on from the running mean: it goes on from running["var"]"""
    new = reference.update_running(running, mean, variance, momentum)
    return new | {"var": momentum * running["mean"] + (1 - momentum) * variance}


@update_running.mistake
def roles_swapped_for_the_variance(running, mean, variance, momentum):
    """in the variance momentum is the share of the batch: there too it is the share of the old one"""
    new = reference.update_running(running, mean, variance, momentum)
    return new | {"var": reference.update_running(running, mean, variance, 1 - momentum)["var"]}


@update_running.mistake
def plain_sum(running, mean, variance, momentum):
    """old and new are added in full: their shares are momentum and 1 - momentum"""
    return {"mean": running["mean"] + mean, "var": running["var"] + variance}


@update_running.mistake
def plain_mean(running, mean, variance, momentum):
    """old and new count alike, whatever momentum is: their shares are momentum and 1 - momentum"""
    return reference.update_running(running, mean, variance, 0.5)


@update_running.mistake
def a_pair(running, mean, variance, momentum):
    """the statistics come back as a pair: they come in a dictionary with the keys mean and var"""
    new = reference.update_running(running, mean, variance, momentum)
    return new["mean"], new["var"]


@update_running.mistake
def averaged_as_deviations(running, mean, variance, momentum):
    """the standard deviations are averaged, and the average is squared: average the variances themselves"""
    deviation = momentum * np.sqrt(running["var"]) + (1 - momentum) * np.sqrt(variance)
    return {"mean": momentum * running["mean"] + (1 - momentum) * mean, "var": deviation**2}


# --- right, written differently -------------------------------------------------------------------------------------


@update_running.right
def a_step_towards(running, mean, variance, momentum):
    """Return the same, as a step from the old statistics towards the batch's."""
    batch = {"mean": mean, "var": variance}
    return {name: running[name] + (1 - momentum) * (batch[name] - running[name]) for name in ("mean", "var")}


@update_running.right
def a_step_back(running, mean, variance, momentum):
    """Return the same, as a step from the batch's statistics back towards the old ones."""
    batch = {"mean": mean, "var": variance}
    return {name: value + momentum * (running[name] - value) for name, value in batch.items()}
