"""Search, against SciPy's loguniform, scikit-learn's samplers and halving, plain definitions, and simulation."""

import json
import math
import warnings
from itertools import product

import numpy as np
import pytest
from scipy.stats import beta as beta_distribution
from scipy.stats import binom, kstest, loguniform, uniform
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.experimental import enable_halving_search_cv  # noqa: F401  makes the next import possible
from sklearn.model_selection import HalvingRandomSearchCV, ParameterGrid, ParameterSampler

from deepcourse.datasets import load_digits
from deepcourse.experiments.course2 import search_trainings as trainings
from deepcourse.nn import hyperparameter_search as nn
from oracles import record_hyperparameter_search as recorded

EXACT = {"rtol": 1e-10, "atol": 1e-12}
LIKELY = 1e-3  # p-values below say that the distribution is another one; seeds are fixed
RATES = pytest.mark.parametrize(("low", "high"), [(1e-4, 1.0), (0.3, 7.0), (1e-8, 1e3)])
SHARES = pytest.mark.parametrize(("low", "high"), [(0.9, 0.999), (0.0, 0.99999), (0.5, 0.6)])
SPACE = {"rate": ("log", 1e-4, 10.0), "units": ("whole", 4, 64), "keep": ("linear", 0.5, 1.0),
         "beta": ("beta", 0.9, 0.999)}  # fmt: skip


def generator(seed=0):
    return np.random.default_rng(seed)


# --- draws ----------------------------------------------------------------------------------------------------------


@RATES
def test_a_log_uniform_number_has_scipys_distribution(low, high):
    drawn = nn.sample_log_uniform(low, high, generator(), 20_000)
    assert kstest(drawn, loguniform(low, high).cdf).pvalue > LIKELY
    assert low <= drawn.min() <= drawn.max() <= high


@RATES
def test_it_is_scipys_quantile_of_the_generators_own_shares(low, high):
    drawn = nn.sample_log_uniform(low, high, generator(3), 500)
    np.testing.assert_allclose(drawn, loguniform(low, high).ppf(generator(3).random(500)), **EXACT)


@SHARES
def test_one_minus_a_beta_has_scipys_distribution(low, high):
    drawn = nn.sample_beta(low, high, generator(1), 20_000)
    assert kstest(1 - drawn, loguniform(1 - high, 1 - low).cdf).pvalue > LIKELY
    assert (
        kstest(-np.log10(1 - drawn), uniform(-np.log10(1 - low), np.log10((1 - low) / (1 - high))).cdf).pvalue > LIKELY
    )


def test_one_number_and_arrays():
    assert isinstance(nn.sample_log_uniform(0.1, 1, generator()), float)
    assert isinstance(nn.sample_beta(0.1, 0.9, generator()), float)
    assert nn.sample_log_uniform(0.1, 1, generator(), (2, 3)).shape == (2, 3)


def test_a_setting_has_the_distribution_of_each_scale():
    rng = generator(5)
    drawn = [nn.sample_setting(SPACE, rng) for _ in range(5000)]
    rate, units, keep, beta = (np.array([setting[name] for setting in drawn]) for name in SPACE)
    assert kstest(rate, loguniform(1e-4, 10).cdf).pvalue > LIKELY
    assert kstest(keep, uniform(0.5, 0.5).cdf).pvalue > LIKELY
    assert kstest(1 - beta, loguniform(1e-3, 0.1).cdf).pvalue > LIKELY
    assert set(units) == set(range(4, 65))
    assert all(type(setting["units"]) is int for setting in drawn)


def test_a_search_draws_like_scikit_learns_sampler():
    """Two samples of one distribution: the best score of 20 random settings, ours and scikit-learn's."""
    space, where = {"rate": ("log", 1e-4, 1.0)}, {"rate": loguniform(1e-4, 1.0)}

    def score(setting):
        return -abs(np.log10(setting["rate"]) + 2)

    ours = [nn.random_search(score, space, 20, generator(seed))[1] for seed in range(300)]
    theirs = [max(map(score, ParameterSampler(where, 20, random_state=seed))) for seed in range(300)]
    assert kstest(ours, theirs).pvalue > LIKELY


def test_a_grid_is_scikit_learns_grid():
    space = {"rate": ("log", 0.001, 10.0), "units": ("whole", 4, 64), "beta": ("beta", 0.9, 0.999)}
    values = {"rate": np.geomspace(0.001, 10, 3), "units": [4, 34, 64], "beta": [0.9, 0.99, 0.999]}
    ours = [[setting[name] for name in space] for setting in nn.grid_settings(space, 3)]
    np.testing.assert_allclose(ours, list(product(*values.values())), **EXACT)
    assert len(ours) == len(ParameterGrid(values)) == 27


# --- axes and zooms -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("scale", "value"), [("linear", -2.5), ("whole", 7), ("log", 3e-5), ("beta", 0.9987)])
def test_the_way_to_the_axis_and_back(scale, value):
    assert nn.from_axis(scale, nn.to_axis(scale, value)) == pytest.approx(value, rel=1e-12)


def test_an_unknown_scale_is_named():
    with pytest.raises(ValueError, match="'logarithmic' is no scale"):
        nn.to_axis("logarithmic", 1.0)


@pytest.mark.parametrize("seed", range(20))
def test_a_zoom_is_a_part_of_scipys_quantiles(seed):
    """A factor of the width on the axis is a factor of the probability: the ends are quantiles of the old range."""
    low, high, middle = 1e-4, 10.0, nn.sample_log_uniform(1e-4, 10.0, generator(seed))
    old = loguniform(low, high)
    centre = old.cdf(middle)
    wanted = old.ppf([max(0, centre - 0.15), min(1, centre + 0.15)])
    _, first, last = nn.zoom({"rate": ("log", low, high)}, {"rate": middle}, 0.3)["rate"]
    np.testing.assert_allclose([first, last], wanted, rtol=1e-10)


@pytest.mark.parametrize("seed", range(20))
def test_zooms_stay_inside_and_hold_their_setting(seed):
    rng, space = generator(seed), SPACE
    for _ in range(6):
        setting = nn.sample_setting(space, rng)
        smaller = nn.zoom(space, setting, 0.6)
        for name, (scale, low, high) in smaller.items():
            assert scale == space[name][0]
            assert space[name][1] * (1 - 1e-12) <= low <= setting[name] * (1 + 1e-12)
            assert setting[name] * (1 - 1e-12) <= high <= space[name][2] * (1 + 1e-12)
        space = smaller


# --- searches -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.5, 0.1, 0.05, 0.013])
@pytest.mark.parametrize("probability", [0.5, 0.9, 0.95, 0.999])
def test_the_trials_needed_are_the_first_that_scipy_finds_enough(share, probability):
    n = nn.trials_needed(share, probability)
    assert binom(n, share).sf(0) >= probability - 1e-12
    assert n == 1 or binom(n - 1, share).sf(0) < probability


def test_fifty_nine_searches_of_a_hundred_hit_the_best_twentieth():
    """The best of n uniform numbers follows Beta(n, 1): a simulation, and SciPy's word on it."""
    n = nn.trials_needed(0.05, 0.95)
    best = [nn.random_search(lambda s: s["x"], {"x": ("linear", 0, 1)}, n, generator(i))[1] for i in range(2000)]
    assert np.mean(np.array(best) > 0.95) == pytest.approx(beta_distribution(n, 1).sf(0.95), abs=0.015)


def test_random_search_is_the_best_of_its_history_and_the_first_of_equals():
    best, score, history = nn.random_search(lambda s: round(3 * s["x"]), {"x": ("linear", 0, 1)}, 30, generator())
    scores = [value for _, value in history]
    assert (score, best) == (max(scores), history[scores.index(max(scores))][0])


def test_one_round_from_coarse_to_fine_is_a_random_search():
    def score(setting):
        return -abs(setting["x"] - 0.4)

    space = {"x": ("linear", 0.0, 1.0)}
    best, value, [(where, history)] = nn.coarse_to_fine(score, space, 12, 1, 0.5, generator(2))
    assert (best, value, history) == nn.random_search(score, space, 12, generator(2))
    assert where == space


def test_more_rounds_come_nearer_to_a_quiet_summit():
    """What the text says: of 24 trials, three rounds of 8 find more than one of 24, averaged over summits."""
    space, found = {"x": ("linear", 0.0, 1.0), "y": ("linear", 0.0, 1.0)}, {1: [], 3: []}
    for seed in range(500):
        score = trainings.summit(tuple(generator(seed).random(2)))
        for rounds, values in found.items():
            rng = np.random.default_rng([seed, 1])
            values.append(nn.coarse_to_fine(score, space, 24 // rounds, rounds, 0.4, rng)[1])
    assert [round(float(np.mean(values)), 2) for values in found.values()] == [0.53, 0.74]


# --- halving --------------------------------------------------------------------------------------------------------


class Counted(ClassifierMixin, BaseEstimator):
    """An estimator that learns nothing: its score is one of its parameters."""

    def __init__(self, quality=0.0):
        self.quality = quality

    def fit(self, X, y):
        self.classes_ = np.unique(y)
        return self

    def score(self, X, y):
        return self.quality


def halving_of_scikit_learn(candidates, factor):
    X, y = np.zeros((4 * candidates * factor, 1)), np.arange(4 * candidates * factor) % 2
    search = HalvingRandomSearchCV(Counted(), {"quality": uniform(0, 1)}, n_candidates=candidates, factor=factor,
                                   min_resources=4, max_resources=len(X), cv=2, random_state=0, refit=False,
                                   aggressive_elimination=False)  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return search.fit(X, y)


@pytest.mark.parametrize(("candidates", "factor"), [(27, 3), (16, 2), (9, 3), (64, 4), (20, 3)])
def test_as_many_go_on_as_in_scikit_learn(candidates, factor):
    theirs = halving_of_scikit_learn(candidates, factor).n_candidates_
    ours, _ = nn.halving_schedule(candidates, 10**6, factor)
    assert ours == [n for n in theirs if n > 1]


@pytest.mark.parametrize(("candidates", "factor"), [(27, 3), (16, 2), (9, 3), (64, 4)])
def test_where_all_divides_evenly_the_resources_of_each_rung_are_scikit_learns(candidates, factor):
    """Theirs are samples in all, trained anew; ours are new steps: the same numbers, in other units."""
    alive, more = nn.halving_schedule(candidates, 4 * candidates * round(math.log(candidates, factor)), factor)
    theirs = halving_of_scikit_learn(candidates, factor).n_resources_
    assert more == theirs[: len(more)]
    assert len({n * steps for n, steps in zip(alive, more, strict=True)}) == 1


@pytest.mark.parametrize("eta", [2, 3, 5])
@pytest.mark.parametrize("candidates", [2, 3, 7, 27, 100, 125])
def test_the_budget_is_kept_and_little_is_left(candidates, eta):
    for budget in (candidates * 7, candidates * 7 + 5, 5000):
        alive, more = nn.halving_schedule(candidates, budget, eta)
        spent = sum(n * steps for n, steps in zip(alive, more, strict=True))
        assert budget - sum(alive) <= spent <= budget
        assert math.ceil(alive[-1] / eta) == 1 < alive[-1]


def race_by_definition(score_after, settings, budget, eta):
    """Successive halving of settings that are told apart by their scores, written without numbers of candidates."""
    alive, total, spent = list(settings), 0, 0
    rungs = 0
    while eta**rungs < len(settings):
        rungs += 1
    for _ in range(rungs):
        more = budget // (len(alive) * rungs)
        total, spent = total + more, spent + len(alive) * more
        cut = sorted((score_after(s, total) for s in alive), reverse=True)[-(-len(alive) // eta) - 1]
        alive = [s for s in alive if score_after(s, total) >= cut]
    return alive[0], spent


@pytest.mark.parametrize("seed", range(10))
def test_the_race_is_the_one_of_the_definition(seed):
    rng = generator(seed)
    settings = [(float(best), float(speed)) for best, speed in rng.uniform(0.01, 1, (int(rng.integers(3, 30)), 2))]

    def score_after(setting, steps):
        return setting[0] * (1 - math.exp(-setting[1] * steps))

    for eta in (2, 3):
        winner, spent, rungs = nn.successive_halving(score_after, settings, 500, eta)
        assert (winner, spent) == race_by_definition(score_after, settings, 500, eta)
        assert [len(rung) for rung in rungs] == nn.halving_schedule(len(settings), 500, eta)[0]


# --- what they are tried on -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def parts():
    return trainings.split_digits(load_digits(), m_train=200, m_dev=100)


def test_parts_are_disjoint_and_hold_all_classes_alike(parts):
    (X, labels), (X_dev, labels_dev) = parts["train"], parts["dev"]
    assert (X.shape, X_dev.shape, X.dtype) == ((196, 200), (196, 100), np.float32)
    assert np.bincount(labels).tolist() == [20] * 10
    assert np.bincount(labels_dev).tolist() == [10] * 10
    assert len(np.unique(np.hstack([X, X_dev]), axis=1).T) == 300


def test_a_training_goes_on_as_if_it_had_never_stopped_and_costs_only_new_epochs(parts):
    setting = {"learning_rate": 0.3, "hidden_units": 8}
    in_parts, at_once = trainings.Trainings(parts, 1), trainings.Trainings(parts, 1)
    in_parts(setting, 1)
    in_parts(setting, 2)
    one, other = in_parts.parameters(setting, 5), at_once.parameters(setting, 5)
    assert all(np.array_equal(one[name], other[name]) for name in one)
    assert (in_parts.spent, at_once.spent) == (5, 5)
    assert in_parts(setting, 2) == in_parts.objective(2)(setting)
    assert in_parts.spent == 5


def test_a_rate_that_is_far_too_large_scores_like_guessing_without_a_warning(parts):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert trainings.Trainings(parts, 1)({"learning_rate": 1e30, "hidden_units": 8}, 3) == pytest.approx(0.1)


def test_a_nurse_pays_three_epochs_a_day_and_halves_or_doubles(parts):
    scores, rates = trainings.nurse(parts, {"learning_rate": 0.1, "hidden_units": 8}, 20, 1)
    assert len(scores) == len(rates) == 6
    assert {b / a for a, b in zip([0.1, *rates], rates, strict=False)} <= {0.5, 1.0, 2.0}
    assert max(scores) > 0.3


# --- what twenty seeds said -----------------------------------------------------------------------------------------


def test_twenty_seeds_say_of_the_searches_what_the_text_says():
    told = json.loads(recorded.FIXTURE.read_text(encoding="utf-8"))
    linear, logarithmic, fine = np.array(told["up to 100"]).T
    assert np.sum(logarithmic > linear) == 18
    assert [int(np.sum(compared)) for compared in (fine > logarithmic, fine < logarithmic)] == [12, 5]
    assert np.mean(fine - logarithmic) == pytest.approx(0.006, abs=0.0005)
    linear, logarithmic, _ = np.array(told["up to 10"]).T
    assert np.sum(logarithmic > linear) == 9


def test_twenty_seeds_say_of_the_budgets_what_the_text_says():
    told = json.loads(recorded.FIXTURE.read_text(encoding="utf-8"))["81 epochs"]
    few, nursed, halving, best = (np.array([seed[way] for seed in told]) for way in ("few", "nursed", "halving", "all"))
    assert [int(np.sum(compared)) for compared in (halving > few, halving == few, halving < few)] == [13, 5, 2]
    assert [round(100 * float(np.mean(scores)), 1) for scores in (halving, few, nursed)] == [91.0, 87.4, 89.9]
    assert [round(100 * float(score), 1) for score in np.mean([seed["test"] for seed in told], axis=0)] == [85.7, 89.3]
    assert np.sum(halving > nursed) == np.sum(halving == best) == 15


def test_a_recorded_seed_is_found_again():
    told = json.loads(recorded.FIXTURE.read_text(encoding="utf-8"))
    parts = trainings.split_digits(load_digits())
    np.testing.assert_allclose(
        recorded.searched(parts, 4, 100.0), told["up to 100"][0], atol=0.1
    )  # float32: another BLAS rounds otherwise
