"""Only reading the evidence pays in the simulated projects: over many worlds, drawn for no purpose."""

from functools import cache

import pytest

from deepcourse.experiments.course3 import parcel_policies, robot_policies, running
from deepcourse.strategy import parcels, robots
from deepcourse.strategy.project import SHIP, available

SEEDS = range(200)
PROJECTS = {"parcels": (parcels, parcel_policies.POLICIES), "robots": (robots, robot_policies.POLICIES)}
SOUND = ("good practice", "sound but slow")
RUN = [(project, name) for project, (_, policies) in PROJECTS.items() for name in policies]


@cache
def mean_score(project, name):
    module, policies = PROJECTS[project]
    return running.mean_score(policies[name], module, SEEDS)


@pytest.mark.parametrize("project", PROJECTS)
def test_good_practice_comes_close_to_the_best_plan(project):
    assert mean_score(project, "good practice") >= 88


@pytest.mark.parametrize("project", PROJECTS)
def test_a_sound_but_slower_way_gets_most_of_the_points(project):
    assert 80 <= mean_score(project, "sound but slow") <= mean_score(project, "good practice") - 4


@pytest.mark.parametrize(("project", "mistake"), [one for one in RUN if one[1] not in SOUND])
def test_popular_mistakes_cost_much(project, mistake):
    assert mean_score(project, mistake) <= 78


@pytest.mark.parametrize("project", PROJECTS)
def test_no_plan_that_is_settled_in_advance_does_as_well_as_evidence(project):
    _, scores = running.fixed_plans(PROJECTS[project][0], SEEDS)
    assert scores.max() <= 78


@pytest.mark.parametrize(("project", "name"), RUN)
def test_every_policy_does_what_can_be_done_and_ships(project, name):
    module, policies = PROJECTS[project]
    for seed in range(20):
        done = running.play(policies[name], module, module.draw_world(seed), seed)
        assert all(done[i] in available(done[:i], module.RULES) for i in range(len(done)))
        assert done[-1] == SHIP
        assert len(done) <= module.RULES.decisions
