"""What stands behind what_convnets_learn: pieces of photographs, patches, pictures made for units, broken networks."""

import numpy as np
import pytest

from deepcourse.cnn.pretrained import as_input, run
from deepcourse.datasets import load_photograph, load_pretrained
from deepcourse.experiments.course4 import inside_networks as inside


def test_pieces_do_not_overlap_and_are_those_of_the_photographs():
    pieces = inside.crops()
    assert pieces.shape == (101, 96, 96, 3)
    np.testing.assert_array_equal(pieces[1], load_photograph("cat")[:96, 96:192])
    np.testing.assert_array_equal(inside.crops(every=9), pieces[::9])


def test_a_patch_is_grey_where_the_field_leaves_the_picture():
    picture = np.arange(20.0).reshape(4, 5)
    seen = inside.patch(picture, 0, 2, (3, 2, -1))
    np.testing.assert_array_equal(seen, [[0.5] * 3, [3, 4, 0.5], [8, 9, 0.5]])


def test_pictures_are_made_uphill():
    place, units = 7, (59, 82)
    made = [inside.made_for(place, units, steps) for steps in ((0, 0), (4, 4))]
    values = [
        [run(load_pretrained().steps, (2 * each - 1).astype(np.float32), place + 1)[0][-1][i, ..., unit].sum()
         for i, unit in enumerate(units)]
        for each in made
    ]  # fmt: skip
    assert (np.array(values[1]) > 2 * np.array(values[0])).all()
    assert made[1].shape == (2, 64, 64, 3)


def test_a_grey_picture_tells_units_that_answer_to_the_padding():
    steps = load_pretrained().steps
    plain, outs = (run(steps, as_input(X), 30)[0] for X in (np.full((1, 96, 96, 3), 0.5), inside.crops()))
    grey = plain[14][0, ..., 88]
    assert grey[6, 6] < 0.1
    assert grey.max() == pytest.approx(4.0, abs=0.2)
    ratios = [outs[29][..., unit].max() / plain[29][..., unit].max() for unit in inside.SHOWN[29]]
    assert ratios[0] > 3
    assert max(ratios[1:]) < 1.1


def test_a_network_is_scrambled_from_one_step_on():
    steps, broken = load_pretrained().steps, inside.scrambled(36)
    assert all(one is other for one, other in zip(steps[:36], broken[:36], strict=True))
    assert not np.array_equal(steps[36].W, broken[36].W)
    assert broken[36].W.std() == pytest.approx(steps[36].W.std(), rel=0.05)


def test_guided_maps_survive_the_scrambling_and_gradients_do_not():
    cat, broken = inside.shrunk("cat", 3), inside.scrambled(36)
    alike = {
        rule: inside.rank_correlation(inside.signal(cat, "Cat", rule), inside.signal(cat, "Cat", rule, steps=broken))
        for rule in ("gradient", "guided")
    }
    assert alike["guided"] > 0.8
    assert alike["gradient"] < 0.5


def test_the_network_is_sure_of_what_the_photographs_show():
    assert inside.shrunk("cat", 3).shape == (96, 128, 3)
    assert inside.surest(inside.shrunk("astronaut", 4), "Person") > 0.45
    assert inside.head_of(inside.shrunk("cat", 3), "Cat")[0] == 65


def test_ranks_are_compared():
    values = np.random.default_rng(1).normal(size=(5, 7))
    assert inside.rank_correlation(values, np.exp(values)) == pytest.approx(1)
    assert inside.rank_correlation(values, -values) == pytest.approx(-1)


def test_digits_are_learned_a_little_and_purity_counts_labels():
    maps, pictures, labels, accuracy = inside.small_digits(steps=30, tested=200)
    assert (maps.shape, pictures.shape, labels.shape) == ((200, 8, 8, 16), (200, 28, 28), (200,))
    assert accuracy > 0.3
    assert inside.purity(np.arange(6.0).reshape(6, 1, 1, 1), np.array([0, 0, 0, 1, 1, 2]), 0, 3) == pytest.approx(2 / 3)
