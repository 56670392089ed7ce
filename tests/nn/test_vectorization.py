"""The reference functions on whole arrays against SciPy, scikit-learn, PyTorch, finite differences, and plain loops."""

import json
import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import approx_fprime
from scipy.spatial.distance import cdist
from scipy.special import expit
from scipy.special import softmax as scipy_softmax
from sklearn.preprocessing import normalize

from deepcourse.datasets import load_pullover_or_coat
from deepcourse.nn import vectorization as nn
from deepcourse.nn.activations import sigmoid
from oracles import record_vectorization as recorded

FIXTURE = json.loads(recorded.FIXTURE.read_text())["shapes"]
FAR = np.array([[-1e4, 0.0, 1e4], [1e4, 1e4, 1e4], [-1e4, -1e4, -1e4 + 1]])
shapes = pytest.mark.parametrize("shape", recorded.SHAPES, ids=str)


@pytest.fixture(autouse=True)
def silence():
    """Nothing of the reference may warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def distances_by_definition(A, B):
    """The definition as three loops: slow, and too plain to be wrong."""
    D = np.zeros((len(A), len(B)))
    for i in range(len(A)):
        for j in range(len(B)):
            D[i, j] = sum((float(a) - float(b)) ** 2 for a, b in zip(A[i], B[j], strict=True))
    return D


@pytest.mark.parametrize("x", [0, 1, -1, 0.3, -36.5, 700, -700, 1e4, -1e4, math.inf, -math.inf])
def test_basic_sigmoid_is_scipys_expit(x):
    assert nn.basic_sigmoid(x) == pytest.approx(expit(x), rel=1e-12)
    assert type(nn.basic_sigmoid(x)) is float


def test_the_slope_of_the_sigmoid_is_the_measured_one():
    x = np.linspace(-6, 6, 25)
    measured = np.diag(approx_fprime(x, sigmoid, 1e-7))
    np.testing.assert_allclose(nn.sigmoid_derivative(x), measured, atol=1e-7)


def test_the_slope_keeps_its_digits_far_out():
    np.testing.assert_allclose(nn.sigmoid_derivative(np.array([-50.0, 50.0])), math.exp(-50), rtol=1e-10)
    np.testing.assert_array_equal(nn.sigmoid_derivative(np.array([-1e4, 1e4])), 0)


def test_image2vector_lists_rows_then_columns_then_colours():
    image = np.random.default_rng(1).random((3, 4, 2))
    listed = [image[i, j, k] for i in range(3) for j in range(4) for k in range(2)]
    np.testing.assert_array_equal(nn.image2vector(image), [[entry] for entry in listed])


def test_normalize_rows_is_scikit_learns_zero_rows_included():
    x = np.random.default_rng(2).normal(size=(5, 4))
    x[2], x[3] = 0, x[3] * 1e-9
    np.testing.assert_allclose(nn.normalize_rows(x), normalize(x), rtol=1e-12)
    np.testing.assert_array_equal(nn.normalize_rows(x)[2], 0)


def test_softmax_is_scipys_also_far_out():
    for x in (FAR, np.random.default_rng(3).normal(size=(6, 5))):
        np.testing.assert_allclose(nn.softmax(x), scipy_softmax(x, axis=1), rtol=1e-12, atol=1e-300)


@given(rows=st.integers(1, 7), columns=st.integers(1, 7), seed=st.integers(0, 999))
@settings(max_examples=60, deadline=None)
def test_distances_are_those_of_the_definition_and_of_scipy(rows, columns, seed):
    rng = np.random.default_rng(seed)
    A, B = rng.normal(size=(rows, columns)), rng.normal(size=(columns, columns))
    D = nn.pairwise_squared_distances(A, B)
    np.testing.assert_allclose(D, distances_by_definition(A, B), rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(D, cdist(A, B, "sqeuclidean"), rtol=1e-10, atol=1e-13)


def test_distances_are_never_negative_and_survive_a_faraway_origin():
    A = np.random.default_rng(4).random((50, 7))
    assert nn.pairwise_squared_distances(A, A).min() == 0
    np.testing.assert_allclose(
        nn.pairwise_squared_distances(A + 1e6, A + 1e6), cdist(A + 1e6, A + 1e6, "sqeuclidean"), atol=1e-10
    )


def test_rows_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="rows of A have 2 entries, those of B 3"):
        nn.pairwise_squared_distances(np.ones((4, 2)), np.ones((4, 3)))


@shapes
def test_every_function_is_what_pytorch_recorded(shape):
    compare_with_torch(*recorded.tables(*shape), FIXTURE["{},{}".format(*shape)])


@shapes
def test_every_function_is_what_pytorch_says_today(shape):
    pytest.importorskip("torch")
    A, B = recorded.tables(*shape)
    compare_with_torch(A, B, recorded.by_torch(A, B))


def compare_with_torch(A, B, torch_says):
    ours = {name: getattr(nn, name)(A) for name in ("sigmoid", "sigmoid_derivative", "normalize_rows", "softmax")}
    ours |= {"L1": nn.L1(A, B[:-2]), "L2": nn.L2(A, B[:-2])}
    ours["pairwise_squared_distances"] = nn.pairwise_squared_distances(A, B)
    assert ours.keys() == torch_says.keys()
    for name, value in ours.items():
        np.testing.assert_allclose(value, torch_says[name], rtol=1e-10, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("function", [nn.sigmoid_derivative, nn.normalize_rows, nn.softmax], ids=lambda f: f.__name__)
def test_single_precision_is_as_good_as_it_can_be(function):
    x = np.random.default_rng(5).normal(size=(4, 6))
    np.testing.assert_allclose(function(x.astype(np.float32)), function(x), rtol=1e-5)


def test_no_function_changes_its_arguments():
    A, B = recorded.tables(3, 4)
    before = A.copy(), B.copy()
    nn.sigmoid_derivative(A), nn.normalize_rows(A), nn.softmax(A), nn.L1(A, B[:-2]), nn.L2(A, B[:-2])
    nn.pairwise_squared_distances(A, B)
    np.testing.assert_array_equal(A, before[0])
    np.testing.assert_array_equal(B, before[1])


def test_nearest_neighbours_are_right_as_often_as_the_notebook_states():
    data = load_pullover_or_coat()
    nearest = nn.pairwise_squared_distances(data.X_test.T, data.X_train.T).argmin(axis=1)
    assert np.mean(data.Y_train[0, nearest] == data.Y_test[0]) == pytest.approx(0.805, abs=0.002)
