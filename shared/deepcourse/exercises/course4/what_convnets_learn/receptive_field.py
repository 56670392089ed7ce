"""Exercise 1: how far a deep layer sees."""

import numpy as np

from deepcourse.cnn import receptive_fields as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

receptive_field = FunctionExercise(
    __name__,
    reference=reference.receptive_field,
    minutes=8,
    points_visible=5,
    points_hidden=9,
    returns=("size", "jump", "start"),
    any_number_type=True,
    hints=(
        "Begin with no layer at all: position h sees pixel h alone. Which size, jump and start describe this?",
        "A window of the next layer covers f neighbouring positions. How many pixels lie between the first pixel of "
        "one position and the first pixel of the next? The next layer's own stride and pad do not matter here.",
        "The first window begins pad positions before position 0. How many pixels is that? And which of your three "
        "numbers must not change before the other two are computed?",
    ),
)


def case(*layers):
    """Return a case whose name is its layers."""
    return Case("layers " + (", ".join(str(layer) for layer in layers) or "none"), (list(layers),))


@receptive_field.visible
def visible():
    """Return one layer, several, strides before and behind, pads of all kinds, no layer."""
    return [
        case((5, 1, 0)),
        case((3, 2, 1)),
        case((5, 1, 0), (2, 2, 0), (5, 1, 0), (2, 2, 0)),
        case((7, 2, 3), (3, 2, 1), (3, 1, 1)),
        case((3, 1, 1), (4, 3, 2), (1, 1, 0), (5, 2, 1)),
        case((11, 4, 0), (3, 2, 0), (5, 1, 2), (3, 2, 0), (3, 1, 1)),
        case((3, 1, 1), (3, 1, 1), (3, 1, 1)),
        case((1, 3, 0), (2, 1, 1)),
        case(),
    ]


def layers_of(rng, most=6):
    """Return random layers."""
    sizes = rng.integers(1, 8, size=int(rng.integers(2, most + 1)))
    return [(int(f), int(rng.integers(1, 5)), int(rng.integers(0, f // 2 + 1))) for f in sizes]


@receptive_field.draw
def draw(rng):
    """Return random layers."""
    return case(*layers_of(rng))


@receptive_field.edges
def edges(rng):
    """Return one layer, filters of one pixel, many layers, a stride wider than the filter."""
    return [
        case((int(rng.integers(2, 9)), 1, 0)),
        case((1, 1, 0), (1, 2, 0), (1, 1, 0)),
        case(*[(3, 1, 1)] * 12),
        case((2, 5, 0), (3, 4, 1), (2, 3, 0)),
        case(*layers_of(rng, 9)),
    ]


@receptive_field.property("two networks, one after the other")
def joined(f, rng):
    """Return a sentence unless the fields of two parts give those of the whole."""
    for _ in range(10):
        one, two = layers_of(rng, 3), layers_of(rng, 3)
        (s1, j1, t1), (s2, j2, t2) = f(list(one)), f(list(two))
        expected, told = (s1 + (s2 - 1) * j1, j1 * j2, t1 + t2 * j1), tuple(f(one + two))
        if told != expected:
            return f"{one} and then {two} must give {expected}, not {told}"
    return None


def walked(layers, step):
    """Return size, jump, start after `step(size, jump, start, f, stride, pad)` for each layer."""
    found = 1, 1, 0
    for layer in layers:
        found = step(*found, *layer)
    return found


@receptive_field.mistake
def stride_forgotten(layers):
    """the strides are left out of the size: neighbouring positions are jump pixels apart, not one pixel"""
    return walked(layers, lambda s, j, t, f, stride, pad: (s + f - 1, j * stride, t - pad * j))


@receptive_field.mistake
def own_stride(layers):
    """size and start use the new jump: a layer's own stride affects neither of them"""
    return walked(layers, lambda s, j, t, f, stride, pad: (s + (f - 1) * j * stride, j * stride, t - pad * j * stride))


@receptive_field.mistake
def size_after_the_jump(layers):
    """the size uses the new jump: a layer's own stride moves its window but does not widen it"""
    return walked(layers, lambda s, j, t, f, stride, pad: (s + (f - 1) * j * stride, j * stride, t - pad * j))


@receptive_field.mistake
def start_after_the_jump(layers):
    """the start uses the new jump: the pad of a layer is counted in positions of the layer before it"""
    return walked(layers, lambda s, j, t, f, stride, pad: (s + (f - 1) * j, j * stride, t - pad * j * stride))


@receptive_field.mistake
def pad_in_pixels(layers):
    """each pad is counted in pixels: it counts positions of the layer before, and these are jump pixels apart"""
    return walked(layers, lambda s, j, t, f, stride, pad: (s + (f - 1) * j, j * stride, t - pad))


@receptive_field.mistake
def pad_left_out(layers):
    """the pads are left out: every pad moves the first window to the left"""
    return walked(layers, lambda s, j, t, f, stride, pad: (s + (f - 1) * j, j * stride, 0))


@receptive_field.mistake
def pad_added(layers):
    """the pads are added to the start: padding makes the first window begin before the picture"""
    return walked(layers, lambda s, j, t, f, stride, pad: (s + (f - 1) * j, j * stride, t + pad * j))


@receptive_field.mistake
def pad_makes_it_smaller(layers):
    """padding makes the size smaller: it only moves the field; clipping at the border comes later"""
    return walked(layers, lambda s, j, t, f, stride, pad: (s + (f - 1) * j - pad * j, j * stride, t - pad * j))


@receptive_field.mistake
def whole_filter(layers):
    """each layer adds f steps to the size: f neighbouring positions have f - 1 steps between them"""
    return walked(layers, lambda s, j, t, f, stride, pad: (s + f * j, j * stride, t - pad * j))


@receptive_field.mistake
def multiplied(layers):
    """the filter sizes are multiplied: neighbouring windows overlap, so each layer adds (f - 1) jumps"""
    return walked(layers, lambda s, j, t, f, stride, pad: (s * f, j * stride, t - pad * j))


@receptive_field.mistake
def strides_added(layers):
    """the strides are added up: the jump is their product"""
    return walked(layers, lambda s, j, t, f, stride, pad: (s + (f - 1) * j, j + stride - 1, t - pad * j))


@receptive_field.mistake
def last_stride(layers):
    """the jump is the stride of the last layer alone: multiply all strides"""
    return walked(layers, lambda s, j, t, f, stride, pad: (s + (f - 1) * j, stride, t - pad * j))


@receptive_field.mistake
def from_the_back(layers):
    """the layers are taken from the last to the first: a stride widens the windows of later layers, not of earlier
    ones"""
    return reference.receptive_field(layers[::-1])


@receptive_field.mistake
def starts_at_zero(layers):
    """the size starts at 0: without any layer, a position sees one pixel"""
    size, jump, start = reference.receptive_field(layers)
    return size - 1, jump, start


@receptive_field.mistake
def last_left_out(layers):
    """the last layer is left out: the field of its output includes its own window"""
    return reference.receptive_field(layers[:-1])


@receptive_field.mistake
def first_left_out(layers):
    """the first layer is left out: start with one pixel and go through all layers"""
    return reference.receptive_field(layers[1:])


@receptive_field.mistake
def half_the_size(layers):
    """the start is set to minus half the size: it depends on the pads, and without padding it is 0"""
    size, jump, _ = reference.receptive_field(layers)
    return size, jump, -(size // 2)


@receptive_field.mistake
def stride_and_pad_swapped(layers):
    """stride and pad are swapped: a layer is (f, stride, pad)"""
    return reference.receptive_field([(f, pad, stride) for f, stride, pad in layers])


@receptive_field.mistake
def jump_and_start_swapped(layers):
    """jump and start are returned in the wrong order: return (size, jump, start)"""
    size, jump, start = reference.receptive_field(layers)
    return size, start, jump


@receptive_field.mistake
def both_halves(layers):
    """each layer adds f // 2 on both sides: for an even f that is one jump too many; it adds f - 1 jumps"""
    return walked(layers, lambda s, j, t, f, stride, pad: (s + 2 * (f // 2) * j, j * stride, t - pad * j))


@receptive_field.mistake
def last_pad(layers):
    """the start comes from the last layer's pad alone: every padded layer moves it"""
    size, jump, _ = reference.receptive_field(layers)
    return size, jump, -layers[-1][2] * jump if layers else 0


@receptive_field.right
def backwards(layers):
    """Return the same from the last layer to the first, as a list."""
    size, start, jump = 1, 0, 1
    for f, stride, pad in reversed(layers):
        size, start, jump = (size - 1) * stride + f, start * stride - pad, jump * stride
    return [size, jump, start]


@receptive_field.right
def by_products(layers):
    """Return the same from products of strides."""
    jumps = np.cumprod([1] + [stride for _, stride, _ in layers])
    size = 1 + sum((f - 1) * j for (f, _, _), j in zip(layers, jumps, strict=False))
    start = -sum(pad * j for (_, _, pad), j in zip(layers, jumps, strict=False))
    return int(size), int(jumps[-1]), int(start)
