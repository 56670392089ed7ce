"""Exercise 9: back through a whole sequence."""

import numpy as np

from deepcourse.exercises.course5.gated_units.cells import LAYERS, lstm_layer, nudged, some_sizes, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import gated as reference

lstm_backward = FunctionExercise(
    __name__,
    reference=reference.lstm_backward,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("grads",),
    hints=(
        "Start at the last step. Nothing follows it, so what do the state and the memory receive from the future?",
        "At every other step the state has two destinations: the output of this step, and the next step. Which two "
        "gradients meet there?",
        "All steps use the same parameters, so their gradients add up. dx has a slice of its own for each step, and "
        "da0 is what is left when the first step is done.",
    ),
)


def case(rng, arguments, name="", da=None):
    """Return a layer, run forward by the package, with a random gradient of its states."""
    x, a0, _ = arguments
    a, _, _, caches = reference.lstm_forward(*arguments)
    da = rng.normal(size=a.shape).astype(a.dtype) if da is None else da
    return Case(name or told(len(x), *a0.shape, x.shape[2]), (da, caches))


def at_the_end(rng, *sizes):
    """Return a layer of which only the last state is used, as when a whole sequence gets one label."""
    arguments = lstm_layer(rng, *sizes)
    da = np.zeros((sizes[1], sizes[2], sizes[3]))
    da[:, :, -1] = rng.normal(size=da.shape[:2])
    return case(rng, arguments, "only the last state is used", da)


@lstm_backward.visible
def visible():
    """Return sequences of several lengths, one step, one example, one label at the end."""
    rng = np.random.default_rng(69)
    return [
        *(case(rng, lstm_layer(rng, *sizes)) for sizes in LAYERS),
        case(rng, lstm_layer(rng, 2, 3, 4, 1)),
        case(rng, lstm_layer(rng, 3, 2, 1, 4)),
        at_the_end(rng, 3, 4, 2, 5),
    ]


@lstm_backward.draw
def draw(rng):
    """Return a sequence of random sizes."""
    return case(rng, lstm_layer(rng, *some_sizes(rng, 3), int(rng.integers(3, 8))))


@lstm_backward.edges
def edges(rng):
    """Return single numbers, one step, one example, one unit, one label at the end."""
    return [
        case(rng, lstm_layer(rng, 1, 1, 1, 1)),
        case(rng, lstm_layer(rng, 4, 3, 2, 1)),
        case(rng, lstm_layer(rng, 2, 4, 1, 3)),
        case(rng, lstm_layer(rng, 3, 1, 2, 4)),
        at_the_end(rng, 2, 3, 4, 6),
    ]


@lstm_backward.property("nudging each argument gives the same gradients")
def nudges_agree(f, rng):
    """Return a sentence unless the gradients are those that nudging measures."""
    x, a0, parameters = lstm_layer(rng, 2, 3, 2, 3)
    a, _, _, caches = reference.lstm_forward(x, a0, parameters)
    parts, da = {"x": x, "a0": a0, **parameters}, rng.normal(size=a.shape)
    grads = f(da, caches)

    def forward(moved):
        return reference.lstm_forward(moved["x"], moved["a0"], {name: moved[name] for name in parameters})[:1]

    found = (
        nudged(rng, parts, name, forward, grads[f"d{name}"], (da,)) for name in ("x", "a0", "Wf", "bi", "Wc", "bo")
    )
    return next((sentence for sentence in found if sentence), None)


# --- known mistakes -------------------------------------------------------------------------------------------------


def run(da, caches, *, arriving=None, memory=None, steps=None, together=None, start=None, first=None):
    """Return the gradients with something changed: what arrives at a step, the order, how the parameters' are joined.

    arriving(t, da_now)    memory(dc_now) : what goes on    together : of {name: list from the last step to the first}
    start : the memory's gradient at the end    first : of (da_now, dc_now), what da0 is
    """
    dx, parts = np.zeros((len(caches[0][8]), *da.shape[1:]), da.dtype), {}
    da_now = np.zeros_like(da[:, :, 0])
    dc_now = np.zeros_like(da_now) if start is None else start
    for t in reversed(range(len(caches))) if steps is None else steps:
        at_state = da[:, :, t] + da_now if arriving is None else arriving(t, da_now)
        step = reference.lstm_cell_backward(at_state, dc_now, caches[t])
        dx[:, :, t], da_now, dc_now = step.pop("dxt"), step.pop("da_prev"), step.pop("dc_prev")
        dc_now = dc_now if memory is None else memory(dc_now)
        for name, value in step.items():
            parts.setdefault(name, []).append(value)
    join = (lambda values: sum(values)) if together is None else together
    da0 = da_now if first is None else first(da_now, dc_now)
    return {"dx": dx, "da0": da0} | {name: join(values) for name, values in parts.items()}


@lstm_backward.mistake
def states_gradient_not_carried(da, caches):
    """da_prev is dropped: a state also goes into the next step, so add that step's da_prev to da[:, :, t]"""
    return run(da, caches, arriving=lambda t, da_now: da[:, :, t])


@lstm_backward.mistake
def outputs_gradient_dropped(da, caches):
    """da is used at the last step alone: every step has an output, so add da[:, :, t] each time"""
    return run(da, caches, arriving=lambda t, da_now: da_now + (da[:, :, t] if t == len(caches) - 1 else 0))


@lstm_backward.mistake
def memorys_gradient_not_carried(da, caches):
    """dc_prev is dropped: the memory goes into the next step, so its gradient comes back from there"""
    return run(da, caches, memory=np.zeros_like)


@lstm_backward.mistake
def nothing_carried(da, caches):
    """every step is on its own: da_prev and dc_prev must be carried from step to step"""
    return run(da, caches, arriving=lambda t, da_now: da[:, :, t], memory=np.zeros_like)


@lstm_backward.mistake
def memorys_gradient_starts_from_da(da, caches):
    """the memory's gradient starts from da of the last step: nothing follows the last memory, so start from 0"""
    return run(da, caches, start=da[:, :, -1])


@lstm_backward.mistake
def from_the_first_step_on(da, caches):
    """the steps are visited from the first to the last: the backward pass starts at the last"""
    return run(da, caches, steps=range(len(caches)))


@lstm_backward.mistake
def first_step_missing(da, caches):
    """the first step, t = 0, is not visited: range stops before its end"""
    steps = range(len(caches) - 1, 0, -1) if len(caches) > 1 else range(1)
    return run(da, caches, steps=steps)


@lstm_backward.mistake
def first_steps_gradients_alone(da, caches):
    """the gradients of the parameters are overwritten at each step: add them up"""
    return run(da, caches, together=lambda values: values[-1])


@lstm_backward.mistake
def last_steps_gradients_alone(da, caches):
    """the gradients of the parameters come from the last step alone: add those of all steps"""
    return run(da, caches, together=lambda values: values[0])


@lstm_backward.mistake
def means_over_the_steps(da, caches):
    """the gradients of the parameters are divided by T: all steps use the same parameters, so add up"""
    return run(da, caches, together=lambda values: sum(values) / len(values))


@lstm_backward.mistake
def means_over_the_examples(da, caches):
    """the gradients of the parameters are divided by m: da already includes the 1/m of the cost, so add up"""
    return run(da, caches, together=lambda values: sum(values) / da.shape[1])


@lstm_backward.mistake
def start_without_gradient(da, caches):
    """da0 is 0: it is da_prev of the first step"""
    return run(da, caches, first=lambda da_now, dc_now: np.zeros_like(da_now))


@lstm_backward.mistake
def start_gets_the_memorys_gradient(da, caches):
    """da0 is dc_prev of the first step: it is da_prev; the memory started from constants"""
    return run(da, caches, first=lambda da_now, dc_now: dc_now)


@lstm_backward.mistake
def first_outputs_gradient_added_to_the_start(da, caches):
    """da[:, :, 0] is added to da0: it belongs to the state after the first step, not to a0"""
    return run(da, caches, first=lambda da_now, dc_now: da_now + da[:, :, 0])


@lstm_backward.mistake
def inputs_reversed(da, caches):
    """dx is in reverse order: slice t belongs to step t"""
    grads = run(da, caches)
    return grads | {"dx": grads["dx"][:, :, ::-1]}


@lstm_backward.mistake
def last_input_everywhere(da, caches):
    """all slices of dx are those of the first step: write each at its own step t"""
    grads = run(da, caches)
    return grads | {"dx": np.repeat(grads["dx"][:, :, :1], da.shape[2], axis=2)}


@lstm_backward.mistake
def gradient_of_the_state_added_up(da, caches):
    """da_prev is added up over the steps: each da_prev already contains what comes from all later steps"""
    seen = []

    def arriving(t, da_now):
        seen.append(da_now)
        return da[:, :, t] + sum(seen)

    return run(da, caches, arriving=arriving, first=lambda da_now, dc_now: sum(seen) + da_now)


@lstm_backward.mistake
def one_step_off(da, caches):
    """the gradient of the output before is used: step t gets da[:, :, t]"""
    return run(da, caches, arriving=lambda t, da_now: da[:, :, t - 1] + da_now)


# --- right, written differently -------------------------------------------------------------------------------------


@lstm_backward.right
def into_arrays(da, caches):
    """Return the same, written into arrays made before."""
    (n_a, m, T), n_x = da.shape, len(caches[0][8])
    grads = {"dx": np.zeros((n_x, m, T), da.dtype), "da0": np.zeros((n_a, m), da.dtype)}
    grads |= {f"dW{name}": np.zeros((n_a, n_a + n_x), da.dtype) for name in "fico"}
    grads |= {f"db{name}": np.zeros((n_a, 1), da.dtype) for name in "fico"}
    dc = np.zeros((n_a, m), da.dtype)
    for t in range(T - 1, -1, -1):
        step = reference.lstm_cell_backward(da[:, :, t] + grads["da0"], dc, caches[t])
        grads["dx"][:, :, t], grads["da0"], dc = step["dxt"], step["da_prev"], step["dc_prev"]
        for name in "fico":
            grads[f"dW{name}"] += step[f"dW{name}"]
            grads[f"db{name}"] += step[f"db{name}"]
    return grads
