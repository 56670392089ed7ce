"""Exercise 7: backpropagation through time."""

import numpy as np

from deepcourse.exercises.course5.recurrent_network_step_by_step.networks import SIZES, layer_run, some_sizes, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course5.broken_recurrences import steps_back, together
from deepcourse.sequence import recurrent as reference

rnn_backward = FunctionExercise(
    __name__,
    reference=reference.rnn_backward,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("gradients",),
    any_number_type=True,
    hints=(
        "In which order must you visit the steps, so that you know everything that comes from later steps before you "
        "need it?",
        "A state is used twice. Which two gradients meet at the state after step t, and how do you combine them? "
        "What arrives at the very last state from later steps?",
        "dx keeps a column for each step; dWax, dWaa and dba are added up over the steps; da0 is what leaves one "
        "particular step.",
    ),
)

PARAMETERS = ("dWax", "dWaa", "dba")


def case(rng, n_a, n_x, m, T):
    """Return the gradient of all states, and the caches."""
    return Case(told(n_a, n_x, m, T), layer_run(rng, n_a, n_x, m, T))


@rnn_backward.visible
def visible():
    """Return layers of all kinds of sizes, two steps, and a cost that only the last state has."""
    rng = np.random.default_rng(57)
    made = [case(rng, *sizes[:4]) for sizes in (*SIZES, (4, 3, 5, 2), (3, 3, 4, 4))]
    da, caches = layer_run(rng, 4, 2, 3, 5)
    return [*made, Case("only the last prediction counts", (np.where(np.arange(5) == 4, da, 0), caches))]


@rnn_backward.draw
def draw(rng):
    """Return a layer of random size."""
    return case(rng, *some_sizes(rng)[:4])


@rnn_backward.edges
def edges(rng):
    """Return one step, one example, one unit, one of each, a long sequence, and a cost of the first state alone."""
    da, caches = layer_run(rng, 3, 4, 2, 5)
    first = Case("only the first prediction counts", (np.where(np.arange(5) == 0, da, 0), caches))
    sizes = ((3, 2, 4, 1), (3, 2, 1, 4), (1, 3, 4, 2), (1, 1, 1, 1), (2, 3, 4, 9))
    return [*(case(rng, *one) for one in sizes), first]


@rnn_backward.property("gradients are measured slopes")
def gradients_are_slopes(f, rng):
    """Return a sentence unless nudging the whole layer measures the same gradients."""
    da, caches = layer_run(rng, 3, 2, 4, 5)
    x, made = np.stack([cache[2] for cache in caches], axis=2), caches[0][3]
    values = {"x": x, "a0": caches[0][1], "Wax": made["Wax"], "Waa": made["Waa"], "ba": made["ba"]}
    gradients = f(da, caches)
    for name, value in values.items():
        direction, step = rng.normal(size=value.shape), 1e-5

        def cost(h, name=name, direction=direction):
            moved = values | {name: values[name] + h * direction}
            return float(np.sum(da * reference.rnn_forward(moved["x"], moved["a0"], made | moved)[0]))

        if np.shape(gradients[f"d{name}"]) != value.shape:
            return f"d{name} has the shape {np.shape(gradients[f'd{name}'])}, {name} has {value.shape}"
        measured, claimed = (cost(step) - cost(-step)) / (2 * step), float(np.sum(gradients[f"d{name}"] * direction))
        if not np.isclose(claimed, measured, rtol=1e-5, atol=1e-7):
            return f"along a random direction, nudging measures {measured:.4g} for d{name}; yours gives {claimed:.4g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def carried(da, caches, join):
    """Return the gradients of steps whose incoming gradient is join(t, da of the step, da_prev of the step after)."""
    da_prev, steps = np.zeros_like(da[:, :, 0]), []
    for t in reversed(range(len(caches))):
        steps.append(reference.rnn_cell_backward(join(t, da[:, :, t], da_prev), caches[t]))
        da_prev = steps[-1]["da_prev"]
    return steps[::-1]


@rnn_backward.mistake
def no_arrow_back(da, caches):
    """da_prev of the step after is not added: the state after step t also changes all later states, so step t receives
    da[:, :, t] plus the da_prev that step t + 1 returned
    """
    return together(carried(da, caches, lambda t, own, later: own))


@rnn_backward.mistake
def own_prediction_forgotten(da, caches):
    """da[:, :, t] is used at the last step only: every state has a prediction of its own, so add it at every step"""
    T = len(caches)
    return together(carried(da, caches, lambda t, own, later: own if t == T - 1 else later))


@rnn_backward.mistake
def one_arrow_back(da, caches):
    """gradients cross one arrow between states and no more: the da_prev of a step must contain what the step received
    from later ones
    """
    return together(steps_back(da, caches, arrows=1))


@rnn_backward.mistake
def forward_in_time(da, caches):
    """the steps are visited from the first to the last: what comes from later is known only if you start at the end"""
    d, steps = 0, []
    for t, cache in enumerate(caches):
        steps.append(reference.rnn_cell_backward(da[:, :, t] + d, cache))
        d = steps[-1]["da_prev"]
    return together(steps) | {"da0": d}


@rnn_backward.mistake
def da_prev_piles_up(da, caches):
    """da_prev is added to the one before (+=): a step receives the da_prev of the next step, which already contains the
    later ones
    """
    pile, steps = 0, []
    for t in reversed(range(len(caches))):
        steps.append(reference.rnn_cell_backward(da[:, :, t] + pile, caches[t]))
        pile = pile + steps[-1]["da_prev"]
    return together(steps[::-1]) | {"da0": pile}


@rnn_backward.mistake
def mean_of_both(da, caches):
    """the two gradients that meet at a state are averaged: add them"""
    T = len(caches)
    return together(carried(da, caches, lambda t, own, later: own if t == T - 1 else (own + later) / 2))


@rnn_backward.mistake
def next_da_added(da, caches):
    """da[:, :, t + 1] is added to da[:, :, t]: what comes from the next step is its da_prev, after tanh and Waa"""
    T = len(caches)
    return together(carried(da, caches, lambda t, own, later: own + (da[:, :, t + 1] if t < T - 1 else 0)))


@rnn_backward.mistake
def parameters_of_the_first_step(da, caches):
    """dWax, dWaa and dba are overwritten at every step, and those of step 0 are left: all steps use the same
    parameters, so add with +=
    """
    said, first = reference.rnn_backward(da, caches), steps_back(da, caches)[0]
    return said | {name: first[name] for name in PARAMETERS}


@rnn_backward.mistake
def parameters_of_the_last_step(da, caches):
    """dWax, dWaa and dba are those of the last step alone: all steps use the same parameters, so add them up"""
    said, last = reference.rnn_backward(da, caches), steps_back(da, caches)[-1]
    return said | {name: last[name] for name in PARAMETERS}


@rnn_backward.mistake
def first_step_left_out(da, caches):
    """the loop ends before step 0: dx[:, :, 0] is zeros, and dWax, dWaa and dba lack a part; step 0 counts as well"""
    steps = steps_back(da, caches)
    zeros = {name: np.zeros_like(value) for name, value in steps[0].items()}
    leaving = steps[1]["da_prev"] if len(steps) > 1 else zeros["da_prev"]
    return together([zeros, *steps[1:]]) | {"da0": leaving}


@rnn_backward.mistake
def dwaa_without_a0(da, caches):
    """dWaa lacks the part of step 0: Waa was multiplied by a0 there"""
    said, first = reference.rnn_backward(da, caches), steps_back(da, caches)[0]
    return said | {"dWaa": said["dWaa"] - first["dWaa"]}


@rnn_backward.mistake
def mean_over_steps(da, caches):
    """dWax, dWaa and dba are averaged over the steps: add them up"""
    said = reference.rnn_backward(da, caches)
    return said | {name: said[name] / len(caches) for name in PARAMETERS}


@rnn_backward.mistake
def mean_over_examples(da, caches):
    """dWax, dWaa and dba are divided by m: whatever mean the cost takes is already part of da"""
    said = reference.rnn_backward(da, caches)
    return said | {name: said[name] / da.shape[1] for name in PARAMETERS}


@rnn_backward.mistake
def da0_unset(da, caches):
    """da0 is zeros: it is the da_prev of step 0"""
    return reference.rnn_backward(da, caches) | {"da0": np.zeros_like(da[:, :, 0])}


@rnn_backward.mistake
def da0_of_the_last_step(da, caches):
    """da0 is the da_prev of the last step, the first that the loop visits: it is that of step 0"""
    return reference.rnn_backward(da, caches) | {"da0": steps_back(da, caches)[-1]["da_prev"]}


@rnn_backward.mistake
def da0_at_the_first_state(da, caches):
    """da0 is what arrives at the state after step 0: it must still pass through step 0, as its da_prev"""
    arrived = []
    carried(da, caches, lambda t, own, later: arrived.append(own + later) or arrived[-1])
    return reference.rnn_backward(da, caches) | {"da0": arrived[-1]}


@rnn_backward.mistake
def da0_from_da(da, caches):
    """da0 is da[:, :, 0]: that belongs to the state after step 0, and da0 is the da_prev of step 0"""
    return reference.rnn_backward(da, caches) | {"da0": da[:, :, 0].copy()}


@rnn_backward.mistake
def dx_in_the_order_of_the_loop(da, caches):
    """dx begins with the last step, in the order of the loop: dx[:, :, t] belongs to step t"""
    said = reference.rnn_backward(da, caches)
    return said | {"dx": said["dx"][:, :, ::-1]}


@rnn_backward.mistake
def dx_with_time_first(da, caches):
    """time is the first axis of dx: dx has the shape of x, (n_x, m, T)"""
    said = reference.rnn_backward(da, caches)
    return said | {"dx": np.moveaxis(said["dx"], 2, 0)}


@rnn_backward.mistake
def dx_of_the_first_step(da, caches):
    """dx is the dxt of step 0 alone, (n_x, m): put the dxt of every step into its column"""
    said = reference.rnn_backward(da, caches)
    return said | {"dx": said["dx"][:, :, 0]}


@rnn_backward.mistake
def names_of_the_cell(da, caches):
    """da0 is called da_prev: the exercise asks for da0"""
    said = reference.rnn_backward(da, caches)
    return {"da_prev": said["da0"]} | {name: said[name] for name in ("dx", *PARAMETERS)}


# --- right, written differently -------------------------------------------------------------------------------------


@rnn_backward.right
def into_arrays(da, caches):
    """Return the same, filled into arrays of zeros."""
    _, a0, x0, made = caches[0]
    dx, d = np.zeros((*x0.shape, len(caches))), np.zeros_like(a0)
    sums = {f"d{name}": np.zeros_like(made[name]) for name in ("Wax", "Waa", "ba")}
    for t in range(len(caches) - 1, -1, -1):
        step = reference.rnn_cell_backward(da[:, :, t] + d, caches[t])
        dx[:, :, t], d = step["dxt"], step["da_prev"]
        for name in sums:
            sums[name] += step[name]
    return {"da0": d, "dx": dx, **sums}


@rnn_backward.right
def prediction_by_prediction(da, caches):
    """Return the same: every prediction is followed back on its own."""
    return together(steps_back(da, caches))
