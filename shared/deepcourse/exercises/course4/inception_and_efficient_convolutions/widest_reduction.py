"""Exercise 3: how wide a reduction may be before it saves too little."""

from deepcourse.cnn import efficient as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def widest(f, n_H, n_W, n_C_prev, n_f, n_C, saving, stride):
    """Return what `f` returns; the stride is left out where it is 1."""
    return f(n_H, n_W, n_C_prev, n_f, n_C, saving, **({"stride": stride} if stride != 1 else {}))


widest_reduction = FunctionExercise(
    __name__,
    reference=reference.widest_reduction,
    use=widest,
    minutes=8,
    points_visible=6,
    points_hidden=9,
    returns=("the width",),
    hints=(
        "Write `reduced` as a product: width times something that does not depend on the width.",
        "The condition is saving * reduced <= direct. Solve it for the width on paper; which way must you round?",
        "Whole numbers can be divided with `//`, which rounds down without floating-point errors. One call of "
        "`reference.count_reduced` can tell you what a single 1 x 1 filter costs.",
    ),
)


def case(n_H, n_W, n_C_prev, f, n_C, saving, stride=1):
    """Return one question."""
    channels = "1 channel" if n_C_prev == 1 else f"{n_C_prev} channels"
    told = f"{n_H} by {n_W} pixels, {channels} in; {n_C} filters of {f} by {f}; saving {saving}"
    return Case(told + (f", stride {stride}" if stride != 1 else ""), (n_H, n_W, n_C_prev, f, n_C, saving, stride))


NEAR = (7, 3, 30, 3, 7, 4)  # biases would decide here


@widest_reduction.visible
def visible():
    """Return questions with and without stride, a width that fits exactly, one near by, and one that no width fits."""
    return [
        case(14, 20, 48, 3, 40, 4),
        case(9, 6, 70, 5, 24, 1),
        case(8, 12, 50, 3, 64, 2, 2),
        case(7, 10, 96, 3, 30, 3, 3),
        case(5, 4, 18, 3, 2, 1),
        case(6, 9, 4, 1, 9, 3),
        case(10, 4, 300, 7, 16, 12),
        case(3, 5, 12, 3, 4, 2),
        case(*NEAR),
    ]


@widest_reduction.draw
def draw(rng):
    """Return a random question."""
    n_H, n_W, saving = (int(n) for n in rng.integers((3, 3, 1), (30, 30, 9)))
    n_C_prev, n_C = (int(n) for n in rng.integers(8, 300, size=2))
    return case(n_H, n_W, n_C_prev, int(rng.choice((3, 5, 7))), n_C, saving, int(rng.integers(1, 4)))


@widest_reduction.edges
def edges(rng):
    """Return filters of one pixel, one channel, a large saving, widths that fit exactly or nearly."""
    return [
        case(28, 28, 192, 5, 32, 1),
        case(9, 6, 32, 1, 32, 1),
        case(4, 4, 1, 3, 8, 1),
        case(6, 7, 64, 3, 64, 40),
        case(8, 6, 36, 3, 4, 1, 2),
        case(2, 9, 1000, 5, 1000, 1),
        case(8, 4, 43, 5, 4, 3),
    ]


@widest_reduction.property("one more filter is too many")
def one_more(f, rng):
    """Return a sentence unless the width keeps the condition, and one more filter breaks it."""
    sizes, saving = (10, 7, 40, 3, 50), 3
    width = widest(f, *sizes, saving, 2)
    for more, fits in ((0, True), (1, False)):
        direct, reduced = reference.count_reduced(*sizes, width + more, stride=2)
        if (saving * reduced <= direct) != fits:
            return f"with width {width + more}, {saving} * {reduced} is {'more' if fits else 'not more'} than {direct}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def places_of(n_H, n_W, stride):
    """Return the places that come out."""
    return ((n_H - 1) // stride + 1) * ((n_W - 1) // stride + 1)


def parts(n_H, n_W, n_C_prev, f, n_C, stride):
    """Return (direct, for_each): all multiplications, and those of one 1 x 1 filter and what reads its channel."""
    places = places_of(n_H, n_W, stride)
    return places * f * f * n_C_prev * n_C, n_H * n_W * n_C_prev + places * f * f * n_C


@widest_reduction.mistake
def strictly_fewer(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """a width that just meets the condition is rejected: equal numbers are allowed"""
    direct, for_each = parts(n_H, n_W, n_C_prev, f, n_C, stride)
    return max(0, (direct - 1) // (saving * for_each))


@widest_reduction.mistake
def rounded_up(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the width is rounded up: round down, since the larger width breaks the condition"""
    direct, for_each = parts(n_H, n_W, n_C_prev, f, n_C, stride)
    return -(-direct // (saving * for_each))


@widest_reduction.mistake
def rounded_to_the_nearest(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the width is rounded to the nearest whole number: round down, since a larger width breaks the condition"""
    direct, for_each = parts(n_H, n_W, n_C_prev, f, n_C, stride)
    return round(direct / (saving * for_each))


@widest_reduction.mistake
def first_that_breaks(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the first width that breaks the condition is returned: return the one before it"""
    direct, for_each = parts(n_H, n_W, n_C_prev, f, n_C, stride)
    return direct // (saving * for_each) + 1


@widest_reduction.mistake
def at_least_one(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """1 is returned if no width is narrow enough: return 0"""
    direct, for_each = parts(n_H, n_W, n_C_prev, f, n_C, stride)
    return max(1, direct // (saving * for_each))


@widest_reduction.mistake
def saving_ignored(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the saving is ignored: `saving` times the reduced count must be at most the direct one"""
    direct, for_each = parts(n_H, n_W, n_C_prev, f, n_C, stride)
    return direct // for_each


@widest_reduction.mistake
def saving_the_wrong_way(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the direct count is multiplied by the saving: multiply the reduced count by it"""
    direct, for_each = parts(n_H, n_W, n_C_prev, f, n_C, stride)
    return saving * direct // for_each


@widest_reduction.mistake
def saving_subtracted(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the saving is subtracted from the width: divide by it, since the reduced count is multiplied by it"""
    direct, for_each = parts(n_H, n_W, n_C_prev, f, n_C, stride)
    return direct // for_each - saving


@widest_reduction.mistake
def saving_as_a_share(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the work is reduced by 1 / saving of it: at most 1 / saving of it may be left"""
    direct, for_each = parts(n_H, n_W, n_C_prev, f, n_C, stride)
    return (saving - 1) * direct // (saving * for_each)


@widest_reduction.mistake
def stride_ignored(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the stride is ignored: the f x f filters have fewer positions, but the 1 x 1 filters are used at all pixels"""
    direct, for_each = parts(n_H, n_W, n_C_prev, f, n_C, 1)
    return direct // (saving * for_each)


@widest_reduction.mistake
def stride_without_remainder(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the sides are n // stride, too few if a remainder is left: take (n - 1) // stride + 1"""
    places = max(1, (n_H // stride) * (n_W // stride))
    direct, for_each = places * f * f * n_C_prev * n_C, n_H * n_W * n_C_prev + places * f * f * n_C
    return direct // (saving * for_each)


@widest_reduction.mistake
def direct_at_every_pixel(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the stride is left out of the direct count: it applies to those filters, too"""
    _, for_each = parts(n_H, n_W, n_C_prev, f, n_C, stride)
    return n_H * n_W * f * f * n_C_prev * n_C // (saving * for_each)


@widest_reduction.mistake
def reduction_free(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the 1 x 1 filters are not counted: their work grows with the width, too"""
    return n_C_prev // saving


@widest_reduction.mistake
def filters_free(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """only the 1 x 1 filters are counted: the work of the f x f filters after them grows with the width, too"""
    return places_of(n_H, n_W, stride) * f * f * n_C // (saving * n_H * n_W)


@widest_reduction.mistake
def filters_on_all_channels(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the f x f filters read all n_C_prev channels after the reduction: they read `width` channels"""
    direct, _ = parts(n_H, n_W, n_C_prev, f, n_C, stride)
    return max(0, (direct // saving - direct) // (n_H * n_W * n_C_prev))


@widest_reduction.mistake
def side_not_squared(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the large filters are given f weights for each channel: they are f by f"""
    places = places_of(n_H, n_W, stride)
    return places * f * n_C_prev * n_C // (saving * (n_H * n_W * n_C_prev + places * f * n_C))


@widest_reduction.mistake
def biases_counted(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the biases are counted as multiplications: they are only added"""
    places = places_of(n_H, n_W, stride)
    direct, for_each = parts(n_H, n_W, n_C_prev, f, n_C, stride)
    left = direct + places * n_C - saving * places * n_C
    return max(0, left // (saving * (for_each + n_H * n_W)))


@widest_reduction.mistake
def the_ratio(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """the width is not rounded: filters are whole numbers, so round down"""
    direct, for_each = parts(n_H, n_W, n_C_prev, f, n_C, stride)
    return direct / (saving * for_each)


# --- right, written differently -------------------------------------------------------------------------------------


@widest_reduction.right
def by_trying(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """Return the same, by trying one width after the other."""
    width = 0
    while True:
        direct, reduced = reference.count_reduced(n_H, n_W, n_C_prev, f, n_C, width + 1, stride=stride)
        if saving * reduced > direct:
            return width
        width += 1
