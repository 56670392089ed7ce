"""Exercise 10: the rate at which descent in a bowl turns over."""

import numpy as np

from deepcourse.exercises.course2.data_splits_and_diagnosis.fit_normalizer import inputs
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import normalization as reference

largest_learning_rate = FunctionExercise(
    __name__,
    reference=reference.largest_learning_rate,
    minutes=3,
    points_visible=3,
    points_hidden=4,
    any_number_type=True,
    hints=(
        "The matrix of second derivatives is X @ X.T / m, of shape (n_x, n_x), with m = X.shape[1].",
        "np.linalg.eigvalsh(matrix) returns the eigenvalues of a symmetric matrix, the largest one last.",
        "float(2 / np.linalg.eigvalsh(X @ X.T / X.shape[1])[-1]).",
    ),
)


def by_hand():
    """Return the text's example: four examples whose bowl has the curvatures 0.5 and 4.5."""
    return np.array([[1.0, -1.0, 0.0, 0.0], [0.0, 0.0, 3.0, -3.0]])


@largest_learning_rate.visible
def visible():
    """Return the text's example, an oblique bowl, one input, flat directions, and a single example."""
    rng = np.random.default_rng(10)
    return [
        Case("the example of the text: curvatures 0.5 and 4.5", (by_hand(),)),
        Case("3 inputs, 5 examples", (inputs(rng, 3, 5),)),
        Case("one input, 4 examples", (np.array([[1.0, 2.0, -1.0, 4.0]]),)),
        Case("5 inputs, 3 examples: flat directions", (inputs(rng, 5, 3),)),
        Case("2 inputs, a single example", (inputs(rng, 2, 1),)),
    ]


@largest_learning_rate.draw
def draw(rng):
    """Return inputs of random number."""
    n_x, m = int(rng.integers(2, 9)), int(rng.integers(3, 40))
    return Case(f"{n_x} inputs, {m} examples", (inputs(rng, n_x, m),))


@largest_learning_rate.edges
def edges(rng):
    """Return more inputs than examples (the bowl has flat directions), normalised inputs, and a single example."""
    X = inputs(rng, 3, 30)
    return [
        Case("8 inputs, 3 examples: flat directions", (inputs(rng, 8, 3),)),
        Case("normalised inputs", (reference.apply_normalizer(X, *reference.fit_normalizer(X)),)),
        Case("a single example", (inputs(rng, 2, 1),)),
    ]


@largest_learning_rate.property("descent converges below it and diverges above it")
def on_either_side(f, rng):
    """Return a sentence unless descent converges a little below the rate and diverges a little above it."""
    X = rng.normal(size=(3, 12)) * np.array([[1.0], [2.0], [4.0]])
    Y, start, rate = rng.normal(size=(1, 12)), 5 * rng.normal(size=(3, 1)), float(f(X))
    if not 0 < rate < 1e3:
        return f"a learning rate of {rate:.3g} is no rate that one can try"
    first = reference.bowl_cost(start, X, Y)
    below, above = (
        reference.bowl_cost(reference.descend(X, Y, start, s * rate, 300)[:, -1:], X, Y) for s in (0.97, 1.03)
    )
    if below > first:
        return f"at 97 % of your rate, {0.97 * rate:.4g}, 300 steps lead uphill: the rate is too large"
    return f"at 103 % of your rate, {1.03 * rate:.4g}, 300 steps still lead downhill" if above < first else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@largest_learning_rate.mistake
def one_over_curvature(X):
    """it is 1 / curvature: that rate jumps exactly to the bottom of the steepest axis; twice that diverges"""
    return reference.largest_learning_rate(X) / 2


@largest_learning_rate.mistake
def sum_of_curvatures(X):
    """the curvatures are added up, as the trace does: only the largest counts"""
    return float(2 / np.sum(reference.curvatures(X)))


@largest_learning_rate.mistake
def one_over_m_forgotten(X):
    """the 1/m is missing in X X^T / m: the cost is a mean over the examples"""
    return reference.largest_learning_rate(X) / X.shape[1]


@largest_learning_rate.mistake
def singular_value(X):
    """the largest singular value of X is used as it is: the curvature is its square, divided by m"""
    return float(2 / np.linalg.norm(X, 2))


@largest_learning_rate.mistake
def largest_diagonal_entry(X):
    """the largest entry on the diagonal is used: that is the largest curvature only where inputs are uncorrelated; take
    the largest eigenvalue
    """
    return float(2 / np.mean(X**2, axis=1).max())


@largest_learning_rate.mistake
def curvature_itself(X):
    """the largest curvature is returned: the larger it is, the smaller the rate, 2 / curvature"""
    return float(reference.curvatures(X)[-1])


@largest_learning_rate.mistake
def m_from_the_wrong_axis(X):
    """m is the number of inputs, as len(X) or X.shape[0]: the examples are the columns, so it is X.shape[1]"""
    return reference.largest_learning_rate(X) * X.shape[0] / X.shape[1]


@largest_learning_rate.mistake
def smallest_curvature(X):
    """the smallest curvature is used: along the flattest axis such steps are fine, along the steepest they diverge"""
    return 2 / reference.curvatures(X)[0]


@largest_learning_rate.mistake
def centred_first(X):
    """X is centred first, as np.cov does: the cost knows the inputs as they are"""
    return 2 / reference.curvatures(X - X.mean(axis=1, keepdims=True))[-1]


@largest_learning_rate.mistake
def root_of_the_curvature(X):
    """the root of the largest curvature is used, as a singular value of X / sqrt(m) is: the curvature is its square"""
    return float(2 / np.sqrt(reference.curvatures(X)[-1]))


@largest_learning_rate.mistake
def singular_value_over_m(X):
    """the largest singular value of X is divided by m, but not squared: the curvature is its square over m"""
    return float(2 * X.shape[1] / np.linalg.norm(X, 2))


@largest_learning_rate.mistake
def curvature_squared(X):
    """the curvature is squared: the eigenvalues of X X^T / m are curvatures already"""
    return float(2 / reference.curvatures(X)[-1] ** 2)


@largest_learning_rate.mistake
def mean_curvature(X):
    """the mean of the curvatures is used: only the largest counts"""
    return float(2 / np.mean(reference.curvatures(X)))


@largest_learning_rate.mistake
def half_of_the_curvature(X):
    """the curvature is divided by 2: the largest rate is 2 / curvature"""
    return float(reference.curvatures(X)[-1] / 2)


@largest_learning_rate.mistake
def norm_of_the_matrix(X):
    """the Frobenius norm of X X^T / m, as np.linalg.norm gives it, is used: take the largest eigenvalue"""
    return float(2 / np.linalg.norm(X @ X.T / X.shape[1]))


@largest_learning_rate.mistake
def product_of_the_curvatures(X):
    """the determinant, the product of all curvatures, is used: only the largest counts"""
    return float(2 / np.prod(reference.curvatures(X)))


@largest_learning_rate.mistake
def ratio_of_the_curvatures(X):
    """the ratio of the largest and the smallest curvature is used: that says how long the descent takes; the rate is
    2 / the largest
    """
    return float(2 * reference.curvatures(X)[0] / reference.curvatures(X)[-1])


@largest_learning_rate.mistake
def minus_one_example(X):
    """it is divided by m - 1: the cost is a mean over all m examples"""
    return reference.largest_learning_rate(X) * (X.shape[1] - 1) / X.shape[1]


# --- right, written differently -------------------------------------------------------------------------------------


@largest_learning_rate.right
def by_singular_values(X):
    """Return it from the largest singular value."""
    return 2 * X.shape[1] / np.linalg.svd(X, compute_uv=False)[0] ** 2


@largest_learning_rate.right
def the_other_way_round(X):
    """Return it from X^T X, which has the same largest eigenvalue."""
    return 2 / max(np.linalg.eigvals(X.T @ X / X.shape[1]).real)
