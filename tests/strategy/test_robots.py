"""The project of the robots: its laws, its dashboard, its scores."""

import numpy as np
import pytest

from deepcourse.strategy import robots
from deepcourse.strategy.project import SHIP, all_plans, counts, luck
from deepcourse.strategy.robots import CAUSES, END_TO_END, PIPELINE, RULES

WORLDS = [robots.draw_world(seed) for seed in range(5)]
REMEDIES = {  # of each part: what lowers it
    "variance": ["web pictures", "street pictures"],
    **{cause: [f"{cause} pictures", "street pictures", "many clips of noise"] for cause in CAUSES},
    "other mismatch": ["street pictures", "many clips of noise"],
    "drift": ["recalibration"],
    "wrong dev set": ["street dev set"],
}
QUICK = counts([PIPELINE], RULES)


@pytest.mark.parametrize("part", REMEDIES)
@pytest.mark.parametrize("world", WORLDS)
def test_remedies_lower_the_part_that_they_are_for(part, world):
    before = robots.errors(QUICK, world)
    for remedy in REMEDIES[part]:
        assert robots.errors(QUICK | {remedy: 1}, world)[part] < before[part]


@pytest.mark.parametrize("world", WORLDS)
def test_other_actions_leave_a_part_as_it_is(world):
    before = robots.errors(QUICK, world)
    noise = (*CAUSES, "other mismatch")
    both = {"other design": ("stages", "variance"), "transfer": ("variance",), "shared tasks": ("variance",)}
    both["one clip of noise"] = noise
    for action in RULES.later:
        after = robots.errors(QUICK | {action: 1}, world)
        changed = {part for part in after if after[part] != before[part]}
        assert changed <= {part for part, remedies in REMEDIES.items() if action in remedies} | {*both.get(action, ())}


@pytest.mark.parametrize("world", WORLDS)
def test_the_other_design_is_the_one_that_was_not_begun_with(world):
    end_to_end = counts([END_TO_END], RULES)
    for one, other in ((QUICK, end_to_end), (end_to_end, QUICK)):
        assert robots.errors(one | {"other design": 1}, world) == robots.errors(other, world)
    assert robots.errors(QUICK, world)["stages"] == world.stages
    assert robots.errors(end_to_end, world)["stages"] == 0
    assert robots.errors(QUICK, world)["variance"] == pytest.approx(robots.FEWER * world.variance)


def test_transfer_and_shared_tasks_help_or_harm_as_the_world_has_it():
    for world in map(robots.draw_world, range(40)):
        before = robots.errors(QUICK, world)["variance"]
        for action, share in (("transfer", world.transfer), ("shared tasks", world.sharing)):
            after = robots.errors(QUICK | {action: 1}, world)["variance"]
            assert after == pytest.approx(before * (1 - share))


def test_one_clip_of_noise_is_worse_than_none_and_many_are_better():
    one, many, both = (
        sum(robots.errors(QUICK | dict.fromkeys(actions, 1), WORLDS[0])[cause] for cause in CAUSES)
        for actions in (["one clip of noise"], ["many clips of noise"], ["one clip of noise", "many clips of noise"])
    )
    none = sum(robots.errors(QUICK, WORLDS[0])[cause] for cause in CAUSES)
    assert both == many < none < one


def test_many_projects_at_once_are_the_projects_one_by_one():
    plans = all_plans(RULES._replace(decisions=5), leave_out=("tuning on test",))
    losses = robots.loss(plans, WORLDS[1])
    for i in np.random.default_rng(0).integers(len(losses), size=40):
        one = {name: int(plan[i]) for name, plan in plans.items()}
        assert losses[i] == pytest.approx(float(robots.loss(one, WORLDS[1])))


@pytest.mark.parametrize("world", WORLDS)
def test_the_best_plan_scores_100_and_a_quick_pipeline_0(world):
    plan, least = robots.SCALE.best_plan(world)
    done = [name for name, number in plan.items() for _ in range(number)]
    assert robots.SCALE.score(done, world) == pytest.approx(100)
    assert robots.SCALE.score([PIPELINE, SHIP], world) == pytest.approx(0)
    assert robots.loss(counts(done, RULES), world) == pytest.approx(least)


def test_at_least_three_sizes_are_large_in_every_world():
    for seed in range(200):
        world = robots.draw_world(seed)
        large = [getattr(world, trouble) >= high[0] for trouble, (_, high) in robots.SMALL_OR_LARGE.items()]
        assert sum(large) >= 3
        assert 0.8 < sum(world.shares) < 1


EVIDENCE = [PIPELINE, "street dev set", "training-dev set", "error analysis", *robots.KNOWING[1:]]


def figures(done, world, count=400):
    """Return the dashboards of one project, for many lucks."""
    fates = [luck(seed, robots.SETS) for seed in range(count)]
    return [robots.dashboard(done, world, fate, np.random.default_rng(i)) for i, fate in enumerate(fates)]


def test_figures_are_right_on_average_and_spread_as_shares_do():
    world = WORLDS[0]
    part = {name: float(size) for name, size in robots.errors(counts(EVIDENCE, RULES), world).items()}
    train, street = part["best possible"] + part["stages"], sum(part.values())
    expected = {
        "training": train,
        "training-dev": train + part["variance"],
        "pilot": street,
        "dev": street,
        "test": street,
    }
    shown = figures(EVIDENCE, world)
    for name, error in expected.items():
        spread = 100 * np.sqrt(error / 100 * (1 - error / 100) / robots.SIZES.get(name, 2_000))
        values = [one[name] for one in shown]
        assert np.mean(values) == pytest.approx(error, abs=4 * spread / len(shown) ** 0.5)
        assert np.std(values) == pytest.approx(spread, rel=0.15)
    trials = {"design": world.stages, "transfer": world.transfer, "sharing": world.sharing}
    for name, truth in trials.items():
        assert np.mean([one[name] for one in shown]) == pytest.approx(truth, abs=0.15)
    drift = np.mean([one["causes"]["drift"] for one in shown])
    assert drift == pytest.approx(robots.LOOKED_AT * part["drift"] / street, abs=1)


def test_nothing_is_shown_that_was_not_paid_for():
    bought = {"training-dev", "causes", "design", "transfer", "sharing"}
    assert not bought & figures([PIPELINE], WORLDS[0], 1)[0].keys()
    [shown] = figures(EVIDENCE, WORLDS[0], 1)
    assert bought <= shown.keys()
    assert sum(shown["causes"].values()) == robots.LOOKED_AT
