"""Exercise 7: batch normalisation disappears into the weights, once the training is over."""

import numpy as np

from deepcourse.exercises.course2.batch_normalization.layers import running_of, scale_and_shift
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import batch_normalization as reference

fold_into_weights = FunctionExercise(
    __name__,
    reference=reference.fold_into_weights,
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("W_folded", "b_folded"),
    hints=(
        "Write Ztilde = gamma * (W A - mean) / sqrt(var + epsilon) + beta, and sort it: what multiplies A?",
        'scale = gamma / np.sqrt(running["var"] + epsilon) is a column, (n, 1): scale * W scales the rows of W.',
        'return scale * W, beta - scale * running["mean"].',
    ),
)


def arguments(rng, n_prev, n, epsilon):
    """Return (W, gamma, beta, running, epsilon) of a random layer."""
    return rng.normal(size=(n, n_prev)), *scale_and_shift(rng, n), running_of(rng, n), epsilon


@fold_into_weights.visible
def visible():
    """Return the layer of the text, random layers, a square one, a unit that never moved, and a gamma of 0."""
    rng, running = np.random.default_rng(7), {"mean": np.array([[3.0]]), "var": np.array([[4.0]])}
    still, off = (arguments(np.random.default_rng(seed), 3, 2, 0.2) for seed in (17, 18))
    still[3]["var"][0], off[1][1] = 0.0, 0.0
    return [
        Case("the unit of the text", (np.array([[6.0, -2.0]]), np.array([[2.0]]), np.array([[10.0]]), running, 1e-5)),
        Case("4 inputs, 3 units", arguments(rng, 4, 3, 0.5)),
        Case("3 inputs, 3 units", arguments(rng, 3, 3, 0.1)),
        Case("a running variance of 0 for unit 0", still),
        Case("gamma is 0 for unit 1", off),
    ]


@fold_into_weights.draw
def draw(rng):
    """Return a layer of random size."""
    n_prev, n = (int(size) for size in rng.integers(1, 7, size=2))
    return Case(f"{n_prev} inputs, {n} units", arguments(rng, n_prev, n, float(10 ** rng.uniform(-2, 0))))


@fold_into_weights.edges
def edges(rng):
    """Return a unit that never moved in training, one with gamma 0, and a square layer."""
    still = arguments(rng, 3, 2, 0.2)
    still[3]["var"][0] = 0.0
    off = arguments(rng, 4, 2, 0.2)
    off[1][1] = 0.0
    return [
        Case("a running variance of 0", still),
        Case("gamma is 0 for unit 1", off),
        Case("4 inputs, 4 units", arguments(rng, 4, 4, 0.3)),
        Case("5 inputs, 3 units", arguments(rng, 5, 3, 0.6)),
    ]


@fold_into_weights.property("the folded layer answers new examples alike")
def answers_alike(f, rng):
    """Return a sentence unless the folded layer answers new examples as the layer in mode "test" does."""
    W, gamma, beta, running, epsilon = arguments(rng, 5, 4, 0.1)
    A_prev = rng.normal(size=(5, 7))
    wanted = reference.batchnorm_forward(W @ A_prev, gamma, beta, running, "test", epsilon)[0]
    W_folded, b_folded = f(W, gamma, beta, running, epsilon)
    far = float(np.abs(W_folded @ A_prev + b_folded - wanted).max())
    told = f"on new examples the folded layer is up to {far:.3g} away from W and batch normalisation"
    return told if far > 1e-8 else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def with_scale(scale, W, beta, running):
    """Return what another scale would give."""
    return scale * W, beta - scale * running["mean"]


@fold_into_weights.mistake
def epsilon_outside_the_root(W, gamma, beta, running, epsilon):
    """epsilon is added to the root: it stands under it, sqrt(var + epsilon)"""
    return with_scale(gamma / (np.sqrt(running["var"]) + epsilon), W, beta, running)


@fold_into_weights.mistake
def epsilon_forgotten(W, gamma, beta, running, epsilon):
    """epsilon is left out: the folded layer would no longer answer what the trained one does"""
    return with_scale(gamma / np.sqrt(running["var"]), W, beta, running)


@fold_into_weights.mistake
def epsilon_fixed(W, gamma, beta, running, epsilon):
    """epsilon is fixed at 1e-5: take the one that is given, the one of the training"""
    return reference.fold_into_weights(W, gamma, beta, running, 1e-5)


@fold_into_weights.mistake
def variance_without_root(W, gamma, beta, running, epsilon):
    """the scale is gamma / (var + epsilon): a root is missing"""
    return with_scale(gamma / (running["var"] + epsilon), W, beta, running)


@fold_into_weights.mistake
def gamma_forgotten(W, gamma, beta, running, epsilon):
    """gamma is missing in the scale: gamma / sqrt(var + epsilon)"""
    return with_scale(1 / np.sqrt(running["var"] + epsilon), W, beta, running)


@fold_into_weights.mistake
def mean_not_scaled(W, gamma, beta, running, epsilon):
    """the mean is taken away unscaled: Z - mean is multiplied by the scale as a whole"""
    W_folded, _ = reference.fold_into_weights(W, gamma, beta, running, epsilon)
    return W_folded, beta - running["mean"]


@fold_into_weights.mistake
def mean_added(W, gamma, beta, running, epsilon):
    """the mean is added: it is taken away, b = beta - scale * mean"""
    W_folded, b_folded = reference.fold_into_weights(W, gamma, beta, running, epsilon)
    return W_folded, 2 * beta - b_folded


@fold_into_weights.mistake
def beta_forgotten(W, gamma, beta, running, epsilon):
    """beta is missing in the bias: b = beta - scale * mean"""
    W_folded, b_folded = reference.fold_into_weights(W, gamma, beta, running, epsilon)
    return W_folded, b_folded - beta


@fold_into_weights.mistake
def columns_scaled(W, gamma, beta, running, epsilon):
    """the columns of W are scaled: the scale belongs to a unit, which is a row, so it stays a column (n, 1)"""
    scale = gamma / np.sqrt(running["var"] + epsilon)
    return W * scale[:, 0], beta - scale * running["mean"]


@fold_into_weights.mistake
def mean_through_the_weights(W, gamma, beta, running, epsilon):
    """the mean is multiplied by the folded weights, which gives the bias as many columns as W has: it is multiplied by
    the scale, b = beta - scale * mean
    """
    W_folded, _ = reference.fold_into_weights(W, gamma, beta, running, epsilon)
    return W_folded, beta - W_folded * running["mean"]


@fold_into_weights.mistake
def weights_changed_in_place(W, gamma, beta, running, epsilon):
    """the caller's weights are changed, by *=: make a new array, scale * W"""
    W_folded, b_folded = reference.fold_into_weights(W, gamma, beta, running, epsilon)
    W *= gamma / np.sqrt(running["var"] + epsilon)
    return W_folded, b_folded


@fold_into_weights.mistake
def epsilon_and_root_forgotten(W, gamma, beta, running, epsilon):
    """the scale is gamma / var: both epsilon and the root are missing"""
    return with_scale(gamma / running["var"], W, beta, running)


@fold_into_weights.mistake
def multiplied_by_the_root(W, gamma, beta, running, epsilon):
    """gamma is multiplied by the root: the scale is gamma / sqrt(var + epsilon)"""
    return with_scale(gamma * np.sqrt(running["var"] + epsilon), W, beta, running)


@fold_into_weights.mistake
def gamma_and_beta_swapped(W, gamma, beta, running, epsilon):
    """gamma and beta are swapped: gamma is in the scale, beta in the bias"""
    return with_scale(beta / np.sqrt(running["var"] + epsilon), W, gamma, running)


@fold_into_weights.mistake
def beta_scaled(W, gamma, beta, running, epsilon):
    """beta is scaled as well, scale * (beta - mean): only the mean is, b = beta - scale * mean"""
    scale = gamma / np.sqrt(running["var"] + epsilon)
    return scale * W, scale * (beta - running["mean"])


@fold_into_weights.mistake
def gamma_forgotten_in_the_bias(W, gamma, beta, running, epsilon):
    """gamma is missing in the bias: the mean is multiplied by the whole scale, gamma / sqrt(var + epsilon)"""
    W_folded, _ = reference.fold_into_weights(W, gamma, beta, running, epsilon)
    return W_folded, beta - running["mean"] / np.sqrt(running["var"] + epsilon)


@fold_into_weights.mistake
def gamma_forgotten_in_the_weights(W, gamma, beta, running, epsilon):
    """gamma is missing in the weights: they are multiplied by the whole scale, gamma / sqrt(var + epsilon)"""
    _, b_folded = reference.fold_into_weights(W, gamma, beta, running, epsilon)
    return W / np.sqrt(running["var"] + epsilon), b_folded


@fold_into_weights.mistake
def mean_forgotten(W, gamma, beta, running, epsilon):
    """the bias is beta alone: the mean is taken away too, b = beta - scale * mean"""
    return reference.fold_into_weights(W, gamma, beta, running, epsilon)[0], beta


@fold_into_weights.mistake
def weights_unscaled(W, gamma, beta, running, epsilon):
    """the weights are left as they are: each row is multiplied by the scale of its unit"""
    return W, reference.fold_into_weights(W, gamma, beta, running, epsilon)[1]


@fold_into_weights.mistake
def sign_turned_round(W, gamma, beta, running, epsilon):
    """the bias is scale * mean - beta: it is the other way round, b = beta - scale * mean"""
    W_folded, b_folded = reference.fold_into_weights(W, gamma, beta, running, epsilon)
    return W_folded, -b_folded


@fold_into_weights.mistake
def diagonal_of_a_column(W, gamma, beta, running, epsilon):
    """np.diag of a column takes its diagonal, one number, and makes no matrix: multiply, scale * W, or use
    np.diagflat"""
    scale = gamma / np.sqrt(running["var"] + epsilon)
    return np.diag(scale) @ W, beta - scale * running["mean"]


# --- right, written differently -------------------------------------------------------------------------------------


@fold_into_weights.right
def by_asking(W, gamma, beta, running, epsilon):
    """Return the same, found by asking the layer what it answers to zeros, and to one input at a time."""
    asked = np.hstack([np.zeros((W.shape[1], 1)), np.eye(W.shape[1])])
    answers = reference.batchnorm_forward(W @ asked, gamma, beta, running, "test", epsilon)[0]
    return answers[:, 1:] - answers[:, :1], answers[:, :1].copy()


@fold_into_weights.right
def row_after_row(W, gamma, beta, running, epsilon):
    """Return the same, in a loop over the units."""
    W_folded, b_folded = np.zeros_like(W), np.zeros_like(beta)
    for i in range(len(W)):
        scale = gamma[i, 0] / (running["var"][i, 0] + epsilon) ** 0.5
        W_folded[i] = scale * W[i]
        b_folded[i, 0] = beta[i, 0] - scale * running["mean"][i, 0]
    return W_folded, b_folded
