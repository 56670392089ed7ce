"""The explorations of batch_normalization show what the notebook says, at all positions."""

import numpy as np
import pytest

from deepcourse.experiments.course2 import normalization_sweeps as networks
from deepcourse.explore.course2 import batch_normalization as explore
from quiet import SILENT

pytestmark = SILENT

STEPS = 30


@pytest.fixture(scope="module")
def shift():
    return explore.explore_hidden_shift(STEPS)


@pytest.fixture(scope="module")
def rates():
    return explore.explore_learning_rates(STEPS)


def test_gamma_and_beta_are_spread_and_mean_of_what_is_drawn(shift):
    figure, told = shift.draw(10, 3, 1.0, 0.0)
    _, moved = shift.draw(10, 3, 1.0, -3.0)
    before, after = (float(text.rsplit("median ", 1)[1].split()[0]) for text in (told, moved))
    assert after == pytest.approx(before - 3, abs=0.011)
    assert len(figure.axes) == 4


def test_axes_stay_where_they_are(shift, rates):
    drawn = [shift.draw(0, 1, 0.2, -3.0)[0], shift.draw(STEPS, 20, 3.0, 3.0)[0]]
    assert len({tuple((ax.get_xlim(), ax.get_ylim()) for ax in figure.axes) for figure in drawn}) == 1
    drawn = [rates.draw(step, depth)[0] for step in (0, STEPS) for depth in ("2 hidden layers", "6 hidden layers")]
    assert len({figure.axes[0].get_ylim() for figure in drawn}) == 1


def test_what_is_watched_are_the_sums_of_both_networks(shift):
    seen = networks.watch(STEPS)
    assert {Z.shape for Z in seen.values()} == {(1 + STEPS // 2, networks.WIDTH, 200)}
    median = np.median(seen["without"][5, 2])
    assert (
        f"without, median {median:.2f} and {np.mean(seen['without'][5, 2] > 0):.0%}" in shift.draw(10, 3, 1.0, 0.0)[1]
    )


def test_the_sentence_counts_the_rates_that_work(rates):
    costs = networks.sweep(6, STEPS)["with"][0][-1]
    usable = np.sum(np.median(np.nan_to_num(costs, nan=np.inf), axis=1) < 0.5)
    assert rates.draw(STEPS, "6 hidden layers")[1].endswith(f"at {usable} of 8 with batch normalisation")


def test_trainings_are_computed_once(rates):
    before = networks.sweep.cache_info().misses
    explore.explore_learning_rates(STEPS)
    assert networks.sweep.cache_info().misses == before


def test_batch_normalisation_widens_the_range_of_rates_that_work():
    reached = networks.sweep(6, 150)
    works = {kind: np.nan_to_num(costs[-1], nan=np.inf).max(axis=1) < 0.5 for kind, (costs, _) in reached.items()}
    largest = {kind: max(np.array(networks.RATES)[fine]) for kind, fine in works.items()}
    assert largest == {"without": 0.1, "with": 3.0}
