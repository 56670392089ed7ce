"""Encodings of faces against PyTorch, loops, nudges and chance."""

import json

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from deepcourse.cnn import faces
from oracles import record_faces as recorded
from oracles.record_convolution import digest

SAID = json.loads(recorded.FIXTURE.read_text())
NAMES = ("anchor", "positive", "negative")


def same(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("which", range(len(recorded.BATCHES)))
def test_the_loss_and_its_gradients_are_what_pytorch_recorded(which):
    *_, alpha = recorded.BATCHES[which]
    layer, said = faces.UnitLength(), SAID["batches"][which]
    made = [layer.forward(E) for E in recorded.batch(*recorded.BATCHES[which])]
    parts = [E for E, _ in made]
    same(digest(np.array([faces.triplet_loss(*parts, alpha)])), said["loss"])
    gradients = faces.triplet_loss_backward(*parts, alpha)
    for name, gradient, (_, cache) in zip(NAMES, gradients, made, strict=True):
        same(digest(gradient), said[f"d_{name}"])
        same(digest(layer.backward(gradient, cache)[0]), said[f"before, d_{name}"])


def test_gradients_keep_single_precision():
    parts = [E.astype(np.float32) for E in recorded.batch(*recorded.BATCHES[0])]
    assert {gradient.dtype for gradient in faces.triplet_loss_backward(*parts, 0.2)} == {np.dtype(np.float32)}


def test_collapsed_encodings_cost_alpha_and_have_no_gradient():
    E = np.repeat(np.array([[0.6], [0.8]]), 7, axis=1)
    assert faces.triplet_loss(E, E, E, 0.3) == 0.3
    assert not np.any(faces.triplet_loss_backward(E, E, E, 0.3))


def test_distances_are_those_of_scipy():
    rng = np.random.default_rng(1)
    E, F = rng.normal(size=(5, 7)), rng.normal(size=(5, 4))
    same(faces.squared_distances(E, F), cdist(E.T, F.T, "sqeuclidean"))


@pytest.mark.parametrize("farther", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_hard_triplets_are_those_that_loops_find(farther, seed):
    rng = np.random.default_rng(seed)
    E, labels = rng.normal(size=(3, 14)), rng.integers(0, 6, size=14)
    D, found = cdist(E.T, E.T), []
    for i in range(14):
        own = [j for j in range(14) if labels[j] == labels[i] and j != i]
        if own:
            p = max(own, key=lambda j, i=i: D[i, j])
            others = [j for j in range(14) if labels[j] != labels[i] and (D[i, j] > D[i, p] or not farther)]
            if others:
                found.append((i, p, min(others, key=lambda j, i=i: D[i, j])))
    got = faces.hard_triplets(E, labels, farther=farther)
    assert list(zip(*(part.tolist() for part in got), strict=True)) == found


def test_equal_error_is_where_both_rates_meet():
    rng = np.random.default_rng(3)
    near, far = rng.normal(1, 0.5, size=4000), rng.normal(2, 0.5, size=4000)
    rate, threshold = faces.equal_error(near, far)
    assert rate == pytest.approx(0.159, abs=0.01)  # one standard deviation
    assert threshold == pytest.approx(1.5, abs=0.05)
    accepts, rejects = faces.error_rates(near, far, threshold)
    assert (accepts + rejects) / 2 == pytest.approx(rate)
    assert abs(accepts - rejects) < 0.001


@pytest.mark.parametrize(("K", "rate"), [(1, 0.07), (5, 0.2), (40, 0.6)])
def test_strangers_get_past_as_often_as_the_threshold_allows(K, rate):
    rng = np.random.default_rng(4)
    different = rng.permutation(np.linspace(0, 4, 5000))
    threshold = faces.threshold_for(different, K, rate)
    passed = (rng.uniform(0, 4, size=(20_000, K)) < threshold).any(axis=1).mean()
    assert passed == pytest.approx(rate, abs=0.03)
    allowed = [t for t in different[:500] if 1 - (1 - np.mean(different < t)) ** K <= rate]
    assert max(allowed) <= threshold


def test_nobody_is_recognized_at_the_threshold_or_above():
    stored = np.eye(2)
    assert faces.recognize(-stored, stored, ["Ada", "Emil"], 2.0) == [None, None]
    assert faces.recognize(stored, stored, ["Ada", "Emil"], 2.0) == ["Ada", "Emil"]


def test_a_head_is_a_logistic_regression_and_does_not_know_which_picture_comes_first():
    rng = np.random.default_rng(5)
    H1, H2 = (faces.positive_parts(rng.normal(size=(4, 6))) for _ in range(2))
    W, b = rng.normal(size=(1, 8)), np.array([[0.3]])
    for form, features in (("difference", np.abs(H1 - H2)), ("chi-square", (H1 - H2) ** 2 / (H1 + H2 + 1e-300))):
        same(faces.siamese_head(H1, H2, W, b, form=form), 1 / (1 + np.exp(-(W @ features + b))))
        same(faces.siamese_head(H2, H1, W, b, form=form), faces.siamese_head(H1, H2, W, b, form=form))
    with pytest.raises(ValueError, match="form is 'square'"):
        faces.siamese_head(H1, H2, W, b, form="square")


def test_shapes_that_do_not_fit_are_told():
    one, other = np.ones((3, 2)), np.ones((2, 2))
    with pytest.raises(ValueError, match=r"\(3, 2\).*\(2, 2\)"):
        faces.triplet_loss(one, other, one, 0.2)
    for f in (faces.squared_distances, lambda E, F: faces.verify(E, F, 1.0)):
        with pytest.raises(ValueError, match=r"\(3, 2\) and \(2, 2\)"):
            f(one, other)
