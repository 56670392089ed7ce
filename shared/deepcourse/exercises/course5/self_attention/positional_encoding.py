"""Exercise 6: a column of sines and cosines for each step."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import self_attention as reference

positional_encoding = FunctionExercise(
    __name__,
    reference=reference.positional_encoding,
    minutes=5,
    points_visible=3,
    points_hidden=5,
    returns=("the encoding",),
    hints=(
        "Rows 2 i and 2 i + 1 are a pair: they have the same frequency. Which whole number do rows 0 and 1 share, and "
        "rows 2 and 3?",
        "The number of the pair is row // 2. The result has a column for each step: a column of frequencies times a "
        "row of steps gives the table of angles.",
        "Take the sine of the even rows and the cosine of the odd ones: angles[0::2] and angles[1::2]. With an odd d "
        "there is one more even row.",
    ),
)


def case(T, d):
    """Return a number of steps and of rows as a case."""
    return Case(f"T = {T}, d = {d}", (T, d))


@positional_encoding.visible
def visible():
    """Return several sizes, an odd number of rows, one row, one step."""
    return [case(*sizes) for sizes in ((4, 6), (7, 4), (3, 8), (5, 5), (1, 4), (6, 1), (5, 2))]


@positional_encoding.draw
def draw(rng):
    """Return random sizes."""
    T, d = (int(n) for n in rng.permutation(np.arange(2, 12))[:2])
    return case(T, d)


@positional_encoding.edges
def edges(rng):
    """Return one step, one row, an odd number of rows, many steps."""
    return [case(1, 6), case(8, 1), case(4, 7), case(300, 6)]


@positional_encoding.property("a step of three is the same rotation everywhere")
def rotates(f, rng):
    """Return a sentence unless the product of two columns depends on their distance alone."""
    P = np.asarray(f(9, 6))
    if P.shape != (6, 9):
        return f"the encoding has the shape {P.shape}, expected (6, 9)"
    products = P.T @ P
    return None if np.allclose(products[0, 3], products[5, 8]) else "columns 0 and 3 are not as near as columns 5 and 8"


def encoded(T, d, *, pair=None, even=np.sin, odd=np.cos, base=10_000, start=0, power=None):
    """Return (d, T) with something changed."""
    rows = np.arange(d)[:, None]
    pair = rows // 2 if pair is None else pair(rows)
    angles = (np.arange(T) + start) / base ** (2 * pair / d if power is None else power(pair))
    return np.where(rows % 2 == 0, even(angles), odd(angles))


@positional_encoding.mistake
def row_for_the_pair(T, d):
    """the number of the row is used in place of that of its pair: rows 2 i and 2 i + 1 share the frequency of i"""
    return encoded(T, d, pair=lambda rows: rows)


@positional_encoding.mistake
def rows_without_pairs(T, d):
    """each row has a frequency of its own, row / d: rows 2 i and 2 i + 1 share one, 2 i / d"""
    return encoded(T, d, pair=lambda rows: rows / 2)


@positional_encoding.mistake
def cosine_first(T, d):
    """sine and cosine are swapped: even rows have the sine"""
    return encoded(T, d, even=np.cos, odd=np.sin)


@positional_encoding.mistake
def sines_alone(T, d):
    """all rows are sines: odd rows are cosines"""
    return encoded(T, d, odd=np.sin)


@positional_encoding.mistake
def two_blocks(T, d):
    """the sines fill the upper half and the cosines the lower half: they alternate, row by row"""
    P = encoded(T, d)
    return np.concatenate([P[0::2], P[1::2]])


@positional_encoding.mistake
def steps_from_one(T, d):
    """steps are counted from 1: the first column belongs to t = 0"""
    return encoded(T, d, start=1)


@positional_encoding.mistake
def base_of_a_thousand(T, d):
    """the base is 1 000: it is 10 000"""
    return encoded(T, d, base=1_000)


@positional_encoding.mistake
def factor_two_missing(T, d):
    """the exponent is i / d: it is 2 i / d"""
    return encoded(T, d, power=lambda pair: pair / d)


@positional_encoding.mistake
def times_the_power(T, d):
    """the step is multiplied by the power: divide by it"""
    return encoded(T, d, power=lambda pair: -2 * pair / d)


@positional_encoding.mistake
def transposed(T, d):
    """the encoding is transposed: the shape is (d, T), a column for each step"""
    return encoded(T, d).T


@positional_encoding.mistake
def not_divided_by_d(T, d):
    """the exponent is 2 i: divide it by d"""
    return encoded(T, d, power=lambda pair: 2.0 * pair)


@positional_encoding.mistake
def last_row_left_out(T, d):
    """with an odd d, the last row is left out or stays 0: it is a sine"""
    P = encoded(T, d)
    if d % 2:
        P[-1] = 0
    return P


@positional_encoding.mistake
def in_degrees(T, d):
    """the angles are treated as degrees: they are radians"""
    return encoded(T, d, even=lambda a: np.sin(np.radians(a)), odd=lambda a: np.cos(np.radians(a)))


@positional_encoding.right
def entry_by_entry(T, d):
    """Return the same with loops."""
    P = np.zeros((d, T))
    for i in range(d):
        for t in range(T):
            angle = t / 10_000 ** ((i - i % 2) / d)
            P[i, t] = np.cos(angle) if i % 2 else np.sin(angle)
    return P


@positional_encoding.right
def by_logarithms(T, d):
    """Return the same with frequencies by exp and log."""
    frequencies = np.exp(-np.log(10_000) * np.arange(0, d, 2) / d)
    angles = frequencies[:, None] * np.arange(T)
    P = np.empty((d, T))
    P[0::2], P[1::2] = np.sin(angles), np.cos(angles[: d // 2])
    return P
