"""Exercise 6: write a whole output."""

import numpy as np

from deepcourse.exercises.course5.attention_for_dates.looking import decoder, mask_of, told
from deepcourse.exercises.course5.gated_units.cells import with_type
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import attention as reference
from deepcourse.sequence.gated import lstm_cell_forward

decode = FunctionExercise(
    __name__,
    reference=reference.decode,
    minutes=7,
    points_visible=6,
    points_hidden=8,
    returns=("y", "alphas"),
    hints=(
        "One output takes three calls, in the order of the figure. Which of their results does the next output need?",
        "In lstm_cell_forward, the input of this step is the context; its state and its memory are s and c.",
        "Collect y and alpha in two lists. np.stack puts a new axis where `axis` says: look at the two shapes in the "
        "docstring.",
    ),
)

SIZES = ((4, 3, 5, 2, 6, 3, 7), (2, 5, 3, 4, 7, 6, 3), (5, 2, 4, 3, 4, 5, 6))  # n_a, n_s, n_e, m, T_x, T_y, n_y


def arguments(rng, n_a, n_s, n_e, m, T_x, T_y, n_y, lengths=None):
    """Return (a, mask, parameters, T_y)."""
    return rng.normal(size=(n_a, m, T_x)), mask_of(rng, m, T_x, lengths), decoder(rng, n_a, n_s, n_e, n_y), T_y


def case(rng, *sizes, lengths=None, name=""):
    """Return a decoder of some sizes as a case."""
    return Case(name or told(*sizes), arguments(rng, *sizes, lengths))


def small(rng, *sizes):
    """Return a case in float32."""
    a, mask, parameters, T_y = arguments(rng, *sizes)
    a, parameters = with_type((a, parameters))
    return Case("float32", (a, mask, parameters, T_y))


@decode.visible
def visible():
    """Return several sizes, one output, one example, one step of input, one unit, float32."""
    rng = np.random.default_rng(375)
    return [
        *(case(rng, *sizes) for sizes in SIZES),
        case(rng, 3, 4, 2, 2, 5, 1, 6, name="one output"),
        case(rng, 3, 4, 2, 1, 5, 4, 6, name="one example"),
        case(rng, 4, 2, 3, 2, 1, 3, 5, name="one step of input"),
        case(rng, 1, 1, 1, 3, 4, 5, 2, name="one unit everywhere"),
        small(rng, 3, 2, 4, 2, 5, 3, 6),
    ]


@decode.draw
def draw(rng):
    """Return random sizes."""
    return case(rng, *(int(n) for n in rng.permutation(np.arange(2, 9))[:7]))


@decode.edges
def edges(rng):
    """Return one output, one example, one step of input, one unit, float32."""
    return [
        case(rng, 4, 3, 2, 2, 6, 1, 5, name="one output"),
        case(rng, 2, 4, 3, 1, 6, 5, 3, lengths=[4], name="one example"),
        case(rng, 3, 2, 4, 5, 1, 6, 7, name="one step of input"),
        case(rng, 1, 1, 1, 2, 5, 4, 3, name="one unit everywhere"),
        small(rng, 4, 3, 2, 2, 6, 5, 7),
    ]


@decode.property("other states at the padding change nothing")
def padding_changes_nothing(f, rng):
    """Return a sentence unless the padding has no influence."""
    a, mask, parameters, T_y = arguments(rng, 3, 4, 2, 2, 6, 3, 5, lengths=[4, 2])
    one, other = (np.asarray(f(states, mask, parameters, T_y)[0]) for states in (a, np.where(mask, a, 7.0)))
    return None if np.allclose(one, other) else "other states at the padding change y"


@decode.property("the beginning does not depend on how many outputs follow")
def beginning_stays(f, rng):
    """Return a sentence unless the first two of five outputs are those of two."""
    a, mask, parameters, _ = arguments(rng, 3, 4, 2, 2, 6, 3, 5)
    (y, alphas), (short, few) = f(a, mask, parameters, 5), f(a, mask, parameters, 2)
    same = np.allclose(np.asarray(y)[:, :, :2], short) and np.allclose(np.asarray(alphas)[:, :2], few)
    return None if same else "the first two of five outputs differ from those of a call with T_y = 2"


# --- known mistakes -------------------------------------------------------------------------------------------------


def decoded(a, mask, p, T_y, *, seen=lambda s, c, first: s, kept=lambda new, old: new, read=None, start=0.0,
            real=None, y_axis=2, alpha_axis=1):  # fmt: skip
    """Return (y, alphas) with something changed.

    seen : which state looks            kept : what becomes of (s, c) after a step      read : in place of the context
    start : of state and memory         real : another mask                             y_axis, alpha_axis : of results
    """
    shape = (p["Ws"].shape[1], a.shape[1])
    s, c = np.full(shape, start, a.dtype), np.full(shape, start, a.dtype)
    first, y, alphas = s, [], []
    for _ in range(T_y):
        alpha, _ = reference.attention_weights(seen(s, c, first), a, mask if real is None else real, p)
        seen_now = reference.context(alpha, a) if read is None else read(alpha)
        new_s, new_c, y_now, _ = lstm_cell_forward(seen_now, s, c, p)
        s, c = kept((new_s, new_c), (s, c))
        y.append(y_now)
        alphas.append(alpha)
    return np.stack(y, axis=y_axis), np.stack(alphas, axis=alpha_axis)


@decode.mistake
def looks_with_the_first_state(a, mask, parameters, T_y):
    """the weights of every output are made with the state of the start: use the state of the step before"""
    return decoded(a, mask, parameters, T_y, seen=lambda s, c, first: first)


@decode.mistake
def state_never_updated(a, mask, parameters, T_y):
    """s and c stay at their start: take those that the cell returns into the next step"""
    return decoded(a, mask, parameters, T_y, kept=lambda new, old: old)


@decode.mistake
def memory_never_updated(a, mask, parameters, T_y):
    """c stays at its start: take the new memory into the next step"""
    return decoded(a, mask, parameters, T_y, kept=lambda new, old: (new[0], old[1]))


@decode.mistake
def state_kept_memory_updated(a, mask, parameters, T_y):
    """s stays at its start: take the new state into the next step"""
    return decoded(a, mask, parameters, T_y, kept=lambda new, old: (old[0], new[1]))


@decode.mistake
def looks_with_the_memory(a, mask, parameters, T_y):
    """the scores are made with the memory c: make them with the state s"""
    return decoded(a, mask, parameters, T_y, seen=lambda s, c, first: c)


@decode.mistake
def state_and_memory_swapped(a, mask, parameters, T_y):
    """s and c are swapped after a step: the cell returns the state first"""
    return decoded(a, mask, parameters, T_y, kept=lambda new, old: new[::-1])


@decode.mistake
def last_state_of_the_input(a, mask, parameters, T_y):
    """the LSTM reads the last step of the input: it reads the context"""
    return decoded(a, mask, parameters, T_y, read=lambda alpha: a[:, :, -1])


@decode.mistake
def mean_of_the_input(a, mask, parameters, T_y):
    """the LSTM reads the plain mean of all states: it reads the context"""
    return decoded(a, mask, parameters, T_y, read=lambda alpha: a.mean(axis=2))


@decode.mistake
def strongest_step(a, mask, parameters, T_y):
    """the LSTM reads the state with the largest weight: it reads the context"""
    return decoded(a, mask, parameters, T_y, read=lambda alpha: a[:, np.arange(a.shape[1]), alpha.argmax(axis=1)])


@decode.mistake
def mask_forgotten(a, mask, parameters, T_y):
    """the padding gets weight, too: pass the mask on"""
    return decoded(a, mask, parameters, T_y, real=np.ones_like(mask))


@decode.mistake
def started_from_ones(a, mask, parameters, T_y):
    """s and c start from ones: they start from zeros"""
    return decoded(a, mask, parameters, T_y, start=1.0)


@decode.mistake
def outputs_turned_round(a, mask, parameters, T_y):
    """the outputs are in reverse order: the first one comes first"""
    y, alphas = decoded(a, mask, parameters, T_y)
    return y[:, :, ::-1], alphas[:, ::-1]


@decode.mistake
def output_first(a, mask, parameters, T_y):
    """both results have the axis of the outputs in front: y is (n_y, m, T_y), alphas (m, T_y, T_x)"""
    return decoded(a, mask, parameters, T_y, y_axis=0, alpha_axis=0)


@decode.mistake
def outputs_last_in_alphas(a, mask, parameters, T_y):
    """the last two axes of alphas are swapped: it is (m, T_y, T_x)"""
    return decoded(a, mask, parameters, T_y, alpha_axis=2)


@decode.mistake
def decided_outputs(a, mask, parameters, T_y):
    """y holds the chosen classes: return the probabilities of all classes"""
    y, alphas = decoded(a, mask, parameters, T_y)
    return y.argmax(axis=0), alphas


@decode.mistake
def weights_of_the_next_output(a, mask, parameters, T_y):
    """alphas holds the weights that the new state gives: keep those from which the context was made"""
    y, alphas = decoded(a, mask, parameters, T_y + 1)
    return y[:, :, :-1], alphas[:, 1:]


@decode.mistake
def one_output_too_few(a, mask, parameters, T_y):
    """there is one output too few: the loop runs T_y times"""
    y, alphas = decoded(a, mask, parameters, T_y)
    return y[:, :, :-1], alphas[:, :-1]


@decode.mistake
def as_many_outputs_as_inputs(a, mask, parameters, T_y):
    """there are as many outputs as steps of the input: there are T_y"""
    return decoded(a, mask, parameters, a.shape[2])


# --- right, written differently -------------------------------------------------------------------------------------


@decode.right
def into_arrays(a, mask, parameters, T_y):
    """Return the same, written into arrays, with the LSTM and the softmax spelled out."""
    p, (_, m, T_x) = parameters, a.shape
    s = c = np.zeros((p["Ws"].shape[1], m), a.dtype)
    y, alphas = np.empty((len(p["by"]), m, T_y), a.dtype), np.empty((m, T_y, T_x), a.dtype)
    for t in range(T_y):
        alphas[:, t], _ = reference.attention_weights(s, a, mask, p)
        stack = np.concatenate([s, (a * alphas[:, t]).sum(axis=2)])
        f, i, o = (1 / (1 + np.exp(-(p[f"W{gate}"] @ stack + p[f"b{gate}"]))) for gate in "fio")
        c = f * c + i * np.tanh(p["Wc"] @ stack + p["bc"])
        s = o * np.tanh(c)
        e = np.exp(p["Wy"] @ s + p["by"])
        y[:, :, t] = e / e.sum(axis=0)
    return y, alphas
