"""Exercise 6: targets that are not quite certain."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.softmax import log_softmax
from deepcourse.sequence import transformer as reference


def costed(f, Z, targets, *, smoothing=0.1, lengths=None):
    """Return the cost and dZ."""
    return f(Z, targets, smoothing=smoothing, lengths=lengths)


smoothed_cost = FunctionExercise(
    __name__,
    reference=reference.smoothed_cost,
    use=costed,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("the cost", "dZ"),
    hints=(
        "First the table of targets, (C, m, T): smoothing / C everywhere, and 1 - smoothing more at the right class. "
        "Does each step's column sum to 1?",
        "log p = Z - largest - log(sum(exp(Z - largest))), with largest and sum over the classes, axis 0.",
        "One step's gradient is p minus its targets. Each real step has the same share of the mean; what is the share "
        "of the padding?",
    ),
)


def case(rng, sizes, smoothing, name="", *, lengths=None, size=1.5, shift=0.0):
    """Return scores, targets and options of these sizes as a case."""
    C, m, T = sizes
    Z = rng.normal(size=(C, m, T)) * size + shift
    targets = rng.integers(0, C, size=(m, T))
    options = {} if smoothing is None else {"smoothing": smoothing}
    if lengths is not None:
        options["lengths"] = np.array(lengths)
    told = name or f"C = {C}, m = {m}, T = {T}"
    return Case(f"{told}, smoothing {0.1 if smoothing is None else smoothing:g}", (Z, targets), options)


@smoothed_cost.visible
def visible():
    """Return several sizes, the usual smoothing and others, padding, large scores, one step."""
    rng = np.random.default_rng(606)
    return [
        case(rng, (4, 3, 2), 0.3),
        case(rng, (5, 2, 4), None, "smoothing not given"),
        case(rng, (3, 4, 5), 0.2, "padding", lengths=[5, 2, 3, 1]),
        case(rng, (6, 2, 3), 0.25, "padding", lengths=[1, 3]),
        case(rng, (3, 2, 4), 0.0, "no smoothing"),
        case(rng, (4, 2, 3), 0.2, "scores around 1000", shift=1000.0, lengths=[3, 2]),
        case(rng, (5, 3, 2), 0.15, "scores in the thousands", size=1500.0),
        case(rng, (4, 1, 1), 0.4, "one example, one step"),
    ]


@smoothed_cost.draw
def draw(rng):
    """Return random sizes, smoothing and lengths."""
    C, m, T = (int(k) for k in rng.permutation(np.arange(2, 8))[:3])
    lengths = rng.integers(1, T + 1, size=m) if rng.random() < 0.6 else None
    return case(rng, (C, m, T), float(rng.choice([0.05, 0.2, 0.35])), lengths=lengths)


@smoothed_cost.edges
def edges(rng):
    """Return padding, no smoothing, everything smoothed away, large scores, one step."""
    return [
        case(rng, (5, 3, 6), 0.2, "padding", lengths=[2, 6, 1]),
        case(rng, (4, 2, 3), 0.0, "no smoothing", lengths=[1, 3]),
        case(rng, (3, 2, 4), 1.0, "all classes alike"),
        case(rng, (4, 3, 5), 0.3, "scores in the thousands", size=3000.0),
        case(rng, (6, 1, 1), None, "one example, one step"),
    ]


@smoothed_cost.property("dZ is the slope that nudging measures")
def slope(f, rng):
    """Return a sentence unless dZ is the slope of the function's own cost along a random direction."""
    Z, targets = rng.normal(size=(4, 2, 3)), rng.integers(0, 4, size=(2, 3))
    options, direction, step = {"smoothing": 0.2, "lengths": np.array([3, 1])}, rng.normal(size=(4, 2, 3)), 1e-5
    dZ = np.asarray(f(Z, targets, **options)[1])
    if dZ.shape != Z.shape:
        return f"dZ has the shape {dZ.shape}, Z has {Z.shape}"
    high, low = (f(Z + sign * step * direction, targets, **options)[0] for sign in (1, -1))
    measured, told = (high - low) / (2 * step), float((dZ * direction).sum())
    same = abs(measured - told) <= 1e-6
    return None if same else f"along a random direction, nudging Z measures {measured:.6g}, dZ says {told:.6g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def smoothed(Z, targets, smoothing, lengths, *, wanted=None, axis=0, share=None, d_share=None, cost=None, d=None):
    """Return (cost, dZ) with something changed: targets, axis of the softmax, shares of the steps, ends."""
    C, m, T = Z.shape
    log_p = (
        log_softmax(Z)
        if axis == 0
        else Z
        - Z.max(axis=axis, keepdims=True)
        - np.log(np.exp(Z - Z.max(axis=axis, keepdims=True)).sum(axis=axis, keepdims=True))
    )
    hard = np.arange(C)[:, None, None] == targets
    soft = smoothing / C + (1 - smoothing) * hard if wanted is None else wanted(hard, smoothing, C)
    real = (np.arange(T) < (np.full(m, T) if lengths is None else np.asarray(lengths))[:, None]).astype(float)
    part = real / real.sum() if share is None else share(real)
    back = part if d_share is None else d_share(real)
    total = float((-(soft * log_p).sum(axis=0) * part).sum()) if cost is None else cost(soft, log_p, part)
    return total, ((np.exp(log_p) - soft) if d is None else d(np.exp(log_p), soft, hard)) * back


def without_the_last(real):
    """Return the shares of the steps, without the last real one of each example."""
    kept = real * (np.cumsum(real, axis=1) < real.sum(axis=1, keepdims=True))
    return kept / max(kept.sum(), 1)


@smoothed_cost.mistake
def over_the_others(Z, targets, *, smoothing=0.1, lengths=None):
    """smoothing is divided among the C - 1 other classes: the right class gets smoothing / C, too"""
    return smoothed(Z, targets, smoothing, lengths, wanted=lambda hard, s, C: np.where(hard, 1 - s, s / (C - 1)))


@smoothed_cost.mistake
def right_class_short(Z, targets, *, smoothing=0.1, lengths=None):
    """the right class is asked for 1 - smoothing without smoothing / C: the targets of a step must sum to 1"""
    return smoothed(Z, targets, smoothing, lengths, wanted=lambda hard, s, C: np.where(hard, 1 - s, s / C))


@smoothed_cost.mistake
def not_divided_by_classes(Z, targets, *, smoothing=0.1, lengths=None):
    """every class gets smoothing, not smoothing / C: the targets of a step must sum to 1"""
    return smoothed(Z, targets, smoothing, lengths, wanted=lambda hard, s, C: (1 - s) * hard + s)


@smoothed_cost.mistake
def not_smoothed(Z, targets, *, smoothing=0.1, lengths=None):
    """the targets are not smoothed"""
    return smoothed(Z, targets, smoothing, lengths, wanted=lambda hard, s, C: 1.0 * hard)


@smoothed_cost.mistake
def always_a_tenth(Z, targets, *, smoothing=0.1, lengths=None):
    """smoothing is 0.1 whatever the argument says"""
    return smoothed(Z, targets, 0.1, lengths)


@smoothed_cost.mistake
def pads_counted(Z, targets, *, smoothing=0.1, lengths=None):
    """the padding counts like real steps, in the cost and in dZ"""
    return smoothed(Z, targets, smoothing, None)


@smoothed_cost.mistake
def divided_by_all(Z, targets, *, smoothing=0.1, lengths=None):
    """the padding costs nothing, but the mean is taken over all m T steps: divide by the number of real ones"""
    return smoothed(Z, targets, smoothing, lengths, share=lambda real: real / real.size)


@smoothed_cost.mistake
def gradient_at_the_padding(Z, targets, *, smoothing=0.1, lengths=None):
    """dZ is not 0 at the padding, though the padding costs nothing"""
    return smoothed(Z, targets, smoothing, lengths, d_share=lambda real: np.ones_like(real) / real.sum())


@smoothed_cost.mistake
def mean_of_means(Z, targets, *, smoothing=0.1, lengths=None):
    """each example's mean counts the same: each real step does"""
    return smoothed(
        Z, targets, smoothing, lengths, share=lambda real: real / real.sum(axis=1, keepdims=True) / len(real)
    )


@smoothed_cost.mistake
def summed(Z, targets, *, smoothing=0.1, lengths=None):
    """cost and dZ are sums over the real steps: divide by how many there are"""
    return smoothed(Z, targets, smoothing, lengths, share=lambda real: real)


@smoothed_cost.mistake
def gradient_of_the_sum(Z, targets, *, smoothing=0.1, lengths=None):
    """dZ belongs to the sum over the steps: the cost is a mean, and dZ is divided like it"""
    return smoothed(Z, targets, smoothing, lengths, d_share=lambda real: real)


@smoothed_cost.mistake
def gradient_of_hard_targets(Z, targets, *, smoothing=0.1, lengths=None):
    """dZ takes the targets without smoothing"""
    return smoothed(Z, targets, smoothing, lengths, d=lambda p, soft, hard: p - hard)


@smoothed_cost.mistake
def sign_turned(Z, targets, *, smoothing=0.1, lengths=None):
    """dZ has the wrong sign: it is p minus the targets"""
    return smoothed(Z, targets, smoothing, lengths, d=lambda p, soft, hard: soft - p)


@smoothed_cost.mistake
def entropy_subtracted(Z, targets, *, smoothing=0.1, lengths=None):
    """the entropy of the targets is subtracted, which makes the least cost 0: the page does not subtract it"""

    def cost(soft, log_p, part):
        entropy = -(soft * np.log(np.where(soft > 0, soft, 1))).sum(axis=0)
        return float(((-(soft * log_p).sum(axis=0) - entropy) * part).sum())

    return smoothed(Z, targets, smoothing, lengths, cost=cost)


@smoothed_cost.mistake
def over_examples(Z, targets, *, smoothing=0.1, lengths=None):
    """the softmax runs over the examples: it runs over the classes, axis 0"""
    return smoothed(Z, targets, smoothing, lengths, axis=1)


@smoothed_cost.mistake
def over_steps(Z, targets, *, smoothing=0.1, lengths=None):
    """the softmax runs over the steps: it runs over the classes, axis 0"""
    return smoothed(Z, targets, smoothing, lengths, axis=2)


@smoothed_cost.mistake
def last_step_left_out(Z, targets, *, smoothing=0.1, lengths=None):
    """with `lengths`, the last real step of each example is left out"""
    return smoothed(Z, targets, smoothing, lengths, share=None if lengths is None else without_the_last)


@smoothed_cost.mistake
def logarithm_clipped(Z, targets, *, smoothing=0.1, lengths=None):
    """a small number bounds the probabilities inside the logarithm: take log p from the scores, without p"""

    def cost(soft, log_p, part):
        return float((-(soft * np.log(np.clip(np.exp(log_p), 1e-12, 1))).sum(axis=0) * part).sum())

    return smoothed(Z, targets, smoothing, lengths, cost=cost)


@smoothed_cost.mistake
def largest_of_all(Z, targets, *, smoothing=0.1, lengths=None):
    """the largest of all scores is subtracted: each step needs its own, or all its exp may be 0"""
    with np.errstate(all="ignore"):
        powers = np.exp(Z - Z.max())
        log_p = Z - Z.max() - np.log(powers.sum(axis=0))
        p = np.exp(log_p)

    def cost(soft, _, part):
        with np.errstate(all="ignore"):
            return float((-(soft * log_p).sum(axis=0) * part).sum())

    return smoothed(Z, targets, smoothing, lengths, cost=cost, d=lambda _, soft, hard: p - soft)


@smoothed_cost.mistake
def mean_over_classes(Z, targets, *, smoothing=0.1, lengths=None):
    """the cost is a mean over the classes as well: sum over them"""
    return smoothed(Z, targets, smoothing, lengths, share=lambda real: real / real.sum() / len(Z))


# --- right, written differently -------------------------------------------------------------------------------------


@smoothed_cost.right
def two_parts(Z, targets, *, smoothing=0.1, lengths=None):
    """Return the same as a mixture of two costs, as a list."""
    C, m, T = Z.shape
    real = np.ones((m, T), bool) if lengths is None else np.arange(T)[None] < np.array(lengths)[:, None]
    powers = np.exp(Z - Z.max(axis=0))
    p, count = powers / powers.sum(axis=0), real.sum()
    log_p = Z - Z.max(axis=0) - np.log(powers.sum(axis=0))
    right = np.take_along_axis(log_p, targets[None], axis=0)[0]
    cost = -((1 - smoothing) * right + smoothing * log_p.mean(axis=0))[real].sum() / count
    dZ = p - smoothing / C
    for i, t in np.ndindex(m, T):
        dZ[targets[i, t], i, t] -= 1 - smoothing
    dZ[:, ~real] = 0
    return [cost, dZ / count]
