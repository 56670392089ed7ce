"""Exercise 2: the best filter for a shape on a drifting signal, derived."""

import numpy as np

from deepcourse.cnn import signals as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

SMALLEST = "the smallest possible"


def measured(f, template):
    """Return the answers to the signals of the three conditions, a word on the sum of squares, and W."""
    samples, right = template.copy(), np.array([0.0, 0.0, 1.0])
    W = f(template)
    if not isinstance(W, np.ndarray) or W.dtype.kind not in "iuf" or W.size != samples.size:
        return *right.tolist(), SMALLEST, W
    w, signals = np.ravel(W), np.stack([np.ones(len(samples)), np.arange(len(samples)), samples])
    answers = np.where(np.abs(signals @ w) < 1e-10 * (np.abs(signals) @ np.abs(w)), 0, signals @ w)
    least = np.sum(np.square(reference.beat_filter(samples)))
    wasted = np.allclose(answers, right, atol=1e-6) and w @ w > (1 + 1e-6) * least
    return *answers.tolist(), f"{w @ w:.3g}, larger than necessary" if wasted else SMALLEST, W


beat_filter = FunctionExercise(
    __name__,
    reference=reference.beat_filter,
    minutes=8,
    points_visible=5,
    points_hidden=7,
    use=measured,
    returns=(
        "the answer to the constant 1",
        "the answer to the ramp",
        "the answer to the template",
        "the sum of squares",
        "W",
    ),
    hints=(
        "Two conditions say that W answers 0 to the constant 1 and to the ramp 0, 1, 2, ... Adding a straight line to "
        "the template then changes no answer. What is the most useful line to subtract from it?",
        "Split W into a multiple of what remains of the template, plus something at right angles to it and to all "
        "lines. Which part adds to the sum of squares but does nothing for the answers?",
        "The best straight line through the template is a least-squares fit: np.polyfit or np.linalg.lstsq. "
        "The scale follows from the last condition, that the answer to the template is 1.",
    ),
)


def bump(f, at, width, *, level=0.0, slope=0.0):
    """Return a bump of f samples on a straight line."""
    t = np.arange(f)
    return np.exp(-(((t - at) / width) ** 2)) + level + slope * t


@beat_filter.visible
def visible():
    """Return bumps on the level 0, on others, on slopes; few samples; a beat with a dip; one that is upside down."""
    rng = np.random.default_rng(52)
    return [
        Case("a spike in four samples", (np.array([0.0, 1.0, 0.0, 0.0]),)),
        Case("a bump of 9 samples", (bump(9, 3.2, 1.5),)),
        Case("a bump on a level of 3", (bump(12, 7.0, 2.0, level=3.0),)),
        Case("a bump on a slope", (bump(11, 4.1, 2.0, level=-1.0, slope=0.4),)),
        Case("a bump and a dip", (bump(16, 5, 1.5) - 0.6 * bump(16, 10, 2.5),)),
        Case("a bump upside down", (-2 * bump(10, 3.5, 1.2, slope=0.1),)),
        Case("seven random samples", (rng.normal(2, 1, size=7),)),
    ]


@beat_filter.draw
def draw(rng):
    """Return a random shape."""
    f = int(rng.integers(5, 20))
    line = rng.normal(size=2) @ np.stack([np.ones(f), np.arange(f)])
    return Case(f"a shape of {f} samples", (rng.normal(size=f) + line,))


@beat_filter.edges
def edges(rng):
    """Return three samples, a high level, a tiny and a large shape."""
    return [
        Case("three samples", (np.array([0.5, 2.0, 1.0]),)),
        Case("a level of 1000", (bump(14, 6.3, 2.0, level=1000.0),)),
        Case("a small shape", (1e-3 * bump(9, 2.7, 1.0),)),
        Case("a large shape on a slope", (500 * bump(13, 8.0, 3.0, slope=-0.2),)),
    ]


@beat_filter.property("0 for straight lines, 1 for the template")
def meets_the_conditions(f, rng):
    """Return a sentence unless the filter does what it was made for."""
    template = rng.normal(size=int(rng.integers(6, 12)))
    W = np.ravel(f(template.copy()))
    if W.shape != template.shape:
        return f"the template has {template.size} samples, W has {W.size} taps"
    for name, samples, wanted in (
        ("the constant 1", np.ones(len(W)), 0),
        ("the ramp 0, 1, 2, ...", np.arange(len(W)), 0),
        ("the template", template, 1),
    ):
        if abs(W @ samples - wanted) > 1e-8:
            return f"the answer to {name} is {W @ samples:.4g}, and should be {wanted}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def taps(w):
    """Return a filter of one input and one output channel."""
    return np.asarray(w, float).reshape(-1, 1, 1)


def without_line(template):
    """Return a template minus the best straight line through it."""
    t = np.arange(len(template))
    return template - np.polyval(np.polyfit(t, template, 1), t)


def without_mean(template):
    """Return a template minus its mean."""
    return template - template.mean()


@beat_filter.mistake
def template_itself(template):
    """W is the template itself: it then responds to the level and the slope of the signal, too"""
    return taps(template)


@beat_filter.mistake
def template_to_scale(template):
    """the template is only scaled: subtract its best straight line first, or level and slope get through"""
    return taps(template / (template @ template))


@beat_filter.mistake
def mean_alone(template):
    """only the mean of the template is subtracted: a slope still gets through, so subtract the best straight line"""
    rest = without_mean(template)
    return taps(rest / (rest @ rest))


@beat_filter.mistake
def mean_removed_not_scaled(template):
    """only the mean is subtracted, and nothing is scaled: a slope still gets through, and the answer is not 1"""
    return taps(without_mean(template))


@beat_filter.mistake
def mean_removed_length_one(template):
    """only the mean is subtracted, and W is scaled to length 1: subtract the line, and make the template's answer 1"""
    return taps(without_mean(template) / np.linalg.norm(without_mean(template)))


@beat_filter.mistake
def not_scaled(template):
    """W is not scaled: divide it by its answer to the template"""
    return taps(without_line(template))


@beat_filter.mistake
def scaled_to_length_one(template):
    """W is scaled to length 1: make its answer to the template 1"""
    rest = without_line(template)
    return taps(rest / np.linalg.norm(rest))


@beat_filter.mistake
def divided_by_squares_of_template(template):
    """W is divided by the template's own sum of squares: divide by the answer that W gives to the template"""
    return taps(without_line(template) / (template @ template))


@beat_filter.mistake
def divided_by_its_peak(template):
    """W is divided by its largest tap: divide it by its answer to the template"""
    rest = without_line(template)
    return taps(rest / np.abs(rest).max())


@beat_filter.mistake
def divided_by_f(template):
    """W is divided by the number of taps: divide it by its answer to the template"""
    return taps(without_line(template) / len(template))


@beat_filter.mistake
def reversed_in_time(template):
    """the filter is reversed in time: the convolution here does not flip it"""
    return reference.beat_filter(template)[::-1].copy()


@beat_filter.mistake
def line_through_the_ends(template):
    """the line through the first and last sample is subtracted: subtract the best one, by least squares"""
    rest = template - np.linspace(template[0], template[-1], len(template))
    return taps(rest / (rest @ template))


@beat_filter.mistake
def line_through_the_origin(template):
    """the line that is subtracted has no level of its own: fit level and slope together"""
    t = np.arange(len(template), dtype=float)
    rest = without_mean(template) - t * (t @ without_mean(template)) / (t @ t)
    return taps(rest / (rest @ rest))


@beat_filter.mistake
def differences(template):
    """the differences of the template are used: they ignore a level, but let through more noise than necessary"""
    second = -np.convolve(template, [1, -2, 1], "same")
    second[[0, -1]] = 0
    return taps(second / (second @ template))


@beat_filter.mistake
def parabola_removed(template):
    """a parabola is subtracted: only straight lines must be ignored, and each further condition lets in more noise"""
    t = np.arange(len(template))
    rest = template - np.polyval(np.polyfit(t, template, 2), t)
    return taps(rest / (rest @ rest + 1e-300))


@beat_filter.mistake
def one_axis(template):
    """W has one axis: return (f, n_C_prev, n_C), with one channel in and one out"""
    return reference.beat_filter(template).ravel()


@beat_filter.mistake
def ramp_with_its_mean(template):
    """first the mean, then the ramp 0, 1, 2, ... is removed, which brings a level back: remove both at once"""
    t = np.arange(len(template))
    rest = without_mean(template)
    rest = rest - t * (t @ rest) / (t @ t)
    return taps(rest / (rest @ template))


def minus_swapped_line(template):
    """Return the template minus a line whose slope is the level of the best one, and the other way round."""
    level, slope = np.polyfit(np.arange(len(template)), template, 1)
    return template - (level + slope * np.arange(len(template)))


@beat_filter.mistake
def level_for_slope(template):
    """level and slope of the fit are swapped: np.polyfit returns the slope first"""
    rest = minus_swapped_line(template)
    return taps(rest / (rest @ template))


@beat_filter.mistake
def level_for_slope_squares(template):
    """level and slope of the line are swapped: np.polyfit returns the slope first, then the level"""
    rest = minus_swapped_line(template)
    return taps(rest / (rest @ rest))


# --- right, written differently -------------------------------------------------------------------------------------


@beat_filter.right
def by_polyfit(template):
    """Return the same, by a polynomial of degree 1."""
    rest = without_line(template)
    return (rest / (rest @ template))[:, None, None]


@beat_filter.right
def smallest_solution(template):
    """Return the same: the shortest vector that meets three equations."""
    rows = np.stack([np.ones(len(template)), np.arange(len(template)), without_line(template)])
    right = np.array([0, 0, rows[2] @ rows[2]])
    return np.linalg.lstsq(rows, right / (rows[2] @ rows[2]), rcond=None)[0].reshape(-1, 1, 1)
