"""Exercise 3: one value for each hyperparameter."""

import numpy as np

from deepcourse.exercises.course2.hyperparameter_search.spaces import a_space, generator, rate_and_units
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import hyperparameter_search as reference

sample_setting = FunctionExercise(
    __name__,
    reference=reference.sample_setting,
    minutes=5,
    points_visible=3,
    points_hidden=5,
    returns=("the setting",),
    hints=(
        "for name, (scale, low, high) in space.items(): one if for each scale, one entry of a dictionary.",
        "linear: rng.uniform(low, high). whole: rng.integers(low, high, endpoint=True).",
        "log: reference.sample_log_uniform(low, high, rng). beta: reference.sample_beta(low, high, rng).",
    ),
)


@sample_setting.visible
def visible():
    """Return the space of the text with two seeds, and one with all four scales."""
    four = {"beta": ("beta", 0.9, 0.999), "keep_prob": ("linear", 0.5, 1.0), "hidden_units": ("whole", 1, 3),
            "lambd": ("log", 0.01, 10.0)}  # fmt: skip
    return [
        Case("the space of the text", (rate_and_units(), generator(1))),
        Case("the same space, another seed", (rate_and_units(), generator(3))),
        Case("all four scales", (four, generator(14))),
        Case("few units", ({"hidden_units": ("whole", 1, 2), "layers": ("whole", 2, 4)}, generator(5))),
        Case("a single hyperparameter, below zero", ({"x": ("linear", -2.0, -0.5)}, generator(8))),
        Case("a range of one point", ({"units": ("whole", 7, 7), "rate": ("log", 0.001, 0.1)}, generator(9))),
    ]


@sample_setting.draw
def draw(rng):
    """Return a random space and generator."""
    space = a_space(rng)
    return Case(f"{len(space)} hyperparameters", (space, generator(int(rng.integers(100_000)))))


@sample_setting.edges
def edges(rng):
    """Return a single hyperparameter, ranges of one point, and names that nobody expects."""
    seeds = [generator(int(s)) for s in rng.integers(100_000, size=4)]
    return [
        Case("a single hyperparameter", (a_space(rng, 1), seeds[0])),
        Case("ranges of one point", ({"units": ("whole", 7, 7), "rate": ("log", 0.1, 0.1)}, seeds[1])),
        Case("other names", ({"x": ("linear", -2.0, 2.0), "y": ("linear", -1.0, 0.0)}, seeds[2])),
        Case("wide ranges", ({"a": ("whole", 1, 500), "b": ("whole", 3, 900)}, generator(int(rng.integers(100_000))))),
        Case("whole numbers only", ({"a": ("whole", 1, 2), "b": ("whole", 1, 2), "c": ("whole", 1, 2)}, seeds[3])),
    ]


@sample_setting.property("whole numbers, both ends included")
def both_ends_of_whole_numbers_occur(f, rng):
    """Return a sentence unless whole numbers are ints, and each from low to high occurs in 60 draws."""
    seeds = rng.integers(1_000_000, size=60)
    drawn = [f({"units": ("whole", 1, 4)}, generator(int(seed)))["units"] for seed in seeds]
    if not all(isinstance(u, (int, np.integer)) for u in drawn):
        return f"a whole hyperparameter came out as {type(drawn[0]).__name__}, expected an int"
    missing = sorted({1, 2, 3, 4} - set(drawn))
    return f"in 60 draws from 1 to 4, {missing[0]} never occurred; both ends belong to it" if missing else None


def with_draws(space, rng, **draws):
    """Return a setting, with draws of the caller's own for some scales."""
    all_of_them = {
        "linear": rng.uniform,
        "whole": lambda low, high: int(rng.integers(low, high, endpoint=True)),
        "log": lambda low, high: reference.sample_log_uniform(low, high, rng),
        "beta": lambda low, high: reference.sample_beta(low, high, rng),
    } | draws
    return {name: all_of_them[scale](low, high) for name, (scale, low, high) in space.items()}


# --- known mistakes -------------------------------------------------------------------------------------------------


@sample_setting.mistake
def upper_end_left_out(space, rng):
    """the upper end of a whole hyperparameter never occurs: rng.integers leaves it out unless endpoint=True"""
    return with_draws(space, rng, whole=lambda low, high: int(rng.integers(low, high)))


@sample_setting.mistake
def all_linear(space, rng):
    """all scales but "whole" are drawn linearly: look at the first entry of each range"""
    return with_draws(space, rng, log=rng.uniform, beta=rng.uniform)


@sample_setting.mistake
def beta_as_log(space, rng):
    """a "beta" is drawn as a "log": use reference.sample_beta"""
    return with_draws(space, rng, beta=lambda low, high: reference.sample_log_uniform(low, high, rng))


@sample_setting.mistake
def whole_as_linear(space, rng):
    """whole hyperparameters come out with decimals: use rng.integers"""
    return with_draws(space, rng, whole=rng.uniform)


@sample_setting.mistake
def whole_by_cutting(space, rng):
    """whole hyperparameters are uniform numbers cut down by int(): the upper end never occurs; use rng.integers"""
    return with_draws(space, rng, whole=lambda low, high: int(rng.uniform(low, high)))


@sample_setting.mistake
def own_generator(space, rng):
    """a generator is made inside the function: draw from the rng that was handed in, whatever its seed"""
    return reference.sample_setting(space, np.random.default_rng(0))


@sample_setting.mistake
def values_without_names(space, rng):
    """a list of values is returned: return a dictionary with the names of the space"""
    return list(reference.sample_setting(space, rng).values())


@sample_setting.mistake
def alphabetical(space, rng):
    """the values are drawn in another order than that of the space: go through space.items(), so that a seed repeats
    the same search
    """
    drawn = reference.sample_setting(dict(sorted(space.items(), reverse=True)), rng)
    return {name: drawn[name] for name in space}


@sample_setting.mistake
def whole_by_rounding(space, rng):
    """whole hyperparameters are rounded uniform numbers, so that both ends get half a share: use rng.integers"""
    return with_draws(space, rng, whole=lambda low, high: round(rng.uniform(low, high)))


@sample_setting.mistake
def whole_by_cutting_above(space, rng):
    """whole hyperparameters are uniform numbers up to high + 1, cut down by int(): their shares are right, but
    these are other numbers than those of rng.integers, so nobody could repeat your search from its seed
    """
    return with_draws(space, rng, whole=lambda low, high: int(rng.uniform(low, high + 1)))


@sample_setting.mistake
def whole_on_the_logarithmic_scale(space, rng):
    """whole hyperparameters are drawn on the logarithmic scale and rounded: every whole number is as
    likely as any other
    """
    return with_draws(space, rng, whole=lambda low, high: round(reference.sample_log_uniform(low, high, rng)))


@sample_setting.mistake
def log_as_linear(space, rng):
    """a "log" is drawn on the linear scale: use reference.sample_log_uniform"""
    return with_draws(space, rng, log=rng.uniform)


@sample_setting.mistake
def beta_as_linear(space, rng):
    """a "beta" is drawn on the linear scale: use reference.sample_beta"""
    return with_draws(space, rng, beta=rng.uniform)


@sample_setting.mistake
def linear_as_log(space, rng):
    """every scale but "whole" and "beta" is drawn as a "log": a "linear" one is drawn with rng.uniform"""
    return with_draws(space, rng, linear=lambda low, high: float(reference.sample_log_uniform(low, high, rng)))


@sample_setting.mistake
def drawn_on_all_scales(space, rng):
    """each hyperparameter is drawn on all four scales and one draw is kept, so that the draws of the next ones
    are others: draw on its own scale alone, as with an if, or with functions in the table
    """
    setting = {}
    for name, (scale, low, high) in space.items():
        draws = {
            "linear": rng.uniform(low, high),
            "whole": int(rng.integers(int(low), int(high) + 1)),
            "log": reference.sample_log_uniform(low, high, rng) if low > 0 else None,
            "beta": reference.sample_beta(low, high, rng) if high < 1 else None,
        }
        setting[name] = draws[scale]
    return setting


@sample_setting.mistake
def returned_inside_the_loop(space, rng):
    """only the first hyperparameter is there: the `return` stands inside the loop, it belongs after it"""
    return reference.sample_setting(dict([next(iter(space.items()))]), rng)


@sample_setting.mistake
def dictionary_begun_inside_the_loop(space, rng):
    """only the last hyperparameter is there: the empty dictionary is made inside the loop, it belongs before it"""
    return dict([list(reference.sample_setting(space, rng).items())[-1]])


@sample_setting.mistake
def scales_kept(space, rng):
    """each value comes with its scale, (scale, value): a setting holds the values alone"""
    drawn = reference.sample_setting(space, rng)
    return {name: (space[name][0], value) for name, value in drawn.items()}


# --- right, written differently -------------------------------------------------------------------------------------


@sample_setting.right
def with_a_loop(space, rng):
    """Return the same from a loop and if."""
    setting = {}
    for name in space:
        scale, low, high = space[name]
        if scale == "linear":
            setting[name] = low + (high - low) * rng.random()
        elif scale == "whole":
            setting[name] = rng.integers(low, high + 1)
        elif scale == "log":
            setting[name] = 10 ** rng.uniform(np.log10(low), np.log10(high))
        else:
            setting[name] = 1 - 10 ** rng.uniform(np.log10(1 - high), np.log10(1 - low))
    return setting
