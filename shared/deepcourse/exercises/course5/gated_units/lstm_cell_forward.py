"""Exercise 4: one step of a long short-term memory."""

import numpy as np

from deepcourse.exercises.course5.gated_units.cells import (
    CELLS,
    first_parts,
    lstm_cell,
    some_sizes,
    told,
    trouble_with,
    with_type,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.activations import sigmoid
from deepcourse.nn.softmax import softmax
from deepcourse.sequence import gated as reference


def results(f, xt, a_prev, c_prev, parameters):
    """Return a_next, c_next and yt_pred of the four results."""
    return first_parts(f(xt, a_prev, c_prev, parameters), 3, 4)


lstm_cell_forward = FunctionExercise(
    __name__,
    reference=reference.lstm_cell_forward,
    use=results,
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("a_next", "c_next", "yt_pred"),
    hints=(
        "All four products use the same stack. Build it once.",
        "The memory is finished first: two gates decide what stays in it and what comes in. Only then can the cell "
        "decide what it shows.",
        "The prediction is made from what the cell shows after this step, for each example on its own.",
    ),
)


def case(arguments, name=""):
    """Return a step as a case."""
    xt, a_prev, _, _ = arguments
    return Case(name or told(len(xt), *a_prev.shape), arguments)


@lstm_cell_forward.visible
def visible():
    """Return steps of several sizes, one example, one unit, a large memory, float32."""
    rng = np.random.default_rng(64)
    xt, a_prev, c_prev, parameters = lstm_cell(rng, 3, 4, 2)
    return [
        *(case(lstm_cell(rng, *sizes)) for sizes in CELLS),
        case(lstm_cell(rng, 3, 2, 1)),
        case(lstm_cell(rng, 2, 1, 3)),
        case((xt, a_prev, 5 * c_prev, parameters), "a large memory"),
        case(with_type(lstm_cell(rng, 2, 3, 4)), "float32"),
    ]


@lstm_cell_forward.draw
def draw(rng):
    """Return a step of random size."""
    return case(lstm_cell(rng, *some_sizes(rng, 3)))


@lstm_cell_forward.edges
def edges(rng):
    """Return single numbers, one example, one unit, float32, gates of nearly 0 and 1."""
    sure = lstm_cell(rng, 3, 4, 2)
    for name in ("Wf", "Wi", "Wo"):
        sure[3][name] *= 200
    return [
        case(lstm_cell(rng, 1, 1, 1)),
        case(lstm_cell(rng, 4, 3, 1)),
        case(lstm_cell(rng, 3, 1, 2)),
        case(with_type(lstm_cell(rng, 3, 5, 2)), "float32"),
        case(sure, "gates of nearly 0 and 1"),
    ]


@lstm_cell_forward.property("forget gates of 1 and input gates of 0 keep the memory")
def memory_is_kept(f, rng):
    """Return a sentence unless biases of 50 and -50 keep the memory as it is."""
    xt, a_prev, c_prev, parameters = lstm_cell(rng, 3, 4, 2)
    parameters |= {"bf": np.full((4, 1), 50.0), "bi": np.full((4, 1), -50.0)}
    kept = results(f, xt, a_prev, c_prev, parameters)[1]
    if np.shape(kept) != c_prev.shape:
        return f"c_next has the shape {np.shape(kept)}, c_prev has {c_prev.shape}"
    far = np.abs(kept - c_prev).max()
    return None if far < 1e-12 else f"with bf = 50 and bi = -50, c_next is up to {far:.3g} away from c_prev"


@lstm_cell_forward.property("the package's backward pass can use the cache")
def cache_serves(f, rng):
    """Return a sentence unless the cache gives the right gradients."""
    arguments = lstm_cell(rng, 3, 4, 2)
    *_, cache = reference.lstm_cell_forward(*arguments)
    da, dc = rng.normal(size=(2, 4, 2))
    return trouble_with(f(*arguments), 4, lambda cache: reference.lstm_cell_backward(da, dc, cache), cache)


# --- known mistakes -------------------------------------------------------------------------------------------------


def per_example(Z):
    """Return the softmax of each column."""
    return softmax(Z)


def step(xt, a_prev, c_prev, p, *, order=1, gate=sigmoid, candidate=np.tanh, biases="fico", memory=None, shown=None,
         seen=None, read=None, scores=per_example, by=1):  # fmt: skip
    """Return the results with something changed: the stack, a function, the memory, what is shown, the scores.

    memory(f, i, cct)    shown(o, c_next)    seen : the state in the stack    read(a_next, c_next) : what Wy multiplies
    """
    stack = np.concatenate([a_prev if seen is None else seen, xt][::order])

    def made(name, function):
        return function(p[f"W{name}"] @ stack + (p[f"b{name}"] if name in biases else 0))

    f, i, o, cct = made("f", gate), made("i", gate), made("o", gate), made("c", candidate)
    c_next = f * c_prev + i * cct if memory is None else memory(f, i, cct)
    a_next = o * np.tanh(c_next) if shown is None else shown(o, c_next)
    return a_next, c_next, scores(p["Wy"] @ (a_next if read is None else read(a_next, c_next)) + by * p["by"]), None


@lstm_cell_forward.mistake
def gates_swapped(xt, a_prev, c_prev, parameters):
    """f and i are swapped: f multiplies the old memory, i the candidate"""
    return step(xt, a_prev, c_prev, parameters, memory=lambda f, i, cct: i * c_prev + f * cct)


@lstm_cell_forward.mistake
def one_gate_for_both(xt, a_prev, c_prev, parameters):
    """the candidate is multiplied by 1 - f, as in a GRU: an LSTM has a gate of its own for it, i"""
    return step(xt, a_prev, c_prev, parameters, memory=lambda f, i, cct: f * c_prev + (1 - f) * cct)


@lstm_cell_forward.mistake
def forgotten_by_f(xt, a_prev, c_prev, parameters):
    """the old memory is multiplied by 1 - f: in spite of its name, f is the share that is kept"""
    return step(xt, a_prev, c_prev, parameters, memory=lambda f, i, cct: (1 - f) * c_prev + i * cct)


@lstm_cell_forward.mistake
def candidate_without_its_gate(xt, a_prev, c_prev, parameters):
    """the candidate is added whole: multiply it by i"""
    return step(xt, a_prev, c_prev, parameters, memory=lambda f, i, cct: f * c_prev + cct)


@lstm_cell_forward.mistake
def nothing_forgotten(xt, a_prev, c_prev, parameters):
    """the old memory is kept whole: multiply it by f"""
    return step(xt, a_prev, c_prev, parameters, memory=lambda f, i, cct: c_prev + i * cct)


@lstm_cell_forward.mistake
def memory_replaced(xt, a_prev, c_prev, parameters):
    """the old memory is dropped: c_next is f * c_prev + i * cct"""
    return step(xt, a_prev, c_prev, parameters, memory=lambda f, i, cct: i * cct)


@lstm_cell_forward.mistake
def memory_taken_from_a(xt, a_prev, c_prev, parameters):
    """f multiplies a_prev: it multiplies the memory, c_prev"""
    return step(xt, a_prev, c_prev, parameters, memory=lambda f, i, cct: f * a_prev + i * cct)


@lstm_cell_forward.mistake
def memory_squashed(xt, a_prev, c_prev, parameters):
    """a tanh is taken of the memory itself: c_next stays as it is, and only a_next sees tanh(c_next)"""
    result = step(xt, a_prev, c_prev, parameters, memory=lambda f, i, cct: np.tanh(f * c_prev + i * cct),
                  shown=lambda o, c: o * c)  # fmt: skip
    return result


@lstm_cell_forward.mistake
def memory_shown_without_tanh(xt, a_prev, c_prev, parameters):
    """a_next is o * c_next: the cell shows o * tanh(c_next)"""
    return step(xt, a_prev, c_prev, parameters, shown=lambda o, c: o * c)


@lstm_cell_forward.mistake
def tanh_around_the_product(xt, a_prev, c_prev, parameters):
    """a_next is tanh(o * c_next): the gate comes after the tanh, o * tanh(c_next)"""
    return step(xt, a_prev, c_prev, parameters, shown=lambda o, c: np.tanh(o * c))


@lstm_cell_forward.mistake
def old_memory_shown(xt, a_prev, c_prev, parameters):
    """a_next shows the old memory: compute c_next first, then o * tanh(c_next)"""
    return step(xt, a_prev, c_prev, parameters, shown=lambda o, c: o * np.tanh(c_prev))


@lstm_cell_forward.mistake
def output_gate_left_out(xt, a_prev, c_prev, parameters):
    """a_next is tanh(c_next): multiply it by the output gate o"""
    return step(xt, a_prev, c_prev, parameters, shown=lambda o, c: np.tanh(c))


@lstm_cell_forward.mistake
def input_above_the_state(xt, a_prev, c_prev, parameters):
    """the stack is [xt; a_prev]: the state comes first, [a_prev; xt]"""
    return step(xt, a_prev, c_prev, parameters, order=-1)


@lstm_cell_forward.mistake
def memory_in_the_stack(xt, a_prev, c_prev, parameters):
    """the stack holds c_prev: the gates see a_prev, [a_prev; xt]"""
    return step(xt, a_prev, c_prev, parameters, seen=c_prev)


@lstm_cell_forward.mistake
def candidate_by_sigmoid(xt, a_prev, c_prev, parameters):
    """the candidate is a sigmoid: it is a tanh, so that the memory can shrink as well as grow"""
    return step(xt, a_prev, c_prev, parameters, candidate=sigmoid)


@lstm_cell_forward.mistake
def gates_by_tanh(xt, a_prev, c_prev, parameters):
    """the gates are computed with tanh: a share lies between 0 and 1, so they are sigmoids"""
    return step(xt, a_prev, c_prev, parameters, gate=np.tanh)


@lstm_cell_forward.mistake
def biases_left_out(xt, a_prev, c_prev, parameters):
    """the biases of the gates and of the candidate are left out"""
    return step(xt, a_prev, c_prev, parameters, biases="")


@lstm_cell_forward.mistake
def output_bias_left_out(xt, a_prev, c_prev, parameters):
    """the bias of the prediction is left out: add by"""
    return step(xt, a_prev, c_prev, parameters, by=0)


@lstm_cell_forward.mistake
def predicted_from_the_state_before(xt, a_prev, c_prev, parameters):
    """the prediction is made from a_prev: use a_next"""
    return step(xt, a_prev, c_prev, parameters, read=lambda a, c: a_prev)


@lstm_cell_forward.mistake
def predicted_from_the_memory(xt, a_prev, c_prev, parameters):
    """the prediction is made from c_next: only a_next leaves the cell"""
    return step(xt, a_prev, c_prev, parameters, read=lambda a, c: c)


@lstm_cell_forward.mistake
def softmax_over_the_examples(xt, a_prev, c_prev, parameters):
    """the softmax is taken over the examples: the classes of each example must add up to 1, so use axis 0"""
    return step(xt, a_prev, c_prev, parameters, scores=lambda Z: softmax(Z.T).T)


@lstm_cell_forward.mistake
def softmax_over_everything(xt, a_prev, c_prev, parameters):
    """the softmax is taken over all numbers together: the classes of each example must add up to 1"""
    return step(xt, a_prev, c_prev, parameters, scores=lambda Z: np.exp(Z) / np.exp(Z).sum())


@lstm_cell_forward.mistake
def softmax_left_out(xt, a_prev, c_prev, parameters):
    """the scores are returned: take their softmax"""
    return step(xt, a_prev, c_prev, parameters, scores=lambda Z: Z)


@lstm_cell_forward.mistake
def sigmoid_for_softmax(xt, a_prev, c_prev, parameters):
    """the prediction is a sigmoid: it is a softmax over the classes"""
    return step(xt, a_prev, c_prev, parameters, scores=sigmoid)


@lstm_cell_forward.mistake
def states_returned_in_the_other_order(xt, a_prev, c_prev, parameters):
    """c_next is returned before a_next: the order is a_next, c_next, yt_pred, cache"""
    a, c, y, cache = step(xt, a_prev, c_prev, parameters)
    return c, a, y, cache


# --- right, written differently -------------------------------------------------------------------------------------


@lstm_cell_forward.right
def all_gates_in_one_product(xt, a_prev, c_prev, parameters):
    """Return the same from one product with stacked weights, as a list."""
    n_a, p = len(a_prev), parameters
    W, b = (np.vstack([p[f"{kind}{name}"] for name in "fioc"]) for kind in ("W", "b"))
    Z = W[:, :n_a] @ a_prev + W[:, n_a:] @ xt + b
    f, i, o = np.split(1 / (1 + np.exp(-Z[: 3 * n_a])), 3)
    cct = np.tanh(Z[3 * n_a :])
    c_next = i * cct + f * c_prev
    a_next = np.tanh(c_next) * o
    grown = np.exp(p["Wy"] @ a_next + p["by"])
    return [a_next, c_next, grown / grown.sum(axis=0), (a_next, c_next, a_prev, c_prev, f, i, cct, o, xt, p)]


@lstm_cell_forward.right
def example_by_example(xt, a_prev, c_prev, parameters):
    """Return the same, one example after the other."""
    ones = [
        reference.lstm_cell_forward(xt[:, [k]], a_prev[:, [k]], c_prev[:, [k]], parameters) for k in range(xt.shape[1])
    ]
    a, c, y = (np.hstack([one[place] for one in ones]) for place in range(3))
    gates = [np.hstack([one[3][place] for one in ones]) for place in range(4, 8)]
    return a, c, y, (a, c, a_prev, c_prev, *gates, xt, parameters)
