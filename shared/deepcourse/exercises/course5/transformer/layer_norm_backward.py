"""Exercise 2: the way back through a mean and a variance."""

import numpy as np

from deepcourse.exercises.course5.gated_units.cells import nudged
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import transformer as reference

layer_norm_backward = FunctionExercise(
    __name__,
    reference=reference.layer_norm_backward,
    minutes=9,
    points_visible=6,
    points_hidden=8,
    relative_tolerance=1e-5,  # float32 is among the cases
    returns=("dx", "dgamma", "dbeta"),
    hints=(
        "gamma and beta first: each row has one of them, and it serves all examples and all steps. What does that "
        "mean for their gradients?",
        "Let d_normal be the gradient of `normal`. If x grows by the same amount in all rows, nothing "
        "changes. So which part of d_normal cannot reach x?",
        "If x is stretched around its mean, nothing changes either: the part along `normal` is lost, too. Subtract "
        "both parts, each with a mean over the rows of the step, and divide by the deviation.",
    ),
)


def case(rng, sizes, name="", *, dtype=float, epsilon=0.1):
    """Return a gradient and the cache of the reference as a case."""
    n, m, T = sizes
    x, d_out = rng.normal(2.0, 1.5, size=(n, m, T)), rng.normal(0.5, 1.0, size=(n, m, T))
    gamma, beta = rng.normal(1.0, 0.8, size=(n, 1)), rng.normal(size=(n, 1))
    cache = reference.layer_norm_forward(x, gamma, beta, epsilon=epsilon)[1]
    arrays = (d_out.astype(dtype), tuple(part.astype(dtype) for part in cache))
    return Case(name or f"n = {n}, m = {m}, T = {T}", arrays)


@layer_norm_backward.visible
def visible():
    """Return several sizes, one example, one step, two rows, no epsilon, float32."""
    rng = np.random.default_rng(602)
    return [
        case(rng, (4, 3, 5)),
        case(rng, (6, 2, 3)),
        case(rng, (3, 4, 2)),
        case(rng, (5, 1, 1), "one example, one step"),
        case(rng, (5, 2, 4), "epsilon = 0", epsilon=0.0),
        case(rng, (2, 3, 4), "two rows"),
        case(rng, (4, 2, 3), "float32", dtype=np.float32),
    ]


@layer_norm_backward.draw
def draw(rng):
    """Return a random size."""
    n, m, T = (int(k) for k in rng.permutation(np.arange(3, 8))[:3])
    return case(rng, (n, m, T), epsilon=float(rng.choice([0.01, 0.2, 0.6])))


@layer_norm_backward.edges
def edges(rng):
    """Return one example, one step, two rows, no epsilon, float32."""
    return [
        case(rng, (6, 1, 4), "one example"),
        case(rng, (4, 3, 1), "one step"),
        case(rng, (2, 4, 3), "two rows"),
        case(rng, (7, 2, 3), "epsilon = 0", epsilon=0.0),
        case(rng, (5, 3, 2), "float32", dtype=np.float32),
    ]


@layer_norm_backward.property("each gradient is the slope that nudging measures")
def slopes(f, rng):
    """Return a sentence unless dx, dgamma and dbeta are slopes."""
    parts = {"x": rng.normal(size=(5, 2, 3)), "gamma": rng.normal(size=(5, 1)), "beta": rng.normal(size=(5, 1))}
    d_out = rng.normal(size=(5, 2, 3))

    def forward(parts):
        return (reference.layer_norm_forward(*parts.values(), epsilon=0.2)[0],)

    found = f(d_out, reference.layer_norm_forward(*parts.values(), epsilon=0.2)[1])
    if type(found) not in (tuple, list) or len(found) != 3:
        return "return three gradients: dx, dgamma, dbeta"
    for name, gradient in zip(parts, found, strict=True):
        trouble = nudged(rng, parts, name, forward, gradient, (d_out,))
        if trouble:
            return trouble
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def gradients(d_out, cache, *, inner=None, divide=None, scale=True, dgamma=None, dbeta=None):
    """Return (dx, dgamma, dbeta) with something changed."""
    normal, deviation, gamma = cache
    d = gamma[:, :, None] * d_out if scale else d_out
    left = d - d.mean(axis=0) - normal * (d * normal).mean(axis=0) if inner is None else inner(d, normal)
    dx = left / deviation if divide is None else divide(left, deviation)
    total = (d_out * normal).sum(axis=(1, 2))[:, None] if dgamma is None else dgamma(d_out, normal, gamma)
    return dx, total, d_out.sum(axis=(1, 2))[:, None] if dbeta is None else dbeta(d_out, gamma)


@layer_norm_backward.mistake
def both_means_left_out(d_out, cache):
    """mean and variance are treated as constants: both depend on x, and each takes a part away"""
    return gradients(d_out, cache, inner=lambda d, normal: d)


@layer_norm_backward.mistake
def variance_constant(d_out, cache):
    """the variance is treated as a constant: it depends on x, and takes away the part along `normal`"""
    return gradients(d_out, cache, inner=lambda d, normal: d - d.mean(axis=0))


@layer_norm_backward.mistake
def mean_constant(d_out, cache):
    """the mean is treated as a constant: it depends on x, and takes away the mean of the gradient"""
    return gradients(d_out, cache, inner=lambda d, normal: d - normal * (d * normal).mean(axis=0))


@layer_norm_backward.mistake
def sums_for_means(d_out, cache):
    """sums over the rows stand in the place of both means"""
    return gradients(d_out, cache, inner=lambda d, normal: d - d.sum(axis=0) - normal * (d * normal).sum(axis=0))


@layer_norm_backward.mistake
def over_examples(d_out, cache):
    """both means run over the examples: they run over the rows of each step"""
    return gradients(
        d_out,
        cache,
        inner=lambda d, normal: d - d.mean(axis=1, keepdims=True) - normal * (d * normal).mean(axis=1, keepdims=True),
    )


@layer_norm_backward.mistake
def over_steps(d_out, cache):
    """both means run over the steps: they run over the rows of each step"""
    return gradients(
        d_out,
        cache,
        inner=lambda d, normal: d - d.mean(axis=2, keepdims=True) - normal * (d * normal).mean(axis=2, keepdims=True),
    )


@layer_norm_backward.mistake
def over_examples_and_steps(d_out, cache):
    """both means run over examples and steps, as in batch norm: they run over the rows of each step"""

    def mean(values):
        return values.mean(axis=(1, 2), keepdims=True)

    return gradients(d_out, cache, inner=lambda d, normal: d - mean(d) - normal * mean(d * normal))


@layer_norm_backward.mistake
def dgamma_of_the_scaled(d_out, cache):
    """dgamma is multiplied by gamma: it is the sum of d_out * normal"""
    return gradients(d_out, cache, dgamma=lambda d, normal, gamma: gamma * (d * normal).sum(axis=(1, 2))[:, None])


@layer_norm_backward.mistake
def over_everything(d_out, cache):
    """both means run over rows, examples and steps: each step has its own, over its rows"""
    return gradients(d_out, cache, inner=lambda d, normal: d - d.mean() - normal * (d * normal).mean())


@layer_norm_backward.mistake
def normal_left_out(d_out, cache):
    """the second mean is subtracted without `normal` in front of it"""
    return gradients(d_out, cache, inner=lambda d, normal: d - d.mean(axis=0) - (d * normal).mean(axis=0))


@layer_norm_backward.mistake
def second_term_added(d_out, cache):
    """the part along `normal` is added: subtract it"""
    return gradients(d_out, cache, inner=lambda d, normal: d - d.mean(axis=0) + normal * (d * normal).mean(axis=0))


@layer_norm_backward.mistake
def gamma_last(d_out, cache):
    """gamma multiplies at the end: it multiplies d_out before the means are taken"""
    dx, dgamma, dbeta = gradients(d_out, cache, scale=False)
    return cache[2][:, :, None] * dx, dgamma, dbeta


@layer_norm_backward.mistake
def gamma_left_out(d_out, cache):
    """gamma is left out of dx"""
    return gradients(d_out, cache, scale=False)


@layer_norm_backward.mistake
def not_divided(d_out, cache):
    """dx is not divided by the deviation"""
    return gradients(d_out, cache, divide=lambda left, deviation: left)


@layer_norm_backward.mistake
def multiplied(d_out, cache):
    """dx is multiplied by the deviation: divide by it"""
    return gradients(d_out, cache, divide=lambda left, deviation: left * deviation)


@layer_norm_backward.mistake
def divided_twice(d_out, cache):
    """dx is divided by the variance: divide by the deviation, its root"""
    return gradients(d_out, cache, divide=lambda left, deviation: left / deviation**2)


@layer_norm_backward.mistake
def dgamma_without_normal(d_out, cache):
    """dgamma lacks the factor `normal`: it is what gamma was multiplied by"""
    return gradients(d_out, cache, dgamma=lambda d, normal, gamma: d.sum(axis=(1, 2))[:, None])


@layer_norm_backward.mistake
def dgamma_and_dbeta_averaged(d_out, cache):
    """dgamma and dbeta are means over examples and steps: they are sums"""
    dx, dgamma, dbeta = gradients(d_out, cache)
    count = d_out.shape[1] * d_out.shape[2]
    return dx, dgamma / count, dbeta / count


@layer_norm_backward.mistake
def dbeta_times_gamma(d_out, cache):
    """dbeta is multiplied by gamma: beta is added after gamma"""
    return gradients(d_out, cache, dbeta=lambda d, gamma: gamma * d.sum(axis=(1, 2))[:, None])


@layer_norm_backward.mistake
def flat(d_out, cache):
    """dgamma and dbeta have the shape (n,): gamma and beta are columns, (n, 1)"""
    dx, dgamma, dbeta = gradients(d_out, cache)
    return dx, dgamma[:, 0], dbeta[:, 0]


@layer_norm_backward.mistake
def swapped(d_out, cache):
    """dgamma and dbeta are returned in the wrong order"""
    dx, dgamma, dbeta = gradients(d_out, cache)
    return dx, dbeta, dgamma


# --- right, written differently -------------------------------------------------------------------------------------


@layer_norm_backward.right
def by_the_jacobian(d_out, cache):
    """Return the same, with the matrix of all slopes of each step."""
    normal, deviation, gamma = cache
    (n, m, T), dx = d_out.shape, np.empty_like(d_out)
    for i, t in np.ndindex(m, T):
        column = normal[:, i, t]
        slopes = (np.eye(n) - 1 / n - np.outer(column, column) / n) / deviation[i, t]
        dx[:, i, t] = slopes.T @ (gamma[:, 0] * d_out[:, i, t])
    return dx, np.einsum("nmt,nmt->n", d_out, normal)[:, None], np.einsum("nmt->n", d_out)[:, None]


@layer_norm_backward.right
def one_fraction(d_out, cache):
    """Return the same as a list, over one denominator."""
    normal, deviation, gamma = cache
    n, d = len(d_out), d_out * gamma[..., None]
    dx = (n * d - d.sum(axis=0) - normal * (d * normal).sum(axis=0)) / (n * deviation)
    return [dx, (d_out * normal).sum(axis=2).sum(axis=1, keepdims=True), d_out.sum(axis=(1, 2)).reshape(-1, 1)]
