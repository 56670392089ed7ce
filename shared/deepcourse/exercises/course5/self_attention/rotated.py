"""Exercise 7: positions as rotations."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import self_attention as reference


def at_positions(x, positions):
    """Return the package's rotation, with positions that have to be given."""
    return reference.rotated(x, positions)


rotated = FunctionExercise(
    __name__,
    reference=at_positions,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("the rotated columns",),
    hints=(
        "Split x into its even and its odd rows: x[0::2] and x[1::2]. Each pair is a point in a plane.",
        "The angles are a table (d / 2, T): frequencies as a column, positions as a row. It needs an axis for the "
        "examples between the two.",
        "A rotation by the angle a takes (x, y) to (x cos a - y sin a, x sin a + y cos a). Put the new rows back where "
        "the old ones were.",
    ),
)


def case(rng, d, m, T, name="", positions=None, dtype=float):
    """Return columns and positions as a case."""
    positions = np.arange(T) if positions is None else np.asarray(positions)
    shown = ", ".join(f"{float(p):g}" for p in positions)
    name = name or f"d = {d}, m = {m}, positions {shown}"
    return Case(name, (rng.normal(size=(d, m, T)).astype(dtype), positions))


@rotated.visible
def visible():
    """Return several sizes, positions that do not begin at 0, one pair, one step."""
    rng = np.random.default_rng(407)
    return [
        case(rng, 4, 2, 5),
        case(rng, 6, 3, 4, positions=[7, 8, 9, 10]),
        case(rng, 8, 1, 3, positions=[2, 2, 5]),
        case(rng, 2, 3, 4, "one pair of rows"),
        case(rng, 4, 3, 1, "one step, at position 3", positions=[3]),
        case(rng, 6, 2, 5, "distances of half a step", positions=[0, 0.5, 1, 1.5, 2]),
    ]


@rotated.draw
def draw(rng):
    """Return random sizes and positions."""
    m, T = (int(n) for n in rng.permutation(np.arange(2, 7))[:2])
    return case(rng, 2 * int(rng.integers(1, 5)), m, T, positions=np.sort(rng.integers(0, 40, size=T)))


@rotated.edges
def edges(rng):
    """Return one pair, one step, far positions."""
    return [
        case(rng, 2, 2, 3, "one pair of rows"),
        case(rng, 6, 2, 1, "one step, at position 5", positions=[5]),
        case(rng, 4, 3, 5, "far away", positions=[1000, 1001, 1002, 1003, 1004]),
        case(rng, 8, 2, 4, "backwards", positions=[3, 2, 1, 0]),
    ]


@rotated.property("lengths stay, and products depend on the distance alone")
def relative(f, rng):
    """Return a sentence unless rotation keeps lengths, and q at 2 and k at 5 give what q at 12 and k at 15 give."""
    q, k = rng.normal(size=(2, 6, 1, 1))
    if np.shape(f(q, np.array([4]))) != q.shape:
        return f"the result has the shape {np.shape(f(q, np.array([4])))}, x has {q.shape}"
    if not np.isclose((np.asarray(f(q, np.array([4]))) ** 2).sum(), (q**2).sum()):
        return "a rotated column is longer or shorter than before"
    near, far = ((f(q, np.array([t])) * f(k, np.array([t + 3]))).sum() for t in (2, 12))
    return (
        None
        if np.isclose(near, far)
        else "the product of a query and a key three steps later depends on more than the three steps"
    )


def rotation(x, positions, *, base=10_000.0, sign=1, power=None, pairs=None, back=None, mixed=None):
    """Return x with something changed: frequencies, direction, which rows are a pair."""
    d = len(x)
    i = np.arange(d // 2)
    angles = (base ** (-(2 * i / d if power is None else power(i, d))))[:, None, None] * np.asarray(positions)
    even, odd = (x[0::2], x[1::2]) if pairs is None else pairs(x)
    cos, sin = np.cos(angles), sign * np.sin(angles)
    new = (even * cos - odd * sin, even * sin + odd * cos) if mixed is None else mixed(even, odd, cos, sin)
    if back is not None:
        return back(*new)
    out = np.empty(x.shape)
    out[0::2], out[1::2] = new
    return out


@rotated.mistake
def other_direction(x, positions):
    """the rotation goes in the other direction: (x, y) becomes (x cos - y sin, x sin + y cos)"""
    return rotation(x, positions, sign=-1)


@rotated.mistake
def halves_are_pairs(x, positions):
    """row i is paired with row i + d / 2: here, neighbouring rows 2 i and 2 i + 1 are a pair"""
    half = len(x) // 2
    return rotation(x, positions, pairs=lambda x: (x[:half], x[half:]), back=lambda *new: np.concatenate(new))


@rotated.mistake
def put_back_as_halves(x, positions):
    """the new rows are put back as two halves: each goes back to its own row"""
    return rotation(x, positions, back=lambda *new: np.concatenate(new))


@rotated.mistake
def one_angle_for_all(x, positions):
    """all pairs turn by the angle of the first one: pair i has the frequency 10 000 ** (-2 i / d)"""
    return rotation(x, positions, power=lambda i, d: 0.0 * i)


@rotated.mistake
def factor_two_missing(x, positions):
    """the exponent is i / d: it is 2 i / d for pair i"""
    return rotation(x, positions, power=lambda i, d: i / d)


@rotated.mistake
def faster_pairs(x, positions):
    """the exponent has the wrong sign: later pairs turn more slowly"""
    return rotation(x, positions, power=lambda i, d: -2 * i / d)


@rotated.mistake
def base_of_a_thousand(x, positions):
    """the base is 1 000: it is 10 000"""
    return rotation(x, positions, base=1_000.0)


@rotated.mistake
def steps_for_positions(x, positions):
    """the steps 0, 1, 2 ... are used: use the positions that are given"""
    return rotation(x, np.arange(x.shape[2]))


@rotated.mistake
def counted_from_one(x, positions):
    """1 is added to the positions: a column at position 0 stays as it is"""
    return rotation(x, np.asarray(positions) + 1)


@rotated.mistake
def added(x, positions):
    """sines and cosines are added to the columns: rotary positions turn them"""
    return rotation(x, positions, mixed=lambda even, odd, cos, sin: (even + sin, odd + cos))


@rotated.mistake
def only_stretched(x, positions):
    """each row is only multiplied by a cosine or a sine: a rotation mixes the two rows of a pair"""
    return rotation(x, positions, mixed=lambda even, odd, cos, sin: (even * cos, odd * sin))


@rotated.mistake
def plus_for_minus(x, positions):
    """the minus is missing: the first row becomes x cos - y sin"""
    return rotation(x, positions, mixed=lambda even, odd, cos, sin: (even * cos + odd * sin, even * sin + odd * cos))


@rotated.mistake
def changed_while_read(x, positions):
    """the odd rows are computed from even rows that have been rotated already: keep the old ones"""

    def mixed(even, odd, cos, sin):
        new = even * cos - odd * sin
        return new, new * sin + odd * cos

    return rotation(x, positions, mixed=mixed)


@rotated.mistake
def in_place(x, positions):
    """x is changed in place: the caller still needs it"""
    x[...] = rotation(x, positions)
    return x


@rotated.right
def as_complex_numbers(x, positions):
    """Return the same with neighbouring rows as real and imaginary parts."""
    numbers = x[0::2] + 1j * x[1::2]
    phases = np.exp(1j * 10_000.0 ** (-np.arange(0, len(x), 2) / len(x))[:, None, None] * np.asarray(positions))
    out = np.empty_like(x)
    out[0::2], out[1::2] = (numbers * phases).real, (numbers * phases).imag
    return out


@rotated.right
def with_matrices(x, positions):
    """Return the same with a rotation matrix for each pair and step."""
    out = np.empty_like(x)
    for i in range(0, len(x), 2):
        for t, p in enumerate(positions):
            a = p / 10_000 ** (i / len(x))
            out[i : i + 2, :, t] = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) @ x[i : i + 2, :, t]
    return out
