"""Search for hyperparameters: numbers drawn on the right scale, and trainings paid from a budget.

sample_log_uniform   a number whose logarithm is uniform
sample_beta          a share near 1, uniform in log(1 - beta)
to_axis, from_axis   a value to where it stands on the axis of its scale, and back
sample_setting         one value for each hyperparameter of a space
grid_settings        every combination of evenly spaced values
trials_needed        how many random settings until one is probably good
random_search        the best of so many random settings
zoom                 a smaller space around a setting
coarse_to_fine       random search, then again in smaller and smaller spaces
halving_schedule     how a budget is divided when only the best go on
successive_halving   many trainings started, few finished

A *space* is a dictionary {name: (scale, low, high)} with one of the scales

    "linear"   every number between low and high is as likely as any other
    "whole"    the same for whole numbers; both ends belong to it
    "log"      every factor is as likely as any other: learning rates, penalties
    "beta"     every factor of 1 - beta is as likely as any other: shares of what is kept in an average

A *setting* is a dictionary {name: value}. A *score* is better where it is larger (accuracy, not error).
"""

import math
from itertools import product

import numpy as np


def sample_log_uniform(low, high, rng, size=None):
    """Return a number between low and high, 10**r, whose logarithm r is uniform.

        r ~ U(log10 low, log10 high),   alpha = 10**r

    low, high : float > 0    rng : numpy Generator    size : None for one float, or the shape of an array

    >>> alpha = sample_log_uniform(1e-4, 1, np.random.default_rng(0), size=10_000)
    >>> [round(float(np.mean(alpha < place)), 2) for place in (1e-3, 1e-2, 1e-1)]
    [0.25, 0.5, 0.75]
    """
    return 10 ** rng.uniform(np.log10(low), np.log10(high), size)


def sample_beta(low, high, rng, size=None):
    """Return a share beta between low and high: 1 - beta is log-uniform between 1 - high and 1 - low.

    So every length 1 / (1 - beta) of the memory that beta stands for is tried as often as its double.

    low, high : float, below 1    rng : numpy Generator    size : None for one float, or the shape of an array

    >>> beta = sample_beta(0.9, 0.999, np.random.default_rng(0), size=10_000)
    >>> round(float(np.mean(beta < 0.99)), 1)
    0.5
    """
    return 1 - sample_log_uniform(1 - high, 1 - low, rng, size)


def to_axis(scale, value):
    """Return where a value stands on the axis of its scale: itself, log10(value), or -log10(1 - value) for "beta".

    Raises ValueError for a scale that is none.

    >>> round(to_axis("log", 0.01)), round(to_axis("beta", 0.999)), to_axis("linear", 7)
    (-2, 3, 7)
    """
    if scale not in ("linear", "whole", "log", "beta"):
        raise ValueError(f"{scale!r} is no scale: take linear, whole, log or beta")
    if scale == "log":
        return np.log10(value)
    return -np.log10(1 - value) if scale == "beta" else value


def from_axis(scale, place):
    """Return the value that stands at a place on the axis of its scale: the way back from `to_axis`.

    >>> from_axis("log", -2), from_axis("linear", 7)
    (0.01, 7)
    """
    if scale == "log":
        return 10.0**place
    return 1 - 10.0 ** (-place) if scale == "beta" else place


def sample_setting(space, rng):
    """Return {name: value}: one random value for each hyperparameter, drawn in the order of the space.

    space : {name: (scale, low, high)}    rng : numpy Generator

    >>> sample_setting({"units": ("whole", 8, 8), "rate": ("linear", 2, 2)}, np.random.default_rng(0))
    {'units': 8, 'rate': 2.0}
    """
    draws = {
        "linear": rng.uniform,
        "whole": lambda low, high: int(rng.integers(low, high, endpoint=True)),
        "log": lambda low, high: sample_log_uniform(low, high, rng),
        "beta": lambda low, high: sample_beta(low, high, rng),
    }
    return {name: draws[scale](low, high) for name, (scale, low, high) in space.items()}


def grid_settings(space, per_parameter):
    """Return a list of settings, every combination of evenly spaced values; the last hyperparameter changes fastest.

    "Evenly" means on the axis of the scale. There are per_parameter ** len(space) of them.

    space : {name: (scale, low, high)}    per_parameter : int >= 2

    >>> [s["rate"] for s in grid_settings({"rate": ("log", 0.01, 1)}, 3)]
    [0.01, 0.1, 1.0]
    """
    values = []
    for scale, low, high in space.values():
        places = np.linspace(to_axis(scale, low), to_axis(scale, high), per_parameter)
        values.append([round(place) if scale == "whole" else float(from_axis(scale, place)) for place in places])
    return [dict(zip(space, chosen, strict=True)) for chosen in product(*values)]


def trials_needed(share, probability):
    """Return how many random settings to try so that one of the best `share` is among them with that probability.

        1 - (1 - share)**n >= probability,   so   n = ceil( log(1 - probability) / log(1 - share) )

    share, probability : float between 0 and 1

    Source: J. Bergstra and Y. Bengio (2012), Random search for hyper-parameter optimization: their section 2.

    >>> trials_needed(0.05, 0.95)
    59
    """
    return math.ceil(math.log(1 - probability) / math.log(1 - share))


def random_search(objective, space, trials, rng):
    """Return the best of so many random settings, its score, and all that was tried.

    objective : a function of a setting that returns its score; larger is better    space : {name: (scale, low, high)}
    trials : int >= 1    rng : numpy Generator

    Returns
    -------
    best_setting : {name: value}   of equal scores the first one
    best_score : float
    history : list of (setting, score), one for each trial, in their order

    Source: J. Bergstra and Y. Bengio (2012), Random search for hyper-parameter optimization.

    >>> best, score, history = random_search(lambda s: -s["x"], {"x": ("linear", 1, 2)}, 50, np.random.default_rng(0))
    >>> 1 <= best["x"] < 1.1, score == -best["x"], len(history)
    (True, True, 50)
    """
    settings = [sample_setting(space, rng) for _ in range(trials)]
    history = [(setting, objective(setting)) for setting in settings]
    best_setting, best_score = max(history, key=lambda tried: tried[1])
    return best_setting, best_score, history


def zoom(space, setting, factor):
    """Return a space around a setting: `factor` times as wide on the axis of each scale, cut off at the old ends.

    space : {name: (scale, low, high)}    setting : {name: value} within it    factor : float between 0 and 1

    Whole ends are rounded outwards, so that no range becomes empty.

    >>> zoom({"units": ("whole", 10, 50)}, {"units": 12}, 0.5)
    {'units': ('whole', 10, 22)}
    """
    return {name: (scale, *_smaller(scale, low, high, setting[name], factor))
            for name, (scale, low, high) in space.items()}  # fmt: skip


def _smaller(scale, low, high, middle, factor):
    """Return the ends of a range around `middle`, `factor` times as wide on its axis and within the old ends."""
    first, last, centre = (to_axis(scale, value) for value in (low, high, middle))
    half = factor * (last - first) / 2
    below, above = max(first, centre - half), min(last, centre + half)
    if scale == "whole":
        return math.floor(below), math.ceil(above)
    return float(from_axis(scale, below)), float(from_axis(scale, above))


def coarse_to_fine(objective, space, trials, rounds, factor, rng):
    """Return the best setting of several random searches, each in a smaller space around the best one so far.

    objective, space, trials, rng : as for `random_search`; `trials` of them in every round
    rounds : int >= 1    factor : float, how wide each space is compared with the one before

    Returns
    -------
    best_setting, best_score : of all rounds
    stages : list of (space, history), one for each round

    >>> peak = {"x": ("linear", 0.0, 1.0)}
    >>> best, _, stages = coarse_to_fine(lambda s: -abs(s["x"] - 0.3), peak, 8, 4, 0.4, np.random.default_rng(0))
    >>> round(best["x"], 2), len(stages)
    (0.3, 4)
    """
    best_setting, best_score, stages = None, -math.inf, []
    for _ in range(rounds):
        setting, score, history = random_search(objective, space, trials, rng)
        stages.append((space, history))
        if best_setting is None or score > best_score:
            best_setting, best_score = setting, score
        space = zoom(space, best_setting, factor)
    return best_setting, best_score, stages


def halving_schedule(candidates, budget, eta):
    """Return two lists of ints: how many candidates train in each rung, and for how many more steps each.

    Every rung gets an equal share of the budget, whole steps for each who is alive; then ceil(alive / eta) go on, until
    one is left. What does not divide evenly is not spent.

    candidates : int >= 2    budget : int, steps of all candidates together    eta : int >= 2

    Source: K. Jamieson and A. Talwalkar (2016), Non-stochastic best arm identification and hyperparameter
    optimization, algorithm 1, with eta for its 2, and rounding up as Z. Karnin, T. Koren and O. Somekh (2013) do.

    >>> halving_schedule(27, 81, 3)
    ([27, 9, 3], [1, 3, 9])
    """
    alive = [candidates]
    while alive[-1] > 1:
        alive.append(-(-alive[-1] // eta))  # rounded up, without a float
    alive.pop()  # who is alone has won, and needs no more training
    return alive, [budget // (n * len(alive)) for n in alive]


def successive_halving(score_after, settings, budget, eta):
    """Return the winner among many settings, of which only the best go on training, and what that cost.

    score_after : a function (setting, steps) that returns the score after so many steps *in all*; larger is better.
        It keeps every training where it stands, so that only the new steps cost.
    settings : list of at least two    budget : int, steps of all together    eta : int >= 2, one of eta goes on

    Returns
    -------
    winner : the setting that is left
    spent : int, steps of all trainings together, at most the budget
    rungs : list of lists, the numbers of those who train in each rung, in rising order

    Of equal scores the first goes on.

    Source: K. Jamieson and A. Talwalkar (2016), as in `halving_schedule`.

    >>> successive_halving(lambda setting, steps: setting, [3, 1, 4, 1, 5, 9, 2, 6], 24, 2)
    (9, 24, [[0, 1, 2, 3, 4, 5, 6, 7], [2, 4, 5, 7], [5, 7]])
    """
    alive, steps, spent, rungs = list(range(len(settings))), 0, 0, []
    for more in halving_schedule(len(settings), budget, eta)[1]:
        steps, spent = steps + more, spent + more * len(alive)
        rungs.append(alive)
        scores = {i: score_after(settings[i], steps) for i in alive}
        best_first = sorted(alive, key=lambda i: -scores[i])
        alive = sorted(best_first[: math.ceil(len(alive) / eta)])
    return settings[alive[0]], spent, rungs
