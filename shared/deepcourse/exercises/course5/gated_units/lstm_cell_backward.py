"""Exercise 8: the gradients of one step of a long short-term memory."""

import numpy as np

from deepcourse.exercises.course5.gated_units.cells import CELLS, lstm_cell, nudged, some_sizes, told, with_type
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import gated as reference

lstm_cell_backward = FunctionExercise(
    __name__,
    reference=reference.lstm_cell_backward,
    minutes=8,
    points_visible=5,
    points_hidden=7,
    returns=("grads",),
    hints=(
        "Two gradients arrive at the memory: dc_next from the following step, and another one through a_next. Add them "
        "before you do anything else.",
        "From this sum, each factor of f * c_prev + i * cct gets its gradient. Only the output gate gets its own from "
        "a_next.",
        "For each gate: the slope of its sigmoid or tanh, then dW from the stack, db as a sum that keeps its axis, and "
        "a share for the stack. Add the four shares and cut them at row n_a.",
    ),
)


def case(rng, arguments, name=""):
    """Return a step, run forward by the package, with random gradients of its state and its memory."""
    xt, a_prev, _, _ = arguments
    a_next, *_, cache = reference.lstm_cell_forward(*arguments)
    da, dc = rng.normal(size=(2, *a_next.shape)).astype(a_next.dtype)
    return Case(name or told(len(xt), *a_prev.shape), (da, dc, cache))


@lstm_cell_backward.visible
def visible():
    """Return steps of several sizes, one example, one unit, no gradient of the memory or of the state, float32."""
    rng = np.random.default_rng(68)
    last, inner = case(rng, lstm_cell(rng, 2, 4, 3)), case(rng, lstm_cell(rng, 3, 2, 4))
    return [
        *(case(rng, lstm_cell(rng, *sizes)) for sizes in CELLS),
        case(rng, lstm_cell(rng, 2, 3, 1)),
        case(rng, lstm_cell(rng, 3, 1, 2)),
        Case("the last step: dc_next is 0", (last.arguments[0], 0 * last.arguments[1], last.arguments[2])),
        Case("no output: da_next is 0", (0 * inner.arguments[0], *inner.arguments[1:])),
        case(rng, with_type(lstm_cell(rng, 2, 4, 3)), "float32"),
    ]


@lstm_cell_backward.draw
def draw(rng):
    """Return a step of random size."""
    return case(rng, lstm_cell(rng, *some_sizes(rng, 3)))


@lstm_cell_backward.edges
def edges(rng):
    """Return single numbers, one example, one unit, one gradient of 0, float32."""
    last = case(rng, lstm_cell(rng, 3, 2, 4)).arguments
    return [
        case(rng, lstm_cell(rng, 1, 1, 1)),
        case(rng, lstm_cell(rng, 4, 3, 1)),
        case(rng, lstm_cell(rng, 2, 1, 3)),
        Case("dc_next is 0", (last[0], 0 * last[1], last[2])),
        Case("da_next is 0", (0 * last[0], last[1], last[2])),
        case(rng, with_type(lstm_cell(rng, 3, 5, 2)), "float32"),
    ]


@lstm_cell_backward.property("nudging each argument gives the same gradients")
def nudges_agree(f, rng):
    """Return a sentence unless the gradients are those that nudging measures."""
    xt, a_prev, c_prev, parameters = lstm_cell(rng, 2, 3, 2)
    *_, cache = reference.lstm_cell_forward(xt, a_prev, c_prev, parameters)
    d_out = tuple(rng.normal(size=(2, 3, 2)))
    parts = {"xt": xt, "a_prev": a_prev, "c_prev": c_prev} | parameters
    grads = f(*d_out, cache)

    def forward(moved):
        states = (moved[name] for name in ("xt", "a_prev", "c_prev"))
        return reference.lstm_cell_forward(*states, {name: moved[name] for name in parameters})[:2]

    names = [name for name in parts if name not in ("Wy", "by")]
    found = (nudged(rng, parts, name, forward, grads[f"d{name}"], d_out) for name in names)
    return next((sentence for sentence in found if sentence), None)


# --- known mistakes -------------------------------------------------------------------------------------------------


def back(da, dc, cache, *, through=None, memory=None, gates=None, slopes=None, dc_prev=None, shares=(1, 1, 1, 1),
         columns=None, stack=None, total=lambda dZ: dZ.sum(axis=1, keepdims=True)):  # fmt: skip
    """Return the gradients with something changed.

    through, memory : what comes through a_next, and all that reaches the memory    gates : {gate: its gradient}
    slopes : {gate: a function of its value}    dc_prev : of the memory's gradient and f    shares : of f, i, c, o
    columns : of the gradient of the stack, (n_x + n_a, m) to (da_prev, dxt)    stack : what dW is made with
    """
    _, c_next, a_prev, c_prev, f, i, cct, o, xt, p = cache
    bent, n_a = np.tanh(c_next), len(a_prev)
    through = da * o * (1 - bent**2) if through is None else through
    at_memory = dc + through if memory is None else memory(through)
    values = {"f": f, "i": i, "c": cct, "o": o}
    arriving = {"f": at_memory * c_prev, "i": at_memory * cct, "c": at_memory * i, "o": da * bent}
    arriving |= gates(at_memory) if gates else {}
    slope = {name: (lambda s: s * (1 - s)) for name in "fio"} | {"c": lambda a: 1 - a**2} | (slopes or {})
    dZ = {name: arriving[name] * slope[name](values[name]) for name in "fico"}
    together = sum(share * (p[f"W{name}"].T @ dZ[name]) for share, name in zip(shares, "fico", strict=True))
    da_prev, dxt = (together[:n_a], together[n_a:]) if columns is None else columns(together, dZ)
    grads = {"dxt": dxt, "da_prev": da_prev, "dc_prev": at_memory * f if dc_prev is None else dc_prev(at_memory)}
    used = np.concatenate([a_prev, xt]) if stack is None else stack
    for name in "fico":
        grads |= {f"dW{name}": dZ[name] @ used.T, f"db{name}": total(dZ[name])}
    return grads


@lstm_cell_backward.mistake
def memory_without_the_output(da_next, dc_next, cache):
    """the gradient of the memory is dc_next alone: a_next = o * tanh(c_next) adds a share"""
    return back(da_next, dc_next, cache, memory=lambda through: dc_next)


@lstm_cell_backward.mistake
def memory_without_what_follows(da_next, dc_next, cache):
    """dc_next is left out: the memory also goes on to the next step"""
    return back(da_next, dc_next, cache, memory=lambda through: through)


@lstm_cell_backward.mistake
def memory_passed_back_without_the_output(da_next, dc_next, cache):
    """dc_prev is dc_next * f: it lacks the share that comes through a_next"""
    return back(da_next, dc_next, cache, dc_prev=lambda d: dc_next * cache[4])


@lstm_cell_backward.mistake
def memory_passed_back_whole(da_next, dc_next, cache):
    """dc_prev is not multiplied by f: c_next contains f * c_prev"""
    return back(da_next, dc_next, cache, dc_prev=lambda d: d)


@lstm_cell_backward.mistake
def difference_squared(da_next, dc_next, cache):
    """the slope of the tanh of the memory is (1 - tanh(c_next))**2: square the tanh first, 1 - tanh(c_next)**2"""
    return back(da_next, dc_next, cache, through=da_next * cache[7] * (1 - np.tanh(cache[1])) ** 2)


@lstm_cell_backward.mistake
def memory_squared_without_tanh(da_next, dc_next, cache):
    """the slope of the tanh of the memory is 1 - c_next**2: c_next is what goes in, so 1 - tanh(c_next)**2"""
    return back(da_next, dc_next, cache, through=da_next * cache[7] * (1 - cache[1] ** 2))


@lstm_cell_backward.mistake
def slope_from_the_state(da_next, dc_next, cache):
    """the slope of the tanh of the memory is 1 - a_next**2: a_next is o * tanh(c_next), not the tanh"""
    return back(da_next, dc_next, cache, through=da_next * cache[7] * (1 - cache[0] ** 2))


@lstm_cell_backward.mistake
def slope_from_the_candidate(da_next, dc_next, cache):
    """the slope of the tanh of the memory is 1 - cct**2: that is the slope of the candidate, so 1 - tanh(c_next)**2"""
    return back(da_next, dc_next, cache, through=da_next * cache[7] * (1 - cache[6] ** 2))


@lstm_cell_backward.mistake
def output_gate_forgotten(da_next, dc_next, cache):
    """o is missing on the way from a_next to the memory: da_next * o * (1 - tanh(c_next)**2)"""
    return back(da_next, dc_next, cache, through=da_next * (1 - np.tanh(cache[1]) ** 2))


@lstm_cell_backward.mistake
def slope_of_the_memory_forgotten(da_next, dc_next, cache):
    """the slope of the tanh of the memory is missing: da_next * o * (1 - tanh(c_next)**2)"""
    return back(da_next, dc_next, cache, through=da_next * cache[7])


@lstm_cell_backward.mistake
def forget_gate_by_the_new_memory(da_next, dc_next, cache):
    """the gradient of f is multiplied by c_next: f was multiplied by c_prev"""
    return back(da_next, dc_next, cache, gates=lambda d: {"f": d * cache[1]})


@lstm_cell_backward.mistake
def input_gate_and_candidate_swapped(da_next, dc_next, cache):
    """i and cct have their own values in their gradients: i was multiplied by cct, and cct by i"""
    return back(da_next, dc_next, cache, gates=lambda d: {"i": d * cache[5], "c": d * cache[6]})


@lstm_cell_backward.mistake
def output_gate_by_the_memory(da_next, dc_next, cache):
    """the gradient of o is multiplied by c_next: o was multiplied by tanh(c_next)"""
    return back(da_next, dc_next, cache, gates=lambda d: {"o": da_next * cache[1]})


@lstm_cell_backward.mistake
def output_gate_from_the_memory(da_next, dc_next, cache):
    """the gradient of o is made from that of the memory: o acts on a_next alone, so from da_next"""
    return back(da_next, dc_next, cache, gates=lambda d: {"o": d * np.tanh(cache[1])})


@lstm_cell_backward.mistake
def slopes_of_the_gates_missing(da_next, dc_next, cache):
    """the slopes of the three sigmoids are missing: multiply by s * (1 - s)"""
    return back(da_next, dc_next, cache, slopes=dict.fromkeys("fio", lambda s: 1))


@lstm_cell_backward.mistake
def slope_of_the_candidate_missing(da_next, dc_next, cache):
    """the slope of the candidate's tanh is missing: multiply by 1 - cct**2"""
    return back(da_next, dc_next, cache, slopes={"c": lambda a: 1})


@lstm_cell_backward.mistake
def candidate_as_a_sigmoid(da_next, dc_next, cache):
    """the candidate has the slope of a sigmoid: it is a tanh, so 1 - cct**2"""
    return back(da_next, dc_next, cache, slopes={"c": lambda a: a * (1 - a)})


@lstm_cell_backward.mistake
def tanh_taken_again(da_next, dc_next, cache):
    """the slope of the candidate is 1 - tanh(cct)**2: cct already is a tanh, so it is 1 - cct**2"""
    return back(da_next, dc_next, cache, slopes={"c": lambda a: 1 - np.tanh(a) ** 2})


@lstm_cell_backward.mistake
def state_lacks_the_output_gate(da_next, dc_next, cache):
    """da_prev and dxt lack the share of the output gate: all four products saw the stack"""
    return back(da_next, dc_next, cache, shares=(1, 1, 1, 0))


@lstm_cell_backward.mistake
def state_lacks_the_candidate(da_next, dc_next, cache):
    """da_prev and dxt lack the share of the candidate: all four products saw the stack"""
    return back(da_next, dc_next, cache, shares=(1, 1, 0, 1))


@lstm_cell_backward.mistake
def cut_at_the_wrong_row(da_next, dc_next, cache):
    """da_prev and dxt are read from the wrong rows: in [a_prev; xt], the first n_a rows belong to a_prev"""
    n_x = len(cache[8])
    return back(da_next, dc_next, cache, columns=lambda d, _: (d[n_x:], d[:n_x]))


@lstm_cell_backward.mistake
def weights_with_the_turned_stack(da_next, dc_next, cache):
    """the gradients of the weights are made with [xt; a_prev]: the stack was [a_prev; xt]"""
    return back(da_next, dc_next, cache, stack=np.concatenate([cache[8], cache[2]]))


@lstm_cell_backward.mistake
def weights_with_the_new_state(da_next, dc_next, cache):
    """the gradients of the weights are made with a_next: the step read a_prev"""
    return back(da_next, dc_next, cache, stack=np.concatenate([cache[0], cache[8]]))


@lstm_cell_backward.mistake
def biases_flat(da_next, dc_next, cache):
    """the gradients of the biases have the shape (n_a,): keep the axis, (n_a, 1)"""
    return back(da_next, dc_next, cache, total=lambda dZ: dZ.sum(axis=1))


@lstm_cell_backward.mistake
def biases_as_means(da_next, dc_next, cache):
    """the gradients of the biases are means over the examples: da_next includes the 1/m of the cost, so add up"""
    return back(da_next, dc_next, cache, total=lambda dZ: dZ.mean(axis=1, keepdims=True))


# --- right, written differently -------------------------------------------------------------------------------------


@lstm_cell_backward.right
def with_one_product(da_next, dc_next, cache):
    """Return the same from gates that are stacked into one matrix."""
    _, c_next, a_prev, c_prev, f, i, cct, o, xt, p = cache
    n_a, bent = len(a_prev), np.tanh(c_next)
    d = dc_next + da_next * o / np.cosh(c_next) ** 2
    dZ = np.vstack(
        [d * c_prev * (f - f**2), d * cct * (i - i**2), d * i * (1 - cct * cct), da_next * bent * (o - o**2)]
    )
    W = np.vstack([p[f"W{name}"] for name in "fico"])
    grads = {"dxt": W[:, n_a:].T @ dZ, "da_prev": W[:, :n_a].T @ dZ, "dc_prev": f * d}
    for name, part in zip("fico", np.split(dZ, 4), strict=True):
        grads[f"dW{name}"] = np.hstack([part @ a_prev.T, part @ xt.T])
        grads[f"db{name}"] = np.sum(part, axis=1)[:, None]
    return grads


@lstm_cell_backward.right
def example_by_example(da_next, dc_next, cache):
    """Return the same, one example after the other."""
    *arrays, p = cache
    ones = [
        reference.lstm_cell_backward(da_next[:, [k]], dc_next[:, [k]], (*(part[:, [k]] for part in arrays), p))
        for k in range(da_next.shape[1])
    ]
    states = {name: np.hstack([one[name] for one in ones]) for name in ("dxt", "da_prev", "dc_prev")}
    return states | {name: sum(one[name] for one in ones) for name in ones[0] if name not in states}
