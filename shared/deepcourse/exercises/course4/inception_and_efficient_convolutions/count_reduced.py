"""Exercise 2: multiplications with and without a reduction."""

from deepcourse.cnn import efficient as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def counted(f, n_H, n_W, n_C_prev, n_f, n_C, width, stride):
    """Return what `f` returns; the stride is left out where it is 1."""
    return f(n_H, n_W, n_C_prev, n_f, n_C, width, **({"stride": stride} if stride != 1 else {}))


count_reduced = FunctionExercise(
    __name__,
    reference=reference.count_reduced,
    use=counted,
    minutes=5,
    points_visible=3,
    points_hidden=5,
    returns=("direct", "reduced"),
    hints=(
        "Each output number costs as many multiplications as the filter has weights. How many numbers are there?",
        "The 1 x 1 filters have stride 1: at how many pixels are they used? And how many channels do the f x f "
        "filters read after that?",
        "With pad (f - 1) / 2, floor((n + 2 pad - f) / stride) + 1 becomes floor((n - 1) / stride) + 1.",
    ),
)


def case(n_H, n_W, n_C_prev, f, n_C, width, stride=1):
    """Return one pair of layers."""
    channels = "1 channel" if n_C_prev == 1 else f"{n_C_prev} channels"
    told = f"{n_H} by {n_W} pixels, {channels} in; {n_C} filters of {f} by {f}; width {width}"
    return Case(told + (f", stride {stride}" if stride != 1 else ""), (n_H, n_W, n_C_prev, f, n_C, width, stride))


@count_reduced.visible
def visible():
    """Return the module of the text without its widths, strides, sizes that do not divide, one channel."""
    return [
        case(14, 20, 48, 3, 40, 10),
        case(9, 6, 7, 5, 4, 3),
        case(8, 12, 5, 3, 11, 2, 2),
        case(7, 10, 6, 3, 8, 5, 3),
        case(11, 4, 1, 7, 2, 3),
        case(5, 8, 6, 1, 9, 4, 2),
    ]


@count_reduced.draw
def draw(rng):
    """Return a random pair."""
    n_H, n_W, n_C_prev, n_C, width = (int(n) for n in rng.integers(3, 40, size=5))
    return case(n_H, n_W, n_C_prev, int(rng.choice((1, 3, 5, 7))), n_C, width, int(rng.integers(1, 4)))


@count_reduced.edges
def edges(rng):
    """Return the example of the text, one pixel, strides as large as the picture."""
    return [case(28, 28, 192, 5, 32, 16), case(1, 1, 3, 3, 2, 4), case(4, 7, 8, 3, 2, 1, 4), case(1, 9, 1, 3, 1, 1, 2)]


@count_reduced.property("twice the width, twice the reduced count")
def proportional(f, rng):
    """Return a sentence unless the second number grows in proportion to the width, and the first stays."""
    one, two = (counted(f, 9, 6, 10, 3, 8, width, 2) for width in (3, 6))
    if one[0] != two[0]:
        return f"the width changes the first number: {one[0]} and {two[0]}"
    return None if two[1] == 2 * one[1] else f"width 3 gives {one[1]}, width 6 {two[1]}: not twice as many"


# --- known mistakes -------------------------------------------------------------------------------------------------


def half(n, f, stride):
    """Return the places along one side."""
    return (n - 1) // stride + 1


def count(n_H, n_W, n_C_prev, f, n_C, width, stride, *, side=half, at_input=False, sides=2, before=None, depth=None,
          narrow_stride=False):  # fmt: skip
    """Return both counts with something changed.

    side : (n, f, stride) to places    sides : f to this power    before : channels that the 1 x 1 filters read
    depth : channels that the f x f filters read after them
    """
    places = n_H * n_W if at_input else side(n_H, f, stride) * side(n_W, f, stride)
    pixels = places if narrow_stride else n_H * n_W
    filters = f**sides * n_C
    reduced = pixels * (before or n_C_prev) * width + places * filters * (depth or width)
    return places * filters * n_C_prev, reduced


def with_rules(name, sentence, **rules):
    """Declare a mistake in one of the rules."""

    def mistake(n_H, n_W, n_C_prev, f, n_C, width, *, stride=1):
        return count(n_H, n_W, n_C_prev, f, n_C, width, stride, **rules)

    mistake.__name__, mistake.__doc__ = name, sentence
    count_reduced.mistake(mistake)


with_rules("at_pixels_of_the_input", "the f x f filters are counted at every input pixel: with a stride they have "
           "fewer positions, as many as the output has", at_input=True)  # fmt: skip
with_rules("stride_in_the_reduction", "the 1 x 1 filters are given the stride: their stride is 1, so they are used at "
           "every input pixel", narrow_stride=True)  # fmt: skip
with_rules("rounded_down", "the sides are n // stride, too few if a remainder is left: take (n - 1) // stride + 1",
           side=lambda n, f, stride: n // stride)  # fmt: skip
with_rules("not_rounded", "the sides are divided by the stride and not rounded: take (n - 1) // stride + 1",
           side=lambda n, f, stride: n / stride)  # fmt: skip
with_rules("not_rounded_down", "the sides are (n - 1) / stride + 1, not rounded: use // in place of /",
           side=lambda n, f, stride: (n - 1) / stride + 1)  # fmt: skip
with_rules("no_padding", "the pictures are counted without padding: with pad (f - 1) / 2, stride 1 keeps their size",
           side=lambda n, f, stride: (n - f) // stride + 1)  # fmt: skip
with_rules("side_not_squared", "a filter is given f weights for each channel: it is f by f", sides=1)


@count_reduced.mistake
def all_channels_again(n_H, n_W, n_C_prev, f, n_C, width, *, stride=1):
    """the f x f filters read all n_C_prev channels after the reduction: only `width` channels are left"""
    return count(n_H, n_W, n_C_prev, f, n_C, width, stride, depth=n_C_prev)


@count_reduced.mistake
def reduction_after(n_H, n_W, n_C_prev, f, n_C, width, *, stride=1):
    """the 1 x 1 filters are put second: put them first, so that the f x f filters have less to read"""
    places = half(n_H, f, stride) * half(n_W, f, stride)
    direct, _ = count(n_H, n_W, n_C_prev, f, n_C, width, stride)
    return direct, direct + places * n_C * width


@count_reduced.mistake
def reduction_free(n_H, n_W, n_C_prev, f, n_C, width, *, stride=1):
    """the 1 x 1 filters are not counted: they take multiplications as well"""
    places = half(n_H, f, stride) * half(n_W, f, stride)
    return count(n_H, n_W, n_C_prev, f, n_C, width, stride)[0], places * f * f * width * n_C


@count_reduced.mistake
def reduction_alone(n_H, n_W, n_C_prev, f, n_C, width, *, stride=1):
    """only the 1 x 1 filters are counted: the f x f filters follow, on `width` channels"""
    return count(n_H, n_W, n_C_prev, f, n_C, width, stride)[0], n_H * n_W * n_C_prev * width


@count_reduced.mistake
def one_channel_read(n_H, n_W, n_C_prev, f, n_C, width, *, stride=1):
    """each 1 x 1 filter is given a single weight: it has one for each of the n_C_prev channels"""
    return count(n_H, n_W, n_C_prev, f, n_C, width, stride, before=1)


@count_reduced.mistake
def width_and_filters_swapped(n_H, n_W, n_C_prev, f, n_C, width, *, stride=1):
    """width and n_C are swapped: `width` is the number of 1 x 1 filters, n_C that of the f x f filters"""
    return count(n_H, n_W, n_C_prev, f, width, n_C, stride)


@count_reduced.mistake
def weights_alone(n_H, n_W, n_C_prev, f, n_C, width, *, stride=1):
    """the weights are counted, not the multiplications: each weight is used once at every output position"""
    return f * f * n_C_prev * n_C, n_C_prev * width + f * f * width * n_C


@count_reduced.mistake
def biases_counted(n_H, n_W, n_C_prev, f, n_C, width, *, stride=1):
    """the biases are counted, too: they are only added"""
    direct, reduced = count(n_H, n_W, n_C_prev, f, n_C, width, stride)
    places = half(n_H, f, stride) * half(n_W, f, stride)
    return direct + places * n_C, reduced + n_H * n_W * width + places * n_C


@count_reduced.mistake
def additions_counted(n_H, n_W, n_C_prev, f, n_C, width, *, stride=1):
    """multiplications and additions are counted: count only the multiplications"""
    return tuple(2 * n for n in count(n_H, n_W, n_C_prev, f, n_C, width, stride))


@count_reduced.mistake
def square_pictures(n_H, n_W, n_C_prev, f, n_C, width, *, stride=1):
    """the pictures are treated as squares of n_H by n_H pixels: they have n_H by n_W"""
    return count(n_H, n_H, n_C_prev, f, n_C, width, stride)


@count_reduced.mistake
def results_swapped(n_H, n_W, n_C_prev, f, n_C, width, *, stride=1):
    """the two results are swapped: the count without reduction comes first"""
    return count(n_H, n_W, n_C_prev, f, n_C, width, stride)[::-1]


# --- right, written differently -------------------------------------------------------------------------------------


@count_reduced.right
def by_the_formula_of_sizes(n_H, n_W, n_C_prev, f, n_C, width, *, stride=1):
    """Return the same from the usual formula for sizes, in a list."""
    pad = (f - 1) // 2
    out = [(n + 2 * pad - f) // stride + 1 for n in (n_H, n_W)]
    places = out[0] * out[1]
    return [places * f**2 * n_C_prev * n_C, n_H * n_W * width * n_C_prev + places * f**2 * width * n_C]
