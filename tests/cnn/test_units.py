"""What excites a unit, against loops, nudges and the layer itself."""

import numpy as np
import pytest

from deepcourse.cnn import units as cnn
from deepcourse.cnn.convolution import conv_forward
from deepcourse.cnn.pretrained import as_input, run, to_pixels
from deepcourse.datasets import load_pretrained

STEPS = load_pretrained().steps


@pytest.mark.parametrize("seed", range(5))
def test_the_strongest_are_those_that_loops_find(seed):
    A, found = np.random.default_rng(seed).normal(size=(6, 3, 5, 4)), []
    for i in range(6):
        found.append(max((A[i, h, w, 2], i, h, w) for h in range(3) for w in range(5)))
    assert cnn.strongest(A, 2, 4) == [tuple(place) for _, *place in sorted(found)[::-1][:4]]


@pytest.mark.parametrize("place", [(0, 0), (1, 2), (3, 4)])
def test_nothing_answers_more_than_the_planted_patch(place):
    rng = np.random.default_rng(1)
    picture, W = rng.uniform(size=(8, 10, 3)), rng.normal(size=(3, 3, 3))

    def answer(X):
        return conv_forward(X[None], W[..., None], np.zeros((1, 1, 1, 1)), stride=2, pad=1)[0][0, *place, 0]

    planted = cnn.plant(picture, W, *place, stride=2, pad=1)
    assert planted.min() >= 0
    assert planted.max() <= 1
    for _ in range(50):
        other = np.where(planted != picture, rng.uniform(size=picture.shape), picture)
        assert answer(other) <= answer(planted)


def test_the_gradient_is_that_of_the_package_and_guided_is_positive_before_each_relu():
    outs, caches = run(STEPS, as_input(np.random.default_rng(2).uniform(size=(32, 32, 3))), 12)
    d = np.random.default_rng(3).normal(size=outs[-1].shape).astype(np.float32)
    got = cnn.signal_to_pixels(STEPS, caches, {11: d}, "gradient")
    np.testing.assert_array_equal(got, to_pixels(STEPS, caches, {11: d}))
    assert not cnn.signal_to_pixels(STEPS, caches, {11: -np.abs(d)}, "guided").any()


def test_rules_at_four_corners():
    dA, A = np.array([-2.0, -2.0, 3.0, 3.0]), np.array([0.0, 5.0, 0.0, 5.0])
    said = {rule: cnn.relu_signal(dA, A, rule).tolist() for rule in cnn.RULES}
    assert said == {"gradient": [0, -2, 0, 3], "deconvnet": [0, 0, 3, 3], "guided": [0, 0, 0, 3]}


def test_a_covered_square_takes_its_weights_away():
    rng = np.random.default_rng(4)
    picture, weights = rng.uniform(size=(7, 9, 2)), rng.normal(size=(7, 9, 2))
    falls = cnn.occlusion_map(lambda X: float((X * weights).sum()), picture, 3, 2, np.array([0.1, 0.4]))
    part = (picture - [0.1, 0.4])[2:5, 6:9] * weights[2:5, 6:9]
    assert falls.shape == (3, 4)
    assert falls[1, 3] == pytest.approx(part.sum())
