"""Only reading the evidence pays in the project of the parcels: over many worlds, drawn for no purpose."""

from functools import cache

import numpy as np
import pytest

from deepcourse.experiments.course3 import parcel_policies as policies
from deepcourse.strategy import parcels
from deepcourse.strategy.project import SHIP, available

SEEDS = range(200)
MISTAKES = policies.POLICIES.keys() - {"good practice", "sound but slow"}


@cache
def mean_score(name):
    worlds = {seed: parcels.draw_world(seed) for seed in SEEDS}
    played = {seed: policies.play(policies.POLICIES[name], world, seed) for seed, world in worlds.items()}
    return np.mean([parcels.SCALE.score(played[seed], world) for seed, world in worlds.items()])


def test_good_practice_comes_close_to_the_best_plan():
    assert mean_score("good practice") >= 88


def test_a_sound_but_slower_way_gets_most_of_the_points():
    assert 80 <= mean_score("sound but slow") <= mean_score("good practice") - 4


@pytest.mark.parametrize("mistake", sorted(MISTAKES))
def test_popular_mistakes_cost_much(mistake):
    assert mean_score(mistake) <= 78


def test_no_plan_that_is_settled_in_advance_does_as_well_as_evidence():
    _, scores = policies.fixed_plans(SEEDS)
    assert scores.max() <= 78


@pytest.mark.parametrize("name", policies.POLICIES)
def test_every_policy_does_what_can_be_done_and_ships(name):
    for seed in range(20):
        done = policies.play(policies.POLICIES[name], parcels.draw_world(seed), seed)
        assert all(done[i] in available(done[:i], parcels.RULES) for i in range(len(done)))
        assert done[-1] == SHIP
