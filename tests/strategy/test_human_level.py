"""The best possible error against numeric integration, and decisions on gaps."""

import numpy as np
import pytest
from scipy import integrate, stats

from deepcourse.strategy import human_level

CLASSES = {
    "two alike": ([-1, 1], [1, 1], [0.5, 0.5]),
    "unequal priors": ([0, 2], [1, 1], [0.9, 0.1]),
    "one wide, one narrow": ([0, 0.5], [3, 0.4], [0.5, 0.5]),
    "the same place": ([1, 1], [1, 2], [0.5, 0.5]),
    "one that is never best": ([0, 0], [1, 1.1], [0.95, 0.05]),
    "three": ([-2, 0.3, 2], [0.7, 1.2, 0.5], [0.2, 0.5, 0.3]),
    "four": ([0, 1, 2, 7], [1, 0.5, 2, 0.1], [0.4, 0.3, 0.2, 0.1]),
    "a class that does not occur": ([0, 1, 50], [1, 1, 1], [0.5, 0.5, 0]),
    "the same class twice": ([0, 0], [1, 1], [0.3, 0.7]),
}


@pytest.mark.parametrize("classes", CLASSES.values(), ids=CLASSES)
def test_the_best_possible_error_is_the_integral(classes):
    x = np.linspace(-40, 60, 1_000_001)
    heights = [p * stats.norm.pdf(x, m, s) for m, s, p in zip(*classes, strict=True)]
    right = integrate.simpson(np.max(heights, axis=0), x=x)
    assert human_level.bayes_error(*classes) == pytest.approx(1 - right, abs=1e-7)


def test_classes_far_from_0_lose_no_digits():
    near = human_level.bayes_error([0, 1], [1, 1.5], [0.5, 0.5])
    assert human_level.bayes_error([1e4, 1e4 + 1], [1, 1.5], [0.5, 0.5]) == pytest.approx(near, abs=1e-6)


@pytest.mark.parametrize(
    ("classes", "why"),
    [
        (([0, 1], [1], [0.5, 0.5]), "2 means, 1 sigmas"),
        (([0, 1], [1, 0], [0.5, 0.5]), "above 0"),
        (([0, 1], [1, 1], [0.5, 0.4]), "sum to 1"),
        (([0, 1], [1, 1], [1.5, -0.5]), "not negative"),
        (([0, 1], [1, np.nan], [0.5, 0.5]), "above 0"),
    ],
)
def test_what_no_classes_have_is_refused(classes, why):
    with pytest.raises(ValueError, match=why):
        human_level.bayes_error(*classes)


@pytest.mark.parametrize(
    ("train", "dev", "levels", "focus"),
    [
        (0.08, 0.10, [0.01], "bias"),
        (0.08, 0.10, [0.075], "variance"),
        (0.08, 0.10, [0.05, 0.07], "cannot tell"),
        (0.5, 0.75, [0.25], "cannot tell"),  # both gaps are equal, not only nearly
        (0.07, 0.08, [0.09], "variance"),
    ],
)
def test_the_larger_gap_is_worked_on_unless_the_proxy_decides(train, dev, levels, focus):
    assert human_level.next_focus(train, dev, levels) == focus
    assert human_level.actions_for(focus)


def test_gaps_add_up_to_the_dev_error():
    proxy = human_level.bayes_proxy({"layman": 0.25, "expert": 0.125})
    assert proxy == 0.125
    assert proxy + human_level.avoidable_bias(0.5, proxy) + human_level.variance(0.5, 0.75) == 0.75
    with pytest.raises(ValueError, match="no focus"):
        human_level.actions_for("more data")
    with pytest.raises(ValueError, match="at least one"):
        human_level.next_focus(0.1, 0.2, [])
