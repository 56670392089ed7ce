"""Exercise 2: the two gradients of a product of matrices."""

import numpy as np

from deepcourse.exercises.course2.what_a_framework_does.programs import table
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import tensor as reference

matmul_backward = FunctionExercise(
    __name__,
    reference=reference.matmul_backward,
    minutes=4,
    points_visible=4,
    points_hidden=6,
    returns=("dA", "dB"),
    hints=(
        "Let the shapes lead you: dA must be (n, k), and you have dC (n, m) and B (k, m). Only one product fits.",
        "As for numbers, each factor gets what arrives times the *other* factor; here the other one is transposed.",
        "dA = dC @ B.T and dB = A.T @ dC.",
    ),
)


def factors(rng, n, k, m):
    """Return (dC, A, B) for a product of (n, k) by (k, m)."""
    return table(rng, n, m), table(rng, n, k), table(rng, k, m)


@matmul_backward.visible
def visible():
    """Return the text's example, a layer of the network, squares, a row times a table, and a column times a row."""
    rng = np.random.default_rng(2)
    by_hand = np.array([[1.0, 2.0]]), np.array([[5.0]]), np.array([[3.0, 4.0]])
    return [
        Case("(1, 1) @ (1, 2), by hand", by_hand),
        Case("(2, 3) @ (3, 4)", factors(rng, 2, 3, 4)),
        Case("squares, (3, 3) @ (3, 3)", factors(rng, 3, 3, 3)),
        Case("a row times a table, (1, 4) @ (4, 2)", factors(rng, 1, 4, 2)),
        Case("a column times a row, (3, 1) @ (1, 2)", factors(rng, 3, 1, 2)),
    ]


@matmul_backward.draw
def draw(rng):
    """Return random factors, squares in one case of three."""
    n, k, m = (int(size) for size in rng.integers(1, 6, size=3))
    n, k, m = (n, n, n) if rng.random() < 1 / 3 else (n, k, m)
    return Case(f"({n}, {k}) @ ({k}, {m})", factors(rng, n, k, m))


@matmul_backward.edges
def edges(rng):
    """Return one entry, a column times a row, squares, and a gradient of zeros."""
    dC, A, B = factors(rng, 2, 5, 3)
    return [
        Case("one entry", factors(rng, 1, 1, 1)),
        Case("a column times a row", factors(rng, 4, 1, 3)),
        Case("squares", factors(rng, 4, 4, 4)),
        Case("nothing arrives", (np.zeros_like(dC), A, B)),
    ]


@matmul_backward.property("gradients are the slopes that nudges measure")
def the_slope(f, rng):
    """Return a sentence unless nudges of A and B move sum(dC * (A @ B)) at the rates that the gradients say."""
    (dC, A, B), step = factors(rng, 3, 4, 2), 1e-5
    for i, name in enumerate("AB"):
        nudge = table(rng, *(A, B)[i].shape)
        ahead, behind = (np.sum(dC * ((A + h * nudge) @ B if i == 0 else A @ (B + h * nudge))) for h in (step, -step))
        slope, told = (ahead - behind) / (2 * step), np.sum(f(dC, A, B)[i] * nudge)
        if not abs(slope - told) <= 1e-6 * (1 + abs(slope)):
            return f"nudging {name} moves the result at a rate of {slope:.6g}, d{name} says {told:.6g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@matmul_backward.mistake
def results_exchanged(dC, A, B):
    """dA and dB have changed places: the first gradient belongs to A and has its shape"""
    return reference.matmul_backward(dC, A, B)[::-1]


@matmul_backward.mistake
def no_transposes(dC, A, B):
    """the transposes are forgotten: dA = dC B^T and dB = A^T dC, or the shapes do not even fit"""
    return dC @ B, A @ dC


@matmul_backward.mistake
def operands_swapped(dC, A, B):
    """the factors of both products stand in the wrong order: the transpose stands where its matrix stood in A B"""
    return B.T @ dC, dC @ A.T


@matmul_backward.mistake
def each_factor_takes_itself(dC, A, B):
    """each factor gets itself: in a product each factor gets the *other* one"""
    return dC @ A.T, B.T @ dC


@matmul_backward.mistake
def entry_by_entry(dC, A, B):
    """the products are taken entry by entry, with *: they are products of matrices, with @"""
    return dC * B.T, A.T * dC


@matmul_backward.mistake
def gradient_left_out(dC, A, B):
    """dC is left out: what arrives from the right must be passed on, so multiply by it"""
    return np.ones_like(dC) @ B.T, A.T @ np.ones_like(dC)


@matmul_backward.mistake
def divided_by_the_columns(dC, A, B):
    """dA is divided by the number of columns: the 1/m belongs to the cost, and is in dC already"""
    dA, dB = reference.matmul_backward(dC, A, B)
    return dA / dC.shape[1], dB


@matmul_backward.mistake
def both_transposed(dC, A, B):
    """dA and dB come transposed: each must have the shape of what it belongs to"""
    dA, dB = reference.matmul_backward(dC, A, B)
    return dA.T.copy(), dB.T.copy()


@matmul_backward.mistake
def a_alone_not_transposed(dC, A, B):
    """A is not transposed in dB: dB = A^T dC"""
    return dC @ B.T, A @ dC


@matmul_backward.mistake
def b_alone_not_transposed(dC, A, B):
    """B is not transposed in dA: dA = dC B^T"""
    return dC @ B, A.T @ dC


@matmul_backward.mistake
def factors_of_a_swapped(dC, A, B):
    """the factors of dA stand in the wrong order: dA = dC B^T"""
    return B.T @ dC, A.T @ dC


@matmul_backward.mistake
def factors_of_b_swapped(dC, A, B):
    """the factors of dB stand in the wrong order: dB = A^T dC"""
    return dC @ B.T, dC @ A.T


@matmul_backward.mistake
def averaged_over_the_columns(dC, A, B):
    """both gradients are divided by the number of columns: the 1/m belongs to the cost, and is in dC already"""
    return dC @ B.T / dC.shape[1], A.T @ dC / dC.shape[1]


@matmul_backward.mistake
def transposed_gradient(dC, A, B):
    """dC is transposed as well: only A and B are"""
    return dC.T @ B.T, A.T @ dC.T


# --- right, written differently -------------------------------------------------------------------------------------


@matmul_backward.right
def by_sums_of_products(dC, A, B):
    """Return both gradients from their sums, written with indices."""
    return np.einsum("ij,kj->ik", dC, B), np.einsum("ik,ij->kj", A, dC)


@matmul_backward.right
def transposed_twice(dC, A, B):
    """Return both gradients as transposes of transposed products."""
    return (B @ dC.T).T, (dC.T @ A).T
