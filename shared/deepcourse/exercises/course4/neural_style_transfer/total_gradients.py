"""Exercise 9: what each layer sends back to the pixels."""

import numpy as np

from deepcourse.cnn import style as reference
from deepcourse.exercises.course4.neural_style_transfer.activations import PLACES, layers, pair, shape
from deepcourse.exercises.declaration import Case, FunctionExercise


def called(f, place, content, pairs, weights, alpha, beta):
    """Return the gradients, but for zeros at layers that take no part; alpha and beta are given by name."""
    found = f(place, content, pairs, weights, alpha=alpha, beta=beta)
    if not isinstance(found, dict):
        return found
    return {layer: d for layer, d in found.items() if layer == place or layer in weights or np.any(d)}


total_gradients = FunctionExercise(
    __name__,
    reference=reference.total_gradients,
    use=called,
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("the gradients",),
    hints=(
        "J is a sum, so its gradient is the sum of the gradients, each with the factors that its cost has in J.",
        "For a style layer, multiply three factors: beta, the weight of the layer, and `layer_style_gradient`.",
        "The content layer may already have an entry. What must happen to it then, and what if there is none?",
    ),
)
SHAPES = ((4, 6, 3), (2, 3, 5), (3, 4, 2))


def case(rng, place, sizes, alpha, beta, name=""):
    """Return activations for the content at `place`, and style layers of these sizes."""
    pairs, weights = layers(rng, sizes)
    a_C, a_G = pair(rng, np.shape(pairs[place][1]) if place in pairs else (3, 2, 4))
    a_G = pairs[place][1] if place in pairs else a_G
    weights = dict(reversed(weights.items()))
    name = name or f"content at {place}, style at {', '.join(map(str, pairs))}"
    return Case(name, (place, (a_C, a_G), pairs, weights, alpha, beta))


@total_gradients.visible
def visible():
    """Return content at a layer of its own and at one of the style's, one layer, weights of 0, other orders."""
    rng = np.random.default_rng(9)
    fewer = case(rng, 7, SHAPES, 2.0, 5.0)
    place, content, pairs, weights, *_ = fewer.arguments
    rest = {1: weights[1], 4: weights[4]}
    return [
        case(rng, 7, SHAPES[:2], 2.0, 5.0),
        case(rng, 10, SHAPES, 0.5, 30.0),
        case(rng, 4, SHAPES, 3.0, 7.0),
        case(rng, 4, SHAPES[:1], 0.3, 20.0, "content and style at layer 4 alone"),
        case(rng, 7, SHAPES[:2], 0.0, 2.0, "alpha = 0"),
        case(rng, 10, SHAPES[:2], 2.0, 0.0, "beta = 0"),
        Case("layer 10 has no weight", (place, content, pairs, rest, 2.0, 9.0)),
    ]


@total_gradients.draw
def draw(rng):
    """Return up to four layers of random shapes, content at one of them or at another."""
    count = int(rng.integers(2, 5))
    place = int(rng.choice((*PLACES[:count], 7)))
    alpha, beta = round(float(rng.uniform(0.2, 4)), 2), round(float(rng.uniform(5, 40)), 1)
    return case(rng, place, [shape(rng) for _ in range(count)], alpha, beta)


@total_gradients.edges
def edges(rng):
    """Return one number, the same content, no style, content before and behind all style layers."""
    _, (a_C, _), pairs, weights, *_ = case(rng, 10, SHAPES, 1, 1).arguments
    pairs = {**pairs, 10: (pairs[10][0], a_C.copy())}
    return [
        case(rng, 4, ((1, 1, 1),), 2.0, 3.0),
        Case("a_G equals a_C at layer 10", (10, (a_C, a_C.copy()), pairs, weights, 3.0, 2.0)),
        case(rng, 0, SHAPES, 2.0, 9.0),
        case(rng, 16, SHAPES, 2.0, 9.0),
        case(rng, 1, SHAPES, 1.0, 50.0),
        case(rng, 4, SHAPES, 0.0, 0.0, "alpha = beta = 0"),
    ]


@total_gradients.property("a small step down lowers the total cost")
def goes_down(f, rng):
    """Return a sentence unless a small step against the gradients lowers the cost by what they promise."""
    place, (a_C, a_G), pairs, weights, *_ = case(rng, 10, SHAPES, 1, 1).arguments
    options = {"alpha": 2.0, "beta": 12.0}
    found = f(place, (a_C, a_G), pairs, weights, **options)
    if set(found) != set(pairs):
        return f"there are gradients for {sorted(found)}, expected {sorted(pairs)}"

    def cost(step):
        moved = {layer: (a_S, A - step * np.asarray(found[layer])) for layer, (a_S, A) in pairs.items()}
        return reference.total_cost((a_C, moved[place][1]), moved, weights, **options)

    promised = sum(float(np.sum(np.square(d))) for d in found.values())
    kept = (cost(-1e-5) - cost(1e-5)) / 2e-5
    return None if np.isclose(kept, promised, rtol=1e-4) else (
        f"a small step lowers the cost at a rate of {kept:.4g}, the gradients predict {promised:.4g}"
    )  # fmt: skip


@total_gradients.property("a layer that takes no part sends nothing back")
def nothing_from_others(f, rng):
    """Return a sentence unless a style layer without a weight gets no gradient, or one of zeros."""
    place, content, pairs, weights, *_ = case(rng, 7, SHAPES, 2.0, 5.0).arguments
    without = int(rng.choice(list(pairs)))
    found = f(place, content, pairs, {at: weight for at, weight in weights.items() if at != without}, alpha=2, beta=5)
    if without in found and np.any(found[without]):
        return f"layer {without} has no weight, but gets a gradient up to {np.abs(found[without]).max():.3g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def style_part(pairs, weights, beta, gradient=reference.layer_style_gradient):
    """Return the gradients of the style, by layer."""
    return {layer: beta * weight * gradient(*pairs[layer]) for layer, weight in weights.items()}


def content_part(content, alpha):
    """Return the gradient of the content."""
    return alpha * reference.content_gradient(*content)


def summed(place, found, content):
    """Return the gradients of the style, with that of the content added."""
    return {**found, place: found.get(place, 0) + content}


@total_gradients.mistake
def content_overwrites(place, content, pairs, weights, *, alpha, beta):
    """the content's gradient replaces the style's at the layer that both use: add the two"""
    return {**style_part(pairs, weights, beta), place: content_part(content, alpha)}


@total_gradients.mistake
def style_overwrites(place, content, pairs, weights, *, alpha, beta):
    """the style's gradient replaces the content's at the layer that both use: add the two"""
    return {place: content_part(content, alpha), **style_part(pairs, weights, beta)}


@total_gradients.mistake
def content_only_if_shared(place, content, pairs, weights, *, alpha, beta):
    """the content's gradient is lost if its layer is not a style layer: make an entry for it"""
    found = style_part(pairs, weights, beta)
    return summed(place, found, content_part(content, alpha)) if place in found else found


@total_gradients.mistake
def no_content(place, content, pairs, weights, *, alpha, beta):
    """the content's gradient is missing"""
    return style_part(pairs, weights, beta)


@total_gradients.mistake
def no_style(place, content, pairs, weights, *, alpha, beta):
    """the gradients of the style are missing"""
    return {place: content_part(content, alpha)}


@total_gradients.mistake
def content_at_every_layer(place, content, pairs, weights, *, alpha, beta):
    """the content's gradient is added at every layer with its shape: it belongs to one layer"""
    found, d = style_part(pairs, weights, beta), content_part(content, alpha)
    found = {layer: gradient + d if gradient.shape == d.shape else gradient * 1.0 for layer, gradient in found.items()}
    return summed(place, found, d)


@total_gradients.mistake
def alpha_left_out(place, content, pairs, weights, *, alpha, beta):
    """alpha is left out"""
    return summed(place, style_part(pairs, weights, beta), content_part(content, 1.0))


@total_gradients.mistake
def beta_left_out(place, content, pairs, weights, *, alpha, beta):
    """beta is left out"""
    return summed(place, style_part(pairs, weights, 1.0), content_part(content, alpha))


@total_gradients.mistake
def weights_left_out(place, content, pairs, weights, *, alpha, beta):
    """the weights of the layers are left out"""
    return summed(place, style_part(pairs, dict.fromkeys(weights, 1.0), beta), content_part(content, alpha))


@total_gradients.mistake
def exchanged(place, content, pairs, weights, *, alpha, beta):
    """alpha and beta are swapped: alpha belongs to the content"""
    return summed(place, style_part(pairs, weights, alpha), content_part(content, beta))


@total_gradients.mistake
def weights_by_order(place, content, pairs, weights, *, alpha, beta):
    """weights and layers are matched by their order: match them by name"""
    matched = dict(zip(pairs, weights.values(), strict=False))
    return summed(place, style_part(pairs, matched, beta), content_part(content, alpha))


@total_gradients.mistake
def content_sign(place, content, pairs, weights, *, alpha, beta):
    """the content's gradient has the wrong sign: it is subtracted, or a_C and a_G are swapped"""
    return summed(place, style_part(pairs, weights, beta), content_part(content, -alpha))


@total_gradients.mistake
def style_swapped(place, content, pairs, weights, *, alpha, beta):
    """a_S and a_G are swapped in the style: the pairs are (a_S, a_G)"""
    found = style_part(pairs, weights, beta, lambda a_S, a_G: reference.layer_style_gradient(a_G, a_S))
    return summed(place, found, content_part(content, alpha))


@total_gradients.mistake
def all_added(place, content, pairs, weights, *, alpha, beta):
    """alpha also multiplies the style's gradient at the layer that both use: it belongs to the content alone"""
    found = style_part(pairs, weights, beta)
    if place in found:
        found[place] = alpha * found[place] + content_part(content, alpha)
        return found
    return summed(place, found, content_part(content, alpha))


@total_gradients.mistake
def beta_times_the_sum(place, content, pairs, weights, *, alpha, beta):
    """beta multiplies the sum at the layer that both use: the content's gradient has the factor alpha, and no beta"""
    found = summed(place, style_part(pairs, weights, 1.0), content_part(content, alpha))
    return {layer: beta * d if layer in weights else d for layer, d in found.items()}


@total_gradients.mistake
def beta_times_everything(place, content, pairs, weights, *, alpha, beta):
    """beta multiplies the content's gradient at every layer: it has the factor alpha, and no beta"""
    return summed(place, style_part(pairs, weights, beta), beta * content_part(content, alpha))


@total_gradients.mistake
def costs_for_gradients(place, content, pairs, weights, *, alpha, beta):
    """the costs are returned: return their gradients"""
    found = {layer: beta * weight * reference.layer_style_cost(*pairs[layer]) for layer, weight in weights.items()}
    return summed(place, found, alpha * reference.content_cost(*content))


@total_gradients.mistake
def in_a_list(place, content, pairs, weights, *, alpha, beta):
    """the gradients are in a list: return a dictionary, so that each can be found by its layer"""
    return list(summed(place, style_part(pairs, weights, beta), content_part(content, alpha)).values())


# --- right, written differently -------------------------------------------------------------------------------------


@total_gradients.right
def content_first(place, content, pairs, weights, *, alpha, beta):
    """Return the same, beginning with the content."""
    found = {place: alpha * reference.content_gradient(*content)}
    for layer in weights:
        d = beta * weights[layer] * reference.layer_style_gradient(*pairs[layer])
        if layer in found:
            found[layer] = found[layer] + d
        else:
            found[layer] = d
    return found


@total_gradients.right
def from_zeros(place, content, pairs, weights, *, alpha, beta):
    """Return the same from arrays of zeros."""
    shapes = {layer: pairs[layer][1].shape for layer in weights} | {place: content[1].shape}
    found = {layer: np.zeros(size) for layer, size in shapes.items()}
    for layer, weight in weights.items():
        found[layer] += beta * weight * reference.layer_style_gradient(*pairs[layer])
    found[place] += alpha * reference.content_gradient(*content)
    return found
