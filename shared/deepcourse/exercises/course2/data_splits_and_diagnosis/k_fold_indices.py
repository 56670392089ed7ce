"""Exercise 5: every example on the dev side once."""

from collections import Counter

import numpy as np

from deepcourse.exercises.course2.data_splits_and_diagnosis.parts import ENOUGH
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import data_splits as reference


def examined(k_fold_indices, m, k, seed):
    """Return what is to be said of the folds, whatever their order."""
    folds = pairs_of(k_fold_indices, m, k, seed)
    counts = Counter(i for _, dev in folds for i in dev)
    told = {
        "folds": len(folds),
        "sizes of the dev sides": sorted(len(dev) for _, dev in folds),
        "sizes of the training sides": sorted(len(train) for train, _ in folds),
        "examples that are on no dev side": sum(counts[i] == 0 for i in range(m)),
        "examples that are on several dev sides": sum(counts[i] > 1 for i in range(m)),
        "examples on both sides of a fold": sum(len(set(train) & set(dev)) for train, dev in folds),
        "numbers that are no examples": sum(not 0 <= i < m for fold in folds for side in fold for i in side),
    }
    if m < ENOUGH:
        return told
    again, other = (pairs_of(k_fold_indices, m, k, s) for s in (seed, seed + 1))
    sides, again, other = ([sorted(dev) for _, dev in pairs] for pairs in (folds, again, other))
    return told | {
        "mixed": any(len(set(np.diff(side))) > 1 for side in sides),  # in one fold chance alone may make equal steps
        "the same seed gives the same folds": sides == again,
        "another seed gives other folds": sorted(sides) != sorted(other),
    }


k_fold_indices = FunctionExercise(
    __name__,
    reference=reference.k_fold_indices,
    use=examined,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("the folds",),
    hints=(
        "Shuffle once, then cut: order = np.random.default_rng(seed).permutation(m).",
        "np.array_split(order, k) makes k pieces whose sizes differ by one at most.",
        "The training side of fold i is all pieces but the i-th: np.concatenate(pieces[:i] + pieces[i + 1:]).",
    ),
)


def pairs_of(k_fold_indices, m, k, seed):
    """Return the pairs (train, dev) as lists of whole numbers; raise ValueError, with a sentence, without such."""
    folds = k_fold_indices(m, k, seed)
    if not isinstance(folds, (list, tuple)) or any(not isinstance(f, (list, tuple)) or len(f) != 2 for f in folds):
        raise ValueError("return a list of pairs (train, dev), one for each fold")
    return [tuple(np.asarray(side, dtype=int).ravel().tolist() for side in fold) for fold in folds]


@k_fold_indices.visible
def visible():
    """Return folds that divide evenly, folds that do not, and one fold for each example."""
    return [
        Case("20 examples, 5 folds", (20, 5, 1)),
        Case("14 examples, 4 folds: sizes 4, 4, 3, 3", (14, 4, 2)),
        Case("30 examples, 2 folds", (30, 2, 7)),
        Case("leave one out: 6 examples, 6 folds", (6, 6, 4)),
    ]


@k_fold_indices.draw
def draw(rng):
    """Return random numbers of examples and folds."""
    m, k = int(rng.integers(30, 120)), int(rng.integers(2, 8))
    return Case(f"{m} examples, {k} folds", (m, k, int(rng.integers(1000))))


@k_fold_indices.edges
def edges(rng):
    """Return leave-one-out, and as few as possible."""
    return [
        Case("leave one out: 8 examples, 8 folds", (8, 8, 0)),
        Case("2 examples, 2 folds", (2, 2, 0)),
        Case("101 examples, 10 folds", (101, 10, 5)),
    ]


@k_fold_indices.property("all examples count equally")
def leaves_the_mean(f, rng):
    """Return a sentence unless the dev sides together give each example the same weight."""
    values = rng.normal(size=37)
    folds = pairs_of(f, 37, 5, int(rng.integers(100)))
    total = sum(values[dev].sum() for _, dev in folds)
    if abs(total - values.sum()) < 1e-9:
        return None
    return "summed over all dev sides, the examples do not give the sum of all examples: some count twice or not at all"


# --- known mistakes -------------------------------------------------------------------------------------------------


@k_fold_indices.mistake
def not_shuffled(m, k, seed):
    """the folds are blocks of neighbours, unshuffled: in a sorted file a fold would hold a single class"""
    blocks = np.array_split(np.arange(m), k)
    return [(np.setdiff1d(np.arange(m), block), block) for block in blocks]


@k_fold_indices.mistake
def drawn_anew(m, k, seed):
    """each fold draws its dev side anew: some examples are never on a dev side, others several times"""
    rng, folds = np.random.default_rng(seed), []
    for block in np.array_split(np.arange(m), k):
        order = rng.permutation(m)
        folds.append((order[len(block) :], order[: len(block)]))
    return folds


@k_fold_indices.mistake
def rest_left_out(m, k, seed):
    """all folds have m // k examples, and what is left over is on no dev side: the sizes may differ by one"""
    order, size = np.random.default_rng(seed).permutation(m), m // k
    blocks = [order[i * size : (i + 1) * size] for i in range(k)]
    return [(np.setdiff1d(order, block), block) for block in blocks]


@k_fold_indices.mistake
def rest_in_the_last(m, k, seed):
    """all that is left over is in one fold: the sizes should differ by one at most, as np.array_split makes them"""
    order, size = np.random.default_rng(seed).permutation(m), m // k
    blocks = [order[i * size : (i + 1) * size if i < k - 1 else m] for i in range(k)]
    return [(np.setdiff1d(order, block), block) for block in blocks]


@k_fold_indices.mistake
def sides_swapped(m, k, seed):
    """train and dev have changed places: the small side, one fold, is the dev side"""
    return [(dev, train) for train, dev in reference.k_fold_indices(m, k, seed)]


@k_fold_indices.mistake
def everything_to_train(m, k, seed):
    """the training side holds all examples, those of the dev side too: they would be learned by heart"""
    return [(np.arange(m), dev) for _, dev in reference.k_fold_indices(m, k, seed)]


@k_fold_indices.mistake
def a_single_fold(m, k, seed):
    """only the first fold is returned: k pairs are asked for"""
    return reference.k_fold_indices(m, k, seed)[:1]


@k_fold_indices.mistake
def seed_left_out(m, k, seed):
    """the seed is not used: every call makes other folds, and two models are judged on different ones"""
    return reference.k_fold_indices(m, k, np.random.default_rng().integers(10**9))


@k_fold_indices.mistake
def seed_fixed(m, k, seed):
    """the seed is always the same one, whatever was given"""
    return reference.k_fold_indices(m, k, 0)


@k_fold_indices.mistake
def counted_from_one(m, k, seed):
    """the examples are counted from 1: the columns of an array are counted from 0"""
    return [(train + 1, dev + 1) for train, dev in reference.k_fold_indices(m, k, seed)]


@k_fold_indices.mistake
def shuffled_in_the_loop(m, k, seed):
    """the examples are shuffled anew for every fold: some are never on a dev side, others several times; shuffle once,
    before the loop
    """
    rng, folds = np.random.default_rng(seed), []
    for i in range(k):
        blocks = np.array_split(rng.permutation(m), k)
        folds.append((np.concatenate(blocks[:i] + blocks[i + 1 :]), blocks[i]))
    return folds


def of_blocks(m, k, seed, train_of):
    """Return the folds of the reference with other training sides, train_of(blocks, i)."""
    blocks = [dev for _, dev in reference.k_fold_indices(m, k, seed)]
    return [(np.concatenate([np.empty(0, int), *train_of(blocks, i)]), block) for i, block in enumerate(blocks)]


@k_fold_indices.mistake
def only_folds_before(m, k, seed):
    """the training side holds the folds before the dev side only: those behind it belong to it too"""
    return of_blocks(m, k, seed, lambda blocks, i: blocks[:i])


@k_fold_indices.mistake
def only_folds_after(m, k, seed):
    """the training side holds the folds behind the dev side only: those before it belong to it too"""
    return of_blocks(m, k, seed, lambda blocks, i: blocks[i + 1 :])


@k_fold_indices.mistake
def one_fold_to_train(m, k, seed):
    """the training side is a single fold: it is all folds but the dev side"""
    return of_blocks(m, k, seed, lambda blocks, i: [blocks[(i + 1) % len(blocks)]])


@k_fold_indices.mistake
def one_fold_too_few_to_train(m, k, seed):
    """a fold more is missing on the training side than the dev side: the slice behind it begins at i + 1"""
    return of_blocks(m, k, seed, lambda blocks, i: blocks[:i] + blocks[i + 2 :])


@k_fold_indices.mistake
def last_example_left_out(m, k, seed):
    """the last example is in no fold: a slice or range ends before its second number"""
    return reference.k_fold_indices(m - 1, k, seed)


@k_fold_indices.mistake
def one_fold_too_few(m, k, seed):
    """the last fold is left out: k pairs are asked for, range(k)"""
    return reference.k_fold_indices(m, k, seed)[:-1]


@k_fold_indices.mistake
def k_examples_in_a_fold(m, k, seed):
    """the folds have k examples each: k is the number of folds"""
    return reference.k_fold_indices(m, max(m // k, 1), seed)


@k_fold_indices.mistake
def masks_returned(m, k, seed):
    """masks of True and False come back: the numbers of the examples are asked for, as np.flatnonzero gives them"""
    folds = reference.k_fold_indices(m, k, seed)
    return [tuple(np.isin(np.arange(m), side) for side in fold) for fold in folds]


@k_fold_indices.mistake
def dev_sides_alone(m, k, seed):
    """the folds come back as they are, without their training sides: pairs (train, dev) are asked for"""
    return [dev for _, dev in reference.k_fold_indices(m, k, seed)]


@k_fold_indices.mistake
def every_fold_is_the_first(m, k, seed):
    """every pair has the same fold as its dev side: fold i is the dev side of pair i"""
    return reference.k_fold_indices(m, k, seed)[:1] * k


@k_fold_indices.mistake
def drawn_with_replacement(m, k, seed):
    """the examples are drawn with replacement: some occur twice, others nowhere; a permutation holds each once"""
    order = np.random.default_rng(seed).integers(0, m, size=m)
    blocks = np.array_split(order, k)
    return [(np.concatenate(blocks[:i] + blocks[i + 1 :]), block) for i, block in enumerate(blocks)]


# --- right, written differently -------------------------------------------------------------------------------------


@k_fold_indices.right
def every_kth(m, k, seed):
    """Return folds that take every k-th of a shuffled list."""
    order = [int(i) for i in np.random.default_rng([seed, 1]).permutation(m)]
    return [([i for i in order if i not in order[start::k]], order[start::k]) for start in range(k)]


@k_fold_indices.right
def by_masks(m, k, seed):
    """Return sorted sides: each example has been given the number of a fold."""
    fold = np.random.default_rng(seed).permutation(np.arange(m) % k)
    return tuple((np.flatnonzero(fold != i), np.flatnonzero(fold == i)) for i in range(k))
