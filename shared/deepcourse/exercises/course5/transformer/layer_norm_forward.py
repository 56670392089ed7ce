"""Exercise 1: a norm for every step, over its own rows."""

import numpy as np

from deepcourse.exercises.course5.gated_units.cells import first_parts, trouble_with
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import transformer as reference


def without_cache(f, x, gamma, beta, *, epsilon=reference.EPSILON):
    """Return what comes out, without the cache."""
    return first_parts(f(x, gamma, beta, epsilon=epsilon), 1, of=2)


layer_norm_forward = FunctionExercise(
    __name__,
    reference=reference.layer_norm_forward,
    use=without_cache,
    minutes=4,
    points_visible=4,
    points_hidden=6,
    relative_tolerance=1e-5,  # float32 is among the cases
    returns=("out",),
    hints=(
        "The rows are the first axis of x: a mean over axis 0 has the shape (m, T), one number for each step.",
        "The variance is the mean of the squares of what is left after the mean is subtracted. Where does epsilon go?",
        "gamma and beta are (n, 1), and x has three axes: give them one more at the end, so that they broadcast.",
    ),
)


def case(rng, sizes, name="", *, dtype=float, epsilon=0.1, mean=2.0, width=1.5):
    """Return x of these sizes, gamma, beta and epsilon as a case."""
    n, m, T = sizes
    x = rng.normal(mean, width, size=(n, m, T)).astype(dtype)
    gamma, beta = (rng.normal(size=(n, 1)).astype(dtype) for _ in range(2))
    options = {} if epsilon is None else {"epsilon": epsilon}
    return Case(name or f"n = {n}, m = {m}, T = {T}, epsilon = {epsilon:g}", (x, gamma, beta), options)


def alike(rng, n, m, T):
    """Return steps whose rows are all alike: nothing is left of them but beta."""
    made = case(rng, (n, m, T), "all rows of a step alike")
    return Case(made.name, (np.repeat(rng.normal(size=(1, m, T)), n, axis=0), *made.arguments[1:]), made.options)


@layer_norm_forward.visible
def visible():
    """Return several sizes and epsilons, the usual one, one example, rows far from 0, without spread, float32."""
    rng = np.random.default_rng(601)
    return [
        case(rng, (4, 3, 5)),
        case(rng, (6, 2, 3), epsilon=0.4),
        case(rng, (3, 4, 2), "the usual epsilon", epsilon=None),
        case(rng, (5, 1, 1), "one example, one step"),
        case(rng, (4, 2, 3), "rows around ten million", mean=1e7),
        alike(rng, 4, 3, 2),
        case(rng, (5, 3, 4), "float32", dtype=np.float32),
    ]


@layer_norm_forward.draw
def draw(rng):
    """Return a random size and epsilon."""
    n, m, T = (int(k) for k in rng.permutation(np.arange(2, 7))[:3])
    return case(rng, (n, m, T), epsilon=float(rng.choice([0.03, 0.2, 0.7])))


@layer_norm_forward.edges
def edges(rng):
    """Return one example, one step, rows far from 0, steps without spread, the usual epsilon, float32."""
    return [
        case(rng, (6, 1, 4), "one example"),
        case(rng, (4, 3, 1), "one step"),
        case(rng, (5, 2, 3), "rows around 300", mean=300.0),
        case(rng, (3, 4, 2), "rows around ten million", mean=1e7),
        alike(rng, 3, 2, 4),
        case(rng, (7, 3, 2), "the usual epsilon", epsilon=None),
        case(rng, (4, 2, 5), "float32", dtype=np.float32),
    ]


@layer_norm_forward.property("the package's backward pass can use the cache")
def goes_back(f, rng):
    """Return a sentence unless the cache gives the gradients that the package's own cache gives."""
    x, gamma, beta = rng.normal(size=(5, 2, 3)), rng.normal(size=(5, 1)), rng.normal(size=(5, 1))
    d_out = rng.normal(size=x.shape)

    def back(cache):
        return dict(zip(("dx", "dgamma", "dbeta"), reference.layer_norm_backward(d_out, cache), strict=True))

    return trouble_with(
        f(x, gamma, beta, epsilon=0.3), 2, back, reference.layer_norm_forward(x, gamma, beta, epsilon=0.3)[1]
    )


@layer_norm_forward.property("no step sees another step, and no example another one")
def alone(f, rng):
    """Return a sentence unless a step comes out the same without all the others."""
    x, gamma, beta = rng.normal(size=(5, 3, 4)), rng.normal(size=(5, 1)), rng.normal(size=(5, 1))
    together, single = without_cache(f, x, gamma, beta), without_cache(f, x[:, 1:2, 2:3], gamma, beta)
    if np.shape(together) != x.shape or np.shape(single) != (5, 1, 1):
        return f"out has the shape {np.shape(together)}, x has {x.shape}"
    same = np.allclose(np.asarray(together)[:, 1:2, 2:3], single)
    return None if same else "step 2 of example 1 comes out differently when it stands alone"


# --- known mistakes -------------------------------------------------------------------------------------------------


def norm(x, gamma, beta, epsilon, *, axes=0, ddof=0, deviate=None, scale=None):
    """Return (out, cache) with something changed: the axes, the count, the root, or what follows."""
    rest = x - x.mean(axis=axes, keepdims=True)
    variance = x.var(axis=axes, ddof=ddof, keepdims=True)
    deviation = np.sqrt(variance + epsilon) if deviate is None else deviate(variance)
    normal, g, b = rest / deviation, gamma[:, :, None], beta[:, :, None]
    return g * normal + b if scale is None else scale(normal, g, b), (normal, deviation, gamma)


@layer_norm_forward.mistake
def epsilon_outside(x, gamma, beta, *, epsilon=1e-5):
    """epsilon is added to the root: it stands under it"""
    return norm(x, gamma, beta, epsilon, deviate=lambda v: np.sqrt(v) + epsilon)


@layer_norm_forward.mistake
def epsilon_left_out(x, gamma, beta, *, epsilon=1e-5):
    """epsilon is left out: a step whose rows are all alike is divided by 0"""
    with np.errstate(all="ignore"):
        return norm(x, gamma, beta, epsilon, deviate=np.sqrt)


@layer_norm_forward.mistake
def epsilon_fixed(x, gamma, beta, *, epsilon=1e-5):
    """epsilon is 1e-5 whatever the argument says"""
    return norm(x, gamma, beta, 1e-5)


@layer_norm_forward.mistake
def epsilon_squared(x, gamma, beta, *, epsilon=1e-5):
    """the square of epsilon stands under the root: epsilon itself is added to the variance"""
    return norm(x, gamma, beta, epsilon**2)


@layer_norm_forward.mistake
def one_less(x, gamma, beta, *, epsilon=1e-5):
    """the squares are divided by n - 1: divide by n"""
    return norm(x, gamma, beta, epsilon, ddof=1)


@layer_norm_forward.mistake
def over_examples(x, gamma, beta, *, epsilon=1e-5):
    """mean and variance run over the examples, as in batch norm over axis 1: they run over the rows, axis 0"""
    return norm(x, gamma, beta, epsilon, axes=1)


@layer_norm_forward.mistake
def over_steps(x, gamma, beta, *, epsilon=1e-5):
    """mean and variance run over the steps, axis 2: each step has its own, over its rows"""
    return norm(x, gamma, beta, epsilon, axes=2)


@layer_norm_forward.mistake
def over_examples_and_steps(x, gamma, beta, *, epsilon=1e-5):
    """each row has one mean and variance, as in batch norm: each step has its own, over its rows"""
    return norm(x, gamma, beta, epsilon, axes=(1, 2))


@layer_norm_forward.mistake
def over_a_whole_example(x, gamma, beta, *, epsilon=1e-5):
    """an example has one mean and variance, over rows and steps: each of its steps has its own"""
    return norm(x, gamma, beta, epsilon, axes=(0, 2))


@layer_norm_forward.mistake
def not_rooted(x, gamma, beta, *, epsilon=1e-5):
    """the root is missing: the rows are divided by the variance plus epsilon"""
    return norm(x, gamma, beta, epsilon, deviate=lambda v: v + epsilon)


@layer_norm_forward.mistake
def mean_left_in(x, gamma, beta, *, epsilon=1e-5):
    """the mean is not subtracted from x, though the variance is right"""
    _, (_, deviation, _) = norm(x, gamma, beta, epsilon)
    return gamma[:, :, None] * x / deviation + beta[:, :, None], (x / deviation, deviation, gamma)


@layer_norm_forward.mistake
def mean_square(x, gamma, beta, *, epsilon=1e-5):
    """the mean square of x itself stands under the root: subtract the mean first"""
    rest, deviation = x - x.mean(axis=0), np.sqrt((x**2).mean(axis=0) + epsilon)
    return gamma[:, :, None] * rest / deviation + beta[:, :, None], (rest / deviation, deviation, gamma)


@layer_norm_forward.mistake
def squares_less_square(x, gamma, beta, *, epsilon=1e-5):
    """the variance is the mean square less the square of the mean, which loses its digits far from 0: subtract first"""
    rest, variance = x - x.mean(axis=0), np.maximum((x**2).mean(axis=0) - x.mean(axis=0) ** 2, 0)
    deviation = np.sqrt(variance + epsilon)
    return gamma[:, :, None] * rest / deviation + beta[:, :, None], (rest / deviation, deviation, gamma)


@layer_norm_forward.mistake
def beta_first(x, gamma, beta, *, epsilon=1e-5):
    """beta is added before gamma multiplies"""
    return norm(x, gamma, beta, epsilon, scale=lambda normal, g, b: g * (normal + b))


@layer_norm_forward.mistake
def no_beta(x, gamma, beta, *, epsilon=1e-5):
    """beta is left out"""
    return norm(x, gamma, beta, epsilon, scale=lambda normal, g, b: g * normal)


@layer_norm_forward.mistake
def no_gamma(x, gamma, beta, *, epsilon=1e-5):
    """gamma is left out"""
    return norm(x, gamma, beta, epsilon, scale=lambda normal, g, b: normal + b)


@layer_norm_forward.mistake
def neither(x, gamma, beta, *, epsilon=1e-5):
    """gamma and beta are left out"""
    return norm(x, gamma, beta, epsilon, scale=lambda normal, g, b: normal)


@layer_norm_forward.mistake
def swapped(x, gamma, beta, *, epsilon=1e-5):
    """gamma and beta are swapped"""
    return norm(x, beta, gamma, epsilon)


# --- right, written differently -------------------------------------------------------------------------------------


@layer_norm_forward.right
def step_by_step(x, gamma, beta, *, epsilon=1e-5):
    """Return the same, one step after the other."""
    normal, deviation = np.empty_like(x), np.empty(x.shape[1:], x.dtype)
    for i in range(x.shape[1]):
        for t in range(x.shape[2]):
            column = x[:, i, t]
            deviation[i, t] = (np.var(column) + epsilon) ** 0.5
            normal[:, i, t] = (column - np.mean(column)) / deviation[i, t]
    return normal * gamma[..., None] + beta[..., None], (normal, deviation, gamma)


@layer_norm_forward.right
def axes_kept(x, gamma, beta, *, epsilon=1e-5):
    """Return the same as a list, with the axis of the rows kept."""
    deviation = np.sqrt(x.var(axis=0, keepdims=True) + epsilon)
    normal = (x - x.mean(axis=0, keepdims=True)) / deviation
    return [np.einsum("nk,nmt->nmt", gamma, normal) + beta[:, :, None], [normal, deviation, gamma]]
