"""Exercise 8: what a bottleneck block costs."""

from deepcourse.cnn import resnets as reference
from deepcourse.cnn.resnets import EXPANSION, conv_cost
from deepcourse.exercises.declaration import Case, FunctionExercise


def cost(f, n, n_C_prev, width, stride, stride_first):
    """Return what `f` returns; options are left out where usual."""
    options = ({"stride": stride} if stride != 1 else {}) | ({"stride_first": True} if stride_first else {})
    return f(n, n_C_prev, width, **options)


bottleneck_cost = FunctionExercise(
    __name__,
    reference=reference.bottleneck_cost,
    use=cost,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("n_out", "parameters", "multiply_adds"),
    hints=(
        "Three convolutions follow one another: the size and channels that one returns go into the next.",
        "For each of the four convolutions, write down n, the channels in, the channels out, f and the stride. The "
        "projection takes the block's input.",
        "Shapes differ if the stride is not 1 or n_C_prev is not 4 * width: either is enough for a projection.",
    ),
)


def case(n, n_C_prev, width, stride=1, stride_first=False):
    """Return one block."""
    place = "" if stride == 1 else f", stride {stride} in the {'first 1 x 1' if stride_first else '3 x 3'}"
    return Case(f"{n} by {n} pixels, {n_C_prev} channels, width {width}{place}",
                (n, n_C_prev, width, stride, stride_first))  # fmt: skip


@bottleneck_cost.visible
def visible():
    """Return blocks with and without projection, the stride in either place, odd sizes."""
    return [
        case(56, 256, 64),
        case(56, 64, 64),
        case(56, 256, 128, 2),
        case(56, 256, 128, 2, True),
        case(15, 20, 5, 2),
        case(9, 7, 3, 3, True),
        case(8, 6, 5, 1, True),
        case(14, 12, 3, 2),
        case(10, 8, 2, 3, True),
    ]


@bottleneck_cost.draw
def draw(rng):
    """Return a random block."""
    width = int(rng.integers(2, 40))
    channels = 4 * width if rng.random() < 0.4 else int(rng.integers(2, 100))
    return case(int(rng.integers(5, 60)), channels, width, int(rng.integers(1, 4)), bool(rng.random() < 0.5))


@bottleneck_cost.edges
def edges(rng):
    """Return one pixel, one channel, the largest blocks, a stride without a change of channels."""
    return [case(1, 1, 1), case(7, 2048, 512), case(14, 1024, 512, 2, True), case(11, 12, 3, 2), case(5, 4, 1, 4)]


@bottleneck_cost.property("the position of the stride does not change the parameters")
def same_parameters(f, rng):
    """Return a sentence unless both places of the stride give the same size and parameters, and one fewer products."""
    late, early = cost(f, 28, 32, 16, 2, False), cost(f, 28, 32, 16, 2, True)
    if tuple(late[:2]) != tuple(early[:2]):
        return f"n_out and parameters are {late[:2]} with the stride in the 3 x 3, and {early[:2]} in the first 1 x 1"
    return None if early[2] < late[2] else "moving the stride to the first 1 x 1 does not reduce the multiply-adds"


# --- known mistakes -------------------------------------------------------------------------------------------------


def changed(n, n_C_prev, width, stride, stride_first, *, conv=conv_cost, project=None, out=None, sizes=None):
    """Return the cost with something changed."""
    first, second = (stride, 1) if stride_first else (1, stride)
    out = EXPANSION * width if out is None else out
    n_mid, *one = conv(n, n_C_prev, width, 1, stride=first)
    n_out, *two = conv(n_mid, width, width, 3, stride=second)
    parts = [one, two, conv(n_out, width, out, 1)[1:]]
    if (stride != 1 or n_C_prev != out) if project is None else project:
        parts.append(conv(n, n_C_prev, out, 1, stride=stride)[1:])
    return n_out, sum(part[0] for part in parts), sum(part[1] for part in parts)


@bottleneck_cost.mistake
def projection_missing(n, n_C_prev, width, *, stride=1, stride_first=False):
    """the projection is never counted: where shapes differ, the shortcut has weights of its own"""
    return changed(n, n_C_prev, width, stride, stride_first, project=False)


@bottleneck_cost.mistake
def projection_always(n, n_C_prev, width, *, stride=1, stride_first=False):
    """a projection is always counted: where shapes agree, the shortcut is the input itself, and costs nothing"""
    return changed(n, n_C_prev, width, stride, stride_first, project=True)


@bottleneck_cost.mistake
def projection_for_strides_alone(n, n_C_prev, width, *, stride=1, stride_first=False):
    """a projection is counted only for a stride other than 1: a change in the number of channels needs one, too"""
    return changed(n, n_C_prev, width, stride, stride_first, project=stride != 1)


@bottleneck_cost.mistake
def projection_for_channels_alone(n, n_C_prev, width, *, stride=1, stride_first=False):
    """a projection is counted only where the numbers of channels differ: a stride other than 1 needs one, too"""
    return changed(n, n_C_prev, width, stride, stride_first, project=n_C_prev != EXPANSION * width)


@bottleneck_cost.mistake
def compared_with_the_width(n, n_C_prev, width, *, stride=1, stride_first=False):
    """n_C_prev is compared with the width: the block returns 4 * width channels"""
    return changed(n, n_C_prev, width, stride, stride_first, project=stride != 1 or n_C_prev != width)


@bottleneck_cost.mistake
def projection_without_stride(n, n_C_prev, width, *, stride=1, stride_first=False):
    """the projection is counted at every pixel of the input: it has the block's stride"""
    n_out, parameters, products = changed(n, n_C_prev, width, stride, stride_first)
    if stride == 1:
        return n_out, parameters, products
    weights = n_C_prev * EXPANSION * width
    return n_out, parameters, products + (n * n - n_out * n_out) * weights


@bottleneck_cost.mistake
def place_of_the_stride_ignored(n, n_C_prev, width, *, stride=1, stride_first=False):
    """the stride is always in the 3 x 3 convolution: with `stride_first` it is in the first 1 x 1"""
    return changed(n, n_C_prev, width, stride, False)


@bottleneck_cost.mistake
def places_of_the_stride_exchanged(n, n_C_prev, width, *, stride=1, stride_first=False):
    """the two positions of the stride are swapped: `stride_first` puts it into the first 1 x 1"""
    return changed(n, n_C_prev, width, stride, not stride_first)


@bottleneck_cost.mistake
def stride_in_both(n, n_C_prev, width, *, stride=1, stride_first=False):
    """both the first 1 x 1 and the 3 x 3 have the stride: only one of them has it"""
    n_mid, *one = conv_cost(n, n_C_prev, width, 1, stride=stride)
    n_out, *rest = changed(n_mid, width, width, stride, False, project=False)
    _, *repeated = conv_cost(n_mid, width, width, 1)
    _, *shortcut = conv_cost(n, n_C_prev, EXPANSION * width, 1, stride=stride)
    with_shortcut = stride != 1 or n_C_prev != EXPANSION * width
    total = [a + b - c + (d if with_shortcut else 0) for a, b, c, d in zip(one, rest, repeated, shortcut, strict=True)]
    return n_out, *total


@bottleneck_cost.mistake
def stride_ignored(n, n_C_prev, width, *, stride=1, stride_first=False):
    """the stride is ignored: n_out is smaller than n if the stride is not 1"""
    project = stride != 1 or n_C_prev != EXPANSION * width
    return changed(n, n_C_prev, width, 1, stride_first, project=project)


@bottleneck_cost.mistake
def no_expansion(n, n_C_prev, width, *, stride=1, stride_first=False):
    """the last 1 x 1 is counted with `width` output channels: it has 4 * width"""
    return changed(n, n_C_prev, width, stride, stride_first, out=width)


@bottleneck_cost.mistake
def wide_in_the_middle(n, n_C_prev, width, *, stride=1, stride_first=False):
    """the 3 x 3 convolution is counted with 4 * width channels: it has only `width`, which is the bottleneck"""

    def conv(n, n_C_prev, n_C, f, *, stride=1):
        return conv_cost(n, 4 * n_C_prev, 4 * n_C, f, stride=stride) if f == 3 else conv_cost(
            n, n_C_prev, n_C, f, stride=stride)  # fmt: skip

    return changed(n, n_C_prev, width, stride, stride_first, conv=conv)


@bottleneck_cost.mistake
def three_by_three_as_one_by_one(n, n_C_prev, width, *, stride=1, stride_first=False):
    """all filters are counted as 1 x 1: the middle one is 3 x 3"""
    return changed(n, n_C_prev, width, stride, stride_first,
                   conv=lambda n, a, b, f, *, stride=1: conv_cost(n, a, b, 1, stride=stride))  # fmt: skip


@bottleneck_cost.mistake
def two_convolutions(n, n_C_prev, width, *, stride=1, stride_first=False):
    """the last 1 x 1 convolution is missing: a bottleneck has three"""
    n_out, parameters, products = changed(n, n_C_prev, width, stride, stride_first)
    _, more, times = conv_cost(n_out, width, EXPANSION * width, 1)
    return n_out, parameters - more, products - times


def without_normalization(n, n_C_prev, n_C, f, *, stride=1):
    """Return the cost of a convolution without the numbers of batch normalisation."""
    n_out, parameters, products = conv_cost(n, n_C_prev, n_C, f, stride=stride)
    return n_out, parameters - 2 * n_C, products


@bottleneck_cost.mistake
def normalization_not_counted(n, n_C_prev, width, *, stride=1, stride_first=False):
    """gamma and beta are not counted: batch normalisation learns two numbers for each channel"""
    return changed(n, n_C_prev, width, stride, stride_first, conv=without_normalization)


@bottleneck_cost.mistake
def biases_counted(n, n_C_prev, width, *, stride=1, stride_first=False):
    """biases are counted for the convolutions: they have none here, because beta takes their place"""

    def conv(n, n_C_prev, n_C, f, *, stride=1):
        n_out, parameters, products = conv_cost(n, n_C_prev, n_C, f, stride=stride)
        return n_out, parameters + n_C, products

    return changed(n, n_C_prev, width, stride, stride_first, conv=conv)


@bottleneck_cost.mistake
def two_for_a_multiply_add(n, n_C_prev, width, *, stride=1, stride_first=False):
    """multiplications and additions are counted separately: a multiply-add counts as one"""
    n_out, parameters, products = changed(n, n_C_prev, width, stride, stride_first)
    return n_out, parameters, 2 * products


@bottleneck_cost.mistake
def at_places_of_the_input(n, n_C_prev, width, *, stride=1, stride_first=False):
    """multiply-adds are counted for each input pixel: a filter is applied once for each output pixel"""

    def conv(n, n_C_prev, n_C, f, *, stride=1):
        n_out, parameters, _ = conv_cost(n, n_C_prev, n_C, f, stride=stride)
        return n_out, parameters, n * n * f * f * n_C_prev * n_C

    return changed(n, n_C_prev, width, stride, stride_first, conv=conv)


@bottleneck_cost.mistake
def sizes_rounded_down(n, n_C_prev, width, *, stride=1, stride_first=False):
    """n_out is n // stride: with this padding it is (n - 1) // stride + 1"""

    def conv(n, n_C_prev, n_C, f, *, stride=1):
        n_out, parameters, products = conv_cost(n, n_C_prev, n_C, f, stride=stride)
        return n // stride, parameters, products // n_out**2 * (n // stride) ** 2

    return changed(n, n_C_prev, width, stride, stride_first, conv=conv)


# --- right, written differently -------------------------------------------------------------------------------------


@bottleneck_cost.right
def by_hand(n, n_C_prev, width, *, stride=1, stride_first=False):
    """Return the same, without conv_cost, in a list."""
    n_out, wide = -(-n // stride), 4 * width
    n_mid = n_out if stride_first else n
    weights = [n_C_prev * width, 9 * width * width, width * wide]
    products = [n_mid**2 * weights[0], n_out**2 * weights[1], n_out**2 * weights[2]]
    learned = sum(weights) + 2 * (width + width + wide)
    if stride > 1 or n_C_prev != wide:
        products.append(n_out**2 * n_C_prev * wide)
        learned += n_C_prev * wide + 2 * wide
    return [n_out, learned, sum(products)]
