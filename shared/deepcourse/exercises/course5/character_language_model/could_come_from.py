"""Exercise 8: design a test that catches a faulty sampler."""

import math

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import language_model as reference

could_come_from = FunctionExercise(
    __name__,
    reference=reference.could_come_from,
    minutes=8,
    points_visible=5,
    points_hidden=7,
    random_cases=6,
    returns=("whether the counts fit",),
    hints=(
        "A deviation of 30 is nothing for a letter that is expected 5 000 times, and impossible for one that is "
        "expected twice. By what do you divide a squared deviation so that it is about 1 for every honest sampler?",
        "Divided by n p, a squared deviation is 1 - p on average. What is the sum over all letters, on average? How "
        "far above it may an honest sampler get?",
        "That sum varies with a standard deviation of about sqrt(2 (V - 1)). Choose a limit a few of these above the "
        "average. What should your test do with letters of probability 0?",
    ),
)


def gap_of(counts, p):
    """Return how many standard deviations chi-square is above its mean."""
    statistic, degrees = reference.chi_square(counts, p)
    return (statistic - degrees) / math.sqrt(2 * max(degrees, 1))


def probabilities(rng, V, zeros=0, skew=1.0):
    """Return probabilities, (V,), of which so many are 0."""
    p = rng.dirichlet(np.full(V, skew)) + 0.2 / V
    p[rng.permutation(V)[:zeros]] = 0
    return p / p.sum()


def honest(rng, n, p, least=-9.0):
    """Return the counts of an honest sampler that are nothing special: at most 2 deviations off, at least `least`."""
    while True:
        counts = rng.multinomial(n, p)
        if least < gap_of(counts, p) < 2:
            return counts


def faulty(rng, p, q):
    """Return the counts of a sampler that draws from q in place of p, so many that it is clearly off."""
    possible = p > 0
    off = np.sum((q[possible] - p[possible]) ** 2 / p[possible])
    n = math.ceil(18 * math.sqrt(2 * (possible.sum() - 1)) / off)
    while True:
        counts = rng.multinomial(n, q)
        if gap_of(counts, p) > 13:
            return counts


def likeliest_moved(p):
    """Return probabilities in which the two likeliest letters share what they have."""
    q, order = p.copy(), np.argsort(-p)
    q[order[:2]] = p[order[:2]].mean()
    return q


def rare_doubled(p):
    """Return probabilities in which the rarest letter that occurs is four times as likely."""
    q = p.copy()
    q[np.argmin(np.where(p > 0, p, 2))] *= 4
    return q / q.sum()


def kinds(rng):
    """Return honest counts, few and many, and faulty ones: small changes, swaps, rare letters, impossible ones."""
    p4, p9, p27, zero = (probabilities(rng, 4), probabilities(rng, 9), probabilities(rng, 27, skew=0.5),
                         probabilities(rng, 6, 2))  # fmt: skip
    rare, quarter = np.array([0.9, 0.0985, 0.001, 0.0005]), np.full(4, 0.25)
    impossible = honest(rng, 800, zero)
    impossible[np.flatnonzero(zero == 0)[0]] += 2
    more = np.where(np.arange(27) == 3, 1.6, 1.0) * p27
    never = np.where(p4 == p4.max(), 0, p4)
    swapped, ends = p9.copy(), np.argsort(p9)[[0, -1]]
    swapped[ends] = p9[ends[::-1]]
    return [
        Case("honest, 4 letters, 500 draws", (honest(rng, 500, p4), p4)),
        Case("honest, 27 letters, 3 000 draws", (honest(rng, 3000, p27, 0.3), p27)),
        Case("honest, 27 letters, 200 000 draws", (honest(rng, 200_000, p27), p27)),
        Case("honest, 9 letters, 60 draws", (honest(rng, 60, p9), p9)),
        Case("honest, two letters of probability 0", (honest(rng, 800, zero), zero)),
        Case("honest, rare letters", (honest(rng, 10_000, rare), rare)),
        Case("all letters equally often", (faulty(rng, p4, quarter), p4)),
        Case("always the likeliest", (np.where(np.arange(9) == p9.argmax(), 150, 0), p9)),
        Case("two letters swapped", (faulty(rng, p9, swapped), p9)),
        Case("one letter too often, 27 letters", (faulty(rng, p27, more / more.sum()), p27)),
        Case("two letters share what they have", (faulty(rng, p27, likeliest_moved(p27)), p27)),
        Case("a rare letter four times too often", (faulty(rng, rare, rare_doubled(rare)), rare)),
        Case("a letter of probability 0 was drawn", (impossible, zero)),
        Case("the likeliest letter is never drawn", (faulty(rng, p4, never / never.sum()), p4)),
        Case("very regular, which is no fault", (np.array([250, 500, 250]), np.array([0.25, 0.5, 0.25]))),
    ]


@could_come_from.visible
def visible():
    """Return each kind of counts once."""
    return kinds(np.random.default_rng(59))


@could_come_from.draw
def draw(rng):
    """Return counts of an honest sampler, or of one that draws too boldly or too timidly."""
    V, n = int(rng.integers(3, 28)), int(rng.integers(300, 20_000))
    p = probabilities(rng, V)
    if rng.random() < 0.5:
        return Case(f"honest, {V} letters", (honest(rng, n, p), p))
    temperature = float(rng.choice([0.5, 0.7, 1.5, 3.0]))
    return Case(f"temperature {temperature}, {V} letters", (faulty(rng, p, reference.temper(p, temperature)), p))


@could_come_from.edges
def edges(rng):
    """Return each kind, two letters, one letter of probability 1, many draws."""
    p = probabilities(rng, 27)
    return [
        *kinds(rng),
        Case("two letters", (np.array([702, 298]), np.array([0.7, 0.3]))),
        Case("two letters, swapped", (np.array([298, 702]), np.array([0.7, 0.3]))),
        Case("a certain letter", (np.array([0, 50, 0]), np.array([0.0, 1.0, 0.0]))),
        Case("a certain letter, and another", (np.array([3, 50, 0]), np.array([0.0, 1.0, 0.0]))),
        Case("honest, a million draws", (honest(rng, 1_000_000, p), p)),
    ]


@could_come_from.property("hardly ever a false alarm")
def hardly_ever_a_false_alarm(f, rng):
    """Return a sentence unless at least 194 of 200 honest samplers pass."""
    alarms = 0
    for _ in range(200):
        p = probabilities(rng, int(rng.integers(5, 28)))
        alarms += not f(rng.multinomial(3000, p), p)
    return None if alarms <= 6 else f"{alarms} of 200 honest samplers are rejected"


# --- known mistakes -------------------------------------------------------------------------------------------------


def squares(counts, p):
    """Return (counts - n p)**2, n and n p."""
    n = counts.sum()
    return (counts - n * p) ** 2, n, n * p


def ratio(above, below):
    """Return a quotient in which 0 / 0 is 0 and other things over 0 are infinite."""
    with np.errstate(all="ignore"):
        return np.nan_to_num(above / below, nan=0.0, posinf=np.inf)


def limit_of(p):
    """Return five standard deviations above the mean of chi-square."""
    degrees = int((p > 0).sum()) - 1
    return degrees + 5 * math.sqrt(2 * degrees)


def statistic(counts, p):
    """Return chi-square; infinite where a letter of probability 0 was drawn."""
    return reference.chi_square(counts, p)[0]


@could_come_from.mistake
def shares_within_a_percent(counts, p):
    """shares may differ by a small fixed amount such as 0.01: how far an honest one differs depends on n and p"""
    return bool(np.abs(counts / counts.sum() - p).max() < 0.01)


@could_come_from.mistake
def shares_within_five_percent(counts, p):
    """shares may differ by a fixed amount such as 0.05, which hides rare letters: the limit depends on n and p"""
    return bool(np.abs(counts / counts.sum() - p).max() < 0.05)


@could_come_from.mistake
def within_a_fifth(counts, p):
    """each count may differ by a fifth of what is expected: rare letters vary more, frequent ones less"""
    n = counts.sum()
    return bool(np.all(np.abs(counts - n * p) <= 0.2 * n * p))


@could_come_from.mistake
def not_divided(counts, p):
    """the squared deviations are not divided by what is expected: they are larger for frequent letters"""
    return bool(squares(counts, p)[0].sum() <= limit_of(p))


@could_come_from.mistake
def divided_by_draws(counts, p):
    """the squared deviations are divided by n: divide each by its own expected count, n p"""
    above, n, _ = squares(counts, p)
    return bool(above.sum() / n <= limit_of(p))


@could_come_from.mistake
def divided_by_squares(counts, p):
    """the deviations are divided by n p before they are squared: the variance of a count is about n p, not (n p)^2"""
    above, _, expected = squares(counts, p)
    return bool(ratio(above, expected**2).sum() <= limit_of(p))


@could_come_from.mistake
def shares_in_chi_square(counts, p):
    """shares are put in place of counts, so that the number of draws is lost: use counts and n p"""
    shares = counts / counts.sum()
    return bool(ratio((shares - p) ** 2, p).sum() <= limit_of(p))


@could_come_from.mistake
def limit_of_four(counts, p):
    """the limit is 3.84, which is right for two letters only: with more letters, the sum is about V - 1"""
    return bool(statistic(counts, p) <= 3.84)


@could_come_from.mistake
def limit_at_the_mean(counts, p):
    """the limit is the average, which nearly half of all honest samplers exceed: add a few standard deviations"""
    return bool(statistic(counts, p) <= (p > 0).sum() - 1)


@could_come_from.mistake
def too_patient(counts, p):
    """the limit is far too high, twenty times V: set it a few standard deviations above the average"""
    return bool(statistic(counts, p) <= 20 * len(p))


@could_come_from.mistake
def impossible_letters_ignored(counts, p):
    """letters of probability 0 are left out: if one was drawn, the counts cannot come from p"""
    above, _, expected = squares(counts, p)
    return bool(above[p > 0] @ (1 / expected[p > 0]) <= limit_of(p))


@could_come_from.mistake
def impossible_letters_nan(counts, p):
    """0 / 0 is nan, and a comparison with nan is False: leave letters out that have p = 0 and were not drawn"""
    above, _, expected = squares(counts, p)
    with np.errstate(all="ignore"):
        return bool((above / expected).sum() <= limit_of(p))


@could_come_from.mistake
def likeliest_alone(counts, p):
    """only the most frequent letter is compared: all letters have to fit"""
    return bool(counts.argmax() == p.argmax())


@could_come_from.mistake
def mean_id(counts, p):
    """only the mean id is compared: many distributions have the same mean"""
    n, ids = counts.sum(), np.arange(len(p))
    spread = math.sqrt(max(ids**2 @ p - (ids @ p) ** 2, 1e-12) / n)
    return bool(abs(ids @ counts / n - ids @ p) <= 5 * spread)


@could_come_from.mistake
def too_regular(counts, p):
    """counts that fit very well are rejected: only large deviations count here"""
    degrees = (p > 0).sum() - 1
    return bool(abs(statistic(counts, p) - degrees) < max(5 * np.sqrt(2 * degrees), 0) and statistic(counts, p) > 0.01)


@could_come_from.mistake
def answer_turned(counts, p):
    """the answer is inverted: True means that the counts fit"""
    return not reference.could_come_from(counts, p)


# --- right, written differently -------------------------------------------------------------------------------------


@could_come_from.right
def with_normal_limit(counts, p):
    """Return the same, by Wilson and Hilferty's approximation of chi-square."""
    if counts[p == 0].any():
        return False
    expected, d = counts.sum() * p[p > 0], max(int((p > 0).sum()) - 1, 1)
    chi = ((counts[p > 0] - expected) ** 2 / expected).sum()
    return bool(((chi / d) ** (1 / 3) - 1 + 2 / (9 * d)) / math.sqrt(2 / (9 * d)) < 4.5)


@could_come_from.right
def by_loop(counts, p):
    """Return the same, letter by letter, with another limit."""
    n, total, letters = sum(counts), 0.0, 0
    for count, chance in zip(counts, p, strict=True):
        if chance == 0 and count > 0:
            return False
        if chance > 0:
            letters += 1
            total += (count - n * chance) ** 2 / (n * chance)
    return total < letters + 6 * (2 * letters) ** 0.5
