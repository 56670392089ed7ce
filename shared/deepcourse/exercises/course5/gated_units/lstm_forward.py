"""Exercise 6: a whole sequence."""

import numpy as np

from deepcourse.exercises.course5.gated_units.cells import LAYERS, first_parts, lstm_layer, some_sizes, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import gated as reference

NO_CACHES = "no list of caches"


def results(f, x, a0, parameters):
    """Return a, y and c, and the states and inputs that the caches hold."""
    found = f(x, a0, parameters)
    a, y, c = first_parts(found, 3, 4)
    caches = found[3] if type(found) in (tuple, list) and len(found) == 4 else None
    trouble = NO_CACHES
    if type(caches) in (tuple, list):
        trouble = "" if len(caches) == x.shape[2] else f"{len(caches)} in place of {x.shape[2]} caches"
        if not trouble and any(type(cache) not in (tuple, list) or len(cache) != 10 for cache in caches):
            trouble = "a list in which not every entry is a cache"
    if trouble:
        return a, y, c, trouble, trouble, trouble
    return a, y, c, *(np.stack([cache[place] for cache in caches], axis=2) for place in (2, 3, 8))


lstm_forward = FunctionExercise(
    __name__,
    reference=reference.lstm_forward,
    use=results,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("a", "y", "c", "a_prev in the caches", "c_prev in the caches", "xt in the caches"),
    hints=(
        "Two arrays are passed from step to step. What are they before the first step?",
        "The input of a step is x[:, :, t]. Collect the four results of each step, in three arrays or lists and in one "
        "list of caches.",
        "If the states are right but those in the caches are not, you have written into an array that a cache still "
        "holds.",
    ),
)


def case(arguments, name=""):
    """Return a layer as a case."""
    x, a0, _ = arguments
    return Case(name or told(len(x), *a0.shape, x.shape[2]), arguments)


@lstm_forward.visible
def visible():
    """Return sequences of several lengths, one step, one example."""
    rng = np.random.default_rng(66)
    return [
        *(case(lstm_layer(rng, *sizes)) for sizes in LAYERS),
        case(lstm_layer(rng, 2, 3, 4, 1)),
        case(lstm_layer(rng, 3, 2, 1, 4)),
    ]


@lstm_forward.draw
def draw(rng):
    """Return a sequence of random sizes."""
    return case(lstm_layer(rng, *some_sizes(rng, 3), int(rng.integers(3, 8))))


@lstm_forward.edges
def edges(rng):
    """Return one step, one example, one unit, a start of zeros."""
    x, a0, parameters = lstm_layer(rng, 3, 2, 4, 5)
    return [
        case(lstm_layer(rng, 1, 1, 1, 1)),
        case(lstm_layer(rng, 4, 3, 2, 1)),
        case(lstm_layer(rng, 2, 4, 1, 3)),
        case(lstm_layer(rng, 3, 1, 2, 4)),
        case((x, 0 * a0, parameters), "a0 is 0"),
    ]


@lstm_forward.property("the future changes nothing that was before")
def future_changes_nothing(f, rng):
    """Return a sentence unless the first three steps stay the same when later inputs change."""
    x, a0, parameters = lstm_layer(rng, 3, 4, 2, 6)
    other = x.copy()
    other[:, :, 3:] += 1
    before, after = (f(each, a0, parameters)[0] for each in (x, other))
    if np.shape(before) == np.shape(after) == (4, 2, 6) and np.allclose(before[:, :, :3], after[:, :, :3]):
        return None
    return "changing x from step 3 on changes a before step 3, or a has not the shape (n_a, m, T)"


# --- known mistakes -------------------------------------------------------------------------------------------------


def run(x, a0, p, *, a_first=None, c_first=None, times=None, a_of=lambda a, a0: a, c_of=lambda c, c0: c):
    """Return the results with something changed: the start, the order of the steps, the states that are passed on."""
    a_start = a0 if a_first is None else a_first
    c_start = np.zeros_like(a0) if c_first is None else c_first
    a_now, c_now, found = a_start, c_start, []
    for t in range(x.shape[2]) if times is None else times:
        a_next, c_next, y_now, cache = reference.lstm_cell_forward(x[:, :, t], a_now, c_now, p)
        found.append((a_next, y_now, c_next, cache))
        a_now, c_now = a_of(a_next, a_start), c_of(c_next, c_start)
    a, y, c, caches = zip(*found, strict=True)
    return np.stack(a, axis=2), np.stack(y, axis=2), np.stack(c, axis=2), list(caches)


@lstm_forward.mistake
def start_ignored(x, a0, parameters):
    """a0 is ignored: it is the state before the first step"""
    return run(x, a0, parameters, a_first=np.zeros_like(a0))


@lstm_forward.mistake
def memory_starts_from_a0(x, a0, parameters):
    """the memory starts from a0: it starts from zeros"""
    return run(x, a0, parameters, c_first=a0)


@lstm_forward.mistake
def memory_starts_from_ones(x, a0, parameters):
    """the memory starts from ones: it starts from zeros"""
    return run(x, a0, parameters, c_first=np.ones_like(a0))


@lstm_forward.mistake
def memory_not_passed_on(x, a0, parameters):
    """every step starts with an empty memory: pass c_next on"""
    return run(x, a0, parameters, c_of=lambda c, c0: c0)


@lstm_forward.mistake
def state_not_passed_on(x, a0, parameters):
    """every step starts from a0: pass a_next on"""
    return run(x, a0, parameters, a_of=lambda a, a0: a0)


@lstm_forward.mistake
def nothing_passed_on(x, a0, parameters):
    """every step starts from a0 and an empty memory: pass a_next and c_next on"""
    return run(x, a0, parameters, a_of=lambda a, a0: a0, c_of=lambda c, c0: c0)


@lstm_forward.mistake
def memory_in_the_slot_of_the_state(x, a0, parameters):
    """c holds the states a: store c_next in it"""
    a, y, _, caches = run(x, a0, parameters)
    return a, y, a, caches


@lstm_forward.mistake
def state_in_the_slot_of_the_memory(x, a0, parameters):
    """a holds the memory c: store a_next in it"""
    _, y, c, caches = run(x, a0, parameters)
    return c, y, c, caches


@lstm_forward.mistake
def predictions_at_one_step(x, a0, parameters):
    """only one step of y is filled: write each prediction at its own step t"""
    a, y, c, caches = run(x, a0, parameters)
    kept = np.zeros_like(y)
    kept[:, :, 0] = y[:, :, -1]
    return a, kept, c, caches


@lstm_forward.mistake
def last_prediction_everywhere(x, a0, parameters):
    """every step of y holds the last prediction: write each at its own step t"""
    a, y, c, caches = run(x, a0, parameters)
    return a, np.repeat(y[:, :, -1:], y.shape[2], axis=2), c, caches


@lstm_forward.mistake
def states_before_the_steps(x, a0, parameters):
    """a and c hold the states before each step: a[:, :, t] is the state after step t"""
    a, y, c, caches = run(x, a0, parameters)
    a, c = (np.concatenate([first[:, :, None], z[:, :, :-1]], axis=2) for first, z in ((a0, a), (0 * a0, c)))
    return a, y, c, caches


@lstm_forward.mistake
def read_from_the_end(x, a0, parameters):
    """the sequence is read from its end: start with x[:, :, 0]"""
    return run(x, a0, parameters, times=range(x.shape[2])[::-1])


@lstm_forward.mistake
def first_input_everywhere(x, a0, parameters):
    """every step reads x[:, :, 0]: step t reads x[:, :, t]"""
    return run(x, a0, parameters, times=[0] * x.shape[2])


@lstm_forward.mistake
def last_step_missing(x, a0, parameters):
    """the last step is missing: there are T steps, 0 to T - 1"""
    a, y, c, caches = run(x, a0, parameters)
    for z in (a, y, c):
        z[:, :, -1] = 0
    return a, y, c, caches[:-1]


@lstm_forward.mistake
def time_first(x, a0, parameters):
    """time is the first axis of the results: it is the last one, (n_a, m, T)"""
    a, y, c, caches = run(x, a0, parameters)
    return *(z.transpose(2, 0, 1) for z in (a, y, c)), caches


@lstm_forward.mistake
def memory_before_prediction(x, a0, parameters):
    """c is returned before y: the order is a, y, c, caches"""
    a, y, c, caches = run(x, a0, parameters)
    return a, c, y, caches


@lstm_forward.mistake
def one_cache_kept(x, a0, parameters):
    """only the last cache is kept: collect those of all steps in a list"""
    *found, caches = run(x, a0, parameters)
    return *found, caches[-1:] if x.shape[2] > 1 else []


@lstm_forward.mistake
def memory_is_a_view(x, a0, parameters):
    """the first memory is the view c[:, :, 0], and the first step overwrites it, in its cache, too: start from
    an array of its own
    """
    a, y, c, caches = run(x, a0, parameters)
    first = list(caches[0])
    first[3] = c[:, :, 0]
    return a, y, c, [tuple(first), *caches[1:]]


@lstm_forward.mistake
def state_written_in_place(x, a0, parameters):
    """the state is written into one array, which all caches share: give every step an array of its own"""
    a, y, c, caches = run(x, a0, parameters)
    return a, y, c, [(*cache[:2], a[:, :, -1], *cache[3:]) for cache in caches]


@lstm_forward.mistake
def both_written_in_place(x, a0, parameters):
    """state and memory are each written into one array, which all caches share: give every step arrays of its own"""
    a, y, c, caches = run(x, a0, parameters)
    return a, y, c, [(*cache[:2], a[:, :, -1], c[:, :, -1], *cache[4:]) for cache in caches]


@lstm_forward.mistake
def input_written_in_place(x, a0, parameters):
    """each input is copied into one array, which all caches share: give every step an array of its own"""
    a, y, c, caches = run(x, a0, parameters)
    return a, y, c, [(*cache[:8], x[:, :, -1], cache[9]) for cache in caches]


# --- right, written differently -------------------------------------------------------------------------------------


@lstm_forward.right
def into_arrays(x, a0, parameters):
    """Return the same, written into arrays made before, with copies for the caches; the results are a list."""
    (_, m, T), n_a, n_y = x.shape, len(a0), len(parameters["Wy"])
    a, c, y = (np.zeros((n, m, T), dtype=a0.dtype) for n in (n_a, n_a, n_y))
    a_now, c_now, caches = a0, np.zeros((n_a, m), dtype=a0.dtype), ()
    for t in range(T):
        a_now, c_now, y[..., t], cache = reference.lstm_cell_forward(x[..., t], a_now, c_now, parameters)
        a[..., t], c[..., t] = a_now, c_now
        caches += (cache,)
    return [a, y, c, caches]


@lstm_forward.right
def by_itself(x, a0, parameters):
    """Return the same, from the states in the arrays themselves; the first memory is not taken from them."""
    (_, m, T), n_a = x.shape, len(a0)
    a, c, y = (np.empty((n, m, T), a0.dtype) for n in (n_a, n_a, len(parameters["Wy"])))
    caches = []
    for t in range(T):
        before = (a[:, :, t - 1], c[:, :, t - 1]) if t else (a0, np.zeros_like(a0))
        a[:, :, t], c[:, :, t], y[:, :, t], cache = reference.lstm_cell_forward(x[:, :, t], *before, parameters)
        caches.append(cache)
    return a, y, c, caches
