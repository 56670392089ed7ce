"""Normalised inputs, bowls and polynomial borders against PyTorch, scikit-learn, SciPy, and plain loops."""

import json
import warnings

import numpy as np
import pytest
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from deepcourse.datasets import WAVE_BAYES_ERROR, load_clothes, noisy_wave
from deepcourse.datasets.course2.noisy_wave import wave
from deepcourse.experiments.course2 import learning_curves, polynomial_classifier
from deepcourse.nn import normalization as nn
from oracles import record_normalization as recorded

SAID = json.loads(recorded.FIXTURE.read_text())["shapes"]
shapes = pytest.mark.parametrize("shape", recorded.SHAPES, ids=str)
same = {"rtol": 1e-10, "atol": 1e-10}


@shapes
def test_bowl_and_normaliser_are_what_pytorch_recorded(shape):
    compare_with_torch(recorded.problem(*shape), SAID[",".join(map(str, shape))])


@shapes
def test_bowl_and_normaliser_are_what_pytorch_says_today(shape):
    pytest.importorskip("torch")
    problem = recorded.problem(*shape)
    compare_with_torch(problem, recorded.by_torch(*problem))


def compare_with_torch(problem, said):
    X, Y, w, new = problem
    np.testing.assert_allclose(nn.curvatures(X), said["curvatures"], **same)
    rate = recorded.SHARE * nn.largest_learning_rate(X)
    np.testing.assert_allclose(nn.descend(X, Y, w, rate, recorded.STEPS).T, said["path"], **same)
    np.testing.assert_allclose(nn.apply_normalizer(new, *nn.fit_normalizer(X)), said["normal"], **same)


@pytest.mark.parametrize("n_x", [1, 4, 30])
def test_the_normaliser_is_scikit_learns_standard_scaler(n_x):
    rng = np.random.default_rng(n_x)
    X, new = rng.normal(3, 10, size=(n_x, 25)), rng.normal(size=(n_x, 6))
    X[0] = 0.1  # constant: its computed spread need not be 0
    scaler, (mu, sigma) = StandardScaler().fit(X.T), nn.fit_normalizer(X)
    np.testing.assert_allclose(mu[:, 0], scaler.mean_, **same)
    np.testing.assert_allclose(sigma[:, 0], scaler.scale_, **same)
    np.testing.assert_allclose(nn.apply_normalizer(new, mu, sigma), scaler.transform(new.T).T, **same)


def test_mean_and_spread_are_the_sums_of_the_definition():
    X = np.random.default_rng(1).normal(size=(3, 7))
    mu, sigma = nn.fit_normalizer(X)
    for j in range(3):
        mean = sum(X[j]) / 7
        assert mu[j, 0] == pytest.approx(mean, abs=1e-12)
        assert sigma[j, 0] == pytest.approx((sum((x - mean) ** 2 for x in X[j]) / 7) ** 0.5, abs=1e-12)


def test_constant_pixels_of_real_pictures_do_no_harm():
    X = load_clothes().X_train[:, :300]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        N = nn.apply_normalizer(X, *nn.fit_normalizer(X))
    constant = np.ptp(X, axis=1) == 0
    assert constant.any()
    np.testing.assert_array_equal(N[constant], 0)
    np.testing.assert_allclose(N[~constant].std(axis=1), 1, rtol=1e-9)


def test_descent_follows_the_measured_slope():
    X, Y, w, _ = recorded.problem(3, 8)
    path, step = nn.descend(X, Y, w, 0.01, 1), 1e-6
    for j in range(3):
        nudge = step * np.eye(3)[:, [j]]
        slope = (nn.bowl_cost(w + nudge, X, Y) - nn.bowl_cost(w - nudge, X, Y)) / (2 * step)
        assert path[j, 1] == pytest.approx(w[j, 0] - 0.01 * slope, abs=1e-9)


@shapes
def test_descent_converges_below_the_largest_rate_and_diverges_above(shape):
    X, Y, w, _ = recorded.problem(*shape)
    rate = nn.largest_learning_rate(X)
    first, below, above = (
        nn.bowl_cost(path[:, [i]], X, Y)
        for path, i in ((nn.descend(X, Y, w, s * rate, 400), k) for s, k in ((1, 0), (0.98, -1), (1.02, -1)))
    )
    assert below < first < above


def test_the_wave_is_wrong_as_often_as_its_bayes_error_says():
    X, Y = noisy_wave(200_000, seed=4)
    assert np.mean((X[1] > wave(X[0])) != Y[0]) == pytest.approx(WAVE_BAYES_ERROR, abs=0.003)


@pytest.mark.parametrize("degree", [0, 1, 4, 9])
def test_polynomial_features_are_products_of_legendre_polynomials(degree):
    X = np.random.default_rng(degree).uniform(-1, 1, size=(2, 5))
    P = [np.polynomial.Legendre.basis(i) for i in range(degree + 1)]
    expected = [P[i](X[0]) * P[j](X[1]) for i in range(degree + 1) for j in range(degree + 1) if i + j <= degree]
    np.testing.assert_allclose(polynomial_classifier.polynomial_features(X, degree), expected, **same)


@pytest.mark.parametrize("degree", [1, 3, 6])
def test_polynomial_fits_are_those_of_scikit_learn(degree):
    X, Y = noisy_wave(150, seed=2)
    w = polynomial_classifier.fit_polynomial(X, Y, degree)
    F = polynomial_classifier.polynomial_features(X, degree)
    C = 1 / polynomial_classifier.RIDGE
    theirs = LogisticRegression(C=C, fit_intercept=False, solver="newton-cholesky", tol=1e-12, max_iter=1000)
    theirs.fit(F.T, Y[0])
    np.testing.assert_allclose(polynomial_classifier.predict_polynomial(w, X, degree)[0], expit(w[:, 0] @ F), **same)
    np.testing.assert_allclose(
        polynomial_classifier.predict_polynomial(w, X, degree)[0], theirs.predict_proba(F.T)[:, 1], atol=1e-3
    )


def test_a_learning_curve_is_the_same_every_time_and_its_parts_are_what_they_say():
    data = load_clothes()
    train, dev = (
        (data.X_train[:, :400], data.labels_train[:400]),
        (data.X_train[:, 400:500], data.labels_train[400:500]),
    )
    first, again = (learning_curves.learning_curve(train, dev, (8,), [50, 400], [1, 2], 40) for _ in range(2))
    assert first.shape == (2, 2, 2)
    np.testing.assert_array_equal(first, again)
    columns = np.random.default_rng([2, 2]).permutation(400)  # of seed 2, all 400
    parameters = learning_curves.train_ten_classes(train[0][:, columns], train[1][columns], (8,), 40, 2)
    assert learning_curves.wrong(parameters, *dev).mean() == first[1, 1, 1]
