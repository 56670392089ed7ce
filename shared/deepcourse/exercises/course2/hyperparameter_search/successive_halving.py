"""Exercise 9: many trainings started, few finished."""

import math

import numpy as np

from deepcourse.exercises.course2.hyperparameter_search.spaces import Curves, candidates, generator
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import hyperparameter_search as reference

successive_halving = FunctionExercise(
    __name__,
    reference=reference.successive_halving,
    minutes=9,
    points_visible=5,
    points_hidden=7,
    returns=("winner", "spent", "rungs"),
    hints=(
        "Before the loop: alive = list(range(len(settings))), steps = spent = 0, rungs = []. Loop over `more` of "
        "reference.halving_schedule(len(settings), budget, eta).",
        "In each rung: steps += more, spent += more * len(alive), and append alive to rungs; then ask for the score of "
        "each who is alive after `steps` steps.",
        "best_first = sorted(alive, key=lambda i: -scores[i]); its first math.ceil(len(alive) / eta), sorted, go on.",
    ),
)


def minus_distance(setting, steps):
    """Return a score that is never positive."""
    return -abs(setting - 3) - 1 / (1 + steps)


@successive_halving.visible
def visible():
    """Return the example of the text, others, scores below zero, an odd number of candidates, and few."""
    rng = generator(9)
    by_hand = [{"best": 0.9, "speed": 0.02}, {"best": 0.5, "speed": 1.0}, {"best": 0.8, "speed": 0.2},
               {"best": 0.3, "speed": 0.5}]  # fmt: skip
    return [
        Case("the four candidates of the text", (Curves(), by_hand, 16, 2)),
        Case("9 candidates, eta 3", (Curves(), candidates(rng, 9), 54, 3)),
        Case("7 candidates, a larger budget", (Curves(), candidates(rng, 7), 150, 2)),
        Case("scores below zero, settings that are numbers", (minus_distance, [7, 4, 1, 9, 2], 60, 2)),
        Case("7 candidates, eta 3", (Curves(-1.0), candidates(rng, 7), 100, 3)),
        Case("3 candidates, eta 4", (Curves(), candidates(rng, 3), 20, 4)),
        Case("two candidates", (Curves(), candidates(rng, 2), 15, 2)),
    ]


@successive_halving.draw
def draw(rng):
    """Return random learning curves."""
    count, eta = int(rng.integers(5, 14)), int(rng.integers(2, 4))
    rungs = len(reference.halving_schedule(count, 1, eta)[0])
    budget = int(count * rungs * rng.uniform(1.2, 12))
    offset = float(rng.choice([0.0, -2.0]))
    return Case(
        f"{count} candidates, budget {budget}, eta {eta}", (Curves(offset), candidates(rng, count), budget, eta)
    )


@successive_halving.edges
def edges(rng):
    """Return two candidates, fewer than eta, and a budget that is just enough."""
    return [
        Case("equal scores", (minus_distance, [2, 7, 4, 9, 1], 60, 2)),
        Case("two candidates", (Curves(), candidates(rng, 2), int(rng.integers(10, 40)), 2)),
        Case("3 candidates, eta 4", (Curves(), candidates(rng, 3), 20, 4)),
        Case("one step in the first rung", (Curves(), candidates(rng, 8), 24, 2)),
        Case("scores below zero", (Curves(-5.0), candidates(rng, 9), 90, 3)),
    ]


@successive_halving.property("only those who are alive are trained on")
def asks_only_those_who_are_alive(f, rng):
    """Return a sentence unless the trainer is asked once for each candidate of each rung, for ever more steps."""
    settings, asked = candidates(rng, 8), []

    def counted(setting, steps):
        asked.append(steps)
        return setting["best"] * (1 - math.exp(-setting["speed"] * steps))

    f(counted, settings, 72, 2)
    if len(asked) != 14:
        return f"8 candidates with eta 2 need 8 + 4 + 2 = 14 scores; the trainer was asked {len(asked)} times"
    wanted = [3] * 8 + [9] * 4 + [21] * 2
    return None if sorted(asked) == wanted else "8 candidates, budget 72: scores are asked for after 3, 9 and 21 steps"


def raced(score_after, settings, budget, eta, better=None, ask=None, pay=None, survivors=None):
    """Return a race with rules of the caller's own."""
    alive, steps, spent, rungs = list(range(len(settings))), 0, 0, []
    for more in reference.halving_schedule(len(settings), budget, eta)[1]:
        steps += more
        spent += (pay or (lambda n, more, steps: n * more))(len(alive), more, steps)
        rungs.append(alive)
        scores = {i: score_after(settings[i], (ask or (lambda more, steps: steps))(more, steps)) for i in alive}
        best_first = sorted(alive, key=lambda i: (better or (lambda score: -score))(scores[i]))
        keep = (survivors or (lambda n: math.ceil(n / eta)))(len(alive))
        alive = sorted(best_first[: max(1, keep)])
    return settings[alive[0]], spent, rungs


# --- known mistakes -------------------------------------------------------------------------------------------------


@successive_halving.mistake
def keeps_the_worst(score_after, settings, budget, eta):
    """the worst go on: sorted() puts small scores first, and larger is better; sort by -score"""
    return raced(score_after, settings, budget, eta, better=lambda score: score)


@successive_halving.mistake
def pays_from_the_beginning(score_after, settings, budget, eta):
    """each rung is charged for all steps since the beginning: a training goes on where it stood, only new steps cost"""
    return raced(score_after, settings, budget, eta, pay=lambda n, more, steps: n * steps)


@successive_halving.mistake
def pays_for_one(score_after, settings, budget, eta):
    """the steps of one candidate are counted: every candidate that is alive pays for its own"""
    return raced(score_after, settings, budget, eta, pay=lambda n, more, steps: more)


@successive_halving.mistake
def pays_the_budget(score_after, settings, budget, eta):
    """spent is the budget: what does not divide evenly is not spent; add up what each rung costs"""
    winner, _, rungs = reference.successive_halving(score_after, settings, budget, eta)
    return winner, budget, rungs


@successive_halving.mistake
def pays_after_the_cut(score_after, settings, budget, eta):
    """those who go on are charged, not those who trained: count before the others leave"""
    return raced(score_after, settings, budget, eta, pay=lambda n, more, steps: math.ceil(n / eta) * more)


@successive_halving.mistake
def in_order_of_their_scores(score_after, settings, budget, eta):
    """the survivors stand in the order of their scores: a rung lists their numbers in rising order, so sort them"""
    winner, spent, rungs = reference.successive_halving(score_after, settings, budget, eta)
    mores, steps, told = reference.halving_schedule(len(settings), budget, eta)[1], 0, rungs[:1]
    for rung, more in zip(rungs[1:], mores, strict=False):
        steps += more
        told.append(sorted(rung, key=lambda i, after=steps: -score_after(settings[i], after)))
    return winner, spent, told


@successive_halving.mistake
def scores_of_new_steps(score_after, settings, budget, eta):
    """the score is asked for after the new steps alone: score_after wants the steps in all since the beginning"""
    return raced(score_after, settings, budget, eta, ask=lambda more, steps: more)


@successive_halving.mistake
def survivors_rounded_down(score_after, settings, budget, eta):
    """the survivors are rounded down: ceil(alive / eta) go on"""
    return raced(score_after, settings, budget, eta, survivors=lambda n: n // eta)


@successive_halving.mistake
def half_go_on(score_after, settings, budget, eta):
    """half of them go on, whatever eta is: ceil(alive / eta) do"""
    return raced(score_after, settings, budget, eta, survivors=lambda n: math.ceil(n / 2))


@successive_halving.mistake
def winner_of_the_first_rung(score_after, settings, budget, eta):
    """the best of the first rung is returned: slow starters may overtake it, so the last rung decides"""
    _, spent, rungs = reference.successive_halving(score_after, settings, budget, eta)
    steps = reference.halving_schedule(len(settings), budget, eta)[1][0]
    scores = [score_after(setting, steps) for setting in settings]
    return settings[scores.index(max(scores))], spent, rungs


@successive_halving.mistake
def number_of_the_winner(score_after, settings, budget, eta):
    """the number of the winner is returned: return its setting"""
    winner, spent, rungs = reference.successive_halving(score_after, settings, budget, eta)
    return settings.index(winner), spent, rungs


@successive_halving.mistake
def first_of_the_last_rung(score_after, settings, budget, eta):
    """the first of the last rung is returned, whatever its score: the last rung, too, leaves only its best"""
    _, spent, rungs = reference.successive_halving(score_after, settings, budget, eta)
    return settings[rungs[-1][0]], spent, rungs


@successive_halving.mistake
def nobody_leaves(score_after, settings, budget, eta):
    """every rung trains all candidates: only those who are alive go on, and only they cost"""
    alive, more = reference.halving_schedule(len(settings), budget, eta)
    scores = [score_after(setting, sum(more)) for setting in settings]
    everyone = list(range(len(settings)))
    return settings[scores.index(max(scores))], len(settings) * sum(more), [everyone] * len(alive)


def last_of_equal(score_after, settings, budget, eta):
    """Return a race in which of equal scores the last goes on."""
    alive, steps, spent, rungs = list(range(len(settings))), 0, 0, []
    for more in reference.halving_schedule(len(settings), budget, eta)[1]:
        steps, spent = steps + more, spent + more * len(alive)
        rungs.append(alive)
        ranked = sorted(((score_after(settings[i], steps), i) for i in alive), reverse=True)
        alive = sorted(i for _, i in ranked[: math.ceil(len(alive) / eta)])
    return settings[alive[0]], spent, rungs


@successive_halving.mistake
def higher_number_of_equal_scores(score_after, settings, budget, eta):
    """of equal scores the one with the higher number goes on, as where pairs (score, number) are sorted backwards: the
    first goes on
    """
    return last_of_equal(score_after, settings, budget, eta)


@successive_halving.mistake
def median_goes_on(score_after, settings, budget, eta):
    """everybody goes on who is at least as good as the median, whatever eta is: the best ceil(alive / eta) do"""
    alive, steps, spent, rungs = list(range(len(settings))), 0, 0, []
    for more in reference.halving_schedule(len(settings), budget, eta)[1]:
        steps, spent = steps + more, spent + more * len(alive)
        rungs.append(alive)
        scores = {i: score_after(settings[i], steps) for i in alive}
        alive = [i for i in alive if scores[i] >= np.median(list(scores.values()))]
    return settings[max(alive, key=scores.get)], spent, rungs


@successive_halving.mistake
def places_for_numbers(score_after, settings, budget, eta):
    """places among those who are alive are taken for numbers: after the first rung these are others; look the
    number up, alive[place]
    """
    alive, steps, spent, rungs = list(range(len(settings))), 0, 0, []
    for more in reference.halving_schedule(len(settings), budget, eta)[1]:
        steps, spent = steps + more, spent + more * len(alive)
        rungs.append(alive)
        scores = [score_after(settings[i], steps) for i in alive]
        places = sorted(range(len(alive)), key=lambda place: -scores[place])
        alive = sorted(places[: math.ceil(len(alive) / eta)])
    return settings[alive[0]], spent, rungs


@successive_halving.mistake
def first_scores_decide(score_after, settings, budget, eta):
    """the scores of the first rung decide in all: ask for new ones in each rung"""
    first = reference.halving_schedule(len(settings), budget, eta)[1][0]
    return reference.successive_halving(lambda setting, _: score_after(setting, first), settings, budget, eta)


@successive_halving.mistake
def sizes_of_the_rungs(score_after, settings, budget, eta):
    """the rungs hold how many train there: each is the list of their numbers"""
    winner, spent, rungs = reference.successive_halving(score_after, settings, budget, eta)
    return winner, spent, [len(rung) for rung in rungs]


@successive_halving.mistake
def settings_in_the_rungs(score_after, settings, budget, eta):
    """the rungs hold the settings: each is the list of their numbers"""
    winner, spent, rungs = reference.successive_halving(score_after, settings, budget, eta)
    return winner, spent, [[settings[i] for i in rung] for rung in rungs]


@successive_halving.mistake
def those_who_go_on(score_after, settings, budget, eta):
    """a rung lists those who go on from it: it lists those who train in it, so append before the others leave"""
    alive, steps, spent, rungs = list(range(len(settings))), 0, 0, []
    for more in reference.halving_schedule(len(settings), budget, eta)[1]:
        steps, spent = steps + more, spent + more * len(alive)
        scores = {i: score_after(settings[i], steps) for i in alive}
        alive = sorted(sorted(alive, key=lambda i: -scores[i])[: math.ceil(len(alive) / eta)])
        rungs.append(alive)
    return settings[alive[0]], spent, rungs


@successive_halving.mistake
def a_rung_for_the_winner(score_after, settings, budget, eta):
    """there is a rung for the winner: who is alone trains no more"""
    winner, spent, rungs = reference.successive_halving(score_after, settings, budget, eta)
    return winner, spent, [*rungs, [settings.index(winner)]]


@successive_halving.mistake
def spent_a_step_for_each_score(score_after, settings, budget, eta):
    """spent counts how often a score was asked for: it counts steps, so many for everyone who is alive"""
    return raced(score_after, settings, budget, eta, pay=lambda n, more, steps: n)


@successive_halving.mistake
def last_rung_not_paid(score_after, settings, budget, eta):
    """the last rung is not counted in spent: those who are alive pay for their steps there too"""
    winner, spent, rungs = reference.successive_halving(score_after, settings, budget, eta)
    return winner, spent - reference.halving_schedule(len(settings), budget, eta)[1][-1] * len(rungs[-1]), rungs


# --- right, written differently -------------------------------------------------------------------------------------


@successive_halving.right
def with_a_ranking(score_after, settings, budget, eta):
    """Return the same: whoever has fewer than the allowed number of better ones goes on."""
    alive, rungs, steps = [*range(len(settings))], [], 0
    counts, mores = reference.halving_schedule(len(settings), budget, eta)
    for more, keep in zip(mores, [*counts[1:], 1], strict=True):
        steps += more
        rungs.append(alive)
        scores = [score_after(settings[i], steps) for i in alive]
        ahead = [sum(t > s or (t == s and j < k) for j, t in enumerate(scores)) for k, s in enumerate(scores)]
        alive = [i for i, better in zip(alive, ahead, strict=True) if better < keep]
    return settings[alive[0]], sum(n * more for n, more in zip(counts, mores, strict=True)), rungs
