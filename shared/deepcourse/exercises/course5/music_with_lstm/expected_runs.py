"""Exercise 6: derive how many runs are equal without any copying."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import music as reference

expected_runs = FunctionExercise(
    __name__,
    reference=reference.expected_runs,
    minutes=8,
    points_visible=5,
    points_hidden=7,
    returns=("the expected number",),
    any_number_type=True,
    hints=(
        "Start with k = 1 and one pair of positions. Both values are drawn from p. With what probability are both "
        "equal to the first value? And with what probability are they equal, whatever the value?",
        "The k values of a run are drawn independently. What is the probability that all k pairs are equal?",
        "The expected number is a sum over pairs of positions. In 5 values, at how many positions can a run of 2 "
        "begin? And a run of 7?",
    ),
)


def distribution(rng, V):
    """Return the probabilities of V values."""
    return rng.dirichlet(np.full(V, 1.5))


@expected_runs.visible
def visible():
    """Return k of 1 and more, tunes of several lengths, one that is too short, and a melody that is too short."""
    rng = np.random.default_rng(71)
    return [
        Case("two values, k 1", (np.array([0.7, 0.3]), 5, [4, 6], 1)),
        Case("k 2", (np.array([0.5, 0.3, 0.2]), 7, [9], 2)),
        Case("three tunes, k 3", (distribution(rng, 5), 10, [7, 12, 5], 3)),
        Case("a tune that is too short for k", (distribution(rng, 3), 8, [2, 11, 4], 4)),
        Case("a melody that is too short for k", (distribution(rng, 4), 3, [9, 8], 5)),
        Case("a value that never occurs", (np.array([0.6, 0.0, 0.4]), 6, [5, 8], 2)),
    ]


@expected_runs.draw
def draw(rng):
    """Return random probabilities and lengths."""
    V, n, k = (int(rng.integers(*limits)) for limits in ((2, 9), (6, 30), (1, 5)))
    lengths = [int(length) for length in rng.integers(5, 40, size=rng.integers(2, 6))]
    return Case(f"{V} values, a melody of {n}, k {k}", (distribution(rng, V), n, lengths, k))


@expected_runs.edges
def edges(rng):
    """Return one value, lengths of exactly k, no tunes, single precision."""
    return [
        Case("one value", (np.array([1.0]), 5, [6, 3], 2)),
        Case("lengths of exactly k", (distribution(rng, 4), 3, [3, 3], 3)),
        Case("too short for k", (distribution(rng, 3), 2, [9, 1], 4)),
        Case("one tune too short for k", (distribution(rng, 3), 9, [1, 15], 4)),
        Case("no tunes", (distribution(rng, 3), 9, [], 2)),
        Case("single precision", (distribution(rng, 6).astype(np.float32), 12, [10, 20], 2)),
    ]


@expected_runs.property("with a single value, every pair of positions counts")
def certain(f, rng):
    """Return a sentence unless all pairs count where all values are equal."""
    n, length, k = (int(rng.integers(*limits)) for limits in ((6, 12), (6, 12), (1, 5)))
    found, pairs = float(f(np.array([1.0]), n, [length], k)), (n - k + 1) * (length - k + 1)
    return None if abs(found - pairs) < 1e-6 else f"melody of {n}, tune of {length}, k {k}: {found:.4g}, not {pairs}"


def counted(p, n, lengths, k, *, q=None, positions=lambda n, k: max(n - k + 1, 0), power=None, total=None):
    """Return the expected number with something changed."""
    q = np.sum(np.square(p, dtype=float)) if q is None else q
    in_tunes = sum(positions(length, k) for length in lengths) if total is None else total
    return float(positions(n, k) * in_tunes * q ** (k if power is None else power))


@expected_runs.mistake
def largest_probability(p, n, lengths, k):
    """two values are called equal with the probability of the most frequent one: sum over all values"""
    return counted(p, n, lengths, k, q=np.max(p))


@expected_runs.mistake
def as_if_uniform(p, n, lengths, k):
    """all values count as equally likely, 1 / V: frequent values are equal more often"""
    return counted(p, n, lengths, k, q=1 / len(p))


@expected_runs.mistake
def certain_match(p, n, lengths, k):
    """the probabilities are summed, which gives 1: two draws are both this value with probability p times p"""
    return counted(p, n, lengths, k, q=1.0)


@expected_runs.mistake
def power_inside(p, n, lengths, k):
    """every value of a run is the same: sum the squares over the values first, then take the power k"""
    return counted(p, n, lengths, k, q=np.sum(np.power(p, 2 * k, dtype=float)), power=1)


@expected_runs.mistake
def sum_of_powers(p, n, lengths, k):
    """p to the power k is summed: sum p squared, then take the power k"""
    return counted(p, n, lengths, k, q=np.sum(np.power(p, k, dtype=float)), power=1)


@expected_runs.mistake
def one_pair_only(p, n, lengths, k):
    """only one value of the run has to be equal: all k values have to be"""
    return counted(p, n, lengths, k, power=1)


@expected_runs.mistake
def times_k(p, n, lengths, k):
    """the probability of one pair is multiplied by k: independent events multiply, so take the power k"""
    return counted(p, n, lengths, k, power=1) * k


@expected_runs.mistake
def one_power_less(p, n, lengths, k):
    """the power is k - 1: the first value has to be equal as well"""
    return counted(p, n, lengths, k, power=k - 1)


@expected_runs.mistake
def root_left(p, n, lengths, k):
    """the norm of p is used, a square root too many: take the sum of the squares"""
    return counted(p, n, lengths, k, power=k / 2)


@expected_runs.mistake
def all_positions(p, n, lengths, k):
    """a run may begin at every position: it needs k values, so it cannot begin at the last k - 1 positions"""
    return counted(p, n, lengths, k, positions=lambda n, k: n)


@expected_runs.mistake
def one_position_less(p, n, lengths, k):
    """one position is missing in the melody and in each tune: a run may also end with the last value"""
    return counted(p, n, lengths, k, positions=lambda n, k: max(n - k, 0))


@expected_runs.mistake
def negative_positions(p, n, lengths, k):
    """a tune or a melody that is too short counts as negative: it holds 0 runs"""
    return counted(p, n, lengths, k, positions=lambda n, k: n - k + 1)


@expected_runs.mistake
def pieces(p, n, lengths, k):
    """the melody and the tunes are cut into pieces of k values: runs may overlap, so every position counts"""
    return counted(p, n, lengths, k, positions=lambda n, k: n // k)


@expected_runs.mistake
def tunes_joined(p, n, lengths, k):
    """the tunes count as one long tune, in which runs cross from one to the next: count positions tune by tune"""
    return counted(p, n, lengths, k, total=max(sum(lengths) - k + 1, 0))


@expected_runs.mistake
def melody_left_out(p, n, lengths, k):
    """the positions in the melody are not counted: multiply by their number"""
    return counted(p, n, lengths, k) / max(n - k + 1, 1)


@expected_runs.mistake
def tunes_left_out(p, n, lengths, k):
    """the positions in the tunes are not counted: multiply by their number"""
    return counted(p, n, lengths, k, total=1)


@expected_runs.mistake
def positions_added(p, n, lengths, k):
    """the positions in the melody and in the tunes are added: multiply them to count the pairs"""
    positions = [max(length - k + 1, 0) for length in (n, *lengths)]
    return float(sum(positions) * np.sum(np.square(p, dtype=float)) ** k)


@expected_runs.mistake
def first_tune_alone(p, n, lengths, k):
    """only the first tune counts: sum over all tunes"""
    return counted(p, n, lengths[:1], k)


@expected_runs.right
def in_loops(p, n, lengths, k):
    """Return the same, pair by pair of positions."""
    q, total = sum(float(one) ** 2 for one in p), 0.0
    for length in lengths:
        for _ in range(n - k + 1):
            for _ in range(length - k + 1):
                total += q**k
    return total
