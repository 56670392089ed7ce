"""Splits that keep the target for measuring, gaps that add up, noise that is what it was drawn from."""

import numpy as np
import pytest

from deepcourse.strategy import data_mismatch


def test_dev_and_test_data_are_the_targets_and_nothing_is_used_twice():
    train, dev, test = data_mismatch.split_with_target(10, 9, 3, 2, np.random.default_rng(0))
    assert [i for source, i in train if source == "web"] == list(range(10))
    app = [i for source, i in train if source == "app"]
    assert sorted([*app, *dev, *test]) == list(range(9))
    assert (len(dev), len(test)) == (3, 2)
    with pytest.raises(ValueError, match="more than the 9"):
        data_mismatch.split_with_target(10, 9, 6, 4, np.random.default_rng(0))


def test_every_example_of_the_target_can_be_drawn():
    seen = {
        i for seed in range(60) for i in data_mismatch.split_with_target(1, 6, 1, 1, np.random.default_rng(seed))[1]
    }
    assert seen == set(range(6))


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_what_is_kept_out_is_not_trained_on(share):
    train, kept_out = data_mismatch.training_dev_split(40, share, np.random.default_rng(1))
    assert sorted([*train, *kept_out]) == list(range(40))
    assert len(kept_out) == 40 * share
    with pytest.raises(ValueError, match="between 0 and 1"):
        data_mismatch.training_dev_split(40, 1.0, np.random.default_rng(1))


def test_gaps_lead_from_the_first_error_to_the_last():
    errors = (0.25, 0.5, 0.375, 0.75, 0.8125)
    gaps = data_mismatch.decompose_errors(*errors)
    assert list(gaps) == list(data_mismatch.GAPS)
    assert errors[0] + sum(gaps.values()) == errors[-1]
    assert gaps["variance"] == -0.125
    assert data_mismatch.largest_gap(gaps) == "data mismatch"


def test_noise_is_drawn_from_all_clips_and_added():
    rng = np.random.default_rng(2)
    clean, clips = rng.normal(size=(3, 200)), rng.normal(size=(3, 4))
    before = clean.copy()
    noisy, which = data_mismatch.synthesize(clean, clips, np.random.default_rng(3), loudness=0.5)
    np.testing.assert_allclose(noisy - clean, 0.5 * clips[:, which], rtol=0, atol=1e-12)
    np.testing.assert_array_equal(clean, before)
    assert set(which) == {0, 1, 2, 3}
    with pytest.raises(ValueError, match=r"3 rows.*4"):
        data_mismatch.synthesize(clean, np.zeros((4, 2)), rng)
