"""Exercise 1: a pass over the data in small portions."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import optimizers as reference

random_mini_batches = FunctionExercise(
    __name__,
    reference=reference.random_mini_batches,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("mini_batches",),
    hints=(
        "One permutation of the column numbers 0, ..., m - 1 is all the randomness there is. Then cut it into pieces.",
        "order = np.random.default_rng(seed).permutation(m); the pieces start at 0, size, 2 * size, ...: "
        "range(0, m, mini_batch_size). A slice that reaches beyond the end is simply shorter.",
        "For each start: part = order[start : start + mini_batch_size], and append (X[:, part], Y[:, part]).",
    ),
)


def numbered(n_x, n_y, m):
    """Return (X, Y) in which every entry tells its example: column i of X holds i, i + 0.1, ..., of Y 100 + i."""
    X = np.arange(m) + 0.1 * np.arange(n_x)[:, None]
    return X, 100.0 + np.arange(m) + 0.5 * np.arange(n_y)[:, None]


@random_mini_batches.visible
def visible():
    """Return sizes that divide the number of examples and some that do not, one larger than all, and one of 1."""
    return [
        Case("8 examples, 3 at a time", (*numbered(2, 1, 8), 3, 1)),
        Case("12 examples, 4 at a time", (*numbered(3, 1, 12), 4, 2)),
        Case("6 examples, 1 at a time", (*numbered(2, 1, 6), 1, 5)),
        Case("7 examples, 10 at a time, two labels each", (*numbered(1, 2, 7), 10, 3)),
        Case("9 examples, all at once", (*numbered(2, 1, 9), 9, 4)),
        Case("a seed of two numbers", (*numbered(2, 1, 11), 5, [6, 1])),
    ]


@random_mini_batches.draw
def draw(rng):
    """Return a case of random sizes."""
    m, size = int(rng.integers(6, 60)), int(rng.integers(2, 12))
    return Case(f"{m} examples, {size} at a time", (*numbered(3, 1, m), size, int(rng.integers(1, 10_000))))


@random_mini_batches.edges
def edges(rng):
    """Return a single example, all at once, and a last mini-batch of one."""
    seed = int(rng.integers(1, 10_000))
    return [
        Case("one example", (*numbered(2, 1, 1), 4, seed)),
        Case("all at once", (*numbered(2, 1, 9), 9, seed)),
        Case("one left over", (*numbered(2, 3, 13), 4, seed)),
        Case("a seed of two numbers", (*numbered(2, 1, 11), 5, [seed, 1])),
    ]


@random_mini_batches.property("every example once, with its own label")
def every_example_once(f, rng):
    """Return a sentence unless every example comes exactly once, with its own label."""
    X, Y = numbered(1, 1, 23)
    seen = [(x, y) for X_part, Y_part in f(X, Y, 4, 9) for x, y in zip(X_part[0], Y_part[0], strict=True)]
    if sorted(x for x, _ in seen) != X[0].tolist():
        return f"of 23 examples {len({x for x, _ in seen})} came, and {len(seen)} columns in all: each should come once"
    return None if all(y == 100 + x for x, y in seen) else "an example came with the label of another one"


# --- known mistakes -------------------------------------------------------------------------------------------------


def cut(X, Y, order_of_X, order_of_Y, size):
    """Return mini-batches from one order for X and one for Y."""
    starts = range(0, len(order_of_X), size)
    return [(X[:, order_of_X[i : i + size]], Y[:, order_of_Y[i : i + size]]) for i in starts]


def order_of(X, seed):
    """Return the right order."""
    return np.random.default_rng(seed).permutation(X.shape[1])


@random_mini_batches.mistake
def two_permutations(X, Y, mini_batch_size, seed):
    """X and Y are shuffled by different permutations: an example must keep its label, so draw one and use it twice"""
    rng, m = np.random.default_rng(seed), X.shape[1]
    return cut(X, Y, rng.permutation(m), rng.permutation(m), mini_batch_size)


@random_mini_batches.mistake
def labels_not_shuffled(X, Y, mini_batch_size, seed):
    """only X is shuffled, and Y keeps its old order: an example must keep its label"""
    return cut(X, Y, order_of(X, seed), np.arange(X.shape[1]), mini_batch_size)


@random_mini_batches.mistake
def not_shuffled(X, Y, mini_batch_size, seed):
    """nothing is shuffled: sorted data would then give mini-batches of one class only"""
    order = np.arange(X.shape[1])
    return cut(X, Y, order, order, mini_batch_size)


@random_mini_batches.mistake
def last_one_dropped(X, Y, mini_batch_size, seed):
    """the last, smaller mini-batch is left out: what is left over after the full ones belongs to the pass too"""
    full = reference.random_mini_batches(X, Y, mini_batch_size, seed)
    return full[: X.shape[1] // mini_batch_size]


@random_mini_batches.mistake
def filled_up(X, Y, mini_batch_size, seed):
    """the last mini-batch is filled up with examples that have come already: it may be smaller"""
    order = order_of(X, seed)
    missing = -len(order) % mini_batch_size
    order = np.concatenate([order, np.resize(order, missing)])
    return cut(X, Y, order, order, mini_batch_size)


@random_mini_batches.mistake
def empty_one_at_the_end(X, Y, mini_batch_size, seed):
    """there is one mini-batch too many, an empty one, where the size divides m: its cost would be 0 / 0"""
    batches = reference.random_mini_batches(X, Y, mini_batch_size, seed)
    return batches if X.shape[1] % mini_batch_size else [*batches, (X[:, :0], Y[:, :0])]


@random_mini_batches.mistake
def returned_inside_the_loop(X, Y, mini_batch_size, seed):
    """only the first mini-batch comes back: the `return` stands inside the loop, it belongs after it"""
    return reference.random_mini_batches(X, Y, mini_batch_size, seed)[:1]


@random_mini_batches.mistake
def list_begun_inside_the_loop(X, Y, mini_batch_size, seed):
    """only the last mini-batch is left: the empty list is made inside the loop, it belongs before it"""
    return reference.random_mini_batches(X, Y, mini_batch_size, seed)[-1:]


@random_mini_batches.mistake
def drawn_with_repeats(X, Y, mini_batch_size, seed):
    """examples are drawn with repeats: some come twice and others never; a permutation holds each of them once"""
    order = np.random.default_rng(seed).integers(0, X.shape[1], size=X.shape[1])
    return cut(X, Y, order, order, mini_batch_size)


@random_mini_batches.mistake
def seed_fixed(X, Y, mini_batch_size, seed):
    """the seed is fixed at 0: hand on the one that was given, or every epoch has the same order"""
    return reference.random_mini_batches(X, Y, mini_batch_size, 0)


@random_mini_batches.mistake
def labels_lose_their_row(X, Y, mini_batch_size, seed):
    """the labels of a mini-batch are flat, (size,): they stay (n_y, size), as Y[:, columns] gives them"""
    return [(X_part, Y_part[0]) for X_part, Y_part in reference.random_mini_batches(X, Y, mini_batch_size, seed)]


@random_mini_batches.mistake
def old_generator(X, Y, mini_batch_size, seed):
    """the order is drawn by NumPy's old generator, np.random.seed and np.random.permutation: the new one,
    np.random.default_rng(seed), draws another
    """
    order = np.random.RandomState(seed).permutation(X.shape[1])
    return cut(X, Y, order, order, mini_batch_size)


@random_mini_batches.mistake
def drawn_by_choice(X, Y, mini_batch_size, seed):
    """the order is drawn by `choice` without repeats: that is an order too, but another one than
    permutation(m) gives
    """
    order = np.random.default_rng(seed).choice(X.shape[1], X.shape[1], replace=False)
    return cut(X, Y, order, order, mini_batch_size)


@random_mini_batches.mistake
def rows_taken_for_examples(X, Y, mini_batch_size, seed):
    """the rows are shuffled as if they were examples: m is X.shape[1], and an example is a column"""
    order = np.random.default_rng(seed).permutation(X.shape[0])
    starts = range(0, len(order), mini_batch_size)
    return [(X[order[i : i + mini_batch_size]], Y[order[i : i + mini_batch_size]]) for i in starts]


@random_mini_batches.mistake
def cut_along_the_features(X, Y, mini_batch_size, seed):
    """the number of examples is taken from X.shape[0], the number of features: it is X.shape[1]"""
    order = np.random.default_rng(seed).permutation(X.shape[0])
    return cut(X, Y, order, order, mini_batch_size)


@random_mini_batches.mistake
def only_the_mini_batches_are_shuffled(X, Y, mini_batch_size, seed):
    """the mini-batches are cut first, and then only their order is drawn: shuffle the examples, then cut"""
    order = np.arange(X.shape[1])
    batches = cut(X, Y, order, order, mini_batch_size)
    return [batches[i] for i in np.random.default_rng(seed).permutation(len(batches))]


@random_mini_batches.mistake
def last_one_always_dropped(X, Y, mini_batch_size, seed):
    """the loop ends one mini-batch too early, also where the size divides m: range(0, m, size) has the
    last start too
    """
    return reference.random_mini_batches(X, Y, mini_batch_size, seed)[:-1]


@random_mini_batches.mistake
def size_taken_for_the_number(X, Y, mini_batch_size, seed):
    """the examples are cut into mini_batch_size pieces: that is the number of examples in each"""
    parts = np.array_split(order_of(X, seed), mini_batch_size)
    return [(X[:, part], Y[:, part]) for part in parts]


@random_mini_batches.mistake
def even_portions(X, Y, mini_batch_size, seed):
    """the examples are shared out evenly, so that no mini-batch need be full: all are full but the last"""
    parts = np.array_split(order_of(X, seed), -(-X.shape[1] // mini_batch_size))
    return [(X[:, part], Y[:, part]) for part in parts]


@random_mini_batches.mistake
def rest_from_the_old_order(X, Y, mini_batch_size, seed):
    """the last, smaller mini-batch is cut from X and Y as they were: the shuffled ones hold the examples left over"""
    batches, full = reference.random_mini_batches(X, Y, mini_batch_size, seed), X.shape[1] // mini_batch_size
    return [
        *batches[:full],
        *([(X[:, full * mini_batch_size :], Y[:, full * mini_batch_size :])] if batches[full:] else []),
    ]


@random_mini_batches.mistake
def two_lists(X, Y, mini_batch_size, seed):
    """all parts of X come in one list and all of Y in another: a mini-batch is a pair of both"""
    batches = reference.random_mini_batches(X, Y, mini_batch_size, seed)
    return [X_part for X_part, _ in batches], [Y_part for _, Y_part in batches]


@random_mini_batches.mistake
def examples_as_rows(X, Y, mini_batch_size, seed):
    """the mini-batches are transposed: their examples are columns, as in X and Y"""
    return [(X_part.T, Y_part.T) for X_part, Y_part in reference.random_mini_batches(X, Y, mini_batch_size, seed)]


@random_mini_batches.mistake
def steps_of_one(X, Y, mini_batch_size, seed):
    """a mini-batch begins at every example, so that they overlap: the next one begins mini_batch_size further on"""
    order, size = order_of(X, seed), mini_batch_size
    return [(X[:, order[i : i + size]], Y[:, order[i : i + size]]) for i in range(len(order))]


@random_mini_batches.mistake
def the_inverse_order(X, Y, mini_batch_size, seed):
    """the permutation is undone, because it says where each example goes: it says which example comes, X[:, order]"""
    order = np.argsort(order_of(X, seed))
    return cut(X, Y, order, order, mini_batch_size)


# --- right, written differently -------------------------------------------------------------------------------------


@random_mini_batches.right
def shuffled_first(X, Y, mini_batch_size, seed):
    """Return the same, all columns shuffled before any is cut off, in a while loop."""
    order = order_of(X, seed).tolist()
    X, Y, batches = np.take(X, order, axis=1), np.take(Y, order, axis=1), []
    while X.shape[1]:
        batches.append((X[:, :mini_batch_size], Y[:, :mini_batch_size]))
        X, Y = X[:, mini_batch_size:], Y[:, mini_batch_size:]
    return batches
