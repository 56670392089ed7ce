"""Exercise 9: derive what a temperature does to probabilities."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import language_model as reference

temper = FunctionExercise(
    __name__,
    reference=reference.temper,
    minutes=6,
    points_visible=4,
    points_hidden=5,
    returns=("the probabilities",),
    hints=(
        "Softmax gives p[i] = e^z[i] / S, with one S for all i. Solve for z[i]. Which part do you not know, and does "
        "it matter?",
        "Adding one number to all scores changes no softmax. So which scores may you take, knowing only p?",
        "For a temperature of 0.001, a power of p is too small for a float. What did softmax do about large scores? "
        "And what should become of ln 0?",
    ),
)


def distribution(rng, V, zeros=0):
    """Return probabilities, (V,); so many of them are 0."""
    p = rng.dirichlet(np.full(V, 0.8)) + 0.01
    p[rng.permutation(V)[:zeros]] = 0
    return p / p.sum()


@temper.visible
def visible():
    """Return low and high temperatures, 1, zeros, a very low one."""
    rng = np.random.default_rng(58)
    return [
        Case("temperature 0.5", (np.array([0.6, 0.3, 0.1]), 0.5)),
        Case("temperature 2", (np.array([0.05, 0.8, 0.15]), 2)),
        Case("temperature 1", (distribution(rng, 5), 1)),
        Case("a letter of probability 0, temperature 3", (distribution(rng, 6, 2), 3.0)),
        Case("a letter of probability 0, temperature 0.7", (distribution(rng, 4, 1), 0.7)),
        Case("temperature 0.001", (np.array([0.2, 0.19999, 0.19995, 0.2, 0.20006]), 0.001)),
    ]


@temper.draw
def draw(rng):
    """Return random probabilities."""
    temperature = float(rng.uniform(0.2, 3))
    return Case(f"temperature {temperature:.2f}", (distribution(rng, int(rng.integers(3, 28))), temperature))


@temper.edges
def edges(rng):
    """Return certainty, one letter, all equal, very low and very high temperatures, zeros."""
    return [
        Case("a certain letter", (np.array([0.0, 1.0, 0.0]), 0.4)),
        Case("one letter", (np.array([1.0]), 2.0)),
        Case("all equal", (np.full(27, 1 / 27), 0.002)),
        Case("zeros, temperature 0.001", (distribution(rng, 8, 3), 0.001)),
        Case("a high temperature", (distribution(rng, 7), 50.0)),
        Case("tiny probabilities", (np.array([1e-200, 1 - 2e-9, 2e-9]), 1.5)),
    ]


@temper.property("two temperatures, one after the other, multiply")
def one_after_the_other(f, rng):
    """Return a sentence unless 0.8 and then 1.5 is 1.2."""
    p = distribution(rng, 6)
    twice, once = np.asarray(f(f(p.copy(), 0.8), 1.5)), np.asarray(f(p.copy(), 1.2))
    gap = float(np.abs(twice - once).max())
    return None if gap < 1e-9 else f"temperature 0.8 and then 1.5 differs from 1.2 by up to {gap:.3g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def ln(p):
    """Return the logarithms; -inf for 0."""
    with np.errstate(divide="ignore"):
        return np.log(p)


def soft(scores):
    """Return the softmax of scores."""
    weights = np.exp(scores - scores.max())
    return weights / weights.sum()


@temper.mistake
def probabilities_divided(p, temperature):
    """p is divided by the temperature and made to add up to 1 again, which changes nothing: divide the scores"""
    return p / temperature / (p / temperature).sum()


@temper.mistake
def probabilities_divided_alone(p, temperature):
    """p itself is divided by the temperature: divide the scores, of which p is the softmax"""
    return p / temperature


@temper.mistake
def probabilities_as_scores(p, temperature):
    """p is taken for the scores: the scores of p are its logarithms, up to a constant"""
    return soft(p / temperature)


@temper.mistake
def probabilities_as_scores_zeros_kept(p, temperature):
    """p is taken for the scores, and only its zeros are kept: the scores of p are its logarithms, up to a constant"""
    return soft(np.where(p > 0, p, -np.inf) / temperature)


@temper.mistake
def multiplied(p, temperature):
    """the scores are multiplied by the temperature: divide them"""
    weights = np.where(p > 0, np.exp(temperature * (ln(p) - ln(p).max())), 0)
    return weights / weights.sum()


@temper.mistake
def sum_forgotten(p, temperature):
    """the powers do not add up to 1: divide by their sum"""
    return np.exp(ln(p) / temperature)


@temper.mistake
def powers_too_small(p, temperature):
    """all powers of p are rounded to 0 at a low temperature, and 0 / 0 is nan: subtract the largest score first"""
    weights = p ** (1 / temperature)
    with np.errstate(invalid="ignore"):
        return weights / weights.sum()


@temper.mistake
def zeros_with_a_small_number(p, temperature):
    """a small number is added inside the logarithm: a letter of probability 0 then gets a probability above 0"""
    return soft(np.log(p + 1e-8) / temperature)


@temper.mistake
def zeros_as_score_zero(p, temperature):
    """the score of a letter of probability 0 is taken as 0, which is the largest of all: it is -inf"""
    return soft(np.where(p > 0, ln(np.where(p > 0, p, 1)), 0) / temperature)


@temper.mistake
def zeros_left_out(p, temperature):
    """letters of probability 0 are left out of the result: they stay in it, with probability 0"""
    return soft(np.log(p[p > 0]) / temperature)


@temper.mistake
def bits_and_e(p, temperature):
    """logarithms to base 2 are mixed with powers of e: use one base for both"""
    return soft(ln(p) / np.log(2) / temperature)


@temper.mistake
def two_and_nats(p, temperature):
    """natural logarithms are mixed with powers of 2: use one base for both"""
    return soft(ln(p) * np.log(2) / temperature)


@temper.mistake
def temperature_squared(p, temperature):
    """the scores are divided by the temperature twice"""
    return soft(ln(p) / temperature**2)


@temper.mistake
def root_of_temperature(p, temperature):
    """the scores are divided by the root of the temperature: divide them by the temperature itself"""
    return soft(ln(p) / np.sqrt(temperature))


@temper.mistake
def mixed_with_uniform(p, temperature):
    """p is mixed with equal probabilities for all letters: divide the scores by the temperature"""
    share = temperature / (1 + temperature)
    return (1 - share) * p + share / len(p)


@temper.mistake
def likeliest_alone(p, temperature):
    """below a temperature of 1 only the likeliest letter is left: that happens only in the limit of 0"""
    return (np.arange(len(p)) == p.argmax()) * 1.0 if temperature < 1 else soft(ln(p) / temperature)


@temper.mistake
def scores_returned(p, temperature):
    """the scaled scores are returned: take their softmax"""
    return ln(p) / temperature


@temper.mistake
def divided_by_the_largest(p, temperature):
    """the powers are divided by the largest one: divide them by their sum"""
    return np.exp((ln(p) - ln(p).max()) / temperature)


# --- right, written differently -------------------------------------------------------------------------------------


@temper.right
def powers_of_ratios(p, temperature):
    """Return the same, from powers of p over its largest entry."""
    weights = (p / p.max()) ** (1 / temperature)
    return weights / weights.sum()


@temper.right
def by_loop(p, temperature):
    """Return the same, letter by letter."""
    scores = [np.log(one) / temperature if one > 0 else -np.inf for one in p]
    weights = [float(np.exp(score - max(scores))) for score in scores]
    return np.array(weights) / sum(weights)
