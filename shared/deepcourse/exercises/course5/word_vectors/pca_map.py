"""Exercise 7: words in the plane of their principal components."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import word_vectors as reference

pca_map = FunctionExercise(
    __name__,
    reference=reference.pca_map,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("Y",),
    hints=(
        "The principal components are directions of the cloud around its mean: which mean must you subtract, over "
        "the words or over the numbers?",
        "np.linalg.svd of the centred matrix gives directions in the columns of its first result, in order of spread. "
        "What are the coordinates of a point along a direction?",
        "For the sign: find the entry with the largest absolute value in a row (np.abs, argmax). If it is negative, "
        "flip the sign of the row.",
    ),
)


@pca_map.visible
def visible():
    """Return several sizes, a large mean, more points than numbers, single precision."""
    rng = np.random.default_rng(76)
    return [
        Case("4 numbers, 7 words", (rng.normal(size=(4, 7)) + 3,)),
        Case("6 numbers, 5 words, a mean far away", (rng.normal(size=(6, 5)) * 2 - 20,)),
        Case("3 numbers, 9 words, uneven spread", (rng.normal(size=(3, 9)) * np.array([[1.0], [8], [3]]) + 1,)),
        Case("single precision", (rng.normal(size=(5, 8)).astype(np.float32),)),
    ]


@pca_map.draw
def draw(rng):
    """Return random points."""
    n, m = int(rng.integers(3, 8)), int(rng.integers(5, 12))
    return Case(
        f"{n} numbers, {m} words",
        (rng.normal(size=(n, m)) * rng.uniform(0.5, 4, size=(n, 1)) + rng.normal(size=(n, 1)),),
    )


@pca_map.edges
def edges(rng):
    """Return two numbers each, three words, many words."""
    return [
        Case("single precision", (rng.normal(size=(4, 9)).astype(np.float32) + 2,)),
        Case("2 numbers, 6 words", (rng.normal(size=(2, 6)) + 1,)),
        Case("5 numbers, 3 words", (rng.normal(size=(5, 3)),)),
        Case("8 numbers, 60 words", (rng.normal(size=(8, 60)) * 3,)),
    ]


@pca_map.property("the first row has the larger spread")
def spread_falls(f, rng):
    """Return a sentence unless the rows are in order of spread."""
    one, two = np.var(np.asarray(f(rng.normal(size=(6, 40)))), axis=1)[:2]
    return None if one >= two else f"the variances of the rows are {one:.3g} and {two:.3g}"


def signed(Y):
    """Return Y, in each row the entry of largest size positive."""
    largest = np.take_along_axis(Y, np.abs(Y).argmax(axis=1)[:, None], axis=1)
    return np.where(largest < 0, -Y, Y)


def directions_of(X):
    """Return the principal directions of columns that are centred, (n, min(n, m))."""
    return np.linalg.svd(X, full_matrices=False)[0]


def centred(X):
    """Return X without the mean of each row."""
    return X - X.mean(axis=1, keepdims=True)


@pca_map.mistake
def not_centred(X):
    """the mean is not subtracted: subtract the mean vector of all words first"""
    return signed(directions_of(X)[:, :2].T @ X)


@pca_map.mistake
def centred_for_the_directions_alone(X):
    """the directions are right, but the points are not centred: project X minus its mean"""
    return signed(directions_of(centred(X))[:, :2].T @ X)


@pca_map.mistake
def mean_of_each_word(X):
    """the mean of each word's numbers is subtracted: take the mean over the words, axis 1, keepdims=True"""
    moved = X - X.mean(axis=0)
    return signed(directions_of(moved)[:, :2].T @ moved)


@pca_map.mistake
def one_mean_for_all(X):
    """one mean of all entries is subtracted: each row has a mean of its own"""
    moved = X - X.mean()
    return signed(directions_of(moved)[:, :2].T @ moved)


@pca_map.mistake
def rows_for_directions(X):
    """the first two rows of U are taken: the directions are its columns"""
    return signed(directions_of(centred(X))[:2] @ centred(X))


@pca_map.mistake
def smallest_components(X):
    """the directions of smallest spread are taken: np.linalg.eigh sorts in ascending order"""
    moved = centred(X)
    return signed(np.linalg.eigh(moved @ moved.T)[1][:, :2].T @ moved)


@pca_map.mistake
def components_swapped(X):
    """the two rows are swapped: the direction of largest spread comes first"""
    return reference.pca_map(X)[::-1]


@pca_map.mistake
def transposed(X):
    """the words are rows: return (2, m)"""
    return reference.pca_map(X).T


@pca_map.mistake
def unit_spread(X):
    """the coordinates are those of V in the SVD, scaled to length 1: multiply them by the singular values"""
    return signed(np.linalg.svd(centred(X), full_matrices=False)[2][:2])


@pca_map.mistake
def standardised(X):
    """the rows are divided by their standard deviations: subtract the mean and do nothing else"""
    moved = centred(X) / X.std(axis=1, keepdims=True)
    return signed(directions_of(moved)[:, :2].T @ moved)


@pca_map.mistake
def sign_not_settled(X):
    """the largest entry of a row is negative: flip the sign of that row"""
    return -reference.pca_map(X)


@pca_map.mistake
def first_entry_positive(X):
    """the first entry of each row is made positive: it should be the entry of largest size"""
    Y = reference.pca_map(X)
    return np.where(Y[:, :1] < 0, -Y, Y)


@pca_map.mistake
def one_sign_for_all(X):
    """one sign is settled for the whole map: find the entry of largest size in each row"""
    Y = directions_of(centred(X))[:, :2].T @ centred(X)
    return Y if np.abs(Y).max() == Y.max() else -Y


@pca_map.mistake
def signed_by_directions(X):
    """the sign is settled by the numbers of a direction: find the entry of largest size among its coordinates"""
    return signed(directions_of(centred(X))[:, :2].T) @ centred(X)


@pca_map.mistake
def sign_of_svd(X):
    """the sign is the one that np.linalg.svd happens to give: make the entry of largest size in each row positive"""
    return directions_of(centred(X))[:, :2].T @ centred(X)


@pca_map.mistake
def sign_of_eigh(X):
    """the sign is the one that np.linalg.eigh happens to give: make the entry of largest size in each row positive"""
    moved = centred(X)
    return np.linalg.eigh(moved @ moved.T / X.shape[1])[1][:, ::-1][:, :2].T @ moved


@pca_map.mistake
def double_precision(X):
    """the coordinates are float64 though X is float32: keep the number type of X"""
    return reference.pca_map(X.astype(float))


@pca_map.mistake
def sizes(X):
    """all entries are positive: flip whole rows, not single entries"""
    return np.abs(reference.pca_map(X))


@pca_map.mistake
def all_components(X):
    """all components are returned: keep the first two"""
    return signed(directions_of(centred(X)).T @ centred(X))


@pca_map.right
def by_eigenvectors(X):
    """Return the same, from the covariance matrix."""
    moved = (X - X.mean(axis=1)[:, None]).astype(float)
    Y = np.linalg.eigh(moved @ moved.T / X.shape[1])[1][:, ::-1][:, :2].T @ moved
    return signed(Y).astype(X.dtype)


@pca_map.right
def by_v(X):
    """Return the same, from V and the singular values."""
    _, s, Vt = np.linalg.svd(X - X.mean(axis=1, keepdims=True), full_matrices=False)
    Y = s[:2, None] * Vt[:2]
    for row in Y:
        if row[np.abs(row).argmax()] < 0:
            row *= -1
    return Y
