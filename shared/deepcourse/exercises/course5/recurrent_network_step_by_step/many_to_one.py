"""Exercise 3: read a padded sequence, predict once."""

import numpy as np

from deepcourse.exercises.course5.recurrent_network_step_by_step.networks import (
    parameters,
    sequence,
    some_sizes,
    state,
    told,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import recurrent as reference

many_to_one = FunctionExercise(
    __name__,
    reference=reference.many_to_one,
    minutes=4,
    points_visible=3,
    points_hidden=4,
    returns=("the prediction",),
    any_number_type=True,
    hints=(
        "Run all T steps first. Which index along time is the last real step of an example of length 1? And of length "
        "T?",
        "Each example is read at its own step. A loop over the examples is fine: column i of the result comes from "
        "example i alone.",
        "With NumPy's indexing, y_pred[:, [0, 1, 2], [4, 0, 2]] takes step 4 of example 0, step 0 of example 1 and "
        "step 2 of example 2.",
    ),
)


def case(rng, n_a, n_x, m, T, n_y, lengths):
    """Return padded sequences of these lengths; the padding holds numbers, too."""
    arguments = (sequence(rng, n_x, m, T), np.array(lengths), state(rng, n_a, m), parameters(rng, n_a, n_x, n_y))
    return Case(f"lengths {', '.join(map(str, lengths))}; {told(n_a, n_x, m, T, n_y)}", arguments)


@many_to_one.visible
def visible():
    """Return lengths of all kinds: in any order, all equal and shorter than T, none shorter, one example, one step."""
    rng = np.random.default_rng(53)
    return [
        case(rng, 5, 3, 4, 6, 2, [4, 6, 1, 3]),
        case(rng, 3, 2, 5, 7, 4, [2, 5, 3, 6, 2]),
        case(rng, 2, 4, 3, 5, 6, [3, 3, 3]),
        case(rng, 4, 3, 2, 5, 6, [5, 5]),
        case(rng, 3, 2, 1, 4, 5, [2]),
        case(rng, 2, 3, 4, 1, 5, [1, 1, 1, 1]),
        case(rng, 1, 2, 3, 4, 5, [4, 2, 3]),
    ]


@many_to_one.draw
def draw(rng):
    """Return random lengths."""
    n_a, n_x, m, T, n_y = some_sizes(rng)
    return case(rng, n_a, n_x, m, T, n_y, [int(n) for n in rng.integers(1, T + 1, size=m)])


@many_to_one.edges
def edges(rng):
    """Return one step of one example, the shortest and the longest, lengths in any order, none of T, one class."""
    return [
        case(rng, 3, 2, 1, 1, 4, [1]),
        case(rng, 3, 4, 2, 5, 6, [1, 5]),
        case(rng, 4, 2, 3, 6, 5, [2, 4, 6]),
        case(rng, 3, 2, 4, 7, 5, [2, 5, 3, 4]),
        case(rng, 2, 3, 3, 4, 6, [4, 3, 1]),
        case(rng, 2, 1, 3, 4, 1, [1, 2, 3]),
    ]


@many_to_one.property("the padding does not matter")
def padding_does_not_matter(f, rng):
    """Return a sentence unless other numbers after the real steps leave the prediction as it is."""
    x, lengths, a0, made = case(rng, 4, 3, 3, 6, 5, [2, 6, 4]).arguments
    padded = np.arange(6) >= lengths[:, np.newaxis]
    one, other = f(x, lengths, a0, made), f(np.where(padded, 50.0, x), lengths, a0, made)
    return None if np.allclose(one, other) else "the prediction changes with the numbers in the padding"


# --- known mistakes -------------------------------------------------------------------------------------------------


def predicted(x, a0, made):
    """Return the predictions of all steps."""
    return reference.rnn_forward(x, a0, made)[1]


def at(y_pred, steps):
    """Return the prediction of each example at a step of its own."""
    return y_pred[:, np.arange(y_pred.shape[1]), np.clip(steps, 0, y_pred.shape[2] - 1)]


def real(x, lengths):
    """Return which steps are real, (m, T)."""
    return np.arange(x.shape[2]) < np.asarray(lengths)[:, np.newaxis]


@many_to_one.mistake
def last_step_of_all(x, lengths, a0, parameters):
    """the prediction of step T - 1 is taken for all examples: by then, short ones have read padding"""
    return predicted(x, a0, parameters)[:, :, -1]


@many_to_one.mistake
def length_as_index(x, lengths, a0, parameters):
    """the step with index `lengths` is read: an example of length 1 has its last real step at index 0"""
    return predicted(x, a0, parameters)[:, np.arange(x.shape[1]), lengths]


@many_to_one.mistake
def two_before(x, lengths, a0, parameters):
    """the step before the last real one is read: its index is lengths - 1"""
    return at(predicted(x, a0, parameters), lengths - 2)


@many_to_one.mistake
def first_step(x, lengths, a0, parameters):
    """the prediction of the first step is returned: read at the last real step"""
    return predicted(x, a0, parameters)[:, :, 0]


@many_to_one.mistake
def longest_for_all(x, lengths, a0, parameters):
    """all examples are read where the longest one ends: each has its own last step"""
    return predicted(x, a0, parameters)[:, :, max(lengths) - 1]


@many_to_one.mistake
def shortest_for_all(x, lengths, a0, parameters):
    """all examples are read where the shortest one ends: each has its own last step"""
    return predicted(x, a0, parameters)[:, :, min(lengths) - 1]


@many_to_one.mistake
def length_of_the_first(x, lengths, a0, parameters):
    """all examples are read where the first one ends: each has its own last step"""
    return predicted(x, a0, parameters)[:, :, lengths[0] - 1]


@many_to_one.mistake
def lengths_sorted(x, lengths, a0, parameters):
    """the lengths are sorted: lengths[i] belongs to example i"""
    return at(predicted(x, a0, parameters), np.sort(lengths) - 1)


@many_to_one.mistake
def every_step_with_every_example(x, lengths, a0, parameters):
    """y_pred[:, :, lengths - 1] is returned, which takes every such step of every example, (n_y, m, m): take step
    lengths[i] - 1 of example i only
    """
    return predicted(x, a0, parameters)[:, :, lengths - 1]


@many_to_one.mistake
def mean_over_real_steps(x, lengths, a0, parameters):
    """the predictions are averaged over the real steps: only the last real step predicts"""
    return np.sum(predicted(x, a0, parameters) * real(x, lengths), axis=2) / lengths


@many_to_one.mistake
def mean_over_all_steps(x, lengths, a0, parameters):
    """the predictions are averaged over all T steps: only the last real step predicts"""
    return predicted(x, a0, parameters).mean(axis=2)


@many_to_one.mistake
def largest_over_real_steps(x, lengths, a0, parameters):
    """the largest prediction of the real steps is taken for each class: only the last real step predicts"""
    return np.max(predicted(x, a0, parameters) * real(x, lengths), axis=2)


@many_to_one.mistake
def zeros_read_to_the_end(x, lengths, a0, parameters):
    """the padding is set to zeros, and step T - 1 is read: even zeros change the state, by Waa and ba"""
    return predicted(np.where(real(x, lengths), x, 0), a0, parameters)[:, :, -1]


@many_to_one.mistake
def masked_after_the_run(x, lengths, a0, parameters):
    """the predictions of padded steps are set to 0, and step T - 1 is read: short sequences get zeros"""
    return (predicted(x, a0, parameters) * real(x, lengths))[:, :, -1]


@many_to_one.mistake
def all_steps(x, lengths, a0, parameters):
    """the predictions of all steps are returned: one for each example, (n_y, m)"""
    return predicted(x, a0, parameters)


@many_to_one.mistake
def the_state(x, lengths, a0, parameters):
    """the last state is returned, (n_a, m): the prediction is made from it"""
    return at(reference.rnn_forward(x, a0, parameters)[0], lengths - 1)


@many_to_one.mistake
def examples_as_rows(x, lengths, a0, parameters):
    """the examples are rows: they are columns, (n_y, m)"""
    return at(predicted(x, a0, parameters), lengths - 1).T


@many_to_one.mistake
def a0_ignored(x, lengths, a0, parameters):
    """a0 is not used: the first step starts from it"""
    return at(predicted(x, 0 * a0, parameters), lengths - 1)


# --- right, written differently -------------------------------------------------------------------------------------


@many_to_one.right
def example_by_example(x, lengths, a0, parameters):
    """Return the same from sequences that are cut to their lengths, one by one."""
    runs = [predicted(x[:, i : i + 1, :n], a0[:, i : i + 1], parameters) for i, n in enumerate(lengths)]
    return np.concatenate([run[:, :, -1] for run in runs], axis=1)


@many_to_one.right
def by_a_mask(x, lengths, a0, parameters):
    """Return the same from a sum in which only the last real step counts."""
    last = np.eye(x.shape[2])[lengths - 1]
    return np.einsum("kmt,mt->km", predicted(x, a0, parameters), last)
