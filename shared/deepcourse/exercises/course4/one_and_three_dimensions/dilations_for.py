"""Exercise 5: a stack of causal layers, designed."""

import itertools
import math

import numpy as np

from deepcourse.cnn import signals as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

FIELDS = ((1, 2), (2, 2), (8, 2), (9, 2), (27, 3), (20, 3), (125, 5), (6, 4), (100, 2), (3, 3))  # field, f


def seen_back(dilations, f, field):
    """Return how many samples the stack sees without a gap, from the present backward, up to `field`.

    Of many layers with large dilations there are more paths than can be counted, and nearly all lead too far back.
    """
    back = {0}
    for dilation in dilations:
        back = {there + tap * dilation for there in back for tap in range(f) if there + tap * dilation <= field}
    return next(n for n in itertools.count() if n not in back)


def verdict(design, field, f):
    """Return (layers, samples seen without a gap, at most `field`) of the answer, or a sentence where it is no list."""
    made = design(field, f)
    if isinstance(made, np.ndarray):
        made = made.tolist()
    if not isinstance(made, (list, tuple)) or not all(isinstance(d, (int, np.integer)) and d > 0 for d in made):
        return "return a list of whole numbers, each 1 or more"
    if len(made) > 60:
        return "more than 60 layers: far fewer are enough"
    return len(made), min(field, seen_back([int(d) for d in made], f, field))


dilations_for = FunctionExercise(
    __name__,
    reference=reference.dilations_for,
    use=verdict,
    name="dilations_for",
    minutes=6,
    points_visible=4,
    points_hidden=5,
    returns=("the number of layers", "the samples seen without a gap"),
    hints=(
        "One layer of dilation 1 sees the last f samples. If a second layer must add as many new ones as possible "
        "without a gap, how far apart may its taps be?",
        "After two layers the stack sees f * f samples. What does that say about the third dilation?",
        "A loop that multiplies whole numbers is safer than a logarithm, which rounds. And what is left to do for a "
        "field of 1?",
    ),
)


def case(field, f):
    """Return one task as a case."""
    return Case(f"field {field}, f {f}", (field, f))


@dilations_for.visible
def visible():
    """Return fields that are a power of f, one more than that, and others."""
    return [case(*both) for both in FIELDS]


@dilations_for.draw
def draw(rng):
    """Return a random field and width."""
    return case(int(rng.integers(5, 200)), int(rng.integers(2, 6)))


@dilations_for.edges
def edges(rng):
    """Return powers at which logarithms round the wrong way, the smallest fields, and one more than a power."""
    return [case(*both) for both in ((243, 3), (64, 4), (1, 5), (2, 7), (65, 4), (512, 2), (28, 3), (216, 6))]


@dilations_for.property("a shorter field never needs more layers")
def never_more(f, rng):
    """Return a sentence unless the number of layers never falls as the field grows."""
    width = int(rng.integers(2, 5))
    layers = [len(f(field, width)) for field in range(1, 40)]
    fell = [n for n in range(1, 39) if layers[n] < layers[n - 1]]
    return f"with f = {width}, a field of {fell[0]} gets more layers than one of {fell[0] + 1}" if fell else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def grown(field, f, first, grow, reached):
    """Return dilations from `first` on, each made by `grow` from the last, until `reached(dilations)` is enough."""
    dilations, dilation = [], first
    while reached(dilations) < field:
        dilations.append(dilation)
        dilation = grow(dilation)
    return dilations


def formula(dilations, f):
    """Return 1 + (f - 1) * the sum of all dilations: how far the stack reaches, gaps or none."""
    return 1 + (f - 1) * sum(dilations)


@dilations_for.mistake
def no_dilation(field, f):
    """all dilations are 1: let them grow from layer to layer, which takes far fewer layers"""
    return [1] * min(60, math.ceil((field - 1) / (f - 1)))


@dilations_for.mistake
def one_wide_layer(field, f):
    """there is only one layer, with a large dilation: it reaches far enough, but skips samples in between"""
    return [max(1, math.ceil((field - 1) / (f - 1)))] if field > 1 else []


@dilations_for.mistake
def always_doubled(field, f):
    """the dilation is doubled whatever f is: with f taps, it can be f times as large each time"""
    return grown(field, f, 1, lambda d: 2 * d, lambda made: formula(made, f))


@dilations_for.mistake
def always_two_taps(field, f):
    """dilations and number of layers are those for 2 taps: with f taps, work with powers of f"""
    return grown(field, f, 1, lambda d: 2 * d, lambda made: 2 ** len(made))


@dilations_for.mistake
def counted_up(field, f):
    """the dilation grows by 1: it can be multiplied by f from layer to layer"""
    return grown(field, f, 1, lambda d: d + 1, lambda made: formula(made, f))


@dilations_for.mistake
def started_at_f(field, f):
    """the first dilation is f, and samples in between are never seen: start at 1"""
    return [f * d for d in reference.dilations_for(field, f)]


@dilations_for.mistake
def grown_too_fast(field, f):
    """the dilation is multiplied by more than f, which leaves gaps: it may be no larger than the field so far"""
    return grown(field, f, 1, lambda d: (f + 1) * d, lambda made: formula(made, f))


@dilations_for.mistake
def one_layer_too_many(field, f):
    """there is one layer too many if f ** layers equals the field: stop when the field is reached"""
    return grown(field + 1, f, 1, lambda d: f * d, lambda made: f ** len(made))


@dilations_for.mistake
def one_layer_too_few(field, f):
    """the number of layers is rounded down: the stack must see at least `field` samples"""
    exact = reference.dilations_for(field, f)
    return exact if f ** len(exact) == field else exact[:-1]


@dilations_for.mistake
def logarithm_rounded(field, f):
    """math.log rounds, and at an exact power the number of layers can be one off: multiply whole numbers"""
    return [f**layer for layer in range(math.ceil(math.log(field) / math.log(f)))]


@dilations_for.mistake
def sum_of_dilations(field, f):
    """each layer is assumed to add as many samples as its dilation: it adds (f - 1) times as many"""
    return grown(field, f, 1, lambda d: f * d, lambda made: 1 + sum(made))


@dilations_for.mistake
def a_layer_at_least(field, f):
    """there is a layer even for a field of 1: the present is seen without any layer"""
    return reference.dilations_for(field, f) or [1]


@dilations_for.mistake
def f_times_layers(field, f):
    """L layers are assumed to see f * L samples: with growing dilations, they see f ** L"""
    return [f**layer for layer in range(min(60, -(-field // f)))]


# --- right, written differently -------------------------------------------------------------------------------------


@dilations_for.right
def largest_first(field, f):
    """Return the same in falling order: the order of the layers does not change what they see."""
    return tuple(reversed(reference.dilations_for(field, f)))


@dilations_for.right
def last_one_as_small_as_possible(field, f):
    """Return as many layers, the last of which reaches just far enough."""
    dilations, reached = [], 1
    while reached < field:
        dilations.append(min(reached, -(-(field - reached) // (f - 1))))
        reached += (f - 1) * dilations[-1]
    return dilations
