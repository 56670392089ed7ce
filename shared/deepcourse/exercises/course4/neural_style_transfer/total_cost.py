"""Exercise 8: content and style in one number."""

import numpy as np

from deepcourse.cnn import style as reference
from deepcourse.exercises.course4.neural_style_transfer.activations import layers, pair
from deepcourse.exercises.declaration import Case, FunctionExercise


def called(f, content, pairs, weights, alpha, beta):
    """Return the cost; alpha and beta are given by name."""
    return f(content, pairs, weights, alpha=alpha, beta=beta)


total_cost = FunctionExercise(
    __name__,
    reference=reference.total_cost,
    use=called,
    minutes=2,
    points_visible=2,
    points_hidden=4,
    returns=("J",),
    hints=(
        "Two functions of the package give the two costs; look at their arguments.",
        "`content` is a pair of arrays, and `reference.content_cost` takes two arrays: *content unpacks the pair.",
        "alpha belongs to the content, beta to the style.",
    ),
)
SHAPES = ((4, 6, 3), (2, 3, 5))


def case(rng, content_size, sizes, alpha, beta, name=""):
    """Return activations for the content, layers for the style, and weights."""
    name = name or f"alpha = {alpha:g}, beta = {beta:g}"
    return Case(name, (pair(rng, content_size), *layers(rng, sizes), alpha, beta))


@total_cost.visible
def visible():
    """Return several alphas and betas, one layer, and 0 for one of the two."""
    rng = np.random.default_rng(8)
    return [
        case(rng, (2, 3, 5), SHAPES, 2.0, 5.0),
        case(rng, (3, 4, 2), SHAPES, 0.3, 40.0),
        case(rng, (3, 2, 4), SHAPES[:1], 1.0, 0.1, "one layer, alpha = 1, beta = 0.1"),
        case(rng, (3, 4, 2), SHAPES, 0.0, 3.0),
        case(rng, (3, 4, 2), SHAPES, 4.0, 0.0),
    ]


@total_cost.draw
def draw(rng):
    """Return random layers and weights."""
    sizes = [tuple(int(n) for n in rng.integers(1, 6, 3)) for _ in range(int(rng.integers(1, 4)))]
    alpha, beta = (round(float(x), 2) for x in rng.uniform(0.1, 9, 2))
    return case(rng, (3, int(rng.integers(2, 6)), 2), sizes, alpha, beta)


@total_cost.edges
def edges(rng):
    """Return 0 for one of the two or both, the same content, and large weights."""
    a_C, _ = pair(rng, (3, 2, 4))
    pairs, weights = layers(rng, SHAPES)
    return [
        case(rng, (3, 4, 2), SHAPES, 0.0, 1.0),
        case(rng, (3, 4, 2), SHAPES, 1.0, 0.0),
        case(rng, (1, 1, 1), ((1, 1, 1),), 0.0, 0.0),
        case(rng, (3, 4, 2), SHAPES, 1000.0, 0.001),
        Case("a_G equals a_C", ((a_C, a_C.copy()), pairs, weights, 3.0, 2.0)),
    ]


@total_cost.property("alpha alone, beta alone, and both")
def adds_up(f, rng):
    """Return a sentence unless the two parts add up."""
    content, pairs, weights, *_ = case(rng, (3, 4, 2), SHAPES, 1, 1).arguments
    parts = f(content, pairs, weights, alpha=3.0, beta=0.0) + f(content, pairs, weights, alpha=0.0, beta=2.0)
    both = f(content, pairs, weights, alpha=3.0, beta=2.0)
    return (
        None if np.isclose(both, parts) else f"the two parts alone add up to {parts:.4g}, both together give {both:.4g}"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def parts(content, pairs, weights):
    """Return both costs."""
    return reference.content_cost(*content), reference.style_cost(pairs, weights)


@total_cost.mistake
def exchanged(content, pairs, weights, *, alpha, beta):
    """alpha and beta are swapped: alpha belongs to the content"""
    J_content, J_style = parts(content, pairs, weights)
    return beta * J_content + alpha * J_style


@total_cost.mistake
def alpha_left_out(content, pairs, weights, *, alpha, beta):
    """alpha is left out"""
    J_content, J_style = parts(content, pairs, weights)
    return J_content + beta * J_style


@total_cost.mistake
def beta_left_out(content, pairs, weights, *, alpha, beta):
    """beta is left out"""
    J_content, J_style = parts(content, pairs, weights)
    return alpha * J_content + J_style


@total_cost.mistake
def unweighted(content, pairs, weights, *, alpha, beta):
    """both weights are left out: multiply the content by alpha and the style by beta"""
    return sum(parts(content, pairs, weights))


@total_cost.mistake
def content_alone(content, pairs, weights, *, alpha, beta):
    """the style is missing"""
    return alpha * parts(content, pairs, weights)[0]


@total_cost.mistake
def style_alone(content, pairs, weights, *, alpha, beta):
    """the content is missing"""
    return beta * parts(content, pairs, weights)[1]


@total_cost.mistake
def subtracted(content, pairs, weights, *, alpha, beta):
    """the style is subtracted: both costs should become small, so add them"""
    J_content, J_style = parts(content, pairs, weights)
    return alpha * J_content - beta * J_style


@total_cost.mistake
def one_of_two_shares(content, pairs, weights, *, alpha, beta):
    """the sum is divided by alpha + beta: take both as they are"""
    J_content, J_style = parts(content, pairs, weights)
    return (alpha * J_content + beta * J_style) / (alpha + beta or 1)


@total_cost.mistake
def remainder_for_the_style(content, pairs, weights, *, alpha, beta):
    """the style is multiplied by 1 - alpha: it has a weight of its own, beta"""
    J_content, J_style = parts(content, pairs, weights)
    return alpha * J_content + (1 - alpha) * J_style


@total_cost.mistake
def both_times_both(content, pairs, weights, *, alpha, beta):
    """both weights multiply both costs: alpha belongs to the content alone, beta to the style alone"""
    return alpha * beta * sum(parts(content, pairs, weights))


@total_cost.mistake
def layer_weights_left_out(content, pairs, weights, *, alpha, beta):
    """the weights of the layers are left out: `reference.style_cost` takes them"""
    J_style = reference.style_cost(pairs, dict.fromkeys(pairs, 1.0))
    return alpha * reference.content_cost(*content) + beta * J_style


@total_cost.mistake
def alpha_twice(content, pairs, weights, *, alpha, beta):
    """alpha multiplies both costs: beta belongs to the style"""
    return alpha * sum(parts(content, pairs, weights))


@total_cost.mistake
def beta_twice(content, pairs, weights, *, alpha, beta):
    """beta multiplies both costs: alpha belongs to the content"""
    return beta * sum(parts(content, pairs, weights))


# --- right, written differently -------------------------------------------------------------------------------------


@total_cost.right
def as_a_product(content, pairs, weights, *, alpha, beta):
    """Return the same as a product of two vectors."""
    return np.dot([alpha, beta], parts(content, pairs, weights))
