"""Exercise 6: a straight line through logarithms, and how sure its slope is."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import scaling as reference

fit_power_law = FunctionExercise(
    __name__,
    reference=reference.fit_power_law,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("the exponent", "its standard error"),
    any_number_type=True,
    hints=(
        "Take the logarithm of both sides: of the sizes and of the losses. What is the exponent then?",
        "Subtract from x and from y their means: the slope is the sum of their products over the sum of the squares "
        "of x. The residuals are what the line leaves of y.",
        "Two numbers were fitted, the slope and the height. So n points leave n - 2 residuals free: their variance is "
        "the sum of squares divided by that.",
    ),
)


def case(rng, n, exponent, noise, name="", *, as_list=False):
    """Return sizes and losses near a power law as a case."""
    sizes = np.sort(10 ** rng.uniform(3, 6, size=n)).round(0)
    losses = 7 * sizes**exponent * np.exp(noise * rng.normal(size=n))
    told = name or f"{n} points near an exponent of {exponent:g}"
    return Case(told, (sizes.tolist(), losses.tolist()) if as_list else (sizes, losses))


@fit_power_law.visible
def visible():
    """Return few points and many, exponents of both signs, points on the line, lists."""
    rng = np.random.default_rng(5506)
    return [
        case(rng, 5, -0.08, 0.02),
        case(rng, 9, -0.3, 0.1),
        case(rng, 4, 0.5, 0.2),
        case(rng, 3, -0.05, 0.01, "three points"),
        case(rng, 6, -0.15, 0.05, "a list of six sizes", as_list=True),
        Case("points on a line", (np.array([1e3, 1e4, 1e6]), 5 * np.array([1e3, 1e4, 1e6]) ** -0.2)),
    ]


@fit_power_law.draw
def draw(rng):
    """Return random points."""
    return case(rng, int(rng.integers(4, 12)), round(float(rng.uniform(-0.5, -0.02)), 2), float(rng.uniform(0.01, 0.2)))


@fit_power_law.edges
def edges(rng):
    """Return three points, losses that grow, lists, many points."""
    return [
        case(rng, 3, -0.2, 0.05, "three points"),
        case(rng, 7, 0.4, 0.1, "losses that grow"),
        case(rng, 8, -0.1, 0.03, "lists", as_list=True),
        case(rng, 60, -0.07, 0.3, "60 points"),
    ]


@fit_power_law.property("other units of size change neither number")
def other_units(f, rng):
    """Return a sentence unless sizes in thousands give the same exponent and the same error."""
    sizes, losses = np.array([2e3, 1e4, 7e4, 3e5]), np.array([3.1, 2.4, 2.2, 1.7])
    one, other = (np.asarray(f(part, losses), float) for part in (sizes, sizes / 1000))
    return None if np.allclose(one, other) else f"sizes in thousands give {other[0]:.4g} in place of {one[0]:.4g}"


def fitted(x, y, *, free=2, centred=True, root=True, spread=True):
    """Return slope and error of a line, with something changed."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    if centred:
        x, y = x - x.mean(), y - y.mean()
    slope = (x @ y) / (x @ x)
    r = y - slope * x
    variance = r @ r / (len(x) - free) / (x @ x if spread else 1)
    return slope, np.sqrt(variance) if root else variance


@fit_power_law.mistake
def losses_as_they_are(sizes, losses):
    """the losses are used as they are: take their logarithm, too"""
    return fitted(np.log(sizes), losses)


@fit_power_law.mistake
def sizes_as_they_are(sizes, losses):
    """the sizes are used as they are: take their logarithm, too"""
    return fitted(sizes, np.log(losses))


@fit_power_law.mistake
def no_logarithms(sizes, losses):
    """there are no logarithms: a power law is a straight line in ln size and ln loss"""
    return fitted(sizes, losses)


@fit_power_law.mistake
def two_kinds_of_logarithm(sizes, losses):
    """two kinds of logarithm are mixed, of base e and of base 10: take the same for both"""
    return fitted(np.log10(sizes), np.log(losses))


@fit_power_law.mistake
def divided_by_n(sizes, losses):
    """the sum of squared residuals is divided by n: two fitted numbers leave n - 2"""
    return fitted(np.log(sizes), np.log(losses), free=0)


@fit_power_law.mistake
def divided_by_n_minus_one(sizes, losses):
    """the sum of squared residuals is divided by n - 1: two fitted numbers leave n - 2"""
    return fitted(np.log(sizes), np.log(losses), free=1)


@fit_power_law.mistake
def scatter_of_the_points(sizes, losses):
    """the error is the scatter of the points around the line: divide by the root of the sum of squares of x"""
    return fitted(np.log(sizes), np.log(losses), spread=False)


@fit_power_law.mistake
def variance_of_the_slope(sizes, losses):
    """the error is the variance of the slope: take its square root"""
    return fitted(np.log(sizes), np.log(losses), root=False)


@fit_power_law.mistake
def residuals_of_the_losses(sizes, losses):
    """the residuals are taken from the losses themselves: take what the line leaves of ln loss"""
    x, y = np.log(sizes), np.log(losses)
    slope, _ = fitted(x, y)
    r = np.asarray(losses, float) - np.exp(y.mean() + slope * (x - x.mean()))
    return slope, np.sqrt(r @ r / (len(x) - 2) / ((x - x.mean()) ** 2).sum())


@fit_power_law.mistake
def through_the_origin(sizes, losses):
    """the means are not subtracted, which forces the line through the origin"""
    return fitted(np.log(sizes), np.log(losses), centred=False)


@fit_power_law.mistake
def axes_swapped(sizes, losses):
    """the roles are swapped: the line predicts ln loss from ln size"""
    return fitted(np.log(losses), np.log(sizes))


@fit_power_law.mistake
def sign_turned(sizes, losses):
    """the exponent has the other sign: a loss that falls has a negative one"""
    slope, error = fitted(np.log(sizes), np.log(losses))
    return -slope, error


@fit_power_law.mistake
def first_and_last(sizes, losses):
    """the slope is taken from the first and the last point alone: all points count"""
    x, y = np.log(sizes), np.log(losses)
    slope = (y[-1] - y[0]) / (x[-1] - x[0])
    r = y - y.mean() - slope * (x - x.mean())
    return slope, np.sqrt(r @ r / (len(x) - 2) / ((x - x.mean()) ** 2).sum())


@fit_power_law.right
def by_least_squares(sizes, losses):
    """Return the same from the normal equations, with logarithms of base 10."""
    A = np.stack([np.log10(sizes), np.ones(len(sizes))], axis=1)
    y = np.log10(losses)
    inverse = np.linalg.inv(A.T @ A)
    found = inverse @ A.T @ y
    variance = ((y - A @ found) ** 2).sum() / (len(y) - 2)
    return [found[0], np.sqrt(variance * inverse[0, 0])]


@fit_power_law.right
def from_the_correlation(sizes, losses):
    """Return the same from the variances and the covariance."""
    x, y = np.log(sizes), np.log(losses)
    (xx, xy), (_, yy) = np.cov(x, y)
    slope = xy / xx
    return slope, np.sqrt(max(0.0, yy / xx - slope**2) / (len(x) - 2))
