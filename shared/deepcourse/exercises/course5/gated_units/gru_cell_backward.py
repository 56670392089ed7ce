"""Exercise 2: the gradients of a gated recurrent unit."""

import numpy as np

from deepcourse.exercises.course5.gated_units.cells import CELLS, gru_cell, nudged, some_sizes, told, with_type
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import gated as reference

gru_cell_backward = FunctionExercise(
    __name__,
    reference=reference.gru_cell_backward,
    minutes=9,
    points_visible=6,
    points_hidden=8,
    returns=("grads",),
    hints=(
        "Start with c_next = u * cct + (1 - u) * c_prev. For each of the three arrays on the right, what is it "
        "multiplied by? That times dc_next is its gradient.",
        "Each gradient goes back through its sigmoid or tanh first: for an array s = sigmoid(Z), the slope is "
        "s * (1 - s). What is it for cct = tanh(Z)?",
        "Go back from the candidate's Z to its stack. The upper part of that stack was a product, r * c_prev: two "
        "arrays get a share. In the end, dc_prev is a sum of four shares.",
    ),
)


def case(rng, arguments, name=""):
    """Return a step, run forward by the package, with a random gradient of its state."""
    xt, c_prev, _ = arguments
    c_next, cache = reference.gru_cell_forward(*arguments)
    return Case(name or told(len(xt), *c_prev.shape), (rng.normal(size=c_next.shape).astype(c_next.dtype), cache))


@gru_cell_backward.visible
def visible():
    """Return steps of several sizes, one example, one unit, float32."""
    rng = np.random.default_rng(62)
    return [
        *(case(rng, gru_cell(rng, *sizes)) for sizes in CELLS),
        case(rng, gru_cell(rng, 2, 3, 1)),
        case(rng, gru_cell(rng, 3, 1, 2)),
        case(rng, with_type(gru_cell(rng, 2, 4, 3)), "float32"),
    ]


@gru_cell_backward.draw
def draw(rng):
    """Return a step of random size."""
    return case(rng, gru_cell(rng, *some_sizes(rng, 3)))


@gru_cell_backward.edges
def edges(rng):
    """Return single numbers, one example, one unit, float32, a state of zeros."""
    xt, c_prev, parameters = gru_cell(rng, 3, 4, 2)
    return [
        case(rng, gru_cell(rng, 1, 1, 1)),
        case(rng, gru_cell(rng, 4, 3, 1)),
        case(rng, gru_cell(rng, 2, 1, 3)),
        case(rng, with_type(gru_cell(rng, 3, 2, 4)), "float32"),
        case(rng, (xt, 0 * c_prev, parameters), "c_prev is 0"),
    ]


@gru_cell_backward.property("nudging each argument gives the same gradients")
def nudges_agree(f, rng):
    """Return a sentence unless the gradients are those that nudging measures."""
    xt, c_prev, parameters = gru_cell(rng, 2, 3, 2)
    c_next, cache = reference.gru_cell_forward(xt, c_prev, parameters)
    parts, dc = {"xt": xt, "c_prev": c_prev, **parameters}, rng.normal(size=c_next.shape)
    grads = f(dc, cache)

    def forward(moved):
        return reference.gru_cell_forward(moved["xt"], moved["c_prev"], {name: moved[name] for name in parameters})[:1]

    found = (nudged(rng, parts, name, forward, grads[f"d{name}"], (dc,)) for name in parts)
    return next((sentence for sentence in found if sentence), None)


# --- known mistakes -------------------------------------------------------------------------------------------------


def back(dc_next, cache, *, du=None, dcct=None, dr=None, slopes=None, kept=None, through_r=None, stacks=None,
         shares=(1, 1, 1), x_shares=(1, 1, 1), total=lambda dZ: dZ.sum(axis=1, keepdims=True)):  # fmt: skip
    """Return the gradients with something changed.

    du, dcct : what arrives at the gates        dr : what arrives at r, from back_c
    slopes : functions of u, r, cct             kept, through_r : the direct share of dc_prev, that of the candidate
    stacks : {gate: what its dW is made with}   shares, x_shares : of u, r, c, in dc_prev and dxt
    """
    c_prev, u, r, cct, xt, p = cache
    n_a = len(c_prev)
    slope_u, slope_r, slope_c = slopes or (lambda s: s * (1 - s), lambda s: s * (1 - s), lambda a: 1 - a**2)
    dZ = {
        "c": (dc_next * u if dcct is None else dcct) * slope_c(cct),
        "u": (dc_next * (cct - c_prev) if du is None else du) * slope_u(u),
    }
    back_c = p["Wc"].T @ dZ["c"]
    dZ["r"] = (back_c[:n_a] * c_prev if dr is None else dr(back_c[:n_a])) * slope_r(r)
    back_u, back_r = p["Wu"].T @ dZ["u"], p["Wr"].T @ dZ["r"]
    plain, seen = np.concatenate([c_prev, xt]), np.concatenate([r * c_prev, xt])
    used = {"u": plain, "r": plain, "c": seen} | (stacks(plain, seen) if stacks else {})
    from_c = back_c[:n_a] * r if through_r is None else through_r(back_c[:n_a])
    dc_prev = dc_next * (1 - u) if kept is None else kept
    for share, part in zip(shares, (back_u[:n_a], back_r[:n_a], from_c), strict=True):
        dc_prev = dc_prev + share * part
    dxt = sum(share * part[n_a:] for share, part in zip(x_shares, (back_u, back_r, back_c), strict=True))
    grads = {"dxt": dxt, "dc_prev": dc_prev}
    for gate in "urc":
        grads |= {f"dW{gate}": dZ[gate] @ used[gate].T, f"db{gate}": total(dZ[gate])}
    return grads


@gru_cell_backward.mistake
def direct_share_missing(dc_next, cache):
    """dc_prev lacks the direct share: c_next contains (1 - u) * c_prev, so dc_next * (1 - u) goes straight back"""
    return back(dc_next, cache, kept=0)


@gru_cell_backward.mistake
def share_through_the_candidate_missing(dc_next, cache):
    """dc_prev lacks the share that comes through the candidate"""
    return back(dc_next, cache, shares=(1, 1, 0))


@gru_cell_backward.mistake
def share_through_u_missing(dc_next, cache):
    """dc_prev lacks the share that comes through the update gate: u depends on c_prev, too"""
    return back(dc_next, cache, shares=(0, 1, 1))


@gru_cell_backward.mistake
def share_through_r_missing(dc_next, cache):
    """dc_prev lacks the share that comes through the relevance gate: r depends on c_prev, too"""
    return back(dc_next, cache, shares=(1, 0, 1))


@gru_cell_backward.mistake
def shares_through_both_gates_missing(dc_next, cache):
    """dc_prev lacks the shares that come through the two gates: both depend on c_prev"""
    return back(dc_next, cache, shares=(0, 0, 1))


@gru_cell_backward.mistake
def direct_share_alone(dc_next, cache):
    """dc_prev is the direct share alone: the two gates and the candidate depend on c_prev as well"""
    return back(dc_next, cache, shares=(0, 0, 0))


@gru_cell_backward.mistake
def relevance_forgotten_on_the_way(dc_next, cache):
    """the candidate's share of dc_prev is not multiplied by r: the candidate saw r * c_prev"""
    return back(dc_next, cache, through_r=lambda b: b)


@gru_cell_backward.mistake
def gradient_of_r_without_the_state(dc_next, cache):
    """the gradient of r is not multiplied by c_prev: r was multiplied by c_prev"""
    return back(dc_next, cache, dr=lambda b: b)


@gru_cell_backward.mistake
def gradient_of_r_by_r(dc_next, cache):
    """the gradient of r is multiplied by r: the other factor of r * c_prev is c_prev"""
    return back(dc_next, cache, dr=lambda b: b * cache[2])


@gru_cell_backward.mistake
def gradient_of_u_with_the_wrong_sign(dc_next, cache):
    """the gradient of u has the wrong sign: raising u adds cct and takes away c_prev"""
    return back(dc_next, cache, du=dc_next * (cache[0] - cache[3]))


@gru_cell_backward.mistake
def gradient_of_u_by_the_candidate_alone(dc_next, cache):
    """the gradient of u is dc_next * cct: u occurs twice, also in (1 - u) * c_prev"""
    return back(dc_next, cache, du=dc_next * cache[3])


@gru_cell_backward.mistake
def gradient_of_the_candidate_by_the_rest(dc_next, cache):
    """the candidate's gradient is multiplied by 1 - u: the candidate was multiplied by u"""
    return back(dc_next, cache, dcct=dc_next * (1 - cache[1]))


@gru_cell_backward.mistake
def gradient_of_the_candidate_whole(dc_next, cache):
    """the candidate gets all of dc_next: it was multiplied by u"""
    return back(dc_next, cache, dcct=dc_next)


@gru_cell_backward.mistake
def kept_share_by_u(dc_next, cache):
    """the direct share of dc_prev is dc_next * u: c_prev was multiplied by 1 - u"""
    return back(dc_next, cache, kept=dc_next * cache[1])


def sigmoid_slope(s):
    """Return the slope of the sigmoid, from its value."""
    return s * (1 - s)


def tanh_slope(a):
    """Return the slope of the tanh, from its value."""
    return 1 - a**2


@gru_cell_backward.mistake
def slope_of_u_missing(dc_next, cache):
    """the slope of the update gate's sigmoid is missing: multiply by u * (1 - u)"""
    return back(dc_next, cache, slopes=(lambda s: 1, sigmoid_slope, tanh_slope))


@gru_cell_backward.mistake
def slope_of_r_missing(dc_next, cache):
    """the slope of the relevance gate's sigmoid is missing: multiply by r * (1 - r)"""
    return back(dc_next, cache, slopes=(sigmoid_slope, lambda s: 1, tanh_slope))


@gru_cell_backward.mistake
def slope_of_the_candidate_missing(dc_next, cache):
    """the slope of the candidate's tanh is missing: multiply by 1 - cct**2"""
    return back(dc_next, cache, slopes=(sigmoid_slope, sigmoid_slope, lambda a: 1))


@gru_cell_backward.mistake
def tanh_taken_again(dc_next, cache):
    """the slope of the tanh is 1 - tanh(cct)**2: cct already is a tanh, so it is 1 - cct**2"""
    return back(dc_next, cache, slopes=(sigmoid_slope, sigmoid_slope, lambda a: 1 - np.tanh(a) ** 2))


@gru_cell_backward.mistake
def square_of_the_difference(dc_next, cache):
    """the slope of the tanh is (1 - cct)**2: square cct first, 1 - cct**2"""
    return back(dc_next, cache, slopes=(sigmoid_slope, sigmoid_slope, lambda a: (1 - a) ** 2))


@gru_cell_backward.mistake
def weights_of_the_candidate_with_the_plain_stack(dc_next, cache):
    """dWc is made with [c_prev; xt]: the candidate saw [r * c_prev; xt]"""
    return back(dc_next, cache, stacks=lambda plain, seen: {"c": plain})


@gru_cell_backward.mistake
def weights_of_the_gates_with_the_reset_stack(dc_next, cache):
    """dWu and dWr are made with [r * c_prev; xt]: the gates saw [c_prev; xt]"""
    return back(dc_next, cache, stacks=lambda plain, seen: {"u": seen, "r": seen})


@gru_cell_backward.mistake
def input_lacks_the_gates(dc_next, cache):
    """dxt comes from the candidate alone: both gates saw xt, too"""
    return back(dc_next, cache, x_shares=(0, 0, 1))


@gru_cell_backward.mistake
def input_lacks_the_candidate(dc_next, cache):
    """dxt lacks the share that comes through the candidate: it saw xt, too"""
    return back(dc_next, cache, x_shares=(1, 1, 0))


@gru_cell_backward.mistake
def input_from_the_first_columns(dc_next, cache):
    """dxt and dc_prev are read from the wrong rows: in [c_prev; xt], the first n_a rows belong to c_prev"""
    c_prev, u, r, cct, xt, p = cache
    n_x = len(xt)
    turned = {name: np.roll(value, n_x, axis=1) if name[0] == "W" else value for name, value in p.items()}
    right, wrong = back(dc_next, cache), back(dc_next, (c_prev, u, r, cct, xt, turned))
    return right | {name: wrong[name] for name in ("dxt", "dc_prev")}


@gru_cell_backward.mistake
def biases_flat(dc_next, cache):
    """the gradients of the biases have the shape (n_a,): keep the axis, (n_a, 1)"""
    return back(dc_next, cache, total=lambda dZ: dZ.sum(axis=1))


@gru_cell_backward.mistake
def biases_as_means(dc_next, cache):
    """the gradients of the biases are means over the examples: dc_next includes the 1/m of the cost, so add up"""
    return back(dc_next, cache, total=lambda dZ: dZ.mean(axis=1, keepdims=True))


# --- right, written differently -------------------------------------------------------------------------------------


@gru_cell_backward.right
def example_by_example(dc_next, cache):
    """Return the same: one example after the other, outer products added up."""
    *arrays, parameters = cache
    found = {}
    for i in range(dc_next.shape[1]):
        one = reference.gru_cell_backward(dc_next[:, [i]], (*(part[:, [i]] for part in arrays), parameters))
        for name, value in one.items():
            found.setdefault(name, []).append(value)
    joined = {name: np.hstack(found.pop(name)) for name in ("dc_prev", "dxt")}
    return joined | {name: np.sum(values, axis=0) for name, values in found.items()}


@gru_cell_backward.right
def with_split_weights(dc_next, cache):
    """Return the same with the weights split into those of the state and those of the input."""
    return back(dc_next, [part.copy() if isinstance(part, np.ndarray) else part for part in cache])
