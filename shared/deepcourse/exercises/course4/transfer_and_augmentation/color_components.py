"""Exercise 6: the directions in which colours vary."""

import numpy as np

from deepcourse.cnn import augmentation as reference
from deepcourse.exercises.course4.transfer_and_augmentation.pictures import coloured, told
from deepcourse.exercises.declaration import Case, FunctionExercise


def without_signs(f, X):
    """Return (variances, planes): of each component the matrix p p^T, which is the same for p and -p."""
    variances, components = f(X)
    components = np.asarray(components, dtype=float)
    return np.asarray(variances, dtype=float), np.stack([np.outer(p, p) for p in components.T])


color_components = FunctionExercise(
    __name__,
    reference=reference.color_components,
    use=without_signs,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("variances", "the components, each as p p^T"),
    hints=(
        "One row for each pixel of all pictures, one column for each channel: which reshape gives you that?",
        "Subtract its mean from each channel, then compute the n_C by n_C matrix of mean products.",
        "np.linalg.eigh returns the smallest eigenvalue first, and an eigenvector in each column. Reverse both.",
    ),
)


def case(rng, shape):
    """Return random pictures."""
    return Case(told(shape), (coloured(rng, *shape),))


@color_components.visible
def visible():
    """Return several shapes, two and four channels, one picture, pictures of one bright and one dark set."""
    rng = np.random.default_rng(3)
    mixed = coloured(rng, 4, 3, 5, 3)
    mixed[:2] = 0.3 * mixed[:2, ..., ::-1] + 0.6 * np.array([0.1, 1.0, 0.4])
    return [
        case(rng, (3, 4, 5, 3)),
        Case("4 pictures, two of them green", (mixed,)),
        case(rng, (2, 5, 3, 2)),
        case(rng, (1, 6, 4, 3)),
        case(rng, (2, 4, 6, 4)),
    ]


@color_components.draw
def draw(rng):
    """Return random pictures."""
    return case(rng, tuple(int(n) for n in rng.integers((2, 3, 3, 2), (6, 8, 8, 5))))


@color_components.edges
def edges(rng):
    """Return one channel, one row of pixels, a large picture, pictures in float32."""
    small = coloured(rng, 2, 5, 4, 3).astype(np.float32).astype(float)
    return [case(rng, (3, 4, 5, 1)), case(rng, (1, 1, 12, 3)), case(rng, (1, 40, 30, 3)), Case("few bits", (small,))]


@color_components.property("components have length 1, and the variances add up", draw=lambda r: case(r, (3, 6, 5, 3)))
def adds_up(result, X):
    """Return a sentence unless the variances add up to those of the channels, and components have length 1."""
    variances, planes = result
    lengths = np.trace(planes, axis1=1, axis2=2)
    if not np.allclose(lengths, 1):
        return f"the squared lengths of the components are {', '.join(f'{n:.3g}' for n in lengths)}, not 1"
    total, expected = float(variances.sum()), float(X.reshape(-1, X.shape[3]).var(axis=0).sum())
    return (
        None
        if np.isclose(total, expected)
        else f"the variances add up to {total:.4g}, those of the channels to {expected:.4g}"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def of_matrix(matrix):
    """Return eigenvalues, the largest first, and eigenvectors."""
    variances, components = np.linalg.eigh(matrix)
    return variances[::-1], components[:, ::-1]


def covariance(X, *, axis=0, less=0):
    """Return the covariances of the channels."""
    pixels = X.reshape(-1, X.shape[3])
    centred = pixels - pixels.mean(axis=axis, keepdims=True)
    return centred.T @ centred / (len(pixels) - less)


@color_components.mistake
def not_centred(X):
    """the mean colour is not subtracted: the first component then points towards it"""
    pixels = X.reshape(-1, X.shape[3])
    return of_matrix(pixels.T @ pixels / len(pixels))


@color_components.mistake
def mean_over_everything(X):
    """one mean over all channels is subtracted: each channel has its own mean"""
    pixels = X.reshape(-1, X.shape[3]) - X.mean()
    return of_matrix(pixels.T @ pixels / len(pixels))


@color_components.mistake
def mean_of_each_pixel(X):
    """the mean of each pixel over its channels is subtracted: take the mean of each channel over all pixels, axis=0"""
    return of_matrix(covariance(X, axis=1))


@color_components.mistake
def each_picture_centred(X):
    """each picture has its own mean subtracted: subtract one mean over all pixels of all pictures"""
    return of_matrix(covariance(X - X.mean(axis=(1, 2), keepdims=True)))


@color_components.mistake
def first_picture_alone(X):
    """only the first picture is used: the components are those of all pixels of all pictures"""
    return of_matrix(covariance(X[:1]))


@color_components.mistake
def one_less(X):
    """the sums are divided by the number of pixels minus 1, as in np.cov: here, divide by the number of pixels"""
    return of_matrix(covariance(X, less=1))


@color_components.mistake
def not_divided(X):
    """the sums of products are not divided by the number of pixels: variances are means"""
    return of_matrix(covariance(X) * (X.size // X.shape[3]))


@color_components.mistake
def divided_by_the_number_of_pictures(X):
    """the sums are divided by the number of pictures: divide by the number of pixels, m * n_H * n_W"""
    return of_matrix(covariance(X) * X.shape[1] * X.shape[2])


@color_components.mistake
def smallest_first(X):
    """the smallest variance comes first, as np.linalg.eigh returns it: reverse the variances and the columns"""
    return np.linalg.eigh(covariance(X))


@color_components.mistake
def only_variances_turned(X):
    """the variances are reversed, but the components are not: each component must keep its own variance"""
    variances, components = np.linalg.eigh(covariance(X))
    return variances[::-1], components


@color_components.mistake
def rows_turned(X):
    """the rows of the components are reversed: components are columns, [:, ::-1]"""
    variances, components = np.linalg.eigh(covariance(X))
    return variances[::-1], components[::-1]


@color_components.mistake
def components_in_rows(X):
    """the components are in rows: return them in columns"""
    variances, components = of_matrix(covariance(X))
    return variances, components.T


@color_components.mistake
def standard_deviations(X):
    """the roots of the eigenvalues are returned: those are standard deviations; return variances"""
    variances, components = of_matrix(covariance(X))
    return np.sqrt(np.maximum(variances, 0)), components


@color_components.mistake
def correlations(X):
    """each channel is divided by its standard deviation first: use covariances, not correlations"""
    deviations = X.std(axis=(0, 1, 2))
    return of_matrix(covariance(X / np.where(deviations > 0, deviations, 1)))


@color_components.mistake
def channels_first(X):
    """X is reshaped to (n_C, ...), which mixes channels: keep the last axis, X.reshape(-1, n_C)"""
    pixels = X.reshape(X.shape[3], -1).T
    centred = pixels - pixels.mean(axis=0)
    return of_matrix(centred.T @ centred / len(pixels))


@color_components.mistake
def singular_values(X):
    """the singular values of the pixels are returned: square them and divide by the number of pixels"""
    pixels = X.reshape(-1, X.shape[3])
    _, values, rows = np.linalg.svd(pixels - pixels.mean(axis=0), full_matrices=False)
    return values, rows.T


@color_components.right
def from_singular_values(X):
    """Return the same from a singular value decomposition."""
    pixels = X.reshape(-1, X.shape[3])
    _, values, rows = np.linalg.svd(pixels - pixels.mean(axis=0), full_matrices=False)
    return values**2 / len(pixels), rows.T


@color_components.right
def from_numpy_s_covariance(X):
    """Return the same from np.cov, sorted."""
    variances, components = np.linalg.eigh(np.atleast_2d(np.cov(X.reshape(-1, X.shape[3]), rowvar=False, bias=True)))
    order = np.argsort(-variances)
    return variances[order], -components[:, order]
