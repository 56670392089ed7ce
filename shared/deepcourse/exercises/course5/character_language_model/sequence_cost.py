"""Exercise 3: the cost of names of different lengths, and its gradient."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import language_model as reference

sequence_cost = FunctionExercise(
    __name__,
    reference=reference.sequence_cost,
    minutes=7,
    points_visible=5,
    points_hidden=8,
    returns=("the cost", "dZ"),
    any_number_type=True,
    hints=(
        "At one step with a target, cost and gradient are those of softmax classification. How many such steps are "
        "there in all, and what do the others contribute?",
        "m, t = np.nonzero(Y >= 0) lists all steps that count. What does Z[Y[m, t], m, t] then pick?",
        "Subtract the largest score of each step before the exponential, and keep ln p as score minus ln of the sum: "
        "ln of a probability that was rounded to 0 is -inf.",
    ),
)


def scores(rng, n_y, m, T, lengths, scale=1.0):
    """Return (Z, Y): normal scores, and targets of which so many of each row count."""
    Y = rng.integers(n_y, size=(m, T))
    Y[np.arange(T) >= np.array(lengths)[:, None]] = -1
    return scale * rng.normal(size=(n_y, m, T)), Y


def far_apart(rng):
    """Return (Z, Y) whose scores are large, and a thousand apart, within a step and from step to step."""
    Z, Y = scores(rng, 3, 2, 4, (4, 2))
    Z[:, :, 1] -= 1000
    Z[0, 0, 2] += 900
    Z[:, 1, 0] += 800
    Z[:, 0, 3] = [-60.0, 2.0, 1.0]
    Y[0, 2], Y[0, 3] = 1, 0
    return Z, Y


@sequence_cost.visible
def visible():
    """Return one step, full and padded rows, large scores, an unlikely target, single precision."""
    rng = np.random.default_rng(53)
    Z, Y = scores(rng, 6, 2, 3, (1, 3))
    return [
        Case("2 names of 3 steps, nothing padded", scores(rng, 4, 2, 3, (3, 3))),
        Case("3 names of 5, 2 and 1 steps", scores(rng, 4, 3, 5, (5, 2, 1), 2.0)),
        Case("4 names, in no order of length", scores(rng, 3, 4, 6, (2, 6, 1, 4), 1.5)),
        Case("one step, one name", scores(rng, 5, 1, 1, (1,))),
        Case("scores far apart", far_apart(rng)),
        Case("single precision", (Z.astype(np.float32), Y)),
    ]


@sequence_cost.draw
def draw(rng):
    """Return random scores and lengths."""
    n_y, m, T = int(rng.integers(2, 8)), int(rng.integers(2, 6)), int(rng.integers(2, 9))
    lengths = rng.integers(1, T + 1, size=m)
    return Case(f"{m} names of {lengths.tolist()} steps", scores(rng, n_y, m, T, lengths, float(rng.uniform(0.5, 3))))


@sequence_cost.edges
def edges(rng):
    """Return one name, one step, a batch in which only one step counts, two characters, large scores, float32."""
    Z, Y = scores(rng, 4, 3, 2, (1, 2, 2))
    return [
        Case("one name of 7 steps", scores(rng, 5, 1, 7, (7,))),
        Case("one step", scores(rng, 5, 4, 1, (1, 1, 1, 1))),
        Case("one step of 6 counts", scores(rng, 4, 2, 3, (1, 0))),
        Case("two characters", scores(rng, 2, 3, 4, (4, 3, 1))),
        Case("scores far apart", far_apart(rng)),
        Case("single precision", (Z.astype(np.float32), Y)),
    ]


@sequence_cost.property("what lies behind the end of a name changes nothing")
def padding_changes_nothing(f, rng):
    """Return a sentence unless two more steps of padding leave cost and gradient as they are."""
    Z, Y = scores(rng, 4, 3, 5, (5, 2, 4))
    longer = np.concatenate([Z, 3 * rng.normal(size=(4, 3, 2))], axis=2)
    more = np.concatenate([Y, np.full((3, 2), -1)], axis=1)
    cost, other = f(Z.copy(), Y.copy())[0], f(longer, more)[0]
    return None if abs(cost - other) < 1e-9 else f"without padding the cost is {cost:.6g}, with it {other:.6g}"


@sequence_cost.property("dZ is the slope of the cost")
def slope_of_the_cost(f, rng):
    """Return a sentence unless dZ tells how the cost changes in a random direction."""
    Z, Y = scores(rng, 4, 3, 5, (5, 2, 4))
    direction, dZ = rng.normal(size=Z.shape), np.asarray(f(Z.copy(), Y.copy())[1])
    ends = [f(Z + step * direction, Y.copy())[0] for step in (1e-5, -1e-5)]
    slope, told = (ends[0] - ends[1]) / 2e-5, float(np.sum(dZ * direction))
    return (
        None if abs(slope - told) < 1e-6 else f"in a random direction the cost rises by {slope:.5g}, dZ says {told:.5g}"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def log_softmax(Z, axis=0):
    """Return the logarithms of the softmax along an axis."""
    Z = Z.astype(float) - Z.max(axis=axis, keepdims=True)
    return Z - np.log(np.exp(Z).sum(axis=axis, keepdims=True))


def parts(Z, Y, axis=0):
    """Return (nats, dZ): -ln p at each step, (m, T), 0 at padding, and the gradient of their sum."""
    m, t = np.nonzero(Y >= 0)
    log_p, nats = log_softmax(Z, axis), np.zeros(Y.shape)
    nats[m, t] = -log_p[Y[m, t], m, t]
    dZ = np.exp(log_p) * (Y >= 0)
    dZ[Y[m, t], m, t] -= 1
    return nats, dZ


@sequence_cost.mistake
def mean_over_all_steps(Z, Y):
    """padding is counted in the mean: divide by the number of steps with a target, not by m T"""
    nats, dZ = parts(Z, Y)
    return nats.sum() / Y.size, dZ / Y.size


@sequence_cost.mistake
def gradient_over_all_steps(Z, Y):
    """the cost is right, but dZ is divided by m T: divide both by the number of steps with a target"""
    nats, dZ = parts(Z, Y)
    return nats.sum() / (Y >= 0).sum(), dZ / Y.size


@sequence_cost.mistake
def cost_over_all_steps(Z, Y):
    """dZ is right, but the cost is divided by m T: divide both by the number of steps with a target"""
    nats, dZ = parts(Z, Y)
    return nats.sum() / Y.size, dZ / (Y >= 0).sum()


@sequence_cost.mistake
def sum_for_mean(Z, Y):
    """the cost is the sum over all steps: take their mean, and divide dZ, too"""
    nats, dZ = parts(Z, Y)
    return nats.sum(), dZ


@sequence_cost.mistake
def gradient_of_the_sum(Z, Y):
    """dZ is not divided: the cost is a mean, so dZ is divided by the same number of steps"""
    nats, dZ = parts(Z, Y)
    return nats.sum() / (Y >= 0).sum(), dZ


@sequence_cost.mistake
def divided_by_names(Z, Y):
    """sum and gradient are divided by m, so that long names weigh more: divide by the number of steps with a target"""
    nats, dZ = parts(Z, Y)
    return nats.sum() / len(Y), dZ / len(Y)


@sequence_cost.mistake
def mean_of_means(Z, Y):
    """each name's mean is taken first, then the mean of these: take one mean over all steps with a target"""
    nats, dZ = parts(Z, Y)
    steps = np.maximum((Y >= 0).sum(axis=1), 1)
    return (nats.sum(axis=1) / steps).mean(), dZ / (steps * len(Y))[:, None]


@sequence_cost.mistake
def minus_one_as_an_id(Z, Y):
    """-1 is used as an id, which picks the last character: steps with the target -1 do not count"""
    return parts(Z, np.where(Y < 0, len(Z) - 1, Y))[0].mean(), parts(Z, np.where(Y < 0, len(Z) - 1, Y))[1] / Y.size


@sequence_cost.mistake
def zero_as_an_id(Z, Y):
    """the target of padded steps is taken as 0, the first character: steps with the target -1 do not count"""
    return parts(Z, np.maximum(Y, 0))[0].mean(), parts(Z, np.maximum(Y, 0))[1] / Y.size


@sequence_cost.mistake
def id_zero_does_not_count(Z, Y):
    """steps with the target 0 are left out, too: 0 is the id of a character, so test for Y >= 0"""
    nats, dZ = parts(Z, np.where(Y == 0, -1, Y))
    steps = max(1, (Y > 0).sum())
    return nats.sum() / steps, dZ / steps


@sequence_cost.mistake
def gradient_at_padding(Z, Y):
    """dZ is not 0 where Y is -1: a step that does not count has no gradient"""
    nats, dZ = parts(Z, Y)
    steps = (Y >= 0).sum()
    return nats.sum() / steps, np.where(Y < 0, np.exp(log_softmax(Z)), dZ) / steps


@sequence_cost.mistake
def nothing_subtracted(Z, Y):
    """dZ is the softmax alone: 1 is subtracted at the right character"""
    steps = (Y >= 0).sum()
    return parts(Z, Y)[0].sum() / steps, np.exp(log_softmax(Z)) * (Y >= 0) / steps


@sequence_cost.mistake
def gradient_upside_down(Z, Y):
    """dZ has the wrong sign: it is the softmax minus 1 at the right character"""
    nats, dZ = parts(Z, Y)
    return nats.sum() / (Y >= 0).sum(), -dZ / (Y >= 0).sum()


@sequence_cost.mistake
def sign_of_the_cost(Z, Y):
    """the cost is negative: it is the mean of -ln p"""
    nats, dZ = parts(Z, Y)
    return -nats.sum() / (Y >= 0).sum(), dZ / (Y >= 0).sum()


@sequence_cost.mistake
def softmax_over_names(Z, Y):
    """the softmax runs over the names, axis 1: at each step, it runs over the characters, axis 0"""
    nats, dZ = parts(Z, Y, axis=1)
    return nats.sum() / (Y >= 0).sum(), dZ / (Y >= 0).sum()


@sequence_cost.mistake
def softmax_over_time(Z, Y):
    """the softmax runs over time, axis 2: at each step, it runs over the characters, axis 0"""
    nats, dZ = parts(Z, Y, axis=2)
    return nats.sum() / (Y >= 0).sum(), dZ / (Y >= 0).sum()


@sequence_cost.mistake
def largest_score_not_subtracted(Z, Y):
    """the exponential of a large score overflows: subtract the largest score of each step first"""
    m, t = np.nonzero(Y >= 0)
    with np.errstate(all="ignore"):
        p = np.exp(Z) / np.exp(Z).sum(axis=0)
        cost = -np.log(p[Y[m, t], m, t]).mean()
    dZ = p * (Y >= 0)
    dZ[Y[m, t], m, t] -= 1
    return cost, dZ / len(m)


@sequence_cost.mistake
def one_largest_score(Z, Y):
    """the largest of all scores is subtracted, and steps far below it become 0 / 0: subtract each step's own"""
    with np.errstate(all="ignore"):
        return largest_score_not_subtracted(Z - Z.max(), Y)


@sequence_cost.mistake
def logarithm_of_zero(Z, Y):
    """ln is taken of a probability that was rounded to 0: compute ln p as the score minus ln of the sum"""
    m, t = np.nonzero(Y >= 0)
    p = np.exp(log_softmax(Z))
    with np.errstate(divide="ignore"):
        return -np.log(p[Y[m, t], m, t]).mean(), parts(Z, Y)[1] / len(m)


@sequence_cost.mistake
def small_number_added(Z, Y):
    """a small number is added inside the logarithm, which hides unlikely targets: compute ln p without it"""
    m, t = np.nonzero(Y >= 0)
    p = np.exp(log_softmax(Z))
    return -np.log(p[Y[m, t], m, t] + 1e-8).mean(), parts(Z, Y)[1] / len(m)


@sequence_cost.mistake
def bits(Z, Y):
    """the cost is in bits: take natural logarithms"""
    nats, dZ = parts(Z, Y)
    return nats.sum() / (Y >= 0).sum() / np.log(2), dZ / (Y >= 0).sum()


@sequence_cost.mistake
def perplexity_returned(Z, Y):
    """the perplexity is returned: the cost is its logarithm"""
    nats, dZ = parts(Z, Y)
    with np.errstate(over="ignore"):
        return np.exp(nats.sum() / (Y >= 0).sum()), dZ / (Y >= 0).sum()


# --- right, written differently -------------------------------------------------------------------------------------


@sequence_cost.right
def by_loops(Z, Y):
    """Return the same, one step at a time."""
    total, count, dZ = 0.0, int((Y >= 0).sum()), np.zeros_like(Z)
    for i, t in np.ndindex(Y.shape):
        if Y[i, t] >= 0:
            z = Z[:, i, t] - Z[:, i, t].max()
            total += np.log(np.sum(np.exp(z))) - z[Y[i, t]]
            dZ[:, i, t] = np.exp(z) / np.sum(np.exp(z)) - np.eye(len(z))[Y[i, t]]
    return total / count, dZ / count


@sequence_cost.right
def by_one_hot(Z, Y):
    """Return the same, with a one-hot array that is 0 at padding."""
    real = Y >= 0
    wanted = (np.arange(len(Z))[:, None, None] == Y) * 1.0
    Z = Z - Z.max(axis=0, keepdims=True)
    sums = np.exp(Z).sum(axis=0, keepdims=True)
    return np.sum((np.log(sums) - Z) * wanted) / real.sum(), (np.exp(Z) / sums - wanted) * real / real.sum()
