"""Exercise 2: the nudge at which truncation and round-off are equal."""

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import gradient_checking as reference

FLOAT64, FLOAT32, FLOAT16 = 2.0**-52, 2.0**-23, 2.0**-10

best_epsilon = FunctionExercise(
    __name__,
    reference=reference.best_epsilon,
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("epsilon",),
    hints=(
        "Write both errors down, epsilon**order and precision / epsilon, and set them equal.",
        "Multiply both sides by epsilon: epsilon**(order + 1) = precision.",
        "precision ** (1 / (order + 1))",
    ),
)


@best_epsilon.visible
def visible():
    """Return one side and two sides in two precisions, and other orders."""
    return [
        Case("one side, float64", (1, FLOAT64)),
        Case("two sides, float64", (2, FLOAT64)),
        Case("two sides, float32", (2, FLOAT32)),
        Case("a method of order 4, float32", (4, FLOAT32)),
        Case("order 1.5, a precision of 1e-10", (1.5, 1e-10)),
    ]


@best_epsilon.draw
def draw(rng):
    """Return a random order and precision."""
    order, precision = int(rng.integers(1, 7)), float(10 ** rng.uniform(-20, -3))
    return Case(f"order {order}, precision {precision:.3g}", (order, precision))


@best_epsilon.edges
def edges(rng):
    """Return half precision, and an order that is no whole number."""
    return [
        Case("one side, float16", (1, FLOAT16)),
        Case("order 1.5", (1.5, float(rng.uniform(1e-16, 1e-8)))),
        Case("order 8, a precision of 1e-30", (8, 1e-30)),
    ]


@best_epsilon.property("both errors are equal there")
def both_errors_are_equal(f, rng):
    """Return a sentence unless truncation and round-off are equal at the nudge that is returned."""
    order, precision = int(rng.integers(1, 5)), float(10 ** rng.uniform(-18, -6))
    epsilon = f(order, precision)
    truncation, rounding = epsilon**order, precision / epsilon
    if not abs(truncation / rounding - 1) < 1e-6:
        return f"at {epsilon:.3g} truncation is {truncation:.3g}, but round-off is {rounding:.3g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@best_epsilon.mistake
def as_small_as_possible(order, precision):
    """the precision itself is returned: with so small a nudge the round-off, precision / epsilon, is as large as 1"""
    return precision


@best_epsilon.mistake
def always_the_root(order, precision):
    """the square root is taken for every order: that is right for one side only"""
    return precision ** (1 / 2)


@best_epsilon.mistake
def root_of_the_order(order, precision):
    """the root is 1 / order: one more, because dividing by epsilon adds a power, epsilon**(order + 1) = precision"""
    return precision ** (1 / order)


@best_epsilon.mistake
def brackets_missing(order, precision):
    """brackets are missing: `precision ** 1 / (order + 1)` divides, it takes no root"""
    return precision**1 / (order + 1)


@best_epsilon.mistake
def error_instead(order, precision):
    """that is the error at the best nudge, not the nudge: precision**(order / (order + 1))"""
    return precision ** (order / (order + 1))


@best_epsilon.mistake
def always_float64(order, precision):
    """the precision is not used: 2.2e-16 belongs to float64 alone"""
    return FLOAT64 ** (1 / (order + 1))


@best_epsilon.mistake
def always_the_same(order, precision):
    """1e-7 is returned whatever the method and the precision: compute it from both"""
    return 1e-7


@best_epsilon.mistake
def one_added_outside(order, precision):
    """brackets are missing in the exponent: 1 / order + 1 is more than 1; it is 1 / (order + 1)"""
    return precision ** (1 / order + 1)


@best_epsilon.mistake
def cube_root_for_all_others(order, precision):
    """every order but 1 gets the cube root: that is right for two sides only, the root is order + 1"""
    return precision ** (1 / 2 if order == 1 else 1 / 3)


@best_epsilon.mistake
def always_the_cube_root(order, precision):
    """the cube root is taken for every order: that is right for two sides only"""
    return precision ** (1 / 3)


@best_epsilon.mistake
def power_for_root(order, precision):
    """the precision is raised to the power order + 1: take that root, 1 / (order + 1)"""
    return precision ** (order + 1)


@best_epsilon.mistake
def one_too_many(order, precision):
    """the root is order + 2: dividing by epsilon adds one power, epsilon**(order + 1) = precision"""
    return precision ** (1 / (order + 2))


@best_epsilon.mistake
def twice_the_order(order, precision):
    """the root is twice the order: it is order + 1, since dividing by epsilon adds one power"""
    return precision ** (1 / (2 * order))


@best_epsilon.mistake
def exponent_turned(order, precision):
    """the exponent is negative: then the nudge is huge; it is 1 / (order + 1)"""
    return precision ** (-1 / (order + 1))


@best_epsilon.mistake
def whole_number_division(order, precision):
    """the exponent is cut off to 0 by //, and everything to the power 0 is 1: divide with /"""
    return precision ** (1 // (order + 1))


@best_epsilon.mistake
def divided_on_both_sides(order, precision):
    """the exponent is 1/(p - 1): both sides were divided by epsilon; multiply them, and epsilon**(p + 1) stands on
    the left
    """
    return precision ** (1 / (order - 1))


# --- right, written differently -------------------------------------------------------------------------------------


@best_epsilon.right
def by_bisection(order, precision):
    """Return where the falling round-off meets the rising truncation, found by halving an interval of exponents."""
    low, high = -60.0, 1.0
    for _ in range(100):
        middle = (low + high) / 2
        epsilon = 10**middle
        low, high = (middle, high) if epsilon**order < precision / epsilon else (low, middle)
    return 10**low
