"""Exercise 2: right characters, and right answers."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import attention as reference

accuracies = FunctionExercise(
    __name__,
    reference=reference.accuracies,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("characters", "exact"),
    hints=(
        "Both results come from one array: where the two arguments agree.",
        "A row is one answer. For `exact`, each row must become one True or False first.",
        "np.all takes an axis. Which axis runs along an answer?",
    ),
)


def case(rng, m, T_y, share, name=""):
    """Return two arrays (m, T_y) that agree in about a share of their entries."""
    Y = rng.integers(0, 11, size=(m, T_y))
    Y_pred = np.where(rng.random(size=(m, T_y)) < share, Y, (Y + 1 + rng.integers(0, 9, size=(m, T_y))) % 11)
    return Case(name or f"{m} answers of {T_y} character{'s' * (T_y > 1)}", (Y_pred, Y))


def swaps(rng, m, T_y):
    """Return answers of which the first two have the right characters, two of them swapped."""
    Y = np.stack([rng.permutation(11)[:T_y] for _ in range(m)])
    Y_pred = Y.copy()
    Y_pred[:2, :2] = Y[:2, 1::-1]
    return Case("two answers with two characters swapped", (Y_pred, Y))


@accuracies.visible
def visible():
    """Return answers of several lengths, all right, all wrong, one answer, one character, swaps."""
    rng = np.random.default_rng(371)
    some = case(rng, 5, 4, 1)
    some.arguments[0][3:, 1] += 1
    return [
        case(rng, 8, 3, 0.8),
        case(rng, 6, 2, 0.7),
        case(rng, 3, 7, 0.9),
        Case("the last two of 5 answers have one wrong character", some.arguments),
        case(rng, 4, 5, 1, "all right"),
        case(rng, 3, 4, 0, "all wrong"),
        case(rng, 1, 6, 1, "one answer, right"),
        case(rng, 7, 1, 0.6),
        swaps(rng, 5, 4),
    ]


@accuracies.draw
def draw(rng):
    """Return answers of random length and quality."""
    return case(rng, int(rng.integers(6, 13)), int(rng.integers(2, 5)), float(rng.uniform(0.6, 0.95)))


@accuracies.edges
def edges(rng):
    """Return one answer, one character, all right, all wrong, long answers, swaps."""
    return [
        case(rng, 1, 5, 0.5),
        case(rng, 9, 1, 0.7),
        case(rng, 5, 3, 1, "all right"),
        case(rng, 2, 6, 0, "all wrong"),
        case(rng, 30, 10, 0.93),
        swaps(rng, 8, 3),
    ]


@accuracies.property("an exact answer has only right characters")
def exact_is_never_more(f, rng):
    """Return a sentence unless the exact match is at most the share of right characters."""
    arguments = case(rng, 12, 6, 0.9).arguments
    characters, exact = f(*arguments)
    return None if exact <= characters + 1e-12 else f"the exact match {exact:.3g} is more than {characters:.3g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@accuracies.mistake
def swapped(Y_pred, Y):
    """the two results are swapped: the share of characters comes first"""
    return reference.accuracies(Y_pred, Y)[::-1]


@accuracies.mistake
def columns_for_rows(Y_pred, Y):
    """`exact` is the share of columns that are right: an answer is a row"""
    right = Y_pred == Y
    return right.mean(), right.all(axis=0).mean()


@accuracies.mistake
def any_character(Y_pred, Y):
    """an answer counts as exact if any of its characters is right: all must be"""
    right = Y_pred == Y
    return right.mean(), right.any(axis=1).mean()


@accuracies.mistake
def power_of_the_share(Y_pred, Y):
    """`exact` is estimated as a power of the share of characters: count the answers that are right"""
    share = float(np.mean(Y_pred == Y))
    return share, share ** Y.shape[1]


@accuracies.mistake
def all_or_nothing(Y_pred, Y):
    """`exact` says whether all answers are right: it is the share of those that are"""
    right = Y_pred == Y
    return right.mean(), float(right.all())


@accuracies.mistake
def counted(Y_pred, Y):
    """right characters and answers are counted: divide by how many there are"""
    right = Y_pred == Y
    return right.sum(), right.all(axis=1).sum()


@accuracies.mistake
def characters_counted_by_answer(Y_pred, Y):
    """the right characters are divided by the number of answers: divide by the number of characters"""
    right = Y_pred == Y
    return right.sum() / len(Y), right.all(axis=1).mean()


@accuracies.mistake
def exact_over_characters(Y_pred, Y):
    """the exact answers are divided by the number of characters: divide by the number of answers"""
    right = Y_pred == Y
    return right.mean(), right.all(axis=1).sum() / right.size


@accuracies.mistake
def errors(Y_pred, Y):
    """the shares of errors are returned: return those of right characters and answers"""
    characters, exact = reference.accuracies(Y_pred, Y)
    return 1 - characters, 1 - exact


@accuracies.mistake
def percent(Y_pred, Y):
    """the results are percentages: return shares between 0 and 1"""
    characters, exact = reference.accuracies(Y_pred, Y)
    return 100 * characters, 100 * exact


@accuracies.mistake
def characters_twice(Y_pred, Y):
    """the share of characters is returned twice: `exact` is the share of answers with no wrong character"""
    share = np.mean(Y_pred == Y)
    return share, share


@accuracies.mistake
def most_characters(Y_pred, Y):
    """an answer counts as exact if most of its characters are right: all must be"""
    right = Y_pred == Y
    return right.mean(), (right.mean(axis=1) > 0.5).mean()


@accuracies.mistake
def sums_compared(Y_pred, Y):
    """answers with the same sum count as exact: compare them character by character"""
    return np.mean(Y_pred == Y), np.mean(Y_pred.sum(axis=1) == Y.sum(axis=1))


@accuracies.mistake
def same_characters(Y_pred, Y):
    """answers with the same set of characters count as exact: compare them position by position"""
    same = [set(one) == set(other) for one, other in zip(Y_pred.tolist(), Y.tolist(), strict=True)]
    return np.mean(Y_pred == Y), np.mean(same)


@accuracies.mistake
def one_wrong_character_allowed(Y_pred, Y):
    """one wrong character in an answer is let through: an exact answer has none"""
    right = Y_pred == Y
    return right.mean(), ((~right).sum(axis=1) <= 1).mean()


@accuracies.mistake
def last_character_ignored(Y_pred, Y):
    """the last character of an answer is not compared: compare all of them"""
    right = Y_pred == Y
    return right.mean(), right[:, :-1].all(axis=1).mean()


# --- right, written differently -------------------------------------------------------------------------------------


@accuracies.right
def with_loops(Y_pred, Y):
    """Return the same, counted row by row."""
    characters = exact = 0
    for one, other in zip(Y_pred.tolist(), Y.tolist(), strict=True):
        characters += sum(x == y for x, y in zip(one, other, strict=True))
        exact += one == other
    return characters / Y.size, exact / len(Y)
