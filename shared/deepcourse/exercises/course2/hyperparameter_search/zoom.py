"""Exercise 6: a smaller space around a setting."""

import math

from deepcourse.exercises.course2.hyperparameter_search.spaces import (
    SCALES,
    a_range,
    a_space,
    rate_and_units,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import hyperparameter_search as reference

FACTORS = (0.125, 0.25, 0.5)  # exact in binary: whether 12.0 is rounded to 12 or to 13 must not hang on rounding

zoom = FunctionExercise(
    __name__,
    reference=reference.zoom,
    minutes=7,
    points_visible=4,
    points_hidden=6,
    returns=("the new space",),
    hints=(
        "For each entry of the space put low, high and setting[name] on the axis with reference.to_axis(scale, value).",
        "half = factor * (last - first) / 2; the new ends are max(first, centre - half) and min(last, centre + half).",
        'For "whole" return math.floor and math.ceil of them; for the others go back with reference.from_axis.',
    ),
)


@zoom.visible
def visible():
    """Return the example of the text, a setting at the edge, and every scale."""
    text = rate_and_units()
    middle = {"learning_rate": 0.1, "hidden_units": 34}
    corner = {"learning_rate": 50.0, "hidden_units": 6}
    averages = {"beta": ("beta", 0.9, 0.999), "keep_prob": ("linear", 0.5, 1.0)}
    return [
        Case("the example of the text", (text, middle, 0.5)),
        Case("a quarter as wide", (text, middle, 0.25)),
        Case("whole ends between two numbers", (text, {"learning_rate": 1.0, "hidden_units": 33}, 0.25)),
        Case("near the edge", (text, corner, 0.5)),
        Case("a share near 1", (averages, {"beta": 0.99, "keep_prob": 0.8}, 0.5)),
        Case("a share at the edge", (averages, {"beta": 0.9985, "keep_prob": 0.52}, 0.25)),
    ]


def within(rng, space):
    """Return a setting of the space; in half of the cases each value is near one of the ends."""
    setting = {}
    for name, (scale, low, high) in space.items():
        share = rng.uniform(0, 1) if rng.random() < 0.5 else rng.choice([0.02, 0.98])
        first, last = reference.to_axis(scale, low), reference.to_axis(scale, high)
        place = first + float(share) * (last - first)
        setting[name] = round(place) if scale == "whole" else float(reference.from_axis(scale, place))
    return setting


@zoom.draw
def draw(rng):
    """Return a random space, a setting in it, and a factor."""
    space, factor = a_space(rng, int(rng.integers(2, 5))), float(rng.choice(FACTORS))
    return Case(f"{len(space)} hyperparameters, factor {factor:g}", (space, within(rng, space), factor))


@zoom.edges
def edges(rng):
    """Return every scale alone at its lower end, at its upper end, and a factor of 1."""
    ends = [{scale: (scale, *a_range(rng, scale))} for scale in SCALES]
    space, low = a_space(rng, 3), int(rng.integers(1, 30))
    return [
        Case("whole ends between two numbers", (rate_and_units(), {"learning_rate": 1.0, "hidden_units": 35}, 0.25)),
        *(Case(f"{s} at its lower end", ({s: e[s]}, {s: e[s][1]}, 0.5)) for s, e in zip(SCALES, ends, strict=True)),
        *(Case(f"{s} at its upper end", ({s: e[s]}, {s: e[s][2]}, 0.25)) for s, e in zip(SCALES, ends, strict=True)),
        Case("factor 1", (space, within(rng, space), 1.0)),
        Case("whole ends that are not whole", ({"units": ("whole", low, low + 20)}, {"units": low + 9}, 0.125)),
    ]


@zoom.property("inside the old range, around the setting")
def stays_inside_and_holds_the_setting(f, rng):
    """Return a sentence unless the new range lies within the old one and holds the setting, in 20 random spaces."""
    for _ in range(20):
        space = a_space(rng, 2)
        setting = within(rng, space)
        for name, (_, low, high) in f(space, setting, 0.25).items():
            old_low, old_high = space[name][1:]
            slack = 1e-9 * (abs(old_low) + abs(old_high))
            if low < old_low - slack or high > old_high + slack:
                return f"from {old_low:.4g} to {old_high:.4g} became {low:.4g} to {high:.4g}, outside of the old range"
            if not low - slack <= setting[name] <= high + slack:
                return f"the range from {low:.4g} to {high:.4g} does not hold the setting {setting[name]:.4g}"
    return None


def zoomed(space, setting, factor, to_axis=reference.to_axis, from_axis=reference.from_axis, ends=None, whole=None):
    """Return a zoom with axes, ends and rounding of the caller's own."""
    ends = ends or (lambda first, last, below, above: (max(first, below), min(last, above)))
    whole = whole or (lambda below, above: (math.floor(below), math.ceil(above)))
    result = {}
    for name, (scale, low, high) in space.items():
        first, last, centre = (to_axis(scale, value) for value in (low, high, setting[name]))
        half = factor * (last - first) / 2
        below, above = ends(first, last, centre - half, centre + half)
        made = whole(below, above) if scale == "whole" else tuple(float(from_axis(scale, p)) for p in (below, above))
        result[name] = (scale, *made)
    return result


# --- known mistakes -------------------------------------------------------------------------------------------------


@zoom.mistake
def outside_of_the_old_range(space, setting, factor):
    """the new range may reach beyond the old one: cut it off at the old ends, with max and min"""
    return zoomed(space, setting, factor, ends=lambda first, last, below, above: (below, above))


@zoom.mistake
def linear_on_every_scale(space, setting, factor):
    """the ranges are cut on the linear scale: take the places on the axis, reference.to_axis, and go back in the end"""
    return zoomed(space, setting, factor, lambda scale, value: value, lambda scale, place: place)


@zoom.mistake
def factor_on_each_side(space, setting, factor):
    """the new range is twice as wide as asked for: half of the new width lies on each side of the setting"""
    return reference.zoom(space, setting, 2 * factor)


@zoom.mistake
def around_the_middle(space, setting, factor):
    """the new range lies around the middle of the old one: it belongs around the setting"""
    middle = {name: reference.from_axis(s, (reference.to_axis(s, low) + reference.to_axis(s, high)) / 2)
              for name, (s, low, high) in space.items()}  # fmt: skip
    return reference.zoom(space, middle, factor)


@zoom.mistake
def shifted_inside(space, setting, factor):
    """where the range would leave the old one it is moved inside as a whole: here it is cut off, and so narrower"""

    def ends(first, last, below, above):
        move = max(first - below, 0) - max(above - last, 0)
        return max(first, below + move), min(last, above + move)

    return zoomed(space, setting, factor, ends=ends)


@zoom.mistake
def left_on_the_axis(space, setting, factor):
    """the ends are places on the axis (logarithms): turn them back into values with reference.from_axis"""
    return zoomed(space, setting, factor, from_axis=lambda scale, place: place)


@zoom.mistake
def whole_with_decimals(space, setting, factor):
    """the ends of whole hyperparameters have decimals: round them outwards, math.floor below and math.ceil above"""
    return zoomed(space, setting, factor, whole=lambda below, above: (below, above))


@zoom.mistake
def whole_inwards(space, setting, factor):
    """the ends of whole hyperparameters are rounded inwards: round them outwards, so that no range becomes empty"""
    return zoomed(space, setting, factor, whole=lambda below, above: (math.ceil(below), math.floor(above)))


@zoom.mistake
def scale_dropped(space, setting, factor):
    """the scale is missing in the new space: each entry is (scale, low, high)"""
    return {name: entry[1:] for name, entry in reference.zoom(space, setting, factor).items()}


@zoom.mistake
def changed_in_place(space, setting, factor):
    """the caller's space is changed, by writing into its dictionary: build a new one"""
    space.update(reference.zoom(space, setting, factor))
    return space


@zoom.mistake
def outside_above(space, setting, factor):
    """the new range may reach beyond the old one at its upper end: cut it off there too, with min"""
    return zoomed(space, setting, factor, ends=lambda first, last, below, above: (max(first, below), above))


@zoom.mistake
def outside_below(space, setting, factor):
    """the new range may reach beyond the old one at its lower end: cut it off there too, with max"""
    return zoomed(space, setting, factor, ends=lambda first, last, below, above: (below, min(last, above)))


@zoom.mistake
def min_and_max_swapped(space, setting, factor):
    """max and min have changed places, so that the range becomes wider where it should be cut off: the lower end is the
    larger of two, the upper one the smaller
    """
    return zoomed(space, setting, factor, ends=lambda first, last, below, above: (min(first, below), max(last, above)))


@zoom.mistake
def half_as_wide(space, setting, factor):
    """the new range is half as wide as asked for: factor * width / 2 lies on each side of the setting"""
    return reference.zoom(space, setting, factor / 2)


@zoom.mistake
def factor_as_the_width(space, setting, factor):
    """the factor itself is the new width: it is multiplied by the old one, last - first"""

    def ends(first, last, below, above):
        centre = (below + above) / 2
        return max(first, centre - factor / 2), min(last, centre + factor / 2)

    return zoomed(space, setting, factor, ends=ends)


@zoom.mistake
def divided_by_the_factor(space, setting, factor):
    """the old width is divided by the factor, so that the range grows: multiply by it"""
    return reference.zoom(space, setting, 1 / factor)


@zoom.mistake
def share_of_the_setting(space, setting, factor):
    """the new ends are the setting less and plus a share of it: the width is a share of the old range, on its axis"""
    new = {}
    for name, (scale, low, high) in space.items():
        below, above = max(low, setting[name] * (1 - factor)), min(high, setting[name] * (1 + factor))
        new[name] = (scale, math.floor(below), math.ceil(above)) if scale == "whole" else (scale, below, above)
    return new


@zoom.mistake
def whole_cut_down(space, setting, factor):
    """both ends of whole hyperparameters are rounded down, as int does: the upper one is rounded up, math.ceil"""
    return zoomed(space, setting, factor, whole=lambda below, above: (math.floor(below), math.floor(above)))


@zoom.mistake
def all_rounded(space, setting, factor):
    """all ends are rounded to whole numbers: only those of whole hyperparameters are"""
    zoomed_space = reference.zoom(space, setting, factor)
    return {name: (scale, math.floor(low), math.ceil(high)) for name, (scale, low, high) in zoomed_space.items()}


@zoom.mistake
def returned_inside_the_loop(space, setting, factor):
    """only the first hyperparameter is there: the `return` stands inside the loop, it belongs after it"""
    return dict([next(iter(reference.zoom(space, setting, factor).items()))])


@zoom.mistake
def dictionary_begun_inside_the_loop(space, setting, factor):
    """only the last hyperparameter is there: the empty dictionary is made inside the loop, it belongs before it"""
    return dict([list(reference.zoom(space, setting, factor).items())[-1]])


# --- right, written differently -------------------------------------------------------------------------------------


@zoom.right
def scale_by_scale(space, setting, factor):
    """Return the same from formulas of each scale, without axes."""
    result = {}
    for name, (scale, low, high) in space.items():
        value = setting[name]
        if scale in ("linear", "whole"):
            half = factor * (high - low) / 2
            ends = max(low, value - half), min(high, value + half)
            result[name] = scale, *((math.floor(ends[0]), math.ceil(ends[1])) if scale == "whole" else ends)
        elif scale == "log":
            times = (high / low) ** (factor / 2)
            result[name] = scale, max(low, value / times), min(high, value * times)
        else:
            times = ((1 - low) / (1 - high)) ** (factor / 2)
            result[name] = scale, max(low, 1 - (1 - value) * times), min(high, 1 - (1 - value) / times)
    return result
