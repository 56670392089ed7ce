"""Exercise 4: how wrong?"""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import shallow_network as reference

compute_cost = FunctionExercise(
    __name__,
    reference=reference.compute_cost,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the cost",),
    hints=(
        "For each example only one of two probabilities counts: A2 where the label is 1, 1 - A2 where it is 0.",
        "given = np.where(Y == 1, A2, 1 - A2) picks it; then there is a single logarithm.",
        "float(-np.sum(np.log(given)) / m), with m = Y.shape[1].",
    ),
)


def answers(rng, m):
    """Return (A2, Y): m random answers and labels; both labels occur where m > 1."""
    Y = rng.integers(0, 2, size=(1, m)).astype(float)
    if m > 1:
        Y[0, :2] = rng.permutation([0.0, 1.0])
    return rng.uniform(0.05, 0.95, size=(1, m)), Y


def sure_and_right():
    """Return answers that float64 has rounded to exactly 0 and 1, and that are right, beside an undecided one."""
    return np.array([[1.0, 0.0, 0.5]]), np.array([[1.0, 0.0, 1.0]])


@compute_cost.visible
def visible():
    """Return three answers that can be checked by hand, random ones, one alone, rounded ones, and one class."""
    rng = np.random.default_rng(4)
    return [
        Case("by hand: A2 = 0.9, 0.2, 0.5", (np.array([[0.9, 0.2, 0.5]]), np.array([[1.0, 0.0, 1.0]]))),
        Case("8 examples", answers(rng, 8)),
        Case("one example", answers(rng, 1)),
        Case("answers of exactly 1 and 0, both right", sure_and_right()),
        Case("whole-number labels, all 1", (np.array([[0.3, 0.9, 0.6, 0.75]]), np.ones((1, 4), dtype=int))),
    ]


@compute_cost.draw
def draw(rng):
    """Return a case of random size."""
    m = int(rng.integers(2, 40))
    return Case(f"{m} examples", answers(rng, m))


@compute_cost.edges
def edges(rng):
    """Return one class only, labels as integers, and sure and right answers among others."""
    A2, Y = answers(rng, 6)
    return [
        Case("every label is 0", (A2, np.zeros_like(Y))),
        Case("every label is 1", (A2, np.ones_like(Y))),
        Case("labels as integers", (A2, Y.astype(int))),
        Case("answers of exactly 1 and 0, both right", sure_and_right()),
    ]


@compute_cost.property("every example twice, the same cost")
def examples_twice(f, rng):
    """Return a sentence unless every example twice gives the same cost: it is a mean."""
    A2, Y = answers(rng, 7)
    once, twice = float(f(A2, Y)), float(f(np.hstack([A2, A2]), np.hstack([Y, Y])))
    return None if np.isclose(once, twice) else f"cost {once:.4g}; with every example twice {twice:.4g}: is it a mean?"


# --- known mistakes -------------------------------------------------------------------------------------------------


@compute_cost.mistake
def cost_as_array(A2, Y):
    """the cost is an array of shape (1, 1) and no float, as a matrix product leaves it: put float(...) around it"""
    return np.array([[reference.compute_cost(A2, Y)]])


@compute_cost.mistake
def cost_for_every_example(A2, Y):
    """the cost is still an array, one loss for each example: sum them, and divide by m"""
    return -np.log(np.where(Y == 1, A2, 1 - A2))


@compute_cost.mistake
def missing_one_over_m(A2, Y):
    """the 1/m is missing: the cost is a mean over the examples, which are the columns: m = Y.shape[1], not
    Y.shape[0]
    """
    return reference.compute_cost(A2, Y) * Y.shape[1]


@compute_cost.mistake
def sign_forgotten(A2, Y):
    """the minus in front is missing: a cost is never negative"""
    return -reference.compute_cost(A2, Y)


@compute_cost.mistake
def only_the_ones(A2, Y):
    """the term (1 - Y) log(1 - A2) is missing: only the examples with label 1 count"""
    return float(-np.sum(np.log(A2[Y == 1])) / Y.shape[1])


@compute_cost.mistake
def answers_and_labels_exchanged(A2, Y):
    """A2 and Y have changed places inside the logarithms"""
    with np.errstate(all="ignore"):
        return float(-np.mean(A2 * np.log(Y) + (1 - A2) * np.log(1 - Y)))


@compute_cost.mistake
def log_of_zero(A2, Y):
    """0 * log(0) is computed where A2 is exactly 0 or 1: that is nan; pick A2 or 1 - A2 with np.where before the log"""
    return float(-np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)))


@compute_cost.mistake
def squared_error(A2, Y):
    """the squared error is used: with a sigmoid at the end it teaches nothing to an answer that is surely wrong"""
    return float(np.mean((A2 - Y) ** 2) / 2)


@compute_cost.mistake
def logarithm_of_ten(A2, Y):
    """the logarithm has the base 10: np.log, the natural one, is meant"""
    return reference.compute_cost(A2, Y) / np.log(10)


@compute_cost.mistake
def labels_flipped(A2, Y):
    """Y and 1 - Y have changed places: log A2 counts where the label is 1, log(1 - A2) where it is 0"""
    return reference.compute_cost(A2, 1 - Y)


@compute_cost.mistake
def every_label_with_every_answer(A2, Y):
    """one factor is transposed, as in Y * np.log(A2).T: that pairs every label with every answer; an example has a
    single one
    """
    return float(-np.sum(Y * np.log(A2).T + (1 - Y) * np.log(1 - A2).T) / Y.shape[1])


@compute_cost.mistake
def matrix_product(A2, Y):
    """labels and logarithms are multiplied by @: both have a column for each example, so multiply with *, and sum"""
    return -(Y @ np.log(A2) + (1 - Y) @ np.log(1 - A2)) / Y.shape[1]


@compute_cost.mistake
def logarithm_of_two(A2, Y):
    """the logarithm has the base 2: np.log, the natural one, is meant"""
    return reference.compute_cost(A2, Y) / np.log(2)


@compute_cost.mistake
def logarithm_of_two_and_no_mean(A2, Y):
    """the logarithm has the base 2, and the 1/m is missing: np.log is meant, and a mean over the examples"""
    return reference.compute_cost(A2, Y) / np.log(2) * Y.shape[1]


@compute_cost.mistake
def only_the_zeros(A2, Y):
    """the term Y log A2 is missing: only the examples with label 0 count"""
    return float(-np.sum(np.log(1 - A2[Y == 0])) / Y.shape[1])


@compute_cost.mistake
def picked_by_the_answer(A2, Y):
    """the probability is picked by the network's own answer, A2 >= 0.5: it is the label that picks A2 or 1 - A2"""
    return float(-np.mean(np.log(np.where(A2 >= 0.5, A2, 1 - A2))))


@compute_cost.mistake
def all_as_ones(A2, Y):
    """every example counts log A2, as if all labels were 1: where the label is 0 it is log(1 - A2)"""
    with np.errstate(all="ignore"):
        return float(-np.mean(np.log(A2)))


@compute_cost.mistake
def both_with_y(A2, Y):
    """both logarithms are weighed with Y: log(1 - A2) belongs to the examples with label 0, with the weight 1 - Y"""
    return float(-np.mean(Y * np.log(A2) + Y * np.log(1 - A2)))


@compute_cost.mistake
def minus_between_the_terms(A2, Y):
    """the term (1 - Y) log(1 - A2) is subtracted: both terms are added, and the minus stands before their sum"""
    given = np.log(np.where(Y == 1, A2, 1 - A2))
    return float(-np.mean(np.where(Y == 1, given, -given)))


@compute_cost.mistake
def full_squared_error(A2, Y):
    """the mean of the squared errors is taken: the cost is the mean log loss"""
    return float(np.mean((A2 - Y) ** 2))


@compute_cost.mistake
def absolute_error(A2, Y):
    """the mean size of the errors is taken: the cost is the mean log loss"""
    return float(np.mean(np.abs(A2 - Y)))


@compute_cost.mistake
def halved(A2, Y):
    """the cost is halved, as a squared error often is: the log loss has no factor 1/2"""
    return reference.compute_cost(A2, Y) / 2


@compute_cost.mistake
def logarithm_left_out(A2, Y):
    """the logarithm is left out: the cost is the mean of -log of the probability given to the label"""
    return float(-np.mean(np.where(Y == 1, A2, 1 - A2)))


@compute_cost.mistake
def logarithm_too_late(A2, Y):
    """the logarithm is taken of the mean probability: take it of each, and then the mean"""
    return float(-np.log(np.mean(np.where(Y == 1, A2, 1 - A2))))


@compute_cost.mistake
def first_example_only(A2, Y):
    """only the first example counts, as where a return stands inside a loop: the cost is the mean over all"""
    return reference.compute_cost(A2[:, :1], Y[:, :1])


@compute_cost.mistake
def share_of_wrong_answers(A2, Y):
    """the share of wrong answers is returned: the cost is the mean log loss"""
    return float(np.mean((A2 >= 0.5) != Y))


@compute_cost.mistake
def cost_of_rank_one(A2, Y):
    """the cost is an array of shape (1,), as a sum over axis=1 leaves it: put float(...) around the sum of all"""
    return np.array([reference.compute_cost(A2, Y)])


@compute_cost.mistake
def mean_and_m(A2, Y):
    """np.mean is taken and divided by m as well: one of the two is enough"""
    return reference.compute_cost(A2, Y) / Y.shape[1]


def kept_from_zero(small, clipped):
    """Return the mistake of keeping the logarithms from zero by a small number: by clipping A2, or adding it."""

    def mistake(A2, Y):
        kept = np.clip(A2, small, 1 - small)
        first, second = (kept, 1 - kept) if clipped else (A2 + small, 1 - A2 + small)
        return float(-np.mean(Y * np.log(first) + (1 - Y) * np.log(second)))

    how = f"A2 is clipped to stay {small:g} away from 0 and 1" if clipped else f"{small:g} is added in the logarithms"
    mistake.__name__ = f"{'clipped' if clipped else 'added'}_{small:g}".replace(".", "_").replace("-", "_")
    mistake.__doc__ = f"{how}: that changes the cost; pick A2 or 1 - A2 with np.where before the log"
    return mistake


for small in (0.01, 1e-3, 1e-4, 1e-5):
    compute_cost.mistake(kept_from_zero(small, clipped=True))
    compute_cost.mistake(kept_from_zero(small, clipped=False))


# --- right, written differently -------------------------------------------------------------------------------------


@compute_cost.right
def clipped(A2, Y):
    """Return the sum of both terms, A2 kept a hair away from 0 and 1."""
    A = np.clip(A2, 1e-15, 1 - 1e-15)
    return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))


@compute_cost.right
def in_a_loop(A2, Y):
    """Return the mean of a loop over the examples."""
    total = 0.0
    for a, y in zip(A2[0], Y[0], strict=True):
        total -= np.log(a if y == 1 else 1 - a)
    return np.array(total / len(Y[0]))
