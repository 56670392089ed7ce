"""Exercise 6: how wrong, for any number of outputs."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import building_blocks as reference

compute_cost = FunctionExercise(
    __name__,
    reference=reference.compute_cost,
    minutes=3,
    points_visible=2,
    points_hidden=3,
    returns=("the cost",),
    hints=(
        "For each entry only one of two probabilities counts: AL where the label is 1, 1 - AL where it is 0.",
        "given = np.where(Y == 1, AL, 1 - AL) picks it; then there is a single logarithm.",
        "float(-np.sum(np.log(given)) / m), with m = Y.shape[1].",
    ),
)


def answers(rng, m, n_y=1):
    """Return (AL, Y): random answers and labels; both labels occur where m > 1."""
    Y = rng.integers(0, 2, size=(n_y, m)).astype(float)
    if m > 1:
        Y[0, :2] = rng.permutation([0.0, 1.0])
    return rng.uniform(0.05, 0.95, size=(n_y, m)), Y


def sure():
    """Return answers that float64 has rounded to exactly 0 and 1, and that are right, beside an undecided one."""
    return np.array([[1.0, 0.0, 0.5]]), np.array([[1.0, 0.0, 1.0]])


@compute_cost.visible
def visible():
    """Return the text's answers, random ones, several outputs, answers rounded to 0 and 1, one class, one example."""
    rng = np.random.default_rng(6)
    return [
        Case("by hand: AL = 0.5, 0.5", (np.array([[0.5, 0.5]]), np.array([[1.0, 0.0]]))),
        Case("8 examples", answers(rng, 8)),
        Case("2 outputs, 3 examples", answers(rng, 3, 2)),
        Case("answers of exactly 1 and 0, both right", sure()),
        Case("3 outputs, 4 examples", answers(rng, 4, 3)),
        Case("whole-number labels, all 1", (np.array([[0.3, 0.9, 0.6, 0.75]]), np.ones((1, 4), dtype=int))),
        Case("one example", answers(rng, 1)),
    ]


@compute_cost.draw
def draw(rng):
    """Return a case of random size."""
    m, n_y = int(rng.integers(2, 30)), int(rng.integers(1, 4))
    return Case(f"{n_y} outputs, {m} examples", answers(rng, m, n_y))


@compute_cost.edges
def edges(rng):
    """Return one example, one class only, integer labels, and sure and right answers."""
    AL, Y = answers(rng, 6)
    return [
        Case("one example", answers(rng, 1)),
        Case("every label is 1", (AL, np.ones_like(Y))),
        Case("labels as integers", (AL, Y.astype(int))),
        Case("answers of exactly 1 and 0, both right", sure()),
    ]


@compute_cost.property("every example twice, the same cost")
def examples_twice(f, rng):
    """Return a sentence unless every example twice gives the same cost: it is a mean."""
    AL, Y = answers(rng, 7)
    once, twice = float(f(AL, Y)), float(f(np.hstack([AL, AL]), np.hstack([Y, Y])))
    return None if np.isclose(once, twice) else f"cost {once:.4g}; with every example twice {twice:.4g}: is it a mean?"


# --- known mistakes -------------------------------------------------------------------------------------------------


@compute_cost.mistake
def missing_one_over_m(AL, Y):
    """the 1/m is missing: the cost is a mean over the examples, which are the columns: m = Y.shape[1]"""
    return reference.compute_cost(AL, Y) * Y.shape[1]


@compute_cost.mistake
def divided_by_all_entries(AL, Y):
    """it is divided by the number of entries of Y: only the m examples are averaged, the outputs are added up"""
    return reference.compute_cost(AL, Y) / Y.shape[0]


@compute_cost.mistake
def log_of_zero(AL, Y):
    """0 * log(0) is computed where AL is exactly 0 or 1: that is nan; pick AL or 1 - AL with np.where before the log"""
    return float(-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / Y.shape[1])


@compute_cost.mistake
def sign_forgotten(AL, Y):
    """the minus in front is missing: a cost is never negative"""
    return -reference.compute_cost(AL, Y)


@compute_cost.mistake
def only_the_ones(AL, Y):
    """the term (1 - Y) log(1 - AL) is missing: only the examples with label 1 count"""
    return float(-np.sum(np.log(AL[Y == 1])) / Y.shape[1])


@compute_cost.mistake
def cost_as_array(AL, Y):
    """the cost is an array of shape (1, 1) and no float: put float(...) around the sum"""
    return np.array([[reference.compute_cost(AL, Y)]])


@compute_cost.mistake
def labels_flipped(AL, Y):
    """Y and 1 - Y have changed places: log AL counts where the label is 1, log(1 - AL) where it is 0"""
    return reference.compute_cost(AL, 1 - Y)


@compute_cost.mistake
def logarithm_of_ten(AL, Y):
    """the logarithm has the base 10: np.log, the natural one, is meant"""
    return reference.compute_cost(AL, Y) / np.log(10)


@compute_cost.mistake
def m_from_the_rows(AL, Y):
    """m is taken from the rows, Y.shape[0], which are the outputs: examples are columns, m = Y.shape[1]"""
    return reference.compute_cost(AL, Y) * Y.shape[1] / Y.shape[0]


@compute_cost.mistake
def every_label_with_every_answer(AL, Y):
    """one factor is transposed, as in Y * np.log(AL).T: that pairs every label with every answer; multiply entry by
    entry, in the same shape
    """
    return float(-np.sum(Y * np.log(AL).T + (1 - Y) * np.log(1 - AL).T) / Y.shape[1])


@compute_cost.mistake
def matrix_product(AL, Y):
    """labels and logarithms are multiplied by @: both have the shape (n_y, m), so multiply with *, and sum"""
    return -(Y @ np.log(AL) + (1 - Y) @ np.log(1 - AL)) / Y.shape[1]


@compute_cost.mistake
def cost_for_each_output(AL, Y):
    """one cost for each output comes back, summed over the examples alone: sum over the outputs too, one number"""
    return -np.sum(np.log(np.where(Y == 1, AL, 1 - AL)), axis=1) / Y.shape[1]


@compute_cost.mistake
def cost_for_each_example(AL, Y):
    """the losses of the examples come back, not summed: the cost is one number, their mean"""
    return -np.sum(np.log(np.where(Y == 1, AL, 1 - AL)), axis=0)


@compute_cost.mistake
def loss_of_each_entry(AL, Y):
    """the losses of all entries come back, not summed: the cost is one number, their sum over m"""
    return -np.log(np.where(Y == 1, AL, 1 - AL))


@compute_cost.mistake
def minus_on_the_first_term_only(AL, Y):
    """the minus stands before the first of the two terms only: put brackets around both, -(... + ...)"""
    return float(np.sum(np.where(Y == 1, -1, 1) * np.log(np.where(Y == 1, AL, 1 - AL))) / Y.shape[1])


@compute_cost.mistake
def only_the_first_term_averaged(AL, Y):
    """only the first of the two terms is divided by -m: put brackets around both, -(... + ...) / m"""
    ones = np.log(AL[Y == 1]).sum()
    return float(-ones / Y.shape[1] + np.log(1 - AL[Y == 0]).sum())


@compute_cost.mistake
def only_the_zeros(AL, Y):
    """the term Y log AL is missing: only the examples with label 0 count"""
    return float(-np.sum(np.log(1 - AL[Y == 0])) / Y.shape[1])


@compute_cost.mistake
def labels_not_looked_at(AL, Y):
    """log AL is averaged for all entries, whatever their labels: where the label is 0 it is log(1 - AL)"""
    return float(-np.sum(np.log(np.where(AL > 0, AL, 1))) / Y.shape[1])


@compute_cost.mistake
def squared_error(AL, Y):
    """the squared differences of AL and Y are averaged: the cost is the log loss"""
    return float(np.sum((AL - Y) ** 2) / Y.shape[1])


@compute_cost.mistake
def absolute_error(AL, Y):
    """the differences of AL and Y are averaged: the cost is the log loss"""
    return float(np.sum(np.abs(AL - Y)) / Y.shape[1])


@compute_cost.mistake
def logarithm_of_two(AL, Y):
    """the logarithm has the base 2: np.log, the natural one, is meant"""
    return reference.compute_cost(AL, Y) / np.log(2)


@compute_cost.mistake
def averaged_over_the_ones(AL, Y):
    """it is divided by the number of labels that are 1: m is the number of all examples, Y.shape[1]"""
    return float(reference.compute_cost(AL, Y) * Y.shape[1] / np.sum(Y))


@compute_cost.mistake
def first_output_only(AL, Y):
    """only the first output counts: sum over all of them"""
    return reference.compute_cost(AL[:1], Y[:1])


# --- right, written differently -------------------------------------------------------------------------------------


@compute_cost.right
def clipped(AL, Y):
    """Return the sum of both terms, AL kept a hair away from 0 and 1."""
    A = np.clip(AL, 1e-15, 1 - 1e-15)
    return -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / AL.shape[1]
