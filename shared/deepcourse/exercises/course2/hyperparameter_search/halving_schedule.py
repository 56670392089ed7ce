"""Exercise 8: who trains for how long."""

import math

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import hyperparameter_search as reference

halving_schedule = FunctionExercise(
    __name__,
    reference=reference.halving_schedule,
    minutes=5,
    points_visible=3,
    points_hidden=5,
    returns=("alive", "more"),
    hints=(
        "First the list alive: begin with candidates and append math.ceil(n / eta) while more than one are left.",
        "The last rung is the last one with more than one candidate; rungs = len(alive).",
        "more = [budget // (n * rungs) for n in alive].",
    ),
)


def case(candidates, budget, eta):
    """Return a case; its name says the question."""
    return Case(f"{candidates} candidates, budget {budget}, eta {eta}", (candidates, budget, eta))


@halving_schedule.visible
def visible():
    """Return the text's example, numbers that do not divide evenly, powers that logarithms round badly, and few."""
    return [
        case(8, 48, 2),
        case(27, 81, 3),
        case(10, 100, 2),
        case(7, 200, 3),
        case(125, 3000, 5),
        case(2, 15, 2),
        case(3, 20, 4),
        case(10, 24, 2),
        case(8, 90, 3),
    ]


@halving_schedule.draw
def draw(rng):
    """Return a random question; every rung trains for at least one step."""
    candidates, eta = int(rng.integers(3, 40)), int(rng.integers(2, 5))
    rungs = len(reference.halving_schedule(candidates, 1, eta)[0])
    return case(candidates, int(candidates * rungs * rng.uniform(1.1, 9)), eta)


@halving_schedule.edges
def edges(rng):
    """Return two candidates, fewer than eta, a power of five, and a budget that is just enough."""
    return [
        case(2, int(rng.integers(3, 50)), 2),
        case(3, int(rng.integers(10, 50)), 4),
        case(125, int(rng.integers(400, 4000)), 5),
        case(243, 243 * 5, 3),
        case(16, 64, 2),
        case(12, int(rng.integers(6, 30)), 2),
    ]


@halving_schedule.property("the budget is kept")
def budget_is_kept(f, rng):
    """Return a sentence unless the budget is kept, all candidates begin, and later rungs train no one for less."""
    candidates, budget, eta = draw(rng).arguments
    alive, more = f(candidates, budget, eta)
    spent = sum(n * steps for n, steps in zip(alive, more, strict=True))
    if spent > budget:
        return f"{candidates} candidates and a budget of {budget}: the schedule costs {spent}"
    if alive[0] != candidates or sorted(more) != list(more):
        return f"{candidates} candidates must all begin, and a later rung trains longer: alive {alive}, more {more}"
    return None


def scheduled(candidates, budget, eta, survivors=None, more=None):
    """Return a schedule with survivors and steps of the caller's own."""
    survivors = survivors or (lambda n: -(-n // eta))
    more = more or (lambda n, k, rungs: budget // (n * rungs))
    alive = [candidates]
    while alive[-1] > 1:
        alive.append(max(1, survivors(alive[-1])))
    alive = alive[:-1]
    return alive, [more(n, k, len(alive)) for k, n in enumerate(alive)]


# --- known mistakes -------------------------------------------------------------------------------------------------


@halving_schedule.mistake
def whole_budget_in_each_rung(candidates, budget, eta):
    """every rung spends the whole budget: divide it by the number of rungs as well"""
    return scheduled(candidates, budget, eta, more=lambda n, k, rungs: budget // n)


@halving_schedule.mistake
def rounded_down(candidates, budget, eta):
    """the survivors are rounded down: of 5 candidates with eta = 2, 3 go on (math.ceil)"""
    return scheduled(candidates, budget, eta, survivors=lambda n: n // eta)


@halving_schedule.mistake
def always_half(candidates, budget, eta):
    """half of them go on, whatever eta is: one of eta goes on"""
    return reference.halving_schedule(candidates, budget, 2)


@halving_schedule.mistake
def one_more_rung(candidates, budget, eta):
    """there is a rung for the one who is left: who is alone has won, and the budget is for those before"""
    alive = [*reference.halving_schedule(candidates, budget, eta)[0], 1]
    return alive, [budget // (n * len(alive)) for n in alive]


@halving_schedule.mistake
def steps_in_all(candidates, budget, eta):
    """the steps are those in all since the beginning: asked for is how many *more* each rung trains"""
    alive, more = reference.halving_schedule(candidates, budget, eta)
    return alive, [sum(more[: k + 1]) for k in range(len(more))]


@halving_schedule.mistake
def same_steps_in_every_rung(candidates, budget, eta):
    """every rung trains for as long as the first: with fewer candidates, the same share of the budget lasts longer"""
    return scheduled(candidates, budget, eta, more=lambda n, k, rungs: budget // (candidates * rungs))


@halving_schedule.mistake
def steps_of_the_rung(candidates, budget, eta):
    """the steps are those of all candidates of the rung together: divide them by how many are alive"""
    return scheduled(candidates, budget, eta, more=lambda n, k, rungs: budget // rungs)


@halving_schedule.mistake
def powers_of_eta(candidates, budget, eta):
    """the steps are 1, eta, eta**2, ..., whatever the budget is: that is right only where the budget happens to fit"""
    alive, _ = reference.halving_schedule(candidates, budget, eta)
    return alive, [eta**k for k in range(len(alive))]


@halving_schedule.mistake
def with_decimals(candidates, budget, eta):
    """the steps have decimals: only whole steps can be trained, rounded down so that the budget is kept"""
    return scheduled(candidates, budget, eta, more=lambda n, k, rungs: budget / (n * rungs) + 1e-4)


@halving_schedule.mistake
def rounded_up(candidates, budget, eta):
    """the steps are rounded up: then the schedule may cost more than the budget; round down"""
    return scheduled(candidates, budget, eta, more=lambda n, k, rungs: -(-budget // (n * rungs)))


@halving_schedule.mistake
def rungs_by_rounding_error(candidates, budget, eta):
    """the rungs are counted by a logarithm, and its rounding error adds one: log(125) / log(5) is 3.0000000000000004 in
    float64; count how often you divide instead
    """
    rungs = math.ceil(math.log(candidates) / math.log(eta))
    alive = [candidates]
    for _ in range(rungs - 1):
        alive.append(-(-alive[-1] // eta))
    return alive, [budget // (n * rungs) for n in alive]


@halving_schedule.mistake
def at_least_one_step(candidates, budget, eta):
    """everyone trains at least one step in each rung: that can break the budget; where it does not reach, the steps are
    rounded down to 0
    """
    return scheduled(candidates, budget, eta, more=lambda n, k, rungs: max(1, budget // (n * rungs)))


@halving_schedule.mistake
def whole_budget_with_decimals(candidates, budget, eta):
    """every rung spends the whole budget, and its steps have decimals: divide it by the number of rungs as well, and
    round down
    """
    return scheduled(candidates, budget, eta, more=lambda n, k, rungs: budget / n)


@halving_schedule.mistake
def rounded_down_with_decimals(candidates, budget, eta):
    """the survivors are rounded down, and the steps have decimals: ceil(alive / eta) go on, for whole steps"""
    return scheduled(
        candidates, budget, eta, survivors=lambda n: n // eta, more=lambda n, k, rungs: budget / (n * rungs)
    )


@halving_schedule.mistake
def rounded_down_whole_budget(candidates, budget, eta):
    """the survivors are rounded down, and every rung spends the whole budget: ceil(alive / eta) go on, and the rungs
    share the budget
    """
    return scheduled(candidates, budget, eta, survivors=lambda n: n // eta, more=lambda n, k, rungs: budget // n)


@halving_schedule.mistake
def to_the_nearest(candidates, budget, eta):
    """the steps are rounded to the nearest: then the schedule may cost more than the budget; round down"""
    return scheduled(candidates, budget, eta, more=lambda n, k, rungs: round(budget / (n * rungs)))


@halving_schedule.mistake
def survivors_to_the_nearest(candidates, budget, eta):
    """the survivors are rounded to the nearest whole number: round them up, math.ceil"""
    return scheduled(candidates, budget, eta, survivors=lambda n: round(n / eta))


@halving_schedule.mistake
def one_of_eta_leaves(candidates, budget, eta):
    """one of eta leaves: one of eta goes on"""
    return scheduled(candidates, budget, eta, survivors=lambda n: n - math.ceil(n / eta))


@halving_schedule.mistake
def last_rung_left_out(candidates, budget, eta):
    """the last rung is left out: as long as two are alive they train"""
    alive, _ = reference.halving_schedule(candidates, budget, eta)
    alive = alive[:-1]
    return alive, [budget // (n * len(alive)) for n in alive]


@halving_schedule.mistake
def budget_for_each_step(candidates, budget, eta):
    """the steps are the budget divided by the number of rungs and of all candidates, times eta in each rung: divide by
    how many are alive, which rounding up makes more than that
    """
    return scheduled(candidates, budget, eta, more=lambda n, k, rungs: budget // (candidates * rungs) * eta**k)


@halving_schedule.mistake
def steps_backwards(candidates, budget, eta):
    """the steps stand in the wrong order, most of them first: many candidates train a little, few of them long"""
    alive, more = reference.halving_schedule(candidates, budget, eta)
    return alive, more[::-1]


# --- right, written differently -------------------------------------------------------------------------------------


@halving_schedule.right
def from_powers(candidates, budget, eta):
    """Return the same: dividing again and again, each time rounded up, is dividing by a power, rounded up once."""
    rungs = 0
    while eta**rungs < candidates:
        rungs += 1
    alive = [math.ceil(candidates / eta**k) for k in range(rungs)]
    return alive, [math.floor(budget / (n * rungs)) for n in alive]
