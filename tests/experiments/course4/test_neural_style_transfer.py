"""What stands behind neural_style_transfer: generated paintings, transfers, programs that fail."""

import numpy as np
import pytest

from deepcourse.cnn import style
from deepcourse.datasets import PAINTINGS, generated_painting, load_photograph, load_pretrained, load_style_grid
from deepcourse.experiments.course4 import broken_transfers as broken
from deepcourse.experiments.course4 import style_grid as grid
from deepcourse.experiments.course4 import style_transfers as transfers

SIZES = [(32, 48)]


@pytest.fixture(scope="module")
def pictures():
    return load_photograph("cat"), generated_painting("glass", 48, 72)


@pytest.fixture(scope="module")
def reports(pictures):
    return {program: broken.run(program, *pictures, steps=6) for program in ("right", *broken.PROGRAMS)}


@pytest.mark.parametrize("name", PAINTINGS)
def test_a_painting_is_another_for_another_seed(name):
    one = generated_painting(name, 24, 36)
    assert (one.shape, one.dtype) == ((24, 36, 3), np.float64)
    assert 0 <= one.min() < 0.3 < 0.6 < one.max() <= 1
    assert np.abs(one - generated_painting(name, 24, 36, seed=1)).mean() > 0.02


def test_a_painting_is_the_same_for_the_same_seed():
    np.testing.assert_array_equal(generated_painting("hatching", 24, 36), generated_painting("hatching", 24, 36))


def test_another_name_is_no_painting():
    with pytest.raises(ValueError, match="swirls, glass, hatching"):
        generated_painting("sunflowers")


def test_a_transfer_lowers_the_style_cost_and_changes_no_argument(pictures):
    kept = [picture.copy() for picture in pictures]
    made = transfers.transfer(*pictures, SIZES * 2, beta=20, steps=8, keep=(0, 8, 16))
    assert made.styles[-1] < 0.7 * made.styles[0]
    assert made.contents[0] == pytest.approx(0, abs=1e-12)
    assert list(made.frames) == [0, 8, 16]
    np.testing.assert_array_equal(made.frames[16], made.picture)
    assert 0 <= made.picture.min() < made.picture.max() <= 1
    for picture, before in zip(pictures, kept, strict=True):
        np.testing.assert_array_equal(picture, before)


def test_a_transfer_uses_the_functions_that_it_is_given(pictures):
    called = []

    def gradients(*arguments, **options):
        called.append("gradients")
        return style.total_gradients(*arguments, **options)

    def cost(*arguments):
        called.append("cost")
        return style.style_cost(*arguments)

    transfers.transfer(*pictures, SIZES, beta=20, steps=2, gradients=gradients, style_cost=cost, tricks=False)
    assert sorted(called) == ["cost", "cost", "gradients", "gradients"]


def test_random_weights_keep_the_length_of_every_filter():
    for step, random in zip(load_pretrained().steps, transfers.random_network(1), strict=False):
        assert (step.kind, step.inputs, step.stride) == (random.kind, random.inputs, random.stride)
        if step.W is not None:
            axes = tuple(range(step.W.ndim - 1))
            np.testing.assert_allclose(np.sum(random.W**2, axis=axes), np.sum(step.W**2, axis=axes), rtol=1e-4)
            assert not np.allclose(random.W, step.W)


def test_sizes_are_multiples_of_eight():
    assert transfers.sizes_for(np.zeros((300, 451, 3)), 48, 96, 160) == [(32, 48), (64, 96), (104, 160)]


def test_each_program_fails_in_its_own_way(reports):
    right = reports["right"]
    assert right.contents[0] == 0 < right.contents[-1]
    assert right.styles[-1] < right.styles[0]
    assert (right.lowest >= 0, right.highest <= 1) == (True, True)
    assert reports["A"].styles[0] == pytest.approx(0, abs=1e-9)
    assert reports["A"].contents[0] > 0.1
    assert not reports["B"].contents.any()
    assert reports["C"].styles[-1] > reports["C"].styles[0]
    assert min(reports["D"].lowest, 1 - reports["D"].highest) < 0


def test_the_recorded_grid_is_what_its_program_paints():
    recorded = load_style_grid()
    assert set(recorded) == {(choice, beta) for choice in grid.CHOICES for beta in grid.BETAS}
    told, made = grid.painted("late", 8.0, steps=4, kept=(0, 4, 12))
    kept = recorded["late", 8.0]
    assert kept.steps == grid.KEPT
    assert kept.pictures.shape == (len(grid.KEPT), 96, 144, 3)
    assert told["styles"][0] == pytest.approx(kept.styles[0], rel=1e-3)
    assert np.abs(made[0] - kept.pictures[0]).mean() < 0.02
