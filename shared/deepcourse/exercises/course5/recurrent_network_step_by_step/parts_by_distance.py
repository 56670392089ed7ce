"""Exercise 9: the gradient of Waa, sorted by how far it came."""

import numpy as np

from deepcourse.exercises.course5.recurrent_network_step_by_step.networks import layer_run, some_sizes, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import recurrent as reference

parts_by_distance = FunctionExercise(
    __name__,
    reference=reference.parts_by_distance,
    minutes=8,
    points_visible=5,
    points_hidden=6,
    returns=("the parts",),
    any_number_type=True,
    hints=(
        "Follow one prediction at a time. Its gradient starts at its own state; if you add other predictions on the "
        "way, you mix the distances.",
        "The prediction of step t meets the use of Waa at step t after no arrow, at step t - 1 after one, and so on. "
        "How far back does it go?",
        "Two loops: over the step of the prediction, and over k. Which two entries of the dict that the cell "
        "returns do you need, and what is each of them for?",
    ),
)


def case(rng, n_a, n_x, m, T):
    """Return the gradient of all states, and the caches."""
    return Case(told(n_a, n_x, m, T), layer_run(rng, n_a, n_x, m, T))


@parts_by_distance.visible
def visible():
    """Return layers of all kinds of sizes, and a cost that only the last state has."""
    rng = np.random.default_rng(59)
    sizes = ((3, 2, 4, 5), (2, 4, 5, 3), (4, 3, 2, 6), (3, 5, 1, 4), (2, 3, 4, 1), (1, 2, 3, 4), (4, 2, 3, 2))
    da, caches = layer_run(rng, 3, 4, 2, 5)
    last = Case("only the last prediction counts", (np.where(np.arange(5) == 4, da, 0), caches))
    return [*(case(rng, *one) for one in sizes), last]


@parts_by_distance.draw
def draw(rng):
    """Return a layer of random size."""
    return case(rng, *some_sizes(rng)[:4])


@parts_by_distance.edges
def edges(rng):
    """Return one step, one example, one unit, many steps, and a cost of the first state alone."""
    da, caches = layer_run(rng, 3, 4, 2, 5)
    first = Case("only the first prediction counts", (np.where(np.arange(5) == 0, da, 0), caches))
    sizes = ((3, 2, 4, 1), (3, 2, 1, 4), (1, 3, 4, 2), (2, 3, 4, 7))
    return [*(case(rng, *one) for one in sizes), first]


@parts_by_distance.property("the parts add up to dWaa")
def parts_add_up(f, rng):
    """Return a sentence unless the sum of all parts is the gradient of Waa."""
    da, caches = layer_run(rng, 4, 3, 2, 5)
    total, expected = np.sum(f(da, caches), axis=0), reference.rnn_backward(da, caches)["dWaa"]
    if total.shape != expected.shape:
        return f"a part has the shape {total.shape}, Waa has {expected.shape}"
    far = np.abs(total - expected).max()
    return None if far < 1e-9 else f"the sum of your parts differs from dWaa by up to {far:.3g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def sorted_paths(da, caches, *, place=lambda last, k: k, pass_on=None, state=None, lasts=None, weight=None):
    """Return the parts with something changed.

    place : which part gets what the prediction of step `last` says about Waa k steps before    pass_on : how a gradient
    goes on, from (d, step, cache)    state : which cache's a_prev is multiplied    weight : of each piece
    """
    T, n_a = len(caches), len(da)
    parts = np.zeros((T, n_a, n_a))
    for last in range(T) if lasts is None else lasts(T):
        d = da[:, :, last]
        for k in range(last + 1):
            cache = caches[last - k]
            used = cache if state is None else (cache[0], state(caches, last, k), *cache[2:])
            step = reference.rnn_cell_backward(d, used)
            at = place(last, k)
            if 0 <= at < T:
                parts[at] += step["dWaa"] * (1 if weight is None else weight(T, k))
            d = step["da_prev"] if pass_on is None else pass_on(d, step, cache)
    return parts


@parts_by_distance.mistake
def by_step_of_use(da, caches):
    """the parts are sorted by the step at which Waa is used: part k is k arrows away from the prediction"""
    return sorted_paths(da, caches, place=lambda last, k: last - k)


@parts_by_distance.mistake
def by_step_of_the_prediction(da, caches):
    """the parts are sorted by the step of the prediction: part k collects all pairs that are k arrows apart"""
    return sorted_paths(da, caches, place=lambda last, k: last)


@parts_by_distance.mistake
def one_arrow_too_many(da, caches):
    """part k + 1 holds what belongs to part k, and part 0 is empty: at the step of the prediction itself no arrow has
    been crossed
    """
    return sorted_paths(da, caches, place=lambda last, k: k + 1)


@parts_by_distance.mistake
def farthest_first(da, caches):
    """the parts are in reverse order: part 0 is the part that crossed no arrow"""
    return sorted_paths(da, caches)[::-1]


@parts_by_distance.mistake
def nearer_ones_included(da, caches):
    """part k also holds all nearer parts: each part holds only what crossed exactly k arrows"""
    return np.cumsum(sorted_paths(da, caches), axis=0)


@parts_by_distance.mistake
def last_prediction_only(da, caches):
    """only the last prediction is followed: every step has one, so follow each"""
    return sorted_paths(da, caches, lasts=lambda T: [T - 1])


@parts_by_distance.mistake
def last_prediction_left_out(da, caches):
    """the last prediction is left out: range(T) ends with T - 1"""
    return sorted_paths(da, caches, lasts=lambda T: range(T - 1))


@parts_by_distance.mistake
def without_the_first_step(da, caches):
    """the use of Waa at step 0 is left out: Waa was multiplied by a0 there"""
    T = len(caches)
    parts = sorted_paths(da, caches)
    for last in range(T):
        alone = sorted_paths(np.where(np.arange(T) == last, da, 0), caches)
        parts[last] -= alone[last]
    return parts


@parts_by_distance.mistake
def means_over_pairs(da, caches):
    """each part is divided by its number of pairs, T - k: add them up, or the parts do not sum to dWaa"""
    return sorted_paths(da, caches, weight=lambda T, k: 1 / (T - k))


@parts_by_distance.mistake
def means_over_examples(da, caches):
    """the parts are divided by m: whatever mean the cost takes is already part of da"""
    return sorted_paths(da, caches) / da.shape[1]


@parts_by_distance.mistake
def no_slope_on_the_way(da, caches):
    """the gradient goes on as Waa.T @ d, without the slope of the tanh: pass on the da_prev of the step"""
    return sorted_paths(da, caches, pass_on=lambda d, step, cache: cache[3]["Waa"].T @ d)


@parts_by_distance.mistake
def passed_on_unchanged(da, caches):
    """the gradient of the prediction goes on unchanged: crossing an arrow multiplies by the slope of the tanh and by
    Waa.T
    """
    return sorted_paths(da, caches, pass_on=lambda d, step, cache: d)


@parts_by_distance.mistake
def not_transposed_on_the_way(da, caches):
    """the gradient goes on with Waa, not its transpose: pass on the da_prev of the step"""
    return sorted_paths(da, caches, pass_on=lambda d, step, cache: cache[3]["Waa"] @ (d * (1 - cache[0] ** 2)))


@parts_by_distance.mistake
def states_of_the_prediction(da, caches):
    """dWaa is made with the state before the prediction's own step: Waa was multiplied by the a_prev of step t - k"""
    return sorted_paths(da, caches, state=lambda all_caches, last, k: all_caches[last][1])


@parts_by_distance.mistake
def predictions_mixed(da, caches):
    """on the way back the other predictions are added to the gradient, as in rnn_backward: then distances are mixed, so
    follow each prediction on its own
    """
    T, parts, d = len(caches), np.zeros((len(caches), len(da), len(da))), 0
    for k in range(T):
        step = reference.rnn_cell_backward(da[:, :, T - 1 - k] + d, caches[T - 1 - k])
        parts[k], d = step["dWaa"], step["da_prev"]
    return parts


@parts_by_distance.mistake
def sizes_only(da, caches):
    """the size of each part is returned, (T,): return the parts themselves, (T, n_a, n_a)"""
    return np.linalg.norm(sorted_paths(da, caches), axis=(1, 2))


@parts_by_distance.mistake
def parts_last(da, caches):
    """k is the last axis: it is the first, (T, n_a, n_a)"""
    return np.moveaxis(sorted_paths(da, caches), 0, 2)


@parts_by_distance.mistake
def transposed(da, caches):
    """each part is transposed: a part has the rows and columns of Waa"""
    return sorted_paths(da, caches).transpose(0, 2, 1)


@parts_by_distance.mistake
def the_whole(da, caches):
    """all parts are added up: return them one by one, (T, n_a, n_a)"""
    return sorted_paths(da, caches).sum(axis=0)


# --- right, written differently -------------------------------------------------------------------------------------


@parts_by_distance.right
def distance_by_distance(da, caches):
    """Return the same, all predictions one arrow further at a time."""
    T, parts, d = len(caches), [], [da[:, :, t] for t in range(len(caches))]
    for k in range(T):
        steps = [reference.rnn_cell_backward(d[t], caches[t - k]) for t in range(k, T)]
        parts.append(sum(step["dWaa"] for step in steps))
        d = [None] * k + [step["da_prev"] for step in steps]
    return parts_stacked(parts)


def parts_stacked(parts):
    """Return a list of parts as one array."""
    return np.stack(parts)


@parts_by_distance.right
def prediction_by_prediction(da, caches):
    """Return the same, without the cell's function."""
    Waa, T = caches[0][3]["Waa"], len(caches)
    parts = np.zeros((T, *Waa.shape))
    for t in range(T):
        d, k = da[:, :, t], 0
        while k <= t:
            dz = d * (1 - caches[t - k][0] ** 2)
            parts[k] += dz @ caches[t - k][1].T
            d, k = Waa.T @ dz, k + 1
    return parts
