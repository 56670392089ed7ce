"""Exercise 7: the linear half of a layer, backward."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import by_hand, two_examples
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import building_blocks as reference

linear_backward = FunctionExercise(
    __name__,
    reference=reference.linear_backward,
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("dA_prev", "dW", "db"),
    hints=(
        "A_prev, W, b = cache, and m = A_prev.shape[1]. Choose the transposes so that every gradient gets the shape of "
        "what it belongs to.",
        "dW = dZ @ A_prev.T / m is (n, m) times (m, n_prev); dA_prev = W.T @ dZ is (n_prev, n) times (n, m).",
        "db = np.sum(dZ, axis=1, keepdims=True) / m; return dA_prev, dW, db.",
    ),
)


def drawn(rng, n_prev, n, m):
    """Return the arguments for a random layer: dZ and the cache (A_prev, W, b)."""
    cache = rng.normal(size=(n_prev, m)), rng.normal(size=(n, n_prev)), rng.normal(size=(n, 1))
    return rng.normal(size=(n, m)), cache


@linear_backward.visible
def visible():
    """Return the last layer of the text, random layers, a square one, a single example, and zeros."""
    rng, last = np.random.default_rng(7), by_hand()
    A1 = np.maximum(last["W1"] @ two_examples()[0] + last["b1"], 0)
    return [
        Case("the last layer of the text", (np.array([[-0.5, 0.5]]), (A1, last["W2"], last["b2"]))),
        Case("4 inputs, 3 units, 5 examples", drawn(rng, 4, 3, 5)),
        Case("3 inputs, 3 units, 3 examples", drawn(rng, 3, 3, 3)),
        Case("2 inputs, 4 units, one example", drawn(rng, 2, 4, 1)),
        Case("4 inputs, 2 units, 4 examples", drawn(rng, 4, 2, 4)),
        Case("nothing comes from above", (np.zeros((2, 3)), drawn(rng, 4, 2, 3)[1])),
        Case("one of everything", drawn(rng, 1, 1, 1)),
    ]


@linear_backward.draw
def draw(rng):
    """Return a layer of random size."""
    n_prev, n, m = (int(size) for size in rng.integers(2, 8, size=3))
    return Case(f"{n_prev} inputs, {n} units, {m + 7} examples", drawn(rng, n_prev, n, m + 7))


@linear_backward.edges
def edges(rng):
    """Return one of everything, no error at all, and many examples."""
    dZ, cache = drawn(rng, 3, 2, 4)
    return [
        Case("one of everything", drawn(rng, 1, 1, 1)),
        Case("nothing comes from above", (np.zeros_like(dZ), cache)),
        Case("200 examples", drawn(rng, 5, 3, 200)),
    ]


@linear_backward.property("gradients are measured slopes")
def gradients_are_slopes(f, rng):
    """Return a sentence unless the three are slopes of sum(dZ * Z), measured; dW and db means over the examples."""
    dZ, (A_prev, W, b) = drawn(rng, 4, 3, 6)
    told = dict(zip(("dA_prev", "dW", "db"), f(dZ, (A_prev, W, b)), strict=True))
    start, m = {"dA_prev": A_prev, "dW": W, "db": b}, 6
    for name, value in start.items():
        direction = rng.normal(size=value.shape)
        moved = start | {name: value + direction}  # Z is linear in each of the three: any step measures the slope
        Z, Z_moved = (p["dW"] @ p["dA_prev"] + p["db"] for p in (start, moved))
        measured = np.sum(dZ * (Z_moved - Z)) / (1 if name == "dA_prev" else m)
        claimed = np.sum(told[name] * direction)
        if not np.isclose(claimed, measured, rtol=1e-6, atol=1e-9):
            return f"along a random direction nudging measures {measured:.4g} for {name}, the answer is {claimed:.4g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@linear_backward.mistake
def missing_one_over_m(dZ, cache):
    """the 1/m is missing in dW and db: they are means over the m = A_prev.shape[1] examples"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    return dA_prev, dW * dZ.shape[1], db * dZ.shape[1]


@linear_backward.mistake
def one_over_m_everywhere(dZ, cache):
    """dA_prev is divided by m as well: the mean belongs to dW and db, dA_prev has a column of its own per example"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    return dA_prev / dZ.shape[1], dW, db


@linear_backward.mistake
def m_from_the_rows(dZ, cache):
    """m is taken from the rows, A_prev.shape[0]: examples are columns, m = A_prev.shape[1]"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    m, wrong = cache[0].shape[::-1]
    return dA_prev, dW * m / wrong, db * m / wrong


@linear_backward.mistake
def db_without_keepdims(dZ, cache):
    """keepdims=True is missing in db: it must be (n, 1) like b; (n,) would broadcast as a row"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    return dA_prev, dW, db[:, 0]


@linear_backward.mistake
def db_one_number(dZ, cache):
    """db sums over everything, units as well: axis=1 sums over the examples and leaves a number for each unit"""
    dA_prev, dW, _ = reference.linear_backward(dZ, cache)
    return dA_prev, dW, np.sum(dZ) / dZ.shape[1]


@linear_backward.mistake
def db_over_units(dZ, cache):
    """db sums over axis 0, the units: the examples lie along axis 1"""
    dA_prev, dW, _ = reference.linear_backward(dZ, cache)
    return dA_prev, dW, np.sum(dZ, axis=0, keepdims=True) / dZ.shape[1]


@linear_backward.mistake
def w_not_transposed(dZ, cache):
    """W is not transposed in dA_prev: the blame travels back against the direction of W, W.T @ dZ"""
    _, dW, db = reference.linear_backward(dZ, cache)
    return cache[1] @ dZ, dW, db


@linear_backward.mistake
def dw_transposed(dZ, cache):
    """dW is transposed, A_prev @ dZ.T: a gradient has the shape of what it belongs to, (n, n_prev)"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    return dA_prev, dW.T, db


@linear_backward.mistake
def gradients_in_another_order(dZ, cache):
    """the gradients come back in another order: it is dA_prev, dW, db, as A_prev, W, b went in"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    return dW, db, dA_prev


@linear_backward.mistake
def cache_in_another_order(dZ, cache):
    """the cache is unpacked in the wrong order: it is A_prev, W, b = cache, as linear_forward was called"""
    W, A_prev, _ = cache
    m = A_prev.shape[1]
    return W.T @ dZ, dZ @ A_prev.T / m, np.sum(dZ, axis=1, keepdims=True) / m


@linear_backward.mistake
def m_from_the_units(dZ, cache):
    """m is taken from the rows of dZ, dZ.shape[0], which are the units: examples are columns, m = dZ.shape[1]"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    n, m = dZ.shape
    return dA_prev, dW * m / n, db * m / n


@linear_backward.mistake
def a_prev_not_transposed(dZ, cache):
    """A_prev is not transposed in dW: the sum over the examples needs (n, m) times (m, n_prev), so dZ @ A_prev.T"""
    dA_prev, _, db = reference.linear_backward(dZ, cache)
    return dA_prev, dZ @ cache[0] / dZ.shape[1], db


@linear_backward.mistake
def entry_by_entry(dZ, cache):
    """W.T * dZ multiplies entry by entry: the blame of all units is summed, which is the matrix product, W.T @ dZ"""
    _, dW, db = reference.linear_backward(dZ, cache)
    return cache[1].T * dZ, dW, db


@linear_backward.mistake
def one_mean_for_all_units(dZ, cache):
    """db is one mean over units and examples, the same for all units: take it along axis 1, a number for each unit"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    return dA_prev, dW, np.full_like(db, dZ.mean())


@linear_backward.mistake
def db_mean_of_everything(dZ, cache):
    """db is a single number, the mean over units and examples: take it along axis 1, a number for each unit"""
    dA_prev, dW, _ = reference.linear_backward(dZ, cache)
    return dA_prev, dW, dZ.mean()


@linear_backward.mistake
def db_not_averaged(dZ, cache):
    """the 1/m is missing in db: it is a mean over the examples, as dW is"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    return dA_prev, dW, db * dZ.shape[1]


@linear_backward.mistake
def dw_not_averaged(dZ, cache):
    """the 1/m is missing in dW: it is a mean over the examples, as db is"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    return dA_prev, dW * dZ.shape[1], db


@linear_backward.mistake
def flat_sum_for_db(dZ, cache):
    """db is a flat sum: it must be (n, 1) like b, so keepdims=True, and a mean over the m examples"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    return dA_prev, dW, db[:, 0] * dZ.shape[1]


@linear_backward.mistake
def db_not_summed(dZ, cache):
    """dZ is not summed in db: that adds up the examples, along axis 1"""
    dA_prev, dW, _ = reference.linear_backward(dZ, cache)
    return dA_prev, dW, dZ / dZ.shape[1]


@linear_backward.mistake
def bias_for_its_gradient(dZ, cache):
    """b itself is returned for db: the gradient is the mean of dZ over the examples"""
    dA_prev, dW, _ = reference.linear_backward(dZ, cache)
    return dA_prev, dW, cache[2]


@linear_backward.mistake
def blame_on_its_side(dZ, cache):
    """dA_prev lies on its side, as from dZ.T @ W: a gradient has the shape of what it belongs to, (n_prev, m)"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    return dA_prev.T, dW, db


@linear_backward.mistake
def factors_swapped(dZ, cache):
    """W stands behind dZ in dA_prev: the sum over the units needs (n_prev, n) times (n, m), so W.T @ dZ"""
    _, dW, db = reference.linear_backward(dZ, cache)
    return dZ @ cache[1], dW, db


@linear_backward.mistake
def both_products_turned(dZ, cache):
    """the wrong factor is transposed in both products: they are W.T @ dZ and dZ @ A_prev.T"""
    A_prev, W, _ = cache
    _, _, db = reference.linear_backward(dZ, cache)
    return W @ dZ, A_prev @ dZ.T / dZ.shape[1], db


@linear_backward.mistake
def dw_of_the_weights(dZ, cache):
    """dW is made with W in place of A_prev: how strongly a weight counts is what came in, dZ @ A_prev.T"""
    A_prev, W, _ = cache
    dA_prev, _, db = reference.linear_backward(dZ, cache)
    return dA_prev, dZ @ W.T / A_prev.shape[1], db


@linear_backward.mistake
def weights_averaged_twice(dZ, cache):
    """dW and db are divided by m twice, as when dZ is divided first: one 1/m is enough"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    return dA_prev, dW / dZ.shape[1], db / dZ.shape[1]


@linear_backward.mistake
def db_averaged_twice(dZ, cache):
    """db is divided by m twice: a mean has done so already"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    return dA_prev, dW, db / dZ.shape[1]


@linear_backward.mistake
def dz_averaged_first(dZ, cache):
    """all three are divided by m once too often, as when dZ is divided first: the mean belongs to dW and db, once"""
    return reference.linear_backward(dZ / dZ.shape[1], cache)


@linear_backward.mistake
def dw_and_db_exchanged(dZ, cache):
    """dW and db have changed places: it is dA_prev, dW, db, as A_prev, W, b went in"""
    dA_prev, dW, db = reference.linear_backward(dZ, cache)
    return dA_prev, db, dW


@linear_backward.mistake
def gradients_subtracted(dZ, cache):
    """all signs are turned: these are the gradients, the update will subtract them"""
    return tuple(-gradient for gradient in reference.linear_backward(dZ, cache))


# --- right, written differently -------------------------------------------------------------------------------------


@linear_backward.right
def example_after_example(dZ, cache):
    """Return the same, summed up in a loop over the examples."""
    A_prev, W, b = cache
    m, dW, db, dA_prev = A_prev.shape[1], np.zeros_like(W), np.zeros_like(b), np.zeros_like(A_prev)
    for i in range(m):
        dz = dZ[:, i]
        dW += np.outer(dz, A_prev[:, i]) / m
        db[:, 0] += dz / m
        dA_prev[:, i] = dz @ W
    return dA_prev, dW, db
