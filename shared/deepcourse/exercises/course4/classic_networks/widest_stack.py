"""Exercise 5: when small filters, one behind the other, are cheaper than a large one."""

import math

from deepcourse.cnn import summary as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

widest_stack = FunctionExercise(
    __name__,
    reference=reference.widest_stack,
    minutes=9,
    points_visible=6,
    points_hidden=8,
    returns=("the width",),
    hints=(
        "Draw the stack for f = 7 and write the channels between the layers: n_C_prev, w, w, n_C. A layer has 9 "
        "times as many weights as the product of its two neighbours.",
        "Write the inequality for f = 9 as well. Which part of it grows with f, and which stays the same?",
        "You need no formula for the solution: the number of weights grows with w, so a simple loop is enough.",
    ),
)


def case(f, n_C_prev, n_C):
    """Return one large filter to replace."""
    return Case(f"f = {f}, from {n_C_prev} to {n_C} channels", (f, n_C_prev, n_C))


NEAR = (7, 12, 39)  # biases would decide here


@widest_stack.visible
def visible():
    """Return all depths, few channels in front, few behind, one that nothing can replace, and one that just fits."""
    return [
        case(7, 64, 64),
        case(7, 3, 64),
        case(5, 3, 64),
        case(5, 40, 25),
        case(9, 16, 96),
        case(11, 96, 20),
        case(5, 1, 1),
        case(7, 9, 20),
        case(5, 18, 18),
        case(*NEAR),
    ]


@widest_stack.draw
def draw(rng):
    """Return a random filter."""
    return case(*(int(n) for n in (rng.choice([5, 7, 9, 11, 13]), *rng.integers(2, 200, size=2))))


@widest_stack.edges
def edges(rng):
    """Return one channel, a very large filter, and many channels."""
    equal = 18 * int(rng.integers(2, 9))  # the stack can have exactly as many weights
    return [
        case(5, equal, equal),
        case(7, 14, 36),
        case(5, 1, 40),
        case(7, 1, 1),
        case(31, 3, 5),
        case(5, 512, 256),
        case(7, 500, 900),
        case(9, 1, 2),
    ]


@widest_stack.property("one more filter is too many")
def one_more_is_too_many(f, rng):
    """Return a sentence unless the width is allowed and the next one is not."""
    for large, before, after in ((5, 12, 30), (7, 30, 12), (9, 10, 10)):
        width = int(f(large, before, after))
        for w, allowed in ((width, True), (width + 1, False)):
            weights = stack(large, before, after, w)
            if (weights <= large**2 * before * after) != allowed:
                return (
                    f"f = {large}, from {before} to {after} channels: the answer is {width}; at {w} the stack has "
                    f"{weights} weights, the large filters {large**2 * before * after}"
                )
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def stack(f, n_C_prev, n_C, w, layers=None):
    """Return the weights of a stack of width w."""
    between = ((f - 1) // 2 if layers is None else layers) - 2
    return 9 * (n_C_prev * w + between * w * w + w * n_C)


def widest(weights, most, strictly=False):
    """Return the largest width whose weights are no more than `most`: the weights grow, so halve the range."""
    low, high = 0, 1
    fits = (lambda w: weights(w) < most) if strictly else (lambda w: weights(w) <= most)
    while fits(high) and high < 10**7:
        high *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def declare(name, sentence, weights=None, most=None, strictly=False, change=None):
    """Declare a mistake: weights (f, n_C_prev, n_C, w), most (f, n_C_prev, n_C), and a change of the result."""

    def mistake(f, n_C_prev, n_C):
        limit = most(f, n_C_prev, n_C) if most else f * f * n_C_prev * n_C
        found = widest(lambda w: (weights or stack)(f, n_C_prev, n_C, w), limit, strictly)
        return change(found) if change else found

    mistake.__name__, mistake.__doc__ = name, sentence
    widest_stack.mistake(mistake)


declare("fewer_only", "the stack must have fewer weights than the large filters: as many are allowed", strictly=True)
declare("the_next_width", "the first width that is too large is returned: return the one before it",
        change=lambda w: w + 1)  # fmt: skip
declare("one_too_few", "the width is 1 too small: the next one still fits", change=lambda w: max(w - 1, 0))
declare("wide_in_front", "the first layer reads `width` channels: it reads n_C_prev",
        lambda f, a, b, w: 9 * (((f - 1) // 2 - 1) * w * w + w * b))  # fmt: skip
declare("wide_behind", "the last layer has `width` filters: it has n_C",
        lambda f, a, b, w: 9 * (a * w + ((f - 1) // 2 - 1) * w * w))  # fmt: skip
declare("all_wide", "all layers have `width` channels on both sides: the first reads n_C_prev, the last gives n_C",
        lambda f, a, b, w: 9 * ((f - 1) // 2) * w * w)  # fmt: skip
declare("layer_too_many", "the stack has one layer too many: (f - 1) / 2, the first and the last included",
        lambda f, a, b, w: stack(f, a, b, w, (f + 1) // 2))  # fmt: skip
declare("f_thirds", "the stack has f // 3 layers: each sees 2 more pixels than the one before, so use (f - 1) / 2",
        lambda f, a, b, w: stack(f, a, b, w, max(f // 3, 2)))  # fmt: skip
declare("always_three", "the stack always has three layers: it has (f - 1) / 2",
        lambda f, a, b, w: stack(f, a, b, w, 3))  # fmt: skip
declare("always_two", "the stack always has two layers: it has (f - 1) / 2", lambda f, a, b, w: stack(f, a, b, w, 2))
declare("one_in_the_middle", "the middle layers are counted once: there are (f - 1) / 2 - 2 of them",
        lambda f, a, b, w: stack(f, a, b, w, min((f - 1) // 2, 3)))  # fmt: skip
declare("filters_of_three", "a 3 x 3 filter is counted with 3 weights for each channel: it has 9",
        lambda f, a, b, w: stack(f, a, b, w) // 3)  # fmt: skip
declare("f_not_squared", "the large filter is counted with f weights for each channel: it has f * f",
        None, lambda f, a, b: f * a * b)  # fmt: skip
declare("large_reads_one", "the large filters read one channel: they read n_C_prev", None, lambda f, a, b: f * f * b)
declare("one_large_filter", "only one large filter is counted: there are n_C of them", None, lambda f, a, b: f * f * a)
declare("large_squared", "the large layer is counted with n_C channels on both sides: it reads n_C_prev",
        None, lambda f, a, b: f * f * b * b)  # fmt: skip
declare("biases_counted", "biases are counted: count only weights",
        lambda f, a, b, w: stack(f, a, b, w) + ((f - 1) // 2 - 1) * w + b,
        lambda f, a, b: (f * f * a + 1) * b)  # fmt: skip
declare("multiplied", "the weights of the layers are multiplied: add them",
        lambda f, a, b, w: 9 * a * w * (9 * w * w) ** ((f - 1) // 2 - 2) * 9 * w * b)  # fmt: skip


@widest_stack.mistake
def rounded(f, n_C_prev, n_C):
    """the exact solution is rounded to the nearest width: round down, or the stack has too many weights"""
    a, b, most = (f - 1) // 2 - 2, n_C_prev + n_C, f * f * n_C_prev * n_C / 9
    return round((math.sqrt(b * b + 4 * a * most) - b) / (2 * a) if a else most / b)


@widest_stack.mistake
def compared_by_f(f, n_C_prev, n_C):
    """only f * f and the stack's 9 for each layer are compared: the numbers of channels matter, too"""
    return f * f * n_C // (9 * ((f - 1) // 2))


# --- right, written differently -------------------------------------------------------------------------------------


@widest_stack.right
def by_a_loop(f, n_C_prev, n_C):
    """Return the same, one width after the other."""
    w, most = 0, f * f * n_C_prev * n_C
    while stack(f, n_C_prev, n_C, w + 1) <= most:
        w += 1
    return w


@widest_stack.right
def by_the_square_root(f, n_C_prev, n_C):
    """Return the same, from the solution of the quadratic equation, moved where rounding missed it."""
    a, b, c = 9 * ((f - 1) // 2 - 2), 9 * (n_C_prev + n_C), f * f * n_C_prev * n_C
    w = int(c / b) if a == 0 else int((math.sqrt(b * b + 4 * a * c) - b) / (2 * a))
    while stack(f, n_C_prev, n_C, w + 1) <= c:
        w += 1
    while stack(f, n_C_prev, n_C, w) > c:
        w -= 1
    return w
