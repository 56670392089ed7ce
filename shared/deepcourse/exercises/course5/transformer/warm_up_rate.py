"""Exercise 7: a learning rate that rises, then falls."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import transformer as reference

REFUSED = "refused with ValueError"


def rated(f, step, n, *, warm_up=4_000):
    """Return the rate, or rates as an array, or that the step was refused."""
    try:
        told = f(step, n, warm_up=warm_up)
    except ValueError as error:
        if "ambiguous" in str(error):  # the condition meets an array
            raise
        return REFUSED
    return np.array(told) if isinstance(told, list | tuple) else told


warm_up_rate = FunctionExercise(
    __name__,
    reference=reference.warm_up_rate,
    use=rated,
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("the rate",),
    any_number_type=True,
    hints=(
        "np.minimum compares two arrays, or two numbers, entry by entry.",
        "Whole numbers cannot be raised to a negative power in NumPy: np.asarray(step, float).",
        'np.any(...) is True if a condition holds for one entry at least; then raise ValueError("...").',
    ),
)


def case(step, n, warm_up=None, name=""):
    """Return a step, or several, with the options as a case."""
    told = name or (f"step {step}" if np.ndim(step) == 0 else f"steps {np.asarray(step)[:4].tolist()} ...")
    options = {} if warm_up is None else {"warm_up": warm_up}
    return Case(f"{told}, n = {n}, warm-up {4_000 if warm_up is None else warm_up}", (step, n), options)


@warm_up_rate.visible
def visible():
    """Return steps before and after the peak, several at once, and some that must be refused."""
    return [
        case(100, 512),
        case(9_000, 512),
        case(7, 48, 20),
        case(50, 32, 20),
        case(np.array([1, 5, 9, 30, 200]), 64, 9),
        case(1, 16, 10, "the first step"),
        case(0, 64, 50, "step 0, to be refused"),
        case(np.array([3, 0, 2]), 8, 5, "a 0 among the steps, to be refused"),
        case(-3, 32, 10, "a negative step, to be refused"),
    ]


@warm_up_rate.draw
def draw(rng):
    """Return random steps."""
    warm_up, n = int(rng.integers(5, 60)), int(rng.choice([8, 24, 48, 96]))
    steps = rng.integers(1, 200, size=6)
    return case(steps if rng.random() < 0.5 else int(steps[0]), n, warm_up)


@warm_up_rate.edges
def edges(rng):
    """Return the first step, the peak, a late one, and steps that must be refused."""
    return [
        case(1, 128, 30, "the first step"),
        case(30, 128, 30, "the peak"),
        case(100_000, 512, None, "late"),
        case(-4, 64, 10, "a negative step, to be refused"),
        case(0, 48, 20, "step 0, to be refused"),
        case(np.array([4, 7, 0]), 64, 10, "a 0 among the steps, to be refused"),
    ]


@warm_up_rate.property("the rate is largest at the end of the warm-up")
def peak(f, rng):
    """Return a sentence unless the largest of many rates stands at the end of the warm-up."""
    warm_up = int(rng.integers(10, 40))
    rates = [float(f(step, 32, warm_up=warm_up)) for step in range(1, 100)]
    found = int(np.argmax(rates)) + 1
    return None if found == warm_up else f"with a warm-up of {warm_up}, the rate is largest at step {found}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def rate(step, n, warm_up, *, rise=-1.5, n_power=-0.5, choose=np.minimum, first=1):
    """Return the rate with something changed; steps below `first` are refused."""
    steps = np.asarray(step, float)
    if np.any(steps < first):
        raise ValueError
    with np.errstate(all="ignore"):
        return n**n_power * choose(steps**-0.5, steps * warm_up**rise)


@warm_up_rate.mistake
def larger_of_the_two(step, n, *, warm_up=4_000):
    """the larger of the two is taken: take the smaller one"""
    return rate(step, n, warm_up, choose=np.maximum)


@warm_up_rate.mistake
def no_warm_up(step, n, *, warm_up=4_000):
    """the rate falls from the first step on: there is no warm-up"""
    return rate(step, n, warm_up, choose=lambda fall, rise: fall)


@warm_up_rate.mistake
def no_fall(step, n, *, warm_up=4_000):
    """the rate rises forever: after the warm-up, it falls"""
    return rate(step, n, warm_up, choose=lambda fall, rise: rise)


@warm_up_rate.mistake
def power_minus_a_half(step, n, *, warm_up=4_000):
    """the step is multiplied by warm_up ** -0.5: the power is -1.5"""
    return rate(step, n, warm_up, rise=-0.5)


@warm_up_rate.mistake
def divided_by_warm_up(step, n, *, warm_up=4_000):
    """the step is divided by warm_up: the power is -1.5, so that both curves meet at the end of the warm-up"""
    return rate(step, n, warm_up, rise=-1.0)


@warm_up_rate.mistake
def times_the_root_of_n(step, n, *, warm_up=4_000):
    """the rate is multiplied by the root of n: it is divided by it"""
    return rate(step, n, warm_up, n_power=0.5)


@warm_up_rate.mistake
def n_left_out(step, n, *, warm_up=4_000):
    """n is left out"""
    return rate(step, n, warm_up, n_power=0)


@warm_up_rate.mistake
def divided_by_n(step, n, *, warm_up=4_000):
    """the rate is divided by n: divide by its root"""
    return rate(step, n, warm_up, n_power=-1)


@warm_up_rate.mistake
def half_of_one_over_n(step, n, *, warm_up=4_000):
    """n**-1/2 is half of 1 / n, because Python takes the power first: write n**-0.5"""
    return rate(step, n, warm_up, n_power=-1) / 2


@warm_up_rate.mistake
def refused_if_all_are(step, n, *, warm_up=4_000):
    """an array is refused only if all of its steps are below 1: one is enough"""
    return rate(step, n, warm_up, first=-np.inf if np.any(np.asarray(step) >= 1) else 1)


@warm_up_rate.mistake
def counted_from_0(step, n, *, warm_up=4_000):
    """1 is added to the step: steps are counted from 1 already"""
    return rate(np.asarray(step) + 1, n, warm_up, first=2)


@warm_up_rate.mistake
def always_4000(step, n, *, warm_up=4_000):
    """the warm-up takes 4000 steps whatever the argument says"""
    return rate(step, n, 4_000)


@warm_up_rate.mistake
def zero_let_through(step, n, *, warm_up=4_000):
    """step 0 is not refused: steps are counted from 1"""
    return rate(step, n, warm_up, first=0)


@warm_up_rate.mistake
def nothing_refused(step, n, *, warm_up=4_000):
    """steps below 1 are not refused: raise ValueError"""
    return rate(step, n, warm_up, first=-np.inf)


# --- right, written differently -------------------------------------------------------------------------------------


@warm_up_rate.right
def two_branches(step, n, *, warm_up=4_000):
    """Return the same with a condition, from plain numbers."""
    steps = np.array(step, dtype=float)
    if (steps < 1).any():
        raise ValueError("steps are counted from 1")
    return np.where(steps < warm_up, steps / warm_up**1.5, 1 / np.sqrt(steps)) / np.sqrt(n)
