"""Exercise 8: the search or the model?"""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import search as reference


def told(f, p_star, p_hat):
    """Return the verdicts as a list of words; a word or a dictionary is one verdict."""
    verdicts = f(np.array(p_star), np.array(p_hat))
    return [str(word) for word in ([verdicts] if isinstance(verdicts, (str, dict)) else verdicts)]


attribute_error = FunctionExercise(
    __name__,
    reference=reference.attribute_error,
    use=told,
    name="attribute_error",
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("the verdicts",),
    hints=(
        "Suppose that the model gives the right sentence the higher probability. Which of the two, the search or the "
        "model, worked, and which one failed?",
        "Suppose that both are equally probable: would a perfect search certainly have found the right one?",
        "np.where takes a condition and two values; a list comprehension over zip works as well.",
    ),
)


@attribute_error.visible
def visible():
    """Return both verdicts, ties, log-probabilities near and far from 0."""
    return [
        Case("one of each", ([-1.0, -3.0], [-2.0, -2.0])),
        Case("five errors", ([-0.4, -7.5, -2.2, -1.9, -30.0], [-0.9, -2.5, -2.1, -6.0, -31.5])),
        Case("equally probable", ([-1.5, -2.0, -0.6, -2.4], [-1.5, -1.0, -0.9, -2.4])),
        Case("one sentence is very improbable", ([-1.0, -1.5, -20.0], [-2.0, -2.5, -3.0])),
        Case("the model is to blame for all", ([-3.0, -4.0, -2.0], [-1.0, -0.5, -1.5])),
        Case("the search is to blame for all", ([-1.0, -0.5], [-3.0, -1.0])),
        Case("long sentences", ([-900.0, -800.5, -700.001, -640.0], [-960.0, -800.0, -700.002, -638.0])),
    ]


@attribute_error.draw
def draw(rng):
    """Return random log-probabilities."""
    m = int(rng.integers(4, 12))
    p_star, p_hat = -rng.uniform(0.1, 9, size=m), -rng.uniform(0.1, 9, size=m)
    p_star[0], p_hat[0], p_star[1], p_hat[1], p_star[2] = -1.0, -2.0, -2.0, -1.0, p_hat[2]
    order = rng.permutation(m)
    return Case(f"{m} errors", ([float(p) for p in p_star[order]], [float(p) for p in p_hat[order]]))


@attribute_error.edges
def edges(rng):
    """Return one error, ties alone, very improbable sentences."""
    return [
        Case("one error", ([-0.7], [-0.9])),
        Case("one sentence is very improbable", ([-2.0, -30.0, -1.5], [-3.0, -4.0, -2.5])),
        Case("equally probable", ([-2.0, -3.0], [-2.0, -3.0])),
        Case("long sentences", ([-999.0, -800.5, -600.002, -1000.0], [-1050.0, -800.0, -600.003, -999.0])),
    ]


@attribute_error.property("one verdict for each error")
def one_for_each(f, rng):
    """Return a sentence unless there are as many verdicts as errors."""
    found = list(f(np.array([-1.0, -2.0, -4.0]), np.array([-2.0, -1.0, -4.5])))
    return None if len(found) == 3 else f"3 errors get {len(found)} verdicts"


# --- known mistakes -------------------------------------------------------------------------------------------------


def words(search):
    """Return the verdicts of a list of conditions."""
    return ["search" if one else "model" for one in search]


@attribute_error.mistake
def verdicts_swapped(p_star, p_hat):
    """the verdicts are swapped: if the model prefers the right sentence, the search should have found it"""
    return words(p_star <= p_hat)


@attribute_error.mistake
def comparison_turned(p_star, p_hat):
    """the comparison is reversed: the search is to blame where p_star is larger, not where it is smaller"""
    return words(p_star < p_hat)


@attribute_error.mistake
def ties_for_the_search(p_star, p_hat):
    """ties are blamed on the search: the model does not prefer the right sentence, so the model is to blame"""
    return words(p_star >= p_hat)


@attribute_error.mistake
def majority_for_all(p_star, p_hat):
    """all errors get the verdict of the majority: judge each error separately"""
    return words([np.sum(p_star > p_hat) > len(p_star) / 2] * len(p_star))


@attribute_error.mistake
def means_compared(p_star, p_hat):
    """the means are compared, so that all get the same verdict: judge each error separately"""
    return words([np.mean(p_star) > np.mean(p_hat)] * len(p_star))


@attribute_error.mistake
def first_alone(p_star, p_hat):
    """the verdict on the first error is given to all: judge each error separately"""
    return words([p_star[0] > p_hat[0]] * len(p_star))


@attribute_error.mistake
def one_verdict(p_star, p_hat):
    """a single verdict is returned: return a list of m words"""
    return words([np.any(p_star > p_hat)])


@attribute_error.mistake
def numbers_returned(p_star, p_hat):
    """True and False are returned: return the words"""
    return list(p_star > p_hat)


@attribute_error.mistake
def against_zero(p_star, p_hat):
    """the right sentence is judged alone, by a limit on its probability: compare it with the answer that was found"""
    return words(p_star > np.log(0.5))


@attribute_error.mistake
def with_a_margin(p_star, p_hat):
    """a margin is required: any higher probability is enough"""
    return words(p_star > p_hat + 1)


@attribute_error.mistake
def probabilities_underflow(p_star, p_hat):
    """probabilities are compared, which underflow to 0 for long sentences: compare the logarithms"""
    return words(np.exp(p_star) > np.exp(p_hat))


@attribute_error.mistake
def rounded_first(p_star, p_hat):
    """probabilities that are rounded are compared: compare the logarithms"""
    return words(np.round(np.exp(p_star), 1) > np.round(np.exp(p_hat), 1))


@attribute_error.mistake
def nearly_equal_as_ties(p_star, p_hat):
    """nearly equal log-probabilities are treated as a tie: any higher log-probability is enough"""
    return words((p_star > p_hat) & ~np.isclose(p_star, p_hat))


@attribute_error.mistake
def only_search_errors(p_star, p_hat):
    """only the search errors are listed: return a word for each error"""
    return ["search"] * int(np.sum(p_star > p_hat))


@attribute_error.mistake
def capitals(p_star, p_hat):
    """the words are written differently: they are "search" and "model", in lower case"""
    return [word.capitalize() for word in words(p_star > p_hat)]


# --- right, written differently -------------------------------------------------------------------------------------


@attribute_error.right
def by_where(p_star, p_hat):
    """Return the same, as an array."""
    return np.where(p_star > p_hat, "search", "model")


@attribute_error.right
def by_difference(p_star, p_hat):
    """Return the same, by the sign of the difference."""
    return ["model" if gap <= 0 else "search" for gap in np.asarray(p_star) - np.asarray(p_hat)]
