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
        Case("just inside and just outside", (np.array([-4.7, -4.5, 4.5, 4.55, 4.59, 4.65, 4.8, 4.9]),)),
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
        Case("close to the edge", (EDGE + np.array([-0.3, -0.02, 0.005, 0.2, 0.4]),)),
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


def other(name, sentence, share):
    """Return the mistake of another share."""

    def mistake(z):
        return share(z)

    mistake.__name__, mistake.__doc__ = name, sentence
    return mistake


def flat(z):
    """Return where the slope is below the limit."""
    return sigmoid(z) * sigmoid(-z) < neurons.FLAT


def by_exponentials(z):
    """Return the share, the slope written with exp(-z)."""
    e = np.exp(-z)
    return float(np.mean(e / (1 + e) ** 2 < neurons.FLAT))


for wrong in (
    (
        "z_taken_for_a",
        "z is taken for the sigmoid's value, z (1 - z): take a = sigmoid(z) first",
        lambda z: float(np.mean(z * (1 - z) < neurons.FLAT)),
    ),
    (
        "one_factor_of_z",
        "the slope is written a (1 - z): both factors are made of a = sigmoid(z)",
        lambda z: float(np.mean(sigmoid(z) * (1 - z) < neurons.FLAT)),
    ),
    (
        "divided_by_the_rows",
        "the number of saturated units is divided by len(z), the number of rows: divide by how many "
        "units there are, z.size",
        lambda z: float(np.sum(flat(z)) / len(z)),
    ),
    (
        "divided_by_the_columns",
        "the number of saturated units is divided by the length of the last axis: divide by how many "
        "units there are, z.size",
        lambda z: float(np.sum(flat(z)) / z.shape[-1]),
    ),
    (
        "share_of_each_column",
        "there is a share for each column (axis=0): asked for is one number for all units",
        lambda z: np.mean(flat(z), axis=0),
    ),
    (
        "share_of_each_row",
        "there is a share for each row (axis=1): asked for is one number for all units, and a vector has no such axis",
        lambda z: np.mean(flat(z), axis=1),
    ),
    (
        "true_or_false",
        "it is told for each unit whether it is flat: asked for is the share, the mean of that",
        lambda z: flat(z),
    ),
    (
        "slope_by_exponentials",
        "the slope is written with exp(-z), which overflows far left: nan is not below 0.01; write it "
        "with a = sigmoid(z)",
        by_exponentials,
    ),
    (
        "in_percent",
        "the share is in percent: asked for is a number from 0 to 1",
        lambda z: 100 * neurons.saturation_ratio(z),
    ),
    (
        "rounded_percent",
        "the share is in percent, and rounded: asked for is a number from 0 to 1",
        lambda z: float(round(100 * neurons.saturation_ratio(z))),
    ),
    (
        "rounded",
        "the share is rounded to two digits: asked for is the number itself",
        lambda z: round(neurons.saturation_ratio(z), 2),
    ),
    (
        "mean_slope_compared",
        "the mean slope of the layer is compared with 0.01: compare each slope, and then take the mean",
        lambda z: float(np.mean(sigmoid(z) * sigmoid(-z)) < neurons.FLAT),
    ),
    (
        "mean_slope",
        "the mean of the slopes is returned: compare each with 0.01 first",
        lambda z: float(np.mean(sigmoid(z) * sigmoid(-z))),
    ),
    (
        "slope_of_the_mean",
        "the slope is taken at the mean of z: take it at each unit",
        lambda z: float(flat(np.mean(z))),
    ),
    (
        "first_unit_only",
        "only the first unit is counted, as where a return stands inside the loop: go through all of them",
        lambda z: float(flat(np.ravel(z)[0]) / np.size(z)),
    ),
    (
        "value_on_both_sides",
        "the edge is put at 4.6, or where the sigmoid itself comes within 0.01 of 0 or 1: the slope a "
        "(1 - a) falls below 0.01 at 4.585 already",
        lambda z: float(np.mean(np.abs(z) > 4.6)),
    ),
    (
        "always_flat",
        "every unit counts as flat: check the slope a (1 - a), brackets too, since a * 1 - a is always 0",
        lambda z: 1.0,
    ),
    ("never_flat", "no unit counts as flat: a unit is, where its slope a (1 - a) is below 0.01", lambda z: 0.0),
    (
        "share_that_still_learns_counted",
        "the units that still learn are counted: asked for is the share of those that do not",
        lambda z: float(np.sum(~flat(z))),
    ),
    (
        "square_for_slope",
        "a**2 is compared with 0.01: the slope is a (1 - a)",
        lambda z: float(np.mean(sigmoid(z) ** 2 < neurons.FLAT)),
    ),
    (
        "tanh_slope_of_z",
        "the slope is that of tanh(z), 1 - tanh(z)**2: the sigmoid's is a (1 - a)",
        lambda z: float(np.mean(1 - np.tanh(z) ** 2 < neurons.FLAT)),
    ),
    (
        "half_the_values",
        "values below 0.01 or above 0.5 are counted: it is the slope that tells, a (1 - a)",
        lambda z: float(np.mean((sigmoid(z) < neurons.FLAT) | (sigmoid(z) > 0.5))),
    ),
    (
        "counted_with_a_dimension",
        "it is an array with one entry: asked for is a number",
        lambda z: np.array([neurons.saturation_ratio(z)]),
    ),
):
    saturation_ratio.mistake(other(*wrong))


def limited(name, told, share):
    """Return the mistakes of another limit, of the slope or of |z|."""
    return other(name, f"{told}: a unit is flat where its slope is below 0.01, beyond 4.585 on either side", share)


for limit in (1e-3, 1e-4, 0.05, 0.2):
    told = f"the slope is compared with {limit:g}"
    name = f"limit_{limit:g}".replace(".", "_").replace("-", "_")
    saturation_ratio.mistake(
        limited(name, told, lambda z, limit=limit: float(np.mean(sigmoid(z) * sigmoid(-z) < limit)))
    )
for edge in (4, 6):
    told = f"every |z| above {edge} is taken as flat"
    saturation_ratio.mistake(limited(f"edge_{edge}", told, lambda z, edge=edge: float(np.mean(np.abs(z) > edge))))


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
