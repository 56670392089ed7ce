"""Exercise 1: a number whose logarithm is uniform."""

import math

import numpy as np

from deepcourse.exercises.course2.hyperparameter_search.spaces import generator
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import hyperparameter_search as reference

sample_log_uniform = FunctionExercise(
    __name__,
    reference=reference.sample_log_uniform,
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("the number drawn",),
    hints=(
        "What is uniform is the exponent r, not the number: draw r from rng (not from np.random), return 10**r.",
        "The exponent runs from np.log10(low) to np.log10(high).",
        "r = rng.uniform(np.log10(low), np.log10(high), size); return 10**r.",
    ),
)


def case(low, high, seed, size=None):
    """Return a case of some range; its name says what is drawn."""
    return Case(f"{'one number' if size is None else f'size {size}'} from {low:g} to {high:g}",
                (low, high, generator(seed), size))  # fmt: skip


@sample_log_uniform.visible
def visible():
    """Return the range of the text, others, above 1 and with whole ends, other generators, and arrays."""
    return [
        case(0.0001, 1.0, 1),
        case(0.0001, 1.0, 2),
        case(0.0001, 1.0, 3, 5),
        case(0.002, 0.5, 4),
        case(0.01, 20.0, 5, (2, 3)),
        case(3.0, 50.0, 6),
        case(1, 100, 7, 4),
        case(0.001, 0.1, 8, 1),
    ]


@sample_log_uniform.draw
def draw(rng):
    """Return a random range, one number or several."""
    low = float(10.0 ** rng.uniform(-6, -1))
    size = None if rng.random() < 0.5 else int(rng.integers(2, 8))
    return case(low, float(low * 10 ** rng.uniform(1, 5)), int(rng.integers(100_000)), size)


@sample_log_uniform.edges
def edges(rng):
    """Return a range of one point, one below and one above 1, whole ends, and an array of one number."""
    seed = int(rng.integers(100_000))
    return [
        case(0.3, 0.3, seed),
        case(1e-8, 1e-7, seed + 1),
        case(3.0, 50.0, seed + 2),
        case(1, 100, seed + 3, 4),
        case(0.001, 0.1, seed + 4, 1),
    ]


@sample_log_uniform.property("every factor of ten gets its share")
def every_factor_alike(f, rng):
    """Return a sentence unless each of four equal factors gets about a quarter of the numbers, and all are inside."""
    drawn = np.asarray(f(1e-4, 1.0, rng, 4000))
    if drawn.min() < 1e-4 or drawn.max() > 1:
        return f"of 4000 numbers from 0.0001 to 1, the smallest is {drawn.min():.3g} and the largest {drawn.max():.3g}"
    shares = [np.mean((drawn >= 10.0**k) & (drawn < 10.0 ** (k + 1))) for k in range(-4, 0)]
    told = ", ".join(f"{share:.0%}" for share in shares)
    ok = max(abs(share - 0.25) for share in shares) < 0.04
    return None if ok else f"the four factors of ten from 0.0001 to 1 get {told} of the numbers, expected 25 % each"


# --- known mistakes -------------------------------------------------------------------------------------------------


@sample_log_uniform.mistake
def drawn_on_the_linear_scale(low, high, rng, size=None):
    """the numbers are uniform between low and high: then 9 of 10 lie in the topmost factor of ten; draw the exponent"""
    return rng.uniform(low, high, size)


@sample_log_uniform.mistake
def exponent_returned(low, high, rng, size=None):
    """the exponent itself is returned: raise 10 to its power"""
    return rng.uniform(np.log10(low), np.log10(high), size)


@sample_log_uniform.mistake
def log_of_low_only(low, high, rng, size=None):
    """the logarithm is taken of low only: both ends of the range of the exponent are logarithms"""
    return 10 ** rng.uniform(np.log10(low), high, size)


@sample_log_uniform.mistake
def log_of_high_only(low, high, rng, size=None):
    """the logarithm is taken of high only: both ends of the range of the exponent are logarithms"""
    return 10 ** rng.uniform(low, np.log10(high), size)


@sample_log_uniform.mistake
def natural_then_ten(low, high, rng, size=None):
    """the ends are natural logarithms (np.log), the power is one of 10: take np.log10, or np.exp for the power"""
    return 10 ** rng.uniform(np.log(low), np.log(high), size)


@sample_log_uniform.mistake
def ten_then_natural(low, high, rng, size=None):
    """the ends are logarithms to base 10, the power is one of e (np.exp): both must have the same base"""
    return np.exp(rng.uniform(np.log10(low), np.log10(high), size))


@sample_log_uniform.mistake
def ends_swapped(low, high, rng, size=None):
    """the exponents run from the upper end down (as in r = -4 * rng.random()): the spread is right, but these are other
    numbers than those of rng.uniform(lower end, upper end), so nobody could repeat your search from its seed
    """
    return 10 ** rng.uniform(np.log10(high), np.log10(low), size)


@sample_log_uniform.mistake
def whole_exponents(low, high, rng, size=None):
    """only whole exponents are drawn: numbers between the powers of ten are never tried; use rng.uniform"""
    return 10.0 ** rng.integers(math.floor(math.log10(low)), math.ceil(math.log10(high)), size, endpoint=True)


@sample_log_uniform.mistake
def own_generator(low, high, rng, size=None):
    """a generator is made inside the function: draw from the rng that was handed in, whatever its seed"""
    return reference.sample_log_uniform(low, high, np.random.default_rng(0), size)


@sample_log_uniform.mistake
def size_ignored(low, high, rng, size=None):
    """size is ignored and one number is returned: hand it on to rng.uniform as its third argument"""
    return reference.sample_log_uniform(low, high, rng)


@sample_log_uniform.mistake
def one_exponent_for_all(low, high, rng, size=None):
    """one number is drawn and repeated: each of them needs an exponent of its own"""
    drawn = reference.sample_log_uniform(low, high, rng)
    return drawn if size is None else np.full(size, drawn)


@sample_log_uniform.mistake
def from_the_upper_end(low, high, rng, size=None):
    """the draws are counted from the upper end down, upper - (upper - lower) * rng.random(): the spread is right, but
    these are other numbers than those of rng.uniform(lower, upper), so nobody could repeat your search from its seed
    """
    first, last = np.log10(low), np.log10(high)
    return 10 ** (last - (last - first) * rng.random(size))


@sample_log_uniform.mistake
def exponents_by_integers(low, high, rng, size=None):
    """the exponents are drawn by rng.integers: numbers between the powers of ten are never tried; use rng.uniform"""
    return 10.0 ** rng.integers(int(np.log10(low)), int(np.log10(high)), size, endpoint=True)


@sample_log_uniform.mistake
def exponents_by_integers_without_the_upper_one(low, high, rng, size=None):
    """the exponents are drawn by rng.integers without the upper end: numbers between the powers of ten are never tried,
    nor the topmost factor of ten; use rng.uniform
    """
    return 10.0 ** rng.integers(int(np.log10(low)), int(np.log10(high)), size)


@sample_log_uniform.mistake
def four_factors_of_ten(low, high, rng, size=None):
    """the exponent is drawn from -4 to 0, whatever low and high are: take their logarithms"""
    return 10 ** rng.uniform(-4, 0, size)


@sample_log_uniform.mistake
def four_factors_of_ten_and_one_number(low, high, rng, size=None):
    """the exponent is drawn from -4 to 0, whatever low and high are, and size is ignored: take the logarithms of both,
    and hand size on
    """
    return 10 ** rng.uniform(-4, 0)


@sample_log_uniform.mistake
def minus_four_times(low, high, rng, size=None):
    """the exponent is -4 times a random number, whatever low and high are: draw it between their logarithms"""
    return 10 ** (-4 * rng.random(size))


@sample_log_uniform.mistake
def one_number_at_a_time(low, high, rng, size=None):
    """the power is taken by math.exp, which takes one number only: np.exp and ** take arrays as well"""
    return math.exp(rng.uniform(math.log(low), math.log(high), size))


@sample_log_uniform.mistake
def array_without_a_size(low, high, rng, size=None):
    """without a size an array of one number comes back: hand size on as it is, None gives a number"""
    return reference.sample_log_uniform(low, high, rng, size or 1)


@sample_log_uniform.mistake
def ten_times_the_exponent(low, high, rng, size=None):
    """10 is multiplied by the exponent: ** raises it to that power"""
    return 10 * rng.uniform(np.log10(low), np.log10(high), size)


@sample_log_uniform.mistake
def linear_and_one_number(low, high, rng, size=None):
    """the numbers are uniform between low and high, and size is ignored: draw the exponent, and hand size on"""
    return rng.uniform(low, high)


@sample_log_uniform.mistake
def logarithm_of_the_number(low, high, rng, size=None):
    """a uniform number between low and high is drawn, and then its logarithm is taken: draw the exponent between the
    logarithms of the ends, and raise 10 to its power
    """
    return np.log10(rng.uniform(low, high, size))


@sample_log_uniform.mistake
def ends_as_exponents(low, high, rng, size=None):
    """low and high themselves are taken for exponents: take their logarithms first"""
    return 10 ** rng.uniform(low, high, size)


@sample_log_uniform.mistake
def evenly_spaced(low, high, rng, size=None):
    """the numbers are evenly spaced on the logarithmic scale and not drawn: draw the exponents with rng.uniform"""
    return np.logspace(np.log10(low), np.log10(high), np.prod(size, dtype=int)).reshape(size) if size else low


@sample_log_uniform.mistake
def ends_cut_to_whole_exponents(low, high, rng, size=None):
    """int cuts the exponents of the ends to whole numbers: that is right only where both ends are powers of ten"""
    return 10 ** rng.uniform(int(np.log10(low)), int(np.log10(high)), size)


# --- right, written differently -------------------------------------------------------------------------------------


@sample_log_uniform.right
def with_natural_logarithms(low, high, rng, size=None):
    """Return the same by natural logarithms, both ways."""
    return np.exp(rng.uniform(np.log(low), np.log(high), size))


@sample_log_uniform.right
def as_a_factor(low, high, rng, size=None):
    """Return low times a random power of the whole factor."""
    return low * (high / low) ** rng.random(size)
