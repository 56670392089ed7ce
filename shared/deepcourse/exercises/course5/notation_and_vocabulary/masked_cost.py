"""Exercise 8: a cost of the real steps, and its gradient."""

import numpy as np

from deepcourse.exercises.course5.notation_and_vocabulary.sentences import case
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.nn.softmax import softmax
from deepcourse.sequence import vocabulary as reference

masked_cost = FunctionExercise(
    __name__,
    reference=reference.masked_cost,
    name="masked_cost",
    minutes=9,
    points_visible=5,
    points_hidden=8,
    returns=("the cost", "dZ"),
    any_number_type=True,
    hints=(
        "Write the cost as a sum over all steps of mask times loss, divided by a number. Which number is it?",
        "For a single real step, you know the gradient of its loss with respect to its scores from softmax. What does "
        "the division of the cost do to it, and what is it at a pad?",
        "0 times infinity is nan: do not multiply the values at pads by 0, but select the real steps. A boolean mask "
        "as an index selects, and so does np.where.",
    ),
)


def some_batch(rng, n_y, m, T, *, lengths=None, numbers=bool, ruin=None):
    """Return (y_pred, targets, mask): probabilities, classes, and a mask of random lengths.

    numbers : the type of the mask    ruin : what y_pred is at pads, where it is given
    """
    y_pred, targets = softmax(rng.normal(size=(n_y, m, T)) * 1.5), rng.integers(n_y, size=(m, T))
    lengths = rng.integers(1, T + 1, size=m) if lengths is None else np.array(lengths)
    mask = np.arange(T) < lengths[:, None]
    targets[~mask] = 0
    if ruin is not None:
        y_pred[:, ~mask] = ruin
    return y_pred, targets, mask.astype(numbers)


@masked_cost.visible
def visible():
    """Return batches with and without pads, masks of True and of 1, and pads at which nothing can be computed."""
    rng = np.random.default_rng(58)
    return [
        case("3 classes, 2 sequences, 4 steps", *some_batch(rng, 3, 2, 4, lengths=[4, 1])),
        case("5 classes, 3 sequences, 6 steps", *some_batch(rng, 5, 3, 6, lengths=[6, 2, 3])),
        case("no pads", *some_batch(rng, 4, 2, 3, lengths=[3, 3])),
        case("a mask of 1 and 0", *some_batch(rng, 3, 4, 5, lengths=[5, 1, 3, 2], numbers=int)),
        case("one sequence", *some_batch(rng, 4, 1, 5, lengths=[3], numbers=float)),
        case("probability 0 at the pads", *some_batch(rng, 3, 2, 5, lengths=[2, 5], ruin=0.0)),
        case("nan at the pads", *some_batch(rng, 4, 3, 5, lengths=[1, 4, 5], ruin=np.nan)),
    ]


@masked_cost.draw
def draw(rng):
    """Return a random batch."""
    n_y, m, T = (int(n) for n in rng.permutation([2, 3, 4, 5, 6, 7])[:3])
    kind = [bool, int, float][rng.integers(3)]
    return case(f"{n_y} classes, {m} sequences, {T} steps", *some_batch(rng, n_y, m, T, numbers=kind))


@masked_cost.edges
def edges(rng):
    """Return one step, one real step of many, probability 0 at pads, single precision."""
    small = some_batch(rng, 3, 2, 4)
    return [
        case("one step", *some_batch(rng, 3, 2, 1)),
        case("one real step in each sequence", *some_batch(rng, 4, 3, 6, lengths=[1, 1, 1])),
        case("probability 0 at the pads", *some_batch(rng, 2, 4, 3, lengths=[1, 3, 2, 1], ruin=0.0)),
        case("single precision", small[0].astype(np.float32), *small[1:]),
        case("two classes", *some_batch(rng, 2, 3, 5)),
    ]


@masked_cost.property("more padding changes nothing")
def more_padding(f, rng):
    """Return a sentence unless two columns of pads leave the cost as it is."""
    y_pred, targets, mask = some_batch(rng, 3, 4, 5)
    cost, _ = f(y_pred, targets, mask)
    wider = [(0, 0), (0, 2)]
    longer = np.pad(y_pred, [(0, 0), *wider], constant_values=1 / 3), np.pad(targets, wider), np.pad(mask, wider)
    other, _ = f(*longer)
    same = np.isclose(cost, other, rtol=1e-9)
    return None if same else f"two columns of pads move the cost from {float(cost):.4g} to {float(other):.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def parts(y_pred, targets, mask):
    """Return the mask as bool, Y, and the loss of each step, 0 at pads, where nothing is computed."""
    real, Y = np.asarray(mask, bool), reference.one_hot_sequence(targets, len(y_pred))
    chosen = np.where(real, (np.where(real, y_pred, 1) * Y).sum(axis=0), 1)
    return real, Y, -np.log(chosen)


def right_cost(y_pred, targets, mask):
    """Return the right cost."""
    return reference.masked_cost(y_pred, targets, mask)[0]


def right_gradient(y_pred, targets, mask):
    """Return the right gradient."""
    return reference.masked_cost(y_pred, targets, mask)[1]


@masked_cost.mistake
def pads_included(y_pred, targets, mask):
    """the mask is ignored, and pads count like real steps: take the mean over real steps, and dZ is 0 at pads"""
    return reference.masked_cost(y_pred, targets, np.ones(targets.shape, bool))


@masked_cost.mistake
def divided_by_all_steps(y_pred, targets, mask):
    """cost and dZ are divided by m * T: pads are no steps, so divide by the number of real ones"""
    real, share = np.asarray(mask, bool), np.mean(mask)
    return right_cost(y_pred, targets, real) * share, right_gradient(y_pred, targets, real) * share


@masked_cost.mistake
def cost_divided_by_all_steps(y_pred, targets, mask):
    """the cost is divided by m * T, while dZ is right: divide the cost by the number of real steps, too"""
    return right_cost(y_pred, targets, mask) * np.mean(mask), right_gradient(y_pred, targets, mask)


@masked_cost.mistake
def gradient_divided_by_all_steps(y_pred, targets, mask):
    """dZ is divided by m * T, while the cost is right: divide dZ by the number of real steps, too"""
    return right_cost(y_pred, targets, mask), right_gradient(y_pred, targets, mask) * np.mean(mask)


@masked_cost.mistake
def summed(y_pred, targets, mask):
    """cost and dZ are sums: divide both by the number of real steps"""
    n = np.sum(mask)
    return right_cost(y_pred, targets, mask) * n, right_gradient(y_pred, targets, mask) * n


@masked_cost.mistake
def cost_summed(y_pred, targets, mask):
    """the cost is a sum, while dZ is right: divide the cost by the number of real steps"""
    return right_cost(y_pred, targets, mask) * np.sum(mask), right_gradient(y_pred, targets, mask)


@masked_cost.mistake
def gradient_undivided(y_pred, targets, mask):
    """dZ is not divided: the cost is a mean, so each step has only its share of the gradient"""
    return right_cost(y_pred, targets, mask), right_gradient(y_pred, targets, mask) * np.sum(mask)


@masked_cost.mistake
def gradient_divided_by_m(y_pred, targets, mask):
    """dZ is divided by m, the number of sequences: divide it by the number of real steps"""
    n, m = np.sum(mask), len(targets)
    return right_cost(y_pred, targets, mask), right_gradient(y_pred, targets, mask) * (n / m)


@masked_cost.mistake
def divided_by_m(y_pred, targets, mask):
    """cost and dZ are divided by m, the number of sequences: divide both by the number of real steps"""
    n, m = np.sum(mask), len(targets)
    return right_cost(y_pred, targets, mask) * n / m, right_gradient(y_pred, targets, mask) * (n / m)


@masked_cost.mistake
def mean_of_means(y_pred, targets, mask):
    """each sequence is averaged first, and then the sequences: every real step has the same weight, so average once"""
    real, Y, loss = parts(y_pred, targets, mask)
    lengths = real.sum(axis=1, keepdims=True)
    dZ = np.where(real, y_pred - Y, 0) / lengths / len(targets)
    return float((loss.sum(axis=1) / lengths[:, 0]).mean()), dZ


@masked_cost.mistake
def cost_mean_of_means(y_pred, targets, mask):
    """the cost averages each sequence first, while dZ is right: every real step has the same weight in both"""
    return mean_of_means(y_pred, targets, mask)[0], right_gradient(y_pred, targets, mask)


@masked_cost.mistake
def gradient_at_pads(y_pred, targets, mask):
    """dZ is not 0 at pads: the cost does not depend on their scores"""
    real, Y, _ = parts(y_pred, targets, mask)
    return right_cost(y_pred, targets, mask), (y_pred - Y) / real.sum()


@masked_cost.mistake
def zero_times_infinity(y_pred, targets, mask):
    """values at pads are multiplied by 0, and 0 times infinity is nan: select the real steps instead"""
    real, Y, _ = parts(y_pred, targets, mask)
    with np.errstate(all="ignore"):
        cost = -np.sum(np.log((y_pred * Y).sum(axis=0)) * real) / real.sum()
        return float(cost), (y_pred - Y) * real / real.sum()


@masked_cost.mistake
def masked_before_the_logarithm(y_pred, targets, mask):
    """the probabilities are set to 0 at pads before the logarithm, which gives infinity: mask the losses"""
    real, Y, _ = parts(y_pred, targets, mask)
    with np.errstate(all="ignore"):
        cost = -np.mean(np.log(np.where(real, (y_pred * Y).sum(axis=0), 0)))
    return float(cost), right_gradient(y_pred, targets, mask)


@masked_cost.mistake
def sign_of_the_gradient(y_pred, targets, mask):
    """dZ has the wrong sign: a larger score of the right class lowers the cost"""
    return right_cost(y_pred, targets, mask), -right_gradient(y_pred, targets, mask)


@masked_cost.mistake
def sign_and_size_of_the_gradient(y_pred, targets, mask):
    """dZ has the wrong sign and is not divided: a larger score of the right class lowers the cost, which is a mean"""
    return right_cost(y_pred, targets, mask), -right_gradient(y_pred, targets, mask) * np.sum(mask)


@masked_cost.mistake
def sign_of_the_cost(y_pred, targets, mask):
    """the cost is negative: the loss is minus the logarithm"""
    return -right_cost(y_pred, targets, mask), right_gradient(y_pred, targets, mask)


@masked_cost.mistake
def gradient_of_the_probabilities(y_pred, targets, mask):
    """the gradient is that with respect to the probabilities: dZ belongs to the scores Z before softmax"""
    real, Y, _ = parts(y_pred, targets, mask)
    with np.errstate(all="ignore"):
        return right_cost(y_pred, targets, mask), np.where(real, -Y / np.where(real, y_pred, 1), 0) / real.sum()


@masked_cost.mistake
def targets_forgotten(y_pred, targets, mask):
    """dZ is y_pred without the targets: subtract 1 at the right class"""
    real = np.asarray(mask, bool)
    return right_cost(y_pred, targets, mask), np.where(real, y_pred, 0) / real.sum()


@masked_cost.mistake
def bits(y_pred, targets, mask):
    """the cost is in bits, by a logarithm to the base 2: take the natural one"""
    return right_cost(y_pred, targets, mask) / np.log(2), right_gradient(y_pred, targets, mask)


@masked_cost.mistake
def other_classes_too(y_pred, targets, mask):
    """the other classes add to the loss, as in binary cross-entropy: after softmax, only the right class counts"""
    real, Y, loss = parts(y_pred, targets, mask)
    rest = np.where(real, np.sum(np.log1p(-np.where(real, y_pred, 0.5)) * (1 - Y), axis=0), 0)
    return float((loss - rest).sum() / real.sum()), right_gradient(y_pred, targets, mask)


@masked_cost.mistake
def most_probable(y_pred, targets, mask):
    """the loss is that of the most probable class: it is that of the right class, targets[i, t]"""
    real = np.asarray(mask, bool)
    best = np.where(real, np.where(real, y_pred, 1).max(axis=0), 1)
    return float(-np.log(best).sum() / real.sum()), right_gradient(y_pred, targets, mask)


@masked_cost.mistake
def pads_alone(y_pred, targets, mask):
    """the mask is used the wrong way round, and only pads count: it is True at real steps"""
    pads = ~np.asarray(mask, bool)
    if not pads.any():
        return float("nan"), np.full(y_pred.shape, np.nan)
    with np.errstate(all="ignore"):
        return reference.masked_cost(y_pred, targets, pads)


@masked_cost.mistake
def pads_as_class_0(y_pred, targets, mask):
    """steps of class 0 are left out, too: class 0 is a class like any other, and the mask alone says what a pad is"""
    real = np.asarray(mask, bool) & (targets > 0)
    if not real.any():
        return float("nan"), np.zeros(y_pred.shape)
    return reference.masked_cost(y_pred, targets, real)


# --- right, written differently -------------------------------------------------------------------------------------


@masked_cost.right
def by_loops(y_pred, targets, mask):
    """Return the same by loops over the real steps."""
    m, T = targets.shape
    total, count, dZ = 0.0, 0, np.zeros(y_pred.shape)
    for i in range(m):
        for t in range(T):
            if mask[i, t]:
                total, count = total - np.log(y_pred[targets[i, t], i, t]), count + 1
                dZ[:, i, t] = y_pred[:, i, t]
                dZ[targets[i, t], i, t] -= 1
    return total / count, dZ / count


@masked_cost.right
def by_indices(y_pred, targets, mask):
    """Return the same by the indices of the real steps."""
    i, t = np.nonzero(mask)
    dZ = np.zeros_like(y_pred)
    dZ[:, i, t] = y_pred[:, i, t]
    dZ[targets[i, t], i, t] -= 1
    return -np.log(y_pred[targets[i, t], i, t]).mean(), dZ / len(i)
