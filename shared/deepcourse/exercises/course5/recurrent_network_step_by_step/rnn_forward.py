"""Exercise 2: all steps of a recurrent network."""

import numpy as np

from deepcourse.exercises.course5.recurrent_network_step_by_step.networks import (
    SIZES,
    parameters,
    sequence,
    some_sizes,
    state,
    told,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import recurrent as reference


def without_parameters(f, x, a0, parameters):
    """Return what `f` returns, but of each cache of four parts only the first three, without the parameters."""
    returned = f(x, a0, parameters)
    if type(returned) not in (tuple, list) or len(returned) != 3 or type(returned[2]) is not list:
        return returned
    whole = (tuple, list)
    return *returned[:2], [cache[:3] if type(cache) in whole and len(cache) == 4 else cache for cache in returned[2]]


rnn_forward = FunctionExercise(
    __name__,
    reference=reference.rnn_forward,
    use=without_parameters,
    minutes=6,
    points_visible=5,
    points_hidden=6,
    returns=("a", "y_pred", "caches"),
    any_number_type=True,
    hints=(
        "Keep the current state in a variable of its own. What is it before the first step, and what replaces it after "
        "each step?",
        "Step t reads x[:, :, t]. Collect states, predictions and caches in three lists.",
        "np.stack puts a list of (n_a, m) arrays along a new axis; which number must that axis have in (n_a, m, T)?",
    ),
)


def case(rng, n_a, n_x, m, T, n_y):
    """Return a random layer and a random sequence."""
    arguments = (sequence(rng, n_x, m, T), state(rng, n_a, m), parameters(rng, n_a, n_x, n_y))
    return Case(told(n_a, n_x, m, T, n_y), arguments)


def whole_numbers(rng, n_a, n_x, m, T, n_y):
    """Return a layer for inputs of 0 and 1, as whole numbers."""
    x = np.moveaxis(np.eye(n_x, dtype=int)[rng.integers(n_x, size=(m, T))], 2, 0)
    _, a0, made = case(rng, n_a, n_x, m, T, n_y).arguments
    return Case(f"one-hot inputs, whole numbers; {told(n_a, n_x, m, T, n_y)}", (np.ascontiguousarray(x), a0, made))


@rnn_forward.visible
def visible():
    """Return layers of all kinds of sizes, and one for whole numbers."""
    rng = np.random.default_rng(52)
    return [*(case(rng, *sizes) for sizes in SIZES), whole_numbers(rng, 3, 4, 2, 5, 6), case(rng, 4, 4, 5, 5, 3)]


@rnn_forward.draw
def draw(rng):
    """Return a layer of random size."""
    return case(rng, *some_sizes(rng))


@rnn_forward.edges
def edges(rng):
    """Return one step, one example, one unit, a longer sequence, whole numbers."""
    sizes = ((3, 2, 4, 1, 5), (3, 2, 1, 4, 5), (1, 3, 4, 2, 2), (2, 3, 2, 12, 4), (1, 1, 1, 1, 1))
    return [*(case(rng, *one) for one in sizes), whole_numbers(rng, 5, 3, 4, 6, 2)]


@rnn_forward.property("two halves make a whole")
def two_halves(f, rng):
    """Return a sentence unless a sequence in two parts, the second started from the last state, gives the same."""
    x, a0, made = case(rng, 4, 3, 2, 7, 5).arguments
    a, y_pred, _ = f(x, a0, made)
    first, _, _ = f(x[:, :, :3], a0, made)
    second, y_second, _ = f(x[:, :, 3:], np.ascontiguousarray(first[:, :, -1]), made)
    if not np.allclose(np.concatenate([first, second], axis=2), a):
        return "the states differ when steps 0 to 2 run first, and steps 3 to 6 start from the last of these states"
    return None if np.allclose(y_second, y_pred[:, :, 3:]) else "the predictions of the second half differ"


# --- known mistakes -------------------------------------------------------------------------------------------------


def run(x, a0, made, *, inputs=None, feed=None):
    """Return a run with something changed: the order of the inputs, or the state that goes into step t."""
    a, states, predictions, caches = a0, [], [], []
    for t in range(x.shape[2]) if inputs is None else inputs:
        a = a if feed is None else feed(t, a)
        a, yt_pred, cache = reference.rnn_cell_forward(x[:, :, t], a, made)
        states.append(a)
        predictions.append(yt_pred)
        caches.append(cache)
    return np.stack(states, axis=2), np.stack(predictions, axis=2), caches


@rnn_forward.mistake
def a0_ignored(x, a0, parameters):
    """a0 is not used, and the first step starts from zeros: it starts from a0"""
    return run(x, 0 * a0, parameters)


@rnn_forward.mistake
def last_column_before_the_first_step(x, a0, parameters):
    """every step starts from a[:, :, t - 1], even the first: at t = 0 that is the last column, a[:, :, -1], which
    is still empty, and a0 is never used
    """
    (_, m, T), (n_y, n_a) = x.shape, parameters["Wya"].shape
    a, y_pred, caches = np.zeros((n_a, m, T)), np.zeros((n_y, m, T)), []
    for t in range(T):
        a[:, :, t], y_pred[:, :, t], cache = reference.rnn_cell_forward(x[:, :, t], a[:, :, t - 1], parameters)
        caches.append(cache)
    return a, y_pred, caches


@rnn_forward.mistake
def every_step_from_a0(x, a0, parameters):
    """every step starts from a0: each one starts from the state of the step before"""
    return run(x, a0, parameters, feed=lambda t, a: a0)


@rnn_forward.mistake
def first_input_always(x, a0, parameters):
    """every step reads x[:, :, 0]: step t reads x[:, :, t]"""
    return run(x, a0, parameters, inputs=[0] * x.shape[2])


@rnn_forward.mistake
def backwards_in_time(x, a0, parameters):
    """the last input is read first: start at step 0"""
    return run(x, a0, parameters, inputs=range(x.shape[2] - 1, -1, -1))


@rnn_forward.mistake
def read_one_step_late(x, a0, parameters):
    """step t reads x[:, :, t - 1], the first one the last input: step t reads x[:, :, t]"""
    return run(x, a0, parameters, inputs=range(-1, x.shape[2] - 1))


@rnn_forward.mistake
def as_many_steps_as_examples(x, a0, parameters):
    """the number of steps is taken from x.shape[1], the number of examples: T is x.shape[2]"""
    T = x.shape[2]
    return run(x, a0, parameters, inputs=[t % T for t in range(x.shape[1])])


@rnn_forward.mistake
def last_step_missing(x, a0, parameters):
    """the last step is missing, and its states and predictions are zeros: range(T) ends with T - 1"""
    a, y_pred, caches = run(x, a0, parameters)
    here = np.arange(x.shape[2]) < x.shape[2] - 1
    return np.where(here, a, 0), np.where(here, y_pred, 0), caches[:-1]


@rnn_forward.mistake
def states_one_late(x, a0, parameters):
    """a begins with a0, and the last state is missing: a[:, :, t] is the state after step t"""
    a, y_pred, caches = run(x, a0, parameters)
    return np.concatenate([a0[:, :, np.newaxis], a[:, :, :-1]], axis=2), y_pred, caches


@rnn_forward.mistake
def a0_among_the_states(x, a0, parameters):
    """a has T + 1 states, the first is a0: a holds the T states after the steps"""
    a, y_pred, caches = run(x, a0, parameters)
    return np.concatenate([a0[:, :, np.newaxis], a], axis=2), y_pred, caches


@rnn_forward.mistake
def time_first(x, a0, parameters):
    """time is the first axis of a and y_pred: it is the last, (n_a, m, T) and (n_y, m, T)"""
    a, y_pred, caches = run(x, a0, parameters)
    return np.moveaxis(a, 2, 0), np.moveaxis(y_pred, 2, 0), caches


@rnn_forward.mistake
def time_in_the_middle(x, a0, parameters):
    """time is the second axis of a and y_pred: it is the last, (n_a, m, T) and (n_y, m, T)"""
    a, y_pred, caches = run(x, a0, parameters)
    return np.moveaxis(a, 2, 1), np.moveaxis(y_pred, 2, 1), caches


@rnn_forward.mistake
def last_state_only(x, a0, parameters):
    """only the last state and the last prediction are returned: return those of all T steps"""
    a, y_pred, caches = run(x, a0, parameters)
    return a[:, :, -1], y_pred[:, :, -1], caches


@rnn_forward.mistake
def last_state_everywhere(x, a0, parameters):
    """all columns of a hold the last state: fill column t after step t"""
    a, y_pred, caches = run(x, a0, parameters)
    return np.repeat(a[:, :, -1:], x.shape[2], axis=2), y_pred, caches


@rnn_forward.mistake
def predictions_from_before(x, a0, parameters):
    """y_pred[:, :, t] is the prediction of step t - 1, the first one that of the last step: store each at its own t"""
    a, y_pred, caches = run(x, a0, parameters)
    return a, np.roll(y_pred, 1, axis=2), caches


@rnn_forward.mistake
def stored_as_whole_numbers(x, a0, parameters):
    """a and y_pred have the dtype of x: if the inputs are whole numbers, all fractions are cut off; let np.zeros make
    floats, or stack a list
    """
    a, y_pred, caches = run(x, a0, parameters)
    return a.astype(x.dtype), y_pred.astype(x.dtype), caches


@rnn_forward.mistake
def only_the_last_cache(x, a0, parameters):
    """caches is the cache of the last step: append each step's cache to a list"""
    a, y_pred, caches = run(x, a0, parameters)
    return a, y_pred, caches[-1]


@rnn_forward.mistake
def caches_with_x(x, a0, parameters):
    """caches is a tuple of the list and x: return the list alone, each cache holds its own xt"""
    a, y_pred, caches = run(x, a0, parameters)
    return a, y_pred, (caches, x)


@rnn_forward.mistake
def caches_in_reverse(x, a0, parameters):
    """the caches are in reverse order: caches[t] belongs to step t"""
    a, y_pred, caches = run(x, a0, parameters)
    return a, y_pred, caches[::-1]


@rnn_forward.mistake
def old_states_overwritten(x, a0, parameters):
    """every cache holds the last state as its a_prev: one array was overwritten at each step, and all caches share it;
    give each step a new array
    """
    a, y_pred, caches = run(x, a0, parameters)
    return a, y_pred, [(cache[0], a[:, :, -1], *cache[2:]) for cache in caches]


# --- right, written differently -------------------------------------------------------------------------------------


@rnn_forward.right
def into_arrays(x, a0, parameters):
    """Return the same, filled into arrays of zeros."""
    (_, m, T), (n_y, n_a) = x.shape, parameters["Wya"].shape
    a, y_pred, caches = np.zeros((n_a, m, T)), np.zeros((n_y, m, T)), []
    for t in range(T):
        before = a0 if t == 0 else a[:, :, t - 1]
        a[:, :, t], y_pred[:, :, t], cache = reference.rnn_cell_forward(x[:, :, t], before, parameters)
        caches.append(cache)
    return a, y_pred, caches


@rnn_forward.right
def from_step_to_step(x, a0, parameters):
    """Return the same from a recursion: the first step, then the rest."""
    a, y, cache = reference.rnn_cell_forward(x[..., 0], a0, parameters)
    if x.shape[2] == 1:
        return a[..., None], y[..., None], [cache]
    rest, y_rest, caches = from_step_to_step(x[..., 1:], a, parameters)
    return np.dstack([a, rest]), np.dstack([y, y_rest]), [cache, *caches]
