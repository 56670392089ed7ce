"""Exercise 4: how many units have stopped to listen."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import neurons
from deepcourse.nn.activations import sigmoid

EDGE = float(np.log((1 + np.sqrt(0.96)) / (1 - np.sqrt(0.96))))  # 4.585: where the slope is 0.01

saturation_ratio = FunctionExercise(
    __name__,
    reference=neurons.saturation_ratio,
    minutes=6,
    points_visible=6,
    points_hidden=10,
    returns=("the share",),
    hints=(
        "First the slopes of all units: with a = sigmoid(z), they are a * (1 - a).",
        "A comparison such as slopes < 0.01 gives an array of True and False; its mean is the share of True.",
        "The last line: return float(np.mean(slopes < 0.01)).",
    ),
)


@saturation_ratio.visible
def visible():
    """Return the units of the text, both sides of the edge, units far out, a layer, none and all saturated, and one."""
    rng = np.random.default_rng(6)
    return [
        Case("five units", (np.array([-6.0, -1.0, 0.0, 2.0, 7.0]),)),
        Case("just inside and just outside", (np.array([-4.7, -4.5, 4.5, 4.55, 4.65, 4.8, 4.9]),)),
        Case("more on the left", (np.array([-9.0, -8.0, -5.0, -3.0, 1.0, 6.0]),)),
        Case("far out: -10000 and 10000", (np.array([-1e4, 0.0, 1.0, 1e4, 800.0]),)),
        Case("a layer, shape (4, 6)", (rng.normal(scale=6, size=(4, 6)),)),
        Case("none saturated", (np.array([[-3.0, 2.5], [0.5, 1.0], [-2.0, 2.9]]),)),
        Case("all saturated", (np.array([-9.0, 7.5, 12.0]),)),
        Case("one unit", (np.array([5.0]),)),
    ]


@saturation_ratio.draw
def draw(rng):
    """Return a layer of random size and spread."""
    n, m = (int(k) for k in rng.choice(range(4, 13), size=2, replace=False))
    return Case(f"a layer of shape ({n}, {m})", (rng.normal(scale=rng.uniform(4, 9), size=(n, m)),))


@saturation_ratio.edges
def edges(rng):
    """Return one unit, none and all saturated, and units far out."""
    return [
        Case("one unit", (np.array([5.0]),)),
        Case("none saturated", (rng.uniform(-3, 3, size=(3, 4)),)),
        Case("all saturated", (rng.uniform(6, 20, size=(3, 4)) * rng.choice([-1, 1], size=(3, 4)),)),
        Case("close to the edge", (EDGE + np.array([-0.3, -0.02, 0.02, 0.2, 0.4]),)),
        Case("far out", (np.array([-1e4, -800.0, -710.0, 2.0, 1e4]),)),
    ]


@saturation_ratio.property("z and -z have the same share")
def sign_does_not_matter(f, rng):
    """Return a sentence unless z and -z have the same share."""
    z = rng.normal(loc=4, scale=4, size=(5, 8))
    one, other = float(f(z)), float(f(-z))
    return None if abs(one - other) < 1e-9 else f"z gives {one:.3g} and -z gives {other:.3g}; the slope has no sign"


# --- known mistakes -------------------------------------------------------------------------------------------------


@saturation_ratio.mistake
def counted_without_dividing(z):
    """the saturated units are counted; the share is that number divided by how many units there are"""
    return float(np.sum(sigmoid(z) * sigmoid(-z) < neurons.FLAT))


@saturation_ratio.mistake
def value_for_slope(z):
    """the sigmoid's value is compared with 0.01, not its slope a (1 - a): units far right are flat too"""
    return float(np.mean(sigmoid(z) < neurons.FLAT))


@saturation_ratio.mistake
def right_side_only(z):
    """only units far on the right are found: the sigmoid is flat on the left as well"""
    return float(np.mean(sigmoid(-z) < neurons.FLAT))


@saturation_ratio.mistake
def limit_at_five(z):
    """every |z| above 5 is taken as flat; the slope falls below 0.01 earlier, at 4.585"""
    return float(np.mean(np.abs(z) > 5))


@saturation_ratio.mistake
def share_that_still_learns(z):
    """the share of the units that still learn is returned, those with a slope of at least 0.01"""
    return 1 - neurons.saturation_ratio(z)


@saturation_ratio.mistake
def ten_percent(z):
    """the slope is compared with 0.1: the limit is a hundredth, 0.01"""
    return float(np.mean(sigmoid(z) * sigmoid(-z) < 0.1))


@saturation_ratio.mistake
def slope_of_tanh(z):
    """the slope 1 - a^2 is used: that is tanh's; the sigmoid's is a (1 - a)"""
    return float(np.mean(1 - sigmoid(z) ** 2 < neurons.FLAT))


# --- right, written differently -------------------------------------------------------------------------------------


@saturation_ratio.right
def a_times_one_minus_a(z):
    """Return the share by the formula of the text."""
    a = sigmoid(z)
    return float(np.mean(a * (1 - a) < 0.01))


@saturation_ratio.right
def by_the_edge(z):
    """Return the share of the units beyond the place where the slope is 0.01."""
    return float(np.mean(np.abs(z) > EDGE))


@saturation_ratio.right
def one_by_one(z):
    """Return the share, counted by a loop."""
    flat = 0
    for each in np.ravel(z):
        a = sigmoid(each)
        flat += bool(a * (1 - a) < 0.01)
    return flat / np.size(z)
