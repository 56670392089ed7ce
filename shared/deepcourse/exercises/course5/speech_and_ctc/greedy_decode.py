"""Exercise 6: the text of the likeliest path."""

from itertools import groupby

import numpy as np

from deepcourse.exercises.course5.speech_and_ctc.columns import as_text, columns
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import ctc as reference


def labels_of(f, log_probs):
    """Return the labels as a list."""
    return as_text(f(log_probs))


greedy_decode = FunctionExercise(
    __name__,
    reference=reference.greedy_decode,
    use=labels_of,
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("the labels",),
    hints=(
        "Each column is a step. Which symbol is likeliest in it?",
        "np.argmax takes the axis along which it compares: the symbols are the rows.",
        "One symbol for each step is a path. You have a function that turns a path into labels.",
    ),
)


def of_a_path(path, K, rng, sharp=0.3):
    """Return log-probabilities, (K, T), whose likeliest symbols are those of a path."""
    log_probs = columns(rng, K, len(path), sharp)
    log_probs[path, np.arange(len(path))] += 3.0
    return log_probs - np.log(np.exp(log_probs).sum(axis=0))


def with_equals(rng, K, T):
    """Return log-probabilities, (K, T): in every step two symbols are equally likely, more so than all others."""
    p = rng.uniform(0.1, 0.5, size=(K, T))
    for t in range(T):
        p[rng.choice(K, size=2, replace=False), t] = 1.0
    return np.log(p / p.sum(axis=0))


@greedy_decode.visible
def visible():
    """Return paths with repeats, with blanks between equal labels, blanks alone, one step, equal symbols."""
    rng = np.random.default_rng(543)
    paths = {
        "repeats and blanks": ([0, 3, 3, 0, 1, 1, 1, 2], 5),
        "a blank between equal labels": ([2, 2, 0, 2, 1, 0, 1], 4),
        "a label that comes back": ([1, 3, 3, 1], 6),
        "blanks alone": ([0, 0, 0], 3),
        "one step": ([4], 5),
    }
    random = Case("random columns, 4 symbols, 9 steps", (columns(rng, 4, 9),))
    equal = Case("some symbols are equally likely", (with_equals(rng, 5, 8),))
    return [*(Case(name, (of_a_path(path, K, rng),)) for name, (path, K) in paths.items()), random, equal]


@greedy_decode.draw
def draw(rng):
    """Return random columns."""
    K, T = int(rng.integers(3, 6)), int(rng.integers(8, 16))
    return Case(f"{K} symbols, {T} steps", (columns(rng, K, T),))


@greedy_decode.edges
def edges(rng):
    """Return blanks alone, one step, one label for long, many symbols, equal ones."""
    return [
        Case("blanks alone", (of_a_path([0] * 5, 4, rng),)),
        Case("one step", (of_a_path([2], 3, rng),)),
        Case("one label for long", (of_a_path([3] * 9, 4, rng),)),
        Case("two labels and blanks", (of_a_path([1, 0, 1, 1, 0, 2, 2, 1], 3, rng),)),
        Case("30 symbols", (columns(rng, 30, 12),)),
        Case("some symbols are equally likely", (with_equals(rng, 6, 9),)),
    ]


@greedy_decode.property("a text is read from a path that says it")
def reads_what_is_said(f, rng):
    """Return a sentence unless a clear path says its text."""
    path = [0, 2, 2, 0, 2, 3, 1, 1, 0, 0, 1]
    read = labels_of(f, of_a_path(path, 5, rng))
    return None if read == [2, 2, 3, 1, 1] else f"the path {path} is read as {read}, and it says [2, 2, 3, 1, 1]"


# --- known mistakes -------------------------------------------------------------------------------------------------


@greedy_decode.mistake
def not_collapsed(log_probs):
    """the path itself is returned: collapse it"""
    return np.argmax(log_probs, axis=0).tolist()


@greedy_decode.mistake
def blanks_first(log_probs):
    """blanks are removed first, and equal neighbours are joined afterwards"""
    return [k for k, _ in groupby(k for k in np.argmax(log_probs, axis=0).tolist() if k)]


@greedy_decode.mistake
def repeats_kept(log_probs):
    """equal neighbours are not joined"""
    return [k for k in np.argmax(log_probs, axis=0).tolist() if k]


@greedy_decode.mistake
def blanks_kept(log_probs):
    """the blanks are still there"""
    return [k for k, _ in groupby(np.argmax(log_probs, axis=0).tolist())]


@greedy_decode.mistake
def other_axis(log_probs):
    """the likeliest step of each symbol is taken: take the likeliest symbol of each step"""
    return reference.collapse(np.argmax(log_probs, axis=1).tolist())


@greedy_decode.mistake
def least_likely(log_probs):
    """the least likely symbol of each step is taken: the largest of the negative numbers is the likeliest"""
    return reference.collapse(np.argmin(log_probs, axis=0).tolist())


@greedy_decode.mistake
def best_label(log_probs):
    """the likeliest label of each step is taken, without the blank"""
    return reference.collapse((1 + np.argmax(log_probs[1:], axis=0)).tolist())


@greedy_decode.mistake
def last_row_is_the_blank(log_probs):
    """the last row is taken for the blank: it is row 0"""
    return reference.collapse(np.argmax(log_probs, axis=0).tolist(), len(log_probs) - 1)


@greedy_decode.mistake
def last_of_equals(log_probs):
    """of symbols that are equally likely, the last is taken: take the first"""
    return reference.collapse((len(log_probs) - 1 - np.argmax(log_probs[::-1], axis=0)).tolist())


# --- right, written differently -------------------------------------------------------------------------------------


@greedy_decode.right
def step_by_step(log_probs):
    """Return the same as an array, from a loop over steps."""
    text, before = [], 0
    for column in log_probs.T:
        k = int(np.argmax(column))
        if k not in (0, before):
            text.append(k)
        before = k
    return np.array(text)


@greedy_decode.right
def of_probabilities(log_probs):
    """Return the same from the probabilities, as a tuple."""
    return tuple(k for k, _ in groupby(np.exp(log_probs).argmax(axis=0).tolist()) if k)
