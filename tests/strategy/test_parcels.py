"""The project of the parcels: its laws, its dashboard, its scores."""

import numpy as np
import pytest

from deepcourse.strategy import parcels
from deepcourse.strategy.parcels import CAUSES, RULES
from deepcourse.strategy.project import SHIP, all_plans, counts, luck

WORLDS = [parcels.draw_world(seed) for seed in range(5)]
REMEDIES = {  # of each part: what lowers it
    "bias": ["larger network", "tuning on dev", "tuning on test"],
    "variance": ["more catalogue", "hall pictures", "regularisation"],
    "wrong labels": ["clean training labels"],
    **{cause: [f"{cause} pictures", "hall pictures", "synthesis"] for cause in CAUSES},
    "other mismatch": ["hall pictures", "synthesis"],
    "wrong dev set": ["target dev set"],
}
QUICK = counts(["quick system"], RULES)


@pytest.mark.parametrize("part", REMEDIES)
@pytest.mark.parametrize("world", WORLDS)
def test_remedies_lower_the_part_that_they_are_for(part, world):
    before = parcels.errors(QUICK, world)
    for remedy in REMEDIES[part]:
        assert parcels.errors(QUICK | {remedy: 1}, world)[part] < before[part]


@pytest.mark.parametrize("world", WORLDS)
def test_other_actions_leave_a_part_as_it_is(world):
    before = parcels.errors(QUICK, world)
    both = {"tuning on dev": ("bias", "variance"), "tuning on test": ("bias", "variance")}
    both |= {"larger network": ("bias", "variance"), "regularisation": ("bias", "variance")}
    for action in RULES.later:
        after = parcels.errors(QUICK | {action: 1}, world)
        changed = {part for part in after if after[part] != before[part]}
        assert changed <= {part for part, remedies in REMEDIES.items() if action in remedies} | {*both.get(action, ())}


def test_a_larger_network_and_regularisation_have_their_price():
    larger, regular = (parcels.errors(QUICK | {name: 1}, WORLDS[0]) for name in ("larger network", "regularisation"))
    before = parcels.errors(QUICK, WORLDS[0])
    assert larger["variance"] == pytest.approx(3**0.5 * before["variance"])
    assert regular["bias"] == pytest.approx(before["bias"] + 0.5)


def test_many_projects_at_once_are_the_projects_one_by_one():
    plans = all_plans(RULES._replace(decisions=5), leave_out=("tuning on test",))
    losses = parcels.loss(plans, WORLDS[1])
    for i in np.random.default_rng(0).integers(len(losses), size=40):
        assert losses[i] == pytest.approx(
            float(parcels.loss({name: int(plan[i]) for name, plan in plans.items()}, WORLDS[1]))
        )


@pytest.mark.parametrize("world", WORLDS)
def test_the_best_plan_scores_100_and_a_quick_system_0(world):
    plan, least = parcels.SCALE.best_plan(world)
    done = [name for name, number in plan.items() for _ in range(number)]
    assert parcels.SCALE.score(done, world) == pytest.approx(100)
    assert parcels.SCALE.score(["quick system", SHIP], world) == pytest.approx(0)
    assert parcels.loss(counts(done, RULES), world) == pytest.approx(least)


def test_at_least_two_troubles_are_large_in_every_world_and_each_in_about_half():
    large = []
    for seed in range(400):
        world = parcels.draw_world(seed)
        large.append([getattr(world, trouble) >= high[0] for trouble, (_, high) in parcels.SMALL_OR_LARGE.items()])
        assert world.learned == parcels.LEARNED[large[-1][-1]]
        assert 0.8 < sum(world.shares) < 1
    large = np.array(large)
    assert large.sum(axis=1).min() == 2
    assert (np.abs(large.mean(axis=0) - 0.58) < 0.1).all()  # 15 of the 26 cases with at least two


def figures(done, world, count=400):
    """Return the dashboards of one project, for many lucks."""
    return [
        parcels.dashboard(done, world, luck(seed, parcels.SETS), np.random.default_rng(seed)) for seed in range(count)
    ]


EVIDENCE = ["quick system", "target dev set", "training-dev set", "error analysis"]


def test_figures_are_right_on_average_and_spread_as_shares_do():
    world = WORLDS[0]
    part = {name: float(size) for name, size in parcels.errors(counts(EVIDENCE, RULES), world).items()}
    train = part["best possible"] + part["bias"] + part["wrong labels"]
    expected = {"training": train, "training-dev": train + part["variance"], "pilot": sum(part.values())}
    expected |= {name: sum(part.values()) + 0.35 * world.wrong for name in ("dev", "test")}
    shown = figures(EVIDENCE, world)
    for name, error in expected.items():
        spread = 100 * np.sqrt(error / 100 * (1 - error / 100) / parcels.SIZES.get(name, 2_000))
        values = [one[name] for one in shown]
        assert np.mean(values) == pytest.approx(error, abs=4 * spread / len(shown) ** 0.5)
        assert np.std(values) == pytest.approx(spread, rel=0.15)


def test_the_luck_of_a_set_stays_with_it():
    world, fate, rng = WORLDS[0], luck(3, parcels.SETS), np.random.default_rng(0)
    again = [parcels.dashboard(EVIDENCE, world, fate, rng)["dev"] for _ in range(200)]
    others = [one["dev"] for one in figures(EVIDENCE, world, 200)]
    assert np.std(again) == pytest.approx(0.6 * np.std(others), rel=0.2)


def test_nothing_is_shown_that_was_not_paid_for():
    assert not {"training-dev", "causes", "rule"} & figures(["quick system"], WORLDS[0], 1)[0].keys()
    [shown] = figures(EVIDENCE, WORLDS[0], 1)
    assert sum(shown["causes"].values()) == parcels.LOOKED_AT
    assert shown["weeks"] == 3.5


@pytest.mark.parametrize(("action", "name"), [("tuning on dev", "dev"), ("tuning on test", "test")])
def test_tuning_lowers_what_is_reported_more_than_what_is_true(action, name):
    tuned = [*EVIDENCE, *[action] * 3]
    reported = [np.mean([one[name] for one in figures(done, WORLDS[0])]) for done in (EVIDENCE, tuned)]
    true = [float(sum(parcels.errors(counts(done, RULES), WORLDS[0]).values())) for done in (EVIDENCE, tuned)]
    assert reported[0] - reported[1] > true[0] - true[1] + 1
