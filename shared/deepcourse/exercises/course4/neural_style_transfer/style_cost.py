"""Exercise 6: the style of several layers."""

import numpy as np

from deepcourse.cnn import style as reference
from deepcourse.exercises.course4.neural_style_transfer.activations import layers
from deepcourse.exercises.declaration import Case, FunctionExercise

style_cost = FunctionExercise(
    __name__,
    reference=reference.style_cost,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("J_style",),
    hints=(
        "Loop over the names of the layers. Each name gives you a pair of arrays and a weight.",
        "`reference.layer_style_cost` takes two arrays; each pair is a tuple of two.",
        "The weights are all that is needed: do not take a mean, and do not divide again.",
    ),
)
SHAPES = ((4, 6, 3), (2, 3, 5), (3, 4, 2))


def case(rng, sizes, name):
    """Return layers of these shapes, with their weights in the opposite order."""
    pairs, weights = layers(rng, sizes)
    return Case(name, (pairs, dict(reversed(weights.items()))))


@style_cost.visible
def visible():
    """Return three layers, two, one, weights that do not sum to 1, a weight of 0, a layer without a weight."""
    rng = np.random.default_rng(7)
    pairs, weights = layers(rng, SHAPES)
    fewer = {place: weights[place] for place in list(weights)[1:]}
    return [
        case(rng, SHAPES, "three layers"),
        case(rng, SHAPES[1:], "two layers"),
        case(rng, SHAPES[:1], "one layer"),
        Case("weights that sum to 2.5", (pairs, {place: 2.5 * weight for place, weight in weights.items()})),
        Case("one weight is 0", (pairs, {**weights, 10: 0.0})),
        Case("the first layer has no weight", (pairs, fewer)),
    ]


@style_cost.draw
def draw(rng):
    """Return up to four layers of random shapes."""
    count = int(rng.integers(2, 5))
    sizes = [tuple(int(n) for n in rng.integers(1, 6, 3)) for _ in range(count)]
    return case(rng, sizes, f"{count} layers")


@style_cost.edges
def edges(rng):
    """Return one layer with weight 1, no style in common, equal weights, no weights, layers that are left out."""
    pairs, weights = layers(rng, SHAPES)
    return [
        Case("one layer of weight 1", ({3: pairs[4]}, {3: 1.0})),
        Case("equal weights", (pairs, dict.fromkeys(pairs, 0.25))),
        Case("all weights are 0", (pairs, dict.fromkeys(pairs, 0.0))),
        Case("only the last layer has a weight", (pairs, {1: weights[1]})),
        Case("names that are words", ({"early": pairs[4], "late": pairs[10]}, {"late": 0.7, "early": 0.2})),
    ]


@style_cost.property("twice the weights, twice the cost")
def twice(f, rng):
    """Return a sentence unless the cost doubles with the weights."""
    pairs, weights = layers(rng, SHAPES)
    one, two = f(pairs, weights), f(pairs, {place: 2 * weight for place, weight in weights.items()})
    return None if np.isclose(two, 2 * one) else f"the cost goes from {one:.4g} to {two:.4g}, expected {2 * one:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def costs(pairs, weights):
    """Return [(weight, cost)] of the layers that have a weight."""
    return [(weight, reference.layer_style_cost(*pairs[place])) for place, weight in weights.items()]


@style_cost.mistake
def unweighted(pairs, weights):
    """the weights are left out: multiply each layer's cost by its weight"""
    return float(sum(cost for _, cost in costs(pairs, weights)))


@style_cost.mistake
def mean_over_layers(pairs, weights):
    """the sum is divided by the number of layers: the weights are all that is needed"""
    return float(np.mean([weight * cost for weight, cost in costs(pairs, weights)]))


@style_cost.mistake
def weights_normalised(pairs, weights):
    """the sum is divided by the sum of the weights: take the weights as they are"""
    total = sum(weights.values())
    return float(sum(weight * cost for weight, cost in costs(pairs, weights)) / total) if total else 0.0


@style_cost.mistake
def last_layer_alone(pairs, weights):
    """only the last layer counts: add to the sum instead of assigning"""
    return float([weight * cost for weight, cost in costs(pairs, weights)][-1])


@style_cost.mistake
def first_layer_alone(pairs, weights):
    """only the first layer counts: the return is inside the loop"""
    weight, cost = costs(pairs, weights)[0]
    return float(weight * cost)


@style_cost.mistake
def by_order(pairs, weights):
    """weights and layers are matched by their order: match them by name, pairs[name] and weights[name]"""
    matched = zip(pairs.values(), weights.values(), strict=False)
    return float(sum(weight * reference.layer_style_cost(*pair) for pair, weight in matched))


@style_cost.mistake
def weights_squared(pairs, weights):
    """the weights are squared: multiply each cost by its weight once"""
    return float(sum(weight**2 * cost for weight, cost in costs(pairs, weights)))


@style_cost.mistake
def weights_inside(pairs, weights):
    """the activations are multiplied by the weights: multiply the costs instead"""
    return float(
        sum(reference.layer_style_cost(*(weight * A for A in pairs[place])) for place, weight in weights.items())
    )


@style_cost.mistake
def divided_by_the_weights(pairs, weights):
    """the costs are divided by the weights: multiply"""
    return float(sum(cost / weight if weight else 0.0 for weight, cost in costs(pairs, weights)))


@style_cost.mistake
def weighted_product(pairs, weights):
    """the weighted costs are multiplied together: add them"""
    return float(np.prod([weight * cost for weight, cost in costs(pairs, weights)]))


@style_cost.mistake
def not_added(pairs, weights):
    """a list of costs is returned: add them up into one number"""
    return [weight * cost for weight, cost in costs(pairs, weights)]


@style_cost.mistake
def content_of_the_layers(pairs, weights):
    """the content cost of each layer is taken: the style cost compares Gram matrices"""
    return float(sum(weight * reference.content_cost(*pairs[place]) for place, weight in weights.items()))


@style_cost.mistake
def missing_weight_is_one(pairs, weights):
    """a layer without a weight is counted: leave it out"""
    return float(sum(weights.get(place, 1.0) * reference.layer_style_cost(*pair) for place, pair in pairs.items()))


@style_cost.mistake
def largest_layer(pairs, weights):
    """only the largest of the weighted costs is returned: add all of them"""
    return float(max(weight * cost for weight, cost in costs(pairs, weights)))


# --- right, written differently -------------------------------------------------------------------------------------


@style_cost.right
def by_a_loop(pairs, weights):
    """Return the same by a loop over the layers."""
    J = 0.0
    for place, (a_S, a_G) in pairs.items():
        if place in weights:
            J += weights[place] * reference.layer_style_cost(a_S, a_G)
    return J


@style_cost.right
def as_a_product(pairs, weights):
    """Return the same as a product of two vectors."""
    names = sorted(weights, key=str)
    return np.dot([weights[n] for n in names], [reference.layer_style_cost(*pairs[n]) for n in names])
