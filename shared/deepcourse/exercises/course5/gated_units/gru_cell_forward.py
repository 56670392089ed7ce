"""Exercise 1: one step of a gated recurrent unit."""

import numpy as np

from deepcourse.exercises.course5.gated_units.cells import (
    CELLS,
    first_parts,
    gru_cell,
    some_sizes,
    told,
    trouble_with,
    with_type,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.activations import sigmoid
from deepcourse.sequence import gated as reference


def state_of(f, xt, c_prev, parameters):
    """Return c_next of the pair that a step returns."""
    return first_parts(f(xt, c_prev, parameters), 1, 2)


gru_cell_forward = FunctionExercise(
    __name__,
    reference=reference.gru_cell_forward,
    use=state_of,
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("c_next",),
    hints=(
        "Follow the figure from left to right: the stack first, then both gates, then the candidate, then the line at "
        "the top.",
        "There are two stacks. The gates see c_prev as it is; the candidate sees another stack, in which only the "
        "upper part is changed.",
        "Where the simple unit has no relevance gate, the candidate sees all of c_prev. Which array r does that?",
    ),
)


def case(arguments, name=""):
    """Return a step as a case."""
    xt, c_prev, parameters = arguments
    kind = "" if "Wr" in parameters else "no relevance gate, "
    return Case(name or kind + told(len(xt), *c_prev.shape), arguments)


@gru_cell_forward.visible
def visible():
    """Return full and simple units of several sizes, one example, one unit, float32, zero weights."""
    rng = np.random.default_rng(61)
    zeros = gru_cell(rng, 2, 3, 2)
    for name in ("Wu", "Wr", "Wc"):
        zeros[2][name] *= 0
    return [
        *(case(gru_cell(rng, *sizes)) for sizes in CELLS),
        case(gru_cell(rng, 3, 4, 2, "uc")),
        case(gru_cell(rng, 2, 3, 1)),
        case(gru_cell(rng, 2, 1, 3)),
        case(zeros, "all weights are 0, the biases are not"),
        case(with_type(gru_cell(rng, 3, 2, 4)), "float32"),
    ]


@gru_cell_forward.draw
def draw(rng):
    """Return a step of random size, with a relevance gate or without."""
    return case(gru_cell(rng, *some_sizes(rng, 3), str(rng.choice(["urc", "urc", "uc"]))))


@gru_cell_forward.edges
def edges(rng):
    """Return single numbers, one example, one unit, float32, gates that are wide open or closed."""
    sure = gru_cell(rng, 3, 4, 2)
    for name in ("Wu", "Wr"):
        sure[2][name] *= 200
    return [
        case(gru_cell(rng, 1, 1, 1)),
        case(gru_cell(rng, 4, 3, 1)),
        case(gru_cell(rng, 3, 1, 2)),
        case(gru_cell(rng, 2, 5, 4, "uc")),
        case(with_type(gru_cell(rng, 2, 4, 3)), "float32"),
        case(sure, "gates of nearly 0 and 1"),
    ]


@gru_cell_forward.property("with the update gate closed, the state stays as it was")
def closed_gate_keeps(f, rng):
    """Return a sentence unless a bias of -50 in the update gate keeps the state."""
    xt, c_prev, parameters = gru_cell(rng, 3, 4, 2)
    parameters["bu"] = np.full((4, 1), -50.0)
    kept = state_of(f, xt, c_prev, parameters)
    if np.shape(kept) != c_prev.shape:
        return f"c_next has the shape {np.shape(kept)}, c_prev has {c_prev.shape}"
    far = np.abs(kept - c_prev).max()
    return None if far < 1e-12 else f"with bu = -50, an entry of c_next is {far:.3g} away from that of c_prev"


@gru_cell_forward.property("the package's backward pass can use the cache")
def cache_serves(f, rng):
    """Return a sentence unless the caches of a full and of a simple unit give the right gradients."""
    for gates in ("urc", "uc"):
        arguments, dc = gru_cell(rng, 3, 4, 2, gates), rng.normal(size=(4, 2))
        _, right = reference.gru_cell_forward(*arguments)
        trouble = trouble_with(f(*arguments), 2, lambda cache, dc=dc: reference.gru_cell_backward(dc, cache), right)
        if trouble:
            return trouble if gates == "urc" else f"no relevance gate: {trouble}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def step(xt, c_prev, p, *, candidate=np.tanh, gate=sigmoid, order=1, seen=None, mixed=None, r=None, biases="urc"):
    """Return (c_next, None) with something changed: a function, the stack, what the candidate sees, the mixture."""

    def stack(state):
        return np.concatenate([state, xt][::order])

    def bias(name):
        return p[f"b{name}"] if name in biases else 0

    u = gate(p["Wu"] @ stack(c_prev) + bias("u"))
    if r is None:
        r = gate(p["Wr"] @ stack(c_prev) + bias("r")) if "Wr" in p else np.ones_like(u)
    cct = candidate(p["Wc"] @ stack(r * c_prev if seen is None else seen(u, r)) + bias("c"))
    return (u * cct + (1 - u) * c_prev if mixed is None else mixed(u, r, cct)), None


@gru_cell_forward.mistake
def update_gate_turned_round(xt, c_prev, parameters):
    """u and 1 - u are swapped: u multiplies the candidate, 1 - u multiplies c_prev"""
    return step(xt, c_prev, parameters, mixed=lambda u, r, cct: u * c_prev + (1 - u) * cct)


@gru_cell_forward.mistake
def relevance_after_the_product(xt, c_prev, parameters):
    """r multiplies the product of Wc with c_prev: here it multiplies c_prev before the product"""
    n_a, W = len(c_prev), parameters["Wc"]
    r = step(xt, c_prev, parameters, mixed=lambda u, r, cct: r)[0]
    cct = np.tanh(r * (W[:, :n_a] @ c_prev) + W[:, n_a:] @ xt + parameters["bc"])
    return step(xt, c_prev, parameters, mixed=lambda u, r, _: u * cct + (1 - u) * c_prev)


@gru_cell_forward.mistake
def relevance_left_out(xt, c_prev, parameters):
    """the candidate sees c_prev as it is: multiply c_prev by r first"""
    return step(xt, c_prev, parameters, r=1.0)


@gru_cell_forward.mistake
def state_multiplied_by_one_minus_r(xt, c_prev, parameters):
    """the candidate sees (1 - r) * c_prev: where r is near 1, the old state is relevant"""
    return step(xt, c_prev, parameters, seen=lambda u, r: ((1 - r) if "Wr" in parameters else r) * c_prev)


@gru_cell_forward.mistake
def candidate_sees_u(xt, c_prev, parameters):
    """the candidate sees u * c_prev: the update gate acts at the end, the relevance gate r in the candidate"""
    return step(xt, c_prev, parameters, seen=lambda u, r: (u if "Wr" in parameters else r) * c_prev)


@gru_cell_forward.mistake
def mixed_by_r(xt, c_prev, parameters):
    """r mixes the candidate with c_prev: that is done by u"""
    return step(xt, c_prev, parameters, mixed=lambda u, r, cct: r * cct + (1 - r) * c_prev)


@gru_cell_forward.mistake
def kept_state_multiplied_by_r(xt, c_prev, parameters):
    """the state that is kept is multiplied by r: r only changes what the candidate sees"""
    return step(xt, c_prev, parameters, mixed=lambda u, r, cct: u * cct + (1 - u) * r * c_prev)


@gru_cell_forward.mistake
def old_state_kept_whole(xt, c_prev, parameters):
    """c_prev is added whole: only its share 1 - u stays"""
    return step(xt, c_prev, parameters, mixed=lambda u, r, cct: u * cct + c_prev)


@gru_cell_forward.mistake
def old_state_dropped(xt, c_prev, parameters):
    """only u * cct is returned: the share 1 - u of c_prev must be added"""
    return step(xt, c_prev, parameters, mixed=lambda u, r, cct: u * cct)


@gru_cell_forward.mistake
def candidate_returned(xt, c_prev, parameters):
    """the candidate is returned: mix it with c_prev"""
    return step(xt, c_prev, parameters, mixed=lambda u, r, cct: cct)


@gru_cell_forward.mistake
def second_tanh(xt, c_prev, parameters):
    """a tanh is taken of the new state: the tanh belongs to the candidate alone"""
    return step(xt, c_prev, parameters, mixed=lambda u, r, cct: np.tanh(u * cct + (1 - u) * c_prev))


@gru_cell_forward.mistake
def input_above_the_state(xt, c_prev, parameters):
    """the stack is [xt; c_prev]: the state comes first, [c_prev; xt]"""
    return step(xt, c_prev, parameters, order=-1)


@gru_cell_forward.mistake
def candidate_by_sigmoid(xt, c_prev, parameters):
    """the candidate is a sigmoid: it is a tanh, since a state may be negative"""
    return step(xt, c_prev, parameters, candidate=sigmoid)


@gru_cell_forward.mistake
def candidate_without_tanh(xt, c_prev, parameters):
    """the tanh of the candidate is missing"""
    return step(xt, c_prev, parameters, candidate=lambda z: z)


@gru_cell_forward.mistake
def gates_by_tanh(xt, c_prev, parameters):
    """the gates are computed with tanh: a share lies between 0 and 1, so they are sigmoids"""
    return step(xt, c_prev, parameters, gate=np.tanh)


@gru_cell_forward.mistake
def biases_left_out(xt, c_prev, parameters):
    """the biases are left out: add bu, br and bc"""
    return step(xt, c_prev, parameters, biases="")


@gru_cell_forward.mistake
def bias_of_the_candidate_left_out(xt, c_prev, parameters):
    """the bias of the candidate is left out: add bc"""
    return step(xt, c_prev, parameters, biases="ur")


@gru_cell_forward.mistake
def gates_read_swapped(xt, c_prev, parameters):
    """the parameters of the two gates are swapped: u uses Wu and bu, r uses Wr and br"""
    p = parameters
    if "Wr" not in p:
        return step(xt, c_prev, p)
    return step(xt, c_prev, p | {"Wu": p["Wr"], "bu": p["br"], "Wr": p["Wu"], "br": p["bu"]})


@gru_cell_forward.mistake
def simple_unit_without_state(xt, c_prev, parameters):
    """without Wr, the relevance is taken as 0: the simple unit sees all of c_prev, so it is 1"""
    return step(xt, c_prev, parameters, **({} if "Wr" in parameters else {"r": 0.0}))


@gru_cell_forward.mistake
def simple_unit_half(xt, c_prev, parameters):
    """without Wr, the relevance is taken as sigmoid(0) = 0.5: the simple unit sees all of c_prev, so it is 1"""
    return step(xt, c_prev, parameters, **({} if "Wr" in parameters else {"r": 0.5}))


@gru_cell_forward.mistake
def update_gate_sees_the_reset_state(xt, c_prev, parameters):
    """the update gate sees [r * c_prev; xt]: only the candidate does, the gates see [c_prev; xt]"""
    r = step(xt, c_prev, parameters, mixed=lambda u, r, cct: r)[0]
    u = sigmoid(parameters["Wu"] @ np.concatenate([r * c_prev, xt]) + parameters["bu"])
    return step(xt, c_prev, parameters, mixed=lambda _, r, cct: u * cct + (1 - u) * c_prev)


@gru_cell_forward.mistake
def cache_forgotten(xt, c_prev, parameters):
    """c_next is returned alone: return c_next, cache"""
    return step(xt, c_prev, parameters)[0]


# --- right, written differently -------------------------------------------------------------------------------------


@gru_cell_forward.right
def moved_towards_the_candidate(xt, c_prev, parameters):
    """Return the same: the state moves towards the candidate by the share u; weights are split, results in a list."""
    n_a, p = len(c_prev), parameters

    def sums(name, state):
        return np.einsum("ij,jm->im", p[f"W{name}"][:, :n_a], state) + p[f"W{name}"][:, n_a:] @ xt + p[f"b{name}"]

    u = 1 / (1 + np.exp(-sums("u", c_prev)))
    r = 1 / (1 + np.exp(-sums("r", c_prev))) if "Wr" in p else np.ones(c_prev.shape, c_prev.dtype)
    cct = np.tanh(sums("c", r * c_prev))
    return [c_prev + u * (cct - c_prev), (c_prev, u, r, cct, xt, p)]


@gru_cell_forward.right
def example_by_example(xt, c_prev, parameters):
    """Return the same, one example after the other."""
    columns = [reference.gru_cell_forward(xt[:, [i]], c_prev[:, [i]], parameters) for i in range(xt.shape[1])]
    parts = [np.hstack([cache[place] for _, cache in columns]) for place in range(4)]
    return np.hstack([c for c, _ in columns]), (*parts, xt, parameters)
