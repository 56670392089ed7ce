"""Exercise 7: search, zoom in, search again."""

import math

import numpy as np

from deepcourse.exercises.course2.hyperparameter_search.spaces import (
    a_hill,
    a_space,
    generator,
    rate_and_units,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import hyperparameter_search as reference

SCALES = ("linear", "log", "beta")  # no rounding of whole ends decides here

coarse_to_fine = FunctionExercise(
    __name__,
    reference=reference.coarse_to_fine,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("best_setting", "best_score", "stages"),
    hints=(
        "In each round: setting, score, history = reference.random_search(objective, space, trials, rng).",
        "Append (space, history) to the stages; where score > best_score, remember setting and score.",
        "At the end of the round: space = reference.zoom(space, best_setting, factor).",
    ),
)


def parabola(setting):
    """Return a score with its summit at x = 0.3."""
    return -((setting["x"] - 0.3) ** 2)


def arguments(rng, space, trials, rounds, factor):
    """Return the arguments of a search on a random hill."""
    return a_hill(rng, space), space, trials, rounds, factor, generator(int(rng.integers(100_000)))


@coarse_to_fine.visible
def visible():
    """Return the space of the text, others, one round, a lucky one, rounds of one trial, and a factor above 1."""
    rng = generator(4)
    narrow = {"x": ("linear", 0.0, 1.0), "rate": ("log", 0.001, 1.0)}
    return [
        Case("the space of the text, 3 rounds", arguments(rng, rate_and_units(), 4, 3, 0.5)),
        Case("one round, a parabola", (parabola, {"x": ("linear", 0.0, 1.0)}, 5, 1, 0.5, generator(8))),
        Case("4 rounds of 2", arguments(rng, narrow, 2, 4, 0.7)),
        Case("a share near 1", arguments(rng, {"beta": ("beta", 0.9, 0.999)}, 3, 2, 0.25)),
        Case("3 rounds of 3, of which the first was lucky", arguments(generator(24), narrow, 3, 3, 0.4)),
        Case("5 rounds of 1", arguments(rng, narrow, 1, 5, 0.5)),
        Case("the space never shrinks", arguments(rng, narrow, 3, 3, 2.0)),
    ]


@coarse_to_fine.draw
def draw(rng):
    """Return a random search."""
    space, trials, rounds = a_space(rng, 2, SCALES), int(rng.integers(2, 5)), int(rng.integers(3, 5))
    factor = round(float(rng.uniform(0.3, 0.7)), 2)
    return Case(f"{rounds} rounds of {trials}, factor {factor:g}", arguments(rng, space, trials, rounds, factor))


@coarse_to_fine.edges
def edges(rng):
    """Return one trial in each round, two rounds, one round, and many rounds."""
    space = a_space(rng, 2, SCALES)
    return [
        Case("one trial in each round", arguments(rng, space, 1, 5, 0.5)),
        Case("one round", arguments(rng, space, 4, 1, 0.5)),
        Case("6 rounds of 2", arguments(rng, space, 2, 6, 0.6)),
        Case("the space never shrinks", arguments(rng, space, 3, 3, 2.0)),
    ]


@coarse_to_fine.property("comes near a summit, without a call too many")
def finds_a_summit(f, rng):
    """Return a sentence unless eight rounds of six come near a summit, with 48 calls of the objective."""
    calls = []

    def summit(setting):
        calls.append(1)
        return -abs(setting["x"] - 0.371)

    best = f(summit, {"x": ("linear", 0.0, 1.0)}, 6, 8, 0.5, rng)[0]
    if len(calls) != 48:
        return f"8 rounds of 6 trials called the objective {len(calls)} times, expected 48"
    return None if abs(best["x"] - 0.371) < 0.05 else f"8 rounds of 6 ended at {best['x']:.3f}; the summit is at 0.371"


def searched(objective, space, trials, rounds, rng, smaller, keep_best=True):
    """Return a search in rounds; smaller(space, best so far, best of this round) makes the next space."""
    best_setting, best_score, stages = None, -math.inf, []
    for _ in range(rounds):
        setting, score, history = reference.random_search(objective, space, trials, rng)
        stages.append((space, history))
        if score > best_score or not keep_best:
            best_setting, best_score = setting, score
        space = smaller(space, best_setting, setting)
    return best_setting, best_score, stages


# --- known mistakes -------------------------------------------------------------------------------------------------


@coarse_to_fine.mistake
def best_of_the_last_round(objective, space, trials, rounds, factor, rng):
    """the best of the last round is returned: a later round may find nothing better; keep the best of all rounds"""
    stages = reference.coarse_to_fine(objective, space, trials, rounds, factor, rng)[2]
    return (*max(stages[-1][1], key=lambda tried: tried[1]), stages)


@coarse_to_fine.mistake
def around_the_last_round(objective, space, trials, rounds, factor, rng):
    """the space is zoomed around the best of the latest round: take the best of all rounds so far"""
    return searched(objective, space, trials, rounds, rng, lambda s, best, latest: reference.zoom(s, latest, factor))


@coarse_to_fine.mistake
def never_zooms(objective, space, trials, rounds, factor, rng):
    """the space never changes: space = reference.zoom(space, best_setting, factor) at the end of each round"""
    return searched(objective, space, trials, rounds, rng, lambda s, best, latest: s)


@coarse_to_fine.mistake
def always_from_the_first_space(objective, space, trials, rounds, factor, rng):
    """every round zooms into the first space, so all but the first are equally wide: zoom into the latest one"""
    first = space
    return searched(objective, space, trials, rounds, rng, lambda s, best, latest: reference.zoom(first, best, factor))


@coarse_to_fine.mistake
def minimising(objective, space, trials, rounds, factor, rng):
    """the smallest score wins: larger is better here"""
    setting, score, stages = reference.coarse_to_fine(lambda s: -objective(s), space, trials, rounds, factor, rng)
    return setting, -score, [(s, [(t, -value) for t, value in history]) for s, history in stages]


@coarse_to_fine.mistake
def same_draws_again(objective, space, trials, rounds, factor, rng):
    """every round begins with a new generator of the same seed, and so tries the same places of a smaller space: hand
    the one rng on
    """
    best_setting, best_score, stages = None, -math.inf, []
    for _ in range(rounds):
        setting, score, history = reference.random_search(objective, space, trials, np.random.default_rng(0))
        stages.append((space, history))
        if score > best_score:
            best_setting, best_score = setting, score
        space = reference.zoom(space, best_setting, factor)
    return best_setting, best_score, stages


@coarse_to_fine.mistake
def power_of_the_factor(objective, space, trials, rounds, factor, rng):
    """the latest space is zoomed by factor**2, factor**3, ...: each is `factor` times as wide as the one before"""
    zooms = iter(range(1, rounds + 1))
    return searched(
        objective, space, trials, rounds, rng, lambda s, best, latest: reference.zoom(s, best, factor ** next(zooms))
    )


@coarse_to_fine.mistake
def one_zoom_too_early(objective, space, trials, rounds, factor, rng):
    """each stage names the space of the next round: append before you zoom"""
    setting, score, stages = reference.coarse_to_fine(objective, space, trials, rounds, factor, rng)
    best, shifted = (None, -math.inf), []
    for old, history in stages:
        best = max([best, *history], key=lambda tried: tried[1])
        shifted.append((reference.zoom(old, best[0], factor), history))
    return setting, score, shifted


@coarse_to_fine.mistake
def last_round_alone(objective, space, trials, rounds, factor, rng):
    """only the latest round counts, for the next space and for what is returned: keep the best of all rounds"""
    latest = lambda s, best, latest: reference.zoom(s, latest, factor)  # noqa: E731
    return searched(objective, space, trials, rounds, rng, latest, keep_best=False)


@coarse_to_fine.mistake
def trials_shared_out(objective, space, trials, rounds, factor, rng):
    """the trials are shared out among the rounds: each round has all of them"""
    return reference.coarse_to_fine(objective, space, max(1, trials // rounds), rounds, factor, rng)


@coarse_to_fine.mistake
def trials_shared_out_last_round_alone(objective, space, trials, rounds, factor, rng):
    """the trials are shared out among the rounds, and only the latest round counts: each round has all of them, and the
    best is that of all rounds
    """
    return last_round_alone(objective, space, max(1, trials // rounds), rounds, factor, rng)


@coarse_to_fine.mistake
def one_round_too_many(objective, space, trials, rounds, factor, rng):
    """there is one round too many, as with a search before the loop: the first one is one of the `rounds`"""
    return reference.coarse_to_fine(objective, space, trials, rounds + 1, factor, rng)


@coarse_to_fine.mistake
def one_round_too_few(objective, space, trials, rounds, factor, rng):
    """there is one round too few: range(rounds) counts from 0 and has `rounds` numbers"""
    return reference.coarse_to_fine(objective, space, trials, rounds - 1 or 1, factor, rng)


@coarse_to_fine.mistake
def factor_fixed(objective, space, trials, rounds, factor, rng):
    """the factor is fixed at 0.5: take the one that is given"""
    return reference.coarse_to_fine(objective, space, trials, rounds, 0.5, rng)


@coarse_to_fine.mistake
def histories_alone(objective, space, trials, rounds, factor, rng):
    """the stages hold the histories alone: each is a pair, (space, history)"""
    best, score, stages = reference.coarse_to_fine(objective, space, trials, rounds, factor, rng)
    return best, score, [history for _, history in stages]


@coarse_to_fine.mistake
def spaces_alone(objective, space, trials, rounds, factor, rng):
    """the stages hold the spaces alone: each is a pair, (space, history)"""
    best, score, stages = reference.coarse_to_fine(objective, space, trials, rounds, factor, rng)
    return best, score, [where for where, _ in stages]


@coarse_to_fine.mistake
def history_before_the_space(objective, space, trials, rounds, factor, rng):
    """each stage is (history, space): first the space, then its history"""
    best, score, stages = reference.coarse_to_fine(objective, space, trials, rounds, factor, rng)
    return best, score, [(history, where) for where, history in stages]


@coarse_to_fine.mistake
def stages_begun_inside_the_loop(objective, space, trials, rounds, factor, rng):
    """only the last stage is there: the empty list is made inside the loop, it belongs before it"""
    best, score, stages = reference.coarse_to_fine(objective, space, trials, rounds, factor, rng)
    return best, score, stages[-1:]


@coarse_to_fine.mistake
def best_of_the_first_round(objective, space, trials, rounds, factor, rng):
    """the best of the first round is returned: later rounds may find a better one; keep the best of all rounds"""
    stages = reference.coarse_to_fine(objective, space, trials, rounds, factor, rng)[2]
    return (*max(stages[0][1], key=lambda tried: tried[1]), stages)


@coarse_to_fine.mistake
def score_of_the_last_round(objective, space, trials, rounds, factor, rng):
    """the score that is returned is the best of the last round: keep it together with the best setting"""
    best, _, stages = reference.coarse_to_fine(objective, space, trials, rounds, factor, rng)
    return best, max(score for _, score in stages[-1][1]), stages


# --- right, written differently -------------------------------------------------------------------------------------


@coarse_to_fine.right
def from_all_that_was_tried(objective, space, trials, rounds, factor, rng):
    """Return the same, the best one looked up in the list of all that was tried."""
    tried, stages, best = [], [], None
    for r in range(rounds):
        if r:
            space = reference.zoom(space, best, factor)
        history = reference.random_search(objective, space, trials, rng)[2]
        tried += history
        stages.append((space, history))
        scores = [score for _, score in tried]
        best = tried[int(np.argmax(scores))][0]
    return best, max(scores), stages
