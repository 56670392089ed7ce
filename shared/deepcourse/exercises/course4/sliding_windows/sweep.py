"""Exercise 2: which window a chain of layers sees, and by how much it moves."""

import numpy as np

from deepcourse.cnn import sliding as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

sweep = FunctionExercise(
    __name__,
    reference=reference.sweep,
    minutes=7,
    points_visible=5,
    points_hidden=7,
    returns=("window", "stride"),
    any_number_type=True,
    hints=(
        "Begin at the end, with one number of the last map. How many numbers of the previous map does it see?",
        "If r neighbouring numbers of a map are wanted, how many numbers of the map before it are needed? Draw r = 1, "
        "2, 3 for f = 3 and stride 2.",
        "For the stride, look at two neighbours of the last map, and go down layer by layer: how far apart do their "
        "windows begin in the map before, and in the one before that?",
    ),
)


def case(*layers):
    """Return a case of these layers, (f, stride)."""
    return Case(", ".join(f"({f}, {stride})" for f, stride in layers), (list(layers),))


@sweep.visible
def visible():
    """Return one layer, layers of stride 1, strides in front, in the middle and at the end, and the page's network."""
    return [
        case((5, 1)),
        case((3, 1), (4, 1), (2, 1)),
        case((3, 2), (5, 1)),
        case((3, 1), (2, 2), (4, 3)),
        case((5, 1), (2, 2), (5, 1), (2, 2), (5, 1), (1, 1)),
        case((7, 2), (3, 2), (3, 1), (1, 1), (2, 2), (3, 1)),
        case((2, 3), (3, 2)),
        case((4, 3)),
    ]


@sweep.draw
def draw(rng):
    """Return a random chain."""
    count = int(rng.integers(2, 7))
    return case(*((int(f), int(s)) for f, s in rng.integers((1, 1), (7, 4), (count, 2))))


@sweep.edges
def edges(rng):
    """Return a layer of one pixel, no layer at all, a stride above f, and a long chain."""
    return [
        case((1, 1)),
        case((1, 3), (3, 1)),
        Case("no layer: the map is the picture", ([],)),
        case((2, 4), (2, 4), (3, 1)),
        case(*[(3, 1), (3, 1), (2, 2)] * 5),
    ]


@sweep.property("the size of the map, counted layer by layer")
def counted(f, rng):
    """Return a sentence unless window and stride tell how many numbers are left of pictures of several sizes."""
    for _ in range(6):
        [layers] = draw(rng).arguments
        window, stride = f(list(layers))
        for n in range(int(window), int(window) + 3 * int(stride) + 2):
            left = n
            for side, step in layers:
                left = (left - side) // step + 1
            said = (n - window) // max(1, stride) + 1
            if said != left:
                leave = f"leave {left} number{'s' * (left > 1)}" if left > 0 else "are too few"
                return f"layers {layers}: {n} pixels {leave}; by your answer, they would leave {said}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def split(layers):
    """Return the sides and the strides as arrays."""
    return np.array([f for f, _ in layers], int), np.array([step for _, step in layers], int)


def before(strides):
    """Return the product of the strides before each layer."""
    return np.cumprod(np.append(1, strides))[:-1]


def right(layers):
    """Return the right answer."""
    return reference.sweep(layers)


@sweep.mistake
def strides_added(layers):
    """the strides are added: a step of one layer is `stride` steps of the layer before, so multiply them"""
    return right(layers)[0], int(split(layers)[1].sum())


@sweep.mistake
def last_stride(layers):
    """the stride is that of the last layer: multiply those of all layers"""
    return right(layers)[0], layers[-1][1] if layers else 1


@sweep.mistake
def first_stride(layers):
    """the stride is that of the first layer: multiply those of all layers"""
    return right(layers)[0], layers[0][1] if layers else 1


@sweep.mistake
def greatest_stride(layers):
    """the stride is the greatest one: multiply those of all layers"""
    return right(layers)[0], max((step for _, step in layers), default=1)


@sweep.mistake
def last_stride_left_out(layers):
    """the stride of the last layer is left out: it moves the window, too, though it does not widen it"""
    return right(layers)[0], int(np.prod(split(layers[:-1])[1]))


@sweep.mistake
def first_stride_left_out(layers):
    """the stride of the first layer is left out: multiply the strides of all layers"""
    return right(layers)[0], int(np.prod(split(layers[1:])[1]))


@sweep.mistake
def strides_ignored(layers):
    """the window grows by f - 1 in every layer: after a stride, a step of a later layer is several pixels wide"""
    return 1 + int((split(layers)[0] - 1).sum()), right(layers)[1]


@sweep.mistake
def sides_added(layers):
    """the window is the sum of all f: neighbours share pixels, so a layer adds (f - 1) steps"""
    return int(split(layers)[0].sum()), right(layers)[1]


@sweep.mistake
def sides_multiplied(layers):
    """the window is the product of all f: neighbours share pixels, so a layer adds (f - 1) steps"""
    return int(np.prod(split(layers)[0])), right(layers)[1]


@sweep.mistake
def whole_steps(layers):
    """a layer widens the window by f steps: add f - 1, because the first number is already there"""
    f, strides = split(layers)
    return 1 + int((f * before(strides)).sum()), right(layers)[1]


@sweep.mistake
def whole_steps_from_nothing(layers):
    """a layer widens the window by f steps, starting from 0: begin with 1, and add f - 1 steps"""
    f, strides = split(layers)
    return int((f * before(strides)).sum()), right(layers)[1]


@sweep.mistake
def own_stride_too_early(layers):
    """a layer's own stride widens its own window: only the strides of the layers before it do"""
    f, strides = split(layers)
    return 1 + int(((f - 1) * np.cumprod(strides)).sum()), right(layers)[1]


@sweep.mistake
def one_too_few(layers):
    """the first number is not counted: the window is 1 plus what the layers add"""
    return right(layers)[0] - 1, right(layers)[1]


@sweep.mistake
def stride_of_the_layer_before(layers):
    """a layer's step counts only the stride of the layer just before it: multiply all strides before it"""
    f, strides = split(layers)
    return 1 + int(((f - 1) * np.append(1, strides)[: len(f)]).sum()), right(layers)[1]


@sweep.mistake
def from_the_wrong_end(layers):
    """the layers are taken from the wrong end: the strides before a layer widen its steps, not those after it"""
    return reference.sweep(layers[::-1])


@sweep.mistake
def last_map_of_the_window(layers):
    """going back, r numbers are taken to need r s + f numbers of the map before: they need (r - 1) s + f"""
    window = 1
    for f, step in reversed(layers):
        window = window * step + f
    return window, right(layers)[1]


@sweep.mistake
def swapped(layers):
    """window and stride are swapped: return the window first"""
    return right(layers)[::-1]


@sweep.mistake
def largest_side(layers):
    """the window is the greatest f: every layer widens it"""
    return max((f for f, _ in layers), default=1), right(layers)[1]


@sweep.mistake
def last_layer_left_out(layers):
    """the last layer is left out: it counts like the others"""
    return reference.sweep(layers[:-1])


@sweep.mistake
def first_layer_left_out(layers):
    """the first layer is left out: it counts like the others"""
    return reference.sweep(layers[1:])


# --- right, written differently -------------------------------------------------------------------------------------


@sweep.right
def backwards(layers):
    """Return the window from the last layer back: r numbers need (r - 1) s + f of the map before."""
    window, stride = 1, 1
    for f, step in layers[::-1]:
        window, stride = (window - 1) * step + f, stride * step
    return window, stride


@sweep.right
def by_trying(layers):
    """Return the smallest sizes that leave one number and two."""

    def left(n):
        for f, step in layers:
            n = (n - f) // step + 1 if n >= f else 0
        return n

    window = next(n for n in range(1, 10_000) if left(n) == 1)
    return window, next(n for n in range(window, 20_000) if left(n) == 2) - window
