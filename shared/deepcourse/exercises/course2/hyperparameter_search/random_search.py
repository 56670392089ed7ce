"""Exercise 5: the best of so many random settings."""

from itertools import pairwise

import numpy as np

from deepcourse.exercises.course2.hyperparameter_search.spaces import (
    a_hill,
    a_space,
    generator,
    rate_and_units,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import hyperparameter_search as reference

random_search = FunctionExercise(
    __name__,
    reference=reference.random_search,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("best_setting", "best_score", "history"),
    hints=(
        "In each of `trials` rounds: setting = reference.sample_setting(space, rng); score = objective(setting).",
        "Append (setting, score) to a list; begin with best_score = -np.inf.",
        "Where score > best_score, remember both. Return best_setting, best_score, history.",
    ),
)


def level(setting):
    """Return the same score everywhere."""
    return 0.5


def steps(setting):
    """Return a score of few different values: several settings share the best one."""
    return float(np.floor(3 * setting["x"]))


@random_search.visible
def visible():
    """Return hills with the summit above and below zero, other spaces, numbers of trials, one trial, equal scores."""
    rng = generator(20)
    text, other = rate_and_units(), a_space(rng, 3)
    return [
        Case("a hill over the space of the text", (a_hill(rng, text, 0.9), text, 6, generator(1))),
        Case("the same space, another seed, all scores negative", (a_hill(rng, text, -1.0), text, 5, generator(2))),
        Case("three hyperparameters, 9 trials", (a_hill(rng, other, 0.5), other, 9, generator(3))),
        Case("several best ones: the first counts", (steps, {"x": ("linear", 0.0, 1.0)}, 8, generator(6))),
        Case("one trial", (a_hill(rng, other, 0.2), other, 1, generator(7))),
    ]


@random_search.draw
def draw(rng):
    """Return a random hill, space and number of trials."""
    space, trials = a_space(rng), int(rng.integers(4, 12))
    hill, draws = a_hill(rng, space), generator(int(rng.integers(100_000)))
    return Case(f"{len(space)} hyperparameters, {trials} trials", (hill, space, trials, draws))


@random_search.edges
def edges(rng):
    """Return one trial, a level score, and scores far below zero."""
    space = a_space(rng, 2)
    seeds = [generator(int(s)) for s in rng.integers(100_000, size=3)]
    return [
        Case("one trial", (a_hill(rng, space), space, 1, seeds[0])),
        Case("the same score everywhere", (level, space, 5, seeds[1])),
        Case("all scores far below zero", (a_hill(rng, space, -1e6), space, 6, seeds[2])),
    ]


@random_search.property("one training for each trial")
def objective_is_called_once_for_each_trial(f, rng):
    """Return a sentence unless the objective was called once for each trial, and more trials never do worse."""
    space, calls = {"x": ("linear", 0.0, 1.0)}, []

    def counted(setting):
        calls.append(1)
        return -((setting["x"] - 0.3) ** 2)

    few = f(counted, space, 7, np.random.default_rng(5))[1]
    if len(calls) != 7:
        return f"the objective was called {len(calls)} times in 7 trials: a call is a whole training"
    many = f(counted, space, 30, np.random.default_rng(5))[1]
    return None if many >= few else "30 trials of a generator found less than its first 7"


def searched(objective, space, trials, rng, choose):
    """Return a random search whose answer `choose` takes from the history."""
    history = reference.random_search(objective, space, trials, rng)[2]
    return (*choose(history), history)


# --- known mistakes -------------------------------------------------------------------------------------------------


@random_search.mistake
def minimising(objective, space, trials, rng):
    """the smallest score wins: it is an accuracy, larger is better; with an error it would be the other way round"""
    return searched(objective, space, trials, rng, lambda history: min(history, key=lambda tried: tried[1]))


@random_search.mistake
def last_trial(objective, space, trials, rng):
    """the last trial is returned, whatever its score: keep the best one so far"""
    return searched(objective, space, trials, rng, lambda history: history[-1])


@random_search.mistake
def last_of_the_best(objective, space, trials, rng):
    """of equal scores the last one wins: replace the best only by a score that is larger, with >"""
    return searched(objective, space, trials, rng, lambda history: max(history[::-1], key=lambda tried: tried[1]))


@random_search.mistake
def begins_with_zero(objective, space, trials, rng):
    """the best score begins with 0: where all scores are negative nothing ever beats it; begin with -np.inf"""
    history = reference.random_search(objective, space, trials, rng)[2]
    best_setting, best_score = None, 0
    for setting, score in history:
        if score > best_score:
            best_setting, best_score = setting, score
    return best_setting, best_score, history


@random_search.mistake
def drawn_once(objective, space, trials, rng):
    """the setting is drawn once, before the loop: draw a new one in every trial"""
    setting = reference.sample_setting(space, rng)
    score = objective(setting)
    return setting, score, [(setting, score)] * trials


@random_search.mistake
def history_begun_inside_the_loop(objective, space, trials, rng):
    """the history holds the last trial alone: the empty list is made inside the loop, it belongs before it"""
    best_setting, best_score, history = reference.random_search(objective, space, trials, rng)
    return best_setting, best_score, history[-1:]


@random_search.mistake
def returned_inside_the_loop(objective, space, trials, rng):
    """the search ends after its first trial: the `return` stands inside the loop, it belongs after it"""
    return reference.random_search(objective, space, 1, rng)


@random_search.mistake
def own_generator(objective, space, trials, rng):
    """a generator is made inside the function: draw from the rng that was handed in, whatever its seed"""
    return reference.random_search(objective, space, trials, np.random.default_rng(0))


@random_search.mistake
def a_grid(objective, space, trials, rng):
    """the settings are those of a grid: draw each of them with reference.sample_setting"""
    history = [(s, objective(s)) for s in reference.grid_settings(space, 2)]
    return (*max(history, key=lambda tried: tried[1]), history)


@random_search.mistake
def one_trial_too_few(objective, space, trials, rng):
    """there is one trial too few: range(trials) counts from 0 and has `trials` numbers"""
    return reference.random_search(objective, space, trials - 1 or 1, rng)


@random_search.mistake
def sorted_by_score(objective, space, trials, rng):
    """the history is sorted by score: leave the trials in the order in which they were made"""
    best_setting, best_score, history = reference.random_search(objective, space, trials, rng)
    return best_setting, best_score, sorted(history, key=lambda tried: -tried[1])


@random_search.mistake
def only_improvements(objective, space, trials, rng):
    """the history holds only the trials that were better than all before: keep each of them"""
    history = reference.random_search(objective, space, trials, rng)[2]
    kept = [t for i, t in enumerate(history) if all(t[1] > before[1] for before in history[:i])]
    return (*kept[-1], kept)


@random_search.mistake
def scores_alone(objective, space, trials, rng):
    """the history holds the scores alone: each of its entries is a pair, (setting, score)"""
    best_setting, best_score, history = reference.random_search(objective, space, trials, rng)
    return best_setting, best_score, [score for _, score in history]


@random_search.mistake
def score_first(objective, space, trials, rng):
    """each entry of the history is (score, setting): first the setting, then its score"""
    best_setting, best_score, history = reference.random_search(objective, space, trials, rng)
    return best_setting, best_score, [(score, setting) for setting, score in history]


@random_search.mistake
def one_dictionary_for_all(objective, space, trials, rng):
    """all entries of the history, and the best one, are the last setting: one dictionary is filled anew in each trial;
    make a new one each time
    """
    _, best_score, history = reference.random_search(objective, space, trials, rng)
    return history[-1][0], best_score, [(history[-1][0], score) for _, score in history]


@random_search.mistake
def only_improvements_score_first(objective, space, trials, rng):
    """the history holds only the trials that were better than all before, and as (score, setting): keep each of
    them, as (setting, score)
    """
    best_setting, best_score, history = only_improvements(objective, space, trials, rng)
    return best_setting, best_score, [(score, setting) for setting, score in history]


@random_search.mistake
def largest_pair(objective, space, trials, rng):
    """the best one is the largest pair (score, setting): of equal scores the settings are compared, and dictionaries
    cannot be; compare the scores alone
    """
    history = reference.random_search(objective, space, trials, rng)[2]
    best_score, best_setting = max((score, setting) for setting, score in history)
    return best_setting, best_score, history


@random_search.mistake
def largest_setting(objective, space, trials, rng):
    """the best one is the largest pair (setting, score): dictionaries cannot be compared; compare the scores"""
    history = reference.random_search(objective, space, trials, rng)[2]
    return (*max(history), history)


@random_search.mistake
def last_score(objective, space, trials, rng):
    """the score that is returned is that of the last trial: keep the best setting's own score"""
    best_setting, _, history = reference.random_search(objective, space, trials, rng)
    return best_setting, history[-1][1], history


@random_search.mistake
def last_setting(objective, space, trials, rng):
    """the setting that is returned is that of the last trial: keep it together with the best score"""
    _, best_score, history = reference.random_search(objective, space, trials, rng)
    return history[-1][0], best_score, history


@random_search.mistake
def settings_alone(objective, space, trials, rng):
    """the history holds the settings alone: each of its entries is a pair, (setting, score)"""
    best_setting, best_score, history = reference.random_search(objective, space, trials, rng)
    return best_setting, best_score, [setting for setting, _ in history]


@random_search.mistake
def two_lists(objective, space, trials, rng):
    """the history is a list of settings and one of scores: it is one list of pairs, (setting, score)"""
    best_setting, best_score, history = reference.random_search(objective, space, trials, rng)
    return best_setting, best_score, [[setting for setting, _ in history], [score for _, score in history]]


@random_search.mistake
def one_trial_too_many(objective, space, trials, rng):
    """there is one trial too many: range(trials) counts from 0 and has `trials` numbers"""
    return reference.random_search(objective, space, trials + 1, rng)


@random_search.mistake
def score_before_the_setting(objective, space, trials, rng):
    """the results come in another order: first the best setting, then its score, then the history"""
    best_setting, best_score, history = reference.random_search(objective, space, trials, rng)
    return best_score, best_setting, history


@random_search.mistake
def always_better_than_the_one_before(objective, space, trials, rng):
    """each trial is compared with the one before it: compare it with the best one so far"""
    history = reference.random_search(objective, space, trials, rng)[2]
    best = history[0]
    for before, now in pairwise(history):
        best = now if now[1] > before[1] else best
    return (*best, history)


# --- right, written differently -------------------------------------------------------------------------------------


@random_search.right
def with_a_loop(objective, space, trials, rng):
    """Return the same from one loop that draws, tries and compares."""
    best_setting, best_score, history = None, -np.inf, []
    for _ in range(trials):
        setting = reference.sample_setting(space, rng)
        score = objective(setting)
        history.append((setting, score))
        if score > best_score:
            best_setting, best_score = setting, score
    return best_setting, best_score, history


@random_search.right
def with_argmax(objective, space, trials, rng):
    """Return the same with np.argmax, which takes the first of equal ones."""
    settings = [reference.sample_setting(space, rng) for _ in range(trials)]
    scores = [objective(setting) for setting in settings]
    best = int(np.argmax(scores))
    return settings[best], scores[best], list(zip(settings, scores, strict=True))
