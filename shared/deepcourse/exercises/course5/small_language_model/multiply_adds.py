"""Exercise 4: what keeping keys and values saves, counted."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import kept_keys as reference

multiply_adds = FunctionExercise(
    __name__,
    reference=reference.multiply_adds,
    minutes=8,
    points_visible=5,
    points_hidden=7,
    returns=("with keys and values kept", "anew each time"),
    any_number_type=True,
    hints=(
        "First one token: a matrix of a rows and b columns costs a b multiply-adds. How many matrices does a block "
        "have, and of which sizes?",
        "Then the looks: a query of n rows that looks at t tokens multiplies with t keys, and adds up t values. The "
        "token at place t looks at t tokens, itself included.",
        "Anew, writing token t computes all t tokens again: the cost of a text of t tokens, summed over t = 1 ... T.",
    ),
)


def case(T, n):
    """Return a number of tokens and of rows as a case."""
    return Case(f"T = {T}, n = {n}", (T, n))


@multiply_adds.visible
def visible():
    """Return few tokens and many, narrow blocks and wide ones."""
    return [case(*sizes) for sizes in ((3, 10), (5, 4), (12, 7), (1, 6), (64, 48), (300, 16))]


@multiply_adds.draw
def draw(rng):
    """Return random numbers."""
    return case(int(rng.integers(2, 200)), int(rng.integers(2, 100)))


@multiply_adds.edges
def edges(rng):
    """Return one token, one row, two tokens, a long text."""
    return [case(1, int(rng.integers(2, 50))), case(int(rng.integers(2, 50)), 1), case(2, 8), case(1000, 64)]


@multiply_adds.property("anew is the sum of shorter texts")
def summed(f, rng):
    """Return a sentence unless writing anew costs what all shorter texts cost with keys and values kept."""
    whole = float(f(6, 10)[1])
    parts = sum(float(f(t, 10)[0]) for t in range(1, 7))
    if np.isclose(whole, parts):
        return None
    return f"6 tokens anew cost {whole:.0f}; texts of 1 to 6 tokens, each computed once, cost {parts:.0f} together"


def counted(T, n, *, per_token=12, per_look=2, looks=lambda t: t, tokens=lambda t, T: t, fresh_looks=None):
    """Return (kept, anew) with something changed, each summed over the tokens as they are written."""
    kept = anew = 0
    for t in range(1, T + 1):
        kept += per_token * n * n + per_look * n * looks(t)
        computed = tokens(t, T)
        anew += per_token * n * n * computed
        seen = sum(looks(s) for s in range(1, computed + 1)) if fresh_looks is None else fresh_looks(t)
        anew += per_look * n * seen
    return kept, anew


@multiply_adds.mistake
def feed_forward_forgotten(T, n):
    """the feed-forward part is left out: its two matrices cost 8 n^2 a token"""
    return counted(T, n, per_token=4)


@multiply_adds.mistake
def a_third_of_the_matrices_forgotten(T, n):
    """the matrices cost 8 n^2 a token here: the attention has four of n^2, the feed-forward part two of 4 n^2"""
    return counted(T, n, per_token=8)


@multiply_adds.mistake
def output_matrix_forgotten(T, n):
    """the attention has three matrices: the one behind the heads, Wo, is the fourth"""
    return counted(T, n, per_token=11)


@multiply_adds.mistake
def narrow_feed_forward(T, n):
    """the hidden layer of the feed-forward part has n rows: it has 4 n"""
    return counted(T, n, per_token=6)


@multiply_adds.mistake
def looks_forgotten(T, n):
    """the looks are left out: a query that looks at t tokens costs 2 t n"""
    return counted(T, n, per_look=0)


@multiply_adds.mistake
def values_forgotten(T, n):
    """only the scores are counted: the weighted sum of the values costs as much again"""
    return counted(T, n, per_look=1)


@multiply_adds.mistake
def not_at_itself(T, n):
    """a token looks only at those before it: it looks at itself, too"""
    return counted(T, n, looks=lambda t: t - 1)


@multiply_adds.mistake
def all_look_at_all(T, n):
    """every query looks at all T tokens: the token at place t looks at t of them"""
    return counted(T, n, looks=lambda t: T)


@multiply_adds.mistake
def operations_counted(T, n):
    """a multiply-add is counted as two operations: it is one"""
    kept, anew = reference.multiply_adds(T, n)
    return 2 * kept, 2 * anew


@multiply_adds.mistake
def always_the_whole_text(T, n):
    """anew, all T tokens are computed at each step: at step t there are only t"""
    return counted(T, n, tokens=lambda t, T: T)


@multiply_adds.mistake
def anew_looks_once(T, n):
    """anew, only the last query looks: all t queries are computed again, and look again"""
    return counted(T, n, fresh_looks=lambda t: t)


@multiply_adds.mistake
def one_look_with_kept_keys(T, n):
    """with keys and values kept, each new token looks at one token: it looks at all that are kept, and at itself"""
    return T * (12 * n * n + 2 * n), counted(T, n)[1]


@multiply_adds.mistake
def last_token_alone(T, n):
    """only the last token is counted: writing T tokens costs the sum over all of them"""
    return 12 * n * n + 2 * n * T, 12 * n * n * T + n * T * (T + 1)


@multiply_adds.mistake
def swapped(T, n):
    """the two numbers are in the wrong order: first with keys and values kept"""
    return reference.multiply_adds(T, n)[::-1]


@multiply_adds.right
def in_loops(T, n):
    """Return the same, added up token by token, in a list."""
    once = [12 * n**2 + 2 * n * t for t in range(1, T + 1)]
    return [sum(once), sum(sum(once[:t]) for t in range(1, T + 1))]


@multiply_adds.right
def with_arrays(T, n):
    """Return the same with cumulative sums, as numbers of NumPy."""
    once = 12.0 * n**2 + 2 * n * np.arange(1, T + 1)
    return once.sum(), np.cumsum(once).sum()
