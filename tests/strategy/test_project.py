"""The rules of a project against playing it out, decision by decision."""

import numpy as np
import pytest

from deepcourse.strategy import parcels, project
from deepcourse.strategy.project import SHIP, Action, Rules


def played_out(rules, leave_out=()):
    """Return every set of actions that decisions can lead to, as {name: how often}: all of them are tried."""
    ends, seen, open_ = [], set(), [()]
    while open_:
        done = open_.pop()
        key = tuple(sorted(done))
        if key in seen:
            continue
        seen.add(key)
        if SHIP in done:
            ends.append(project.counts(done, rules))
        open_ += [(*done, name) for name in project.available(list(done), rules) if name not in leave_out]
    return ends


def small_rules(seed):
    rng = np.random.default_rng(seed)
    later = {}
    for name in "abcd":
        needs = tuple(one for one in later if rng.random() < 0.3)
        later[name] = Action(float(rng.integers(1, 7)) / 2, int(rng.integers(3)), int(rng.integers(1, 4)), needs)
    first = {"quick": Action(1), "grand": Action(2.5, 2)}
    return Rules(
        first, later, weeks=int(rng.integers(5, 12)), money=int(rng.integers(2, 7)), decisions=int(rng.integers(3, 8))
    )


@pytest.mark.parametrize("seed", range(12))
def test_all_plans_are_those_that_decisions_can_lead_to(seed):
    rules = small_rules(seed)
    plans = project.all_plans(rules)
    listed = [{name: int(plan[i]) for name, plan in plans.items()} for i in range(len(plans[SHIP]))]
    assert sorted(map(sorted_items, listed)) == sorted(map(sorted_items, played_out(rules)))


def sorted_items(plan):
    return tuple(sorted(plan.items()))


@pytest.mark.parametrize("seed", [0, 1])
def test_the_best_plan_is_the_best_that_decisions_can_lead_to(seed):
    rules, world = parcels.RULES._replace(decisions=6, weeks=9), parcels.draw_world(seed)
    silent = (*parcels.KNOWING, "tuning on test")
    least = min(float(parcels.loss(done, world)) for done in played_out(rules, silent))
    assert parcels.loss(project.all_plans(rules, silent), world).min() == pytest.approx(least, rel=1e-12)


def test_nothing_is_possible_after_shipping_and_little_at_the_end():
    rules = Rules({"build": Action(1)}, {"tune": Action(1, most=9)}, weeks=20, money=0, decisions=3)
    assert project.available(["build"], rules) == ["tune", SHIP]
    assert project.available(["build", "tune"], rules) == [SHIP]
    assert project.available(["build", SHIP], rules) == []
    with pytest.raises(ValueError, match=r"no action 'dance'.*build, tune, ship"):
        project.counts(["build", "dance"], rules)
