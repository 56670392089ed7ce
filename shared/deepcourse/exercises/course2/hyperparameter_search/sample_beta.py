"""Exercise 2: a share near 1."""

import numpy as np

from deepcourse.exercises.course2.hyperparameter_search.spaces import generator
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import hyperparameter_search as reference

sample_beta = FunctionExercise(
    __name__,
    reference=reference.sample_beta,
    minutes=4,
    points_visible=4,
    points_hidden=6,
    returns=("the share drawn",),
    hints=(
        "What is log-uniform is 1 - beta, and you have a function for such numbers.",
        "If beta runs from low to high, then 1 - beta runs from 1 - high, the smaller one, to 1 - low.",
        "return 1 - reference.sample_log_uniform(1 - high, 1 - low, rng, size).",
    ),
)


def case(low, high, seed, size=None):
    """Return a case of some range; its name says what is drawn."""
    return Case(f"{'one share' if size is None else f'size {size}'} from {low:g} to {high:g}",
                (low, high, generator(seed), size))  # fmt: skip


@sample_beta.visible
def visible():
    """Return the range of the text, others, from 0 as well, other generators, and arrays."""
    return [
        case(0.9, 0.999, 1),
        case(0.9, 0.999, 2),
        case(0.9, 0.999, 3, 5),
        case(0.5, 0.99, 4),
        case(0.2, 0.9999, 5, (2, 3)),
        case(0.0, 0.9, 6),
        case(0.9, 0.999, 7, 1),
    ]


@sample_beta.draw
def draw(rng):
    """Return a random range, one share or several."""
    size = None if rng.random() < 0.5 else int(rng.integers(2, 8))
    high = float(1 - 10.0 ** rng.uniform(-4, -2))
    return case(float(rng.uniform(0.3, 0.9)), high, int(rng.integers(100_000)), size)


@sample_beta.edges
def edges(rng):
    """Return a range of one point, shares from 0, and an array of one number."""
    seed = int(rng.integers(100_000))
    return [
        case(0.7, 0.7, seed),
        case(0.0, 0.9, seed + 1),
        case(0.99, 0.99999, seed + 2, 4),
        case(0.9, 0.999, seed + 3, 1),
    ]


@sample_beta.property("every length of memory gets its share")
def every_length_alike(f, rng):
    """Return a sentence unless half of the shares from 0.9 to 0.999 lie below 0.99, and all are inside."""
    drawn = np.asarray(f(0.9, 0.999, rng, 4000))
    if drawn.min() < 0.9 - 1e-12 or drawn.max() > 0.999 + 1e-12:
        return f"of 4000 shares from 0.9 to 0.999, the smallest is {drawn.min():.4g}, the largest {drawn.max():.4g}"
    half = np.mean(drawn < 0.99)
    return (
        None if abs(half - 0.5) < 0.04 else f"{half:.0%} of the shares from 0.9 to 0.999 lie below 0.99, expected 50 %"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


@sample_beta.mistake
def drawn_on_the_linear_scale(low, high, rng, size=None):
    """beta is uniform between low and high: then 9 of 10 lie below 0.99, where hardly anything happens; draw 1 - beta
    on the logarithmic scale
    """
    return rng.uniform(low, high, size)


@sample_beta.mistake
def log_of_beta(low, high, rng, size=None):
    """the logarithm is that of beta, not of 1 - beta: near 1 that is as good as the linear scale"""
    return reference.sample_log_uniform(low, high, rng, size)


@sample_beta.mistake
def complement_returned(low, high, rng, size=None):
    """what is returned is 1 - beta: take it from 1 in the end"""
    return reference.sample_log_uniform(1 - high, 1 - low, rng, size)


@sample_beta.mistake
def ends_swapped(low, high, rng, size=None):
    """the ends stand the other way round: the smaller end of 1 - beta is 1 - high, and rng.uniform(lower, upper) begins
    there; the spread is right, but these are other shares than those asked for
    """
    return 1 - 10 ** rng.uniform(np.log10(1 - low), np.log10(1 - high), size)


@sample_beta.mistake
def natural_then_ten(low, high, rng, size=None):
    """the ends are natural logarithms (np.log), the power is one of 10: take np.log10, or np.exp for the power"""
    return 1 - 10 ** rng.uniform(np.log(1 - high), np.log(1 - low), size)


@sample_beta.mistake
def uniform_in_the_length(low, high, rng, size=None):
    """the length of the memory 1 / (1 - beta) is uniform: then long ones get nearly all; its logarithm must be"""
    return 1 - 1 / rng.uniform(1 / (1 - low), 1 / (1 - high), size)


@sample_beta.mistake
def complement_linear(low, high, rng, size=None):
    """1 - beta is drawn, but on the linear scale: that is the same as drawing beta there"""
    return 1 - rng.uniform(1 - high, 1 - low, size)


@sample_beta.mistake
def own_generator(low, high, rng, size=None):
    """a generator is made inside the function: draw from the rng that was handed in, whatever its seed"""
    return reference.sample_beta(low, high, np.random.default_rng(0), size)


@sample_beta.mistake
def size_ignored(low, high, rng, size=None):
    """size is ignored and one share is returned: hand it on"""
    return reference.sample_beta(low, high, rng)


@sample_beta.mistake
def from_the_upper_end(low, high, rng, size=None):
    """the exponent of 1 - beta runs from its upper end down: the spread is right, but these are other shares than those
    asked for, so nobody could repeat your search from its seed; it is drawn between log10(1 - high) and log10(1 - low)
    """
    first, last = np.log10(1 - high), np.log10(1 - low)
    return 1 - 10 ** (last + (first - last) * rng.random(size))


@sample_beta.mistake
def rounded(low, high, rng, size=None):
    """the share is rounded to three places: leave it as it is, near 1 the later places count"""
    return np.round(reference.sample_beta(low, high, rng, size), 3)


@sample_beta.mistake
def rounded_and_size_ignored(low, high, rng, size=None):
    """size is ignored, and the share is rounded to three places: hand size on, and leave the share as it is"""
    return round(reference.sample_beta(low, high, rng), 3)


@sample_beta.mistake
def usual_ends(low, high, rng, size=None):
    """the exponent is drawn from -3 to -1, whatever low and high are: take log10(1 - high) and log10(1 - low)"""
    return 1 - 10 ** rng.uniform(-3, -1, size)


@sample_beta.mistake
def array_without_a_size(low, high, rng, size=None):
    """without a size an array of one share comes back: hand size on as it is, None gives a number"""
    return reference.sample_beta(low, high, rng, size or 1)


@sample_beta.mistake
def linear_and_size_ignored(low, high, rng, size=None):
    """beta is uniform between low and high, and size is ignored: draw 1 - beta on the logarithmic scale, and hand size
    on
    """
    return rng.uniform(low, high)


@sample_beta.mistake
def log_of_beta_taken_from_one(low, high, rng, size=None):
    """a log-uniform number between low and high is taken from 1: it is 1 - beta that is log-uniform, from 1 - high to
    1 - low
    """
    return 1 - reference.sample_log_uniform(low, high, rng, size)


@sample_beta.mistake
def exponent_returned(low, high, rng, size=None):
    """the exponent of 1 - beta is returned: raise 10 to its power, and take that from 1"""
    return rng.uniform(np.log10(1 - high), np.log10(1 - low), size)


@sample_beta.mistake
def exponent_taken_from_one(low, high, rng, size=None):
    """the exponent itself is taken from 1: raise 10 to its power first"""
    return 1 - rng.uniform(np.log10(1 - high), np.log10(1 - low), size)


# --- right, written differently -------------------------------------------------------------------------------------


@sample_beta.right
def with_the_exponent(low, high, rng, size=None):
    """Return the same from the exponent, as the text writes it."""
    r = rng.uniform(np.log10(1 - high), np.log10(1 - low), size)
    return 1 - 10**r


@sample_beta.right
def as_a_factor(low, high, rng, size=None):
    """Return 1 minus a random power of the whole factor."""
    return 1 - (1 - high) * ((1 - low) / (1 - high)) ** rng.random(size)
